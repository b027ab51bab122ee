"""The clauses about time: given, explicitly none, or not known; and what can't be true of them."""

import copy
import pickle
from datetime import date, datetime

import attrs
import pytest
from told import places, told

from mou.dates.days import PartialDate
from mou.dates.delays import DayAfter, FirstOfKthMonth, FirstOfMonthAfter
from mou.dates.periods import Counting, Period
from mou.model.conditions import LastNotification, OnConsentOfAll, OnDate, OnSignature
from mou.model.durations import EndsOnEvent, Indefinite, Until, UntilEvent
from mou.model.renewals import ExpressRenewal, NoRenewal, TacitRenewal
from mou.model.term import Anchor, BeforeEntry, LaterParties, NoSurvival, Survival, Term
from mou.model.withdrawals import ExitAt, LockInFrom, NoWithdrawal, WithdrawalOnNotice

DAY = date(2030, 10, 30)


class TestThreeThings:
    """A clause is not known, explicitly none, or given: never one for another."""

    @pytest.mark.parametrize(
        ("field", "none", "given"),
        [
            ("renewal", NoRenewal(), TacitRenewal("P1Y")),
            ("renewal", NoRenewal(), ExpressRenewal()),
            ("withdrawal", NoWithdrawal(), WithdrawalOnNotice("P6M")),
            ("survival", NoSurvival(), Survival("P1Y")),
            ("duration", Indefinite(), Period(years=5)),
        ],
        ids=repr,
    )
    def test_they_are_distinct(self, field, none, given):
        unknown = Term()
        assert None is getattr(unknown, field)
        assert 3 == len({unknown, Term(**{field: none}), Term(**{field: given})})

    def test_all_is_unknown_until_it_is_said(self):
        term = Term()
        assert [None] * 7 == [
            term.entry_into_force,
            term.duration,
            term.counting,
            term.renewal,
            term.withdrawal,
            term.survival,
            term.stated_last_day,
        ]
        assert Anchor.ENTRY_INTO_FORCE is term.anchor


class TestPartiesOfMany:
    """The clauses about who joins, who leaves, and how few may be left."""

    def test_later_parties(self):
        later = LaterParties("P30D", before_entry="own_delay", article="Art. 21(3)")
        assert (Period(days=30), BeforeEntry.OWN_DELAY) == (later.delay, later.before_entry)
        assert later == Term(later_parties=later).later_parties
        assert (None, None, None, None) == attrs.astuple(LaterParties())
        assert None is Term().later_parties

    @pytest.mark.parametrize("value", ["P30D", Period(days=30), NoRenewal(), {}], ids=repr)
    def test_what_is_none(self, value):
        (sentence,) = told(Term, later_parties=value)
        assert sentence.startswith("/later_parties: ")
        assert "; expected a LaterParties" in sentence

    def test_parts_of_it(self):
        assert ["/delay", "/before_entry", "/article"] == places(LaterParties, 30, before_entry="own", article=5)
        assert ['/before_entry: found "later"; expected one of: general, own_delay'] == told(
            LaterParties, before_entry="later"
        )

    def test_how_few(self):
        """Genocide Convention art. XV."""
        assert (16, None) == (Term(minimum_parties=16).minimum_parties, Term().minimum_parties)

    @pytest.mark.parametrize("number", [0, -1, True, 16.0, "16"], ids=repr)
    def test_how_few_is_a_whole_number(self, number):
        assert ["/minimum_parties"] == places(Term, minimum_parties=number)

    def test_what_a_lock_in_runs_from(self):
        clause = WithdrawalOnNotice("P1Y", lock_in="P20Y", lock_in_from="general_entry", article="Art. 13")
        assert (LockInFrom.GENERAL_ENTRY, "Art. 13") == (clause.lock_in_from, clause.article)
        assert LockInFrom.OWN_ENTRY is WithdrawalOnNotice("P1Y").lock_in_from
        assert ["/lock_in_from"] == places(WithdrawalOnNotice, "P1Y", lock_in_from="entry")

    def test_whether_a_conflict_delays_it(self):
        assert WithdrawalOnNotice("P6M", delayed_by_conflict=True).delayed_by_conflict
        assert not WithdrawalOnNotice("P6M").delayed_by_conflict
        assert ["/delayed_by_conflict"] == places(WithdrawalOnNotice, "P6M", delayed_by_conflict="yes")


