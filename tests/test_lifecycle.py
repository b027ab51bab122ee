"""What a record gives as a whole: the first record, answers and their reasons, what was known when, imprecise dates."""

from datetime import date, datetime
from types import MappingProxyType

import attrs
import pytest
from records import codes, day, declared, record, signed
from told import places

import mou
from mou import examples
from mou.answers.lifecycles import lifecycle
from mou.answers.shortcuts import expiry_date
from mou.dates.periods import Period
from mou.errors import DateRangeError
from mou.law.explanation import AnswerKind, Question
from mou.law.rules import CONSENT_OF_ALL, CORRESPONDING_DATE, INFERRED_DATE, MOU_ON_SIGNATURE, NOT_RENEWED
from mou.law.schedule import TermPeriod
from mou.law.status import Status
from mou.model.act import Act
from mou.model.conditions import OnDate, OnSignature
from mou.model.durations import Indefinite, Until
from mou.model.renewals import NoRenewal, TacitRenewal
from mou.model.term import NoSurvival, Survival
from mou.model.withdrawals import WithdrawalOnNotice

# Malaysia and the United States, defence cooperation: Kuala Lumpur, 30 October 2025, five years. The text is not
# public: how it takes effect, whether it is renewed and how it is left are not known.
SEED = record(signed("2025-10-30", by=["MYS", "USA"]), duration="P5Y")


class TestTheFirstRecord:
    def test_its_last_day_is_the_anniversary(self):
        """CETS 076 arts 3 and 4, Regulation 1182/71 art. 3: the day of the event is not counted."""
        life = lifecycle(SEED)
        assert day("2030-10-30") == life.last_day == expiry_date(SEED)
        assert day("2030-10-31") == life.ceases_on
        assert day("2025-10-30") == life.entered_into_force_on == life.signed_on

    def test_counted_from_the_start_of_the_day_it_is_the_eve(self):
        """BGB §§ 187(2), 188(2): "for five years beginning on" has that day as its first."""
        life = lifecycle(record(signed("2025-10-30"), duration="P5Y", counting="from_start_of_day"))
        assert day("2030-10-29") == life.last_day
        assert day("2030-10-30") == life.ceases_on

    @pytest.mark.parametrize(
        ("counting", "notice", "deadline"),
        [
            ("from_event", "P6M", "2030-04-30"),
            ("from_event", "P3M", "2030-07-30"),
            ("from_event", "P12M", "2029-10-30"),
            ("from_start_of_day", "P6M", "2030-04-29"),
            ("from_start_of_day", "P3M", "2030-07-29"),
            ("from_start_of_day", "P12M", "2029-10-29"),
        ],
    )
    def test_by_when_notice_were_due_if_its_text_had_a_tacit_renewal(self, counting, notice, deadline):
        renewal = TacitRenewal("P5Y", notice=notice)
        life = lifecycle(record(signed("2025-10-30"), duration="P5Y", counting=counting, renewal=renewal))
        assert day(deadline) == life.notice_deadline("2028-01-01")

    @pytest.mark.parametrize(
        ("on", "status"),
        [
            ("2025-10-29", Status.NEGOTIATED),
            ("2025-10-30", Status.IN_FORCE),
            ("2028-01-01", Status.IN_FORCE),
            ("2030-10-30", Status.IN_FORCE),
            ("2030-10-31", Status.EXPIRED),
            ("9999-12-31", Status.EXPIRED),
        ],
    )
    def test_its_status_from_day_to_day(self, on, status):
        assert status is lifecycle(SEED).status(on)
        assert status is lifecycle(SEED).status(day(on))

    def test_what_is_assumed_is_named(self):
        life = lifecycle(SEED)
        assert [
            "it enters into force when all parties have consented to be bound, because no other condition is known",
            (
                "the signature is definitive and it enters into force on signature, because the kind of signature is "
                "not known"
            ),
        ] == [step.text for step in life.entry.assumptions]
        assert [
            (
                "5 years counted from 30 October 2025 (entry into force) ends on 30 October 2030; it is not "
                "stated whether that first day counts: if it does, 29 October 2030"
            ),
            "the term is not renewed, because the renewal clause is not known",
        ] == [step.text for step in life.end.assumptions]

    def test_the_bundled_record_has_the_same_dates(self):
        life = lifecycle(examples.agreement())
        assert day("2025-10-30") == life.entered_into_force_on
        assert day("2030-10-30") == life.last_day
        assert [CONSENT_OF_ALL, MOU_ON_SIGNATURE, INFERRED_DATE] == [step.rule for step in life.entry.assumptions]
        assert [CORRESPONDING_DATE, NOT_RENEWED, INFERRED_DATE] == [step.rule for step in life.end.assumptions]


