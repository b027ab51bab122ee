"""Phases in a table, and statuses from it: the same as one by one, whatever the agreements, the days and the engine."""

import sys
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import product
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings, strategies as st
from pyarrow import parquet
from tables import needs, real
from test_bulk import CONVENTION, ENDLESS, LATE, PROTOCOL, RENEWED, SUPERSEDING
from told import told

import mou
from mou import conformance, examples, strategies
from mou.answers.register import Register
from mou.bulk import phases, statuses
from mou.datasets import dcad
from mou.errors import MissingExtraError

DAYS = ("1990-01-01", "2021-06-30", "2026-11-25")
REGISTER = Register(agreements=[RENEWED, ENDLESS, LATE, PROTOCOL, CONVENTION, SUPERSEDING])
FULL = phases(REGISTER)
MEANT = st.dates() | st.dates(date(2015, 1, 1), date(2045, 12, 31)) | st.sampled_from([date.min, date.max])


def same(agreements, days, others=None):
    """Whether the table says what each agreement says by itself, of each day."""
    related = agreements if others is None else others
    on = sorted(set(days))
    found = [mou.position(one, day, others=related) for one, day in product(agreements, on)]
    made = statuses(phases(agreements, others=others), days)
    assert [(one.id, one.on, one.status.value) for one in found] == [(*row.values(),) for row in made.to_pylist()]
    return True


