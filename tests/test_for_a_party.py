"""A question that names a party is answered for this party, by the same rule through every door."""

import csv
import io
import json
from datetime import date

import attrs
import pytest
from click.testing import CliRunner
from records import record, signed

import mou
from mou.answers.party_positions import departures
from mou.cli.commands import command
from mou.formats.digest import digest
from mou.formats.page import page
from mou.formats.tables import to_arrow
from mou.law.status import Status
from mou.model.act import Act
from mou.model.conditions import NthInstrument
from mou.model.durations import Indefinite
from mou.model.party import Party
from mou.model.withdrawals import WithdrawalOnNotice

STATES = [Party.state(code) for code in ("USA", "FRA", "JPN", "MYS")]
UNESCO = attrs.evolve(
    record(
        Act("acceptance", "1946-11-04", by="USA"),
        Act("acceptance", "1946-12-04", by="FRA"),
        Act("acceptance", "1951-07-02", by="JPN"),
        Act("withdrawal", "2025-07-22", by="USA", effective_on="2027-01-01"),
        parties=STATES,
        kind="treaty",
        entry_into_force=NthInstrument(2),
        duration=Indefinite(),
        withdrawal=WithdrawalOnNotice("P1Y"),
    ),
    id="unesco",
    title="Constitution",
)
PAIR = attrs.evolve(record(signed("2022-05-01"), parties=STATES[:2], duration="P5Y"), id="pair", title="Pair")
MANY_LEFT = [Party.state(code) for code in "USA FRA JPN MYS DEU ITA ESP PRT".split()]
MANY = record(
    *[Act("acceptance", "2000-01-01", by=state) for state in MANY_LEFT],
    *[Act("withdrawal", "2010-01-01", by=state, effective_on="2011-01-01") for state in MANY_LEFT[:7]],
    parties=MANY_LEFT,
    kind="treaty",
    entry_into_force=NthInstrument(2),
    duration=Indefinite(),
)
REGISTER = mou.Register(agreements=[UNESCO, PAIR])
BEFORE, AFTER = "2026-11-29", "2027-01-15"
STATUSES = {"USA": "terminated", "FRA": "in_force", "JPN": "in_force", "MYS": "negotiated"}


@pytest.fixture
def run(tmp_path):
    def done(name, *options, register=REGISTER):
        path = tmp_path / "register.json"
        path.write_text(mou.dumps(register), "utf-8")
        arguments = [name, str(path), *options]
        return CliRunner().invoke(command, arguments, env={"COLUMNS": "200"}, catch_exceptions=False).stdout

    return done


def squeezed(text):
    return " ".join(text.split())


class TestOneAnswerThroughEveryDoor:
    @pytest.mark.parametrize(("party", "status"), STATUSES.items())
    def test_python(self, party, status):
        assert status == mou.participation(UNESCO, party).status(AFTER)
        assert status == mou.position(UNESCO, AFTER, party=party).status
        assert status == next(where for where in REGISTER.positions(AFTER, party=party) if where.id == "unesco").status
        assert (UNESCO in REGISTER.in_force(AFTER, party=party)) is (status == "in_force")
        assert UNESCO in REGISTER.with_status(AFTER, status, party=party)

    @pytest.mark.parametrize(("party", "status"), STATUSES.items())
    def test_the_command(self, run, party, status):
        text = run("status", "--on", AFTER, "--party", party.lower(), "--format", "csv")
        row = next(row for row in csv.DictReader(io.StringIO(text)) if row["id"] == "unesco")
        assert (status, party, "in_force") == (row["status"], row["party"], row["agreement_status"])
        document = json.loads(run("status", "--on", AFTER, "--by", "party", "--format", "json"))
        counts = {item["value"]: item["counts"] for item in document["values"]}
        assert counts[Party.state(party).name][status] == (2 if party == "FRA" else 1)

    def test_the_tables(self):
        row = to_arrow(REGISTER, on=AFTER).agreements.to_pylist()[0]
        assert {party["id"]: party["status"] for party in row["parties"]} == STATUSES

    def test_the_table_on_a_terminal(self, run):
        text = squeezed(run("status", "--on", AFTER, "--party", "us"))
        assert "all us in force 2 1 terminated 0 1 total 2 2" in text
        assert "unesco Constitution terminated (agreement: in force) 2026-12-31" in text
        assert "pair Pair in force 2027-05-01, if not renewed" in text

    def test_the_counts_on_a_terminal(self, run):
        text = squeezed(run("status", "--on", AFTER, "--by", "party"))
        assert "party not yet signed in force terminated total France 2 2 United States of America 1 1 2" in text
        assert "total 0 2 0 2" in text
        assert "Each row counts the status for that party." in text

    def test_the_page(self):
        assert "<small>United States of America: to 31 Dec 2026</small>" in page(REGISTER, AFTER)


