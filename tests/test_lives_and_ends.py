"""Parties' lives, the course of the agreement and its end, and what became of each act: worked cases with their days.

Unless said otherwise, an MOU between Malaysia and Japan enters into force on signature, and a treaty between Malaysia,
Japan and the United States on the second ratification.
"""

from datetime import date
from types import MappingProxyType

import attrs
import pytest
from records import day, declared, record, signed

import mou
from mou.answers.findings import check
from mou.answers.lifecycles import lifecycle
from mou.dates.delays import FirstOfMonthAfter
from mou.errors import ValidationError
from mou.law.explanation import AnswerKind
from mou.law.status import Status
from mou.model.act import Act
from mou.model.clause_words import withdrawal_words
from mou.model.conditions import LastNotification, NthInstrument, OnConsentOfAll, OnDate, OnSignature
from mou.model.durations import EndsOnEvent, Indefinite, Until, UntilDayOfYear, UntilEvent
from mou.model.party import Party
from mou.model.renewals import NoRenewal, TacitRenewal
from mou.model.term import Anchor, BeforeEntry, LaterParties, Survival
from mou.model.withdrawals import WithdrawalOnNotice

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


def named(name, *acts, parties, relations):
    """A treaty without an end, in force on signature, that other agreements can refer to."""
    agreement = memorandum(*acts, parties=parties, duration=Indefinite())
    return attrs.evolve(agreement, id=name, relations=relations)


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


class TestOfSeveralNotices:
    """A party leaves with the notice that takes effect first; what comes after that finds it gone."""

    def test_the_second_takes_effect_first(self):
        """Given on 1 January 2005 for 1 January 2006; given on 1 March 2005, out after three months: 1 June 2005."""
        agreement = convention(
            *RATIFIED, withdrew("2005-01-01", "MYS", effective_on="2006-01-01"), withdrew("2005-03-01", "MYS")
        )
        assert days(agreement, "MYS") == [(FOUNDED, day("2005-06-01"))]
        assert why(agreement, 3) == (
            "the agreement has ended, or the party has left it, before the notice would take effect on 1 January 2006"
        )
        assert codes_at(agreement, 4) == []

    def test_of_two_for_one_day_the_first_counts(self):
        """Given on 1 January 2005, out on 1 April; a second notice of 10 January states that day too."""
        agreement = convention(
            *RATIFIED, withdrew("2005-01-01", "MYS"), withdrew("2005-01-10", "MYS", effective_on="2005-04-01")
        )
        assert days(agreement, "MYS") == [(FOUNDED, day("2005-04-01"))]
        assert lifecycle(agreement).participation("MYS").spells[0].ends.steps[0].pointer == "/acts/3"
        assert "notice-without-effect" in codes_at(agreement, 4)

    def test_the_second_of_three_takes_effect_first(self):
        """Stated for 2008, then for 1 January 2006: notice of that day comes too late."""
        agreement = convention(
            *RATIFIED,
            withdrew("2005-01-01", "MYS", effective_on="2008-01-01"),
            withdrew("2005-03-01", "MYS", effective_on="2006-01-01"),
            withdrew("2006-01-01", "MYS"),
        )
        assert days(agreement, "MYS") == [(FOUNDED, day("2006-01-01"))]
        assert codes_at(agreement, 5) == ["notice-without-effect"]

    def test_a_revoked_notice_and_another(self):
        """The notice of 1 January 2005 is revoked on 1 February; that of 1 March takes effect on 1 June 2005."""
        agreement = convention(
            *RATIFIED,
            withdrew("2005-01-01", "MYS"),
            act("notice_revocation", "2005-02-01", "MYS"),
            withdrew("2005-03-01", "MYS"),
        )
        assert days(agreement, "MYS") == [(FOUNDED, day("2005-06-01"))]
        assert "act-without-effect" not in [finding.code for finding in check(agreement)]

    def test_a_notice_and_another_that_is_revoked(self):
        """By name, the later notice alone is revoked."""
        agreement = convention(
            *RATIFIED,
            withdrew("2005-01-01", "MYS"),
            withdrew("2005-01-10", "MYS", effective_on="2005-03-01", id="second"),
            act("notice_revocation", "2005-02-01", "MYS", refers_to="second"),
        )
        assert days(agreement, "MYS") == [(FOUNDED, day("2005-04-01"))]

    def test_a_notice_with_an_effect_stated_for_a_day_before_it(self):
        """Given on 1 May 2005 with effect from 1 March: it is not about the notice that takes effect on 1 April."""
        agreement = convention(
            *RATIFIED, withdrew("2005-01-01", "MYS"), withdrew("2005-05-01", "MYS", effective_on="2005-03-01")
        )
        assert days(agreement, "MYS") == [(FOUNDED, day("2005-03-01"))]


class TestComingBack:
    """A party that left and consents again is bound again (VCLT 15, 16)."""

    @pytest.mark.parametrize(
        ("on", "spells"),
        [("2005-03-31", 1), ("2005-04-01", 2), ("2005-04-02", 2)],
        ids=["on the last day", "on the first day out", "later"],
    )
    def test_around_the_day_on_which_it_leaves(self, on, spells):
        """Out from 1 April 2005: who consents again on 31 March is bound still, and consents to nothing new."""
        agreement = convention(*RATIFIED, withdrew("2005-01-01", "MYS"), ratified(on, "MYS"))
        expected = [(FOUNDED, day("2005-04-01")), (day(on), None)]
        assert days(agreement, "MYS") == expected[:spells]

    def test_a_day_declared_for_the_second_time(self):
        """Out from 1 April 2005, ratified on 1 January 2010, declared to be in force for it from 1 March 2010."""
        agreement = convention(
            *RATIFIED,
            withdrew("2005-01-01", "USA"),
            ratified("2010-01-01", "USA"),
            act("entry_into_force", "2010-03-01", "USA"),
        )
        assert days(agreement, "USA") == [(FOUNDED, day("2005-04-01")), (day("2010-03-01"), None)]

    def test_days_declared_both_times(self):
        agreement = convention(
            *RATIFIED,
            act("entry_into_force", "2001-03-01", "USA"),
            withdrew("2005-01-01", "USA"),
            ratified("2010-01-01", "USA"),
            act("entry_into_force", "2010-03-01", "USA"),
        )
        assert days(agreement, "USA") == [(day("2001-03-01"), day("2005-04-01")), (day("2010-03-01"), None)]

    def test_a_day_declared_for_the_third_time(self):
        agreement = convention(
            *RATIFIED,
            withdrew("2005-01-01", "USA"),
            ratified("2010-01-01", "USA"),
            act("entry_into_force", "2010-01-01", "USA"),
            withdrew("2012-01-01", "USA"),
            ratified("2014-01-01", "USA"),
            act("entry_into_force", "2014-06-01", "USA"),
        )
        assert days(agreement, "USA") == [
            (FOUNDED, day("2005-04-01")),
            (day("2010-01-01"), day("2012-04-01")),
            (day("2014-06-01"), None),
        ]

    def test_a_declaration_is_about_no_withdrawal_that_was_revoked(self):
        """Withdrawn and revoked in 2005: the day declared is still that of the only spell."""
        agreement = convention(
            *RATIFIED,
            withdrew("2005-01-01", "USA"),
            act("notice_revocation", "2005-02-01", "USA"),
            ratified("2006-01-01", "USA"),
            act("entry_into_force", "2006-03-01", "USA"),
        )
        assert days(agreement, "USA") == [(day("2006-03-01"), None)]

    def test_a_notice_of_non_renewal_is_no_leaving(self):
        """Malaysia and Japan founded it in 2001. What was declared for Japan in 2002 is about its ratification."""
        agreement = convention(
            *RATIFIED,
            act("non_renewal", "2001-06-01", "JPN"),
            ratified("2002-01-01", "JPN"),
            act("entry_into_force", "2002-03-01", "JPN"),
        )
        assert days(agreement, "JPN") == [(day("2002-03-01"), None)]


class TestFromWhenAConsentBinds:
    """VCLT 24(3), 24(4): from the entry into force or its own day, as the text provides."""

    def begins(self, agreement, party):
        return lifecycle(agreement).participation(party).spells[0].begins

    def rules(self, agreement, party):
        return [step.rule.code for step in self.begins(agreement, party).steps]

    def test_a_stated_effect(self):
        agreement = convention(*RATIFIED[:2], ratified("2003-01-01", "USA", effective_on="2003-04-01"))
        assert days(agreement, "USA") == [(day("2003-04-01"), None)]
        assert steps(self.begins(agreement, "USA")) == [
            ("ratification on 1 January 2003", "/acts/2"),
            ("with effect from 1 April 2003", "/acts/2/effective_on"),
        ]
        assert self.rules(agreement, "USA") == ["instrument-of-consent", "as-the-text-says"]

    def test_the_date_of_a_succession(self):
        agreement = convention(*RATIFIED[:2], act("succession", "2003-01-01", "USA", effective_on="2002-04-01"))
        assert days(agreement, "USA") == [(day("2002-04-01"), None)]
        assert self.rules(agreement, "USA") == ["instrument-of-consent", "from-succession"]

    def test_a_succession_counts_from_its_receipt(self):
        agreement = convention(*RATIFIED[:2], act("succession", "2003-01-01", "USA", received_on="2003-02-01"))
        assert days(agreement, "USA") == [(day("2003-02-01"), None)]

    def test_consents_count_in_the_order_in_which_they_were_given(self):
        """Ratified on 1 January 2003 for 1 April 2005; withdrawn in 2004; ratified in June 2004 for September."""
        agreement = convention(
            *RATIFIED[:2],
            ratified("2003-01-01", "USA", effective_on="2005-04-01"),
            withdrew("2004-01-01", "USA"),
            ratified("2004-06-01", "USA", effective_on="2004-09-01"),
        )
        assert days(agreement, "USA") == [(day("2004-09-01"), None)]

    NTH = (ratified("2001-01-01", "MYS"), ratified("2001-05-01", "JPN"), ratified("2001-05-01", "USA"))

    @pytest.mark.parametrize(
        ("before_entry", "rule"), [(None, "after-entry"), (BeforeEntry.GENERAL, "as-the-text-says")], ids=str
    )
    def test_given_by_the_day_of_entry(self, before_entry, rule):
        """The second and the third ratification came on 1 May 2001, which is the day of entry for all three."""
        agreement = convention(*self.NTH, later_parties=LaterParties("P1M", before_entry=before_entry))
        for party in THREE.split():
            assert days(agreement, party) == [(day("2001-05-01"), None)]
            assert self.rules(agreement, party) == ["instrument-of-consent", rule]

    def test_without_a_clause_on_later_parties(self):
        agreement = convention(*self.NTH, later_parties=None)
        assert days(agreement, "USA") == [(day("2001-05-01"), None)]
        assert self.rules(agreement, "USA") == ["instrument-of-consent", "after-entry"]

    def test_of_a_declared_day_of_entry(self):
        """Declared to be in force from 1 May 2001, and ratified that day: what brought it about was not that."""
        agreement = convention(
            ratified("2001-01-01", "MYS"),
            ratified("2001-02-01", "JPN"),
            ratified("2001-05-01", "USA"),
            declared("2001-05-01"),
            later_parties=LaterParties("P1M"),
        )
        assert days(agreement, "JPN") == [(day("2001-05-01"), None)]
        assert days(agreement, "USA") == [(day("2001-06-01"), None)]
        assert steps(self.begins(agreement, "USA"))[1] == ("bound 1 month after: 1 June 2001", "/term/later_parties")

    def test_with_a_delay_of_its_own(self):
        """In force a month after the second ratification, of 1 May 2001; the third came on that day, 1 June."""
        agreement = convention(
            ratified("2001-01-01", "MYS"),
            ratified("2001-05-10", "USA"),
            ratified("2001-05-01", "JPN"),
            entry_into_force=NthInstrument(2, delay="P1M"),
            later_parties=LaterParties("P1M", before_entry=BeforeEntry.OWN_DELAY),
        )
        assert [days(agreement, party)[0][0].isoformat() for party in ("MYS", "JPN", "USA")] == [
            "2001-06-01",
            "2001-06-01",
            "2001-06-10",
        ]
        assert self.rules(agreement, "USA") == ["instrument-of-consent", "later-of-both"]

    def test_nobody_before_the_agreement_itself(self):
        """Declared for Malaysia from 1 June 2002, seven months before the second ratification."""
        agreement = convention(
            ratified("2001-01-01", "MYS"),
            ratified("2003-01-01", "JPN"),
            act("entry_into_force", "2002-06-01", "MYS"),
        )
        assert days(agreement, "MYS") == [(day("2003-01-01"), None)]

    def test_a_declared_day_with_a_stated_effect(self):
        agreement = convention(
            *RATIFIED[:2],
            ratified("2003-01-01", "USA"),
            act("entry_into_force", "2003-05-01", "USA", effective_on="2003-06-01"),
        )
        assert days(agreement, "USA") == [(day("2003-06-01"), None)]
        assert steps(self.begins(agreement, "USA")) == [
            ("declared for this party: enters into force on 1 June 2003", "/acts/3")
        ]
        assert self.begins(agreement, "USA").steps[0].day == day("2003-06-01")

    def test_a_declared_day_counts_from_its_effect_for_the_consents_by_then(self):
        """Declared on 1 May 2003 with effect from 1 June: a ratification of 15 May is what it is about."""
        agreement = convention(
            *RATIFIED[:2],
            act("entry_into_force", "2003-05-01", "USA", effective_on="2003-06-01"),
            ratified("2003-05-15", "USA"),
        )
        assert days(agreement, "USA") == [(day("2003-06-01"), None)]

    def test_signed_first(self):
        """The first signature, not the first act, is the signature of a party's life."""
        agreement = convention(*RATIFIED, signed("2001-03-01", "USA"))
        assert lifecycle(agreement).participation("USA").signed_on == day("2001-03-01")
        assert lifecycle(agreement).participation("JPN").signed_on is None


class TestCutOffWithTheAgreement:
    """A party is bound no longer than the agreement is in force."""

    def ended(self, on, *acts):
        return convention(*RATIFIED, *acts, act("termination", on, THREE.split()))

    def test_a_spell_that_ended_before_stays_as_it_was(self):
        agreement = self.ended("2010-01-01", withdrew("2005-01-01", "MYS"))
        spell = lifecycle(agreement).participation("MYS").spells[0]
        assert spell.ceases_on == day("2005-04-01")
        assert spell.ends.steps[0].pointer == "/acts/3"

    def test_a_spell_that_ends_on_the_same_day_keeps_its_own_reason(self):
        """Malaysia leaves on 1 April 2005, the day from which the parties end it."""
        agreement = self.ended("2005-04-01", withdrew("2005-01-01", "MYS"))
        spell = lifecycle(agreement).participation("MYS").spells[0]
        assert spell.ceases_on == day("2005-04-01")
        assert spell.ends.steps[0].pointer == "/acts/3"

    def test_a_spell_that_would_end_later_ends_with_the_agreement(self):
        agreement = self.ended("2005-03-31", withdrew("2005-01-01", "MYS"))
        spell = lifecycle(agreement).participation("MYS").spells[0]
        assert spell.ceases_on == day("2005-03-31")
        assert spell.ends.steps[0].pointer == "/acts/4"

    def test_no_spell_begins_on_the_first_day_out(self):
        agreement = self.ended("2005-04-01", withdrew("2002-01-01", "MYS"), ratified("2005-04-01", "MYS"))
        assert days(agreement, "MYS") == [(FOUNDED, day("2002-04-01"))]


class TestTheActsOfAParty:
    """The explanation of a party's life names every act of the party, with what became of it."""

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
            "resumption on 1 March 2021: no effect, because no suspension was running that it could end"
        )

    def test_an_extension_without_the_consent_of_all(self):
        agreement = memorandum(
            signed("2020-01-10"), act("extension", "2024-06-01", "MYS", period="P5Y"), duration="P5Y"
        )
        assert told(agreement, "MYS")[1] == (
            "extension on 1 June 2024: no effect, because the consent of JPN to the extension is missing"
        )


class TestActsWithoutEffect:
    """Each act that changes no answer is a finding, which says why."""

    SIGNED = signed("2020-01-10")

    def test_a_withdrawn_statement_that_was_not_standing(self):
        agreement = memorandum(self.SIGNED, act("statement_withdrawal", "2021-01-01", "MYS"), duration="P5Y")
        assert why(agreement, 1) == "no statement was in effect to which it could apply"

    def test_a_withdrawn_statement_that_was_standing(self):
        agreement = memorandum(
            self.SIGNED,
            act("declaration", "2020-05-01", "MYS"),
            act("statement_withdrawal", "2021-01-01", "MYS"),
            duration="P5Y",
        )
        assert messages(agreement, "act-without-effect") == []

    @pytest.mark.parametrize("kind", ["notice_revocation", "notice_suspension"])
    def test_an_act_about_a_notice_that_was_not_given(self, kind):
        more = {"until": "2021-06-30"} if kind == "notice_suspension" else {}
        agreement = memorandum(self.SIGNED, act(kind, "2021-01-01", "MYS", **more), duration="P5Y")
        assert why(agreement, 1) == "no notice was pending to which it could apply"

    def test_a_revoked_notice_that_would_show_a_renewal(self):
        """A year from 10 January 2020: a notice of 2023 would show that the term was renewed, but it was revoked."""
        acts = self.SIGNED, act("non_renewal", "2023-10-24", "JPN"), act("notice_revocation", "2023-11-01", "JPN")
        assert lifecycle(memorandum(*acts[:2], duration="P1Y")).last_day is None
        assert lifecycle(memorandum(*acts, duration="P1Y")).last_day == day("2021-01-10")
        assert codes_at(memorandum(*acts, duration="P1Y"), 2) == []
        assert codes_at(memorandum(*acts, duration="P1Y", renewal=NoRenewal()), 2) == ["act-without-effect"]

    def test_a_declared_entry_that_a_later_one_corrects(self):
        """Declared for 1 February 2020, then for 1 March: the later record corrects the earlier."""
        agreement = memorandum(self.SIGNED, declared("2020-02-01"), declared("2020-03-01"), duration="P5Y")
        assert lifecycle(agreement).entered_into_force_on == day("2020-03-01")
        assert codes_at(agreement, 1) == ["act-without-effect"]
        assert codes_at(agreement, 2) == ["declared-differs"]
        assert why(agreement, 1) == "a later act of the same kind corrects it"

    def test_a_declared_entry_that_is_recorded_twice_before_the_signature(self):
        agreement = memorandum(declared("2020-01-02"), declared("2020-01-02"), self.SIGNED, duration="P5Y")
        assert codes_at(agreement, 0) == ["act-without-effect"]

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
        agreement = memorandum(
            self.SIGNED, act("notification", "2026-01-01", "MYS"), duration="P5Y", renewal=NoRenewal()
        )
        assert why(agreement, 1) == "it comes after the end: the agreement was over from 11 January 2025"

    def test_an_act_on_the_first_day_out(self):
        agreement = memorandum(
            self.SIGNED, act("notification", "2025-01-11", "MYS"), duration="P5Y", renewal=NoRenewal()
        )
        assert why(agreement, 1) == "it comes after the end: the agreement was over from 11 January 2025"

    def test_an_act_on_the_last_day(self):
        agreement = memorandum(
            self.SIGNED, act("notification", "2025-01-10", "MYS"), duration="P5Y", renewal=NoRenewal()
        )
        assert why(agreement, 1) == "no computed answer depends on it"

    def test_an_amendment(self):
        agreement = memorandum(self.SIGNED, act("amendment", "2022-01-01"), duration="P5Y")
        assert why(agreement, 1).startswith("no date follows from it")

    def test_an_extension_of_what_has_no_end(self):
        agreement = memorandum(self.SIGNED, act("extension", "2024-06-01", period="P5Y"), duration=Indefinite())
        assert why(agreement, 1) == "there is no end that it could postpone, or it repeats an earlier consent"

    def test_a_second_signature_of_a_party(self):
        agreement = memorandum(
            signed("2020-01-10", "MYS"), signed("2020-01-10", "JPN"), signed("2020-02-01", "JPN"), duration="P5Y"
        )
        assert why(agreement, 2) == "an earlier act of the same party already had this effect"
        assert codes_at(agreement, 2) == ["act-without-effect"]

    def test_a_second_ratification_of_a_party(self):
        agreement = convention(*RATIFIED, ratified("2002-01-01", "USA"))
        assert why(agreement, 3) == "an earlier act of the same party already had this effect"

    def test_an_objection_where_the_parties_are_not_recorded(self):
        agreement = memorandum(signed("2020-01-10"), signed("2020-02-10"), duration="P5Y", parties="")
        assert why(agreement, 1) == "an earlier act of the same party already had this effect"


