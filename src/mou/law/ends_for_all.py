"""A notice that ends the agreement for all parties, if the text says so.

Without such a clause, a multilateral agreement continues among the other parties (VCLT 55).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mou.dates.days import day_before
from mou.law.exits import Exit
from mou.law.explanation import Step
from mou.law.facts import End, Facts
from mou.law.rules import AS_THE_TEXT_SAYS
from mou.law.status import Status
from mou.model.renewals import TacitRenewal
from mou.model.withdrawals import WithdrawalOnNotice


def ends_for_all(facts: Facts, exits: Iterable[Exit]) -> Iterator[End]:
    """Yield the end for each notice that ends the agreement for all parties.

    Worked case: an agreement of three cities is renewed for eight years at a time "if none of them notifies that it is
    to end with the current term". One city gives notice on 20 October 1986, in time for the end of the term on 1
    January 1987. The agreement ends for all three cities on 1 January 1987.
    """
    renewal, withdrawal = facts.agreement.term.renewal, facts.agreement.term.withdrawal
    expires = isinstance(renewal, TacitRenewal) and renewal.ends_for_all
    terminates = isinstance(withdrawal, WithdrawalOnNotice) and withdrawal.ends_for_all
    for party_exit in exits if expires or terminates else ():
        clause = "renewal" if party_exit.how is Status.EXPIRED else "withdrawal"
        applies = expires if clause == "renewal" else terminates
        if applies and party_exit.ceases_on is not None and party_exit.bound_from is None:
            why = party_exit.why.then(_for_all, facts, party_exit, clause)
            yield day_before(party_exit.ceases_on), party_exit.how, why


def _for_all(facts: Facts, party_exit: Exit, clause: str) -> Step:
    text = f"the notice of {facts.names([party_exit.party])} ends it for all parties"
    return Step(text, rule=AS_THE_TEXT_SAYS, pointer=f"/term/{clause}/ends_for_all", day=party_exit.ceases_on)
