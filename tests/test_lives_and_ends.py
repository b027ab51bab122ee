"""Parties' lives, the course of the agreement and its end, and what became of each act: worked cases with their days.

Unless said otherwise, an MOU between Malaysia and Japan enters into force on signature, and a treaty between Malaysia,
Japan and the United States on the second ratification.
"""

from datetime import date

import pytest
from records import day, declared, record, signed

import mou
from mou.act import Act
from mou.conditions import Counted, ExchangeOfInstruments, LastNotification, NthInstrument, OnConsentOfAll, OnSignature
from mou.delays import FirstOfMonthAfter
from mou.explanation import Certainness
from mou.findings import check
from mou.lifecycles import lifecycle
from mou.status import Status
from mou.term import (
    Anchor,
    BeforeEntry,
    ExpressRenewal,
    Indefinite,
    LaterParties,
    NoRenewal,
    NoSurvival,
    Survival,
    TacitRenewal,
    Until,
    WithdrawalOnNotice,
)

THREE = "MYS JPN USA"
BOTH = ("MYS", "JPN")
FOUNDED = day("2001-01-01")


def memorandum(*acts, parties="MYS JPN", **term):
    """An MOU in force on signature."""
    return record(*acts, parties=parties, **({"entry_into_force": OnSignature()} | term))


def convention(*acts, parties=THREE, **term):
    """A treaty in force on the second ratification, which a party can leave with notice of three months."""
    clauses = {
        "entry_into_force": NthInstrument(2),
        "later_parties": LaterParties(),
        "duration": Indefinite(),
        "withdrawal": WithdrawalOnNotice("P3M"),
    }
    return record(*acts, parties=parties, kind="treaty", **(clauses | term))


def act(kind, on, by=(), **more):
    return Act(kind, on, by=by, **more)


def ratified(on, by, **more):
    return act("ratification", on, by, **more)


def withdrew(on, by, **more):
    return act("withdrawal", on, by, **more)


RATIFIED = [ratified("2001-01-01", party) for party in THREE.split()]


def days(agreement, party):
    """The first day and the first day out of each spell of a party."""
    spells = lifecycle(agreement).participation(party).spells
    return [(spell.first_day, spell.ceases_on) for spell in spells]


def told(agreement, party):
    """What the explanation of a party's life says of each of its acts."""
    return [step.text for step in lifecycle(agreement).participation(party).explain().answers[0].steps]


def steps(answer):
    """The steps of an answer with the parts of the record that they rest on."""
    return [(step.text, step.pointer) for step in answer.steps]


def codes_at(agreement, index):
    return [finding.code for finding in check(agreement) if f"{finding.pointer}/".startswith(f"/acts/{index}/")]


def messages(agreement, code):
    return [finding.message for finding in check(agreement) if finding.code == code]


def why(agreement, index):
    """Why an act has no effect; `None` where it has one."""
    texts = [
        finding.message.partition(": ")[2]
        for finding in check(agreement)
        if finding.code == "act-without-effect" and finding.pointer == f"/acts/{index}"
    ]
    assert len(texts) <= 1
    return texts[0] if texts else None


# --- Lives --------------------------------------------------------------------------------------------------------


