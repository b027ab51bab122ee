"""Read YAML documents, restricted to the values that JSON has.

PyYAML only parses the document into words. This module interprets unquoted words by the core schema of YAML 1.2. For
example, a date is text, and so is ``NO``. A number in a form that JSON does not have is invalid, because the author may
mean text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import attrs

from mou.documents.text import LARGEST, too_large
from mou.errors import MissingExtraError, Problem, ValidationError
from mou.values.fields import pointer, shown

if TYPE_CHECKING:
    import yaml

_DEEPEST = 200
_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,4000})\Z")  # Python does not convert more than 4,300 digits
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\Z")
# Numbers in the core schema that are not numbers in JSON: the author may mean text.
_OTHER_NUMBER = re.compile(
    r"0o[0-7]+|0x[0-9a-f]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)(e[-+]?[0-9]+)?|[-+]?\.inf|\.nan", re.IGNORECASE
)
_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")


def parsed_yaml(text: bytes) -> tuple[Any, list[Problem]]:
    """Return the value of a YAML text, and the problems found. Raise an error if the text can't be parsed."""
    try:
        import yaml
    except ImportError:
        raise MissingExtraError("YAML", "yaml") from None
    if len(text) > LARGEST:
        raise too_large(len(text))
    try:
        decoded = text.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _no_yaml(f"byte {error.start}: {error.reason}", "a YAML document in UTF-8") from None
    broken = _OTHER_BREAKS.search(decoded)
    if broken:
        line = decoded.count("\n", 0, broken.start()) + 1
        raise _no_yaml(
            f"U+{ord(broken[0]):04X} in line {line}", 'an escape such as "\\u2028": this character can end a line'
        )
    try:
        # The C loader is 15 times as fast, but is not available everywhere.
        return _built(yaml.parse(decoded, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f" in line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise _no_yaml(f"invalid YAML ({error.problem or error.context}{where})", "a YAML document") from None
    except yaml.YAMLError as error:
        first = str(error).partition("\n")[0]
        raise _no_yaml(f"invalid YAML ({first})", "a YAML document") from None


def _no_yaml(found: str, expected: str) -> ValidationError:
    return ValidationError([Problem("", found, expected)])


@attrs.define
class _Open:
    """A list or object that is not yet complete."""

    where: str  # the JSON Pointer to this list or object
    content: list[Any] | dict[str, Any]  # the items or values read so far
    key: str | None = None  # in an object, the key whose value comes next

    @property
    def at_key(self) -> bool:
        return isinstance(self.content, dict) and self.key is None

    @property
    def next(self) -> str:
        return self.where + pointer(len(self.content) if isinstance(self.content, list) else self.key or "")


def _built(events: Iterable[yaml.Event]) -> tuple[Any, list[Problem]]:
    """Build the value from the events of the parser.

    PyYAML's own loader is not used, because it hides anchors and duplicated keys, and is recursive.
    """
    import yaml

    problems: list[Problem] = []
    documents: list[Any] = []
    within: list[_Open] = []

    def put(value: Any) -> None:
        if not within:
            documents.append(value)
            return
        outer = within[-1]
        if isinstance(outer.content, list):
            outer.content.append(value)
        elif outer.key is None:
            outer.key = _key(value, outer, problems)
        else:
            outer.content[outer.key], outer.key = value, None

    for event in events:
        where = within[-1].next if within and not within[-1].at_key else within[-1].where if within else ""
        if isinstance(event, yaml.CollectionEndEvent):
            put(within.pop().content)
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        if event.anchor is not None:
            problems.append(Problem(where, f"an anchor or alias, {shown(event.anchor)}", "the value itself"))
        if isinstance(event, yaml.AliasEvent):
            put(None)
            continue
        tag = getattr(event, "tag", None)
        if tag is not None:
            problems.append(Problem(where, f"a tag, {shown(tag)}", "a value without a tag"))
        if isinstance(event, yaml.ScalarEvent):
            put(event.value if event.style else _plain(event.value, where, problems))
            continue
        if len(within) == _DEEPEST:
            raise _no_yaml("a document nested too deeply", "a YAML document")
        within.append(_Open(where, [] if isinstance(event, yaml.SequenceStartEvent) else {}))
    if len(documents) != 1:
        raise _no_yaml(f"{len(documents)} documents", "one YAML document")
    return documents[0], problems


def _key(value: Any, outer: _Open, problems: list[Problem]) -> str:
    if not isinstance(value, str):
        problems.append(Problem(outer.where, f"a key that is not text, {shown(value)}", "a key in quotes"))
        return shown(value)
    if value in outer.content:
        problems.append(Problem(outer.where + pointer(value), "a duplicated key", "each key only once"))
    return value


def _plain(word: str, where: str, problems: list[Problem]) -> Any:
    """Return the value of an unquoted word."""
    if word in _NULL:
        return None
    if word in _BOOL:
        return _BOOL[word]
    if _WHOLE.match(word):
        return int(word)
    if _DECIMAL.match(word) and math.isfinite(float(word)):
        return float(word)
    if _OTHER_NUMBER.fullmatch(word):
        expected = "a number in JSON notation, or text in quotes"
        problems.append(Problem(where, f"{word[:40]} without quotes", expected))
    return word
