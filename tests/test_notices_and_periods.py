"""When notices take effect, when periods end, and what the steps to these days say, each by a worked case.

Unless said otherwise, Malaysia and the United States conclude an MOU that enters into force on signature.
"""

from datetime import date, timedelta

import pytest
from records import codes, day, declared, record, signed

from mou.answers.findings import check
from mou.answers.lifecycles import lifecycle
from mou.dates.delays import (
    DayAfter,
    FirstOfKthMonth,
    FirstOfMonthAfter,
    OnDayOfYear,
    as_delay,
    delayed,
    last_event,
)
from mou.dates.periods import Counting, Period, add
from mou.errors import DateRangeError, ValidationError
from mou.law.explanation import AnswerKind
from mou.law.schedule import RequiredNotice, Schedule, TermPeriod
from mou.law.status import Status
from mou.model.act import Act
from mou.model.conditions import NthInstrument, OnConsentOfAll
from mou.model.durations import Indefinite, Until
from mou.model.renewals import ExpressRenewal, NoRenewal, TacitRenewal
from mou.model.term import LaterParties, Term
from mou.model.withdrawals import LockInFrom, NoWithdrawal, WithdrawalOnNotice


def notice(on, by="MYS", **more):
    return Act("withdrawal", on, by=by, **more)


def non_renewal(on, by="MYS", **more):
    return Act("non_renewal", on, by=by, **more)


def extension(on, period=None, by=(), **more):
    return Act("extension", on, by=by, period=period, **more)


def suspended(on, until, **more):
    return Act("notice_suspension", on, by="MYS", until=until, **more)


def line(step):
    """A step on one line: its rule, with a question mark where it is assumed, its pointer, its day and its text."""
    code = "" if step.rule is None else step.rule.code + "?" * step.assumed
    parts = [code, step.pointer or "", "" if step.day is None else str(step.day), step.text]
    return " | ".join(parts if step.article is None else [*parts, step.article])


def about_notices(agreement, party="MYS"):
    """What became of the notices of a party, step by step."""
    lines = [line(step) for step in lifecycle(agreement).participation(party).explain().answers[0].steps]
    first = next(place for place, text in enumerate(lines) if text.startswith("receipt"))
    return lines[first:]


def to_the_end(agreement):
    return [line(step) for step in lifecycle(agreement).end.steps]


def last_day(agreement):
    return lifecycle(agreement).last_day


def findings(agreement):
    return [f"{one.code} | {one.pointer} | {one.message}" for one in check(agreement)]


SIGNED = signed("2020-01-01")
HALF_YEAR = {"duration": Indefinite(), "withdrawal": WithdrawalOnNotice("P180D", article="art. 9")}
"""Notice of 11 February 2020 takes effect on 9 August 2020."""
GIVEN = notice("2020-02-11")
FIVE_YEARS = {"duration": "P5Y", "renewal": TacitRenewal("P1Y", notice="P2M")}
"""From 28 August 2020 to 28 August 2025, then a year at a time; notice by 28 June."""


class TestSuspendedNotice:
    """A notice's time does not run while it is suspended: it takes effect later by the days of the suspension."""

    def life(self, *acts):
        return record(SIGNED, GIVEN, *acts, **HALF_YEAR)

    def test_days_that_two_suspensions_share_count_once(self):
        """From 1 to 30 June and from 15 June to 31 July: 30 and 31 days."""
        agreement = self.life(
            suspended("2020-05-01", "2020-06-30", effective_on="2020-06-01"),
            suspended("2020-05-02", "2020-07-31", effective_on="2020-06-15"),
        )
        assert last_day(agreement) == day("2020-10-08")
        assert about_notices(agreement)[:4] == [
            "receipt | /acts/1 | 2020-02-11 | notice of withdrawal received on 11 February 2020",
            (
                "withdrawal-clause | /term/withdrawal/notice | 2020-08-09 | it takes effect 180 days after: 9 "
                "August 2020 | art. 9"
            ),
            (
                "notice-paused | /acts/2 | 2020-09-08 | the notice period did not run from 1 June 2020 to 30 "
                "June 2020, so the notice takes effect on 8 September 2020"
            ),
            (
                "notice-paused | /acts/3 | 2020-10-09 | the notice period did not run from 1 July 2020 to 31 "
                "July 2020, so the notice takes effect on 9 October 2020"
            ),
        ]

    @pytest.mark.parametrize("begins", ["2020-06-30", "2020-07-01"])
    def test_a_suspension_that_begins_on_the_last_day_of_another(self, begins):
        """From 1 to 30 June, and to 31 July: 61 days after 9 August, whichever day the second begins with."""
        agreement = self.life(
            suspended("2020-05-01", "2020-06-30", effective_on="2020-06-01"),
            suspended("2020-05-02", "2020-07-31", effective_on=begins),
        )
        assert last_day(agreement) == day("2020-10-08")

    @pytest.mark.parametrize(("until", "last"), [("2020-06-30", "2020-09-07"), ("2020-07-01", "2020-09-08")])
    def test_within_another(self, until, last):
        """A suspension from 15 to 30 June adds nothing to one from 1 to 30 June; to 1 July it adds a day."""
        agreement = self.life(
            suspended("2020-05-01", "2020-06-30", effective_on="2020-06-01"),
            suspended("2020-05-02", until, effective_on="2020-06-15"),
        )
        assert last_day(agreement) == day(last)

    def test_after_a_suspension_of_unknown_length(self):
        """Nobody knows when the first suspension ended: the notice can take effect from the next day on."""
        agreement = self.life(Act("notice_suspension", "2020-05-01", by="MYS"), suspended("2020-06-01", "2020-06-30"))
        assert last_day(agreement) is None
        assert Status.IN_FORCE is lifecycle(agreement).status("2020-08-09")
        assert Status.UNKNOWN is lifecycle(agreement).status("2020-08-10")

    def test_of_unknown_length_after_one_of_known_length(self):
        agreement = self.life(suspended("2020-05-01", "2020-05-31"), Act("notice_suspension", "2020-06-10", by="MYS"))
        life = lifecycle(agreement)
        assert (Status.IN_FORCE, Status.UNKNOWN) == (life.status("2020-09-09"), life.status("2020-09-10"))
        paused = [step.text for step in life.end.steps if step.pointer == "/acts/2"]
        assert paused == [
            (
                "the notice period did not run from 1 May 2020 to 31 May 2020, so the notice takes effect on "
                "9 September 2020"
            )
        ]
        assert "act-without-effect" not in {finding.code for finding in check(agreement)}

    @pytest.mark.parametrize(
        ("until", "certain", "where"),
        [(None, "2019-11-24", "/acts/2/until"), ("2023-03-20", "2023-03-20", "/acts/1/effective_on")],
    )
    def test_a_notice_against_renewal(self, until, certain, where):
        """Japan and Korea, 2016: renewed year by year; Korea suspended its notice on the eve of the renewal of 2019."""
        agreement = record(
            declared("2016-11-23"),
            Act("non_renewal", "2019-08-23", by="MYS"),
            Act("notice_suspension", "2019-11-22", by="MYS", until=until),
            duration="P1Y",
            renewal=TacitRenewal("P1Y", notice="P90D"),
        )
        life = lifecycle(agreement)
        assert Status.IN_FORCE is life.status(certain)
        assert Status.UNKNOWN is life.status(day(certain) + timedelta(days=1))
        (finding,) = check(agreement, on="2024-01-01")
        assert ("not-determined", where) == (finding.code, finding.pointer)

    def test_a_notice_whose_effect_falls_on_a_fixed_day(self):
        """Six months, then to the end of the year: thirty days more can mean the same day, or a year later."""
        clause = WithdrawalOnNotice(OnDayOfYear("12-31", period="P6M"))
        agreement = record(
            declared("2016-11-23"),
            Act("withdrawal", "2019-02-01", by="MYS"),
            suspended("2019-03-01", "2019-03-30"),
            duration=Indefinite(),
            withdrawal=clause,
        )
        life = lifecycle(agreement)
        assert (Status.IN_FORCE, Status.UNKNOWN) == (life.status("2019-12-30"), life.status("2019-12-31"))

    def test_of_a_single_day(self):
        assert last_day(self.life(suspended("2020-07-01", "2020-07-01"))) == day("2020-08-09")

    @pytest.mark.parametrize(
        ("act", "last"),
        [
            (suspended("2020-08-08", "2020-08-31"), "2020-09-01"),
            (suspended("2020-08-09", "2020-08-31"), "2020-08-08"),
            (suspended("2020-07-01", "2020-08-31", effective_on="2020-08-08"), "2020-09-01"),
            (suspended("2020-07-01", "2020-08-31", effective_on="2020-08-09"), "2020-08-08"),
            (suspended("2020-08-09", "2020-08-31", effective_on="2020-08-01"), "2020-08-08"),
        ],
    )
    def test_it_must_come_before_the_notice_takes_effect(self, act, last):
        """On 8 August it is in time, on 9 August too late: on both its own day and the day it takes effect."""
        assert last_day(self.life(act)) == day(last)

    def test_after_an_earlier_one_the_later_day_counts(self):
        """Suspended in June, it takes effect on 8 September 2020: another suspension is in time on 7 September."""
        june = suspended("2020-06-01", "2020-06-30")
        assert last_day(self.life(june, suspended("2020-09-07", "2020-09-10"))) == day("2020-09-11")
        assert last_day(self.life(june, suspended("2020-09-08", "2020-09-10"))) == day("2020-09-07")

    def test_without_an_end(self):
        """Suspended to the last day of the calendar, the notice never takes effect."""
        agreement = self.life(suspended("2020-07-01", "9999-12-31"))
        assert last_day(agreement) is None
        assert about_notices(agreement)[2] == (
            "notice-paused | /acts/2 |  | the notice period does not run from 1 July 2020 on, so the notice does "
            "not take effect"
        )
        assert "notice-without-effect" in [one.code for one in check(agreement)]

    def test_where_the_entry_into_force_is_not_known(self):
        """A signature of unknown kind under a treaty: it may be in force, and the stated day counts."""
        acts = [signed("2020-01-01"), notice("2020-02-11", effective_on="2020-03-01")]
        agreement = record(*acts, kind="treaty", **HALF_YEAR)
        assert about_notices(agreement) == [
            "receipt | /acts/1 | 2020-02-11 | notice of withdrawal received on 11 February 2020",
            "withdrawal-clause | /acts/1/effective_on | 2020-03-01 | its effect is stated: 1 March 2020",
        ]

    def test_past_the_calendar(self):
        with pytest.raises(DateRangeError, match="days after 2020-08-09: outside the calendar of the years 1 to 9999"):
            lifecycle(self.life(suspended("2020-07-01", "9999-12-30")))

    def test_to_the_last_day_of_the_calendar(self):
        """From 1 January 9998, 180 days lead to 30 June 9998; 549 days later is 31 December 9999."""
        acts = [signed("2020-01-01"), notice("9998-01-01"), suspended("9998-01-02", "9999-07-04")]
        assert last_day(record(*acts, **HALF_YEAR)) == day("9999-12-30")
        acts[-1] = suspended("9998-01-02", "9999-07-05")
        with pytest.raises(DateRangeError, match="550 days after 9998-06-30"):
            lifecycle(record(*acts, **HALF_YEAR))

    def test_a_notice_that_has_no_effect_is_not_put_off(self):
        """Ten years, without a renewal: a notice of non-renewal changes nothing, suspended or not."""
        acts = [SIGNED, non_renewal("2021-01-01"), suspended("2021-02-01", "2021-02-28")]
        agreement = record(*acts, duration="P10Y", renewal=NoRenewal())
        assert last_day(agreement) == day("2030-01-01")
        assert about_notices(agreement)[:2] == [
            "receipt | /acts/1 | 2021-01-01 | notice of non-renewal received on 1 January 2021",
            "as-the-text-says | /term/renewal |  | no renewal was due, so the notice changes nothing",
        ]


class TestRevokedNotice:
    """VCLT 68: a notice can be revoked before it takes effect, and the revocation can state its own day of effect."""

    def revoked(self, on, **more):
        return record(SIGNED, GIVEN, Act("notice_revocation", on, by="MYS", **more), **HALF_YEAR)

    def test_the_step_gives_the_day_of_the_revocation(self):
        agreement = self.revoked("2020-03-01", effective_on="2020-04-01")
        assert last_day(agreement) is None
        assert (
            about_notices(agreement)[2]
            == "revocable | /acts/2 | 2020-03-01 | the notice was revoked on 1 March 2020, before it took effect"
        )

    @pytest.mark.parametrize(("effective_on", "last"), [("2020-08-08", None), ("2020-08-09", "2020-08-08")])
    def test_its_effect_must_come_before_that_of_the_notice(self, effective_on, last):
        agreement = self.revoked("2020-03-01", effective_on=effective_on)
        assert last_day(agreement) == (last and day(last))

    def test_of_a_suspended_notice_until_the_later_day(self):
        """Suspended in June, the notice takes effect on 8 September 2020; it can be revoked on 7 September."""
        june = suspended("2020-06-01", "2020-06-30")
        for on, last in (("2020-09-07", None), ("2020-09-08", day("2020-09-07"))):
            assert last_day(record(SIGNED, GIVEN, june, Act("notice_revocation", on, by="MYS"), **HALF_YEAR)) == last

    def test_of_a_notice_that_has_no_effect(self):
        """Without a renewal there was nothing to stop, so the revocation changes nothing either."""
        acts = [SIGNED, non_renewal("2021-01-01"), Act("notice_revocation", "2021-02-01", by="MYS")]
        agreement = record(*acts, duration="P10Y", renewal=NoRenewal())
        assert about_notices(agreement)[:2] == [
            "receipt | /acts/1 | 2021-01-01 | notice of non-renewal received on 1 January 2021",
            "as-the-text-says | /term/renewal |  | no renewal was due, so the notice changes nothing",
        ]
        assert [one.pointer for one in check(agreement)] == ["/acts/1", "/acts/2"]
        assert lifecycle(agreement).status("2022-01-01") is Status.IN_FORCE


