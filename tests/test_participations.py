"""Each party's own life under an agreement: spells, exits, coming back, statements (VCLT 19 to 25, 54 to 56, 68)."""

import copy
import itertools
import pickle
import time
from datetime import date, timedelta
from types import MappingProxyType

import attrs
import pytest
from records import codes, day, declared, record, signed

import mou
from mou.answers.lifecycles import lifecycle
from mou.answers.shortcuts import participation, parties_bound
from mou.dates.delays import FirstOfMonthAfter
from mou.law.explanation import AnswerKind
from mou.law.status import Status
from mou.model.act import Act, ActKind
from mou.model.conditions import LastNotification, NthInstrument, OnConsentOfAll, OnSignature
from mou.model.durations import Indefinite, Until
from mou.model.party import Party
from mou.model.renewals import TacitRenewal
from mou.model.term import BeforeEntry, LaterParties
from mou.model.withdrawals import LockInFrom, NoWithdrawal, WithdrawalOnNotice


def many(count):
    return [Party(f"test:s{number:03}", name=f"State {number}", kind="state") for number in range(1, count + 1)]


def treaty(*acts, parties, condition=None, **more):
    """A treaty in force for whoever consents; what is not given of its entry into force is taken from its acts."""
    term = {"duration": Indefinite(), "entry_into_force": condition or NthInstrument(2)} | more
    parties = [Party.state(code) for code in parties.split()] if isinstance(parties, str) else parties
    term = mou.Term(**term)
    return mou.Agreement(
        "treaty", title="A treaty", depositary="UN", kind="treaty", parties=parties, acts=acts, term=term
    )


def consent(on, by, kind="ratification", **more):
    return Act(kind, on, by=by, **more)


def notice(on, by, **more):
    return Act("withdrawal", on, by=by, **more)


def days(own):
    """The first day and the first day out of each spell."""
    return [(spell.first_day, spell.ceases_on) for spell in own.spells]


def spelled(*pairs):
    return [(day(first), None if out is None else day(out)) for first, out in pairs]


class TestLaterParties:
    """VCLT 24(3): who consents after the entry into force is bound from then, or as the text provides."""

    @pytest.mark.parametrize(
        ("deposited", "bound"),
        [
            ("2003-01-31", "2003-05-01"),  # Albania: the sixtieth day is 1 April, and the month after it is May
            ("2003-02-10", "2003-05-01"),  # Afghanistan
            ("2002-07-01", "2002-09-01"),
        ],
    )
    def test_rome_statute(self, deposited, bound):
        """Art. 126(2): the first day of the month after the sixtieth day following the deposit."""
        later = LaterParties(FirstOfMonthAfter("P60D"), article="Art. 126(2)")
        made = treaty(
            Act("condition_met", "2002-04-11"),
            consent(deposited, "ALB"),
            parties="ALB AFG",
            condition=NthInstrument(60, delay=FirstOfMonthAfter("P60D")),
            later_parties=later,
        )
        own = participation(made, "ALB")
        assert day(bound) == own.entered_into_force_on
        assert ["instrument-of-consent", "after-entry"] == codes(own.spells[0].begins)
        assert "Art. 126(2)" == own.spells[0].begins.steps[1].article
        assert day(deposited) == own.consented_on
        assert f"In force for it from 1 {own.entered_into_force_on:%B %Y}" == own.spells[0].begins.summary

    def test_without_a_clause_from_the_consent_itself_which_is_an_assumption(self):
        made = treaty(declared("2000-01-01"), consent("2005-03-02", "JPN", "accession"), parties="MYS USA JPN")
        own = participation(made, "JPN")
        assert day("2005-03-02") == own.entered_into_force_on
        assert ["instrument-of-consent", "after-entry?"] == codes(own.spells[0].begins)

    def test_on_the_same_day_where_the_text_says_so(self):
        made = treaty(
            declared("2000-01-01"),
            consent("2005-03-02", "JPN", "accession"),
            parties="MYS USA JPN",
            later_parties=LaterParties(article="Art. 9"),
        )
        begins = participation(made, "JPN").spells[0].begins
        assert (day("2005-03-02"), ()) == (begins.day, begins.assumptions)
        assert "bound on that day: 2 March 2005" == begins.steps[1].text

    def test_its_status_from_day_to_day(self):
        made = treaty(
            declared("2000-01-01"),
            signed("1999-05-01", by="JPN", kind="subject_to_ratification"),
            consent("2005-03-02", "JPN"),
            parties="MYS USA JPN",
            later_parties=LaterParties("P30D"),
        )
        own = participation(made, "JPN")
        assert [Status.NEGOTIATED, Status.SIGNED, Status.SIGNED, Status.IN_FORCE] == [
            own.status(on) for on in ("1999-04-30", "1999-05-01", "2005-03-31", "2005-04-01")
        ]
        assert [False, True] == [own.is_bound(on) for on in ("2005-03-31", "2005-04-01")]
        assert day("1999-05-01") == own.signed_on
        assert Status.NEGOTIATED is participation(made, "MYS").status("2020-01-01")  # it never consented

    def test_also_under_an_agreement_that_takes_the_consent_of_all(self):
        acts = [signed("2000-01-01", by=["MYS", "USA"], kind="definitive"), consent("2002-01-01", "JPN", "accession")]
        made = treaty(*acts, parties="MYS USA JPN", condition=OnConsentOfAll(), later_parties=LaterParties("P30D"))
        assert [spelled(("2000-01-01", None))] * 2 == [days(participation(made, one)) for one in ("MYS", "USA")]
        assert spelled(("2002-01-31", None)) == days(participation(made, "JPN"))


class TestBeforeEntry:
    """A consent given before the general entry into force, whose own delay ends after it (texts differ)."""

    GENERAL = "1989-01-01"

    def bound(self, deposited, before_entry):
        made = treaty(
            declared(self.GENERAL),
            consent(deposited, "JPN"),
            parties="MYS USA JPN",
            later_parties=LaterParties("P90D", before_entry=before_entry, article="Art. 16"),
        )
        return participation(made, "JPN")

    @pytest.mark.parametrize("before_entry", [BeforeEntry.GENERAL, None])
    def test_from_the_general_day(self, before_entry):
        """Montreal Protocol art. 16(1) and (3), Chemical Weapons Convention art. XXI: for all that had ratified."""
        own = self.bound("1988-12-16", before_entry)
        assert day("1989-01-01") == own.entered_into_force_on
        assert (
            "given before the entry into force, so the party is bound from that day: 1 January 1989"
            == own.spells[0].begins.steps[1].text
        )

    @pytest.mark.parametrize(("deposited", "bound"), [("1988-12-16", "1989-03-16"), ("1988-06-01", "1989-01-01")])
    def test_from_the_later_of_the_two(self, deposited, bound):
        """UNCLOS art. 308(2), Paris Agreement art. 21(3): its own delay runs whenever it was given."""
        own = self.bound(deposited, "own_delay")
        assert day(bound) == own.entered_into_force_on
        assert "later-of-both" == codes(own.spells[0].begins)[-1]

    def test_who_brings_it_about_on_that_very_day_is_bound_from_then(self):
        """UN Charter art. 110(3) and (4): in force with the last deposit; others on theirs, here thirty days after."""
        acts = [consent("1945-10-24", ["MYS", "USA"]), consent("1945-10-25", "JPN")]
        life = lifecycle(treaty(*acts, parties="MYS USA JPN", later_parties=LaterParties("P30D")))
        assert [spelled(("1945-10-24", None))] * 2 == [days(life.participation(one)) for one in ("MYS", "USA")]
        assert spelled(("1945-11-24", None)) == days(life.participation("JPN"))
        assert ("MYS", "USA") == life.parties_bound("1945-10-24")

    def test_after_it_both_read_alike(self):
        for before_entry in (None, *BeforeEntry):
            assert day("1989-04-01") == self.bound("1989-01-01", before_entry).entered_into_force_on