class TestWords:
    def test_what_does_not_bind_is_in_effect_and_discontinued(self):
        """UK and Commonwealth drafting practice keeps "in force" and "terminated" for treaties."""
        acts = [signed("2025-10-30"), Act("termination", "2027-01-01")]
        text = str(lifecycle(record(*acts, duration="P5Y", binding=False)).explain())
        assert "In effect from 30 October 2025" in text
        assert "Last day in effect: 31 December 2026; discontinued from 1 January 2027" in text
        assert "force" not in text.replace("entry_into_force", "")
        life = lifecycle(record(*acts, duration="P5Y", binding=False))
        assert "in effect since 30 October 2025" == life.position("2026-01-01").reason
        assert "discontinued since 1 January 2027" == life.position("2027-01-01").reason
        assert ["comes into effect"] == [one.text for one in life.milestones() if one.kind == "entry_into_force"]

    @pytest.mark.parametrize("binding", [True, None])
    def test_what_binds_or_may_is_in_force_and_terminated(self, binding):
        life = lifecycle(record(signed("2025-10-30"), Act("termination", "2027-01-01"), binding=binding))
        assert "In force from 30 October 2025" == life.entry.summary
        assert "Last day in force: 31 December 2026; terminated from 1 January 2027" == life.end.summary


class TestStatus:
    @pytest.mark.parametrize(
        ("on", "status", "reason"),
        [
            ("2010-04-07", Status.NEGOTIATED, "not signed before 8 April 2010"),
            ("2010-04-08", Status.SIGNED, "enters into force on 5 February 2011"),
            ("2011-02-04", Status.SIGNED, "enters into force on 5 February 2011"),
            ("2011-02-05", Status.IN_FORCE, "in force since 5 February 2011"),
            ("2021-02-06", Status.EXPIRED, "expired since 6 February 2021"),
        ],
    )
    def test_signed_ratified_in_force_expired(self, on, status, reason):
        """New START: signed in Prague on 8 April 2010, instruments exchanged on 5 February 2011 (art. XIV: ten years).

        As it stood before its extension.
        """
        life = lifecycle(
            record(
                signed("2010-04-08", kind="subject_to_ratification"),
                Act("ratification", "2011-02-05", by=["RUS", "USA"]),
                parties="RUS USA",
                kind="treaty",
                duration="P10Y",
            )
        )
        assert (status, reason) == (life.status(on), life.position(on).reason)
        assert (status,) == life.position(on).possible

    def test_with_one_signature_it_is_not_yet_signed(self):
        life = lifecycle(record(signed("2020-01-01", by="MYS"), kind="treaty"))
        assert Status.NEGOTIATED is life.status("2020-06-01")
        assert (
            "signed by Malaysia on 1 January 2020; no signature by United States of America is recorded"
            == life.position("2020-06-01").reason
        )
        assert life.signed_on is None

    def test_a_consent_is_a_beginning_without_a_signature(self):
        life = lifecycle(record(Act("accession", "2020-01-01", by="MYS"), kind="convention"))
        assert Status.NEGOTIATED is life.status("2019-12-31")
        assert Status.SIGNED is life.status("2020-01-01")
        assert "no consent by United States of America is recorded" == life.position("2020-01-01").reason

    def test_of_many_it_is_signed_once_two_have_whoever_signs_later(self):
        """What is signed on a day does not depend on signatures of later days."""
        acts = [signed("2020-01-01", by="MYS"), signed("2020-02-01", by="USA"), signed("2020-12-01", by="JPN")]
        life = lifecycle(record(*acts, parties="MYS USA JPN", duration=Indefinite()))
        assert Status.NEGOTIATED is life.status("2020-01-31")
        assert Status.SIGNED is life.status("2020-02-01")
        assert Status.SIGNED is lifecycle(life.agreement, as_of="2020-06-01").status("2020-02-01")
        assert Status.IN_FORCE is life.status("2020-12-01")
        assert day("2020-12-01") == life.signed_on
        assert day("2020-02-01") == lifecycle(life.agreement, as_of="2020-06-01").signed_on
        four = lifecycle(record(*acts, parties="MYS USA JPN AUS", duration=Indefinite()))
        assert day("2020-02-01") == four.signed_on

    def test_no_acts_at_all_is_not_known(self):
        life = lifecycle(record(duration="P5Y"))
        assert Status.UNKNOWN is life.status("2025-01-01")
        standing = life.position("2025-01-01")
        assert (Status.NEGOTIATED, Status.SIGNED, Status.IN_FORCE, Status.EXPIRED) == standing.possible
        assert "no act is recorded" == standing.reason
        assert (AnswerKind.UNKNOWN, AnswerKind.UNKNOWN) == (life.entry.kind, life.end.kind)
        assert "It is not known whether it is in force" == life.entry.summary
        assert "Its end is not known" == life.end.summary
        assert None is life.entered_into_force_on is life.last_day is life.ceases_on is expiry_date(life.agreement)

    def test_a_signature_alone_does_not_tell_for_how_long(self):
        life = lifecycle(record(signed("2020-01-01")))
        standing = life.position("2025-01-01")
        assert (Status.UNKNOWN, (Status.IN_FORCE, Status.EXPIRED)) == (standing.status, standing.possible)
        assert "the duration is not known" == standing.reason
        assert AnswerKind.UNKNOWN is life.end.kind
        assert "/term/duration" == life.end.steps[-1].pointer

    def test_a_fixed_date_without_a_signature_leaves_open_whether_it_was_signed_before(self):
        life = lifecycle(record(entry_into_force=OnDate("2020-01-01"), duration="P5Y"))
        standing = life.position("2019-12-31")
        assert (Status.UNKNOWN, (Status.NEGOTIATED, Status.SIGNED)) == (standing.status, standing.possible)
        assert "the date of signature is not recorded" == standing.reason
        assert Status.IN_FORCE is life.status("2020-01-01")

    def test_a_record_without_parties_can_still_be_computed(self):
        """Who the parties are is often not in a list of treaties, and their signature on one day is."""
        life = lifecycle(record(signed("2007-03-20"), parties="", duration="P10Y"))
        assert day("2017-03-20") == life.last_day
        assert Status.IN_FORCE is life.status("2007-03-20")
        assert Status.NEGOTIATED is life.status("2007-03-19")

    def test_indefinite_has_no_end(self):
        life = lifecycle(record(signed("2020-01-01"), duration=Indefinite()))
        assert (AnswerKind.NONE, "No end") == (life.end.kind, life.end.summary)
        assert life.last_day is None
        assert Status.IN_FORCE is life.status("9999-12-31")
        assert "its duration is indefinite" == life.end.steps[0].text

    def test_not_in_force_has_no_end(self):
        life = lifecycle(record(signed("2020-01-01", kind="ad_referendum"), duration="P5Y"))
        assert (AnswerKind.NONE, "Not in force") == (life.entry.kind, life.entry.summary)
        assert (AnswerKind.NONE, "No end") == (life.end.kind, life.end.summary)
        assert "it is not in force" == life.end.steps[0].text
        assert Status.SIGNED is life.status("2030-01-01")


