"""Participants tables of multilateral treaties deposited with the Secretary-General of the United Nations (MTDSG).

A table has one row a participant: its name, its signature, and one column for all means of consent, in which letters
after the day tell which it is. Names are kept as they are written.
"""

from __future__ import annotations

import csv
import os
import re
import unicodedata
from datetime import date
from pathlib import Path

import attrs

from mou.act import Act, ActKind, SignatureKind
from mou.errors import Problem, ValidationError
from mou.party import Party, PartyKind

__all__ = ["Participants", "RefusedRow", "read_participants"]

_CELL = re.compile(r"([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4})(?: ([A-Za-z]{1,2}))?\Z", re.ASCII)
_MONTHS = {name: number for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
_KINDS = {
    None: ActKind.RATIFICATION,
    "a": ActKind.ACCESSION,
    "A": ActKind.ACCEPTANCE,
    "AA": ActKind.APPROVAL,
    "c": ActKind.FORMAL_CONFIRMATION,
    "d": ActKind.SUCCESSION,
    "n": ActKind.PROVISIONAL_APPLICATION,
    "s": ActKind.SIGNATURE,
}
# The participants that are not states; the tables don't tell them apart.
_ORGANISATIONS = frozenset({"European Union", "European Community", "European Economic Community"})


@attrs.frozen
class RefusedRow:
    """A row that could not be read.

    Attributes:
        row: its number in the file, from 1, the heading counted.
        column: the name of the column.
        value: what stands there.
        why: what is wrong with it.
    """

    row: int
    column: str
    value: str
    why: str


@attrs.frozen
class Participants:
    """What a participants table holds.

    Attributes:
        parties: the participants, in the order of the table; their ids are made of their names.
        acts: their signatures and instruments, by day.
        refused: what could not be read; nothing is left out silently.
    """

    parties: tuple[Party, ...]
    acts: tuple[Act, ...]
    refused: tuple[RefusedRow, ...]


def read_participants(path: str | os.PathLike[str]) -> Participants:
    """Read a participants table.

    Dissolved states are not in the tables, though their instruments counted when treaties entered into force.

    Raises:
        OSError: the file can't be read.
        ValidationError: it is no table in UTF-8.
    """
    parties: dict[str, Party] = {}
    acts: list[Act] = []
    refused: list[RefusedRow] = []
    heading, *rows = _rows(path) or [[]]
    for number, row in enumerate(rows, 2):
        if not any(row):
            continue
        name, *cells = row
        party = _party(name.strip())
        if party is None or party.id in parties:
            why = "no name" if party is None else "a name that stands in an earlier row"
            refused.append(RefusedRow(number, heading[0] if heading else "", name, why))
            continue
        parties[party.id] = party
        for column, cell in enumerate(cells, 1):
            if cell.strip():
                act = _act(party.id, cell.strip(), signature=column == 1)
                if isinstance(act, Act):
                    acts.append(act)
                else:
                    name_of = heading[column] if column < len(heading) else f"column {column + 1}"
                    refused.append(RefusedRow(number, name_of, cell, act))
    acts.sort(key=lambda act: str(act.on))
    return Participants(tuple(parties.values()), tuple(acts), tuple(refused))


def _rows(path: str | os.PathLike[str]) -> list[list[str]]:
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValidationError([Problem("", f"text that is no table ({error})", "a CSV table in UTF-8")]) from None


def _party(name: str) -> Party | None:
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")
    if not slug:
        return None
    kind = PartyKind.INTERNATIONAL_ORGANISATION if name in _ORGANISATIONS else PartyKind.STATE
    return Party(f"mtdsg:{slug}", name=name, kind=kind)


def _act(party: str, cell: str, *, signature: bool) -> Act | str:
    """The act that a cell tells of, or why it can't be read."""
    match = _CELL.match(cell)
    if match is None:
        return "not a day such as 31 Jan 2003, with a letter or two"
    day, month, year, mark = match.groups()
    try:
        on = date(int(year), _MONTHS[month], int(day))
    except (KeyError, ValueError):
        return "no day of the calendar"
    if signature:
        definitive = mark == "s"
        if mark is not None and not definitive:
            return "a letter that is not known for a signature"
        kind = SignatureKind.DEFINITIVE if definitive else SignatureKind.SUBJECT_TO_RATIFICATION
        return Act.signature(on, by=party, kind=kind)
    if mark not in _KINDS:
        return "a letter that is not known for a consent"
    if _KINDS[mark] is ActKind.SIGNATURE:
        return Act.signature(on, by=party, kind=SignatureKind.DEFINITIVE)
    return Act(_KINDS[mark], on, by=party)
