"""The event feed of the metastore as DDL for an engine."""
