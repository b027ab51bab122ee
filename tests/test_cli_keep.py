"""A register that is kept by command: add, record, edit and remove."""

import json
import os
import subprocess
import sys
from pathlib import Path

import attrs
import click
import pytest
from click.testing import CliRunner

import mou
from mou.cli import add as _add, edit as _edit, remove as _remove
from mou.cli.commands import command
from mou.model.act import Act, ActKind
from mou.model.agreement import Agreement, AgreementKind, Relation
from mou.model.durations import Indefinite, Until
from mou.model.meeting import Forum, Meeting, Membership, Participant
from mou.model.party import Party
from mou.model.renewals import ExpressRenewal, NoRenewal, TacitRenewal
from mou.model.term import Term
from mou.model.withdrawals import WithdrawalOnNotice

US = Party.organisation("Universiti X")
KEIO = attrs.evolve(Party.organisation("Keio University"), aliases=["Keio"])
MIT = Party("mit", "Massachusetts Institute of Technology", "organisation")
JAPAN = Party.state("Japan")
FIVE = Agreement(
    "keio-2021",
    title="Student exchange",
    kind="mou",
    parties=[US, KEIO],
    acts=[Act.signature("2021-09-01", by=[US, KEIO])],
    term=Term(duration="P5Y", renewal=TacitRenewal("P5Y", notice="P6M")),
)
OLD = Agreement(
    "mit-2015",
    title="Research",
    kind="mou",
    parties=[US, MIT],
    acts=[Act.signature("2015-03-01", by=[US, MIT])],
    term=Term(duration="P5Y", renewal=NoRenewal()),
)
REGISTER = mou.Register(agreements=[FIVE, OLD])
TODAY = ("--today", "2026-01-15")
FILES = ["register.json", "register.ndjson", "folder/"]


