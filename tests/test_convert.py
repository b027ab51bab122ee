"""From what a caller gives to what a field holds: strictly, and with every problem told."""

from enum import StrEnum

import attrs
import pytest

from mou.errors import Problem, ValidationError
from mou.values.converters import TupleOf, optional
from mou.values.fields import (
    as_count,
    as_counts,
    as_enum,
    as_flag,
    as_id,
    as_ids,
    as_names,
    as_one_of,
    as_ordinal,
    as_text,
    as_texts,
    pointer,
    refusal,
    refuse,
    repeated,
    settle,
    shown,
)
from mou.values.frozenmap import FrozenMap


class Colour(StrEnum):
    RED = "red"
    DARK_BLUE = "dark_blue"


class Other(StrEnum):
    RED = "red"


def pointers(value):
    return [problem.pointer for problem in refusal(value)]


@pytest.mark.parametrize(
    ("convert", "value"),
    [
        (as_text, "Kuala Lumpur"),
        (as_text, "two\nlines\tand a tab"),
        (as_text, "\u00e9\u4e2d\U0001f600"),
        (optional(as_text), None),
        (optional(as_text), "x"),
        (as_id, "MYS"),
        (as_id, "a"),
        (as_id, "cow:300"),
        (as_id, "a.b_c-d:e" + "x" * 119),
        (optional(as_id), None),
        (optional(as_id), "MYS"),
        (as_flag, True),
        (as_flag, False),
        (optional(as_flag), None),
        (optional(as_flag), False),
        (optional(as_ordinal), None),
        (optional(as_ordinal), 1),
        (as_count, 0),
        (as_count, 10),
    ],
)
def test_what_is_right_stays_as_it_is(convert, value):
    assert value is convert(value)


@pytest.mark.parametrize(
    ("convert", "value"),
    [
        (as_text, ""),
        (as_text, " \n"),
        (as_text, "\u00a0"),
        (as_text, "a\x00"),
        (as_text, "a\x7f"),
        (as_text, "a\ud800"),
        (as_text, None),
        (as_text, 5),
        (as_text, b"x"),
        (as_text, Colour.RED),
        (optional(as_text), ""),
        (as_id, ""),
        (as_id, " a"),
        (as_id, "a "),
        (as_id, "a\n"),
        (as_id, "a/b"),
        (as_id, "-a"),
        (as_id, "\u00e9"),
        (as_id, "x" * 129),
        (as_id, None),
        (as_id, 5),
        (optional(as_id), ""),
        (as_flag, 1),
        (as_flag, "true"),
        (as_flag, None),
        (optional(as_flag), 0),
        (optional(as_ordinal), 0),
        (optional(as_ordinal), -1),
        (optional(as_ordinal), True),
        (optional(as_ordinal), 1.0),
        (optional(as_ordinal), "1"),
        (as_count, -1),
        (as_count, True),
        (as_count, 1.0),
        (as_count, None),
        (as_texts, "text"),
        (as_texts, {"a": 1}),
        (as_texts, None),
        (as_ids, 5),
        (as_names, ["a"]),
        (as_counts, None),
    ],
)
def test_what_is_wrong_is_refused_not_coerced(convert, value):
    assert [""] == pointers(convert(value))


@pytest.mark.parametrize(
    ("convert", "value", "wrong"),
    [
        (as_texts, ["a", "", "b", 5], ["/1", "/3"]),
        (as_texts, ["a", "b", "a", "a"], ["/2", "/3"]),
        (as_ids, ["MYS", "a b", None], ["/1", "/2"]),
        (as_ids, ["MYS", "MYS"], ["/1"]),
        (as_names, {"a": "x", "b": "", "c": 5}, ["/b", "/c"]),
        (as_names, {"": "x", "a/b~c": ""}, ["/", "/a~1b~0c"]),
        (as_names, {5: "x"}, ["/5"]),
        (as_counts, {"a": 1, "b": -1, "c": True}, ["/b", "/c"]),
    ],
)
def test_each_wrong_part_is_told_by_its_place(convert, value, wrong):
    assert wrong == pointers(convert(value))


