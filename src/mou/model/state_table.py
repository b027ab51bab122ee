"""Current and former states, by code and by name, from ISO 3166-1 and ``data/states.json``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

import attrs

from mou.model.source import Source

_FILLERS = frozenset({"the", "of"})
_ABBREVIATED = {"dem": "democratic", "peoples": "people s", "rep": "republic", "st": "saint"}
_GOVERNMENT = re.compile(r"(?:royal )?(?:government|govt) ")

Span = tuple[date, date]
_ALWAYS: tuple[Span, ...] = ((date.min, date.max),)


@attrs.frozen(kw_only=True)
class FormerState:
    """A state that no longer exists: it broke up, merged with another state, or became part of another state.

    Attributes:
        id: the ISO 3166-3 alpha-4 code. For a state that ISO 3166 never listed, ``cow:`` and the state's number in the
            Correlates of War.
        name: the name of the state.
        since: the first day on which the state existed. `None` if this day is not known.
        until: the last day on which the state existed.
        successors: the ids of the successor states.
        continued_by: the id of the successor that is treated as the same state, if there is one.
        names: other names of the state.
        sources: the sources of the dates.
        rechecked: whether the dates were checked again for this table. If `False`, only the years are certain.
        note: a note about the state.
    """

    id: str = attrs.field(kw_only=False)
    name: str
    since: date | None
    until: date
    successors: tuple[str, ...]
    continued_by: str | None = None
    names: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    rechecked: bool = True
    note: str | None = None


@attrs.frozen
class Holder:
    """A state, with the time in which it had a name or code."""

    code: str
    spans: tuple[Span, ...]

    @property
    def is_today(self) -> bool:
        """Whether the state has the name or code today."""
        return self.spans[-1][1] == date.max

    def within(self, first: date, last: date) -> bool:
        """Return whether the state had the name or code on any day from `first` to `last`."""
        return any(since <= last and first <= until for since, until in self.spans)


def name_key(text: str) -> str:
    """Return a name in a form for comparison.

    The form has no capitals, accents, punctuation, articles or "Government of".

    >>> name_key("the Government of Côte d'Ivoire")
    'cote d ivoire'
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", " ", bare.replace("&", " and ")).split()
    key = " ".join(_ABBREVIATED.get(word, word) for word in words if word not in _FILLERS)
    return _GOVERNMENT.sub("", key, count=1) if _GOVERNMENT.match(key) else key


@attrs.frozen
class _Table:
    """The contents of ``data/states.json``, arranged for lookups."""

    former: Mapping[str, FormerState]
    spans: Mapping[str, tuple[Span, ...]]
    territories: frozenset[str]
    withdrawn: frozenset[str]
    territory_names: Mapping[str, str]
    also: Mapping[str, str]
    un: Mapping[str, str]
    cow: Mapping[int | str, tuple[Holder, ...]]
    raw: Mapping[str, Any]


def _span(since: str | None, until: str | None) -> Span:
    return (
        date.fromisoformat(since) if since else date.min,
        date.fromisoformat(until) if until else date.max,
    )


@cache
def table() -> _Table:
    """Return the contents of ``data/states.json``."""
    import json
    from importlib.resources import files

    raw = json.loads(files("mou").joinpath("data", "states.json").read_text("utf-8"))
    sources = {key: Source(**fields) for key, fields in raw["sources"].items()}
    former: dict[str, FormerState] = {}
    spans: dict[str, tuple[Span, ...]] = {
        row["id"]: tuple(_span(*span) for span in row["spans"]) for row in raw["today"]
    }
    for row in raw["former"]:
        since, until = _span(row.get("since"), row["until"])
        former[row["id"]] = FormerState(
            row["id"],
            name=row["name"],
            since=None if since == date.min else since,
            until=until,
            successors=tuple(row["successors"]),
            continued_by=row.get("continued_by"),
            names=tuple(row["names"]),
            sources=tuple(sources[key] for key in row["sources"]),
            rechecked=row.get("rechecked", True),
            note=row.get("note"),
        )
        spans[row["id"]] = ((since, until),)
    renamed = (code for row in raw["codes"] for code in row["codes"])
    withdrawn = (code for code in (*renamed, *former) if re.fullmatch("[A-Z]{4}", code))
    cow: dict[int | str, tuple[Holder, ...]] = {}
    for row in raw["cow"]:
        holders = tuple(Holder(code, spans.get(code, _ALWAYS)) for code in row["states"])
        cow[row["number"]] = cow[row["letters"]] = holders
    return _Table(
        former=MappingProxyType(former),
        spans=spans,
        territories=frozenset(raw["territories"]),
        withdrawn=frozenset(withdrawn),
        territory_names={name_key(name): row["id"] for row in raw["territory_names"] for name in row["names"]},
        un={name_key(row["name"]): row["id"] for row in raw["un"]},
        also={name_key(row["name"]): row["also"] for row in raw["held"] if "also" in row},
        cow=cow,
        raw=raw,
    )


