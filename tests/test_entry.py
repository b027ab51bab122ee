"""Entry into force: what brings it about, on which day, and what is taken where the text is not known (VCLT 24)."""

from datetime import date

import attrs
import pytest
from records import codes, day, declared, record, signed

import mou
from mou.answers.lifecycles import lifecycle
from mou.dates.delays import DayAfter, FirstOfMonthAfter
from mou.law.explanation import AnswerKind
from mou.law.status import Status
from mou.model.act import Act
from mou.model.agreement import AgreementKind
from mou.model.conditions import (
    AllOf,
    AnyOf,
    LastNotification,
    NotBefore,
    OnAgreedDate,
    OnConsentOfAll,
    OnDate,
    OnDateIf,
    OnEvent,
    OnSignature,
)


def entered(*acts, **term):
    return lifecycle(record(*acts, **term)).entered_into_force_on


class TestOnSignature:
    def test_the_last_signature_counts(self):
        """VCLT 12: each party consents by its own signature."""
        acts = [signed("2020-03-02", by="USA"), signed("2020-03-01", by="MYS")]
        assert day("2020-03-02") == entered(*acts, entry_into_force=OnSignature())

    def test_each_is_a_step_in_the_order_of_the_days(self):
        acts = [signed("2020-03-02", by="USA"), signed("2020-03-01", by="MYS")]
        entry = lifecycle(record(*acts, entry_into_force=OnSignature())).entry
        assert [
            ("Malaysia signed on 1 March 2020", "/acts/1"),
            ("United States of America signed on 2 March 2020", "/acts/0"),
        ] == [(step.text, step.pointer) for step in entry.steps]
        assert ["definitive-signature", "definitive-signature"] == codes(entry)
        assert () == entry.assumptions

    def test_the_first_signature_of_a_party_counts(self):
        acts = [signed("2020-03-01"), signed("2020-05-01", by="MYS")]
        assert day("2020-03-01") == entered(*acts, entry_into_force=OnSignature())

    def test_with_one_missing_it_is_not_in_force(self):
        life = lifecycle(record(signed("2020-03-01", by="MYS"), entry_into_force=OnSignature()))
        assert AnswerKind.NONE is life.entry.kind
        delayed = lifecycle(record(signed("2020-03-01", by="MYS"), entry_into_force=OnSignature(delay="P30D")))
        assert (life.entry.kind, life.entry.steps) == (delayed.entry.kind, delayed.entry.steps)
        assert "no signature by United States of America is recorded" == life.entry.steps[-1].text
        assert "/acts" == life.entry.steps[-1].pointer

    @pytest.mark.parametrize(
        ("delay", "on"),
        [
            ("P30D", "2020-03-31"),
            ("P3M", "2020-06-01"),
            (DayAfter("P30D"), "2020-04-01"),
            (FirstOfMonthAfter("P3M"), "2020-07-01"),
        ],
    )
    def test_a_delay_moves_it(self, delay, on):
        """Corresponding date: VCLT 84, 30 days; the day after: AfCFTA art. 23; first of a month: Budapest art. 36."""
        life = lifecycle(record(signed("2020-03-01"), entry_into_force=OnSignature(delay=delay)))
        assert day(on) == life.entered_into_force_on == life.entry.steps[-1].day
        assert "/term/entry_into_force/delay" == life.entry.steps[-1].pointer
        assert Status.SIGNED is life.status("2020-03-01")

    def test_without_listed_parties_it_is_their_common_signature(self):
        assert day("2020-03-01") == entered(signed("2020-03-01"), parties="", entry_into_force=OnSignature())

    def test_and_without_one_the_parties_have_not_signed(self):
        adopted = Act("adoption", "2020-01-01")
        life = lifecycle(record(adopted, parties="", entry_into_force=OnSignature()))
        assert "no signature by the parties is recorded" == life.entry.steps[-1].text
        assert Status.NEGOTIATED is life.status("2020-01-01")


