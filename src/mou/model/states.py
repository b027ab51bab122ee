"""Find states by name and code, without guessing.

The codes and names of current states come from ISO 3166-1 (the `iso3166` package). The library's own table,
``data/states.json``, adds everyday names, former states with their years and successors, and names that belonged to
several states in turn. It also adds the numbers and letters of the Correlates of War. The table gives the sources of
each row.

An id identifies a state, not a name or a government. A state that changes its name keeps its id. A former state that
broke up or merged with another state has its own id.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from mou.dates.days import Day, as_day, earliest, latest
from mou.errors import NameNotResolvedError, ValidationError
from mou.model.state_table import (
    FormerState,
    Holder,
    countries,
    holder_of,
    holders_by_code,
    holders_by_name,
    name_key,
    table,
)
from mou.values.fields import refusal, shown

__all__ = ["cow_state", "former_states", "is_current_state", "is_state_code", "resolve_state", "state_name", "un_state"]

# Words that mean a state only in capitals: "us" is also a pronoun.
_CAPITALS_ONLY = {"us": "USA"}

UNLISTED = "AA[A-Z]|Q[M-Z][A-Z]|X[A-Z][A-Z]|ZZ[A-Z]|[a-z][a-z0-9-]*:[A-Za-z0-9._:-]+"
"""The pattern of codes of states that ISO 3166 does not list: a code reserved for users, or ``scheme:code``."""

_SPORTS_CODES = {
    pair[:3]: pair[4:]
    for pair in (
        "ALG:DZA ANG:AGO ANT:ATG BAH:BHS BAN:BGD BAR:BRB BIZ:BLZ BHU:BTN BOT:BWA BRU:BRN BUL:BGR CAM:KHM CGO:COG "
        "CHA:TCD CHI:CHL CRC:CRI CRO:HRV CTA:CAF DEN:DNK EQG:GNQ ESA:SLV FIJ:FJI GAM:GMB GBS:GNB GEQ:GNQ GER:DEU "
        "GRE:GRC GRN:GRD GUA:GTM GUI:GIN HAI:HTI HOL:NLD HON:HND INA:IDN IRI:IRN KOS:XKX KSA:SAU KUW:KWT LAT:LVA "
        "LBA:LBY LES:LSO LIB:LBN MAD:MDG MAS:MYS MAW:MWI MGL:MNG MON:MCO MRI:MUS MTN:MRT MYA:MMR NCA:NIC NED:NLD "
        "NEP:NPL NGR:NGA NIG:NER OMA:OMN PAR:PRY PHI:PHL PLE:PSE POR:PRT RSA:ZAF SAM:WSM SEY:SYC SIN:SGP SKN:KNA "
        "SLO:SVN SOL:SLB SRI:LKA SUD:SDN SUI:CHE TAN:TZA TGA:TON TOG:TGO TRI:TTO URU:URY VAN:VUT VIE:VNM VIN:VCT "
        "ZAM:ZMB ZIM:ZWE"
    ).split()
}
"""The codes of the International Olympic Committee and of FIFA that are not in ISO 3166-1, each with the ISO code.

