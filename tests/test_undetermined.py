"""What a record leaves open: each reason with the field that would settle it, and the deadlines that were missed."""

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from records import day, declared, record, signed

import mou
from mou import strategies
from mou.answers.milestones import MilestoneKind
from mou.answers.register import Register
from mou.answers.undetermined import clause_words, missing_fields, not_determined, report, undetermined_positions
from mou.dates.days import PartialDate
from mou.errors import ValidationError
from mou.law.explanation import AnswerKind, Question
from mou.law.status import Status
from mou.model.act import Act
from mou.model.conditions import OnDate, OnSignature, OtherInForce
from mou.model.durations import Indefinite, Until
from mou.model.renewals import ExpressRenewal, NoRenewal, TacitRenewal
from mou.model.term import Anchor

YEARLY = TacitRenewal("P1Y", notice="P2M")
GLPI = record(signed("2020-08-28"), duration="P5Y", renewal=YEARLY)
UNKNOWN_ENTRY = record(signed("2022-05-03"), kind="agreement", duration="P5Y", renewal=YEARLY)
ON = "2026-07-15"


def found(agreement, *questions, on=ON, **more):
    """The question, field and reason of each open question."""
    items = not_determined(agreement, on, *([questions] if questions else []), **more)
    return [(item.question.value, item.field, item.why) for item in items]


def fields(agreement, question, on=ON, **more):
    return [field for _, field, _ in found(agreement, question, on=on, **more)]


class TestReasons:
    """For each: a record without the fact, the field that lacks it, and the same record with it."""

    def test_how_it_enters_into_force(self):
        """A signature of unknown kind on an agreement may or may not express consent (VCLT 11 to 14)."""
        why = "it is not known whether the signature expressed consent to be bound"
        place = "/term/entry_into_force"
        assert [("status", place, why), ("end", place, why), ("notice_deadline", place, why)] == found(UNKNOWN_ENTRY)
        settled = attrs.evolve(UNKNOWN_ENTRY, term=attrs.evolve(UNKNOWN_ENTRY.term, entry_into_force=OnSignature()))
        assert [] == found(settled)

    def test_for_how_long(self):
        assert ["/term/duration"] == fields(record(signed("2020-01-01")), "end")
        assert ["/term/duration"] == fields(record(signed("2020-01-01")), "status")
        assert [] == found(record(signed("2020-01-01"), duration=Indefinite()))

    def test_the_acts(self):
        assert ["/acts"] == fields(record(duration="P5Y"), "status")
        assert ["/acts"] == fields(record(duration="P5Y"), "entry_into_force")

    def test_when_it_was_signed(self):
        """In force from a fixed day still to come, without a signature: signed or not is unknown until then."""
        fixed = record(declared("2026-12-01"), duration="P5Y")
        assert [("status", "/acts", "the date of signature is not recorded")] == found(fixed, "status")
        assert [] == found(fixed, "status", on="2027-01-01")

    def test_from_which_event_the_term_runs(self):
        by_signature = record(declared("2020-01-01"), duration="P5Y", anchor=Anchor.SIGNATURE)
        assert ["/acts"] == fields(by_signature, "end")

    def test_whether_it_is_renewed(self):
        """The end is determined, by an assumption that the answer names; the notice deadline is not."""
        once = record(signed("2023-08-28"), duration="P5Y")
        assert [("notice_deadline", "/term/renewal", "it is not known whether it is renewed")] == found(once)
        assert mou.lifecycle(once).if_not_renewed
        assert [] == found(record(signed("2023-08-28"), duration="P5Y", renewal=NoRenewal()))
        assert [] == found(record(signed("2023-08-28"), duration="P5Y", renewal=ExpressRenewal()))

    def test_how_long_before_the_end_notice_must_be_received(self):
        renews = record(signed("2023-08-28"), duration="P5Y", renewal=TacitRenewal("P1Y"))
        assert ["/term/renewal/notice"] == fields(renews, "notice_deadline")
        assert [] == fields(renews, "end")

    def test_by_how_much_it_was_extended(self):
        extended = record(signed("2020-01-01"), Act("extension", "2024-06-01"), duration="P5Y")
        assert ["/acts/1"] == fields(extended, "end")

    def test_another_agreement(self):
        waits = record(signed("2020-01-01"), duration="P5Y", entry_into_force=OtherInForce("convention"))
        assert ["/term/entry_into_force"] == fields(waits, "status")
        convention = attrs.evolve(record(signed("2021-01-01"), duration=Indefinite()), id="convention")
        assert [] == found(waits, "status", others=[convention])

    def test_a_later_agreement_of_uncertain_date(self):
        """The missing fact is in the other record, so no field of this one settles it."""
        later = attrs.evolve(
            record(declared("2024"), duration=Indefinite()),
            id="later",
            relations=[mou.Relation("supersedes", "record")],
        )
        old = record(signed("2020-01-01"), duration=Indefinite())
        (item,) = not_determined(old, ON, ["end"], others=[old, later])
        assert (None, "") == (item.field, item.clause)
        assert "superseded by later" in item.why
        (missing,) = missing_fields([item])
        assert (None, item.why) == (missing.field, missing.what)

    def test_an_imprecise_date_that_may_mean_never(self):
        """A day that is "on 31 December 2022 at the earliest": before it nothing is open, after it everything is."""
        until = record(declared("2019-05-01"), duration=Until("2022-12-31/.."))
        assert ["/term/duration/last_day"] == fields(until, "end")
        assert ["/term/duration/last_day"] == fields(until, "status")
        assert [] == fields(until, "end", on="2022-12-31")

    def test_an_imprecise_date_of_an_act(self):
        in_2026 = record(signed("2021-01-01"), declared("2026"), duration="P5Y", renewal=NoRenewal())
        assert ["/acts/1/on"] == fields(in_2026, "status")
        assert [] == fields(in_2026, "status", on="2027-01-01")
        assert [] == fields(in_2026, "end")

    def test_an_imprecise_date_that_no_step_names(self):
        """It is suspended in some readings of the date: that is neither the entry into force nor the end."""
        suspended = record(signed("2020-01-01"), Act("suspension", "2026", until="2027-12-31"), duration=Indefinite())
        assert ["/acts/1/on"] == fields(suspended, "status")

    def test_an_imprecise_date_of_another_record(self):
        convention = attrs.evolve(record(declared("2026"), duration=Indefinite()), id="convention")
        waits = record(signed("2020-01-01"), duration="P5Y", entry_into_force=OtherInForce("convention"))
        assert ["/term/entry_into_force"] == fields(waits, "status", others=[convention])

    def test_a_date_outside_the_calendar(self):
        beyond = record(signed("9990-01-01"), duration="P50Y")
        items = not_determined(beyond, ON)
        assert {"/term"} == {item.field for item in items}
        assert list(mou.answers.undetermined.QUESTIONS) == [item.question for item in items]
        assert all("9999" in item.why for item in items)

    def test_what_is_known_not_to_be_in_force_is_determined(self):
        not_signed_by_all = record(signed("2022-05-03", by="MYS"), duration="P5Y", entry_into_force=OnSignature())
        assert AnswerKind.NONE is mou.lifecycle(not_signed_by_all).end.kind
        assert [] == found(not_signed_by_all, "end", "notice_deadline")

    def test_what_is_over_is_determined(self):
        over = record(signed("2010-01-01"), Act("termination", "2015-01-01"), kind="agreement")
        assert [] == found(over)


