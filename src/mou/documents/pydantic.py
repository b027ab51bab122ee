"""Use records as fields of pydantic models, and in requests and responses of FastAPI.

Pydantic calls `__get_pydantic_core_schema__` of a class. The method returns the core schema of the class, a dict that
says how to validate, serialize and describe the class. This module builds the dict without importing pydantic.
`from_dict` validates, `to_dict` serializes, and `mou.documents.schema` has the JSON Schema.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from typing import Any, cast

from mou.dates.periods import Period
from mou.documents.codec import is_result
from mou.documents.fields import fields_of
from mou.documents.objects import from_dict, to_dict
from mou.documents.schema import nodes
from mou.errors import ValidationError
from mou.values.written import WRITTEN

Node = dict[str, Any]
Handler = Callable[[Node], Node]
"""Pydantic's handler: a function that returns the JSON Schema of a core schema."""


def core_schema(cls: type) -> Node:
    """Return the pydantic core schema of a class of records, of `Period`, or of a class of computed results.

    Pydantic can read and write records. It can only write results.

    >>> import mou
    >>> core_schema(mou.Agreement)["type"]
    'function-plain'
    """
    serialization = {"type": "function-plain", "function": _written}
    if is_result(cls):
        return {"type": "is-instance", "cls": cls, "serialization": serialization, **_defined_result(cls)}

    def validate(value: object) -> object:
        return _validated(cls, value)

    validate.__name__ = cls.__name__  # pydantic shows the name in errors
    return {
        "type": "function-plain",
        "function": {"type": "no-info", "function": validate},
        "serialization": serialization,
        **_defined(cls.__name__, ()),
    }


def _validated(cls: type, value: object) -> object:
    """Return the record that a dict describes. If the value is already a record, return it unchanged.

    Raises:
        pydantic_core.ValidationError: `value` is neither a record nor a dict that describes a valid record. The
            exception has an error for each problem, at the place of the problem.
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
            sentence = "found {found}; expected {expected}"
            if problem.hint:
                words["hint"] = problem.hint
                sentence += "; {hint}"
            kind = core.PydanticCustomError("mou", sentence, words)
            location, part = _place(problem.pointer, value)
            details.append({"type": kind, "loc": location, "input": part if _is_writable(part) else None})
        raise core.ValidationError.from_exception_data(cls.__name__, details) from None


def _written(value: object) -> object:
    """Return a record as a dict.

    If the type of a field is a union of classes, pydantic also calls this function for records of the other classes.
    """
    return str(value) if isinstance(value, Period) else to_dict(value)


def _is_writable(value: object) -> bool:
    """Return whether a web framework can put a value in a response.

    NaN, lone surrogates and invalid UTF-8 are not allowed in a response.
    """
    try:
        json.dumps(value, allow_nan=False, ensure_ascii=False, default=_as_text).encode()
    except (ValueError, TypeError, RecursionError):
        return False
    return True


def _as_text(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _place(pointer: str, document: Any) -> tuple[tuple[str | int, ...], Any]:
    """Return a JSON Pointer as a tuple of keys and indexes (as in pydantic), and the value at this place, if any."""
    location: list[str | int] = []
    value: Any = document
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        place = int(key) if isinstance(value, list) and key.isdecimal() else key
        location.append(place)
        try:
            value = cast("dict[Any, Any]", value)[place]
        except (LookupError, TypeError):
            value = None
    return tuple(location), value


def _defined(name: str, above: tuple[str, ...]) -> Node:
    """Return the keys to add to a core schema, so that other schemas can refer to it.

    Args:
        name: the name of the definition.
        above: the names of the unfinished definitions that contain this definition. For example, the definition of a
            condition can contain itself.
    """

    def written(_: object, handler: Handler) -> object:
        return _linked(nodes()[name], handler, (*above, name))

    return {"ref": _REF.format(name), "metadata": {"pydantic_js_functions": [written]}}


def _defined_result(cls: type) -> Node:
    """Return the keys to add to the core schema of a result: its name, and a JSON Schema with its keys."""
    keys = WRITTEN.get(cls) or [field.name for field, _ in fields_of(cls)]
    node = {"title": cls.__name__, "type": "object", "properties": dict.fromkeys(keys, True)}

    def written(_: object, _handler: Handler) -> object:
        return node

    return {"ref": _REF.format(cls.__name__), "metadata": {"pydantic_js_functions": [written]}}


_REF = "mou.{}:1"
"""The reference to a definition. Pydantic names the definition by the text between the full stop and the colon."""


def _linked(node: Any, handler: Handler, above: tuple[str, ...]) -> Any:
    """Return a part of a definition, with references to pydantic's definitions instead of the JSON Schema's."""
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
    # The handler adds a definition for a part of a schema, but not for the schema itself. In a list, the schema is a
    # part.
    return {**handler({"type": "list", "items_schema": part})["items"], **linked}
