"""The meaning of cells in small sheets made after real ones, imported as guessed: a test for each kind of mess."""

import os
import tomllib
from datetime import date, datetime
from pathlib import Path

import attrs
import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

import mou
from mou import importing

ON = date(2026, 11, 29)
WITH_A_TIME = datetime(2026, 3, 3, 18, 30)  # noqa: DTZ001  # a cell has no time zone
US = mou.Party("us", name="Us", kind="organisation")


@pytest.fixture
def imported(tmp_path):
    """A sheet imported with the proposed mapping, with our own side as the other party."""

    def run(content, *, own=True):
        if isinstance(content, Workbook):
            path = tmp_path / "sheet.xlsx"
            content.save(path)
        elif isinstance(content, Path):
            path = content
        else:
            path = tmp_path / "sheet.csv"
            path.write_text(content.strip() + "\n", "utf-8")
        mapping = importing.guess(path, on=ON)
        assert mapping == importing.Mapping.loads(mapping.to_toml())
        if own:
            parties = attrs.evolve(mapping.parties, always=["us"], known=[US])
            mapping = attrs.evolve(mapping, parties=parties)
        return importing.read(path, mapping, on=ON), mapping

    return run


def statuses(done):
    return {agreement.id: mou.lifecycle(agreement).status(ON).value for agreement in done.register.agreements}


def ends(done):
    """The last day of each agreement, by its id."""
    return {agreement.id: str(mou.lifecycle(agreement).last_day) for agreement in done.register.agreements}


def signed(done):
    return {agreement.id: str(agreement.acts[0].on) for agreement in done.register.agreements}


def whys(remarks):
    return [(remark.row, remark.column, remark.why) for remark in remarks if "similar to" not in remark.why]


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


def test_absurd_years(imported):
    done, _ = imported("""
No.,Partner,Date signed,Valid until
1,University of Leeds,2021-05-03,2019-05-02
2,University of Bath,0206-03-18,2026-03-18
3,University of York,2021-03-18,2206-03-18
4,University of Hull,2031-01-02,2036-01-01
""")
    before, problem = done.problems
    assert (2, "Valid until", "2019-05-02 is before the start of the row, 2021-05-03") == (
        before.row,
        before.column,
        before.why,
    )
    assert (3, "Date signed", "the year 206 is not plausible") == (
        problem.row,
        problem.column,
        problem.why.partition(";")[0],
    )
    assert [
        (4, "Valid until", "an end 185 years after the beginning; is it right?"),
        (5, "Date signed", "a signature after the day of the import, 2026-11-29"),
    ] == whys(done.remarks)


def test_academic_years(imported):
    done, mapping = imported("""
No.,Partner,Date signed,Duration
1,University of Leeds,2011-12,5 years
2,University of Bath,2016-17,5 years
3,University of York,2019-20,5 years
4,University of Hull,2009-10,5 years
""")
    assert {"1": "2011/2012", "2": "2016/2017", "3": "2019/2020", "4": "2009/2010"} == signed(done)
    assert "YEARS" in mapping.date_formats
    assert "not as a month" in mapping.comments["/date_formats"]
    assert {"expired"} == set(statuses(done).values())


def test_automatic_renewal_without_period(imported):
    done, _ = imported("""
Ref,Partner,Signed on,Valid until,Renewal
A1,Lund University,2021-05-03,2026-05-02,Automatic
A2,Oslo University,2012-05-03,,Automatic
""")
    assert [mou.TacitRenewal(None)] * 2 == [agreement.term.renewal for agreement in done.register.agreements]
    assert {"A1": "in_force", "A2": "in_force"} == statuses(done)
    assert {"A1": "None", "A2": "None"} == ends(done)


def test_buddhist_years(imported):
    sheet = """
No.,Partner,Date signed,Valid until
1,Mahidol University,15/03/2564,14/03/2569
2,Chiang Mai University,25/12/2562,24/12/2567
"""
    done, mapping = imported(sheet)
    assert ({"1": "2021-03-15", "2": "2019-12-25"}, {"1": "2026-03-14", "2": "2024-12-24"}) == (
        signed(done),
        ends(done),
    )
    assert "2564 is 2021. Is that right?" in mapping.comments["/calendar"]


