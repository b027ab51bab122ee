"""Documents: JSON in, strictly; JSON out, stable."""

import copy
import json
from datetime import date
from pathlib import Path

import attrs
import pytest
from records import ANSWERS, PUBLIC
from told import places, told

import mou
from mou.answers.register import Register
from mou.dates.days import PartialDate
from mou.dates.delays import DayAfter, FirstOfKthMonth
from mou.dates.periods import Period
from mou.documents import codec
from mou.documents.codec import converter, dumps, loads
from mou.documents.fields import default_of, is_record
from mou.model.act import Act
from mou.model.agreement import Agreement, Relation, TreatyRegistration
from mou.model.conditions import WeightedShare
from mou.model.durations import Indefinite, Until
from mou.model.meeting import Forum, Meeting
from mou.model.party import Party
from mou.model.renewals import ExpressRenewal, NoRenewal, TacitRenewal
from mou.model.source import Source
from mou.model.term import NoSurvival, Survival, Term
from mou.model.withdrawals import NoWithdrawal, WithdrawalOnNotice
from mou.values.frozenmap import FrozenMap
from mou.values.tags import TAGS

EVERYTHING = (Path(__file__).parent / "data" / "everything.json").read_text("utf-8")


class Removed:
    """Stands for a key that is taken away."""


def changed(document, place, value):
    """A copy of a document with another value at a JSON Pointer."""
    document = copy.deepcopy(document)
    *way, last = [int(part) if part.isdigit() else part for part in place.split("/")[1:]]
    within = document
    for part in way:
        within = within[part]
    if value is Removed:
        del within[last]
    else:
        within[last] = value
    return document


BILATERAL = {
    "id": "mys-usa",
    "title": "Memorandum of Understanding",
    "kind": "mou",
    "parties": [
        {"id": "MYS", "name": "Malaysia", "kind": "state"},
        {"id": "USA", "name": "United States of America", "kind": "state"},
    ],
    "acts": [
        {"kind": "signature", "on": "1974-09-04", "by": ["MYS", "USA"]},
        {"kind": "ratification", "on": "1975-01-31", "by": ["MYS"], "received_on": "1975-02-03"},
    ],
    "term": {
        "entry_into_force": {"type": "last_notification", "delay": {"type": "first_of_kth_month", "months": 2}},
        "duration": "P5Y",
        "renewal": {"type": "tacit", "period": "P1Y", "notice": "P6M"},
        "withdrawal": {"type": "on_notice", "notice": "P1Y"},
    },
    "subjects": ["defence", "training"],
    "sources": [{"title": "A report", "url": "https://example.org/"}],
}

# What is wrong: (place, value, pointer of the error). Each is a good record with one thing wrong.
BROKEN = {
    "title: number": ("/title", 5, "/title"),
    "title: null": ("/title", None, "/title"),
    "title: empty": ("/title", "", "/title"),
    "title: list": ("/title", ["MOU"], "/title"),
    "kind: unknown": ("/kind", "pact", "/kind"),
    "kind: wrong case": ("/kind", "MOU", "/kind"),
    "iso: unknown": ("/parties/0/id", "ABC", "/parties/0/id"),
    "iso: lower case": ("/parties/0/id", "mys", "/parties/0/id"),
    "one party": ("/parties/1", Removed, "/acts/0/by/1"),
    "party twice": ("/parties/1", BILATERAL["parties"][0], "/parties/1/id"),
    "parties: object": ("/parties", {"MYS": "Malaysia"}, "/parties"),
    "parties: string": ("/parties", "MYS, USA", "/parties"),
    "subjects: string": ("/subjects", "defence", "/subjects"),
    "subjects: numbers": ("/subjects", [1, 2], "/subjects/0"),
    "signature of non-party": ("/acts/0/by", ["MYS", "FRA"], "/acts/0/by/1"),
    "date: 2023-02-30": ("/acts/0/on", "2023-02-30", "/acts/0/on"),
    "date: basic 19740904": ("/acts/0/on", "19740904", "/acts/0/on"),
    "date: week 1974-W36-3": ("/acts/0/on", "1974-W36-3", "/acts/0/on"),
    "date: number": ("/acts/0/on", 19740904, "/acts/0/on"),
    "date: datetime": ("/acts/0/on", "1974-09-04T00:00:00", "/acts/0/on"),
    "effect of what has none": (
        "/acts/0",
        {"kind": "adoption", "on": "1974-09-04", "effective_on": "1974-09-05"},
        "/acts/0/effective_on",
    ),
    "deposit before it was made": ("/acts/1/received_on", "1975-01-30", "/acts/1/received_on"),
    "duration: P-1Y": ("/term/duration", "P-1Y", "/term/duration"),
    "duration: number": ("/term/duration", 5, "/term/duration"),
    "duration: nothing": ("/term/duration", "P0D", "/term/duration"),
    "tag: unknown": ("/term/renewal/type", "silent", "/term/renewal/type"),
    "tag: missing": ("/term/renewal/type", Removed, "/term/renewal/type"),
    "tag: of the other union": ("/term/renewal/type", "on_notice", "/term/renewal/type"),
    "months: 0": ("/term/entry_into_force/delay/months", 0, "/term/entry_into_force/delay/months"),
    "months: '2'": ("/term/entry_into_force/delay/months", "2", "/term/entry_into_force/delay/months"),
    "months: 2.0": ("/term/entry_into_force/delay/months", 2.0, "/term/entry_into_force/delay/months"),
    "months: true": ("/term/entry_into_force/delay/months", True, "/term/entry_into_force/delay/months"),
    "unknown key, top": ("/titel", "MOU", "/titel"),
    "unknown key, union": ("/term/renewal/perriod", "P1Y", "/term/renewal/perriod"),
    "unknown key, party": ("/parties/1/iso", "USA", "/parties/1/iso"),
    "missing title": ("/title", Removed, "/title"),
    "missing parties": ("/parties", Removed, "/acts/0/by/0"),
    "url: ftp": ("/sources/0/url", "ftp://example.org/", "/sources/0/url"),
    "id with line end": ("/id", "mys-usa\n", "/id"),
}


