"""The page in a browser: it searches, sorts and opens, by mouse and by keyboard, loads nothing, and can be read by all.

They need Chromium, which the system's package manager has (`apt-get install chromium`); Playwright drives it.
"""

import os
import re
import shutil
import sys

import pytest
from pages import ON, hostile, office

import mou
from mou.formats.page import page as made

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
    registers = {"office": office(), "hostile": hostile(), "empty": mou.Register()}
    for name, register in registers.items():
        (folder / f"{name}.html").write_text(made(register, ON), "utf-8", newline="\n")
    return folder


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
    return page.locator("tbody tr:visible th").all_inner_texts()


def column(page, name):
    return page.locator(f"tbody tr:visible td[data-label='{name}']").all_inner_texts()


def told(page):
    return page.locator("#shown").inner_text()


class TestSearch:
    def test_it_filters_as_one_types_and_tells_how_many_are_left(self, show):
        page = show()
        assert told(page) == "12 agreements, as of 25 November 2026"
        page.get_by_label("Search").press_sequentially("zurich")
        assert sorted(titles(page)) == ["Public health", "Staff mobility", "Student exchange"]
        assert told(page) == "3 of 12 agreements, as of 25 November 2026"
        assert page.locator("#shown").get_attribute("role") == "status"
        page.get_by_label("Search").fill("mobility ETH")
        assert titles(page) == ["Staff mobility"]
        page.get_by_label("Search").fill("nothing like this")
        assert titles(page) == []
        page.get_by_role("button", name="Show all").click()
        expect(page.locator("tbody tr[hidden]")).to_have_count(0)
        assert told(page) == "12 agreements, as of 25 November 2026"

    def test_it_finds_what_does_not_stand_in_the_row(self, show):
        page = show()
        page.get_by_label("Search").fill("officer exchanges")
        assert titles(page) == ["Memorandum of Understanding on Defence Cooperation"]

    def test_enter_sends_nothing(self, show):
        page = show()
        page.get_by_label("Search").fill("eth")
        page.keyboard.press("Enter")
        assert page.url.endswith("office.html")

    def test_status(self, show):
        page = show()
        page.get_by_label("Status").select_option("suspended")
        assert titles(page) == ["Field station"]
        page.get_by_label("Search").fill("mobility")
        assert told(page) == "0 of 12 agreements, as of 25 November 2026"


@pytest.mark.thorough
class TestSort:
    def test_days_sort_as_days_and_what_is_not_known_stays_last(self, show):
        page = show()
        button = page.get_by_role("button", name="Last day")
        button.click()
        up = [text.split("\n")[0] for text in column(page, "Last day")]
        assert up[:3] == ["2023-01-28", "2027-03-02", "2027-05-01"]
        assert up[-6:] == ["2047-06-01", "none", "none", "none", "not known", "not known"]
        known = [text for text in up if text[0] == "2"]
        assert known == sorted(known)
        assert page.get_by_role("columnheader", name="Last day").get_attribute("aria-sort") == "ascending"
        assert told(page).endswith(", sorted by Last day, ascending")
        button.click()
        down = [text.split("\n")[0] for text in column(page, "Last day")]
        assert [text for text in down if text[0] == "2"] == known[::-1]
        assert down[-1] == up[-1]
        assert down[0] == "none"
        assert page.get_by_role("columnheader", name="Last day").get_attribute("aria-sort") == "descending"

    def test_words_sort_as_words_whatever_their_case(self, show):
        page = show()
        page.get_by_role("button", name="Last day").click()
        page.get_by_role("button", name="Agreement").click()
        assert titles(page) == sorted(titles(page), key=str.casefold)
        assert page.locator("[aria-sort]").count() == 1

    def test_what_was_filtered_stays_so(self, show):
        page = show()
        page.get_by_label("Search").fill("kyoto")
        before = titles(page)
        page.get_by_role("button", name="Signed").click()
        assert sorted(titles(page)) == sorted(before)
        assert "-" not in column(page, "Signed")