class TestSuccession:
    """A successor is bound from the date of the succession of states (1978 Convention art. 23(1))."""

    def bound(self, **more):
        made = treaty(
            declared("1980-01-01"),
            consent("1994-05-30", "SVK", "succession", **more),
            parties="MYS USA SVK",
            later_parties=LaterParties("P30D"),
        )
        return participation(made, "SVK")

    def test_from_the_date_that_is_stated(self):
        """Slovakia notified in 1993 and later; it succeeded on 1 January 1993."""
        own = self.bound(effective_on="1993-01-01")
        assert day("1993-01-01") == own.entered_into_force_on
        assert ["instrument-of-consent", "from-succession"] == codes(own.spells[0].begins)

    def test_not_before_the_agreement_itself(self):
        own = self.bound(effective_on="1970-01-01")
        assert day("1980-01-01") == own.entered_into_force_on

    def test_where_it_is_not_stated_the_delay_of_new_parties_does_not_run(self):
        """It goes on, and does not begin: no month's wait; the day of the notification is an assumption."""
        own = self.bound()
        assert day("1994-05-30") == own.entered_into_force_on
        assert [True] == [step.assumed for step in own.spells[0].begins.steps if step.rule.code == "from-succession"]

    def test_a_stated_day_of_another_consent_counts_as_well(self):
        made = treaty(
            declared("1980-01-01"), consent("1994-05-30", "JPN", effective_on="1994-07-01"), parties="USA JPN"
        )
        begins = participation(made, "JPN").spells[0].begins
        assert day("1994-07-01") == begins.day
        assert ("with effect from 1 July 1994", "/acts/1/effective_on") == (
            begins.steps[1].text,
            begins.steps[1].pointer,
        )


class TestDeclaredForOne:
    """A depositary's day for one party wins for that party, and changes nobody else's."""

    ACTS = (declared("2002-07-01"), consent("2003-01-31", "ALB"), consent("2003-02-10", "AFG"))
    TERM = MappingProxyType({"parties": "ALB AFG", "later_parties": LaterParties("P60D")})

    def test_it_wins(self):
        made = treaty(*self.ACTS, Act("entry_into_force", "2003-05-01", by="ALB"), **self.TERM)
        own = participation(made, "ALB")
        assert spelled(("2003-05-01", None)) == days(own)
        assert ["declared-wins"] == codes(own.spells[0].begins)

    def test_it_changes_no_other_life(self):
        plain = lifecycle(treaty(*self.ACTS, **self.TERM))
        other = lifecycle(treaty(*self.ACTS, Act("entry_into_force", "2003-05-01", by="ALB"), **self.TERM))
        assert plain.entry.day == other.entry.day
        assert days(plain.participation("AFG")) == days(other.participation("AFG"))

    def test_before_any_consent_is_recorded(self):
        made = treaty(*self.ACTS[:2], Act("entry_into_force", "2002-09-01", by="AFG"), **self.TERM)
        assert spelled(("2002-09-01", None)) == days(participation(made, "AFG"))

    def test_of_one_of_two_that_brought_it_about(self):
        acts = [signed("2000-01-01", kind="definitive"), Act("entry_into_force", "2000-02-01", by="MYS")]
        life = lifecycle(treaty(*acts, parties="MYS USA JPN", condition=OnSignature()))
        assert spelled(("2000-02-01", None)) == days(life.participation("MYS"))
        assert spelled(("2000-01-01", None)) == days(life.participation("USA"))

    def test_without_a_general_entry_into_force(self):
        """Nobody is bound before there is something in force, unless it is declared for them."""
        acts = [consent("2003-01-31", "ALB"), Act("entry_into_force", "2003-05-01", by="ALB")]
        life = lifecycle(treaty(*acts, parties="ALB AFG", condition=NthInstrument(2)))
        assert None is life.entered_into_force_on
        assert spelled(("2003-05-01", None)) == days(life.participation("ALB"))


PARIS = {
    "condition": NthInstrument(55, delay="P30D", article="Art. 21(1)"),
    "later_parties": LaterParties("P30D", before_entry="own_delay", article="Art. 21(3)"),
    "withdrawal": WithdrawalOnNotice("P1Y", lock_in="P3Y", lock_in_from="own_entry", article="Art. 28"),
}


