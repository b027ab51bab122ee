"""Traps of computing the dates of agreements: each a published case or rule, and what software makes of it."""

from datetime import datetime, timedelta
from itertools import permutations

import pytest
from records import day, declared, record, signed
from told import told

import mou
from mou.answers.lifecycles import lifecycle
from mou.answers.shortcuts import expiry_date
from mou.dates.delays import DayAfter, FirstOfKthMonth, FirstOfMonthAfter
from mou.dates.periods import Period
from mou.law.status import Status
from mou.model.act import Act
from mou.model.conditions import LastNotification, OnConsentOfAll
from mou.model.durations import Indefinite
from mou.model.party import Party
from mou.model.renewals import TacitRenewal
from mou.model.withdrawals import WithdrawalOnNotice


def last_day(start, duration, **term):
    return expiry_date(record(signed(start), duration=duration, **term))


def ends(start, duration, renewal, count):
    """The last days of the first periods of a tacitly renewed agreement."""
    life = lifecycle(record(signed(start), duration=duration, renewal=TacitRenewal(renewal)))
    found = [life.period(start).last_day]
    while len(found) < count:
        found.append(life.period(found[-1] + timedelta(days=1)).last_day)
    return [str(one) for one in found]


def test_four_months_from_the_end_of_september():
    """Dodds v Walker [1981] 1 WLR 1027: notice of 30 September 1978, four months: 30 January, not 31."""
    assert day("1979-01-30") == last_day("1978-09-30", "P4M")


def test_a_month_from_31_january():
    """Regulation 1182/71 art. 3(2)(c), CETS 076 art. 4(2): 28 February; not 3 March, as in SQLite or GNU date."""
    assert day("2025-02-28") == last_day("2025-01-31", "P1M")


def test_a_year_from_29_february():
    """Regulation 1182/71 art. 3(2)(c): 28 February is the last day; not 1 March."""
    assert day("2025-02-28") == last_day("2024-02-29", "P1Y")


def test_five_years_from_29_february():
    """Regulation 1182/71 art. 3(2)(c)."""
    assert day("2029-02-28") == last_day("2024-02-29", "P5Y")


def test_yearly_renewals_from_29_february():
    """Genocide Convention art. XIV counts periods from entry into force: the leap day comes back in 2028."""
    assert ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28"] == ends("2024-02-29", "P1Y", "P1Y", 5)


def test_monthly_renewals_from_31_january():
    """From the anchor: 31 March, not 28 March by way of February (dateutil/dateutil issue 53)."""
    assert ["2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31"] == ends("2025-01-31", "P1M", "P1M", 4)


def test_a_month_from_28_february():
    """Not sticky to the month's end, as ADD_MONTHS of Oracle and DB2 is: Dodds v Walker [1981]."""
    assert day("2025-03-28") == last_day("2025-02-28", "P1M")


def test_back_and_forth_does_not_come_back():
    """Regulation 1182/71 art. 3(2)(c): a month before 31 March is 28 February, a month after that 28 March."""
    term = {"duration": "P1Y", "withdrawal": WithdrawalOnNotice("P1M")}
    life = lifecycle(record(signed("2024-03-31"), renewal=TacitRenewal("P1Y", notice="P1M"), **term))
    assert day("2025-02-28") == life.notice_deadline("2024-04-01")
    left = lifecycle(record(signed("2024-03-31"), Act("withdrawal", "2025-02-28", by="MYS"), **term))
    assert day("2025-03-28") == left.ceases_on


@pytest.mark.parametrize("end", ["2026-08-28", "2026-08-29", "2026-08-30", "2026-08-31"])
def test_six_months_before_the_end_of_august(end):
    """CETS 076 art. 4(2), counted back: 28 February 2026 for each of four days; not 3 March."""
    renewal = TacitRenewal("P1Y", notice="P6M")
    life = lifecycle(record(signed(end.replace("2026", "2021")), duration="P5Y", renewal=renewal))
    assert day("2026-02-28") == life.notice_deadline("2025-01-01")


def test_the_month_after_the_sixtieth_day():
    """Rome Statute art. 126: Albania's deposit of 31 January 2003 has 1 April as its 60th day: 1 May."""
    condition = OnConsentOfAll(delay=FirstOfMonthAfter("P60D"))
    acts = [Act("ratification", "2002-04-11", by="ITA"), Act("ratification", "2003-01-31", by="ALB")]
    made = record(*acts, parties="ITA ALB", kind="statute", entry_into_force=condition)
    assert day("2003-05-01") == lifecycle(made).entered_into_force_on