@pytest.fixture(autouse=True)
def room(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for name in FILES:
        mou.save(REGISTER, name)


def run(*args, stdin=None):
    return CliRunner().invoke(command, [str(arg) for arg in args], input=stdin, catch_exceptions=False)


def lines(text):
    return [" ".join(line.split()) for line in text.splitlines()]


def squeezed(text):
    return " ".join(text.split())


def saved(name="register.json"):
    return mou.load(name)


def error_of(done):
    """The message of a command that refused, and changed nothing."""
    assert (2, "") == (done.exit_code, done.stdout)
    assert all(saved(name) == REGISTER for name in FILES)
    return squeezed(done.stderr)


@pytest.fixture
def terminal(monkeypatch):
    """Standard input is a terminal."""
    for module in (_add, _edit, _remove):
        monkeypatch.setattr(module, "on_terminal", lambda: True)


@pytest.fixture
def meanwhile(monkeypatch):
    """Another program saves a register just before the command does, once."""

    def save_first(register):
        own = mou.RegisterFile.save
        pending = [register]

        def save(self, new):
            if pending:
                mou.save(pending.pop(), self.path)
            own(self, new)

        monkeypatch.setattr(mou.RegisterFile, "save", save)

    return save_first


EXCHANGE = ("--title", "Exchange", "--party", "Universiti X", "--party", "Japan")


class TestAdd:
    def test_to_a_file_that_does_not_exist(self):
        done = run("add", "new.json", *EXCHANGE, "--signed", "2024-05-01", "--kind", "mou", "--duration", "5y", *TODAY)
        assert (0, "") == (done.exit_code, done.stderr)
        assert [
            "Party: Universiti X (new organisation universiti-x).",
            "Party: Japan (state JPN).",
            "Exchange universiti-x-jpn-2024",
            "status on 2026-01-15 in force",
            "first day 2024-05-01",
            "last day 2029-05-01, if not renewed",
            "next notice by not known",
            "Created new.json.",
        ] == lines(done.stdout)
        assert mou.Register(
            agreements=[
                Agreement(
                    "universiti-x-jpn-2024",
                    title="Exchange",
                    kind="mou",
                    parties=[US, JAPAN],
                    acts=[Act.signature("2024-05-01", by=[US, JAPAN])],
                    term=Term(duration="P5Y"),
                )
            ]
        ) == saved("new.json")

    @pytest.mark.parametrize("name", FILES)
    def test_to_a_register_in_its_own_layout(self, name):
        done = run("add", name, *EXCHANGE, "--id", "new", *TODAY)
        assert (0, f"Saved {name}.") == (done.exit_code, done.stdout.splitlines()[-1])
        assert {"keio-2021", "mit-2015", "new"} == {agreement.id for agreement in saved(name).agreements}
        assert (name == "folder/") == Path(name).is_dir()
        assert (name == "register.ndjson") == Path(name, "").name.endswith("ndjson")

    def test_a_new_folder(self):
        assert "Created new/." == run("add", "new/", *EXCHANGE).stdout.splitlines()[-1]
        assert ["universiti-x-jpn"] == [agreement.id for agreement in saved("new").agreements]

    def test_a_folder_in_the_order_of_ids_stays_in_it(self):
        run("add", "folder/", *EXCHANGE, "--id", "a")
        assert "order" not in Path("folder/register.json").read_text("utf-8")
        run("add", "register.json", *EXCHANGE, "--id", "a")
        assert ["keio-2021", "mit-2015", "a"] == [agreement.id for agreement in saved().agreements]
        mou.save(attrs.evolve(REGISTER, agreements=[OLD, FIVE]), "folder/")
        run("add", "folder/", *EXCHANGE, "--id", "a")
        assert ["mit-2015", "keio-2021", "a"] == [agreement.id for agreement in saved("folder").agreements]

    @pytest.mark.parametrize(
        ("options", "party"),
        [
            (["--party", "keio university"], KEIO),
            (["--party", "KEIO"], KEIO),
            (["--party", "mit"], MIT),
            (["--party", "Japan"], JAPAN),
            (["--party", "JP"], JAPAN),
            (["--party", "the US"], Party.state("USA")),
            (["--party", "ASEAN"], mou.world.party("ASEAN")),
            (["--party", "New  School"], Party("new-school", "New School", "organisation")),
            (["--organisation", "Korea"], Party("korea", "Korea", "organisation")),
            (["--organisation", "Keio University"], KEIO),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, list) else "",
    )
    def test_parties(self, options, party):
        run("add", "register.json", "--title", "New", "--party", "Universiti X", *options, "--id", "new")
        assert party in saved().agreement("new").parties

    def test_a_name_without_latin_letters(self):
        run("add", "register.json", "--title", "New", "--party", "慶應義塾大学", "--party", "Keio", "--id", "new")
        assert "慶應義塾大学" in [party.name for party in saved().agreement("new").parties]

    def test_a_similar_name_is_pointed_out(self):
        done = run("add", "register.json", "--title", "New", "--party", "Keio Universty", "--party", "Japan")
        assert (
            'Party: Keio Universty (new organisation keio-universty, similar to "Keio University").'
            == lines(done.stdout)[0]
        )

    @pytest.mark.parametrize(
        ("name", "error"),
        [
            ("Korea", "is the name of several states: KOR (Republic of Korea), PRK"),
            ("Malasia", "close matches: MYS (Malaysia), MWI (Malawi); for an organisation of this name, use"),
            (
                "Keio, University",
                "the party keio-university has the name Keio University; to add this party, pass keio-",
            ),
            ("new\x07school", "found"),
            ("Twin", "several parties have the name Twin; write the id: twin-1, twin-2"),
        ],
    )
    def test_names_that_are_not_clear(self, name, error):
        if name == "Twin":
            twins = [Party(f"twin-{number}", "Twin", "organisation") for number in (1, 2)]
            mou.save(attrs.evolve(REGISTER, parties=twins), "twins.json")
        done = run("add", "twins.json" if name == "Twin" else "register.json", "--title", "New", "--party", name)
        assert (2, "", True) == (done.exit_code, done.stdout, error in squeezed(done.stderr))
        assert "--party" in done.stderr

    @pytest.mark.parametrize(
        ("options", "term"),
        [
            ("--duration 5years", Term(duration="P5Y")),
            ("--duration indefinite", Term(duration=Indefinite())),
            ("--until 2030-06-30", Term(duration=Until("2030-06-30"))),
            ("--duration P5Y --until 2029-04-30", Term(duration="P5Y", stated_last_day="2029-04-30")),
            ("--renewal none", Term(renewal=NoRenewal())),
            ("--renewal express", Term(renewal=ExpressRenewal())),
            ("--renewal express --renewal-period 2y", Term(renewal=ExpressRenewal("P2Y"))),
            ("--renewal tacit --renewal-period 1y", Term(renewal=TacitRenewal("P1Y"))),
            ("--renewal tacit --renewal-period indefinite", Term(renewal=TacitRenewal(Indefinite()))),
            (
                "--renewal tacit --renewal-period P1Y --renewal-notice 90d",
                Term(renewal=TacitRenewal("P1Y", notice="P90D")),
            ),
            ("--notice 6m", Term(withdrawal=WithdrawalOnNotice("P6M"))),
            ("--withdrawal-notice P6M", Term(withdrawal=WithdrawalOnNotice("P6M"))),
        ],
    )
    def test_terms(self, options, term):
        assert 0 == run("add", "register.json", *EXCHANGE, "--id", "new", *options.split()).exit_code
        assert term == saved().agreement("new").term

    def test_kinds_acts_and_own_columns(self):
        options = [
            "--kind",
            "Letter of Intent",
            "--entered",
            "2024-06-01",
            "--set",
            "Country=Japan",
            "--set",
            "Note= a=b ",
        ]
        run("add", "register.json", *EXCHANGE, "--id", "new", *options)
        new = saved().agreement("new")
        assert (AgreementKind.LETTER_OF_INTENT, (Act("entry_into_force", "2024-06-01"),)) == (new.kind, new.acts)
        assert {"Country": "Japan", "Note": "a=b"} == dict(new.extensions)

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            ([*EXCHANGE, "--signed", "2021-05-01"], "jpn-2021"),
            ([*EXCHANGE, "--entered", "2022-05-01"], "jpn-2022"),
            (
                ["--title", "Exchange", "--party", "Universiti X", "--party", "Keio", "--signed", "2021-05-01"],
                "keio-university-2021",
            ),
            (["--title", "Exchange", "--party", "Keio", "--party", "mit"], "keio-university-mit"),
        ],
        ids=str,
    )
    def test_an_id_is_made_from_the_partners_and_the_year(self, options, expected):
        """The party to all agreements is left out."""
        run("add", "register.json", *options)
        assert expected == saved().agreements[-1].id
        run("add", "register.json", *options)
        assert f"{expected}-2" == saved().agreements[-1].id

    @pytest.mark.parametrize(
        ("options", "error"),
        [
            ((), "the command can't ask for missing facts; pass --title and --party (at least twice)"),
            (("--title", "New"), "pass --party (at least twice)"),
            (("--title", "New", "--party", "Japan"), "pass --party for each party; an agreement has at least two"),
            ((*EXCHANGE, "--renewal", "tacit"), "pass --renewal-period"),
            ((*EXCHANGE, "--renewal-notice", "P6M"), "--renewal-notice needs --renewal tacit"),
            ((*EXCHANGE, "--renewal", "none", "--renewal-period", "P6M"), "--renewal-period needs --renewal tacit or"),
            (
                (*EXCHANGE, "--id", "mit-2015"),
                "mit-2015 is the id of another agreement (Research); jpn is not used yet",
            ),
            ((*EXCHANGE, "--id", "a b"), 'found "a b"; expected an id'),
            ((*EXCHANGE, "--set", "Country"), 'found "Country"; expected NAME=VALUE, such as Country=Japan'),
            ((*EXCHANGE, "--kind", "memo"), 'found "memo"; expected one of: treaty, agreement,'),
            ((*EXCHANGE, "--duration", "five"), 'found "five"; expected a period, such as 6 months, 90d'),
            ((*EXCHANGE, "--signed", "1 May 2024"), 'found "1 May 2024"; expected a valid date, YYYY-MM-DD'),
            (
                (*EXCHANGE, "--duration", "0d"),
                "register.json: --duration: found P0D; expected a period longer than zero",
            ),
            (
                (*EXCHANGE, "--entered", "2024-01-02", "--until", "2024-01-01"),
                '--until: found "2024-01-01"; expected a day',
            ),
            ((*EXCHANGE, "--title", "\x07"), "--title: found"),
            (
                (*EXCHANGE, "--duration", "indefinite", "--renewal", "express"),
                "--renewal: found a renewal; expected no",
            ),
            ((*EXCHANGE, "--renewal", "express", "--renewal-period", "indefinite"), "--renewal-period: found"),
        ],
        ids=str,
    )
    def test_what_is_missing_or_can_t_be_is_refused_once(self, options, error):
        assert error in error_of(run("add", "register.json", *options))

    def test_a_dry_run_writes_nothing(self):
        done = run("add", "register.json", *EXCHANGE, "--dry-run")
        assert (0, "Dry run: register.json is unchanged.") == (done.exit_code, done.stdout.splitlines()[-1])
        assert REGISTER == saved()
        done = run("add", "new.json", *EXCHANGE, "--dry-run")
        assert "Dry run: new.json was not created." == done.stdout.splitlines()[-1]
        assert not Path("new.json").exists()

    def test_effects_on_another_agreement_are_printed(self):
        """The expired agreement with the same parties is followed, so its warning goes."""
        options = ["--kind", "mou", "--signed", "2020-05-01", "--duration", "10y", *TODAY]
        done = run("add", "register.json", "--title", "New", "--party", "mit", "--party", "Universiti X", *options)
        text = lines(done.stdout)
        assert "Research mit-2015" in text
        for part in (
            "no longer warning: its last day was 1 March 2020, and nothing has been recorded since expired-silently",
            "finding info: its last day was 1 March 2020, followed by mit-2020 with the same parties expired-followed",
        ):
            assert part in squeezed(done.stdout)
        assert not any("keio-2021" in line for line in text)

    def test_another_program_that_saves_at_the_same_time_loses_nothing(self, meanwhile):
        meanwhile(REGISTER.added(attrs.evolve(FIVE, id="theirs")))
        assert 0 == run("add", "register.json", *EXCHANGE, "--id", "ours").exit_code
        assert ["keio-2021", "mit-2015", "theirs", "ours"] == [agreement.id for agreement in saved().agreements]

    def test_another_program_that_adds_the_same_id(self, meanwhile):
        theirs = REGISTER.added(attrs.evolve(FIVE, id="ours"))
        meanwhile(theirs)
        done = run("add", "register.json", *EXCHANGE, "--id", "ours")
        assert (2, "") == (done.exit_code, done.stdout)
        assert "expected the same content as ours in the register" in done.stderr
        assert theirs == saved()