class TestRejoining:
    """The United States and the Paris Agreement, as the depositary notified.

    Accepted 3 September 2016; in force 4 November 2016; notice 4 November 2019, out 4 November 2020; accepted again
    20 January 2021, in force again 19 February 2021.
    """

    ACTS = (
        Act("condition_met", "2016-10-05"),
        consent("2016-09-03", "USA", "acceptance"),
        notice("2019-11-04", "USA"),
        consent("2021-01-20", "USA", "acceptance"),
    )
    SPELLS = (("2016-11-04", "2020-11-04"), ("2021-02-19", None))

    def test_two_spells(self):
        own = participation(treaty(*self.ACTS, parties="USA FRA", **PARIS), "USA")
        assert spelled(*self.SPELLS) == days(own)
        assert (day("2020-11-03"), None) == (own.spells[0].last_day, own.spells[1].last_day)
        assert ["receipt", "withdrawal-clause", "withdrawal-clause"] == codes(own.spells[0].ends)
        assert "Last day in force for it: 3 November 2020" == own.spells[0].ends.summary
        assert "In force for it without an end" == own.spells[1].ends.summary
        assert AnswerKind.NONE is own.spells[1].ends.kind

    @pytest.mark.parametrize(
        ("on", "status", "bound"),
        [
            ("2016-09-02", Status.NEGOTIATED, False),
            ("2016-11-03", Status.SIGNED, False),
            ("2016-11-04", Status.IN_FORCE, True),
            ("2020-11-03", Status.IN_FORCE, True),
            ("2020-11-04", Status.TERMINATED, False),
            ("2021-02-18", Status.TERMINATED, False),
            ("2021-02-19", Status.IN_FORCE, True),
        ],
    )
    def test_its_status_from_day_to_day(self, on, status, bound):
        own = participation(treaty(*self.ACTS, parties="USA FRA", **PARIS), "USA")
        assert (status, bound) == (own.status(on), own.is_bound(on))

    def test_the_agreement_goes_on_meanwhile(self):
        life = lifecycle(treaty(*self.ACTS, consent("2016-10-05", "FRA"), parties="USA FRA", **PARIS))
        assert (Status.IN_FORCE, None) == (life.status("2020-12-01"), life.last_day)
        assert [("USA", "FRA"), ("FRA",), ("USA", "FRA")] == [
            life.parties_bound(on) for on in ("2020-11-03", "2020-11-04", "2021-02-19")
        ]

    def test_out_again(self):
        """Notice of 27 January 2025: out on 27 January 2026; the lock-in ran from 2021 and was over."""
        acts = (*self.ACTS, notice("2025-01-27", "USA"))
        own = participation(treaty(*acts, parties="USA FRA", **PARIS), "USA")
        assert spelled(self.SPELLS[0], ("2021-02-19", "2026-01-27")) == days(own)

    def test_the_lock_in_runs_anew_from_the_second_entry(self):
        acts = (*self.ACTS, notice("2022-01-01", "USA"))
        own = participation(treaty(*acts, parties="USA FRA", **PARIS), "USA")
        assert day("2025-02-19") == own.spells[1].ceases_on

    @pytest.mark.parametrize("which", [(0,), (1,), (0, 1)])
    def test_days_declared_for_its_spells(self, which):
        """Declared for the first entry, for the second, or for both: the same two spells."""
        said = [Act("entry_into_force", self.SPELLS[number][0], by="USA") for number in which]
        own = participation(treaty(*self.ACTS, *said, parties="USA FRA", **PARIS), "USA")
        assert spelled(*self.SPELLS) == days(own)
        assert [number in which for number in (0, 1)] == [
            codes(spell.begins) == ["declared-wins"] for spell in own.spells
        ]

    def test_consent_while_bound_changes_nothing(self):
        acts = (*self.ACTS[:2], consent("2018-01-01", "USA", "acceptance"))
        assert spelled(("2016-11-04", None)) == days(participation(treaty(*acts, parties="USA FRA", **PARIS), "USA"))

    def test_spells_never_overlap(self):
        """Whatever day it comes back on: a spell begins after the one before it has ended."""
        for number in range(400):
            back = day("2019-12-01") + timedelta(days=number)
            own = participation(
                treaty(*self.ACTS[:3], consent(back, "USA", "acceptance"), parties="USA FRA", **PARIS), "USA"
            )
            spans = days(own)
            assert spans[0] == spelled(self.SPELLS[0])[0]
            for (_, out), (first, _) in itertools.pairwise(spans):
                assert out <= first

    def test_on_the_day_of_leaving_after_a_notice_that_was_revoked(self):
        """Who is a party, its earlier notice being revoked, withdraws and comes back, whatever the order of both."""
        before = [
            Act("declaration", "1999-01-01", by="MYS"),
            consent("2000-01-01", ["MYS", "USA"]),
            notice("2001-01-01", "MYS"),
            Act("notice_revocation", "2001-02-01", by="MYS"),
            Act("declaration", "2002-01-01", by="MYS"),
        ]
        both = [notice("2010-01-01", "MYS", effective_on="2010-06-01"), consent("2010-01-01", "MYS", kind="accession")]
        for acts in (both, both[::-1]):
            made = treaty(*before, *acts, parties="MYS USA", withdrawal=WithdrawalOnNotice("P6M"))
            assert lifecycle(made).participation("MYS").is_bound("2009-12-31")
            assert lifecycle(made).status("2009-12-31") is Status.IN_FORCE


