"""How a table was brought to take a change."""

SERVICE = "statements of the service"
ALTER = "ALTER TABLE"
MERGE = "write that merges schemas"
SCHEMA = "reader's schema"