class TestActsThatHaveAPart:
    """An act that some answer rests on is no finding, also where the answer is not that of the whole agreement."""

    SIGNED = signed("2020-01-10")

    def notified(self, *acts, **term):
        clauses = {"entry_into_force": LastNotification(), "duration": "P5Y"}
        return record(self.SIGNED, *acts, parties="MYS JPN", **(clauses | term))

    def without_effect(self, agreement):
        return [finding.pointer for finding in check(agreement) if finding.code == "act-without-effect"]

    def test_what_the_condition_counts_beside_a_declared_day(self):
        """Notified on 1 March and 1 April 2020, declared for 1 May: the notifications give the computed day."""
        notified = [act("notification", "2020-03-01", "MYS"), act("notification", "2020-04-01", "JPN")]
        agreement = self.notified(*notified, declared("2020-05-01"))
        assert lifecycle(agreement).computed_entry.day == day("2020-04-01")
        assert self.without_effect(agreement) == []

    def test_what_was_done_for_what_was_given_up(self):
        agreement = self.notified(act("notification", "2020-03-01", "MYS"), act("termination", "2020-05-01", BOTH))
        assert self.without_effect(agreement) == []

    def test_an_adoption(self):
        agreement = record(
            act("adoption", "2019-12-01"), self.SIGNED, parties="MYS JPN", entry_into_force=OnSignature()
        )
        assert self.without_effect(agreement) == []

    def test_a_declaration_for_a_single_party(self):
        agreement = memorandum(self.SIGNED, act("entry_into_force", "2020-03-01", "MYS"), duration="P5Y")
        assert days(agreement, "MYS") == [(day("2020-03-01"), day("2025-01-11"))]
        assert self.without_effect(agreement) == []

    def test_a_withdrawal_before_it_was_in_force(self):
        agreement = self.notified(act("notification", "2020-03-01", "MYS"), withdrew("2020-04-01", "MYS"))
        assert codes_at(agreement, 2) == ["withdrawn-before-entry"]
        assert self.without_effect(agreement) == ["/acts/1"]

    def test_of_two_notices_the_one_that_takes_effect_first(self):
        """Nothing else is recorded: of a notice for 2021 and one for 1 September 2020, the second ends it."""
        agreement = record(
            withdrew("2020-04-01", "MYS", effective_on="2021-01-01"),
            withdrew("2020-05-01", "MYS", effective_on="2020-09-01"),
            parties="MYS JPN",
            duration="P5Y",
            entry_into_force=LastNotification(),
        )
        assert lifecycle(agreement).last_day == day("2020-08-31")
        assert self.without_effect(agreement) == ["/acts/0"]

    def test_of_three_parties_one_that_left_what_may_be_in_force(self):
        """Three parties, nothing recorded but a withdrawal: it ends Malaysia's part, not the agreement."""
        agreement = record(
            withdrew("2020-04-01", "MYS", effective_on="2021-01-01"),
            withdrew("2020-05-01", "MYS", effective_on="2020-09-01"),
            parties=THREE,
            duration="P5Y",
            entry_into_force=LastNotification(),
        )
        assert lifecycle(agreement).last_day is None
        assert self.without_effect(agreement) == ["/acts/0"]

    def test_the_suspension_of_a_notice(self):
        """Notice of 1 January 2005; its three months do not run for the 28 days of February: out on 29 April."""
        agreement = convention(
            *RATIFIED,
            withdrew("2005-01-01", "MYS"),
            act("notice_suspension", "2005-02-01", "MYS", until="2005-02-28"),
        )
        assert days(agreement, "MYS") == [(FOUNDED, day("2005-04-29"))]
        assert self.without_effect(agreement) == []

    def test_the_suspension_of_a_notice_that_was_revoked_later(self):
        agreement = convention(
            *RATIFIED,
            withdrew("2005-01-01", "MYS"),
            act("notice_suspension", "2005-02-01", "MYS", until="2005-02-28"),
            act("notice_revocation", "2005-04-15", "MYS"),
        )
        assert days(agreement, "MYS") == [(FOUNDED, None)]
        assert self.without_effect(agreement) == []

    def test_the_suspension_of_a_notice_that_changes_nothing(self):
        """The notice for 20 January 2006 ends Malaysia's part. That of 2005 is suspended for 2006 alone."""
        agreement = convention(
            *RATIFIED,
            withdrew("2005-01-01", "MYS", id="first", effective_on="2007-01-01"),
            withdrew("2005-01-05", "MYS", effective_on="2006-01-20"),
            act("notice_suspension", "2006-01-01", "MYS", until="2006-01-31", refers_to="first"),
        )
        assert days(agreement, "MYS") == [(FOUNDED, day("2006-01-20"))]
        assert self.without_effect(agreement) == ["/acts/3", "/acts/5"]

    def test_the_signature_of_nobody_in_particular(self):
        """The parties are not recorded. The second signature changes nothing."""
        agreement = memorandum(
            signed("2020-01-10"), signed("2020-01-12"), declared("2020-03-01"), duration="P5Y", parties=""
        )
        assert self.without_effect(agreement) == ["/acts/1"]

    def test_an_act_where_the_parties_are_not_recorded(self):
        agreement = memorandum(self.SIGNED, act("exchange_of_instruments", "2020-02-10"), duration="P5Y", parties="")
        assert why(agreement, 1) == "the parties are not recorded"

    def test_the_first_consent(self):
        """It counts as signed from 7 January 2020: Malaysia had signed definitively, and then accepted it as well."""
        agreement = memorandum(
            signed("2020-01-05", "MYS", "definitive"),
            act("acceptance", "2020-01-07", "MYS"),
            act("acceptance", "2020-01-08", "MYS"),
            signed("2020-01-20", "JPN", "definitive"),
            duration="P5Y",
        )
        assert lifecycle(agreement).status("2020-01-06") is Status.NEGOTIATED
        assert lifecycle(agreement).status("2020-01-07") is Status.SIGNED
        assert self.without_effect(agreement) == ["/acts/2"]

    def test_a_suspension_with_an_effect_after_the_end(self):
        """Its last day is 10 January 2025."""
        for effect, reason in (
            ("2025-01-10", None),
            ("2025-01-11", "it comes after the end: the agreement was over from 11 January 2025"),
        ):
            suspension = act("suspension", "2024-01-01", BOTH, effective_on=effect)
            agreement = memorandum(self.SIGNED, suspension, duration="P5Y", renewal=NoRenewal())
            assert why(agreement, 1) == reason

    def test_a_suspension_of_what_never_entered_into_force(self):
        agreement = self.notified(act("suspension", "2020-02-01", BOTH))
        assert why(agreement, 1) == "it falls outside the time when it could have an effect"

    def test_an_act_with_an_effect_after_the_end(self):
        agreement = memorandum(
            self.SIGNED,
            act("exchange_of_instruments", "2024-01-01", effective_on="2025-01-11"),
            duration="P5Y",
            renewal=NoRenewal(),
        )
        assert why(agreement, 1) == "it comes after the end: the agreement was over from 11 January 2025"

    def test_declarations_for_single_parties_correct_nothing(self):
        """Both are for a day after the end, so neither party is bound; neither is about the other's party."""
        declarations = [act("entry_into_force", "2026-02-01", party) for party in BOTH]
        agreement = memorandum(self.SIGNED, *declarations, duration="P5Y", renewal=NoRenewal())
        assert (days(agreement, "MYS"), days(agreement, "JPN")) == ([], [])
        for index in (1, 2):
            assert codes_at(agreement, index) == ["after-the-end"]

    def test_a_notice_that_would_take_effect_after_the_end(self):
        """Japan's notice ends it on 10 January 2025; Malaysia's of 1 December 2024 would on 1 June 2025."""
        agreement = memorandum(
            self.SIGNED,
            act("non_renewal", "2024-06-01", "JPN"),
            withdrew("2024-12-01", "MYS"),
            duration="P5Y",
            renewal=TacitRenewal("P1Y", notice="P2M"),
            withdrawal=WithdrawalOnNotice("P6M"),
        )
        assert lifecycle(agreement).last_day == day("2025-01-10")
        assert why(agreement, 2).endswith("before the notice would take effect on 1 June 2025")

    def test_a_revoked_notice_is_no_vain_one(self):
        agreement = memorandum(
            self.SIGNED,
            act("non_renewal", "2024-06-01", "MYS"),
            act("notice_revocation", "2024-06-02", "MYS"),
            duration="P5Y",
            renewal=TacitRenewal("P1Y", notice="P2M"),
        )
        assert [finding.code for finding in check(agreement)] == []

    def test_only_the_notice_that_shows_the_renewal_is_no_vain_one(self):
        """Five years from 10 January 2020; the first notice after that, of 2026, shows that it was renewed."""
        agreement = memorandum(
            self.SIGNED,
            act("non_renewal", "2026-06-01", "MYS"),
            act("non_renewal", "2027-06-01", "JPN"),
            duration="P5Y",
        )
        assert codes_at(agreement, 1) == []
        assert codes_at(agreement, 2) == ["notice-without-effect"]


class TestSpansOutsideTheAgreement:
    """Provisional application ends with the entry into force (VCLT 25); only what is in force can be suspended (57)."""

    WHY = "it falls outside the time when it could have an effect"

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

    def test_provisional_application_after_the_end(self):
        """In force from 1 June 2020 to 1 June 2025."""
        over = "it comes after the end: the agreement was over from 2 June 2025"
        assert why(self.provisional("2025-06-02"), 1) == over

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


# --- The course ---------------------------------------------------------------------------------------------------


class TestWhatASuspensionRestsOn:
    """VCLT 57, 58, 72: the explanation of the status names the suspensions that run on the day."""

    def test_with_a_last_day(self):
        """Both suspend from 1 March 2021 through 30 June 2021."""
        agreement = memorandum(
            signed("2020-01-10"), act("suspension", "2021-03-01", BOTH, until="2021-06-30"), duration="P5Y"
        )
        answer = lifecycle(agreement).explain_status("2021-06-30")
        assert steps(answer) == [
            ("suspension for Malaysia from 1 March 2021 through 30 June 2021", "/acts/1"),
            ("suspension for Japan from 1 March 2021 through 30 June 2021", "/acts/1"),
        ]
        assert [step.day for step in answer.steps] == [day("2021-03-01")] * 2
        assert lifecycle(agreement).status("2021-07-01") is Status.IN_FORCE

    def test_without_one(self):
        agreement = memorandum(signed("2020-01-10"), act("suspension", "2021-03-01", "JPN"), duration="P5Y")
        assert steps(lifecycle(agreement).explain_status("2021-03-01")) == [
            ("suspension for Japan from 1 March 2021", "/acts/1")
        ]

    def test_only_those_of_the_day(self):
        agreement = memorandum(
            signed("2020-01-10"),
            act("suspension", "2021-03-01", "JPN", until="2021-04-30"),
            act("suspension", "2022-03-01", "MYS"),
            duration="P5Y",
        )
        life = lifecycle(agreement)
        assert steps(life.explain_status("2021-04-01")) == [
            ("suspension for Japan from 1 March 2021 through 30 April 2021", "/acts/1")
        ]
        assert steps(life.explain_status("2022-04-01")) == [("suspension for Malaysia from 1 March 2022", "/acts/2")]

    def test_by_nobody_in_particular(self):
        """The parties are not recorded, so no name stands in the step."""
        agreement = memorandum(signed("2020-01-10"), act("suspension", "2021-03-01"), duration="P5Y", parties="")
        assert lifecycle(agreement).status("2021-03-01") is Status.SUSPENDED
        assert steps(lifecycle(agreement).explain_status("2021-03-01")) == [("suspension from 1 March 2021", "/acts/1")]

    def test_provisional_application(self):
        agreement = record(
            signed("2020-01-10"),
            act("provisional_application", "2020-02-01", BOTH),
            parties="MYS JPN",
            entry_into_force=LastNotification(),
        )
        assert steps(lifecycle(agreement).explain_status("2020-02-01")) == [
            ("provisional application for Malaysia from 1 February 2020", "/acts/1"),
            ("provisional application for Japan from 1 February 2020", "/acts/1"),
        ]


class TestWhenItWouldEnterIntoForce:
    """The day of entry into force if all that is outstanding came on a day."""

    def notified(self, *acts, **term):
        return record(
            signed("2020-01-10"),
            *acts,
            parties="MYS JPN",
            **({"entry_into_force": LastNotification(), "duration": "P5Y"} | term),
        )

    def test_on_the_day_of_the_last_notification(self):
        assert lifecycle(self.notified()).would_enter_on("2020-05-01") == day("2020-05-01")

    def test_what_is_in_force_has_its_day(self):
        notified = [act("notification", "2020-03-01", party) for party in BOTH]
        assert lifecycle(self.notified(*notified)).would_enter_on("2020-05-01") == day("2020-03-01")

    def test_never_after_its_fixed_last_day(self):
        """It was to end on 31 December 2020: notifications of that day still bring it into force, later ones do not."""
        life = lifecycle(self.notified(duration=Until("2020-12-31")))
        assert life.would_enter_on("2020-12-30") == day("2020-12-30")
        assert life.would_enter_on("2020-12-31") == day("2020-12-31")
        assert life.would_enter_on("2021-01-01") is None

    def test_never_after_the_parties_ended_it(self):
        life = lifecycle(self.notified(act("termination", "2020-06-01", BOTH)))
        assert life.would_enter_on("2020-07-01") is None


class TestNoticeWhereNoPeriodRuns:
    """The notice deadline is that of the period that runs on the day."""

    def test_before_it_is_in_force(self):
        agreement = memorandum(signed("2020-01-10"), duration="P1Y", renewal=TacitRenewal("P1Y", notice="P2M"))
        answer = lifecycle(agreement).notice("2020-01-09")
        assert answer.day is None
        assert [step.text for step in answer.steps] == [
            "on 9 January 2020 its status is not yet signed, so no notice is due"
        ]

    def test_after_its_end(self):
        agreement = memorandum(
            signed("2020-01-10"),
            act("termination", "2020-06-01", BOTH),
            duration="P1Y",
            renewal=TacitRenewal("P1Y", notice="P2M"),
        )
        assert lifecycle(agreement).notice_deadline("2020-05-31") is None
        answer = lifecycle(agreement).notice("2020-06-01")
        assert answer.kind is AnswerKind.NONE

    def test_where_the_status_is_not_known(self):
        agreement = record(parties="MYS JPN", duration="P1Y", renewal=TacitRenewal("P1Y", notice="P2M"))
        answer = lifecycle(agreement).notice("2020-06-01")
        assert answer.kind is AnswerKind.UNKNOWN
        assert [step.rule.code for step in answer.steps] == ["nothing-recorded"]


def phases(agreement):
    """Each status with its first day, after the first phase."""
    return [(phase.status.value, str(phase.first_day)) for phase in lifecycle(agreement).phases[1:]]


def ended_by_all(*acts, **term):
    """What the parties ended from 1 June 2005 on."""
    return convention(*acts, act("termination", "2005-06-01", THREE.split()), **term)


class TestOverBeforeItWasInForce:
    """What the parties gave up was never in force; what may lack records may have been."""

    def test_signed_and_ended(self):
        """Signed on 10 January 2020, no notification came, and the parties ended it from 1 June 2020."""
        agreement = record(
            signed("2020-01-10"),
            act("termination", "2020-06-01", BOTH),
            parties="MYS JPN",
            entry_into_force=LastNotification(),
            duration="P5Y",
        )
        life = lifecycle(agreement)
        over = ("it ended before it was in force, and is over from 1 June 2020", None)
        assert steps(life.entry) == [("no notification by Malaysia and Japan is recorded", "/acts"), over]
        assert steps(life.end) == [("the parties ended it by consent, with effect from 1 June 2020", "/acts/1"), over]
        assert life.end.steps[-1].day == day("2020-06-01")
        assert phases(agreement) == [("signed", "2020-01-10"), ("terminated", "2020-06-01")]
        assert life.position("2020-06-01").reason == over[0]
        assert life.would_enter_on("2020-05-01") is None
        assert life.survival_ends_on is None

    def test_nothing_survives_what_was_never_in_force(self):
        agreement = record(
            signed("2020-01-10"),
            act("termination", "2020-06-01", BOTH),
            parties="MYS JPN",
            entry_into_force=LastNotification(),
            duration="P5Y",
            survival=Survival("P2Y"),
        )
        assert lifecycle(agreement).survival_ends_on is None

    def test_one_of_two_ratifications(self):
        """Ratified once in 2001, ended in 2005: the second ratification may not be recorded."""
        agreement = ended_by_all(RATIFIED[0])
        life = lifecycle(agreement)
        assert steps(life.entry) == [
            ("1 of 2 instruments have been deposited", "/term/entry_into_force"),
            ("it ended on 31 May 2005, so the acts that brought it into force may be missing from the record", None),
        ]
        assert life.entry.kind is AnswerKind.UNKNOWN
        assert life.last_day == day("2005-05-31")
        assert phases(agreement) == [("unknown", "2001-01-01"), ("terminated", "2005-06-01")]

    @pytest.mark.parametrize("on", ["2006-01-01", "2005-06-01"], ids=["later", "on the first day out"])
    def test_the_only_ratification_came_after_the_end(self, on):
        agreement = ended_by_all(ratified(on, "MYS"))
        assert lifecycle(agreement).entry.kind is AnswerKind.NONE
        assert phases(agreement) == [("terminated", "2005-06-01")]

    def test_the_only_ratification_came_on_the_last_day(self):
        agreement = ended_by_all(ratified("2005-05-31", "MYS"))
        assert lifecycle(agreement).entry.kind is AnswerKind.UNKNOWN
        assert phases(agreement) == [("unknown", "2005-05-31"), ("terminated", "2005-06-01")]

    def test_of_a_condition_that_is_not_known(self):
        """Nobody recorded what brings the treaty into force: ratified after its end, it was given up before."""
        agreement = ended_by_all(ratified("2006-01-01", "MYS"), entry_into_force=None)
        assert lifecycle(agreement).entry.kind is AnswerKind.NONE
        assert phases(agreement) == [("terminated", "2005-06-01")]

    def test_what_is_in_force_later_than_it_ends(self):
        """Ratified twice in 2006, ended in 2005."""
        agreement = ended_by_all(ratified("2006-01-01", "MYS"), ratified("2006-01-01", "JPN"))
        assert phases(agreement) == [("terminated", "2005-06-01")]
        assert lifecycle(agreement).entered_into_force_on is None