class TestExits:
    """Published exits, each as the depositary notified it (the first day no longer bound)."""

    def left(self, clause, received, *acts, entered="1990-01-01", by="FRA", **more):
        made = treaty(
            Act("condition_met", entered),
            consent(entered, by),
            *acts,
            notice(received, by),
            parties=f"{by} USA",
            withdrawal=clause,
            **more,
        )
        return made, lifecycle(made)

    @pytest.mark.parametrize(
        ("by", "received", "out"), [("BDI", "2016-10-27", "2017-10-27"), ("PHL", "2018-03-17", "2019-03-17")]
    )
    def test_rome_statute(self, by, received, out):
        """Art. 127(1): one year after receipt, the corresponding date; the Statute itself goes on."""
        made, life = self.left(WithdrawalOnNotice("P1Y", article="Art. 127(1)"), received, entered="2002-07-01", by=by)
        assert day(out) == life.participation(by).spells[0].ceases_on
        assert (None, Status.IN_FORCE) == (life.last_day, life.status("2030-01-01"))
        assert [] == [one.code for one in mou.check(made)]
        assert "Art. 127(1)" == life.participation(by).spells[0].ends.steps[1].article

    @pytest.mark.parametrize(
        ("received", "stated", "counted"),
        [("2007-05-02", "2007-11-03", "2007-11-02"), ("2012-01-24", "2012-07-25", "2012-07-24")],
        ids=["Bolivia", "Venezuela"],
    )
    def test_icsid(self, received, stated, counted):
        """Art. 71, six months: the depositary notified the day after the corresponding date; its day counts."""
        made = treaty(
            Act("condition_met", "1966-09-14"),
            consent("1995-05-02", "VEN"),
            notice(received, "VEN", effective_on=stated),
            parties="VEN USA",
            withdrawal=WithdrawalOnNotice("P6M", article="Art. 71"),
        )
        assert day(stated) == participation(made, "VEN").spells[0].ceases_on
        assert [] == [finding.code for finding in mou.check(made)]  # a later day than the clause gives is legitimate
        bare = attrs.evolve(made, acts=[*made.acts[:2], attrs.evolve(made.acts[2], effective_on=None)])
        assert day(counted) == participation(bare, "VEN").spells[0].ceases_on

    def test_istanbul(self):
        """Art. 80(2): the first day of the month after three months; Türkiye, 22 March 2021, out 1 July 2021."""
        clause = WithdrawalOnNotice(FirstOfMonthAfter("P3M"), article="Art. 80(2)")
        _, life = self.left(clause, "2021-03-22", entered="2014-08-01", by="TUR")
        assert day("2021-07-01") == life.participation("TUR").spells[0].ceases_on

    def test_whaling(self):
        """Art. XI: 30 June, by notice on or before 1 January; Japan, 26 December 2018, out 30 June 2019."""
        clause = WithdrawalOnNotice(mou.OnDayOfYear("06-30", by="01-01"), article="Art. XI")
        _, life = self.left(clause, "2018-12-26", entered="1951-04-21", by="JPN")
        assert day("2019-06-30") == life.participation("JPN").spells[0].ceases_on
        _, late = self.left(clause, "2019-01-02", entered="1951-04-21", by="JPN")
        assert day("2020-06-30") == late.participation("JPN").spells[0].ceases_on

    @pytest.mark.parametrize(
        ("received", "out"), [("2026-06-30", "2026-12-31"), ("2026-07-01", "2027-12-31"), ("2026-01-01", "2026-12-31")]
    )
    def test_on_31_december(self, received, out):
        """A year's end, six months before: by 30 June of that year."""
        _, life = self.left(WithdrawalOnNotice(mou.OnDayOfYear("12-31", period="P6M")), received)
        assert day(out) == life.participation("FRA").spells[0].ceases_on

    def test_energy_charter_and_its_twenty_years(self):
        """Art. 47(2) and (3): France, 7 December 2022, out 8 December 2023; 20 years of protection from then."""
        clause = WithdrawalOnNotice(mou.DayAfter("P1Y"), lock_in="P5Y", article="Art. 47(1)")
        _, life = self.left(clause, "2022-12-07", entered="1999-12-27", survival=mou.Survival("P20Y"))
        (spell,) = life.participation("FRA").spells
        assert day("2023-12-08") == spell.ceases_on
        assert day("2043-12-08") == spell.survival_ends_on
        assert None is life.survival_ends_on  # the treaty itself goes on

    def test_what_stays_has_nothing_that_survives(self):
        made = treaty(consent("2000-01-01", ["FRA", "USA"]), parties="FRA USA", survival=mou.Survival("P20Y"))
        assert None is participation(made, "FRA").spells[0].survival_ends_on

    def test_a_lock_in_from_one_s_own_entry_or_from_the_general_one(self):
        """Paris art. 28(1): three years from one's own; North Atlantic Treaty art. 13: twenty from the treaty's."""
        for start, out in ((LockInFrom.OWN_ENTRY, "2014-01-01"), (LockInFrom.GENERAL_ENTRY, "2011-06-01")):
            clause = WithdrawalOnNotice("P1Y", lock_in="P3Y", lock_in_from=start)
            made = treaty(
                declared("2000-01-01"),
                consent("2010-01-01", "FRA"),
                notice("2010-06-01", "FRA"),
                parties="FRA USA",
                withdrawal=clause,
            )
            assert day(out) == participation(made, "FRA").spells[0].ceases_on
        assert ["early-notice"] == [
            one.code
            for one in mou.check(
                attrs.evolve(
                    made, term=attrs.evolve(made.term, withdrawal=attrs.evolve(clause, lock_in_from="own_entry"))
                )
            )
        ]

    def test_a_text_that_is_silent(self):
        """VCLT 56(2): twelve months."""
        _, life = self.left(NoWithdrawal(), "2020-02-29")
        assert day("2021-02-28") == life.participation("FRA").spells[0].ceases_on

    def test_in_an_armed_conflict(self):
        """Mine Ban Convention art. 20(3): not before the end of the conflict, of which a record can't tell."""
        clause = WithdrawalOnNotice("P6M", delayed_by_conflict=True, article="Art. 20")
        made, life = self.left(clause, "2025-06-27", by="EST")
        assert day("2025-12-27") == life.participation("EST").spells[0].ceases_on
        (finding,) = mou.check(made)
        assert ("exit-in-conflict", "/acts/2") == (finding.code, finding.pointer)
        assert "takes effect on 27 December 2025, unless EST is in an armed conflict then" == finding.message
        revoked, _ = self.left(clause, "2025-06-27", Act("notice_revocation", "2025-12-01", by="EST"), by="EST")
        assert () == mou.check(revoked)

    def test_a_second_exit_is_held_against_its_own_spell(self):
        """A lock-in of three years runs from each entry; what is stated for the second notice fits that."""
        made = treaty(
            *TestRejoining.ACTS,
            notice("2022-01-01", "USA", effective_on="2025-02-19"),
            parties="USA FRA",
            **PARIS,
        )
        assert [] == [one.code for one in mou.check(made) if one.code == "exit-differs"]


class TestVisitingForces:
    """Philippines and United States: open, 180 days; a notice of 2020 that was suspended, and recalled in 2021."""

    TERM = MappingProxyType(
        {"parties": "PHL USA", "condition": LastNotification(), "withdrawal": WithdrawalOnNotice("P180D")}
    )
    GIVEN = (declared("1999-05-27"), notice("2020-02-11", "PHL", id="notice"))

    def life(self, *acts):
        return lifecycle(treaty(*self.GIVEN, *acts, **self.TERM))

    def test_as_given_it_would_have_ended_it(self):
        """180 days after 11 February 2020: 9 August 2020."""
        life = self.life()
        assert (day("2020-08-09"), Status.TERMINATED) == (life.ceases_on, life.status("2020-08-09"))

    def test_suspended_its_time_does_not_run(self):
        """From 1 June to 30 November 2020 are 183 days: 8 February 2021."""
        life = self.life(Act("notice_suspension", "2020-06-01", by="PHL", until="2020-11-30", refers_to="notice"))
        assert day("2021-02-08") == life.ceases_on
        assert "notice-paused" in codes(life.end)
        assert Status.IN_FORCE is life.status("2020-08-09")

    def test_suspended_again_days_that_overlap_count_once(self):
        first = Act("notice_suspension", "2020-06-01", by="PHL", until="2020-11-30")
        again = Act("notice_suspension", "2020-11-11", by="PHL", until="2021-05-31")
        assert day("2021-08-09") == self.life(first, again).ceases_on
        assert day("2021-02-08") == self.life(first, attrs.evolve(again, until="2020-11-20")).ceases_on

    def test_recalled_it_never_left(self):
        acts = [
            Act("notice_suspension", "2020-06-01", by="PHL", until="2020-11-30", refers_to="notice"),
            Act("notice_suspension", "2020-11-11", by="PHL", until="2021-05-31", refers_to="notice"),
            Act("notice_revocation", "2021-07-30", by="PHL", refers_to="notice"),
        ]
        life = self.life(*acts)
        assert (None, Status.IN_FORCE) == (life.last_day, life.status("2026-01-01"))
        for one in ("PHL", "USA"):
            assert spelled(("1999-05-27", None)) == days(life.participation(one))
        assert ("PHL", "USA") == life.parties_bound("2020-09-01")

    def test_what_is_suspended_too_late_was_not(self):
        late = Act("notice_suspension", "2020-08-09", by="PHL", until="2020-12-31")
        assert day("2020-08-09") == self.life(late).ceases_on

    def test_for_how_long_must_be_known(self):
        """Without the last day of the suspension, only the earliest day of effect is known."""
        life = self.life(Act("notice_suspension", "2020-06-01", by="PHL"))
        assert life.ceases_on is None
        assert ["in_force", "unknown"] == [life.status(on) for on in ("2020-08-09", "2020-08-10")]

    def test_another_s_notice_is_not_one_s_own(self):
        acts = [
            Act("notice_suspension", "2020-06-01", by="USA", until="2020-11-30"),
            Act("notice_revocation", "2020-06-02", by="USA"),
        ]
        assert day("2020-08-09") == self.life(*acts).ceases_on

    def test_a_recall_names_which_of_two_notices(self):
        other = notice("2020-03-01", "PHL", id="second")
        recalled = Act("notice_revocation", "2020-04-01", by="PHL", refers_to="notice")
        assert day("2020-08-28") == self.life(other, recalled).ceases_on


