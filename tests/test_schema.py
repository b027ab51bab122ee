"""The JSON Schema: it and the classes accept and refuse the same documents, save for the rules that the page names."""

import copy
import json
import random
import re
import shutil
import subprocess
from functools import cache
from importlib.resources import files
from pathlib import Path

import attrs
import jsonschema
import jsonschema_rs
import pytest
from hypothesis import Phase, given, seed, settings, strategies as st
from jsonschema.exceptions import best_match
from told import told

import mou
from mou import strategies
from mou.documents import schema
from mou.errors import ValidationError
from mou.values.tags import TAGS

HERE = Path(__file__).parent
NODE = HERE / "node"
PAGE = HERE.parent / "docs" / "reference" / "documents" / "schema.md"
CLASSES = sorted(schema._definitions().classes, key=lambda cls: cls.__name__)

# The rules that the page names: what the classes say was expected, and a document that breaks it. A document that the
# schema accepts and the classes refuse must break these alone.
BODY = {"id": "north", "name": "North University", "kind": "organisation"}
OTHER = BODY | {"id": "south"}
PACT = {"id": "pact", "title": "Pact", "parties": [BODY, OTHER]}
SIGNED = {"kind": "signature", "on": "2020-01-01"}
RULES = {
    "unique ids": (
        "an id not used by any other record in (parties|forums|meetings|agreements)",
        ("Register", {"parties": [BODY, BODY]}),
    ),
    "equal parties": (
        "the same content as .* elsewhere in the register",
        ("Register", {"parties": [BODY | {"name": "Another"}], "agreements": [PACT]}),
    ),
    "references": (
        "the id of a (party|forum|meeting) in the register",
        ("Register", {"agreements": [PACT | {"signed_at": ["nowhere"]}]}),
    ),
    "acting for another party": ("the id of another party", ("Party", BODY | {"acts_for": "north"})),
    "parties of an agreement": (
        "an id not used by any other party of the agreement|at least two parties .*",
        ("Agreement", PACT | {"parties": [BODY]}),
    ),
    "parties of an act": (
        "one of the parties: .*|no party: the agreement lists no parties|one of the signing parties: .*",
        ("Agreement", PACT | {"acts": [SIGNED | {"by": ["west"]}]}),
    ),
    "ids of acts": (
        "an id not used by any other act of the agreement",
        ("Agreement", PACT | {"acts": [SIGNED | {"id": "a"}, SIGNED | {"id": "a"}]}),
    ),
    "references between acts": (
        "the id of another act",
        ("Agreement", PACT | {"acts": [{"kind": "objection", "on": "2020", "by": ["north"], "refers_to": "a"}]}),
    ),
    "relations": (
        "the id of another agreement",
        ("Agreement", PACT | {"relations": [{"kind": "amends", "to": "pact"}]}),
    ),
    "fields of an act": (
        "at least one party .*|no value(:| for) .*|either a period or a last day, .*|the name of the event .*",
        ("Act", {"kind": "withdrawal", "on": "2020-01-01"}),
    ),
    "first and last days": (
        "a day on or (after|before) .*|no last day: the first day is not known",
        ("Act", SIGNED | {"received_on": "2019-12-31"}),
    ),
    "end of an extension": (
        "a real last day, before 9999-12-31",
        ("Act", {"kind": "extension", "on": "2020-01-01", "until": "9999"}),
    ),
    "intervals": (
        "a valid date, YYYY-MM-DD, or an imprecise date in EDTF, .*",
        ("Act", SIGNED | {"on": "2020/2019"}),
    ),
    "the longest period": (
        "a period of at most 1000 years|a whole number, 0 to 365243",
        ("DayAfter", {"type": "day_after", "period": "P1001Y"}),
    ),
    "the largest percentage": (
        "a percentage above 0, at most 100, .*",
        ("WeightedShare", {"type": "share", "percent": "201/2"}),
    ),
    "number of named parties": (
        "at most .*, the number of parties in `among`",
        ("NthInstrument", {"type": "nth_instrument", "number": 2, "among": ["north"]}),
    ),
    "limit of a day of the year": (
        "either `by` or `period`",
        ("OnDayOfYear", {"type": "on_day_of_year", "day": "06-30"}),
    ),
    "indefinite terms": (
        "no (limit|renewal|last day): the (renewal|duration) has no end|no limit: the length of a renewal is not known",
        ("Term", {"duration": {"type": "indefinite"}, "stated_last_day": "2020-01-01"}),
    ),
    "windows for notice": (
        "`length` and `every`, or `first` and `last`|a time longer than the length, .*|`lock_in` or `not_before`, .*",
        ("NoticeWindow", {"first": "01-01"}),
    ),
    "lengths of notice": (
        "a time that is not shorter than the notice, .*|a time no longer than .*|`notice` as well, .*",
        ("TacitRenewal", {"type": "tacit", "later_notice": "P3M"}),
    ),
    "other readings": (
        "at least one of entry_into_force, .*",
        ("OtherReading", {"quote": "words"}),
    ),
    "memberships": (
        "a membership of .* that does not overlap its other memberships",
        ("Forum", {"id": "f", "name": "F", "memberships": [{"party": "north", "role": "member"}] * 2}),
    ),
    "meetings of a forum": (
        "no ordinal: the meeting names no forum",
        ("Meeting", {"id": "m", "name": "M", "ordinal": 1}),
    ),
    "participants": (
        "each participant only once",
        ("Meeting", {"id": "m", "name": "M", "participants": [{"party": "north"}] * 2}),
    ),
    "counts": (
        "[0-9]+, the number in stated_counts|at least [0-9]+, the sum of the counts by role",
        ("Meeting", {"id": "m", "name": "M", "participants": [{"party": "north"}], "stated_counts": {"total": 2}}),
    ),
    "nesting": (
        "conditions nested at most 8 levels deep|values nested at most 32 levels deep",
        ("Agreement", PACT | {"extensions": {"a": json.loads("[" * 40 + "]" * 40)}}),
    ),
    "whole numbers": (
        "a whole number.*|an exact number of 0 or more, .*|a number above 0",
        ("FirstOfKthMonth", {"type": "first_of_kth_month", "months": 2.0}),
    ),
    "large numbers": (
        "a number of at most 4,300 digits|a finite number|an exact number of 0 or more, .*",
        ("WeightedShare", {"type": "share", "percent": "1", "total": 10**30}),
    ),
    "surrogates": (
        "text without control characters or lone surrogates",
        ("Party", BODY | {"name": "\ud800"}),
    ),
}


