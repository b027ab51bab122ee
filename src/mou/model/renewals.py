"""Renewals: the clauses about further periods after the first period."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import attrs

from mou.dates.days import as_date
from mou.dates.periods import Period, as_lasting_period, as_period
from mou.errors import Problem
from mou.model.clause import Clause
from mou.model.durations import Indefinite, as_length
from mou.values.checked import checked, rule_of
from mou.values.converters import optional
from mou.values.fields import as_one_of, as_ordinal
from mou.values.hints import meant_by
from mou.values.tags import tagged

__all__ = ["ExpressRenewal", "NoRenewal", "Renewal", "TacitRenewal"]


def as_renewal_length(value: Period | Indefinite | str) -> Period | Indefinite:
    """Convert a field's value: the length of a renewal."""
    if isinstance(value, str | Period):
        return as_length(value, (Indefinite, Period))
    return as_one_of(value, (Period, Indefinite), "a period or Indefinite")


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
    """Only an extension by the parties prolongs the agreement.

    Attributes:
        period: the length of an extension whose act states no length; `None` if the text does not give a length.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    period: Period | None = attrs.field(default=None, converter=optional(as_lasting_period), kw_only=False)


@tagged("tacit")
@checked(kw_only=True)
class TacitRenewal(Clause):
    """The agreement renews itself unless a party gives notice of non-renewal in time.

    Attributes:
        period: the length of each renewal, which can differ from the first period. `Indefinite` means a single renewal
            without an end; `None` means that the length is not known.
        notice: the minimum time between receipt of a notice of non-renewal and the end of the current period; ``P0D``
            if notice at any time before the end is enough, `None` if not known.
        times: the maximum number of renewals; `None` for no limit.
        until: the last day to which the agreement can be renewed; `None` for no limit.
        article: the article that contains this clause.
        quote: the words of the agreement.

    >>> TacitRenewal("P1Y", notice="P3M").notice
    Period.parse('P3M')
    """

    period: Period | Indefinite | None = attrs.field(default=None, converter=optional(as_renewal_length), kw_only=False)
    notice: Period | None = attrs.field(default=None, converter=optional(as_period))
    times: int | None = attrs.field(default=None, converter=optional(as_ordinal))
    until: date | None = attrs.field(default=None, converter=optional(as_date))


@rule_of(TacitRenewal)
def _renewal_rules(renewal: TacitRenewal) -> list[Problem]:
    if not isinstance(renewal.period, Period) and (renewal.times is not None or renewal.until is not None):
        name = "times" if renewal.times is not None else "until"
        why = "the length of a renewal is not known" if renewal.period is None else "the renewal has no end"
        return [Problem(f"/{name}", "a limit", f"no limit: {why}")]
    return []


@meant_by(TacitRenewal)
def _renewal_meant(value: object) -> str:
    return 'mou.TacitRenewal("P1Y")' if isinstance(value, str) and value.strip().lower() in _AUTOMATIC else ""


_AUTOMATIC = frozenset("auto,automatic,automatically,automatic renewal,tacit renewal,yes".split(","))

Renewal: TypeAlias = NoRenewal | ExpressRenewal | TacitRenewal
"""The renewal clause of a term."""
