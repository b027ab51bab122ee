"""The law of treaties: what holds of entry into force, of each party's life and of exits, whatever was done."""

from datetime import date, timedelta
from itertools import pairwise

import attrs
from hypothesis import assume, given, reject, strategies as st

import mou
from mou import Act, ActKind, AllOf, AnswerKind, AnyOf, NthInstrument, Status
from mou.dates.days import PartialDate
from mou.errors import ValidationError
from mou.model.conditions import is_open
from mou.strategies import agreements, conditions, delays, later_parties, registers, terms

DAY = timedelta(days=1)
CONSENTS = [ActKind.RATIFICATION, ActKind.ACCEPTANCE, ActKind.APPROVAL, ActKind.ACCESSION, ActKind.FORMAL_CONFIRMATION]
PARTIES = [mou.Party.state(code) for code in "MYS USA JPN KOR AUS DEU".split()]
near = st.integers(0, 20).map(lambda days: date(2020, 1, 1) + days * DAY)  # so that some fall on one day
some_day = near | st.dates(date(2019, 1, 1), date(2031, 12, 31))


def around(days):
    """Days, each with those beside it. Of very many, the first and the last of them."""
    found = sorted({day + shift * DAY for day in days for shift in (-1, 0, 1)})
    return found if len(found) <= 240 else [*found[:120], *found[-120:]]


def telling_days(*lives):
    """The days on which something happens in any of the lives, and those beside them."""
    return around(
        {day for life in lives for stone in life.milestones() for day in (stone.earliest, stone.latest) if day}
    )


def spells(life, party):
    """The first and last days of a party's spells."""
    return [(one.first_day, one.last_day) for one in life.participation(party).spells]


def all_spells(life):
    return {party: spells(life, party) for party in life.agreement.party_ids}


def same_lives(one, other):
    """The same entry, end, spells of each party, and status on every day that tells."""
    assert one.entered_into_force_on == other.entered_into_force_on
    assert one.last_day == other.last_day
    assert all_spells(one) == all_spells(other)
    for day in telling_days(one, other):
        assert one.status(day) is other.status(day), day
        assert one.parties_bound(day) == other.parties_bound(day), day
        for party in one.agreement.party_ids:
            assert one.participation(party).status(day) is other.participation(party).status(day), (party, day)


@st.composite
def treaties(draw, *, leaving=True, condition=None):
    """Treaties between several parties with exact days that lie close together: some sign, some consent, some leave."""
    parties = draw(st.lists(st.sampled_from(PARTIES), min_size=2, max_size=5, unique=True))
    ids = [party.id for party in parties]
    term = draw(terms(parties=parties, imprecise=False))
    wanted = conditions(parties=parties, imprecise=False) if condition is None else condition(ids)
    term = attrs.evolve(term, entry_into_force=draw(wanted), later_parties=draw(st.none() | later_parties()))
    by = st.sampled_from(ids).map(lambda one: [one])
    kinds = st.sampled_from(mou.SignatureKind) | st.none()
    signed = st.builds(Act.signature, near, by=by, kind=kinds)
    consented = st.builds(Act, st.sampled_from([*CONSENTS, ActKind.SUCCESSION]), some_day, by=by)
    left = st.builds(Act, st.just(ActKind.WITHDRAWAL), some_day, by=by)
    acts = draw(st.lists(signed, max_size=4)) + draw(st.lists(consented, max_size=6))
    acts += draw(st.lists(left, max_size=2)) if leaving else []
    assume(acts)
    return made(draw(st.sampled_from(["treaty", "mou"])), parties, acts, term)


def made(kind, parties, acts, term):
    try:
        return mou.Agreement("treaty", title="Treaty", kind=kind, parties=parties, acts=acts, term=term)
    except ValidationError:
        reject()  # a fixed end before the start


def with_acts(agreement, *more):
    try:
        return attrs.evolve(agreement, acts=[*agreement.acts, *more])
    except ValidationError:
        reject()  # a declared entry into force after a fixed end


@given(treaties(leaving=False), some_day, st.sampled_from(CONSENTS), st.data())
def test_more_instruments_never_make_entry_into_force_later(agreement, day, kind, data):
    """VCLT 24: where nobody leaves, one more consent, by a party that has given none, brings it earlier or nowhere."""
    consented = {one for act in agreement.acts for one in act.by if act.kind in [*CONSENTS, ActKind.SUCCESSION]}
    without = [one for one in agreement.party_ids if one not in consented]
    assume(without)
    before = mou.lifecycle(agreement)
    after = mou.lifecycle(with_acts(agreement, Act(kind, day, by=data.draw(st.sampled_from(without)))))
    if before.entry.day is not None:
        assert after.entry.day is not None
        assert after.entry.day <= before.entry.day


