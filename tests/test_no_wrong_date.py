"""Dates that came out wrong, acts that were ignored in silence, questions with two answers: each with its right value.

The numbers are those of the table of faults in issue 13. Beside each fault stand its neighbours, as the kind of fault
was to be corrected and not the case. Unless said otherwise, Malaysia and Japan conclude an MOU that enters into force
on signature.
"""

from datetime import date, timedelta
from types import MappingProxyType

import pytest
from records import codes, day, record, signed

import mou
from mou.answers.findings import check
from mou.answers.lifecycles import lifecycle
from mou.answers.register import Register
from mou.dates.delays import OnDayOfYear
from mou.dates.periods import Counting
from mou.errors import DateRangeError, ValidationError
from mou.law.explanation import Answer, AnswerKind
from mou.law.status import Status
from mou.model.act import Act, ActKind
from mou.model.conditions import (
    AllNamed,
    CountedInstruments,
    ExchangeOfInstruments,
    LastNotification,
    NthInstrument,
    OnConsentOfAll,
    OnSignature,
)
from mou.model.durations import Indefinite, Until
from mou.model.party import Party, PartyKind
from mou.model.renewals import ExpressRenewal, NoRenewal, TacitRenewal
from mou.model.withdrawals import NoWithdrawal, WithdrawalOnNotice

BOTH = ("MYS", "JPN")


def memorandum(*acts, parties="MYS JPN", entry=None, **more):
    """An agreement between Malaysia and Japan, in force on signature."""
    return record(*acts, parties=parties, entry_into_force=entry or OnSignature(), **more)


def last_day(agreement):
    return lifecycle(agreement).last_day


def findings(agreement, index=None):
    """The codes of the findings, or of those at one act."""
    own = "" if index is None else f"/acts/{index}"
    return [one.code for one in check(agreement) if index is None or f"{one.pointer}/".startswith(f"{own}/")]


def message(agreement, code):
    (text,) = [one.message for one in check(agreement) if one.code == code]
    return text


def assumed(answer):
    return [str(step) for step in answer.assumptions]


def extension(on, by=(), period="P5Y", **more):
    return Act("extension", on, by=by, period=period, **more)


# --- 1: an extension needs all parties ----------------------------------------------------------------------------


class TestAnExtensionNeedsAllParties:
    """VCLT 39, 54(b): a treaty is prolonged by agreement between the parties (`extension-of-all`)."""

    FIVE_YEARS = signed("2021-01-10")

    def extended(self, *acts, **more):
        return memorandum(self.FIVE_YEARS, *acts, duration="P5Y", **more)

    def test_two_consents_are_one_extension(self):
        agreement = self.extended(extension("2025-06-01", "MYS"), extension("2025-06-20", "JPN"))
        assert last_day(agreement) == day("2031-01-10")
        assert findings(agreement) == []

    def test_in_the_other_order(self):
        agreement = self.extended(extension("2025-06-01", "JPN"), extension("2025-06-20", "MYS"))
        assert last_day(agreement) == day("2031-01-10")

    def test_both_consents_are_named(self):
        life = lifecycle(self.extended(extension("2025-06-01", "MYS"), extension("2025-06-20", "JPN")))
        assert {"/acts/1", "/acts/2"} <= {step.pointer for step in life.end.steps}

    def test_it_counts_from_the_last_consent(self):
        """As it was known before Japan consented, it was to end in 2026."""
        agreement = self.extended(extension("2025-06-01", "MYS"), extension("2025-06-20", "JPN"))
        assert lifecycle(agreement, "2025-06-19").last_day == day("2026-01-10")
        assert lifecycle(agreement, "2025-06-20").last_day == day("2031-01-10")

    def test_a_consent_counts_when_it_is_received(self):
        """VCLT 78."""
        agreement = self.extended(
            extension("2025-06-01", "MYS", received_on="2025-07-01"), extension("2025-06-20", "JPN")
        )
        assert lifecycle(agreement, "2025-06-30").last_day == day("2026-01-10")
        assert last_day(agreement) == day("2031-01-10")

    def test_the_consent_of_a_single_party_changes_nothing(self):
        agreement = self.extended(extension("2025-06-01", "MYS"))
        assert last_day(agreement) == day("2026-01-10")
        assert findings(agreement, 1) == ["extension-without-all"]

    @pytest.mark.parametrize("by", [(), BOTH], ids=["nobody in particular", "both"])
    def test_a_single_act_of_all(self, by):
        agreement = self.extended(extension("2025-06-01", by))
        assert last_day(agreement) == day("2031-01-10")
        assert findings(agreement) == []

    def test_a_consent_that_is_repeated_is_no_second_extension(self):
        agreement = self.extended(
            extension("2025-06-01", "MYS"), extension("2025-06-10", "MYS"), extension("2025-06-20", "JPN")
        )
        assert last_day(agreement) == day("2031-01-10")

    def test_a_consent_repeated_by_the_same_party_alone_is_none_of_all(self):
        agreement = self.extended(extension("2025-06-01", "MYS"), extension("2025-06-10", "MYS"))
        assert last_day(agreement) == day("2026-01-10")
        assert findings(agreement, 1) == ["extension-without-all"]
        assert set(findings(agreement, 2)) & {"extension-without-all", "act-without-effect"}

    @pytest.mark.parametrize(
        "other", [{"period": "P3Y"}, {"period": None, "until": "2030-12-31"}], ids=["shorter", "until a day"]
    )
    def test_consents_to_different_extensions_are_consents_to_none(self, other):
        """They have not agreed: one wants five years, the other something else."""
        agreement = self.extended(extension("2025-06-01", "MYS"), extension("2025-06-20", "JPN", **other))
        assert last_day(agreement) == day("2026-01-10")
        assert findings(agreement, 1) == ["extension-without-all"]
        assert findings(agreement, 2) == ["extension-without-all"]

    def test_until_the_same_day(self):
        until = {"period": None, "until": "2030-12-31"}
        agreement = self.extended(
            extension("2025-06-01", "MYS", **until), extension("2025-06-20", "JPN", **until), renewal=ExpressRenewal()
        )
        assert last_day(agreement) == day("2030-12-31")
        assert findings(agreement) == []

    def test_two_extensions_of_all(self):
        acts = [
            extension(f"{year}-06-{number}", party)
            for year in (2025, 2030)
            for number, party in (("01", "MYS"), ("20", "JPN"))
        ]
        agreement = self.extended(*acts)
        assert last_day(agreement) == day("2036-01-10")
        assert findings(agreement) == []

    def test_two_of_three_are_not_all(self):
        three = {"parties": "MYS JPN USA"}
        two = [extension("2025-06-01", "MYS"), extension("2025-06-20", "JPN")]
        agreement = self.extended(*two, **three)
        assert last_day(agreement) == day("2026-01-10")
        assert findings(agreement, 1) == findings(agreement, 2) == ["extension-without-all"]
        assert last_day(self.extended(*two, extension("2025-07-01", "USA"), **three)) == day("2031-01-10")

    def test_two_of_three_together_and_the_third_alone(self):
        agreement = self.extended(extension("2025-06-01", BOTH), extension("2025-06-20", "USA"), parties="MYS JPN USA")
        assert last_day(agreement) == day("2031-01-10")
        assert findings(agreement) == []

    def test_the_finding_names_who_is_missing(self):
        text = message(self.extended(extension("2025-06-01", "MYS")), "extension-without-all")
        assert "Japan" in text or "JPN" in text

    def test_the_period_that_runs_at_the_last_consent_is_prolonged(self):
        """Signed 10 January 2020, renewed yearly: the second consent falls into the first renewal, to 2022-01-10."""
        agreement = memorandum(
            signed("2020-01-10"),
            extension("2020-06-01", "MYS", "P2Y"),
            extension("2021-06-01", "JPN", "P2Y"),
            duration="P1Y",
            renewal=TacitRenewal("P1Y"),
        )
        life = lifecycle(agreement)
        assert life.period("2020-12-01").last_day == day("2021-01-10")
        assert life.period("2021-12-01").last_day == day("2024-01-10")

    def test_an_extension_that_shortens_the_term_is_a_finding(self):
        """To end it sooner, the parties would terminate it (VCLT 54(b))."""
        agreement = self.extended(extension("2022-06-01", BOTH, None, until="2024-12-31"))
        assert findings(agreement, 1) == ["extension-shortens"]

    def test_an_extension_to_the_day_on_which_it_ends_anyway_changes_nothing(self):
        agreement = self.extended(extension("2022-06-01", BOTH, None, until="2026-01-10"))
        assert last_day(agreement) == day("2026-01-10")
        assert "extension-shortens" not in findings(agreement)


# --- 2: a stated day of effect ------------------------------------------------------------------------------------

REFUSED = {ActKind.ADOPTION, ActKind.CONDITION_MET}
"""Kinds of acts that have their effect on the day they are done: another day can't be stated."""
EFFECT = "2022-06-01"
TREATY = {"kind": "treaty"}


def effective(kind, on="2022-05-15", by=BOTH, **more):
    return Act(kind, on, by=by, effective_on=EFFECT, **more)


