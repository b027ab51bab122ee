"""Explanations, rules, statuses: what is said, in which words."""

from datetime import date

import attrs
import pytest

from mou.dates.words import listed, spoken
from mou.law import rules
from mou.law.explanation import Answer, AnswerKind, Explanation, Question, Step
from mou.law.rules import CORRESPONDING_DATE, RULES, Rule
from mou.law.status import Status, words_for

DAY = date(2030, 10, 30)
FACT = Step("signed on 30 October 2025")
RULED = Step("P5Y ends on 30 October 2030", rule=CORRESPONDING_DATE, pointer="/term/duration", day=DAY)
ASSUMED = Step("it is not renewed", pointer="/term/renewal", assumed=True)
END = Answer(
    question=Question.END,
    kind=AnswerKind.CERTAIN,
    day=DAY,
    earliest=DAY,
    latest=DAY,
    summary="Last day in force: 30 October 2030",
    steps=(FACT, RULED, ASSUMED),
)


class TestSteps:
    def test_a_bare_fact(self):
        assert "signed on 30 October 2025" == str(FACT)
        assert (None, None, None, False) == (FACT.rule, FACT.pointer, FACT.day, FACT.assumed)

    def test_a_rule_is_told_with_its_source_and_what_it_rests_on(self):
        assert f"P5Y ends on 30 October 2030 [{CORRESPONDING_DATE.source}; /term/duration]" == str(RULED)
        assert f"P5Y ends on 30 October 2030 [{CORRESPONDING_DATE.source}]" == str(attrs.evolve(RULED, pointer=None))

    def test_an_assumption_says_so(self):
        assert "assumed: it is not renewed [/term/renewal]" == str(ASSUMED)


class TestAnswers:
    def test_assumptions_are_found(self):
        assert (ASSUMED,) == END.assumptions

    def test_as_text_the_summary_stands_above_its_steps(self):
        assert ["Last day in force: 30 October 2030", f"  - {FACT}", f"  - {RULED}", f"  - {ASSUMED}"] == str(
            END
        ).split("\n")

    def test_an_explanation_reads_from_top_to_bottom(self):
        entry = Answer(question=Question.ENTRY_INTO_FORCE, kind=AnswerKind.UNKNOWN, summary="Not known")
        assert f"Not known\n{END}" == str(Explanation((entry, END)))
        assert (None, None, None, ()) == (entry.day, entry.earliest, entry.latest, entry.steps)

    def test_values(self):
        for value in (FACT, END, Explanation((END,))):
            assert value == attrs.evolve(value)
            assert 1 == len({value, attrs.evolve(value)})
            assert not hasattr(value, "__dict__")


class TestWords:
    @pytest.mark.parametrize(
        ("day", "text"),
        [
            (date(2030, 10, 30), "30 October 2030"),
            (date(1, 1, 1), "1 January 1"),
            (date(9999, 12, 31), "31 December 9999"),
            (date(2024, 2, 29), "29 February 2024"),
        ],
    )
    def test_days_are_spoken_in_english_whatever_the_locale(self, day, text):
        assert text == spoken(day)

    def test_all_months(self):
        months = [spoken(date(2025, month, 1)).split()[1] for month in range(1, 13)]
        assert [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
        ] == months[:10]
        assert ["November", "December"] == months[10:]

    @pytest.mark.parametrize(
        ("items", "text"),
        [
            ([], ""),
            (["A"], "A"),
            (("A", "B"), "A and B"),
            (["A", "B", "C"], "A, B and C"),
            ("ABCDEF", "A, B, C, D, E and F"),
            ("ABCDEFG", "A, B, C, D, E, F and 1 more"),
        ],
        ids=str,
    )
    def test_names_in_a_sentence(self, items, text):
        assert text == listed(tuple(items))


class TestRules:
    def test_each_has_a_code_a_text_and_a_source(self):
        """Codes are stable and unique; the text is a sentence; the source says where it can be read."""
        assert {value for value in vars(rules).values() if isinstance(value, Rule)} == set(RULES)
        assert len(RULES) == len({rule.code for rule in RULES}) == len({rule.text for rule in RULES})
        for rule in RULES:
            assert rule.code.replace("-", "").isalpha()
            assert rule.code == rule.code.lower()
            assert rule.text.endswith(".")
            assert rule.source
            assert not rule.source.endswith(".")

    def test_the_rules_of_the_calculation_of_time(self):
        """From the event by the corresponding date; in one step from the anchor; a notice from its receipt."""
        codes = {rule.code for rule in RULES}
        assert {"corresponding-date", "start-of-day", "from-the-anchor", "first-day-out", "receipt"} <= codes


class TestStatus:
    @pytest.mark.parametrize("binding", [True, None])
    def test_what_may_bind_is_in_force(self, binding):
        words = words_for(binding)
        assert ("in force", "enters into force", "entered into force", "terminated") == (
            words.in_force,
            words.enters,
            words.entered,
            words.terminated,
        )
        assert "signed, not yet in force" == words.statuses[Status.SIGNED]

    def test_what_does_not_bind_is_in_effect(self):
        """UK Treaties and MOUs guidance: an MOU comes into effect; it is treaties that enter into force."""
        words = words_for(False)
        assert ("in effect", "comes into effect", "came into effect", "discontinued") == (
            words.in_force,
            words.enters,
            words.entered,
            words.terminated,
        )
        assert ("in effect", "discontinued", "signed, not yet in effect") == (
            words.statuses[Status.IN_FORCE],
            words.statuses[Status.TERMINATED],
            words.statuses[Status.SIGNED],
        )
        assert not any("force" in text for text in words.statuses.values())

    def test_every_status_has_words(self):
        assert set(Status) == set(words_for(True).statuses) == set(words_for(False).statuses)
        assert 1 == len({words_for(True), words_for(None)})
        assert 2 == len({words_for(True), words_for(False)})