def test_buddhist_years_without_a_calendar_are_problems(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text("No.,Partner,Date signed\n1,A,15/03/2564\n", "utf-8")
    mapping = attrs.evolve(importing.guess(path), calendar=None)
    (problem,) = importing.read(path, mapping).problems
    assert 'set calendar = "buddhist" in the mapping if it is 2021' in problem.why


def test_dates_with_times(imported):
    done, _ = imported(
        workbook(
            ["No.", "Partner", "Date signed", "Valid until"],
            [1, "A University", date(2021, 3, 5), WITH_A_TIME],
            [2, "B University", "2021-03-05 00:00:00", "2026-03-04 18:30"],
        )
    )
    assert {"1": "2026-03-03", "2": "2026-03-04"} == ends(done)
    assert [
        (2, "Valid until", "its time of day, 18:30:00, is left out"),
        (3, "Valid until", "its time of day, 18:30, is left out"),
    ] == whys(done.remarks)


def test_durations_in_months(imported):
    done, mapping = imported("""
No.,Partner,Date signed,Duration
1,University of Leeds,2021-05-03,36
2,University of Bath,2022-05-03,60
3,University of York,2023-05-03,12
""")
    assert {"1": "2024-05-03", "2": "2027-05-03", "3": "2024-05-03"} == ends(done)
    assert "Read as months" in mapping.comments["/duration_unit"]
    assert any("3 numbers without a unit were read as months" in note for note in done.notes)


def test_ends_in_words(imported):
    done, mapping = imported("""
No.,Partner,Date signed,Expiry date
1,University of Leeds,2001-05-03,unlimited
2,University of Bath,2012-05-03,auto renew
3,University of York,2023-05-03,2028-05-02
4,University of Hull,2023-05-03,Until terminated
5,University of Kent,2023-05-03,no expiry
""")
    durations = {agreement.id: agreement.term.duration for agreement in done.register.agreements}
    endless = mou.Indefinite()
    assert {"1": endless, "2": None, "3": mou.Until("2028-05-02"), "4": endless, "5": endless} == durations
    assert mou.TacitRenewal() == done.register.agreement("2").term.renewal
    assert {"in_force"} == set(statuses(done).values())
    comment = mapping.comments["/columns/last_day"]
    assert "Read as no end: unlimited (1), Until terminated (1), no expiry (1)." in comment
    assert "Read as renewed automatically: auto renew (1)." in comment


def test_ends_on_the_eve(imported):
    done, mapping = imported("""
No,Partner,Signed,Start date,End date,Duration
1,University of A,2021-05-03,2021-05-03,2026-05-02,5 years
2,University of B,2022-05-03,2022-05-03,2027-05-02,5 years
3,University of C,2023-05-03,2023-05-03,2028-05-02,5 years
4,University of D,2023-05-03,2023-05-03,2028-05-03,5 years
""")
    assert "from_start_of_day" == mapping.counting
    assert "Of 4 rows with a beginning, an end and a length, 3 end as if the first day" in mapping.comments["/counting"]
    assert "The end of 1 is on another day" in mapping.comments["/counting"]
    assert "2028-05-03" == ends(done)["4"]


def test_hijri_years(imported):
    done, mapping = imported("""
No.,Partner,Date signed,Valid until
1,King Saud University,15/03/1443,14/03/1448
2,University of Tehran,25/11/1399,24/11/1404
""")
    assert (0, 2) == (done.records, done.rows_refused)
    assert "of the Islamic or the Persian calendar. Which one?" in mapping.comments["/date_formats"]


def test_period_as_range(imported):
    done, _ = imported(
        workbook(
            ["No.", "Partner", "Date signed", "Validity"],
            [1, "Kyoto University", date(2021, 5, 3), "03/05/2021 - 02/05/2026"],
            [2, "Lund University", date(2022, 5, 3), "2022-2027"],
            [3, "Oslo University", date(2022, 5, 3), "5 years, i.e. until 02/05/2027"],
        )
    )
    assert {"1": "expired", "2": "in_force", "3": "in_force"} == statuses(done)
    assert (mou.Until("2026-05-02"), mou.Until("2027")) == tuple(
        agreement.term.duration for agreement in done.register.agreements[:2]
    )
    assert date(2027, 5, 2) == done.register.agreement("3").term.stated_last_day


def test_renewed_until(imported):
    done, _ = imported("""
MoU No,Partner Institution,Signing Date,Expiry Date,Renewal,Renewed until,Coordinator
M1,University of A,2016-05-12,2021-05-11,Renewed,2026-05-11,Coordinator 1
M2,University of B,2021-06-30,2026-06-29,Under renewal,,Coordinator 2
M3,University of C,2022-02-01,2027-01-31,Automatic renewal for 5 years,,Coordinator 3
""")
    m1 = done.register.agreement("M1")
    assert "2026-05-11" == ends(done)["M1"]
    assert ("extension", "2016-05-12/2021-05-11", "2026-05-11") == (
        m1.acts[1].kind,
        str(m1.acts[1].on),
        str(m1.acts[1].until),
    )
    assert mou.TacitRenewal("P5Y") == done.register.agreement("M3").term.renewal
    assert (3, "Renewal", "it does not say how: the renewal clause stays unknown") in whys(done.remarks)


def test_serial_numbers(imported):
    done, mapping = imported(
        workbook(
            ["No.", "Partner", "Date signed", "Valid until"],
            [1, "A University", 2019, 2024],
            [2, "B University", 44197, 46022],
        )
    )
    assert {"1": "2019", "2": "2021-01-01"} == signed(done)
    assert ("EDTF", "EXCEL") == mapping.date_formats


def test_status_column(imported):
    done, mapping = imported("""
No.,Partner,Date signed,Expiry date,Status
1,University of Leeds,2015-05-03,2020-05-02,Active
2,University of Bath,2022-05-03,2027-05-02,Expired
3,University of York,,,In process
4,University of Hull,2023-05-03,2028-05-02,Terminated
5,University of Kent,2023-05-03,2028-05-02,Draft
""")
    assert {"1": "expired", "2": "in_force", "3": "unknown", "4": "terminated", "5": "unknown"} == statuses(done)
    found = {agreement.id: [finding.code for finding in mou.check(agreement)] for agreement in done.register.agreements}
    assert {"1": ["status-differs"], "2": ["status-differs"], "3": [], "4": [], "5": []} == found
    assert None is mou.lifecycle(done.register.agreement("4")).last_day
    assert {"status": "negotiated", "on": "2026-11-29", "words": "Draft"} == {
        name: str(value) for name, value in attrs.asdict(done.register.agreement("5").stated_status).items()
    }
    assert {
        "Active": "in_force",
        "Expired": "expired",
        "In process": "in_process",
        "Terminated": "terminated",
        "Draft": "negotiated",
    } == mapping.statuses


def test_swapped_by_excel(imported):
    done, mapping = imported(
        workbook(
            ["No.", "Partner", "Date signed", "Valid until"],
            [1, "A University", date(2021, 3, 4), date(2026, 2, 4)],
            [2, "B University", "25/12/2021", "24/12/2026"],
            [3, "C University", date(2021, 7, 9), date(2026, 6, 9)],
            [4, "D University", "13/06/2022", "12/06/2027"],
        )
    )
    assert [
        'column "Date signed": days and months are probably swapped in its date cells',
        'column "Valid until": days and months are probably swapped in its date cells',
    ] == [note.partition(".")[0] for note in done.notes if "swapped" in note]
    assert "Days and months are probably swapped" in mapping.comments["/date_formats"]


def test_two_digit_years(imported):
    done, _ = imported("""
No.,Partner,Date signed,Valid until
1,University of Leeds,12-Mar-68,11-Mar-98
2,University of Bath,03-May-21,02-May-26
3,University of York,14-Jun-69,
4,University of Hull,14-Jun-21,13-Jun-31
""")
    assert {"1": "1968-03-12", "2": "2021-05-03", "3": "1969-06-14", "4": "2021-06-14"} == signed(done)
    assert {"1": "1998-03-11", "2": "2026-05-02", "3": "None", "4": "2031-06-13"} == ends(done)


def test_unit_beside(imported):
    done, _ = imported("""
Code,Partner,Signed on,Term,Unit
C1,University of A,2023-09-18,8,months
C2,University of Lund,2023-08-11,1,year
C3,University of Oslo,2023-07-09,1.5,years
""")
    assert {"C1": "2024-05-18", "C2": "2024-08-11", "C3": "2025-01-09"} == ends(done)


def test_validity_in_words(imported):
    done, _ = imported("""
Sl No,University,Country,Date of MoU,Validity,Status
1,University of A,Japan,12.05.2021,Five years,Active
2,University of B,Japan,30.06.2019,3 years from date of signing,Expired
3,University of C,Peru,01.02.2022,Till 31.01.2027,Active
""")
    assert {"1": "2026-05-12", "2": "2022-06-30", "3": "2027-01-31"} == ends(done)
    assert "signature" == done.register.agreement("2").term.anchor


def test_year_1904_workbook(imported):
    book = workbook(
        ["No.", "Partner", "Date signed", "Valid until"],
        [1, "A University", date(2021, 3, 4), date(2026, 3, 3)],
        [2, "B University", 42796, 44621],
    )
    book.epoch = CALENDAR_MAC_1904
    done, mapping = imported(book)
    assert {"1": "2021-03-04", "2": "2021-03-03"} == signed(done)
    assert ("EXCEL1904",) == mapping.date_formats


def _data(name):
    folder = os.environ.get("MOU_DATA")
    path = Path(folder or "nowhere") / "sheets" / name
    if not path.exists():
        pytest.skip(f"{path} is not there")
    return path


RIGHT = {
    "buddhist-years.csv": ({"1": "2026-03-14", "2": "2024-12-24"}),
    "durations-in-months.csv": {"1": "2024-05-03", "2": "2027-05-03", "3": "2024-05-03"},
    "ends-in-words.csv": {"1": "None", "2": "None", "3": "2028-05-02", "4": "None", "5": "None"},
    "period-as-range.xlsx": {"1": "2026-05-02", "2": "None", "3": "2027-05-02"},
    "serial-numbers.xlsx": {"1": "None", "2": "2025-12-31"},
    "two-digit-years.csv": {"1": "1998-03-11", "2": "2026-05-02", "3": "None"},
    "unit-beside.csv": {"C1": "2024-05-18", "C2": "2024-08-11", "C3": "2025-01-09"},
    "year-1904-workbook.xlsx": {"1": "2026-03-03", "2": "2026-03-04"},
    "dates-with-times.xlsx": {"1": "2026-03-03", "2": "2026-03-04"},
}


@pytest.mark.parametrize("name", RIGHT)
def test_the_published_sheets(imported, name):
    done, _ = imported(_data(name))
    assert RIGHT[name] == ends(done)


ENDS_AND_REMARKS = {
    "academic-years.csv": (["None"] * 4, ["kept as 2011/2012", "kept as 2016/2017", "kept as 2019", "kept as 2009"]),
    "automatic-renewal-without-period.csv": (["None", "None"], []),
    "ends-on-the-eve.csv": (["2026-05-02", "2027-05-02", "2028-05-02"], []),
    "heading-row-blank-first.csv": (["None", "None"], []),
    "hidden-rows.xlsx": (["2028-05-02", "2028-05-02"], ["a hidden row"]),
    "hijri-years.csv": ([], []),
    "renewed-until.csv": (
        ["2026-05-11", "2026-06-29", "None"],
        ["it does not say how", "read as an extension to 2026-05-11", "it does not say how"],
    ),
    "separator-line.csv": (["2026-05-02", "2026-12-24"], []),
    "spanish-contracts.csv": (["2027-03-31", "2027-03-31"], []),
    "status-column.csv": (
        ["2020-05-02", "2027-05-02", "None", "None", "None"],
        ["ended on a day that is not known", "the status says that it is not", "the status says that it is not"],
    ),
    "two-heading-rows.xlsx": (["2026-05-02", "2027-05-02"], []),
    "validity-in-words.csv": (["2026-05-12", "2022-06-30", "2027-01-31"], []),
}


@pytest.mark.parametrize("name", ENDS_AND_REMARKS)
def test_the_ends_and_remarks_of_the_published_sheets(imported, name):
    done, _ = imported(_data(name))
    last_days, remarks = ENDS_AND_REMARKS[name]
    assert last_days == list(ends(done).values())
    assert len(remarks) == len(done.remarks)
    assert all(remark.why.startswith(why) for remark, why in zip(done.remarks, remarks, strict=True))


def test_the_questions_of_the_published_sheets(imported):
    assert [2, 3] == sorted({problem.row for problem in imported(_data("hijri-years.csv"))[0].problems})
    absurd, _ = imported(_data("absurd-years.csv"))
    assert {2, 3, 4, 5} == {remark.row for remark in (*absurd.problems, *absurd.remarks)}
    swapped, _ = imported(_data("swapped-by-excel.xlsx"))
    assert 2 == sum("days and months are probably swapped" in note for note in swapped.notes)
    assert "from_start_of_day" == imported(_data("ends-on-the-eve.csv"))[1].counting
    lome, _ = imported(_data("separator-line.csv"))
    names = {party.name for agreement in lome.register.agreements for party in agreement.parties}
    assert "Université de Lomé" in names


GUESSED = tomllib.loads((Path(__file__).parent / "data" / "guessed_sheets.toml").read_text("utf-8"))


@pytest.mark.parametrize("kind", GUESSED)
def test_the_status_of_each_row_as_guessed(tmp_path, kind):
    path = tmp_path / "sheet.csv"
    path.write_text(GUESSED[kind]["text"], "utf-8")
    done = importing.read(path, importing.guess(path, on=ON), on=ON)
    for row in GUESSED[kind]["rows"]:
        (agreement,) = (
            agreement
            for agreement in done.register.agreements
            if row["name"] in " ".join([agreement.title, *(party.name for party in agreement.parties)])
        )
        position = mou.lifecycle(agreement).position(ON)
        last = row.get("last_day", str(position.last_day))
        assert (row["status"], last) == (position.status, str(position.last_day)), row["name"]
