"""Lookups in a register that the sections of a page share."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from mou.answers.findings import Finding
from mou.answers.register import Register
from mou.model.agreement import RelationKind

_BACK = {
    RelationKind.AMENDS: "amended by",
    RelationKind.SUPERSEDES: "superseded by",
    RelationKind.IMPLEMENTS: "implemented by",
    RelationKind.RENEWS: "renewed by",
    RelationKind.PROTOCOL_TO: "has the protocol",
}


@attrs.frozen(kw_only=True)
class Related:
    """A related agreement."""

    how: str  # the relation in words
    id: str
    title: str | None  # `None` if it is not in the register


@attrs.frozen(kw_only=True)
class Index:
    """Titles, relations and findings by record."""

    register: Register
    titles: dict[str, str]
    back: dict[str, list[Related]]
    findings: dict[str, list[tuple[Finding, str]]]

    @classmethod
    def of(cls, register: Register, findings: Iterable[Finding]) -> Index:
        """Index a register and its findings."""
        titles = {agreement.id: agreement.title for agreement in register.agreements}
        back: dict[str, list[Related]] = {}
        for agreement in register.agreements:
            for relation in agreement.relations:
                back.setdefault(relation.to, []).append(
                    Related(how=_BACK[relation.kind], id=agreement.id, title=agreement.title)
                )
        about: dict[str, list[tuple[Finding, str]]] = {}
        for finding in findings:
            anchor, _, place = subject_of(register, finding)
            about.setdefault(anchor, []).append((finding, place))
        return cls(register=register, titles=titles, back=back, findings=about)

    def name(self, party_id: str) -> str:
        """Return the name of a party."""
        return self.register.party(party_id).name


def subject_of(register: Register, finding: Finding) -> tuple[str, str, str]:
    """Return the anchor and the title of a finding's record, and the place in the record."""
    _, kind, number, *rest = finding.pointer.split("/")
    place = "".join(f"/{part}" for part in rest)
    if kind == "meetings":
        meeting = register.meetings[int(number)]
        return f"meeting-{meeting.id}", meeting.name, place
    agreement = register.agreements[int(number)]
    return f"agreement-{agreement.id}", agreement.title, place
