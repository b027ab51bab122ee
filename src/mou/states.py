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

__all__ = ["is_current_state", "is_state_code", "resolve_state", "state_name"]

# Everyday English names, names of old and abbreviations that ISO 3166-1 does not list; keys as `_key` leaves them.
_EVERYDAY = {
    "antigua": "ATG",
    "argentine republic": "ARG",
    "bolivia": "BOL",
    "bosnia": "BIH",
    "britain": "GBR",
    "brunei": "BRN",
    "burma": "MMR",
    "cape verde": "CPV",
    "congo brazzaville": "COG",
    "congo kinshasa": "COD",
    "czech republic": "CZE",
    "d r congo": "COD",
    "democratic people s republic korea": "PRK",
    "dprk": "PRK",
    "dr congo": "COD",
    "drc": "COD",
    "east timor": "TLS",
    "fed sts micronesia": "FSM",
    "federation saint kitts and nevis": "KNA",
    "former yugoslav republic macedonia": "MKD",
    "french republic": "FRA",
    "fyrom": "MKD",
    "gabonese republic": "GAB",
    "great britain": "GBR",
    "hellenic republic": "GRC",
    "holland": "NLD",
    "iran": "IRN",
    "italian republic": "ITA",
    "ivory coast": "CIV",
    "kyrgyz republic": "KGZ",
    "lao p d r": "LAO",
    "lao pdr": "LAO",
    "laos": "LAO",
    "lebanese republic": "LBN",
    "macau": "MAC",
    "macedonia": "MKD",
    "micronesia": "FSM",
    "moldova": "MDA",
    "nauru": "NRU",
    "nation brunei abode peace": "BRN",
    "north korea": "PRK",
    "oriental republic uruguay": "URY",
    "palestine": "PSE",
    "portuguese republic": "PRT",
    "prc": "CHN",
    "republic congo": "COG",
    "republic ireland": "IRL",
    "republic korea": "KOR",
    "rok": "KOR",
    "russia": "RUS",
    "rwandese republic": "RWA",
    "sint maarten": "SXM",
    "slovak republic": "SVK",
    "south korea": "KOR",
    "state brunei darussalam": "BRN",
    "swaziland": "SWZ",
    "swiss confederation": "CHE",
    "syria": "SYR",
    "taiwan": "TWN",
    "tanzania": "TZA",
    "togolese republic": "TGO",
    "trinidad": "TTO",
    "turkey": "TUR",
    "u a e": "ARE",
    "u k": "GBR",
    "u s": "USA",
    "u s a": "USA",
    "uae": "ARE",
    "uk": "GBR",
    "union burma": "MMR",
    "united kingdom": "GBR",
    "united mexican states": "MEX",
    "united states": "USA",
    "usa": "USA",
    "vatican": "VAT",
    "vatican city": "VAT",
    "vatican city state": "VAT",
    "venezuela": "VEN",
    "vietnam": "VNM",
}

# How states style themselves before their short name, as the United Nations list them: every known short name of
# the state may follow, so that both "Republic of Turkey" and "Republic of Türkiye" are known. A style that once
# was another state's ("Republic of Vietnam", "Republic of China") is not here.
_STYLES = {
    "arab republic": "EGY",
    "bolivarian republic": "VEN",
    "commonwealth": "AUS BHS DMA",
    "co operative republic": "GUY",
    "democratic republic": "STP TLS",
    "democratic socialist republic": "LKA",
    "eastern republic": "URY",
    "federal democratic republic": "ETH NPL",
    "federal republic": "DEU NGA SOM",
    "federated states": "FSM",
    "federative republic": "BRA",
    "grand duchy": "LUX",
    "hashemite kingdom": "JOR",
    "independent state": "PNG WSM",
    "islamic republic": "AFG GMB IRN MRT PAK",
    "kingdom": "BEL BHR BTN DNK ESP KHM LSO MAR NLD NOR SAU SWE SWZ THA TON",
    "people s democratic republic": "DZA",
    "people s republic": "BGD CHN",
    "plurinational state": "BOL",
    "principality": "AND LIE MCO",
    "republic": (
        "AGO ALB ARM AUT AZE BDI BEN BGR BIH BLR BWA CHL CIV CMR COL CPV CRI CUB CYP DJI ECU EST FIN FJI GHA GIN GMB "
        "GNB GNQ GTM GUY HND HRV HTI HUN IDN IND IRQ ISL KAZ KEN KIR LBR LTU LVA MDA MDG MDV MHL MKD MLI MLT MMR MOZ "
        "MUS MWI NAM NER NIC NRU PAN PER PHL PLW POL PRY RWA SDN SEN SGP SLE SLV SMR SRB SSD SUR SVN SYC TCD TJK TTO "
        "TUN TUR UGA UZB VUT XKX YEM ZAF ZMB ZWE"
    ),
    "republic union": "MMR",
    "socialist republic": "VNM",
    "state": "ERI ISR KWT LBY PSE QAT",
    "sultanate": "OMN",
    "union": "COM",
    "united republic": "TZA",
}

# Names that more than one state bears or bore; one of them is never chosen, though ISO 3166-1 gives "Congo" to COG.
_SHARED = {"congo": ("COD", "COG"), "korea": ("KOR", "PRK"), "republic china": ("CHN", "TWN")}