class TestAddOnATerminal:
    def asked(self, *answers, options=()):
        return run("add", "register.json", *options, *TODAY, stdin="".join(f"{answer}\n" for answer in answers))

    @pytest.mark.usefixtures("terminal")
    def test_it_asks_for_everything(self):
        done = self.asked(
            "", "Exchange", "Universiti X", "Korea", "KOR", "KOR", "", "memo", "mou", "2024-05-01",
            "5 yeers", "5 years", "tacit", "5y", "6 months", "90d", "mit-2015", "kor-mou",
        )  # fmt: skip
        assert 0 == done.exit_code
        new = saved().agreement("kor-mou")
        assert ("Exchange", AgreementKind.MOU, ("universiti-x", "KOR")) == (new.title, new.kind, new.party_ids)
        assert (
            Term(duration="P5Y", renewal=TacitRenewal("P5Y", notice="P6M"), withdrawal=WithdrawalOnNotice("P90D"))
            == new.term
        )
        assert (Act.signature("2024-05-01", by=[US, "KOR"]),) == new.acts
        for part in (
            "Title: ",
            "Party 1 (country, organisation or id); Enter if not known: ",
            "Universiti X (organisation universiti-x)",
            'Error: "Korea" is the name of several states',
            "Republic of Korea (state KOR)",
            'Error: found "memo"; expected one of',
            'Error: found "5 yeers"; expected a period',
            "mit-2015 is the id of another agreement (Research)",
            "Id [kor-2024]: ",
        ):
            assert part in done.stderr

    @pytest.mark.usefixtures("terminal")
    def test_enter_means_not_known(self):
        done = self.asked("Exchange", "", "", "", "", "", "", "")
        assert 0 == done.exit_code, done.stderr
        assert Agreement("exchange", title="Exchange") == saved().agreement("exchange")

    @pytest.mark.usefixtures("terminal")
    def test_it_does_not_ask_for_what_the_options_give(self):
        options = [*EXCHANGE, "--kind", "mou", "--signed", "2024-05-01", "--duration", "P5Y", "--renewal", "tacit",
                   "--renewal-period", "5y", "--renewal-notice", "6m", "--notice", "6m", "--id", "new"]  # fmt: skip
        done = self.asked(options=options)
        assert (0, "") == (done.exit_code, done.stderr)

    @pytest.mark.usefixtures("terminal")
    def test_one_party_is_not_enough(self):
        done = self.asked("Exchange", "Japan", "", "MYS", "", "", "", "2030-06-30", "none", "", "")
        assert "An agreement has at least two parties." in done.stderr
        new = saved().agreements[-1]
        assert ("JPN", "MYS") == new.party_ids
        assert Term(duration=Until("2030-06-30"), renewal=NoRenewal()) == new.term

    @pytest.mark.usefixtures("terminal")
    def test_a_renewal_of_what_has_no_end_is_not_asked_for(self):
        done = self.asked("", "", "unlimited", "", "", options=EXCHANGE)
        assert 0 == done.exit_code
        assert "Renewal" not in done.stderr

    @pytest.mark.usefixtures("terminal")
    def test_a_similar_name_is_confirmed(self):
        self.asked("", "", "", "", "", "")
        done = self.asked("New", "Keio Universty", "n", "Keio", "Keoi University", "y", "", *[""] * 6)
        assert 2 == done.stderr.count("Add this new organisation? [Y/n]")
        assert ("keio-university", "keoi-university") == saved().agreements[-1].party_ids

    @pytest.mark.usefixtures("terminal")
    def test_the_end_of_the_input_ends_it(self):
        done = self.asked("New")
        assert (1, "") == (done.exit_code, done.stdout)
        assert REGISTER == saved()


