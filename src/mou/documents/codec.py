"""Read and write records as JSON, with the fastest reader and writer available.

`mou.documents.converter` is the reference reader. It reads every document and reports every problem. A faster reader
tries to read a document first. If the faster reader fails, the reference reader reads the document. The faster reader
is `mou.documents.fast` if the extra ``fast`` is installed, and otherwise a converter that stops at the first problem.
If the caller passes a converter, only this converter reads the document.

`mou.documents.lines` writes the same text as the reference converter, but faster.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeVar, cast, overload

import attrs
from cattrs import Converter

from mou.answers.register import FORMAT, Register
from mou.documents.collector import paused_collector
from mou.documents.converter import converter, failure, quick, reference
from mou.documents.fields import classes, defaults_of, fields_of, is_record
from mou.documents.lines import line_of
from mou.documents.text import LARGEST, check_size, parsed
from mou.errors import Problem, ValidationError
from mou.model.agreement import Agreement
from mou.values.fields import is_list, shown, with_article
from mou.values.hints import hint_for, public_name
from mou.values.tags import TAGS

__all__ = ["FORMAT", "LARGEST", "converter", "dumps", "loads"]

T = TypeVar("T")


@overload
def loads(text: str | bytes, cls: None = None, *, converter: Converter | None = None) -> Register | Any: ...
@overload
def loads(text: str | bytes, cls: type[T], *, converter: Converter | None = None) -> T: ...
def loads(text: str | bytes, cls: type[Any] | None = None, *, converter: Converter | None = None) -> Any:
    """Read one JSON document.

    Without a class, the function reads registers and agreements, and type checkers take the result for a register. If
    the type were a union, all code that reads registers would need an `isinstance` check. Pass a class to get the exact
    type, and an error for any other document.

    Args:
        text: the document. Bytes must be in UTF-8.
        cls: the class of the record. If you leave it out, the document must be a register or an agreement.
        converter: a converter that you have extended; see `mou.converter`.

    Raises:
        ValidationError: the document is invalid. `problems` lists everything that is wrong with it: invalid JSON,
            unknown, missing and duplicated keys, wrong types and invalid values.

    >>> from mou import Party
    >>> type(loads('{"format": "mou/1"}')).__name__, type(loads('{"id": "a", "title": "Agreement"}')).__name__
    ('Register', 'Agreement')
    >>> loads('{"id": "MYS", "name": "Malaysia", "kind": "state"}', Party).name
    'Malaysia'
    >>> loads('{"id": "MYS", "name": 5, "sort": "state"}', Party)
    Traceback (most recent call last):
    mou.errors.ValidationError: 3 problems:
      /name: found 5; expected text
      /kind: found nothing; expected a value (required key)
      /sort: found an unknown key; expected one of: id, name, kind, acts_for, identifiers, aliases, extensions
    """
    _check_text(text)
    check_class(cls, converter)
    if cls in {None, Register}:
        with paused_collector():
            return _loaded(text, cls, converter)
    return _loaded(text, cls, converter)


def check_class(cls: object, converter: Converter | None = None) -> None:
    """Raise an error if a value is not a class of records.

    If the caller passes a converter, any class is allowed, because the converter may be able to read it.
    """
    is_computed = isinstance(cls, type) and is_record(cls) and cls.__module__.startswith(_COMPUTING) and cls != Register
    is_class = isinstance(cls, type) and cls.__module__ != "builtins" and not is_computed
    if cls is None or converter is not None or is_class or typing.get_origin(cls) or isinstance(cls, types.UnionType):
        return
    if isinstance(cls, type):
        hint = "a computed value can't be read; compute it again" if is_computed else ""
    else:
        records = {record.__name__: record for record in classes()}
        record = records.get(cls if isinstance(cls, str) else type(cls).__name__)
        hint = f"use {public_name(record)}" if record else ""
    raise ValidationError([Problem("", shown(cls), "a class of records, such as mou.Agreement", hint=hint)])


_COMPUTING = ("mou.answers.", "mou.law.")


def is_result(cls: type) -> bool:
    """Return whether a class of the library holds computed values, which can be written but not read."""
    return is_record(cls) and cls.__module__.startswith("mou.") and cls not in classes()


def check_record(value: object) -> None:
    """Raise an error if a value is not a record."""
    if type(value) not in classes():
        hint = hint_for(value, classes()) if isinstance(value, type) else ""
        if is_record(type(value)):
            hint = "use mou.dumps for a computed value"
        if is_list(value):
            hint = "pass each record by itself, or a mou.Register"
        raise ValidationError([Problem("", shown(value), "a record, such as an Agreement or a Register", hint=hint)])


def _check_text(text: object) -> None:
    """Raise an error if a caller passes a value that is not text, or passes the name of a file instead of JSON."""
    if not isinstance(text, str | bytes):
        hint = "use mou.from_dict for a value that is parsed already" if isinstance(text, Mapping) else ""
        raise ValidationError([Problem("", shown(text), "JSON text", hint=hint)])
    if isinstance(text, str) and len(text) < LONGEST_PATH and text.endswith((".json", ".ndjson", ".yaml", ".yml")):
        raise ValidationError([Problem("", shown(text), "JSON text", hint=f"use mou.load({shown(text)}) for a file")])


LONGEST_PATH = 1000


def _loaded(text: str | bytes, cls: type[Any] | None, converter: Converter | None) -> Any:
    for candidate in () if converter is not None else _READ_WITHOUT_CLASS if cls is None else (cls,):
        record = from_text(text, candidate)
        if record is not None:
            return record
    document, problems = parsed(text)
    return structured(document, problems, cls or class_of(document), converter)


_READ_WITHOUT_CLASS: tuple[type[Any], ...] = (Register, Agreement)


def class_of(document: object) -> type[Register | Agreement]:
    """Return the class of a document. An agreement has an id or a title. A register has neither."""
    is_agreement = isinstance(document, dict) and not document.keys().isdisjoint(_NAMES)
    return Agreement if is_agreement else Register


_NAMES = ("id", "title")


use_extra = True
"""Whether to use the extra ``fast`` if it is installed. Tests and benchmarks change this value."""


@cache
def _fast() -> types.ModuleType | None:
    try:
        from mou.documents import fast
    except ImportError:
        return None
    return fast


def from_text(text: str | bytes, cls: type) -> Any:
    """Return the record in a JSON text. Read the text with `mou.documents.fast`.

    Return `None` if the extra ``fast`` is not used, or if the fast reader fails.
    """
    check_size(text)
    fast = _fast() if use_extra and cls in classes() else None
    return fast and fast.from_text(text, cls)


def from_line(text: bytes) -> Any:
    """Return the key and the record of a line of NDJSON. Return `None` in the same cases as `from_text`."""
    check_size(text)
    fast = _fast() if use_extra else None
    return fast and fast.from_line(text)


def from_document(document: object, cls: type) -> Any:
    """Return the record of a parsed document, or `None` if the reference reader has to read the document."""
    if cls not in classes():
        return None
    try:
        return quick().structure(document, cls)
    except Exception:  # the reference reader reports the problems
        return None


def structured(document: Any, problems: Iterable[Problem], cls: type[T], converter: Converter | None = None) -> T:
    """Return the record of a parsed document.

    If there are problems, raise an error with all of them. `problems` are the problems that the parser found.
    """
    problems = tuple(problems)
    members = () if problems else untagged_members(cls)
    if members:
        return cast("T", _structured_as_any(document, members, converter))
    record = from_document(document, cls) if converter is None and not problems else None
    if record is not None:
        return cast("T", record)
    try:
        record = (converter or reference()).structure(document, cls)
    except ValidationError as error:
        problems = (*problems, *error.problems)
    except RecursionError:
        problems = (*problems, Problem("", "a document nested too deeply", "a JSON document"))
    except Exception as error:  # a hook that the caller registered can raise any error
        problems = (*problems, failure(document, error))
    if problems:
        raise ValidationError(
            [attrs.evolve(problems[0], hint=problems[0].hint or _class_hint(document, cls)), *problems[1:]]
        )
    return cast("T", record)


def untagged_members(cls: Any) -> tuple[Any, ...]:
    """Return the members of a union if documents do not distinguish them by a tag, else an empty tuple."""
    is_union = isinstance(cls, types.UnionType) or typing.get_origin(cls) is typing.Union
    members = typing.get_args(cls) if is_union else ()
    return () if all(TAGS.get(member, ("",))[0] == "type" for member in members) else members


def _structured_as_any(document: Any, members: Iterable[Any], converter: Converter | None) -> Any:
    """Return the record of the first class that accepts a document, or raise the error with the fewest problems."""
    errors: list[ValidationError] = []
    for member in members:
        try:
            return structured(document, (), member, converter)
        except ValidationError as error:
            errors.append(error)
    raise min(errors, key=lambda error: len(error.problems))


def _class_hint(document: object, cls: type) -> str:
    """Return a hint if the caller reads a document as one class, and the document looks like another."""
    if not isinstance(document, dict):
        return ""
    probable = [class_of(document)] if cls in {Register, Agreement} else _classes_like(document)
    if len(probable) != 1 or cls in probable or cls not in classes():
        return ""
    return f"this looks like {with_article(probable[0])}: pass {public_name(probable[0])}"


def _classes_like(document: dict[str, object]) -> list[type]:
    """Return the classes without a tag that a document fits.

    A document fits a class if it has all required keys of the class, and no other keys than those of the class.
    """
    keys = document.keys() - {"format"}
    return [
        cls
        for cls in classes() - TAGS.keys()
        if keys <= {field.name for field, _ in fields_of(cls)}
        and keys >= {field.name for field, _ in fields_of(cls)} - defaults_of(cls).keys()
    ]


def dumps(value: object, *, indent: int | None = 2, converter: Converter | None = None) -> str:
    """Return a record, or a computed value such as a lifecycle, as JSON.

    Keys are in the order of the fields of the class. Fields that have their default value are left out. Text is not
    escaped to ASCII.

    Args:
        value: the record or computed value.
        indent: the number of spaces to indent by. `None` for a single line.
        converter: a converter that you have extended; see `mou.converter`.

    >>> from mou import NoRenewal, Term
    >>> print(dumps(Term(duration="P5Y", renewal=NoRenewal()), indent=None))
    {"duration": "P5Y", "renewal": {"type": "none"}}
    """
    if isinstance(value, type):
        check_record(value)
    if converter is None and (indent is None or type(indent) is int):
        line = line_of(value)
        if line is not None:
            return line if indent is None else _indented(line, indent)
    return _json((converter or reference()).unstructure(value), indent)


def _indented(line: str, indent: int) -> str:
    fast = _fast() if use_extra and indent > 0 else None
    return _json(json.loads(line), indent) if fast is None else cast("str", fast.indented(line, indent))


def _json(document: Any, indent: int | None) -> str:
    return json.dumps(document, indent=indent, ensure_ascii=False, allow_nan=False)
