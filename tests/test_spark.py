"""Answers on Apache Spark, in local mode, are those that are computed directly."""

import os
import shutil
import sys

import pyarrow as pa
import pytest

import mou
from mou import conformance
from mou.bulk import answers, schema

pytest.importorskip("pyspark", reason="pyspark is not installed: pip install --group spark")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Java is not installed: apt-get install default-jre-headless", allow_module_level=True)

DAYS = ("1990-01-01", "2026-11-25")


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("mou")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "64",
        "spark.driver.memory": "512m",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
    }.items():
        builder = builder.config(name, value)
    with pytest.MonkeyPatch.context() as patched:
        # Or the workers are whatever python3 is on the path.
        patched.setenv("PYSPARK_PYTHON", sys.executable)
        patched.setenv("PYSPARK_DRIVER_PYTHON", sys.executable)
        session = builder.getOrCreate()
        yield session
        session.stop()


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
def test_answers_by_map_in_arrow(spark):
    """Three hundred treaties, a document that is none, and one that is missing, in four partitions."""
    from pyspark.sql.pandas.types import from_arrow_schema

    treaties = conformance.records().agreements
    documents = [mou.dumps(one, indent=None) for one in (treaties * 7)[:300]]
    rows = [(str(number), text) for number, text in enumerate([*documents, '{"id": 5}', None])]

    def answered(batches):
        for batch in batches:
            yield answers(batch, DAYS)

    frame = spark.createDataFrame(rows, "key string, document string").repartition(4)
    found = frame.mapInArrow(answered, from_arrow_schema(schema())).toArrow()
    keys, texts = zip(*rows, strict=True)
    expected = answers(pa.record_batch({"key": keys, "document": texts}), DAYS)
    assert found.schema.names == schema().names
    assert found.schema.types == schema().types
    order = [("key", "ascending"), ("on", "ascending")]
    assert found.sort_by(order).to_pylist() == expected.sort_by(order).to_pylist()
    assert found.num_rows == 604
