"""The bundled record: what its source says, what is inferred, and what is not known."""

import json
from datetime import date

import pytest

import mou
from mou import examples
from mou.dates.days import PartialDate

REGISTER = examples.register()
AGREEMENT = examples.agreement()
(SIGNATURE,) = AGREEMENT.acts
REPORT = '"KUALA LUMPUR, Oct 30" (wire report on the signing)'


class TestAgreement:
    def test_who_and_what(self):
        """Malaysia and the United States; a memorandum of understanding on defence cooperation."""
        assert ("MYS", "USA") == AGREEMENT.party_ids
        assert ["Malaysia", "United States of America"] == [party.name for party in AGREEMENT.parties]
        assert "Memorandum of Understanding on Defence Cooperation" == AGREEMENT.title
        assert mou.AgreementKind.MOU is AGREEMENT.kind

    def test_signed_in_kuala_lumpur_by_the_two_defence_heads(self):
        assert (mou.ActKind.SIGNATURE, date(2025, 10, 30), ("MYS", "USA"), "Kuala Lumpur") == (
            SIGNATURE.kind,
            SIGNATURE.on,
            SIGNATURE.by,
            SIGNATURE.place,
        )
        assert [
            ("Datuk Seri Mohamed Khaled Nordin", "MYS", "Minister of Defence"),
            ("Pete Hegseth", "USA", "Secretary, head of the defence department"),
        ] == [(one.name, one.party, one.office) for one in SIGNATURE.signatories]

    def test_its_subjects(self):
        assert (
            "defence cooperation",
            "officer exchanges",
            "training opportunities",
            "assistance to strengthen defence capabilities",
        ) == AGREEMENT.subjects

    def test_it_is_the_first_formal_one(self):
        """Before it, cooperation was informal: exercises, exchanges, capability-building."""
        for words in (
            "first formal memorandum",
            "Earlier cooperation was informal",
            "joint exercises",
            "officer exchanges",
            "capability-building under United States programmes",
        ):
            assert words in AGREEMENT.description

    def test_five_years_and_nothing_else_is_known(self):
        """The text is not public: entry into effect, renewal and notice stay not known, and the record says so."""
        assert mou.Term(duration="P5Y") == AGREEMENT.term
        assert [None] * 4 == [
            AGREEMENT.term.entry_into_force,
            AGREEMENT.term.renewal,
            AGREEMENT.term.withdrawal,
            AGREEMENT.term.survival,
        ]
        assert None is SIGNATURE.signature_kind
        assert "its clauses on entry into effect, renewal and notice are not known" in AGREEMENT.description
        document = json.loads(examples.text())["agreements"][0]
        assert {"duration": "P5Y"} == document["term"]

    def test_whether_it_binds_has_a_source_of_its_own(self):
        assert False is AGREEMENT.binding
        assert "not legally binding" in AGREEMENT.sources[1].title

    def test_the_year_is_inferred_and_said_so(self):
        """The dateline gives day and month, and no year."""
        assert mou.Certainty.INFERRED is SIGNATURE.certainty
        assert "The year is inferred" in SIGNATURE.note
        (source,) = SIGNATURE.sources
        assert (REPORT, PartialDate("2025-10-30?")) == (source.title, source.published_on)
        assert source.published_on.is_uncertain
        assert "no year" in source.note
        assert '"tomorrow"' in source.note

    def test_its_last_day(self):
        """Five years from the event: 30 October 2030 is the last day, 31 October 2030 the first day out."""
        life = mou.lifecycle(AGREEMENT)
        assert date(2030, 10, 30) == mou.expiry_date(AGREEMENT) == life.last_day
        assert date(2030, 10, 31) == life.ceases_on
        assert date(2025, 10, 30) == life.entered_into_force_on
        assert life.entry.assumptions
        assert life.end.assumptions


class TestMeetings:
    def test_it_was_signed_after_a_bilateral_meeting_beside_two_others(self):
        """The 19th ADMM and the 12th ADMM-Plus, held in Kuala Lumpur from 31 October to 2 November 2025."""
        bilateral, admm, plus = (REGISTER.meeting(one) for one in AGREEMENT.signed_at)
        days = (date(2025, 10, 31), date(2025, 11, 2))
        assert ("admm", 19, days) == (admm.forum, admm.ordinal, admm.first_and_last_day)
        assert ("admm-plus", 12, days) == (plus.forum, plus.ordinal, plus.first_and_last_day)
        assert (None, None, (date(2025, 10, 30),) * 2) == (
            bilateral.forum,
            bilateral.ordinal,
            bilateral.first_and_last_day,
        )
        assert {"Kuala Lumpur"} == {meeting.place for meeting in (bilateral, admm, plus)}
        assert ["MYS", "USA"] == [one.party for one in bilateral.participants]
        assert (AGREEMENT,) == REGISTER.signed_at(plus) == REGISTER.signed_at("admm-19")

    def test_eight_dialogue_partners_by_name(self):
        plus = REGISTER.meeting("admm-plus-12")
        partners = [one.party for one in plus.participants if one.role is mou.Role.DIALOGUE_PARTNER]
        names = ["the United States", "Russia", "Australia", "China", "India", "Japan", "South Korea", "New Zealand"]
        assert [mou.Party.state(name).id for name in names] == partners
        assert {"dialogue_partner": 8} == plus.stated_counts
        assert tuple(partners) == REGISTER.forum("admm-plus").roster("2025-11-01", "dialogue_partner")

    @pytest.mark.parametrize(("forum", "partners"), [("admm", 0), ("admm-plus", 8)])
    def test_members_before_and_after_timor_leste(self, forum, partners):
        """Ten members on 1 October 2025; eleven on 31 October, after the admission of 26 October."""
        forum = REGISTER.forum(forum)
        assert [(10, partners), (10, partners), (11, partners), (11, partners)] == [
            (forum.count(day, "member"), forum.count(day, "dialogue_partner"))
            for day in ("2025-10-01", "2025-10-25", "2025-10-26", "2025-10-31")
        ]

    def test_that_they_took_part_is_inferred(self):
        for meeting in REGISTER.meetings:
            assert mou.Certainty.INFERRED is meeting.certainty
            assert "The year is inferred" in meeting.note
            assert [REPORT] == [source.title for source in meeting.sources]


def test_nothing_is_doubtful_about_it():
    assert () == mou.check(REGISTER)
    assert () == mou.check(REGISTER, on="2030-10-30")


def test_a_year_after_its_end_the_record_is_out_of_date():
    assert ["/agreements/0/acts"] == [finding.pointer for finding in mou.check(REGISTER, on="2030-10-31")]


def test_the_document_is_written_as_it_stands():
    assert examples.text() == mou.dumps(REGISTER) + "\n"
    assert REGISTER == mou.loads(examples.text())
    assert examples.register() is REGISTER
    assert examples.FIRST == AGREEMENT.id
