"""Findings about the record itself: ids that match nothing, clauses without effect, gaps and implausible dates.

They compare what the record states and compute no date of law. So they also hold for an agreement of which a date lies
outside the calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property, lru_cache
from typing import TypeAlias

import attrs

from mou.answers.catalogue import (
    ACT_IN_FUTURE,
    ACTS_FAR_APART,
    CLAUSE_WITHOUT_EFFECT,
    CONDITION_NAMES_UNKNOWN,
    EARLY_YEAR,
    IMPLAUSIBLE_YEAR,
    LONG_DURATION,
    SIGNATURE_MISSING,
    SUCCESSION_UNDATED,
    Finding,
)
from mou.dates.days import Day, earliest, latest
from mou.dates.periods import Period
from mou.dates.words import listed, spoken, spoken_day
from mou.errors import NameNotResolvedError
from mou.law.facts import EXPRESSIONS, JOINING, Facts
from mou.model.act import Act, ActKind
from mou.model.agreement import Agreement, AgreementKind
from mou.model.conditions import (
    AllNamed,
    AllOf,
    AllSignatories,
    AnyOf,
    EntryIntoForce,
    FractionOfSignatories,
    NotBefore,
    NthInstrument,
    OnDate,
    OnDateIf,
    OtherInForce,
    Share,
    is_open,
    parts,
)
from mou.model.organisations import organisations, party as known_party
from mou.model.party import Party
from mou.model.states import former_states, listed_codes, name_key, state_name
from mou.model.term import (
    Anchor,
    BeforeEntry,
    ExitAt,
    ExpressRenewal,
    Indefinite,
    LockInFrom,
    TacitRenewal,
    Term,
    Until,
    WithdrawalOnNotice,
)
from mou.values.fields import pointer, shown

__all__ = ["record_findings", "signed_by_two"]


def record_findings(facts: Facts, on: date | None = None) -> Iterator[Finding]:
    """List what is questionable about a record as it is written.

    Args:
        facts: the acts of the agreement.
        on: the day of the check, to also report acts dated after it.
    """
    yield from _names_in_conditions(facts)
    yield from _clauses_without_effect(facts)
    yield from _missing_signatures(facts)
    yield from _undated_successions(facts)
    yield from _implausible_dates(facts.agreement, on)
    yield from _long_durations(facts)
    yield from _acts_far_apart(facts.agreement)


def signed_by_two(facts: Facts) -> date | None:
    """The day on which a second party signed; of a single recorded party, or of none, that of the first signature.

    Signed by Chile on 2000-01-01, by Peru on 2001-01-01 and by Cuba on 2009-01-01: 2001-01-01.
    """
    needed = min(2, len(facts.agreement.parties))
    signatories: set[str] = set()
    for fact in facts.of(ActKind.SIGNATURE):
        signatories.update(fact.parties)
        if len(signatories) >= needed:
            return fact.counts_on
    return None


# Ids in conditions


Named: TypeAlias = tuple[str, str]
"""An id that a condition names, and its place."""

_COUNTING = NthInstrument | AllNamed | AllSignatories | FractionOfSignatories | Share
_CONDITION = "/term/entry_into_force"


def _conditions(condition: EntryIntoForce | None, where: str = _CONDITION) -> Iterator[tuple[EntryIntoForce, str]]:
    """A condition and all that it is composed of, each with its place."""
    if condition is None:
        return
    yield condition, where
    several = isinstance(condition, AllOf | AnyOf)
    for index, part in enumerate(parts(condition)):
        yield from _conditions(part, where + (pointer("conditions", index) if several else "/condition"))


def _needed_ids(condition: EntryIntoForce, where: str) -> Iterator[Named]:
    """The ids of the parties whose instruments a condition asks for by name."""
    if isinstance(condition, NthInstrument):
        for index, party in enumerate(condition.among):
            yield party, where + pointer("among", index)
    elif isinstance(condition, AllNamed):
        for index, party in enumerate(condition.parties):
            yield party, where + pointer("parties", index)
    elif isinstance(condition, Share):
        for party in condition.weights:
            yield party, where + pointer("weights", party)


def _excepted_ids(condition: EntryIntoForce, where: str) -> Iterator[Named]:
    """The ids of the parties whose instruments a condition does not count."""
    if isinstance(condition, _COUNTING):
        for index, party in enumerate(condition.counted.except_parties):
            yield party, where + pointer("counted", "except_parties", index)


def _names_in_conditions(facts: Facts) -> Iterator[Finding]:
    agreement = facts.agreement
    names = _Names(agreement)
    for condition, where in _conditions(agreement.term.entry_into_force):
        needed = list(_needed_ids(condition, where))
        for party, place in (*needed, *_excepted_ids(condition, where)):
            text = names.problem_with(party)
            if text is not None:
                yield Finding(kind=CONDITION_NAMES_UNKNOWN, pointer=place, message=text)
        if isinstance(condition, OtherInForce) and condition.agreement not in facts.others.by_id and facts.others.by_id:
            text = f"waits for {condition.agreement}, which the register does not hold"
            yield Finding(kind=CONDITION_NAMES_UNKNOWN, pointer=f"{where}/agreement", message=text)
        among = {party for party, _ in needed}
        for party, place in _excepted_ids(condition, where):
            if among and party not in among and names.problem_with(party) is None:
                text = f"the condition counts only the parties it names, and {party} is none of them"
                yield Finding(kind=CLAUSE_WITHOUT_EFFECT, pointer=place, message=text)


MOST_HINTS = 10
"""The number of unknown ids in an agreement for which a likely id is looked up; each takes some milliseconds."""


@attrs.define(slots=False)
class _Names:
    """The ids and names by which the parties of an agreement can be meant.

    Where no parties are listed, no id can be checked.
    """

    agreement: Agreement
    hints_left: int = MOST_HINTS

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(self.agreement.party_ids)

    @cached_property
    def by_name(self) -> dict[str, str]:
        """The ids of the parties by what they are called: by id without its scheme, name and alias."""
        found: dict[str, str] = {}
        for party in self.agreement.parties:
            for name in (_bare(party.id), party.name, *party.aliases):
                found.setdefault(name_key(name), party.id)
        return found

    def problem_with(self, party: str) -> str | None:
        """The reason why an id matches no party, where no state or organisation is known by it either."""
        if not self.ids or party in self.ids:
            return None
        names = _known_names(party)
        if names:
            id_here = next((self.by_name[key] for key in map(name_key, names) if key in self.by_name), None)
            return None if id_here is None else f"{names[0]} has the id {shown(id_here)} here, not {shown(party)}"
        text = f"no party, and no known state or organisation, has the id {shown(party)}"
        likely = self._likely(party)
        return text if likely is None else f"{text}; did you mean {shown(likely)}?"

    def _likely(self, party: str) -> str | None:
        """The id that was probably meant."""
        from difflib import get_close_matches

        bare = _bare(party)
        if name_key(bare) in self.by_name:
            return self.by_name[name_key(bare)]
        if not self.hints_left:
            return None
        self.hints_left -= 1
        known = _known_party(bare)
        if known is None:
            return next(iter(get_close_matches(party, self.agreement.party_ids, n=1, cutoff=0.75)), None)
        keys = map(name_key, (known.name, *known.aliases))
        return next((self.by_name[key] for key in keys if key in self.by_name), known.id)


def _bare(party: str) -> str:
    """An id without its scheme, as words: "european union" of ``mtdsg:european-union``."""
    return party.rpartition(":")[2].replace("-", " ").replace("_", " ")


def _known_names(party: str) -> tuple[str, ...]:
    """The names of the state or organisation that has this very id; empty where none has."""
    if party in former_states():
        return (former_states()[party].name,)
    if party in listed_codes():
        try:
            return (state_name(party),)
        except KeyError:  # a withdrawn code of a state that goes on under another
            return (party,)
    known = organisations().get(party)
    return () if known is None else (known.name, *known.aliases)


@lru_cache(maxsize=1024)
def _known_party(name: str) -> Party | None:
    try:
        return known_party(name)
    except NameNotResolvedError:
        return None


# Clauses


def _clauses_without_effect(facts: Facts) -> Iterator[Finding]:
    agreement, term = facts.agreement, facts.agreement.term
    duration, renewal = term.duration, term.renewal
    extended = bool(facts.of(ActKind.EXTENSION))

    def finding(where: str, text: str) -> Finding:
        return Finding(kind=CLAUSE_WITHOUT_EFFECT, pointer=f"/term/{where}", message=text)

    # A term that runs from provisional application goes on without an entry into force, whatever its duration is.
    runs_from = term.anchor if isinstance(term.anchor, date) or term.anchor is Anchor.SIGNATURE else None
    if runs_from is not None and not isinstance(duration, Period):
        yield finding("anchor", f"{_duration_text(term)}, so nothing runs from {runs_from}")
    counts = isinstance(duration, Period) or isinstance(renewal, TacitRenewal | ExpressRenewal) or extended
    if term.counting is not None and not counts:
        yield finding("counting", f"{_duration_text(term)}, so no period is counted")
    yield from _renewal_without_effect(term)
    withdrawal = term.withdrawal
    if isinstance(withdrawal, WithdrawalOnNotice):
        has_periods = isinstance(duration, Period | Until) or term.stated_last_day is not None or extended
        if withdrawal.at is ExitAt.END_OF_PERIOD and not has_periods:
            text = f"{_duration_text(term)}, so there is no period at the end of which a notice could take effect"
            yield finding("withdrawal/at", text)
        if withdrawal.lock_in is None and withdrawal.lock_in_from is not LockInFrom.OWN_ENTRY:
            yield finding("withdrawal/lock_in_from", "there is no lock-in that could run from it")
    minimum, number = term.minimum_parties, len(agreement.parties)
    closed = agreement.depositary is None and not is_open(term.entry_into_force)
    if minimum == 1:
        yield finding("minimum_parties", "an agreement ends in any case when fewer than two parties are left")
    elif minimum is not None and minimum > 2 and closed and number == 2:
        yield finding("minimum_parties", f"{minimum} parties are the least, and it has two: it ends when either leaves")
    later = term.later_parties
    if later is not None and later.delay is None and later.before_entry is BeforeEntry.OWN_DELAY:
        yield finding("later_parties/before_entry", "there is no delay that could end after the entry into force")
    elif later is not None and closed and number == 2 and not _joins_later(facts):
        yield finding("later_parties", "both parties bring it into force, and nobody else can join")


def _renewal_without_effect(term: Term) -> Iterator[Finding]:
    last_day = _fixed_last_day(term)
    until = term.renewal.until if isinstance(term.renewal, TacitRenewal) else None
    if until is not None and last_day is not None and until <= earliest(last_day):
        text = f"it renews to {spoken_day(until)} at most, and the term ends on {spoken_day(last_day)}"
        yield Finding(kind=CLAUSE_WITHOUT_EFFECT, pointer="/term/renewal", message=text)


def _fixed_last_day(term: Term) -> Day | None:
    """The last day of the first period, where it is written as a date."""
    if term.stated_last_day is not None:
        return term.stated_last_day
    return term.duration.last_day if isinstance(term.duration, Until) else None


def _duration_text(term: Term) -> str:
    if isinstance(term.duration, Indefinite):
        return "the duration has no end"
    last_day = _fixed_last_day(term)
    return "the duration is not known" if last_day is None else f"the last day is fixed, {spoken_day(last_day)}"


def _joins_later(facts: Facts) -> bool:
    """Whether a party joins, comes back after a withdrawal, or has a declared entry into force of its own."""
    if not JOINING.isdisjoint(facts.by_kind) or ActKind.WITHDRAWAL in facts.by_kind:
        return True
    return bool(facts.declared_for_some)


# Missing acts and dates


_CONSENTS_OTHERWISE = EXPRESSIONS | {ActKind.ENTRY_INTO_FORCE}


def _missing_signatures(facts: Facts) -> Iterator[Finding]:
    """A signature of some where it takes all.

    Signed by Malaysia alone on 2021-01-10, and nothing by Japan: Japan's is missing.
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
    text = f"signed by {listed(signed)}; no signature or other consent of {facts.names(missing)} is recorded"
    yield Finding(kind=SIGNATURE_MISSING, pointer="/acts", message=text)


