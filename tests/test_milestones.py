"""Milestones: every dated event, past and to come, in order."""

import pytest
from records import day, declared, record, signed

from mou.answers.lifecycles import lifecycle
from mou.answers.milestones import MilestoneKind
from mou.model.act import Act
from mou.model.durations import Indefinite
from mou.model.renewals import TacitRenewal
from mou.model.term import Survival
from mou.model.withdrawals import WithdrawalOnNotice

RENEWED = {"duration": "P5Y", "renewal": TacitRenewal("P1Y", notice="P2M")}


def told(life, **more):
    return [f"{stone.on} {stone.kind}" for stone in life.milestones(**more)]


class TestALife:
    def test_of_five_years(self):
        life = lifecycle(record(signed("2025-10-30", by=["MYS", "USA"]), duration="P5Y"))
        assert [
            ("2025-10-30", "act", "signature by Malaysia and United States of America", "/acts/0"),
            ("2025-10-30", "entry_into_force", "enters into force", None),
            ("2030-10-30", "last_day", "last day in force", None),
            ("2030-10-31", "ceases", "expired: first day out", None),
        ] == [(str(stone.on), stone.kind, stone.text, stone.pointer) for stone in life.milestones()]

    def test_of_one_that_is_suspended_left_and_survived(self):
        acts = [
            Act("adoption", "1999-12-01"),
            signed("2000-01-01", kind="subject_to_ratification"),
            Act("provisional_application", "2000-02-01", until="2000-06-30"),
            declared("2001-01-01"),
            Act("suspension", "2005-01-01", by="MYS"),
            Act("resumption", "2006-01-01", by="MYS"),
            Act("withdrawal", "2007-01-01", by="MYS"),
        ]
        life = lifecycle(
            record(*acts, duration=Indefinite(), withdrawal=WithdrawalOnNotice("P6M"), survival=Survival("P10Y"))
        )
        assert [
            "1999-12-01 act",
            "2000-01-01 act",
            "2000-02-01 act",
            "2000-02-01 provisional_application",
            "2000-02-01 provisional_application",
            "2000-07-01 provisional_application_ends",
            "2000-07-01 provisional_application_ends",
            "2001-01-01 act",
            "2001-01-01 entry_into_force",
            "2005-01-01 act",
            "2005-01-01 suspension",
            "2006-01-01 act",
            "2006-01-01 resumption",
            "2007-01-01 act",
            "2007-06-30 last_day",
            "2007-07-01 exit",
            "2007-07-01 ceases",
            "2017-07-01 survival_ends",
        ] == told(life)
        texts = {stone.kind: stone.text for stone in life.milestones()}
        assert "suspension begins for Malaysia" == texts[MilestoneKind.SUSPENSION]
        assert "suspension is over for Malaysia" == texts[MilestoneKind.RESUMPTION]
        assert "no longer in force for Malaysia" == texts[MilestoneKind.EXIT]
        assert "terminated: first day out" == texts[MilestoneKind.CEASES]

    def test_of_one_that_is_not_in_force(self):
        life = lifecycle(record(signed("2020-01-01"), kind="treaty", duration="P5Y"))
        assert ["2020-01-01 act"] == told(life)

    def test_without_listed_parties_nobody_is_named(self):
        acts = [signed("2000-01-01"), Act("suspension", "2001-01-01", until="2001-12-31")]
        life = lifecycle(record(*acts, parties="", duration=Indefinite()))
        assert ["signature", "enters into force", "suspension", "suspension begins", "suspension is over"] == [
            stone.text for stone in life.milestones()
        ]

    def test_every_change_of_status_is_one(self):
        acts = [
            signed("2000-01-01", by="MYS", kind="subject_to_ratification"),
            signed("2000-02-01", by="USA", kind="subject_to_ratification"),
            Act("provisional_application", "2000-03-01"),
            Act("withdrawal", "2000-05-01", by="MYS"),
            Act("notice_revocation", "2000-06-01", by="MYS"),
            declared("2000-08-01"),
            Act("suspension", "2001-01-01", until="2001-12-31"),
        ]
        life = lifecycle(record(*acts, kind="treaty", duration="P3Y"))
        days = {stone.on for stone in life.milestones()}
        one = day("1999-01-01")
        changed = set()
        while one < day("2004-01-01"):
            after = one.fromordinal(one.toordinal() + 1)
            if life.status(one) is not life.status(after):
                changed.add(after)
            one = after
        assert {"2000-02-01", "2000-03-01", "2000-08-01", "2001-01-01", "2002-01-01", "2003-08-02"} == {
            str(change) for change in changed
        }
        assert changed <= days


