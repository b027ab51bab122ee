"""Consents, entry into force and what undoes both, each rule with a worked case that tells it from its neighbours.

Unless said otherwise, Malaysia, Japan and the United States are the parties.
"""

from datetime import date

import attrs
import pytest
from records import day, declared, record, signed

from mou.answers.findings import check
from mou.answers.lifecycles import lifecycle
from mou.answers.register import Register
from mou.law.explanation import AnswerKind
from mou.law.status import Status
from mou.model.act import Act
from mou.model.agreement import Agreement, Relation
from mou.model.conditions import (
    AllNamed,
    AllOf,
    AllSignatories,
    AnyOf,
    CountedInstruments,
    FractionOfSignatories,
    LastNotification,
    NotBefore,
    NthInstrument,
    OnConsentOfAll,
    OnDate,
    OnDateIf,
    OnSignature,
    OtherInForce,
    WeightedShare,
)
from mou.model.durations import Indefinite, Until
from mou.model.party import Party
from mou.model.renewals import TacitRenewal
from mou.model.term import Term
from mou.model.withdrawals import WithdrawalOnNotice

MOST = date.max.isoformat()


def treaty(*acts, parties="MYS JPN USA", entry=None, **more):
    """A treaty without an end."""
    term = {"duration": Indefinite(), "entry_into_force": entry, "withdrawal": WithdrawalOnNotice("P6M")} | more
    return record(*acts, parties=parties, kind="treaty", **term)


def deposited(*acts, parties="MYS JPN USA", entry=None, **more):
    """A convention with a depositary, that others can join."""
    return Agreement(
        "convention",
        title="A convention",
        kind="convention",
        parties=[Party.state(code) for code in parties.split()],
        acts=acts,
        term=Term(duration=Indefinite(), entry_into_force=entry, **more),
        depositary="UN",
    )


def named(name, agreement, *relations):
    return attrs.evolve(agreement, id=name, relations=relations)


def ratified(on, by, **more):
    return Act("ratification", on, by=by, **more)


def withdrew(on, by, **more):
    return Act("withdrawal", on, by=by, **more)


def revoked(on, by, **more):
    return Act("notice_revocation", on, by=by, **more)


def entered(agreement, **more):
    return lifecycle(agreement, **more).entered_into_force_on


def texts(answer):
    return [step.text for step in answer.steps]


# --- what each act counts from --------------------------------------------------------------------------------------


class TestASuccessionCountsFromItsNotification:
    """Its stated effect is the date of the succession, often years before; the agreement is not in force before it."""

    def test_where_all_acceded_or_succeeded(self):
        """Acceded 1 January 2000, succession notified 1 May 2001 with effect from 1990: in force from 1 May 2001."""
        acts = [
            Act("accession", "2000-01-01", by="MYS"),
            Act("succession", "2001-05-01", by="JPN", effective_on="1990-01-01"),
        ]
        assert entered(treaty(*acts, parties="MYS JPN", entry=OnConsentOfAll())) == day("2001-05-01")

    def test_another_consent_counts_from_its_stated_effect(self):
        """Ratified 1 January 2000, and 1 May 2001 with effect from 1 June 2001: in force from 1 June 2001."""
        acts = [ratified("2000-01-01", "MYS"), ratified("2001-05-01", "JPN", effective_on="2001-06-01")]
        assert entered(treaty(*acts, parties="MYS JPN", entry=OnConsentOfAll())) == day("2001-06-01")

    def test_with_a_withdrawal_on_the_way(self):
        """As above, and Malaysia withdrew before and acceded again on 1 March 2001."""
        acts = [
            Act("accession", "2000-01-01", by="MYS"),
            withdrew("2000-06-01", "MYS"),
            Act("accession", "2001-03-01", by="MYS"),
            Act("succession", "2001-05-01", by="JPN", effective_on="1990-01-01"),
        ]
        assert entered(treaty(*acts, parties="MYS JPN", entry=OnConsentOfAll())) == day("2001-05-01")


# --- agreements that wait for others --------------------------------------------------------------------------------


def waits(name, *others, on="2000-01-01"):
    """An agreement signed on a day, that waits for others."""
    conditions = [OnSignature(), *map(OtherInForce, others)]
    acts = [signed(on)] if on else []
    return named(name, treaty(*acts, parties="MYS JPN", entry=AllOf(conditions) if others else OnSignature()))


class TestAgreementsThatWaitForOthers:
    """An agreement enters into force with the last of those it waits for, in whatever order a register holds them."""

    CHAIN = (waits("a", "b", on="2001-01-01"), waits("b", "c", on="2002-01-01"), waits("c", on="2003-01-01"))

    @pytest.mark.parametrize("order", [1, -1])
    def test_a_chain(self, order):
        """a waits for b, b for c, and c was signed on 1 January 2003."""
        register = Register(agreements=self.CHAIN[::order])
        for name in "abc":
            assert register.lifecycle(name).entered_into_force_on == day("2003-01-01")

    def test_a_link_that_is_missing_leaves_it_open(self):
        """a waits for b, b for one that is not in the record: neither day can be told."""
        life = lifecycle(waits("a", "b"), others=[waits("b", "missing")])
        assert life.entry.kind is AnswerKind.UNKNOWN
        assert "it is not known whether b is in force" in texts(life.entry)

    def test_two_that_wait_for_each_other_are_waited_for_without_an_end(self):
        """a waits for b; b and c wait for each other: none of the days can be told."""
        life = lifecycle(waits("a", "b"), others=[waits("b", "c"), waits("c", "b")])
        assert life.entry.kind is AnswerKind.UNKNOWN
        assert texts(life.entry)[-1] == "it is not known whether b is in force"

    def test_one_waited_for_by_two_ways(self):
        """a waits for b and c, which both wait for d of 1 January 2004."""
        others = [waits("b", "d"), waits("c", "d", on="2005-01-01"), waits("d", on="2004-01-01")]
        assert entered(waits("a", "b", "c"), others=others) == day("2005-01-01")
        assert entered(waits("a", "b"), others=others) == day("2004-01-01")

    @pytest.mark.parametrize("deep", [2, 3])
    def test_within_a_condition_within_another(self, deep):
        condition = AnyOf([OtherInForce("c"), OtherInForce("missing")])
        for _ in range(deep):
            condition = AllOf([OnSignature(), condition])
        made = named("a", treaty(signed("2000-01-01"), parties="MYS JPN", entry=condition))
        others = [waits("c", "d", on="2001-01-01"), waits("d", on="2003-01-01")]
        assert entered(made, others=others) == day("2003-01-01")

    def test_a_long_chain(self):
        """400 agreements, each of which waits for the next: the last was signed on 1 January 2003."""
        chain = [waits(f"x{place}", f"x{place + 1}") for place in range(400)]
        register = Register(agreements=[*chain, waits("x400", on="2003-01-01")])
        assert register.lifecycle("x0").entered_into_force_on == day("2003-01-01")

    @pytest.mark.parametrize(("size", "too_large"), [(5, False), (6, True)])
    def test_circles_of_five_are_followed_and_of_six_are_not(self, size, too_large):
        circle = [waits(f"x{place}", f"x{(place + 1) % size}") for place in range(size)]
        life = lifecycle(circle[0], others=circle)
        assert life.entry.kind is AnswerKind.UNKNOWN
        text = "x1 and more than 5 agreements wait for one another, so the day is not known"
        assert (text in texts(life.entry)) is too_large
        assert ("it is not known whether x1 is in force" in texts(life.entry)) is not too_large

    def test_a_circle_of_which_one_was_declared(self):
        """a and b wait for each other; b was declared to be in force from 1 March 2001, so a is too."""
        other = attrs.evolve(waits("b", "a"), acts=[signed("2000-01-01"), declared("2001-03-01")])
        assert entered(waits("a", "b"), others=[other]) == day("2001-03-01")
        assert entered(other, others=[waits("a", "b")]) == day("2001-03-01")

    @pytest.mark.parametrize("size", [5, 6])
    def test_a_circle_with_a_way_out(self, size):
        """Each of the circle waits for the next, and the last was declared: all are in force from 1 March 2001."""
        circle = [waits(f"x{place}", f"x{(place + 1) % size}") for place in range(size)]
        last = attrs.evolve(circle[-1], acts=[signed("2000-01-01"), declared("2001-03-01")])
        assert entered(waits("outside", "x0"), others=[*circle[:-1], last]) == (
            day("2001-03-01") if size == 5 else None
        )
        assert entered(last, others=circle) == day("2001-03-01")

    def test_as_of_a_day_what_the_other_became_later_does_not_count(self):
        others = [waits("c", on="2003-01-01")]
        assert entered(waits("b", "c"), as_of="2002-12-31", others=others) is None
        assert entered(waits("b", "c"), as_of="2003-01-01", others=others) == day("2003-01-01")

    def test_an_agreement_that_nobody_waits_for_is_not_looked_at(self):
        """One that would enter into force past the year 9999 is no matter of the others."""
        far = named("far", treaty(signed("9999-06-01"), parties="MYS JPN", entry=OnSignature(delay="P1Y")))
        assert entered(waits("a", "b"), others=[far, waits("b", on="2001-01-01")]) == day("2001-01-01")


class TestTheAgreementsThatSupersedeAnother:
    OLD = named("old", record(signed("2000-01-01"), duration=Indefinite(), entry_into_force=OnSignature()))

    def later(self, name, on, kind="supersedes", to="old"):
        made = record(signed(on), duration=Indefinite(), entry_into_force=OnSignature())
        return named(name, made, Relation(kind, to))

    def test_the_first_of_two_ends_it(self):
        """Superseded from 1 March 2005 and 1 March 2010: the last day is 28 February 2005, in whatever order."""
        both = [self.later("new", "2005-03-01"), self.later("newer", "2010-03-01")]
        for others in (both, both[::-1]):
            assert lifecycle(self.OLD, others=others).last_day == day("2005-02-28")

    @pytest.mark.parametrize("kind", ["amends", "implements", "renews", "protocol_to"])
    def test_another_relation_ends_nothing(self, kind):
        assert lifecycle(self.OLD, others=[self.later("new", "2005-03-01", kind)]).last_day is None

    def test_another_agreement_is_not_ended(self):
        assert lifecycle(self.OLD, others=[self.later("new", "2005-03-01", to="another")]).last_day is None