class TestLastNotification:
    def test_it_counts_on_receipt(self):
        """VCLT 78(b): Swiss and Italian accords take effect with receipt of the last written notification."""
        acts = [
            signed("2020-01-01", kind="subject_to_ratification"),
            Act("notification", "2020-06-01", by="MYS", received_on="2020-06-20"),
            Act("notification", "2020-06-10", by="USA", received_on="2020-06-11"),
        ]
        life = lifecycle(record(*acts, entry_into_force=LastNotification()))
        assert day("2020-06-20") == life.entered_into_force_on
        assert ["receipt", "receipt"] == codes(life.entry)
        assert "Malaysia notified on 20 June 2020" == life.entry.steps[-1].text

    def test_thirty_days_after_receipt_of_the_second_note(self):
        """Czech Republic and Republic of Korea, peaceful uses of nuclear energy: the clause."""
        acts = [Act("notification", "2020-01-01", by="CZE"), Act("notification", "2020-01-31", by="KOR")]
        condition = LastNotification(delay="P30D")
        assert day("2020-03-01") == entered(*acts, parties="CZE KOR", kind="agreement", entry_into_force=condition)

    def test_with_one_missing_it_is_not_in_force(self):
        acts = [signed("2020-01-01"), Act("notification", "2020-06-01", by="MYS")]
        life = lifecycle(record(*acts, entry_into_force=LastNotification()))
        assert Status.SIGNED is life.status("2021-01-01")
        reason = "no notification by United States of America is recorded"
        assert reason == life.position("2021-01-01").reason


class TestFixedDate:
    def test_it_is_the_date_of_the_text(self):
        life = lifecycle(record(signed("1988-06-01"), entry_into_force=OnDate("1989-01-01")))
        assert day("1989-01-01") == life.entered_into_force_on
        assert ["as-the-text-says"] == codes(life.entry)
        assert "the text fixes the date: 1 January 1989" == life.entry.steps[0].text

    def test_it_may_lie_before_the_signature(self):
        life = lifecycle(record(signed("2020-05-01"), entry_into_force=OnDate("2020-01-01"), duration="P5Y"))
        assert Status.IN_FORCE is life.status("2020-01-01")
        assert Status.NEGOTIATED is life.status("2019-12-31")


class TestFixedDateSubjectToConsent:
    """A date in a text does not take the place of a consent that a signature left open (VCLT 14)."""

    def life(self, *acts, **more):
        opened = signed("2020-01-01", kind="subject_to_ratification")
        return lifecycle(record(opened, *acts, kind="treaty", entry_into_force=OnDate("2021-01-01"), **more))

    def test_it_waits_for_who_has_yet_to_ratify(self):
        life = self.life(Act("ratification", "2020-06-01", by="MYS"))
        assert (None, Status.SIGNED) == (life.entered_into_force_on, life.status("2022-01-01"))
        (lack,) = life.outstanding
        assert ("USA",) == lack.missing
        assert (1, 2) == (lack.have, lack.need)
        assert "no consent by United States of America is recorded, and signature alone did not express it" == lack.text

    @pytest.mark.parametrize(("last", "on"), [("2020-12-31", "2021-01-01"), ("2021-03-01", "2021-03-01")])
    def test_it_is_the_date_or_the_last_consent(self, last, on):
        life = self.life(Act("ratification", "2020-06-01", by="MYS"), Act("ratification", last, by="USA"))
        assert day(on) == life.entered_into_force_on

    @pytest.mark.parametrize(("last", "on"), [("2020-12-31", "2021-01-01"), ("2021-03-01", "2021-03-01")])
    def test_what_is_supposed_to_come_is_the_last_consent(self, last, on):
        assert day(on) == self.life(Act("ratification", "2020-06-01", by="MYS")).would_enter_on(last)

    def test_a_definitive_signature_waits_for_nothing(self):
        made = record(signed("2020-01-01", kind="definitive"), kind="treaty", entry_into_force=OnDate("2021-01-01"))
        assert day("2021-01-01") == lifecycle(made).entered_into_force_on


