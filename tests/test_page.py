"""The page, as text: what stands in it, that it can't run anything, and that all of it holds together."""

import builtins
import re
import time
from base64 import b64encode
from datetime import date
from hashlib import sha256
from html import unescape
from itertools import pairwise

import attrs
import pytest
from hypothesis import given, settings
from pages import HOSTILE, ON, TACIT, Parsed, agreement, hostile, left, office

import mou
from mou import conformance, examples, strategies
from mou.formats import page as module
from mou.formats.page import page, timeline as _timeline
from mou.formats.page.text import link, safe
from mou.law.rules import NOTICE_IN_TIME

TAGS = frozenset(
    """a bdi body br button circle cite code dd defs desc details div dl dt em figcaption figure footer form g h1 h2 h3
    h4 head header html input label li line main meta nav ol option p path pattern rect script section select small span
    strong style summary svg table tbody td text th thead time title tr ul use""".split()
)
ATTRIBUTES = frozenset(
    """aria-describedby aria-hidden aria-label aria-labelledby autocomplete charset class content cx cy d data-key
    data-label data-open data-search data-status datetime dir dx dy focusable for height hidden href http-equiv id
    lang name open patterntransform patternunits r rel role scope spellcheck tabindex type value width x x1 x2 y y1
    y2""".split()
)


def checked(html):
    """A page that holds together: known elements only, ids once, links that lead somewhere."""
    parsed = Parsed(html)
    assert {tag for tag, _ in parsed.elements} <= TAGS
    assert {name for _, attributes in parsed.elements for name in attributes} <= ATTRIBUTES
    ids = parsed.ids
    assert len(ids) == len(set(ids))
    known = set(ids)
    for href in parsed.links:
        assert href[1:] in known if href.startswith("#") else href.startswith(("https://", "http://", "HTTPS://")), href
    for attributes in (attributes for _, attributes in parsed.elements):
        for name in ("aria-labelledby", "aria-describedby", "for"):
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


