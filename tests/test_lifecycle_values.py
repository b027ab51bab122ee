"""What is computed is a value: equal, hashed, copied and told alike, whenever somebody asks for what."""

import copy
import json
import pickle
from datetime import timedelta

import attrs
import pytest
from hypothesis import given, strategies as some
from records import day, record, signed

import mou
from mou.answers.lifecycles import lifecycle
from mou.answers.shortcuts import position
from mou.dates.periods import Counting, Period
from mou.errors import DateRangeError, ValidationError
from mou.law.schedule import Schedule
from mou.model.act import Act
from mou.model.conditions import NthInstrument
from mou.model.durations import Indefinite
from mou.model.renewals import TacitRenewal
from mou.model.term import LaterParties
from mou.strategies import agreements

ON = "2026-03-01"


def copies(value):
    """A value, copied in every way there is."""
    yield copy.copy(value)
    yield copy.deepcopy(value)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        yield pickle.loads(pickle.dumps(value, protocol))  # noqa: S301


def said(life):
    """All that it says, as text."""
    return repr((life, life.explain(), life.position(ON), life.milestones(through=ON), life.computed_entry))


@given(agreements())
def test_the_order_of_questions_does_not_matter(agreement):
    asked, unasked = lifecycle(agreement), lifecycle(agreement)
    assert said(asked)
    for party in agreement.party_ids:
        asked.participation(party)
    assert unasked.status(ON) is asked.status(ON)
    assert (unasked, hash(unasked)) == (asked, hash(asked))
    assert said(unasked) == said(asked)


@given(agreements())
def test_copies_are_equal_and_say_the_same(agreement):
    life = lifecycle(agreement)
    for one in copies(life):
        assert (one, hash(one), said(one)) == (life, hash(life), said(life))


def test_positions_are_copied_with_their_lifecycle():
    where = position(record(signed("2020-01-01"), duration="P5Y"), ON)
    for one in copies(where):
        assert one == where
        assert one.explanation == where.explanation


class TestEquality:
    def test_other_acts_another_day_or_another_answer_make_another_value(self):
        life = lifecycle(record(signed("2020-01-01"), duration="P5Y"))
        assert life == lifecycle(record(signed("2020-01-01"), duration="P5Y"))
        assert life != lifecycle(record(signed("2020-01-02"), duration="P5Y"))
        assert life != lifecycle(life.agreement, ON)
        assert life != life.agreement

    def test_what_another_agreement_changes_tells_them_apart(self):
        first = record(signed("2020-01-01"), duration="P5Y")
        later = attrs.evolve(record(signed("2022-01-01")), id="later", relations=[mou.Relation("supersedes", first.id)])
        assert lifecycle(first) != lifecycle(first, others=[later])
        assert lifecycle(first) == lifecycle(first, others=[first])

    def test_it_reads_as_its_answers(self):
        life = lifecycle(record(signed("2020-01-01"), duration="P5Y"))
        assert repr(life) == (
            f"Lifecycle(agreement={life.agreement!r}, as_of=None, entry={life.entry!r}, end={life.end!r})"
        )

    @pytest.mark.parametrize("name", ["agreement", "entry", "end", "_courses"])
    def test_it_does_not_change(self, name):
        life = lifecycle(record(signed("2020-01-01"), duration="P5Y"))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(life, name, None)

    def test_it_has_no_other_attributes(self):
        life = lifecycle(record(signed("2020-01-01"), duration="P5Y"))
        with pytest.raises(AttributeError, match="'Lifecycle' object has no attribute 'beginning'"):
            life.beginning  # noqa: B018
        assert ["agreement", "as_of", "entry", "end", "_courses"] == [field.name for field in attrs.fields(type(life))]


class TestTheCalendarsEnd:
    """A day past the year 9999 is told by `lifecycle`, not by a later question about it."""

    def test_of_a_term(self):
        with pytest.raises(DateRangeError):
            lifecycle(record(signed("9990-01-01"), duration="P10Y", renewal=TacitRenewal("P1Y")))

    def test_of_who_consents_later(self):
        acts = [Act("ratification", "9000-01-01", by="AUS"), Act("ratification", "9001-01-01", by="NZL")]
        made = record(
            *acts,
            kind="convention",
            parties="AUS NZL",
            entry_into_force=NthInstrument(1),
            later_parties=LaterParties("P999Y"),
        )
        with pytest.raises(DateRangeError):
            lifecycle(made)

    def test_of_a_condition_that_a_declaration_goes_before(self):
        acts = [
            Act("ratification", "9000-01-01", by="AUS"),
            Act("ratification", "9001-01-01", by="NZL"),
            Act("entry_into_force", "9002-01-01"),
        ]
        condition = NthInstrument(2, delay="P999Y")
        with pytest.raises(DateRangeError):
            lifecycle(record(*acts, kind="convention", parties="AUS NZL", entry_into_force=condition))


