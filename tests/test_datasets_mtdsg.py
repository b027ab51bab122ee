"""Participants tables of UN treaties: columns are read by their headings, and nothing is left out silently."""

import csv
import os
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest
from tables import adds_up

import mou
from mou import datasets
from mou.answers.register import Register
from mou.conformance import Verdict, conform, from_tables, records
from mou.datasets import Remark, mtdsg
from mou.datasets.mtdsg import read_participants
from mou.errors import ValidationError
from mou.law.status import Status
from mou.model.act import ActKind, SignatureKind
from mou.model.party import PartyKind

HEADING = 'Participant,Signature,"Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)"\n'


def tables():
    """The folder of real tables: beside the project, or where MOU_DATA says."""
    data = os.environ.get("MOU_DATA")
    return (Path(data) if data else Path(__file__).parents[2] / "shared" / "data") / "mtdsg"


NOT_UNDERSTOOD = "the heading of this column is not recognised"

REAL = sorted(path for path in tables().glob("*.csv") if path.name != "index.csv") if tables().is_dir() else []
needs_tables = pytest.mark.skipif(not REAL, reason=f"no participants tables in {tables()}")


@pytest.fixture
def read(tmp_path):
    def make(text, encoding="utf-8"):
        path = tmp_path / "table.csv"
        path.write_bytes(text.encode(encoding))
        return read_participants(path)

    return make


class TestCells:
    @pytest.mark.parametrize(
        ("cell", "kind"),
        [
            ("10 Feb 2003", ActKind.RATIFICATION),
            ("10 Feb 2003 a", ActKind.ACCESSION),
            ("10 Feb 2003 A", ActKind.ACCEPTANCE),
            ("10 Feb 2003 AA", ActKind.APPROVAL),
            ("10 Feb 2003 c", ActKind.FORMAL_CONFIRMATION),
            ("10 Feb 2003 d", ActKind.SUCCESSION),
            ("10 Feb 2003 n", ActKind.PROVISIONAL_APPLICATION),
            ("10 Feb 2003 P", ActKind.ACCEPTANCE),
            (" 10 Feb 2003 a ", ActKind.ACCESSION),
        ],
    )
    def test_letters_tell_the_means_of_consent(self, read, cell, kind):
        """As the collection's own legend has them; without a letter it is a ratification."""
        (act,) = read(f"{HEADING}Afghanistan,,{cell}\n").acts
        assert (kind, date(2003, 2, 10), ("AFG",)) == (act.kind, act.on, act.by)

    def test_a_definitive_signature_in_either_column(self, read):
        found = read(f"{HEADING}A,10 Feb 2003 s,\nB,,10 Feb 2003 s\n")
        assert [(ActKind.SIGNATURE, SignatureKind.DEFINITIVE)] * 2 == [
            (act.kind, act.signature_kind) for act in found.acts
        ]

    def test_another_signature_is_subject_to_ratification(self, read):
        """The collection marks the definitive ones."""
        (act,) = read(f"{HEADING}A,10 Feb 2003,\n").acts
        assert (ActKind.SIGNATURE, SignatureKind.SUBJECT_TO_RATIFICATION) == (act.kind, act.signature_kind)

    @pytest.mark.parametrize(
        ("cell", "why"),
        [
            ("10 Feb 2003 x", "an unknown letter for a consent"),
            ("10 Feb 2003 aa", "an unknown letter for a consent"),
            ("30 Feb 2003", "not a valid date"),
            ("10 Feb 0000", "not a valid date"),
            ("10 Foo 2003", "not a valid date"),
            ("[10 Feb 2003]", "not a day such as 31 Jan 2003, with or without one or two letters"),
            ("Feb 2003", "not a day such as 31 Jan 2003, with or without one or two letters"),
            ("10 Feb 2003 abc", "not a day such as 31 Jan 2003, with or without one or two letters"),
            ("\u0661\u0660 Feb 2003", "not a day such as 31 Jan 2003, with or without one or two letters"),
            ("10/2/2003", "not a day such as 31 Jan 2003, with or without one or two letters"),
        ],
    )
    def test_what_cannot_be_read_is_told_with_its_place(self, read, cell, why):
        found = read(f"{HEADING}Albania,,31 Jan 2003\nAfghanistan,,{cell}\n")
        column = "Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)"
        assert (Remark(3, column, cell, why),) == found.refused
        assert ["Albania", "Afghanistan"] == [party.name for party in found.parties]

    def test_a_letter_of_consent_for_a_signature(self, read):
        found = read(f"{HEADING}A,10 Feb 2003 a,\n")
        assert [(2, "Signature", "an unknown letter for a signature")] == [
            (one.row, one.column, one.why) for one in found.refused
        ]

    def test_more_cells_than_the_heading_has(self, read):
        found = read(f"{HEADING}A,,10 Feb 2003,11 Feb 2003,what\n")
        assert [date(2003, 2, 10)] == [act.on for act in found.acts]
        assert [("column 4", NOT_UNDERSTOOD), ("column 5", NOT_UNDERSTOOD)] == [
            (one.column, one.why) for one in found.refused
        ]