class TestNoticesOfAPartyThatIsOut:
    """VCLT 54: who has left has nothing left to leave."""

    def test_a_second_withdrawal_after_the_first_took_effect(self):
        """Malaysia withdraws on 1 January 2005, out from 1 April; its withdrawal of 2006 changes nothing."""
        agreement = convention(*RATIFIED, withdrew("2005-01-01", "MYS"), withdrew("2006-01-01", "MYS"))
        assert days(agreement, "MYS") == [(FOUNDED, day("2005-04-01"))]
        assert messages(agreement, "notice-without-effect") == [
            "it was no longer in force for Malaysia from 1 April 2005, so the notice changes nothing"
        ]

    def test_a_withdrawal_between_two_spells(self):
        """Out from 1 April 2005, back on 1 January 2010: the withdrawal of 2006 is about neither spell."""
        agreement = convention(
            *RATIFIED, withdrew("2005-01-01", "MYS"), withdrew("2006-01-01", "MYS"), ratified("2010-01-01", "MYS")
        )
        assert days(agreement, "MYS") == [(FOUNDED, day("2005-04-01")), (day("2010-01-01"), None)]
        assert codes_at(agreement, 4) == ["notice-without-effect"]
        assert "from 1 April 2005" in told(agreement, "MYS")[-2]

    def test_a_withdrawal_after_the_second_spell(self):
        """Out from 1 April 2005 and again from 1 April 2012: the withdrawal of 2013 names the later day."""
        agreement = convention(
            *RATIFIED,
            withdrew("2005-01-01", "MYS"),
            ratified("2010-01-01", "MYS"),
            withdrew("2012-01-01", "MYS"),
            withdrew("2013-01-01", "MYS"),
        )
        assert days(agreement, "MYS") == [(FOUNDED, day("2005-04-01")), (day("2010-01-01"), day("2012-04-01"))]
        assert messages(agreement, "notice-without-effect") == [
            "it was no longer in force for Malaysia from 1 April 2012, so the notice changes nothing"
        ]

    def test_gone_before_it_came_back(self):
        agreement = convention(*RATIFIED, withdrew("2005-01-01", "MYS"), ratified("2010-01-01", "MYS"))
        participation = lifecycle(agreement).participation("MYS")
        assert participation.status("2009-12-31") is Status.TERMINATED
        assert participation.status("2010-01-01") is Status.IN_FORCE


class TestTheActsOfAParty:
    """The explanation of a party's life names every act of the party, with what became of it (rule 14)."""

    def test_a_signature_of_a_kind(self):
        agreement = memorandum(signed("2020-01-10", BOTH, "definitive"), duration="P5Y")
        assert told(agreement, "MYS") == ["signature (definitive) on 10 January 2020"]

    def test_a_signature_subject_to_ratification(self):
        agreement = convention(signed("2000-03-01", "MYS", "subject_to_ratification"), *RATIFIED)
        assert told(agreement, "MYS") == [
            "signature (subject to ratification) on 1 March 2000",
            "ratification on 1 January 2001",
        ]

    def test_a_stated_effect_and_a_last_day(self):
        """Signed on 10 January 2020; suspended on 1 March 2021 with effect from 1 April through 30 June 2021."""
        agreement = memorandum(
            signed("2020-01-10"),
            act("suspension", "2021-03-01", "MYS", effective_on="2021-04-01", until="2021-06-30"),
            duration="P5Y",
        )
        assert told(agreement, "MYS") == [
            "signature on 10 January 2020",
            "suspension on 1 March 2021, with effect from 1 April 2021, through 30 June 2021",
        ]

    def test_each_step_points_to_its_act_and_has_the_day_it_counts_from(self):
        agreement = memorandum(
            signed("2020-01-10"),
            act("suspension", "2021-03-01", "MYS", effective_on="2021-04-01", received_on="2021-03-05"),
            duration="P5Y",
        )
        first, second = lifecycle(agreement).participation("MYS").explain().answers[0].steps
        assert (first.pointer, first.day) == ("/acts/0", day("2020-01-10"))
        assert (second.pointer, second.day) == ("/acts/1", day("2021-03-05"))

    def test_a_notice_with_its_effect(self):
        """Five years from 10 January 2020; notice of three months of 1 February 2021 ends it on 1 May 2021."""
        agreement = memorandum(
            signed("2020-01-10"), withdrew("2021-02-01", "MYS"), duration="P5Y", withdrawal=WithdrawalOnNotice("P3M")
        )
        assert told(agreement, "MYS") == [
            "signature on 10 January 2020",
            "notice of withdrawal received on 1 February 2021",
            "it takes effect 3 months after: 1 May 2021",
        ]

    def test_an_act_without_effect_says_why(self):
        agreement = memorandum(signed("2020-01-10"), act("resumption", "2021-03-01", "MYS"), duration="P5Y")
        assert told(agreement, "MYS")[1] == (
            "resumption on 1 March 2021: no effect, as no suspension that it could end was running"
        )

    def test_an_extension_without_the_consent_of_all(self):
        agreement = memorandum(signed("2020-01-10"), act("extension", "2024-06-01", "MYS", period="P5Y"), duration="P5Y")
        assert told(agreement, "MYS")[1] == (
            "extension on 1 June 2024: no effect, as the consent of JPN to the extension is missing"
        )