def rule_of(problem):
    """The named rule that a problem tells of, or `None`."""
    for name, (expected, _) in RULES.items():
        if not re.fullmatch(expected, problem.expected):
            continue
        if name == "intervals" and "/" not in problem.found:
            continue
        if name == "whole numbers" and not re.fullmatch(r"[0-9]+\.0|[0-9.]+e\+[0-9]+", problem.found):
            continue
        if name == "large numbers" and "large" not in problem.found and len(problem.found) < 30:
            continue
        return name
    return None


@cache
def by_jsonschema(cls):
    whole = schema.schema(cls)
    jsonschema.Draft202012Validator.check_schema(whole)
    return jsonschema.Draft202012Validator(whole)


@cache
def by_rust(cls):
    return jsonschema_rs.Draft202012Validator(schema.schema(cls))


def refusals(document, cls):
    """Why the class refuses a document."""
    try:
        mou.loads(json.dumps(document), cls)
    except ValidationError as error:
        return error.problems
    return ()


def differs(accepted, problems):
    """How a schema's verdict differs from that of the classes, save for the named rules."""
    if not accepted:
        return "the schema refuses what the classes accept" if not problems else None
    unnamed = [str(problem) for problem in problems if rule_of(problem) is None]
    return f"the schema accepts what the classes refuse: {unnamed}" if unnamed else None


def has_half_characters(document):
    return bool(re.search("[\ud800-\udfff]", json.dumps(document, ensure_ascii=False)))


# --- Documents ----------------------------------------------------------------------------------------------------

