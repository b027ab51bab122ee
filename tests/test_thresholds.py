"""When conditions are met, what they lack, and which instruments were counted (VCLT 24(1))."""

from datetime import timedelta
from decimal import Decimal

import attrs
import pytest
from records import codes, day, declared, record, signed

import mou
from mou.answers.lifecycles import lifecycle
from mou.dates.delays import DayAfter, FirstOfKthMonth, FirstOfMonthAfter
from mou.law.explanation import AnswerKind
from mou.law.status import Status
from mou.model.act import Act
from mou.model.agreement import Agreement
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
    OnConsentOfAll,
    OnDate,
    OnDateIf,
    OnSignature,
    OtherInForce,
    WeightedShare,
)
from mou.model.durations import Indefinite, Until
from mou.model.party import Party
from mou.model.renewals import TacitRenewal
from mou.model.term import LaterParties, Term
from mou.model.withdrawals import WithdrawalOnNotice

EU = Party("eu", name="European Union", kind="international_organisation")


def many(count):
    """States that stand for no one in particular."""
    return [Party(f"test:s{number:03}", name=f"State {number}", kind="state") for number in range(1, count + 1)]


def treaty(condition, *acts, parties, **more):
    """A treaty with a depositary, open to all."""
    term = {"duration": Indefinite(), "entry_into_force": condition} | more
    made = record(*acts, parties=parties, kind="convention", **term)
    return attrs.evolve(made, depositary="UN")


def deposits(parties, on, kind="ratification"):
    """An instrument of each on one day."""
    return [Act(kind, on, by=party) for party in parties]


def texts(answer):
    return [step.text for step in answer.steps]


class TestNthInstrument:
    def test_the_day_of_the_nth_counts_and_the_delay_runs_from_it(self):
        """Vienna Convention art. 84(1): the thirtieth day after the thirty-fifth; 28 December 1979, 27 January 1980."""
        states = many(36)
        acts = [*deposits(states[:34], "1979-06-01"), *deposits(states[34:35], "1979-12-28", "accession")]
        made = treaty(NthInstrument(35, delay="P30D"), *acts, *deposits(states[35:], "1980-01-05"), parties=states)
        life = lifecycle(made)
        assert day("1980-01-27") == life.entered_into_force_on
        assert "the 35th instrument was deposited on 28 December 1979: State 35" == life.entry.steps[0].text
        assert ("/acts/34", day("1979-12-28")) == (life.entry.steps[0].pointer, life.entry.steps[0].day)
        assert [Status.SIGNED, Status.IN_FORCE] == [life.status("1980-01-26"), life.status("1980-01-27")]

    @pytest.mark.parametrize("order", [1, -1])
    def test_several_on_one_day_count_together_in_whatever_order(self, order):
        """Rome Statute art. 126(1): ten deposited on 11 April 2002 and made it 66; in force on 1 July 2002."""
        states = many(66)
        acts = [*deposits(states[:56], "2001-05-01"), *deposits(states[56:], "2002-04-11")][::order]
        condition = NthInstrument(60, delay=FirstOfMonthAfter("P60D"), article="Art. 126(1)")
        life = lifecycle(treaty(condition, *acts, parties=states))
        assert day("2002-07-01") == life.entered_into_force_on
        assert "the 60th instrument was deposited on 11 April 2002 (10 that day): " in life.entry.steps[0].text
        assert "(10 June 2002): 1 July 2002" in life.entry.steps[1].text
        assert ["Art. 126(1)"] * 2 == [step.article for step in life.entry.steps]

    def test_before_it_is_met_it_says_how_many_there_are(self):
        states = many(60)
        made = treaty(NthInstrument(60, delay="P12M"), *deposits(states[:47], "1990-01-01"), parties=states)
        life = lifecycle(made)
        (lack,) = life.outstanding
        assert "47 of 60 instruments have been deposited" == lack.text
        assert (Decimal(47), Decimal(60), ()) == (lack.have, lack.need, lack.missing)
        assert (AnswerKind.NONE, Status.SIGNED) == (life.entry.kind, life.status("2000-01-01"))
        assert "47 of 60 instruments have been deposited" == life.position("2000-01-01").reason

    def test_when_it_would_enter_into_force(self):
        """UNCLOS art. 308(1): twelve months after the sixtieth, which came from Guyana on 16 November 1993."""
        states = many(60)
        made = treaty(NthInstrument(60, delay="P12M"), *deposits(states[:59], "1990-01-01"), parties=states)
        assert day("1994-11-16") == lifecycle(made).would_enter_on("1993-11-16")
        assert None is lifecycle(made).entered_into_force_on

    def test_nothing_is_outstanding_once_it_is_in_force(self):
        states = many(3)
        life = lifecycle(treaty(NthInstrument(3, delay="P90D"), *deposits(states, "1959-03-09"), parties=states))
        assert () == life.outstanding
        assert day("1959-06-07") == life.entered_into_force_on == life.would_enter_on("2030-01-01")

    def test_one_party_counts_once(self):
        """A definitive signature followed by a ratification is one consent, as is an instrument deposited twice."""
        states = many(3)
        acts = [
            signed("2000-01-01", by=[states[0]], kind="definitive"),
            *deposits(states[:2], "2001-01-01"),
            *deposits(states[:2], "2002-01-01", "acceptance"),
        ]
        made = treaty(NthInstrument(3), *acts, parties=states)
        assert "2 of 3 instruments have been deposited" == lifecycle(made).outstanding[0].text

    def test_a_signature_subject_to_ratification_is_none(self):
        states = many(2)
        made = treaty(NthInstrument(2), signed("2000-01-01", kind="subject_to_ratification"), parties=states)
        assert "0 of 2 instruments have been deposited" == lifecycle(made).outstanding[0].text

    def test_a_deposit_counts_on_receipt(self):
        """VCLT 16(b) and 78."""
        states = many(2)
        acts = [Act("ratification", "2000-01-01", by=states[0], received_on="2000-03-01")]
        made = treaty(NthInstrument(2), *acts, *deposits(states[1:], "2000-02-01"), parties=states)
        assert day("2000-03-01") == lifecycle(made).entered_into_force_on

    def test_only_those_of_a_group(self):
        """Budapest Convention art. 36(3): five, of which three of Council of Europe members; 1 July 2004."""
        council = ["ALB", "HRV", "EST", "HUN", "LTU", "FRA"]
        condition = AllOf(
            [NthInstrument(5), NthInstrument(3, among=council)], delay=FirstOfMonthAfter("P3M"), article="Art. 36(3)"
        )
        acts = [
            *deposits(["USA", "JPN", "CAN", "ALB", "HRV"], "2003-05-12"),
            *deposits(["LTU"], "2004-03-18"),
        ]
        life = lifecycle(treaty(condition, *acts, parties="USA JPN CAN ALB HRV LTU FRA"))
        assert day("2004-07-01") == life.entered_into_force_on
        assert "the 3rd instrument was deposited on 18 March 2004: Lithuania" in texts(life.entry)
        short = lifecycle(treaty(condition, *acts[:-1], parties="USA JPN CAN ALB HRV LTU FRA"))
        assert ["2 of 3 instruments among the 6 named have been deposited"] == [lack.text for lack in short.outstanding]
        assert day("2004-07-01") == short.would_enter_on("2004-03-18")

    def test_all_of_a_group_by_number_names_who_is_missing(self):
        condition = NthInstrument(2, among=["GBR", "USA"])
        (lack,) = lifecycle(treaty(condition, *deposits(["GBR"], "1970-01-01"), parties="GBR USA FRA")).outstanding
        assert ("USA",) == lack.missing
        assert lack.text.endswith("; missing: United States of America")