# --- who is needed, and who has signed ------------------------------------------------------------------------------


class TestWhoseConsentIsNeeded:
    """VCLT 24(2): that of all negotiating states. Who acceded was none, unless it signed or all acceded."""

    def test_one_that_did_nothing_yet_is_needed(self):
        """Two signed and ratified, India acceded; the United States did nothing: not in force."""
        acts = [
            signed("1999-01-01", ["MYS", "JPN"], "subject_to_ratification"),
            ratified("2000-01-01", ["MYS", "JPN"]),
            Act("accession", "2000-02-01", by="IND"),
        ]
        life = lifecycle(treaty(*acts, parties="MYS JPN USA IND", entry=OnConsentOfAll()))
        assert life.entered_into_force_on is None
        assert life.outstanding[0].missing == ("USA",)

    def test_one_that_signed_and_acceded_is_needed(self):
        """Signed by both; Malaysia ratified on 1 March 2000, Japan "acceded" on 1 May 2000."""
        acts = [
            signed("2000-01-01", kind="subject_to_ratification"),
            ratified("2000-03-01", "MYS"),
            Act("accession", "2000-05-01", by="JPN"),
        ]
        assert entered(treaty(*acts, parties="MYS JPN", entry=OnConsentOfAll())) == day("2000-05-01")

    def test_one_that_acceded_alone_is_not(self):
        """Malaysia and the United States ratify; Japan, which did not sign, accedes: in force on 1 March 2000.

        Of two parties, both are needed: an agreement is in force between two (VCLT 2(1)(a)).
        """
        acts = [
            signed("2000-01-01", by=("MYS", "USA"), kind="subject_to_ratification"),
            ratified("2000-03-01", ("MYS", "USA")),
            Act("accession", "2000-05-01", by="JPN"),
        ]
        assert entered(treaty(*acts, parties="MYS JPN USA", entry=OnConsentOfAll())) == day("2000-03-01")
        of_two = [ratified("2000-03-01", "MYS"), acts[-1]]
        assert entered(treaty(*of_two, parties="MYS JPN", entry=OnConsentOfAll())) == day("2000-05-01")


class TestADeclaredEntryIntoForce:
    def test_of_the_only_party_is_for_it_alone(self):
        """Declared by the one party that the record holds: when it is in force at all is not told."""
        life = lifecycle(deposited(Act("entry_into_force", "2000-01-01", by="MYS"), parties="MYS", entry=OnSignature()))
        assert life.entry.kind is AnswerKind.UNKNOWN
        assert life.participation("MYS").spells[0].first_day == day("2000-01-01")

    def test_by_nobody_in_particular_is_for_all(self):
        life = lifecycle(deposited(declared("2000-01-01"), parties="MYS", entry=OnSignature()))
        assert life.entered_into_force_on == day("2000-01-01")

    def test_by_all_by_name_is_for_all_and_by_two_of_three_is_not(self):
        for by, kind in (("JPN USA MYS", AnswerKind.CERTAIN), ("MYS JPN", AnswerKind.UNKNOWN)):
            act = Act("entry_into_force", "2000-01-01", by=by.split())
            assert lifecycle(treaty(act, entry=OnSignature())).entry.kind is kind

    def test_the_last_recorded_counts_whatever_its_day(self):
        """A correction of 1 May 2000 puts the day back to 1 March."""
        acts = [declared("2000-04-01"), declared("2000-03-01")]
        assert entered(treaty(*acts)) == day("2000-03-01")
        assert entered(treaty(*acts[::-1])) == day("2000-04-01")


class TestSinceWhenItCountsAsSigned:
    """From the second signature, or the first consent, on the day they are given, not that of their effect."""

    def test_from_the_day_of_a_consent(self):
        """Ratified 1 March 2020 with effect from 1 June 2020."""
        life = lifecycle(treaty(ratified("2020-03-01", "MYS", effective_on="2020-06-01"), entry=OnConsentOfAll()))
        assert life.status("2020-02-29") is Status.NEGOTIATED
        assert life.status("2020-03-01") is Status.SIGNED

    def test_from_the_first_consent(self):
        life = lifecycle(treaty(ratified("2020-03-01", "MYS"), ratified("2020-05-01", "JPN"), entry=OnConsentOfAll()))
        assert life.status("2020-02-29") is Status.NEGOTIATED
        assert life.status("2020-03-01") is Status.SIGNED

    def test_not_from_another_act(self):
        """Adopted 1 January 2020, ratified by one 1 March 2020."""
        acts = [Act("adoption", "2020-01-01"), ratified("2020-03-01", "MYS")]
        life = lifecycle(treaty(*acts, entry=OnConsentOfAll()))
        assert life.status("2020-02-29") is Status.NEGOTIATED
        assert life.status("2020-03-01") is Status.SIGNED

    def test_from_the_second_of_three_signatures(self):
        """Signed on 1 January, 1 February (with effect from 1 June) and 1 March 2020, in force on 1 June."""
        acts = [
            signed("2020-01-01", "MYS"),
            Act("signature", "2020-02-01", by="JPN", effective_on="2020-06-01"),
            signed("2020-03-01", "USA"),
        ]
        life = lifecycle(treaty(*acts, entry=OnSignature()))
        assert life.entered_into_force_on == day("2020-06-01")
        assert life.status("2020-01-31") is Status.NEGOTIATED
        assert life.status("2020-02-01") is Status.SIGNED
        assert life.signed_on == day("2020-03-01")

    def test_with_one_yet_to_sign_it_is_signed_on_the_second_day(self):
        """Malaysia signed on 1 January, Japan on 1 February, India on 1 March 2020; the United States have not."""
        acts = [signed("2020-01-01", "MYS"), signed("2020-02-01", "JPN"), signed("2020-03-01", "IND")]
        life = lifecycle(treaty(*acts, parties="MYS JPN IND USA", entry=OnSignature()))
        assert life.signed_on == day("2020-02-01")
        assert life.status("2020-02-01") is Status.SIGNED
        assert lifecycle(treaty(*acts, parties="MYS JPN IND", entry=OnSignature())).signed_on == day("2020-03-01")

    def test_the_first_signature_of_each_counts(self):
        acts = [signed("2020-01-01", "MYS"), signed("2020-02-01", "JPN"), signed("2020-05-01", "MYS")]
        assert lifecycle(treaty(*acts, parties="MYS JPN", entry=OnSignature())).signed_on == day("2020-02-01")

    def test_two_signatures_of_one_are_not_of_two(self):
        acts = [signed("2020-01-01", "MYS"), signed("2020-02-01", "MYS")]
        life = lifecycle(treaty(*acts, parties="MYS JPN", entry=OnSignature()))
        assert life.signed_on is None
        assert life.status("2020-03-01") is Status.NEGOTIATED

    def test_one_signature_is_enough_where_one_party_is_recorded(self):
        life = lifecycle(deposited(signed("2020-01-01", "MYS"), parties="MYS", entry=OnDate("2020-06-01")))
        assert life.signed_on == day("2020-01-01")
        assert life.status("2020-01-01") is Status.SIGNED


# --- imprecise dates ------------------------------------------------------------------------------------------------

FIVE_YEARS = {"duration": "P5Y", "renewal": TacitRenewal("P1Y", notice="P2M"), "withdrawal": WithdrawalOnNotice("P6M")}
BEGUN = signed("2020-08-28")
BOTH = ("MYS", "JPN")


def two(*acts, **term):
    return record(*acts, parties="MYS JPN", **{**FIVE_YEARS, **term})


IN_MAY = {
    "a signature": lambda on: two(signed(on)),
    "its effect": lambda on: two(Act("signature", "2022-01-10", effective_on=on)),
    "the receipt of a notification": lambda on: two(
        Act("notification", "2022-01-10", by=BOTH, received_on=on), entry_into_force=LastNotification()
    ),
    "the effect of a withdrawal": lambda on: two(BEGUN, withdrew("2021-10-01", "MYS", effective_on=on)),
    "the effect of a notice of non-renewal": lambda on: two(
        BEGUN, Act("non_renewal", "2021-10-01", by="MYS", effective_on=on)
    ),
    "the effect of a termination": lambda on: two(BEGUN, Act("termination", "2021-10-01", by=BOTH, effective_on=on)),
    "the effect of a declared entry": lambda on: two(BEGUN, Act("entry_into_force", "2021-10-01", effective_on=on)),
    "the last day of an extension": lambda on: two(
        signed("2016-08-28"), Act("extension", "2021-01-10", by=BOTH, until=on), renewal=None
    ),
    "the last day of a suspension": lambda on: two(BEGUN, Act("suspension", "2022-02-10", by=BOTH, until=on)),
    "the effect of a suspension": lambda on: two(BEGUN, Act("suspension", "2022-02-10", by=BOTH, effective_on=on)),
    "the last day of provisional application": lambda on: two(
        signed("2021-08-28", kind="subject_to_ratification"),
        Act("provisional_application", "2022-02-10", by=BOTH, until=on),
        kind="treaty",
    ),
    "a date of entry": lambda on: two(BEGUN, entry_into_force=OnDate(on)),
    "a date not before": lambda on: two(BEGUN, entry_into_force=NotBefore(OnSignature(), on=on)),
    "a date if": lambda on: two(BEGUN, entry_into_force=OnDateIf(on, condition=OnSignature())),
    "a date within a condition": lambda on: two(BEGUN, entry_into_force=AllOf([OnSignature(), OnDate(on)])),
    "a date in another way": lambda on: two(BEGUN, entry_into_force=AnyOf([OnConsentOfAll(delay="P5Y"), OnDate(on)])),
    "the last day of the term": lambda on: two(BEGUN, duration=Until(on), renewal=None),
}


