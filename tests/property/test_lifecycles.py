"""Lifecycles: what holds of every agreement, whatever was done under it and however much of that is known."""

from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise

import attrs
from dateutil.relativedelta import relativedelta
from hypothesis import assume, given, reject, strategies as st

import mou
from mou.answers.course_answers import possible_statuses
from mou.answers.lifecycles import courses_of
from mou.dates.days import PartialDate, earliest
from mou.errors import DateRangeError, ValidationError
from mou.law.explanation import AnswerKind
from mou.law.status import Status
from mou.model.act import ActKind
from mou.strategies import acts, agreements, periods

ENDED = {Status.EXPIRED, Status.TERMINATED}
DAY = timedelta(days=1)
WATCHED = [date(2019, 6, 1) + number * DAY for number in range(4000)]
near_day = st.dates(date(2018, 1, 1), date(2040, 12, 31)) | st.dates(max_value=date(3000, 1, 1))


def around(days):
    """Days, each with those beside it, as far as the calendar goes."""
    numbers = {number for day in days for number in range(day.toordinal() - 1, day.toordinal() + 2)}
    return [date.fromordinal(number) for number in sorted(numbers) if 1 <= number <= date.max.toordinal()]


def telling_days(life):
    """The days of all milestones, and those beside them."""
    days = {day for milestone in life.milestones() for day in (milestone.earliest, milestone.latest) if day}
    found = sorted(around(days))
    return found if len(found) <= 240 else [*found[:120], *found[-120:]]  # of very many, the first and the last


def asked(agreement, day):
    """Every question that can be asked about an agreement, but for its milestones."""
    return (
        lambda: mou.lifecycle(agreement).status(day),
        lambda: mou.lifecycle(agreement).position(day),
        lambda: mou.lifecycle(agreement).period(day),
        lambda: mou.lifecycle(agreement).notice_deadline(day),
        lambda: mou.lifecycle(agreement).ceases_on,
        lambda: mou.lifecycle(agreement).survival_ends_on,
        lambda: mou.lifecycle(agreement).signed_on,
        lambda: str(mou.lifecycle(agreement).explain()),
        lambda: mou.lifecycle(agreement, day),
        lambda: mou.check(agreement, on=day),
    )


@given(agreements(), near_day)
def test_every_question_has_an_answer(agreement, day):
    """Every agreement that can be made has a lifecycle, and an answer to all that is asked about it."""
    for ask in asked(agreement, day):
        ask()
    mou.lifecycle(agreement).milestones()
    mou.lifecycle(agreement).milestones(through=min(day, date(2100, 1, 1)))


edges = st.sampled_from((date.min, date(1, 12, 31), date(9999, 1, 1), date.max))


def moved(record, data):
    """The record with some of its days moved to the edges of the calendar."""
    if isinstance(record, date | PartialDate):
        return data.draw(edges) if data.draw(st.booleans()) else record
    if isinstance(record, tuple):
        return tuple(moved(part, data) for part in record)
    if attrs.has(type(record)) and not isinstance(record, mou.Period | mou.Party | mou.Source):
        return type(record)(
            **{field.name: moved(getattr(record, field.name), data) for field in attrs.fields(type(record))}
        )
    return record


@given(agreements(), st.dates() | edges, st.data())
def test_at_the_edges_of_the_calendar_only_that_is_said(agreement, day, data):
    """A day before the year 1 or after 9999 is the one thing that can't be told; no other error comes."""
    try:
        far = moved(agreement, data)
    except ValidationError:
        reject()  # an end before its start
    for ask in asked(far, day):
        with suppress(DateRangeError):
            ask()
    if not isinstance(far.term.renewal, mou.TacitRenewal):  # renewals of 9,999 years are too many to list
        with suppress(DateRangeError):
            mou.lifecycle(far).milestones()