class TestActsWithoutEffect:
    """Each act that changes no answer is a finding, which says why."""

    SIGNED = signed("2020-01-10")

    def test_a_withdrawn_statement_that_was_not_standing(self):
        agreement = memorandum(self.SIGNED, act("withdrawn_statement", "2021-01-01", "MYS"), duration="P5Y")
        assert why(agreement, 1) == "no statement that it could be about was standing"

    def test_a_withdrawn_statement_that_was_standing(self):
        agreement = memorandum(
            self.SIGNED,
            act("declaration", "2020-05-01", "MYS"),
            act("withdrawn_statement", "2021-01-01", "MYS"),
            duration="P5Y",
        )
        assert messages(agreement, "act-without-effect") == []

    @pytest.mark.parametrize("kind", ["revocation", "notice_suspension"])
    def test_an_act_about_a_notice_that_was_not_given(self, kind):
        more = {"until": "2021-06-30"} if kind == "notice_suspension" else {}
        agreement = memorandum(self.SIGNED, act(kind, "2021-01-01", "MYS", **more), duration="P5Y")
        assert why(agreement, 1) == "no notice that it could be about was pending"

    def test_a_declared_entry_that_a_later_one_corrects(self):
        """Declared for 1 February 2020, then for 1 March: the later record corrects the earlier."""
        agreement = memorandum(self.SIGNED, declared("2020-02-01"), declared("2020-03-01"), duration="P5Y")
        assert lifecycle(agreement).entered_into_force_on == day("2020-03-01")
        assert codes_at(agreement, 1) == ["act-without-effect"]
        assert codes_at(agreement, 2) == ["declared-differs"]
        assert why(agreement, 1) == "a later act of the same kind corrects it"

    def test_a_declared_entry_that_a_later_record_of_an_earlier_day_corrects(self):
        agreement = memorandum(self.SIGNED, declared("2020-03-01"), declared("2020-02-01"), duration="P5Y")
        assert lifecycle(agreement).entered_into_force_on == day("2020-02-01")
        assert why(agreement, 1) == "a later act of the same kind corrects it"
        assert codes_at(agreement, 1) == ["act-without-effect"]

    def test_a_statement_that_the_condition_was_met_which_a_later_one_corrects(self):
        agreement = record(
            *[act("notification", "2020-02-01", party) for party in BOTH],
            act("condition_met", "2020-02-05"),
            act("condition_met", "2020-02-07"),
            parties="MYS JPN",
            entry_into_force=LastNotification(),
            duration="P5Y",
        )
        assert lifecycle(agreement).entered_into_force_on == day("2020-02-07")
        assert why(agreement, 2) == "a later act of the same kind corrects it"
        assert codes_at(agreement, 2) == ["act-without-effect"]

    def test_an_act_after_the_end(self):
        """Five years from 10 January 2020: an amendment aside, nothing of 2026 has an effect."""
        agreement = memorandum(self.SIGNED, act("notification", "2026-01-01", "MYS"), duration="P5Y", renewal=NoRenewal())
        assert why(agreement, 1) == "it comes after the end: the first day out was 11 January 2025"

    def test_an_act_on_the_first_day_out(self):
        agreement = memorandum(self.SIGNED, act("notification", "2025-01-11", "MYS"), duration="P5Y", renewal=NoRenewal())
        assert why(agreement, 1) == "it comes after the end: the first day out was 11 January 2025"

    def test_an_act_on_the_last_day(self):
        agreement = memorandum(self.SIGNED, act("notification", "2025-01-10", "MYS"), duration="P5Y", renewal=NoRenewal())
        assert why(agreement, 1) == "nothing that is computed depends on it"

    def test_an_amendment(self):
        agreement = memorandum(self.SIGNED, act("amendment", "2022-01-01"), duration="P5Y")
        assert why(agreement, 1).startswith("no date follows from it")

    def test_an_extension_of_what_has_no_end(self):
        agreement = memorandum(self.SIGNED, act("extension", "2024-06-01", period="P5Y"), duration=Indefinite())
        assert why(agreement, 1) == "there is no end that it could put off, or it repeats an earlier consent"

    def test_a_second_signature_of_a_party(self):
        agreement = memorandum(
            signed("2020-01-10", "MYS"), signed("2020-01-10", "JPN"), signed("2020-02-01", "JPN"), duration="P5Y"
        )
        assert why(agreement, 2) == "an earlier act of the same party had this effect already"
        assert codes_at(agreement, 2) == ["act-without-effect"]

    def test_a_second_ratification_of_a_party(self):
        agreement = convention(*RATIFIED, ratified("2002-01-01", "USA"))
        assert why(agreement, 3) == "an earlier act of the same party had this effect already"

    def test_an_objection_where_the_parties_are_not_recorded(self):
        agreement = memorandum(signed("2020-01-10"), signed("2020-02-10"), duration="P5Y", parties="")
        assert why(agreement, 1) == "an earlier act of the same party had this effect already"