class TestBeforeItBinds:
    """Consent withdrawn before it bound never binds (VCLT 18(b); UN Treaty Handbook, 3.3.5)."""

    def made(self, *acts):
        return treaty(
            consent("2000-01-01", "MYS"),
            *acts,
            parties="MYS USA JPN",
            condition=NthInstrument(2, delay="P90D"),
            withdrawal=WithdrawalOnNotice("P1Y"),
        )

    def test_it_is_gone_at_once(self):
        acts = [notice("2000-02-01", "MYS"), consent("2000-03-01", "USA"), consent("2000-04-01", "JPN")]
        life = lifecycle(self.made(*acts))
        assert day("2000-06-30") == life.entered_into_force_on
        assert [] == days(life.participation("MYS"))
        assert ("USA", "JPN") == life.parties_bound("2001-01-01")
        assert [Status.SIGNED, Status.NEGOTIATED] == [
            life.participation("MYS").status("2000-01-31"),
            life.participation("MYS").status("1999-12-31"),
        ]

    def test_withdrawn_and_revoked_it_binds_from_the_beginning(self):
        acts = [
            notice("2000-02-01", "MYS"),
            Act("notice_revocation", "2000-02-15", by="MYS"),
            consent("2000-03-01", "USA"),
        ]
        life = lifecycle(self.made(*acts))
        assert day("2000-05-30") == life.entered_into_force_on
        assert spelled(("2000-05-30", None)) == days(life.participation("MYS"))

    def test_between_the_last_instrument_and_the_entry_into_force(self):
        """What was met stays met; who withdrew is not bound."""
        acts = [consent("2000-03-01", "USA"), notice("2000-04-01", "MYS"), consent("2000-04-01", "JPN")]
        life = lifecycle(self.made(*acts))
        assert day("2000-05-30") == life.entered_into_force_on
        assert [] == days(life.participation("MYS"))


class TestHowManyAreLeft:
    def test_below_sixteen_the_genocide_convention_ends(self):
        """Art. XV: it ceases "as from the date on which the last of these denunciations shall become effective"."""
        states = many(17)
        acts = [
            *(consent("1950-10-14", one) for one in states),
            notice("1960-01-01", states[0]),
            notice("1961-01-01", states[1]),
        ]
        term = {"condition": NthInstrument(16), "withdrawal": WithdrawalOnNotice("P1Y"), "minimum_parties": 16}
        one = lifecycle(treaty(*acts[:-1], parties=states, **term))
        assert (None, Status.IN_FORCE, 16) == (
            one.last_day,
            one.status("1970-01-01"),
            len(one.parties_bound("1970-01-01")),
        )
        two = lifecycle(treaty(*acts, parties=states, **term))
        assert (day("1962-01-01"), Status.TERMINATED) == (two.ceases_on, two.status("1962-01-01"))
        assert "minimum-parties" in codes(two.end)
        assert "State 2 left, which leaves 15 of the 16 parties required" in [step.text for step in two.end.steps]
        assert () == two.parties_bound("1962-01-01")
        assert day("1962-01-01") == two.participation(states[5]).spells[0].ceases_on

    def test_without_such_a_clause_it_goes_on(self):
        """VCLT 55: it does not end for the number of its parties falling below the one that brought it into force."""
        states = many(16)
        acts = [*(consent("1950-10-14", one) for one in states), *(notice("1960-01-01", one) for one in states[:14])]
        life = lifecycle(
            treaty(*acts, parties=states, condition=NthInstrument(16), withdrawal=WithdrawalOnNotice("P1Y"))
        )
        assert (None, 2) == (life.last_day, len(life.parties_bound("1970-01-01")))

    def test_two_are_needed_if_the_text_says_so(self):
        states = many(3)
        acts = [
            *(consent("2000-01-01", one) for one in states),
            notice("2001-01-01", states[0]),
            notice("2002-01-01", states[1]),
        ]
        life = lifecycle(
            treaty(
                *acts,
                parties=states,
                condition=NthInstrument(3),
                withdrawal=WithdrawalOnNotice("P1Y"),
                minimum_parties=2,
            )
        )
        assert day("2003-01-01") == life.ceases_on
        assert "minimum-parties" in codes(life.end)
        assert spelled(("2000-01-01", "2003-01-01")) == days(life.participation(states[2]))

    def test_a_new_party_came_in_time(self):
        states = many(4)
        acts = [
            *(consent("2000-01-01", one) for one in states[:2]),
            consent("2000-06-01", states[2], "accession"),
            notice("2001-01-01", states[0]),
        ]
        life = lifecycle(treaty(*acts, parties=states, withdrawal=WithdrawalOnNotice("P1Y")))
        assert (None, Status.IN_FORCE) == (life.last_day, life.status("2005-01-01"))

    @pytest.mark.parametrize("recorded", ["VEN USA", "VEN USA JPN"])
    def test_one_that_leaves_does_not_end_a_treaty_of_which_the_record_holds_but_a_few(self, recorded):
        """ICSID has more than 150 parties; a record of Venezuela's exit alone says nothing of the others."""
        made = treaty(
            Act("condition_met", "1966-09-14"),
            consent("1995-05-02", "VEN"),
            notice("2012-01-24", "VEN"),
            parties=recorded,
            condition=NthInstrument(20, delay="P30D"),
            withdrawal=WithdrawalOnNotice("P6M"),
        )
        life = lifecycle(made)
        assert (None, Status.IN_FORCE) == (life.last_day, life.status("2020-01-01"))
        assert Status.TERMINATED is life.participation("VEN").status("2012-07-24")

    def test_one_party_alone_in_the_record(self):
        made = treaty(
            Act("condition_met", "1966-09-14"),
            consent("1995-05-02", "VEN"),
            notice("2012-01-24", "VEN"),
            parties="VEN",
            withdrawal=WithdrawalOnNotice("P6M"),
        )
        assert Status.IN_FORCE is lifecycle(made).status("2020-01-01")

    def test_an_exit_of_two_on_one_day_has_a_day(self):
        """One act of two parties, as the same letter from both: the milestone is certain."""
        acts = [signed("2000-01-01", kind="definitive"), notice("2001-01-01", ["MYS", "JPN"])]
        term = {"condition": OnSignature(), "withdrawal": WithdrawalOnNotice("P1Y")}
        life = lifecycle(treaty(*acts, parties="MYS USA JPN FRA", **term))
        stones = [stone for stone in life.milestones() if stone.kind == "exit"]
        assert {day("2002-01-01")} == {stone.on for stone in stones}
        assert ("USA", "FRA") == life.parties_bound("2002-01-01")


