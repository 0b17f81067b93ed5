"""
Runs a statement as hive.py does, but kills whoever asked at one of them: before or after Hive has run it.

killing_command.py <port of Hive> <file that counts> <which statement> before|after
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from hive import HiveRefused, ask_hive


def main() -> None:
    port, counter, which, moment = int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    sql = sys.stdin.read()
    number = int(counter.read_text()) if counter.exists() else 0
    counter.write_text(str(number + 1))
    if number == which and moment == "before":
        os.kill(os.getppid(), signal.SIGKILL)
        return
    try:
        ask_hive(port, sql)
    except HiveRefused as refusal:
        sys.exit(str(refusal))
    if number == which:
        os.kill(os.getppid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