class TestAskedFor:
    def test_a_day_with_a_time_is_refused(self):
        """A day of the calendar has no time zone: when Article 50 TEU ended is asked as 29 March 2019."""
        life = lifecycle(SEED)
        moment = datetime(2019, 3, 29, 23, 0)  # noqa: DTZ001
        for ask in (life.status, life.position, life.period, life.notice_deadline):
            assert ["(whole)"] == places(ask, moment)
        assert ["(whole)"] == places(lifecycle, SEED, moment)
        assert ["(whole)"] == places(life.milestones, through="2030-13-01")

    def test_past_the_calendar_is_an_error_of_its_own(self):
        endless = lifecycle(record(signed("2003-09-15"), duration="P5Y", renewal=TacitRenewal("P5Y", notice="P6M")))
        for ask in (endless.period, endless.notice_deadline):
            with pytest.raises(DateRangeError, match="years 1 to 9999"):
                ask("9999-12-31")
        where = endless.position("9999-12-31")
        assert (Status.IN_FORCE, None, None) == (where.status, where.period, where.notice_deadline)
        with pytest.raises(DateRangeError):
            endless.milestones(through="9999-12-31")
        with pytest.raises(DateRangeError):
            lifecycle(record(signed("9998-01-01"), duration="P5Y"))
        assert Status.IN_FORCE is endless.status("9999-12-31")

    def test_nothing_asks_the_clock_and_answers_are_values(self):
        first, second = lifecycle(SEED), lifecycle(SEED)
        assert first == second
        assert hash(first.entry) == hash(second.entry)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            first.as_of = date(2030, 1, 1)

    def test_the_running_period_and_its_deadline(self):
        life = lifecycle(record(signed("2020-08-28"), duration="P5Y", renewal=TacitRenewal("P1Y", notice="P2M")))
        standing = life.position("2025-12-31")
        assert TermPeriod(day("2025-08-29"), day("2026-08-28"), 1) == standing.period == life.period("2025-12-31")
        assert day("2026-06-28") == standing.notice_deadline
        assert None is life.period("2020-08-27") is life.notice_deadline("2020-08-27")


class TestSurvival:
    def test_after_an_exit_it_is_counted_from_the_first_day_out(self):
        """Energy Charter Treaty art. 47(3): twenty years from the day of Italy's withdrawal, 1 January 2016."""
        life = lifecycle(
            record(
                declared("1998-04-16"),
                Act("withdrawal", "2014-12-31", by="ITA", effective_on="2016-01-01"),
                parties="ITA FRA",
                duration=Indefinite(),
                survival=Survival("P20Y"),
            )
        )
        assert day("2016-01-01") == life.ceases_on
        assert day("2036-01-01") == life.survival_ends_on
        assert ("survival_ends", day("2036-01-01")) == (life.milestones()[-1].kind, life.milestones()[-1].on)

    def test_after_the_term_it_is_counted_from_the_last_day(self):
        life = lifecycle(record(signed("2015-01-01"), duration="P10Y", survival=Survival("P10Y")))
        assert day("2035-01-01") == life.survival_ends_on
        assert Status.EXPIRED is life.status("2030-01-01")

    @pytest.mark.parametrize("survival", [None, NoSurvival()])
    def test_unless_there_is_none_or_it_is_not_known(self, survival):
        assert None is lifecycle(record(signed("2015-01-01"), duration="P10Y", survival=survival)).survival_ends_on

    def test_or_there_is_no_end(self):
        life = lifecycle(record(signed("2015-01-01"), duration=Indefinite(), survival=Survival("P10Y")))
        assert life.survival_ends_on is None


