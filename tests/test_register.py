"""Registers: records together, and their references to one another."""

import copy
import pickle

import attrs
import pytest
from told import places, told

import mou
from mou.answers.register import Register
from mou.model.act import Act
from mou.model.agreement import Agreement, Relation
from mou.model.meeting import Forum, Meeting, Membership, Participant
from mou.model.party import Party
from mou.model.renewals import TacitRenewal
from mou.model.term import Term

MYS, USA = Party.state("MYS"), Party.state("USA")
MINDEF = Party("mindef", name="Ministry of Defence", kind="government_body", acts_for="MYS")
UM = Party("um", name="Universiti Malaya", kind="organisation")
FORUM = Forum("admm", name="ADMM", memberships=[Membership("MYS", "member")])
MEETING = Meeting("admm-19", name="19th ADMM", forum="admm", host="MYS", participants=[Participant("um")])
AGREEMENT = Agreement("mou", title="An MOU", parties=[MINDEF, USA], signed_at=["admm-19"])
REGISTER = Register(parties=[UM], forums=[FORUM], meetings=[MEETING], agreements=[AGREEMENT])


class TestLookingUp:
    def test_records_by_id(self):
        assert (FORUM, MEETING, AGREEMENT) == (
            REGISTER.forum("admm"),
            REGISTER.meeting("admm-19"),
            REGISTER.agreement("mou"),
        )

    def test_parties_by_id(self):
        """One listed in the register, one of an agreement, a state of today."""
        assert (UM, MINDEF, Party.state("FRA")) == (
            REGISTER.party("um"),
            REGISTER.party("mindef"),
            REGISTER.party("FRA"),
        )

    @pytest.mark.parametrize("what", ["forum", "meeting", "agreement", "party"])
    @pytest.mark.parametrize("unknown", ["nowhere", "fra", "HKG", ""])
    def test_an_unknown_id(self, what, unknown):
        with pytest.raises(KeyError) as caught:
            getattr(REGISTER, what)(unknown)
        assert str(caught.value).startswith(f'no {what} has the id "{unknown}"; known: ')
        assert isinstance(caught.value, mou.MouError)

    def test_by_its_id_alone(self):
        """Agreements first, then meetings, forums and parties; a state of today that nobody lists is no record."""
        assert [AGREEMENT, MEETING, FORUM, UM] == [REGISTER[record.id] for record in (AGREEMENT, MEETING, FORUM, UM)]
        assert all(held in REGISTER for held in (AGREEMENT, "um", FORUM, "admm"))
        assert REGISTER["USA"] in REGISTER  # which only an agreement lists
        assert not any(strange in REGISTER for strange in ("FRA", Forum("other", name="Other"), 5, None))
        with pytest.raises(mou.MouError, match=r'^no record has the id "adm"; did you mean "admm"'):
            REGISTER["adm"]

    def test_it_is_shown_short(self):
        assert "<Register parties: 1, forums: 1, meetings: 1, agreements: 1>" == repr(REGISTER)
        assert "<Register without records>" == repr(Register())

    def test_what_was_signed_at_a_meeting(self):
        assert (AGREEMENT,) == REGISTER.signed_at("admm-19") == REGISTER.signed_at(MEETING)
        assert () == REGISTER.signed_at("admm-20")

    def test_all_records_in_order(self):
        assert [UM, FORUM, MEETING, AGREEMENT] == list(REGISTER)
        assert (4, 0) == (len(REGISTER), len(Register()))