def _undated_successions(facts: Facts) -> Iterator[Finding]:
    for fact in facts.of(ActKind.SUCCESSION):
        if fact.effective_on is None:
            notified = spoken_day(fact.act.received_on or fact.act.on)
            text = f"{facts.names(fact.parties)} notified on {notified}; the date of succession is not recorded"
            yield Finding(kind=SUCCESSION_UNDATED, pointer=fact.pointer, message=text)


# Implausible dates


FIRST_YEAR = 1000
"""A year before it has a leading zero, as a mistyped one often has: 0206 for 2026."""
FIRST_COMMON_YEAR = 1648
"""The Peace of Westphalia, with which the Consolidated Treaty Series begins."""
LAST_YEAR = 2100
"""Acts are history, so that none lies after it."""
LAST_YEAR_OF_AN_END = 2200
"""A hundred years, the longest of usual terms, after `LAST_YEAR`."""
LONGEST_APART = Period(years=75)
"""Most of a century, as a mistyped one is 100 years off. In some 3,200 published records the longest is 31 years."""
LONGEST = Period(years=100)
"""The United Kingdom and Ukraine agreed on a hundred years on 16 January 2025; leases for 99 years are common."""
LONGEST_OF_MOU = Period(years=50)
"""A memorandum is usually for five years or fewer; of 526 defence cooperation agreements none is for more than 25."""
_MOU_LIKE = frozenset({AgreementKind.MOU, AgreementKind.ARRANGEMENT, AgreementKind.LETTER_OF_INTENT})