class TestBrokenDocuments:
    """Thirty-nine ways in which a good document is broken; none is accepted, and each is told with its place."""

    def test_the_good_one_is_accepted(self):
        assert "mys-usa" == loads(json.dumps(BILATERAL), Agreement).id
        assert 39 == len(BROKEN)

    @pytest.mark.parametrize("name", BROKEN)
    def test_each_is_refused_at_its_place(self, name):
        place, value, where = BROKEN[name]
        assert where in places(loads, json.dumps(changed(BILATERAL, place, value)), Agreement)

    @pytest.mark.parametrize("name", BROKEN)
    def test_each_is_refused_at_its_place_in_a_register(self, name):
        place, value, where = BROKEN[name]
        document = {"format": "mou/1", "agreements": [BILATERAL, changed(BILATERAL, place, value)]}
        assert f"/agreements/1{where}" in places(loads, json.dumps(document))

    def test_a_ratification_before_the_signature_is_doubtful_not_impossible(self):
        """It is a finding: the record may lack an earlier signature."""
        document = changed(changed(BILATERAL, "/acts/1/on", "1974-01-01"), "/acts/1/received_on", Removed)
        assert ["out-of-order"] == [finding.code for finding in mou.check(loads(json.dumps(document), Agreement))]

    def test_all_are_told_at_once(self):
        document = BILATERAL
        for name in ("title: number", "iso: lower case", "url: ftp", "months: true"):
            document = changed(document, *BROKEN[name][:2])
        document = changed(document, "/acts/0/on", "2023-02-30")
        document = changed(document, "/term/renewal/perriod", 1)
        document = changed(document, "/more", {})
        days = "a valid date, YYYY-MM-DD, or an imprecise date in EDTF, such as 1848, 2025-10, 1907~ or "
        days += "1910-03-01?"
        keys = (
            "id, title, kind, binding, parties, acts, term, subjects, description, signed_at, relations, depositary, "
            "registrations, stated_status, sources, extensions"
        )
        unknown = "found an unknown key; expected one of"
        codes = "a state code: ISO 3166-1 alpha-3, ISO 3166-3 alpha-4, or scheme:code for a state not in ISO 3166"
        assert [
            "/title: found 5; expected text",
            f'/parties/0/id: found "mys"; expected {codes}; use "MYS"',
            f'/acts/0/on: found "2023-02-30"; expected {days}',
            "/term/entry_into_force/delay/months: found true; expected a whole number",
            (
                f"/term/renewal/perriod: {unknown}: type, period, notice, times, until, later_notice, notice_by, "
                'within, ends_for_all, article, quote; did you mean "period"?'
            ),
            '/sources/0/url: found "ftp://example.org/"; expected an http or https address without spaces',
            f"/more: {unknown}: {keys}",
        ] == told(loads, json.dumps(document), Agreement)


