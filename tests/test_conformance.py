"""Published days, computed and compared: the bundled treaties, the real participants tables, and `mou conform`."""

import json

import attrs
import pytest
from records import day, declared, record, signed
from test_datasets_mtdsg import REAL, needs_tables, tables

from mou.answers.lifecycles import lifecycle
from mou.answers.register import Register
from mou.conformance import Verdict, conform, from_tables, records, with_participants
from mou.datasets.mtdsg import read_participants
from mou.documents.codec import dumps
from mou.errors import ValidationError
from mou.model.act import Act
from mou.model.conditions import NthInstrument, OnSignature
from mou.model.durations import Indefinite
from mou.model.source import Source
from mou.model.term import LaterParties
from mou.model.withdrawals import WithdrawalOnNotice
from mou.world import organisation

# Entry into force as the depositaries published it, by the articles and dates that were read or recalled when the
# library's rules were drawn up: nothing here is taken from the bundled records.
PUBLISHED = {
    "vclt": "1980-01-27",
    "unclos": "1994-11-16",
    "genocide": "1951-01-12",
    "iccpr": "1976-03-23",
    "icescr": "1976-01-03",
    "iccpr-op1": "1976-03-23",
    "cerd": "1969-01-04",
    "cedaw-op": "2000-12-22",
    "cat": "1987-06-26",
    "cat-op": "2006-06-22",
    "crc": "1990-09-02",
    "crpd": "2008-05-03",
    "mine-ban": "1999-03-01",
    "rome-statute": "2002-07-01",
    "untoc": "2003-09-29",
    "untoc-migrants": "2004-01-28",
    "uncac": "2005-12-14",
    "unfccc": "1994-03-21",
    "cartagena": "2003-09-11",
    "basel": "1992-05-05",
    "rotterdam": "2004-02-24",
    "stockholm-pops": "2004-05-17",
    "new-york-1958": "1959-06-07",
    "refugees-1951": "1954-04-22",
    "cisg": "1988-01-01",
    "att": "2014-12-24",
    "kyoto": "2005-02-16",
    "paris": "2016-11-04",
    "cptpp": "2018-12-30",
    "asean-charter": "2008-12-15",
    "tpnw": "2021-01-22",
    "bbnj": "2026-01-17",
    "budapest": "2004-07-01",
    "istanbul": "2014-08-01",
    "montreal": "1989-01-01",
    "npt": "1970-03-05",
    "un-charter": "1945-10-24",
    "geneva-i-1949": "1950-10-21",
    "new-start": "2011-02-05",
    "usa-phl-vfa": "1999-05-27",
    "mys-usa-defence-2025": "2025-10-30",
    "usa-irn-amity-1955": "1957-06-16",
    "usa-nic-fcn-1956": "1958-05-24",
}
OTHERS = {
    ("rome-statute", "entry into force for Albania"): "2003-05-01",
    ("rome-statute", "entry into force for Afghanistan"): "2003-05-01",
    ("rome-statute", "exit of Burundi"): "2017-10-27",
    ("rome-statute", "exit of Philippines"): "2019-03-17",
    ("paris", "exit of United States of America"): "2020-11-04",
    ("cptpp", "entry into force for Malaysia"): "2022-11-29",
    ("istanbul", "exit of Türkiye"): "2021-07-01",
    ("ind-bgd-ganga-1982", "last day"): "1984-04-07",
    ("whaling", "exit of Japan"): "2019-06-30",
    ("ilo-c026", "exit of United Kingdom of Great Britain and Northern Ireland"): "1986-07-25",
    ("ilo-c045", "exit of Canada"): "1979-05-19",
    ("ilo-c045", "exit of Australia"): "1989-05-20",
    ("ilo-c045", "exit of Netherlands"): "1999-02-25",
    ("ilo-c089", "exit of France"): "1993-02-26",
    ("ilo-c094", "exit of United Kingdom of Great Britain and Northern Ireland"): "1983-09-20",
    ("ilo-c095", "exit of United Kingdom of Great Britain and Northern Ireland"): "1984-09-16",
    ("ilo-c096", "exit of Brazil"): "1973-01-14",
    ("ilo-c158", "exit of Brazil"): "1997-11-20",
    ("usa-irn-amity-1955", "exit of United States of America"): "2019-10-03",
    ("usa-nic-fcn-1956", "exit of United States of America"): "1986-05-01",
}
# Computed by the corresponding date; published one day later, as those depositaries count.
ONE_DAY_LATER = {
    ("afcfta", "entry into force"): ("2019-05-29", "2019-05-30"),
    ("icsid", "exit of Plurinational State of Bolivia"): ("2007-11-02", "2007-11-03"),
    ("icsid", "exit of Bolivarian Republic of Venezuela"): ("2012-07-24", "2012-07-25"),
    ("energy-charter", "exit of France"): ("2023-12-07", "2023-12-08"),
}
CONVENTIONS = {f"ilo-c{number:03}" for number in (26, 45, 89, 94, 95, 96, 158)}
RECALLED = {"montreal", "npt", "un-charter", "geneva-i-1949", "mys-usa-defence-2025"}
RECALLED |= {*CONVENTIONS, "usa-irn-amity-1955", "usa-nic-fcn-1956"}