class TestATermFromProvisionalApplication:
    """A term of one year from provisional application, from 1 February 2020, ends on 1 February 2021."""

    def applied(self, *acts, **term):
        clauses = {"entry_into_force": LastNotification(), "anchor": Anchor.PROVISIONAL_APPLICATION, "duration": "P1Y"}
        return record(signed("2020-01-10"), *acts, parties="MYS JPN", **(clauses | term))

    def test_it_was_applied_to_its_end(self):
        agreement = self.applied(act("provisional_application", "2020-02-01", BOTH))
        assert lifecycle(agreement).last_day == day("2021-02-01")
        assert phases(agreement) == [
            ("signed", "2020-01-10"),
            ("provisional", "2020-02-01"),
            ("expired", "2021-02-02"),
        ]
        assert lifecycle(agreement).entered_into_force_on is None

    def test_it_was_applied_for_a_part_of_it(self):
        """Through 31 December 2020: on the last day of the term, nobody applied it."""
        agreement = self.applied(act("provisional_application", "2020-02-01", BOTH, until="2020-12-31"))
        life = lifecycle(agreement)
        assert life.last_day is None
        assert steps(life.end)[-1] == ("it ended before it was in force, and is over from 2 February 2021", None)
        assert "first-day-out" not in [step.rule and step.rule.code for step in life.end.steps]
        assert phases(agreement) == [
            ("signed", "2020-01-10"),
            ("provisional", "2020-02-01"),
            ("signed", "2021-01-01"),
            ("expired", "2021-02-02"),
        ]

    def test_it_was_applied_by_one_party_on_its_last_day(self):
        """Malaysia stopped on 31 December 2020, which leaves Japan alone."""
        agreement = self.applied(
            act("provisional_application", "2020-02-01", "MYS", until="2020-12-31"),
            act("provisional_application", "2020-02-01", "JPN"),
        )
        assert lifecycle(agreement).last_day is None

    def test_a_term_that_runs_from_entry_into_force_does_not_begin(self):
        agreement = self.applied(act("provisional_application", "2020-02-01", BOTH), anchor=Anchor.ENTRY_INTO_FORCE)
        assert lifecycle(agreement).end.kind is AnswerKind.NONE
        assert phases(agreement)[-1] == ("provisional", "2020-02-01")

    def test_ended_by_consent_while_it_was_applied(self):
        """A term that runs from signature has no last day in force where the parties ended it before."""
        agreement = self.applied(
            act("provisional_application", "2020-02-01", BOTH),
            act("termination", "2020-06-01", BOTH),
            anchor=Anchor.SIGNATURE,
        )
        assert lifecycle(agreement).last_day is None
        assert phases(agreement)[-1] == ("terminated", "2020-06-01")

    def test_a_party_that_withdraws_no_longer_applies_it(self):
        """VCLT 25(2): Malaysia notifies on 1 June 2020 that it will not become a party."""
        agreement = self.applied(act("provisional_application", "2020-02-01", BOTH), withdrew("2020-06-01", "MYS"))
        life = lifecycle(agreement)
        assert life.status("2020-05-31") is Status.PROVISIONAL
        assert life.status("2020-06-01") is not Status.PROVISIONAL

    def test_a_party_that_revokes_its_withdrawal_goes_on(self):
        agreement = self.applied(
            act("provisional_application", "2020-02-01", BOTH),
            withdrew("2020-06-01", "MYS"),
            act("notice_revocation", "2020-06-10", "MYS"),
        )
        assert lifecycle(agreement).status("2020-06-20") is Status.PROVISIONAL

    def test_from_the_stated_effect_of_the_withdrawal(self):
        agreement = self.applied(
            act("provisional_application", "2020-02-01", BOTH), withdrew("2020-06-01", "MYS", effective_on="2020-07-01")
        )
        assert lifecycle(agreement).status("2020-06-30") is Status.PROVISIONAL
        assert lifecycle(agreement).status("2020-07-01") is not Status.PROVISIONAL


class TestDeclaredForSome:
    """A declaration for a single party tells that the agreement may be in force, not since when."""

    def test_the_condition_is_not_met(self):
        """No notification is recorded; declared on 1 June 2020 with effect from 1 July for Malaysia."""
        agreement = record(
            signed("2020-01-10"),
            act("entry_into_force", "2020-06-01", "MYS", effective_on="2020-07-01"),
            act("entry_into_force", "2020-08-01", "JPN"),
            parties="MYS JPN",
            entry_into_force=LastNotification(),
            duration="P5Y",
        )
        entry = lifecycle(agreement).entry
        assert entry.kind is AnswerKind.UNKNOWN
        assert steps(entry) == [
            ("no notification by Malaysia and Japan is recorded", "/acts"),
            (
                "declared to be in force for Malaysia from 1 July 2020; the acts that led to this are not recorded",
                "/acts/1",
            ),
        ]
        assert entry.steps[1].day == day("2020-07-01")
        assert entry.steps[1].rule.code == "nothing-recorded"

    def test_the_condition_is_met(self):
        agreement = convention(*RATIFIED, act("entry_into_force", "2001-03-01", "USA"))
        assert lifecycle(agreement).entered_into_force_on == FOUNDED


class TestHowItEnds:
    """The first of the end of the term, the exits that leave too few, and consent to end it."""

    def test_a_termination_with_a_stated_effect(self):
        agreement = memorandum(
            signed("2020-01-10"), act("termination", "2020-06-01", BOTH, effective_on="2020-07-01"), duration="P5Y"
        )
        end = lifecycle(agreement).end
        assert end.day == day("2020-06-30")
        assert [(step.text, step.day) for step in end.steps] == [
            ("the parties ended it by consent, with effect from 1 July 2020", day("2020-07-01")),
            ("the last day in force is 30 June 2020; the first day out is 1 July 2020", day("2020-06-30")),
        ]

    def test_the_sooner_of_two(self):
        """Five years would end on 10 January 2025; Malaysia's notice ends it on 1 May 2021."""
        agreement = memorandum(
            signed("2020-01-10"), withdrew("2021-02-01", "MYS"), duration="P5Y", withdrawal=WithdrawalOnNotice("P3M")
        )
        assert lifecycle(agreement).last_day == day("2021-04-30")
        assert lifecycle(agreement).status("2021-05-01") is Status.TERMINATED

    def test_too_few_for_the_text(self):
        agreement = convention(*RATIFIED, withdrew("2005-01-01", "MYS"), minimum_parties=3)
        end = lifecycle(agreement).end
        assert end.day == day("2005-03-31")
        step = end.steps[-2]
        assert (step.text, step.pointer, step.day, step.rule.code) == (
            "Malaysia left, which leaves 2 of the 3 parties required",
            "/term/minimum_parties",
            day("2005-04-01"),
            "minimum-parties",
        )

    def test_as_many_as_the_text_wants(self):
        agreement = convention(*RATIFIED, withdrew("2005-01-01", "MYS"), minimum_parties=2)
        assert lifecycle(agreement).last_day is None

    def test_two_that_leave_on_one_day(self):
        agreement = convention(
            *RATIFIED, withdrew("2005-01-01", "MYS"), withdrew("2005-01-01", "JPN"), minimum_parties=2
        )
        end = lifecycle(agreement).end
        assert end.day == day("2005-03-31")
        step = end.steps[-2]
        assert (step.text, step.pointer, step.rule.code) == (
            "Malaysia and Japan left, which leaves 1 of the 2 parties required",
            "/term/minimum_parties",
            "minimum-parties",
        )

    LEFT = (withdrew("2005-01-01", "MYS"), withdrew("2007-01-01", "JPN"), withdrew("2009-01-01", "USA"))

    def test_the_last_but_one_that_leaves(self):
        """Malaysia leaves on 1 April 2005, Japan on 1 April 2007: the United States alone remains bound."""
        agreement = convention(*RATIFIED, *self.LEFT[:2])
        assert lifecycle(agreement).last_day is None
        assert lifecycle(agreement).parties_bound("2007-04-01") == ("USA",)
        assert messages(agreement, "one-party-left") == ["only United States of America is left from 1 April 2007"]
        assert codes_at(agreement, len(RATIFIED) + 1) == ["one-party-left"]

    def test_the_last_that_leaves(self):
        agreement = convention(*RATIFIED, *self.LEFT)
        end = lifecycle(agreement).end
        assert end.day == day("2009-03-31")
        assert (end.steps[-2].text, end.steps[-2].rule.code) == (
            "United States of America left, which leaves no party",
            "two-parties",
        )
        assert len(messages(agreement, "one-party-left")) == 1

    def test_of_two_that_leave_last_on_one_day_the_first_in_the_record_is_cited(self):
        agreement = convention(*RATIFIED[:2], withdrew("2005-01-01", "JPN"), withdrew("2005-01-01", "MYS"))
        step = next(step for step in lifecycle(agreement).end.steps if "left" in step.text)
        assert (step.text, step.pointer) == ("Japan and Malaysia left, which leaves no party", "/acts/2")

    def test_a_bilateral_agreement_that_requires_three_parties(self):
        agreement = memorandum(
            signed("2020-01-10"), withdrew("2021-02-01", "MYS"), withdrawal=WithdrawalOnNotice("P3M"), minimum_parties=3
        )
        step = next(step for step in lifecycle(agreement).end.steps if "left" in step.text)
        assert (step.text, step.rule.code) == (
            "Malaysia left, which leaves 1 of the 3 parties required",
            "minimum-parties",
        )

    def test_all_that_leave_on_one_day(self):
        agreement = convention(*RATIFIED, *(withdrew("2005-01-01", party) for party in ("MYS", "JPN", "USA")))
        assert lifecycle(agreement).last_day == day("2005-03-31")
        assert messages(agreement, "one-party-left") == []

    def test_a_party_that_leaves_on_the_day_of_entry(self):
        """Notice without a notice period, on the first day: the party is never bound, so the agreement never begins."""
        agreement = memorandum(
            withdrew("2020-01-01", "MYS"),
            entry_into_force=OnDate("2020-01-01"),
            duration="P1Y",
            withdrawal=WithdrawalOnNotice("P0D"),
        )
        life = lifecycle(agreement)
        assert (life.entered_into_force_on, life.last_day) == (None, None)
        assert [life.status(on) for on in ("2019-12-31", "2020-01-01")] == [Status.NEGOTIATED, Status.TERMINATED]
        assert life.parties_bound("2020-01-01") == ()

    def test_a_suspension_ends_when_its_party_leaves(self):
        """Malaysia suspends and leaves, Japan leaves: the United States, the last party, suspended nothing."""
        paused = act("suspension", "2003-01-01", "MYS")
        agreement = convention(*RATIFIED, paused, *self.LEFT[:2])
        assert lifecycle(agreement).status("2008-01-01") is Status.IN_FORCE

    def test_a_notice_against_renewal_before_the_entry_ends_nothing(self):
        agreement = memorandum(
            act("non_renewal", "2021-10-01", "MYS"),
            ratified("2022-06-01", "MYS"),
            ratified("2022-06-01", "JPN"),
            entry_into_force=OnConsentOfAll(),
            anchor="2021-01-01",
            duration="P1Y",
            renewal=TacitRenewal("P1Y", notice="P1M"),
        )
        assert lifecycle(agreement).status("2023-01-01") is Status.IN_FORCE

    def test_one_party_left_after_the_end_is_not_reported(self):
        agreement = convention(*RATIFIED, *self.LEFT[:2], act("termination", "2006-01-01", ["MYS", "JPN", "USA"]))
        assert lifecycle(agreement).last_day == day("2005-12-31")
        assert messages(agreement, "one-party-left") == []

    @pytest.mark.parametrize(
        ("condition", "depositary", "last"),
        [
            (NthInstrument(2), None, None),
            (None, "UN", None),
            (None, None, "2005-03-31"),
            (OnConsentOfAll(), "UN", "2005-03-31"),
        ],
        ids=str,
    )
    def test_one_of_two_recorded_parties(self, condition, depositary, last):
        """A treaty that counts instruments, or has a depositary and no known condition, has other parties."""
        agreement = convention(
            *RATIFIED[:1],
            act("entry_into_force", "2001-01-01"),
            withdrew("2005-01-01", "MYS"),
            entry_into_force=condition,
        )
        agreement = attrs.evolve(agreement, parties=agreement.parties[:2], depositary=depositary)
        assert lifecycle(agreement).last_day == (last and day(last))

    def test_an_exchange_makes_no_party_where_instruments_count(self):
        """Malaysia withdraws and ratifies on one day: it was no party before, so its ratification comes first."""
        exchanged = act("exchange_of_instruments", "2001-01-01")
        agreement = convention(
            ratified("2001-01-01", "JPN"),
            exchanged,
            withdrew("2003-01-01", "MYS"),
            *(ratified("2003-01-01", "MYS"), ratified("2001-01-01", "USA")),
        )
        assert days(agreement, "MYS") == [(day("2003-01-01"), day("2003-04-01"))]
        assert codes_at(agreement, 1) == ["act-without-effect"]

    def test_one_that_came_back_in_between(self):
        agreement = convention(
            *RATIFIED, withdrew("2005-01-01", "MYS"), ratified("2006-01-01", "MYS"), withdrew("2007-01-01", "JPN")
        )
        assert lifecycle(agreement).last_day is None

    def test_a_party_that_leaves_before_its_consent_binds_ends_nothing(self):
        """In force from 1 May 2001; a third party withdrew its consent before."""
        agreement = convention(
            ratified("2001-01-01", "MYS"),
            withdrew("2001-01-10", "MYS"),
            ratified("2001-02-01", "USA"),
            ratified("2001-05-01", "JPN"),
        )
        assert lifecycle(agreement).entered_into_force_on == day("2001-05-01")
        assert days(agreement, "MYS") == []
        assert lifecycle(agreement).last_day is None

    def test_renewed_until_nobody_knows(self):
        """Five years from 10 January 2020; a notice of 1 June 2027 shows that it was renewed."""
        agreement = memorandum(signed("2020-01-10"), act("non_renewal", "2027-06-01", "MYS"), duration="P5Y")
        life = lifecycle(agreement)
        assert life.end.kind is AnswerKind.UNKNOWN
        assert steps(life.end)[1:] == [
            (
                (
                    "it was renewed, because the non renewal of 1 June 2027 is later than the end of its term on "
                    "10 January 2025"
                ),
                "/acts/1",
            ),
            ("it is not known until when it was renewed", "/term/renewal"),
        ]
        assert codes_at(agreement, 1) == []
        assert phases(agreement) == [("in_force", "2020-01-10"), ("unknown", "2027-06-02")]
        assert life.position("2025-01-10").status is Status.IN_FORCE
        assert life.position("2027-06-02").reason == "it is not known until when it was renewed"

    def test_renewed_without_an_end(self):
        agreement = memorandum(signed("2020-01-10"), duration="P5Y", renewal=TacitRenewal("P1Y", notice="P2M"))
        assert steps(lifecycle(agreement).end)[-1] == (
            "it is renewed until a party gives notice",
            "/term/renewal",
        )

    def test_renewed_with_a_stated_day_of_exit(self):
        """The notice of 1 June 2027 states 1 January 2028, which ends what was renewed."""
        agreement = memorandum(
            signed("2020-01-10"), act("non_renewal", "2027-06-01", "MYS", effective_on="2028-01-01"), duration="P5Y"
        )
        assert lifecycle(agreement).last_day == day("2027-12-31")
        assert "it was renewed, because" in lifecycle(agreement).end.steps[1].text


class TestWhereTheEndIsNotKnown:
    """Nobody leaves what is over: until a party leaves, and to the end of its first period, it is in force."""

    SIGNED = signed("2020-01-10")
    LEAVES = WithdrawalOnNotice("P1M")

    def test_nothing_tells(self):
        agreement = memorandum(self.SIGNED, parties=THREE)
        life = lifecycle(agreement)
        assert phases(agreement) == [("unknown", "2020-01-10")]
        assert life.position("2020-01-10").possible == (Status.IN_FORCE, Status.EXPIRED)
        assert life.position("2020-01-10").reason == "the duration is not known"

    def test_to_the_day_on_which_a_party_left(self):
        """Malaysia's notice of 10 January 2021 takes effect on 10 February."""
        agreement = memorandum(self.SIGNED, withdrew("2021-01-10", "MYS"), parties=THREE, withdrawal=self.LEAVES)
        assert phases(agreement) == [("in_force", "2020-01-10"), ("unknown", "2021-02-10")]
        life = lifecycle(agreement)
        bound = {party: life.participation(party) for party in THREE.split()}
        assert [bound["MYS"].is_bound(on) for on in ("2020-01-09", "2021-02-09", "2021-02-10")] == [False, True, False]
        assert [bound["JPN"].is_bound(on) for on in ("2020-01-09", "2021-02-09", "2021-02-10")] == [False, True, None]

    def test_to_the_day_on_which_the_last_party_left(self):
        agreement = memorandum(
            self.SIGNED,
            withdrew("2021-06-01", "MYS"),
            withdrew("2023-06-01", "JPN"),
            parties=f"{THREE} CHN",
            withdrawal=self.LEAVES,
        )
        assert phases(agreement) == [("in_force", "2020-01-10"), ("unknown", "2023-07-01")]

    def test_a_notice_that_was_revoked_tells_nothing(self):
        agreement = memorandum(
            self.SIGNED,
            withdrew("2021-06-01", "MYS"),
            act("notice_revocation", "2021-06-10", "MYS"),
            parties=THREE,
            withdrawal=self.LEAVES,
        )
        assert phases(agreement) == [("unknown", "2020-01-10")]

    def test_a_consent_withdrawn_before_it_bound_tells_nothing(self):
        """A fourth state ratifies in 2003 for 2005, and withdraws before."""
        agreement = convention(
            *RATIFIED,
            ratified("2003-01-01", "CHN", effective_on="2005-01-01"),
            withdrew("2004-01-01", "CHN"),
            parties=f"{THREE} CHN",
            duration=None,
        )
        assert phases(agreement) == [("unknown", "2001-01-01")]

    def test_to_the_end_of_the_first_period(self):
        """Five years to 10 January 2025; the notice of 1 June 2027 shows that it was renewed."""
        agreement = memorandum(self.SIGNED, act("non_renewal", "2027-06-01", "MYS"), duration="P5Y")
        assert phases(agreement) == [("in_force", "2020-01-10"), ("unknown", "2027-06-02")]

    def test_suspended_then(self):
        agreement = memorandum(self.SIGNED, act("suspension", "2020-06-01", BOTH, until="2020-07-31"))
        possible = {on: lifecycle(agreement).position(on).possible for on in ("2020-05-31", "2020-06-01", "2020-08-01")}
        assert possible == {
            "2020-05-31": (Status.IN_FORCE, Status.EXPIRED),
            "2020-06-01": (Status.SUSPENDED, Status.EXPIRED),
            "2020-08-01": (Status.IN_FORCE, Status.EXPIRED),
        }

    def test_the_period_that_runs_ends_with_the_agreement(self):
        """Yearly periods from 10 January 2020, ended by consent from 1 June 2020."""
        agreement = memorandum(
            self.SIGNED,
            act("termination", "2020-06-01", BOTH),
            duration="P1Y",
            renewal=TacitRenewal("P1Y", notice="P2M"),
        )
        assert lifecycle(agreement).period("2020-03-01").last_day == day("2020-05-31")
        assert lifecycle(agreement).period("2020-06-01") is None

    def test_nothing_is_recorded(self):
        agreement = record(parties="MYS JPN", duration="P1Y", renewal=TacitRenewal("P1Y", notice="P2M"))
        life = lifecycle(agreement)
        assert life.status("2020-06-01") is Status.UNKNOWN
        assert life.position("2020-06-01").possible == (
            Status.NEGOTIATED,
            Status.SIGNED,
            Status.IN_FORCE,
            Status.EXPIRED,
        )
        notice = life.notice("2020-06-01")
        assert (notice.day, notice.kind) == (None, AnswerKind.UNKNOWN)
        assert [step.rule.code for step in notice.steps] == ["nothing-recorded"]
        assert [life.participation(party).is_bound("2020-06-01") for party in BOTH] == [None, None]

    def test_who_had_no_part_in_an_open_treaty_is_not_bound_by_it(self):
        """One of two ratifications: whether it is in force is not known, but not for who never consented."""
        agreement = ended_by_all(RATIFIED[0])
        life = lifecycle(agreement)
        assert life.status("2003-01-01") is Status.UNKNOWN
        assert life.participation("MYS").is_bound("2003-01-01") is None
        assert life.participation("JPN").is_bound("2003-01-01") is False
        assert life.participation("MYS").is_bound("2000-12-31") is False

    def test_who_left_is_not_bound(self):
        """It is not known whether it is in force, and Malaysia withdrew with effect from 1 January 2004."""
        agreement = ended_by_all(RATIFIED[0], withdrew("2003-06-01", "MYS", effective_on="2004-01-01"))
        participation = lifecycle(agreement).participation("MYS")
        assert participation.is_bound("2003-12-31") is None
        assert participation.is_bound("2004-01-01") is False


