"""The decorator of classes whose objects are checked when they are made: each is valid, or refused.

`checked` makes an immutable attrs class with slots. A field's converter leaves a `Refused` in it where it refuses the
value (see `mou.values.fields`). When the object is complete, one error names all fields that are refused; where none
is, one error names all that the rules of the class find, which compare its fields. A rule stands beside its class:

    @checked(kw_only=True)
    class Span(Dated):
        first: date = attrs.field(converter=as_date)
        last: date = attrs.field(converter=as_date)

    @rule_of(Span)
    def _order(span: Span) -> list[Problem]: ...

The fields that a class inherits come after its own, even where it states one again: what all clauses have is written
last in documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from mou.errors import Problem
from mou.values.fields import settle
from mou.values.registered import core_schema_of

__all__ = ["checked", "rule_of", "rules_of"]

T = TypeVar("T")
Rule = Callable[[T], Iterable[Problem]]

_RULES: dict[type, list[Rule[Any]]] = {}


def rule_of(cls: type[T]) -> Callable[[Rule[T]], Rule[T]]:
    """Decorate a function with the class whose objects must have none of the problems that it returns."""

    def decorated(rule: Rule[T]) -> Rule[T]:
        _RULES[cls].append(rule)
        return rule

    return decorated


def rules_of(cls: type) -> list[Rule[Any]]:
    """The rules that compare the fields of a class."""
    return next((_RULES[base] for base in cls.__mro__ if base in _RULES), [])


def _checked(cls: Any = None, **options: Any) -> Any:
    """Decorate a class: `attrs.frozen`, and its objects are checked when they are made."""
    if cls is None:
        return partial(_checked, **options)
    rules = [*rules_of(cls)]

    def check(instance: object) -> None:
        settle(instance, *rules)

    cls.__attrs_post_init__ = check
    cls.__get_pydantic_core_schema__ = classmethod(core_schema_of)
    made: type = attrs.frozen(cls, field_transformer=_own_first, **options)
    _RULES[made] = rules
    return made


def _own_first(cls: type, fields: list[Any]) -> list[Any]:
    inherited = [field.name for field in getattr(cls.__base__, "__attrs_attrs__", ())]
    return sorted(fields, key=lambda field: inherited.index(field.name) if field.name in inherited else -1)


if TYPE_CHECKING:
    # By this name mypy's plugin for attrs knows the decorator, so that constructors, `attrs.evolve` and `attrs.fields`
    # have exact types. Of one that is marked with `dataclass_transform`, mypy ignores the converters.
    from attrs import frozen as checked
else:
    checked = _checked
