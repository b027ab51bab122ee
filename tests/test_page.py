"""The page as text: what it shows, that no text in a record can do harm, and that it is sound HTML."""

import builtins
import json
import re
import time
from base64 import b64encode
from datetime import date
from hashlib import sha256
from html import unescape
from importlib.resources import files
from itertools import pairwise

import attrs
import pytest
from hypothesis import given, settings
from pages import HOSTILE, KYOTO, ON, TACIT, UM, Data, Parsed, agreement, hostile, left, office

import mou
from mou import conformance, examples, strategies
from mou.formats import page as module
from mou.formats.page import page, timeline as _timeline, words as _words
from mou.formats.page.packing import json_text
from mou.formats.page.text import link, safe
from mou.law.rules import NOTICE_IN_TIME

TAGS = frozenset(
    """a bdi body button circle cite dd defs details dialog div dl dt em figcaption figure footer form g h1 h2 h3
    h4 head header html input label li link main meta nav noscript ol option p path pattern rect script section select
    small span strong style summary svg table tbody td th thead time title tr ul use""".split()
)
ATTRIBUTES = frozenset(
    """aria-hidden aria-label aria-labelledby autocomplete charset class content cx cy d data-agreement data-list
    data-number data-scripted data-sort dir focusable for height hidden href http-equiv id lang name
    patterntransform patternunits r rel role scope spellcheck tabindex type value width x y""".split()
)


