"""Deadlines and extensions: which period a notice counts for, and what an extension leaves as it was.

The rules `from-the-anchor`, `tacit-renewal`, `notice-in-time`, `late-notice` and `extension-of-all`. What is expected
is computed here from the anchor, by python-dateutil.
"""

from datetime import date
from itertools import count

from dateutil.relativedelta import relativedelta
from histories import DAY, days_of, evolved, histories, rarely, shifted
from hypothesis import assume, given, strategies as st

import mou
from mou import Act, ActKind, Status
from mou.dates.days import latest
from mou.dates.periods import Counting, Period
from mou.law.facts import EXPRESSIONS
from mou.model.conditions import is_open
from mou.model.durations import Indefinite
from mou.model.renewals import ExpressRenewal, TacitRenewal
from mou.model.term import Term
from mou.model.withdrawals import WithdrawalOnNotice

BOTH = [mou.Party.state("Malaysia"), mou.Party.state("Japan")]

entries = st.dates(date(1990, 1, 1), date(2030, 12, 31)) | st.sampled_from(
    [date(*numbers) for numbers in ((2020, 2, 29), (2025, 1, 31), (2024, 8, 31), (2021, 2, 28), (2023, 12, 31))]
)
lengths = st.one_of(
    st.builds(Period, years=st.integers(1, 6)),
    st.builds(Period, months=st.integers(1, 30)),
    st.builds(Period, days=st.integers(20, 400)),
    st.builds(Period, weeks=st.integers(3, 30)),
    st.builds(Period, years=st.integers(1, 2), months=st.integers(1, 11), days=st.integers(0, 20)),
)
notices = st.one_of(
    st.builds(Period, months=st.integers(0, 18)),
    st.builds(Period, days=st.integers(0, 200)),
    st.builds(Period, years=st.integers(1, 2)),
    st.builds(Period, months=st.integers(1, 3), days=st.integers(1, 40)),
)


def relative(period, times=1):
    """A period, so many times over, as dateutil adds it: years and months first, then weeks and days."""
    return relativedelta(
        years=period.years * times, months=period.months * times, days=(period.weeks * 7 + period.days) * times
    )


class Renewed:
    """An agreement that is renewed tacitly: its ends, and by when notice must be received for each.

    The k-th end is the anchor, the first period and k renewals, added in one step; where nobody can prevent that
    another period follows, the end needs no notice.
    """

    def __init__(self, entry, first, renewal, notice, times=None):
        self.entry, self.first, self.renewal, self.notice, self.times = entry, first, renewal, notice, times

    def end(self, number):
        return self.entry + (relative(self.first) + relative(self.renewal, number))

    def deadline(self, number):
        """The end less the notice: in whichever order months and days are counted back, the earlier day is safe."""
        end, days = self.end(number), relativedelta(days=self.notice.weeks * 7 + self.notice.days)
        months = relativedelta(years=self.notice.years, months=self.notice.months)
        return min(end - months - days, end - days - months)

    def numbers(self):
        """The numbers of the periods: without an end, or as many as there can be renewals."""
        return count() if self.times is None else range(self.times + 1)

    def running(self, day):
        """The number of the period that runs on a day; of a day after the last, none."""
        return next((number for number in self.numbers() if day <= self.end(number)), None)

    def last_day(self, received):
        """The end for which a notice counts: the first to come whose deadline it meets; the last one comes anyway."""
        for number in self.numbers():
            if received <= self.end(number) and (number == self.times or received <= self.deadline(number)):
                return self.end(number)
        return None

    def has_effect(self, received):
        """Whether a notice of a day changes the end; the last of all comes anyway."""
        end = self.last_day(received)
        return end is not None and (self.times is None or end < self.end(self.times))

    def term(self, at=None):
        clause = None if at is None else WithdrawalOnNotice(self.notice, at=at)
        renewal = TacitRenewal(self.renewal, notice=self.notice, times=self.times)
        return Term(duration=self.first, counting=Counting.FROM_EVENT, renewal=renewal, withdrawal=clause)

    def agreement(self, *acts, at=None):
        return mou.Agreement(
            "renewed",
            title="Renewed",
            kind="mou",
            parties=BOTH,
            acts=[Act.signature(self.entry), *acts],
            term=self.term(at),
        )


@st.composite
def renewed(draw):
    """Tacitly renewed agreements, with notice shorter or longer than their periods."""
    entry, first, renewal, notice = draw(entries), draw(lengths), draw(lengths), draw(notices)
    return Renewed(entry, first, renewal, notice, draw(st.sampled_from((None, None, 1, 4))))


