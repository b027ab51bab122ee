"""The Defense Cooperation Agreement Dataset: each row read or refused, codes never taken for values."""

import time
from collections import Counter
from datetime import date

import pytest
from tables import adds_up, needs, raw, real, table, told

import mou
from mou.datasets import DATASETS, dcad, read
from mou.dates.days import PartialDate
from mou.dates.periods import Period
from mou.errors import ValidationError
from mou.law.status import Status
from mou.model.act import ActKind
from mou.model.agreement import AgreementKind

COLUMNS = (
    "ccode1 cowName1 ccode2 cowName2 signDay signMonth signYear EIFDay EIFMonth EIFYear type category1 category2 "
    "category3 span renewType renewYears terminated durationActual endYearEstimate asymmetry categoryConf UNTS "
    "fullText sourceType source factivaConf factivaSign factivaEIF DCAid"
).split()
PHILIPPINES = {
    "ccode1": "820",
    "cowName1": "MAL",
    "ccode2": "840",
    "cowName2": "PHI",
    "signDay": "26",
    "signMonth": "9",
    "signYear": "1994",
    "type": "general",
    "category1": "DCA",
    "terminated": "-88",
    "source": "Treaty",
    "DCAid": "DCADv1.0-1881",
}
UKRAINE = PHILIPPINES | {
    "ccode1": "369",
    "cowName1": "UKR",
    "ccode2": "820",
    "cowName2": "MAL",
    "signDay": "20",
    "signMonth": "3",
    "signYear": "2007",
    "EIFMonth": "10",
    "EIFYear": "2008",
    "category2": "DIC",
    "span": "10",
    "renewType": "-66",
    "renewYears": "-66",
    "terminated": "0",
    "UNTS": "131089",
    "DCAid": "DCADv1.0-1477",
}


@pytest.fixture
def made(tmp_path):
    def make(*rows, columns=COLUMNS):
        path = tmp_path / "dcad.csv"
        path.write_text(table(columns, *rows), "utf-8")
        return adds_up(dcad.read(path))

    return make


def one(reading):
    (agreement,) = reading.register.agreements
    return agreement


