"""Rows with ends in words, ranges, extensions, calendars and stated statuses, imported with a mapping."""

from datetime import date

import attrs
import pytest
from openpyxl import Workbook

import mou
from mou import importing
from mou.importing import Columns, Mapping

ON = date(2026, 11, 29)
COLUMNS = {
    "id": "Ref",
    "title": "Title",
    "signed_on": "Signed",
    "entered_into_force_on": "From",
    "duration": "Term",
    "last_day": "Until",
    "period": "Period",
    "renewal": "Renewal",
    "renewal_period": "Each",
    "renewed_until": "Renewed until",
    "extended_on": "Extended on",
    "status": "Status",
    "withdrawal_notice": "Notice",
}


FORMATS = "EDTF, D/M/YYYY, D-MMM-YY"


@pytest.fixture
def row(tmp_path):
    """One row, imported; the cells are texts, by field."""

    def run(cells, *, on=ON, into=None, columns=COLUMNS, **settings):
        book = Workbook()
        book.active.append(list(columns.values()))
        values = {"Ref": "1", "Title": "Memorandum"} | {columns[field]: value for field, value in cells.items()}
        book.active.append([values.get(heading) for heading in columns.values()])
        path = tmp_path / "sheet.xlsx"
        book.save(path)
        formats = ["EDTF", "D/M/YYYY", "D-MMM-YY"]
        settings = {"date_formats": formats, "first_year": 1927, "takes_effect": "on_signature"} | settings
        return importing.read(path, Mapping(columns=Columns(**columns), **settings), on=on, into=into)

    return run


