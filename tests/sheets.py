"""Small spreadsheets and mappings for the tests of imports."""

import csv
import io
import zipfile

from mou import importing
from mou.importing.headings import LEAST, meanings
from mou.importing.sheet import grids_of

COLUMNS = {
    "id": "Ref",
    "title": "Title",
    "kind": "Kind",
    "binding": "Binding",
    "parties": ["Party 1", "Party 2"],
    "signed_on": "Signed",
    "place": "Place",
    "entered_into_force_on": "From",
    "duration": "Term",
    "last_day": "Until",
    "renewal": "Renewal",
    "renewal_notice": "Renewal notice",
    "withdrawal_notice": "Notice",
    "terminated_on": "Ended",
    "subjects": ["Areas"],
    "description": ["Remarks", "More"],
    "depositary": "Kept by",
    "registrations": {"UNTS": "UNTS no."},
    "sources": ["Link"],
}
HEADINGS = (
    "Ref,Title,Kind,Binding,Party 1,Party 2,Signed,Place,From,Term,Until,Renewal,Renewal notice,Notice,Ended,Areas,"
    "Remarks,More,Kept by,UNTS no.,Link,Desk"
).split(",")
ROW = {"Ref": "1", "Title": "Memorandum", "Party 1": "Malaysia", "Party 2": "Japan"}


def mapping(columns=None, *, parties=None, **given):
    """A mapping of all columns, by states."""
    return importing.Mapping(
        columns=importing.Columns(**(COLUMNS if columns is None else columns)),
        parties=importing.PartyNames(**({"written": "state"} if parties is None else parties)),
        **given,
    )


def csv_text(*rows, headings=HEADINGS, delimiter=","):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([row.get(heading, "") for heading in headings] for row in rows)
    return out.getvalue()


def grid_of(path, *, sheet=None, **given):
    """The rows of a CSV file, or of one sheet of a workbook."""
    return next(iter(grids_of(path, sheets=None if sheet is None else (sheet,), **given).values()))


def field_of(heading):
    """The field of an agreement that a heading most likely means, if any."""
    best = next(iter(meanings(heading)), None)
    return None if best is None or best.field.startswith("own.") or best.score < LEAST else best.field


def changed(content, part, *replacements):
    """A workbook with texts of one of its parts replaced; each must stand there."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in archive.namelist():
            text = archive.read(name)
            if name == part:
                for old, new in replacements:
                    assert old.encode() in text, (old, text)
                    text = text.replace(old.encode(), new.encode())
            made.writestr(name, text)
    return out.getvalue()
