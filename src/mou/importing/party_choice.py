"""Propose how parties are written, and which party is our own side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from mou import world
from mou.errors import NameNotResolvedError
from mou.importing.parties import stable_id
from mou.importing.party_names import PLACEHOLDER, US, PartiesWritten, PartyNames, state_code
from mou.importing.words import key_of
from mou.model.party import Party, PartyKind

_MOST = 0.6
"""The share of rows that name our own side, or that name two parties."""
_LEAST_ROWS = 4
_BETWEEN = re.compile(r"\b(?:between|entre|zwischen|antara|tra)\b (?:the |la |el |o |a )?(.+?) (?:and|y|e|et|und|dan|dengan)\b", re.IGNORECASE)
_AND = (" and ", " & ", " y ", " dan ")


@attrs.frozen
class PartyChoice:
    """The rules for parties, and the questions about them."""

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
    divider = re.compile("|".join(map(re.escape, separators)) or "\n")  # without separators, no cell has a line end
    divided = [[part.strip() for text in row for part in divider.split(text) if part.strip()] for row in rows]
    names = Counter(name for row in divided for name in dict.fromkeys(row))
    written, known = _written(names)
    lines: list[str] = []
    joined = [text for text in texts for word in _AND if word in text]
    if joined:
        lines.append(
            f'Cells with " and " or " & ": {len(joined)}, such as {joined[0]}. Is this one name or two? If it separates two '
            "names, add it to separators; if it belongs to a name, add the name to known."
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


def _question(ours: str, us: str | None) -> str:
    if ours == us:
        return ""
    if ours == PLACEHOLDER:
        return (
            "Who is your own side? Each agreement needs two parties, and the sheet names only the other one. Replace the "
            f'name "{PLACEHOLDER}" below, or pass --us NAME. If your side is a state, delete it from known and write the '
            "state's code in always."
        )
    return f"{ours} is named in most rows, so it is taken for your own side. Is that right?"


def _our_side(
    rows: Sequence[Sequence[str]], names: Counter[str], titles: Iterable[str], us: str | None
) -> str | None:
    """Return the name of our own side; `None` if most rows name two parties without it."""
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
    """Return how parties are written, and names that would be problems because they resemble those of states."""
    if all(re.fullmatch("[0-9]{1,3}", name) for name in names):
        return PartiesWritten.COW, []
    states = [name for name in names if state_code(name) is not None]
    if len(states) == len(names):
        return PartiesWritten.STATE, []
    if not states:
        return PartiesWritten.ORGANISATION, []
    known: dict[str, Party] = {}
    for name in names:
        try:
            world.party(name)
        except NameNotResolvedError as error:
            if error.candidates:
                one_line = " ".join(name.split())
                known.setdefault(key_of(name), Party(stable_id(one_line), name=one_line, kind="organisation"))
    return PartiesWritten.ANY, list(known.values())
