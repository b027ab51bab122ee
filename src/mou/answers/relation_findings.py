"""Findings about related agreements: protocols, successors, and agreements that are not in the register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mou.answers.finding import Finding, Kind, Severity
from mou.answers.lifecycles import lifecycle
from mou.answers.register import Register
from mou.dates.words import listed, spoken
from mou.errors import DateRangeError
from mou.law.facts import Others
from mou.model.agreement import Agreement, RelationKind
from mou.values.fields import pointer

RELATION_OUTSIDE = Kind(
    "relation-outside",
    Severity.INFO,
    "An agreement names another agreement that is not in the register.",
)
PROTOCOL_BEFORE_PARENT = Kind(
    "protocol-before-parent",
    Severity.WARNING,
    "A protocol enters into force before the agreement to which it belongs.",
)
SUPERSEDED_FOR_SOME = Kind(
    "superseded-for-some",
    Severity.INFO,
    "A later agreement supersedes this agreement, but some parties to this agreement are not parties to the later "
    "agreement. For these parties, this agreement continues (VCLT 30(4)).",
)


def supersession_findings(agreement: Agreement, others: Others) -> Iterator[Finding]:
    """List later agreements that supersede an agreement without including all of its parties."""
    for later in others.superseding.get(agreement.id, ()):
        missing = [party for party in agreement.party_ids if party not in later.party_ids]
        if missing:
            text = f"{later.id} supersedes it without {listed(missing)}"
            yield Finding(kind=SUPERSEDED_FOR_SOME, pointer="/parties", message=text)


def relation_findings(register: Register) -> Iterator[Finding]:
    """List relations to agreements that are not in the register, and protocols in force before their conventions."""
    known = {agreement.id: agreement for agreement in register.context}
    for index, agreement in enumerate(register.agreements):
        for place, relation in enumerate(agreement.relations):
            if relation.kind is RelationKind.PROTOCOL_TO and relation.to in known:
                where = pointer("agreements", index, "relations", place)
                yield from _parent(agreement, known[relation.to], known.values(), where)
            if relation.to not in known:
                where = pointer("agreements", index, "relations", place, "to")
                text = f"{relation.kind} {relation.to}, which is not in the register"
                yield Finding(kind=RELATION_OUTSIDE, pointer=where, message=text)


def _parent(protocol: Agreement, parent: Agreement, others: Iterable[Agreement], where: str) -> Iterator[Finding]:
    related = Others.of(others)
    try:
        own, of_parent = (lifecycle(one, others=related).entered_into_force_on for one in (protocol, parent))
    except DateRangeError:
        return  # another finding reports the date outside the calendar
    if own is not None and of_parent is not None and own < of_parent:
        text = f"in force from {spoken(own)}, before {parent.id}, which is in force from {spoken(of_parent)}"
        yield Finding(kind=PROTOCOL_BEFORE_PARENT, pointer=where, message=text)