# Of acts of one day these build on one another, in the order of the record: the last declaration or statement is the
# corrected one, a notice can't be revoked before it was given, nor an obligation resumed before it was suspended, and
# each extension begins where the one before ends.
BUILDING = {
    ActKind.ENTRY_INTO_FORCE,
    ActKind.CONDITION_MET,
    ActKind.EXTENSION,
    ActKind.SUSPENSION,
    ActKind.RESUMPTION,
    ActKind.WITHDRAWAL,
    ActKind.NON_RENEWAL,
    ActKind.NOTICE_REVOCATION,
    ActKind.NOTICE_SUSPENSION,
}


def mixed(agreement, data):
    """The same acts in another order; those that build on one another keep theirs."""
    order = data.draw(st.permutations(agreement.acts))
    kept = iter([act for act in agreement.acts if act.kind in BUILDING])
    return attrs.evolve(agreement, acts=[next(kept) if act.kind in BUILDING else act for act in order])


@given(treaties(), st.data())
def test_the_order_of_acts_on_one_day_never_matters(agreement, data):
    """Several on one day: the day decides, for entry into force, the end, every party's spells and every status."""
    same_lives(mou.lifecycle(agreement), mou.lifecycle(mixed(agreement, data)))


@given(agreements(imprecise=False), st.data())
def test_the_order_in_the_record_never_matters_to_any_party(agreement, data):
    """Whatever the agreement: where the record puts an act does not matter, its day does."""
    same_lives(mou.lifecycle(agreement), mou.lifecycle(mixed(agreement, data)))


def test_who_leaves_and_comes_back_on_one_day_has_two_spells():
    """Some left to come back with a reservation, by two instruments of one day: the first to count is the exit."""
    comings = [Act("ratification", "1976-01-01", by=one) for one in ("JPN", "KOR")] + [
        Act("accession", "1980-11-14", by="AUS")
    ]
    leaving, coming_back = Act("withdrawal", "1998-05-26", by="AUS"), Act("accession", "1998-05-26", by="AUS")
    for pair in ([leaving, coming_back], [coming_back, leaving]):
        term = mou.Term(
            entry_into_force=NthInstrument(2, delay="P3M"),
            later_parties=mou.LaterParties("P3M"),
            withdrawal=mou.WithdrawalOnNotice("P3M"),
        )
        life = mou.lifecycle(made("protocol", [PARTIES[i] for i in (2, 3, 4)], comings + pair, term))
        assert spells(life, "AUS") == [(date(1981, 2, 14), date(1998, 8, 25)), (date(1998, 8, 26), None)]


def test_of_several_consents_of_one_day_the_one_that_binds_first_counts():
    """A succession binds from its day, a ratification after a while; in which order they stand does not matter."""
    later = mou.LaterParties("P9M", before_entry="own_delay")
    term = mou.Term(entry_into_force=NthInstrument(1), later_parties=later)
    first = Act("acceptance", "2020-01-18", by="JPN")
    both = [Act(kind, "2020-01-20", by="AUS") for kind in ("ratification", "succession")]
    for pair in (both, both[::-1]):
        life = mou.lifecycle(made("treaty", [PARTIES[2], PARTIES[4]], [first, *pair], term))
        assert spells(life, "AUS") == [(date(2020, 1, 20), None)]


def test_who_sign_together_and_withdraw_on_that_day_have_consented_first():
    """In whichever order they withdraw: the one that comes again later is not enough."""
    signed = Act.signature("2020-08-31", by=["MYS", "USA"], kind="definitive")
    leaving = [Act("withdrawal", "2020-08-31", by=one) for one in ("MYS", "USA")]
    again = Act("succession", "2021-08-31", by="USA")
    for pair in (leaving, leaving[::-1]):
        assert mou.lifecycle(made("mou", PARTIES[:2], [signed, *pair, again], mou.Term())).entry.day is None


def test_who_is_bound_in_between_is_not_known():
    """It was in force for 33 weeks from some day of the century: on a day within it nobody can tell."""
    acts = [Act("condition_met", "20XX"), Act("ratification", "1999-01-01", by="MYS")]
    life = mou.lifecycle(made("mou", PARTIES[:2], acts, mou.Term(duration="P33W")))
    assert life.participation("MYS").is_bound("2051-08-29") is None
    assert life.parties_bound("2051-08-29") == ()