class TestPhases:
    def test_published_days(self):
        """Five years from 28 August 2020 with the right to go on; the convention is superseded on 31 January 2022."""
        rows = [(*row.values(),) for row in FULL.to_pylist()]
        assert rows[:2] == [
            ("renewed", "negotiated", date(1, 1, 1), date(2020, 8, 27)),
            ("renewed", "in_force", date(2020, 8, 28), None),
        ]
        assert [row[1:] for row in rows if row[0] == "convention"] == [
            ("negotiated", date(1, 1, 1), date(2019, 1, 30)),
            ("in_force", date(2019, 1, 31), date(2022, 1, 30)),
            ("terminated", date(2022, 1, 31), None),
        ]

    def test_outside_the_calendar_all_is_unknown(self):
        """Five years from 28 August 9998."""
        assert phases([ENDLESS]).to_pylist() == [
            {"id": "endless", "status": "unknown", "first_day": date(1, 1, 1), "last_day": None}
        ]

    def test_the_columns_are_always_the_same(self):
        for each in (FULL, phases([]), phases(examples.register())):
            assert each.schema.equals(FULL.schema, check_metadata=True)
            each.validate(full=True)
        assert phases([]).num_rows == 0
        assert [str(field.type) for field in FULL.schema] == [
            "string",
            "dictionary<values=string, indices=int8, ordered=0>",
            "date32[day]",
            "date32[day]",
        ]
        page = (Path(__file__).parents[1] / "docs" / "reference" / "bulk.md").read_text("utf-8")
        for field in (*FULL.schema, *statuses(FULL, DAYS).schema):
            kind = str(field.type).replace("dictionary<values=string, indices=", "dictionary, ").split(", ordered")[0]
            assert f"| `{field.name}` | {kind} | {field.metadata[b'description'].decode()} |" in page

    def test_as_of(self):
        """On the day before the later agreement was signed, nobody knew that the convention would be superseded."""
        known = phases(REGISTER, as_of="2022-01-30").filter(pa.compute.field("id") == "convention")
        assert known["status"].to_pylist() == ["negotiated", "in_force", "expired"]

    def test_what_they_depend_on(self):
        some = [PROTOCOL, CONVENTION]
        assert statuses(phases(some), "2026-11-25")["status"].to_pylist() == ["in_force", "in_force"]
        for others in (REGISTER.agreements, iter(REGISTER.agreements)):
            made = statuses(phases(some, others=others), "2026-11-25")
            assert made["status"].to_pylist() == ["in_force", "terminated"]
        assert statuses(phases(some, others=[]), "2026-11-25")["status"].to_pylist() == ["unknown", "in_force"]

    def test_progress(self):
        seen = []
        phases(REGISTER, progress=lambda *done: seen.append(done))
        assert seen == [(number, 6) for number in range(1, 7)]

    def test_what_is_asked_amiss(self):
        assert told(phases, [RENEWED, CONVENTION, RENEWED]) == [
            '/agreements/2/id: found "renewed"; expected an id that no other agreement has'
        ]
        assert told(phases, REGISTER, as_of="soon")[0].startswith('(whole): found "soon"')

    def test_without_the_extra(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        for call in (lambda: phases(REGISTER), lambda: statuses(FULL, DAYS), lambda: REGISTER.statuses(DAYS)):
            with pytest.raises(MissingExtraError, match=r"pip install 'pymou\[arrow\]'"):
                call()


class TestStatuses:
    def test_one_row_an_agreement_and_day(self):
        made = statuses(phases([RENEWED, CONVENTION]), ["2026-11-25", "2020-01-01", "2026-11-25"])
        assert made.schema.names == ["id", "on", "status"]
        assert [(*row.values(),) for row in made.to_pylist()] == [
            ("renewed", date(2020, 1, 1), "negotiated"),
            ("renewed", date(2026, 11, 25), "in_force"),
            ("convention", date(2020, 1, 1), "in_force"),
            ("convention", date(2026, 11, 25), "in_force"),
        ]
        made.validate(full=True)

    def test_no_agreements(self):
        made = statuses(phases([]), DAYS)
        assert (0, statuses(FULL, DAYS).schema) == (made.num_rows, made.schema)

    def test_beside_each_change(self):
        """The day on which each phase begins or ends, and those around it."""
        days = {
            date.fromordinal(day.toordinal() + by)
            for row in FULL.to_pylist()
            for day in (row["first_day"], row["last_day"])
            if day is not None
            for by in (-1, 0, 1)
            if 1 <= day.toordinal() + by <= date.max.toordinal()
        }
        assert same(REGISTER.agreements, [*days, date.min, date.max])

    @settings(max_examples=settings().max_examples // 2 or 1)
    @given(st.lists(strategies.agreements(), max_size=4, unique_by=lambda one: one.id), st.lists(MEANT, min_size=1))
    def test_whatever_the_agreements(self, agreements, days):
        assert same(agreements, days)

    @settings(max_examples=settings().max_examples // 4 or 1)
    @given(strategies.registers(), MEANT)
    def test_whatever_the_register(self, register, day):
        made = register.statuses(day)
        assert made["id"].to_pylist() == [one.id for one in register.agreements]
        assert made["status"].to_pylist() == [one.status for one in register.positions(day)]
        in_force = made.filter(pa.compute.field("status") == "in_force")["id"].to_pylist()
        assert in_force == [one.id for one in register.in_force(day)]

    @pytest.mark.parametrize("register", [conformance.records(), examples.register()], ids=["treaties", "example"])
    def test_published_treaties(self, register):
        days = [date(year, month, 1) for year in range(1900, 2040, 5) for month in (1, 7)]
        assert same(register.agreements, days)

    @needs("dcad-v1.0.csv")
    def test_real_agreements(self):
        register = dcad.read(real("dcad-v1.0.csv")).register
        days = [date(year, 6, 30) for year in range(1975, 2031, 11)]
        made = register.statuses(days)
        by_day = {day: made.filter(pa.compute.field("on") == pa.scalar(day)) for day in days}
        for day, found in by_day.items():
            assert found["status"].to_pylist() == [one.status for one in register.positions(day)]
        in_force = by_day[days[2]].filter(pa.compute.field("status") == "in_force")["id"].to_pylist()
        assert in_force == [one.id for one in register.with_status(days[2], mou.Status.IN_FORCE)]

    def test_as_of(self):
        made = REGISTER.statuses("2026-11-25", as_of="2022-01-30")
        expected = [one.status.value for one in REGISTER.positions("2026-11-25", as_of="2022-01-30")]
        assert made["status"].to_pylist() == expected
        seen = []
        REGISTER.statuses(DAYS, progress=lambda *done: seen.append(done))
        assert seen[-1] == (6, 6)


class TestOtherEngines:
    """What comes back from them is the same, in whatever types and order."""

    EXPECTED = statuses(FULL, DAYS)

    def test_parquet(self):
        file = BytesIO()
        parquet.write_table(FULL, file)
        assert statuses(parquet.read_table(file), DAYS).equals(self.EXPECTED)

    def test_polars(self):
        assert statuses(pl.from_arrow(FULL).to_arrow(), DAYS).equals(self.EXPECTED)

    def test_pandas(self):
        frame = FULL.to_pandas()
        assert statuses(pa.Table.from_pandas(frame), DAYS).equals(self.EXPECTED)

    def test_rows_in_another_order(self):
        frame = pl.from_arrow(FULL)
        mixed = pl.concat([frame.filter(pl.col("status") == "in_force"), frame.filter(pl.col("status") != "in_force")])
        rows = {(*row.values(),) for row in statuses(mixed.to_arrow(), DAYS).to_pylist()}
        assert rows == {(*row.values(),) for row in self.EXPECTED.to_pylist()}

    def test_some_agreements(self):
        some = FULL.filter(pa.compute.field("id").isin(["late", "convention"]))
        assert statuses(some, DAYS)["id"].unique().to_pylist() == ["late", "convention"]

    def test_another_engine_finds_the_same(self):
        """Polars joins each day with the last phase that began by then."""
        asked = pl.DataFrame({"on": [date.fromisoformat(one) for one in DAYS]}).join(
            pl.DataFrame({"id": [one.id for one in REGISTER.agreements]}), how="cross"
        )
        found = asked.sort("on").join_asof(
            pl.from_arrow(FULL).sort("first_day"), left_on="on", right_on="first_day", by="id", check_sortedness=False
        )
        rows = {(*row.values(),) for row in self.EXPECTED.to_pylist()}
        assert set(found.select("id", "on", pl.col("status").cast(str)).rows()) == rows


class TestWhatIsNoTableOfPhases:
    HOLES = (
        "/phases: found an agreement whose phases have gaps, overlap or an end; "
        "expected all phases of each agreement, each once"
    )

    def amiss(self, table):
        return told(statuses, table, DAYS)

    @pytest.mark.parametrize("place", range(3))
    def test_a_phase_is_lacking(self, place):
        one = FULL.filter(pa.compute.field("id") == "convention")
        assert self.amiss(pa.concat_tables([one.slice(0, place), one.slice(place + 1)])) == [self.HOLES]

    def test_only_some_statuses(self):
        assert self.amiss(FULL.filter(pa.compute.field("status") == "in_force")) == [self.HOLES]

    def test_all_twice(self):
        assert self.amiss(pa.concat_tables([FULL, FULL])) == [self.HOLES]

    def test_days_that_do_not_follow(self):
        def table(*rows):
            return pa.Table.from_pylist([dict(zip(FULL.schema.names, row, strict=True)) for row in rows], FULL.schema)

        first, day, after = date(1, 1, 1), date(2020, 1, 1), date(2020, 1, 2)
        good = table(("a", "signed", first, day), ("a", "expired", after, None))
        assert statuses(good, [day, after])["status"].to_pylist() == ["signed", "expired"]
        for rows in (
            [("a", "signed", first, day), ("a", "expired", day, None)],
            [("a", "signed", first, day), ("a", "expired", date(2020, 1, 3), None)],
            [("a", "signed", first, day), ("a", "expired", after, day)],
            [("a", "signed", first, day), ("b", "expired", after, None)],
            [
                ("a", "signed", first, date(2020, 1, 9)),
                ("a", "signed", date(2020, 1, 10), day),
                ("a", "signed", after, None),
            ],
            [("a", "signed", first, None), ("a", "expired", after, None)],
            [("a", "signed", day, None)],
        ):
            assert self.amiss(table(*rows)) == [self.HOLES], rows

    def test_other_columns(self):
        assert self.amiss(FULL.drop_columns("last_day")) == [
            "/phases: found no column last_day, or several; expected one column last_day"
        ]
        days = pa.array(["soon"] * FULL.num_rows)
        assert self.amiss(FULL.set_column(2, "first_day", days)) == [
            "/phases: found the column first_day of string; expected a column of date32[day]"
        ]
        words = pa.array(["renewed"] * FULL.num_rows)
        assert self.amiss(FULL.set_column(1, "status", words))[0].startswith("/phases/status: found an unknown status")
        nothing = pa.nulls(FULL.num_rows, pa.string())
        found = self.amiss(FULL.set_column(0, "id", nothing).set_column(1, "status", nothing))
        assert [one.partition(";")[0] for one in found] == [
            "/phases/id: found nothing",
            "/phases/status: found an unknown status",
        ]

    @pytest.mark.parametrize("given", [REGISTER, pl.from_arrow(FULL), None], ids=lambda one: type(one).__name__)
    def test_no_table(self, given):
        found = f"found a {type(given).__name__}"
        assert told(statuses, given, DAYS) == [f"/phases: {found}; expected an Arrow table of phases"]

    @pytest.mark.parametrize("ask", [lambda on: statuses(FULL, on), REGISTER.statuses], ids=["bulk", "register"])
    def test_what_is_no_day(self, ask):
        noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
        expected = "expected a date without a time of day; pass its date(), if that is the day meant"
        assert told(ask, noon) == [f"/on/0: found a datetime; {expected}"]
        assert told(ask, [date(2026, 11, 25), noon, None, "2026-11"]) == [
            f"/on/1: found a datetime; {expected}",
            "/on/2: found null; expected a valid date, YYYY-MM-DD",
            '/on/3: found "2026-11"; expected a valid date, YYYY-MM-DD; pass an exact day, such as "2026-11-01"',
        ]
        assert told(ask, "") == ['/on/0: found ""; expected a valid date, YYYY-MM-DD']
        assert told(ask, 20261125) == ["/on/0: found 20261125; expected a valid date, YYYY-MM-DD"]

    def test_no_days(self):
        assert told(statuses, FULL, []) == ["/on: found no day; expected one or more days"]
        assert told(REGISTER.statuses, ["2026-11-25", "soon"])[0].startswith('/on/1: found "soon"')

    def test_days_are_looked_at_before_a_register_is(self):
        seen = []
        assert told(REGISTER.statuses, "soon", progress=lambda *done: seen.append(done))
        assert seen == []
