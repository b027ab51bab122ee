"""YAML: what JSON could say as well, with nothing read into plain words."""

import json
import re
import sys

import pytest
import yaml
from hypothesis import given, strategies as st
from test_codec import EVERYTHING
from told import told

import mou
from mou.documents.codec import loads
from mou.documents.files import load
from mou.documents.yaml import parsed_yaml
from mou.errors import MissingExtraError, ValidationError

BILATERAL = """\
# A register, as a person writes it.
format: mou/1
agreements:
  - id: nor-swe
    title: Treaty on Reindeer   # a comment
    parties:
      - {id: NOR, name: Norway, kind: state}
      - {id: SWE, name: Sweden, kind: state}
    acts:
      - kind: signature
        on: 2024-01-31
        by: [NOR, SWE]
    term: {duration: P5Y}
    subjects: [NO, yes, on]
    description: >-
      Two lines
      that are one.
"""


@pytest.fixture(params=["C", "Python"], autouse=True)
def either_parser(request, monkeypatch):
    """PyYAML comes with a parser in C, or without it."""
    if request.param == "Python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    elif not hasattr(yaml, "CSafeLoader"):
        pytest.skip("PyYAML has no parser in C here")


def wrong(text):
    """What is told of a text, that at once, and that which leaves the rest readable."""
    try:
        return [str(problem) for problem in parsed_yaml(text.encode())[1]]
    except ValidationError as error:
        return [str(problem) for problem in error.problems]


def value(text):
    document, problems = parsed_yaml(text.encode())
    assert [] == problems
    return document


