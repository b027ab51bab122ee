"""Shortcuts for the most common questions: the position, the last day, and the participation of a party."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mou.answers.lifecycles import Position, lifecycle
from mou.answers.participations import Participation
from mou.answers.party_positions import party_position
from mou.dates.days import exact_day
from mou.errors import DateRangeError
from mou.law.facts import Others
from mou.law.status import Status
from mou.model.agreement import Agreement
from mou.model.party import Party, party_among

__all__ = ["expiry_date", "participation", "parties_bound", "position"]


def position(
    agreement: Agreement,
    on: date | str,
    *,
    party: Party | str | None = None,
    as_of: date | str | None = None,
    others: Iterable[Agreement] | Others = (),
) -> Position:
    """Return the position of an agreement on a day: its status, and why.

    If a date of the agreement would be past the year 9999, the status is unknown. `Position.reason` says so.

    Args:
        agreement: the agreement.
        on: the day.
        party: return the status and the dates for this party (`mou.results.PartyPosition`). By default, return those
            of the agreement.
        as_of: ignore acts after this day. By default, no act is ignored.
        others: the agreements that can affect this agreement; see `mou.lifecycle`.

    Raises:
        UnknownIdError: the agreement has no such party.
        ValidationError: `on` or `as_of` is not a day.

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
    if party is not None:
        member = party_among(party, agreement.parties, "party of the agreement")
        return party_position(position(agreement, day, as_of=as_of, others=others), {member.id})
    try:
        return lifecycle(agreement, as_of, others=others).position(day)
    except DateRangeError as error:
        possible = tuple(status for status in Status if status is not Status.UNKNOWN)
        return Position(agreement=agreement, on=day, status=Status.UNKNOWN, possible=possible, reason=str(error))


def participation(
    agreement: Agreement, party: Party | str, *, others: Iterable[Agreement] | Others = ()
) -> Participation:
    """Return a party's participation in an agreement; see `Lifecycle.participation`.

    Raises:
        UnknownIdError: the agreement has no such party.
        DateRangeError: a date would be past the year 9999.
    """
    return lifecycle(agreement, others=others).participation(party)


def parties_bound(
    agreement: Agreement, on: date | str, *, others: Iterable[Agreement] | Others = ()
) -> tuple[str, ...]:
    """Return the ids of the parties that are certainly bound on a day; see `Lifecycle.parties_bound`.

    Raises:
        ValidationError: `on` is not a day.
        DateRangeError: a date would be past the year 9999.
    """
    return lifecycle(agreement, others=others).parties_bound(on)


def expiry_date(agreement: Agreement) -> date | None:
    """Return the last day in force; see `Lifecycle.last_day`.

    Returns:
        The day. `None` if the day is not certain, or if there is no last day. There is no last day if the agreement has
        not entered into force, is indefinite, or is renewed tacitly until a party gives notice.
        `lifecycle(agreement).end` gives the reason.

    Raises:
        DateRangeError: a date would be past the year 9999.
    """
    return lifecycle(agreement).last_day
