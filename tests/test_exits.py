"""Leaving: when a notice takes effect and for whom (VCLT 54 to 56, 65, 68, 78)."""

import pytest
from records import codes, day, declared, record, signed

import mou
from mou.answers.lifecycles import lifecycle
from mou.dates.delays import DayAfter, FirstOfMonthAfter
from mou.law.explanation import AnswerKind
from mou.law.status import Status
from mou.model.act import Act
from mou.model.conditions import (
    AllNamed,
    ExchangeOfInstruments,
    LastNotification,
    NthInstrument,
    OnConsentOfAll,
    OnDate,
    OnSignature,
)
from mou.model.durations import Indefinite, Until
from mou.model.renewals import ExpressRenewal, NoRenewal, TacitRenewal
from mou.model.term import LaterParties
from mou.model.withdrawals import NoWithdrawal, WithdrawalOnNotice


def notice(on, by="MYS", **more):
    return Act("withdrawal", on, by=by, **more)


def found(agreement):
    return [finding.code for finding in mou.check(agreement)]


class TestOnNotice:
    @pytest.mark.parametrize(
        ("received", "clause", "out"),
        [
            ("2016-10-27", "P1Y", "2017-10-27"),  # Rome Statute art. 127, Burundi
            ("2018-03-17", "P1Y", "2019-03-17"),  # Rome Statute art. 127, Philippines
            ("2019-01-29", "P1M", "2019-02-28"),  # one month at a month's end, UN Secretary-General
            ("2020-02-11", "P180D", "2020-08-09"),  # Visiting Forces Agreement, Philippines
            ("2012-01-24", DayAfter("P6M"), "2012-07-25"),  # ICSID Convention art. 71, Venezuela
            ("2007-05-02", DayAfter("P6M"), "2007-11-03"),  # ICSID Convention art. 71, Bolivia
            ("2022-12-07", DayAfter("P1Y"), "2023-12-08"),  # Energy Charter Treaty art. 47, France
            ("2021-03-22", FirstOfMonthAfter("P3M"), "2021-07-01"),  # Istanbul Convention art. 80, Turkey
        ],
    )
    def test_published_days_of_effect(self, received, clause, out):
        """As the depositaries notified them: the first day no longer bound."""
        acts = [declared("2002-07-01"), notice(received)]
        life = lifecycle(record(*acts, duration=Indefinite(), withdrawal=WithdrawalOnNotice(clause)))
        assert day(out) == life.ceases_on
        assert [Status.IN_FORCE, Status.TERMINATED] == [life.status(life.last_day), life.status(out)]

    def test_the_steps(self):
        acts = [declared("2002-07-01"), notice("2018-03-15", received_on="2018-03-17")]
        life = lifecycle(record(*acts, duration=Indefinite(), withdrawal=WithdrawalOnNotice("P1Y")))
        assert ["receipt", "withdrawal-clause", "two-parties", "first-day-out"] == codes(life.end)
        assert [
            "notice of withdrawal received on 17 March 2018 (given 2018-03-15)",
            "it takes effect 1 year after: 17 March 2019",
            "Malaysia left, which leaves fewer than two parties",
            "the last day in force is 16 March 2019; the first day out is 17 March 2019",
        ] == [step.text for step in life.end.steps]
        assert ["/acts/1", "/term/withdrawal/notice", "/acts/1", None] == [step.pointer for step in life.end.steps]

    def test_a_stated_day_counts(self):
        """It is the first day out, whatever notice the text asks for."""
        acts = [signed("2020-01-01"), notice("2021-01-01", effective_on="2021-12-31")]
        life = lifecycle(record(*acts, duration=Indefinite(), withdrawal=WithdrawalOnNotice("P6M")))
        assert (day("2021-12-30"), day("2021-12-31")) == (life.last_day, life.ceases_on)
        assert ["receipt", "withdrawal-clause", "two-parties", "first-day-out"] == codes(life.end)
        assert "/acts/1/effective_on" == life.end.steps[1].pointer

    def test_before_the_term_ends_the_earlier_day_counts(self):
        acts = [signed("2020-01-01"), notice("2024-10-01")]
        left = lifecycle(record(*acts, duration="P5Y", withdrawal=WithdrawalOnNotice("P1Y")))
        assert (day("2025-01-01"), Status.EXPIRED) == (left.last_day, left.status("2025-01-02"))
        sooner = lifecycle(record(*acts, duration="P5Y", withdrawal=WithdrawalOnNotice("P1M")))
        assert (day("2024-10-31"), Status.TERMINATED) == (sooner.last_day, sooner.status("2024-11-01"))


