"""Export a register as a spreadsheet for readers: statuses on a day, upcoming events and findings.

No cell is a formula, whatever the records contain. The spreadsheet is a report and can't be read back: to keep a
register, save it as JSON (`mou.save`) or as tables (`mou.formats.tables`).

The columns of the spreadsheet are for human readers, each with a heading and a width. The columns of
`mou.formats.columns` are for programs. A column can have the same name in both modules but different cells: the column
`parties` contains a list in `mou.formats.columns`, and a single text in a spreadsheet.

To write XLSX, install the optional packages of the extra ``sheets``. To write CSV, you need no optional packages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from importlib import import_module
from io import BytesIO
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from mou.answers.findings import Finding, check
from mou.answers.register import Register
from mou.answers.undetermined import QUESTIONS, undetermined_positions
from mou.dates.days import exact_day
from mou.dates.periods import Period
from mou.documents.disk import save_all
from mou.errors import MissingExtraError, Problem, ValidationError
from mou.formats.cells import csv_text, defused, one_kind_of_line_ends
from mou.model.agreement import Agreement
from mou.model.own_columns import OwnColumn, OwnColumns
from mou.values.fields import check_is

if TYPE_CHECKING:
    import os

__all__ = ["LONGEST_CELL", "to_csv", "to_xlsx", "write_csv", "write_xlsx"]

LONGEST_CELL = 32_767
"""The maximum number of characters in an XLSX cell, counted in UTF-16 code units."""
_MOST_ROWS = 1_048_575
"""The maximum number of rows in an XLSX sheet below its heading."""
_MOST_COLUMNS = 16_384
"""The maximum number of columns in an XLSX sheet."""
_OLDEST = date(1900, 3, 1)
"""The earliest day that is written as a date. Spreadsheet programs disagree about the numbers of earlier days."""
_LINE = 15
"""The height of a line, in points."""
_MOST_LINES = 5
"""The greatest height of a row, in lines. The formula bar shows the rest of a longer text."""
_FORBIDDEN = re.compile("[\ufffe\uffff]")
"""Characters that a text of the model can contain but XML can't."""


@attrs.frozen
class _Column:
    """A column: its name in CSV, its heading and width in XLSX, and the function that returns its cell for a row.

    Without a function, the column shows the attribute of the row that has the name of the column.
    """

    name: str
    heading: str
    width: int
    cell: Callable[[Any], object] | None = None

    def value(self, row: object) -> object:
        """Return the cell of a row."""
        return getattr(row, self.name) if self.cell is None else self.cell(row)


def _in_words(name: str) -> Callable[[Any], object]:
    """Return a function that writes an attribute of a row as words, such as "notice deadline"."""
    return lambda row: getattr(row, name).replace("_", " ")


