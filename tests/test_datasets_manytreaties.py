"""manytreaties' agreements: EDTF dates as they are written, what is known to be in force, what is not understood."""

import re
import time
from collections import Counter
from datetime import date

import pytest
from tables import adds_up, needs, raw, real, table, told

import mou
from mou.datasets import manytreaties
from mou.dates.days import PartialDate
from mou.errors import ValidationError
from mou.law.status import Status
from mou.model.act import ActKind
from mou.model.agreement import AgreementKind

COLUMNS = (
    "Title Begin End Signature Force Term Grounds TypeDomain TypeAgree TypeAmbit TypeGeo TypeSubject Location "
    "Depository Published Secretariat Website TitleAlt Language Languages Text TextURL Coder Comments Source"
).split()
ROW = dict.fromkeys(COLUMNS, "NA") | {
    "Title": "Agreement On A Lake",
    "Begin": "1990-05-01",
    "Signature": "1990-05-01",
    "Force": "1991-02-03",
    "End": "2001-02-03",
    "Term": "2001-02-03",
    "Grounds": "",
    "TypeDomain": "Environment",
    "TypeAgree": "Agreement",
}


@pytest.fixture
def made(tmp_path):
    def make(*rows):
        path = tmp_path / "huggo.csv"
        path.write_text(table(COLUMNS, *rows), "utf-8")
        return adds_up(manytreaties.read(path))

    return make


def one(reading):
    (agreement,) = reading.register.agreements
    return agreement


