"""Agreements: what they hold, and what can't be true of one."""

import copy
import math
import pickle
from datetime import date

import attrs
import pytest
from told import places, told

from mou.model.act import Act, Signatory
from mou.model.agreement import Agreement, AgreementKind, Relation, RelationKind, TreatyRegistration
from mou.model.conditions import OnDate
from mou.model.durations import Indefinite, Until
from mou.model.meeting import Meeting
from mou.model.party import Party
from mou.model.source import Source
from mou.model.status import StatedStatus
from mou.model.term import Term
from mou.values.frozenmap import FrozenMap

MYS, USA, FRA = Party.state("MYS"), Party.state("USA"), Party.state("FRA")


def agreement(**fields):
    return Agreement(**{"id": "example", "title": "An agreement", "parties": [MYS, USA]} | fields)


class TestWhatIsTaken:
    def test_only_id_and_title_must_be_said(self):
        """Whatever is left out is not known, or there is none of it; nothing is invented."""
        bare = Agreement("example", title="An agreement")
        assert (None, None, None, None) == (bare.kind, bare.binding, bare.description, bare.depositary)
        assert ((),) * 8 == (
            bare.parties,
            bare.acts,
            bare.subjects,
            bare.signed_at,
            bare.relations,
            bare.registrations,
            bare.sources,
            bare.party_ids,
        )
        assert (Term(), FrozenMap()) == (bare.term, bare.extensions)

    @pytest.mark.parametrize("kind", list(AgreementKind))
    def test_kinds_are_words_or_members(self, kind):
        assert kind is agreement(kind=kind).kind is agreement(kind=kind.value).kind

    @pytest.mark.parametrize("binding", [True, False, None])
    def test_whether_it_binds_is_known_or_not(self, binding):
        assert binding is agreement(binding=binding).binding

    def test_lists_may_be_any_iterables(self):
        made = agreement(
            parties=iter([MYS, USA]),
            acts=(Act.signature("2025") for _ in range(2)),
            subjects=["defence"],
            signed_at=["m"],
        )
        assert (("MYS", "USA"), 2, ("defence",), ("m",)) == (
            made.party_ids,
            len(made.acts),
            made.subjects,
            made.signed_at,
        )

    def test_one_party_alone_where_others_can_join(self):
        """A depositary is with whom others can join."""
        assert ("MYS",) == agreement(parties=[MYS], depositary="MYS").party_ids

    def test_parties_may_not_be_known(self):
        assert () == agreement(parties=[]).party_ids

    def test_relations_and_registrations(self):
        made = agreement(
            relations=[Relation("supersedes", "older")],
            registrations=[TreatyRegistration("UNTS", number="I-1", on="2026-01"), TreatyRegistration("ATS")],
        )
        assert (RelationKind.SUPERSEDES, "older") == (made.relations[0].kind, made.relations[0].to)
        assert ("UNTS", "I-1", "2026-01") == (*attrs.astuple(made.registrations[0])[:2], str(made.registrations[0].on))
        assert (None, None) == (made.registrations[1].number, made.registrations[1].on)


