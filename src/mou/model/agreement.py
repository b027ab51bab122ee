"""Agreements: the instrument, its parties, its clauses about time, and its acts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from mou.dates.days import Day, as_day, earliest, latest
from mou.errors import Problem
from mou.model.act import Act, ActKind
from mou.model.conditions import OnDate
from mou.model.durations import Until
from mou.model.extensions import Json, as_extensions
from mou.model.party import Party, named_among
from mou.model.source import Source
from mou.model.status import StatedStatus
from mou.model.term import Term
from mou.values.checked import checked, rule_of
from mou.values.converters import EnumOf, InstanceOf, TupleOf, optional
from mou.values.fields import (
    as_flag,
    as_id,
    as_ids,
    as_text,
    as_texts,
    everyday_words,
    repeated,
    shown,
)
from mou.values.frozenmap import FrozenMap
from mou.values.hints import did_you_mean, file_named, meant_by
from mou.values.registered import html_of, lifecycle_of

if TYPE_CHECKING:  # `answers` is a higher room; see docs/explanation/map.md
    from mou.answers.lifecycles import Lifecycle

__all__ = [
    "Agreement",
    "AgreementKind",
    "Json",
    "Relation",
    "RelationKind",
    "TreatyRegistration",
]


class AgreementKind(StrEnum):
    """The name that an instrument gives itself. It does not decide whether the instrument is binding (VCLT 2(1)(a))."""

    TREATY = "treaty"
    AGREEMENT = "agreement"
    CONVENTION = "convention"
    COVENANT = "covenant"
    CHARTER = "charter"
    STATUTE = "statute"
    PROTOCOL = "protocol"
    AMENDMENT = "amendment"
    EXCHANGE_OF_NOTES = "exchange_of_notes"
    MODUS_VIVENDI = "modus_vivendi"
    DECLARATION = "declaration"
    ARRANGEMENT = "arrangement"
    MOU = "mou"
    LETTER_OF_INTENT = "letter_of_intent"
    OTHER = "other"


everyday_words(
    AgreementKind,
    {
        "memo memorandum memorandum_of_understanding mous": "mou",
        "pact accord compact": "treaty agreement",
        "notes exchange_of_letters": "exchange_of_notes",
        "loi": "letter_of_intent",
    },
)


class RelationKind(StrEnum):
    """How an agreement relates to another agreement."""

    AMENDS = "amends"
    SUPERSEDES = "supersedes"
    IMPLEMENTS = "implements"
    RENEWS = "renews"
    PROTOCOL_TO = "protocol_to"


everyday_words(RelationKind, {"replaces replaced_by succeeds": "supersedes", "extends prolongs": "renews amends"})


@checked
class Relation:
    """A relation to another agreement.

    Attributes:
        kind: the kind of the relation.
        to: the id of the other agreement.
    """

    kind: RelationKind = attrs.field(converter=EnumOf[RelationKind])
    to: str = attrs.field(converter=as_id)


@checked(kw_only=True)
class TreatyRegistration:
    """An entry in a register of treaties, such as the register of the United Nations (UN Charter art. 102).

    Attributes:
        register: the name of the register, such as ``UNTS``.
        number: the number of the entry, as written in that register.
        on: the day of registration.
    """

    register: str = attrs.field(converter=as_text, kw_only=False)
    number: str | None = attrs.field(default=None, converter=optional(as_text))
    on: Day | None = attrs.field(default=None, converter=optional(as_day))


@checked(kw_only=True)
class Agreement:
    """An agreement between states, organisations or their bodies.

    Attributes:
        id: a short id that never changes.
        title: the title of the instrument.
        kind: the name that the instrument gives itself. `None` if not known.
        binding: whether the agreement is legally binding. `None` if not known.
        parties: the parties that are bound or can become bound, without duplicates. Empty if they are not known.
        acts: the acts under the agreement, in the order in which they were recorded.
        term: the clauses about time.
        subjects: the subjects of the agreement.
        description: a free-text description.
        signed_at: the ids of the meetings at which or alongside which the agreement was signed.
        relations: the relations to other agreements.
        depositary: the party or body that keeps the original and receives notices. The value is the id of a party, or a
            name.
        registrations: the entries in registers of treaties.
        stated_status: the status that a source states, to compare with the computed status; see `StatedStatus`.
        sources: the sources of the record.
        extensions: your own fields, stored unchanged.

    Raises:
        ValidationError: a value is invalid; a party is duplicated; there is only one party and no depositary; an act
            was done by somebody who is not a party; the fixed last day of the term is before its first day.

    >>> import mou
    >>> agreement = mou.Agreement(
    ...     id="mys-usa-defence-2025",
    ...     title="Memorandum of Understanding on Defence Cooperation",
    ...     kind="mou",
    ...     parties=[mou.Party.state("Malaysia"), mou.Party.state("United States")],
    ...     acts=[mou.Act.signature("2025-10-30", by=["MYS", "USA"], place="Kuala Lumpur")],
    ...     term=mou.Term(duration="P5Y"),
    ... )
    >>> mou.expiry_date(agreement)
    datetime.date(2030, 10, 30)
    """

    id: str = attrs.field(converter=as_id, kw_only=False)
    title: str = attrs.field(converter=as_text)
    kind: AgreementKind | None = attrs.field(default=None, converter=optional(EnumOf[AgreementKind]))
    binding: bool | None = attrs.field(default=None, converter=optional(as_flag))
    parties: tuple[Party, ...] = attrs.field(default=(), converter=TupleOf[Party])
    acts: tuple[Act, ...] = attrs.field(default=(), converter=TupleOf[Act])
    term: Term = attrs.field(factory=Term, converter=InstanceOf[Term])
    subjects: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    description: str | None = attrs.field(default=None, converter=optional(as_text))
    signed_at: tuple[str, ...] = attrs.field(default=(), converter=as_ids)
    relations: tuple[Relation, ...] = attrs.field(default=(), converter=TupleOf[Relation])
    depositary: str | None = attrs.field(default=None, converter=optional(as_text))
    registrations: tuple[TreatyRegistration, ...] = attrs.field(default=(), converter=TupleOf[TreatyRegistration])
    stated_status: StatedStatus | None = attrs.field(default=None, converter=optional(InstanceOf[StatedStatus]))
    sources: tuple[Source, ...] = attrs.field(default=(), converter=TupleOf[Source])
    extensions: FrozenMap[Json] = attrs.field(default=FrozenMap[Json](), converter=as_extensions)

    @property
    def party_ids(self) -> tuple[str, ...]:
        """The ids of the parties, in order."""
        return tuple([party.id for party in self.parties])

    def lifecycle(self, as_of: date | str | None = None) -> Lifecycle:
        """Return the agreement's lifecycle: when it enters into force, when it ends, and what happens in between.

        Args:
            as_of: ignore acts after this day. By default, no act is ignored.
        """
        life: Lifecycle = lifecycle_of(self, as_of)
        return life

    def __repr__(self) -> str:
        kind = "" if self.kind is None else f", kind={str(self.kind)!r}"
        parties = ", ".join(self.party_ids[:4]) + (", ..." if len(self.parties) > 4 else "")
        parties = parties or "not known"
        return f"<Agreement {self.id}: {shown(self.title)}{kind}, parties: {parties}, acts: {len(self.acts)}>"

    def __str__(self) -> str:
        return f"{self.title} ({self.id})"

    def _repr_html_(self) -> str:
        return html_of(self)


@meant_by(Agreement)
def _meant(value: object) -> str:
    is_about = isinstance(getattr(value, "agreement", None), Agreement)  # a lifecycle or a position
    return f"{type(value).__name__.lower()}.agreement" if is_about else file_named(value)


@rule_of(Agreement)
def _agreement_rules(agreement: Agreement) -> list[Problem]:
    problems: list[Problem] = []
    ids = [party.id for party in agreement.parties]
    known = set(ids)
    for index, party_id in repeated(ids) if len(known) < len(ids) else ():
        problems.append(
            Problem(f"/parties/{index}/id", shown(party_id), "an id not used by any other party of the agreement")
        )
    if len(ids) == 1 and agreement.depositary is None:
        expected = (
            "at least two parties (leave `parties` empty if they are not known, "
            "or name a depositary if others may join)"
        )
        problems.append(Problem("/parties", "one party", expected))
    linked = strange = False
    knows = known.issuperset
    for act in agreement.acts:
        by = act.by
        if not knows(by) if by else act.signatories and not knows(_signed_for(act)):
            strange = True
        if act.id is not None or act.refers_to is not None:
            linked = True
    if strange:
        problems.extend(_strangers(agreement.acts, agreement.parties))
    if linked:
        problems.extend(_wrong_links(agreement.acts))
    for index, relation in enumerate(agreement.relations):
        if relation.to == agreement.id:
            problems.append(Problem(f"/relations/{index}/to", shown(relation.to), "the id of another agreement"))
    if agreement.term.stated_last_day is not None or isinstance(agreement.term.duration, Until):
        problems.extend(_end_before_start(agreement))
    return problems


def _signed_for(act: Act) -> list[str]:
    return [signatory.party for signatory in act.signatories]


def _strangers(acts: tuple[Act, ...], parties: tuple[Party, ...]) -> Iterator[Problem]:
    ids = [party.id for party in parties]
    for index, act in enumerate(acts):
        # If the act has parties, the rules of `Act` check that each signatory signs for one of them.
        where, names = ("by/{}", act.by) if act.by else ("signatories/{}/party", _signed_for(act))
        for place, party_id in enumerate(names):
            if party_id not in ids:
                pointer = f"/acts/{index}/{where.format(place)}"
                yield Problem(pointer, shown(party_id), _among(ids), hint=_party_meant(party_id, parties))


def _party_meant(text: str, parties: tuple[Party, ...]) -> str:
    """Return the hint for a text that is not the id of one of the parties, but names one of them."""
    named = named_among(text, parties)
    return f'use "{named[0].id}"' if len(named) == 1 else did_you_mean(text, [party.id for party in parties])


def _wrong_links(acts: tuple[Act, ...]) -> list[Problem]:
    act_ids = (act.id or f" {place}" for place, act in enumerate(acts))  # unique, because ids have no spaces
    problems = [
        Problem(f"/acts/{index}/id", shown(act_id), "an id not used by any other act of the agreement")
        for index, act_id in repeated(act_ids)
    ]
    known = {act.id for act in acts}
    for index, act in enumerate(acts):
        if act.refers_to is not None and (act.refers_to == act.id or act.refers_to not in known):
            problems.append(Problem(f"/acts/{index}/refers_to", shown(act.refers_to), "the id of another act"))
    return problems


def _among(ids: list[str]) -> str:
    if not ids:
        return "no party: the agreement lists no parties"
    return "one of the parties: " + ", ".join(ids[:10]) + (" ..." if len(ids) > 10 else "")


def _end_before_start(agreement: Agreement) -> list[Problem]:
    term = agreement.term
    ends = (
        ("/term/duration/last_day", term.duration.last_day if isinstance(term.duration, Until) else None),
        ("/term/stated_last_day", term.stated_last_day),
    )
    starts = [
        act.effective_on or act.on for act in agreement.acts if act.kind is ActKind.ENTRY_INTO_FORCE and not act.by
    ]
    if not starts and isinstance(term.entry_into_force, OnDate):
        starts = [term.entry_into_force.on]
    start = min(starts, key=earliest, default=None)  # there are several if a later act corrects an earlier one
    return [
        Problem(where, f'"{end}"', f"a day on or after the entry into force, {start}")
        for where, end in ends
        if start is not None and end is not None and latest(end) < earliest(start)
    ]
