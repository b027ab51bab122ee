"""From what people write to one state, never by a guess.

Codes and names of today's states come from ISO 3166-1 (the `iso3166` package); the library's own table
(``data/states.json``, each row with its sources) holds what it lacks: everyday names, former states with their years
and successors, names that went from one state to another, and the numbers and letters of the Correlates of War.

An id stands for a state, not for a name or a government: a state that took another name keeps its id, and one that
broke up or was united with another has its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

import attrs

from mou.dates.days import Day, as_day, earliest, latest
from mou.errors import NameNotResolvedError, ValidationError
from mou.model.source import Source
from mou.values.fields import refusal, shown

__all__ = [
    "FormerState",
    "cow_state",
    "former_states",
    "is_current_state",
    "is_state_code",
    "name_key",
    "resolve_state",
    "state_name",
    "un_state",
]

# Words that name a state in capitals alone, as "us" is also a pronoun.
_CAPITALS_ONLY = {"us": "USA"}

UNLISTED = "AA[A-Z]|Q[M-Z][A-Z]|X[A-Z][A-Z]|ZZ[A-Z]|[a-z][a-z0-9-]*:[A-Za-z0-9._:-]+"
"""The code of a state that ISO never listed: one of those left to users, or one with its scheme before it."""

_UNLISTED = re.compile(rf"(?:{UNLISTED})\Z")
_CAPITALS = re.compile(r"(?:[Tt]he |THE )?([A-Z]+)\Z", re.ASCII)
_BETWEEN = re.compile(r"[,;/|&+\n\r\t]")
_INVERTED = re.compile(r"(?P<main>[^(),]+)(?:\((?P<bracketed>[^()]+)\)|,(?P<rest>[^(),]+))\Z")
_COW_NUMBER = re.compile(r"0*[1-9][0-9]{0,2}\Z", re.ASCII)
_FILLERS = frozenset({"the", "of"})
_ABBREVIATED = {"dem": "democratic", "peoples": "people s", "rep": "republic", "st": "saint"}
_GOVERNMENT = re.compile(r"(?:royal )?(?:government|govt) ")

Span = tuple[date, date]
_ALWAYS: tuple[Span, ...] = ((date.min, date.max),)


@attrs.frozen(kw_only=True)
class FormerState:
    """A state that ended: it broke up, was united with another, or became a part of one.

    Attributes:
        id: its ISO 3166-3 alpha-4 code; of one that ISO never listed, ``cow:`` and the number under which the
            Correlates of War counts it.
        name: its name.
        since: its first day; `None` where none can be named.
        until: its last day.
        successors: the ids of the states that took its place.
        continued_by: the one of them that is held to be the same state, where one is.
        names: other names of it.
        sources: where the years can be checked.
        rechecked: whether they were, for this table; where not, the years are sure, the days less so.
        note: what has to be known about it.
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
class _Holder:
    """A state that bears a name or a code, and when."""

    code: str
    spans: tuple[Span, ...]

    @property
    def is_today(self) -> bool:
        return self.spans[-1][1] == date.max

    def within(self, first: date, last: date) -> bool:
        return any(since <= last and first <= until for since, until in self.spans)


