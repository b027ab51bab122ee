"""Windows for notice, lock-ins on the effect, options, notices that end it for all, and clauses with two meanings."""

from datetime import timedelta

import attrs
import pytest
from records import codes, day, declared, record, signed

import mou
from mou.answers.findings import check
from mou.answers.milestones import MilestoneKind
from mou.answers.reminders import digest
from mou.clauses import (
    AnyOf,
    ExpressRenewal,
    Indefinite,
    LastNotification,
    NoRenewal,
    NoticeWindow,
    NoWithdrawal,
    OnDate,
    OnSignature,
    OtherReading,
    ProvisionalApplication,
    Rider,
    Survival,
    TacitRenewal,
    Until,
    UntilDayOfYear,
    WeightedShare,
    WithdrawalOnNotice,
)
from mou.errors import DateRangeError, ValidationError
from mou.law.explanation import AnswerKind
from mou.law.status import Status
from mou.model.act import Act
from mou.model.clause_words import duration_words, reading_words, renewal_words, survival_words, withdrawal_words
from mou.model.term import Term

ENTERED = "1993-11-04"
ILO = {"lock_in": "P10Y", "lock_in_from": "general_entry", "window": NoticeWindow("P1Y", every="P10Y")}
"""The clause of the conventions of the International Labour Organization, as in No. 170 art. 20."""


def withdrawn(on, **clause):
    """An agreement in force from 4 November 1993, from which Malaysia withdraws on a year's notice."""
    notice = Act("withdrawal", on, by="MYS")
    return record(
        signed("1990-06-01"),
        declared(ENTERED),
        notice,
        duration=Indefinite(),
        withdrawal=WithdrawalOnNotice("P1Y", **clause),
    )


def ceases_on(agreement):
    return mou.lifecycle(agreement).ceases_on


def reported(agreement):
    return [finding.code for finding in check(agreement)]


class TestWindows:
    """Convention No. 170 is in force from 4 November 1993: the windows open on 4 November 2003, 2013, 2023."""

    @pytest.mark.parametrize(
        ("on", "out"),
        [
            ("2003-11-03", None),
            ("2003-11-04", "2004-11-04"),
            ("2004-11-04", "2005-11-04"),
            ("2004-11-05", None),
            ("2006-05-01", None),
            ("2013-11-03", None),
            ("2013-11-04", "2014-11-04"),
            ("2024-11-04", "2025-11-04"),
            ("2024-11-05", None),
        ],
    )
    def test_a_denunciation_counts_within_a_window_only(self, on, out):
        agreement = withdrawn(on, **ILO)
        assert ceases_on(agreement) == (out and day(out))
        assert reported(agreement) == ([] if out else ["early-notice", "notice-without-effect"])

    def test_the_next_window_is_named(self):
        (early, _) = check(withdrawn("2006-05-01", **ILO))
        assert early.message == "the next days on which notice is allowed are 4 November 2013 to 4 November 2014"

    def test_the_steps_cite_the_window(self):
        steps = mou.lifecycle(withdrawn("2013-11-04", **ILO)).end.steps
        texts = [step.text for step in steps if step.pointer == "/term/withdrawal/window"]
        assert texts == ["the days on which notice is allowed are 4 November 2013 to 4 November 2014"]

    def test_a_notice_can_wait_for_the_next_window(self):
        assert ceases_on(withdrawn("2006-05-01", **ILO, not_allowed="waits")) == day("2014-11-04")

    def test_without_an_entry_into_force_the_windows_are_not_known(self):
        agreement = record(
            Act("withdrawal", "2006-05-01", by="MYS"),
            kind="treaty",
            duration=Indefinite(),
            withdrawal=WithdrawalOnNotice("P1Y", **ILO),
        )
        end = mou.lifecycle(agreement).end
        assert end.day == day("2007-04-30")
        text = "notice is allowed; the agreement is not in force, so the first day for notice is not known"
        assert text in [step.text for step in end.assumptions]

    def test_windows_end_with_the_calendar(self):
        window = NoticeWindow("P1Y", every="P900Y")
        assert ceases_on(withdrawn("9500-01-01", lock_in="P10Y", window=window)) == day("9501-01-01")

    @pytest.mark.parametrize(
        ("on", "out"),
        [("2012-01-01", "2013-01-01"), ("2012-05-31", "2013-05-31"), ("2012-06-01", None), ("2012-12-31", None)],
    )
    def test_the_days_of_each_year(self, on, out):
        agreement = withdrawn(on, window=NoticeWindow(first="01-01", last="05-31"))
        assert ceases_on(agreement) == (out and day(out))

    def test_the_days_of_the_next_year(self):
        window = NoticeWindow(first="01-01", last="05-31")
        assert ceases_on(withdrawn("2012-06-01", window=window, not_allowed="waits")) == day("2014-01-01")

    @pytest.mark.parametrize(
        ("given", "where", "expected"),
        [
            ({}, "", "`length` and `every`, or `first` and `last`"),
            ({"length": "P1Y"}, "", "`length` and `every`, or `first` and `last`"),
            ({"length": "P1Y", "every": "P10Y", "first": "01-01"}, "", "`length` and `every`, or `first` and `last`"),
            ({"length": "P1Y", "every": "P1Y"}, "/every", "a time longer than the length, P1Y"),
            ({"first": "06-01", "last": "05-31"}, "/last", "a day on or after 06-01"),
        ],
    )
    def test_what_a_window_cannot_be(self, given, where, expected):
        with pytest.raises(ValidationError) as caught:
            NoticeWindow(**given)
        (problem,) = caught.value.problems
        assert (problem.pointer, problem.expected) == (where, expected)

    def test_a_recurring_window_opens_after_a_lock_in(self):
        with pytest.raises(ValidationError, match="expected `lock_in` or `not_before`, after which it opens"):
            WithdrawalOnNotice("P1Y", window=NoticeWindow("P1Y", every="P10Y"))


