"""JSON-LD: what rdflib reads is what the record says, and nothing more."""

import json
import logging
import warnings
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from rdflib import RDF, SDO, XSD, Graph, Literal, Namespace, URIRef
from told import told

import mou
from mou.answers.register import Register
from mou.formats.jsonld import to_jsonld, to_text
from mou.model.act import Act
from mou.model.agreement import Agreement, Relation, RelationKind, TreatyRegistration
from mou.model.conditions import OnSignature
from mou.model.durations import Indefinite, Until
from mou.model.meeting import Delegate, Forum, Meeting, Participant
from mou.model.party import Party
from mou.model.renewals import NoRenewal, TacitRenewal
from mou.model.source import Source
from mou.model.term import Term
from mou.model.withdrawals import WithdrawalOnNotice
from mou.strategies import agreements, registers

BASE = "https://example.org/"
SCHEMA = Namespace("https://schema.org/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
PARTIES = [Party.state("MYS"), Party.state("JPN")]
SIGNED = Act.signature("2020-01-31", by=["MYS", "JPN"], kind="definitive")
# Every clause that matters is there, so that nothing has to be assumed.
TERM = Term(entry_into_force=OnSignature(), duration="P5Y", renewal=NoRenewal(), withdrawal=WithdrawalOnNotice("P6M"))
# rdflib's list of schema.org's terms is of before these two were added (schema.org issue 2698).
NEWER = {"legislationAmends", "legislationEnsuresImplementationOf"}


def graph(record, **options):
    """What rdflib reads; it logs what it finds wrong, which fails here."""
    options = {"base": BASE} | options
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated")  # what rdflib itself uses
        return Graph().parse(data=to_text(to_jsonld(record, **options)), format="json-ld")


def iri(kind, name):
    return URIRef(f"{BASE}{kind}/{name}")


def pact(**fields):
    return Agreement(**{"id": "pact", "title": "Pact", "parties": PARTIES, "acts": [SIGNED], "term": TERM} | fields)


def said(agreement, name, **options):
    """What is said of an agreement, as plain text."""
    return sorted(str(one) for one in graph(agreement, **options).objects(iri("agreements", agreement.id), name))


class TestExample:
    """The bundled register."""

    READ = graph(mou.examples.register(), on="2026-01-01")

    def test_the_agreement(self):
        one = iri("agreements", "mys-usa-defence-2025")
        assert (one, RDF.type, SCHEMA.Legislation) in self.READ
        assert (one, SCHEMA.legislationDate, Literal("2025-10-30", datatype=SCHEMA.Date)) in self.READ
        assert {iri("parties", "MYS"), iri("parties", "USA")} == {
            *self.READ.objects(one, SCHEMA.legislationJurisdiction)
        }
        assert "Kuala Lumpur" == str(self.READ.value(self.READ.value(one, SCHEMA.locationCreated), SCHEMA.name))

    def test_what_would_be_assumed_of_it_is_not_said(self):
        """How it comes into effect is not known; and it does not bind."""
        one = iri("agreements", "mys-usa-defence-2025")
        for name in (SCHEMA.legislationLegalForce, SCHEMA.temporalCoverage, ELI.first_date_entry_in_force):
            assert self.READ.value(one, name) is None

    def test_the_meetings(self):
        one = iri("meetings", "admm-plus-12")
        series = iri("forums", "admm-plus")
        assert {
            (one, RDF.type, SCHEMA.Event),
            (one, SCHEMA.superEvent, series),
            (series, RDF.type, SCHEMA.EventSeries),
            (one, SCHEMA.startDate, Literal("2025-10-31", datatype=SCHEMA.Date)),
            (one, SCHEMA.endDate, Literal("2025-11-02", datatype=SCHEMA.Date)),
            (one, SCHEMA.organizer, iri("parties", "MYS")),
            (one, SCHEMA.workFeatured, iri("agreements", "mys-usa-defence-2025")),
        } <= {*self.READ}
        assert 19 == len([*self.READ.objects(one, SCHEMA.attendee)])

    def test_who_was_sent(self):
        (person,) = self.READ.subjects(SCHEMA.name, Literal("Pete Hegseth"))
        assert iri("parties", "USA") == self.READ.value(person, SCHEMA.affiliation)
        assert (iri("meetings", "mys-usa-2025-10-30"), SCHEMA.attendee, person) in self.READ

    def test_every_party_that_is_named_is_told_of(self):
        """New Zealand is in no list of parties, as a state of today need not be."""
        assert "New Zealand" == str(self.READ.value(iri("parties", "NZL"), SCHEMA.name))
        named = {*self.READ.objects(None, SCHEMA.attendee), *self.READ.objects(None, SCHEMA.organizer)}
        for one in named:
            assert self.READ.value(one, SCHEMA.name)


class TestAgreements:
    def test_every_word_is_one_of_the_vocabularies(self):
        everything = pact(relations=[Relation(kind, "other") for kind in RelationKind])
        read = graph(mou.examples.register()) + graph(everything) + graph(FULL, on="2021-01-01")
        read += graph(mou.world.register(), on="2026-01-01")
        words = {*read.predicates(), *read.objects(None, RDF.type)} - {RDF.type}
        schema = {word.removeprefix(str(SCHEMA)) for word in words if word in SCHEMA}
        assert [] == sorted(word for word in schema - NEWER if word not in SDO)
        assert {ELI.first_date_entry_in_force, ELI.date_no_longer_in_force} >= {
            word for word in words if word not in SCHEMA
        }

    @pytest.mark.parametrize(
        ("kind", "written"),
        [
            ("mou", ["memorandum of understanding"]),
            ("exchange_of_notes", ["exchange of notes"]),
            ("other", []),
            (None, []),
        ],
    )
    def test_kinds(self, kind, written):
        assert written == said(pact(kind=kind), SCHEMA.legislationType)

    @pytest.mark.parametrize(
        ("acts", "date"),
        [
            ([], []),
            ([Act("adoption", "2019-06-01"), SIGNED], ["2019-06-01"]),
            ([Act.signature("2020-01-31", by="MYS"), Act.signature("2020-02-01", by="JPN")], []),
            ([Act.signature("1848", by=["MYS", "JPN"])], ["1848"]),
            ([Act.signature("2025-10", by=["MYS", "JPN"])], ["2025-10"]),
            ([Act.signature("1907~", by=["MYS", "JPN"])], []),
            ([Act.signature("184X", by=["MYS", "JPN"])], []),
            ([Act.signature("2020/2021", by=["MYS", "JPN"])], []),
            ([Act.signature("2020-01-31", by="MYS", certainty="disputed")], []),
            ([Act("ratification", "2020-01-31", by="MYS")], []),
        ],
        ids=str,
    )
    def test_its_date_is_that_of_adoption_or_signature(self, acts, date):
        assert date == said(pact(acts=acts), SCHEMA.legislationDate)

    @pytest.mark.parametrize(
        ("places", "written"), [(("Tokyo", "Tokyo"), ["Tokyo"]), (("Tokyo", "Kyoto"), []), ((None, "Kyoto"), [])]
    )
    def test_its_place_is_said_where_there_is_one(self, places, written):
        acts = [Act.signature("2020-01-31", by=one.id, place=place) for one, place in zip(PARTIES, places, strict=True)]
        read = graph(pact(acts=acts))
        assert written == [str(read.value(one, SCHEMA.name)) for one in read.objects(None, SCHEMA.locationCreated)]

    @pytest.mark.parametrize(
        ("on", "force"),
        [
            ("2020-01-30", "NotInForce"),
            ("2020-01-31", "InForce"),
            ("2025-01-31", "InForce"),
            ("2025-02-01", "NotInForce"),
        ],
    )
    def test_whether_it_is_in_force_on_a_day(self, on, force):
        assert [str(SCHEMA[force])] == said(pact(), SCHEMA.legislationLegalForce, on=on)
        assert [on] == said(pact(), SCHEMA.legislationDateVersion, on=on)

    @pytest.mark.parametrize(
        ("fields", "on"),
        [
            ({}, None),
            ({"binding": False}, "2021-01-01"),
            ({"term": Term(duration="P5Y", renewal=NoRenewal())}, "2021-01-01"),
            ({"term": Term(entry_into_force=OnSignature(), duration="P5Y")}, "2027-01-01"),
            ({"acts": [Act.signature("2020", by=["MYS", "JPN"], kind="definitive")]}, "2020-06-01"),
            ({"acts": [SIGNED, Act("suspension", "2020-06-01")]}, "2021-01-01"),
            ({"acts": []}, "2021-01-01"),
            (
                {
                    "term": Term(entry_into_force=OnSignature(delay="P1000Y"), duration="P1000Y"),
                    "acts": [Act.signature("9500-01-31", by=["MYS", "JPN"], kind="definitive")],
                },
                "2021-01-01",
            ),
        ],
        ids=[
            "no day",
            "does not bind",
            "entry assumed",
            "end assumed",
            "imprecise",
            "suspended",
            "no acts",
            "year 9999",
        ],
    )
    def test_it_is_not_said_where_it_can_not_be(self, fields, on):
        assert [] == said(pact(**fields), SCHEMA.legislationLegalForce, on=on)
        assert [] == said(pact(**fields), SCHEMA.legislationDateVersion, on=on)

    @pytest.mark.parametrize(
        ("fields", "spans", "first", "last"),
        [
            ({}, ["2020-01-31/2025-01-31"], ["2020-01-31"], ["2025-01-31"]),
            ({"binding": False}, ["2020-01-31/2025-01-31"], [], []),
            (
                {"term": Term(entry_into_force=OnSignature(), duration=Indefinite())},
                ["2020-01-31/.."],
                ["2020-01-31"],
                [],
            ),
            (
                {
                    "term": Term(
                        entry_into_force=OnSignature(), duration="P1Y", renewal=TacitRenewal("P1Y", notice="P0D")
                    )
                },
                ["2020-01-31/.."],
                ["2020-01-31"],
                [],
            ),
            ({"term": Term(entry_into_force=OnSignature())}, [], ["2020-01-31"], []),
            ({"term": Term(entry_into_force=OnSignature(), duration=Until("2030"))}, [], ["2020-01-31"], []),
            ({"term": Term(duration="P5Y")}, [], [], []),
        ],
        ids=[
            "five years",
            "does not bind",
            "without end",
            "renews",
            "no duration known",
            "imprecise end",
            "entry assumed",
        ],
    )
    def test_for_how_long(self, fields, spans, first, last):
        assert spans == said(pact(**fields), SCHEMA.temporalCoverage)
        read = graph(pact(**fields))
        assert [Literal(day, datatype=XSD.date) for day in first] == [
            *read.objects(None, ELI.first_date_entry_in_force)
        ]
        assert [Literal(day, datatype=XSD.date) for day in last] == [*read.objects(None, ELI.date_no_longer_in_force)]

    @pytest.mark.parametrize(
        ("kind", "name"),
        [
            ("amends", "legislationAmends"),
            ("supersedes", "legislationChanges"),
            ("implements", "legislationEnsuresImplementationOf"),
            ("renews", "isBasedOn"),
            ("protocol_to", "isBasedOn"),
        ],
    )
    def test_relations(self, kind, name):
        read = graph(pact(relations=[Relation(kind, "old:1"), Relation(kind, "old-2")]))
        assert {URIRef(f"{BASE}agreements/old%3A1"), iri("agreements", "old-2")} == {
            *read.objects(iri("agreements", "pact"), SCHEMA[name])
        }

    def test_one_that_depends_on_another_of_the_register(self):
        protocol = pact(
            id="protocol",
            relations=[Relation("protocol_to", "pact")],
            term=Term(entry_into_force=mou.OtherInForce("pact"), duration=Indefinite(), renewal=NoRenewal()),
        )
        read = graph(Register(agreements=[pact(), protocol]), on="2021-01-01")
        assert SCHEMA.InForce == read.value(iri("agreements", "protocol"), SCHEMA.legislationLegalForce)


BODY = Party("mod", name="Ministry", kind="government_body", acts_for="MYS", aliases=["MOD", "MINDEF"])
FIRM = Party(
    "firm",
    name="Firm",
    kind="organisation",
    acts_for="MYS",
    identifiers={"ror": "00rzspn62", "wikidata": "Q833", "lei": "5493001KJTIIGC8Y1R12", "own": "17"},
)
ODD = Party("odd", name="Odd", kind="international_organisation", identifiers={"wikidata": "P31", "ror": "x"})
STATES = [Party.state("MYS"), Party.cow(345, on="1980-01-01"), Party("cow:300", name="Austria-Hungary", kind="state")]
FULL = Register(
    parties=[ODD, Party("area", name="Area", kind="subnational_government")],
    forums=[Forum("f", name="Forum", aliases=["F"], note="Note")],
    meetings=[
        Meeting(
            "m",
            name="Meeting",
            forum="f",
            starts_on="2020-01~",
            place="Tokyo",
            online=True,
            host="JPN",
            participants=[Participant("JPN", "member", delegates=[Delegate("A", office="B")])],
        )
    ],
    agreements=[
        pact(
            parties=[*STATES, BODY, FIRM],
            acts=[Act.signature("2020-01-31", by=["MYS", "mod", "firm"], place="Tokyo")],
            subjects=["defence", "trade"],
            description="About it.",
            registrations=[TreatyRegistration("UNTS", number="I-1"), TreatyRegistration("LNTS")],
            sources=[Source("S", publisher="P", published_on="2020-02", url='https://例.example/a"b{c}|<d>', note="N")],
            signed_at=["m"],
        )
    ],
)


class TestParties:
    READ = graph(FULL)

    @pytest.mark.parametrize(
        ("party", "types"),
        [
            ("MYS", {SCHEMA.Country, SCHEMA.Organization}),
            ("YUCS", {SCHEMA.Country, SCHEMA.Organization}),
            ("mod", {SCHEMA.GovernmentOrganization}),
            ("area", {SCHEMA.GovernmentOrganization}),
            ("firm", {SCHEMA.Organization}),
            ("odd", {SCHEMA.Organization}),
        ],
    )
    def test_kinds(self, party, types):
        assert types == {*self.READ.objects(iri("parties", party), RDF.type)}

    def test_states_are_jurisdictions_and_others_responsible(self):
        one = iri("agreements", "pact")
        assert {iri("parties", name) for name in ("MYS", "YUCS", "cow%3A300")} == {
            *self.READ.objects(one, SCHEMA.legislationJurisdiction)
        }
        assert {iri("parties", "mod"), iri("parties", "firm")} == {
            *self.READ.objects(one, SCHEMA.legislationResponsible)
        }

    @pytest.mark.parametrize(
        ("party", "values"),
        [
            ("MYS", {"ISO 3166-1 alpha-3": "MYS"}),
            ("YUCS", {"ISO 3166-3": "YUCS"}),
            ("cow%3A300", {}),
            ("firm", {"ror": "00rzspn62", "wikidata": "Q833", "own": "17"}),
        ],
    )
    def test_identifiers(self, party, values):
        found = {
            str(self.READ.value(one, SCHEMA.propertyID)): str(self.READ.value(one, SCHEMA.value))
            for one in self.READ.objects(iri("parties", party), SCHEMA.identifier)
        }
        assert values == found

    def test_the_same_elsewhere(self):
        same = {str(one) for one in self.READ.objects(iri("parties", "firm"), SCHEMA.sameAs)}
        assert {"http://www.wikidata.org/entity/Q833", "https://ror.org/00rzspn62"} == same
        assert Literal("5493001KJTIIGC8Y1R12") == self.READ.value(iri("parties", "firm"), SCHEMA.leiCode)
        assert self.READ.value(iri("parties", "odd"), SCHEMA.sameAs) is None

    def test_a_ministry_is_a_part_of_its_state_and_a_firm_is_not(self):
        assert iri("parties", "MYS") == self.READ.value(iri("parties", "mod"), SCHEMA.parentOrganization)
        assert self.READ.value(iri("parties", "firm"), SCHEMA.parentOrganization) is None


class TestMeetings:
    READ = graph(FULL)

    def test_one_online_is_nowhere(self):
        one = iri("meetings", "m")
        assert SCHEMA.OnlineEventAttendanceMode == self.READ.value(one, SCHEMA.eventAttendanceMode)
        assert self.READ.value(one, SCHEMA.location) is None

    def test_a_day_that_is_about_right_is_not_said(self):
        assert self.READ.value(iri("meetings", "m"), SCHEMA.startDate) is None


HOSTILE = "</script><!--<script>&\u2028\u2029\U0001f600 \u202eabc =1+1 \"'\\"


class Scripts(HTMLParser):
    """The text of each script of a page."""

    def __init__(self):
        super().__init__()
        self.inside = False
        self.texts = []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - as HTMLParser calls it
        self.inside = tag == "script"

    def handle_endtag(self, tag):  # noqa: ARG002 - as HTMLParser calls it
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.texts.append(data)


class TestText:
    def test_hostile_texts_stay_texts_in_a_web_page(self):
        document = to_jsonld(pact(title=HOSTILE, subjects=[HOSTILE], description=HOSTILE * 200), on="2021-01-01")
        page = Scripts()
        page.feed(f'<script type="application/ld+json">{to_text(document)}</script><p>')
        page.close()
        assert [document] == [json.loads(text) for text in page.texts]
        assert not {"<", ">", "&", "\u2028", "\u2029"} & {*to_text(document)}

    def test_an_address_with_what_no_iri_has_is_escaped(self):
        assert URIRef("https://例.example/a%22b%7Bc%7D%7C%3Cd%3E") in {*graph(FULL).objects(None, SCHEMA.url)}

    def test_the_context_is_in_it_and_no_other_document_changes_with_it(self):
        document = to_jsonld(pact())
        document["@context"]["name"] = document["@context"]["url"]["@type"] = "other"
        assert "other" not in json.dumps(to_jsonld(pact()))

    def test_without_a_base_ids_are_names(self):
        assert URIRef("urn:mou:agreements/pact") in {*graph(pact(), base="urn:mou:").subjects()}
        assert to_jsonld(pact()) == to_jsonld(pact(), base="urn:mou:")


@pytest.mark.parametrize(
    ("record", "options", "sentence"),
    [
        (PARTIES[0], {}, "(whole): found a Party; expected a Register or an Agreement"),
        (
            pact(),
            {"base": "treaties/"},
            '/base: found "treaties/"; expected an absolute IRI, such as https://example.org/',
        ),
        (
            pact(),
            {"base": "https://a b/"},
            '/base: found "https://a b/"; expected an absolute IRI, such as https://example.org/',
        ),
        (pact(), {"base": None}, "/base: found null; expected an absolute IRI, such as https://example.org/"),
        (pact(), {"on": "today"}, '(whole): found "today"; expected a valid date, YYYY-MM-DD'),
    ],
    ids=str,
)
def test_what_is_refused(record, options, sentence):
    assert [sentence] == told(to_jsonld, record, **options)


class TestAnyRecord:
    @given(agreements())
    @settings(max_examples=25, deadline=None)
    def test_rdflib_reads_every_agreement(self, agreement):
        read = graph(agreement, on="2020-06-01")
        (one,) = read.subjects(RDF.type, SCHEMA.Legislation)
        assert agreement.id == unquote(str(one).removeprefix(f"{BASE}agreements/"))
        assert Literal(agreement.title) == read.value(one, SCHEMA.name)
        assert {*agreement.party_ids} == {
            unquote(str(party).rpartition("/")[2])
            for name in (SCHEMA.legislationJurisdiction, SCHEMA.legislationResponsible)
            for party in read.objects(one, name)
        }

    @given(registers())
    @settings(max_examples=10, deadline=None)
    def test_rdflib_reads_every_register(self, register):
        read = graph(register)
        for kind, records in (("Legislation", register.agreements), ("Event", register.meetings)):
            assert len(records) == len({*read.subjects(RDF.type, SCHEMA[kind])})


@pytest.fixture(autouse=True)
def _nothing_is_logged(caplog):
    """rdflib logs an IRI that is none."""
    yield
    assert [] == [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