class TestWhatItShows:
    def test_the_bundled_register(self):
        parsed = checked(page(examples.register(), ON))
        text = " ".join(parsed.text.split())
        assert "Agreements, 25 November 2026" in text
        assert "1 of 1 in effect" in text
        assert "In effect from 30 October 2025" in text
        assert (
            "8 dialogue partners: United States of America, Russian Federation, Australia, China, India, Japan, "
            "Republic of Korea, New Zealand"
        ) in text
        assert "agreement-mys-usa-defence-2025" in parsed.ids

    def test_what_comes_up_stands_first_with_the_days_that_are_left(self):
        html = page(office(), ON)
        due = words(section(html, '<h3 id="expiring">', "</div>"))
        assert due == (
            "Last days In the 6 months from 25 November 2026 to 25 May 2027 "
            "2027-03-02 Joint laboratory in 97 days 2027-05-01 Archives in 157 days"
        )
        notices = words(section(html, '<h3 id="notices">', "</div>"))
        assert notices == (
            "Notice deadlines In the 6 months from 25 November 2026 to 25 May 2027 2027-01-01 Staff mobility "
            "in 37 days Deadlines that passed without notice 2026-10-31 Student exchange "
            "the notice deadline passed on 31 October 2026; it now runs to 31 January 2028"
        )

    def test_what_comes_up_in_a_year(self):
        html = page(office(), ON, within="P1Y")
        due = words(section(html, '<h3 id="expiring">', "</div>"))
        assert "2027-06-01 to 2027-06-30 Marine science the date is uncertain" in due
        assert "In the 1 year from 25 November 2026 to 25 November 2027" in due

    def test_findings_by_kind_lead_to_the_agreement(self):
        late = agreement("late", "Late", "2022-01-01", acts=[left("2026-12-30")], duration="P5Y", renewal=TACIT)
        html = page(office().added(late), ON)
        found = section(html, '<h3 id="findings">')
        assert found.index("late-notice") < found.index("relation-outside")
        assert '<li><a href="#agreement-late"><bdi>Late</bdi></a>: <bdi>' in found
        assert "relation-outside" in found
        assert '<a href="#agreement-follows">' in found

    def test_a_finding_about_a_meeting_leads_to_it(self):
        days = (("2025-10-31", "m1"), ("2026-10-31", "m2"))
        meetings = [mou.Meeting(name, name=name.upper(), forum="f", ordinal=1, starts_on=on) for on, name in days]
        html = page(mou.Register(forums=[mou.Forum("f", name="Forum")], meetings=meetings), ON)
        assert '<li><a href="#meeting-m2"><bdi>M2</bdi></a>: <bdi>' in section(html, '<h3 id="findings">')

    def test_many_of_a_kind_are_folded(self):
        many = [agreement(f"a{number}", f"Old {number}", "2010-01-01", duration="P1Y") for number in range(12)]
        html = page(mou.Register().added(*many), ON)
        assert html.count('<details class="doubt warning">') == 1
        soon = [agreement(f"a{number}", f"New {number}", "2022-01-01", duration="P5Y") for number in range(12)]
        assert "<summary>2 more</summary>" in page(mou.Register().added(*soon), ON)

    def test_the_days_of_the_table_are_keys_to_sort_by(self):
        cells = [one["data-key"] for one in Parsed(page(office(), ON)).of("td") if one["class"] == "c-end"]
        ids = [one.id for one in office().agreements]
        keys = dict(zip(ids, cells, strict=True))
        assert keys["ends-soon"] == "2027-03-02"
        assert keys["imprecise"] == "2027-06-01"
        assert keys["renews"] == "none"
        assert keys["unknown"] == ""

    def test_each_word_for_those_that_bind_and_those_that_do_not(self):
        html = page(office(), ON)
        assert "In force or in effect from" in html
        assert "in effect since 2 March 2022" in html
        assert "suspended" in html

    def test_the_reasons_with_rules_articles_and_assumptions(self):
        html = page(office(), ON)
        part = section(html, 'id="agreement-renews"', "</details>")
        text = words(part)
        answer = office().lifecycle("renews").notice(ON)
        assert answer.summary in text
        assert all(step.text in text for step in answer.steps)
        assert "by 31 October 2026 Art. 9 notice in time /term/renewal/notice" in text
        assert "Notice by 31 October 2026 (passed)" in text
        assert '<a href="#rule-notice-in-time">' in part
        assert '<span class="assumed">assumed</span>' in part
        assert NOTICE_IN_TIME.source in words(section(html, '<dt id="rule-notice-in-time"', "</dd>"))

    def test_related_agreements_lead_to_each_other(self):
        html = page(office(), ON)
        follows = section(html, 'id="agreement-follows"', "</details>")
        assert 'renews <a href="#agreement-expired">' in follows
        assert "amends <code>not-here</code> (not in this register)" in follows
        assert 'renewed by <a href="#agreement-follows">' in section(html, 'id="agreement-expired"', "</details>")

    def test_an_empty_register(self):
        parsed = checked(page(mou.Register(), ON))
        text = " ".join(parsed.text.split())
        assert "0 of 0 in force" in text
        assert "There are no findings." in text
        assert "0 agreements, as of 25 November 2026" in text
        assert parsed.of("table") == []

    def test_real_treaties(self):
        text = " ".join(checked(page(conformance.records(), ON)).text.split())
        assert "35th instrument, then 30 days after" in text

    def test_every_day_names_the_day_it_was_computed_for(self):
        assert page(office(), ON).count("25 November 2026") > 10

    def test_what_is_out_of_the_calendar_is_told(self):
        far = agreement("far", "Far", "9000-01-01", duration="P1000Y")
        text = " ".join(checked(page(mou.Register().added(far), ON)).text.split())
        assert "Nothing can be computed" in text
        assert "out-of-the-calendar" in text

    def test_a_title_a_language(self):
        html = page(office(), ON, title="Perjanjian <b>", language="ms-Latn")
        assert "<title>Perjanjian &lt;b&gt;, 25 November 2026</title>" in html
        assert '<bdi lang="ms-Latn">Joint laboratory</bdi>' in html
        checked(html)
        assert ' lang="en"' in page(office(), ON)
        assert "<bdi lang" not in page(office(), ON)


