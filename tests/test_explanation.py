"""Explanations, rules, statuses: what is said, in which words."""

from datetime import date

import attrs
import pytest
from records import record, signed

import mou
from mou.answers.citing import cited
from mou.answers.lifecycles import lifecycle
from mou.dates.words import listed, spoken
from mou.law import rules
from mou.law.explanation import Answer, AnswerKind, Explanation, Question, Step
from mou.law.rules import CORRESPONDING_DATE, RULES, Rule
from mou.law.status import Status, words_for
from mou.model.act import Act
from mou.model.conditions import AllOf, NotBefore, OnEvent, OnSignature
from mou.model.durations import EndsOnEvent
from mou.model.renewals import TacitRenewal
from mou.model.term import Term
from mou.model.withdrawals import WithdrawalOnNotice

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

    @pytest.mark.parametrize(
        ("article", "quote", "source"),
        [
            ("Art. 9", None, "Art. 9"),
            (None, "for five years", "“for five years”"),
            ("Art. 9", "for five years", "Art. 9: “for five years”"),
            (None, None, ""),
        ],
    )
    def test_the_agreement_comes_before_the_rule(self, article, quote, source):
        """A step by a rule names the rule only without the agreement; an assumption names both."""
        rule = CORRESPONDING_DATE.source
        step = attrs.evolve(RULED, article=article, quote=quote)
        assert (source or rule, f"{source or rule}; /term/duration") == (step.source, step.behind)
        assumed = attrs.evolve(step, assumed=True)
        assert (f"{source}; {rule}" if source else rule) == assumed.source
        assert source == attrs.evolve(step, rule=None).source


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


class TestCitations:
    """Each step about a clause cites the article and the words of the innermost clause that has them."""

    TERM = Term(
        "P5Y",
        article="Art. 1",
        quote="for five years",
        entry_into_force=NotBefore(
            AllOf([OnSignature(quote="upon signature"), OnEvent("confirmed"), OnEvent("ready", article="Art. 3")]),
            on="2020-01-01",
            article="Art. 2",
        ),
        renewal=TacitRenewal("P1Y", quote="renewed automatically"),
        withdrawal=WithdrawalOnNotice("P6M"),
        ends_on=[EndsOnEvent("joined"), EndsOnEvent("left", article="Art. 9", quote="shall lapse")],
    )

    @pytest.mark.parametrize(
        ("pointer", "article", "quote"),
        [
            ("/term/duration", "Art. 1", "for five years"),
            ("/term/anchor", "Art. 1", "for five years"),
            ("/term/counting", "Art. 1", "for five years"),
            ("/term/stated_last_day", "Art. 1", "for five years"),
            ("/term/renewal", None, "renewed automatically"),
            ("/term/renewal/notice", None, "renewed automatically"),
            ("/term/withdrawal", None, None),
            ("/term/survival", None, None),
            ("/term/entry_into_force", "Art. 2", None),
            ("/term/entry_into_force/condition", "Art. 2", None),
            ("/term/entry_into_force/condition/conditions/0", None, "upon signature"),
            ("/term/entry_into_force/condition/conditions/0/delay", None, "upon signature"),
            ("/term/entry_into_force/condition/conditions/1", "Art. 2", None),
            ("/term/entry_into_force/condition/conditions/2", "Art. 3", None),
            ("/term/ends_on/0", None, None),
            ("/term/ends_on/1", "Art. 9", "shall lapse"),
            ("/term", None, None),
            ("/acts/0", None, None),
            ("/acts", None, None),
            (None, None, None),
        ],
        ids=str,
    )
    def test_by_place(self, pointer, article, quote):
        (step,) = cited([Step("a step", pointer=pointer)], self.TERM)
        assert (article, quote) == (step.article, step.quote)

    def test_a_duration_of_a_class_of_its_own(self):
        duration = mou.Until("2030-10-30", article="Art. 5")
        (step,) = cited([Step("to 30 October 2030", pointer="/term/duration")], Term(duration, article="Art. 1"))
        assert "Art. 5" == step.article

    def test_in_explanations_with_assumptions(self):
        agreement = record(
            *(signed("2020-01-01"), Act("event", "2020-02-01", id="confirmed")),
            duration="P5Y",
            article="Art. 10",
            quote="for five years",
            entry_into_force=AllOf([OnSignature(), OnEvent("confirmed")], article="Art. 9"),
        )
        text = str(lifecycle(agreement).explain())
        assert "all of these conditions are met on 1 February 2020 [Art. 9; /term/entry_into_force]" in text
        assert "assumed: 5 years counted from 1 February 2020 (entry into force) ends on 1 February 2025" in text
        assert "[Art. 10: “for five years”; European Convention on the Calculation of Time-Limits (CETS 076)" in text