EDGES = [
    *"2020-02-29 2019-02-29 1900-02-29 2000-02-29 0000-01-01 0001-01-01 9999-12-31 9999-12-30 2020-13-01".split(),
    *"2020-00-10 2020-04-31 2020-1-1 20200101 2020-W01-1 2020 0000 9999 999X 99XX 9X9X 2020-10 2020-13".split(),
    *"2020-XX 2020-XX-XX 2020-XX-31 2020-XX-32 202X-01 202X 20XX 2XXX 2020? 2020~ 2020% 2020?~ 2020-10-30?".split(),
    *"2020/2021 2021/2020 2020/.. ../2020 ../.. 2020/ /2020 2020/2021/2022 2020-01-01/2020-01-01? 9999-12-XX".split(),
    *"P5Y P0D P P0Y P05Y P1Y6M P1Y0M P6M1Y P1W2D P1000Y P1001Y P365242D P365243D P365244D P-1Y P1.5Y P1DT1H".split(),
    *"P99999999999999999999999999999999999999D P99999999999999999999999999999999999999Y P52178W P12001M".split(),
    *"06-30 02-29 02-28 00-01 13-01 12-31 1-1 MYS mys YUCS XAA QMA QLZ AAA ABC cow:300 Cow:300 a:b HKG PRI".split(),
    *"0 1 100 100.0 100.1 0.0 00.5 1. .5 1,5 200/3 301/3 300/3 0/5 1/0 1/01 55 -1 1e2 ٣ 1234567890/7".split(),
    "1" * 30, "1" * 31, "0" * 30, "0.5", "0." + "3" * 31, "x" * 128, "x" * 129, "-x", "x y", "_x", "é",
    "http://a", "HTTPS://例/ü", "ftp://a", "http:///a", "http://a b", "http://a\u00a0b", "http://a\u3000", "http\u017f://a",
    "", " ", "\t\n", "\u00a0", "\u2003\u3000", "\u200b", "\ufeff", "\x85", "\x1f", "a\x00b", "a\x7fb", "a\x80b",
    "\u2028", "\u180e", "\ud800", "a\udfffb", "😀", "</script>", "=1+1", "\u202eabc",
    "none", "tacit", "express", "on_notice", "until", "indefinite", "share", "all_of", "on_signature", "day_after",
    "state", "organisation", "signature", "ratification", "member", "total", "stated", "mou/1", "mou/2", "MOU",
]  # fmt: skip
ODD = [
    None, True, False, 0, 1, 2, -1, 120, 121, 1.0, 2.0, 0.5, 1e3, 1e300, 2**53 - 1, 2**53, 10**29, 10**30,
    10**31, 10**400, -(10**30), 100, 101, "", [], {}, [None], [""], {"": ""}, [[]], {"type": "none"}, {"type": "share"},
    {"type": 5}, {"type": None}, {"type": "until", "last_day": "9999"}, {"type": "indefinite"},
    {"type": "on_day_of_year", "day": "06-30", "by": "06-30"}, {"type": "all_of", "conditions": []},
    {"type": "on_signature"}, BODY, SIGNED,
]  # fmt: skip
CHARACTERS = "\n\r\t \x00\x1f\x7f\x85\u00a0\u2028\ufeff\ud800?~%X/.:-_0189PYMWDaé٣😀"


def places(value, way=()):
    """The way to every value of a document."""
    yield way
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from places(part, (*way, key))


def at(document, way):
    for key in way:
        document = document[key]
    return document


def nudged(value, choose):
    """A value near the one given."""
    if isinstance(value, str) and choose.random() < 0.5:
        place = choose.randint(0, len(value))
        kept = value[: place - choose.randint(0, 1)] if place else ""
        return kept + choose.choice(["", choose.choice(CHARACTERS)]) + value[place:]
    if isinstance(value, str):
        return choose.choice(EDGES)
    if type(value) is int and abs(value) < 10**6 and choose.random() < 0.5:
        return choose.choice([value + 1, value - 1, float(value), -value, str(value)])
    return copy.deepcopy(choose.choice(ODD))


