"""Conditions: what has to happen for an agreement to enter into force, and what is counted for it.

Each is a small value; `AllOf`, `AnyOf`, `NotBefore` and `OnDateIf` put them together. A condition is met
on a day; its delay, if it has one, moves the entry into force from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

import attrs

from mou.dates.days import Day, as_day
from mou.dates.delays import Delay, as_optional_delay, delay_text
from mou.dates.words import ordinal
from mou.errors import Problem
from mou.model.act import ActKind
from mou.model.party import Party, as_party_ids
from mou.values.fields import (
    as_each_of,
    as_enum,
    as_flag,
    as_id,
    as_one_of,
    as_optional_text,
    as_ordinal,
    keeps_instances,
    pointer,
    refusal,
    refuse,
    refused,
    settle,
)
from mou.values.frozenmap import FrozenMap
from mou.values.tags import tagged

__all__ = [
    "AllNamed",
    "AllOf",
    "AllSignatories",
    "AnyOf",
    "Counted",
    "EntryIntoForce",
    "ExchangeOfInstruments",
    "FractionOfSignatories",
    "LastNotification",
    "NotBefore",
    "NthInstrument",
    "OnConsentOfAll",
    "OnDate",
    "OnDateIf",
    "OnSignature",
    "OtherInForce",
    "Share",
]

DEEPEST = 8
"""How deep conditions may stand in conditions."""

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
"""An exact percentage; a fraction where it is no finite decimal, such as 200/3 for two thirds."""


def as_some_party_ids(value: Iterable[str | Party] | str | Party) -> tuple[str, ...]:
    """`as_party_ids`, at least one."""
    ids = as_party_ids(value)
    return refused([Problem("", "nobody", "a party or more")]) if ids == () else ids


def as_consents(value: Iterable[ActKind | str]) -> tuple[ActKind, ...]:
    """Several kinds of acts of consent, at least one."""
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        return refuse(value, "a list of kinds of acts")
    kinds = tuple(as_enum(ActKind, one) for one in value)
    problems = [problem.under(pointer(index)) for index, kind in enumerate(kinds) for problem in refusal(kind)]
    if not kinds:
        return refuse(value, "a kind of act or more")
    problems = problems or [
        Problem(pointer(index), kind, "an act of consent: " + ", ".join(CONSENT))
        for index, kind in enumerate(kinds)
        if kind not in CONSENT
    ]
    return refused(problems) if problems else kinds


DECIMAL = r"[0-9]{1,30}(?:\.[0-9]{1,30})?"
FRACTION = "[0-9]{1,9}/[1-9][0-9]{0,8}"

_DECIMAL = re.compile(rf"{DECIMAL}\Z")
_FRACTION = re.compile(rf"{FRACTION}\Z")


def as_decimal(value: Decimal | int | str) -> Decimal:
    """An exact number, 0 or more; never a binary float, which would not be the one that the text states."""
    if type(value) is Decimal and value.is_finite() and abs(value.adjusted()) <= 30:
        value = format(value, "f")  # so that it is written as it is read
    if type(value) is int and 0 <= value < 10**30:
        return Decimal(value)
    if type(value) is str and _DECIMAL.match(value):
        return Decimal(value)
    return refuse(value, 'an exact number of 0 or more, as text such as "17.4"')


def as_total(value: Decimal | int | str) -> Decimal:
    """`as_decimal` for a number above 0."""
    number = as_decimal(value)
    return refused([Problem("", "0", "a number above 0")]) if number == 0 else number


def as_percent(value: Percent | int | str) -> Percent:
    """An exact percentage above 0, at most 100."""
    if type(value) is Fraction:
        value = str(value)  # so that it is written as it is read
    is_fraction = type(value) is str and _FRACTION.match(value)
    number = Fraction(value) if is_fraction else as_decimal(value)  # type: ignore[arg-type]
    if type(number) is Fraction and number.denominator == 1:
        number = Decimal(number.numerator)
    sound = not refusal(number) and 0 < number <= 100
    return number if sound else refuse(value, 'a percentage above 0, at most 100, as text such as "55" or "200/3"')


def as_weights(value: Mapping[str, Decimal | int | str]) -> FrozenMap[Decimal]:
    """Weights by party id."""
    if not isinstance(value, Mapping):
        return refuse(value, "an object of weights by party id")
    made = {key: as_decimal(part) for key, part in value.items()}
    problems = [
        problem.under(pointer(str(key)))
        for key, part in made.items()
        for problem in (*refusal(as_id(key)), *refusal(part))
    ]
    return refused(problems) if problems else FrozenMap(made)


@attrs.frozen(kw_only=True)
class Counted:
    """Which instruments count towards a threshold; texts differ, so it is part of the condition.

    Attributes:
        kinds: which acts of consent count; ``signature`` means a definitive one.
        except_parties: the ids of parties whose instruments don't count, such as a regional organisation whose
            instrument is "not additional to those deposited by its member States".
        after_leaving: whether the instrument of a party that has left since still counts.
    """

    kinds: tuple[ActKind, ...] = attrs.field(default=CONSENT, converter=as_consents)
    except_parties: tuple[str, ...] = attrs.field(default=(), converter=as_party_ids)
    after_leaving: bool = attrs.field(default=False, converter=as_flag)

    def __attrs_post_init__(self) -> None:
        settle(self)


def _counted(value: Counted) -> Counted:
    return as_one_of(value, (Counted,), "a Counted")


def as_conditions(value: Iterable[EntryIntoForce]) -> tuple[EntryIntoForce, ...]:
    """Several conditions, at least one."""
    conditions = as_each_of(value, _members(), "a list of conditions", "a condition")
    if type(conditions) is not tuple:
        return conditions
    if not conditions:
        return refuse(conditions, "a condition or more")
    deep = max(map(_depth, conditions)) >= DEEPEST
    return refuse(conditions, f"conditions nested at most {DEEPEST} deep") if deep else conditions


def _condition(value: EntryIntoForce) -> EntryIntoForce:
    condition = as_one_of(value, _members(), "a condition")
    deep = isinstance(condition, _members()) and _depth(condition) >= DEEPEST
    return refuse("a condition", f"conditions nested at most {DEEPEST} deep") if deep else condition


def parts(condition: EntryIntoForce) -> tuple[EntryIntoForce, ...]:
    """The conditions that a condition is put together from."""
    if isinstance(condition, (AllOf, AnyOf)):
        return condition.conditions
    return (condition.condition,) if isinstance(condition, (NotBefore, OnDateIf)) else ()


def _depth(condition: EntryIntoForce) -> int:
    return 1 + max(map(_depth, parts(condition)), default=0)


@tagged("on_signature")
@attrs.frozen(kw_only=True)
class OnSignature:
    """Enters into force when the last of the parties has signed (VCLT 12).

    Attributes:
        delay: how long after.
        article: where the text says so.
    """

    delay: Delay | None = attrs.field(default=None, converter=as_optional_delay)
    article: str | None = attrs.field(default=None, converter=as_optional_text)

    def __attrs_post_init__(self) -> None:
        settle(self)


@tagged("on_date")
@attrs.frozen
class OnDate:
    """Enters into force on a fixed date.

    Attributes:
        on: that date.
        article: where the text says so.
    """

    on: Day = attrs.field(converter=as_day)
    article: str | None = attrs.field(default=None, converter=as_optional_text, kw_only=True)

    def __attrs_post_init__(self) -> None:
        settle(self)


@tagged("last_notification")
@attrs.frozen(kw_only=True)
class LastNotification:
    """Enters into force when the last of the parties' notifications is received (that their procedures are complete).

    A notification counts on receipt, not on sending (VCLT 78).

    Attributes:
        delay: how long after.
        article: where the text says so.
    """

    delay: Delay | None = attrs.field(default=None, converter=as_optional_delay)
    article: str | None = attrs.field(default=None, converter=as_optional_text)

    def __attrs_post_init__(self) -> None:
        settle(self)


@tagged("consent_of_all")
@attrs.frozen(kw_only=True)
class OnConsentOfAll:
    """Enters into force when all parties have consented to be bound: also the rule where a text is silent (VCLT 24(2)).

    Attributes:
        delay: how long after.
        article: where the text says so.
    """

    delay: Delay | None = attrs.field(default=None, converter=as_optional_delay)
    article: str | None = attrs.field(default=None, converter=as_optional_text)

    def __attrs_post_init__(self) -> None:
        settle(self)


@tagged("exchange_of_instruments")
@attrs.frozen(kw_only=True)
class ExchangeOfInstruments:
    """Enters into force when the instruments of ratification are exchanged (VCLT 16(a)).

    Attributes:
        delay: how long after.
        article: where the text says so.
    """

    delay: Delay | None = attrs.field(default=None, converter=as_optional_delay)
    article: str | None = attrs.field(default=None, converter=as_optional_text)

    def __attrs_post_init__(self) -> None:
        settle(self)


@tagged("nth_instrument")
@attrs.frozen(kw_only=True)
class NthInstrument:
    """Met with the deposit of the n-th instrument of consent, of all or of a named group.

    Several deposited on one day count together: the day decides, not their order.

    Attributes:
        number: how many instruments.
        among: only those of these parties; empty for all.
        counted: which instruments count.
        delay: how long after.
        article: where the text says so.

    >>> from mou import FirstOfMonthAfter
    >>> NthInstrument(60, delay=FirstOfMonthAfter("P60D"), article="Art. 126(1)").number  # the Rome Statute
    60
    """

    number: int = attrs.field(converter=as_ordinal, kw_only=False)
    among: tuple[str, ...] = attrs.field(default=(), converter=as_party_ids)
    counted: Counted = attrs.field(factory=Counted, converter=_counted)
    delay: Delay | None = attrs.field(default=None, converter=as_optional_delay)
    article: str | None = attrs.field(default=None, converter=as_optional_text)

    def __attrs_post_init__(self) -> None:
        settle(self, _enough_among)


def _enough_among(condition: NthInstrument) -> list[Problem]:
    if condition.among and condition.number > len(condition.among):
        return [Problem("/number", str(condition.number), f"at most {len(condition.among)}, as many are named")]
    return []


@tagged("all_named")
@attrs.frozen(kw_only=True)
class AllNamed:
    """Met when all parties of a named list have consented.

    Attributes:
        parties: their ids; in Python parties may be given.
        counted: which instruments count.
        delay: how long after.
        article: where the text says so.
    """

    parties: tuple[str, ...] = attrs.field(converter=as_some_party_ids, kw_only=False)
    counted: Counted = attrs.field(factory=Counted, converter=_counted)
    delay: Delay | None = attrs.field(default=None, converter=as_optional_delay)
    article: str | None = attrs.field(default=None, converter=as_optional_text)

    def __attrs_post_init__(self) -> None:
        settle(self)


@tagged("all_signatories")
@attrs.frozen(kw_only=True)
class AllSignatories:
    """Met when all who signed have consented.

    Attributes:
        counted: which instruments count.
        delay: how long after.
        article: where the text says so.
    """

    counted: Counted = attrs.field(factory=Counted, converter=_counted)
    delay: Delay | None = attrs.field(default=None, converter=as_optional_delay)
    article: str | None = attrs.field(default=None, converter=as_optional_text)

    def __attrs_post_init__(self) -> None:
        settle(self)


@tagged("fraction_of_signatories")
@attrs.frozen(kw_only=True)
class FractionOfSignatories:
    """Met when a share of those who signed has consented.

    Attributes:
        percent: how large a share, exactly: text such as ``"50"`` or ``"200/3"``, never a float.
        more_than: whether it must be exceeded, as by a majority; otherwise it must be reached.
        counted: which instruments count; parties excepted there don't count as signatories either.
        delay: how long after.
        article: where the text says so.
    """

    percent: Percent = attrs.field(converter=as_percent, kw_only=False)
    more_than: bool = attrs.field(default=False, converter=as_flag)
    counted: Counted = attrs.field(factory=Counted, converter=_counted)
    delay: Delay | None = attrs.field(default=None, converter=as_optional_delay)
    article: str | None = attrs.field(default=None, converter=as_optional_text)

    def __attrs_post_init__(self) -> None:
        settle(self)


@tagged("share")
@attrs.frozen(kw_only=True)
class Share:
    """Met when those who consented have a share of a weight, such as of emissions or of tonnage.

    Attributes:
        percent: how large a share of the total, exactly: text such as ``"55"`` or ``"200/3"``, never a float.
        weights: the weight of each party, by its id, exactly; left out where they are not known, so that only a
            statement can tell that it is met.
        total: the weight of all; left out: 100, as weights often are percentages themselves.
        more_than: whether the share must be exceeded; otherwise it must be reached.
        counted: which instruments count.
        delay: how long after.
        article: where the text says so.
    """

    percent: Percent = attrs.field(converter=as_percent, kw_only=False)
    weights: FrozenMap[Decimal] = attrs.field(factory=FrozenMap[Decimal], converter=as_weights)
    total: Decimal = attrs.field(default=Decimal(100), converter=as_total)
    more_than: bool = attrs.field(default=False, converter=as_flag)
    counted: Counted = attrs.field(factory=Counted, converter=_counted)
    delay: Delay | None = attrs.field(default=None, converter=as_optional_delay)
    article: str | None = attrs.field(default=None, converter=as_optional_text)

    def __attrs_post_init__(self) -> None:
        settle(self)


@tagged("other_in_force")
@attrs.frozen(kw_only=True)
class OtherInForce:
    """Met when another agreement is in force, such as the convention that a protocol belongs to.

    Attributes:
        agreement: its id.
        delay: how long after.
        article: where the text says so.
    """

    agreement: str = attrs.field(converter=as_id, kw_only=False)
    delay: Delay | None = attrs.field(default=None, converter=as_optional_delay)
    article: str | None = attrs.field(default=None, converter=as_optional_text)

    def __attrs_post_init__(self) -> None:
        settle(self)


@tagged("all_of")
@attrs.frozen(kw_only=True)
class AllOf:
    """Met when all of several conditions are.

    Attributes:
        conditions: these.
        delay: how long after the last.
        article: where the text says so.
    """

    conditions: tuple[EntryIntoForce, ...] = attrs.field(converter=as_conditions, kw_only=False)
    delay: Delay | None = attrs.field(default=None, converter=as_optional_delay)
    article: str | None = attrs.field(default=None, converter=as_optional_text)

    def __attrs_post_init__(self) -> None:
        settle(self)


@tagged("any_of")
@attrs.frozen(kw_only=True)
class AnyOf:
    """Met when the first of several conditions is.

    So is "six, or fifty per cent of the signatories, whichever is smaller": the smaller number is reached first.

    Attributes:
        conditions: these.
        delay: how long after the first.
        article: where the text says so.
    """

    conditions: tuple[EntryIntoForce, ...] = attrs.field(converter=as_conditions, kw_only=False)
    delay: Delay | None = attrs.field(default=None, converter=as_optional_delay)
    article: str | None = attrs.field(default=None, converter=as_optional_text)

    def __attrs_post_init__(self) -> None:
        settle(self)


@tagged("not_before")
@attrs.frozen(kw_only=True)
class NotBefore:
    """As another condition, with its delay, but never before a date.

    Attributes:
        condition: the other condition.
        on: the date.
        article: where the text says so.
    """

    condition: EntryIntoForce = attrs.field(converter=_condition, kw_only=False)
    on: Day = attrs.field(converter=as_day)
    article: str | None = attrs.field(default=None, converter=as_optional_text)

    def __attrs_post_init__(self) -> None:
        settle(self)


@tagged("on_date_if")
@attrs.frozen(kw_only=True)
class OnDateIf:
    """On a fixed date if a condition is met by then, otherwise when it is met, moved by a delay.

    The Montreal Protocol's: 1 January 1989, if eleven instruments with two thirds of the consumption were deposited
    by then; otherwise the ninetieth day after.

    Attributes:
        on: the date.
        condition: what must be met by then.
        delay: how long after the condition is met, where that is later.
        article: where the text says so.
    """

    on: Day = attrs.field(converter=as_day, kw_only=False)
    condition: EntryIntoForce = attrs.field(converter=_condition)
    delay: Delay | None = attrs.field(default=None, converter=as_optional_delay)
    article: str | None = attrs.field(default=None, converter=as_optional_text)

    def __attrs_post_init__(self) -> None:
        settle(self)


EntryIntoForce: TypeAlias = (
    OnSignature
    | OnDate
    | LastNotification
    | OnConsentOfAll
    | ExchangeOfInstruments
    | NthInstrument
    | AllNamed
    | AllSignatories
    | FractionOfSignatories
    | Share
    | OtherInForce
    | AllOf
    | AnyOf
    | NotBefore
    | OnDateIf
)
"""What has to happen for the agreement to enter into force."""


def _members() -> tuple[type, ...]:
    # Asked when it is called: the union is defined after its members.
    return EntryIntoForce.__args__


def as_optional_condition(value: EntryIntoForce | None) -> EntryIntoForce | None:
    """Convert a field's value: a condition, or `None` for not known."""
    return value if value is None else as_one_of(value, _members(), "a condition")


