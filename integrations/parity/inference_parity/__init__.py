"""The schemas that the service infers, held against those that Spark infers from the same bytes."""