def agreement(done):
    (imported,) = done.register.agreements
    return imported


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        (
            {"signed_on": "2021-05-12 - 2021-05-13"},
            "Signed",
            "two dates in one cell; write only one of them",
        ),
        ({"signed_on": "31/02/2021"}, "Signed", "no such day in the calendar"),
        ({"signed_on": "signed in May"}, "Signed", f"not a valid date in any of the mapping's formats: {FORMATS}"),
        ({"signed_on": "3/5/2021 & 4/5/2021"}, "Signed", "two dates in one cell; write only one of them"),
        ({"signed_on": "on 3/5/2021, in Kyoto"}, "Signed", "other words beside the date; write only the date"),
        (
            {"signed_on": "2018-05-12", "last_day": "31/12/2023 - 31/12/2026"},
            "Until, Term, Period, Signed, From",
            "it begins more than a year before or after the start of the row, 2018-05-12",
        ),
        (
            {"last_day": "2026-05-02", "duration": "until 2027-05-02"},
            "Until, Term, Period, Signed, From",
            "two ends that differ",
        ),
        ({"last_day": "unlimited", "duration": "5 years"}, "Until", 'contradicts Term "5 years"'),
        ({"duration": "5 years", "period": "3 years"}, "Term", 'contradicts Period "3 years"'),
        ({"last_day": "5 years", "duration": "5 years", "period": "3 years"}, "Until", 'contradicts Period "3 years"'),
        ({"last_day": "2026-05-02", "duration": "unlimited"}, "Until", 'contradicts Term "unlimited"'),
        ({"signed_on": "03/05/2021 - 02/05/2026", "duration": "unlimited"}, "Signed", 'contradicts Term "unlimited"'),
        (
            {"last_day": "2021-07-01 - 2026-05-02", "period": "2021-06-01 - 2026-05-02"},
            "Until, Term, Period, Signed, From",
            "two beginnings that differ",
        ),
        (
            {"entered_into_force_on": "2021-06-01", "duration": "5 years from 2021-05-03"},
            "Term",
            "it begins on 2021-05-03, but the agreement enters into force on 2021-06-01",
        ),
        (
            {"last_day": "5 years, automatic renewal for 1 year", "renewal": "No"},
            "Renewal, Until",
            "two renewals that differ",
        ),
        (
            {"last_day": "5 years, automatic renewal for 1 year", "duration": "5 years, auto renewal for 2 years"},
            "Until, Term",
            "two renewals that differ",
        ),
        ({"duration": "02/05/2026"}, "Term", "not a recognised duration"),
        (
            {"signed_on": "03/05/2021", "duration": "03/05/2021"},
            "Term",
            "a day in a column of durations, and not after the start",
        ),
        ({"withdrawal_notice": "soon"}, "Notice", "not a recognised duration"),
        ({"period": "soon"}, "Period", "not a first and a last day: not a recognised duration"),
        (
            {"period": "2021 - 2564"},
            "Period",
            'the year 2564 is of another calendar; set calendar = "buddhist" in the mapping if it is 2021',
        ),
        (
            {"signed_on": date(2564, 5, 3)},
            "Signed",
            'the year 2564 is of another calendar; set calendar = "buddhist" in the mapping if it is 2021',
        ),
        ({"last_day": True}, "Until", "not a date"),
        ({"renewal": "No", "renewal_period": "x"}, "Each", "not a recognised duration"),
        (
            {"last_day": "1 year after the end of the project"},
            "Until",
            "not a recognised duration: the words after 1 year can change the end",
        ),
        (
            {"last_day": "until 03/04/2021", "period": "03/04/2021"},
            "Period",
            "not a first and a last day: not a recognised duration",
        ),
        (
            {"signed_on": "2021 - 2019"},
            "Signed",
            "two dates in one cell; write only one of them",
        ),
    ],
)
def test_problems(row, cells, column, why):
    assert [(2, column, why)] == [(problem.row, problem.column, problem.why) for problem in row(cells).problems]


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        (
            {"last_day": "5 years unless terminated"},
            "Until",
            'the words "unless terminated" are not used; the cell is also kept as written',
        ),
        ({"last_day": "31/12/9999"}, "Until", "read as no end, because of the year 9999"),
        ({"signed_on": "2021-05-03", "duration": "02/05/2026"}, "Term", "read as the last day"),
        ({"signed_on": "2021-05-03", "duration": "2022-2027"}, "Term", "kept as 2027: a year without a month"),
        (
            {"last_day": "2022-05-02", "renewed_until": "2021-05-02"},
            "Renewed until",
            "not after the last day: kept, but not used",
        ),
        ({"renewal_period": "5 years"}, "Each", "a length of renewals, but no renewal is known: kept, but not used"),
        ({"last_day": "5 years renewable"}, "Until", "it does not say how: the renewal clause stays unknown"),
        (
            {"duration": "indefinite", "renewal": "by agreement"},
            "Renewal",
            "a renewal of an agreement without an end: kept, but not used",
        ),
        (
            {"last_day": "auto renew", "period": "indefinite"},
            "Until",
            "a renewal of an agreement without an end: kept, but not used",
        ),
        (
            {"last_day": "5 years, renewable", "renewal": "No"},
            "Until",
            "another cell says that it is not renewed: kept, but not used",
        ),
        (
            {"last_day": "5 years, automatic renewal for 1 year", "renewal_period": "3 years"},
            "Until",
            "the column Each has another length: kept, but not used",
        ),
        (
            {"entered_into_force_on": "2021-06-01", "period": "2021-05-03 - 2026-05-02"},
            "Period",
            (
                "it begins on 2021-05-03, but the agreement enters into force on 2021-06-01: "
                "the first day is kept, but not used"
            ),
        ),
        (
            {"entered_into_force_on": "2021-06-01", "duration": "5 years from signature", "last_day": "2026-06-01"},
            "Term",
            "it counts from the signature, but the day of signature is not known: the words are kept, but not used",
        ),
        ({"status": "Spring"}, "Status", "it does not say whether the agreement is in force: kept as written"),
        (
            {"signed_on": "2021-05-03", "status": "In process"},
            "Status",
            "it does not say whether the agreement is in force: kept as written",
        ),
        (
            {"signed_on": "2021-05-03", "status": "Draft"},
            "Signed",
            "the status says that it is not signed: the date is kept as written, but not used",
        ),
        ({"signed_on": "2021-05-03 18:30"}, "Signed", "its time of day, 18:30, is left out"),
    ],
)
def test_remarks(row, cells, column, why):
    done = row(cells)
    assert ((), True) == (done.problems, (2, column, why) in [(one.row, one.column, one.why) for one in done.remarks])


