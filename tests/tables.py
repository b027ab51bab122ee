"""Small files of data sets, and where the real ones lie."""

import csv
import io
import os
from pathlib import Path

import pytest

import mou


def real(name):
    """A real file: beside the project, or where MOU_DATA says."""
    data = os.environ.get("MOU_DATA")
    return (Path(data) if data else Path(__file__).parents[2] / "shared" / "data") / name


def needs(name):
    path = real(name)
    return pytest.mark.skipif(not path.is_file(), reason=f"no {path}")


def raw(path):
    """The rows of a CSV file, read in another way than the library's."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def table(columns, *rows, **defaults):
    """A CSV text: a row is a mapping from columns to cells, the rest as in `defaults`, else empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([{**defaults, **row}.get(column, "") for column in columns] for row in rows)
    return out.getvalue()


def told(remarks):
    """Remarks as tuples."""
    return [(one.row, one.column, one.value, one.why) for one in remarks]


def adds_up(reading):
    """Whether every row was read or refused, and the register survives JSON."""
    report = reading.report
    assert report.rows == report.rows_read + report.rows_refused
    assert reading.register == mou.loads(mou.dumps(reading.register))
    return reading