class TestAStatedDayOfEffectIsHonouredOrRefused:
    """VCLT 24(1): it takes effect in such manner and upon such date as the parties agree."""

    @pytest.mark.parametrize("kind", sorted(ActKind))
    def test_of_every_kind(self, kind):
        about = {"refers_to": "other"} if kind in (ActKind.OBJECTION, ActKind.STATEMENT_WITHDRAWAL) else {}
        if kind is ActKind.EVENT:
            about = {"id": "completed"}
        if kind not in REFUSED:
            assert Act(kind, "2022-05-15", by="MYS", effective_on=EFFECT, **about).effective_on == day(EFFECT)
            return
        with pytest.raises(ValidationError) as error:
            Act(kind, "2022-05-15", by="MYS", effective_on=EFFECT)
        assert [problem.pointer for problem in error.value.problems] == ["/effective_on"]

    @pytest.mark.parametrize("kind", sorted(REFUSED))
    def test_refused_in_documents_too(self, kind):
        with pytest.raises(ValidationError):
            mou.loads(f'{{"format":"mou/1","kind":"{kind}","on":"2022-05-15","effective_on":"{EFFECT}"}}', Act)

    def test_signature(self):
        """In force from 1 June, as both signed that it shall be; five years run from then."""
        life = lifecycle(memorandum(effective("signature"), duration="P5Y"))
        assert life.entered_into_force_on == day(EFFECT)
        assert life.status("2022-05-31") is Status.SIGNED
        assert life.status(EFFECT) is Status.IN_FORCE
        assert life.last_day == day("2027-06-01")

    @pytest.mark.parametrize("entry", [OnSignature(), OnConsentOfAll(), None], ids=["signature", "consent", "unknown"])
    def test_the_signature_of_a_single_party(self, entry):
        """The last of the two to take effect brings it into force, whichever signed last."""
        for acts in (
            [signed("2022-05-01", "MYS"), effective("signature", by="JPN")],
            [effective("signature", "2022-05-01", by="MYS"), signed("2022-05-15", "JPN")],
        ):
            life = lifecycle(record(*acts, parties="MYS JPN", entry_into_force=entry))
            assert life.entered_into_force_on == day(EFFECT)

    def test_the_day_of_signature_stays(self):
        """The instrument was signed in May, whenever that takes effect."""
        assert lifecycle(memorandum(effective("signature"))).signed_on == day("2022-05-15")

    def test_a_delay_runs_from_it(self):
        assert lifecycle(memorandum(effective("signature"), entry=OnSignature(delay="P30D"))).entry.day == day(
            "2022-07-01"
        )

    @pytest.mark.parametrize("kind", ["notification", "exchange_of_instruments"])
    def test_what_brings_it_into_force(self, kind):
        condition = LastNotification() if kind == "notification" else ExchangeOfInstruments()
        for acts in (
            [Act(kind, "2022-05-01", by="MYS"), effective(kind, by="JPN")],
            [effective(kind, "2022-05-01", by="MYS"), Act(kind, "2022-05-15", by="JPN")],
        ):
            assert lifecycle(memorandum(*acts, entry=condition, **TREATY)).entered_into_force_on == day(EFFECT)

    @pytest.mark.parametrize("kind", ["ratification", "acceptance", "approval", "accession", "formal_confirmation"])
    def test_a_consent(self, kind):
        acts = [Act("ratification", "2022-05-01", by="MYS"), effective(kind, by="JPN")]
        life = lifecycle(memorandum(signed("2022-01-01"), *acts, entry=OnConsentOfAll(), **TREATY))
        assert life.entered_into_force_on == day(EFFECT)

    @pytest.mark.parametrize("kind", ["ratification", "acceptance", "approval", "accession", "formal_confirmation"])
    def test_a_threshold_counts_the_deposit(self, kind):
        """The number of instruments is reached on the deposit; the party itself is bound from the stated day."""
        acts = [Act("ratification", "2022-05-01", by=one) for one in BOTH] + [effective(kind, by="USA")]
        agreement = memorandum(*acts, parties="MYS JPN USA", entry=NthInstrument(3), duration=Indefinite(), **TREATY)
        life = lifecycle(agreement)
        assert life.entered_into_force_on == day("2022-05-15")
        assert life.participation("USA").entered_into_force_on == day(EFFECT)
        assert life.parties_bound("2022-05-31") == BOTH
        assert life.parties_bound(EFFECT) == (*BOTH, "USA")

    @pytest.mark.parametrize("kind", ["accession", "succession", "ratification"])
    def test_a_party_that_comes_later(self, kind):
        acts = [Act("ratification", "2021-05-01", by=one) for one in BOTH] + [effective(kind, by="USA")]
        life = lifecycle(memorandum(*acts, parties="MYS JPN USA", entry=NthInstrument(2), **TREATY))
        assert life.participation("USA").entered_into_force_on == day(EFFECT)

    def test_provisional_application(self):
        """VCLT 25."""
        acts = [signed("2022-05-01", kind="subject_to_ratification"), effective("provisional_application")]
        life = lifecycle(memorandum(*acts, entry=OnConsentOfAll(), **TREATY))
        assert life.status("2022-05-31") is Status.SIGNED
        assert life.status(EFFECT) is Status.PROVISIONAL

    def test_suspension_and_resumption(self):
        """VCLT 57."""
        effect = effective("suspension")
        life = lifecycle(memorandum(signed("2020-01-01"), effect, duration=Indefinite()))
        assert life.status("2022-05-31") is Status.IN_FORCE
        assert life.status(EFFECT) is Status.SUSPENDED
        acts = [Act("suspension", "2022-01-01"), effective("resumption")]
        life = lifecycle(memorandum(signed("2020-01-01"), *acts, duration=Indefinite()))
        assert life.status("2022-05-31") is Status.SUSPENDED
        assert life.status(EFFECT) is Status.IN_FORCE

    def test_termination_and_withdrawal(self):
        """It is the first day no longer in force."""
        assert last_day(memorandum(signed("2020-01-01"), effective("termination"))) == day("2022-05-31")
        left = memorandum(signed("2020-01-01"), effective("withdrawal", by="MYS"), withdrawal=WithdrawalOnNotice("P0D"))
        assert last_day(left) == day("2022-05-31")

    def test_non_renewal(self):
        """A later end than the clause's can be agreed, or stated by who gives notice."""
        notice = Act("non_renewal", "2021-01-01", by="MYS", effective_on="2023-03-01")
        agreement = memorandum(signed("2017-03-01"), notice, duration="P5Y", renewal=TacitRenewal("P1Y", notice="P6M"))
        assert last_day(agreement) == day("2023-02-28")

    def test_extension(self):
        """It prolongs the period that runs when it takes effect: renewal 2, of 2022."""
        agreement = memorandum(
            signed("2020-01-10"),
            effective("extension", "2021-06-01", period="P2Y"),
            duration="P1Y",
            renewal=TacitRenewal("P1Y"),
        )
        life = lifecycle(agreement)
        assert life.period("2021-12-01").last_day == day("2022-01-10")
        assert life.period("2022-07-01").last_day == day("2025-01-10")

    @pytest.mark.parametrize("more", [{}, {"effective_on": EFFECT}], ids=["plain", "effective"])
    def test_an_amendment_changes_no_date_and_is_a_finding(self, more):
        """VCLT 39: what an amendment changes is recorded in the term; the act alone has no effect."""
        acts = [signed("2020-01-01"), Act("amendment", "2022-05-15", by=BOTH, **more)]
        agreement = memorandum(*acts, duration="P5Y")
        assert last_day(agreement) == day("2025-01-01")
        assert findings(agreement, 1) == ["act-without-effect"]

    @pytest.mark.parametrize("kind", ["reservation", "declaration", "objection"])
    def test_a_statement_stands_from_it(self, kind):
        """VCLT 19 to 23."""
        acts = [signed("2020-01-01"), effective(kind, by="MYS")]
        (statement,) = lifecycle(memorandum(*acts)).participation("MYS").statements
        assert not statement.stands("2022-05-31")
        assert statement.stands(EFFECT)

    def test_a_statement_stands_until_its_withdrawal_takes_effect(self):
        """VCLT 22(3)."""
        acts = [
            signed("2020-01-01"),
            Act("declaration", "2021-01-01", by="MYS"),
            effective("statement_withdrawal", by="MYS"),
        ]
        (statement,) = lifecycle(memorandum(*acts)).participation("MYS").statements
        assert statement.stands("2022-05-31")
        assert not statement.stands(EFFECT)

    @pytest.mark.parametrize(("takes_effect_on", "last"), [("2022-06-30", None), ("2022-07-01", "2022-06-30")])
    def test_a_revocation_is_too_late_if_it_takes_effect_after_the_notice(self, takes_effect_on, last):
        """VCLT 68: before it takes effect. Notice of six months, received on 1 January, takes effect on 1 July."""
        revocation = Act("notice_revocation", "2022-05-15", by="MYS", effective_on=takes_effect_on)
        agreement = memorandum(
            signed("2020-01-01"),
            Act("withdrawal", "2022-01-01", by="MYS"),
            revocation,
            withdrawal=WithdrawalOnNotice("P6M"),
        )
        assert last_day(agreement) == (last and day(last))

    def test_a_notice_is_suspended_from_it(self):
        """The Philippines' notice on the Visiting Forces Agreement: its time did not run from 1 to 30 June."""
        acts = [Act("withdrawal", "2022-05-01", by="MYS"), effective("notice_suspension", by="MYS", until="2022-06-30")]
        agreement = memorandum(signed("2020-01-01"), *acts, withdrawal=WithdrawalOnNotice("P6M"))
        assert lifecycle(agreement).ceases_on == day("2022-11-01") + timedelta(days=30)

    def test_a_declared_entry_into_force(self):
        assert lifecycle(memorandum(effective("entry_into_force", by=()))).entered_into_force_on == day(EFFECT)

    def test_the_declared_entry_of_a_party(self):
        """VCLT 24(3)."""
        acts = [Act("ratification", "2021-05-01", by=one) for one in BOTH]
        acts += [Act("accession", "2022-01-01", by="USA"), effective("entry_into_force", by="USA")]
        life = lifecycle(memorandum(*acts, parties="MYS JPN USA", entry=NthInstrument(2), **TREATY))
        assert life.participation("USA").entered_into_force_on == day(EFFECT)


# --- 3: an extension changes no period that was over --------------------------------------------------------------


