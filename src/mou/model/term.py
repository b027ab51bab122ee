"""The clauses of an agreement about time.

Each kind of clause is recorded, explicitly absent, or not known. For example, `NoRenewal` means that the text has no
renewal clause, and `None` means that the renewal clause is not known. An answer that depends on an unknown clause names
an assumption, or is "unknown".
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from mou.dates.days import as_date, latest
from mou.dates.delays import Delay, as_delay
from mou.dates.periods import Counting, Period, as_lasting_period
from mou.errors import Problem, ValidationError
from mou.model.clause import Clause
from mou.model.conditions import EntryIntoForce, as_condition
from mou.model.durations import Duration, EndsOnEvent, Indefinite, Until, as_duration, as_last_date
from mou.model.renewals import ExpressRenewal, Renewal, TacitRenewal
from mou.model.withdrawals import Withdrawal
from mou.values.checked import checked, rule_of
from mou.values.converters import EnumOf, InstanceOf, TupleOf, optional
from mou.values.fields import as_enum, as_ordinal, as_text, refusal, refuse
from mou.values.hints import word_meant
from mou.values.tags import tagged

__all__ = [
    "Anchor",
    "BeforeEntry",
    "LaterParties",
    "NoSurvival",
    "OtherReading",
    "ProvisionalApplication",
    "Rider",
    "RiderKind",
    "Survival",
    "Term",
    "as_read",
    "readings_of",
]


class Anchor(StrEnum):
    """The event from which the duration runs, if it does not run from a fixed date."""

    ENTRY_INTO_FORCE = "entry_into_force"
    SIGNATURE = "signature"
    PROVISIONAL_APPLICATION = "provisional_application"


class BeforeEntry(StrEnum):
    """The day from which a party is bound if it consented before the agreement entered into force."""

    GENERAL = "general"
    """The entry into force of the agreement (Montreal Protocol art. 16, Chemical Weapons Convention art. XXI)."""
    OWN_DELAY = "own_delay"
    """The entry into force of the agreement or the end of the party's own delay, whichever is later (UNCLOS 308, Paris
    Agreement 21)."""


@tagged("none")
@checked(kw_only=True)
class NoSurvival(Clause):
    """No obligations survive the end.

    Attributes:
        article: the article that contains this clause.
        quote: the words of the agreement.
    """


@tagged("survival")
@checked(kw_only=True)
class Survival(Clause):
    """Some obligations survive the end, such as the protection of earlier investments.

    Attributes:
        period: how long the obligations survive the end. `None` if the text gives no length, as in "until the
            activities in progress are completed".
        of: words for the obligations that survive.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    period: Period | None = attrs.field(default=None, converter=optional(as_lasting_period), kw_only=False)
    of: str | None = attrs.field(default=None, converter=optional(as_text))


@checked(kw_only=True)
class ProvisionalApplication(Clause):
    """The parties apply the agreement provisionally from their signature, until it enters into force (VCLT 25).

    If only some parties apply the agreement provisionally, record acts of kind ``provisional_application`` instead of
    this clause. Do the same if the parties apply it from an event other than their signature.

    Attributes:
        since: the first day of provisional application, if the text gives a date. A party that signs later applies the
            agreement from its signature.
        until: the last day of provisional application, if the text gives a date.
        article: the article that contains this clause.
        quote: the words of the agreement.

    >>> ProvisionalApplication(since="1994-05-05").since
    datetime.date(1994, 5, 5)
    """

    since: date | None = attrs.field(default=None, converter=optional(as_date))
    until: date | None = attrs.field(default=None, converter=optional(as_last_date))


@rule_of(ProvisionalApplication)
def _provisional_rules(clause: ProvisionalApplication) -> list[Problem]:
    if clause.since is None or clause.until is None or clause.since <= clause.until:
        return []
    return [Problem("/until", f'"{clause.until}"', f"a day on or after its first day, {clause.since}")]