class TestStrictness:
    """Nothing is taken for something else."""

    @pytest.mark.parametrize(
        ("place", "values"),
        [
            ("/title", [5, True, None, [], {}, 1.5]),
            ("/binding", ["true", 1, 0, "yes", []]),
            ("/kind", [5, None.__class__.__name__, ["mou"], {}]),
            ("/parties", [None, "", 5, {}, False]),
            ("/parties/0", [None, "MYS", 5, []]),
            ("/acts", [None, {"kind": "signature"}]),
            ("/acts/0/by", ["MYS", None, {"MYS": 1}]),
            ("/acts/0/by/0", [None, 5, ["MYS"], "", {"id": "MYS"}]),
            ("/term", [None, [], "P5Y"]),
            ("/term/duration", [5, True, [], "5Y", "P5", "P1.5Y", "p5y", "P", ""]),
            ("/term/renewal", ["tacit", [], True, 5, "P1Y"]),
            ("/term/withdrawal/notice", [6, [], "6M"]),
            ("/sources/0/title", [5, None]),
            ("/extensions", [None, [], "x", 5]),
        ],
        ids=str,
    )
    def test_wrong_types(self, place, values):
        for value in values:
            found = places(loads, json.dumps(changed(BILATERAL, place, value)), Agreement)
            assert any(where == place or where.startswith(place + "/") for where in found), value

    @pytest.mark.parametrize("value", ["5", True, 2.0, None, [5], "five", -1, 1e3])
    def test_a_count_is_a_whole_number(self, value):
        document = {"id": "m", "name": "M", "stated_counts": {"member": value}}
        assert ["/stated_counts/member"] == places(loads, json.dumps(document), Meeting)

    @pytest.mark.parametrize("value", ["5", True, 2.0, 0, -1, "12th"])
    def test_an_ordinal_is_a_whole_number(self, value):
        document = {"id": "m", "name": "M", "forum": "f", "ordinal": value}
        assert ["/ordinal"] == places(loads, json.dumps(document), Meeting)

    def test_null_is_not_known_where_that_is_possible(self):
        document = {"id": "m", "name": "M", "forum": None, "ordinal": None, "starts_on": None, "host": None}
        assert Meeting("m", name="M") == loads(json.dumps(document), Meeting)

    @pytest.mark.parametrize(
        "day",
        ["2023-02-30", "20240101", "2024-W01-1", "2024-01-01T00:00:00", "2024-01-01Z", " 2024-01-01", "2024-1-1", ""],
    )
    def test_days(self, day):
        for cls, field in ((Source, "published_on"), (TreatyRegistration, "on")):
            required = {"title": "A"} if cls is Source else {"register": "A"}
            assert [f"/{field}"] == places(loads, json.dumps({**required, field: day}), cls)
        assert ["/stated_last_day"] == places(loads, json.dumps({"stated_last_day": day}), Term)
        assert ["/anchor"] == places(loads, json.dumps({"anchor": day}), Term)

    @pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999"])
    def test_numbers_that_json_lacks(self, number):
        """Python's parser would take them."""
        agreement = '{"id": "a", "title": "A", "extensions": {"own": [0]}}'
        found = {"1e999": "Infinity", "-1e999": "-Infinity"}.get(number, number)
        assert [f"/extensions/own/0: found {found}; expected a finite number"] == told(
            loads, agreement.replace("0", number), Agreement
        )
        assert ["/title"] == places(loads, agreement.replace('"A"', number).replace("[0]", "1"), Agreement)
        meeting = '{"id": "a", "name": "A", "stated_counts": {"total": 0}}'
        assert ["/stated_counts/total"] == places(loads, meeting.replace("0", number), Meeting)


TYPED = "an object whose type is one of"
CONDITIONS = """on_signature on_date last_notification consent_of_all exchange_of_instruments nth_instrument all_named
all_signatories fraction_of_signatories share other_in_force on_event on_agreed_date all_of any_of not_before
on_date_if""".split()
DELAYS = "day_after first_of_month_after first_of_kth_month on_day_of_year".split()