class TestQuestions:
    def test_a_notice_deadline_is_asked_on_a_first_day_in_force_to_come(self):
        soon = record(signed("2026-01-01"), duration="P5Y", entry_into_force=OnDate("2026-10-01"))
        assert [] == found(soon)
        assert [] == found(soon, "notice_deadline", through="2026-09-30")
        assert ["/term/renewal"] == fields(soon, "notice_deadline", through="2026-10-01")

    def test_a_first_day_in_force_in_a_period_that_ends_outside_the_calendar(self):
        term = {"duration": "P1000Y", "anchor": "8500-01-01", "renewal": TacitRenewal("P1000Y", notice="P2M")}
        late = record(signed("9000-01-01"), entry_into_force=OnDate("9600-01-01"), **term)
        where = mou.position(late, "9599-06-01")
        assert Status.SIGNED is where.status
        items = undetermined_positions([where], [Question.NOTICE_DEADLINE], day("9600-06-01"))
        assert ["/term"] == [item.field for item in items]
        assert items == not_determined(late, "9599-06-01", ["notice_deadline"], through="9600-06-01")

    def test_as_of_a_day(self):
        extended = record(signed("2020-01-01"), Act("extension", "2024-06-01"), duration="P5Y")
        assert [] == found(extended, "end", as_of="2024-01-01")

    @pytest.mark.parametrize(
        ("arguments", "more", "place"),
        [
            (("soon",), {}, ""),
            ((ON, ["meaning"]), {}, "/questions/0"),
            ((ON, "end"), {}, "/questions"),
            ((ON,), {"through": "never"}, ""),
            ((ON,), {"as_of": "never"}, ""),
        ],
    )
    def test_what_cannot_be_asked(self, arguments, more, place):
        for ask in (lambda *a, **k: not_determined(GLPI, *a, **k), Register().not_determined):
            with pytest.raises(ValidationError) as caught:
                ask(*arguments, **more)
            assert place == caught.value.problems[0].pointer

    def test_of_a_register(self):
        register = Register(agreements=[GLPI, attrs.evolve(UNKNOWN_ENTRY, id="other")])
        assert ["other"] * 3 == [item.agreement for item in register.not_determined(ON)]
        assert [Question.STATUS] == [item.question for item in register.not_determined(ON, ["status"])]

    @settings(max_examples=25)
    @given(strategies.registers(), st.dates(min_value=day("1900-01-01"), max_value=day("2100-01-01")))
    def test_they_are_those_whose_answers_are_unknown(self, register, on):
        open_status = {item.agreement for item in register.not_determined(on, ["status"])}
        open_end = {item.agreement for item in register.not_determined(on, ["end"])}
        for where in register.positions(on):
            assert (where.status is Status.UNKNOWN) == (where.id in open_status)
            if where.lifecycle is None or where.lifecycle.end.kind is AnswerKind.UNKNOWN:
                assert where.id in open_end
            elif where.lifecycle.end.kind is not AnswerKind.UNCERTAIN:
                assert where.id not in open_end
        for item in register.not_determined(on):
            assert item.why
            assert (item.field is None) == (not item.clause)


