"""Participants tables of multilateral treaties deposited with the Secretary-General of the United Nations (MTDSG).

A file contains one treaty, with one participant per row. The name of the file is the treaty's chapter and number
(``18-10.csv``). `read` returns the treaty. `read_participants` returns only its participants and their acts. Both
functions use the same ids. The id of a state is its ISO 3166 code. The id of an organisation is its id in `mou.world`,
such as ``eu``.

The first column, ``Participant``, contains the name of a party: a present-day state or an organisation. If the name is
unknown, the party keeps this name, and the party's id is made from the name. If the library writes the name of a party
differently, the extension ``mtdsg_names`` keeps the name from the file under the party's id.

The headings of all other columns determine their meaning. A heading lists kinds of acts:
``Ratification, Accession(a), Succession(d)``. A letter after a day in a cell selects the act with this letter. In this
column, ``31 Jan 2003 a`` is an accession.

==================================== ==============================================================
words of the heading                 meaning of a day in the column
==================================== ==============================================================
Signature                            a signature subject to ratification; with ``s``, a definitive
                                     signature; if the table has no column for consent, a signature
                                     whose legal effect is not known
Definitive signature                 a definitive signature
Succession to signature              a signature subject to ratification; its note quotes these words
Ratification, Acceptance, Approval,  an act of this kind
Accession, Succession,
(Act of) formal confirmation,
Provisional application
Consent to be bound                  an acceptance; its note quotes these words
==================================== ==============================================================

- The heading defines the meaning of a letter. In a column of consents, a letter that the heading does not define has
  the meaning from the legend of the collection: ``a`` accession, ``A`` acceptance, ``AA`` approval, ``c`` formal
  confirmation, ``d`` succession, ``n`` provisional application, ``P`` consent to be bound, ``s`` definitive signature.
- A day without a letter is the day of the act that the heading lists without a letter. If the heading lists a single
  act, with or without a letter, the day belongs to that act.
- The report lists the cells that can't be read, including all cells of a column whose heading is not recognised. The
  extension ``mtdsg_cells`` keeps these cells under the party's id and the column.

A table does not say how its treaty enters into force. Some treaties are bundled with the library; see
`mou.conformance.records`. For a bundled treaty, `read` adds the clauses and the published day of entry into force. For
other treaties, pass the clauses to `read` if you know them. Without the clauses it is usually not known whether the
treaty is in force.

The tables leave out states that no longer exist, although their instruments were counted at the time. Therefore, a day
of entry into force that is computed from a table can be too late. The published day takes precedence, and the report
contains the day computed from the table.

The title of the treaty is read from the file ``index.csv`` in the same folder, if this file lists the treaty by
``chapter_no`` and ``treaty_no``.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import attrs

from mou import world
from mou.answers.lifecycles import lifecycle
from mou.datasets.reading import Log, Parties, Reading, csv_rows, read_text
from mou.datasets.treaties import records, treaty_of_table
from mou.dates.days import latest
from mou.dates.words import spoken
from mou.errors import DateRangeError, NameNotResolvedError, Problem, ValidationError
from mou.importing.tables import Progress, Refusal, Remark
from mou.model.act import Act, ActKind, SignatureKind
from mou.model.agreement import Agreement
from mou.model.party import Party, PartyKind
from mou.model.source import Source
from mou.model.states import state_name, un_state
from mou.model.term import Term
from mou.values.fields import shown
from mou.values.progress import tracked
from mou.values.slugs import slug_of

__all__ = ["Participants", "read", "read_participants"]

_CELL = re.compile(r"([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4})(?: ([A-Za-z]{1,2}))?\Z", re.ASCII)
_MONTHS = {name: number for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
_LETTER = re.compile(r"\(\s*([A-Za-z]{1,2})\s*\)\s*\Z", re.ASCII)

_DEPOSITARY = "Secretary-General of the United Nations"
_DATASET = Source("Multilateral Treaties Deposited with the Secretary-General", publisher="United Nations")


@attrs.frozen
class _Meaning:
    """The kind of act to which a day in a column belongs."""

    kind: ActKind
    signature_kind: SignatureKind | None = None
    note: str | None = None

    @property
    def is_consent(self) -> bool:
        """Whether the act expresses consent to be bound."""
        if self.kind is ActKind.SIGNATURE:
            return self.signature_kind is SignatureKind.DEFINITIVE
        return self.kind is not ActKind.PROVISIONAL_APPLICATION


_SIGNED = _Meaning(ActKind.SIGNATURE, SignatureKind.SUBJECT_TO_RATIFICATION)
_DEFINITIVE = _Meaning(ActKind.SIGNATURE, SignatureKind.DEFINITIVE)
_FORMAL = _Meaning(ActKind.FORMAL_CONFIRMATION)
_CONSENT = _Meaning(ActKind.ACCEPTANCE, note="Consent to be bound")
_BY_WORDS: Mapping[str, _Meaning] = {
    "signature": _SIGNED,
    "definitive signature": _DEFINITIVE,
    "succession to signature": attrs.evolve(_SIGNED, note="Succession to signature"),
    "ratification": _Meaning(ActKind.RATIFICATION),
    "acceptance": _Meaning(ActKind.ACCEPTANCE),
    "approval": _Meaning(ActKind.APPROVAL),
    "accession": _Meaning(ActKind.ACCESSION),
    "succession": _Meaning(ActKind.SUCCESSION),
    "formal confirmation": _FORMAL,
    "act of formal confirmation": _FORMAL,
    "provisional application": _Meaning(ActKind.PROVISIONAL_APPLICATION),
    "consent to be bound": _CONSENT,
}
_LEGEND: Mapping[str, _Meaning] = {
    "a": _BY_WORDS["accession"],
    "A": _BY_WORDS["acceptance"],
    "AA": _BY_WORDS["approval"],
    "c": _FORMAL,
    "d": _BY_WORDS["succession"],
    "n": _BY_WORDS["provisional application"],
    "P": _CONSENT,
    "s": _DEFINITIVE,
}
"""The meanings of letters in the collection's own legend, for letters that a heading does not define."""


