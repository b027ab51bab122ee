"""Answers on Apache Spark, in local mode, are those that are computed directly."""

import os
import re
import shutil
import sys
from pathlib import Path

import attrs
import pyarrow as pa
import pytest
from pyarrow import parquet

import mou
from mou import conformance
from mou.answers.register import Register
from mou.bulk import answers, schema
from mou.formats.tables import to_arrow, write_parquet

pytest.importorskip("pyspark", reason="pyspark is not installed: pip install --group spark")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Java is not installed: apt-get install default-jre-headless", allow_module_level=True)

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
DAYS = ("1990-01-01", "2026-11-25")
AGREEMENTS = [
    attrs.evolve(one, id=f"{one.id}-{number}") for number in range(7) for one in conformance.records().agreements
]
ORDER = [("key", "ascending"), ("on", "ascending")]


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("mou")
    for name, value in {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "512m",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "64",
        "spark.ui.enabled": "false",
    }.items():
        builder = builder.config(name, value)
    with pytest.MonkeyPatch.context() as patched:
        # Or the workers are whatever python3 is on the path.
        patched.setenv("PYSPARK_PYTHON", sys.executable)
        patched.setenv("PYSPARK_DRIVER_PYTHON", sys.executable)
        patched.setenv("PYTHONPATH", str(Path(mou.__file__).resolve().parents[1]), prepend=os.pathsep)
        patched.chdir(tmp_path_factory.mktemp("spark"))  # where it writes what it needs
        session = builder.getOrCreate()
        yield session
        session.stop()


def directly(keys, documents):
    return answers(pa.record_batch({"key": keys, "document": documents}), DAYS).sort_by(ORDER).to_pylist()


def test_documents_that_can_and_cannot_be_read(spark):
    from pyspark.sql.pandas.types import from_arrow_schema

    texts = [*(mou.dumps(one, indent=None) for one in AGREEMENTS), '{"id": 5}', None]
    keys = [str(number) for number in range(len(texts))]

    def answered(batches):
        for batch in batches:
            yield answers(batch, DAYS)

    frame = spark.createDataFrame(list(zip(keys, texts, strict=True)), "key string, document string").repartition(4)
    found = frame.mapInArrow(answered, from_arrow_schema(schema())).toArrow()
    assert (found.schema.names, found.schema.types) == (schema().names, schema().types)
    assert found.sort_by(ORDER).to_pylist() == directly(keys, texts)
    assert found.num_rows == 2 * len(AGREEMENTS) + 4


@pytest.mark.usefixtures("spark")
def test_the_example_in_the_documentation():
    page = (Path(__file__).parents[1] / "docs" / "how-to" / "many-agreements.md").read_text("utf-8")
    (example,) = (one for one in re.findall(r"```py\n(.*?)```", page, re.DOTALL) if "SparkSession" in one)
    write_parquet(to_arrow(Register(agreements=AGREEMENTS)), "archive")
    exec(example, {"__name__": "__main__"})  # noqa: S102
    found = parquet.read_table("answers")
    expected = directly([one.id for one in AGREEMENTS], [mou.dumps(one) for one in AGREEMENTS])
    assert found.sort_by(ORDER).to_pylist() == expected
