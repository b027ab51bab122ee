"""Thresholds: the day on which a condition of entry into force is met, and what it still lacks before.

The day decides: instruments deposited on one day count together, whatever their order. Where the instrument of a
regional organisation, of a successor, or of a party that has left decides the day, the steps say that it was counted,
or was not, and what the day would be otherwise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

import attrs

from mou._facts import CONSENTS, Fact, Facts, Found, is_consent, is_taken_back
from mou._inside import inside
from mou._words import ordinal, spoken
from mou.act import ActKind
from mou.agreement import AgreementKind
from mou.conditions import (
    AllNamed,
    AllSignatories,
    Counted,
    FractionOfSignatories,
    NthInstrument,
    Share,
    percent_text,
)
from mou.explanation import Step
from mou.party import PartyKind
from mou.rules import AS_THE_TEXT_SAYS, INSTRUMENT_OF_CONSENT, NOTHING_RECORDED, WHICH_COUNT

__all__ = ["Lack", "Met", "counted_day", "signature_is_consent"]

Threshold = NthInstrument | AllNamed | AllSignatories | FractionOfSignatories | Share
"""The conditions that count instruments."""

_ON_SIGNATURE = frozenset(
    {
        AgreementKind.MOU,
        AgreementKind.ARRANGEMENT,
        AgreementKind.LETTER_OF_INTENT,
        AgreementKind.DECLARATION,
        AgreementKind.EXCHANGE_OF_NOTES,
    }
)


def signature_is_consent(facts: Facts) -> bool:
    """Whether a signature of unknown kind is taken as definitive: on an MOU and the like, and on what does not bind."""
    return facts.agreement.kind in _ON_SIGNATURE or facts.agreement.binding is False


@attrs.frozen(kw_only=True)
class Lack:
    """What a condition still lacks.

    Attributes:
        text: in a sentence.
        have: how much there is: instruments, or a share in percent.
        need: how much it takes.
        missing: the ids of the parties that must still consent, where the condition names them.
    """

    text: str
    have: Decimal
    need: Decimal
    missing: tuple[str, ...] = ()


@inside
class Met(Found):
    """The day on which a condition is met; with no day: it is not met, or that can't be told.

    Attributes:
        lacks: what it lacks, where it is not met.
    """

    lacks: tuple[Lack, ...] = attrs.field(default=(), kw_only=True)

    def moved(self, day: date, step: Callable[[], Step]) -> Met:
        """The same on another day, by a step more."""
        return Met(day, why=lambda: (*self.steps, step()), lacks=self.lacks)


@inside
class Instrument:
    """An instrument that counts, from the day of its deposit until its party leaves."""

    party: str
    fact: Fact
    left_on: date | None

    def counts_on(self, day: date) -> bool:
        return self.fact.counts_on <= day and (self.left_on is None or day < self.left_on)


def instruments(facts: Facts, counted: Counted) -> list[Instrument]:
    """The instruments that count, one a party at a time, in the order of their deposit."""
    taken = signature_is_consent(facts)

    def counts(fact: Fact) -> bool:
        return fact.kind in counted.kinds and is_consent(fact, unknown_counts=taken)

    found = given(facts, counts, after_leaving=counted.after_leaving)
    return [one for one in found if one.party not in counted.except_parties] if counted.except_parties else found


def given(facts: Facts, counts: Callable[[Fact], bool], *, after_leaving: bool = False) -> list[Instrument]:
    """The acts that count, one a party at a time, in order, each until its party withdraws."""
    found: list[Instrument] = []
    standing: dict[str, int] = {}
    gone: dict[str, tuple[int, Fact]] = {}
    notices: dict[int, Fact] = {}
    day = facts.taken_back_by
    for fact in facts.seen:
        if counts(fact):
            for party in fact.parties:
                if party not in standing:
                    standing[party] = len(found)
                    found.append(Instrument(party, fact, None))
        elif fact.kind is ActKind.WITHDRAWAL and not after_leaving:
            for party in fact.parties:
                if party in standing:
                    place = standing.pop(party)
                    gone[party] = place, fact
                    notices[place] = fact
                    found[place] = attrs.evolve(found[place], left_on=fact.takes_effect_on)
        elif fact.kind is ActKind.REVOCATION:
            for party in fact.parties:
                if party in gone and fact.act.refers_to in (None, gone[party][1].act.id):
                    place, notice = gone.pop(party)
                    again = standing.get(party)
                    if fact.counts_on <= notice.takes_effect_on:
                        if again is not None:  # one that was not needed, as it never left
                            found[again] = attrs.evolve(found[again], left_on=found[again].fact.counts_on)
                        standing[party] = place
                        found[place] = attrs.evolve(found[place], left_on=None)
                        del notices[place]
                        continue
                    if day is not None and fact.counts_on <= day:  # it stood when the condition was met, and does again
                        del notices[place]
                    if again is None:  # it had left, so that its consent stands again from the revocation
                        standing[party] = len(found)
                        found.append(Instrument(party, fact, None))
    if day is None:
        return found
    return [one for place, one in enumerate(found) if place not in notices or not is_taken_back(notices[place], day)]


Measure = Callable[[Iterable[Instrument]], bool]
"""Whether instruments together meet a condition; with more of them they still do."""


def first_day(found: list[Instrument], enough: Measure, since: date = date.min) -> date | None:
    """The first day, not before `since`, on which the instruments deposited by then, and not left, are enough."""
    days = sorted({max(one.fact.counts_on, since) for one in found})

    def reached(day: date) -> bool:
        return enough([one for one in found if one.counts_on(day)])

    if all(one.left_on is None for one in found):  # then there are only ever more of them
        place = bisect_left(days, 1, key=reached)
        return days[place] if place < len(days) else None
    return next(filter(reached, days), None)


def counted_day(condition: Threshold, facts: Facts, where: str) -> Met:
    """The day on which a condition that counts instruments is met.

    Args:
        condition: the condition.
        facts: what was done.
        where: JSON Pointer to the condition.
    """
    if isinstance(condition, Share) and not condition.weights:
        text = "the weights of the parties are not recorded"
        return Met(None, known=False, why=lambda: [Step(text, rule=NOTHING_RECORDED, pointer=f"{where}/weights")])
    found = instruments(facts, condition.counted)
    measure = _MEASURES[type(condition)](condition, facts)
    day = first_day(found, measure.enough)
    if day is None:
        now = [one for one in found if one.left_on is None]
        lack = measure.lack(now)
        step = Step(lack.text, rule=AS_THE_TEXT_SAYS, pointer=where, article=condition.article)
        return Met(None, why=lambda: [step], lacks=(lack,))

    def why() -> Iterable[Step]:
        yield measure.step(found, day, where, condition.article)
        yield from _tipping(condition, measure, found, day, where)

    return Met(day, why=why)


@inside
class _Counting:
    """How a condition counts: whether it has enough, what it lacks, and how that is said."""

    facts: Facts
    enough: Measure
    lack: Callable[[list[Instrument]], Lack]
    reached: str
    relevant: Callable[[Instrument], bool] = lambda _: True

    def step(self, found: list[Instrument], day: date, where: str, article: str | None) -> Step:
        that_day = [one for one in found if one.fact.counts_on == day and self.relevant(one)]
        names = self.facts.names([one.party for one in that_day])
        several = f" ({len(that_day)} that day)" if len(that_day) > 1 else ""
        text = f"{self.reached} on {spoken(day)}{several}: {names}"
        pointer = that_day[-1].fact.pointer if that_day else where
        return Step(text, rule=INSTRUMENT_OF_CONSENT, pointer=pointer, day=day, article=article)


def _nth(condition: NthInstrument, facts: Facts) -> _Counting:
    among = frozenset(condition.among)

    def relevant(one: Instrument) -> bool:
        return not among or one.party in among

    def lack(found: list[Instrument]) -> Lack:
        have = sum(map(relevant, found))
        missing = tuple(sorted(among - {one.party for one in found})) if len(among) == condition.number else ()
        group = f" among the {len(among)} named" if among else ""
        text = f"{have} of {condition.number} instruments{group} are deposited" + _missing(facts, missing)
        return Lack(text=text, have=Decimal(have), need=Decimal(condition.number), missing=missing)

    return _Counting(
        facts,
        lambda found: sum(map(relevant, found)) >= condition.number,
        lack,
        f"{ordinal(condition.number)} instrument deposited",
        relevant,
    )


def _named(condition: AllNamed, facts: Facts) -> _Counting:
    return _everyone(frozenset(condition.parties), "of the parties named", facts)


def _signatories(condition: AllSignatories, facts: Facts) -> _Counting:
    return _everyone(_signers(facts, condition.counted), "of the signatories", facts)


def _everyone(wanted: frozenset[str], who: str, facts: Facts) -> _Counting:
    def missing_from(found: Iterable[Instrument]) -> tuple[str, ...]:
        return tuple(sorted(wanted - {one.party for one in found}))

    def lack(found: list[Instrument]) -> Lack:
        missing = missing_from(found)
        have = len(wanted) - len(missing)
        text = f"{have} of {len(wanted)} {who} have consented" + _missing(facts, missing)
        return Lack(text=text, have=Decimal(have), need=Decimal(max(len(wanted), 1)), missing=missing)

    return _Counting(
        facts,
        lambda found: bool(wanted) and not missing_from(found),
        lack,
        f"the last {who} consented",
        lambda one: one.party in wanted,
    )


def _fraction(condition: FractionOfSignatories, facts: Facts) -> _Counting:
    signers = _signers(facts, condition.counted)

    def share(found: Iterable[Instrument]) -> Fraction:
        consented = {one.party for one in found} & signers
        return Fraction(100 * len(consented), len(signers)) if signers else Fraction(0)

    return _share_counting(condition, facts, share, of="of the signatories", relevant=lambda one: one.party in signers)


def _weighted(condition: Share, facts: Facts) -> _Counting:
    def share(found: Iterable[Instrument]) -> Fraction:
        parties = {one.party for one in found}
        return (
            100
            * sum(Fraction(condition.weights[one]) for one in parties if one in condition.weights)
            / Fraction(condition.total)
        )

    return _share_counting(
        condition, facts, share, of="of the total", relevant=lambda one: one.party in condition.weights
    )


def _share_counting(
    condition: FractionOfSignatories | Share,
    facts: Facts,
    share: Callable[[Iterable[Instrument]], Fraction],
    *,
    of: str,
    relevant: Callable[[Instrument], bool],
) -> _Counting:
    percent, more_than = condition.percent, condition.more_than
    wanted = Fraction(percent)

    def lack(found: list[Instrument]) -> Lack:
        have = share(found)
        shown = Decimal(have.numerator) / Decimal(have.denominator)
        need = ("more than " if more_than else "") + percent_text(percent)
        text = f"{shown.quantize(Decimal('0.1'), ROUND_DOWN)} % {of} have consented, {need} are needed"
        return Lack(text=text, have=shown, need=Decimal(wanted.numerator) / Decimal(wanted.denominator))

    def enough(found: Iterable[Instrument]) -> bool:
        return share(found) > wanted if more_than else share(found) >= wanted

    than = "more than " if more_than else ""
    return _Counting(facts, enough, lack, f"{than}{percent_text(percent)} {of} reached", relevant)


def _signers(facts: Facts, counted: Counted) -> frozenset[str]:
    signed = {one for fact in facts.of(ActKind.SIGNATURE) for one in fact.parties}
    return frozenset(signed - set(counted.except_parties))


def _missing(facts: Facts, missing: tuple[str, ...]) -> str:
    return f"; missing: {facts.names(list(missing))}" if missing else ""


_MEASURES: dict[type, Callable[..., _Counting]] = {
    NthInstrument: _nth,
    AllNamed: _named,
    AllSignatories: _signatories,
    FractionOfSignatories: _fraction,
    Share: _weighted,
}


def _tipping(
    condition: Threshold, measure: _Counting, found: list[Instrument], day: date, where: str
) -> Iterable[Step]:
    """Where an instrument that texts treat differently decides the day: that it was counted, or was not."""
    facts, enough = measure.facts, measure.enough

    def said(how: str, some: list[Instrument], otherwise: date | None) -> Step:
        names = facts.names([one.party for one in some])
        what = f"the condition would be met on {spoken(otherwise)}" if otherwise else "the condition would not be met"
        text = f"{how}: the instruments of {names}; otherwise {what}"
        return Step(text, rule=WHICH_COUNT, pointer=f"{where}/counted", article=condition.article)

    doubtful = [one for one in found if one.fact.counts_on <= day and _is_doubtful(facts, one, day)]
    if doubtful:
        without = first_day([one for one in found if one not in doubtful], enough)
        if without != day:
            yield said("counted", doubtful, without)
    all_kinds = attrs.evolve(condition.counted, kinds=tuple(CONSENTS) + _SIGNED, except_parties=(), after_leaving=True)
    everything = instruments(facts, all_kinds)
    standing = {(one.party, one.fact.index) for one in found if one.left_on is None or one.left_on > day}
    left_out = [one for one in everything if one.fact.counts_on <= day and (one.party, one.fact.index) not in standing]
    if left_out:
        otherwise = first_day(everything, enough)
        if otherwise != day:
            yield said("not counted", left_out, otherwise)


_SIGNED = (ActKind.SIGNATURE,)


def _is_doubtful(facts: Facts, one: Instrument, day: date) -> bool:
    """Whether texts differ on counting it: a succession, a regional organisation's, one of a party that had left."""
    kinds = {party.id: party.kind for party in facts.agreement.parties}
    left = any(one.party in fact.parties and fact.takes_effect_on <= day for fact in facts.of(ActKind.WITHDRAWAL))
    return (
        one.fact.kind is ActKind.SUCCESSION
        or kinds.get(one.party) is PartyKind.INTERNATIONAL_ORGANISATION
        or (left and one.left_on is None)
    )