class TestRows:
    def test_malaysia_and_the_philippines(self, made):
        """Signed on 26 September 1994, and nothing is coded of its entry into force or its duration."""
        agreement = one(made(PHILIPPINES))
        assert ("DCADv1.0-1881", AgreementKind.AGREEMENT) == (agreement.id, agreement.kind)
        assert "Defense cooperation agreement, MAL and PHI, 1994" == agreement.title
        assert ("MYS", "PHL") == agreement.party_ids
        (act,) = agreement.acts
        assert (ActKind.SIGNATURE, date(1994, 9, 26), ("MYS", "PHL")) == (act.kind, act.on, act.by)
        assert mou.Term() == agreement.term
        assert Status.UNKNOWN is mou.lifecycle(agreement).status("2010-12-31")
        assert ("Treaty", "Defense Cooperation Agreement Dataset, version 1.0") == tuple(
            source.title for source in agreement.sources
        )
        kept = {"cowName1": "MAL", "cowName2": "PHI", "type": "general", "terminated": "-88"}
        assert {"dcad": kept} == {name: dict(value) for name, value in agreement.extensions.items()}

    def test_malaysia_and_ukraine(self, made):
        """In force from October 2008, for ten years: the last day is in October 2018, if it was not renewed."""
        reading = made(UKRAINE)
        agreement = one(reading)
        life = mou.lifecycle(agreement)
        assert (Period(years=10), None) == (agreement.term.duration, agreement.term.renewal)
        assert [date(2007, 3, 20), PartialDate("2008-10")] == [act.on for act in agreement.acts]
        assert (date(2018, 10, 1), date(2018, 10, 31)) == (life.end.earliest, life.end.latest)
        assert Status.IN_FORCE is life.status("2010-12-31")
        assert ("DCA", "DIC") == agreement.subjects
        assert [("UNTS", None)] == [(entry.register, entry.number) for entry in agreement.registrations]
        assert "131089" == agreement.extensions["dcad"]["UNTS"]
        assert [(2, "EIFYear", "2008-10", "a month without a day")] == told(reading.report.imprecise)

    @pytest.mark.parametrize(
        ("cells", "expected"),
        [
            (("26", "9", "1994"), "1994-09-26"),
            (("", "9", "1994"), "1994-09"),
            (("-99", "9", "1994"), "1994-09"),
            (("", "", "1994"), "1994"),
            (("-88", "-88", "1994"), "1994"),
            (("26", "", "1994"), "1994-XX-26"),
            (("26", "9", "94"), "0094-09-26"),
        ],
    )
    def test_days_as_imprecise_as_they_are(self, made, cells, expected):
        day, month, year = cells
        reading = made(PHILIPPINES | {"signDay": day, "signMonth": month, "signYear": year})
        assert expected == str(one(reading).acts[0].on)
        assert (expected not in {"1994-09-26", "0094-09-26"}) == bool(reading.report.imprecise)

    @pytest.mark.parametrize(
        ("cells", "why"),
        [
            (("30", "2", "1994"), "not a valid date"),
            (("1", "13", "1994"), "not a valid date"),
            (("1", "1", "0"), "not a valid date"),
            (("1", "1", "10000"), "not a valid date"),
            (("1", "1", "99999999999999999999"), "not a whole number"),
            (("1", "1", "9" * 5000), "not a whole number"),
            (("1", "Sep", "1994"), "not a whole number"),
            (("1", "1", "=1994"), "not a whole number"),
            (("1.0", "1", "1994"), "not a whole number"),
            (("\u0661", "1", "1994"), "not a whole number"),
            (("21", "3", ""), "a day or month without a year"),
            (("21", "3", "-99"), "a day or month without a year"),
        ],
    )
    def test_cells_that_are_no_day_are_kept_and_told(self, made, cells, why):
        day, month, year = cells
        reading = made(UKRAINE | {"EIFDay": day, "EIFMonth": month, "EIFYear": year})
        agreement = one(reading)
        assert [ActKind.SIGNATURE] == [act.kind for act in agreement.acts]
        assert {why} == {remark.why for remark in reading.report.not_understood}
        for column, cell in zip(("EIFDay", "EIFMonth", "EIFYear"), cells, strict=True):
            if cell not in ("", "-99"):
                assert cell == agreement.extensions["dcad"][column]

    @pytest.mark.parametrize("span", ["", "-77", "-88"])
    def test_a_code_is_no_number_of_years(self, made, span):
        agreement = one(made(UKRAINE | {"span": span}))
        assert None is agreement.term.duration
        assert (span or None) == agreement.extensions["dcad"].get("span")
        assert Status.UNKNOWN is mou.lifecycle(agreement).status("2010-12-31")

    @pytest.mark.parametrize("span", ["five", "0", "1001", "5.5", "=5"])
    def test_what_is_no_span_is_kept_and_told(self, made, span):
        reading = made(UKRAINE | {"span": span})
        assert [(2, "span", span, "not a number of years")] == told(reading.report.not_understood)
        assert (None, span) == (one(reading).term.duration, one(reading).extensions["dcad"]["span"])

    @pytest.mark.parametrize(
        ("terminated", "lasted", "duration"),
        [
            ("1", "10", "P10Y"),
            ("1", "", "P10Y"),
            ("1", "-99", "P10Y"),
            ("1", "14", None),
            ("1", "3", None),
            ("0", "14", "P10Y"),
        ],
    )
    def test_one_that_ended_after_other_years_than_its_span(self, made, terminated, lasted, duration):
        """Its first period does not tell when, so that it would be wrong to say that it expired with it."""
        agreement = one(made(UKRAINE | {"terminated": terminated, "durationActual": lasted}))
        assert duration == (None if agreement.term.duration is None else str(agreement.term.duration))
        assert duration is not None or "10" == agreement.extensions["dcad"]["span"]

    def test_renewal_codes_are_kept_and_not_read(self, made):
        agreement = one(made(UKRAINE | {"renewType": "-56", "renewYears": "5"}))
        assert None is agreement.term.renewal
        assert ("-56", "5") == tuple(agreement.extensions["dcad"][name] for name in ("renewType", "renewYears"))

    def test_without_any_date(self, made):
        agreement = one(made(PHILIPPINES | {"signDay": "", "signMonth": "", "signYear": "", "cowName1": ""}))
        assert ((), "Defense cooperation agreement, 820 and PHI") == (agreement.acts, agreement.title)

    def test_a_state_is_that_of_the_day(self, made):
        """COW 345 is Yugoslavia, then Serbia and Montenegro, then Serbia."""
        rows = [
            PHILIPPINES | {"ccode1": "345", "signYear": str(year), "DCAid": f"DCADv1.0-{year}"}
            for year in (1985, 1995, 2008)
        ]
        assert ["YUCS", "CSXX", "SRB"] == [made_.party_ids[0] for made_ in made(*rows).register.agreements]

    @pytest.mark.parametrize(
        ("entered", "span", "terminated", "duration"),
        [
            ("1990", "5", "0", None),
            ("2005", "5", "0", None),  # over in October 2010, within what the data set covers
            ("2006", "5", "0", "P5Y"),
            ("1990", "5", "-99", "P5Y"),  # what the code means is not known
            ("1990", "5", "", "P5Y"),
            ("1990", "5", "1", "P5Y"),
            ("", "5", "0", "P5Y"),  # it is not known when the span began
        ],
    )
    def test_a_span_that_is_over_of_what_is_coded_as_not_terminated(self, made, entered, span, terminated, duration):
        """The codes contradict the span, so it is not known whether it was renewed or expired."""
        row = UKRAINE | {"EIFYear": entered, "span": span, "terminated": terminated, "durationActual": ""}
        reading = made(row)
        agreement = one(reading)
        assert duration == (None if agreement.term.duration is None else str(agreement.term.duration))
        assert (None if duration else span) == agreement.extensions["dcad"].get("span")
        assert (duration is None) == bool(reading.report.notes)
        if duration is None:
            standing = mou.lifecycle(agreement).position("2011-01-01")
            assert (Status.UNKNOWN, {Status.IN_FORCE, Status.EXPIRED}) == (standing.status, {*standing.possible})
            (note,) = reading.report.notes
            assert note.startswith("1 row: coded as not terminated although the span was over by the end of 2010")

    @pytest.mark.parametrize("span", ["-77", "", "0", "1001", "five"])
    def test_what_is_no_span_is_not_over(self, made, span):
        assert () == made(UKRAINE | {"EIFYear": "1990", "span": span, "terminated": "0"}).report.notes


