"""Registration with Hypothesis, so that ``st.from_type`` works for every class of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

BY_CLASS: dict[type[Any], SearchStrategy[Any]] = {}
"""A strategy for each class of the model, filled by `mou.strategies.by_class`.

If this package is the first to import Hypothesis, Hypothesis calls the hook while this dict is still empty, so
`by_class` calls the hook again.
"""


def _hypothesis_setup_hook() -> None:
    """Register a strategy for every class of the model. When Hypothesis is imported, it calls this function."""
    for cls, strategy in BY_CLASS.items():
        _register(cls, strategy)


def _register(cls: type[Any], strategy: SearchStrategy[Any]) -> None:
    from hypothesis import strategies as st

    # Hypothesis would inspect a strategy at once, but calls a function only when the strategy is needed.
    st.register_type_strategy(cls, lambda _: strategy)
