"""JSON Schema (2020-12) for every kind of document, generated from the classes of the records.

The schema describes single values: keys, types, allowed words, and the form of ids, days and periods. A schema can't
express rules that compare several values. The documentation lists these rules (see "The schema" in the reference).
"""

from __future__ import annotations

import inspect
import json
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

import attrs

from mou.answers.register import Register
from mou.dates.days import DATE, DAY, DAY_OF_YEAR, LAST, PartialDate, as_last_day
from mou.dates.delays import MOST_MONTHS, Delay, as_day_of_year, as_months
from mou.dates.periods import MOST_CHARACTERS, PERIOD, Period, as_lasting_period
from mou.documents.codec import FORMAT, converter
from mou.documents.fields import FORMATS, default_of, is_stored
from mou.errors import Problem, ValidationError
from mou.model.conditions import (
    CONSENT,
    DECIMAL,
    FRACTION,
    EntryIntoForce,
    as_conditions,
    as_consents,
    as_decimal,
    as_percent,
    as_some_party_ids,
    as_total,
    as_weights,
)
from mou.model.durations import Duration, as_duration, as_endless_length, as_last_date
from mou.model.extensions import as_extensions
from mou.model.meeting import TOTAL, Role
from mou.model.party import Party, PartyKind, as_party_id, as_party_ids
from mou.model.renewals import Renewal
from mou.model.source import URL, as_url
from mou.model.states import UNLISTED, listed_codes
from mou.model.withdrawals import Withdrawal
from mou.values.converters import without_none
from mou.values.fields import (
    BLANKS,
    CONTROLS,
    ID,
    LARGEST_COUNT,
    as_counts,
    as_id,
    as_ids,
    as_names,
    as_ordinal,
    as_text,
    as_texts,
    shown,
    words_of,
)
from mou.values.tags import TAGS

__all__ = ["DIALECT", "classes", "components", "schema", "text"]

Node = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The version of JSON Schema that the schemas use."""


def schema(cls: type = Register) -> dict[str, Any]:
    """Return the JSON Schema of a class of documents.

    The patterns are regular expressions that have the same meaning in all programming languages. Each `$id` is a name,
    not a web address to fetch.

    Args:
        cls: the class of the document: `Register`, or the class of a record in a register.

    Returns:
        A new dict of plain JSON values, with all definitions that the schema needs under ``$defs``.

    Raises:
        ValidationError: `cls` is neither `Register` nor the class of a record in a register.

    >>> from mou import Party
    >>> party = schema(Party)
    >>> party["$id"], party["$defs"]["Party"]["required"]
    ('urn:mou:1:Party', ['id', 'name', 'kind'])
    >>> party["$defs"]["Party"]["properties"]["name"]["description"]
    'the name of the party, in English if possible.'
    """
    known = _definitions()
    if cls not in known.classes:
        expected = "one of: " + ", ".join(known_class.__name__ for known_class in classes())
        raise ValidationError([Problem("", cls.__name__ if isinstance(cls, type) else shown(cls), expected)])
    name = cls.__name__
    document = {
        "$schema": DIALECT,
        "$id": f"urn:{FORMAT.replace('/', ':')}:{name}",
        "title": name,  # code generators use it as the name of the type
        **_ref(name),
        "$defs": {definition: known.nodes[definition] for definition in sorted(_needed(name, known.nodes))},
    }
    return deepcopy(document)


def components() -> dict[str, Any]:
    """Return the schemas of all records and values, for an OpenAPI document (3.1).

    References start with ``#/components/schemas/``. Each union of tagged records has a ``discriminator``. Client
    generators use the discriminator to distinguish the members of the union.

    Returns:
        A new dict of plain JSON values, for the key ``schemas`` under ``components``.

    >>> schemas = components()
    >>> schemas["Agreement"]["properties"]["term"]["$ref"]
    '#/components/schemas/Term'
    >>> schemas["Withdrawal"]["discriminator"]["mapping"]["none"]
    '#/components/schemas/NoWithdrawal'
    """
    nodes = deepcopy(_definitions().nodes)
    for node in nodes.values():
        _discriminate(node)
    written = json.dumps(nodes).replace(f'"{_PLACE}', f'"{_COMPONENTS}')
    schemas: dict[str, Any] = json.loads(written)
    return schemas


def nodes() -> Mapping[str, Node]:
    """Return all definitions, with their names as keys. Don't modify the result."""
    return _definitions().nodes


