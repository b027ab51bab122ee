"""Compare two registers: list the changes to records and to computed days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, TypeGuard

import attrs

from mou.answers.register import Register
from mou.dates.days import PartialDate
from mou.dates.periods import Period
from mou.documents import codec
from mou.errors import DateRangeError
from mou.model.agreement import Agreement
from mou.model.records import FIELDS, Record
from mou.values.fields import check_is, pointer

__all__ = ["Change", "ChangeKind", "RecordChange", "diff", "record_changes"]


class ChangeKind(StrEnum):
    """The kind of a change."""

    ADDED = "added"
    """The value is new. A new act usually records something that has happened since."""
    REMOVED = "removed"
    CHANGED = "changed"
    """The value is different. A changed act means that somebody corrected the record."""


@attrs.frozen(kw_only=True)
class Change:
    """A single change in a record.

    Attributes:
        kind: the kind of the change.
        pointer: a JSON Pointer to the value in the new record, or in the old record if the value was removed. For a
            computed day, the name of the day.
        before: the old value as one line of JSON. Empty if there was no value.
        after: the new value as one line of JSON. Empty if there is no value.
    """

    kind: ChangeKind
    pointer: str
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        if self.kind is ChangeKind.CHANGED:
            return f"{self.pointer}: {self.before} -> {self.after}"
        return f"{self.pointer}: {self.kind} {self.before or self.after}"


@attrs.frozen(kw_only=True)
class RecordChange:
    """The changes to one record.

    Attributes:
        kind: whether the record was added, removed or changed.
        record: the kind of record: ``party``, ``forum``, ``meeting`` or ``agreement``.
        id: the id of the record.
        name: the title or name of the record. If it changed, this is the new title or name.
        changes: the changes in the record. Empty if the record was added or removed.
        consequences: the changes to the computed days of an agreement. A change in another record can also change these
            days.
    """

    kind: ChangeKind
    record: str
    id: str
    name: str
    changes: tuple[Change, ...] = ()
    consequences: tuple[Change, ...] = ()

    @property
    def corrects_history(self) -> bool:
        """Whether an act was changed or removed. Usually, acts are only added."""
        return any(
            change.kind is not ChangeKind.ADDED and (change.pointer == "/acts" or change.pointer.startswith("/acts/"))
            for change in self.changes
        )


def diff(old: Register, new: Register) -> tuple[RecordChange, ...]:
    r"""List the changes from one register to another, record by record.

    The function compares records of the same kind with the same id. It ignores the order of the records in a register.
    Within a record, it does not ignore the order of a list, such as the order of the acts or the parties.

    Args:
        old: the old register.
        new: the new register.

    Raises:
        ValidationError: an argument is not a register.

    >>> import mou
    >>> old = mou.examples.register()
    >>> new = old.add_act("mys-usa-defence-2025", mou.Act("extension", "2030-01-15", period="P5Y"))
    >>> for change in diff(old, new):
    ...     print(change.kind, change.record, change.id, "corrects history:", change.corrects_history)
    ...     print(*change.changes, *change.consequences, sep="\n")
    changed agreement mys-usa-defence-2025 corrects history: False
    /acts/1: added {"kind": "extension", "on": "2030-01-15", "period": "P5Y"}
    last_day: 2030-10-30 -> 2035-10-30
    """
    check_is(old, Register)
    check_is(new, Register)
    return tuple(_changes(old, new))


def _changes(old: Register, new: Register) -> Iterator[RecordChange]:
    for cls, name in FIELDS.items():
        word = cls.__name__.lower()
        before: Mapping[str, Record] = {record.id: record for record in getattr(old, name)}
        after: Mapping[str, Record] = {record.id: record for record in getattr(new, name)}
        for key, record in before.items():
            if key not in after:
                yield RecordChange(kind=ChangeKind.REMOVED, record=word, id=key, name=_name(record))
        for key, record in after.items():
            was = before.get(key)
            if was is None:
                yield RecordChange(kind=ChangeKind.ADDED, record=word, id=key, name=_name(record))
                continue
            changes = () if was == record else tuple(record_changes(was, record))
            consequences = tuple(_consequences(old, new, key)) if cls is Agreement else ()
            if changes or consequences:
                change = RecordChange(kind=ChangeKind.CHANGED, record=word, id=key, name=_name(record))
                yield attrs.evolve(change, changes=changes, consequences=consequences)


def _name(record: Record) -> str:
    return record.title if isinstance(record, Agreement) else record.name


def record_changes(old: attrs.AttrsInstance, new: attrs.AttrsInstance) -> Iterator[Change]:
    """Yield the changes from one version of a record to another."""
    for field in attrs.fields(type(old)):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before != after:
            yield from _within(pointer(field.name), before, after)


def _within(where: str, old: object, new: object) -> Iterator[Change]:
    """List the changes in a value. Compare lists item by item, and records and maps key by key."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        yield from _parts(where, old, new)
    elif _is_record(old) and _is_record(new) and type(old) is type(new):
        for change in record_changes(old, new):
            yield attrs.evolve(change, pointer=where + change.pointer)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            if key not in new:
                yield _removed(where + pointer(key), old[key])
            elif key not in old:
                yield _added(where + pointer(key), new[key])
            elif old[key] != new[key]:
                yield from _within(where + pointer(key), old[key], new[key])
    elif old is None:
        yield _added(where, new)
    elif new is None:
        yield _removed(where, old)
    else:
        yield Change(kind=ChangeKind.CHANGED, pointer=where, before=_json(old), after=_json(new))


def _added(where: str, value: object) -> Change:
    return Change(kind=ChangeKind.ADDED, pointer=where, after=_json(value))


def _removed(where: str, value: object) -> Change:
    return Change(kind=ChangeKind.REMOVED, pointer=where, before=_json(value))


def _is_record(value: object) -> TypeGuard[attrs.AttrsInstance]:
    return attrs.has(type(value)) and not isinstance(value, Period | PartialDate)


def _parts(where: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Change]:
    for tag, first, last, place, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        paired = min(last - first, until - place) if tag == "replace" else 0
        for index in range(paired):
            yield from _within(where + pointer(place + index), old[first + index], new[place + index])
        if tag != "equal":
            for index in range(first + paired, last):
                yield _removed(where + pointer(index), old[index])
            for index in range(place + paired, until):
                yield _added(where + pointer(index), new[index])


def _json(value: object) -> str:
    return codec.dumps(value, indent=None)


def _consequences(old: Register, new: Register, agreement: str) -> Iterator[Change]:
    before, after = _days(old, agreement), _days(new, agreement)
    for name, day in after.items():
        was = before[name]
        if was != day:
            kind = ChangeKind.ADDED if was is None else ChangeKind.REMOVED if day is None else ChangeKind.CHANGED
            yield Change(kind=kind, pointer=name, before=str(was or ""), after=str(day or ""))


def _days(register: Register, agreement: str) -> dict[str, date | None]:
    try:
        life = register.lifecycle(agreement)
    except DateRangeError:
        return {"entered_into_force_on": None, "last_day": None}
    return {"entered_into_force_on": life.entered_into_force_on, "last_day": life.last_day}
