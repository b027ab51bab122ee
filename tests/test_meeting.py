"""Meetings and forums: who met, who belonged to what on a day, and what can't be true of either."""

import copy
import pickle
from datetime import date

import attrs
import pytest
from told import places, told

from mou.dates.days import PartialDate
from mou.errors import ValidationError
from mou.model.meeting import TOTAL, Delegate, Forum, Meeting, Membership, Participant, Role
from mou.model.party import Party
from mou.model.source import Certainty
from mou.values.frozenmap import FrozenMap

PARTNERS = "USA RUS AUS CHN IND JPN KOR NZL".split()
MEMBERS = "BRN KHM IDN LAO MYS MMR PHL SGP THA VNM TLS".split()


def admm_plus(partners=PARTNERS, **fields):
    """The 12th ADMM-Plus, with so many of its dialogue partners listed."""
    participants = [
        *(Participant(one, "member") for one in MEMBERS),
        *(Participant(one, "dialogue_partner") for one in partners),
    ]
    return Meeting(
        **{
            "id": "admm-plus-12",
            "name": "12th ADMM-Plus",
            "participants": participants,
            "stated_counts": {"dialogue_partner": 8},
        }
        | fields
    )


class TestStatedCounts:
    """What a source says about how many took part, against the list of who did."""

    def test_eight_dialogue_partners_are_stated_and_listed(self):
        assert (8, 11, 19) == tuple(admm_plus().count(role) for role in ("dialogue_partner", Role.MEMBER, None))

    def test_seven_dialogue_partners_where_eight_are_stated(self):
        assert [
            "/participants: found 7 with the role dialogue_partner; expected 8, the number in stated_counts"
        ] == told(admm_plus, PARTNERS[:7])

    def test_nine_dialogue_partners_where_eight_are_stated(self):
        assert [
            "/participants: found 9 with the role dialogue_partner; expected 8, the number in stated_counts"
        ] == told(admm_plus, [*PARTNERS, "CAN"])

    def test_every_count_is_held_against_the_list(self):
        assert [
            "/participants: found 18 in total; expected 21, the number in stated_counts",
            "/participants: found 7 with the role dialogue_partner; expected 8, the number in stated_counts",
            "/participants: found 0 with the role observer; expected 2, the number in stated_counts",
        ] == told(
            admm_plus, PARTNERS[:7], stated_counts={TOTAL: 21, "dialogue_partner": 8, "member": 11, "observer": 2}
        )

    def test_none_are_stated(self):
        assert 0 == admm_plus(stated_counts={"observer": 0}).count("observer")
        assert ["/participants"] == places(admm_plus, stated_counts={"member": 0})

    def test_where_nobody_is_listed_nothing_contradicts(self):
        assert {"dialogue_partner": 8} == admm_plus(participants=[]).stated_counts

    def test_a_participant_whose_role_is_not_known_may_have_any(self):
        """Seven dialogue partners and one whose role is not known can be eight, or seven, but not nine or six."""
        participants = [*(Participant(one, "dialogue_partner") for one in PARTNERS[:7]), Participant("NZL")]
        for stated in (7, 8):
            made = admm_plus(participants=participants, stated_counts={"dialogue_partner": stated, TOTAL: 8})
            assert 7 == made.count("dialogue_partner")
        for stated in (6, 9):
            found, expected = (
                "7 with the role dialogue_partner, 1 without a role",
                f"{stated}, the number in stated_counts",
            )
            assert [f"/participants: found {found}; expected {expected}"] == told(
                admm_plus, participants=participants, stated_counts={"dialogue_partner": stated}
            )

    def test_but_only_one_at_a_time(self):
        participants = [Participant("USA"), Participant("MYS", "member")]
        assert ["/participants: found 0 with the role observer; expected 1, the number in stated_counts"] == told(
            admm_plus, participants=participants, stated_counts={"guest": 1, "member": 1, "observer": 1}
        )

    def test_all_are_as_many_as_those_of_each_role_at_least(self):
        assert ["/stated_counts/total: found 18; expected at least 19, the sum of the counts by role"] == told(
            admm_plus, participants=[], stated_counts={"member": 11, TOTAL: 18, "dialogue_partner": 8}
        )
        counts = {"member": 11, TOTAL: 19, "dialogue_partner": 8}
        assert counts == admm_plus(participants=[], stated_counts=counts).stated_counts

    def test_a_role_that_is_not_known(self):
        expected = "a role (member, dialogue_partner, observer, guest) or total"
        assert [
            f'/stated_counts/partner: found "partner"; expected {expected}; did you mean "dialogue_partner"?'
        ] == told(admm_plus, stated_counts={"partner": 8})

    @pytest.mark.parametrize("count", [-1, 8.0, "8", True, None])
    def test_a_count_is_a_whole_number(self, count):
        (sentence,) = told(admm_plus, stated_counts={"member": count})
        assert sentence.startswith("/stated_counts/member: found ")
        assert sentence.endswith("; expected a whole number, 0 or more")

    @pytest.mark.parametrize("counts", [None, 8, [8], "eight"])
    def test_counts_are_an_object(self, counts):
        assert ["/stated_counts"] == places(admm_plus, stated_counts=counts)