def mutated(document, choose, pool):
    """A document with something changed, mostly a little."""
    document = copy.deepcopy(document)
    for _ in range(choose.choice([1, 1, 1, 2, 3])):
        every = [*places(document)]
        way = choose.choice(every[1:] or every)
        if not way:
            document = copy.deepcopy(choose.choice([*ODD, document]))
            continue
        parent, key = at(document, way[:-1]), way[-1]
        what = choose.choice(["leaf", "leaf", "leaf", "leaf", "drop", "rename", "add", "type", "graft", "double"])
        if what == "leaf":
            leaves = [one for one in every if one and not isinstance(at(document, one), dict | list)]
            way = choose.choice(leaves or [way])
            at(document, way[:-1])[way[-1]] = nudged(at(document, way), choose)
        elif what == "drop":
            del parent[key]
        elif what in {"rename", "add"} and isinstance(parent, dict):
            known = choose.choice([*choose.choice(CLASSES).__slots__, *EDGES[-20:], "type", "format", "titel"])
            new = choose.choice([*ODD, *EDGES, choose.choice(pool)])
            parent[known] = parent.pop(key) if what == "rename" else copy.deepcopy(new)
        elif what == "double" and isinstance(parent, list):
            parent.insert(key, copy.deepcopy(parent[key]))
        elif what == "graft":
            other = choose.choice(pool)
            parent[key] = copy.deepcopy(at(other, choose.choice([*places(other)])))
        else:
            parent[key] = copy.deepcopy(choose.choice([*ODD, *EDGES]))
    return document


RECORDS = {
    mou.Register: strategies.registers(),
    mou.Agreement: strategies.agreements(),
    mou.Meeting: strategies.meetings(),
    mou.Forum: strategies.forums(),
    mou.Party: strategies.parties(),
    mou.Act: strategies.acts(),
    mou.Term: strategies.terms(),
}


def generated(number):
    """Some documents as the library writes them, of each kind, with their classes."""
    found = []

    @seed(6)
    @settings(max_examples=number, database=None, phases=[Phase.generate], deadline=None, derandomize=False)
    @given(st.data())
    def collect(data):
        for cls, strategy in RECORDS.items():
            found.append((cls, json.loads(mou.dumps(data.draw(strategy)))))

    collect()
    everything = mou.loads((HERE / "data" / "everything.json").read_text("utf-8"))
    for register in (everything, mou.examples.register()):
        found.append((mou.Register, json.loads(mou.dumps(register))))
        found.extend((type(record), json.loads(mou.dumps(record))) for record in register)
    return found


@cache
def ten_thousand():
    """Documents with their classes, generated and mutated, the same every time; and why the classes refuse them."""
    choose = random.Random(20251030)  # noqa: S311
    sound = generated(60)
    pool = [document for _, document in sound]
    small = [(cls, document) for cls, document in sound if len(json.dumps(document)) < 6000]
    made = list(sound)
    while len(made) < 10_000:
        cls, document = choose.choice(small)
        made.append((cls, mutated(document, choose, pool)))
    return [(cls, document, refusals(document, cls)) for cls, document in made]


def by_ajv(documents):
    """Whether ajv accepts each document, by the schema that is shipped."""
    shipped = files("mou").joinpath("data", "mou-1.schema.json").read_text("utf-8")
    lines = [json.dumps(json.loads(shipped)), *(json.dumps([cls.__name__, document]) for cls, document in documents)]
    node = shutil.which("node")
    done = subprocess.run(  # noqa: S603
        [node, "validate.mjs"], cwd=NODE, input="\n".join(lines) + "\n", capture_output=True, text=True, check=True
    )
    verdicts = [line == "true" for line in done.stdout.split()]
    assert len(verdicts) == len(documents), done.stderr
    return verdicts


NEEDS_AJV = pytest.mark.skipif(
    shutil.which("node") is None or not (NODE / "node_modules" / "ajv").is_dir(),
    reason="ajv is not there: it needs node, and `npm ci` in tests/node",
)