LEAVING = {"non_renewal": None, "withdrawal": "end_of_period", "withdrawal with an unknown clause": None}
leaving = st.sampled_from(sorted(LEAVING))


def noticed(case, how, received, **more):
    return case.agreement(Act(how.split()[0], received, by="MYS", **more), at=LEAVING[how])


@given(renewed(), st.integers(0, 5), leaving)
def test_a_notice_on_the_deadline_counts_for_that_period(case, number, how):
    """For the end whose deadline it is; of several ends with one deadline, as months are clamped, for the first."""
    assume(case.times is None or number < case.times)
    received = case.deadline(number)
    assume(case.entry < received <= case.end(number))
    expected = next(case.end(one) for one in range(number + 1) if received <= min(case.end(one), case.deadline(one)))
    assert case.last_day(received) == expected
    life = mou.lifecycle(noticed(case, how, received))
    assert life.last_day == expected
    assert life.status(expected) is Status.IN_FORCE
    assert life.status(expected + DAY) in {Status.EXPIRED, Status.TERMINATED}


@given(renewed(), st.integers(0, 5), leaving)
def test_a_notice_a_day_later_counts_for_the_first_later_period_whose_deadline_it_meets(case, number, how):
    assume(case.times is None or number < case.times)
    received = case.deadline(number) + DAY
    assume(case.entry < received <= case.end(number))
    expected = case.last_day(received)
    assert expected > case.end(number)
    life = mou.lifecycle(noticed(case, how, received))
    assert life.last_day == expected
    assert life.status(case.end(number) + DAY) is Status.IN_FORCE


@given(renewed(), st.integers(1, 2000), leaving)
def test_a_notice_of_any_day_counts_for_the_first_period_whose_deadline_it_meets(case, days, how):
    received = case.entry + days * DAY
    assume(case.running(received) is not None)
    assert mou.lifecycle(noticed(case, how, received)).last_day == case.last_day(received)


@given(renewed(), st.integers(1, 2000), leaving, st.integers(1, 60))
def test_a_notice_counts_from_its_receipt(case, days, how, after):
    """VCLT 78: whenever it was sent."""
    sent = case.entry + days * DAY
    received = sent + after * DAY
    assume(case.running(received) is not None)
    agreement = noticed(case, how, sent, received_on=received)
    assert mou.lifecycle(agreement).last_day == case.last_day(received)


@rarely
@given(renewed(), st.integers(1, 2000))
def test_both_kinds_of_notice_obey_one_rule(case, days):
    """A notice of non-renewal, a withdrawal at the end of the period, and one whose clause is not known."""
    received = case.entry + days * DAY
    assume(case.has_effect(received))
    agreements = [noticed(case, how, received) for how in LEAVING]
    assert len({mou.lifecycle(agreement).last_day for agreement in agreements}) == 1
    assert len({"late-notice" in {one.code for one in mou.check(agreement)} for agreement in agreements}) == 1


@given(renewed(), st.integers(1, 2000), leaving)
def test_a_notice_is_late_where_the_deadline_of_the_running_period_had_passed(case, days, how):
    """And the finding names that deadline, and the end for which the notice counts."""
    received = case.entry + days * DAY
    assume(case.has_effect(received))
    number = case.running(received)
    late = [one.message for one in mou.check(noticed(case, how, received)) if one.code == "late-notice"]
    assert bool(late) is (received > case.deadline(number))
    for text in late:
        for day in (case.deadline(number), case.last_day(received)):
            assert f"{day.day} {day:%B} {day.year}" in text


@given(renewed(), st.integers(0, 2000))
def test_the_deadline_of_a_day_is_that_of_the_period_that_runs(case, days):
    """`last_day` less `notice`, clamped; none for the last period, after which no renewal comes."""
    day = case.entry + days * DAY
    number = case.running(day)
    assume(number is not None)
    life = mou.lifecycle(case.agreement())
    assert life.period(day).last_day == case.end(number)
    if number == case.times:
        assert life.notice_deadline(day) is None
    elif case.deadline(number) >= case.entry:
        assert life.notice_deadline(day) == case.deadline(number)
    else:  # nobody could have met it
        assert life.notice_deadline(day) in {None, case.deadline(number)}