class TestReports:
    def test_by_what_is_missing(self):
        others = [attrs.evolve(UNKNOWN_ENTRY, id=f"a{number}") for number in range(9)]
        extended = [
            attrs.evolve(record(*acts, duration="P5Y"), id=f"e{len(acts)}")
            for acts in (
                (signed("2020-01-01"), Act("extension", "2024-06-01")),
                (signed("2020-01-01"), Act("amendment", "2021-01-01"), Act("extension", "2024-06-01")),
            )
        ]
        items = Register(agreements=[GLPI, *extended, *others]).not_determined(ON)
        assert [
            "Not determined for 11 of 12 agreements. Missing from the record:",
            "  9: the condition of entry into force (/term/entry_into_force): a0, a1, a2, a3, a4, a5 and 3 more",
            "  2: the missing details of an act: its effect, or the length of an extension (/acts/*): e2 and e3",
        ] == report(items, 12)

    def test_of_one(self):
        assert (
            "Not determined for 1 of 1 agreement. Missing from the record:"
            == report(not_determined(UNKNOWN_ENTRY, ON), 1)[0]
        )

    @pytest.mark.parametrize(
        ("field", "words"),
        [
            ("/term/entry_into_force/conditions/0/weights", "the condition of entry into force"),
            ("/term/renewal/period", "the renewal clause"),
            ("/parties", "the full record of the agreement"),
            ("/acts/12/received_on", "the exact date of an act"),
        ],
    )
    def test_the_longest_known_pointer_counts(self, field, words):
        assert words == clause_words(field)