class TestLockIn:
    # Paris Agreement art. 28: not before three years after entry into force (4 November 2016), then one year.
    CLAUSE = WithdrawalOnNotice("P1Y", lock_in="P3Y")

    def left(self, received, *acts):
        made = record(
            *(acts or (declared("2016-11-04"),)),
            notice(received, by="USA"),
            kind="agreement",
            duration=Indefinite(),
            withdrawal=self.CLAUSE,
        )
        return made, lifecycle(made)

    def test_on_the_first_day_it_is_open(self):
        """United States: notice of 4 November 2019, out on 4 November 2020."""
        made, life = self.left("2019-11-04")
        assert day("2020-11-04") == life.ceases_on
        assert [] == found(made)
        assert "notice is allowed from 4 November 2019" == life.end.steps[1].text

    def test_before_it_the_notice_waits(self):
        """The communication of 4 August 2017 could not be a notice yet."""
        made, life = self.left("2017-08-04")
        assert day("2020-11-04") == life.ceases_on
        assert ["early-notice"] == found(made)
        assert "notice is allowed from 4 November 2019, so it counts from that day" == life.end.steps[1].text
        assert "/term/withdrawal/lock_in" == life.end.steps[1].pointer

    def test_after_it_nothing_is_special(self):
        made, life = self.left("2025-01-27")
        assert (day("2026-01-27"), []) == (life.ceases_on, found(made))

    def test_what_is_not_in_force_has_no_lock_in_either(self):
        """VCLT 24(4): before entry into force, only the clauses on that apply. Nothing ends, as nothing has begun."""
        made, life = self.left("2019-01-01", signed("2016-04-22", kind="subject_to_ratification"))
        assert (None, None, AnswerKind.NONE) == (life.last_day, life.ceases_on, life.entry.kind)
        assert Status.SIGNED is life.status("2030-01-01")
        assert ["withdrawn-before-entry"] == found(made)

    def test_where_nobody_can_tell_whether_it_is_in_force_there_is_no_day_from_which_to_count(self):
        """A signature of unknown kind: it may be in force, so that the notice may be one, under the clause."""
        _, life = self.left("2019-01-01", signed("2016-04-22"))
        assert day("2020-01-01") == life.ceases_on
        assert ["receipt", "nothing-recorded?", "withdrawal-clause"] == codes(life.end)[:3]
        assert (AnswerKind.UNKNOWN, Status.UNKNOWN) == (life.entry.kind, life.status("2019-12-31"))


def ratified(on, by):
    return Act("ratification", on, by=by)


def notified(on, by):
    return Act("notification", on, by=by)


PROMISED = signed("2019-01-01", kind="subject_to_ratification")