keeps_instances(_counted, as_optional_condition)


def is_open(condition: EntryIntoForce | None) -> bool:
    """Whether a condition counts instruments, so that a party is bound by its own alone."""
    if condition is None:
        return False
    counts = isinstance(condition, (NthInstrument, AllNamed, AllSignatories, FractionOfSignatories, Share))
    return counts or any(map(is_open, parts(condition)))


def percent_text(percent: Percent) -> str:
    """A percentage in words; one that is no finite decimal is rounded.

    >>> percent_text(Decimal("55")), percent_text(Fraction(200, 3))
    ('55 %', '66.67 %')
    """
    if isinstance(percent, Decimal):
        return f"{percent} %"
    return f"{Decimal(percent.numerator) / Decimal(percent.denominator):.2f} %"


def condition_text(condition: EntryIntoForce) -> str:
    """A condition in words, with its delay.

    >>> from mou import FirstOfMonthAfter
    >>> condition_text(NthInstrument(60, delay=FirstOfMonthAfter("P60D")))
    '60th instrument, then the first day of the month after the expiry of 60 days'
    """
    if isinstance(condition, OnDate):
        return f"on {condition.on}"
    if isinstance(condition, NotBefore):
        return f"{condition_text(condition.condition)}, not before {condition.on}"
    delay = "" if condition.delay is None else f", then {delay_text(condition.delay)}"
    return _bare_text(condition) + delay


