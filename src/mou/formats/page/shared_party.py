"""The organisation that keeps the register: the table does not repeat its name in each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mou.model.agreement import Agreement
from mou.model.party import Party

_MANY = 10


def shared_party(agreements: Sequence[Agreement]) -> Party | None:
    """Return the party that nearly all agreements share; `None` if there is none, or there are few agreements.

    Nearly all are nine in ten. With two such parties, the names of both are worth reading.
    """
    counts = Counter(party.id for agreement in agreements for party in agreement.parties)
    shared = {party for party, count in counts.items() if 10 * count >= 9 * len(agreements)}
    if len(shared) != 1 or len(agreements) < _MANY:
        return None
    return next(party for agreement in agreements for party in agreement.parties if party.id in shared)
