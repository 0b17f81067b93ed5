"""What monitoring reads: a file for the textfile collector of Prometheus."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path


@dataclass
class Metrics:
    dataset: str
    file: Path | None
    records: int = 0
    quarantined: int = 0
    batches: int = 0
    lag_seconds: float = 0.0
    schema_version: int = 0
    breaking_schema_change: int = 0
    _started: float = field(default_factory=lambda: datetime.now(timezone.utc).timestamp())

    def lag_since(self, latest: datetime | None) -> float:
        """How long ago the newest record was written to its source."""
        if latest is not None:
            self.lag_seconds = max(0.0, datetime.now().timestamp() - latest.timestamp())
        return self.lag_seconds

    def write(self) -> None:
        """Replaced as a whole: the collector never reads half of it."""
        if self.file is None:
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.file.with_suffix(".fresh")
        fresh.write_text(self.text())
        fresh.replace(self.file)

    def text(self) -> str:
        label = self.dataset.replace("\\", "\\\\").replace('"', '\\"')
        return "".join(
            f'# HELP {name} {about}\n# TYPE {name} {kind}\n{name}{{dataset="{label}"}} {value}\n'
            for name, kind, value, about in self._samples()
        )

    def _samples(self) -> list[tuple[str, str, float, str]]:
        return [
            (
                "ingestion_records_total",
                "counter",
                self.records,
                "Records written since the start of the job.",
            ),
            ("ingestion_quarantined_total", "counter", self.quarantined, "Records set apart since then."),
            ("ingestion_batches_total", "counter", self.batches, "Batches written since then."),
            (
                "ingestion_lag_seconds",
                "gauge",
                self.lag_seconds,
                "Age of the newest record when it was written.",
            ),
            (
                "ingestion_schema_version",
                "gauge",
                self.schema_version,
                "Version that the last batch was written as.",
            ),
            (
                "ingestion_breaking_schema_change",
                "gauge",
                self.breaking_schema_change,
                "1 where the job stopped at a breaking schema change.",
            ),
            ("ingestion_start_time_seconds", "gauge", self._started, "When the job was started."),
        ]
