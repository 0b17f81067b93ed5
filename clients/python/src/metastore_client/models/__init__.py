"""Requests and answers, as openapi/openapi.yaml has them."""
