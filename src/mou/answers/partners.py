"""The partners in each agreement: its parties, except those that take part in (nearly) all agreements of a register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from mou.model.agreement import Agreement
from mou.model.party import Party

_MANY = 10
"""If there are at least this number of agreements, a party to at least 90 % of them counts as common."""


def partners(agreements: Iterable[Agreement]) -> dict[str, tuple[str, ...]]:
    """Return a dict from the id of each agreement to the names of the partners in the agreement.

    The parties with the fewest agreements come first.

    >>> import mou
    >>> us, keio = mou.Party.organisation("Universiti X"), mou.Party.organisation("Keio University")
    >>> mit = mou.Party.organisation("MIT")
    >>> pairs = {"a": [us, keio], "b": [us, mit]}
    >>> partners([mou.Agreement(name, title=name, parties=parties) for name, parties in pairs.items()])
    {'a': ('Keio University',), 'b': ('MIT',)}
    """
    agreements = list(agreements)
    counts, common = _counts(agreements), common_parties(agreements)
    return {
        agreement.id: tuple(
            party.name for party in sorted(partners_in(agreement, common), key=lambda party: counts[party.id])
        )
        for agreement in agreements
    }


def partners_in(agreement: Agreement, common: Collection[str]) -> tuple[Party, ...]:
    """Return the parties to an agreement, except common parties. If all its parties are common, return all of them."""
    return tuple(party for party in agreement.parties if party.id not in common) or agreement.parties


def common_parties(agreements: Iterable[Agreement]) -> frozenset[str]:
    """Return the ids of the common parties.

    A party is common if it takes part in every agreement. If there are ten or more agreements, 90 % of them are enough.

    In the register of an office, the office itself is the common party. The name of the office does not help to
    distinguish the agreements. If most agreements have only common parties, as in a register of the agreements between
    two states, no party is treated as common. Agreements whose parties are not known are ignored.
    """
    known = [agreement for agreement in agreements if agreement.parties]
    in_ten = 9 if len(known) >= _MANY else 10
    common = frozenset(party for party, count in _counts(known).items() if 10 * count >= in_ten * len(known))
    alone = sum(common.issuperset(agreement.party_ids) for agreement in known)
    return frozenset() if 2 * alone > len(known) else common


def _counts(agreements: Iterable[Agreement]) -> Counter[str]:
    """Return the number of agreements of each party, by the party's id."""
    return Counter(party for agreement in agreements for party in agreement.party_ids)