def by_what():
    return {(row.agreement, row.what): row for row in conform()}


class TestBundled:
    @pytest.mark.parametrize("name", PUBLISHED)
    def test_entry_into_force(self, name):
        row = by_what()[name, "entry into force"]
        assert day(PUBLISHED[name]) == row.computed == row.published
        assert Verdict.AGREES is row.verdict
        assert (None, True) == (row.why, bool(row.source))

    @pytest.mark.parametrize(("name", "what"), OTHERS, ids=str)
    def test_parties_own_days_and_last_days(self, name, what):
        row = by_what()[name, what]
        assert day(OTHERS[name, what]) == row.computed == row.published
        assert (Verdict.AGREES, "the recorded acts") == (row.verdict, row.basis)

    @pytest.mark.parametrize(("name", "what"), ONE_DAY_LATER, ids=str)
    def test_what_differs_is_explained_with_its_source(self, name, what):
        row = by_what()[name, what]
        computed, published = ONE_DAY_LATER[name, what]
        assert (day(computed), day(published), Verdict.EXPLAINED) == (row.computed, row.published, row.verdict)
        assert "day after the corresponding date" in row.why
        assert row.source

    def test_there_is_no_other_row(self):
        """Each is held against a date that stands here."""
        assert {(name, "entry into force") for name in PUBLISHED} | {*OTHERS, *ONE_DAY_LATER} == set(by_what())

    def test_each_names_treaty_formula_and_source(self):
        for row in conform():
            assert row.title
            assert "not known" != row.formula
            assert row.source
            assert row.answer is not None
            assert row.answer.steps

    def test_each_treaty_has_its_article(self):
        assert {"mys-usa-defence-2025", "ind-bgd-ganga-1982"} == {row.agreement for row in conform() if not row.article}

    def test_those_only_recalled_are_marked(self):
        assert RECALLED == {row.agreement for row in conform() if not row.rechecked}

    def test_whether_the_instruments_are_recorded_or_the_day_is_stated(self):
        rows = by_what()
        assert "the stated day" == rows["rome-statute", "entry into force"].basis
        assert "the recorded acts" == rows["cptpp", "entry into force"].basis
        assert "the recorded acts" == rows["new-start", "entry into force"].basis

    def test_the_protocol_waits_for_its_covenant(self):
        """ICCPR-OP1: its own ten instruments would have given 12 March 1974."""
        steps = [step.text for step in by_what()["iccpr-op1", "entry into force"].answer.steps]
        assert "iccpr entered into force on 23 March 1976" in steps
        assert any(text.endswith(": 12 March 1974") for text in steps)

    def test_the_published_day_is_not_what_is_computed_from(self):
        """With another published day the computed one is the same."""
        register = records()
        moved = [
            attrs.evolve(
                one,
                acts=[
                    attrs.evolve(act, on="1999-12-31", note=None)
                    if act.kind == "entry_into_force" and not act.by
                    else act
                    for act in one.acts
                ],
            )
            for one in register.agreements
            if one.id == "vclt"
        ]
        (row,) = conform(Register(agreements=moved))
        assert (day("1980-01-27"), day("1999-12-31"), Verdict.DIFFERS) == (row.computed, row.published, row.verdict)

    def test_parties_in_their_clauses_have_the_ids_of_all_other_records(self):
        """The European Union is "eu" here, in the tables and in `mou.world`: one id for one organisation."""
        excepted = [
            party
            for one in records().agreements
            if isinstance(one.term.entry_into_force, NthInstrument) and one.term.entry_into_force.counted
            for party in one.term.entry_into_force.counted.except_parties
        ]
        assert {organisation("European Union").id} == {*excepted}

    def test_they_are_read_once(self):
        assert records() is records()


def contrived(**act):
    """A record that says one day and whose text gives another."""
    made = record(
        signed("2020-01-01"),
        Act("entry_into_force", "2020-01-02", **act),
        entry_into_force=OnSignature(article="Art. 5"),
    )
    return Register(agreements=[made])