class TestADateOfWhichTheMonthIsKnown:
    """What is answered of a date in May 2022 is what the days of May give, each computed alone."""

    @pytest.mark.parametrize("what", IN_MAY)
    @pytest.mark.parametrize("beside", [False, True], ids=["alone", "with another in doubt"])
    def test_the_bounds_and_the_status(self, what, beside):
        def made(on):
            agreement = IN_MAY[what](on)
            # Another date in doubt that changes nothing.
            more = [Act("declaration", "2022", by="JPN")] if beside else []
            return lifecycle(attrs.evolve(agreement, acts=[*agreement.acts, *more]))

        each = [made(f"2022-05-{number:02}") for number in range(1, 32)]
        answered = made("2022-05")
        for name in ("entry", "end"):
            days = [getattr(life, name).day for life in each]
            known = [on for on in days if on is not None]
            bounds = (min(known, default=None), None if None in days else max(known, default=None))
            assert bounds == (getattr(answered, name).earliest, getattr(answered, name).latest)
        for on in ("2022-04-30", "2022-05-01", "2022-05-02", "2022-05-15", "2022-05-30", "2022-05-31", "2022-06-01"):
            found = {life.status(on) for life in each}
            assert answered.status(on) is (found.pop() if len(found) == 1 else Status.UNKNOWN)


class TestAnotherDateInDoubtChangesNothing:
    """What an exact date means, it means beside one that is imprecise."""

    ADOPTED = Act("adoption", "2019")

    def test_a_consent_counts_as_given_on_its_day_and_not_on_that_of_its_effect(self):
        acts = [self.ADOPTED, ratified("2020-03-01", "MYS", effective_on="2020-06-01")]
        life = lifecycle(treaty(*acts, entry=OnConsentOfAll()))
        assert life.status("2020-02-29") is Status.NEGOTIATED
        assert life.status("2020-03-01") is Status.SIGNED

    def test_an_exact_day_at_the_end_of_the_calendar_is_a_day(self):
        life = lifecycle(treaty(Act("adoption", "9998"), signed(MOST), entry=OnSignature()))
        assert life.entered_into_force_on == date.max

    def test_the_last_day_of_a_suspension_is_kept(self):
        acts = [self.ADOPTED, signed("2020-01-01"), Act("suspension", "2021-01-01", until="2021-03-31")]
        life = lifecycle(treaty(*acts, entry=OnSignature()))
        assert life.status("2021-03-31") is Status.SUSPENDED
        assert life.status("2021-04-01") is Status.IN_FORCE

    def test_the_effect_of_a_termination_is_kept(self):
        acts = [self.ADOPTED, signed("2020-01-01"), Act("termination", "2021-01-01", effective_on="2021-03-31")]
        assert lifecycle(treaty(*acts, entry=OnSignature())).last_day == day("2021-03-30")


class TestHowManyDatesInDoubtAreCombined:
    """Five in every combination: 32 readings. Of more, those that work one way are taken together."""

    def doubtful(self, others, **more):
        """Signed and ratified in 2000, each some day; the month of the term runs from the signature."""
        acts = [
            signed("2000", kind="subject_to_ratification"),
            ratified("2000", BOTH),
            *(Act("declaration", "2000", by="MYS") for _ in range(others)),
        ]
        return record(*acts, parties="MYS JPN", kind="treaty", duration="P1M", anchor="signature", **more)

    @pytest.mark.parametrize("others", [0, 3])
    def test_one_can_be_late_where_another_of_its_kind_is_early(self, others):
        """Signed in January and ratified in December, it was over before it was in force."""
        life = lifecycle(self.doubtful(others))
        assert (life.entry.earliest, life.entry.latest) == (day("2000-01-01"), None)

    def test_an_exact_day_that_is_doubtful_is_none_of_them(self):
        made = self.doubtful(3)
        life = lifecycle(attrs.evolve(made, acts=[*made.acts, Act("declaration", "2000-01-01?", by="MYS")]))
        assert (life.entry.earliest, life.entry.latest) == (day("2000-01-01"), None)

    def test_nor_is_an_exact_day_of_the_text(self):
        made = self.doubtful(3)
        condition = NotBefore(OnConsentOfAll(), on="1999-01-01")
        life = lifecycle(attrs.evolve(made, term=attrs.evolve(made.term, entry_into_force=condition)))
        assert (life.entry.earliest, life.entry.latest) == (day("2000-01-01"), None)

    def test_how_many_readings_there_are(self):
        """No answer tells that; more would take too long."""
        from mou.law.readings import readings

        assert [len(readings(self.doubtful(others), None)) for others in (0, 3, 4, 20)] == [4, 32, 2, 2]
        acts = [withdrew("2001", "MYS"), revoked("2001", "MYS"), *(Act("declaration", "2000") for _ in range(4))]
        assert len(readings(treaty(*acts, entry=NotBefore(OnSignature(), on="2000")), None)) == 2**4

    def test_each_act_is_read_early_and_late(self):
        from mou.law.readings import readings

        acts = [signed("2000-02"), Act("notification", "2000-03", by="MYS")]
        days = {tuple(fact.counts_on.isoformat() for fact in facts.seen) for facts in readings(two(*acts), None)}
        ends = [("2000-02-01", "2000-02-29"), ("2000-03-01", "2000-03-31")]
        assert days == {(first, second) for first in ends[0] for second in ends[1]}

    def test_the_days_that_the_term_can_mean(self):
        """Where two clauses are imprecise: from the first day of the one to the last of the other."""
        from mou.law.readings import TERM, open_dates, range_of

        made = treaty(signed("2000-01-01"), entry=NotBefore(OnSignature(), on="2001"), duration=Until("2005"))
        assert open_dates(made) == [TERM]
        assert range_of(made, TERM) == (day("2001-01-01"), day("2005-12-31"))
        other = treaty(signed("2000-01-01"), entry=NotBefore(OnSignature(), on="2006"), duration=Until("2005"))
        assert range_of(other, TERM) == (day("2005-01-01"), day("2006-12-31"))


class TestWhatUndoesAnotherActIsReadAfterIt:
    """The record has them in that order, so that its imprecise dates are read so, as far as they allow."""

    def end(self, *acts):
        return lifecycle(treaty(signed("2020-01-01"), *acts, parties="MYS JPN", entry=OnSignature())).end

    @pytest.mark.parametrize(
        ("notice", "revocation"),
        [
            ("2025-05", "2025-05"),
            ("2025-05", "2025-05-01"),
            ("2025-05", "2025-05-10"),
            ("2025-05-31", "2025-05"),
            ("2025-05-10", "2025-05"),
        ],
    )
    def test_a_notice_revoked_in_the_same_month_never_took_effect(self, notice, revocation):
        end = self.end(withdrew(notice, "MYS"), revoked(revocation, "MYS"))
        assert (end.kind, end.day) == (AnswerKind.NONE, None)

    @pytest.mark.parametrize(
        ("notice", "revocation", "first", "last"),
        [
            ("2025-05", "2025-04-30", "2025-10-31", "2025-11-29"),
            ("2025-06-01", "2025-05", "2025-11-30", "2025-11-30"),
            ("2025-05-02", "2025-05-01", "2025-11-01", "2025-11-01"),
        ],
    )
    def test_what_can_only_come_before_undoes_nothing(self, notice, revocation, first, last):
        end = self.end(withdrew(notice, "MYS"), revoked(revocation, "MYS"))
        assert (end.earliest, end.latest) == (day(first), day(last))

    def test_another_party_s_revocation_is_about_no_notice_of_the_first(self):
        """Given on 10 May, it takes effect on 10 November 2025, whatever Japan revoked in May."""
        end = self.end(withdrew("2025-05-10", "MYS"), revoked("2025-05", "JPN"))
        assert end.day == day("2025-11-09")

    @pytest.mark.parametrize("others", [("MYS", "JPN"), ("JPN", "MYS")])
    def test_nor_does_it_move_the_notice(self, others):
        """Malaysia's notice of some day in May ends it from 1 to 30 November, whatever Japan revoked on 10 May."""
        end = self.end(withdrew("2025-05", others[0]), revoked("2025-05-10", others[1]))
        assert (end.earliest, end.latest) == (day("2025-10-31"), day("2025-11-29"))

    @pytest.mark.parametrize("by", [((), ()), (BOTH, ()), ((), BOTH), ("MYS", "MYS")])
    def test_an_act_that_names_nobody_is_of_all(self, by):
        """Suspended some day in May and resumed on 10 May: in force on 15 May in every reading."""
        acts = [signed("2020-01-01"), Act("suspension", "2025-05", by=by[0]), Act("resumption", "2025-05-10", by=by[1])]
        life = lifecycle(treaty(*acts, parties="MYS JPN", entry=OnSignature()))
        assert life.status("2025-05-15") is Status.IN_FORCE

    def test_a_revocation_with_effect_on_the_very_day_of_the_notice(self):
        """Of some day in May, with effect from 31 May, when the notice was given: after it, so that it is revoked."""
        end = self.end(withdrew("2025-05-31", "MYS"), revoked("2025-05", "MYS", effective_on="2025-05-31"))
        assert (end.kind, end.day) == (AnswerKind.NONE, None)

    @pytest.mark.parametrize(
        ("on", "received_on", "first", "last"),
        [("1999-01-01", "1999/..", "1999-06-30", None), ("1999/..", "1999-12-31", "2000-06-29", "2000-06-29")],
    )
    def test_a_receipt_that_may_never_come(self, on, received_on, first, last):
        """A notice that counts from its receipt takes effect six months after that, or never."""
        acts = [signed("1990-01-01"), withdrew(on, "MYS", received_on=received_on), Act("adoption", "1989")]
        end = lifecycle(treaty(*acts, parties="MYS JPN", entry=OnSignature())).end
        assert end.earliest == day(first)
        assert end.latest == (last and day(last))

    def test_as_of_a_day_an_act_is_known_from_its_own_day(self):
        """Ratified on 1 March 2020 with effect from 1 June 2020: known in April."""
        acts = [ratified("2020-01-01", "JPN"), ratified("2020-03-01", "MYS", effective_on="2020-06-01")]
        made = treaty(*acts, parties="MYS JPN", entry=OnConsentOfAll())
        assert entered(made, as_of="2020-02-29") is None
        assert entered(made, as_of="2020-03-01") == day("2020-06-01")

    def test_an_answer_rests_on_the_dates_of_its_own_clause(self):
        """A last day that is doubtful is no reason to doubt the entry into force, nor the other way round."""
        ends = lifecycle(two(BEGUN, entry_into_force=OnConsentOfAll(), duration=Until("2025-01-01?"), renewal=None))
        assert "this rests on" not in " ".join(texts(ends.entry))
        assert texts(ends.end)[-1] == "the last day, 2025-01-01?, is right although it is marked as uncertain"
        begins = lifecycle(two(BEGUN, entry_into_force=OnDate("2021-01-01?"), duration=Until("2025-01-01")))
        assert texts(begins.entry)[-1] == "the date, 2021-01-01?, is right although it is marked as uncertain"
        assert "this rests on" not in " ".join(texts(begins.end))

    def test_an_act_and_its_effect_are_both_early_or_both_late(self):
        """Signed in May 2022 with effect from a day in May: on 15 May not signed, or in force."""
        life = lifecycle(two(Act("signature", "2022-05", effective_on="2022-05"), entry_into_force=OnSignature()))
        assert set(life.position("2022-05-15").possible) == {Status.NEGOTIATED, Status.IN_FORCE}

    def test_the_receipt_is_what_is_read(self):
        """Sent on 1 May and received some day of June; revoked on 10 June, so received by then."""
        end = self.end(withdrew("2025-05-01", "MYS", received_on="2025-06"), revoked("2025-06-10", "MYS"))
        assert (end.kind, end.day) == (AnswerKind.NONE, None)

    def test_a_suspension_and_its_resumption(self):
        """Both some day of May 2025: it is in force again from June, in every reading."""
        acts = [signed("2020-01-01"), Act("suspension", "2025-05", by=BOTH), Act("resumption", "2025-05", by=BOTH)]
        life = lifecycle(treaty(*acts, parties="MYS JPN", entry=OnSignature()))
        assert life.status("2025-06-01") is Status.IN_FORCE
        assert life.status("2025-05-15") is Status.UNKNOWN

    @pytest.mark.parametrize("kind", ["reservation", "declaration"])
    def test_a_statement_and_its_withdrawal(self, kind):
        """Made and withdrawn some day of May 2025: it does not stand in June."""
        acts = [signed("2020-01-01"), Act(kind, "2025-05", by="MYS"), Act("statement_withdrawal", "2025-05", by="MYS")]
        made = treaty(*acts, parties="MYS JPN", entry=OnSignature())
        from mou.law.readings import readings
        from mou.law.standing import withdrawn_statements

        for facts in readings(made, None):
            ((statement, withdrawal),) = withdrawn_statements(facts.acts_of["MYS"])
            assert withdrawal is not None
            assert statement.counts_on <= withdrawal.counts_on

    def test_a_notice_of_non_renewal_and_its_revocation(self):
        acts = [BEGUN, Act("non_renewal", "2025-05", by="MYS"), revoked("2025-05", "MYS")]
        assert lifecycle(two(*acts)).end.kind is AnswerKind.NONE

    def test_of_two_notices_each_is_read_before_the_revocation(self):
        acts = [withdrew("2025-05", "MYS"), withdrew("2025-05", "MYS"), revoked("2025-05", "MYS")]
        assert self.end(*acts).kind is AnswerKind.NONE


