"""Participants tables of UN treaties: read as they are, every cell, nothing left out silently."""

import csv
import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tables import adds_up

import mou
from mou.act import ActKind, SignatureKind
from mou.datasets import Remark, mtdsg
from mou.datasets.mtdsg import Participants, read_participants
from mou.errors import ValidationError
from mou.party import PartyKind
from mou.status import Status

HEADING = 'Participant,Signature,"Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)"\n'


def tables():
    """The folder of real tables: beside the project, or where MOU_DATA says."""
    data = os.environ.get("MOU_DATA")
    return (Path(data) if data else Path(__file__).parents[2] / "shared" / "data") / "mtdsg"


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
            (" 10 Feb 2003 a ", ActKind.ACCESSION),
        ],
    )
    def test_letters_tell_the_means_of_consent(self, read, cell, kind):
        """As the collection's own legend has them; without a letter it is a ratification."""
        (act,) = read(f"{HEADING}Afghanistan,,{cell}\n").acts
        assert (kind, date(2003, 2, 10), ("mtdsg:afghanistan",)) == (act.kind, act.on, act.by)

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
            ("10 Feb 2003 x", "a letter that is not known for a consent"),
            ("10 Feb 2003 aa", "a letter that is not known for a consent"),
            ("30 Feb 2003", "no day of the calendar"),
            ("10 Feb 0000", "no day of the calendar"),
            ("10 Foo 2003", "no day of the calendar"),
            ("[10 Feb 2003]", "not a day such as 31 Jan 2003, with a letter or two"),
            ("Feb 2003", "not a day such as 31 Jan 2003, with a letter or two"),
            ("10 Feb 2003 abc", "not a day such as 31 Jan 2003, with a letter or two"),
            ("\u0661\u0660 Feb 2003", "not a day such as 31 Jan 2003, with a letter or two"),
            ("10/2/2003", "not a day such as 31 Jan 2003, with a letter or two"),
        ],
    )
    def test_what_cannot_be_read_is_told_with_its_place(self, read, cell, why):
        found = read(f"{HEADING}Albania,,31 Jan 2003\nAfghanistan,,{cell}\n")
        column = "Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)"
        assert (Remark(3, column, cell, why),) == found.refused
        assert ["Albania", "Afghanistan"] == [party.name for party in found.parties]

    def test_a_letter_of_consent_for_a_signature(self, read):
        found = read(f"{HEADING}A,10 Feb 2003 a,\n")
        assert [(2, "Signature", "a letter that is not known for a signature")] == [
            (one.row, one.column, one.why) for one in found.refused
        ]

    def test_more_cells_than_the_heading_has(self, read):
        found = read(f"{HEADING}A,,10 Feb 2003,11 Feb 2003,what\n")
        assert [date(2003, 2, 10), date(2003, 2, 11)] == [act.on for act in found.acts]
        assert ["column 5"] == [one.column for one in found.refused]


