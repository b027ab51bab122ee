"""Convert records to and from parsed JSON: dicts, lists, text, numbers, booleans and `None`.

Use these functions if other software parses the JSON, such as a web framework, a database with JSON columns or a
message queue.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, overload

from mou.answers.register import Register
from mou.documents.codec import check_class, check_record, class_of, is_result, structured
from mou.documents.converter import reference
from mou.documents.fields import classes, is_record
from mou.errors import Problem, ValidationError
from mou.values.fields import is_list, shown, with_article
from mou.values.hints import file_named, hint_for

__all__ = ["from_dict", "to_dict"]

T = TypeVar("T")


def to_dict(record: object) -> dict[str, Any]:
    """Return a record or a computed result as a dict of JSON values, ready for `json.dumps`.

    The dict has the same keys and values as the JSON text of `mou.dumps`, in the same order. `from_dict` reads only
    records, because results can be computed again.

    Args:
        record: an `Agreement`, a `Register` or any other record, or a result such as a `Finding`, a `Position`, a
            `Lifecycle` or any class of `mou.results`.

    Returns:
        A new dict of dicts, lists, text, numbers, booleans and `None`.

    Raises:
        ValidationError: `record` is neither a record nor a result.

    >>> from mou import Act
    >>> to_dict(Act.signature("2025-10-30", by=["MYS", "USA"]))
    {'kind': 'signature', 'on': '2025-10-30', 'by': ['MYS', 'USA']}
    >>> from mou import examples, position
    >>> to_dict(position(examples.agreement(), "2026-01-01"))["status"]
    'in_force'
    """
    if not is_result(type(record)):
        check_record(record)
    document: dict[str, Any] = reference().unstructure(record)
    return document


@overload
def from_dict(document: object, cls: None = None) -> Register | Any: ...
@overload
def from_dict(document: object, cls: type[T]) -> T: ...
def from_dict(document: object, cls: type[Any] | None = None) -> Any:
    """Return the record that a dict of JSON values describes. `mou.loads` does the same for text.

    Args:
        document: the dict, as `json.loads` returns it.
        cls: the class of the record. If you pass no class, the dict must describe a register or an agreement.

    Raises:
        ValidationError: the dict does not describe a valid record of the class. `problems` lists everything that is
            wrong with it.

    >>> from mou import Act
    >>> from_dict({"kind": "signature", "on": "2025-10-30", "by": ["MYS", "USA"]}, Act).place is None
    True
    >>> from_dict({"kind": "signature", "on": "2025-02-29"}, Act)
    Traceback (most recent call last):
    mou.errors.ValidationError: /on: found "2025-02-29"; expected a valid date, YYYY-MM-DD, or an imprecise \
date in EDTF, such as 1848, 2025-10, 1907~ or 1910-03-01?
    """
    check_class(cls)
    cls = cls or class_of(document)
    if not isinstance(document, Mapping) and cls in classes():
        raise ValidationError([Problem("", shown(document), f"{with_article(cls)} object", hint=_hint(document, cls))])
    return structured(document, (), cls)


def _hint(document: object, cls: type) -> str:
    """Return the hint for a value that is not the dict of a single record."""
    if isinstance(document, str):
        if document.lstrip().startswith(("{", "[")):
            return "use mou.loads for JSON text"
        expression = file_named(document)
        return f"use {expression}" if expression else hint_for(document, [cls])
    if is_list(document):
        return "use mou.from_dict for each item"
    return "it is a record already" if is_record(type(document)) else ""
