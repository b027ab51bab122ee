"""Random booleans, which Hypothesis simplifies to `False`, and `drawn`, which turns a function into a strategy."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")

MOSTLY = st.sampled_from((False, True, True))
OFTEN = st.sampled_from((False,) + (True,) * 7)
MAYBE = st.booleans()
SELDOM = st.sampled_from((False,) * 7 + (True,))
SOMETIMES = st.sampled_from((False, False, False, True))
ALMOST_NEVER = st.sampled_from((False,) * 24 + (True,))


@st.composite
def drawn(draw: st.DrawFn, function: Callable[[st.DrawFn], T]) -> T:
    """Turn a function that takes Hypothesis's `draw` into a strategy for its results."""
    return function(draw)