def resolve_state(text: str, on: Day | str | None = None) -> str:
    """The code of the state that `text` names: ISO 3166-1 alpha-3, a former state's ISO 3166-3 alpha-4.

    Codes (alpha-2, alpha-3, alpha-4, numeric) count in upper case only, as many are words otherwise; names
    regardless of case, accents, punctuation, articles, "Government of" and of the order in which lists put them
    ("Bolivia (Plurinational State of)"). Similar names are offered, never taken. The codes are those of ISO 3166: other
    systems give some of them to other states; see `cow_state` for those of the Correlates of War.

    Args:
        text: a name or a code.
        on: the day on which `text` was written so. It resolves to the state that bore the name then. Left out: to
            the state of today that bears it, or, where none does, to the one former state that did. A table of
            today that calls states of the past by the names of their successors wants no day.

    Raises:
        NameNotResolvedError: several states bear the name, none does or did on that day, or it is a territory's.
        ValidationError: `on` is no day.

    >>> resolve_state("the US"), resolve_state("Viet Nam"), resolve_state("458")
    ('USA', 'VNM', 'MYS')
    >>> resolve_state("Yugoslavia", "1950-06-01"), resolve_state("Yugoslavia", "2001"), resolve_state("USSR")
    ('YUCS', 'CSXX', 'SUHH')
    >>> resolve_state("Korea")
    Traceback (most recent call last):
    mou.errors.NameNotResolvedError: "Korea" is the name of several states: KOR (Republic of Korea), ...
    """
    if type(text) is not str:
        raise NameNotResolvedError(f"{shown(text)} is no name or code of a state", text=shown(text))
    found = _codes().get(text.strip()) or _by_name(text.strip())
    if state := _table().territory_names.get(name_key(text)):
        message = f"{shown(text)} is a territory, not a state; for the state there write {_labelled(state)}"
        raise NameNotResolvedError(message, text=text, candidates=(_labelled(state),))
    if not found:
        candidates = _near(name_key(text))
        hint = f"; near it: {', '.join(candidates)}" if candidates else ""
        raise NameNotResolvedError(
            f"{shown(text)} is no known name or code of a state{hint}", text=text, candidates=candidates
        )
    also = _table().also.get(name_key(text)) if on is None else None
    return _chosen(found, on, text, f"{shown(text)}", also)


def cow_state(number_or_letters: int | str, on: Day | str | None = None) -> str:
    """The code of the state that the Correlates of War counts under a number, or abbreviates by letters.

    Some of its numbers stand for several states one after another: 365 for the Russian Empire, the Soviet Union and
    Russia.

    Args:
        number_or_letters: the number, also as text (``820``, ``"820"``), or the letters in capitals (``"MAL"``).
        on: the day for which it stands there; left out: today.

    Raises:
        NameNotResolvedError: no state has the number or the letters, or none had them on that day.
        ValidationError: `on` is no day.

    >>> cow_state(820), cow_state("MAL"), cow_state("AUS"), cow_state("AUL")
    ('MYS', 'MYS', 'AUT', 'AUS')
    >>> cow_state(365, "1980-01-01"), cow_state(365, "2000-01-01")
    ('SUHH', 'RUS')
    """
    wanted = number_or_letters.strip() if type(number_or_letters) is str else number_or_letters
    if type(wanted) is str and _COW_NUMBER.match(wanted):
        wanted = int(wanted)
    found = _table().cow.get(wanted) if type(wanted) in (int, str) else None
    if found is None:
        raise NameNotResolvedError(
            f"{shown(number_or_letters)} is no number or letters of a state in the Correlates of War",
            text=str(number_or_letters),
        )
    return _chosen(found, on, str(number_or_letters), f"COW {wanted}")


def un_state(name: str, on: Day | str | None = None) -> str:
    """The code of the state that the treaty tables of the United Nations mean by a name.

    They give some names to one state that others share: "Congo" is the Republic of the Congo there. All other names
    are those of `resolve_state`.

    Raises:
        NameNotResolvedError: as `resolve_state`.
        ValidationError: `on` is no day.

    >>> un_state("Congo"), un_state("Republic of Moldova")
    ('COG', 'MDA')
    """
    return (_table().un.get(name_key(name)) if type(name) is str else None) or resolve_state(name, on)


def _chosen(holders: tuple[_Holder, ...], on: Day | str | None, text: str, called: str, also: str | None = None) -> str:
    if on is None:
        bearing = [holder for holder in holders if holder.is_today] or holders
        when = ""
    else:
        day = as_day(on)
        if problems := refusal(day):
            raise ValidationError(problems)
        bearing = [holder for holder in holders if holder.within(earliest(day), latest(day))]
        when = f" on {day}"
    codes = list(dict.fromkeys(holder.code for holder in bearing))
    candidates = tuple(map(_labelled, codes or dict.fromkeys(holder.code for holder in holders)))
    if not codes:
        message = f"{called} is the name of no state{when}; on other days of {', '.join(candidates)}"
        raise NameNotResolvedError(message, text=text, candidates=candidates)
    if len(codes) > 1:
        message = f"{called} is the name of several states{when}: {', '.join(candidates)}; write the one that is meant"
        raise NameNotResolvedError(message, text=text, candidates=candidates)
    (code,) = codes
    if also is not None:
        message = f"{called} is {also} today; for the former state give a day, or write {candidates[0]}"
        raise NameNotResolvedError(message, text=text, candidates=candidates)
    if code in _table().territories:
        raise NameNotResolvedError(
            f"{shown(text)} is a territory in ISO 3166-1, not a state; write Party({code!r}, name=..., "
            "kind='subnational_government', acts_for=...)",
            text=text,
        )
    return code