class TestAnExtensionChangesNoPeriodThatWasOver:
    """Five years from 31 March 2010, then renewed yearly: on 1 January 2017 renewal 2 runs, to 2017-03-31."""

    def life(self, *extensions, **more):
        term = {"duration": "P5Y", "renewal": TacitRenewal("P1Y", notice="P6M"), **more}
        return lifecycle(memorandum(signed("2010-03-31"), *extensions, **term))

    BY_TWO_YEARS = extension("2017-01-01", BOTH, "P2Y")
    UNTIL = extension("2017-01-01", BOTH, None, until="2019-12-31")
    AGAIN = extension("2021-01-01", BOTH, "P2Y")

    @pytest.mark.parametrize("acts", [[BY_TWO_YEARS], [UNTIL], [BY_TWO_YEARS, AGAIN]], ids=["by", "until", "twice"])
    def test_the_periods_before_it_stay(self, acts):
        life = self.life(*acts)
        first, second = life.period("2014-06-01"), life.period("2015-06-01")
        assert (first.first_day, first.last_day, first.renewal) == (day("2010-03-31"), day("2015-03-31"), 0)
        assert (second.first_day, second.last_day, second.renewal) == (day("2015-04-01"), day("2016-03-31"), 1)
        assert life.notice_deadline("2014-06-01") == day("2014-09-30")
        assert life.notice("2014-06-01").day == day("2014-09-30")
        assert life.notice_deadline("2015-06-01") == day("2015-09-30")

    def test_the_period_that_runs_is_prolonged(self):
        life = self.life(self.BY_TWO_YEARS)
        assert life.period("2018-06-01").last_day == day("2019-03-31")
        assert life.notice_deadline("2018-06-01") == day("2018-09-30")
        assert life.period("2019-06-01").last_day == day("2020-03-31")

    def test_prolonged_until_a_day(self):
        life = self.life(self.UNTIL)
        assert life.period("2018-06-01").last_day == day("2019-12-31")
        assert life.notice_deadline("2018-06-01") == day("2019-06-30")
        assert life.period("2020-06-01").last_day == day("2020-12-31")

    def test_periods_between_two_extensions(self):
        """Of 2021 the period to 31 March is prolonged by two years; that to 2020-03-31 was over."""
        life = self.life(self.BY_TWO_YEARS, self.AGAIN)
        assert life.period("2018-06-01").last_day == day("2019-03-31")
        assert life.period("2019-06-01").last_day == day("2020-03-31")
        assert life.notice_deadline("2019-06-01") == day("2019-09-30")
        assert life.period("2022-06-01").last_day == day("2023-03-31")
        assert life.period("2023-06-01").last_day == day("2024-03-31")

    def test_the_status_of_days_before_it_stays(self):
        assert self.life(self.BY_TWO_YEARS).status("2014-06-01") is Status.IN_FORCE

    def test_an_extension_after_the_end_leaves_the_term_that_was_over(self):
        life = self.life(extension("2017-01-01", BOTH, "P2Y"), renewal=ExpressRenewal())
        assert life.period("2014-06-01").last_day == day("2015-03-31")

    def test_an_extension_after_the_end_gives_the_last_renewal_no_deadline(self):
        """Renewals end with 1 June 2016, so nobody had to prevent another one; an extension of 2017 changes nothing."""
        until = {"renewal": TacitRenewal("P1Y", notice="P6M", until="2016-06-01")}
        for life in (self.life(**until), self.life(self.BY_TWO_YEARS, **until)):
            assert life.notice_deadline("2016-03-31") == day("2015-09-30")
            assert life.period("2016-06-01").last_day == day("2016-06-01")
            assert life.notice_deadline("2016-06-01") is None
            notice = life.notice("2016-06-01")
            assert (notice.day, notice.steps[-1].text) == (None, "no renewal follows this period")

    def test_the_way_to_a_deadline_before_it_does_not_tell_of_it(self):
        texts = [step.text for step in self.life(self.BY_TWO_YEARS).notice("2014-06-01").steps]
        assert not any("extended" in text for text in texts)
        assert texts == [step.text for step in self.life().notice("2014-06-01").steps]

    def test_a_notice_of_a_period_that_was_over_has_its_effect(self):
        """Notice given in time in 2014 ended it in 2015; an extension recorded in 2017 comes after the end."""
        agreement = memorandum(
            signed("2010-03-31"),
            Act("non_renewal", "2014-06-01", by="MYS"),
            self.BY_TWO_YEARS,
            duration="P5Y",
            renewal=TacitRenewal("P1Y", notice="P6M"),
        )
        assert last_day(agreement) == day("2015-03-31")
        assert set(findings(agreement, 2)) & {"after-the-end", "act-without-effect"}


# --- 4, 5, 6, 27: late notice and notice longer than the period ---------------------------------------------------

LEAVING = {
    "non-renewal": ("non_renewal", None),
    "withdrawal at the end of the period": ("withdrawal", "end_of_period"),
    "withdrawal, clause unknown": ("withdrawal", None),
}


@pytest.fixture(params=LEAVING.values(), ids=LEAVING)
def leaving(request):
    """Both kinds of notice by which a renewal is prevented, and the clause beside each."""
    kind, at = request.param

    def noticed(entry, duration, renewal, notice, received, *, times=None):
        clause = None if at is None else WithdrawalOnNotice(notice, at=at)
        act = Act(kind, received, by="MYS")
        term = {
            "duration": duration,
            "renewal": TacitRenewal(renewal, notice=notice, times=times),
            "withdrawal": clause,
        }
        return memorandum(signed(entry), act, **term)

    return noticed


class TestALateNoticeCountsForTheFirstPeriodForWhichItIsInTime:
    """Genocide Convention art. XIV: never for an end whose own deadline had passed, by either kind of act."""

    def test_six_months_before_monthly_ends(self, leaving):
        """Deadlines: 2021-02-15 for the end of 15 August, 2021-03-15 for that of 15 September."""
        agreement = leaving("2015-01-15", "P5Y", "P1M", "P6M", "2021-03-01")
        assert last_day(agreement) == day("2021-09-15")

    @pytest.mark.parametrize(("received", "last"), [("2021-03-15", "2021-09-15"), ("2021-03-16", "2021-10-15")])
    def test_on_the_deadline_and_a_day_later(self, leaving, received, last):
        assert last_day(leaving("2015-01-15", "P5Y", "P1M", "P6M", received)) == day(last)

    def test_thirty_days_before_the_ends_of_months(self, leaving):
        """Thirty days before 28 February 2026 is 29 January, so that notice of 30 January counts for 31 March."""
        assert last_day(leaving("2025-01-31", "P1Y", "P1M", "P30D", "2026-01-30")) == day("2026-03-31")

    @pytest.mark.parametrize(
        ("received", "last"),
        [
            ("2026-01-01", "2026-01-31"),
            ("2026-01-02", "2026-02-28"),
            ("2026-01-29", "2026-02-28"),
            ("2026-01-30", "2026-03-31"),
            ("2026-03-01", "2026-03-31"),
            ("2026-03-02", "2026-04-30"),
        ],
    )
    def test_each_deadline_of_those_months(self, leaving, received, last):
        assert last_day(leaving("2025-01-31", "P1Y", "P1M", "P30D", received)) == day(last)

    def test_late_for_the_last_period_but_one(self, leaving):
        """Renewed once only: notice too late for the first end changes nothing, as the last comes by itself."""
        agreement = leaving("2015-01-15", "P5Y", "P1Y", "P6M", "2019-08-01", times=1)
        assert last_day(agreement) == day("2021-01-15")

    def test_what_is_late_is_a_finding_that_names_the_deadline_and_the_end(self, leaving):
        """Signed 1 January 2020 for five years: notice of 2 July 2024 is a day late for 1 January 2025."""
        agreement = leaving("2020-01-01", "P5Y", "P1Y", "P6M", "2024-07-02")
        assert last_day(agreement) == day("2026-01-01")
        text = message(agreement, "late-notice")
        assert "1 July 2024" in text
        assert "1 January 2026" in text

    def test_it_names_the_deadline_of_the_period_that_ran(self, leaving):
        agreement = leaving("2025-01-31", "P1Y", "P1M", "P30D", "2026-01-30")
        text = message(agreement, "late-notice")
        assert "1 January 2026" in text
        assert "31 March 2026" in text

    def test_what_is_in_time_is_no_finding(self, leaving):
        assert findings(leaving("2020-01-01", "P5Y", "P1Y", "P6M", "2024-07-01")) == []


class TestNoticeLongerThanAPeriodIsLegitimate:
    """`late-notice`: the first period can't be prevented from renewing."""

    def test_it_is_no_error(self):
        assert mou.Term(duration="P1M", renewal=TacitRenewal("P1M", notice="P2M")).renewal.notice == mou.Period(
            months=2
        )

    @pytest.mark.parametrize(
        ("received", "last"),
        [
            ("2025-01-16", "2025-04-15"),  # the first end for which two months are left
            ("2025-02-15", "2025-04-15"),
            ("2025-02-20", "2025-05-15"),
        ],
    )
    def test_a_notice_counts_for_the_first_end_two_months_away(self, leaving, received, last):
        assert last_day(leaving("2025-01-15", "P1M", "P1M", "P2M", received)) == day(last)

    def test_longer_than_both_periods(self, leaving):
        """A month, then from year to year, with notice of two years."""
        assert last_day(leaving("2025-01-15", "P1M", "P1Y", "P2Y", "2025-01-20")) == day("2027-02-15")


# --- 7: a period from a written date ------------------------------------------------------------------------------


