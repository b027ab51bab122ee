"""Findings about the record itself: for each kind a record that has it, and a near one that does not."""

import time
from datetime import date

import attrs
import pytest
from records import Case

from mou import conformance
from mou.answers.findings import check
from mou.answers.name_findings import MOST_HINTS
from mou.answers.register import Register
from mou.model.act import Act
from mou.model.agreement import Agreement, TreatyRegistration
from mou.model.conditions import (
    AllNamed,
    AllOf,
    AllSignatories,
    AnyOf,
    CountedInstruments,
    FractionOfSignatories,
    LastNotification,
    NotBefore,
    NthInstrument,
    OnDate,
    OnDateIf,
    OnEvent,
    OnSignature,
    OtherInForce,
    WeightedShare,
)
from mou.model.durations import EndsOnEvent, Indefinite, Until, UntilEvent
from mou.model.party import Party
from mou.model.renewals import ExpressRenewal, TacitRenewal
from mou.model.term import LaterParties, OtherReading, Rider, Term
from mou.model.withdrawals import WithdrawalOnNotice

MYS, JPN, VNM = Party.state("MYS"), Party.state("JPN"), Party.state("VNM")
EU = Party("eu", name="European Union", kind="international_organisation")
SIGNED = Act.signature("2025-10-30")
RATIFIED = Act("ratification", "2024-03-01", by=["MYS", "JPN"])


def mou(*acts, kind="mou", parties=(MYS, JPN), term=None, **fields):
    """An MOU of two states with some acts."""
    return Agreement("a", title="A", kind=kind, parties=parties, acts=acts, term=Term(**term or {}), **fields)


def signed(**term):
    """An MOU signed on 30 October 2025."""
    return mou(SIGNED, term=term)


def treaty(condition, *acts, parties=(MYS, JPN, VNM, EU), **fields):
    """A treaty open to others, ratified by two on 1 March 2024."""
    fields = {"depositary": "un"} | fields
    return mou(RATIFIED, *acts, kind="treaty", parties=parties, term={"entry_into_force": condition}, **fields)


def excepting(*parties, number=2):
    return NthInstrument(number, counted=CountedInstruments(except_parties=parties))


OPTION = {"duration": "P5Y", "renewal": ExpressRenewal("P2Y", by="JPN", within="P60D")}
CONDITION = "/term/entry_into_force"
EXCEPTED = f"{CONDITION}/counted/except_parties/0"
UNKNOWN = "no party, and no known state or organisation, has the id"

