"""Conditions of entry into force: what they take, what can't be true of them, and how they read."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from told import places, told

from mou.dates.days import PartialDate
from mou.dates.delays import FirstOfMonthAfter
from mou.dates.periods import Period
from mou.documents.codec import dumps, loads
from mou.model.act import ActKind
from mou.model.conditions import (
    AllNamed,
    AllOf,
    AllSignatories,
    AnyOf,
    CountedInstruments,
    ExchangeOfInstruments,
    FractionOfSignatories,
    LastNotification,
    NotBefore,
    NthInstrument,
    OnAgreedDate,
    OnConsentOfAll,
    OnDate,
    OnDateIf,
    OnEvent,
    OnSignature,
    OtherInForce,
    WeightedShare,
    condition_text,
    is_open,
)
from mou.model.party import Party
from mou.model.term import Term

CONDITIONS = [
    OnSignature(),
    OnDate("1989-01-01"),
    LastNotification(),
    OnConsentOfAll(),
    ExchangeOfInstruments(),
    NthInstrument(60),
    AllNamed(["MYS"]),
    AllSignatories(),
    FractionOfSignatories("50"),
    WeightedShare("55"),
    OtherInForce("iccpr"),
    OnEvent("confirmed"),
    OnAgreedDate(),
    AllOf([NthInstrument(1)]),
    AnyOf([NthInstrument(1)]),
    NotBefore(NthInstrument(1), on="1998-09-24"),
    OnDateIf("1989-01-01", condition=NthInstrument(11)),
]
OF_ITSELF = [one for one in CONDITIONS if not isinstance(one, OnDate | OnAgreedDate | NotBefore)]


def nested(depth):
    """A condition in conditions, so many deep."""
    condition = NthInstrument(1)
    for _ in range(depth - 1):
        condition = AllOf([condition])
    return condition


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda one: type(one).__name__)
class TestEach:
    def test_it_is_a_clause_of_a_term_and_comes_back_from_json(self, condition):
        term = Term(entry_into_force=condition)
        assert condition == term.entry_into_force
        assert term == loads(dumps(term), Term)
        assert isinstance(hash(condition), int)

    def test_it_can_say_where_the_text_has_it(self, condition):
        assert None is condition.article
        assert "Art. 18" == attrs.evolve(condition, article="Art. 18").article
        assert ["/article"] == places(attrs.evolve, condition, article="")

    def test_it_can_quote_the_text(self, condition):
        assert None is condition.quote
        assert "upon signature" == attrs.evolve(condition, quote="upon signature").quote
        assert ["/quote"] == places(attrs.evolve, condition, quote="")

    def test_it_can_be_part_of_another(self, condition):
        for whole in (
            AllOf([condition]),
            AnyOf([condition, condition]),
            NotBefore(condition, on="2000-01-01"),
            OnDateIf("2000-01-01", condition=condition),
        ):
            assert Term(entry_into_force=whole) == loads(dumps(Term(entry_into_force=whole)), Term)

    def test_it_reads_as_words(self, condition):
        """Texts of conditions go into tables and sentences: one line, no name of a class."""
        text = condition_text(condition)
        assert text
        assert type(condition).__name__ not in text
        assert "\n" not in text


@pytest.mark.parametrize("condition", OF_ITSELF, ids=lambda one: type(one).__name__)
def test_a_delay_is_a_period_or_another_delay(condition):
    assert None is condition.delay
    assert Period(days=30) == attrs.evolve(condition, delay="P30D").delay
    assert FirstOfMonthAfter("P60D") == attrs.evolve(condition, delay=FirstOfMonthAfter("P60D")).delay
    assert ["/delay"] == places(attrs.evolve, condition, delay="30 days")


@pytest.mark.parametrize("condition", OF_ITSELF, ids=lambda one: type(one).__name__)
def test_the_delay_follows_what_the_condition_needs(condition):
    """`NthInstrument(10, "P30D")` and `OnSignature("P30D")` are what people type first."""
    required = [field.name for field in attrs.fields(type(condition)) if field.default is attrs.NOTHING]
    if len(required) < 2:
        needed = [getattr(condition, name) for name in required]
        assert attrs.evolve(condition, delay="P30D") == type(condition)(*needed, "P30D")


class TestNumbers:
    @pytest.mark.parametrize("number", [0, -1, True, 60.0, "60", None])
    def test_of_instruments_are_whole_and_above_0(self, number):
        (sentence,) = told(NthInstrument, number)
        assert sentence.startswith("/number: ")
        assert sentence.endswith("expected a whole number, 1 or more")

    def test_no_more_than_are_named(self):
        """Three of two can never be deposited."""
        assert 2 == NthInstrument(2, among=["MYS", "USA"]).number
        assert ["/number: found 3; expected at most 2, the number of parties in `among`"] == told(
            NthInstrument, 3, among=["MYS", "USA"]
        )

    @pytest.mark.parametrize(
        ("percent", "exactly"),
        [
            ("55", Decimal(55)),
            (55, Decimal(55)),
            ("17.4", Decimal("17.4")),
            (Decimal("0.1"), Decimal("0.1")),
            (Decimal("1E+2"), Decimal(100)),
            ("200/3", Fraction(200, 3)),
            (Fraction(200, 3), Fraction(200, 3)),
            ("100/2", Decimal(50)),
            (Fraction(50), Decimal(50)),
            ("100", Decimal(100)),
            ("0.000000000000000000000000000001", Decimal("1E-30")),
        ],
        ids=repr,
    )
    def test_percentages_are_exact(self, percent, exactly):
        """Two thirds are 200/3 per cent, which no decimal is."""
        for made in (WeightedShare(percent), FractionOfSignatories(percent)):
            assert exactly == made.percent
            assert type(exactly) is type(made.percent)

    @pytest.mark.parametrize(
        "percent",
        [
            55.0,
            0.1,
            float("nan"),
            0,
            "0",
            "0/3",
            "0.0",
            -1,
            "-1",
            "100.1",
            101,
            "301/3",
            "1/0",
            "",
            "55 %",
            " 55",
            "1e2",
            "55.",
            ".5",
            "1_0",
            True,
            None,
            b"55",
            Decimal("NaN"),
            Decimal("Infinity"),
            Decimal(-1),
            Decimal("1E+1000000"),
            Decimal("1E-1000000"),
            10**4000,
            "9" * 5000,
            Fraction(-1, 3),
            Fraction(101),
        ],
        ids=lambda value: repr(value)[:20],
    )
    def test_binary_floats_and_what_is_no_percentage_are_refused(self, percent):
        """A float is not the number that the text states: 0.1 is not a tenth."""
        for cls in (WeightedShare, FractionOfSignatories):
            (sentence,) = told(cls, percent)
            assert sentence.startswith("/percent: ")
            assert 'expected a percentage above 0, at most 100, as text such as "55" or "200/3"' in sentence

    @pytest.mark.parametrize("percent", [Fraction(1, 3 * 10**12), Fraction(10**12, 3 * 10**11 + 1)], ids=repr)
    def test_what_is_taken_can_be_written_and_read_again(self, percent):
        """A fraction that a document could not hold is refused at once, not when the document is read."""
        try:
            made = WeightedShare(percent)
        except ValueError:
            return
        assert made == loads(dumps(made), WeightedShare)

    def test_weights_are_exact(self):
        share = WeightedShare("55", weights={"RUS": "17.4", "USA": 36, "AUS": Decimal("2.1")}, total="99.9")
        assert {"RUS": Decimal("17.4"), "USA": Decimal(36), "AUS": Decimal("2.1")} == dict(share.weights)
        assert Decimal("99.9") == share.total
        assert Decimal(100) == WeightedShare("55").total

    @pytest.mark.parametrize(
        ("weights", "where"),
        [
            ({"RUS": 17.4}, "/weights/RUS"),
            ({"RUS": "-1"}, "/weights/RUS"),
            ({"RUS": "1/3"}, "/weights/RUS"),
            ({"a/b": "x", "": "1"}, "/weights/a~1b"),
            ({"": "1"}, "/weights/"),
            ({5: "1"}, "/weights/5"),
            ([("RUS", "17.4")], "/weights"),
            ("17.4", "/weights"),
            (None, "/weights"),
        ],
        ids=str,
    )
    def test_weights_that_are_none(self, weights, where):
        assert where == places(WeightedShare, "55", weights=weights)[0]

    @pytest.mark.parametrize("total", [0, "0", "0.00", -1, 99.9, None, True], ids=repr)
    def test_a_total_is_above_0(self, total):
        assert ["/total"] == places(WeightedShare, "55", total=total)


class TestCounted:
    def test_consent_of_every_kind_counts_where_nothing_is_said(self):
        """VCLT 11: signature, exchange, ratification, acceptance, approval, accession; and succession."""
        assert {
            "ratification",
            "acceptance",
            "approval",
            "accession",
            "succession",
            "formal_confirmation",
            "signature",
        } == set(CountedInstruments().kinds)
        assert ((), False) == (CountedInstruments().except_parties, CountedInstruments().after_leaving)

    def test_kinds_are_words_or_members(self):
        assert (ActKind.RATIFICATION, ActKind.ACCESSION) == CountedInstruments(
            kinds=["ratification", ActKind.ACCESSION]
        ).kinds

    @pytest.mark.parametrize(
        ("kinds", "where"),
        [
            ("ratification", "/kinds"),
            ({"ratification": 1}, "/kinds"),
            (None, "/kinds"),
            (5, "/kinds"),
            (["ratifying", "accession"], "/kinds/0"),
            (["accession", "objection"], "/kinds/1"),
            (["notification"], "/kinds/0"),
            (["exchange_of_instruments"], "/kinds/0"),
        ],
        ids=str,
    )
    def test_what_is_no_consent_cannot_count(self, kinds, where):
        assert [where] == places(CountedInstruments, kinds=kinds)

    def test_the_error_names_what_can(self):
        assert [
            (
                "/kinds/0: found objection; expected one of: ratification, acceptance, approval, accession, "
                "succession, formal_confirmation, signature"
            )
        ] == told(CountedInstruments, kinds=["objection"])

    def test_parties_may_be_given(self):
        assert ("MYS", "USA") == CountedInstruments(except_parties=[Party.state("MYS"), "USA"]).except_parties
        assert ("MYS",) == AllNamed(Party.state("MYS")).parties
        assert ("MYS",) == NthInstrument(1, among=[Party.state("MYS")]).among

    @pytest.mark.parametrize("value", [None, "ratification", {}, OnSignature()], ids=repr)
    def test_it_is_a_record_of_its_own(self, value):
        for make in (NthInstrument, FractionOfSignatories, WeightedShare):
            assert ["/counted: "] == [sentence[:10] for sentence in told(make, 1, counted=value)]

    def test_a_list_of_nobody_is_no_list(self):
        assert ["/parties: found no party; expected at least one party"] == told(AllNamed, [])
        assert ["/parties/1"] == places(AllNamed, ["MYS", "MYS"])


class TestWithin:
    @pytest.mark.parametrize("cls", [AllOf, AnyOf])
    def test_of_none_is_no_condition(self, cls):
        assert ["/conditions: found a list; expected at least one condition"] == told(cls, [])

    @pytest.mark.parametrize(
        "value", [None, "on_signature", NthInstrument(1), 5, [None], [CountedInstruments()], ["x"]], ids=repr
    )
    @pytest.mark.parametrize("cls", [AllOf, AnyOf])
    def test_what_is_no_list_of_conditions(self, cls, value):
        (place,) = places(cls, value)
        assert place.startswith("/conditions")

    @pytest.mark.parametrize("value", [None, "on_signature", CountedInstruments(), [NthInstrument(1)]], ids=repr)
    def test_what_is_no_condition(self, value):
        assert ["/condition"] == places(NotBefore, value, on="2000-01-01")
        assert ["/condition"] == places(OnDateIf, "2000-01-01", condition=value)
        if value is not None:
            assert ["/entry_into_force"] == places(Term, entry_into_force=value)

    def test_eight_deep_and_no_deeper(self):
        """A document that nests without an end is refused, not followed."""
        assert Term(entry_into_force=nested(8)) == loads(dumps(Term(entry_into_force=nested(8))), Term)
        assert ["/conditions"] == places(nested, 9)
        assert ["/condition"] == places(NotBefore, nested(8), on="2000-01-01")
        assert ["/condition"] == places(OnDateIf, "2000-01-01", condition=nested(8))

    @pytest.mark.parametrize("on", [None, "", "2000-02-30", datetime(2000, 1, 1), 2000])  # noqa: DTZ001
    def test_dates_that_are_none(self, on):
        assert ["/on"] == places(NotBefore, NthInstrument(1), on=on)
        assert ["/on"] == places(OnDateIf, on, condition=NthInstrument(1))

    def test_dates_may_be_imprecise(self):
        assert PartialDate("1998") == NotBefore(NthInstrument(1), on="1998").on
        assert date(1989, 1, 1) == OnDateIf("1989-01-01", condition=NthInstrument(1)).on


class TestIsOpen:
    """Whether a party is bound by its own instrument alone, as under a convention, or only by that of all."""

    @pytest.mark.parametrize(
        "condition",
        [
            NthInstrument(60),
            AllNamed(["MYS"]),
            AllSignatories(),
            FractionOfSignatories("50"),
            WeightedShare("55"),
            NotBefore(NthInstrument(1), on="2000-01-01"),
            OnDateIf("1989-01-01", condition=AllOf([OtherInForce("a"), WeightedShare("55")])),
            AnyOf([OnDate("2000-01-01"), AllOf([NthInstrument(1)])]),
        ],
        ids=repr,
    )
    def test_what_counts_instruments(self, condition):
        assert is_open(condition)

    @pytest.mark.parametrize(
        "condition",
        [
            None,
            OnSignature(),
            OnDate("2000-01-01"),
            LastNotification(),
            OnConsentOfAll(),
            ExchangeOfInstruments(),
            OtherInForce("a"),
            NotBefore(OnSignature(), on="2000-01-01"),
            AllOf([OnConsentOfAll(), OtherInForce("a")]),
        ],
        ids=repr,
    )
    def test_what_takes_the_consent_of_all(self, condition):
        assert not is_open(condition)


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (OnDate("1989-01-01"), "on 1989-01-01"),
        (OnSignature(delay="P30D"), "signature, then 30 days after"),
        (LastNotification(), "the last notification"),
        (OnConsentOfAll(), "consent of all"),
        (ExchangeOfInstruments(), "exchange of instruments"),
        (NthInstrument(22), "22nd instrument"),
        (NthInstrument(3, among=["AUT", "BEL", "FRA", "ITA"]), "3 of 4 named parties"),
        (AllNamed(["GBR", "USA"]), "all of 2 named parties"),
        (AllSignatories(), "consent of all signatories"),
        (FractionOfSignatories("50", more_than=True), "more than 50 % of the signatories"),
        (WeightedShare("200/3"), "66.67 % of the total"),
        (OtherInForce("iccpr"), "iccpr in force"),
        (
            NotBefore(NthInstrument(44, delay="P180D"), on="1998-09-24"),
            "44th instrument, then 180 days after, not before",
        ),
        (
            AllOf([NthInstrument(55), WeightedShare("55")], delay="P90D"),
            "55th instrument and 55 % of the total, then 90 days",
        ),
        (AnyOf([NthInstrument(6), FractionOfSignatories("50")]), "6th instrument or 50 % of the signatories"),
        (
            OnDateIf("1989-01-01", condition=NthInstrument(11), delay="P90D"),
            "on 1989-01-01 if 11th instrument by then,",
        ),
    ],
    ids=repr,
)
def test_in_words(condition, text):
    assert text == condition_text(condition)[: len(text)]


def test_something_must_count():
    """A threshold for which no kind of instrument counts could never be met."""
    assert ["/kinds: found a list; expected at least one kind of act"] == told(CountedInstruments, kinds=[])


def test_an_event_has_a_name():
    assert ["/event"] == places(OnEvent, "")
    assert ["/event"] == places(OnEvent, "the confirmation")
    assert 'the event "confirmed", then 30 days after' == condition_text(OnEvent("confirmed", delay="P30D"))