class TestMeeting:
    def test_only_id_and_name_must_be_said(self):
        meeting = Meeting("m", name="A meeting")
        assert [None] * 7 == [
            meeting.forum,
            meeting.ordinal,
            meeting.starts_on,
            meeting.ends_on,
            meeting.place,
            meeting.host,
            meeting.note,
        ]
        assert (False, (), {}, Certainty.STATED, ()) == (
            meeting.online,
            meeting.participants,
            meeting.stated_counts,
            meeting.certainty,
            meeting.sources,
        )
        assert None is meeting.first_and_last_day
        assert 0 == meeting.count()

    def test_its_days(self):
        first, last = date(2025, 10, 31), date(2025, 11, 2)
        assert (first, last) == Meeting("m", name="M", starts_on=first, ends_on="2025-11-02").first_and_last_day
        assert (first, first) == Meeting("m", name="M", starts_on=first).first_and_last_day
        assert (first, first) == Meeting("m", name="M", starts_on=first, ends_on=first).first_and_last_day
        october = PartialDate("2025-10")
        assert (october, october) == Meeting("m", name="M", starts_on="2025-10").first_and_last_day

    def test_an_end_before_the_start(self):
        assert ['/ends_on: found "2025-10-30"; expected a day on or after the first day, 2025-10-31'] == told(
            Meeting, "m", name="M", starts_on="2025-10-31", ends_on="2025-10-30"
        )
        assert Meeting("m", name="M", starts_on="2025-10-31", ends_on="2025-10").ends_on

    def test_an_end_without_a_start(self):
        assert ['/ends_on: found "2025-10-30"; expected no last day: the first day is not known'] == told(
            Meeting, "m", name="M", ends_on="2025-10-30"
        )

    def test_an_ordinal_is_of_a_forums_meetings(self):
        assert 12 == Meeting("m", name="M", forum="admm-plus", ordinal=12).ordinal
        assert ["/ordinal: found 12; expected no ordinal: the meeting names no forum"] == told(
            Meeting, "m", name="M", ordinal=12
        )

    @pytest.mark.parametrize("ordinal", [0, -1, True, 12.0, "12", "12th"])
    def test_an_ordinal_is_one_or_more(self, ordinal):
        (sentence,) = told(Meeting, "m", name="M", forum="f", ordinal=ordinal)
        assert sentence.startswith("/ordinal: found ")
        assert sentence.endswith("; expected a whole number, 1 or more")

    def test_a_participant_twice(self):
        participants = [Participant("MYS"), Participant("USA"), Participant(Party.state("Malaysia"), "member")]
        assert ['/participants/2/party: found "MYS"; expected each participant only once'] == told(
            Meeting, "m", name="M", participants=participants
        )

    def test_parties_are_named_by_id_or_given_themselves(self):
        meeting = Meeting(
            "m", name="M", host=Party.state("MYS"), participants=[Participant(Party.state("USA"), "guest")]
        )
        assert ("MYS", "USA", Role.GUEST) == (meeting.host, meeting.participants[0].party, meeting.participants[0].role)

    def test_delegates(self):
        participant = Participant("USA", delegates=[Delegate("Pete Hegseth", office="Secretary"), Delegate("B")])
        assert ["Secretary", None] == [one.office for one in participant.delegates]
        assert None is participant.role
        assert ["/party", "/role", "/delegates/0"] == places(Participant, "", "x", delegates=["x"])
        assert ["/name", "/office"] == places(Delegate, None, office="")

    def test_every_rule_is_told_at_once(self):
        assert ["/ordinal", "/ends_on", "/participants/1/party", "/participants", "/stated_counts/total"] == places(
            Meeting,
            "m",
            name="M",
            ordinal=1,
            starts_on="2025",
            ends_on="2024",
            participants=[Participant("MYS"), Participant("MYS")],
            stated_counts={TOTAL: 1, "member": 2},
        )

    def test_every_field_is_told_at_once(self):
        fields = """id name forum ordinal starts_on ends_on place online host participants stated_counts certainty
        sources note""".split()
        assert [f"/{field}" for field in fields] == places(Meeting, **dict.fromkeys(fields, 0))

    def test_counting_by_a_role_that_is_none(self):
        with pytest.raises(ValidationError, match=r'^/role: found "partner"; expected one of: member, '):
            admm_plus().count("partner")


