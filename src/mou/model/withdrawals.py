"""Withdrawals: how a party can leave the agreement, and when it cannot."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

import attrs

from mou.dates.delays import Delay, as_delay
from mou.dates.periods import Period, as_period
from mou.model.clause import Clause
from mou.values.checked import checked
from mou.values.converters import EnumOf, optional
from mou.values.fields import as_flag
from mou.values.tags import tagged

__all__ = ["ExitAt", "LockInFrom", "NoWithdrawal", "Withdrawal", "WithdrawalOnNotice"]


class LockInFrom(StrEnum):
    """The event that starts a lock-in, a time during which notice cannot be given."""

    OWN_ENTRY = "own_entry"
    """Entry into force for the party itself (Paris Agreement art. 28(1))."""
    GENERAL_ENTRY = "general_entry"
    """Entry into force of the agreement (North Atlantic Treaty art. 13)."""


class ExitAt(StrEnum):
    """The day on which a notice of withdrawal can take effect, after the notice period."""

    ANY_TIME = "any_time"
    END_OF_PERIOD = "end_of_period"
    """Not before the end of the current period of the term."""


@tagged("none")
@checked(kw_only=True)
class NoWithdrawal(Clause):
    """The text has no withdrawal clause. If withdrawal is allowed, it needs twelve months' notice (VCLT 56).

    Attributes:
        article: the article that contains this clause.
        quote: the words of the agreement.
    """


@tagged("on_notice")
@checked(kw_only=True)
class WithdrawalOnNotice(Clause):
    """A party can withdraw by notice.

    Attributes:
        notice: the delay between receipt of the notice and its effect.
        lock_in: the time after entry into force during which notice cannot be given.
        lock_in_from: the entry into force from which the lock-in runs.
        at: whether the notice takes effect at any time, or only at the end of the current period of the term.
        delayed_by_conflict: whether the withdrawal is delayed while the party is engaged in an armed conflict (Mine Ban
            Convention art. 20(3)). Records don't contain conflicts, so `mou.check` reports such withdrawals.
        article: the article that contains this clause.
        quote: the words of the agreement.

    >>> WithdrawalOnNotice("P1Y", lock_in="P3Y").lock_in  # Paris Agreement art. 28
    Period.parse('P3Y')
    """

    notice: Delay = attrs.field(converter=as_delay, kw_only=False)
    lock_in: Period | None = attrs.field(default=None, converter=optional(as_period))
    lock_in_from: LockInFrom = attrs.field(default=LockInFrom.OWN_ENTRY, converter=EnumOf[LockInFrom])
    at: ExitAt = attrs.field(default=ExitAt.ANY_TIME, converter=EnumOf[ExitAt])
    delayed_by_conflict: bool = attrs.field(default=False, converter=as_flag)


Withdrawal: TypeAlias = NoWithdrawal | WithdrawalOnNotice
"""The withdrawal clause of a term."""