def checked(html):
    """A sound page: known elements only, ids once, links that lead somewhere."""
    parsed = Parsed(html)
    assert {tag for tag, _ in parsed.elements} <= TAGS
    assert {name for _, attributes in parsed.elements for name in attributes} <= ATTRIBUTES
    ids = parsed.ids
    assert len(ids) == len(set(ids))
    known = set(ids)
    assert all(href[1:] in known for href in parsed.links)  # without the script there are no other links
    for attributes in (attributes for _, attributes in parsed.elements):
        for name in ("aria-labelledby", "for"):
            assert set(attributes.get(name, "").split()) <= known
    levels = [int(tag[1]) for tag, _ in parsed.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    return parsed


def section(html, start, end="</section>"):
    return html[html.index(start) :].split(end)[0]


def words(html):
    """The words of a piece of a page."""
    text = " ".join(unescape(re.sub("<[^>]*>", " ", html.partition(">")[2])).split())
    return re.sub(" ([,:;)])", r"\1", text)


def many(count, **term):
    """Agreements of one party with others."""
    return mou.Register().added(
        *(agreement(f"a{number}", f"A {number}", "2022-01-01", **term) for number in range(count))
    )


class TestWhatItShows:
    def test_the_bundled_register(self):
        html = page(examples.register(), ON)
        text = " ".join(checked(html).text.split())
        assert "As of 25 November 2026 Agreements" in text
        assert "1 in effect, of 1 in all" in text
        assert "30 Oct 2025 30 Oct 2025 30 Oct 2030" in text
        assert (
            "Dialogue partners (8): United States of America, Russian Federation, Australia, China, India, Japan, "
            "Republic of Korea, New Zealand"
        ) in text
        assert Data(html).rows["id"] == ["mys-usa-defence-2025"]

    def test_upcoming_days_come_first_with_the_days_left(self):
        html = page(office(), ON)
        assert words(section(html, '<h3 id="expiring">', "</div>")) == (
            "Last days 25 November 2026 to 25 May 2027 "
            "2 Mar 2027 Joint laboratory in 97 days 1 May 2027 Archives in 157 days"
        )
        assert words(section(html, '<h3 id="notices">', "</div>")) == (
            "Notice deadlines 25 November 2026 to 25 May 2027 1 Jan 2027 Staff mobility in 37 days "
            "Deadlines that passed without notice 31 Oct 2026 Student exchange it now runs to 31 January 2028"
        )

    def test_days_that_are_near_have_words_of_their_own(self):
        soon = mou.Register().added(
            *(agreement(day, day, "2022-01-01", duration=mou.Until(day)) for day in ("2026-11-25", "2026-11-26"))
        )
        due = words(section(page(soon, ON), '<h3 id="expiring">', "</div>"))
        assert due.endswith("25 Nov 2026 2026-11-25 today 26 Nov 2026 2026-11-26 tomorrow")

    def test_upcoming_days_in_a_year(self):
        html = page(office(), ON, within="P1Y")
        due = words(section(html, '<h3 id="expiring">', "</div>"))
        assert "1 Jun 2027 to 30 Jun 2027 Marine science the date is uncertain" in due
        assert "25 November 2026 to 25 November 2027" in due

    def test_an_upcoming_day_that_may_never_come(self):
        leaving = attrs.evolve(left("2027-01/.."), kind="termination", by=())
        html = page(mou.Register().added(agreement("a", "A", "2022-01-01", acts=[leaving])), ON)
        assert "or later" in html

    def test_a_last_day_that_holds_if_the_agreement_is_not_renewed(self):
        html = page(mou.Register().added(agreement("a", "A", "2022-01-01", duration="P5Y")), ON)
        assert "in 37 days; if not renewed" in words(section(html, '<h3 id="expiring">', "</div>"))
        assert "<small>if not renewed</small>" in html

    def test_a_missed_deadline_after_which_the_end_is_uncertain(self):
        leaving = attrs.evolve(left("2026"), kind="non_renewal")
        life = agreement("a", "A", "2021-10-31", duration="P5Y", renewal=TACIT, acts=[leaving])
        html = page(mou.Register().added(life), "2026-09-15")
        (missed,) = mou.Register().added(life).agenda("P6M", "2026-09-15").missed
        assert missed.runs_to is None
        assert missed.text in words(section(html, '<h4 id="missed">', "</div>"))
        assert Data(html).sentence(Data(html).json["missed"][0][3]) == missed.text

    def test_findings_by_kind_with_their_agreements(self):
        late = agreement("late", "Late", "2022-01-01", acts=[left("2026-12-30")], duration="P5Y", renewal=TACIT)
        register = office().added(late)
        html = page(register, ON)
        assert set(Data(html).findings()) == {
            (register.agreements[int(finding.pointer.split("/")[2])].id, finding.message)
            for finding in mou.check(register, on=ON)
        }
        shown = section(html, '<h3 id="findings">')
        assert all(finding.kind.meaning in words(shown) for finding in mou.check(register, on=ON))
        assert all(finding.code not in shown for finding in mou.check(register, on=ON))

    def test_a_finding_about_a_meeting(self):
        days = (("2025-10-31", "m1"), ("2026-10-31", "m2"))
        meetings = [mou.Meeting(name, name=name.upper(), forum="f", ordinal=1, starts_on=on) for on, name in days]
        html = page(mou.Register(forums=[mou.Forum("f", name="Forum")], meetings=meetings), ON)
        ((subject, message),) = Data(html).findings()
        assert subject == "m2"
        assert message in words(section(html, 'id="meeting-m2"', "</li>"))

    def test_the_first_of_many_days_and_the_number_of_the_others(self):
        html = page(many(12, duration="P5Y"), ON)
        assert "and 7 more" in words(section(html, '<h3 id="expiring">', "</div>"))
        assert len(Data(html).json["expiring"]) == 12

    def test_the_days_of_the_table_are_numbers_to_sort_by(self):
        data = Data(page(office(), ON))
        assert data.day(data.row("ends-soon")["end"]) == date(2027, 3, 2)
        assert [str(data.day(day)) for day in data.row("imprecise")["end"]] == ["2027-06-01", "2027-06-30"]
        assert data.row("renews")["end"] == []
        assert data.row("unknown")["end"] is None

    def test_other_words_for_agreements_that_do_not_bind(self):
        html = page(office(), ON)
        assert "In force or in effect from" in html
        assert "in effect since 2 March 2022" in Data(html).sentence(Data(html).details("ends-soon")["reason"])
        assert '<span class="badge suspended">suspended</span>' in html

    def test_the_reasons_with_rules_articles_and_assumptions(self):
        html = page(office(), ON)
        life = office().lifecycle("renews")
        reasons = Data(html).reasons("renews")
        for answer in life.explain(ON).answers:
            assert answer.summary in reasons
            for step in answer.steps:
                line = f"{step.text} ({step.source})" if step.source else step.text
                assert (f"assumed: {line}" if step.assumed else line) in reasons
        assert NOTICE_IN_TIME.source in words(section(html, '<ul class="rules">', "</ul>"))

    def test_the_words_of_the_agreement(self):
        renewal = mou.TacitRenewal("P1Y", notice="P3M", article="Art. 9", quote="renewed <automatically> & tacitly")
        register = mou.Register(
            agreements=[agreement("quoted", "Exchange", "2021-01-31", duration="P5Y", renewal=renewal)]
        )
        html = page(register, ON)
        assert "<automatically>" not in html
        assert any("(Art. 9: “renewed <automatically> & tacitly”)" in line for line in Data(html).reasons("quoted"))

    def test_no_pointers_codes_or_ids_are_shown(self):
        text = checked(page(office(), ON)).text
        assert "/term" not in text
        assert "ends-soon" not in text
        assert "expired-silently" not in text

    def test_related_agreements(self):
        data = Data(page(office(), ON))
        (renews, number, _), (amends, outside, key) = data.details("follows")["related"]
        assert (renews, data.rows["id"][number]) == ("renews", "expired")
        assert (amends, outside, data.text(key)) == ("amends", None, "not-here")
        assert [how for how, *_ in data.details("expired")["related"]] == ["renews.back"]

    def test_a_party_without_a_visible_name(self):
        unseen = mou.Party("x", name="\N{RIGHT-TO-LEFT OVERRIDE}", kind="organisation")
        data = Data(page(mou.Register().added(agreement("a", "A", "2022-01-01", unseen, duration="P9Y")), ON))
        assert [data.text(party) for party in data.row("a")["parties"]] == ["Universiti Malaya", ""]
        assert "in effect since 1 January 2022" in data.sentence(data.details("a")["reason"], 0)

    def test_an_act_about_an_earlier_act(self):
        notice = attrs.evolve(left("2023-01-01"), id="first")
        acts = [notice, mou.Act("notice_revocation", "2023-02-01", by="um", refers_to="first")]
        data = Data(page(mou.Register().added(agreement("a", "A", "2022-01-01", acts=acts)), ON))
        kind, day = data.details("a")["acts"][2][4]["refers_to"]
        assert (kind, str(data.day(day))) == ("non_renewal", "2023-01-01")

    @pytest.mark.parametrize(
        ("length", "text"), [("P3Y", "3 years"), (mou.Indefinite(), "without an end"), (None, None)]
    )
    def test_the_length_of_an_extension(self, length, text):
        acts = [mou.Act("extension", "2023-02-01", period=length)]
        data = Data(page(mou.Register().added(agreement("a", "A", "2022-01-01", acts=acts, duration="P5Y")), ON))
        assert data.details("a")["acts"][1][4].get("period") == text

    def test_an_empty_register(self):
        parsed = checked(page(mou.Register(), ON))
        text = " ".join(parsed.text.split())
        assert "0 in force, of 0 in all" in text
        assert "There is nothing to check." in text
        assert "Agreements: 0" in text
        assert parsed.of("table") == []

    def test_real_treaties(self):
        html = page(conformance.records(), ON)
        checked(html)
        data = Data(html)
        assert any("35th instrument, then 30 days after" in data.clauses(key)["entry"] for key in data.rows["id"])
        assert re.search(r", and \d+ more</bdi>", html)  # parties of a large treaty

    def test_days_outside_the_calendar(self):
        far = agreement("far", "Far", "9000-01-01", duration="P1000Y")
        data = Data(page(mou.Register().added(far), ON))
        assert "answers" not in data.details("far")
        assert any("the calendar" in message or "9999" in message for _, message in data.findings())

    def test_a_text_that_looks_like_a_day_stays_a_text(self):
        odd = attrs.evolve(
            agreement("a", "A", "2022-01-01"), acts=[mou.Act("signature", "2022-01-01", note="until 31 February 2025")]
        )
        named = mou.Party("x", name="31 February 2025", kind="organisation")
        leaves = agreement("b", "B", "2022-01-01", other=named, acts=[mou.Act("withdrawal", "2023-01-01", by=named)])
        register = mou.Register().added(odd, leaves)
        data = Data(page(register, ON))
        steps = [step.text for answer in register.lifecycle("b").explain().answers for step in answer.steps]
        assert any("31 February 2025" in step for step in steps)
        assert all(any(line.removeprefix("assumed: ").startswith(step) for line in data.reasons("b")) for step in steps)


class TestSharedParty:
    def test_the_table_leaves_out_the_party_of_nearly_all_agreements(self):
        html = page(office(), ON)
        assert "Universiti Malaya is a party to 11 of 12 agreements." in html
        rows = section(html, "<tbody>", "</tbody>")
        assert "without Universiti Malaya" in rows
        assert rows.count("Universiti Malaya") == 1
        assert ">Other parties<" in html

    def test_or_of_all(self):
        register = mou.Register().added(
            *(agreement(f"a{n}", "A", None, mou.Party(f"p{n}", name="P", kind="organisation")) for n in range(10))
        )
        assert "Universiti Malaya is a party to all agreements." in page(register, ON)

    def test_a_part_of_a_register_leaves_out_the_same_party(self):
        few = office().filtered(lambda record: record.id in {"ends-soon", "renews", "notice"})
        html = page(few, ON)
        assert "Universiti Malaya is a party to all agreements." in html
        assert "Universiti Malaya" not in section(html, "<tbody>", "</tbody>")

    def test_a_part_without_that_party_does_not_name_it(self):
        bundled = office().filtered(lambda record: record.id == "mys-usa-defence-2025")
        html = page(bundled, ON)
        assert ">Parties<" in html
        assert "Universiti Malaya" not in html

    def test_agreements_with_unknown_parties_have_no_note(self):
        unknown = attrs.evolve(agreement("x", "X", None), parties=[])
        rows = section(page(office().added(unknown), ON), "<tbody>", "</tbody>")
        assert rows.count("without Universiti Malaya") == 1

    def test_two_parties_can_be_left_out(self):
        others = [mou.Party(f"p{n}", name=f"P{n}", kind="organisation") for n in range(3)]
        register = mou.Register().added(
            *(attrs.evolve(agreement(party.id, "A", None), parties=[UM, KYOTO, party]) for party in others)
        )
        html = page(register, ON)
        assert all(f"{party.name} is a party to all agreements." in html for party in (UM, KYOTO))
        assert "Kyoto University" not in section(html, "<tbody>", "</tbody>")

    def test_two_parties_of_all_agreements_are_both_shown(self):
        html = page(many(10), ON)
        assert ">Parties<" in html
        assert "Universiti Malaya, Kyoto University" in section(html, "<tbody>", "</tbody>")


class TestOwnColumns:
    def register(self):
        cells = ({"Country": "Japan", "Staff": 3}, {"Country": "<b>", "Open": True}, {"Open": False, "Odd": [1]})
        return mou.Register().added(
            *(
                attrs.evolve(
                    agreement(f"a{number}", f"A {number}", "2022-01-01"), extensions={"sheet": row, "File": "x"}
                )
                for number, row in enumerate(cells)
            )
        )

    def test_the_page_shows_the_chosen_columns(self):
        html = page(self.register(), ON, columns=["Country", "Open"])
        checked(html)
        rows = section(html, "<tbody>", "</tbody>").split("</tr>")
        assert [words(row.split('<td class="c-own">', 1)[1]) for row in rows[:3]] == ["Japan", "<b> true", "false"]
        assert "further columns of its own that this page does not contain: 3." in html  # Staff, Odd and File

    def test_no_other_value_is_on_the_page(self):
        html = page(self.register(), ON)
        assert "Japan" not in html
        assert "does not contain: 5." in html

    def test_a_name_that_tries_to_reorder_the_text(self):
        record = attrs.evolve(agreement("a", "A", "2022-01-01"), extensions={"\u202eyrtnuoC": "Japan"})
        html = page(mou.Register().added(record), ON, columns=["\u202eyrtnuoC"])
        assert "\u202e" not in html
        assert Data(html).json["columns"][0][0] == "yrtnuoC"

    def test_an_unknown_column(self):
        with pytest.raises(mou.ValidationError) as error:
            page(self.register(), ON, columns=["Contry"])
        (problem,) = error.value.problems
        assert problem.pointer == "/columns"
        assert problem.hint == 'did you mean "Country"?'


class TestLanguages:
    def test_every_language_has_every_word_with_the_same_blanks(self):
        english = _words.words_of("en")
        for language in _words.LANGUAGES:
            other = _words.words_of(language)
            assert list(other.texts) == list(english.texts), language
            for key, text in other.texts.items():
                assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english.texts[key])), (
                    language,
                    key,
                )
                assert text.strip() == text != "", (language, key)

    def test_each_language_has_a_file(self):
        folder = files("mou.formats.page").joinpath("words")
        assert sorted(entry.name for entry in folder.iterdir()) == sorted(f"{tag}.json" for tag in _words.LANGUAGES)

    @pytest.mark.parametrize("language", _words.LANGUAGES)
    def test_dates_and_numbers_are_those_of_cldr(self, language):
        dates, numbers = pytest.importorskip("babel.dates"), pytest.importorskip("babel.numbers")
        locale = "en_GB" if language == "en" else language
        there = _words.words_of(language)
        for month in range(1, 13):
            day = date(2026, month, 5)
            assert there.day(day) == dates.format_date(day, "long", locale)
            assert there.short_day(day) == dates.format_date(day, "medium", locale)
        assert there.number(12345) == numbers.format_decimal(12345, locale=locale)

    def test_every_value_of_the_model_has_a_word(self):
        texts = _words.words_of("en").texts
        values = {
            "act": mou.ActKind,
            "kind": mou.AgreementKind,
            "status": mou.Status,
            "severity": mou.results.Severity,
            "role": mou.model.meeting.Role,
            "relation": mou.model.agreement.RelationKind,
        }
        missing = [f"{key}.{value}" for key, enum in values.items() for value in enum if f"{key}.{value}" not in texts]
        assert missing == []

    def test_the_script_and_the_templates_use_every_word_and_no_other(self):
        folder = files("mou.formats.page").joinpath("templates")
        sources = [entry.read_text("utf-8") for entry in folder.iterdir()]
        sources += [
            entry.read_text("utf-8") for entry in files("mou.formats.page").iterdir() if entry.name.endswith(".py")
        ]
        used = "".join(sources)
        texts = _words.words_of("en").texts
        families = {key.rpartition(".")[0] for key in texts}
        keys = set(re.findall(r"""\b(?:words?|heading)\(["']([a-z_.]+[a-z])["']""", used))
        assert keys <= texts.keys() | families
        plain = [key for key in texts if "." not in key and key not in families]
        assert [key for key in plain if f'"{key}"' not in used] == []

    @pytest.mark.parametrize("language", _words.LANGUAGES)
    def test_a_page_in_each_language(self, language):
        html = page(office(), ON, language=language)
        checked(html)
        there = _words.words_of(language)
        assert f'<html lang="{language}">' in html
        assert there("attention") in html
        assert there.day(date(2026, 11, 25)) in html
        assert ("lang=" in section(html, "<tbody>", "</tbody>")) is False  # names are in the language of the page

    def test_the_page_says_that_reasons_are_in_english(self):
        html = page(office(), ON, language="fr")
        assert "Les motifs, les clauses, les points à vérifier et les règles sont en anglais." in html
        assert '<li lang="en">' in section(html, '<ul class="rules">')
        assert "in English" not in section(page(office(), ON), 'id="reading"')

    def test_a_language_without_words_is_that_of_names_only(self):
        html = page(office(), ON, title="Perjanjian <b>", language="zh-Hans")
        assert "<title>Perjanjian &lt;b&gt;, 25 November 2026</title>" in html
        assert '<html lang="en">' in html
        assert '<bdi lang="zh-Hans">Joint laboratory</bdi>' in html
        checked(html)

    def test_a_variety_of_a_language_is_kept_for_names(self):
        html = page(office(), ON, language="pt-BR")
        assert '<html lang="pt">' in html
        assert '<bdi lang="pt-BR">Joint laboratory</bdi>' in html
        assert "<bdi lang" not in page(office(), ON, language="EN")

    def test_missing_clauses_have_a_word(self):
        register = mou.Register().added(agreement("a", "A", "2022-01-01"), agreement("b", "B", None))
        assert "Dauer" in words(section(page(register, ON, language="de"), 'id="not-determined"'))
        assert "the duration of the term" in words(section(page(register, ON), 'id="not-determined"'))


