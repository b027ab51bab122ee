"""Imports: each row is a record, or repeats one, or has problems; a second import changes what changed."""

from datetime import date, datetime

import attrs
import pytest
from openpyxl import Workbook
from sheets import COLUMNS, HEADINGS, ROW, csv_text, mapping
from tables import told

import mou
from mou import importing
from mou.answers.register import Register
from mou.dates.days import PartialDate
from mou.dates.periods import Period
from mou.errors import ValidationError
from mou.importing import Mapping, RenewalWords, read
from mou.importing.parties import stable_id
from mou.model.act import Act, ActKind
from mou.model.agreement import AgreementKind, Relation, TreatyRegistration
from mou.model.durations import Indefinite, Until
from mou.model.party import Party
from mou.model.renewals import ExpressRenewal, NoRenewal, TacitRenewal
from mou.model.source import Source
from mou.model.term import Term
from mou.model.withdrawals import WithdrawalOnNotice

ORGANISATIONS = {
    "always": ["um"],
    "known": [Party("um", name="Universiti Malaya", kind="organisation", aliases=["UM"])],
}
BY_NAME = {"id": "Ref", "title": "Title", "parties": "Party 1", "signed_on": "Signed", "duration": "Term"}


@pytest.fixture
def imported(tmp_path):
    """An import of rows, of which everything adds up and is kept by JSON."""

    def make(*rows, by=None, into=None, headings=HEADINGS):
        path = tmp_path / "table.csv"
        path.write_bytes(csv_text(*rows, headings=headings).encode("utf-8"))
        done = read(path, by or mapping(), into=into)
        assert done.rows == done.records + done.rows_refused + len(done.duplicates)
        assert done.register == mou.loads(mou.dumps(done.register))
        return done

    return make


def one(done):
    assert () == done.problems
    (agreement,) = done.register.agreements
    return agreement


def by(**given):
    return mapping(**given)