class TestLockIns:
    def test_on_the_effect(self):
        """By one year's notice, at the end of the first twenty years or at any time thereafter."""
        clause = {"lock_in": "P20Y", "lock_in_on": "effect"}
        assert ceases_on(withdrawn("2000-01-01", **clause)) == day("2013-11-05")
        assert ceases_on(withdrawn("2012-11-04", **clause)) == day("2013-11-05")
        assert ceases_on(withdrawn("2012-11-06", **clause)) == day("2013-11-06")

    def test_on_the_effect_is_no_lock_in_for_the_notice(self):
        assert reported(withdrawn("2000-01-01", lock_in="P20Y", lock_in_on="effect")) == []

    def test_on_the_effect_at_the_end_of_a_period(self):
        """Periods end on 4 November 1998, 2003, 2008 and so on; the lock-in ends on 4 November 2005."""
        agreement = record(
            signed("1990-06-01"),
            declared(ENTERED),
            Act("withdrawal", "1997-01-01", by="MYS"),
            duration="P5Y",
            renewal=TacitRenewal("P5Y"),
            withdrawal=WithdrawalOnNotice("P1Y", lock_in="P12Y", lock_in_on="effect", at="end_of_period"),
            counting="from_event",
        )
        assert ceases_on(agreement) == day("2008-11-05")
        late = mou.lifecycle(agreement).agreement
        assert ceases_on(late) == ceases_on(agreement)

    def test_on_the_effect_beyond_the_last_period(self):
        agreement = record(
            declared(ENTERED),
            Act("withdrawal", "1995-01-01", by="MYS"),
            duration="P5Y",
            renewal=NoRenewal(),
            withdrawal=WithdrawalOnNotice("P1Y", lock_in="P12Y", lock_in_on="effect", at="end_of_period"),
            counting="from_event",
        )
        assert (
            mou.lifecycle(agreement).end.summary == "Last day in force: 4 November 1998; expired from 5 November 1998"
        )

    def test_on_the_effect_without_an_entry_into_force(self):
        """The first day is declared for one party only: when the agreement entered into force is not known."""
        agreement = record(
            Act("entry_into_force", ENTERED, by="MYS"),
            Act("withdrawal", "2000-01-01", by="MYS"),
            duration=Indefinite(),
            withdrawal=WithdrawalOnNotice("P1Y", lock_in="P20Y", lock_in_on="effect", lock_in_from="general_entry"),
        )
        (spell,) = mou.lifecycle(agreement).participation("MYS").spells
        assert spell.ceases_on == day("2001-01-01")

    def test_from_the_signature(self):
        clause = {"lock_in": "P10Y", "lock_in_from": "signature"}
        assert ceases_on(withdrawn("1999-06-01", **clause)) == day("2001-06-01")
        assert reported(withdrawn("1999-06-01", **clause)) == ["early-notice"]

    def test_from_a_signature_that_is_not_recorded(self):
        agreement = record(
            declared(ENTERED),
            Act("withdrawal", "1999-06-01", by="MYS"),
            duration=Indefinite(),
            withdrawal=WithdrawalOnNotice("P1Y", lock_in="P10Y", lock_in_from="signature"),
        )
        assert ceases_on(agreement) == day("2000-06-01")

    def test_not_before_a_date(self):
        clause = {"not_before": "2050-01-01"}
        assert ceases_on(withdrawn("2049-06-01", **clause)) == day("2051-01-01")
        assert ceases_on(withdrawn("2050-01-02", **clause)) == day("2051-01-02")

    def test_not_before_a_date_or_the_end_of_the_lock_in(self):
        assert ceases_on(withdrawn("1994-06-01", not_before="2000-01-01", lock_in="P10Y")) == day("2004-11-04")
        assert ceases_on(withdrawn("1994-06-01", not_before="2010-01-01", lock_in="P10Y")) == day("2011-01-01")

    def test_an_early_notice_can_be_void(self):
        agreement = withdrawn("2049-06-01", not_before="2050-01-01", not_allowed="void")
        assert ceases_on(agreement) is None
        assert reported(agreement) == ["early-notice", "notice-without-effect"]
        assert check(agreement)[0].message == "notice is allowed from 1 January 2050"


class TestCountedFromTheDate:
    SENT, RECEIVED = "2021-09-03", "2021-09-08"

    def test_of_a_withdrawal(self):
        """120 days from 3 September 2021, and not from its receipt on 8 September."""
        notice = Act("withdrawal", self.SENT, received_on=self.RECEIVED, by="MYS")
        terms = {"duration": Indefinite(), "withdrawal": WithdrawalOnNotice("P120D", counted_from="date")}
        agreement = record(declared("2014-01-01"), notice, **terms)
        life = mou.lifecycle(agreement)
        assert life.ceases_on == day("2022-01-01")
        text = "notice of withdrawal dated 3 September 2021; it counts from its date, not from its receipt"
        assert text in [step.text for step in life.end.steps]
        assert life.agreement is agreement

    def test_of_the_last_notification(self):
        """The fifteenth day from the date on which the last notification was submitted."""
        acts = [
            Act("notification", "2002-09-10", by="MYS"),
            Act("notification", "2002-12-20", received_on="2002-12-31", by="USA"),
        ]
        by_date = LastNotification("P15D", counted_from="date")
        for condition in (by_date, AnyOf([by_date])):
            life = mou.lifecycle(record(*acts, kind="treaty", entry_into_force=condition))
            assert life.entered_into_force_on == day("2003-01-04")
        by_receipt = record(*acts, kind="treaty", entry_into_force=LastNotification("P15D"))
        assert mou.lifecycle(by_receipt).entered_into_force_on == day("2003-01-15")


