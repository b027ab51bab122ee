"""Parties: states, organisations and other bodies that enter into agreements or take part in meetings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import cast

import attrs

from mou.dates.days import Day
from mou.errors import NameNotResolvedError, Problem, UnknownIdError, ValidationError
from mou.model.extensions import Json, as_extensions
from mou.model.states import cow_state, is_state_code, resolve_state, state_name
from mou.values.checked import checked, rule_of
from mou.values.converters import EnumOf, optional
from mou.values.fields import (
    as_each_once,
    as_id,
    as_names,
    as_text,
    as_texts,
    check_is,
    everyday_words,
    is_list,
    refusal,
    refuse,
    shown,
)
from mou.values.frozenmap import FrozenMap
from mou.values.hints import meant_by, unknown_id
from mou.values.slugs import slug_of

__all__ = ["Party", "PartyKind", "party_ids"]


class PartyKind(StrEnum):
    """The kind of a party."""

    STATE = "state"
    INTERNATIONAL_ORGANISATION = "international_organisation"
    GOVERNMENT_BODY = "government_body"
    """A ministry or agency that acts for a state."""
    SUBNATIONAL_GOVERNMENT = "subnational_government"
    ORGANISATION = "organisation"
    """A university, a company, an association."""


everyday_words(
    PartyKind,
    {
        "country nation sovereign_state": "state",
        "university college school institute company corporation firm ngo association": "organisation",
        "ministry department agency authority": "government_body",
        "igo io intergovernmental_organisation": "international_organisation",
        "province region city municipality local_government": "subnational_government",
    },
)


def state_meant(text: object) -> str:
    """Return the code of the state that a name or code means, or `""` if it means no state or several states."""
    try:
        return resolve_state(text) if isinstance(text, str) else ""
    except NameNotResolvedError:
        return ""


def state_named(text: str) -> str:
    """Return the code of the state that a text means in a question, or `""`.

    Unlike in a record, an ISO 3166 code in lower-case letters is accepted, because the answer names the state.

    >>> state_named("my"), state_named("the US"), state_named("Atlantis")
    ('MYS', 'USA', '')
    """
    return state_meant(text) or (state_meant(text.upper()) if len(text.strip()) <= _ALPHA_3 else "")


_ALPHA_3 = 3
"""The length of the longest ISO 3166-1 code."""


def code_hint(text: object) -> str:
    """If a text is the name of a state, return a hint with the id of the state. Otherwise, return `""`."""
    code = state_meant(text)
    return f'use "{code}"' if code and code != text else ""


def as_party_id(value: str | Party) -> str:
    """Convert a field's value to a party id. The value is an id or a `Party`."""
    identifier = as_id(value.id if isinstance(value, Party) else value)
    for problem in refusal(identifier):
        several = " or ".join(map(shown, ids_meant(value)))
        return refuse(
            value, problem.expected, code_hint(value) or (several and f"pass one id: {several}") or problem.hint
        )
    return identifier


def ids_meant(value: object) -> list[str]:
    """Return the ids in a text that lists several, such as "MYS, USA" or "Malaysia and Japan". Otherwise, return `[]`.

    >>> ids_meant("MYS,USA"), ids_meant("Malaysia and Japan"), ids_meant("Trinidad and Tobago"), ids_meant("um; keio")
    (['MYS', 'USA'], ['MYS', 'JPN'], [], ['um', 'keio'])
    """
    if not isinstance(value, str) or state_meant(value):
        return []
    parts = _LIST.split(value.strip())
    if len(parts) == 1:  # without commas, only codes and names of states are a list
        parts = value.split()
        parts = parts if all(map(state_meant, parts)) else []
    ids = [state_meant(part) or part for part in parts]
    return ids if len(ids) > 1 and not any(refusal(as_id(identifier)) for identifier in ids) else []


_LIST = re.compile(r"\s*(?:[,;/]|\band\b)\s*")