class TestAPeriodFromAWrittenDate:
    """Regulation 1182/71 art. 4(2); all 15 of 15 texts with a length and a range agree on the eve (`start-of-day`)."""

    def agreement(self, **term):
        return memorandum(signed("2006-08-20"), anchor="2006-09-01", **term)

    def test_what_is_not_stated_is_not_known(self):
        assert mou.Term().counting is None

    def test_it_ends_on_the_eve(self):
        agreement = self.agreement(duration="P5Y")
        assert last_day(agreement) == day("2011-08-31")
        assert lifecycle(agreement).ceases_on == day("2011-09-01")

    def test_the_assumption_names_the_other_day(self):
        assert any("1 September 2011" in text for text in assumed(lifecycle(self.agreement(duration="P5Y")).end))

    @pytest.mark.parametrize(
        ("counting", "last"), [(Counting.FROM_EVENT, "2011-09-01"), (Counting.FROM_START_OF_DAY, "2011-08-31")]
    )
    def test_a_stated_counting_is_no_assumption(self, counting, last):
        life = lifecycle(self.agreement(duration="P5Y", counting=counting, renewal=NoRenewal()))
        assert life.last_day == day(last)
        assert assumed(life.end) == []

    def test_so_does_each_renewal(self):
        life = lifecycle(self.agreement(duration="P5Y", renewal=TacitRenewal("P1Y", notice="P6M")))
        assert life.period("2011-08-31").renewal == 0
        assert life.period("2011-09-01").last_day == day("2012-08-31")
        assert life.notice_deadline("2011-09-01") == day("2012-02-29")

    @pytest.mark.parametrize(("anchor", "last"), [("2024-02-29", "2025-02-28"), ("2023-03-01", "2024-02-29")])
    def test_about_a_leap_day(self, anchor, last):
        """BGB §§ 187(2), 188(2) and (3): of 29 February 2025, which there is not, the eve is the 28th."""
        assert last_day(memorandum(signed("2023-01-01"), anchor=anchor, duration="P1Y")) == day(last)

    def test_from_an_event_it_ends_on_the_corresponding_date(self):
        """CETS 076 arts 3 and 4; the assumption names the eve."""
        life = lifecycle(memorandum(signed("2025-10-30"), duration="P5Y", renewal=NoRenewal()))
        assert life.last_day == day("2030-10-30")
        assert any("29 October 2030" in text for text in assumed(life.end))

    @pytest.mark.parametrize("counting", [*Counting, None], ids=str)
    def test_a_stated_end_of_the_same_convention_is_no_finding(self, counting):
        last = "2011-09-01" if counting is Counting.FROM_EVENT else "2011-08-31"
        assert findings(self.agreement(duration="P5Y", counting=counting, stated_last_day=last)) == []

    @pytest.mark.parametrize("counting", [*Counting, None], ids=str)
    def test_a_stated_end_a_day_off_is_a_finding(self, counting):
        last = "2011-08-31" if counting is Counting.FROM_EVENT else "2011-09-01"
        agreement = self.agreement(duration="P5Y", counting=counting, stated_last_day=last)
        assert last_day(agreement) == day(last)
        other = Counting.FROM_START_OF_DAY if counting is Counting.FROM_EVENT else Counting.FROM_EVENT
        assert other in message(agreement, "end-other-counting")

    def test_it_comes_through_documents(self):
        for counting in (None, *Counting):
            term = mou.Term(duration="P5Y", anchor="2006-09-01", counting=counting)
            assert mou.loads(mou.dumps(term), mou.Term) == term


# --- 8, 9: treaties silent on withdrawal --------------------------------------------------------------------------


class TestAFixedTermIsAProvisionOnTermination:
    """VCLT 56 speaks of a treaty without provision on its termination; a term of ten years is one (`fixed-term`)."""

    def left(self, kind="treaty", **term):
        acts = [signed("2000-04-03", kind="definitive"), Act("withdrawal", "2003-01-01", by="MYS")]
        return record(*acts, parties=term.pop("parties", "MYS JPN"), kind=kind, **{"duration": "P10Y", **term})

    @pytest.mark.parametrize("kind", ["treaty", "agreement", "convention", "protocol", "exchange_of_notes"])
    @pytest.mark.parametrize("clause", [None, NoWithdrawal()], ids=["unknown", "silent"])
    def test_a_notice_does_not_end_it_early(self, kind, clause):
        agreement = self.left(kind, renewal=NoRenewal(), withdrawal=clause)
        assert last_day(agreement) == day("2010-04-03")
        assert findings(agreement, 1) == ["notice-without-effect"]

    @pytest.mark.parametrize("renewal", [None, ExpressRenewal(), ExpressRenewal("P5Y")], ids=str)
    def test_however_it_can_be_prolonged_expressly(self, renewal):
        agreement = self.left(renewal=renewal)
        assert last_day(agreement) == day("2010-04-03")
        assert findings(agreement, 1) == ["notice-without-effect"]

    @pytest.mark.parametrize("term", [{"duration": Until("2010-04-03")}, {"stated_last_day": "2010-04-03"}], ids=str)
    def test_so_is_a_fixed_last_day(self, term):
        assert last_day(self.left(renewal=NoRenewal(), **term)) == day("2010-04-03")

    def test_the_party_stays_bound(self):
        life = lifecycle(self.left(renewal=NoRenewal(), parties="MYS JPN USA"))
        assert life.participation("MYS").is_bound("2010-04-03") is True
        assert life.parties_bound("2005-01-01") == ("MYS", "JPN", "USA")

    def test_a_binding_mou_is_a_treaty(self):
        """VCLT 2(1)(a): whatever its particular designation."""
        assert last_day(self.left("mou", binding=True, renewal=NoRenewal())) == day("2010-04-03")

    def test_a_stated_effect_is_honoured(self):
        """The parties may agree on it (VCLT 54(b)); the record says that it took effect."""
        acts = [
            signed("2000-04-03", kind="definitive"),
            Act("withdrawal", "2003-01-01", by="MYS", effective_on="2003-07-01"),
        ]
        agreement = record(*acts, parties="MYS JPN", kind="treaty", duration="P10Y", renewal=NoRenewal())
        assert last_day(agreement) == day("2003-06-30")

    @pytest.mark.parametrize(
        ("kind", "binding"),
        [
            ("mou", None),
            ("mou", False),
            ("arrangement", None),
            ("letter_of_intent", None),
            ("declaration", None),
            ("treaty", False),
        ],
    )
    def test_what_is_not_binding_keeps_twelve_months_as_a_named_assumption(self, kind, binding):
        agreement = self.left(kind, binding=binding, renewal=NoRenewal())
        assert last_day(agreement) == day("2003-12-31")
        assert "silent-on-withdrawal?" in codes(lifecycle(agreement).end)

    @pytest.mark.parametrize("clause", [None, NoWithdrawal()], ids=["unknown", "silent"])
    def test_a_treaty_without_an_end_has_no_provision(self, clause):
        """VCLT 56(2): not less than twelve months' notice."""
        agreement = self.left(duration=Indefinite(), withdrawal=clause)
        assert last_day(agreement) == day("2003-12-31")
        assert "silent-on-withdrawal?" in codes(lifecycle(agreement).end)


class TestAfterATacitRenewalWithoutEnd:
    """The commonest clause of investment treaties: ten years, then for an indefinite time (`silent-on-withdrawal`)."""

    def left(self, received, kind="withdrawal", clause=None, notice=None, instrument="treaty"):
        acts = [signed("2000-02-29", kind="definitive"), Act(kind, received, by="MYS")]
        term = {"duration": "P10Y", "renewal": TacitRenewal(Indefinite(), notice=notice), "withdrawal": clause}
        return record(*acts, parties="MYS JPN", kind=instrument, **term)

    @pytest.mark.parametrize("clause", [None, NoWithdrawal()], ids=["unknown", "silent"])
    @pytest.mark.parametrize("notice", [None, "P6M", "P1Y"])
    @pytest.mark.parametrize("instrument", ["treaty", "mou"])
    def test_twelve_months_are_the_named_assumption(self, clause, notice, instrument):
        agreement = self.left("2015-06-30", "withdrawal", clause, notice, instrument)
        life = lifecycle(agreement)
        assert life.ceases_on == day("2016-06-30")
        assert "silent-on-withdrawal?" in codes(life.end)
        assert life.status("2016-06-30") is Status.TERMINATED

    def test_a_clause_on_withdrawal_applies(self):
        life = lifecycle(self.left("2015-06-30", "withdrawal", WithdrawalOnNotice("P6M"), "P6M"))
        assert life.ceases_on == day("2015-12-30")

    def test_a_notice_of_non_renewal_has_nothing_left_to_prevent(self):
        """It denounces nothing; a finding says that it changes nothing."""
        agreement = self.left("2015-06-30", "non_renewal", notice="P6M")
        assert lifecycle(agreement).last_day is None
        assert "notice-without-effect" in findings(agreement, 1)

    @pytest.mark.parametrize("kind", ["withdrawal", "non_renewal"])
    def test_notice_in_time_for_the_first_end_prevents_the_renewal(self, kind):
        """Six months before 28 February 2010: 28 August 2009."""
        assert last_day(self.left("2009-08-28", kind, notice="P6M")) == day("2010-02-28")

    def test_the_first_day_of_the_renewal(self):
        assert lifecycle(self.left("2010-03-01", notice="P6M")).ceases_on == day("2011-03-01")


# --- 10: a stated day of exit -------------------------------------------------------------------------------------


class TestAStatedDayOfExit:
    """Six months from 1 January 2022 are over on 1 July: a later day is allowed, an earlier one is a finding."""

    @pytest.mark.parametrize(
        ("stated", "differs"),
        [
            ("2022-05-01", True),
            ("2022-06-30", True),
            ("2022-07-01", False),
            ("2022-07-02", False),
            ("2022-12-31", False),
        ],
    )
    def test_only_an_earlier_one_is_a_finding(self, stated, differs):
        agreement = memorandum(
            signed("2020-01-01"),
            Act("withdrawal", "2022-01-01", by="MYS", effective_on=stated),
            withdrawal=WithdrawalOnNotice("P6M"),
        )
        assert lifecycle(agreement).ceases_on == day(stated)
        assert ("exit-differs" in findings(agreement)) is differs

    @pytest.mark.parametrize(
        ("stated", "differs"), [("2021-06-01", True), ("2022-01-02", False), ("2023-01-02", False)]
    )
    def test_at_the_end_of_a_period(self, stated, differs):
        """In time for 1 January 2022: the first day out is the 2nd."""
        agreement = memorandum(
            signed("2017-01-01"),
            Act("withdrawal", "2021-01-01", by="MYS", effective_on=stated),
            duration="P5Y",
            renewal=TacitRenewal("P1Y", notice="P6M"),
            withdrawal=WithdrawalOnNotice("P6M", at="end_of_period"),
        )
        assert lifecycle(agreement).ceases_on == day(stated)
        assert ("exit-differs" in findings(agreement)) is differs