class TestRows:
    def test_one_that_differs_without_a_reason(self):
        (row,) = conform(contrived())
        assert (Verdict.DIFFERS, day("2020-01-01"), day("2020-01-02")) == (row.verdict, row.computed, row.published)
        assert ("Art. 5", "signature", None, None) == (row.article, row.formula, row.why, row.source)
        assert row.rechecked

    def test_with_a_reason_it_is_explained(self):
        (row,) = conform(contrived(note="Signed near midnight.", sources=[Source("A gazette")]))
        assert (Verdict.EXPLAINED, "Signed near midnight.", "A gazette") == (row.verdict, row.why, row.source)

    def test_a_reason_explains_nothing_where_it_agrees(self):
        made = record(
            signed("2020-01-02"), Act("entry_into_force", "2020-01-02", note="x"), entry_into_force=OnSignature()
        )
        (row,) = conform(Register(agreements=[made]))
        assert (Verdict.AGREES, None) == (row.verdict, row.why)

    def test_nothing_computed_differs(self):
        made = record(declared("2020-01-02"), entry_into_force=OnSignature())
        (row,) = conform(Register(agreements=[made]))
        assert (Verdict.DIFFERS, None) == (row.verdict, row.computed)

    def test_without_a_condition_there_is_nothing_to_compute_from(self):
        assert () == conform(Register(agreements=[record(signed("2020-01-01"), declared("2020-01-02"))]))

    def test_declared_on_one_day_for_another(self):
        made = record(
            signed("2020-01-01"),
            Act("entry_into_force", "2019-12-01", effective_on="2020-01-01"),
            entry_into_force=OnSignature(),
        )
        assert Verdict.AGREES is conform(Register(agreements=[made]))[0].verdict

    @pytest.mark.parametrize(
        ("later", "formula"),
        [
            (None, "own instrument"),
            (LaterParties(), "own instrument"),
            (LaterParties("P30D"), "own instrument, then 30 days after"),
        ],
        ids=str,
    )
    def test_of_one_party(self, later, formula):
        made = record(
            Act("condition_met", "2000-01-01"),
            Act("ratification", "2001-01-01", by="MYS"),
            Act("entry_into_force", "2001-01-31", by="MYS"),
            entry_into_force=NthInstrument(20),
            later_parties=later,
        )
        (row,) = conform(Register(agreements=[made]))
        assert ("entry into force for Malaysia", formula) == (row.what, row.formula)
        assert (Verdict.AGREES if later and later.delay else Verdict.DIFFERS) is row.verdict

    def test_of_one_party_that_never_consented(self):
        made = record(
            Act("condition_met", "2000-01-01"),
            Act("entry_into_force", "2001-01-31", by="MYS"),
            entry_into_force=NthInstrument(20),
        )
        (row,) = conform(Register(agreements=[made]))
        assert (None, None, Verdict.DIFFERS) == (row.computed, row.answer, row.verdict)

    def test_an_exit_without_a_clause(self):
        """VCLT 56(2): twelve months."""
        made = record(
            signed("2000-01-01"),
            Act("withdrawal", "2001-01-01", by="MYS", effective_on="2002-01-01"),
            duration=Indefinite(),
        )
        (row,) = conform(Register(agreements=[made]))
        assert ("exit of Malaysia", "not known", None, Verdict.AGREES) == (
            row.what,
            row.formula,
            row.article,
            row.verdict,
        )

    def test_an_exit_of_one_that_was_never_bound(self):
        made = record(
            Act("withdrawal", "2001-01-01", by="MYS", effective_on="2002-01-01"),
            entry_into_force=NthInstrument(20),
            withdrawal=WithdrawalOnNotice("P1Y"),
        )
        (row,) = conform(Register(agreements=[made]))
        assert (None, Verdict.DIFFERS) == (row.computed, row.verdict)

    def test_a_last_day(self):
        made = record(signed("2020-01-01"), duration="P5Y", stated_last_day="2025-01-01")
        (row,) = conform(Register(agreements=[made]))
        assert ("last day", "5 years", Verdict.AGREES) == (row.what, row.formula, row.verdict)
        off = record(signed("2020-01-01"), stated_last_day="2025-01-01")
        assert ["not known"] == [row.formula for row in conform(Register(agreements=[off]))]

    def test_they_are_written_as_json(self):
        document = json.loads(dumps(conform(contrived())))
        assert [("record", "2020-01-01", "2020-01-02", "differs")] == [
            (row["agreement"], row["computed"], row["published"], row["verdict"]) for row in document
        ]


