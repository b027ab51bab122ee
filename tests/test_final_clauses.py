"""Final clauses that depend on an event or an agreed date, after clauses of real agreements; all parties are invented.

The answers follow from the text of each clause and the law of treaties.
"""

from datetime import date

import attrs
import pytest

import mou
from mou.clauses import (
    AllOf,
    EndsOnEvent,
    ExpressRenewal,
    FirstOfKthMonth,
    Indefinite,
    OnAgreedDate,
    OnDate,
    OnEvent,
    OnSignature,
    TacitRenewal,
    Until,
    UntilEvent,
    WithdrawalOnNotice,
)
from mou.results import AnswerKind, Severity, Status

ARVONIA, BELMARK = "arvonia", "belmark"


def agreement(*acts, kind="treaty", **term):
    """An agreement between Arvonia and Belmark."""
    parties = [mou.Party(name, name=name.title(), kind="government_body") for name in (ARVONIA, BELMARK)]
    return mou.Agreement("clause", title="Agreement", kind=kind, parties=parties, acts=acts, term=mou.Term(**term))


def signed(on, by=(ARVONIA, BELMARK)):
    return mou.Act.signature(on, by=by)


def declared(on):
    return mou.Act("entry_into_force", on)


@attrs.frozen
class Clause:
    """A clause with acts, and the right answers."""

    text: str
    agreement: mou.Agreement
    entered: str
    last_day: str | None
    statuses: dict[str, Status]
    end: AnswerKind = AnswerKind.CERTAIN
    periods: dict[str, str | None] = attrs.Factory(dict)
    deadlines: dict[str, str | None] = attrs.Factory(dict)
    ceases_for: dict[str, str] = attrs.Factory(dict)


CLAUSES = [
    Clause(
        "effective on 1 April 1994 without limit of time; invalid on the day on which another treaty is abrogated",
        agreement(
            *(signed("1994-02-01"), mou.Act("event", "2004-05-01", id="common-market-abrogated")),
            entry_into_force=OnDate("1994-04-01"),
            duration=Indefinite(),
            ends_on=[EndsOnEvent("common-market-abrogated")],
        ),
        "1994-04-01",
        "2004-04-30",
        {"1994-03-31": Status.SIGNED, "2004-04-30": Status.IN_FORCE, "2004-05-02": Status.TERMINATED},
    ),
    Clause(
        "effective once both have signed and it has been confirmed under another agreement",
        agreement(
            *(signed("1973-08-14", ARVONIA), signed("1973-09-24", BELMARK)),
            mou.Act("event", "1973-11-05", id="confirmed"),
            kind="mou",
            entry_into_force=AllOf([OnSignature(), OnEvent("confirmed")]),
            duration=Indefinite(),
        ),
        "1973-11-05",
        None,
        {"1973-10-01": Status.SIGNED, "1973-11-05": Status.IN_FORCE},
        AnswerKind.NONE,
    ),
    Clause(
        "expires with a compliance period of another treaty; renewed by four years, with notice of eight months",
        agreement(
            *(signed("2005-07-14"), mou.Act("withdrawal", "2009-05-02", by=BELMARK)),
            entry_into_force=OnSignature(),
            duration=UntilEvent("second-compliance-period-ended"),
            renewal=TacitRenewal("P4Y", notice="P8M"),
            withdrawal=WithdrawalOnNotice("P8M"),
        ),
        "2005-07-14",
        "2010-01-01",
        {"2006-01-01": Status.IN_FORCE, "2010-01-02": Status.TERMINATED},
        deadlines={"2006-01-01": None},
        ceases_for={BELMARK: "2010-01-02"},
    ),
    Clause(
        "until 1 July 1991, and in any case for four years after the first flight; extended once, by two years",
        agreement(
            *(signed("1973-09-24"), declared("1973-09-24"), mou.Act("event", "1989-11-28", id="first-flight")),
            kind="mou",
            duration=UntilEvent("first-flight", delay="P4Y", not_before="1991-07-01"),
            renewal=TacitRenewal("P2Y", notice="P0D", times=1),
        ),
        "1973-09-24",
        "1995-11-28",
        {"1994-01-01": Status.IN_FORCE, "1995-11-29": Status.EXPIRED},
        periods={"1980-01-01": "1993-11-28", "1994-01-01": "1995-11-28"},
    ),
    Clause(
        "without limit; ends on the first day of the fourth month after notice, or on the day before a party joins",
        agreement(
            *(declared("2008-05-01"), mou.Act("event", "2013-07-01", by=ARVONIA, id="customs-union-joined")),
            duration=Indefinite(),
            withdrawal=WithdrawalOnNotice(FirstOfKthMonth(4)),
            ends_on=[EndsOnEvent("customs-union-joined")],
        ),
        "2008-05-01",
        "2013-06-30",
        {"2013-06-29": Status.IN_FORCE, "2013-07-01": Status.TERMINATED},
        deadlines={"2010-01-01": None},
    ),
    Clause(
        "valid until the project has been completed and commissioned",
        agreement(
            signed("2017-04-08"), kind="mou", entry_into_force=OnSignature(), duration=UntilEvent("commissioned")
        ),
        "2017-04-08",
        None,
        {"2020-01-01": Status.IN_FORCE},
        AnswerKind.UNKNOWN,
    ),
    Clause(
        "in force on a date agreed by exchange of notes, until 1 March 2033 unless extended",
        agreement(
            *(signed("2028-04-08"), declared("2028-07-01")),
            *(mou.Act("notification", on, by=by) for on, by in (("2028-06-10", ARVONIA), ("2028-06-24", BELMARK))),
            entry_into_force=OnAgreedDate(),
            duration=Until("2033-03-01"),
            renewal=ExpressRenewal(),
            withdrawal=WithdrawalOnNotice("P4M"),
        ),
        "2028-07-01",
        "2033-03-01",
        {"2028-06-30": Status.SIGNED, "2028-07-01": Status.IN_FORCE, "2033-03-02": Status.EXPIRED},
    ),
]


def day(text):
    return None if text is None else date.fromisoformat(text)


@pytest.mark.parametrize("clause", CLAUSES, ids=[clause.text for clause in CLAUSES])
def test_the_answers_follow_from_the_text(clause):
    life = mou.lifecycle(clause.agreement)
    assert life.entered_into_force_on == day(clause.entered)
    assert (life.end.kind, life.last_day) == (clause.end, day(clause.last_day))
    assert {on: life.status(on) for on in clause.statuses} == clause.statuses
    assert {on: life.period(on) and life.period(on).last_day for on in clause.periods} == {
        on: day(last_day) for on, last_day in clause.periods.items()
    }
    assert {on: life.notice_deadline(on) for on in clause.deadlines} == {
        on: day(deadline) for on, deadline in clause.deadlines.items()
    }
    for party, ceases_on in clause.ceases_for.items():
        assert [spell.ceases_on for spell in life.participation(party).spells] == [day(ceases_on)]
    assert {finding.severity for finding in mou.check(clause.agreement)} <= {Severity.INFO}


def test_an_end_before_an_event_that_is_not_recorded_is_an_assumption():
    """Ended by a withdrawal on 2 January 2010, unless the compliance period ended before."""
    end = mou.lifecycle(CLAUSES[2].agreement).end
    assert [step.text for step in end.assumptions] == [
        "the event second-compliance-period-ended has not happened before, because it is not recorded"
    ]