class TestSpansOutsideTheAgreement:
    """Provisional application ends with the entry into force (VCLT 25); only what is in force can be suspended (57)."""

    WHY = "it falls outside the time in which it could have effect"

    def provisional(self, on, **more):
        return record(
            signed("2020-01-10"),
            act("provisional_application", on, "MYS", **more),
            *[act("notification", "2020-06-01", party) for party in BOTH],
            parties="MYS JPN",
            entry_into_force=LastNotification(),
            duration="P5Y",
            renewal=NoRenewal(),
        )

    def test_provisional_application_before_the_entry(self):
        assert why(self.provisional("2020-02-01"), 1) is None

    def test_provisional_application_from_the_eve_of_the_entry(self):
        assert why(self.provisional("2020-05-31"), 1) is None

    def test_provisional_application_from_the_day_of_entry(self):
        assert why(self.provisional("2020-06-01"), 1) == self.WHY

    def test_provisional_application_of_what_did_not_enter_into_force(self):
        agreement = record(
            signed("2020-01-10"),
            act("provisional_application", "2020-02-01", "MYS"),
            parties="MYS JPN",
            entry_into_force=LastNotification(),
        )
        assert why(agreement, 1) is None

    def suspended(self, on, *acts, **more):
        return record(
            signed("2020-01-10"),
            act("suspension", on, "MYS", **more),
            *acts,
            parties="MYS JPN",
            entry_into_force=OnSignature(),
            duration="P5Y",
            renewal=NoRenewal(),
        )

    def test_a_suspension_that_ends_before_the_entry(self):
        """In force from 10 January 2020: a suspension through 9 January is none, one through 10 January is."""
        agreement = self.suspended("2020-01-02", until="2020-01-09")
        assert why(agreement, 1) == self.WHY
        assert why(self.suspended("2020-01-02", until="2020-01-10"), 1) is None

    def test_an_open_suspension_before_the_entry_goes_on_after_it(self):
        agreement = self.suspended("2020-01-02")
        assert why(agreement, 1) is None
        assert lifecycle(agreement).participation("MYS").status("2020-01-10") is Status.SUSPENDED

    def test_a_suspension_from_the_last_day(self):
        """Its last day is 10 January 2025."""
        assert why(self.suspended("2025-01-10"), 1) is None
        assert codes_at(self.suspended("2025-01-11"), 1) == ["after-the-end"]
