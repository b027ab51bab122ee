"""Values that newcomers pass by mistake. Each row is the whole sentence, with the likely intention if it is clear."""

from datetime import UTC, datetime, timedelta

import pytest
from told import told

import mou
from mou import clauses

STATES = [mou.Party.state("MYS"), mou.Party.state("JPN")]
AGREEMENT = mou.Agreement("a", title="A", parties=STATES, acts=[mou.Act.signature("2020-01-10")], term=mou.Term("P5Y"))
REGISTER = mou.Register(agreements=[AGREEMENT])
PERIOD = "an ISO 8601 period of whole years, months, weeks and days, such as P5Y, P18M or P30D"
DURATION = "a period, Until, UntilDayOfYear, UntilEvent or Indefinite"
KINDS = "one of: " + ", ".join(mou.ActKind)
AGREEMENT_KINDS = "one of: " + ", ".join(mou.AgreementKind)
IDS = "an id: a letter or digit, then letters, digits, '.', '_', ':' or '-' (at most 128)"
DAYS = "a valid date, YYYY-MM-DD, or an imprecise date in EDTF, such as 1848, 2025-10, 1907~ or 1910-03-01?"
A_RECORD = "a record, such as an Agreement or a Register"
A_CLASS = "a class of records, such as mou.Agreement"
A_REGISTER = "an Agreement; expected a Register; use mou.Register(agreements=[agreement])"
FILE = "the name of a file or folder"


class LikePendulum(timedelta):
    """A class with calendar units, as `pendulum.Duration`."""

    years, months, weeks, remaining_days = 5, 0, 0, 3


def agreement(**fields):
    return mou.Agreement("a", title="A", **fields)


