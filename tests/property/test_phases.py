"""Phases: they cover the calendar, and say of each day what is said when it is asked about alone."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

import mou
from mou import TacitRenewal
from mou.dates.periods import Period
from mou.errors import DateRangeError
from mou.model.durations import Until
from mou.strategies import agreements, registers

DAY = timedelta(days=1)
any_day = st.dates() | st.dates(date(2015, 1, 1), date(2045, 12, 31))


def covering(phases, day):
    """The one phase in which a day lies."""
    (one,) = [one for one in phases if one.first_day <= day and (one.last_day is None or day <= one.last_day)]
    return one


def edges(phases):
    """The first and the last day of each phase, and those beside them."""
    days = {day for one in phases for day in (one.first_day, one.last_day) if day is not None}
    numbers = {number for day in days for number in range(day.toordinal() - 1, day.toordinal() + 2)}
    return [date.fromordinal(number) for number in sorted(numbers) if 1 <= number <= date.max.toordinal()]


def covers_the_calendar(phases):
    """Without gap or overlap, and none is like the one before."""
    assert phases[0].first_day == date.min
    assert phases[-1].last_day is None
    for one, after in pairwise(phases):
        assert one.first_day <= one.last_day
        assert one.last_day + DAY == after.first_day
        assert one.status is not after.status
    return True


def acts_and_beside(agreement):
    """Days on which something may turn, whatever the phases say."""
    life = mou.lifecycle(agreement)
    days = {day for stone in life.milestones() for day in (stone.earliest, stone.latest) if day}
    numbers = {number for day in sorted(days)[:80] for number in range(day.toordinal() - 1, day.toordinal() + 2)}
    return [date.fromordinal(number) for number in numbers if 1 <= number <= date.max.toordinal()]


@given(agreements(), st.lists(any_day, min_size=1, max_size=5))
def test_each_day_has_its_status(agreement, days):
    life = mou.lifecycle(agreement)
    assert covers_the_calendar(life.phases)
    for day in [*days, *edges(life.phases), *acts_and_beside(agreement)]:
        assert covering(life.phases, day).status is life.status(day), day


@settings(max_examples=settings().max_examples // 4 or 1)
@given(registers(), any_day)
def test_so_it_is_with_agreements_that_depend_on_each_other(register, day):
    for agreement in register.agreements:
        life = register.lifecycle(agreement)
        assert covers_the_calendar(life.phases)
        for on in [day, *edges(life.phases)]:
            assert covering(life.phases, on).status is life.status(on), on


@given(agreements(imprecise=False))
def test_a_precise_record_that_tells_all_has_as_many_phases_as_changes(agreement):
    """Watched day by day over the years in which all happens."""
    life = mou.lifecycle(agreement)
    watched = [date(2018, 1, 1) + number * DAY for number in range(5000)]
    changes = [after for before, after in pairwise(watched) if life.status(before) is not life.status(after)]
    assert changes == [one.first_day for one in life.phases if watched[0] < one.first_day <= watched[-1]]


years = st.sampled_from([1, 2, 3, 50, 400, 5000, 9000, 9900, 9989, 9995, 9998, 9999])
lengths = st.sampled_from(["P1D", "P3M", "P1Y", "P5Y", "P90Y", "P1000Y"]).map(Period.parse)


@st.composite
def far(draw):
    """Agreements whose running period, or its deadline, may lie outside the calendar."""
    signed = draw(st.dates()).replace(year=draw(years), day=1)
    length = draw(lengths)
    duration = draw(st.sampled_from([length, Until(signed + 200 * DAY) if signed.year < 9999 else length]))
    shorter = duration if isinstance(duration, Period) else draw(lengths)
    notice = draw(st.sampled_from([None, shorter, Period.parse("P1D")]))
    times = draw(st.sampled_from([None, None, 3]))
    renewal = TacitRenewal(draw(lengths), notice=notice, times=times)
    signature = mou.Act.signature(draw(st.sampled_from([str(signed), str(signed)[:7]])))
    acts = [signature]
    if draw(st.booleans()):
        acts.append(mou.Act("suspension", str(draw(st.dates(signed)))))
    parties = [mou.Party.state("Malaysia"), mou.Party.state("Japan")]
    term = mou.Term(duration=duration, renewal=renewal)
    return mou.Agreement(id="far", title="Far", kind="mou", parties=parties, acts=acts, term=term)


def by_position(agreement, day):
    return mou.position(agreement, day).status


def early(notice, renewal, **more):
    """In force from 5 January of the year 1 to 1 February, then renewed."""
    renewed = TacitRenewal(renewal, notice=notice, **more)
    term = mou.Term(duration=Until(date(1, 2, 1)), renewal=renewed)
    parties = [mou.Party.state("Malaysia"), mou.Party.state("Japan")]
    acts = [mou.Act.signature("0001-01-05")]
    return mou.Agreement(id="early", title="Early", kind="mou", parties=parties, acts=acts, term=term)


@pytest.mark.parametrize("more", [{}, {"times": 7}, {"times": 400}], ids=str)
@pytest.mark.parametrize("renewal", ["P1D", "P1Y", "P9999M"])
def test_a_deadline_before_the_calendar_leaves_the_status_as_it_is(renewal, more):
    """Notice of three months: none counts before a period ends on 1 April at the earliest."""
    for notice in ("P3M", "P1000Y"):
        agreement = early(notice, renewal, **more)
        try:
            phases = mou.lifecycle(agreement).phases
        except DateRangeError:  # the last of the renewals ends past the calendar
            continue
        assert covers_the_calendar(phases)
        for day in [*edges(phases), *(date(1, 1, 1) + number * DAY for number in range(500)), date.max]:
            assert covering(phases, day).status is by_position(agreement, day), day


def test_the_days_on_which_it_is_in_force():
    """Renewed from day to day; that the last day for notice lies before the calendar changes no status."""
    agreement = early("P3M", "P1D", times=400)
    assert [(one.status, one.first_day) for one in mou.lifecycle(agreement).phases] == [
        ("negotiated", date(1, 1, 1)),
        ("in_force", date(1, 1, 5)),
        ("expired", date(2, 3, 9)),
    ]
    assert mou.position(agreement, "0001-02-10").notice_deadline is None
    assert mou.position(agreement, "0001-05-10").notice_deadline == date(1, 2, 10)


@given(far(), st.lists(any_day | st.dates(date(9980, 1, 1)) | st.dates(max_value=date(9, 1, 1)), min_size=1))
def test_periods_outside_the_calendar_change_no_status(agreement, days):
    """`mou.position`, `Lifecycle.status` and the phases say the same."""
    try:
        life = mou.lifecycle(agreement)
    except DateRangeError:
        return
    assert covers_the_calendar(life.phases)
    for day in [*days, *edges(life.phases)]:
        assert covering(life.phases, day).status is life.status(day) is by_position(agreement, day), day
