"""The columns of a register's tables: the meaning of each column, and the function that computes its cells.

`python docs/catalogues.py` writes the tables on the page ``mou.formats.tables`` from these columns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any

import attrs

from mou.answers.lifecycles import Lifecycle
from mou.answers.milestones import MilestoneKind
from mou.answers.undetermined import QUESTIONS, undetermined_positions
from mou.formats.table_rows import Row
from mou.law.explanation import AnswerKind

__all__ = ["COLUMNS", "Column"]


@attrs.frozen
class Column:
    """A column of a table.

    Attributes:
        name: the name of the column.
        type: ``text``, ``word`` (a text with few different values), ``texts`` (a list of texts), ``day``, ``number``,
            ``flag``, ``parties`` or ``relations`` (lists of structures).
        meaning: the meaning of the cells in the column.
        required: whether every row has a value in the column.
    """

    name: str
    type: str
    meaning: str
    required: bool = False
    _value: Callable[[Any], object] = attrs.field(kw_only=True, repr=False, eq=False, alias="value")


def _parties(row: Row) -> list[dict[str, object]]:
    own = {participation.party.id: participation for participation in row.participations}

    def of(party_id: str) -> dict[str, object]:
        participation = own.get(party_id)
        if participation is None:
            return {"signed_on": None, "consented_on": None, "status": None}
        status = None if row.on is None else participation.status(row.on).value
        return {"signed_on": participation.signed_on, "consented_on": participation.consented_on, "status": status}

    return [
        {"id": party.id, "name": party.name, "kind": party.kind.value, "acts_for": party.acts_for, **of(party.id)}
        for party in row.agreement.parties
    ]


def _clause(row: Row, *keys: str) -> Any:
    """Return a value from the term in the agreement's document. `keys` is the path to the value in the term."""
    clause: Any = row.document.get("term", {})
    for key in keys:
        clause = clause.get(key) if isinstance(clause, Mapping) else None
    return clause


def _text_clause(*keys: str) -> Callable[[Row], str | None]:
    def value(row: Row) -> str | None:
        clause = _clause(row, *keys)
        return clause if isinstance(clause, str) else None

    return value


def _duration_kind(row: Row) -> str | None:
    return "period" if isinstance(_clause(row, "duration"), str) else _text_clause("duration", "type")(row)


def _computed_of(of: Callable[[Lifecycle], Any]) -> Callable[[Row], Any]:
    return lambda row: None if row.life is None else of(row.life)


def _notice_answer(row: Row) -> str | None:
    if row.position is None:
        return None
    life = row.position.lifecycle
    return AnswerKind.UNKNOWN.value if life is None else life.notice(row.position.on).kind.value


def _fields_missing(row: Row) -> list[str] | None:
    if row.position is None:
        return None
    items = undetermined_positions([row.position], QUESTIONS)
    return list(dict.fromkeys(item.field for item in items if item.field is not None))


def _column(
    name: str, type_: str, meaning: str, value: str | Callable[[Any], object], *, required: bool = False
) -> Column:
    """Return a column. `value` is a function of the row, or a path of attributes from the row, such as ``life.end``."""
    return Column(name, type_, meaning, required, value=_getter(value) if isinstance(value, str) else value)


def _getter(path: str) -> Callable[[Any], object]:
    """Return a function that reads the attribute at a path, or `None` if an attribute on the path is `None`."""
    names = path.split(".")

    def value(row: Any) -> object:
        for name in names:
            if row is None:
                return None
            row = getattr(row, name)
        return row

    return value


def _bounds(prefix: str, what: str, answer: str) -> tuple[Column, ...]:
    """Return three columns: how certain an answer is, its earliest possible day and its latest possible day."""
    return (
        _column(
            f"{prefix}_answer",
            "word",
            f"how certain {what} is: certain, uncertain, none (there is no such day) or unknown",
            f"{answer}.kind.value",
        ),
        _column(f"{prefix}_earliest", "day", f"the earliest possible date of {what}", f"{answer}.earliest"),
        _column(
            f"{prefix}_latest",
            "day",
            f"the latest possible date of {what}; empty if the day may never come",
            f"{answer}.latest",
        ),
    )