SUBJECT, DEFINITIVE = SignatureKind.SUBJECT_TO_RATIFICATION, SignatureKind.DEFINITIVE
PART_XI = (
    "Provisional application by virtue of signature, adoption of the Agreement or accession thereto, "
    "Provisional application by virtue of a notification (n)"
)


class TestHeadings:
    """Headings and cells as they are in the published tables; the number of the table is beside them."""

    @pytest.mark.parametrize(
        ("heading", "cell", "expected"),
        [
            ("Ratification", "25 Feb 1965", (ActKind.RATIFICATION, None, None)),  # 1-5-a
            ("Acceptance(A)", "7 Jan 1981 A", (ActKind.ACCEPTANCE, None, None)),  # 10-2-a
            ("Acceptance(A)", "7 Jan 1981", (ActKind.ACCEPTANCE, None, None)),
            ("Acceptance(A), Ratification", "26 Nov 2013", (ActKind.RATIFICATION, None, None)),  # 18-10-b
            ("Acceptance(A), Ratification", "26 Sep 2013 A", (ActKind.ACCEPTANCE, None, None)),
            ("Accession(a), Succession(d)", "15 Dec 2003 a", (ActKind.ACCESSION, None, None)),  # 3-2
            ("Accession(a), Succession(d), Ratification", "25 Oct 1988 d", (ActKind.SUCCESSION, None, None)),  # 18-3
            ("Definitive signature(s)", "4 May 1967 s", (ActKind.SIGNATURE, DEFINITIVE, None)),  # 10-5
            ("Definitive signature(s), Acceptance(A)", "7 Jan 1959 s", (ActKind.SIGNATURE, DEFINITIVE, None)),  # 12-1
            (
                "Consent to be bound(P), Succession(d)",
                "28 Aug 2002 P",
                (ActKind.ACCEPTANCE, None, "Consent to be bound"),
            ),
            ("Consent to be bound(P), Succession(d)", "23 Oct 2006 d", (ActKind.SUCCESSION, None, None)),  # 26-2-a
            ("Provisional application(n)", "25 Apr 2008 n", (ActKind.PROVISIONAL_APPLICATION, None, None)),  # 19-46
            (
                "Formal confirmation(c), Ratification",
                "24 Dec 2001 c",
                (ActKind.FORMAL_CONFIRMATION, None, None),
            ),  # 23-3
            ("Simplified procedure(p), Ratification", "1 Dec 1995", (ActKind.RATIFICATION, None, None)),  # 21-6-a
            ("  ratification ;  APPROVAL ( AA ) ", "1 Dec 1995 AA", (ActKind.APPROVAL, None, None)),
            ("Act of formal confirmation(c)", "1 Dec 1995 c", (ActKind.FORMAL_CONFIRMATION, None, None)),
            ("Approval(a), Ratification", "1 Dec 1995 a", (ActKind.APPROVAL, None, None)),  # the heading says so
        ],
    )
    def test_the_second_column_is_what_its_heading_says(self, read, heading, cell, expected):
        (act,) = read(f'Participant,"{heading}"\nAfghanistan,{cell}\n').acts
        assert expected == (act.kind, act.signature_kind, act.note)

    def test_a_signature_by_succession_binds_nobody(self, read):
        """23-3: Bosnia and Herzegovina succeeded to the signature of Yugoslavia on 12 January 1994."""
        heading = '"Signature, Succession to signature(d)","Ratification, Succession(d)"'
        found = read(f"Participant,{heading}\nBosnia and Herzegovina,12 Jan 1994 d,\nAlbania,,8 May 2014 d\n")
        assert [
            (ActKind.SIGNATURE, SUBJECT, "Succession to signature"),
            (ActKind.SUCCESSION, None, None),
        ] == [(act.kind, act.signature_kind, act.note) for act in found.acts]
        assert () == found.refused

    def test_columns_are_told_apart_wherever_they_are(self, read):
        """19-46: provisional application stands between signature and consent."""
        heading = 'Signature,Provisional application(n),"Acceptance(A), Ratification, Definitive signature(s)"'
        found = read(f"Participant,{heading}\nEuropean Union,2 Nov 2007,2 Nov 2007 n,28 Mar 2012 A\n")
        assert [
            (ActKind.SIGNATURE, SUBJECT),
            (ActKind.PROVISIONAL_APPLICATION, None),
            (ActKind.ACCEPTANCE, None),
        ] == [(act.kind, act.signature_kind) for act in found.acts]

    @pytest.mark.parametrize(
        ("heading", "cell", "why"),
        [
            ("Resolution", "34 (I)", NOT_UNDERSTOOD),  # 1-2
            ("Date of Adoption", "9 Nov 1946", NOT_UNDERSTOOD),  # 1-2
            ("Notification of non-provisional application under article 7 (1) (b)", "1 Nov 1994", NOT_UNDERSTOOD),
            ("Notification of non-provisional application under article 7 (1) (b)", "1 Nov 1994 b", NOT_UNDERSTOOD),
            (PART_XI, "16 Nov 1994", NOT_UNDERSTOOD),  # 21-6-a
            ("", "16 Nov 1994", NOT_UNDERSTOOD),
            ("Signature(s)", "16 Nov 1994", NOT_UNDERSTOOD),  # a plural, or the letter of definitive ones
            ("Simplified procedure(p), Ratification", "28 Jul 1995 p", "a letter whose words in the heading"),
            ("Adherence, Accession(a)", "28 Jul 1995", "a day without a letter, whose words in the heading"),
            ("Ratification, Signature", "28 Jul 1995", "a day without a letter, but the heading has several acts"),
            ("Accession(a), Succession(d)", "28 Jul 1995", "a day without a letter, but the heading has several acts"),
            ("Accession(a), Approval(a)", "28 Jul 1995 a", NOT_UNDERSTOOD),
            ("Accession(a), Approval(a), Ratification", "28 Jul 1995 a", "a letter whose words in the heading"),
            ("Signature", "28 Jul 1995 d", "an unknown letter for a signature"),
            ("Provisional application(n)", "28 Jul 1995 a", "an unknown letter for this column"),
            ("Provisional application(n)", "28 Jul 1995 s", "an unknown letter for this column"),
            ("Ratification", "28 Jul 1995 x", "an unknown letter for a consent"),
        ],
    )
    def test_what_is_not_understood_is_reported_and_kept(self, tmp_path, heading, cell, why):
        path = tmp_path / "99-1.csv"
        path.write_text(f'Participant,"{heading}"\nAfghanistan,{cell}\n', "utf-8")
        reading = adds_up(mtdsg.read(path))
        (treaty,) = reading.register.agreements
        column = heading or "column 2"
        ((row, where, value, reason),) = [attrs.astuple(one)[:4] for one in reading.report.not_understood]
        assert ((2, column, cell), True) == ((row, where, value), reason.startswith(why))
        assert {column: cell} == dict(treaty.extensions["mtdsg_cells"]["AFG"])
        assert () == treaty.acts

    def test_a_heading_that_stands_twice_names_its_columns_apart(self, tmp_path):
        path = tmp_path / "99-1.csv"
        path.write_text("Participant,Note,Note,Ratification\nAlbania,x,y,8 May 2014\n", "utf-8")
        (treaty,) = mtdsg.read(path).register.agreements
        assert {"Note (column 2)": "x", "Note (column 3)": "y"} == dict(treaty.extensions["mtdsg_cells"]["ALB"])
        assert [ActKind.RATIFICATION] == [act.kind for act in treaty.acts]

    @pytest.mark.parametrize(("cell", "kind"), [("8 May 2014", None), ("8 May 2014 s", DEFINITIVE)])
    def test_without_a_column_for_consent_the_effect_of_a_signature_is_not_known(self, read, cell, kind):
        (act,) = read(f"Participant,Signature,Provisional application(n)\nAlbania,{cell},\n").acts
        assert (ActKind.SIGNATURE, kind) == (act.kind, act.signature_kind)


