"""HTML for notebooks: the package registers the functions that render values, so that values need not import them.

This module imports nothing, because `import mou` loads it.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

__all__ = ["DRAWN_BY", "html_of"]

DRAWN_BY: "dict[str, Callable[[Any], str]]" = {}
"""The function that renders a value as HTML, by the name of its class."""


def html_of(value: object) -> str:
    """Return a value as HTML.

    Raises:
        KeyError: no function is registered for its class.
    """
    return DRAWN_BY[type(value).__name__](value)