class TestDeclared:
    CONDITION = OnConsentOfAll(delay="P30D")
    ACTS = (
        signed("2018-03-21", kind="subject_to_ratification"),
        Act("ratification", "2019-04-29", by=["GHA", "KEN"]),
    )

    def life(self, *acts):
        return lifecycle(
            record(*self.ACTS, *acts, parties="GHA KEN", kind="agreement", entry_into_force=self.CONDITION)
        )

    def test_it_wins_over_the_computed_one_and_both_are_kept(self):
        """AfCFTA: thirty days after 29 April 2019; the depositary declared 30 May, not 29 May."""
        assert day("2019-05-29") == self.life().entered_into_force_on
        life = self.life(declared("2019-05-30"))
        assert day("2019-05-30") == life.entered_into_force_on
        assert ["declared-wins"] == codes(life.entry)
        assert "declared: enters into force on 30 May 2019" == life.entry.steps[0].text
        findings = mou.check(life.agreement)
        assert ["30 May 2019 is declared; the condition gives 29 May 2019"] == [one.message for one in findings]
        assert ["/acts/2"] == [one.pointer for one in findings]

    def test_the_last_declaration_counts(self):
        assert day("2019-06-01") == self.life(declared("2019-05-30"), declared("2019-06-01")).entered_into_force_on

    def test_declared_on_one_day_for_another(self):
        act = Act("entry_into_force", "2019-05-10", effective_on="2019-05-30")
        assert day("2019-05-30") == self.life(act).entered_into_force_on

    def test_by_all_parties_by_name_is_by_the_parties_together(self):
        act = Act("entry_into_force", "2019-05-30", by=["KEN", "GHA"])
        assert day("2019-05-30") == self.life(act).entered_into_force_on

    def test_of_one_party_is_not_that_of_the_agreement(self):
        act = Act("entry_into_force", "2019-05-30", by="KEN")
        assert day("2019-05-29") == self.life(act).entered_into_force_on

    def test_no_clause_needs_to_be_known_for_it(self):
        """US-Philippines Visiting Forces Agreement: in force on 27 May 1999."""
        life = lifecycle(record(declared("1999-05-27"), kind="agreement", parties="PHL USA"))
        assert day("1999-05-27") == life.entered_into_force_on
        assert () == life.entry.assumptions

    def test_before_the_signature_it_is_retroactive(self):
        """Legitimate (VCLT 28 leaves it to the text)."""
        life = lifecycle(record(signed("2020-05-01"), declared("2020-01-01"), duration="P1Y"))
        assert [Status.NEGOTIATED, Status.IN_FORCE] == [life.status("2019-12-31"), life.status("2020-01-01")]
        assert day("2021-01-01") == life.last_day


