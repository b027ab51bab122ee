"""Statuses with dates, and statuses in a second import."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

import mou
from mou import importing
from mou.importing import Columns, Constants, Mapping, PartyNames

ON = date(2026, 1, 10)
LATER = date(2026, 6, 10)
COLUMNS = {
    "id": "No",
    "parties": "Partner",
    "signed_on": "Signed",
    "entered_into_force_on": "In force",
    "duration": "Term",
    "last_day": "End",
    "renewal": "Renewal",
    "terminated_on": "Ended",
    "renewed_until": "Renewed until",
    "status": "Status",
}
NAMES = PartyNames(always=["us"], known=[mou.Party("us", name="U", kind="organisation")])
SIGNED = {"signed_on": "13/03/2021"}


@pytest.fixture
def sheet(tmp_path):
    """A sheet with one row, imported; the cells are texts, by field."""

    def run(cells, *, on=ON, into=None, leave_out=(), **settings):
        columns = {field: heading for field, heading in COLUMNS.items() if field not in leave_out}
        values = {"id": "1", "parties": "Kyoto"} | cells
        path = tmp_path / "sheet.csv"
        path.write_text(
            "\n".join((";".join(columns.values()), ";".join(values.get(field, "") for field in columns))),
            encoding="utf-8",
        )
        given = {"date_formats": ["D/M/YYYY"], "takes_effect": "on_signature"} | settings
        mapping = Mapping(
            columns=Columns(**columns), constants=Constants(title="MOU with {Partner}"), parties=NAMES, **given
        )
        return importing.read(path, mapping, on=on, into=into)

    return run


def agreement(done):
    assert () == done.problems
    (imported,) = done.register.agreements
    return imported


def reasons(done):
    return [remark.why for remark in done.remarks if remark.column == "Status"]


class TestADateInAStatus:
    @pytest.mark.parametrize(
        "status",
        [
            "Terminated 30/06/2024",
            "Terminated on 30 June 2024",
            "The MOU was terminated (2024-06-30)",
            "30/06/2024 terminated",
            "Terminated with effect from 30.06.2024",
            "Withdrawn, effective 30/06/2024",
            "Résilié le 30 juin 2024",
            "终止2024年6月30日",
        ],
    )
    def test_a_termination(self, sheet, status):
        done = sheet(SIGNED | {"duration": "5 years", "status": status})
        assert ("terminated", ["the date in the cell is read as the day of the termination, 2024-06-30"]) == (
            mou.lifecycle(agreement(done)).status("2024-07-01").value,
            reasons(done),
        )
        assert date(2024, 6, 29) == mou.lifecycle(agreement(done)).last_day

    @pytest.mark.parametrize(
        ("cells", "last_day"),
        [
            ({"status": "Expired 30/06/2024"}, "2024-06-30"),
            ({"status": "Expired (2024)"}, "2024"),
            ({"status": "beendet zum 30.06.2024"}, "2024-06-30"),
            ({"status": "Active until 31/12/2027"}, "2027-12-31"),
            ({"status": "Active, expires on 31/12/2027"}, "2027-12-31"),
            ({"status": "Vigente hasta el 31 de diciembre de 2027"}, "2027-12-31"),
            ({"status": "Valid till Dec 2027"}, "2027-12"),
            ({"status": "Until 31/12/2027"}, "2027-12-31"),
            ({"last_day": "Expired 30/06/2024"}, "2024-06-30"),
        ],
    )
    def test_an_end(self, sheet, cells, last_day):
        done = sheet(SIGNED | cells)
        assert last_day == str(agreement(done).term.duration.last_day)
        column = "Status" if "status" in cells else "End"
        assert f"the date in the cell is read as the last day, {last_day}" in [
            remark.why for remark in done.remarks if remark.column == column
        ]

    def test_an_end_beside_a_duration(self, sheet):
        done = sheet(SIGNED | {"duration": "5 years", "status": "Active until 31/12/2027"})
        assert date(2027, 12, 31) == agreement(done).term.stated_last_day

    def test_an_extension(self, sheet):
        done = sheet({"signed_on": "13/03/2017", "duration": "5 years", "status": "Renewed until 31/12/2027"})
        assert date(2027, 12, 31) == mou.lifecycle(agreement(done)).last_day
        assert "read as the last day of an extension" in reasons(done)[0]

    @pytest.mark.parametrize(
        ("cells", "why"),
        [
            ({"status": "Active (31/12/2027)"}, "it is not clear what it means"),
            ({"status": "Active since 13/03/2021"}, "it is not clear what it means"),
            ({"status": "Active as of 31/10/2025"}, "it is not clear what it means"),
            ({"status": "Suspended until 31/12/2027"}, "it is not clear what it means"),
            ({"status": "Terminated until 31/12/2027"}, "it is not clear what it means"),
            ({"status": "Inactive 30/06/2024"}, "it is not clear what it means"),
            ({"status": "Expired with effect from 30/06/2024"}, "it is not clear what it means"),
            ({"status": "gekündigt 30.06.2024"}, "it is not clear what it means"),
            ({"status": "gekündigt zum 30.06.2024"}, "it is not clear what it means"),
            ({"status": "No longer active 30/06/2024"}, "it is not clear what it means"),
            ({"status": "Terminated by notice of 30/06/2024"}, "it is not clear what it means"),
            ({"status": "Terminated 30/06/2024 (no renewal)"}, "it is not clear what it means"),
            ({"status": "Terminated 31/02/2024"}, "it is not a date in the mapping's formats"),
            ({"status": "Expired Jun-24"}, "it is not a date in the mapping's formats"),
            (
                {"status": "Terminated 30/06/2024", "terminated_on": "30/05/2024"},
                "another cell gives the day of the termination, 2024-05-30",
            ),
            ({"status": "Terminated 30/06/2020"}, "it is before the start of the row, 2021-03-13"),
            (
                {"status": "Renewed until 31/12/2023", "last_day": "13/03/2024"},
                "it is not after the last day, 2024-03-13",
            ),
            (
                {"status": "Active until 31/12/2027", "duration": "unlimited"},
                "another cell says that the agreement has no end",
            ),
            ({"status": "Expired (2024)", "duration": "5 years"}, "an imprecise end beside a duration"),
            (
                {"status": "Expired 30/06/2990"},
                (
                    'the year 2990 is not plausible; correct it, or set calendar = "gregorian" in the mapping if it is'
                    " right"
                ),
            ),
        ],
    )
    def test_a_date_that_is_not_used(self, sheet, cells, why):
        done = sheet(SIGNED | cells)
        agreement(done)
        assert f"the date in the cell is not used: {why}" in reasons(done)

    def test_two_meanings(self, sheet):
        done = sheet(SIGNED | {"status": "Terminated 03/04/2024"}, date_formats=["D/M/YYYY", "M/D/YYYY"])
        assert "2024-03-04 or 2024-04-03; keep only the right format" in " ".join(reasons(done))

    def test_a_mapping_with_another_meaning(self, sheet):
        status = "Terminated 30/06/2024"
        done = sheet(SIGNED | {"status": status}, statuses={status: "suspended"})
        assert ["the date in the cell is not used: it is not clear what it means"] == reasons(done)

    @pytest.mark.parametrize("status", ["Active", "Terminated", "Under review until 31/12/2027"])
    def test_no_remark_about_a_date(self, sheet, status):
        assert not any(
            "the date in" in why for why in reasons(sheet(SIGNED | {"duration": "5 years", "status": status}))
        )

    def test_a_termination_that_is_still_to_come_is_not_recorded_twice(self, sheet):
        done = sheet(SIGNED | {"duration": "10 years", "status": "Terminated", "terminated_on": "30/06/2028"})
        assert ["signature", "termination"] == [act.kind.value for act in agreement(done).acts]

    def test_a_renewal_is_not_recorded_twice(self, sheet):
        done = sheet(SIGNED | {"last_day": "13/03/2023", "status": "Renewed", "renewed_until": "13/03/2025"})
        assert ["signature", "extension"] == [act.kind.value for act in agreement(done).acts]

    def test_guess_finds_the_column(self, tmp_path):
        path = tmp_path / "sheet.csv"
        path.write_text("No,Partner,Signed,Term,Status\n1,Kyoto,13/03/2021,5 years,Terminated 30/06/2024\n")
        assert "Status" == importing.guess(path, us="U").columns.status
        path.write_text("No,Partner,Signed,Term,Status\n1,Kyoto,13/03/2021,5 years,30/06/2024\n")
        assert importing.guess(path, us="U").columns.status is None


WORDS = [
    "Active",
    "Expired",
    "Terminated",
    "Terminated 30/06/2024",
    "Expired (2024)",
    "Active until 31/12/2027",
    "Renewed",
    "Renewed until 31/12/2027",
    "Suspended",
    "Not yet in force",
    "Under renewal",
    "Spring",
]
ROWS = {
    "a start": SIGNED,
    "nothing": {},
    "a term that has ended": SIGNED | {"duration": "2 years"},
    "a term that has not ended": SIGNED | {"duration": "10 years"},
    "a term that ends between the imports": SIGNED | {"duration": "5 years"},
    "an end": {"last_day": "01/03/2026"},
    "an entry into force": SIGNED | {"entered_into_force_on": "13/04/2021"},
}


class TestASecondImport:
    @pytest.mark.parametrize("effect", ["on_signature", "not_known", "before_import", None])
    @pytest.mark.parametrize("cells", ROWS.values(), ids=ROWS)
    def test_a_corrected_status_gives_the_record_of_a_first_import(self, sheet, cells, effect):
        for before in WORDS:
            first = sheet(cells | {"status": before}, takes_effect=effect)
            for after in WORDS:
                again = sheet(cells | {"status": after}, into=first.register, on=LATER, takes_effect=effect)
                if after == before:
                    assert (("1",), first.register) == (again.unchanged, again.register), (before, effect)
                else:
                    fresh = sheet(cells | {"status": after}, on=LATER, takes_effect=effect)
                    assert agreement(fresh) == agreement(again), (before, after)

    def test_the_removed_act_is_reported(self, sheet):
        cells = SIGNED | {"duration": "5 years"}
        first = sheet(cells | {"status": "Terminated"})
        again = sheet(cells | {"status": "Active"}, into=first.register)
        why = "the termination of 2021-03-14/2026-01-10 no longer follows from the row; it is removed"
        assert (why, "in_force") == (reasons(again)[0], mou.lifecycle(agreement(again)).status(ON).value)

    def test_acts_of_the_user_stay(self, sheet):
        cells = SIGNED | {"duration": "2 years"}
        first = sheet(cells | {"status": "Renewed"})
        own = mou.Act(mou.ActKind.EXTENSION, "2023-01-10", until="2025-03-12", id="ours")
        record = agreement(first)
        record = attrs.evolve(record, acts=(*record.acts, own))
        again = sheet(cells | {"status": "Expired"}, into=mou.Register(agreements=[record]))
        assert ["sheet-signed", own.id] == [act.id for act in agreement(again).acts]

    def test_a_day_narrowed_down_in_the_register_stays(self, sheet):
        cells = SIGNED | {"duration": "10 years", "status": "Terminated"}
        record = agreement(sheet(cells))
        signed, ended = record.acts
        record = attrs.evolve(record, acts=(signed, attrs.evolve(ended, on=date(2024, 6, 30))))
        assert ("1",) == sheet(cells, into=mou.Register(agreements=[record]), on=LATER).unchanged

    def test_a_day_in_the_sheet_replaces_the_interval(self, sheet):
        cells = SIGNED | {"duration": "10 years"}
        first = sheet(cells | {"status": "Terminated"})
        again = sheet(cells | {"terminated_on": "30/06/2024"}, into=first.register)
        assert [("sheet-signed", date(2021, 3, 13)), ("sheet-terminated", date(2024, 6, 30))] == [
            (act.id, act.on) for act in agreement(again).acts
        ]

    def test_an_empty_cell_changes_nothing(self, sheet):
        first = sheet(SIGNED | {"status": "Terminated"})
        again = sheet(SIGNED, into=first.register)
        assert ["empty here; the register's value is kept"] == reasons(again)
        assert ("extensions",) == again.updated[0].fields

    def test_other_cells_change(self, sheet):
        first = sheet(SIGNED | {"status": "Active", "duration": "10 years"})
        again = sheet(SIGNED | {"status": "Active", "duration": "8 years"}, into=first.register, on=LATER)
        assert (ON, ("term",)) == (agreement(again).stated_status.on, again.updated[0].fields)

    def test_another_assumption_replaces_an_assumed_entry_into_force(self, sheet):
        cells = {"last_day": "31/12/2027"}
        first = sheet(cells, takes_effect="before_import")
        assert ["sheet-assumed-entered-into-force"] == [act.id for act in agreement(first).acts]
        assert ("1",) == sheet(cells, takes_effect="before_import", into=first.register, on=LATER).unchanged
        later = sheet({"last_day": "31/12/2028"}, takes_effect="before_import", into=first.register, on=LATER)
        assert ("term",) == later.updated[0].fields
        assert () == agreement(sheet(cells, takes_effect=None, into=first.register, on=LATER)).acts

    def test_a_stated_status_of_the_user_stays(self, sheet):
        record = attrs.evolve(agreement(sheet(SIGNED)), stated_status=mou.StatedStatus("expired", words="A letter"))
        again = sheet(SIGNED | {"status": "Spring"}, into=mou.Register(agreements=[record]))
        assert record.stated_status == agreement(again).stated_status

    def test_a_record_that_is_not_from_the_sheet(self, sheet):
        record = attrs.evolve(
            agreement(sheet({})),
            extensions={},
            stated_status=mou.StatedStatus("in_force"),
            term=mou.Term(duration=mou.Until("2030-01-01")),
        )
        again = sheet({"status": "Spring"}, into=mou.Register(agreements=[record]))
        assert record.stated_status == agreement(again).stated_status


class TestTheDayOfTheImport:
    def test_statuses_that_differ(self, sheet):
        cells = SIGNED | {"duration": "5 years", "renewal": "yes"}
        renewals = [importing.RenewalWords(words=["yes"], means="tacit")]
        note = "the status in the sheet differs from the computed status on the same day in 1 row: 2; see mou check"
        assert note in sheet(cells | {"status": "Expired"}, renewals=renewals).notes
        assert note not in sheet(cells | {"status": "Active"}, renewals=renewals).notes

    def test_many_statuses_that_differ(self, tmp_path):
        path = tmp_path / "sheet.csv"
        rows = [f"{number},13/03/2021,2 years,Active" for number in range(1, 13)]
        path.write_text("\n".join(("No,Signed,Term,Status", *rows)))
        columns = Columns(id="No", signed_on="Signed", duration="Term", status="Status")
        mapping = Mapping(columns=columns, constants=Constants(title="MOU"), date_formats=["D/M/YYYY"])
        mapping = attrs.evolve(mapping, takes_effect="on_signature")
        notes = importing.read(path, mapping, on="2026-01-10").notes
        assert "in 12 rows: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more; see mou check" in " ".join(notes)

    def test_a_text(self, sheet):
        done = sheet(SIGNED | {"status": "Active"}, on="2026-01-10")
        assert ON == agreement(done).stated_status.on
        with pytest.raises(mou.ValidationError):
            sheet(SIGNED, on="January")

    def test_a_text_for_a_proposal(self, tmp_path):
        path = tmp_path / "sheet.csv"
        path.write_text("No,Partner,Signed\n1,Kyoto,13/03/21\n")
        assert importing.guess(path, on="2026-01-10") == importing.guess(path, on=ON)


class TestADayBeforeTheStart:
    @pytest.mark.parametrize(
        ("cells", "column"),
        [
            ({"last_day": "12/03/2021"}, "End"),
            ({"duration": "until 12/03/2020"}, "Term"),
            ({"entered_into_force_on": "13/04/2021", "last_day": "20/03/2021"}, "End"),
            ({"terminated_on": "12/03/2021"}, "Ended"),
            ({"renewed_until": "12/03/2021"}, "Renewed until"),
        ],
    )
    def test_a_problem(self, sheet, cells, column):
        problem, *_ = sheet(SIGNED | cells).problems
        assert (column, True) == (problem.column, "is before the start of the row" in problem.why)

    @pytest.mark.parametrize("text", ["01/01/1900", "30/12/1899"])
    @pytest.mark.parametrize("start", [{}, {"entered_into_force_on": "13/03/2021"}])
    def test_the_empty_date_of_a_spreadsheet(self, sheet, text, start):
        (problem,) = sheet(SIGNED | start | {"last_day": text}).problems
        assert problem.why.endswith("; spreadsheet programs show this date for an empty cell or 0")
        remarks = [remark.why for remark in sheet({"signed_on": text}).remarks]
        assert "spreadsheet programs show this date for an empty cell or 0; is it right?" in remarks

    def test_a_signature_after_the_entry_into_force(self, sheet):
        cells = {"signed_on": "13/03/2021", "entered_into_force_on": "01/01/2020", "last_day": "31/12/2020"}
        assert () == sheet(cells).problems

    def test_a_draft_keeps_its_dates_as_text(self, sheet):
        assert () == sheet(SIGNED | {"last_day": "12/03/2021", "status": "Draft"}).problems
