"""The rules behind computed dates, each with its source and worked cases.

Rules are data: an explanation names the rule behind each step, and the catalogue of rules in the docs lists them all.
"""

from __future__ import annotations

from types import ModuleType

from mou.law.rules import counting, entry, leaving, others, renewal
from mou.law.rules.counting import CORRESPONDING_DATE, FIRST_DAY_OUT, FROM_THE_ANCHOR, START_OF_DAY
from mou.law.rules.entry import (
    AFTER_ENTRY,
    AGREED_DATE,
    AS_THE_TEXT_SAYS,
    CONSENT_OF_ALL,
    DECLARED_WINS,
    DEFINITIVE_SIGNATURE,
    EVENT_NAMED,
    FROM_SUCCESSION,
    INFERRED_DATE,
    INSTRUMENT_OF_CONSENT,
    LATER_OF_BOTH,
    MOU_ON_SIGNATURE,
    ORGANISATIONS_ON_SIGNATURE,
    RECEIPT,
    STATED_AS_MET,
    WHICH_COUNT,
)
from mou.law.rules.leaving import (
    BEFORE_ENTRY,
    EARLIER_EXIT,
    FIXED_TERM,
    MINIMUM_PARTIES,
    NEVER_IN_FORCE,
    NOTICE_PAUSED,
    NOTICE_WINDOW,
    REVOCABLE,
    SILENT_ON_WITHDRAWAL,
    TWO_PARTIES,
    WITHDRAWAL_CLAUSE,
)
from mou.law.rules.others import NOTHING_RECORDED, SUPERSEDED
from mou.law.rules.renewal import (
    BY_CONSENT,
    EXTENSION_OF_ALL,
    LATE_NOTICE,
    NOT_RENEWED,
    NOTICE_IN_TIME,
    TACIT_RENEWAL,
    WAS_RENEWED,
)
from mou.law.rules.rule import Case, Rule

__all__ = [
    "AFTER_ENTRY",
    "AGREED_DATE",
    "AS_THE_TEXT_SAYS",
    "BEFORE_ENTRY",
    "BY_CONSENT",
    "CONSENT_OF_ALL",
    "CORRESPONDING_DATE",
    "DECLARED_WINS",
    "DEFINITIVE_SIGNATURE",
    "EARLIER_EXIT",
    "EVENT_NAMED",
    "EXTENSION_OF_ALL",
    "FAMILIES",
    "FIRST_DAY_OUT",
    "FIXED_TERM",
    "FROM_SUCCESSION",
    "FROM_THE_ANCHOR",
    "INFERRED_DATE",
    "INSTRUMENT_OF_CONSENT",
    "LATER_OF_BOTH",
    "LATE_NOTICE",
    "MINIMUM_PARTIES",
    "MOU_ON_SIGNATURE",
    "NEVER_IN_FORCE",
    "NOTHING_RECORDED",
    "NOTICE_IN_TIME",
    "NOTICE_PAUSED",
    "NOTICE_WINDOW",
    "NOT_RENEWED",
    "ORGANISATIONS_ON_SIGNATURE",
    "RECEIPT",
    "REVOCABLE",
    "RULES",
    "SILENT_ON_WITHDRAWAL",
    "START_OF_DAY",
    "STATED_AS_MET",
    "SUPERSEDED",
    "TACIT_RENEWAL",
    "TWO_PARTIES",
    "WAS_RENEWED",
    "WHICH_COUNT",
    "WITHDRAWAL_CLAUSE",
    "Case",
    "Rule",
]

_MODULES: dict[str, ModuleType] = {
    "Counting": counting,
    "Entry into force, and who is bound": entry,
    "Renewal and notice": renewal,
    "Leaving": leaving,
    "Other agreements, and gaps in the record": others,
}
"""The modules that define the rules, by subject."""
FAMILIES: dict[str, tuple[Rule, ...]] = {
    subject: tuple(rule for rule in vars(module).values() if isinstance(rule, Rule))
    for subject, module in _MODULES.items()
}
"""The rules by subject."""
RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES.values() for rule in family)
"""All rules, in order."""