@given(renewed(), st.integers(0, 2000), st.integers(0, 400))
def test_a_notice_that_is_revoked_before_its_end_leaves_all_as_it_was(case, days, after):
    """VCLT 68."""
    received = case.entry + days * DAY
    assume(case.running(received) is not None)
    revoked = received + after * DAY
    assume(revoked <= case.last_day(received))
    plain = mou.lifecycle(case.agreement())
    acts = [Act("non_renewal", received, by="MYS"), Act("notice_revocation", revoked, by="MYS")]
    life = mou.lifecycle(case.agreement(*acts))
    assert life.last_day == plain.last_day
    assert life.phases == plain.phases
    assert life.period(received) == plain.period(received)


# --- Extensions ---------------------------------------------------------------------------------------------------


def with_acts(agreement, *acts):
    return evolved(agreement, acts=[*agreement.acts, *acts])


def extensions(draw, agreement, agreed_on):
    """An extension of all that is agreed on a day: by a single act, or by each party's own, of which the last counts.

    By single parties only where the record holds no other consents, with which these would make an earlier extension.
    """
    content = draw(
        st.sampled_from(({"period": "P1Y"}, {"period": "P5M"}, {"period": mou.Indefinite()}, {"until": None}))
    )
    if "until" in content:
        content = {"until": shifted(agreed_on, draw(st.integers(0, 1500)))}
    ids = agreement.party_ids
    # Another party's extension, or an option to renew by one party (`ExpressRenewal(by=...)`), makes the act of one day
    # an extension of its own.
    option = agreement.term is not None and isinstance(agreement.term.renewal, ExpressRenewal)
    alone = option or any(act.kind is ActKind.EXTENSION for act in agreement.acts)
    if len(ids) < 2 or alone or draw(st.booleans()):
        return [Act(ActKind.EXTENSION, agreed_on, by=draw(st.sampled_from(((), ids))), **content)]
    days = [shifted(agreed_on, -draw(st.integers(0, 300))), *[agreed_on] * (len(ids) - 1)]
    return [Act(ActKind.EXTENSION, day, by=party, **content) for party, day in zip(ids, days, strict=True)]


@rarely
@given(histories(), st.integers(0, 2500), st.data())
def test_an_extension_changes_no_period_that_was_over_when_it_was_agreed(agreement, days, data):
    """`extension-of-all`: the period, its number, its deadline for notice and the status on each of its days stay."""
    agreed_on = date(2020, 2, 1) + days * DAY
    # An extension that was agreed later can be for a period that was over by then: it would be for another period now.
    assume(not any(act.kind is ActKind.EXTENSION and latest(act.on) >= agreed_on for act in agreement.acts))
    before = mou.lifecycle(agreement)
    after = mou.lifecycle(with_acts(agreement, *extensions(data.draw, agreement, agreed_on)))
    for day in days_of(before):
        period = before.period(day)
        if period is not None and period.last_day is not None and period.last_day < agreed_on:
            assert after.period(day) == period, day
            assert after.notice_deadline(day) == before.notice_deadline(day), day
            assert after.status(day) is before.status(day), day


@given(renewed(), st.integers(0, 3000), lengths)
def test_periods_before_and_after_an_extension(case, days, by):
    """The periods that were over keep their ends; the one that runs is prolonged; renewals go on from there."""
    agreed_on = case.entry + days * DAY
    number = case.running(agreed_on)
    assume(number is not None)
    life = mou.lifecycle(case.agreement(Act(ActKind.EXTENSION, agreed_on, by=["MYS", "JPN"], period=by)))
    first = case.entry
    for place in range(number):
        end, deadline = case.end(place), case.deadline(place)
        period = life.period(end)
        assert (period.first_day, period.last_day, period.renewal) == (first, end, place)
        assert life.notice_deadline(end) == deadline or deadline < case.entry
        first = end + DAY
    extended = relative(case.first) + relative(by)
    prolonged = case.entry + (extended + relative(case.renewal, number))
    assert life.period(agreed_on).last_day == prolonged
    if case.times is None or number < case.times:
        following = case.entry + (extended + relative(case.renewal, number + 1))
        assert life.period(prolonged + DAY).last_day == following
    else:
        assert life.last_day == prolonged