class TestRecords:
    def test_every_field(self, imported):
        agreement = one(
            imported(
                ROW
                | {
                    "Ref": "MOU/2021/7 A",
                    "Kind": "MoU",
                    "Binding": "No",
                    "Signed": "3 May 2021",
                    "Place": "Kuala Lumpur",
                    "From": "2021-06-01",
                    "Term": "5 yrs",
                    "Until": "2026-06-01",
                    "Renewal": "Not renewable",
                    "Notice": "90 days",
                    "Ended": "2025-01-31",
                    "Areas": "education; research\nsport;education",
                    "Remarks": "Two lines\nof remarks",
                    "More": "And more",
                    "Kept by": "Malaysia",
                    "UNTS no.": "12345",
                    "Link": "https://example.org/a",
                    "Desk": "12",
                },
                by=by(sources=[Source("The register")]),
            )
        )
        assert ("mou-2021-7-a", "Memorandum", AgreementKind.MOU, False) == (
            agreement.id,
            agreement.title,
            agreement.kind,
            agreement.binding,
        )
        assert ("MYS", "JPN") == agreement.party_ids
        assert [
            Act.signature("2021-05-03", by=["MYS", "JPN"], place="Kuala Lumpur"),
            Act(ActKind.ENTRY_INTO_FORCE, "2021-06-01"),
            Act(ActKind.TERMINATION, "2025-01-31"),
        ] == [attrs.evolve(act, id=None) for act in agreement.acts]
        assert ["sheet-signed", "sheet-entered-into-force", "sheet-terminated"] == [act.id for act in agreement.acts]
        assert (
            Term(
                duration="P5Y",
                stated_last_day="2026-06-01",
                renewal=NoRenewal(),
                withdrawal=WithdrawalOnNotice(notice="P90D"),
            )
            == agreement.term
        )
        assert ("education", "research", "sport") == agreement.subjects
        assert "Two lines\nof remarks\nAnd more" == agreement.description
        assert ("Malaysia", (TreatyRegistration("UNTS", number="12345"),)) == (
            agreement.depositary,
            agreement.registrations,
        )
        assert (
            Source("https://example.org/a", url="https://example.org/a"),
            Source("The register"),
        ) == agreement.sources
        assert {"sheet": {"Desk": "12"}} == {name: dict(value) for name, value in agreement.extensions.items()}

    def test_what_is_blank_or_not_known_is_not_known(self, imported):
        agreement = one(
            imported(ROW | {"Signed": "n/a", "Term": "-", "Renewal": "TBC", "Kind": " ", "Areas": "a; n/a"})
        )
        assert (None, (), Term(), ("a",)) == (agreement.kind, agreement.acts, agreement.term, agreement.subjects)
        kept = {"Signed": "n/a", "Term": "-", "Renewal": "TBC"}
        assert kept == dict(agreement.extensions["sheet"])

    def test_a_declared_code_is_not_known(self, imported):
        done = imported(ROW | {"Term": "-77"}, by=by(unknown=["-77"]))
        assert (None, "-77") == (one(done).term.duration, one(done).extensions["sheet"]["Term"])
        assert "not a recognised duration" == imported(ROW | {"Term": "-"}, by=by(unknown=[])).problems[0].why

    @pytest.mark.parametrize(
        ("cells", "duration", "stated"),
        [
            ({"Term": "5 years"}, Period(years=5), None),
            ({"Until": "2026-05-03"}, Until("2026-05-03"), None),
            ({"Until": "2026"}, Until("2026"), None),
            ({"Term": "5 years", "Until": "2026-05-02"}, Period(years=5), date(2026, 5, 2)),
            ({"Term": "indefinite"}, Indefinite(), None),
        ],
    )
    def test_ends(self, imported, cells, duration, stated):
        term = one(imported(ROW | {"Signed": "2021-05-03"} | cells)).term
        assert (duration, stated) == (term.duration, term.stated_last_day)

    def test_an_end_that_is_one_day_off_is_a_finding(self, imported):
        agreement = one(
            imported(ROW | {"Kind": "MoU", "Signed": "2021-05-03", "Term": "5 years", "Until": "2026-05-02"})
        )
        assert "end-other-counting" in {finding.code for finding in mou.check(agreement)}
        counted = by(counting="from_start_of_day", anchor="signature")
        agreement = one(
            imported(
                ROW | {"Kind": "MoU", "Signed": "2021-05-03", "Term": "5 years", "Until": "2026-05-02"}, by=counted
            )
        )
        assert ("from_start_of_day", "signature") == (agreement.term.counting.value, agreement.term.anchor)
        assert not {finding.code for finding in mou.check(agreement)} & {"end-other-counting", "end-differs"}

    def test_an_end_that_is_not_exact_beside_a_duration_is_kept(self, imported):
        done = imported(ROW | {"Term": "5 years", "Until": "2026"})
        assert (None, "2026") == (one(done).term.stated_last_day, one(done).extensions["sheet"]["Until"])
        assert (2, "Until", "2026", "an imprecise end beside a duration: kept, but not used") in told(done.remarks)

    def test_effect_on_signature(self, imported):
        done = imported(
            ROW | {"Signed": "2021-05-03", "From": "Upon  signature"}, by=by(on_signature=["upon signature"])
        )
        assert (mou.OnSignature(), 1) == (one(done).term.entry_into_force, len(one(done).acts))
        assert "From" == imported(ROW | {"From": "Upon signature"}).problems[0].column

    def test_imprecise_dates_are_kept_and_told(self, imported):
        done = imported(ROW | {"Signed": "May 2021"})
        assert PartialDate("2021-05") == one(done).acts[0].on
        assert [(2, "Signed", "May 2021", "kept as 2021-05: a month without a day")] == told(done.remarks)

    @pytest.mark.parametrize(
        ("word", "renewal"),
        [
            ("no", NoRenewal()),
            ("By mutual agreement", ExpressRenewal()),
            ("auto", TacitRenewal("P5Y", notice="P3M")),
            ("yearly", TacitRenewal("P1Y", notice="P6M", times=3)),
        ],
    )
    def test_renewals(self, imported, word, renewal):
        words = [
            RenewalWords(words="auto", means="tacit", notice="P3M"),
            RenewalWords(words="yearly", means="tacit", period="P1Y", times=3),
        ]
        row = ROW | {"Term": "5 years", "Renewal": word, "Renewal notice": "6 months" if word == "yearly" else ""}
        assert renewal == one(imported(row, by=by(renewals=words))).term.renewal

    def test_renewable_does_not_say_how(self, imported):
        done = imported(ROW | {"Term": "5 years", "Renewal": "Renewable", "Renewal notice": "3 months"})
        assert None is one(done).term.renewal
        assert {"Renewal": "Renewable", "Renewal notice": "3 months"} == dict(one(done).extensions["sheet"])
        assert [
            (
                2,
                "Renewal notice",
                "3 months",
                "a notice, but no tacit renewal that it could prevent: kept, but not used",
            ),
            (2, "Renewal", "Renewable", "it does not say how: the renewal clause stays unknown"),
        ] == told(done.remarks)

    def test_a_place_without_a_day_is_kept(self, imported):
        done = imported(ROW | {"Place": "Kuala Lumpur"})
        assert ((), {"Place": "Kuala Lumpur"}) == (one(done).acts, dict(one(done).extensions["sheet"]))
        assert ["Place"] == [remark.column for remark in done.remarks]

    def test_formulas_in_csv_are_text(self, imported):
        agreement = one(imported(ROW | {"Title": "=HYPERLINK(1)", "Desk": "@SUM(A1)", "Link": "=1+1"}))
        assert ("=HYPERLINK(1)", "@SUM(A1)", "=1+1") == (
            agreement.title,
            agreement.extensions["sheet"]["Desk"],
            agreement.sources[0].title,
        )

    def test_kinds_of_the_mapping_come_first(self, imported):
        assert AgreementKind.PROTOCOL is one(imported(ROW | {"Kind": "moa"}, by=by(kinds={"MoA": "protocol"}))).kind
        assert AgreementKind.EXCHANGE_OF_NOTES is one(imported(ROW | {"Kind": "exchange_of_notes"})).kind

    def test_an_empty_table(self, imported):
        done = imported()
        assert (0, 0, ()) == (done.rows, done.records, done.register.agreements)

    def test_progress_is_told(self, tmp_path):
        path = tmp_path / "table.csv"
        path.write_text(csv_text(ROW, ROW | {"Ref": "2"}), "utf-8")
        seen = []
        read(path, mapping(), progress=lambda done, total: seen.append((done, total)))
        assert [(1, 2), (2, 2)] == seen