def test_a_revocation_restores_no_other_notice():
    """A second notice revoked by name leaves the first as it is: the consent stays withdrawn."""
    acts = [
        Act.signature("2020-01-01", by="USA", kind="definitive"),
        Act("withdrawal", "2020-01-02", by="USA"),
        Act("withdrawal", "2020-01-03", by="USA", id="second"),
        Act("notice_revocation", "2020-01-04", by="USA", refers_to="second"),
        Act.signature("2020-01-05", by="MYS", kind="definitive"),
    ]
    assert mou.lifecycle(made("mou", PARTIES[:2], acts, mou.Term())).entered_into_force_on is None


def test_a_party_that_consents_again_and_revokes_its_notice_counts_once():
    """Whatever it does on one day, it gives one instrument."""
    acts = [
        Act("ratification", "2020-01-02", by="MYS"),
        Act.signature("2020-01-06", by="MYS", kind="definitive"),
        Act("withdrawal", "2020-01-06", by="MYS"),
        Act("notice_revocation", "2020-01-06", by="MYS"),
    ]
    life = mou.lifecycle(made("treaty", PARTIES[:3], acts, mou.Term(entry_into_force=NthInstrument(2))))
    assert life.entered_into_force_on is None
    assert life.outstanding[0].have == 1


def test_a_consent_that_was_withdrawn_stands_again_from_its_revocation():
    """It was not in force in between, and no act makes it so afterwards."""
    acts = [
        Act.signature("2020-01-01", by="USA", kind="definitive"),
        Act("withdrawal", "2020-01-02", by="USA"),
        Act.signature("2020-01-05", by="MYS", kind="definitive"),
        Act("notice_revocation", "2020-12-31", by="USA"),
    ]
    life = mou.lifecycle(made("mou", PARTIES[:2], acts, mou.Term()))
    assert life.entered_into_force_on == date(2020, 12, 31)
    assert all_spells(life) == {"MYS": [(date(2020, 12, 31), None)], "USA": [(date(2020, 12, 31), None)]}


@given(treaties() | agreements(imprecise=False))
def test_spells_are_in_order_and_never_overlap(agreement):
    """A party that left and came back has spells with days between or none, never on the same day."""
    life = mou.lifecycle(agreement)
    for party in agreement.party_ids:
        own = spells(life, party)
        assert all(first is not None and (last is None or first <= last) for first, last in own)
        for (_, last), (first, _) in pairwise(own):
            assert last is not None
            assert last < first


@given(treaties() | agreements(imprecise=False))
def test_no_spell_outlives_the_agreement(agreement):
    """Who is bound is bound by an agreement in force: every spell ends with it, if not before."""
    life = mou.lifecycle(agreement)
    if life.ceases_on is None:
        return
    for party in agreement.party_ids:
        for one in life.participation(party).spells:
            assert one.ceases_on is not None
            assert one.first_day < one.ceases_on <= life.ceases_on
    assert life.parties_bound(life.ceases_on) == ()


@given(treaties() | agreements())
def test_a_last_day_in_force_is_a_day_in_force(agreement):
    """On the last day it has entered into force and has not ended, or nobody can tell whether it had entered.

    But for two: a term that runs from provisional application has a last day all the same, and a declared entry into
    force stands, even after an end that is recorded as well.
    """
    life = mou.lifecycle(agreement)
    entry, last = life.entry, life.last_day
    if last is None:
        assert not [stone for stone in life.milestones() if stone.kind == "last_day" and stone.on is not None]
        return
    status = life.status(last)
    if any(one.facts.declared for one in life._courses) and (entry.latest or date.max) > last:
        return
    if status is Status.PROVISIONAL:
        from_then = agreement.term.anchor is mou.Anchor.PROVISIONAL_APPLICATION
        assert from_then or entry.kind is AnswerKind.UNKNOWN
        return
    assert status in {Status.IN_FORCE, Status.SUSPENDED, Status.UNKNOWN}
    if entry.kind is AnswerKind.UNKNOWN:
        assert status is Status.UNKNOWN
    else:
        assert entry.earliest is not None
        assert (entry.latest or entry.earliest) <= last
        assert entry.day is None or status is not Status.UNKNOWN


