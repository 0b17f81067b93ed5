#!/usr/bin/env python3
"""Keeps Trino or Hive in step with the metastore. See README.md."""

from engine_sync.main import main

if __name__ == "__main__":
    raise SystemExit(main())
