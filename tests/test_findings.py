"""Findings: for each kind a record that has it, and a near one that has not."""

from datetime import date
from importlib import import_module
from pkgutil import iter_modules

import attrs
import pytest
from records import Case
from test_record_findings import CODES
from told import places, told

from mou import answers
from mou.answers.findings import CATALOGUE, Kind, Severity, check
from mou.answers.register import Register
from mou.errors import ValidationError
from mou.model.act import Act
from mou.model.agreement import Agreement, Relation
from mou.model.conditions import LastNotification, NthInstrument, OnDate, OnSignature
from mou.model.durations import Indefinite, Until
from mou.model.meeting import Forum, Meeting, Membership, Participant
from mou.model.party import Party
from mou.model.renewals import NoRenewal, TacitRenewal
from mou.model.status import StatedStatus
from mou.model.term import Term
from mou.model.withdrawals import ExitAt, WithdrawalOnNotice

MYS, USA, FRA = Party.state("MYS"), Party.state("USA"), Party.state("FRA")
SIGNED = Act.signature("2025-10-30")
BOTH_NOTIFIED = Act("notification", "2026-01-01", by=["MYS", "USA"])
YEARLY = TacitRenewal("P1Y", notice="P2M")
FORUM = Forum(
    "forum",
    name="The Forum",
    memberships=[Membership("MYS", "member"), Membership("USA", "dialogue_partner", since="2020-01-01")],
)


def mou(*acts, **term):
    """An MOU that was signed on 30 October 2025, unless other acts are given from the start."""
    signed = () if any(act.kind in ("signature", "adoption") for act in acts) else (SIGNED,)
    return Agreement("a", title="A", kind="mou", parties=[MYS, USA], acts=[*signed, *acts], term=Term(**term))


def met(*participants, **more):
    fields = {"name": "M", "forum": "forum", "starts_on": "2025-11-01", "participants": participants} | more
    return Register(forums=[FORUM], meetings=[Meeting("m", **fields)])


def numbered(*meetings):
    """Meetings of one forum, each of an ordinal and a first day."""
    return Register(
        forums=[FORUM],
        meetings=[
            Meeting(f"m{index}", name="M", forum="forum", ordinal=ordinal, starts_on=day)
            for index, (ordinal, day) in enumerate(meetings)
        ],
    )


def instrument(kind, on, by="MYS", **more):
    return Act(kind, on, by=by, **more)


def named(name, entered, *relations):
    """An MOU by its id, declared to be in force from a day."""
    declared = Act("entry_into_force", entered)
    return Agreement(name, title="A", kind="mou", parties=[MYS, USA], acts=[declared], relations=relations)


def of_three(*acts, **term):
    """A treaty between three states, declared to be in force from 1 January 2026."""
    declared = Act("entry_into_force", "2026-01-01")
    return Agreement(
        "a",
        title="A",
        kind="treaty",
        parties=[MYS, USA, Party.state("JPN")],
        acts=[Act.signature("2025-10-30"), declared, *acts],
        term=Term(**term),
    )


LOCKED = {"duration": Indefinite(), "withdrawal": WithdrawalOnNotice("P1Y", lock_in="P3Y")}
SIX_MONTHS = {"duration": Indefinite(), "withdrawal": WithdrawalOnNotice("P6M")}
IN_CONFLICT = {"duration": Indefinite(), "withdrawal": WithdrawalOnNotice("P6M", delayed_by_conflict=True)}
WITH_INSTRUMENTS = (
    Act.signature("2025-10-30", kind="subject_to_ratification"),
    instrument("ratification", "2026-02-01", by=["MYS", "USA"]),
)
AT_END = {"duration": "P5Y", "renewal": YEARLY, "withdrawal": WithdrawalOnNotice("P6M", at=ExitAt.END_OF_PERIOD)}


