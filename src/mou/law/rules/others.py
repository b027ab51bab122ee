"""Other agreements, and what a record can tell."""

from __future__ import annotations

from mou.law.rules.rule import Case, Rule

__all__ = ["NOTHING_RECORDED", "SUPERSEDED"]

SUPERSEDED = Rule(
    "superseded",
    "A later agreement of all the parties on the same matter ends the earlier one.",
    "VCLT art. 59(1)",
)
NOTHING_RECORDED = Rule(
    "nothing-recorded",
    "What the record does not hold is not known; it is never taken to be so or not so.",
    "no rule of law, but what a record can tell",
    cases=(
        Case(
            text="No act is recorded: whether the agreement is in force is not known.",
            acts=[],
            term={"duration": "P5Y"},
            asked="status on 2020-01-01",
            answer="unknown",
        ),
    ),
)
