"""Long histories: hundreds of acts of all kinds, on any day of the calendar; every question about them ends.

A question about a record that could be made has an answer, or raises the `DateRangeError` that it documents; what is
said of a whole register (positions, findings, what comes up) always has one. Records of offices grow for decades, and
a document that somebody sends can hold anything.
"""

from _thread import interrupt_main
from contextlib import suppress
from datetime import date
from random import Random
from threading import Event, Timer
from typing import get_args

import attrs
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import mou
from mou import ActKind, DateRangeError, ValidationError
from mou.dates.delays import Delay, as_delay
from mou.strategies import terms

SECONDS = 120
"""No measure of speed: a question that takes longer is taken as one that never ends, so that the test does."""

STATES = "MYS USA JPN KOR AUS DEU FRA GBR IDN THA VNM SGP NZL CAN BRA ARG CHL PER MEX ESP ITA NLD BEL CHE".split()
PARTIES = [
    *map(mou.Party.state, STATES),
    *(mou.Party(f"org-{number}", name=f"Organisation {number}", kind="organisation") for number in range(40)),
]

WINDOWS = {
    "decades": (date(1960, 1, 1), date(2030, 12, 31)),
    "a week": (date(2000, 2, 25), date(2000, 3, 3)),
    "a year": (date(1999, 7, 1), date(2000, 6, 30)),
    "the first year": (date.min, date(1, 12, 31)),
    "the last year": (date(9999, 1, 1), date.max),
    "the calendar": (date.min, date.max),
    "the last centuries": (date(9700, 1, 1), date.max),
}

EVERY_KIND = tuple(ActKind)
MIXTURES = {
    "everything": EVERY_KIND,
    "consents and notices": (
        ActKind.SIGNATURE,
        ActKind.RATIFICATION,
        ActKind.ACCESSION,
        ActKind.SUCCESSION,
        ActKind.WITHDRAWAL,
        ActKind.NON_RENEWAL,
        ActKind.NOTICE_REVOCATION,
        ActKind.NOTICE_SUSPENSION,
    ),
    "joinings and leavings": (ActKind.ACCESSION, ActKind.WITHDRAWAL),
    "notices revoked": (ActKind.WITHDRAWAL, ActKind.NOTICE_REVOCATION),
    "notices suspended": (ActKind.WITHDRAWAL, *(ActKind.NOTICE_SUSPENSION,) * 20),
    "suspensions": (ActKind.SUSPENSION, ActKind.RESUMPTION, ActKind.PROVISIONAL_APPLICATION),
    "extensions": (ActKind.EXTENSION,) * 20 + (ActKind.NON_RENEWAL, ActKind.TERMINATION),
    "statements": (
        ActKind.RESERVATION,
        ActKind.DECLARATION,
        ActKind.OBJECTION,
        ActKind.STATEMENT_WITHDRAWAL,
        ActKind.ACCESSION,
    ),
    "declarations of entry": (
        ActKind.ENTRY_INTO_FORCE,
        ActKind.CONDITION_MET,
        ActKind.ACCESSION,
        ActKind.WITHDRAWAL,
        ActKind.NOTICE_REVOCATION,
    ),
}

FORMS = (
    "{day:%Y}",
    "{day:%Y}-{day:%m}",
    "{day:%Y}-{day:%m}-{day:%d}?",
    "{day:%Y}-XX-{day:%d}",
    "{decade:03}X",
    "{century:02}XX~",
    "{day}/{later}",
    "{day}/..",
    "../{day}",
)
PERIODS = ("P1D", "P1M", "P30D", "P5Y", "P1Y2M3W4D", "P99Y", "P999Y", "P1000Y")
DELAYS = (
    "P0D",
    "P6M",
    "P1000Y",
    mou.OnDayOfYear("01-01", by="01-01"),
    mou.OnDayOfYear("12-31", period="P1Y"),
    mou.FirstOfKthMonth(12),
    mou.FirstOfMonthAfter("P90D"),
    mou.DayAfter("P3M"),
)