class TestBeforeEntry:
    """VCLT 18 and 24(4): who withdraws before entry into force has never been bound; nothing ends by it."""

    def life(self, *acts, **term):
        return lifecycle(record(PROMISED, *acts, kind="treaty", **({"duration": Indefinite()} | term)))

    def test_nothing_ends_and_nothing_enters_into_force(self):
        """Neither by the twelve months of a silent text (VCLT 56) nor by the consent of the other."""
        life = self.life(ratified("2020-01-01", "MYS"), notice("2020-06-01"), ratified("2020-09-01", "USA"))
        assert (None, None, None) == (life.entered_into_force_on, life.last_day, life.ceases_on)
        assert (AnswerKind.NONE, AnswerKind.NONE) == (life.entry.kind, life.end.kind)
        assert {Status.SIGNED} == {life.status(on) for on in ("2020-05-31", "2020-06-01", "2021-06-01", "2030-01-01")}
        why = "Malaysia withdrew with effect from 1 June 2020, before it was in force"
        assert why == life.position("2021-01-01").reason == life.outstanding[0].text
        assert (("MYS",), 1, 2) == (life.outstanding[0].missing, life.outstanding[0].have, life.outstanding[0].need)
        assert "before-entry" == codes(life.entry)[-1]
        assert {"act"} == {stone.kind for stone in life.milestones()}
        assert [()] * 2 == [life.participation(party).spells for party in ("MYS", "USA")]
        assert {Status.SIGNED} == {life.participation(party).status("2021-01-01") for party in ("MYS", "USA")}

    def test_a_consent_given_again_is_a_new_beginning(self):
        acts = ratified("2020-01-01", "MYS"), notice("2020-06-01"), ratified("2020-09-01", "USA")
        life = self.life(*acts, ratified("2020-12-01", "MYS"))
        assert (day("2020-12-01"), None) == (life.entered_into_force_on, life.last_day)
        assert [Status.SIGNED, Status.IN_FORCE] == [life.status("2020-11-30"), life.status("2020-12-01")]
        assert ("MYS", "USA") == life.parties_bound("2020-12-01")
        assert day("2021-01-15") == self.life(*acts).would_enter_on("2021-01-15")

    def test_from_then_a_notice_is_one_again(self):
        acts = ratified("2020-01-01", ["MYS", "USA"]), notice("2022-01-01")
        again = notice("2019-06-01"), *acts
        assert day("2023-01-01") == self.life(*again).ceases_on == self.life(*acts).ceases_on

    @pytest.mark.parametrize(
        ("coming", "entry"), [((), None), (("2020-02-25",), "2020-03-26"), (("2020-06-01",), "2020-07-01")]
    )
    def test_all_must_still_consent_when_the_delay_has_run(self, coming, entry):
        """Thirty days after the consent of all: one that is withdrawn within them does not count for it."""
        acts = [ratified("2020-01-01", "MYS"), ratified("2020-02-01", "USA"), notice("2020-02-20")]
        acts += [ratified(on, "MYS") for on in coming]
        life = self.life(*acts, entry_into_force=OnConsentOfAll(delay="P30D"))
        assert (day(entry) if entry else None) == life.entered_into_force_on
        assert None is life.last_day

    def test_on_the_day_of_entry_it_is_too_late(self):
        """Withdrawn on the first day in force, it takes a year; with effect from that day, it never was in force."""
        both = ratified("2020-01-01", ["MYS", "USA"])
        delayed = {"entry_into_force": OnConsentOfAll(delay="P30D")}
        on_it = self.life(both, notice("2020-01-31"), **delayed)
        assert (day("2020-01-31"), day("2021-01-31")) == (on_it.entered_into_force_on, on_it.ceases_on)
        from_it = self.life(both, notice("2020-01-30", effective_on="2020-01-31"), **delayed)
        assert (None, None) == (from_it.entered_into_force_on, from_it.last_day)

    def test_notifications_and_signatures_can_be_taken_back_as_well(self):
        acts = notified("2020-01-01", "MYS"), notice("2020-02-20"), notified("2020-03-01", "USA")
        clause = {"entry_into_force": LastNotification(delay="P30D")}
        assert None is self.life(*acts, **clause).entered_into_force_on
        life = self.life(*acts, notified("2020-05-01", "MYS"), **clause)
        assert (day("2020-05-31"), None) == (life.entered_into_force_on, life.last_day)
        assert ("MYS", "USA") == life.parties_bound("2020-05-31")
        alone = signed("2020-01-01", by="MYS"), notice("2020-02-01"), signed("2020-03-01", by="USA")
        mou_of = record(*alone, entry_into_force=OnSignature())
        assert None is lifecycle(mou_of).entered_into_force_on
        exchange = Act("exchange_of_instruments", "2020-01-01", by="MYS"), notice("2020-02-01")
        life = self.life(*exchange, entry_into_force=ExchangeOfInstruments())
        assert (
            "no exchange of instruments by United States of America is recorded; Malaysia withdrew with effect "
            "from 1 February 2020, before it was in force"
        ) == life.outstanding[0].text

    def test_a_fixed_day_does_not_come_for_one_alone(self):
        """It takes two: the day that the text fixes brings it into force between those who stayed."""
        acts = signed("2019-01-01", kind="definitive"), notice("2020-02-20")
        two = lifecycle(record(*acts, entry_into_force=OnDate("2021-01-01"), duration=Indefinite()))
        assert (None, None, Status.SIGNED) == (two.entered_into_force_on, two.last_day, two.status("2021-01-01"))
        assert (("MYS",), 1, 2) == (two.outstanding[0].missing, two.outstanding[0].have, two.outstanding[0].need)
        assert [day("2021-01-01"), day("2022-03-01")] == [two.would_enter_on(on) for on in ("2020-06-01", "2022-03-01")]
        three = record(*acts, parties="MYS USA JPN", entry_into_force=OnDate("2021-01-01"), duration=Indefinite())
        assert ("USA", "JPN") == lifecycle(three).parties_bound("2021-01-01")
        assert Status.SIGNED is lifecycle(three).participation("MYS").status("2021-01-01")
        again = record(
            *acts, ratified("2022-03-01", "MYS"), entry_into_force=OnDate("2021-01-01"), duration=Indefinite()
        )
        assert day("2022-03-01") == lifecycle(again).entered_into_force_on
        assert "not before two parties want to be bound: 1 March 2022" == lifecycle(again).entry.steps[-1].text
        assert ("MYS", "USA") == lifecycle(again).parties_bound("2022-03-01")

    def test_a_stated_effect_counts(self):
        """Until then its consent stands, and can bring it into force."""
        acts = ratified("2020-01-01", "MYS"), notice("2020-06-01", effective_on="2021-01-01")
        within = self.life(*acts, ratified("2020-09-01", "USA"))
        assert (day("2020-09-01"), day("2020-12-31")) == (within.entered_into_force_on, within.last_day)
        after = self.life(*acts, ratified("2021-02-01", "USA"))
        assert (None, None, Status.SIGNED) == (after.entered_into_force_on, after.last_day, after.status("2021-02-01"))
        assert ["withdrawn-before-entry"] == found(after.agreement)
        message = "its effect is stated: 1 January 2021, before it was in force for the party"
        assert message == mou.check(after.agreement)[0].message

    @pytest.mark.parametrize(("revoked", "entry"), [("2020-06-01", "2020-09-01"), ("2020-12-01", "2020-12-01")])
    def test_it_can_be_revoked(self, revoked, entry):
        """On its very day as if it had not been given; later the consent stands again from the revocation."""
        acts = ratified("2020-01-01", "MYS"), notice("2020-06-01"), Act("notice_revocation", revoked, by="MYS")
        life = self.life(*acts, ratified("2020-09-01", "USA"))
        assert (day(entry), None) == (life.entered_into_force_on, life.last_day)
        assert ("MYS", "USA") == life.parties_bound(entry)
        assert [] == found(life.agreement)

    @pytest.mark.parametrize(("revoked", "entry"), [("2020-01-31", "2020-01-31"), ("2020-02-15", "2020-03-16")])
    def test_it_can_be_revoked_until_the_day_that_it_keeps_from_coming(self, revoked, entry):
        """After that day it was not in force on it, though the consent stands again: thirty days run once more."""
        acts = ratified("2020-01-01", ["MYS", "USA"]), notice("2020-01-10"), Act("notice_revocation", revoked, by="MYS")
        life = self.life(*acts, entry_into_force=OnConsentOfAll(delay="P30D"))
        assert (day(entry), None) == (life.entered_into_force_on, life.last_day)
        assert ("MYS", "USA") == life.parties_bound(entry)

    def test_a_consent_given_again_before_the_notice_is_revoked_was_not_needed(self):
        acts = ratified("2020-01-01", "MYS"), notice("2020-06-01", effective_on="2021-01-01")
        again = ratified("2020-07-01", "MYS"), Act("notice_revocation", "2020-08-01", by="MYS")
        life = self.life(*acts, *again, ratified("2020-09-01", "USA"))
        assert (day("2020-09-01"), None) == (life.entered_into_force_on, life.last_day)

    def test_an_end_without_anything_before_may_be_of_what_was_in_force(self):
        """The record has nothing but a consent to end it: what brought it into force is missing, or never was."""
        life = lifecycle(record(Act("termination", "2020-01-01"), kind="treaty", duration=Indefinite()))
        assert (AnswerKind.UNKNOWN, day("2019-12-31")) == (life.entry.kind, life.last_day)
        text = "it ended on 31 December 2019, so the acts that brought it into force may be missing from the record"
        assert text == life.entry.steps[-1].text

    def test_a_notice_of_non_renewal_ends_nothing_either(self):
        act = Act("non_renewal", "2020-06-01", by="MYS", effective_on="2021-01-01")
        assert None is self.life(act, duration="P5Y", renewal=TacitRenewal("P5Y")).last_day

    def test_what_is_declared_stands(self):
        """In force from the declared day, though one of the two had withdrawn, which is a finding."""
        life = self.life(notice("2019-06-01"), declared("2020-01-01"))
        assert (day("2020-01-01"), None) == (life.entered_into_force_on, life.last_day)
        assert ["withdrawn-before-entry"] == found(life.agreement)

    def test_a_signature_of_unknown_kind_that_was_withdrawn_brings_nothing_about(self):
        """Had it been definitive, it no longer stood when the other consented; had both been, it was in force."""
        acts = notice("2020-06-01"), ratified("2020-09-01", "USA")
        life = lifecycle(record(signed("2019-01-01", by="MYS"), *acts, kind="treaty"))
        assert (AnswerKind.NONE, None) == (life.entry.kind, life.last_day)
        life = lifecycle(record(signed("2019-01-01"), *acts, kind="treaty"))
        assert AnswerKind.UNKNOWN is life.entry.kind

    def test_provisional_application_ends(self):
        """VCLT 25(2); where the treaty says otherwise, as the Energy Charter in article 45(3), from the stated day."""
        applied = Act("provisional_application", "2019-02-01")
        at_once = self.life(applied, notice("2019-08-20"))
        assert [Status.PROVISIONAL, Status.SIGNED] == [at_once.status("2019-08-19"), at_once.status("2019-08-20")]
        later = self.life(applied, notice("2019-08-20", effective_on="2019-10-18"))
        assert [Status.PROVISIONAL, Status.SIGNED] == [later.status("2019-10-17"), later.status("2019-10-18")]
        assert [("provisional application is over for Malaysia", day("2019-10-18"))] == [
            (stone.text, stone.on) for stone in later.milestones() if stone.kind == "provisional_application_ends"
        ]
        assert Status.SIGNED is later.participation("MYS").status("2019-10-18")
        assert None is later.last_day

    def test_who_never_was_a_party_leaves_nothing(self):
        """Rome Statute: the letter of the United States of 6 May 2002, after its signature of 31 December 2000."""
        letter = notice("2002-05-06", by="USA")
        term = {
            "parties": "MYS JPN USA",
            "entry_into_force": NthInstrument(2),
            "duration": Indefinite(),
            "withdrawal": WithdrawalOnNotice("P1Y"),
        }
        acts = signed("2000-12-31", by="USA", kind="subject_to_ratification"), ratified("2001-01-01", ["MYS", "JPN"])
        life = lifecycle(record(*acts, letter, kind="treaty", **term))
        assert Status.SIGNED is life.participation("USA").status("2003-05-06")
        assert "exit" not in {stone.kind for stone in life.milestones()}
        back = lifecycle(record(*acts, letter, ratified("2030-01-01", "USA"), kind="treaty", **term))
        assert day("2030-01-01") == back.participation("USA").entered_into_force_on

    def test_taken_back_and_given_again(self):
        """Hague Convention on Choice of Court Agreements: the United Kingdom, bound from 1 January 2021.

        It acceded on 28 December 2018, with effect put off to 1 February 2020, took that back on 31 January 2020, and
        acceded again on 28 September 2020 (art. 31(2)(a): the first of the month after three months).
        """
        acts = [
            declared("2015-10-01"),
            Act("accession", "2018-12-28", by="GBR", effective_on="2020-02-01"),
            notice("2020-01-31", by="GBR"),
            Act("accession", "2020-09-28", by="GBR"),
        ]
        later = LaterParties(FirstOfMonthAfter("P3M"))
        term = {"entry_into_force": NthInstrument(2), "later_parties": later, "withdrawal": WithdrawalOnNotice("P1Y")}
        life = lifecycle(record(*acts, parties="GBR MEX", kind="convention", duration=Indefinite(), **term))
        (spell,) = life.participation("GBR").spells
        assert (day("2021-01-01"), None) == (spell.first_day, spell.last_day)

    def test_others_bring_an_open_treaty_into_force(self):
        """Unified Patent Court Agreement: the United Kingdom took its ratification back on 20 July 2020, at once."""
        acts = [ratified("2014-03-14", "FRA"), ratified("2018-04-26", "GBR"), notice("2020-07-20", by="GBR")]
        clause = AllNamed(["FRA", "DEU"], delay=FirstOfMonthAfter("P3M"))
        term = {"parties": "GBR FRA DEU", "entry_into_force": clause, "duration": Indefinite()}
        life = lifecycle(record(*acts, ratified("2023-02-17", "DEU"), kind="treaty", **term))
        assert (day("2023-06-01"), None) == (life.entered_into_force_on, life.last_day)
        assert ("FRA", "DEU") == life.parties_bound("2023-06-01")
        assert [Status.SIGNED, Status.SIGNED] == [
            life.participation("GBR").status(on) for on in ("2020-07-20", "2023-06-01")
        ]


