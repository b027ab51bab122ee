"""Rules for renewal: how a term is prolonged, and when notice must be received."""

from __future__ import annotations

from mou.law.rules.rule import Case, rule

NOT_RENEWED = rule(
    "not-renewed",
    "If neither a renewal clause nor an extension is recorded, the term is assumed to end with its first period.",
    "VCLT art. 54(a)",
    Case(
        "An agreement is signed on 10 January 2021 for five years. Nothing is recorded about a renewal.",
        acts=[{"kind": "signature", "on": "2021-01-10"}],
        term={"entry_into_force": {"type": "on_signature"}, "duration": "P5Y"},
        asked="last day",
        answer="2026-01-10",
    ),
)
WAS_RENEWED = rule(
    "was-renewed",
    "If the renewal clause is not known, a notice or a termination dated after the computed end of the term shows "
    "that the agreement was renewed.",
    "VCLT arts 39 and 54: a treaty that has ended can be neither denounced nor terminated",
    Case(
        "An agreement is in force from 3 July 1992 for twenty years, to 3 July 2012. It is terminated with "
        "effect from 4 July 2013.",
        acts=[{"kind": "entry_into_force", "on": "1992-07-03"}, {"kind": "termination", "on": "2013-07-04"}],
        term={"duration": "P20Y"},
        asked="last day",
        answer="2013-07-03",
        kind="treaty",
    ),
)
EXTENSION_OF_ALL = rule(
    "extension-of-all",
    "An extension needs the consent of all parties. If the parties consent in separate acts, these acts together are "
    "one extension. It takes effect with the last consent and does not change periods that are already over.",
    "VCLT arts 39 and 54(b)",
    Case(
        "An agreement runs for five years from 10 January 2021. Malaysia agrees to five more years on 1 June "
        "2025, and Japan on 20 June 2025.",
        acts=[
            {"kind": "signature", "on": "2021-01-10"},
            {"kind": "extension", "on": "2025-06-01", "by": ["MYS"], "period": "P5Y"},
            {"kind": "extension", "on": "2025-06-20", "by": ["JPN"], "period": "P5Y"},
        ],
        term={"entry_into_force": {"type": "on_signature"}, "duration": "P5Y"},
        asked="last day",
        answer="2031-01-10",
    ),
    Case(
        "An agreement runs for five years from 10 January 2021. Only Malaysia agrees to five more years, so "
        "the extension changes nothing.",
        acts=[
            {"kind": "signature", "on": "2021-01-10"},
            {"kind": "extension", "on": "2025-06-01", "by": ["MYS"], "period": "P5Y"},
        ],
        term={"entry_into_force": {"type": "on_signature"}, "duration": "P5Y", "renewal": {"type": "none"}},
        asked="last day",
        answer="2026-01-10",
        names=False,
    ),
)
TACIT_RENEWAL = rule(
    "tacit-renewal",
    "The agreement is renewed from period to period until notice is given in time.",
    "The agreement's own renewal clause; VCLT art. 54(a)",
    Case(
        "An agreement runs for five years from 28 August 2020 and is then renewed year by year. No notice is "
        "given, so it is in force in its seventh year.",
        acts=[{"kind": "signature", "on": "2020-08-28"}],
        term={
            "entry_into_force": {"type": "on_signature"},
            "duration": "P5Y",
            "renewal": {"type": "tacit", "period": "P1Y", "notice": "P2M"},
        },
        asked="status on 2026-12-31",
        answer="in_force",
    ),
)
NOTICE_IN_TIME = rule(
    "notice-in-time",
    "Notice is in time if the time from its receipt to the end of the running period is at least the required length "
    "of notice.",
    "The agreement's own renewal clause; VCLT art. 78; Genocide Convention art. XIV for a clause of this form",
    Case(
        "An agreement runs for five years, to 28 August 2025. It is then renewed unless notice is received at "
        "least two months before that day. Notice must therefore be received by 28 June 2025.",
        acts=[{"kind": "signature", "on": "2020-08-28"}],
        term={
            "entry_into_force": {"type": "on_signature"},
            "duration": "P5Y",
            "renewal": {"type": "tacit", "period": "P1Y", "notice": "P2M"},
        },
        asked="notice by, on 2025-01-01",
        answer="2025-06-28",
    ),
)
LATE_NOTICE = rule(
    "late-notice",
    "Notice that is too late for the running period takes effect at the end of the first period for which it is in "
    "time.",
    "Genocide Convention art. XIV: it stays in force for parties that have not denounced it in time",
    Case(
        "An agreement runs for five years from 15 January 2015, then month by month with six months' notice. "
        "Notice of 1 March 2021 is late for the periods that end from 15 March to 15 August 2021.",
        acts=[
            {"kind": "signature", "on": "2015-01-15"},
            {"kind": "non_renewal", "on": "2021-03-01", "by": ["MYS"]},
        ],
        term={
            "entry_into_force": {"type": "on_signature"},
            "duration": "P5Y",
            "renewal": {"type": "tacit", "period": "P1M", "notice": "P6M"},
        },
        asked="last day",
        answer="2021-09-15",
    ),
)
BY_CONSENT = rule(
    "by-consent",
    "All parties can prolong, suspend or end a treaty by consent at any time.",
    "VCLT arts 39, 54(b) and 57(b)",
    Case(
        "The parties end an indefinite agreement by consent, with effect from 1 July 2022.",
        acts=[
            {"kind": "signature", "on": "2020-01-10"},
            {"kind": "termination", "on": "2022-05-01", "effective_on": "2022-07-01"},
        ],
        term={"entry_into_force": {"type": "on_signature"}, "duration": {"type": "indefinite"}},
        asked="last day",
        answer="2022-06-30",
    ),
)