class TestStatedEffect:
    """A day that is stated for a notice counts, whatever the clauses give."""

    def test_the_steps(self):
        agreement = record(SIGNED, notice("2020-02-11", effective_on="2020-03-01"), **HALF_YEAR)
        assert about_notices(agreement) == [
            "receipt | /acts/1 | 2020-02-11 | notice of withdrawal received on 11 February 2020",
            "withdrawal-clause | /acts/1/effective_on | 2020-03-01 | its effect is stated: 1 March 2020",
        ]
        assert findings(agreement) == [
            "exit-differs | /acts/1/effective_on | 1 March 2020 is stated; the clause gives 9 August 2020",
        ]

    def test_sooner_than_the_clause_gives(self):
        """180 days from 11 February 2020 are over on 9 August 2020."""
        for stated, expected in (("2020-08-08", ["exit-differs"]), ("2020-08-09", []), ("2020-08-10", [])):
            agreement = record(SIGNED, notice("2020-02-11", effective_on=stated), **HALF_YEAR)
            assert [one.code for one in check(agreement)] == expected

    def test_sooner_than_the_lock_in_allows(self):
        """Locked in for a year, a notice of 11 February 2020 counts from 1 January 2021: effect on 30 June 2021."""
        clause = WithdrawalOnNotice("P180D", lock_in="P1Y")
        for stated, expected in (("2021-06-29", ["exit-differs"]), ("2021-06-30", [])):
            acts = [SIGNED, notice("2020-02-11", effective_on=stated)]
            agreement = record(*acts, duration=Indefinite(), withdrawal=clause)
            assert [one.code for one in check(agreement)] == expected

    @pytest.mark.parametrize(
        ("act", "status"), [(notice, Status.TERMINATED), (non_renewal, Status.EXPIRED)], ids=["withdrawal", "renewal"]
    )
    def test_how_it_ended(self, act, status):
        agreement = record(SIGNED, act("2020-02-11", effective_on="2025-01-02"), **FIVE_YEARS)
        assert lifecycle(agreement).status("2025-01-02") is status

    def test_receipt(self):
        agreement = record(SIGNED, notice("2020-02-11", received_on="2020-02-20"), **HALF_YEAR)
        assert about_notices(agreement) == [
            ("receipt | /acts/1 | 2020-02-20 | notice of withdrawal received on 20 February 2020 (given 2020-02-11)"),
            (
                "withdrawal-clause | /term/withdrawal/notice | 2020-08-18 | it takes effect 180 days after: 18 "
                "August 2020 | art. 9"
            ),
        ]


class TestBeforeTheEntryIntoForce:
    """VCLT 18, 24(4): both sign in 2019 and ratify on 1 January 2020; in force thirty days later, on 31 January."""

    def life(self, *acts):
        both = [
            signed("2019-01-01", kind="subject_to_ratification"),
            Act("ratification", "2020-01-01", by=["MYS", "USA"]),
        ]
        entry = OnConsentOfAll(delay="P30D")
        withdrawal = WithdrawalOnNotice("P1Y")
        return record(*both, *acts, kind="treaty", entry_into_force=entry, duration=Indefinite(), withdrawal=withdrawal)

    def test_at_once(self):
        agreement = self.life(notice("2020-01-10"))
        assert lifecycle(agreement).entered_into_force_on is None
        assert about_notices(agreement) == [
            "receipt | /acts/2 | 2020-01-10 | notice of withdrawal received on 10 January 2020",
            (
                "before-entry | /acts/2 | 2020-01-10 | it was not yet in force for the party, so the withdrawal "
                "takes effect at once"
            ),
        ]

    @pytest.mark.parametrize(
        ("stated", "entered", "last"), [("2020-01-31", None, None), ("2020-02-01", "2020-01-31", "2020-01-31")]
    )
    def test_with_effect_from_a_stated_day(self, stated, entered, last):
        """From the day of entry it never was in force; from the day after, it was for a day."""
        agreement = self.life(notice("2020-01-10", effective_on=stated))
        assert lifecycle(agreement).entered_into_force_on == (entered and day(entered))
        assert last_day(agreement) == (last and day(last))

    def test_the_steps_of_a_stated_day(self):
        assert about_notices(self.life(notice("2020-01-10", effective_on="2020-01-31"))) == [
            "receipt | /acts/2 | 2020-01-10 | notice of withdrawal received on 10 January 2020",
            (
                "before-entry | /acts/2/effective_on | 2020-01-31 | its effect is stated: 31 January 2020, "
                "before it was in force for the party"
            ),
        ]
        assert about_notices(self.life(notice("2020-01-10", effective_on="2020-02-01"))) == [
            "receipt | /acts/2 | 2020-01-10 | notice of withdrawal received on 10 January 2020",
            "withdrawal-clause | /acts/2/effective_on | 2020-02-01 | its effect is stated: 1 February 2020",
        ]

    def test_revoked(self):
        agreement = self.life(notice("2020-01-10"), Act("notice_revocation", "2020-01-31", by="MYS"))
        assert lifecycle(agreement).entered_into_force_on == day("2020-01-31")
        assert about_notices(agreement)[:3] == [
            "receipt | /acts/2 | 2020-01-10 | notice of withdrawal received on 10 January 2020",
            (
                "before-entry | /acts/2 | 2020-01-10 | it was not yet in force for the party, so the withdrawal "
                "takes effect at once"
            ),
            ("revocable | /acts/3 | 2020-01-31 | the notice was revoked on 31 January 2020, before it took effect"),
        ]
        assert findings(agreement) == []

    @pytest.mark.parametrize(("effective_on", "entered"), [("2020-01-31", "2020-01-31"), ("2020-02-01", "2020-03-02")])
    def test_revoked_with_effect_from_a_stated_day(self, effective_on, entered):
        """After the day of entry, 31 January, the consent stands again, and thirty days run once more."""
        revocation = Act("notice_revocation", "2020-01-20", by="MYS", effective_on=effective_on)
        agreement = self.life(notice("2020-01-10"), revocation)
        assert lifecycle(agreement).entered_into_force_on == day(entered)

    @pytest.mark.parametrize(("effective_on", "in_time"), [("2021-04-01", True), ("2021-04-02", False)])
    def test_the_revocation_of_one_that_joins_later(self, effective_on, in_time):
        """Japan accedes on 1 January 2021, to be bound from 1 April, withdraws that on 1 February, and revokes it.

        The revocation of 1 March is in time if it takes effect by 1 April.
        """
        acts = [Act("ratification", "2020-01-01", by=one) for one in ("MYS", "USA")]
        acts += [
            Act("accession", "2021-01-01", by="JPN"),
            notice("2021-02-01", by="JPN"),
            Act("notice_revocation", "2021-03-01", by="JPN", effective_on=effective_on),
        ]
        entry = {"entry_into_force": NthInstrument(2), "later_parties": LaterParties("P90D")}
        agreement = record(*acts, kind="convention", parties="MYS USA JPN", **entry, **HALF_YEAR)
        assert lifecycle(agreement).participation("JPN").is_bound("2021-04-01") is in_time
        assert any(text.startswith("revocable") for text in about_notices(agreement, "JPN")) is in_time

    def test_put_off_to_the_day_of_entry(self):
        """With effect from 25 January, suspended for six days: 31 January."""
        agreement = self.life(notice("2020-01-10", effective_on="2020-01-25"), suspended("2020-01-12", "2020-01-17"))
        assert lifecycle(agreement).entered_into_force_on is None
        assert findings(agreement) == [
            (
                "withdrawn-before-entry | /acts/2 | the notice period did not run from 12 January 2020 to 17 "
                "January 2020, so the notice takes effect on 31 January 2020"
            ),
        ]

    def test_of_non_renewal(self):
        """A notice of non-renewal before the entry into force is about the first end, and takes no consent back.

        Five years from 31 January 2020; notice of 10 January 2020.
        """
        acts = [
            signed("2019-01-01", kind="subject_to_ratification"),
            Act("ratification", "2020-01-01", by=["MYS", "USA"]),
            non_renewal("2020-01-10"),
        ]
        entry = OnConsentOfAll(delay="P30D")
        agreement = record(*acts, kind="treaty", entry_into_force=entry, **FIVE_YEARS)
        assert lifecycle(agreement).entered_into_force_on == day("2020-01-31")
        assert last_day(agreement) == day("2025-01-31")
        assert lifecycle(agreement).status("2025-02-01") is Status.EXPIRED
        assert findings(agreement) == []

    def test_of_one_that_never_is_bound(self):
        """Japan acceded under a convention that two have ratified, and withdraws before its own day."""
        joined = [Act("ratification", "2020-01-01", by=one) for one in ("MYS", "USA")]
        later = LaterParties("P90D")
        term = {
            "kind": "convention",
            "parties": "MYS USA JPN",
            "entry_into_force": NthInstrument(2),
            "later_parties": later,
        }
        accession = Act("accession", "2021-01-01", by="JPN")  # in force for Japan on 1 April 2021
        for act, spells, rule in (
            (notice("2021-03-31", by="JPN"), 0, "before-entry"),
            (notice("2021-04-01", by="JPN"), 1, "withdrawal-clause"),
            (notice("2021-02-01", by="JPN", effective_on="2021-04-01"), 0, "before-entry"),
            (notice("2021-02-01", by="JPN", effective_on="2021-04-02"), 1, "withdrawal-clause"),
        ):
            agreement = record(*joined, accession, act, **term, **HALF_YEAR)
            assert len(lifecycle(agreement).participation("JPN").spells) == spells
            assert about_notices(agreement, "JPN")[1].startswith(rule)
            assert [one.code for one in check(agreement) if "before-entry" in one.code] == (
                ["withdrawn-before-entry"] if spells == 0 else []
            )


class TestWhoIsOutAlready:
    """Of three parties Malaysia leaves on 9 August 2020, as it gave notice on 11 February; another notice follows."""

    def again(self, on, **more):
        return record(SIGNED, GIVEN, notice(on, **more), parties="MYS USA JPN", **HALF_YEAR)

    @pytest.mark.parametrize("on", ["2020-08-09", "2021-02-11"])
    def test_it_changes_nothing(self, on):
        agreement = self.again(on)
        assert [one.pointer for one in check(agreement)] == ["/acts/2"]
        assert about_notices(agreement)[3] == (
            " | /acts/2 | 2020-08-09 | it was no longer in force for Malaysia from 9 August 2020, so the "
            "notice changes nothing"
        )
        assert lifecycle(agreement).participation("MYS").status("2020-08-09") is Status.TERMINATED

    def test_the_steps(self):
        assert about_notices(self.again("2021-02-11", received_on="2021-02-15"))[2:] == [
            ("receipt | /acts/2 | 2021-02-15 | notice of withdrawal received on 15 February 2021 (given 2021-02-11)"),
            (
                " | /acts/2 | 2020-08-09 | it was no longer in force for Malaysia from 9 August 2020, so the "
                "notice changes nothing"
            ),
        ]
        assert findings(self.again("2021-02-11")) == [
            (
                "notice-without-effect | /acts/2 | it was no longer in force for Malaysia from 9 August 2020, so "
                "the notice changes nothing"
            ),
        ]

    def test_on_the_eve_it_is_still_a_party(self):
        assert about_notices(self.again("2020-08-08"))[3] == (
            "withdrawal-clause | /term/withdrawal/notice | 2021-02-04 | it takes effect 180 days after: 4 "
            "February 2021 | art. 9"
        )


