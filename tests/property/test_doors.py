"""The quick readers and the converter, over generated documents and spoilt ones."""

import json

import pytest
from hypothesis import given, settings, strategies as st
from property.test_documents import CLASSES, LARGE, json_values, opened, places, spoilt, written
from test_doors import at_once
from test_schema import EDGES

import mou
from mou.documents import codec
from mou.documents.fields import classes
from mou.errors import ValidationError
from mou.values.tags import TAGS

pytest.importorskip("msgspec")

OWN = mou.converter()
few = settings(max_examples=settings().max_examples // 5 or 1)


def told(read, *given, **options):
    """What a text is read as, or all problems with it."""
    try:
        return read(*given, **options), ()
    except ValidationError as error:
        return None, error.problems


def alike(text, cls):
    """All readers read a text as the same, or refuse it for the same; which of the quick ones read it at once."""
    made, problems = told(mou.loads, text, cls, converter=OWN)
    readers = []
    for name, use_extra in (("fast", True), ("plain", False)):
        codec.use_extra = use_extra
        try:
            record = at_once(text, cls)
            assert record is None or (record == made and not problems)
            assert repr(record or made) == repr(made)
            assert told(mou.loads, text, cls) == (made, problems)
        finally:
            codec.use_extra = True
        if record is not None:
            readers.append(name)
    return readers


@pytest.mark.parametrize("cls", CLASSES)
@few
@given(st.data())
def test_good_documents(cls, data):
    """What the library writes is read at once, by both quick readers, in any layout."""
    made = data.draw(st.from_type(cls))
    document = json.loads(mou.dumps(made))
    options = data.draw(
        st.sampled_from(
            [{}, {"indent": 2}, {"separators": (",", ":")}, {"separators": (" , ", " : ")}, {"ensure_ascii": False}]
        )
    )
    text = json.dumps(document, **options)
    for indent in (None, 2):
        assert mou.dumps(made, indent=indent) == mou.dumps(made, indent=indent, converter=OWN)
    readers = []
    if cls in classes():
        readers = ["plain"] if cls in TAGS and cls is not mou.Register else ["fast", "plain"]
    assert alike(text, cls) == readers


@pytest.mark.parametrize("cls", LARGE)
@given(st.data())
def test_spoilt_documents(cls, data):
    document = opened(json.loads(mou.dumps(data.draw(st.from_type(cls)))))
    for _ in range(data.draw(st.integers(1, 2))):
        document = spoilt(document, data)
    text = written(document)
    alike(text, cls)
    alike(text.encode(), cls)


@few
@given(st.data())
def test_edges(data):
    """Values at the edges of what a leaf can be, in place of any value."""
    cls = data.draw(st.sampled_from(LARGE))
    document = opened(json.loads(mou.dumps(data.draw(st.from_type(cls)))))
    spots = [(holder, index) for holder, index in places(document) if isinstance(holder[index], str | int | float)]
    if spots:
        holder, index = data.draw(st.sampled_from(spots))
        holder[index] = data.draw(st.sampled_from(EDGES))
    alike(written(document), cls)


@given(st.data())
def test_cut_and_scribbled_text(data):
    cls = data.draw(st.sampled_from(LARGE))
    text = mou.dumps(data.draw(st.from_type(cls)))
    start, length = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 20))
    put = data.draw(st.text('{}[]":,0123456789eE+-.\\/ntu \n\x00\ufeff\ud800', max_size=4) | st.text(max_size=3))
    rest = text[start + length :] if data.draw(st.booleans()) else ""
    alike(text[:start] + put + rest, cls)


@given(json_values, st.sampled_from(CLASSES))
def test_any_json(value, cls):
    alike(json.dumps(value), cls)


@given(st.binary() | st.text('{}[]",:0123456789.eE-+truefalsn ').map(str.encode), st.sampled_from(CLASSES))
def test_any_bytes(text, cls):
    alike(text, cls)
