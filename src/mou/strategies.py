"""Hypothesis strategies for the whole model, for the tests of whoever uses the library.

They are registered when Hypothesis is imported, so that ``st.from_type(mou.Agreement)`` and ``@given(...)`` by type
hints work in anyone's tests; the functions here let a test ask for something more particular.

>>> import mou
>>> from hypothesis import find, given
>>> from mou.strategies import agreements
>>> @given(agreements())
... def test_what_is_written_is_read_again(agreement):
...     assert mou.loads(mou.dumps(agreement), mou.Agreement) == agreement
>>> test_what_is_written_is_read_again()

The values are those that treaty offices meet, and those that break programs: terms that begin on a leap day, notices
on the last day for them and the day after, dates of which only the year is known. They shrink to short records with
days in January 2020:

>>> agreement = find(agreements(), lambda agreement: mou.lifecycle(agreement).entered_into_force_on is not None)
>>> [(act.kind.value, str(act.on)) for act in agreement.acts]
[('signature', '2020-01-01')]

Where a strategy takes ``imprecise``, ``imprecise=False`` gives records in which every day is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from mou.answers.register import Register
from mou.dates.days import Day, PartialDate, latest
from mou.dates.delays import DayAfter, Delay, FirstOfKthMonth, FirstOfMonthAfter, OnDayOfYear, delayed
from mou.dates.periods import Counting, Period, last_day_of, notice_deadline
from mou.errors import DateRangeError
from mou.law.counting import counting_of
from mou.model.act import OF_ONE_PARTY, WITHOUT_EFFECT_DATE, Act, ActKind, Signatory, SignatureKind
from mou.model.agreement import Agreement, AgreementKind, Registration, Relation, RelationKind
from mou.model.conditions import (
    AllNamed,
    AllOf,
    AllSignatories,
    AnyOf,
    Counted,
    EntryIntoForce,
    ExchangeOfInstruments,
    FractionOfSignatories,
    LastNotification,
    NotBefore,
    NthInstrument,
    OnConsentOfAll,
    OnDate,
    OnDateIf,
    OnSignature,
    OtherInForce,
    Share,
    is_open,
    parts,
)
from mou.model.meeting import TOTAL, Delegate, Forum, Meeting, Membership, Participant, Role
from mou.model.party import Party, PartyKind
from mou.model.source import Certainty, Source
from mou.model.term import (
    Anchor,
    BeforeEntry,
    Duration,
    ExitAt,
    ExpressRenewal,
    Indefinite,
    LaterParties,
    LockInFrom,
    NoRenewal,
    NoSurvival,
    NoWithdrawal,
    Renewal,
    Survival,
    TacitRenewal,
    Term,
    Until,
    Withdrawal,
    WithdrawalOnNotice,
)

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = [
    "acts",
    "agreements",
    "conditions",
    "counted",
    "days",
    "delays",
    "delegates",
    "durations",
    "forums",
    "ids",
    "json_objects",
    "later_parties",
    "meetings",
    "memberships",
    "partial_dates",
    "participants",
    "parties",
    "periods",
    "registers",
    "registrations",
    "relations",
    "renewals",
    "signatories",
    "sources",
    "survivals",
    "terms",
    "texts",
    "withdrawals",
]

# Filled at the end of this module. Where the module is what imports Hypothesis, Hypothesis calls the hook while nothing
# below it is there yet; what it could not register then is registered at the end.
_BY_CLASS: dict[type[Any], SearchStrategy[Any]] = {}


def _hypothesis_setup_hook() -> None:
    """Register a strategy for every class of the model; Hypothesis calls it when it is imported."""
    for cls, strategy in _BY_CLASS.items():
        _register(cls, strategy)


from hypothesis import strategies as st  # noqa: E402 - after the hook, see above


def _register(cls: type[Any], strategy: SearchStrategy[Any]) -> None:
    st.register_type_strategy(cls, lambda _: strategy)  # a function, as Hypothesis would look into a strategy at once


# A choice that shrinks to no.
_MOSTLY = st.sampled_from((False, True, True))
_OFTEN = st.sampled_from((False,) + (True,) * 7)
_MAYBE = st.booleans()
_SELDOM = st.sampled_from((False,) * 7 + (True,))
_SOMETIMES = st.sampled_from((False, False, False, True))
_ALMOST_NEVER = st.sampled_from((False,) * 24 + (True,))

# --- Text ---------------------------------------------------------------------------------------------------------

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WORDS = st.text(_LETTERS + "0123456789" + _LETTERS.upper(), min_size=1, max_size=6)
_SPELT = st.builds("{}{}{}".format, _WORDS, st.sampled_from("-._:"), _WORDS)
_CONTROLS = "".join(chr(code) for code in (*range(9), 11, 12, *range(14, 32), 127))
_WRITABLE = st.characters(exclude_categories=["Cs"], exclude_characters=_CONTROLS)
_TEXTS = st.text(_WRITABLE, min_size=1, max_size=12).map(lambda text: text if text.strip() else f"{text}0")
_ADDRESSES = st.sampled_from(("https://example.org/", "http://example.org/a?b=c#d", "HTTPS://例.example/ü"))


def ids() -> SearchStrategy[str]:
    """Ids of records: short ones, some with the marks that an id may have.

    >>> from hypothesis import find
    >>> find(ids(), lambda one: ":" in one)
    '0:0'
    """
    return _WORDS | _SPELT


def texts() -> SearchStrategy[str]:
    """Texts that a field can hold: not empty, in any script, without control characters.

    >>> from hypothesis import find
    >>> find(texts(), lambda text: len(text) > 2)
    '000'
    """
    return _TEXTS


_SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXTS | st.just("")
)
_KEYS = st.text(_WRITABLE, max_size=6)
_JSON: SearchStrategy[Any] = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=3)),
    max_leaves=6,
)


def json_objects() -> SearchStrategy[dict[str, Any]]:
    """What `Agreement.extensions` takes: objects of JSON values, with finite numbers.

    >>> from hypothesis import find
    >>> find(json_objects(), lambda value: len(value) > 0)
    {'': None}
    """
    return st.dictionaries(_KEYS, _JSON, max_size=3)


# --- Days ---------------------------------------------------------------------------------------------------------

_FIRST = date(2020, 1, 1)
_ODD_DAYS = st.sampled_from(
    [date(*numbers) for numbers in ((2020, 1, 31), (2020, 2, 29), (2021, 2, 28), (2020, 8, 31), (2020, 12, 31))]
)


def _shifted(day: date, by: int) -> date:
    """The day so many days later, as far as the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + by, 1), date.max.toordinal()))


def _span(first: int, last: int) -> SearchStrategy[date]:
    return st.integers(first, last).map(lambda days: _shifted(_FIRST, days))


_OPENINGS = _span(0, 731) | _ODD_DAYS
_NEAR = _span(0, 5500) | _ODD_DAYS
_FAR = st.dates(date(1600, 1, 1), date(2399, 12, 31))
_JITTER = st.sampled_from((0, 1, -1))
_WHILE = st.integers(0, 400)
_SOONER_OR_LATER = st.integers(-100, 300)