@checked(kw_only=True)
class Party:
    """A state, organisation or other body that enters into agreements or takes part in meetings.

    Attributes:
        id: a short id that never changes. The id of a state is its ISO 3166-1 alpha-3 code. The id of a former state is
            its ISO 3166-3 alpha-4 code. The id of a state that ISO 3166 never listed is a code with its scheme, such as
            ``cow:300``.
        name: the name of the party, in English if possible.
        kind: the kind of the party.
        acts_for: the id of the party for which this party acts. For example, a ministry acts for its state. In Python
            you can also pass a `Party`.
        identifiers: identifiers in other systems. The keys are the systems (``wikidata``, ``ror``, ``lei``, ``cow``,
            ...), and the values are the identifiers.
        aliases: other names that sources use.
        extensions: your own fields, stored unchanged.

    Raises:
        ValidationError: a value is invalid, the id of a state is not a known code, or the party acts for itself.

    >>> from mou import Party
    >>> Party.state("South Korea")
    Party(id='KOR', name='Republic of Korea', kind=<PartyKind.STATE: 'state'>)
    >>> Party("um", name="Universiti Malaya", kind="organisation", identifiers={"ror": "00rzspn62"}).identifiers["ror"]
    '00rzspn62'
    """

    id: str = attrs.field(converter=as_id, kw_only=False)
    name: str = attrs.field(converter=as_text, kw_only=False)
    kind: PartyKind = attrs.field(converter=EnumOf[PartyKind], kw_only=False)
    acts_for: str | None = attrs.field(default=None, converter=optional(as_party_id))
    identifiers: FrozenMap[str] = attrs.field(default=FrozenMap[str](), converter=as_names)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    extensions: FrozenMap[Json] = attrs.field(default=FrozenMap[Json](), converter=as_extensions)

    def __repr__(self) -> str:
        rest = "".join(
            f", {name}={value!r}"
            for name, value in (
                ("acts_for", self.acts_for),
                ("identifiers", dict(self.identifiers)),
                ("aliases", self.aliases),
                ("extensions", dict(self.extensions)),
            )
            if value
        )
        return f"Party(id={self.id!r}, name={self.name!r}, kind={self.kind!r}{rest})"

    @classmethod
    def state(cls, text: str, on: Day | str | None = None) -> Party:
        """Return a state by its ISO 3166 code (alpha-2, alpha-3, numeric) or a common English name.

        Args:
            text: the name or code, as written in the source.
            on: the date of the source. Pass it for names that belonged to several states in turn; see
                `mou.model.states.resolve_state`.

        Raises:
            NameNotResolvedError: the name is unknown or ambiguous ("Korea", "Congo"). The error suggests candidates.
            ValidationError: `on` is not a valid date.

        >>> Party.state("Malaysia").id, Party.state("the US").id, Party.state("UK").name
        ('MYS', 'USA', 'United Kingdom of Great Britain and Northern Ireland')
        >>> Party.state("Vietnam", on="1990-01-01").id, Party.state("Burma", on="1950-01-01").id
        ('VNM', 'MMR')
        """
        return cls._of_state(resolve_state(text, on))

    @classmethod
    def cow(cls, number_or_letters: int | str, on: Day | str | None = None) -> Party:
        """Return a state by its number or abbreviation in the Correlates of War.

        Args:
            number_or_letters: the number or letters, such as ``820``, ``"820"`` or ``"MAL"``.
            on: the date of the source. Some numbers belonged to several states in turn. By default, the result is the
                present-day state.

        Raises:
            NameNotResolvedError: no state has the number or the letters, or no state had them on the day `on`.
            ValidationError: `on` is not a valid date.

        >>> Party.cow(820) == Party.state("Malaysia")
        True
        >>> Party.cow(345, on="1980-01-01")
        Party(id='YUCS', name='Yugoslavia', kind=<PartyKind.STATE: 'state'>)
        """
        return cls._of_state(cow_state(number_or_letters, on))

    @classmethod
    def organisation(cls, name: str, *, id: str | None = None, acts_for: str | Party | None = None) -> Party:  # noqa: A002
        """Return an organisation, such as a university, a company or an agency outside a government.

        Args:
            name: the name of the organisation.
            id: the id. Defaults to the name in lower-case letters, digits and hyphens.
            acts_for: the party for which the organisation acts, or that party's id, if any.

        Raises:
            ValidationError: the name is empty, or no id can be made from the name. In that case, pass `id`.

        >>> Party.organisation("University of Melbourne").id
        'university-of-melbourne'
        """
        slug = slug_of(name) if id is None and type(name) is str else ""
        if id is None and not slug and not refusal(as_text(name)):
            expected = f"an id, because none can be made from {shown(name)}"
            raise ValidationError([Problem("/id", "nothing", expected, hint="pass id=...")])
        return cls(slug or "x" if id is None else id, name, PartyKind.ORGANISATION, acts_for=acts_for)

    @classmethod
    def _of_state(cls, code: str) -> Party:
        return cls(code, name=state_name(code), kind=PartyKind.STATE)


