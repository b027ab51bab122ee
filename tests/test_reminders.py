"""Reminders: each deadline in a sentence, once for each lead, for the person responsible."""

import json
import re
from datetime import date, timedelta
from html.parser import HTMLParser

import attrs
import pytest
from hypothesis import given
from records import declared, record, signed

import mou
from mou import strategies
from mou.answers.register import Register
from mou.answers.reminders import ReminderKind
from mou.errors import DateRangeError, ValidationError
from mou.formats.digest import digest, to_html, to_text
from mou.model.act import Act
from mou.model.durations import Indefinite
from mou.model.party import Party
from mou.model.renewals import ExpressRenewal, NoRenewal, TacitRenewal

US = Party.organisation("Universiti Selatan")


def agreement(name, *acts, person="", title=None, **term):
    other = Party.organisation(name)
    acts = [attrs.evolve(act, by=[US.id, other.id] if not act.by else act.by) for act in acts]
    term = {"duration": "P5Y", "renewal": NoRenewal()} | term
    return attrs.evolve(
        record(**term, parties=""),
        id=other.id,
        title=title or f"Cooperation with {name}",
        parties=[US, other],
        acts=acts,
        kind="mou",
        extensions={"sheet": {"Coordinator": person, "Country": "Japan"}},
    )


TACIT = {"renewal": TacitRenewal("P1Y", notice="P2M")}
KYOTO = agreement("Kyoto University", signed("2021-05-12"), person="Ana Lim")  # ends on 12 May 2026
OSAKA = agreement("Osaka University", signed("2020-08-28"), person=" ana lim ", **TACIT)  # notice by 28 June 2026
KAIST = agreement("KAIST", signed("2021-04-20"), renewal=ExpressRenewal("P5Y"))
OFFICE = Register(agreements=[KYOTO, OSAKA, KAIST])


def only(*agreements):
    """A register with a further agreement, so that the university's own name is left out."""
    ended = agreement("Ended", signed("2001-01-01"))
    return Register(agreements=[*agreements, ended])


def reminders(register, on, **how):
    return [reminder for section in digest(register, on, **how).sections for reminder in section.reminders]


def texts(register, on, **how):
    return [reminder.text for reminder in reminders(register, on, **how)]