@checked(kw_only=True)
class LaterParties(Clause):
    """The day from which a party is bound if it consents after the condition of entry into force is met.

    Attributes:
        delay: the delay after the party's own instrument. `None` if the party is bound from the day of its instrument.
        before_entry: the rule for parties that consent before the agreement is in force. `None` means that the rule is
            not known. In this case, the parties are assumed to be bound from the entry into force.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay), kw_only=False)
    before_entry: BeforeEntry | None = attrs.field(default=None, converter=optional(EnumOf[BeforeEntry]))


def _anchor(value: Anchor | date | str) -> Anchor | date:
    if isinstance(value, Anchor) or (type(value) is str and value in [*Anchor]):
        return as_enum(Anchor, value)
    day = as_date(value)
    expected = f"{', '.join(Anchor)}, or a valid date, YYYY-MM-DD"
    problems = refusal(day)
    return refuse(value, expected, word_meant(value, Anchor, {}) or problems[0].hint) if problems else day


class RiderKind(StrEnum):
    """The subject of a rider (a provision from which no date is computed)."""

    ENTRY_INTO_FORCE = "entry_into_force"
    PROVISIONAL_APPLICATION = "provisional_application"
    RENEWAL = "renewal"
    END = "end"
    WITHDRAWAL = "withdrawal"
    SURVIVAL = "survival"
    SUSPENSION = "suspension"
    AMENDMENT = "amendment"
    REVIEW = "review"
    PARTIES = "parties"
    TERRITORY = "territory"
    OTHER = "other"


@checked(kw_only=True)
class Rider(Clause):
    """A provision of the text from which no date is computed.

    For example, "ends at once for a serious breach" is a rider. If a rider can change an answer, `mou.check` and
    explanations repeat the rider.

    Attributes:
        kind: the subject of the rider. A rider about the entry into force, provisional application, the renewal, the
            end, withdrawal or suspension can change an answer.
        text: what the text says, in a few words.
        article: the article that contains this clause.
        quote: the words of the agreement.

    >>> Rider("review", "reviewed every year", article="Art. 5").kind
    <RiderKind.REVIEW: 'review'>
    """

    kind: RiderKind = attrs.field(converter=EnumOf[RiderKind], kw_only=False)
    text: str = attrs.field(converter=as_text, kw_only=False)


@checked(kw_only=True)
class OtherReading(Clause):
    """Another possible meaning of clauses that can be read in several ways.

    For example, "a further period of twelve years shall be added" can mean a single renewal or repeated renewals. Each
    possible meaning is called a reading. Answers take all readings into account. If the readings give different days,
    the answer is uncertain, and contains the earliest and the latest possible day.

    Attributes:
        entry_into_force: the condition of entry into force under this reading. `None` if it is the same as in the term.
        duration: the duration under this reading. `None` if it is the same as in the term.
        renewal: the renewal clause under this reading. `None` if it is the same as in the term.
        withdrawal: the withdrawal clause under this reading. `None` if it is the same as in the term.
        article: the article that contains the clause.
        quote: the words of the agreement.

    Raises:
        ValidationError: the reading has no clause, or the term would be invalid with the clauses of the reading.

    >>> from mou import NoRenewal, TacitRenewal, Term
    >>> text = "at the close of each period the agreement is reviewed and renewed"
    >>> term = Term("P4Y", renewal=TacitRenewal("P4Y"), other_readings=[OtherReading(renewal=NoRenewal(), quote=text)])
    >>> term.other_readings[0].renewal
    NoRenewal()
    """

    entry_into_force: EntryIntoForce | None = attrs.field(default=None, converter=optional(as_condition))
    duration: Duration | None = attrs.field(default=None, converter=optional(as_duration))
    renewal: Renewal | None = attrs.field(default=None, converter=optional(InstanceOf[Renewal]))
    withdrawal: Withdrawal | None = attrs.field(default=None, converter=optional(InstanceOf[Withdrawal]))

    @property
    def clauses(self) -> dict[str, Any]:
        """The clauses that differ under this reading, by the name of the field."""
        fields = {name: getattr(self, name) for name in _READ_DIFFERENTLY}
        return {name: clause for name, clause in fields.items() if clause is not None}


_READ_DIFFERENTLY = ("entry_into_force", "duration", "renewal", "withdrawal")


@rule_of(OtherReading)
def _reading_rules(reading: OtherReading) -> list[Problem]:
    if reading.clauses:
        return []
    return [Problem("", "no clause", f"at least one of {', '.join(_READ_DIFFERENTLY)}")]


@checked(kw_only=True)
class Term(Clause):
    """The clauses about time. A field you leave out means "not known".

    Attributes:
        entry_into_force: the condition of entry into force.
        duration: how long the agreement is in force. For a period, pass its ISO 8601 text, such as ``P5Y``.
        counting: how the days of `duration` and of its renewals are counted; see `Counting`. `None` if the text does
            not say how. In this case, a period that runs from an event is assumed to end on the day with the same
            number: a year from a signature on 1 May 2020 ends on 1 May 2021. A period that runs from a calendar date in
            the text is assumed to end on the day before: a year from 1 May 2020 ends on 30 April 2021. Explanations
            name this assumption, and give the last day that the other way of counting would give.
        anchor: the event or date from which the duration runs. By default, the duration runs from the entry into force.
        later_parties: the clause on parties that consent after the condition of entry into force is met. It states from
            which day such a party is bound.
        renewal: the renewal clause.
        withdrawal: the withdrawal clause.
        provisional: the clause on provisional application.
        minimum_parties: the minimum number of parties. The agreement ends if it has fewer parties. `None` means that
            the text sets no minimum (VCLT 55).
        ends_on: the events that end the agreement, whatever its duration.
        survival: the clause on obligations that survive the end.
        other_readings: the other possible meanings of clauses that can be read in several ways.
        riders: provisions of the text from which no date is computed.
        stated_last_day: the last day of the first period, if the text or a source states this day in addition to a
            length of time. The stated day takes precedence over the computed day. If the two differ, `mou.check`
            reports it.
        article: the article that contains this clause.
        quote: the words of the agreement.

    Raises:
        ValidationError: a value is invalid; the duration is zero; the duration has no end, but there is a renewal or a
            last day.

    >>> from mou import NoRenewal, Term
    >>> term = Term(duration="P5Y", renewal=NoRenewal())
    >>> term.duration, term.renewal, term.withdrawal
    (Period.parse('P5Y'), NoRenewal(), None)
    """

    entry_into_force: EntryIntoForce | None = attrs.field(default=None, converter=optional(as_condition))
    duration: Duration | None = attrs.field(default=None, converter=optional(as_duration), kw_only=False)
    counting: Counting | None = attrs.field(default=None, converter=optional(EnumOf[Counting]))
    anchor: Anchor | date = attrs.field(default=Anchor.ENTRY_INTO_FORCE, converter=_anchor)
    later_parties: LaterParties | None = attrs.field(default=None, converter=optional(InstanceOf[LaterParties]))
    renewal: Renewal | None = attrs.field(default=None, converter=optional(InstanceOf[Renewal]))
    withdrawal: Withdrawal | None = attrs.field(default=None, converter=optional(InstanceOf[Withdrawal]))
    provisional: ProvisionalApplication | None = attrs.field(
        default=None, converter=optional(InstanceOf[ProvisionalApplication])
    )
    minimum_parties: int | None = attrs.field(default=None, converter=optional(as_ordinal))
    ends_on: tuple[EndsOnEvent, ...] = attrs.field(default=(), converter=TupleOf[EndsOnEvent])
    survival: Survival | NoSurvival | None = attrs.field(
        default=None, converter=optional(InstanceOf[Survival | NoSurvival])
    )
    stated_last_day: date | None = attrs.field(default=None, converter=optional(as_last_date))
    other_readings: tuple[OtherReading, ...] = attrs.field(default=(), converter=TupleOf[OtherReading])
    riders: tuple[Rider, ...] = attrs.field(default=(), converter=TupleOf[Rider])


@rule_of(Term)
def _term_rules(term: Term) -> list[Problem]:
    problems: list[Problem] = []
    renewal = term.renewal
    if isinstance(term.duration, Indefinite):
        if isinstance(renewal, TacitRenewal | ExpressRenewal):
            problems.append(Problem("/renewal", "a renewal", "no renewal: the duration has no end"))
        if term.stated_last_day is not None:
            problems.append(
                Problem("/stated_last_day", f'"{term.stated_last_day}"', "no last day: the duration has no end")
            )
    if (
        isinstance(term.duration, Until)
        and isinstance(term.anchor, date)
        and latest(term.duration.last_day) < term.anchor
    ):
        expected = f"a day on or after the anchor, {term.anchor}"
        problems.append(Problem("/duration/last_day", f'"{term.duration.last_day}"', expected))
    for index, reading in enumerate(term.other_readings):
        try:
            as_read(term, reading)
        except ValidationError as error:
            problems += [attrs.evolve(problem, pointer=f"/other_readings/{index}") for problem in error.problems]
    return problems


def readings_of(term: Term) -> tuple[Term, ...]:
    """Return the term under each reading (possible meaning) of its clauses. The main reading comes first."""
    if not term.other_readings:
        return (term,)
    return (attrs.evolve(term, other_readings=()), *(as_read(term, reading) for reading in term.other_readings))


def as_read(term: Term, reading: OtherReading) -> Term:
    """Return a term with the clauses of another reading."""
    return attrs.evolve(term, other_readings=(), **reading.clauses)