# --- 11: terminated after the computed end ------------------------------------------------------------------------


class TestATerminationAfterTheComputedEnd:
    """Twenty years from 3 July 1992 end on 3 July 2012; a termination in 2013 contradicts that."""

    def agreement(self, *acts, renewal=None, **term):
        return memorandum(signed("1992-07-03"), *acts, duration="P20Y", renewal=renewal, **term)

    TERMINATED = pytest.mark.parametrize(
        "act",
        [
            Act("termination", "2012-01-15", effective_on="2013-07-04"),
            Act("termination", "2013-01-15", effective_on="2013-07-04"),
            Act("termination", "2013-07-04"),
            Act("termination", "2013-07-04", by=BOTH),
        ],
        ids=["agreed before", "agreed after", "on the day", "by both"],
    )

    @TERMINATED
    def test_where_renewal_is_not_known_it_was_renewed(self, act):
        life = lifecycle(self.agreement(act))
        assert life.last_day == day("2013-07-03")
        assert any("renewed" in text for text in assumed(life.end))
        assert life.status("2012-12-31") is Status.IN_FORCE
        assert life.status("2013-07-04") is Status.TERMINATED
        assert not life.if_not_renewed

    @TERMINATED
    def test_the_parties_are_bound_until_then(self, act):
        assert lifecycle(self.agreement(act)).parties_bound("2013-07-03") == BOTH

    @TERMINATED
    def test_where_there_is_no_renewal_the_term_ends_it_and_the_act_is_a_finding(self, act):
        agreement = self.agreement(act, renewal=NoRenewal())
        assert last_day(agreement) == day("2012-07-03")
        assert set(findings(agreement, 1)) & {"after-the-end", "act-without-effect"}

    def test_a_termination_before_the_end_ends_it(self):
        agreement = self.agreement(Act("termination", "2011-01-15"))
        assert last_day(agreement) == day("2011-01-14")
        assert findings(agreement) == []

    def test_a_withdrawal_after_it(self):
        """Received on 1 December 2012 with a notice of a year: it was renewed, until 30 November 2013 at least."""
        notice = Act("withdrawal", "2012-12-01", by="MYS")
        life = lifecycle(self.agreement(notice, withdrawal=WithdrawalOnNotice("P1Y")))
        assert life.ceases_on == day("2013-12-01")
        assert any("renewed" in text for text in assumed(life.end))
        assert life.status("2012-12-31") is Status.IN_FORCE

    @pytest.mark.parametrize("kind", ["withdrawal", "non_renewal"])
    def test_a_notice_after_it_with_a_stated_effect(self, kind):
        life = lifecycle(self.agreement(Act(kind, "2013-01-15", by="MYS", effective_on="2013-07-04")))
        assert life.last_day == day("2013-07-03")
        assert any("renewed" in text for text in assumed(life.end))

    def test_a_notice_of_non_renewal_after_it(self):
        """It was renewed, by how much is not known: nobody says that it was over in 2012."""
        life = lifecycle(self.agreement(Act("non_renewal", "2013-01-15", by="MYS")))
        assert life.status("2012-12-31") is not Status.EXPIRED
        assert life.last_day != day("2012-07-03")

    @pytest.mark.parametrize("kind", ["withdrawal", "non_renewal"])
    def test_a_notice_after_the_end_of_what_is_not_renewed_is_a_finding(self, kind):
        agreement = self.agreement(Act(kind, "2013-01-15", by="MYS"), renewal=NoRenewal())
        assert last_day(agreement) == day("2012-07-03")
        assert set(findings(agreement, 1)) & {"after-the-end", "notice-without-effect", "act-without-effect"}

    def test_what_is_fixed_by_a_day_can_have_been_renewed_too(self):
        act = Act("termination", "2013-07-04")
        agreement = memorandum(signed("1992-07-03"), act, duration=Until("2012-07-03"))
        assert last_day(agreement) == day("2013-07-03")


# --- 12: inferred days --------------------------------------------------------------------------------------------


class TestAnInferredDay:
    """EDTF: `?` is uncertain, `~` approximate. On an exact day the answer rests on an inferred date."""

    DAY = "1984-06-02"

    def says(self, answer, day):
        """Whether an answer names a day as it is written, with its mark."""
        return any(day in text for text in (answer.summary, *map(str, answer.steps)))

    @pytest.mark.parametrize("mark", ["?", "~", "%"])
    def test_the_answers_say_so(self, mark):
        life = lifecycle(memorandum(signed(self.DAY + mark), duration="P5Y", renewal=NoRenewal()))
        assert life.entry.earliest == day(self.DAY)
        assert life.end.earliest == day("1989-06-02")
        assert self.says(life.entry, self.DAY + mark)
        assert self.says(life.end, self.DAY + mark)

    @pytest.mark.parametrize("mark", ["?", "~"])
    def test_it_is_an_assumption(self, mark):
        life = lifecycle(memorandum(signed(self.DAY + mark), duration=Indefinite()))
        assert life.entry.kind is not AnswerKind.CERTAIN or assumed(life.entry)
        assert assumed(lifecycle(memorandum(signed(self.DAY), duration=Indefinite())).entry) == []

    @pytest.mark.parametrize("mark", ["?", "~"])
    def test_of_a_fixed_last_day(self, mark):
        life = lifecycle(memorandum(signed("1980-01-01"), duration=Until(self.DAY + mark), renewal=NoRenewal()))
        assert self.says(life.end, self.DAY + mark)
        assert not self.says(life.entry, self.DAY + mark)

    @pytest.mark.parametrize("mark", ["?", "~"])
    def test_of_a_declared_entry(self, mark):
        assert self.says(lifecycle(memorandum(Act("entry_into_force", self.DAY + mark))).entry, self.DAY + mark)

    @pytest.mark.parametrize("mark", ["?", "~"])
    def test_of_a_notice(self, mark):
        acts = [signed("1980-01-01"), Act("withdrawal", self.DAY + mark, by="MYS")]
        agreement = memorandum(*acts, withdrawal=WithdrawalOnNotice("P6M"))
        assert self.says(lifecycle(agreement).end, self.DAY + mark)


# --- 16: what is unknown in one answer is unknown in all ----------------------------------------------------------


class TestWhatIsUnknownIsUnknownEverywhere:
    """Declared in force on 1 April 1984, for how long is not recorded."""

    AGREEMENT = record(Act("entry_into_force", "1984-04-01"), parties="USA CAN", kind="agreement")
    DAY = "2010-12-31"

    def test_the_status(self):
        assert lifecycle(self.AGREEMENT).status(self.DAY) is Status.UNKNOWN
        assert set(lifecycle(self.AGREEMENT).position(self.DAY).possible) == {Status.IN_FORCE, Status.EXPIRED}

    @pytest.mark.parametrize("party", ["USA", "CAN"])
    def test_each_party(self, party):
        own = lifecycle(self.AGREEMENT).participation(party)
        assert own.is_bound(self.DAY) is None
        assert own.status(self.DAY) is Status.UNKNOWN
        (spell,) = own.spells
        assert spell.first_day == day("1984-04-01")
        assert spell.ends.kind is AnswerKind.UNKNOWN
        assert spell.last_day is None
        assert "without an end" not in spell.ends.summary

    def test_who_is_bound(self):
        assert lifecycle(self.AGREEMENT).parties_bound(self.DAY) == ()
        assert mou.parties_bound(self.AGREEMENT, self.DAY) == ()

    def test_the_register(self):
        register = Register(agreements=[self.AGREEMENT])
        assert register.parties_bound(self.DAY).get("record", ()) == ()
        assert register.in_force(self.DAY) == ()
        assert register.with_status(self.DAY, Status.UNKNOWN) == (self.AGREEMENT,)

    def test_before_it_entered_into_force(self):
        life = lifecycle(self.AGREEMENT)
        assert life.participation("USA").is_bound("1984-03-31") is False
        assert life.parties_bound("1984-03-31") == ()

    def test_what_has_no_end_binds_for_ever(self):
        """An indefinite duration is known."""
        agreement = record(
            Act("entry_into_force", "1984-04-01"), parties="USA CAN", kind="agreement", duration=Indefinite()
        )
        life = lifecycle(agreement)
        assert life.parties_bound(self.DAY) == ("USA", "CAN")
        assert life.participation("USA").spells[0].ends.kind is AnswerKind.NONE

    def test_who_left_is_out_for_certain(self):
        acts = [
            Act("entry_into_force", "1984-04-01"),
            Act("withdrawal", "1990-01-01", by="USA", effective_on="1991-01-01"),
        ]
        agreement = record(*acts, parties="USA CAN MEX", kind="agreement")
        life = lifecycle(agreement)
        assert life.participation("USA").is_bound(self.DAY) is False
        assert life.participation("USA").status(self.DAY) is Status.TERMINATED
        assert life.participation("CAN").is_bound(self.DAY) is None
        assert life.parties_bound(self.DAY) == ()


# --- 18: a signature is missing -----------------------------------------------------------------------------------


