"""From what people write to one state, never by a guess.

Codes and names come from ISO 3166-1 (the `iso3166` package); the tables here hold only what it lacks: everyday
English names, names that several states share, and the entries of ISO 3166-1 that are not states.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import cache

from mou._convert import shown
from mou.errors import NameNotResolvedError

__all__ = ["is_state_code", "resolve_state", "state_name"]

# Everyday English names and abbreviations that ISO 3166-1 does not list; keys as `_key` leaves them.
_EVERYDAY = {
    "antigua": "ATG",
    "bolivia": "BOL",
    "bosnia": "BIH",
    "britain": "GBR",
    "brunei": "BRN",
    "burma": "MMR",
    "cape verde": "CPV",
    "congo brazzaville": "COG",
    "congo kinshasa": "COD",
    "czech republic": "CZE",
    "democratic people s republic of korea": "PRK",
    "dprk": "PRK",
    "dr congo": "COD",
    "drc": "COD",
    "east timor": "TLS",
    "federated states of micronesia": "FSM",
    "great britain": "GBR",
    "holland": "NLD",
    "iran": "IRN",
    "ivory coast": "CIV",
    "kingdom of netherlands": "NLD",
    "laos": "LAO",
    "macedonia": "MKD",
    "micronesia": "FSM",
    "moldova": "MDA",
    "nauru": "NRU",
    "north korea": "PRK",
    "palestine": "PSE",
    "people s republic of china": "CHN",
    "prc": "CHN",
    "republic of congo": "COG",
    "republic of ireland": "IRL",
    "rok": "KOR",
    "russia": "RUS",
    "south korea": "KOR",
    "swaziland": "SWZ",
    "syria": "SYR",
    "taiwan": "TWN",
    "tanzania": "TZA",
    "trinidad": "TTO",
    "turkey": "TUR",
    "uae": "ARE",
    "uk": "GBR",
    "united kingdom": "GBR",
    "united states": "USA",
    "us": "USA",
    "vatican": "VAT",
    "vatican city": "VAT",
    "venezuela": "VEN",
    "vietnam": "VNM",
}

# Names that more than one state bears; one of them is never chosen, though ISO 3166-1 gives "Congo" to COG.
_SHARED = {"congo": ("COD", "COG"), "korea": ("KOR", "PRK")}

# Entries of ISO 3166-1 that are not states: dependent and special territories. States are the members of the
# United Nations and its two observers, and those that take part in treaties as states beside them (the Cook
# Islands, Niue) or are recognised by a part of the members (Kosovo, Taiwan).
_TERRITORIES = frozenset(
    "ABW AIA ALA ASM ATA ATF BES BLM BMU BVT CCK CUW CXR CYM ESH FLK FRO GGY GIB GLP GRL GUF GUM HKG HMD IMN IOT "
    "JEY MAC MAF MNP MSR MTQ MYT NCL NFK PCN PRI PYF REU SGS SHN SJM SPM SXM TCA TKL UMI VGB VIR WLF".split()
)

# ISO 3166-3, the four-letter codes of names withdrawn from ISO 3166-1, those of former states alone.
_FORMER = frozenset("BUMM BYAA CSHH CSXX DDDE DYBJ HVBF RHZW SKIN SUHH TPTL VDVN YDYE YUCS ZRCD".split())

_USER_ASSIGNED = re.compile(r"(?:AA[A-Z]|Q[M-Z][A-Z]|X[A-Z][A-Z]|ZZ[A-Z])\Z")
_SCHEMED = re.compile(r"[a-z][a-z0-9-]*:.+\Z")
_CODE = re.compile(r"(?:the )?([A-Z]{2,3}|[0-9]{3})\Z", re.ASCII)


def resolve_state(text: str) -> str:
    """The ISO 3166-1 alpha-3 code of the state that `text` names.

    Codes (alpha-2, alpha-3, numeric) count in upper case only; names regardless of case, accents, punctuation,
    a leading article and "Government of". Similar names are offered, never taken.

    Raises:
        NameNotResolvedError: several states bear the name, none does, or it is a territory's.

    >>> resolve_state("the US"), resolve_state("Viet Nam"), resolve_state("458")
    ('USA', 'VNM', 'MYS')
    >>> resolve_state("Korea")
    Traceback (most recent call last):
    mou.errors.NameNotResolvedError: "Korea" is the name of several states: KOR (Republic of Korea), PRK (Democratic People's Republic of Korea); write the one that is meant
    """
    if type(text) is not str:
        raise NameNotResolvedError(f"{shown(text)} is no name or code of a state", text=str(text))
    code = _CODE.match(text.strip())
    found = _codes().get(code[1]) if code else None
    key = _key(text)
    if found is None and key in _SHARED:
        candidates = tuple(map(_labelled, _SHARED[key]))
        raise NameNotResolvedError(
            f"{shown(text)} is the name of several states: {', '.join(candidates)}; write the one that is meant",
            text=text,
            candidates=candidates,
        )
    found = found or _names().get(key)
    if found is None:
        near = get_close_matches(key, _names(), n=4, cutoff=0.75)
        candidates = tuple(dict.fromkeys(_labelled(_names()[name]) for name in near))
        hint = f"; near it: {', '.join(candidates)}" if candidates else ""
        raise NameNotResolvedError(
            f"{shown(text)} is no known name or code of a state{hint}", text=text, candidates=candidates
        )
    if found in _TERRITORIES:
        raise NameNotResolvedError(
            f"{shown(text)} is a territory in ISO 3166-1, not a state; write Party({found!r}, name=..., "
            "kind='subnational_government', acts_for=...)",
            text=text,
        )
    return found


def state_name(code: str) -> str:
    """The English name of a state by its alpha-3 code, in the order in which it is spoken.

    >>> state_name("KOR")
    'Republic of Korea'
    """
    return _countries()[code]


def is_state_code(code: str) -> bool:
    """Whether `code` can be a state's id.

    It can be an ISO 3166-1 alpha-3 code (or one of the codes left to users, ``XAA`` to ``XZZ`` among them), an
    ISO 3166-3 alpha-4 code of a former state, or, for a state that ISO never listed, one with a scheme before
    it, such as ``cow:300``.
    """
    if len(code) == 3:
        return (code in _countries() and code not in _TERRITORIES) or bool(_USER_ASSIGNED.match(code))
    return code in _FORMER or bool(_SCHEMED.match(code))


def _labelled(code: str) -> str:
    return f"{code} ({state_name(code)})"


def _key(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", " ", bare).split()
    words = ["saint" if word == "st" else word for word in words if word != "the"]
    if words[:2] == ["government", "of"]:
        words = words[2:]
    return " ".join(words)


@cache
def _countries() -> dict[str, str]:
    from iso3166 import countries_by_alpha3

    return {code: _spoken(country.apolitical_name) for code, country in countries_by_alpha3.items()}


def _spoken(name: str) -> str:
    main, comma, rest = name.partition(", ")
    # "Korea, Republic of" is turned round; "Bonaire, Sint Eustatius and Saba" is a list and stays.
    if not comma or " and " in rest:
        return name
    return f"{rest} {main}"


@cache
def _codes() -> dict[str, str]:
    from iso3166 import countries_by_alpha3

    codes: dict[str, str] = {}
    for alpha3, country in countries_by_alpha3.items():
        codes |= {alpha3: alpha3, country.alpha2: alpha3, country.numeric: alpha3}
    return codes


@cache
def _names() -> dict[str, str]:
    from iso3166 import countries_by_alpha3

    names = {_key(name): code for code, country in countries_by_alpha3.items() for name in _forms(country.name)}
    names |= {_key(name): code for code, name in _countries().items()}
    names |= _EVERYDAY
    for shared in _SHARED:
        names.pop(shared, None)
    return names


def _forms(name: str) -> tuple[str, str]:
    return name, _spoken(name)