class TestParties:
    def test_parties_that_came_later_or_left(self):
        states = [mou.Party.state(code) for code in ("MYS", "JPN", "FRA", "DEU")]
        treaty = mou.Agreement(
            "t",
            title="Treaty",
            binding=True,
            depositary="UN",
            parties=[*states, mou.Party("mod", name="Ministry", kind="government_body", acts_for="FRA")],
            acts=[
                mou.Act("ratification", "2020-01-01", by="MYS"),
                mou.Act("ratification", "2020-01-01", by="JPN"),
                mou.Act("accession", "2022-01-01", by="FRA"),
                mou.Act("withdrawal", "2024-01-01", by="JPN", received_on="2024-01-05"),
                mou.Act("declaration", "2020-01-01", by="MYS", certainty="disputed"),
            ],
            term=mou.Term(
                entry_into_force=mou.NthInstrument(2),
                duration=mou.Indefinite(),
                withdrawal=mou.WithdrawalOnNotice("P1Y"),
                later_parties=mou.LaterParties("P1M"),
                minimum_parties=1,
                ends_on=[mou.clauses.EndsOnEvent("joined"), mou.clauses.EndsOnEvent("parent-ended", delay="P30D")],
                other_readings=[mou.clauses.OtherReading(withdrawal=mou.NoWithdrawal())],
                riders=[mou.clauses.Rider("review", "reviewed every year")],
            ),
        )
        html = page(mou.Register().added(treaty), ON)
        checked(html)
        data = Data(html)
        japan, france, germany, ministry = data.details("t")["parties"]
        assert [str(data.day(day)) for day in japan[2][0]] == ["2020-01-01", "2025-01-04"]
        assert (str(data.day(france[2][0][0])), france[2][0][1]) == ("2022-02-01", [])
        assert germany[2] == []
        assert (ministry[0], data.text(ministry[1])) == (4, "France")
        assert data.clauses("t")["later_parties"] == "own instrument, then 1 month after"
        assert data.clauses("t")["minimum_parties"] == "1"
        assert data.clauses("t")["other_reading"] == "withdrawal: the text says nothing"
        assert data.clauses("t")["rider"] == "reviewed every year"
        assert data.clauses("t")["ends_on"] == "parent-ended, then 30 days after"
        assert data.details("t")["acts"][4][3] == "disputed"

    def test_uncertain_days_of_a_party(self):
        states = [mou.Party.state(code) for code in ("MYS", "JPN", "FRA", "DEU")]
        treaty = mou.Agreement(
            "t",
            title="Treaty",
            depositary="UN",
            parties=states,
            acts=[
                mou.Act("ratification", "2020-01-01", by="MYS"),
                mou.Act("ratification", "2020-01-01", by="JPN"),
                mou.Act("accession", "2022-03", by="FRA"),
                mou.Act("accession", "2023-05-01/..", by="DEU"),
            ],
            term=mou.Term(
                entry_into_force=mou.NthInstrument(2),
                duration="P50Y",
                anchor="2020-02-01",
                renewal=mou.NoRenewal(),
                stated_last_day="2070-01-31",
            ),
        )
        data = Data(page(mou.Register().added(treaty), ON))
        (_, _, [[begins, ends]]), (_, _, [[later, _]]) = data.details("t")["parties"]
        assert [str(data.day(day)) for day in (*begins, ends, *later)] == [
            "2022-03-01",
            "2022-03-31",
            "2070-01-31",
            "2023-05-01",
        ]
        assert data.clauses("t")["runs_from"] == "1 February 2020"
        assert data.clauses("t")["stated_last_day"] == "31 January 2070"
        assert data.details("t")["acts"][2][0] == "2022-03"
        open_ended = attrs.evolve(treaty, term=mou.Term(entry_into_force=mou.NthInstrument(2)))
        data = Data(page(mou.Register().added(open_ended), ON))
        assert data.details("t")["parties"][0][2][0][1] is None

    def test_the_event_from_which_the_term_runs(self):
        html = page(mou.Register().added(agreement("a", "A", "2022-01-01", duration="P5Y", anchor="signature")), ON)
        assert Data(html).clauses("a")["runs_from"] == "signature"