class TestRefused:
    @pytest.mark.parametrize(
        ("cells", "column", "value", "why"),
        [
            ({"ccode1": "999"}, "ccode1", "999", "no state has this number in the Correlates of War on that day"),
            ({"ccode2": "=1+1"}, "ccode2", "=1+1", "no state has this number in the Correlates of War on that day"),
            ({"ccode2": ""}, "ccode2", "", "no state number"),
            ({"ccode1": "315"}, "ccode1", "315", "no state has this number in the Correlates of War on that day"),
            ({"DCAid": ""}, "DCAid", "", "no id"),
        ],
    )
    def test_without_parties_or_id(self, made, cells, column, value, why):
        reading = made(UKRAINE, PHILIPPINES | cells)
        assert [(3, column, value, why)] == told(reading.report.refused)
        assert (2, 1, 1) == (reading.report.rows, reading.report.rows_read, reading.report.rows_refused)

    def test_an_id_that_stands_twice(self, made):
        reading = made(UKRAINE, UKRAINE)
        assert [(3, "DCAid", "DCADv1.0-1477", "an id that an earlier row already has")] == told(reading.report.refused)

    def test_what_the_model_refuses(self, made):
        """An id with a space, a control character; all of it is told, and nothing imprecise of a row refused."""
        reading = made(UKRAINE | {"DCAid": "a b", "cowName1": "x\x07"})
        assert () == reading.register.agreements == reading.report.imprecise
        assert [(2, "/id"), (2, "/title"), (2, "/extensions/dcad/cowName1")] == [
            (remark.row, remark.why.partition(":")[0]) for remark in reading.report.refused
        ]
        assert 1 == reading.report.rows_refused

    def test_a_state_with_itself(self, made):
        reading = made(UKRAINE | {"ccode1": "820"})
        assert [(2, "ccode2", "820", "the same state twice")] == told(reading.report.refused)

    def test_formulas_are_text(self, made):
        reading = made(PHILIPPINES | {"source": "=HYPERLINK(1)", "cowName1": "@SUM(A1)"})
        assert "=HYPERLINK(1)" == one(reading).sources[0].title

    def test_ragged_rows(self, tmp_path):
        path = tmp_path / "dcad.csv"
        text = table(COLUMNS, UKRAINE)
        path.write_text(text + "820,MAL\n" + "," * 40 + "x\n" + "\n,,\n", "utf-8")
        report = adds_up(dcad.read(path)).report
        assert (3, 1) == (report.rows, report.rows_read)
        assert [(3, "fewer cells than columns"), (4, "more cells than columns")] == [
            (remark.row, remark.why) for remark in report.refused
        ]