class TestRows:
    def test_a_row(self, made):
        agreement = one(
            made(ROW | {"TypeSubject": "Fishing", "Depository": "Spain", "TypeGeo": "Europe", "Coder": "A, B"})
        )
        assert ("manytreaties:1990-05-01:agreement-on-a-lake", "Agreement On A Lake") == (agreement.id, agreement.title)
        assert [(ActKind.SIGNATURE, date(1990, 5, 1)), (ActKind.ENTRY_INTO_FORCE, date(1991, 2, 3))] == [
            (act.kind, act.on) for act in agreement.acts
        ]
        assert mou.Until("2001-02-03") == agreement.term.duration
        assert (("Environment", "Fishing"), "Spain", ()) == (
            agreement.subjects,
            agreement.depositary,
            agreement.parties,
        )
        assert {"TypeGeo": "Europe", "Coder": "A, B"} == dict(agreement.extensions["manytreaties"])
        life = mou.lifecycle(agreement)
        assert [Status.SIGNED, Status.IN_FORCE, Status.IN_FORCE, Status.EXPIRED] == [
            life.status(on) for on in ("1990-06-01", "1991-02-03", "2001-02-03", "2001-02-04")
        ]

    def test_the_end_of_the_calendar_is_in_force(self, made):
        reading = made(
            ROW | {"End": "9999-12-31", "Term": "NA"}, ROW | {"End": "9999-12-31", "Term": "", "Force": "NA"}
        )
        first, second = reading.register.agreements
        assert mou.Indefinite() == first.term.duration == second.term.duration
        assert Status.IN_FORCE is mou.lifecycle(first).status("2010-12-31")
        assert Status.UNKNOWN is mou.lifecycle(second).status("2010-12-31")
        assert ["2 rows", "1 row"] == [note.partition(":")[0] for note in reading.report.notes]

    def test_not_known_is_not_known(self, made):
        agreement = one(made(ROW | {"End": "NA", "Term": "NA"}))
        assert None is agreement.term.duration
        assert Status.UNKNOWN is mou.lifecycle(agreement).status("1995-01-01")

    @pytest.mark.parametrize("cell", ["1897-05-15?", "1961-01-26~", "1964-06", "1993", "1964-XX-16", "199X", "1990%"])
    def test_imprecise_dates_stay_as_written(self, made, cell):
        reading = made(ROW | {"Signature": cell, "Begin": cell, "Force": "NA", "End": "NA", "Term": "NA"})
        assert cell == str(one(reading).acts[0].on)
        assert [(2, "Signature", cell)] == [remark[:3] for remark in told(reading.report.imprecise)]

    @pytest.mark.parametrize(
        ("cell", "why"),
        [
            ("1964-06", "a month without a day"),
            ("1964", "a year without a month"),
            ("1964-XX-16", "a year without a month"),
            ("196X", "a date within several years"),
            ("1964-06-01?", "a day marked as uncertain or approximate"),
            ("1964-06/1964-07", "an interval"),
        ],
    )
    def test_how_imprecise_it_is_told(self, made, cell, why):
        assert [why] == [remark.why for remark in made(ROW | {"Signature": cell}).report.imprecise]

    @pytest.mark.parametrize(
        ("cell", "read"),
        [
            ("1981-09..1981-10", "1981-09/1981-10"),
            ("1981-09-01..", "1981-09-01/.."),
            ("..1981-10", "../1981-10"),
        ],
    )
    def test_ranges_of_messydates_are_intervals(self, made, cell, read):
        """Read as EDTF's own notation; the cell is kept as it is written."""
        reading = made(ROW | {"Signature": cell, "Begin": cell})
        assert PartialDate(read) == one(reading).acts[0].on
        assert cell == one(reading).extensions["manytreaties"]["Signature"]
        assert [(2, "Signature", cell, "an interval")] == told(reading.report.imprecise)

    @pytest.mark.parametrize(
        "cell",
        ["{1990-01-01,1990-01-03}", "1953-05-5", "1990-02-30", "-0044", "=1+1", "..", "1990..1991..1992", "9" * 3000],
    )
    def test_what_is_not_understood_is_kept_and_told(self, made, cell):
        reading = made(ROW | {"Signature": cell})
        agreement = one(reading)
        assert [ActKind.ENTRY_INTO_FORCE] == [act.kind for act in agreement.acts]
        assert cell == agreement.extensions["manytreaties"]["Signature"]
        assert [(2, "Signature", cell, "not a recognised date")] == told(reading.report.not_understood)

    def test_an_end_that_is_not_understood_leaves_the_end_not_known(self, made):
        reading = made(ROW | {"End": "1976-06-31", "Term": "1976-06-31", "Force": "1970-01-01", "Signature": "NA"})
        assert [(2, "End", "1976-06-31", "not a recognised date")] == told(reading.report.not_understood)
        assert Status.UNKNOWN is mou.lifecycle(one(reading)).status("1975-01-01")

    @pytest.mark.parametrize("cell", ["9999", "9999-12", "9999-12-31?"])
    def test_no_last_day_at_the_end_of_the_calendar(self, made, cell):
        reading = made(ROW | {"End": cell, "Term": "NA"})
        assert (None, cell) == (one(reading).term.duration, one(reading).extensions["manytreaties"]["End"])

    @pytest.mark.parametrize(("column", "kept"), [("Signature", 1), ("Force", 1)])
    def test_nothing_begins_at_the_end_of_the_calendar(self, made, column, kept):
        reading = made(ROW | {column: "9999-12-31"})
        assert kept == len(one(reading).acts)
        assert [(2, column, "9999-12-31")] == [remark[:3] for remark in told(reading.report.not_understood)]

    @pytest.mark.parametrize(
        ("end", "term", "expected", "kept"),
        [
            ("NA", "2071-02-11", "2071-02-11", {}),
            ("1998-03-25", "NA", "1998-03-25", {}),
            ("1998-03-25", "1998-03-26", "1998-03-26", {"End": "1998-03-25", "Term": "1998-03-26"}),
            ("9999-12-31", "2036-07-01", "2036-07-01", {"End": "9999-12-31", "Term": "2036-07-01"}),
            ("1998-03-25", "unreadable", "1998-03-25", {"End": "1998-03-25", "Term": "unreadable"}),
            ("2012-12-31..", "NA", "2012-12-31/..", {"End": "2012-12-31.."}),
        ],
    )
    def test_end_and_term(self, made, end, term, expected, kept):
        agreement = one(made(ROW | {"End": end, "Term": term}))
        assert mou.Until(expected) == agreement.term.duration
        assert kept == dict(agreement.extensions["manytreaties"])

    @pytest.mark.parametrize(
        ("cell", "kind", "kept"),
        [
            ("Agreement", AgreementKind.AGREEMENT, None),
            ("Amendment", AgreementKind.AMENDMENT, None),
            ("Protocol", AgreementKind.PROTOCOL, None),
            ("MOU", AgreementKind.MOU, None),
            ("Resolution", AgreementKind.OTHER, "Resolution"),
            ("NA", None, None),
            ("", None, None),
        ],
    )
    def test_kinds(self, made, cell, kind, kept):
        agreement = one(made(ROW | {"TypeAgree": cell}))
        assert (kind, kept) == (agreement.kind, agreement.extensions["manytreaties"].get("TypeAgree"))

    def test_sources(self, made):
        agreement = one(
            made(ROW | {"Published": "490 UNTS 444", "TextURL": "https://example.org/a", "Source": "P. 196"})
        )
        assert [("490 UNTS 444", None), ("https://example.org/a", "https://example.org/a"), ("P. 196", None)] == [
            (source.title, source.url) for source in agreement.sources[:-1]
        ]

    def test_begin_is_kept_where_it_differs(self, made):
        agreement = one(made(ROW | {"Begin": "1991-02-03"}))
        assert {"Begin": "1991-02-03"} == dict(agreement.extensions["manytreaties"])

    def test_ids_of_the_same_title_and_day(self, made):
        rows = [ROW, ROW, ROW | {"Begin": "NA"}, ROW | {"Begin": "1981-09..1981-10"}, ROW | {"Title": "条約"}]
        assert [
            "manytreaties:1990-05-01:agreement-on-a-lake",
            "manytreaties:1990-05-01:agreement-on-a-lake-2",
            "manytreaties:agreement-on-a-lake",
            "manytreaties:1981-09-1981-10:agreement-on-a-lake",
            "manytreaties:1990-05-01",
        ] == [agreement.id for agreement in made(*rows).register.agreements]