_COMPONENTS = "#/components/schemas/"


def _discriminate(node: object) -> None:
    """Add a discriminator to each union of tagged records in a node."""
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _discriminate(part)
    if isinstance(node, dict) and "anyOf" in node:
        names = [member.get("$ref", "").removeprefix(_PLACE) for member in node["anyOf"]]
        if len(names) > 1 and all(name in _tags() for name in names):
            node["discriminator"] = {
                "propertyName": "type",
                "mapping": {_tags()[name]: _PLACE + name for name in names},
            }


@cache
def _tags() -> dict[str, str]:
    """Return a mapping from the class name of each tagged record to its tag."""
    return {cls.__name__: tag for cls, (_, tag) in TAGS.items()}


def text(cls: type = Register) -> str:
    """Return the result of `schema` as a JSON document in ASCII.

    The file ``mou-1.schema.json`` in the package contains the document for registers.

    Raises:
        ValidationError: `cls` has no schema.

    >>> text().splitlines()[2]
    '  "$id": "urn:mou:1:Register",'
    """
    return json.dumps(schema(cls), indent=2) + "\n"


def classes() -> tuple[type, ...]:
    """Return the classes that have a schema, sorted by name.

    >>> [cls.__name__ for cls in classes()][:3]
    ['Act', 'Agreement', 'AllNamed']
    """
    return tuple(sorted(_definitions().classes, key=lambda cls: cls.__name__))


def _needed(name: str, nodes: Mapping[str, Node]) -> set[str]:
    needed, pending = set[str](), {name}
    while pending:
        needed |= pending
        pending = {reference for here in pending for reference in _names_in(nodes[here])} - needed
    return needed


def _names_in(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].removeprefix(_PLACE)
        node = [part for key, part in node.items() if key != "default"]
    if isinstance(node, list):
        for part in node:
            yield from _names_in(part)


_PLACE = "#/$defs/"


def _ref(name: str) -> Node:
    return {"$ref": _PLACE + name}


def _whole(pattern: str, **more: object) -> Node:
    # In Python, `$` also matches before a line end at the end of the text.
    return {"type": "string", "pattern": f"^(?:{pattern})$", "not": _text_with("\n"), **more}


def _text_with(pattern: str) -> Node:
    # The type is necessary, because a pattern alone accepts every value that is not a string.
    return {"type": "string", "pattern": pattern}


_TEXT, _ID, _DATE, _DAY, _PERIOD = map(_ref, ("Text", "Id", "Date", "Day", "Period"))
_CONTROL = _text_with(f"[{CONTROLS}]")
_ABOVE_0 = {"pattern": "^[0.]*[1-9]"}
_LASTING: Node = {"not": {"const": str(Period())}}
_LASTING_PERIOD: Node = {**_PERIOD, **_LASTING}
_COUNT: Node = {"type": "integer", "minimum": 1, "maximum": LARGEST_COUNT}
_TEXTS: Node = {"type": "array", "items": _TEXT, "uniqueItems": True}
_IDS: Node = {"type": "array", "items": _ID, "uniqueItems": True}
_DAY_OF_YEAR = _ref("DayOfYear")
_NULL: Node = {"type": "null"}