class TestNoTable:
    @pytest.mark.parametrize(
        ("content", "match"),
        [
            (b"", "found a file without a heading row"),
            (b"\n\n", "found a file without a heading row"),
            (b"a,b\n1,2\n", "expected the columns of dcad; missing: ccode1"),
            (b"\xff\xfe", "found an invalid table"),
            (",".join([*COLUMNS, "source"]).encode(), 'found the column "source" twice'),
            (",".join(COLUMNS).encode() + b"\n" + b"x" * 200_000, "found an invalid table"),
        ],
    )
    def test_is_told(self, tmp_path, content, match):
        path = tmp_path / "dcad.csv"
        path.write_bytes(content)
        with pytest.raises(ValidationError, match=match):
            dcad.read(path)

    def test_too_large(self, tmp_path, monkeypatch):
        monkeypatch.setattr("mou.datasets.reading.LARGEST", 10)
        path = tmp_path / "dcad.csv"
        path.write_text(table(COLUMNS), "utf-8")
        with pytest.raises(ValidationError, match="expected at most 10"):
            dcad.read(path)

    def test_a_heading_alone_is_an_empty_table(self, made):
        assert (0, ()) == (made().report.rows, made().register.agreements)

    def test_a_file_that_is_not_there(self, tmp_path):
        with pytest.raises(FileNotFoundError):
            dcad.read(tmp_path / "none.csv")


def test_windows_line_ends_and_cells_of_several_lines(tmp_path):
    path = tmp_path / "dcad.csv"
    text = table(COLUMNS, UKRAINE | {"source": "two\nlines\u2028and"}, PHILIPPINES)
    path.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    reading = adds_up(dcad.read(path))
    assert 2 == reading.report.rows_read
    assert "two\r\nlines\u2028and" == reading.register.agreements[0].sources[0].title


def test_progress_is_told(tmp_path):
    path = tmp_path / "dcad.csv"
    path.write_text(table(COLUMNS, UKRAINE, PHILIPPINES), "utf-8")
    seen = []
    assert 2 == read(path, "dcad", progress=lambda done, total: seen.append((done, total))).report.rows_read
    assert [(1, 2), (2, 2)] == seen


def test_each_data_set_has_its_reader_and_a_page():
    for name, dataset in DATASETS.items():
        assert name == dataset.name
        assert dataset.title
        assert callable(dataset.read)
    with pytest.raises(KeyError):
        read("x.csv", "none")