class TestSentences:
    @pytest.mark.parametrize(
        ("on", "text"),
        [
            ("2026-04-13", "The MOU with Kyoto University ends on 12 May 2026 (in 29 days)."),
            ("2026-05-11", "The MOU with Kyoto University ends on 12 May 2026 (tomorrow)."),
            ("2026-05-12", "The MOU with Kyoto University ends on 12 May 2026 (today)."),
        ],
    )
    def test_a_last_day(self, on, text):
        assert [text] == texts(only(KYOTO), on, within="P30D")

    @pytest.mark.parametrize(
        ("renewal", "proviso"),
        [
            (None, ", if it is not renewed"),
            (ExpressRenewal("P5Y"), ", if it is not extended"),
            (TacitRenewal("P1Y", times=1, notice="P2M"), ", if it is renewed each time"),
        ],
    )
    def test_a_last_day_with_a_condition(self, renewal, proviso):
        some = agreement("Kyoto University", signed("2021-05-12"), renewal=renewal)
        on = "2027-05-02" if isinstance(renewal, TacitRenewal) else "2026-05-02"
        day = f"12 May {on[:4]}"
        assert [f"The MOU with Kyoto University ends on {day} (in 10 days){proviso}."] == texts(
            only(some), on, within="P30D"
        )

    def test_an_uncertain_last_day_is_no_exact_day(self):
        some = agreement("Kyoto University", signed("2021-05"))
        [text] = texts(only(some), "2026-04-30")
        assert (
            "The MOU with Kyoto University ends between 1 May 2026 and 31 May 2026 (tomorrow at the earliest)."
        ) == text
        [text] = texts(only(some), "2026-05-02")
        assert (
            "The MOU with Kyoto University ends between 1 May 2026 and 31 May 2026 (the first of these days is past)."
        ) == text

    def test_a_last_day_that_may_never_come(self):
        some = agreement("Kyoto University", declared("2021-05-12/.."))
        [text] = texts(only(some), "2026-05-02")
        assert (
            "The MOU with Kyoto University ends on 12 May 2026 at the earliest, if at all (in 10 days at the earliest)."
        ) == text

    def test_a_notice_deadline(self):
        """glpi-project/glpi 23084: notice by 28 June 2026 for the period that ends on 28 August."""
        [text] = texts(only(OSAKA), "2026-05-29")
        assert (
            "The MOU with Osaka University is renewed automatically for 1 year on 29 August 2026. "
            "To prevent automatic renewal, notice must be received by 28 June 2026 (in 30 days)."
        ) == text

    def test_an_uncertain_notice_deadline_names_the_safe_day(self):
        some = agreement("Osaka University", signed("2020-08"), **TACIT)
        [text] = texts(only(some), "2026-05-29")
        assert (
            "The MOU with Osaka University is renewed automatically for 1 year. The last day for notice to prevent it "
            "is uncertain: between 1 June 2026 and 30 June 2026. "
            "Notice received by 1 June 2026 is in time in any case (in 3 days at the earliest)."
        ) == text

    def test_a_renewal_without_a_notice_period(self):
        some = agreement("Osaka University", signed("2020-08-28"), renewal=TacitRenewal(Indefinite()))
        start = some.term.renewal
        assert start.notice is None
        on = "2025-08-01"
        [text] = texts(only(some), on)
        assert (
            "The MOU with Osaka University is renewed automatically on 29 August 2025 (in 28 days), if nobody gives "
            "notice. The record does not state by when notice must be received."
        ) == text

    def test_a_renewal_is_no_reminder_beside_its_notice_deadline(self):
        assert [ReminderKind.NOTICE_DEADLINE] == [one.kind for one in reminders(only(OSAKA), "2026-06-20")]
        assert [ReminderKind.NOTICE_MISSED] == [one.kind for one in reminders(only(OSAKA), "2026-07-20")]

    def test_a_deadline_that_passed_without_notice(self):
        [text] = texts(only(OSAKA), "2026-06-29")
        assert (
            "No notice is recorded for the MOU with Osaka University: the notice deadline passed on 28 June 2026; "
            "it now runs to 28 August 2027."
        ) == text

    def test_once_notice_was_notifiedthe_end_is_the_deadline(self):
        notified = attrs.evolve(OSAKA, acts=[*OSAKA.acts, Act("non_renewal", "2026-05-04", by=[US.id])])
        assert ["The MOU with Osaka University ends on 28 August 2026 (in 88 days)."] == texts(
            only(notified), "2026-06-01"
        )

    @pytest.mark.parametrize(
        ("kind", "subject"),
        [
            (None, "The agreement with Kyoto University"),
            ("other", "The agreement with Kyoto University"),
            ("letter_of_intent", "The letter of intent with Kyoto University"),
        ],
    )
    def test_the_kind_is_named(self, kind, subject):
        [text] = texts(only(attrs.evolve(KYOTO, kind=kind, binding=False)), "2026-05-12")
        assert text.startswith(f"{subject} ends on")

    def test_without_parties(self):
        some = attrs.evolve(KYOTO, parties=[], acts=[signed("2021-05-12")])
        [reminder] = reminders(only(some), "2026-05-12")
        assert ((), "The MOU ends on 12 May 2026 (today).") == (reminder.partners, reminder.text)
        assert "\nCooperation with Kyoto University\n  The MOU ends" in to_text(digest(only(some), "2026-05-12"))


