"""Conditions that count instruments of consent, by number, share or weight."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias, cast

import attrs

from mou.dates.delays import Delay, as_delay
from mou.errors import Problem
from mou.model.act import ActKind
from mou.model.clause import DelayedClause
from mou.model.party import Party, as_party_ids
from mou.values.checked import checked, rule_of
from mou.values.converters import InstanceOf, optional
from mou.values.fields import (
    as_each,
    as_enum,
    as_flag,
    as_id,
    as_map,
    as_ordinal,
    pointer,
    refusal,
    refuse,
    refused,
)
from mou.values.frozenmap import FrozenMap
from mou.values.hints import meant_by
from mou.values.tags import tagged

CONSENT = (
    ActKind.RATIFICATION,
    ActKind.ACCEPTANCE,
    ActKind.APPROVAL,
    ActKind.ACCESSION,
    ActKind.SUCCESSION,
    ActKind.FORMAL_CONFIRMATION,
    ActKind.SIGNATURE,
)

Percent: TypeAlias = Decimal | Fraction
"""An exact percentage. It is a fraction if it is not a finite decimal, such as 200/3 for two thirds."""


def as_some_party_ids(value: Iterable[str | Party] | str | Party) -> tuple[str, ...]:
    """Convert a field's value like `as_party_ids`, but require at least one id."""
    ids = as_party_ids(value)
    return refused([Problem("", "no party", "at least one party")]) if ids == () else ids


def as_consents(value: Iterable[ActKind | str]) -> tuple[ActKind, ...]:
    """Convert a field's value to a tuple of at least one kind of act. Each act must be an act of consent."""
    kinds = as_each(value, lambda word: as_enum(ActKind, word), "a list of kinds of acts")
    if refusal(kinds):
        return kinds
    expected = "one of: " + ", ".join(CONSENT)
    wrong = [Problem(pointer(index), kind, expected) for index, kind in enumerate(kinds) if kind not in CONSENT]
    return refused(wrong) if wrong else kinds or refuse(value, "at least one kind of act")


DECIMAL = r"[0-9]{1,30}(?:\.[0-9]{1,30})?"
FRACTION = "[0-9]{1,9}/[1-9][0-9]{0,8}"

_DECIMAL = re.compile(rf"{DECIMAL}\Z")
_FRACTION = re.compile(rf"{FRACTION}\Z")


def as_decimal(value: Decimal | int | str) -> Decimal:
    """Convert a field's value to an exact number of 0 or more. Floats are invalid, because they are not exact."""
    if type(value) is Decimal and value.is_finite() and abs(value.adjusted()) <= 30:
        value = format(value, "f")  # documents write numbers in the same form
    if type(value) is int and 0 <= value < 10**30:
        return Decimal(value)
    if type(value) is str and _DECIMAL.match(value):
        return Decimal(value)
    return refuse(value, 'an exact number of 0 or more, as text such as "17.4"')


def as_total(value: Decimal | int | str) -> Decimal:
    """Convert a field's value like `as_decimal`, but require a number above 0."""
    number = as_decimal(value)
    return refused([Problem("", "0", "a number above 0")]) if number == 0 else number


def as_percent(value: Percent | int | str) -> Percent:
    """Convert a field's value to an exact percentage. It must be above 0 and at most 100."""
    if type(value) is Fraction:
        value = str(value)  # documents write numbers in the same form
    is_fraction = type(value) is str and _FRACTION.match(value)
    number = Fraction(value) if is_fraction else as_decimal(value)  # type: ignore[arg-type]
    if type(number) is Fraction and number.denominator == 1:
        number = Decimal(number.numerator)
    is_share = not refusal(number) and 0 < number <= 100
    expected = 'a percentage above 0, at most 100, as text such as "55" or "200/3"'
    return number if is_share else refuse(value, expected, _percent_hint(value))


def _percent_hint(value: object) -> str:
    """Return the hint for a share below 1, a floating-point number or a text with a percent sign."""
    share = value.removesuffix("%").strip() if isinstance(value, str) else value
    if isinstance(share, float) and 0 < share <= 100:
        share = f"{share * 100 if share < 1 else share:.10g}"
    is_percent = share is not value and isinstance(share, str) and _DECIMAL.match(share)
    return f'use "{share}"' if is_percent else ""


def as_weights(value: Mapping[str, Decimal | int | str]) -> FrozenMap[Decimal]:
    """Convert a field's value to a mapping from party ids to weights."""
    return as_map(value, as_id, as_decimal, "an object with party ids as keys and weights as values")


