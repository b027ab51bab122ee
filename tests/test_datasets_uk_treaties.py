"""UK Treaties Online: fields with their names as published, the table of parties, and records that are no treaties."""

import json
from datetime import date

import pytest
from tables import adds_up, told

import mou
from mou.datasets import uk_treaties
from mou.errors import ValidationError
from mou.law.status import Status
from mou.model.act import ActKind
from mou.model.party import PartyKind

RECORD = {
    "uuid": "00000000-0000-4000-8000-000000000001",
    "id": 1,
    "title": "Agreement on a Lake",
    "description": "On the lake",
    "field3": "BI",
    "subject": "WATER",
    "country_name": "MALAYSIA ; UNITED KINGDOM",
    "signed_event_date": "01/05/1990",
    "signed_event_location": "London-Kuala Lumpur",
    "definative_eif_event_date": "03/02/1991",
    "references": "Treaty Series 001/1991: Cm 1;United Nations Treaty Series (UNTS) 1/1/1: 1",
}
MULTI = RECORD | {
    "uuid": "00000000-0000-4000-8000-000000000002",
    "country_name": "FRANCE ; MALAYSIA ; UNITED KINGDOM",
    "definative_eif_event_date": None,
}


@pytest.fixture
def made(tmp_path):
    def make(*records, document=None):
        path = tmp_path / "treaties.json"
        path.write_text(json.dumps(list(records) if document is None else document), "utf-8")
        return adds_up(uk_treaties.read(path))

    return make


def one(reading):
    (agreement,) = reading.register.agreements
    return agreement


def acts(agreement):
    return [(act.kind, str(act.on), act.by) for act in agreement.acts]