class TestLeads:
    LEADS = ("P90D", "P30D", "P7D")

    def listed(self, register, on, **how):
        return [one.agreement for one in reminders(register, on, leads=self.LEADS, **how)]

    def test_a_deadline_is_listed_on_its_lead_days_only(self):
        day, days = date(2026, 5, 12), range(-3, 100)
        on = [ahead for ahead in days if self.listed(only(KYOTO), day - timedelta(days=ahead))]
        assert [7, 30, 90] == on

    def test_a_run_every_other_day_loses_nothing_and_repeats_nothing(self):
        last, listed = date(2026, 1, 30), []
        for step in range(2, 110, 2):
            day = date(2026, 1, 30) + timedelta(days=step)
            listed += self.listed(only(KYOTO), day, since=last)
            last = day
        assert ["kyoto-university"] * 3 == listed

    def test_several_leads_since_the_last_run_are_one_reminder(self):
        assert ["kyoto-university"] == self.listed(only(KYOTO), "2026-05-10", since="2026-01-01")

    def test_a_deadline_that_passed_since_the_last_run_is_listed(self):
        how = {"leads": ["P1D"], "since": "2026-05-10"}
        assert ["The MOU with Kyoto University ended on 12 May 2026 (3 days ago)."] == texts(
            only(KYOTO), "2026-05-15", **how
        )
        how = {"leads": ["P1D"], "since": "2026-06-26"}
        assert [ReminderKind.NOTICE_MISSED] == [one.kind for one in reminders(only(OSAKA), "2026-07-01", **how)]

    def test_of_several_notice_deadlines_that_passed_the_last_one_has_its_consequence(self):
        some = agreement("Osaka University", signed("2020-08-28"), renewal=TacitRenewal("P1M", notice="P10D"))
        how = {"leads": ["P1D"], "since": "2026-05-10"}
        found = reminders(only(some), "2026-07-20", **how)
        assert ["2026-05-18", "2026-06-18", "2026-07-18"] == [str(one.earliest) for one in found]
        assert "notice had to be received by 18 June 2026 (32 days ago)." in found[1].text
        assert ReminderKind.NOTICE_MISSED is found[2].kind

    def test_a_deadline_that_passed_without_notice_is_listed_on_the_next_day(self):
        kinds = [
            [one.kind.value for one in reminders(only(OSAKA), f"2026-06-{day}", leads=["P0D"])] for day in (28, 29, 30)
        ]
        assert [["notice_deadline"], ["notice_missed"], []] == kinds

    def test_months_are_counted_back_from_the_deadline(self):
        """Three months before 31 May is 28 February, though three months after that day is 28 May."""
        some = agreement("Kyoto University", signed("2021-05-31"))
        assert 1 == len(reminders(only(some), "2026-02-28", leads=["P3M"]))
        assert [] == reminders(only(some), "2026-02-27", leads=["P3M"])

    def test_an_uncertain_deadline_counts_by_its_earliest_day(self):
        some = agreement("Kyoto University", signed("2021-05"))
        assert 1 == len(reminders(only(some), "2026-04-24", leads=["P7D"]))
        assert [] == reminders(only(some), "2026-05-24", leads=["P7D"])

    def test_a_lead_before_the_calendar(self):
        some = agreement("Kyoto University", signed("0001-01-01"), duration="P1Y")
        assert [] == reminders(only(some), "0001-12-01", leads=["P9Y"])
        assert [] == reminders(only(some), "0001-01-01", leads=["P7D"])

    @pytest.mark.parametrize(
        ("how", "error"),
        [
            ({"since": "2026-01-01"}, '/since: found "2026-01-01"; expected no value without leads'),
            ({"since": "2026-02-01", "leads": ["P7D"]}, "expected a day on or before 2026-01-02"),
            ({"since": "soon", "leads": ["P7D"]}, "a valid date"),
            ({"leads": ["soon"]}, '/leads/0: found "soon"'),
            ({"by": "Coordinater"}, 'did you mean "Coordinator"'),
            ({"columns": ["Town"]}, '/columns: found "Town"'),
            ({"within": "soon"}, "an ISO 8601 period"),
        ],
    )
    def test_arguments_that_are_wrong(self, how, error):
        with pytest.raises(ValidationError, match=re.escape(error)):
            digest(OFFICE, "2026-01-02", **how)

    def test_a_period_past_the_calendar(self):
        with pytest.raises(DateRangeError):
            digest(OFFICE, "9999-12-01")