class TestDelays:
    """The same event, and what the text makes of it."""

    @pytest.mark.parametrize(
        ("event", "delay", "expected"),
        [
            ("1998-09-16", FirstOfKthMonth(6), "1999-03-01"),  # Mine Ban Convention art. 17(1)
            ("2019-04-29", "P30D", "2019-05-29"),  # AfCFTA art. 23, as other depositaries would read it
            ("2019-04-29", DayAfter("P30D"), "2019-05-30"),  # AfCFTA art. 23, as the African Union does
            ("1975-12-23", "P3M", "1976-03-23"),  # ICCPR art. 49(1)
            ("2004-02-17", "P90D", "2004-05-17"),  # Stockholm Convention art. 26(1)
            ("1950-10-14", "P90D", "1951-01-12"),  # Genocide Convention art. XIII
            ("1945-10-24", None, "1945-10-24"),  # UN Charter art. 110(3)
        ],
        ids=str,
    )
    def test_published_dates(self, event, delay, expected):
        states = many(2)
        made = treaty(NthInstrument(2, delay=delay), *deposits(states, event), parties=states)
        assert day(expected) == lifecycle(made).entered_into_force_on


class TestWhichCount:
    """Texts differ (rule "which-count"); where it decides the day, the steps say what was done."""

    def test_a_regional_organisation_that_is_not_additional(self):
        """Cartagena Protocol art. 37(1) and (3): fiftieth 13 June 2003, in force 11 September 2003."""
        states = many(50)
        acts = [
            *deposits([EU], "2002-08-27", "approval"),
            *deposits(states[:48], "2003-01-01"),
            *deposits(states[48:49], "2003-05-30"),
            *deposits(states[49:], "2003-06-13"),
        ]
        condition = NthInstrument(
            50, counted=CountedInstruments(except_parties=[EU]), delay="P90D", article="Art. 37(1)"
        )
        life = lifecycle(treaty(condition, *acts, parties=[EU, *states]))
        assert day("2003-09-11") == life.entered_into_force_on
        assert (
            "not counted: the instruments of European Union; with them the condition would be met on 30 May 2003"
            == life.entry.steps[1].text
        )
        assert "which-count" == life.entry.steps[1].rule.code

    def test_the_same_one_where_the_text_counts_it(self):
        """Convention on Migratory Species: the text names it among the parties, and nothing says "not additional"."""
        states = many(15)
        acts = [*deposits([EU], "1983-08-01", "approval"), *deposits(states[:14], "1983-08-01")]
        life = lifecycle(treaty(NthInstrument(15), *acts, *deposits(states[14:], "1984-01-01"), parties=[EU, *states]))
        assert day("1983-08-01") == life.entered_into_force_on
        assert (
            "counted: the instruments of European Union; without them the condition would be met on 1 January 1984"
            == life.entry.steps[1].text
        )

    def test_where_it_decides_nothing_nothing_is_said(self):
        states = many(3)
        acts = [*deposits([EU], "2000-01-01"), *deposits(states, "2000-01-01")]
        life = lifecycle(treaty(NthInstrument(3), *acts, parties=[EU, *states]))
        assert ["instrument-of-consent"] == codes(life.entry)

    def test_without_it_there_would_not_be_enough(self):
        states = many(2)
        acts = [*deposits([EU], "2000-01-01"), *deposits(states, "2000-01-01")]
        life = lifecycle(treaty(NthInstrument(3), *acts, parties=[EU, *states]))
        assert "; without them the condition would not be met" in life.entry.steps[1].text

    @pytest.mark.parametrize(
        ("kinds", "on", "told"),
        [
            (
                None,
                "1975-01-01",
                "counted: the instruments of State 3; without them the condition would be met on 1 June 1976",
            ),
            (
                ["ratification", "accession"],
                "1976-06-01",
                "not counted: the instruments of State 3; with them the condition would be met on 1 January 1975",
            ),
        ],
        ids=["counted", "not counted"],
    )
    def test_a_succession(self, kinds, on, told):
        """Whether it counts differs from treaty to treaty: never a rule of the library."""
        states = many(4)
        acts = [
            *deposits(states[:2], "1970-01-01"),
            *deposits(states[2:3], "1975-01-01", "succession"),
            *deposits(states[3:], "1976-06-01"),
        ]
        counted = CountedInstruments() if kinds is None else CountedInstruments(kinds=kinds)
        life = lifecycle(treaty(NthInstrument(3, counted=counted), *acts, parties=states))
        assert day(on) == life.entered_into_force_on
        assert told == life.entry.steps[1].text

    @pytest.mark.parametrize(
        ("after_leaving", "on", "told"),
        [
            (
                False,
                "2003-01-01",
                "not counted: the instruments of State 1; with them the condition would be met on 1 January 2002",
            ),
            (
                True,
                "2002-01-01",
                "counted: the instruments of State 1; without them the condition would be met on 1 January 2003",
            ),
        ],
    )
    def test_one_that_has_left(self, after_leaving, on, told):
        states = many(4)
        acts = [
            *deposits(states[:2], "2000-01-01"),
            Act("withdrawal", "2001-01-01", by=states[0]),
            *deposits(states[2:3], "2002-01-01"),
            *deposits(states[3:], "2003-01-01"),
        ]
        condition = NthInstrument(3, counted=CountedInstruments(after_leaving=after_leaving))
        life = lifecycle(treaty(condition, *acts, parties=states))
        assert day(on) == life.entered_into_force_on
        assert told == life.entry.steps[1].text

    def test_one_that_left_after_the_day_decided_nothing(self):
        """The United States left the Paris Agreement in 2020, four years after it had counted."""
        states = many(3)
        acts = [*deposits(states, "2016-10-05"), Act("withdrawal", "2019-11-04", by=states[0])]
        for after_leaving in (False, True):
            condition = NthInstrument(3, counted=CountedInstruments(after_leaving=after_leaving))
            life = lifecycle(treaty(condition, *acts, parties=states))
            assert ["instrument-of-consent"] == codes(life.entry)

    def test_one_that_came_back_counts_again_from_its_return(self):
        states = many(3)
        acts = [
            *deposits(states[:2], "2000-01-01"),
            Act("withdrawal", "2001-01-01", by=states[0]),
            *deposits(states[2:], "2002-01-01"),
            *deposits(states[:1], "2004-01-01", "accession"),
        ]
        made = treaty(NthInstrument(3), *acts, parties=states)
        assert day("2004-01-01") == lifecycle(made).entered_into_force_on
        assert "2 of 3 instruments have been deposited" == lifecycle(made, as_of="2003-01-01").outstanding[0].text

    def test_a_consent_withdrawn_and_the_withdrawal_revoked_counts(self):
        """VCLT 68: a revoked notice is as though it had not been given."""
        states = many(3)
        acts = [
            *deposits(states[:2], "2000-01-01"),
            Act("withdrawal", "2001-01-01", by=states[0]),
            Act("notice_revocation", "2001-06-01", by=states[0]),
            *deposits(states[2:], "2002-01-01"),
        ]
        assert day("2002-01-01") == lifecycle(treaty(NthInstrument(3), *acts, parties=states)).entered_into_force_on

    def test_of_several_notices_the_one_named_is_revoked(self):
        states = many(2)
        acts = [
            *deposits(states, "2000-01-01"),
            Act("withdrawal", "2001-01-01", by=states[0], id="first"),
            Act("notice_revocation", "2001-06-01", by=states[1]),
        ]
        made = treaty(NthInstrument(3), *acts, parties=[*states, *many(3)[2:]])
        assert "1 of 3 instruments have been deposited" == lifecycle(made).outstanding[0].text


