"""The rules that computed dates rest on, each with where it can be read.

They are data: an explanation names the rule behind each step, and "How we count" in the docs lists them all.
"""

from __future__ import annotations

import attrs

__all__ = ["RULES", "Rule"]


@attrs.frozen
class Rule:
    """A rule of the law of treaties or of the calculation of time.

    Attributes:
        code: short and stable.
        text: what it says, in plain words.
        source: where it can be read: an article, a case, a published practice.
    """

    code: str
    text: str
    source: str


CORRESPONDING_DATE = Rule(
    "corresponding-date",
    "A period counted from an event does not count the day of the event; its last day is the corresponding date, "
    "or the month's last day where there is none.",
    "European Convention on the Calculation of Time-Limits (CETS 076) arts 3 and 4; Regulation (EEC, Euratom) "
    "1182/71 art. 3; Dodds v Walker [1981] 1 WLR 1027",
)
START_OF_DAY = Rule(
    "start-of-day",
    "A period that begins with the start of a day counts that day; its last day is the eve of the corresponding date.",
    "German Civil Code (BGB) §§ 187(2), 188(2)",
)
FROM_THE_ANCHOR = Rule(
    "from-the-anchor",
    "Repeated periods are counted from their anchor in one step, never from the last end.",
    "Genocide Convention art. XIV (ten years from entry into force, then successive periods of five years)",
)
FIRST_DAY_OUT = Rule(
    "first-day-out",
    "The last day runs to its midnight; the next day is the first one out.",
    "CETS 076 art. 3; Regulation (EEC, Euratom) 1182/71 art. 3(2)",
)
AS_THE_TEXT_SAYS = Rule(
    "as-the-text-says",
    "A treaty enters into force in the manner and on the date that it provides.",
    "Vienna Convention on the Law of Treaties (VCLT) art. 24(1)",
)
CONSENT_OF_ALL = Rule(
    "consent-of-all",
    "Where the text does not say how, a treaty enters into force when all negotiating states have consented to be "
    "bound.",
    "VCLT art. 24(2)",
)
DEFINITIVE_SIGNATURE = Rule(
    "definitive-signature",
    "A definitive signature expresses consent to be bound; one subject to ratification, or ad referendum, does not.",
    "VCLT arts 12 and 14",
)
MOU_ON_SIGNATURE = Rule(
    "mou-on-signature",
    "A signature of unknown kind on a memorandum of understanding, or on another instrument of its sort, is taken as "
    "definitive.",
    "UK Foreign, Commonwealth and Development Office, Treaties and MOUs: Guidance on Practice and Procedures "
    "(MOUs usually come into effect on signature); VCLT art. 13 for exchanges of notes",
)
ORGANISATIONS_ON_SIGNATURE = Rule(
    "organisations-on-signature",
    "Where no party is a state or an international organisation, a signature of unknown kind is taken as definitive: "
    "universities and companies do not ratify.",
    "VCLT arts 1 and 2(1)(a) and VCLT 1986 art. 1: only states and international organisations conclude treaties",
)
INSTRUMENT_OF_CONSENT = Rule(
    "instrument-of-consent",
    "Ratification, acceptance, approval, accession, succession and formal confirmation express consent to be bound.",
    "VCLT arts 2(1)(b), 11, 14 to 16",
)
WHICH_COUNT = Rule(
    "which-count",
    "Which instruments count towards a threshold is a matter of the text: those of regional organisations, of "
    "successors and of those who have left count in some treaties and not in others.",
    "Cartagena Protocol on Biosafety art. 37(3), UNTOC art. 38(1): those of regional organisations are not additional",
)
AFTER_ENTRY = Rule(
    "after-entry",
    "Who consents after the entry into force is bound from then, or as the text provides.",
    "VCLT art. 24(3)",
)
FROM_SUCCESSION = Rule(
    "from-succession",
    "A successor state is bound from the date of the succession of states.",
    "Vienna Convention on Succession of States in respect of Treaties (1978) art. 23",
)
INFERRED_DATE = Rule(
    "inferred-date",
    "A date that is inferred, disputed, or marked as uncertain or approximate is used as it is written, and every "
    "answer that rests on it says so.",
    "ISO 8601-2:2019 (EDTF): the qualifiers ? and ~",
)
STATED_AS_MET = Rule(
    "stated-as-met",
    "Where a source states the day on which the condition was met, the record need not hold every instrument.",
    "VCLT art. 77(1)(f): the depositary informs when the number of instruments required has been deposited",
)
LATER_OF_BOTH = Rule(
    "later-of-both",
    "What depends on two events takes place with the later one.",
    "VCLT art. 24(1); First Optional Protocol to the ICCPR art. 9(1) for a clause of this form",
)
RECEIPT = Rule(
    "receipt",
    "A notification counts from its receipt, not from its sending.",
    "VCLT art. 78",
)
DECLARED_WINS = Rule(
    "declared-wins",
    "A declared date of entry into force wins over a computed one; both are kept.",
    "VCLT art. 77(1)(f): the depositary informs of the date",
)
NOT_RENEWED = Rule(
    "not-renewed",
    "Where neither a renewal clause nor an extension is recorded, the term is taken to end with its first period.",
    "VCLT art. 54(a)",
)
WAS_RENEWED = Rule(
    "was-renewed",
    "Where the renewal clause is not known, a notice or a termination recorded after the computed end of the term "
    "shows that the agreement was renewed.",
    "VCLT arts 39 and 54: what has ended can be neither denounced nor terminated",
)
EXTENSION_OF_ALL = Rule(
    "extension-of-all",
    "An extension needs all parties. Acts of single parties are their consents to one extension, which counts from the "
    "last of them; it leaves periods that were over as they were.",
    "VCLT arts 39 and 54(b)",
)
TACIT_RENEWAL = Rule(
    "tacit-renewal",
    "It prolongs itself from period to period until notice is given in time.",
    "The agreement's own renewal clause; VCLT art. 54(a)",
)
NOTICE_IN_TIME = Rule(
    "notice-in-time",
    "Notice counts if it was received at least the notice period before the end of the period then running.",
    "The agreement's own renewal clause; VCLT art. 78; Genocide Convention art. XIV for a clause of this form",
)
LATE_NOTICE = Rule(
    "late-notice",
    "Notice that comes too late for the running period takes effect at the end of the first period for which it is in "
    "time.",
    "Genocide Convention art. XIV: it stays in force for those who have not denounced it in time",
)
BY_CONSENT = Rule(
    "by-consent",
    "All parties can prolong, suspend or end a treaty by consent at any time.",
    "VCLT arts 39, 54(b) and 57(b)",
)
WITHDRAWAL_CLAUSE = Rule(
    "withdrawal-clause",
    "A party leaves as the text provides.",
    "VCLT art. 54(a)",
)
SILENT_ON_WITHDRAWAL = Rule(
    "silent-on-withdrawal",
    "Where the text has no provision on its termination, withdrawal needs at least twelve months' notice.",
    "VCLT art. 56(2)",
)
FIXED_TERM = Rule(
    "fixed-term",
    "A fixed term is a provision on termination. A notice under a treaty with a fixed term and no withdrawal clause "
    "does not end it early.",
    "VCLT arts 54(a) and 56(1): art. 56 is about treaties without a provision on their termination",
)
EARLIER_EXIT = Rule(
    "earlier-exit",
    "Where one can leave both at any time and at the end of a term, the earlier day that is validly open counts.",
    "VCLT art. 54(a): each clause of the text provides a way out",
)
BEFORE_ENTRY = Rule(
    "before-entry",
    "Consent that is withdrawn before the agreement is in force counts as never given, at once: a clause on withdrawal "
    "is not in force yet either. It ends nothing, and consent can be given again.",
    "VCLT arts 18 and 24(4); the United Kingdom's withdrawal from the Unified Patent Court Agreement of 20 July 2020, "
    "with effect on that day",
)
NEVER_IN_FORCE = Rule(
    "never-in-force",
    "What is over before it enters into force has neither a first nor a last day in force.",
    "VCLT arts 24, 54 and 59: what terminates is a treaty in force",
)
NOTICE_PAUSED = Rule(
    "notice-paused",
    "A notice that its author suspends takes effect later, by the time for which it is suspended.",
    "Philippine notes on the Visiting Forces Agreement: the time of the notice of 11 February 2020 was to run again "
    "after the suspension",
)
REVOCABLE = Rule(
    "revocable",
    "A notice can be revoked at any time before it takes effect.",
    "VCLT art. 68",
)
TWO_PARTIES = Rule(
    "two-parties",
    "It takes two to keep an agreement; a treaty with more parties goes on without the one that left.",
    "VCLT art. 55 (a multilateral treaty does not end because parties become fewer)",
)
MINIMUM_PARTIES = Rule(
    "minimum-parties",
    "A treaty that says so ends when it has fewer parties than it wants.",
    "VCLT art. 55; Genocide Convention art. XV (fewer than sixteen) for a clause of this form",
)
SUPERSEDED = Rule(
    "superseded",
    "A later agreement of all the parties on the same matter ends the earlier one.",
    "VCLT art. 59(1)",
)
NOTHING_RECORDED = Rule(
    "nothing-recorded",
    "What the record does not hold is not known; it is never taken to be so or not so.",
    "no rule of law, but what a record can tell",
)

RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
"""All rules, in the order of this module."""