_LEAVES: dict[str, Node] = {
    "AnyText": {"description": "Text without control characters.", "type": "string", "not": _CONTROL},
    "Text": {
        "description": "Non-empty text without control characters other than tab and line ends.",
        "type": "string",
        "pattern": f"[^{BLANKS}]",
        "not": _CONTROL,
    },
    "Id": _whole(ID, description="A short id that never changes."),
    "Date": _whole(DATE, description="A valid date, YYYY-MM-DD."),
    "Day": _whole(DAY, description="A valid date, or an imprecise date in EDTF, such as 1848 or 2025-10."),
    "DayOfYear": _whole(DAY_OF_YEAR, description="A day that exists in every year, MM-DD."),
    "Period": _whole(
        PERIOD,
        maxLength=MOST_CHARACTERS,
        description="An ISO 8601 period of whole years, months, weeks and days, such as P5Y or P90D.",
    ),
    "Decimal": {
        "description": 'An exact number of 0 or more, as text such as "17.4".',
        "anyOf": [_whole(DECIMAL), {"type": "integer", "minimum": 0}],
    },
    "Total": {
        "description": 'An exact number above 0, as text such as "99.5".',
        "anyOf": [_whole(DECIMAL, allOf=[_ABOVE_0]), {"type": "integer", "minimum": 1}],
    },
    "Percent": {
        "description": 'An exact percentage above 0, at most 100, as text such as "55" or "200/3".',
        "anyOf": [
            _whole(f"{DECIMAL}|{FRACTION}", allOf=[_ABOVE_0]),
            {"type": "integer", "minimum": 1, "maximum": 100},
        ],
    },
    "Url": _whole(URL, description="An http or https address without spaces.", allOf=[{"not": _CONTROL}]),
    "StateCode": {
        "description": "ISO 3166-1 alpha-3, ISO 3166-3 alpha-4, or scheme:code for a state not in ISO 3166.",
        "anyOf": [{"type": "string", "enum": sorted(listed_codes())}, _text_with(f"^(?:{UNLISTED})$")],
    },
    "Json": {
        "description": "Any JSON value.",
        # The double `not` hides this schema from programs that generate types, because these ignore `not`. A recursive
        # type for every JSON value would send such a program into an endless recursion. Validators still check the
        # texts.
        "not": {
            "not": {
                "if": {"type": "string"},
                "then": _ref("AnyText"),
                "items": _ref("Json"),
                "propertyNames": _ref("AnyText"),
                "additionalProperties": _ref("Json"),
            }
        },
    },
}

# The schemas of converters that check more than the type of a value.
_HELD_TO: dict[Callable[..., Any], Node] = {
    as_text: _TEXT,
    **dict.fromkeys((as_id, as_party_id), _ID),
    **dict.fromkeys((as_ids, as_party_ids), _IDS),
    as_ordinal: _COUNT,
    as_day_of_year: _DAY_OF_YEAR,
    as_texts: _TEXTS,
    as_url: _ref("Url"),
    as_some_party_ids: {**_IDS, "minItems": 1},
    as_lasting_period: _LASTING_PERIOD,
    as_months: {"type": "integer", "minimum": 1, "maximum": MOST_MONTHS},
    as_last_day: {**_DAY, "not": _text_with(LAST)},
    as_last_date: {**_DATE, "not": {"const": date.max.isoformat()}},
    as_consents: {"type": "array", "items": {"type": "string", "enum": [*CONSENT]}, "minItems": 1},
    as_conditions: {"type": "array", "items": _ref("EntryIntoForce"), "minItems": 1},
    as_decimal: _ref("Decimal"),
    as_total: _ref("Total"),
    as_percent: _ref("Percent"),
    as_weights: {"type": "object", "propertyNames": _ID, "additionalProperties": _ref("Decimal")},
    as_names: {"type": "object", "propertyNames": _TEXT, "additionalProperties": _TEXT},
    as_counts: {
        "type": "object",
        "propertyNames": {"enum": [*Role, TOTAL]},
        "additionalProperties": {"type": "integer", "minimum": 0, "maximum": LARGEST_COUNT},
    },
    as_extensions: {"type": "object", "propertyNames": _ref("AnyText"), "additionalProperties": _ref("Json")},
}

# The keys that a converter adds to the schema of its type.
_AND_HELD_TO: dict[Callable[..., Any], Node] = dict.fromkeys((as_duration, as_endless_length), _LASTING)

_UNIONS: dict[frozenset[Any], str] = {
    frozenset(typing.get_args(union)): name
    for name, union in {
        "EntryIntoForce": EntryIntoForce,
        "Delay": Delay,
        "Duration": Duration,
        "Renewal": Renewal,
        "Withdrawal": Withdrawal,
    }.items()
}
_SIMPLE: dict[Any, Node] = {bool: {"type": "boolean"}, date: _DATE, Period: _PERIOD}


