"""Findings about parties: states with the name of another state, and acts of states that no longer existed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from mou.answers.finding import Finding, Kind, Severity
from mou.dates.days import earliest
from mou.dates.words import spoken, spoken_day
from mou.law.facts import EXPRESSIONS
from mou.model.agreement import Agreement
from mou.model.party import Party, PartyKind, state_meant
from mou.model.states import former_states, is_current_state

FORMER_STATE = Kind(
    "former-state",
    Severity.WARNING,
    "A former state signed or consented after it had ceased to exist. The date is probably mistyped, or the party is a "
    "successor state with an id of its own.",
)
NAME_OF_ANOTHER = Kind(
    "name-of-another",
    Severity.WARNING,
    "A party has the id of one state and the name of another, or an organisation has the name of a state.",
)


def party_findings(agreement: Agreement) -> Iterator[Finding]:
    """List parties whose name belongs to another state, and acts of former states after their end."""
    for index, party in enumerate(agreement.parties):
        text = _name_of_another(party)
        if text:
            yield Finding(kind=NAME_OF_ANOTHER, pointer=f"/parties/{index}/name", message=text)
    former = former_states()
    if former.keys().isdisjoint(agreement.party_ids):
        return
    for index, act in enumerate(agreement.acts):
        for party_id in act.by if act.kind in EXPRESSIONS else ():
            state = former.get(party_id)
            if state is not None and earliest(act.on) > state.until:
                what = act.kind.replace("_", " ")
                text = f"{what} on {spoken_day(act.on)} by {state.name}, which existed until {spoken(state.until)}"
                yield Finding(kind=FORMER_STATE, pointer=f"/acts/{index}/on", message=text)


def _name_of_another(party: Party) -> str:
    """Return in words which state a party's name means, if it is another one; otherwise an empty text.

    Names and ids of former states are not compared, because successor states can keep the name or the id.
    """
    code = _state_with_the_name(party.name)
    if not is_current_state(code) or code == party.id:
        return ""
    if party.kind is PartyKind.STATE and is_current_state(party.id):
        return f'"{party.name}" is a name of {code}, not of {party.id}'
    if party.kind in _ORGANISATIONS:
        return f'"{party.name}" is the name of a state, {code}, but the party is recorded as an organisation'
    return ""


_state_with_the_name = lru_cache(maxsize=1024)(state_meant)
_ORGANISATIONS = frozenset({PartyKind.ORGANISATION, PartyKind.INTERNATIONAL_ORGANISATION})