class TestConsentsThatAreNotRecorded:
    """Entry into force is declared, the condition is not recorded, and only some consents are."""

    RATIFIED = consent("2000-06-01", "USA")

    def life(self, *acts, parties="MYS USA JPN", **term):
        states = [Party.state(code) for code in parties.split()]
        acts, term = [declared("2001-01-01"), *acts], {"duration": Indefinite()} | term
        return lifecycle(mou.Agreement("x", title="X", kind="treaty", parties=states, acts=acts, term=mou.Term(**term)))

    def bound(self, life, on="2002-01-01"):
        return [life.participation(party).is_bound(on) for party in life.agreement.party_ids]

    def test_without_any_consent_all_are_bound(self):
        assert self.bound(self.life()) == [True, True, True]

    def test_a_consent_of_one_leaves_the_others_open(self):
        life = self.life(self.RATIFIED)
        assert self.bound(life) == [None, True, None]
        assert self.bound(life, "2000-12-31") == [False, False, False]
        assert life.parties_bound("2002-01-01") == ("USA",)
        other = life.participation("JPN")
        assert (other.status("2002-01-01"), other.entered_into_force_on) == (Status.UNKNOWN, None)
        assert (other.spells[0].begins.kind, other.spells[0].ends.kind) == (AnswerKind.UNKNOWN, AnswerKind.UNKNOWN)
        assert "It is not known whether it is in force for it" in str(other.explain())
        assert "no consent of Japan to be bound is recorded, although consents of other parties are" in str(
            other.explain()
        )

    @pytest.mark.parametrize(
        "more", [{"on": "2001-01-01"}, {"on": "2000-06-01", "effective_on": "2001-06-01"}], ids=str
    )
    def test_a_consent_on_the_day_of_entry_or_with_a_later_effect(self, more):
        assert self.bound(self.life(Act("ratification", by="USA", **more))) == [None, True, None]

    def test_a_declaration_that_names_every_party(self):
        named = Act("entry_into_force", "2001-01-01", by=["MYS", "USA", "JPN"])
        life = lifecycle(treaty(self.RATIFIED, named, parties="MYS USA JPN", entry_into_force=None))
        assert self.bound(life) == [True, True, True]

    def test_two_parties_to_a_treaty_with_a_depositary(self):
        life = lifecycle(treaty(self.RATIFIED, declared("2001-01-01"), parties="MYS USA", entry_into_force=None))
        assert self.bound(life) == [None, True]

    def test_if_only_such_parties_are_left_it_may_have_ended(self):
        """Two of three leave: whether the third was ever bound is not known."""
        acts = [consent("2000-06-01", "MYS"), self.RATIFIED, notice("2005-01-01", ["MYS", "USA"])]
        life = self.life(*acts, withdrawal=WithdrawalOnNotice("P1Y"))
        assert [life.status(on) for on in ("2005-12-31", "2006-01-01")] == [Status.IN_FORCE, Status.UNKNOWN]
        assert "it is not known which parties are left, so it may have ended" == life.end.steps[-1].text

    def test_a_condition_that_is_stated_as_met(self):
        life = lifecycle(
            treaty(self.RATIFIED, Act("condition_met", "2001-01-01"), parties="MYS USA JPN", entry_into_force=None)
        )
        assert self.bound(life) == [None, True, None]

    def test_a_later_consent_says_nothing_about_the_entry(self):
        assert self.bound(self.life(consent("2001-01-02", "USA", "accession"))) == [True, True, True]

    @pytest.mark.parametrize(
        "act",
        [
            Act("notification", "2000-06-01", by="JPN"),
            Act("entry_into_force", "2001-01-01", by="JPN"),
            consent("2003-01-01", "JPN"),
        ],
        ids=lambda act: act.kind,
    )
    def test_an_act_shows_that_somebody_is_a_party(self, act):
        assert self.bound(self.life(self.RATIFIED, act), "2003-06-01") == [None, True, True]

    def test_two_parties_both_consented(self):
        assert self.bound(self.life(self.RATIFIED, parties="MYS USA")) == [True, True]

    def test_a_condition_says_whose_consent_is_needed(self):
        assert self.bound(self.life(self.RATIFIED, entry_into_force=OnConsentOfAll())) == [True, True, True]

    def test_after_the_end_nobody_is_bound(self):
        life = self.life(self.RATIFIED, duration=Until("2009-12-31"))
        assert self.bound(life, "2009-12-31") == [None, True, None]
        assert self.bound(life, "2010-01-01") == [False, False, False]

    def test_a_party_that_left_was_a_party_or_not_but_is_none_afterwards(self):
        life = self.life(self.RATIFIED, notice("2003-01-01", "JPN"), withdrawal=WithdrawalOnNotice("P1Y"))
        assert [life.participation("JPN").is_bound(on) for on in ("2003-12-31", "2004-01-01")] == [None, False]


class TestSuspension:
    TERM = MappingProxyType({"parties": "MYS USA JPN", "condition": OnSignature()})

    def test_of_one_of_many_is_its_own(self):
        """VCLT 57 and 72: the others go on; membership continues."""
        acts = [
            signed("2000-01-01", kind="definitive"),
            Act("suspension", "2003-01-01", by="MYS"),
            Act("resumption", "2004-01-01", by="MYS"),
        ]
        life = lifecycle(treaty(*acts, **self.TERM))
        assert [Status.IN_FORCE] * 2 == [life.status("2003-06-01"), life.participation("USA").status("2003-06-01")]
        own = life.participation("MYS")
        assert [Status.IN_FORCE, Status.SUSPENDED, Status.SUSPENDED, Status.IN_FORCE] == [
            own.status(on) for on in ("2002-12-31", "2003-01-01", "2003-12-31", "2004-01-01")
        ]
        assert True is own.is_bound("2003-06-01")
        assert spelled(("2000-01-01", None)) == days(own)
        assert ("MYS", "USA", "JPN") == life.parties_bound("2003-06-01")

    def test_of_the_agreement_is_that_of_each(self):
        acts = [signed("2000-01-01", kind="definitive"), Act("suspension", "2003-01-01")]
        life = lifecycle(treaty(*acts, **self.TERM))
        assert Status.SUSPENDED is life.participation("JPN").status("2003-01-01") is life.status("2003-01-01")

    def test_a_new_party_ends_the_suspension_of_the_whole(self):
        """Of two, one suspended: nothing goes on between them. With a third it does, between the other two."""
        acts = [
            consent("2000-01-01", ["MYS", "USA"]),
            Act("suspension", "2003-01-01", by="MYS"),
            consent("2005-01-01", "JPN", "accession"),
        ]
        life = lifecycle(treaty(*acts, parties="MYS USA JPN"))
        assert [Status.SUSPENDED, Status.SUSPENDED, Status.IN_FORCE] == [
            life.status(on) for on in ("2003-01-01", "2004-12-31", "2005-01-01")
        ]