class TestRows:
    def test_parties_have_the_ids_of_states_and_organisations(self, read):
        """The same as everywhere else: one id for one party."""
        found = read(f"{HEADING}Bolivia (Plurinational State of),,\nCongo,,\nEuropean Union,,\nAtlantis,,\n")
        assert [
            ("BOL", PartyKind.STATE),
            ("COG", PartyKind.STATE),
            ("eu", PartyKind.INTERNATIONAL_ORGANISATION),
            ("mtdsg:atlantis", PartyKind.STATE),
        ] == [(party.id, party.kind) for party in found.parties]
        assert (mou.world.organisation("European Union"), mou.Party.state("Bolivia")) == (
            found.parties[2],
            found.parties[0],
        )

    @pytest.mark.parametrize("name", ["European Union", "European Community", "European Economic Community"])
    def test_one_organisation_has_one_id_under_all_its_names(self, read, name):
        assert ["eu"] == [party.id for party in read(f"{HEADING}{name},,\n").parties]

    @pytest.mark.parametrize("again", ["Albania", "Republic of Albania"])
    def test_one_that_stands_twice_is_refused(self, read, again):
        found = read(f"{HEADING}Albania,,31 Jan 2003\n{again},,1 Feb 2003\n")
        assert [(3, "Participant", again, "a participant that is already in an earlier row")] == [
            (one.row, one.column, one.value, one.why) for one in found.refused
        ]
        assert 1 == len(found.acts)

    @pytest.mark.parametrize("name", ["", "  ", "???", "日本"])
    def test_one_without_a_name_of_which_an_id_can_be_made(self, read, name):
        found = read(f"{HEADING}{name},,31 Jan 2003\n")
        assert ((), (), ["no name"]) == (found.parties, found.acts, [one.why for one in found.refused])

    def test_empty_lines_are_no_rows(self, read):
        assert 1 == len(read(f"{HEADING}\n,,\nAlbania,,\n\n").parties)

    def test_acts_are_in_the_order_of_their_days(self, read):
        found = read(f"{HEADING}A,,10 Feb 2003\nB,1 Jan 1999,31 Jan 2003\n")
        assert [date(1999, 1, 1), date(2003, 1, 31), date(2003, 2, 10)] == [act.on for act in found.acts]

    def test_a_table_without_participants(self, read):
        """As 19-29 is published: a heading, and nobody."""
        assert ((), (), ()) == attrs.astuple(read("Participant,Signature,Ratification\n"))

    @pytest.mark.parametrize("text", ["", "\n", "\nA,,31 Jan 2003\n", "Title,Begin\n"])
    def test_what_is_no_table_of_participants(self, read, text):
        with pytest.raises(ValidationError, match="a participants table, whose first column is Participant"):
            read(text)

    def test_what_could_not_be_read_is_in_the_order_of_the_rows(self, read):
        found = read(f"{HEADING}Albania,,x\n???,,\nAlgeria,,y\n")
        assert [(2, "x"), (3, "???"), (4, "y")] == [(one.row, one.value) for one in found.refused]

    def test_a_byte_order_mark_and_line_ends_of_windows(self, read):
        found = read(f"{HEADING}Albania,,31 Jan 2003\n".replace("\n", "\r\n"), "utf-8-sig")
        assert ((), 1) == (found.refused, len(found.acts))

    @pytest.mark.parametrize("content", [b"Participant,Signature\nC\xf4te d'Ivoire,\n", b"a,b\n" + b"x" * 200_000])
    def test_what_is_no_table_in_utf_8(self, tmp_path, content):
        (tmp_path / "table.csv").write_bytes(content)
        with pytest.raises(ValidationError, match=r"^an invalid table \(|found an invalid table"):
            read_participants(tmp_path / "table.csv")

    def test_a_file_that_is_not_there(self, tmp_path):
        with pytest.raises(FileNotFoundError):
            read_participants(tmp_path / "none.csv")