class TestWhatIsTaken:
    def test_durations(self):
        assert Period(years=5) == Term(duration="P5Y").duration == Term(duration=Period(years=5)).duration
        assert "P14M" == str(Term(duration="P14M").duration)
        assert DAY == Term(duration=Until("2030-10-30")).duration.last_day
        assert PartialDate("2030") == Until("2030").last_day
        assert PartialDate("2012-12-31/..") == Until("2012-12-31/..").last_day

    def test_conditions(self):
        for condition in (OnSignature(), OnDate(DAY), LastNotification(delay="P30D"), OnConsentOfAll()):
            assert condition == Term(entry_into_force=condition).entry_into_force
        assert Period(days=30) == OnSignature(delay="P30D").delay == LastNotification(delay="P30D").delay
        assert FirstOfKthMonth(2) == OnConsentOfAll(delay=FirstOfKthMonth(2)).delay
        assert None is OnSignature().delay
        assert DAY == OnDate("2030-10-30").on
        assert PartialDate("2030-10") == OnDate("2030-10").on

    @pytest.mark.parametrize("anchor", list(Anchor))
    def test_an_anchor_is_an_event(self, anchor):
        assert anchor is Term(anchor=anchor).anchor is Term(anchor=anchor.value).anchor

    @pytest.mark.parametrize("day", ["2030-10-30", DAY])
    def test_an_anchor_is_a_day(self, day):
        assert DAY == Term(anchor=day).anchor

    @pytest.mark.parametrize("counting", list(Counting))
    def test_counting(self, counting):
        assert counting is Term(counting=counting.value).counting

    def test_renewals(self):
        tacit = TacitRenewal("P1Y", notice="P3M", times=2, until="2040-12-31", article="Art. 9")
        kept = Period(years=1), Period(months=3), 2, date(2040, 12, 31), "Art. 9"
        assert kept == (tacit.period, tacit.notice, tacit.times, tacit.until, tacit.article)
        assert Indefinite() == TacitRenewal(Indefinite()).period
        assert not TacitRenewal("P1Y", notice="P0D").notice
        assert (None, Period(years=1)) == (ExpressRenewal().period, ExpressRenewal("P1Y").period)

    @pytest.mark.parametrize(
        "notice", ["P6M", Period(months=6), DayAfter("P6M"), FirstOfMonthAfter("P6M"), FirstOfKthMonth(6)], ids=repr
    )
    def test_notices_of_withdrawal_are_delays(self, notice):
        clause = WithdrawalOnNotice(notice, lock_in="P3Y", at="end_of_period")
        assert (Period(years=3), ExitAt.END_OF_PERIOD) == (clause.lock_in, clause.at)
        assert (Period(months=6) if notice == "P6M" else notice) == clause.notice
        assert (None, ExitAt.ANY_TIME) == (WithdrawalOnNotice(notice).lock_in, WithdrawalOnNotice(notice).at)

    def test_a_notice_may_be_as_long_as_the_duration(self):
        """Twelve months' notice of a term of a year: it must come by its first day."""
        term = Term(duration="P1Y", renewal=TacitRenewal("P1Y", notice="P12M"))
        assert Period(months=12) == term.renewal.notice
        assert Term(duration="P1M", renewal=TacitRenewal("P1M", notice="P31D")).duration

    def test_a_renewal_without_an_end(self):
        assert Indefinite() == Term(duration="P5Y", renewal=TacitRenewal(Indefinite(), notice="P6M")).renewal.period

    def test_a_fixed_last_day_may_be_renewed(self):
        assert Term(duration=Until(DAY), renewal=TacitRenewal("P1Y", notice="P5Y"), anchor=DAY).anchor == DAY

    def test_what_has_no_end_needs_no_renewal(self):
        assert NoRenewal() == Term(duration=Indefinite(), renewal=NoRenewal()).renewal
        assert None is Term(duration=Indefinite()).renewal


