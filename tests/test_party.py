"""Parties: who they are, and what can't be true of one."""

import copy
import pickle

import attrs
import pytest

from mou.errors import NameNotResolvedError, ValidationError
from mou.model.party import Party, PartyKind, party_ids
from mou.values.frozenmap import FrozenMap

MALAYSIA = Party("MYS", name="Malaysia", kind="state")


def pointers(error):
    return [problem.pointer for problem in error.problems]


def test_a_state_by_its_name():
    assert MALAYSIA == Party.state("Malaysia") == Party.state("MY") == Party.state("458")
    assert "Republic of Korea" == Party.state("South Korea").name


def test_every_state_keeps_its_name_when_it_is_resolved_again():
    for code in ("COG", "COD", "KOR", "PRK", "NRU", "TUR", "VNM", "USA", "GBR", "PSE", "TWN"):
        assert Party.state(code) == Party.state(Party.state(code).name)


def test_a_name_of_several_states_is_refused():
    with pytest.raises(NameNotResolvedError, match=r"KOR .* PRK"):
        Party.state("Korea")


@pytest.mark.parametrize("kind", list(PartyKind))
def test_kinds_are_taken_as_words(kind):
    assert kind is Party("MYS", name="Malaysia", kind=kind.value).kind
    assert kind is Party("MYS", name="Malaysia", kind=kind).kind


@pytest.mark.parametrize("id", ["SUHH", "XKX", "XAA", "cow:300", "TWN"])
def test_ids_of_states(id):  # noqa: A002
    assert id == Party(id, name="A state", kind="state").id


@pytest.mark.parametrize("id", ["MY", "mys", "malaysia", "HKG", "EU", "UM"])
def test_a_states_id_is_a_known_code(id):  # noqa: A002
    with pytest.raises(ValidationError, match=r"^/id: found .* a state code: ISO 3166-1 alpha-3"):
        Party(id, name="A state", kind="state")
    assert id == Party(id, name="Not a state", kind="organisation").id


def test_nobody_acts_for_itself():
    with pytest.raises(ValidationError, match=r'^/acts_for: found "MYS"; expected the id of another party$'):
        Party("MYS", name="Malaysia", kind="state", acts_for="MYS")
    assert "MYS" == Party("mindef-mys", name="Ministry of Defence", kind="government_body", acts_for="MYS").acts_for


def test_both_rules_are_told_at_once():
    with pytest.raises(ValidationError) as caught:
        Party("nowhere", name="Nowhere", kind="state", acts_for="nowhere")
    assert ["/id", "/acts_for"] == pointers(caught.value)


def test_every_field_is_told_at_once():
    with pytest.raises(ValidationError) as caught:
        Party("a b", name=" ", kind="country", acts_for="", identifiers={"ror": ""}, aliases=["x", "x"])
    assert ["/id", "/name", "/kind", "/acts_for", "/identifiers/ror", "/aliases/1"] == pointers(caught.value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", None),
        ("name", 5),
        ("name", "a\x00b"),
        ("kind", None),
        ("kind", "STATE"),
        ("acts_for", 5),
        ("identifiers", None),
        ("identifiers", ["ror"]),
        ("identifiers", {"ror": 5}),
        ("identifiers", {"": "x"}),
        ("aliases", "alias"),
        ("aliases", [None]),
        ("aliases", 5),
    ],
)
def test_a_value_of_another_type_is_refused(field, value):
    with pytest.raises(ValidationError) as caught:
        Party(**{"id": "x", "name": "X", "kind": "organisation"} | {field: value})
    assert all(pointer.startswith(f"/{field}") for pointer in pointers(caught.value))


def test_a_value():
    party = Party("um", name="Universiti Malaya", kind="organisation", identifiers={"ror": "00rzspn62"}, aliases=["UM"])
    same = Party(
        "um",
        name="Universiti Malaya",
        kind="organisation",
        identifiers=FrozenMap({"ror": "00rzspn62"}),
        aliases=("UM",),
    )
    assert party == same
    assert hash(party) == hash(same)
    for copied in (copy.copy(party), copy.deepcopy(party), pickle.loads(pickle.dumps(party))):  # noqa: S301
        assert party == copied
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        party.name = "another"
    assert not hasattr(party, "__dict__")


def test_repr_leaves_out_what_is_not_said():
    assert "Party(id='MYS', name='Malaysia', kind=<PartyKind.STATE: 'state'>)" == repr(MALAYSIA)
    party = Party("x", name="X", kind="organisation", acts_for="MYS", identifiers={"ror": "1"}, aliases=["Y"])
    assert repr(party).endswith(", acts_for='MYS', identifiers={'ror': '1'}, aliases=('Y',))")


class TestPartyIds:
    """What callers may give where a record names parties by id."""

    @pytest.mark.parametrize(
        ("given", "ids"),
        [
            ("MYS", ("MYS",)),
            (MALAYSIA, ("MYS",)),
            (["MYS", "USA"], ("MYS", "USA")),
            ([MALAYSIA, "USA"], ("MYS", "USA")),
            (iter([MALAYSIA]), ("MYS",)),
            ((), ()),
        ],
        ids=["an id", "a party", "ids", "both", "an iterator", "none"],
    )
    def test_ids_or_parties_one_or_several(self, given, ids):
        assert ids == party_ids(given)

    @pytest.mark.parametrize("value", [None, 5, {"MYS": 1}])
    def test_anything_else_is_left_for_the_field_to_refuse(self, value):
        assert value is party_ids(value)