class TestNamed:
    CTBT = 44
    """Comprehensive Nuclear-Test-Ban Treaty, Annex 2: so many states are named."""

    def test_the_test_ban_treaty_is_not_in_force_and_who_is_missing(self):
        """CTBT art. XIV: 180 days after all 44 of Annex 2, not before two years after opening on 24 September 1996.

        Of the 44, China, Egypt, Iran, Israel and the United States signed and have not ratified; the Democratic
        People's Republic of Korea, India and Pakistan have not signed; the Russian Federation withdrew its
        ratification in 2023.
        """
        annex = """DZA ARG AUS AUT BGD BEL BRA BGR CAN CHL CHN COL COD EGY FIN FRA DEU HUN IND IDN IRN ISR ITA JPN MEX
        NLD NOR PAK PER POL KOR PRK ROU RUS SVK ZAF ESP SWE CHE TUR UKR GBR USA VNM""".split()
        missing = "CHN EGY IND IRN ISR PAK PRK RUS USA".split()
        assert self.CTBT == len(set(annex))
        condition = NotBefore(AllNamed(annex, delay="P180D", article="Art. XIV"), on="1998-09-24")
        acts = [
            *deposits([one for one in annex if one not in missing or one == "RUS"], "2012-02-06"),
            Act("withdrawal", "2023-11-03", by="RUS"),
        ]
        life = lifecycle(treaty(condition, *acts, parties=" ".join(annex)))
        (lack,) = life.outstanding
        assert missing == list(lack.missing)
        assert (Decimal(35), Decimal(44)) == (lack.have, lack.need)
        assert lack.text.startswith("35 of 44 of the parties named have consented; missing: China, Egypt, India, ")
        assert (None, Status.SIGNED) == (life.entered_into_force_on, life.status("2026-01-01"))
        assert day("2030-06-30") == life.would_enter_on("2030-01-01")
        before = lifecycle(treaty(condition, *acts, parties=" ".join(annex)), as_of="2023-11-02")
        assert "36 of 44 of the parties named" == before.outstanding[0].text[:29]

    def test_it_could_not_have_entered_into_force_before_its_date(self):
        """Had all 44 ratified by 1 January 1998, it would have waited for 24 September 1998."""
        condition = NotBefore(AllNamed(["GBR", "FRA"], delay="P180D"), on="1998-09-24", article="Art. XIV(2)")
        life = lifecycle(treaty(condition, *deposits(["GBR", "FRA"], "1998-01-01"), parties="GBR FRA USA"))
        assert day("1998-09-24") == life.entered_into_force_on
        assert ("not before 24 September 1998", "Art. XIV(2)") == (texts(life.entry)[-1], life.entry.steps[-1].article)
        late = lifecycle(treaty(condition, *deposits(["GBR", "FRA"], "1998-04-06"), parties="GBR FRA USA"))
        assert day("1998-10-03") == late.entered_into_force_on
        assert "not before" not in " ".join(texts(late.entry))

    def test_named_ones_and_a_number_of_others(self):
        """Non-Proliferation Treaty art. IX(3): the three depositaries and forty others; 5 March 1970."""
        three = ["GBR", "SUHH", "USA"]
        others = many(40)
        condition = AllOf([AllNamed(three), NthInstrument(40, counted=CountedInstruments(except_parties=three))])
        parties = [Party.state("GBR"), Party("SUHH", name="Soviet Union", kind="state"), Party.state("USA"), *others]
        acts = [
            *deposits(["GBR"], "1968-11-27"),
            *deposits(["SUHH", "USA"], "1970-03-05"),
            *deposits(others, "1970-03-05"),
        ]
        life = lifecycle(treaty(condition, *acts, parties=parties))
        assert day("1970-03-05") == life.entered_into_force_on
        assert "all of these conditions are met on 5 March 1970" == texts(life.entry)[-1]
        without = lifecycle(treaty(condition, *acts[:-1], parties=parties))
        assert ["39 of 40 instruments have been deposited"] == [lack.text for lack in without.outstanding]

    def test_who_else_consents_does_not_matter(self):
        condition = AllNamed(["GBR", "USA"])
        acts = [
            *deposits(["GBR", "FRA"], "2000-01-01"),
            *deposits(["USA"], "2001-01-01"),
            *deposits(["JPN"], "2001-01-01"),
        ]
        life = lifecycle(treaty(condition, *acts, parties="GBR USA FRA JPN"))
        assert (
            "the last of the parties named consented on 1 January 2001: United States of America"
            == texts(life.entry)[0]
        )


