"""The jars of a Kafka broker, and those with which Spark reads from one."""

from __future__ import annotations

import sys
from pathlib import Path

from metastore_testing.checkout import checkout_root
from metastore_testing.maven_jars import JarsNotResolved, resolved_jars

KINDS = ("broker", "spark-3.5", "spark-4.0")


def kafka_jars(kind: str) -> list[Path]:
    """
    Takes "broker", "spark-3.5" or "spark-4.0"; the jars of the last two go into `spark.jars`. Raises
    JarsNotResolved with the words of Maven.
    """
    pom = checkout_root() / "integrations/kafka/jars" / kind / "pom.xml"
    if not pom.exists():
        raise JarsNotResolved(
            f"There are jars of Kafka for {', '.join(KINDS)}, and none for {kind}: {pom} is not there."
        )
    return resolved_jars(pom, checkout_root() / ".integrations/jars" / f"kafka-{kind}")


if __name__ == "__main__":
    for each in sys.argv[1:] or KINDS:
        print("\n".join(str(jar) for jar in kafka_jars(each)))
