"""The catalogue of findings: each kind with its stable code, how much it matters, and what it means."""

from __future__ import annotations

from enum import StrEnum

import attrs

__all__ = ["CATALOGUE", "Finding", "Kind", "Severity"]


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """A date or a fact in the record is very probably wrong."""
    WARNING = "warning"
    """Somebody should look at it."""
    INFO = "info"
    """Worth knowing; often right as it is."""


@attrs.frozen
class Kind:
    """A kind of finding.

    Attributes:
        code: short and stable.
        severity: how much it matters.
        meaning: what it says, and what to do about it.
    """

    code: str
    severity: Severity
    meaning: str


@attrs.frozen(kw_only=True)
class Finding:
    """A questionable value in a record, and its place.

    Attributes:
        kind: the kind of finding; its `code` is stable.
        pointer: JSON Pointer to the value, from the record that was checked.
        message: what is questionable, with the dates concerned.
    """

    kind: Kind
    pointer: str
    message: str

    @property
    def code(self) -> str:
        """The stable code of its kind."""
        return self.kind.code

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.kind.severity

    def __str__(self) -> str:
        return f"{self.severity} {self.code} {self.pointer or '(whole)'}: {self.message}"


END_DIFFERS = Kind(
    "end-differs",
    Severity.WARNING,
    "The stated last day is not the one that the term gives. The stated day is used; one of the two is wrong, or the "
    "term runs from another event.",
)
END_OTHER_COUNTING = Kind(
    "end-other-counting",
    Severity.INFO,
    "The stated last day fits the other way of counting, one day off. The stated day is used; set the term's counting "
    "to the way that the text means.",
)
LATE_NOTICE = Kind(
    "late-notice",
    Severity.WARNING,
    "A notice came too late for the period then running. It takes effect at the end of the first period for which it "
    "is in time.",
)
EARLY_NOTICE = Kind(
    "early-notice",
    Severity.WARNING,
    "A notice was given before the text allows one; it is counted from the first day on which it does.",
)
NOTICE_WITHOUT_EFFECT = Kind(
    "notice-without-effect",
    Severity.WARNING,
    "A notice changes nothing: no renewal was to come, none that it could stop, or the text has a fixed term and no "
    "way out before its end.",
)
WITHDRAWN_BEFORE_ENTRY = Kind(
    "withdrawn-before-entry",
    Severity.INFO,
    "A party withdrew before it was in force for it. Its consent counts as never given, and no time of notice runs. If "
    "it was in force by then, what brought it into force is not recorded.",
)
ACT_WITHOUT_EFFECT = Kind(
    "act-without-effect",
    Severity.INFO,
    "An act changes no answer: nothing that is computed depends on it. The message says why. Removing it from the "
    "record would change no date and no status.",
)
EFFECT_UNCERTAIN = Kind(
    "effect-uncertain",
    Severity.INFO,
    "Imprecise dates in the record leave open whether an act has an effect: a notice in time or late, an extension "
    "before or after the end.",
)
EXTENSION_WITHOUT_ALL = Kind(
    "extension-without-all",
    Severity.WARNING,
    "Some parties extended the agreement and others did not consent. An extension needs all of them, so it changes "
    "nothing. Record the missing consent, or the parties that acted together in one act.",
)
EXTENSION_SHORTENS = Kind(
    "extension-shortens",
    Severity.WARNING,
    "An extension ends before the period that it should prolong. The day it states is used.",
)
ENTRY_BEFORE_SIGNATURE = Kind(
    "entry-before-signature",
    Severity.INFO,
    "It enters into force before a second party has signed it. Retroactive effect is legitimate; a mistyped year looks "
    "the same.",
)
DECLARED_DIFFERS = Kind(
    "declared-differs",
    Severity.WARNING,
    "The declared entry into force is not the day that the condition gives. The declared day is used.",
)
OUT_OF_ORDER = Kind(
    "out-of-order",
    Severity.WARNING,
    "An act was done before one that it supposes: a ratification before the signature, an instrument before the "
    "adoption.",
)
AFTER_THE_END = Kind(
    "after-the-end",
    Severity.WARNING,
    "An act was done after the agreement had ended.",
)
EXPIRED_SILENTLY = Kind(
    "expired-silently",
    Severity.WARNING,
    "Its term is over, and nothing is recorded since: no renewal, no extension, no new agreement. Either it has ended, "
    "or the record is out of date.",
)
END_BEFORE_SIGNATURE = Kind(
    "end-before-signature",
    Severity.ERROR,
    "Its last day lies before it was signed.",
)
END_BEFORE_ENTRY = Kind(
    "end-before-entry",
    Severity.WARNING,
    "It was over before the day on which it would have entered into force, and is taken as never in force. Where it "
    "was, the day of its entry into force or of its end is wrong, or is to be declared.",
)
ROSTER_DIFFERS = Kind(
    "roster-differs",
    Severity.WARNING,
    "A participant's role in a meeting is not the one it had in the forum on that day.",
)
NOT_ON_ROSTER = Kind(
    "not-on-roster",
    Severity.WARNING,
    "A participant in a role of the forum did not belong to the forum on that day.",
)
COUNT_DIFFERS = Kind(
    "count-differs",
    Severity.WARNING,
    "A meeting's stated count for a role differs from the forum's roster on that day.",
)
ORDINAL_OUT_OF_SEQUENCE = Kind(
    "ordinal-out-of-sequence",
    Severity.WARNING,
    "A forum's meetings are not in the order of their ordinals, or two have the same one.",
)
CONDITION_MET_DIFFERS = Kind(
    "condition-met-differs",
    Severity.WARNING,
    "The day on which the condition is stated to have been met is not the one that the recorded instruments give. The "
    "stated day is used; an instrument is missing, misdated, or counted that should not be.",
)
EXIT_DIFFERS = Kind(
    "exit-differs",
    Severity.WARNING,
    "The stated day on which a notice takes effect is earlier than the clause allows. The stated day is used. A later "
    "day is legitimate.",
)
EXIT_IN_CONFLICT = Kind(
    "exit-in-conflict",
    Severity.INFO,
    "The text does not let a withdrawal take effect during an armed conflict that the party is in; a record can't tell "
    "whether it was in one.",
)
LATE_RESERVATION = Kind(
    "late-reservation",
    Severity.WARNING,
    "A reservation was made after the consent to be bound (VCLT 19 allows it with signature or consent).",
)
PROTOCOL_BEFORE_PARENT = Kind(
    "protocol-before-parent",
    Severity.WARNING,
    "A protocol enters into force before the agreement that it belongs to.",
)
SUPERSEDED_FOR_SOME = Kind(
    "superseded-for-some",
    Severity.INFO,
    "A later agreement supersedes it, but not all of its parties are parties to that one: it goes on for the others "
    "(VCLT 30(4)).",
)
TERMINATION_BY_SOME = Kind(
    "termination-by-some",
    Severity.WARNING,
    "A termination is recorded as the act of some of the parties. It counts as one by consent of all (VCLT 54(b)); "
    "what one party does alone is a withdrawal.",
)
OUT_OF_THE_CALENDAR = Kind(
    "out-of-the-calendar",
    Severity.ERROR,
    "A date of the agreement would lie past the year 9999, so that nothing about it can be computed.",
)
NOT_DETERMINED = Kind(
    "not-determined",
    Severity.WARNING,
    "The record does not say enough to compute its status or its end, so that lists of what expires and of notices due "
    "can leave it out. The message names what to record.",
)
RELATION_OUTSIDE = Kind(
    "relation-outside",
    Severity.INFO,
    "An agreement names another that the register does not hold.",
)