class TestConsentOfAll:
    """VCLT 24(2): where the text does not say how, it takes the consent of all."""

    def test_subject_to_ratification_is_not_enough(self):
        """VCLT 14."""
        life = lifecycle(record(signed("2020-01-01", kind="subject_to_ratification"), kind="treaty"))
        assert AnswerKind.NONE is life.entry.kind
        assert Status.SIGNED is life.status("2030-01-01")

    def test_the_last_ratification_completes_it(self):
        acts = [
            signed("2020-01-01", kind="subject_to_ratification"),
            Act("ratification", "2021-06-01", by="MYS"),
            Act("ratification", "2021-03-01", by="USA"),
        ]
        life = lifecycle(record(*acts, kind="treaty"))
        assert day("2021-06-01") == life.entered_into_force_on
        assert ["consent-of-all?", "instrument-of-consent", "instrument-of-consent"] == codes(life.entry)

    @pytest.mark.parametrize("kind", ["ratification", "acceptance", "approval", "formal_confirmation"])
    def test_consent_has_many_names(self, kind):
        """VCLT 11, 14 and 16; 1986 Convention for formal confirmation."""
        acts = [signed("2020-01-01", by="MYS", kind="definitive"), Act(kind, "2021-06-01", by="USA")]
        assert day("2021-06-01") == entered(*acts, kind="treaty")

    def test_a_notification_is_none(self):
        acts = [signed("2020-01-01", by="MYS", kind="definitive"), Act("notification", "2021-06-01", by="USA")]
        assert None is entered(*acts, kind="treaty")

    def test_a_definitive_signature_is_enough(self):
        """VCLT 12."""
        life = lifecycle(record(signed("2020-01-01", kind="definitive"), kind="treaty"))
        assert day("2020-01-01") == life.entered_into_force_on
        assert ["consent-of-all?", "definitive-signature"] == codes(life.entry)

    def test_of_unknown_kind_on_a_treaty_it_is_not_known(self):
        life = lifecycle(record(signed("2020-01-01"), kind="treaty", duration="P5Y"))
        assert (AnswerKind.UNKNOWN, None) == (life.entry.kind, life.entered_into_force_on)
        assert "It is not known whether it is in force" == life.entry.summary
        standing = life.position("2020-01-01")
        assert Status.UNKNOWN is standing.status
        assert (Status.SIGNED, Status.IN_FORCE, Status.EXPIRED) == standing.possible
        assert "it is not known whether the signature expressed consent to be bound" == standing.reason
        kindless = lifecycle(attrs.evolve(life.agreement, kind=None)).position("2020-01-01").reason
        assert kindless == f"{standing.reason}: neither the kind of the agreement nor that of the signature is recorded"
        assert Status.NEGOTIATED is life.status("2019-12-31")
        assert "the term runs from entry into force, whose date is not known" == life.end.steps[0].text

    def test_unless_it_has_no_end_of_its_own_it_may_have_expired(self):
        life = lifecycle(record(signed("2020-01-01"), kind="treaty", duration=mou.Indefinite()))
        assert (Status.SIGNED, Status.IN_FORCE) == life.position("2030-01-01").possible

    def test_a_fixed_last_day_holds_all_the_same(self):
        life = lifecycle(record(signed("2020-01-01"), kind="treaty", duration=mou.Until("2024-12-31")))
        assert day("2024-12-31") == life.last_day
        assert (Status.SIGNED, Status.IN_FORCE) == life.position("2024-12-31").possible
        assert Status.EXPIRED is life.status("2025-01-01")

    def test_of_one_of_them_is_enough_to_leave_it_open(self):
        acts = [signed("2020-01-01", by="MYS"), signed("2020-01-01", by="USA", kind="definitive")]
        assert AnswerKind.UNKNOWN is lifecycle(record(*acts, kind="treaty")).entry.kind

    def test_where_another_consent_is_missing_for_certain_it_is_not_in_force(self):
        """Whatever the one signature was: the other is subject to ratification, and none is recorded."""
        acts = [signed("2020-01-01", by="MYS"), signed("2020-01-01", by="USA", kind="subject_to_ratification")]
        life = lifecycle(record(*acts, kind="treaty"))
        assert AnswerKind.NONE is life.entry.kind
        assert Status.SIGNED is life.status("2030-01-01")

    def test_with_a_depositary_what_is_missing_tells_nothing(self):
        """Treaties that others can join seldom wait for all; their clauses say for how many."""
        late = signed("2020-01-01", by="USA", kind="subject_to_ratification")
        ratified = [Act("ratification", "2020-01-01", by="MYS"), late]
        for depositary, status in ((None, Status.SIGNED), ("UN", Status.UNKNOWN)):
            deposited = attrs.evolve(record(*ratified, kind="treaty"), depositary=depositary)
            assert status is lifecycle(deposited).status("2021-01-01")
        both = attrs.evolve(
            record(*(Act("ratification", "2020-01-01", by=one) for one in ("MYS", "USA"))), depositary="UN"
        )
        assert day("2020-01-01") == lifecycle(both).entered_into_force_on

    def test_an_instrument_makes_the_kind_of_signature_immaterial(self):
        acts = [signed("2020-01-01"), Act("ratification", "2021-01-01", by=["MYS", "USA"])]
        assert day("2021-01-01") == entered(*acts, kind="treaty")

    @pytest.mark.parametrize("kind", ["mou", "arrangement", "letter_of_intent", "declaration", "exchange_of_notes"])
    def test_of_unknown_kind_on_an_mou_it_is_taken_as_definitive(self, kind):
        """UK FCDO, Treaties and MOUs: an MOU usually comes into effect on signature."""
        life = lifecycle(record(signed("2020-01-01"), kind=kind))
        assert day("2020-01-01") == life.entered_into_force_on
        assert ["consent-of-all?", "definitive-signature", "mou-on-signature?"] == codes(life.entry)

    @pytest.mark.parametrize(
        "kind",
        [
            None,
            *sorted(
                set(AgreementKind) - {"mou", "arrangement", "letter_of_intent", "declaration", "exchange_of_notes"}
            ),
        ],
    )
    def test_and_so_it_is_on_what_does_not_bind(self, kind):
        assert None is entered(signed("2020-01-01"), kind=kind)
        assert None is entered(signed("2020-01-01"), kind=kind, binding=True)
        assert day("2020-01-01") == entered(signed("2020-01-01"), kind=kind, binding=False)

    def test_nothing_is_assumed_of_a_signature_while_another_is_missing(self):
        life = lifecycle(record(signed("2020-01-01", by="MYS")))
        assert ["consent-of-all?", "definitive-signature", "nothing-recorded"] == codes(life.entry)

    def test_given_as_the_clause_it_is_no_assumption(self):
        life = lifecycle(
            record(
                signed("2020-01-01", kind="definitive"),
                kind="treaty",
                entry_into_force=OnConsentOfAll(delay="P3M"),
            )
        )
        assert day("2020-04-01") == life.entered_into_force_on
        assert ["consent-of-all", "definitive-signature", "as-the-text-says"] == codes(life.entry)
        assert "enters into force 3 months after: 1 April 2020" == life.entry.steps[-1].text

    def test_who_acceded_was_not_needed(self):
        """VCLT 24(3): a later party joins what is in force."""
        acts = [
            signed("2020-01-01", by=["MYS", "USA"], kind="definitive"),
            Act("accession", "2022-01-01", by="JPN"),
        ]
        assert day("2020-01-01") == entered(*acts, kind="treaty", parties="MYS USA JPN")

    def test_unless_all_acceded(self):
        """The Convention on the Privileges and Immunities of the UN (1946) is open to accession alone."""
        acts = [Act("accession", "1946-09-17", by="GBR"), Act("accession", "1946-10-10", by="NIC")]
        assert day("1946-10-10") == entered(*acts, parties="GBR NIC", kind="convention")

    def test_without_listed_parties_one_common_signature(self):
        assert day("2020-01-01") == entered(signed("2020-01-01"), parties="")
        treaty = lifecycle(record(signed("2020-01-01"), parties="", kind="treaty"))
        assert AnswerKind.UNKNOWN is treaty.entry.kind

    def test_acts_that_are_no_consent_leave_it_out_of_force(self):
        life = lifecycle(record(Act("adoption", date(2020, 1, 1)), kind="treaty"))
        assert AnswerKind.NONE is life.entry.kind
        assert Status.NEGOTIATED is life.status("2020-01-01")
        assert "no signature is recorded" == life.position("2020-01-01").reason