class TestAConsentAndAWithdrawalOfOneDay:
    """Read in the order that makes sense: a party leaves and comes back, another consents and leaves."""

    ENTRY = NthInstrument(2)

    def one_day(self, *before, order=1, by="MYS", after="2003-01-01", on="2002-01-01"):
        acts = [Act("accession", on, by=by), withdrew(on, by)][::order]
        return deposited(*before, *acts, ratified(after, "JPN"), parties="MYS JPN USA IND", entry=self.ENTRY)

    @pytest.mark.parametrize("order", [1, -1])
    def test_a_party_leaves_and_comes_back(self, order):
        """Its consent of 2000 counts again from 2002: with Japan's, in force on 1 January 2003."""
        assert entered(self.one_day(ratified("2000-01-01", "MYS"), order=order)) == day("2003-01-01")

    @pytest.mark.parametrize("order", [1, -1])
    def test_another_consents_and_leaves(self, order):
        assert entered(self.one_day(order=order)) is None

    @pytest.mark.parametrize("order", [1, -1])
    def test_one_that_had_left_before_consents_and_leaves(self, order):
        before = [ratified("2000-01-01", "MYS"), withdrew("2001-01-01", "MYS")]
        assert entered(self.one_day(*before, order=order)) is None

    @pytest.mark.parametrize("order", [1, -1])
    def test_one_that_revoked_its_withdrawal_leaves_and_comes_back(self, order):
        before = [ratified("2000-01-01", "MYS"), withdrew("2001-01-01", "MYS"), revoked("2001-06-01", "MYS")]
        assert entered(self.one_day(*before, order=order)) == day("2003-01-01")

    @pytest.mark.parametrize("order", [1, -1])
    def test_so_does_one_that_revoked_by_name(self, order):
        before = [
            ratified("2000-01-01", "MYS"),
            withdrew("2001-01-01", "MYS", id="out"),
            revoked("2001-06-01", "MYS", refers_to="out"),
        ]
        assert entered(self.one_day(*before, order=order)) == day("2003-01-01")

    @pytest.mark.parametrize("order", [1, -1])
    def test_a_revocation_of_another_act_restores_nothing(self, order):
        """Malaysia's revocation names a notice of an earlier time, so that it is out when it consents and leaves."""
        before = [
            withdrew("1999-01-01", "MYS", id="old"),
            ratified("2000-01-01", "MYS"),
            withdrew("2001-01-01", "MYS", id="out"),
            revoked("2001-06-01", "MYS", refers_to="old"),
        ]
        assert entered(self.one_day(*before, order=order)) is None

    @pytest.mark.parametrize("order", [1, -1])
    def test_another_party_s_revocation_restores_nothing(self, order):
        before = [ratified("2000-01-01", "MYS"), withdrew("2001-01-01", "MYS"), revoked("2001-06-01", "USA")]
        assert entered(self.one_day(*before, order=order)) is None

    @pytest.mark.parametrize("order", [1, -1])
    def test_two_together(self, order):
        """Malaysia and India had ratified, leave and come back together: with Japan, the third, in force from 2003."""
        acts = [Act("accession", "2002-01-01", by=["MYS", "IND"]), withdrew("2002-01-01", ["MYS", "IND"])][::order]
        made = deposited(
            ratified("2000-01-01", ["MYS", "IND"]),
            *acts,
            ratified("2003-01-01", "JPN"),
            parties="MYS JPN USA IND",
            entry=NthInstrument(3),
        )
        assert entered(made) == day("2003-01-01")

    @pytest.mark.parametrize("order", [1, -1])
    def test_two_together_of_which_one_is_no_party(self, order):
        """India was none, so that the joint acts are read as a consent and a withdrawal, by which both are out."""
        made = self.one_day(ratified("2000-01-01", "MYS"), order=order, by=["MYS", "IND"])
        assert entered(made) is None

    def test_another_party_s_consent_of_that_day_stays_where_it_is(self):
        """Malaysia leaves on the day on which Japan and India consent: in force that day without it."""
        acts = [ratified("2000-01-01", "MYS"), ratified("2002-01-01", ["JPN", "IND"]), withdrew("2002-01-01", "MYS")]
        life = lifecycle(deposited(*acts, parties="MYS JPN IND USA", entry=self.ENTRY))
        assert life.entered_into_force_on == day("2002-01-01")

    @pytest.mark.parametrize("kind", ["signature", "notification"])
    def test_a_signature_or_a_notification_is_a_consent_here_too(self, kind):
        """Of a day on which it withdrew as well, recorded first: it comes back."""
        entry = OnSignature() if kind == "signature" else LastNotification()
        acts = [
            Act(kind, "2000-01-01", by="MYS"),
            Act(kind, "2002-01-01", by="MYS"),
            withdrew("2002-01-01", "MYS"),
            Act(kind, "2003-01-01", by="JPN"),
        ]
        for some in (acts, [acts[0], acts[2], acts[1], acts[3]]):
            assert entered(treaty(*some, parties="MYS JPN", entry=entry)) == day("2003-01-01")

    def test_two_withdrawals_of_a_party_on_the_day_it_comes_back(self):
        acts = [
            ratified("2000-01-01", "MYS"),
            withdrew("2002-01-01", "MYS"),
            Act("accession", "2002-01-01", by="MYS"),
            withdrew("2002-01-01", "MYS"),
            ratified("2003-01-01", "JPN"),
        ]
        assert entered(deposited(*acts, entry=self.ENTRY)) == day("2003-01-01")

    def told(self, *acts, party="MYS"):
        """The acts of a party in the order in which they are told."""
        made = deposited(*acts, parties="MYS JPN USA IND", entry=self.ENTRY)
        steps = lifecycle(made).participation(party).explain().answers[0].steps
        pointers = [step.pointer for step in steps if step.pointer.startswith("/acts/")]
        return list(dict.fromkeys(int(pointer.split("/")[2]) for pointer in pointers))

    def test_it_is_told_right_after_the_withdrawal(self):
        acts = [
            ratified("2000-01-01", ["MYS", "JPN"]),
            Act("accession", "2002-01-01", by="MYS"),
            withdrew("2002-01-01", "MYS"),
            Act("declaration", "2002-01-01", by="MYS"),
            withdrew("2002-01-01", "JPN"),
        ]
        assert self.told(*acts) == [0, 2, 1, 3]

    def test_it_is_told_right_before_the_first_withdrawal(self):
        acts = [
            withdrew("2002-01-01", "MYS", effective_on="2002-03-01"),
            Act("accession", "2002-01-01", by="MYS"),
            withdrew("2002-01-01", "MYS"),
        ]
        assert self.told(*acts) == [1, 0, 2]

    def test_two_withdrawals_on_the_day_on_which_another_consents_and_leaves(self):
        acts = [
            withdrew("2002-01-01", "MYS"),
            Act("accession", "2002-01-01", by="MYS"),
            withdrew("2002-01-01", "MYS"),
            ratified("2003-01-01", "JPN"),
        ]
        assert entered(deposited(*acts, entry=self.ENTRY)) is None


# --- suspensions of some --------------------------------------------------------------------------------------------