def test_each_class_of_delay_is_among_the_delays():
    classes = {type(as_delay(delay)) for delay in DELAYS}
    assert [cls.__name__ for cls in get_args(Delay) if cls not in classes] == [], "add a delay to DELAYS"


def limits(draw):
    """A term with clauses at the edges: of a day or a thousand years, with notices that reach back before it."""
    renewals = (
        mou.TacitRenewal(draw.choice(PERIODS), notice=draw.choice([None, "P0D", "P6M", "P90D"])),
        mou.TacitRenewal(draw.choice(PERIODS), times=draw.choice([1, 5, 10**6])),
        mou.TacitRenewal(draw.choice(PERIODS), until=draw.choice(["2030-12-31", "9999-12-31", "0001-01-01"])),
        mou.TacitRenewal(mou.Indefinite()),
        mou.ExpressRenewal(draw.choice([None, *PERIODS])),
        mou.NoRenewal(),
        None,
    )
    withdrawals = (
        mou.WithdrawalOnNotice(
            draw.choice(DELAYS),
            at=draw.choice(["any_time", "end_of_period"]),
            lock_in=draw.choice([None, "P1Y", "P1000Y"]),
            lock_in_from=draw.choice(["own_entry", "general_entry"]),
        ),
        mou.NoWithdrawal(),
        None,
    )
    conditions = (
        None,
        mou.OnSignature(delay=draw.choice([None, *DELAYS])),
        mou.OnConsentOfAll(delay=draw.choice([None, *DELAYS])),
        mou.NthInstrument(draw.choice([1, 2, 10]), delay=draw.choice([None, *DELAYS])),
        mou.NotBefore(mou.NthInstrument(1), on="0001-06"),
        mou.OnDate(draw.choice(["0001-01-01", "9999-12-31", "1990/..", "../2000", "99XX"])),
    )
    while True:
        with suppress(ValidationError):  # such as a notice longer than the term
            return mou.Term(
                entry_into_force=draw.choice(conditions),
                duration=draw.choice([None, mou.Indefinite(), mou.Until("9999-12-30"), *PERIODS]),
                anchor=draw.choice(["entry_into_force", "signature", "provisional_application", "0001-01-01"]),
                counting=draw.choice(["from_event", "from_start_of_day"]),
                renewal=draw.choice(renewals),
                withdrawal=draw.choice(withdrawals),
                later_parties=draw.choice([None, mou.LaterParties(draw.choice([None, *DELAYS]))]),
                minimum_parties=draw.choice([None, None, 2, 10]),
                survival=draw.choice([None, mou.Survival("P10Y"), mou.Survival("P1000Y")]),
            )