def holder_of(code: str) -> Holder:
    """Return the state that has a code, and the time in which the state exists or existed."""
    return Holder(code, table().spans.get(code, _ALWAYS))


@cache
def countries() -> dict[str, str]:
    """Return the names in ISO 3166-1 by alpha-3 code, with the words in their natural order."""
    from iso3166 import countries_by_alpha3

    names = {code: _spoken(country.apolitical_name) for code, country in countries_by_alpha3.items()}
    # "Congo" alone is ambiguous. ESH in ISO 3166 is the territory Western Sahara, not the state.
    return names | {"COG": "Republic of the Congo", "ESH": "Sahrawi Arab Democratic Republic"}


def _spoken(name: str) -> str:
    main, comma, rest = name.partition(", ")
    # Put the words of "Korea, Republic of" in their natural order. Leave "Bonaire, Sint Eustatius and Saba", a list, as
    # it is.
    if not comma or " and " in rest:
        return name
    return f"{rest} {main}"


@cache
def holders_by_code() -> dict[str, tuple[Holder, ...]]:
    """Return a mapping from each code to the states that have or had the code."""
    from iso3166 import countries_by_alpha3

    states_by_code: dict[str, list[str]] = {}
    for alpha3, country in countries_by_alpha3.items():
        for code in (alpha3, country.alpha2, country.numeric):
            states_by_code.setdefault(code, []).append(alpha3)
    for row in table().raw["former"]:
        for code in (row["id"], *row.get("codes", ())):
            states_by_code.setdefault(code, []).append(row["id"])
    for row in table().raw["codes"]:
        for code in row["codes"]:
            states_by_code.setdefault(code, []).append(row["id"])
    return {code: tuple(map(holder_of, states)) for code, states in states_by_code.items()}


@cache
def holders_by_name() -> dict[str, tuple[Holder, ...]]:
    """Return a mapping from the `name_key` of each name to the states that have or had the name."""
    from iso3166 import countries_by_alpha3

    raw = table().raw
    short: dict[str, dict[str, None]] = {}
    for code, country in countries_by_alpha3.items():
        names = (country.name, _spoken(country.name), country.apolitical_name, countries()[code])
        _add(short, code, names)
    for row in raw["names"]:
        _add(short, row["id"], row["names"])
    holders: dict[str, tuple[Holder, ...]] = {}
    for row in raw["held"]:
        key = name_key(row["name"])
        holders[key] = _holders(row["holders"])
        short[key] = dict.fromkeys(holder.code for holder in holders[key])
    styled: dict[str, dict[str, None]] = {}
    for row in raw["styles"]:
        for name, codes in short.items():
            for code in codes:
                if code in row["ids"]:
                    _add(styled, code, (f"{row['style']} {name}",))
    for row in raw["former"]:
        _add(short, row["id"], (row["name"], *row["names"]))
    plain = {key: tuple(map(holder_of, codes)) for key, codes in {**styled, **short}.items()}
    return {**plain, **holders}


def _holders(rows: Iterable[tuple[str, str | None, str | None]]) -> tuple[Holder, ...]:
    spans: dict[str, list[Span]] = {}
    for code, since, until in rows:
        spans.setdefault(code, []).append(_span(since, until))
    return tuple(Holder(code, tuple(several)) for code, several in spans.items())


def _add(index: dict[str, dict[str, None]], code: str, names: Iterable[str]) -> None:
    for name in names:
        index.setdefault(name_key(name), {})[code] = None
