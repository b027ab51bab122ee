"""The catalogue of all kinds of findings, by subject. Each kind is defined next to the check that reports it."""

from __future__ import annotations

from mou.answers.act_findings import (
    ACT_WITHOUT_EFFECT,
    AFTER_THE_END,
    EFFECT_UNCERTAIN,
    EXTENSION_SHORTENS,
    EXTENSION_WITHOUT_ALL,
    LATE_RESERVATION,
    OPTION_NOT_OPEN,
    OUT_OF_ORDER,
    TERMINATION_BY_SOME,
)
from mou.answers.clause_findings import (
    CLAUSE_WITHOUT_EFFECT,
    MINIMUM_ABOVE_PARTIES,
    NO_EXIT_AFTER_RENEWAL,
    PERCENTAGE_BELOW_ONE,
)
from mou.answers.date_findings import ACT_IN_FUTURE, ACTS_FAR_APART, EARLY_YEAR, IMPLAUSIBLE_YEAR, LONG_DURATION
from mou.answers.end_findings import (
    END_BEFORE_ENTRY,
    END_BEFORE_SIGNATURE,
    END_DIFFERS,
    END_OTHER_COUNTING,
    EXPIRED_FOLLOWED,
    EXPIRED_SILENTLY,
)
from mou.answers.entry_findings import (
    CONDITION_MET_DIFFERS,
    CONSENT_MISSING,
    DECLARED_DIFFERS,
    ENTRY_BEFORE_SIGNATURE,
)
from mou.answers.finding import Kind
from mou.answers.meeting_findings import COUNT_DIFFERS, NOT_ON_ROSTER, ORDINAL_OUT_OF_SEQUENCE, ROSTER_DIFFERS
from mou.answers.name_findings import CONDITION_NAMES_UNKNOWN, EVENT_NOT_NAMED
from mou.answers.notice_findings import (
    EARLY_NOTICE,
    EXIT_DIFFERS,
    EXIT_IN_CONFLICT,
    EXIT_UNDATED,
    LATE_NOTICE,
    NOTICE_TOO_LONG,
    NOTICE_WITHOUT_EFFECT,
    ONE_PARTY_LEFT,
    WITHDRAWN_BEFORE_ENTRY,
)
from mou.answers.record_findings import SIGNATURE_MISSING, SUCCESSION_UNDATED
from mou.answers.relation_findings import PROTOCOL_BEFORE_PARENT, RELATION_OUTSIDE, SUPERSEDED_FOR_SOME
from mou.answers.riders import RIDER_NOT_COMPUTED
from mou.answers.status_findings import STATUS_DIFFERS
from mou.answers.undetermined_findings import NOT_DETERMINED, OUT_OF_THE_CALENDAR

__all__ = ["CATALOGUE", "FAMILIES"]

FAMILIES: dict[str, tuple[Kind, ...]] = {
    "Entry into force": (
        ENTRY_BEFORE_SIGNATURE,
        DECLARED_DIFFERS,
        CONDITION_MET_DIFFERS,
        SIGNATURE_MISSING,
        CONSENT_MISSING,
    ),
    "The end": (
        END_DIFFERS,
        END_OTHER_COUNTING,
        END_BEFORE_SIGNATURE,
        END_BEFORE_ENTRY,
        EXPIRED_SILENTLY,
        EXPIRED_FOLLOWED,
    ),
    "Notices and withdrawals": (
        LATE_NOTICE,
        EARLY_NOTICE,
        NOTICE_WITHOUT_EFFECT,
        WITHDRAWN_BEFORE_ENTRY,
        EXIT_DIFFERS,
        EXIT_IN_CONFLICT,
        EXIT_UNDATED,
        NOTICE_TOO_LONG,
        ONE_PARTY_LEFT,
    ),
    "Acts": (
        OUT_OF_ORDER,
        AFTER_THE_END,
        ACT_WITHOUT_EFFECT,
        EFFECT_UNCERTAIN,
        EXTENSION_WITHOUT_ALL,
        OPTION_NOT_OPEN,
        EXTENSION_SHORTENS,
        TERMINATION_BY_SOME,
        LATE_RESERVATION,
        SUCCESSION_UNDATED,
    ),
    "Clauses, and the ids they name": (
        CLAUSE_WITHOUT_EFFECT,
        PERCENTAGE_BELOW_ONE,
        MINIMUM_ABOVE_PARTIES,
        NO_EXIT_AFTER_RENEWAL,
        CONDITION_NAMES_UNKNOWN,
        EVENT_NOT_NAMED,
        RIDER_NOT_COMPUTED,
    ),
    "Dates and durations": (IMPLAUSIBLE_YEAR, EARLY_YEAR, LONG_DURATION, ACTS_FAR_APART, ACT_IN_FUTURE),
    "Answers that are not determined, or differ from a source": (NOT_DETERMINED, OUT_OF_THE_CALENDAR, STATUS_DIFFERS),
    "Related agreements": (RELATION_OUTSIDE, PROTOCOL_BEFORE_PARENT, SUPERSEDED_FOR_SOME),
    "Meetings": (ROSTER_DIFFERS, NOT_ON_ROSTER, COUNT_DIFFERS, ORDINAL_OUT_OF_SEQUENCE),
}
"""The kinds of findings by subject.

:meta hide-value:
"""
CATALOGUE: tuple[Kind, ...] = tuple(kind for kinds in FAMILIES.values() for kind in kinds)
"""All kinds of findings, in the order of `FAMILIES`.

:meta hide-value:
"""