class TestParties:
    def test_who_came_later_or_left_is_told(self):
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
            ),
        )
        html = page(mou.Register().added(treaty), ON)
        text = " ".join(checked(html).text.split())
        assert "Japan JPN: in force for it from 1 January 2020 to" in text
        assert "France FRA: in force for it from 1 February 2022" in text
        assert "Germany DEU: not in force for it" in text
        assert "Ministry mod, for France" in text
        assert "Malaysia MYS Japan" in text
        assert "own instrument, then 1 month after" in text
        assert "Minimum number of parties 1" in text
        assert "disputed" in text

    def test_days_that_are_not_certain_for_a_party(self):
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
                entry_into_force=mou.NthInstrument(2), duration="P50Y", anchor="2020-02-01", renewal=mou.NoRenewal()
            ),
        )
        text = " ".join(Parsed(page(mou.Register().added(treaty), ON)).text.split())
        france = "France FRA: in force for it from a day between 1 March 2022 and 31 March 2022"
        assert f"{france} to 31 January 2070" in text
        assert "Germany DEU: in force for it from 1 May 2023 or later" in text
        assert "Runs from 1 February 2020" in text
        open_ended = attrs.evolve(treaty, term=mou.Term(entry_into_force=mou.NthInstrument(2)))
        text = " ".join(Parsed(page(mou.Register().added(open_ended), ON)).text.split())
        assert f"{france}, end not known Germany" in text
        assert "Malaysia MYS Japan JPN France" in text

    def test_what_the_term_runs_from(self):
        html = page(mou.Register().added(agreement("a", "A", "2022-01-01", duration="P5Y", anchor="signature")), ON)
        assert "Runs from signature" in " ".join(Parsed(html).text.split())


class TestHostileTexts:
    def test_nothing_breaks_out(self):
        html = page(hostile(), ON, title=HOSTILE[5])
        parsed = checked(html)
        assert len(parsed.of("script")) == len(parsed.of("style")) == 1
        assert parsed.of("img") == []
        for text in HOSTILE:
            assert safe(text).replace("\n", " ").split()[0] in parsed.text

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
    def test_what_leads_nowhere(self, address):
        assert link(address) is None

    @pytest.mark.parametrize("address", ["https://example.org/a?b#c", "HTTP://x.example/", "mailto:a@example.org"])
    def test_what_leads_somewhere(self, address):
        assert link(address) == address

    def test_an_address_that_is_no_link_is_shown(self):
        source = mou.Source("S", url="https://example.org/<x>")
        html = page(mou.Register().added(attrs.evolve(agreement("a", "A", "2022-01-01"), sources=[source])), ON)
        assert "<bdi>https://example.org/&lt;x&gt;</bdi>" in html
        checked(html)

    def test_names_have_a_direction_of_their_own(self):
        html = page(hostile(), ON)
        assert "<bdi>اتفاقية التعاون</bdi>" in html
        alone = re.sub(r'<bdi[^>]*>.*?</bdi>|dir="auto">[^<]*|data-search="[^"]*"', "", html, flags=re.DOTALL)
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
def test_any_register_has_a_page_that_holds_together(register):
    parsed = checked(page(register, "2024-06-15"))
    for one in register.agreements:
        assert parsed.ids.count(f"agreement-{one.id}") == 1
        assert safe(one.title).split() == [] or safe(one.title) in parsed.text
    for meeting in register.meetings:
        assert parsed.ids.count(f"meeting-{meeting.id}") == 1


