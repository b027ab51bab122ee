"""The periods of a term: renewals, caps, extensions, stated ends, and by when notice is due."""

import pytest
from records import codes, day, declared, record, signed

import mou
from mou.answers.findings import check
from mou.answers.lifecycles import lifecycle
from mou.answers.shortcuts import expiry_date
from mou.dates.periods import Period
from mou.errors import DateRangeError
from mou.law.explanation import AnswerKind
from mou.law.schedule import Schedule, TermPeriod
from mou.law.status import Status
from mou.model.act import Act
from mou.model.clause_words import renewal_words
from mou.model.durations import Indefinite, Until
from mou.model.party import Party
from mou.model.renewals import ExpressRenewal, NoRenewal, TacitRenewal
from mou.model.term import Term
from mou.model.withdrawals import WithdrawalOnNotice


def periods(life, *days):
    """The ends of the periods that run on some days, and the last days for notice."""
    return [(str(life.period(one).last_day), str(life.notice_deadline(one))) for one in days]


class TestTacitRenewal:
    def test_the_renewal_is_not_the_first_period(self):
        """glpi-project/glpi 15893: from 1 August 2020 for 36 months, then 12 at a time, 3 months' notice.

        The first end is 1 August 2023, not 2026.
        """
        term = {"duration": "P36M", "renewal": TacitRenewal("P12M", notice="P3M")}
        life = lifecycle(record(signed("2020-08-01"), **term))
        assert [
            ("2023-08-01", "2023-05-01"),
            ("2023-08-01", "2023-05-01"),
            ("2024-08-01", "2024-05-01"),
            ("2025-08-01", "2025-05-01"),
        ] == periods(life, "2020-08-01", "2023-08-01", "2023-08-02", "2025-08-01")

    def test_sixty_months_and_twelve(self):
        """glpi-project/glpi 17725: the first renewal ends after 72 months, not after 120."""
        life = lifecycle(record(signed("2018-01-01"), duration="P60M", renewal=TacitRenewal("P12M", notice="P3M")))
        assert [("2023-01-01", "2022-10-01"), ("2024-01-01", "2023-10-01")] == periods(life, "2022-12-31", "2023-12-31")

    @pytest.mark.parametrize("duration", [Until("2025-08-28"), Period.parse("P12M")])
    def test_notice_is_for_the_period_now_running(self, duration):
        """glpi-project/glpi 23084: first end 28 August 2025, 12 months tacit, 2 months' notice.

        On 11 February 2026 the last day for notice is 28 June 2026, not 28 June 2025.
        """
        life = lifecycle(record(signed("2024-08-28"), duration=duration, renewal=TacitRenewal("P12M", notice="P2M")))
        assert [("2025-08-28", "2025-06-28"), ("2026-08-28", "2026-06-28")] == periods(life, "2025-02-11", "2026-02-11")
        assert None is life.last_day

    def test_without_a_limit_there_is_no_last_day_until_somebody_gives_notice(self):
        life = lifecycle(record(signed("2020-01-01"), duration="P1Y", renewal=TacitRenewal("P1Y", notice="P3M")))
        assert (None, AnswerKind.NONE, "No end") == (life.last_day, life.end.kind, life.end.summary)
        assert ["corresponding-date?", "tacit-renewal"] == codes(life.end)
        assert "it is renewed until a party gives notice" == life.end.steps[-1].text
        assert Status.IN_FORCE is life.status("9999-12-31")

    def test_ten_years_then_five(self):
        """Genocide Convention art. XIV, from 12 January 1951: periods to 12 January 2021, 2026 and 2031.

        The last day for notice in the last of these is 12 July 2030.
        """
        term = {"duration": "P10Y", "renewal": TacitRenewal("P5Y", notice="P6M")}
        life = lifecycle(record(declared("1951-01-12"), **term))
        assert [
            ("1961-01-12", "1960-07-12"),
            ("2021-01-12", "2020-07-12"),
            ("2026-01-12", "2025-07-12"),
            ("2031-01-12", "2030-07-12"),
        ] == periods(life, "1951-01-12", "2020-01-01", "2021-01-13", "2030-07-12")
        assert TermPeriod(day("2026-01-13"), day("2031-01-12"), 14) == life.period("2030-01-01")

    def test_five_years_then_five(self):
        """China and Malaysia, tourism, Beijing 15 September 2003 arts 8-11: six months' notice, for either thing.

        Taken here as in effect from its signature.
        """
        term = {
            "parties": "CHN MYS",
            "duration": "P5Y",
            "renewal": TacitRenewal("P5Y", notice="P6M"),
            "withdrawal": WithdrawalOnNotice("P6M"),
        }
        life = lifecycle(record(signed("2003-09-15"), **term))
        assert [("2008-09-15", "2008-03-15"), ("2013-09-15", "2013-03-15")] == periods(life, "2003-09-15", "2008-09-16")
        left = lifecycle(record(signed("2003-09-15"), Act("withdrawal", "2010-01-01", by="CHN"), **term))
        assert day("2010-07-01") == left.ceases_on

    def test_a_year_then_a_year(self):
        """Czechoslovakia and Malaysia, trade, 20 November 1972: a year, then a year, ninety days' notice."""
        term = {"duration": "P1Y", "renewal": TacitRenewal("P1Y", notice="P90D")}
        parties = [Party("CSHH", name="Czechoslovakia", kind="state"), Party.state("Malaysia")]
        life = lifecycle(record(signed("1972-11-20"), parties=parties, **term))
        assert [("1973-11-20", "1973-08-22"), ("1974-11-20", "1974-08-22")] == periods(life, "1972-11-20", "1973-11-21")

    def test_indefinite_after_the_first_period(self):
        """EDCA, Philippines and United States art. XII(4): ten years, then until a year after notice.

        In force since 25 June 2014.
        """
        acts = [signed("2014-04-28"), declared("2014-06-25")]
        term = {
            "parties": "PHL USA",
            "kind": "agreement",
            "duration": "P10Y",
            "renewal": TacitRenewal(Indefinite(), notice="P1Y"),
            "withdrawal": WithdrawalOnNotice("P1Y"),
        }
        life = lifecycle(record(*acts, **term))
        assert None is life.last_day
        assert TermPeriod(day("2014-06-25"), day("2024-06-25"), 0) == life.period("2024-06-25")
        assert day("2023-06-25") == life.notice_deadline("2024-06-25")
        assert TermPeriod(day("2024-06-26"), None, 1) == life.period("2050-01-01")
        assert None is life.notice_deadline("2050-01-01")
        left = lifecycle(record(*acts, Act("withdrawal", "2025-01-01", by="PHL"), **term))
        assert (day("2026-01-01"), Status.TERMINATED) == (left.ceases_on, left.status("2026-01-01"))
        stopped = lifecycle(record(*acts, Act("non_renewal", "2023-06-25", by="PHL"), **term))
        assert day("2024-06-25") == stopped.last_day

    def test_at_most_so_often(self):
        life = lifecycle(
            record(signed("2020-01-01"), duration="P5Y", renewal=TacitRenewal("P1Y", notice="P3M", times=2))
        )
        assert (day("2027-01-01"), Status.EXPIRED) == (life.last_day, life.status("2027-01-02"))
        assert [("2025-01-01", "2024-10-01"), ("2026-01-01", "2025-10-01"), ("2027-01-01", "None")] == periods(
            life, "2020-01-01", "2025-06-01", "2027-01-01"
        )
        assert ["corresponding-date?", "from-the-anchor", "first-day-out"] == codes(life.end)
        assert "the last renewal, number 2, ends on 1 January 2027" == life.end.steps[1].text

    @pytest.mark.parametrize(
        ("until", "last_day", "renewals"),
        [
            ("2027-06-30", "2027-06-30", 3),  # cuts the third renewal
            ("2027-01-01", "2027-01-01", 2),  # the second reaches it
            ("2025-01-01", "2025-01-01", 0),
            ("2022-01-01", "2025-01-01", 0),  # a cap on renewals does not shorten the first period
        ],
    )
    def test_to_a_cap(self, until, last_day, renewals):
        renewal = TacitRenewal("P1Y", notice="P3M", until=until)
        life = lifecycle(record(signed("2020-01-01"), duration="P5Y", renewal=renewal))
        assert day(last_day) == life.last_day
        assert renewals == life.period(last_day).renewal
        assert None is life.notice_deadline(last_day)

    def test_whichever_limit_comes_first(self):
        renewal = TacitRenewal("P1Y", times=1, until="2027-06-30")
        assert day("2026-01-01") == expiry_date(record(signed("2020-01-01"), duration="P5Y", renewal=renewal))

    def test_a_notice_that_is_not_known_gives_no_deadline(self):
        life = lifecycle(record(signed("2020-01-01"), duration="P5Y", renewal=TacitRenewal("P1Y")))
        assert None is life.notice_deadline("2021-01-01")

    def test_beginning_on_a_day(self):
        """BGB §§ 187(2), 188(2): each period ends on an eve, and the next begins on the anniversary."""
        term = {"duration": "P5Y", "counting": "from_start_of_day", "renewal": TacitRenewal("P1Y", notice="P3M")}
        life = lifecycle(record(signed("2020-01-01"), **term))
        assert TermPeriod(day("2020-01-01"), day("2024-12-31"), 0) == life.period("2024-12-31")
        assert TermPeriod(day("2025-01-01"), day("2025-12-31"), 1) == life.period("2025-01-01")
        assert day("2025-09-30") == life.notice_deadline("2025-01-01")