Errors suggest the ISO code. The codes themselves are never accepted, because other codes of this kind are the ISO codes
of other states: for the International Olympic Committee, BRN is Bahrain."""
_UNLISTED = re.compile(rf"(?:{UNLISTED})\Z")
_CAPITALS = re.compile(r"(?:[Tt]he |THE )?([A-Z]+)\Z", re.ASCII)
_BETWEEN = re.compile(r"[,;/|&+\n\r\t]")
_INVERTED = re.compile(r"(?P<main>[^(),]+)(?:\((?P<bracketed>[^()]+)\)|,(?P<rest>[^(),]+))\Z")
_COW_NUMBER = re.compile(r"0*[1-9][0-9]{0,2}\Z", re.ASCII)


def resolve_state(text: str, on: Day | str | None = None) -> str:
    """Return the code of a state from its name or one of its codes.

    The result is an ISO 3166-1 alpha-3 code. For a former state, it is an ISO 3166-3 alpha-4 code. For a state that ISO
    3166 never listed, it is ``cow:`` and the number of the state in the Correlates of War, such as ``cow:300``.

    Codes (alpha-2, alpha-3, alpha-4, numeric) must be in upper case, because many codes are also words. In names, case,
    accents, punctuation, articles and "Government of" are ignored. Inverted names such as "Bolivia (Plurinational State
    of)" are accepted. For an unknown name, the error suggests similar names.

    Other systems use some of the ISO 3166 codes for different states. For codes of the Correlates of War, use
    `cow_state`.

    Args:
        text: a name or a code.
        on: the date of the source. The result is the state that had the name on this day. By default, the result is the
            present-day state with the name. If no present-day state has the name, the result is the only former state
            with the name. Don't pass a day for a modern table that calls former states by the names of their
            successors.

    Raises:
        NameNotResolvedError: the name is ambiguous; no state has the name, or no state had the name on the day `on`; a
            territory has the name.
        ValidationError: `on` is not a valid date.

    >>> resolve_state("the US"), resolve_state("Viet Nam"), resolve_state("458")
    ('USA', 'VNM', 'MYS')
    >>> resolve_state("Yugoslavia", "1950-06-01"), resolve_state("Yugoslavia", "2001"), resolve_state("USSR")
    ('YUCS', 'CSXX', 'SUHH')
    >>> resolve_state("Korea")
    Traceback (most recent call last):
    mou.errors.NameNotResolvedError: "Korea" is the name of several states: KOR (Republic of Korea), ...
    """
    if type(text) is not str:
        raise NameNotResolvedError(f"{shown(text)} is not the name or code of a state", text=shown(text))
    holders = holders_by_code().get(text.strip()) or _by_name(text.strip())
    if state := table().territory_names.get(name_key(text)):
        message = f"{shown(text)} is a territory, not a state; if you mean the state, write {_labelled(state)}"
        raise NameNotResolvedError(message, text=text, candidates=(_labelled(state),))
    if not holders:
        candidates = _near(name_key(text))
        hint = f"; close matches: {', '.join(candidates)}" if candidates else ""
        raise NameNotResolvedError(
            f"{shown(text)} is not a known name or code of a state{hint}", text=text, candidates=candidates
        )
    also = table().also.get(name_key(text)) if on is None else None
    return _chosen(holders, on, text, f"{shown(text)}", also)


def cow_state(number_or_letters: int | str, on: Day | str | None = None) -> str:
    """Return the code of a state by its number or abbreviation in the Correlates of War.

    Some numbers belonged to several states in turn. For example, 365 was the number of the Russian Empire and then of
    the Soviet Union, and is now the number of Russia.

    Args:
        number_or_letters: the number (``820`` or ``"820"``), or the letters in capitals (``"MAL"``).
        on: the date of the source. By default, the result is the present-day state.

    Raises:
        NameNotResolvedError: no state has the number or the letters, or no state had them on the day `on`.
        ValidationError: `on` is not a valid date.

    >>> cow_state(820), cow_state("MAL"), cow_state("AUS"), cow_state("AUL")
    ('MYS', 'MYS', 'AUT', 'AUS')
    >>> cow_state(365, "1980-01-01"), cow_state(365, "2000-01-01")
    ('SUHH', 'RUS')
    """
    key = number_or_letters.strip() if type(number_or_letters) is str else number_or_letters
    if type(key) is str and _COW_NUMBER.match(key):
        key = int(key)
    holders = table().cow.get(key) if type(key) in (int, str) else None
    if holders is None:
        raise NameNotResolvedError(
            f"{shown(number_or_letters)} is not the number or letters of a state in the Correlates of War",
            text=str(number_or_letters),
        )
    return _chosen(holders, on, str(number_or_letters), f"COW {key}")


def un_state(name: str, on: Day | str | None = None) -> str:
    """Return the code of a state by its name in the treaty tables of the United Nations.

    Some names are ambiguous elsewhere, but mean a single state in these tables: "Congo" is the Republic of the Congo.
    `resolve_state` resolves all other names.

    Raises:
        NameNotResolvedError: the name is unknown or ambiguous, as in `resolve_state`.
        ValidationError: `on` is not a valid date.

    >>> un_state("Congo"), un_state("Republic of Moldova")
    ('COG', 'MDA')
    """
    return (table().un.get(name_key(name)) if type(name) is str else None) or resolve_state(name, on)


def _chosen(holders: tuple[Holder, ...], on: Day | str | None, text: str, called: str, also: str | None = None) -> str:
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
        message = f"{called} names no state{when}; on other days it names {', '.join(candidates)}"
        raise NameNotResolvedError(message, text=text, candidates=candidates)
    if len(codes) > 1:
        message = (
            f"{called} is the name of several states{when}: {', '.join(candidates)}; use the code of the one you mean"
        )
        raise NameNotResolvedError(message, text=text, candidates=candidates)
    (code,) = codes
    if also is not None:
        message = f"{called} is {also} today; for the former state, give a day or write {candidates[0]}"
        raise NameNotResolvedError(message, text=text, candidates=candidates)
    if code in table().territories:
        raise NameNotResolvedError(
            f"{shown(text)} is a territory in ISO 3166-1, not a state; write Party({code!r}, name=..., "
            "kind='subnational_government', acts_for=...)",
            text=text,
        )
    return code


def _by_name(text: str) -> tuple[Holder, ...] | None:
    names = holders_by_name()
    if len(parts := _BETWEEN.split(text)) > 1 and all(name_key(part) in names for part in parts):
        return None  # "Austria, Hungary" is a list of two states, not the state named "Austria-Hungary"
    if holders := names.get(name_key(text)):
        return holders
    if (capitals := _CAPITALS.match(text)) and (code := _CAPITALS_ONLY.get(capitals[1].lower())):
        return (holder_of(code),)
    if inverted := _INVERTED.match(text):
        # "Korea (Republic of)" and "Korea, Republic of" are in reverse order. In "Myanmar (Burma)", both names mean the
        # same state.
        main, rest = inverted["main"], inverted["bracketed"] or inverted["rest"]
        if holders := names.get(name_key(f"{rest} {main}")):
            return holders
        if (holders := names.get(name_key(main))) and holders == names.get(name_key(rest)):
            return holders
    return None


def _near(key: str) -> tuple[str, ...]:
    from difflib import get_close_matches

    if key.upper() in _SPORTS_CODES:
        return (_labelled(_SPORTS_CODES[key.upper()]),)
    names = holders_by_name()
    codes = [_CAPITALS_ONLY[key]] if key in _CAPITALS_ONLY else []
    for holders in (
        holders_by_code().get(key.upper(), ()),
        *(names[n] for n in get_close_matches(key, names, n=4, cutoff=0.75)),
    ):
        codes += [holder.code for holder in holders]
    return tuple(dict.fromkeys(_labelled(code) for code in codes if code not in table().territories))


def former_states() -> Mapping[str, FormerState]:
    """Return the known former states by id.

    >>> former_states()["CSHH"].until, former_states()["CSHH"].successors
    (datetime.date(1992, 12, 31), ('CZE', 'SVK'))
    """
    return table().former


def state_name(code: str) -> str:
    """Return the English name of a state by its code, with the words in their natural order.

    >>> state_name("KOR"), state_name("SUHH")
    ('Republic of Korea', 'Union of Soviet Socialist Republics')
    """
    former = table().former.get(code)
    return former.name if former else countries()[code]


def is_current_state(code: str) -> bool:
    """Return whether `code` is the ISO 3166-1 alpha-3 code of a current state.

    >>> is_current_state("MYS"), is_current_state("SUHH")
    (True, False)
    """
    return code in countries() and code not in table().territories


def is_state_code(code: str) -> bool:
    """Return whether `code` can be the id of a state.

    Valid ids are ISO 3166-1 alpha-3 codes, codes that ISO reserves for users (such as ``XAA`` to ``XZZ``), and ISO
    3166-3 alpha-4 codes of former states. For states that ISO 3166 never listed, codes with a scheme are valid, such as
    ``cow:300``.
    """
    return code in listed_codes() or bool(_UNLISTED.match(code))


@cache
def listed_codes() -> frozenset[str]:
    """Return the ISO 3166 codes of states, both current and withdrawn."""
    return frozenset(filter(is_current_state, countries())) | table().withdrawn


def _labelled(code: str) -> str:
    former = table().former.get(code)
    if former is None:
        return f"{code} ({countries()[code]})"
    since = "" if former.since is None else f"{former.since} "
    return f"{code} ({former.name}, {since}to {former.until})"