class TestAsOneTreaty:
    @pytest.fixture
    def made(self, tmp_path):
        def make(*rows, index=None, heading=HEADING, **kwargs):
            path = tmp_path / "99-1.csv"
            path.write_text(heading + "".join(f"{row}\n" for row in rows), "utf-8")
            if index is not None:
                (tmp_path / "index.csv").write_text(index, "utf-8")
            return adds_up(mtdsg.read(path, **kwargs))

        return make

    def test_states_that_are_known_and_the_names_as_written(self, made):
        reading = made(
            "Bolivia (Plurinational State of),,1 Feb 2002", "Congo,,3 May 2004", "European Union,,", "Atlantis,,"
        )
        (treaty,) = reading.register.agreements
        assert ("BOL", "COG", "eu", "mtdsg:atlantis") == treaty.party_ids
        assert {"BOL": "Bolivia (Plurinational State of)", "COG": "Congo"} == dict(treaty.extensions["mtdsg_names"])
        assert mou.Party.state("Bolivia") == treaty.parties[0]
        assert "unknown party name, used as written: Atlantis" == reading.report.notes[0]
        assert ("mtdsg:99-1", "99-1") == (treaty.id, treaty.extensions["mtdsg"])
        assert [("BOL",), ("COG",)] == [act.by for act in treaty.acts]

    def test_without_its_clauses_whether_it_is_in_force_is_not_known(self, made):
        rows = ["Albania,1 Jan 2000,1 Feb 2001", "Algeria,1 Jan 2000,", "Angola,1 Jan 2000,"]
        reading = made(*rows)
        assert ("the table does not say how the treaty enters into force",) == reading.report.notes
        assert Status.UNKNOWN is mou.lifecycle(reading.register.agreements[0]).status("2010-01-01")
        reading = made(*rows, term=mou.Term(entry_into_force=mou.NthInstrument(1), duration=mou.Indefinite()))
        assert Status.IN_FORCE is mou.lifecycle(reading.register.agreements[0]).status("2010-01-01")
        (note,) = reading.report.notes
        assert note.startswith("the day of entry into force is computed from this table")
        assert note.endswith("the treaty may have entered into force earlier")

    def test_clauses_without_a_condition_are_not_counted(self, made):
        reading = made("Albania,1 Jan 2000,1 Feb 2001", term=mou.Term(duration=mou.Indefinite()))
        assert () == reading.report.notes

    @pytest.mark.parametrize(
        ("index", "title"),
        [
            (None, "Treaty 99-1 deposited with the Secretary-General of the United Nations"),
            ("", "Treaty 99-1 deposited with the Secretary-General of the United Nations"),
            ("chapter_no,treaty_no,treaty_name\n18,1,Other\n99,1,Rome Statute\n", "Rome Statute"),
            ("chapter_no,treaty_no,treaty_name\n99,1,\n", "Treaty 99-1 deposited with the Secretary-General of the"),
            ("a\n1\n", "Treaty 99-1 deposited with the Secretary-General of the United Nations"),
        ],
    )
    def test_its_title_is_that_of_the_index(self, made, index, title):
        assert made("Albania,,", index=index).register.agreements[0].title.startswith(title)

    def test_what_cannot_be_read_is_kept_and_told(self, made):
        reading = made("Albania,x,1 Feb 2001,1 Foo 2001", "", "Albania,,1 Feb 2002", "?,,1 Feb 2002")
        assert [(2, "Signature", "x"), (2, "column 4", "1 Foo 2001")] == [
            (one.row, one.column, one.value) for one in reading.report.not_understood
        ]
        kept = reading.register.agreements[0].extensions["mtdsg_cells"]["ALB"]
        assert {"Signature": "x", "column 4": "1 Foo 2001"} == dict(kept)
        assert [(4, "a participant that is already in an earlier row"), (5, "no name")] == [
            (one.row, one.why) for one in reading.report.refused
        ]
        assert (3, 1) == (reading.report.rows, reading.report.rows_read)

    @pytest.mark.parametrize("heading", ["", "\n", "Title,Begin\n"])
    def test_no_table_of_participants(self, made, heading):
        with pytest.raises(ValidationError, match="a participants table, whose first column is Participant"):
            made(heading=heading)

    def test_a_file_whose_name_gives_no_id(self, tmp_path):
        (tmp_path / "???.csv").write_text(HEADING, "utf-8")
        with pytest.raises(ValidationError, match="expected a file name with chapter and number"):
            mtdsg.read(tmp_path / "???.csv")

    def test_progress_is_told(self, made):
        seen = []
        made("Albania,,", "Algeria,,", progress=lambda *how_far: seen.append(how_far))
        assert [(1, 2), (2, 2)] == seen


