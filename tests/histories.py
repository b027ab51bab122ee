"""Generated agreements with eventful histories, and what every test about their answers needs.

`mou.strategies.agreements` draws from all that a record can hold. Here the draws are denser: few parties, terms of a
few years, acts of every kind within those years and often on the days on which something turns, so that acts meet each
other and the clauses: consents to extensions, notices of both kinds, revocations by name and without, suspensions of
notices, stated days of effect on every kind of act.
"""

from contextlib import suppress
from datetime import date, timedelta

import attrs
from dateutil.relativedelta import relativedelta
from hypothesis import reject, settings, strategies as st

import mou
from mou.dates.days import earliest, latest
from mou.dates.delays import FirstOfMonthAfter, OnDayOfYear
from mou.dates.periods import Counting
from mou.errors import ValidationError
from mou.law.explanation import Answer, Step
from mou.model.act import OF_ONE_PARTY, Act, ActKind
from mou.model.agreement import Agreement, AgreementKind
from mou.model.conditions import (
    ExchangeOfInstruments,
    LastNotification,
    NthInstrument,
    OnConsentOfAll,
    OnDate,
    OnSignature,
    is_open,
)
from mou.model.durations import Indefinite, Until
from mou.model.party import Party, PartyKind
from mou.model.renewals import ExpressRenewal, NoRenewal, TacitRenewal
from mou.model.term import Anchor, NoSurvival, Survival, Term
from mou.model.withdrawals import NoWithdrawal, WithdrawalOnNotice
from mou.strategies import agreements, conditions, later_parties

__all__ = ["DAY", "around", "days_of", "histories", "pointers_in", "rarely", "shifted", "without_act"]

DAY = timedelta(days=1)