class TestSuspendedAsAWhole:
    """It is suspended while the obligations of so many are that fewer than two parties are left (VCLT 57, 58)."""

    def test_two_of_three(self):
        agreement = memorandum(
            signed("2020-01-10"),
            act("suspension", "2020-06-01", "MYS"),
            act("suspension", "2020-07-01", "JPN"),
            act("resumption", "2020-08-01", "MYS"),
            duration="P5Y",
            parties=THREE,
        )
        assert phases(agreement) == [
            ("in_force", "2020-01-10"),
            ("suspended", "2020-07-01"),
            ("in_force", "2020-08-01"),
            ("expired", "2025-01-11"),
        ]

    def test_of_a_party_the_status_is_its_own(self):
        agreement = memorandum(
            signed("2020-01-10"), act("suspension", "2020-06-01", "MYS"), duration="P5Y", parties=THREE
        )
        statuses = [lifecycle(agreement).participation(party).status("2020-06-01") for party in THREE.split()]
        assert statuses == [Status.SUSPENDED, Status.IN_FORCE, Status.IN_FORCE]

    def test_two_that_are_left_after_a_withdrawal(self):
        """Malaysia suspends from 1 June 2003; the treaty goes on between two, until Japan leaves on 1 April 2005."""
        agreement = convention(*RATIFIED, act("suspension", "2003-06-01", "MYS"), withdrew("2005-01-01", "JPN"))
        assert phases(agreement)[-2:] == [("in_force", "2001-01-01"), ("suspended", "2005-04-01")]

    def test_who_comes_back_ends_it(self):
        agreement = convention(
            *RATIFIED,
            act("suspension", "2003-06-01", "MYS"),
            withdrew("2005-01-01", "JPN"),
            ratified("2006-01-01", "JPN"),
        )
        assert phases(agreement)[-2:] == [("suspended", "2005-04-01"), ("in_force", "2006-01-01")]

    def test_where_the_record_need_not_hold_all_parties(self):
        """Declared to be in force with one ratification recorded: all three of the record must suspend it."""
        acts = [
            act("suspension", f"2003-0{month}-01", party) for month, party in zip("678", THREE.split(), strict=True)
        ]
        agreement = convention(RATIFIED[0], declared("2001-06-01"), *acts)
        assert phases(agreement)[-2:] == [("in_force", "2001-06-01"), ("suspended", "2003-08-01")]
        assert phases(convention(RATIFIED[0], declared("2001-06-01"), *acts[:2]))[-1] == ("in_force", "2001-06-01")

    def test_where_nobody_leaves_such_a_treaty_empty(self):
        """Stated to be in force with one ratification recorded: a withdrawal leaves those that are not recorded."""
        agreement = convention(RATIFIED[0], act("condition_met", "2001-05-01"), withdrew("2005-01-01", "MYS"))
        assert lifecycle(agreement).last_day is None
        assert lifecycle(agreement).status("2006-01-01") is Status.IN_FORCE

    def test_a_suspension_to_the_last_day_of_the_calendar(self):
        agreement = memorandum(
            signed("2020-01-10"), act("suspension", "2020-06-01", BOTH, until="9999-12-31"), duration=Indefinite()
        )
        assert phases(agreement) == [("in_force", "2020-01-10"), ("suspended", "2020-06-01")]

    def test_undone_before_it_began(self):
        """Suspended from 1 June 2020, resumed on that day: it never was, and both acts have that effect."""
        agreement = memorandum(
            signed("2020-01-10"),
            act("suspension", "2020-05-01", BOTH, effective_on="2020-06-01"),
            act("resumption", "2020-06-01", BOTH),
            duration="P5Y",
        )
        assert phases(agreement) == [("in_force", "2020-01-10"), ("expired", "2025-01-11")]
        assert why(agreement, 2) is None
        assert why(agreement, 1) is not None


class TestSupersededByALaterTreaty:
    """VCLT 59(1): a later treaty of all the parties ends the earlier one."""

    def earlier(self, *relations, parties="MYS JPN", on="2000-01-01"):
        return named("earlier", signed(on), parties=parties, relations=relations)

    def later(self, *acts, parties=THREE):
        supersedes = mou.Relation("supersedes", "earlier")
        return named("later", *(acts or [signed("2010-01-01")]), parties=parties, relations=[supersedes])

    def test_from_the_day_on_which_the_later_is_in_force(self):
        life = lifecycle(self.earlier(), others=[self.later()])
        assert (life.last_day, life.status("2010-01-01")) == (day("2009-12-31"), Status.TERMINATED)
        step = life.end.steps[-2]
        assert (step.text, step.day, step.rule.code) == (
            "superseded by later, in force from 1 January 2010",
            day("2010-01-01"),
            "superseded",
        )

    def test_not_by_one_that_lacks_a_party(self):
        assert lifecycle(self.earlier(parties=THREE), others=[self.later(parties="MYS JPN")]).last_day is None

    def test_not_where_the_parties_are_not_recorded(self):
        assert lifecycle(self.earlier(parties=""), others=[self.later()]).last_day is None

    def test_not_by_one_that_is_not_in_force(self):
        later = self.later(signed("2010-01-01", "MYS"))
        assert lifecycle(self.earlier(), others=[later]).last_day is None

    def test_by_one_that_is_in_force_on_a_day_that_is_not_certain(self):
        """Signed on a day of 2010: from some day of that year, so its status is not known from then on."""
        life = lifecycle(self.earlier(), others=[self.later(signed("2010"))])
        assert life.last_day is None
        assert life.end.kind is AnswerKind.UNKNOWN
        assert life.end.steps[-1].text == ("superseded by later, whose date of entry into force is not certain")
        assert life.status("2015-01-01") is Status.UNKNOWN

    def test_of_two_that_supersede_each_other_the_one_in_force_last(self):
        back = mou.Relation("supersedes", "later")
        earlier, later = self.earlier(back, parties=THREE), self.later()
        assert lifecycle(earlier, others=[earlier, later]).last_day == day("2009-12-31")
        life = lifecycle(later, others=[earlier, later])
        assert (life.entered_into_force_on, life.last_day) == (day("2010-01-01"), None)
        assert life.status("2015-01-01") is Status.IN_FORCE

    def test_by_one_that_may_be_in_force_before_it_was_ended(self):
        """Ended from 1 June 2010, and superseded from some day of that year: the last day is not known."""
        earlier = named(
            "earlier", signed("2000-01-01"), act("termination", "2010-06-01", BOTH), parties="MYS JPN", relations=()
        )
        assert lifecycle(earlier, others=[self.later(signed("2010"))]).end.kind is AnswerKind.UNKNOWN

    def test_of_two_that_supersede_each_other_and_one_that_is_not_in_force(self):
        back = mou.Relation("supersedes", "later")
        earlier, later = self.earlier(back, parties=THREE), self.later(signed("2010-01-01", "MYS"))
        assert lifecycle(earlier, others=[earlier, later]).last_day is None


class TestTheEventThatATermRunsFrom:
    """An end that is counted from a doubtful date rests on it, and says so; no other end does."""

    def rests_on(self, answer):
        return [step.pointer for step in answer.steps if step.rule is not None and step.rule.code == "inferred-date"]

    def doubtful(self, *acts, **term):
        """Signed on 10 January 2020, which is marked as uncertain; ratified on 1 March 2020."""
        consents = [ratified("2020-03-01", party) for party in BOTH]
        return record(signed("2020-01-10?"), *consents, *acts, parties="MYS JPN", **term)

    def test_from_entry_into_force_on_that_date(self):
        agreement = record(signed("2020-01-10?"), parties="MYS JPN", entry_into_force=OnSignature(), duration="P5Y")
        assert self.rests_on(lifecycle(agreement).end) == ["/acts/0"]

    def test_from_entry_into_force_on_another(self):
        notified = [act("notification", "2020-03-01", party) for party in BOTH]
        agreement = self.doubtful(*notified, entry_into_force=LastNotification(), duration="P5Y")
        assert lifecycle(agreement).last_day == day("2025-03-01")
        assert self.rests_on(lifecycle(agreement).end) == []

    def test_from_signature(self):
        notified = [act("notification", "2020-03-01", party) for party in BOTH]
        agreement = self.doubtful(
            *notified, entry_into_force=LastNotification(), duration="P5Y", anchor=Anchor.SIGNATURE
        )
        assert lifecycle(agreement).last_day == day("2025-01-10")
        assert self.rests_on(lifecycle(agreement).end) == ["/acts/0"]

    def test_from_a_written_date(self):
        agreement = memorandum(signed("2020-01-10?"), duration="P5Y", anchor=date(2020, 2, 1))
        assert lifecycle(agreement).last_day is not None
        assert self.rests_on(lifecycle(agreement).end) == []

    @pytest.mark.parametrize("duration", [Until("2025-12-31"), Indefinite(), None], ids=repr)
    def test_where_the_term_has_no_length(self, duration):
        agreement = memorandum(signed("2020-01-10?"), duration=duration)
        assert self.rests_on(lifecycle(agreement).end) == []

    def test_from_provisional_application(self):
        agreement = record(
            signed("2020-01-10"),
            act("provisional_application", "2020-02-01?", BOTH),
            parties="MYS JPN",
            entry_into_force=LastNotification(),
            anchor=Anchor.PROVISIONAL_APPLICATION,
            duration="P1Y",
        )
        assert lifecycle(agreement).last_day == day("2021-02-01")
        assert self.rests_on(lifecycle(agreement).end) == ["/acts/1"]


class TestTheSignaturesOfAll:
    """It counts as signed as soon as two have signed; until then the reason says who has."""

    def test_one_of_two(self):
        agreement = memorandum(signed("2020-01-10", "MYS"))
        assert lifecycle(agreement).position("2020-02-01").reason == (
            "signed by Malaysia on 10 January 2020; no signature by Japan is recorded"
        )

    def test_none(self):
        agreement = record(act("adoption", "2020-01-10"), parties="MYS JPN", entry_into_force=OnSignature())
        assert lifecycle(agreement).position("2020-02-01").reason == "no signature is recorded"


class TestPartiesOfWhatMayBeInForce:
    """The status of a party counts from the day on which its act was done, not from its stated effect."""

    def test_a_consent_with_a_later_effect(self):
        """Ratified on 1 January 2001 with effect from 2003: from its own day, Malaysia may be bound."""
        agreement = ended_by_all(ratified("2001-01-01", "MYS", effective_on="2003-01-01"))
        participation = lifecycle(agreement).participation("MYS")
        assert [participation.is_bound(on) for on in ("2000-12-31", "2001-01-01")] == [False, None]

    def test_a_signature_with_a_later_effect(self):
        agreement = record(
            signed("2020-01-10", "MYS"),
            act("signature", "2020-03-01", "JPN", effective_on="2020-06-01"),
            parties="MYS JPN",
            entry_into_force=LastNotification(),
        )
        participation = lifecycle(agreement).participation("JPN")
        assert participation.status("2020-02-28") is Status.NEGOTIATED
        assert participation.status("2020-03-01") is Status.SIGNED

    def provisional(self, *acts):
        agreement = record(
            signed("2020-01-10"),
            act("provisional_application", "2020-02-01", BOTH),
            *acts,
            parties="MYS JPN",
            entry_into_force=LastNotification(),
        )
        return [lifecycle(agreement).participation("MYS").status(f"2020-03-0{number}") for number in (1, 2, 5)]

    def test_who_withdrew_no_longer_applies_it(self):
        assert self.provisional(withdrew("2020-03-02", "MYS")) == [Status.PROVISIONAL, Status.SIGNED, Status.SIGNED]

    def test_who_revoked_the_withdrawal_applies_it(self):
        acts = withdrew("2020-03-02", "MYS"), act("notice_revocation", "2020-03-05", "MYS")
        assert self.provisional(*acts)[0] is self.provisional(*acts)[2] is Status.PROVISIONAL

    def test_a_notice_of_non_renewal_changes_nothing(self):
        assert self.provisional(act("non_renewal", "2020-03-01", "MYS")) == [Status.PROVISIONAL] * 3


class TestNoticesBetweenSpells:
    """A notice is about the consent before it."""

    def test_a_notice_before_any_consent(self):
        """The United States withdraws in 2002 and ratifies in 2003."""
        agreement = convention(*RATIFIED[:2], withdrew("2002-01-01", "USA"), ratified("2003-01-01", "USA"))
        assert days(agreement, "USA") == [(day("2003-01-01"), None)]
        assert codes_at(agreement, 2) == ["withdrawn-before-entry"]

    def test_a_notice_before_any_consent_for_a_later_day(self):
        agreement = convention(
            *RATIFIED[:2], withdrew("2002-01-01", "USA", effective_on="2004-01-01"), ratified("2003-01-01", "USA")
        )
        assert days(agreement, "USA") == [(day("2003-01-01"), None)]
        assert codes_at(agreement, 2) == ["act-without-effect"]

    @pytest.mark.parametrize(
        ("effect", "spells"), [("2005-01-01", []), ("2005-01-02", [(day("2005-01-01"), day("2005-01-02"))])], ids=str
    )
    def test_out_on_the_first_day(self, effect, spells):
        """Ratified for 1 January 2005: who is out from that day was never bound."""
        agreement = convention(
            *RATIFIED[:2],
            ratified("2003-01-01", "USA", effective_on="2005-01-01"),
            withdrew("2003-06-01", "USA", effective_on=effect),
        )
        assert days(agreement, "USA") == spells

    def test_notices_without_effect_around_one_that_has_one(self):
        """A treaty without renewals: only the withdrawal of 2003 ends a spell."""
        agreement = convention(
            *RATIFIED,
            act("non_renewal", "2002-01-01", "USA"),
            withdrew("2003-01-01", "USA"),
            act("non_renewal", "2004-01-01", "USA"),
            ratified("2005-01-01", "USA"),
            act("non_renewal", "2006-01-01", "USA"),
        )
        assert days(agreement, "USA") == [(FOUNDED, day("2003-04-01")), (day("2005-01-01"), None)]
        assert [message[:20] for message in messages(agreement, "notice-without-effect")] == [
            "no renewal was due, ",
            "it was no longer in ",
            "no renewal was due, ",
        ]

    def test_a_notice_without_effect_between_two(self):
        """Out on 1 September 2003 by the notice of 1 June; on 10 July by that of 10 June."""
        agreement = convention(
            *RATIFIED,
            withdrew("2003-06-01", "MYS"),
            act("non_renewal", "2003-06-10", "MYS"),
            withdrew("2003-06-10", "MYS", effective_on="2003-07-10"),
        )
        assert days(agreement, "MYS") == [(FOUNDED, day("2003-07-10"))]

    def test_the_third_spell_after_days_that_were_not_declared(self):
        agreement = convention(
            *RATIFIED,
            withdrew("2005-01-01", "USA"),
            ratified("2010-01-01", "USA"),
            withdrew("2012-01-01", "USA"),
            ratified("2014-01-01", "USA"),
            act("entry_into_force", "2014-06-01", "USA"),
        )
        assert days(agreement, "USA") == [
            (FOUNDED, day("2005-04-01")),
            (day("2010-01-01"), day("2012-04-01")),
            (day("2014-06-01"), None),
        ]

    def test_two_consents_before_a_declared_day(self):
        """Both ratifications of 2010 are what the declaration is about, so neither binds before 1 March."""
        agreement = convention(
            *RATIFIED,
            withdrew("2005-01-01", "USA"),
            ratified("2010-01-01", "USA"),
            ratified("2010-02-01", "USA"),
            act("entry_into_force", "2010-03-01", "USA"),
        )
        assert days(agreement, "USA") == [(FOUNDED, day("2005-04-01")), (day("2010-03-01"), None)]

    def test_a_consent_on_the_declared_day(self):
        agreement = convention(
            *RATIFIED,
            withdrew("2005-01-01", "USA"),
            ratified("2010-03-01", "USA"),
            act("entry_into_force", "2010-03-01", "USA"),
        )
        assert days(agreement, "USA") == [(FOUNDED, day("2005-04-01")), (day("2010-03-01"), None)]

    ALL = OnConsentOfAll()

    def test_a_founder_that_came_back_before_the_entry(self):
        """Ratified, withdrawn and ratified again before all had consented, on 1 May 2000; out on 1 April 2003."""
        agreement = convention(
            ratified("2000-01-01", "MYS"),
            withdrew("2000-02-01", "MYS"),
            ratified("2000-03-01", "MYS"),
            ratified("2000-04-01", "JPN"),
            ratified("2000-05-01", "USA"),
            withdrew("2003-01-01", "MYS"),
            entry_into_force=self.ALL,
        )
        assert days(agreement, "MYS") == [(day("2000-05-01"), day("2003-04-01"))]

    def test_a_founder_with_a_declared_day(self):
        agreement = convention(*RATIFIED, act("entry_into_force", "2001-03-01", "USA"), entry_into_force=self.ALL)
        assert days(agreement, "USA") == [(day("2001-03-01"), None)]

    def test_a_founder_that_came_back_with_a_declared_day(self):
        agreement = convention(
            *RATIFIED,
            withdrew("2005-01-01", "USA"),
            ratified("2010-01-01", "USA"),
            act("entry_into_force", "2010-03-01", "USA"),
            entry_into_force=self.ALL,
        )
        assert days(agreement, "USA") == [(FOUNDED, day("2005-04-01")), (day("2010-03-01"), None)]

    def test_a_founder_that_came_back_keeps_nothing_going_in_between(self):
        """All had to consent. Malaysia left on 1 April 2003, Japan on 1 April 2005: one is left."""
        agreement = convention(
            *RATIFIED,
            withdrew("2003-01-01", "MYS"),
            withdrew("2005-01-01", "JPN"),
            entry_into_force=self.ALL,
            minimum_parties=2,
        )
        assert lifecycle(agreement).last_day == day("2005-03-31")

    def test_a_founder_that_came_back_and_left_again(self):
        agreement = convention(
            *RATIFIED,
            withdrew("2003-01-01", "MYS"),
            ratified("2004-01-01", "MYS"),
            withdrew("2005-01-01", "MYS"),
            withdrew("2007-01-01", "JPN"),
            entry_into_force=self.ALL,
            minimum_parties=2,
        )
        assert days(agreement, "MYS") == [(FOUNDED, day("2003-04-01")), (day("2004-01-01"), day("2005-04-01"))]
        assert lifecycle(agreement).last_day == day("2007-03-31")