CASES = [
    Case(  # misspelt: it seems to be in force still
        "event-not-named",
        mou(SIGNED, Act("event", "2028-05-01", id="complted"), term={"duration": UntilEvent("completed")}),
        "/acts/1",
        'no clause names the event "complted"; did you mean "completed"?',
        mou(SIGNED, Act("event", "2028-05-01", id="completed"), term={"duration": UntilEvent("completed")}),
    ),
    Case(  # the first act, without which the status would not be known
        "event-not-named",
        mou(Act("event", "2025-05-01", id="confirmd"), SIGNED, term={"entry_into_force": OnEvent("confirmed")}),
        "/acts/0",
        'no clause names the event "confirmd"; did you mean "confirmed"?',
        mou(Act("event", "2025-05-01", id="confirmed"), SIGNED, term={"entry_into_force": OnEvent("confirmed")}),
    ),
    Case(  # a recorded event is no suggestion; in a condition within another
        "event-not-named",
        mou(
            *(SIGNED, Act("event", "2026-05-01", id="phase-1"), Act("event", "2027-05-01", id="phase-2")),
            term={"entry_into_force": AllOf([OnSignature(), OnEvent("phase-1")])},
        ),
        "/acts/2",
        'no clause names the event "phase-2"',
        mou(
            *(SIGNED, Act("event", "2026-05-01", id="phase-1"), Act("event", "2027-05-01", id="phase-2")),
            term={"entry_into_force": AllOf([OnSignature(), AnyOf([OnEvent("phase-1"), OnEvent("phase-2")])])},
        ),
    ),
    Case(
        "event-not-named",
        mou(SIGNED, Act("event", "2027-05-01", id="joined"), term={"duration": "P5Y"}),
        "/acts/1",
        'no clause names the event "joined"',
        mou(
            SIGNED,
            Act("event", "2027-05-01", id="joined"),
            term={"duration": "P5Y", "ends_on": [EndsOnEvent("joined")]},
        ),
    ),
    Case(  # an event that only another reading of the text names
        "event-not-named",
        mou(SIGNED, Act("event", "2027-05-01", id="joined"), term={"duration": "P5Y"}),
        "/acts/1",
        'no clause names the event "joined"',
        mou(
            SIGNED,
            Act("event", "2027-05-01", id="joined"),
            term={"duration": "P5Y", "other_readings": [OtherReading(duration=UntilEvent("joined"))]},
        ),
    ),
    Case(
        "condition-names-unknown",
        mou(SIGNED, term={"duration": "P5Y", "renewal": ExpressRenewal(by=["licensee"])}),
        "/term/renewal/by/0",
        'no party, and no known state or organisation, has the id "licensee"',
        mou(SIGNED, term={"duration": "P5Y", "renewal": ExpressRenewal(by=["JPN"])}),
    ),
    Case(
        "clause-without-effect",
        signed(duration=UntilEvent("completed"), anchor="2025-09-01"),
        "/term/anchor",
        "the duration is until the event completed, so nothing runs from 2025-09-01",
        signed(duration=UntilEvent("completed")),
    ),
    Case(
        "clause-without-effect",
        signed(duration=UntilEvent("completed"), counting="from_event"),
        "/term/counting",
        "the duration is until the event completed, so no period is counted",
        signed(duration=UntilEvent("completed"), counting="from_event", renewal=TacitRenewal("P1Y")),
    ),
    Case(  # issue 13, row 13
        "condition-names-unknown",
        treaty(excepting("EU")),
        EXCEPTED,
        f'{UNKNOWN} "EU"; did you mean "eu"?',
        treaty(excepting("eu")),
    ),
    Case(  # issue 13, row 14: the bundled clauses, and a reader that has one id for one organisation
        "condition-names-unknown",
        treaty(excepting("mtdsg:european-union")),
        EXCEPTED,
        f'{UNKNOWN} "mtdsg:european-union"; did you mean "eu"?',
        treaty(excepting("asean")),  # a known organisation that is no party
    ),
    Case(  # a known organisation, but the party has another id
        "condition-names-unknown",
        treaty(excepting("eu"), parties=(MYS, JPN, attrs.evolve(EU, id="mtdsg:european-union"))),
        EXCEPTED,
        'European Union has the id "mtdsg:european-union" here, not "eu"',
        treaty(excepting("eu"), parties=(MYS, JPN, attrs.evolve(EU, id="mtdsg:oas", name="American States"))),
    ),
    Case(  # the id of a known state that is no party yet is right
        "condition-names-unknown",
        treaty(AllNamed(["MYS", "FRAU"])),
        f"{CONDITION}/parties/1",
        f'{UNKNOWN} "FRAU"',
        treaty(AllNamed(["MYS", "FRA"])),
    ),
    Case(  # a former state, by its withdrawn code
        "condition-names-unknown",
        treaty(NthInstrument(1, among=["Malaysia", "SUHH", "BYAA", "XAA"])),
        f"{CONDITION}/among/0",
        f'{UNKNOWN} "Malaysia"; did you mean "MYS"?',
        treaty(NthInstrument(1, among=["MYS", "SUHH", "BYAA", "cow:300"])),
    ),
    Case(
        "condition-names-unknown",
        treaty(AllOf([OnDate("2024-01-01"), WeightedShare("55", weights={"MYS": 30, "France": 40})])),
        f"{CONDITION}/conditions/1/weights/France",
        f'{UNKNOWN} "France"; did you mean "FRA"?',
        treaty(AllOf([OnDate("2024-01-01"), WeightedShare("55", weights={"MYS": 30, "FRA": 40})])),
    ),
    Case(  # nested in each condition that has a part
        "condition-names-unknown",
        treaty(
            AnyOf([NotBefore(OnDateIf("2024-01-01", condition=excepting("uni-x")), on="2023-01-01")]),
            parties=(MYS, JPN, Party("uni-y", name="Y", kind="organisation")),
        ),
        f"{CONDITION}/conditions/0/condition/condition/counted/except_parties/0",
        f'{UNKNOWN} "uni-x"; did you mean "uni-y"?',
        treaty(
            AnyOf([NotBefore(OnDateIf("2024-01-01", condition=excepting("uni-y")), on="2023-01-01")]),
            parties=(MYS, JPN, Party("uni-y", name="Y", kind="organisation")),
        ),
    ),
    Case(
        "condition-names-unknown",
        Register(agreements=[treaty(AllOf([OtherInForce("parent"), NthInstrument(2)]))]),
        f"/agreements/0{CONDITION}/conditions/0/agreement",
        "waits for parent, which is not in the register",
        Register(agreements=[treaty(OtherInForce("parent")), attrs.evolve(signed(), id="parent")]),
    ),
    Case(
        "percentage-below-one",
        treaty(FractionOfSignatories("2/3")),
        f"{CONDITION}/percent",
        "only 0.67 % is required; if it is a fraction of the whole, multiply it by 100",
        treaty(FractionOfSignatories("200/3")),
    ),
    Case(
        "percentage-below-one",
        treaty(AnyOf([NthInstrument(2), NotBefore(WeightedShare("0.5", weights={}), on="2030-01-01")])),
        f"{CONDITION}/conditions/1/condition/percent",
        "only 0.5 % is required; if it is a fraction of the whole, multiply it by 100",
        treaty(AnyOf([NthInstrument(2), WeightedShare("1", weights={})])),
    ),
    Case(
        "clause-without-effect",
        signed(duration=Until("2030-10-29"), anchor="2025-10-30"),
        "/term/anchor",
        "the last day is fixed, 29 October 2030, so nothing runs from 2025-10-30",
        signed(duration=Until("2030-10-29"), anchor="provisional_application"),
    ),
    Case(
        "clause-without-effect",
        signed(anchor="signature"),
        "/term/anchor",
        "the duration is not known, so nothing runs from signature",
        signed(duration="P5Y", anchor="signature"),
    ),
    Case(
        "clause-without-effect",
        signed(duration=Indefinite(), counting="from_start_of_day"),
        "/term/counting",
        "the duration has no end, so no period is counted",
        signed(duration=Until("2030-02-28"), renewal=TacitRenewal("P1Y"), counting="from_start_of_day"),
    ),
    Case(
        "minimum-above-parties",
        mou(SIGNED, term={"minimum_parties": 16}, depositary="UN"),
        "/term/minimum_parties",
        "at least 16 parties are required, and 2 are recorded: the first exit ends the agreement",
        mou(SIGNED, term={"minimum_parties": 2}, depositary="UN"),
    ),
    Case(
        "no-exit-after-renewal",
        signed(
            duration="P5Y",
            renewal=TacitRenewal(Indefinite()),
            withdrawal=WithdrawalOnNotice("P6M", at="end_of_period"),
        ),
        "/term/withdrawal/at",
        "after the renewal without an end, there is no period at the end of which a notice could take effect",
        signed(duration="P5Y", renewal=TacitRenewal("P1Y"), withdrawal=WithdrawalOnNotice("P6M", at="end_of_period")),
    ),
    Case(
        "clause-without-effect",
        signed(stated_last_day="2030-10-29", counting="from_start_of_day"),
        "/term/counting",
        "the last day is fixed, 29 October 2030, so no period is counted",
        mou(
            SIGNED,
            Act("extension", "2029-01-01", period="P1Y"),
            term={"stated_last_day": "2030-10-29", "counting": "from_start_of_day"},
        ),
    ),
    Case(
        "clause-without-effect",
        signed(duration=Indefinite(), withdrawal=WithdrawalOnNotice("P6M", at="end_of_period")),
        "/term/withdrawal/at",
        "the duration has no end, so there is no period at the end of which a notice could take effect",
        signed(duration="P5Y", withdrawal=WithdrawalOnNotice("P6M", at="end_of_period")),
    ),
    Case(  # with an unknown duration, the clause makes the end after a notice unknown
        "clause-without-effect",
        signed(duration=Indefinite(), withdrawal=WithdrawalOnNotice("P6M", at="end_of_period")),
        "/term/withdrawal/at",
        "the duration has no end, so there is no period at the end of which a notice could take effect",
        signed(withdrawal=WithdrawalOnNotice("P6M", at="end_of_period")),
    ),
    Case(
        "clause-without-effect",
        signed(withdrawal=WithdrawalOnNotice("P6M", lock_in_on="effect")),
        "/term/withdrawal/lock_in_on",
        "there is no lock-in that could delay the effect of a notice",
        signed(withdrawal=WithdrawalOnNotice("P6M", lock_in="P3Y", lock_in_on="effect")),
    ),
    Case(
        "clause-without-effect",
        signed(withdrawal=WithdrawalOnNotice("P6M", lock_in="P3Y", lock_in_on="effect", not_allowed="void")),
        "/term/withdrawal/not_allowed",
        "notice is allowed on every day",
        signed(withdrawal=WithdrawalOnNotice("P6M", lock_in="P3Y", not_allowed="void")),
    ),
    Case(
        "clause-without-effect",
        signed(duration="P5Y", renewal=TacitRenewal("P5Y", ends_for_all=True)),
        "/term/renewal/ends_for_all",
        "an agreement between two parties ends for both in any case",
        mou(
            SIGNED, term={"duration": "P5Y", "renewal": TacitRenewal("P5Y", ends_for_all=True)}, parties=[MYS, JPN, VNM]
        ),
    ),
    Case(
        "option-not-open",
        mou(SIGNED, Act("extension", "2030-06-01", by="JPN"), term=OPTION),
        "/acts/1",
        "extension on 1 June 2030 has no effect: the first day for using the option is 31 August 2030",
        mou(SIGNED, Act("extension", "2030-10-01", by="JPN"), term=OPTION),
    ),
    Case(
        "rider-not-computed",
        signed(riders=[Rider("end", "ends at once for a serious breach")]),
        "/term/riders/0",
        "not computed: ends at once for a serious breach",
        signed(riders=[Rider("review", "reviewed every year")]),
    ),
    Case(
        "clause-without-effect",
        signed(withdrawal=WithdrawalOnNotice("P6M", lock_in_from="general_entry")),
        "/term/withdrawal/lock_in_from",
        "there is no lock-in that could run from it",
        signed(withdrawal=WithdrawalOnNotice("P6M", lock_in="P3Y", lock_in_from="general_entry")),
    ),
    Case(
        "clause-without-effect",
        signed(duration=Until("2030-10-29"), renewal=TacitRenewal("P1Y", until="2030-10-29")),
        "/term/renewal",
        "it can be renewed to 29 October 2030 at most, and the term ends on 29 October 2030",
        signed(duration=Until("2030-10-29"), renewal=TacitRenewal("P1Y", until="2030-10-30")),
    ),
    Case(
        "clause-without-effect",
        signed(minimum_parties=1),
        "/term/minimum_parties",
        "an agreement between two parties ends when either leaves; any other agreement, when the last party leaves",
        signed(minimum_parties=2),
    ),
    Case(
        "clause-without-effect",
        signed(minimum_parties=3),
        "/term/minimum_parties",
        "it needs at least 3 parties and has two: it ends when either leaves",
        mou(SIGNED, term={"minimum_parties": 3}, depositary="UN"),
    ),
    Case(
        "clause-without-effect",
        signed(later_parties=LaterParties("P30D")),
        "/term/later_parties",
        "both parties bring it into force, and nobody else can join",
        signed(later_parties=LaterParties("P30D"), entry_into_force=NthInstrument(1)),
    ),
    Case(
        "clause-without-effect",
        signed(later_parties=LaterParties(before_entry="own_delay")),
        "/term/later_parties/before_entry",
        "there is no delay that could end after the entry into force",
        mou(
            SIGNED,
            parties=(MYS, JPN, VNM),
            term={"later_parties": LaterParties("P30D", before_entry="own_delay")},
        ),
    ),
    Case(
        "clause-without-effect",
        treaty(AllNamed(["MYS", "JPN"], counted=CountedInstruments(except_parties=["eu"]))),
        EXCEPTED,
        "the condition counts only the parties it names, and eu is not among them",
        treaty(NthInstrument(2, counted=CountedInstruments(except_parties=["eu"]))),
    ),
    Case(  # issue 13, row 18
        "signature-missing",
        mou(Act.signature("2021-01-10", by="MYS")),
        "/acts",
        "signed by Malaysia on 10 January 2021; no signature or other consent by Japan is recorded",
        mou(Act.signature("2021-01-10", by="MYS"), Act("accession", "2022-01-01", by="JPN")),
    ),
    Case(
        "signature-missing",
        mou(
            Act.signature("2021-01-10", by="MYS"),
            Act.signature("2021-02", by=["JPN"], received_on="2021-03"),
            parties=(MYS, JPN, VNM),
            term={"entry_into_force": LastNotification()},
        ),
        "/acts",
        "signed by Malaysia on 10 January 2021 and Japan on 2021-03; no signature or other consent by Viet Nam "
        "is recorded",
        mou(
            Act.signature("2021-01-10", by="MYS"), parties=(MYS, JPN, VNM), term={"entry_into_force": AllSignatories()}
        ),
    ),
    Case(  # both are needed, whatever number of instruments is enough
        "signature-missing",
        mou(Act.signature("2021-01-10", by="MYS"), term={"entry_into_force": NthInstrument(1)}),
        "/acts",
        "signed by Malaysia on 10 January 2021; no signature or other consent by Japan is recorded",
        mou(Act.signature("2021-01-10", by="MYS"), Act("entry_into_force", "2021-02-01")),
    ),
    Case(  # issue 13, row 20
        "succession-undated",
        treaty(NthInstrument(2), Act("succession", "2025-01-24", by="VNM", received_on="2025-02")),
        "/acts/1",
        "Viet Nam notified on 2025-02; the date of succession is not recorded",
        treaty(NthInstrument(2), Act("succession", "2025-01-24", by="VNM", effective_on="2024-07")),
    ),
    Case(  # issue 13, row 22
        "implausible-year",
        mou(Act.signature("2202-01-01")),
        "/acts/0/on",
        "1 January 2202 lies after 2100",
        mou(Act.signature("2100-12-31")),
    ),
    Case(
        "implausible-year",
        mou(Act.signature("0206-03-18")),
        "/acts/0/on",
        "18 March 206 lies before the year 1000",
        mou(Act.signature("1000-01-01")),
    ),
    Case(
        "implausible-year",
        signed(duration=Until("2206-03-18")),
        "/term/duration/last_day",
        "18 March 2206 lies after 2200",
        mou(SIGNED, kind="treaty", term={"duration": Until("2100-12-31")}),
    ),
    Case(
        "implausible-year",
        mou(Act("extension", "2026-01-01", until="2206-01-01")),
        "/acts/0/until",
        "1 January 2206 lies after 2200",
        mou(Act("extension", "2026-01-01", until="2026-02-01")),
    ),
    Case(
        "implausible-year",
        mou(Act("withdrawal", "2026-01-01", by="MYS", received_on="2026-01", effective_on="2206")),
        "/acts/0/effective_on",
        "2206 lies after 2100",
        mou(Act("withdrawal", "2026-01-01", by="MYS", received_on="2026-01", effective_on="2100/2206")),
    ),
    Case(
        "implausible-year",
        mou(registrations=[TreatyRegistration("UNTS"), TreatyRegistration("UNTS", on="0206")]),
        "/registrations/1/on",
        "0206 lies before the year 1000",
        mou(registrations=[TreatyRegistration("UNTS", on="2026")]),
    ),
    Case(
        "implausible-year",
        treaty(AllOf([NthInstrument(2), NotBefore(NthInstrument(2), on="0206-01-01")])),
        f"{CONDITION}/conditions/1/on",
        "1 January 206 lies before the year 1000",
        treaty(AllOf([NthInstrument(2), NotBefore(NthInstrument(2), on="2026-01-01")])),
    ),
    Case(
        "implausible-year",
        signed(duration="P5Y", anchor="0206-01-01"),
        "/term/anchor",
        "1 January 206 lies before the year 1000",
        signed(duration="P5Y", anchor="2026-01-01"),
    ),
    Case(
        "implausible-year",
        signed(duration="P5Y", renewal=TacitRenewal("P1Y", until="2206-01-01"), stated_last_day="2030-10-30"),
        "/term/renewal/until",
        "1 January 2206 lies after 2200",
        signed(duration="P5Y", renewal=TacitRenewal("P1Y", until="2200-12-31"), stated_last_day="2030-10-30"),
    ),
    Case(  # the Anglo-Portuguese treaty of 16 June 1373 is real, and Utrecht's of 11 April 1713 even more common
        "early-year",
        mou(Act.signature("1373-06-16"), Act("ratification", "1374-01-01", by="MYS"), kind="treaty"),
        "/acts/0/on",
        "16 June 1373 lies before 1648",
        mou(Act.signature("1713-04-11"), kind="treaty"),
    ),
    Case(  # issue 13, row 22
        "long-duration",
        signed(duration="P60Y"),
        "/term/duration",
        "60 years are more than 50 years",
        signed(duration="P50Y"),
    ),
    Case(
        "long-duration",
        attrs.evolve(signed(duration="P101Y"), kind="treaty"),
        "/term/duration",
        "101 years are more than 100 years",
        attrs.evolve(signed(duration="P100Y"), kind="treaty"),  # United Kingdom and Ukraine, 16 January 2025
    ),
    Case(
        "long-duration",
        attrs.evolve(signed(duration="P5Y", renewal=TacitRenewal("P60Y")), kind=None, binding=False),
        "/term/renewal/period",
        "60 years are more than 50 years",
        attrs.evolve(signed(duration="P5Y", renewal=TacitRenewal("P60Y")), kind=None),
    ),
    Case(
        "long-duration",
        mou(SIGNED, Act("extension", "2030-01-01", period="P51Y"), term={"duration": "P5Y"}),
        "/acts/1/period",
        "51 years are more than 50 years",
        mou(SIGNED, Act("extension", "2030-01-01"), term={"renewal": ExpressRenewal("P50Y")}),
    ),
    Case(
        "long-duration",
        signed(duration=Until("2076-10-30")),
        "/term/duration/last_day",
        "30 October 2076 lies more than 50 years after 30 October 2025",
        signed(duration=Until("2075-10-30")),
    ),
    Case(
        "long-duration",
        attrs.evolve(signed(stated_last_day="2126-10-30"), kind="treaty"),
        "/term/stated_last_day",
        "30 October 2126 lies more than 100 years after 30 October 2025",
        # Pilotage regulations of 1843 that ended in 2004: the recorded end is the day on which they did.
        mou(Act.signature("1843-05-24"), kind="treaty", term={"duration": Until("2004-01-01")}),
    ),
    Case(
        "long-duration",
        mou(term={"duration": Until("2090-01-01"), "anchor": "2026-01-01"}),
        "/term/duration/last_day",
        "1 January 2090 lies more than 50 years after 1 January 2026",
        mou(term={"duration": Until("2090-01-01")}),
    ),
    Case(
        "acts-far-apart",
        mou(Act.signature("1925-10-30", by="MYS"), Act.signature("2025-11-30", by="JPN")),
        "/acts/1/on",
        "30 October 1925 and 30 November 2025 lie more than 75 years apart",
        # Ended after 100 years, and signed within 75: an old agreement can end at any time.
        mou(
            Act.signature("1925-10-30", by="MYS"),
            Act.signature("2000-10-30", by="JPN"),
            Act("termination", "2099-01-01"),
        ),
    ),
    Case(
        "acts-far-apart",
        mou(SIGNED, Act("withdrawal", "2012-01-24", by="MYS", received_on="2012-01-25", effective_on="2102")),
        "/acts/1/effective_on",
        "24 January 2012 and 2102 lie more than 75 years apart",
        mou(SIGNED, Act("withdrawal", "2026-01-24", by="MYS", effective_on="2026/2102")),
    ),
    Case(  # a date of succession can be early, but not a century before its notification
        "acts-far-apart",
        treaty(
            NthInstrument(2), Act("succession", "2024-01-24", by="VNM", received_on="2024-02-24", effective_on="1918")
        ),
        "/acts/1/effective_on",
        "1918 and 24 January 2024 lie more than 75 years apart",
        treaty(NthInstrument(2), Act("succession", "2024-01-24", by="VNM", effective_on="1976")),
    ),
    Case(
        "acts-far-apart",
        mou(Act.signature("1925", by="MYS"), Act("ratification", "1925-10-30", by="JPN", received_on="2025")),
        "/acts/1/received_on",
        "1925 and 2025 lie more than 75 years apart",
        mou(Act.signature("19XX", by="MYS"), Act("ratification", "1925-10-30", by="JPN", received_on="2025")),
    ),
    Case(
        "act-in-future",
        mou(SIGNED, Act("declaration", "2026-01-01", by="MYS", received_on="2026-02-01")),
        "/acts/1",
        "declaration on 1 February 2026, after the day of the check, 31 January 2026",
        mou(SIGNED, Act("entry_into_force", "2026-03-01"), Act("declaration", "2026")),
        on="2026-01-31",
    ),
]


