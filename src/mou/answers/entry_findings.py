"""Findings about the entry into force: the declared day, the day computed from the condition, and the signatures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mou.answers.finding import Finding, Kind, Severity
from mou.dates.days import Day
from mou.dates.words import listed, spoken, spoken_day
from mou.law.course import Course
from mou.law.entry import computed_entry, counted_without_statement, declared_entry
from mou.law.facts import EXPRESSIONS, Facts
from mou.model.act import ActKind
from mou.model.conditions import is_open

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
SIGNATURE_MISSING = Kind(
    "signature-missing",
    Severity.WARNING,
    "Some parties have signed, but no signature or other consent by the others is recorded, although all must "
    "consent. Add the missing acts, or declare the entry into force.",
)
CONSENT_MISSING = Kind(
    "consent-missing",
    Severity.WARNING,
    "The record contains the consent to be bound of some parties, but not of this party. The day of entry "
    "into force is stated, but not its condition, so it is not known whether this party is bound. Add the consent of "
    "this party, or a declaration of entry into force that names this party.",
)

_CONSENTS_OTHERWISE = EXPRESSIONS | {ActKind.ENTRY_INTO_FORCE}


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


def signed_by_two(facts: Facts) -> date | None:
    """Return the day on which the second party signed.

    If the record lists fewer than two parties, return the day of the first signature.

    Worked case: Chile signs on 2000-01-01, Peru on 2001-01-01 and Cuba on 2009-01-01. The function returns 2001-01-01.
    """
    needed = min(2, len(facts.agreement.parties))
    signatories: set[str] = set()
    for fact in facts.of(ActKind.SIGNATURE):
        signatories.update(fact.parties)
        if len(signatories) >= needed:
            return fact.counts_on
    return None


def missing_signatures(facts: Facts) -> Iterator[Finding]:
    """Yield a finding if only some parties have signed, and the agreement needs the consent of all.

    Worked case: an agreement between Malaysia and Japan has a signature by Malaysia on 2021-01-10, and no act by Japan.
    The signature by Japan is missing.
    """
    agreement, signatures = facts.agreement, facts.of(ActKind.SIGNATURE)
    if not signatures or facts.declared or facts.stated is not None:
        return
    condition = agreement.term.entry_into_force
    any_number = is_open(condition) or (condition is None and agreement.depositary is not None)
    if any_number and len(agreement.parties) != 2:
        return
    consenting = {party for fact in facts.of_any(_CONSENTS_OTHERWISE) for party in fact.parties}
    missing = [party for party in facts.founders if party not in consenting]
    if not missing:
        return
    by_day: dict[Day, list[str]] = {}
    for fact in signatures:
        by_day.setdefault(fact.act.received_on or fact.act.on, []).extend(fact.parties)
    signed = [f"{facts.names(list(dict.fromkeys(who)))} on {spoken_day(day)}" for day, who in by_day.items()]
    text = f"signed by {listed(signed)}; no signature or other consent by {facts.names(missing)} is recorded"
    yield Finding(kind=SIGNATURE_MISSING, pointer="/acts", message=text)


def _declaration(facts: Facts) -> str:
    return facts.declared[-1].pointer if facts.declared else "/term/entry_into_force"
