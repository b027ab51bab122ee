"""Rules for related agreements and for gaps in the record."""

from __future__ import annotations

from mou.law.rules.rule import Case, rule

SUPERSEDED = rule(
    "superseded",
    "A later agreement between all the parties on the same matter ends the earlier agreement.",
    "VCLT art. 59(1)",
)
NOTHING_RECORDED = rule(
    "nothing-recorded",
    "A fact that is not in the record is not known. It is assumed to be neither true nor false.",
    "not a rule of law, but a limit of what a record can show",
    Case(
        "No act is recorded, so it is not known whether the agreement is in force.",
        acts=[],
        term={"duration": "P5Y"},
        asked="status on 2020-01-01",
        answer="unknown",
    ),
)
