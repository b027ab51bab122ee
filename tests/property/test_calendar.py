"""Any register as a calendar: what is read again is what its milestones and meetings say, and the same every time."""

from calendars import LATER, STAMP, events, lines_are_sound
from hypothesis import given, settings, strategies as st

from mou import strategies as mst
from mou.answers.milestones import MilestoneKind
from mou.answers.register import Register
from mou.dates.periods import Period
from mou.formats.calendar import to_ical

SPANS = st.tuples(mst.days(imprecise=False), st.sampled_from(["P1Y", "P5Y", "P12Y"]))
ALARMS = st.lists(st.sampled_from(["P0D", "P30D", "P6M"]), max_size=2, unique=True)


def export(register, span, stamp=STAMP, **more):
    return to_ical(register, on=span[0], through=span[1], stamp=stamp, **more)


def milestones(register, agreement, through, kinds):
    found = register.lifecycle(agreement).milestones(through=through)
    return [stone for stone in found if stone.kind in kinds]


@settings(max_examples=60)
@given(mst.registers(), SPANS, ALARMS)
def test_it_is_read_again_as_it_was_written(register, span, alarms):
    made = export(register, span, kinds=MilestoneKind, alarms=alarms)
    lines_are_sound(made.content)
    found = events(made)
    assert len(found) == made.new
    assert made.changed == made.cancelled == made.unchanged == 0
    assert all(event.start < event.end for event in found.values())
    assert all(len(event.walk("VALARM")) == len(alarms) for event in found.values())
    assert not any(event.errors for event in found.values())


@settings(max_examples=60)
@given(mst.registers(imprecise=False), SPANS)
def test_each_milestone_is_one_event_on_its_day(register, span):
    kinds = frozenset(MilestoneKind) - {MilestoneKind.LAST_DAY}  # beside a last day, the end is no event of its own
    made = export(register, span, kinds=kinds, meetings=False)
    left_out = {one.record for one in made.left_out}
    through = span[0] + Period.parse(span[1])
    expected = sorted(
        (stone.on, f"agreement/{agreement.id}")
        for agreement in register.agreements
        if f"agreement/{agreement.id}" not in left_out
        for stone in milestones(register, agreement, through, kinds - {MilestoneKind.NOTICE_DEADLINE})
        if span[0] <= stone.on <= through
    )
    found = sorted(
        (event.start, str(event["X-MOU-RECORD"]))
        for event in events(made).values()
        if event.categories != ["Notice deadline"]
    )
    assert expected == found


@settings(max_examples=60)
@given(mst.registers(), SPANS, ALARMS)
def test_a_second_export_changes_nothing(register, span, alarms):
    first = export(register, span, alarms=alarms)
    second = export(register, span, stamp=LATER, alarms=alarms, previous=first.content)
    assert first.content == second.content


@settings(max_examples=60)
@given(mst.registers(), mst.registers(), SPANS, SPANS)
def test_an_event_never_goes_back(old, new, span, later):
    first = export(old, span)
    second = export(new, later, stamp=LATER, previous=first.content)
    third = export(old, later, stamp=LATER, previous=second.content)
    before = events(first)
    for made in (second, third):
        after = events(made)
        assert before.keys() <= after.keys()
        for uid, event in before.items():
            assert event["SEQUENCE"] <= after[uid]["SEQUENCE"]
            assert (event["SEQUENCE"] == after[uid]["SEQUENCE"]) == (event.to_ical() == after[uid].to_ical())
        before = after
    assert made.content == export(old, later, previous=made.content).content


@settings(max_examples=60)
@given(mst.registers(), SPANS)
def test_an_empty_register_cancels_all_that_is_to_come(register, span):
    first = export(register, span)
    gone = export(Register(), span, stamp=LATER, previous=first.content)
    assert gone.cancelled + gone.unchanged == first.new
    assert all(event["STATUS"] == "CANCELLED" for event in events(gone).values() if event.start >= span[0])
    assert gone.content == export(Register(), span, previous=gone.content).content