class TestConstants:
    def test_titles_and_ids_put_together(self, imported):
        columns = {"parties": ["Party 1", "Party 2"], "signed_on": "Signed"}
        constants = importing.Constants(
            id="{Party 2} {Signed}",
            title="MoU with {Party 2}",
            kind="mou",
            binding="no",
            duration="5 years",
            renewal="renewable",
            subjects=["education", "research"],
            description="Of the {Desk} desk",
        )
        one_ = by(columns=columns, constants=constants, date_formats=["D/M/YYYY", "D MMM YYYY"])
        done = imported(ROW | {"Signed": "3/5/2021", "Desk": "Asia"}, ROW | {"Signed": "3 June 2021"}, by=one_)
        first, second = done.register.agreements
        assert ("japan-2021-05-03", "japan-2021-06-03") == (first.id, second.id)
        assert ("MoU with Japan", "Of the Asia desk", None) == (first.title, first.description, second.description)
        assert (Period(years=5), None, ("education", "research")) == (
            first.term.duration,
            first.term.renewal,
            first.subjects,
        )
        assert {"Desk": "Asia", "Ref": "1", "Title": "Memorandum"} == dict(first.extensions["sheet"])
        assert () == done.remarks
        again = imported(ROW | {"Signed": "3 May 2021", "Title": "typo", "Desk": "Asia"}, by=one_, into=done.register)
        assert ["japan-2021-05-03"] == [update.id for update in again.updated]

    def test_a_row_of_which_no_id_can_be_made(self, imported):
        constants = importing.Constants(id="{Desk}", title="x")
        done = imported(
            ROW, ROW | {"Desk": "北京"}, by=by(columns={"parties": ["Party 1", "Party 2"]}, constants=constants)
        )
        assert "x" == done.added[0]  # its title
        assert done.added[1].startswith("x-")