ACTIVE = StatedStatus("in_force", on="2031-01-01", words="Active")
CASES = [
    Case(
        "status-differs",
        attrs.evolve(mou(duration="P5Y"), stated_status=ACTIVE),
        "/stated_status",
        'stated as "Active" (in force); on 1 January 2031 it is expired',
        attrs.evolve(mou(duration="P6Y"), stated_status=ACTIVE),
    ),
    Case(
        "status-differs",
        attrs.evolve(mou(duration="P5Y"), stated_status=StatedStatus("in_force")),
        "/stated_status",
        "stated (in force); on 1 January 2031 it is expired",
        attrs.evolve(mou(duration="P5Y"), stated_status=StatedStatus("terminated")),
        on="2031-01-01",
    ),
    Case(
        "end-differs",
        mou(duration="P5Y", stated_last_day="2030-12-31"),
        "/term/stated_last_day",
        "31 December 2030 is stated; counted from the event, the last day is 30 October 2030",
        mou(duration="P5Y", stated_last_day="2030-10-30"),
    ),
    Case(
        "end-differs",
        mou(duration="P5Y", stated_last_day="2030-10-28", counting="from_start_of_day"),
        "/term/stated_last_day",
        "28 October 2030 is stated; counted from the start of the day, the last day is 29 October 2030",
        mou(duration="P5Y", stated_last_day="2030-10-29", counting="from_start_of_day"),
    ),
    Case(
        "end-differs",
        mou(duration="P5Y", stated_last_day="2031-01-31", anchor="2026-01-01"),
        "/term/stated_last_day",
        "31 January 2031 is stated; counted from the start of the day, the last day is 31 December 2030",
        mou(duration="P5Y", stated_last_day="2030-12-31", anchor="2026-01-01"),
    ),
    Case(
        "end-differs",
        mou(duration=Until("2030"), stated_last_day="2031-01-01"),
        "/term/stated_last_day",
        "1 January 2031 is stated, and the duration ends on 2030",
        mou(duration=Until("2030"), stated_last_day="2030-12-31"),
    ),
    Case(  # also of an agreement that is not in force, as no anchor is needed
        "end-differs",
        Agreement("a", title="A", term=Term(duration=Until("2030-06-30"), stated_last_day="2030-12-31")),
        "/term/stated_last_day",
        "31 December 2030 is stated, and the duration ends on 2030-06-30",
        Agreement("a", title="A", term=Term(duration="P5Y", stated_last_day="2030-12-31")),
    ),
    Case(
        "end-other-counting",
        mou(duration="P5Y", stated_last_day="2030-10-29"),
        "/term/stated_last_day",
        "29 October 2030 is stated, which fits from_start_of_day; counted from the event, the last day is 30 "
        "October 2030",
        mou(stated_last_day="2030-10-29"),
    ),
    Case(
        "end-other-counting",
        mou(duration="P5Y", stated_last_day="2030-10-30", counting="from_start_of_day", anchor="signature"),
        "/term/stated_last_day",
        "30 October 2030 is stated, which fits from_event; counted from the start of the day, the last day is 29 "
        "October 2030",
        mou(duration="P5Y", stated_last_day="2030-10-30", anchor="provisional_application"),
    ),
    Case(
        "late-notice",
        mou(instrument("non_renewal", "2030-08-31"), duration="P5Y", renewal=YEARLY),
        "/acts/1",
        "too late for the running period: the last day for notice was 30 August 2030; it counts for the next "
        "period, which ends on 30 October 2031",
        mou(instrument("non_renewal", "2030-08-30"), duration="P5Y", renewal=YEARLY),
    ),
    Case(
        "late-notice",
        mou(instrument("withdrawal", "2030-05-01"), **AT_END),
        "/acts/1",
        "too late for the running period: the last day for notice was 30 April 2030; it counts for the next "
        "period, which ends on 30 October 2031",
        mou(instrument("withdrawal", "2030-04-30"), **AT_END),
    ),
    Case(
        "early-notice",
        mou(instrument("withdrawal", "2028-10-29"), **LOCKED),
        "/acts/1",
        "notice is allowed from 30 October 2028, so it counts from that day",
        mou(instrument("withdrawal", "2028-10-30"), **LOCKED),
    ),
    Case(
        "notice-without-effect",
        mou(instrument("non_renewal", "2029-01-01"), duration="P5Y", renewal=NoRenewal()),
        "/acts/1",
        "no renewal was due, so the notice changes nothing",
        mou(
            instrument("non_renewal", "2029-01-01"),
            instrument("notice_revocation", "2029-02-01"),
            duration="P5Y",
            renewal=YEARLY,
        ),
    ),
    Case(
        "withdrawn-before-entry",
        mou(instrument("withdrawal", "2025-12-31"), entry_into_force=OnDate("2026-01-01")),
        "/acts/1",
        "it was not yet in force for the party, so the withdrawal takes effect at once",
        mou(instrument("withdrawal", "2026-01-01"), entry_into_force=OnDate("2026-01-01")),
    ),
    Case(
        "withdrawn-before-entry",
        mou(
            Act("withdrawal", "2026-05-01", by="MYS", id="w"),
            Act("notice_revocation", "2027-03-01", by="MYS", refers_to="w"),
            entry_into_force=OnDate("2027-01-01"),
        ),
        "/acts/1",
        (
            "Malaysia withdrew with effect from 1 May 2026, before it was in force; after the revocation, it enters "
            "into force on 1 March 2027"
        ),
        mou(
            Act("withdrawal", "2026-05-01", by="MYS", id="w"),
            Act("notice_revocation", "2026-12-31", by="MYS", refers_to="w"),
            entry_into_force=OnDate("2027-01-01"),
        ),
    ),
    Case(
        "end-before-entry",
        mou(BOTH_NOTIFIED, entry_into_force=LastNotification(), duration=Until("2025-12-31")),
        "/term",
        "over from 1 January 2026; by the recorded acts, it enters into force on 1 January 2026",
        mou(BOTH_NOTIFIED, entry_into_force=LastNotification(), duration=Until("2026-01-01")),
    ),
    Case(
        "entry-before-signature",
        mou(entry_into_force=OnDate("2025-10-29")),
        "/term/entry_into_force",
        "enters into force on 29 October 2025, before the signature on 30 October 2025",
        mou(entry_into_force=OnDate("2025-10-30")),
    ),
    Case(
        "entry-before-signature",
        mou(Act("entry_into_force", "2025-01-01")),
        "/acts/1",
        "enters into force on 1 January 2025, before the signature on 30 October 2025",
        mou(Act("entry_into_force", "2025-10-30")),
    ),
    Case(
        "declared-differs",
        mou(Act("entry_into_force", "2025-10-31"), entry_into_force=OnSignature()),
        "/acts/1",
        "31 October 2025 is declared; the condition gives 30 October 2025",
        mou(Act("entry_into_force", "2025-10-31"), entry_into_force=LastNotification()),
    ),
    Case(
        "declared-differs",
        mou(instrument("entry_into_force", "2025-11-01"), entry_into_force=OnSignature("P1M")),
        "/acts/1",
        "declared for Malaysia from 1 November 2025; the agreement enters into force on 30 November 2025",
        mou(instrument("entry_into_force", "2025-12-01"), entry_into_force=OnSignature("P1M")),
    ),
    Case(  # over on 15 November, before the entry into force on 30 November
        "declared-differs",
        mou(
            instrument("entry_into_force", "2025-11-01"),
            entry_into_force=OnSignature("P1M"),
            duration=Until("2025-11-15"),
        ),
        "/acts/1",
        "declared for Malaysia from 1 November 2025; the agreement is treated as never in force",
        mou(Act("entry_into_force", "2025-11-01"), duration=Until("2025-11-15")),
    ),
    Case(
        "out-of-order",
        mou(instrument("ratification", "2025-10-29")),
        "/acts/1",
        "ratification on 29 October 2025, before the signature on 30 October 2025",
        mou(instrument("ratification", "2025-10-30"), instrument("notification", "2025-10-29")),
    ),
    Case(
        "out-of-order",
        mou(Act("extension", "2016-01-10", period="P5Y")),
        "/acts/1",
        "extension on 10 January 2016, before the first signature or consent on 30 October 2025",
        mou(Act("extension", "2025-10-30", period="P5Y")),
    ),
    Case(
        "out-of-order",
        mou(instrument("formal_confirmation", "2025-10-29"), Act("adoption", "2025-10-30")),
        "/acts/0",
        "formal confirmation on 29 October 2025, before the adoption on 30 October 2025",
        mou(instrument("formal_confirmation", "2025-10-30"), Act("adoption", "2025-10-30")),
    ),
    Case(
        "after-the-end",
        mou(Act("extension", "2030-10-31", period="P5Y"), duration="P5Y"),
        "/acts/1",
        "extension on 31 October 2030; the agreement was over from 31 October 2030",
        mou(Act("extension", "2030-10-30", period="P5Y"), duration="P5Y"),
    ),
    Case(
        "expired-silently",
        mou(duration="P5Y"),
        "/acts",
        "its last day was 30 October 2030, and nothing has been recorded since",
        mou(instrument("non_renewal", "2030-01-01"), duration="P5Y", renewal=YEARLY),
        "2030-10-31",
    ),
    Case(
        "expired-followed",
        Register(agreements=[mou(duration="P5Y"), named("b", "2030-11-15")]),
        "/agreements/0/acts",
        "its last day was 30 October 2030, followed by b with the same parties",
        Register(agreements=[mou(duration="P5Y"), named("b", "2030-11-15", Relation("renews", "a"))]),
        "2030-12-01",
    ),
    Case(
        "end-before-signature",
        mou(duration=Until("2025-10-29")),
        "/term",
        "the last day is 29 October 2025, before the signature on 30 October 2025",
        mou(duration=Until("2025-10-30")),
    ),
    Case(
        "roster-differs",
        met(Participant("USA", "member")),
        "/meetings/0/participants/0",
        "USA takes part as member; in The Forum it was dialogue_partner on 1 November 2025",
        met(Participant("USA", "dialogue_partner"), Participant("MYS")),
    ),
    Case(
        "not-on-roster",
        met(Participant("FRA", "member")),
        "/meetings/0/participants/0",
        "FRA takes part as member; it did not belong to The Forum on 1 November 2025",
        met(Participant("FRA", "guest"), Participant("DEU")),  # guests are no role of this forum
    ),
    Case(
        "not-on-roster",
        met(Participant("USA", "dialogue_partner"), starts_on="2019-12-31"),
        "/meetings/0/participants/0",
        "USA takes part as dialogue_partner; it did not belong to The Forum on 31 December 2019",
        met(Participant("USA", "dialogue_partner"), starts_on="2020-01-01"),
    ),
    Case(
        "count-differs",
        met(stated_counts={"dialogue_partner": 2}),
        "/meetings/0/stated_counts/dialogue_partner",
        "2 with the role dialogue_partner are stated; The Forum had 1 on 1 November 2025",
        met(stated_counts={"dialogue_partner": 1, "guest": 3, "total": 9}),  # guests are no role of this forum
    ),
    Case(
        "ordinal-out-of-sequence",
        numbered((2, "2025-10-31"), (1, "2025-11-01")),
        "/meetings/0/ordinal",
        "meeting 2 of forum on 2025-10-31, meeting 1 on 2025-11-01",
        numbered((2, "2025-10-31"), (1, "2025-10"), (None, None), (3, None)),
    ),
    Case(
        "ordinal-out-of-sequence",
        numbered((1, "2025-10-31"), (1, "2026-10-31")),
        "/meetings/1/ordinal",
        "meeting 1 of forum on 2026-10-31, meeting 1 on 2025-10-31",
        numbered((1, "2025-10-31"), (2, "2026-10-31")),
    ),
    Case(
        "not-determined",
        Agreement("a", title="A", kind="agreement", parties=[MYS, USA], acts=[SIGNED], term=Term(duration="P5Y")),
        "/term/entry_into_force",
        "its status and its end can't be determined: it is not known whether the signature expressed consent to "
        "be bound; record the condition of entry into force",
        mou(duration="P5Y"),
        on="2026-01-01",
    ),
    Case(
        "relation-outside",
        Register(agreements=[attrs.evolve(mou(), relations=[Relation("amends", "b")])]),
        "/agreements/0/relations/0/to",
        "amends b, which is not in the register",
        Register(agreements=[attrs.evolve(mou(), relations=[Relation("amends", "b")]), attrs.evolve(mou(), id="b")]),
    ),
    Case(
        "condition-met-differs",
        mou(*WITH_INSTRUMENTS, Act("condition_met", "2026-01-01"), entry_into_force=NthInstrument(2)),
        "/acts/2",
        "the condition is stated to have been met on 1 January 2026, for entry into force on 1 January 2026; "
        "the recorded instruments give 1 February 2026",
        mou(*WITH_INSTRUMENTS, Act("condition_met", "2026-02-01"), entry_into_force=NthInstrument(2)),
    ),
    Case(
        "extension-without-all",
        mou(instrument("extension", "2030-06-01", period="P5Y"), duration="P5Y"),
        "/acts/1",
        "extension by MYS without the consent of USA, so it changes nothing",
        mou(instrument("extension", "2030-06-01", by=["MYS", "USA"], period="P5Y"), duration="P5Y"),
    ),
    Case(  # in time for the first end if it was given by 30 August 2030
        "effect-uncertain",
        mou(instrument("non_renewal", "2030"), duration="P5Y", renewal=TacitRenewal(Indefinite(), notice="P2M")),
        "/acts/1",
        "whether the non renewal of 2030 has an effect depends on the record's imprecise dates",
        mou(instrument("non_renewal", "2030-08-30"), duration="P5Y", renewal=TacitRenewal(Indefinite(), notice="P2M")),
    ),
    Case(
        "extension-shortens",
        mou(Act("extension", "2029-06-01", until="2030-06-30"), duration="P5Y"),
        "/acts/1",
        "extended to 30 June 2030, before the running period ends on 30 October 2030",
        mou(Act("extension", "2029-06-01", until="2030-10-31"), duration="P5Y"),
    ),
    Case(
        "act-without-effect",
        mou(Act("amendment", "2029-06-01"), duration="P5Y"),
        "/acts/1",
        "amendment on 1 June 2029 has no effect: no date follows from it; record the amendment as a separate "
        'agreement with the relation "amends"',
        mou(Act("extension", "2029-06-01", until="2030-10-31"), duration="P5Y"),
    ),
    Case(  # ICSID Convention art. 71: the depositary counts the day after
        "exit-differs",
        mou(instrument("withdrawal", "2027-01-24", effective_on="2027-07-23"), **SIX_MONTHS),
        "/acts/1/effective_on",
        "23 July 2027 is stated; the clause gives 24 July 2027",
        mou(instrument("withdrawal", "2027-01-24", effective_on="2027-12-31"), **SIX_MONTHS),
    ),
    Case(
        "exit-differs",
        mou(
            instrument("non_renewal", "2025-10-30", effective_on="2025-10-30"),
            duration="P1Y",
            renewal=TacitRenewal("P1Y"),
        ),
        "/acts/1/effective_on",
        "30 October 2025 is stated, before the end of the first period; the clause gives 31 October 2026",
        mou(
            instrument("non_renewal", "2025-10-30", effective_on="2026-10-31"),
            duration="P1Y",
            renewal=TacitRenewal("P1Y"),
        ),
    ),
    Case(  # Mine Ban Convention art. 20(3)
        "exit-in-conflict",
        mou(instrument("withdrawal", "2027-01-24"), **IN_CONFLICT),
        "/acts/1",
        "takes effect on 24 July 2027, unless MYS is in an armed conflict then",
        mou(instrument("withdrawal", "2027-01-24"), **SIX_MONTHS),
    ),
    Case(
        "one-party-left",
        of_three(instrument("withdrawal", "2027-01-24", by=["MYS", "JPN"]), **SIX_MONTHS),
        "/acts/2",
        "only United States of America is left from 24 July 2027",
        of_three(instrument("withdrawal", "2027-01-24"), **SIX_MONTHS),
    ),
    Case(
        "exit-undated",
        of_three(instrument("withdrawal", "2027-01-24"), **SIX_MONTHS | {"withdrawal": WithdrawalOnNotice(None)}),
        "/acts/2",
        "it is not known whether Malaysia is bound after 24 January 2027",
        of_three(instrument("withdrawal", "2027-01-24"), **SIX_MONTHS),
    ),
    Case(
        "consent-missing",
        of_three(instrument("ratification", "2025-11-01", by=["MYS", "USA"])),
        "/acts",
        "no consent by Japan to be bound is recorded, so it is not known who is bound",
        of_three(instrument("ratification", "2025-11-01", by=["MYS", "USA", "JPN"])),
    ),
    Case(  # VCLT 19
        "late-reservation",
        mou(instrument("ratification", "2025-11-01"), instrument("reservation", "2025-11-02")),
        "/acts/2",
        "reservation on 2 November 2025, after the consent of 30 October 2025",
        mou(instrument("ratification", "2025-11-01"), instrument("reservation", "2025-10-30")),
    ),
    Case(
        "late-reservation",
        attrs.evolve(
            mou(instrument("reservation", "2025-11-02"), instrument("accession", "2025-11-01")), kind="treaty"
        ),
        "/acts/1",
        "reservation on 2 November 2025, after the consent of 1 November 2025",
        attrs.evolve(mou(instrument("reservation", "2025-11-02")), kind="treaty"),
    ),
    Case(  # ICCPR Optional Protocol art. 9
        "protocol-before-parent",
        Register(
            agreements=[named("parent", "1976-03-23"), named("op", "1974-03-12", Relation("protocol_to", "parent"))]
        ),
        "/agreements/1/relations/0",
        "in force from 12 March 1974, before parent, which is in force from 23 March 1976",
        Register(
            agreements=[named("parent", "1976-03-23"), named("op", "1976-03-23", Relation("protocol_to", "parent"))]
        ),
    ),
    Case(  # VCLT 30(4)
        "superseded-for-some",
        Register(
            agreements=[
                attrs.evolve(named("old", "2000-01-01"), parties=[MYS, USA, FRA]),
                named("new", "2010-01-01", Relation("supersedes", "old")),
            ]
        ),
        "/agreements/0/parties",
        "new supersedes it without FRA",
        Register(agreements=[named("old", "2000-01-01"), named("new", "2010-01-01", Relation("supersedes", "old"))]),
    ),
    Case(  # VCLT 54(b)
        "termination-by-some",
        mou(Act("termination", "2027-01-01", by="MYS")),
        "/acts/1",
        "termination not recorded as an act of USA",
        mou(Act("termination", "2027-01-01", by=["USA", "MYS"]), Act("termination", "2027-01-01")),
    ),
    Case(
        "end-before-entry",
        attrs.evolve(mou(), acts=[Act("entry_into_force", "2020-01-01"), Act("termination", "2019-06-01")]),
        "/term",
        "the last day is 31 May 2019, before the entry into force that is declared for 1 January 2020",
        attrs.evolve(mou(), acts=[Act("entry_into_force", "2020-01-01"), Act("termination", "2020-06-01")]),
    ),
    Case(
        "name-of-another",
        attrs.evolve(mou(), parties=[MYS, Party("USA", name="Japan", kind="state")]),
        "/parties/1/name",
        '"Japan" is a name of JPN, not of USA',
        attrs.evolve(mou(), parties=[MYS, Party("USA", name="Department of Defense", kind="state")]),
    ),
    Case(
        "name-of-another",
        attrs.evolve(mou(), parties=[MYS, Party.organisation("Malaysia")]),
        "/parties/1/name",
        '"Malaysia" is the name of a state, MYS, but the party is recorded as an organisation',
        attrs.evolve(mou(), parties=[MYS, Party("malaysia", name="Malaysia", kind="subnational_government")]),
    ),
    Case(
        "former-state",
        attrs.evolve(mou(), parties=[MYS, Party.state("CSHH")], acts=[Act.signature("1993-01-01", by=["MYS", "CSHH"])]),
        "/acts/0/on",
        "signature on 1 January 1993 by Czechoslovakia, which existed until 31 December 1992",
        attrs.evolve(
            mou(),
            parties=[MYS, Party.state("CSHH")],
            acts=[Act.signature("1992", by=["MYS", "CSHH"]), Act("termination", "1993-01-01")],
        ),
    ),
    Case(
        "notice-too-long",
        mou(duration="P1Y", renewal=TacitRenewal("P1Y", notice="P2Y")),
        "/term/renewal/notice",
        "notice must be given by 30 October 2024, before the first day in force, 30 October 2025",
        mou(duration="P1Y", renewal=TacitRenewal("P1Y", notice="P1Y")),
    ),
    Case(
        "notice-too-long",
        mou(duration="P1M", renewal=TacitRenewal("P1M", notice_by="06-30")),
        "/term/renewal/notice_by",
        "notice must be given by 30 June 2025, before the first day in force, 30 October 2025",
        mou(Act("extension", "2025-11-10", period="P1Y"), duration="P1M", renewal=TacitRenewal("P1M", notice="P2M")),
    ),
    Case(
        "acts-far-apart",
        mou(anchor="2101-10-30"),
        "/term/anchor",
        "30 October 2025 and 30 October 2101 lie more than 75 years apart",
        mou(anchor="2052-10-30"),
    ),
    Case(  # each party consented, in an act of its own
        "termination-by-some",
        mou(Act("termination", "2027-01-01", by="USA")),
        "/acts/1",
        "termination not recorded as an act of MYS",
        mou(Act("termination", "2027-01-01", by="MYS"), Act("termination", "2027-01-05", by="USA")),
    ),
    Case(
        "out-of-the-calendar",
        mou(Act.signature("9500-01-01"), duration="P500Y"),
        "/term",
        "P500Y after 9500-01-01: outside the calendar of the years 1 to 9999",
        mou(Act.signature("9500-01-01"), duration="P499Y"),
    ),
]