Placed: TypeAlias = tuple[Day, str]
"""A date of the record, and its place."""


def _act_days(act: Act, index: int) -> Iterator[Placed]:
    yield act.on, f"/acts/{index}/on"
    if act.received_on is not None:
        yield act.received_on, f"/acts/{index}/received_on"
    if act.effective_on is not None:
        yield act.effective_on, f"/acts/{index}/effective_on"


def _days_of_acts(agreement: Agreement) -> Iterator[Placed]:
    for index, act in enumerate(agreement.acts):
        yield from _act_days(act, index)


def _days_of_registrations(agreement: Agreement) -> Iterator[Placed]:
    for index, registration in enumerate(agreement.registrations):
        if registration.on is not None:
            yield registration.on, f"/registrations/{index}/on"


def _days_of_term(agreement: Agreement) -> Iterator[Placed]:
    term = agreement.term
    for condition, where in _conditions(term.entry_into_force):
        if isinstance(condition, OnDate | NotBefore | OnDateIf):
            yield condition.on, f"{where}/on"
    if isinstance(term.anchor, date):
        yield term.anchor, "/term/anchor"
    if isinstance(term.duration, Until):
        yield term.duration.last_day, "/term/duration/last_day"
    if isinstance(term.renewal, TacitRenewal) and term.renewal.until is not None:
        yield term.renewal.until, "/term/renewal/until"
    if term.stated_last_day is not None:
        yield term.stated_last_day, "/term/stated_last_day"
    for index, act in enumerate(agreement.acts):
        if act.until is not None:
            yield act.until, f"/acts/{index}/until"