class TestRenewals:
    def test_without_an_end_the_period_that_ran_last(self):
        """The renewal to come is the last thing told: nobody said how far to look."""
        life = lifecycle(record(signed("2020-08-28"), **RENEWED))
        assert [
            "2020-08-28 act",
            "2020-08-28 entry_into_force",
            "2025-06-28 notice_deadline",
            "2025-08-29 renewal",
        ] == told(life)
        assert "last day for notice before 28 August 2025" == life.milestones()[2].text
        assert "renewal 1 begins" == life.milestones()[3].text

    def test_to_the_day_that_is_asked_for(self):
        life = lifecycle(record(signed("2020-08-28"), **RENEWED))
        assert [
            "2025-06-28 notice_deadline",
            "2025-08-29 renewal",
            "2026-06-28 notice_deadline",
            "2026-08-29 renewal",
            "2027-06-28 notice_deadline",
        ] == told(life, through="2027-06-28")[2:]
        assert ["2025-06-28 notice_deadline"] == told(life, through="2025-08-28")[2:]
        assert [] == told(life, through="2025-06-27")[2:]

    def test_a_late_act_shows_where_it_falls(self):
        acts = [signed("2020-08-28"), Act("amendment", "2026-01-01")]
        assert [
            "2025-06-28 notice_deadline",
            "2025-08-29 renewal",
            "2026-01-01 act",
            "2026-06-28 notice_deadline",
            "2026-08-29 renewal",
        ] == told(lifecycle(record(*acts, **RENEWED)))[2:]

    def test_to_the_end_where_there_is_one(self):
        renewal = TacitRenewal("P1Y", notice="P2M", times=2)
        assert [
            "2025-06-28 notice_deadline",
            "2025-08-29 renewal",
            "2026-06-28 notice_deadline",
            "2026-08-29 renewal",
            "2027-08-28 last_day",
            "2027-08-29 ceases",
        ] == told(lifecycle(record(signed("2020-08-28"), duration="P5Y", renewal=renewal)))[2:]

    def test_after_the_last_period_there_are_none(self):
        renewal = TacitRenewal("P1Y", notice="P2M", times=3)
        life = lifecycle(record(signed("2020-08-28"), duration="P5Y", renewal=renewal))
        assert told(life) == told(life, through="2050-01-01")

    def test_no_deadline_after_the_end(self):
        acts = [signed("2020-08-28"), Act("termination", "2023-01-01")]
        assert ["2022-12-31 last_day", "2023-01-01 act", "2023-01-01 ceases"] == told(
            lifecycle(record(*acts, **RENEWED))
        )[2:]

    def test_notice_in_time_leaves_the_deadline_it_met(self):
        acts = [signed("2020-08-28"), Act("non_renewal", "2025-06-01", by="MYS")]
        assert [
            "2025-06-01 act",
            "2025-06-28 notice_deadline",
            "2025-08-28 last_day",
            "2025-08-29 exit",
            "2025-08-29 ceases",
        ] == told(lifecycle(record(*acts, **RENEWED)))[2:]

    def test_indefinite_from_some_day_on(self):
        renewal = TacitRenewal(Indefinite(), notice="P1Y")
        life = lifecycle(record(signed("2020-08-28"), duration="P5Y", renewal=renewal))
        expected = ["2024-08-28 notice_deadline", "2025-08-29 renewal"]
        assert expected == told(life)[2:] == told(life, through="2050-01-01")[2:]

    def test_renewals_before_an_extension_are_counted(self):
        acts = [signed("2020-08-28"), Act("extension", "2026-01-01", period="P1Y")]
        life = lifecycle(record(*acts, **RENEWED))
        assert "renewal 2 begins" == life.milestones()[-1].text
        assert day("2027-08-29") == life.milestones()[-1].on


