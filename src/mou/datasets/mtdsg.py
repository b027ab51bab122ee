"""Participants tables of multilateral treaties deposited with the Secretary-General of the United Nations (MTDSG).

A file is one treaty, named by its chapter and number (``18-10.csv``), with one participant a row. `read` gives the
treaty; `read_participants` its participants under ids made of their names, for conformance.

What each column becomes:

- ``Participant``: a party: the state of today or the organisation, where its name is known, else a party of that name,
  with an id made of it. Names that are written in another way than the library does stand in the extension
  ``mtdsg_names``, by the party's id.
- ``Signature``: a signature, definitive where the letter ``s`` follows the day, else subject to ratification.
- the last column, for all means of consent: an act, of which letters after the day tell the kind: ``a`` accession,
  ``A`` acceptance, ``AA`` approval, ``c`` formal confirmation, ``d`` succession, ``n`` provisional application,
  ``s`` definitive signature, none ratification. Cells that can't be read stand in the extension ``mtdsg_cells``, as
  they came.

The table does not say how the treaty enters into force, so whether it is in force is mostly not known; give `read`
the clauses where you know them. The title is that of ``index.csv`` in the same folder, where the treaty stands
there by ``chapter_no`` and ``treaty_no``. Dissolved states are not in the tables, though their instruments counted
when the treaties entered into force: a day that is computed from a table may be late.
"""

from __future__ import annotations

import os
import re
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import attrs

from mou import world
from mou._convert import shown
from mou.act import Act, ActKind, SignatureKind
from mou.agreement import Agreement
from mou.datasets._reading import (
    Log,
    Parties,
    Progress,
    Reading,
    Refusal,
    Remark,
    csv_rows,
    read_text,
    slug_of,
)
from mou.errors import NameNotResolvedError, Problem, ValidationError
from mou.party import Party, PartyKind
from mou.source import Source
from mou.states import state_name, un_state
from mou.term import Term

__all__ = ["Participants", "read", "read_participants"]

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


_DEPOSITARY = "Secretary-General of the United Nations"
_DATASET = Source("Multilateral Treaties Deposited with the Secretary-General", publisher="United Nations")


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
    refused: tuple[Remark, ...]


def read(path: str | os.PathLike[str], *, term: Term | None = None, progress: Progress | None = None) -> Reading:
    """Read a participants table as one treaty.

    Args:
        path: the file; its name is the treaty's chapter and number.
        term: the treaty's clauses about time, which the table does not have. Those of some forty treaties come with
            the library: ``mou.conformance.records().agreement("rome-statute").term``.
        progress: told how many rows are done, of how many.

    Raises:
        OSError: the file can't be read.
        ValidationError: it is no CSV table in UTF-8 with participants, or its name gives no id.
    """
    log, parties = Log("mtdsg"), Parties("mtdsg")
    heading, *rows = csv_rows(read_text(path)) or [[]]
    stem = Path(path).stem
    if not slug_of(stem):
        raise ValidationError([Problem("", f"a file called {shown(stem)}", "one named by chapter and number")])
    if not heading or heading[0].strip() != "Participant":
        found = f"a table whose first column is {shown(heading[0] if heading else '')}"
        raise ValidationError([Problem("", found, "a participants table, whose first column is Participant")])
    found_parties: dict[str, Party] = {}
    acts: list[Act] = []
    kept: dict[str, Any] = {}
    written: dict[str, str] = {}
    for number, row in enumerate(rows, 2):
        if progress is not None:
            progress(number - 1, len(rows))
        if not any(cell.strip() for cell in row):
            continue
        log.rows += 1
        name = row[0].strip()
        try:
            party = parties.named(heading[0], name, partial(_state, name))
            if party.id in found_parties:
                raise Refusal(heading[0], name, "a participant that stands in an earlier row")  # noqa: TRY301  # as any
        except (Refusal, ValidationError) as error:
            log.refuse(number, error)
            continue
        found_parties[party.id] = party
        if party.name != name:
            written[party.id] = name
        for column, cell in enumerate(row[1:], 1):
            if cell.strip():
                act = _act(party.id, cell.strip(), signature=column == 1)
                if isinstance(act, Act):
                    acts.append(act)
                else:
                    where = _column(heading, column)
                    log.not_understood.append(Remark(number, where, cell, act))
                    kept.setdefault(party.id, {})[where] = cell
    acts.sort(key=lambda act: str(act.on))
    log.notes.extend(f"not known by this name, so taken as it is written: {name}" for name in parties.unresolved)
    if term is None:
        log.notes.append("the table does not say how the treaty enters into force")
    treaty = Agreement(
        f"mtdsg:{slug_of(stem)}",
        title=_title(Path(path)) or f"Treaty {stem} deposited with the Secretary-General of the United Nations",
        parties=tuple(found_parties.values()),
        acts=acts,
        term=term or Term(),
        depositary=_DEPOSITARY,
        sources=[_DATASET],
        extensions={"mtdsg": stem, "mtdsg_names": written, **({"mtdsg_cells": kept} if kept else {})},
    )
    return log.reading([treaty])


def _state(name: str) -> Party:
    try:
        code = un_state(name)
    except NameNotResolvedError:
        return world.organisation(name)
    return Party(code, name=state_name(code), kind=PartyKind.STATE)


def _column(heading: list[str], column: int) -> str:
    return heading[column] if column < len(heading) else f"column {column + 1}"


def _title(path: Path) -> str | None:
    """The treaty's title in the index of the folder, where there is one."""
    index = path.with_name("index.csv")
    if not index.is_file():
        return None
    heading, *rows = csv_rows(read_text(index)) or [[]]
    for cells in rows:
        row = dict(zip(heading, cells, strict=False))
        if f"{row.get('chapter_no')}-{row.get('treaty_no')}".replace(".", "-") == path.stem:
            return row.get("treaty_name", "").strip() or None
    return None


def read_participants(path: str | os.PathLike[str]) -> Participants:
    """Read a participants table.

    Dissolved states are not in the tables, though their instruments counted when treaties entered into force.

    Raises:
        OSError: the file can't be read.
        ValidationError: it is no table in UTF-8.
    """
    parties: dict[str, Party] = {}
    acts: list[Act] = []
    refused: list[Remark] = []
    heading, *rows = csv_rows(read_text(path)) or [[]]
    for number, row in enumerate(rows, 2):
        if not any(row):
            continue
        name, *cells = row
        party = _party(name.strip())
        if party is None or party.id in parties:
            why = "no name" if party is None else "a name that stands in an earlier row"
            refused.append(Remark(number, heading[0] if heading else "", name, why))
            continue
        parties[party.id] = party
        for column, cell in enumerate(cells, 1):
            if cell.strip():
                act = _act(party.id, cell.strip(), signature=column == 1)
                if isinstance(act, Act):
                    acts.append(act)
                else:
                    refused.append(Remark(number, _column(heading, column), cell, act))
    acts.sort(key=lambda act: str(act.on))
    return Participants(tuple(parties.values()), tuple(acts), tuple(refused))


def _party(name: str) -> Party | None:
    slug = slug_of(name)
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