_FORMS = st.sampled_from(
    (
        "{y:04}",
        "{y:04}-{m:02}",
        "{y:04}?",
        "{y:04}-{m:02}~",
        "{y:04}-{m:02}-{d:02}?",
        "{y:04}-{m:02}-{d:02}~",
        "{y:04}-XX-XX",
        "{y:04}-{m:02}-XX%",
        "{y:04}-XX-{d:02}",
        "{decade:03}X",
        "{century:02}XX",
        "{day}/{later}",
        "{day}~/{later}%",
    )
)


def _draw_partial(draw: DrawFn, day: date) -> PartialDate:
    """An imprecise date that can mean `day`."""
    later = _shifted(day, draw(_WHILE))
    numbers = {"y": day.year, "m": day.month, "d": day.day, "decade": day.year // 10, "century": day.year // 100}
    return PartialDate(draw(_FORMS).format(day=day, later=later, **numbers))


def _draw_day(draw: DrawFn, day: date, *, imprecise: bool) -> Day:
    """A day of a record that is `day`, or sometimes one that can mean it."""
    return _draw_partial(draw, day) if imprecise and draw(_SELDOM) else day


def _draw_near(draw: DrawFn) -> date:
    return draw(_FAR) if draw(_ALMOST_NEVER) else draw(_NEAR)


@st.composite
def _days(draw: DrawFn, *, imprecise: bool) -> Day:
    return _draw_day(draw, _draw_near(draw), imprecise=imprecise)


@st.composite
def _partial_dates(draw: DrawFn) -> PartialDate:
    return _draw_partial(draw, _draw_near(draw))


def days(*, imprecise: bool = True) -> SearchStrategy[Day]:
    """Days of a record, mostly of the years from 2020 on, now and then of any year from 1600 to 2399.

    Args:
        imprecise: whether some are imprecise.

    >>> from hypothesis import find
    >>> find(days(), lambda day: True)
    datetime.date(2020, 1, 1)
    """
    return _days(imprecise=imprecise)


def partial_dates() -> SearchStrategy[PartialDate]:
    """Imprecise dates in every form that is understood.

    >>> from hypothesis import find
    >>> find(partial_dates(), lambda day: True)
    PartialDate(text='2020')
    """
    return _partial_dates()


# --- Periods and delays -------------------------------------------------------------------------------------------

_PERIODS = st.one_of(
    st.builds(Period, years=st.integers(1, 10)),
    st.builds(Period, months=st.integers(1, 60)),
    st.builds(Period, days=st.integers(1, 400)),
    st.builds(Period, weeks=st.integers(1, 60)),
    st.builds(
        Period, years=st.integers(1, 5), months=st.integers(0, 14), weeks=st.integers(0, 5), days=st.integers(0, 40)
    ),
)
_LONG_PERIODS = st.builds(Period, years=st.integers(11, 1000))
_LEASES = st.builds(Period, years=st.integers(11, 99))
_NOTICES = st.one_of(
    st.builds(Period, months=st.integers(0, 12)),
    st.builds(Period, days=st.integers(0, 180)),
    st.builds(Period, years=st.integers(1, 2)),
    st.builds(Period, months=st.integers(1, 3), days=st.integers(1, 40)),
)
_KTH_MONTHS = st.builds(FirstOfKthMonth, st.integers(1, 12))
_DAYS_OF_YEAR = st.sampled_from(("01-01", "06-30", "07-01", "12-31")) | st.dates(
    date(2001, 1, 1), date(2001, 12, 31)
).map(lambda day: day.isoformat()[5:])


def _yearly(one: str, other: str) -> OnDayOfYear:
    return OnDayOfYear(max(one, other), by=min(one, other))


_YEARLY = st.one_of(
    st.builds(_yearly, _DAYS_OF_YEAR, _DAYS_OF_YEAR),
    st.builds(OnDayOfYear, _DAYS_OF_YEAR, period=_NOTICES),
)
_DELAYS = st.one_of(
    _NOTICES, st.builds(DayAfter, _NOTICES), st.builds(FirstOfMonthAfter, _NOTICES), _KTH_MONTHS, _YEARLY
)


@st.composite
def _periods(draw: DrawFn, *, empty: bool) -> Period:
    if empty and draw(_SELDOM):
        return Period()
    return draw(_LONG_PERIODS) if draw(_ALMOST_NEVER) else draw(_PERIODS)


@st.composite
def _lengths(draw: DrawFn) -> Period:
    """The length of a term or renewal; however often it is renewed, it stays within the calendar."""
    return draw(_LEASES) if draw(_ALMOST_NEVER) else draw(_PERIODS)


_LENGTHS = _lengths()


def periods(*, empty: bool = True) -> SearchStrategy[Period]:
    """Periods, mostly of some years, months, weeks or days, now and then of up to 1,000 years.

    Args:
        empty: whether ``P0D`` is among them.

    >>> from hypothesis import find
    >>> find(periods(), lambda period: period.days > 30)
    Period.parse('P31D')
    """
    return _periods(empty=empty)


def delays() -> SearchStrategy[Delay]:
    """Delays of every kind.

    >>> from hypothesis import find
    >>> find(delays(), lambda delay: isinstance(delay, DayAfter))
    DayAfter(period=Period.parse('P0D'))
    """
    return _DELAYS


# --- Sources ------------------------------------------------------------------------------------------------------


@st.composite
def _sources(draw: DrawFn) -> Source:
    return Source(
        draw(_TEXTS),
        publisher=draw(_TEXTS) if draw(_SELDOM) else None,
        published_on=_draw_day(draw, draw(_NEAR), imprecise=True) if draw(_SELDOM) else None,
        url=draw(_ADDRESSES) if draw(_SELDOM) else None,
        accessed_on=_draw_day(draw, draw(_NEAR), imprecise=True) if draw(_SELDOM) else None,
        note=draw(_TEXTS) if draw(_SELDOM) else None,
    )


_SOME_SOURCES = st.lists(_sources(), min_size=1, max_size=2)


def sources() -> SearchStrategy[Source]:
    """Documents that a fact can be checked against.

    >>> from hypothesis import find
    >>> find(sources(), lambda source: source.url is not None).url
    'https://example.org/'
    """
    return _sources()


# --- Parties ------------------------------------------------------------------------------------------------------

_STATE_IDS = st.sampled_from("MYS USA JPN KOR AUS DEU FRA GBR IND NLD BRA ZAF".split())
_STATES = _STATE_IDS.map(Party.state)
_OLD_STATES = st.sampled_from(
    (
        Party("SUHH", name="Union of Soviet Socialist Republics", kind="state"),
        Party("CSHH", name="Czechoslovakia", kind="state", aliases=["ČSSR"]),
        Party("cow:300", name="Austria-Hungary", kind="state", identifiers={"cow": "300"}),
    )
)
_IDENTIFIERS: SearchStrategy[dict[str, str]] = st.dictionaries(
    st.sampled_from("wikidata ror lei".split()), _TEXTS, max_size=2
)


@st.composite
def _others(draw: DrawFn) -> Party:
    kind = draw(st.sampled_from([kind for kind in PartyKind if kind is not PartyKind.STATE]))
    body = kind is PartyKind.GOVERNMENT_BODY
    return Party(
        draw(_WORDS).lower() + "-" + kind.value[:3],  # no state's code
        name=draw(_TEXTS),
        kind=kind,
        acts_for=draw(_STATES).id if body and draw(_MOSTLY) else None,
        identifiers=draw(_IDENTIFIERS) if draw(_SELDOM) else {},
        aliases=draw(st.lists(_TEXTS, max_size=2, unique=True)) if draw(_SELDOM) else (),
    )


_PARTIES = st.one_of(_STATES, _others(), _OLD_STATES)


def parties() -> SearchStrategy[Party]:
    """States of today and of old, international organisations, ministries, provinces, universities.

    >>> from hypothesis import find
    >>> find(parties(), lambda party: True)
    Party(id='MYS', name='Malaysia', kind=<PartyKind.STATE: 'state'>)
    """
    return _PARTIES


# --- Clauses ------------------------------------------------------------------------------------------------------


# What begins an agreement is drawn from the days before its opening, what ends it by a fixed day from those after, so
# that no end lies before its start.
def _draw_opening(draw: DrawFn) -> date:
    return draw(_FAR) if draw(_ALMOST_NEVER) else draw(_OPENINGS)


def _draw_start(draw: DrawFn, opened: date) -> date:
    return _shifted(opened, -draw(_WHILE)) if draw(_MAYBE) else opened


def _draw_end(draw: DrawFn, opened: date) -> date:
    return _shifted(opened, draw(_TERMS))


_TERMS = st.integers(0, 4000)


_ARTICLES = st.sampled_from(("Art. 1", "Art. 126(1)")) | _TEXTS
_PERCENTS: SearchStrategy[Decimal | Fraction] = st.one_of(
    st.sampled_from((Decimal(50), Decimal(55), Decimal(100))),
    st.integers(1, 9999).map(lambda hundredths: Decimal(hundredths).scaleb(-2)),
    st.sampled_from((Fraction(100, 3), Fraction(200, 3), Fraction(100, 7))),
)
_WEIGHTS = st.integers(0, 400).map(lambda tenths: Decimal(tenths).scaleb(-1))
_COUNTABLE = st.sampled_from(
    (
        ActKind.RATIFICATION,
        ActKind.ACCEPTANCE,
        ActKind.APPROVAL,
        ActKind.ACCESSION,
        ActKind.SUCCESSION,
        ActKind.FORMAL_CONFIRMATION,
        ActKind.SIGNATURE,
    )
)
_SIMPLE = (
    OnSignature,
    OnConsentOfAll,
    LastNotification,
    ExchangeOfInstruments,
    OnDate,
    NthInstrument,
    AllNamed,
    AllSignatories,
    FractionOfSignatories,
    Share,
    OtherInForce,
)
_COMBINED = (AllOf, AnyOf, NotBefore, OnDateIf)
_PARTS: SearchStrategy[type[EntryIntoForce]] = st.sampled_from(_SIMPLE)
_WHOLES: SearchStrategy[type[EntryIntoForce]] = st.sampled_from(
    (
        OnSignature,
        OnSignature,
        OnConsentOfAll,
        LastNotification,
        OnDate,
        OnDate,
        NthInstrument,
        NthInstrument,
        NthInstrument,
        *_SIMPLE,
        *_COMBINED,
    )
)


def _draw_some(draw: DrawFn, ids: Sequence[str], *, least: int = 1) -> list[str]:
    """Some of the parties; of anyone, where they are not known."""
    return draw(st.lists(st.sampled_from(ids) if ids else _STATE_IDS, min_size=least, max_size=4, unique=True))


def _draw_counted(draw: DrawFn, ids: Sequence[str]) -> Counted:
    fields: dict[str, Any] = {}
    if draw(_SELDOM):
        fields["kinds"] = draw(st.lists(_COUNTABLE, min_size=1, max_size=4, unique=True))
    if draw(_SELDOM):
        fields["except_parties"] = _draw_some(draw, ids)
        if draw(_SOMETIMES) and ids:
            fields["except_parties"].append("elsewhere")  # an id that the record does not have
    return Counted(**fields, after_leaving=draw(_SELDOM))


def _draw_condition(
    draw: DrawFn,
    opened: date,
    ids: Sequence[str] = (),
    others: Sequence[str] = (),
    *,
    imprecise: bool,
    wanted: type[EntryIntoForce] | None = None,
    depth: int = 2,
) -> EntryIntoForce:
    """A condition.

    Args:
        draw: draws.
        opened: the day about which the agreement begins.
        ids: the parties of the agreement; none where they are not known.
        others: the ids of the agreements that it may wait for; none for any.
        imprecise: whether some of its days are imprecise.
        wanted: of which class; left out: of any.
        depth: how deep others may stand in it.
    """
    wanted = wanted or draw(_WHOLES if depth else _PARTS)
    article = draw(_ARTICLES) if draw(_SELDOM) else None

    def day() -> Day:
        return _draw_day(draw, _shifted(opened, draw(_WHILE)), imprecise=imprecise)

    def part() -> EntryIntoForce:
        return _draw_condition(draw, opened, ids, others, imprecise=imprecise, depth=depth - 1)

    if wanted is OnDate:
        return OnDate(_draw_day(draw, _draw_start(draw, opened), imprecise=imprecise), article=article)
    if wanted is NotBefore:
        return NotBefore(part(), on=day(), article=article)
    delay = draw(_DELAYS) if draw(_MAYBE) else None
    if wanted is OnDateIf:
        return OnDateIf(day(), condition=part(), delay=delay, article=article)
    if wanted is AllOf or wanted is AnyOf:
        return wanted([part() for _ in range(draw(st.integers(1, 3)))], delay=delay, article=article)
    if wanted is OtherInForce:
        other = draw(st.sampled_from(others)) if others and draw(_OFTEN) else draw(_WORDS)
        return OtherInForce(other, delay=delay, article=article)
    if issubclass(wanted, OnSignature | OnConsentOfAll | LastNotification | ExchangeOfInstruments):
        return wanted(delay=delay, article=article)
    about: dict[str, Any] = {"counted": _draw_counted(draw, ids), "delay": delay, "article": article}
    if wanted is NthInstrument:
        among = _draw_some(draw, ids) if draw(_SOMETIMES) else ()
        return NthInstrument(draw(st.integers(1, len(among or ids) or 5)), among=among, **about)
    if wanted is AllNamed:
        return AllNamed(_draw_some(draw, ids), **about)
    if wanted is AllSignatories:
        return AllSignatories(**about)
    percent, more_than = draw(_PERCENTS), draw(_SELDOM)
    if wanted is FractionOfSignatories:
        return FractionOfSignatories(percent, more_than=more_than, **about)
    weights = {one: draw(_WEIGHTS) for one in (ids or _draw_some(draw, ids)) if draw(_OFTEN)}
    if any(weights.values()) and draw(_MOSTLY):
        about["total"] = sum(weights.values())
    return Share(percent, weights=weights, more_than=more_than, **about)


def _draw_duration(draw: DrawFn, opened: date, *, imprecise: bool) -> Duration:
    wanted = draw(_DURATIONS)
    if wanted is Until:
        return Until(_draw_day(draw, _draw_end(draw, opened), imprecise=imprecise))
    return draw(_LENGTHS) if wanted is Period else Indefinite()


_DURATIONS: SearchStrategy[Any] = st.sampled_from((Period, Period, Period, Until, Indefinite))


def _draw_tacit(draw: DrawFn, opened: date, duration: Duration | None) -> TacitRenewal:
    notice = draw(_NOTICES) if draw(_MOSTLY) else None
    if notice and isinstance(duration, Period) and notice.shortest_days > duration.longest_days:
        notice = duration  # the longest notice there can be
    if draw(_SELDOM):
        return TacitRenewal(Indefinite(), notice=notice)
    return TacitRenewal(
        draw(_LENGTHS),
        notice=notice,
        times=draw(st.integers(1, 5)) if draw(_SELDOM) else None,
        until=_draw_end(draw, opened) if draw(_SELDOM) else None,
        article=draw(_ARTICLES) if draw(_SELDOM) else None,
    )


@st.composite
def _tacit(draw: DrawFn) -> TacitRenewal:
    return _draw_tacit(draw, _FIRST, None)


_EXPRESS = st.builds(ExpressRenewal, st.none() | _LENGTHS)
_TACIT = _tacit()


def _draw_renewal(draw: DrawFn, opened: date, duration: Duration | None) -> Renewal:
    if isinstance(duration, Indefinite):
        return NoRenewal()
    return _draw_tacit(draw, opened, duration) if draw(_MOSTLY) else draw(_UNTACIT)


_UNTACIT = st.builds(NoRenewal) | _EXPRESS


@st.composite
def _on_notice(draw: DrawFn) -> WithdrawalOnNotice:
    lock_in = draw(_PERIODS) if draw(_MAYBE) else None
    return WithdrawalOnNotice(
        draw(_DELAYS),
        lock_in=lock_in,
        lock_in_from=draw(st.sampled_from(LockInFrom)),
        at=draw(st.sampled_from(ExitAt)),
        delayed_by_conflict=draw(_SOMETIMES),
        article=draw(_ARTICLES) if draw(_SELDOM) else None,
    )


_ON_NOTICE = _on_notice()
_WITHDRAWALS = st.one_of(st.builds(NoWithdrawal), _ON_NOTICE)
_SURVIVALS = st.builds(NoSurvival) | st.builds(Survival, _PERIODS)


@st.composite
def _later_parties(draw: DrawFn) -> LaterParties:
    return LaterParties(
        draw(_DELAYS) if draw(_MOSTLY) else None,
        before_entry=draw(st.sampled_from((None, *BeforeEntry))),
        article=draw(_ARTICLES) if draw(_SELDOM) else None,
    )


_LATER = _later_parties()


def _draw_anchor(draw: DrawFn, opened: date) -> Anchor | date:
    return _draw_start(draw, opened) if draw(_MAYBE) else draw(st.sampled_from(Anchor))


def _draw_stated(draw: DrawFn, opened: date, duration: Duration | None) -> date:
    """A last day as a source states it: often the one that the duration gives, or the day beside it."""
    day = _draw_end(draw, opened)
    if isinstance(duration, Period) and draw(_MOSTLY):
        with suppress(DateRangeError):
            day = max(opened, _shifted(last_day_of(opened, duration), draw(_JITTER)))
    return day


def _draw_term(draw: DrawFn, opened: date, ids: Sequence[str], others: Sequence[str], *, imprecise: bool) -> Term:
    entry = _draw_condition(draw, opened, ids, others, imprecise=imprecise) if draw(_MOSTLY) else None
    duration = _draw_duration(draw, opened, imprecise=imprecise) if draw(_OFTEN) else None
    stated = draw(_SOMETIMES) and not isinstance(duration, Indefinite)
    return Term(
        entry_into_force=entry,
        duration=duration,
        counting=draw(st.sampled_from((None, *Counting))),
        anchor=_draw_anchor(draw, opened) if draw(_SELDOM) else Anchor.ENTRY_INTO_FORCE,
        later_parties=draw(_LATER) if draw(_MOSTLY if is_open(entry) else _SELDOM) else None,
        renewal=_draw_renewal(draw, opened, duration) if draw(_MOSTLY) else None,
        withdrawal=draw(_WITHDRAWALS if draw(_MAYBE) else _ON_NOTICE) if draw(_MOSTLY) else None,
        minimum_parties=draw(st.integers(1, max(len(ids), 2))) if draw(_SELDOM) else None,
        survival=draw(_SURVIVALS) if draw(_MAYBE) else None,
        stated_last_day=_draw_stated(draw, opened, duration) if stated else None,
    )


@st.composite
def _terms(draw: DrawFn, ids: Sequence[str], *, imprecise: bool) -> Term:
    return _draw_term(draw, _draw_opening(draw), ids, (), imprecise=imprecise)


@st.composite
def _conditions(draw: DrawFn, ids: Sequence[str], *, imprecise: bool) -> EntryIntoForce:
    return _draw_condition(draw, _draw_opening(draw), ids, (), imprecise=imprecise)


@st.composite
def _conditions_of(draw: DrawFn, wanted: type[EntryIntoForce]) -> EntryIntoForce:
    return _draw_condition(draw, _draw_opening(draw), imprecise=True, wanted=wanted)


@st.composite
def _counteds(draw: DrawFn) -> Counted:
    return _draw_counted(draw, ())


@st.composite
def _durations(draw: DrawFn, *, imprecise: bool) -> Duration:
    return _draw_duration(draw, _draw_opening(draw), imprecise=imprecise)


@st.composite
def _renewals(draw: DrawFn) -> Renewal:
    return _draw_renewal(draw, _FIRST, None)


def conditions(*, parties: Sequence[Party] = (), imprecise: bool = True) -> SearchStrategy[EntryIntoForce]:
    """Conditions of entry into force, of every kind; some are put together from others.

    Args:
        parties: of whom they name some; left out: any.
        imprecise: whether some of their days are imprecise.

    >>> from hypothesis import find
    >>> find(conditions(), lambda condition: isinstance(condition, OnDate)).on
    datetime.date(2020, 1, 1)
    >>> find(conditions(), lambda condition: isinstance(condition, AnyOf)).conditions[0]
    OnSignature(delay=None, article=None)
    """
    return _conditions([party.id for party in parties], imprecise=imprecise)


def counted() -> SearchStrategy[Counted]:
    """What counts towards a threshold: which instruments, and whose don't.

    >>> from hypothesis import find
    >>> find(counted(), lambda one: one.except_parties).except_parties
    ('MYS',)
    """
    return _counteds()


def later_parties() -> SearchStrategy[LaterParties]:
    """Clauses on when a party is bound that consents later.

    >>> from hypothesis import find
    >>> find(later_parties(), lambda clause: clause.before_entry is not None).before_entry
    <BeforeEntry.GENERAL: 'general'>
    """
    return _LATER


def durations(*, imprecise: bool = True) -> SearchStrategy[Duration]:
    """Durations: periods, fixed last days, and without end.

    >>> from hypothesis import find
    >>> find(durations(), lambda duration: isinstance(duration, Until))
    Until(last_day=datetime.date(2020, 1, 1))
    """
    return _durations(imprecise=imprecise)


def renewals() -> SearchStrategy[Renewal]:
    """Clauses on renewal: none, express, and tacit with and without notice, limit or end.

    >>> from hypothesis import find
    >>> find(renewals(), lambda renewal: isinstance(renewal, TacitRenewal) and renewal.times is not None).times
    1
    """
    return _renewals()


def withdrawals() -> SearchStrategy[Withdrawal]:
    """Clauses on withdrawal.

    >>> from hypothesis import find
    >>> find(
    ...     withdrawals(), lambda clause: isinstance(clause, WithdrawalOnNotice) and clause.lock_in is not None
    ... ).lock_in
    Period.parse('P1Y')
    """
    return _WITHDRAWALS


def survivals() -> SearchStrategy[Survival | NoSurvival]:
    """Clauses on what survives the end.

    >>> from hypothesis import find
    >>> find(survivals(), lambda clause: isinstance(clause, Survival))
    Survival(period=Period.parse('P1Y'))
    """
    return _SURVIVALS


def terms(*, parties: Sequence[Party] = (), imprecise: bool = True) -> SearchStrategy[Term]:
    """Terms with any of their clauses given, explicitly none, or not known.

    Args:
        parties: of whom their conditions name some; left out: any.
        imprecise: whether some of their days are imprecise.

    >>> from hypothesis import find
    >>> find(terms(), lambda term: isinstance(term.renewal, TacitRenewal) and term.duration is not None).duration
    Period.parse('P1Y')
    """
    return _terms([party.id for party in parties], imprecise=imprecise)


# --- Acts ---------------------------------------------------------------------------------------------------------

_NOTICE_KINDS = (ActKind.NON_RENEWAL, ActKind.WITHDRAWAL)
_STATEMENT_KINDS = (ActKind.RESERVATION, ActKind.DECLARATION, ActKind.OBJECTION)
_OF_ANOTHER_ACT = {
    ActKind.OBJECTION: (ActKind.RESERVATION,),
    ActKind.WITHDRAWN_STATEMENT: _STATEMENT_KINDS,
    ActKind.REVOCATION: _NOTICE_KINDS,
    ActKind.NOTICE_SUSPENSION: _NOTICE_KINDS,
}
_CONSENTS = st.sampled_from(
    (
        ActKind.RATIFICATION,
        ActKind.ACCEPTANCE,
        ActKind.APPROVAL,
        ActKind.ACCESSION,
        ActKind.SUCCESSION,
        ActKind.FORMAL_CONFIRMATION,
    )
)
_EVENTFUL = [
    ActKind.EXTENSION,
    ActKind.SUSPENSION,
    ActKind.SUSPENSION,
    ActKind.RESUMPTION,
    ActKind.PROVISIONAL_APPLICATION,
    ActKind.NON_RENEWAL,
    ActKind.WITHDRAWAL,
    ActKind.REVOCATION,
    ActKind.TERMINATION,
]
_KINDS = st.sampled_from([*_EVENTFUL, *_EVENTFUL, *ActKind])
_ALL_KINDS = st.sampled_from([*(ActKind.SIGNATURE,) * 8, *_EVENTFUL, *ActKind])
_KINDS_OF_NOBODY = st.sampled_from([kind for kind in (*_EVENTFUL, *ActKind) if kind not in OF_ONE_PARTY])
_SIGNATURE_KINDS = st.sampled_from((None, SignatureKind.DEFINITIVE, None, *SignatureKind))


@st.composite
def _signatories(draw: DrawFn, among: SearchStrategy[str]) -> Signatory:
    office = draw(_TEXTS) if draw(_MAYBE) else None
    return Signatory(draw(_TEXTS), party=draw(among), office=office)


def _draw_act(
    draw: DrawFn, kind: ActKind, by: Sequence[str], day: date, among: SearchStrategy[str] | None, *, imprecise: bool
) -> Act:
    """An act of this kind on a day; `among`: for whom it is signed, where it names nobody; `None`: for nobody."""
    fields: dict[str, Any] = {}
    begins = day
    if kind not in WITHOUT_EFFECT_DATE and draw(_SELDOM):
        if kind is ActKind.ENTRY_INTO_FORCE:  # declared on some other day
            day = _shifted(day, draw(_SOONER_OR_LATER))
        else:
            begins = _shifted(day, draw(_SOONER_OR_LATER))
        fields["effective_on"] = _draw_day(draw, begins, imprecise=imprecise)
    if draw(_SELDOM):
        fields["received_on"] = _draw_day(draw, _shifted(day, draw(_WHILE)), imprecise=imprecise)
    if kind is ActKind.EXTENSION:
        how = draw(st.sampled_from(("period", "until", "")))
        if how == "period":
            fields["period"] = draw(_LENGTHS)
        elif how:
            fields["until"] = _draw_day(draw, _shifted(begins, 3 * draw(_WHILE)), imprecise=imprecise)
    elif kind in _WITH_LAST_DAY and draw(_MOSTLY if kind is ActKind.NOTICE_SUSPENSION else _MAYBE):
        fields["until"] = _draw_day(draw, _shifted(begins, draw(_WHILE)), imprecise=imprecise)
    elif kind is ActKind.SIGNATURE:
        fields["signature_kind"] = draw(_SIGNATURE_KINDS)
        among = st.sampled_from(by) if by else among
        if among is not None and draw(_SOMETIMES):
            fields["signatories"] = draw(st.lists(_signatories(among), max_size=2))
    if draw(_SELDOM):
        fields.update(draw(_DETAILS))
    return Act(kind, _draw_day(draw, day, imprecise=imprecise), by=by, **fields)


_WITH_LAST_DAY = frozenset({ActKind.SUSPENSION, ActKind.PROVISIONAL_APPLICATION, ActKind.NOTICE_SUSPENSION})
_DETAILS = st.fixed_dictionaries(
    {},
    optional={
        "place": _TEXTS,
        "certainty": st.sampled_from(Certainty),
        "sources": _SOME_SOURCES,
        "note": _TEXTS,
    },
)


@st.composite
def _acts(draw: DrawFn, *, imprecise: bool) -> Act:
    kind = draw(_ALL_KINDS)
    least = 1 if kind in OF_ONE_PARTY else 0
    by = draw(st.lists(_STATE_IDS, min_size=least, max_size=2, unique=True))
    act = _draw_act(draw, kind, by, _draw_near(draw), _WORDS, imprecise=imprecise)
    refers_to = draw(_WORDS) if kind in _OF_ANOTHER_ACT and draw(_MAYBE) else None
    return attrs.evolve(act, id=draw(_WORDS) if draw(_SELDOM) else None, refers_to=refers_to)


def signatories() -> SearchStrategy[Signatory]:
    """Persons who signed.

    >>> from hypothesis import find
    >>> find(signatories(), lambda one: one.office is not None)
    Signatory(name='0', party='0', office='0')
    """
    return _signatories(_WORDS)


def acts(*, imprecise: bool = True) -> SearchStrategy[Act]:
    """Acts of every kind, with what belongs to that kind.

    >>> from hypothesis import find
    >>> find(acts(), lambda act: act.kind == "withdrawal").by
    ('MYS',)
    """
    return _acts(imprecise=imprecise)


# --- Agreements ---------------------------------------------------------------------------------------------------


def _turning_points(opened: date, term: Term) -> list[date]:
    """Days about which something changes if the term runs from `opened`: near them, acts tell most."""
    points = [opened]
    entry = term.entry_into_force
    if not isinstance(entry, None | OnDate | NotBefore) and entry.delay is not None:
        points.append(delayed(opened, entry.delay))
    length, renewal = term.duration, term.renewal
    then = renewal.period if isinstance(renewal, TacitRenewal) and isinstance(renewal.period, Period) else None
    notice = renewal.notice if isinstance(renewal, TacitRenewal) else None
    with suppress(DateRangeError):
        if isinstance(term.withdrawal, WithdrawalOnNotice) and term.withdrawal.lock_in is not None:
            points.append(opened + term.withdrawal.lock_in)
        for times in range(3 if then else 1):
            if isinstance(length, Indefinite) or length is None:
                break
            if isinstance(length, Until):
                end = last_day_of(latest(length.last_day), Period(), then=then, times=times)
            else:
                end = last_day_of(opened, length, counting_of(term), then=then, times=times)
            points.append(end)
            if notice is not None:
                points.append(notice_deadline(end, notice))
    return points


def _matching(condition: EntryIntoForce | None) -> str:
    """The way in which an agreement with this condition, or the first part of it, comes into force."""
    if is_open(condition):
        return "consented"
    if isinstance(condition, LastNotification | ExchangeOfInstruments):
        return "notified" if isinstance(condition, LastNotification) else "exchanged"
    inner = () if condition is None else parts(condition)
    return _matching(inner[0]) if inner else "signed"


def _draw_openings(draw: DrawFn, ids: Sequence[str], opened: date, term: Term, *, imprecise: bool) -> list[Act]:
    """The acts that bring an agreement into force, or some of them."""
    among = st.sampled_from(ids) if ids else None
    how = _matching(term.entry_into_force) if draw(_MOSTLY) else draw(_OPENED)
    if how == "none":
        return []

    def act(kind: ActKind, by: Sequence[str], day: date) -> Act:
        return _draw_act(draw, kind, by, day, among, imprecise=imprecise)

    if how == "signed" or not ids:
        return [act(ActKind.SIGNATURE, ids if draw(_MAYBE) else (), opened)]
    made: list[Act] = []
    if how != "each":
        signers = ids if draw(_MOSTLY) else _draw_some(draw, ids)
        made.append(act(ActKind.SIGNATURE, signers, _shifted(opened, -draw(_WHILE))))
    for one in ids if how in _BY_EACH else ():
        if not draw(_SELDOM):
            kind = {"each": ActKind.SIGNATURE, "notified": ActKind.NOTIFICATION}.get(how) or draw(_CONSENTS)
            made.append(act(kind, [one], _shifted(opened, draw(_WHILE) // 4)))
    if how in _TOGETHER:
        made.append(act(_TOGETHER[how], (), opened))
    return made


_OPENED = st.sampled_from(
    (
        "none",
        "signed",
        "signed",
        "each",
        "notified",
        "exchanged",
        "consented",
        "met",
        "provisional",
        "declared",
        "declared",
    )
)
_BY_EACH = frozenset({"each", "notified", "consented", "met"})
_TOGETHER = {
    "exchanged": ActKind.EXCHANGE_OF_INSTRUMENTS,
    "met": ActKind.CONDITION_MET,
    "provisional": ActKind.PROVISIONAL_APPLICATION,
    "declared": ActKind.ENTRY_INTO_FORCE,
}


def _fitting(term: Term) -> tuple[ActKind, ...]:
    """The acts that a term gives a meaning to."""
    kinds: list[ActKind] = []
    if isinstance(term.renewal, TacitRenewal):
        kinds += [ActKind.NON_RENEWAL, ActKind.REVOCATION]
    if isinstance(term.withdrawal, WithdrawalOnNotice):
        kinds += [ActKind.WITHDRAWAL, ActKind.REVOCATION]
    if isinstance(term.renewal, ExpressRenewal):
        kinds.append(ActKind.EXTENSION)
    if term.anchor is Anchor.PROVISIONAL_APPLICATION:
        kinds.append(ActKind.PROVISIONAL_APPLICATION)
    if is_open(term.entry_into_force):  # parties come, leave, and come back
        kinds += [ActKind.ACCESSION, ActKind.WITHDRAWAL, ActKind.ENTRY_INTO_FORCE, ActKind.RESERVATION]
    return tuple(kinds)


@st.composite
def _followings(draw: DrawFn, ids: Sequence[str], opened: date, term: Term, *, imprecise: bool) -> Act:
    """An act of some party, or of all, often on a day near one on which something changes."""
    fitting = _fitting(term) if ids else ()
    kinds = _KINDS if ids else _KINDS_OF_NOBODY
    if draw(_MOSTLY) and fitting:
        kinds = st.sampled_from(fitting)
    kind = draw(kinds)
    by: Sequence[str] = ()
    if ids and (kind in OF_ONE_PARTY or draw(_MAYBE)):
        by = [draw(st.sampled_from(ids))]
    elif ids and draw(_SELDOM):
        by = ids
    if kind is ActKind.ENTRY_INTO_FORCE and len(by) != 1:
        day = _draw_start(draw, opened)
    elif draw(_MOSTLY):
        day = _shifted(draw(st.sampled_from(_turning_points(opened, term))), draw(_JITTER))
    else:
        day = _draw_near(draw)
    return _draw_act(draw, kind, by, day, st.sampled_from(ids) if ids else None, imprecise=imprecise)


def _draw_return(draw: DrawFn, ids: Sequence[str], opened: date, *, imprecise: bool) -> list[Act]:
    """A party that leaves and comes back."""
    party = draw(st.sampled_from(ids))
    left = _shifted(opened, 2 * draw(_WHILE))
    back = _shifted(left, 4 * draw(_WHILE))
    return [
        _draw_act(draw, ActKind.WITHDRAWAL, [party], left, None, imprecise=imprecise),
        _draw_act(draw, draw(_CONSENTS), [party], back, None, imprecise=imprecise),
    ]


def _draw_references(draw: DrawFn, acts: Sequence[Act]) -> list[Act]:
    """The same acts; some of those that are about another one say about which."""
    made = list(acts)
    for index, act in enumerate(acts):
        about = _OF_ANOTHER_ACT.get(act.kind, ())
        there = [place for place, one in enumerate(acts) if place != index and one.kind in about]
        own = [place for place in there if set(acts[place].by) & set(act.by)]
        if bool(there) and draw(_MAYBE):
            place = draw(st.sampled_from(own or there))
            made[place] = attrs.evolve(made[place], id=f"act-{place}")
            made[index] = attrs.evolve(made[index], refers_to=made[place].id)
    return made


@st.composite
def _registrations(draw: DrawFn) -> Registration:
    number = draw(_TEXTS) if draw(_MAYBE) else None
    on = _draw_day(draw, draw(_NEAR), imprecise=True) if draw(_MAYBE) else None
    return Registration(draw(st.just("UNTS") | _TEXTS), number=number, on=on)


_RELATIONS = st.builds(Relation, st.sampled_from(RelationKind), _WORDS | _SPELT)
_BETWEEN = st.sampled_from((*RelationKind, RelationKind.PROTOCOL_TO, RelationKind.SUPERSEDES))
_PARTY_LISTS = st.one_of(
    st.lists(_STATES, min_size=2, max_size=2, unique_by=lambda party: party.id),
    st.lists(_STATES, min_size=3, max_size=6, unique_by=lambda party: party.id),
    st.lists(_PARTIES, min_size=2, max_size=4, unique_by=lambda party: party.id),
    st.lists(_PARTIES, max_size=1),
)
_ABOUT = st.fixed_dictionaries(
    {},
    optional={
        "subjects": st.lists(_TEXTS, max_size=2, unique=True),
        "description": _TEXTS,
        "signed_at": st.lists(_WORDS, max_size=2, unique=True),
        "relations": st.lists(_RELATIONS, max_size=2),
        "depositary": _TEXTS,
        "registrations": st.lists(_registrations(), max_size=2),
        "sources": _SOME_SOURCES,
        "extensions": json_objects(),
    },
)
_AGREEMENT_KINDS = st.sampled_from((AgreementKind.MOU,) * 10 + (None, *AgreementKind))
_BINDING = st.sampled_from((None, True, False))


def _draw_agreement(
    draw: DrawFn, own: str, parties: Sequence[Party], others: Sequence[str] = (), *, imprecise: bool
) -> Agreement:
    ids = [party.id for party in parties]
    opened = _draw_opening(draw)
    term = _draw_term(draw, opened, ids, others, imprecise=imprecise) if draw(_OFTEN) else Term()
    openings = _draw_openings(draw, ids, opened, term, imprecise=imprecise)
    more = _followings(ids, opened, term, imprecise=imprecise)
    following = draw(st.lists(more, max_size=5)) if draw(_MOSTLY) else []
    if is_open(term.entry_into_force) and bool(ids) and draw(_SOMETIMES):
        following += _draw_return(draw, ids, opened, imprecise=imprecise)
    about: dict[str, Any] = draw(_ABOUT) if draw(_SELDOM) else {}
    if len(parties) == 1:
        about.setdefault("depositary", ids[0])
    if bool(others) and draw(_MOSTLY):
        to = st.sampled_from(others)
        about["relations"] = draw(st.lists(st.builds(Relation, _BETWEEN, to | to | _SPELT), min_size=1, max_size=2))
    if "relations" in about:
        about["relations"] = [relation for relation in about["relations"] if relation.to != own]
    return Agreement(
        own,
        title=draw(_TEXTS),
        kind=draw(_AGREEMENT_KINDS),
        binding=draw(_BINDING),
        parties=parties,
        acts=_draw_references(draw, [*openings, *following]),
        term=term,
        **about,
    )


@st.composite
def _agreements(draw: DrawFn, parties: Sequence[Party] | None, *, imprecise: bool) -> Agreement:
    own = draw(_WORDS)
    return _draw_agreement(draw, own, draw(_PARTY_LISTS) if parties is None else parties, imprecise=imprecise)


def agreements(*, parties: Sequence[Party] | None = None, imprecise: bool = True) -> SearchStrategy[Agreement]:
    """Agreements with terms and acts, that reach every state of a life.

    They are between two parties or several, some of which join later, leave and come back. They are
    not signed, signed, applied provisionally, in force, suspended, expired and terminated, with notices in
    time and late and revoked, renewals with and without end, declared days, and what is not known. All their dates
    lie far from the ends of the calendar, so that `mou.lifecycle` never raises `mou.DateRangeError`.

    Args:
        parties: who they are between: two or more, or none for not known; left out: anyone.
        imprecise: whether some of their days are imprecise.

    >>> from mou import Status, lifecycle
    >>> from hypothesis import find
    >>> agreement = find(agreements(), lambda agreement: lifecycle(agreement).status("2030-01-01") is Status.TERMINATED)
    >>> print(lifecycle(agreement).status("2030-01-01"))
    terminated
    """
    return _agreements(parties, imprecise=imprecise)


def registrations() -> SearchStrategy[Registration]:
    """Entries in registers of treaties.

    >>> from hypothesis import find
    >>> find(registrations(), lambda one: True).register
    'UNTS'
    """
    return _registrations()


def relations() -> SearchStrategy[Relation]:
    """Relations to other agreements.

    >>> from hypothesis import find
    >>> find(relations(), lambda one: True)
    Relation(kind=<RelationKind.AMENDS: 'amends'>, to='0')
    """
    return _RELATIONS


# --- Meetings and forums ------------------------------------------------------------------------------------------


@st.composite
def _delegates(draw: DrawFn) -> Delegate:
    return Delegate(draw(_TEXTS), office=draw(_TEXTS) if draw(_MAYBE) else None)


_ROLES = st.sampled_from(Role)
_SOME_DELEGATES = st.lists(_delegates(), min_size=1, max_size=2)


def _draw_participant(draw: DrawFn, party: str) -> Participant:
    role = draw(_ROLES) if draw(_MOSTLY) else None
    return Participant(party, role, delegates=draw(_SOME_DELEGATES) if draw(_SELDOM) else ())


def _draw_memberships(draw: DrawFn, party: str, *, imprecise: bool) -> list[Membership]:
    """One membership of a party, or two, one after the other."""
    since = draw(_NEAR) if draw(_MAYBE) else None
    until = _shifted(since or draw(_NEAR), draw(_WHILE)) if draw(_SELDOM) else None
    spans: list[tuple[date | None, date | None]] = [(since, until)]
    if until is not None and draw(_MAYBE):
        spans.append((_shifted(until, 1 + draw(_WHILE)), None))
    return [
        Membership(
            party,
            draw(_ROLES),
            since=None if first is None else _draw_day(draw, first, imprecise=imprecise),
            until=None if last is None else _draw_day(draw, last, imprecise=imprecise),
        )
        for first, last in spans
    ]


@st.composite
def _participants(draw: DrawFn) -> Participant:
    return _draw_participant(draw, draw(_STATE_IDS))


@st.composite
def _memberships(draw: DrawFn) -> Membership:
    return _draw_memberships(draw, draw(_STATE_IDS), imprecise=True)[0]


def _draw_details(draw: DrawFn, *names: str) -> dict[str, Any]:
    """Some of the fields that say more about a record."""
    return {name: draw(_DETAIL[name]) for name in names if draw(_SELDOM)}


_DETAIL: dict[str, SearchStrategy[Any]] = {
    "aliases": st.lists(_TEXTS, max_size=2, unique=True),
    "certainty": st.sampled_from(Certainty),
    "note": _TEXTS,
    "place": _TEXTS,
    "sources": _SOME_SOURCES,
}


def _draw_forum(draw: DrawFn, own: str, known: SearchStrategy[str], *, imprecise: bool) -> Forum:
    members = draw(st.lists(known, max_size=4, unique=True))
    return Forum(
        own,
        name=draw(_TEXTS),
        memberships=[one for party in members for one in _draw_memberships(draw, party, imprecise=imprecise)],
        **_draw_details(draw, "aliases", "sources", "note"),
    )


def _draw_counts(draw: DrawFn, participants: Sequence[Participant]) -> dict[str, int]:
    """What a source may say of how many took part: what is so, where the participants are known."""
    without = sum(one.role is None for one in participants)  # each of them may have been in any role
    counts: dict[str, int] = {}
    for role in draw(st.lists(_ROLES, max_size=2, unique=True)):
        there = sum(one.role is role for one in participants)
        more = draw(st.integers(0, without)) if participants else draw(st.integers(0, 20))
        without -= more if participants else 0
        counts[role.value] = there + more
    if draw(_MAYBE):
        counts[TOTAL] = len(participants) or sum(counts.values()) + draw(st.integers(0, 5))
    return counts


def _draw_meeting(
    draw: DrawFn, own: str, known: SearchStrategy[str], forums: SearchStrategy[str | None], *, imprecise: bool
) -> Meeting:
    participants = [_draw_participant(draw, party) for party in draw(st.lists(known, max_size=4, unique=True))]
    forum = draw(forums)
    starts = draw(_NEAR) if draw(_MOSTLY) else None
    ends = _shifted(starts, draw(st.integers(0, 5))) if starts is not None and draw(_MAYBE) else None
    return Meeting(
        own,
        name=draw(_TEXTS),
        forum=forum,
        ordinal=draw(st.integers(1, 30)) if forum is not None and draw(_MOSTLY) else None,
        starts_on=None if starts is None else _draw_day(draw, starts, imprecise=imprecise),
        ends_on=None if ends is None else _draw_day(draw, ends, imprecise=imprecise),
        online=draw(_SELDOM),
        host=draw(known) if draw(_MAYBE) else None,
        participants=participants,
        stated_counts=_draw_counts(draw, participants) if draw(_MAYBE) else {},
        **_draw_details(draw, "place", "certainty", "sources", "note"),
    )


@st.composite
def _forums(draw: DrawFn, *, imprecise: bool) -> Forum:
    return _draw_forum(draw, draw(_WORDS), _STATE_IDS, imprecise=imprecise)


@st.composite
def _meetings(draw: DrawFn, *, imprecise: bool) -> Meeting:
    return _draw_meeting(draw, draw(_WORDS), _STATE_IDS, st.none() | _WORDS, imprecise=imprecise)


def delegates() -> SearchStrategy[Delegate]:
    """Persons who represented a participant.

    >>> from hypothesis import find
    >>> find(delegates(), lambda one: one.office is not None)
    Delegate(name='0', office='0')
    """
    return _delegates()


def participants() -> SearchStrategy[Participant]:
    """States that took part in a meeting, by their ids.

    >>> from hypothesis import find
    >>> find(participants(), lambda one: one.role == "observer").party
    'MYS'
    """
    return _participants()


def memberships() -> SearchStrategy[Membership]:
    """States that belong to a forum, by their ids, with and without the days on which that began and ended.

    >>> from hypothesis import find
    >>> find(memberships(), lambda one: True)
    Membership(party='MYS', role=<Role.MEMBER: 'member'>, since=None, until=None)
    """
    return _memberships()


def forums(*, imprecise: bool = True) -> SearchStrategy[Forum]:
    """Forums of states, some of which left and came back.

    >>> from hypothesis import find
    >>> find(forums(), lambda forum: forum.count("2025-01-01") == 2).roster("2025-01-01")
    ('MYS', 'USA')
    """
    return _forums(imprecise=imprecise)


def meetings(*, imprecise: bool = True) -> SearchStrategy[Meeting]:
    """Meetings of states, whose stated counts agree with their participants.

    >>> from hypothesis import find
    >>> find(meetings(), lambda meeting: meeting.count() == 2).first_and_last_day is None
    True
    """
    return _meetings(imprecise=imprecise)


# --- Registers ----------------------------------------------------------------------------------------------------

_POOLS = st.lists(_PARTIES, min_size=2, max_size=5, unique_by=lambda party: party.id)
_SOME_IDS = st.lists(_WORDS, max_size=2, unique=True)
_MORE_IDS = st.lists(_WORDS, max_size=3, unique=True)


@st.composite
def _registers(draw: DrawFn, *, imprecise: bool) -> Register:
    pool = draw(_POOLS)
    known = st.sampled_from([party.id for party in pool])
    forums = draw(_SOME_IDS)
    some_forum = st.sampled_from((None, *forums, *forums))
    meetings = draw(_MORE_IDS)
    made: list[Agreement] = []
    agreements = draw(_MORE_IDS)
    for own in agreements:
        parties = draw(st.lists(st.sampled_from(pool), min_size=2, max_size=3, unique_by=lambda party: party.id))
        others = [one for one in agreements if one != own]
        agreement = _draw_agreement(draw, own, parties if draw(_OFTEN) else (), others, imprecise=imprecise)
        signed_at = draw(st.lists(st.sampled_from(meetings), max_size=1)) if meetings else ()
        made.append(attrs.evolve(agreement, signed_at=signed_at))
    return Register(
        parties=pool,
        forums=[_draw_forum(draw, own, known, imprecise=imprecise) for own in forums],
        meetings=[_draw_meeting(draw, own, known, some_forum, imprecise=imprecise) for own in meetings],
        agreements=made,
    )


def registers(*, imprecise: bool = True) -> SearchStrategy[Register]:
    """Registers of a few records whose references to each other hold.

    Agreements are protocols to others, amend or supersede them, or wait for them.

    >>> from hypothesis import find
    >>> len(find(registers(), lambda register: len(register.agreements) == 2))
    4
    """
    return _registers(imprecise=imprecise)


_BY_CLASS.update((cls, _conditions_of(cls)) for cls in (*_SIMPLE, *_COMBINED))
_BY_CLASS.update(
    {
        Act: acts(),
        Agreement: agreements(),
        Counted: counted(),
        DayAfter: st.builds(DayAfter, _NOTICES),
        Delegate: delegates(),
        ExpressRenewal: _EXPRESS,
        FirstOfKthMonth: _KTH_MONTHS,
        FirstOfMonthAfter: st.builds(FirstOfMonthAfter, _NOTICES),
        Forum: forums(),
        Indefinite: st.builds(Indefinite),
        LaterParties: later_parties(),
        Meeting: meetings(),
        Membership: memberships(),
        NoRenewal: st.builds(NoRenewal),
        NoSurvival: st.builds(NoSurvival),
        NoWithdrawal: st.builds(NoWithdrawal),
        OnDayOfYear: _YEARLY,
        PartialDate: partial_dates(),
        Participant: participants(),
        Party: parties(),
        Period: periods(),
        Register: registers(),
        Registration: registrations(),
        Relation: relations(),
        Signatory: signatories(),
        Source: sources(),
        Survival: st.builds(Survival, periods(empty=False)),
        TacitRenewal: _TACIT,
        Term: terms(),
        Until: st.builds(Until, days()),
        WithdrawalOnNotice: _ON_NOTICE,
    }
)
_hypothesis_setup_hook()