class TestSignatories:
    def test_all_of_them(self):
        acts = [
            signed("2000-01-01", by=["MYS", "USA", "FRA"], kind="subject_to_ratification"),
            *deposits(["MYS", "USA"], "2001-01-01"),
            *deposits(["JPN"], "2001-06-01", "accession"),
        ]
        life = lifecycle(treaty(AllSignatories(delay="P30D"), *acts, parties="MYS USA FRA JPN"))
        (lack,) = life.outstanding
        assert "2 of 3 of the signatories have consented; missing: France" == lack.text
        assert ("FRA",) == lack.missing
        done = treaty(AllSignatories(delay="P30D"), *acts, *deposits(["FRA"], "2002-01-01"), parties="MYS USA FRA JPN")
        assert day("2002-01-31") == lifecycle(done).entered_into_force_on

    def test_of_nobody_they_are_not_all(self):
        life = lifecycle(treaty(AllSignatories(), *deposits(["JPN"], "2001-06-01"), parties="MYS USA JPN"))
        assert None is life.entered_into_force_on
        assert (Decimal(0), Decimal(1)) == (life.outstanding[0].have, life.outstanding[0].need)

    def test_one_excepted_is_not_waited_for(self):
        acts = [
            signed("2000-01-01", by=["MYS", "USA", "eu"], kind="subject_to_ratification"),
            *deposits(["MYS", "USA"], "2001-01-01"),
        ]
        parties = [Party.state("MYS"), Party.state("USA"), EU]
        counted = CountedInstruments(except_parties=[EU])
        for condition in (AllSignatories(counted=counted), FractionOfSignatories(100, counted=counted)):
            assert day("2001-01-01") == lifecycle(treaty(condition, *acts, parties=parties)).entered_into_force_on

    PACIFIC = "AUS BRN CAN CHL JPN MYS MEX NZL PER SGP VNM"

    def pacific(self, *acts):
        """CPTPP art. 3(1): 60 days after six or half of the signatories, whichever is smaller."""
        condition = AnyOf([NthInstrument(6), FractionOfSignatories("50")], delay="P60D", article="Art. 3(1)")
        opened = signed("2018-03-08", kind="subject_to_ratification")
        later = LaterParties("P60D", article="Art. 3(2)")
        return lifecycle(treaty(condition, opened, *acts, parties=self.PACIFIC, later_parties=later))

    def test_six_or_half_of_eleven(self):
        """Half of eleven is six as well: reached on 31 October 2018 with Australia; in force on 30 December 2018."""
        acts = [
            *deposits(["MEX"], "2018-06-28"),
            *deposits(["JPN"], "2018-07-06"),
            *deposits(["SGP"], "2018-07-19"),
            *deposits(["NZL"], "2018-10-25"),
            *deposits(["CAN"], "2018-10-29"),
        ]
        short = self.pacific(*acts)
        assert [
            "5 of 6 instruments have been deposited",
            "45.4 % of the signatories have consented; 50 % are needed",
        ] == [lack.text for lack in short.outstanding]
        assert day("2018-12-30") == short.would_enter_on("2018-10-31")
        life = self.pacific(*acts, *deposits(["AUS"], "2018-10-31"))
        assert day("2018-12-30") == life.entered_into_force_on

    def test_and_for_who_comes_later(self):
        """CPTPP: Malaysia notified on 30 September 2022, and was in on 29 November 2022."""
        six = "MEX JPN SGP NZL CAN AUS".split()
        life = self.pacific(*deposits(six, "2018-10-31"), *deposits(["MYS"], "2022-09-30"))
        assert day("2022-11-29") == life.participation("MYS").entered_into_force_on

    @pytest.mark.parametrize(("consents", "met"), [(2, False), (3, True)])
    def test_a_majority_is_more_than_half(self, consents, met):
        """UN Charter art. 110(3): "a majority of the other signatory states": two of four are none."""
        states = many(4)
        acts = [signed("1945-06-26", kind="subject_to_ratification"), *deposits(states[:consents], "1945-10-24")]
        life = lifecycle(treaty(FractionOfSignatories("50", more_than=True), *acts, parties=states))
        assert met is (life.entered_into_force_on is not None)
        if met:
            assert texts(life.entry)[0].startswith(
                "more than 50 % of the signatories was reached on 24 October 1945 (3 that day)"
            )
        else:
            assert "50.0 % of the signatories have consented; more than 50 % are needed" == life.outstanding[0].text

    @pytest.mark.parametrize(("consents", "met"), [(1, False), (2, True)])
    def test_two_thirds_of_three_are_two(self, consents, met):
        """As 66.67 per cent, two of three would not be enough; as a float, it would depend on rounding."""
        states = many(3)
        acts = [signed("2000-01-01", kind="subject_to_ratification"), *deposits(states[:consents], "2001-01-01")]
        life = lifecycle(treaty(FractionOfSignatories("200/3"), *acts, parties=states))
        assert met is (life.entered_into_force_on is not None)

    def test_of_no_signatories_none_is_a_share(self):
        life = lifecycle(treaty(FractionOfSignatories("50"), *deposits(["MYS"], "2000-01-01"), parties="MYS USA"))
        assert "0.0 % of the signatories have consented; 50 % are needed" == life.outstanding[0].text


class TestShare:
    def test_kyoto(self):
        """Kyoto Protocol art. 25(1): 55 parties with 55 % of the emissions of 1990.

        Without the United States (36.1 %) and Australia (2.1 %), the Russian Federation's 17.4 % on 18 November 2004
        made it 61.6 %; in force on 16 February 2005.
        """
        weights = {"USA": "36.1", "RUS": "17.4", "JPN": "8.5", "AUS": "2.1", "eu": "24.2", "CAN": "3.3", "POL": "3.0"}
        weights |= {"ROU": "1.2", "CZE": "1.2", "BGR": "0.6", "HUN": "0.5", "NZL": "0.2", "NOR": "0.3", "CHE": "0.3"}
        weights |= {"SVK": "0.4", "EST": "0.3", "LVA": "0.2"}
        enough = [one for one in weights if one not in ("USA", "AUS", "RUS")]
        others = many(60)
        parties = [EU, *(Party.state(one) for one in weights if one != "eu"), *others]
        condition = AllOf([NthInstrument(55), WeightedShare("55", weights=weights)], delay="P90D", article="Art. 25(1)")
        acts = [*deposits(enough, "2002-12-17"), *deposits(others, "2003-01-01")]
        short = lifecycle(treaty(condition, *acts, parties=parties))
        (lack,) = short.outstanding
        assert (Decimal("44.2"), Decimal(55)) == (lack.have, lack.need)
        assert "44.2 % of the total have consented; 55 % are needed" == lack.text
        assert day("2005-02-16") == short.would_enter_on("2004-11-18")
        life = lifecycle(treaty(condition, *acts, *deposits(["RUS"], "2004-11-18"), parties=parties))
        assert day("2005-02-16") == life.entered_into_force_on
        assert "55 % of the total was reached on 18 November 2004: Russian Federation" in texts(life.entry)

    @pytest.mark.parametrize(
        ("weights", "percent"),
        [
            (["0.1", "0.2"], "0.3"),  # as floats, 0.1 + 0.2 is more than 0.3
            (["0.1", "0.7"], "0.8"),  # and 0.1 + 0.7 less than 0.8
            (["54.99999999999999999", "0.00000000000000001"], "55"),
            (["33.3", "21.7"], "55"),
        ],
    )
    def test_sums_are_exact(self, weights, percent):
        """What is reached to the last decimal is reached, and not exceeded."""
        states = many(2)
        by = {one.id: weight for one, weight in zip(states, weights, strict=True)}
        acts = deposits(states, "2000-01-01")
        reached = lifecycle(treaty(WeightedShare(percent, weights=by), *acts, parties=states))
        assert day("2000-01-01") == reached.entered_into_force_on
        exceeded = lifecycle(treaty(WeightedShare(percent, weights=by, more_than=True), *acts, parties=states))
        assert None is exceeded.entered_into_force_on
        assert f"; more than {percent} % are needed" in exceeded.outstanding[0].text

    @pytest.mark.parametrize(("total", "met"), [("3", True), ("3.1", False)])
    def test_of_a_total(self, total, met):
        """Two thirds of the consumption (Montreal Protocol art. 16(1)): 2 of 3, exactly."""
        states = many(3)
        share = WeightedShare("200/3", weights={one.id: 1 for one in states}, total=total)
        life = lifecycle(treaty(share, *deposits(states[:2], "1988-01-01"), parties=states))
        assert met is (life.entered_into_force_on is not None)

    def test_how_far_it_is_is_not_rounded_up_to_what_is_needed(self):
        """54.96 % of 55 % are not "55.0 %"."""
        states = many(2)
        share = WeightedShare("55", weights={states[0].id: "54.96"})
        (lack,) = lifecycle(treaty(share, *deposits(states, "2000-01-01"), parties=states)).outstanding
        assert "54.9 % of the total have consented; 55 % are needed" == lack.text
        assert Decimal("54.96") == lack.have

    def test_51_3_of_55(self):
        states = many(2)
        share = WeightedShare("55", weights={states[0].id: "51.3"})
        (lack,) = lifecycle(treaty(share, *deposits(states, "2000-01-01"), parties=states)).outstanding
        assert "51.3 % of the total have consented; 55 % are needed" == lack.text

    def test_without_weights_it_cannot_be_told(self):
        """That it was met has to be stated; nobody is taken to weigh nothing."""
        life = lifecycle(treaty(WeightedShare("55"), *deposits(["RUS"], "2004-11-18"), parties="RUS JPN"))
        assert (AnswerKind.UNKNOWN, ()) == (life.entry.kind, life.outstanding)
        assert "the weights of the parties are not recorded" == life.entry.steps[-1].text
        assert Status.UNKNOWN is life.status("2005-01-01")
        met = Act("condition_met", "2004-11-18")
        stated = lifecycle(
            treaty(WeightedShare("55", delay="P90D"), *deposits(["RUS"], "2004-11-18"), met, parties="RUS JPN")
        )
        assert day("2005-02-16") == stated.entered_into_force_on
        assert "stated-as-met" == codes(stated.entry)[0]