class TestBundledTreaties:
    """Tables of treaties that come with the library, by their chapter and number."""

    @pytest.fixture
    def made(self, tmp_path):
        def make(name, *rows, **kwargs):
            path = tmp_path / f"{name}.csv"
            path.write_text(HEADING + "".join(f"{row}\n" for row in rows), "utf-8")
            return adds_up(mtdsg.read(path, **kwargs))

        return make

    def test_each_names_its_published_day(self):
        """`read` takes it from there."""
        named = [one for one in records().agreements if "mtdsg" in one.extensions]
        assert 10 == len(named)
        for treaty in named:
            assert 1 == sum(act.kind is ActKind.ENTRY_INTO_FORCE and not act.by for act in treaty.acts)
            assert treaty.term.entry_into_force is not None
            notes = [act.note for act in treaty.acts if act.kind is ActKind.CONDITION_MET and act.note]
            assert all(
                "participants table leaves out" in note for note in notes
            )  # it explains a late day, and nothing else

    def test_their_clauses_and_their_day_are_added(self, made):
        """The Rome Statute needs sixty instruments; it entered into force on 1 July 2002, whoever is in this table."""
        reading = made("18-10", "Albania,18 Jul 1998,31 Jan 2003")
        (treaty,) = reading.register.agreements
        life = mou.lifecycle(treaty)
        assert records().agreement("rome-statute").term == treaty.term
        assert (date(2002, 7, 1), None) == (life.entered_into_force_on, life.computed_entry.day)
        first, second = reading.report.notes
        assert 'taken from the bundled record "rome-statute"' in first
        assert "the published day is 1 July 2002; the instruments in this table give no day" == second

    def test_a_name_with_a_dot_is_the_same_table(self, made):
        assert "cartagena" in made("27-8.a", "Albania,,8 Feb 2005 a").report.notes[0]

    def test_given_clauses_win_and_the_day_stays(self, made):
        """Clauses that give another day than the published one are named as such."""
        reading = made("18-10", "Albania,,31 Jan 2000", term=mou.Term(entry_into_force=mou.NthInstrument(1)))
        (treaty,) = reading.register.agreements
        assert mou.NthInstrument(1) == treaty.term.entry_into_force
        assert date(2002, 7, 1) == mou.lifecycle(treaty).entered_into_force_on
        first, second = reading.report.notes
        assert first.startswith("the day of entry into force is taken from")
        assert "the published day is 1 July 2002; the instruments in this table give 31 January 2000" == second

    def test_given_clauses_without_a_condition_are_not_counted(self, made):
        reading = made("18-10", "Albania,,31 Jan 2000", term=mou.Term(duration=mou.Indefinite()))
        assert 1 == len(reading.report.notes)
        assert date(2002, 7, 1) == mou.lifecycle(reading.register.agreements[0]).entered_into_force_on

    def test_without_them_the_table_stands_alone(self, made):
        reading = made("18-10", "Albania,18 Jul 1998,31 Jan 2003", bundled=False)
        assert ("the table does not say how the treaty enters into force",) == reading.report.notes
        assert mou.Term() == reading.register.agreements[0].term

    def test_a_day_past_the_last_year_is_no_day(self, made):
        reading = made(
            "18-10", "Albania,,31 Dec 9999", term=mou.Term(entry_into_force=mou.NthInstrument(1, delay="P1D"))
        )
        assert reading.report.notes[1].endswith("the instruments in this table give no day")

    def test_missing_instruments_explain_a_later_day_only(self, made):
        """Without the instruments of dissolved states the Covenant comes out late; early it can't be for that."""
        term = mou.Term(entry_into_force=mou.NthInstrument(1))
        for cell, explained in (("1 Jan 1970", False), ("1 Jan 1980", True)):
            reading = made("4-4", f"Albania,,{cell}", term=term)
            assert explained == ("since been dissolved" in reading.report.notes[1])
            (row,) = conform(reading.register)
            assert (Verdict.EXPLAINED if explained else Verdict.DIFFERS) is row.verdict