class TestAtTheEndOfAPeriod:
    """A notice of non-renewal counts for the first end for which it is in time.

    Five years from 28 August 2020, then a year at a time, notice of two months.
    """

    def life(self, *acts, **term):
        return record(signed("2020-08-28"), *acts, **(FIVE_YEARS | term))

    def test_the_steps_of_the_first_period(self):
        assert to_the_end(self.life(non_renewal("2025-06-28"))) == [
            "receipt | /acts/1 | 2025-06-28 | notice of non-renewal received on 28 June 2025",
            (
                "corresponding-date? | /term/duration | 2025-08-28 | 5 years counted from 28 August 2020 (entry "
                "into force) ends on 28 August 2025; it is not stated whether that first day counts: if it does, "
                "27 August 2025"
            ),
            (
                "notice-in-time | /term/renewal/notice | 2025-06-28 | in time for the running period: the last "
                "day for notice was 28 June 2025"
            ),
            "two-parties | /acts/1 | 2025-08-29 | Malaysia left, which leaves fewer than two parties",
            (
                "first-day-out |  | 2025-08-28 | the last day in force is 28 August 2025; the first day out is "
                "29 August 2025"
            ),
        ]

    def test_the_steps_of_a_renewal(self):
        assert about_notices(self.life(non_renewal("2026-06-28"))) == [
            "receipt | /acts/1 | 2026-06-28 | notice of non-renewal received on 28 June 2026",
            (
                "corresponding-date? | /term/duration | 2025-08-28 | 5 years counted from 28 August 2020 (entry "
                "into force) ends on 28 August 2025; it is not stated whether that first day counts: if it does, "
                "27 August 2025"
            ),
            "from-the-anchor | /term/renewal | 2026-08-28 | renewal 1 ends on 28 August 2026",
            (
                "notice-in-time | /term/renewal/notice | 2026-06-28 | in time for the running period: the last "
                "day for notice was 28 June 2026"
            ),
        ]

    def test_a_day_late(self):
        """Notice of 29 June 2025 counts for 28 August 2026."""
        agreement = self.life(non_renewal("2025-06-29"))
        assert about_notices(agreement) == [
            "receipt | /acts/1 | 2025-06-29 | notice of non-renewal received on 29 June 2025",
            (
                "corresponding-date? | /term/duration | 2025-08-28 | 5 years counted from 28 August 2020 (entry "
                "into force) ends on 28 August 2025; it is not stated whether that first day counts: if it does, "
                "27 August 2025"
            ),
            "from-the-anchor | /term/renewal | 2026-08-28 | renewal 1 ends on 28 August 2026",
            (
                "late-notice | /term/renewal/notice | 2025-06-28 | too late for the running period: the last day "
                "for notice was 28 June 2025; it counts for the next period, which ends on 28 August 2026"
            ),
        ]
        assert findings(agreement) == [
            (
                "late-notice | /acts/1 | too late for the running period: the last day for notice was 28 June "
                "2025; it counts for the next period, which ends on 28 August 2026"
            ),
        ]

    def test_late_for_many_periods(self):
        """Month by month from 15 January 2020, six months' notice: that of 1 March 2021 is for 15 September 2021."""
        agreement = record(
            signed("2015-01-15"), non_renewal("2021-03-01"), duration="P5Y", renewal=TacitRenewal("P1M", notice="P6M")
        )
        assert last_day(agreement) == day("2021-09-15")
        assert about_notices(agreement)[-1] == (
            "late-notice | /term/renewal/notice | 2020-09-15 | too late for the running period: the last day for "
            "notice was 15 September 2020; it counts for the first later period for which it is in time, which "
            "ends on 15 September 2021"
        )
        assert findings(agreement) == [
            (
                "late-notice | /acts/1 | too late for the running period: the last day for notice was 15 "
                "September 2020; it counts for the first later period for which it is in time, which ends on 15 "
                "September 2021"
            ),
        ]

    def test_late_for_the_next_but_one(self):
        """A year at a time, fourteen months' notice: that of 1 July 2025 is late for 2026 too, and counts for 2027."""
        agreement = self.life(non_renewal("2025-07-01"), renewal=TacitRenewal("P1Y", notice="P14M"))
        assert last_day(agreement) == day("2027-08-28")
        assert (
            "it counts for the first later period for which it is in time, which ends on 28 August 2027"
            in (about_notices(agreement)[-1])
        )

    def test_late_for_the_last_renewal(self):
        """Renewed once: the next period is the last one anyway, so that nothing is left to stop."""
        agreement = self.life(non_renewal("2025-06-29"), renewal=TacitRenewal("P1Y", notice="P2M", times=1))
        assert last_day(agreement) == day("2026-08-28")
        assert about_notices(agreement) == [
            "receipt | /acts/1 | 2025-06-29 | notice of non-renewal received on 29 June 2025",
            (
                "as-the-text-says | /term/renewal |  | too late for the running period: the last day for notice "
                "was 28 June 2025; it counts for the next period, which ends on 28 August 2026, so the notice "
                "changes nothing"
            ),
        ]
        assert [one.code for one in check(agreement)] == ["late-notice", "notice-without-effect"]

    def test_late_where_another_renewal_would_follow(self):
        """Renewed twice: a late notice stops the second renewal."""
        agreement = self.life(non_renewal("2025-06-29"), renewal=TacitRenewal("P1Y", notice="P2M", times=2))
        assert last_day(agreement) == day("2026-08-28")
        assert [one.code for one in check(agreement)] == ["late-notice"]

    def test_late_for_what_has_no_end(self):
        agreement = self.life(non_renewal("2025-06-29"), renewal=TacitRenewal(Indefinite(), notice="P2M"))
        assert last_day(agreement) is None
        assert about_notices(agreement) == [
            "receipt | /acts/1 | 2025-06-29 | notice of non-renewal received on 29 June 2025",
            (
                "as-the-text-says | /term/renewal |  | too late for the running period: the last day for notice "
                "was 28 June 2025; it counts for the next period, which has no end, so the notice changes nothing"
            ),
        ]
        assert findings(agreement) == [
            (
                "late-notice | /acts/1 | too late for the running period: the last day for notice was 28 June "
                "2025; it counts for the next period, which has no end"
            ),
            (
                "notice-without-effect | /acts/1 | too late for the running period: the last day for notice was "
                "28 June 2025; it counts for the next period, which has no end, so the notice changes nothing"
            ),
        ]

    def test_in_the_last_period(self):
        """Renewed once: in the renewal no further one is to come, and no deadline was missed."""
        agreement = self.life(non_renewal("2026-01-01"), renewal=TacitRenewal("P1Y", notice="P2M", times=1))
        assert last_day(agreement) == day("2026-08-28")
        assert [one.code for one in check(agreement)] == ["notice-without-effect"]
        assert (
            about_notices(agreement)[1]
            == "as-the-text-says | /term/renewal |  | no renewal was due, so the notice changes nothing"
        )

    def test_late_for_many_periods_at_the_end_of_the_calendar(self):
        """300 years at a time, 700 years' notice: that of 9025 is late for 9225 and 9525, and counts for 9825."""
        agreement = self.life(non_renewal("9025-08-28"), renewal=TacitRenewal("P300Y", notice="P700Y"))
        assert last_day(agreement) == day("9825-08-28")

    def test_by_when_is_not_known(self):
        """Taken as in time to the last day; a day later it counts for the next period."""
        for on, last in (("2025-08-28", "2025-08-28"), ("2025-08-29", "2026-08-28")):
            agreement = self.life(non_renewal(on), renewal=TacitRenewal("P1Y"))
            assert last_day(agreement) == day(last)
            assert findings(agreement) == []
        assert about_notices(agreement)[-1] == (
            "notice-in-time? | /term/renewal/notice |  | the notice is in time, because the required notice "
            "period is not known"
        )

    def test_before_the_calendar_begins(self):
        """The deadline would lie before the year 1: no notice is in time, and the deadline missed has no day."""
        agreement = record(
            signed("0001-01-01"), non_renewal("0001-02-01"), duration="P6M", renewal=TacitRenewal("P6M", notice="P1Y")
        )
        assert last_day(agreement) == day("0002-07-01")
        assert [one.code for one in check(agreement) if "notice" in one.code] == []


class TestWithdrawalWithoutAKnownClause:
    """Under a tacit renewal a withdrawal stops that; otherwise it takes twelve months (VCLT 56), where it can be."""

    def life(self, *acts, **term):
        return record(signed("2020-08-28"), *acts, **(FIVE_YEARS | term))

    @pytest.mark.parametrize("clause", [None, NoWithdrawal()], ids=["not known", "none"])
    @pytest.mark.parametrize(("on", "last"), [("2025-06-28", "2025-08-28"), ("2025-06-29", "2026-08-28")])
    def test_it_stops_the_renewal(self, clause, on, last):
        agreement = self.life(notice(on), withdrawal=clause)
        assert last_day(agreement) == day(last)
        assert lifecycle(agreement).status(lifecycle(agreement).ceases_on) is Status.EXPIRED

    def test_it_stops_what_would_have_no_end(self):
        renewal = TacitRenewal(Indefinite(), notice="P2M")
        in_time, late = (
            self.life(notice("2025-06-28"), renewal=renewal),
            self.life(notice("2025-06-29"), renewal=renewal),
        )
        assert last_day(in_time) == day("2025-08-28")
        assert last_day(late) == day("2026-06-28")
        assert about_notices(late) == [
            "receipt | /acts/1 | 2025-06-29 | notice of withdrawal received on 29 June 2025",
            (
                "silent-on-withdrawal? | /term/withdrawal | 2026-06-29 | withdrawal needs twelve months' notice, "
                "to 29 June 2026, because the withdrawal clause is not known"
            ),
        ]
        assert lifecycle(late).status("2026-06-29") is Status.TERMINATED

    def test_it_stops_what_would_have_no_end_to_its_last_day(self):
        """By when notice must come is not known, so it is taken as in time."""
        renewal = TacitRenewal(Indefinite())
        assert last_day(self.life(notice("2025-08-28"), renewal=renewal)) == day("2025-08-28")
        assert last_day(self.life(notice("2025-08-29"), renewal=renewal)) == day("2026-08-28")

    @pytest.mark.parametrize(("on", "out"), [("2024-08-27", "2025-08-29"), ("2024-08-28", "2025-08-29")])
    def test_not_before_the_fixed_period_ends(self, on, out):
        """Two years' notice stops the renewal; later, twelve months lead to 28 August 2025 at the latest, or after."""
        agreement = self.life(notice(on), renewal=TacitRenewal(Indefinite(), notice="P2Y"))
        assert lifecycle(agreement).ceases_on == day(out)
        assert (
            about_notices(agreement)[-1]
            == " | /term/renewal | 2025-08-29 | not before the fixed period has ended: 29 August 2025"
        )

    @pytest.mark.parametrize(("on", "out"), [("2024-08-29", "2025-08-29"), ("2024-08-30", "2025-08-30")])
    def test_twelve_months_after_the_fixed_period(self, on, out):
        agreement = self.life(notice(on), renewal=TacitRenewal(Indefinite(), notice="P2Y"))
        assert lifecycle(agreement).ceases_on == day(out)
        assert about_notices(agreement)[-1].startswith("silent-on-withdrawal? | /term/withdrawal | " + out)

    @pytest.mark.parametrize("clause", [None, NoWithdrawal()], ids=["not known", "none"])
    @pytest.mark.parametrize(
        ("more", "last"),
        [
            ({"kind": "treaty"}, "2025-08-28"),
            ({"kind": "agreement"}, "2025-08-28"),
            ({"kind": "protocol"}, "2025-08-28"),
            ({"kind": "mou"}, "2021-12-31"),
            ({"kind": "arrangement"}, "2021-12-31"),
            ({"kind": "letter_of_intent"}, "2021-12-31"),
            ({"kind": "declaration"}, "2021-12-31"),
            ({"kind": "mou", "binding": True}, "2025-08-28"),
            ({"kind": "mou", "binding": False}, "2021-12-31"),
            ({"kind": "treaty", "binding": True}, "2025-08-28"),
            ({"kind": "treaty", "binding": False}, "2021-12-31"),
        ],
    )
    def test_a_fixed_term(self, clause, more, last):
        """VCLT 54, 56: a treaty of five years can't be left before; what does not bind, at twelve months' notice."""
        acts = [declared("2020-08-28"), notice("2021-01-01")]
        agreement = record(*acts, duration="P5Y", renewal=NoRenewal(), withdrawal=clause, **more)
        assert last_day(agreement) == day(last)

    @pytest.mark.parametrize("clause", [None, NoWithdrawal()], ids=["not known", "none"])
    def test_the_steps_of_a_fixed_term(self, clause):
        acts = [declared("2020-08-28"), notice("2021-01-01")]
        agreement = record(*acts, duration="P5Y", renewal=NoRenewal(), withdrawal=clause, kind="treaty")
        what = "no withdrawal clause is recorded" if clause is None else "no withdrawal clause"
        text = f"the text has a fixed term and {what}, so the notice does not end it early"
        assert about_notices(agreement)[1] == f"fixed-term | /term/withdrawal |  | {text}"
        assert findings(agreement) == [f"notice-without-effect | /acts/1 | {text}"]

    def test_after_a_renewal_for_a_time_that_is_not_known(self):
        """Five years to 28 August 2025, and a withdrawal of 1 January 2030: it was renewed, and takes twelve months."""
        agreement = self.life(notice("2030-01-01"), renewal=None)
        assert last_day(agreement) == day("2030-12-31")
        assert to_the_end(agreement) == [
            (
                "corresponding-date? | /term/duration | 2025-08-28 | 5 years counted from 28 August 2020 (entry "
                "into force) ends on 28 August 2025; it is not stated whether that first day counts: if it does, "
                "27 August 2025"
            ),
            (
                "was-renewed? | /acts/1 | 2030-01-01 | it was renewed, because the withdrawal of 1 January 2030 "
                "is later than the end of its term on 28 August 2025"
            ),
            "receipt | /acts/1 | 2030-01-01 | notice of withdrawal received on 1 January 2030",
            (
                "silent-on-withdrawal? | /term/withdrawal | 2031-01-01 | withdrawal needs twelve months' notice, "
                "to 1 January 2031, because the withdrawal clause is not known"
            ),
            "two-parties | /acts/1 | 2031-01-01 | Malaysia left, which leaves fewer than two parties",
            (
                "first-day-out |  | 2030-12-31 | the last day in force is 31 December 2030; the first day out is "
                "1 January 2031"
            ),
        ]

    def test_notice_of_non_renewal_after_such_a_renewal(self):
        agreement = self.life(non_renewal("2030-01-01"), renewal=None)
        assert last_day(agreement) is None
        assert about_notices(agreement) == [
            "receipt | /acts/1 | 2030-01-01 | notice of non-renewal received on 1 January 2030",
            (
                "as-the-text-says | /term/renewal |  | it is not known which period was running, so the notice "
                "changes nothing"
            ),
        ]


class TestWithdrawalAtTheEndOfAPeriod:
    """The withdrawal clause gives the end of a period as the day: two months' notice before 28 August."""

    def life(self, *acts, notice="P2M", lock_in=None, **term):
        clause = WithdrawalOnNotice(notice, at="end_of_period", lock_in=lock_in, article="art. 8")
        return record(signed("2020-08-28"), *acts, withdrawal=clause, **(FIVE_YEARS | term))

    def test_in_time(self):
        agreement = self.life(notice("2025-06-28"))
        assert about_notices(agreement) == [
            "receipt | /acts/1 | 2025-06-28 | notice of withdrawal received on 28 June 2025",
            (
                "withdrawal-clause | /term/withdrawal/notice | 2025-08-28 | it takes effect 2 months after: 28 "
                "August 2025 | art. 8"
            ),
            (
                "corresponding-date? | /term/duration | 2025-08-28 | 5 years counted from 28 August 2020 (entry "
                "into force) ends on 28 August 2025; it is not stated whether that first day counts: if it does, "
                "27 August 2025"
            ),
            (
                "withdrawal-clause | /term/withdrawal/at | 2025-08-29 | it takes effect at the end of a period: "
                "29 August 2025 | art. 8"
            ),
        ]
        assert lifecycle(agreement).status("2025-08-29") is Status.TERMINATED
        assert findings(agreement) == []

    def test_late(self):
        agreement = self.life(notice("2025-06-29"))
        assert about_notices(agreement) == [
            "receipt | /acts/1 | 2025-06-29 | notice of withdrawal received on 29 June 2025",
            (
                "withdrawal-clause | /term/withdrawal/notice | 2025-08-29 | it takes effect 2 months after: 29 "
                "August 2025 | art. 8"
            ),
            (
                "corresponding-date? | /term/duration | 2025-08-28 | 5 years counted from 28 August 2020 (entry "
                "into force) ends on 28 August 2025; it is not stated whether that first day counts: if it does, "
                "27 August 2025"
            ),
            "from-the-anchor | /term/renewal | 2026-08-28 | renewal 1 ends on 28 August 2026",
            (
                "late-notice | /term/withdrawal/at | 2026-08-29 | it takes effect at the end of a period: 29 "
                "August 2026 | art. 8"
            ),
        ]
        assert findings(agreement) == [
            (
                "late-notice | /acts/1 | too late for the running period: the last day for notice was 28 June "
                "2025; it counts for the next period, which ends on 28 August 2026"
            ),
        ]

    def test_after_a_lock_in(self):
        """Locked in for five years, a notice of 29 June 2024 counts from 28 August 2025, so for 28 August 2026."""
        agreement = self.life(notice("2024-06-29"), lock_in="P5Y")
        assert last_day(agreement) == day("2026-08-28")
        assert about_notices(agreement)[1:3] == [
            (
                "withdrawal-clause | /term/withdrawal/lock_in | 2025-08-28 | notice is allowed from 28 August "
                "2025, so it counts from that day | art. 8"
            ),
            (
                "withdrawal-clause | /term/withdrawal/notice | 2025-10-28 | it takes effect 2 months after: 28 "
                "October 2025 | art. 8"
            ),
        ]
        assert [one.code for one in check(agreement)] == ["late-notice", "early-notice"]

    def test_a_lock_in_that_is_over(self):
        agreement = self.life(notice("2025-06-28"), lock_in="P1Y")
        assert last_day(agreement) == day("2025-08-28")
        assert about_notices(agreement)[1] == (
            "withdrawal-clause | /term/withdrawal/lock_in | 2021-08-28 | notice is allowed from 28 August 2021 | art. 8"
        )
        assert findings(agreement) == []

    def test_the_periods_are_not_known(self):
        agreement = self.life(notice("2024-06-29"), duration=None, renewal=None)
        assert last_day(agreement) is None
        assert about_notices(agreement) == [
            "receipt | /acts/1 | 2024-06-29 | notice of withdrawal received on 29 June 2024",
            (
                "nothing-recorded | /term/withdrawal/at |  | it takes effect at the end of a period, but the "
                "periods are not known | art. 8"
            ),
        ]
        assert lifecycle(agreement).status("2024-06-29") is Status.IN_FORCE
        assert lifecycle(agreement).status("2024-06-30") is Status.UNKNOWN
        assert check(agreement) == ()

    def test_there_are_no_periods(self):
        agreement = self.life(notice("2024-06-29"), duration=Indefinite(), renewal=None)
        assert last_day(agreement) == day("2024-08-28")
        assert about_notices(agreement) == [
            "receipt | /acts/1 | 2024-06-29 | notice of withdrawal received on 29 June 2024",
            (
                "withdrawal-clause? | /term/withdrawal/at |  | the notice takes effect as soon as the notice "
                "period has run, because the term has no periods | art. 8"
            ),
            (
                "withdrawal-clause | /term/withdrawal/notice | 2024-08-29 | it takes effect 2 months after: 29 "
                "August 2024 | art. 8"
            ),
        ]

    def test_late_for_the_only_period(self):
        agreement = self.life(notice("2025-06-29"), renewal=NoRenewal())
        assert last_day(agreement) == day("2025-08-28")
        assert about_notices(agreement)[2] == (
            "late-notice | /term/withdrawal/at |  | no period ends after that, so the notice changes nothing | art. 8"
        )
        assert [one.code for one in check(agreement)] == ["late-notice", "notice-without-effect"]

    def test_in_time_for_the_only_period(self):
        agreement = self.life(notice("2025-06-28"), renewal=NoRenewal())
        assert lifecycle(agreement).status("2025-08-29") is Status.TERMINATED
        assert findings(agreement) == []


