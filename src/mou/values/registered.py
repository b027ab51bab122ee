"""Functions that modules in `mou.values` call, but that are defined in other packages.

The modules in `mou.values` can't import the modules that define these functions. `mou/__init__.py` registers the
functions here instead. This module imports nothing, to keep ``import mou`` fast.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

DRAWN_BY: "dict[str, Callable[[Any], str]]" = {}
"""The function that renders a value as HTML for notebooks, by the name of its class."""

DESCRIBED_BY: "list[Callable[[type], dict[str, Any]]]" = []
"""A list with one function, which returns the pydantic core schema of a class of records."""

PUBLIC: "set[str]" = set()
"""The names in `mou.__all__`. Hints use them."""

READ_BY: "list[Callable[[str], Iterable[str]]]" = []
"""A list with one function, which returns the days that a text in a common date format can mean. Hints use it."""

COMPUTED_BY: "list[Callable[..., Any]]" = []
"""A list with one function, which computes the lifecycle of an agreement."""


def lifecycle_of(agreement: object, as_of: object) -> "Any":  # noqa: ANN401  # a type from a higher layer
    """Return the lifecycle of an agreement."""
    return COMPUTED_BY[0](agreement, as_of)


def html_of(value: object) -> str:
    """Return a value as HTML.

    Raises:
        KeyError: no function is registered for the class of the value.
    """
    return DRAWN_BY[type(value).__name__](value)


def core_schema_of(cls: type, _source: object, _handler: object) -> "dict[str, Any]":
    """Return the pydantic core schema of a class of records, as `__get_pydantic_core_schema__` must do."""
    return DESCRIBED_BY[0](cls)


def writable_by_pydantic(cls: object) -> None:
    """Give a class of computed results the method by which pydantic writes its objects.

    Classes of records have this method already.
    """
    if hasattr(cls, "__attrs_attrs__") and not hasattr(cls, "__get_pydantic_core_schema__"):
        cls.__get_pydantic_core_schema__ = classmethod(core_schema_of)  # type: ignore[attr-defined]
