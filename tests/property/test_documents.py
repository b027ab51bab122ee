"""Documents: what is written is read again, and what is no document is refused with the library's own error."""

import copy
import json
import pickle

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from records import ANSWERS, PUBLIC

import mou
from mou import strategies
from mou.errors import MouError, ValidationError

CLASSES = [cls for cls in sorted(PUBLIC, key=lambda cls: cls.__name__) if attrs.has(cls) and cls not in ANSWERS]
LARGE = [mou.Register, mou.Agreement, mou.Meeting, mou.Forum, mou.Term, mou.Act]
few = settings(max_examples=settings().max_examples // 5 or 1)


def same(made, again):
    assert made == again
    assert hash(made) == hash(again)
    assert type(made) is type(again)


@pytest.mark.parametrize("cls", CLASSES)
@few
@given(st.data())
def test_what_is_written_is_read_again(cls, data):
    """`loads(dumps(x), type(x)) == x`, indented and on one line, with the same hash and the same text when written."""
    made = data.draw(st.from_type(cls))
    assert type(made) is cls
    text = mou.dumps(made)
    same(made, mou.loads(text, cls))
    same(made, mou.loads(mou.dumps(made, indent=None).encode(), cls))
    assert text == mou.dumps(mou.loads(text, cls))


@pytest.mark.parametrize("cls", CLASSES)
@few
@given(st.data())
def test_a_copy_is_equal(cls, data):
    """A record pickled, copied or made again from its own fields is the same record."""
    made = data.draw(st.from_type(cls))
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        same(made, pickle.loads(pickle.dumps(made, protocol)))  # noqa: S301
    same(made, copy.copy(made))
    same(made, copy.deepcopy(made))
    same(made, attrs.evolve(made))


@given(strategies.agreements())
def test_no_computed_answer_stops_writing(agreement):
    """Everything that an explanation holds can be written as JSON."""
    explanation = mou.lifecycle(agreement).explain()
    written = json.loads(mou.dumps(explanation))
    assert [answer["summary"] for answer in written["answers"]] == [answer.summary for answer in explanation.answers]


class Pairs(list):
    """An object of a JSON document as its keys and values, so that a key can stand twice."""


def opened(value):
    """A JSON value in which each object is a list of pairs."""
    if isinstance(value, dict):
        return Pairs([key, opened(part)] for key, part in value.items())
    return [opened(part) for part in value] if isinstance(value, list) else value


def written(value):
    """The text of what `opened` made."""
    if isinstance(value, Pairs):
        return "{" + ", ".join(f"{json.dumps(key)}: {written(part)}" for key, part in value) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return value.text if isinstance(value, Raw) else json.dumps(value)


@attrs.frozen
class Raw:
    """A piece of text put into a document as it is."""

    text: str


def places(value):
    """All lists that hold values of the document, each with an index: the places where something can be changed."""
    for index, part in enumerate(value):
        if isinstance(value, Pairs):
            yield part, 1
        else:
            yield value, index
        inner = part[1] if isinstance(value, Pairs) else part
        if isinstance(inner, list):
            yield from places(inner)


def objects(value):
    if isinstance(value, Pairs):
        yield value
    if isinstance(value, list):
        for part in value:
            yield from objects(part[1] if isinstance(value, Pairs) else part)


odd_values = st.one_of(
    st.sampled_from(
        [
            None,
            True,
            False,
            0,
            1,
            -1,
            10**30,
            1.5,
            "",
            " ",
            "x",
            "P5Y",
            "2020-02-30",
            "2020",
            "none",
            "until",
            "\x00",
            "\ud800",
        ]
    ),
    st.sampled_from(
        [
            "NaN",
            "Infinity",
            "-Infinity",
            "1e999",
            "9" * 5000,
            "-0",
            "[" * 200 + "]" * 200,
            '{"a":' * 40 + "1" + "}" * 40,
        ]
    ).map(Raw),
    st.sampled_from(
        [[], [[]], Pairs(), Pairs([["type", "tacit"]]), Pairs([["type", None]]), ["MYS"], [None], Pairs([["", 1]])]
    ),
    st.text(max_size=5),
    st.dates().map(str),
)
odd_keys = st.sampled_from(
    ["", "type", "format", "id", "ID", "on", "_courses", "a/b", "~", "extensions", "é"]
) | st.text(max_size=4)


def spoilt(document, data):
    """The document with some small thing wrong somewhere; by chance it is still right."""
    what = data.draw(st.sampled_from(["value", "delete", "rename", "repeat", "add", "drop", "swap"]))
    there = list(objects(document))
    spots = list(places(document))
    if what == "value" and spots:
        holder, index = data.draw(st.sampled_from(spots))
        holder[index] = copy.deepcopy(data.draw(odd_values))
    elif what == "swap" and len(spots) > 1:
        (one, first), (other, second) = (data.draw(st.sampled_from(spots)) for _ in range(2))
        one[first] = copy.deepcopy(other[second])
    elif what == "add" and there:
        data.draw(st.sampled_from(there)).append([data.draw(odd_keys), copy.deepcopy(data.draw(odd_values))])
    elif filled := [one for one in there if one]:
        pairs = data.draw(st.sampled_from(filled))
        index = data.draw(st.integers(0, len(pairs) - 1))
        if what == "delete":
            del pairs[index]
        elif what == "rename":
            pairs[index][0] = data.draw(odd_keys)
        elif what == "repeat":
            pairs.append(copy.deepcopy(pairs[index]))
        else:
            pairs[index][1] = copy.deepcopy(data.draw(odd_values))
    return document


def resolves(pointer, document):
    """Whether a JSON Pointer, or at least its parent, leads to something in the document."""
    *path, _ = pointer.split("/")[1:] or [""]
    for part in path:
        key = part.replace("~1", "/").replace("~0", "~")
        try:
            document = document[int(key) if isinstance(document, list) else key]
        except (LookupError, TypeError, ValueError):
            return False
    return pointer == "" or (pointer.startswith("/") and isinstance(document, dict | list))


def read_or_refused(text, cls):
    """What a text is read as, which must be read again; or its refusal, whose places must be in the document."""
    made, problems = read(text, cls)
    if not problems:
        same(made, mou.loads(mou.dumps(made), cls))
    for problem in problems:
        assert problem.found
        assert problem.expected
        assert str(problem).isprintable()
        assert not problem.pointer or resolves(problem.pointer, json.loads(text)), problem


def read(text, cls):
    try:
        return mou.loads(text, cls), ()
    except ValidationError as error:
        return None, error.problems or ("an error without a problem",)


@pytest.mark.parametrize("cls", LARGE)
@given(st.data())
def test_spoilt_documents_are_refused_or_read(cls, data):
    """One or two wrong things in a good document: the library's error and no other, each problem at a place in it."""
    document = opened(json.loads(mou.dumps(data.draw(st.from_type(cls)))))
    for _ in range(data.draw(st.integers(1, 2))):
        document = spoilt(document, data)
    read_or_refused(written(document), cls)


@given(st.data())
def test_cut_and_scribbled_text_is_refused_or_read(data):
    """A text cut short, or with some characters replaced, is refused with the library's error and no other."""
    cls = data.draw(st.sampled_from(LARGE))
    text = mou.dumps(data.draw(st.from_type(cls)))
    start, length = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 20))
    put = data.draw(st.text('{}[]":,0123456789eE+-.\\/ntu \n\x00\ufeff\ud800', max_size=4) | st.text(max_size=3))
    rest = text[start + length :] if data.draw(st.booleans()) else ""
    read_or_refused(text[:start] + put + rest, cls)