class TestProvisionalApplication:
    def test_it_is_a_status_of_its_own_for_who_applies_it(self):
        """VCLT 25(1); Arms Trade Treaty art. 23: declared at signature, pending entry into force for that state."""
        acts = [
            signed("2013-06-03", kind="subject_to_ratification"),
            Act("provisional_application", "2013-06-03", by="ESP"),
            consent("2014-04-02", "ESP"),
            consent("2014-09-25", "MEX"),
        ]
        life = lifecycle(treaty(*acts, parties="ESP MEX JPN", condition=NthInstrument(2, delay="P90D")))
        assert [Status.NEGOTIATED, Status.PROVISIONAL, Status.PROVISIONAL, Status.IN_FORCE] == [
            life.participation("ESP").status(on) for on in ("2013-06-02", "2013-06-03", "2014-12-23", "2014-12-24")
        ]
        assert Status.SIGNED is life.participation("MEX").status("2013-06-03")
        assert False is life.participation("ESP").is_bound("2014-01-01")
        assert Status.SIGNED is life.status("2014-01-01")  # one alone does not apply it between parties

    def test_it_ends_with_the_intention_not_to_become_a_party(self):
        """VCLT 25(2); Russian Federation and the Energy Charter Treaty: notice of 20 August 2009."""
        acts = [
            signed("1994-12-17", kind="subject_to_ratification"),
            Act("provisional_application", "1994-12-17", by="RUS"),
            notice("2009-08-20", "RUS", effective_on="2009-10-18"),
        ]
        own = participation(treaty(*acts, parties="RUS FRA", condition=NthInstrument(30)), "RUS")
        assert [Status.PROVISIONAL, Status.PROVISIONAL] == [own.status("2009-08-19"), own.status("2009-10-17")]
        assert Status.PROVISIONAL is not own.status("2009-10-18")

    def test_it_has_a_last_day(self):
        acts = [
            signed("2000-01-01", kind="subject_to_ratification"),
            Act("provisional_application", "2000-01-01", by="MYS", until="2000-06-30"),
        ]
        own = participation(treaty(*acts, parties="MYS USA", condition=NthInstrument(2)), "MYS")
        assert [Status.PROVISIONAL, Status.SIGNED] == [own.status("2000-06-30"), own.status("2000-07-01")]


class TestStatements:
    """Reservations, declarations and objections, and their withdrawal (VCLT 19 to 23)."""

    def own(self, *acts, party="MYS"):
        made = treaty(consent("1995-01-01", ["MYS", "USA"]), *acts, parties="MYS USA FRA")
        return made, participation(made, party)

    def test_each_stands_until_it_is_withdrawn(self):
        acts = [
            Act("reservation", "1995-07-05", by="MYS", id="articles"),
            Act("declaration", "1995-07-05", by="MYS", id="age"),
            Act("statement_withdrawal", "2010-07-19", by="MYS", refers_to="articles"),
        ]
        _, own = self.own(*acts)
        reservation, declaration = own.statements
        assert (ActKind.RESERVATION, day("1995-07-05"), day("2010-07-19"), "/acts/1") == (
            reservation.kind,
            reservation.made_on,
            reservation.withdrawn_on,
            reservation.pointer,
        )
        assert [False, True, True, False] == [
            reservation.stands(on) for on in ("1995-07-04", "1995-07-05", "2010-07-18", "2010-07-19")
        ]
        assert (ActKind.DECLARATION, None) == (declaration.kind, declaration.withdrawn_on)
        assert declaration.stands("2100-01-01")

    def test_a_withdrawal_that_names_none_is_of_all_before_it(self):
        acts = [
            Act("reservation", "1995-07-05", by="MYS"),
            Act("statement_withdrawal", "2000-01-01", by="MYS", effective_on="2000-03-01"),
            Act("reservation", "2001-01-01", by="MYS"),
        ]
        _, own = self.own(*acts)
        assert [day("2000-03-01"), None] == [one.withdrawn_on for one in own.statements]

    def test_an_objection_is_its_maker_s(self):
        """VCLT 20(4)(b) and 22(2)."""
        acts = [
            Act("reservation", "1995-07-05", by="MYS", id="articles"),
            Act("objection", "1996-03-01", by="FRA", refers_to="articles"),
            Act("statement_withdrawal", "1999-01-01", by="FRA"),
        ]
        made, own = self.own(*acts)
        assert [ActKind.RESERVATION] == [one.kind for one in own.statements]
        assert own.statements[0].withdrawn_on is None
        (objection,) = participation(made, "FRA").statements
        assert (ActKind.OBJECTION, day("1999-01-01")) == (objection.kind, objection.withdrawn_on)

    def test_none_of_them_binds_or_frees(self):
        plain, own = self.own()
        _, with_them = self.own(Act("reservation", "1995-07-05", by="MYS"))
        assert days(own) == days(with_them)
        assert () == own.statements
        assert lifecycle(plain).entered_into_force_on == day("1995-01-01")

    @pytest.mark.parametrize("on", ["2000-02-30", "2000-01", None])
    def test_they_stand_on_a_day(self, on):
        _, own = self.own(Act("reservation", "1995-07-05", by="MYS"))
        with pytest.raises(mou.ValidationError):
            own.statements[0].stands(on)


class TestImpreciseDates:
    def test_bounds_of_a_party_s_own_days(self):
        made = treaty(
            declared("2000-01-01"),
            consent("2005-03", "JPN", "accession"),
            notice("2010", "JPN"),
            parties="USA JPN",
            later_parties=LaterParties("P30D"),
            withdrawal=WithdrawalOnNotice("P1Y"),
        )
        own = participation(made, "JPN")
        (spell,) = own.spells
        assert (None, None, None) == (spell.first_day, spell.last_day, spell.ceases_on)
        assert (day("2005-03-31"), day("2005-04-30")) == (spell.begins.earliest, spell.begins.latest)
        assert (day("2010-12-31"), day("2011-12-30")) == (spell.ends.earliest, spell.ends.latest)
        assert "In force for it; the first day is not certain" == spell.begins.summary
        assert "Last day in force for it: between 31 December 2010 and 30 December 2011" == spell.ends.summary
        assert (None, None) == (own.consented_on, own.entered_into_force_on)
        assert [False, None, True, True, None, False] == [
            own.is_bound(on)
            for on in ("2005-03-30", "2005-04-15", "2005-04-30", "2010-12-31", "2011-06-01", "2011-12-31")
        ]
        assert Status.UNKNOWN is own.status("2005-04-15")
        assert [(), ("JPN",)] == [lifecycle(made).parties_bound(on) for on in ("2005-04-15", "2005-04-30")]

    def test_a_spell_that_may_never_have_been(self):
        """An accession of some day in 2010, and the treaty ended in mid-year: perhaps it came too late."""
        acts = [
            consent("2000-01-01", ["MYS", "USA"]),
            consent("2010", "JPN", "accession"),
            Act("termination", "2010-07-01"),
        ]
        own = participation(treaty(*acts, parties="MYS USA JPN"), "JPN")
        (spell,) = own.spells
        assert (AnswerKind.UNCERTAIN, day("2010-01-01"), None) == (
            spell.begins.kind,
            spell.begins.earliest,
            spell.begins.latest,
        )

    def test_unknown_for_the_agreement_is_unknown_for_who_signed(self):
        own = participation(record(signed("2020-01-01"), kind="treaty", duration=Indefinite()), "MYS")
        assert [Status.NEGOTIATED, Status.UNKNOWN] == [own.status("2019-12-31"), own.status("2020-01-01")]