class TestExtensionsAfterANotice:
    """Of three parties, Malaysia gives notice, and the others extend by a year: without its consent if it has left."""

    def extended(self, notice, on, **clause):
        acts = [
            declared(ENTERED),
            Act("withdrawal", notice, by="MYS"),
            Act("extension", on, by=["JPN", "USA"], period="P1Y"),
        ]
        terms = {"duration": "P40Y", "renewal": NoRenewal(), "counting": "from_event"}
        withdrawal = WithdrawalOnNotice("P1Y", **clause)
        agreement = record(*acts, parties="MYS JPN USA", withdrawal=withdrawal, **terms)
        return str(mou.lifecycle(agreement).last_day)

    @pytest.mark.parametrize(
        ("notice", "on", "clause", "last"),
        [
            ("2006-05-01", "2008-01-01", {}, "2034-11-04"),
            ("2006-05-01", "2008-01-01", ILO, "2033-11-04"),
            ("2004-05-01", "2005-04-30", ILO, "2033-11-04"),
            ("2004-05-01", "2005-05-01", ILO, "2034-11-04"),
            ("1995-01-01", "1997-01-01", {"lock_in": "P10Y"}, "2033-11-04"),
            ("1995-01-01", "2004-11-04", {"lock_in": "P10Y"}, "2034-11-04"),
            ("1995-01-01", "1997-01-01", {"lock_in": "P10Y", "lock_in_on": "effect"}, "2033-11-04"),
            ("1995-01-01", "2003-11-05", {"lock_in": "P10Y", "lock_in_on": "effect"}, "2034-11-04"),
        ],
    )
    def test_a_party_that_has_left_need_not_agree(self, notice, on, clause, last):
        assert self.extended(notice, on, **clause) == last


class TestEndsForAll:
    """One of three parties gives notice."""

    def of_three(self, act, **terms):
        return record(declared("1971-01-01"), act, parties="MYS JPN USA", counting="from_event", **terms)

    def test_against_the_renewal(self):
        notice = Act("non_renewal", "1986-10-20", by="JPN")
        terms = {"duration": "P8Y", "renewal": TacitRenewal("P8Y", ends_for_all=True)}
        life = mou.lifecycle(self.of_three(notice, **terms))
        assert (life.last_day, life.status("1987-01-02")) == (day("1987-01-01"), Status.EXPIRED)
        assert life.parties_bound("1987-01-02") == ()
        assert "the notice of Japan ends it for all parties" in [step.text for step in life.end.steps]

    def test_without_the_clause_the_others_go_on(self):
        notice = Act("non_renewal", "1986-10-20", by="JPN")
        life = mou.lifecycle(self.of_three(notice, duration="P8Y", renewal=TacitRenewal("P8Y")))
        assert life.parties_bound("1987-01-02") == ("MYS", "USA")

    def test_by_withdrawal(self):
        notice = Act("withdrawal", "1986-10-20", by="JPN")
        terms = {"duration": Indefinite(), "withdrawal": WithdrawalOnNotice("P6M", ends_for_all=True)}
        life = mou.lifecycle(self.of_three(notice, **terms))
        assert (life.ceases_on, life.status("1987-05-01")) == (day("1987-04-20"), Status.TERMINATED)

    def test_before_it_is_in_force_nothing_ends(self):
        acts = [signed("2020-01-01", "MYS USA JPN".split(), "subject_to_ratification")]
        notice = Act("withdrawal", "2020-06-01", by="JPN")
        terms = {"duration": Indefinite(), "withdrawal": WithdrawalOnNotice("P6M", ends_for_all=True)}
        agreement = record(*acts, notice, parties="MYS JPN USA", kind="treaty", **terms)
        assert mou.lifecycle(agreement).status("2021-01-01") is Status.SIGNED

    def test_a_notice_without_effect_ends_nothing(self):
        notice = Act("withdrawal", "2049-06-01", by="JPN")
        clause = WithdrawalOnNotice("P6M", not_before="2050-01-01", not_allowed="void", ends_for_all=True)
        assert mou.lifecycle(self.of_three(notice, duration=Indefinite(), withdrawal=clause)).last_day is None


class TestNoticeAgainstRenewal:
    def university(self, *acts, **renewal):
        terms = {"duration": "P4Y", "counting": "from_event", "renewal": TacitRenewal("P2Y", **renewal)}
        return record(declared("2014-10-01"), *acts, **terms)

    def test_by_a_day_of_the_year(self):
        """Five months' notice, to be given by 30 April: five months before 1 October 2018 is 1 May."""
        agreement = self.university(notice="P5M", notice_by="04-30")
        answer = mou.lifecycle(agreement).notice("2015-01-01")
        assert answer.day == day("2018-04-30")
        assert answer.steps[-1].text == (
            "notice must be received at least 5 months before that, and by a fixed day of the year: 30 April 2018"
        )

    def test_by_a_day_of_the_year_without_a_length(self):
        answer = mou.lifecycle(self.university(notice_by="12-31")).notice("2015-01-01")
        assert answer.day == day("2017-12-31")

    @pytest.mark.parametrize(("on", "last"), [("2018-04-30", "2018-10-01"), ("2018-05-01", "2020-10-01")])
    def test_a_notice_after_that_day_is_late(self, on, last):
        notice = Act("non_renewal", on, by="MYS")
        agreement = self.university(notice, notice="P5M", notice_by="04-30")
        assert mou.lifecycle(agreement).last_day == day(last)

    def test_a_day_before_the_calendar(self):
        agreement = record(
            declared("0001-01-02"),
            duration="P1D",
            renewal=TacitRenewal("P1M", notice_by="12-31"),
            counting="from_event",
        )
        with pytest.raises(DateRangeError, match="12-31 of the year 0"):
            mou.lifecycle(agreement).notice("0001-01-02")

    @pytest.mark.parametrize(
        ("on", "last"), [("2018-06-30", None), ("2018-07-03", "2018-10-01"), ("2018-09-01", "2018-10-01")]
    )
    def test_only_within_the_last_days(self, on, last):
        notice = Act("non_renewal", on, by="MYS")
        agreement = self.university(notice, notice="P30D", within="P90D")
        assert mou.lifecycle(agreement).last_day == (last and day(last))
        assert reported(agreement) == ([] if last else ["early-notice", "notice-without-effect"])

    def test_the_deadline_names_the_first_day(self):
        answer = mou.lifecycle(self.university(notice="P30D", within="P90D")).notice("2015-01-01")
        assert answer.day == day("2018-09-01")
        assert answer.steps[-1].text == "notice before 3 July 2018 is too early"

    @pytest.mark.parametrize("renewal", [TacitRenewal, ExpressRenewal])
    def test_the_first_day_comes_before_the_last(self, renewal):
        with pytest.raises(ValidationError, match="a time that is not shorter than the notice, P90D"):
            renewal("P1Y", notice="P90D", within="P30D")