class TestOpening:
    def test_a_link_opens_the_part_and_goes_there(self, show):
        page = show()
        body = page.locator("#agreement-renews")
        assert not body.is_visible()
        page.locator("#expiring").scroll_into_view_if_needed()
        page.locator("tbody").get_by_role("link", name="Student exchange").click()
        body.wait_for(state="visible")
        assert "Last day for notice of non-renewal: 31 October 2026" in body.inner_text()
        expect(page.locator("details.part[open] summary")).to_be_focused()
        assert "Student exchange" in page.evaluate("document.activeElement.innerText")
        page.evaluate("document.activeElement.click()")
        assert not body.is_visible()
        page.locator("tbody").get_by_role("link", name="Student exchange").click()  # the same address again
        body.wait_for(state="visible")

    def test_an_address_opens_it_at_once(self, show):
        page = show(hash="#agreement-renews")
        page.locator("#agreement-renews").wait_for(state="visible")
        assert page.locator("details.part[open]").count() == 1

    def test_an_address_of_nothing_does_nothing(self, show):
        assert show(hash="#%E0%A4%A").locator("details.part[open]").count() == 0
        assert show(hash="#nothing").locator("details.part[open]").count() == 0

    def test_all_at_once(self, show):
        page = show()
        page.get_by_role("button", name="Open all").click()
        assert page.locator("details.part:not([open])").count() == 0
        page.get_by_role("button", name="Close all").click()
        assert page.locator("details.part[open]").count() == 0

    def test_by_keyboard_alone(self, show):
        page = show()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText") == "Skip to the table of agreements"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "search"
        page.keyboard.type("joint")
        assert titles(page) == ["Joint laboratory"]
        for _ in range(3):  # status, show all, the table itself
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('role')") == "region"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('th').getAttribute('aria-sort')") == "ascending"
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
        for _ in range(7):
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText") == "Joint laboratory"
        page.keyboard.press("Enter")
        page.locator("#agreement-ends-soon").wait_for(state="visible")
        expect(page.locator("details.part[open] summary")).to_be_focused()
        page.keyboard.press("Space")
        assert not page.locator("#agreement-ends-soon").is_visible()


@pytest.mark.thorough
class TestLooks:
    @pytest.mark.parametrize("name", ["office", "hostile", "empty"])
    @pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
    def test_it_never_scrolls_sideways(self, show, name, viewport):
        page = show(name, viewport=viewport)
        for part in page.locator("details").all():
            part.evaluate("(one) => { one.open = true; }")
        assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
    def test_an_audit_finds_no_barrier(self, show, scheme, viewport):
        page = show(viewport=viewport, color_scheme=scheme)
        page.get_by_role("button", name="Last day").click()
        page.get_by_role("button", name="Open all").click()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()

    @pytest.mark.parametrize("name", ["hostile", "empty"])
    def test_nor_in_other_registers(self, show, name):
        found = Axe().run(show(name))
        assert found.violations_count == 0, found.generate_report()

    def test_light_and_dark_can_be_changed(self, show):
        page = show(color_scheme="dark")
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        button = page.get_by_role("button", name="Switch between light and dark")
        assert button.inner_text() == "Light"
        button.click()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
        assert button.inner_text() == "Dark"
        assert page.evaluate("localStorage.length") == 0

    def test_without_scripts_it_can_be_read(self, show):
        page = show(java_script_enabled=False, hash="#agreement-renews")
        assert len(page.locator("tbody tr").all()) == 12
        for hidden in ("#filter", "#theme", "#tools"):
            assert not page.locator(hidden).is_visible()
        assert page.locator("thead button").count() == 0

    @pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
    def test_printed_everything_is_there_but_what_can_be_pressed(self, show, scripts):
        page = show(java_script_enabled=scripts, color_scheme="dark")
        page.emulate_media(media="print")
        for hidden in ("#filter", "nav", "#theme"):
            assert not page.locator(hidden).is_visible()
        assert page.locator("thead").evaluate("(one) => getComputedStyle(one).display") == "table-header-group"
        assert page.locator("body").evaluate("(one) => getComputedStyle(one).backgroundColor") == "rgb(255, 255, 255)"
        pdf = page.pdf(format="A4")
        assert len(re.findall(rb"/Type /Page\b", pdf)) >= 12  # closed, the parts would take one
        assert page.locator("details.part[open]").count() == 0  # as it was before


def test_texts_that_try_to_break_out_stay_texts(show):
    page = show("hostile")
    page.get_by_role("button", name="Open all").click()
    page.get_by_label("Search").fill("<script>alert")
    assert titles(page) == ["<script>alert(1)</script>"]
    assert page.locator("img").count() == 0
    assert page.locator("main a:not([href^='#']):not([href^='https://example.org/'])").count() == 0
    page.get_by_label("Search").fill("gnp.exe")
    row = page.locator("tbody tr:visible")
    assert row.locator("th").inner_text() == "gnp.exe done"
