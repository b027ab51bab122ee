"""Rules for withdrawal: how a party leaves, and when the agreement ends as a result."""

from __future__ import annotations

from mou.law.rules.rule import Case, rule

_SIX_MONTHS = {
    "entry_into_force": {"type": "on_signature"},
    "duration": {"type": "indefinite"},
    "withdrawal": {"type": "on_notice", "notice": "P6M"},
}
"""The clauses of an agreement in force on signature, without an end, which a party can leave on six months' notice."""
_THREE_STATES = [
    {"id": "MYS", "name": "Malaysia", "kind": "state"},
    {"id": "JPN", "name": "Japan", "kind": "state"},
    {"id": "THA", "name": "Thailand", "kind": "state"},
]

WITHDRAWAL_CLAUSE = rule(
    "withdrawal-clause",
    "A party withdraws as the text provides.",
    "VCLT art. 54(a)",
    Case(
        "Either of two parties can withdraw with six months' notice. The notice of one party is received on "
        "15 March 2021.",
        acts=[{"kind": "signature", "on": "2020-01-10"}, {"kind": "withdrawal", "on": "2021-03-15", "by": ["MYS"]}],
        term=_SIX_MONTHS,
        asked="last day",
        answer="2021-09-14",
    ),
)
NOTICE_WINDOW = rule(
    "notice-window",
    "Some texts allow notice only on certain days. Depending on the text, a notice on another day has no effect, or "
    "it counts from the next day on which notice is allowed.",
    "VCLT art. 54(a); conventions of the International Labour Organization, such as the Chemicals Convention, 1990 "
    "(No. 170) art. 20",
    Case(
        "A convention is in force from 4 November 1993. It can be denounced (ended by notice) in the year "
        "after its first ten years, and again in the year after every further ten years. A denunciation of 1 "
        "May 2006 has no effect, because the first such year ended on 4 November 2004.",
        acts=[
            {"kind": "entry_into_force", "on": "1993-11-04"},
            {"kind": "withdrawal", "on": "2006-05-01", "by": ["MYS"]},
        ],
        term={
            "duration": {"type": "indefinite"},
            "withdrawal": {
                "type": "on_notice",
                "notice": "P1Y",
                "lock_in": "P10Y",
                "lock_in_from": "general_entry",
                "window": {"length": "P1Y", "every": "P10Y"},
            },
        },
        asked="status on 2007-05-02",
        answer="in_force",
    ),
)
SILENT_ON_WITHDRAWAL = rule(
    "silent-on-withdrawal",
    "If the text of an agreement has no provision on termination, withdrawal needs at least twelve months' notice.",
    "VCLT art. 56(2)",
    Case(
        "A treaty runs for ten years from 29 February 2000 and then indefinitely. It has no withdrawal "
        "clause, so a notice of 30 June 2015 takes effect after twelve months.",
        acts=[
            {"kind": "signature", "on": "2000-02-29", "signature_kind": "definitive"},
            {"kind": "withdrawal", "on": "2015-06-30", "by": ["MYS"]},
        ],
        term={"duration": "P10Y", "renewal": {"type": "tacit", "period": {"type": "indefinite"}}},
        asked="last day",
        answer="2016-06-29",
        kind="treaty",
    ),
)
FIXED_TERM = rule(
    "fixed-term",
    "A fixed term is a provision on termination. If a treaty has a fixed term and no withdrawal clause, a notice does "
    "not end the treaty early.",
    "VCLT arts 54(a) and 56(1): art. 56 covers treaties without a provision on their termination",
    Case(
        "A treaty runs for ten years from 3 April 2000. It has no withdrawal clause, so a notice of 1 January "
        "2003 does not end it early.",
        acts=[
            {"kind": "signature", "on": "2000-04-03", "signature_kind": "definitive"},
            {"kind": "withdrawal", "on": "2003-01-01", "by": ["MYS"]},
        ],
        term={"duration": "P10Y", "renewal": {"type": "none"}, "withdrawal": {"type": "none"}},
        asked="last day",
        answer="2010-04-03",
        kind="treaty",
    ),
)
EARLIER_EXIT = rule(
    "earlier-exit",
    "Some texts let a party leave at any time with notice, and also at the end of a period. A notice then takes "
    "effect on the earlier of the two days.",
    "VCLT art. 54(a): each of the two clauses lets the party leave",
    Case(
        "A party can withdraw at any time with a year's notice, or leave at the end of a period with two "
        "months' notice. A notice of 1 June 2025 would take effect on 1 June 2026. It is also in time for the "
        "period that ends on 28 August 2025, so the agreement ends on that day.",
        acts=[{"kind": "signature", "on": "2020-08-28"}, {"kind": "withdrawal", "on": "2025-06-01", "by": ["MYS"]}],
        term={
            "entry_into_force": {"type": "on_signature"},
            "duration": "P5Y",
            "renewal": {"type": "tacit", "period": "P1Y", "notice": "P2M"},
            "withdrawal": {"type": "on_notice", "notice": "P1Y"},
        },
        asked="last day",
        answer="2025-08-28",
    ),
)
BEFORE_ENTRY = rule(
    "before-entry",
    "Consent that is withdrawn before the agreement is in force counts as never given. The withdrawal takes effect "
    "at once, because the withdrawal clause is not in force yet either. The withdrawal does not end the agreement, "
    "and consent can be given again.",
    "VCLT arts 18 and 24(4); the United Kingdom's withdrawal of 20 July 2020 from the Unified Patent Court "
    "Agreement, with effect on the same day",
    Case(
        "A treaty enters into force three months after both parties have ratified it. Malaysia ratifies on 1 "
        "March 2020, and Japan on 1 April. Malaysia withdraws on 1 May and ratifies again on 1 June, so the "
        "three months run from 1 June.",
        acts=[
            {"kind": "ratification", "on": "2020-03-01", "by": ["MYS"]},
            {"kind": "ratification", "on": "2020-04-01", "by": ["JPN"]},
            {"kind": "withdrawal", "on": "2020-05-01", "by": ["MYS"]},
            {"kind": "ratification", "on": "2020-06-01", "by": ["MYS"]},
        ],
        term={"entry_into_force": {"type": "consent_of_all", "delay": "P3M"}},
        asked="entry",
        answer="2020-09-01",
        kind="treaty",
    ),
)
NEVER_IN_FORCE = rule(
    "never-in-force",
    "An agreement that is over before it enters into force has neither a first nor a last day in force.",
    "VCLT arts 24, 54 and 59: only a treaty in force terminates",
    Case(
        "A treaty would enter into force on 1 June 2020. The parties end it by consent on 1 May 2020.",
        acts=[{"kind": "signature", "on": "2020-01-10"}, {"kind": "termination", "on": "2020-05-01"}],
        term={"entry_into_force": {"type": "on_date", "on": "2020-06-01"}, "duration": "P5Y"},
        asked="status on 2020-07-01",
        answer="terminated",
        kind="treaty",
    ),
)
NOTICE_PAUSED = rule(
    "notice-paused",
    "If a party suspends its own notice, the effect of the notice is postponed by the length of the suspension. If "
    "this length is not recorded, it is not known when the notice takes effect. The same holds for a notice that takes "
    "effect at the end of a period or on a fixed day.",
    "Philippine notes on the Visiting Forces Agreement: the time of the notice of 11 February 2020 was to run again "
    "after the suspension",
    Case(
        "A notice of 180 days, received on 11 February 2020, would take effect on 9 August 2020. The notice "
        "is suspended for the thirty days of June.",
        acts=[
            {"kind": "signature", "on": "2014-05-27"},
            {"kind": "withdrawal", "on": "2020-02-11", "by": ["MYS"]},
            {"kind": "notice_suspension", "on": "2020-06-01", "by": ["MYS"], "until": "2020-06-30"},
        ],
        term={
            "entry_into_force": {"type": "on_signature"},
            "duration": {"type": "indefinite"},
            "withdrawal": {"type": "on_notice", "notice": "P180D"},
        },
        asked="last day",
        answer="2020-09-07",
    ),
)
REVOCABLE = rule(
    "revocable",
    "A notice can be revoked at any time before it takes effect.",
    "VCLT art. 68",
    Case(
        "A notice that takes effect on 15 September 2021 is revoked on 14 September 2021.",
        acts=[
            {"kind": "signature", "on": "2020-01-10"},
            {"kind": "withdrawal", "on": "2021-03-15", "by": ["MYS"]},
            {"kind": "notice_revocation", "on": "2021-09-14", "by": ["MYS"]},
        ],
        term=_SIX_MONTHS,
        asked="status on 2022-01-01",
        answer="in_force",
    ),
)
TWO_PARTIES = rule(
    "two-parties",
    "A bilateral agreement ends when one party leaves. A multilateral agreement continues until its last party leaves.",
    "VCLT art. 55 (a multilateral treaty continues even if fewer parties remain than its entry into force required)",
    Case(
        "One of the two parties to an agreement leaves with effect from 15 September 2021.",
        acts=[{"kind": "signature", "on": "2020-01-10"}, {"kind": "withdrawal", "on": "2021-03-15", "by": ["MYS"]}],
        term=_SIX_MONTHS,
        asked="last day",
        answer="2021-09-14",
    ),
    Case(
        "Two of three parties leave with effect from 15 September 2021. The third party remains bound.",
        acts=[
            {"kind": "signature", "on": "2020-01-10", "signature_kind": "definitive"},
            {"kind": "withdrawal", "on": "2021-03-15", "by": ["MYS", "JPN"]},
        ],
        term=_SIX_MONTHS,
        asked="status on 2022-01-01",
        answer="in_force",
        names=False,
        kind="treaty",
        parties=_THREE_STATES,
    ),
)
MINIMUM_PARTIES = rule(
    "minimum-parties",
    "A treaty that requires a minimum number of parties ends when fewer parties are left.",
    "VCLT art. 55; Genocide Convention art. XV (fewer than sixteen) for a clause of this form",
    Case(
        "A treaty requires at least three parties, and it has three. It ends when one of them leaves with "
        "effect from 15 September 2021.",
        acts=[
            {"kind": "signature", "on": "2020-01-10", "signature_kind": "definitive"},
            {"kind": "withdrawal", "on": "2021-03-15", "by": ["MYS"]},
        ],
        term={**_SIX_MONTHS, "minimum_parties": 3},
        asked="last day",
        answer="2021-09-14",
        kind="treaty",
        parties=_THREE_STATES,
    ),
)
