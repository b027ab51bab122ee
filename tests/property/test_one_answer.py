"""One question has one answer: whoever asks in another place is told the same, on every day that matters.

Status, participation, parties bound, spells, phases, lists, tables and findings agree,
and what is unknown in one of them is unknown in all.

Each relation between answers is a function of an `Asked`; all of them are held to every generated agreement.
"""

from datetime import date

import attrs
from histories import DAY, days_of, histories, rarely
from hypothesis import given

import mou
from mou import AnswerKind, Status, bulk
from mou.answers.milestones import MilestoneKind
from mou.answers.register import Register
from mou.dates.days import PartialDate
from mou.dates.periods import Period
from mou.formats.tables import to_arrow
from mou.law.standing import NOTICES
from mou.model.act import ActKind
from mou.model.conditions import is_open
from mou.model.durations import UntilEvent

IN_FORCE = {Status.IN_FORCE, Status.SUSPENDED}
ENDED = {Status.EXPIRED, Status.TERMINATED}
UNBOUND = {Status.NEGOTIATED, Status.SIGNED, Status.PROVISIONAL, *ENDED}
FAR = date(4000, 1, 1)


@attrs.frozen
class Day:
    """What a lifecycle answers about one day."""

    on: date
    where: mou.Position
    status: Status
    possible: frozenset
    bound: tuple


