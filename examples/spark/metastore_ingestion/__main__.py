import sys

from metastore_ingestion.command_line import main

if __name__ == "__main__":
    sys.exit(main())