def codes(record, on=None):
    return [finding.code for finding in check(record, on=on)]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.code}-{number}" for number, case in enumerate(CASES)])
def test_a_record_that_has_it_and_one_that_has_not(case):
    """Each finding tells its place and what was found; the near record differs from it by little and has none."""
    found = [finding for finding in check(case.record, on=case.on) if finding.code == case.code]
    texts = [f"{finding.pointer}: {finding.message}" for finding in found]
    assert f"{case.where}: {case.message}" == "\n".join(texts)
    assert case.code not in codes(case.near, case.on)


def test_an_unknown_status_differs_from_no_other():
    assert [] == codes(attrs.evolve(Agreement("a", title="A"), stated_status=ACTIVE))


def test_a_statement_without_a_day_is_compared_with_no_day():
    assert [] == codes(attrs.evolve(mou(duration="P5Y"), stated_status=StatedStatus("expired")))


def test_every_kind_has_a_case():
    missing = {kind.code for kind in CATALOGUE} - {case.code for case in CASES} - CODES
    assert sorted(missing) == [], "add a Case to CASES of test_record_findings.py or test_findings.py"


def test_the_catalogue_has_every_kind_that_a_check_defines():
    modules = [import_module(f"mou.answers.{module.name}") for module in iter_modules(answers.__path__)]
    kinds = {value for module in modules for value in vars(module).values() if isinstance(value, Kind)}
    missing = sorted(kind.code for kind in kinds - set(CATALOGUE))
    assert missing == [], "add their modules to answers/catalogue.py"
    assert set(CATALOGUE) <= kinds