@given(
    st.text() | st.binary() | st.text('{}[]",:0123456789.eE-+truefalsn ').map(lambda text: text.encode()),
    st.sampled_from(CLASSES),
)
def test_any_text_or_bytes_are_refused_or_read(text, cls):
    """Whatever is handed over as a document, no error comes back but the library's."""
    try:
        made = mou.loads(text, cls)
    except MouError:
        return
    same(made, mou.loads(mou.dumps(made), cls))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(odd_keys, inner, max_size=3),
    max_leaves=8,
)


@given(json_values, st.sampled_from(CLASSES))
def test_any_json_is_refused_or_read(value, cls):
    """Any JSON value at all, with numbers that JSON does not have, is read or refused, with places that are in it."""
    read_or_refused(json.dumps(value), cls)


@given(
    st.integers(0, 5000), st.sampled_from(["[", '{"a":', '{"extensions":', '{"agreements":[']), st.sampled_from(CLASSES)
)
def test_deep_nesting_is_refused(depth, opening, cls):
    """However deep a document is nested, it is refused as such; it can't exhaust the stack."""
    closing = "".join("]" if char == "[" else "}" for char in reversed(opening) if char in "[{")
    text = opening * depth + "1" + closing * depth
    with pytest.raises(MouError):
        mou.loads(text, cls)
