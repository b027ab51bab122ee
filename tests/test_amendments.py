"""Amendments bind who accepts them and who joins later (VCLT 40(4) and (5)); supersession (VCLT 59)."""

import attrs
import pytest
from records import codes, day

import mou
from mou.answers.amendments import amendments_binding
from mou.answers.lifecycles import lifecycle
from mou.answers.register import Register
from mou.law.status import Status
from mou.model.act import Act
from mou.model.agreement import Agreement, Relation
from mou.model.conditions import NthInstrument
from mou.model.durations import Indefinite
from mou.model.party import Party
from mou.model.term import Term
from mou.model.withdrawals import WithdrawalOnNotice

PARTIES = [Party.state(code) for code in ("MYS", "USA", "FRA", "JPN")]


def treaty(name, *acts, parties=PARTIES, relations=(), number=2):
    return Agreement(
        name,
        title=name,
        kind="convention",
        depositary="UN",
        parties=parties,
        acts=acts,
        relations=relations,
        term=Term(entry_into_force=NthInstrument(number), duration=Indefinite(), withdrawal=WithdrawalOnNotice("P1Y")),
    )


def consent(on, *by, kind="ratification"):
    return [Act(kind, on, by=one) for one in by]


# MYS, USA and FRA are parties from 2000; MYS and USA accept the amendment, in force in 2010; JPN joins in 2015.
TREATY = treaty("treaty", *consent("2000-01-01", "MYS", "USA", "FRA"), *consent("2015-01-01", "JPN", kind="accession"))
AMENDMENT = treaty("amendment", *consent("2010-01-01", "MYS", "USA"), relations=[Relation("amends", "treaty")])


def names(party, on, *agreements):
    register = Register(agreements=agreements or (TREATY, AMENDMENT))
    return [one.id for one in amendments_binding(register, "treaty", party, on)]


class TestWhoIsBound:
    @pytest.mark.parametrize(("party", "expected"), [("MYS", ["amendment"]), ("USA", ["amendment"]), ("FRA", [])])
    def test_who_accepted_and_who_did_not(self, party, expected):
        """VCLT 40(4): the amending agreement does not bind a party to the treaty that is none to it."""
        assert expected == names(party, "2012-01-01")

    @pytest.mark.parametrize(("on", "expected"), [("2009-12-31", []), ("2010-01-01", ["amendment"])])
    def test_from_its_entry_into_force(self, on, expected):
        assert expected == names("MYS", on)

    def test_who_joins_after_is_bound_by_the_treaty_as_amended(self):
        """VCLT 40(5)(a)."""
        assert ["amendment"] == names("JPN", "2015-01-01")
        assert [] == names("JPN", "2014-12-31")

    def test_who_joined_before_it_was_in_force_is_not(self):
        early = treaty("treaty", *consent("2000-01-01", "MYS", "USA", "FRA"), *consent("2009-06-01", "JPN"))
        assert [] == names("JPN", "2020-01-01", early, AMENDMENT)

    def test_who_left_is_bound_by_nothing(self):
        """Leaving the treaty, one leaves what amends it."""
        left = attrs.evolve(TREATY, acts=[*TREATY.acts, Act("withdrawal", "2019-01-01", by="JPN")])
        assert [["amendment"], []] == [names("JPN", on, left, AMENDMENT) for on in ("2019-12-31", "2020-01-01")]

    def test_who_came_back_after_it_is_bound(self):
        acts = [
            *TREATY.acts,
            Act("withdrawal", "2005-01-01", by="FRA"),
            *consent("2011-01-01", "FRA", kind="accession"),
        ]
        assert ["amendment"] == names("FRA", "2012-01-01", attrs.evolve(TREATY, acts=acts), AMENDMENT)

    def test_an_amendment_that_has_ended_binds_nobody(self):
        ended = attrs.evolve(AMENDMENT, acts=[*AMENDMENT.acts, Act("termination", "2018-01-01")])
        for party in ("MYS", "JPN"):
            assert [["amendment"], []] == [names(party, on, TREATY, ended) for on in ("2017-12-31", "2018-01-01")]

    def test_one_that_is_not_in_force_binds_nobody(self):
        pending = attrs.evolve(AMENDMENT, acts=consent("2010-01-01", "MYS"))
        assert [] == names("MYS", "2020-01-01", TREATY, pending) == names("JPN", "2020-01-01", TREATY, pending)

    def test_several_in_the_order_of_the_register(self):
        second = treaty("second", *consent("2012-01-01", "FRA", "USA"), relations=[Relation("amends", "treaty")])
        assert [["amendment", "second"], ["second"], ["amendment", "second"]] == [
            names(party, "2016-01-01", TREATY, AMENDMENT, second) for party in ("USA", "FRA", "JPN")
        ]

    def test_other_relations_are_no_amendments(self):
        other = attrs.evolve(AMENDMENT, relations=[Relation("protocol_to", "treaty"), Relation("amends", "another")])
        assert [] == names("MYS", "2012-01-01", TREATY, other)


