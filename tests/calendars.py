"""An exported calendar, as the library `icalendar` and as ical.js read it."""

import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest

from mou.formats.calendar import to_ical

STAMP = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
LATER = datetime(2026, 2, 6, 9, 0, tzinfo=UTC)
NODE = shutil.which("node")
SCRIPTS = Path(__file__).parent / "node"
needs_ical_js = pytest.mark.skipif(
    NODE is None or not (SCRIPTS / "node_modules" / "ical.js").is_dir(),
    reason="no node, or no ical.js: npm ci --prefix tests/node",
)


def export(register, on="2026-01-01", through="2031-12-31", **more):
    return to_ical(register, **{"on": on, "through": through, "stamp": STAMP} | more)


def events(made):
    """The events of an export by their ids."""
    found = icalendar.Calendar.from_ical(made.content).walk("VEVENT")
    by_uid = {str(one["UID"]): one for one in found}
    assert len(by_uid) == len(found), "each id once"
    return by_uid


def summaries(made):
    """Days and summaries in the order of the file."""
    return [f"{one.start} {one['SUMMARY']}" for one in events(made).values()]


def the_one(made, part):
    """The event whose summary holds a text."""
    [found] = [one for one in events(made).values() if part in one["SUMMARY"]]
    return found


def by_ical_js(made):
    """An export as ical.js reads it."""
    run = subprocess.run(  # noqa: S603
        [NODE, str(SCRIPTS / "calendar.mjs")], input=made.content, capture_output=True, check=True
    )
    return json.loads(run.stdout)


def lines_are_sound(content):
    """Whether a file is UTF-8 in lines of at most 75 octets, ended by CR LF, without other control characters."""
    assert content.endswith(b"\r\n")
    for line in content.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        assert not set(line.decode("utf-8")) & {chr(code) for code in (*range(9), *range(10, 32), 127)}