class TestOptions:
    """The licensee, Japan, can extend by two years, once, by notice within 60 days before the end."""

    OPTION = ExpressRenewal("P2Y", by="JPN", notice="P0D", within="P60D", times=1)

    def licence(self, *acts, renewal=OPTION, duration=None):
        return record(
            declared("2015-01-01"), *acts, parties="MYS JPN", duration=duration or Until("2017-12-31"), renewal=renewal
        )

    def extended(self, on, by="JPN"):
        return Act("extension", on, by=by)

    @pytest.mark.parametrize(
        ("on", "last"),
        [
            ("2017-10-31", "2017-12-31"),
            ("2017-11-01", "2019-12-31"),
            ("2017-12-31", "2019-12-31"),
            ("2018-01-01", "2017-12-31"),
        ],
    )
    def test_it_is_used_in_time(self, on, last):
        assert mou.lifecycle(self.licence(self.extended(on))).last_day == day(last)

    def test_the_other_party_has_none(self):
        agreement = self.licence(self.extended("2017-11-20", "MYS"))
        assert mou.lifecycle(agreement).last_day == day("2017-12-31")
        assert reported(agreement) == ["extension-without-all"]

    def test_it_is_used_once(self):
        again = self.extended("2019-12-01")
        agreement = self.licence(self.extended("2017-11-20"), again)
        assert mou.lifecycle(agreement).last_day == day("2019-12-31")
        (finding,) = check(agreement)
        assert finding.message == "extension on 1 December 2019 has no effect: the option can be used 1 time at most"

    def test_a_declaration_that_is_too_early_does_not_use_it(self):
        agreement = self.licence(self.extended("2017-06-01"), self.extended("2017-11-20"))
        assert mou.lifecycle(agreement).last_day == day("2019-12-31")
        assert reported(agreement) == ["option-not-open"]
        steps = [step.text for step in mou.lifecycle(agreement).end.steps]
        assert "only an extension by Japan can prolong it, and none in time is recorded" not in steps

    def test_all_parties_can_still_extend_it(self):
        agreement = self.licence(self.extended("2017-06-01", ["MYS", "JPN"]))
        assert mou.lifecycle(agreement).last_day == day("2019-12-31")

    def test_where_the_end_is_not_known(self):
        agreement = self.licence(self.extended("2017-11-20"), duration=Indefinite(), renewal=None)
        assert mou.lifecycle(agreement).last_day is None
        runs_on = record(declared("2015-01-01"), self.extended("2017-11-20"), parties="MYS JPN", renewal=self.OPTION)
        assert mou.lifecycle(runs_on).end.kind is AnswerKind.UNKNOWN

    def test_it_says_who_can_extend(self):
        steps = [step.text for step in mou.lifecycle(self.licence()).end.steps]
        assert "only an extension by Japan can prolong it, and none is recorded" in steps
        late = [step.text for step in mou.lifecycle(self.licence(self.extended("2017-06-01"))).end.steps]
        assert "only an extension by Japan can prolong it, and none in time is recorded" in late

    def deadlines(self, agreement):
        stones = mou.lifecycle(agreement).milestones()
        return [(stone.on, stone.text) for stone in stones if stone.kind is MilestoneKind.EXTENSION_DEADLINE]

    def test_the_deadline_is_a_milestone(self):
        renewal = ExpressRenewal("P2Y", notice="P60D", times=1)
        text = "last day to extend it beyond 31 December 2017"
        assert self.deadlines(self.licence(renewal=renewal)) == [(day("2017-11-01"), text)]
        used = self.licence(self.extended("2017-09-01", ["MYS", "JPN"]), renewal=renewal)
        assert self.deadlines(used) == []
        early = self.licence(
            self.extended("2017-06-01"), renewal=attrs.evolve(self.OPTION, notice="P60D", within="P90D")
        )
        assert self.deadlines(early) == [(day("2017-11-01"), text)]
        assert self.deadlines(self.licence(renewal=ExpressRenewal("P2Y"))) == []
        ended = self.licence(Act("termination", "2016-01-01"), renewal=renewal)
        assert self.deadlines(ended) == []
        assert self.deadlines(self.licence(renewal=ExpressRenewal(notice="P9Y"))) == []

    def test_the_deadline_is_listed_and_comes_as_a_reminder(self):
        register = mou.Register(agreements=[self.licence(renewal=ExpressRenewal(notice="P60D"))])
        kinds = [event.kind.value for event in register.upcoming("P1Y", "2017-10-01")]
        assert kinds == ["extension_deadline", "last_day", "ceases"]
        reminders = [
            reminder
            for section in digest(register, "2017-10-01", within="P60D").sections
            for reminder in section.reminders
            if reminder.kind == "extension_deadline"
        ]
        (text,) = [reminder.text for reminder in reminders]
        assert text.endswith("ends on 31 December 2017. The last day to extend it is 1 November 2017 (in 31 days).")


