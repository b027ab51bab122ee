"""What a page shows of findings and of missing fields."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from mou.answers.catalogue import CATALOGUE
from mou.answers.finding import Finding, Kind, Severity
from mou.answers.register import Register
from mou.answers.undetermined import NotDetermined, missing_fields
from mou.formats.page.index import Index, subject_of

__all__ = ["Doubt", "Missing", "doubts_of", "missing_in"]


@attrs.frozen(kw_only=True)
class Doubt:
    """All findings of one kind.

    Attributes:
        kind: the kind.
        found: each with the anchor and the title of the record that it is about.
    """

    kind: Kind
    found: tuple[tuple[Finding, str, str], ...]

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.found)


@attrs.frozen(kw_only=True)
class Missing:
    """A field that some agreements lack, so that questions about them stay open.

    Attributes:
        what: what to record, in words.
        field: JSON Pointer to it; `None` where it is not in the agreements.
        agreements: the ids and titles of the agreements.
    """

    what: str
    field: str | None
    agreements: tuple[tuple[str, str], ...]


def doubts_of(register: Register, findings: Iterable[Finding]) -> tuple[Doubt, ...]:
    """Group findings by kind, the most serious first."""
    by_kind: dict[Kind, list[tuple[Finding, str, str]]] = {}
    for finding in findings:
        anchor, title, _ = subject_of(register, finding)
        by_kind.setdefault(finding.kind, []).append((finding, anchor, title))
    order = list(Severity)
    kinds = sorted(by_kind, key=lambda kind: (order.index(kind.severity), -len(by_kind[kind]), CATALOGUE.index(kind)))
    return tuple(Doubt(kind=kind, found=tuple(by_kind[kind])) for kind in kinds)


def missing_in(index: Index, items: Iterable[NotDetermined]) -> tuple[Missing, ...]:
    """List the fields that would settle open questions, each with its agreements."""
    return tuple(
        Missing(
            what=missing.what,
            field=missing.field,
            agreements=tuple((agreement, index.titles[agreement]) for agreement in missing.agreements),
        )
        for missing in missing_fields(items)
    )
