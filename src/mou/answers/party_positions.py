"""The position of an agreement for one of its parties.

An agreement can be in force although one of its parties has left it, or has not joined it yet. A question that names a
party is therefore answered with the status, the first day and the last day for this party.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import attrs

from mou.answers.answer import day_in_words
from mou.answers.bounds import same_days
from mou.answers.lifecycles import Lifecycle, Position, courses_of
from mou.answers.participations import Participation, status_for
from mou.dates.words import spoken
from mou.law.explanation import Answer
from mou.law.status import ENDED, RUNNING, Status, words_for
from mou.model.party import Party
from mou.values.written import written_as

__all__ = ["PartyPosition", "departures", "party_position", "party_status"]

_ORDER = (
    Status.IN_FORCE,
    Status.SUSPENDED,
    Status.PROVISIONAL,
    Status.UNKNOWN,
    Status.SIGNED,
    Status.NEGOTIATED,
    Status.TERMINATED,
    Status.EXPIRED,
)
"""If several bodies act for a party in the same agreement, the first of these statuses that one of them has counts."""


@written_as(
    "id title kind parties party on status word agreement_status reason signed_on entered_on last_day end "
    "if_not_renewed period_last_day renewal notice_deadline assumptions"
)
@attrs.frozen(kw_only=True)
class PartyPosition(Position):
    """The position of an agreement on a day for one of its parties.

    Returned by `Register.positions` and `mou.position` if you pass a party. `status`, `signed_on`, `entered_on`,
    `last_day` and `end` are those of the party. `period` and `notice_deadline` are `None` if the status for the party
    differs from the status of the agreement.

    Attributes:
        party: the id of the party. If you asked for a party for which a body acts, the id of the body.
        agreement_status: the status of the agreement itself.
        participation: the participation of the party, with all reasons. `None` if a date of the agreement would be past
            the year 9999.
    """

    party: str
    agreement_status: Status
    participation: Participation | None = attrs.field(repr=False, eq=False)

    @property
    def agreement_word(self) -> str:
        """The status of the agreement itself in words."""
        return words_for(self.agreement.binding).statuses[self.agreement_status]

    @property
    def signed_on(self) -> date | None:
        """The day of the party's first signature."""
        return None if self.participation is None else self.participation.signed_on

    @property
    def entered_on(self) -> date | None:
        """The first day on which the party is bound."""
        return None if self.participation is None else self.participation.entered_into_force_on

    @property
    def last_day(self) -> date | None:
        """The last day on which the party is bound. For a party that was never bound, the agreement's last day."""
        return None if self._end is None else self._end.day

    @property
    def end(self) -> str:
        """The last day in words, or the earliest and the latest possible day if the last day is not certain."""
        if self._end is None:
            return "not known"
        return day_in_words(self._end) + (", if not renewed" if self.if_not_renewed else "")

    @property
    def if_not_renewed(self) -> bool:
        """Whether the last day depends on the assumption that the agreement was not renewed."""
        end, life = self._end, self.lifecycle
        return end is not None and life is not None and same_days(end, life.end) and life.if_not_renewed

    @property
    def assumptions(self) -> tuple[str, ...]:
        """The texts of the assumptions on which the days of the party depend."""
        steps = [step.text for answer in self._answers for step in answer.assumptions]
        return tuple(dict.fromkeys(steps)) if self._answers else super().assumptions

    @property
    def explanation(self) -> str:
        """A text that lists the acts of the party, and the steps behind the days on which it is bound."""
        return self.reason if self.participation is None else str(self.participation.explain())

    @property
    def is_open_for_party(self) -> bool:
        """Whether the status for the party is not known, although the status of the agreement is known."""
        return self.status is Status.UNKNOWN and self.agreement_status is not Status.UNKNOWN

    @property
    def _answers(self) -> tuple[Answer, ...]:
        if self.participation is None or self.lifecycle is None:
            return ()
        own = [(spell.begins, spell.ends) for spell in self.participation.spells]
        shared = (self.lifecycle.entry, self.lifecycle.end)  # these have all steps
        return tuple(
            alone if same_days(alone, answer) else answer
            for answers in own
            for answer, alone in zip(answers, shared, strict=True)
        )

    @property
    def _end(self) -> Answer | None:
        if self.participation is None or self.lifecycle is None:
            return None
        return self.participation.spells[-1].ends if self.participation.spells else self.lifecycle.end


