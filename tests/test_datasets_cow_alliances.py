"""The Correlates of War's alliances by member: members that join and leave, and what the observation does not reach."""

from datetime import date

import pytest
from tables import adds_up, table, told

import mou
from mou.datasets import cow_alliances
from mou.dates.days import PartialDate
from mou.law.status import Status
from mou.model.act import ActKind
from mou.model.source import Certainty

COLUMNS = (
    "version4id ccode state_name all_st_day all_st_month all_st_year all_end_day all_end_month all_end_year ss_type "
    "mem_st_day mem_st_month mem_st_year mem_end_day mem_end_month mem_end_year left_censor right_censor defense "
    "neutrality nonaggression entente version"
).split()


def member(ccode, joined, left="", *, began="1-3-1970", ended="", name="9", **cells):
    """A row with its days as d-m-y."""
    row = {"version4id": name, "ccode": str(ccode), "left_censor": "0", "defense": "1", "version": "4.1"} | cells
    for prefix, text in (("mem_st", joined), ("mem_end", left), ("all_st", began), ("all_end", ended)):
        day, month, year = text.split("-") if text else ("", "", "")
        row |= {f"{prefix}_day": day, f"{prefix}_month": month, f"{prefix}_year": year}
    return row


@pytest.fixture
def made(tmp_path):
    def make(*rows):
        path = tmp_path / "alliances.csv"
        path.write_text(table(COLUMNS, *rows), "utf-8")
        return adds_up(cow_alliances.read(path))

    return make


def one(reading):
    (agreement,) = reading.register.agreements
    return agreement


class TestAlliances:
    def test_one_that_ended(self, made):
        days = {"joined": "1-6-1970", "left": "3-11-1980", "began": "1-6-1970", "ended": "3-11-1980"}
        rows = [member(ccode, **days, state_name=name) for ccode, name in ((820, "Malaysia"), (830, "Singapore"))]
        agreement = one(made(*rows))
        assert ("cow-alliance:9", "Alliance 9: Malaysia, Singapore") == (agreement.id, agreement.title)
        assert (("MYS", "SGP"), ("defense",)) == (agreement.party_ids, agreement.subjects)
        assert [(ActKind.ENTRY_INTO_FORCE, date(1970, 6, 1), ())] == [(a.kind, a.on, a.by) for a in agreement.acts]
        assert mou.Until("1980-11-03") == agreement.term.duration
        assert ["Malaysia", "Singapore"] == [row["state_name"] for row in agreement.extensions["cow_alliances"]]

    def test_one_without_an_end_was_in_force_when_the_observation_ended(self, made):
        reading = made(member(820, "1-3-1970"), member(830, "1-3-1970"))
        life = mou.lifecycle(one(reading))
        assert [Status.IN_FORCE, Status.UNKNOWN] == [life.status(day) for day in ("2012-12-31", "2013-01-01")]
        assert (
            "2 rows: of alliances without an end: in force on 2012-12-31, not known afterwards",
        ) == reading.report.notes
        assert "Alliance 9: 820, 830" == one(reading).title

    def test_one_that_had_begun_before_the_observation_did(self, made):
        rows = [member(ccode, "1-1-1816", began="1-1-1816", left_censor="1") for ccode in (200, 235)]
        agreement = one(made(*rows))
        assert PartialDate("../1816-01-01") == agreement.acts[0].on
        life = mou.lifecycle(agreement)
        assert [Status.UNKNOWN, Status.IN_FORCE] == [life.status(day) for day in ("1815-12-31", "1816-01-01")]

    def test_one_that_some_had_joined_before(self, made):
        rows = [member(ccode, "1-1-1816", began="1-1-1816", left_censor=str(ccode % 2)) for ccode in (200, 235)]
        assert date(1816, 1, 1) == one(made(*rows)).acts[0].on

    def test_members_that_join_later_leave_and_come_back(self, made):
        reading = made(
            member(820, "1-3-1970"),
            member(830, "1-3-1970", "1-6-1980"),
            member(900, "1-3-1975"),
            member(830, "1-6-1985"),
        )
        agreement = one(reading)
        assert ("MYS", "SGP", "AUS") == agreement.party_ids
        life = mou.lifecycle(agreement)
        assert [
            ("MYS", "SGP"),
            ("MYS", "SGP"),
            ("MYS", "SGP", "AUS"),
            ("MYS", "SGP", "AUS"),
            ("MYS", "AUS"),
            ("MYS", "SGP", "AUS"),
        ] == [
            life.parties_bound(day)
            for day in ("1970-03-01", "1975-02-28", "1975-03-01", "1980-05-31", "1980-06-01", "1985-06-01")
        ]
        (left,) = (act for act in agreement.acts if act.kind is ActKind.WITHDRAWAL)
        assert (Certainty.INFERRED, date(1980, 6, 1)) == (left.certainty, left.effective_on)

    def test_days_that_are_not_known(self, made):
        rows = [
            member(ccode, "1-6-1879", began="1-6-1879") | {"all_st_day": "-9", "mem_st_day": "-9"}
            for ccode in (300, 255)
        ]
        agreement = one(made(*rows))
        assert PartialDate("1879-06") == agreement.acts[0].on
        assert ("cow:300", "DEU") == agreement.party_ids

    def test_no_date_at_all(self, made):
        agreement = one(made(*(member(ccode, "", began="") for ccode in (820, 830))))
        assert () == agreement.acts

    def test_an_end_that_is_not_understood_is_not_known(self, made):
        agreement = one(made(*(member(ccode, "1-3-1970", "31-2-1980", ended="31-2-1980") for ccode in (820, 830))))
        assert (None, 1) == (agreement.term.duration, len(agreement.acts))
        assert "31" == agreement.extensions["cow_alliances"][0]["all_end_day"]
        assert "31" == agreement.extensions["cow_alliances"][1]["mem_end_day"]


class TestRefused:
    def test_rows_that_contradict_each_other(self, made):
        reading = made(member(820, "1-3-1970"), member(830, "1-3-1970"), member(900, "1-3-1970", began="1-3-1971"))
        assert [(4, "all_st_year", "1971", "the dates of the alliance differ from those in an earlier row")] == told(
            reading.report.refused
        )

    def test_no_state_and_no_id(self, made):
        reading = made(
            member(999, "1-3-1970"),
            member("", "1-3-1970"),
            member(820, "1-3-1970", name=""),
            member(820, "1-3-1970"),
            member(830, "1-3-1970"),
        )
        assert [(2, "ccode"), (3, "ccode"), (4, "version4id")] == [(r.row, r.column) for r in reading.report.refused]
        assert ("MYS", "SGP") == one(reading).party_ids

    def test_an_alliance_that_cannot_be_made_takes_its_rows_with_it(self, made):
        """Of one member alone, or with its end before its start: each of its rows is refused."""
        rows = [member(ccode, "1-3-1970", ended="1-3-1960", name="8") for ccode in (820, 830)]
        reading = made(member(820, "1-3-1970"), *rows)
        assert ([2, 3, 4], 3) == ([one_.row for one_ in reading.report.refused], reading.report.rows_refused)
        assert () == reading.register.agreements