@needs_tables
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
class TestRealTables:
    def test_every_row_and_every_cell_is_read_or_refused(self, path):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))[1:]
        found = read_participants(path)
        whole = [one for one in found.refused if one.column == "Participant"]
        assert len(rows) == len(found.parties) + len(whole)
        cells = sum(bool(cell.strip()) for row in rows for cell in row[1:])
        assert cells == len(found.acts) + len(found.refused) - len(whole)
        assert () == found.refused

    def test_as_one_treaty(self, path):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))[1:]
        reading = adds_up(mtdsg.read(path))
        (treaty,) = reading.register.agreements
        assert len(rows) == reading.report.rows == reading.report.rows_read == len(treaty.parties)
        names = treaty.extensions["mtdsg_names"]
        assert [row[0] for row in rows] == [names.get(party.id, party.name) for party in treaty.parties]
        assert not treaty.title.startswith("Treaty ")
        assert {party.id for party in treaty.parties if len(party.id) != 3} <= {"eu"}
        found = read_participants(path)
        assert found.parties == treaty.parties
        assert list(found.acts) == [act for act in treaty.acts if act.by]

    def test_the_days_are_those_in_the_cells(self, path):
        """Held against another way of reading them."""
        months = {
            name: f"{number:02}"
            for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)
        }
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell.split() for row in list(csv.reader(file))[1:] for cell in row[1:] if cell.strip()]
        expected = Counter(f"{year}-{months[month]}-{int(day):02}" for day, month, year, *_ in cells)
        assert expected == Counter(str(act.on) for act in read_participants(path).acts)


