"""Which line of Spark the tests run with."""

import pyspark

#: 3.5 or 4.0.
LINE = ".".join(pyspark.__version__.split(".")[:2])
