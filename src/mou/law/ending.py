"""The end of an agreement: the earliest of expiry, termination by consent and other ends (VCLT 54).

`mou.law.minimum_parties` computes the end after an exit that leaves too few parties. `mou.law.supersession` computes
the end by a later agreement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from operator import itemgetter

import attrs

from mou.dates.days import day_before, next_day
from mou.dates.words import spoken
from mou.law.ends_for_all import ends_for_all
from mou.law.exits import Exit
from mou.law.explanation import Step
from mou.law.extensions import effective_extensions
from mou.law.facts import End, Facts, Found
from mou.law.first_period import RENEWS_ITSELF
from mou.law.lives import Life
from mou.law.minimum_parties import ends_with_too_few, may_have_ended_after
from mou.law.recorded_events import ends_on_events, not_ended_before, open_ends
from mou.law.rules import BY_CONSENT, FIRST_DAY_OUT, FROM_THE_ANCHOR, NOT_RENEWED, NOTHING_RECORDED
from mou.law.schedule import Schedule
from mou.law.status import Status
from mou.law.supersession import ends_by_supersession
from mou.law.terminations import Termination, terminations
from mou.law.why import Why, ready_steps
from mou.model.act import ActKind
from mou.model.durations import Until, UntilEvent
from mou.model.renewals import ExpressRenewal, NoRenewal

# Module constants, because Python 3.11 is slow to look up the member of an enumeration.
_TERMINATION = ActKind.TERMINATION
_EXPIRED, _TERMINATED = Status.EXPIRED, Status.TERMINATED


def end_of_agreement(
    facts: Facts, term: Schedule | Found, own: tuple[Life, ...], exits: tuple[Exit, ...], entered: Found
) -> tuple[Found, Status | None]:
    """Return the last day in force and the status after it.

    Events that are not recorded are assumed not to have happened.

    Args:
        facts: the acts of the agreement.
        term: the periods of the term, or why there are none.
        own: the days on which each party is bound; empty if the record does not contain all parties.
        exits: the notices and their effects.
        entered: the entry into force.
    """
    end, how = _earliest_end(facts, term, own, exits, entered)
    if facts.agreement.term.ends_on:
        end = attrs.evolve(end, why=end.why.then(open_ends, facts))
    return end, how


def _earliest_end(
    facts: Facts, term: Schedule | Found, own: tuple[Life, ...], exits: tuple[Exit, ...], entered: Found
) -> tuple[Found, Status | None]:
    """Return the last day in force: the earliest of the end of the term, exits, consent and supersession.

    Worked case: an agreement between two parties is in force from 1 March 2020 for five years, so its term ends on 1
    March 2025. The parties end the agreement by consent with effect from 1 July 2023. But one party gave six months'
    notice of withdrawal on 1 September 2022, which takes effect on 1 March 2023. The withdrawal is the earliest of
    these ends, so the last day is 28 February 2023.
    """
    ends: list[End] = []
    ended = tuple(terminations(facts)) if _TERMINATION in facts.by_kind else ()
    ends.extend((day_before(end.takes_effect_on), _TERMINATED, Why(_by_consent, facts, end)) for end in ended)
    if own:
        ends.extend(ends_with_too_few(facts, own, entered))
    if exits:
        ends.extend(ends_for_all(facts, exits))
    if facts.agreement.term.ends_on:
        ends.extend(ends_on_events(facts))
    if facts.others.superseding:
        ends.extend(ends_by_supersession(facts, entered.day))
    if isinstance(term, Schedule):
        number = term.last_number
        last = None if number is None else term.last_day(number)
        if number is not None and last is not None:
            ends.append((last, _EXPIRED, term.why.then(_end_of_term, facts, term, number, last)))
    doubt = may_have_ended_after(facts, own, exits, entered) if exits else None
    if ends:
        last, how, why = ends[0] if len(ends) == 1 else min(ends, key=itemgetter(0))
        if doubt is not None and doubt[0] < last and not _is_by_later_consent(ended, last, doubt[0]):
            # It ends on this day at the latest. The status after it is known if both ends lead to the same one.
            latest = why.then(_at_the_latest, facts, last).then(_steps_of, _why_in_doubt(doubt[1]))
            return Found(None, known=False, not_after=last, why=latest), how if doubt[1].how is how else None
        if how is None:
            return Found(None, known=False, why=why), None
        if isinstance(term, Schedule) and term.renewed_for_unknown:
            why = term.why.then(_steps_of, why)
        duration = facts.agreement.term.duration
        if how is _TERMINATED and isinstance(duration, UntilEvent):
            why = why.then(not_ended_before, duration, facts)
        return Found(last, why=why.then(_last_day, facts, last)), how
    if isinstance(term, Schedule) and term.renewed_for_unknown:
        return Found(None, known=False, why=term.why.then(ready_steps, _RENEWED_FOR_UNKNOWN)), None
    if doubt is not None:
        return Found(None, known=False, why=_why_in_doubt(doubt[1])), None
    if isinstance(term, Schedule):
        return Found(None, why=term.why if term.endless else term.why.then(ready_steps, RENEWS_ITSELF)), None
    return term, None


def _is_by_later_consent(ended: Iterable[Termination], last: date, day: date) -> bool:
    """Return whether the last day is the day before a termination that the parties agreed after `day`.

    Such a termination shows that the agreement was in force until then. A termination that was agreed before does not.
    """
    return any(
        day_before(termination.takes_effect_on) == last and termination.consents[-1].counts_on > day
        for termination in ended
    )


def _why_in_doubt(party_exit: Exit) -> Why:
    return party_exit.why if party_exit.undated else party_exit.why.then(ready_steps, _NOT_KNOWN_WHO_IS_LEFT)


_NOT_KNOWN_WHO_IS_LEFT = Step(
    "it is not known which parties are left, so it may have ended", rule=NOTHING_RECORDED, pointer="/acts"
)


def _by_consent(facts: Facts, termination: Termination) -> Iterator[Step]:
    """Yield the steps of a termination by consent (VCLT 54(b))."""
    *earlier, last = termination.consents
    for fact in earlier:
        text = f"{facts.names(fact.parties)} consented to end it on {spoken(fact.counts_on)}"
        yield Step(text, rule=BY_CONSENT, pointer=fact.pointer, day=fact.counts_on)
    day = termination.takes_effect_on
    text = f"the parties ended it by consent, with effect from {spoken(day)}"
    if termination.missing:
        names = facts.names(termination.missing)
        text = f"the parties ended it by consent, with effect from {spoken(day)}; no consent of {names} is recorded"
    yield Step(text, rule=BY_CONSENT, pointer=last.pointer, day=day)


def _steps_of(why: Why) -> tuple[Step, ...]:
    return why.steps


def _at_the_latest(facts: Facts, last: date) -> Step:
    return Step(f"the last day {facts.words.in_force} is {spoken(last)} at the latest", day=last)


def _last_day(facts: Facts, last: date) -> Step:
    text = f"the last day {facts.words.in_force} is {spoken(last)}; the first day out is {spoken(next_day(last))}"
    return Step(text, rule=FIRST_DAY_OUT, day=last)


_RENEWED_FOR_UNKNOWN = Step("it is not known until when it was renewed", rule=NOTHING_RECORDED, pointer="/term/renewal")


def _end_of_term(facts: Facts, term: Schedule, number: int, last: date) -> Iterator[Step]:
    """Yield the steps for the end of the term by expiry (VCLT 54(a))."""
    if number > term.done:
        text = f"the last renewal, number {number}, ends on {spoken(last)}"
        yield Step(text, rule=FROM_THE_ANCHOR, pointer="/term/renewal", day=last)
    renewal = facts.agreement.term.renewal
    extended = effective_extensions(facts, term) > 0
    if renewal is None and not extended and isinstance(facts.agreement.term.duration, Until):
        # The source of a fixed last day already takes renewals into account.
        text = "the stated last day takes every renewal into account, because the renewal clause is not known"
        yield Step(text, pointer="/term/renewal", assumed=True)
    elif renewal is None and not extended:
        text = "the term is not renewed, because the renewal clause is not known"
        yield Step(text, rule=NOT_RENEWED, pointer="/term/renewal", assumed=True)
    elif isinstance(renewal, ExpressRenewal) and not extended:
        by = facts.names(renewal.by) if renewal.by else "all parties"
        recorded = "none in time is recorded" if term.lapsed else "none is recorded"
        yield Step(f"only an extension by {by} can prolong it, and {recorded}", pointer="/term/renewal")
    elif isinstance(renewal, NoRenewal):
        yield Step("the text provides for no renewal", pointer="/term/renewal")