def test_the_sixth_month_after_the_month_of_deposit():
    """Mine Ban Convention art. 17: 16 September 1998 gives 1 March 1999; not 16 March, not 1 April."""
    condition = OnConsentOfAll(delay=FirstOfKthMonth(6))
    acts = [Act("ratification", "1998-09-16", by=["BFA", "CAN"])]
    made = record(*acts, parties="BFA CAN", kind="convention", entry_into_force=condition)
    assert day("1999-03-01") == lifecycle(made).entered_into_force_on


@pytest.mark.parametrize(("event", "entered"), [("2020-04-22", "2020-08-01"), ("2020-04-01", "2020-08-01")])
def test_the_first_of_the_month_after_three_months(event, entered):
    """Budapest Convention art. 36(3) for the clause; strictly after an expiry that falls on the first itself."""
    condition = LastNotification(delay=FirstOfMonthAfter("P3M"))
    acts = [Act("notification", event, by=["MYS", "USA"])]
    assert day(entered) == lifecycle(record(*acts, entry_into_force=condition)).entered_into_force_on


def test_several_instruments_of_one_day_in_any_order():
    """Rome Statute: ten instruments on 11 April 2002. The day decides, not the order in the record."""
    acts = [Act("ratification", "2002-04-11", by=one) for one in ("BIH", "BGR", "KHM")]
    for order in permutations(acts):
        life = lifecycle(record(*order, parties="BIH BGR KHM", kind="statute"))
        assert day("2002-04-11") == life.entered_into_force_on


def test_notice_counts_on_receipt():
    """VCLT 78(b): sent on 30 January, received on 2 February, one month: 2 March."""
    notice = Act("withdrawal", "2023-01-30", by="MYS", received_on="2023-02-02")
    made = record(signed("2020-01-01"), notice, duration=Indefinite(), withdrawal=WithdrawalOnNotice("P1M"))
    assert day("2023-03-02") == lifecycle(made).ceases_on


def test_receipt_decides_whether_it_is_in_time():
    """VCLT 78(b): with the deadline on 30 January, one sent before and received after is late."""
    term = {"duration": "P1Y", "renewal": TacitRenewal("P1Y", notice="P5M")}
    sent = Act("non_renewal", "2021-01-30", by="MYS", received_on="2021-02-02")
    assert day("2022-06-30") == expiry_date(record(signed("2020-06-30"), sent, **term))
    in_time = Act("non_renewal", "2021-01-30", by="MYS", received_on="2021-01-30")
    assert day("2021-06-30") == expiry_date(record(signed("2020-06-30"), in_time, **term))


def test_a_late_notice_ends_the_next_period():
    """Genocide Convention art. XIV: five more years for who has not denounced it six months before the end."""
    late = Act("non_renewal", "2030-07-13", by="MYS")
    term = {"duration": "P10Y", "renewal": TacitRenewal("P5Y", notice="P6M")}
    made = record(declared("1951-01-12"), late, **term)
    assert day("2036-01-12") == expiry_date(made)
    assert ["late-notice"] == [finding.code for finding in mou.check(made)]


def test_of_two_ways_out_the_earlier():
    """China-Malaysia, tourism, Beijing 15 September 2003 arts 8-11: renewal can be stopped, and either can leave."""
    term = {
        "duration": "P5Y",
        "renewal": TacitRenewal("P5Y", notice="P1M"),
        "withdrawal": WithdrawalOnNotice("P6M"),
    }

    def left(received):
        notice = Act("withdrawal", received, by="MYS")
        return lifecycle(record(signed("2003-09-15"), notice, parties="CHN MYS", **term)).ceases_on

    assert day("2008-09-16") == left("2008-08-15")  # in time for the end of the period: not 15 February 2009
    assert day("2009-02-16") == left("2008-08-16")  # too late for that, so by six months' notice
    assert day("2004-07-01") == left("2004-01-01")  # years before the end


def test_notice_of_days_stays_days():
    """microsoft/BCApps 10353: sixty days before 31 December 2026 is 1 November, not 30 November."""
    term = {"duration": "P1Y", "renewal": TacitRenewal("P1Y", notice="P60D")}
    assert day("2026-11-01") == lifecycle(record(signed("2025-12-31"), **term)).notice_deadline("2026-06-01")