class TestADelayBeforeTheEndOfAPeriod:
    """Out at the end of a period, on the first of a month after three months: by 30 April for 28 August 2025."""

    def life(self, *acts, delay=None, signed_on="2020-08-28", **term):
        clause = WithdrawalOnNotice(delay or FirstOfMonthAfter("P3M"), at="end_of_period", article="art. 8")
        return record(signed(signed_on), *acts, withdrawal=clause, **(FIVE_YEARS | term))

    def test_in_time(self):
        """Three months after 30 April 2025 are over on 30 July, so it counts from 1 August."""
        agreement = self.life(notice("2025-04-30"))
        assert about_notices(agreement) == [
            "receipt | /acts/1 | 2025-04-30 | notice of withdrawal received on 30 April 2025",
            (
                "withdrawal-clause | /term/withdrawal/notice | 2025-08-01 | it takes effect on the first day of "
                "the month after the expiry of 3 months (30 July 2025): 1 August 2025 | art. 8"
            ),
            (
                "corresponding-date? | /term/duration | 2025-08-28 | 5 years counted from 28 August 2020 (entry "
                "into force) ends on 28 August 2025; it is not stated whether that first day counts: if it does, "
                "27 August 2025"
            ),
            (
                "withdrawal-clause | /term/withdrawal/at | 2025-08-29 | it takes effect at the end of a period: "
                "29 August 2025 | art. 8"
            ),
        ]
        assert lifecycle(agreement).status("2025-08-29") is Status.TERMINATED
        assert findings(agreement) == []

    def test_late(self):
        agreement = self.life(notice("2025-05-01"))
        assert about_notices(agreement) == [
            "receipt | /acts/1 | 2025-05-01 | notice of withdrawal received on 1 May 2025",
            (
                "withdrawal-clause | /term/withdrawal/notice | 2025-09-01 | it takes effect on the first day of "
                "the month after the expiry of 3 months (1 August 2025): 1 September 2025 | art. 8"
            ),
            (
                "corresponding-date? | /term/duration | 2025-08-28 | 5 years counted from 28 August 2020 (entry "
                "into force) ends on 28 August 2025; it is not stated whether that first day counts: if it does, "
                "27 August 2025"
            ),
            "from-the-anchor | /term/renewal | 2026-08-28 | renewal 1 ends on 28 August 2026",
            (
                "late-notice | /term/withdrawal/at | 2026-08-29 | it takes effect at the end of a period: 29 "
                "August 2026 | art. 8"
            ),
        ]
        assert findings(agreement) == [
            (
                "late-notice | /acts/1 | too late for the running period: the last day for notice was 30 April "
                "2025; it counts for the next period, which ends on 28 August 2026"
            ),
        ]

    def test_in_time_for_a_renewal(self):
        agreement = self.life(notice("2026-04-30"))
        assert last_day(agreement) == day("2026-08-28")
        assert findings(agreement) == []

    def test_on_the_first_day_out(self):
        """Five years from 31 August 2020: out on 1 September 2025 by notice of 31 May, not by that of 1 June."""
        in_time = self.life(notice("2025-05-31"), signed_on="2020-08-31")
        assert (last_day(in_time), findings(in_time)) == (day("2025-08-31"), [])
        late = self.life(notice("2025-06-01"), signed_on="2020-08-31")
        assert last_day(late) == day("2026-08-31")
        assert findings(late) == [
            (
                "late-notice | /acts/1 | too late for the running period: the last day for notice was 31 May "
                "2025; it counts for the next period, which ends on 31 August 2026"
            ),
        ]

    def test_late_for_many_periods(self):
        """Month by month after 28 August 2025: notice of 1 June leads to 1 October, so to 28 October 2025."""
        agreement = self.life(notice("2025-06-01"), renewal=TacitRenewal("P1M", notice="P2M"))
        assert last_day(agreement) == day("2025-10-28")
        assert findings(agreement) == [
            (
                "late-notice | /acts/1 | too late for the running period: the last day for notice was 30 April "
                "2025; it counts for the first later period for which it is in time, which ends on 28 October "
                "2025"
            ),
        ]

    def test_late_for_the_only_period(self):
        agreement = self.life(notice("2025-05-01"), renewal=NoRenewal())
        assert last_day(agreement) == day("2025-08-28")
        assert about_notices(agreement)[2:] == [
            (
                "late-notice | /term/withdrawal/at |  | no period ends after that, "
                "so the notice changes nothing | art. 8"
            ),
        ]
        assert [one.code for one in check(agreement)] == ["late-notice", "notice-without-effect"]

    def test_late_for_the_last_period_with_an_end(self):
        agreement = self.life(notice("2025-05-01"), renewal=TacitRenewal(Indefinite(), notice="P3M"))
        assert last_day(agreement) is None
        assert findings(agreement) == [
            (
                "no-exit-after-renewal | /term/withdrawal/at | after the renewal without an end, there is no period at "
                "the end of which a notice could take effect"
            ),
            (
                "late-notice | /acts/1 | too late for the running period: the last day for notice was 30 April "
                "2025; it counts for the next period, which has no end"
            ),
            ("notice-without-effect | /acts/1 | no period ends after that, so the notice changes nothing"),
        ]

    def test_in_a_period_without_an_end(self):
        agreement = self.life(notice("2026-05-01"), renewal=TacitRenewal(Indefinite(), notice="P3M"))
        assert last_day(agreement) is None
        assert findings(agreement) == [
            (
                "no-exit-after-renewal | /term/withdrawal/at | after the renewal without an end, there is no period at "
                "the end of which a notice could take effect"
            ),
            ("notice-without-effect | /acts/1 | no period ends after that, so the notice changes nothing"),
        ]

    @pytest.mark.parametrize(
        ("delay", "in_time", "late"),
        [
            (DayAfter("P2M"), "2025-06-28", "2025-06-29"),
            (FirstOfKthMonth(3), "2025-05-31", "2025-06-01"),
            (OnDayOfYear("08-28", by="06-30"), "2025-06-30", "2025-07-01"),
        ],
    )
    def test_other_delays(self, delay, in_time, late):
        """The notice must have run out by 28 August 2025: the first day out is the 29th."""
        assert last_day(self.life(notice(in_time), delay=delay)) == day("2025-08-28")
        agreement = self.life(notice(late), delay=delay)
        assert last_day(agreement) == day("2026-08-28")
        assert f"the last day for notice was {day(in_time).day} {day(in_time):%B %Y};" in findings(agreement)[0]


class TestLockIn:
    """No notice before a year after the entry into force; one that comes earlier counts from then."""

    def life(self, on, *, entry="2020-03-01", **more):
        clause = WithdrawalOnNotice("P6M", lock_in="P1Y", **more)
        return record(SIGNED, declared(entry), notice(on), duration=Indefinite(), withdrawal=clause)

    @pytest.mark.parametrize(
        ("on", "out", "expected"),
        [
            ("2021-02-28", "2021-09-01", ["early-notice"]),
            ("2021-03-01", "2021-09-01", []),
            ("2021-03-02", "2021-09-02", []),
        ],
    )
    @pytest.mark.parametrize("since", [LockInFrom.OWN_ENTRY, LockInFrom.GENERAL_ENTRY])
    def test_the_first_day(self, on, out, expected, since):
        agreement = self.life(on, lock_in_from=since)
        assert lifecycle(agreement).ceases_on == day(out)
        assert [one.code for one in check(agreement)] == expected

    def test_the_steps(self):
        assert about_notices(self.life("2021-02-28")) == [
            "receipt | /acts/2 | 2021-02-28 | notice of withdrawal received on 28 February 2021",
            (
                "withdrawal-clause | /term/withdrawal/lock_in | 2021-03-01 | notice is allowed from 1 March "
                "2021, so it counts from that day"
            ),
            (
                "withdrawal-clause | /term/withdrawal/notice | 2021-09-01 | it takes effect 6 months after: 1 "
                "September 2021"
            ),
        ]
        assert findings(self.life("2021-02-28")) == [
            "early-notice | /acts/2 | notice is allowed from 1 March 2021, so it counts from that day",
        ]


class TestAtAnyTime:
    """Out after a year's notice, or at the end of the running period, if that is in time and comes sooner."""

    def life(self, on, clause="P1Y", **term):
        terms = {"duration": "P5Y", "renewal": TacitRenewal("P5Y", notice="P6M"), "counting": "from_event"} | term
        return record(signed("2003-09-15"), notice(on), withdrawal=WithdrawalOnNotice(clause), **terms)

    @pytest.mark.parametrize(
        ("on", "out"),
        [
            ("2007-09-15", "2008-09-15"),  # a day before the period ends
            ("2007-09-16", "2008-09-16"),  # with it
            ("2007-09-17", "2008-09-16"),  # a day after it, so with it
            ("2008-03-15", "2008-09-16"),
            ("2008-03-16", "2009-03-16"),  # too late for its end
        ],
    )
    def test_the_sooner_day(self, on, out):
        assert lifecycle(self.life(on)).ceases_on == day(out)

    @pytest.mark.parametrize(
        ("on", "status"),
        [("2007-09-16", Status.TERMINATED), ("2007-09-17", Status.EXPIRED), ("2008-03-16", Status.TERMINATED)],
    )
    def test_how_it_ends(self, on, status):
        """Where both days are the same, it is left and does not expire."""
        life = lifecycle(self.life(on))
        assert life.status(life.ceases_on) is status

    def test_the_steps(self):
        assert about_notices(self.life("2008-03-15")) == [
            "receipt | /acts/1 | 2008-03-15 | notice of withdrawal received on 15 March 2008",
            ("withdrawal-clause | /term/withdrawal/notice | 2009-03-15 | it takes effect 1 year after: 15 March 2009"),
            (
                "corresponding-date | /term/duration | 2008-09-15 | 5 years counted from 15 September 2003 "
                "(entry into force) ends on 15 September 2008"
            ),
            (
                "earlier-exit | /term/renewal/notice | 2008-09-16 | the notice is also in time for the end of "
                "the running period, which comes sooner: 16 September 2008"
            ),
        ]

    def test_in_a_renewal(self):
        agreement = self.life("2013-03-15")
        assert lifecycle(agreement).ceases_on == day("2013-09-16")
        assert about_notices(agreement)[-2:] == [
            "from-the-anchor | /term/renewal | 2013-09-15 | renewal 1 ends on 15 September 2013",
            (
                "earlier-exit | /term/renewal/notice | 2013-09-16 | the notice is also in time for the end of "
                "the running period, which comes sooner: 16 September 2013"
            ),
        ]

    def test_where_no_renewal_follows(self):
        """In the last period there is no notice of non-renewal to take this for."""
        agreement = self.life("2008-03-15", renewal=TacitRenewal("P5Y", notice="P6M", times=1))
        assert lifecycle(agreement).ceases_on == day("2008-09-16")
        agreement = self.life("2013-03-15", renewal=TacitRenewal("P5Y", notice="P6M", times=1))
        assert lifecycle(agreement).status("2013-09-16") is Status.EXPIRED