class TestRecords:
    def test_a_record(self, made):
        agreement = one(made(RECORD))
        assert ("uk:00000000-0000-4000-8000-000000000001", "Agreement on a Lake") == (agreement.id, agreement.title)
        assert (("MYS", "GBR"), ("WATER",), "On the lake") == (
            agreement.party_ids,
            agreement.subjects,
            agreement.description,
        )
        assert [(ActKind.SIGNATURE, "1990-05-01", ()), (ActKind.ENTRY_INTO_FORCE, "1991-02-03", ())] == acts(agreement)
        assert "London-Kuala Lumpur" == agreement.acts[0].place
        assert 3 == len(agreement.sources)
        assert {"id": 1, "field3": "BI"} == dict(agreement.extensions["uk_treaties"])

    def test_the_answer_of_the_search(self, made):
        document = {"csw:GetRecordsResponse": {"csw:SearchResults": {"iStoreRecord": [RECORD]}}}
        assert 1 == made(document=document).report.rows_read

    def test_each_event(self, made):
        """With the day on which it takes effect, where that is stated beside it; entry before signature is legal."""
        agreement = one(
            made(
                RECORD
                | {
                    "definative_eif_event_date": "11/07/1815",
                    "definative_eif_event_effective_date": "11/05/1815",
                    "provisional_eif_event_date": "1991-01-01",
                    "adopted_event_date": "01/04/1990",
                    "terminated_event_date": "01/06/2000",
                    "terminated_event_effective_date": "01/12/2000",
                    "withdrawn_event_date": "02/06/2000",
                }
            )
        )
        assert [
            (ActKind.ADOPTION, date(1990, 4, 1), None),
            (ActKind.SIGNATURE, date(1990, 5, 1), None),
            (ActKind.PROVISIONAL_APPLICATION, date(1991, 1, 1), None),
            (ActKind.ENTRY_INTO_FORCE, date(1815, 7, 11), date(1815, 5, 11)),
            (ActKind.TERMINATION, date(2000, 6, 1), date(2000, 12, 1)),
        ] == [(act.kind, act.on, act.effective_on) for act in agreement.acts]
        assert "02/06/2000" == agreement.extensions["uk_treaties"]["withdrawn_event_date"]
        life = mou.lifecycle(agreement)
        assert [Status.IN_FORCE, Status.TERMINATED] == [life.status(day) for day in ("2000-11-30", "2000-12-01")]

    def test_an_effect_alone_is_the_day(self, made):
        agreement = one(
            made(RECORD | {"definative_eif_event_date": "", "definative_eif_event_effective_date": "04/02/1991"})
        )
        assert (ActKind.ENTRY_INTO_FORCE, "1991-02-04", ()) == acts(agreement)[-1]

    @pytest.mark.parametrize("cell", ["30/02/1991", "1/2/1991", "February 1991", "=1", "00/00/1991", 19910203])
    def test_days_that_are_none_are_kept_and_told(self, made, cell):
        reading = made(RECORD | {"definative_eif_event_date": cell})
        assert [(1, "definative_eif_event_date", str(cell), "not a day such as 31/12/1999")] == told(
            reading.report.not_understood
        )
        assert cell == one(reading).extensions["uk_treaties"]["definative_eif_event_date"]
        assert [(ActKind.SIGNATURE, "1990-05-01", ())] == acts(one(reading))

    @pytest.mark.parametrize("name", ["definative_eif_event", "terminated_event"])
    @pytest.mark.parametrize("on", ["03/02/1991", ""])
    def test_an_effect_that_is_not_understood_is_not_taken_for_that_day(self, made, name, on):
        agreement = one(
            made(RECORD | {"definative_eif_event_date": ""} | {f"{name}_date": on, f"{name}_effective_date": "1/2/3"})
        )
        assert [ActKind.SIGNATURE] == [act.kind for act in agreement.acts]
        kept = agreement.extensions["uk_treaties"]
        assert ("1/2/3", on or None) == (kept[f"{name}_effective_date"], kept.get(f"{name}_date"))

    def test_without_a_signature(self, made):
        assert [ActKind.ENTRY_INTO_FORCE] == [
            act.kind for act in one(made(RECORD | {"signed_event_date": "", "signed_event_location": ""})).acts
        ]

    def test_places_without_a_day(self, made):
        agreement = one(made({name: cell for name, cell in RECORD.items() if name != "signed_event_date"}))
        assert "London-Kuala Lumpur" == agreement.extensions["uk_treaties"]["signed_event_location"]

    def test_parties_that_are_no_states_of_the_day(self, made):
        """Under their names, so that nothing is guessed; the report has them."""
        reading = made(RECORD | {"country_name": "EUROPEAN UNION ; HESSE DARMSTADT ; UNITED KINGDOM;;"})
        assert [
            ("eu", PartyKind.INTERNATIONAL_ORGANISATION),
            ("uk:hesse-darmstadt", PartyKind.STATE),
            ("GBR", PartyKind.STATE),
        ] == [(party.id, party.kind) for party in one(reading).parties]
        assert ("unknown party name, used as written: HESSE DARMSTADT",) == reading.report.notes

    def test_progress_is_told(self, tmp_path):
        path = tmp_path / "x.json"
        path.write_text(json.dumps([RECORD]), "utf-8")
        seen = []
        uk_treaties.read(path, progress=lambda *how_far: seen.append(how_far))
        assert [(1, 1)] == seen