rarely = settings(max_examples=max(settings().max_examples // 3, 1))
"""For what takes longer."""

# --- Days ---------------------------------------------------------------------------------------------------------

OPENED = date(2020, 1, 15)
TURNS = sorted(
    OPENED + relativedelta(years=years, months=months) + shift * DAY
    for years in range(4)
    for months in (0, 3, 6, 9, 11)
    for shift in (-1, 0, 1)
)
near = st.integers(0, 30).map(lambda days: OPENED + days * DAY)
some_day = st.sampled_from(TURNS) | st.integers(-40, 1600).map(lambda days: OPENED + days * DAY)


def shifted(day, by):
    """The day so many days later, as far as the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + by, 1), date.max.toordinal()))


def around(days, most=90):
    """Days, each with those beside it; of very many, some from all over."""
    numbers = sorted({number + shift for number in {day.toordinal() for day in days} for shift in (-1, 0, 1)})
    numbers = [number for number in numbers if 1 <= number <= date.max.toordinal()]
    if len(numbers) > most:
        numbers = numbers[: most // 3] + numbers[most // 3 :: max(len(numbers) // (most * 2 // 3), 1)]
    return [date.fromordinal(number) for number in numbers]


def days_of(*lives, most=90):
    """The days on which something can turn in any of the lives, and those beside them."""
    days = {OPENED}
    for life in lives:
        for stone in life.milestones():
            days |= {stone.earliest, stone.latest}
        for act in life.agreement.acts:
            for day in (act.on, act.received_on, act.effective_on, act.until):
                if day is not None:
                    days |= {earliest(day), latest(day)}
        for answer in (life.entry, life.end):
            days |= {answer.day, answer.earliest, answer.latest}
        for party in life.agreement.party_ids:
            for spell in life.participation(party).spells:
                days |= {spell.begins.earliest, spell.begins.latest, spell.ends.earliest, spell.ends.latest}
    return around(days - {None}, most)


# --- Parties and clauses ------------------------------------------------------------------------------------------

STATES = tuple(map(Party.state, "MYS JPN USA KOR".split()))
UNIVERSITIES = tuple(Party(one, name=one.title(), kind=PartyKind.ORGANISATION) for one in ("utm", "kyoto", "mit"))
PARTIES = st.sampled_from(
    (STATES[:2], STATES[:2], STATES[:3], STATES, UNIVERSITIES[:2], (*UNIVERSITIES[:2], STATES[0]), ())
)

lengths = st.sampled_from(("P1Y", "P6M", "P2Y", "P3M", "P1M", "P1Y6M", "P45D"))
notices = st.sampled_from(("P3M", "P6M", "P30D", "P1Y", "P0D", "P1M"))
delays = st.none() | st.sampled_from(("P30D", "P3M", FirstOfMonthAfter("P1M"), "P0D"))

durations = st.one_of(
    lengths,
    lengths,
    st.none(),
    st.just(Indefinite()),
    st.sampled_from(TURNS[8:]).map(Until),
)
tacit = st.builds(
    TacitRenewal,
    lengths,
    notice=st.none() | notices | notices,
    times=st.sampled_from((None, None, None, 1, 3)),
    until=st.sampled_from((None, None, None, TURNS[-1], TURNS[20])),
)
renewals = st.one_of(
    tacit,
    tacit,
    st.builds(TacitRenewal, st.just(Indefinite()), notice=st.none() | notices),
    st.none(),
    st.just(NoRenewal()),
    st.builds(ExpressRenewal, st.none() | lengths),
)
withdrawals = st.one_of(
    st.none(),
    st.just(NoWithdrawal()),
    st.builds(
        WithdrawalOnNotice,
        notices | notices | st.sampled_from((FirstOfMonthAfter("P3M"), OnDayOfYear("12-31", by="06-30"))),
        lock_in=st.sampled_from((None, None, "P1Y")),
        lock_in_from=st.sampled_from(("own_entry", "general_entry")),
        at=st.sampled_from(("any_time", "end_of_period")),
    ),
)
anchors = st.sampled_from((None,) * 5 + (Anchor.SIGNATURE, Anchor.PROVISIONAL_APPLICATION, OPENED, date(2020, 2, 29)))


@st.composite
def terms(draw, parties):
    """A term of a few years, with clauses of every kind."""
    entry = draw(
        st.one_of(
            st.builds(OnSignature, delay=delays),
            st.none(),
            st.builds(NthInstrument, st.integers(1, max(len(parties), 1)), delay=delays),
            st.builds(LastNotification, delay=delays),
            st.sampled_from((OnConsentOfAll(), ExchangeOfInstruments(), OnDate(OPENED))),
            conditions(parties=parties, imprecise=False),
        )
    )
    fields = {"entry_into_force": entry, "duration": draw(durations)}
    if not isinstance(fields["duration"], Indefinite) or draw(st.booleans()):
        fields["renewal"] = draw(renewals)
    fields["withdrawal"] = draw(withdrawals)
    if draw(st.booleans()):
        fields["counting"] = draw(st.sampled_from(Counting))
    anchor = draw(anchors)
    if anchor is not None:
        fields["anchor"] = anchor
    if is_open(entry):
        fields["later_parties"] = draw(st.none() | later_parties())
        fields["minimum_parties"] = draw(st.sampled_from((None, None, 2, 3)))
    if draw(st.integers(0, 5)) == 5:
        fields["survival"] = draw(st.sampled_from((NoSurvival(), Survival("P1Y"))))
    if isinstance(fields.get("renewal"), TacitRenewal | ExpressRenewal) and isinstance(fields["duration"], Indefinite):
        fields["renewal"] = NoRenewal()
    with suppress(ValidationError):
        return Term(**fields)
    return reject()  # an end before the anchor


# --- Acts ---------------------------------------------------------------------------------------------------------

ABOUT = {
    ActKind.OBJECTION: {ActKind.RESERVATION},
    ActKind.STATEMENT_WITHDRAWAL: {ActKind.RESERVATION, ActKind.DECLARATION, ActKind.OBJECTION},
    ActKind.NOTICE_REVOCATION: {ActKind.NON_RENEWAL, ActKind.WITHDRAWAL},
    ActKind.NOTICE_SUSPENSION: {ActKind.NON_RENEWAL, ActKind.WITHDRAWAL},
}
LASTING = {ActKind.SUSPENSION, ActKind.PROVISIONAL_APPLICATION, ActKind.NOTICE_SUSPENSION}
AT_ONCE = {ActKind.ADOPTION, ActKind.CONDITION_MET}
"""Kinds whose effect can't be stated for another day."""
OFTEN = [
    ActKind.EXTENSION,
    ActKind.EXTENSION,
    ActKind.NON_RENEWAL,
    ActKind.NON_RENEWAL,
    ActKind.WITHDRAWAL,
    ActKind.WITHDRAWAL,
    ActKind.NOTICE_REVOCATION,
    ActKind.SUSPENSION,
    ActKind.RESUMPTION,
    ActKind.TERMINATION,
]
kinds = st.sampled_from([*OFTEN, *ActKind])
contents = st.sampled_from(
    ({"period": "P1Y"}, {"period": "P6M"}, {"period": mou.Indefinite()}, {"until": date(2022, 6, 30)}, {})
)
IMPRECISE = st.sampled_from(("{y}", "{y}-{m:02}", "{y}-{m:02}", "{y}-{m:02}-{d:02}?", "{y}-{m:02}-{d:02}~"))


class _Acts:
    """Draws the acts of one agreement."""

    def __init__(self, draw, parties, *, imprecise):
        self.draw, self.imprecise = draw, imprecise
        self.ids = [party.id for party in parties]

    def chance(self, of):
        return self.draw(st.integers(1, of)) == of

    def day(self, day):
        if self.imprecise and self.chance(6):
            return self.draw(IMPRECISE).format(y=day.year, m=day.month, d=day.day)
        return day

    def by(self, kind):
        if not self.ids:
            return ()
        how = self.draw(st.integers(0, 3))
        if kind in OF_ONE_PARTY or how < 2:
            return (self.draw(st.sampled_from(self.ids)),)
        return () if how == 2 else tuple(self.ids)

    def act(self, kind, day, by, **fields):
        if kind not in AT_ONCE and self.chance(5):
            fields["effective_on"] = self.day(shifted(day, self.draw(st.integers(-20, 200))))
        if self.chance(6):
            fields["received_on"] = self.day(shifted(day, self.draw(st.integers(0, 60))))
        if kind is ActKind.EXTENSION:
            fields |= self.draw(contents)
        elif kind in LASTING and self.draw(st.booleans()):
            fields["until"] = self.day(shifted(day, self.draw(st.integers(0, 200))))
        if kind is ActKind.SIGNATURE:
            fields["signature_kind"] = self.draw(st.sampled_from((None, *mou.SignatureKind)))
        try:
            return Act(kind, self.day(day), by=by, **fields)
        except ValidationError:
            reject()  # until a day before it begins

    def opening(self, entry):
        """The acts that bring it into force, or some of them."""
        kind = ActKind.SIGNATURE
        if isinstance(entry, LastNotification):
            kind = ActKind.NOTIFICATION
        elif isinstance(entry, ExchangeOfInstruments):
            kind = ActKind.EXCHANGE_OF_INSTRUMENTS
        elif is_open(entry):
            kind = self.draw(st.sampled_from((ActKind.RATIFICATION, ActKind.ACCESSION, ActKind.SIGNATURE)))
        if not self.ids:
            return [self.act(ActKind.SIGNATURE, self.draw(near), ())]
        how = self.draw(st.integers(0, 7))
        if how == 0:
            declared = self.draw(st.sampled_from((ActKind.ENTRY_INTO_FORCE, ActKind.CONDITION_MET)))
            return [self.act(declared, self.draw(near), ())]
        if how <= 2 and kind in (ActKind.SIGNATURE, ActKind.EXCHANGE_OF_INSTRUMENTS):
            return [self.act(kind, self.draw(near), ())]
        those = self.ids if how > 3 else self.ids[:-1]
        return [self.act(kind, self.draw(near), (one,)) for one in those]

    def following(self):
        kind = self.draw(kinds)
        by = self.by(kind)
        if not by and kind in OF_ONE_PARTY:
            kind = ActKind.AMENDMENT
        return self.act(kind, self.draw(some_day), by)

    def consents_to_an_extension(self):
        """Each party's, or those of all but the last, with the same contents or not."""
        same = self.draw(contents)
        those = self.ids if self.draw(st.booleans()) else self.ids[:-1]
        acts = []
        for one in those:
            content = self.draw(contents) if self.chance(6) else same
            with suppress(ValidationError):
                acts.append(Act(ActKind.EXTENSION, self.day(self.draw(some_day)), by=one, **content))
        return acts

    def referring(self, acts):
        """The same acts; some of those that are about another name it."""
        acts = list(acts)
        for index, act in enumerate(acts):
            there = [place for place, one in enumerate(acts) if one.kind in ABOUT.get(act.kind, ()) and place != index]
            if there and self.draw(st.booleans()):
                place = self.draw(st.sampled_from(there))
                acts[place] = evolved(acts[place], id=f"act-{place}")
                acts[index] = evolved(acts[index], refers_to=acts[place].id)
        return acts


def evolved(record, **changes):
    """The record with other values in some fields; a draw that can't be true is given up."""
    try:
        return attrs.evolve(record, **changes)
    except ValidationError:
        reject()


@st.composite
def _histories(draw, *, imprecise):
    parties = draw(PARTIES)
    term = draw(terms(parties))
    acts = _Acts(draw, parties, imprecise=imprecise)
    made = acts.opening(term.entry_into_force)
    if acts.ids and acts.chance(4):
        made += acts.consents_to_an_extension()
    made += [acts.following() for _ in range(draw(st.integers(0, 4)))]
    try:
        return Agreement(
            "history",
            title="A history",
            kind=draw(st.sampled_from((None, AgreementKind.MOU, AgreementKind.TREATY, *AgreementKind))),
            binding=draw(st.sampled_from((None, None, True, False))),
            parties=parties,
            acts=acts.referring(made),
            term=term,
        )
    except ValidationError:
        reject()  # a fixed end before the start


def histories(*, imprecise=False):
    """Agreements of all kinds with eventful histories, each a record by itself; some as `mou.strategies` draws them."""
    own = _histories(imprecise=imprecise)
    others = agreements(imprecise=imprecise).map(lambda agreement: attrs.evolve(agreement, signed_at=()))
    return st.one_of(own, own, own, others)


# --- Records and explanations -------------------------------------------------------------------------------------


def without_act(agreement, index):
    """The agreement without one of its acts; `None` where another act refers to that one."""
    act = agreement.acts[index]
    if act.id is not None and any(other.refers_to == act.id for other in agreement.acts):
        return None
    return evolved(agreement, acts=[other for place, other in enumerate(agreement.acts) if place != index])


def _steps(value, depth=2):
    """The steps of all answers that a value holds in its public attributes."""
    if isinstance(value, Step):
        yield value
    elif isinstance(value, Answer):
        yield from value.steps
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _steps(part, depth)
    elif depth and type(value).__module__.startswith("mou.") and not isinstance(value, str | Agreement | mou.Milestone):
        for name in dir(type(value)):
            if not name.startswith("_"):
                part = getattr(value, name)
                if not callable(part):
                    yield from _steps(part, depth - 1)


def pointers_in(*values):
    """The pointers of the steps of all answers that some values hold, whatever their attributes are called."""
    return {step.pointer for step in _steps(values) if step.pointer is not None}