@attrs.frozen
class Participants:
    """The participants in a treaty, read from a participants table.

    Attributes:
        parties: the participants, in the order of the table.
        acts: the signatures and instruments of the participants, sorted by day.
        refused: the rows and cells that could not be read.
    """

    parties: tuple[Party, ...]
    acts: tuple[Act, ...]
    refused: tuple[Remark, ...]


@attrs.frozen
class _Column:
    """A column of days. `lettered` and `unlettered` contain the acts that its heading lists with and without a letter.

    An act whose words in the heading can't be read is `None`.
    """

    name: str
    lettered: Mapping[str, _Meaning | None]
    unlettered: tuple[_Meaning | None, ...]

    @classmethod
    def of(cls, name: str, heading: str) -> _Column:
        lettered: dict[str, _Meaning | None] = {}
        unlettered: list[_Meaning | None] = []
        for part in re.split("[,;]", heading):
            mark = _LETTER.search(part)
            words = part if mark is None else part[: mark.start()]
            meaning = _BY_WORDS.get(" ".join(words.casefold().split()))
            if mark is None:
                unlettered.append(meaning)
                continue
            letter = mark.group(1)
            if meaning is _SIGNED or lettered.get(letter, meaning) != meaning:
                lettered[letter] = None  # "Signature(s)" can be a plural, and a letter can have two meanings
            else:
                lettered[letter] = meaning
        return cls(name, lettered, tuple(unlettered))

    @property
    def meanings(self) -> tuple[_Meaning, ...]:
        """The acts that the heading lists, except acts whose words can't be read."""
        return tuple(meaning for meaning in (*self.lettered.values(), *self.unlettered) if meaning is not None)

    @property
    def holds_consents(self) -> bool:
        """Whether a day in the column can be the day of a consent to be bound."""
        return any(meaning.is_consent for meaning in self.meanings)

    def meaning(self, letter: str | None) -> _Meaning | str:
        """Return the kind of act for a letter after a day, or the reason why the kind is not known."""
        if letter is None:
            return self._without_letter()
        if letter in self.lettered:
            return self.lettered[letter] or "a letter whose words in the heading are not recognised"
        if self.holds_consents:
            return _LEGEND.get(letter, "an unknown letter for a consent")
        if letter == "s" and _SIGNED in self.unlettered:
            return _DEFINITIVE
        kind = "a signature" if _SIGNED in self.unlettered else "this column"
        return f"an unknown letter for {kind}"

    def _without_letter(self) -> _Meaning | str:
        if len(self.unlettered) == 1:
            return self.unlettered[0] or "a day without a letter, whose words in the heading are not recognised"
        if self.unlettered:
            return "a day without a letter, but the heading has several acts without a letter"
        if len(self.lettered) == 1:
            return self.meanings[0]
        return "a day without a letter, but the heading has several acts, each with a letter"

    def act(self, party: str, cell: str) -> Act | str:
        """Return the act that a cell records, or the reason why the cell can't be read."""
        if not self.meanings:
            return "the heading of this column is not recognised"
        match = _CELL.match(cell)
        if match is None:
            return "not a day such as 31 Jan 2003, with or without one or two letters"
        day, month, year, letter = match.groups()
        try:
            on = date(int(year), _MONTHS[month], int(day))
        except (KeyError, ValueError):
            return "not a valid date"
        meaning = self.meaning(letter)
        if isinstance(meaning, str):
            return meaning
        return Act(meaning.kind, on, by=party, signature_kind=meaning.signature_kind, note=meaning.note)


