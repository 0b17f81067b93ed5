"""A job in two phases: what arrives is landed as it is; what was landed goes into the table."""