MISTAKES = [
    # Clauses
    (
        lambda: mou.Term(withdrawal="P6M"),
        [('/withdrawal: found "P6M"; expected NoWithdrawal or WithdrawalOnNotice; use mou.WithdrawalOnNotice("P6M")')],
    ),
    (
        lambda: mou.Term(withdrawal=mou.Period.parse("P6M")),
        [
            (
                "/withdrawal: found a Period; "
                "expected NoWithdrawal or WithdrawalOnNotice; "
                'use mou.WithdrawalOnNotice("P6M")'
            )
        ],
    ),
    (
        lambda: mou.Term(withdrawal="6 months"),
        [
            (
                '/withdrawal: found "6 months"; '
                "expected NoWithdrawal or WithdrawalOnNotice; "
                'use mou.WithdrawalOnNotice("P6M")'
            )
        ],
    ),
    (
        lambda: mou.Term(withdrawal="none"),
        [('/withdrawal: found "none"; expected NoWithdrawal or WithdrawalOnNotice; use mou.NoWithdrawal()')],
    ),
    (
        lambda: mou.Term(withdrawal=True),
        [("/withdrawal: found true; expected NoWithdrawal or WithdrawalOnNotice; use mou.WithdrawalOnNotice(...)")],
    ),
    (
        lambda: mou.Term(withdrawal=False),
        [("/withdrawal: found false; expected NoWithdrawal or WithdrawalOnNotice; use mou.NoWithdrawal()")],
    ),
    (
        lambda: mou.Term(later_parties="P30D"),
        [('/later_parties: found "P30D"; expected a LaterParties; use mou.clauses.LaterParties("P30D")')],
    ),
    (
        lambda: mou.Term(survival="P10Y"),
        ['/survival: found "P10Y"; expected Survival or NoSurvival; use mou.Survival("P10Y")'],
    ),
    (
        lambda: mou.Term(renewal="P5Y"),
        [
            (
                '/renewal: found "P5Y"; '
                "expected NoRenewal, ExpressRenewal or TacitRenewal; "
                'use mou.ExpressRenewal("P5Y") or mou.TacitRenewal("P5Y")'
            )
        ],
    ),
    (
        lambda: mou.Term(renewal=True),
        [
            (
                "/renewal: found true; "
                "expected NoRenewal, ExpressRenewal or TacitRenewal; "
                "use mou.ExpressRenewal() or mou.TacitRenewal()"
            )
        ],
    ),
    (
        lambda: mou.Term(renewal="no"),
        [('/renewal: found "no"; expected NoRenewal, ExpressRenewal or TacitRenewal; use mou.NoRenewal()')],
    ),
    (
        lambda: mou.Term(renewal="automatic"),
        [
            (
                '/renewal: found "automatic"; '
                "expected NoRenewal, ExpressRenewal or TacitRenewal; "
                'use mou.TacitRenewal("P1Y")'
            )
        ],
    ),
    (
        lambda: mou.Term(entry_into_force="P30D"),
        [
            (
                '/entry_into_force: found "P30D"; '
                "expected a condition; "
                'use mou.clauses.OnSignature("P30D") or mou.clauses.LastNotification("P30D")'
            )
        ],
    ),
    (
        lambda: mou.Term(entry_into_force=60),
        [
            (
                "/entry_into_force: found 60; "
                "expected a condition; "
                "use mou.clauses.NthInstrument(60) or mou.clauses.FractionOfSignatories(60)"
            )
        ],
    ),
    (lambda: mou.Term(entry_into_force=True), ["/entry_into_force: found true; expected a condition"]),
    (
        lambda: mou.Term(entry_into_force=[clauses.OnSignature(), clauses.OnConsentOfAll()]),
        [
            (
                "/entry_into_force: found a list; "
                "expected a condition; "
                "use mou.clauses.AllOf([...]) or mou.clauses.AnyOf([...])"
            )
        ],
    ),
    (
        lambda: mou.Term(anchor="2030"),
        [
            (
                '/anchor: found "2030"; '
                "expected entry_into_force, signature, provisional_application, or a valid date, YYYY-MM-DD; "
                'pass an exact day, such as "2030-01-01"'
            )
        ],
    ),
    (
        lambda: mou.Term(anchor="sign"),
        [
            (
                '/anchor: found "sign"; '
                "expected entry_into_force, signature, provisional_application, or a valid date, YYYY-MM-DD; "
                'did you mean "signature"?'
            )
        ],
    ),
    (
        lambda: mou.Term(counting="event"),
        [('/counting: found "event"; expected one of: from_event, from_start_of_day; did you mean "from_event"?')],
    ),
    (lambda: mou.Term(5), [f'/duration: found 5; expected {DURATION}; use "P5Y", "P5M" or "P5D"']),
    (lambda: mou.Term("5"), [f'/duration: found "5"; expected {PERIOD}; use "P5Y", "P5M" or "P5D"']),
    (lambda: mou.Term("p5y"), [f'/duration: found "p5y"; expected {PERIOD}; use "P5Y"']),
    (
        lambda: mou.Term(timedelta(days=30)),
        [
            (
                f'/duration: found a timedelta; expected {DURATION}; use "P30D" for exactly 30 days '
                "(a timedelta has no calendar months or years)"
            )
        ],
    ),
    (
        lambda: mou.Term(timedelta(days=366)),
        [
            (
                f'/duration: found a timedelta; expected {DURATION}; use "P1Y" for 1 calendar year, or "P366D" for '
                "exactly 366 days"
            )
        ],
    ),
    (
        lambda: mou.Term(timedelta(days=400)),
        [
            (
                f'/duration: found a timedelta; expected {DURATION}; use "P400D" for exactly 400 days '
                "(a timedelta has no calendar months or years)"
            )
        ],
    ),
    (
        lambda: mou.Term(LikePendulum(days=1828)),
        [f'/duration: found a LikePendulum; expected {DURATION}; use "P5Y3D"'],
    ),
    *(
        (lambda zero=zero: mou.Term(zero), [f"/duration: found {zero}; expected a period longer than zero"])
        for zero in ("P0Y", "P0D", "P00M0D")
    ),
    *(
        (lambda by=by: mou.Act("withdrawal", "2020", by=by), [f'/by: found "{by}"; expected a list of ids; use {ids}'])
        for by, ids in (
            ("MYS,USA", '["MYS", "USA"]'),
            ("Malaysia and the US", '["MYS", "USA"]'),
            ("MYS USA", '["MYS", "USA"]'),
            ("um; keio", '["um", "keio"]'),
        )
    ),
    (
        lambda: mou.Act("withdrawal", "2020", by="Keio University"),
        [f'/by/0: found "Keio University"; expected {IDS}; use "keio-university"'],
    ),
    (
        lambda: mou.Act("withdrawal", "2020", by="Ministry of Trade, Industry"),
        [f'/by/0: found "Ministry of Trade, Industry"; expected {IDS}; use "ministry-of-trade-industry"'],
    ),
    (
        lambda: mou.Act("withdrawal", "2020", by=["MYS/USA"]),
        [f'/by/0: found "MYS/USA"; expected {IDS}; pass one id: "MYS" or "USA"'],
    ),
    (
        lambda: mou.Agreement(
            "a",
            title="A",
            parties=[STATES[0], mou.Party("um", name="Universiti Malaya", kind="organisation", aliases=["Malaya"])],
            acts=[mou.Act("withdrawal", "2020", by=["mys", "UM", "umm", "jpn"])],
        ),
        [
            '/acts/0/by/0: found "mys"; expected one of the parties: MYS, um; use "MYS"',
            '/acts/0/by/1: found "UM"; expected one of the parties: MYS, um; use "um"',
            '/acts/0/by/2: found "umm"; expected one of the parties: MYS, um; did you mean "um"?',
            '/acts/0/by/3: found "jpn"; expected one of the parties: MYS, um',
        ],
    ),
    *(
        (lambda kind=kind: mou.Act(kind, "2020"), [f'/kind: found "{kind}"; expected {KINDS}; did you mean "{meant}"?'])
        for kind, meant in (("Ratification", "ratification"), ("Notice revocation", "notice_revocation"))
    ),
    (
        lambda: mou.lifecycle(AGREEMENT).status(2028),
        ['(whole): found 2028; expected a valid date, YYYY-MM-DD; pass an exact day, such as "2028-01-01"'],
    ),
    (
        lambda: mou.from_dict("MYS", mou.Party),
        ['(whole): found "MYS"; expected a Party object; use mou.Party.state("MYS")'],
    ),
    (
        lambda: mou.from_dict('{"id": "a"}', mou.Party),
        ['(whole): found "{\\"id\\": \\"a\\"}"; expected a Party object; use mou.loads for JSON text'],
    ),
    (lambda: mou.Term(timedelta(hours=30)), [f"/duration: found a timedelta; expected {DURATION}"]),
    (lambda: mou.Term("9999-12-31"), [f'/duration: found "9999-12-31"; expected {PERIOD}; use mou.Indefinite()']),
    (
        lambda: mou.Term(stated_last_day="31/12/2030"),
        [('/stated_last_day: found "31/12/2030"; expected a valid date, YYYY-MM-DD; use "2030-12-31"')],
    ),
    (lambda: mou.TacitRenewal("indefinite"), [f'/period: found "indefinite"; expected {PERIOD}; use mou.Indefinite()']),
    (lambda: mou.TacitRenewal("P0D"), ["/period: found P0D; expected a period longer than zero"]),
    (lambda: mou.Period.parse("5 years"), [f'(whole): found "5 years"; expected {PERIOD}; use "P5Y"']),
    (
        lambda: mou.WithdrawalOnNotice("P6M", at="end"),
        [('/at: found "end"; expected one of: any_time, end_of_period; did you mean "end_of_period"?')],
    ),
    (
        lambda: clauses.AllOf(clauses.OnSignature()),
        ["/conditions: found an OnSignature; expected a list of conditions; use [mou.clauses.OnSignature()]"],
    ),
    (lambda: clauses.AllOf("signature"), ['/conditions: found "signature"; expected a list of conditions']),
    (
        lambda: clauses.FractionOfSignatories(0.5),
        [
            (
                "/percent: found 0.5; "
                'expected a percentage above 0, at most 100, as text such as "55" or "200/3"; '
                'use "50"'
            )
        ],
    ),
    (
        lambda: clauses.FractionOfSignatories("50%"),
        [
            (
                '/percent: found "50%"; '
                'expected a percentage above 0, at most 100, as text such as "55" or "200/3"; '
                'use "50"'
            )
        ],
    ),
    (
        lambda: clauses.NthInstrument(1, counted="ratification"),
        [
            (
                '/counted: found "ratification"; '
                "expected a CountedInstruments; "
                'use mou.clauses.CountedInstruments(kinds=["ratification"])'
            )
        ],
    ),
    (
        lambda: clauses.NthInstrument(1, counted=["ratification"]),
        [
            (
                "/counted: found a list; "
                "expected a CountedInstruments; "
                'use mou.clauses.CountedInstruments(kinds=["ratification"])'
            )
        ],
    ),
    (lambda: clauses.NthInstrument(1, counted=5), ["/counted: found 5; expected a CountedInstruments"]),
    (
        lambda: clauses.NthInstrument(2, among=["United States", "MYS"]),
        [f'/among/0: found "United States"; expected {IDS}; use "USA"'],
    ),
    (
        lambda: clauses.CountedInstruments(kinds="ratification"),
        ['/kinds: found "ratification"; expected a list of kinds of acts; use ["ratification"]'],
    ),
    # Agreements
    (lambda: agreement(term="P5Y"), ['/term: found "P5Y"; expected a Term; use mou.Term("P5Y")']),
    (
        lambda: agreement(term=mou.Indefinite()),
        ["/term: found an Indefinite; expected a Term; use mou.Term(mou.Indefinite())"],
    ),
    (
        lambda: agreement(term=mou.Indefinite),
        ["/term: found the class Indefinite; expected a Term; use mou.Term(mou.Indefinite())"],
    ),
    (
        lambda: agreement(term="2030-01-01"),
        ['/term: found "2030-01-01"; expected a Term; use mou.Term(mou.Until("2030-01-01"))'],
    ),
    (lambda: agreement(term=None), ["/term: found null; expected a Term; leave it out if it is not known"]),
    (
        lambda: agreement(term={"duration": "P5Y"}),
        ["/term: found an object; expected a Term; use mou.from_dict(..., mou.Term)"],
    ),
    (
        lambda: agreement(parties="MYS"),
        ['/parties: found "MYS"; expected a list of Party; use [mou.Party.state("MYS")]'],
    ),
    (
        lambda: agreement(parties="Malaysia, Japan"),
        [
            (
                '/parties: found "Malaysia, Japan"; '
                "expected a list of Party; "
                'use [mou.Party.state("Malaysia"), mou.Party.state("Japan")]'
            )
        ],
    ),
    (lambda: agreement(parties=STATES[0]), ["/parties: found a Party; expected a list of Party; use [party]"]),
    (lambda: agreement(parties={"MYS": 1}), ["/parties: found an object; expected a list of Party"]),
    (
        lambda: agreement(parties=[{"id": "MYS"}]),
        ["/parties/0: found an object; expected a Party; use mou.from_dict(..., mou.Party)"],
    ),
    (
        lambda: agreement(acts=["2020-01-01"]),
        ['/acts/0: found "2020-01-01"; expected an Act; use mou.Act.signature("2020-01-01")'],
    ),
    (
        lambda: agreement(acts=["signature"]),
        ['/acts/0: found "signature"; expected an Act; use mou.Act("signature", ...)'],
    ),
    (
        lambda: agreement(acts=mou.Act.signature("2020-01-01")),
        ["/acts: found an Act; expected a list of Act; use [act]"],
    ),
    (
        lambda: agreement(acts=[("signature", "2020-01-01")]),
        ['/acts/0: found a list; expected an Act; use mou.Act("signature", "2020-01-01")'],
    ),
    (lambda: agreement(acts=[5]), ["/acts/0: found 5; expected an Act"]),
    (lambda: agreement(relations=["b"]), ['/relations/0: found "b"; expected a Relation; use mou.Relation(...)']),
    (
        lambda: agreement(relations=[("amends", "b")]),
        ['/relations/0: found a list; expected a Relation; use mou.Relation("amends", "b")'],
    ),
    (
        lambda: agreement(sources="https://example.org"),
        [
            (
                '/sources: found "https://example.org"; '
                "expected a list of Source; "
                'use [mou.Source(..., url="https://example.org")]'
            )
        ],
    ),
    (lambda: agreement(depositary=STATES[0]), ['/depositary: found a Party; expected text; use "MYS"']),
    (
        lambda: agreement(signed_at=mou.Meeting("m", name="M")),
        ['/signed_at: found a Meeting; expected a list of ids; use ["m"]'],
    ),
    (lambda: agreement(signed_at="m"), ['/signed_at: found "m"; expected a list of ids; use ["m"]']),
    (
        lambda: agreement(subjects="defence"),
        ['/subjects: found "defence"; expected a list of text values; use ["defence"]'],
    ),
    (
        lambda: agreement(kind="memorandum"),
        [f'/kind: found "memorandum"; expected {AGREEMENT_KINDS}; did you mean "mou"?'],
    ),
    (
        lambda: agreement(kind="pact"),
        [f'/kind: found "pact"; expected {AGREEMENT_KINDS}; did you mean "treaty" or "agreement"?'],
    ),
    (
        lambda: agreement(parties=STATES, acts=[mou.Act.signature("2020", by="Malaysia")]),
        ['/acts/0/by/0: found "Malaysia"; expected one of the parties: MYS, JPN; use "MYS"'],
    ),
    (lambda: mou.Agreement("A treaty", title="A"), [f'/id: found "A treaty"; expected {IDS}; use "a-treaty"']),
    (lambda: mou.Agreement(1, title="A"), [f'/id: found 1; expected {IDS}; use "1"']),
    (
        lambda: mou.Relation("replaces", "b"),
        [
            (
                '/kind: found "replaces"; '
                "expected one of: amends, supersedes, implements, renews, protocol_to; "
                'did you mean "supersedes"?'
            )
        ],
    ),
    (
        lambda: mou.Relation("amendment", "b"),
        [
            (
                '/kind: found "amendment"; '
                "expected one of: amends, supersedes, implements, renews, protocol_to; "
                'did you mean "amends"?'
            )
        ],
    ),
    # Acts
    (lambda: mou.Act("signed", "2020"), [f'/kind: found "signed"; expected {KINDS}; did you mean "signature"?']),
    (
        lambda: mou.Act("ratified", "2020", by="MYS"),
        [f'/kind: found "ratified"; expected {KINDS}; did you mean "ratification"?'],
    ),
    (
        lambda: mou.Act("acceded", "2020", by="MYS"),
        [f'/kind: found "acceded"; expected {KINDS}; did you mean "acceptance" or "accession"?'],
    ),
    (lambda: mou.Act("renewal", "2020"), [f'/kind: found "renewal"; expected {KINDS}; did you mean "extension"?']),
    (
        lambda: mou.Act("terminated", "2020"),
        [(f'/kind: found "terminated"; expected {KINDS}; did you mean "termination" or "withdrawal"?')],
    ),
    (
        lambda: mou.Act("notice", "2020", by="MYS"),
        [(f'/kind: found "notice"; expected {KINDS}; did you mean "withdrawal", "non_renewal" or "notification"?')],
    ),
    (lambda: mou.Act("entry", "2020"), [f'/kind: found "entry"; expected {KINDS}; did you mean "entry_into_force"?']),
    (
        lambda: mou.Act("expiry", "2020"),
        [(f'/kind: found "expiry"; expected {KINDS}; an expiry is not an act: it is computed from mou.Term')],
    ),
    (
        lambda: mou.Act("notification", "2020"),
        [("/by: found no party; expected at least one party (required for notification); pass by=...")],
    ),
    (
        lambda: mou.Act("signature", "1 January 2020"),
        [f'/on: found "1 January 2020"; expected {DAYS}; use "2020-01-01"'],
    ),
    (
        lambda: mou.Act("signature", "01/02/2020"),
        [f'/on: found "01/02/2020"; expected {DAYS}; use "2020-01-02" or "2020-02-01"'],
    ),
    (lambda: mou.Act("signature", "2020-1-2"), [f'/on: found "2020-1-2"; expected {DAYS}; use "2020-01-02"']),
    (lambda: mou.Act("signature", "20200102"), [f'/on: found "20200102"; expected {DAYS}; use "2020-01-02"']),
    (
        lambda: mou.Act("signature", "2020-01-02T00:00"),
        [f'/on: found "2020-01-02T00:00"; expected {DAYS}; use "2020-01-02"'],
    ),
    (
        lambda: mou.Act("signature", datetime(2020, 1, 2, tzinfo=UTC)),
        [("/on: found a datetime; expected a date without a time of day; pass its date(), if that is the day meant")],
    ),
    (lambda: mou.Act("signature", 2020), [f'/on: found 2020; expected {DAYS}; use "2020"']),
    (
        lambda: mou.Act("signature", "2020", by="United States"),
        [f'/by/0: found "United States"; expected {IDS}; use "USA"'],
    ),
    (
        lambda: mou.Act("signature", "2020", signatories=["A. Person"]),
        ['/signatories/0: found "A. Person"; expected a Signatory; use mou.Signatory(...)'],
    ),
    (
        lambda: mou.Act("signature", "2020", signature_kind="final"),
        [
            (
                '/signature_kind: found "final"; '
                "expected one of: definitive, subject_to_ratification, ad_referendum; "
                'did you mean "definitive"?'
            )
        ],
    ),
    (
        lambda: mou.Act("signature", "2020", certainty="certain"),
        [('/certainty: found "certain"; expected one of: stated, inferred, disputed; did you mean "stated"?')],
    ),
    (
        lambda: mou.PartialDate("2020-01-01"),
        [
            (
                '(whole): found "2020-01-01"; '
                "expected an imprecise date in EDTF, such as 1848 or 2025-10; "
                'use datetime.date.fromisoformat("2020-01-01")'
            )
        ],
    ),
    (
        lambda: mou.PartialDate("Oct 2020"),
        [('(whole): found "Oct 2020"; expected an imprecise date in EDTF, such as 1848 or 2025-10; use "2020-10"')],
    ),
    # Parties and meetings
    (
        lambda: mou.Party("Malaysia", "Malaysia", "state"),
        [
            (
                '/id: found "Malaysia"; '
                "expected a state code: ISO 3166-1 alpha-3, ISO 3166-3 alpha-4, or scheme:code for a state not "
                "in ISO 3166; "
                'use "MYS"'
            )
        ],
    ),
    (
        lambda: mou.Party("um", "UM", "university"),
        [
            (
                '/kind: found "university"; '
                "expected one of: state, international_organisation, government_body, subnational_government, "
                "organisation; "
                'did you mean "organisation"?'
            )
        ],
    ),
    (
        lambda: mou.Party.organisation("东京大学"),
        ['/id: found nothing; expected an id, because none can be made from "东京大学"; pass id=...'],
    ),
    (lambda: mou.Party.organisation(None), ["/name: found null; expected text"]),
    (
        lambda: mou.Party.organisation("x", acts_for="United States"),
        [f'/acts_for: found "United States"; expected {IDS}; use "USA"'],
    ),
    (
        lambda: mou.Meeting("m", name="M", forum=mou.Forum("f", name="F")),
        [f'/forum: found a Forum; expected {IDS}; use "f"'],
    ),
    (
        lambda: mou.Meeting("m", name="M", participants=["MYS"]),
        ['/participants/0: found "MYS"; expected a Participant; use mou.Participant("MYS")'],
    ),
    (
        lambda: mou.Meeting("m", name="M", participants=STATES[:1]),
        ["/participants/0: found a Party; expected a Participant; use mou.Participant(party)"],
    ),
    (
        lambda: mou.Meeting("m", name="M", participants=[("MYS", "member")]),
        [('/participants/0: found a list; expected a Participant; use mou.Participant("MYS", "member")')],
    ),
    (
        lambda: mou.Meeting("m", name="M", stated_counts={"partners": 8}),
        [
            (
                '/stated_counts/partners: found "partners"; '
                "expected a role (member, dialogue_partner, observer, guest) or total; "
                'did you mean "dialogue_partner"?'
            )
        ],
    ),
    (
        lambda: mou.Forum("f", name="F", memberships=["MYS"]),
        ['/memberships/0: found "MYS"; expected a Membership; use mou.Membership(...)'],
    ),
    (
        lambda: mou.Membership("MYS", "partner"),
        [
            (
                '/role: found "partner"; '
                "expected one of: member, dialogue_partner, observer, guest; "
                'did you mean "dialogue_partner"?'
            )
        ],
    ),
    (
        lambda: mou.Membership("MYS", "host"),
        [
            (
                '/role: found "host"; '
                "expected one of: member, dialogue_partner, observer, guest; "
                "the host of a meeting is recorded in Meeting.host"
            )
        ],
    ),
    (
        lambda: mou.Register(agreements="a.json"),
        ['/agreements: found "a.json"; expected a list of Agreement; use [mou.load("a.json")]'],
    ),
    (
        lambda: mou.Register(agreements=["a"]),
        ['/agreements/0: found "a"; expected an Agreement; use mou.Agreement(...)'],
    ),
    (lambda: mou.Register(forums=[" "]), ['/forums/0: found " "; expected a Forum']),
    (
        lambda: mou.Register(agreements=[mou.lifecycle(AGREEMENT)]),
        ["/agreements/0: found a Lifecycle; expected an Agreement; use lifecycle.agreement"],
    ),
    (
        lambda: mou.Register(forums=[mou.Forum("f", name="F", memberships=[mou.Membership("Malaysia", "member")])]),
        [('/forums/0/memberships/0/party: found "Malaysia"; expected the id of a party in the register; use "MYS"')],
    ),
    # Questions
    (lambda: mou.lifecycle(None), ["(whole): found null; expected an Agreement"]),
    (
        lambda: mou.lifecycle("a"),
        [('(whole): found "a"; expected an Agreement; use register.lifecycle(id) for an agreement of a register')],
    ),
    (lambda: mou.lifecycle("a.json"), ['(whole): found "a.json"; expected an Agreement; use mou.load("a.json")']),
    (lambda: mou.lifecycle([AGREEMENT]), ["(whole): found a list; expected an Agreement; pass each item by itself"]),
    (
        lambda: mou.lifecycle(mou.Agreement),
        [("(whole): found the class Agreement; expected an Agreement; use mou.Agreement(...) instead of the class")],
    ),
    (
        lambda: mou.lifecycle(mou.lifecycle(AGREEMENT)),
        ["(whole): found a Lifecycle; expected an Agreement; use lifecycle.agreement"],
    ),
    (
        lambda: mou.lifecycle(AGREEMENT, "2020"),
        [('(whole): found "2020"; expected a valid date, YYYY-MM-DD; pass an exact day, such as "2020-01-01"')],
    ),
    (
        lambda: mou.lifecycle(AGREEMENT, others=AGREEMENT),
        ["(whole): found an Agreement; expected agreements or a Register; use [agreement]"],
    ),
    (
        lambda: mou.lifecycle(AGREEMENT, others=["b"]),
        ['(whole): found "b"; expected an Agreement; use register.lifecycle(id)'],
    ),
    (
        lambda: mou.expiry_date(REGISTER),
        [
            (
                "(whole): found a Register; "
                "expected an Agreement; "
                "use register.lifecycle(id) for an agreement of a register"
            )
        ],
    ),
    (
        lambda: mou.check([AGREEMENT]),
        [("(whole): found a list; expected an Agreement, a Meeting or a Register; use mou.Register(agreements=...)")],
    ),
    (
        lambda: mou.check(mou.lifecycle(AGREEMENT)),
        [("(whole): found a Lifecycle; expected an Agreement, a Meeting or a Register; use lifecycle.agreement")],
    ),
    (lambda: mou.participation(AGREEMENT, None), ["(whole): found null; expected a Party, or its id, name or alias"]),
    (
        lambda: mou.missing_fields(AGREEMENT),
        [("(whole): found an Agreement; expected a list of NotDetermined; pass register.not_determined(day)")],
    ),
    (
        lambda: mou.missing_fields(None),
        [("(whole): found null; expected a list of NotDetermined; pass register.not_determined(day)")],
    ),
    (lambda: REGISTER.lifecycle(None), ["(whole): found null; expected an Agreement or its id"]),
    (
        lambda: REGISTER.with_status("2020-01-01", "force"),
        [
            (
                '(whole): found "force"; '
                "expected one of: negotiated, signed, provisional, in_force, suspended, expired, terminated, "
                "unknown; "
                'did you mean "in_force"?'
            )
        ],
    ),
    (lambda: REGISTER.of_party(None), ["(whole): found null; expected a Party, or its id, name or alias"]),
    (lambda: REGISTER.about(None), ["(whole): found null; expected a subject"]),
    (lambda: REGISTER.agreement(AGREEMENT), ['(whole): found an Agreement; expected an id; use "a"']),
    (lambda: REGISTER.agreement(None), ["(whole): found null; expected an id"]),
    (lambda: REGISTER.party(["MYS"]), ["(whole): found a list; expected a Party or its id; pass each item by itself"]),
    (lambda: REGISTER.merged("x.json"), ['(whole): found "x.json"; expected a Register; use mou.load("x.json")']),
    (lambda: REGISTER.added("x"), ['(whole): found "x"; expected an Agreement, a Meeting, a Forum or a Party']),
    # Documents
    (
        lambda: mou.to_dict([AGREEMENT]),
        [(f"(whole): found a list; expected {A_RECORD}; pass each record by itself, or a mou.Register")],
    ),
    (
        lambda: mou.to_dict(mou.Agreement),
        [(f"(whole): found the class Agreement; expected {A_RECORD}; use mou.Agreement(...) instead of the class")],
    ),
    (
        lambda: mou.dumps(mou.Agreement),
        [(f"(whole): found the class Agreement; expected {A_RECORD}; use mou.Agreement(...) instead of the class")],
    ),
    (
        lambda: mou.from_dict({"id": "a", "title": "A"}, mou.Party),
        [
            ("/name: found nothing; expected a value (required key); this looks like an Agreement: pass mou.Agreement"),
            "/kind: found nothing; expected a value (required key)",
            (
                "/title: found an unknown key; "
                "expected one of: id, name, kind, acts_for, identifiers, aliases, extensions"
            ),
        ],
    ),
    (lambda: mou.from_dict({"id": "a", "title": "A"}, dict), [f"(whole): found the class dict; expected {A_CLASS}"]),
    (
        lambda: mou.from_dict({"id": "a", "title": "A"}, "Agreement"),
        [f'(whole): found "Agreement"; expected {A_CLASS}; use mou.Agreement'],
    ),
    (
        lambda: mou.from_dict({"id": "a", "title": "A"}, AGREEMENT),
        [f"(whole): found an Agreement; expected {A_CLASS}; use mou.Agreement"],
    ),
    (
        lambda: mou.from_dict({"id": "a", "title": "A"}, mou.Lifecycle),
        [(f"(whole): found the class Lifecycle; expected {A_CLASS}; a computed value can't be read; compute it again")],
    ),
    (
        lambda: mou.from_dict([{"id": "a", "title": "A"}]),
        ["(whole): found a list; expected a Register object; use mou.from_dict for each item"],
    ),
    (lambda: mou.from_dict("a.json"), ['(whole): found "a.json"; expected a Register object; use mou.load("a.json")']),
    (lambda: mou.from_dict("{}"), ['(whole): found "{}"; expected a Register object; use mou.loads for JSON text']),
    (
        lambda: mou.from_dict(AGREEMENT),
        ["(whole): found an Agreement; expected a Register object; it is a record already"],
    ),
    (lambda: mou.from_dict(None), ["(whole): found null; expected a Register object"]),
    (
        lambda: mou.loads("{}", mou.Lifecycle),
        [(f"(whole): found the class Lifecycle; expected {A_CLASS}; a computed value can't be read; compute it again")],
    ),
    (lambda: mou.load(None), [f"(whole): found null; expected {FILE}"]),
    (
        lambda: mou.load("missing.json", "Agreement"),
        [f'(whole): found "Agreement"; expected {A_CLASS}; use mou.Agreement'],
    ),
    (
        lambda: mou.save("x.json", AGREEMENT),
        [(f"(whole): found an Agreement; expected {FILE}; the record comes first: mou.save(record, path)")],
    ),
    (
        lambda: mou.save(mou.lifecycle(AGREEMENT), "x.json"),
        [f"(whole): found a Lifecycle; expected {A_RECORD}; use mou.dumps for a computed value"],
    ),
    (lambda: mou.iter_ndjson(AGREEMENT), ["(whole): found an Agreement; expected a path or a binary file"]),
    (
        lambda: mou.write_ndjson(AGREEMENT, "x.ndjson"),
        ["(whole): found an Agreement; expected a list of records; pass it in a list"],
    ),
    (lambda: mou.write_ndjson([AGREEMENT], None), [f"(whole): found null; expected {FILE}"]),
    # Exports
    (lambda: mou.formats.tables.to_arrow(AGREEMENT), [f"(whole): found {A_REGISTER}"]),
    (
        lambda: mou.formats.tables.from_arrow(REGISTER),
        [("(whole): found a Register; expected the tables of a register; pass the result of to_arrow")],
    ),
    (
        lambda: mou.formats.tables.write_parquet(REGISTER, "x"),
        ["(whole): found a Register; expected a Tables; use mou.formats.tables.to_arrow(register)"],
    ),
    (
        lambda: mou.formats.page.page("a.json", "2020-01-01"),
        ['(whole): found "a.json"; expected a Register; use mou.load("a.json")'],
    ),
    (
        lambda: mou.formats.calendar.to_ical(AGREEMENT, on="2020-01-01", through="P5Y", stamp=datetime.now(UTC)),
        [f"(whole): found {A_REGISTER}"],
    ),
    (
        lambda: mou.formats.sheets.to_csv([AGREEMENT], "2020-01-01"),
        ["(whole): found a list; expected a Register; use mou.Register(agreements=...)"],
    ),
    (lambda: mou.formats.sheets.to_xlsx(AGREEMENT, "2020-01-01"), [f"(whole): found {A_REGISTER}"]),
    (
        lambda: mou.plot.timeline(AGREEMENT),
        [
            (
                "(whole): found an Agreement; "
                "expected a Register or a list of agreements; "
                "use mou.Register(agreements=[agreement])"
            )
        ],
    ),
    (
        lambda: mou.bulk.answers(REGISTER, "2020-01-01"),
        ["(whole): found a Register; expected a batch of documents; use register.statuses(days)"],
    ),
    (lambda: mou.conformance.conform(AGREEMENT), [f"(whole): found {A_REGISTER}"]),
    (lambda: mou.datasets.read(None, "dcad"), [f"(whole): found null; expected {FILE}"]),
    (
        lambda: mou.importing.read("x.csv", None),
        ["(whole): found null; expected a Mapping; use mou.importing.guess(path) for a first one"],
    ),
    (lambda: mou.importing.Mapping.loads(None), ["(whole): found null; expected the text of a mapping in TOML"]),
    (lambda: mou.load("{}"), [f'(whole): found "{{}}"; expected {FILE}; use mou.loads for JSON']),
]