class TestFromTables:
    """What comes out of a table alone, with all the instruments in it."""

    def table(self, tmp_path, *rows):
        text = "Participant,Signature,Ratification\n" + "".join(f"{row}\n" for row in rows)
        (tmp_path / "1-1.csv").write_text(text, "utf-8")
        return tmp_path

    def made(self, *acts, **more):
        made = record(
            Act("condition_met", "2000-01-01", note="One that is dissolved now."),
            declared("2000-01-01"),
            *acts,
            kind="treaty",
            entry_into_force=NthInstrument(2),
        )
        return Register(agreements=[attrs.evolve(made, extensions={"mtdsg": "1-1"} | more)])

    def test_they_take_the_place_of_the_statement(self, tmp_path):
        folder = self.table(tmp_path, "A,,1 Jan 1999", "B,,1 Jan 2000", "C,,1 Jan 2001")
        (row,) = from_tables(self.made(), folder)
        assert (day("2000-01-01"), Verdict.AGREES, "3 acts of 1-1.csv") == (row.computed, row.verdict, row.basis)

    def test_where_some_are_missing_the_record_says_why(self, tmp_path):
        folder = self.table(tmp_path, "A,,1 Jan 1999", "C,,1 Jan 2001")
        (row,) = from_tables(self.made(), folder)
        assert (day("2001-01-01"), Verdict.EXPLAINED) == (row.computed, row.verdict)
        assert "One that is dissolved now." == row.why

    def test_without_a_reason_it_differs(self, tmp_path):
        folder = self.table(tmp_path, "A,,1 Jan 1999", "C,,1 Jan 2001")
        register = self.made()
        acts = [attrs.evolve(act, note=None) for act in register.agreements[0].acts]
        bare = Register(agreements=[attrs.evolve(register.agreements[0], acts=acts)])
        assert [Verdict.DIFFERS] == [row.verdict for row in from_tables(bare, folder)]

    def test_of_the_entry_into_force_alone(self, tmp_path):
        """A table has no last day, so that none is computed from it."""
        (made,) = self.made().agreements
        dated = attrs.evolve(made, term=attrs.evolve(made.term, duration="P5Y", stated_last_day="2005-01-01"))
        folder = self.table(tmp_path, "A,,1 Jan 1999", "B,,1 Jan 2000")
        assert ["entry into force"] == [row.what for row in from_tables(Register(agreements=[dated]), folder)]

    def test_missing_instruments_explain_no_earlier_day(self, tmp_path):
        """They can only delay a day: one that comes out early differs, whatever the record says of missing ones."""
        folder = self.table(tmp_path, "A,,1 Jan 1998", "B,,1 Jan 1999")
        (row,) = from_tables(self.made(), folder)
        assert (day("1999-01-01"), Verdict.DIFFERS, None) == (row.computed, row.verdict, row.why)

    def test_too_few_instruments_are_explained_as_well(self, tmp_path):
        (row,) = from_tables(self.made(), self.table(tmp_path, "A,,1 Jan 1998", "B,1 Jan 1998,"))
        assert (None, Verdict.EXPLAINED) == (row.computed, row.verdict)

    def test_what_could_not_be_read_is_counted(self, tmp_path):
        folder = self.table(tmp_path, "A,,1 Jan 1999", "B,,1 Jan 2000", "C,x,", "???,,")
        (row,) = from_tables(self.made(), folder)
        assert "2 acts of 1-1.csv, 2 rows or cells not read" == row.basis

    def test_a_record_whose_table_is_not_there_has_no_row(self, tmp_path):
        """The others are compared."""
        folder = self.table(tmp_path, "A,,1 Jan 1999", "B,,1 Jan 2000")
        (here,) = self.made().agreements
        elsewhere = attrs.evolve(here, id="other", extensions={"mtdsg": "2-2"})
        assert ["record"] == [row.agreement for row in from_tables(Register(agreements=[here, elsewhere]), folder)]

    def test_a_folder_without_any_table_that_a_record_names(self, tmp_path):
        folder = self.table(tmp_path, "A,,1 Jan 1999")
        with pytest.raises(
            ValidationError, match=r"without any of the tables that the records name; expected .* 2-2\.csv"
        ):
            from_tables(self.made(mtdsg="2-2"), folder)

    @pytest.mark.parametrize("name", [5, None, ""])
    def test_records_that_name_no_table(self, tmp_path, name):
        folder = self.table(tmp_path, "A,,1 Jan 1999")
        with pytest.raises(ValidationError, match="no agreement that names a participants table"):
            from_tables(self.made(mtdsg=name), folder)

    def test_a_record_with_a_table_and_no_published_day(self, tmp_path):
        folder = self.table(tmp_path, "A,,1 Jan 1999", "B,,1 Jan 2000")
        bare = attrs.evolve(self.made().agreements[0], acts=())
        with pytest.raises(ValidationError, match="no published day to compare with a table"):
            from_tables(Register(agreements=[bare]), folder)

    def test_a_folder_that_is_not_there(self, tmp_path):
        with pytest.raises(FileNotFoundError):
            from_tables(self.made(), tmp_path / "none")
        with pytest.raises(NotADirectoryError):
            from_tables(self.made(), self.table(tmp_path, "A,,1 Jan 1999") / "1-1.csv")

    def test_a_file_that_is_no_table_is_named(self, tmp_path):
        (tmp_path / "1-1.csv").write_text("Title,Begin\n", "utf-8")
        with pytest.raises(ValidationError) as caught:
            from_tables(self.made(), tmp_path)
        assert ["1-1.csv"] == [problem.part for problem in caught.value.problems]

    def test_what_the_record_says_of_its_own_parties_stays_behind(self, tmp_path):
        folder = self.table(tmp_path, "A,,1 Jan 1999", "B,,1 Jan 2000")
        ratified = Act("ratification", "1990-01-01", by="MYS")
        left = Act("withdrawal", "1991-01-01", by="MYS", effective_on="1992-01-01")
        register = self.made(ratified, left)
        filled = with_participants(register.agreements[0], read_participants(folder / "1-1.csv"))
        assert ("mtdsg:a", "mtdsg:b") == filled.party_ids
        assert ["entry_into_force", "ratification", "ratification"] == [act.kind for act in filled.acts]
        assert [Verdict.AGREES] == [row.verdict for row in from_tables(register, folder)]