class TestWhatItMeans:
    def test_a_register(self, tmp_path):
        path = tmp_path / "r.yaml"
        path.write_text(BILATERAL)
        agreement = load(path).agreement("nor-swe")
        assert "2024-01-31" == str(agreement.acts[0].on)
        assert ("NO", "yes", "on") == agreement.subjects
        assert "Two lines that are one." == agreement.description

    @pytest.mark.parametrize(
        "word",
        [
            "NO",
            "no",
            "yes",
            "on",
            "Off",
            "y",
            "2024-01-31",
            "2024-01-31T10:00:00Z",
            "12:30:45",
            "1_000",
            "a b",
            "=",
            "P5Y",
            "<<",
        ],
    )
    def test_words_and_dates_are_text(self, word):
        assert {"a": word, "b": [word]} == value(f"a: {word}\nb: [{word}]")

    @pytest.mark.parametrize("word", ["true", "5", "~", "null", "1e3", "0x1F", "007"])
    def test_what_stands_in_quotes_is_text(self, word):
        assert [word, word] == value(f"- \"{word}\"\n- '{word}'")
        assert word == value(f"|-\n  {word}")

    @pytest.mark.parametrize(
        ("word", "meant"),
        [
            ("true", True),
            ("False", False),
            ("null", None),
            ("~", None),
            ("", None),
            ("-0", 0),
            ("17", 17),
            ("1.50", 1.5),
            ("-1e3", -1000.0),
        ],
    )
    def test_values_of_json(self, word, meant):
        found = value(f"a: {word}")["a"]
        assert (meant, type(meant)) == (found, type(found))

    @pytest.mark.parametrize(
        "word", ["007", "+5", ".5", "5.", "0x1F", "0o17", ".inf", "-.INF", ".NaN", "1" * 5000, "1e999"]
    )
    def test_numbers_that_json_does_not_know_are_refused(self, word):
        assert [f"/a: found {word[:40]} without quotes; expected a number in JSON notation, or text in quotes"] == (
            wrong(f"a: {word}")
        )

    def test_a_document_of_json_is_one_of_yaml(self):
        assert json.loads(EVERYTHING) == value(EVERYTHING)

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats(-9, 9),
            lambda part: (
                st.lists(part, max_size=3)
                | st.dictionaries(st.from_regex("[a-z ]{1,9}", fullmatch=True), part, max_size=3)
            ),
        )
    )
    def test_any_document_of_json_is_one_of_yaml(self, document):
        assert document == value(json.dumps(document))

    def test_marks_and_ends_of_lines(self):
        assert {"a": 1, "b": "é"} == value("\ufeff%YAML 1.2\r\n---\r\na: 1\r\nb: é\r\n...\r\n")


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("a: 1\nb: {c: [1, {d: 1, d: 2}]}", "/b/c/1/d: found a duplicated key; expected each key only once"),
            ("a: 1\n'a': 1", "/a: found a duplicated key; expected each key only once"),
            ("a: &x [1]", '/a: found an anchor or alias, "x"; expected the value itself'),
            ("a: *x", '/a: found an anchor or alias, "x"; expected the value itself'),
            ("- 1\n- &x 1", '/1: found an anchor or alias, "x"; expected the value itself'),
            (
                "a: !!python/object/apply:os.system [ls]",
                '/a: found a tag, "tag:yaml.org,2002:python/object/apply:os.system"; expected a value without a tag',
            ),
            ("a: !!str 5", '/a: found a tag, "tag:yaml.org,2002:str"; expected a value without a tag'),
            ("a: !mine {}", '/a: found a tag, "!mine"; expected a value without a tag'),
            ("a: {5: 1}", "/a: found a key that is not text, 5; expected a key in quotes"),
            ("? [a]\n: 1", "(whole): found a key that is not text, a list; expected a key in quotes"),
            ("null: 1", "(whole): found a key that is not text, null; expected a key in quotes"),
            ("", "(whole): found 0 documents; expected one YAML document"),
            ("a: 1\n---\na: 2", "(whole): found 2 documents; expected one YAML document"),
        ],
    )
    def test_what_json_could_not_say(self, text, problem):
        assert [problem] == wrong(text)

    def test_a_laughing_bomb(self):
        lines = ["a0: &a0 [lol, lol]"]
        lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
        assert 30 + 29 * 4 == len(wrong("\n".join(lines)))

    def test_a_merge_of_keys(self):
        assert ["/a: found", "/b/<<: found"] == [
            one.rpartition(" an anchor")[0] for one in wrong("a: &x {c: 1}\nb: {<<: *x}")
        ]

    @pytest.mark.parametrize("depth", [201, 100_000])
    def test_a_depth(self, depth):
        (sentence,) = wrong("[" * depth)
        assert re.search("nested too deeply|exceeded maximum nesting depth", sentence)
        assert value("[" * 200 + "]" * 200)

    @pytest.mark.parametrize(
        "text",
        [
            "a: [",
            "a: b: c",
            "'a",
            "a:\n\t- b",
            "\x01",
            "a: \x7f",
            "{a: 1}}",
            "@a",
            "a: !<",
            '"\\ud83d',
            "%YAML 2.0\n--- a",
        ],
    )
    def test_text_that_is_no_yaml(self, text):
        (sentence,) = wrong(text)
        assert sentence.startswith("(whole): found invalid YAML (")
        assert sentence.endswith("); expected a YAML document")
        assert len(sentence) < 250

    def test_where_it_is_no_yaml(self):
        (sentence,) = wrong("a: 1\nb: [1\nc: 2")
        assert " in line 3, column " in sentence

    @pytest.mark.parametrize("char", ["\x85", "\u2028", "\u2029"])
    def test_breaks_that_not_all_programs_see(self, char):
        expected = 'expected an escape such as "\\u2028": this character can end a line'
        assert [f"(whole): found U+{ord(char):04X} in line 2; {expected}"] == wrong(f'a: 1\nb: "x{char}y"')
        assert {"a": char} == value(f'a: "\\u{ord(char):04x}"')

    def test_bytes_are_utf_8(self):
        for text in (b"a: \xff", "a: é".encode("utf-16")):
            with pytest.raises(ValidationError, match=r"expected a YAML document in UTF-8"):
                parsed_yaml(text)

    def test_a_size_has_a_limit(self, monkeypatch):
        monkeypatch.setattr("mou.documents.yaml.LARGEST", 4)
        assert {"a": 1} == value("a: 1")
        with pytest.raises(ValidationError, match="a document of 5 bytes"):
            parsed_yaml(b"a: 11")


def test_all_problems_are_told_at_once(tmp_path):
    path = tmp_path / "r.yaml"
    path.write_text(
        "format: mou/1\nagreements:\n  - {id: a, title: 5, titel: x, kind: NO, id: b}\n  - {id: &x c, title: !!str x}\n"
    )
    assert [f"/agreements/0/{key}" for key in ("id", "kind", "titel", "title")] + [
        "/agreements/1/id",
        "/agreements/1/title",
    ] == sorted({one.partition(":")[0] for one in told(load, path)})


def test_without_the_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "yaml", None)
    (tmp_path / "r.yml").write_text("format: mou/1")
    with pytest.raises(MissingExtraError, match="YAML needs the extra 'yaml'"):
        load(tmp_path / "r.yml")


def test_a_record_of_another_class(tmp_path):
    (tmp_path / "a.yaml").write_text("id: a\ntitle: A\n")
    assert loads('{"id": "a", "title": "A"}', mou.Agreement) == load(tmp_path / "a.yaml", mou.Agreement)