@given(treaties())
def test_who_withdraws_before_entry_into_force_is_bound_by_what_comes_after_alone(agreement):
    """VCLT 18, 24(4): no spell begins by a consent that was taken back; and it takes two to bring it into force."""
    life = mou.lifecycle(agreement)
    for one in life._courses[0].exits:
        if one.bound_from is not None and one.revoked_by is None:
            assert all(first >= one.fact.counts_on for first, _ in spells(life, one.party))
    joined = any(act.kind in (ActKind.ACCESSION, ActKind.SUCCESSION) for act in agreement.acts)
    if life.entry.day is not None and not joined and not is_open(agreement.term.entry_into_force):
        assert len(life.parties_bound(life.entry.day)) >= 2


@given(
    treaties() | agreements(imprecise=False),
    st.sampled_from([ActKind.WITHDRAWAL, ActKind.NON_RENEWAL]),
    some_day,
    st.booleans(),
    st.data(),
)
def test_revoking_a_notice_restores_what_was(agreement, kind, day, named, data):
    """VCLT 68: a notice revoked before it takes effect is as none.

    A consent withdrawn before entry into force has its effect when the next one comes, or a fixed day does, and leaves
    the condition unmet. Where that never comes, it is never too late.
    """
    assume(agreement.acts and agreement.parties)
    assume(all(act.id != "notice" for act in agreement.acts))
    by = data.draw(st.sampled_from(agreement.party_ids))
    notice = Act(kind, day, by=by, id="notice")
    noticed = mou.lifecycle(with_acts(agreement, notice))
    own = [one for one in noticed._courses[0].exits if one.fact.act == notice and one.party == by]
    assume(own and own[0].ceases_on is not None and own[0].revoked_by is None)
    assume(own[0].ceases_on > day or own[0].bound_from is not None)
    pending_until = min(own[0].bound_from or own[0].ceases_on, date(3000, 1, 1))
    entered_on = mou.lifecycle(agreement).entry.day
    if entered_on is not None and day <= entered_on:
        coming = [entered_on, *(act.received_on or act.on for act in agreement.acts)]
        pending_until = min([pending_until, *(max(on, day + DAY) for on in coming if on >= day)])
    eve = max(day, pending_until - DAY)
    when = data.draw(st.sampled_from([day, eve]) | st.dates(day, eve))
    others = [act for act in agreement.acts if act.kind in (ActKind.WITHDRAWAL, ActKind.NON_RENEWAL) and by in act.by]
    refers_to = "notice" if named or others else None
    revocation = Act(ActKind.NOTICE_REVOCATION, when, by=by, refers_to=refers_to)
    same_lives(mou.lifecycle(agreement), mou.lifecycle(with_acts(agreement, notice, revocation)))


@given(treaties() | agreements(imprecise=False), some_day, st.data())
def test_what_is_declared_for_one_party_changes_no_other_life(agreement, day, data):
    """A day on which it entered into force for one party is about that one: all others' spells stay.

    Unless the agreement itself then ends sooner or later, as by that day there are too few parties left, or not yet.
    """
    assume(agreement.acts and len(agreement.parties) >= 2)
    by = data.draw(st.sampled_from(agreement.party_ids))
    before = mou.lifecycle(agreement)
    after = mou.lifecycle(with_acts(agreement, Act(ActKind.ENTRY_INTO_FORCE, day, by=by)))
    assert before.entry.day == after.entry.day
    through = min(before.last_day or date.max, after.last_day or date.max)
    for party in agreement.party_ids:
        if party != by:
            assert cut(spells(before, party), through) == cut(spells(after, party), through)


def cut(own, through):
    """Spells as far as they lie before a day."""
    return [(first, min(last or date.max, through)) for first, last in own if first <= through]


def precise(record, data):
    """The same record with every imprecise date replaced by a day that it can mean."""
    if isinstance(record, PartialDate):
        return data.draw(st.sampled_from((record.earliest, record.latest)) | st.dates(record.earliest, record.latest))
    if isinstance(record, tuple):
        return tuple(precise(part, data) for part in record)
    if attrs.has(type(record)) and not isinstance(record, mou.Period | mou.Party | mou.Source):
        fields = {field.name: precise(getattr(record, field.name), data) for field in attrs.fields(type(record))}
        return type(record)(**fields)
    return record


UNDOING = {
    ActKind.NOTICE_REVOCATION: {ActKind.NON_RENEWAL, ActKind.WITHDRAWAL},
    ActKind.RESUMPTION: {ActKind.SUSPENSION},
    ActKind.STATEMENT_WITHDRAWAL: {ActKind.RESERVATION, ActKind.DECLARATION, ActKind.OBJECTION},
}


