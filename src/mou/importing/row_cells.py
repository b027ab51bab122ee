"""The cells of a row, with the remarks and problems that come up as they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from mou.errors import ValidationError
from mou.importing.columns import filled
from mou.importing.footnotes import MARKED_FIELDS, without_marks
from mou.importing.grid import BLANK, Cell, Line
from mou.importing.mapping import Mapping
from mou.importing.tables import Refusal, Remark
from mou.importing.words import key_of
from mou.values.fields import pointer

T = TypeVar("T")

# The field from which the value at each place in an agreement comes. If the model reports a problem at this place or
# below it, the import names the columns of the field. The longest matching place counts.
_SAME_NAMES = "id title kind parties subjects description depositary registrations sources".split()
_PLACES = {f"/{name}": name for name in _SAME_NAMES} | {
    "/acts": "signed_on",
    "/term/duration": "duration",
    "/term/duration/last_day": "last_day",
    "/term/stated_last_day": "last_day",
    "/term/renewal": "renewal",
    "/term/renewal/notice": "renewal_notice",
}


class RowCells:
    """The cells of a row. `problems` lists why the row can't be imported. `remarks` lists doubts about the row."""

    def __init__(self, mapping: Mapping, headings: Iterable[str], line: Line, unknown: frozenset[str]) -> None:
        self._mapping, self._line, self._unknown = mapping, line, unknown
        names = tuple(headings)
        self._cells = dict(zip(names, [*line.cells, *[BLANK] * (len(names) - len(line.cells))], strict=False))
        self._kept: dict[str, Any] = {}
        self._used: set[str] = set()
        self._reported: set[str] = set()
        self._marked = {heading for field in MARKED_FIELDS for heading in mapping.columns.of(field)}
        parties = mapping.parties.known
        self._known_names = {key_of(name) for party in parties for name in (party.name, *party.aliases)}
        self.problems: list[Remark] = []
        self.remarks: list[Remark] = []

    def remark(self, column: str, value: str, why: str) -> None:
        """Add a remark about the row or one of its cells."""
        self.remarks.append(Remark(self._line.number, column, value, why, self._line.sheet))

    def refuse(self, column: str, value: str, why: str) -> None:
        """Add a reason why the row can't be imported."""
        self.problems.append(Remark(self._line.number, column, value, why, self._line.sheet))

    def refuse_model(self, error: ValidationError, prefix: str = "") -> None:
        """Add the problems that the model reports. Each problem names the columns from which the value comes."""
        for problem in (problem.under(prefix) for problem in error.problems):
            headings = self._headings_of(problem.pointer)
            self.refuse(", ".join(headings), ", ".join(self._cells[heading].text for heading in headings), str(problem))

    def column(self, field: str) -> str:
        """Return the headings of a field's columns, for messages."""
        return ", ".join(self._mapping.columns.of(field))

    def _headings_of(self, where: str) -> tuple[str, ...]:
        """Return the headings of the columns from which a value of the agreement comes.

        `where` is the JSON Pointer to the value.
        """
        kept = f"/extensions/{self._mapping.name}"
        headings = tuple(heading for heading in self._cells if where == kept + pointer(heading))
        prefixes = [place for place in _PLACES if where == place or where.startswith(f"{place}/")]
        return headings or (self._mapping.columns.of(_PLACES[max(prefixes, key=len)]) if prefixes else ())

    def _tried(self, read: Callable[..., T], *arguments: Any) -> T | None:  # noqa: ANN401  # whatever `read` takes
        try:
            return read(*arguments)
        except Refusal as refused:
            self.refuse(refused.column, refused.value, refused.why)
            return None

    def _valid(self, prefix: str, make: Callable[..., T], *arguments: Any, **named: Any) -> T | None:  # noqa: ANN401
        try:
            return make(*arguments, **named)
        except ValidationError as error:
            self.refuse_model(error, prefix)
            return None

    def _cell(self, heading: str, *, keep: bool = False) -> Cell:
        """Return a cell that the mapping names. If the cell can't be read, report this once and return a blank cell.

        With `keep`, the cell is also kept unchanged under ``extensions``.
        """
        cell = self._cells[heading]
        if not keep:
            self._used.add(heading)
        if key_of(cell.text) in self._unknown and not (cell.fault and cell.value is None):
            self._kept[heading] = cell  # a word or code for "not known" (`_rest` leaves out empty cells)
            return BLANK
        if cell.fault:
            if heading not in self._reported:
                self._reported.add(heading)
                self.refuse(heading, cell.text, cell.fault)
            return BLANK
        if cell.remark and heading not in self._reported:
            self._reported.add(heading)
            self.remark(heading, cell.text, cell.remark)
        return self._unmarked(heading, cell)

    def _unmarked(self, heading: str, cell: Cell) -> Cell:
        """Return a cell without the marks of footnotes. The marked cell is kept under ``extensions``."""
        unmarked = without_marks(cell) if heading in self._marked else cell
        if unmarked is cell or key_of(cell.text) in self._known_names:
            return cell
        if self._kept.get(heading) is not cell:
            self._kept[heading] = cell
            self.remark(heading, cell.text, "the mark of a footnote is left out; the cell is also kept as written")
        return unmarked

    def _texts(self, field: str) -> list[str]:
        """Return the texts of a field, from its columns or constants."""
        constants = self._mapping.constants.of(field)
        texts = [filled(text, self._for_template) for text in constants]
        texts += [self._cell(heading).text for heading in self._mapping.columns.of(field)]
        return [text for text in texts if text]

    def _text(self, field: str) -> str | None:
        return next(iter(self._texts(field)), None)

    def _for_template(self, heading: str) -> str:
        """Return the text that replaces a heading in braces in a template."""
        return self._cell(heading, keep=True).text

    def _keep(self, field: str, why: str) -> None:
        """Keep the cells of a field unchanged under ``extensions``, each with a remark."""
        for heading in self._mapping.columns.of(field):
            self._kept[heading] = self._cells[heading]
            self.remark(heading, self._cells[heading].text, why)

    def _keep_as_written(self, field: str) -> None:
        """Keep the cells of a field unchanged under ``extensions``, without a remark."""
        for heading in self._mapping.columns.of(field):
            self._kept[heading] = self._cells[heading]

    def _keep_words(self, column: str, text: str, words: str) -> None:
        """Keep a cell unchanged under ``extensions``, and report the words in it that are not used."""
        if column in self._cells:  # a constant of the mapping has no cell
            self._kept[column] = self._cells[column]
        self.remark(column, text, f'the words "{words}" are not used; the cell is also kept as written')

    def _rest(self) -> dict[str, Any]:
        """Return the cells to store under ``extensions``: the cells that no field uses, and the cells to keep."""
        kept = {heading: cell for heading, cell in self._cells.items() if heading not in self._used}
        for heading, cell in kept.items():
            if cell.fault:
                self.remark(heading, cell.text, f"{cell.fault}; kept as displayed")
        return {
            heading: str(cell.value) if isinstance(cell.value, date) else cell.value
            for heading, cell in {**kept, **self._kept}.items()
            if cell.text
        }
