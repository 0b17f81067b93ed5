"""What the tests against real engines share."""

from metastore_testing.checkout import checkout_root
from metastore_testing.proxy import LoopbackProxy
from metastore_testing.service import MetastoreService, ServiceDidNotStart

__all__ = ["LoopbackProxy", "MetastoreService", "ServiceDidNotStart", "checkout_root"]