def codes(record, on=None):
    return [finding.code for finding in check(record, on=on)]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.code}-{number}" for number, case in enumerate(CASES)])
def test_a_record_that_has_it_and_a_near_one_that_does_not(case):
    found = [finding for finding in check(case.record, on=case.on) if finding.code == case.code]
    texts = [f"{finding.pointer}: {finding.message}" for finding in found]
    assert f"{case.where}: {case.message}" == next(iter(texts), "")
    assert case.code not in codes(case.near, case.on)


class TestNamesInConditions:
    def test_each_id_is_reported_at_its_place(self):
        condition = NthInstrument(1, among=["A", "MYS", "B"], counted=CountedInstruments(except_parties=["JPN", "C"]))
        places = [finding.pointer for finding in check(treaty(condition)) if finding.code == "condition-names-unknown"]
        assert [f"{CONDITION}{rest}" for rest in ("/among/0", "/among/2", "/counted/except_parties/1")] == places

    def test_where_no_parties_are_listed_no_id_can_be_checked(self):
        assert [] == codes(mou(parties=(), kind="treaty", term={"entry_into_force": excepting("mtdsg:european-union")}))

    def test_outside_a_register_other_agreements_are_not_known(self):
        assert [] == codes(treaty(OtherInForce("parent")))

    @pytest.mark.parametrize(
        ("written", "likely"),
        [("EEC", "eu"), ("European Community", "eu"), ("the-european-union", "eu"), ("MY", "MYS"), ("mys", "MYS")],
    )
    def test_the_likely_id_is_one_of_the_agreement(self, written, likely):
        (finding,) = check(treaty(excepting(written.replace(" ", "-"))))
        assert finding.message.endswith(f'; did you mean "{likely}"?')

    def test_a_party_is_found_by_its_alias(self):
        party = Party("um", name="Universiti Malaya", kind="organisation", aliases=["University of Malaya"])
        (finding,) = check(treaty(excepting("university-of-malaya"), parties=(MYS, JPN, party)))
        assert finding.message.endswith('did you mean "um"?')

    def test_likely_ids_are_looked_up_for_the_first_few(self):
        unknown = [f"Frans{number:02}" for number in range(MOST_HINTS + 5)]
        found = [finding.message for finding in check(treaty(NthInstrument(1, among=[*unknown, "malaysia"])))]
        assert len(unknown) + 1 == len(found)
        assert 'did you mean "MYS"' in found[-1]  # a name of the agreement's own party costs no look-up

    def test_the_bundled_clauses_with_a_table_read_by_the_library(self):
        """The clauses except the union by the id of another reader: reported, or the same id (issue 13, row 14)."""
        clauses = next(one for one in conformance.records().agreements if one.extensions.get("mtdsg") == "27-8-a")
        condition = clauses.term.entry_into_force
        excepted = condition.counted.except_parties
        record = treaty(condition, parties=(MYS, JPN, EU))
        assert (["condition-names-unknown"] if excepted != ("eu",) else []) == codes(record)