def _implausible_dates(agreement: Agreement, on: date | None) -> Iterator[Finding]:
    acts = (*_days_of_acts(agreement), *_days_of_registrations(agreement))
    ends = tuple(_days_of_term(agreement))
    yield from _outside(acts, LAST_YEAR)
    yield from _outside(ends, LAST_YEAR_OF_AN_END)
    early = next(filter(_is_early, (*acts, *ends)), None)
    if early is not None:  # once for the agreement, as the rest of it is probably as old
        text = f"{spoken_day(early[0])} lies before {FIRST_COMMON_YEAR}"
        yield Finding(kind=EARLY_YEAR, pointer=early[1], message=text)
    if on is not None:
        yield from _in_future(agreement, on)


def _is_early(placed: Placed) -> bool:
    return FIRST_YEAR <= latest(placed[0]).year < FIRST_COMMON_YEAR


def _in_future(agreement: Agreement, on: date) -> Iterator[Finding]:
    for index, act in enumerate(agreement.acts):
        day = act.received_on or act.on
        is_ahead = on < earliest(day) and earliest(day).year <= LAST_YEAR
        if is_ahead and act.kind is not ActKind.ENTRY_INTO_FORCE:  # which is often declared in advance
            text = f"{act.kind.replace('_', ' ')} on {spoken_day(day)}, after the day of the check, {spoken(on)}"
            yield Finding(kind=ACT_IN_FUTURE, pointer=f"/acts/{index}", message=text)