class TestNoticeOfUnknownLength:
    """The text leaves a blank: "not less than __ days' notice". The day of effect is not known."""

    BLANK = WithdrawalOnNotice(None)

    def test_between_two_parties(self):
        agreement = memorandum(
            signed("2020-01-10"), withdrew("2021-02-01", "MYS"), duration=Indefinite(), withdrawal=self.BLANK
        )
        life = lifecycle(agreement)
        assert [life.status(on) for on in ("2021-01-31", "2021-02-01", "2021-02-02")] == [
            Status.IN_FORCE,
            Status.IN_FORCE,
            Status.UNKNOWN,
        ]
        assert life.end.kind is AnswerKind.UNKNOWN
        assert "the length of the notice is not known" in life.end.steps[-1].text
        assert [finding.code for finding in check(agreement, on="2025-01-01")] == ["not-determined"]

    def test_revoked(self):
        revoked = act("notice_revocation", "2021-03-01", "MYS")
        agreement = memorandum(
            signed("2020-01-10"), withdrew("2021-02-01", "MYS"), revoked, duration=Indefinite(), withdrawal=self.BLANK
        )
        assert lifecycle(agreement).status("2025-01-01") is Status.IN_FORCE

    def test_a_stated_effect_counts(self):
        left = withdrew("2021-02-01", "MYS", effective_on="2021-05-01")
        agreement = memorandum(signed("2020-01-10"), left, duration=Indefinite(), withdrawal=self.BLANK)
        assert lifecycle(agreement).last_day == day("2021-04-30")

    def test_during_a_lock_in(self):
        clause = WithdrawalOnNotice(None, lock_in="P2Y", not_allowed="void")
        agreement = memorandum(
            signed("2020-01-10"), withdrew("2021-02-01", "MYS"), duration=Indefinite(), withdrawal=clause
        )
        assert lifecycle(agreement).status("2025-01-01") is Status.IN_FORCE

    def test_a_known_end_remains_and_shows_that_both_were_bound(self):
        agreement = memorandum(
            signed("2020-01-10"),
            withdrew("2021-02-01", "MYS"),
            act("termination", "2021-03-01", BOTH),
            duration=Indefinite(),
            withdrawal=self.BLANK,
        )
        assert lifecycle(agreement).last_day == day("2021-02-28")
        own = lifecycle(agreement).participation("MYS")
        assert own.is_bound("2021-02-28") is True
        assert own.spells[0].last_day == day("2021-02-28")

    def test_one_of_three_parties(self):
        """The agreement continues between the other two, whenever the notice takes effect."""
        agreement = convention(*RATIFIED, withdrew("2005-01-01", "MYS"), withdrawal=self.BLANK)
        life = lifecycle(agreement)
        assert (life.last_day, life.status("2010-01-01")) == (None, Status.IN_FORCE)
        own = life.participation("MYS")
        assert [own.is_bound(on) for on in ("2005-01-01", "2005-01-02")] == [True, None]
        assert own.spells[0].ends.kind is AnswerKind.UNKNOWN
        assert life.parties_bound("2010-01-01") == ("JPN", "USA")

    def test_a_notice_without_effect_does_not_count_as_an_exit(self):
        clause = WithdrawalOnNotice(None, lock_in="P3Y", not_allowed="void")
        agreement = convention(
            *RATIFIED,
            withdrew("2002-01-01", "JPN"),
            withdrew("2005-01-01", "MYS"),
            withdrawal=clause,
            minimum_parties=2,
        )
        assert lifecycle(agreement).status("2010-01-01") is Status.IN_FORCE

    def test_a_party_that_left_is_not_among_those_that_stay(self):
        agreement = convention(
            *RATIFIED,
            withdrew("2003-01-01", "JPN", effective_on="2004-01-01"),
            withdrew("2005-01-01", "MYS"),
            withdrawal=self.BLANK,
            minimum_parties=2,
        )
        life = lifecycle(agreement)
        assert [life.status(on) for on in ("2005-01-01", "2005-01-02")] == [Status.IN_FORCE, Status.UNKNOWN]

    def test_a_second_notice_that_states_its_effect(self):
        agreement = convention(
            *RATIFIED,
            withdrew("2005-01-01", "MYS"),
            withdrew("2006-01-01", "MYS", effective_on="2006-07-01"),
            withdrawal=self.BLANK,
        )
        assert days(agreement, "MYS") == [(FOUNDED, day("2006-07-01"))]
        assert lifecycle(agreement).participation("MYS").is_bound("2006-06-30") is True

    @pytest.mark.parametrize(("given", "known"), [("2009-12-31", False), ("2010-01-01", True), ("2011-01-01", True)])
    def test_a_notice_after_the_end_of_the_agreement(self, given, known):
        agreement = convention(
            *RATIFIED, withdrew(given, "MYS"), duration=Until("2009-12-31"), renewal=NoRenewal(), withdrawal=self.BLANK
        )
        spell = lifecycle(agreement).participation("MYS").spells[0]
        assert (spell.last_day == day("2009-12-31")) is known

    @pytest.mark.parametrize("clause", [{"minimum_parties": 3}, {"withdrawal": attrs.evolve(BLANK, ends_for_all=True)}])
    def test_one_of_three_parties_that_can_end_it(self, clause):
        agreement = convention(*RATIFIED, withdrew("2005-01-01", "MYS"), **{"withdrawal": self.BLANK} | clause)
        assert lifecycle(agreement).status("2010-01-01") is Status.UNKNOWN

    LONG = MappingProxyType({"duration": "P30Y", "renewal": NoRenewal(), "withdrawal": BLANK})

    def test_a_term_that_ends_later_says_nothing(self):
        """In force from 2001 for thirty years, a blank notice in 2005: nobody knows whether it lasts to 2031."""
        agreement = memorandum(signed("2001-01-01"), withdrew("2005-01-01", "MYS"), **self.LONG)
        life = lifecycle(agreement)
        assert [life.status(on) for on in ("2005-01-01", "2005-01-02")] == [Status.IN_FORCE, Status.UNKNOWN]
        assert [life.participation(party).is_bound("2015-01-01") for party in ("MYS", "JPN")] == [None, None]
        assert [finding.code for finding in check(agreement, on="2015-01-01")] == ["not-determined"]

    def test_a_later_exit_of_the_other_party_says_nothing(self):
        acts = [withdrew("2005-01-01", "MYS"), withdrew("2009-01-01", "JPN", effective_on="2010-01-01")]
        agreement = memorandum(signed("2001-01-01"), *acts, duration=Indefinite(), withdrawal=self.BLANK)
        assert lifecycle(agreement).status("2008-01-01") is Status.UNKNOWN

    @pytest.mark.parametrize("order", [1, -1])
    def test_the_first_of_two_notices_decides_whatever_their_order_in_the_record(self, order):
        acts = [withdrew("2010-01-01", "MYS"), withdrew("2005-01-01", "JPN")][::order]
        agreement = memorandum(signed("2001-01-01"), *acts, duration=Indefinite(), withdrawal=self.BLANK)
        assert [lifecycle(agreement).status(on) for on in ("2005-01-01", "2005-01-02")] == [
            Status.IN_FORCE,
            Status.UNKNOWN,
        ]

    def test_two_of_three_parties(self):
        """Two parties stay in any case until the second notice; the text requires two."""
        acts = [withdrew("2005-01-01", "MYS"), withdrew("2008-01-01", "JPN")]
        life = lifecycle(convention(*RATIFIED, *acts, withdrawal=self.BLANK, minimum_parties=2))
        assert [life.status(on) for on in ("2008-01-01", "2008-01-02")] == [Status.IN_FORCE, Status.UNKNOWN]
        assert lifecycle(convention(*RATIFIED, *acts, withdrawal=self.BLANK)).status("2010-01-01") is Status.IN_FORCE

    def test_a_dated_exit_after_it(self):
        """Of three parties two are required: after the dated exit of Japan, it depends on Malaysia's notice."""
        acts = [withdrew("2005-01-01", "MYS"), withdrew("2009-01-01", "JPN", effective_on="2010-01-01")]
        life = lifecycle(convention(*RATIFIED, *acts, withdrawal=self.BLANK, minimum_parties=2))
        assert [life.status(on) for on in ("2005-01-01", "2005-01-02")] == [Status.IN_FORCE, Status.IN_FORCE]
        assert [life.status(on) for on in ("2009-12-31", "2010-01-01")] == [Status.IN_FORCE, Status.UNKNOWN]

    def test_a_notice_that_would_end_it_for_all_under_another_clause(self):
        renewal = TacitRenewal("P5Y", notice="P6M", ends_for_all=True)
        agreement = convention(
            *RATIFIED, withdrew("2005-01-01", "MYS"), duration="P5Y", renewal=renewal, withdrawal=self.BLANK
        )
        assert lifecycle(agreement).status("2010-01-01") is Status.IN_FORCE

    def test_a_later_spell_is_certain(self):
        agreement = convention(
            *RATIFIED,
            withdrew("2005-01-01", "MYS"),
            withdrew("2005-06-01", "MYS", effective_on="2006-01-01"),
            ratified("2010-01-01", "MYS"),
            withdrawal=self.BLANK,
        )
        assert lifecycle(agreement).participation("MYS").is_bound("2011-01-01") is True

    def test_an_extension_needs_the_party_that_gave_it(self):
        extended = act("extension", "2005-01-02", "JPN", until="2050-01-01")
        agreement = memorandum(signed("2001-01-01"), withdrew("2005-01-01", "MYS"), extended, **self.LONG)
        assert "extension-without-all" in [finding.code for finding in check(agreement)]

    def test_its_suspension_has_no_effect(self):
        paused = act("notice_suspension", "2005-02-01", "MYS", until="2005-08-01")
        agreement = convention(*RATIFIED, withdrew("2005-01-01", "MYS"), paused, withdrawal=self.BLANK)
        (message,) = messages(agreement, "act-without-effect")
        assert message.endswith("it is not known when the notice takes effect")

    def test_in_words(self):
        text = withdrawal_words(memorandum(withdrawal=self.BLANK).term)
        assert text == "on notice, with effect after a time that is not known"


class TestAtTheEdges:
    """Clauses that name fewer than two parties, days outside the calendar, terms without periods."""

    def test_a_minimum_of_one_changes_nothing(self):
        agreement = convention(
            *RATIFIED, withdrew("2005-01-01", "MYS"), withdrew("2005-01-01", "JPN"), minimum_parties=1
        )
        assert lifecycle(agreement).last_day is None
        between_two = memorandum(
            signed("2020-01-10"), withdrew("2021-02-01", "MYS"), withdrawal=WithdrawalOnNotice("P3M"), minimum_parties=1
        )
        assert lifecycle(between_two).last_day == day("2021-04-30")

    @pytest.mark.parametrize(("on", "fits"), [("9999-12-01", False), ("9999-01-01", True)])
    def test_who_consents_too_late_for_the_calendar(self, on, fits):
        """Three months after 1 December 9999 lie outside the calendar, and the answers say so."""
        agreement = convention(*RATIFIED[:2], ratified(on, "USA"), later_parties=LaterParties("P3M"))
        assert ("out-of-the-calendar" not in [finding.code for finding in check(agreement)]) is fits
        if fits:
            assert lifecycle(agreement).entered_into_force_on == FOUNDED
        else:
            with pytest.raises(mou.DateRangeError):
                lifecycle(agreement)

    def test_a_stated_effect_at_the_end_of_the_calendar(self):
        """Ratified in 2003 for 1 December 9999: that day is stated, so nothing is counted from it."""
        agreement = convention(
            *RATIFIED[:2], ratified("2003-01-01", "USA", effective_on="9999-12-01"), later_parties=LaterParties("P3M")
        )
        assert days(agreement, "USA") == [(day("9999-12-01"), None)]

    def test_without_any_act(self):
        agreement = convention(later_parties=LaterParties("P3M"))
        assert lifecycle(agreement).entry.kind is AnswerKind.UNKNOWN

    def test_no_period_of_a_term_without_an_end(self):
        life = lifecycle(memorandum(signed("2020-01-10"), duration=Indefinite()))
        assert life.period("2020-05-01") is None
        assert steps(life.notice("2020-05-01")) == [("its duration is indefinite", "/term/duration")]

    def test_the_period_without_an_end(self):
        agreement = memorandum(signed("2020-01-10"), duration="P5Y", renewal=TacitRenewal(Indefinite(), notice="P2M"))
        period = lifecycle(agreement).period("2026-01-01")
        assert (period.first_day, period.last_day) == (day("2025-01-11"), None)

    def test_a_period_that_nobody_knows_ends_with_the_agreement(self):
        agreement = memorandum(
            signed("2020-01-10"), act("non_renewal", "2027-06-01", "MYS", effective_on="2028-01-01"), duration="P5Y"
        )
        period = lifecycle(agreement).period("2026-01-10")
        assert (period.first_day, period.last_day) == (day("2025-01-11"), day("2027-12-31"))

    def test_no_notice_is_due_once_it_is_over(self):
        agreement = memorandum(signed("2020-01-10"), duration="P1Y", renewal=TacitRenewal("P1Y", notice="P2M", times=1))
        (step,) = lifecycle(agreement).notice("2022-01-11").steps
        assert (step.text, step.rule) == ("on 11 January 2022 its status is expired, so no notice is due", None)

    def test_leaving_on_the_day_of_entry_ends_nothing(self):
        """Ratified by three on 1 January 2001, of whom Malaysia is out from that day: two are left."""
        agreement = convention(*RATIFIED, withdrew("2001-01-01", "MYS", effective_on="2001-01-01"), duration="P5Y")
        assert days(agreement, "MYS") == []
        assert lifecycle(agreement).entered_into_force_on == FOUNDED
        assert lifecycle(agreement).last_day == day("2006-01-01")

    def test_who_leaves_what_nobody_knows_the_condition_was_met_for(self):
        """Two instruments are enough; who else ratified may not be recorded, so it may go on."""
        left = withdrew("2020-04-01", "MYS", effective_on="2021-01-01")
        agreement = record(left, parties="MYS JPN", duration="P5Y", entry_into_force=NthInstrument(2))
        assert lifecycle(agreement).end.kind is AnswerKind.UNKNOWN
        agreement = record(left, parties="MYS JPN", duration="P5Y", entry_into_force=LastNotification())
        assert lifecycle(agreement).last_day == day("2020-12-31")

    def test_applied_provisionally_and_ended_by_consent(self):
        """One of two instruments, applied by two from 1 February 2001, ended from 1 June: it had its last day."""
        agreement = convention(
            RATIFIED[0],
            act("provisional_application", "2001-02-01", BOTH),
            act("termination", "2001-06-01", THREE.split()),
            anchor=Anchor.PROVISIONAL_APPLICATION,
            duration="P1Y",
        )
        life = lifecycle(agreement)
        assert steps(life.entry) == [("1 of 2 instruments have been deposited", "/term/entry_into_force")]
        assert life.entry.kind is AnswerKind.NONE
        assert life.last_day == day("2001-05-31")

    def test_applied_provisionally_by_nobody_in_particular(self):
        agreement = record(
            act("provisional_application", "2001-02-01"), parties="", entry_into_force=LastNotification()
        )
        assert phases(agreement) == [("provisional", "2001-02-01")]

    def test_applied_provisionally_by_one_of_two(self):
        agreement = record(
            signed("2001-01-01"),
            act("provisional_application", "2001-02-01", "MYS"),
            parties="MYS JPN",
            entry_into_force=LastNotification(),
        )
        assert phases(agreement) == [("signed", "2001-01-01")]


class TestWhereAnotherAgreementIsWaitedFor:
    """It enters into force with another, of which it is not known when that did."""

    WAITS = mou.OtherInForce("another")

    def waiting(self, *acts, on="2020-01-10", **term):
        clauses = {"entry_into_force": self.WAITS, "duration": "P5Y"}
        return record(signed(on), *acts, parties="MYS JPN", **(clauses | term))

    def test_it_was_ended(self):
        """Ended from 1 June 2020: whether it was in force before that is not known, for one reason."""
        life = lifecycle(self.waiting(act("termination", "2020-06-01", BOTH)))
        assert [step.text for step in life.entry.steps] == [
            "another is not recorded, so it is not known whether it is in force"
        ]
        assert life.last_day == day("2020-05-31")

    def test_it_was_ended_on_the_day_after_the_signature(self):
        life = lifecycle(self.waiting(act("termination", "2020-01-11", BOTH)))
        assert life.entry.kind is AnswerKind.UNKNOWN
        assert life.last_day == day("2020-01-10")

    def test_it_was_ended_on_the_day_of_the_signature(self):
        life = lifecycle(self.waiting(act("termination", "2020-01-10", BOTH)))
        assert life.entry.kind is AnswerKind.NONE
        assert life.last_day is None

    def test_when_it_would_enter_into_force_is_not_known(self):
        """The other was signed on some day of 2019."""
        other = attrs.evolve(memorandum(signed("2019"), duration="P5Y"), id="another")
        life = lifecycle(self.waiting(act("termination", "2020-06-01", BOTH)), others=[other])
        assert life.would_enter_on("2020-03-01") is None

    def test_declared_for_one_of_the_parties(self):
        life = lifecycle(self.waiting(act("entry_into_force", "2020-03-01", "MYS")))
        assert life.entry.kind is AnswerKind.UNKNOWN
        assert life.participation("MYS").is_bound("2020-03-01") is None


class TestMoreOfThePartiesLives:
    """Consents that come while the party is bound, and those that bind later."""

    def test_a_consent_within_the_second_spell(self):
        """Back on 1 January 2010: what is ratified in 2011 again begins no third spell."""
        agreement = convention(
            *RATIFIED, withdrew("2005-01-01", "USA"), ratified("2010-01-01", "USA"), ratified("2011-01-01", "USA")
        )
        assert days(agreement, "USA") == [(FOUNDED, day("2005-04-01")), (day("2010-01-01"), None)]

    def test_a_consent_within_the_second_spell_that_ends(self):
        agreement = convention(
            *RATIFIED,
            withdrew("2005-01-01", "USA"),
            ratified("2010-01-01", "USA"),
            ratified("2011-01-01", "USA"),
            withdrew("2012-01-01", "USA"),
        )
        assert days(agreement, "USA") == [(FOUNDED, day("2005-04-01")), (day("2010-01-01"), day("2012-04-01"))]

    def test_not_bound_yet_by_what_may_be_over(self):
        """Its end is not known; the United States is bound from 2005 on, so not in 2004."""
        agreement = convention(*RATIFIED[:2], ratified("2003-01-01", "USA", effective_on="2005-01-01"), duration=None)
        assert lifecycle(agreement).status("2004-01-01") is Status.UNKNOWN
        assert lifecycle(agreement).participation("USA").is_bound("2004-01-01") is False
        assert lifecycle(agreement).participation("USA").is_bound("2005-01-01") is None

    def test_the_second_ratification_came_after_the_end(self):
        """Ratified in 2001 and 2006, ended in 2005: it was not in force."""
        agreement = ended_by_all(ratified("2001-01-01", "MYS"), ratified("2006-01-01", "JPN"))
        assert lifecycle(agreement).entry.kind is AnswerKind.NONE
        assert phases(agreement) == [("signed", "2001-01-01"), ("terminated", "2005-06-01")]