class TestEndOfPeriod:
    """Genocide Convention art. XIV: not to be bound in the next period, it takes notice six months before."""

    def left(self, received, clause="P6M", **term):
        term = {"duration": "P10Y", "renewal": TacitRenewal("P5Y", notice="P6M")} | term
        withdrawal = WithdrawalOnNotice(clause, at="end_of_period")
        made = record(declared("1951-01-12"), notice(received), withdrawal=withdrawal, **term)
        return made, lifecycle(made)

    def test_in_time_it_ends_the_running_period(self):
        made, life = self.left("2030-07-12")
        assert (day("2031-01-12"), []) == (life.last_day, found(made))
        assert day("2030-07-12") == life.notice_deadline("2030-01-01")
        assert ["receipt", "withdrawal-clause", "corresponding-date?", "from-the-anchor", "withdrawal-clause"] == (
            codes(life.end)[:5]
        )
        assert "renewal 14 ends on 12 January 2031" == life.end.steps[3].text
        assert "it takes effect at the end of a period: 13 January 2031" == life.end.steps[4].text

    def test_a_day_later_it_ends_the_next(self):
        made, life = self.left("2030-07-13")
        assert (day("2036-01-12"), ["late-notice"]) == (life.last_day, found(made))
        assert "late-notice" == codes(life.end)[4]
        assert Status.TERMINATED is life.status("2036-01-13")

    @pytest.mark.parametrize(
        ("clause", "received", "last_day"),
        [
            (DayAfter("P6M"), "2030-07-12", "2031-01-12"),
            (DayAfter("P6M"), "2030-07-13", "2036-01-12"),
            (FirstOfMonthAfter("P3M"), "2030-09-30", "2031-01-12"),  # out on 1 January, were it open at any time
            (FirstOfMonthAfter("P3M"), "2030-10-01", "2036-01-12"),  # out on 1 February
        ],
    )
    def test_delays_that_give_the_first_day_out(self, clause, received, last_day):
        assert day(last_day) == self.left(received, clause)[1].last_day

    def test_a_month_s_first_that_is_the_first_day_out(self):
        """By 30 September for the end of the year, where three months' notice leads to the first of a month."""
        term = {"duration": Until("2030-12-31"), "renewal": TacitRenewal("P1Y", notice="P3M")}
        assert day("2030-12-31") == self.left("2030-09-30", FirstOfMonthAfter("P3M"), **term)[1].last_day
        assert day("2031-12-31") == self.left("2030-10-01", FirstOfMonthAfter("P3M"), **term)[1].last_day

    def test_after_the_last_period_it_changes_nothing(self):
        made, life = self.left("1960-10-01", renewal=NoRenewal())
        assert (day("1961-01-12"), Status.EXPIRED) == (life.last_day, life.status("1961-01-13"))
        assert ["late-notice", "notice-without-effect"] == found(made)
        message = mou.check(made)[1].message
        assert "no period ends after that, so the notice changes nothing" == message

    def test_nor_in_a_period_without_an_end(self):
        made, life = self.left("1970-01-01", renewal=TacitRenewal(Indefinite(), notice="P6M"))
        assert None is life.last_day
        assert Status.IN_FORCE is life.status("1980-01-01")
        assert ["no-exit-after-renewal", "notice-without-effect"] == found(made)

    def test_without_periods_it_leaves_at_any_time(self):
        assert day("1961-07-12") == self.left("1961-01-12", duration=Indefinite(), renewal=None)[1].ceases_on