@needs_tables
class TestRealTables:
    """Participants of ten UN treaties to 2015. Those of states dissolved since are missing."""

    # What counting the tables of today gives: the published day, but for three treaties in which instruments of
    # Czechoslovakia, the German Democratic Republic and Yugoslavia counted.
    COUNTED = {  # noqa: RUF012
        "genocide": "1951-01-12",
        "mine-ban": "1999-03-01",
        "rome-statute": "2002-07-01",
        "untoc": "2003-09-29",
        "cartagena": "2003-09-11",
        "rotterdam": "2004-02-24",
        "cisg": "1988-01-01",
        "vclt": "1980-02-02",
        "iccpr": "1976-09-11",
        "icescr": "1976-08-19",
    }
    DISSOLVED = frozenset({"vclt", "iccpr", "icescr"})

    def rows(self):
        return {row.agreement: row for row in from_tables(records(), tables())}

    def test_each_table_is_used(self):
        assert len(REAL) == len(self.rows())
        assert set(self.COUNTED) == set(self.rows())

    @pytest.mark.parametrize("name", COUNTED)
    def test_what_they_give(self, name):
        row = self.rows()[name]
        assert day(self.COUNTED[name]) == row.computed
        assert day(PUBLISHED[name]) == row.published
        expected = Verdict.EXPLAINED if name in self.DISSOLVED else Verdict.AGREES
        assert expected is row.verdict
        if name in self.DISSOLVED:
            assert "states that have since been dissolved" in row.why

    @pytest.mark.parametrize(("name", "naive"), [("cartagena", "2003-05-30"), ("rotterdam", None)])
    def test_that_the_eu_was_not_counted_is_told(self, name, naive):
        """Cartagena: counted, the fiftieth would have been Ghana's of 30 May 2003."""
        steps = [step.text for step in self.rows()[name].answer.steps]
        (told,) = [text for text in steps if text.startswith("not counted: the instruments of European Union")]
        if naive:
            assert told.endswith("30 May 2003")

    def test_the_rome_statute_party_by_party(self):
        """Art. 126(2): Albania deposited on 31 January 2003 and Afghanistan on 10 February: both 1 May 2003."""
        rome = next(one for one in records().agreements if one.id == "rome-statute")
        life = lifecycle(with_participants(rome, read_participants(tables() / "18-10.csv")))
        expected = {
            "ALB": "2003-05-01",
            "AFG": "2003-05-01",
            "MNG": "2002-07-01",  # among the ten of 11 April 2002
            "COL": "2002-11-01",  # 5 August 2002; the sixtieth day is 4 October
            "SEN": "2002-07-01",  # the first, on 2 February 1999
        }
        assert expected == {name: str(life.participation(name).entered_into_force_on) for name in expected}
        assert "(10 that day)" in life.computed_entry.steps[0].text
        bound = life.parties_bound("2014-01-01")
        assert 122 == len(bound)  # Côte d'Ivoire was the 122nd, from 1 May 2013; Palestine followed in 2015
        assert "USA" not in bound
