"""Use records as fields of pydantic models, and in requests and responses of FastAPI.

Pydantic calls `__get_pydantic_core_schema__` of a class to get its core schema, a dict. This module makes that dict
without importing pydantic. `from_dict` validates, `to_dict` serializes, and `mou.documents.schema` provides the JSON
Schema.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from mou.documents.objects import from_dict, to_dict
from mou.documents.schema import nodes
from mou.errors import ValidationError

__all__ = ["core_schema"]

Node = dict[str, Any]
Handler = Callable[[Node], Node]
"""Pydantic's handler, which returns the JSON Schema of a core schema."""


def core_schema(cls: type) -> Node:
    """Return the pydantic core schema of a class of records.

    >>> import mou
    >>> core_schema(mou.Agreement)["type"]
    'function-plain'
    """
    return {
        "type": "function-plain",
        "function": {"type": "no-info", "function": partial(_validated, cls)},
        "serialization": {"type": "function-plain", "function": to_dict},
        **_defined(cls.__name__, ()),
    }


def _validated(cls: type, value: object) -> object:
    """Return a record unchanged, or read it from a dict.

    Raises:
        pydantic_core.ValidationError: the value is invalid; there is an error for each problem, with its place.
    """
    if isinstance(value, cls):
        return value
    try:
        return from_dict(value, cls)
    except ValidationError as error:
        core: Any = import_module("pydantic_core")
        details: list[Node] = []
        for problem in error.problems:
            words = {"found": problem.found, "expected": problem.expected}
            kind = core.PydanticCustomError("mou", "found {found}; expected {expected}", words)
            location, part = _place(problem.pointer, value)
            details.append({"type": kind, "loc": location, "input": part})
        raise core.ValidationError.from_exception_data(cls.__name__, details) from None


def _place(pointer: str, document: Any) -> tuple[tuple[str | int, ...], Any]:
    """Return a JSON Pointer as a location in pydantic's form (keys and list indexes), and the value there, if any."""
    location: list[str | int] = []
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        place = int(key) if isinstance(document, list) and key.isdecimal() else key
        location.append(place)
        try:
            document = document[place]
        except (LookupError, TypeError):
            document = None
    return tuple(location), document


def _defined(name: str, above: tuple[str, ...]) -> Node:
    """Return the keys that turn a core schema into a definition that other schemas can refer to.

    Args:
        name: the name of the definition.
        above: the unfinished definitions that contain it, as conditions can contain conditions.
    """
    written = [lambda _, handler: _linked(nodes()[name], handler, (*above, name))]
    return {"ref": _REF.format(name), "metadata": {"pydantic_js_functions": written}}


_REF = "mou.{}:1"
"""Pydantic uses the part between the full stop and the colon as the name of a definition."""


def _linked(node: Any, handler: Handler, above: tuple[str, ...]) -> Any:
    """Return a part of a definition, with references to pydantic's definitions."""
    if isinstance(node, list):
        return [_linked(part, handler, above) for part in node]
    if not isinstance(node, dict):
        return node
    linked = {key: _linked(part, handler, above) for key, part in node.items() if key != "$ref"}
    if "$ref" not in node:
        return linked
    name = node["$ref"].rpartition("/")[2]
    known = {"type": "definition-ref", "schema_ref": _REF.format(name)}
    part = known if name in above else {"type": "any", **_defined(name, above)}
    # Pydantic makes definitions for parts of a schema, but not for the schema itself, so ask the handler for a list.
    return {**handler({"type": "list", "items_schema": part})["items"], **linked}
