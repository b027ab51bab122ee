"""Ninety-nine final clauses after real texts, with questions and right answers; see `clauses.README.md` beside them.

A translator encodes most clauses from the structure that the file gives. `SAID` holds what it cannot know: conditions,
durations and exits that the file only describes in words, and events that are acts of the record. `LEFT_OUT` names the
clauses that the library cannot say yet, and why.
"""

import json
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import attrs
import pytest

import mou
from mou.clauses import (
    AllOf,
    EndsOnEvent,
    ExchangeOfInstruments,
    ExpressRenewal,
    FirstOfKthMonth,
    FirstOfMonthAfter,
    Indefinite,
    LastNotification,
    LaterParties,
    NoRenewal,
    NotBefore,
    NoticeWindow,
    NthInstrument,
    OnAgreedDate,
    OnConsentOfAll,
    OnDate,
    OnDayOfYear,
    OnEvent,
    OnSignature,
    OtherReading,
    ProvisionalApplication,
    Rider,
    Survival,
    TacitRenewal,
    Until,
    UntilDayOfYear,
    UntilEvent,
    WithdrawalOnNotice,
)
from mou.results import AnswerKind, MilestoneKind, Status

NOT_DETERMINED = "not determined"
LEFT_OUT = {
    "c040": "a withdrawal that a conflict may put off: a finding says so, but the exit counts as certain",
    "c158": "a regional organisation that leaves with the last of its members",
}


def _folder():
    folder = os.environ.get("MOU_DATA")
    return Path(folder) if folder else Path(__file__).parents[2] / "shared" / "data"


FILE = _folder() / "clauses.jsonl"
CLAUSES = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()] if FILE.exists() else []


# --- From the structure of the file to clauses --------------------------------------------------------------------


def is_state(name, clause):
    return clause["kind"].startswith("treaty") and re.fullmatch(r"[A-Z][a-z]+", name) is not None


def name_of(party, clause):
    """The id of a party."""
    words = re.sub(r"[^a-z0-9]+", "-", party.lower()).strip("-")
    return f"x:{words}" if is_state(party, clause) else words


def delay(text):
    if text is None:
        return None
    if kth := re.fullmatch(r"FKM\((\d+)\)", text):
        return FirstOfKthMonth(int(kth[1]))
    if after := re.fullmatch(r"FOM\((.*)\)", text):
        return FirstOfMonthAfter(after[1])
    fixed = {
        "1JAN": OnDayOfYear("01-01", period="P1D"),
        "31DEC+1": OnDayOfYear("12-31", period="P1Y"),
        "YEAREND": OnDayOfYear("12-31", period="P0D"),
    }
    return fixed.get(text, text)


SIMPLE: dict[str, Callable] = {
    "signature": OnSignature,
    "last_notification": LastNotification,
    "notes": LastNotification,
    "exchange_instruments": ExchangeOfInstruments,
    "all_ratify": OnConsentOfAll,
}


def condition(expected):
    kind, wait = expected.get("eif", "unknown"), delay(expected.get("delay"))
    if kind in SIMPLE:
        found = SIMPLE[kind](delay=wait)
    elif kind.startswith("nth:"):
        found = NthInstrument(int(kind[4:]), delay=wait)
    elif kind.startswith("date:"):
        found = OnDate(kind[5:])
    elif kind == "notes_specify":
        found = OnAgreedDate()
    elif "from" in expected:
        found = OnDate(expected["from"])
    else:
        return None
    return NotBefore(found, on=expected["not_before"]) if "not_before" in expected else found


def duration(expected, kind):
    text = expected.get("dur")
    if text is None:
        return Indefinite() if kind == "treaty_multilateral" else None
    if text.startswith("until:"):
        return Until(text[6:])
    return Indefinite() if text == "indefinite" else text if text.startswith("P") else None


def renewal(expected):
    period = Indefinite() if expected.get("ren_period") == "indefinite" else expected.get("ren_period")
    if expected.get("ren") == "express":
        return ExpressRenewal(period)
    if expected.get("ren") == "tacit":
        return TacitRenewal(period, notice=expected.get("ren_notice"), times=expected.get("ren_times"))
    return None


