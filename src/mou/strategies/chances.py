"""Choices that shrink to no."""

from __future__ import annotations

from hypothesis import strategies as st

MOSTLY = st.sampled_from((False, True, True))
OFTEN = st.sampled_from((False,) + (True,) * 7)
MAYBE = st.booleans()
SELDOM = st.sampled_from((False,) * 7 + (True,))
SOMETIMES = st.sampled_from((False, False, False, True))
ALMOST_NEVER = st.sampled_from((False,) * 24 + (True,))