class TestTogether:
    def test_all_of_several_wait_for_the_last(self):
        """Paris Agreement art. 21(1): both on 5 October 2016; in force on 4 November 2016."""
        states = many(56)
        weights = {one.id: 1 for one in states}
        condition = AllOf([NthInstrument(55), WeightedShare("55", weights=weights)], delay="P30D")
        acts = [*deposits(states[:54], "2016-09-21"), *deposits(states[54:], "2016-10-05")]
        life = lifecycle(treaty(condition, *acts, parties=states))
        assert day("2016-11-04") == life.entered_into_force_on
        assert "all of these conditions are met on 5 October 2016" in texts(life.entry)

    def test_each_part_has_its_own_delay(self):
        states = many(2)
        condition = AllOf([NthInstrument(1, delay="P1Y"), NthInstrument(2, delay="P1M")])
        acts = [*deposits(states[:1], "2000-01-01"), *deposits(states[1:], "2000-06-01")]
        assert day("2001-01-01") == lifecycle(treaty(condition, *acts, parties=states)).entered_into_force_on

    def test_one_that_is_not_met_decides_though_another_cannot_be_told(self):
        condition = AllOf([WeightedShare("55"), NthInstrument(2)])
        life = lifecycle(treaty(condition, *deposits(["RUS"], "2004-11-18"), parties="RUS JPN"))
        assert AnswerKind.NONE is life.entry.kind
        unclear = lifecycle(
            treaty(AllOf([WeightedShare("55"), NthInstrument(1)]), *deposits(["RUS"], "2004"), parties="RUS JPN")
        )
        assert AnswerKind.UNKNOWN is unclear.entry.kind

    def test_any_of_several_takes_the_first(self):
        states = many(3)
        condition = AnyOf([NthInstrument(3), NthInstrument(1, delay="P1Y")], delay="P1D")
        acts = [*deposits(states[:1], "2000-01-01"), *deposits(states[1:], "2000-06-01")]
        assert day("2000-06-02") == lifecycle(treaty(condition, *acts, parties=states)).entered_into_force_on
        slow = [*acts[:1], *deposits(states[1:], "2002-06-01")]
        assert day("2001-01-02") == lifecycle(treaty(condition, *slow, parties=states)).entered_into_force_on

    def test_any_of_which_one_cannot_be_told(self):
        """The unknown one may have been met before: it is not known, not "not met"."""
        condition = AnyOf([WeightedShare("55"), NthInstrument(2)])
        life = lifecycle(treaty(condition, *deposits(["RUS"], "2004-11-18"), parties="RUS JPN"))
        assert (AnswerKind.UNKNOWN, Status.UNKNOWN) == (life.entry.kind, life.status("2010-01-01"))

    def test_all_of_one_is_that_one(self):
        states = many(2)
        alone = lifecycle(treaty(NthInstrument(1), *deposits(states, "2000-01-01"), parties=states))
        within = lifecycle(treaty(AllOf([NthInstrument(1)]), *deposits(states, "2000-01-01"), parties=states))
        assert texts(alone.entry) == texts(within.entry)


class TestOnDateIf:
    """Montreal Protocol art. 16(1): 1 January 1989 if enough had ratified by then, else 90 days after."""

    CONDITION = OnDateIf("1989-01-01", condition=NthInstrument(11), delay="P90D", article="Art. 16(1)")

    def entered(self, last):
        states = many(11)
        acts = [*deposits(states[:10], "1988-06-01"), *deposits(states[10:], last)]
        return lifecycle(treaty(self.CONDITION, *acts, parties=states))

    @pytest.mark.parametrize("last", ["1988-07-01", "1988-12-16", "1989-01-01"])
    def test_met_by_the_date_it_is_that_date(self, last):
        life = self.entered(last)
        assert day("1989-01-01") == life.entered_into_force_on
        assert "the condition is met by 1 January 1989, so it enters into force on that day" == texts(life.entry)[-1]
        assert "Art. 16(1)" == life.entry.steps[-1].article

    @pytest.mark.parametrize(("last", "on"), [("1989-01-02", "1989-04-02"), ("1989-03-01", "1989-05-30")])
    def test_met_later_the_delay_runs(self, last, on):
        assert day(on) == self.entered(last).entered_into_force_on

    def test_not_met_it_says_what_is_lacking(self):
        states = many(11)
        life = lifecycle(treaty(self.CONDITION, *deposits(states[:10], "1988-06-01"), parties=states))
        assert ["10 of 11 instruments have been deposited"] == [lack.text for lack in life.outstanding]
        assert day("1989-01-01") == life.would_enter_on("1988-12-31")
        assert day("1990-04-01") == life.would_enter_on("1990-01-01")


