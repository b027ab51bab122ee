"""Write conditions of entry into force in words."""

from __future__ import annotations

from decimal import Decimal

from mou.dates.delays import delay_text
from mou.dates.words import ordinal
from mou.model.conditions.combined import AllOf, AnyOf, EntryIntoForce, NotBefore, OnDateIf
from mou.model.conditions.events import (
    ExchangeOfInstruments,
    LastNotification,
    OnAgreedDate,
    OnConsentOfAll,
    OnDate,
    OnEvent,
    OnSignature,
    OtherInForce,
)
from mou.model.conditions.instruments import (
    AllNamed,
    AllSignatories,
    FractionOfSignatories,
    NthInstrument,
    Percent,
    WeightedShare,
)


def percent_text(percent: Percent) -> str:
    """Return a percentage as text. A percentage that is not a finite decimal is rounded.

    >>> from fractions import Fraction
    >>> percent_text(Decimal("55")), percent_text(Fraction(200, 3))
    ('55 %', '66.67 %')
    """
    if isinstance(percent, Decimal):
        return f"{percent} %"
    return f"{Decimal(percent.numerator) / Decimal(percent.denominator):.2f} %"


def condition_text(condition: EntryIntoForce) -> str:
    """Return a condition in words, with its delay.

    >>> from mou.clauses import FirstOfMonthAfter
    >>> condition_text(NthInstrument(60, delay=FirstOfMonthAfter("P60D")))
    '60th instrument, then the first day of the month after the expiry of 60 days'
    """
    if isinstance(condition, OnDate):
        return f"on {condition.on}"
    if isinstance(condition, OnAgreedDate):
        return "on a date that the parties agree"
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
    if isinstance(condition, FractionOfSignatories | WeightedShare):
        more = "more than " if condition.more_than else ""
        return f"{more}{percent_text(condition.percent)} of the {_OF[type(condition)]}"
    if isinstance(condition, OnEvent):
        return f'the event "{condition.event}"'
    if isinstance(condition, OtherInForce):
        return f"{condition.agreement} in force"
    return _OF[type(condition)]


_OF: dict[type, str] = {
    FractionOfSignatories: "signatories",
    WeightedShare: "total",
    OnSignature: "signature",
    LastNotification: "the last notification",
    OnConsentOfAll: "consent of all",
    ExchangeOfInstruments: "exchange of instruments",
    AllSignatories: "consent of all signatories",
}