@given(agreements())
def test_it_ceases_on_the_day_after_the_last(agreement):
    """Half open: `ceases_on` is `last_day` + 1; through the last day it has not ended, from the next day on it has."""
    life = mou.lifecycle(agreement)
    if life.last_day is None:
        assert life.ceases_on is None
        return
    assert life.ceases_on == life.last_day + DAY
    for day in around([life.ceases_on]):
        possible = life.position(day).possible
        assert set(possible) <= ENDED if day >= life.ceases_on else not ENDED & set(possible), (day, possible)


@given(agreements(), near_day)
def test_a_status_is_the_only_possible_one_or_not_known(agreement, day):
    """`status` and `standing` agree; where several are possible the status is UNKNOWN, and the reason is said."""
    life = mou.lifecycle(agreement)
    for on in [*telling_days(life), day]:
        standing = life.position(on)
        assert standing.on == on
        assert standing.status is life.status(on)
        assert standing.reason
        assert standing.possible == (standing.status,) or (
            standing.status is Status.UNKNOWN and len(standing.possible) > 1
        )


@given(agreements(imprecise=False))
def test_the_status_changes_only_on_milestones(agreement):
    """Whoever watches the milestones of a precise record misses no change of its status."""
    life = mou.lifecycle(agreement)
    stones = {milestone.earliest for milestone in life.milestones()}
    assert all(milestone.on == milestone.earliest for milestone in life.milestones())
    for before, after in pairwise(WATCHED):
        assert life.status(before) is life.status(after) or after in stones, after


@given(agreements())
def test_the_status_changes_only_within_the_bounds_of_milestones(agreement):
    """So it is with imprecise records: a change lies between the first and the last day of some milestone.

    A notice can take effect on a day that is not known. The status is then not known from the day after the notice.
    """
    life = mou.lifecycle(agreement)
    spans = [(milestone.earliest, milestone.latest or date.max) for milestone in life.milestones()]
    undated = {leaves.fact.counts_on for course in courses_of(life) for leaves in course.exits if leaves.undated}
    spans += [(day, day + timedelta(days=1)) for day in undated]
    for before, after in pairwise(telling_days(life)):
        if life.status(before) is not life.status(after):
            assert any(first <= after and before < last for first, last in spans), (before, after)


@given(agreements(), near_day)
def test_the_deadline_for_notice_lies_in_the_running_period(agreement, day):
    """No deadline after the last day of the period, and none on it for a notice longer than nothing."""
    life = mou.lifecycle(agreement)
    renewal = agreement.term.renewal
    for on in [*telling_days(life), day]:
        deadline, period = life.notice_deadline(on), life.period(on)
        if deadline is None:
            continue
        assert isinstance(renewal, mou.TacitRenewal)
        assert renewal.notice is not None
        if period is not None and period.last_day is not None:
            assert deadline <= period.last_day
            assert deadline < period.last_day or not renewal.notice


@given(agreements(), st.lists(acts(), max_size=4), near_day, st.data())
def test_what_is_done_later_changes_nothing_about_the_register_as_it_stood(agreement, more, as_of, data):
    """With `as_of`, acts after that day are unseen: the answer is the same whether they are recorded or not."""
    ids = agreement.party_ids
    known = [act for act in agreement.acts if earliest(act.received_on or act.on) <= as_of]
    unseen = [act for act in agreement.acts if act not in known]
    for act in more:
        by = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=1)) if ids else ()
        day = data.draw(st.dates(as_of + DAY, as_of + 4000 * DAY))
        try:
            unseen.append(
                attrs.evolve(
                    act,
                    by=by,
                    on=day,
                    received_on=None,
                    effective_on=None,
                    until=None,
                    signatories=(),
                    id=None,
                    refers_to=None,
                )
            )
        except ValidationError:
            continue  # nobody to do it
    try:
        before, after = (attrs.evolve(agreement, acts=[*known, *others]) for others in ((), unseen))
    except ValidationError:
        reject()  # such as an entry into force after the fixed end
    one, other = mou.lifecycle(before, as_of), mou.lifecycle(after, as_of)
    assert one.entry == other.entry
    assert one.end == other.end
    assert one.milestones() == other.milestones()
    assert one.signed_on == other.signed_on
    for on in [*telling_days(one), as_of]:
        assert attrs.evolve(one.position(on), agreement=after) == other.position(on)