class TestSections:
    def test_one_for_each_person_and_those_without_last(self):
        made = digest(OFFICE, "2026-04-13", by="coordinator", columns=["Country"])
        assert "Coordinator" == made.by
        assert [("Ana Lim", ["kyoto-university", "osaka-university"]), (None, ["kaist"])] == [
            (section.person, [one.agreement for one in section.reminders]) for section in made.sections
        ]
        assert {"Country": "Japan"} == made.sections[0].reminders[0].columns

    def test_open_questions_are_with_their_person(self):
        far = agreement("Far", signed("9998-01-01"), person="Ben")
        unknown = agreement("Unknown", signed("2020-01-01"), person="Ana Lim", duration=None)
        register = Register(agreements=[KYOTO, far, unknown])
        made = digest(register, "2026-04-13", by="Coordinator")
        assert [("Ana Lim", {"unknown"}), ("Ben", {"far"})] == [
            (section.person, {item.agreement for item in section.not_determined}) for section in made.sections
        ]
        assert {"unknown", "far"} == {item.agreement for item in made.not_determined}
        quiet = digest(register, "2026-04-12", by="Coordinator", leads=["P30D"])
        assert ["Ana Lim"] == [section.person for section in quiet.sections]
        assert made.not_determined == quiet.not_determined

    @given(strategies.registers())
    def test_each_deadline_is_in_one_section_once(self, register):
        try:
            found = reminders(register, "2022-06-01", within="P5Y")
        except DateRangeError:
            return
        keys = [(one.agreement, one.kind, one.earliest, one.text) for one in found]
        assert len(set(keys)) == len(keys)
        assert all(one.text.endswith(".") for one in found)
        made = digest(register, "2022-06-01", within="P5Y")
        assert to_text(made)
        assert to_html(made)

    def test_json(self):
        made = json.loads(mou.dumps(digest(OFFICE, "2026-04-20", by="Coordinator", leads=["P90D", "P1Y"])))
        assert ["on", "until", "since", "leads", "by", "sections", "not_determined"] == list(made)
        assert ("2026-04-20", "2026-04-19", ["P90D", "P1Y"]) == (made["on"], made["since"], made["leads"])


HOSTILE = '<script>alert("1")</script>\u202e &\n=1+1'