class TestUnions:
    @pytest.mark.parametrize(
        ("document", "sentence"),
        [
            (
                {"renewal": {"type": "silent"}},
                '/renewal/type: found "silent"; expected one of: none, express, tacit',
            ),
            ({"renewal": {}}, "/renewal/type: found nothing; expected one of: none, express, tacit"),
            ({"renewal": {"type": None}}, "/renewal/type: found null; expected one of: none, express, tacit"),
            ({"renewal": {"type": ["tacit"]}}, "/renewal/type: found a list; expected one of: none, express, tacit"),
            (
                {"renewal": "none"},
                '/renewal: found "none"; expected an object whose type is one of: none, express, tacit',
            ),
            ({"withdrawal": {"type": "tacit"}}, '/withdrawal/type: found "tacit"; expected one of: none, on_notice'),
            ({"survival": {"type": "tacit"}}, '/survival/type: found "tacit"; expected one of: survival, none'),
            (
                {"duration": {"type": "none"}},
                '/duration/type: found "none"; expected one of: until, until_day_of_year, until_event, indefinite',
            ),
            (
                {"duration": 5},
                (
                    "/duration: found 5; expected an ISO 8601 period such as P5Y, "
                    f"or {TYPED}: until, until_day_of_year, until_event, indefinite"
                ),
            ),
            (
                {"entry_into_force": {"type": "until"}},
                f'/entry_into_force/type: found "until"; expected one of: {", ".join(CONDITIONS)}',
            ),
            (
                {"entry_into_force": {"type": "on_signature", "delay": {"type": "until"}}},
                f'/entry_into_force/delay/type: found "until"; expected one of: {", ".join(DELAYS)}',
            ),
            (
                {"renewal": {"type": "none", "period": "P1Y"}},
                "/renewal/period: found an unknown key; expected one of: type, article, quote",
            ),
        ],
        ids=str,
    )
    def test_broken_ones(self, document, sentence):
        assert [sentence] == told(loads, json.dumps(document), Term)

    def test_one_alone_has_its_tag_too(self):
        assert Until("2030") == loads('{"type": "until", "last_day": "2030"}', Until)
        assert ['/type: found nothing; expected "until"'] == told(loads, '{"last_day": "2030"}', Until)
        assert ['/type: found "indefinite"; expected "until"', "/last_day"] == [
            sentence if "indefinite" in sentence else sentence.partition(":")[0]
            for sentence in told(loads, '{"type": "indefinite"}', Until)[::-1]
        ]

    @pytest.mark.parametrize(
        ("field", "unknown", "none", "given"),
        [
            ("renewal", None, NoRenewal(), TacitRenewal("P1Y")),
            ("renewal", None, NoRenewal(), ExpressRenewal()),
            ("withdrawal", None, NoWithdrawal(), WithdrawalOnNotice("P6M")),
            ("survival", None, NoSurvival(), Survival("P20Y")),
            ("duration", None, Indefinite(), Period(years=5)),
        ],
        ids=str,
    )
    def test_not_known_and_none_and_given_stay_distinct(self, field, unknown, none, given):
        texts = []
        for value in (unknown, none, given):
            text = dumps(Term(**{field: value}), indent=None)
            assert value == getattr(loads(text, Term), field)
            texts.append(text)
        assert 3 == len(set(texts))
        assert "{}" == texts[0]
        assert Term() == loads(json.dumps({field: None}), Term)

    def test_explicitly_none_is_an_object(self):
        term = Term(renewal=NoRenewal(), withdrawal=NoWithdrawal(), survival=NoSurvival())
        none = {"type": "none"}
        assert {"renewal": none, "withdrawal": none, "survival": none} == json.loads(dumps(term))

    def test_anchors_are_words_or_days(self):
        assert "signature" == loads('{"anchor": "signature"}', Term).anchor
        assert date(2030, 1, 1) == loads('{"anchor": "2030-01-01"}', Term).anchor
        assert ["/anchor"] == places(loads, '{"anchor": {"type": "signature"}}', Term)


def test_values_that_are_no_objects():
    assert date(2030, 10, 30) == loads('"2030-10-30"', date)
    assert PartialDate("2030-10") == loads('"2030-10"', PartialDate)
    assert Period(months=14) == loads('"P14M"', Period)
    assert mou.Status.IN_FORCE is loads('"in_force"', mou.Status)
    for text, cls in (('"2030-10"', date), ('"2030-10-30"', PartialDate), ('"P1.5M"', Period), ('"force"', mou.Status)):
        assert ["(whole)"] == places(loads, text, cls)
        assert ["(whole)"] == places(loads, "5", cls)