class TestMembership:
    @pytest.mark.parametrize(
        ("since", "until", "covered"),
        [
            (None, None, True),
            ("2025-10-26", None, True),
            ("2025-10-27", None, False),
            (None, "2025-10-26", True),
            (None, "2025-10-25", False),
            ("2025-10", None, None),
            ("2025-10", "2025-10-26", None),
            ("2025-09", "2025", None),
            ("2025-09", "2026", True),
            (None, "2025-10", None),
            ("2025-11", "2026", False),
            ("2024", "2025-09", False),
            ("2025-10", "2025-10", None),
        ],
        ids=str,
    )
    def test_whether_it_covers_26_october_2025(self, since, until, covered):
        assert covered is Membership("TLS", "member", since=since, until=until).covers(date(2025, 10, 26))

    def test_a_last_day_before_the_first(self):
        assert ['/until: found "2024"; expected a day on or after the first day, 2025-10-26'] == told(
            Membership, "TLS", "member", since="2025-10-26", until="2024"
        )

    def test_every_field_is_told_at_once(self):
        assert ["/party", "/role", "/since", "/until"] == places(Membership, "", "", since="", until="")
        assert ["/party", "/role", "/since", "/until"] == places(Membership, None, None, since=1, until=1)


class TestForum:
    def test_rosters_and_counts_by_day_and_role(self):
        """The ADMM-Plus: ten members and eight dialogue partners, eleven members after 26 October 2025."""
        forum = Forum(
            "admm-plus",
            name="ADMM-Plus",
            memberships=[
                *(Membership(one, "member", since="2010-10-12") for one in MEMBERS[:-1]),
                Membership("TLS", "member", since="2025-10-26"),
                *(Membership(one, "dialogue_partner", since="2010-10-12") for one in PARTNERS),
            ],
        )
        assert (10, 8, 18) == tuple(forum.count("2025-10-25", role) for role in ("member", "dialogue_partner", None))
        assert (11, 8, 19) == tuple(forum.count(date(2025, 10, 26), role) for role in (*list(Role)[:2], None))
        assert tuple(PARTNERS) == forum.roster("2025-11-01", "dialogue_partner")
        assert () == forum.roster("2010-10-11")
        assert () == forum.in_doubt("2025-10-26")

    def test_who_is_in_doubt_is_told_apart(self):
        forum = Forum(
            "f", name="F", memberships=[Membership("TLS", "member", since="2025-10"), Membership("MYS", "guest")]
        )
        assert (("MYS",), ("TLS",)) == (forum.roster("2025-10-15"), forum.in_doubt("2025-10-15"))
        assert ((), ("TLS",)) == (forum.roster("2025-10-15", "member"), forum.in_doubt("2025-10-15", "member"))
        assert () == forum.in_doubt("2025-10-15", Role.GUEST)

    @pytest.mark.parametrize("day", ["2025", "2025-10", None, "today"])
    def test_a_roster_is_of_a_day(self, day):
        forum = Forum("f", name="F")
        for ask in (forum.roster, forum.count, forum.in_doubt):
            assert ["(whole)"] == places(ask, day)

    def test_a_roster_by_a_role_that_is_none(self):
        assert ["/role"] == places(Forum("f", name="F").roster, "2025-10-26", "partner")

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ((None, None), (None, None)),
            (("2020", None), ("2021", None)),
            ((None, "2020-05-01"), ("2020-05-01", None)),
            (("2020-05-01", None), (None, "2020-05-01")),
            (("2020-10", "2020-10"), (None, None)),
        ],
        ids=str,
    )
    def test_two_memberships_of_one_party_at_once(self, first, second):
        spans = [dict(zip(("since", "until"), days, strict=True)) for days in (first, second)]
        members = [Membership("MYS", "member"), *(Membership("USA", "guest", **span) for span in spans)]
        (sentence,) = told(Forum, "f", name="F", memberships=members)
        span = " to ".join(day or "..." for day in second)
        expected = "a membership of USA that does not overlap its other memberships"
        assert f"/memberships/2: found {span}; expected {expected}" == sentence

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ((None, "2020-04-30"), ("2020-05-01", None)),
            (("2020-05-01", None), (None, "2020-04-30")),
            ((None, "2020"), ("2020", None)),
            (("2020-10", "2020-10"), ("2020-10-15", "2020-10-15")),
        ],
        ids=str,
    )
    def test_one_after_the_other_or_possibly_so(self, first, second):
        """A party that left and came back, or changed its role, stands twice; imprecise dates may touch."""
        spans = [dict(zip(("since", "until"), days, strict=True)) for days in (first, second)]
        assert 2 == len(
            Forum("f", name="F", memberships=[Membership("USA", "guest", **span) for span in spans]).memberships
        )

    def test_one_of_three_overlaps_is_told_once(self):
        assert ["/memberships/1", "/memberships/2"] == places(
            Forum, "f", name="F", memberships=[Membership("USA", "guest")] * 3
        )

    def test_every_field_is_told_at_once(self):
        fields = "id name aliases memberships sources note".split()
        assert [f"/{field}" for field in fields] == places(Forum, **dict.fromkeys(fields, 0))


@pytest.mark.parametrize(
    "value",
    [
        admm_plus(),
        Forum("f", name="F", memberships=[Membership("USA", "guest")]),
        Membership("USA", "guest", since="2020"),
        Participant("USA", delegates=[Delegate("A")]),
        Delegate("A"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_values(value):
    same = attrs.evolve(value)
    assert value == same
    assert 1 == len({value, same})
    for copied in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):  # noqa: S301
        assert value == copied
    assert not hasattr(value, "__dict__")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        value.name = "another"


def test_counts_are_immutable():
    counts = {"dialogue_partner": 8}
    meeting = admm_plus(stated_counts=counts)
    counts["dialogue_partner"] = 7
    assert FrozenMap({"dialogue_partner": 8}) == meeting.stated_counts


def test_arguments_are_named():
    for make in (lambda: Meeting("m", "M"), lambda: Forum("f", "F"), lambda: Membership("USA", "guest", "2020")):
        with pytest.raises(TypeError):
            make()
