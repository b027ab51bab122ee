"""Short ways to what is asked most often: the last day of an agreement, and its parties' own lives."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mou.answers.lifecycles import lifecycle
from mou.answers.participations import Participation
from mou.law.facts import Others
from mou.model.agreement import Agreement
from mou.model.party import Party

__all__ = ["expiry_date", "participation", "parties_bound"]


def participation(
    agreement: Agreement, party: Party | str, *, others: Iterable[Agreement] | Others = ()
) -> Participation:
    """A party's own life under an agreement: the short way to `Lifecycle.participation`.

    Raises:
        KeyError: it is no party of the agreement.
        DateRangeError: a date would lie past the year 9999.
    """
    return lifecycle(agreement, others=others).participation(party)


def parties_bound(
    agreement: Agreement, on: date | str, *, others: Iterable[Agreement] | Others = ()
) -> tuple[str, ...]:
    """The ids of the parties that are bound on a day: the short way to `Lifecycle.parties_bound`.

    Raises:
        ValidationError: `on` is no day.
        DateRangeError: a date would lie past the year 9999.
    """
    return lifecycle(agreement, others=others).parties_bound(on)


def expiry_date(agreement: Agreement) -> date | None:
    """The last day in force: the short way to `Lifecycle.last_day`.

    Returns:
        The day; `None` where there is no end (it renews itself, or is indefinite, or is not in force) or none can
        be told; `lifecycle(agreement).end` says which, and why.

    Raises:
        DateRangeError: a date would lie past the year 9999.
    """
    return lifecycle(agreement).last_day