class _Table:
    """The content of a participants table, with the parties by id.

    `written` contains each name from the file that differs from the library's name for the party. `kept` contains the
    cells that could not be read, by party and column.
    """

    def __init__(self, path: str | os.PathLike[str], progress: Progress | None = None) -> None:
        self.log = Log("mtdsg")
        self.parties: dict[str, Party] = {}
        self.acts: list[Act] = []
        self.written: dict[str, str] = {}
        self.kept: dict[str, dict[str, Any]] = {}
        heading, *rows = csv_rows(read_text(path)) or [[]]
        heading = [name.strip() for name in heading]
        if not heading or heading[0] != "Participant":
            found = f"a table whose first column is {shown(heading[0] if heading else '')}"
            raise ValidationError([Problem("", found, "a participants table, whose first column is Participant")])
        columns = list(_columns(heading, max(map(len, rows), default=0)))
        resolved = Parties("mtdsg")
        for number, row in enumerate(tracked(rows, progress), 2):
            if not any(cell.strip() for cell in row):
                continue
            self.log.rows += 1
            try:
                party = self._participant(resolved, row[0].strip())
            except (Refusal, ValidationError) as error:
                self.log.refuse(number, error)
                continue
            for column, cell in zip(columns, row[1:], strict=False):
                if cell.strip():
                    self._read(number, party.id, column, cell)
        if not any(column.holds_consents for column in columns):
            self.acts = [_of_unknown_effect(act) for act in self.acts]
        self.acts.sort(key=_day)
        self.unresolved = tuple(resolved.unresolved)

    def _participant(self, resolved: Parties, name: str) -> Party:
        party = resolved.named("Participant", name, partial(_party, name))
        if party.id in self.parties:
            raise Refusal("Participant", name, "a participant that is already in an earlier row")
        self.parties[party.id] = party
        if party.name != name:
            self.written[party.id] = name
        return party

    def _read(self, number: int, party: str, column: _Column, cell: str) -> None:
        act = column.act(party, cell.strip())
        if isinstance(act, Act):
            self.acts.append(act)
        else:
            self.log.not_understood.append(Remark(number, column.name, cell, act))
            self.kept.setdefault(party, {})[column.name] = cell


def _columns(heading: Sequence[str], cells: int) -> Iterator[_Column]:
    """List all columns but the first. If a row is longer than the heading, include its further columns."""
    counts = Counter(heading)
    for index in range(1, max(len(heading), cells)):
        text = heading[index] if index < len(heading) else ""
        place = f"column {index + 1}"
        name = place if not text else text if counts[text] == 1 else f"{text} ({place})"
        yield _Column.of(name, text)


def _of_unknown_effect(act: Act) -> Act:
    """Return an act without a kind of signature, for tables without a column of consents.

    In these tables, the legal effect of a signature is not known.
    """
    plain = act.signature_kind is SignatureKind.SUBJECT_TO_RATIFICATION
    return attrs.evolve(act, signature_kind=None) if plain else act


def _party(name: str) -> Party:
    try:
        code = un_state(name)
    except NameNotResolvedError:
        return world.organisation(name)
    return Party(code, name=state_name(code), kind=PartyKind.STATE)


def read_participants(path: str | os.PathLike[str]) -> Participants:
    """Read only the participants of a table and their acts, not the treaty.

    Raises:
        OSError: the file can't be read.
        ValidationError: the file is not a CSV table in UTF-8 whose first column is ``Participant``.
    """
    table = _Table(path)
    refused = sorted([*table.log.refused, *table.log.not_understood], key=lambda remark: remark.row)
    return Participants(tuple(table.parties.values()), tuple(table.acts), tuple(refused))


