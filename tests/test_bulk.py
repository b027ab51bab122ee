"""Answers in bulk: the same as one by one, whatever the batch, the part of the file, and the number of workers."""

import pickle
import sys
import tracemalloc
from datetime import date
from pathlib import Path

import attrs
import pyarrow as pa
import pytest
from hypothesis import given, settings, strategies as st
from records import day, record, signed
from told import told

import mou
from mou import bulk, conformance, strategies
from mou.answers.register import Register
from mou.bulk import answers, schema, status_of_file
from mou.documents.ndjson import iter_ndjson, write_ndjson
from mou.errors import MissingExtraError
from mou.model.conditions import OtherInForce
from mou.model.renewals import NoRenewal, TacitRenewal

DAYS = ("1990-01-01", "2021-06-30", "2026-11-25")


def named(name, made, **more):
    return attrs.evolve(made, id=name, **more)


LONG = {"duration": "P50Y", "renewal": NoRenewal()}
YEARLY = TacitRenewal("P1Y", notice="P2M")
RENEWED = named("renewed", record(signed("2020-08-28"), duration="P5Y", renewal=YEARLY))
ENDLESS = named("endless", record(signed("9998-08-28"), duration="P5Y", renewal=YEARLY))
LATE = named("late", record(signed("2020-08-28"), duration="P5Y", renewal=TacitRenewal("P1000Y", notice="P2M")))
PROTOCOL = named("protocol", record(signed("2020-08-28"), entry_into_force=OtherInForce("convention"), **LONG))
CONVENTION = named("convention", record(signed("2019-01-31"), **LONG))
SUPERSEDING = named("later", record(signed("2022-01-31")), relations=[mou.Relation("supersedes", "convention")])


def batch(*records, **columns):
    return pa.record_batch({"document": [mou.dumps(one) for one in records], **columns})


def one_by_one(agreements, days, others=()):
    """What the library says of each by itself."""
    for agreement in agreements:
        for where in (mou.position(agreement, one, others=others) for one in days):
            yield {
                "key": None,
                "id": where.id,
                "on": where.on,
                "status": where.status.value,
                "entered_on": where.entered_on,
                "last_day": where.last_day,
                "notice_deadline": where.notice_deadline,
                "problem": where.reason if where.status is mou.Status.UNKNOWN else None,
            }


