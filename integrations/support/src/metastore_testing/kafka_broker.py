"""A Kafka broker of one's own: a single node on the loopback interface, ended with its data."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable
from itertools import repeat
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from confluent_kafka import KafkaError, KafkaException, Message, Producer
from confluent_kafka.admin import AdminClient, NewTopic

from metastore_testing.kafka_jars import kafka_jars
from metastore_testing.ports import free_port

_PATIENCE = 60.0
_HEAP = "-Xmx256m"
_CONFIG = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
log.dirs={data}
auto.create.topics.enable=false
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
"""
# Each record once, even if it has to be sent again; and soon a word if the topic is not there.
_PRODUCER: dict[str, str | int | bool] = {
    "enable.idempotence": True,
    "linger.ms": 5,
    "topic.metadata.propagation.max.ms": 3000,
    "log_level": 0,
}


class BrokerDidNotStart(Exception):
    """What the broker said before it went."""


class KafkaBroker:
    """
    A real broker (KRaft: its own controller) as a process of its own, with fresh data.

        with KafkaBroker() as kafka:
            kafka.create_topic("orders")
            kafka.produce("orders", [b'{"order_id":1}'])
            kafka.bootstrap_servers  # 127.0.0.1:23456

    Needs the package confluent-kafka, and Maven for the first start on a machine.
    """

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="kafka-"))
        self._log_file = self._folder / "broker.log"
        self._config = self._folder / "server.properties"
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.close)

    @property
    def bootstrap_servers(self) -> str:
        return f"127.0.0.1:{self._port}"

    def start(self) -> KafkaBroker:
        """Starts the broker and waits until it answers. After `stop` it has the same port and data."""
        if self._process is not None:
            return self
        if not self._config.exists():
            self._format()
        with self._log_file.open("ab") as log:
            self._process = subprocess.Popen(
                self._java("kafka.Kafka", str(self._config)),
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C is for the tests, which then end the broker in order.
                start_new_session=True,
            )
        self._await_answer()
        return self

    def create_topic(self, topic: str, partitions: int = 1) -> None:
        """Raises KafkaException where there is one of this name."""
        admin = self._admin()
        admin.create_topics([NewTopic(topic, partitions, 1)])[topic].result(_PATIENCE)

    def produce(self, topic: str, values: Iterable[bytes], keys: Iterable[bytes | None] | None = None) -> int:
        """
        Writes a record for each value, in their order within a partition, and waits until the broker has
        them all. Without keys, records have none. Gives how many they were; raises KafkaException where one
        was not taken.
        """
        refused: list[KafkaError] = []

        def note(error: KafkaError | None, _message: Message) -> None:
            if error is not None:
                refused.append(error)

        producer = Producer({"bootstrap.servers": self.bootstrap_servers, **_PRODUCER})
        count = 0
        for value, key in zip(values, repeat(None) if keys is None else keys):
            while True:
                try:
                    producer.produce(topic, value, key, on_delivery=note)
                    break
                except BufferError:
                    producer.poll(1)
            producer.poll(0)
            count += 1
        left = producer.flush(_PATIENCE)
        if refused:
            raise KafkaException(refused[0])
        if left:
            raise TimeoutError(f"The broker did not take {left} of {count} records within {_PATIENCE:.0f} s")
        return count

    def stop(self) -> None:
        """SIGTERM: the broker closes its logs. Data stay."""
        process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        self._process = None

    def close(self) -> None:
        """Ends the broker and removes its data. May be called twice."""
        atexit.unregister(self.close)
        try:
            self.stop()
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def log(self) -> str:
        return self._log_file.read_text(errors="replace") if self._log_file.exists() else ""

    def __enter__(self) -> KafkaBroker:
        try:
            return self.start()
        except BaseException:
            self.close()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _format(self) -> None:
        settings = _CONFIG.format(port=self._port, controller=free_port(), data=self._folder / "data")
        self._config.write_text(settings)
        tool = self._java("kafka.tools.StorageTool", "format", "-t", str(uuid4()), "-c", str(self._config))
        run = subprocess.run(tool, cwd=self._folder, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            raise BrokerDidNotStart(f"The data directory could not be made:\n{run.stdout}{run.stderr}")

    def _java(self, *command: str) -> list[str]:
        classpath = ":".join(str(jar) for jar in kafka_jars("broker"))
        return ["java", _HEAP, "-Dorg.apache.logging.log4j.level=INFO", "-cp", classpath, *command]

    def _admin(self) -> AdminClient:
        # Nothing but connections refused comes until the broker listens, and that is waited for.
        return AdminClient({"bootstrap.servers": self.bootstrap_servers, "log_level": 0})

    def _await_answer(self) -> None:
        admin = self._admin()
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                raise BrokerDidNotStart(f"The broker went before it was ready:\n{self.log()}")
            try:
                if admin.list_topics(timeout=1).brokers:
                    return
            except KafkaException:
                # The client waits for its connection itself, up to the second given.
                continue
        raise BrokerDidNotStart(f"The broker was not ready after {_PATIENCE:.0f} s:\n{self.log()}")