class TestFixedTerms:
    def test_eighteen_months(self):
        """Bangladesh and India, Ganges waters, 7 October 1982: eighteen months, to 7 April 1984."""
        life = lifecycle(record(signed("1982-10-07"), parties="BGD IND", duration="P18M", renewal=NoRenewal()))
        assert day("1984-04-07") == life.last_day
        assert "the text provides for no renewal" == life.end.steps[1].text

    def test_a_fixed_last_day(self):
        life = lifecycle(record(signed("2020-01-01"), duration=Until("2024-12-31"), renewal=NoRenewal()))
        assert (day("2024-12-31"), day("2025-01-01")) == (life.last_day, life.ceases_on)
        assert "the text fixes the last day: 31 December 2024" == life.end.steps[0].text
        assert TermPeriod(day("2020-01-01"), day("2024-12-31"), 0) == life.period("2024-12-31")

    @pytest.mark.parametrize("counting", ["from_event", "from_start_of_day"])
    def test_a_fixed_last_day_and_renewals_after_it(self, counting):
        renewal = TacitRenewal("P1M", notice="P1W")
        life = lifecycle(record(signed("2020-01-01"), duration=Until("2024-12-31"), counting=counting, renewal=renewal))
        end = {"from_event": "2025-02-28", "from_start_of_day": "2025-02-28"}[counting]
        assert day(end) == life.period("2025-02-15").last_day
        assert day("2025-01-31") == life.period("2025-01-01").last_day

    @pytest.mark.parametrize(
        ("anchor", "last_day"),
        [
            ("entry_into_force", "2026-01-01"),
            ("signature", "2025-06-01"),
            ("2020-03-01", "2025-02-28"),
        ],
    )
    def test_the_anchor_is_the_term_s(self, anchor, last_day):
        acts = [signed("2020-06-01"), declared("2021-01-01")]
        life = lifecycle(record(*acts, duration="P5Y", anchor=anchor))
        assert day(last_day) == life.last_day
        event = "a fixed day" if anchor == "2020-03-01" else anchor.replace("_", " ")
        assert f"({event})" in life.end.steps[0].text
        assert day("2021-01-01") == life.period("2022-01-01").first_day

    @pytest.mark.parametrize("anchor", ["signature", "provisional_application"])
    def test_an_anchor_that_is_not_recorded_leaves_the_end_unknown(self, anchor):
        life = lifecycle(record(declared("2021-01-01"), duration="P5Y", anchor=anchor))
        assert (None, AnswerKind.UNKNOWN) == (life.last_day, life.end.kind)
        assert f"the term runs from {anchor.replace('_', ' ')}, whose date is not known" == life.end.steps[0].text
        assert (Status.IN_FORCE, Status.EXPIRED) == life.position("2022-01-01").possible
        assert Status.UNKNOWN is life.status("2022-01-01")

    def test_provisional_application_runs_from_the_day_two_apply_it(self):
        def applied(by, on, until=None):
            return Act("provisional_application", on, by=by, until=until)

        term = {"kind": "protocol", "duration": "P5Y", "anchor": "provisional_application"}
        acts = [signed("2020-01-01", kind="subject_to_ratification"), declared("2021-06-01")]
        both = [applied("MYS", "2020-03-01"), applied("USA", "2020-05-01")]
        assert day("2025-05-01") == expiry_date(record(*acts, *both, **term))
        in_turn = [applied("MYS", "2020-03-01", until="2020-04-30"), applied("USA", "2020-05-01")]
        assert None is expiry_date(record(*acts, *in_turn, **term))
        alone = [applied("MYS", "2020-03-01", until="2020-04-30"), applied("MYS", "2020-06-01")]
        assert None is expiry_date(record(*acts, *alone, **term))

    def test_such_a_term_ends_without_entry_into_force(self):
        """EU and Guinea-Bissau, fisheries: five years from 15 June 2019, expired on 14 June 2024 (COM(2024) 285)."""
        acts = [signed("2019-06-15", kind="subject_to_ratification"), Act("provisional_application", "2019-06-15")]
        term = {"duration": "P5Y", "anchor": "provisional_application", "counting": "from_start_of_day"}
        life = lifecycle(record(*acts, kind="protocol", parties="FRA GNB", **term))
        assert day("2024-06-14") == life.last_day
        assert [Status.PROVISIONAL, Status.EXPIRED] == [life.status("2024-06-14"), life.status("2024-06-15")]
        assert None is life.entered_into_force_on
        never_applied = lifecycle(record(acts[0], kind="protocol", parties="FRA GNB", **term))
        assert AnswerKind.NONE is never_applied.end.kind
        from_entry = lifecycle(record(*acts, kind="protocol", parties="FRA GNB", duration="P5Y"))
        assert (AnswerKind.NONE, Status.PROVISIONAL) == (from_entry.end.kind, from_entry.status("2030-01-01"))


