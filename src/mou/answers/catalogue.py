"""The catalogue of all kinds of findings, by subject. Each kind is defined next to the check that reports it."""

from __future__ import annotations

from types import ModuleType

from mou.answers import (
    act_findings,
    clause_findings,
    date_findings,
    end_findings,
    entry_findings,
    meeting_findings,
    name_findings,
    notice_findings,
    party_findings,
    relation_findings,
    riders,
    status_findings,
    undetermined_findings,
)
from mou.answers.finding import Kind

_MODULES: dict[str, tuple[ModuleType, ...]] = {
    "Entry into force": (entry_findings,),
    "The end": (end_findings,),
    "Notices and withdrawals": (notice_findings,),
    "Acts": (act_findings,),
    "Clauses, and the ids they name": (clause_findings, name_findings, riders),
    "Parties": (party_findings,),
    "Dates and durations": (date_findings,),
    "Answers that are not determined, or differ from a source": (undetermined_findings, status_findings),
    "Related agreements": (relation_findings,),
    "Meetings": (meeting_findings,),
}
"""The modules that define the kinds of findings, by subject."""


def _kinds(modules: tuple[ModuleType, ...]) -> tuple[Kind, ...]:
    """Return the kinds of findings in modules, without those that a module imports from an earlier one."""
    return tuple(dict.fromkeys(kind for module in modules for kind in vars(module).values() if isinstance(kind, Kind)))


FAMILIES: dict[str, tuple[Kind, ...]] = {subject: _kinds(modules) for subject, modules in _MODULES.items()}
"""The kinds of findings by subject.

:meta hide-value:
"""
CATALOGUE: tuple[Kind, ...] = tuple(kind for kinds in FAMILIES.values() for kind in kinds)
"""All kinds of findings, in the order of `FAMILIES`.

:meta hide-value:
"""
