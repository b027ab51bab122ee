"""The rules: each worked case of a rule has its answer, and the answer's explanation names the rule."""

import json

import pytest

import mou
from mou.law.rules import FAMILIES, RULES

CASES = [
    pytest.param(rule, case, id=f"{rule.code}-{number}") for rule in RULES for number, case in enumerate(rule.cases)
]


def answer(life, asked):
    """The answer to the question of a case, as text."""
    if asked == "entry":
        return str(life.entered_into_force_on)
    if asked == "last day":
        return str(life.last_day)
    if asked.startswith("status on "):
        return str(life.status(asked.removeprefix("status on ")))
    if asked.startswith("notice by, on "):
        return str(life.notice_deadline(asked.removeprefix("notice by, on ")))
    party = asked.removesuffix(" bound from")
    return str(life.participation(party).spells[0].first_day)


def named(life, asked):
    """The codes of the rules that explanations of a case name."""
    day = asked.rpartition(" on ")[2] if " on " in asked else None
    steps = [*life.entry.steps, *life.end.steps]
    if day is not None:
        steps += [*life.explain_status(day).steps, *life.notice(day).steps]
    for party in life.agreement.party_ids:
        steps += [step for part in life.participation(party).explain().answers for step in part.steps]
    return {step.rule.code for step in steps if step.rule is not None}


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_a_case_has_its_answer_for_the_reason_that_the_rule_gives(rule, case):
    life = mou.lifecycle(mou.loads(json.dumps(case.document), mou.Agreement))
    assert answer(life, case.asked) == case.answer
    assert (rule.code in named(life, case.asked)) is case.names


def test_each_rule_has_a_code_of_its_own():
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_each_rule_belongs_to_a_family_and_has_a_case():
    assert [rule.code for rules in FAMILIES.values() for rule in rules] == [rule.code for rule in RULES]
    assert [rule.code for rule in RULES if not rule.cases] == ["superseded"]  # it takes two records
