"""Organisations that take part in treaties, and forums with their rosters and meetings.

It is a register that comes with the library: ASEAN, the ASEAN Defence Ministers' Meeting (ADMM) and the ADMM-Plus, with
who belonged to them on which day and each of their meetings, and organisations that are parties to treaties beside
states. How sure a record is stands in it: a meeting whose day a source states is ``stated``; one whose day follows from
others, or was not looked up again, is ``inferred`` and says why; what contradicts it is in its note.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from mou._convert import shown
from mou.codec import loads
from mou.dates import Day
from mou.errors import NameNotResolvedError
from mou.meeting import Forum, Meeting
from mou.party import Party
from mou.register import Register
from mou.states import name_key

__all__ = ["forum", "meetings", "organisation", "party", "register"]


@cache
def register() -> Register:
    """The bundled register: organisations, forums and meetings.

    >>> len(register().forums), len(register().meetings)
    (3, 31)
    """
    return loads(files("mou").joinpath("data", "world.json").read_text("utf-8"))


def forum(name: str) -> Forum:
    """The forum with this id, name or abbreviation, whatever its case and punctuation.

    Raises:
        NameNotResolvedError: there is none.

    >>> forum("ADMM-Plus").roster("2025-10-31", "dialogue_partner")
    ('USA', 'RUS', 'AUS', 'CHN', 'IND', 'JPN', 'KOR', 'NZL')
    >>> [forum("asean").count(day) for day in ("1967-08-08", "1999-04-30", "2025-10-31")]
    [5, 10, 11]
    """
    found = _forums().get(_forum_key(name)) if type(name) is str else None
    if found is None:
        known = ", ".join(f"{one.id} ({one.name})" for one in register().forums)
        raise NameNotResolvedError(
            f"{shown(name)} is no forum of the bundled register, which has: {known}", text=str(name)
        )
    return found


def meetings(name: str) -> tuple[Meeting, ...]:
    """The meetings of a forum, named as for `forum`, in their order.

    Raises:
        NameNotResolvedError: there is no such forum.

    >>> [str(meeting.starts_on) for meeting in meetings("ADMM-Plus")][-3:]
    ['2023-11-16', '2024-11-21', '2025-11-01']
    """
    wanted = forum(name).id
    return tuple(meeting for meeting in register().meetings if meeting.forum == wanted)


def organisation(name: str) -> Party:
    """The international organisation with this name, also an earlier one, or abbreviation.

    Names count regardless of case, accents, punctuation and articles; abbreviations in the case in which they are
    written, as "who" is also a word.

    Raises:
        NameNotResolvedError: none is known by it; the error names what is near.

    >>> organisation("the European Union").id, organisation("EEC").id, organisation("Organization of African Unity").id
    ('eu', 'eu', 'au')
    """
    found = _organisation(name)
    if found is None:
        candidates = _near(name) if type(name) is str else ()
        hint = f"; near it: {', '.join(candidates)}" if candidates else ""
        raise NameNotResolvedError(
            f"{shown(name)} is no known organisation{hint}", text=str(name), candidates=candidates
        )
    return found


def party(name: str, on: Day | str | None = None) -> Party:
    """The state or organisation that `name` means, as lists of participants mix them.

    Args:
        name: as `Party.state` takes it for states, and `organisation` for organisations.
        on: the day on which it was written so, for names that went from one state to another.

    Raises:
        NameNotResolvedError: no state or organisation is known by it, or several are, as "AU" is Australia's code
            and abbreviates the African Union.
        ValidationError: `on` is no day.

    >>> party("European Union").kind, party("Malaysia").kind
    (<PartyKind.INTERNATIONAL_ORGANISATION: 'international_organisation'>, <PartyKind.STATE: 'state'>)
    """
    found = _organisation(name)
    if found is None:
        return Party.state(name, on)
    try:
        state = Party.state(name, on)
    except NameNotResolvedError:
        return found
    candidates = tuple(f"{one.id} ({one.name})" for one in (state, found))
    raise NameNotResolvedError(
        f"{shown(name)} is a state and an organisation: {', '.join(candidates)}; write the one that is meant",
        text=name,
        candidates=candidates,
    )


def _organisation(name: str) -> Party | None:
    if type(name) is not str:
        return None
    exact, names = _organisations()
    return exact.get(name.strip()) or names.get(name_key(name))


def _near(name: str) -> tuple[str, ...]:
    exact, names = _organisations()
    key = name_key(name)
    found = [one for abbreviation, one in exact.items() if abbreviation.casefold() == key]
    found += [names[near] for near in get_close_matches(key, names, n=3, cutoff=0.75)]
    return tuple(dict.fromkeys(f"{one.id} ({one.name})" for one in found))


def _forum_key(name: str) -> str:
    return name_key(name.replace("+", " plus"))


@cache
def _forums() -> dict[str, Forum]:
    return {_forum_key(name): one for one in register().forums for name in (one.id, one.name, *one.aliases)}


@cache
def _organisations() -> tuple[dict[str, Party], dict[str, Party]]:
    exact: dict[str, Party] = {}
    names: dict[str, Party] = {}
    for one in register().parties:
        exact[one.id] = one
        for name in (one.name, *one.aliases):
            if " " in name:
                names[name_key(name)] = one
            else:
                exact[name] = one
    return exact, names