def party_position(where: Position, ids: Collection[str]) -> PartyPosition:
    """Return the position of an agreement for a party.

    Args:
        where: the position of the agreement.
        ids: the ids of the party and of the bodies that act for it. At least one of them is a party to the agreement.
    """
    own = [party for party in where.agreement.parties if party.id in ids]
    return min((_of(where, party) for party in own), key=lambda position: _ORDER.index(position.status))


def party_status(where: Position, party: str) -> Status:
    """Return the status of an agreement for one of its parties, given the position of the agreement."""
    return where.status if where.lifecycle is None else status_for(party, courses_of(where.lifecycle), where.on)


def departures(life: Lifecycle) -> tuple[tuple[Party, date], ...]:
    """Return the parties that have left or will leave while the agreement continues, each with its last day.

    Leave out a party if its last day is not certain, and a party that left and came back.

    >>> import mou
    >>> france, japan, malaysia = (mou.Party.state(code) for code in ("FRA", "JPN", "MYS"))
    >>> agreement = mou.Agreement(
    ...     id="example",
    ...     title="Memorandum of Understanding",
    ...     kind="mou",
    ...     parties=[france, japan, malaysia],
    ...     acts=[mou.Act.signature("2020-01-01"), mou.Act("withdrawal", "2025-06-01", by="JPN")],
    ...     term=mou.Term(duration=mou.Indefinite(), withdrawal=mou.WithdrawalOnNotice("P6M")),
    ... )
    >>> [(party.name, str(day)) for party, day in departures(mou.lifecycle(agreement))]
    [('Japan', '2025-11-30')]
    """
    courses = courses_of(life)
    left: list[tuple[Party, date]] = []
    for party in life.agreement.parties:
        spells = courses[0].lives[party.id].spells
        if not spells or spells[-1].ceases_on in (None, courses[0].ceases_on):
            continue  # a short cut: without an exit under the first reading, the exit is not certain
        day = life.participation(party).spells[-1].last_day
        left += [] if day is None else [(party, day)]
    return tuple(left)


def _of(where: Position, party: Party) -> PartyPosition:
    life = where.lifecycle
    participation = None if life is None else life.participation(party)
    status = where.status if participation is None else participation.status(where.on)
    differs = status is not where.status
    return PartyPosition(
        agreement=where.agreement,
        on=where.on,
        status=status,
        possible=_possible(where, participation, status) if differs else where.possible,
        reason=where.reason if participation is None else _reason(where, participation, status),
        period=None if differs else where.period,
        notice_deadline=None if differs else where.notice_deadline,
        lifecycle=life,
        party=party.id,
        agreement_status=where.status,
        participation=participation,
    )


def _possible(where: Position, participation: Participation | None, status: Status) -> tuple[Status, ...]:
    """Return the possible statuses for a party whose status differs from that of the agreement.

    If a party has been bound and it is not known whether it has left, the status is one under which the agreement
    binds its parties, or terminated.
    """
    if status is not Status.UNKNOWN:
        return (status,)
    begun = participation is not None and any(
        spell.first_day is not None and spell.first_day <= where.on for spell in participation.spells
    )
    running = tuple(possible for possible in where.possible if possible in RUNNING)
    return (*running, Status.TERMINATED) if begun else _KNOWN


_KNOWN = tuple(status for status in Status if status is not Status.UNKNOWN)


def _reason(where: Position, participation: Participation, status: Status) -> str:
    """Return the reason for the status for a party: the reason for the agreement's status if both have the same days.

    Worked case: the treaty is in force since 5 May 2020, and the party leaves with effect on 1 January 2027. On 15
    January 2027, the reason is "terminated for the party since 1 January 2027; the agreement: in force since 5 May
    2020".
    """
    life, spells = where.lifecycle, participation.spells
    begun = [spell for spell in spells if spell.first_day is not None and spell.first_day <= where.on]
    spell = (begun or spells or (None,))[-1]
    if status is where.status and (
        spell is None or life is None or (same_days(spell.begins, life.entry) and same_days(spell.ends, life.end))
    ):
        return where.reason
    day = None
    if spell is not None and status in ENDED:
        day = spell.ceases_on
    elif spell is not None and status is Status.IN_FORCE:
        day = spell.first_day
    since = "" if day is None or day > where.on else f" since {spoken(day)}"
    word = words_for(where.agreement.binding).statuses[status]
    return f"{word} for {participation.party.name}{since}; the agreement: {where.reason}"