def _bare_text(condition: EntryIntoForce) -> str:
    if isinstance(condition, AllOf | AnyOf):
        word = " and " if isinstance(condition, AllOf) else " or "
        return word.join(map(condition_text, condition.conditions))
    if isinstance(condition, OnDateIf):
        return f"on {condition.on} if {condition_text(condition.condition)} by then"
    if isinstance(condition, NthInstrument):
        if condition.among:
            return f"{condition.number} of {len(condition.among)} named parties"
        excepted = len(condition.counted.except_parties)
        return f"{ordinal(condition.number)} instrument" + (f" (not counting those of {excepted})" if excepted else "")
    if isinstance(condition, AllNamed):
        return f"all of {len(condition.parties)} named parties"
    if isinstance(condition, FractionOfSignatories | Share):
        more = "more than " if condition.more_than else ""
        return f"{more}{percent_text(condition.percent)} of the {_OF[type(condition)]}"
    if isinstance(condition, OtherInForce):
        return f"{condition.agreement} in force"
    return _OF[type(condition)]


_OF: dict[type, str] = {
    FractionOfSignatories: "signatories",
    Share: "total",
    OnSignature: "signature",
    LastNotification: "the last notification",
    OnConsentOfAll: "consent of all",
    ExchangeOfInstruments: "exchange of instruments",
    AllSignatories: "consent of all signatories",
}
