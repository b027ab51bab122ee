"""The explanations of computed days are values: ordered, compared by their steps, picklable, and of any length."""

import copy
import json
import pickle

import pytest
from hypothesis import given
from records import declared, record, signed

import mou
from mou.answers.lifecycles import courses_of, lifecycle
from mou.law.explanation import Step
from mou.law.facts import Found
from mou.law.why import NO_STEPS, Why, ready_steps
from mou.model.act import Act
from mou.strategies import agreements

LINKS = 100_000
"""Far above Python's recursion limit."""


def copies(value):
    """Yield copies of a value, made in every way there is."""
    yield copy.copy(value)
    yield copy.deepcopy(value)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        yield pickle.loads(pickle.dumps(value, protocol))  # noqa: S301


def step(text):
    return Step(text)


def steps(*texts):
    return (Step(text) for text in texts)


def texts(why):
    return [step.text for step in why.steps]


def explanations(course):
    """Yield the explanation of each day of a course."""
    yield from (course.entered.why, course.end.why, course.term.why)
    yield from (notice.why for notice in course.all_exits)
    for life in course.lives.values():
        for spell in life.spells:
            yield from (spell.why, spell.why_ended)


class TestWhy:
    def test_a_function_returns_a_step_or_several(self):
        assert ["a"] == texts(Why(step, "a"))
        assert ["a", "b"] == texts(Why(steps, "a", "b"))
        assert [] == texts(NO_STEPS)

    def test_earlier_steps_come_first(self):
        first = Why(step, "a")
        assert ["a", "b", "c", "d"] == texts(first.then(steps, "b", "c").then(step, "d"))
        assert ["a", "other"] == texts(first.then(step, "other"))
        assert ["a"] == texts(first)

    def test_no_function_is_called_before_somebody_asks(self):
        def fails():
            raise AssertionError

        why = Why(fails).then(step, "b")
        with pytest.raises(AssertionError):
            _ = why.steps

    def test_it_is_compared_by_its_steps(self):
        why = Why(step, "a").then(step, "b")
        for same in (Why(steps, "a", "b"), Why(ready_steps, Step("a"), Step("b"))):
            assert (same, hash(same)) == (why, hash(why))
        for other in (Why(step, "a"), Why(steps, "b", "a"), "a", why.steps):
            assert other != why

    def test_copies_have_the_same_steps(self):
        why = Why(step, "a").then(steps, "b", "c")
        for copied in copies(why):
            assert copied == why

    def test_long_chains(self):
        """Ten thousand extensions build on one another: links are followed in a loop, and never copied."""
        why = NO_STEPS
        for number in range(LINKS):
            why = why.then(step, str(number))
        assert list(map(str, range(LINKS))) == texts(why)
        assert pickle.loads(pickle.dumps(why)) == why  # noqa: S301


class TestComputedDays:
    @given(agreements())
    def test_two_computations_of_a_record_give_equal_steps(self, agreement):
        first, second = lifecycle(agreement), lifecycle(agreement)
        assert first.explain() == second.explain()
        assert hash(first.explain()) == hash(second.explain())
        for party in agreement.party_ids:
            assert first.participation(party).explain() == second.participation(party).explain()
        assert courses_of(first) == courses_of(second)

    @given(agreements())
    def test_days_are_copied_with_their_steps(self, agreement):
        course = courses_of(lifecycle(agreement))[0]
        for day in (course.entered, course.end):
            for copied in copies(day):
                assert (copied, copied.steps) == (day, day.steps)

    @given(agreements())
    def test_explanations_are_copied(self, agreement):
        explanation = lifecycle(agreement).explain()
        for copied in copies(explanation):
            assert copied == explanation
            assert str(copied) == str(explanation)

    @given(agreements())
    def test_only_functions_of_modules_explain(self, agreement):
        """A nested function or a lambda would contain variables that nobody sees."""
        for course in courses_of(lifecycle(agreement)):
            for why in explanations(course):
                link = why
                while link is not None:
                    assert link.explain.__qualname__.isidentifier()
                    link = link.before

    def test_days_are_compared_with_their_steps(self):
        day = Found(None, why=Why(step, "a"))
        assert Found(None, why=Why(steps, "a")) == day
        assert Found(None, why=Why(step, "b")) != day
        counted, stated = (
            courses_of(lifecycle(record(signed("2020-01-01"), duration="P1Y", stated_last_day=last)))[0].end
            for last in (None, "2021-01-01")
        )
        assert counted.day == stated.day
        assert counted != stated

    def test_other_records_have_other_explanations(self):
        first, second = (lifecycle(record(signed("2020-01-01"), declared(on))) for on in ("2020-02-01", "2020-02-02"))
        assert first.explain() != second.explain()

    def test_json(self):
        """JSON contains the text of each step."""
        life = lifecycle(record(signed("2020-01-01"), Act("extension", "2020-06-01", period="P1Y"), duration="P1Y"))
        written = json.loads(json.dumps(mou.converter().unstructure(life.end)))
        assert [step.text for step in life.end.steps] == [step["text"] for step in written["steps"]]
        assert "extended on 1 June 2020 by 1 year, to 1 January 2022" in [step["text"] for step in written["steps"]]