class _Definitions:
    """The definitions under ``$defs`` for a register, and the classes of its records."""

    def __init__(self) -> None:
        self.nodes = dict(_LEAVES)
        self.classes: set[type] = set()
        self.record(Register)

    def record(self, cls: type) -> Node:
        if cls not in self.classes:
            self.classes.add(cls)
            attrs.resolve_types(cls)
            summary, about = _summary_and_attributes(cls)
            fields = [field for field in attrs.fields(cls) if is_stored(field)]
            mark = {key: {"const": word} for key, word in [TAGS[cls]]} if cls in TAGS else {}
            stated = {"format": {"const": FORMATS[cls]}} if cls in FORMATS else {}
            required = [*mark, *(field.name for field in fields if field.default is attrs.NOTHING)]
            self.nodes[cls.__name__] = {
                "title": cls.__name__,
                "description": summary,
                "type": "object",
                "properties": {**mark, **stated, **{field.name: self.field(field, about) for field in fields}},
                **({"required": required} if required else {}),
                "additionalProperties": False,
                **_BESIDES.get(cls, {}),
            }
        return _ref(cls.__name__)

    def field(self, field: attrs.Attribute[Any], about: Mapping[str, str]) -> Node:
        convert = without_none(field.converter)
        held_to = _HELD_TO.get(convert)
        node = {**self.of(field.type), **_AND_HELD_TO.get(convert, {})} if held_to is None else held_to
        if types.NoneType in typing.get_args(field.type):
            node = {"anyOf": [node, _NULL]}
        default = default_of(field)
        return {
            **({"description": about[field.name]} if field.name in about else {}),
            **node,
            **({} if default is attrs.NOTHING else {"default": converter().unstructure(default)}),
        }

    def of(self, type_: Any) -> Node:
        """Return the schema of a field's type, without `null`."""
        if isinstance(type_, types.UnionType) or typing.get_origin(type_) is typing.Union:
            return self.choice([member for member in typing.get_args(type_) if member is not types.NoneType])
        if type_ in _SIMPLE:
            return _SIMPLE[type_]
        if typing.get_origin(type_) is tuple:
            return {"type": "array", "items": self.of(typing.get_args(type_)[0])}
        if issubclass(type_, StrEnum):
            summary, _ = _summary_and_attributes(type_)
            words = [*words_of(type_)]
            self.nodes[type_.__name__] = {
                "title": type_.__name__,
                "description": summary,
                "type": "string",
                "enum": words,
            }
            return _ref(type_.__name__)
        return self.record(type_)

    def choice(self, members: list[Any]) -> Node:
        if len(members) == 1:
            return self.of(members[0])
        if set(members) == {date, PartialDate}:
            return _DAY
        name = _UNIONS.get(frozenset(members))
        if name is None:
            return self.unnamed(members)
        if name not in self.nodes:
            self.nodes[name] = {}  # conditions can contain conditions
            self.nodes[name] = {"title": name, **self.unnamed(members)}
        return _ref(name)

    def unnamed(self, members: list[Any]) -> Node:
        return {"anyOf": [self.of(member) for member in members]}


_definitions = cache(_Definitions)

_BESIDES: dict[type, Node] = {
    Party: {
        "if": {"properties": {"kind": {"const": PartyKind.STATE.value}}, "required": ["kind"]},
        "then": {"properties": {"id": _ref("StateCode")}},
    }
}


def _summary_and_attributes(cls: type) -> tuple[str, dict[str, str]]:
    """Return the description of a class and the descriptions of its attributes, from the docstring of the class."""
    summary: list[str] = []
    about: dict[str, str] = {}
    for part in (inspect.getdoc(cls) or "").replace("``", "`").replace("`None`", "`null`").split("\n\n"):
        if part.startswith("Attributes:"):
            lines = re.sub("\n        +", " ", part).splitlines()[1:]
            about = dict(line.strip().split(": ", 1) for line in lines)
        elif not part.startswith(("Raises:", ">>>")):
            summary.append(" ".join(part.split()))
    return "\n\n".join(summary), about