class TestASignatureIsMissing:
    """It takes two to sign an MOU: the answer says who signed when, and who has not."""

    AGREEMENT = memorandum(signed("2021-01-10", "MYS"), duration="P5Y")

    @pytest.mark.parametrize("on", ["2021-01-10", "2022-01-01"])
    def test_the_reason_names_both(self, on):
        reason = lifecycle(self.AGREEMENT).position(on).reason
        assert "Malaysia" in reason
        assert "10 January 2021" in reason
        assert "Japan" in reason

    def test_it_is_a_finding(self):
        assert "signature-missing" in findings(self.AGREEMENT)
        assert "Japan" in message(self.AGREEMENT, "signature-missing")

    def test_both_have_signed(self):
        assert findings(memorandum(signed("2021-01-10", "MYS"), signed("2021-01-11", "JPN"), duration="P5Y")) == []

    @pytest.mark.parametrize("by", [(), BOTH], ids=["together", "by name"])
    def test_both_have_signed_at_once(self, by):
        assert findings(memorandum(signed("2021-01-10", by), duration="P5Y")) == []

    def test_of_three_one_is_missing(self):
        """With entry into force on signature it waits for the third."""
        agreement = memorandum(signed("2021-01-10", BOTH), duration="P5Y", parties="MYS JPN USA")
        life = lifecycle(agreement)
        assert life.entered_into_force_on is None
        assert "United States" in life.entry.steps[-1].text
        assert "United States" in message(agreement, "signature-missing")

    def test_who_acceded_need_not_have_signed(self):
        """VCLT 15."""
        acts = [signed("2021-01-10", BOTH, kind="definitive"), Act("accession", "2022-01-01", by="USA")]
        agreement = record(*acts, parties="MYS JPN USA", kind="treaty", entry_into_force=NthInstrument(2))
        assert "signature-missing" not in findings(agreement)


# --- 19: universities do not ratify -------------------------------------------------------------------------------

UTM = Party("utm", name="Universiti Teknologi Malaysia", kind=PartyKind.ORGANISATION)
KYOTO = Party("kyoto", name="Kyoto University", kind=PartyKind.ORGANISATION)
PENANG = Party("penang", name="Penang", kind=PartyKind.SUBNATIONAL_GOVERNMENT)


class TestWhereNoPartyIsAStateASignatureIsDefinitive:
    """VCLT 1 and 2(1)(a): ratification is for treaties between states; universities and companies do not ratify."""

    @pytest.mark.parametrize("kind", [None, "agreement", "other"])
    @pytest.mark.parametrize("parties", [[UTM, KYOTO], [UTM, PENANG]], ids=["universities", "and a province"])
    def test_it_is_in_force_on_signature(self, kind, parties):
        life = lifecycle(record(signed("2022-05-03"), parties=parties, kind=kind, duration=Until("2027-05-02")))
        assert life.entered_into_force_on == day("2022-05-03")
        assert life.status("2025-01-01") is Status.IN_FORCE
        assert life.last_day == day("2027-05-02")
        assert life.entry.assumptions

    @pytest.mark.parametrize("kind", [None, "agreement"])
    @pytest.mark.parametrize(
        "other",
        [Party.state("MYS"), Party("asean", name="ASEAN", kind=PartyKind.INTERNATIONAL_ORGANISATION)],
        ids=["a state", "an organisation of states"],
    )
    def test_with_a_state_it_is_not_known(self, kind, other):
        life = lifecycle(record(signed("2022-05-03"), parties=[UTM, other], kind=kind, duration=Until("2027-05-02")))
        assert life.entry.kind is AnswerKind.UNKNOWN
        assert life.status("2025-01-01") is Status.UNKNOWN

    def test_a_signature_subject_to_ratification_is_not_definitive(self):
        """Whoever the parties are, what is said counts."""
        act = signed("2022-05-03", kind="subject_to_ratification")
        assert lifecycle(record(act, parties=[UTM, KYOTO], kind=None)).entered_into_force_on is None


# --- 20: the date of a succession ---------------------------------------------------------------------------------


class TestASuccessionWithoutItsDate:
    """Vienna Convention of 1978 art. 23: bound from the date of the succession, which the notification is not."""

    def agreement(self, **more):
        acts = [Act("ratification", "1970-01-01", by=one) for one in BOTH]
        acts.append(Act("succession", "1994-05-26", by="HRV", **more))
        return record(*acts, parties="MYS JPN HRV", kind="convention", entry_into_force=NthInstrument(2))

    def test_its_date_is_not_known(self):
        agreement = self.agreement()
        begins = lifecycle(agreement).participation("HRV").spells[0].begins
        assert begins.kind is not AnswerKind.CERTAIN or begins.assumptions
        assert findings(agreement, 2) == ["succession-undated"]

    def test_its_date_is_known(self):
        """Croatia: 8 October 1991."""
        agreement = self.agreement(effective_on="1991-10-08")
        begins = lifecycle(agreement).participation("HRV").spells[0].begins
        assert begins.day == day("1991-10-08")
        assert begins.assumptions == ()
        assert findings(agreement) == []


# --- 21: the first days of the calendar ---------------------------------------------------------------------------


class TestTheFirstDaysOfTheCalendar:
    """Nothing a record holds raises what is no `MouError`."""

    WITHDRAWAL = WithdrawalOnNotice(OnDayOfYear("01-01", by="01-01"), at="end_of_period")

    def asked(self, agreement):
        """Every question, each answered or outside the calendar."""
        for question in (
            lambda: lifecycle(agreement).end,
            lambda: lifecycle(agreement).milestones(),
            lambda: lifecycle(agreement).position("0001-01-01"),
            lambda: lifecycle(agreement).notice("0001-01-01"),
            lambda: lifecycle(agreement).phases,
            lambda: lifecycle(agreement).participation("MYS").spells,
            lambda: str(lifecycle(agreement).explain()),
            lambda: check(agreement, on="0001-01-02"),
        ):
            try:
                question()
            except DateRangeError:
                continue

    @pytest.mark.parametrize(
        "kind", ["withdrawal", "non_renewal", "termination", "notice_revocation", "suspension", "resumption"]
    )
    @pytest.mark.parametrize("more", [{}, {"effective_on": "0001-01-01"}], ids=["plain", "effective"])
    @pytest.mark.parametrize(
        "clause", [WITHDRAWAL, WithdrawalOnNotice("P0D"), None], ids=["yearly", "at once", "unknown"]
    )
    def test_an_act_on_the_first_day(self, kind, more, clause):
        act = Act(kind, "0001-01-01", by="MYS", **more)
        for term in ({}, {"duration": "P1Y"}, {"duration": "P1D", "renewal": TacitRenewal("P1D", notice="P2D")}):
            agreement = memorandum(signed("0001-01-01"), act, withdrawal=clause, **term)
            self.asked(agreement)
            register = Register(agreements=[agreement])
            (position,) = register.positions("0001-01-01")
            assert position.id == "record"

    def test_a_term_from_the_start_of_the_first_day(self):
        for counting in (*Counting, None):
            self.asked(memorandum(signed("0001-01-01"), duration="P1D", anchor="0001-01-01", counting=counting))


# --- 23: misleading findings --------------------------------------------------------------------------------------


class TestFindingsThatMislead:
    """A finding is right, or silent."""

    def test_a_notice_in_time_for_the_end_of_the_term_is_not_early(self):
        """No notice of withdrawal for ten years, but the renewal after five can be prevented like any other."""
        agreement = memorandum(
            signed("2015-01-15"),
            Act("withdrawal", "2019-03-01", by="MYS"),
            duration="P5Y",
            renewal=TacitRenewal("P5Y", notice="P6M"),
            withdrawal=WithdrawalOnNotice("P6M", lock_in="P10Y"),
        )
        assert last_day(agreement) == day("2020-01-15")
        assert "early-notice" not in findings(agreement)

    def test_a_notice_during_the_lock_in_is_early(self):
        """It counts from 15 January 2018, and takes effect after six months."""
        agreement = memorandum(
            signed("2015-01-15"),
            Act("withdrawal", "2016-03-01", by="MYS"),
            withdrawal=WithdrawalOnNotice("P6M", lock_in="P3Y"),
        )
        assert lifecycle(agreement).ceases_on == day("2018-07-15")
        assert "early-notice" in findings(agreement, 1)

    def test_who_signs_after_the_entry_into_force_signs_late_and_no_more(self):
        """Open for signature: in force with the second instrument while others still sign."""
        acts = [signed("2000-01-01", one) for one in BOTH]
        acts += [Act("ratification", f"2000-0{number}-01", by=one) for number, one in ((2, "MYS"), (3, "JPN"))]
        acts += [signed("2001-01-01", "USA"), Act("ratification", "2001-06-01", by="USA")]
        agreement = record(*acts, parties="MYS JPN USA", kind="convention", entry_into_force=NthInstrument(2))
        assert lifecycle(agreement).entered_into_force_on == day("2000-03-01")
        assert "entry-before-signature" not in findings(agreement)

    def test_an_entry_before_anybody_signed_is_a_finding(self):
        acts = [signed("2000-01-10"), Act("entry_into_force", "2000-01-01")]
        assert "entry-before-signature" in findings(memorandum(*acts))


# --- 25: what did not count, and what tipped the threshold --------------------------------------------------------


class TestExplanationsNameWhatCountsAndWhatDoesNot:
    """Cartagena Protocol art. 37(3), UNTOC art. 38(1): which instruments count is a matter of the text."""

    EU = Party("eu", name="European Union", kind=PartyKind.INTERNATIONAL_ORGANISATION)
    STATES = tuple(map(Party.state, (*BOTH, "USA")))

    def pointers(self, agreement):
        return {step.pointer for step in lifecycle(agreement).entry.steps}

    def test_what_was_not_counted_while_the_condition_is_not_met(self):
        acts = [Act("ratification", "2020-01-01", by="MYS"), Act("approval", "2020-02-01", by="eu")]
        condition = NthInstrument(2, counted=CountedInstruments(except_parties=["eu"]))
        agreement = record(*acts, parties=[*self.STATES, self.EU], kind="protocol", entry_into_force=condition)
        life = lifecycle(agreement)
        assert life.entry.kind is AnswerKind.NONE
        assert "European Union" in str(life.entry)

    def test_a_definitive_signature_that_tips_the_threshold(self):
        acts = [
            Act("ratification", "2020-01-01", by="MYS"),
            signed("2020-02-01", "JPN", kind="definitive"),
        ]
        agreement = record(*acts, parties=self.STATES, kind="convention", entry_into_force=NthInstrument(2))
        assert lifecycle(agreement).entered_into_force_on == day("2020-02-01")
        assert "/acts/1" in self.pointers(agreement)

    def test_a_kind_that_does_not_count(self):
        acts = [Act("ratification", "2020-01-01", by="MYS"), Act("accession", "2020-02-01", by="USA")]
        condition = NthInstrument(2, counted=CountedInstruments(kinds=["ratification"]))
        agreement = record(*acts, parties=self.STATES, kind="convention", entry_into_force=condition)
        assert lifecycle(agreement).entry.kind is AnswerKind.NONE
        assert "United States" in str(lifecycle(agreement).entry)