class TestWhoKeepsASuspendedAgreementGoing:
    """Suspended is what fewer than two parties still apply."""

    THREE = tuple(ratified("2000-01-01", one) for one in ("MYS", "JPN", "USA"))

    def status(self, on, *acts):
        return lifecycle(deposited(*self.THREE, *acts, entry=NthInstrument(3))).status(on)

    def suspended(self, on, by, **more):
        return Act("suspension", on, by=by, **more)

    def test_one_that_was_suspended_before_it_left_and_came_back(self):
        """Malaysia was suspended in 2005, left in 2010 and came back in 2015; Japan is suspended from 2011."""
        acts = [
            self.suspended("2005-01-01", "MYS", until="2005-12-31"),
            withdrew("2009-01-01", "MYS", effective_on="2010-01-01"),
            self.suspended("2011-01-01", "JPN"),
            Act("accession", "2015-01-01", by="MYS"),
        ]
        assert self.status("2010-06-01", *acts) is Status.IN_FORCE
        assert self.status("2011-06-01", *acts) is Status.SUSPENDED
        assert self.status("2014-12-31", *acts) is Status.SUSPENDED
        assert self.status("2015-01-01", *acts) is Status.IN_FORCE

    def test_one_that_left_while_it_was_suspended(self):
        """Malaysia was suspended from 2009 to 2011 and left in 2010; Japan is suspended in 2010 and 2012."""
        acts = [
            self.suspended("2009-01-01", "MYS", until="2011-12-31"),
            withdrew("2009-01-01", "MYS", effective_on="2010-01-01"),
            self.suspended("2010-01-01", "JPN", until="2010-12-31"),
            self.suspended("2012-01-01", "JPN", until="2012-12-31"),
        ]
        assert self.status("2009-06-01", *acts) is Status.IN_FORCE
        assert self.status("2010-06-01", *acts) is Status.SUSPENDED
        assert self.status("2011-06-01", *acts) is Status.IN_FORCE
        assert self.status("2012-06-01", *acts) is Status.SUSPENDED

    def test_twice(self):
        """Malaysia and Japan are suspended in 2005 and again in 2007, with the United States alone to apply it."""
        acts = [self.suspended(f"{year}-01-01", ["MYS", "JPN"], until=f"{year}-12-31") for year in (2005, 2007)]
        years = [self.status(f"{year}-06-01", *acts) for year in (2004, 2005, 2006, 2007, 2008)]
        assert years == [Status.IN_FORCE, Status.SUSPENDED] * 2 + [Status.IN_FORCE]

    def test_before_the_first_change_nobody_is_counted(self):
        """How many are left is told; that it is asked of a day before anybody is bound is rare."""
        from mou.law.spans import count_on

        listed = [(day("2001-01-01"), 2), (day("2002-01-01"), 1)]
        days = ["2000-12-31", "2001-01-01", "2001-12-31", "2002-01-01"]
        assert [count_on(listed, day(on)) for on in days] == [0, 2, 2, 1]

    def test_one_resumed_with_a_later_effect(self):
        """Suspended with effect from 1 June 2020, resumed on 1 May with effect from 1 August: in between."""
        acts = [
            signed("2020-01-01"),
            Act("suspension", "2020-03-01", by=BOTH, effective_on="2020-06-01"),
            Act("resumption", "2020-05-01", by=BOTH, effective_on="2020-08-01"),
        ]
        life = lifecycle(treaty(*acts, parties="MYS JPN", entry=OnSignature()))
        assert [life.status(on) for on in ("2020-05-31", "2020-06-01", "2020-07-31", "2020-08-01")] == [
            Status.IN_FORCE,
            Status.SUSPENDED,
            Status.SUSPENDED,
            Status.IN_FORCE,
        ]

    def test_another_act_of_the_party_resumes_nothing(self):
        acts = [
            signed("2020-01-01"),
            Act("suspension", "2020-03-01", by=BOTH),
            Act("declaration", "2020-05-01", by="MYS"),
        ]
        life = lifecycle(treaty(*acts, parties="MYS JPN", entry=OnSignature()))
        assert life.status("2020-06-01") is Status.SUSPENDED

    def test_provisional_application_of_one_after_another_is_that_of_one(self):
        """Malaysia through 31 May 2020, Japan from 1 June, Malaysia again from 1 January 2021: two do from then."""
        acts = [
            Act("provisional_application", "2020-01-01", by="JPN", effective_on="2020-06-01"),
            Act("provisional_application", "2020-02-01", by="MYS", until="2020-05-31"),
            Act("provisional_application", "2021-01-01", by="MYS"),
        ]
        made = treaty(*acts, duration="P1Y", anchor="provisional_application", parties="MYS JPN")
        assert lifecycle(made).last_day == day("2022-01-01")


# --- what undoes what -----------------------------------------------------------------------------------------------


class TestWhichNoticeARevocationIsAbout:
    def end(self, *acts):
        return lifecycle(treaty(signed("2000-01-01"), *acts, parties="MYS JPN", entry=OnSignature())).last_day

    def test_one_revoked_before_cannot_be_revoked_again(self):
        acts = [withdrew("2001-01-01", "MYS", id="out"), revoked("2001-02-01", "MYS", refers_to="out")]
        again = revoked("2001-03-01", "MYS", refers_to="out")
        assert self.end(*acts, again) is None
        assert self.end(*acts, again, withdrew("2001-04-01", "MYS")) == day("2001-09-30")

    def test_a_second_notice_is_not_revoked_by_what_names_the_first(self):
        """The second of 1 April 2001 takes effect on 1 October."""
        acts = [
            withdrew("2001-01-01", "MYS", id="out"),
            revoked("2001-02-01", "MYS"),
            withdrew("2001-04-01", "MYS", id="again"),
            revoked("2001-05-01", "MYS", refers_to="out"),
        ]
        assert self.end(*acts) == day("2001-09-30")
        assert self.end(*acts, revoked("2001-06-01", "MYS", refers_to="again")) is None

    def test_another_party_s_notice_named_by_mistake_is_not_revoked(self):
        acts = [
            withdrew("2001-01-01", "MYS", id="out"),
            withdrew("2001-02-01", "JPN", id="other"),
            revoked("2001-03-01", "JPN", refers_to="out"),
        ]
        assert self.end(*acts) == day("2001-06-30")


class TestAConsentThatWasWithdrawnBeforeEntry:
    """It counts until the withdrawal takes effect, and again once that is revoked."""

    def all_of(self, *acts, delay=None):
        return lifecycle(treaty(*acts, parties="MYS JPN", entry=OnConsentOfAll(delay=delay)))

    EARLY = ratified("2000-01-01", "MYS")
    LATER = withdrew("2000-03-01", "MYS", effective_on="2000-09-01")

    @pytest.mark.parametrize("last", ["2000-06-01", "2000-09-01", "2001-01-01"])
    def test_revoked_in_time_the_first_consent_stands_and_a_second_is_not_needed(self, last):
        acts = [self.EARLY, self.LATER, ratified("2000-04-01", "MYS"), revoked("2000-05-01", "MYS")]
        life = self.all_of(*acts, ratified(last, "JPN"))
        assert life.entered_into_force_on == day(last)
        assert [step.pointer for step in life.entry.steps if step.day] == ["/acts/0", "/acts/4"]

    @pytest.mark.parametrize("last", ["2000-06-01", "2000-10-01"])
    def test_revoked_in_time_without_a_second(self, last):
        life = self.all_of(self.EARLY, self.LATER, revoked("2000-05-01", "MYS"), ratified(last, "JPN"))
        assert life.entered_into_force_on == day(last)
        assert [step.pointer for step in life.entry.steps if step.day] == ["/acts/0", "/acts/3"]

    def test_revoked_too_late_it_stands_again_from_the_revocation(self):
        acts = [self.EARLY, withdrew("2000-03-01", "MYS"), ratified("2000-04-01", "JPN"), revoked("2000-05-01", "MYS")]
        life = self.all_of(*acts)
        assert life.entered_into_force_on == day("2000-05-01")
        assert ["/acts/2", "/acts/0", "/acts/3"] == [step.pointer for step in life.entry.steps[-3:]]
        assert "Malaysia revoked its withdrawal on 1 May 2000, so this ratification is valid again from that day" == (
            life.entry.steps[-1].text
        )
        assert "act-without-effect" not in {finding.code for finding in check(treaty(*acts, entry=OnConsentOfAll()))}

    def test_from_the_stated_effect_of_the_revocation(self):
        back = revoked("2000-05-01", "MYS", effective_on="2000-07-01")
        acts = [self.EARLY, withdrew("2000-03-01", "MYS"), ratified("2000-04-01", "JPN"), back]
        assert self.all_of(*acts).entered_into_force_on == day("2000-07-01")

    def test_withdrawn_again_it_stands_no_more(self):
        acts = [self.EARLY, withdrew("2000-03-01", "MYS"), revoked("2000-05-01", "MYS"), withdrew("2000-06-01", "MYS")]
        assert self.all_of(*acts, ratified("2001-01-01", "JPN")).entered_into_force_on is None

    @pytest.mark.parametrize("names", ["old", "out"])
    def test_only_by_a_revocation_of_that_withdrawal(self, names):
        acts = [
            withdrew("1999-01-01", "MYS", id="old"),
            self.EARLY,
            withdrew("2000-03-01", "MYS", id="out"),
            revoked("2000-05-01", "MYS", refers_to=names),
            ratified("2001-01-01", "JPN"),
        ]
        assert self.all_of(*acts).entered_into_force_on == (day("2001-01-01") if names == "out" else None)

    @pytest.mark.parametrize("names", ["old", "out"])
    def test_so_it_is_where_a_number_is_enough(self, names):
        acts = [
            withdrew("1999-01-01", "MYS", id="old"),
            self.EARLY,
            withdrew("2000-03-01", "MYS", id="out"),
            revoked("2000-05-01", "MYS", refers_to=names),
            ratified("2001-01-01", "JPN"),
        ]
        assert entered(deposited(*acts, entry=NthInstrument(2))) == (day("2001-01-01") if names == "out" else None)

    def test_restored_and_withdrawn_again_it_is_gone(self):
        acts = [self.EARLY, self.LATER, revoked("2000-05-01", "MYS"), withdrew("2000-06-01", "MYS")]
        assert entered(deposited(*acts, ratified("2001-01-01", "JPN"), entry=NthInstrument(2))) is None
        assert entered(deposited(*acts[:3], ratified("2001-01-01", "JPN"), entry=NthInstrument(2))) == day("2001-01-01")

    def test_given_again_with_a_later_effect(self):
        """Given again on 1 June 2000 with effect from 1 October: from then."""
        again = ratified("2000-06-01", "MYS", effective_on="2000-10-01")
        acts = [self.EARLY, withdrew("2000-03-01", "MYS"), again, ratified("2000-07-01", "JPN")]
        assert self.all_of(*acts).entered_into_force_on == day("2000-10-01")

    def test_given_again_before_the_withdrawal_takes_effect_it_counts_once(self):
        acts = [self.EARLY, self.LATER, ratified("2000-04-01", "MYS")]
        life = lifecycle(deposited(*acts, entry=NthInstrument(2)))
        assert life.entered_into_force_on is None
        assert life.outstanding[0].have == 1

    def test_an_instrument_is_counted_from_its_deposit(self):
        """Deposited on 1 January 2000 with effect from 1 June: the first instrument is that of 1 January."""
        acts = [ratified("2000-01-01", "MYS", effective_on="2000-06-01")]
        assert entered(deposited(*acts, entry=NthInstrument(1))) == day("2000-01-01")

    def test_withdrawn_between_the_last_consent_and_the_entry(self):
        """Three months after 1 April 2001; Malaysia withdraws on 1 May."""
        acts = [ratified("2001-03-01", "MYS"), ratified("2001-04-01", "JPN"), withdrew("2001-05-01", "MYS")]
        assert self.all_of(*acts, delay="P3M").entered_into_force_on is None
        in_time = revoked("2001-06-01", "MYS")
        assert self.all_of(*acts, in_time, delay="P3M").entered_into_force_on == day("2001-07-01")
        late = revoked("2001-06-01", "MYS", effective_on="2001-08-01")
        assert self.all_of(*acts, late, delay="P3M").entered_into_force_on == day("2001-11-01")

    @pytest.mark.parametrize(
        ("effect", "on"), [("2001-06-30", None), ("2001-07-01", None), ("2001-07-02", "2001-07-01")]
    )
    def test_with_effect_on_the_very_day_of_entry_it_is_before_it(self, effect, on):
        acts = [ratified("2001-03-01", "MYS"), ratified("2001-04-01", "JPN")]
        life = self.all_of(*acts, withdrew("2001-05-01", "MYS", effective_on=effect), delay="P3M")
        assert life.entered_into_force_on == (on and day(on))

    @pytest.mark.parametrize(("effect", "on"), [("2001-07-01", "2001-10-01"), ("2001-07-02", "2001-07-01")])
    def test_and_a_second_consent_counts_from_then(self, effect, on):
        """Malaysia gives it again on 15 June: it counts from when the first ends, and three months run from then."""
        acts = [ratified("2001-03-01", "MYS"), ratified("2001-04-01", "JPN")]
        acts += [withdrew("2001-05-01", "MYS", effective_on=effect), ratified("2001-06-15", "MYS")]
        assert self.all_of(*acts, delay="P3M").entered_into_force_on == day(on)

    @pytest.mark.parametrize(("received", "on"), [("2001-06-30", None), ("2001-07-01", "2001-07-01")])
    def test_received_on_the_very_day_of_entry_it_is_not_before_it(self, received, on):
        acts = [ratified("2001-03-01", "MYS"), ratified("2001-04-01", "JPN")]
        assert self.all_of(*acts, withdrew(received, "MYS"), delay="P3M").entered_into_force_on == (on and day(on))