class TestTogetherWithAnother:
    """A protocol that cannot enter into force before its parent (ICCPR Optional Protocol art. 9(1))."""

    STATES = many(10)
    PROTOCOL = AllOf([OtherInForce("iccpr"), NthInstrument(10, delay="P3M")], article="Art. 9(1)")

    def protocol(self, *others, condition=PROTOCOL, last="1973-12-12"):
        acts = [*deposits(self.STATES[:9], "1970-01-01"), *deposits(self.STATES[9:], last)]
        return lifecycle(attrs.evolve(treaty(condition, *acts, parties=self.STATES), id="op1"), others=others)

    def parent(self, *acts, condition=None, parties="MYS USA"):
        return attrs.evolve(treaty(condition or NthInstrument(2), *acts, parties=parties), id="iccpr")

    def test_the_parent_came_later(self):
        """Covenant 23 March 1976; the protocol's tenth instrument, 12 December 1973, would have given 12 March 1974."""
        life = self.protocol(self.parent(declared("1976-03-23")))
        assert day("1976-03-23") == life.entered_into_force_on
        assert "iccpr entered into force on 23 March 1976" == texts(life.entry)[0]
        assert "later-of-both" == codes(life.entry)[-1]

    def test_the_parent_came_first(self):
        life = self.protocol(self.parent(declared("1970-01-01")))
        assert day("1974-03-12") == life.entered_into_force_on

    def test_the_parent_s_own_condition_is_computed(self):
        life = self.protocol(
            self.parent(*deposits(["MYS", "USA"], "1975-12-23"), condition=NthInstrument(2, delay="P3M"))
        )
        assert day("1976-03-23") == life.entered_into_force_on

    def test_the_parent_is_not_in_force(self):
        life = self.protocol(self.parent(*deposits(["MYS"], "1975-12-23")))
        assert (AnswerKind.NONE, None) == (life.entry.kind, life.entered_into_force_on)
        assert ["iccpr is not in force"] == [lack.text for lack in life.outstanding]
        assert (0, 1) == (life.outstanding[0].have, life.outstanding[0].need)
        assert day("1980-01-01") == life.would_enter_on("1980-01-01")

    def test_the_parent_is_not_in_the_record(self):
        life = self.protocol()
        assert AnswerKind.UNKNOWN is life.entry.kind
        assert "iccpr is not recorded, so it is not known whether it is in force" in texts(life.entry)
        assert () == life.outstanding

    def test_whether_the_parent_is_in_force_is_not_known(self):
        """It can't be said that it is not: that of the protocol is not known either."""
        parent = self.parent(signed("1966-12-16"), condition=OnConsentOfAll())
        assert AnswerKind.UNKNOWN is lifecycle(parent).entry.kind
        life = self.protocol(parent)
        assert (AnswerKind.UNKNOWN, Status.UNKNOWN) == (life.entry.kind, life.status("1980-01-01"))
        assert () == life.outstanding

    def test_the_parent_s_day_is_imprecise(self):
        parent = self.parent(Act("entry_into_force", "1976"))
        life = self.protocol(parent)
        assert AnswerKind.UNKNOWN is life.entry.kind
        assert "it is not certain when iccpr entered into force" in texts(life.entry)

    def test_two_that_wait_for_each_other_wait(self):
        """A circle of records is answered, not followed without an end."""
        waiting = self.parent(*deposits(["MYS", "USA"], "1970-01-01"), condition=OtherInForce("op1"))
        life = self.protocol(waiting)
        assert AnswerKind.UNKNOWN is life.entry.kind
        own = lifecycle(attrs.evolve(waiting, id="op1"), others=[attrs.evolve(waiting, id="op1")])
        assert AnswerKind.UNKNOWN is own.entry.kind

    def test_alone_it_waits_for_nothing_else(self):
        """With the delay of the text, from the parent's day."""
        condition = OtherInForce("iccpr", delay="P30D")
        assert (
            day("1976-04-22")
            == self.protocol(self.parent(declared("1976-03-23")), condition=condition).entered_into_force_on
        )

    def test_as_of_a_day_before_the_parent_was_in_force(self):
        parent = self.parent(*deposits(["MYS", "USA"], "1975-12-23"))
        acts = deposits(self.STATES, "1973-12-12")
        made = attrs.evolve(treaty(self.PROTOCOL, *acts, parties=self.STATES), id="op1")
        life = lifecycle(made, as_of="1974-01-01", others=[parent])
        assert None is life.entered_into_force_on
        assert day("1975-12-23") == lifecycle(made, others=[parent]).entered_into_force_on


class TestDeclaredAndStated:
    def test_the_declared_day_wins_and_the_computed_one_is_kept(self):
        """AfCFTA art. 23: computed 29 May 2019, declared by the African Union for 30 May 2019."""
        states = many(22)
        made = treaty(
            NthInstrument(22, delay="P30D"), *deposits(states, "2019-04-29"), declared("2019-05-30"), parties=states
        )
        life = lifecycle(made)
        assert day("2019-05-30") == life.entered_into_force_on
        assert (day("2019-05-29"), AnswerKind.CERTAIN) == (life.computed_entry.day, life.computed_entry.kind)
        assert "In force from 29 May 2019" == life.computed_entry.summary
        (finding,) = mou.check(made)
        assert ("declared-differs", "/acts/22") == (finding.code, finding.pointer)
        assert "30 May 2019 is declared; the condition gives 29 May 2019" == finding.message

    def test_a_record_without_the_instruments_states_that_the_condition_was_met(self):
        """Nobody has every instrument: the depositary says the sixtieth came on 11 April 2002."""
        condition = NthInstrument(60, delay=FirstOfMonthAfter("P60D"), article="Art. 126(1)")
        made = treaty(condition, Act("condition_met", "2002-04-11"), parties=[])
        life = lifecycle(made)
        assert day("2002-07-01") == life.entered_into_force_on
        assert ["stated-as-met", "as-the-text-says"] == codes(life.entry)
        assert () == mou.check(made)

    def test_instruments_that_say_otherwise_are_a_finding(self):
        states = many(3)
        acts = [*deposits(states, "2002-04-11"), Act("condition_met", "2002-04-10")]
        made = treaty(NthInstrument(3, delay="P30D"), *acts, parties=states)
        assert day("2002-05-10") == lifecycle(made).entered_into_force_on
        (finding,) = mou.check(made)
        assert ("condition-met-differs", "/acts/3") == (finding.code, finding.pointer)
        assert (
            "the condition is stated to have been met on 10 April 2002, for entry into force on 10 May 2002; "
            "the recorded instruments give 11 May 2002"
        ) == finding.message

    def test_those_that_are_too_few_say_nothing(self):
        """A partial record does not contradict what is stated."""
        states = many(60)
        acts = [*deposits(states[:5], "2000-01-01"), Act("condition_met", "2002-04-11")]
        assert () == mou.check(treaty(NthInstrument(60), *acts, parties=states))

    def test_what_was_met_is_not_outstanding(self):
        """That of which it is stated when it was met waits for nothing, whatever day is asked for."""
        made = treaty(NthInstrument(60, delay="P30D"), Act("condition_met", "2002-04-11"), parties=[])
        assert day("2002-05-11") == lifecycle(made).would_enter_on("2030-01-01")
        in_force = treaty(NthInstrument(60), declared("2002-07-01"), parties=[])
        assert day("2002-07-01") == lifecycle(in_force).would_enter_on("2030-01-01")

    def test_the_last_statement_counts(self):
        acts = [Act("condition_met", "2002-04-11"), Act("condition_met", "2002-04-10")]
        assert day("2002-04-10") == lifecycle(treaty(NthInstrument(60), *acts, parties=[])).entered_into_force_on

    def test_it_does_not_speak_for_another_agreement(self):
        """The protocol's ten instruments are stated; that its parent is in force is not."""
        made = treaty(
            AllOf([OtherInForce("iccpr"), NthInstrument(10, delay="P3M")]),
            Act("condition_met", "1973-12-12"),
            parties=[],
        )
        parent = attrs.evolve(treaty(NthInstrument(2), declared("1976-03-23"), parties="MYS USA"), id="iccpr")
        assert day("1976-03-23") == lifecycle(made, others=[parent]).entered_into_force_on
        assert None is lifecycle(made).entered_into_force_on