class TestStatedEnd:
    def test_it_wins_over_the_computed_one(self):
        made = record(signed("2020-01-01"), duration="P5Y", stated_last_day="2025-06-30")
        assert day("2025-06-30") == expiry_date(made)
        assert ["end-differs"] == [one.code for one in mou.check(made)]

    def test_where_it_is_the_computed_one_it_is_a_step(self):
        life = lifecycle(record(signed("2020-01-01"), duration="P5Y", stated_last_day="2025-01-01"))
        assert ["corresponding-date", "as-the-text-says", "not-renewed?", "first-day-out"] == codes(life.end)
        assert "/term/stated_last_day" == life.end.steps[1].pointer

    def test_one_day_off_it_fits_the_other_way_of_counting(self):
        """Which renewals then follow: 29 February comes back."""
        term = {"duration": "P1Y", "stated_last_day": "2021-02-28", "renewal": TacitRenewal("P1Y")}
        made = record(signed("2020-03-01"), **term)
        assert day("2024-02-29") == lifecycle(made).period("2024-01-01").last_day
        assert ["end-other-counting"] == [one.code for one in mou.check(made)]
        assert "start-of-day" == codes(lifecycle(made).end)[0]

    def test_without_a_duration_it_is_the_end(self):
        life = lifecycle(record(signed("2020-01-01"), stated_last_day="2025-06-30"))
        assert day("2025-06-30") == life.last_day
        assert "the last day is stated: 30 June 2025" == life.end.steps[0].text

    def test_and_where_the_anchor_is_not_known(self):
        life = lifecycle(
            record(declared("2020-01-01"), duration="P5Y", anchor="signature", stated_last_day="2025-06-30")
        )
        assert day("2025-06-30") == life.last_day


