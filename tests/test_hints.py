"""What people type first: it works, or the error says what they probably meant. Each row is the whole sentence."""

import typing
from datetime import date

import pytest
from told import told

import mou
from mou import clauses

STATES = [mou.Party.state("MYS"), mou.Party.state("JPN")]
AGREEMENT = mou.Agreement("a", title="A", parties=STATES, acts=[mou.Act.signature("2020-01-10")], term=mou.Term("P5Y"))
REGISTER = mou.Register(agreements=[AGREEMENT])
PERIOD = "an ISO 8601 period of whole years, months, weeks and days, such as P5Y, P18M or P30D"
DURATION = "a period, Until, UntilDayOfYear, UntilEvent or Indefinite"
INSTEAD = "use mou.clauses.OnSignature() instead of the class"
KINDS = "one of: " + ", ".join(mou.ActKind)


def agreement(**fields):
    return mou.Agreement("a", title="A", **fields)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (
            lambda: agreement(parties=["MYS", "Japan"]),
            [
                '/parties/0: found "MYS"; expected a Party; use mou.Party.state("MYS")',
                '/parties/1: found "Japan"; expected a Party; use mou.Party.state("Japan")',
            ],
        ),
        (
            lambda: agreement(parties=["University of Malaya", 5, " "]),
            [
                (
                    '/parties/0: found "University of Malaya"; expected a Party; '
                    'use mou.Party.organisation("University of Malaya")'
                ),
                "/parties/1: found 5; expected a Party",
                '/parties/2: found " "; expected a Party',
            ],
        ),
        (
            lambda: mou.Term("2030-01-01"),
            [f'/duration: found "2030-01-01"; expected {PERIOD}; use mou.Until("2030-01-01") for a fixed last day'],
        ),
        (
            lambda: mou.Term(date(2030, 1, 1)),
            [f'/duration: found a date; expected {DURATION}; use mou.Until("2030-01-01") for a fixed last day'],
        ),
        (lambda: mou.Term("indefinite"), [f'/duration: found "indefinite"; expected {PERIOD}; use mou.Indefinite()']),
        (lambda: mou.Term("5 years"), [f'/duration: found "5 years"; expected {PERIOD}; use "P5Y"']),
        (lambda: mou.Term("18 months"), [f'/duration: found "18 months"; expected {PERIOD}; use "P18M"']),
        (
            lambda: mou.Term("1 year and 6 months"),
            [f'/duration: found "1 year and 6 months"; expected {PERIOD}; use "P1Y6M"'],
        ),
        (lambda: mou.Term("1001 years"), [f'/duration: found "1001 years"; expected {PERIOD}']),
        (lambda: mou.Term("5Y"), [f'/duration: found "5Y"; expected {PERIOD}; use "P5Y"']),
        (
            lambda: mou.Term(mou.Indefinite),
            [f"/duration: found the class Indefinite; expected {DURATION}; use mou.Indefinite() instead of the class"],
        ),
        (lambda: mou.Term(int), [f"/duration: found the class int; expected {DURATION}"]),
        (lambda: mou.Term("soon"), [f'/duration: found "soon"; expected {PERIOD}']),
        (
            lambda: mou.Term(entry_into_force="signature"),
            ['/entry_into_force: found "signature"; expected a condition; use mou.clauses.OnSignature()'],
        ),
        (
            lambda: mou.Term(entry_into_force="2020-01-01"),
            ['/entry_into_force: found "2020-01-01"; expected a condition; use mou.clauses.OnDate("2020-01-01")'],
        ),
        (
            lambda: mou.Term(entry_into_force=date(2020, 1, 1)),
            ['/entry_into_force: found a date; expected a condition; use mou.clauses.OnDate("2020-01-01")'],
        ),
        (
            lambda: mou.Term(entry_into_force=clauses.OnSignature),
            [f"/entry_into_force: found the class OnSignature; expected a condition; {INSTEAD}"],
        ),
        (
            lambda: mou.Term(renewal="tacit"),
            ['/renewal: found "tacit"; expected NoRenewal, ExpressRenewal or TacitRenewal; use mou.TacitRenewal()'],
        ),
        (
            lambda: mou.Act("withdrawl", "2020-01-01"),
            [f'/kind: found "withdrawl"; expected {KINDS}; did you mean "withdrawal"?'],
        ),
        (lambda: mou.Act(5, "2020-01-01"), [f"/kind: found 5; expected {KINDS}"]),
        (
            lambda: mou.loads({"id": "a"}),
            ["(whole): found an object; expected JSON text; use mou.from_dict for a value that is parsed already"],
        ),
        (lambda: mou.loads(None), ["(whole): found null; expected JSON text"]),
        (
            lambda: mou.loads("a.json"),
            ['(whole): found "a.json"; expected JSON text; use mou.load("a.json") for a file'],
        ),
        (
            lambda: mou.lifecycle(REGISTER),
            [
                (
                    "(whole): found a Register; expected an Agreement; "
                    "use register.lifecycle(id) for an agreement of a register"
                )
            ],
        ),
        (lambda: mou.expiry_date(5), ["(whole): found 5; expected an Agreement"]),
        (
            lambda: mou.check("a"),
            ['(whole): found "a"; expected an Agreement, a Meeting or a Register; use mou.load("a")'],
        ),
    ],
)
def test_the_error_says_what_was_probably_meant(make, sentence):
    assert sentence == told(make)


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: REGISTER.agreement("b"), 'no agreement has the id "b"; known: a'),
        (lambda: REGISTER.meeting("m"), 'no meeting has the id "m"; there is none'),
        (
            lambda: mou.lifecycle(AGREEMENT).participation("MYX"),
            'no party of the agreement has the id or name "MYX"; known: MYS, JPN',
        ),
        (lambda: mou.datasets.read("x.csv", "dcat"), 'no data set has the id "dcat"; did you mean "dcad"?'),
        (lambda: REGISTER.replaced(mou.Party.organisation("X", id="x\x1b")), None),
        (lambda: REGISTER.add_act("z\n", mou.Act.signature("2020")), 'no agreement has the id "z\\u000a"; known: a'),
    ],
)
def test_an_unknown_id_is_an_error_of_the_library(ask, sentence):
    with pytest.raises(mou.MouError) as caught:
        ask()
    if sentence is not None:
        assert isinstance(caught.value, KeyError)
        assert sentence == str(caught.value)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (
            lambda: mou.diff(REGISTER, AGREEMENT),
            "found an Agreement; expected a Register; use mou.Register(agreements=[agreement])",
        ),
        (lambda: mou.diff("a.json", REGISTER), 'found "a.json"; expected a Register; use mou.load("a.json")'),
        (lambda: REGISTER.added("x"), 'found "x"; expected an Agreement, a Meeting, a Forum or a Party'),
        (
            lambda: REGISTER.added([AGREEMENT]),
            "found a list; expected an Agreement, a Meeting, a Forum or a Party; pass each item by itself",
        ),
        (lambda: REGISTER.replaced(None), "found null; expected an Agreement, a Meeting, a Forum or a Party"),
        (lambda: REGISTER.merged([REGISTER]), "found a list; expected a Register; use mou.Register(agreements=...)"),
        (
            lambda: mou.missing_fields([AGREEMENT]),
            "found an Agreement; expected a NotDetermined; pass register.not_determined(day)",
        ),
    ],
)
def test_an_argument_of_another_class(call, sentence):
    assert [f"(whole): {sentence}"] == told(call)