class TestProblems:
    @pytest.mark.parametrize(
        ("cells", "column", "value", "why"),
        [
            (
                {"Ref": "", "Title": "", "Party 1": "", "Party 2": "", "Desk": "x"},
                "Title",
                "",
                "empty, and the row names no party from which a title can be built",
            ),
            ({"Kind": "pact"}, "Kind", "pact", "not a known kind of agreement; you can add it to kinds in the mapping"),
            ({"Binding": "perhaps"}, "Binding", "perhaps", "neither yes nor no"),
            (
                {"Signed": "03/04/2021"},
                "Signed",
                "03/04/2021",
                "2021-03-04 or 2021-04-03; keep only the right format in the mapping",
            ),
            ({"Term": "as agreed"}, "Term", "as agreed", "not a recognised duration"),
            ({"Term": "5"}, "Term", "5", "a number without a unit; you can set the unit in the mapping"),
            (
                {"Term": "0 years"},
                "Term",
                "0 years",
                "/term/duration: found P0D; expected a period longer than zero",
            ),
            (
                {"Renewal": "evergreen"},
                "Renewal",
                "evergreen",
                "not a known renewal; you can add it to renewals in the mapping",
            ),
            (
                {"Term": "indefinite", "Until": "2026-01-01"},
                "Until",
                "2026-01-01",
                'contradicts Term "indefinite"',
            ),
            (
                {"From": "2021-01-01", "Until": "2020-01-01"},
                "Until",
                "2020-01-01",
                None,
            ),
            ({"Notice": "soon"}, "Notice", "soon", "not a recognised duration"),
            ({"Party 2": "Malayasia"}, "Party 2", "Malayasia", None),
            ({"Party 2": "Korea"}, "Party 2", "Korea", None),
            ({"Link": "#REF!"}, "Link", "#REF!", "an error value of the spreadsheet"),
            ({"Desk": "\x07"}, "Desk", "\x07", None),
            ({"UNTS no.": "\x07"}, "UNTS no.", "\x07", None),
            ({"Link": "\x07"}, "Link", "\x07", None),
            ({"Signed": "2021", "Place": "\x07"}, "Signed", "2021", None),
        ],
    )
    def test_each_has_its_row_column_and_value(self, imported, cells, column, value, why):
        words = [RenewalWords(words="auto", means="tacit")]
        done = imported(ROW, ROW | {"Ref": "2"} | cells, by=by(renewals=words))
        row, found_column, found_value, found_why = told(done.problems)[-1]
        assert (3, column, value) == (row, found_column, found_value)
        assert why in {None, found_why}
        assert ("1",) == done.added
        assert () == done.remarks

    def test_all_of_a_row_at_once(self, imported):
        done = imported(ROW | {"Kind": "pact", "Signed": "31/04/2021", "Term": "x", "Renewal": "z"})
        assert ["Signed", "Term", "Kind", "Renewal"] == [problem.column for problem in done.problems]
        assert (1, 0) == (done.rows_refused, done.records)

    def test_a_ragged_row(self, tmp_path):
        path = tmp_path / "table.csv"
        path.write_text(csv_text(ROW) + "2,x\n" + "3," * 30 + "\n", "utf-8")
        done = read(path, mapping())
        assert [(3, "", "2, x", "fewer cells than columns"), (4, "more cells than columns")] == [
            told(done.problems)[0],
            (done.problems[1].row, done.problems[1].why),
        ]

    def test_columns_that_are_not_there(self, imported):
        with pytest.raises(ValidationError) as caught:
            imported(ROW, by=by(columns={"id": "Reference", "title": "Titel", "parties": "Party 1"}))
        assert [
            ("/columns/id", '"Reference"'),
            ("/columns/title", '"Titel"'),
        ] == [(problem.pointer, problem.found) for problem in caught.value.problems]
        assert caught.value.problems[1].expected.startswith('a column of the sheet: "Title"')
        constants = importing.Constants(title="{Partner}")
        with pytest.raises(ValidationError, match='/constants/title: found "Partner"; expected a column of the sheet'):
            imported(ROW, by=by(columns={"id": "Ref"}, constants=constants))

    def test_a_column_told_of_twice_is_told_once(self, imported):
        columns = COLUMNS | {"description": ["Link", "Remarks"]}
        assert 1 == len(imported(ROW | {"Link": "#REF!"}, by=by(columns=columns)).problems)