class TestWhatCantBeTrue:
    @pytest.mark.parametrize(
        ("field", "record"),
        [
            ("parties", UM),
            ("forums", FORUM),
            ("meetings", Meeting("m", name="M")),
            ("agreements", Agreement("a", title="A")),
        ],
    )
    def test_two_records_with_one_id(self, field, record):
        sentence = f'/{field}/2/id: found "{record.id}"; expected an id not used by any other record in {field}'
        other = attrs.evolve(record, id="other")
        assert [sentence] == told(Register, **{field: [record, other, record]})

    def test_records_of_two_kinds_may_share_an_id(self):
        assert 2 == len(Register(forums=[Forum("x", name="X")], meetings=[Meeting("x", name="X")]))

    def test_one_id_for_two_parties(self):
        other = Party("um", name="University of Michigan", kind="organisation", aliases=["U-M"])
        first = Agreement("a", title="A", parties=[UM, MYS])
        second = Agreement("b", title="B", parties=[MYS, other])
        expected = "the same content as um elsewhere in the register"
        sentence = f"found um with a different name, aliases; expected {expected}"
        assert [f"/agreements/1/parties/1: {sentence}"] == told(Register, agreements=[first, second])
        assert [f"/agreements/0/parties/1: {sentence}"] == told(Register, parties=[UM], agreements=[second])

    def test_one_party_in_many_agreements(self):
        assert 3 == len(
            Register(
                parties=[UM],
                agreements=[Agreement("a", title="A", parties=[UM, MYS]), Agreement("b", title="B", parties=[UM, USA])],
            )
        )

    @pytest.mark.parametrize(
        ("records", "sentence"),
        [
            (
                {"parties": [Party("x", name="X", kind="organisation", acts_for="nobody")]},
                '/parties/0/acts_for: found "nobody"; expected the id of a party in the register',
            ),
            (
                {
                    "forums": [
                        Forum("f", name="F", memberships=[Membership("MYS", "guest"), Membership("nobody", "guest")])
                    ]
                },
                '/forums/0/memberships/1/party: found "nobody"; expected the id of a party in the register',
            ),
            (
                {"meetings": [Meeting("m", name="M", forum="nowhere")]},
                '/meetings/0/forum: found "nowhere"; expected the id of a forum in the register',
            ),
            (
                {"meetings": [Meeting("m", name="M", host="nobody")]},
                '/meetings/0/host: found "nobody"; expected the id of a party in the register',
            ),
            (
                {"meetings": [Meeting("m", name="M", participants=[Participant("MYS"), Participant("nobody")])]},
                '/meetings/0/participants/1/party: found "nobody"; expected the id of a party in the register',
            ),
            (
                {"agreements": [Agreement("a", title="A", parties=[attrs.evolve(MINDEF, acts_for="nobody"), USA])]},
                '/agreements/0/parties/0/acts_for: found "nobody"; expected the id of a party in the register',
            ),
            (
                {"agreements": [Agreement("a", title="A", signed_at=["never"])]},
                '/agreements/0/signed_at/0: found "never"; expected the id of a meeting in the register',
            ),
        ],
        ids=str,
    )
    def test_a_reference_to_nothing(self, records, sentence):
        assert [sentence] == told(Register, **records)

    def test_a_territory_must_be_listed(self):
        """Its code is no state's, so who it is, and whom it acts for, has to be said."""
        meeting = Meeting("m", name="M", participants=[Participant("HKG")])
        assert ["/meetings/0/participants/0/party"] == places(Register, meetings=[meeting])
        hong_kong = Party("HKG", name="Hong Kong", kind="subnational_government", acts_for="CHN")
        assert 2 == len(Register(parties=[hong_kong], meetings=[meeting]))

    def test_a_forum_is_no_meeting(self):
        """An id stands for a record of the kind that its field names."""
        agreement = Agreement("a", title="A", signed_at=["admm"])
        assert ["/agreements/0/signed_at/0"] == places(Register, forums=[FORUM], agreements=[agreement])

    def test_relations_may_point_outside(self):
        """The agreement that a protocol amends may be in nobody's register."""
        assert 1 == len(Register(agreements=[Agreement("a", title="A", relations=[Relation("amends", "b")])]))

    def test_every_broken_reference_is_told_at_once(self):
        assert [
            "/agreements/1/id",
            "/agreements/1/parties/0",
            "/meetings/0/forum",
            "/meetings/0/participants/0/party",
            "/agreements/0/signed_at/0",
            "/agreements/1/signed_at/0",
        ] == places(
            Register,
            meetings=[attrs.evolve(MEETING, id="another")],
            agreements=[AGREEMENT, attrs.evolve(AGREEMENT, parties=[attrs.evolve(MINDEF, name="Another"), USA])],
        )

    @pytest.mark.parametrize("field", ["parties", "forums", "meetings", "agreements"])
    def test_lists_hold_records_of_their_class(self, field):
        assert [f"/{field}/0"] == places(Register, **{field: [Act.signature("2025")]})
        assert [f"/{field}"] == places(Register, **{field: None})


def test_no_notice_is_due_where_one_was_given():
    tacit = TacitRenewal("P1Y", notice="P3M")
    term = Term(duration="P5Y", renewal=tacit)
    signed = Act.signature("2022-05-01", by=["MYS", "USA"])
    given = Act("non_renewal", "2026-10-01", by="USA")
    agreements = [
        Agreement(key, title=key, kind="mou", parties=[MYS, USA], acts=acts, term=term)
        for key, acts in (("open", [signed]), ("given", [signed, given]))
    ]
    capped = attrs.evolve(agreements[0], id="capped", term=attrs.evolve(term, renewal=attrs.evolve(tacit, times=2)))
    register = Register(agreements=[*agreements, capped])
    due = register.notices_due("P6M", on="2026-11-25")
    assert [(one.agreement, str(one.on)) for one in due] == [("open", "2027-02-01"), ("capped", "2027-02-01")]
    assert [one.agreement for one in register.expiring("P6M", on="2026-11-25")] == ["given"]


def test_a_value():
    assert REGISTER.agreement("mou")  # what was looked up is remembered, and neither compared nor copied
    same = Register(parties=(UM,), forums=(FORUM,), meetings=(MEETING,), agreements=(AGREEMENT,))
    assert same == REGISTER
    assert 1 == len({same, REGISTER})
    for copied in (copy.copy(REGISTER), copy.deepcopy(REGISTER), pickle.loads(pickle.dumps(REGISTER))):  # noqa: S301
        assert same == copied
        assert AGREEMENT == copied.agreement("mou")
    assert not hasattr(REGISTER, "__dict__")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        REGISTER.parties = ()
    with pytest.raises(TypeError):
        Register([UM])