class TestAFixedDayAndWhoSignedSubjectToConsent:
    """VCLT 24(1): the day that the text fixes, unless somebody whose consent is still needed has not given it then."""

    def entered(self, *acts):
        return mou.lifecycle(record(*acts, entry_into_force=OnDate("2020-01-01"))).entry.day

    RATIFIED = (signed("2019-01-01", ["MYS"], "subject_to_ratification"), Act("ratification", "2019-06-01", by="MYS"))

    def test_who_leaves_after_that_day_was_in_force(self):
        """Whether or not others, whose consent is not waited for, have done anything."""
        assert day("2020-01-01") == self.entered(*self.RATIFIED)
        notice = Act("withdrawal", "2020-01-02", by="MYS")
        assert day("2020-01-01") == self.entered(*self.RATIFIED, notice)
        assert day("2020-01-01") == self.entered(
            *self.RATIFIED, notice, Act("notice_revocation", "2020-06-01", by="MYS")
        )

    def test_who_takes_its_consent_back_before_has_not_consented(self):
        notice = Act("withdrawal", "2019-09-01", by="MYS")
        assert None is self.entered(*self.RATIFIED, notice)
        assert day("2020-03-01") == self.entered(*self.RATIFIED, notice, Act("ratification", "2020-03-01", by="MYS"))
        assert day("2020-01-01") == self.entered(*self.RATIFIED, notice, Act("ratification", "2019-12-01", by="MYS"))