def test_the_words_that_are_not_used_are_kept(row):
    imported = agreement(row({"signed_on": "2021-05-03", "last_day": "5 years unless terminated"}))
    assert ("P5Y", "5 years unless terminated") == (str(imported.term.duration), imported.extensions["sheet"]["Until"])


def test_an_imprecise_first_day_after_the_signature_is_the_entry_into_force(row):
    """Signed on 3 May 2021, for 2022 to 2026: it is not in force in 2021."""
    acts = agreement(row({"signed_on": "2021-05-03", "period": "2022 - 2026"})).acts
    assert [("signature", "2021-05-03"), ("entry_into_force", "2022")] == [(act.kind, str(act.on)) for act in acts]
    same_year = agreement(row({"signed_on": "2021-05-03", "period": "2021 - 2026"})).acts
    assert ["signature"] == [act.kind for act in same_year]


def test_a_length_from_signature_where_the_mapping_counts_from_it(row):
    """The clause is right, although the day of signature is not known."""
    done = row({"entered_into_force_on": "2021-06-01", "duration": "5 years from signature"}, anchor="signature")
    assert ((), "signature") == (done.remarks, agreement(done).term.anchor)


def test_a_length_from_signature_beside_another_anchor_of_the_mapping(row):
    done = row({"signed_on": "2021-05-03", "duration": "5 years from signature"}, anchor="entry_into_force")
    why = "it counts from the signature, but the mapping has another anchor: the words are kept, but not used"
    assert [("Term", why)] == [(remark.column, remark.why) for remark in done.remarks]
    assert mou.Anchor.ENTRY_INTO_FORCE is agreement(done).term.anchor


@pytest.mark.parametrize(
    ("cells", "anchor", "counting", "last_day"),
    [
        ({"duration": "5 years from 2021-06-01"}, "2021-06-01", None, "2026-05-31"),
        (
            {"duration": "5 years from 2021-06-01", "entered_into_force_on": "2021-06-01"},
            "2021-06-01",
            None,
            "2026-05-31",
        ),
        ({"duration": "5 years from 2021-06"}, "entry_into_force", "from_start_of_day", "None"),
        ({"duration": "5 years", "entered_into_force_on": "2021-06-01"}, "entry_into_force", None, "2026-06-01"),
    ],
)
def test_a_length_from_a_written_date(row, cells, anchor, counting, last_day):
    imported = agreement(row({"signed_on": "2021-05-03"} | cells))
    term = imported.term
    assert (anchor, counting, last_day) == (str(term.anchor), term.counting, str(mou.lifecycle(imported).last_day))


@pytest.mark.parametrize(("first", "counting"), [("2021-06-01", None), ("2021-06", "from_start_of_day")])
def test_a_written_date_takes_precedence_over_the_counting_of_the_mapping(row, first, counting):
    cells = {"signed_on": "2021-05-03", "duration": f"5 years from {first}"}
    assert counting == agreement(row(cells, counting="from_event")).term.counting


def test_a_second_import_changes_the_first_day_of_a_length(row):
    cells = {"signed_on": "2021-05-03", "duration": "5 years"}
    first = row(cells, counting="from_event")
    later = row(cells | {"duration": "5 years from 2021-06-01"}, into=first.register, counting="from_event")
    assert (date(2021, 6, 1), None) == (agreement(later).term.anchor, agreement(later).term.counting)
    assert date(2021, 6, 1) == agreement(row(cells, into=later.register)).term.anchor