class TestDayOfYear:
    @pytest.mark.parametrize(
        ("entered", "after", "last"),
        [
            ("2013-01-01", None, "2013-12-31"),
            ("2013-12-31", None, "2013-12-31"),
            ("2013-03-01", "P3Y", "2016-12-31"),
            ("2012-12-31", "P3Y", "2015-12-31"),
        ],
    )
    def test_to_the_end_of_the_year(self, entered, after, last):
        terms = {"duration": UntilDayOfYear("12-31", after=after), "renewal": NoRenewal(), "counting": "from_event"}
        assert mou.lifecycle(record(declared(entered), **terms)).last_day == day(last)

    def test_a_day_that_is_over_is_in_the_next_year(self):
        life = mou.lifecycle(record(declared("2013-03-01"), duration=UntilDayOfYear("01-31"), renewal=NoRenewal()))
        assert life.last_day == day("2014-01-31")
        assert "it runs to a fixed day of the year: 31 January 2014" in [step.text for step in life.end.steps]

    def test_renewed_year_by_year(self):
        terms = {"duration": UntilDayOfYear("12-31"), "renewal": TacitRenewal("P1Y", notice="P2M")}
        life = mou.lifecycle(record(declared("2013-03-01"), **terms))
        assert life.period("2015-06-01").last_day == day("2015-12-31")
        assert life.notice_deadline("2015-06-01") == day("2015-10-31")

    def test_without_a_beginning_it_is_not_known(self):
        life = mou.lifecycle(record(signed("2013-03-01"), kind="treaty", duration=UntilDayOfYear("12-31")))
        assert life.end.kind is AnswerKind.UNKNOWN

    def test_after_the_calendar(self):
        agreement = record(declared("9999-06-30"), duration=UntilDayOfYear("01-31"))
        with pytest.raises(DateRangeError, match="01-31 of the year 10000"):
            mou.lifecycle(agreement)

    def test_at_least(self):
        life = mou.lifecycle(record(declared("2013-03-01"), duration=UntilDayOfYear("12-31", after="P3Y")))
        steps = [step.text for step in life.end.steps]
        assert (
            "it runs at least 3 years, to 1 March 2016, and then to a fixed day of the year: 31 December 2016" in steps
        )


class TestOtherReadings:
    """A further period of twelve years shall be added: once, or again and again?"""

    ONCE = OtherReading(renewal=TacitRenewal("P12Y", times=1), article="Art. 7", quote="a further period")

    def treaty(self, *acts, others=(ONCE,)):
        terms = {"duration": "P12Y", "renewal": TacitRenewal("P12Y"), "counting": "from_event"}
        return record(declared("1923-09-05"), *acts, kind="treaty", other_readings=others, **terms)

    def test_an_answer_holds_for_all_readings(self):
        life = mou.lifecycle(self.treaty())
        assert life.period("1936-01-01").last_day == day("1947-09-05")
        assert life.status("1947-09-05") is Status.IN_FORCE
        where = life.position("1947-09-06")
        assert where.status is Status.UNKNOWN
        assert set(where.possible) == {Status.IN_FORCE, Status.EXPIRED}
        assert where.reason == (
            "the text can be read in several ways, which leaves open whether it is in force or expired"
        )

    def test_the_end_is_uncertain_and_cites_the_clause(self):
        end = mou.lifecycle(self.treaty()).end
        assert (end.kind, end.earliest, end.latest) == (AnswerKind.UNCERTAIN, day("1947-09-05"), None)
        (step,) = [step for step in end.steps if step.pointer == "/term/other_readings/0"]
        assert (step.article, step.quote) == ("Art. 7", "a further period")

    def test_what_would_settle_it(self):
        (finding,) = check(self.treaty(), on="1950-01-01")
        assert finding.pointer == "/term/other_readings/0"
        assert finding.message.endswith("record the reading of the text on which the parties agree")

    def test_an_act_can_have_an_effect_in_one_reading_only(self):
        notice = Act("non_renewal", "1950-01-01", by="MYS")
        agreement = self.treaty(notice)
        messages = {finding.code: finding.message for finding in check(agreement)}
        text = "whether the non renewal of 1950-01-01 has an effect depends on the reading of the text"
        assert messages["effect-uncertain"] == text

    def test_with_imprecise_dates_as_well(self):
        """A notice in the year 1947: in time for 1947, or for 1959, or after the end."""
        notice = Act("non_renewal", "1947", by="MYS")
        life = mou.lifecycle(self.treaty(notice))
        assert (life.end.earliest, life.end.latest) == (day("1947-09-05"), day("1959-09-05"))
        assert life.notice_deadline("1936-01-01") is None

    def test_one_reading_that_leaves_the_day_open(self):
        """A blank length of notice: the end is not known. If nobody can withdraw, it is the end of the year."""
        for reading, blank in ((NoWithdrawal(), WithdrawalOnNotice(None)), (WithdrawalOnNotice(None), NoWithdrawal())):
            agreement = record(
                signed("2020-01-01"),
                Act("withdrawal", "2020-01-03", by="MYS"),
                duration="P1Y",
                withdrawal=blank,
                other_readings=[OtherReading(withdrawal=reading)],
            )
            end = mou.lifecycle(agreement).end
            assert (end.kind, end.earliest, end.latest) == (AnswerKind.UNCERTAIN, day("2020-01-03"), day("2021-01-01"))
            assert mou.lifecycle(agreement).status("2020-01-03") is Status.IN_FORCE
            assert mou.lifecycle(agreement).status("2020-01-04") is Status.UNKNOWN

    def test_one_reading_without_an_earliest_day(self):
        """In the other reading it enters into force on a day that nothing bounds: no earliest day is certain."""
        agreement = record(
            signed("2020-01-01"),
            duration="P1Y",
            entry_into_force=OnSignature(),
            other_readings=[OtherReading(entry_into_force=OnDate("2020-05-01"), article="Art. 9")],
        )
        assert mou.lifecycle(agreement).entry.earliest == day("2020-01-01")
        unknown = attrs.evolve(agreement.term, other_readings=[OtherReading(entry_into_force=WeightedShare(50))])
        life = mou.lifecycle(attrs.evolve(agreement, term=unknown))
        assert AnswerKind.UNKNOWN is life.entry.kind is life.end.kind

    def test_an_agreement_without_acts(self):
        """In force on a day of 2020, for five years: the deadline is from 1 November 2024 on, or there is none."""
        yearly = {"duration": "P5Y", "renewal": TacitRenewal("P1Y", notice="P2M")}
        agreement = record(
            entry_into_force=OnDate("2020"), other_readings=[OtherReading(renewal=NoRenewal())], **yearly
        )
        notice = mou.lifecycle(agreement).notice("2022-06-01")
        assert (notice.kind, notice.earliest, notice.latest) == (AnswerKind.UNCERTAIN, day("2024-11-01"), None)

    def test_an_agreement_that_waits_for_it(self):
        """The convention is in force on signature by one reading only, so when its protocol is, is not certain."""
        condition = mou.clauses.OtherInForce("record")
        convention = record(
            signed("2020-01-01"),
            duration=Indefinite(),
            entry_into_force=OnSignature(),
            other_readings=[OtherReading(entry_into_force=OnSignature("P30D"))],
        )
        protocol = mou.Agreement(
            "protocol",
            title="Protocol",
            kind="mou",
            parties=convention.parties,
            acts=[signed("2020-01-01")],
            term=Term(Indefinite(), entry_into_force=condition),
        )
        assert mou.lifecycle(protocol, others=[convention, protocol]).entry.kind is AnswerKind.UNKNOWN

    def test_a_reading_needs_a_clause(self):
        with pytest.raises(ValidationError, match="found no clause; expected at least one of entry_into_force"):
            OtherReading(quote="words")

    def test_a_reading_must_fit_the_term(self):
        with pytest.raises(ValidationError) as caught:
            Term(Indefinite(), other_readings=[OtherReading(renewal=TacitRenewal("P1Y"))])
        assert [problem.pointer for problem in caught.value.problems] == ["/other_readings/0"]

    def test_the_reason_of_the_first_day_of_several(self):
        agreement = record(
            signed("2020-01-01"),
            duration=Indefinite(),
            entry_into_force=OnSignature(),
            other_readings=[OtherReading(entry_into_force=OnSignature("P30D"))],
        )
        life = mou.lifecycle(agreement)
        assert (life.entry.earliest, life.entry.latest) == (day("2020-01-01"), day("2020-01-31"))
        assert life.position("2020-01-15").reason.startswith("the text can be read in several ways")

    def test_readings_with_different_reasons(self):
        """Not in force by either reading, for different reasons."""
        agreement = record(
            signed("2020-01-01", "MYS"),
            kind="treaty",
            duration=Indefinite(),
            entry_into_force=OnSignature(),
            other_readings=[OtherReading(entry_into_force=LastNotification())],
        )
        reason = mou.lifecycle(agreement).position("2021-01-01").reason
        assert reason.endswith("(earliest reading of the text)") or "no signature" in reason