# Of acts done on one day, these build on one another: the last declaration counts, a notice can't be revoked before it
# was given, an obligation not resumed before it was suspended, and each extension begins where the one before ends.
BUILDING = {
    ActKind.CONDITION_MET,
    ActKind.ENTRY_INTO_FORCE,
    ActKind.EXTENSION,
    ActKind.SUSPENSION,
    ActKind.RESUMPTION,
}
ABOUT_NOTICES = {ActKind.NOTICE_REVOCATION, ActKind.NOTICE_SUSPENSION}
NOTICES = {ActKind.NON_RENEWAL, ActKind.WITHDRAWAL} | ABOUT_NOTICES


@given(agreements(), st.data())
def test_the_order_in_which_acts_are_recorded_does_not_matter(agreement, data):
    """The day decides, not the place in the record; of one day, only acts that build on one another keep order."""
    building = BUILDING | NOTICES if any(act.kind in ABOUT_NOTICES for act in agreement.acts) else BUILDING
    kept = iter([act for act in agreement.acts if act.kind in building])
    mixed = data.draw(st.permutations(agreement.acts))
    other = attrs.evolve(agreement, acts=[next(kept) if act.kind in building else act for act in mixed])
    one, two = mou.lifecycle(agreement), mou.lifecycle(other)
    assert (one.entry.day, one.entry.earliest, one.entry.latest) == (
        two.entry.day,
        two.entry.earliest,
        two.entry.latest,
    )
    assert (one.end.day, one.end.earliest, one.end.latest) == (two.end.day, two.end.earliest, two.end.latest)
    for on in {*telling_days(one), *telling_days(two)}:
        assert {*possible_statuses(courses_of(one), on)} == {*possible_statuses(courses_of(two), on)}
        assert one.status(on) is two.status(on)


def relative(period):
    return relativedelta(years=period.years, months=period.months, weeks=period.weeks, days=period.days)


@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)), periods(empty=False), periods(empty=False), st.integers(0, 12))
def test_renewals_do_not_drift(signed, first, then, times):
    """The k-th renewal ends on the anchor + the first period + k renewals, added in one step: dateutil's sum."""
    agreement = mou.Agreement(
        "example",
        title="Example",
        kind="mou",
        parties=[mou.Party.state("Malaysia"), mou.Party.state("Japan")],
        acts=[mou.Act.signature(signed)],
        term=mou.Term(duration=first, renewal=mou.TacitRenewal(then)),
    )
    assume(first.years + then.years * times < 2000)
    expected = signed + (relative(first) + relative(then) * times)
    period = mou.lifecycle(agreement).period(expected)
    assert (period.renewal, period.last_day) == (times, expected)


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


@given(agreements(), st.data())
def test_the_bounds_of_an_imprecise_record_hold_for_every_precise_one_within(agreement, data):
    """Whatever the imprecise dates turn out to be, entry and end lie within the bounds that were told before."""
    loose = mou.lifecycle(agreement)
    try:
        exact = precise(agreement, data)
    except ValidationError:
        reject()  # received before it was sent, until a day before it begins
    tight = mou.lifecycle(exact)
    for before, after in ((loose.entry, tight.entry), (loose.end, tight.end)):
        if before.kind in (AnswerKind.CERTAIN, AnswerKind.NONE):
            assert after.day == before.day
        elif before.kind is AnswerKind.UNCERTAIN:
            assert before.latest is None or after.day is not None
            if after.day is not None:
                assert before.earliest <= after.day <= (before.latest or date.max)
