"""Nothing recorded is ignored in silence: every act is named in an explanation, or a finding says why it has no effect.

Rule 14 of the rules of time. What is reported as without effect has none: without that act, every answer is the same.
"""

from histories import cheaply, days_of, histories, pointers_in, without_act
from hypothesis import assume, given, strategies as st

import mou

WITHOUT_EFFECT = {"act-without-effect", "notice-without-effect", "extension-without-all"}
"""The findings that say that an act changes no answer."""


def index_of(pointer):
    """The place of the act that a pointer leads to or into; `None` where it leads elsewhere."""
    parts = (pointer or "").split("/")
    return int(parts[2]) if len(parts) > 2 and parts[1] == "acts" else None


def named(agreement):
    """The places of the acts that some explanation names."""
    life = mou.lifecycle(agreement)
    own = [life.participation(party) for party in agreement.party_ids]
    days = days_of(life)
    pointers = pointers_in(life, own, [life.notice(day) for day in days], [life.standing(day) for day in days])
    pointers |= {statement.pointer for participation in own for statement in participation.statements}
    return {index_of(pointer) for pointer in pointers} - {None}


def found(agreement):
    """The places of the acts at which there is a finding."""
    return {index_of(finding.pointer) for finding in mou.check(agreement)} - {None}


def silent(agreement):
    """The acts of which neither an explanation nor a finding says anything."""
    accounted = named(agreement) | found(agreement)
    return [f"/acts/{place} {act}" for place, act in enumerate(agreement.acts) if place not in accounted]


@cheaply
@given(histories())
def test_every_act_is_accounted_for(agreement):
    assert silent(agreement) == []


@cheaply
@given(histories(imprecise=True))
def test_every_act_of_an_imprecise_record_is_accounted_for(agreement):
    assert silent(agreement) == []


def certain(answer):
    """What an answer says, without the way to it."""
    return answer.certainness, answer.day, answer.earliest, answer.latest


def said(life, days):
    """Every answer about an agreement: on its own, on each day, and of each party."""
    own = {party: life.participation(party) for party in life.agreement.party_ids}
    return {
        "entry": certain(life.entry),
        "end": certain(life.end),
        "survival": life.survival_ends_on,
        "phases": life.phases,
        "spells": {
            party: [(certain(spell.begins), certain(spell.ends)) for spell in one.spells] for party, one in own.items()
        },
        "days": {
            day: (
                life.status(day),
                set(life.standing(day).possible),
                life.period(day),
                certain(life.notice(day)),
                life.notice_deadline(day),
                life.parties_bound(day),
                {party: (one.status(day), one.is_bound(day)) for party, one in own.items()},
            )
            for day in days
        },
    }


def differing(one, other):
    """The questions to which there are two answers."""
    return [key for key in one if one[key] != other[key]]


@cheaply
@given(histories() | histories(imprecise=True), st.data())
def test_without_an_act_that_is_reported_as_without_effect_every_answer_is_the_same(agreement, data):
    places = {index_of(one.pointer) for one in mou.check(agreement) if one.code in WITHOUT_EFFECT} - {None}
    without = {place: less for place in places if (less := without_act(agreement, place)) is not None}
    assume(without)
    place = data.draw(st.sampled_from(sorted(without)))
    before, after = mou.lifecycle(agreement), mou.lifecycle(without[place])
    days = days_of(before, after)
    one, other = said(before, days), said(after, days)
    assert differing(one, other) == [], f"without /acts/{place} {agreement.acts[place]}"


@cheaply
@given(histories(), st.data())
def test_an_act_that_changes_an_answer_is_not_reported_as_without_effect(agreement, data):
    """The other way round: where removing an act changes the entry, the end or a spell, no finding denies that."""
    assume(agreement.acts)
    place = data.draw(st.integers(0, len(agreement.acts) - 1))
    less = without_act(agreement, place)
    assume(less is not None)
    before, after = mou.lifecycle(agreement), mou.lifecycle(less)
    if differing(said(before, ()), said(after, ())):
        codes = {one.code for one in mou.check(agreement) if index_of(one.pointer) == place}
        assert not codes & WITHOUT_EFFECT
        assert place in named(agreement) | found(agreement)


@cheaply
@given(histories())
def test_each_account_is_given_once(agreement):
    """No finding is repeated: an act without effect is reported once, whoever it is by."""
    findings = mou.check(agreement)
    assert len(set(findings)) == len(findings)
    assert len({(one.code, one.pointer, one.message) for one in findings}) == len(findings)