class TestAgreement:
    """The schema and the classes accept and refuse the same."""

    @pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
    def test_whatever_the_library_writes_is_accepted(self, cls):
        @settings(max_examples=20)
        @given(RECORDS[cls])
        def check(record):
            by_jsonschema(cls).validate(json.loads(mou.dumps(record)))

        check()

    @given(st.integers(0, 2**32), st.sampled_from(sorted(RECORDS, key=str)), st.data())
    @settings(max_examples=40)
    def test_mutated_documents(self, number, cls, data):
        document = json.loads(mou.dumps(data.draw(RECORDS[cls])))
        changed = mutated(document, random.Random(number), [document, BODY, SIGNED])  # noqa: S311
        assert differs(by_jsonschema(cls).is_valid(changed), refusals(changed, cls)) is None, changed

    @pytest.mark.thorough
    def test_ten_thousand_documents(self):
        """In Python and in Rust: two engines for patterns, neither of them that of JavaScript."""
        accepted = 0
        for cls, document, problems in ten_thousand():
            verdict = by_jsonschema(cls).is_valid(document)
            accepted += verdict
            assert differs(verdict, problems) is None, document
            if not has_half_characters(document):  # which Rust's text can't hold
                assert by_rust(cls).is_valid(document) is verdict, document
        assert 2000 < accepted < 8000

    @pytest.mark.thorough
    @NEEDS_AJV
    def test_ten_thousand_documents_in_javascript(self):
        verdicts = by_ajv([(cls, document) for cls, document, _ in ten_thousand()])
        for (_, document, problems), verdict in zip(ten_thousand(), verdicts, strict=True):
            assert differs(verdict, problems) is None, document

    @pytest.mark.thorough
    def test_each_field_with_each_value_at_the_edge(self):
        """Every key of every record that `everything.json` holds."""
        assert len({(cls, key) for cls, key, _, _ in at_the_edges()}) > 150
        for cls, key, document, problems in at_the_edges():
            if not has_half_characters(document):
                assert differs(by_rust(cls).is_valid(document), problems) is None, (key, document)

    @pytest.mark.thorough
    @NEEDS_AJV
    def test_each_field_with_each_value_at_the_edge_in_javascript(self):
        verdicts = by_ajv([(cls, document) for cls, _, document, _ in at_the_edges()])
        for (_, key, document, problems), verdict in zip(at_the_edges(), verdicts, strict=True):
            assert differs(verdict, problems) is None, (key, document)


@cache
def at_the_edges():
    """Records of every class, each with one field at the edge of what it can be; and why the classes refuse them."""
    found = {}

    def look(value):
        if isinstance(value, tuple):
            for part in value:
                look(part)
        elif type(value) in CLASSES:
            found.setdefault(type(value), []).append(value)
            for field in attrs.fields(type(value)):
                look(getattr(value, field.name))

    look(mou.loads((HERE / "data" / "everything.json").read_text("utf-8")))
    documents = []
    for cls, records in found.items():
        # For each key the record that has it and is the shortest.
        shortest = {}
        for document in sorted((json.loads(mou.dumps(one)) for one in records), key=lambda one: -len(str(one))):
            shortest.update((key, document) for key in document)
        for key, document in shortest.items():
            held = document[key]
            for value in [*EDGES, *ODD]:
                values = [value]
                if isinstance(held, list):
                    values.append([value])
                elif isinstance(held, dict) and isinstance(value, str) and "type" not in held:
                    values.append({value: next(iter(held.values()))})
                documents.extend((cls, key, document | {key: one}) for one in values)
    return [(cls, key, document, refusals(document, cls)) for cls, key, document in documents]


class TestNamedRules:
    """What the schema can't say is named on its page, and each of these rules is real."""

    def test_the_page_names_them(self):
        named = re.findall(r"^\| \*\*(.+?)\*\* \|", PAGE.read_text("utf-8"), re.MULTILINE)
        assert named == [*RULES]

    @pytest.mark.parametrize("name", RULES)
    def test_the_classes_alone_refuse_it(self, name):
        _, (kind, document) = RULES[name]
        if kind == "Register":
            document = {"format": "mou/1", **document}
        (cls,) = (one for one in CLASSES if one.__name__ == kind)
        assert by_jsonschema(cls).is_valid(document)
        assert {rule_of(problem) for problem in refusals(document, cls)} == {name}


