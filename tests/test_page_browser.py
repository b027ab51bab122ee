"""The page in a browser: it searches, sorts and opens, by mouse and keyboard, loads nothing, and everyone can read it.

They need Chromium, which the system's package manager has (`apt-get install chromium`); Playwright drives it.
"""

import os
import re
import shutil
import sys

import attrs
import pytest
from pages import ON, Data, agreement, hostile, office
from test_for_a_party import BEFORE, MANY, REGISTER

import mou
from mou.formats.page import page as made

TREATIES = REGISTER.added(MANY)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
try:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import expect, sync_playwright
except ImportError as error:  # no wheel for this system
    WHY = f"Playwright can't be imported here: {error}"
else:
    WHY = None if CHROMIUM else f"no Chromium here: none of {', '.join(NAMES)} is on the path"

pytestmark = pytest.mark.skipif(WHY is not None, reason=str(WHY))
WIDE, PHONE = {"width": 1400, "height": 900}, {"width": 360, "height": 740}
AS_ROOT = ["--no-sandbox"] if sys.platform != "win32" and os.geteuid() == 0 else []
VIOLATIONS = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective + event.blockedURI));
"""


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=AS_ROOT)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    large = office().added(*partners(230))
    pages = {
        "office": made(office(), ON),
        "hostile": made(hostile(), ON, columns=["Remarks"]),
        "empty": made(mou.Register(), ON),
        "treaty": made(TREATIES, BEFORE),
        "large": made(large, ON, columns=["Country", "Number"]),
        **{language: made(office(), ON, language=language) for language in ("de", "fr")},
    }
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, "utf-8", newline="\n")
    return folder


def partners(count):
    """Agreements with a country and a number of their own."""
    for number in range(count):
        record = agreement(f"p{number}", f"Partner {number}", "2022-01-01", duration="P5Y")
        cells = {"Country": ("Japan", "Chile")[number % 2], "Number": f"N-{number}"}
        yield attrs.evolve(record, extensions={"sheet": cells})


@pytest.fixture
def show(browser, files):
    """Opens a page; at the end of the test it must have been quiet and alone."""
    seen = []

    def opened(name="office", *, hash="", **options):  # noqa: A002  # as in an address
        context = browser.new_context(**{"viewport": WIDE, "reduced_motion": "reduce"} | options)
        context.add_init_script(VIOLATIONS)
        page = context.new_page()
        page.set_default_timeout(5000)
        noise, asked = [], []
        page.on("console", lambda message: noise.append(message.text))
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.on("dialog", lambda dialog: (noise.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: asked.append(request.url))
        page.goto((files / f"{name}.html").as_uri() + hash)
        seen.append((context, page, noise, asked))
        return page

    yield opened
    for context, page, noise, asked in seen:
        assert page.evaluate("window.violations || []") == []  # without scripts, none can be broken
        assert noise == []
        assert [url for url in asked if not url.startswith("file:")] == []
        assert len(asked) == 1
        context.close()


def titles(page):
    return page.locator("tbody tr th").all_inner_texts()


def column(page, name):
    return page.locator(f"tbody tr td[data-label='{name}']").all_inner_texts()


def count(page):
    return page.locator("#shown").inner_text()


def search(page, text):
    """Search at once: Enter does not wait for the pause."""
    page.get_by_label("Search").fill(text)
    page.keyboard.press("Enter")


def opened(page):
    return page.locator("dialog[open]")


class TestSearch:
    def test_it_filters_after_a_pause_and_says_how_many_match(self, show):
        page = show()
        assert count(page) == "Agreements 1 to 12 of 12"
        page.get_by_label("Search").press_sequentially("zurich")
        expect(page.locator("#shown")).to_have_text("Agreements 1 to 3 of 3 that match, 12 in all")
        assert sorted(titles(page)) == ["Public health", "Staff mobility", "Student exchange"]
        assert page.locator("#shown").get_attribute("role") == "status"
        search(page, "mobility ETH")
        assert titles(page) == ["Staff mobility"]
        search(page, "nothing like this")
        assert titles(page) == []
        assert count(page) == "No agreement matches (12 in all)"
        page.get_by_role("button", name="Show all").click()
        expect(page.locator("tbody tr")).to_have_count(12)
        assert count(page) == "Agreements 1 to 12 of 12"

    def test_it_finds_words_that_are_not_in_the_row(self, show):
        page = show()
        for text in ("officer exchanges", "mys-usa", "memorandum of understanding usa"):
            search(page, text)
            assert titles(page) == ["Memorandum of Understanding on Defence Cooperation"]

    def test_enter_sends_nothing(self, show):
        page = show()
        search(page, "eth")
        assert page.url.endswith("office.html")

    def test_status(self, show):
        page = show()
        page.get_by_label("Status").select_option("suspended")
        assert titles(page) == ["Field station"]
        search(page, "mobility")
        assert count(page) == "No agreement matches (12 in all)"

    def test_own_columns_have_filters(self, show):
        page = show("large")
        page.get_by_label("Country").select_option("Chile")
        assert count(page) == "Agreements 1 to 100 of 115 that match, 242 in all"
        assert set(column(page, "Country")) == {"Chile"}
        page.get_by_label("Number").fill("n-11")  # too many values for a list
        expect(page.locator("tbody tr")).to_have_count(6)  # 11, 111, 113, 115, 117, 119

    def test_the_timeline_shows_the_agreements_that_match(self, show):
        page = show()
        search(page, "zurich")
        expect(page.locator("#courses li")).to_have_count(3)
        assert page.locator("#courses a").all_inner_texts()[0] == "Student exchange"


class TestPages:
    def test_at_most_a_hundred_rows_are_drawn(self, show):
        page = show("large")
        assert page.locator("tbody tr").count() == 100
        assert page.locator("#courses li").count() == 50
        table = page.get_by_role("navigation", name="Pages of the table")
        before, after = table.get_by_role("button", name="Previous"), table.get_by_role("button", name="Next")
        assert before.is_disabled()
        after.press("Enter")
        after.press("Enter")
        assert count(page) == "Agreements 201 to 242 of 242"
        assert table.inner_text().split("\n")[1] == "Page 3 of 3"
        expect(before).to_be_focused()  # the other button is disabled
        before.press("Enter")
        assert count(page) == "Agreements 101 to 200 of 242"

    def test_a_search_starts_at_the_first_page(self, show):
        page = show("large")
        page.get_by_role("navigation", name="Pages of the table").get_by_role("button", name="Next").click()
        search(page, "partner")
        assert count(page).startswith("Agreements 1 to 100 of 230")

    def test_the_heading_stays_when_the_table_scrolls(self, show):
        page = show("large")
        region = page.get_by_role("region", name="Table of all agreements")
        region.evaluate("(region) => region.scrollTo(0, 2000)")
        heading = page.get_by_role("columnheader", name="Agreement").bounding_box()
        assert abs(heading["y"] - region.bounding_box()["y"]) < 3

    def test_a_narrow_page_has_fewer_rows(self, show):
        page = show("large", viewport=PHONE)
        assert page.locator("tbody tr").count() == 25
        page.set_viewport_size(WIDE)
        expect(page.locator("tbody tr")).to_have_count(100)

    def test_long_lists_are_shown_in_parts(self, show):
        page = show("large")
        due = page.locator("[data-list=expiring] li")
        assert due.count() == 5
        more = page.locator("[data-list=expiring] + button")
        assert more.inner_text() == "Show 100 more"
        more.click()
        assert due.count() == 105
        assert page.evaluate("document.activeElement.closest('li')") is not None
        more.click()
        more.click()
        assert due.count() == 232
        assert not more.is_visible()

    def test_a_list_is_drawn_when_its_section_opens(self, show):
        page = show()
        section = page.locator("#findings ~ details").first
        assert section.locator("li").count() == 0
        section.locator("summary").click()
        expect(section.locator("li").first).to_be_visible()
        assert section.locator("li").count() == int(section.locator(".number").inner_text())


@pytest.mark.thorough
class TestSort:
    def test_days_sort_as_days_and_unknown_days_stay_last(self, show):
        page = show()
        button = page.get_by_role("button", name="Last day")
        keys = """[...document.querySelectorAll('tbody tr')].map(({ cells: [,,,,, end] }) =>
            end.querySelector('time')?.dateTime || end.firstChild.textContent)"""
        button.click()
        up = page.evaluate(keys)
        assert up[:3] == ["2023-01-28", "2027-03-02", "2027-05-01"]
        assert up[-6:] == ["2047-06-01", "none", "none", "none", "not known", "not known"]
        assert page.get_by_role("columnheader", name="Last day").get_attribute("aria-sort") == "ascending"
        assert count(page).endswith("; sorted by Last day, ascending")
        button.click()
        down = page.evaluate(keys)
        known = [key for key in up if re.match(r"\d{4}", key)]
        assert [key for key in down if key in known] == known[::-1]
        assert down[-1] == up[-1]
        assert down[0] == "none"
        assert page.get_by_role("columnheader", name="Last day").get_attribute("aria-sort") == "descending"

    def test_words_sort_whatever_their_case(self, show):
        page = show()
        page.get_by_role("button", name="Last day").click()
        page.get_by_role("button", name="Agreement").click()
        assert titles(page) == sorted(titles(page), key=str.casefold)
        assert page.locator("[aria-sort]").count() == 1

    def test_every_column_sorts(self, show):
        page = show("large")
        for name in ("Parties", "Status", "Signed", "In force or in effect from", "Notice by", "Country", "Number"):
            page.get_by_role("columnheader", name=name).get_by_role("button").click()
            assert f"sorted by {name}, ascending" in count(page)
        assert column(page, "Number")[:11] == [f"N-{number}" for number in range(11)]  # numbers as numbers

    def test_filters_stay(self, show):
        page = show()
        search(page, "kyoto")
        before = titles(page)
        page.get_by_role("button", name="Signed").click()
        assert sorted(titles(page)) == sorted(before)


class TestDetails:
    def test_a_link_opens_the_details_and_closing_them_returns_the_focus(self, show):
        page = show()
        link = page.locator("tbody").get_by_role("link", name="Student exchange")
        link.click()
        expect(page.locator("#details-title")).to_be_focused()
        assert page.get_by_role("dialog", name="Student exchange").is_visible()
        assert "Last day for notice of non-renewal: 31 October 2026" in opened(page).inner_text()
        page.keyboard.press("Escape")
        expect(opened(page)).to_have_count(0)
        expect(link).to_be_focused()
        link.press("Enter")  # the same address again
        page.get_by_role("button", name="Close").click()
        expect(opened(page)).to_have_count(0)

    def test_they_show_all_that_the_data_hold(self, show):
        page, data = show(), Data(made(office(), ON))
        for key in data.rows["id"]:
            page.evaluate(f"location.hash = '#/{key}'")
            expect(page.locator("#details-title")).to_have_text(data.row(key)["title"])
            text = " ".join(opened(page).inner_text().split())
            for reason in data.reasons(key):
                sentence = reason.removeprefix("assumed: ").partition(" (")[0]
                assert " ".join(sentence.split()) in text
            for clause in data.clauses(key).values():
                assert clause in text
            for party in data.row(key)["parties"]:
                assert data.text(party) in text
            assert "/term" not in text
            assert "/acts" not in text

    def test_the_history_opens_and_closes_them(self, show):
        page = show()
        page.locator("tbody").get_by_role("link", name="Student exchange").click()
        page.locator("dialog[open]").wait_for()
        page.go_back()
        expect(opened(page)).to_have_count(0)

    @pytest.mark.parametrize("address", ["#/renews", "#agreement-renews"], ids=["present", "earlier"])
    def test_an_address_opens_them_at_once(self, show, address):
        page = show(hash=address)
        expect(page.locator("#details-title")).to_have_text("Student exchange")

    def test_an_address_of_nothing_does_nothing(self, show):
        for address in ("#%E0%A4%A", "#nothing", "#/nothing", "#/"):
            assert opened(show(hash=address)).count() == 0

    def test_a_related_agreement_and_a_meeting(self, show):
        page = show(hash="#/follows")
        opened(page).get_by_role("link", name="Double degree", exact=True).click()
        expect(page.locator("#details-title")).to_have_text("Double degree")
        assert "renewed by: Double degree, renewed" in opened(page).inner_text()
        assert "not-here (not in this register)" in show(hash="#/follows").locator("dialog").inner_text()
        page = show(hash="#/mys-usa-defence-2025")
        opened(page).locator("a[href^='#meeting-']").first.click()
        expect(opened(page)).to_have_count(0)

    def test_a_click_beside_them_closes_them(self, show):
        page = show(hash="#/renews")
        page.mouse.click(20, 400)
        expect(opened(page)).to_have_count(0)

    def test_by_keyboard_alone(self, show):
        page = show()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText") == "Skip to the table of agreements"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "search"
        page.keyboard.type("joint")
        expect(page.locator("tbody tr")).to_have_count(1)
        for _ in range(3):  # status, show all, the table itself
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('role')") == "region"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('th').getAttribute('aria-sort')") == "ascending"
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        for _ in range(7):
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText") == "Joint laboratory"
        page.keyboard.press("Enter")
        expect(page.locator("#details-title")).to_be_focused()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText") == "Close"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.innerText") == "Joint laboratory"


class TestWords:
    def test_deadlines_have_words_and_a_colour(self, show):
        page = show()
        chips = page.locator("tbody small").all()
        assert {chip.inner_text(): chip.get_attribute("class") for chip in chips} == {
            "in 97 days": "later",
            "in 157 days": "later",
            "in 37 days": "soon",
            "passed": "past",
            "if not renewed": None,
            "period to 31 Jan 2027": None,
            "period to 1 Apr 2027": None,
            "without Universiti Malaya": None,
        }

    @pytest.mark.parametrize(
        ("name", "label", "day"), [("de", "Suche", "02.03.2022"), ("fr", "Chercher", "2 mars 2022")]
    )
    def test_the_page_has_the_words_and_dates_of_its_language(self, show, name, label, day):
        page = show(name, hash="#/ends-soon")
        assert day in page.locator("tbody").inner_text()
        assert page.locator("dialog bdi[lang=en]").count() > 5
        page.keyboard.press("Escape")
        page.get_by_label(label).fill("zzz")

    def test_the_rows_are_the_same_with_and_without_the_script(self, show):
        """The first rows are written as HTML, and drawn again from the data."""
        for name in ("office", "large", "fr"):
            scripted, rows = (
                [
                    [" ".join(cell.split()) for cell in row.locator("th, td").all_inner_texts()]
                    for row in show(name, java_script_enabled=enabled).locator("tbody tr").all()[:30]
                ]
                for enabled in (True, False)
            )
            near = re.compile(r"in \d+ days|dans \d+ jours")  # only the script colours and counts
            assert [[" ".join(near.sub("", cell).split()) for cell in row] for row in scripted] == rows


@pytest.mark.thorough
class TestLooks:
    @pytest.mark.parametrize("name", ["office", "hostile", "empty", "large", "de"])
    @pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
    def test_it_never_scrolls_sideways(self, show, name, viewport):
        page = show(name, viewport=viewport)
        for part in page.locator("details").all():
            part.evaluate("(section) => { section.open = true; }")
        assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
        if page.locator("tbody a").count():
            page.locator("tbody a").first.click()
            assert page.evaluate("document.getElementById('details').scrollWidth") <= viewport["width"]

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
    def test_an_audit_finds_no_barrier(self, show, scheme, viewport):
        page = show("large", viewport=viewport, color_scheme=scheme)
        page.get_by_role("button", name="Last day").click()
        for part in page.locator("details").all():
            part.evaluate("(section) => { section.open = true; }")
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("name", ["office", "fr"])
    def test_nor_in_the_details(self, show, name, scheme):
        for key in ("follows", "renews"):
            results = Axe().run(show(name, hash=f"#/{key}", color_scheme=scheme))
            assert results.violations_count == 0, results.generate_report()

    @pytest.mark.parametrize("name", ["hostile", "empty", "office"])
    def test_nor_in_other_registers(self, show, name):
        results = Axe().run(show(name))
        assert results.violations_count == 0, results.generate_report()

    def test_light_and_dark_can_be_changed(self, show):
        page = show(color_scheme="dark")
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        button = page.get_by_role("button", name="Switch between light and dark")
        assert button.inner_text() == "Light"
        button.click()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
        assert button.inner_text() == "Dark"
        assert page.evaluate("localStorage.length") == 0

    def test_without_scripts_the_table_can_be_read(self, show):
        page = show("large", java_script_enabled=False, hash="#/renews")
        assert page.locator("tbody tr").count() == 100
        assert "This table holds 100 of 242 agreements." in page.locator("noscript").inner_text()
        for hidden in ("#filter", "#theme", "#timeline-section", "#pages"):
            assert not page.locator(hidden).is_visible()
        assert page.locator("thead button").count() == 0

    @pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
    def test_printed_every_row_is_there_but_no_control(self, show, scripts):
        page = show("large", java_script_enabled=scripts, color_scheme="dark")
        page.emulate_media(media="print")
        for hidden in ("#filter", "header nav", "#theme", "#pages"):
            assert not page.locator(hidden).is_visible()
        assert page.locator("thead").evaluate("(head) => getComputedStyle(head).display") == "table-header-group"
        assert page.locator("body").evaluate("(body) => getComputedStyle(body).backgroundColor") == "rgb(255, 255, 255)"
        if scripts:
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
            assert page.locator("tbody tr").count() == 242
            page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator("tbody tr").count() == 100
        pdf = page.pdf(format="A4")
        assert len(re.findall(rb"/Type /Page\b", pdf)) >= (12 if scripts else 5)

    def test_open_details_are_printed_alone(self, show):
        page = show(hash="#/renews")
        page.emulate_media(media="print")
        assert not page.locator("main").is_visible()
        assert page.get_by_text("Last day for notice of non-renewal: 31 October 2026").is_visible()


def test_a_party_that_leaves_is_named(show):
    """In the table, among the last days, and where only few of many names are shown."""
    page = show("treaty")
    parties = page.locator("td.c-parties").all_inner_texts()
    assert "United States of America: to 31 Dec 2026" in parties[0]
    assert page.locator("ol[data-list=expiring] li").all_inner_texts() == [
        "31 Dec 2026\nConstitution\nin 32 days; only for United States of America",
        "1 May 2027\nPair\nin 153 days; if not renewed",
    ]
    assert parties[2].endswith("Italy: to 31 Dec 2010; and 1 more")


def test_hostile_texts_stay_texts(show):
    page = show("hostile")
    search(page, "<script>alert")
    assert titles(page) == ["<script>alert(1)</script>"]
    for key in Data(made(hostile(), ON)).rows["id"]:
        page.evaluate(f"location.hash = '#/{key}'")
        page.locator("dialog[open] h2").wait_for()
    assert page.locator("img").count() == 0
    assert page.locator("main a:not([href^='#'])").count() == 0
    assert page.locator("dialog a:not([href^='#']):not([href^='https://example.org/'])").count() == 0
    page.keyboard.press("Escape")
    search(page, "gnp.exe")
    assert page.locator("tbody th").inner_text() == "gnp.exe done"