class TestExtension:
    def test_express_renewal_takes_an_act(self):
        """India and Nepal, trade, 6 December 1991: five years, renewable only by mutual consent."""
        made = {"parties": "IND NPL", "kind": "treaty", "duration": "P5Y", "renewal": ExpressRenewal("P5Y")}
        eve = record(declared("1991-12-06"), counting="from_start_of_day", **made)
        assert day("1996-12-05") == expiry_date(eve)
        life = lifecycle(record(declared("1991-12-06"), **made))
        assert (day("1996-12-06"), Status.EXPIRED) == (life.last_day, life.status("1996-12-07"))
        assert "only an extension by all parties can prolong it, and none is recorded" == life.end.steps[1].text
        extended = lifecycle(record(declared("1991-12-06"), Act("extension", "1996-12-03"), **made))
        assert day("2001-12-06") == extended.last_day
        assert "extended on 3 December 1996 by 5 years, to 6 December 2001" == extended.end.steps[1].text
        assert ["corresponding-date?", "from-the-anchor", "first-day-out"] == codes(extended.end)
        assert 3 == len(extended.end.steps)

    @pytest.mark.parametrize("more", [{"until": "2026-02-05"}, {"period": "P5Y"}])
    def test_by_a_period_or_to_a_day(self, more):
        """New START art. XIV: in force 5 February 2011, ten years, extended on 3 February 2021 to 5 February 2026."""
        made = {"parties": "RUS USA", "kind": "treaty", "duration": "P10Y", "renewal": ExpressRenewal()}
        acts = [declared("2011-02-05"), Act("extension", "2021-02-03", **more)]
        assert day("2021-02-05") == expiry_date(record(acts[0], **made))
        life = lifecycle(record(*acts, **made))
        assert day("2026-02-05") == life.last_day
        assert TermPeriod(day("2011-02-05"), day("2026-02-05"), 0) == life.period("2024-01-01")
        assert day("2021-02-05") == lifecycle(life.agreement, as_of="2021-02-02").last_day

    def test_twice_it_is_counted_from_the_anchor(self):
        acts = [
            signed("2024-02-29"),
            Act("extension", "2024-12-01", period="P1Y"),
            Act("extension", "2025-12-01", period="P2Y"),
        ]
        life = lifecycle(record(*acts, duration="P1Y"))
        assert day("2028-02-29") == life.last_day
        # It was extended, so whether it could be is no question.
        assert ["corresponding-date"] == [step.rule.code for step in life.end.assumptions]

    def test_by_how_much_is_not_known(self):
        made = record(signed("2020-01-01"), Act("extension", "2024-01-01"), duration="P5Y", renewal=ExpressRenewal())
        life = lifecycle(made)
        assert AnswerKind.UNKNOWN is life.end.kind
        assert "extended on 1 January 2024; the length of the extension is not known" == life.end.steps[-1].text
        again = lifecycle(record(*made.acts, Act("extension", "2025-01-01", until="2030-12-31"), duration="P5Y"))
        assert day("2030-12-31") == again.last_day
        assert day("2020-01-01") == again.period("2026-01-01").first_day

    def test_of_what_has_no_known_duration(self):
        acts = [Act("adoption", "2019-01-01"), signed("2020-01-01")]
        to_a_day = lifecycle(record(*acts, Act("extension", "2024-01-01", until="2030-12-31")))
        assert TermPeriod(day("2020-01-01"), day("2030-12-31"), 0) == to_a_day.period("2025-01-01")
        by_a_period = lifecycle(record(*acts, Act("extension", "2024-01-01", period="P1Y")))
        assert AnswerKind.UNKNOWN is by_a_period.end.kind

    def test_after_the_end_it_prolongs_the_last_period(self):
        """The end had been 1 January 2026, with the one renewal there was."""
        late = Act("extension", "2026-03-01", period="P1Y")
        once = record(signed("2020-01-01"), late, duration="P5Y", renewal=TacitRenewal("P1Y", times=1))
        assert day("2027-01-01") == expiry_date(once)
        lapsed = record(signed("2020-01-01"), late, duration="P6Y", renewal=NoRenewal())
        assert day("2027-01-01") == expiry_date(lapsed)
        assert ["after-the-end"] == [one.code for one in mou.check(lapsed)]

    def test_after_more_than_a_thousand_years_it_is_an_error_of_its_own(self):
        acts = [signed("0001-01-01"), Act("extension", "2020-01-01", period="P1Y")]
        with pytest.raises(DateRangeError, match="longer than 1,000 years"):
            lifecycle(record(*acts, duration="P1Y", renewal=TacitRenewal("P1Y")))

    def test_of_a_renewed_term_it_is_added_to_the_period_then_running(self):
        """Five years, renewed once for one, extended by two in that: 1 January 2028; then a year again."""
        acts = [signed("2020-01-01"), Act("extension", "2025-06-01", period="P2Y")]
        life = lifecycle(record(*acts, duration="P5Y", renewal=TacitRenewal("P1Y", notice="P3M")))
        assert TermPeriod(day("2025-01-02"), day("2028-01-01"), 1) == life.period("2026-06-01")
        assert TermPeriod(day("2028-01-02"), day("2029-01-01"), 2) == life.period("2028-06-01")
        assert "extended on 1 June 2025 by 2 years, to 1 January 2028" == life.end.steps[1].text
        assert day("2028-10-01") == life.notice_deadline("2028-06-01")
        stopped = record(
            *acts,
            Act("non_renewal", "2028-10-01", by="MYS"),
            duration="P5Y",
            renewal=life.agreement.term.renewal,
        )
        assert "renewal 2 ends on 1 January 2029" in [step.text for step in lifecycle(stopped).end.steps]

    def test_renewals_already_had_count_towards_their_limit(self):
        acts = [signed("2020-01-01"), Act("extension", "2025-06-01", until="2027-12-31")]
        life = lifecycle(record(*acts, duration="P5Y", renewal=TacitRenewal("P1Y", times=2)))
        assert day("2028-12-31") == life.last_day
        assert "the last renewal, number 2, ends on 31 December 2028" == life.end.steps[-2].text

    def test_before_it_goes_on_without_an_end(self):
        """Ten years made fifteen, and then until somebody leaves."""
        acts = [signed("2014-06-25"), Act("extension", "2020-01-01", period="P5Y")]
        life = lifecycle(record(*acts, duration="P10Y", renewal=TacitRenewal(Indefinite(), notice="P1Y")))
        assert day("2029-06-25") == life.period("2020-01-01").last_day
        assert None is life.period("2029-06-26").last_day

    def test_where_it_had_no_end_already_it_changes_nothing(self):
        extended = Act("extension", "2026-01-01", period="P5Y")
        endless = lifecycle(record(signed("2020-01-01"), extended, duration=Indefinite()))
        assert AnswerKind.NONE is endless.end.kind
        to_a_day = Act("extension", "2026-01-01", until="2030-12-31")
        assert None is expiry_date(record(signed("2020-01-01"), to_a_day, duration=Indefinite()))
        renewed = lifecycle(
            record(signed("2020-01-01"), extended, duration="P5Y", renewal=TacitRenewal(Indefinite(), notice="P1Y"))
        )
        assert AnswerKind.NONE is renewed.end.kind
        assert "it already had no end when it was extended" == renewed.end.steps[-2].text
        assert Status.IN_FORCE is renewed.status("2030-01-01")
        twice = lifecycle(
            record(
                signed("2020-01-01"),
                extended,
                Act("extension", "2027-01-01", until="2030-01-01"),
                duration="P5Y",
                renewal=TacitRenewal(Indefinite(), notice="P1Y"),
            )
        )
        assert AnswerKind.NONE is twice.end.kind