class TestSchema:
    def test_the_shipped_one_is_the_generated_one(self):
        shipped = files("mou").joinpath("data", "mou-1.schema.json").read_text("utf-8")
        up_to_date = schema.text() == shipped
        assert up_to_date, "run python -m mou schema > src/mou/data/mou-1.schema.json"
        assert json.loads(shipped) == schema.schema()

    @pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
    def test_each_record_has_one_with_its_keys_in_order(self, cls):
        whole = schema.schema(cls)
        jsonschema.Draft202012Validator.check_schema(whole)
        assert (f"urn:mou:1:{cls.__name__}", "https://json-schema.org/draft/2020-12/schema") == (
            whole["$id"],
            whole["$schema"],
        )
        node = whole["$defs"][cls.__name__]
        mark = ["format"] if cls is mou.Agreement else [TAGS[cls][0]] if cls in TAGS else []
        assert [*mark, *(field.name for field in attrs.fields(cls))] == [*node["properties"]]
        assert node["additionalProperties"] is False
        assert node["description"]

    def test_it_holds_all_definitions_that_it_needs_and_no_other(self):
        party = schema.schema(mou.Party)
        assert [*party["$defs"]] == ["AnyText", "Id", "Json", "Party", "PartyKind", "StateCode", "Text"]
        assert [*schema.schema()["$defs"]] == sorted(schema._definitions().nodes)

    def test_what_is_given_can_be_changed_without_harm(self):
        schema.schema(mou.Party)["$defs"].clear()
        assert schema.schema(mou.Party)["$defs"]

    @pytest.mark.parametrize(("cls", "found"), [(int, "int"), ("Party", '"Party"'), (mou.Period, "Period")])
    def test_another_class_is_refused(self, cls, found):
        (sentence,) = told(schema.schema, cls)
        assert sentence.startswith(f"(whole): found {found}; expected one of: Act, Agreement, AllNamed")

    def test_descriptions_are_those_of_the_classes(self):
        definitions = schema.schema()["$defs"]
        assert "A meeting of the" not in definitions["Meeting"]["description"]
        assert definitions["Act"]["properties"]["received_on"]["description"] == (
            "the day on which the act was received, if it differs from `on`. For a notice, the day of receipt is "
            "decisive (VCLT 78)."
        )
        assert (
            definitions["OnDateIf"]["description"]
            .splitlines()[-1]
            .startswith("For example, the Montreal Protocol enters")
        )
        told_of = json.dumps(definitions)
        assert "`None`" not in told_of
        assert "``" not in told_of

    def test_patterns_are_read_alike_by_all_engines(self):
        """No look-around, no shorthand, no escape but of a full stop."""
        patterns = {node["pattern"] for node in nodes(schema.schema()) if isinstance(node, dict) and "pattern" in node}
        assert len(patterns) > 10
        for pattern in patterns:
            assert re.search(r"\(\?[^:]", pattern) is None
            assert set(re.findall(r"\\(.)", pattern)) <= {"."}

    @pytest.mark.parametrize(
        ("kind", "document", "where"),
        [
            (mou.Party, BODY | {"name": 5}, "/name"),
            (mou.Term, {"renewal": {"type": "tacit", "perriod": "P1Y"}}, "/renewal"),
            (mou.Term, {"renewal": {"type": "silent"}}, "/renewal"),
            (mou.Term, {"survival": {"type": "survival", "period": 5}}, "/survival/period"),
            (mou.Term, {"duration": 5}, "/duration"),
            (mou.Act, SIGNED | {"onn": ""}, ""),
        ],
        ids=str,
    )
    def test_a_validator_finds_the_place_of_what_is_wrong(self, kind, document, where):
        error = best_match(by_jsonschema(kind).iter_errors(document))
        assert where == "".join(f"/{part}" for part in error.absolute_path)

    def test_components_of_an_openapi_document(self):
        components = schema.components()
        assert set(components) == set(schema.schema()["$defs"])
        assert {
            "propertyName": "type",
            "mapping": {
                tag: f"#/components/schemas/{name}"
                for tag, name in (("none", "NoRenewal"), ("express", "ExpressRenewal"), ("tacit", "TacitRenewal"))
            },
        } == components["Renewal"]["discriminator"]
        assert "discriminator" not in components["Duration"]  # a period is text
        assert "#/$defs/" not in json.dumps(components)
        assert "discriminator" not in json.dumps(schema.schema())  # a validator may refuse a keyword it does not know


def nodes(value):
    yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(part)