class TestNotices:
    COLUMNS = COLUMNS | {"renewal_notice": "Renewal notice"}

    def test_words_of_a_notice_are_reported(self, row):
        done = row({"withdrawal_notice": "90 days written notice"})
        assert "P90D" == str(agreement(done).term.withdrawal.notice)
        assert "90 days written notice" == agreement(done).extensions["sheet"]["Notice"]
        (remark,) = done.remarks
        assert ("Notice", 'the words "written notice" are not used; the cell is also kept as written') == (
            remark.column,
            remark.why,
        )

    def test_no_notice(self, row):
        done = row({"withdrawal_notice": "none"})
        assert (None, "none") == (agreement(done).term.withdrawal, agreement(done).extensions["sheet"]["Notice"])
        assert ["no notice is recorded: kept as written"] == [remark.why for remark in done.remarks]

    @pytest.mark.parametrize(
        "term", ["5 years, automatically renewed", "5 years, automatically renewed unless 6 months notice"]
    )
    def test_the_notice_in_its_own_column(self, row, term):
        cells = {"signed_on": "2021-05-03", "duration": term, "renewal_notice": "6 months before expiry"}
        done = row(cells, columns=self.COLUMNS, renewals=[importing.RenewalWords(words="auto", means="tacit")])
        assert "P6M" == str(agreement(done).term.renewal.notice)

    def test_two_notices_that_differ(self, row):
        cells = {"duration": "5 years, automatically renewed, 3 months notice", "renewal_notice": "6 months"}
        (problem,) = row(cells, columns=self.COLUMNS).problems
        values = "5 years, automatically renewed, 3 months notice and 6 months"
        assert ("Term, Renewal notice", values, "two notices that differ") == (
            problem.column,
            problem.value,
            problem.why,
        )


def test_a_limited_number_of_renewals(row):
    once = [importing.RenewalWords(words="once", means="tacit", times=1)]
    cells = {"signed_on": "2021-05-03", "duration": "5 years", "renewal": "once"}
    assert mou.TacitRenewal("P5Y", times=1) == agreement(row(cells, renewals=once)).term.renewal
    done = row({"signed_on": "2021-05-03", "last_day": "2026-05-02", "renewal": "once"}, renewals=once)
    assert (None, "once") == (agreement(done).term.renewal, agreement(done).extensions["sheet"]["Renewal"])
    why = "the number of renewals is limited, but their length is not known: kept, but not used"
    assert [why] == [remark.why for remark in done.remarks]


def test_a_renewal_by_agreement(row):
    done = row({"duration": "5 years, renewable once for 2 years by mutual agreement"})
    assert mou.ExpressRenewal("P2Y", times=1) == agreement(done).term.renewal


