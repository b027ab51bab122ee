"""Propose how parties are written, and which party is our own side: the organisation or state that keeps the sheet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from mou import world
from mou.errors import NameNotResolvedError
from mou.importing.parties import stable_id
from mou.importing.party_names import (
    PLACEHOLDER,
    US,
    PartiesWritten,
    PartyNames,
    is_name_of_state,
    is_organisation_name,
)
from mou.importing.words import key_of
from mou.model.party import Party, PartyKind

_MOST = 0.6
"""The share of rows that counts as "most rows"."""
_LEAST_ROWS = 4
_FEW = 0.1
"""If a smaller share of the names are states, the other names are organisations, and are not compared with states."""
_BETWEEN = re.compile(
    r"\b(?:between|entre|zwischen|antara|tra)\b (?:the |la |el |o |a )?(.+?) (?:and|y|e|et|und|dan|dengan)\b",
    re.IGNORECASE,
)
_AND = (" and ", " & ", " y ", " dan ")


@attrs.frozen
class PartyChoice:
    """The rules for parties, and a comment with questions about them."""

    names: PartyNames
    comment: str


def choose_parties(rows: Sequence[Sequence[str]], titles: Iterable[str], us: str | None, *, local: bool) -> PartyChoice:
    """Propose the rules for the parties of a table.

    Args:
        rows: the cells of each row that name parties.
        titles: the titles of the agreements.
        us: the name of our own side, if it is known.
        local: whether the parties are cities or towns.
    """
    texts = Counter(text for row in rows for text in row)
    separators = [separator for separator in (";", "\n", " / ", " | ") if any(separator in text for text in texts)]
    divider = re.compile("|".join(map(re.escape, separators)) or "\n")  # "\n" is then in no cell and divides nothing
    divided = [[part.strip() for text in row for part in divider.split(text) if part.strip()] for row in rows]
    names = Counter(name for row in divided for name in dict.fromkeys(row))
    written, known = _written(names)
    lines: list[str] = []
    joined = [text for text in texts for word in _AND if word in text]
    if joined:
        lines.append(
            f'Cells with " and " or " & ": {len(joined)}, such as {joined[0]}. Is this one name or two? If it '
            "separates two names, add it to separators; if it belongs to a name, add the name to known."
        )
    if known:
        listed = ", ".join(party.name for party in known[:6])
        lines.append(f"Are these organisations, or misspelled names of states? {listed}.")
    kind = PartyKind.SUBNATIONAL_GOVERNMENT if local else PartyKind.ORGANISATION
    ours = _our_side(divided, names, titles, us)
    if ours is not None:
        known = [Party(US, name=ours, kind=kind), *(party for party in known if key_of(party.name) != key_of(ours))]
        lines.append(_question(ours, us))
    rules = PartyNames(
        written=written, separators=separators or [";"], kind=kind, always=[] if ours is None else [US], known=known
    )
    return PartyChoice(rules, "\n".join(lines))


def with_us(names: PartyNames, us: str) -> PartyNames:
    """Return the rules for parties, with our own side as a party to all agreements. `us` is the name of our own side.

    >>> names = with_us(PartyNames(), "Universiti Malaya")
    >>> names.always, names.known[0].name
    (('us',), 'Universiti Malaya')
    """
    known = [party for party in names.known if party.id != US and key_of(party.name) != key_of(us)]
    always = [US, *(identifier for identifier in names.always if identifier != US)]
    ours = Party(US, name=us, kind=names.kind)
    return attrs.evolve(names, known=[ours, *known], always=always)


def _question(ours: str, us: str | None) -> str:
    if ours == us:
        return ""
    if ours == PLACEHOLDER:
        return (
            "Who is your own side? Each agreement needs two parties, and the sheet names only the other party. Replace "
            f'the name "{PLACEHOLDER}" below, or pass --us NAME. If your side is a state, delete it from known and '
            "write the state's code in always."
        )
    return f"{ours} is named in most rows, so it is taken as your own side. Is that right?"


def _our_side(rows: Sequence[Sequence[str]], names: Counter[str], titles: Iterable[str], us: str | None) -> str | None:
    """Return the name of our own side. If at least half of the rows name two parties, return `None`."""
    if us is not None:
        return us
    filled = [row for row in rows if row]
    if sum(len(set(row)) > 1 for row in filled) * 2 >= len(filled):
        return None
    often, count = names.most_common(1)[0]
    if len(filled) >= _LEAST_ROWS and count >= _MOST * len(filled) and len(names) > 1:
        return often
    first = Counter(match[1].strip() for title in titles if (match := _BETWEEN.search(title)))
    for name, times in first.most_common(1):
        if times >= max(_LEAST_ROWS, _MOST * len(filled)) and name not in names:
            return name
    return PLACEHOLDER


def _written(names: Counter[str]) -> tuple[PartiesWritten, list[Party]]:
    """Return how parties are written, and the parties to declare in the mapping.

    If there are a few states among many organisations, the mapping declares the states. If there are more states, the
    mapping declares organisations: one for each name that resembles the name of a state. Without these declarations,
    the import would refuse the names.
    """
    if all(re.fullmatch("[0-9]{1,3}", name) for name in names):
        return PartiesWritten.COW, []
    states = [name for name in names if is_name_of_state(name)]
    if not states:
        return PartiesWritten.ORGANISATION, []
    if len(states) == len(names):
        return PartiesWritten.STATE, []
    known: dict[str, Party] = {}
    if len(states) < _FEW * len(names):
        for name in states:
            party = _party(name)
            if party is not None:
                known.setdefault(party.id, attrs.evolve(party, aliases=[] if name == party.name else [name]))
        return PartiesWritten.ORGANISATION, list(known.values())
    for name in names:
        one_line = " ".join(name.split())
        if not is_organisation_name(name) and not is_name_of_state(name) and _party(name) is None:
            known.setdefault(key_of(name), Party(stable_id(one_line), name=one_line, kind="organisation"))
    return PartiesWritten.ANY, list(known.values())


def _party(name: str) -> Party | None:
    """Return the state or organisation with a name. If the name is ambiguous or close to others, return `None`."""
    try:
        return world.party(name)
    except NameNotResolvedError as error:
        return None if error.candidates else Party(stable_id(" ".join(name.split())), name=name, kind="organisation")
