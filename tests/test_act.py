"""Acts: what can be done, by whom, and what can't be true of it."""

import copy
import pickle
from datetime import date, datetime

import attrs
import pytest
from told import places, told

from mou.dates.days import PartialDate
from mou.dates.periods import Period
from mou.documents.codec import dumps, loads
from mou.model.act import Act, ActKind, Signatory, SignatureKind
from mou.model.durations import Indefinite
from mou.model.party import Party
from mou.model.source import Certainty, Source

BY_ONE = """ratification acceptance approval accession succession formal_confirmation notification reservation
objection statement_withdrawal non_renewal withdrawal notice_revocation notice_suspension""".split()
BY_ANYBODY = sorted({*ActKind} - set(BY_ONE))
LASTING = ["event", "extension", "suspension", "provisional_application", "notice_suspension"]
ABOUT = ["objection", "statement_withdrawal", "notice_revocation", "notice_suspension"]
DAY = date(2025, 10, 30)


def named(kind):
    """What an act of this kind must have besides its day."""
    return {"id": "completed"} if kind == "event" else {}


class TestWhatIsTaken:
    @pytest.mark.parametrize("kind", BY_ANYBODY)
    def test_acts_of_the_parties_together_name_nobody(self, kind):
        assert () == Act(kind, DAY, **named(kind)).by
        assert ("MYS",) == Act(kind, DAY, by="MYS", **named(kind)).by

    @pytest.mark.parametrize("kind", BY_ONE)
    def test_an_instrument_or_notice_is_somebodys(self, kind):
        """Nobody ratifies, notifies or leaves without being somebody."""
        assert ("MYS",) == Act(kind, DAY, by="MYS").by
        assert [f"/by: found no party; expected at least one party (required for {kind}); pass by=..."] == told(
            Act, kind, DAY
        )

    def test_kinds_are_words_or_members(self):
        assert ActKind.SIGNATURE is Act("signature", DAY).kind is Act(ActKind.SIGNATURE, DAY).kind

    @pytest.mark.parametrize("day", ["2025-10-30", DAY])
    def test_days_are_iso_text_or_dates(self, day):
        act = Act("extension", day, effective_on=day, received_on=day, until=day)
        assert [DAY] * 4 == [act.on, act.effective_on, act.received_on, act.until]

    def test_imprecise_days_are_kept_as_written(self):
        act = Act("extension", "1848", received_on="1848-02", effective_on="1848~", until="185X")
        assert ["1848", "1848-02", "1848~", "185X"] == [
            str(day) for day in (act.on, act.received_on, act.effective_on, act.until)
        ]
        assert PartialDate("1848") == act.on

    @pytest.mark.parametrize(
        "by",
        ["MYS", ["MYS"], Party.state("MYS"), [Party.state("MYS")], iter(["MYS"])],
        ids=["id", "ids", "party", "parties", "iterator"],
    )
    def test_parties_are_named_by_id_or_given_themselves(self, by):
        assert ("MYS",) == Act("withdrawal", DAY, by=by).by

    def test_periods_are_iso_text_or_periods(self):
        assert Period(years=2) == Act("extension", DAY, period="P2Y").period
        assert Period(years=2) == Act("extension", DAY, period=Period(years=2)).period

    @pytest.mark.parametrize("kind", LASTING)
    def test_what_lasts_may_have_a_last_day(self, kind):
        assert DAY == Act(kind, DAY, by="MYS", until=DAY, **named(kind)).until

    def test_what_is_not_said(self):
        act = Act("signature", DAY)
        assert [None] * 7 == [
            act.received_on,
            act.effective_on,
            act.place,
            act.signature_kind,
            act.until,
            act.period,
            act.note,
        ]
        assert ((), (), Certainty.STATED) == (act.signatories, act.sources, act.certainty)

    def test_an_effect_before_the_act_is_legitimate(self):
        """Retroactive effect is agreed every day."""
        assert date(2025, 1, 1) == Act("entry_into_force", DAY, effective_on="2025-01-01").effective_on