@pytest.mark.parametrize(
    ("convert", "value", "held"),
    [
        (as_texts, ["a", "b"], ("a", "b")),
        (as_texts, iter("ab"), ("a", "b")),
        (as_ids, (), ()),
        (as_names, {"a": "x"}, FrozenMap({"a": "x"})),
        (as_counts, {"a": 0}, FrozenMap({"a": 0})),
    ],
)
def test_several_are_held_in_what_never_changes(convert, value, held):
    converted = convert(value)
    assert (type(held), held) == (type(converted), converted)


def test_an_enum_is_taken_as_itself_or_its_word():
    assert Colour.DARK_BLUE is as_enum(Colour, "dark_blue") is as_enum(Colour, Colour.DARK_BLUE)


@pytest.mark.parametrize("value", ["RED", "Red", "red ", "", None, 1, ["red"], Other.RED])
def test_no_other_word_is(value):
    assert ["one of: red, dark_blue"] == [problem.expected for problem in refusal(as_enum(Colour, value))]


def test_instances_of_a_class():
    problem = Problem("", "a", "b")
    assert (problem,) == TupleOf[Problem]([problem])
    assert ["/1"] == pointers(TupleOf[Problem]([problem, "problem"]))
    assert "text" == as_one_of("text", (str, int), "text or a number")
    assert ["text or a number"] == [
        found.expected for found in refusal(as_one_of(None, (str, int), "text or a number"))
    ]


def test_what_was_refused_stays_refused_for_its_first_reason():
    first = refuse("x", "a number")
    assert first is refuse(first, "something else")
    assert () == refusal("sound")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", '"a"'),
        (5, "5"),
        (1.5, "1.5"),
        (float("nan"), "NaN"),
        (True, "true"),
        (None, "null"),
        ('"\n', '"\\"\\n"'),
        ("\u00e9", '"\u00e9"'),
        ("\u202e", '"\\u202e"'),
        ("\ud800", '"\\ud800"'),
        ("x" * 58, '"' + "x" * 58 + '"'),
        ("x" * 59, '"' + "x" * 56 + "..."),
        ("x" * 10_000_000, '"' + "x" * 56 + "..."),
        ({"a": 1}, "an object"),
        ([1], "a list"),
        ((1,), "a list"),
        ({1}, "a set"),
        (object(), "an object"),
    ],
    ids=lambda one: type(one).__name__ if type(one) is object else str(one),
)
def test_a_value_is_shown_short_and_printable(value, text):
    assert text == shown(value)


def test_pointers_are_escaped():
    """RFC 6901: ~ is ~0 and / is ~1, in this order."""
    assert "/a~1b/~01/0" == pointer("a/b", "~1", 0)
    assert "" == pointer()


def test_repeated():
    assert [(2, "a"), (3, "a"), (4, "b")] == repeated(["a", "b", "a", "a", "b"])


@attrs.frozen
class Pair:
    first: str = attrs.field(converter=as_text)
    second: int = attrs.field(converter=as_count)
    made: bool = attrs.field(init=False, default=True)

    def __attrs_post_init__(self):
        settle(self, _not_both_long, _not_one)


def _not_both_long(pair):
    return [Problem("/second", str(pair.second), "less")] if len(pair.first) > 3 and pair.second > 3 else []


def _not_one(pair):
    return [Problem("", "one", "two")] if pair.second % 2 else []


class TestSettle:
    def test_all_refused_fields_are_one_error(self):
        with pytest.raises(ValidationError) as caught:
            Pair("", -1)
        assert ["/first", "/second"] == [problem.pointer for problem in caught.value.problems]

    def test_all_broken_rules_are_one_error(self):
        with pytest.raises(ValidationError) as caught:
            Pair("long", 5)
        assert ["/second", ""] == [problem.pointer for problem in caught.value.problems]

    def test_rules_are_not_asked_where_a_field_is_refused(self):
        with pytest.raises(ValidationError) as caught:
            Pair("long", "5")
        assert ["/second"] == [problem.pointer for problem in caught.value.problems]

    def test_what_is_sound_is_made(self):
        assert ("long", 2, True) == attrs.astuple(Pair("long", 2))
