"""Find the record of each row by the row's id, or by the row's content if rows moved. Repeated ids get a suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count, pairwise
from typing import Generic, TypeVar

import attrs

from mou.model.agreement import Agreement

T = TypeVar("T")


@attrs.frozen
class Row(Generic[T]):
    """A row with its agreement. The agreement has the id that the cells of the row give."""

    row: T
    agreement: Agreement


@attrs.frozen
class Identity(Generic[T]):
    """A row with its agreement. The agreement has the id of the row's record.

    `first` is the first row whose cells give the same id as the cells of this row.
    """

    row: T
    agreement: Agreement
    first: T


def identities(
    rows: Iterable[Row[T]],
    records: Mapping[str, Agreement],
    unchanged: Callable[[Agreement, Row[T]], bool],
) -> Iterator[Identity[T]]:
    """Yield each row with the id of its record, in the order of the rows.

    A row belongs to the record with the same id in two cases: if this record already has the content of the row, or if
    no record has this content. If only records with other ids have this content, the row belongs to one of these
    records.

    If the ids of a sheet are only the numbers of its rows (1, 2, 3), the content is decisive. For example, if a row is
    inserted at the top, all numbers change. The old first row becomes row 2, but keeps record 1.

    A row without a record gets the id that its cells give. If another row has this id, the row gets the next free id,
    such as ``7-2`` or ``7-3``.

    Args:
        rows: the rows, without duplicates.
        records: the records of the register that come from this sheet, by id.
        unchanged: a function that returns whether a record would stay the same after an update from a row.
    """
    rows = list(rows)
    own = {row.agreement.id for row in rows}
    counted = _are_counted([row.agreement.id for row in rows])
    ids: dict[int, str] = {}
    taken: set[str] = set()
    by_content: dict[tuple[object, ...], list[str]] = {}
    for name, record in records.items():
        by_content.setdefault(_content(record), []).append(name)

    def take(index: int, names: Iterable[str]) -> None:
        for name in names:
            if index not in ids and name not in taken and unchanged(records[name], rows[index]):
                ids[index] = name
                taken.add(name)

    for index, row in enumerate(rows):
        take(index, [row.agreement.id] if row.agreement.id in records else [])
    if not counted:
        for index, row in enumerate(rows):
            name = row.agreement.id
            if index not in ids and name in records and name not in taken and _content(row.agreement) not in by_content:
                ids[index] = name
                taken.add(name)
    for index, row in enumerate(rows):
        take(index, by_content.get(_content(row.agreement), []))
    for index, row in enumerate(rows):
        if index not in ids:
            ids[index] = next(
                name
                for name in _names(row.agreement.id)
                if name not in taken and (name == row.agreement.id or name not in own)
            )
            taken.add(ids[index])
    first: dict[str, T] = {}
    for index, row in enumerate(rows):
        first.setdefault(row.agreement.id, row.row)
        yield Identity(row.row, attrs.evolve(row.agreement, id=ids[index]), first[row.agreement.id])


def _are_counted(names: list[str]) -> bool:
    """Return whether nearly all ids are consecutive numbers, which change if a row is inserted or deleted."""
    numbers = [int(name) for name in names if name.isdecimal()]
    steps = sum(after == before + 1 for before, after in pairwise(numbers))
    return len(numbers) == len(names) and steps * 10 >= (len(names) - 1) * 9


def _content(agreement: Agreement) -> tuple[object, ...]:
    """Return the title and the parties: they rarely change, and therefore identify a row that moved."""
    return (agreement.title, tuple(party.id for party in agreement.parties))


def _names(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))