def withdrawal(expected):
    if "wd" not in expected:
        return None
    more, lock = {}, expected.get("wd_lock", "")
    if lock.startswith("ends>="):
        more = {"lock_in": lock[6:], "lock_in_on": "effect"}
    elif lock.startswith("P"):
        more = {"lock_in": lock}
    elif lock:
        more = {"not_before": lock}
    if "wd_lock_from" in expected:
        more["lock_in_from"] = expected["wd_lock_from"]
    if "wd_window" in expected:
        length, every = expected["wd_window"].split("/")
        more["window"] = NoticeWindow(length, every=every)
    return WithdrawalOnNotice(delay(expected["wd"]), **more)


RIDER_KINDS = (
    ("review", r"review|evaluation"),
    ("amendment", r"amend|modify"),
    ("survival", r"continue|stay|not affected|pending|go on|carried out|covered|no retroactive|earlier dates"),
    ("entry_into_force", r"entry into force|confirmation|Governments"),
    ("end", r"\bends?\b|termination|breach|withdraw|leaves|denounc|expires|put off|conflict"),
)


def rider(text):
    kind = next((kind for kind, words in RIDER_KINDS if re.search(words, text)), "other")
    return Rider(kind, text)


def term(clause):
    expected = clause["expected"]
    later = None
    if "later" in expected:
        later = LaterParties(delay(expected["later"]), before_entry=expected.get("later_early", "own_delay"))
    said = {
        "entry_into_force": condition(expected),
        "duration": duration(expected, clause["kind"]),
        "anchor": expected.get("anchor", "entry_into_force"),
        "renewal": renewal(expected),
        "withdrawal": withdrawal(expected),
        "later_parties": later,
        "survival": Survival(expected["survival"]) if "survival" in expected else None,
        "riders": [rider(text) for text in clause["riders"]],
    }
    return mou.Term(**said | SAID.get(clause["id"], {}))


# --- What the structure does not say ------------------------------------------------------------------------------

SAID = {
    "c012": {"ends_on": [EndsOnEvent("event")]},
    "c021": {
        "duration": Until("2017-12-31"),
        "renewal": ExpressRenewal("P2Y", by=["distributor"], notice="P0D", within="P60D", times=1),
    },
    "c024": {"entry_into_force": AllOf([OnSignature(), OnEvent("event")]), "duration": Indefinite()},
    "c028": {
        "entry_into_force": AllOf(
            [NthInstrument(4), NthInstrument(3, among=["x:arvonia", "x:corvia", "x:estavia", "x:fenmark"])],
            delay=FirstOfMonthAfter("P2M"),
        )
    },
    "c029": {"duration": Until("2015-06-30")},
    "c030": {"renewal": ExpressRenewal(notice="P60D", within="P100D")},
    "c042": {"duration": UntilEvent("second-compliance-period-ended")},
    "c047": {
        "duration": UntilEvent("event", delay="P4Y", not_before="1991-07-01"),
        "renewal": TacitRenewal("P2Y", notice="P0D", times=1),
    },
    "c048": {"renewal": TacitRenewal("P8Y", ends_for_all=True)},
    "c051": {
        "withdrawal": WithdrawalOnNotice("P5M", window=NoticeWindow(first="01-01", last="05-31"), not_allowed="waits"),
        "other_readings": [
            OtherReading(withdrawal=WithdrawalOnNotice("P5M", window=NoticeWindow(first="01-01", last="05-31")))
        ],
        "duration": Indefinite(),
    },
    "c053": {
        "entry_into_force": AllOf(
            [NthInstrument(6), NthInstrument(3, among=["x:arvonia", "x:dalmora", "x:galdria"])], delay="P6M"
        )
    },
    "c054": {
        "duration": Until("2019-05-04"),
        "renewal": TacitRenewal("P2Y", notice="P45D", times=1, ends_for_all=True),
    },
    "c068": {"duration": UntilEvent("event", delay="P8Y")},
    "c077": {"withdrawal": WithdrawalOnNotice(None)},
    "c081": {"renewal": TacitRenewal(Indefinite())},
    "c082": {"withdrawal": WithdrawalOnNotice("P9M", delayed_while="event")},
    "c090": {
        "entry_into_force": OnEvent("event"),
        "other_readings": [OtherReading(entry_into_force=AllOf([OnEvent("event"), OnAgreedDate()]))],
    },
    "c096": {"ends_on": [EndsOnEvent("event")]},
    "c097": {"duration": Until("2020-08-31")},
    "c102": {"withdrawal": WithdrawalOnNotice("P150D", counted_from="date")},
    "c105": {"withdrawal": WithdrawalOnNotice("P120D", counted_from="date")},
    "c126": {"duration": UntilEvent("project-completed")},
    "c138": {"duration": Until("2011-12-31")},
    "c142": {"duration": Until("2022-02-28")},
    "c145": {"other_readings": [OtherReading(renewal=TacitRenewal("P12Y", notice="P1Y", times=1))]},
    "c148": {
        "entry_into_force": OnSignature(),
        "duration": Indefinite(),
        "other_readings": [OtherReading(entry_into_force=OnEvent("the-end-of-the-sentence"))],
    },
    "c149": {
        "duration": Until("2008-04-30"),
        "renewal": TacitRenewal("P3Y", times=1),
        "other_readings": [OtherReading(renewal=NoRenewal())],
    },
    "c153": {"entry_into_force": LastNotification(delay="P15D", counted_from="date"), "duration": Indefinite()},
    "c154": {"renewal": TacitRenewal("P2Y", times=1, notice="P5M", notice_by="04-30")},
    "c156": {"duration": Indefinite(), "provisional": ProvisionalApplication(since="1994-05-05")},
    "c160": {"duration": Indefinite()},
    "c163": {
        "withdrawal": WithdrawalOnNotice("P18M", not_before="2050-01-01"),
        "other_readings": [
            OtherReading(withdrawal=WithdrawalOnNotice("P18M", not_before="2050-01-01", not_allowed="void"))
        ],
    },
    "c174": {"renewal": TacitRenewal("P4Y"), "other_readings": [OtherReading(renewal=NoRenewal())]},
    "c177": {"duration": UntilDayOfYear("12-31"), "renewal": TacitRenewal("P1Y", notice="P2M")},
    "c178": {"withdrawal": WithdrawalOnNotice("P9M")},
    "c181": {"duration": Indefinite()},
    "c195": {"duration": "P1Y"},
}
"""What a term says beside what the translator reads, by the id of the clause."""