def read(
    path: str | os.PathLike[str],
    *,
    term: Term | None = None,
    bundled: bool = True,
    progress: Progress | None = None,
) -> Reading:
    """Read a participants table as one treaty.

    Worked case: the Cartagena Protocol enters into force on the ninetieth day after the fiftieth instrument. The
    instrument of the European Union is not counted. In the table (``27-8-a.csv``), Palau deposits the fiftieth
    instrument on 13 June 2003. The computed day is 11 September 2003. The published day is the same.

    Args:
        path: the file. The file's name is the treaty's chapter and number.
        term: the treaty's clauses about time, which the table does not contain. They replace the clauses of a bundled
            treaty.
        bundled: whether to use the bundled record of the treaty, if there is one. The bundled record gives the
            published day of entry into force. If you pass no `term`, it also gives the clauses.
        progress: a function to call with the number of rows done and the total.

    Raises:
        OSError: the file can't be read.
        ValidationError: the file is not a CSV table in UTF-8 whose first column is ``Participant``, or no id can be
            made from the file's name.
    """
    stem = Path(path).stem
    if not slug_of(stem):
        raise ValidationError(
            [Problem("", f"a file called {shown(stem)}", "a file name with chapter and number, such as 18-10.csv")]
        )
    table = _Table(path, progress)
    known = treaty_of_table(stem) if bundled else None
    clauses = term if term is not None else None if known is None else known.term
    treaty = Agreement(
        f"mtdsg:{slug_of(stem)}",
        title=_title(Path(path)) or f"Treaty {stem} deposited with the Secretary-General of the United Nations",
        parties=tuple(table.parties.values()),
        acts=table.acts,
        term=clauses or Term(),
        depositary=_DEPOSITARY,
        sources=[_DATASET],
        extensions={
            "mtdsg": stem,
            "mtdsg_names": table.written,
            **({"mtdsg_cells": table.kept} if table.kept else {}),
        },
    )
    notes = table.log.notes
    notes.extend(f"unknown party name, used as written: {name}" for name in table.unresolved)
    if known is not None:
        treaty = _with_published_day(treaty, known, notes, own_clauses=term is not None)
    elif clauses is None:
        notes.append("the table does not say how the treaty enters into force")
    elif clauses.entry_into_force is not None:
        notes.append(
            "the day of entry into force is computed from this table, which leaves out states that no longer exist: "
            "the treaty may have entered into force earlier"
        )
    return table.log.reading([treaty])


def _with_published_day(treaty: Agreement, known: Agreement, notes: list[str], *, own_clauses: bool) -> Agreement:
    """Add the published day of entry into force to a treaty. If the table alone gives another day, add a note."""
    facts = "the day of entry into force is" if own_clauses else "the clauses and the day of entry into force are"
    notes.append(f'{facts} taken from the bundled record "{known.id}"')
    declared = next(act for act in known.acts if act.kind is ActKind.ENTRY_INTO_FORCE and not act.by)
    published = latest(declared.on)
    if treaty.term.entry_into_force is not None and (counted := _counted_entry(treaty)) != published:
        gives = "no day" if counted is None else spoken(counted)
        reason = next((act.note for act in known.acts if act.kind is ActKind.CONDITION_MET), None)
        if reason is not None and (counted is None or counted > published):  # the table lacks instruments
            declared = attrs.evolve(declared, note=reason)
            gives += f" ({reason})"
        notes.append(f"the published day is {spoken(published)}; the instruments in this table give {gives}")
    return attrs.evolve(treaty, acts=sorted([*treaty.acts, declared], key=_day))


def _counted_entry(treaty: Agreement) -> date | None:
    with suppress(DateRangeError):
        return lifecycle(treaty, others=records().agreements).entered_into_force_on
    return None


def _day(act: Act) -> str:
    return str(act.on)


def _title(path: Path) -> str | None:
    """Return the treaty's title from the index of the folder, or `None`."""
    index = path.with_name("index.csv")
    if not index.is_file():
        return None
    heading, *rows = csv_rows(read_text(index)) or [[]]
    for cells in rows:
        row = dict(zip(heading, cells, strict=False))
        if f"{row.get('chapter_no')}-{row.get('treaty_no')}".replace(".", "-") == path.stem.replace(".", "-"):
            return row.get("treaty_name", "").strip() or None
    return None