@given(
    some.dates(min_value=day("1900-01-01"), max_value=day("2100-12-31")),
    some.sampled_from(["P1Y", "P5Y", "P1M", "P13M", "P45D", "P3M5D"]).map(Period.parse),
    some.sampled_from(["P1Y", "P5Y", "P1M", "P7M", "P1D", "P2W", "P1M1D"]).map(Period.parse),
    some.sampled_from(Counting),
    some.tuples(some.integers(min_value=0, max_value=80), some.integers(min_value=-3, max_value=3)),
)
def test_the_period_on_a_day_is_the_first_that_reaches_it(start, length, renewed, counting, around):
    made = Schedule(first_day=start, start=start, length=length, counting=counting, renewal=TacitRenewal(renewed))
    number, beside = around
    on = made.last_day(number) + timedelta(days=beside)
    reaching = next(one for one in range(200) if made.last_day(one) >= on)
    assert made.number_on(on) == reaching


class TestReadingPeriods:
    def test_one_text_is_one_period(self):
        assert Period.parse("P18M") is Period.parse("P18M")

    def test_what_is_no_period_is_refused_each_time(self):
        for _ in range(2):
            with pytest.raises(ValidationError):
                Period.parse("P1Y0M")

    def test_text_that_only_equals_it_is_refused(self):
        class Text(str):
            __slots__ = ()

        assert Period.parse("P18M")
        with pytest.raises(ValidationError):
            Period.parse(Text("P18M"))


def test_a_notice_that_was_revoked_still_tells_its_way():
    acts = [
        signed("2020-01-01"),
        Act("withdrawal", "2021-01-01", by="USA"),
        Act("notice_revocation", "2021-02-01", by="USA"),
    ]
    (notice,) = lifecycle(record(*acts, duration="P5Y"))._courses[0].exits
    assert notice.steps[-1].text == "the notice was revoked on 1 February 2021, before it took effect"


def test_a_revocation_that_comes_too_late_leaves_a_new_consent_as_it_is():
    """Who left and consented anew has one consent, from that day on; to revoke the old notice changes nothing."""
    acts = [
        Act("ratification", "2000-01-01", by="AUS"),
        Act("withdrawal", "2000-02-01", by="AUS", effective_on="2000-03-01"),
        Act("ratification", "2000-04-01", by="AUS"),
        Act("notice_revocation", "2000-05-01", by="AUS"),
        Act("ratification", "2000-06-01", by="NZL"),
    ]
    term = {"entry_into_force": NthInstrument(2), "duration": Indefinite()}
    life = lifecycle(record(*acts, kind="convention", parties="AUS NZL", **term))
    assert life.entered_into_force_on == day("2000-06-01")
    assert life.participation("AUS").consented_on == day("2000-01-01")
    assert life.participation("AUS").is_bound("2000-06-01")


class TestPositions:
    def test_it_reads_as_what_it_states_with_the_id_of_its_agreement(self):
        where = position(record(signed("2020-01-01"), duration="P5Y"), "2026-03-01")
        assert repr(where).startswith(
            "Position(agreement='record', on=datetime.date(2026, 3, 1), status=<Status.EXPIRED"
        )
        assert "lifecycle" not in repr(where)

    def test_equal_ones_state_the_same_of_the_same_agreement(self):
        agreement = record(signed("2020-01-01"), duration="P5Y")
        where = position(agreement, ON)
        assert where == lifecycle(agreement).position(ON) == attrs.evolve(where, lifecycle=None)
        assert where != position(agreement, "2026-03-02")
        assert where != position(attrs.evolve(agreement, title="Another"), ON)

    def test_it_is_written_with_the_columns_of_a_table(self):
        where = position(record(signed("2020-01-01"), duration="P5Y"), ON)
        document = json.loads(mou.dumps(where))
        assert ["id", "title", "kind", "parties", "on", "status", "word", "reason"] == list(document)[:8]
        assert ("2025-01-01", None) == (document["last_day"], document["notice_deadline"])

    def test_outside_the_calendar_it_can_be_anything(self):
        where = position(record(signed("9998-01-01"), duration="P5Y"), ON)
        assert (mou.Status.UNKNOWN, None, "not known", ()) == (
            where.status,
            where.lifecycle,
            where.end,
            where.assumptions,
        )
        assert set(mou.Status) - {mou.Status.UNKNOWN} == set(where.possible)
        assert where.explanation == where.reason
