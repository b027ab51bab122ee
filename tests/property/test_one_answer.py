"""One question has one answer: whoever asks in another place is told the same, on every day that matters.

Rule 15 of the rules of time: status, participation, parties bound, spells, phases, lists, tables and findings agree,
and what is unknown in one of them is unknown in all.
"""

from datetime import date

from histories import DAY, cheaply, days_of, histories
from hypothesis import assume, given, strategies as st

import mou
from mou import Certainness, Status, bulk
from mou.act import ActKind
from mou.agreement import Agreement
from mou.conditions import is_open
from mou.formats.tables import to_arrow
from mou.milestones import MilestoneKind
from mou.register import Register

IN_FORCE = {Status.IN_FORCE, Status.SUSPENDED}
ENDED = {Status.EXPIRED, Status.TERMINATED}
UNBOUND = {Status.NEGOTIATED, Status.SIGNED, Status.PROVISIONAL, *ENDED}
FAR = date(4000, 1, 1)
any_history = histories() | histories(imprecise=True)


def possible(life, day):
    """What the status can be on a day."""
    return set(life.standing(day).possible)


def told(row, name):
    """What a row of a table says of a day that is asked for."""
    return tuple(row[f"{name}_{column}"] for column in ("certainness", "earliest", "latest"))


def some(days, most=3):
    """A few days of many, from all over."""
    return days[:: max(len(days) // most, 1)][:most]


# --- The agreement ------------------------------------------------------------------------------------------------


@cheaply
@given(any_history)
def test_the_status_is_the_same_wherever_it_is_asked(agreement):
    """`status`, `standing`, `phases`, `position` and the queries of a register."""
    life, register = mou.lifecycle(agreement), Register(agreements=[agreement])
    days = days_of(life)
    phases = iter(life.phases)
    phase = next(phases)
    for day in days:
        while phase.last_day is not None and phase.last_day < day:
            phase = next(phases)
        status, standing = life.status(day), life.standing(day)
        assert standing.status is status, day
        assert phase.status is status, day
        assert standing.possible == (status,) or (status is Status.UNKNOWN and len(standing.possible) > 1), day
    for day in some(days):
        status = life.status(day)
        assert mou.position(agreement, day) == register.positions(day)[0]
        assert register.positions(day)[0].status is status, day
        assert register.with_status(day, status) == (agreement,), day
        assert (register.in_force(day) == (agreement,)) is (status is Status.IN_FORCE), day


@cheaply
@given(any_history)
def test_a_position_says_what_the_lifecycle_says(agreement):
    life = mou.lifecycle(agreement)
    for day in some(days_of(life), 10):
        where, standing, period = mou.position(agreement, day), life.standing(day), life.period(day)
        assert (where.status, where.reason) == (standing.status, standing.reason), day
        assert (where.entered_on, where.last_day) == (life.entered_into_force_on, life.last_day)
        assert (where.entered_on, where.last_day) == (life.entry.day, life.end.day)
        assert where.signed_on == life.signed_on
        assert where.if_not_renewed is life.if_not_renewed
        assert standing.period == period, day
        assert (where.period_last_day, where.renewal) == (period and period.last_day, period and period.renewal), day
        deadlines = {where.notice_deadline, standing.notice_deadline, life.notice_deadline(day), life.notice(day).day}
        assert len(deadlines) == 1, day


@cheaply
@given(any_history)
def test_tables_say_what_python_says(agreement):
    """The phases and statuses of `mou.bulk`, and the tables of a register."""
    life, register = mou.lifecycle(agreement), Register(agreements=[agreement])
    days = days_of(life)
    statuses = [life.status(day).value for day in days]
    assert register.statuses(days)["status"].to_pylist() == statuses
    assert bulk.statuses(bulk.phases([agreement]), days)["status"].to_pylist() == statuses
    # A period or a deadline far in the future lies outside the calendar: the table says that the status is not known.
    rows = [row for row in bulk.phases(register).to_pylist() if row["first_day"] < FAR]
    assert [(row["status"], row["first_day"]) for row in rows] == [
        (phase.status.value, phase.first_day) for phase in life.phases if phase.first_day < FAR
    ]
    for day in some(days, 2):
        tables, where = to_arrow(register, day), mou.position(agreement, day)
        (row,) = tables.agreements.to_pylist()
        assert row["status"] == where.status.value, day
        for column in ("reason", "signed_on", "entered_on", "last_day", "if_not_renewed", "renewal", "notice_deadline"):
            assert row[column] == getattr(where, column), (day, column)
        for name, answer in (("entry", life.entry), ("end", life.end)):
            assert told(row, name) == (answer.certainness.value, answer.earliest, answer.latest), (day, name)


@cheaply
@given(any_history)
def test_the_table_of_spells_says_what_participations_say(agreement):
    life = mou.lifecycle(agreement)
    rows = to_arrow(Register(agreements=[agreement])).spells.to_pylist()
    spells = [(party, spell) for party in agreement.party_ids for spell in life.participation(party).spells]
    assert len(rows) == len(spells)
    for row, (party, spell) in zip(rows, spells, strict=True):
        assert row["party"] == party
        assert (row["first_day"], row["last_day"], row["ceases_on"]) == (
            spell.first_day,
            spell.last_day,
            spell.ceases_on,
        )
        for name, answer in (("begin", spell.begins), ("end", spell.ends)):
            assert told(row, name) == (answer.certainness.value, answer.earliest, answer.latest), (party, name)


@cheaply
@given(any_history)
def test_entry_and_end_are_the_days_between_which_it_can_be_in_force(agreement):
    """Before the entry it is not in force, from the end on it is over; in between it may be, where both are known."""
    life = mou.lifecycle(agreement)
    entry, end = life.entry, life.end
    for day in days_of(life):
        can_be = possible(life, day)
        if entry.earliest is not None and day < entry.earliest and entry.certainness is not Certainness.UNKNOWN:
            assert not can_be & IN_FORCE, day
        if entry.certainness is Certainness.NONE:
            assert not can_be & IN_FORCE, day
        if end.certainness is Certainness.CERTAIN and day > end.day:
            assert can_be <= ENDED, day
        if entry.day is not None and day >= entry.day and not (end.earliest is not None and day > end.earliest):
            assert can_be & IN_FORCE, day
            assert end.certainness is Certainness.UNKNOWN or can_be <= IN_FORCE, day
        if entry.day is not None and day >= entry.day and end.certainness is Certainness.UNKNOWN:
            assert can_be - IN_FORCE, day


# --- The parties --------------------------------------------------------------------------------------------------


@cheaply
@given(any_history)
def test_who_is_bound_is_the_same_wherever_it_is_asked(agreement):
    """`parties_bound` of a lifecycle and of a register, and `is_bound` of each party."""
    life, register = mou.lifecycle(agreement), Register(agreements=[agreement])
    own = {party: life.participation(party) for party in agreement.party_ids}
    days = days_of(life)
    for day in days:
        assert life.parties_bound(day) == tuple(party for party, one in own.items() if one.is_bound(day) is True), day
    for day in some(days):
        bound = life.parties_bound(day)
        assert mou.parties_bound(agreement, day) == bound, day
        assert register.parties_bound(day) == ({agreement.id: bound} if bound else {}), day


@cheaply
@given(any_history)
def test_a_party_is_bound_where_its_own_status_says_so(agreement):
    """Bound, not bound, or not known: so is the status."""
    life = mou.lifecycle(agreement)
    for day in days_of(life):
        for party in agreement.party_ids:
            own = life.participation(party)
            status, bound = own.status(day), own.is_bound(day)
            if status in IN_FORCE:
                assert bound is True, (party, day)
            if status in UNBOUND:
                assert bound is False, (party, day)
            if bound is None:
                assert status is Status.UNKNOWN, (party, day)


@cheaply
@given(histories())
def test_of_a_precise_record_the_status_of_a_party_is_known_where_it_is_bound(agreement):
    """With exact days there is one course of events: who is bound is bound by an agreement in force or suspended."""
    life = mou.lifecycle(agreement)
    for day in days_of(life):
        for party in agreement.party_ids:
            own = life.participation(party)
            assert (own.is_bound(day) is True) is (own.status(day) in IN_FORCE), (party, day)


@cheaply
@given(any_history)
def test_nobody_is_bound_by_what_is_not_in_force(agreement):
    """VCLT 24, 26 and 70: what binds is a treaty in force, and where that is not known, nobody is bound for certain."""
    life = mou.lifecycle(agreement)
    for day in days_of(life):
        can_be = possible(life, day)
        for party in agreement.party_ids:
            own = life.participation(party)
            bound, status = own.is_bound(day), own.status(day)
            if bound is True:
                assert can_be <= IN_FORCE, (party, day)
            if not can_be & IN_FORCE:
                assert bound is False, (party, day)
            if can_be <= ENDED:
                assert status in ENDED or (status is Status.UNKNOWN and len(can_be) > 1), (party, day)
            if status is Status.IN_FORCE:
                assert Status.IN_FORCE in can_be, (party, day)
            if can_be == {Status.SUSPENDED} and bound:
                assert status is Status.SUSPENDED, (party, day)


@cheaply
@given(histories())
def test_what_is_in_force_binds_somebody(agreement):
    """Where all have to consent, it takes two to have it in force, unless a party has a declared day of its own."""
    life = mou.lifecycle(agreement)
    assume(len(agreement.parties) >= 2 and not is_open(agreement.term.entry_into_force))
    assume(not any(act.kind is ActKind.ENTRY_INTO_FORCE and act.by for act in agreement.acts))
    for day in days_of(life):
        if life.status(day) in IN_FORCE:
            unbound = [party for party in agreement.party_ids if life.participation(party).is_bound(day) is False]
            assert len(agreement.parties) - len(unbound) >= 2, day


@cheaply
@given(histories())
def test_who_is_bound_is_who_has_a_spell(agreement):
    """On a day within a spell a party is bound, or that is not known where the end of the spell is not."""
    life = mou.lifecycle(agreement)
    for day in days_of(life):
        for party in agreement.party_ids:
            own = life.participation(party)
            bound = own.is_bound(day)
            covering = [
                spell
                for spell in own.spells
                if spell.first_day is not None
                and spell.first_day <= day
                and (spell.last_day is None or day <= spell.last_day)
            ]
            assert len(covering) <= 1, (party, day)
            if not covering:
                assert bound is not True, (party, day)
            elif covering[0].ends.certainness is Certainness.UNKNOWN:
                assert bound is None, (party, day)
            else:
                assert bound is True, (party, day)


@cheaply
@given(any_history)
def test_the_end_of_a_spell_is_known_where_the_end_of_the_agreement_is(agreement):
    """A spell without an end is one of an agreement without an end, or of one whose end is known to be none."""
    life = mou.lifecycle(agreement)
    for party in agreement.party_ids:
        for spell in life.participation(party).spells:
            if spell.ends.certainness is Certainness.NONE:
                assert life.end.certainness is not Certainness.UNKNOWN, party
                assert life.end.certainness is not Certainness.CERTAIN, party
            if spell.last_day is not None and life.last_day is not None:
                assert spell.last_day <= life.last_day, party


# --- Lists and findings -------------------------------------------------------------------------------------------


@cheaply
@given(histories())
def test_lists_hold_the_end_and_the_deadlines(agreement):
    """What is due is what the lifecycle says of that day, and the other way round."""
    life, register = mou.lifecycle(agreement), Register(agreements=[agreement])
    if life.last_day is not None:
        asked_on = life.last_day - 10 * DAY
        (expiring,) = register.expiring("P20D", asked_on)
        assert expiring.on == life.last_day
        assert expiring.if_not_renewed is life.if_not_renewed
    for day in some(days_of(life)):
        deadline = life.notice_deadline(day)
        due = register.notices_due("P6M", day)
        for one in due:
            assert life.notice_deadline(one.on) == one.on
        given_already = life.last_day is not None and (period := life.period(day)) and period.last_day == life.last_day
        if deadline is not None and day <= deadline <= day + 180 * DAY and not given_already:
            assert deadline in {one.on for one in due}, day


@cheaply
@given(any_history)
def test_milestones_are_the_days_of_the_answers(agreement):
    life = mou.lifecycle(agreement)
    stones = {}
    for stone in life.milestones():
        stones.setdefault(stone.kind, []).append(stone)
    for kind, answer in ((MilestoneKind.ENTRY_INTO_FORCE, life.entry), (MilestoneKind.LAST_DAY, life.end)):
        days = [stone.on for stone in stones.get(kind, ())]
        assert days == ([] if answer.day is None else [answer.day]) or answer.certainness is Certainness.UNCERTAIN


@cheaply
@given(any_history, st.data())
def test_findings_about_a_day_agree_with_its_status(agreement, data):
    """It has expired silently only where it has expired; nothing comes after an end that never came."""
    life = mou.lifecycle(agreement)
    day = data.draw(st.sampled_from(days_of(life)))
    codes = {one.code for one in mou.check(agreement, on=day)}
    if "expired-silently" in codes:
        assert life.status(day) is Status.EXPIRED
    if life.status(day) not in ENDED:
        assert "expired-silently" not in codes
    if "out-of-the-calendar" in codes:
        assert mou.position(agreement, day).status is Status.UNKNOWN


@cheaply
@given(any_history)
def test_a_record_that_is_read_again_has_the_same_answers(agreement):
    """What is saved and loaded is the same agreement, so that its answers are too."""
    again = mou.loads(mou.dumps(agreement), Agreement)
    assert again == agreement
    one, other = mou.lifecycle(agreement), mou.lifecycle(again)
    assert (one.entry, one.end, one.phases) == (other.entry, other.end, other.phases)