class TestOneId:
    def test_a_row_that_repeats_another(self, imported):
        done = imported(ROW, ROW | {"Title": " Memorandum "})
        assert [(3, "Ref", "1", "duplicates row 2")] == told(done.duplicates)
        assert (2, 1, 0) == (done.rows, done.records, done.rows_refused)

    def test_different_rows_get_a_suffix(self, imported):
        done = imported(ROW, ROW | {"Title": "Other", "Desk": "12"}, ROW | {"Ref": "2"}, ROW)
        assert ("1", "1-2", "2") == done.added
        assert [(3, "Ref", "1", "same id as row 2; its record is 1-2")] == told(done.remarks)
        assert [(5, "Ref", "1", "duplicates row 2")] == told(done.duplicates)

    def test_a_suffix_is_never_the_id_of_another_row(self, imported):
        done = imported(ROW, ROW | {"Title": "Other"}, ROW | {"Ref": "1-2"})
        assert ("1", "1-3", "1-2") == done.added

    def test_suffixes_stay_with_their_rows(self, imported):
        rows = [ROW | {"Title": title} for title in ("First", "Second", "Third")]
        first = imported(*rows)
        again = imported(rows[2], ROW | {"Title": "New"}, rows[0], rows[1], into=first.register)
        assert (("1-4",), (), ()) == (again.added, again.updated, again.absent)
        fewer = imported(rows[1], into=first.register)
        assert (("1-2",), ("1", "1-3")) == (fewer.unchanged, fewer.absent)

    def test_a_count_of_rows_that_moves(self, imported):
        rows = [ROW | {"Title": title} for title in ("First", "Second")]
        first = imported(*[row | {"Ref": str(number)} for number, row in enumerate(rows, 1)])
        moved = [ROW | {"Title": "New"}, *rows]
        again = imported(*[row | {"Ref": str(number)} for number, row in enumerate(moved, 1)], into=first.register)
        assert (("1-2",), (), ("1", "2")) == (again.added, again.updated, again.unchanged)
        assert "New" == again.register.agreement("1-2").title
        assert [
            (2, "Ref", "1", "another record has this id; its record is 1-2"),
            (3, "Ref", "2", "the same row had another id in an earlier import; its record is 1"),
            (4, "Ref", "3", "the same row had another id in an earlier import; its record is 2"),
        ] == told(again.remarks)

    def test_a_row_without_an_id(self, imported):
        done = imported(ROW | {"Ref": "", "Signed": "2021-05-03"}, ROW | {"Ref": "", "Title": ""})
        assert ("memorandum-2021-05-03", "Malaysia") == done.added
        why = "empty; the id is made from the title or the parties, and the date"
        assert [(2, "Ref", "", why), (3, "Ref", "", why)] == [
            remark for remark in told(done.remarks) if remark[1] == "Ref"
        ]

    def test_a_row_without_a_title(self, imported):
        done = imported(ROW | {"Title": "-"})
        assert "Agreement with Malaysia and Japan" == done.register.agreement("1").title
        why = 'no title; it is called "Agreement with Malaysia and Japan"'
        assert [(2, "Title", "", why)] == told(done.remarks)

    def test_a_row_that_names_a_single_party(self, imported):
        done = imported(ROW | {"Party 2": "", "Signed": "2021-05-03"})
        assert () == done.register.agreement("1").parties
        assert "Malaysia" == done.register.agreement("1").extensions["sheet"]["Party 1"]
        why = (
            "the row names only this party, so its parties are not known; add your own side with --us or in the mapping"
        )
        assert [(2, "Party 1", "Malaysia", f"{why}, under parties.always")] == told(done.remarks)
        ours = by(parties={"written": "state", "always": ["MYS"]})
        done = imported(ROW | {"Party 1": "", "Party 2": ""}, by=ours)
        why = "the row names no other party, so its parties are not known"
        assert [(2, "Party 1, Party 2", "Malaysia", why)] == told(done.remarks)