_AGREEMENTS = (
    _Column("id", "Id", 22, attrgetter("id")),
    _Column("title", "Title", 44, attrgetter("title")),
    _Column("kind", "Kind", 13, lambda where: None if where.kind is None else where.kind.replace("_", " ")),
    _Column("party_names", "Parties", 34, lambda where: "; ".join(party.name for party in where.agreement.parties)),
    _Column("parties", "Party ids", 12, lambda where: " ".join(where.parties)),
    _Column("subjects", "Subjects", 26, lambda where: "; ".join(where.agreement.subjects)),
    _Column("word", "Status", 16, attrgetter("word")),
    _Column("reason", "Why", 30, attrgetter("reason")),
    _Column("signed_on", "Signed", 13, attrgetter("signed_on")),
    _Column("entered_on", "In force from", 13, attrgetter("entered_on")),
    _Column("last_day", "Last day", 13, attrgetter("last_day")),
    _Column("end", "End in words", 18, attrgetter("end")),
    _Column("notice_deadline", "Notice by", 13, attrgetter("notice_deadline")),
    _Column("period_last_day", "Period's last day", 13, attrgetter("period_last_day")),
    _Column("renewal", "Renewal", 11, attrgetter("renewal")),
    _Column("assumptions", "Assumptions", 40, lambda where: "; ".join(where.assumptions)),
    _Column("explanation", "Explanation", 60, attrgetter("explanation")),
)
_CODES = {"kind": _Column("kind", "Kind", 13), "word": _Column("status", "Status", 16)}
_IN_CSV = tuple(
    column
    for agreements in _AGREEMENTS
    for column in (
        (_CODES["word"], agreements) if agreements.name == "word" else (_CODES.get(agreements.name, agreements),)
    )
)
"""The columns in CSV, for other programs: as on the sheet, but the kind and the status are words of documents.

A column of `mou status --format csv` with the same name has the same values.
"""
_UPCOMING = (
    _Column("on", "On", 13),
    _Column("earliest", "Earliest", 13),
    _Column("latest", "Latest", 13),
    _Column("agreement", "Agreement", 22),
    _Column("title", "Title", 44),
    _Column("kind", "Kind", 18, _in_words("kind")),
    _Column("text", "What happens", 44),
    _Column("if_not_renewed", "If not renewed", 13),
)
_MISSED = (
    _Column("on", "Deadline", 13),
    _Column("earliest", "Earliest", 13),
    _Column("latest", "Latest", 13),
    _Column("runs_to", "Runs to", 13),
    _Column("agreement", "Agreement", 22),
    _Column("title", "Title", 44),
    _Column("text", "What happened", 60),
)
_NOT_DETERMINED = (
    _Column("agreement", "Agreement", 22),
    _Column("title", "Title", 44),
    _Column("question", "Question", 18, _in_words("question")),
    _Column("why", "Why it is open", 60),
    _Column("clause", "What to record", 44),
    _Column("field", "Field", 28),
)