class TestTheEndOfTheAgreement:
    def test_ends_each_life(self):
        acts = [signed("2000-01-01"), Act("termination", "2004-01-01")]
        life = lifecycle(record(*acts, parties="MYS USA JPN", duration="P5Y"))
        for party in ("MYS", "USA", "JPN"):
            own = life.participation(party)
            assert spelled(("2000-01-01", "2004-01-01")) == days(own)
            assert Status.TERMINATED is own.status("2004-01-01")

    def test_by_its_term(self):
        own = participation(record(signed("2025-10-30"), duration="P5Y"), "MYS")
        assert day("2030-10-30") == own.spells[0].last_day
        assert [Status.IN_FORCE, Status.EXPIRED] == [own.status("2030-10-30"), own.status("2030-10-31")]

    def test_who_never_joined_is_told_that_it_ended(self):
        acts = [consent("2000-01-01", ["MYS", "USA"]), Act("termination", "2004-01-01")]
        own = participation(treaty(*acts, parties="MYS USA JPN"), "JPN")
        assert ([], Status.TERMINATED) == (days(own), own.status("2004-01-01"))

    def test_genocide_convention_for_who_did_not_denounce_in_time(self):
        """Art. XIV: ten years from 12 January 1951, then five each, unless denounced six months before.

        Periods end on 12 January 2021, 2026 and 2031; for the one to 2031, the last day for notice is 12 July 2030.
        """
        term = {"duration": "P10Y", "renewal": TacitRenewal("P5Y", notice="P6M", article="Art. XIV")}

        def left(on):
            made = treaty(
                Act("condition_met", "1950-10-14"),
                consent("1950-10-14", "FRA"),
                Act("non_renewal", on, by="FRA"),
                parties="FRA USA",
                condition=NthInstrument(20, delay="P90D"),
                **term,
            )
            return lifecycle(made)

        life = left("2030-07-12")
        assert day("2031-01-12") == life.participation("FRA").spells[0].last_day
        late = left("2030-07-13")
        assert day("2036-01-12") == late.participation("FRA").spells[0].last_day
        assert ["late-notice"] == [one.code for one in mou.check(late.agreement)]
        for on, last in (("2021-01-12", "2021-01-12"), ("2021-01-13", "2026-01-12"), ("2026-01-13", "2031-01-12")):
            assert day(last) == life.period(on).last_day
        assert day("2030-07-12") == life.notice_deadline("2026-01-13")
        assert (None, Status.EXPIRED) == (life.last_day, life.participation("FRA").status("2031-01-13"))


class TestAsking:
    MADE = record(signed("2025-10-30"), duration="P5Y")

    def test_for_a_party_or_its_id(self):
        usa = Party.state("USA")
        assert (
            participation(self.MADE, usa) == participation(self.MADE, "USA") == lifecycle(self.MADE).participation(usa)
        )
        assert usa == participation(self.MADE, "USA").party

    def test_for_one_that_is_none(self):
        for who in ("FRA", "", Party.state("FRA")):
            with pytest.raises(KeyError):
                participation(self.MADE, who)

    def test_in_short(self):
        assert (
            ("MYS", "USA") == parties_bound(self.MADE, "2026-01-01") == lifecycle(self.MADE).parties_bound("2026-01-01")
        )
        assert () == parties_bound(self.MADE, "2025-10-29")

    @pytest.mark.parametrize("on", ["2026-02-30", "2026", 5, None])
    def test_on_a_day(self, on):
        own = participation(self.MADE, "USA")
        for ask in (own.status, own.is_bound, lifecycle(self.MADE).parties_bound):
            with pytest.raises(mou.ValidationError):
                ask(on)

    def test_it_is_a_value(self):
        own = participation(self.MADE, "USA")
        assert own == copy.deepcopy(own) == pickle.loads(pickle.dumps(own))  # noqa: S301
        assert isinstance(hash(own), int)
        assert "courses" not in repr(own)

    def test_not_binding_it_is_in_effect(self):
        own = participation(attrs.evolve(self.MADE, binding=False), "USA")
        assert "In effect for it from 30 October 2025" == own.spells[0].begins.summary

    def test_with_the_agreements_that_it_depends_on(self):
        parent = attrs.evolve(record(declared("1976-03-23")), id="iccpr")
        made = treaty(
            consent("1973-12-12", ["MYS", "USA"]),
            parties="MYS USA",
            condition=mou.AllOf([mou.OtherInForce("iccpr"), NthInstrument(2)]),
        )
        assert () == parties_bound(made, "1976-03-23")
        assert ("MYS", "USA") == parties_bound(made, "1976-03-23", others=[parent])
        assert day("1976-03-23") == participation(made, "MYS", others=[parent]).entered_into_force_on


def test_a_large_record_is_computed_once_and_looked_up_after():
    """200 parties and 600 acts; the status on each of 20,000 days."""
    states = many(200)
    acts = [
        *(signed("1990-01-01", by=one, kind="subject_to_ratification") for one in states),
        *(consent(date(1990 + number // 10, 1 + number % 10, 1), one) for number, one in enumerate(states)),
        *(notice(date(2015 + number // 25, 1 + number % 12, 2), one) for number, one in enumerate(states[:100])),
        *(consent(date(2022, 1 + number % 12, 3), one, "accession") for number, one in enumerate(states[:100])),
    ]
    assert 600 == len(acts)
    life = lifecycle(
        treaty(
            *acts,
            parties=states,
            condition=NthInstrument(60, delay="P12M"),
            later_parties=LaterParties("P30D"),
            withdrawal=WithdrawalOnNotice("P1Y"),
        )
    )
    own = life.participation(states[0])
    asked = [day("1980-01-01") + timedelta(days=number) for number in range(20_000)]
    begun = time.perf_counter()
    found = {life.status(on) for on in asked}
    assert time.perf_counter() - begun < 1
    assert {Status.NEGOTIATED, Status.SIGNED, Status.IN_FORCE} == found
    assert [True, False, True] == [own.is_bound(on) for on in ("2010-01-01", "2018-01-01", "2024-01-01")]
    assert 200 == len(life.parties_bound("2024-01-01"))
