"""Positions: where an agreement stands on a day, in one line of a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from mou.answers.lifecycles import Lifecycle, lifecycle
from mou.dates.days import exact_day
from mou.errors import DateRangeError
from mou.law.explanation import Answer, AnswerKind
from mou.law.facts import Others
from mou.law.status import Status, words_for
from mou.model.agreement import Agreement, AgreementKind

__all__ = ["Position", "position"]


@attrs.frozen(kw_only=True)
class Position:
    """Where one agreement stands on a day. Made by `position`, and for many by `Register.positions`.

    Attributes:
        id: the agreement's id.
        title: its title.
        kind: what it calls itself; `None` where that is not known.
        parties: the ids of its parties.
        on: the day.
        status: where it stands.
        word: the status in words; of an agreement that is not binding, those for such.
        reason: why, in a sentence.
        signed_on: the day on which the last of its parties signed.
        entered_on: its first day in force.
        last_day: its last day in force.
        end: its last day in words, also where there is no one day.
        if_not_renewed: whether the last day holds only if it was not renewed, which is not known.
        period_last_day: the last day of the period of the term that runs on the day.
        renewal: which renewal that period is, 0 for the first period; `None` where none runs.
        notice_deadline: the last day on which notice still counts for that period.
        assumptions: what had to be assumed for these days, in words.
    """

    id: str
    title: str
    kind: AgreementKind | None
    parties: tuple[str, ...]
    on: date
    status: Status
    word: str
    reason: str
    signed_on: date | None
    entered_on: date | None
    last_day: date | None
    end: str
    if_not_renewed: bool
    period_last_day: date | None
    renewal: int | None
    notice_deadline: date | None
    assumptions: tuple[str, ...]
    _lifecycle: Lifecycle | None = attrs.field(repr=False, eq=False, alias="lifecycle")

    @property
    def lifecycle(self) -> Lifecycle | None:
        """All that was computed, with the reasons; `None` where a date would lie outside the calendar."""
        return self._lifecycle

    @property
    def explanation(self) -> str:
        """Why: the steps behind its first and its last day in force, as text."""
        return self.reason if self._lifecycle is None else str(self._lifecycle.explain())


def position(
    agreement: Agreement,
    on: date | str,
    *,
    as_of: date | str | None = None,
    others: Iterable[Agreement] | Others = (),
) -> Position:
    """Where an agreement stands on a day.

    Where a date would lie outside the calendar, the status is not known, and the reason says so.

    Args:
        agreement: the agreement.
        on: the day.
        as_of: count only what was known on this day; left out: all that is recorded.
        others: the agreements that this one may depend on; see `mou.lifecycle`.

    Raises:
        ValidationError: `on` or `as_of` is no day.

    >>> import mou
    >>> agreement = mou.Agreement(
    ...     id="example",
    ...     title="Memorandum of Understanding",
    ...     kind="mou",
    ...     parties=[mou.Party.state("Malaysia"), mou.Party.state("Japan")],
    ...     acts=[mou.Act.signature("2020-08-28")],
    ...     term=mou.Term(duration="P5Y", renewal=mou.TacitRenewal("P1Y", notice="P2M")),
    ... )
    >>> where = position(agreement, "2025-12-31")
    >>> where.word, where.end, str(where.period_last_day), str(where.notice_deadline)
    ('in force', 'none', '2026-08-28', '2026-06-28')
    """
    day = exact_day(on)
    words = words_for(agreement.binding)
    try:
        life = lifecycle(agreement, as_of, others=others)
    except DateRangeError as error:
        return Position(
            id=agreement.id,
            title=agreement.title,
            kind=agreement.kind,
            parties=agreement.party_ids,
            on=day,
            status=Status.UNKNOWN,
            word=words.statuses[Status.UNKNOWN],
            reason=str(error),
            signed_on=None,
            entered_on=None,
            last_day=None,
            end="not known",
            if_not_renewed=False,
            period_last_day=None,
            renewal=None,
            notice_deadline=None,
            assumptions=(),
            lifecycle=None,
        )
    standing = life._standing(day)  # noqa: SLF001  # a period past the calendar is no reason to know nothing
    return Position(
        id=agreement.id,
        title=agreement.title,
        kind=agreement.kind,
        parties=agreement.party_ids,
        on=day,
        status=standing.status,
        word=words.statuses[standing.status],
        reason=standing.reason,
        signed_on=life.signed_on,
        entered_on=life.entered_into_force_on,
        last_day=life.last_day,
        end=_end(life.end) + (", if not renewed" if life.if_not_renewed else ""),
        if_not_renewed=life.if_not_renewed,
        period_last_day=None if standing.period is None else standing.period.last_day,
        renewal=None if standing.period is None else standing.period.renewal,
        notice_deadline=standing.notice_deadline,
        assumptions=tuple(dict.fromkeys(step.text for answer in (life.entry, life.end) for step in answer.assumptions)),
        lifecycle=life,
    )


def _end(answer: Answer) -> str:
    if answer.day is not None:
        return str(answer.day)
    if answer.kind is AnswerKind.UNCERTAIN:
        return f"{answer.earliest} or later" if answer.latest is None else f"{answer.earliest} to {answer.latest}"
    return "none" if answer.kind is AnswerKind.NONE else "not known"