class TestAnotherAct:
    """An act may have a name, and one about another act says which."""

    @pytest.mark.parametrize("kind", ["objection", "statement_withdrawal", "notice_revocation", "notice_suspension"])
    def test_it_refers_to_it(self, kind):
        assert "first" == Act(kind, DAY, by="MYS", refers_to="first").refers_to
        assert ("second", "first") == (
            Act(kind, DAY, by="MYS", id="second", refers_to="first").id,
            Act(kind, DAY, by="MYS", id="second", refers_to="first").refers_to,
        )

    @pytest.mark.parametrize("kind", sorted({*ActKind} - set(ABOUT)))
    def test_one_that_is_about_no_other_does_not(self, kind):
        assert [f'/refers_to: found "first"; expected no value for {kind}'] == told(
            Act, kind, DAY, by="MYS", refers_to="first", **named(kind)
        )
        assert "a" == Act(kind, DAY, by="MYS", id="a").id

    @pytest.mark.parametrize("name", ["", " ", "a b", 5, "a\n"])
    def test_names_are_ids(self, name):
        assert ["/id", "/refers_to"] == places(Act, "notice_revocation", DAY, by="MYS", id=name, refers_to=name)

    def test_an_extension_to_the_end_of_the_calendar_is_none(self):
        expected = "a real last day, before 9999-12-31; use `period=mou.Indefinite()` for an extension without an end"
        assert [f'/until: found "9999-12-31"; expected {expected}'] == told(Act, "extension", DAY, until="9999-12-31")

    def test_an_extension_without_an_end(self):
        act = Act("extension", DAY, period=Indefinite())
        assert loads(dumps(act), Act) == act
        (problem,) = told(Act, "extension", DAY, period="indefinite")
        assert problem.endswith("use mou.Indefinite()")


class TestSignature:
    def test_everything_can_be_said(self):
        signatory = Signatory("Pete Hegseth", party="USA", office="Secretary")
        source = Source("A report")
        act = Act.signature(
            "2025-10-30",
            by=["MYS", "USA"],
            kind="definitive",
            place="Kuala Lumpur",
            signatories=[signatory],
            received_on="2025-10-31",
            certainty="inferred",
            sources=[source],
            note="in the margins",
        )
        assert act == Act(
            ActKind.SIGNATURE,
            DAY,
            by=("MYS", "USA"),
            received_on=date(2025, 10, 31),
            place="Kuala Lumpur",
            signature_kind=SignatureKind.DEFINITIVE,
            signatories=(signatory,),
            certainty=Certainty.INFERRED,
            sources=(source,),
            note="in the margins",
        )

    def test_only_the_day_must_be_said(self):
        assert Act("signature", DAY) == Act.signature("2025-10-30")

    def test_who_signs_for_nobody_that_signs(self):
        signatories = [Signatory("A", party="USA"), Signatory("B", party="FRA")]
        assert ['/signatories/1/party: found "FRA"; expected one of the signing parties: MYS, USA'] == told(
            Act.signature, DAY, by=["MYS", "USA"], signatories=signatories
        )

    def test_a_signatory(self):
        assert (None, "USA") == (Signatory("A", party="USA").office, Signatory("A", party="USA").party)
        assert ["/name", "/party", "/office"] == places(Signatory, "", party=None, office="\x00")


