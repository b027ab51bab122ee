"""Renewal clauses: whether and how the agreement continues after the first period."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import attrs

from mou.dates.days import as_date
from mou.dates.delays import as_day_of_year
from mou.dates.periods import Period, as_lasting_period, as_period
from mou.errors import Problem
from mou.model.clause import Clause
from mou.model.durations import Indefinite, as_endless_length
from mou.model.party import as_party_ids
from mou.values.checked import checked, rule_of
from mou.values.converters import optional
from mou.values.fields import as_flag, as_ordinal
from mou.values.hints import meant_by
from mou.values.tags import tagged

__all__ = ["ExpressRenewal", "NoRenewal", "Renewal", "TacitRenewal"]


@tagged("none")
@checked(kw_only=True)
class NoRenewal(Clause):
    """The text has no renewal clause.

    Attributes:
        article: the article that contains this clause.
        quote: the words of the agreement.
    """


@tagged("express")
@checked(kw_only=True)
class ExpressRenewal(Clause):
    """The agreement continues only if all parties extend it, or if parties with an option to extend it use this option.

    Attributes:
        period: the length of each extension. An act of extension can state another length. `None` if the text gives no
            length.
        by: the ids of the parties whose declaration alone extends the agreement, such as a licensee with an option.
            Empty if all parties must agree.
        notice: the minimum time between the declaration or proposal and the end of the current period. ``P0D`` means
            that any time before the end is enough. `None` means that the text gives no deadline.
        within: the maximum time between the declaration or proposal and the end of the current period. `None` means no
            limit.
        times: the maximum number of extensions. `None` means no limit.
        article: the article that contains this clause.
        quote: the words of the agreement.

    >>> ExpressRenewal("P2Y", by=["licensee"], notice="P60D").by
    ('licensee',)
    """

    period: Period | None = attrs.field(default=None, converter=optional(as_lasting_period), kw_only=False)
    by: tuple[str, ...] = attrs.field(default=(), converter=as_party_ids)
    notice: Period | None = attrs.field(default=None, converter=optional(as_period))
    within: Period | None = attrs.field(default=None, converter=optional(as_lasting_period))
    times: int | None = attrs.field(default=None, converter=optional(as_ordinal))


@rule_of(ExpressRenewal)
def _express_rules(renewal: ExpressRenewal) -> list[Problem]:
    return _notice_rules(renewal.notice, renewal.within)


def _notice_rules(notice: Period | None, within: Period | None) -> list[Problem]:
    if notice is None or within is None or notice.longest_days <= within.shortest_days:
        return []
    return [Problem("/within", f'"{within}"', f"a time that is not shorter than the notice, {notice}")]


@tagged("tacit")
@checked(kw_only=True)
class TacitRenewal(Clause):
    """The agreement is renewed automatically unless a party gives notice of non-renewal in time.

    Attributes:
        period: the length of each renewal. It can differ from the length of the first period. `Indefinite` means a
            single renewal without an end. `None` means that the length is not known.
        notice: the minimum time between the receipt of a notice of non-renewal and the end of the current period.
            ``P0D`` means that any time before the end is enough. `None` means that the time is not known.
        times: the maximum number of renewals. `None` means no limit.
        until: the last day to which the agreement can be renewed. `None` means no limit.
        later_notice: the minimum time for a notice against a second or later renewal, if it differs from `notice`.
        notice_by: the latest day for notice in each year, as ``MM-DD``. For "by 30 April of any year", it is ``04-30``.
        within: the maximum time between the receipt of a notice and the end of the current period. For "only within the
            last 90 days", it is ``P90D``. An earlier notice has no effect. `None` means no limit.
        ends_for_all: whether a notice by one party prevents the renewal for all parties. An agreement between two
            parties ends for both in any case.
        article: the article that contains this clause.
        quote: the words of the agreement.

    >>> TacitRenewal("P1Y", notice="P3M").notice
    Period.parse('P3M')
    """

    period: Period | Indefinite | None = attrs.field(default=None, converter=optional(as_endless_length), kw_only=False)
    notice: Period | None = attrs.field(default=None, converter=optional(as_period))
    times: int | None = attrs.field(default=None, converter=optional(as_ordinal))
    until: date | None = attrs.field(default=None, converter=optional(as_date))
    later_notice: Period | None = attrs.field(default=None, converter=optional(as_period))
    notice_by: str | None = attrs.field(default=None, converter=optional(as_day_of_year))
    within: Period | None = attrs.field(default=None, converter=optional(as_lasting_period))
    ends_for_all: bool = attrs.field(default=False, converter=as_flag)


@rule_of(TacitRenewal)
def _renewal_rules(renewal: TacitRenewal) -> list[Problem]:
    if not isinstance(renewal.period, Period) and (renewal.times is not None or renewal.until is not None):
        name = "times" if renewal.times is not None else "until"
        why = "the length of a renewal is not known" if renewal.period is None else "the renewal has no end"
        return [Problem(f"/{name}", "a limit", f"no limit: {why}")]
    return [*_notice_rules(renewal.notice, renewal.within), *_later_rules(renewal)]


def _later_rules(renewal: TacitRenewal) -> list[Problem]:
    later, first, period = renewal.later_notice, renewal.notice, renewal.period
    if later is None:
        return []
    if first is None:
        return [Problem("/later_notice", f'"{later}"', "`notice` as well, for the first period")]
    if isinstance(period, Period) and later.longest_days > first.shortest_days + period.shortest_days:
        return [Problem("/later_notice", f'"{later}"', f"a time no longer than {first} and a renewal of {period}")]
    return []


@meant_by(TacitRenewal)
def _renewal_meant(value: object) -> str:
    return 'mou.TacitRenewal("P1Y")' if isinstance(value, str) and value.strip().lower() in _AUTOMATIC else ""


_AUTOMATIC = frozenset("auto,automatic,automatically,automatic renewal,tacit renewal,yes".split(","))

Renewal: TypeAlias = NoRenewal | ExpressRenewal | TacitRenewal
"""The renewal clause of a term."""