def acts(clause):
    """The acts of a clause; a fact without a kind of its own is the event that the clause waits for."""
    made = []
    for recorded in clause["acts"]:
        kind, by = recorded["kind"], [name_of(party, clause) for party in recorded.get("by", [])]
        days = {"received_on": "received", "effective_on": "effect", "until": "until"}
        given = {field: recorded.get(key) for field, key in days.items()}
        note = recorded.get("note", "")
        if note.startswith("begins on this day"):
            kind = "entry_into_force"
        elif note == "notice that it renews":
            kind = "extension"
        elif note == "denunciation of the parent Convention":
            kind = "withdrawal"
        elif note == "first notice" or kind == "other":
            kind, given["id"] = "event", "event"
        if note == "state of oil shortage ended":
            made[-1] = attrs.evolve(made[-1], until=recorded["date"])
        else:
            made.append(mou.Act(kind, recorded["date"], by=by, **given))
    if clause["id"] == "c191":
        made.append(mou.Act("entry_into_force", "2028-07-01"))
    return made


def encoded(clause):
    """The agreement that says what a clause says."""
    is_treaty = clause["kind"].startswith("treaty")
    parties = [
        mou.Party(name_of(name, clause), name, kind="state" if is_state(name, clause) else "government_body")
        for name in clause["parties"]
    ]
    return mou.Agreement(
        clause["id"],
        title=clause["id"],
        kind="treaty" if is_treaty else "mou",
        parties=parties,
        acts=acts(clause),
        term=term(clause),
    )


# --- The questions ------------------------------------------------------------------------------------------------


def text_of(day):
    return None if day is None else day.isoformat()


def status(life, ask):
    found = life.status(ask["on"])
    return NOT_DETERMINED if found is Status.UNKNOWN else found.value


def entered(life, ask):
    if "party" in ask:
        spells = life.participation(name_of(ask["party"], ask["clause"])).spells
        return text_of(spells[-1].first_day) or NOT_DETERMINED if spells else NOT_DETERMINED
    return day_of(life.entry)