def test_many_known_ids_are_cut_short():
    register = mou.Register(agreements=[mou.Agreement(f"agreement-{number}", title="A") for number in range(12)])
    with pytest.raises(mou.UnknownIdError, match=r"; known: agreement-0, .*, agreement-9, \.\.\.$"):
        register.agreement("zzz")


class TestUnions:
    def test_each_class_is_tried(self):
        for record in (AGREEMENT, REGISTER):
            assert record == mou.loads(mou.dumps(record), mou.Agreement | mou.Register)

    def test_through_every_door(self):
        either = typing.Union[mou.Agreement, mou.Party]  # noqa: UP007
        for read in (lambda: mou.from_dict({"junk": 1}, either), lambda: mou.loads('{"junk": 1}', either)):
            assert "/junk: found an unknown key" in " ".join(told(read))
        assert mou.Party.state("MYS") == mou.from_dict(mou.to_dict(mou.Party.state("MYS")), either)

    def test_a_dict_of_an_agreement_or_a_register_needs_no_class(self):
        for record in (AGREEMENT, REGISTER):
            assert record == mou.from_dict(mou.to_dict(record))

    def test_a_tag_decides_where_there_is_one(self):
        assert mou.NoRenewal() == mou.loads('{"type": "none"}', mou.NoRenewal | mou.TacitRenewal)

    def test_the_shortest_list_of_problems_is_reported(self):
        assert ["/title: found nothing; expected a value (required key)"] == told(
            mou.loads, '{"id": "a"}', mou.Register | mou.Agreement
        )


