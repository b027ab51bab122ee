"""Amendments that bind a party (VCLT 40).

Record an amendment as an agreement of its own, with the relation `amends` to the agreement that it amends. An amendment
binds the parties that accept it, and states that become parties to the treaty after the amendment is in force.
"""

from __future__ import annotations

from datetime import date

from mou.answers.register import Register
from mou.dates.days import exact_day
from mou.model.agreement import Agreement, RelationKind
from mou.model.party import Party
from mou.values.fields import check_is, id_of

__all__ = ["amendments_binding"]


def amendments_binding(
    register: Register, agreement: Agreement | str, party: Party | str, on: date | str
) -> tuple[Agreement, ...]:
    """List the amendments to an agreement that bind a party on a day, in the order of the register.

    Args:
        register: the register that contains the agreement and its amendments.
        agreement: the amended agreement, or its id.
        party: the party, or its id, name, alias or ISO 3166 code, in any case.
        on: the day.

    Returns:
        The amendments that the party has accepted, and those that were in force before it became a party (VCLT 40(4)
        and (5)). Empty if the party is not bound by the agreement itself.

    Raises:
        UnknownIdError: the register contains no such agreement, or the text is neither a party of the register nor a
            state.
        ValidationError: `on` is not a day.
    """
    day = exact_day(on)
    check_is(register, Register)
    agreement_id = id_of(agreement, Agreement)
    amended, life = register.agreement(agreement_id), register.lifecycle(agreement_id)
    if amended not in register.of_party(party, through_bodies=False):
        return ()
    own = life.participation(party)
    if not own.is_bound(day):
        return ()
    who, starts = own.party.id, [spell.first_day for spell in own.spells]
    joined = max((start for start in starts if start is not None and start <= day), default=None)
    return tuple(
        amendment
        for amendment in register.agreements
        if _amends(amendment, agreement_id) and _binds(register, amendment, who, joined, day)
    )


def _amends(amendment: Agreement, agreement_id: str) -> bool:
    return any(relation.kind is RelationKind.AMENDS and relation.to == agreement_id for relation in amendment.relations)


def _binds(register: Register, amendment: Agreement, party: str, joined: date | None, day: date) -> bool:
    life = register.lifecycle(amendment)
    if party in amendment.party_ids and life.participation(party).is_bound(day):
        return True
    entered, ceases = life.entered_into_force_on, life.ceases_on
    return entered is not None and joined is not None and entered <= joined and (ceases is None or day < ceases)
