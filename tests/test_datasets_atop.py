"""ATOP's alliances: ends that are known, that are not, and what was in effect when the observation ended."""

from datetime import date

import pytest
from tables import adds_up, table, told

import mou
from mou.datasets import atop
from mou.dates.days import PartialDate
from mou.law.status import Status
from mou.model.act import ActKind

COLUMNS = (
    "atopid cowid begyr begmo begday endyr endmo endday ineffect bilat speclgth length renounce proren renewlgt term "
    "defense offense neutral nonagg consul mem1 mem2 mem3 mem59"
).split()
ROW = {
    "atopid": "1350",
    "begyr": "1887",
    "begmo": "6",
    "begday": "18",
    "endyr": "1890",
    "endmo": "6",
    "endday": "18",
    "ineffect": "0",
    "speclgth": "1",
    "length": "36",
    "proren": "0",
    "neutral": "1",
    "mem1": "255",
    "mem2": "365",
    "mem3": "0",
}
NO_END = {"endyr": "0", "endmo": "0", "endday": "0"}


@pytest.fixture
def made(tmp_path):
    def make(*rows):
        path = tmp_path / "atop.csv"
        path.write_text(table(COLUMNS, *rows), "utf-8")
        return adds_up(atop.read(path))

    return make


def one(reading):
    (agreement,) = reading.register.agreements
    return agreement


class TestRows:
    def test_germany_and_russia(self, made):
        """18 June 1887 for 36 months, to 18 June 1890: the end stated is the corresponding date."""
        agreement = one(made(ROW))
        assert ("atop:1350", ("neutral",)) == (agreement.id, agreement.subjects)
        assert [(ActKind.ENTRY_INTO_FORCE, date(1887, 6, 18))] == [(act.kind, act.on) for act in agreement.acts]
        assert "DEU" == agreement.party_ids[0]
        assert date(1890, 6, 18) == mou.expiry_date(agreement)
        kept = {"speclgth": "1", "length": "36", "proren": "0"}
        assert kept == dict(agreement.extensions["atop"])

    def test_by_its_length_where_the_end_is_not_known(self, made):
        agreement = one(made(ROW | NO_END))
        assert "P36M" == str(agreement.term.duration)
        assert date(1890, 6, 18) == mou.expiry_date(agreement)

    def test_in_effect_when_the_observation_ended(self, made):
        life = mou.lifecycle(one(made(ROW | NO_END | {"ineffect": "1"})))
        assert [Status.IN_FORCE, Status.UNKNOWN] == [life.status(day) for day in ("2016-12-31", "2017-01-01")]

    @pytest.mark.parametrize("length", ["0", "", "-9"])
    def test_neither_is_known(self, made, length):
        assert None is one(made(ROW | NO_END | {"length": length})).term.duration

    @pytest.mark.parametrize("length", ["x", "=3", "12001", "36.5"])
    def test_no_number_of_months(self, made, length):
        reading = made(ROW | NO_END | {"length": length})
        assert [(2, "length", length, "not a number of months")] == told(reading.report.not_understood)
        assert (None, length) == (one(reading).term.duration, one(reading).extensions["atop"]["length"])

    def test_an_end_that_is_not_understood_is_not_known(self, made):
        reading = made(ROW | {"endmo": "13"})
        assert (None, "13") == (one(reading).term.duration, one(reading).extensions["atop"]["endmo"])
        assert 3 == len(reading.report.not_understood)

    def test_days_that_are_missing(self, made):
        reading = made(ROW | {"begday": "0", "endmo": "0", "endday": "0"})
        assert PartialDate("1887-06") == one(reading).acts[0].on
        assert mou.Until("1890") == one(reading).term.duration
        assert () == one(made(ROW | {"begyr": "0", "begmo": "0", "begday": "0"})).acts

    def test_the_fifty_ninth_member(self, made):
        assert "ITA" == one(made(ROW | {"mem59": "325"})).party_ids[-1]


class TestRefused:
    @pytest.mark.parametrize(
        ("cells", "column", "value"),
        [({"atopid": ""}, "atopid", ""), ({"mem2": "999"}, "mem2", "999"), ({"mem2": "x"}, "mem2", "x")],
    )
    def test_without_id_or_state(self, made, cells, column, value):
        assert [(2, column, value)] == [remark[:3] for remark in told(made(ROW | cells).report.refused)]

    def test_twice(self, made):
        reading = made(ROW, ROW)
        assert [(3, "atopid", "1350", "an id that an earlier row already has")] == told(reading.report.refused)

    def test_what_the_model_refuses(self, made):
        """One member alone; an end before the start."""
        reading = made(ROW | {"mem2": "0"}, ROW | {"endyr": "1880"})
        assert [2, 3] == [remark.row for remark in reading.report.refused]