_AGREEMENTS = (
    _column("id", "text", "the agreement's id", "agreement.id", required=True),
    _column("title", "text", "the agreement's title", "agreement.title", required=True),
    _column(
        "kind",
        "word",
        "the kind of agreement, as its title or text names it; empty if not known",
        "agreement.kind.value",
    ),
    _column("binding", "flag", "whether the agreement is legally binding; empty if not known", "agreement.binding"),
    _column(
        "parties",
        "parties",
        "the agreement's parties, each with the day of its first signature and the day of its consent (if "
        "certain), and with the status of the agreement for this party on the day in the column `on`",
        _parties,
        required=True,
    ),
    _column("subjects", "texts", "the agreement's subjects", "agreement.subjects", required=True),
    _column(
        "signed_at",
        "texts",
        "the ids of the meetings at which the agreement was signed",
        "agreement.signed_at",
        required=True,
    ),
    _column(
        "relations",
        "relations",
        "the agreement's relations to other agreements",
        lambda row: [{"kind": relation.kind.value, "to": relation.to} for relation in row.agreement.relations],
        required=True,
    ),
    _column("depositary", "text", "the depositary, who keeps the original", "agreement.depositary"),
    _column(
        "duration_kind",
        "word",
        "the kind of duration: period, until (a fixed last day), until_event or indefinite; empty if not known",
        _duration_kind,
    ),
    _column("duration", "text", "the duration as an ISO 8601 duration, if it is a period", _text_clause("duration")),
    _column(
        "renewal_kind",
        "word",
        "the kind of renewal clause: none, express or tacit; empty if not known",
        _text_clause("renewal", "type"),
    ),
    _column(
        "renewal_period",
        "text",
        "the length of a tacit renewal, as an ISO 8601 duration",
        _text_clause("renewal", "period"),
    ),
    _column(
        "renewal_notice",
        "text",
        "the minimum time from receipt of a notice of non-renewal to the end of a period, as an ISO 8601 duration",
        _text_clause("renewal", "notice"),
    ),
    _column("signed_on", "day", "the day on which the last party signed, if certain", "life.signed_on"),
    _column("entered_on", "day", "the first day in force, if certain", "life.entry.day"),
    *_bounds("entry", "the first day in force", "life.entry"),
    _column("last_day", "day", "the last day in force, if certain", "life.end.day"),
    _column("ceases_on", "day", "the first day no longer in force: the day after last_day", "life.ceases_on"),
    *_bounds("end", "the last day in force", "life.end"),
    _column(
        "if_not_renewed",
        "flag",
        "true if the last day assumes that the agreement was not renewed, because the record does not state "
        "whether it was renewed",
        "life.if_not_renewed",
    ),
    _column(
        "survival_ends_on",
        "day",
        "the last day of the obligations that survive the end of the agreement",
        "life.survival_ends_on",
    ),
    _column(
        "on",
        "day",
        "the day to which the columns from `status` to `not_determined` refer; if no day was given, these columns "
        "are empty",
        "on",
    ),
    _column("status", "word", "the agreement's status on the day in the column `on`", "position.status.value"),
    _column(
        "word",
        "text",
        'the status in words; for a non-binding agreement "in effect" instead of "in force"',
        "position.word",
    ),
    _column("reason", "text", "the reason for the status, in a sentence", "position.reason"),
    _column(
        "period_last_day", "day", "the last day of the period that is current on the day", "position.period_last_day"
    ),
    _column(
        "renewal",
        "number",
        "the number of the renewal that is current on the day; 0 for the first period",
        "position.renewal",
    ),
    _column(
        "notice_deadline",
        "day",
        "the last day on which a notice of non-renewal is in time for the period that is current on the day",
        "position.notice_deadline",
    ),
    _column(
        "notice_answer",
        "word",
        "how certain the notice deadline is: certain, uncertain, none (there is no deadline) or unknown",
        _notice_answer,
    ),
    _column(
        "not_determined",
        "texts",
        "the fields to fill in to determine the status, the end and the notice deadline on the day, as JSON "
        "Pointers; an empty list if all three are determined",
        _fields_missing,
    ),
    _column(
        "entry_assumptions",
        "texts",
        "the assumptions behind the first day in force",
        _computed_of(lambda life: [step.text for step in life.entry.assumptions]),
    ),
    _column(
        "end_assumptions",
        "texts",
        "the assumptions behind the last day in force",
        _computed_of(lambda life: [step.text for step in life.end.assumptions]),
    ),
    _column(
        "explanation",
        "text",
        "the steps behind the first and the last day in force",
        _computed_of(lambda life: str(life.explain())),
    ),
    _column(
        "problem",
        "text",
        "the reason why days are missing, if a date of the agreement would be past the year 9999; empty for all "
        "other agreements",
        "problem",
    ),
)