class TestMissedNotices:
    """GLPI's contract: five years from 28 August 2020, then a year each, unless notice two months before."""

    def missed(self, agreement, on, within="P6M"):
        return [
            (str(notice.on), None if notice.runs_to is None else str(notice.runs_to), notice.text)
            for notice in Register(agreements=[agreement]).notices_missed(within, on)
        ]

    TEXT = "the notice deadline passed on 28 June 2026; it now runs to 28 August 2027"

    @pytest.mark.parametrize("on", ["2026-06-29", "2026-08-28", "2026-08-29", "2026-12-28"])
    def test_before_and_after_the_renewal_begins(self, on):
        assert [("2026-06-28", "2027-08-28", self.TEXT)] == self.missed(GLPI, on)

    @pytest.mark.parametrize("on", ["2026-06-28", "2026-12-29"])
    def test_not_on_the_deadline_and_not_beyond_the_time(self, on):
        """Notice received on the deadline still counts."""
        assert [] == self.missed(GLPI, on)

    def test_only_the_last_of_several(self):
        monthly = record(signed("2020-08-28"), duration="P1Y", renewal=TacitRenewal("P1M", notice="P7D"))
        assert ["2026-06-21"] == [deadline for deadline, *_ in self.missed(monthly, "2026-07-01")]

    def test_a_renewal_without_an_end(self):
        once = record(signed("2020-08-28"), duration="P5Y", renewal=TacitRenewal(Indefinite(), notice="P2M"))
        text = "the notice deadline passed on 28 June 2025; it now runs indefinitely"
        assert [("2025-06-28", None, text)] == self.missed(once, "2025-07-01")

    def test_after_notice_there_is_none(self):
        in_time = attrs.evolve(GLPI, acts=[*GLPI.acts, Act("non_renewal", "2026-06-01", by="MYS")])
        assert [] == self.missed(in_time, "2026-07-01")

    def test_one_that_ended_is_left_out(self):
        ended = attrs.evolve(GLPI, acts=[*GLPI.acts, Act("termination", "2026-06-30")])
        assert [] == self.missed(ended, "2026-07-01")

    def test_an_imprecise_signature(self):
        """Signed in August 2020: the deadline lay between 1 and 30 June 2026."""
        agreement = record(signed(PartialDate("2020-08")), duration="P5Y", renewal=YEARLY)
        (missed,) = Register(agreements=[agreement]).notices_missed("P6M", "2026-07-15")
        assert (None, "2026-06-01", "2026-06-30", None) == (
            missed.on,
            str(missed.earliest),
            str(missed.latest),
            missed.runs_to,
        )
        assert (
            "the notice deadline passed between 1 June 2026 and 30 June 2026; it now runs for another period"
            == missed.text
        )
        assert () == Register(agreements=[agreement]).notices_missed("P6M", "2026-06-15")

    def test_an_end_on_an_uncertain_day_of_the_renewal(self):
        """Ended some day in October 2026: it was renewed in August, until a day that is not certain."""
        ended = attrs.evolve(GLPI, acts=[*GLPI.acts, Act("termination", "2026-10")])
        text = (
            "the notice deadline passed on 28 June 2026; its last day is between 30 September 2026 and 30 October 2026"
        )
        assert [("2026-06-28", None, text)] == self.missed(ended, "2026-09-01")

    def test_the_latest_first(self):
        other = attrs.evolve(GLPI, id="other", acts=[signed("2020-07-28")])
        found = Register(agreements=[other, GLPI]).notices_missed("P6M", "2026-07-01")
        assert ["record", "other"] == [notice.agreement for notice in found]

    def test_a_time_longer_than_the_calendar(self):
        early = record(signed("0001-01-01"), duration="P1Y", renewal=TacitRenewal("P1Y", notice="P2M"))
        assert ["0002-11-01"] == [deadline for deadline, *_ in self.missed(early, "0003-01-01", "P100Y")]


class TestAgendas:
    def test_events_are_those_that_come_up(self):
        register = Register(agreements=[GLPI, attrs.evolve(UNKNOWN_ENTRY, id="other")])
        agenda = register.agenda("P6M", "2026-01-01")
        assert register.upcoming("P6M", "2026-01-01") == agenda.events
        assert (day("2026-01-01"), day("2026-07-01")) == (agenda.on, agenda.until)
        assert ["entry_into_force", "end", "notice_deadline"] == [item.question for item in agenda.not_determined]

    @pytest.mark.parametrize(
        ("kind", "questions"),
        [
            (MilestoneKind.ACT, []),
            (MilestoneKind.LAST_DAY, ["end"]),
            (MilestoneKind.NOTICE_DEADLINE, ["notice_deadline"]),
            (MilestoneKind.ENTRY_FOR_PARTY, ["entry_into_force"]),
        ],
    )
    def test_only_what_the_events_depend_on_is_asked(self, kind, questions):
        agenda = Register(agreements=[UNKNOWN_ENTRY]).agenda("P6M", ON, kinds=[kind])
        assert questions == [item.question for item in agenda.not_determined]
        assert () == agenda.missed

    def test_a_date_outside_the_calendar_leaves_the_others(self):
        beyond = attrs.evolve(record(signed("9990-01-01"), duration="P50Y"), id="beyond")
        agenda = Register(agreements=[beyond, GLPI]).agenda("P6M", "2026-01-01", kinds=[MilestoneKind.NOTICE_DEADLINE])
        assert ["record"] == [event.agreement for event in agenda.events]
        assert ["beyond"] == [item.agreement for item in agenda.not_determined]

    def test_how_far_it_is(self):
        seen = []
        Register(agreements=[GLPI]).agenda("P6M", ON, progress=lambda done, total: seen.append((done, total)))
        assert [(1, 1)] == seen


def test_an_explanation_with_a_day_has_the_notice_deadline():
    life = mou.lifecycle(GLPI)
    assert (life.entry, life.end) == life.explain().answers
    assert (life.entry, life.end, life.notice("2026-01-01")) == life.explain("2026-01-01").answers