def undone_before_it_was_done(record):
    """Whether an act undoes one recorded before it that was only done later: not what an imprecise record means."""
    days = [act.received_on or act.on for act in record.acts]
    return any(
        act.kind in UNDOING.get(other.kind, ()) and days[second] < days[first]
        for second, other in enumerate(record.acts)
        for first, act in enumerate(record.acts[:second])
    )


def within(loose, tight):
    """Whether an answer about an imprecise record holds for a precise one within it."""
    if loose.kind in (AnswerKind.CERTAIN, AnswerKind.NONE):
        return tight.day == loose.day
    if loose.kind is AnswerKind.UNCERTAIN:
        if tight.day is None:
            return loose.latest is None
        return loose.earliest <= tight.day <= (loose.latest or date.max)
    return True


def test_a_notice_of_some_day_is_bounded_beside_other_imprecise_dates():
    """Given the day before its entry into force it is no exit; given on that day, it is one after twelve months."""
    counted = mou.CountedInstruments(except_parties=["MYS", "USA"])
    acts = [
        Act("ratification", "2021", by="MYS"),
        Act("ratification", "2021", by="USA"),
        Act("ratification", "2021-01-07", by="JPN"),
        Act("withdrawal", "202X", by="MYS"),
    ]
    term = mou.Term(entry_into_force=NthInstrument(1, counted=counted))
    (spell,) = mou.lifecycle(made("treaty", PARTIES[:3], acts, term)).participation("MYS").spells
    assert spell.ends.earliest == date(2022, 1, 6)


def test_periods_of_a_thousand_years_before_an_end_are_not_looked_at():
    """A term that runs from an imprecise day to one that far away still has an answer."""
    acts = [Act.signature("2020", by=["MYS", "USA"]), Act("non_renewal", "2020-01-01", by="MYS")]
    term = mou.Term(duration="P1Y", renewal=mou.TacitRenewal("P1Y"), stated_last_day="9999-01-01")
    assert mou.lifecycle(made("mou", PARTIES[:2], acts, term)).end.latest == date(9999, 1, 1)


@given(agreements(), st.data())
def test_the_bounds_of_each_party_hold_for_every_precise_record_within(agreement, data):
    """Whatever the imprecise dates turn out to be, each party's spells lie within the bounds told before."""
    loose = mou.lifecycle(agreement)
    try:
        exact = precise(agreement, data)
    except ValidationError:
        reject()  # received before it was sent, until a day before it begins
    assume(not undone_before_it_was_done(exact))
    tight = mou.lifecycle(exact)
    assert within(loose.entry, tight.entry)
    assert within(loose.end, tight.end)
    for party in agreement.party_ids:
        before, after = loose.participation(party), tight.participation(party)
        assert len(after.spells) <= len(before.spells)
        for one, other in zip(before.spells, after.spells, strict=False):
            assert within(one.begins, other.begins)
            assert within(one.ends, other.ends)
        for day in telling_days(loose, tight):
            assert before.is_bound(day) in (None, after.is_bound(day)), (party, day)
            assert before.status(day) in (Status.UNKNOWN, after.status(day)), (party, day)


@given(agreements() | treaties(), some_day)
def test_who_is_bound_has_it_in_force(agreement, day):
    """`parties_bound`, `is_bound` and `status` of each party tell the same; not known is only what the term leaves."""
    life = mou.lifecycle(agreement)
    for on in [*telling_days(life), day]:
        bound = life.parties_bound(on)
        for party in agreement.party_ids:
            own = life.participation(party)
            status = own.status(on)
            assert (party in bound) is (own.is_bound(on) is True)
            if status in {Status.IN_FORCE, Status.SUSPENDED}:
                assert party in bound
            if party in bound and status not in {Status.IN_FORCE, Status.SUSPENDED}:
                assert status is Status.UNKNOWN
                assert life.status(on) is Status.UNKNOWN or len(life._courses) > 1


@given(agreements(imprecise=False) | treaties())
def test_who_is_bound_changes_only_on_milestones(agreement):
    """Whoever watches the milestones of a precise record misses nobody who comes, comes back or leaves."""
    life = mou.lifecycle(agreement)
    stones = {milestone.on for milestone in life.milestones()}
    for party in agreement.party_ids:
        for one in life.participation(party).spells:
            assert one.first_day in stones
            assert one.ceases_on is None or one.ceases_on in stones