class TestExtensions:
    def test_a_users_own_fields_are_kept_as_they_came(self):
        own = {
            "z": 1,
            "a": [True, None, 2.5, "", " ", {"deep": [{}]}],
            "": "empty key",
            "\u00e9/~": "\u6f22\n\t",
            "-0": -0.0,
        }
        kept = agreement(extensions=own).extensions
        assert list(own) == list(kept)
        assert (True, None, 2.5, "", " ", FrozenMap({"deep": (FrozenMap(),)})) == kept["a"]
        assert isinstance(kept["z"], int)
        assert -1.0 == math.copysign(1, kept["-0"])

    def test_what_they_were_made_from_may_change(self):
        own = {"list": [1]}
        made = agreement(extensions=own)
        own["list"].append(2)
        own["more"] = 1
        assert {"list": (1,)} == made.extensions
        assert isinstance(hash(made), int)

    @pytest.mark.parametrize("value", [None, 5, "text", [], [("a", 1)], True])
    def test_they_are_an_object(self, value):
        assert ["/extensions"] == places(agreement, extensions=value)

    def test_every_value_that_json_lacks_is_told_with_its_place(self):
        assert [
            "/extensions/nan: found NaN; expected a finite number",
            "/extensions/inf/0: found Infinity; expected a finite number",
            "/extensions/long: found a number too large to display; expected a number of at most 4,300 digits",
            "/extensions/set: found a set; expected a JSON value; use a list",
            "/extensions/object/of: found an Act; expected a JSON value",
            "/extensions/day: found a date; expected a JSON value",
            '/extensions/bell: found "\\u0007"; expected text without control characters or lone surrogates',
            '/extensions/5: found 5; expected text; use "5"',
            '/extensions/\\u0000: found "\\u0000"; expected text without control characters or lone surrogates',
        ] == told(
            agreement,
            extensions={
                "fine": 1,
                "nan": math.nan,
                "inf": [-math.inf * -1],
                "long": 10**4300,
                "set": {1},
                "object": {"of": Act.signature("2025")},
                "day": date(2025, 1, 1),
                "bell": "\a",
                5: "key",
                "\x00": 1,
            },
        )

    def test_numbers_of_4300_digits_are_the_longest(self):
        assert 10**4300 - 1 == agreement(extensions={"n": 10**4300 - 1}).extensions["n"]

    def test_depth_has_a_limit(self):
        deep: list = []
        for _ in range(30):
            deep = [deep]
        assert agreement(extensions={"deep": deep}).extensions["deep"]
        where = "/extensions/deep" + "/0" * 31
        assert [f"{where}: found a list; expected values nested at most 32 levels deep"] == told(
            agreement, extensions={"deep": [deep]}
        )

    def test_a_list_that_holds_itself(self):
        endless: list = []
        endless.append(endless)
        assert ["/extensions/deep" + "/0" * 31] == places(agreement, extensions={"deep": endless})