class TestActions:
    def test_the_table_of_parties(self, made):
        """A party's own signature takes the place of the one by all together."""
        actions = [
            {"party": "MALAYSIA", "action_type": "Signature", "action_on": "01/05/1990", "effective_on": ""},
            {"party": "FRANCE", "action_type": "Ratification", "action_on": "1991-01-02", "effective_on": "03/02/1991"},
            {"party": "JAPAN", "action_type": "Accession", "action_on": "05/05/1992"},
            {"party": "FRANCE", "action_type": "Denunciation", "effective_on": "06/05/1999"},
        ]
        agreement = one(made(MULTI | {"actions": actions}))
        assert [
            (ActKind.SIGNATURE, "1990-05-01", ("MYS",)),
            (ActKind.RATIFICATION, "1991-01-02", ("FRA",)),
            (ActKind.ACCESSION, "1992-05-05", ("JPN",)),
            (ActKind.WITHDRAWAL, "1999-05-06", ("FRA",)),
        ] == acts(agreement)
        assert ("FRA", "MYS", "GBR", "JPN") == agreement.party_ids
        kept = {"signed_event_date", "signed_event_location"}
        assert kept <= set(agreement.extensions["uk_treaties"])

    def test_without_signatures_the_one_by_all_together_stays(self, made):
        row = {"party": "FRANCE", "action_type": "ratification", "action_on": "02/01/1991"}
        assert [(ActKind.SIGNATURE, "1990-05-01", ()), (ActKind.RATIFICATION, "1991-01-02", ("FRA",))] == acts(
            one(made(MULTI | {"actions": [row]}))
        )

    @pytest.mark.parametrize(
        ("row", "why"),
        [
            ("text", "not an action of a party"),
            (
                {"party": "FRANCE", "action_type": "Objected", "action_on": "02/01/1991"},
                "an unknown type of action",
            ),
            ({"party": "FRANCE", "action_type": "Accession"}, "not a day such as 31/12/1999"),
            ({"party": "FRANCE", "action_type": "Accession", "action_on": "x"}, "not a day such as 31/12/1999"),
            (
                {"party": "FRANCE", "action_type": "Accession", "action_on": "02/01/1991", "effective_on": "x"},
                "not a day such as 31/12/1999",
            ),
            (
                {"party": "FRANCE", "action_type": "Accession", "action_on": "x", "effective_on": "02/01/1991"},
                "not a day such as 31/12/1999",
            ),
            ({"party": "?", "action_type": "Accession", "action_on": "02/01/1991"}, "no name"),
        ],
    )
    def test_what_is_not_understood_is_kept_and_told(self, made, row, why):
        reading = made(MULTI | {"actions": [row]})
        assert [(1, "actions", why)] == [(one_.row, one_.column, one_.why) for one_ in reading.report.not_understood]
        (kept,) = one(reading).extensions["uk_treaties"]["actions"]
        assert row == (dict(kept) if isinstance(row, dict) else kept)

    def test_what_is_no_table(self, made):
        reading = made(MULTI | {"actions": {"party": "FRANCE"}}, RECORD | {"actions": ""})
        assert 1 == len(reading.report.not_understood)
        assert (2, 0) == (reading.report.rows_read, reading.report.rows_refused)


class TestRefused:
    @pytest.mark.parametrize(
        ("record", "column", "value", "why"),
        [
            (
                {"uuid": "x", "title": "Treaty Series 035/1946: Cmd 6927"},
                "country_name",
                "Treaty Series 035/1946: Cmd 6927",
                "a publication, not a treaty: it has neither parties nor dates",
            ),
            (RECORD | {"uuid": None}, "uuid", "", "no uuid"),
            (RECORD | {"title": ""}, "title", "", "no title"),
            (RECORD | {"country_name": "? ; UNITED KINGDOM"}, "country_name", "?", "no name"),
            ([1], "", "[1]", "not a record"),
            (None, "", "null", "not a record"),
        ],
    )
    def test_records(self, made, record, column, value, why):
        assert [(1, column, value, why)] == told(made(record).report.refused)

    def test_further_records_of_a_treaty(self, made):
        """The publisher has several for some: they differ in their number alone."""
        reading = made(RECORD, RECORD | {"id": 2})
        assert [(2, "uuid", RECORD["uuid"], "an earlier record has the same treaty")] == told(reading.report.refused)

    def test_what_the_model_refuses(self, made):
        reading = made(RECORD | {"country_name": "UNITED KINGDOM"}, RECORD | {"uuid": "a b", "weight": float("nan")})
        assert {1: ["/parties"], 2: ["/id", "/extensions/uk_treaties/weight"]} == {
            row: [one_.why.partition(":")[0] for one_ in reading.report.refused if one_.row == row] for row in (1, 2)
        }


class TestNoDocument:
    @pytest.mark.parametrize(
        ("content", "match"),
        [
            (b"", "invalid JSON"),
            (b"{", "invalid JSON"),
            (b"[" * 100_000, "invalid JSON"),
            (b"\xff", "an invalid table"),
            (b"5", "a JSON document without records"),
            (b"{}", "a JSON document without records"),
            (b'{"csw:GetRecordsResponse": []}', None),
            (
                b'{"csw:GetRecordsResponse": {"csw:SearchResults": {"iStoreRecord": 5}}}',
                "a JSON document without records",
            ),
        ],
    )
    def test_is_told(self, tmp_path, content, match):
        path = tmp_path / "x.json"
        path.write_bytes(content)
        if match is None:
            assert 0 == uk_treaties.read(path).report.rows
            return
        with pytest.raises(ValidationError, match=match):
            uk_treaties.read(path)