class Cells(HTMLParser):
    """The texts and the tags of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.text = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):  # noqa: ARG002
        self.tags.append(tag)

    def handle_data(self, data):
        self.text.append(data)


class TestRenderings:
    def test_text(self):
        unknown = agreement("Unknown", signed("2020-01-01"), duration=None)
        register = Register(agreements=[*OFFICE.agreements, unknown])
        assert (
            "Deadlines from 13 April 2026 to 12 July 2026\n"
            "\n"
            "Ana Lim\n"
            "-------\n"
            "\n"
            "Kyoto University\n"
            "  The MOU with Kyoto University ends on 12 May 2026 (in 29 days).\n"
            "  Cooperation with Kyoto University (kyoto-university)\n"
            "  Country: Japan\n"
            "\n"
            "Osaka University\n"
            "  The MOU with Osaka University is renewed automatically for 1 year on 29\n"
            "  August 2026. To prevent automatic renewal, notice must be received by 28\n"
            "  June 2026 (in 76 days).\n"
            "  Cooperation with Osaka University (osaka-university)\n"
            "  Country: Japan\n"
            "\n"
            "No Coordinator\n"
            "--------------\n"
            "\n"
            "KAIST\n"
            "  The MOU with KAIST ends on 20 April 2026 (in 7 days), if it is not extended.\n"
            "  Cooperation with KAIST (kaist)\n"
            "  Country: Japan\n"
            "\n"
            "This list can be incomplete: the end or the notice deadline of 1 agreement is\n"
            "not known, because these facts are missing:\n"
            "  Cooperation with Unknown (unknown): the duration of the term\n"
        ) == to_text(digest(register, "2026-04-13", by="Coordinator", columns=["Country"]))

    def test_lines_have_78_columns(self):
        some = attrs.evolve(KYOTO, title="A long title " * 20)
        made = to_text(digest(Register(agreements=[some, OSAKA, KAIST]), "2026-04-13", by="Coordinator"))
        assert max(map(len, made.splitlines())) <= 78

    def test_the_heading_names_leads_and_the_last_run(self):
        made = digest(OFFICE, "2026-04-12", leads=["P30D", "P7D"])
        assert to_text(made).startswith("Reminders on 12 April 2026 (30 days and 7 days before a deadline)\n")
        made = digest(OFFICE, "2026-04-14", leads=["P30D"], since="2026-04-09")
        heading = "Reminders on 14 April 2026, since 9 April 2026 (30 days before a deadline)"
        assert to_text(made).startswith(heading + "\n")
        assert f"<title>{heading}</title>" in to_html(made)

    def test_with_leads_nothing_due_is_no_text(self):
        made = digest(OFFICE, "2026-01-01", leads=["P30D"])
        assert ("", "") == (to_text(made), to_html(made))

    def test_without_leads_nothing_due_is_said(self):
        made = digest(Register(agreements=[KYOTO]), "2026-01-01", within="P1D")
        assert "Deadlines from 1 January 2026 to 2 January 2026\n\nNo deadline is due.\n" == to_text(made)
        assert "<p>No deadline is due.</p>" in to_html(made)

    def test_with_leads_missing_facts_are_counted(self):
        unknown = agreement("Unknown", signed("2020-01-01"), duration=None)
        made = digest(only(KYOTO, unknown), "2026-04-12", leads=["P30D"])
        assert to_text(made).endswith("of 1 agreement is\nnot known, because facts are missing.\n")
        assert "unknown" not in to_html(made)

    def test_a_long_list_of_missing_facts_is_cut(self):
        many = [agreement(f"U{number}", signed("2020-01-01"), duration=None) for number in range(22)]
        made = digest(Register(agreements=many), "2026-04-12")
        assert to_text(made).endswith("  and 2 more\n\nNo deadline is due.\n")
        assert '<li dir="auto">and 2 more</li>\n</ul>' in to_html(made)

    def test_html_is_tables_that_load_nothing(self):
        made = to_html(digest(OFFICE, "2026-04-13", by="Coordinator", columns=["Country"]))
        read = Cells(made)
        assert set("html head meta title body h1 h2 table tr th td div".split()) == set(read.tags)
        assert 2 == read.tags.count("table")
        assert {
            "12 May 2026",
            "in 29 days",
            "Cooperation with Kyoto University (kyoto-university)",
            "Country: Japan",
        } <= set(read.text)
        assert "The MOU with Kyoto University ends on 12 May 2026 (in 29 days)." in read.text
        assert not re.search(r"src=|href=|url\(", made)

    def test_html_of_an_uncertain_deadline_has_its_bounds(self):
        some = agreement("Kyoto University", signed("2021-05"))
        read = Cells(to_html(digest(only(some), "2026-04-30", columns=["Coordinator"])))
        assert "between 1 May 2026 and 31 May 2026" in read.text
        assert not [text for text in read.text if text.startswith("Coordinator")]

    def test_texts_of_records_stay_texts(self):
        """A person, a partner, a title and a column that hold markup, control characters and directions."""
        other = Party("other", name=HOSTILE, kind="organisation")
        own = {"sheet": {HOSTILE: HOSTILE}}
        some = attrs.evolve(
            KYOTO, title=HOSTILE, parties=[US, other], acts=[signed("2021-05-12", by=["other", US.id])], extensions=own
        )
        unknown = attrs.evolve(some, id="unknown", term=mou.Term())
        ended = attrs.evolve(KAIST, id="ended", extensions={})
        column = HOSTILE.strip()
        made = digest(Register(agreements=[some, unknown, ended]), "2026-04-13", by=column, columns=[column])
        for text in (to_text(made), to_html(made)):
            assert not re.search("\u202e", text)
        assert "script" not in Cells(to_html(made)).tags
        assert HOSTILE == made.sections[0].reminders[0].partners[0]