class TestClausesWithoutEffect:
    @pytest.mark.parametrize(
        "act",
        [
            Act("withdrawal", "2026-01-01", by="JPN"),  # it can come back
            Act("accession", "2026-01-01", by="JPN"),
            Act("entry_into_force", "2026-01-01", by="JPN"),
        ],
        ids=lambda act: act.kind,
    )
    def test_later_parties_apply_to_who_joins_or_comes_back(self, act):
        later = {"later_parties": LaterParties("P30D")}
        assert "clause-without-effect" not in codes(mou(SIGNED, act, term=later))
        assert "clause-without-effect" in codes(mou(SIGNED, Act("entry_into_force", "2026-01-01"), term=later))

    @pytest.mark.parametrize(
        "term",
        [
            {},
            {"duration": "P5Y", "counting": "from_event"},
            {"renewal": ExpressRenewal("P1Y"), "counting": "from_start_of_day"},
            {"duration": Until("2030-10-29"), "stated_last_day": "2030-10-29"},
            {"duration": "P5Y", "renewal": TacitRenewal("P1Y", until="2026-01-01")},  # needs the entry into force
            {"entry_into_force": NthInstrument(2), "minimum_parties": 3},
        ],
        ids=str,
    )
    def test_clauses_with_effect_or_left_out_are_silent(self, term):
        assert "clause-without-effect" not in codes(signed(**term))

    def test_removing_a_reported_anchor_changes_no_answer(self):
        from mou.answers.lifecycles import lifecycle

        for duration in (Until("2030-10-29"), Indefinite(), None):
            with_it, without = signed(duration=duration, anchor="2026-01-01"), signed(duration=duration)
            assert lifecycle(with_it).phases == lifecycle(without).phases


