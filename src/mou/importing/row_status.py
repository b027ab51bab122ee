"""The status that a row states, and what follows from it if the row's dates don't determine the status."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import attrs

from mou.answers.lifecycles import lifecycle
from mou.dates.days import Day, PartialDate, day_before, earliest, next_day
from mou.importing.act_ids import status_act_id
from mou.importing.mapping import Mapping
from mou.importing.status_words import StatusMeaning, status_meant
from mou.importing.words import key_of
from mou.law.status import ENDED, Status
from mou.model.act import Act, ActKind
from mou.model.agreement import Agreement
from mou.model.conditions import OnAgreedDate
from mou.model.durations import Until
from mou.model.renewals import TacitRenewal
from mou.model.status import StatedStatus


@attrs.frozen(kw_only=True)
class Statement:
    """The status that a row states.

    Attributes:
        meaning: the meaning of the status.
        words: the words of the status in the sheet.
        on: the day of the import.
        start: the row's day of signature or of entry into force.
        name: the name of the mapping; the ids of the acts begin with this name.
        remark: a function that adds a remark about the status.
    """

    meaning: StatusMeaning
    words: str
    on: date
    start: Day | None
    name: str
    remark: Callable[[str], None]


def days_between(start: Day | None, last: date) -> Day:
    """Return the interval from the day `start` to the day `last`, for an event on an unknown day in between."""
    if start is None or earliest(start) > last:
        return PartialDate(f"../{last}")
    return last if earliest(start) == last else PartialDate(f"{earliest(start)}/{last}")


def meaning_of(text: str, heading: str, mapping: Mapping) -> StatusMeaning | None:
    """Return the meaning of a status. The mapping's words take precedence over the built-in words."""
    words = {key_of(word): StatusMeaning(meaning) for word, meaning in mapping.statuses.items()}
    return words.get(key_of(text)) or status_meant(text, heading)


def with_status(agreement: Agreement, statement: Statement) -> Agreement:
    """Return an agreement with its stated status, and with the acts and clauses that follow from it.

    The row states the status on the day of the import. If the row's dates determine the status, the dates take
    precedence, and `mou.check` reports a difference. If the dates don't determine the status, the stated status limits
    the possible dates. A status "terminated" also ends an agreement whose last day is still to come.

    In these worked cases, the agreement was signed on 3 May 2023 and imported on 29 November 2026:

    - The status is "Terminated", and the last day is in 2028. The agreement gets a termination. The first day on which
      the agreement is no longer in force lies between 4 May 2023 and 29 November 2026.
    - The status is "Expired", and there is no last day. The agreement gets a last day between 3 May 2023 and 28
      November 2026.
    - The status is "Active", and there is no last day. The agreement gets a last day on 29 November 2026 or later.
    - The status is "Not yet in force", and the row gives no day of entry into force. The agreement then enters into
      force on a date that the parties will agree (`OnAgreedDate`).
    """
    meaning = statement.meaning
    if meaning is StatusMeaning.RENEWED:
        return _renewed(agreement, statement)
    stated = attrs.evolve(
        agreement, stated_status=StatedStatus(Status(meaning.value), on=statement.on, words=statement.words)
    )
    status = lifecycle(stated).status(statement.on)
    if meaning is StatusMeaning.TERMINATED and status not in {*ENDED, Status.NEGOTIATED}:
        if _has(stated, ActKind.TERMINATION):
            return stated  # the row gives the day of the termination
        settled = _terminated(stated, statement)
    elif meaning is StatusMeaning.EXPIRED and status is Status.UNKNOWN:
        settled = _expired(stated, statement)
    elif meaning is StatusMeaning.IN_FORCE and status is Status.UNKNOWN:
        settled = _in_force(stated, statement)
    elif meaning is StatusMeaning.SIGNED:
        return _not_in_force(stated, statement)
    else:
        return stated
    # If the dates contradict the statement, such as a start after the day of the import, the record stays as it is.
    return settled if _agrees(settled, statement) else stated


def _agrees(agreement: Agreement, statement: Statement) -> bool:
    status = lifecycle(agreement).status(statement.on)
    if statement.meaning is StatusMeaning.IN_FORCE:
        return status is Status.IN_FORCE
    return status in ENDED


def _renewed(agreement: Agreement, statement: Statement) -> Agreement:
    if lifecycle(agreement).status(statement.on) is not Status.EXPIRED or _has(agreement, ActKind.EXTENSION):
        return agreement
    statement.remark("renewed after its last day; the new last day is not known")
    day = days_between(statement.start, statement.on)
    act = Act(ActKind.EXTENSION, day, id=status_act_id(statement.name, "renewed_until"))
    return attrs.evolve(agreement, acts=(*agreement.acts, act))


def _terminated(agreement: Agreement, statement: Statement) -> Agreement:
    # The agreement was in force for at least a day, so the first day no longer in force is after the start.
    start = None if statement.start is None else next_day(earliest(statement.start))
    day = days_between(start, statement.on)
    statement.remark("ended on a day that is not known")
    act = Act(ActKind.TERMINATION, day, id=status_act_id(statement.name, "terminated_on"))
    return attrs.evolve(agreement, acts=(*agreement.acts, act))


def _expired(agreement: Agreement, statement: Statement) -> Agreement:
    term = agreement.term
    if term.duration is not None or term.stated_last_day is not None or isinstance(term.renewal, TacitRenewal):
        return agreement
    statement.remark("expired on a day that is not known")
    last = days_between(statement.start, day_before(statement.on))
    return attrs.evolve(agreement, term=attrs.evolve(term, duration=Until(last)))


def _in_force(agreement: Agreement, statement: Statement) -> Agreement:
    term, acts = agreement.term, agreement.acts
    if term.duration is None and term.stated_last_day is None:
        term = attrs.evolve(term, duration=Until(PartialDate(f"{statement.on}/..")))
    if term.entry_into_force is None and not _has(agreement, ActKind.ENTRY_INTO_FORCE):
        name = status_act_id(statement.name, "entered_into_force_on")
        acts = (*acts, entry_before(statement.start, statement.on, name))
    statement.remark(f"in force on {statement.on}; its beginning or its end is not known")
    return attrs.evolve(agreement, term=term, acts=acts)


def _has(agreement: Agreement, kind: ActKind) -> bool:
    return any(act.kind is kind for act in agreement.acts)


def _not_in_force(agreement: Agreement, statement: Statement) -> Agreement:
    if agreement.term.entry_into_force is not None or _has(agreement, ActKind.ENTRY_INTO_FORCE):
        return agreement
    statement.remark("not in force; recorded as entering into force on a date that the parties will agree")
    return attrs.evolve(agreement, term=attrs.evolve(agreement.term, entry_into_force=OnAgreedDate()))


def entry_before(start: Day | None, on: date, name: str) -> Act:
    """Return an entry into force on an unknown day between `start` and the day of the import. `name` is its id."""
    return Act(ActKind.ENTRY_INTO_FORCE, days_between(start, on), id=name)
