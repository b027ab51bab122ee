"""Update a record of a register from a row. The row's values replace those of the record. All other values stay."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import attrs

from mou.dates.days import Day, PartialDate, day_before, earliest, latest
from mou.errors import ValidationError
from mou.importing.act_ids import act_id, assumed_id, derived_ids
from mou.importing.columns import Columns
from mou.importing.mapping import Mapping
from mou.importing.row_dates import RowDates
from mou.importing.status_dates import date_in_status
from mou.importing.tables import Refusal
from mou.law.status import Status
from mou.model.act import Act, ActKind
from mou.model.agreement import Agreement
from mou.model.conditions import OnAgreedDate
from mou.model.durations import Until
from mou.model.renewals import TacitRenewal
from mou.model.status import StatedStatus
from mou.model.term import Anchor, Term
from mou.model.withdrawals import WithdrawalOnNotice
from mou.values.frozenmap import FrozenMap

_FIELDS = (
    "title",
    "kind",
    "binding",
    "parties",
    "subjects",
    "description",
    "depositary",
    "registrations",
    "sources",
    "stated_status",
)
_EMPTY: tuple[object, ...] = (None, ())
_ACTS = {
    ActKind.SIGNATURE: "signed_on",
    ActKind.ENTRY_INTO_FORCE: "entered_into_force_on",
    ActKind.TERMINATION: "terminated_on",
    ActKind.EXTENSION: "renewed_until",
}


def updated(old: Agreement, new: Agreement, mapping: Mapping, row: RowDates) -> Agreement:
    """Return a record of the register, updated from a row. The row gets remarks about its empty cells.

    If the row contradicts an act in the register that did not come from this sheet, raise `Refusal`. If the updated
    record is invalid, raise `ValidationError`.
    """
    fields: dict[str, Any] = {name: getattr(new, name) for name in _FIELDS if getattr(new, name) not in _EMPTY}
    for name in _FIELDS:
        if (
            name in attrs.fields_dict(Columns)
            and mapping.columns.of(name)
            and name not in fields
            and getattr(old, name) not in _EMPTY
        ):
            row.remark(row.column(name), "", "empty here; the register's value is kept")
    if row.says_status:
        if new.stated_status is None and _is_from_sheet(old, mapping):
            fields["stated_status"] = None  # the new words do not state a status
        old = attrs.evolve(old, term=_without_derived(old, new, mapping, row))
    elif old.stated_status is not None and mapping.columns.of("status"):
        row.remark(row.column("status"), "", "empty here; the register's value is kept")
    extensions = {**old.extensions, **new.extensions}
    with _under("/acts"):
        acts = tuple(_acts(old, new, mapping, row))
    with _under("/term"):
        term = _term(old.term, new.term, mapping, row)
    return attrs.evolve(old, **fields, acts=acts, term=term, extensions=extensions)


def day_of_status(old: Agreement, new: Agreement, mapping: Mapping) -> date | None:
    """Return the day on which an earlier import read the status of a record.

    If the words of the status are now different, or if nothing in the record depends on the day, return `None`.
    """
    if _status_cells(old, mapping) != _status_cells(new, mapping):
        return None
    stated = old.stated_status
    if stated is not None and _is_from_sheet(old, mapping):
        return stated.on
    derived = derived_ids(mapping.name)
    days = [latest(act.on) for act in old.acts if act.id in derived and not _is_open(act.on)]
    return next(iter(days), None)


def possible_days(old: Agreement, mapping: Mapping) -> list[date]:
    """Return days on which an earlier import can have read a record that does not show the day of the import.

    Worked case: "Renewed" has no effect if the last day of the row is still to come on the day of the import. If the
    last day has passed on the day of the second import, the unchanged row has still no effect.
    """
    signed, duration = act_id(mapping.name, "signed_on"), old.term.duration
    last = [earliest(duration.last_day)] if isinstance(duration, Until) else []
    return [*(earliest(act.on) for act in old.acts if act.id == signed), *last]


def _is_open(day: Day) -> bool:
    return isinstance(day, PartialDate) and day.has_no_latest


def _status_cells(agreement: Agreement, mapping: Mapping) -> list[object]:
    """Return the cells with the status, which every import keeps as they are."""
    cells = agreement.extensions.get(mapping.name)
    headings = (*mapping.columns.of("status"), *mapping.columns.of("last_day"))
    return [cells.get(heading) for heading in headings] if isinstance(cells, FrozenMap) else []


def _is_from_sheet(agreement: Agreement, mapping: Mapping) -> bool:
    """Return whether the stated status of an agreement has the words of the sheet in an earlier import."""
    stated = agreement.stated_status
    return stated is not None and stated.words in [str(cell) for cell in _status_cells(agreement, mapping)]


def _without_derived(old: Agreement, new: Agreement, mapping: Mapping, row: RowDates) -> Term:
    """Return the term of a record without the clauses that follow from the status in an earlier import.

    A clause stays if it also follows from the row. Worked case: the status was "Active" on 10 January 2026, and the row
    had no end. The term then ends on 10 January 2026 or later. If the status is now "Terminated", the term has no such
    end.
    """
    term, stated = old.term, old.stated_status
    clauses: dict[str, Any] = {}
    if new.term.duration is None and isinstance(term.duration, Until):
        last = term.duration.last_day
        dated = [date_in_status(str(cell), row.days_in_status) for cell in _status_cells(old, mapping)]
        if (stated is not None and _follows_from(last, stated)) or any(date and last in date.days for date in dated):
            clauses["duration"] = None
    was_signed = stated is not None and stated.status is Status.SIGNED
    if new.term.entry_into_force is None and was_signed and term.entry_into_force == OnAgreedDate():
        clauses["entry_into_force"] = None
    return attrs.evolve(term, **clauses)


def _follows_from(last: Day, stated: StatedStatus) -> bool:
    """Return whether a last day is the interval that an import derives from the words "Active" or "Expired"."""
    if stated.on is None or not isinstance(last, PartialDate):
        return False
    if stated.status is Status.IN_FORCE:
        return last == PartialDate(f"{stated.on}/..")
    closed = "/" in last.text and not last.has_no_latest
    return stated.status is Status.EXPIRED and closed and last.latest == day_before(stated.on)


@contextmanager
def _under(prefix: str) -> Generator[None]:
    """Put a prefix before the pointers of problems raised in the block."""
    try:
        yield
    except ValidationError as error:
        raise ValidationError(problem.under(prefix) for problem in error.problems) from None


def _term(old: Term, new: Term, mapping: Mapping, row: RowDates) -> Term:
    clauses: dict[str, Any] = {
        name: getattr(new, name)
        for name, default in (("counting", None), ("anchor", Anchor.ENTRY_INTO_FORCE))
        if getattr(new, name) and (getattr(mapping, name) or getattr(new, name) != default)
    }
    if isinstance(new.anchor, date):
        clauses["counting"] = new.counting  # the written date decides how the days are counted
    if new.duration is not None or new.stated_last_day is not None:
        clauses |= {"duration": new.duration, "stated_last_day": new.stated_last_day}
    if new.entry_into_force is not None and type(new.entry_into_force) is not type(old.entry_into_force):
        clauses["entry_into_force"] = new.entry_into_force
    if isinstance(new.renewal, TacitRenewal) and isinstance(old.renewal, TacitRenewal):
        stated: dict[str, Any] = {name: getattr(new.renewal, name) for name in ("period", "notice", "times")}
        known = {name: value for name, value in stated.items() if value is not None}
        clauses["renewal"] = attrs.evolve(old.renewal, **known)
    elif new.renewal is not None:
        clauses["renewal"] = new.renewal
    if isinstance(new.withdrawal, WithdrawalOnNotice) and isinstance(old.withdrawal, WithdrawalOnNotice):
        clauses["withdrawal"] = attrs.evolve(old.withdrawal, notice=new.withdrawal.notice)
    elif new.withdrawal is not None:
        clauses["withdrawal"] = new.withdrawal
    for name, field in (("duration", "duration"), ("renewal", "renewal"), ("withdrawal", "withdrawal_notice")):
        if mapping.columns.of(field) and name not in clauses and getattr(old, name) is not None:
            row.remark(row.column(field), "", "no value here; the register's value is kept")
    return attrs.evolve(old, **clauses)


def _acts(old: Agreement, new: Agreement, mapping: Mapping, row: RowDates) -> Iterator[Act]:
    new_acts = {act.id: act for act in new.acts}
    ours = {act_id(mapping.name, field) for field in _ACTS.values()}
    derived = derived_ids(mapping.name)
    replaced = {assumed_id(mapping.name)} | {act.id for act in old.acts if row.says_status or _has(new, act.kind)}
    same_status = _status_cells(old, mapping) == _status_cells(new, mapping)
    kept: list[Act] = []
    for act in old.acts:
        mine = new_acts.pop(act.id, None) if act.id in ours | derived else None
        if mine is not None:
            # An office can have narrowed down the interval that follows from a word such as "Terminated".
            on = act.on if same_status and act.id in derived and _can_be_on(mine, act) else mine.on
            kept.append(attrs.evolve(act, on=on, by=mine.by, place=mine.place or act.place, until=mine.until))
        elif act.id in derived & replaced:
            why = f"the {act.kind.value.replace('_', ' ')} of {act.on} no longer follows from the row; it is removed"
            row.remark(row.column("status"), "", why)
        else:
            if act.id in ours:
                row.remark(row.column(_ACTS[act.kind]), "", f"empty here; the register's value is kept: {act.on}")
            kept.append(act)
    yield from kept
    for act in new_acts.values():
        by_anyone = act.kind is ActKind.SIGNATURE
        same = [other for other in kept if other.kind is act.kind and (by_anyone or not other.by)]
        if not same or act.kind is ActKind.EXTENSION:
            yield act
        elif not any(_can_be_on(act, other) for other in same):
            days = ", ".join(str(other.on) for other in same)
            why = f"the register has another {act.kind.value.replace('_', ' ')} that is not from this sheet: {days}"
            raise Refusal(row.column(_ACTS[act.kind]), str(act.on), why)


def _has(agreement: Agreement, kind: ActKind) -> bool:
    return any(act.kind is kind for act in agreement.acts)


def _can_be_on(act: Act, other: Act) -> bool:
    """Return whether an act from a row can be the same act as `other`.

    The acts can be the same if the day of `act`, which can be imprecise, includes the day of `other`.
    """
    return earliest(act.on) <= earliest(other.on) and latest(other.on) <= latest(act.on)