class TestRecord:
    @pytest.mark.parametrize("name", FILES)
    def test_an_extension(self, name):
        options = ["--until", "2031-12-31", "--note", "By letter", "--place", "Tokyo", *TODAY]
        done = run("record", "keio-2021", name, "extension", "--on", "2026-01-10", *options)
        assert (0, "") == (done.exit_code, done.stderr)
        assert [
            "Extension on 2026-01-10: recorded.",
            "Student exchange keio-2021",
            "status on 2026-01-15 in force",
            "first day 2021-09-01",
            "last day none, running period to 2026-09-01 → none, running period to 2031-12-31",
            "next notice by 2026-03-01 → 2031-06-30",
            f"Saved {name}.",
        ] == lines(done.stdout)
        act = Act("extension", "2026-01-10", until="2031-12-31", note="By letter", place="Tokyo")
        assert REGISTER.add_act("keio-2021", act) == saved(name)

    def test_a_dry_run(self):
        options = ["--by", "Keio", "--on", "2026-01-10", "--received", "2026-01-14", "--dry-run", *TODAY]
        done = run("record", "keio-2021", "register.json", "non-renewal", *options)
        text = lines(done.stdout)
        assert "Non-renewal on 2026-01-10: would be recorded." == text[0]
        assert "last day none, running period to 2026-09-01 → 2026-09-01" in text
        assert "next notice by 2026-03-01 → none" in text
        assert "Dry run: register.json is unchanged." == text[-1]
        assert REGISTER == saved()

    def test_a_finding_that_appears(self):
        done = run("record", "mit-2015", "register.json", "signature", "--on", "2024-01-01", *TODAY)
        assert "no longer warning: its last day was 1 March 2020" in squeezed(done.stdout)
        assert "finding info: signature on 1 January 2024 has no effect: it comes after the end" in squeezed(
            done.stdout
        )

    def test_findings_of_meetings_are_left_out(self):
        forum = Forum("f", name="F", memberships=[Membership("JPN", "member")])
        meeting = Meeting("m", name="M", forum="f", starts_on="2021-09-01", participants=[Participant("MYS", "member")])
        signed = attrs.evolve(FIVE, signed_at=["m"])
        mou.save(mou.Register(agreements=[signed], forums=[forum], meetings=[meeting]), "met.json")
        assert "not-on-roster" in run("check", "met.json").stdout
        done = run("record", "keio-2021", "met.json", "amendment", "--on", "2022-01-01", *TODAY)
        assert (True, False) == ("act-without-effect" in done.stdout, "not-on-roster" in done.stdout)

    @pytest.mark.parametrize(
        ("word", "kind"),
        [
            ("entry", ActKind.ENTRY_INTO_FORCE),
            ("Entry-into-force", ActKind.ENTRY_INTO_FORCE),
            ("non_renewal", ActKind.NON_RENEWAL),
            ("denunciation", ActKind.WITHDRAWAL),
            ("notice-of-termination", ActKind.WITHDRAWAL),
            *((kind.replace("_", "-"), kind) for kind in ActKind),
        ],
        ids=lambda value: value if not isinstance(value, ActKind) else "",
    )
    def test_kinds(self, word, kind):
        of_one = {"by": ["mit"]} if kind not in {ActKind.TERMINATION, ActKind.EXCHANGE_OF_INSTRUMENTS} else {}
        name = {"id": "completed"} if kind is ActKind.EVENT else {}
        arguments = [*(["--by", "mit"] if of_one else []), *(["--act-id", "completed"] if name else [])]
        assert 0 == run("record", "mit-2015", "register.json", word, *arguments, "--on", "2019-01-01").exit_code
        assert Act(kind, "2019-01-01", **of_one, **name) == saved().agreement("mit-2015").acts[-1]

    def test_the_help_names_every_kind(self):
        text = "".join(run("record", "--help").stdout.split())
        assert [kind for kind in ActKind if kind.replace("_", "-") not in text and kind != "entry_into_force"] == []

    def test_every_option_is_recorded(self):
        options = ["--act-id", "first", "--signature-kind", "Ad-Referendum", "--effective", "2015-02-02"]
        options += ["--received", "2015-02-03", "--by", "mit"]
        run("record", "mit-2015", "register.json", "signature", "--on", "2015-02-01", *options)
        run(
            "record",
            "mit-2015",
            "register.json",
            "objection",
            "--on",
            "2015-02-04",
            "--by",
            "mit",
            "--refers-to",
            "first",
        )
        first, second = saved().agreement("mit-2015").acts[1:]
        assert (
            Act(
                "signature",
                "2015-02-01",
                by=["mit"],
                id="first",
                signature_kind="ad_referendum",
                effective_on="2015-02-02",
                received_on="2015-02-03",
            )
            == first
        )
        assert "first" == second.refers_to

    @pytest.mark.parametrize(
        ("arguments", "error"),
        [
            (
                "nothing register.json signature --on 2026-01-01",
                "no agreement has the id nothing; there are: keio-2021",
            ),
            ("keio-2021 register.json sginature --on 2026-01-01", 'did you mean "signature"'),
            ("keio-2021 register.json signature", "Missing option '--on'"),
            ("keio-2021 register.json signature --on 2026", 'found "2026"; expected a valid date, YYYY-MM-DD'),
            (
                "keio-2021 register.json withdrawal --on 2026-01-01",
                "--by: found no party; expected at least one party (required for withdrawal); the parties are: ",
            ),
            (
                "keio-2021 register.json withdrawal --by mit --on 2026-01-01",
                "--by: no party has the name mit; the parties",
            ),
            (
                "keio-2021 register.json withdrawal --by keio-universty --on 2026-01-01",
                '--by: no party has the name keio-universty; did you mean "Keio University"',
            ),
            ("keio-2021 register.json signature --until 2026-01-02 --on 2026-01-01", '--until: found "2026-01-02"'),
            (
                "keio-2021 register.json extension --until 2026-01-02 --period 1y --on 2026-01-01",
                "--period: found P1Y; expected either a period or a last day, not both",
            ),
            ("keio-2021 register.json objection --by Keio --refers-to x --on 2026-01-01", '--refers-to: found "x"'),
            (
                "register.json keio-2021 signature --on 2026-01-01",
                "the id comes before the file: keio-2021 register.json",
            ),
            (
                "keio-2021 register.json signature --by Keio --by universiti-x --on 2021-09-01",
                "",
            ),
        ],
        ids=lambda value: value[:60],
    )
    def test_errors_name_the_option(self, arguments, error):
        done = run("record", *arguments.split())
        if error:
            assert error in error_of(done)

    def test_the_same_act_again_is_refused(self):
        arguments = ["record", "keio-2021", "register.json", "signature", "--on", "2021-09-01"]
        arguments += ["--by", "universiti-x", "--by", "Keio"]
        assert "keio-2021 has this act already (/acts/0)" in error_of(run(*arguments))

    def test_an_agreement_without_parties(self):
        mou.save(mou.Register(agreements=[Agreement("a", title="A")]), "none.json")
        done = run("record", "a", "none.json", "withdrawal", "--by", "x", "--on", "2026-01-01")
        assert "no party has the name x; the agreement lists no parties" in done.stderr

    def test_another_program_that_saves_at_the_same_time_loses_nothing(self, meanwhile):
        act = Act("extension", "2025-01-01", period="P1Y")
        meanwhile(REGISTER.add_act("keio-2021", act))
        done = run("record", "keio-2021", "register.json", "amendment", "--on", "2025-02-01")
        assert 0 == done.exit_code
        assert ["signature", "extension", "amendment"] == [act.kind for act in saved().agreement("keio-2021").acts]

    def test_an_agreement_that_another_program_removes_at_the_same_time(self, meanwhile):
        meanwhile(mou.Register(agreements=[OLD]))
        done = run("record", "keio-2021", "register.json", "amendment", "--on", "2025-02-01")
        assert (2, "") == (done.exit_code, done.stdout)
        assert "no agreement has the id keio-2021" in done.stderr