class TestWhatCantBeTrue:
    @pytest.mark.parametrize(
        ("term", "sentence"),
        [
            ({"duration": "P0D"}, "/duration: found P0D; expected a period longer than zero"),
            (
                {"duration": Indefinite(), "renewal": TacitRenewal("P1Y")},
                "/renewal: found a renewal; expected no renewal: the duration has no end",
            ),
            (
                {"duration": Indefinite(), "renewal": ExpressRenewal()},
                "/renewal: found a renewal; expected no renewal: the duration has no end",
            ),
            (
                {"duration": Indefinite(), "stated_last_day": "2030-10-30"},
                '/stated_last_day: found "2030-10-30"; expected no last day: the duration has no end',
            ),
            (
                {"duration": Until("2030-10-30"), "anchor": "2030-10-31"},
                '/duration/last_day: found "2030-10-30"; expected a day on or after the anchor, 2030-10-31',
            ),
        ],
        ids=str,
    )
    def test_rules(self, term, sentence):
        assert [sentence] == told(Term, **term)

    def test_both_rules_of_what_has_no_end(self):
        assert ["/renewal", "/stated_last_day"] == places(
            Term, duration=Indefinite(), renewal=TacitRenewal("P1Y"), stated_last_day=DAY
        )

    @pytest.mark.parametrize(
        ("renewal", "sentence"),
        [
            ({"period": "P0D"}, "/period: found P0D; expected a period longer than zero"),
            (
                {"period": Indefinite(), "times": 2, "until": DAY},
                "/times: found a limit; expected no limit: the renewal has no end",
            ),
            (
                {"period": Indefinite(), "until": DAY},
                "/until: found a limit; expected no limit: the renewal has no end",
            ),
            ({"period": "P1Y", "times": 0}, "/times: found 0; expected a whole number, 1 or more"),
            ({"period": "P1Y", "times": True}, "/times: found true; expected a whole number, 1 or more"),
            ({"period": "P1Y", "times": 2.0}, "/times: found 2.0; expected a whole number, 1 or more"),
            ({"period": "P1Y", "times": "2"}, '/times: found "2"; expected a whole number, 1 or more'),
            (
                {"period": None, "times": 1},
                "/times: found a limit; expected no limit: the length of a renewal is not known",
            ),
            ({"period": 12}, '/period: found 12; expected a period or Indefinite; use "P12Y", "P12M" or "P12D"'),
            ({"period": Until(DAY)}, "/period: found an Until; expected a period or Indefinite"),
        ],
        ids=str,
    )
    def test_rules_of_tacit_renewal(self, renewal, sentence):
        assert [sentence] == told(TacitRenewal, **renewal)

    def test_an_express_renewal_by_nothing(self):
        assert ["/period: found P0D; expected a period longer than zero"] == told(ExpressRenewal, "P0D")

    @pytest.mark.parametrize(
        ("field", "value", "expected"),
        [
            ("entry_into_force", "on_signature", "a condition; use mou.clauses.OnSignature()"),
            ("entry_into_force", DAY, f'a condition; use mou.clauses.OnDate("{DAY}")'),
            ("duration", 5, "a period, Until, UntilDayOfYear, UntilEvent or Indefinite"),
            (
                "duration",
                DAY,
                (
                    "a period, Until, UntilDayOfYear, UntilEvent or Indefinite; "
                    f'use mou.Until("{DAY}") for a fixed last day'
                ),
            ),
            ("duration", NoRenewal(), "a period, Until, UntilDayOfYear, UntilEvent or Indefinite"),
            (
                "duration",
                "5 years",
                'an ISO 8601 period of whole years, months, weeks and days, such as P5Y, P18M or P30D; use "P5Y"',
            ),
            ("counting", "from_the_event", 'one of: from_event, from_start_of_day; did you mean "from_event"?'),
            (
                "anchor",
                "entry",
                "entry_into_force, signature, provisional_application, or a valid date, YYYY-MM-DD",
            ),
            (
                "anchor",
                "2023-02-30",
                "entry_into_force, signature, provisional_application, or a valid date, YYYY-MM-DD",
            ),
            (
                "anchor",
                None,
                "entry_into_force, signature, provisional_application, or a valid date, YYYY-MM-DD",
            ),
            (
                "anchor",
                PartialDate("2023"),
                "entry_into_force, signature, provisional_application, or a valid date, YYYY-MM-DD",
            ),
            ("renewal", "none", "NoRenewal, ExpressRenewal or TacitRenewal; use mou.NoRenewal()"),
            ("renewal", NoWithdrawal(), "NoRenewal, ExpressRenewal or TacitRenewal"),
            ("withdrawal", NoRenewal(), "NoWithdrawal or WithdrawalOnNotice"),
            ("withdrawal", "P6M", "NoWithdrawal or WithdrawalOnNotice"),
            ("survival", NoRenewal(), "Survival or NoSurvival"),
            ("survival", "P1Y", "Survival or NoSurvival"),
            ("stated_last_day", "2030-10", "a valid date, YYYY-MM-DD"),
            ("stated_last_day", datetime(2030, 10, 30), "a date without a time of day"),  # noqa: DTZ001
        ],
        ids=str,
    )
    def test_a_clause_of_another_kind(self, field, value, expected):
        """A word, a clause of another field and a wrong type are refused alike, with what may stand there."""
        (sentence,) = told(Term, **{field: value})
        assert f"/{field}" == sentence.partition(":")[0]
        assert sentence.partition("; expected ")[2].startswith(expected)

    def test_parts_of_clauses(self):
        assert ["/notice", "/lock_in", "/at"] == places(WithdrawalOnNotice, "soon", lock_in="P", at="end")
        assert ["/notice"] == places(WithdrawalOnNotice, 6)
        assert ["/delay"] == places(OnSignature, delay=30)
        assert ["/delay"] == places(LastNotification, delay="30 days")
        assert ["/delay"] == places(OnConsentOfAll, delay=DAY)
        assert ["/on"] == places(OnDate, None)
        assert ["/last_day"] == places(Until, None)
        assert ["/period"] == places(Survival, "P0D")
        assert ["/period", "/notice", "/times", "/until"] == places(TacitRenewal, "x", notice="x", times="x", until="x")

    def test_every_field_is_told_at_once(self):
        assert [
            "/entry_into_force",
            "/duration",
            "/counting",
            "/anchor",
            "/renewal",
            "/withdrawal",
            "/survival",
            "/stated_last_day",
        ] == places(
            Term,
            entry_into_force=1,
            duration=1,
            counting=1,
            anchor=1,
            renewal=1,
            withdrawal=1,
            survival=1,
            stated_last_day=1,
        )


