"""The four table formats."""
