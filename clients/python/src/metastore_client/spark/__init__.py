"""For jobs in Spark. Brings no Spark: the cluster does, 3.5 or 4."""

from metastore_client.spark.gate import GateResult, gate
from metastore_client.spark.quarantine import CORRUPT_RECORD, Quarantine

__all__ = ["CORRUPT_RECORD", "GateResult", "Quarantine", "gate"]
