"""Draw the pictures of the README and the guides: python docs/pictures.py. This needs Chromium and the extra `page`."""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

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


def page_png(folder: Path) -> bytes:
    """Return a screenshot of the top of the page of the register in examples/."""
    register = read(EXAMPLES / "partnerships.xlsx", Mapping.load(EXAMPLES / "partnerships.toml")).register
    html, png = folder / "page.html", folder / "page.png"
    html.write_text(page(register, DAY, title="Our partnerships"), encoding="utf-8")
    chromium = shutil.which("chromium") or "chromium"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1200,1020"]
    run = [chromium, *options, f"--screenshot={png}", html.as_uri()]
    subprocess.run(run, capture_output=True, check=True)  # noqa: S603
    return png.read_bytes()


if __name__ == "__main__":
    (DOCS / "_static" / "show.svg").write_text(show_svg(), encoding="utf-8")
    with TemporaryDirectory() as name:
        (DOCS / "_static" / "page.png").write_bytes(page_png(Path(name)))