class TestDelays:
    """From an event to its effect, in days and in words."""

    def test_at_most_ten_years_of_months(self):
        """The first day of the 120th month after October 2025 is 1 October 2035."""
        assert delayed(day("2025-10-30"), FirstOfKthMonth(120)) == day("2035-10-01")

    @pytest.mark.parametrize(("more", "found"), [({}, "neither"), ({"by": "01-01", "period": "P6M"}, "both")])
    def test_a_limit_is_a_day_or_a_period(self, more, found):
        with pytest.raises(ValidationError) as error:
            OnDayOfYear("06-30", **more)
        assert [str(problem) for problem in error.value.problems] == [
            f"/by: found {found}; expected either `by` or `period`"
        ]

    def test_in_the_first_centuries_of_the_calendar(self):
        assert delayed(day("0987-07-01"), OnDayOfYear("06-30", by="01-01")) == day("0988-06-30")

    def test_to_the_last_year_of_the_calendar(self):
        assert delayed(day("9999-06-30"), OnDayOfYear("06-30", by="06-30")) == day("9999-06-30")
        with pytest.raises(DateRangeError) as error:
            delayed(day("9999-07-01"), OnDayOfYear("06-30", by="06-30"))
        assert str(error.value) == "06-30 after 9999-07-01: outside the calendar of the years 1 to 9999"

    def test_on_notice_of_no_time(self):
        """At the end of a year, by notice that comes before: that of 31 December is in time."""
        assert delayed(day("2026-12-31"), OnDayOfYear("12-31", period="P0D")) == day("2026-12-31")

    @pytest.mark.parametrize(
        ("delay", "text"),
        [
            ("P30D", "it takes effect 30 days after: 12 March 2021"),
            (
                DayAfter("P1M"),
                "it takes effect on the day after the expiry of 1 month (10 March 2021): 11 March 2021",
            ),
            (
                FirstOfMonthAfter("P1M"),
                "the first day of the month after the expiry of 1 month (10 March 2021): 1 April 2021",
            ),
            (
                FirstOfKthMonth(2),
                "it takes effect on the first day of the 2nd month after the month of the event: 1 April 2021",
            ),
            (
                OnDayOfYear("06-30", by="01-01"),
                (
                    "it takes effect on 30 June of the same year if it comes by 1 January, otherwise of the next year: "
                    "30 June 2022"
                ),
            ),
            (
                OnDayOfYear("12-31", period="P6M"),
                "it takes effect on the first 31 December that is at least 6 months later: 31 December 2021",
            ),
            (
                OnDayOfYear("12-31", period="P0D"),
                "it takes effect on the first 31 December that is at least 0 days later: 31 December 2021",
            ),
        ],
    )
    def test_in_words(self, delay, text):
        """Notice of 10 February 2021."""
        agreement = record(SIGNED, notice("2021-02-10"), duration=Indefinite(), withdrawal=WithdrawalOnNotice(delay))
        assert about_notices(agreement)[1].endswith(text)

    @pytest.mark.parametrize(
        ("delay", "by", "last"),
        [
            ("P30D", "2021-03-12", "2021-02-10"),
            ("P1M", "2021-02-28", "2021-01-31"),
            (DayAfter("P1M"), "2021-03-11", "2021-02-10"),
            (FirstOfMonthAfter("P1M"), "2021-03-31", "2021-01-31"),
            (FirstOfKthMonth(2), "2021-04-01", "2021-02-28"),
            (OnDayOfYear("06-30", by="01-01"), "2021-06-30", "2021-01-01"),
            (OnDayOfYear("06-30", by="01-01"), "2021-06-29", "2020-01-01"),
            ("P0D", "0001-01-01", "0001-01-01"),
            ("P1D", "0001-01-01", None),
            ("P1D", "0001-01-02", "0001-01-01"),
            ("P1Y", "9999-12-30", "9998-12-30"),
            ("P0D", "9999-12-31", "9999-12-31"),
        ],
    )
    def test_the_last_event_that_takes_effect_by_a_day(self, delay, by, last):
        """What a late notice would have had to keep: on the day itself it is in time, a day later it is not."""
        way = as_delay(delay)
        assert last_event(day(by), way) == (last and day(last))
        if last is not None:
            assert delayed(day(last), way) <= day(by)


class TestNoticeOfAPeriod:
    """By when notice must come for the period that runs, and what the steps say: by 28 June for 28 August."""

    def steps(self, on, *acts, **term):
        return [line(step) for step in lifecycle(self.life(*acts, **term)).notice(on).steps]

    def life(self, *acts, **term):
        return record(signed("2020-08-28"), *acts, **(FIVE_YEARS | term))

    def test_the_steps(self):
        renewal = TacitRenewal("P1Y", notice="P2M", article="art. 7")
        assert self.steps("2026-01-01", renewal=renewal, counting="from_event") == [
            (
                "corresponding-date | /term/duration | 2025-08-28 | 5 years counted from 28 August 2020 (entry "
                "into force) ends on 28 August 2025"
            ),
            "from-the-anchor | /term/renewal | 2026-08-28 | the running period ends on 28 August 2026 | art. 7",
            (
                "notice-in-time | /term/renewal/notice | 2026-06-28 | notice must be received at least 2 months "
                "before that, by 28 June 2026 | art. 7"
            ),
        ]

    def test_none_follows(self):
        for on, renewal in (("2021-01-01", NoRenewal()), ("2026-01-01", TacitRenewal("P1Y", notice="P2M", times=1))):
            found = lifecycle(self.life(renewal=renewal)).notice(on)
            assert (found.kind, found.day) == (AnswerKind.NONE, None)
            assert line(found.steps[-1]) == " | /term/renewal |  | no renewal follows this period"

    def test_whether_one_follows_is_not_known(self):
        found = lifecycle(self.life(renewal=None)).notice("2021-01-01")
        assert found.kind is AnswerKind.UNKNOWN
        assert line(found.steps[-1]) == "nothing-recorded | /term/renewal |  | it is not known whether it is renewed"

    def test_how_long_before_is_not_known(self):
        found = lifecycle(self.life(renewal=TacitRenewal("P1Y"))).notice("2021-01-01")
        assert found.kind is AnswerKind.UNKNOWN
        assert [line(step) for step in found.steps] == [
            (
                "corresponding-date? | /term/duration | 2025-08-28 | 5 years counted from 28 August 2020 (entry "
                "into force) ends on 28 August 2025; it is not stated whether that first day counts: if it does, "
                "27 August 2025"
            ),
            ("nothing-recorded | /term/renewal/notice |  | the notice period for non-renewal is not known"),
        ]

    def test_notice_was_given(self):
        assert self.steps("2025-01-01", non_renewal("2025-06-28"))[-2:] == [
            (
                "notice-in-time | /term/renewal/notice | 2025-06-28 | notice must be received at least 2 months "
                "before that, by 28 June 2025"
            ),
            " | /term/renewal | 2025-08-28 | it ends on 28 August 2025 in any case",
        ]

    @pytest.mark.parametrize(("ends", "deadline"), [("2025-06-28", None), ("2025-06-29", "2025-06-28")])
    def test_it_ends_before_the_deadline(self, ends, deadline):
        """Terminated with effect from 28 June 2025, the last day is the 27th; from 29 June, it is the 28th."""
        termination = Act("termination", "2025-01-01", effective_on=ends)
        found = lifecycle(self.life(termination)).notice("2025-01-01")
        assert found.day == (deadline and day(deadline))
        assert (found.steps[-1].pointer, found.steps[-1].day) == ("/term/renewal", day(ends) - timedelta(days=1))

    @pytest.mark.parametrize(
        ("asked_on", "earliest", "latest"),
        [
            ("2021-01-01", "2021-01-01", "2021-12-31"),
            (
                "2021-04-02",
                "2021-04-02",
                "2022-04-01",
            ),  # of 2 April 2020: that day; of 1 April: a year on
            ("2021-12-31", "2021-12-31", "2022-12-30"),
        ],
    )
    def test_of_a_year_of_signature_any_day_counts(self, asked_on, earliest, latest):
        """Signed in 2020 for a year, then renewed: the first and the last day of 2020 do not bound the deadline."""
        life = lifecycle(record(signed("2020"), duration="P1Y", renewal=TacitRenewal("P1Y", notice="P0D")))
        answer = life.notice(asked_on)
        assert (answer.kind, answer.day) == (AnswerKind.UNCERTAIN, None)
        assert (answer.earliest, answer.latest) == (day(earliest), day(latest))

    def test_counted_back_a_month_may_be_too_short(self):
        """Fifty months and 28 days before 29 April 2025 is in January; counted on from 2 February, they end on it."""
        length = {"duration": "P3Y14M28D", "counting": "from_start_of_day"}
        life = lifecycle(record(signed("2021-02"), renewal=TacitRenewal("P10Y", notice="P4M"), **length))
        assert life.notice("2025-04-29").earliest == day("2024-12-29")

    def test_the_same_deadline_at_both_ends_of_a_year_is_not_certain(self):
        """Signed between 1 January 2020 and 1 January 2021, either way to 1 January 2022; but not on a day between."""
        interval = signed("2020-01-01/2021-01-01")
        life = lifecycle(record(interval, duration="P1Y", renewal=TacitRenewal("P1Y", notice="P0D")))
        assert life.notice_deadline("2021-06-01") is None
        assert life.notice("2021-06-01").earliest == day("2021-06-01")
        assert life.notice("2021-06-01").latest == day("2022-05-31")


class TestRenewedAsALaterActShows:
    """Five years from 28 August 2020 end on 28 August 2025; only a later act shows that it was renewed."""

    def life(self, *acts, **term):
        return record(signed("2020-08-28"), *acts, **({"duration": "P5Y"} | term))

    @pytest.mark.parametrize(
        ("act", "shows"),
        [
            (Act("termination", "2025-08-29"), False),  # the first day out, with which it ends anyway
            (Act("termination", "2025-08-30"), True),
            (Act("termination", "2025-01-01", effective_on="2025-08-29"), False),
            (Act("termination", "2025-01-01", effective_on="2025-08-30"), True),
            (Act("withdrawal", "2025-08-28", by="MYS"), False),
            (Act("withdrawal", "2025-08-29", by="MYS"), True),
            (Act("withdrawal", "2025-08-01", by="MYS", effective_on="2025-08-29"), True),
            (Act("withdrawal", "2025-08-01", by="MYS", effective_on="2025-08-28"), False),
            (Act("non_renewal", "2025-08-28", by="MYS"), False),
            (Act("non_renewal", "2025-08-29", by="MYS"), True),
            (Act("suspension", "2025-09-29"), False),
        ],
    )
    def test_on_which_day(self, act, shows):
        life = lifecycle(self.life(act))
        assert ("was-renewed?" in codes(life.end) or life.status("2025-08-29") is Status.IN_FORCE) is shows

    def test_the_steps(self):
        agreement = self.life(Act("termination", "2030-01-01"))
        assert lifecycle(agreement).ceases_on == day("2030-01-01")
        assert to_the_end(agreement) == [
            (
                "corresponding-date? | /term/duration | 2025-08-28 | 5 years counted from 28 August 2020 (entry "
                "into force) ends on 28 August 2025; it is not stated whether that first day counts: if it does, "
                "27 August 2025"
            ),
            (
                "was-renewed? | /acts/1 | 2030-01-01 | it was renewed, because the termination of 1 January 2030 "
                "is later than the end of its term on 28 August 2025"
            ),
            "by-consent | /acts/1 | 2030-01-01 | the parties ended it by consent, with effect from 1 January 2030",
            (
                "first-day-out |  | 2029-12-31 | the last day in force is 31 December 2029; the first day out is "
                "1 January 2030"
            ),
        ]

    def test_the_step_gives_the_day_of_effect(self):
        agreement = self.life(Act("termination", "2025-01-01", effective_on="2026-01-01"))
        assert to_the_end(agreement)[1] == (
            "was-renewed? | /acts/1 | 2026-01-01 | it was renewed, because the termination of 1 January 2026 is "
            "later than the end of its term on 28 August 2025"
        )

    def test_the_first_of_two_acts_is_named(self):
        acts = [Act("withdrawal", "2027-01-01", by="MYS"), Act("withdrawal", "2028-01-01", by="USA")]
        assert [line(step) for step in lifecycle(self.life(*acts)).end.steps][1] == (
            "was-renewed? | /acts/1 | 2027-01-01 | it was renewed, because the withdrawal of 1 January 2027 is "
            "later than the end of its term on 28 August 2025"
        )

    def test_an_act_before_its_end_shows_nothing_but_a_later_one_does(self):
        """A withdrawal that was revoked in time, and another six years later."""
        acts = [
            Act("withdrawal", "2021-01-01", by="MYS"),
            Act("notice_revocation", "2021-02-01", by="MYS"),
            Act("withdrawal", "2027-01-01", by="MYS"),
        ]
        life = lifecycle(self.life(*acts))
        assert life.ceases_on == day("2028-01-01")
        assert life.period("2025-08-28") == TermPeriod(day("2020-08-28"), day("2025-08-28"), 0)
        assert life.period("2026-01-01") == TermPeriod(day("2025-08-29"), day("2027-12-31"), 1)

    def test_a_revoked_notice_shows_nothing(self):
        """It is as if it had never been given; the one that follows it does."""
        acts = [Act("withdrawal", "2027-01-01", by="MYS"), Act("notice_revocation", "2027-02-01", by="MYS")]
        assert last_day(self.life(*acts)) == day("2025-08-28")
        acts.append(Act("withdrawal", "2029-01-01", by="MYS"))
        assert last_day(self.life(*acts)) == day("2029-12-31")
        assert lifecycle(self.life(*acts)).end.steps[1].pointer == "/acts/3"

    def test_after_an_extension(self):
        """Extended to 28 August 2027: a withdrawal of 2026 shows nothing, that of 2028 does."""
        extended = Act("extension", "2025-01-01", period="P2Y")
        assert last_day(self.life(extended, Act("withdrawal", "2026-01-01", by="MYS"))) == day("2026-12-31")
        late = lifecycle(self.life(extended, Act("withdrawal", "2028-01-01", by="MYS")))
        assert late.ceases_on == day("2029-01-01")
        assert late.period("2027-08-28") == TermPeriod(day("2020-08-28"), day("2027-08-28"), 0)

    def test_not_where_the_text_has_no_renewal(self):
        agreement = self.life(Act("termination", "2030-01-01"), renewal=NoRenewal())
        assert last_day(agreement) == day("2025-08-28")