class TestWhatCantBeTrue:
    def test_a_kind_that_is_not_known(self):
        (sentence,) = told(Act, "signing", DAY)
        assert sentence.startswith('/kind: found "signing"; expected one of: adoption, signature, ratification, ')

    @pytest.mark.parametrize("kind", ["Signature", "SIGNATURE", "", None, 1, True, SignatureKind.DEFINITIVE])
    def test_kinds_are_spelled_one_way(self, kind):
        assert ["/kind"] == places(Act, kind, DAY)

    @pytest.mark.parametrize(
        "day",
        [None, "", "2023-02-30", "20251030", "2025-W44-4", "30 October 2025", 2025, datetime(2025, 10, 30), True],  # noqa: DTZ001
    )
    def test_a_day_that_is_none(self, day):
        assert ["/on"] == places(Act, "signature", day)

    @pytest.mark.parametrize(
        ("by", "where"),
        [
            (None, "/by"),
            (5, "/by"),
            ({"MYS": 1}, "/by"),
            (["MYS", "MYS"], "/by/1"),
            (["MYS", ""], "/by/1"),
            ("", "/by/0"),
        ],
        ids=str,
    )
    def test_parties_that_are_none(self, by, where):
        assert [where] == places(Act, "signature", DAY, by=by)

    def test_what_a_signature_does_is_said_of_signatures(self):
        assert [
            '/signature_kind: found "definitive"; expected no value: an act of kind ratification is not a signature',
            "/signatories: found a list; expected no value: an act of kind ratification is not a signature",
        ] == told(
            Act, "ratification", DAY, by="MYS", signature_kind="definitive", signatories=[Signatory("A", party="MYS")]
        )

    @pytest.mark.parametrize("kind", sorted({*ActKind} - set(LASTING)), ids=str)
    def test_what_is_over_at_once_has_no_last_day(self, kind):
        assert [f'/until: found "2030-01-01"; expected no value for {kind}'] == told(
            Act, kind, DAY, by="MYS", until="2030-01-01", **named(kind)
        )

    @pytest.mark.parametrize("kind", sorted({*ActKind} - {"extension"}), ids=str)
    def test_only_an_extension_is_by_a_period(self, kind):
        assert [f"/period: found P1Y; expected no value for {kind}"] == told(
            Act, kind, DAY, by="MYS", period="P1Y", **named(kind)
        )

    def test_an_event_has_a_name(self):
        expected = "/id: found nothing; expected the name of the event in the clause (required for event)"
        assert [expected] == told(Act, "event", DAY) == told(Act, "event", DAY, by="MYS")

    def test_an_extension_is_to_a_day_or_by_a_period(self):
        assert ["/period: found P1Y; expected either a period or a last day, not both"] == told(
            Act, "extension", DAY, until="2030-10-30", period="P1Y"
        )

    def test_an_extension_by_nothing(self):
        assert ["/period: found P0D; expected a period longer than zero"] == told(Act, "extension", DAY, period="P0D")

    def test_a_last_day_before_the_first(self):
        assert ['/until: found "2025-10-29"; expected a day on or after its first day, 2025-10-30'] == told(
            Act, "suspension", DAY, until="2025-10-29"
        )
        assert ['/until: found "2025-12-30"; expected a day on or after its first day, 2025-12-31'] == told(
            Act, "suspension", DAY, effective_on="2025-12-31", until="2025-12-30"
        )
        assert DAY == Act("suspension", DAY, until=DAY).until
        assert DAY == Act("suspension", "2025-12-31", effective_on=DAY, until=DAY).until

    def test_a_receipt_before_the_sending(self):
        assert ['/received_on: found "2025-10-29"; expected a day on or after the day it was sent, 2025-10-30'] == told(
            Act, "withdrawal", DAY, by="MYS", received_on="2025-10-29"
        )

    def test_imprecise_days_are_refused_where_no_reading_is_possible(self):
        """October 2025 may be before or after the 30th; September can't be after it."""
        assert "2025-10" == str(Act("suspension", DAY, until="2025-10", received_on="2025-10").until)
        assert ["/until", "/received_on"] == places(Act, "suspension", DAY, until="2025-09", received_on="2025-09")
        assert DAY == Act("suspension", "2025-10", until=DAY).until

    def test_every_field_is_told_at_once(self):
        assert [
            "/kind",
            "/on",
            "/by/0",
            "/received_on",
            "/effective_on",
            "/place",
            "/signature_kind",
            "/signatories/0",
            "/until",
            "/period",
            "/certainty",
            "/sources/1",
            "/note",
        ] == places(
            Act,
            "x",
            "x",
            by=[5],
            received_on="x",
            effective_on="x",
            place="",
            signature_kind="x",
            signatories=["x"],
            until="x",
            period="x",
            certainty="x",
            sources=[Source("A"), "x"],
            note=5,
        )

    def test_every_rule_is_told_at_once(self):
        assert ["/by", "/signature_kind", "/until", "/period", "/period", "/until", "/received_on"] == places(
            Act,
            "withdrawal",
            DAY,
            signature_kind="definitive",
            until="2020",
            period="P1Y",
            received_on="2020",
        )


def test_a_value():
    """Acts are the history: they don't change, and the same act is the same value."""
    act = Act.signature(DAY, by="MYS", signatories=[Signatory("A", party="MYS")])
    assert act == Act.signature("2025-10-30", by=["MYS"], signatories=(Signatory("A", party="MYS"),))
    assert 1 == len({act, attrs.evolve(act)})
    for copied in (copy.copy(act), copy.deepcopy(act), pickle.loads(pickle.dumps(act))):  # noqa: S301
        assert act == copied
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        act.on = date(2025, 10, 31)
    assert not hasattr(act, "__dict__")
    with pytest.raises(TypeError):
        Act("signature", DAY, "MYS")


class TestSynonyms:
    @pytest.mark.parametrize(
        ("word", "kind"),
        [
            ("denunciation", "withdrawal"),
            ("renunciation", "withdrawal"),
            ("notice_of_termination", "withdrawal"),
            ("revocation", "notice_revocation"),
            ("withdrawn_statement", "statement_withdrawal"),
        ],
    )
    def test_other_terms_and_words_of_older_documents_are_read(self, word, kind):
        act = Act(word, DAY, by="MYS")
        assert kind == act.kind
        document = f'{{"kind": "{word}", "on": "{DAY}", "by": ["MYS"]}}'
        assert act == loads(document, Act)
        assert f'"kind": "{kind}"' in dumps(act)
