"""How values show themselves in notebooks: what draws them stands above them, and is handed in here.

There are no imports, as `import mou` comes here.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

__all__ = ["DRAWN_BY", "html_of"]

DRAWN_BY: "dict[str, Callable[[Any], str]]" = {}
"""What draws a value as HTML, by the name of its class."""


def html_of(value: object) -> str:
    """Return a value as HTML.

    Raises:
        KeyError: nothing was handed in that draws it.
    """
    return DRAWN_BY[type(value).__name__](value)
