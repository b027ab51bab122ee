"""Thresholds: conditions of entry into force that count instruments, and what is missing until they are met.

Instruments deposited on the same day are counted together. The day on which a condition is met can depend on doubtful
instruments: the instruments of regional organisations, of successor states and of parties that have left. A step then
states whether these instruments were counted, and gives the day that results from the other choice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import TypeVarTuple

import attrs

from mou.dates.words import ordinal, spoken
from mou.law.explanation import Step
from mou.law.facts import Fact, Facts, Found, is_consent
from mou.law.rules import (
    AS_THE_TEXT_SAYS,
    BEFORE_ENTRY,
    DEFINITIVE_SIGNATURE,
    INSTRUMENT_OF_CONSENT,
    NOTHING_RECORDED,
    WHICH_COUNT,
)
from mou.law.signatures import signature_is_consent
from mou.law.standing import Consent, consents
from mou.law.why import Why
from mou.model.act import ActKind
from mou.model.conditions import (
    CONSENT,
    AllNamed,
    AllSignatories,
    CountedInstruments,
    FractionOfSignatories,
    NthInstrument,
    WeightedShare,
    percent_text,
)
from mou.model.party import PartyKind
from mou.values.internal import internal

__all__ = ["Met", "Shortfall", "counted_day", "first_day", "restored_steps", "withdrawn_step"]

Ts = TypeVarTuple("Ts")

Threshold = NthInstrument | AllNamed | AllSignatories | FractionOfSignatories | WeightedShare
"""The conditions that count instruments."""


@attrs.frozen(kw_only=True)
class Shortfall:
    """What is missing until a condition of entry into force is met.

    Attributes:
        text: the shortfall in a sentence.
        have: the current count of instruments, or the current share in percent.
        need: the required count of instruments, or the required share in percent.
        missing: the ids of the parties that must still consent, if the condition names them.
    """

    text: str
    have: Decimal
    need: Decimal
    missing: tuple[str, ...] = ()


@internal
class Met(Found):
    """The day on which a condition is met. Without a day, the condition is not met, or not known to be met.

    Attributes:
        shortfalls: what is missing if the condition is not met.
    """

    shortfalls: tuple[Shortfall, ...] = attrs.field(default=(), kw_only=True)

    def moved(self, day: date, explain: Callable[[*Ts], Step], *arguments: *Ts) -> Met:
        """Return this result with another day and a further step."""
        return Met(day, why=self.why.then(explain, *arguments), shortfalls=self.shortfalls)


def instruments(facts: Facts, counted: CountedInstruments) -> list[Consent]:
    """Return the instruments that a condition counts, in the order of deposit; at any time, at most one per party."""
    signature_counts = signature_is_consent(facts)

    def counts(fact: Fact) -> bool:
        return fact.kind in counted.kinds and is_consent(fact, unknown_counts=signature_counts)

    listed = consents(facts, counts, after_leaving=counted.after_leaving)
    if not counted.except_parties:
        return listed
    return [consent for consent in listed if consent.party not in counted.except_parties]


Weigh = Callable[[Consent], int | Fraction]
"""A function that returns the weight of a consent; 0 if it does not count."""


def first_day(
    listed: Iterable[Consent], weigh: Weigh, enough: Callable[[int | Fraction], bool], since: date = date.min
) -> date | None:
    """Return the first day, `since` or later, on which the consents reach the threshold; `None` if there is none.

    Consents of the same day are counted together. A consent is counted until its withdrawal takes effect. Worked case:
    three instruments are needed. A deposits its instrument on 1 March, B on 1 April and C on 1 May. A withdraws with
    effect from 1 May, so only the instruments of B and C are counted on 1 May. D deposits its instrument on 1 June, so
    the function returns 1 June.
    """
    changes: dict[date, int | Fraction] = {}
    for consent in listed:
        weight = weigh(consent)
        first, last = max(consent.since, since), consent.left_on
        if weight and (last is None or first < last):
            changes[first] = changes.get(first, 0) + weight
            if last is not None:
                changes[last] = changes.get(last, 0) - weight
    total: int | Fraction = 0
    for day in sorted(changes):
        total += changes[day]
        if enough(total):
            return day
    return None


def counted_day(condition: Threshold, facts: Facts, where: str) -> Met:
    """Return the day on which a condition that counts instruments is met.

    Args:
        condition: the condition.
        facts: the acts of the agreement.
        where: a JSON Pointer to the condition.
    """
    if isinstance(condition, WeightedShare) and not condition.weights:
        return Met(None, known=False, why=Why(_weights_unknown, where))
    listed = instruments(facts, condition.counted)
    measure = _measure(condition, facts)
    day = measure.day(listed)
    if day is None:
        shortfall = measure.shortfall([consent for consent in listed if consent.left_on is None])
        why = Why(_not_met, shortfall, where).then(_not_counted, condition, facts, listed, where)
        return Met(None, why=why, shortfalls=(shortfall,))
    why = Why(_reached, condition, facts, listed, day)
    why = why.then(restored_steps, facts, [consent for consent in listed if consent.counts_on(day)])
    return Met(day, why=why.then(_tipping, condition, facts, listed, day, where))


def _weights_unknown(where: str) -> Step:
    text = "the weights of the parties are not recorded"
    return Step(text, rule=NOTHING_RECORDED, pointer=f"{where}/weights")


def _not_met(shortfall: Shortfall, where: str) -> Step:
    return Step(shortfall.text, rule=AS_THE_TEXT_SAYS, pointer=where)


@internal
class _Counting:
    """How a condition counts: the weight of a consent, the threshold, the shortfall, and the wording."""

    weigh: Weigh
    enough: Callable[[int | Fraction], bool]
    shortfall: Callable[[list[Consent]], Shortfall]
    reached: str

    def day(self, listed: Iterable[Consent]) -> date | None:
        """Return the first day on which the consents reach the threshold."""
        return first_day(listed, self.weigh, self.enough)


def _measure(condition: Threshold, facts: Facts) -> _Counting:
    """Return how a condition counts."""
    return _MEASURES[type(condition)](condition, facts)


def _reached(condition: Threshold, facts: Facts, listed: list[Consent], day: date) -> Step:
    measure = _measure(condition, facts)
    that_day = [consent for consent in listed if consent.since == day and measure.weigh(consent)]
    names = facts.names([consent.party for consent in that_day])
    several = f" ({len(that_day)} that day)" if len(that_day) > 1 else ""
    text, where = f"{measure.reached} on {spoken(day)}{several}: {names}", that_day[-1].fact.pointer
    return Step(
        text, rule=INSTRUMENT_OF_CONSENT, pointer=where, day=day, article=condition.article, quote=condition.quote
    )


def _nth(condition: NthInstrument, facts: Facts) -> _Counting:
    among = frozenset(condition.among)

    def weigh(consent: Consent) -> int:
        return int(not among or consent.party in among)

    def shortfall(standing: list[Consent]) -> Shortfall:
        have = sum(map(weigh, standing))
        missing = tuple(sorted(among - _parties(standing))) if len(among) == condition.number else ()
        group = f" among the {len(among)} named" if among else ""
        text = f"{have} of {condition.number} instruments{group} have been deposited" + _missing(facts, missing)
        return Shortfall(text=text, have=Decimal(have), need=Decimal(condition.number), missing=missing)

    return _Counting(
        weigh,
        lambda total: total >= condition.number,
        shortfall,
        f"the {ordinal(condition.number)} instrument was deposited",
    )


def _named(condition: AllNamed, facts: Facts) -> _Counting:
    return _everyone(frozenset(condition.parties), "of the parties named", facts)


def _signatories(condition: AllSignatories, facts: Facts) -> _Counting:
    return _everyone(_signers(facts, condition.counted), "of the signatories", facts)


def _everyone(parties: frozenset[str], group: str, facts: Facts) -> _Counting:
    def shortfall(standing: list[Consent]) -> Shortfall:
        missing = tuple(sorted(parties - _parties(standing)))
        have = len(parties) - len(missing)
        text = f"{have} of {len(parties)} {group} have consented" + _missing(facts, missing)
        return Shortfall(text=text, have=Decimal(have), need=Decimal(max(len(parties), 1)), missing=missing)

    return _Counting(
        lambda consent: int(consent.party in parties),
        lambda total: total == len(parties) > 0,
        shortfall,
        f"the last {group} consented",
    )


def _fraction(condition: FractionOfSignatories, facts: Facts) -> _Counting:
    signers = _signers(facts, condition.counted)
    return _share_counting(
        condition,
        lambda consent: Fraction(100 * (consent.party in signers), len(signers) or 1),
        "of the signatories",
    )


def _weighted(condition: WeightedShare, _: Facts) -> _Counting:
    shares = {party: 100 * Fraction(weight) / Fraction(condition.total) for party, weight in condition.weights.items()}
    return _share_counting(condition, lambda consent: shares.get(consent.party, 0), "of the total")


def _share_counting(condition: FractionOfSignatories | WeightedShare, weigh: Weigh, of: str) -> _Counting:
    percent, more_than = condition.percent, condition.more_than
    threshold = Fraction(percent)

    def shortfall(standing: list[Consent]) -> Shortfall:
        have = Fraction(sum(map(weigh, standing)))
        share = Decimal(have.numerator) / Decimal(have.denominator)
        need = ("more than " if more_than else "") + percent_text(percent)
        text = f"{share.quantize(Decimal('0.1'), ROUND_DOWN)} % {of} have consented; {need} are needed"
        return Shortfall(text=text, have=share, need=Decimal(threshold.numerator) / Decimal(threshold.denominator))

    than = "more than " if more_than else ""
    return _Counting(
        weigh,
        lambda total: total > threshold if more_than else total >= threshold,
        shortfall,
        f"{than}{percent_text(percent)} {of} was reached",
    )


def _parties(listed: Iterable[Consent]) -> set[str]:
    return {consent.party for consent in listed}


def _signers(facts: Facts, counted: CountedInstruments) -> frozenset[str]:
    signed = {party for fact in facts.of(ActKind.SIGNATURE) for party in fact.parties}
    return frozenset(signed - set(counted.except_parties))


def _missing(facts: Facts, missing: tuple[str, ...]) -> str:
    return f"; missing: {facts.names(list(missing))}" if missing else ""


_MEASURES: dict[type, Callable[..., _Counting]] = {
    NthInstrument: _nth,
    AllNamed: _named,
    AllSignatories: _signatories,
    FractionOfSignatories: _fraction,
    WeightedShare: _weighted,
}


def _tipping(condition: Threshold, facts: Facts, listed: list[Consent], day: date, where: str) -> Iterator[Step]:
    """Yield a step if the day depends on instruments that some treaties count and other treaties do not."""
    measure = _measure(condition, facts)
    doubtful = _doubtful(facts, [consent for consent in listed if consent.since <= day], day)
    if doubtful:
        doubtful_acts = {(consent.party, consent.fact.index) for consent in doubtful}
        without = measure.day(consent for consent in listed if (consent.party, consent.fact.index) not in doubtful_acts)
        if without != day:
            yield _which_count(facts, where, "counted", doubtful, otherwise=without)
    standing = {
        (consent.party, consent.fact.index) for consent in listed if consent.left_on is None or consent.left_on > day
    }
    every = _every_instrument(condition, facts)
    left_out = [
        consent for consent in every if consent.since <= day and (consent.party, consent.fact.index) not in standing
    ]
    if left_out:
        otherwise = measure.day(every)
        if otherwise != day:
            yield _which_count(facts, where, "not counted", left_out, otherwise=otherwise)
            yield from _taken_back(facts, listed, _parties(left_out), day)


def _not_counted(condition: Threshold, facts: Facts, listed: list[Consent], where: str) -> Iterator[Step]:
    """Yield the steps about instruments and signatures that were not counted, for a condition that is not met."""
    standing = {(consent.party, consent.fact.index) for consent in listed if consent.left_on is None}
    every = _every_instrument(condition, facts)
    left_out = [consent for consent in every if (consent.party, consent.fact.index) not in standing]
    if left_out:
        yield _which_count(facts, where, "not counted", left_out, otherwise=_measure(condition, facts).day(every))
        yield from _taken_back(facts, listed, _parties(left_out), date.max)
    consented = _parties(every)
    for fact in facts.of(ActKind.SIGNATURE):
        waiting = [party for party in fact.parties if party not in consented]
        if waiting:
            text = f"not counted: the signature of {facts.names(waiting)} on {spoken(fact.counts_on)}, which does not"
            yield Step(f"{text} express consent to be bound", rule=DEFINITIVE_SIGNATURE, pointer=fact.pointer)


def _which_count(facts: Facts, where: str, how: str, listed: list[Consent], *, otherwise: date | None) -> Step:
    names = facts.names([consent.party for consent in listed])
    outcome = f"the condition would be met on {spoken(otherwise)}" if otherwise else "the condition would not be met"
    without = "without" if how == "counted" else "with"
    text = f"{how}: the instruments of {names}; {without} them {outcome}"
    if how == "not counted" and otherwise is None:
        text = f"{how}: the instruments of {names}"
    return Step(text, rule=WHICH_COUNT, pointer=f"{where}/counted")


def _taken_back(facts: Facts, listed: list[Consent], parties: set[str], day: date) -> Iterator[Step]:
    """Yield a step for each withdrawal that removes an instrument of the given parties from the count on a day."""
    withdrawals = {
        (consent.party, consent.withdrawal.index): consent.withdrawal
        for consent in listed
        if consent.withdrawal is not None and consent.party in parties and not consent.counts_on(day)
    }
    for (party, _), withdrawal in withdrawals.items():
        yield withdrawn_step(facts, party, withdrawal)


def _every_instrument(condition: Threshold, facts: Facts) -> list[Consent]:
    """Return all acts that can be instruments, even those that the condition does not count."""
    return instruments(facts, attrs.evolve(condition.counted, kinds=CONSENT, except_parties=(), after_leaving=True))


def _doubtful(facts: Facts, listed: list[Consent], day: date) -> list[Consent]:
    """Return the instruments that some treaties count and other treaties do not.

    These are the instruments of successor states, of regional organisations and of parties that have left. Definitive
    signatures are also included, because it is doubtful whether they count if the text requires the deposit of
    instruments.
    """
    organisations = {
        party.id for party in facts.agreement.parties if party.kind is PartyKind.INTERNATIONAL_ORGANISATION
    }
    withdrawn = {
        party for fact in facts.of(ActKind.WITHDRAWAL) if fact.takes_effect_on <= day for party in fact.parties
    }
    return [
        consent
        for consent in listed
        if consent.fact.kind in _DOUBTFUL
        or consent.party in organisations
        or (consent.left_on is None and consent.party in withdrawn)
    ]


_DOUBTFUL = frozenset({ActKind.SUCCESSION, ActKind.SIGNATURE})


def withdrawn_step(facts: Facts, party: str, notice: Fact) -> Step:
    """Return the step stating that a party withdrew before the entry into force."""
    text = f"{facts.names([party])} withdrew with effect from {spoken(notice.takes_effect_on)}"
    text = f"{text}, before it was {facts.words.in_force}"
    return Step(text, rule=BEFORE_ENTRY, pointer=notice.pointer, day=notice.takes_effect_on)


def restored_steps(facts: Facts, listed: Iterable[Consent]) -> Iterator[Step]:
    """Yield a step for each revocation of a withdrawal that restored a consent.

    Worked case: Malaysia notifies on 1 March and withdraws with effect from 1 May. It revokes the withdrawal on 10 May,
    before the entry into force. Its notification is valid again from 10 May.
    """
    for consent in listed:
        revocation = consent.restored_by
        if revocation is not None:
            text = f"{facts.names([consent.party])} revoked its withdrawal on {spoken(consent.since)}, so this"
            text = f"{text} {consent.fact.kind.replace('_', ' ')} is valid again from that day"
            yield Step(text, rule=BEFORE_ENTRY, pointer=revocation.pointer, day=consent.since)
