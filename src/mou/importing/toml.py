"""Write TOML that `tomllib` can read, with comments above keys."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_WIDTH = 100


def toml_text(document: Mapping[str, Any], comments: Mapping[str, str]) -> str:
    """Write a document as TOML, with the comments above the keys that their JSON Pointers name."""
    return "\n".join(_table(document, "", "", comments)).strip("\n") + "\n"


def _table(table: Mapping[str, Any], path: str, pointer: str, comments: Mapping[str, str]) -> Iterator[str]:
    # Simple keys come first, because in TOML all keys below the heading of a table belong to that table.
    for key, value in table.items():
        if not _has_a_heading(value):
            yield from _comment(comments, f"{pointer}/{key}")
            yield f"{_key(key)} = {_value(value)}"
    for key, value in table.items():
        name, where = f"{path}{_key(key)}", f"{pointer}/{key}"
        if isinstance(value, Mapping) and _has_a_heading(value):
            yield ""
            yield from _comment(comments, where)
            yield f"[{name}]"
            yield from _table(value, f"{name}.", where, comments)
        elif _has_a_heading(value):
            for index, item in enumerate(value):
                yield ""
                yield from _comment(comments, where if index == 0 else f"{where}/{index}")
                yield f"[[{name}]]"
                yield from (f"{_key(key)} = {_value(part)}" for key, part in item.items())


def _has_a_heading(value: object) -> bool:
    """Return whether a value is written under its own heading: a list of tables, or a table that is not a date."""
    if isinstance(value, Mapping):
        return not (value and set(value) <= {"year", "month", "day"})
    return isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)


def _comment(comments: Mapping[str, str], where: str) -> Iterator[str]:
    for line in comments.get(where, "").splitlines():
        # A line that looks like TOML is not wrapped, so that users can uncomment it.
        parts = [line] if " = " in line else textwrap.wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False)
        yield from (f"# {_printable(part)}".rstrip() for part in parts)


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def _key(key: str) -> str:
    return key if _BARE.match(key) else _string(key)


def _value(value: Any) -> str:  # noqa: ANN401  # a document can hold anything
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, str):
        return _string(value)
    parts = [_value(item) for item in value]
    line = f"[{', '.join(parts)}]"
    return line if len(line) <= _WIDTH else "[\n" + "".join(f"    {part},\n" for part in parts) + "]"


def _string(text: str) -> str:
    # A JSON string is a valid TOML string if DEL is escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