class TestTimeline:
    def timeline(self, register=None, on=ON):
        return _timeline.timeline((register or office()).positions(on), mou.dates.days.exact_day(on))

    def row(self, key):
        return next(row for row in self.timeline().rows if row.position.id == key)

    def test_what_ends_first_stands_first_and_what_has_ended_last(self):
        ids = [row.position.id for row in self.timeline().rows]
        assert ids[0] == "renews"
        assert ids[-1] == "expired"
        assert ids.index("ends-soon") < ids.index("mys-usa-defence-2025") < ids.index("suspended")

    def test_what_can_not_be_drawn_is_counted(self):
        line = self.timeline()
        assert line.left_out == 1
        assert "unsigned" not in [row.position.id for row in line.rows]

    def test_one_that_may_be_in_force_in_a_period_outside_the_calendar_is_drawn(self):
        """Some time in 9996 it is terminated, in a period that would run to 10005."""
        ends = mou.Act("termination", "9996")
        tacit = mou.TacitRenewal("P10Y", notice="P1Y")
        far = agreement("a", "A", "9985-06-01", acts=[ends], duration="P10Y", renewal=tacit)
        (row,) = self.timeline(mou.Register().added(far), "9990-01-01").rows
        assert [one.kind for one in row.bars] == ["in_force", "unknown"]

    def test_places_are_hundredths_of_the_years_shown(self):
        line = self.timeline()
        assert (str(line.first_day), str(line.last_day)) == ("2021-01-01", "2036-12-31")
        row = self.row("ends-soon")
        days = (line.last_day - line.first_day).days + 1
        assert [one.kind for one in row.bars] == ["in_force"]
        assert row.bars[0].left == pytest.approx((date(2022, 3, 2) - line.first_day).days / days * 100, abs=0.01)
        assert [(one.kind) for one in row.marks] == ["last-day"]
        assert row.bars[0].left + row.bars[0].width == pytest.approx(row.marks[0].at, abs=0.02)
        assert (row.before, row.after) == (False, None)

    def test_what_renews_itself_is_drawn_so_after_the_period_that_runs(self):
        row = self.row("renews")
        assert [one.kind for one in row.bars] == ["in_force", "renewing"]
        assert [one.kind for one in row.marks].count("deadline") == 1
        assert [one.kind for one in row.marks].count("renewal") == 11
        assert row.after == "open"
        assert row.text.endswith(
            "the current period ends on 31 January 2027 and then renews itself; notice by 31 October 2026"
        )

    def test_how_it_goes_on(self):
        assert self.row("suspended").after == "open"
        assert self.row("provisional").after == "later"
        assert self.row("unknown").after == "later"
        assert self.row("expired").before

    def test_a_notice_that_was_given_is_marked_and_none_is_due_then(self):
        kinds = [one.kind for one in self.row("notice").marks]
        assert kinds.count("notice") == 1
        assert "deadline" not in kinds

    def test_the_ends_of_the_calendar(self):
        register = mou.Register().added(agreement("a", "A", "0001-02-01", duration="P1Y"))
        assert self.timeline(register, "0001-06-01").first_day == date(1, 1, 1)
        register = mou.Register().added(agreement("a", "A", "9990-01-01", duration=mou.Indefinite()))
        assert self.timeline(register, "9995-01-01").last_day == date(9997, 12, 31)
        tacit = mou.TacitRenewal("P7Y", notice="P1Y")
        register = mou.Register().added(agreement("a", "A", "9980-01-01", duration="P7Y", renewal=tacit))
        (row,) = self.timeline(register, "9993-06-01").rows  # which runs to 9994; the period after that can't be told
        assert [one.kind for one in row.bars] == ["in_force", "renewing"]
        assert [one.kind for one in row.marks] == ["deadline"]

    def test_the_page_holds_a_drawing_and_the_same_in_words(self):
        html = page(office(), ON)
        assert "<title>not yet signed" not in html
        assert "<title>in effect from 2 March 2022 to 2 March 2027</title>" in html


class TestAsking:
    def test_four_hundred_agreements_take_a_few_seconds_and_stay_small(self):
        tacit = mou.TacitRenewal("P1Y", notice="P3M")
        many = [
            agreement(f"a{number}", f"Memorandum {number}", f"20{number % 26:02}-05-01", duration="P5Y", renewal=tacit)
            for number in range(400)
        ]
        began = time.process_time()
        html = page(mou.Register().added(*many), ON)
        assert time.process_time() - began < 30  # one or two, where nothing measures coverage
        assert len(html.encode()) < 4_000_000

    def test_progress(self):
        told = []
        page(office(), ON, progress=lambda done, total: told.append((done, total)))
        count = len(office().agreements)
        assert told == [(number, 2 * count) for number in range(1, 2 * count + 1)]

    def test_the_same_page_each_time(self):
        assert page(office(), ON) == page(office(), ON)

    def test_what_can_not_be_asked(self):
        with pytest.raises(mou.ValidationError):
            page(office(), "2026-02-30")
        with pytest.raises(mou.ValidationError) as error:
            page(office(), ON, within="6 months", language="<x>")
        assert [one.pointer for one in error.value.problems] == ["/within", "/language"]
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
