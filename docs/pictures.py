"""Draw the pictures of the README and the guides: python docs/pictures.py. This needs Chromium and the extra `test`."""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.text import Text

from mou.formats.page import page
from mou.importing import Mapping, read

DOCS = Path(__file__).parent
EXAMPLES = DOCS.parent / "examples"
DAY = "2026-11-25"
LINES = 40
"""The number of lines shown of the output of ``mou show``."""


def show_svg() -> str:
    """Return a picture of the first lines of `mou show` in a terminal of 100 columns."""
    run = [sys.executable, "-c", "from mou.cli import main; main()", "show", "--on", DAY]
    terminal = os.environ | {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    output = subprocess.run(run, env=terminal, capture_output=True, check=True, text=True).stdout  # noqa: S603
    lines = [line.rstrip() for line in output.splitlines()[:LINES]]
    console = Console(record=True, width=100, file=io.StringIO(), highlight=False)
    console.print(Text.from_ansi("\n".join([f"$ mou show --on {DAY}", *lines, "..."])))
    return console.export_svg(title="mou show", unique_id="mou-show")


def page_pngs(folder: Path) -> dict[str, bytes]:
    """Return two screenshots of the HTML page of the register in examples/: its top, and its table."""
    register = read(EXAMPLES / "partnerships.xlsx", Mapping.load(EXAMPLES / "partnerships.toml")).register
    html = folder / "page.html"
    text = page(register, DAY, title="Our partnerships", columns=["Country", "Contact"])
    html.write_text(text, encoding="utf-8")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = chromium.new_page(viewport={"width": 1200, "height": 1020}, reduced_motion="reduce")
        tab.goto(html.as_uri())
        top = tab.screenshot()
        tab.set_viewport_size({"width": 1400, "height": 900})
        tab.get_by_label("Status").select_option("in effect")
        tab.get_by_role("button", name="Last day").click()
        tab.locator("#agreements").evaluate("(heading) => heading.scrollIntoView()")
        return {"page.png": top, "page-table.png": tab.screenshot()}


if __name__ == "__main__":
    (DOCS / "_static" / "show.svg").write_text(show_svg(), encoding="utf-8")
    with TemporaryDirectory() as folder:
        for name, png in page_pngs(Path(folder)).items():
            (DOCS / "_static" / name).write_bytes(png)