# Entry into force as the depositary published it, held against the tables: not taken from the bundled records.
PUBLISHED = {
    "4-1": "1951-01-12",  # Genocide Convention
    "4-3": "1976-01-03",  # ICESCR
    "4-4": "1976-03-23",  # ICCPR
    "10-10": "1988-01-01",  # CISG
    "18-10": "2002-07-01",  # Rome Statute
    "18-12": "2003-09-29",  # UNTOC
    "23-1": "1980-01-27",  # VCLT
    "26-5": "1999-03-01",  # Mine Ban Convention
    "27-8-a": "2003-09-11",  # Cartagena Protocol
    "27-14": "2004-02-24",  # Rotterdam Convention
}
# What the instruments in the table give, where those of Czechoslovakia, the German Democratic Republic and Yugoslavia
# are missing, though they counted.
LATE = {"4-3": "1976-08-19", "4-4": "1976-09-11", "23-1": "1980-02-02"}


@needs_tables
@pytest.mark.parametrize("name", PUBLISHED)
class TestThePublishedDay:
    """Each table gives the published day: by both readers, with and without the clauses, and in conformance."""

    def test_by_every_reader(self, name):
        path, published = tables() / f"{name}.csv", date.fromisoformat(PUBLISHED[name])
        (known,) = [one for one in records().agreements if one.extensions.get("mtdsg") == name]
        readings = [
            mtdsg.read(path),
            datasets.read(path, "mtdsg"),
            mtdsg.read(path, term=known.term),
        ]
        for reading in readings:
            life = mou.lifecycle(reading.register.agreements[0])
            assert published == life.entered_into_force_on
            assert Status.SIGNED is life.status(published - timedelta(1))
            assert Status.IN_FORCE is life.status(published)
            assert LATE.get(name, str(published)) == str(life.computed_entry.day)

    def test_conformance_agrees_or_explains(self, name):
        path, published = tables() / f"{name}.csv", date.fromisoformat(PUBLISHED[name])
        (known,) = [one for one in records().agreements if one.extensions.get("mtdsg") == name]
        (row,) = from_tables(Register(agreements=[known]), tables())
        (same,) = conform(mtdsg.read(path).register)
        expected = Verdict.EXPLAINED if name in LATE else Verdict.AGREES
        assert (published, date.fromisoformat(LATE.get(name, PUBLISHED[name])), expected) == (
            row.published,
            row.computed,
            row.verdict,
        )
        assert (row.published, row.computed, row.verdict, row.why) == (
            same.published,
            same.computed,
            same.verdict,
            same.why,
        )

    def test_what_is_missing_is_named(self, name):
        notes = mtdsg.read(tables() / f"{name}.csv").report.notes
        told = [note for note in notes if note.startswith("the published day is")]
        assert (name in LATE) == bool(told)
        assert all("leaves out instruments of states that have since been dissolved" in note for note in told)