@meant_by(Party)
def _meant(value: object) -> str:
    """Return the Python expression that makes a party from a text.

    The text can be the name or code of a state, or the name of an organisation.
    """
    if not isinstance(value, str) or not value.strip():
        return ""
    names = [value] if state_meant(value) else _LIST.split(value)
    if all(map(state_meant, names)):
        return ", ".join(f"mou.Party.state({shown(name)})" for name in names)
    return f"mou.Party.organisation({shown(value)})"


@rule_of(Party)
def _rules(party: Party) -> list[Problem]:
    problems: list[Problem] = []
    if party.kind is PartyKind.STATE and not is_state_code(party.id):
        expected = "a state code: ISO 3166-1 alpha-3, ISO 3166-3 alpha-4, or scheme:code for a state not in ISO 3166"
        hint = code_hint(party.id) or code_hint(party.name)
        problems.append(Problem("/id", f'"{party.id}"', expected, hint=hint))
    if party.acts_for == party.id:
        problems.append(Problem("/acts_for", f'"{party.id}"', "the id of another party"))
    return problems


def named_among(text: str, parties: Iterable[Party]) -> tuple[Party, ...]:
    """Return the parties that a text means in a question: those with this id, name or alias, in any case.

    If there are none, the text can be another name or an ISO 3166 code of a state that is one of the parties.

    >>> parties = [Party.state("USA"), Party("um", name="Universiti Malaya", kind="organisation")]
    >>> [[party.id for party in named_among(text, parties)] for text in ("us", "the United States", "UM", "Japan")]
    [['USA'], ['USA'], ['um'], []]
    """
    check_is(text, str, expected="a Party, or its id, name or alias")
    parties = tuple(parties)
    if exact := [party for party in parties if party.id == text]:
        return tuple(exact)
    folded = text.strip().casefold()
    named = [party for party in parties if folded in map(str.casefold, (party.id, party.name, *party.aliases))]
    if named:
        return tuple(named)
    state = state_named(text)
    return tuple([party for party in parties if party.id == state])


def party_among(party: Party | str, parties: Iterable[Party], where: str) -> Party:
    """Return the one of the parties that a caller means; see `named_among`.

    Args:
        party: the party, or its id, name, alias or ISO 3166 code.
        parties: the parties.
        where: words for the parties in the error, such as "party of the agreement".

    Raises:
        UnknownIdError: the text means none of the parties, or several.
    """
    parties = tuple(parties)
    if isinstance(party, Party):
        text, named = party.id, tuple([member for member in parties if member.id == party.id])
    else:
        text, named = party, named_among(party, parties)
    if len(named) > 1:
        raise UnknownIdError(f"{shown(text)} is the name of several parties: {', '.join(one.id for one in named)}")
    if not named:
        raise unknown_party(text, parties, where)
    return named[0]


def unknown_party(text: str, parties: Iterable[Party], where: str = "party") -> UnknownIdError:
    """Return the error for a text that means none of the parties."""
    parties = tuple(parties)
    names = [name for party in parties for name in (party.id, party.name, *party.aliases)]
    return unknown_id(where, text, [party.id for party in parties], names, what="id or name")


def party_ids(value: Iterable[str | Party] | str | Party) -> Iterable[str]:
    """Return the ids of parties, from one or several ids or `Party` objects."""
    if isinstance(value, (str, Party)):
        value = (value,)
    if not is_list(value):
        return cast("Iterable[str]", value)  # the converter of the field reports the value
    return tuple([party.id if isinstance(party, Party) else party for party in value])


def as_party_ids(value: Iterable[str | Party] | str | Party) -> tuple[str, ...]:
    """Convert a field's value to the ids of parties. Duplicates are invalid."""
    if listed := ids_meant(value):
        return refuse(value, "a list of ids", f"use [{', '.join(map(shown, listed))}]")
    return as_each_once(party_ids(value), as_party_id, "a list of ids")