def _by_name(text: str) -> tuple[_Holder, ...] | None:
    names = _names()
    if len(parts := _BETWEEN.split(text)) > 1 and all(name_key(part) in names for part in parts):
        return None  # "Austria, Hungary" is a list of two states, not one of the name "Austria-Hungary"
    if found := names.get(name_key(text)):
        return found
    if (capitals := _CAPITALS.match(text)) and (code := _CAPITALS_ONLY.get(capitals[1].lower())):
        return (_holder(code),)
    if inverted := _INVERTED.match(text):
        # "Korea (Republic of)" and "Korea, Republic of" are turned round; in "Myanmar (Burma)" both name the same.
        main, rest = inverted["main"], inverted["bracketed"] or inverted["rest"]
        if found := names.get(name_key(f"{rest} {main}")):
            return found
        if (found := names.get(name_key(main))) and found == names.get(name_key(rest)):
            return found
    return None


def _near(key: str) -> tuple[str, ...]:
    from difflib import get_close_matches

    names = _names()
    found = [_CAPITALS_ONLY[key]] if key in _CAPITALS_ONLY else []
    for holders in (
        _codes().get(key.upper(), ()),
        *(names[n] for n in get_close_matches(key, names, n=4, cutoff=0.75)),
    ):
        found += [holder.code for holder in holders]
    return tuple(dict.fromkeys(_labelled(code) for code in found if code not in _table().territories))


def former_states() -> Mapping[str, FormerState]:
    """The former states that the library knows, by id.

    >>> former_states()["CSHH"].until, former_states()["CSHH"].successors
    (datetime.date(1992, 12, 31), ('CZE', 'SVK'))
    """
    return _table().former


def state_name(code: str) -> str:
    """The English name of a state by its code, in the order in which it is spoken.

    >>> state_name("KOR"), state_name("SUHH")
    ('Republic of Korea', 'Union of Soviet Socialist Republics')
    """
    former = _table().former.get(code)
    return former.name if former else _countries()[code]


def is_current_state(code: str) -> bool:
    """Whether `code` is the ISO 3166-1 alpha-3 code of a state of today.

    >>> is_current_state("MYS"), is_current_state("SUHH")
    (True, False)
    """
    return code in _countries() and code not in _table().territories


def is_state_code(code: str) -> bool:
    """Whether `code` can be a state's id.

    It can be an ISO 3166-1 alpha-3 code (or one of the codes left to users, ``XAA`` to ``XZZ`` among them), an
    ISO 3166-3 alpha-4 code of a former state, or, for a state that ISO never listed, one with a scheme before
    it, such as ``cow:300``.
    """
    return code in listed_codes() or bool(_UNLISTED.match(code))


@cache
def listed_codes() -> frozenset[str]:
    """The codes that ISO gave to states: those of today, and withdrawn ones."""
    return frozenset(filter(is_current_state, _countries())) | _table().withdrawn


def _labelled(code: str) -> str:
    former = _table().former.get(code)
    if former is None:
        return f"{code} ({_countries()[code]})"
    since = "" if former.since is None else f"{former.since} "
    return f"{code} ({former.name}, {since}to {former.until})"