class TestRows:
    def test_names_are_kept_as_they_are_written(self, read):
        found = read(f"{HEADING}Bolivia (Plurinational State of),,\nCôte d'Ivoire,,\nViet Nam,,\n")
        assert [
            ("mtdsg:bolivia-plurinational-state-of", "Bolivia (Plurinational State of)", PartyKind.STATE),
            ("mtdsg:cote-d-ivoire", "Côte d'Ivoire", PartyKind.STATE),
            ("mtdsg:viet-nam", "Viet Nam", PartyKind.STATE),
        ] == [(party.id, party.name, party.kind) for party in found.parties]

    def test_the_european_union_is_no_state(self, read):
        (party,) = read(f"{HEADING}European Union,,\n").parties
        assert ("mtdsg:european-union", PartyKind.INTERNATIONAL_ORGANISATION) == (party.id, party.kind)

    def test_one_that_stands_twice_is_refused(self, read):
        found = read(f"{HEADING}Albania,,31 Jan 2003\nAlbania,,1 Feb 2003\n")
        assert [(3, "Participant", "Albania", "a name that stands in an earlier row")] == [
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

    @pytest.mark.parametrize("text", ["", "\n", HEADING])
    def test_a_table_of_nothing(self, read, text):
        assert Participants((), (), ()) == read(text)

    def test_without_a_heading_a_row_is_lost_to_it(self, read):
        """The first line is the heading, whatever stands there."""
        assert 1 == len(read("\nA,,31 Jan 2003\n").acts)
        assert ["column 3"] == [one.column for one in read("\nA,,x\n").refused]
        assert [""] == [one.column for one in read("\n ,,31 Jan 2003\n").refused]

    def test_a_byte_order_mark_and_line_ends_of_windows(self, read):
        found = read(f"{HEADING}Albania,,31 Jan 2003\n".replace("\n", "\r\n"), "utf-8-sig")
        assert ((), 1) == (found.refused, len(found.acts))

    @pytest.mark.parametrize("content", [b"Participant,Signature\nC\xf4te d'Ivoire,\n", b"a,b\n" + b"x" * 200_000])
    def test_what_is_no_table_in_utf_8(self, tmp_path, content):
        (tmp_path / "table.csv").write_bytes(content)
        with pytest.raises(ValidationError, match=r"^text that is no table \(|found text that is no table"):
            read_participants(tmp_path / "table.csv")

    def test_a_file_that_is_not_there(self, tmp_path):
        with pytest.raises(FileNotFoundError):
            read_participants(tmp_path / "none.csv")


class TestAsOneTreaty:
    @pytest.fixture
    def made(self, tmp_path):
        def make(*rows, index=None, heading=HEADING, **kwargs):
            path = tmp_path / "18-10.csv"
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
        assert "not known by this name, so taken as it is written: Atlantis" == reading.report.notes[0]
        assert ("mtdsg:18-10", "18-10") == (treaty.id, treaty.extensions["mtdsg"])
        assert [("BOL",), ("COG",)] == [act.by for act in treaty.acts]

    def test_without_its_clauses_whether_it_is_in_force_is_not_known(self, made):
        rows = ["Albania,1 Jan 2000,1 Feb 2001", "Algeria,1 Jan 2000,", "Angola,1 Jan 2000,"]
        reading = made(*rows)
        assert ("the table does not say how the treaty enters into force",) == reading.report.notes
        assert Status.UNKNOWN is mou.lifecycle(reading.register.agreements[0]).status("2010-01-01")
        reading = made(*rows, term=mou.Term(entry_into_force=mou.NthInstrument(1), duration=mou.Indefinite()))
        assert ((), Status.IN_FORCE) == (
            reading.report.notes,
            mou.lifecycle(reading.register.agreements[0]).status("2010-01-01"),
        )

    @pytest.mark.parametrize(
        ("index", "title"),
        [
            (None, "Treaty 18-10 deposited with the Secretary-General of the United Nations"),
            ("", "Treaty 18-10 deposited with the Secretary-General of the United Nations"),
            ("chapter_no,treaty_no,treaty_name\n18,1,Other\n18,10,Rome Statute\n", "Rome Statute"),
            ("chapter_no,treaty_no,treaty_name\n18,10,\n", "Treaty 18-10 deposited with the Secretary-General of the"),
            ("a\n1\n", "Treaty 18-10 deposited with the Secretary-General of the United Nations"),
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
        assert [(4, "a participant that stands in an earlier row"), (5, "no name")] == [
            (one.row, one.why) for one in reading.report.refused
        ]
        assert (3, 1) == (reading.report.rows, reading.report.rows_read)

    @pytest.mark.parametrize("heading", ["", "\n", "Title,Begin\n"])
    def test_no_table_of_participants(self, made, heading):
        with pytest.raises(ValidationError, match="a participants table, whose first column is Participant"):
            made(heading=heading)

    def test_a_file_whose_name_gives_no_id(self, tmp_path):
        (tmp_path / "???.csv").write_text(HEADING, "utf-8")
        with pytest.raises(ValidationError, match="expected one named by chapter and number"):
            mtdsg.read(tmp_path / "???.csv")

    def test_progress_is_told(self, made):
        seen = []
        made("Albania,,", "Algeria,,", progress=lambda *how_far: seen.append(how_far))
        assert [(1, 2), (2, 2)] == seen


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
        assert [row[0] for row in rows] == [party.name for party in found.parties]

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
        assert [(act.kind, act.on) for act in found.acts] == [(act.kind, act.on) for act in treaty.acts]

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