class TestRiders:
    BREACH = Rider("end", "ends at once for a serious breach", article="Art. 9", quote="in case of breach")
    REVIEW = Rider("review", "reviewed every year")
    APPLIED = Rider("entry_into_force", "applied from 23 October 2012")
    SAID = "the text also says: ends at once for a serious breach"

    def mou(self, *riders):
        return record(signed("2020-01-01"), duration="P5Y", renewal=NoRenewal(), riders=riders)

    def test_those_that_touch_an_answer_are_repeated(self):
        life = mou.lifecycle(self.mou(self.BREACH, self.REVIEW, self.APPLIED))
        (step,) = [step for step in life.end.steps if step.pointer == "/term/riders/0"]
        assert (step.text, step.article) == (f"{self.SAID}; no date is computed from it", "Art. 9")
        assert [step.pointer for step in life.entry.steps if "also says" in step.text] == ["/term/riders/2"]
        assert not any("also says" in step.text for step in life.notice("2021-01-01").steps)

    def test_a_status_that_hangs_on_one_says_so(self):
        life = mou.lifecycle(self.mou(self.BREACH, self.REVIEW))
        assert life.position("2021-01-01").reason == f"in force since 1 January 2020; {self.SAID}"
        assert life.explain_status("2021-01-01").summary == life.position("2021-01-01").reason
        assert "also says" not in life.position("2026-01-01").reason
        assert "also says" not in life.position("2019-01-01").reason

    def test_they_change_no_answer(self):
        with_rider, without = mou.lifecycle(self.mou(self.BREACH)), mou.lifecycle(self.mou())
        assert (with_rider.last_day, with_rider.phases) == (without.last_day, without.phases)
        assert codes(with_rider.end) == codes(without.end)