def name_key(text: str) -> str:
    """What is compared of a name: its words without case, accents, punctuation, articles and "Government of".

    >>> name_key("the Government of Côte d'Ivoire")
    'cote d ivoire'
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", " ", bare.replace("&", " and ")).split()
    key = " ".join(_ABBREVIATED.get(word, word) for word in words if word not in _FILLERS)
    return _GOVERNMENT.sub("", key, count=1) if _GOVERNMENT.match(key) else key


@attrs.frozen
class _Table:
    """What ``data/states.json`` holds, by what is looked up."""

    former: Mapping[str, FormerState]
    spans: Mapping[str, tuple[Span, ...]]
    territories: frozenset[str]
    withdrawn: frozenset[str]
    territory_names: Mapping[str, str]
    also: Mapping[str, str]
    un: Mapping[str, str]
    cow: Mapping[int | str, tuple[_Holder, ...]]
    raw: Mapping[str, Any]


def _span(since: str | None, until: str | None) -> Span:
    return (
        date.fromisoformat(since) if since else date.min,
        date.fromisoformat(until) if until else date.max,
    )


@cache
def _table() -> _Table:
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
    cow: dict[int | str, tuple[_Holder, ...]] = {}
    for row in raw["cow"]:
        holders = tuple(_Holder(code, spans.get(code, _ALWAYS)) for code in row["states"])
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


def _holder(code: str) -> _Holder:
    return _Holder(code, _table().spans.get(code, _ALWAYS))


@cache
def _countries() -> dict[str, str]:
    from iso3166 import countries_by_alpha3

    names = {code: _spoken(country.apolitical_name) for code, country in countries_by_alpha3.items()}
    # "Congo" alone is the name of two; ISO's entry ESH is a territory, the state is the republic there.
    return names | {"COG": "Republic of the Congo", "ESH": "Sahrawi Arab Democratic Republic"}


def _spoken(name: str) -> str:
    main, comma, rest = name.partition(", ")
    # "Korea, Republic of" is turned round; "Bonaire, Sint Eustatius and Saba" is a list and stays.
    if not comma or " and " in rest:
        return name
    return f"{rest} {main}"


@cache
def _codes() -> dict[str, tuple[_Holder, ...]]:
    from iso3166 import countries_by_alpha3

    found: dict[str, list[str]] = {}
    for alpha3, country in countries_by_alpha3.items():
        for code in (alpha3, country.alpha2, country.numeric):
            found.setdefault(code, []).append(alpha3)
    for row in _table().raw["former"]:
        for code in (row["id"], *row.get("codes", ())):
            found.setdefault(code, []).append(row["id"])
    for row in _table().raw["codes"]:
        for code in row["codes"]:
            found.setdefault(code, []).append(row["id"])
    return {code: tuple(map(_holder, states)) for code, states in found.items()}


@cache
def _names() -> dict[str, tuple[_Holder, ...]]:
    from iso3166 import countries_by_alpha3

    raw = _table().raw
    short: dict[str, dict[str, None]] = {}
    for code, country in countries_by_alpha3.items():
        names = (country.name, _spoken(country.name), country.apolitical_name, _countries()[code])
        _add(short, code, names)
    for row in raw["names"]:
        _add(short, row["id"], row["names"])
    held: dict[str, tuple[_Holder, ...]] = {}
    for row in raw["held"]:
        key = name_key(row["name"])
        held[key] = _held(row["holders"])
        short[key] = dict.fromkeys(holder.code for holder in held[key])
    styled: dict[str, dict[str, None]] = {}
    for row in raw["styles"]:
        for name, codes in short.items():
            for code in codes:
                if code in row["ids"]:
                    _add(styled, code, (f"{row['style']} {name}",))
    for row in raw["former"]:
        _add(short, row["id"], (row["name"], *row["names"]))
    plain = {key: tuple(map(_holder, codes)) for key, codes in {**styled, **short}.items()}
    return {**plain, **held}


def _held(rows: Iterable[tuple[str, str | None, str | None]]) -> tuple[_Holder, ...]:
    spans: dict[str, list[Span]] = {}
    for code, since, until in rows:
        spans.setdefault(code, []).append(_span(since, until))
    return tuple(_Holder(code, tuple(several)) for code, several in spans.items())


def _add(index: dict[str, dict[str, None]], code: str, names: Iterable[str]) -> None:
    for name in names:
        index.setdefault(name_key(name), {})[code] = None
