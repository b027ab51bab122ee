"""Entry into force: the day on which the agreement's condition is met, moved by its delay (VCLT 24)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

import attrs

from mou.dates.delays import Delay, delay_in_words, delayed
from mou.dates.words import spoken
from mou.law.explanation import Step
from mou.law.facts import CONSENTS, EXPRESSIONS, Fact, Facts, Found, is_consent
from mou.law.readings import readings
from mou.law.rules import (
    AS_THE_TEXT_SAYS,
    BEFORE_ENTRY,
    CONSENT_OF_ALL,
    DECLARED_WINS,
    DEFINITIVE_SIGNATURE,
    INSTRUMENT_OF_CONSENT,
    LATER_OF_BOTH,
    NOTHING_RECORDED,
    RECEIPT,
    STATED_AS_MET,
    TWO_PARTIES,
    Rule,
)
from mou.law.spans import count_on, counts
from mou.law.standing import Absence, Consent, absences, absent_on, consents
from mou.law.thresholds import Lack, Met, counted_day, first_day, instruments, signature_is_consent, signature_rule
from mou.model.act import ActKind, SignatureKind
from mou.model.agreement import Agreement
from mou.model.conditions import (
    AllNamed,
    AllOf,
    AllSignatories,
    AnyOf,
    Counted,
    EntryIntoForce,
    ExchangeOfInstruments,
    FractionOfSignatories,
    LastNotification,
    NotBefore,
    NthInstrument,
    OnConsentOfAll,
    OnDate,
    OnDateIf,
    OnSignature,
    OtherInForce,
    Share,
    is_open,
)

__all__ = ["computed_entry", "declared_entry", "entry_into_force"]

_WITHDRAWAL = ActKind.WITHDRAWAL

STATEMENTS = frozenset({ActKind.CONDITION_MET, ActKind.ENTRY_INTO_FORCE})
"""What is stated or declared about the entry into force."""
CLAUSE = "/term/entry_into_force"
"""Where the condition stands in an agreement."""


def entry_into_force(facts: Facts) -> Found:
    """The day of entry into force: the declared one, where there is one, else the computed one."""
    declared = declared_entry(facts) if ActKind.ENTRY_INTO_FORCE in facts.by_kind else None
    return declared or computed_entry(facts)


def declared_entry(facts: Facts) -> Found | None:
    """The day that the parties or the depositary declared for the agreement as a whole; the last declaration counts."""
    if not facts.declared:
        return None
    fact = facts.declared[-1]
    day = fact.takes_effect_on

    def why() -> Iterable[Step]:
        text = f"declared: {facts.words.enters} on {spoken(day)}"
        yield Step(text, rule=DECLARED_WINS, pointer=fact.pointer, day=day)

    return Found(day, known=True, why=why)


def computed_entry(facts: Facts, *, on: date | None = None) -> Met:
    """The day that the condition gives, whatever was declared.

    Args:
        facts: what was done.
        on: suppose that what is still to come for the condition came on this day.
    """
    met = _computed(facts, on)
    if _WITHDRAWAL not in facts.by_kind or met.day is None or is_open(facts.agreement.term.entry_into_force):
        return met
    return _with_who_stayed(facts, met, on)


def _with_who_stayed(facts: Facts, met: Met, on: date | None) -> Met:
    """Return the day, given that some withdrew: a consent that brings it about must not have been taken back by then.

    Worked case: A and B ratify on 1 March and 1 April; the text adds three months, to 1 July. A withdraws on 1 May: its
    consent is taken back, and the agreement is not in force on 1 July.

    Where a number of instruments is enough, other parties bring it about all the same; see `computed_entry`.
    """
    day: date | None = None
    while met.day is not None and met.day != day:
        day = met.day
        then = _computed(attrs.evolve(facts, taken_back_by=day), on)
        # What was revoked by that day stood before it as well, but no day before it was one of entry into force.
        if then.day is not None and then.day < day:
            break
        met = then
    everybody = facts.agreement.party_ids
    if met.day is None or len(everybody) < 2:
        return met
    # A fixed day, or another agreement's, comes without anybody's act.
    away = absences(facts)
    enough = _first_with_two(len(everybody), away, met.day)
    if enough == met.day:
        return met
    gone = absent_on(away, met.day)
    withdrawals = [_withdrew(facts, party, notice) for party, notice in gone.items()]
    if enough is not None:
        text = f"not before two of them want to be bound: {spoken(enough)}"
        step = Step(text, rule=TWO_PARTIES, pointer="/acts", day=enough)
        return Met(enough, why=lambda: [*met.steps, *withdrawals, step])
    lack = Lack(
        text="; ".join(step.text for step in withdrawals),
        have=Decimal(len(everybody) - len(gone)),
        need=Decimal(2),
        missing=tuple(gone),
    )
    return Met(None if on is None else max(met.day, on), why=lambda: [*met.steps, *withdrawals], lacks=(lack,))


def _first_with_two(parties: int, away: list[Absence], since: date) -> date | None:
    """Return the first day from `since` on which at least two parties are not withdrawn."""
    absent = counts((absence.party, absence.first_day, absence.back_on) for absence in away)
    if parties - count_on(absent, since) >= 2:
        return since
    return next((day for day, number in absent if day > since and parties - number >= 2), None)


def _withdrew(facts: Facts, party: str, notice: Fact) -> Step:
    text = f"{facts.names([party])} withdrew with effect from {spoken(notice.takes_effect_on)}"
    text = f"{text}, before it was {facts.words.in_force}"
    return Step(text, rule=BEFORE_ENTRY, pointer=notice.pointer, day=notice.takes_effect_on)


def _computed(facts: Facts, on: date | None) -> Met:
    condition = facts.agreement.term.entry_into_force
    nothing = TELLING.isdisjoint(facts.by_kind)
    if nothing and on is None and (facts.as_of is not None or not isinstance(condition, OnDate)):
        by = "" if facts.as_of is None else f" by {spoken(facts.as_of)}"
        return Met(None, known=False, why=lambda: [Step(f"no act is recorded{by}", rule=NOTHING_RECORDED)])
    if condition is not None:
        return _entry(condition, facts, CLAUSE, on)
    met = _entry(_RESIDUAL, facts, CLAUSE, on)
    if met.day is None and facts.agreement.depositary is not None:
        return attrs.evolve(met, known=False)  # such treaties seldom wait for all: what is lacking tells nothing
    return met


TELLING = EXPRESSIONS | STATEMENTS | {ActKind.ADOPTION, ActKind.PROVISIONAL_APPLICATION, ActKind.TERMINATION}
"""The acts that tell how far an agreement has come; without any, it is not known whether it is in force."""
_RESIDUAL = OnConsentOfAll()
"""The condition where the text gives none (VCLT 24(2))."""


def _entry(condition: EntryIntoForce, facts: Facts, where: str, on: date | None) -> Met:
    """The day that a condition gives, with its delay."""
    if isinstance(condition, OnDate):
        return _on_date(facts, condition, where, on)
    if isinstance(condition, NotBefore):
        return _not_before(condition, facts, where, on)
    met = _met(condition, facts, where, on)
    if isinstance(condition, OnDateIf) and met.day is not None and met.day <= facts.exact(condition.on):
        day = facts.exact(condition.on)

        def by_then() -> Step:
            text = f"met by {spoken(day)}, so it {facts.words.enters} on that day"
            return Step(text, rule=AS_THE_TEXT_SAYS, pointer=where, day=day, article=condition.article)

        return met.moved(day, by_then)
    return met if condition.delay is None else _after(facts, met, condition.delay, where, condition.article)


def _met(condition: EntryIntoForce, facts: Facts, where: str, on: date | None) -> Met:
    """The day on which a condition is met, without its own delay."""
    if isinstance(condition, _OnOthers):
        return _met_by_others(condition, facts, where, on)
    stated = facts.stated
    if stated is not None:

        def as_stated() -> Iterable[Step]:
            text = f"the condition was met on {spoken(stated.counts_on)}, as is stated"
            yield Step(text, rule=STATED_AS_MET, pointer=stated.pointer, day=stated.counts_on)

        return Met(stated.counts_on, why=as_stated)
    counted = _counted(condition, facts, where)
    if counted.day is None and on is not None:
        text = f"supposed: what is lacking came on {spoken(on)}"
        return counted.moved(on, lambda: Step(text, pointer=where, day=on, assumed=True))
    return counted


def counted_without_statement(facts: Facts) -> Met:
    """What the recorded acts give, whatever is stated about the condition or declared about the entry into force."""
    return computed_entry(attrs.evolve(facts, seen=tuple(fact for fact in facts.seen if fact.kind not in STATEMENTS)))


_OnOthers = AllOf | AnyOf | OnDateIf | OtherInForce
"""The conditions that hang on other conditions, or on another agreement."""


def _met_by_others(condition: _OnOthers, facts: Facts, where: str, on: date | None) -> Met:
    if isinstance(condition, OtherInForce):
        return _other(condition, facts, where, on)
    if isinstance(condition, OnDateIf):
        return _entry(condition.condition, facts, f"{where}/condition", on)
    places = enumerate(condition.conditions)
    parts = [_entry(one, facts, f"{where}/conditions/{place}", on) for place, one in places]
    return _all_of(parts, condition.article) if isinstance(condition, AllOf) else _any_of(parts)


def _counted(condition: EntryIntoForce, facts: Facts, where: str) -> Met:
    each = _BY_EACH.get(type(condition))
    if each is not None:
        kind, done, what = each
        return _last_of(facts, _of_each(facts, facts.of(kind), lambda fact: fact.kind is kind), done, what)
    if isinstance(condition, (NthInstrument, AllNamed, AllSignatories, FractionOfSignatories, Share)):
        return counted_day(condition, facts, where)
    return _consent_of_all(facts)


_BY_EACH: dict[type, tuple[ActKind, str, str]] = {
    OnSignature: (ActKind.SIGNATURE, "signed", "a signature"),
    LastNotification: (ActKind.NOTIFICATION, "notified", "a notification"),
    ExchangeOfInstruments: (
        ActKind.EXCHANGE_OF_INSTRUMENTS,
        "exchanged instruments",
        "an exchange of instruments",
    ),
}
"""The conditions that are met when each party has done an act: which, and how that is said."""


def _on_date(facts: Facts, condition: OnDate, where: str, on: date | None) -> Met:
    day = facts.exact(condition.on)

    def fixed() -> Step:
        text = f"the text fixes the date: {spoken(day)}"
        return Step(text, rule=AS_THE_TEXT_SAYS, pointer=where, day=day, article=condition.article)

    promised = {
        party: fact
        for fact in facts.of(ActKind.SIGNATURE)
        if fact.act.signature_kind in _PROMISES
        for party in fact.parties
        if party in facts.founders
    }
    if not promised:
        return Met(day, why=lambda: [fixed()])

    def promises() -> Iterator[Step]:
        yield fixed()
        yield from (_not_yet(facts, fact) for fact in {fact.index: fact for fact in promised.values()}.values())

    given = instruments(facts, _ALL_INSTRUMENTS)
    last = first_day(given, lambda consent: int(consent.party in promised), lambda all_of: all_of >= len(promised), day)
    if last is None:
        standing = {consent.party for consent in given if consent.left_on is None}
        missing = tuple(party for party in promised if party not in standing)
        lack = Lack(
            text=f"a consent of {facts.names(missing)}, whose signature did not give it, is not recorded",
            have=Decimal(len(promised) - len(missing)),
            need=Decimal(len(promised)),
            missing=missing,
        )
        lacking = Step(lack.text, rule=DEFINITIVE_SIGNATURE, pointer="/acts")
        return Met(None if on is None else max(day, on), why=lambda: [*promises(), lacking], lacks=(lack,))
    if last == day:
        return Met(day, why=lambda: [fixed()])
    text = f"not before the consent of all that signed subject to it: {spoken(last)}"
    step = Step(text, rule=CONSENT_OF_ALL, pointer="/acts", day=last)
    return Met(last, why=lambda: [*promises(), step])


_ALL_INSTRUMENTS = Counted()


_PROMISES = frozenset({SignatureKind.SUBJECT_TO_RATIFICATION, SignatureKind.AD_REFERENDUM})


def _not_before(condition: NotBefore, facts: Facts, where: str, on: date | None) -> Met:
    met = _entry(condition.condition, facts, f"{where}/condition", on)
    limit = facts.exact(condition.on)
    if met.day is None or met.day >= limit:
        return met

    def not_before() -> Step:
        text = f"not before {spoken(limit)}"
        return Step(text, rule=AS_THE_TEXT_SAYS, pointer=where, day=limit, article=condition.article)

    return met.moved(limit, not_before)


def _all_of(parts: list[Met], article: str | None) -> Met:
    lacks = tuple(lack for one in parts for lack in one.lacks)
    days = [one.day for one in parts if one.day is not None]

    def each() -> Iterable[Step]:
        # A day that is stated as met is stated for each of them: it is told once.
        return dict.fromkeys(step for one in parts for step in one.steps)

    if len(days) < len(parts):
        # One that is known not to be met decides; otherwise it can't be told.
        known = any(one.day is None and one.known for one in parts)
        return Met(None, known=known, why=each, lacks=lacks)
    day = max(days)
    if len(parts) == 1:
        return Met(day, why=each)
    text = f"all of these by {spoken(day)}"
    return Met(day, why=lambda: [*each(), Step(text, rule=LATER_OF_BOTH, day=day, article=article)])


def _any_of(parts: list[Met]) -> Met:
    first = min((one for one in parts if one.day is not None), key=lambda one: one.day or date.max, default=None)
    if first is not None:

        def taken() -> Iterable[Step]:
            yield from first.steps
            # Without what is stated, another way might have come first.
            others = [part for part in parts if part is not first and part.day is not None]
            for step in dict.fromkeys(step for part in others for step in part.steps if step.rule is STATED_AS_MET):
                yield attrs.evolve(step, text=f"not met sooner in another way: {step.text}")
            for one in parts:
                if one.day is None and not one.known and one.steps:
                    yield Step(f"taken: not met before in another way ({one.steps[-1].text})", assumed=True)

        return Met(first.day, why=taken, lacks=first.lacks)
    lacks = tuple(lack for one in parts for lack in one.lacks)
    known = all(one.known for one in parts)
    return Met(None, known=known, why=lambda: (step for one in parts for step in one.steps), lacks=lacks)


def _other(condition: OtherInForce, facts: Facts, where: str, on: date | None) -> Met:
    """The day on which another agreement enters into force, as the register has it."""
    name = condition.agreement
    other = facts.others.by_id.get(name)
    article = condition.article
    if other is None or name in facts.asked:
        text = f"{name} is not in the record, so whether it is in force is not known"
        step = Step(text, rule=NOTHING_RECORDED, pointer=where)
        return Met(on, known=on is not None, why=lambda: [step])
    found = _entries_of(facts, other)
    if found is None:
        text = f"{name} and more than {MOST_IN_A_CIRCLE} agreements wait for one another, so the day is not known"
        return Met(on, known=on is not None, why=lambda: [Step(text, rule=NOTHING_RECORDED, pointer=where)])
    days = {one.day for one in found}
    if len(days) > 1:
        step = Step(f"when {name} entered into force is not certain", rule=NOTHING_RECORDED, pointer=where)
        return Met(None, known=False, why=lambda: [step])
    day = days.pop()
    if not all(one.known for one in found):
        step = Step(f"whether {name} is in force is not known", rule=NOTHING_RECORDED, pointer=where)
        return Met(on, known=on is not None, why=lambda: [step])
    if day is None:
        lack = Lack(text=f"{name} is not in force", have=_NONE, need=_ONE)
        step = Step(lack.text, rule=AS_THE_TEXT_SAYS, pointer=where, article=article)
        return Met(on, why=lambda: [step], lacks=(lack,))
    text = f"{name} {facts.words.entered} on {spoken(day)}"
    step = Step(text, rule=AS_THE_TEXT_SAYS, pointer=where, day=day, article=article)
    return Met(day, why=lambda: [step])


MOST_IN_A_CIRCLE = 5
"""Of agreements that wait for one another, so many are followed in every order."""


def _entries_of(facts: Facts, other: Agreement) -> list[Found] | None:
    """The entry into force of another agreement under each reading of its dates; `None` where a circle is too large.

    What it waits for is computed first, and each agreement once, so that long chains stay quick.
    """
    others = facts.others
    asked = facts.asked | {facts.agreement.id}
    circle = others.circle_of(other.id)
    if not asked.isdisjoint(circle):  # it waits for one that waits for it
        if len(circle) > MOST_IN_A_CIRCLE:
            return None
        return [entry_into_force(reading) for reading in readings(other, facts.as_of, others, asked)]
    for agreement_id in others.waited_for(other.id):
        key = agreement_id, facts.as_of
        if key not in others.entries:
            agreement = others.by_id[agreement_id]
            others.entries[key] = [entry_into_force(reading) for reading in readings(agreement, facts.as_of, others)]
    return others.entries[other.id, facts.as_of]


def _consent_of_all(facts: Facts) -> Met:
    taken = signature_is_consent(facts)
    by_party = _consents(facts, unknown_counts=taken)
    unclear = [
        fact
        for fact in (() if taken else facts.of(ActKind.SIGNATURE))
        if fact.act.signature_kind is None and not by_party.keys() >= set(fact.parties or ("",))
    ]
    if unclear and _consents(facts, unknown_counts=True).keys() >= set(facts.founders):
        text = "whether the signature expressed consent to be bound is not known"
        step = Step(text, rule=DEFINITIVE_SIGNATURE, pointer=unclear[0].pointer, day=unclear[0].counts_on)
        return Met(None, known=False, why=lambda: [_residual(facts), step])
    met = _last_of(facts, by_party, "consented to be bound", "a consent")

    def why() -> Iterable[Step]:
        yield _residual(facts)
        yield from met.steps
        acts = [consent.fact for consent in by_party.values()]
        assumed = [fact for fact in acts if fact.kind is ActKind.SIGNATURE and not fact.act.signature_kind]
        if assumed and met.day is not None:
            enters = facts.words.enters
            text = f"what the signature does is not known; taken as definitive, so that it {enters} on signature"
            yield Step(text, rule=signature_rule(facts), pointer=assumed[0].pointer, assumed=True)

    return Met(met.day, known=met.known, why=why, lacks=met.lacks)


def _consents(facts: Facts, *, unknown_counts: bool) -> dict[str, Consent]:
    """The consent of each party; `unknown_counts`: also by a signature of unknown kind."""
    return _of_each(facts, facts.seen, lambda fact: is_consent(fact, unknown_counts=unknown_counts))


def _of_each(facts: Facts, acts: Iterable[Fact], counts: Callable[[Fact], bool]) -> dict[str, Consent]:
    """Return the act of each party on the day on which all that are needed stand; if they never do, those standing now.

    Args:
        facts: what was done.
        acts: the acts that can count.
        counts: which of them do.
    """
    if _WITHDRAWAL not in facts.by_kind:  # nothing was ever taken back
        first: dict[str, Consent] = {}
        for fact in acts:
            if counts(fact):
                for party in fact.parties or ("",):
                    if party not in first:
                        first[party] = Consent(party, fact, fact.counts_from)
        return first
    needed = frozenset(facts.founders)
    listed = consents(facts, counts, from_effect=True)
    day = first_day(listed, lambda consent: int(consent.party in needed), lambda total: total >= len(needed))
    return {
        consent.party: consent
        for consent in listed
        if (consent.left_on is None if day is None else consent.counts_on(day))
    }


def _residual(facts: Facts) -> Step:
    words = facts.words
    if facts.agreement.term.entry_into_force is not None:
        return Step(f"it {words.enters} when all have consented", rule=CONSENT_OF_ALL, pointer=CLAUSE)
    text = f"how it {words.enters} is not known; taken: when all have consented to be bound"
    return Step(text, rule=CONSENT_OF_ALL, pointer=CLAUSE, assumed=True)


def _last_of(facts: Facts, by_party: dict[str, Consent], done: str, what: str) -> Met:
    """The day on which the act of the last of the parties whose consent is needed takes effect."""
    needed = facts.founders or ("",)
    last: date | None = None
    for party in needed:
        consent = by_party.get(party)
        if consent is None:
            return _lacking(facts, by_party, [party for party in needed if party not in by_party], done, what)
        if last is None or last < consent.since:
            last = consent.since

    def why() -> Iterable[Step]:
        return _acts_of(facts, [by_party[party] for party in needed], done)

    return Met(last, why=why)


def _acts_of(facts: Facts, listed: list[Consent], done: str) -> Iterator[Step]:
    """Say who did what when, an act at a time."""
    by_act: dict[int, list[Consent]] = {}
    for consent in sorted(listed, key=lambda consent: (consent.fact.counts_on, consent.fact.index)):
        by_act.setdefault(consent.fact.index, []).append(consent)
    for together in by_act.values():
        fact = together[0].fact
        names = facts.names([consent.party for consent in together if consent.party])
        since = together[0].since
        effect = "" if since == fact.counts_on else f", with effect from {spoken(since)}"
        text = f"{names} {done} on {spoken(fact.counts_on)}{effect}"
        yield Step(text, rule=_rule_of(fact), pointer=fact.pointer, day=together[0].since)


def _lacking(facts: Facts, by_party: dict[str, Consent], missing: list[str], done: str, what: str) -> Met:
    """The condition is not met: say who did their part, whose act is missing, and which signatures do not count."""
    named = tuple(party for party in missing if party)
    gone = absent_on(absences(facts), date.max) if _WITHDRAWAL in facts.by_kind else {}
    waiting = tuple(party for party in named if party not in gone)
    lacking: list[Step] = []
    if waiting or not gone:
        text = f"{what} of {facts.names(waiting)} is not recorded"
        lacking.append(Step(text, rule=NOTHING_RECORDED, pointer="/acts"))
    lacking.extend(_withdrew(facts, party, gone[party]) for party in named if party in gone)
    need = len(facts.founders) or 1
    text = "; ".join(step.text for step in lacking)
    lack = Lack(text=text, have=Decimal(need - len(missing)), need=Decimal(need), missing=named)

    def why() -> Iterator[Step]:
        yield from _acts_of(facts, list(by_party.values()), done)
        counted = {consent.fact.index for consent in by_party.values()}
        for fact in facts.of(ActKind.SIGNATURE):
            if fact.act.signature_kind in _PROMISES and fact.index not in counted:
                yield _not_yet(facts, fact)
        yield from lacking

    return Met(None, why=why, lacks=(lack,))


def _not_yet(facts: Facts, signature: Fact) -> Step:
    kind = str(signature.act.signature_kind).replace("_", " ")
    text = f"the signature of {facts.names(signature.parties)} on {spoken(signature.counts_on)} is {kind}"
    return Step(f"{text}: no consent to be bound", rule=DEFINITIVE_SIGNATURE, pointer=signature.pointer)


_NONE, _ONE = Decimal(0), Decimal(1)


def _rule_of(fact: Fact) -> Rule:
    if fact.kind is ActKind.SIGNATURE:
        return DEFINITIVE_SIGNATURE
    return INSTRUMENT_OF_CONSENT if fact.kind in CONSENTS else RECEIPT


def _after(facts: Facts, met: Met, delay: Delay, where: str, article: str | None) -> Met:
    event = met.day
    if event is None:
        return met
    day = delayed(event, delay)

    def told() -> Step:
        text = f"{facts.words.enters} {delay_in_words(event, delay)}: {spoken(day)}"
        return Step(text, rule=AS_THE_TEXT_SAYS, pointer=f"{where}/delay", day=day, article=article)

    return met.moved(day, told)