class TestFirstPeriod:
    """The duration, counted from its anchor, and a last day that is stated."""

    def steps(self, *acts, **term):
        return [line(step) for step in lifecycle(record(*acts, **term)).end.steps]

    def test_counted_from_the_event(self):
        assert self.steps(signed("2020-01-01"), duration="P5Y", renewal=NoRenewal()) == [
            (
                "corresponding-date? | /term/duration | 2025-01-01 | 5 years counted from 1 January 2020 (entry "
                "into force) ends on 1 January 2025; it is not stated whether that first day counts: if it does, "
                "31 December 2024"
            ),
            " | /term/renewal |  | the text provides for no renewal",
            (
                "first-day-out |  | 2025-01-01 | the last day in force is 1 January 2025; the first day out is 2 "
                "January 2025"
            ),
        ]

    def test_counted_from_the_start_of_the_day(self):
        term = {"duration": "P5Y", "anchor": "2020-03-01", "renewal": NoRenewal()}
        assert self.steps(signed("2020-01-01"), **term) == [
            (
                "start-of-day? | /term/duration | 2025-02-28 | 5 years beginning with 1 March 2020 (a fixed day) "
                "ends on 28 February 2025; it is not stated whether that first day counts: if it does not, 1 "
                "March 2025"
            ),
            " | /term/renewal |  | the text provides for no renewal",
            (
                "first-day-out |  | 2025-02-28 | the last day in force is 28 February 2025; the first day out is "
                "1 March 2025"
            ),
        ]
        assert self.steps(signed("2020-01-01"), **term, counting="from_start_of_day")[0] == (
            "start-of-day | /term/duration | 2025-02-28 | 5 years beginning with 1 March 2020 (a fixed day) "
            "ends on 28 February 2025"
        )
        assert self.steps(signed("2020-01-01"), **term, counting="from_event")[0] == (
            "corresponding-date | /term/duration | 2025-03-01 | 5 years counted from 1 March 2020 (a fixed "
            "day) ends on 1 March 2025"
        )

    def test_a_stated_last_day_settles_how_it_is_counted(self):
        """Five years from 1 January 2020: 1 January 2025 fits one counting, 31 December 2024 the other."""
        for stated in ("2025-01-01", "2024-12-31"):
            steps = self.steps(signed("2020-01-01"), duration="P5Y", stated_last_day=stated, renewal=NoRenewal())
            assert [text.split(" | ")[0] for text in steps][:2] == [
                "corresponding-date" if stated == "2025-01-01" else "start-of-day",
                "as-the-text-says",
            ]
            assert steps[1].startswith(f"as-the-text-says | /term/stated_last_day | {stated} | the last day is stated")

    def test_a_stated_last_day_against_a_stated_counting(self):
        """The counting that the text states does not lead there; the stated day stands."""
        term = {"duration": "P5Y", "stated_last_day": "2024-12-31", "counting": "from_event", "renewal": NoRenewal()}
        assert self.steps(signed("2020-01-01"), **term)[0] == (
            "start-of-day | /term/duration | 2024-12-31 | 5 years beginning with 1 January 2020 (entry into "
            "force) ends on 31 December 2024"
        )
        assert last_day(record(signed("2020-01-01"), **term)) == day("2024-12-31")

    def test_a_stated_last_day_that_fits_neither(self):
        term = {"duration": "P5Y", "stated_last_day": "2024-12-30", "renewal": NoRenewal()}
        assert self.steps(signed("2020-01-01"), **term) == [
            "as-the-text-says | /term/stated_last_day | 2024-12-30 | the last day is stated: 30 December 2024",
            " | /term/renewal |  | the text provides for no renewal",
            (
                "first-day-out |  | 2024-12-30 | the last day in force is 30 December 2024; the first day out is "
                "31 December 2024"
            ),
        ]

    def test_after_a_stated_last_day_that_fits_neither_the_renewals_follow_it(self):
        term = {"duration": "P5Y", "stated_last_day": "2024-12-30", "renewal": TacitRenewal("P1Y", notice="P1M")}
        life = lifecycle(record(signed("2020-01-01"), **term))
        assert life.period("2025-01-01") == TermPeriod(day("2024-12-31"), day("2025-12-30"), 1)

    def test_without_a_known_day_of_the_anchor(self):
        assert self.steps(declared("2020-01-01"), duration="P5Y", anchor="signature") == [
            "nothing-recorded | /term/anchor |  | the term runs from signature, whose date is not known",
        ]

    def test_without_an_end(self):
        assert self.steps(signed("2020-01-01"), duration=Indefinite()) == [
            "as-the-text-says | /term/duration |  | its duration is indefinite",
        ]

    def test_not_known(self):
        assert self.steps(signed("2020-01-01")) == [
            "nothing-recorded | /term/duration |  | the duration is not known",
        ]

    def test_not_in_force(self):
        acts = [signed("2020-01-01", kind="subject_to_ratification")]
        assert self.steps(*acts, kind="treaty", entry_into_force=OnConsentOfAll(), duration="P5Y") == [
            "as-the-text-says |  |  | it is not in force",
        ]

    def test_a_fixed_last_day(self):
        term = {"duration": Until("2024-12-31"), "renewal": NoRenewal()}
        assert self.steps(signed("2020-01-01"), **term) == [
            "as-the-text-says | /term/duration | 2024-12-31 | the text fixes the last day: 31 December 2024",
            " | /term/renewal |  | the text provides for no renewal",
            (
                "first-day-out |  | 2024-12-31 | the last day in force is 31 December 2024; the first day out is "
                "1 January 2025"
            ),
        ]

    def test_a_fixed_last_day_that_is_not_known(self):
        """In force until some day after 2024: by the latest reading it never ends."""
        agreement = record(signed("2020-01-01"), duration=Until("2024-12-31/.."))
        assert lifecycle(agreement).end.latest is None
        assert lifecycle(agreement).end.earliest == day("2024-12-31")
        assert lifecycle(agreement).end.kind is AnswerKind.UNCERTAIN
        assert lifecycle(agreement).position("2025-01-01").possible == (Status.EXPIRED, Status.IN_FORCE)

    def test_a_stated_last_day_beside_a_fixed_one(self):
        """The stated day wins."""
        term = {"duration": Until("2024-12-31"), "stated_last_day": "2024-06-30", "renewal": NoRenewal()}
        assert last_day(record(signed("2020-01-01"), **term)) == day("2024-06-30")


class TestRenewalsAfterAWrittenLastDay:
    """What follows a written last day begins with the next day, unless the term says otherwise."""

    def assumed(self, last, renewal, **term):
        agreement = record(signed("2020-01-01"), duration=Until(last), renewal=TacitRenewal(renewal), **term)
        return [line(step) for step in lifecycle(agreement).end.assumptions]

    def test_half_a_year_from_1_july(self):
        agreement = record(signed("2020-01-01"), duration=Until("2020-06-30"), renewal=TacitRenewal("P6M"))
        assert lifecycle(agreement).period("2020-07-01").last_day == day("2020-12-31")
        assert self.assumed("2020-06-30", "P6M") == [
            (
                "start-of-day? | /term/counting | 2020-12-31 | renewals are counted from 1 July 2020, because no "
                "counting is stated: renewal 1 ends on 31 December 2020; counted from 30 June 2020 as an event, "
                "on 30 December 2020"
            ),
        ]

    def test_the_first_end_that_differs(self):
        """Monthly after 31 January 2021, both readings give 28 February and 31 March; 30 April is the same as well."""
        assert self.assumed("2021-01-31", "P1M") == []
        assert self.assumed("2021-02-28", "P1M") == [
            (
                "start-of-day? | /term/counting | 2021-03-31 | renewals are counted from 1 March 2021, because "
                "no counting is stated: renewal 1 ends on 31 March 2021; counted from 28 February 2021 as an "
                "event, on 28 March 2021"
            ),
        ]
        assert self.assumed("2021-04-30", "P1M") == [
            (
                "start-of-day? | /term/counting | 2021-05-31 | renewals are counted from 1 May 2021, because no "
                "counting is stated: renewal 1 ends on 31 May 2021; counted from 30 April 2021 as an event, on "
                "30 May 2021"
            ),
        ]
        assert self.assumed("2021-11-30", "P1M") == [
            (
                "start-of-day? | /term/counting | 2021-12-31 | renewals are counted from 1 December 2021, "
                "because no counting is stated: renewal 1 ends on 31 December 2021; counted from 30 November "
                "2021 as an event, on 30 December 2021"
            ),
        ]
        assert self.assumed("2021-11-29", "P3M") == []

    def test_where_both_readings_give_the_same_days(self):
        """Weeks and days are of one length; so are the years after 31 December."""
        for renewal in ("P1W", "P30D"):
            assert self.assumed("2021-02-28", renewal) == []
        assert self.assumed("2021-12-31", "P1Y") == []

    def test_years_after_the_end_of_february(self):
        """Yearly after 28 February 2021: from 1 March 2021 to 29 February 2024, or to 28 February as an event."""
        assert self.assumed("2021-02-28", "P1Y") == [
            (
                "start-of-day? | /term/counting | 2024-02-29 | renewals are counted from 1 March 2021, because "
                "no counting is stated: renewal 3 ends on 29 February 2024; counted from 28 February 2021 as an "
                "event, on 28 February 2024"
            ),
        ]

    def test_a_stated_counting_is_no_assumption(self):
        for counting, end in (("from_event", "2020-12-30"), ("from_start_of_day", "2020-12-31")):
            assert self.assumed("2020-06-30", "P6M", counting=counting) == []
            agreement = record(
                signed("2020-01-01"), duration=Until("2020-06-30"), renewal=TacitRenewal("P6M"), counting=counting
            )
            assert lifecycle(agreement).period("2020-07-01").last_day == day(end)

    def test_a_renewal_without_an_end(self):
        assert self.assumed("2020-06-30", Indefinite()) == []

    def test_across_a_century_without_a_leap_day(self):
        """Yearly after 28 February 1897: the seventh renewal differs, as 1900 was no leap year."""
        assert self.assumed("1897-02-28", "P1Y") == [
            (
                "start-of-day? | /term/counting | 1904-02-29 | renewals are counted from 1 March 1897, because "
                "no counting is stated: renewal 7 ends on 29 February 1904; counted from 28 February 1897 as an "
                "event, on 28 February 1904"
            ),
        ]

    def test_after_the_eve_of_a_leap_day_and_after_one(self):
        """28 and 29 February 1896: the last days of all renewals are the same by both readings."""
        assert self.assumed("1896-02-28", "P1Y") == []
        assert self.assumed("1896-02-29", "P1Y") == []

    def test_to_the_end_of_the_calendar(self):
        assert self.assumed("9999-11-30", "P1M") == []
        assert self.assumed("9999-12-30", "P1M") == []