class TestSuspension:
    # New START: suspended by the Russian Federation on 28 February 2023; it still ran to 5 February 2026.
    ACTS = (
        declared("2011-02-05"),
        Act("extension", "2021-02-03", until="2026-02-05"),
        Act("suspension", "2023-02-28", by="RUS"),
    )

    def test_it_lengthens_nothing(self):
        """VCLT 57 and 72: obligations pause. New START's last day stays 5 February 2026."""
        life = lifecycle(record(*self.ACTS, parties="RUS USA", kind="treaty", duration="P10Y"))
        assert day("2026-02-05") == life.last_day
        assert Status.IN_FORCE is life.status("2023-02-27")
        assert Status.SUSPENDED is life.status("2023-02-28")
        assert ("suspended", day("2026-02-05")) == (
            life.position("2026-02-05").reason,
            life.position("2026-02-05").period.last_day,
        )
        assert Status.EXPIRED is life.status("2026-02-06")

    def test_resumption_ends_it_on_its_day(self):
        resumed = Act("resumption", "2024-01-01", by="RUS")
        life = lifecycle(record(*self.ACTS, resumed, parties="RUS USA", kind="treaty", duration="P10Y"))
        assert day("2026-02-05") == life.last_day
        assert Status.SUSPENDED is life.status("2023-12-31")
        assert Status.IN_FORCE is life.status("2024-01-01")

    def test_it_can_have_a_last_day(self):
        acts = [signed("2020-01-01"), Act("suspension", "2021-01-01", until="2021-06-30")]
        life = lifecycle(record(*acts, duration="P5Y"))
        assert [Status.SUSPENDED, Status.IN_FORCE] == [life.status("2021-06-30"), life.status("2021-07-01")]
        a_day = lifecycle(record(acts[0], Act("suspension", "2021-01-01", until="2021-01-01"), duration="P5Y"))
        assert [Status.SUSPENDED, Status.IN_FORCE] == [a_day.status("2021-01-01"), a_day.status("2021-01-02")]
        again = lifecycle(record(*acts, Act("resumption", "2022-01-01"), duration="P5Y"))
        assert [life.status(on) for on in ("2021-06-30", "2021-07-01", "2022-01-01")] == [
            again.status(on) for on in ("2021-06-30", "2021-07-01", "2022-01-01")
        ]

    def test_to_the_end_of_the_calendar_is_for_ever(self):
        acts = [signed("2020-01-01"), Act("suspension", "2021-01-01", until="9999-12-31")]
        assert Status.SUSPENDED is lifecycle(record(*acts, duration=Indefinite())).status("9999-12-31")

    @pytest.mark.parametrize("resumed", ["2021-01-01", "2020-12-01"])
    def test_resumed_before_it_began_it_never_was(self, resumed):
        acts = [
            signed("2020-01-01"),
            Act("suspension", "2020-11-01", effective_on="2021-01-01"),
            Act("resumption", resumed),
        ]
        life = lifecycle(record(*acts, duration=Indefinite()))
        assert Status.IN_FORCE is life.status("2021-01-01") is life.status("2022-01-01")

        assert [] == [stone for stone in life.milestones() if stone.kind == "suspension"]

    @pytest.mark.parametrize(
        ("resumed", "suspended", "free"),
        [("2021-03-01", "2021-02-28", "2021-03-01"), ("2021-06-30", "2021-06-29", "2021-06-30")],
    )
    def test_it_can_be_resumed_before_its_last_day(self, resumed, suspended, free):
        acts = [
            signed("2020-01-01"),
            Act("suspension", "2021-01-01", until="2021-06-30"),
            Act("resumption", resumed),
        ]
        life = lifecycle(record(*acts, duration="P5Y"))
        assert [Status.SUSPENDED, Status.IN_FORCE] == [life.status(suspended), life.status(free)]

    def test_one_party_resumes_for_itself(self):
        acts = [
            signed("2020-01-01"),
            Act("suspension", "2021-01-01", by=["MYS", "USA"]),
            Act("resumption", "2021-06-01", by="MYS"),
        ]
        assert Status.SUSPENDED is lifecycle(record(*acts, duration=Indefinite())).status("2022-01-01")

    def test_one_of_three_suspends_and_the_others_go_on(self):
        acts = [signed("2020-01-01"), Act("suspension", "2021-01-01", by="JPN")]
        life = lifecycle(record(*acts, parties="MYS USA JPN", duration=Indefinite()))
        assert Status.IN_FORCE is life.status("2021-01-01")
        both = lifecycle(
            record(*acts, Act("suspension", "2022-01-01", by="USA"), parties="MYS USA JPN", duration=Indefinite())
        )
        assert Status.SUSPENDED is both.status("2022-01-01")

    def test_one_that_has_left_keeps_nothing_going(self):
        """It takes two that neither left nor are suspended."""
        acts = [
            signed("2020-01-01"),
            Act("withdrawal", "2020-06-01", by="MYS", effective_on="2021-01-01"),
            Act("suspension", "2020-07-01", by="USA"),
        ]
        life = lifecycle(record(*acts, parties="MYS USA JPN", duration=Indefinite()))
        assert Status.IN_FORCE is life.status("2020-12-31")
        assert Status.SUSPENDED is life.status("2021-01-01")
        still = lifecycle(
            record(
                *acts, Act("notice_revocation", "2020-12-01", by="MYS"), parties="MYS USA JPN", duration=Indefinite()
            )
        )
        assert Status.IN_FORCE is still.status("2021-01-01")

    def test_without_listed_parties_it_is_that_of_all(self):
        acts = [signed("2020-01-01"), Act("suspension", "2021-01-01"), Act("resumption", "2022-01-01")]
        life = lifecycle(record(*acts, parties="", duration=Indefinite()))
        assert [Status.SUSPENDED, Status.IN_FORCE] == [life.status("2021-12-31"), life.status("2022-01-01")]