@attrs.frozen
class Shape:
    """What a history is made of: how many acts by how many parties, of which kinds, when, and how imprecise."""

    acts: int
    parties: int
    mixture: str
    window: str
    imprecise: float
    alone: float
    seed: int

    def agreement(self, term):
        """An agreement with acts drawn by the seed; those that the constructor refuses are left out."""
        draw = Random(self.seed)  # noqa: S311 - guards no secret
        parties = PARTIES[: self.parties]
        ids = [party.id for party in parties]
        acts = []
        while len(acts) < self.acts:
            with suppress(ValidationError):
                acts.append(self.act(draw, ids, acts))
        fields = {"title": "Long history", "kind": draw.choice([None, "mou", "treaty"]), "parties": parties}
        fields |= {"depositary": draw.choice([None, "United Nations"]) if self.parties > 1 else "United Nations"}
        for clauses in (term or limits(draw), mou.Term()):
            with suppress(ValidationError):  # an end before the start
                return mou.Agreement("long", acts=acts, term=clauses, **fields)
        raise AssertionError(self)

    def act(self, draw, ids, acts):
        kind, (first, last) = draw.choice(MIXTURES[self.mixture]), WINDOWS[self.window]

        def some_day():
            day = date.fromordinal(draw.randint(first.toordinal(), last.toordinal()))
            if draw.random() >= self.imprecise:
                return day
            later = date.fromordinal(min(day.toordinal() + draw.randint(1, 900), date.max.toordinal()))
            return draw.choice(FORMS).format(day=day, later=later, decade=day.year // 10, century=day.year // 100)

        def sometimes(value, chance=0.1):
            return value() if draw.random() < chance else None

        everybody = not ids or (draw.random() < 0.1 and kind not in ONE_PARTY)
        by = () if everybody else draw.sample(ids, 1 if draw.random() < self.alone else min(len(ids), 3))
        return mou.Act(
            kind,
            some_day(),
            by=by,
            id=f"act-{len(acts)}",
            received_on=sometimes(some_day),
            effective_on=sometimes(some_day),
            until=sometimes(some_day, 0.5) if kind in WITH_UNTIL else None,
            period=sometimes(lambda: draw.choice(PERIODS), 0.5) if kind is ActKind.EXTENSION else None,
            refers_to=sometimes(lambda: draw.choice(acts).id, 0.5) if acts and kind in OF_AN_ACT else None,
            signature_kind=draw.choice([None, *mou.SignatureKind]) if kind is ActKind.SIGNATURE else None,
        )


ONE_PARTY = {ActKind.WITHDRAWAL, ActKind.ACCESSION, ActKind.RATIFICATION}
WITH_UNTIL = {ActKind.EXTENSION, ActKind.SUSPENSION, ActKind.PROVISIONAL_APPLICATION, ActKind.NOTICE_SUSPENSION}
OF_AN_ACT = {ActKind.OBJECTION, ActKind.STATEMENT_WITHDRAWAL, ActKind.NOTICE_REVOCATION, ActKind.NOTICE_SUSPENSION}

shapes = st.builds(
    Shape,
    acts=st.integers(10, 60) | st.integers(60, 250),
    parties=st.sampled_from([1, 2, 3, 12, 60]),
    mixture=st.sampled_from(sorted(MIXTURES)),
    window=st.sampled_from(sorted(WINDOWS)),
    imprecise=st.sampled_from([0, 0, 0, 0.01, 0.1, 1]),
    alone=st.sampled_from([1, 0.8, 0]),
    seed=st.integers(0, 2**32),
)
some_day = st.sampled_from([date.min, date(1, 12, 31), date(2000, 2, 29), date(9999, 1, 1), date.max]) | st.dates()


def questions(agreement, on):
    """Every question, with its name: first those that compute the agreement, then those about what was computed."""
    register = mou.Register(agreements=[agreement])
    yield "as of", lambda: mou.lifecycle(agreement, on).status(on)
    yield "position", lambda: mou.position(agreement, on).explanation
    yield "check", lambda: mou.check(agreement, on=on)
    yield "upcoming", lambda: register.upcoming("P1Y", min(on, date(9990, 1, 1)))
    found = []
    yield "lifecycle", lambda: found.append(mou.lifecycle(agreement))
    if not found:  # a date lies outside the calendar
        return
    (life,) = found
    yield "entry", lambda: life.entry.steps
    yield "end", lambda: life.end.steps
    yield "position on", lambda: life.position(on)
    yield "period", lambda: life.period(on)
    yield "notice", lambda: life.notice(on).steps
    yield "outstanding", lambda: life.outstanding
    yield "would enter", lambda: life.would_enter_on(on)
    yield "survival", lambda: life.survival_ends_on
    yield "explain", lambda: str(life.explain())
    yield "phases", lambda: life.phases
    yield "milestones", life.milestones
    yield "milestones through", lambda: life.milestones(through=min(on, date(2100, 1, 1)))
    yield "parties bound", lambda: life.parties_bound(on)
    ids = agreement.party_ids
    for party in sorted({ids[0], ids[len(ids) // 2], ids[-1]} if ids else ()):
        yield f"participation of {party}", lambda party=party: _participation(life, party, on)


def _participation(life, party, on):
    own = life.participation(party)
    return own.status(on), own.is_bound(on), [(one.begins.steps, one.ends.steps) for one in own.spells], own.statements


ALWAYS_ANSWERED = {"position", "check", "upcoming"}


def ends(name, question):
    """Ask a question, which ends: with an answer, or where one is documented with a `DateRangeError`."""
    never = Event()
    timer = Timer(SECONDS, lambda: (never.set(), interrupt_main()))
    timer.daemon = True
    timer.start()
    try:
        question()
    except DateRangeError:
        assert name not in ALWAYS_ANSWERED, name
    except KeyboardInterrupt:
        if not never.is_set():
            raise
        pytest.fail(f"{name}: no answer after {SECONDS} seconds")
    except Exception as error:
        error.add_note(f"question: {name}")
        raise
    finally:
        timer.cancel()


@settings(
    max_examples=max(settings().max_examples // 4, 1),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(shapes, st.none() | terms(parties=PARTIES[:12]), some_day)
def test_every_question_about_a_long_history_ends(shape, term, on):
    """It has an answer or a `DateRangeError`: no RecursionError, OverflowError, KeyError, nor a ValidationError."""
    agreement = shape.agreement(term)
    for name, question in questions(agreement, on):
        ends(name, question)


@pytest.mark.parametrize(
    "kind", ["extension", "notice_suspension", "notice_revocation", "suspension", "statement_withdrawal"]
)
def test_no_chain_of_acts_is_too_long_to_explain(kind):
    """Each act builds on the one before it, more times than Python's stack is deep."""
    acts = [mou.Act("accession", "1990-01-01", by=one) for one in STATES[:3]]
    first = {
        "notice_suspension": "withdrawal",
        "notice_revocation": "withdrawal",
        "statement_withdrawal": "declaration",
    }
    for number in range(1500):
        day = date.fromordinal(date(1991, 1, 1).toordinal() + number)
        if kind in first and (number == 0 or kind != "notice_suspension"):
            acts.append(mou.Act(first[kind], day, by="MYS", id=f"act-{number}"))
        by = "MYS" if kind in first else ()
        fields = {"until": day} if kind == "notice_suspension" else {"period": "P1D"} if kind == "extension" else {}
        acts.append(mou.Act(kind, day, by=by, **fields))
    term = mou.Term(duration="P1Y", entry_into_force=mou.NthInstrument(2), renewal=mou.ExpressRenewal("P1D"))
    agreement = mou.Agreement("chain", title="Chain", parties=PARTIES[:3], acts=acts, term=term)
    for name, question in questions(agreement, date(1991, 6, 1)):
        ends(name, question)


def test_a_long_chain_of_agreements_that_wait_for_one_another_has_an_answer():
    """Each waits for the two before it: neither Python's stack nor the number of ways back to the first is a limit."""
    first = mou.Agreement(
        "agreement-0",
        title="Chain",
        parties=PARTIES[:2],
        acts=[mou.Act.signature("2000-01-01", kind="definitive")],
        term=mou.Term(entry_into_force=mou.OnSignature(), duration=mou.Indefinite()),
    )
    chain = [first]
    for number in range(1, 500):
        condition = mou.AllOf([mou.OtherInForce(one.id) for one in chain[-2:]])
        term = mou.Term(entry_into_force=condition, duration=mou.Indefinite())
        chain.append(attrs.evolve(first, id=f"agreement-{number}", term=term))

    def ask():
        assert mou.lifecycle(chain[-1], others=chain).entered_into_force_on == date(2000, 1, 1)

    ends("chain", ask)


def test_a_notice_that_is_suspended_for_longer_than_any_period_can_be():
    """A `Period` is at most 1,000 years long, but the days between two days can be more."""
    for until, expected in (("3200-01-01", date(3200, 7, 1)), ("9999-12-30", None)):
        acts = [mou.Act("accession", "1990-01-01", by=one) for one in STATES[:3]]
        acts.append(mou.Act("withdrawal", "2000-01-01", by="MYS"))
        acts.append(mou.Act("notice_suspension", "2000-01-02", by="MYS", until=until))
        term = mou.Term(entry_into_force=mou.NthInstrument(2), withdrawal=mou.WithdrawalOnNotice("P6M"))
        agreement = mou.Agreement("suspended", title="Suspended notice", parties=PARTIES[:3], acts=acts, term=term)
        if expected is not None:
            (spell,) = mou.participation(agreement, "MYS").spells
            assert spell.ceases_on == expected
        for name, question in questions(agreement, date(2010, 1, 1)):
            ends(name, question)