class TestWhatCantBeTrue:
    def test_two_parties_with_one_id(self):
        assert ['/parties/1/id: found "MYS"; expected an id not used by any other party of the agreement'] == told(
            agreement, parties=[MYS, Party("MYS", name="Federation of Malaysia", kind="state")]
        )

    def test_one_party_alone(self):
        expected = (
            "at least two parties (leave `parties` empty if they are not known, "
            "or name a depositary if others may join)"
        )
        assert [f"/parties: found one party; expected {expected}"] == told(agreement, parties=[MYS])

    def test_an_act_by_somebody_who_is_not_a_party(self):
        acts = [Act.signature("2025-10-30", by=["MYS", "FRA"]), Act("withdrawal", "2026-01-01", by="DEU")]
        assert [
            '/acts/0/by/1: found "FRA"; expected one of the parties: MYS, USA',
            '/acts/1/by/0: found "DEU"; expected one of the parties: MYS, USA',
        ] == told(agreement, acts=acts)

    def test_someone_who_signed_for_somebody_who_is_not_a_party(self):
        """Also where the act itself names nobody."""
        acts = [Act.signature("2025", signatories=[Signatory("A", party="USA"), Signatory("B", party="FRA")])]
        assert ['/acts/0/signatories/1/party: found "FRA"; expected one of the parties: MYS, USA'] == told(
            agreement, acts=acts
        )

    def test_an_act_by_somebody_where_no_parties_are_listed(self):
        assert ['/acts/0/by/0: found "MYS"; expected no party: the agreement lists no parties'] == told(
            agreement, parties=[], acts=[Act("withdrawal", "2026", by="MYS")]
        )

    def test_of_many_parties_the_first_ten_are_named(self):
        many = [Party(f"p{number}", name="P", kind="organisation") for number in range(11)]
        acts = [Act("withdrawal", "2026", by="x")]
        ten = "p0, p1, p2, p3, p4, p5, p6, p7, p8, p9"
        assert [f'/acts/0/by/0: found "x"; expected one of the parties: {ten} ...'] == told(
            agreement, parties=many, acts=acts
        )
        assert [f'/acts/0/by/0: found "x"; expected one of the parties: {ten}'] == told(
            agreement, parties=many[:10], acts=acts
        )

    def test_a_relation_to_itself(self):
        assert ['/relations/0/to: found "example"; expected the id of another agreement'] == told(
            agreement, relations=[Relation("amends", "example")]
        )

    @pytest.mark.parametrize(
        ("term", "where"),
        [
            (Term(duration=Until("2025-10-29")), "/term/duration/last_day"),
            (Term(duration=Until("2024")), "/term/duration/last_day"),
            (Term(duration="P5Y", stated_last_day="2025-10-29"), "/term/stated_last_day"),
        ],
        ids=str,
    )
    def test_an_end_before_the_start(self, term, where):
        """The start that is declared, or else the one that the text fixes."""
        stated = "2024" if "2024" in str(term) else "2025-10-29"
        sentence = f'{where}: found "{stated}"; expected a day on or after the entry into force, 2025-10-30'
        declared = [Act("entry_into_force", "2025-10-30")]
        assert [sentence] == told(agreement, term=term, acts=declared)
        fixed = attrs.evolve(term, entry_into_force=OnDate("2025-10-30"))
        assert [sentence] == told(agreement, term=fixed)

    def test_an_end_on_the_first_day(self):
        acts = [Act("entry_into_force", "2025-10-30")]
        assert agreement(term=Term(duration=Until("2025-10-30")), acts=acts).acts == tuple(acts)
        assert agreement(term=Term(duration=Until("2025-10")), acts=acts).acts == tuple(acts)

    def test_an_end_before_a_start_that_is_not_the_agreements(self):
        """A party's own entry into force is no start of the whole; nor is the fixed date, where another is declared."""
        term = Term(duration=Until("2025-10-29"), entry_into_force=OnDate("2030-01-01"))
        acts = [Act("entry_into_force", "2020-01-01"), Act("entry_into_force", "2026-01-01", by="MYS")]
        assert agreement(term=term, acts=acts).term is term

    def test_a_declaration_that_was_corrected(self):
        """Acts are only ever added to, so a mistyped declaration stays beside the right one."""
        acts = [Act("entry_into_force", "2052-10-30", note="mistyped"), Act("entry_into_force", "2025-10-30")]
        assert 2 == len(agreement(term=Term(duration=Until("2030-10-30")), acts=acts).acts)

    def test_a_declared_day_of_effect_is_the_start(self):
        acts = [Act("entry_into_force", "2026-01-01", effective_on="2025-01-01")]
        assert 1 == len(agreement(term=Term(duration=Until("2025-12-31")), acts=acts).acts)

    def test_every_rule_is_told_at_once(self):
        assert ["/parties/2/id", "/acts/0/by/0", "/relations/0/to", "/term/duration/last_day"] == places(
            agreement,
            parties=[MYS, USA, MYS],
            acts=[Act("withdrawal", "2026", by="FRA"), Act("entry_into_force", "2025")],
            relations=[Relation("renews", "example")],
            term=Term(duration=Until("2024")),
        )

    @pytest.mark.parametrize("field", ["parties", "acts", "relations", "registrations", "sources"])
    @pytest.mark.parametrize(
        ("value", "where"), [(None, ""), ("MYS", ""), ({}, ""), (5, ""), (["MYS"], "/0"), ([None], "/0")], ids=str
    )
    def test_lists_hold_records_of_their_class(self, field, value, where):
        assert [f"/{field}{where}"] == places(agreement, **{field: value})

    def test_what_a_list_should_hold_is_named(self):
        assert [
            "/acts/0: found a Party; expected an Act",
            "/relations: found null; expected a list of Relation; leave it out if it is not known",
            '/sources/0: found "report"; expected a Source; use mou.Source("report")',
        ] == told(agreement, acts=[MYS], sources=["report"], relations=None)

    @pytest.mark.parametrize("field", ["subjects", "signed_at"])
    @pytest.mark.parametrize(
        ("value", "where"),
        [(None, ""), ("x", ""), ([5], "/0"), (["x", "x"], "/1"), ([""], "/0"), ({"x": 1}, "")],
        ids=str,
    )
    def test_lists_of_texts(self, field, value, where):
        assert [f"/{field}{where}"] == places(agreement, **{field: value})

    @pytest.mark.parametrize("value", [0, 1, "true", "yes", ""])
    def test_binding_is_true_or_false(self, value):
        assert ["/binding"] == places(agreement, binding=value)

    @pytest.mark.parametrize("value", [None, {}, "P5Y", Indefinite()])
    def test_a_term_is_a_term(self, value):
        (sentence,) = told(agreement, term=value)
        assert sentence.startswith("/term: found ")
        assert "; expected a Term; " in sentence

    @pytest.mark.parametrize("value", ["", "a b", "-x", "x\n", "\u00e9", "x" * 129, None, 5])
    def test_an_id_is_short_and_plain(self, value):
        assert ["/id"] == places(agreement, id=value)

    def test_every_field_is_told_at_once(self):
        assert [
            "/id",
            "/title",
            "/kind",
            "/binding",
            "/parties/0",
            "/acts/0",
            "/term",
            "/subjects",
            "/description",
            "/signed_at/0",
            "/relations/0",
            "/depositary",
            "/registrations/0",
            "/sources/0",
            "/extensions",
        ] == places(
            Agreement,
            "",
            title="",
            kind="x",
            binding="x",
            parties=["x"],
            acts=["x"],
            term="x",
            subjects="x",
            description="",
            signed_at=[""],
            relations=["x"],
            depositary="",
            registrations=["x"],
            sources=["x"],
            extensions="x",
        )

    def test_relations_and_registrations_of_their_own(self):
        assert ["/kind", "/to"] == places(Relation, "changes", "")
        assert ["/register", "/number", "/on"] == places(TreatyRegistration, "", number=5, on="x")