CONDITION_NAMES_UNKNOWN = Kind(
    "condition-names-unknown",
    Severity.WARNING,
    "The condition of entry into force names a party that the record does not have under this id, or an agreement that "
    "the register does not hold. No act counts under such an id, so the computed day can be wrong or missing. Correct "
    "the id, or add the party or the agreement.",
)
CLAUSE_WITHOUT_EFFECT = Kind(
    "clause-without-effect",
    Severity.WARNING,
    "A clause of the term changes nothing, because the record has nothing to which it can apply. Remove it, or correct "
    "the clause on which it depends.",
)
SIGNATURE_MISSING = Kind(
    "signature-missing",
    Severity.WARNING,
    "Some parties have signed, and no signature or other consent of the others is recorded, although all must consent. "
    "Add what is missing, or declare the entry into force.",
)
SUCCESSION_UNDATED = Kind(
    "succession-undated",
    Severity.INFO,
    "A succession has no `effective_on`, so the date of succession is not recorded. A successor state is bound from "
    "that date, not from its notification.",
)
IMPLAUSIBLE_YEAR = Kind(
    "implausible-year",
    Severity.ERROR,
    "A date lies before the year 1000 or too far in the future: an act after 2100, or an end after 2200. It is very "
    "probably mistyped. If a late date stands for no end, use `Indefinite`.",
)
EARLY_YEAR = Kind(
    "early-year",
    Severity.INFO,
    "A date of the agreement lies between 1000 and 1647. Treaties of that age exist, but few are recorded: the "
    "Consolidated Treaty Series, for example, begins in 1648. A mistyped year looks the same.",
)
LONG_DURATION = Kind(
    "long-duration",
    Severity.WARNING,
    "A term, renewal or extension is unusually long: more than 50 years for an MOU, an arrangement, a letter of intent "
    "or another instrument that does not bind, and more than 100 years otherwise.",
)
ACTS_FAR_APART = Kind(
    "acts-far-apart",
    Severity.INFO,
    "More than 75 years lie between two acts by which the agreement came about or a party was bound, with no such act "
    "between them, or between an act and its effect. An old treaty can still be acceded to; a mistyped century looks "
    "the same.",
)
ACT_IN_FUTURE = Kind(
    "act-in-future",
    Severity.WARNING,
    "An act is dated after the day of the check. Acts are history: a declared entry into force can lie ahead, other "
    "acts can't.",
)

CATALOGUE: tuple[Kind, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Kind))
"""All kinds of findings, in the order of this module."""