class TestBothWaysOpen:
    """Where one can leave at any time and at the end of a term, the earlier day that is validly open counts."""

    def left(self, received, to_leave, to_stop):
        term = {"renewal": TacitRenewal("P5Y", notice=to_stop), "withdrawal": to_leave}
        return lifecycle(record(signed("2003-09-15"), notice(received), duration="P5Y", **term))

    def test_the_end_of_the_period_where_it_comes_sooner(self):
        life = self.left("2008-03-15", WithdrawalOnNotice("P1Y"), "P6M")
        assert (day("2008-09-15"), Status.EXPIRED) == (life.last_day, life.status("2008-09-16"))
        assert ["receipt", "withdrawal-clause", "corresponding-date?", "earlier-exit"] == codes(life.end)[:4]
        assert (
            "the notice is also in time for the end of the running period, which comes sooner: 16 September 2008"
            == life.end.steps[3].text
        )

    def test_the_withdrawal_where_notice_is_too_late_for_that(self):
        life = self.left("2008-03-16", WithdrawalOnNotice("P1Y"), "P6M")
        assert (day("2009-03-16"), Status.TERMINATED) == (life.ceases_on, life.status("2009-03-16"))

    def test_the_withdrawal_where_that_is_sooner(self):
        life = self.left("2005-01-01", WithdrawalOnNotice("P6M"), "P6M")
        assert (day("2005-07-01"), Status.TERMINATED) == (life.ceases_on, life.status("2005-07-01"))

    def test_the_withdrawal_where_the_other_notice_is_not_known(self):
        life = self.left("2008-03-15", WithdrawalOnNotice("P1Y"), None)
        assert day("2009-03-15") == life.ceases_on

    @pytest.mark.parametrize("clause", [None, NoWithdrawal()])
    def test_also_where_the_text_says_nothing_of_leaving(self, clause):
        """VCLT 56 asks for twelve months, but stopping the renewal is provided for."""
        life = self.left("2008-03-15", clause, "P6M")
        assert (day("2008-09-15"), Status.EXPIRED) == (life.last_day, life.status("2008-09-16"))

    def test_after_the_term_there_is_only_one_way(self):
        """China and Malaysia's term was over; a notice given after it is without an effect of its own."""
        life = lifecycle(
            record(
                signed("2003-09-15"),
                notice("2009-01-01"),
                duration="P5Y",
                renewal=NoRenewal(),
                withdrawal=WithdrawalOnNotice("P6M"),
            )
        )
        assert (day("2008-09-15"), Status.EXPIRED) == (life.last_day, life.status("2009-01-01"))
        assert ["after-the-end"] == found(life.agreement)