@needs("dcad-v1.0.csv")
class TestTheRealFile:
    def test_every_row_is_read_in_about_a_second(self):
        began = time.perf_counter()
        reading = dcad.read(real("dcad-v1.0.csv"))
        assert time.perf_counter() - began < 3  # about 0.2 s; others may use the machine
        rows = raw(real("dcad-v1.0.csv"))
        assert 936 == len(rows) == reading.report.rows == reading.report.rows_read
        assert [row["DCAid"] for row in rows] == [agreement.id for agreement in reading.register.agreements]

    def test_every_date_is_that_of_its_cells_and_none_is_invented(self):
        """Held against the raw cells in another way than the reader's, before and after JSON."""
        register = mou.loads(mou.dumps(dcad.read(real("dcad-v1.0.csv")).register))
        for row, agreement in zip(raw(real("dcad-v1.0.csv")), register.agreements, strict=True):
            expected = []
            for kind, prefix in (("signature", "sign"), ("entry_into_force", "EIF")):
                parts = [row[f"{prefix}{part}"] for part in ("Year", "Month", "Day")]
                known = [part.zfill(4 if place == 0 else 2) for place, part in enumerate(parts) if part]
                if parts[0] and len(known) == len([part for part in parts[: len(known)] if part]):
                    expected.append((kind, "-".join(known)))
            assert expected == [(act.kind.value, str(act.on)) for act in agreement.acts], row["DCAid"]

    def test_no_code_became_a_value(self):
        for row, agreement in zip(
            raw(real("dcad-v1.0.csv")), dcad.read(real("dcad-v1.0.csv")).register.agreements, strict=True
        ):
            duration = agreement.term.duration
            if duration is None:
                other = row["terminated"] == "1" and row["durationActual"] not in ("", row["span"])
                over = row["terminated"] == "0" and int(row["EIFYear"] or 9999) + int(row["span"] or 0) <= 2010
                assert not row["span"] or int(row["span"]) < 0 or other or over
            else:
                assert f"P{row['span']}Y" == str(duration)
            assert None is agreement.term.renewal
            for column, cell in agreement.extensions["dcad"].items():
                assert cell == row[column].strip()

    def test_the_malaysian_agreements(self):
        """All 16 of this half of the file; the last day is known for one alone."""
        register = dcad.read(real("dcad-v1.0.csv")).register
        found = {one.id: mou.lifecycle(one) for one in register.agreements if "MYS" in one.party_ids}
        assert 16 == len(found)
        assert {"DCADv1.0-1477": date(2018, 10, 1)} == {
            name: life.last_day for name, life in found.items() if life.last_day
        }
        south_africa = found["DCADv1.0-1662"]
        assert (date(1996, 11, 12), "Its end is not known") == (
            south_africa.entered_into_force_on,
            south_africa.end.summary,
        )

    def test_what_is_told(self):
        report = dcad.read(real("dcad-v1.0.csv")).report
        assert {"a year without a month": 70, "a month without a day": 24} == Counter(
            one.why for one in report.imprecise
        )
        assert [(495, "EIFMonth"), (495, "EIFDay")] == [(one.row, one.column) for one in report.not_understood]
        assert ["130 rows"] == [note.partition(":")[0] for note in report.notes]

    def test_status_at_the_end_of_the_data(self):
        """Counted by hand from the cells where the year alone decides."""
        register = dcad.read(real("dcad-v1.0.csv")).register
        counted = Counter(mou.lifecycle(one).status("2010-12-31").value for one in register.agreements)
        assert {"unknown": 827, "expired": 20, "in_force": 66, "signed": 23} == counted
        rows = [row for row in raw(real("dcad-v1.0.csv")) if row["span"].isdigit() and row["EIFYear"]]
        rows = [row for row in rows if row["terminated"] != "1" or row["durationActual"] in ("", row["span"])]
        began = [row for row in rows if int(row["EIFYear"]) <= 2010]
        assert counted["in_force"] == sum(int(row["EIFYear"]) + int(row["span"]) > 2010 for row in began)