class TestProvisionalApplication:
    """VCLT 25."""

    TREATY = MappingProxyType({"kind": "treaty", "duration": "P5Y"})
    SIGNED = signed("2020-01-01", kind="subject_to_ratification")

    def test_it_has_a_status_of_its_own_until_entry_into_force(self):
        acts = [self.SIGNED, Act("provisional_application", "2020-03-01"), declared("2021-01-01")]
        life = lifecycle(record(*acts, **self.TREATY))
        assert Status.SIGNED is life.status("2020-02-29")
        assert Status.PROVISIONAL is life.status("2020-03-01")
        assert "applied provisionally" == life.position("2020-12-31").reason
        assert Status.IN_FORCE is life.status("2021-01-01")
        assert day("2026-01-01") == life.last_day

    def test_it_takes_two(self):
        acts = [self.SIGNED, Act("provisional_application", "2020-03-01", by="MYS")]
        assert Status.SIGNED is lifecycle(record(*acts, **self.TREATY)).status("2020-03-01")
        acts.append(Act("provisional_application", "2020-04-01", by="USA"))
        life = lifecycle(record(*acts, **self.TREATY))
        assert [Status.SIGNED, Status.PROVISIONAL] == [life.status("2020-03-31"), life.status("2020-04-01")]

    def test_it_can_have_a_last_day(self):
        acts = [self.SIGNED, Act("provisional_application", "2020-03-01", until="2020-12-31")]
        life = lifecycle(record(*acts, **self.TREATY))
        assert [Status.PROVISIONAL, Status.SIGNED] == [life.status("2020-12-31"), life.status("2021-01-01")]

    def test_without_listed_parties_it_is_that_of_all(self):
        acts = [self.SIGNED, Act("provisional_application", "2020-03-01")]
        life = lifecycle(record(*acts, parties="", **self.TREATY))
        assert [Status.SIGNED, Status.PROVISIONAL] == [life.status("2020-02-29"), life.status("2020-03-01")]

    def test_notice_of_not_becoming_a_party_ends_it_at_once(self):
        """VCLT 25(2): it ends when a state notifies the others of its intention not to become a party."""
        acts = [self.SIGNED, Act("provisional_application", "2020-03-01"), Act("withdrawal", "2020-06-01", by="MYS")]
        life = lifecycle(record(*acts, **self.TREATY))
        assert [Status.PROVISIONAL, Status.SIGNED] == [life.status("2020-05-31"), life.status("2020-06-01")]
        again = lifecycle(record(*acts, Act("notice_revocation", "2020-07-01", by="MYS"), **self.TREATY))
        assert Status.PROVISIONAL is again.status("2020-08-01")


class TestAsOf:
    """What counts is what was known: acts after the day are not seen."""

    ACTS = (
        signed("2003-09-15"),
        Act("non_renewal", "2008-01-01", by="MYS", received_on="2008-02-01"),
    )
    TERM = MappingProxyType({"duration": "P5Y", "renewal": TacitRenewal("P5Y", notice="P6M")})

    @pytest.mark.parametrize(
        ("as_of", "last_day"),
        [("2003-09-15", None), ("2008-01-31", None), ("2008-02-01", "2008-09-15"), (None, "2008-09-15")],
    )
    def test_a_notice_is_known_from_its_receipt(self, as_of, last_day):
        life = lifecycle(record(*self.ACTS, **self.TERM), as_of)
        assert (last_day and day(last_day)) == life.last_day
        assert (as_of and day(as_of)) == life.as_of

    def test_before_the_signature_nothing_is_known(self):
        life = lifecycle(record(*self.ACTS, **self.TERM), as_of="2003-09-14")
        assert Status.UNKNOWN is life.status("2004-01-01")
        assert "no act is recorded by 14 September 2003" == life.position("2004-01-01").reason

    def test_neither_of_a_fixed_date(self):
        made = record(signed("2003-09-15"), entry_into_force=OnDate("2004-01-01"), **self.TERM)
        assert day("2004-01-01") == lifecycle(made, as_of="2003-09-15").entered_into_force_on
        before = lifecycle(made, as_of="2003-09-14")
        assert before.entered_into_force_on is None
        assert Status.UNKNOWN is before.status("2004-01-01")
        assert "no act is recorded by 14 September 2003" == before.entry.steps[0].text

    def test_a_later_fact_changes_nothing(self):
        without = lifecycle(record(self.ACTS[0], **self.TERM), as_of="2008-01-31")
        with_it = lifecycle(record(*self.ACTS, **self.TERM), as_of="2008-01-31")
        assert (without.entry, without.end) == (with_it.entry, with_it.end)
        assert without.milestones() == with_it.milestones()
        assert attrs.evolve(without.position("2010-01-01"), agreement=with_it.agreement) == with_it.position(
            "2010-01-01"
        )


