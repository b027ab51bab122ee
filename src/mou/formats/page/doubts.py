"""The findings on a page, by kind."""

from __future__ import annotations

from collections.abc import Iterable

from mou.answers.catalogue import CATALOGUE
from mou.answers.finding import Finding, Kind, Severity
from mou.answers.register import Register
from mou.formats.page.index import subject_of

Doubt = tuple[Kind, tuple[tuple[Finding, str, str], ...]]
"""A kind with its findings, each with the anchor and the title of its record."""


def doubts_of(register: Register, findings: Iterable[Finding]) -> tuple[Doubt, ...]:
    """Group findings by kind, the most serious first."""
    by_kind: dict[Kind, list[tuple[Finding, str, str]]] = {}
    for finding in findings:
        anchor, title, _ = subject_of(register, finding)
        by_kind.setdefault(finding.kind, []).append((finding, anchor, title))
    order = list(Severity)
    kinds = sorted(by_kind, key=lambda kind: (order.index(kind.severity), -len(by_kind[kind]), CATALOGUE.index(kind)))
    return tuple((kind, tuple(by_kind[kind])) for kind in kinds)