class TestPartyPositions:
    def test_a_party_that_left(self):
        where = mou.position(UNESCO, AFTER, party="United States")
        assert ("USA", Status.IN_FORCE, "in force") == (where.party, where.agreement_status, where.agreement_word)
        assert (None, date(1946, 12, 4)) == (where.signed_on, where.entered_on)
        assert (date(2026, 12, 31), "2026-12-31") == (where.last_day, where.end)
        assert "terminated for United States of America since 1 January 2027; the agreement: " in where.reason
        assert where.reason.endswith("the agreement: in force since 4 December 1946")
        assert (where.possible, where.period, where.notice_deadline) == ((Status.TERMINATED,), None, None)
        assert where.assumptions == ()
        assert where.explanation == str(mou.participation(UNESCO, "USA").explain())
        assert isinstance(where, mou.results.PartyPosition)

    def test_a_party_that_joined_later(self):
        where = mou.position(UNESCO, AFTER, party="JPN")
        assert where.reason == "in force for Japan since 2 July 1951; the agreement: in force since 4 December 1946"

    def test_a_party_without_acts(self):
        where = mou.position(UNESCO, AFTER, party="MYS")
        assert (where.entered_on, where.last_day, where.end, where.assumptions) == (None, None, "none", ())
        assert where.reason == "not yet signed for Malaysia; the agreement: in force since 4 December 1946"

    def test_a_party_with_the_days_of_the_agreement(self):
        alone, own = mou.position(PAIR, AFTER), mou.position(PAIR, AFTER, party="USA")
        names = "status reason signed_on entered_on last_day end if_not_renewed period notice_deadline assumptions"
        assert [getattr(alone, name) for name in names.split()] == [getattr(own, name) for name in names.split()]

    def test_a_party_that_may_have_left(self, run):
        notice = attrs.evolve(UNESCO.acts[3], effective_on="2027")
        uncertain = attrs.evolve(UNESCO, acts=[*UNESCO.acts[:3], notice])
        where = mou.position(uncertain, "2027-06-01", party="USA")
        assert (Status.UNKNOWN, Status.IN_FORCE) == (where.status, where.agreement_status)
        assert where.possible == (Status.IN_FORCE, Status.TERMINATED)
        assert where.end == "2026-12-31 to 2027-12-30"
        options = ("--on", "2027-06-01", "--party", "USA", "--format", "json")
        document = json.loads(run("status", *options, register=mou.Register(agreements=[uncertain])))
        assert [("unesco", "status", "/acts")] == [
            (item["agreement"], item["question"], item["field"]) for item in document["not_determined"]
        ]
        assert () == departures(mou.lifecycle(uncertain))

    def test_an_agreement_past_the_calendar(self):
        where = mou.position(record(signed("9998-01-01"), duration="P5Y"), "9999-01-01", party="USA")
        assert (Status.UNKNOWN, "not known") == (where.status, where.end)
        assert (None, None, None) == (where.signed_on, where.entered_on, where.last_day)
        assert (False, ()) == (where.if_not_renewed, where.assumptions)
        assert where.explanation == where.reason

    def test_bodies_of_a_party(self):
        """If several bodies act for a party, the agreement is in force for it while it is in force for one of them."""
        bodies = [Party(f"body-{n}", name=f"Body {n}", kind="government_body", acts_for="USA") for n in (1, 2)]
        acts = [signed("2020-01-01"), Act("withdrawal", "2021-01-01", by="body-1")]
        term = {"duration": Indefinite(), "withdrawal": WithdrawalOnNotice("P6M")}
        both = record(*acts, parties=[*bodies, Party.state("FRA")], **term)
        register = mou.Register(agreements=[both], parties=[Party.state("USA")])
        (where,) = register.positions("2023-01-01", party="USA")
        assert ("body-2", Status.IN_FORCE) == (where.party, where.status)
        (where,) = register.positions("2023-01-01", party="body-1")
        assert ("body-1", Status.TERMINATED) == (where.party, where.status)

    def test_progress(self):
        seen = []
        REGISTER.positions(AFTER, party="JPN", progress=lambda done, total: seen.append((done, total)))
        assert [(1, 1)] == seen

    def test_an_unknown_party(self):
        for ask in (REGISTER.positions, REGISTER.in_force):
            with pytest.raises(mou.UnknownIdError):
                ask(AFTER, party="Atlantis")
        with pytest.raises(mou.UnknownIdError):
            mou.position(PAIR, AFTER, party="JPN")