_SPELLS = (
    _column("agreement", "text", "the agreement's id", "row.agreement.id", required=True),
    _column("party", "text", "the party's id", "participation.party.id", required=True),
    _column("name", "text", "the party's name", "participation.party.name", required=True),
    _column(
        "number",
        "number",
        "the number of the spell, from 0; a spell is a run of consecutive days on which the party is bound",
        "number",
        required=True,
    ),
    _column("first_day", "day", "the first day on which the party is bound, if certain", "spell.first_day"),
    *_bounds("begin", "the first day of the spell", "spell.begins"),
    _column(
        "last_day",
        "day",
        "the last day on which the party is bound, if there is a last day and it is certain",
        "spell.last_day",
    ),
    _column(
        "ceases_on",
        "day",
        "the first day on which the party is no longer bound: the day after last_day",
        "spell.ceases_on",
    ),
    *_bounds("end", "the last day of the spell", "spell.ends"),
    _column(
        "survival_ends_on",
        "day",
        "the last day of the party's obligations that survive its exit or the end of the agreement",
        "spell.survival_ends_on",
    ),
)
_MILESTONES = (
    _column("agreement", "text", "the agreement's id", "row.agreement.id", required=True),
    _column("kind", "word", "the kind of event", "stone.kind.value", required=True),
    _column("on", "day", "the day of the event, if certain", "stone.on"),
    _column(
        "earliest",
        "day",
        "the day of the event; if it is uncertain because of imprecise dates, the earliest possible day",
        "stone.earliest",
        required=True,
    ),
    _column(
        "latest", "day", "the latest possible day of the event; empty if the event may never happen", "stone.latest"
    ),
    _column(
        "if_not_renewed",
        "flag",
        "true if the event assumes that the agreement was not renewed, because the record does not state whether "
        "it was renewed",
        lambda stone_row: stone_row.stone.kind is MilestoneKind.LAST_DAY and stone_row.row.life.if_not_renewed,
        required=True,
    ),
    _column("text", "text", "the event in words", "stone.text", required=True),
    _column(
        "pointer",
        "text",
        "a JSON Pointer, within the agreement, to the act that is the event or that leads to the event",
        "stone.pointer",
    ),
    _column(
        "party",
        "text",
        "the id of the party that the event concerns; empty if the event concerns all parties",
        "stone.party",
    ),
    _column(
        "number",
        "number",
        "for renewals and notice deadlines, the number of the period, from 0; for the entry into force for a later "
        "party, the number of the party's spell",
        "stone.number",
    ),
)
_RECORDS = (
    _column("kind", "word", "the kind of record: party, forum, meeting or agreement", itemgetter(0), required=True),
    _column("id", "text", "the record's id", itemgetter(1), required=True),
    _column("document", "text", "the record as JSON, as `mou.dumps` writes it", itemgetter(2), required=True),
)
COLUMNS: dict[str, tuple[Column, ...]] = {
    "agreements": _AGREEMENTS,
    "spells": _SPELLS,
    "milestones": _MILESTONES,
    "records": _RECORDS,
}
"""The columns of each table, in order.

:meta hide-value:
"""
