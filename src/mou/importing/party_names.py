"""The part of a mapping that states how parties are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

import attrs

from mou.errors import NameNotResolvedError, Problem
from mou.model.party import Party, PartyKind
from mou.model.state_table import holders_by_code, holders_by_name, name_key
from mou.model.states import is_current_state
from mou.values.checked import checked, rule_of
from mou.values.converters import EnumOf, TupleOf
from mou.values.fields import as_each, as_enum, as_texts, pointer, refuse, shown

US = "us"
"""The id of the party that is our own side, in a proposal."""
PLACEHOLDER = "Our organisation"
"""The name of our own side in a proposal as long as the true name is not known."""


class PartiesWritten(StrEnum):
    """How parties are written in cells."""

    ORGANISATION = "organisation"
    """By name. Each name is that of an organisation."""
    STATE = "state"
    """States, by name or ISO 3166 code; see `Party.state`."""
    COW = "cow"
    """States, by number or letters of the Correlates of War; see `Party.cow`."""
    ANY = "any"
    """By name: states and international organisations that `mou.world.party` knows. Other names are organisations."""


def _party_kind(value: PartyKind | str) -> PartyKind:
    kind = as_enum(PartyKind, value)
    return refuse(value, "a kind other than state, because states have codes") if kind is PartyKind.STATE else kind


def _separators(value: Iterable[str]) -> tuple[str, ...]:
    return as_each(value, _separator, "a list of texts")


def _separator(value: str) -> str:
    return value if type(value) is str and value else refuse(value, "a text that is not empty")


@checked(kw_only=True)
class PartyNames:
    """How parties are written in cells, and which parties the names mean.

    Attributes:
        written: how parties are written in cells.
        separators: the texts that separate several parties in a cell. A known name that contains a separator is not
            divided.
        kind: the kind of a party that is known only by its name.
        known: parties with their ids, names and aliases. Names in cells are first looked up among these parties.
        always: the parties to every agreement, such as your own organisation. List ids of `known` or codes of states.
    """

    written: PartiesWritten = attrs.field(default=PartiesWritten.ORGANISATION, converter=EnumOf[PartiesWritten])
    separators: tuple[str, ...] = attrs.field(default=(";", "\n"), converter=_separators)
    kind: PartyKind = attrs.field(default=PartyKind.ORGANISATION, converter=_party_kind)
    always: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    known: tuple[Party, ...] = attrs.field(default=(), converter=TupleOf[Party])


_ORGANISATION = re.compile(
    r"universi|colleg|\binstitut|\bschool|academ|hospital|hochschule|facult|\b(?:ltd|inc|gmbh|llc|corp|s\.?a\.?|bhd|plc)\b\.?|"
    r"compan|ministr|department|\bcity of\b|foundation|polytechn|laborator",
    re.IGNORECASE,
)


def is_organisation_name(name: str) -> bool:
    """Return whether a name contains a word that marks an organisation, such as "University".

    No state and no international organisation has such a word in its name.

    >>> is_organisation_name("Korea University"), is_organisation_name("Korea")
    (True, False)
    """
    return bool(_ORGANISATION.search(name))


def is_name_of_state(name: str) -> bool:
    """Return whether a text is exactly the code or a name of a current or former state.

    >>> is_name_of_state("Viet Nam"), is_name_of_state("Vietnamm")
    (True, False)
    """
    return name.strip() in holders_by_code() or name_key(name) in holders_by_name()


def state_code(name: str) -> str | None:
    """Return the code of the state that a name or code means. If it means no state, return `None`."""
    try:
        return Party.state(name).id
    except NameNotResolvedError:
        return None


@rule_of(PartyNames)
def _party_rules(names: PartyNames) -> list[Problem]:
    known = {party.id for party in names.known}
    expected = "the id of a party under known, or a state's code"
    problems = [
        Problem(pointer("always", index), shown(identifier), expected)
        for index, identifier in enumerate(names.always)
        if identifier not in known and state_code(identifier) != identifier
    ]
    problems += [
        Problem(pointer("known", index, "acts_for"), shown(party.acts_for), expected)
        for index, party in enumerate(names.known)
        if party.acts_for is not None and party.acts_for not in known and not is_current_state(party.acts_for)
    ]
    meant: dict[str, str] = {}
    for index, party in enumerate(names.known):
        for name in dict.fromkeys((party.name, *party.aliases)):
            if meant.setdefault(name.casefold(), party.id) != party.id:
                expected = f"a name that the party {meant[name.casefold()]} does not have"
                problems.append(Problem(pointer("known", index), shown(name), expected))
    return problems
