"""International organisations that are parties to treaties, with their names and abbreviations.

The organisations are in a register that is bundled with the library (see `mou.world`).
"""

from __future__ import annotations

import json
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from mou.dates.days import Day
from mou.errors import NameNotResolvedError
from mou.model.party import Party
from mou.model.state_table import name_key
from mou.values.fields import shown


@cache
def organisations() -> dict[str, Party]:
    """Return the organisations by id.

    >>> organisations()["eu"].name
    'European Union'
    """
    document = json.loads(files("mou").joinpath("data", "world.json").read_text("utf-8"))
    return {party["id"]: Party(**party) for party in document["parties"]}


def organisation(name: str) -> Party:
    """Return an international organisation by its name, former name or abbreviation.

    In names, case, accents, punctuation and articles are ignored. Abbreviations are case-sensitive, because "who" is
    also a word.

    Raises:
        NameNotResolvedError: the name is not known. The error suggests close matches.

    >>> organisation("the European Union").id, organisation("EEC").id, organisation("Organization of African Unity").id
    ('eu', 'eu', 'au')
    """
    body = _organisation(name)
    if body is None:
        candidates = _near(name) if type(name) is str else ()
        hint = f"; close matches: {', '.join(candidates)}" if candidates else ""
        raise NameNotResolvedError(
            f"{shown(name)} is not a known organisation{hint}", text=str(name), candidates=candidates
        )
    return body


def party(name: str, on: Day | str | None = None) -> Party:
    """Return a state or international organisation by its name.

    Use this function for lists that contain both states and organisations.

    Args:
        name: any name that `Party.state` or `organisation` accepts.
        on: the date of the source. This date matters for names that belonged to several states in turn.

    Raises:
        NameNotResolvedError: the name is unknown or ambiguous. For example, "AU" is ambiguous: it is the code of
            Australia and the abbreviation of the African Union.
        ValidationError: `on` is not a valid date.

    >>> party("European Union").kind, party("Malaysia").kind
    (<PartyKind.INTERNATIONAL_ORGANISATION: 'international_organisation'>, <PartyKind.STATE: 'state'>)
    """
    body = _organisation(name)
    if body is None:
        return Party.state(name, on)
    try:
        state = Party.state(name, on)
    except NameNotResolvedError:
        return body
    candidates = tuple(f"{candidate.id} ({candidate.name})" for candidate in (state, body))
    raise NameNotResolvedError(
        f"{shown(name)} is both a state and an organisation: {', '.join(candidates)}; use the id of the one you mean",
        text=name,
        candidates=candidates,
    )


def _organisation(name: str) -> Party | None:
    if type(name) is not str:
        return None
    exact, names = _by_names()
    return exact.get(name.strip()) or names.get(name_key(name))


def _near(name: str) -> tuple[str, ...]:
    exact, names = _by_names()
    key = name_key(name)
    bodies = [body for abbreviation, body in exact.items() if abbreviation.casefold() == key]
    bodies += [names[near] for near in get_close_matches(key, names, n=3, cutoff=0.75)]
    return tuple(dict.fromkeys(f"{body.id} ({body.name})" for body in bodies))


@cache
def _by_names() -> tuple[dict[str, Party], dict[str, Party]]:
    exact: dict[str, Party] = {}
    names: dict[str, Party] = {}
    for body in organisations().values():
        exact[body.id] = body
        for name in (body.name, *body.aliases):
            if " " in name:
                names[name_key(name)] = body
            else:
                exact[name] = body
    return exact, names