def editing(monkeypatch, *edits):
    """Let an editor make one edit each time it is opened; return what it showed."""
    shown = []

    def edit(text, extension, *, require_save):
        shown.append((text.decode(), extension, require_save))
        return edits[len(shown) - 1](text.decode()).encode()

    monkeypatch.setattr(click, "edit", edit)
    return shown


def replacing(old, new):
    def edit(text):
        assert old in text
        return text.replace(old, new)

    return edit


class TestEdit:
    @pytest.mark.parametrize("name", FILES)
    def test_an_agreement(self, monkeypatch, name):
        shown = editing(monkeypatch, replacing("duration: P5Y", "duration: P3Y"))
        done = run("edit", "keio-2021", name, *TODAY)
        assert (0, "") == (done.exit_code, done.stderr)
        ((text, extension, _),) = shown
        assert ".yaml" == extension
        assert text.startswith(
            "# Save the file and close the editor. Lines that begin with # are left out.\n# Keys: id,"
        )
        assert "\n  on: 2021-09-01\n" in text
        assert [
            '/term/duration: "P5Y" -> "P3Y"',
            "Student exchange keio-2021",
            "status on 2026-01-15 in force",
            "first day 2021-09-01",
            "last day none, running period to 2026-09-01 → none, running period to 2029-09-01",
            "next notice by 2026-03-01 → 2029-03-01",
            f"Saved {name}.",
        ] == lines(done.stdout)
        assert mou.Period.parse("P3Y") == saved(name).agreement("keio-2021").term.duration

    def test_closed_without_a_change(self, monkeypatch):
        editing(monkeypatch, lambda text: text)
        before = Path("register.json").stat().st_mtime_ns
        done = run("edit", "keio-2021", "register.json")
        assert (0, "No change: register.json is as it was.\n") == (done.exit_code, done.stdout)
        assert before == Path("register.json").stat().st_mtime_ns

    def test_a_dry_run(self, monkeypatch):
        editing(monkeypatch, replacing("Student exchange", "Exchange of students"))
        done = run("edit", "keio-2021", "register.json", "--dry-run")
        assert "Dry run: register.json is unchanged." == done.stdout.splitlines()[-1]
        assert REGISTER == saved()

    @pytest.mark.usefixtures("terminal")
    def test_all_problems_are_shown_and_the_editor_opens_again(self, monkeypatch):
        shown = editing(
            monkeypatch,
            lambda text: text.replace("duration: P5Y", "duration: 5 years").replace("kind: mou", "kind: memo"),
            replacing("kind: memo", "kind: mou"),
            replacing("duration: 5 years", "duration: P3Y"),
        )
        done = run("edit", "keio-2021", "register.json", stdin="y\n\n")
        assert 0 == done.exit_code
        assert '  /kind: found "memo"; expected one of' in done.stderr
        assert '  /term/duration: found "5 years"' in done.stderr
        assert 2 == done.stderr.count("Open it again? [Y/n]: ")
        first, second = ([line for line in text.splitlines() if line.startswith("#! ")] for text, *_ in shown[1:])
        assert (3, True) == (len(first), first[0] == "#! 2 problems:")
        assert (1, True) == (len(second), second[0].startswith("#! /term/duration: "))
        assert mou.Period.parse("P3Y") == saved().agreement("keio-2021").term.duration

    @pytest.mark.parametrize("answers", ["n\n", ""], ids=["no", "interrupted"])
    @pytest.mark.usefixtures("terminal")
    def test_giving_up_keeps_the_text_and_leaves_the_file(self, monkeypatch, answers):
        editing(monkeypatch, replacing("P5Y", "5 years"))
        message = error_of(run("edit", "keio-2021", "register.json", stdin=answers))
        assert "register.json: unchanged; your text is kept in " in message
        kept = Path(message.rpartition("kept in ")[2])
        assert "duration: 5 years" in kept.read_text("utf-8")
        kept.unlink()

    def test_without_a_terminal_it_gives_up_at_once(self, monkeypatch):
        editing(monkeypatch, lambda _: "")
        message = error_of(run("edit", "keio-2021", "register.json"))
        Path(message.rpartition("kept in ")[2]).unlink()
        assert "found 0 documents; expected one YAML document" in message

    def test_the_id_stays(self, monkeypatch):
        editing(monkeypatch, replacing("id: keio-2021", "id: keio"))
        message = error_of(run("edit", "keio-2021", "register.json"))
        Path(message.rpartition("kept in ")[2]).unlink()
        assert '/id: found "keio"; expected "keio-2021"; an id never changes' in message

    def test_a_party_that_others_list_is_edited_by_itself(self, monkeypatch):
        editing(monkeypatch, replacing("name: Universiti X", "name: Universiti Y"))
        message = error_of(run("edit", "keio-2021", "register.json"))
        Path(message.rpartition("kept in ")[2]).unlink()
        assert "/parties/0: found a different party; expected the same content as universiti-x elsewhere" in message
        assert '"mou edit universiti-x FILE"' in message
        editing(monkeypatch, replacing("name: Universiti X", "name: Universiti Y"))
        done = run("edit", "universiti-x", "register.json")
        assert ['/name: "Universiti X" -> "Universiti Y"', "Saved register.json."] == lines(done.stdout)
        assert [["Universiti Y"] * 2] == [[agreement.parties[0].name for agreement in saved().agreements]]

    def test_a_meeting_and_a_forum(self, monkeypatch):
        forum = Forum("forum", name="Forum")
        meeting = Meeting("m", name="M", forum="forum", participants=[Participant("JPN")])
        mou.save(mou.Register(forums=[forum], meetings=[meeting]), "meetings.json")
        editing(monkeypatch, replacing("name: M", "name: First"), replacing("name: Forum", "name: The Forum"))
        assert "Saved meetings.json." in run("edit", "m", "meetings.json").stdout
        assert "Saved meetings.json." in run("edit", "forum", "meetings.json").stdout
        assert ("First", "The Forum") == (
            saved("meetings.json").meetings[0].name,
            saved("meetings.json").forums[0].name,
        )

    def test_a_register_that_would_be_invalid(self, monkeypatch):
        meeting = Meeting("m", name="M", participants=[Participant("JPN")])
        mou.save(mou.Register(meetings=[meeting]), "meetings.json")
        editing(monkeypatch, replacing("JPN", "nobody"))
        done = run("edit", "m", "meetings.json")
        Path(done.stderr.strip().rpartition("kept in ")[2]).unlink()
        assert '/meetings/0/participants/0/party: found "nobody"; expected the id of a party' in done.stderr

    def test_a_text_of_several_lines(self, monkeypatch):
        mou.save(REGISTER.replaced(attrs.evolve(FIVE, description="One\nTwo")), "register.json")
        editing(monkeypatch, replacing("description: |-\n  One\n  Two\n", "description: |-\n  One\n  Three\n"))
        run("edit", "keio-2021", "register.json")
        assert "One\nThree" == saved().agreement("keio-2021").description

    @pytest.mark.parametrize("description", [None, "0o17", "a\u2028b"], ids=["not installed", "number", "line end"])
    @pytest.mark.usefixtures("terminal")
    def test_json_where_yaml_is_not_possible(self, monkeypatch, description):
        """The extra is not installed, or the text would be read back as another one."""
        if description is None:
            monkeypatch.setitem(sys.modules, "yaml", None)
        else:
            mou.save(REGISTER.replaced(attrs.evolve(FIVE, description=description)), "register.json")
        shown = editing(monkeypatch, replacing('"P5Y"', '"5 years"'), replacing('"5 years"', '"P3Y"'))
        assert 0 == run("edit", "keio-2021", "register.json", stdin="\n").exit_code
        assert [".json"] * 2 == [extension for _, extension, _ in shown]
        assert mou.Period.parse("P3Y") == saved().agreement("keio-2021").term.duration

    def test_a_record_that_another_program_changes_at_the_same_time(self, monkeypatch, meanwhile):
        editing(monkeypatch, replacing("Student exchange", "Exchange of students"))
        theirs = REGISTER.replaced(attrs.evolve(FIVE, title="Theirs"))
        meanwhile(theirs)
        done = run("edit", "keio-2021", "register.json")
        assert (2, "", theirs) == (done.exit_code, done.stdout, saved())
        path = done.stderr.strip().rpartition(
            "another program changed keio-2021 in the meantime; your text is kept in "
        )[2]
        assert "Exchange of students" in Path(path).read_text("utf-8")
        Path(path).unlink()

    def test_another_record_that_another_program_changes_at_the_same_time(self, monkeypatch, meanwhile):
        editing(monkeypatch, replacing("Student exchange", "Exchange of students"))
        meanwhile(REGISTER.replaced(attrs.evolve(OLD, title="Theirs")))
        assert 0 == run("edit", "keio-2021", "register.json").exit_code
        assert ["Exchange of students", "Theirs"] == [agreement.title for agreement in saved().agreements]

    def test_an_unknown_id(self):
        assert 'no record has the id "keio-2020"; did you mean' in error_of(run("edit", "keio-2020", "register.json"))

    def test_the_editor_of_the_system(self, monkeypatch):
        """A program that is called with the name of a file, as $EDITOR is."""
        script = (
            "import pathlib, sys; p = pathlib.Path(sys.argv[1]); p.write_text(p.read_text().replace('P5Y', 'P3Y', 1))"
        )
        Path("editor.py").write_text(script, "utf-8")
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"{Path(sys.executable).as_posix()} editor.py")
        assert 0 == run("edit", "keio-2021", "register.json").exit_code
        assert mou.Period.parse("P3Y") == saved().agreement("keio-2021").term.duration


