"""Clauses with several meanings, and clauses under which the date of a notice is decisive, not its receipt."""

from __future__ import annotations

import attrs

from mou.model.act import ActKind
from mou.model.agreement import Agreement
from mou.model.clause import CountedFrom
from mou.model.conditions import EntryIntoForce, LastNotification, parts
from mou.model.term import Term, readings_of
from mou.model.withdrawals import WithdrawalOnNotice


def variants(agreement: Agreement) -> tuple[Agreement, ...]:
    """Return the agreement under each reading (possible meaning) of its clauses, the main reading first.

    Worked case of two readings: a text says that "a further period of twelve years shall be added". By the main
    reading, the agreement is renewed every twelve years. By the other reading, it is renewed once. The function returns
    the agreement for both readings.

    Worked case of a date: an agreement expires "120 days after the date which the notification bears". The period runs
    from the date of a withdrawal, not from its receipt. In the returned agreement, withdrawals therefore have no
    `received_on`.
    """
    term = agreement.term
    if not term.other_readings:
        return (_without_receipts(agreement, term),)
    terms = readings_of(term)
    return tuple(_without_receipts(attrs.evolve(agreement, term=variant), variant) for variant in terms)


def kinds_by_date(term: Term) -> frozenset[ActKind]:
    """Return the kinds of acts for which the date of the act is decisive, and not the day of receipt."""
    kinds: list[ActKind] = []
    withdrawal, condition = term.withdrawal, term.entry_into_force
    if isinstance(withdrawal, WithdrawalOnNotice) and withdrawal.counted_from is CountedFrom.DATE:
        kinds.append(ActKind.WITHDRAWAL)
    if condition is not None and _notified_by_date(condition):
        kinds.append(ActKind.NOTIFICATION)
    return frozenset(kinds) if kinds else _NONE


_NONE = frozenset[ActKind]()


def _notified_by_date(condition: EntryIntoForce) -> bool:
    if isinstance(condition, LastNotification):
        return condition.counted_from is CountedFrom.DATE
    contained = parts(condition)
    return bool(contained) and any(map(_notified_by_date, contained))


def _without_receipts(agreement: Agreement, term: Term) -> Agreement:
    kinds = kinds_by_date(term)
    if not kinds:
        return agreement
    acts = [attrs.evolve(act, received_on=None) if act.kind in kinds else act for act in agreement.acts]
    return attrs.evolve(agreement, acts=acts)
