"""The table of agreements: plain rows for browsers without JavaScript, and the data of all rows for the script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from mou.answers.lifecycles import Position
from mou.answers.partners import partners_in
from mou.answers.party_positions import departures
from mou.formats.page.packing import Packed, Packing, packed_answer, packed_day
from mou.formats.page.text import safe
from mou.formats.page.timeline import open_deadline
from mou.formats.page.words import Words
from mou.law.explanation import Answer, AnswerKind
from mou.law.status import Status
from mou.model.agreement import Agreement
from mou.model.party import Party

FEW = 6
"""The maximum number of parties named in a row."""
DASH = "\N{EN DASH}"
"""The text of a cell if there is no day, or if the day is not known."""
STATUSES = tuple(Status)


@attrs.frozen
class Cell:
    """A cell of a plain row: its text, and a note below it."""

    text: str
    note: str = ""


@attrs.frozen(kw_only=True)
class PlainRow:
    """A row of the table as the page shows it without JavaScript."""

    where: Position
    parties: Cell
    status: str
    days: tuple[Cell, ...]  # signed, entered, ends, notice
    own: tuple[str, ...]


def plain_row(where: Position, shared: Sequence[Party], own: Iterable[str], words: Words) -> PlainRow:
    """Return a row of the table.

    Args:
        where: the agreement, with its status and dates on the day of the page.
        shared: the parties whose names the table leaves out, because they take part in nearly all agreements.
        own: the cells of the user's own columns, which are stored in ``extensions``.
        words: the words of the page.
    """
    agreement, life, deadline = where.agreement, where.lifecycle, open_deadline(where)
    names = [safe(party.name) for party in partners_in(agreement, {party.id for party in shared})]
    absent = [safe(party.name) for party in shared if agreement.parties and party.id not in agreement.party_ids]
    more = [words("and_more", n=len(names) - FEW)] if len(names) > FEW else []
    left = [] if life is None else departures(life)
    notes = [words("until_for", party=safe(party.name), day=words.short_day(day)) for party, day in left[:FEW]]
    notes += [words("and_more", n=len(left) - FEW)] if len(left) > FEW else []
    notes += [words("without", party=", ".join(absent))] if absent else []
    return PlainRow(
        where=where,
        parties=Cell(
            ", ".join([*names[:FEW], *more]) or words("not_known"),
            "; ".join(notes),
        ),
        status=words.status(where.status, agreement),
        days=(
            Cell(DASH if where.signed_on is None else words.short_day(where.signed_on)),
            Cell(_days(None if life is None else life.entry, not_running(agreement, words), words)),
            Cell(_days(None if life is None else life.end, words("none"), words), _end_note(where, words)),
            Cell(
                DASH if deadline is None else words.short_day(deadline),
                words("passed") if deadline is not None and deadline < where.on else "",
            ),
        ),
        own=tuple(own),
    )


def not_running(agreement: Agreement, words: Words) -> str:
    """Return the words "not in force" or, for a non-binding agreement, "not in effect", in the language of the page."""
    return words("not_running.not_binding" if agreement.binding is False else "not_running")


def _days(answer: Answer | None, otherwise: str, words: Words) -> str:
    if answer is None or answer.kind is AnswerKind.UNKNOWN:
        return words("not_known")
    days = [words.short_day(day) for day in (answer.earliest, answer.latest) if day is not None]
    if answer.day is not None or not days:
        return days[0] if days else otherwise
    return words("or_later", day=days[0]) if len(days) == 1 else words("between", first=days[0], last=days[1])


def _end_note(where: Position, words: Words) -> str:
    if where.if_not_renewed:
        return words("if_not_renewed")
    if where.last_day is None and where.period_last_day is not None:
        return words("period_to", day=words.short_day(where.period_last_day))
    return ""


def packed_rows(positions: Sequence[Position], packing: Packing) -> dict[str, Packed]:
    """Return the columns of the table. Each column is a list with one value for each agreement."""
    rows = [_packed_row(where, packing) for where in positions]
    return {key: [row[key] for row in rows] for key in rows[0]} if rows else {}


def _packed_row(where: Position, packing: Packing) -> dict[str, Packed]:
    agreement, life = where.agreement, where.lifecycle
    left = () if life is None else departures(life)
    words = [*agreement.subjects, *(word for party in agreement.parties for word in (party.id, *party.aliases))]
    days = (where.signed_on, where.period_last_day, open_deadline(where))
    signed, period, notice = (None if day is None else packed_day(day) for day in days)
    return {
        "id": agreement.id,
        "title": safe(agreement.title),
        "parties": [packing.text(party.name) for party in agreement.parties],
        "left": [[packing.text(party.name), packed_day(day)] for party, day in left],
        "status": STATUSES.index(where.status),
        "soft": int(agreement.binding is False),  # for the words: "in effect" instead of "in force"
        "signed": signed,
        "entry": packed_answer(None if life is None else life.entry),
        "end": packed_answer(None if life is None else life.end),
        "unrenewed": int(where.if_not_renewed),
        "period": period,
        "notice": notice,
        "search": packing.text(" ".join(words)),
    }
