"""Findings about the end: a stated last day, an end before the beginning, and an expiry with no acts recorded since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mou.answers.finding import Finding, Kind, Severity
from mou.answers.lifecycles import Lifecycle
from mou.dates.days import day_before, earliest, latest
from mou.dates.periods import Counting, Period, last_day_of
from mou.dates.words import spoken
from mou.law.counting import counting_of, other_counting
from mou.law.course import Course
from mou.law.entry import entry_into_force
from mou.law.status import Status
from mou.model.act import ActKind
from mou.model.agreement import Agreement
from mou.model.durations import Until
from mou.model.term import Anchor

END_DIFFERS = Kind(
    "end-differs",
    Severity.WARNING,
    "The stated last day differs from the day that the term gives. The stated day is used. Either the stated day or "
    "the term is wrong, or the term runs from another event.",
)
END_OTHER_COUNTING = Kind(
    "end-other-counting",
    Severity.INFO,
    "The stated last day differs from the computed last day by one day, and fits the other way of counting the first "
    "day. The stated day is used. Set the term's `counting` to match the text.",
)
END_BEFORE_SIGNATURE = Kind(
    "end-before-signature",
    Severity.ERROR,
    "The last day lies before the signature.",
)
END_BEFORE_ENTRY = Kind(
    "end-before-entry",
    Severity.WARNING,
    "The agreement ended before the day on which it would have entered into force, or for which the entry into force "
    "is declared, so it was never in force. If the agreement was in force, correct its first or last day.",
)
EXPIRED_SILENTLY = Kind(
    "expired-silently",
    Severity.WARNING,
    "The term has ended and nothing has been recorded since: no renewal, extension or new agreement. Either the "
    "agreement has ended, or the record is out of date.",
)
EXPIRED_FOLLOWED = Kind(
    "expired-followed",
    Severity.INFO,
    "The term has ended and nothing has been recorded since, but a later agreement has the same parties. If it "
    "renews or supersedes this agreement, record the relation; the finding then disappears.",
)


def stated_end_findings(agreement: Agreement, course: Course) -> Iterator[Finding]:
    """Compare the stated last day with the last day computed from the term."""
    term = agreement.term
    stated, length = term.stated_last_day, term.duration
    anchors = {Anchor.ENTRY_INTO_FORCE: entry_into_force(course.facts).day, Anchor.SIGNATURE: course.signed}
    anchor = term.anchor if isinstance(term.anchor, date) else anchors.get(term.anchor, course.provisional_from)
    where = "/term/stated_last_day"
    if stated is None:
        return
    if isinstance(length, Until):
        if not earliest(length.last_day) <= stated <= latest(length.last_day):
            text = f"{spoken(stated)} is stated, and the duration ends on {length.last_day}"
            yield Finding(kind=END_DIFFERS, pointer=where, message=text)
    elif isinstance(length, Period) and anchor is not None:
        counting = counting_of(term)
        other = other_counting(counting)
        computed = last_day_of(anchor, length, counting)
        how = "counted from the event" if counting is Counting.FROM_EVENT else "counted from the start of the day"
        if stated == computed:
            return
        gives = f"{how}, the last day is {spoken(computed)}"
        if stated == last_day_of(anchor, length, other):
            text = f"{spoken(stated)} is stated, which fits {other}; {gives}"
            yield Finding(kind=END_OTHER_COUNTING, pointer=where, message=text)
        else:
            text = f"{spoken(stated)} is stated; {gives}"
            yield Finding(kind=END_DIFFERS, pointer=where, message=text)


def early_end_findings(course: Course) -> Iterator[Finding]:
    """Report an end that lies before the signature or before the entry into force."""
    facts, signed = course.facts, course.signed
    would_have = entry_into_force(facts).day if course.given_up else None
    if course.ceases_on is not None and signed is not None and course.ceases_on <= signed:
        text = f"the last day is {spoken(day_before(course.ceases_on))}, before the signature on {spoken(signed)}"
        yield Finding(kind=END_BEFORE_SIGNATURE, pointer="/term", message=text)
    elif course.ceases_on is not None and would_have is not None:
        text = (
            f"over from {spoken(course.ceases_on)}; by the recorded acts, it {facts.words.enters} on "
            f"{spoken(would_have)}"
        )
        yield Finding(kind=END_BEFORE_ENTRY, pointer="/term", message=text)
    elif course.end.day is not None and course.entered.day is not None and course.end.day < course.entered.day:
        text = (
            f"the last day is {spoken(course.end.day)}, before the entry into force that is declared for "
            f"{spoken(course.entered.day)}"
        )
        yield Finding(kind=END_BEFORE_ENTRY, pointer="/term", message=text)


def silent_expiry_findings(life: Lifecycle, course: Course, on: date) -> Iterator[Finding]:
    """Report a term that ended before the day `on`, if nothing has been recorded since the end."""
    ceases = life.ceases_on
    if life.status(on) is not Status.EXPIRED or ceases is None:
        return
    if not any(ceases <= fact.counts_on <= on or fact.kind is ActKind.NON_RENEWAL for fact in course.facts.seen):
        text = f"its last day was {spoken(course.end.day or ceases)}, and nothing has been recorded since"
        yield Finding(kind=EXPIRED_SILENTLY, pointer="/acts", message=text)
