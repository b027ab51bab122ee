"""Rules for entry into force: the acts that count as consent, and the day from which a party is bound."""

from __future__ import annotations

from mou.law.rules.rule import Case, rule

AS_THE_TEXT_SAYS = rule(
    "as-the-text-says",
    "A treaty enters into force in the manner and on the date that it provides.",
    "Vienna Convention on the Law of Treaties (VCLT) art. 24(1)",
    Case(
        "The Rome Statute enters into force on the first day of the month after the 60th day that follows the "
        "deposit of the 60th instrument. That instrument was deposited on 11 April 2002.",
        acts=[{"kind": "condition_met", "on": "2002-04-11"}],
        term={
            "entry_into_force": {
                "type": "nth_instrument",
                "number": 60,
                "delay": {"type": "first_of_month_after", "period": "P60D"},
            }
        },
        asked="entry",
        answer="2002-07-01",
        source="United Nations Treaty Collection, chapter XVIII.10: entry into force 1 July 2002",
        kind="treaty",
        depositary="Secretary-General of the United Nations",
    ),
)
CONSENT_OF_ALL = rule(
    "consent-of-all",
    "If the text does not provide otherwise, a treaty enters into force when all negotiating states have consented to "
    "be bound.",
    "VCLT art. 24(2)",
    Case(
        "A treaty does not say when it enters into force. One state ratifies it on 1 March 2020, and the "
        "other on 10 May 2020.",
        acts=[
            {"kind": "ratification", "on": "2020-03-01", "by": ["MYS"]},
            {"kind": "ratification", "on": "2020-05-10", "by": ["JPN"]},
        ],
        term={},
        asked="entry",
        answer="2020-05-10",
        kind="treaty",
    ),
    Case(
        "Both parties to a treaty must consent. One ratifies on 1 March 2001, and the other accedes on 1 April 2001.",
        acts=[
            {"kind": "ratification", "on": "2001-03-01", "by": ["MYS"]},
            {"kind": "accession", "on": "2001-04-01", "by": ["JPN"]},
        ],
        term={},
        asked="entry",
        answer="2001-04-01",
        kind="treaty",
    ),
)
DEFINITIVE_SIGNATURE = rule(
    "definitive-signature",
    "A definitive signature expresses consent to be bound. A signature that is subject to ratification or ad "
    "referendum (subject to confirmation) does not.",
    "VCLT arts 12 and 14",
    Case(
        "Two states sign a treaty definitively on 10 January 2020.",
        acts=[{"kind": "signature", "on": "2020-01-10", "signature_kind": "definitive"}],
        term={},
        asked="entry",
        answer="2020-01-10",
        kind="treaty",
    ),
    Case(
        "Two states sign a treaty subject to ratification on 10 January 2020. Neither has ratified it.",
        acts=[{"kind": "signature", "on": "2020-01-10", "signature_kind": "subject_to_ratification"}],
        term={},
        asked="status on 2020-02-01",
        answer="signed",
        kind="treaty",
    ),
)
EVENT_NAMED = rule(
    "event-named",
    "If a clause names an event, the day of the event counts.",
    "VCLT arts 24(1) and 54(a)",
    Case(
        "An agreement enters into force when both parties have signed and an assembly has confirmed it. The "
        "assembly confirms it on 5 November 1973.",
        acts=[
            {"kind": "signature", "on": "1973-09-24", "by": ["MYS", "JPN"]},
            {"kind": "event", "on": "1973-11-05", "id": "confirmed"},
        ],
        term={
            "entry_into_force": {
                "type": "all_of",
                "conditions": [{"type": "on_signature"}, {"type": "on_event", "event": "confirmed"}],
            }
        },
        asked="entry",
        answer="1973-11-05",
    ),
    Case(
        "An agreement is in force until a project is completed. It is completed on 1 May 2028.",
        acts=[
            {"kind": "signature", "on": "2026-03-01", "by": ["MYS", "JPN"]},
            {"kind": "event", "on": "2028-05-01", "id": "completed"},
        ],
        term={"duration": {"type": "until_event", "event": "completed"}},
        asked="last day",
        answer="2028-05-01",
    ),
    Case(
        "The last day of an agreement is the day before a party joins a customs union. The party joins on 1 July 2013.",
        acts=[
            {"kind": "entry_into_force", "on": "2008-05-01"},
            {"kind": "event", "on": "2013-07-01", "id": "joined"},
        ],
        term={"duration": {"type": "indefinite"}, "ends_on": [{"event": "joined"}]},
        asked="last day",
        answer="2013-06-30",
        kind="treaty",
    ),
)
MOU_ON_SIGNATURE = rule(
    "mou-on-signature",
    "A signature of unknown kind on a memorandum of understanding or a similar instrument is treated as definitive.",
    "UK Foreign, Commonwealth and Development Office, Treaties and MOUs: Guidance on Practice and Procedures "
    "(MOUs usually come into effect on signature); VCLT art. 13 for exchanges of notes",
    Case(
        "Malaysia and the United States sign a memorandum of understanding on 30 October 2025. The kind of "
        "signature is not recorded.",
        acts=[{"kind": "signature", "on": "2025-10-30"}],
        term={"duration": "P5Y"},
        asked="entry",
        answer="2025-10-30",
        source="Ministry of Defence of Malaysia, announcement of the signing in Kuala Lumpur",
        kind="mou",
    ),
)
ORGANISATIONS_ON_SIGNATURE = rule(
    "organisations-on-signature",
    "If no party is a state or an international organisation, a signature of unknown kind is treated as definitive, "
    "because universities and companies do not ratify.",
    "VCLT arts 1 and 2(1)(a) and VCLT 1986 art. 1: only states and international organisations conclude treaties",
    Case(
        "Two universities sign an agreement on 4 May 2021.",
        acts=[{"kind": "signature", "on": "2021-05-04"}],
        term={"duration": "P5Y"},
        asked="entry",
        answer="2021-05-04",
        kind="agreement",
        parties=[
            {"id": "north", "name": "North University", "kind": "organisation"},
            {"id": "south", "name": "South University", "kind": "organisation"},
        ],
    ),
)
INSTRUMENT_OF_CONSENT = rule(
    "instrument-of-consent",
    "Ratification, acceptance, approval, accession, succession and formal confirmation express consent to be bound.",
    "VCLT arts 2(1)(b), 11, 14 to 16",
    Case(
        "A treaty enters into force with the second instrument. One state ratifies it on 1 January 2001, and "
        "another accedes on 1 February 2001.",
        acts=[
            {"kind": "ratification", "on": "2001-01-01", "by": ["MYS"]},
            {"kind": "accession", "on": "2001-02-01", "by": ["JPN"]},
        ],
        term={"entry_into_force": {"type": "nth_instrument", "number": 2}},
        asked="entry",
        answer="2001-02-01",
        kind="treaty",
    ),
)
WHICH_COUNT = rule(
    "which-count",
    "The text decides which instruments count towards the required number. Instruments of regional organisations, of "
    "successor states and of parties that have left count in some treaties and not in others.",
    "Cartagena Protocol on Biosafety art. 37(3), UNTOC art. 38(1): instruments of regional organisations are not "
    "additional",
    Case(
        "A treaty needs two instruments, and the instrument of a regional organisation does not count. One "
        "state deposits its instrument on 1 January 2001, the organisation on 1 February, and another state "
        "on 1 March.",
        acts=[
            {"kind": "ratification", "on": "2001-01-01", "by": ["MYS"]},
            {"kind": "ratification", "on": "2001-02-01", "by": ["eu"]},
            {"kind": "ratification", "on": "2001-03-01", "by": ["JPN"]},
        ],
        term={"entry_into_force": {"type": "nth_instrument", "number": 2, "counted": {"except_parties": ["eu"]}}},
        asked="entry",
        answer="2001-03-01",
        source="Cartagena Protocol on Biosafety art. 37(3) for a clause of this form",
        kind="treaty",
        parties=[
            {"id": "MYS", "name": "Malaysia", "kind": "state"},
            {"id": "JPN", "name": "Japan", "kind": "state"},
            {"id": "eu", "name": "European Union", "kind": "international_organisation"},
        ],
    ),
)
AFTER_ENTRY = rule(
    "after-entry",
    "A party that consents after the entry into force is bound from the date of its consent, or as the "
    "treaty provides.",
    "VCLT art. 24(3)",
    Case(
        "A treaty is in force from 1 February 2001. Japan accedes to it on 1 March 2005.",
        acts=[
            {"kind": "ratification", "on": "2001-01-01", "by": ["MYS"]},
            {"kind": "ratification", "on": "2001-02-01", "by": ["USA"]},
            {"kind": "accession", "on": "2005-03-01", "by": ["JPN"]},
        ],
        term={"entry_into_force": {"type": "nth_instrument", "number": 2}, "later_parties": {}},
        asked="JPN bound from",
        answer="2005-03-01",
        kind="treaty",
        parties=[
            {"id": "MYS", "name": "Malaysia", "kind": "state"},
            {"id": "USA", "name": "United States of America", "kind": "state"},
            {"id": "JPN", "name": "Japan", "kind": "state"},
        ],
    ),
)
AGREED_DATE = rule(
    "agreed-date",
    "If the text leaves the date of entry into force to the parties, the agreement enters into force on the date that "
    "they agree.",
    "VCLT art. 24(1)",
    Case(
        "Malaysia and Japan sign an agreement on 8 April 2028. It enters into force on a date that they agree "
        "by exchange of notes, and no such date is recorded.",
        acts=[{"kind": "signature", "on": "2028-04-08", "by": ["MYS", "JPN"]}],
        term={"entry_into_force": {"type": "on_agreed_date"}},
        asked="status on 2028-07-01",
        answer="signed",
        kind="treaty",
    ),
    Case(
        "The parties agree, by exchange of notes, that the agreement enters into force on 1 July 2028.",
        acts=[
            {"kind": "signature", "on": "2028-04-08", "by": ["MYS", "JPN"]},
            {"kind": "entry_into_force", "on": "2028-07-01"},
        ],
        term={"entry_into_force": {"type": "on_agreed_date"}},
        asked="entry",
        answer="2028-07-01",
        kind="treaty",
        names=False,
    ),
)
FROM_SUCCESSION = rule(
    "from-succession",
    "A successor state is bound from the date of the succession of states.",
    "Vienna Convention on Succession of States in respect of Treaties (1978) art. 23",
    Case(
        "A successor state notifies on 28 May 1993 that it is bound from 1 January 1993, the date of the succession.",
        acts=[
            {"kind": "ratification", "on": "1980-01-01", "by": ["MYS"]},
            {"kind": "ratification", "on": "1980-02-01", "by": ["JPN"]},
            {"kind": "succession", "on": "1993-05-28", "by": ["CZE"], "effective_on": "1993-01-01"},
        ],
        term={"entry_into_force": {"type": "nth_instrument", "number": 2}},
        asked="CZE bound from",
        answer="1993-01-01",
        source="Czech Republic: independent from 1 January 1993",
        kind="treaty",
        parties=[
            {"id": "MYS", "name": "Malaysia", "kind": "state"},
            {"id": "JPN", "name": "Japan", "kind": "state"},
            {"id": "CZE", "name": "Czech Republic", "kind": "state"},
        ],
    ),
)
INFERRED_DATE = rule(
    "inferred-date",
    "A date is used as written even if it is inferred, disputed, or marked as uncertain or approximate. Every answer "
    "that depends on the date names this assumption.",
    "ISO 8601-2:2019 (EDTF): the qualifiers ? and ~",
    Case(
        "A source doubts whether an agreement was signed on 2 June 1984. The date is recorded as 1984-06-02? "
        "and is used.",
        acts=[{"kind": "signature", "on": "1984-06-02?"}],
        term={"entry_into_force": {"type": "on_signature"}},
        asked="entry",
        answer="1984-06-02",
    ),
)
STATED_AS_MET = rule(
    "stated-as-met",
    "If a source states the day on which the condition of entry into force was met, the record need not contain every "
    "instrument.",
    "VCLT art. 77(1)(f): the depositary informs when the number of instruments required has been deposited",
    Case(
        "A treaty enters into force with the 60th instrument. A source states that this condition was met on "
        "11 April 2002, and no instrument is recorded.",
        acts=[{"kind": "condition_met", "on": "2002-04-11"}],
        term={"entry_into_force": {"type": "nth_instrument", "number": 60}},
        asked="entry",
        answer="2002-04-11",
        kind="treaty",
        depositary="Secretary-General of the United Nations",
    ),
)
LATER_OF_BOTH = rule(
    "later-of-both",
    "If a date depends on two events, the later event decides.",
    "VCLT art. 24(1); First Optional Protocol to the ICCPR art. 9(1) for a clause of this form",
    Case(
        "A protocol enters into force when it is signed, but not before 1 January 2021. It is signed on 5 May 2020.",
        acts=[{"kind": "signature", "on": "2020-05-05"}],
        term={
            "entry_into_force": {
                "type": "all_of",
                "conditions": [{"type": "on_signature"}, {"type": "on_date", "on": "2021-01-01"}],
            }
        },
        asked="entry",
        answer="2021-01-01",
    ),
)
RECEIPT = rule(
    "receipt",
    "A notification counts from the day it is received, not from the day it is sent.",
    "VCLT art. 78",
    Case(
        "A treaty enters into force with the last notification. This notification is sent on 5 January 2020 "
        "and received on 12 January 2020.",
        acts=[
            {"kind": "notification", "on": "2020-01-02", "by": ["MYS"]},
            {"kind": "notification", "on": "2020-01-05", "by": ["JPN"], "received_on": "2020-01-12"},
        ],
        term={"entry_into_force": {"type": "last_notification"}},
        asked="entry",
        answer="2020-01-12",
        kind="treaty",
    ),
)
DECLARED_WINS = rule(
    "declared-wins",
    "A declared date of entry into force takes precedence over a computed date. Both are kept.",
    "VCLT art. 77(1)(f): the depositary informs of the date",
    Case(
        "The last state ratifies on 10 May 2020, and the depositary declares the treaty in force from 1 June 2020.",
        acts=[
            {"kind": "ratification", "on": "2020-03-01", "by": ["MYS"]},
            {"kind": "ratification", "on": "2020-05-10", "by": ["JPN"]},
            {"kind": "entry_into_force", "on": "2020-06-01"},
        ],
        term={},
        asked="entry",
        answer="2020-06-01",
        kind="treaty",
    ),
)