class TestImpreciseDates:
    """Every answer is computed at both ends of the uncertainty; where they differ it says so."""

    # Malaysia and Ukraine, defence cooperation: signed 20 March 2007, in force in October 2008, ten years (DCAD).
    UKRAINE = record(
        signed("2007-03-20", kind="subject_to_ratification"),
        declared("2008-10"),
        parties="MYS UKR",
        kind="agreement",
        duration="P10Y",
        renewal=NoRenewal(),
    )

    def test_the_bounds_of_the_answers(self):
        """Kinne, Defense Cooperation Agreement Dataset v1: the day of entry into force is missing."""
        life = lifecycle(self.UKRAINE)
        assert AnswerKind.UNCERTAIN is life.entry.kind is life.end.kind
        assert (day("2008-10-01"), day("2008-10-31")) == (life.entry.earliest, life.entry.latest)
        assert (day("2018-10-01"), day("2018-10-31")) == (life.end.earliest, life.end.latest)
        assert None is life.entered_into_force_on is life.last_day is life.ceases_on is life.survival_ends_on
        assert "Enters into force between 1 October 2008 and 31 October 2008" == life.entry.summary
        assert "Last day in force: between 1 October 2018 and 31 October 2018" == life.end.summary
        assert "the record's dates are imprecise; these steps are for the earliest reading" == life.end.steps[-1].text
        assert day("2018-10-01") == life.end.steps[-2].day

    def test_the_status_where_they_differ(self):
        life = lifecycle(self.UKRAINE)
        assert [Status.SIGNED, Status.UNKNOWN, Status.UNKNOWN, Status.IN_FORCE] == [
            life.status(on) for on in ("2008-09-30", "2008-10-01", "2008-10-30", "2008-10-31")
        ]
        standing = life.position("2008-10-15")
        assert (Status.IN_FORCE, Status.SIGNED) == standing.possible
        assert (
            "the record's imprecise dates leave open whether it is in force or signed, not yet in force"
            == standing.reason
        )
        assert (Status.EXPIRED, Status.IN_FORCE) == life.position("2018-10-15").possible
        assert None is standing.period is standing.notice_deadline

    def test_what_they_agree_on_is_certain(self):
        life = lifecycle(self.UKRAINE)
        assert day("2007-03-20") == life.signed_on
        assert Status.EXPIRED is life.status("2018-11-01")
        fixed = lifecycle(record(signed("2007"), entry_into_force=OnDate("2008-01-01"), duration="P1Y"))
        assert day("2009-01-01") == fixed.last_day
        assert fixed.signed_on is None

    def test_an_uncertain_exact_day_is_taken_as_it_is(self):
        """EDTF gives the marks ? and ~ no measure, so they widen nothing."""
        assert day("2012-03-01") == expiry_date(record(signed("2007-03-01?"), duration="P5Y"))

    def test_a_fixed_last_day_may_be_imprecise_as_well(self):
        life = lifecycle(record(signed("1848"), duration=Until("1853")))
        assert (day("1848-01-01"), day("1848-12-31")) == (life.entry.earliest, life.entry.latest)
        assert (day("1853-01-01"), day("1853-12-31")) == (life.end.earliest, life.end.latest)
        assert Status.IN_FORCE is life.status("1852-12-31")

    def test_and_a_fixed_date_of_entry(self):
        life = lifecycle(record(signed("1847-01-01"), entry_into_force=OnDate("1848"), duration="P1Y"))
        assert (day("1848-01-01"), day("1848-12-31")) == (life.entry.earliest, life.entry.latest)
        assert (day("1849-01-01"), day("1849-12-31")) == (life.end.earliest, life.end.latest)

    def test_an_end_that_may_never_come(self):
        """A notice of some day in 2008 is in time, or late for an agreement that then goes on without an end."""
        life = lifecycle(
            record(
                signed("2003-09-15"),
                Act("non_renewal", "2008", by="MYS"),
                duration="P5Y",
                renewal=TacitRenewal(Indefinite(), notice="P6M"),
            )
        )
        assert (AnswerKind.UNCERTAIN, day("2008-09-15"), None) == (
            life.end.kind,
            life.end.earliest,
            life.end.latest,
        )
        assert "Last day in force: on 15 September 2008 at the earliest, if at all" == life.end.summary
        assert (Status.EXPIRED, Status.IN_FORCE) == life.position("2009-01-01").possible

    def test_known_in_one_reading_and_unknown_in_the_other(self):
        """By 30 June 2007 it was signed, or nothing had been done yet."""
        life = lifecycle(record(signed("2007"), duration="P5Y"), as_of="2007-06-30")
        assert (AnswerKind.UNCERTAIN, day("2007-01-01"), None) == (
            life.entry.kind,
            life.entry.earliest,
            life.entry.latest,
        )
        assert "Enters into force on 1 January 2007 at the earliest, if at all" == life.entry.summary

    def test_never_a_day_and_not_always_known_is_not_known(self):
        """By 30 June 2007 it was signed subject to ratification, or nothing had been done yet."""
        life = lifecycle(record(signed("2007", kind="ad_referendum"), duration="P5Y"), as_of="2007-06-30")
        assert AnswerKind.UNKNOWN is life.entry.kind is life.end.kind

    @pytest.mark.parametrize("others", [0, 3])
    def test_up_to_five_are_tried_in_every_combination(self, others):
        """Withdrawn in 2007 and revoked in 2007: whether before it took effect depends on both."""
        life = self.withdrawn_and_revoked(others)
        assert (AnswerKind.UNCERTAIN, day("2007-01-31"), None) == (
            life.end.kind,
            life.end.earliest,
            life.end.latest,
        )
        assert day("2007-01-31") == life.end.steps[-2].day  # the steps are those of that reading

    def test_more_are_tried_by_which_way_they_work(self):
        """A notice and its revocation pull apart, however many other dates are imprecise: the bounds are the same."""
        few, many = self.withdrawn_and_revoked(3), self.withdrawn_and_revoked(20)
        assert (few.end.kind, few.end.earliest, few.end.latest) == (
            many.end.kind,
            many.end.earliest,
            many.end.latest,
        )

    def withdrawn_and_revoked(self, others):
        acts = [Act("withdrawal", "2007", by="MYS"), Act("notice_revocation", "2007", by="MYS")]
        acts += [Act("declaration", f"20{number:02}") for number in range(1, others + 1)]
        clause = WithdrawalOnNotice("P1M")
        return lifecycle(record(signed("2000-01-01"), *acts, duration=Indefinite(), withdrawal=clause))

    def test_the_day_of_receipt_can_be_the_imprecise_one(self):
        notice = Act("withdrawal", "2007-01-01", by="MYS", received_on="2007-02")
        clause = WithdrawalOnNotice("P1M")
        life = lifecycle(record(signed("2000-01-01"), notice, duration=Indefinite(), withdrawal=clause))
        assert (day("2007-02-28"), day("2007-03-27")) == (life.end.earliest, life.end.latest)