@attrs.frozen
class Asked:
    """An agreement, the days that matter in its life, and what was answered about them."""

    agreement: mou.Agreement
    life: mou.Lifecycle
    register: Register
    own: dict
    days: list
    exact: bool

    @property
    def few(self):
        """A few of the days, from all over, for what takes long to ask."""
        return self.days[:: max(len(self.days) // 3, 1)][:3]

    def position(self, day):
        """Where the agreement stands on a day; some wait for themselves to be in force."""
        return mou.position(self.agreement, day.on, others=[self.agreement])

    @property
    def of_parties(self):
        """Each party's own status and whether it is bound, on each day."""
        for day in self.days:
            for party, participation in self.own.items():
                yield day, party, participation.status(day.on), participation.is_bound(day.on)


def is_exact(record):
    """Whether no date in a record is imprecise."""
    if isinstance(record, tuple):
        return all(map(is_exact, record))
    if attrs.has(type(record)) and not isinstance(record, PartialDate):
        return all(is_exact(getattr(record, field.name)) for field in attrs.fields(type(record)))
    return not isinstance(record, PartialDate)


def asked(agreement):
    register = Register(agreements=[agreement])
    life = register.lifecycle(agreement)
    days = []
    for on in days_of(life):
        where = life.position(on)
        days.append(Day(on, where, life.status(on), frozenset(where.possible), life.parties_bound(on)))
    own = {party: life.participation(party) for party in agreement.party_ids}
    # Of two readings of a clause, as of imprecise dates, each gives a course of its own.
    exact = is_exact((agreement.acts, agreement.term)) and not agreement.term.other_readings
    return Asked(agreement, life, register, own, days, exact)


# --- The agreement ------------------------------------------------------------------------------------------------


def status_of_a_day(case):
    """`status`, `position` and `phases`."""
    phases = iter(case.life.phases)
    phase = next(phases)
    for day in case.days:
        while phase.last_day is not None and phase.last_day < day.on:
            phase = next(phases)
        assert day.where.status is day.status, day
        assert phase.status is day.status, day
        if day.status is Status.UNKNOWN:
            assert len(day.possible) > 1, day
        else:
            assert day.possible == {day.status}, day
        assert day.where.reason, day


def position_of_a_day(case):
    """`position`, and the queries of a register."""
    life = case.life
    for day in case.few:
        where, period = case.position(day), life.period(day.on)
        assert where == day.where, day
        assert case.register.positions(day.on) == (where,), day
        assert case.register.with_status(day.on, day.status) == (case.agreement,), day
        assert (case.register.in_force(day.on) == (case.agreement,)) is (day.status is Status.IN_FORCE), day
        assert (where.entered_on, where.last_day) == (life.entry.day, life.end.day)
        assert (where.entered_on, where.last_day) == (life.entered_into_force_on, life.last_day)
        assert where.signed_on == life.signed_on
        assert where.if_not_renewed is life.if_not_renewed
        assert where.period == period, day
        assert (where.period_last_day, where.renewal) == (period and period.last_day, period and period.renewal), day
        deadlines = {where.notice_deadline, life.notice_deadline(day.on), life.notice(day.on).day}
        assert len(deadlines) == 1, day


def entry_and_end(case):
    """Before the entry it is not in force, from the end on it is over; in between it is, where both are known."""
    entry, end = case.life.entry, case.life.end
    for day in case.days:
        can_be = day.possible
        if entry.kind is AnswerKind.NONE:
            assert not can_be & IN_FORCE, day
        if entry.kind is not AnswerKind.UNKNOWN and entry.earliest is not None and day.on < entry.earliest:
            assert not can_be & IN_FORCE, day
        if end.kind is AnswerKind.CERTAIN and day.on > end.day:
            assert can_be <= ENDED, day
        if entry.day is not None and day.on >= entry.day and not (end.earliest is not None and day.on > end.earliest):
            assert can_be & IN_FORCE, day
            assert can_be <= IN_FORCE or end.kind is AnswerKind.UNKNOWN, day
    # Until an event that is not recorded it is in force, although its last day is not known.
    until_event = isinstance(case.agreement.term.duration, UntilEvent)
    if entry.day is not None and end.kind is AnswerKind.UNKNOWN and not until_event:
        assert set(case.life.position(FAR).possible) - IN_FORCE


def milestones(case):
    """The milestones of entry and end lie on the days of these answers."""
    stones = {}
    for stone in case.life.milestones():
        stones.setdefault(stone.kind, []).append(stone)
    answers = ((MilestoneKind.ENTRY_INTO_FORCE, case.life.entry), (MilestoneKind.LAST_DAY, case.life.end))
    for kind, answer in answers:
        if answer.kind is not AnswerKind.UNCERTAIN:
            assert [stone.on for stone in stones.get(kind, ())] == ([] if answer.day is None else [answer.day]), kind


def told(row, name):
    """What a row of a table says of a day that is asked for."""
    return tuple(row[f"{name}_{column}"] for column in ("answer", "earliest", "latest"))


def tables(case):
    """The phases and statuses of `mou.bulk`, and the tables of a register."""
    life, register = case.life, case.register
    # A period or a deadline far in the future lies outside the calendar: the table says that the status is not known.
    phases = bulk.phases(register)
    rows = [row for row in phases.to_pylist() if row["first_day"] < FAR]
    assert [(row["status"], row["first_day"]) for row in rows] == [
        (phase.status.value, phase.first_day) for phase in life.phases if phase.first_day < FAR
    ]
    days, statuses = [day.on for day in case.days], [day.status.value for day in case.days]
    assert bulk.statuses(phases, days)["status"].to_pylist() == statuses
    day = case.few[-1]
    assert register.statuses(day.on)["status"].to_pylist() == [day.status.value]
    made, where = to_arrow(register, day.on), case.position(day)
    (row,) = made.agreements.to_pylist()
    assert row["status"] == day.status.value, day
    for column in ("reason", "signed_on", "entered_on", "last_day", "if_not_renewed", "renewal", "notice_deadline"):
        assert row[column] == getattr(where, column), (day, column)
    for name, answer in (("entry", life.entry), ("end", life.end)):
        assert told(row, name) == (answer.kind.value, answer.earliest, answer.latest), (day, name)
    spells = [(party, spell) for party, own in case.own.items() for spell in own.spells]
    for row, (party, spell) in zip(made.spells.to_pylist(), spells, strict=True):
        assert row["party"] == party
        assert (row["first_day"], row["last_day"], row["ceases_on"]) == (
            spell.first_day,
            spell.last_day,
            spell.ceases_on,
        )
        for name, answer in (("begin", spell.begins), ("end", spell.ends)):
            assert told(row, name) == (answer.kind.value, answer.earliest, answer.latest), (party, name)


# --- The parties --------------------------------------------------------------------------------------------------


def who_is_bound(case):
    """`parties_bound` of a lifecycle and of a register, and `is_bound` of each party."""
    for day in case.days:
        assert day.bound == tuple(party for party, own in case.own.items() if own.is_bound(day.on) is True), day
    for day in case.few:
        assert mou.parties_bound(case.agreement, day.on, others=[case.agreement]) == day.bound, day
        assert case.register.parties_bound(day.on) == ({case.agreement.id: day.bound} if day.bound else {}), day


def status_of_a_party(case):
    """A party is bound, not bound, or in doubt, as its own status says."""
    for day, party, status, bound in case.of_parties:
        where = (party, status, bound, day)
        if status in IN_FORCE:
            assert bound is True, where
        if status in UNBOUND:
            assert bound is False, where
        if bound is None:
            assert status is Status.UNKNOWN, where
        if case.exact:  # with exact days there is one course of events
            assert (bound is True) is (status in IN_FORCE), where


def bound_by_what_is_in_force(case):
    """VCLT 24, 26 and 70: what binds is a treaty in force; where that is not known, nobody is bound for certain.

    Where it is over for certain, it is over for each party; of a party that gave notice it may not be known how: it
    left, or, if the agreement entered into force after its withdrawal, it was never bound and the agreement expired.
    """
    gave_notice = {party for act in case.agreement.acts if act.kind in NOTICES for party in act.by}
    for day, party, status, bound in case.of_parties:
        can_be, where = day.possible, (party, status, bound, day)
        if bound is True:
            assert can_be <= IN_FORCE, where
        if not can_be & IN_FORCE:
            assert bound is False, where
        if can_be <= ENDED:
            open_how = len(can_be) > 1 or (not case.exact and party in gave_notice)
            assert status in ENDED or (status is Status.UNKNOWN and open_how), where
        if status is Status.IN_FORCE:
            assert Status.IN_FORCE in can_be, where
        if can_be == {Status.SUSPENDED} and bound:
            assert status is Status.SUSPENDED, where


def in_force_between_two(case):
    """Where two have to consent, it takes both to have it in force, unless it is said that it is, or that they have.

    Of more parties at least one remains.
    """
    agreement = case.agreement
    said = any(act.kind in {ActKind.ENTRY_INTO_FORCE, ActKind.CONDITION_MET} for act in agreement.acts)
    if not case.exact or len(agreement.parties) < 2 or is_open(agreement.term.entry_into_force) or said:
        return
    for day in case.days:
        if day.status in IN_FORCE:
            can_be_bound = [party for party, own in case.own.items() if own.is_bound(day.on) is not False]
            assert len(can_be_bound) >= (2 if len(agreement.parties) == 2 else 1), day


def spells(case):
    """On a day within a spell a party is bound, or that is not known where the end of the spell is not."""
    life = case.life
    for party, own in case.own.items():
        for spell in own.spells:
            if spell.ends.kind is AnswerKind.NONE:
                assert life.end.kind not in {AnswerKind.UNKNOWN, AnswerKind.CERTAIN}, party
            if spell.last_day is not None and life.last_day is not None:
                assert spell.last_day <= life.last_day, party
    if not case.exact:
        return
    for day, party, _, bound in case.of_parties:
        covering = [
            spell
            for spell in case.own[party].spells
            if spell.first_day is not None
            and spell.first_day <= day.on
            and (spell.last_day is None or day.on <= spell.last_day)
        ]
        assert len(covering) <= 1, (party, day)
        if not covering:
            assert bound is not True, (party, day)
        elif covering[0].ends.kind is AnswerKind.UNKNOWN:  # known as long as something shows that it went on
            gave_notice = any(act.kind in NOTICES and party in (act.by or [party]) for act in case.agreement.acts)
            over = life.last_day is not None and day.on > life.last_day
            expected = False if over else True if day.possible <= IN_FORCE else None
            assert bound is expected or (gave_notice and bound is None), (party, day)
        else:
            assert bound is True, (party, day)


# --- Lists and findings -------------------------------------------------------------------------------------------


def ends_to_give_notice_for(case, deadline):
    """Days in the periods to which a deadline can belong; that of a short period falls in an earlier one."""
    renewal = case.agreement.term.renewal
    if renewal.notice_by is None:
        lengths = {length for length in (renewal.notice, renewal.later_notice) if length is not None}
        return [deadline, *(deadline + length + days * DAY for length in lengths for days in range(4))]
    days, limit = [deadline], deadline + (renewal.notice or Period()) + 370 * DAY
    while (period := case.life.period(days[-1])) is not None and period.last_day is not None and days[-1] < limit:
        days.append(period.last_day + DAY)
    return days


def lists(case):
    """What is due is what the lifecycle says of that day, and the other way round."""
    life, register = case.life, case.register
    if life.last_day is not None:
        (expiring,) = register.expiring("P20D", life.last_day - 10 * DAY)
        assert expiring.on == life.last_day
        assert expiring.if_not_renewed is life.if_not_renewed
    if not case.exact:
        return
    for day in case.few:
        deadline = life.notice_deadline(day.on)
        due = {one.on for one in register.notices_due("P6M", day.on)}
        for on in due:
            assert on in {life.notice_deadline(one) for one in ends_to_give_notice_for(case, on)}, day
        period = life.period(day.on)
        noticed = life.last_day is not None and period is not None and period.last_day == life.last_day
        if deadline is not None and day.on <= deadline <= day.on + 180 * DAY and not noticed:
            assert deadline in due, day


def findings(case):
    """It has expired silently only where it has expired."""
    for day in case.few:
        codes = {one.code for one in mou.check(case.register, on=day.on)}
        if "expired-silently" in codes:
            assert day.status is Status.EXPIRED, day
        assert "out-of-the-calendar" not in codes


RELATIONS = (
    status_of_a_day,
    position_of_a_day,
    entry_and_end,
    milestones,
    who_is_bound,
    status_of_a_party,
    bound_by_what_is_in_force,
    in_force_between_two,
    spells,
    lists,
    findings,
)


@given(histories())
def test_one_question_has_one_answer(agreement):
    case = asked(agreement)
    for relation in RELATIONS:
        relation(case)


@rarely
@given(histories(imprecise=True))
def test_one_question_has_one_answer_where_dates_are_imprecise(agreement):
    case = asked(agreement)
    for relation in RELATIONS:
        relation(case)


@rarely
@given(histories() | histories(imprecise=True))
def test_tables_give_the_same_answers(agreement):
    tables(asked(agreement))
