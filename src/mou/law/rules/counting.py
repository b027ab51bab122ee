"""Rules for counting periods, and for the end of their last day."""

from __future__ import annotations

from mou.law.rules.rule import Case, rule

CORRESPONDING_DATE = rule(
    "corresponding-date",
    "A period counted from an event excludes the day of the event. It ends on the corresponding date: the day with "
    "the same number in the last month of the period. If that month has no such day, the period ends on the last day "
    "of the month.",
    "European Convention on the Calculation of Time-Limits (CETS 076) arts 3 and 4; Regulation (EEC, Euratom) "
    "1182/71 art. 3; Dodds v Walker [1981] 1 WLR 1027",
    Case(
        "A period of four months from 30 September ends on 30 January, however long the months are.",
        acts=[{"kind": "signature", "on": "1978-09-30"}],
        term={"duration": "P4M"},
        asked="last day",
        answer="1979-01-30",
        source="Dodds v Walker [1981] 1 WLR 1027",
    ),
    Case(
        "Five years from 29 February end on 28 February, the last day of the month.",
        acts=[{"kind": "signature", "on": "2020-02-29"}],
        term={"duration": "P5Y"},
        asked="last day",
        answer="2025-02-28",
        source="CETS 076 art. 4(2)",
    ),
)
START_OF_DAY = rule(
    "start-of-day",
    "A period that begins at the start of a day includes that day. Its last day is the day before the corresponding "
    "date.",
    "German Civil Code (BGB) §§ 187(2), 188(2)",
    Case(
        "Five years from the start of 1 September 2006 end on 31 August 2011.",
        acts=[{"kind": "signature", "on": "2006-08-15"}],
        term={"duration": "P5Y", "anchor": "2006-09-01", "counting": "from_start_of_day"},
        asked="last day",
        answer="2011-08-31",
        source="BGB § 188(2)",
    ),
)
FROM_THE_ANCHOR = rule(
    "from-the-anchor",
    "The end of a renewal is counted in one step from the anchor, and not from the end of the previous period. The "
    "anchor is the day from which the first period runs.",
    "Genocide Convention art. XIV (ten years from entry into force, then successive periods of five years)",
    Case(
        "An agreement runs for a month from 31 January and is renewed month by month. Its second period ends "
        "on 31 March, not on 29 March.",
        acts=[{"kind": "signature", "on": "2020-01-31"}],
        term={"duration": "P1M", "renewal": {"type": "tacit", "period": "P1M", "notice": "P0D"}},
        asked="notice by, on 2020-03-15",
        answer="2020-03-31",
    ),
)
FIRST_DAY_OUT = rule(
    "first-day-out",
    "The last day counts in full, up to midnight. The next day is the first day on which the agreement is no longer "
    "in force.",
    "CETS 076 art. 3; Regulation (EEC, Euratom) 1182/71 art. 3(2)",
    Case(
        "An agreement is signed on 30 October 2025 for five years, so its last day is 30 October 2030. It "
        "counts as expired from 31 October 2030.",
        acts=[{"kind": "signature", "on": "2025-10-30"}],
        term={"duration": "P5Y"},
        asked="status on 2030-10-31",
        answer="expired",
    ),
)