@rarely
@given(renewed(), st.integers(0, 3000), st.integers(0, 400), st.data())
def test_consents_to_an_extension_are_as_an_act_of_all_on_the_last_day(case, days, between, data):
    """`extension-of-all`: two acts of single parties are one extension, which counts from the second."""
    first, content = case.entry + days * DAY, {"period": data.draw(lengths)}
    last = first + between * DAY
    assume(case.running(last) is not None)
    consents = [Act(ActKind.EXTENSION, first, by="MYS", **content), Act(ActKind.EXTENSION, last, by="JPN", **content)]
    apart = mou.lifecycle(case.agreement(*data.draw(st.permutations(consents))))
    together = mou.lifecycle(case.agreement(Act(ActKind.EXTENSION, last, by=["MYS", "JPN"], **content)))
    assert (apart.end.day, apart.phases) == (together.end.day, together.phases)
    for day in days_of(apart, together):
        assert apart.period(day) == together.period(day), day
        assert apart.notice_deadline(day) == together.notice_deadline(day), day


@rarely
@given(histories(), st.integers(0, 2000))
def test_the_extension_of_a_single_party_changes_nothing(agreement, days):
    """`extension-of-all`: without all of them it has no effect, and is a finding."""
    assume(len(agreement.parties) >= 2 and agreement.acts)
    assume(not any(act.kind is ActKind.EXTENSION for act in agreement.acts))
    day, party = date(2020, 2, 1) + days * DAY, agreement.party_ids[0]
    left = {one for act in agreement.acts if act.kind is ActKind.WITHDRAWAL for one in act.by}
    joined = {one for act in agreement.acts if act.kind in EXPRESSIONS for one in act.by}
    needed = joined if is_open(agreement.term.entry_into_force) else set(agreement.party_ids)
    assume(needed - left - {party})
    assume(party not in getattr(agreement.term.renewal, "by", ()))  # by an option, a single party can extend it
    more = with_acts(agreement, Act(ActKind.EXTENSION, day, by=party, period="P1Y"))
    before, after = mou.lifecycle(agreement), mou.lifecycle(more)
    assume(before.parties_bound(day) != (party,))  # who is alone needs no consent of others
    for one, other in ((after.entry, before.entry), (after.end, before.end)):
        assert (one.kind, one.day) == (other.kind, other.day)
    assert after.phases == before.phases
    for on in days_of(before, after):
        assert after.period(on) == before.period(on), on
        assert after.notice_deadline(on) == before.notice_deadline(on), on
    pointer = f"/acts/{len(agreement.acts)}"
    codes = {one.code for one in mou.check(more) if one.pointer == pointer}
    assert codes & {"extension-without-all", "act-without-effect", "after-the-end", "option-not-open"}


@rarely
@given(entries, lengths, st.integers(1, 3000))
def test_twelve_months_after_a_renewal_without_end(entry, first, days):
    """`silent-on-withdrawal`: while an indefinite renewal runs, VCLT 56(2) is the assumption again."""
    end = entry + relative(first)
    received = end + days * DAY
    term = Term(duration=first, counting=Counting.FROM_EVENT, renewal=TacitRenewal(Indefinite(), notice="P1M"))
    acts = [Act.signature(entry, kind="definitive"), Act("withdrawal", received, by="MYS")]
    agreement = mou.Agreement("bit", title="BIT", kind="treaty", parties=BOTH, acts=acts, term=term)
    life = mou.lifecycle(agreement)
    assert life.ceases_on == received + relativedelta(months=12)
    assert life.end.assumptions


@rarely
@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), lengths, lengths, notices, st.integers(-40, 3000))
def test_the_deadline_lies_between_those_of_each_day_of_an_imprecise_date(signed, first, renewal, notice, days):
    """Of which only the month is known: the bounds are the earliest and the latest deadline that its days give."""

    def life(on):
        renewed = TacitRenewal(renewal, notice=notice)
        acts, term = [Act.signature(on)], Term(duration=first, renewal=renewed)
        return mou.lifecycle(mou.Agreement("one", title="One", kind="mou", parties=BOTH, acts=acts, term=term))

    month = f"{signed:%Y-%m}"
    each_day = [signed.replace(day=1) + days * DAY for days in range(31)]
    asked_on = signed + days * DAY
    each = [life(on).notice_deadline(asked_on) for on in each_day if f"{on:%Y-%m}" == month]
    answer = life(month).notice(asked_on)
    known = [day for day in each if day is not None]
    assert answer.earliest == min(known, default=None)
    assert answer.latest == (max(known) if len(known) == len(each) else None)
    assert life(month).notice_deadline(asked_on) == (each[0] if len(set(each)) == 1 else None)
