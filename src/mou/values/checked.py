"""A decorator for classes whose objects are validated on creation.

`checked` makes an immutable attrs class with slots. If a value is invalid, the converter of its field returns a
`Refused` (see `mou.values.fields`). When all fields are set, a single error lists all invalid fields. If every field is
valid, the rules of the class compare the fields, and a single error lists the problems that the rules find. Define a
rule next to its class:

    @checked(kw_only=True)
    class Span(Dated):
        first: date = attrs.field(converter=as_date)
        last: date = attrs.field(converter=as_date)

    @rule_of(Span)
    def _order(span: Span) -> list[Problem]: ...

Inherited fields come after the class's own fields, even if the class redefines them. Therefore, the keys that all
clauses share come last in documents.
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
    """Register a function as a rule of a class. The function takes an object of the class, and returns the problems."""

    def decorated(rule: Rule[T]) -> Rule[T]:
        _RULES[cls].append(rule)
        return rule

    return decorated


def rules_of(cls: type) -> list[Rule[Any]]:
    """Return the rules that compare the fields of a class."""
    return next((_RULES[base] for base in cls.__mro__ if base in _RULES), [])


def _checked(cls: Any = None, **options: Any) -> Any:
    """Decorate a class like `attrs.frozen`, and validate its objects on creation."""
    if cls is None:
        return partial(_checked, **options)
    rules = [*rules_of(cls)]

    def check(instance: object) -> None:
        settle(instance, *rules)

    cls.__attrs_post_init__ = check
    if "__repr__" not in cls.__dict__:
        cls.__repr__ = _short
        options["repr"] = False
    cls.__init_subclass__ = classmethod(_refuse_subclass)
    cls.__get_pydantic_core_schema__ = classmethod(core_schema_of)
    made: type = attrs.frozen(cls, field_transformer=_own_first, **options)
    _RULES[made] = rules
    return made


def _short(instance: Any) -> str:
    """Return the `repr` of an object, without the fields that have their default value."""
    fields = [field for field in attrs.fields(type(instance)) if field.repr]
    given = [(field.name, getattr(instance, field.name)) for field in fields if not _is_default(field, instance)]
    return f"{type(instance).__name__}({', '.join(f'{name}={value!r}' for name, value in given)})"


def _is_default(field: attrs.Attribute[Any], instance: object) -> bool:
    value, default = getattr(instance, field.name), field.default
    return type(value) is type(default) and bool(value == default)


def _refuse_subclass(cls: type) -> None:
    """Raise an error if a user subclasses a class of records.

    Readers, writers and comparisons would not know the subclass.

    Raises:
        TypeError: a class outside the library has a base class from the library.
    """
    base = next((parent for parent in cls.__mro__[1:] if parent.__module__.startswith("mou.")), None)
    if base is not None and not cls.__module__.startswith("mou."):
        advice = "keep your own fields in `extensions`, or the record in an attribute of your class"
        raise TypeError(f"mou.{base.__name__} can't be subclassed; {advice}")


def _own_first(cls: type, fields: list[Any]) -> list[Any]:
    inherited = [field.name for field in getattr(cls.__base__, "__attrs_attrs__", ())]
    return sorted(fields, key=lambda field: inherited.index(field.name) if field.name in inherited else -1)


if TYPE_CHECKING:
    # mypy's attrs plugin recognises the decorator by this name. The plugin gives exact types to constructors,
    # `attrs.evolve` and `attrs.fields`. With `dataclass_transform`, mypy would ignore the converters.
    from attrs import frozen as checked
else:
    checked = _checked
