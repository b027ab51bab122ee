"""Convert records to and from parsed JSON: dicts, lists, text, numbers, booleans and `None`.

Use these functions if other software parses the JSON: a web framework, a database with JSON columns, a message queue.
"""

from __future__ import annotations

from typing import Any, TypeVar, overload

from mou.answers.register import Register
from mou.documents.codec import class_of, structured
from mou.documents.converter import reference
from mou.documents.fields import is_record
from mou.errors import Problem, ValidationError
from mou.values.fields import shown

__all__ = ["from_dict", "to_dict"]

T = TypeVar("T")


def to_dict(record: object) -> dict[str, Any]:
    """Return a record as a dict of JSON values, ready for `json.dumps`.

    Keys, order and values are the same as in `mou.dumps`.

    Args:
        record: an `Agreement`, a `Register`, or any other record.

    Returns:
        A new dict of dicts, lists, text, numbers, booleans and `None`.

    Raises:
        ValidationError: `record` is not a record.

    >>> from mou import Act
    >>> to_dict(Act.signature("2025-10-30", by=["MYS", "USA"]))
    {'kind': 'signature', 'on': '2025-10-30', 'by': ['MYS', 'USA']}
    """
    if isinstance(record, type) or not is_record(type(record)):
        raise ValidationError([Problem("", shown(record), "a record, such as an Agreement or a Register")])
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
        cls: the class of the record; defaults to a register or an agreement, whichever the dict describes.

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
    return structured(document, (), cls or class_of(document))