def day_of(answer):
    if answer.kind in {AnswerKind.UNKNOWN, AnswerKind.UNCERTAIN}:
        return NOT_DETERMINED
    return text_of(answer.day)


def last_day(life, ask):
    if "on" not in ask:
        return day_of(life.end)
    period = life.period(ask["on"])
    return text_of(period.last_day) if period and period.last_day else NOT_DETERMINED


def ceases_on(life, _):
    return text_of(life.ceases_on)


def notice_deadline(life, ask):
    """The last day for notice, or for an extension if the text has a deadline for that; as known on the day."""
    then = mou.lifecycle(life.agreement, as_of=ask["on"])
    for stone in then.milestones():
        if stone.kind is MilestoneKind.EXTENSION_DEADLINE:
            return text_of(stone.on)
    return day_of(life.notice(ask["on"]))


def exit_effect(life, ask):
    """The first day on which a notice has its effect; unknown where the text has no clause on leaving."""
    if "party" not in ask:
        return NOT_DETERMINED if life.agreement.term.withdrawal is None else None
    party = name_of(ask["party"], ask["clause"])
    spells = life.participation(party).spells
    steps = life.participation(party).explain().answers[0].steps
    if any("length of the notice is not known" in step.text for step in steps):
        return NOT_DETERMINED
    if not spells or spells[-1].ends.kind in {AnswerKind.UNKNOWN, AnswerKind.UNCERTAIN}:
        return NOT_DETERMINED
    exits = [stone.on for stone in life.milestones() if (stone.kind, stone.party) == (MilestoneKind.EXIT, party)]
    return text_of(exits[-1]) if exits else None


def bound_parties(life, ask):
    day = date.fromisoformat(ask["on"])
    if any(life.participation(party).is_bound(day) is None for party in life.agreement.party_ids):
        return NOT_DETERMINED
    return sorted(life.parties_bound(day))


ANSWERS = {
    "status": status,
    "entered_into_force_on": entered,
    "last_day": last_day,
    "ceases_on": ceases_on,
    "notice_deadline": notice_deadline,
    "exit_effect": exit_effect,
    "bound_parties": bound_parties,
}


@attrs.frozen
class Asked:
    """A question of the file."""

    clause: dict
    ask: dict

    @property
    def right(self):
        answers = [self.ask["answer"], *self.ask.get("also_defensible", [])]
        return [
            sorted(name_of(name, self.clause) for name in answer) if isinstance(answer, list) else answer
            for answer in answers
        ]


QUESTIONS = [
    pytest.param(Asked(clause, ask), id=f"{clause['id']}-{ask['ask']}-{ask.get('on', ask.get('party', number))}")
    for clause in CLAUSES
    if clause["id"] not in LEFT_OUT
    for number, ask in enumerate(clause["asks"])
]


@pytest.mark.skipif(not CLAUSES, reason="the file of clauses is not beside the project; set MOU_DATA to its folder")
class TestClausesInTheWild:
    @pytest.mark.parametrize("asked", QUESTIONS)
    def test_the_answer_is_right(self, asked):
        life = mou.lifecycle(encoded(asked.clause))
        answer = ANSWERS[asked.ask["ask"]](life, asked.ask | {"clause": asked.clause})
        assert answer in asked.right, asked.clause["text"]

    def test_few_are_left_out(self):
        assert len(LEFT_OUT) <= len(CLAUSES) * 0.05

    @pytest.mark.parametrize("clause", CLAUSES, ids=[clause["id"] for clause in CLAUSES])
    def test_every_rider_is_kept_and_repeated(self, clause):
        agreement = encoded(clause)
        assert mou.loads(mou.dumps(agreement)) == agreement
        assert [rider.text for rider in agreement.term.riders] == clause["riders"]
        repeated = {finding.message for finding in mou.check(agreement)}
        steps = [*mou.lifecycle(agreement).entry.steps, *mou.lifecycle(agreement).end.steps]
        said = " ".join(step.text for step in steps)
        for rider in agreement.term.riders:
            if rider.kind in {"entry_into_force", "end"}:
                assert f"not computed: {rider.text}" in repeated
                assert rider.text in said