def test_codes_are_unique_and_meanings_are_sentences():
    """Codes are stable names; a page of the documentation lists each with its meaning."""
    assert len(CATALOGUE) == len({kind.code for kind in CATALOGUE})
    for kind in CATALOGUE:
        assert kind.code == kind.code.lower().replace("_", "-")
        assert kind.meaning.endswith(".")
        assert kind.severity in Severity


def test_a_finding_is_a_line():
    (finding,) = check(mou(duration="P5Y", stated_last_day="2030-12-31"))
    assert (
        "warning end-differs /term/stated_last_day: 31 December 2030 is stated; counted from the event, the last "
        "day is 30 October 2030"
    ) == str(finding)
    assert (Severity.WARNING, "end-differs") == (finding.severity, finding.code)
    assert str(attrs.evolve(finding, pointer="")).startswith("warning end-differs (whole): ")


def test_nothing_is_doubtful_about_a_plain_record():
    """An MOU whose entry, renewal and end are as its text says."""
    assert [] == codes(mou(duration="P5Y", renewal=YEARLY, stated_last_day="2030-10-30"), on="2040-01-01")
    assert [] == codes(Register())
    assert [] == codes(Agreement("a", title="A"))


class TestDetails:
    def test_a_protocol_whose_dates_cannot_be_told_is_not_held_against_its_parent(self):
        relation = Relation("protocol_to", "parent")
        for protocol in (named("op", "1974"), attrs.evolve(named("op", "1974-03-12"), acts=[])):
            pair = Register(agreements=[named("parent", "1976-03-23"), attrs.evolve(protocol, relations=[relation])])
            assert [] == codes(pair)

    def test_what_is_out_of_the_calendar_is_told_once(self):
        """Of the agreement that it is about; its protocol is not held against it."""
        renewed = Term(duration="P50Y", renewal=TacitRenewal("P50Y", times=200))
        parent = attrs.evolve(named("parent", "1990-01-01"), term=renewed)
        pair = Register(agreements=[parent, named("op", "1974-03-12", Relation("protocol_to", "parent"))])
        assert ["out-of-the-calendar"] == codes(pair)

    def test_a_notice_of_non_renewal_is_held_against_no_withdrawal_clause(self):
        act = instrument("non_renewal", "2029-01-01", effective_on="2030-12-31")
        assert [] == codes(mou(act, duration="P5Y", renewal=YEARLY, withdrawal=WithdrawalOnNotice("P6M")))

    def test_a_notice_that_was_revoked_is_not_doubtful(self):
        acts = [instrument("non_renewal", "2030-08-31"), instrument("notice_revocation", "2030-09-01")]
        assert [] == codes(mou(*acts, duration="P5Y", renewal=YEARLY))

    def test_a_late_notice_of_what_then_has_no_end_has_no_effect_either(self):
        term = {"duration": "P5Y", "renewal": TacitRenewal(Indefinite(), notice="P2M")}
        assert ["late-notice", "notice-without-effect"] == codes(mou(instrument("non_renewal", "2030-08-31"), **term))

    def test_a_second_signature_does_not_make_the_ratification_early(self):
        acts = [Act.signature("2025-10-30"), instrument("ratification", "2025-11-01"), Act.signature("2025-12-01")]
        assert "out-of-order" not in codes(mou(*acts))

    def test_what_is_recorded_since_the_end_is_not_silence(self):
        ended = mou(Act("declaration", "2030-11-01"), duration="P5Y")
        assert ["act-in-future", "expired-silently"] == codes(ended, "2030-10-31")
        assert [] == codes(ended, "2030-11-01")
        assert [] == codes(ended)

    @pytest.mark.parametrize(
        ("kind", "expected"),
        [("renews", []), ("supersedes", ["superseded-for-some"]), ("amends", ["expired-silently"])],
        ids=str,
    )
    def test_a_new_agreement_is_not_silence(self, kind, expected):
        declared = Act("entry_into_force", "2030-11-01")
        new = Agreement(
            "b", title="B", acts=[declared], relations=[Relation(kind, "a")], term=Term(duration=Indefinite())
        )
        assert expected == codes(Register(agreements=[mou(duration="P5Y"), new]), "2031-01-01")

    @pytest.mark.parametrize(
        ("later", "followed"),
        [
            (named("b", "2025-10-31"), True),
            (named("b", "2025-10-30"), False),  # it does not begin later
            (named("b", "2031-01-01"), True),
            (named("b", "2031-01-02"), False),  # it begins after the day of the check
            (attrs.evolve(named("b", "2026-01-01"), term=Term(duration=Until("2030-10-30"))), False),  # ends with it
            (attrs.evolve(named("b", "2026-01-01"), term=Term(duration=Until("2030-10-31"))), True),
            (attrs.evolve(named("b", "2030-11-01"), parties=[MYS, FRA]), False),
            (attrs.evolve(named("b", "2030-11-01"), parties=[USA, MYS]), True),
            (attrs.evolve(named("b", "2030-11-01"), acts=[]), False),  # nothing says when it begins
            (attrs.evolve(named("b", "2030-11-01"), acts=[], term=Term(entry_into_force=OnDate("9999-12-31"))), False),
        ],
        ids=map(str, range(10)),
    )
    def test_a_later_agreement_of_the_same_parties_follows(self, later, followed):
        """The expired agreement was in force from 30 October 2025 to 30 October 2030; checked on 1 January 2031."""
        register = Register(agreements=[mou(duration="P5Y"), later])
        kinds = [
            finding.kind.code for finding in check(register, on="2031-01-01") if "/agreements/0" in finding.pointer
        ]
        assert ["expired-followed" if followed else "expired-silently"] == kinds

    def test_of_several_that_follow_the_first_is_named(self):
        register = Register(agreements=[mou(duration="P5Y"), named("c", "2030-12-01"), named("b", "2030-11-01")])
        assert "followed by b with" in check(register, on="2031-01-01")[0].message

    def test_without_parties_nothing_follows(self):
        ended, later = (attrs.evolve(one, parties=()) for one in (mou(duration="P5Y"), named("b", "2030-11-01")))
        assert "expired-silently" in codes(Register(agreements=[ended, later]), "2031-01-01")

    def test_findings_of_a_register_are_placed_in_it(self):
        records = Register(agreements=[mou(), attrs.evolve(mou(duration="P5Y", stated_last_day="2030-01-01"), id="b")])
        assert ["/agreements/1/term/stated_last_day"] == [finding.pointer for finding in check(records)]

    def test_a_roster_is_held_against_an_exact_day(self):
        for day in (None, "2025-11"):
            assert [] == codes(met(Participant("FRA", "member"), starts_on=day))

    def test_a_forum_without_memberships_says_nothing(self):
        forum = Forum("forum", name="F")
        assert () == check(met(Participant("FRA", "member")).meeting("m"), forum=forum)

    def test_a_meeting_of_no_forum(self):
        register = met(Participant("FRA", "member"), forum=None)
        assert [] == codes(register)
        assert () == check(register.meeting("m"))

    def test_a_meeting_alone_needs_its_forum(self):
        meeting = met(Participant("FRA", "member")).meeting("m")
        (sentence,) = told(check, meeting)
        assert sentence.startswith('/forum: found "forum"; expected the forum as well')

    def test_who_may_have_been_in_either_role_was_in_either(self):
        """A change of role in an October of which the day is not known."""
        forum = Forum(
            "forum",
            name="F",
            memberships=[Membership("TLS", "observer", until="2025-10"), Membership("TLS", "member", since="2025-10")],
        )
        meeting = Meeting("m", name="M", starts_on="2025-10-15", participants=[Participant("TLS", "observer")])
        assert () == check(meeting, forum=forum)
        assert () == check(attrs.evolve(meeting, participants=[Participant("TLS", "member")]), forum=forum)
        assert () == check(attrs.evolve(meeting, participants=[], stated_counts={"member": 1}), forum=forum)
        (finding,) = check(attrs.evolve(meeting, participants=[Participant("TLS", "guest")]), forum=forum)
        assert "TLS takes part as guest; in F it was observer or member on 15 October 2025" == finding.message

    def test_two_forums_number_their_meetings_apart(self):
        other = Forum("other", name="Other")
        meetings = [
            Meeting("m1", name="M", forum="forum", ordinal=1, starts_on="2025-01-01"),
            Meeting("m2", name="M", forum="other", ordinal=1, starts_on="2024-01-01"),
        ]
        assert [] == codes(Register(forums=[FORUM, other], meetings=meetings))

    def test_imprecise_dates_are_read_at_their_earliest(self):
        """Signed in a month: whether it entered into force before that can't be told, so it is not doubted."""
        acts = [Act.signature("2025-10"), Act("entry_into_force", "2025-10-01")]
        assert [] == codes(mou(*acts))

    @pytest.mark.parametrize("on", ["2030", "today", 2031])
    def test_the_day_asked_about_is_a_day(self, on):
        assert ["(whole)"] == places(check, mou(), on=on)

    def test_a_day_may_be_a_date(self):
        assert ["expired-silently"] == codes(mou(duration="P5Y"), date(2031, 1, 1))


def test_seven_of_eight_is_no_finding_but_an_error():
    """What contradicts itself is refused; what differs from a roster is doubtful."""
    with pytest.raises(ValidationError, match="found 1 with the role dialogue_partner; expected 2"):
        met(Participant("USA", "dialogue_partner"), stated_counts={"dialogue_partner": 2})