RENEWED = {"duration": Until("2025-05-02"), "renewal": TacitRenewal(notice="P6M")}


AT_THE_END = {"withdrawal": WithdrawalOnNotice("P3M", at="end_of_period")}
NOT_KNOWN = "it takes effect at the end of a period, but the periods are not known"


class TestRenewalOfUnknownLength:
    """A tacit renewal without a period: only the end of the first period is known."""

    def test_it_is_renewed_until_a_party_gives_notice(self):
        life = lifecycle(record(declared("2020-05-03"), **RENEWED))
        assert (None, AnswerKind.NONE, Status.IN_FORCE) == (life.last_day, life.end.kind, life.status("9999-12-31"))
        assert [("2025-05-02", "2024-11-02"), ("None", "None")] == periods(life, "2025-05-02", "2025-05-03")
        assert "it was renewed, and the length of a renewal is not known" == life.notice("2025-05-03").steps[-1].text

    @pytest.mark.parametrize("renewal", [TacitRenewal(), TacitRenewal("P5Y")])
    def test_without_a_known_first_period_it_is_in_force_as_well(self, renewal):
        life = lifecycle(record(declared("2020-05-03"), renewal=renewal))
        assert (AnswerKind.NONE, Status.IN_FORCE) == (life.end.kind, life.status("9999-12-31"))
        assert "it is renewed until a party gives notice" == life.end.steps[-1].text

    @pytest.mark.parametrize("renewal", [TacitRenewal("P5Y", times=1), TacitRenewal("P5Y", until="2040-01-01"), None])
    def test_with_a_limit_or_without_a_clause_the_end_is_not_known(self, renewal):
        life = lifecycle(record(declared("2020-05-03"), renewal=renewal))
        assert Status.UNKNOWN is life.status("2030-01-01")

    @pytest.mark.parametrize(
        ("given", "last_day", "text"),
        [
            ("2024-11-02", "2025-05-02", "the last day in force is 2 May 2025; the first day out is 3 May 2025"),
            ("2026-01-01", "None", NOT_KNOWN),
            ("2024-11-03", "None", NOT_KNOWN),
        ],
    )
    def test_a_notice(self, given, last_day, text):
        life = lifecycle(record(declared("2020-05-03"), Act("non_renewal", given, by="MYS"), **RENEWED))
        assert (last_day, text) == (str(life.last_day), life.end.steps[-1].text)

    @pytest.mark.parametrize(
        ("kind", "term"),
        [
            ("non_renewal", RENEWED),
            ("non_renewal", {"renewal": TacitRenewal("P1Y", notice="P3M")}),
            ("withdrawal", RENEWED | AT_THE_END),
            ("withdrawal", {"renewal": TacitRenewal("P1Y")} | AT_THE_END),
        ],
    )
    def test_after_a_notice_for_a_period_that_is_not_known_the_status_is_not_known(self, kind, term):
        """It ended at the end of a period: it was in force when notice was given, and later nobody knows."""
        act = Act(kind, "2026-01-01", by="MYS")
        agreement = record(declared("2020-05-03"), act, **term)
        life = lifecycle(agreement)
        assert life.end.kind is AnswerKind.UNKNOWN
        assert [Status.IN_FORCE, Status.UNKNOWN] == [life.status(on) for on in ("2026-01-01", "2026-01-02")]
        assert NOT_KNOWN == life.end.steps[-1].text
        assert mou.check(agreement) == ()
        revoked = record(declared("2020-05-03"), act, Act("notice_revocation", "2026-02-01", by="MYS"), **term)
        assert lifecycle(revoked).status("2030-01-01") is Status.IN_FORCE
        assert mou.check(revoked) == ()

    def test_a_notice_that_is_late_for_the_known_period(self):
        agreement = record(declared("2020-05-03"), Act("non_renewal", "2024-11-03", by="MYS"), **RENEWED)
        (late,) = mou.check(agreement)
        deadline = "too late for the running period: the last day for notice was 2 November 2024"
        assert f"{deadline}; the last day of the next period is not known" == late.message

    def test_a_withdrawal_in_the_renewal_takes_twelve_months(self):
        life = lifecycle(record(declared("2020-05-03"), Act("withdrawal", "2026-01-01", by="MYS"), **RENEWED))
        assert "2026-12-31" == str(life.last_day)

    def test_an_extension_of_a_renewal_changes_no_date(self):
        """It is renewed until a party gives notice, with or without the extension."""
        agreement = record(declared("2020-05-03"), Act("extension", "2026-01-01", period="P5Y"), **RENEWED)
        life = lifecycle(agreement)
        assert (AnswerKind.NONE, Status.IN_FORCE) == (life.end.kind, life.status("2040-01-01"))
        assert [("2025-05-02", "2024-11-02"), ("None", "None")] == periods(life, "2025-05-02", "2025-05-03")
        text = "extended on 1 January 2026; the length of the renewal that ran then is not known"
        assert text in [step.text for step in life.end.steps]
        assert ["act-without-effect"] == [finding.code for finding in check(agreement, on="2030-01-01")]

    def test_it_is_written_in_words(self):
        words = renewal_words(Term(duration="P5Y", renewal=TacitRenewal(notice="P3M")))
        assert "tacit, by a length not known, unless notice is given 3 months before the end" == words