class TestDepartures:
    def test_reminders(self):
        (reminder,) = [reminder for section in digest(REGISTER, BEFORE).sections for reminder in section.reminders]
        assert reminder.text == (
            "United States of America leaves the treaty with Japan and Malaysia on 1 January 2027 (in 33 days). "
            "From that day, the agreement is no longer in force for this party."
        )

    def test_an_exit_that_is_past(self):
        (section,) = digest(REGISTER, AFTER, leads=["P1D"], since="2026-12-01").sections
        assert section.reminders[0].text.startswith("United States of America left the treaty")

    def test_an_exit_that_ends_the_agreement_is_reminded_of_once(self):
        leaving = Act("withdrawal", "2026-07-01", by="USA", effective_on="2027-01-01")
        ended = attrs.evolve(PAIR, acts=[*PAIR.acts, leaving])
        (section,) = digest(mou.Register(agreements=[ended]), BEFORE).sections
        assert ["last_day"] == [reminder.kind for reminder in section.reminders]

    def test_expiring(self, run):
        text = squeezed(run("expiring", "--on", BEFORE))
        assert "Parties that leave an agreement that continues: Constitution (unesco): no longer in force for " in text
        assert text.endswith("for United States of America from 2027-01-01")
        document = json.loads(run("expiring", "--on", BEFORE, "--format", "json"))
        assert [("unesco", "USA", "2027-01-01")] == [
            (event["agreement"], event["party"], event["earliest"]) for event in document["leaving"]
        ]
        assert ["pair"] == [event["agreement"] for event in document["events"]]

    def test_the_page(self):
        html = squeezed(page(REGISTER, BEFORE))
        assert '<span class="when">31 Dec 2026</span>' in html
        assert "in 32 days; only for United States of America" in html

    def test_the_page_leaves_out_a_last_day_that_is_past(self):
        assert "only for United States" not in page(REGISTER, "2027-01-01").partition('id="data"')[0]

    def test_the_page_with_an_exit_that_may_never_come(self):
        notice = attrs.evolve(UNESCO.acts[3], effective_on="2027-01/..")
        html = page(mou.Register(agreements=[attrs.evolve(UNESCO, acts=[*UNESCO.acts[:3], notice])]), BEFORE)
        assert "the date is uncertain; only for United States of America" in html

    def test_many_that_left(self):
        html = page(mou.Register(agreements=[MANY]), BEFORE)
        assert "Italy: to 31 Dec 2010; and 1 more</small>" in html