class TestMoreOfTheAccounts:
    """What an act is without effect for depends on the acts beside it, and on its own party alone."""

    def test_a_declaration_for_one_party_beside_one_for_all(self):
        """Declared for all from 1 February 2020, and for Malaysia from a day after the end, so that it is not bound."""
        agreement = memorandum(
            signed("2020-01-10"),
            declared("2020-02-01"),
            act("entry_into_force", "2026-02-01", "MYS"),
            duration="P5Y",
            renewal=NoRenewal(),
        )
        assert days(agreement, "MYS") == []
        assert codes_at(agreement, 2) == ["after-the-end"]

    def test_the_only_signature_of_nobody_in_particular(self):
        """It enters into force on notifications, which are not recorded; the signature is where it stands."""
        agreement = record(signed("2020-01-10"), parties="", entry_into_force=LastNotification())
        assert why(agreement, 0) is None

    def test_a_notice_that_may_have_been_revoked_in_time(self):
        """Out on 1 April 2005, unless the revocation of some day of 2005 came before: the notice had its effect."""
        agreement = convention(*RATIFIED, withdrew("2005-01-01", "MYS"), act("notice_revocation", "2005", "MYS"))
        assert "effect-uncertain" not in codes_at(agreement, 3)

    def test_the_only_party_that_is_recorded(self):
        """Of a treaty with a depositary one party may be recorded. That it leaves does not end the treaty."""
        agreement = mou.Agreement(
            "treaty",
            title="A treaty",
            kind="treaty",
            depositary="UN",
            parties=[mou.Party.state("MYS")],
            acts=[ratified("2001-01-01", "MYS"), declared("2001-05-01"), withdrew("2005-01-01", "MYS")],
            term=mou.Term(
                entry_into_force=OnConsentOfAll(), duration=Indefinite(), withdrawal=WithdrawalOnNotice("P3M")
            ),
        )
        assert days(agreement, "MYS") == [(day("2001-05-01"), day("2005-04-01"))]
        assert lifecycle(agreement).last_day is None

    def test_the_day_of_a_consent_is_that_on_which_it_was_given(self):
        agreement = convention(*RATIFIED[:2], ratified("2003-01-01", "USA", effective_on="2003-04-01"))
        begins = lifecycle(agreement).participation("USA").spells[0].begins
        assert [step.day for step in begins.steps] == [day("2003-01-01"), day("2003-04-01")]

    def test_a_declared_day_is_about_consents_given_by_then(self):
        """Ratified on 1 January 2010 with effect from 2011; declared to be in force for it from 1 March 2010."""
        agreement = convention(
            *RATIFIED,
            withdrew("2005-01-01", "USA"),
            ratified("2010-01-01", "USA", effective_on="2010-02-01"),
            withdrew("2012-01-01", "USA"),
            act("entry_into_force", "2010-03-01", "USA"),
        )
        assert days(agreement, "USA") == [(FOUNDED, day("2005-04-01")), (day("2010-03-01"), day("2012-04-01"))]


class TestMoreAtTheEdges:
    """Days on which nobody recorded a signature, parties that leave on the day of entry, terms that ran out."""

    def test_before_a_declared_entry_nobody_recorded_a_signature(self):
        agreement = record(declared("2020-06-01"), parties="MYS JPN", duration="P5Y")
        standing = lifecycle(agreement).position("2020-01-01")
        assert standing.possible == (Status.NEGOTIATED, Status.SIGNED)
        assert standing.reason == "the date of signature is not recorded"

    def test_leaving_a_declared_treaty_on_its_first_day(self):
        """Declared to be in force from 1 May 2001; Malaysia is out from that day, and others may still come."""
        agreement = convention(
            *RATIFIED[:2], declared("2001-05-01"), withdrew("2001-04-01", "MYS", effective_on="2001-05-01")
        )
        assert lifecycle(agreement).entered_into_force_on == day("2001-05-01")
        assert lifecycle(agreement).last_day is None

    def test_an_open_treaty_whose_term_ran_out_before_it_was_in_force(self):
        """One of two instruments; two years from provisional application, which was over before."""
        agreement = convention(
            RATIFIED[0],
            act("provisional_application", "2001-02-01", BOTH, until="2001-12-31"),
            anchor=Anchor.PROVISIONAL_APPLICATION,
            duration="P2Y",
        )
        assert lifecycle(agreement).entry.kind is AnswerKind.NONE
        assert phases(agreement)[-1] == ("expired", "2003-02-02")


class TestTwoNoticesInTime:
    """Both notices come before the first takes effect."""

    def test_for_one_day_by_two_ways(self):
        """Stated for 1 June 2005; three months from 1 March 2005 end on that day too: the first notice counts."""
        agreement = convention(
            *RATIFIED, withdrew("2005-01-01", "MYS", effective_on="2005-06-01"), withdrew("2005-03-01", "MYS")
        )
        assert days(agreement, "MYS") == [(FOUNDED, day("2005-06-01"))]
        assert lifecycle(agreement).participation("MYS").spells[0].ends.steps[0].pointer == "/acts/3"

    def test_the_second_for_a_later_day(self):
        agreement = convention(*RATIFIED, withdrew("2005-01-01", "MYS"), withdrew("2005-02-01", "MYS"))
        assert days(agreement, "MYS") == [(FOUNDED, day("2005-04-01"))]

    def test_before_the_consent_binds(self):
        """Ratified for 2005 and withdrawn in 2004: that is one finding, whatever comes after."""
        agreement = convention(
            *RATIFIED[:2],
            ratified("2003-01-01", "USA", effective_on="2005-01-01"),
            withdrew("2004-01-01", "USA"),
            withdrew("2004-02-01", "USA"),
        )
        assert days(agreement, "USA") == []
        assert codes_at(agreement, 3) == ["withdrawn-before-entry"]


class TestConsentsOfTheDayOfEntry:
    """Who is among those whose instruments of that day brought it about is bound from then."""

    def test_where_an_earlier_consent_was_withdrawn(self):
        """Malaysia withdrew; the second ratification, Japan's of 1 May 2001, brought it into force."""
        agreement = convention(
            ratified("2001-01-01", "MYS"),
            withdrew("2001-01-10", "MYS"),
            ratified("2001-02-01", "USA"),
            ratified("2001-05-01", "JPN"),
            later_parties=LaterParties("P1M"),
        )
        assert days(agreement, "JPN") == [(day("2001-05-01"), None)]

    def test_an_accession_of_that_day(self):
        """All founders had consented on 1 May 2001, the day on which the United States acceded."""
        agreement = convention(
            ratified("2001-01-01", "MYS"),
            ratified("2001-05-01", "JPN"),
            act("accession", "2001-05-01", "USA"),
            entry_into_force=OnConsentOfAll(),
            later_parties=LaterParties("P1M"),
        )
        assert lifecycle(agreement).entered_into_force_on == day("2001-05-01")
        assert days(agreement, "USA") == [(day("2001-05-01"), None)]

    def test_a_consent_near_the_end_of_the_calendar_before_another_act(self):
        agreement = convention(
            *RATIFIED[:2],
            ratified("9999-11-30", "USA"),
            act("declaration", "9999-12-01", "MYS", effective_on="2002-01-01"),
            later_parties=LaterParties("P3M"),
        )
        with pytest.raises(mou.DateRangeError):
            lifecycle(agreement)


class TestWhichActIsAboutWhichSpell:
    """A party that left and consents again: which of its acts is about which spell."""

    FIRST = (ratified("2001-01-01", BOTH), ratified("2001-01-01", "USA"))
    LEFT = act("withdrawal", "2005-01-01", "USA", effective_on="2005-06-01")

    def spells(self, *acts, **term):
        life = lifecycle(convention(*self.FIRST, *acts, **term))
        return [(spell.first_day, spell.ceases_on) for spell in life.participation("USA").spells]

    def test_what_is_declared_for_it_rests_on_its_second_consent(self):
        """Ratified again on 1 January 2010 and declared from 1 March: neither act is without effect."""
        acts = (self.LEFT, ratified("2010-01-01", "USA"), act("entry_into_force", "2010-03-01", "USA"))
        assert [(FOUNDED, day("2005-06-01")), (day("2010-03-01"), None)] == self.spells(*acts)
        assert [] == [finding.code for finding in check(convention(*self.FIRST, *acts))]

    def test_a_second_ratification_of_who_is_bound_has_none(self):
        codes = [finding.code for finding in check(convention(*self.FIRST, ratified("2010-01-01", "USA")))]
        assert ["act-without-effect"] == codes

    def test_declared_on_the_very_day_of_that_consent(self):
        acts = (self.LEFT, ratified("2010-03-01", "USA"), act("entry_into_force", "2010-03-01", "USA"))
        assert [(FOUNDED, day("2005-06-01")), (day("2010-03-01"), None)] == self.spells(*acts)

    def test_a_consent_with_an_earlier_effect_leaves_the_first_spell(self):
        """The declared day rests on the consent of 2010, whatever effect that states."""
        again = ratified("2010-01-01", "USA", effective_on="2000-01-01")
        acts = (self.LEFT, again, act("entry_into_force", "2010-03-01", "USA"))
        assert [(FOUNDED, day("2005-06-01")), (day("2010-03-01"), None)] == self.spells(*acts)

    def test_a_consent_does_not_reach_back_over_a_withdrawal(self):
        """The ratification of 2010 states an effect in 2001, when the one of 2004 had not been given."""
        acts = (
            ratified("2001-01-01", BOTH),
            ratified("2004-01-01", "USA"),
            act("withdrawal", "2005-01-01", "USA", effective_on="2005-06-01"),
            ratified("2010-01-01", "USA", effective_on="2002-01-01"),
        )
        life = lifecycle(convention(*acts)).participation("USA")
        assert [False, True] == [life.is_bound(on) for on in ("2003-01-01", "2004-06-01")]

    def test_a_notice_of_non_renewal_between_a_withdrawal_and_a_new_consent(self):
        """Notified again before entry on 1 April 2020; the notice of 15 February is in time for 1 April 2021."""
        agreement = memorandum(
            act("notification", "2020-01-01", "MYS"),
            act("withdrawal", "2020-02-01", "MYS"),
            act("non_renewal", "2020-02-15", "MYS"),
            act("notification", "2020-03-01", "MYS"),
            act("notification", "2020-04-01", "JPN"),
            entry_into_force=LastNotification(),
            duration="P1Y",
            renewal=TacitRenewal("P1Y", notice="P1M"),
        )
        assert day("2021-04-01") == lifecycle(agreement).last_day


def test_a_minimum_of_two_is_the_rule_of_two():
    """VCLT 55: it takes two anyway, so the clause adds nothing."""
    left = act("withdrawal", "2020-06-01", "MYS", effective_on="2020-09-01")
    agreement = memorandum(signed("2020-01-01"), left, duration=Indefinite(), minimum_parties=2)
    steps = lifecycle(agreement).end.steps
    assert ("two-parties", "/acts/1") == next((s.rule.code, s.pointer) for s in steps if "left" in s.text)


def test_a_withdrawal_too_late_for_the_last_renewal_changes_nothing():
    """Five years and one more, notice of two months: after 1 November 2025 the end of 1 January 2026 comes anyway."""
    left = act("withdrawal", "2025-12-15", "MYS")
    agreement = memorandum(
        signed("2020-01-01"), left, duration="P5Y", renewal=TacitRenewal("P1Y", notice="P2M", times=1)
    )
    assert day("2026-01-01") == lifecycle(agreement).last_day
    assert ["late-notice", "notice-without-effect"] == [finding.code for finding in check(agreement)]


class TestStatedEffects:
    def test_a_declaration_for_one_party_counts_from_the_day_it_states(self):
        """Declared on 1 May 2003 for Malaysia with effect from 1 July; the second ratification is not recorded."""
        acts = (ratified("2003-01-31", "MYS"), act("entry_into_force", "2003-05-01", "MYS", effective_on="2003-07-01"))
        life = lifecycle(convention(*acts))
        assert [False, True] == [life.status(on) is Status.IN_FORCE for on in ("2003-06-30", "2003-07-01")]

    def test_a_second_consent_with_a_later_effect_is_the_one_declared(self):
        acts = (
            ratified("2001-01-01", BOTH),
            ratified("2001-01-01", "USA"),
            act("withdrawal", "2005-01-01", "USA", effective_on="2005-06-01"),
            ratified("2010-01-01", "USA", effective_on="2010-06-01"),
            act("entry_into_force", "2010-03-01", "USA"),
        )
        spells = lifecycle(convention(*acts)).participation("USA").spells
        assert [FOUNDED, day("2010-03-01")] == [spell.first_day for spell in spells]

    def test_provisional_application_ends_on_the_day_that_a_suspended_notice_states(self):
        """VCLT 25(2): the intention not to become a party is what counts; phases show the same day."""
        acts = (
            signed("2020-01-01", kind="subject_to_ratification"),
            act("provisional_application", "2020-02-01"),
            act("withdrawal", "2020-03-01", "MYS", effective_on="2020-05-01"),
            act("notice_suspension", "2020-04-01", "MYS", until="2020-04-30"),
        )
        life = lifecycle(memorandum(*acts, entry_into_force=LastNotification(), duration=Indefinite()))
        assert [Status.PROVISIONAL, Status.SIGNED] == [life.status(on) for on in ("2020-04-30", "2020-05-01")]
        assert day("2020-05-01") in [phase.first_day for phase in life.phases]

    def test_a_condition_that_nothing_asks_about(self):
        """The text fixes the date, so that a condition met changes nothing; no later act corrects it."""
        acts = (signed("2020-01-01"), act("condition_met", "2020-01-05"))
        agreement = memorandum(*acts, entry_into_force=mou.OnDate("2020-02-01"), duration=Indefinite())
        (finding,) = check(agreement)
        assert finding.message.endswith("has no effect: no computed answer depends on it")


@pytest.mark.parametrize(("kind", "last_day"), [("treaty", "2027-01-01"), ("mou", "2025-01-01")])
def test_a_signature_of_unknown_kind_joins_where_it_is_taken_as_consent(kind, last_day):
    """On a treaty Japan's signature is none, so two parties can extend it; on an MOU Japan is a party as well."""
    acts = (
        ratified("2020-01-01", ("MYS", "USA")),
        signed("2020-02-01", by="JPN"),
        act("extension", "2024-01-01", ("MYS", "USA"), period="P2Y"),
    )
    term = {"entry_into_force": NthInstrument(2), "duration": "P5Y", "renewal": NoRenewal()}
    assert day(last_day) == lifecycle(record(*acts, parties=THREE, kind=kind, **term)).last_day


class TestWithdrawnBeforeEntry:
    TWICE = (
        ratified("2000-01-01", "MYS"),
        act("withdrawal", "2000-03-01", "MYS", effective_on="2000-09-01"),
        ratified("2000-04-01", "MYS"),
        act("withdrawal", "2000-05-01", "MYS"),
        ratified("2000-06-01", "JPN"),
    )

    @pytest.mark.parametrize("condition", [NthInstrument(2), OnConsentOfAll()], ids=["by number", "by all"])
    def test_a_second_withdrawal_ends_the_first_consent_as_well(self, condition):
        """Malaysia took back both consents on 1 May 2000, before Japan ratified (VCLT 24(4))."""
        assert lifecycle(convention(*self.TWICE, parties="MYS JPN", entry_into_force=condition)).entry.day is None

    def test_a_notification_given_again_has_an_effect(self):
        acts = (
            act("withdrawal", "2020-01-14", "JPN"),
            act("notification", "2020-01-15", "MYS"),
            act("notification", "2020-01-15", "JPN"),
            act("condition_met", "2020-01-15"),
        )
        agreement = memorandum(*acts, entry_into_force=LastNotification(), duration=Indefinite())
        idle = [finding.pointer for finding in check(agreement) if finding.code == "act-without-effect"]
        assert ["/acts/1"] == idle  # without Malaysia's notification, the condition would be stated to be met

    def test_a_revocation_after_the_stated_effect_has_none(self):
        """In force on 1 February 2020; Malaysia's notice of 5 January takes effect on 1 June, before it is revoked."""
        acts = (
            act("notification", "2020-01-01", "MYS"),
            act("withdrawal", "2020-01-05", "MYS", effective_on="2020-06-01"),
            act("notification", "2020-02-01", "JPN"),
            act("notice_revocation", "2020-07-01", "MYS"),
        )
        agreement = memorandum(*acts, entry_into_force=LastNotification(), duration=Indefinite())
        assert ["/acts/3"] == [found.pointer for found in check(agreement) if found.code == "act-without-effect"]


def test_a_notice_suspended_without_an_end_cannot_be_suspended_again():
    acts = (
        signed("2020-01-01"),
        act("withdrawal", "2020-02-01", "MYS"),
        act("notice_suspension", "2020-05-01", "MYS", until="9999-12-31"),
        act("notice_suspension", "2020-07-10", "MYS", until="2020-07-20"),
    )
    agreement = memorandum(*acts, duration=Indefinite(), withdrawal=WithdrawalOnNotice("P6M"))
    assert lifecycle(agreement).last_day is None


def test_what_is_over_under_every_reading_binds_nobody():
    """Signed and ended by consent on some days of 2020: whichever came first, nobody is bound in 2022."""
    acts = (act("signature", "2020"), act("termination", "2020"))
    life = lifecycle(memorandum(*acts, duration=Indefinite()))
    assert Status.TERMINATED is life.status("2022-01-01")
    assert life.participation("MYS").is_bound("2022-01-01") is False


def test_a_signature_by_nobody_in_particular_has_an_effect():
    agreement = mou.Agreement("a", title="A", kind="mou", acts=[act("adoption", "2019-12-01"), signed("2020-01-01")])
    assert [] == [found.code for found in check(agreement)]


class TestDeclaredForParties:
    def test_the_first_that_takes_effect_counts(self):
        """Declared for Malaysia from 1 August 2003 and, a month later, for Japan at once, on 1 June."""
        acts = (
            ratified("2003-01-31", "MYS"),
            act("entry_into_force", "2003-05-01", "MYS", effective_on="2003-08-01"),
            act("entry_into_force", "2003-06-01", "JPN"),
        )
        life = lifecycle(convention(*acts))
        assert [False, True] == [life.status(on) is Status.IN_FORCE for on in ("2003-05-31", "2003-06-01")]

    def test_a_notice_between_the_consents_that_it_rests_on_ends_its_spell(self):
        acts = (
            ratified("2001-01-01", BOTH),
            ratified("2001-01-01", "USA"),
            act("withdrawal", "2005-01-01", "USA", effective_on="2005-06-01"),
            ratified("2010-01-01", "USA"),
            act("non_renewal", "2010-01-15", "USA", effective_on="2011-01-01"),
            act("accession", "2010-02-01", "USA"),
            act("entry_into_force", "2010-03-01", "USA"),
        )
        spells = lifecycle(convention(*acts)).participation("USA").spells
        assert (day("2010-03-01"), day("2011-01-01")) == (spells[-1].first_day, spells[-1].ceases_on)

    def test_who_accedes_on_the_day_that_brings_it_about_is_bound_from_then(self):
        """All ratify on 1 January 2020, the day on which the United States accedes: no delay runs for it."""
        acts = (ratified("2020-01-01", BOTH), act("accession", "2020-01-01", "USA"))
        term = {"entry_into_force": OnConsentOfAll(), "later_parties": LaterParties("P30D")}
        assert day("2020-01-01") == lifecycle(convention(*acts, **term)).participation("USA").entered_into_force_on