class TestIntervalsThatAreOpen:
    """EDTF level 1: what is known to hold on a day, and may have ended since, or never; or had begun by a day."""

    def test_in_force_on_the_day_known_and_not_known_after(self):
        life = lifecycle(record(declared("1998-03-01"), duration=Until("2012-12-31/..")))
        assert (None, day("2012-12-31"), None) == (life.last_day, life.end.earliest, life.end.latest)
        assert "Last day in force: on 31 December 2012 at the earliest, if at all" == life.end.summary
        assert Status.IN_FORCE is life.status("1998-03-01") is life.status("2012-12-31")
        assert Status.UNKNOWN is life.status("2013-01-01")
        assert (Status.EXPIRED, Status.IN_FORCE) == life.position("2013-01-01").possible

    def test_a_stated_last_day_wins(self):
        life = lifecycle(record(declared("1998-03-01"), duration=Until("2012-12-31/.."), stated_last_day="2014-06-30"))
        assert day("2014-06-30") == life.last_day

    def test_begun_by_a_day(self):
        life = lifecycle(record(declared("../1816-01-01"), duration=Indefinite()))
        assert "Enters into force on 1 January 1816 at the latest" == life.entry.summary
        assert [Status.UNKNOWN, Status.IN_FORCE] == [life.status(one) for one in ("1815-12-31", "1816-01-01")]

    @pytest.mark.parametrize("entry", [None, OnSignature(delay="P3M")])
    def test_an_act_that_may_never_come(self, entry):
        """Its latest reading is that it was not done: nothing is counted from the end of the calendar."""
        life = lifecycle(record(signed("1954-06-01/.."), duration="P5Y", entry_into_force=entry))
        assert AnswerKind.UNCERTAIN is life.entry.kind
        assert None is life.entry.latest
        assert Status.UNKNOWN is life.status("1954-09-01")

    def test_a_notice_that_may_never_come(self):
        term = {"duration": Indefinite(), "withdrawal": WithdrawalOnNotice("P1Y")}
        life = lifecycle(record(declared("1954-06-01"), Act("withdrawal", "1999/..", by="MYS"), **term))
        assert (day("1999-12-31"), None) == (life.end.earliest, life.end.latest)

    def test_an_exact_day_at_the_end_of_the_calendar_is_a_day(self):
        life = lifecycle(record(signed("9999-12-31"), duration=Indefinite()))
        assert Status.NEGOTIATED is life.status("9999-12-30")
        assert day("9999-12-31") == life.entered_into_force_on