@given(agreements(imprecise=False) | treaties())
def test_something_is_outstanding_where_it_is_known_not_to_be_met(agreement):
    """`outstanding` is empty exactly where there is a day of entry into force, or it can't be told."""
    life = mou.lifecycle(agreement)
    given_up = life.end.summary.startswith("Never ")
    assert bool(life.outstanding) is (life.entry.kind is AnswerKind.NONE and not given_up)


@given(agreements() | treaties(), some_day)
def test_it_would_enter_into_force_on_the_last_instrument_or_after_it(agreement, day):
    """No delay is negative: what is still to come can't bring it about before it comes."""
    life = mou.lifecycle(agreement)
    then = life.would_enter_on(day)
    if life.entry.day is not None:
        assert then == life.entry.day
    elif then is not None and life.entry.kind is not AnswerKind.UNCERTAIN:
        assert then >= day


def nth_of(ids):
    numbers = st.integers(1, min(2, len(ids))).map(lambda fewer: len(ids) + 1 - fewer)
    return st.builds(NthInstrument, numbers, delay=st.none() | delays())


@given(treaties(leaving=False, condition=nth_of), st.integers(0, 400), st.data())
def test_it_would_enter_into_force_as_if_the_missing_instruments_came(agreement, later, data):
    """The n-th instrument: supposing what is lacking is the same as recording it, on the last day or after it."""
    life = mou.lifecycle(agreement)
    assume(life.entry.day is None and not life.end.summary.startswith("Never "))
    day = max(act.on for act in agreement.acts) + later * DAY
    (lack,) = life.outstanding
    without = [one for one in agreement.party_ids if life.participation(one).consented_on is None]
    assert len(agreement.parties) - len(without) == lack.have
    coming = data.draw(st.permutations(without))[: int(lack.need - lack.have)]
    more = [Act(data.draw(st.sampled_from(CONSENTS)), day, by=one) for one in coming]
    assert life.would_enter_on(day) == mou.lifecycle(with_acts(agreement, *more)).entry.day


def entered(agreement, condition):
    term = attrs.evolve(agreement.term, entry_into_force=condition)
    return mou.lifecycle(attrs.evolve(agreement, term=term)).computed_entry.day


several_conditions = st.lists(conditions(parties=PARTIES, imprecise=False), min_size=1, max_size=3)


@given(treaties(leaving=False), several_conditions)
def test_any_of_comes_first_and_all_of_last(agreement, several):
    """The first of several conditions is met with the earliest of them, all of them with the latest."""
    plain = attrs.evolve(agreement, term=mou.Term())
    days = [entered(plain, one) for one in several]
    known = [day for day in days if day is not None]
    assert entered(plain, AnyOf(several)) == min(known, default=None)
    assert entered(plain, AllOf(several)) == (max(known) if len(known) == len(days) else None)


@given(treaties(), several_conditions)
def test_who_withdraws_makes_no_condition_met_sooner(agreement, several):
    """A notice that nobody gives leaves entry into force as it is, or brings it about; and all of them come last."""
    plain = attrs.evolve(agreement, term=mou.Term())
    stayed = attrs.evolve(plain, acts=[act for act in plain.acts if act.kind is not ActKind.WITHDRAWAL])
    assume(stayed.acts)
    for condition in (*several, AnyOf(several), AllOf(several)):
        day, without = entered(plain, condition), entered(stayed, condition)
        assert day is None or (without is not None and without <= day)
    days = [entered(plain, one) for one in several]
    together = entered(plain, AllOf(several))
    if not any(map(is_open, several)):
        assert together is None or all(day is None or day <= together for day in days)


@given(registers(imprecise=False))
def test_agreements_that_wait_for_each_other_have_answers(register):
    """Protocols, parents, and circles of them: each has a life, and none enters into force before what it waits for."""
    for agreement in register.agreements:
        life = register.lifecycle(agreement)
        condition = agreement.term.entry_into_force
        assert life.computed_entry.summary
        if isinstance(condition, mou.OtherInForce) and life.computed_entry.day is not None:
            other = register.lifecycle(condition.agreement).entered_into_force_on
            assert other is not None
            assert other <= life.computed_entry.day


@given(conditions())
def test_conditions_are_read_as_they_are_written(condition):
    """Exact decimals and fractions, dates and names: a condition read again is equal, with the same hash."""
    again = mou.loads(mou.dumps(condition), type(condition))
    assert again == condition
    assert hash(again) == hash(condition)
    assert type(again) is type(condition)