def test_a_value():
    made = agreement(
        acts=[Act.signature("2025-10-30")], sources=[Source("A report")], extensions={"own": {"list": [1, {"a": None}]}}
    )
    same = agreement(
        parties=(MYS, USA),
        acts=(Act.signature(date(2025, 10, 30)),),
        sources=(Source("A report"),),
        extensions=FrozenMap({"own": FrozenMap({"list": (1, FrozenMap({"a": None}))})}),
    )
    assert made == same
    assert 1 == len({made, same})
    assert made != attrs.evolve(made, title="Another")
    assert made != Meeting("example", name="An agreement")
    for copied in (copy.copy(made), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):  # noqa: S301
        assert made == copied
        assert hash(made) == hash(copied)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.title = "Another"
    assert not hasattr(made, "__dict__")
    with pytest.raises(TypeError):
        Agreement("example", "An agreement")


class TestActsAboutActs:
    """An act about another names it by its id."""

    NOTICE = Act("withdrawal", "2020-02-11", by="MYS", id="notice")

    def test_in_any_order(self):
        revoked = Act("notice_revocation", "2021-07-30", by="MYS", refers_to="notice")
        assert 2 == len(agreement(acts=[self.NOTICE, revoked]).acts) == len(agreement(acts=[revoked, self.NOTICE]).acts)

    def test_two_of_one_name(self):
        assert ['/acts/2/id: found "notice"; expected an id not used by any other act of the agreement'] == told(
            agreement, acts=[self.NOTICE, Act.signature("2020"), self.NOTICE]
        )

    @pytest.mark.parametrize("name", ["another", "itself"])
    def test_one_that_is_not_there_or_itself(self, name):
        revoked = Act("notice_revocation", "2021-07-30", by="MYS", id="itself", refers_to=name)
        assert [f'/acts/1/refers_to: found "{name}"; expected the id of another act'] == told(
            agreement, acts=[self.NOTICE, revoked]
        )


def test_a_stated_status_is_a_known_one():
    assert ['/status: found "unknown"; expected a known status, or no stated status at all'] == told(
        StatedStatus, "unknown"
    )
