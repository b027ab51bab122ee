"""The partners in each agreement: its parties, without those that are parties to every agreement of a register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from mou.model.agreement import Agreement

__all__ = ["partners"]


def partners(agreements: Iterable[Agreement]) -> dict[str, tuple[str, ...]]:
    """Return the names of the partners in each agreement, by the id of the agreement.

    In the register of an office, the office is a party to every agreement, so its name says nothing and is left out.
    It is not left out if an agreement would then have no partner. The parties with the fewest agreements come first.

    >>> import mou
    >>> us, keio = mou.Party.organisation("Universiti X"), mou.Party.organisation("Keio University")
    >>> mit = mou.Party.organisation("MIT")
    >>> pairs = {"a": [us, keio], "b": [us, mit]}
    >>> partners([mou.Agreement(name, title=name, parties=parties) for name, parties in pairs.items()])
    {'a': ('Keio University',), 'b': ('MIT',)}
    """
    agreements = list(agreements)
    counts = Counter(party.id for agreement in agreements for party in agreement.parties)
    with_parties = [agreement for agreement in agreements if agreement.parties]
    everywhere = {party_id for party_id, count in counts.items() if count == len(with_parties)}
    if any(everywhere.issuperset(agreement.party_ids) for agreement in with_parties):
        everywhere = set()
    return {
        agreement.id: tuple(
            party.name
            for party in sorted(agreement.parties, key=lambda party: counts[party.id])
            if party.id not in everywhere
        )
        for agreement in agreements
    }