class TestKeys:
    def test_unknown_ones(self):
        expected = "one of: id, name, kind, acts_for, identifiers, aliases, extensions"
        assert [f"/name~1full: found an unknown key; expected {expected}"] == told(
            loads, '{"id": "MYS", "name": "Malaysia", "kind": "state", "name/full": "x"}', Party
        )

    def test_missing_ones(self):
        assert [f"/{key}: found nothing; expected a value (required key)" for key in ("id", "name", "kind")] == told(
            loads, "{}", Party
        )

    def test_where_there_are_none(self):
        assert ["/type", "/years"] == sorted(places(loads, '{"type": "x", "years": 5}', Indefinite))

    def test_repeated_ones_are_told_with_their_places_in_order(self):
        text = """{"id": "a", "id": "b", "title": "A", "parties": [{"id": "um", "name": "UM", "kind": "organisation",
            "kind": "organisation", "kind": "state"}],
            "extensions": {"x": [1, {"y": {}, "y/z": 1, "y/z": 2}]}, "title": 5}"""
        assert [
            "/id: found a duplicated key; expected each key only once",
            "/title: found a duplicated key; expected each key only once",
            "/parties/0/kind: found a duplicated key; expected each key only once",
            "/extensions/x/1/y~1z: found a duplicated key; expected each key only once",
            "/title: found 5; expected text",
        ] == told(loads, text, Agreement)[:5]

    def test_repeated_ones_are_refused_though_all_else_is_well(self):
        text = '{"id": "um", "name": "UM", "kind": "organisation", "name": "UM"}'
        assert ["/name"] == places(loads, text, Party)

    def test_many_of_which_one_is_repeated(self):
        """An object with very many keys costs no more than it must."""
        keys = "".join(f'"k{number}": 1, ' for number in range(50_000))
        text = f'{{"id": "a", "title": "A", "extensions": {{{keys}"k7": 2}}}}'
        assert ["/extensions/k7"] == places(loads, text, Agreement)


class TestFormat:
    def test_a_register_says_what_it_is(self):
        assert '{\n  "format": "mou/1"\n}' == dumps(Register())
        assert Register() == loads('{"format": "mou/1"}')

    @pytest.mark.parametrize("value", ['"mou"', "null", "1", '["mou/1"]'])
    def test_of_another_format(self, value):
        (sentence,) = told(loads, f'{{"format": {value}}}')
        assert sentence.startswith("/format: found ")
        assert sentence.endswith('; expected "mou/1"')

    def test_of_a_newer_version(self):
        hint = "a newer version of mou wrote this document: update mou to read it"
        assert [f'/format: found "mou/2"; expected "mou/1"; {hint}'] == told(loads, '{"format": "mou/2"}')

    def test_of_none(self):
        assert ['/format: found nothing; expected "mou/1"'] == told(loads, "{}")


class TestText:
    @pytest.mark.parametrize("document", ["[]", "null", '"x"', "5", "true"])
    def test_a_document_is_an_object(self, document):
        (sentence,) = told(loads, document)
        assert sentence.startswith("(whole): found ")
        assert sentence.endswith("; expected a Register object")

    @pytest.mark.parametrize(
        "text",
        ["", " ", "{", "{} {}", "{'a': 1}", '{"a": 1,}', '{"a": 01}', "// note\n{}", '{"a": "\t"}', "\ufeff\ufeff{}"],
    )
    def test_text_that_is_no_json(self, text):
        (sentence,) = told(loads, text)
        assert sentence.startswith("(whole): found invalid JSON (")
        assert sentence.endswith("); expected a JSON document")

    def test_where_it_is_no_json(self):
        problem = "Expecting ',' delimiter: line 2 column 1 (char 8)"
        assert [f"(whole): found invalid JSON ({problem}); expected a JSON document"] == told(loads, '{"a": 1\n"b": 2}')

    def test_bytes_are_utf_8(self):
        document = '{"id": "um", "name": "Universit\u00e9", "kind": "organisation"}'
        assert "Universit\u00e9" == loads(document.encode(), Party).name == loads(document, Party).name
        assert ["(whole): found byte 31: invalid continuation byte; expected a JSON document in UTF-8"] == told(
            loads, document.encode("latin-1"), Party
        )
        assert ["(whole)"] == places(loads, document.encode("utf-16"), Party)

    def test_a_byte_order_mark_is_left_out(self):
        """Some editors write one before UTF-8."""
        text = '\ufeff{"format": "mou/1"}'
        assert Register() == loads(text) == loads(text.encode()) == loads(text.encode().removeprefix(b"\xff"))

    @pytest.mark.parametrize("size", [40, 41])
    def test_a_size_has_a_limit(self, size, monkeypatch):
        monkeypatch.setattr("mou.documents.text.LARGEST", 40)
        text = '{"format": "mou/1"}'.ljust(size)
        for read in (lambda: loads(text), lambda: loads(text.encode())):
            if size == 40:
                assert Register() == read()
            else:
                assert ["(whole): found a document of 41 bytes; expected at most 40 bytes"] == told(read)

    def test_a_large_number_in_the_limit(self):
        assert 512 * 1024 * 1024 == codec.LARGEST

    @pytest.mark.parametrize("depth", [100_000, 1_000_000])
    def test_a_depth_has_a_limit(self, depth):
        assert ["(whole): found a document nested too deeply; expected a JSON document"] == told(
            loads, "[" * depth + "]" * depth
        )

    @pytest.mark.parametrize("depth", [400, 950, 2000, 5000, 9000])
    def test_repeated_keys_far_down(self, depth):
        """How deep the parser goes depends on the Python; whatever it reads is looked through."""
        text = "[" * depth + '{"a": 1, "a": 2}' + "]" * depth
        (first, *_) = told(loads, text)
        assert first in {
            "(whole): found a document nested too deeply; expected a JSON document",
            "/0" * depth + "/a: found a duplicated key; expected each key only once",
        }

    def test_a_number_too_long_for_python(self):
        (sentence,) = told(loads, f'{{"format": {"1" * 5000}}}')
        assert sentence.startswith("(whole): found invalid JSON (Exceeds the limit")