class TestWords:
    """The clauses in words, as `mou show` and the page print them."""

    @pytest.mark.parametrize(
        ("words", "term", "text"),
        [
            (duration_words, Term(UntilDayOfYear("12-31")), "to the next 31 December"),
            (duration_words, Term(UntilDayOfYear("12-31", after="P3Y")), "at least 3 years, to the next 31 December"),
            (
                renewal_words,
                Term("P1Y", renewal=TacitRenewal("P1Y", notice="P5M", notice_by="04-30")),
                "tacit, by 1 year, unless notice is given 5 months before the end and by 30 April",
            ),
            (
                renewal_words,
                Term("P1Y", renewal=TacitRenewal("P1Y", notice_by="04-30")),
                "tacit, by 1 year, unless notice is given by 30 April",
            ),
            (
                renewal_words,
                Term("P1Y", renewal=ExpressRenewal("P2Y", by=["JPN"], notice="P30D", times=2)),
                "only by an extension, 2 years each, by declaration of JPN, 30 days before the end, at most 2 times",
            ),
            (
                renewal_words,
                Term("P1Y", renewal=ExpressRenewal(within="P60D")),
                "only by an extension, only within the last 60 days",
            ),
            (renewal_words, Term("P1Y", renewal=ExpressRenewal()), "only by an extension"),
            (
                renewal_words,
                Term("P1Y", renewal=TacitRenewal("P1Y", notice="P30D", within="P90D", ends_for_all=True)),
                (
                    "tacit, by 1 year, unless notice is given 30 days before the end, only within the last 90 days, "
                    "for all parties if any of them gives notice"
                ),
            ),
            (
                renewal_words,
                Term("P1Y", renewal=TacitRenewal("P1Y", notice="P6M", later_notice="P3M")),
                "tacit, by 1 year, unless notice is given 6 months before the end (3 months from the first renewal on)",
            ),
            (
                withdrawal_words,
                Term(withdrawal=WithdrawalOnNotice("P9M", delayed_while="shortage")),
                "on notice, with effect 9 months after, put off while shortage lasts",
            ),
            (
                withdrawal_words,
                Term(withdrawal=WithdrawalOnNotice("P1Y", **ILO)),
                (
                    "on notice, with effect 1 year after, not in the first 10 years in force, "
                    "only within 1 year in every 10 years"
                ),
            ),
            (
                withdrawal_words,
                Term(withdrawal=WithdrawalOnNotice("P1Y", counted_from="date")),
                "on notice, with effect 1 year after, counted from the date of the notice",
            ),
            (
                withdrawal_words,
                Term(withdrawal=WithdrawalOnNotice("P1Y", ends_for_all=True)),
                "on notice, with effect 1 year after, for all parties if any of them gives notice",
            ),
            (
                withdrawal_words,
                Term(
                    withdrawal=WithdrawalOnNotice("P1Y", lock_in="P2Y", lock_in_on="effect", lock_in_from="signature")
                ),
                "on notice, with effect 1 year after, not with effect in the first 2 years after signature",
            ),
            (
                withdrawal_words,
                Term(
                    withdrawal=WithdrawalOnNotice(
                        "P1Y", not_before="2050-01-01", window=NoticeWindow(first="01-01", last="05-31")
                    )
                ),
                "on notice, with effect 1 year after, not before 1 January 2050, only from 1 January to 31 May",
            ),
            (survival_words, Term(survival=Survival()), "for a time that is not stated"),
            (
                survival_words,
                Term(survival=Survival("P2Y", of="confidentiality")),
                "2 years after the end: confidentiality",
            ),
        ],
        ids=lambda value: value if isinstance(value, str) else getattr(value, "__name__", ""),
    )
    def test_a_clause(self, words, term, text):
        assert words(term) == text

    def test_another_reading(self):
        term = Term("P1Y", renewal=TacitRenewal("P1Y"))
        reading = OtherReading(duration="P2Y", withdrawal=NoWithdrawal())
        assert reading_words(term, reading) == "duration: 2 years; withdrawal: the text says nothing"

    def test_survival_without_a_length_has_no_last_day(self):
        agreement = record(signed("2020-01-01"), duration="P1Y", renewal=NoRenewal(), survival=Survival(of="work"))
        assert mou.lifecycle(agreement).survival_ends_on is None


class TestDelayedWhile:
    """Nine months' notice; if a state of oil shortage exists then, on the first day after it is over."""

    def ended(self, *events, **more):
        notice = Act("withdrawal", "2021-10-18", by="MYS")
        clause = WithdrawalOnNotice("P9M", delayed_while="shortage", **more)
        return record(declared("2009-04-16"), notice, *events, duration=Indefinite(), withdrawal=clause)

    def shortage(self, on, until=None):
        return Act("event", on, id="shortage", until=until)

    @pytest.mark.parametrize(
        ("on", "until", "out"),
        [
            ("2022-06-01", "2022-09-14", "2022-09-15"),
            ("2022-07-18", "2022-07-18", "2022-07-19"),
            ("2022-06-01", "2022-07-17", "2022-07-18"),
            ("2022-07-19", "2022-09-14", "2022-07-18"),
            ("2022-07-19", None, "2022-07-18"),
            ("2022-06-01", None, None),
        ],
    )
    def test_the_day(self, on, until, out):
        agreement = self.ended(self.shortage(on, until))
        assert ceases_on(agreement) == (out and day(out))

    def test_without_the_event_it_is_assumed_not_to_have_happened(self):
        end = mou.lifecycle(self.ended()).end
        assert end.day == day("2022-07-17")
        text = "the event shortage, which would put it off, has not happened, because it is not recorded"
        assert text in [step.text for step in end.assumptions]

    def test_the_steps(self):
        steps = [step.text for step in mou.lifecycle(self.ended(self.shortage("2022-06-01", "2022-09-14"))).end.steps]
        assert "it is put off until shortage is over: 15 September 2022" in steps
        (finding,) = check(self.ended(self.shortage("2022-06-01")))
        assert finding.message == "it is put off until shortage is over, and its last day is not recorded"

    def test_the_event_is_named_by_the_clause(self):
        assert reported(self.ended(self.shortage("2022-06-01", "2022-09-14"))) == []

    def test_at_the_end_of_a_period_as_well(self):
        """The period ends on 16 April 2023, in the shortage, which ends on 14 May."""
        notice = Act("withdrawal", "2021-10-18", by="MYS")
        clause = WithdrawalOnNotice("P9M", delayed_while="shortage", at="end_of_period")
        event = self.shortage("2023-04-01", "2023-05-14")
        terms = {"duration": "P1Y", "renewal": TacitRenewal("P1Y"), "counting": "from_event", "withdrawal": clause}
        assert ceases_on(record(declared("2009-04-16"), notice, event, **terms)) == day("2023-05-15")


class TestTwoLengthsOfNotice:
    """Six months before the end of the first period, three before the end of any renewal."""

    def university(self, *acts):
        renewal = TacitRenewal("P1Y", notice="P6M", later_notice="P3M")
        return record(declared("2014-10-01"), *acts, duration="P4Y", counting="from_event", renewal=renewal)

    def test_the_deadlines(self):
        life = mou.lifecycle(self.university())
        assert life.notice_deadline("2015-01-01") == day("2018-04-01")
        assert life.notice_deadline("2018-12-01") == day("2019-07-01")
        step = life.notice("2018-12-01").steps[-1]
        assert (step.text, step.pointer) == (
            "notice must be received at least 3 months before that, by 1 July 2019",
            "/term/renewal/later_notice",
        )

    @pytest.mark.parametrize(
        ("on", "last"),
        [
            ("2018-04-01", "2018-10-01"),
            ("2018-04-02", "2019-10-01"),
            ("2019-07-01", "2019-10-01"),
            ("2019-07-02", "2020-10-01"),
        ],
    )
    def test_a_notice(self, on, last):
        assert mou.lifecycle(self.university(Act("non_renewal", on, by="MYS"))).last_day == day(last)

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"later_notice": "P3M"}, "`notice` as well, for the first period"),
            ({"notice": "P1M", "later_notice": "P2Y"}, "a time no longer than P1M and a renewal of P1Y"),
        ],
    )
    def test_what_it_cannot_be(self, fields, expected):
        with pytest.raises(ValidationError, match=expected):
            TacitRenewal("P1Y", **fields)

    def test_without_an_end_there_is_no_second_notice(self):
        assert TacitRenewal(Indefinite(), notice="P1M", later_notice="P2Y").later_notice.years == 2