class TestWhatIsOver:
    def test_provisional_application_does_not_end_in_force(self):
        acts = [
            signed("2020-01-01", kind="subject_to_ratification"),
            Act("provisional_application", "2020-02-01", until="2021-12-31"),
            declared("2021-01-01"),
        ]
        life = lifecycle(record(*acts, kind="treaty", duration="P5Y"))
        assert [] == [stone for stone in life.milestones() if stone.kind == "provisional_application_ends"]

    def test_nor_is_anything_resumed_after_the_end(self):
        acts = [signed("2020-01-01"), Act("suspension", "2024-01-01", until="2026-01-01")]
        life = lifecycle(record(*acts, duration="P5Y"))
        assert [] == [stone for stone in life.milestones() if stone.kind == "resumption"]

    @pytest.mark.parametrize("until", ["9999-12-30", "9999-12-31"])
    def test_nor_at_the_end_of_the_calendar(self, until):
        acts = [signed("2020-01-01"), Act("suspension", "2024-01-01", until=until)]
        life = lifecycle(record(*acts, duration=Indefinite()))
        assert [] == [stone for stone in life.milestones() if stone.kind == "resumption"]


class TestImprecise:
    def test_each_has_its_bounds(self):
        life = lifecycle(record(signed("2007-03-20"), declared("2008-10"), duration="P10Y"))
        assert [
            ("act", "2007-03-20", "2007-03-20", "2007-03-20"),
            ("act", "None", "2008-10-01", "2008-10-31"),
            ("entry_into_force", "None", "2008-10-01", "2008-10-31"),
            ("last_day", "None", "2018-10-01", "2018-10-31"),
            ("ceases", "None", "2018-10-02", "2018-11-01"),
        ] == [(stone.kind, str(stone.on), str(stone.earliest), str(stone.latest)) for stone in life.milestones()]

    def test_what_may_never_come_has_no_latest_day(self):
        acts = [signed("2003-09-15"), Act("non_renewal", "2008", by="MYS")]
        life = lifecycle(record(*acts, duration="P5Y", renewal=TacitRenewal(Indefinite(), notice="P6M")))
        found = {stone.kind: stone for stone in life.milestones()}
        ceases = found[MilestoneKind.CEASES]
        assert (None, day("2008-09-16"), None) == (ceases.on, ceases.earliest, ceases.latest)


class TestImpreciseDatesAndADayThrough:
    SIGNED_IN_2020 = record(signed("2020"), **RENEWED)

    @staticmethod
    def bounds(life, **more):
        return {
            (stone.kind, stone.number): (stone.earliest, stone.latest)
            for stone in life.milestones(**more)
            if stone.number is not None
        }

    @pytest.mark.parametrize("through", ["2026-11-01", "2027-01-02", "2027-06-30", "2027-12-31"])
    def test_a_period_that_begins_later_in_another_reading_is_not_one_that_may_never_come(self, through):
        life = lifecycle(self.SIGNED_IN_2020)
        found = self.bounds(life, through=through)
        every = self.bounds(life, through="2040-12-31")
        assert found == {key: (first, last) for key, (first, last) in every.items() if first <= day(through)}
        assert (day("2026-11-01"), day("2027-10-31")) == found[MilestoneKind.NOTICE_DEADLINE, 2]

    def test_where_there_is_no_last_reading_it_may_never_come(self):
        life = lifecycle(record(signed("2020-01-01/.."), **RENEWED))
        assert (day("2025-01-02"), None) == self.bounds(life, through="2026-12-31")[MilestoneKind.RENEWAL, 1]


class TestWhatTellsThemApart:
    def test_stays_when_a_day_is_corrected(self):
        def told_apart(on):
            life = lifecycle(record(signed(on, by=["MYS", "USA"]), **RENEWED))
            return [(one.kind, one.pointer, one.party, one.number) for one in life.milestones(through="2027-12-31")]

        assert told_apart("2020-05-01") == told_apart("2020-05-02")
        assert len(set(told_apart("2020-05-01"))) == len(told_apart("2020-05-01"))

    def test_a_party_and_a_number(self):
        acts = [
            signed("2000-01-01", by=["MYS", "USA"]),
            Act("accession", "2001-01-01", by="JPN"),
            Act("withdrawal", "2002-01-01", by="JPN", effective_on="2003-01-01"),
            Act("accession", "2004-01-01", by="JPN"),
        ]
        life = lifecycle(record(*acts, parties="MYS USA JPN", duration=Indefinite()))
        assert [("entry_for_party", "JPN", 0), ("exit", "JPN", None), ("entry_for_party", "JPN", 1)] == [
            (stone.kind, stone.party, stone.number) for stone in life.milestones() if stone.party is not None
        ]