class TestOnEvent:
    """In force when an event that the text names happens, here the confirmation by an assembly."""

    SIGNED = signed("2020-01-01")

    @pytest.mark.parametrize(
        ("condition", "event", "on"),
        [
            (OnEvent("confirmed"), {"on": "2020-03-01"}, "2020-03-01"),
            (OnEvent("confirmed"), {"on": "2019-03-01"}, "2019-03-01"),  # the text need not require a signature
            (OnEvent("confirmed", delay="P30D"), {"on": "2020-03-01"}, "2020-03-31"),
            (OnEvent("confirmed", delay=FirstOfMonthAfter("P1M")), {"on": "2020-03-15"}, "2020-05-01"),
            (OnEvent("confirmed"), {"on": "2020-03-01", "effective_on": "2020-06-01"}, "2020-06-01"),
            (OnEvent("confirmed"), {"on": "2020-03-01~"}, "2020-03-01"),
            (OnEvent("other"), {"on": "2020-03-01"}, None),
            (AllOf([OnSignature(), OnEvent("confirmed")]), {"on": "2019-03-01"}, "2020-01-01"),
            (AllOf([OnSignature(), OnEvent("confirmed")]), {"on": "2020-03-01"}, "2020-03-01"),
            (AnyOf([OnSignature(), OnEvent("confirmed")]), {"on": "2020-03-01"}, "2020-01-01"),
            (NotBefore(OnEvent("confirmed"), on="2020-07-01"), {"on": "2020-03-01"}, "2020-07-01"),
            (OnDateIf("2020-07-01", condition=OnEvent("confirmed")), {"on": "2020-03-01"}, "2020-07-01"),
            (OnDateIf("2020-07-01", condition=OnEvent("confirmed")), {"on": "2020-08-01"}, "2020-08-01"),
        ],
        ids=repr,
    )
    def test_days(self, condition, event, on):
        acts = [self.SIGNED, Act("event", **event, id="confirmed")]
        assert (None if on is None else day(on)) == entered(*acts, entry_into_force=condition)

    def test_an_uncertain_day_is_an_assumption(self):
        life = lifecycle(record(Act("event", "2020-03-01~", id="confirmed"), entry_into_force=OnEvent("confirmed")))
        assert ["event-named", "inferred-date?"] == codes(life.entry)

    def test_an_imprecise_day_gives_the_earliest_and_the_latest(self):
        acts = [self.SIGNED, Act("event", "2020-03", id="confirmed")]
        life = lifecycle(record(*acts, entry_into_force=OnEvent("confirmed", delay="P1M")))
        assert (day("2020-04-01"), day("2020-04-30")) == (life.entry.earliest, life.entry.latest)
        assert Status.SIGNED is life.status("2020-03-31")
        assert {Status.SIGNED, Status.IN_FORCE, Status.EXPIRED} == set(life.position("2020-04-15").possible)

    def test_without_the_event_it_is_not_in_force(self):
        life = lifecycle(record(self.SIGNED, entry_into_force=OnEvent("confirmed", delay="P30D")))
        assert (AnswerKind.NONE, Status.SIGNED) == (life.entry.kind, life.status("2030-01-01"))
        assert ("the event confirmed is not recorded", "/term/entry_into_force") == (
            life.entry.steps[-1].text,
            life.entry.steps[-1].pointer,
        )
        assert ["the event confirmed is not recorded"] == [shortfall.text for shortfall in life.outstanding]
        assert day("2020-03-31") == life.would_enter_on("2020-03-01")

    def test_as_of_a_day_before_the_event_it_is_not_in_force(self):
        agreement = record(
            self.SIGNED, Act("event", "2020-03-01", id="confirmed"), entry_into_force=OnEvent("confirmed")
        )
        assert Status.SIGNED is lifecycle(agreement, as_of="2020-02-29").status("2021-01-01")
        assert None is lifecycle(agreement, as_of="2020-02-29").entered_into_force_on
        assert day("2020-03-01") == lifecycle(agreement, as_of="2020-03-01").entered_into_force_on

    def test_a_statement_that_the_condition_was_met_replaces_the_event(self):
        stated = Act("condition_met", "2020-05-01")
        assert day("2020-05-01") == entered(self.SIGNED, stated, entry_into_force=OnEvent("confirmed"))