class TestConveniences:
    def test_a_lifecycle_of_an_agreement(self):
        assert mou.lifecycle(AGREEMENT) == AGREEMENT.lifecycle()
        assert mou.lifecycle(AGREEMENT, "2019-01-01") == AGREEMENT.lifecycle("2019-01-01")

    def test_an_organisation_by_its_name(self):
        party = mou.Party.organisation("Universität zu Köln", acts_for="DEU")
        assert mou.Party("universitat-zu-koln", "Universität zu Köln", "organisation", acts_for="DEU") == party
        assert "ukm" == mou.Party.organisation("Universiti Kebangsaan Malaysia", id="ukm").id

    def test_delays_by_position(self):
        for condition in (
            clauses.OnSignature("P30D"),
            clauses.LastNotification("P30D"),
            clauses.OnConsentOfAll("P30D"),
            clauses.ExchangeOfInstruments("P30D"),
            clauses.AllSignatories("P30D"),
        ):
            assert mou.Period.parse("P30D") == condition.delay

    def test_agreements_are_shown_short(self):
        assert "A (a)" == str(AGREEMENT)
        assert '<Agreement a: "A", parties: MYS, JPN, acts: 1>' == repr(AGREEMENT)
        bare = mou.Agreement("b", title="B", kind="mou")
        assert """<Agreement b: "B", kind='mou', parties: not known, acts: 0>""" == repr(bare)
        many = [mou.Party.state(code) for code in ("MYS", "JPN", "USA", "FRA", "DEU")]
        assert '<Agreement c: "C", parties: MYS, JPN, USA, FRA, ..., acts: 0>' == repr(
            mou.Agreement("c", title="C", parties=many)
        )


class TestOrderOfDays:
    DAYS = ("2024-12", date(2024, 12, 31), "2025-01", "2025", date(2025, 1, 1), "2025?")

    def test_by_the_first_day_then_the_last(self):
        days = [mou.PartialDate(day) if isinstance(day, str) else day for day in self.DAYS]
        in_order = ["2024-12", "2024-12-31", "2025-01-01", "2025-01", "2025", "2025?"]
        assert in_order == [str(day) for day in sorted(days)]

    def test_each_comparison(self):
        month, day = mou.PartialDate("2025-01"), date(2025, 1, 1)
        assert day < month
        assert day <= month
        assert month > day
        assert month >= day
        assert not month < day
        assert not month <= day
        assert month <= month  # noqa: PLR0124
        assert month >= month  # noqa: PLR0124

    @pytest.mark.parametrize("compare", ["__lt__", "__le__", "__gt__", "__ge__"])
    def test_with_anything_else_there_is_no_order(self, compare):
        assert NotImplemented is getattr(mou.PartialDate("2025"), compare)("2025-01-01")