class TestASecondWithdrawalBeforeTheFirstTookEffect:
    """Malaysia ratifies, withdraws with effect from 2021, ratifies again and withdraws again, all before entry."""

    def entered(self, *others, effective_on):
        return entered(
            deposited(
                ratified("2020-01-01", "MYS"),
                withdrew("2020-02-01", "MYS", effective_on="2021-01-01"),
                ratified("2020-03-01", "MYS"),
                withdrew("2020-04-01", "MYS", effective_on=effective_on),
                *others,
                entry=NthInstrument(2),
            )
        )

    def test_the_earlier_consent_counts_until_the_second_takes_effect(self):
        """Until 31 August 2020: Japan's instrument of 1 June is the second."""
        assert self.entered(ratified("2020-06-01", "JPN"), effective_on="2020-09-01") == day("2020-06-01")
        assert self.entered(ratified("2020-09-01", "JPN"), effective_on="2020-09-01") is None

    def test_a_later_effect_does_not_prolong_the_earlier_consent(self):
        """From 1 January 2021 only the second consent counts, so Malaysia alone does not make two."""
        assert self.entered(effective_on="2022-01-01") is None
        assert self.entered(ratified("2021-06-01", "JPN"), effective_on="2022-01-01") == day("2021-06-01")


class TestAFixedDayAndWhoWithdrewBefore:
    """It comes by itself, but not before two parties want to be bound: signed in 2000, in force on 1 July 2001."""

    def life(self, *acts, parties="MYS JPN", first=None):
        first = first or signed("2000-01-01")
        return lifecycle(treaty(first, *acts, parties=parties, entry=OnDate("2001-07-01")))

    def entered(self, *acts, **more):
        return self.life(*acts, **more).entered_into_force_on

    @pytest.mark.parametrize(
        ("effect", "on"), [("2001-06-30", None), ("2001-07-01", None), ("2001-07-02", "2001-07-01")]
    )
    def test_with_effect_on_the_very_day_it_is_out(self, effect, on):
        life = self.life(withdrew("2001-01-01", "MYS", effective_on=effect))
        assert life.entered_into_force_on == (on and day(on))
        assert [lack.missing for lack in life.outstanding] == ([] if on else [("MYS",)])

    @pytest.mark.parametrize(("received", "on"), [("2001-06-30", None), ("2001-07-01", "2001-07-01")])
    def test_received_on_the_very_day_it_is_in(self, received, on):
        assert self.entered(withdrew(received, "MYS")) == (on and day(on))

    def test_who_is_missing_is_who_was_out_on_that_day(self):
        """Malaysia and Japan withdrew before, the United States only later."""
        acts = [withdrew("2001-01-01", "MYS"), withdrew("2001-02-01", "JPN"), withdrew("2002-01-01", "USA")]
        (lack,) = self.life(*acts, parties="MYS JPN USA").outstanding
        assert (lack.have, lack.need, lack.missing) == (1, 2, ("MYS", "JPN"))
        assert lack.text == (
            "Malaysia withdrew with effect from 1 January 2001, before it was in force; "
            "Japan withdrew with effect from 1 February 2001, before it was in force"
        )

    def test_what_is_supposed_to_come_before_waits_for_the_day(self):
        life = self.life(withdrew("2001-01-01", "MYS"))
        assert life.would_enter_on("2001-03-01") == day("2001-07-01")
        assert life.would_enter_on("2002-01-01") == day("2002-01-01")

    def test_one_of_three_changes_nothing(self):
        assert self.entered(withdrew("2001-01-01", "MYS"), parties="MYS JPN USA") == day("2001-07-01")

    def test_back_later_it_is_not_in_force_before(self):
        life = self.life(withdrew("2001-01-01", "MYS"), ratified("2002-01-01", "MYS"))
        assert life.entered_into_force_on == day("2002-01-01")
        assert texts(life.entry)[-2:] == [
            "Malaysia withdrew with effect from 1 January 2001, before it was in force",
            "not before two parties want to be bound: 1 January 2002",
        ]

    @pytest.mark.parametrize("on", ["2001-06-30", "2001-07-01"])
    def test_back_by_that_day_it_is_in_force(self, on):
        first = Act("notification", "2000-01-01", by=BOTH)
        life = self.life(withdrew("2001-01-01", "MYS"), Act("notification", on, by="MYS"), first=first)
        assert life.entered_into_force_on == day("2001-07-01")
        assert "withdrew" not in " ".join(texts(life.entry))
        assert life.participation("MYS").is_bound("2001-07-01")

    def test_back_on_the_day_of_the_consent_and_not_of_its_effect(self):
        back = ratified("2001-06-01", "MYS", effective_on="2001-08-01")
        assert self.entered(withdrew("2001-01-01", "MYS"), back) == day("2001-07-01")

    def test_back_from_the_effect_of_a_revocation(self):
        back = revoked("2001-06-01", "MYS", effective_on="2001-08-01")
        assert self.entered(withdrew("2001-01-01", "MYS"), back) == day("2001-08-01")

    def test_another_act_brings_nobody_back(self):
        assert self.entered(withdrew("2001-01-01", "MYS"), Act("declaration", "2001-02-01", by="MYS")) is None

    def test_a_revocation_of_another_notice_brings_nobody_back(self):
        acts = [
            withdrew("1999-01-01", "MYS", id="old"),
            ratified("1999-06-01", "MYS"),
            withdrew("2001-01-01", "MYS", id="out"),
        ]
        assert self.entered(*acts, revoked("2001-02-01", "MYS", refers_to="old")) is None
        assert self.entered(*acts, revoked("2001-02-01", "MYS", refers_to="out")) == day("2001-07-01")

    def test_one_of_three_that_come_back_is_not_two(self):
        acts = [withdrew("2001-01-01", "MYS"), withdrew("2001-02-01", ["JPN", "USA"]), ratified("2001-09-01", "MYS")]
        assert self.entered(*acts, parties="MYS JPN USA") is None
        assert self.entered(*acts, ratified("2001-10-01", "JPN"), parties="MYS JPN USA") == day("2001-10-01")

    def test_who_leaves_after_two_were_back_is_not_waited_for(self):
        """Two from 1 September 2001; that Japan leaves in 2003 and comes back in 2004 is another story."""
        acts = [
            withdrew("2001-01-01", ["MYS", "JPN"]),
            ratified("2001-09-01", "MYS"),
            withdrew("2003-01-01", "USA"),
            ratified("2004-01-01", "USA"),
        ]
        assert self.entered(*acts, parties="MYS JPN USA") == day("2001-09-01")

    def test_a_withdrawal_on_the_last_day_of_the_calendar(self):
        acts = [signed("2000-01-01"), withdrew(MOST, "MYS")]
        made = treaty(*acts, parties="MYS JPN", entry=OnDate("2001-07-01"), withdrawal=WithdrawalOnNotice("P0D"))
        assert entered(made) == day("2001-07-01")

    def test_stated_to_have_effect_before_it_was_received_it_counts_from_the_receipt(self):
        """Received on 1 August 2001, a month after the entry into force, for 1 June."""
        late = withdrew("2001-08-01", "MYS", effective_on="2001-06-01")
        assert self.entered(late) == day("2001-07-01")