class TestMissingSignatures:
    @pytest.mark.parametrize(
        "record",
        [
            mou(),
            mou(SIGNED),
            mou(SIGNED, parties=()),
            mou(Act.signature("2021-01-10", by="MYS"), Act("notification", "2021-01-10", by="JPN")),
            mou(Act.signature("2021-01-10", by="MYS"), Act("condition_met", "2021-02-01")),
            mou(Act.signature("2021-01-10", by="MYS"), parties=(MYS, JPN, VNM), depositary="UN"),
            mou(  # who acceded later was no signatory
                Act.signature("2021-01-10", by=["MYS", "JPN"]),
                Act("accession", "2022-01-01", by="VNM"),
                parties=(MYS, JPN, VNM),
                term={"entry_into_force": OnSignature()},
            ),
        ],
    )
    def test_nothing_is_missing(self, record):
        assert "signature-missing" not in codes(record)

    def test_a_withdrawal_is_no_consent(self):
        record = mou(Act.signature("2021-01-10", by="MYS"), Act("withdrawal", "2022-01-01", by="JPN"))
        assert "signature-missing" in codes(record)


class TestEntryBeforeSignature:
    """An agreement counts as signed when a second party has signed."""

    def record(self, *days):
        signatures = [Act.signature(day, by=party) for party, day in zip(("MYS", "JPN", "VNM"), days, strict=False)]
        declared = Act("entry_into_force", "2010-06-01")
        return mou(*signatures, declared, kind="treaty", parties=(MYS, JPN, VNM)[: max(len(days), 2)])

    def test_a_third_party_can_sign_after_the_entry_into_force(self):
        """As Cuba signed the ICCPR in 2008: in force on 1976-03-23, signed by others in 1966."""
        assert [] == codes(self.record("2000-01-01", "2010-06-01", "2015-01-01"))

    @pytest.mark.parametrize("days", [("2000-01-01", "2010-06-02", "2015-01-01"), ("2000-01-01", "2010-06-02")])
    def test_the_second_party_can_not(self, days):
        (finding,) = check(self.record(*days))
        assert ("entry-before-signature", "enters into force on 1 June 2010, before the signature on 2 June 2010") == (
            finding.code,
            finding.message,
        )

    def test_a_single_signature_of_two_is_none(self):
        assert [] == codes(self.record("2015-01-01"))

    def test_where_no_parties_are_listed_the_first_signature_counts(self):
        record = mou(Act.signature("2010-06-02"), Act("entry_into_force", "2010-06-01"), parties=())
        assert ["entry-before-signature"] == codes(record)