class TestOtherWays:
    def test_exchange_of_instruments(self):
        """New START art. XIV(1): exchanged in Munich on 5 February 2011, in force that day."""
        acts = [
            signed("2010-04-08", kind="subject_to_ratification"),
            Act("exchange_of_instruments", "2011-02-05", place="Munich"),
        ]
        condition = ExchangeOfInstruments(article="Art. XIV(1)")
        made = record(*acts, parties="RUS USA", kind="treaty", entry_into_force=condition)
        life = lifecycle(made)
        assert day("2011-02-05") == life.entered_into_force_on
        assert (
            "Russian Federation and United States of America exchanged instruments on 5 February 2011"
            == texts(life.entry)[0]
        )
        before = lifecycle(record(acts[0], parties="RUS USA", kind="treaty", entry_into_force=condition))
        assert ("RUS", "USA") == before.outstanding[0].missing
        assert "no exchange of instruments by Russian Federation and United States of America is recorded" == (
            before.outstanding[0].text
        )
        assert day("2011-02-05") == before.would_enter_on("2011-02-05")

    @pytest.mark.parametrize(
        ("condition", "kind"),
        [(LastNotification(delay="P30D"), "notification"), (OnConsentOfAll(delay="P30D"), "ratification")],
    )
    def test_the_last_of_all(self, condition, kind):
        made = record(
            signed("2020-01-01", kind="subject_to_ratification"),
            Act(kind, "2020-03-01", by="MYS"),
            kind="treaty",
            entry_into_force=condition,
        )
        (lack,) = lifecycle(made).outstanding
        assert (1, 2, ("USA",)) == (lack.have, lack.need, lack.missing)
        assert day("2020-05-01") == lifecycle(made).would_enter_on("2020-04-01")

    def test_signature_lacks_who_has_not_signed(self):
        made = record(signed("2020-01-01", by="MYS"), entry_into_force=OnSignature())
        (lack,) = lifecycle(made).outstanding
        assert ("USA",) == lack.missing
        assert day("2020-04-01") == lifecycle(made).would_enter_on("2020-04-01")

    def test_a_fixed_date_comes_whatever_is_supposed(self):
        made = record(signed("1988-06-01"), entry_into_force=OnDate("1989-01-01"))
        assert day("1989-01-01") == lifecycle(made).would_enter_on("1988-01-01")

    def test_what_is_supposed_is_marked_as_an_assumption(self):
        """A day that somebody only asks about is never taken for one that was."""
        from mou.law.entry import computed_entry
        from mou.law.readings import readings

        made = record(signed("2020-01-01", by="MYS"), entry_into_force=OnSignature())
        met = computed_entry(next(iter(readings(made, None))), on=day("2020-04-01"))
        assert ["the missing acts are done on 1 April 2020"] == [step.text for step in met.steps if step.assumed]

    def test_not_before_an_imprecise_date_is_uncertain(self):
        """ "Not before 1998", of which the day is not known, can be any day of it."""
        condition = NotBefore(NthInstrument(2), on="1998")
        life = lifecycle(treaty(condition, *deposits(["GBR", "FRA"], "1997-01-01"), parties="GBR FRA USA"))
        assert AnswerKind.UNCERTAIN is life.entry.kind
        assert (day("1998-01-01"), day("1998-12-31")) == (life.entry.earliest, life.entry.latest)

    @pytest.mark.parametrize(
        "condition",
        [
            OnDateIf("1989", condition=NthInstrument(2)),
            AllOf([NthInstrument(2), OnDate("1989")]),
            NotBefore(OnDate("1989"), on="1980-01-01"),
        ],
        ids=["on a date if", "within another", "within not before"],
    )
    def test_so_is_an_imprecise_date_wherever_it_stands(self, condition):
        life = lifecycle(treaty(condition, *deposits(["GBR", "FRA"], "1988-01-01"), parties="GBR FRA USA"))
        assert (day("1989-01-01"), day("1989-12-31")) == (life.entry.earliest, life.entry.latest)


def test_an_agreement_without_a_record_of_any_act_lacks_nothing_that_can_be_told():
    life = lifecycle(Agreement("a", title="A", term=Term(entry_into_force=NthInstrument(60))))
    assert (AnswerKind.UNKNOWN, ()) == (life.entry.kind, life.outstanding)
    assert "no act is recorded" == life.entry.steps[0].text


def days_of_2025(first):
    return [on for number in range(365) if (on := day("2025-01-01") + timedelta(days=number)) >= day(first)]