# --- conditions -----------------------------------------------------------------------------------------------------

UNDECIDED = {"kind": "subject_to_ratification"}


class TestWhatAConditionSays:
    """The day, and the steps that lead to it, of each kind of condition."""

    def test_on_the_very_day_not_before_which_it_is_it_says_nothing(self):
        made = treaty(signed("2001-07-01"), entry=NotBefore(OnSignature(), on="2001-07-01"))
        assert entered(made) == day("2001-07-01")
        assert "not before" not in " ".join(texts(lifecycle(made).entry))
        earlier = treaty(signed("2001-06-30"), entry=NotBefore(OnSignature(), on="2001-07-01"))
        assert texts(lifecycle(earlier).entry)[-1] == "not before 1 July 2001"

    def test_a_consent_given_again_by_then_is_the_one_that_counts(self):
        """Withdrawn on 1 May and given again on 1 June 2001; not before 1 July."""
        acts = [
            ratified("2001-03-01", "MYS"),
            ratified("2001-04-01", "JPN"),
            withdrew("2001-05-01", "MYS"),
            ratified("2001-06-01", "MYS"),
        ]
        life = lifecycle(treaty(*acts, parties="MYS JPN", entry=NotBefore(OnConsentOfAll(), on="2001-07-01")))
        assert life.entered_into_force_on == day("2001-07-01")
        assert {"/acts/1", "/acts/3"} <= {step.pointer for step in life.entry.steps}
        assert "/acts/0" not in {step.pointer for step in life.entry.steps}

    @pytest.mark.parametrize(
        ("on", "expected"), [("2000-12-31", "2001-01-01"), ("2001-01-01", "2001-01-01"), ("2001-01-02", "2001-04-02")]
    )
    def test_a_date_if_it_is_met_by_then(self, on, expected):
        condition = OnDateIf("2001-01-01", condition=OnSignature(), delay="P3M")
        assert entered(treaty(signed(on), entry=condition)) == day(expected)

    def test_a_date_if_it_is_not_met(self):
        condition = OnDateIf("2001-01-01", condition=OnSignature(), delay="P3M")
        assert entered(treaty(signed("2000-01-01", "MYS"), entry=condition)) is None

    def test_of_two_ways_the_one_that_cannot_be_told_is_assumed_not_met(self):
        acts = [ratified("2000-01-01", "MYS")]
        life = lifecycle(deposited(*acts, entry=AnyOf([WeightedShare("55"), NthInstrument(1)])))
        assert life.entered_into_force_on == day("2000-01-01")
        assert [(step.text, step.assumed) for step in life.entry.steps] == [
            ("the 1st instrument was deposited on 1 January 2000: Malaysia", False),
            ("no other condition was met earlier (the weights of the parties are not recorded)", True),
        ]

    def test_of_two_ways_the_one_that_is_not_met_is_not_mentioned(self):
        life = lifecycle(deposited(ratified("2000-01-01", "MYS"), entry=AnyOf([NthInstrument(2), NthInstrument(1)])))
        assert texts(life.entry) == ["the 1st instrument was deposited on 1 January 2000: Malaysia"]

    def test_of_two_ways_the_stated_one_may_be_the_later(self):
        """Signed on 30 December 1999; stated as met only on 1 January 2000. The fixed date is sooner than that."""
        acts = [signed("1999-12-30"), Act("condition_met", "2000-01-01")]
        made = treaty(*acts, entry=AnyOf([OnSignature(), OnDate("1999-12-31")]))
        assert entered(made) == day("1999-12-31")
        assert texts(lifecycle(made).entry) == [
            "the text fixes the date: 31 December 1999",
            "no other condition was met earlier: the condition is stated to have been met on 1 January 2000",
        ]
        assert entered(treaty(acts[0], entry=made.term.entry_into_force)) == day("1999-12-30")
        assert "act-without-effect" not in {finding.code for finding in check(made)}
        later = treaty(*acts, entry=AnyOf([OnSignature(), OnDate("2001-01-01")]))
        assert texts(lifecycle(later).entry) == ["the condition is stated to have been met on 1 January 2000"]

    def test_where_one_of_two_is_lacking_the_other_still_counts(self):
        """Signed on 1 January 2005: not before, whenever the instruments are supposed to have come."""
        made = deposited(signed("2005-01-01", **UNDECIDED), entry=AllOf([OnSignature(), NthInstrument(1)]))
        assert lifecycle(made).would_enter_on("2000-01-01") == day("2005-01-01")
        assert lifecycle(made).would_enter_on("2006-01-01") == day("2006-01-01")

    def test_without_any_act_it_would_enter_into_force_with_what_is_supposed(self):
        made = deposited(entry=NthInstrument(2, delay="P1M"))
        assert lifecycle(made).would_enter_on("2000-01-01") == day("2000-02-01")

    def test_whether_another_agreement_is_in_force_is_not_known_where_it_is_not_in_all_readings(self):
        """Signed some day of 2007, subject to ratification: by 30 June, that it was even signed is not known."""
        parent = named("b", record(signed("2007", kind="ad_referendum"), parties="MYS JPN", duration="P5Y"))
        made = named("a", treaty(signed("2000-01-01"), parties="MYS JPN", entry=OtherInForce("b")))
        life = lifecycle(made, as_of="2007-06-30", others=[parent])
        assert life.entry.kind is AnswerKind.UNKNOWN
        assert life.outstanding == ()

    def test_consents_are_told_in_the_order_in_which_they_were_given(self):
        acts = [ratified("2000-01-01", "JPN", effective_on="2000-12-01"), ratified("2000-03-01", "MYS")]
        life = lifecycle(treaty(*acts, parties="MYS JPN", entry=OnConsentOfAll()))
        assert texts(life.entry) == [
            "it enters into force when all parties have consented",
            "Japan consented to be bound on 1 January 2000, with effect from 1 December 2000",
            "Malaysia consented to be bound on 1 March 2000",
        ]
        assert [step.day for step in life.entry.steps[1:]] == [day("2000-12-01"), day("2000-03-01")]

    def test_a_consent_given_together_counts_for_one_from_when_its_withdrawal_takes_effect(self):
        """Malaysia withdrew with effect from 1 September, and both ratified on 1 April 2000."""
        acts = [
            ratified("2000-01-01", "MYS"),
            withdrew("2000-03-01", "MYS", effective_on="2000-09-01"),
            ratified("2000-04-01", BOTH),
            ratified("2000-10-01", "USA"),
        ]
        life = lifecycle(treaty(*acts, entry=OnConsentOfAll()))
        assert life.entered_into_force_on == day("2000-10-01")
        assert [step.day for step in life.entry.steps[1:]] == [day("2000-04-01"), day("2000-09-01"), day("2000-10-01")]

    def test_one_that_left_with_effect_before_its_deposit_takes_nothing_from_the_others(self):
        """Malaysia's instrument of May is withdrawn as from 1 March 2000; two others came on 15 and 20 March."""
        acts = [
            ratified("2000-03-15", "JPN"),
            ratified("2000-03-20", "USA"),
            ratified("2000-05-01", "MYS"),
            withdrew("2000-06-01", "MYS", effective_on="2000-03-01"),
        ]
        assert entered(deposited(*acts, entry=NthInstrument(2))) == day("2000-03-20")

    def test_a_consent_withdrawn_before_its_effect_takes_nothing_from_the_next(self):
        """Given with effect from 1 October, withdrawn on 1 March, given again on 1 April: with Japan's, 1 May 2000."""
        acts = [
            ratified("2000-01-01", "MYS", effective_on="2000-10-01"),
            withdrew("2000-03-01", "MYS"),
            ratified("2000-04-01", "MYS"),
            ratified("2000-05-01", "JPN"),
        ]
        assert entered(treaty(*acts, parties="MYS JPN", entry=OnConsentOfAll())) == day("2000-05-01")

    def test_a_signature_that_is_no_consent_is_named_and_one_that_counts_is_not(self):
        acts = [signed("2000-01-01", BOTH, "subject_to_ratification"), ratified("2000-03-01", "MYS")]
        life = lifecycle(treaty(*acts, parties="MYS JPN", entry=OnConsentOfAll()))
        assert texts(life.entry) == [
            "it enters into force when all parties have consented",
            "Malaysia consented to be bound on 1 March 2000",
            (
                "the signature of Malaysia and Japan on 1 January 2000 is subject to ratification, so it does not "
                "express consent to be bound"
            ),
            "no consent by Japan is recorded",
        ]
        counted = treaty(signed("2000-01-01", "MYS", "ad_referendum"), parties="MYS JPN", entry=OnSignature())
        assert texts(lifecycle(counted).entry) == [
            "Malaysia signed on 1 January 2000",
            "no signature by Japan is recorded",
        ]
        definitive = treaty(signed("2000-01-01", "MYS", "definitive"), parties="MYS JPN", entry=LastNotification())
        assert texts(lifecycle(definitive).entry) == ["no notification by Malaysia and Japan is recorded"]

    def test_without_listed_parties(self):
        made = record(signed("2000-01-01"), parties=[], entry_into_force=OnSignature())
        assert texts(lifecycle(made).entry)[-1] == "the parties signed on 1 January 2000"
        lacking = record(Act("adoption", "2000-01-01"), parties=[], entry_into_force=OnSignature())
        (lack,) = lifecycle(lacking).outstanding
        assert (lack.have, lack.need, lack.missing) == (0, 1, ())

    def test_where_one_party_is_recorded_others_may_stay(self):
        """A fixed day comes, though the only party that the record holds withdrew before."""
        acts = [signed("2000-01-01", "MYS"), withdrew("2001-01-01", "MYS")]
        assert entered(deposited(*acts, parties="MYS", entry=OnDate("2001-07-01"))) == day("2001-07-01")

    def test_a_withdrawal_before_entry_is_told_with_its_effect(self):
        acts = [ratified("2000-01-01", "MYS"), withdrew("2000-02-01", "MYS", effective_on="2000-06-01")]
        life = lifecycle(treaty(*acts, parties="MYS JPN", entry=OnConsentOfAll()))
        text = "Malaysia withdrew with effect from 1 June 2000, before it was in force"
        (step,) = [step for step in life.entry.steps if step.text == text]
        assert step.day == day("2000-06-01")

    def test_one_of_three_that_withdrew_is_not_told_where_it_decides_nothing(self):
        acts = [signed("2000-01-01"), withdrew("2001-01-01", "MYS")]
        life = lifecycle(treaty(*acts, entry=OnDate("2001-07-01")))
        assert texts(life.entry) == ["the text fixes the date: 1 July 2001"]


