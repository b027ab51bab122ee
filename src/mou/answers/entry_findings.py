"""Findings about the entry into force: the declared day, the day computed from the condition, and the signatures."""

from __future__ import annotations

from collections.abc import Iterator

from mou.answers.finding import Finding, Kind, Severity
from mou.answers.record_findings import signed_by_two
from mou.dates.words import spoken
from mou.law.course import Course
from mou.law.entry import computed_entry, counted_without_statement, declared_entry
from mou.law.facts import Facts

__all__ = ["entry_findings"]

ENTRY_BEFORE_SIGNATURE = Kind(
    "entry-before-signature",
    Severity.INFO,
    "The agreement enters into force before a second party has signed it. This can be right, because an agreement "
    "can have retroactive effect, but the year can also be mistyped.",
)
DECLARED_DIFFERS = Kind(
    "declared-differs",
    Severity.WARNING,
    "The declared entry into force differs from the day that the condition gives. The declared day is used, but no "
    "party is bound before the agreement is in force.",
)
CONDITION_MET_DIFFERS = Kind(
    "condition-met-differs",
    Severity.WARNING,
    "The stated day on which the condition was met differs from the day that follows from the recorded instruments. "
    "The stated day is used. An instrument may be missing, misdated or counted by mistake.",
)
CONSENT_MISSING = Kind(
    "consent-missing",
    Severity.WARNING,
    "The record contains the consent to be bound of some parties, but not of this party. The day of entry "
    "into force is stated, but not its condition, so it is not known whether this party is bound. Add the consent of "
    "this party, or a declaration of entry into force that names this party.",
)


def entry_findings(course: Course) -> Iterator[Finding]:
    """Compare the entry into force with the signatures, the declarations and the condition."""
    facts = course.facts
    declared, day = declared_entry(facts), course.entered.day
    never = day is None and course.entered.known
    by_two = signed_by_two(facts)
    if day is not None and by_two is not None and day < by_two:
        text = f"{facts.words.enters} on {spoken(day)}, before the signature on {spoken(by_two)}"
        yield Finding(kind=ENTRY_BEFORE_SIGNATURE, pointer=_declaration(facts), message=text)
    if declared is not None and facts.agreement.term.entry_into_force is not None:
        computed = computed_entry(facts).day
        if computed is not None and computed != declared.day and declared.day is not None:
            text = f"{spoken(declared.day)} is declared; the condition gives {spoken(computed)}"
            yield Finding(kind=DECLARED_DIFFERS, pointer=_declaration(facts), message=text)
    for fact in facts.declared_for_some.values():
        if never or (day is not None and fact.takes_effect_on < day):
            text = f"declared for {facts.names(fact.parties)} from {spoken(fact.takes_effect_on)}"
            entry = "is treated as never in force" if day is None else f"{facts.words.enters} on {spoken(day)}"
            yield Finding(kind=DECLARED_DIFFERS, pointer=fact.pointer, message=f"{text}; the agreement {entry}")
    stated, counted = facts.stated, counted_without_statement(facts).day
    if stated is not None and counted is not None:
        condition_day = computed_entry(facts).day
        if condition_day is not None and condition_day != counted:
            text = (
                f"the condition is stated to have been met on {spoken(stated.counts_on)}, for entry into force on "
                f"{spoken(condition_day)}; the recorded instruments give {spoken(counted)}"
            )
            yield Finding(kind=CONDITION_MET_DIFFERS, pointer=stated.pointer, message=text)
    missing = [party for party in facts.agreement.party_ids if party in course.unrecorded_consents]
    if missing:
        text = f"no consent by {facts.names(missing)} to be bound is recorded, so it is not known who is bound"
        yield Finding(kind=CONSENT_MISSING, pointer="/acts", message=text)


def _declaration(facts: Facts) -> str:
    return facts.declared[-1].pointer if facts.declared else "/term/entry_into_force"