def to_csv(
    register: Register,
    on: date | str,
    *,
    columns: Iterable[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> str:
    """Return the agreements as CSV. Each row has an agreement's status on a day, its dates, and the reasons.

    The column ``status`` has the status as documents write it, such as ``in_force``. The column ``word`` has the status
    for readers, such as "in effect".

    Days are written in ISO 8601. A text that a spreadsheet program would read as a formula gets an apostrophe in front.
    Your own columns (see `Register.own_columns`) come after the other columns. If one of your own columns has the name
    of another column, its name gets a prefix, as in ``sheet/title``.

    Args:
        register: the register.
        on: the day of the statuses.
        columns: the names of your own columns to include; by default, all.
        progress: a function to call with the number of agreements done and the total.

    Raises:
        ValidationError: `on` is not a day, or a column in `columns` does not exist.

    >>> import csv
    >>> from mou import examples
    >>> (row,) = csv.DictReader(to_csv(examples.register(), "2026-11-25").splitlines())
    >>> row["status"], row["word"], row["last_day"], row["end"]
    ('in_force', 'in effect', '2030-10-30', '2030-10-30, if not renewed')
    """
    check_is(register, Register)
    own = _own(register, columns, [column.name for column in _IN_CSV], attrgetter("agreement"))
    listed = (*_IN_CSV, *own)
    rows = ([column.value(where) for column in listed] for where in register.positions(on, progress=progress))
    return csv_text([column.name for column in listed], rows)


def write_csv(
    register: Register,
    path: str | os.PathLike[str],
    on: date | str,
    *,
    columns: Iterable[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write the result of `to_csv` to a file, completely or not at all, in UTF-8 with a byte order mark.

    Raises:
        ValidationError: as for `to_csv`.
        OSError: the file can't be written.
    """
    save_all({Path(path): to_csv(register, on, columns=columns, progress=progress).encode("utf-8-sig")})


def to_xlsx(
    register: Register,
    on: date | str,
    *,
    within: Period | str = "P1Y",
    columns: Iterable[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return the register as a workbook (XLSX) with five sheets.

    The sheets are: agreements, upcoming events, notice deadlines that passed without notice, questions that the records
    leave open, and findings.

    Your own columns (see `Register.own_columns`) are the last columns of the first sheet. Their cells are texts.
    Columns that you choose with `columns` are also on the sheets with events and notices. If one of your own columns
    has the heading of another column, its heading gets a prefix, as in ``sheet/Title``.

    Days from March 1900 on are cells of type date. Earlier days are text, because different spreadsheet programs store
    the same day as different numbers. A text that is too long for a cell is cut, and a remark at its end gives the full
    length. The same arguments always give the same bytes.

    Args:
        register: the register.
        on: the day of the statuses and findings, and the first day for upcoming events.
        within: how far to look ahead for upcoming events.
        columns: the names of your own columns to include; by default, all.
        progress: a function to call with the number of agreements done and the total.

    Raises:
        ValidationError: `on` is not a day, `within` is not a period, a column in `columns` does not exist, or there are
            more rows or columns than a sheet can hold.
        DateRangeError: the period `within` would end past the year 9999.
        MissingExtraError: the extra ``sheets`` is not installed.

    >>> from mou import examples
    >>> to_xlsx(examples.register(), "2026-11-25")[:2]
    b'PK'
    """
    check_is(register, Register)
    day = exact_day(on)
    try:
        library = import_module("xlsxwriter")
    except ModuleNotFoundError:
        raise MissingExtraError("a spreadsheet as XLSX", "sheets") from None
    content = BytesIO()
    book = _Book(library.Workbook(content, {"in_memory": True}), day)
    positions = register.positions(day, progress=progress)
    own = _own(register, columns, [column.heading for column in _AGREEMENTS], attrgetter("agreement"))
    book.sheet("Agreements", (*_AGREEMENTS, *own), positions, frozen=2)
    agenda = register.agenda(within, day)
    unknown = undetermined_positions(positions, QUESTIONS, agenda.until)
    for name, listed, rows in (("Upcoming", _UPCOMING, agenda.events), ("Missed notices", _MISSED, agenda.missed)):
        headings = [column.heading for column in listed]
        chosen = (
            () if columns is None else _own(register, columns, headings, lambda row: register.agreement(row.agreement))
        )
        book.sheet(name, (*listed, *chosen), rows, frozen=1)
    book.sheet("Not determined", _NOT_DETERMINED, unknown, frozen=1)
    book.sheet("Findings", _findings(register), check(register, on=day), frozen=1)
    book.close()
    return content.getvalue()


def write_xlsx(
    register: Register,
    path: str | os.PathLike[str],
    on: date | str,
    *,
    within: Period | str = "P1Y",
    columns: Iterable[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write the result of `to_xlsx` to a file, completely or not at all.

    Raises:
        ValidationError: as for `to_xlsx`.
        DateRangeError: as for `to_xlsx`.
        MissingExtraError: the extra ``sheets`` is not installed.
        OSError: the file can't be written.
    """
    save_all({Path(path): to_xlsx(register, on, within=within, columns=columns, progress=progress)})


def _own(
    register: Register, names: Iterable[str] | None, reserved: Sequence[str], agreement: Callable[[Any], Agreement]
) -> list[_Column]:
    """Return the user's own columns with these names. The function `agreement` returns the agreement of a row."""
    own = OwnColumns.of(register.context, reserved).chosen(names)
    return [_Column(column.name, column.name, 22, _own_cell(column, agreement)) for column in own]


def _own_cell(column: OwnColumn, agreement: Callable[[Any], Agreement]) -> Callable[[Any], object]:
    return lambda row: column.text(agreement(row))


def _findings(register: Register) -> tuple[_Column, ...]:
    def record(finding: Finding) -> str | None:
        subject = register.record_at(finding.pointer)
        return None if subject is None else subject.id

    return (
        _Column("severity", "Severity", 10),
        _Column("code", "Code", 24),
        _Column("record", "Record", 22, record),
        _Column("message", "Finding", 70),
        _Column("pointer", "Where", 36),
    )


class _Book:
    """A workbook without formulas."""

    def __init__(self, book: Any, on: date) -> None:  # noqa: ANN401  # the library has no types
        self._book, self._on = book, on
        # The date of creation is `on`, not today, so that the same register gives the same file. An XLSX file is a ZIP
        # file, in which dates begin in 1980.
        created = datetime.combine(max(on, date(1980, 1, 1)), time())
        book.set_properties({"title": f"Agreements on {on}", "created": created})
        # One format for each kind of cell. With `quote_prefix`, a text stays a text when somebody edits the cell.
        plain = {"valign": "top"}
        self._text = book.add_format({**plain, "text_wrap": True})
        self._quoted = book.add_format({**plain, "text_wrap": True, "quote_prefix": True})
        self._day = book.add_format({**plain, "num_format": "yyyy-mm-dd", "align": "left"})
        self._number = book.add_format({**plain, "align": "left"})
        heading = {**plain, "bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#E7EBF0"}
        self._heading = book.add_format(heading)
        self._quoted_heading = book.add_format({**heading, "quote_prefix": True})

    def sheet(self, name: str, columns: Sequence[_Column], rows: Sequence[object], *, frozen: int) -> None:
        """Add a sheet. The heading row and the first `frozen` columns stay visible when the sheet is scrolled."""
        for count, most, what in ((len(rows), _MOST_ROWS, "rows"), (len(columns), _MOST_COLUMNS, "columns")):
            if count > most:
                raise ValidationError(
                    [Problem("", f"{count:,} {what} for the sheet {name}", f"at most {most:,} {what}")]
                )
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, frozen)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_header(f"&L{name} on {self._on}&R&P / &N")
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            heading = f"{column.heading} on {self._on}" if column.name == "word" else column.heading
            text = _writable(heading)
            sheet.write_string(0, place, text, self._heading if defused(text) == text else self._quoted_heading)
        sheet.set_row(0, 2 * _LINE)
        for number, row in enumerate(rows, 1):
            values = [column.value(row) for column in columns]
            # The height is set because some programs do not fit rows to their text when they open a file.
            high = max(_height(value, column.width) for value, column in zip(values, columns, strict=True))
            sheet.set_row(number, min(high, _MOST_LINES) * _LINE)
            for place, value in enumerate(values):
                self._write(sheet, number, place, value)

    def _write(self, sheet: Any, row: int, place: int, value: object) -> None:  # noqa: ANN401
        if isinstance(value, bool):
            sheet.write_boolean(row, place, value, self._number)
        elif isinstance(value, int):
            sheet.write_number(row, place, value, self._number)
        elif isinstance(value, date) and value >= _OLDEST:
            sheet.write_datetime(row, place, value, self._day)
        elif value not in {None, ""}:
            text = _writable(str(value))
            sheet.write_string(row, place, text, self._text if defused(text) == text else self._quoted)

    def close(self) -> None:
        """Write the workbook."""
        self._book.close()


def _height(value: object, width: int) -> int:
    """Estimate how many lines a cell needs in a column that is `width` characters wide."""
    return sum(1 + len(line) // width for line in str(value).split("\n", _MOST_LINES))


def _writable(text: str) -> str:
    """Return a text for an XLSX cell. Escape forbidden characters. Cut a long text and add a remark."""
    writable = _FORBIDDEN.sub(lambda match: ascii(match[0])[1:-1], one_kind_of_line_ends(text))
    units = writable.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return writable
    remark = f"\n[cut here: the full text has {len(writable):,} characters, more than a spreadsheet cell can hold]"
    return units[: 2 * (LONGEST_CELL - len(remark))].decode("utf-16-le", "ignore") + remark