class TestConditions:
    """The conditions of entry into force nest, and hold exact numbers as text."""

    @pytest.mark.parametrize("depth", [9, 20, 100, 300])
    def test_nested_too_deep(self, depth):
        document = {"type": "nth_instrument", "number": 1}
        for _ in range(depth - 1):
            document = {"type": "all_of", "conditions": [document]}
        (sentence,) = told(loads, json.dumps({"entry_into_force": document}), Term)
        assert "nested at most 8 levels deep" in sentence or "nested too deeply" in sentence

    @pytest.mark.parametrize("percent", ["55", "55.0", "55.50", "200/3", "0.000001"])
    def test_numbers_stay_as_they_are_written(self, percent):
        text = f'{{"type": "share", "percent": "{percent}", "weights": {{"RUS": "17.40"}}, "total": "99.90"}}'
        assert text == dumps(loads(text, WeightedShare), indent=None)

    @pytest.mark.parametrize("number", ["17.4", "1e2", "NaN", "true", "null", "-1", '"-1"', '"17,4"', "[]", "{}"])
    def test_binary_floats_and_what_is_no_number_are_refused(self, number):
        assert ["/percent"] == places(loads, f'{{"type": "share", "percent": {number}}}', WeightedShare)
        weights = f'{{"type": "share", "percent": "55", "weights": {{"RUS": {number}}}}}'
        assert ["/weights/RUS"] == places(loads, weights, WeightedShare)
        assert ["/total"] == places(loads, f'{{"type": "share", "percent": "55", "total": {number}}}', WeightedShare)

    def test_whole_numbers_may_be_numbers(self):
        share = loads('{"type": "share", "percent": 55, "weights": {"RUS": 17}, "total": 100}', WeightedShare)
        assert WeightedShare("55", weights={"RUS": "17"}) == share

    def test_what_is_wrong_is_told_with_its_place(self):
        document = {
            "entry_into_force": {
                "type": "any_of",
                "conditions": [
                    {"type": "nth_instrument", "number": 0},
                    {"type": "not_before", "condition": {"type": "all_named", "parties": []}, "on": "1998-02-30"},
                    {"type": "on_date_if", "on": "1989-01-01", "condition": {"type": "what"}},
                ],
            }
        }
        assert [
            "/entry_into_force/conditions/0/number",
            "/entry_into_force/conditions/1/condition/parties",
            "/entry_into_force/conditions/1/on",
            "/entry_into_force/conditions/2/condition/type",
        ] == places(loads, json.dumps(document), Term)