@checked(kw_only=True)
class CountedInstruments:
    """The instruments that count towards the required number or share.

    Attributes:
        kinds: the kinds of acts that count. ``signature`` means a definitive signature.
        except_parties: the ids of parties whose instruments don't count, such as the id of a regional organisation
            whose instrument is "not additional to those deposited by its member States".
        after_leaving: whether the instrument of a party that has since left still counts.
    """

    kinds: tuple[ActKind, ...] = attrs.field(default=CONSENT, converter=as_consents)
    except_parties: tuple[str, ...] = attrs.field(default=(), converter=as_party_ids)
    after_leaving: bool = attrs.field(default=False, converter=as_flag)


@meant_by(CountedInstruments)
def _counted_meant(value: object) -> str:
    kinds = as_consents([value]) if isinstance(value, str) else as_consents(cast("Any", value))
    if refusal(kinds):
        return ""
    words = ", ".join(f'"{kind}"' for kind in kinds)
    return f"mou.clauses.CountedInstruments(kinds=[{words}])"


@checked(kw_only=True)
class CountingCondition(DelayedClause):
    """A condition that counts instruments. Each party becomes bound by its own instrument.

    Attributes:
        counted: the instruments that count.
        delay: the delay after the condition is met.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    counted: CountedInstruments = attrs.field(factory=CountedInstruments, converter=InstanceOf[CountedInstruments])


@tagged("nth_instrument")
@checked(kw_only=True)
class NthInstrument(CountingCondition):
    """The condition is met on the deposit of the n-th instrument of consent, by any party or by a named group.

    The order of instruments deposited on the same day does not matter.

    Attributes:
        number: the number of instruments.
        among: the ids of the parties whose instruments count. Empty if the instruments of all parties count.
        counted: the instruments that count.
        delay: the delay after the condition is met.
        article: the article that contains this clause.
        quote: the words of the agreement.

    >>> from mou.clauses import FirstOfMonthAfter
    >>> NthInstrument(60, delay=FirstOfMonthAfter("P60D"), article="Art. 126(1)").number  # the Rome Statute
    60
    """

    number: int = attrs.field(converter=as_ordinal, kw_only=False)
    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay), kw_only=False)
    among: tuple[str, ...] = attrs.field(default=(), converter=as_party_ids)


@rule_of(NthInstrument)
def _enough_among(condition: NthInstrument) -> list[Problem]:
    if condition.among and condition.number > len(condition.among):
        return [
            Problem(
                "/number", str(condition.number), f"at most {len(condition.among)}, the number of parties in `among`"
            )
        ]
    return []


@tagged("all_named")
@checked(kw_only=True)
class AllNamed(CountingCondition):
    """The condition is met when all parties in a list have consented.

    Attributes:
        parties: the ids of the parties. In Python you can also pass `Party` objects.
        counted: the instruments that count.
        delay: the delay after the condition is met.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    parties: tuple[str, ...] = attrs.field(converter=as_some_party_ids, kw_only=False)
    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay), kw_only=False)


@tagged("all_signatories")
@checked(kw_only=True)
class AllSignatories(CountingCondition):
    """The condition is met when all signatories have consented.

    Attributes:
        counted: the instruments that count.
        delay: the delay after the condition is met.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay), kw_only=False)


@tagged("fraction_of_signatories")
@checked(kw_only=True)
class FractionOfSignatories(CountingCondition):
    """The condition is met when the required share of the signatories has consented.

    Attributes:
        percent: the exact share in per cent, as text such as ``"50"`` or ``"200/3"``. Floats are invalid.
        more_than: whether more than `percent` is required, as for a majority. By default, exactly `percent` is enough.
        counted: the instruments that count. A party in `counted.except_parties` does not count as a signatory either.
        delay: the delay after the condition is met.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    percent: Percent = attrs.field(converter=as_percent, kw_only=False)
    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay), kw_only=False)
    more_than: bool = attrs.field(default=False, converter=as_flag)


@tagged("share")
@checked(kw_only=True)
class WeightedShare(CountingCondition):
    """The condition is met when consenting parties hold the required share of a total weight, such as emissions.

    Attributes:
        percent: the exact share of the total in per cent, as text such as ``"55"`` or ``"200/3"``. Floats are invalid.
        weights: the exact weight of each party, by the party's id. Leave it out if the weights are not known. The
            condition is then met when you record an act of kind ``condition_met``.
        total: the total weight. Defaults to 100, because weights are often percentages.
        more_than: whether more than `percent` is required. By default, exactly `percent` is enough.
        counted: the instruments that count.
        delay: the delay after the condition is met.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    percent: Percent = attrs.field(converter=as_percent, kw_only=False)
    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay), kw_only=False)
    weights: FrozenMap[Decimal] = attrs.field(default=FrozenMap[Decimal](), converter=as_weights)
    total: Decimal = attrs.field(default=Decimal(100), converter=as_total)
    more_than: bool = attrs.field(default=False, converter=as_flag)