def test_an_end_beside_a_duration_that_the_mapping_states(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text("Ref,Until\n1,2026-05-02\n", "utf-8")
    constants = importing.Constants(title="x", duration="unlimited")
    (problem,) = importing.read(
        path, Mapping(columns=Columns(id="Ref", last_day="Until"), constants=constants)
    ).problems
    expected = ("Until", "2026-05-02", 'contradicts the constant duration "unlimited"')
    assert expected == (problem.column, problem.value, problem.why)


def test_an_empty_cell_from_which_the_title_is_built(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text("Ref,Partner\n1,\n", "utf-8")
    constants = importing.Constants(title="Agreement with {Partner}")
    (problem,) = importing.read(path, Mapping(columns=Columns(id="Ref"), constants=constants)).problems
    assert ("Partner", "", "empty, and the title is built from it") == (problem.column, problem.value, problem.why)


def test_words_of_a_constant_are_not_used(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text("Ref,Title\n1,x\n", "utf-8")
    constants = importing.Constants(duration="5 years subject to review")
    done = importing.read(path, Mapping(columns=Columns(id="Ref", title="Title"), constants=constants))
    assert ["P5Y"] == [str(imported.term.duration) for imported in done.register.agreements]
    assert ("", 'the words "subject to review" are not used; the cell is also kept as written') == (
        done.remarks[0].column,
        done.remarks[0].why,
    )


@pytest.mark.parametrize(
    ("cells", "starts", "ends"),
    [
        ({"period": "03/05/2021 - 02/05/2026"}, "2021-05-03", "2026-05-02"),
        ({"signed_on": "03/05/2021 - 02/05/2026"}, "2021-05-03", "2026-05-02"),
        ({"signed_on": "2021-05-03", "duration": "5 years from 2021-06-01"}, "2021-06-01", "2026-05-31"),
        ({"signed_on": "2021-05-03", "duration": "2021 - 02/05/2026"}, "2021-05-03", "2026-05-02"),
        (
            {"signed_on": "3-May-21", "entered_into_force_on": "1-Dec-20", "last_day": "2-May-31"},
            "2020-12-01",
            "2031-05-02",
        ),
        ({"entered_into_force_on": "1-Dec-20", "last_day": "2-May-31"}, "2020-12-01", "2031-05-02"),
    ],
)
def test_beginnings_and_ends(row, cells, starts, ends):
    life = mou.lifecycle(agreement(row(cells)))
    assert (starts, ends) == (str(life.entered_into_force_on), str(life.last_day))


def test_the_thai_calendar_of_date_cells(row):
    done = row({"signed_on": date(2564, 5, 3), "last_day": date(2569, 5, 2)}, calendar="buddhist")
    assert ("2021-05-03", "2026-05-02") == (
        str(agreement(done).acts[0].on),
        str(mou.lifecycle(agreement(done)).last_day),
    )
    (problem,) = row({"signed_on": date(2568, 2, 29)}, calendar="buddhist").problems
    assert "not a valid date in the mapping's calendar" == problem.why


@pytest.mark.parametrize(("year", "on"), [("2564", "2021-05-03"), ("2021", "2021-05-03")])
def test_the_thai_calendar_of_years_in_their_own_column(tmp_path, year, on):
    path = tmp_path / "sheet.csv"
    path.write_text(f"Ref,Title,Y,M,D\n1,x,{year},5,3\n", "utf-8")
    columns = Columns(id="Ref", title="Title", signed_on={"year": "Y", "month": "M", "day": "D"})
    done = importing.read(path, Mapping(columns=columns, calendar="buddhist"))
    assert [on] == [str(imported.acts[0].on) for imported in done.register.agreements]


def test_renewals(row):
    tacit = row(
        {"renewal": "auto", "renewal_period": "3", "signed_on": "2021-05-03"},
        renewals=[importing.RenewalWords(words="auto", means="tacit")],
        duration_unit="years",
    )
    assert mou.TacitRenewal("P3Y") == agreement(tacit).term.renewal
    express = row({"renewal": "by agreement", "renewal_period": "3 years", "signed_on": "2021-05-03"})
    assert mou.ExpressRenewal("P3Y") == agreement(express).term.renewal
    both = row({"last_day": "auto renew", "renewal": "renewable", "signed_on": "2021-05-03"})
    assert mou.TacitRenewal() == agreement(both).term.renewal
    # Automatic in one column, for one year in another: renewed for one year, not for another five.
    details = row(
        {"last_day": "5 years, automatic renewal for 1 year", "renewal": "auto", "signed_on": "2021-05-03"},
        renewals=[importing.RenewalWords(words="auto", means="tacit", notice="P6M")],
    )
    assert mou.TacitRenewal("P1Y", notice="P6M") == agreement(details).term.renewal
    (problem,) = row({"renewal": "No", "renewal_period": "3"}).problems
    assert "a number without a unit; you can set the unit in the mapping" == problem.why


@pytest.mark.parametrize(
    ("cells", "on", "until", "last_day"),
    [
        (
            {"signed_on": "2016-05-12", "last_day": "2021-05-11", "renewed_until": "2026-05-11"},
            "2016-05-12/2021-05-11",
            "2026-05-11",
            "2026-05-11",
        ),
        (
            {
                "signed_on": "2016-05-12",
                "last_day": "2021-05-11",
                "renewed_until": "2026-05-11",
                "extended_on": "2021-04-01",
            },
            "2021-04-01",
            "2026-05-11",
            "2026-05-11",
        ),
        ({"last_day": "2021-05-11", "renewed_until": "2026-05-11"}, "../2021-05-11", "2026-05-11", "2026-05-11"),
        (
            {"signed_on": "2021-05-11", "last_day": "2021-05-11", "renewed_until": "2026-05-11"},
            "2021-05-11",
            "2026-05-11",
            "2026-05-11",
        ),
        (
            {"signed_on": "2016-05-12", "last_day": "2021-05-11", "extended_on": "2021-04-01"},
            "2021-04-01",
            "None",
            "None",
        ),
    ],
)
def test_extensions(row, cells, on, until, last_day):
    imported = agreement(row(cells))
    act = imported.acts[-1]
    assert ("extension", on, until) == (act.kind, str(act.on), str(act.until))
    assert last_day == str(mou.lifecycle(imported).last_day)


@pytest.mark.parametrize(
    ("cells", "status", "duration", "acts"),
    [
        ({"signed_on": "2023-05-03", "status": "Active"}, "in_force", "2026-11-29/..", [("signature", "2023-05-03")]),
        ({"status": "Active"}, "in_force", "2026-11-29/..", [("entry_into_force", "../2026-11-29")]),
        (
            {"last_day": "2028-05-02", "status": "Active"},
            "in_force",
            "2028-05-02",
            [("entry_into_force", "../2026-11-29")],
        ),
        ({"signed_on": "2023", "last_day": "2026", "status": "Active"}, "unknown", "2026", [("signature", "2023")]),
        (
            {"signed_on": "2023-05-03", "status": "Expired"},
            "expired",
            "2023-05-03/2026-11-28",
            [("signature", "2023-05-03")],
        ),
        ({"status": "Expired"}, "expired", "../2026-11-28", []),
        ({"signed_on": "2023", "last_day": "2026", "status": "Expired"}, "unknown", "2026", [("signature", "2023")]),
        (
            {"signed_on": "2023-05-03", "last_day": "2028-05-02", "status": "Terminated"},
            "terminated",
            "2028-05-02",
            [("signature", "2023-05-03"), ("termination", "2023-05-04/2026-11-29")],
        ),
        (
            {"signed_on": "2026-11-28", "status": "Terminated"},
            "terminated",
            "None",
            [("signature", "2026-11-28"), ("termination", "2026-11-29")],
        ),
        (
            {"signed_on": "2030-05-03", "last_day": "2035-05-02", "status": "Terminated"},
            "negotiated",
            "2035-05-02",
            [("signature", "2030-05-03")],
        ),
        (
            {"signed_on": "2023-05-03", "last_day": "2025-05-02", "status": "Terminated"},
            "expired",
            "2025-05-02",
            [("signature", "2023-05-03")],
        ),
        ({"signed_on": "2023-05-03", "last_day": "2028-05-02", "status": "Draft"}, "unknown", "None", []),
    ],
)
def test_stated_statuses(row, cells, status, duration, acts):
    imported = agreement(row(cells))
    assert status == imported.lifecycle().status(ON).value
    assert duration == str(getattr(imported.term.duration, "last_day", imported.term.duration))
    assert acts == [(act.kind.value, str(act.on)) for act in imported.acts]
    assert (ON, cells["status"]) == (imported.stated_status.on, imported.stated_status.words)


@pytest.mark.parametrize(
    ("cells", "status", "words"),
    [
        ({"last_day": "Expired"}, "expired", "Expired"),
        ({"last_day": "Active", "signed_on": "2021-05-03"}, "in_force", "Active"),
        ({"last_day": "Active", "signed_on": "2021-05-03", "status": "Terminated"}, "terminated", "Terminated"),
    ],
)
def test_a_status_in_the_column_of_ends(row, cells, status, words):
    imported = agreement(row(cells))
    assert (status, words) == (imported.lifecycle().status(ON).value, imported.stated_status.words)
    assert cells["last_day"] == imported.extensions["sheet"]["Until"]


def test_a_second_import_changes_an_extension(row):
    cells = {"signed_on": "2016-05-12", "last_day": "2021-05-11", "renewed_until": "2026-05-11"}
    first = row(cells)
    later = row(cells | {"renewed_until": "2031-05-11"}, into=first.register)
    assert ["2031-05-11"] == [str(act.until) for act in agreement(later).acts if act.kind == "extension"]
    kept = row(cells | {"renewed_until": ""}, into=later.register)
    assert ["2031-05-11"] == [str(act.until) for act in agreement(kept).acts if act.kind == "extension"]


def test_an_extension_beside_another(row):
    """The office recorded an extension of its own; that of the sheet is added."""
    cells = {"signed_on": "2016-05-12", "last_day": "2021-05-11"}
    first = agreement(row(cells))
    own = mou.Act("extension", "2026-01-01", until="2036-05-11")
    register = mou.Register(agreements=[attrs.evolve(first, acts=(*first.acts, own))])
    done = row(cells | {"renewed_until": "2026-05-11"}, into=register)
    assert ["2036-05-11", "2026-05-11"] == [str(act.until) for act in agreement(done).acts if act.kind == "extension"]


class TestAssumedEntry:
    """Rows without a day of entry into force."""

    def status(self, done, on=ON):
        return mou.lifecycle(agreement(done)).status(on).value

    @pytest.mark.parametrize(
        ("cells", "status"),
        [
            ({}, "unknown"),
            ({"status": "Pending"}, "unknown"),
            ({"status": "Not yet in force"}, "signed"),
            ({"status": "Not in force"}, "unknown"),
            ({"status": "No longer in force"}, "terminated"),
            ({"status": "In force"}, "in_force"),
            ({"entered_into_force_on": "on signature", "duration": "9 years"}, "in_force"),
            ({"entered_into_force_on": "2022-05-03", "duration": "9 years"}, "in_force"),
            ({"last_day": "2025-05-02"}, "expired"),
        ],
    )
    def test_an_empty_cell_can_mean_that_it_is_not_in_force(self, row, cells, status):
        cells = {"signed_on": "2021-05-03"} | cells
        done = row(cells, takes_effect="not_known", on_signature=["on signature"])
        assert status == self.status(done)

    def test_it_is_remarked(self, row):
        done = row({"signed_on": "2021-05-03"}, takes_effect="not_known")
        why = "empty: it is not known whether the agreement is in force"
        assert [("From", why)] == [(remark.column, remark.why) for remark in done.remarks]
        assert "1 agreement is assumed to take effect on a day that is not known, or not at all" in done.notes[-1]

    @pytest.mark.parametrize(
        ("cells", "status"),
        [
            ({"last_day": "2027-05-02"}, "in_force"),
            ({"last_day": "unlimited"}, "in_force"),
            ({"last_day": "2025-05-02"}, "expired"),
            ({"last_day": "2027-05-02", "status": "Not yet in force"}, "unknown"),
            ({"last_day": "2027-05-02", "status": "Under renewal"}, "unknown"),
            ({}, "unknown"),
        ],
    )
    def test_nothing_but_an_end(self, row, cells, status):
        assert status == self.status(row(cells, takes_effect="before_import"))

    def test_the_day_that_is_recorded_later_stays(self, row):
        cells = {"last_day": "2027-05-02"}
        own = attrs.evolve(agreement(row(cells)), acts=[mou.Act("entry_into_force", "2022-05-03")])
        done = row(cells, takes_effect="before_import", into=mou.Register(agreements=[own]))
        assert ((), ["2022-05-03"]) == (done.problems, [str(act.on) for act in agreement(done).acts])

    @pytest.mark.parametrize(("last_day", "status"), [("2024-05-02", "unknown"), ("2028-05-02", "in_force")])
    def test_renewed(self, row, last_day, status):
        assert status == self.status(row({"signed_on": "2021-05-03", "last_day": last_day, "status": "Renewed"}))

    def test_a_status_does_not_replace_a_day_of_entry_into_force(self, row):
        cells = {"signed_on": "2021-05-03", "entered_into_force_on": "2022-05-03", "status": "Not yet in force"}
        done = row(cells | {"last_day": "2027-05-02"})
        assert ("in_force", ["status-differs"]) == (
            self.status(done),
            [finding.code for finding in mou.check(agreement(done))],
        )