class TestProvisionalApplicationByClause:
    """Until its entry into force it shall be applied provisionally."""

    NOTIFIED = (Act("notification", "1994-11-30", by="MYS"), Act("notification", "1995-06-12", by="USA"))

    def treaty(self, *acts, **clause):
        terms = {"entry_into_force": LastNotification(), "duration": Indefinite()}
        provisional = ProvisionalApplication(**clause)
        return record(*acts, kind="treaty", provisional=provisional, **terms)

    def test_from_signature_to_entry(self):
        life = mou.lifecycle(self.treaty(signed("1994-05-05"), *self.NOTIFIED))
        assert [(phase.status.value, phase.first_day) for phase in life.phases[1:]] == [
            ("provisional", day("1994-05-05")),
            ("in_force", day("1995-06-12")),
        ]
        assert check(life.agreement) == ()

    def test_from_a_date_or_a_later_signature(self):
        acts = [signed("1994-05-01", "MYS"), signed("1994-06-01", "USA")]
        life = mou.lifecycle(self.treaty(*acts, since="1994-05-05"))
        statuses = [life.status(on).value for on in ("1994-05-31", "1994-06-01")]
        assert statuses == ["negotiated", "provisional"]
        (milestone, _) = [stone for stone in life.milestones() if stone.kind == "provisional_application"]
        assert (milestone.on, milestone.party) == (day("1994-05-05"), "MYS")

    def test_to_a_date(self):
        life = mou.lifecycle(self.treaty(signed("1994-05-05"), until="1996-05-04"))
        assert [life.status(on).value for on in ("1996-05-04", "1996-05-05")] == ["provisional", "signed"]
        late = mou.lifecycle(self.treaty(signed("1997-05-05"), until="1996-05-04"))
        assert late.status("1997-05-05") is Status.SIGNED

    def test_the_status_is_explained(self):
        life = mou.lifecycle(self.treaty(signed("1994-05-05")))
        steps = [step.text for step in life.explain_status("1994-06-01").steps]
        assert steps[0] == "provisional application for Malaysia from 5 May 1994"

    def test_a_notice_ends_it(self):
        life = mou.lifecycle(self.treaty(signed("1994-05-05"), Act("withdrawal", "1994-09-01", by="MYS")))
        assert [life.status(on).value for on in ("1994-08-31", "1994-09-01")] == ["provisional", "signed"]

    def test_it_cannot_end_before_it_begins(self):
        with pytest.raises(ValidationError, match="a day on or after its first day, 1994-05-05"):
            ProvisionalApplication(since="1994-05-05", until="1994-05-04")

    def test_it_is_kept(self):
        agreement = self.treaty(signed("1994-05-05"), since="1994-05-05")
        assert mou.loads(mou.dumps(agreement)) == agreement


class TestImpreciseDates:
    """Bounds hold for every day that an imprecise date can mean."""

    DAYS = tuple(day("2014-01-01") + timedelta(days) for days in range(365))

    def ends(self, entered, act, **terms):
        return mou.lifecycle(record(declared(entered), act, counting="from_event", **terms)).end

    @pytest.mark.parametrize(
        ("kind", "on", "terms"),
        [
            (
                "non_renewal",
                "2018-03-01",
                {"duration": "P4Y", "renewal": TacitRenewal("P2Y", notice="P5M", notice_by="04-30")},
            ),
            (
                "non_renewal",
                "2018-03-01",
                {"duration": "P4Y", "renewal": TacitRenewal("P2Y", notice="P1M", within="P90D")},
            ),
            (
                "withdrawal",
                "2016-03-15",
                {
                    "duration": Indefinite(),
                    "withdrawal": WithdrawalOnNotice("P1M", lock_in="P1Y", window=NoticeWindow("P1M", every="P1Y")),
                },
            ),
            (
                "withdrawal",
                "2016-03-15",
                {"duration": Indefinite(), "withdrawal": WithdrawalOnNotice("P1M", lock_in="P2Y", not_allowed="void")},
            ),
        ],
        ids=["by a day of the year", "within the last days", "in a window", "after a lock-in"],
    )
    def test_the_end(self, kind, on, terms):
        act = Act(kind, on, by="MYS")
        days = {self.ends(str(entered), act, **terms).day for entered in self.DAYS}
        end = self.ends("2014", act, **terms)
        known = days - {None}
        assert (end.earliest, end.latest) == (min(known), None if None in days else max(known))

    def test_windows_before_the_calendar(self):
        """Counted back from the withdrawal, the lock-in would begin before the year 1."""
        act = Act("withdrawal", "0005-03-15", by="MYS")
        clause = WithdrawalOnNotice("P1M", lock_in="P9Y", window=NoticeWindow("P1M", every="P1Y"))
        end = self.ends("0003", act, duration=Indefinite(), withdrawal=clause)
        assert end.kind is AnswerKind.NONE

    def test_windows_of_each_year_end_with_the_calendar(self):
        clause = WithdrawalOnNotice("P0D", window=NoticeWindow(first="01-01", last="05-31"), not_allowed="waits")
        end = self.ends(
            "2014-01-01", Act("withdrawal", "9999-12-01", by="MYS"), duration=Indefinite(), withdrawal=clause
        )
        assert end.day == day("9999-11-30")