class TestAFixedDayAndWhoSignedSubjectToRatification:
    def life(self, *acts):
        return lifecycle(
            treaty(signed("2000-01-01", **UNDECIDED), *acts, parties="MYS JPN", entry=OnDate("2001-07-01"))
        )

    def test_ratified_before_nothing_more_is_said(self):
        life = self.life(ratified("2000-06-01", BOTH))
        assert texts(life.entry) == ["the text fixes the date: 1 July 2001"]

    def test_ratified_and_withdrawn_it_is_missing(self):
        (lack,) = self.life(ratified("2000-06-01", "MYS"), withdrew("2000-09-01", "MYS")).outstanding
        assert (lack.have, lack.need, lack.missing) == (0, 2, ("MYS", "JPN"))


class TestWhatASignatureOfUnknownKindDoes:
    def assumed(self, agreement):
        return [
            (step.rule.code, step.pointer) for step in lifecycle(agreement).entry.steps if step.assumed and step.rule
        ]

    SEPARATE = (signed("2000-01-01", "MYS"), signed("2000-02-01", "JPN"))

    def test_on_a_memorandum_it_is_a_consent_and_the_first_is_pointed_at(self):
        made = record(*self.SEPARATE, parties="MYS JPN")
        assert self.assumed(made)[-1] == ("mou-on-signature", "/acts/0")

    def test_so_it_is_on_what_does_not_bind(self):
        made = record(*self.SEPARATE, parties="MYS JPN", kind="agreement", binding=False)
        assert self.assumed(made)[-1] == ("mou-on-signature", "/acts/0")

    def test_between_universities_it_is_by_another_rule(self):
        both = [Party(f"u{number}", name=f"University {number}", kind="organisation") for number in (1, 2)]
        made = record(signed("2000-01-01"), parties=both, kind="agreement")
        assert self.assumed(made)[-1] == ("organisations-on-signature", "/acts/0")

    def test_on_a_treaty_it_is_not_known_and_the_first_is_pointed_at(self):
        acts = [
            Act("signature", "2000-01-01", by="MYS", effective_on="2000-06-01"),
            signed("2000-02-01", "JPN"),
        ]
        life = lifecycle(treaty(*acts, parties="MYS JPN", entry=OnConsentOfAll()))
        assert life.entry.kind is AnswerKind.UNKNOWN
        assert (life.entry.steps[-1].pointer, life.entry.steps[-1].day) == ("/acts/0", day("2000-01-01"))

    def test_with_a_depositary_the_consent_of_all_is_enough_all_the_same(self):
        plain = treaty(ratified("2000-01-01", BOTH), parties="MYS JPN")
        life = lifecycle(attrs.evolve(plain, depositary="UN"))
        assert life.entered_into_force_on == day("2000-01-01")
        assert life.entry.kind is lifecycle(plain).entry.kind
        assert life.status("2000-01-01") is Status.IN_FORCE
        acts = [signed("1999-01-01", BOTH, "subject_to_ratification"), ratified("2000-01-01", BOTH)]
        before = lifecycle(attrs.evolve(plain, acts=acts, depositary="UN"))
        assert before.status("1999-06-01") is Status.SIGNED


class TestWhichInstrumentsAreCounted:
    """The step that says how it was reached, and those that say what was counted or was not, where it decides."""

    def entry(self, *acts, number=2, parties="MYS JPN USA IND", **counted):
        condition = NthInstrument(number, counted=CountedInstruments(**counted))
        return lifecycle(deposited(*acts, parties=parties, entry=condition)).entry

    def test_two_on_one_day_and_the_last_is_pointed_at(self):
        entry = self.entry(ratified("2000-01-01", "MYS"), ratified("2000-01-01", "JPN"))
        assert texts(entry) == ["the 2nd instrument was deposited on 1 January 2000 (2 that day): Malaysia and Japan"]
        assert entry.steps[0].pointer == "/acts/1"

    def test_one_named_party_is_all_that_are_named(self):
        made = deposited(ratified("2000-01-01", "JPN"), entry=AllNamed(["JPN"]))
        assert entered(made) == day("2000-01-01")
        assert entered(deposited(ratified("2000-01-01", "MYS"), entry=AllNamed(["JPN"]))) is None

    def test_one_signatory_is_all_signatories(self):
        acts = [signed("1999-01-01", "JPN", "subject_to_ratification"), ratified("2000-01-01", "JPN")]
        assert entered(deposited(*acts, entry=AllSignatories())) == day("2000-01-01")
        assert entered(deposited(*acts, entry=FractionOfSignatories("100"))) == day("2000-01-01")

    def test_a_succession_that_decides_is_named_and_a_later_one_is_not(self):
        acts = [ratified("2000-01-01", "MYS"), Act("succession", "2001-01-01", by="JPN")]
        later = [Act("succession", "2002-01-01", by="IND"), ratified("2003-01-01", "USA")]
        assert texts(self.entry(*acts, *later))[1:] == [
            "counted: the instruments of Japan; without them the condition would be met on 1 January 2002"
        ]

    def test_one_that_left_before_is_named_and_one_that_left_after_is_not(self):
        acts = [
            ratified("2000-01-01", "MYS"),
            withdrew("2000-06-01", "MYS"),
            ratified("2001-01-01", "JPN"),
            ratified("2002-01-01", "USA"),
            withdrew("2005-01-01", "JPN", effective_on="2006-01-01"),
        ]
        assert texts(self.entry(*acts))[1:] == [
            "not counted: the instruments of Malaysia; with them the condition would be met on 1 January 2001",
            "Malaysia withdrew with effect from 1 June 2000, before it was in force",
        ]

    def test_one_that_left_on_the_very_day_is_named(self):
        acts = [
            ratified("2000-01-01", "MYS"),
            ratified("2001-01-01", "USA"),
            ratified("2002-01-01", "JPN"),
            withdrew("2002-06-01", "MYS", effective_on="2003-01-01"),
            ratified("2003-01-01", ["IND", "GBR"]),
        ]
        entry = self.entry(*acts, number=3, parties="MYS JPN USA IND GBR", except_parties=["USA"])
        assert entry.day == day("2003-01-01")
        names = "Malaysia and United States of America"
        assert texts(entry)[1:] == [
            f"not counted: the instruments of {names}; with them the condition would be met on 1 January 2002",
            "Malaysia withdrew with effect from 1 January 2003, before it was in force",
        ]

    @pytest.mark.parametrize(
        ("on", "names"),
        [("2001-01-01", "United States of America and India"), ("2001-01-02", "United States of America")],
    )
    def test_those_excepted_by_that_day_are_named(self, on, names):
        acts = [
            ratified("2000-01-01", "MYS"),
            ratified("2000-06-01", "USA"),
            ratified("2001-01-01", "JPN"),
            ratified(on, "IND"),
        ]
        assert texts(self.entry(*acts, except_parties=["USA", "IND"]))[1:] == [
            f"not counted: the instruments of {names}; with them the condition would be met on 1 June 2000"
        ]

    @pytest.mark.parametrize(
        ("effect", "told"),
        [
            ("2000-07-31", ["counted: the instruments of Malaysia; without them the condition would not be met"]),
            ("2000-08-01", ["counted: the instruments of Malaysia; without them the condition would not be met"]),
            ("2000-08-02", []),
        ],
    )
    def test_one_that_has_left_by_that_day_is_in_doubt(self, effect, told):
        acts = [
            ratified("2000-01-01", "MYS"),
            withdrew("2000-05-01", "MYS", effective_on=effect),
            ratified("2000-08-01", "JPN"),
        ]
        entry = self.entry(*acts, after_leaving=True)
        assert entry.day == day("2000-08-01")
        assert texts(entry)[1:] == told

    def test_one_that_came_back_is_named_once(self):
        acts = [
            ratified("2000-01-01", "MYS"),
            withdrew("2001-01-01", "MYS"),
            Act("accession", "2002-01-01", by="MYS"),
            ratified("2003-01-01", "JPN"),
        ]
        assert texts(self.entry(*acts))[1] == (
            "counted: the instruments of Malaysia; without them the condition would not be met"
        )

    def test_not_met_it_says_what_was_not_counted(self):
        """Malaysia left, Japan only signed: one of two, that of the United States."""
        acts = [
            signed("1999-01-01", ["USA", "JPN"], "subject_to_ratification"),
            ratified("2000-01-01", "MYS"),
            withdrew("2000-06-01", "MYS"),
            ratified("2001-01-01", "USA"),
        ]
        assert texts(self.entry(*acts)) == [
            "1 of 2 instruments have been deposited",
            "not counted: the instruments of Malaysia; with them the condition would be met on 1 January 2001",
            "Malaysia withdrew with effect from 1 June 2000, before it was in force",
            "not counted: the signature of Japan on 1 January 1999, which does not express consent to be bound",
        ]
        assert texts(self.entry(*acts, number=3))[:2] == [
            "1 of 3 instruments have been deposited",
            "not counted: the instruments of Malaysia",
        ]


def test_a_reading_takes_the_dates_of_the_term_at_their_earliest_unless_told_otherwise():
    from mou.law.facts import NO_OTHERS
    from mou.law.readings import reading

    made = record(signed("2000-01-01"), duration=Until("2005"))
    facts = reading(made, {}, {}, as_of=None, others=NO_OTHERS)
    assert day("2005-01-01") == facts.exact(made.term.duration.last_day)