class TestExplanations:
    def test_steps_name_act_clause_rule_and_assumption(self):
        entry, end = lifecycle(SEED).explain().answers
        assert (Question.ENTRY_INTO_FORCE, Question.END) == (entry.question, end.question)
        assert ["consent-of-all?", "definitive-signature", "mou-on-signature?"] == codes(entry)
        assert ["/term/entry_into_force", "/acts/0", "/acts/0"] == [step.pointer for step in entry.steps]
        assert ["corresponding-date?", "not-renewed?", "first-day-out"] == codes(end)
        assert ["/term/duration", "/term/renewal", None] == [step.pointer for step in end.steps]
        assert day("2030-10-30") == end.steps[0].day == end.steps[-1].day

    def test_as_text_it_reads_from_top_to_bottom(self):
        lines = str(lifecycle(SEED).explain()).splitlines()
        assert "In force from 30 October 2025" == lines[0]
        assert lines[1].startswith("  - assumed: it enters into force when all parties have consented")
        assert "VCLT art. 24(2)" in lines[1]
        assert "Malaysia and United States of America consented to be bound on 30 October 2025" in lines[2]
        assert "Last day in force: 30 October 2030; expired from 31 October 2030" == lines[4]
        assert "5 years counted from 30 October 2025 (entry into force) ends on 30 October 2030" in lines[5]
        assert "Dodds v Walker [1981]" in lines[5]

    def test_the_way_of_counting_is_a_rule_of_its_own(self):
        life = lifecycle(record(signed("2025-10-30"), duration="P5Y", counting="from_start_of_day"))
        assert "start-of-day" == codes(life.end)[0]
        assert "5 years beginning with 30 October 2025" in life.end.steps[0].text

    def test_an_inferred_date_is_told(self):
        act = attrs.evolve(signed("2025-10-30"), certainty="inferred")
        life = lifecycle(record(act, duration="P5Y", entry_into_force=OnSignature()))
        assert (
            "the date of the signature, 2025-10-30, is right although it is inferred" == life.entry.assumptions[-1].text
        )

    def test_an_end_by_notice_tells_how_the_end_of_its_period_came_about(self):
        """Renewal 2 of a year each after five: 28 August 2027."""
        life = lifecycle(
            record(
                signed("2020-08-28"),
                Act("non_renewal", "2027-06-28", by="USA"),
                duration="P5Y",
                renewal=TacitRenewal("P1Y", notice="P2M"),
            )
        )
        assert day("2027-08-28") == life.last_day
        assert [
            "receipt",
            "corresponding-date?",
            "from-the-anchor",
            "notice-in-time",
            "two-parties",
            "first-day-out",
        ] == codes(life.end)
        assert "renewal 2 ends on 28 August 2027" == life.end.steps[2].text
        assert day("2027-06-28") == life.end.steps[3].day
        assert "/term/renewal/notice" == life.end.steps[3].pointer


def test_the_names_most_users_need():
    assert mou.lifecycle is lifecycle
    assert mou.expiry_date is expiry_date
    assert Period.parse("P5Y") == SEED.term.duration


class TestOverBeforeItWasInForce:
    """An agreement that was given up before it entered into force has neither a first nor a last day in force."""

    @pytest.mark.parametrize("fixed", ["2020-01-01", "2021-01-01"])
    def test_no_day(self, fixed):
        """VCLT 54: what ends is a treaty in force; VCLT 18(a) knows one that a state no longer wants to be party to."""
        acts = signed("2019-01-01", kind="definitive"), Act("termination", "2020-01-01")
        life = lifecycle(record(*acts, entry_into_force=OnDate(fixed)))
        assert (None, None, None, None) == (
            life.entered_into_force_on,
            life.last_day,
            life.ceases_on,
            life.survival_ends_on,
        )
        assert ("Not in force", "Never in force: terminated") == (life.entry.summary, life.end.summary)
        assert life.end.steps[-1].text.startswith("it ended before it was in force")
        assert (Status.SIGNED, Status.TERMINATED) == (life.status("2019-01-01"), life.status("2021-06-01"))
        stones = life.milestones()
        assert "terminated: never in force" in [one.text for one in stones]
        assert not {"last_day", "entry_into_force"} & {one.kind.value for one in stones}
        assert () == life.parties_bound("2021-06-01")

    def test_a_day_before_the_end_is_one(self):
        acts = signed("2019-01-01", kind="definitive"), Act("termination", "2020-01-02")
        life = lifecycle(record(*acts, entry_into_force=OnDate("2020-01-01")))
        assert (day("2020-01-01"), day("2020-01-01")) == (life.entered_into_force_on, life.last_day)

    def test_what_is_declared_stands(self):
        """A record that contradicts itself keeps both days; that an act comes after the end is a finding."""
        made = record(signed("2019-01-01"), Act("termination", "2020-01-01"), declared("2021-01-01"))
        life = lifecycle(made)
        assert (day("2021-01-01"), day("2019-12-31")) == (life.entered_into_force_on, life.last_day)

    def test_where_nothing_tells_whether_it_was_in_force(self):
        """The record may lack what brought it into force: what it says of its end stands."""
        life = lifecycle(record(Act("termination", "2020-01-01")))
        assert day("2019-12-31") == life.last_day
