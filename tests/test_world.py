"""Organisations, and the rosters and meetings of ASEAN's defence ministers, held against what is known of them."""

from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise

import pytest

import mou
from mou import examples, world
from mou.dates.days import earliest, latest
from mou.errors import NameNotResolvedError, ValidationError
from mou.model.party import PartyKind
from mou.model.states import is_current_state

PARTNERS = {"AUS", "CHN", "IND", "JPN", "KOR", "NZL", "RUS", "USA"}
TEN = {"BRN", "IDN", "KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "THA", "VNM"}
BOTH = [("admm", "ADMM", 19), ("admm-plus", "ADMM-Plus", 12)]


class TestAsean:
    @pytest.mark.parametrize(
        ("day", "count"),
        [
            ("1967-08-07", 0),
            ("1967-08-08", 5),
            ("1984-01-06", 5),
            ("1984-01-07", 6),
            ("1995-07-27", 6),
            ("1995-07-28", 7),
            ("1997-07-23", 9),
            ("1999-04-29", 9),
            ("1999-04-30", 10),
            ("2025-10-25", 10),
            ("2025-10-26", 11),
        ],
    )
    def test_members_since_their_admission(self, day, count):
        assert count == world.forum("ASEAN").count(day)

    def test_what_sources_give_differently_is_in_the_note(self):
        assert "7 January 1984" in world.forum("asean").note
        assert "8 January" in world.forum("asean").note


class TestDefenceMinisters:
    @pytest.mark.parametrize("name", ["ADMM-Plus", "admm-plus", "ADMM Plus", "ADMM+", " the ADMM-PLUS "])
    def test_a_forum_by_its_id_and_names_whatever_their_case(self, name):
        assert "admm-plus" == world.forum(name).id

    def test_the_eight_and_the_eleven(self):
        roster = world.forum("ADMM-Plus").roster("2025-10-31")
        assert TEN | {"TLS"} | PARTNERS == {*roster}
        assert PARTNERS == {*world.forum("ADMM-Plus").roster("2010-10-12", "dialogue_partner")}
        assert () == world.forum("ADMM-Plus").roster("2010-10-11")
        assert TEN == {*world.forum("ADMM").roster("2006-05-09")}

    @pytest.mark.parametrize("name", ["ASEAN Regional Forum", "", "ADMM-Minus", None, 3])
    def test_any_other_forum_is_an_error_that_names_those_there_are(self, name):
        with pytest.raises(NameNotResolvedError, match="is not a forum in the bundled register, which has: asean"):
            world.forum(name)
        with pytest.raises(NameNotResolvedError):
            world.meetings(name)

    @pytest.mark.parametrize(("forum", "name", "count"), BOTH)
    def test_meetings_are_numbered_without_a_gap_and_in_order(self, forum, name, count):
        meetings = world.meetings(name)
        assert [*range(1, count + 1)] == [meeting.ordinal for meeting in meetings]
        assert [f"{forum}-{ordinal}" for ordinal in range(1, count + 1)] == [meeting.id for meeting in meetings]
        days = [meeting.starts_on for meeting in meetings]
        assert all(latest(one) < earliest(other) for one, other in pairwise(days))
        assert all(meeting.name.startswith(str(meeting.ordinal)) for meeting in meetings)

    @pytest.mark.parametrize("meeting", world.register().meetings, ids=lambda meeting: meeting.id)
    def test_each_is_hosted_by_a_member_of_the_day_and_says_where_it_can_be_checked(self, meeting):
        forum = world.forum(meeting.forum)
        assert meeting.host in forum.roster(earliest(meeting.starts_on), "member")
        assert meeting.place
        assert meeting.sources
        assert meeting.certainty is mou.Certainty.STATED or meeting.note
        assert () == mou.check(meeting, forum=forum)

    def test_the_days_that_are_not_stated_are_marked(self):
        inferred = {one.id for one in world.register().meetings if one.certainty is mou.Certainty.INFERRED}
        assert {"admm-2", "admm-3", "admm-8", "admm-plus-10"} == inferred
        imprecise = {one.id for one in world.register().meetings if not isinstance(one.starts_on, date)}
        assert {"admm-2", "admm-3", "admm-8"} == imprecise

    def test_held_online(self):
        online = {one.id for one in world.register().meetings if one.online}
        assert {"admm-14", "admm-15", "admm-plus-7", "admm-plus-8"} == online

    def test_the_two_meetings_stand_together_except_in_2015(self):
        """The numbers are not a constant apart, and in 2015 the two were eight months apart."""
        pairs = {9: 3, 11: 4, 12: 5, 14: 7, 15: 8, 17: 10, 18: 11, 19: 12}
        for ordinal, plus in pairs.items():
            days = world.register().meeting(f"admm-plus-{plus}").starts_on - (
                world.register().meeting(f"admm-{ordinal}").starts_on
            )
            assert (timedelta(days=1) == days) is (ordinal != 9)


class TestTheFirstRecord:
    """The bundled first record says what its one source says; where the two differ, a note tells why."""

    first = examples.register()

    @pytest.mark.parametrize("forum", ["admm", "admm-plus"])
    def test_the_same_rosters(self, forum):
        one, other = self.first.forum(forum), world.forum(forum)
        assert one.memberships == other.memberships
        assert (one.name, one.aliases) == (other.name, other.aliases)

    @pytest.mark.parametrize("meeting", ["admm-19", "admm-plus-12"])
    def test_the_same_meetings(self, meeting):
        one, other = self.first.meeting(meeting), world.register().meeting(meeting)
        for field in ("name", "forum", "ordinal", "place", "host", "online"):
            assert getattr(one, field) == getattr(other, field)
        assert set(other.stated_counts.items()) <= set(one.stated_counts.items())
        # The report gives one span for both meetings, which holds the day of each.
        assert one.starts_on <= other.starts_on <= one.ends_on
        assert "31 October to 2 November" in other.note
        assert {each.party for each in one.participants} == set(world.forum(one.forum).roster(other.starts_on))


class TestOrganisations:
    @pytest.mark.parametrize(
        ("name", "found"),
        [
            ("European Union", "eu"),
            ("the European Union", "eu"),
            ("EUROPEAN UNION", "eu"),
            ("European Community", "eu"),
            ("European Economic Community", "eu"),
            ("EU", "eu"),
            (" EU ", "eu"),
            ("eu", "eu"),
            ("EEC", "eu"),
            ("Euratom", "euratom"),
            ("Council of Europe", "coe"),
            ("ASEAN", "asean"),
            ("Association of South-East Asian Nations", "asean"),
            ("OAU", "au"),
            ("Organization of African Unity", "au"),
            ("WHO", "who"),
            ("World Health Organization", "who"),
        ],
    )
    def test_by_name_earlier_name_and_abbreviation(self, name, found):
        assert found == world.organisation(name).id == world.party(name).id

    @pytest.mark.parametrize(
        ("name", "near"),
        [
            ("Who", ["who (World Health Organization)"]),
            ("Eu", ["eu (European Union)"]),
            ("European Onion", ["eu (European Union)"]),
            ("European Communities", ["eu (European Union)"]),
            ("Malaysia", []),
            ("", []),
        ],
    )
    def test_what_is_only_near_is_offered_not_taken(self, name, near):
        with pytest.raises(NameNotResolvedError, match="is not a known organisation") as caught:
            world.organisation(name)
        assert {*near} <= {*caught.value.candidates}
        assert bool(near) is bool(caught.value.candidates)

    @pytest.mark.parametrize("name", [None, 1, b"EU"])
    def test_only_text(self, name):
        for resolve in (world.organisation, world.party):
            with pytest.raises(NameNotResolvedError):
                resolve(name)

    @pytest.mark.parametrize("one", world.register().parties, ids=lambda one: one.id)
    def test_each_by_all_its_names(self, one):
        assert PartyKind.INTERNATIONAL_ORGANISATION is one.kind
        assert not is_current_state(one.id)
        for name in (one.id, one.name, *one.aliases):
            assert one == world.organisation(name)

    def test_no_name_is_two_organisations(self):
        names = [name for one in world.register().parties for name in (one.id, one.name, *one.aliases)]
        assert len(names) == len(set(names))


class TestParty:
    def test_states_and_organisations(self):
        assert mou.Party.state("Malaysia") == world.party("Malaysia")
        assert "YUCS" == world.party("Yugoslavia", "1970").id
        with pytest.raises(NameNotResolvedError, match="is not a known name or code of a state"):
            world.party("Atlantis")
        with pytest.raises(ValidationError):
            world.party("Malaysia", "yesterday")

    @pytest.mark.parametrize(
        ("name", "candidates"),
        [
            ("AU", ("AUS (Australia)", "au (African Union)")),
            ("EC", ("ECU (Ecuador)", "eu (European Union)")),
        ],
    )
    def test_a_code_that_is_an_abbreviation_too_is_neither(self, name, candidates):
        with pytest.raises(NameNotResolvedError, match=f'"{name}" is both a state and an organisation') as caught:
            world.party(name)
        assert candidates == caught.value.candidates


def test_the_document_is_written_as_the_library_writes_it():
    """So that a change to it is a change of facts alone."""
    text = files("mou").joinpath("data", "world.json").read_text("utf-8")
    assert text.rstrip("\n") == mou.dumps(world.register()).rstrip("\n")
