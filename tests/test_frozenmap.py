"""The immutable mapping."""

import copy
import pickle

import pytest
from hypothesis import given, strategies as st

from mou.values.frozenmap import FrozenMap

items = st.dictionaries(st.text(), st.integers() | st.text())


@given(items)
def test_equal_to_what_it_was_made_from_and_hashable(given_items):
    frozen = FrozenMap(given_items)
    backwards = FrozenMap(dict(reversed(given_items.items())))
    assert given_items == frozen == backwards
    assert (list(given_items), len(given_items)) == (list(frozen), len(frozen))
    assert hash(frozen) == hash(backwards) == hash(frozen)
    for copied in (copy.copy(frozen), copy.deepcopy(frozen), pickle.loads(pickle.dumps(frozen)), FrozenMap(frozen)):  # noqa: S301
        assert frozen == copied
        assert hash(frozen) == hash(copied)
        assert list(frozen) == list(copied)


def test_what_it_was_made_from_may_change():
    source = {"a": 1}
    frozen = FrozenMap(source)
    source["a"] = 2
    assert 1 == frozen["a"]


def test_a_lookup():
    assert 1 == FrozenMap({"a": 1})["a"]
    assert FrozenMap({"a": 1}) != FrozenMap({"a": 2})
    assert FrozenMap({"a": 1}) != [("a", 1)]
    with pytest.raises(KeyError):
        FrozenMap()["a"]


def test_never_changed():
    frozen = FrozenMap({"a": 1})
    with pytest.raises(TypeError):
        frozen["a"] = 2
    with pytest.raises(TypeError):
        del frozen["a"]
    with pytest.raises(AttributeError):
        frozen.another = 1


def test_a_hash_is_not_carried_to_another_process():
    """The hash of a text differs from one process to the next."""
    frozen = FrozenMap({"a": "b"})
    before = pickle.dumps(frozen)
    hash(frozen)
    assert before == pickle.dumps(frozen)


def test_repr():
    assert "FrozenMap({'a': 1})" == repr(FrozenMap({"a": 1}))
    assert {} == FrozenMap() == FrozenMap(None)