class TestSchedule:
    """What the periods of a term are, by themselves."""

    def made(self, **more):
        return Schedule(first_day=day("2020-01-31"), start=day("2020-01-31"), length=Period.parse("P1M"), **more)

    def test_which_period_runs(self):
        schedule = self.made(renewal=TacitRenewal("P1M"))
        assert [0, 0, 1, 1, 2] == [
            schedule.number_on(day(one))
            for one in ("2019-01-01", "2020-02-29", "2020-03-01", "2020-03-31", "2020-04-01")
        ]
        assert 95_747 == schedule.number_on(day("9999-01-01"))

    def test_after_the_last_none_does(self):
        assert None is self.made().number_on(day("2020-03-01"))
        assert None is self.made(renewal=TacitRenewal("P1M", times=1)).number_on(day("2020-04-01"))
        assert None is self.made(renewal=TacitRenewal("P1M", until="2020-04-15")).number_on(day("2020-04-16"))
        assert 2 == self.made(renewal=TacitRenewal("P1M", until="2020-04-15")).number_on(day("2020-04-15"))

    def test_the_last_number(self):
        assert 0 == self.made().last_number
        assert 1 == self.made(renewal=TacitRenewal(Indefinite())).last_number
        assert None is self.made(renewal=TacitRenewal("P1M")).last_number
        assert 3 == self.made(renewal=TacitRenewal("P1M", times=1), done=3).last_number


class TestAssumedCounting:
    """The counting is only assumed if it can change a day."""

    @staticmethod
    def steps(**term):
        life = lifecycle(record(signed("2024-02-29"), duration="P1Y", **term))
        return [step for step in life.end.steps if step.pointer == "/term/duration"]

    def test_both_ways_of_counting_give_the_same_day(self):
        """A year from 29 February 2024 ends on 28 February 2025, whether or not the first day counts."""
        (step,) = self.steps(renewal=NoRenewal())
        assert not step.assumed
        assert "1 year counted from 29 February 2024 (entry into force) ends on 28 February 2025" == step.text

    def test_renewals_can_end_on_other_days(self):
        """Counted from the event, the fourth year ends on 29 February 2028; counted from the day, on 28 February."""
        (step,) = self.steps(renewal=TacitRenewal("P1Y"))
        assert step.assumed
        assert "whether that first day counts, which can change the days of the renewals" in step.text