@pytest.mark.parametrize(("make", "sentences"), MISTAKES)
def test_the_error_says_what_was_probably_meant(make, sentences):
    assert sentences == told(make)


class TestMissingFiles:
    def test_a_similar_name_is_suggested(self, tmp_path):
        mou.save(AGREEMENT, tmp_path / "treaty.json")
        with pytest.raises(
            FileNotFoundError, match=r'No such file or directory; did you mean "treaty.json"\?: .*\.json'
        ):
            mou.load(tmp_path / "treatys.json")

    def test_a_folder_that_does_not_exist(self, tmp_path):
        with pytest.raises(FileNotFoundError, match=r"No such file or directory: '.*/x/register'"):
            mou.load(tmp_path / "x" / "register")

    def test_a_folder_with_documents_but_no_register(self, tmp_path):
        with pytest.raises(FileNotFoundError, match="No register in this folder: "):
            mou.load(tmp_path)
        mou.save(AGREEMENT, tmp_path / "a.json")
        with pytest.raises(FileNotFoundError, match=r"; load one document, such as a\.json: "):
            mou.load(tmp_path)


def test_an_unknown_public_name_has_the_module_for_suggestions():
    with pytest.raises(AttributeError, match="module 'mou' has no attribute 'Agreemnt'") as caught:
        mou.Agreemnt  # noqa: B018
    assert ("Agreemnt", mou) == (caught.value.name, caught.value.obj)


def test_a_party_takes_the_party_that_it_acts_for():
    assert "MYS" == mou.Party.organisation("Ministry", acts_for=STATES[0]).acts_for
    assert "MYS" == mou.Signatory("A. Person", party=STATES[0]).party


def test_an_invalid_interval_has_no_hint():
    assert [f'/on: found "2025-12/2025-10"; expected {DAYS}'] == told(mou.Act, "signature", "2025-12/2025-10")