class TestAsking:
    REGISTER = Register(agreements=[TREATY, AMENDMENT])

    def test_by_id_or_by_value(self):
        by_id = amendments_binding(self.REGISTER, "treaty", "MYS", "2012-01-01")
        assert (AMENDMENT,) == by_id == amendments_binding(self.REGISTER, TREATY, PARTIES[0], day("2012-01-01"))

    def test_of_one_that_is_no_party(self):
        assert () == amendments_binding(self.REGISTER, "treaty", "DEU", "2012-01-01")

    def test_of_an_agreement_that_is_not_there(self):
        with pytest.raises(KeyError):
            amendments_binding(self.REGISTER, "another", "MYS", "2012-01-01")

    def test_on_no_day(self):
        with pytest.raises(mou.ValidationError):
            amendments_binding(self.REGISTER, "treaty", "MYS", "2012")


class TestSupersession:
    """A later treaty of all the parties ends the earlier (VCLT 59(1)); one of some does not (VCLT 30(4))."""

    OLD = treaty("old", *consent("2000-01-01", "MYS", "USA", "FRA", "JPN"))

    def later(self, *by, parties=PARTIES, on="2010-01-01"):
        return treaty("new", *consent(on, *by), parties=parties, relations=[Relation("supersedes", "old")])

    def test_of_all_it_ends_the_older(self):
        register = Register(agreements=[self.OLD, self.later("MYS", "USA", "FRA", "JPN")])
        life = register.lifecycle("old")
        assert (day("2010-01-01"), Status.TERMINATED) == (life.ceases_on, life.status("2010-01-01"))
        assert Status.IN_FORCE is life.status("2009-12-31")
        assert ["superseded", "first-day-out"] == codes(life.end)
        assert "superseded by new, in force from 1 January 2010" == life.end.steps[0].text
        assert day("2010-01-01") == life.participation("FRA").spells[0].ceases_on

    def test_not_before_it_is_in_force(self):
        register = Register(agreements=[self.OLD, self.later("MYS")])
        assert (None, Status.IN_FORCE) == (
            register.lifecycle("old").last_day,
            register.lifecycle("old").status("2020-01-01"),
        )

    def test_of_some_it_goes_on_for_the_others(self):
        some = self.later("MYS", "USA", parties=PARTIES[:2])
        register = Register(agreements=[self.OLD, some])
        assert (None, Status.IN_FORCE) == (
            register.lifecycle("old").last_day,
            register.lifecycle("old").status("2020-01-01"),
        )
        (finding,) = mou.check(register)
        assert ("superseded-for-some", "/agreements/0/parties") == (finding.code, finding.pointer)
        assert "new supersedes it without FRA and JPN" == finding.message

    def test_of_a_day_that_is_not_certain_it_does_not_decide(self):
        unclear = attrs.evolve(self.later(), acts=[Act("entry_into_force", "2010")])
        assert None is lifecycle(self.OLD, others=[unclear]).last_day

    def test_two_that_supersede_each_other(self):
        """A circle of records is answered."""
        new = self.later("MYS", "USA", "FRA", "JPN")
        old = attrs.evolve(self.OLD, relations=[Relation("supersedes", "new")])
        register = Register(agreements=[old, new])
        assert day("2010-01-01") == register.lifecycle("old").ceases_on
        assert day("2010-01-01") == register.lifecycle("new").entered_into_force_on

    def test_alone_it_knows_nothing_of_the_later(self):
        assert None is lifecycle(self.OLD).last_day