class TestSilentText:
    """VCLT 56(2): where one may leave at all, at twelve months' notice."""

    @pytest.mark.parametrize(
        ("clause", "text"),
        [
            (
                NoWithdrawal(),
                (
                    "withdrawal needs twelve months' notice, to 1 March 2022, because the text says nothing about "
                    "withdrawal"
                ),
            ),
            (
                None,
                "withdrawal needs twelve months' notice, to 1 March 2022, because the withdrawal clause is not known",
            ),
        ],
    )
    def test_it_is_an_assumption(self, clause, text):
        life = lifecycle(record(signed("2020-01-01"), notice("2021-03-01"), duration=Indefinite(), withdrawal=clause))
        assert day("2022-03-01") == life.ceases_on
        assert [text] == [step.text for step in life.end.assumptions]
        assert "silent-on-withdrawal?" == codes(life.end)[1]
        assert [] == found(life.agreement)


class TestWhoIsLeft:
    def test_two_without_one_are_none(self):
        life = lifecycle(record(signed("2020-01-01"), notice("2021-01-01"), duration=Indefinite()))
        assert Status.TERMINATED is life.status("2022-01-01")

    def test_three_go_on_until_none_is_left(self):
        """VCLT 55: it does not end because parties become fewer."""
        term = {"parties": "MYS USA JPN", "duration": Indefinite(), "withdrawal": WithdrawalOnNotice("P6M")}
        one = lifecycle(record(signed("2020-01-01"), notice("2021-01-01"), **term))
        assert (None, Status.IN_FORCE) == (one.last_day, one.status("2021-07-01"))
        assert [("exit", day("2021-07-01"))] == [
            (stone.kind, stone.on) for stone in one.milestones() if stone.kind == "exit"
        ]
        two = lifecycle(record(signed("2020-01-01"), notice("2021-01-01"), notice("2022-01-01", by="USA"), **term))
        assert (None, Status.IN_FORCE, ("JPN",)) == (
            two.last_day,
            two.status("2022-07-01"),
            two.parties_bound("2022-07-01"),
        )

    def test_two_that_leave_on_one_day_end_it_that_day(self):
        term = {
            "minimum_parties": 2,
            "parties": "MYS USA JPN",
            "duration": Indefinite(),
            "withdrawal": WithdrawalOnNotice("P6M"),
        }
        life = lifecycle(record(signed("2020-01-01"), notice("2021-01-01", by=["MYS", "JPN"]), **term))
        assert day("2021-07-01") == life.ceases_on
        assert "Malaysia and Japan left, which leaves 1 of the 2 parties required" == life.end.steps[2].text

    def test_of_three_one_that_does_not_renew_leaves_the_others_in_it(self):
        """Genocide Convention art. XIV: "for such Contracting Parties as have not denounced it"."""
        acts = [signed("2020-01-01"), Act("non_renewal", "2024-01-01", by="MYS")]
        term = {"parties": "MYS USA JPN", "duration": "P5Y", "renewal": TacitRenewal("P5Y", notice="P6M")}
        life = lifecycle(record(*acts, **term))
        assert (None, Status.IN_FORCE) == (life.last_day, life.status("2026-01-01"))
        assert day("2030-01-01") == life.period("2026-01-01").last_day

    def test_after_the_end_nobody_leaves(self):
        """A notice that would take effect later than the term ends gives no day of exit."""
        acts = [signed("2020-01-01"), notice("2024-10-01")]
        life = lifecycle(record(*acts, duration="P5Y", withdrawal=WithdrawalOnNotice("P1Y")))
        assert [] == [stone for stone in life.milestones() if stone.kind == "exit"]