# --- 26: the deadline explains itself -----------------------------------------------------------------------------


class TestTheNoticeDeadlineIsAnAnswer:
    """It has an explanation like any other date."""

    AGREEMENT = memorandum(signed("2020-08-28"), duration="P5Y", renewal=TacitRenewal("P1Y", notice="P2M"))

    @pytest.mark.parametrize(
        ("on", "deadline"), [("2020-08-28", "2025-06-28"), ("2025-08-28", "2025-06-28"), ("2025-08-29", "2026-06-28")]
    )
    def test_it_has_steps(self, on, deadline):
        answer = lifecycle(self.AGREEMENT).notice(on)
        assert isinstance(answer, Answer)
        assert (answer.kind, answer.day) == (AnswerKind.CERTAIN, day(deadline))
        assert lifecycle(self.AGREEMENT).notice_deadline(on) == answer.day
        assert "/term/renewal/notice" in {step.pointer for step in answer.steps}
        assert answer.steps[-1].rule is not None

    @pytest.mark.parametrize("on", ["2020-08-27", "2025-12-31"])
    def test_where_there_is_none_it_says_why(self, on):
        agreement = memorandum(signed("2020-08-28"), duration="P5Y", renewal=NoRenewal())
        answer = lifecycle(agreement).notice(on)
        assert (answer.kind, answer.day) == (AnswerKind.NONE, None)
        assert answer.steps

    def test_where_renewal_is_not_known_neither_is_the_deadline(self):
        assert lifecycle(memorandum(signed("2020-08-28"), duration="P5Y")).notice("2021-01-01").kind is (
            AnswerKind.UNKNOWN
        )


# --- 29, 30: long histories ---------------------------------------------------------------------------------------


class TestLongHistories:
    """Each ends, and with the right answer; how long it takes is measured in `benchmarks/`."""

    def test_many_parties_with_consents(self):
        parties = [Party(f"p{number}", name=f"Party {number}", kind="organisation") for number in range(120)]
        start = date(2020, 1, 1)
        acts = [Act("ratification", start + timedelta(days=n), by=party) for n, party in enumerate(parties)]
        agreement = record(
            *acts, parties=parties, kind="convention", entry_into_force=NthInstrument(60), duration=Indefinite()
        )
        assert check(agreement) == ()
        life = lifecycle(agreement)
        assert life.entered_into_force_on == start + timedelta(days=59)
        assert len(life.parties_bound("2021-01-01")) == 120

    def test_many_joinings_and_leavings(self):
        acts = [Act("ratification", "2000-01-01", by=one) for one in BOTH]
        for number in range(60):
            joined = date(2001, 1, 1) + timedelta(days=100 * number)
            acts.append(Act("accession", joined, by="USA"))
            acts.append(Act("withdrawal", joined + timedelta(days=20), by="USA"))
        agreement = record(
            *acts,
            parties="MYS JPN USA",
            kind="convention",
            entry_into_force=NthInstrument(2),
            withdrawal=WithdrawalOnNotice("P30D"),
        )
        assert check(agreement) == ()
        spells = lifecycle(agreement).participation("USA").spells
        assert len(spells) == 60
        assert [spell.ceases_on - spell.first_day for spell in spells] == [timedelta(days=50)] * 60

    def test_many_suspensions_and_resumptions(self):
        acts = [signed("2000-01-01")]
        for number in range(300):
            began = date(2001, 1, 1) + timedelta(days=10 * number)
            acts += [Act("suspension", began), Act("resumption", began + timedelta(days=5))]
        agreement = memorandum(*acts, duration=Indefinite())
        assert check(agreement) == ()
        phases = lifecycle(agreement).phases
        assert [phase.status for phase in phases].count(Status.SUSPENDED) == 300
        assert phases[-1].status is Status.IN_FORCE

    def test_many_withdrawals_with_revocations(self):
        acts = [signed("2000-01-01")]
        for number in range(120):
            given = date(2001, 1, 1) + timedelta(days=10 * number)
            acts += [Act("withdrawal", given, by="MYS"), Act("notice_revocation", given + timedelta(days=5), by="MYS")]
        agreement = memorandum(*acts, duration=Indefinite(), withdrawal=WithdrawalOnNotice("P6M"))
        assert last_day(agreement) is None
        assert findings(agreement) == []

    def test_a_thousand_extensions(self):
        """Recursion depth is no limit on what a record holds."""
        acts = [extension(date(2000, 6, 1) + timedelta(days=number), BOTH, "P1M") for number in range(1000)]
        agreement = memorandum(signed("2000-01-01"), *acts, duration="P1Y")
        assert last_day(agreement) == day("2084-05-01")
        assert len(lifecycle(agreement).end.steps) > 1000


class TestReadingsThatAgreeOnTheDayAndNotOnTheReason:
    """What holds under the earliest reading of imprecise dates alone is not said as if it were certain."""

    REMARK = "the record's dates are imprecise; these steps are for the earliest reading"
    RENEWED = MappingProxyType({"duration": "P5Y", "renewal": TacitRenewal("P1Y", notice="P6M")})

    def test_a_notice_in_the_month_of_the_deadline(self):
        """Five years from 15 January 2020; notice in July 2024 is in time through the 15th, and late after it."""
        agreement = memorandum(signed("2020-01-15"), Act("non_renewal", "2024-07", by="MYS"), **self.RENEWED)
        life = lifecycle(agreement)
        assert (day("2025-01-15"), day("2026-01-15")) == (life.end.earliest, life.end.latest)
        deadline = life.notice("2024-12-01")
        assert (day("2024-07-15"), self.REMARK) == (deadline.day, deadline.steps[-1].text)
        assert "expired since a day from 16 January 2025 to 16 January 2026" == life.position("2026-02-01").reason
        (missed,) = Register(agreements=[agreement]).notices_missed("P6M", "2024-12-01")
        assert "; its last day is between 15 January 2025 and 15 January 2026" in missed.text

    def test_a_withdrawal_in_a_year(self):
        """Whether it was over on 1 December 2024 is open, so no step says that it was terminated then for certain."""
        withdrawal = Act("withdrawal", "2024", by="MYS")
        clause = WithdrawalOnNotice("P3M")
        agreement = memorandum(signed("2020-01-15"), withdrawal, duration=Indefinite(), withdrawal=clause)
        assert self.REMARK == lifecycle(agreement).notice("2024-12-01").steps[-1].text

    def test_a_withdrawal_before_or_after_an_imprecise_entry(self):
        """France withdraws in 2022: it left if the treaty was in force by then, else the treaty expired without it."""
        declared = Act("entry_into_force", "202X")
        acts = [signed("2019-08-18", kind="definitive"), declared, Act("withdrawal", "2022-04-02", by="FRA")]
        terms = {"duration": "P25M", "renewal": TacitRenewal("P4Y", until="2030-12-15"), "kind": "convention"}
        clause = WithdrawalOnNotice("P91D", at="end_of_period")
        own = lifecycle(record(*acts, parties="AUS FRA KOR", withdrawal=clause, **terms)).participation("FRA")
        assert (own.status("2032-02-01"), own.is_bound("2032-02-01")) == (Status.UNKNOWN, False)
        for on, how in (("2022-04-02", Status.TERMINATED), ("2022-04-03", Status.EXPIRED)):
            acts[1] = Act("entry_into_force", on)
            exact = lifecycle(record(*acts, parties="AUS FRA KOR", withdrawal=clause, **terms))
            assert exact.participation("FRA").status("2032-02-01") is how

    def test_in_force_since_a_day_of_a_year(self):
        life = lifecycle(memorandum(signed("2020"), **self.RENEWED))
        assert "in force since a day from 1 January 2020 to 31 December 2020" == life.position("2024-12-01").reason
        earliest = "(earliest reading of the record's imprecise dates)"
        assert f"not signed before 1 January 2020 {earliest}" == life.position("2019-06-01").reason

    def test_an_end_that_may_not_come(self):
        """Notice on 15 July 2024 or later: in time only on that day."""
        notice = Act("non_renewal", "2024-07-15/..", by="MYS")
        agreement = memorandum(signed("2020-01-15"), notice, **self.RENEWED)
        (missed,) = Register(agreements=[agreement]).notices_missed("P6M", "2024-12-01")
        assert "; its last day is 15 January 2025 at the earliest, if it ends" in missed.text