class TestParties:
    def names(self, imported, *cells, **parties):
        rows = [ROW | {"Ref": str(number), "Party 1": cell, "Party 2": ""} for number, cell in enumerate(cells, 1)]
        return imported(*rows, by=by(columns=BY_NAME, parties=ORGANISATIONS | parties))

    def test_organisations_by_name(self, imported):
        done = self.names(
            imported, "Kyoto University", "kyoto  University", "UM; Kyoto University", "universiti malaya;X Y"
        )
        assert [("um", "kyoto-university")] * 3 + [("um", "x-y")] == [one.party_ids for one in done.register.agreements]
        assert {"Kyoto University", "X Y", "Universiti Malaya"} == {
            party.name for one in done.register.agreements for party in one.parties
        }
        assert mou.PartyKind.ORGANISATION is done.register.party("kyoto-university").kind

    def test_several_in_a_cell(self, imported):
        known = [
            *ORGANISATIONS["known"],
            Party("ust", name="University of Science and Technology", kind="organisation"),
        ]
        done = self.names(
            imported,
            "A and B / C",
            "University of Science and Technology and B",
            "D\nE;;F",
            known=known,
            separators=[" and ", "/", "\n", ";"],
        )
        assert [("um", "a", "b", "c"), ("um", "ust", "b"), ("um", "d", "e", "f")] == [
            one.party_ids for one in done.register.agreements
        ]
        known = [*ORGANISATIONS["known"], Party("ab", name="A; B", kind="organisation")]
        assert ("um", "ab") == self.names(imported, "a; B", known=known).register.agreements[0].party_ids
        whole = self.names(imported, "A;B", separators=[])
        assert "A;B" == whole.register.agreements[0].parties[1].name

    def test_states_that_have_a_separator_in_their_name(self, imported):
        given = {"written": "state", "separators": [" and "], "always": ["MYS"]}
        done = self.names(imported, "Trinidad and Tobago", "Japan and France", **given)
        assert [("MYS", "TTO"), ("MYS", "JPN", "FRA")] == [one.party_ids for one in done.register.agreements]

    def test_states_by_number_on_the_day(self, imported):
        columns = BY_NAME | {"parties": ["Party 1", "Party 2"]}
        rows = [
            ROW | {"Ref": year, "Party 1": "345", "Party 2": "820", "Signed": f"{year}-01-01"}
            for year in ("1985", "2008")
        ]
        done = imported(*rows, by=by(columns=columns, parties={"written": "cow"}))
        assert [("YUCS", "MYS"), ("SRB", "MYS")] == [one.party_ids for one in done.register.agreements]

    def test_states_and_organisations(self, imported):
        done = self.names(
            imported, "Japan", "ASEAN", "Kyoto University", "Malasia", "Korea", written="any", kind="government_body"
        )
        assert [("um", "JPN"), ("um", "asean"), ("um", "kyoto-university")] == [
            one.party_ids for one in done.register.agreements
        ]
        assert mou.PartyKind.GOVERNMENT_BODY is done.register.party("kyoto-university").kind
        assert [(5, "Malasia"), (6, "Korea")] == [(problem.row, problem.value) for problem in done.problems]
        assert "MYS (Malaysia)" in done.problems[0].why

    def test_a_name_that_nearly_is_another_is_told(self, imported):
        done = self.names(
            imported,
            "University of Melbourne",
            "Univeristy of Melbourne",
            "Universiti Malay",
            "York",
            "Cork",
            "Faculty 12",
            "Faculty 13",
        )
        assert [
            (3, "Univeristy of Melbourne", "University of Melbourne in row 2"),
        ] == [(one.row, one.value, one.why.removeprefix("similar to ").partition(";")[0]) for one in done.remarks]

    def test_letters_beyond_ascii(self, imported):
        done = self.names(
            imported, "京都 University", "東京 University", "Universität Zürich", "Københavns Universitet", "北京大学"
        )
        ids = [one.party_ids[1] for one in done.register.agreements]
        assert 5 == len(set(ids))
        assert "universitat-zurich" == ids[2]
        assert ids[0].startswith("university-")
        assert ids == [
            one.party_ids[1]
            for one in self.names(
                imported, *[one.parties[1].name for one in done.register.agreements]
            ).register.agreements
        ]

    def test_long_names_that_begin_alike(self):
        long = "University " * 12
        assert stable_id(long + "A") != stable_id(long + "B")
        assert len(stable_id(long + "A")) <= 128

    def test_a_name_with_control_characters(self, imported):
        done = self.names(imported, "Kyoto\x07University")
        assert [(2, "Party 1", "Kyoto\x07University")] == [one[:3] for one in told(done.problems)]

    def test_the_register_has_its_own_way_of_a_party(self, imported):
        theirs = Party("kyoto-university", name="Kyoto Daigaku", kind="organisation")
        ours = Party("um", name="University of Malaya", kind="organisation")
        path_rows = ROW | {"Party 1": "Kyoto University", "Party 2": ""}
        done = imported(path_rows, by=by(columns=BY_NAME, parties=ORGANISATIONS), into=Register(parties=[theirs, ours]))
        assert (ours, theirs) == done.register.agreements[0].parties
        assert ("party um differs between the register and the mapping; the register's version is kept",) == done.notes

    def test_who_acts_for_whom_comes_along(self, imported):
        known = [
            Party("faculty", name="Faculty of Law", kind="organisation", acts_for="um"),
            Party("um", name="Universiti Malaya", kind="organisation", acts_for="MYS"),
            Party("other", name="Other", kind="organisation", acts_for="faculty"),
        ]
        rows = [ROW | {"Party 1": "Faculty of Law; Kyoto University", "Party 2": ""}]
        done = imported(*rows, by=by(columns=BY_NAME, parties={"known": known}))
        assert ("um",) == tuple(party.id for party in done.register.parties)


