"""Find the agreement that follows an expired agreement between the same parties."""

from __future__ import annotations

from datetime import date

from mou.answers.lifecycles import Lifecycle
from mou.answers.register import Register
from mou.errors import DateRangeError
from mou.model.agreement import Agreement


class LaterAgreements:
    """The agreements of a register, grouped by their parties. A lifecycle is computed when it is first needed."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._by_parties: dict[frozenset[str], list[Agreement]] = {}
        for agreement in register.agreements:
            self._by_parties.setdefault(frozenset(agreement.party_ids), []).append(agreement)
        self._days: dict[str, tuple[date, date] | None] = {}

    def after(self, agreement: Agreement, on: date) -> Agreement | None:
        """Return the agreement that has the same parties, begins later and ends later, or return `None`.

        Ignore agreements that begin after the day `on`. If several agreements follow, return the one that begins first.
        Worked case: an agreement is signed on 1 March 2015 for five years, and another on 1 June 2020 for five years.
        The second agreement follows the first.
        """
        first = self._first_and_last_day(agreement)
        if first is None or not agreement.parties:
            return None
        later = [
            (days[0], other.id, other)
            for other in self._by_parties[frozenset(agreement.party_ids)]
            if (days := self._first_and_last_day(other)) is not None and first[0] < days[0] <= on and days[1] > first[1]
        ]
        return min(later)[2] if later else None

    def _first_and_last_day(self, agreement: Agreement) -> tuple[date, date] | None:
        """Return the first and the last day in force.

        If there is no first day in force, use the day of signature. If there is no last day, use the last day of the
        calendar.
        """
        if agreement.id not in self._days:
            try:
                self._days[agreement.id] = _days(self._register.lifecycle(agreement))
            except DateRangeError:  # reported for that agreement
                self._days[agreement.id] = None
        return self._days[agreement.id]


def _days(life: Lifecycle) -> tuple[date, date] | None:
    first = life.entered_into_force_on or life.signed_on
    return None if first is None else (first, life.last_day or date.max)