class TestExtensions:
    """An extension prolongs the period that runs when it is agreed, counted from the anchor.

    Five years from 28 August 2020, to 28 August 2025.
    """

    def life(self, *acts, **term):
        return record(signed("2020-08-28"), *acts, **({"duration": "P5Y", "renewal": NoRenewal()} | term))

    def test_by_a_period(self):
        assert to_the_end(self.life(extension("2025-01-01", "P2Y"))) == [
            (
                "corresponding-date? | /term/duration | 2025-08-28 | 5 years counted from 28 August 2020 (entry "
                "into force) ends on 28 August 2025; it is not stated whether that first day counts: if it does, "
                "27 August 2025"
            ),
            ("from-the-anchor | /acts/1 | 2027-08-28 | extended on 1 January 2025 by 2 years, to 28 August 2027"),
            " | /term/renewal |  | the text provides for no renewal",
            (
                "first-day-out |  | 2027-08-28 | the last day in force is 28 August 2027; the first day out is "
                "29 August 2027"
            ),
        ]

    def test_to_a_day(self):
        assert to_the_end(self.life(extension("2025-01-01", until="2026-12-31"))) == [
            (
                "corresponding-date? | /term/duration | 2025-08-28 | 5 years counted from 28 August 2020 (entry "
                "into force) ends on 28 August 2025; it is not stated whether that first day counts: if it does, "
                "27 August 2025"
            ),
            "by-consent | /acts/1 | 2026-12-31 | extended on 1 January 2025 to 31 December 2026",
            " | /term/renewal |  | the text provides for no renewal",
            (
                "first-day-out |  | 2026-12-31 | the last day in force is 31 December 2026; the first day out is "
                "1 January 2027"
            ),
        ]

    def test_by_the_usual_period(self):
        """The text says by how much an extension prolongs; one that says itself counts by that."""
        renewal = ExpressRenewal("P3Y")
        assert last_day(self.life(extension("2025-01-01"), renewal=renewal)) == day("2028-08-28")
        assert last_day(self.life(extension("2025-01-01", "P1Y"), renewal=renewal)) == day("2026-08-28")
        assert last_day(self.life(extension("2025-01-01", until="2025-12-31"), renewal=renewal)) == day("2025-12-31")

    def test_by_how_much_is_not_known(self):
        agreement = self.life(extension("2025-01-01"))
        assert lifecycle(agreement).end.kind is AnswerKind.UNKNOWN
        assert to_the_end(agreement) == [
            (
                "corresponding-date? | /term/duration | 2025-08-28 | 5 years counted from 28 August 2020 (entry "
                "into force) ends on 28 August 2025; it is not stated whether that first day counts: if it does, "
                "27 August 2025"
            ),
            "nothing-recorded | /acts/1 |  | extended on 1 January 2025; the length of the extension is not known",
        ]

    def test_by_two_consents(self):
        agreement = self.life(extension("2025-01-01", "P2Y", by="MYS"), extension("2025-02-01", "P2Y", by="USA"))
        assert last_day(agreement) == day("2027-08-28")
        assert to_the_end(agreement)[1:3] == [
            "extension-of-all | /acts/1 | 2025-01-01 | consent to an extension on 1 January 2025",
            ("from-the-anchor | /acts/2 | 2027-08-28 | extended on 1 February 2025 by 2 years, to 28 August 2027"),
        ]

    def test_a_consent_without_a_content_is_about_the_latest_proposal(self):
        """Malaysia proposes two years, then three; the United States agrees, without saying to what."""
        acts = [
            extension("2025-01-01", "P2Y", by="MYS"),
            extension("2025-02-01", "P3Y", by="MYS"),
            extension("2025-03-01", by="USA"),
        ]
        agreement = self.life(*acts)
        assert last_day(agreement) == day("2028-08-28")
        assert [(one.code, one.pointer) for one in check(agreement)] == [("extension-without-all", "/acts/1")]

    def test_a_consent_that_is_repeated_is_not_named(self):
        """Malaysia consents twice, then the United States: the second consent of Malaysia changes nothing."""
        acts = [
            extension("2025-01-01", "P2Y", by="MYS"),
            extension("2025-01-10", "P2Y", by="MYS"),
            extension("2025-02-01", "P2Y", by="USA"),
        ]
        agreement = self.life(*acts)
        assert [step.pointer for step in lifecycle(agreement).end.steps][1:3] == ["/acts/1", "/acts/3"]
        assert [(one.code, one.pointer) for one in check(agreement)] == [("act-without-effect", "/acts/2")]

    def test_of_an_agreement_whose_parties_are_not_recorded(self):
        assert last_day(self.life(extension("2025-01-01", "P2Y"), parties=[])) == day("2027-08-28")

    def test_a_consent_without_a_content_alone(self):
        agreement = self.life(extension("2025-03-01", by="USA"))
        assert last_day(agreement) == day("2025-08-28")
        assert findings(agreement) == [
            ("extension-without-all | /acts/1 | extension by USA without the consent of MYS, so it changes nothing"),
        ]

    def test_without_a_content_by_both(self):
        """Both extend, without saying by how much."""
        agreement = self.life(extension("2025-01-01", by="MYS"), extension("2025-03-01", by="USA"))
        assert lifecycle(agreement).end.kind is AnswerKind.UNKNOWN
        assert to_the_end(agreement)[1:3] == [
            "extension-of-all | /acts/1 | 2025-01-01 | consent to an extension on 1 January 2025",
            "nothing-recorded | /acts/2 |  | extended on 1 March 2025; the length of the extension is not known",
        ]

    def test_with_effect_from_the_day_after_the_end(self):
        """Agreed after the end of the first period, and with effect from then: there is no gap."""
        agreement = self.life(extension("2025-10-01", "P2Y", effective_on="2025-08-29"))
        assert last_day(agreement) == day("2027-08-28")
        assert lifecycle(agreement).period("2026-01-01") == TermPeriod(day("2020-08-28"), day("2027-08-28"), 0)
        assert findings(agreement) == []

    def test_the_consents_are_named_by_the_days_on_which_they_were_given(self):
        acts = [
            extension("2025-01-01", "P2Y", by="MYS", effective_on="2025-08-29"),
            extension("2025-02-01", "P2Y", by="USA", effective_on="2025-08-29"),
        ]
        assert to_the_end(self.life(*acts))[1:3] == [
            "extension-of-all | /acts/1 | 2025-01-01 | consent to an extension on 1 January 2025",
            ("from-the-anchor | /acts/2 | 2027-08-28 | extended on 1 February 2025 by 2 years, to 28 August 2027"),
        ]

    def test_agreed_before_the_end_with_effect_after_it(self):
        """Nothing came after the end, as the extension was agreed before it."""
        acts = [extension("2025-08-01", "P2Y", effective_on="2025-09-15"), Act("suspension", "2025-09-10")]
        agreement = self.life(*acts)
        assert last_day(agreement) == day("2027-08-28")
        assert findings(agreement) == []

    def test_agreed_after_the_end_with_effect_from_a_day_before(self):
        """Agreed on 1 October 2025 with effect from 15 September: until it was agreed, the agreement was over."""
        acts = [Act("suspension", "2025-09-20"), extension("2025-10-01", "P2Y", effective_on="2025-09-15")]
        agreement = self.life(*acts)
        assert last_day(agreement) == day("2027-08-28")
        assert [(one.code, one.pointer) for one in check(agreement)] == [
            ("after-the-end", "/acts/1"),
            ("after-the-end", "/acts/2"),
        ]

    def test_with_effect_from_a_day_later(self):
        agreement = self.life(extension("2025-10-01", "P2Y", effective_on="2025-08-30"))
        assert last_day(agreement) == day("2027-08-28")
        assert lifecycle(agreement).period("2026-01-01").renewal == 1

    def test_in_a_renewal_with_effect_from_the_next(self):
        """A year at a time: agreed in the first period, with effect from 29 August 2026, it prolongs the renewal."""
        renewal = TacitRenewal("P1Y", notice="P2M")
        life = lifecycle(self.life(extension("2025-01-01", "P2Y", effective_on="2026-08-29"), renewal=renewal))
        assert life.period("2025-08-28") == TermPeriod(day("2020-08-28"), day("2025-08-28"), 0)
        assert life.period("2025-08-29") == TermPeriod(day("2025-08-29"), day("2028-08-28"), 1)
        assert life.period("2028-08-29") == TermPeriod(day("2028-08-29"), day("2029-08-28"), 2)

    def test_the_latest_of_two_stated_days_of_effect(self):
        """Malaysia extends with effect from 29 August 2025, the United States from 29 August 2026."""
        acts = [
            extension("2025-01-01", "P2Y", by="MYS", effective_on="2025-08-29"),
            extension("2025-02-01", "P2Y", by="USA", effective_on="2026-08-29"),
        ]
        life = lifecycle(self.life(*acts, renewal=TacitRenewal("P1Y", notice="P2M")))
        assert life.period("2025-08-29") == TermPeriod(day("2025-08-29"), day("2028-08-28"), 1)

    def test_before_each_of_several_extensions_the_periods_stay(self):
        """Extended by two years in the first period, by one in the first renewal and by three in the third."""
        acts = [extension("2025-01-01", "P2Y"), extension("2027-10-01", "P1Y"), extension("2030-10-01", "P3Y")]
        life = lifecycle(self.life(*acts, renewal=TacitRenewal("P1Y", notice="P2M")))
        ends = ["2027-08-28", "2029-08-28", "2030-08-28", "2034-08-28", "2035-08-28"]
        first = "2020-08-28"
        for number, end in enumerate(ends):
            period = TermPeriod(day(first), day(end), number)
            assert life.period(first) == life.period(end) == period
            first = str(day(end) + timedelta(days=1))

    def test_the_end_of_an_earlier_period_rests_on_the_extensions_until_then(self):
        """A notice for 28 August 2027 names the first extension, and not the later one."""
        acts = [
            extension("2025-01-01", "P2Y"),
            non_renewal("2027-06-28"),
            Act("notice_revocation", "2027-07-01", by="MYS"),
            extension("2027-10-01", "P1Y"),
        ]
        agreement = self.life(*acts, renewal=TacitRenewal("P1Y", notice="P2M"))
        assert about_notices(agreement)[:4] == [
            "receipt | /acts/2 | 2027-06-28 | notice of non-renewal received on 28 June 2027",
            (
                "corresponding-date? | /term/duration | 2025-08-28 | 5 years counted from 28 August 2020 (entry "
                "into force) ends on 28 August 2025; it is not stated whether that first day counts: if it does, "
                "27 August 2025"
            ),
            ("from-the-anchor | /acts/1 | 2027-08-28 | extended on 1 January 2025 by 2 years, to 28 August 2027"),
            (
                "notice-in-time | /term/renewal/notice | 2027-06-28 | in time for the running period: the last "
                "day for notice was 28 June 2027"
            ),
        ]

    def test_in_a_gap(self):
        """Over on 28 August 2025, extended on 1 October 2025: notices in between come after the end."""
        acts = [Act("suspension", "2025-09-15"), extension("2025-10-01", "P2Y"), Act("suspension", "2026-01-01")]
        agreement = self.life(*acts)
        assert last_day(agreement) == day("2027-08-28")
        assert [(one.code, one.pointer) for one in check(agreement)] == [
            ("after-the-end", "/acts/1"),
            ("after-the-end", "/acts/2"),
        ]

    @pytest.mark.parametrize(("on", "expected"), [("2025-08-28", []), ("2025-08-29", ["after-the-end"])])
    def test_on_the_last_day_and_the_first_day_out(self, on, expected):
        agreement = self.life(extension(on, "P2Y"))
        assert last_day(agreement) == day("2027-08-28")
        assert [one.code for one in check(agreement)] == expected

    @pytest.mark.parametrize(
        ("until", "expected"), [("2025-08-27", ["extension-shortens"]), ("2025-08-28", []), ("2025-08-29", [])]
    )
    def test_that_shortens(self, until, expected):
        agreement = self.life(extension("2025-01-01", until=until))
        assert last_day(agreement) == day(until)
        assert [one.code for one in check(agreement) if one.code == "extension-shortens"] == expected

    def test_two_that_shorten(self):
        agreement = self.life(extension("2025-01-01", until="2025-07-31"), extension("2025-02-01", until="2025-06-30"))
        assert [one.message for one in check(agreement) if one.code == "extension-shortens"] == [
            "extended to 31 July 2025, before the running period ends on 28 August 2025",
            "extended to 30 June 2025, before the running period ends on 31 July 2025",
        ]

    def test_one_that_shortens_a_renewal(self):
        """In the first renewal, to 28 August 2026, extended to 31 July 2026."""
        agreement = self.life(
            extension("2026-01-01", until="2026-07-31"), renewal=TacitRenewal("P1Y", notice="P2M", times=1)
        )
        assert last_day(agreement) == day("2026-07-31")
        assert [one.code for one in check(agreement)] == ["extension-shortens"]

    def test_to_a_day_after_the_last_renewal(self):
        """Renewed once, to 28 August 2026: an extension of 1 October 2026 shortens nothing."""
        agreement = self.life(
            extension("2026-10-01", until="2026-12-31"), renewal=TacitRenewal("P1Y", notice="P2M", times=1)
        )
        assert last_day(agreement) == day("2026-12-31")
        assert [one.code for one in check(agreement)] == ["after-the-end"]
        assert lifecycle(agreement).period("2026-11-01") == TermPeriod(day("2026-08-29"), day("2026-12-31"), 2)

    def test_by_a_period_after_the_last_renewal(self):
        """Counted from the end there was: 28 August 2026 and two years."""
        agreement = self.life(extension("2026-10-01", "P2Y"), renewal=TacitRenewal("P1Y", notice="P2M", times=1))
        assert last_day(agreement) == day("2028-08-28")
        assert to_the_end(agreement) == [
            (
                "corresponding-date? | /term/duration | 2025-08-28 | 5 years counted from 28 August 2020 (entry "
                "into force) ends on 28 August 2025; it is not stated whether that first day counts: if it does, "
                "27 August 2025"
            ),
            ("from-the-anchor | /acts/1 | 2028-08-28 | extended on 1 October 2026 by 2 years, to 28 August 2028"),
            (
                "first-day-out |  | 2028-08-28 | the last day in force is 28 August 2028; the first day out is "
                "29 August 2028"
            ),
        ]

    def test_to_a_day_and_then_renewed(self):
        """Extended to 31 December 2026, and from then a year at a time."""
        life = lifecycle(
            self.life(extension("2025-01-01", until="2026-12-31"), renewal=TacitRenewal("P1Y", notice="P2M"))
        )
        assert life.period("2026-12-31") == TermPeriod(day("2020-08-28"), day("2026-12-31"), 0)
        assert life.period("2027-01-01") == TermPeriod(day("2027-01-01"), day("2027-12-31"), 1)

    def test_of_a_term_that_had_no_end(self):
        extended = extension("2026-01-01", "P2Y")
        agreement = self.life(extended, renewal=TacitRenewal(Indefinite(), notice="P2M"))
        assert to_the_end(agreement) == [
            (
                "corresponding-date? | /term/duration | 2025-08-28 | 5 years counted from 28 August 2020 (entry "
                "into force) ends on 28 August 2025; it is not stated whether that first day counts: if it does, "
                "27 August 2025"
            ),
            "tacit-renewal | /acts/1 |  | it already had no end when it was extended",
            "tacit-renewal | /term/renewal |  | it is renewed until a party gives notice",
        ]
        assert last_day(self.life(extended, duration=Indefinite(), renewal=None)) is None

    def test_to_a_day_of_a_term_that_had_no_end(self):
        """Since 29 August 2025 without an end, it is given one: 1 January 2030. The five years before stay."""
        life = lifecycle(
            self.life(extension("2026-01-01", until="2030-01-01"), renewal=TacitRenewal(Indefinite(), notice="P2M"))
        )
        assert life.period("2024-01-01") == TermPeriod(day("2020-08-28"), day("2025-08-28"), 0)
        assert life.period("2025-08-28") == TermPeriod(day("2020-08-28"), day("2025-08-28"), 0)
        assert life.period("2025-08-29") == TermPeriod(day("2025-08-29"), day("2030-01-01"), 1)
        assert life.period("2030-01-02") == TermPeriod(day("2030-01-02"), None, 2)

    def test_of_a_duration_that_is_not_known(self):
        agreement = self.life(extension("2026-01-01", until="2027-12-31"), duration=None)
        assert to_the_end(agreement) == [
            "nothing-recorded | /term/duration |  | the duration is not known",
            "by-consent | /acts/1 | 2027-12-31 | extended on 1 January 2026 to 31 December 2027",
            " | /term/renewal |  | the text provides for no renewal",
            (
                "first-day-out |  | 2027-12-31 | the last day in force is 31 December 2027; the first day out is "
                "1 January 2028"
            ),
        ]
        assert lifecycle(agreement).period("2026-06-01") == TermPeriod(day("2020-08-28"), day("2027-12-31"), 0)
        unknown = self.life(extension("2026-01-01", "P2Y"), duration=None)
        assert to_the_end(unknown) == [
            "nothing-recorded | /term/duration |  | the duration is not known",
        ]