class TestRefused:
    def test_without_a_title(self, made):
        assert [(2, "Title", "", "no title")] == told(made(ROW | {"Title": " "}).report.refused)

    def test_an_end_before_the_start(self, made):
        reading = made(ROW | {"End": "1980", "Term": "1980"}, ROW)
        assert [(2, "", '"1980"')] == [remark[:3] for remark in told(reading.report.refused)]
        assert (1, ()) == (reading.report.rows_read, reading.report.imprecise)

    def test_another_table(self, tmp_path):
        path = tmp_path / "x.csv"
        path.write_text("Title,Begin\n", "utf-8")
        with pytest.raises(ValidationError, match="missing: End, Signature, Force, Term, TypeAgree"):
            manytreaties.read(path)


@needs("huggo-agreements.csv")
class TestTheRealFile:
    def test_every_row_is_read_in_about_a_second(self):
        began = time.perf_counter()
        reading = manytreaties.read(real("huggo-agreements.csv"))
        assert time.perf_counter() - began < 3  # about 0.3 s; others may use the machine
        rows = raw(real("huggo-agreements.csv"))
        assert 2266 == len(rows) == reading.report.rows == reading.report.rows_read
        assert [row["Title"].strip() for row in rows] == [one.title for one in reading.register.agreements]

    def test_every_date_is_that_of_its_cell(self):
        """Each certain one unchanged, each imprecise one as it is written, and none besides; also after JSON."""
        register = mou.loads(mou.dumps(manytreaties.read(real("huggo-agreements.csv")).register))
        kinds = {"signature": "Signature", "entry_into_force": "Force"}
        exact = re.compile(r"\d{4}-\d\d-\d\d")
        counted = Counter()
        for row, agreement in zip(raw(real("huggo-agreements.csv")), register.agreements, strict=True):
            kept = agreement.extensions["manytreaties"]
            found = {kinds[act.kind]: str(act.on) for act in agreement.acts}
            duration = agreement.term.duration
            if isinstance(duration, mou.Until):
                found["Term" if row["Term"] not in ("NA", "") else "End"] = str(duration.last_day)
            for column in ("Signature", "Force", "End", "Term"):
                cell = row[column]
                if cell in ("NA", ""):
                    assert column not in found
                elif column in found:
                    assert cell == found[column] or cell == kept[column]
                    counted[bool(exact.fullmatch(cell))] += 1
                else:
                    said_once = column == "End" and cell in (row["Term"], "9999-12-31")
                    said_once = said_once or (column == "Term" and cell == row["End"])
                    assert said_once or cell == kept[column]
        assert counted[True] > 4000
        assert counted[False] >= 38

    def test_what_is_told(self):
        report = manytreaties.read(real("huggo-agreements.csv")).report
        assert 42 == len(report.imprecise)
        assert ["1953-05-5", "1976-06-31", "1976-06-31", "1976-06-31", "9999-12-31", "9999-12-31"] == [
            one.value for one in report.not_understood
        ]
        assert ["432 rows", "95 rows"] == [note.partition(":")[0] for note in report.notes]