def test_parties_that_leave_on_one_day_come_back_together():
    """The joint ratification of that day is read after both withdrawals, so both are bound again."""
    left = [withdrew("2005-01-01", party, effective_on="2005-01-01") for party in BOTH]
    agreement = convention(*RATIFIED, *left, ratified("2005-01-01", BOTH))
    for party in BOTH:
        assert days(agreement, party) == [(FOUNDED, day("2005-01-01")), (day("2005-01-01"), None)]


def test_states_that_consent_together_and_leave_on_one_day_are_not_bound():
    """Neither was a party, so the joint ratification of that day is read before both withdrawals."""
    founders = [ratified("2001-01-01", party) for party in ("USA", "FRA")]
    left = [withdrew("2005-01-01", party, effective_on="2005-01-01") for party in BOTH]
    agreement = convention(*founders, *left, ratified("2005-01-01", BOTH), parties="MYS JPN USA FRA")
    for party in BOTH:
        assert days(agreement, party) == []


class TestAppliedProvisionally:
    APPLIED = act("provisional_application", "2020-01-01", "MYS")

    def test_by_the_only_party_that_is_recorded(self):
        """The depositary knows the others: nobody in particular is needed beside it."""
        made = convention(parties="")
        only = attrs.evolve(made, parties=[Party.state("MYS")], depositary="United Nations", acts=[self.APPLIED])
        assert lifecycle(only).status("2020-06-01") is Status.PROVISIONAL

    def test_by_a_party_that_consents_later_than_others(self):
        """In force for Malaysia and Japan; the United States apply it from 2002, and are bound from 2003."""
        applied = act("provisional_application", "2002-01-01", "USA")
        made = convention(*RATIFIED[:2], applied, ratified("2003-01-01", "USA"))
        own = lifecycle(made).participation("USA")
        assert [own.status(on) for on in ("2001-12-31", "2002-01-01", "2003-01-01")] == [
            Status.NEGOTIATED,
            Status.PROVISIONAL,
            Status.IN_FORCE,
        ]
        assert why(made, 2) is None
        late = convention(*RATIFIED[:2], ratified("2001-06-01", "USA"), applied)
        assert why(late, 3) == "it falls outside the time when it could have an effect"
        gone = convention(*RATIFIED, withdrew("2005-01-01", "USA"), act("provisional_application", "2006-01-01", "USA"))
        assert why(gone, 4) == "it falls outside the time when it could have an effect"

    def test_a_notice_of_non_renewal_does_not_end_it(self):
        """Only a withdrawal says that a party no longer intends to become one (VCLT 25(2))."""
        clauses = {"duration": "P5Y", "renewal": TacitRenewal("P1Y", notice="P1M"), "withdrawal": None}
        both = [self.APPLIED, act("provisional_application", "2020-01-01", "JPN")]
        made = convention(*both, act("non_renewal", "2020-03-01", "MYS"), anchor="provisional_application", **clauses)
        assert lifecycle(made).status("2020-06-01") is Status.PROVISIONAL


def test_without_parties_the_first_signature_says_how_far_it_has_come():
    made = convention(act("adoption", "2020-01-01"), act("signature", "2020-02-01"), parties="")
    assert [lifecycle(made).status(on) for on in ("2020-01-15", "2020-02-15")] == [Status.NEGOTIATED, Status.SIGNED]
    assert why(made, 1) is None


class TestAWithdrawalAroundTheEntryIntoForce:
    """In force on 16 April 2020, three months after the signature: before that a withdrawal takes back the consent."""

    SIGNED = Act.signature("2020-01-16", by="JPN", kind="definitive")

    def ends(self, signature, withdrawal):
        made = record(
            *(signature, withdrew(withdrawal, "JPN")),
            parties="MYS JPN",
            kind="treaty",
            entry_into_force=NthInstrument(1, delay="P3M"),
            withdrawal=WithdrawalOnNotice("P3M"),
            duration=Indefinite(),
        )
        return lifecycle(made).end

    def test_of_a_month_each_day_counts(self):
        """Of 15 April: never in force. Of 16 April: to 15 July. Of 30 April: to 29 July."""
        each = [self.ends(self.SIGNED, f"2020-04-{number:02}").day for number in range(1, 31)]
        assert (each[14], each[15], each[29]) == (None, day("2020-07-15"), day("2020-07-29"))
        answer = self.ends(self.SIGNED, "2020-04")
        assert (answer.earliest, answer.latest) == (day("2020-07-15"), None)

    def test_of_a_year_the_day_of_entry_counts(self):
        answer = self.ends(self.SIGNED, "2020")
        assert (answer.earliest, answer.latest) == (day("2020-07-15"), None)

    def test_and_the_signature_that_brings_it_about_on_the_day_of_the_withdrawal(self):
        """Signed in 2020, withdrawn on 16 April: if signed by 16 January, it is in force to 15 July."""
        signature = Act.signature("2020", by="JPN", kind="definitive")
        answer = self.ends(signature, "2020-04-16")
        assert (answer.earliest, answer.latest) == (day("2020-07-15"), None)


def test_nobody_is_bound_while_it_can_only_be_signed_or_over():
    """Signed with effect in 2020; Malaysia withdraws on 2 January at once. If in force by then, it ends that day."""
    signature = Act.signature("2020-01-01", effective_on="2020")
    made = memorandum(signature, withdrew("2020-01-02", "MYS"), withdrawal=WithdrawalOnNotice("P0D"))
    life = lifecycle(made)
    assert set(life.position("2020-01-02").possible) == {Status.SIGNED, Status.TERMINATED}
    assert [life.participation(party).is_bound("2020-01-02") for party in BOTH] == [False, False]
    assert life.participation("MYS").is_bound("2020-01-01") is None


def test_a_declared_day_after_the_end_keeps_a_party_from_being_bound():
    """In force from 1 January 2001 to 31 December; declared for Malaysia from 1 June 2002, which is never bound."""
    declared_late = act("entry_into_force", "2002-06-01", "MYS")
    made = convention(*RATIFIED, declared_late, duration="P1Y", renewal=NoRenewal(), withdrawal=None)
    assert days(made, "MYS") == []
    assert codes_at(made, 3) == ["after-the-end"]
    again = attrs.evolve(made, acts=[*made.acts, ratified("2001-02-01", "MYS")])
    assert why(again, 4) == "an earlier act of the same party already had this effect"


def test_a_declared_day_after_its_withdrawal_keeps_a_party_from_being_bound():
    """In force from 1 January 2001; Malaysia withdraws on 1 March, but it is declared for it from 1 June only."""
    declared_late = act("entry_into_force", "2001-06-01", "MYS")
    made = convention(*RATIFIED, withdrew("2001-03-01", "MYS"), declared_late)
    assert days(made, "MYS") == []
    assert why(made, 4) is None


def test_in_force_for_six_months_of_a_year_it_may_be_in_force_on_any_day_between():
    """Declared from a day in 2020, for six months: from 1 January to 1 July, or from 31 December on."""
    life = lifecycle(memorandum(Act("entry_into_force", "2020"), duration="P6M", renewal=NoRenewal()))
    on_2_july = {Status.NEGOTIATED, Status.SIGNED, Status.IN_FORCE, Status.EXPIRED}
    assert set(life.position("2020-07-02").possible) == on_2_july
    assert life.participation("MYS").is_bound("2020-07-02") is None


@pytest.mark.parametrize(("until", "before_entry"), [("2020-05-10", True), ("2020-05-11", True), ("2020-05-12", False)])
def test_a_notice_put_off_to_the_day_of_entry_still_comes_before_it(until, before_entry):
    """With effect on 1 March 2020, suspended from 10 February for 92 days: to 1 June, the day of entry."""
    made = record(
        *[ratified("2020-01-01", party) for party in ("JPN", "USA", "MYS")],
        withdrew("2020-02-01", "MYS", effective_on="2020-03-01"),
        act("notice_suspension", "2020-02-10", "MYS", until=until),
        parties=THREE,
        kind="treaty",
        entry_into_force=NthInstrument(2, delay="P5M"),
        withdrawal=WithdrawalOnNotice("P1M"),
    )
    assert (days(made, "MYS") == []) is before_entry
    assert ("withdrawn-before-entry" in codes_at(made, 3)) is before_entry


def test_a_treaty_that_is_not_in_force_does_not_end_with_too_few_parties():
    """All three have to ratify; only Malaysia has, and withdraws. Three parties are the least."""
    made = record(
        ratified("2020-01-01", "MYS"),
        withdrew("2020-02-01", "MYS"),
        parties=THREE,
        kind="treaty",
        entry_into_force=OnConsentOfAll(),
        minimum_parties=3,
        withdrawal=WithdrawalOnNotice("P1M"),
    )
    assert lifecycle(made).end.day is None
    assert lifecycle(made).status("2021-01-01") is not Status.TERMINATED


# --- Events that a clause names -----------------------------------------------------------------------------------


def event(on, name="completed", **more):
    return Act("event", on, id=name, **more)


def until_completed(*acts, delay=None, not_before=None, not_after=None, **term):
    """An MOU in force from its signature on 1 January 2020 until the completion of a project."""
    duration = UntilEvent("completed", delay=delay, not_before=not_before, not_after=not_after)
    return memorandum(Act.signature("2020-01-01"), *acts, duration=duration, **term)


class TestUntilAnEvent:
    @pytest.mark.parametrize(
        ("completed", "clause", "last_day"),
        [
            ({"on": "2024-05-01"}, {}, "2024-05-01"),
            ({"on": "2024-05-01"}, {"delay": "P6M"}, "2024-11-01"),
            ({"on": "2024-05-01"}, {"delay": FirstOfMonthAfter("P1M")}, "2024-07-01"),
            ({"on": "2024-05-01?"}, {}, "2024-05-01"),
            ({"on": "2024-05-01", "effective_on": "2024-08-01"}, {}, "2024-08-01"),
            ({"on": "2024-05-01"}, {"not_before": "2025-12-31"}, "2025-12-31"),
            ({"on": "2026-05-01"}, {"not_before": "2025-12-31"}, "2026-05-01"),
            ({"on": "2024-05-01"}, {"not_after": "2025-12-31"}, "2024-05-01"),
            ({"on": "2026-05-01"}, {"not_after": "2025-12-31"}, "2025-12-31"),
            ({"on": "2025-12-01"}, {"delay": "P6M", "not_after": "2025-12-31"}, "2025-12-31"),
            ({"on": "2024-05-01"}, {"not_before": "2025-12-31", "not_after": "2030-12-31"}, "2025-12-31"),
            ({"on": "2024-05-01"}, {"counting": "from_start_of_day", "delay": "P6M"}, "2024-11-01"),
        ],
        ids=repr,
    )
    def test_the_last_day(self, completed, clause, last_day):
        life = lifecycle(until_completed(event(**completed), renewal=NoRenewal(), **clause))
        assert life.last_day == day(last_day)
        assert life.status(last_day) is Status.IN_FORCE
        assert life.status(life.ceases_on) is Status.EXPIRED

    def test_without_the_event_it_is_in_force_and_its_end_is_not_known(self):
        life = lifecycle(until_completed())
        assert (life.end.kind, life.last_day) == (AnswerKind.UNKNOWN, None)
        assert steps(life.end) == [("it runs until the event completed, which is not recorded", "/term/duration")]
        assert life.position("2060-01-01").possible == (Status.IN_FORCE,)
        assert check(until_completed()) == ()

    def test_without_the_event_an_earliest_last_day_is_no_end(self):
        life = lifecycle(until_completed(not_before="2025-12-31"))
        assert (life.end.kind, life.status("2026-01-01")) == (AnswerKind.UNKNOWN, Status.IN_FORCE)

    def test_without_the_event_it_ends_on_the_latest_last_day(self):
        life = lifecycle(until_completed(not_after="2030-12-31", renewal=NoRenewal()))
        assert life.last_day == day("2030-12-31")
        (assumed,) = life.end.assumptions
        assert assumed.text == (
            "it ends on 31 December 2030 at the latest; the event completed, which would end it earlier, "
            "is not recorded"
        )

    @pytest.mark.parametrize("not_after", [None, "2030-12-31"])
    @pytest.mark.parametrize("completed", [(), (event("2024-05-01"),)])
    def test_another_end_assumes_that_the_event_has_not_happened_before(self, completed, not_after):
        agreement = until_completed(act("termination", "2023-03-01"), *completed, not_after=not_after)
        life = lifecycle(agreement)
        assert life.last_day == day("2023-02-28")
        assert [step.text for step in life.end.assumptions] == (
            [] if completed else ["the event completed has not happened before, because it is not recorded"]
        )

    def test_as_of_a_day_before_the_event_the_end_is_not_known(self):
        agreement = until_completed(event("2024-05-01"))
        assert lifecycle(agreement, as_of="2024-04-30").end.kind is AnswerKind.UNKNOWN
        assert lifecycle(agreement, as_of="2024-04-30").status("2025-01-01") is Status.IN_FORCE
        assert lifecycle(agreement, as_of="2024-05-01").last_day == day("2024-05-01")

    def test_an_imprecise_day_gives_the_earliest_and_the_latest_last_day(self):
        life = lifecycle(until_completed(event("2024-05"), delay="P1M", renewal=NoRenewal()))
        assert (life.end.earliest, life.end.latest) == (day("2024-06-01"), day("2024-06-30"))
        assert set(life.position("2024-06-15").possible) == {Status.IN_FORCE, Status.EXPIRED}

    def test_an_imprecise_day_within_a_limit_is_no_doubt(self):
        life = lifecycle(until_completed(event("2024-05"), not_before="2024-12-31", renewal=NoRenewal()))
        assert life.last_day == day("2024-12-31")

    def test_an_event_before_the_entry_into_force(self):
        agreement = until_completed(event("2019-05-01"))
        assert lifecycle(agreement).entered_into_force_on is None
        assert [finding.code for finding in check(agreement)] == ["end-before-signature"]

    def test_an_event_has_one_act(self):
        with pytest.raises(ValidationError, match=r"/acts/2/id: .* an id not used by any other act"):
            until_completed(event("2024-05-01"), event("2024-06-01"))

    def test_an_event_without_a_name_is_refused(self):
        with pytest.raises(ValidationError, match=r"/id: found nothing; expected the name of the event in the clause"):
            Act("event", "2024-05-01")

    def test_a_stated_last_day_takes_precedence(self):
        agreement = until_completed(event("2024-05-01"), stated_last_day="2024-12-31", renewal=NoRenewal())
        assert lifecycle(agreement).last_day == day("2024-12-31")
        assert codes_at(agreement, 1) == ["act-without-effect"]


class TestRenewalAfterAnEvent:
    """Completed on 1 May 2024, then renewed for two years at a time, unless notice is given six months before."""

    TACIT = TacitRenewal("P2Y", notice="P6M")
    COMPLETED = event("2024-05-01")

    @pytest.mark.parametrize(
        ("on", "last_day", "deadline", "renewal"),
        [
            ("2021-01-01", "2024-05-01", "2023-11-01", 0),
            ("2024-05-01", "2024-05-01", "2023-11-01", 0),
            ("2024-05-02", "2026-05-01", "2025-11-01", 1),
            ("2027-01-01", "2028-05-01", "2027-11-01", 2),
        ],
    )
    def test_periods_and_deadlines(self, on, last_day, deadline, renewal):
        life = lifecycle(until_completed(self.COMPLETED, renewal=self.TACIT))
        assert (life.period(on).last_day, life.period(on).renewal) == (day(last_day), renewal)
        assert life.notice_deadline(on) == day(deadline)

    def test_without_the_event_there_is_no_period_and_no_deadline(self):
        life = lifecycle(until_completed(renewal=self.TACIT))
        assert (life.period("2021-01-01"), life.notice_deadline("2021-01-01")) == (None, None)
        assert life.notice("2021-01-01").kind is AnswerKind.UNKNOWN
        assert (life.end.kind, life.status("2060-01-01")) == (AnswerKind.UNKNOWN, Status.IN_FORCE)

    @pytest.mark.parametrize(
        ("received", "last_day"),
        [("2023-11-01", "2024-05-01"), ("2023-11-02", "2026-05-01"), ("2021-01-01", "2024-05-01")],
    )
    def test_notice_in_time_prevents_it(self, received, last_day):
        agreement = until_completed(self.COMPLETED, act("non_renewal", received, "MYS"), renewal=self.TACIT)
        assert lifecycle(agreement).last_day == day(last_day)

    def test_a_number_of_renewals(self):
        agreement = until_completed(self.COMPLETED, renewal=TacitRenewal("P2Y", times=1))
        assert lifecycle(agreement).last_day == day("2026-05-01")

    def test_a_withdrawal_at_the_end_of_the_period(self):
        """The event is the end of a period, so the clause has an effect even before the event is recorded."""
        withdrawal = WithdrawalOnNotice("P6M", at="end_of_period")
        agreement = until_completed(withdrew("2021-01-01", "MYS"), self.COMPLETED, withdrawal=withdrawal)
        assert lifecycle(agreement).last_day == day("2024-05-01")
        assert check(agreement) == ()
        assert check(until_completed(withdrawal=withdrawal)) == ()

    def test_a_withdrawal_at_the_end_of_the_period_before_the_event(self):
        agreement = until_completed(
            withdrew("2021-01-01", "MYS"), withdrawal=WithdrawalOnNotice("P6M", at="end_of_period")
        )
        assert lifecycle(agreement).status("2060-01-01") is Status.IN_FORCE
        assert messages(agreement, "notice-without-effect") == [
            "it takes effect at the end of a period, but the periods are not known"
        ]

    def test_a_withdrawal_at_any_time(self):
        agreement = until_completed(withdrew("2021-01-01", "MYS"), withdrawal=WithdrawalOnNotice("P6M"))
        assert lifecycle(agreement).last_day == day("2021-06-30")

    @pytest.mark.parametrize("completed", [(), (event("2022-01-01"),)])
    def test_an_extension(self, completed):
        """Extended on 1 June 2021 to 1 January 2025, before or without the event."""
        agreement = until_completed(act("extension", "2021-06-01", until="2025-01-01"), *completed)
        assert lifecycle(agreement).last_day == day("2025-01-01")