class TestRemove:
    @pytest.mark.parametrize("name", FILES)
    def test_an_agreement(self, name):
        done = run("remove", "mit-2015", name, "--yes", *TODAY)
        assert (0, "") == (done.exit_code, done.stderr)
        assert [
            "Removed agreement mit-2015 (Research).",
            "Research mit-2015",
            "status on 2026-01-15 expired → removed",
            "first day 2015-03-01",
            "last day 2020-03-01",
            "next notice by none",
            "no longer warning: its last day was 1 March 2020, and nothing has been recorded since",
            "expired-silently",
            f"Saved {name}.",
        ] == lines(done.stdout)
        assert mou.Register(agreements=[FIVE]) == saved(name)

    def test_a_dry_run_needs_no_confirmation(self):
        done = run("remove", "mit-2015", "register.json", "--dry-run")
        assert "Would remove agreement mit-2015 (Research)." == done.stdout.splitlines()[0]
        assert REGISTER == saved()

    def test_without_a_terminal_it_needs_yes(self):
        message = error_of(run("remove", "mit-2015", "register.json"))
        assert "pass --yes to remove agreement mit-2015 (Research) without confirmation" in message

    @pytest.mark.parametrize(("answer", "status"), [("y\n", 0), ("n\n", 1), ("\n", 1)])
    @pytest.mark.usefixtures("terminal")
    def test_on_a_terminal_it_asks(self, answer, status):
        done = run("remove", "mit-2015", "register.json", stdin=answer)
        assert status == done.exit_code
        assert "Remove agreement mit-2015 (Research) with 1 act? [y/N]: " in done.stderr
        assert (status == 1) == (saved() == REGISTER)

    @pytest.mark.parametrize(
        ("record_id", "register", "others"),
        [
            (
                "mit-2015",
                REGISTER.replaced(attrs.evolve(FIVE, relations=[Relation("supersedes", "mit-2015")])),
                "agreement keio-2021",
            ),
            (
                "mit-2015",
                REGISTER.replaced(attrs.evolve(FIVE, term=Term(entry_into_force=mou.clauses.OtherInForce("mit-2015")))),
                "agreement keio-2021",
            ),
            ("universiti-x", REGISTER, "agreement keio-2021, agreement mit-2015"),
            (
                "mit",
                mou.Register(parties=[MIT], agreements=[attrs.evolve(FIVE, depositary="mit")]),
                "agreement keio-2021",
            ),
            (
                "m",
                attrs.evolve(
                    REGISTER, meetings=[Meeting("m", name="M")], agreements=[attrs.evolve(FIVE, signed_at=["m"])]
                ),
                "agreement keio-2021",
            ),
            (
                "f",
                mou.Register(forums=[Forum("f", name="F")], meetings=[Meeting("m", name="M", forum="f")]),
                "meeting m",
            ),
            (
                "mit",
                mou.Register(parties=[MIT], meetings=[Meeting(f"m{n}", name="M", host="mit") for n in range(12)]),
                "meeting m9 and 2 more",
            ),
        ],
        ids="relation condition parties depositary signed_at forum host".split(),
    )
    def test_not_while_others_refer_to_it(self, record_id, register, others):
        mou.save(register, "linked.json")
        done = run("remove", record_id, "linked.json", "--yes")
        assert (2, "", register) == (done.exit_code, done.stdout, saved("linked.json"))
        message = squeezed(done.stderr)
        assert "can't be removed, because other records refer to it: " in message
        assert message.endswith(others)

    def test_a_party_that_a_meeting_needs_stays(self):
        meeting = Meeting("m", name="M", participants=[Participant("mit")])
        mou.save(mou.Register(agreements=[OLD], meetings=[meeting]), "linked.json")
        assert 0 == run("remove", "mit-2015", "linked.json", "--yes").exit_code
        assert mou.Register(parties=[MIT], meetings=[meeting]) == saved("linked.json")

    def test_a_party_a_meeting_and_a_forum(self):
        mou.save(
            mou.Register(parties=[MIT], forums=[Forum("f", name="F")], meetings=[Meeting("m", name="M")]), "a.json"
        )
        for record_id, name in (("mit", "party mit"), ("f", "forum f (F)"), ("m", "meeting m (M)")):
            done = run("remove", record_id, "a.json", "--yes")
            assert done.stdout.startswith(f"Removed {name}")
        assert mou.Register() == saved("a.json")

    def test_a_record_that_another_program_changes_at_the_same_time(self, meanwhile):
        theirs = REGISTER.add_act("mit-2015", Act("termination", "2019-01-01"))
        meanwhile(theirs)
        done = run("remove", "mit-2015", "register.json", "--yes")
        assert (2, "", theirs) == (done.exit_code, done.stdout, saved())
        assert "agreement mit-2015 (Research) was changed by another program in the meantime" in done.stderr