class TestWriting:
    def test_everything_is_written_as_it_was_read(self):
        """Keys in declared order, defaults left out, periods and imprecise days letter for letter, own fields kept."""
        assert EVERYTHING == dumps(loads(EVERYTHING)) + "\n"

    def test_everything_is_there(self):
        """Each class, and each field of it at least once at another value than its default."""
        seen: dict[type, set[str]] = {}

        def look(value):
            if isinstance(value, tuple):
                for part in value:
                    look(part)
            elif is_record(type(value)):
                fields = seen.setdefault(type(value), set())
                for field in attrs.fields(type(value)):
                    held = getattr(value, field.name)
                    if held != default_of(field):
                        fields.add(field.name)
                    look(held)

        look(loads(EVERYTHING))
        records = {cls for cls in PUBLIC if is_record(cls)} - ANSWERS
        expected = [(cls, field.name) for cls in records & seen.keys() for field in attrs.fields(cls)]
        missing = {f"{cls.__name__}.{name}" for cls, name in expected if name not in seen[cls]}
        missing |= {cls.__name__ for cls in records | TAGS.keys() if cls not in seen}
        assert sorted(missing) == [], "add an example to tests/data/everything.json"
        assert sorted(cls.__name__ for cls in seen.keys() - records) == [], "add the name to mou/clauses.py"

    def test_periods_and_days_as_written(self):
        act = Act("extension", "1848~", period="P14M")
        assert '{"kind": "extension", "on": "1848~", "period": "P14M"}' == dumps(act, indent=None)
        assert act == loads(dumps(act), Act)
        assert PartialDate("2024-XX") == loads('{"title": "A", "published_on": "2024-XX"}', Source).published_on

    def test_enums_are_words_and_unions_are_tagged(self):
        term = Term(counting="from_start_of_day", duration=Until(date(2030, 1, 1)), renewal=TacitRenewal(Indefinite()))
        assert (
            '{"duration": {"type": "until", "last_day": "2030-01-01"}, "counting": "from_start_of_day", '
            '"renewal": {"type": "tacit", "period": {"type": "indefinite"}}}'
        ) == dumps(term, indent=None)

    def test_delays_are_periods_or_tagged(self):
        for delay in (Period(days=30), DayAfter("P6M"), FirstOfKthMonth(6)):
            clause = WithdrawalOnNotice(delay)
            assert clause == loads(dumps(clause), WithdrawalOnNotice)
        assert '{"type": "on_notice", "notice": "P30D"}' == dumps(WithdrawalOnNotice("P30D"), indent=None)

    def test_text_is_not_escaped(self):
        assert '"Kementerian \u6f22 \\n \\""' == dumps('Kementerian \u6f22 \n "')

    def test_indentation(self):
        assert '{"to": 1}' == dumps({"to": 1}, indent=None)
        assert '{\n    "kind": "amends",\n    "to": "a"\n}' == dumps(Relation("amends", "a"), indent=4)

    def test_what_was_computed_can_be_written(self):
        life = mou.lifecycle(mou.examples.agreement())
        document = json.loads(dumps(life))
        assert ["agreement", "as_of", "entry", "end"] == list(document)
        assert ("2030-10-30", "certain") == (document["end"]["day"], document["end"]["kind"])
        assert [{"kind": "act", "earliest": "2025-10-30", "latest": "2025-10-30"}] == [
            {key: stone[key] for key in ("kind", "earliest", "latest")}
            for stone in json.loads(dumps(life.milestones()[:1]))
        ]
        assert "in_force" == json.loads(dumps(life.position("2026-01-01")))["status"]

    def test_numbers_that_json_lacks_are_not_written(self):
        with pytest.raises(ValueError, match="not JSON compliant"):
            dumps({"x": float("nan")})


class TestExtensions:
    def test_they_are_kept_as_they_came(self):
        own = {
            "z": 0,
            "a": {"nested": [1, [2.5, -0.0, 1e-300], {"": ""}], "\u00e9 \u6f22 \U0001f91d": None},
            "": " ",
            "true": True,
            "long": 10**4000,
            "type": "none",
            "format": "mou/9",
        }
        text = dumps(Agreement("a", title="A", extensions=own), indent=None)
        assert own == json.loads(text)["extensions"]
        read = loads(text, Agreement)
        assert list(own) == list(read.extensions)
        assert text == dumps(read, indent=None)
        assert FrozenMap is type(read.extensions["a"])

    def test_they_have_a_depth(self):
        document = {"id": "a", "title": "A", "extensions": {"x": json.loads("[" * 32 + "]" * 32)}}
        assert ["/extensions/x" + "/0" * 31] == places(loads, json.dumps(document), Agreement)
        document = {"id": "a", "title": "A", "extensions": {"x": json.loads("[" * 31 + "]" * 31)}}
        assert document == json.loads(dumps(loads(json.dumps(document), Agreement)))


def named(value):
    if not value:
        raise ValueError("a colour has a name")
    return value