class TestEndsOnAnEvent:
    """In force from 1 January 2020 for five years; it ends on the day before a party joins a customs union."""

    def agreement(self, *acts, delay=None, **term):
        ends_on = [EndsOnEvent("joined", delay=delay)]
        clauses = {"duration": "P5Y", "counting": "from_start_of_day", "renewal": NoRenewal(), "ends_on": ends_on}
        return memorandum(Act.signature("2020-01-01"), *acts, **(clauses | term))

    @pytest.mark.parametrize(
        ("acts", "term", "last_day", "status"),
        [
            ([event("2023-07-01", "joined")], {}, "2023-06-30", Status.TERMINATED),
            ([event("2023-07-01", "joined")], {"delay": "P6M"}, "2023-12-31", Status.TERMINATED),
            ([event("2023-07-01", "joined", effective_on="2023-09-01")], {}, "2023-08-31", Status.TERMINATED),
            ([event("2023-07-01", "joined")], {"duration": Indefinite(), "renewal": None, "counting": None},
             "2023-06-30", Status.TERMINATED),
            ([event("2023-07-01", "joined")], {"duration": None}, "2023-06-30", Status.TERMINATED),
            ([event("2026-07-01", "joined")], {}, "2024-12-31", Status.EXPIRED),
            ([event("2025-01-01", "joined")], {}, "2024-12-31", Status.TERMINATED),
            ([event("2026-07-01", "joined")], {"renewal": TacitRenewal("P5Y")}, "2026-06-30", Status.TERMINATED),
            ([act("extension", "2024-01-01", until="2028-12-31"), event("2026-07-01", "joined")],
             {}, "2026-06-30", Status.TERMINATED),
            ([withdrew("2023-02-01", "MYS"), event("2023-07-01", "joined")],
             {"withdrawal": WithdrawalOnNotice("P3M")}, "2023-04-30", Status.TERMINATED),
            ([withdrew("2023-06-01", "MYS"), event("2023-07-01", "joined")],
             {"withdrawal": WithdrawalOnNotice("P3M")}, "2023-06-30", Status.TERMINATED),
            ([act("termination", "2023-03-01"), event("2023-07-01", "joined")], {}, "2023-02-28", Status.TERMINATED),
        ],
        ids=["event", "delay", "effective-on", "indefinite", "duration-not-known", "after-expiry", "on-expiry",
             "renewed", "extended", "after-withdrawal", "before-withdrawal", "after-termination"],
    )  # fmt: skip
    def test_the_earliest_end_counts(self, acts, term, last_day, status):
        life = lifecycle(self.agreement(*acts, **term))
        assert life.last_day == day(last_day)
        assert (life.status(last_day), life.status(life.ceases_on)) == (Status.IN_FORCE, status)

    def test_the_first_of_several_events(self):
        ends_on = [EndsOnEvent("joined", delay="P1Y"), EndsOnEvent("dissolved")]
        acts = [event("2021-07-01", "joined"), event("2022-03-01", "dissolved")]
        life = lifecycle(self.agreement(*acts, ends_on=ends_on))
        assert life.last_day == day("2022-02-28")
        assert ("that ends it: the first day out is 1 March 2022", "/term/ends_on/1") in steps(life.end)

    def test_without_the_event_it_is_assumed_not_to_have_happened(self):
        life = lifecycle(self.agreement())
        assert life.last_day == day("2024-12-31")
        assert [(step.text, step.pointer) for step in life.end.assumptions] == [
            ("the event joined, which would end it, has not happened, because it is not recorded", "/term/ends_on/0")
        ]
        assert check(self.agreement()) == ()

    def test_as_of_a_day_before_the_event(self):
        agreement = self.agreement(event("2023-07-01", "joined"))
        assert lifecycle(agreement, as_of="2023-06-30").last_day == day("2024-12-31")
        assert lifecycle(agreement, as_of="2023-07-01").last_day == day("2023-06-30")

    def test_an_imprecise_day(self):
        life = lifecycle(self.agreement(event("2023", "joined")))
        assert (life.end.earliest, life.end.latest) == (day("2022-12-31"), day("2023-12-30"))
        assert set(life.position("2023-06-01").possible) == {Status.IN_FORCE, Status.TERMINATED}

    def test_a_multilateral_agreement_ends_for_all(self):
        life = lifecycle(convention(*RATIFIED, event("2010-01-01", "joined"), ends_on=[EndsOnEvent("joined")]))
        assert life.last_day == day("2009-12-31")
        assert life.parties_bound("2010-01-01") == ()

    @pytest.mark.parametrize(
        ("joined", "reason"),
        [
            ("2026-07-01", "it comes after the end: the agreement was over from 1 January 2025"),
            ("2024-07-01", "the agreement is over before the event would take effect"),
        ],
    )
    def test_an_event_after_the_end_has_no_effect(self, joined, reason):
        assert why(self.agreement(event(joined, "joined"), delay="P1Y"), 1) == reason


class TestTerminationByActsOfEach:
    """Malaysia and Japan end a five-year memorandum by consent, each in an act of its own."""

    def ended(self, *acts, **term):
        return memorandum(signed("2020-01-10"), *acts, duration="P5Y", **term)

    def test_it_ends_with_the_last_consent(self):
        agreement = self.ended(act("termination", "2022-03-01", "MYS"), act("termination", "2022-03-05", "JPN"))
        life = lifecycle(agreement)
        assert life.last_day == day("2022-03-04")
        assert [(step.pointer, step.text) for step in life.end.steps[:2]] == [
            ("/acts/1", "Malaysia consented to end it on 1 March 2022"),
            ("/acts/2", "the parties ended it by consent, with effect from 5 March 2022"),
        ]
        assert () == check(agreement)

    def test_the_later_stated_effect_is_decisive(self):
        acts = [
            act("termination", "2022-03-01", "MYS", effective_on="2022-12-31"),
            act("termination", "2022-03-05", "JPN", effective_on="2022-06-30"),
        ]
        assert lifecycle(self.ended(*acts)).last_day == day("2022-12-30")

    def test_a_party_that_has_left_need_not_consent(self):
        agreement = memorandum(
            signed("2020-01-10"),
            act("withdrawal", "2021-01-01", "USA", effective_on="2021-07-01"),
            act("termination", "2022-03-01", "MYS"),
            act("termination", "2022-03-05", "JPN"),
            parties=THREE,
            duration="P5Y",
        )
        assert lifecycle(agreement).last_day == day("2022-03-04")
        assert "termination-by-some" not in {finding.code for finding in check(agreement)}

    def test_one_consent_counts_if_the_others_are_not_recorded(self):
        assert lifecycle(self.ended(act("termination", "2022-03-01", "MYS"))).last_day == day("2022-02-28")


class TestAnExtensionRecordedTwice:
    """An act that repeats an extension of the same day and content extends the term once."""

    @pytest.mark.parametrize(
        "parties", [[(), ()], ["MYS", "JPN", ()], ["MYS", "JPN", "MYS", "JPN"], [("MYS", "JPN"), "MYS", "JPN"]]
    )
    def test_it_counts_once(self, parties):
        acts = [act("extension", "2024-06-01", by, period="P5Y") for by in parties]
        agreement = memorandum(signed("2020-01-10"), *acts, duration="P5Y")
        assert lifecycle(agreement).last_day == day("2030-01-10")
        assert "act-without-effect" in {finding.code for finding in check(agreement)}

    @pytest.mark.parametrize("changes", [{"on": "2024-06-02"}, {"period": "P1Y"}, {"effective_on": "2029-12-01"}])
    def test_another_extension_counts_as_well(self, changes):
        longer = {"on": "2024-06-01", "period": "P5Y"}
        acts = [Act("extension", **longer), Act("extension", **longer | changes)]
        assert lifecycle(memorandum(signed("2020-01-10"), *acts, duration="P5Y")).last_day > day("2030-01-10")


@pytest.mark.parametrize(
    ("duration", "firm"), [("P5Y", False), (Until("2025-01-10"), True), (UntilDayOfYear("12-31"), False)]
)
def test_a_fixed_last_day_takes_renewals_into_account(duration, firm):
    life = lifecycle(memorandum(signed("2020-01-10"), duration=duration))
    assert life.if_not_renewed is not firm
    texts = {step.text for step in life.end.assumptions}
    assert firm == (
        "the stated last day takes every renewal into account, because the renewal clause is not known" in texts
    )


class TestAnExtensionWithoutAnEnd:
    """Twenty-five years from 5 March 1970, extended without an end."""

    def treaty(self, on, *acts, duration="P25Y", **term):
        longer = act("extension", on, period=Indefinite())
        return record(declared("1970-03-05"), longer, *acts, kind="treaty", duration=duration, **term)

    @pytest.mark.parametrize("duration", ["P25Y", Until("1995-03-05"), None])
    def test_it_has_no_end(self, duration):
        agreement = self.treaty("1995-02-11", duration=duration)
        life = lifecycle(agreement)
        assert (AnswerKind.NONE, Status.IN_FORCE) == (life.end.kind, life.status("2020-01-01"))
        assert "extended on 11 February 1995 without an end" == life.end.steps[-1].text
        assert AnswerKind.NONE is life.notice("2020-01-01").kind
        assert () == check(agreement)

    def test_the_period_that_was_running_has_no_last_day(self):
        life = lifecycle(self.treaty("1995-02-11"))
        assert (day("1970-03-05"), None, 0) == attrs.astuple(life.period("2020-01-01"))

    def test_a_period_that_was_over_keeps_its_last_day(self):
        agreement = self.treaty("1995-05-11")
        life = lifecycle(agreement)
        assert (day("1970-03-05"), day("1995-03-05"), 0) == attrs.astuple(life.period("1980-01-01"))
        assert (day("1995-03-06"), None, 1) == attrs.astuple(life.period("2020-01-01"))
        assert ["after-the-end"] == [finding.code for finding in check(agreement)]

    def test_no_renewal_follows(self):
        renewed = TacitRenewal("P5Y", notice="P6M")
        life = lifecycle(self.treaty("1995-02-11", renewal=renewed))
        assert AnswerKind.NONE is life.notice("1994-01-01").kind
        assert life.period("2020-01-01").last_day is None
        late = lifecycle(self.treaty("2002-02-11", renewal=renewed))
        assert day("1994-09-05") == late.notice_deadline("1994-01-01")
        assert (day("2000-03-06"), None, 2) == attrs.astuple(late.period("2020-01-01"))

    def test_a_later_extension_to_a_day_gives_it_an_end_again(self):
        life = lifecycle(self.treaty("1995-02-11", act("extension", "2019-01-01", until="2030-01-01")))
        assert life.last_day == day("2030-01-01")

    def test_a_later_extension_by_a_period_changes_nothing(self):
        life = lifecycle(self.treaty("1995-02-11", act("extension", "2019-01-01", period="P5Y")))
        assert (None, "it already had no end when it was extended") == (life.last_day, life.end.steps[-1].text)

    def test_a_party_can_leave_as_it_can_leave_a_treaty_of_indefinite_duration(self):
        """The text is silent on withdrawal: twelve months' notice (VCLT 56), not to the end of a fixed term."""
        leaves = act("withdrawal", "2003-01-10", "MYS")
        assert lifecycle(self.treaty("1995-02-11", leaves)).last_day == day("2004-01-09")

    def test_a_duration_without_an_end_needs_no_extension(self):
        codes = [finding.code for finding in check(self.treaty("1995-02-11", duration=Indefinite()))]
        assert ["act-without-effect"] == codes


def test_a_declared_entry_that_is_corrected_has_no_effect():
    """Declared for 14 January 2020, and then for 15 January. The signature shows that the agreement was made."""
    acts = [signed("2020-01-15"), declared("2020-01-14"), declared("2020-01-15")]
    assert ["/acts/1"] == [f.pointer for f in check(record(*acts, parties=(), duration=Indefinite()))]


def test_a_second_withdrawal_that_takes_effect_sooner_takes_the_consent_back():
    """Signed on 1 January 2020; of two notices of the next day, one states an effect on the day of the signature."""
    acts = [signed("2020-01-01"), act("withdrawal", "2020-01-02", "MYS")]
    sooner = act("withdrawal", "2020-01-01", "MYS", received_on="2020-01-02", effective_on="2020-01-01", id="second")
    clause = {"entry_into_force": OnConsentOfAll(), "withdrawal": WithdrawalOnNotice("P0D")}
    assert lifecycle(memorandum(*acts, **clause)).entry.day == day("2020-01-01")
    assert lifecycle(memorandum(*acts, sooner, **clause)).entry.kind is AnswerKind.NONE
    revoked = act("notice_revocation", "2020-01-03", "MYS", refers_to="second")
    assert lifecycle(memorandum(*acts, sooner, revoked, **clause)).entry.day == day("2020-01-01")


class TestALatestDay:
    """Malaysia's notice takes effect on an unknown day, because its suspension has no recorded end."""

    NOTICE = (act("withdrawal", "2020-06-01", "MYS"), act("notice_suspension", "2020-07-01", "MYS"))

    def agreement(self, *acts, parties="MYS JPN", **term):
        term = {"withdrawal": WithdrawalOnNotice("P6M"), "duration": Indefinite(), **term}
        return record(declared("2020-01-01"), *acts, parties=parties, kind="treaty", **term)

    def test_the_end_of_the_term(self):
        agreement = self.agreement(*self.NOTICE, duration="P5Y", renewal=NoRenewal())
        life = lifecycle(agreement)
        assert (AnswerKind.UNCERTAIN, day("2020-12-01"), day("2025-01-01")) == (
            life.end.kind,
            life.end.earliest,
            life.end.latest,
        )
        after = life.position("2025-01-02")
        assert (Status.UNKNOWN, {Status.TERMINATED, Status.EXPIRED}) == (after.status, set(after.possible))
        own = life.participation("JPN")
        assert [None, False] == [own.is_bound(on) for on in ("2025-01-01", "2025-01-02")]
        assert Status.UNKNOWN is own.status("2025-01-02")
        assert "Last day in force for it: between 1 December 2020 and 1 January 2025" == own.spells[0].ends.summary

    @pytest.mark.parametrize(
        "acts",
        [[act("withdrawal", "2022-06-01", "JPN")], [act("termination", "2020-03-01", effective_on="2022-12-01")]],
    )
    def test_an_end_with_the_same_status(self, acts):
        life = lifecycle(self.agreement(*self.NOTICE, *acts))
        assert (day("2020-12-01"), day("2022-11-30")) == (life.end.earliest, life.end.latest)
        assert [Status.UNKNOWN, Status.TERMINATED] == [life.status(on) for on in ("2022-11-30", "2022-12-01")]
        assert Status.TERMINATED is life.participation("MYS").status("2022-12-01")

    def test_a_termination_that_was_agreed_later_shows_that_it_was_in_force(self):
        ended = act("termination", "2022-03-01", effective_on="2022-12-01")
        assert lifecycle(self.agreement(*self.NOTICE, ended)).last_day == day("2022-11-30")

    def test_under_several_readings(self):
        """The term ends on a day of January 2025; the notice can take effect before."""
        agreement = self.agreement(*self.NOTICE, duration=Until("2025-01"), renewal=NoRenewal())
        end = lifecycle(agreement).end
        assert (day("2020-12-01"), day("2025-01-31")) == (end.earliest, end.latest)

    def test_under_a_reading_without_a_latest_day(self):
        """Japan gives notice on a day from 1 June 2022 on, or never: only then has the end a latest day."""
        end = lifecycle(self.agreement(*self.NOTICE, act("withdrawal", "2022-06-01/..", "JPN"))).end
        assert (AnswerKind.UNCERTAIN, day("2020-12-01"), None) == (end.kind, end.earliest, end.latest)

    def test_of_one_party_of_a_multilateral_agreement(self):
        agreement = self.agreement(*self.NOTICE, parties=THREE, duration="P5Y", renewal=NoRenewal())
        life = lifecycle(agreement)
        assert life.last_day == day("2025-01-01")
        ends = life.participation("MYS").spells[0].ends
        assert (day("2020-12-01"), day("2025-01-01")) == (ends.earliest, ends.latest)
        where = mou.position(agreement, "2021-06-01", party="MYS")
        assert (Status.UNKNOWN, (Status.IN_FORCE, Status.TERMINATED)) == (where.status, where.possible)
        assert "not known for Malaysia; the agreement: in force since 1 January 2020" == where.reason

    def test_a_later_notice_shows_that_the_party_was_bound(self):
        later = act("withdrawal", "2022-06-01", "MYS")
        agreement = self.agreement(*self.NOTICE, later, parties=THREE)
        assert lifecycle(agreement).participation("MYS").is_bound("2022-11-30")
        assert "exit-undated" not in {finding.code for finding in check(agreement)}


class TestWhoseConsentIsNeeded:
    """France leaves a treaty of three parties; the other two extend it, or end it."""

    LEAVES = act("withdrawal", "2021-01-01", "USA", id="first")

    def last_day(self, *acts):
        longer = [act("extension", "2024-06-01", party, period="P5Y") for party in BOTH]
        agreement = record(
            declared("2020-01-01"),
            *acts,
            *longer,
            parties=THREE,
            kind="treaty",
            duration="P5Y",
            renewal=NoRenewal(),
            withdrawal=WithdrawalOnNotice("P6M"),
        )
        return lifecycle(agreement).last_day

    def test_not_of_the_party_that_left(self):
        assert self.last_day(self.LEAVES) == day("2030-01-01")

    def test_a_revocation_in_time_keeps_it(self):
        assert self.last_day(self.LEAVES, act("notice_revocation", "2021-02-01", "USA")) == day("2025-01-01")

    @pytest.mark.parametrize("changes", [{"on": "2022-01-01"}, {"on": "2021-02-01", "refers_to": "second"}])
    def test_a_revocation_that_is_late_or_of_another_notice_does_not(self, changes):
        second = act("withdrawal", "2021-01-15", "USA", id="second", effective_on="2029-01-01")
        assert self.last_day(self.LEAVES, second, Act("notice_revocation", by="USA", **changes)) == day("2030-01-01")

    def test_the_earlier_of_two_effects(self):
        later = act("withdrawal", "2020-12-01", "USA", effective_on="2026-01-01")
        assert self.last_day(later, self.LEAVES) == day("2030-01-01")

    def test_the_consents_of_some_end_it_with_the_last_of_them(self):
        ended = [
            act("termination", on, party)
            for on, party in zip(("2022-03-01", "2022-06-01", "2022-07-01"), ("MYS", "JPN", "MYS"), strict=True)
        ]
        agreement = record(declared("2020-01-01"), *ended, parties=THREE, kind="treaty", duration=Indefinite())
        end = lifecycle(agreement).end
        assert end.day == day("2022-05-31")
        assert (
            "the parties ended it by consent, with effect from 1 June 2022; "
            "no consent of United States of America is recorded"
        ) in {step.text for step in end.steps}


def test_a_party_that_left_before_its_accession_was_a_party_from_the_start():
    acts = [act("withdrawal", "2021-01-01", "USA"), act("accession", "2023-01-01", "USA")]
    agreement = record(
        declared("2020-01-01"),
        *acts,
        parties=THREE,
        kind="treaty",
        duration=Indefinite(),
        withdrawal=WithdrawalOnNotice("P6M"),
    )
    assert days(agreement, "USA") == [(day("2020-01-01"), day("2021-07-01")), (day("2023-01-01"), None)]


def test_equal_lengths_of_an_extension_are_the_same_extension():
    acts = [
        act("extension", "2024-06-10", party, period=length)
        for party, length in zip(BOTH, ("P1Y", "P12M"), strict=True)
    ]
    assert lifecycle(memorandum(signed("2020-01-01"), *acts, duration="P5Y")).last_day == day("2026-01-01")


@pytest.mark.parametrize(("renewal", "certain"), [(NoRenewal(), "2025-01-01"), (TacitRenewal("P1Y"), "2025-01-01")])
def test_an_extension_of_unknown_length_leaves_the_first_period_as_it_is(renewal, certain):
    agreement = memorandum(signed("2020-01-01"), act("extension", "2024-06-10"), duration="P5Y", renewal=renewal)
    life = lifecycle(agreement)
    assert [Status.IN_FORCE, Status.UNKNOWN] == [life.status(on) for on in (certain, day("2025-01-02"))]


def test_the_status_for_a_party_without_a_recorded_signature():
    """Only the entry into force is declared: whether it had been signed before is not known, for any party."""
    life = lifecycle(record(declared("2020-01-01"), duration=Indefinite()))
    assert Status.UNKNOWN is life.status("2019-01-01") is life.participation("MYS").status("2019-01-01")