class TestImplausibleDates:
    def test_they_are_reported_where_other_dates_lie_outside_the_calendar(self):
        record = mou(Act.signature("9500-01-01"), term={"duration": "P1000Y"})
        assert ["implausible-year", "long-duration", "out-of-the-calendar"] == codes(record)

    def test_an_end_is_reported_once(self):
        """Signed 2021-03-18 to 2206-03-18, in the shared sheet of absurd years."""
        record = mou(Act.signature("2021-03-18"), term={"duration": Until("2206-03-18")})
        assert ["implausible-year"] == codes(record)

    def test_a_mistyped_signature_is_reported_once(self):
        """Signed 0206-03-18 to 2026-03-18, in the shared sheet of absurd years."""
        record = mou(Act.signature("0206-03-18"), term={"duration": Until("2026-03-18")})
        assert ["implausible-year"] == codes(record)

    @pytest.mark.parametrize("day", ["../1816-01-01", "18XX", "1815", "2100~", "1910?"])
    def test_imprecise_dates_are_read_for_the_record(self, day):
        """Alliances in force when the data of the Correlates of War begin are written ``../1816-01-01``."""
        assert [] == codes(mou(Act.signature(day), kind="treaty"))

    def test_a_mistyped_year_far_ahead_is_no_second_finding(self):
        record = mou(Act.signature("2202-01-01"), term={"duration": "P5Y"})
        assert ["implausible-year"] == codes(record, on="2026-01-01")

    def test_the_same_day_is_not_after_the_check(self):
        record = signed(duration="P5Y")
        assert [] == codes(record, on=date(2025, 10, 30))
        assert ["act-in-future"] == codes(record, on=date(2025, 10, 29))


@pytest.mark.parametrize("number", [600, 10_000])
def test_they_take_time_in_proportion_to_the_record(number):
    """10,000 acts or 600 parties in well under a second (issue 13, row 29)."""
    from mou.answers.record_findings import record_findings
    from mou.law.readings import readings

    parties = [Party(f"p{index}", name=f"P {index}", kind="organisation") for index in range(min(number, 600))]
    ids = [party.id for party in parties]
    acts = [Act("succession", f"{1000 + index % 1000}-01-01", by=ids[index % len(ids)]) for index in range(number)]
    unknown = {f"q{index}": 1 for index in range(600)}
    condition = AllOf(
        [
            WeightedShare("50", weights=unknown),
            NthInstrument(2, among=ids, counted=CountedInstruments(except_parties=ids)),
        ]
    )
    record = mou(*acts, Act.signature("2000-01-01", by=ids), parties=parties, term={"entry_into_force": condition})
    (facts,) = readings(record, None)
    begins = time.process_time()
    found = list(record_findings(facts.agreement, facts, date(1900, 1, 1)))
    assert len(found) > number
    assert time.process_time() - begins < 1


CODES = {case.code for case in CASES}
