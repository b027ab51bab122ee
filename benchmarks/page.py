"""Measure the HTML page of a large register: python benchmarks/page.py. This needs the extra `test` and Chromium."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)  # instead of the folder of this script

from benchmarks.offices import ON, office  # noqa: E402
from mou.formats.page import page  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession

ROUNDS = 5
COLUMNS = ("Country", "Coordinator")
ACTIONS = {
    "a search": [
        f"byId('search').value = {words!r}; byId('search').dispatchEvent(new Event('change'))"
        for words in ("kyoto", "city ceramics", "lyon 1", "aina", "")
    ],
    "a sort": [f"document.querySelectorAll('thead button')[{column}].click()" for column in range(9)],
    "the next page of the table": ["document.querySelectorAll('#pages button')[1].click()"] * ROUNDS,
    "the details": [f"document.querySelectorAll('tbody a')[{row}].click()" for row in range(ROUNDS)],
}
LAYOUT = "document.body.getBoundingClientRect()"


def measured(count: int) -> dict[str, float]:
    """Return the figures for a register of `count` agreements with 60 own columns. Times are in processor seconds."""
    from playwright.sync_api import sync_playwright

    register = office(count)
    began = time.process_time()
    register.positions(ON)
    computed = time.process_time()
    html = page(register, ON, columns=COLUMNS)
    written = time.process_time()
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "page.html"
        path.write_text(html, "utf-8")
        root = ["--no-sandbox"] if sys.platform != "win32" and os.geteuid() == 0 else []
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=root)
        in_browser = _in_browser(chromium, path)
        chromium.close()
    return {
        "positions computed (s)": computed - began,
        "page written (s)": written - computed,
        "size (MB)": len(html.encode()) / 1e6,
        **in_browser,
    }


def _in_browser(chromium: Browser, path: Path) -> dict[str, float]:
    """Return the number of elements, the median time to open the page, and the longest time of each action."""
    opened: list[float] = []
    for _ in range(ROUNDS):
        tab = chromium.new_page(viewport={"width": 1400, "height": 900})
        session = tab.context.new_cdp_session(tab)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        tab.goto(path.as_uri())
        opened.append(_thread_time(session))
    longest: dict[str, float] = {}
    for name, actions in ACTIONS.items():
        for action in actions:
            tab.wait_for_timeout(200)  # the timeline is drawn after the table
            began = _thread_time(session)
            tab.evaluate(f"() => {{ {action}; {LAYOUT} }}")
            longest[f"{name} (s)"] = max(longest.get(f"{name} (s)", 0), _thread_time(session) - began)
    elements = tab.evaluate("document.querySelectorAll('*').length")
    return {"elements": elements, "opened (s)": median(opened), **longest}


def _thread_time(session: CDPSession) -> float:
    """Return the processor seconds of the page's main thread, which exclude the time of other programs."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(metric["value"] for metric in metrics if metric["name"] == "ThreadTime")


def main(counts: list[int]) -> None:
    """Print the figures for each number of agreements, and the ratio of the last figure to the first."""
    columns = [measured(count) for count in counts]
    print(f"| | {' | '.join(f'{count:,}' for count in counts)} | ratio |")
    print(f"|---|{'--:|' * (len(counts) + 1)}")
    for name, first in columns[0].items():
        values = " | ".join(
            f"{column[name]:,.3g}" if column[name] < 1000 else f"{column[name]:,}" for column in columns
        )
        print(f"| {name} | {values} | {columns[-1][name] / first:.3g} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[400, 5000], help="numbers of agreements")
    main(parser.parse_args().counts)