@pytest.mark.parametrize(
    "value",
    [
        Term(duration="P5Y", renewal=TacitRenewal("P1Y", notice="P3M"), withdrawal=NoWithdrawal()),
        Term(),
        Until("2030"),
        Indefinite(),
        NoRenewal(),
        ExpressRenewal("P1Y"),
        TacitRenewal(Indefinite()),
        NoWithdrawal(),
        WithdrawalOnNotice("P6M"),
        NoSurvival(),
        Survival("P20Y"),
        OnSignature(),
        OnDate("2030"),
        LastNotification(delay=DayAfter("P1M")),
        OnConsentOfAll(),
    ],
    ids=repr,
)
def test_values(value):
    """Immutable, slotted, equal by value and hashable; a clause is never equal to one of another class."""
    same = attrs.evolve(value)
    assert value == same
    assert 1 == len({value, same})
    for copied in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):  # noqa: S301
        assert value == copied
    assert not hasattr(value, "__dict__")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        value.anything = 1


def test_none_of_one_clause_is_not_none_of_another():
    assert 4 == len({NoRenewal(), NoWithdrawal(), NoSurvival(), Indefinite()})


def test_clauses_are_named():
    """Beyond the first, arguments go by their names: which period is which must be read, not counted."""
    for make in (
        lambda: Term("P5Y", OnSignature()),
        lambda: TacitRenewal("P1Y", "P3M"),
        lambda: WithdrawalOnNotice("P1Y", "P3Y"),
        lambda: OnSignature("P1M", "Art. 1"),
    ):
        with pytest.raises(TypeError):
            make()


class TestEvents:
    """Durations and ends that depend on an event that the text names."""

    @pytest.mark.parametrize("cls", [UntilEvent, EndsOnEvent])
    def test_an_event_has_a_name_and_can_have_a_delay(self, cls):
        assert (None, Period(months=6)) == (cls("completed").delay, cls("completed", delay="P6M").delay)
        assert FirstOfMonthAfter("P1M") == cls("completed", delay=FirstOfMonthAfter("P1M")).delay
        assert ["/event", "/delay"] == places(cls, "not an id", delay="soon")

    def test_the_limits_of_a_duration_are_days_in_order(self):
        day = UntilEvent("completed", not_before="2028-01-01", not_after="2028-01-01")
        assert date(2028, 1, 1) == day.not_before == day.not_after
        assert ['/not_after: found "2027-12-31"; expected a day on or after not_before, 2028-01-01'] == told(
            UntilEvent, "completed", not_before="2028-01-01", not_after="2027-12-31"
        )
        assert ["/not_before", "/not_after"] == places(
            UntilEvent, "completed", not_before="2028", not_after="9999-12-31"
        )

    def test_several_events_can_end_an_agreement(self):
        ends = [EndsOnEvent("joined"), EndsOnEvent("framework-ended", delay="P1Y")]
        assert tuple(ends) == Term("P5Y", ends_on=ends).ends_on
        assert ["/ends_on/1"] == places(Term, "P5Y", ends_on=[ends[0], UntilEvent("joined")])