class TestHostileTexts:
    def test_no_text_ends_its_element(self):
        html = page(hostile(), ON, title=HOSTILE[5], columns=["Remarks"])
        parsed = checked(html)
        assert [attributes.get("type") for attributes in parsed.of("script")] == ["application/json", None]
        assert len(parsed.of("style")) == 1
        assert parsed.of("img") == []
        for text in HOSTILE:
            assert safe(text).replace("\n", " ").split()[0] in parsed.text

    def test_the_data_holds_every_text_and_no_markup(self):
        data = json_text(["</script><!--<script>", "&lt;", "\u2028"])
        assert not set("<>&") & set(data)
        assert json.loads(data) == ["</script><!--<script>", "&lt;", "\u2028"]
        titles = Data(page(hostile(), ON)).rows["title"]
        assert titles == [safe(text) for text in HOSTILE]

    def test_the_script_never_parses_text_as_markup(self):
        folder = files("mou.formats.page").joinpath("templates")
        scripts = "".join(entry.read_text("utf-8") for entry in folder.iterdir() if entry.name.endswith(".js"))
        for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval", "Function(", "DOMParser"):
            assert way not in scripts
        for name in module._SCRIPTS:
            assert folder.joinpath(name).is_file()

    def test_marks_of_direction_and_control_characters_are_gone(self):
        html = page(hostile(), ON)
        assert re.findall("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]", html) == []
        assert "\u200d" in html  # joins emoji

    def test_templates_in_texts_are_not_run(self):
        assert "{{ 7 * 7 }}" in Parsed(page(hostile(), ON)).text

    @pytest.mark.parametrize(
        "address",
        [None, "javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "java\nscript:alert(1)", "//x", "a b"],
    )
    def test_addresses_that_are_no_links(self, address):
        assert link(address) is None

    @pytest.mark.parametrize("address", ["https://example.org/a?b#c", "HTTP://x.example/", "mailto:a@example.org"])
    def test_addresses_that_are_links(self, address):
        assert link(address) == address

    def test_the_data_says_which_addresses_are_links(self):
        sources = [
            mou.Source("S", url="https://example.org/<x>"),
            mou.Source("T", url="https://example.org/"),
            mou.Source("U"),
        ]
        html = page(mou.Register().added(attrs.evolve(agreement("a", "A", "2022-01-01"), sources=sources)), ON)
        odd, good, bare = Data(html).details("a")["sources"]
        assert (odd[6], good[6]) == (0, 1)
        assert len(bare) == 1

    def test_names_have_a_direction_of_their_own(self):
        html = page(hostile(), ON)
        assert "<bdi>اتفاقية التعاون</bdi>" in html
        alone = re.sub(r'<bdi[^>]*>.*?</bdi>|<script type="application/json".*?</script>', "", html, flags=re.DOTALL)
        assert "اتفاقية" not in alone

    def test_the_policy_lets_only_its_own_style_and_script_in(self):
        html = page(office(), ON)
        policy = html.split('Content-Security-Policy" content="')[1].split('"')[0].replace("&#39;", "'")
        for tag in ("style", "script"):
            inside = html.split(f"<{tag}>")[1].split(f"</{tag}>")[0]
            digest = b64encode(sha256(inside.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in policy
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


@settings(max_examples=40)
@given(register=strategies.registers())
def test_any_register_has_a_sound_page(register):
    html = page(register, "2024-06-15")
    parsed, data = checked(html), Data(html)
    for record, where in zip(register.agreements, register.positions("2024-06-15"), strict=True):
        assert data.rows["id"].count(record.id) == 1
        assert data.row(record.id)["title"] == safe(record.title)
        assert safe(record.title).split() == [] or safe(record.title) in parsed.text
        assert data.sentence(data.details(record.id)["reason"], data.number(record.id)) == safe(where.reason)
    for meeting in register.meetings:
        assert parsed.ids.count(f"meeting-{meeting.id}") == 1


class TestTimeline:
    def timeline(self, register=None, on=ON):
        return _timeline.timeline((register or office()).positions(on), mou.dates.days.exact_day(on))

    def course(self, key):
        ids = [agreement.id for agreement in office().agreements]
        return self.timeline().courses[ids.index(key)]

    def test_agreements_with_nothing_to_draw_have_no_course(self):
        assert self.course("unsigned") is None
        assert self.timeline().courses.count(None) == 1

    def test_an_agreement_that_may_be_in_force_in_a_period_outside_the_calendar_is_drawn(self):
        """Some time in 9996 it is terminated, in a period that would run to 10005."""
        ends = mou.Act("termination", "9996")
        tacit = mou.TacitRenewal("P10Y", notice="P1Y")
        far = agreement("a", "A", "9985-06-01", acts=[ends], duration="P10Y", renewal=tacit)
        (course,) = self.timeline(mou.Register().added(far), "9990-01-01").courses
        assert [phase.status.value for phase in course.phases] == ["in_force", "unknown"]

    def test_the_years_and_the_phases(self):
        line = self.timeline()
        assert (str(line.first_day), str(line.last_day)) == ("2021-01-01", "2036-12-31")
        course = self.course("ends-soon")
        assert [(phase.status, str(phase.first_day), str(phase.last_day)) for phase in course.phases] == [
            ("in_force", "2022-03-02", "2027-03-02")
        ]
        assert [(mark.kind, str(mark.on)) for mark in course.marks] == [("last-day", "2027-03-02")]

    def test_an_agreement_that_renews_itself(self):
        course = self.course("renews")
        assert str(course.renews) == "2027-01-31"
        kinds = [mark.kind for mark in course.marks]
        assert (kinds.count("deadline"), kinds.count("renewal")) == (1, 11)

    def test_a_notice_is_marked_and_no_deadline_follows(self):
        kinds = [mark.kind for mark in self.course("notice").marks]
        assert kinds.count("notice") == 1
        assert "deadline" not in kinds

    def test_the_ends_of_the_calendar(self):
        register = mou.Register().added(agreement("a", "A", "0001-02-01", duration="P1Y"))
        assert self.timeline(register, "0001-06-01").first_day == date(1, 1, 1)
        register = mou.Register().added(agreement("a", "A", "9990-01-01", duration=mou.Indefinite()))
        assert self.timeline(register, "9995-01-01").last_day == date(9997, 12, 31)
        tacit = mou.TacitRenewal("P7Y", notice="P1Y")
        register = mou.Register().added(agreement("a", "A", "9980-01-01", duration="P7Y", renewal=tacit))
        (course,) = self.timeline(register, "9993-06-01").courses  # its period ends in 9994, the next past the calendar
        assert [mark.kind for mark in course.marks] == ["deadline"]


class TestArguments:
    def test_five_hundred_agreements_stay_small(self):
        tacit = mou.TacitRenewal("P1Y", notice="P3M")
        agreements = [
            agreement(f"a{number}", f"Memorandum {number}", f"20{number % 26:02}-05-01", duration="P5Y", renewal=tacit)
            for number in range(500)
        ]
        began = time.process_time()
        html = page(mou.Register().added(*agreements), ON)
        assert time.process_time() - began < 30  # less than a second where nothing measures coverage
        assert len(html.encode()) < 600_000  # 6 MB for 5,000
        assert html.count("<tr>") == 101
        assert len(Parsed(html).elements) < 2_000

    def test_progress(self):
        steps = []
        page(office(), ON, progress=lambda done, total: steps.append((done, total)))
        count = len(office().agreements)
        assert steps == [(number, 2 * count) for number in range(1, 2 * count + 1)]

    def test_the_same_page_each_time(self):
        assert page(office(), ON) == page(office(), ON)

    def test_invalid_arguments(self):
        with pytest.raises(mou.ValidationError):
            page(office(), "2026-02-30")
        with pytest.raises(mou.ValidationError) as error:
            page(office(), ON, within="6 months", language="<x>")
        assert [problem.pointer for problem in error.value.problems] == ["/within", "/language"]
        with pytest.raises(mou.DateRangeError):
            page(office(), "9999-12-01")

    def test_without_the_extra(self, monkeypatch):
        real = builtins.__import__

        def without(name, *rest):
            if name.startswith("jinja2"):
                raise ModuleNotFoundError(name=name)
            return real(name, *rest)

        module._template.cache_clear()
        monkeypatch.setattr(builtins, "__import__", without)
        with pytest.raises(mou.MissingExtraError, match="'page'"):
            page(office(), ON)