class TestOnAgreedDate:
    """VCLT 24(1): the parties agree the date, here by an exchange of notes after the signature."""

    def test_without_an_agreed_date_it_is_not_in_force(self):
        notes = [Act("notification", "2020-06-10", by="MYS"), Act("notification", "2020-06-24", by="USA")]
        life = lifecycle(record(signed("2020-04-08"), *notes, entry_into_force=OnAgreedDate()))
        assert (AnswerKind.NONE, Status.SIGNED) == (life.entry.kind, life.status("2021-01-01"))
        assert ["the agreed date is not recorded"] == [shortfall.text for shortfall in life.outstanding]
        assert None is life.would_enter_on("2021-01-01")

    def test_the_agreed_date_is_declared(self):
        life = lifecycle(record(signed("2020-04-08"), declared("2020-07-01"), entry_into_force=OnAgreedDate()))
        assert day("2020-07-01") == life.entered_into_force_on
        assert Status.SIGNED is life.status("2020-06-30")
        assert Status.SIGNED not in life.position("2020-07-01").possible
        assert () == life.entry.assumptions

    def test_as_part_of_another_condition(self):
        condition = AnyOf([OnAgreedDate(), OnEvent("confirmed")])
        event = Act("event", "2020-09-01", id="confirmed")
        assert day("2020-09-01") == entered(signed("2020-04-08"), event, entry_into_force=condition)
        assert None is entered(signed("2020-04-08"), event, entry_into_force=AllOf(condition.conditions))


def test_a_signed_note_that_is_received_later():
    """The reply of an exchange of notes, signed on 15 March and received on 20 March 2024."""
    acts = [
        Act.signature("2024-03-01", by="MYS"),
        Act.signature("2024-03-15", by="USA", received_on="2024-03-20"),
    ]
    entry = lifecycle(record(*acts, entry_into_force=OnSignature())).entry
    assert (day("2024-03-20"), "United States of America signed by an act received on 20 March 2024") == (
        entry.day,
        next(step.text for step in entry.steps if step.pointer == "/acts/1"),
    )
