"""Registers: what is asked of many agreements agrees with what each one says, and what changed is told."""

from datetime import date

import attrs
import pytest
from hypothesis import given, settings, strategies as st

import mou
from mou import strategies
from mou.answers.milestones import MilestoneKind
from mou.errors import ValidationError
from mou.law.status import Status

few = settings(max_examples=settings().max_examples // 4 or 1)
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))


@few
@given(strategies.registers(), days)
def test_positions_say_what_lifecycles_say(register, on):
    for where in register.positions(on):
        life = where.lifecycle
        if life is None:
            assert where.status is Status.UNKNOWN
            continue
        assert life == register.lifecycle(where.id)
        assert (where.status, where.entered_on, where.last_day) == (
            life.status(on),
            life.entered_into_force_on,
            life.last_day,
        )
        assert where.notice_deadline == life.notice_deadline(on)
    assert [one.id for one in register.in_force(on)] == [
        where.id for where in register.positions(on) if where.status is Status.IN_FORCE
    ]


@few
@given(strategies.registers(imprecise=False), days, st.sampled_from(["P0D", "P30D", "P6M", "P5Y"]))
def test_what_expires_is_what_ends_in_the_window(register, on, within):
    """Whether by the end of each life or by the events in it."""
    through = on + mou.Period.parse(within)
    ends = {
        where.id: where.last_day
        for where in register.positions(on)
        if where.last_day is not None and on <= where.last_day <= through
    }
    found = register.expiring(within, on)
    assert {one.agreement: one.on for one in found} == ends
    assert [one.earliest for one in found] == sorted(one.earliest for one in found)


@few
@given(strategies.registers(), days)
def test_a_wider_window_shows_all_that_a_narrow_one_does(register, on):
    narrow, wide = register.upcoming("P3M", on), register.upcoming("P2Y", on)
    assert set(narrow) <= set(wide)
    assert {one for one in narrow if one.kind is MilestoneKind.NOTICE_DEADLINE} == set(register.notices_due("P3M", on))


@given(strategies.registers())
def test_merging_with_itself_changes_nothing(register):
    assert register == register.merged(register) == mou.Register().merged(register) == register.merged(mou.Register())
    assert register == register.added(*register)
    assert mou.diff(register, register) == ()


@few
@given(strategies.registers(), st.data())
def test_parts_merge_to_the_whole(register, data):
    """Each part has what its agreements speak of; together they have all agreements."""
    chosen = data.draw(st.sets(st.sampled_from([one.id for one in register.agreements]))) if register.agreements else ()
    one = register.filtered(lambda agreement: agreement.id in chosen)
    other = register.filtered(lambda agreement: agreement.id not in chosen)
    both = one.merged(other)
    assert set(both.agreements) == set(register.agreements)
    assert set(both.meetings) <= set(register.meetings)
    assert register == register.merged(one)
    assert not any(change.record == "agreement" for change in mou.diff(register, both))


@few
@given(strategies.registers(), st.data())
def test_an_act_more_is_told_as_that_alone(register, data):
    for agreement in register.agreements:
        act = data.draw(strategies.acts())
        try:
            new = register.add_act(agreement, act)
        except ValidationError:
            continue
        (found,) = (one for one in mou.diff(register, new) if one.id == agreement.id and one.record == "agreement")
        assert (found.kind, len(found.changes), found.corrects_history) == ("changed", 1, False)
        assert found.changes[0].after == mou.dumps(act, indent=None)
        back = mou.diff(new, register)
        assert any(one.corrects_history for one in back if one.id == agreement.id)


@few
@given(strategies.registers(), strategies.registers())
def test_what_is_told_is_what_differs(old, new):
    told = {(one.record, one.id) for one in mou.diff(old, new) if one.changes or one.kind != "changed"}
    names = {"party": "parties", "forum": "forums", "meeting": "meetings", "agreement": "agreements"}
    differ = {
        (word, key)
        for word, name in names.items()
        for key in {one.id for one in getattr(old, name)} | {one.id for one in getattr(new, name)}
        if [one for one in getattr(old, name) if one.id == key] != [one for one in getattr(new, name) if one.id == key]
    }
    assert told == differ


@few
@given(strategies.registers())
def test_a_chain_is_the_same_from_each_of_its_links(register):
    for agreement in register.agreements:
        for link in register.chain(agreement):
            assert agreement in register.chain(link)


@few
@given(strategies.registers(), days)
def test_who_is_bound_is_a_party(register, on):
    for key, bound in register.parties_bound(on).items():
        assert set(bound) <= set(register.agreement(key).party_ids)
        assert bound == register.lifecycle(key).parties_bound(on)


@few
@given(strategies.agreements(), strategies.parties())
def test_a_record_in_conflict_is_refused(agreement, party):
    register = mou.Register(agreements=[attrs.evolve(agreement, signed_at=(), parties=(), acts=(), term=mou.Term())])
    other = attrs.evolve(register.agreements[0], description=f"{agreement.description} and more")
    with pytest.raises(ValidationError) as caught:
        register.added(party, other)
    assert [problem.pointer for problem in caught.value.problems] == ["/1"]