class TestRevocation:
    """VCLT 68: a notice can be revoked at any time before it takes effect."""

    def life(self, *acts, parties="MYS USA"):
        clause = WithdrawalOnNotice("P1Y")
        return lifecycle(
            record(declared("2002-07-01"), *acts, parties=parties, duration=Indefinite(), withdrawal=clause)
        )

    def test_before_its_effect(self):
        """Rome Statute: the Gambia's notice of 10 November 2016 was rescinded on 10 February 2017."""
        life = self.life(notice("2016-11-10"), Act("notice_revocation", "2017-02-10", by="MYS"))
        assert (None, Status.IN_FORCE) == (life.last_day, life.status("2018-01-01"))
        assert [] == [stone for stone in life.milestones() if stone.kind == "exit"]
        assert [] == found(life.agreement)

    def test_on_the_eve(self):
        assert None is self.life(notice("2016-11-10"), Act("notice_revocation", "2017-11-09", by="MYS")).last_day

    @pytest.mark.parametrize("on", ["2017-11-10", "2018-01-01"])
    def test_not_once_it_has_taken_effect(self, on):
        life = self.life(notice("2016-11-10"), Act("notice_revocation", on, by="MYS"))
        assert day("2017-11-10") == life.ceases_on

    def test_only_one_s_own(self):
        life = self.life(notice("2016-11-10"), Act("notice_revocation", "2017-02-10", by="USA"))
        assert day("2017-11-10") == life.ceases_on

    def test_it_counts_on_receipt(self):
        late = Act("notice_revocation", "2017-11-01", by="MYS", received_on="2017-11-20")
        assert day("2017-11-10") == self.life(notice("2016-11-10"), late).ceases_on

    def test_notice_can_be_given_again(self):
        acts = [notice("2016-11-10"), Act("notice_revocation", "2017-02-10", by="MYS"), notice("2020-01-01")]
        assert day("2021-01-01") == self.life(*acts).ceases_on
        again = self.life(*acts, Act("notice_revocation", "2020-02-01", by="MYS"))
        assert None is again.last_day

    def test_of_a_notice_of_non_renewal(self):
        """After the last day for notice, and before the period ends: it renews itself after all."""
        acts = [
            signed("2003-09-15"),
            Act("non_renewal", "2008-03-01", by="MYS"),
            Act("notice_revocation", "2008-09-15", by="MYS"),
        ]
        life = lifecycle(record(*acts, duration="P5Y", renewal=TacitRenewal("P5Y", notice="P6M")))
        assert None is life.last_day
        assert day("2013-09-15") == life.period("2008-09-16").last_day