class TestOneYearInDoubt:
    """What is answered of an imprecise date is what its days give, each of them computed alone.

    What undoes another act is not read before it, as the record has it after.
    """

    @pytest.mark.parametrize("notice", ["P2M", "P0D", None])
    def test_a_fixed_last_day_in_doubt(self, notice):
        """The notice counts for the period that runs on its day: which, depends on the day of the year."""

        def made(on):
            renewal = TacitRenewal("P1Y", notice=notice)
            acts = [signed("2020-08-28"), Act("non_renewal", "2027-05-01", by="MYS")]
            return lifecycle(record(*acts, duration=Until(on), renewal=renewal))

        ends = [made(on).last_day for on in days_of_2025("2025-01-01")]
        assert (min(ends), max(ends)) == (made("2025").end.earliest, made("2025").end.latest)

    def test_many_short_periods(self):
        """A month each, for five years and more."""

        def made(on):
            renewal = TacitRenewal("P1M", notice="P7D")
            return lifecycle(
                record(signed(on), Act("non_renewal", "2030-05-20", by="MYS"), duration="P1M", renewal=renewal)
            )

        ends = [made(on).last_day for on in days_of_2025("2025-01-01")]
        assert (min(ends), max(ends)) == (made("2025").end.earliest, made("2025").end.latest)

    def test_a_notice_in_many_short_periods(self):
        def made(on):
            renewal = TacitRenewal("P1M", notice="P7D")
            return lifecycle(
                record(signed("2020-08-28"), Act("non_renewal", on, by="MYS"), duration="P1M", renewal=renewal)
            )

        ends = [made(on).last_day for on in days_of_2025("2025-01-01")]
        assert (min(ends), max(ends)) == (made("2025").end.earliest, made("2025").end.latest)

    def test_a_notice_after_the_last_period(self):
        def made(on):
            renewal = TacitRenewal("P1M", notice="P7D", times=3)
            return lifecycle(
                record(signed("2024-11-28"), Act("non_renewal", on, by="MYS"), duration="P1M", renewal=renewal)
            )

        ends = [made(on).last_day for on in days_of_2025("2025-01-01")]
        assert (min(ends), max(ends)) == (made("2025").end.earliest, made("2025").end.latest)

    def test_at_the_end_of_the_calendar(self):
        """Periods past the year 9999 turn nothing."""
        renewal = TacitRenewal("P1Y", notice="P1M")
        acts = [signed("9990-02-01"), Act("suspension", "9998"), Act("resumption", "9999")]
        life = lifecycle(record(*acts, duration="P5Y", renewal=renewal))
        assert (None, Status.IN_FORCE) == (life.last_day, life.status("9997-12-31"))

    def test_in_the_first_years_of_the_calendar(self):
        renewal = TacitRenewal("P1Y", notice="P1M")
        life = lifecycle(
            record(signed("0001"), Act("non_renewal", "0003-05-20", by="MYS"), duration="P1Y", renewal=renewal)
        )
        assert (day("0003-06-20"), day("0004-06-19")) == (life.end.earliest, life.end.latest)

    def test_one_undone_is_not_read_after_what_undoes_it(self):
        """A notice of 2025, revoked on 1 June: it was given by then."""
        acts = [
            signed("2020-01-01"),
            Act("withdrawal", "2025", by="MYS"),
            Act("notice_revocation", "2025-06-01", by="MYS"),
        ]
        life = lifecycle(record(*acts, duration=Indefinite(), withdrawal=WithdrawalOnNotice("P1Y")))
        assert (None, AnswerKind.NONE) == (life.last_day, life.end.kind)

    def test_what_can_only_come_before_undoes_nothing(self):
        """A notice of 2025 and a revocation of 2024: it is about another notice, or a mistake."""
        acts = [
            signed("2020-01-01"),
            Act("withdrawal", "2025", by="MYS"),
            Act("notice_revocation", "2024-06-01", by="MYS"),
        ]
        life = lifecycle(record(*acts, duration=Indefinite(), withdrawal=WithdrawalOnNotice("P1Y")))
        assert (day("2025-12-31"), day("2026-12-30")) == (life.end.earliest, life.end.latest)

    @pytest.mark.parametrize("renewal", [None, TacitRenewal(Indefinite(), notice="P2M")])
    def test_a_start_whose_periods_do_not_repeat(self, renewal):
        def made(on):
            acts = [signed(on), Act("non_renewal", "2030-05-20", by="MYS")]
            return lifecycle(record(*acts, duration="P5Y", renewal=renewal))

        ends = [made(on).last_day for on in days_of_2025("2025-01-01")]
        known = [end for end in ends if end is not None]
        bounds = (min(known), None if None in ends else max(known))
        assert bounds == (made("2025").end.earliest, made("2025").end.latest)

    def test_more_periods_than_are_looked_at(self):
        """A week each: the bounds are still those of days that it can have been."""

        def made(on):
            renewal = TacitRenewal("P7D", notice="P1D")
            return lifecycle(
                record(signed("2024-12-20"), Act("non_renewal", on, by="MYS"), duration="P7D", renewal=renewal)
            )

        ends = {made(on).last_day for on in days_of_2025("2025-01-01")}
        assert {made("2025").end.earliest, made("2025").end.latest} <= ends

    def test_many_imprecise_notices_are_answered_all_the_same(self):
        """Each combination would be too many; the ends are among those that are read."""
        states = many(8)
        acts = [*deposits(states, "2000-01-01"), *(Act("withdrawal", "2025", by=one) for one in states)]
        made = treaty(NthInstrument(2), *acts, parties=states, withdrawal=WithdrawalOnNotice("P6M"))
        life = lifecycle(made)
        assert (day("2025-06-30"), day("2026-06-29")) == (life.end.earliest, life.end.latest)
        assert Status.IN_FORCE is life.status("2025-06-30")

    @pytest.mark.parametrize(
        ("made", "first"),
        [
            (lambda on: [signed("2020-08-28"), Act("non_renewal", on, by="MYS")], "2025-01-01"),
            (lambda on: [signed("2020-08-28"), Act("withdrawal", on, by="MYS")], "2025-01-01"),
            (
                lambda on: [
                    signed("2020-08-28"),
                    Act("non_renewal", "2025-06-01", by="MYS"),
                    Act("notice_revocation", on, by="MYS"),
                ],
                "2025-06-01",
            ),
            (lambda on: [signed(on), Act("non_renewal", "2030-06-01", by="MYS")], "2025-01-01"),
            (lambda on: [signed("2020-08-28"), Act("extension", on, period="P2Y")], "2025-01-01"),
            (lambda on: [signed("2020-08-28"), Act("suspension", "2025-03-01"), Act("resumption", on)], "2025-03-01"),
        ],
        ids=["non-renewal", "withdrawal", "notice_revocation", "signature", "extension", "resumption"],
    )
    def test_bounds_and_status(self, made, first):
        term = {
            "duration": "P5Y",
            "renewal": TacitRenewal("P1Y", notice="P2M"),
            "withdrawal": WithdrawalOnNotice("P6M"),
        }
        answered = lifecycle(record(*made("2025"), **term))
        each = [lifecycle(record(*made(on), **term)) for on in days_of_2025(first)]
        ends = {life.last_day for life in each}
        known = {end for end in ends if end is not None}
        bounds = (min(known, default=None), max(known, default=None) if None not in ends else None)
        assert bounds == (answered.end.earliest, answered.end.latest)
        assert (ends == {answered.last_day}) or None is answered.last_day
        for number in range(0, 2500, 7):
            on = day("2024-12-01") + timedelta(days=number)
            found = {life.status(on) for life in each}
            standing = answered.position(on)
            assert found <= set(standing.possible)
            assert standing.status is (found.pop() if len(found) == 1 else Status.UNKNOWN)