def test_entry_into_force_before_signature_is_no_error():
    """VCLT 28 leaves it to the text; 212 of 3,735 treaties in the UK's register take effect so."""
    made = record(signed("2020-05-01"), declared("2020-01-01"), duration="P5Y")
    life = lifecycle(made)
    assert Status.IN_FORCE is life.status("2020-01-01")
    assert day("2025-01-01") == life.last_day
    assert [("entry-before-signature", "info")] == [(one.code, one.severity) for one in mou.check(made)]


def test_a_term_that_runs_from_provisional_application():
    """EU-Mauritania fisheries protocol (OJ L 315, 1.12.2015): four years from provisional application on 16 November
    2015, twice extended by a year; it "expires on 15 November 2021" (COM(2021) 589)."""
    acts = [
        signed("2015-11-16", kind="subject_to_ratification"),
        Act("provisional_application", "2015-11-16"),
        Act("entry_into_force", "2017-01-01"),
    ]
    extensions = [Act("extension", "2019-11-15", period="P1Y"), Act("extension", "2020-11-15", period="P1Y")]
    term = {"duration": "P4Y", "anchor": "provisional_application", "counting": "from_start_of_day"}

    eu = Party("EU", name="European Union", kind="international_organisation")

    def ended(*acts):
        return expiry_date(record(*acts, parties=[eu, Party.state("Mauritania")], kind="protocol", **term))

    assert day("2019-11-15") == ended(*acts)  # four years after entry into force would be 31 December 2020
    assert day("2021-11-15") == ended(*acts, *extensions)


def test_signed_on_two_days():
    """VCLT 13: an exchange is complete with the second of the notes; both are kept."""
    acts = [signed("2019-11-20", by="USA"), signed("2019-11-29", by="MYS")]
    life = lifecycle(record(*acts, kind="exchange_of_notes", duration="P1Y"))
    assert day("2019-11-29") == life.signed_on == life.entered_into_force_on
    assert day("2020-11-29") == life.last_day
    assert ["/acts/0", "/acts/1"] == [one.pointer for one in life.milestones() if one.kind == "act"]


def test_an_end_on_a_sunday_is_not_moved():
    """CETS 076 art. 5 and Regulation 1182/71 art. 3(4) move acts to the next working day, never a treaty's end."""
    life = lifecycle(record(signed("2018-12-31"), duration="P5Y", renewal=TacitRenewal("P5Y", notice="P3M")))
    assert "Sunday" == life.period("2019-01-01").last_day.strftime("%A")
    assert day("2023-12-31") == life.period("2019-01-01").last_day
    assert day("2023-09-30") == life.notice_deadline("2019-01-01")  # a Saturday: counted back, it is not moved either
    assert "Saturday" == life.notice_deadline("2019-01-01").strftime("%A")


def test_days_have_no_time_zone():
    """TEU art. 50(3), two years counted by Regulation 1182/71: 29 March 2019 was to be the last day, to midnight in
    Brussels, 23:00 in London."""
    notice = Act("withdrawal", "2017-03-29", by="GBR")
    clause = WithdrawalOnNotice(DayAfter("P2Y"))
    made = record(declared("1973-01-01"), notice, parties="GBR FRA", duration=Indefinite(), withdrawal=clause)
    assert day("2019-03-29") == lifecycle(made).last_day
    moment = datetime(2019, 3, 29, 23, 0)  # noqa: DTZ001
    assert "without a time of day" in told(lifecycle(made).status, moment)[0]


@pytest.mark.parametrize(("start", "days"), [("2025-10-30", 1826), ("2027-03-01", 1827), ("1897-03-01", 1825)])
def test_sixty_months_are_no_number_of_days(start, days):
    """OCDS keeps durationInDays; sixty months are 1,825, 1,826 or 1,827 days, and stay sixty months."""
    made = record(signed(start), duration="P60M")
    assert days == (expiry_date(made) - day(start)).days
    assert '"P60M"' in mou.dumps(made)
    assert Period.parse("P60M") == mou.loads(mou.dumps(made), mou.Agreement).term.duration


@pytest.mark.parametrize(
    ("on", "status"), [("2025-02-27", Status.IN_FORCE), ("2025-02-28", Status.IN_FORCE), ("2025-03-01", Status.EXPIRED)]
)
def test_when_a_year_from_29_february_is_full(on, status):
    """dateutil says a year on 28 February, Java eleven months and thirty days: the year ends with that day."""
    assert status is lifecycle(record(signed("2024-02-29"), duration="P1Y")).status(on)
