"""The number of parties that an agreement needs (VCLT 55)."""

from __future__ import annotations

from mou.model.agreement import Agreement
from mou.model.conditions import is_open


def is_between_two(agreement: Agreement) -> bool:
    """Return whether an agreement has two parties and needs both of them.

    A treaty with two recorded parties is assumed to have other parties if its entry into force requires a number of
    instruments. The same applies if the condition of entry into force is not known and the treaty has a depositary.
    """
    condition = agreement.term.entry_into_force
    has_others = agreement.depositary is not None if condition is None else is_open(condition)
    return len(agreement.parties) == 2 and not has_others


def required_parties(agreement: Agreement) -> int:
    """Return the smallest number of parties with which an agreement continues.

    The number is two for an agreement between two parties. For any other agreement, it is the number that the text
    requires. If the text requires no number, one party is enough, because the last party remains bound until it leaves
    as well. Worked case: two of three parties leave with effect from 1 April 2005. The third party remains bound. But
    if the text requires at least two parties, the agreement ends, and its last day is 31 March 2005.
    """
    minimum = agreement.term.minimum_parties or 1
    return max(minimum, 2) if is_between_two(agreement) else minimum
