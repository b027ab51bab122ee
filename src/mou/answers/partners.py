"""The partners of an agreement: its parties, without the one whose agreements a register keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from mou.model.agreement import Agreement
from mou.model.party import Party

__all__ = ["home_party", "partner_names"]


def home_party(agreements: Iterable[Agreement]) -> str | None:
    """Return the id of the party whose agreements these are: the only one with the most, and more than half of them.

    An agreement of a body counts for the party that it acts for as well. Returns `None` if there is no such party, as
    in a register of a single agreement.

    >>> from mou import Agreement, Party
    >>> us, north, south = (Party.organisation(name) for name in ("Universiti Malaya", "North", "South"))
    >>> agreements = [Agreement(other.id, title="MOU", parties=[us, other]) for other in (north, south)]
    >>> home_party(agreements), home_party(agreements[:1])
    ('universiti-malaya', None)
    >>> partner_names(agreements[0], "universiti-malaya")
    ('North',)
    """
    every = [{name for party in agreement.parties for name in _ids(party) if name} for agreement in agreements]
    most = Counter(name for names in every for name in names).most_common(2)
    if not most or 2 * most[0][1] <= len(every) or (len(most) > 1 and most[1][1] == most[0][1]):
        return None
    return most[0][0]


def partner_names(agreement: Agreement, home: str | None) -> tuple[str, ...]:
    """Return the names of an agreement's parties other than the home party; all names if there are no others."""
    others = tuple(party.name for party in agreement.parties if home not in _ids(party))
    return others or tuple(party.name for party in agreement.parties)


def _ids(party: Party) -> set[str | None]:
    return {party.id, party.acts_for}