class TestWhoseConsentAnExtensionNeeds:
    """All parties that have not left by then; under a treaty open to many, those that have joined."""

    def life(self, *acts, parties="MYS USA JPN", **term):
        terms = {"duration": "P5Y", "renewal": NoRenewal(), "withdrawal": WithdrawalOnNotice("P6M")} | term
        return record(signed("2020-08-28"), *acts, parties=parties, **terms)

    @pytest.mark.parametrize(("on", "last"), [("2023-06-30", "2025-08-28"), ("2023-07-01", "2027-08-28")])
    def test_one_that_left_is_not_asked(self, on, last):
        """Japan's notice of 1 January 2023 takes effect on 1 July 2023."""
        agreement = self.life(notice("2023-01-01", by="JPN"), extension(on, "P2Y", by=["MYS", "USA"]))
        assert last_day(agreement) == day(last)

    @pytest.mark.parametrize(("on", "last"), [("2023-02-28", "2025-08-28"), ("2023-03-01", "2027-08-28")])
    def test_with_a_stated_day_of_effect(self, on, last):
        left = notice("2023-01-01", by="JPN", effective_on="2023-03-01")
        agreement = self.life(left, extension(on, "P2Y", by=["MYS", "USA"]))
        assert last_day(agreement) == day(last)

    def test_the_day_on_which_it_was_agreed_counts(self):
        """On 30 June 2023 Japan was a party, whenever the extension takes effect."""
        agreed = extension("2023-06-30", "P2Y", by=["MYS", "USA"], effective_on="2023-08-01")
        agreement = self.life(notice("2023-01-01", by="JPN"), agreed)
        assert last_day(agreement) == day("2025-08-28")
        assert findings(agreement) == [
            (
                "extension-without-all | /acts/2 | extension by MYS and USA without the consent of JPN, so it "
                "changes nothing"
            ),
        ]

    def test_who_is_missing_at_the_last_consent(self):
        """Japan left on 1 July 2023, between the two consents: only Singapore's is missing."""
        acts = [
            notice("2023-01-01", by="JPN"),
            extension("2023-06-01", "P2Y", by="MYS"),
            extension("2023-07-15", "P2Y", by="USA"),
        ]
        agreement = self.life(*acts, parties="MYS USA JPN SGP")
        text = "extension by MYS and USA without the consent of SGP, so it changes nothing"
        assert findings(agreement) == [f"extension-without-all | /acts/{index} | {text}" for index in (2, 3)]

    def test_the_first_of_two_notices_counts(self):
        acts = [notice("2023-01-01", by="JPN"), notice("2023-06-01", by="JPN")]
        assert last_day(self.life(*acts, extension("2023-07-01", "P2Y", by=["MYS", "USA"]))) == day("2027-08-28")

    def test_one_that_revoked_its_notice_is_asked(self):
        acts = [notice("2023-01-01", by="JPN"), Act("notice_revocation", "2023-02-01", by="JPN")]
        assert last_day(self.life(*acts, extension("2023-07-01", "P2Y", by=["MYS", "USA"]))) == day("2025-08-28")

    def test_one_that_came_back_is_asked(self):
        acts = [notice("2021-01-01", by="JPN"), Act("accession", "2022-01-01", by="JPN")]
        assert last_day(self.life(*acts, extension("2023-07-01", "P2Y", by=["MYS", "USA"]))) == day("2025-08-28")
        assert last_day(self.life(*acts, extension("2023-07-01", "P2Y"))) == day("2027-08-28")

    def test_one_whose_notice_waits_for_the_end_of_a_period_is_asked(self):
        clause = WithdrawalOnNotice("P6M", at="end_of_period")
        acts = [notice("2023-01-01", by="JPN"), extension("2024-07-01", "P2Y", by=["MYS", "USA"])]
        assert last_day(self.life(*acts, withdrawal=clause)) == day("2025-08-28")

    def test_without_a_known_clause_who_gave_notice_is_asked(self):
        acts = [notice("2023-01-01", by="JPN"), extension("2024-07-01", "P2Y", by=["MYS", "USA"])]
        assert last_day(self.life(*acts, withdrawal=None)) == day("2025-08-28")

    def test_under_an_open_treaty_those_that_joined(self):
        """Two instruments bring it into force: Malaysia and the United States have joined, Japan has not."""
        joined = [Act("ratification", "2020-08-28", by=one) for one in ("MYS", "USA")]
        term = {"kind": "treaty", "entry_into_force": NthInstrument(2), "duration": "P5Y", "parties": "MYS USA JPN"}
        both = extension("2025-01-01", "P2Y", by=["MYS", "USA"])
        assert last_day(record(*joined, both, **term)) == day("2027-08-28")
        third = Act("accession", "2024-01-01", by="JPN")
        assert last_day(record(*joined, third, both, **term)) == day("2025-08-28")
        assert last_day(record(*joined, third, extension("2025-01-01", "P2Y"), **term)) == day("2027-08-28")

    def test_under_an_open_treaty_those_that_signed(self):
        """Two signed definitively, and it is declared to be in force; of Japan nothing is recorded."""
        acts = [signed("2020-01-01", by=["MYS", "USA"], kind="definitive"), declared("2020-08-28")]
        term = {"kind": "treaty", "entry_into_force": NthInstrument(2), "duration": "P5Y", "parties": "MYS USA JPN"}
        both = extension("2025-01-01", "P2Y", by=["MYS", "USA"])
        assert last_day(record(*acts, both, **term)) == day("2027-08-28")

    def test_where_all_must_consent_all_are_asked(self):
        """Two ratifications are recorded, and it is declared to be in force: Japan is a party as well."""
        acts = [Act("ratification", "2020-01-01", by=["MYS", "USA"]), declared("2020-08-28")]
        term = {"kind": "treaty", "entry_into_force": OnConsentOfAll(), "duration": "P5Y", "parties": "MYS USA JPN"}
        both = extension("2025-01-01", "P2Y", by=["MYS", "USA"])
        assert last_day(record(*acts, both, **term)) == day("2025-08-28")
        assert last_day(record(*acts, extension("2025-01-01", "P2Y"), **term)) == day("2027-08-28")

    def test_under_an_open_treaty_that_holds_one_party_alone_all(self):
        """The record holds one instrument, and a statement that the number was reached: all three are asked."""
        acts = [Act("ratification", "2020-01-01", by="MYS"), declared("2020-08-28")]
        term = {"kind": "treaty", "entry_into_force": NthInstrument(2), "duration": "P5Y", "parties": "MYS USA JPN"}
        alone = extension("2025-01-01", "P2Y", by="MYS")
        assert last_day(record(*acts, alone, **term)) == day("2025-08-28")
        assert last_day(record(*acts, extension("2025-01-01", "P2Y"), **term)) == day("2027-08-28")


class TestPeriodsOneByOne:
    """Each period is found on its first and its last day, however many came before, and each notice its period."""

    @pytest.mark.parametrize("counting", list(Counting))
    @pytest.mark.parametrize(
        ("start", "length", "renewal"),
        [
            ("2020-01-31", "P1M", "P1M"),
            ("2020-02-29", "P1Y", "P1Y"),
            ("2020-01-31", "P5Y", "P13M"),
            ("2020-01-01", "P1D", "P1D"),
            ("2020-01-30", "P1M1D", "P1M1D"),
            ("1600-02-29", "P4Y", "P100Y"),
            ("2020-12-31", "P2M", "P11M30D"),
        ],
    )
    def test_from_end_to_end(self, start, length, renewal, counting):
        periods = Schedule(
            first_day=day(start),
            start=day(start),
            length=Period.parse(length),
            counting=counting,
            renewal=TacitRenewal(renewal),
        )
        count = 60 if renewal != "P100Y" else 80
        for number in range(count):
            end = periods.last_day(number)
            assert periods.number_on(end) == number
            assert periods.number_on(end + timedelta(days=1)) == number + 1

    @pytest.mark.parametrize(("length", "number"), [("P1M", 95_758), ("P1Y", 7979), ("P1D", 2_914_603)])
    def test_to_the_last_day_of_the_calendar(self, length, number):
        """The period of 31 December 9999 ends on that day; that of a year, on 31 January 10000."""
        periods = Schedule(
            first_day=day("2020-01-31"),
            start=day("2020-01-31"),
            length=Period.parse(length),
            renewal=TacitRenewal(length),
        )
        assert periods.number_on(day("9999-12-31")) == number
        assert periods.last_day(number - 1) < day("9999-12-31")

    @pytest.mark.parametrize(
        "notice",
        [
            *(RequiredNotice(Period.parse(length)) for length in ("P0D", "P1D", "P1M", "P6M", "P25M", "P45D", "P2Y")),
            RequiredNotice(Period.parse("P6M"), later=Period.parse("P1M")),
            RequiredNotice(Period.parse("P1M"), later=Period.parse("P2M")),
            RequiredNotice(Period.parse("P3M"), by="09-30"),
            RequiredNotice(None, by="12-31"),
        ],
        ids=str,
    )
    @pytest.mark.parametrize("renewal", ["P1M", "P1Y"])
    @pytest.mark.parametrize("times", [None, 1, 2, 3, 7, 20])
    def test_which_end_a_notice_is_in_time_for(self, notice, renewal, times):
        """It is the first whose deadline is not before the notice; where no such end is left, there is none."""
        periods = Schedule(
            first_day=day("2020-01-31"),
            start=day("2020-01-31"),
            length=Period.parse("P1Y"),
            renewal=TacitRenewal(renewal, times=times),
        )
        last = 80 if times is None else times
        ends = {number: periods.last_day(number) for number in range(last + 1)}
        for later in range(0, 800, 7):
            received = day("2020-01-31") + timedelta(days=later)
            running = next((number for number, end in ends.items() if received <= end), None)
            in_time = [number for number, end in ends.items() if received <= notice.deadline(number, end)]
            expected = None if running is None else min(in_time, default=None)
            assert periods.number_after(received, notice) == expected

    def test_the_last_number_under_a_cap(self):
        """Monthly after 29 February 2020, to 15 April or 30 April 2020 at most: two renewals, or three."""
        for until, number, end in (
            ("2020-02-29", 0, "2020-02-29"),
            ("2020-03-01", 1, "2020-03-01"),
            ("2020-03-31", 1, "2020-03-31"),
            ("2020-04-01", 2, "2020-04-01"),
            ("2020-04-30", 2, "2020-04-30"),
            ("2020-05-01", 3, "2020-05-01"),
        ):
            periods = Schedule(
                first_day=day("2020-01-31"),
                start=day("2020-01-31"),
                length=Period.parse("P1M"),
                renewal=TacitRenewal("P1M", until=until),
            )
            assert (periods.last_number, periods.last_day(number)) == (number, day(end))
            assert periods.number_on(day(end)) == number
            assert periods.number_on(day(end) + timedelta(days=1)) is None
            assert not periods.is_renewed_after(number)
            assert number == 0 or periods.is_renewed_after(number - 1)

    def test_both_limits_of_renewals(self):
        """Monthly after 29 February 2020: so often at most, and to a day at most, whichever comes first."""
        for times, until, number in ((2, "2030-12-31", 2), (9, "2020-04-15", 2), (9, "2020-02-29", 0)):
            periods = Schedule(
                first_day=day("2020-01-31"),
                start=day("2020-01-31"),
                length=Period.parse("P1M"),
                renewal=TacitRenewal("P1M", times=times, until=until),
            )
            assert periods.last_number == number


class TestPeriodValues:
    """What a period can be, and what it is added to."""

    @pytest.mark.parametrize(
        ("days", "problem"),
        [
            (365_243, "(whole): found P365243D; expected a period of at most 1000 years"),
            (365_244, "/days: found 365244; expected a whole number, 0 to 365243"),
        ],
    )
    def test_longer_than_a_thousand_years(self, days, problem):
        with pytest.raises(ValidationError) as error:
            Period(days=days)
        assert str(error.value) == problem

    def test_dates_of_other_classes(self):
        class Special(date):
            pass

        assert Special(2025, 3, 31) - Period.parse("P1M") == day("2025-02-28")
        assert Special(2025, 1, 31) + Period.parse("P1M") == day("2025-02-28")

    def test_its_text_has_at_most_forty_characters(self):
        """Of a longer one no number is read."""
        for digits, pointer in ((38, "/days"), (39, "")):
            with pytest.raises(ValidationError) as error:
                Period.parse(f"P{'9' * digits}D")
            assert [problem.pointer for problem in error.value.problems] == [pointer]

    @pytest.mark.parametrize("value", [[], {}, [1]])
    def test_what_is_no_text_is_no_period(self, value):
        with pytest.raises(ValidationError):
            DayAfter(value)

    def test_a_duration_is_longer_than_nothing(self):
        with pytest.raises(ValidationError) as error:
            Term(duration="P0D")
        assert str(error.value) == "/duration: found P0D; expected a period longer than zero"
        assert Term(duration="P1D").duration == Period(days=1)

    def test_weeks_before_a_day(self):
        assert day("2025-03-31") - Period.parse("P2W") == day("2025-03-17")
        assert day("2025-03-31") - Period.parse("P1M2W1D") == day("2025-02-13")

    def test_a_billion_times(self):
        for times, text in ((10**9 - 1, "999999999 x P1Y after"), (10**9, "a billion or more x P1Y after")):
            with pytest.raises(DateRangeError, match=f"^{text} 2025-01-01"):
                add(day("2025-01-01"), Period(years=1), times)


class TestPeriodsWhereTheEntryIntoForceIsNotKnown:
    """A signature of unknown kind under a treaty: it may be in force, and no renewal is a milestone for certain."""

    @pytest.mark.parametrize(
        "term", [{"duration": "P5Y", "anchor": "signature"}, {"duration": Until("2024-12-31")}], ids=["period", "until"]
    )
    def test_the_milestones(self, term):
        agreement = record(signed("2020-01-01"), kind="treaty", renewal=TacitRenewal("P1Y", notice="P1M"), **term)
        life = lifecycle(agreement)
        assert (life.entry.kind, life.period("2022-01-01")) == (AnswerKind.UNKNOWN, None)
        assert [(stone.kind, stone.on) for stone in life.milestones()] == [("act", day("2020-01-01"))]


def test_a_last_day_that_may_never_come_is_no_finding():
    """In force on 31 December 2012, and not known after: every act is used under each reading of that."""
    agreement = record(signed("2005-01-01"), duration=Until("2012-12-31/.."))
    assert [] == [finding.code for finding in check(agreement)]
    assert day("2012-12-31") == lifecycle(agreement).end.earliest


def test_the_start_for_which_a_notice_is_the_last_in_time():
    """In force on a day in 2020 for six years, then three years, five months and 75 days, with notice of P1M11D.

    For a start on 3 January 2020, the deadline for the end of 16 August 2029 is 5 July 2029, the day of the notice. For
    a start on 1 or 2 January the notice is late, and takes effect as a withdrawal on 9 February 2030.
    """

    def ends(entry):
        agreement = record(
            *(Act("entry_into_force", entry), Act("withdrawal", "2029-07-05", by="USA")),
            parties="MYS USA JPN",
            kind="treaty",
            duration="P6Y",
            counting="from_start_of_day",
            renewal=TacitRenewal("P3Y5M5W40D", notice="P1M11D"),
            withdrawal=WithdrawalOnNotice(OnDayOfYear("02-09", period="P2M17D")),
        )
        return lifecycle(agreement).participation("USA").spells[-1].ends

    assert [ends(f"2020-01-0{number}").day for number in (1, 2, 3)] == [
        day("2030-02-08"),
        day("2030-02-08"),
        day("2029-08-16"),
    ]
    assert (ends("2020").earliest, ends("2020").latest) == (day("2029-08-16"), day("2030-02-08"))


@pytest.mark.parametrize("renewal", [None, TacitRenewal("P1Y")])
def test_no_notice_is_due_in_a_period_that_a_withdrawal_cuts_short(renewal):
    """Five years from 30 October 2025; a withdrawal ends it on 10 November 2026, so no renewal can follow."""
    given = Act("withdrawal", "2026-05-11", by="USA")
    term = {"duration": "P5Y", "renewal": renewal, "withdrawal": WithdrawalOnNotice("P6M")}
    assert lifecycle(record(signed("2025-10-30"), **term)).notice("2026-06-01").kind is AnswerKind.UNKNOWN
    notice = lifecycle(record(signed("2025-10-30"), given, **term)).notice("2026-06-01")
    assert (AnswerKind.NONE, "it ends on 10 November 2026, so there is no renewal to prevent") == (
        notice.kind,
        notice.steps[-1].text,
    )