def _outside(days: Iterable[Placed], last_year: int) -> Iterator[Finding]:
    """The dates outside the usual years, however an imprecise one is read."""
    for day, where in days:
        if latest(day).year < FIRST_YEAR:
            text = f"{spoken_day(day)} lies before the year {FIRST_YEAR}"
            yield Finding(kind=IMPLAUSIBLE_YEAR, pointer=where, message=text)
        elif earliest(day).year > last_year:
            text = f"{spoken_day(day)} lies after {last_year}"
            yield Finding(kind=IMPLAUSIBLE_YEAR, pointer=where, message=text)


def _long_durations(facts: Facts) -> Iterator[Finding]:
    """Periods longer than usual, and ends longer than usual after the beginning.

    A recorded end of an old treaty is often the day on which it did end. So an end of an agreement other than an MOU
    is only reported if it lies after `LAST_YEAR`.
    """
    agreement, term = facts.agreement, facts.agreement.term
    mou_like = agreement.kind in _MOU_LIKE or agreement.binding is False
    longest = LONGEST_OF_MOU if mou_like else LONGEST
    for period, where in _periods(agreement):
        if period.shortest_days > longest.longest_days:
            text = f"{period.in_words} are more than {longest.in_words}"
            yield Finding(kind=LONG_DURATION, pointer=where, message=text)
    start = term.anchor if isinstance(term.anchor, date) else facts.seen[0].counts_on if facts.seen else None
    if start is None or start.year < FIRST_COMMON_YEAR:
        return
    for end, where in _ends(agreement):
        days = earliest(end).toordinal() - start.toordinal()
        is_ahead = mou_like or earliest(end).year > LAST_YEAR
        if days > longest.longest_days and is_ahead and earliest(end).year <= LAST_YEAR_OF_AN_END:
            text = f"{spoken_day(end)} lies more than {longest.in_words} after {spoken_day(start)}"
            yield Finding(kind=LONG_DURATION, pointer=where, message=text)


def _periods(agreement: Agreement) -> Iterator[tuple[Period, str]]:
    term = agreement.term
    if isinstance(term.duration, Period):
        yield term.duration, "/term/duration"
    if isinstance(term.renewal, TacitRenewal | ExpressRenewal) and isinstance(term.renewal.period, Period):
        yield term.renewal.period, "/term/renewal/period"
    for index, act in enumerate(agreement.acts):
        if act.period is not None:
            yield act.period, f"/acts/{index}/period"


def _ends(agreement: Agreement) -> Iterator[Placed]:
    term = agreement.term
    if isinstance(term.duration, Until):
        yield term.duration.last_day, "/term/duration/last_day"
    if term.stated_last_day is not None:
        yield term.stated_last_day, "/term/stated_last_day"


def _acts_far_apart(agreement: Agreement) -> Iterator[Finding]:
    """Dates with most of a century between them: signatures of 1925 and 2025, a notice of 2012 with effect in 2102.

    An old agreement can be ended, extended or amended at any time, so acts of those kinds are not compared.
    """
    before: Day | None = None
    for day, where in sorted(_days_of_beginning(agreement), key=_first_day):
        if before is not None:
            yield from _far_apart(before, day, where)
        if before is None or latest(before) < latest(day):
            before = day
    for index, act in enumerate(agreement.acts):
        if act.effective_on is not None:
            first, second = sorted((act.on, act.effective_on), key=earliest)
            yield from _far_apart(first, second, f"/acts/{index}/effective_on")


_BEGINNING = EXPRESSIONS | {ActKind.ADOPTION, ActKind.CONDITION_MET, ActKind.ENTRY_INTO_FORCE}


def _days_of_beginning(agreement: Agreement) -> Iterator[Placed]:
    """The dates of the acts by which an agreement comes about and parties are bound."""
    for index, act in enumerate(agreement.acts):
        if act.kind in _BEGINNING:
            yield act.on, f"/acts/{index}/on"
            if act.received_on is not None:
                yield act.received_on, f"/acts/{index}/received_on"


def _far_apart(first: Day, second: Day, where: str) -> Iterator[Finding]:
    if earliest(second).toordinal() - latest(first).toordinal() > LONGEST_APART.longest_days:
        text = f"{spoken_day(first)} and {spoken_day(second)} lie more than {LONGEST_APART.in_words} apart"
        yield Finding(kind=ACTS_FAR_APART, pointer=where, message=text)


def _first_day(placed: Placed) -> date:
    return earliest(placed[0])