class TestAgain:
    """A second import, into the register of the first one."""

    row = ROW | {"Signed": "2021-05-03", "From": "2021-06-01", "Term": "5 years", "Desk": "12"}

    def test_of_the_same_sheet_changes_nothing(self, imported):
        first = imported(self.row, ROW | {"Ref": "2"})
        again = imported(self.row, ROW | {"Ref": "2"}, into=first.register)
        assert (("1", "2"), (), (), ()) == (again.unchanged, again.updated, again.added, again.absent)
        assert first.register == again.register

    def test_what_changed_in_the_sheet_changes(self, imported):
        first = imported(self.row)
        row = self.row | {
            "Title": "Corrected",
            "Signed": "2021-05-04",
            "Term": "3 years",
            "Until": "2024-06-01",
            "Desk": "13",
            "Notice": "9 weeks",
        }
        again = imported(row, ROW | {"Ref": "2"}, into=first.register)
        (update,) = again.updated
        assert ("1", 2, ("title", "acts", "term", "extensions")) == (update.id, update.row, update.fields)
        assert ("2",) == again.added
        made = again.register.agreement("1")
        assert imported(row).register.agreement("1") == made

    def test_what_was_added_by_hand_stays(self, imported):
        first = imported(self.row | {"Renewal": "renewable", "Notice": "90 days"})
        old = first.register.agreement("1")
        extension = Act(ActKind.EXTENSION, "2026-01-01", period="P5Y")
        signature = attrs.evolve(
            old.acts[0], note="in two languages", place="Kuala Lumpur", signature_kind="definitive"
        )
        enriched = attrs.evolve(
            old,
            acts=[signature, old.acts[1], extension],
            term=attrs.evolve(
                old.term, renewal=ExpressRenewal("P5Y"), withdrawal=WithdrawalOnNotice(notice="P90D", lock_in="P1Y")
            ),
            description="read by the legal office",
            relations=[Relation("amends", "other")],
            extensions={**old.extensions, "office": {"file": "7"}},
        )
        register = attrs.evolve(first.register, agreements=[enriched])
        row = self.row | {"Renewal": "renewable", "Notice": "60 days", "Signed": "2021-05-04"}
        again = imported(row, into=register)
        made = again.register.agreement("1")
        expected = attrs.evolve(
            enriched,
            acts=[attrs.evolve(signature, on=date(2021, 5, 4)), old.acts[1], extension],
            term=attrs.evolve(enriched.term, withdrawal=WithdrawalOnNotice(notice="P60D", lock_in="P1Y")),
        )
        assert expected == made
        assert [
            ("Remarks, More", "empty here; the register's value is kept"),
            ("Renewal", "no value here; the register's value is kept"),
        ] == [(one.column, one.why) for one in again.remarks if "register's value" in one.why]

    def test_what_became_blank_stays_and_is_told(self, imported):
        first = imported(self.row | {"Kind": "MoU"})
        again = imported(ROW | {"Desk": "12"}, into=first.register)
        assert first.register == again.register
        assert [
            ("Kind", "empty here; the register's value is kept"),
            ("Signed", "empty here; the register's value is kept: 2021-05-03"),
            ("From", "empty here; the register's value is kept: 2021-06-01"),
            ("Term", "no value here; the register's value is kept"),
        ] == [(one.column, one.why) for one in again.remarks]

    def test_clauses_are_refined_and_not_rewritten(self, imported):
        words = [RenewalWords(words="auto", means="tacit")]
        row = self.row | {"Renewal": "auto", "Renewal notice": "3 months", "From": "on signature"}
        given = {"renewals": words, "on_signature": ["on signature"], "counting": "from_start_of_day"}
        first = imported(row, by=by(**given))
        old = first.register.agreement("1")
        finer = attrs.evolve(
            old,
            term=attrs.evolve(
                old.term,
                renewal=attrs.evolve(old.term.renewal, until="2040-01-01", article="Art. 9"),
                entry_into_force=mou.OnSignature(article="Art. 8"),
            ),
        )
        register = attrs.evolve(first.register, agreements=[finer])
        assert ("1",) == imported(row, by=by(**given), into=register).unchanged
        again = imported(row | {"Renewal notice": "6 months", "Term": "3 years"}, by=by(**given), into=register)
        assert attrs.evolve(
            finer.term, duration=Period(years=3), renewal=attrs.evolve(finer.term.renewal, period="P3Y", notice="P6M")
        ) == (again.register.agreement("1").term)
        plain = attrs.evolve(finer, term=Term(duration="P5Y", renewal=NoRenewal()))
        taken = imported(row, by=by(**given), into=attrs.evolve(first.register, agreements=[plain]))
        assert old.term == taken.register.agreement("1").term

    def test_an_act_that_was_recorded_otherwise(self, imported):
        """The same fact is one fact; another day is for somebody to decide."""
        own = mou.Agreement(
            "1",
            title="Memorandum",
            parties=[Party.state("Malaysia"), Party.state("Japan")],
            acts=[Act.signature("2021-05-03", by=["MYS", "JPN"])],
        )
        same = imported(self.row, into=Register(agreements=[own]))
        assert [ActKind.SIGNATURE, ActKind.ENTRY_INTO_FORCE] == [act.kind for act in same.register.agreement("1").acts]
        assert ["1"] == [one.id for one in same.updated]
        other = imported(self.row | {"Signed": "2021-05-30"}, into=Register(agreements=[own]))
        why = "1: the register has another signature that is not from this sheet: 2021-05-03"
        assert [(2, "Signed", "2021-05-30", why)] == told(other.problems)
        assert (own,) == other.register.agreements

    def test_what_cannot_be_true_together(self, imported):
        first = imported(self.row)
        old = first.register.agreement("1")
        parties = [*old.parties, Party.state("France")]
        joined = attrs.evolve(old, parties=parties, acts=[*old.acts, Act("accession", "2022-01-01", by="FRA")])
        again = imported(self.row, into=attrs.evolve(first.register, agreements=[joined]))
        assert [(2, "Signed", "2021-05-03")] == [one[:3] for one in told(again.problems)]
        assert '/acts/2/by/0: found "FRA"; expected one of the parties: MYS, JPN' == again.problems[0].why
        assert (joined,) == again.register.agreements

    def test_a_clause_that_the_register_has_and_that_does_not_fit(self, imported):
        first = imported(self.row)
        old = first.register.agreement("1")
        finer = attrs.evolve(old, term=attrs.evolve(old.term, renewal=ExpressRenewal("P5Y")))
        again = imported(self.row | {"Term": "indefinite"}, into=attrs.evolve(first.register, agreements=[finer]))
        why = "/term/renewal: found a renewal; expected no renewal: the duration has no end"
        assert [(2, "Renewal", "", why)] == told(again.problems)
        assert (finer,) == again.register.agreements

    def test_what_the_sheet_has_no_more(self, imported):
        first = imported(self.row, ROW | {"Ref": "2"}, ROW | {"Ref": "3"})
        register = attrs.evolve(
            first.register, agreements=[*first.register.agreements, mou.Agreement("own", title="Not of this sheet")]
        )
        again = imported(self.row, ROW | {"Ref": "3", "Term": "x"}, into=register)
        assert (("2",), register) == (again.absent, again.register)

    def test_the_order_of_the_register_stays(self, imported):
        first = imported(self.row, ROW | {"Ref": "2"})
        again = imported(ROW | {"Ref": "0"}, ROW | {"Ref": "2", "Title": "New"}, self.row, into=first.register)
        assert ["1", "2", "0"] == [one.id for one in again.register.agreements]

    def test_an_act_for_one_party_is_another_fact(self, imported):
        own = mou.Agreement(
            "1",
            title="Memorandum",
            parties=[Party.state("Malaysia"), Party.state("Japan")],
            acts=[Act(ActKind.ENTRY_INTO_FORCE, "2022-01-01", by="JPN")],
        )
        done = imported(self.row, into=Register(agreements=[own]))
        assert () == done.problems
        assert 3 == len(done.register.agreement("1").acts)