@attrs.frozen
class Tint:
    red: float
    name: str = attrs.field(default="plain", converter=named)
    shade: int = attrs.field(default=attrs.Factory(lambda self: round(self.red), takes_self=True))
    made: int = attrs.field(init=False, default=0)
    _secret: int = attrs.field(default=0)


@attrs.frozen
class Paint:
    tint: Tint
    tints: tuple[Tint, ...] = ()
    words: list[str] = attrs.field(factory=list)


class Hue:
    def __init__(self, name):
        self.name = name


@attrs.frozen
class Picture:
    hue: Hue
    hues: tuple[Hue, ...] = ()


class TestConverter:
    def test_it_is_new_each_time(self):
        assert converter() is not converter()

    def test_extending_one_changes_no_other(self):
        own = converter()
        own.register_unstructure_hook(Period, lambda period: period.years)
        own.register_structure_hook(Period, lambda value, _: Period(years=value))
        clause, text = Survival("P5Y"), '{"type": "survival", "period": 5}'
        assert text == dumps(clause, indent=None, converter=own)
        assert clause == loads(text, Survival, converter=own)
        for other in (None, converter()):
            assert text.replace("5", '"P5Y"') == dumps(clause, indent=None, converter=other)
            assert ["/period"] == places(loads, text, Survival, converter=other)

    def test_a_hook_registered_after_its_first_use(self):
        own = converter()
        text = '{"register": "UNTS", "on": "2024-01-01"}'
        assert TreatyRegistration("UNTS", on="2024-01-01") == loads(text, TreatyRegistration, converter=own)
        own.register_structure_hook(TreatyRegistration, lambda value, _: TreatyRegistration(value["register"]))
        assert TreatyRegistration("UNTS") == loads(text, TreatyRegistration, converter=own)

    def test_a_class_of_the_callers_own(self):
        """It is read as strictly as the library's."""
        own = converter()
        text = '{"tint": {"red": 1, "shade": 1}, "tints": [{"red": 0.5, "name": "pale", "shade": 0}], "words": ["a"]}'
        paint = Paint(Tint(1.0), (Tint(0.5, "pale"),), ["a"])
        assert paint == loads(text, Paint, converter=own)
        assert isinstance(loads(text, Paint, converter=own).tint.red, float)
        assert text.replace('"red": 1,', '"red": 1.0,') == dumps(paint, indent=None, converter=own)
        assert ["/tint/red", "/tints/0/red", "/tints/0/made", "/tints/1/name", "/words"] == [
            sentence.partition(":")[0]
            for sentence in told(
                loads,
                """{"tint": {"red": true, "name": ""}, "words": 5,
                    "tints": [{"red": "0.5", "made": 1}, {"red": 1, "name": 5}]}""",
                Paint,
                converter=own,
            )
        ]
        assert ["/tint: found an object; expected a different value (a colour has a name)"] == told(
            loads, '{"tint": {"red": 1, "name": ""}}', Paint, converter=own
        )

    def test_a_hook_that_fails_is_told_with_its_place(self):
        own = converter()

        def hue(value, _):
            if value == "mauve":
                raise ValueError("it has no such colour")
            return Hue(value["name"])

        own.register_structure_hook(Hue, hue)
        assert "red" == loads('{"hue": {"name": "red"}}', Picture, converter=own).hue.name
        assert [
            '/hue: found "mauve"; expected a different value (it has no such colour)',
            "/hues/1: found an object; expected a different value ('name')",
        ] == told(loads, '{"hue": "mauve", "hues": [{"name": "red"}, {}]}', Picture, converter=own)

    def test_a_hook_for_the_whole_that_fails(self):
        own = converter()

        def fails(*_):
            raise RuntimeError

        own.register_structure_hook(Party, fails)
        assert ["(whole): found an object; expected a different value (RuntimeError)"] == told(
            loads, "{}", Party, converter=own
        )

    def test_a_class_that_nobody_can_read(self):
        (sentence,) = told(loads, '{"hue": 1}', Picture)
        assert sentence.startswith("(whole): found an object; expected a different value (")


def test_records_of_every_class_can_be_read_alone():
    for cls, document in {
        Forum: {"id": "f", "name": "F"},
        Meeting: {"id": "m", "name": "M"},
        Agreement: {"id": "a", "title": "A"},
        Party: {"id": "um", "name": "UM", "kind": "organisation"},
        Term: {},
        Source: {"title": "A"},
        Act: {"kind": "adoption", "on": "2024"},
    }.items():
        assert document == json.loads(dumps(loads(json.dumps(document), cls)))