class TestTwoWithdrawalsOfAParty:
    """Declared in force on 15 January 2020. Japan withdraws on the 14th, and again with effect from the 16th."""

    DECLARED = Act("entry_into_force", "2020-01-15")
    AT_ONCE = Act("withdrawal", "2020-01-14", by="JPN")
    STATED = Act("withdrawal", "2020-01-14", by="JPN", effective_on="2020-01-16")

    def record(self, *acts):
        return memorandum(self.DECLARED, *acts, duration="P1Y", renewal=TacitRenewal(Indefinite()))

    @pytest.mark.parametrize("acts", [(AT_ONCE, STATED), (STATED, AT_ONCE)])
    def test_the_earlier_effect_counts(self, acts):
        """Before the entry into force Japan withdraws at once, so it is never bound, and does not leave later."""
        agreement = self.record(*acts)
        life = lifecycle(agreement)
        assert not life.participation("JPN").spells
        assert (life.end.day, life.phases) == (None, lifecycle(self.record(self.AT_ONCE)).phases)
        assert findings(agreement, 1 + acts.index(self.STATED)) == ["notice-without-effect"]
        assert findings(agreement, 1 + acts.index(self.AT_ONCE)) == ["withdrawn-before-entry"]

    def test_the_stated_effect_alone(self):
        """Japan is bound on 15 January, and the agreement ends with it."""
        assert last_day(self.record(self.STATED)) == day("2020-01-15")

    def test_the_revocation_of_either_leaves_the_other(self):
        def revoked(name):
            return Act("notice_revocation", "2020-01-14", by="JPN", refers_to=name)

        named = Act("withdrawal", "2020-01-14", by="JPN", id="named")
        assert last_day(self.record(self.STATED, named, revoked("named"))) == day("2020-01-15")
        stated = Act("withdrawal", "2020-01-14", by="JPN", effective_on="2020-01-16", id="stated")
        assert not lifecycle(self.record(stated, self.AT_ONCE, revoked("stated"))).participation("JPN").spells

    def test_the_other_party_is_bound_alone_and_consents_alone(self):
        """An extension needs the consent of the parties bound on its day: Malaysia."""
        acts = [self.STATED, self.AT_ONCE, Act("non_renewal", "2020-01-14", by="MYS")]
        assert last_day(self.record(*acts)) == day("2021-01-15")
        assert last_day(self.record(*acts, extension("2020-02-01", "MYS", "P1Y"))) == day("2022-01-15")


class TestAPartyThatAccedesAfterAnEarlierConsent:
    """It is an original party, whose first consent is needed for the entry into force."""

    @pytest.mark.parametrize(
        ("kind", "entry"),
        [
            ("ratification", OnConsentOfAll()),
            ("ratification", None),
            ("notification", LastNotification()),
        ],
    )
    def test_a_party_that_left_and_acceded_again(self, kind, entry):
        """Malaysia consents on 1 March 2001, Japan on 1 April: in force on 1 April, whatever Japan does in 2010."""
        acts = [Act(kind, "2001-03-01", by="MYS"), Act(kind, "2001-04-01", by="JPN")]
        back = [Act("withdrawal", "2005-01-01", by="JPN"), Act("accession", "2010-01-01", by="JPN")]
        terms = {"entry_into_force": entry, "withdrawal": WithdrawalOnNotice("P6M"), "kind": "treaty"}
        for later in ([], back):
            agreement = record(*acts, *later, parties="MYS JPN", **terms)
            assert lifecycle(agreement).entered_into_force_on == day("2001-04-01")
        assert last_day(agreement) == day("2005-06-30")

    def test_an_accession_the_day_after_a_ratification_changes_nothing(self):
        """Declared in force in 2020: Malaysia may be bound from 1 January, not only from its ratification."""
        acts = [Act("entry_into_force", "2020"), Act("ratification", "2020-01-14", by="MYS")]
        accession = Act("accession", "2020-01-15", by="MYS")
        for record_acts in (acts, [*acts, accession]):
            agreement = memorandum(*record_acts, duration="P1Y", renewal=TacitRenewal("P1Y"))
            (spell,) = lifecycle(agreement).participation("MYS").spells
            assert (spell.begins.earliest, spell.begins.latest) == (day("2020-01-01"), day("2020-12-31"))
        assert findings(agreement, 2) == ["act-without-effect"]

    def test_a_first_notification_before_an_accession(self):
        """Without the notification, Japan would have joined later, so the notification has an effect."""
        signatures = signed("2001-03-01", ("MYS", "USA"), "definitive")
        acts = [Act("notification", "2001-04-01", by="JPN"), Act("accession", "2010-01-01", by="JPN")]
        without = memorandum(signatures, acts[1], parties="MYS JPN USA", entry=OnConsentOfAll())
        agreement = memorandum(signatures, *acts, parties="MYS JPN USA", entry=OnConsentOfAll())
        assert lifecycle(without).entered_into_force_on == day("2001-03-01")
        assert lifecycle(agreement).entered_into_force_on == day("2010-01-01")
        assert findings(agreement, 1) == []

    def test_a_notification_that_changes_nothing(self):
        """Of two parties, both are original parties in any case, because an agreement needs two."""
        acts = [Act("notification", "2001-04-01", by="JPN"), Act("accession", "2010-01-01", by="JPN")]
        agreement = memorandum(signed("2001-03-01", "MYS", "definitive"), *acts, entry=OnConsentOfAll())
        assert lifecycle(agreement).entered_into_force_on == day("2010-01-01")
        assert findings(agreement, 1) == ["act-without-effect"]


class TestFewerThanTwoOriginalParties:
    """An agreement is in force between two parties at least: all parties are original, also those that acceded."""

    def test_one_ratifies_and_one_accedes(self):
        """It is in force when the second party has consented (was: from 2001-03-01, with Malaysia alone)."""
        acts = [Act("ratification", "2001-03-01", by="MYS"), Act("accession", "2001-04-01", by="JPN")]
        life = lifecycle(record(*acts, parties="MYS JPN", kind="treaty", duration=Indefinite()))
        assert life.entered_into_force_on == day("2001-04-01")
        assert life.parties_bound(day("2001-03-31")) == ()
        assert life.parties_bound(day("2001-04-01")) == ("MYS", "JPN")

    def test_one_notifies_and_one_accedes(self):
        """A notification by each party is required."""
        acts = [Act("notification", "2001-03-01", by="MYS"), Act("accession", "2001-04-01", by="JPN")]
        life = lifecycle(record(*acts, parties="MYS JPN", kind="treaty", entry_into_force=LastNotification()))
        assert life.entry.kind is AnswerKind.NONE
        assert life.parties_bound(day("2001-04-01")) == ()

    def test_one_ratifies_and_two_accede(self):
        acts = [Act("ratification", "2001-03-01", by="MYS"), Act("accession", "2001-04-01", by="JPN")]
        third = Act("accession", "2003-04-01", by="USA")
        life = lifecycle(record(*acts, third, parties="MYS JPN USA", kind="treaty"))
        assert life.entered_into_force_on == day("2003-04-01")


def test_a_repeated_withdrawal_does_not_show_that_it_was_in_force_for_longer():
    """When the term ends is not known, but Malaysia left on 31 March 2025: it was in force on the day before."""
    acts = [signed("2020-08-31"), Act("withdrawal", "2024-12-31", by="MYS")]
    terms = {"duration": "P1Y", "anchor": "provisional_application", "withdrawal": WithdrawalOnNotice("P3M")}
    again = Act("withdrawal", "2025-01-01", by="MYS")
    agreement = memorandum(*acts, again, parties="MYS JPN KOR", **terms)
    for each in (agreement, memorandum(*acts, parties="MYS JPN KOR", **terms)):
        statuses = [lifecycle(each).status(on) for on in ("2025-03-30", "2025-03-31")]
        assert statuses == [Status.IN_FORCE, Status.UNKNOWN]
    assert "act-without-effect" in findings(agreement, 2)


@pytest.mark.parametrize(("begun", "end"), [("2020-01-01", "2021-01-01"), ("2019-12-01", "2020-12-01")])
def test_provisional_application_from_which_the_term_runs_has_an_effect(begun, end):
    """In force on signature, on 1 January 2020; a year from the start of provisional application, if only that day."""
    applied = [Act("provisional_application", begun, by=party) for party in BOTH]
    terms = {"duration": "P1Y", "anchor": "provisional_application", "renewal": NoRenewal()}
    agreement = memorandum(signed("2020-01-01"), *applied, **terms)
    assert last_day(agreement) == day(end)
    assert findings(agreement, 1) == findings(agreement, 2) == []
    later = Act("provisional_application", "2020-03-01", by="MYS")
    assert findings(memorandum(signed("2020-01-01"), *applied, later, **terms), 3) == ["act-without-effect"]


def test_a_withdrawal_that_takes_back_a_consent_has_an_effect():
    """Malaysia, whose ratification is needed, withdraws the same day, but the MOU is declared in force for it.

    The end of a period is not known, so the withdrawal does not end that; the condition is not met because of it.
    """
    acts = [Act("ratification", "2020-01-01", by="MYS"), Act("entry_into_force", "2020-01-01", by="MYS")]
    terms = {"entry": AllNamed(["MYS"]), "withdrawal": WithdrawalOnNotice("P0D", at="end_of_period")}
    withdrawal = Act("withdrawal", "2020-01-01", by="MYS")
    agreement = memorandum(*acts, withdrawal, parties="MYS JPN KOR", **terms)
    entry = lifecycle(agreement).entry
    assert (entry.kind, findings(agreement, 2)) == (AnswerKind.UNKNOWN, ["exit-undated"])
    assert "Malaysia withdrew with effect from 1 January 2020, before it was in force" in [
        step.text for step in entry.steps if step.pointer == "/acts/2"
    ]
    assert lifecycle(memorandum(*acts, parties="MYS JPN KOR", **terms)).entry.day == day("2020-01-01")


def test_extensions_agreed_before_the_first_period_is_over():
    """The first, of an imprecise day of 2021, decides no period by itself: 22 November 2021, then 50 and 38 months."""
    agreement = memorandum(
        signed("2021-02-28"),
        Act("extension", "2021-XX-XX", period="P50M", effective_on="2021-10-19"),
        Act("extension", "2021-11-22", period="P38M", effective_on="2022-06-24"),
        duration="P38W",
        counting="from_event",
        renewal=ExpressRenewal(),
        stated_last_day="2021-11-22",
    )
    assert last_day(agreement) == day("2029-03-22")