def test_dates_over_columns(tmp_path):
    text = """
[columns]
id = "Ref"
title = "Title"
signed_on = { year = "Y", month = "M", day = "D" }
entered_into_force_on = { year = "Y2" }
"""
    path = tmp_path / "t.csv"
    path.write_text(
        "Ref,Title,Y,M,D,Y2\n1,A,2021,5,3,2022\n2,A,2021,5,,\n3,A,2021,n/a,n/a,\n4,A,,5,3,\n5,A,2021,13,,x\n"
    )
    done = read(path, Mapping.loads(text))
    assert [["2021-05-03", "2022"], ["2021-05"], ["2021"]] == [
        [str(act.on) for act in one.acts] for one in done.register.agreements
    ]
    assert [
        (5, "Y, M, D", "- 5 3", "a day or month without a year"),
        (6, "Y, M, D", "2021 13 -", "not a valid date"),
        (6, "Y2", "x - -", "not a whole number"),
    ] == told(done.problems)
    assert [(2, "Y2", "2022"), (3, "Y", "2021-05"), (4, "Y", "2021")] == [
        (one.row, one.column, one.value) for one in done.remarks
    ]


def test_date_cells_of_other_types(tmp_path):
    book = Workbook()
    for row in (
        ["Ref", "Title", "Signed"],
        [1, "A", date(2021, 5, 3)],
        [2, "A", True],
        [3, "A", 2021],
        [4, "A", 44197],
    ):
        book.active.append(row)
    book.active["C2"].number_format = "dd/mm/yyyy hh:mm"
    book.save(tmp_path / "t.xlsx")
    by_ = mapping({"id": "Ref", "title": "Title", "signed_on": "Signed"})
    done = read(tmp_path / "t.xlsx", by_)
    assert ["2021-05-03", "2021"] == [str(one.acts[0].on) for one in done.register.agreements]
    assert [(3, "Signed", "true", "not a date"), (5, "Signed", "44197")] == [
        told(done.problems)[0],
        told(done.problems)[1][:3],
    ]
    done = read(tmp_path / "t.xlsx", attrs.evolve(by_, date_formats=["EXCEL"]))
    assert ["2021-05-03", "1905-07-13", "2021-01-01"] == [str(one.acts[0].on) for one in done.register.agreements]
    book.active["C2"] = datetime(2021, 5, 3, 12)  # noqa: DTZ001  # a workbook has no zones
    book.save(tmp_path / "t.xlsx")
    done = read(tmp_path / "t.xlsx", by_)
    assert (2, "Signed", "2021-05-03", "its time of day, 12:00:00, is left out") in told(done.remarks)