class TestAnswers:
    def test_one_row_a_document_and_day(self):
        """Five years from 28 August 2020, then by the year, with notice of two months."""
        made = answers(batch(RENEWED, key=[7]), ["2020-01-01", day("2026-11-25")])
        never = {"key": "7", "id": "renewed", "last_day": None, "entered_on": date(2020, 8, 28), "problem": None}
        assert made.to_pylist() == [
            {**never, "on": date(2020, 1, 1), "status": "negotiated", "notice_deadline": None},
            {**never, "on": date(2026, 11, 25), "status": "in_force", "notice_deadline": date(2027, 6, 28)},
        ]
        assert made.schema.equals(schema(), check_metadata=True)

    def test_published_treaties_stand_as_they_do_one_by_one(self):
        register = conformance.records()
        made = answers(batch(*register.agreements), DAYS, others=register.agreements)
        expected = [one for each in DAYS for one in register.positions(each)]
        assert {(one.id, one.on): (one.status.value, one.last_day) for one in expected} == {
            (one["id"], one["on"]): (one["status"], one["last_day"]) for one in made.to_pylist()
        }

    @settings(max_examples=settings().max_examples // 2 or 1)
    @given(st.lists(strategies.agreements(), max_size=4), st.lists(st.dates(), min_size=1, max_size=3))
    def test_whatever_the_agreements(self, agreements, days):
        assert list(one_by_one(agreements, days)) == answers(batch(*agreements), days).to_pylist()

    def test_dates_beyond_the_calendar_are_told_in_their_rows(self):
        days = ["2026-11-25", "9999-12-01"]
        made = answers(batch(ENDLESS, LATE, RENEWED), days).to_pylist()
        assert made == list(one_by_one([ENDLESS, LATE, RENEWED], days))
        assert [one["status"] for one in made] == ["unknown", "unknown", *["in_force"] * 4]
        assert ["9999" in (one["problem"] or "") for one in made] == [True, True, *[False] * 4]
        assert [one["notice_deadline"] for one in made] == [
            None,
            None,
            date(3025, 6, 28),
            None,
            date(2027, 6, 28),
            None,
        ]

    def test_others_are_seen_where_they_are_given(self):
        """A protocol waits for its convention, and a later agreement supersedes that."""
        alone = answers(batch(PROTOCOL, CONVENTION), "2026-11-25").to_pylist()
        assert [one["status"] for one in alone] == ["unknown", "in_force"]
        assert "convention is not recorded" in alone[0]["problem"]
        known = answers(batch(PROTOCOL, CONVENTION), "2026-11-25", others=[CONVENTION, SUPERSEDING]).to_pylist()
        assert [one["status"] for one in known] == ["in_force", "terminated"]
        assert known == list(one_by_one([PROTOCOL, CONVENTION], [day("2026-11-25")], [CONVENTION, SUPERSEDING]))

    @pytest.mark.parametrize(
        "kind",
        [pa.string(), pa.large_string(), pa.binary(), pa.large_binary(), pa.dictionary(pa.int8(), pa.string())],
        ids=str,
    )
    def test_documents_of_each_type(self, kind):
        text = mou.dumps(RENEWED).encode()
        column = pa.array([text] * 2).cast(pa.string()).cast(kind)
        made = answers(pa.record_batch({"document": column}), DAYS)
        assert made.to_pylist() == list(one_by_one([RENEWED] * 2, DAYS))

    def test_a_table_of_several_chunks_is_one_batch(self):
        table = pa.Table.from_batches([batch(RENEWED), batch(CONVENTION)])
        made = answers(table, DAYS)
        assert isinstance(made, pa.RecordBatch)
        assert made.to_pylist() == list(one_by_one([RENEWED, CONVENTION], DAYS))

    def test_no_documents(self):
        made = answers(pa.record_batch({"document": pa.array([], "string")}), DAYS)
        assert (0, schema()) == (made.num_rows, made.schema)

    def test_what_cannot_be_read_has_its_rows(self):
        good = mou.dumps(CONVENTION).encode()
        documents = [b"{", None, b'{"title": "\xff"}', good, b'{"id": "", "title": 1, "parties": 2, "acts": 3, "a": 4}']
        made = answers(pa.record_batch({"document": documents, "key": list("abcde")}), ["2026-11-25", "2027-01-01"])
        assert "".join(made["key"].to_pylist()) == "aabbccddee"
        rows = made.to_pylist()[::2]
        assert [one["status"] for one in rows] == [None, None, None, "in_force", None]
        assert {one["on"] for one in rows} == {date(2026, 11, 25)}
        problems = [one["problem"] for one in rows]
        assert problems[0].startswith("(whole): found invalid JSON")
        assert problems[1:4] == [
            "(whole): found nothing; expected a JSON document",
            "(whole): found byte 11: invalid start byte; expected a JSON document in UTF-8",
            None,
        ]
        assert problems[4].startswith("/id: found ")
        assert problems[4].endswith("; and 2 more")
        assert problems[4].count("; /") == 2

    def test_text_that_is_no_utf_8_is_the_problem_of_its_row(self):
        column = pa.Array.from_buffers(pa.string(), 1, pa.array([b"\xff"]).buffers())
        (row,) = answers(pa.record_batch({"document": column}), "2026-11-25").to_pylist()
        assert "found byte 0" in row["problem"]

    def test_what_is_asked_amiss(self):
        some = batch(RENEWED)
        assert told(answers, some, ["2026-11-25", "2026-13-01", "soon"])[0].startswith('/on/1: found "2026-13-01"')
        assert len(told(answers, some, ["2026-13-01", "soon"])) == 2
        assert told(answers, some, []) == ["/on: found no day; expected one or more days"]
        assert told(answers, pa.record_batch({"text": ["{}"]}), "2026-11-25") == [
            "/documents: found no column document, or several; expected one column document"
        ]
        twice = pa.record_batch([pa.array(["{}"])] * 2, names=["document"] * 2)
        assert told(answers, twice, "2026-11-25")[0].startswith("/documents: found no column document, or several")
        assert told(answers, pa.record_batch({"document": [[1]]}), "2026-11-25") == [
            "/documents: found the column document of list<item: int64>; expected a column of large_binary"
        ]
        foul = pa.Array.from_buffers(pa.string(), 1, pa.array([b"\xff"]).buffers())
        assert told(answers, pa.record_batch({"document": ["{}"], "key": foul}), "2026-11-25")[0].startswith(
            "/documents: found the column key of string"
        )


@pytest.fixture
def path(tmp_path):
    register = Register(agreements=[RENEWED, ENDLESS, LATE, PROTOCOL, CONVENTION, SUPERSEDING])
    write_ndjson(register, tmp_path / "register.ndjson")
    return tmp_path / "register.ndjson"


def rows(*args, **kwargs):
    return pa.Table.from_batches(status_of_file(*args, **kwargs), schema()).to_pylist()


class TestFiles:
    @pytest.mark.parametrize("size", [1, 700, 5000, 2**22])
    @pytest.mark.parametrize("at_end", [True, False])
    def test_whatever_the_parts(self, path, monkeypatch, size, at_end):
        if not at_end:
            path.write_bytes(path.read_bytes().rstrip(b"\n"))
        monkeypatch.setattr(bulk, "_PART", size)
        agreements = list(iter_ndjson(path))
        made = rows(path, DAYS)
        assert [one["key"] for one in made] == [f"line {number}" for number in range(2, 8) for _ in DAYS]
        assert [{**one, "key": None} for one in made] == list(one_by_one(agreements, DAYS))

    def test_workers_give_the_same_in_the_same_order(self, path, monkeypatch):
        monkeypatch.setattr(bulk, "_PART", 300)
        alone = list(status_of_file(path, DAYS, others=[CONVENTION]))
        seen = []
        shared = list(
            status_of_file(path, DAYS, workers=2, others=[CONVENTION], progress=lambda *done: seen.append(done))
        )
        assert len(alone) > 5
        assert len(alone) == len(shared)
        assert all(one.equals(other, check_metadata=True) for one, other in zip(alone, shared, strict=True))
        size = path.stat().st_size
        assert seen[-1] == (size, size)
        assert seen == sorted(seen)
        assert len(seen) == len(alone)

    def test_what_a_worker_does(self, path):
        """In another process, where no coverage is seen."""
        (part,) = bulk._parts(str(path))
        part = pickle.loads(pickle.dumps(part))  # noqa: S301
        batch = pickle.loads(pickle.dumps(bulk._of_part(part, (date(2026, 11, 25),), (CONVENTION,))))  # noqa: S301
        (alone,) = status_of_file(path, "2026-11-25", others=[CONVENTION])
        assert batch.equals(alone, check_metadata=True)

    def test_who_stops_early_leaves_no_worker(self, path, monkeypatch):
        import multiprocessing

        monkeypatch.setattr(bulk, "_PART", 300)
        taken = status_of_file(path, DAYS, workers=2)
        assert next(taken).num_rows
        taken.close()
        assert [] == multiprocessing.active_children()

    def test_what_cannot_be_read_and_other_records(self, tmp_path):
        good = mou.dumps(CONVENTION, indent=None)
        lines = [
            '{"format": "mou/1"}',
            '{"forum": {"id": "admm", "name": "ADMM"}}',
            "",
            "{",
            '{"agreement": {"id": "x"}}',
            f'{{"agreement": {good}}}',
            '{"party": {"id": "x"}}',
        ]
        path = tmp_path / "r.ndjson"
        path.write_text("\r\n".join(lines), "utf-8")
        made = rows(path, "2026-11-25")
        assert [(one["key"], one["status"]) for one in made] == [
            ("line 4", None),
            ("line 5", None),
            ("line 6", "in_force"),
            ("line 7", None),
        ]
        assert made[1]["problem"] == "/agreement/title: found nothing; expected a value (required key)"
        refused = []
        list(iter_ndjson(path, refused=refused.append))
        problems = [row["problem"] for row in made if row["problem"]]
        for problem, error in zip(problems, refused, strict=True):
            assert problem.startswith(str(error.problems[0]).partition(": ")[2])

    def test_a_file_without_its_first_line(self, tmp_path):
        path = tmp_path / "r.ndjson"
        path.write_bytes(b"")
        (row,) = rows(path, "2026-11-25")
        assert ("line 1", None) == (row["key"], row["status"])
        path.write_text(f'{{"agreement": {mou.dumps(CONVENTION, indent=None)}}}\n', "utf-8")
        (row,) = rows(path, "2026-11-25")
        assert row["problem"] == '(whole): found a different line; expected the format line {"format": "mou/1"}'

    @pytest.mark.parametrize("size", [1, 2**22])
    def test_a_line_that_is_too_long_hides_no_other(self, tmp_path, monkeypatch, size):
        for module in (bulk, mou.documents.text, mou.documents.ndjson):
            monkeypatch.setattr(module, "LARGEST", 400)
        monkeypatch.setattr(bulk, "_PART", size)
        path = tmp_path / "r.ndjson"
        lines = ['{"format": "mou/1"}']
        lines += [f'{{"agreement": {{"id": "{title[0]}", "title": "{title}"}}}}' for title in ("a" * 2000, "b")]
        path.write_text("\n".join(lines), "utf-8")
        made = rows(path, "2026-11-25")
        assert [(one["key"], one["id"]) for one in made] == [("line 2", None), ("line 3", "b")]
        assert "expected at most 400 bytes" in made[0]["problem"]

    def test_memory_does_not_grow_with_the_file(self, tmp_path, monkeypatch):
        monkeypatch.setattr(bulk, "_PART", 2**14)
        peaks = []
        for times in (500, 4000):
            path = tmp_path / f"{times}.ndjson"
            write_ndjson((RENEWED for _ in range(times)), path)
            tracemalloc.start()
            assert sum(one.num_rows for one in status_of_file(path, "2026-11-25")) == times
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        assert peaks[1] < 2 * peaks[0]  # eight times as long

    def test_what_is_asked_amiss_is_told_before_anything_is_read(self, tmp_path):
        assert told(status_of_file, tmp_path / "none", "soon")[0].startswith("/on/0: found")
        assert told(status_of_file, tmp_path / "none", DAYS, workers=0) == ["/workers: found 0; expected at least 1"]
        with pytest.raises(FileNotFoundError):
            next(status_of_file(tmp_path / "none", DAYS))


def test_without_the_extra(monkeypatch):
    some = batch(RENEWED)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for call in (schema, lambda: answers(some, DAYS), lambda: status_of_file("none", DAYS)):
        with pytest.raises(MissingExtraError, match=r"answers in bulk needs .* pip install 'pymou\[arrow\]'"):
            call()


def test_each_column_says_what_it_means():
    assert all(field.metadata[b"description"] for field in schema())
    page = (Path(__file__).parents[1] / "docs" / "reference" / "bulk.md").read_text("utf-8")
    for field in schema():
        assert f"| `{field.name}` | {field.type} | {field.metadata[b'description'].decode()} |" in page
