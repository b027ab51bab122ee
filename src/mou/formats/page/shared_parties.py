"""The parties whose names the table leaves out, such as the organisation that keeps the register."""

from __future__ import annotations

from mou.answers.partners import common_parties, partners_in
from mou.answers.register import Register
from mou.model.party import Party


def shared_parties(register: Register) -> tuple[Party, ...]:
    """Return the parties that `common_parties` finds. If leaving them out shortens no row, return an empty tuple."""
    common, agreements = common_parties(register.context), register.agreements
    if all(partners_in(agreement, common) == agreement.parties for agreement in agreements):
        return ()
    by_id = {party.id: party for agreement in agreements for party in agreement.parties if party.id in common}
    return tuple(by_id.values())
