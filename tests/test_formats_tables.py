"""Tables of a register: what they hold, that the register can be had back, and files that are whole or not there."""

import io
import os
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import polars as pl
import pyarrow as pa
import pytest
from hostile_texts import REGISTER as HOSTILE
from hypothesis import given, settings, strategies as st
from pyarrow import parquet
from records import day, declared, record, signed
from tables import needs, raw, real
from told import told

from mou import conformance, examples, strategies, world
from mou.answers.register import Register
from mou.datasets import read
from mou.errors import MissingExtraError, ValidationError
from mou.formats.tables import COLUMNS, Tables, from_arrow, read_parquet, to_arrow, write_parquet
from mou.model.act import Act
from mou.model.durations import Indefinite, Until
from mou.model.renewals import NoRenewal, TacitRenewal
from mou.model.term import Survival

some = settings(max_examples=settings().max_examples // 2 or 1)


def one(agreement, *args, **kwargs):
    return to_arrow(Register(agreements=[agreement]), *args, **kwargs)


def row(agreement, *args, **kwargs):
    (found,) = one(agreement, *args, **kwargs).agreements.to_pylist()
    return found


class TestAgreements:
    def test_the_first_record(self):
        """Malaysia and the United States, 30 October 2025, for five years: last day 30 October 2030."""
        (found,) = to_arrow(examples.register(), "2026-11-25").agreements.to_pylist()
        assert (date(2025, 10, 30), date(2025, 10, 30), date(2030, 10, 30), date(2030, 10, 31)) == (
            found["signed_on"],
            found["entered_on"],
            found["last_day"],
            found["ceases_on"],
        )
        assert ("in_force", "in effect", False, "period", "P5Y", None, True) == tuple(
            found[name]
            for name in ("status", "word", "binding", "duration_kind", "duration", "renewal_kind", "if_not_renewed")
        )
        assert ["MYS", "USA"] == [party["id"] for party in found["parties"]]
        assert "the term is not renewed, because the renewal clause is not known" in found["end_assumptions"]
        assert found["explanation"].startswith("In effect from 30 October 2025\n")
        assert None is found["problem"]

    def test_a_renewal_as_it_was_published(self):
        """glpi-project/glpi 23084: first end 28 August 2025, twelve months tacit, two months' notice."""
        term = {"duration": "P12M", "renewal": TacitRenewal("P12M", notice="P2M")}
        found = row(record(signed("2024-08-28"), **term), "2026-02-11")
        assert (date(2026, 8, 28), 1, date(2026, 6, 28), None, "none") == tuple(
            found[name] for name in ("period_last_day", "renewal", "notice_deadline", "last_day", "end_answer")
        )
        assert ("tacit", "P12M", "P2M") == tuple(
            found[name] for name in ("renewal_kind", "renewal_period", "renewal_notice")
        )

    def test_without_a_day_what_depends_on_one_is_empty(self):
        found = row(record(signed("2024-08-28"), duration="P1Y"))
        names = ["on", "status", "word", "reason", "period_last_day", "renewal", "notice_deadline"]
        assert [None] * 7 == [found[name] for name in names]
        assert date(2025, 8, 28) == found["last_day"]
        assert [None, None] == [party["status"] for party in found["parties"]]

    def test_imprecise_dates_have_bounds(self):
        found = row(record(declared("2019-05"), duration="P5Y", renewal=NoRenewal()), "2024-05-15")
        assert (None, "uncertain", day("2019-05-01"), day("2019-05-31")) == tuple(
            found[name] for name in ("entered_on", "entry_answer", "entry_earliest", "entry_latest")
        )
        assert (None, "uncertain", day("2024-05-01"), day("2024-05-31"), "unknown") == tuple(
            found[name] for name in ("last_day", "end_answer", "end_earliest", "end_latest", "status")
        )

    @pytest.mark.parametrize(
        ("duration", "kind", "text"),
        [(Until("2030-10-30"), "until", None), (Indefinite(), "indefinite", None), (None, None, None)],
    )
    def test_other_durations(self, duration, kind, text):
        found = row(record(signed("2024-08-28"), duration=duration))
        assert (kind, text) == (found["duration_kind"], found["duration"])

    def test_a_renewal_without_an_end_has_no_period(self):
        found = row(record(signed("2024-08-28"), duration="P1Y", renewal=TacitRenewal(Indefinite())))
        assert ("tacit", None, None) == (found["renewal_kind"], found["renewal_period"], found["renewal_notice"])

    def test_of_one_outside_the_calendar_the_rest_is_told(self):
        far = record(signed("9998-01-01"), duration="P5Y")
        near = attrs.evolve(record(signed("2020-01-01"), duration="P5Y"), id="near")
        made = to_arrow(Register(agreements=[far, near]), "2026-01-01", through="2030-01-01")
        first, second = made.agreements.to_pylist()
        assert "outside the calendar" in first["problem"]
        assert ("unknown", None, None) == (first["status"], first["last_day"], first["explanation"])
        assert [("MYS", None), ("USA", None)] == [(party["id"], party["signed_on"]) for party in first["parties"]]
        assert (None, date(2025, 1, 1)) == (second["problem"], second["last_day"])
        assert {"near"} == {*made.spells["agreement"].to_pylist()} == {*made.milestones["agreement"].to_pylist()}
        assert "outside the calendar" in row(far)["problem"]

    def test_where_only_a_later_period_lies_outside_the_rest_is_there(self):
        term = {"duration": "P5Y", "renewal": TacitRenewal("P5Y", notice="P1M")}
        made = one(record(signed("2020-01-01"), **term), "2026-01-01", through="9999-12-31")
        (found,) = made.agreements.to_pylist()
        assert (date(2020, 1, 1), "in_force") == (found["entered_on"], found["status"])
        assert "outside the calendar" in found["problem"]
        assert 2 == made.spells.num_rows

    def test_as_of_a_day_later_acts_are_not_seen(self):
        acts = signed("2020-01-01"), Act("extension", "2024-06-01", period="P5Y")
        agreement = record(*acts, duration="P5Y")
        assert date(2030, 1, 1) == row(agreement)["last_day"]
        assert date(2025, 1, 1) == row(agreement, as_of="2024-05-31")["last_day"]
        assert date(2025, 1, 1) == row(agreement, "2024-05-31", as_of="2024-05-31")["last_day"]

    def test_progress(self):
        steps = []
        to_arrow(examples.register(), progress=lambda done, of: steps.append((done, of)))
        assert [(1, 1)] == steps

    @pytest.mark.parametrize("name", ["on", "through", "as_of"])
    def test_a_day_that_is_none(self, name):
        with pytest.raises(ValidationError, match="a valid date"):
            to_arrow(examples.register(), **{name: "soon"})


class TestOwnColumns:
    REGISTER = Register(
        agreements=[
            attrs.evolve(record(signed("2020-01-01")), id="a", extensions={"sheet": {"Country": "Japan", "Status": 7}}),
            attrs.evolve(record(signed("2020-01-01")), id="b"),
        ]
    )

    def test_are_texts_after_the_other_columns(self):
        table = to_arrow(self.REGISTER, columns=["status", "Country"]).agreements
        assert ["sheet/Status", "Country"] == table.column_names[len(COLUMNS["agreements"]) :]
        assert [{"sheet/Status": "7", "Country": "Japan"}, {"sheet/Status": None, "Country": None}] == table.select(
            ["sheet/Status", "Country"]
        ).to_pylist()
        assert pa.string() == table.schema.field("Country").type

    def test_are_there_only_if_chosen(self):
        assert to_arrow(self.REGISTER).agreements.schema.equals(to_arrow(Register()).agreements.schema)
        with pytest.raises(ValidationError, match='/columns: found "Town"'):
            to_arrow(self.REGISTER, columns=["Town"])

    def test_are_read_again(self, tmp_path):
        tables = to_arrow(self.REGISTER, columns=self.REGISTER.own_columns.names)
        write_parquet(tables, tmp_path)
        read_again = read_parquet(tmp_path)
        assert tables.agreements.equals(read_again.agreements)
        assert self.REGISTER == from_arrow(read_again)

    def test_columns_that_are_no_texts_are_not_read(self, tmp_path):
        write_parquet(to_arrow(self.REGISTER), tmp_path)
        path = tmp_path / "agreements.parquet"
        table = parquet.read_table(path)
        parquet.write_table(table.append_column("n", pa.array([1, 2])), path)
        with pytest.raises(ValidationError, match="a table with other columns"):
            read_parquet(tmp_path)


class TestSpells:
    def test_who_left_and_came_back(self):
        acts = [
            declared("2000-01-01"),
            *(Act("ratification", "1999-01-01", by=[party]) for party in ("MYS", "JPN", "KOR")),
            Act("withdrawal", "2005-01-01", by=["KOR"], effective_on="2006-01-01"),
            Act("accession", "2010-01-01", by=["KOR"], effective_on="2010-02-01"),
        ]
        made = one(record(*acts, parties="MYS JPN KOR", duration=Indefinite(), survival=Survival("P1Y")))
        found = [
            (each["party"], each["number"], each["first_day"], each["last_day"], each["ceases_on"])
            for each in made.spells.to_pylist()
        ]
        assert [
            ("MYS", 0, day("2000-01-01"), None, None),
            ("JPN", 0, day("2000-01-01"), None, None),
            ("KOR", 0, day("2000-01-01"), day("2005-12-31"), day("2006-01-01")),
            ("KOR", 1, day("2010-02-01"), None, None),
        ] == found
        assert day("2007-01-01") == made.spells["survival_ends_on"].to_pylist()[2]
        again = [each for each in made.milestones.to_pylist() if each["kind"] == "entry_for_party"]
        assert [("KOR", 1, day("2010-02-01"))] == [(each["party"], each["number"], each["on"]) for each in again]

    def test_imprecise_dates_have_bounds(self):
        made = one(record(declared("2019-05"), duration="P5Y", renewal=NoRenewal()))
        found = made.spells.to_pylist()[0]
        assert (None, "uncertain", day("2019-05-01"), day("2019-05-31")) == tuple(
            found[name] for name in ("first_day", "begin_answer", "begin_earliest", "begin_latest")
        )


class TestMilestones:
    def test_renewals_and_deadlines_to_a_day(self):
        """glpi-project/glpi 15893: 36 months from 1 August 2020, then 12 at a time, 3 months' notice."""
        term = {"duration": "P36M", "renewal": TacitRenewal("P12M", notice="P3M")}
        stones = one(record(signed("2020-08-01"), **term), through="2025-01-01").milestones.to_pylist()
        found = [(str(each["on"]), each["kind"]) for each in stones]
        assert [
            ("2020-08-01", "act"),
            ("2020-08-01", "entry_into_force"),
            ("2023-05-01", "notice_deadline"),
            ("2023-08-02", "renewal"),
            ("2024-05-01", "notice_deadline"),
            ("2024-08-02", "renewal"),
        ] == found
        assert "/acts/0" == stones[0]["pointer"]

    def test_a_last_day_that_holds_only_if_not_renewed(self):
        stones = to_arrow(examples.register()).milestones.to_pylist()
        assert [("last_day", date(2030, 10, 30))] == [
            (each["kind"], each["on"]) for each in stones if each["if_not_renewed"]
        ]

    def test_one_that_may_never_come_has_no_latest(self):
        stones = one(record(declared("2015-01-01"), duration=Until("2022-12-31/.."))).milestones.to_pylist()
        assert [(None, date(2022, 12, 31), None)] == [
            (each["on"], each["earliest"], each["latest"]) for each in stones if each["kind"] == "last_day"
        ]


REGISTERS = {
    "empty": Register(),
    "example": examples.register(),
    "world": world.register(),
    "treaties": conformance.records(),
    "hostile": HOSTILE,
}


@pytest.mark.parametrize("register", REGISTERS.values(), ids=REGISTERS)
class TestEveryRegister:
    def test_it_is_had_back(self, register, tmp_path):
        made = to_arrow(register, "2026-11-25", through="2027-11-25")
        assert register == from_arrow(made) == from_arrow(made.records)
        write_parquet(made, tmp_path)
        assert register == from_arrow(read_parquet(tmp_path))

    def test_the_columns_are_those_that_are_said_and_no_required_cell_is_empty(self, register):
        made = to_arrow(register, "2026-11-25")
        for name, columns in COLUMNS.items():
            table = getattr(made, name)
            table.validate(full=True)
            assert [each.name for each in columns] == table.column_names
            for each in columns:
                field = table.schema.field(each.name)
                assert (not each.required, each.meaning.encode()) == (field.nullable, field.metadata[b"description"])
                assert not (each.required and table[each.name].null_count)


@some
@given(strategies.registers(), st.none() | st.dates(), st.none() | st.dates())
def test_any_register_is_had_back(register, on, through):
    made = to_arrow(register, on, through=through)
    assert register == from_arrow(made)
    for name in COLUMNS:
        getattr(made, name).validate(full=True)
    assert len(register.agreements) == made.agreements.num_rows
    through_polars = pl.from_arrow(made.records).to_arrow()
    assert register == from_arrow(through_polars)


@settings(max_examples=10)
@given(strategies.registers())
def test_any_register_is_had_back_from_pandas(register):
    frame = to_arrow(register).records.to_pandas()
    assert register == from_arrow(pa.Table.from_pandas(frame))


class TestReading:
    def records(self, *rows):
        return pa.table({name: [row[place] for row in rows] for place, name in enumerate(["kind", "id", "document"])})

    def test_all_that_is_wrong_is_told_with_its_place(self):
        party = '{"id": "MYS", "name": "Malaysia", "kind": "state"}'
        rows = [
            ("party", "MYS", party),
            ("state", "MYS", party),
            ("party", "MYS", None),
            ("party", "USA", party),
            ("agreement", "a", '{"id": "a", "title": 5}'),
            (None, "a", "x"),
            ("forum", "a", "{"),
        ]
        found = told(from_arrow, self.records(*rows))
        assert [
            '/records/1/kind: found "state"; expected one of: party, forum, meeting, agreement',
            "/records/2/document: found null; expected a JSON document",
            '/records/3/id: found "USA"; expected "MYS", the id in the document',
            "/records/4/document/title: found 5; expected text",
            "/records/5/kind: found null; expected one of: party, forum, meeting, agreement",
        ] == found[:5]
        assert found[5].startswith("/records/6/document: found invalid JSON")

    def test_what_only_the_whole_can_show(self):
        party = ("party", "MYS", '{"id": "MYS", "name": "Malaysia", "kind": "state"}')
        assert told(from_arrow, self.records(party, party))[0].startswith('/parties/1/id: found "MYS"')

    def test_another_table(self):
        assert [
            "/records: found a table without the column kind; expected the records of a register",
            "/records: found a table without the column document; expected the records of a register",
        ] == told(from_arrow, pa.table({"id": ["a"]}))

    @pytest.mark.parametrize(
        "texts", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]
    )
    def test_texts_of_any_arrow_type(self, texts):
        table = to_arrow(examples.register()).records
        other = pa.table({name: table[name].cast(pa.string()).cast(texts) for name in table.column_names})
        assert examples.register() == from_arrow(other)

    @pytest.mark.parametrize("cell", [[1], {"a": 1}, b"\xff", date(2020, 1, 1), 5, True])
    def test_columns_of_other_types(self, cell):
        assert told(from_arrow, pa.table({"kind": [cell], "id": [cell], "document": [cell]}))

    @settings(max_examples=100)
    @given(st.data())
    def test_a_broken_file_is_told(self, data):
        content = bytearray(RECORDS)
        for _ in range(data.draw(st.integers(1, 4))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        with TemporaryDirectory() as folder:
            write_parquet(to_arrow(examples.register()), folder)
            (Path(folder) / "records.parquet").write_bytes(content)
            with suppress(ValidationError):
                from_arrow(read_parquet(folder))


def _written():
    out = io.BytesIO()
    parquet.write_table(to_arrow(examples.register()).records, out)
    return out.getvalue()


RECORDS = _written()


class TestParquet:
    @pytest.fixture
    def folder(self, tmp_path):
        write_parquet(to_arrow(examples.register(), "2026-11-25"), tmp_path / "new" / "tables")
        return tmp_path / "new" / "tables"

    def test_the_files_are_what_was_written(self, folder):
        assert sorted(f"{name}.parquet" for name in COLUMNS) == sorted(path.name for path in folder.iterdir())
        again, made = read_parquet(folder), to_arrow(examples.register(), "2026-11-25")
        for name in COLUMNS:
            assert getattr(made, name).equals(getattr(again, name), check_metadata=True)

    def test_another_program_reads_them(self, folder):
        frame = pl.read_parquet(folder / "agreements.parquet")
        assert [(date(2030, 10, 30), "in effect")] == frame.select("last_day", "word").rows()
        assert pl.Date == frame.schema["last_day"]

    def test_the_same_register_gives_the_same_files(self, folder, tmp_path):
        write_parquet(to_arrow(examples.register(), "2026-11-25"), tmp_path)
        for name in COLUMNS:
            assert (folder / f"{name}.parquet").read_bytes() == (tmp_path / f"{name}.parquet").read_bytes()

    def test_files_of_two_exports_are_told(self, folder, tmp_path):
        write_parquet(to_arrow(examples.register(), "2026-11-26"), tmp_path)
        (tmp_path / "spells.parquet").replace(folder / "spells.parquet")
        assert ["(whole): found files of different exports; expected files that were written together"] == told(
            read_parquet, folder
        )

    def test_files_without_the_mark_are_read(self, folder):
        for name in COLUMNS:
            path = folder / f"{name}.parquet"
            parquet.write_table(parquet.read_table(path).replace_schema_metadata(None), path)
        assert examples.register() == from_arrow(read_parquet(folder))

    def test_what_is_no_such_file(self, folder):
        (folder / "spells.parquet").write_bytes(b"PAR1 and nothing more")
        parquet.write_table(pa.table({"a": [1]}), folder / "milestones.parquet")
        found = told(read_parquet, folder)
        assert found[0].startswith("/spells.parquet: found a file that can't be read (")
        assert "/milestones.parquet: found a table with other columns; expected the columns of milestones" == found[1]
        (folder / "records.parquet").unlink()
        with pytest.raises(FileNotFoundError):
            read_parquet(folder)

    @pytest.mark.parametrize("fails", ["fsync", "replace"])
    def test_the_old_files_stay_where_writing_fails(self, folder, monkeypatch, fails):
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        calls = []

        def full(*_):
            calls.append(fails)
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(*((os, "fsync") if fails == "fsync" else (Path, "replace")), full)
        with pytest.raises(OSError, match="No space left"):
            write_parquet(to_arrow(Register()), folder)
        assert before == {path.name: path.read_bytes() for path in folder.iterdir()}
        assert calls

    @pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
    def test_permissions_stay(self, folder):
        (folder / "records.parquet").chmod(0o640)
        write_parquet(to_arrow(Register()), folder)
        assert 0o640 == (folder / "records.parquet").stat().st_mode & 0o777

    def test_a_link_stays_one(self, folder, tmp_path):
        target = tmp_path / "elsewhere.parquet"
        (folder / "records.parquet").rename(target)
        try:
            (folder / "records.parquet").symlink_to(target)
        except OSError:
            pytest.skip("no symbolic links here")
        write_parquet(to_arrow(Register()), folder)
        assert (folder / "records.parquet").is_symlink()
        assert Register() == from_arrow(parquet.read_table(target))


def test_without_the_extra(monkeypatch, tmp_path):
    made = to_arrow(Register())
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for call in (lambda: to_arrow(Register()), lambda: write_parquet(made, tmp_path), lambda: read_parquet(tmp_path)):
        with pytest.raises(MissingExtraError, match=r"pip install 'pymou\[arrow\]'"):
            call()


def test_tables_are_frozen():
    made = to_arrow(Register())
    assert isinstance(made, Tables)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.records = None


@needs("dcad-v1.0.csv")
def test_the_real_file_of_defence_agreements(tmp_path):
    """936 rows; each day of signature that the file gives whole stands in the table."""
    register = read(real("dcad-v1.0.csv"), "dcad").register
    write_parquet(to_arrow(register, "2010-12-31"), tmp_path)
    assert register == from_arrow(read_parquet(tmp_path))
    frame = pl.read_parquet(tmp_path / "agreements.parquet")
    rows = raw(real("dcad-v1.0.csv"))
    assert len(rows) == frame.height == 936
    days = {line["DCAid"]: [int(line[name] or 0) for name in ("signYear", "signMonth", "signDay")] for line in rows}
    whole = {key: date(*numbers) for key, numbers in days.items() if min(numbers) > 0}
    assert len(whole) > 500
    assert whole == dict(frame.filter(pl.col("signed_on").is_not_null()).select("id", "signed_on").iter_rows())
    assert {"in_force": 66, "expired": 20, "unknown": 827} == {
        status: frame.filter(pl.col("status") == status).height for status in ("in_force", "expired", "unknown")
    }