ON = ("--on", "2026-01-10")


class TestFiles:
    @pytest.mark.parametrize(
        ("name", "error"),
        [
            ("-", "-: not a file or a folder; the command saves the changed register in place"),
            ("/dev/null", "/dev/null: not a file or a folder"),
            ("missing.json", "missing.json: No such file or directory"),
            ("empty", "empty: No register in this folder"),
            ("register.yaml", "mou export register.yaml -o register.json"),
            ("single.json", "single.json: a single agreement, not a register; make a register of it first: mou export"),
            ("bad.json", "bad.json: /agreements/0/title: found nothing; expected a value"),
            ("broken.json", "invalid JSON"),
            ("table.csv", "use mou.importing.read or `mou import`"),
        ],
    )
    def test_files_that_can_t_be_kept(self, name, error):
        Path("empty").mkdir()
        Path("register.yaml").write_text("format: mou/1\n", "utf-8")
        Path("single.json").write_text(mou.dumps(FIVE), "utf-8")
        Path("bad.json").write_text('{"format": "mou/1", "agreements": [{"id": "keio-2021"}]}', "utf-8")
        Path("broken.json").write_text("{", "utf-8")
        Path("table.csv").write_text("id\n", "utf-8")
        assert error in error_of(run("record", "keio-2021", name, "amendment", *ON))

    def test_a_folder_that_can_t_be_read(self, monkeypatch):
        def denied(_path):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("mou.documents.files._bytes_of", denied)
        done = run("record", "keio-2021", "register.json", "amendment", *ON)
        assert (2, "mou: register.json: Permission denied\n") == (done.exit_code, done.stderr)

    @pytest.mark.parametrize(
        ("error", "message"),
        [
            (OSError(28, "No space left on device"), "No space left on device"),
            (mou.ValidationError([mou.Problem("", "a link", "a file", part="agreements/a.json")]), "found a link"),
        ],
        ids=["disk", "folder"],
    )
    def test_a_file_that_can_t_be_written(self, monkeypatch, error, message):
        def save(_self, _register):
            raise error

        monkeypatch.setattr(mou.RegisterFile, "save", save)
        assert message in error_of(run("record", "keio-2021", "register.json", "amendment", *ON))

    @pytest.mark.parametrize("dry_run", [True, False])
    def test_another_layout_of_the_document_is_pointed_out(self, dry_run):
        Path("register.json").write_text(json.dumps(json.loads(mou.dumps(REGISTER)), indent=4), "utf-8")
        done = run("record", "keio-2021", "register.json", "amendment", *ON, *(["--dry-run"] if dry_run else []))
        text = "The spaces, line ends or order of keys {} rewritten as mou writes them; the content is the same."
        assert text.format("would be" if dry_run else "was") in squeezed(done.stdout)
        assert text[:10] not in run("record", "keio-2021", "folder/", "amendment", *ON).stdout

    def test_hostile_texts_do_no_harm(self):
        hostile = "x\x1b[31m\u202e[red]"
        run("add", "new.json", "--title", "a [red] b", "--party", "A [bold] B", "--party", "Japan", "--id", "a")
        done = run("add", "new.json", "--title", hostile, "--party", "JPN", "--party", "MYS")
        assert 2 == done.exit_code
        assert "\x1b" not in done.stderr + done.stdout
        assert "a [red] b a" in lines(run("remove", "a", "new.json", "--dry-run").stdout)

    def test_standard_input_decides_whether_to_ask(self):
        """In a process of its own, without a standard input."""
        arguments = [sys.executable, "-m", "mou", "add", "new.json", "--title", "New"]
        done = subprocess.run(  # noqa: S603
            arguments, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=dict(os.environ)
        )
        assert (2, "") == (done.returncode, done.stdout)
        assert "not on a terminal" in done.stderr