class TestNonRenewal:
    TERM = ("P5Y", TacitRenewal("P1Y", notice="P2M"))

    def life(self, *acts, duration="P5Y", renewal=TERM[1]):
        return lifecycle(record(signed("2020-08-28"), *acts, duration=duration, renewal=renewal))

    def test_in_time(self):
        life = self.life(Act("non_renewal", "2025-06-28", by="MYS"))
        assert (day("2025-08-28"), Status.EXPIRED) == (life.last_day, life.status("2025-08-29"))
        assert "in time for the running period: the last day for notice was 28 June 2025" == life.end.steps[2].text
        assert [] == found(life.agreement)

    def test_late_it_ends_the_next_period_and_is_reported(self):
        life = self.life(Act("non_renewal", "2025-06-29", by="MYS"))
        assert day("2026-08-28") == life.last_day
        assert (
            "too late for the running period: the last day for notice was 28 June 2025; it counts for the next "
            "period, which ends on 28 August 2026"
        ) == life.end.steps[3].text
        assert "late-notice" == codes(life.end)[3]
        assert ["late-notice"] == found(life.agreement)

    def test_long_before_it_is_for_the_period_then_running(self):
        assert day("2025-08-28") == self.life(Act("non_renewal", "2020-09-01", by="MYS")).last_day

    def test_how_long_before_is_not_known(self):
        life = self.life(Act("non_renewal", "2025-08-28", by="MYS"), renewal=TacitRenewal("P1Y"))
        assert day("2025-08-28") == life.last_day
        text = "the notice is in time, because the required notice period is not known"
        assert text == life.end.assumptions[-1].text

    def test_to_the_last_day_where_any_time_will_do(self):
        renewal = TacitRenewal("P1Y", notice="P0D")
        life = self.life(Act("non_renewal", "2025-08-28", by="MYS"), renewal=renewal)
        assert day("2025-08-28") == life.last_day == life.notice_deadline("2025-01-01")

    @pytest.mark.parametrize("renewal", [None, NoRenewal(), ExpressRenewal()])
    def test_where_no_renewal_was_to_come_it_changes_nothing(self, renewal):
        life = self.life(Act("non_renewal", "2025-01-01", by="MYS"), renewal=renewal)
        assert (day("2025-08-28"), Status.EXPIRED) == (life.last_day, life.status("2025-08-29"))
        assert ["notice-without-effect"] == found(life.agreement)

    def test_nor_after_the_last_renewal_or_in_what_has_no_end(self):
        act = Act("non_renewal", "2026-01-01", by="MYS")
        once = self.life(act, renewal=TacitRenewal("P1Y", notice="P2M", times=1))
        assert (day("2026-08-28"), ["notice-without-effect"]) == (once.last_day, found(once.agreement))
        after = self.life(Act("non_renewal", "2027-01-01", by="MYS"), renewal=TacitRenewal("P1Y", times=1))
        assert day("2026-08-28") == after.last_day
        assert ["notice-without-effect", "after-the-end"] == found(after.agreement)
        endless = self.life(act, duration=Indefinite(), renewal=None)
        assert (None, ["notice-without-effect"]) == (endless.last_day, found(endless.agreement))

    def test_late_for_what_then_has_no_end(self):
        """EDCA, Philippines and United States: ten years, then until somebody leaves."""
        renewal = TacitRenewal(Indefinite(), notice="P1Y")
        life = self.life(Act("non_renewal", "2025-01-01", by="MYS"), renewal=renewal)
        assert None is life.last_day
        assert ["late-notice", "notice-without-effect"] == found(life.agreement)
        assert mou.check(life.agreement)[0].message.endswith("it counts for the next period, which has no end")

    def test_its_effect_can_be_stated(self):
        life = self.life(Act("non_renewal", "2025-01-01", by="MYS", effective_on="2025-08-29"))
        assert (day("2025-08-28"), Status.EXPIRED) == (life.last_day, life.status("2025-08-29"))
        assert "notice of non-renewal received on 1 January 2025" == life.end.steps[0].text


class TestByConsent:
    """VCLT 54(b): all parties can end it by consent at any time."""

    def test_from_its_day(self):
        life = lifecycle(record(signed("2020-01-01"), Act("termination", "2022-06-01"), duration="P5Y"))
        assert (day("2022-05-31"), day("2022-06-01")) == (life.last_day, life.ceases_on)
        assert Status.TERMINATED is life.status("2022-06-01")
        assert ["by-consent", "first-day-out"] == codes(life.end)
        assert "the parties ended it by consent, with effect from 1 June 2022" == life.end.steps[0].text

    def test_or_from_the_day_it_states(self):
        act = Act("termination", "2022-06-01", effective_on="2023-01-01")
        life = lifecycle(record(signed("2020-01-01"), act, duration=Indefinite()))
        assert day("2022-12-31") == life.last_day

    def test_before_its_term_has_run(self):
        """The running period is cut, and no renewal is left to be stopped."""
        acts = [signed("2003-09-15"), Act("termination", "2006-01-01")]
        life = lifecycle(record(*acts, duration="P5Y", renewal=TacitRenewal("P5Y", notice="P6M")))
        assert day("2005-12-31") == life.period("2005-06-01").last_day
        assert None is life.notice_deadline("2005-06-01")

    def test_a_period_without_an_end_is_cut_as_well(self):
        acts = [signed("2003-09-15"), Act("termination", "2020-01-01")]
        life = lifecycle(record(*acts, duration="P5Y", renewal=TacitRenewal(Indefinite(), notice="P6M")))
        assert day("2019-12-31") == life.period("2015-06-01").last_day

    def test_on_the_first_day_of_the_calendar(self):
        assert Status.TERMINATED is lifecycle(record(Act("termination", "0001-01-01"))).status("2020-01-01")

    def test_before_it_entered_into_force(self):
        acts = [signed("2020-01-01", kind="subject_to_ratification"), Act("termination", "2021-01-01")]
        life = lifecycle(record(*acts, kind="treaty"))
        assert [Status.SIGNED, Status.TERMINATED] == [life.status("2020-12-31"), life.status("2021-01-01")]
