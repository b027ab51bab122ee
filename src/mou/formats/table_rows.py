"""The rows of a register's tables, with the results computed from each agreement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from mou.answers.lifecycles import Lifecycle, Position, lifecycle
from mou.answers.milestones import Milestone
from mou.answers.participations import Participation, PartySpell
from mou.answers.shortcuts import position
from mou.documents.converter import reference
from mou.errors import DateRangeError
from mou.law.facts import Others
from mou.model.agreement import Agreement


@attrs.frozen
class Row:
    """An agreement with the results computed from it."""

    agreement: Agreement
    document: Mapping[str, Any]
    on: date | None
    position: Position | None
    life: Lifecycle | None
    participations: tuple[Participation, ...]
    milestones: tuple[Milestone, ...]
    problem: str | None


@attrs.frozen
class SpellRow:
    """A spell of a party: consecutive days on which the party is bound."""

    row: Row
    participation: Participation
    spell: PartySpell
    number: int


@attrs.frozen
class StoneRow:
    """A milestone of an agreement."""

    row: Row
    stone: Milestone


def computed_row(
    agreement: Agreement, others: Others, *, on: date | None, through: date | None, as_of: date | None
) -> Row:
    """Compute the row of an agreement. If a date would be past the year 9999, `problem` is the error message."""
    where = None if on is None else position(agreement, on, as_of=as_of, others=others)
    life = None if where is None else where.lifecycle
    participations: tuple[Participation, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    problem = None if where is None or life is not None else where.reason
    try:
        life = life or lifecycle(agreement, as_of, others=others)
        participations = tuple(life.participation(party) for party in agreement.parties)
        milestones = life.milestones(through=through)
    except DateRangeError as error:
        problem = str(error)
    document = reference().unstructure(agreement)
    return Row(agreement, document, on, where, life, participations, milestones, problem)


def spell_rows(rows: list[Row]) -> Iterator[SpellRow]:
    """List the spells (continuous times in which a party is bound) of all parties of all agreements."""
    for row in rows:
        for participation in row.participations:
            for number, spell in enumerate(participation.spells):
                yield SpellRow(row, participation, spell, number)