# Words that name a state in capitals alone, as "us" is also a pronoun.
_CAPITALS_ONLY = {"us": "USA"}

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
_CAPITALS = re.compile(r"(?:[Tt]he |THE )?([A-Z]+)\Z", re.ASCII)
_INVERTED = re.compile(r"(?P<main>[^(),]+)(?:\((?P<bracketed>[^()]+)\)|,(?P<rest>[^(),]+))\Z")
_FILLERS = frozenset({"the", "of"})
_GOVERNMENT = re.compile(r"(?:royal )?(?:government|govt) ")


def resolve_state(text: str) -> str:
    """The ISO 3166-1 alpha-3 code of the state that `text` names.

    Codes (alpha-2, alpha-3, numeric) count in upper case only, as many are words otherwise; names regardless of
    case, accents, punctuation, articles, "Government of" and of the order in which lists put them ("Bolivia
    (Plurinational State of)"). Similar names are offered, never taken. The codes are those of ISO 3166-1: other
    systems give some of them to other states (the Correlates of War's ``AUS`` is Austria).

    Raises:
        NameNotResolvedError: several states bear the name, none does, or it is a territory's.

    >>> resolve_state("the US"), resolve_state("Viet Nam"), resolve_state("458")
    ('USA', 'VNM', 'MYS')
    >>> resolve_state("Korea")
    Traceback (most recent call last):
    mou.errors.NameNotResolvedError: "Korea" is the name of several states: KOR (Republic of Korea), ...
    """
    if type(text) is not str:
        raise NameNotResolvedError(f"{shown(text)} is no name or code of a state", text=shown(text))
    found = _codes().get(text.strip()) or _by_name(text.strip())
    if isinstance(found, tuple):
        candidates = tuple(map(_labelled, found))
        raise NameNotResolvedError(
            f"{shown(text)} is the name of several states: {', '.join(candidates)}; write the one that is meant",
            text=text,
            candidates=candidates,
        )
    if found is None:
        candidates = _near(_key(text))
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


def _by_name(text: str) -> str | tuple[str, ...] | None:
    names = _names()
    if found := names.get(_key(text)):
        return found
    if (capitals := _CAPITALS.match(text)) and (found := _CAPITALS_ONLY.get(capitals[1].lower())):
        return found
    if inverted := _INVERTED.match(text):
        # "Korea (Republic of)" and "Korea, Republic of" are turned round; in "Myanmar (Burma)" both name the same.
        main, rest = inverted["main"], inverted["bracketed"] or inverted["rest"]
        if found := names.get(_key(f"{rest} {main}")):
            return found
        if (found := names.get(_key(main))) and found == names.get(_key(rest)):
            return found
    return None


def _near(key: str) -> tuple[str, ...]:
    names = _names()
    found = [_CAPITALS_ONLY.get(key) or _codes().get(key.upper())]
    for name in get_close_matches(key, names, n=4, cutoff=0.75):
        code = names[name]
        found += [code] if isinstance(code, str) else code
    return tuple(dict.fromkeys(_labelled(code) for code in found if code and code not in _TERRITORIES))


def state_name(code: str) -> str:
    """The English name of a state by its alpha-3 code, in the order in which it is spoken.

    >>> state_name("KOR")
    'Republic of Korea'
    """
    return _countries()[code]


def is_current_state(code: str) -> bool:
    """Whether `code` is the ISO 3166-1 alpha-3 code of a state of today.

    >>> is_current_state("MYS"), is_current_state("SUHH")
    (True, False)
    """
    return code in _countries() and code not in _TERRITORIES


def is_state_code(code: str) -> bool:
    """Whether `code` can be a state's id.

    It can be an ISO 3166-1 alpha-3 code (or one of the codes left to users, ``XAA`` to ``XZZ`` among them), an
    ISO 3166-3 alpha-4 code of a former state, or, for a state that ISO never listed, one with a scheme before
    it, such as ``cow:300``.
    """
    if len(code) == 3:
        return is_current_state(code) or bool(_USER_ASSIGNED.match(code))
    return code in _FORMER or bool(_SCHEMED.match(code))


def _labelled(code: str) -> str:
    return f"{code} ({state_name(code)})"


def _key(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", " ", bare.replace("&", " and ")).split()
    key = " ".join(_ABBREVIATED.get(word, word) for word in words if word not in _FILLERS)
    return _GOVERNMENT.sub("", key, count=1) if _GOVERNMENT.match(key) else key


_ABBREVIATED = {"dem": "democratic", "rep": "republic", "st": "saint"}


@cache
def _countries() -> dict[str, str]:
    from iso3166 import countries_by_alpha3

    names = {code: _spoken(country.apolitical_name) for code, country in countries_by_alpha3.items()}
    return names | {"COG": "Republic of the Congo"}  # "Congo" alone is the name of two


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
def _names() -> dict[str, str | tuple[str, ...]]:
    from iso3166 import countries_by_alpha3

    short = {_key(name): code for code, country in countries_by_alpha3.items() for name in _forms(country.name)}
    short |= {_key(name): code for code, name in _countries().items()}
    short |= _EVERYDAY
    for shared in _SHARED:
        short.pop(shared, None)
    styled = {
        f"{style} {name}": code
        for style, codes in _STYLES.items()
        for name, code in short.items()
        if code in codes.split()
    }
    return {**styled, **short, **_SHARED}


def _forms(name: str) -> tuple[str, str]:
    return name, _spoken(name)
