"""Replace and remove records of a register, and find the agreements that a change can affect.

`mou.Register` has `added`, `replaced` and `add_act` for changes to a single record.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from mou.answers.register import Register
from mou.law.facts import others_named
from mou.model.agreement import Agreement
from mou.model.party import Party
from mou.model.records import FIELDS, Record
from mou.model.references import references


def with_record(register: Register, record: Record) -> Register:
    """Return a register in which `record` replaces the earlier record with the same kind and id.

    A party is also replaced in each agreement that lists it, because an agreement has a copy of each of its parties.

    Raises:
        UnknownIdError: there is no record with the same id.
        ValidationError: the new register is invalid.

    >>> from mou import examples
    >>> malaysia = attrs.evolve(examples.register().party("MYS"), aliases=["Federation of Malaysia"])
    >>> with_record(examples.register(), malaysia).agreements[0].parties[0].aliases
    ('Federation of Malaysia',)
    """
    if not isinstance(record, Party):
        return register.replaced(record)

    def replaced(parties: tuple[Party, ...]) -> tuple[Party, ...]:
        return tuple(record if party.id == record.id else party for party in parties)

    agreements = tuple(
        attrs.evolve(agreement, parties=replaced(agreement.parties)) if record.id in agreement.party_ids else agreement
        for agreement in register.agreements
    )
    return attrs.evolve(register, parties=replaced(register.parties), agreements=agreements)


def without(register: Register, record: Record) -> Register:
    """Return a copy of the register from which `record` is removed.

    The parties of the record are kept if other records refer to them.

    Raises:
        ValidationError: another record refers to the record; see `referring`.
    """
    name = FIELDS[type(record)]
    rest = {field: tuple(getattr(register, field)) for field in FIELDS.values()}
    rest[name] = tuple(member for member in rest[name] if member.id != record.id)
    if isinstance(record, Agreement):
        listed = {party.id for party in rest["parties"]} | {
            party_id for agreement in rest["agreements"] for party_id in agreement.party_ids
        }
        needed = {to for _, to, what in references(**rest) if what is Party} - listed
        rest["parties"] += tuple(party for party in record.parties if party.id in needed)
    return attrs.evolve(register, **rest)


def referring(register: Register, record: Record) -> tuple[Record, ...]:
    """Return the other records that refer to a record, in the order of the register.

    >>> from mou import examples
    >>> register = examples.register()
    >>> [record.id for record in referring(register, register.meeting("admm-19"))]
    ['mys-usa-defence-2025']
    """
    parts = {name: getattr(register, name) for name in FIELDS.values()}
    places = [where for where, to, what in references(**parts) if what is type(record) and to == record.id]
    records: list[Record | None] = [register.record_at(where) for where in places]
    for agreement in register.agreements:
        if isinstance(record, Agreement):
            refers = record.id in _agreements_named(agreement)
        else:
            refers = isinstance(record, Party) and record.id in {*agreement.party_ids, agreement.depositary}
        records += [agreement] if refers else []
    distinct = {id(member): member for member in records if member is not None and member is not record}
    return tuple(distinct.values())


def related(register: Register, ids: Iterable[str]) -> frozenset[str]:
    """Return the given ids, and the ids of all agreements related to these agreements, directly or through others.

    Two agreements are related if one names the other in a relation or in its condition of entry into force, or if both
    have the same parties. If you change an agreement, the answers about unrelated agreements stay the same.
    """
    keys: dict[str, set[object]] = {
        agreement.id: {agreement.id, *_agreements_named(agreement), frozenset(agreement.party_ids) or agreement.id}
        for agreement in register.agreements
    }
    having: dict[object, set[str]] = {}
    for agreement_id, own_keys in keys.items():
        for key in own_keys:
            having.setdefault(key, set()).add(agreement_id)
    reached = set(ids)
    pending = list(reached)
    while pending:
        agreement_id = pending.pop()
        for key in keys.get(agreement_id, {agreement_id}):
            new = having.get(key, set()) - reached
            reached |= new
            pending += new
    return frozenset(reached)


def _agreements_named(agreement: Agreement) -> set[str]:
    """Return the ids of the agreements that an agreement names in its relations and its entry condition."""
    return {relation.to for relation in agreement.relations} | set(others_named(agreement.term.entry_into_force))
