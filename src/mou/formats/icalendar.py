"""Write and read events as lines of an iCalendar file (RFC 5545), with the library `icalendar`.

An iCalendar file splits (folds) long lines. In this module, each line is complete. An event is treated as changed if
one of its lines differs. The lines with the event's id, sequence number and time stamps are not compared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, Literal
from urllib.parse import quote

import attrs
from icalendar import Alarm, Event as Component_, vText
from icalendar.parser import Contentline, Contentlines

from mou.errors import Problem, ValidationError
from mou.formats.events import CalendarEvent
from mou.values.fields import shown

Change = Literal["new", "changed", "cancelled", "unchanged"]

_RECORD = "X-MOU-RECORD"
_HOUR = timedelta(hours=9)
"""Alarms go off at nine in the morning, in the user's local time."""
_STAMPS = ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
_CANCELLED = "STATUS:CANCELLED"
_Lines: Any = Contentlines  # its methods have no type annotations


class _Text(vText):
    """Text escaped as in RFC 5545 section 3.3.11. `vText` wrongly turns a backslash before an N into a line end."""

    def to_ical(self) -> bytes:
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n").encode("utf-8")


@attrs.frozen(kw_only=True)
class Entry:
    """An event in a file. `content` has the event's lines without the id, the sequence number and the time stamps."""

    uid: str
    record: str
    day: date
    sequence: int
    lines: tuple[str, ...]
    content: tuple[str, ...]

    @property
    def is_cancelled(self) -> bool:
        """Whether the event is marked as cancelled."""
        return _CANCELLED in self.content


@attrs.frozen(kw_only=True)
class Earlier:
    """The content of an earlier file: its events by id, and the lines of all parts that this library did not write."""

    entries: dict[str, Entry] = attrs.field(factory=dict)
    others: tuple[tuple[str, ...], ...] = ()

    @property
    def last_days(self) -> dict[str, date]:
        """The day of the last event of each record."""
        return {entry.record: entry.day for entry in sorted(self.entries.values(), key=lambda entry: entry.day)}


def content_of(event: CalendarEvent) -> tuple[str, ...]:
    """Return the lines of an event, without its id, sequence number and time stamps."""
    component = Component_()
    component.add("status", "TENTATIVE" if event.tentative else "CONFIRMED")
    component.add("dtstart", event.first_day)
    component.add("dtend", event.ends_on)
    component.add("summary", _Text(event.summary))
    component.add("description", _Text(event.description))
    if event.location is not None:
        component.add("location", _Text(event.location))
    if event.url is not None:
        component.add("url", quote(event.url, safe=":/?#[]@!$&'()*+,;=%~"))
    component.add("categories", [event.category])
    component.add("transp", "TRANSPARENT")  # shown as free time
    component.add(_RECORD, _Text(event.record))
    for days in event.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", _HOUR - timedelta(days=days))
        alarm.add("description", _Text(event.summary))
        component.add_component(alarm)
    return tuple(str(line) for line in component.content_lines(sorted=False) if line)[1:-1]


def stamped(uid: str, record: str, day: date, content: Iterable[str], *, sequence: int, stamp: datetime) -> Entry:
    """Return a new or changed event. `stamp` must be in UTC."""
    body = tuple(content)
    when = f"{stamp.year:04}{stamp:%m%dT%H%M%SZ}"
    heads = (f"UID:{uid}", f"DTSTAMP:{when}", f"LAST-MODIFIED:{when}", f"SEQUENCE:{sequence}")
    lines = ("BEGIN:VEVENT", *heads, *body, "END:VEVENT")
    return Entry(uid=uid, record=record, day=day, sequence=sequence, lines=lines, content=body)


def cancelled(entry: Entry, stamp: datetime) -> Entry:
    """Return an event marked as cancelled, without its alarms."""
    content: list[str] = []
    in_alarm = False
    for line in entry.content:
        in_alarm = in_alarm or line == "BEGIN:VALARM"
        if not in_alarm:
            content.append(_CANCELLED if line.startswith("STATUS:") else line)
        in_alarm = in_alarm and line != "END:VALARM"
    return stamped(entry.uid, entry.record, entry.day, content, sequence=entry.sequence + 1, stamp=stamp)


def merged(
    events: Iterable[CalendarEvent], earlier: Earlier, *, on: date, stamp: datetime, keep: Collection[str]
) -> list[tuple[Change, Entry]]:
    """Return the events to write, each with the kind of its change since the earlier file.

    A past event stays as it is, unless it has moved to the day `on` or to a later day. The records in `keep` could not
    be exported, so their events in the earlier file stay as they are.
    """
    changes: list[tuple[Change, Entry]] = []
    known: set[str] = set()
    for event in events:
        known.add(event.uid)
        before = earlier.entries.get(event.uid)
        content = content_of(event)
        if before is not None and (before.content == content or (before.day < on and event.ends_on <= on)):
            changes.append(("unchanged", before))
            continue
        sequence = 0 if before is None else before.sequence + 1
        entry = stamped(event.uid, event.record, event.first_day, content, sequence=sequence, stamp=stamp)
        changes.append(("new" if before is None else "changed", entry))
    for uid, before in earlier.entries.items():
        if uid not in known:
            stays = before.day < on or before.is_cancelled or before.record in keep
            changes.append(("unchanged", before) if stays else ("cancelled", cancelled(before, stamp)))
    return changes


def file_of(entries: Iterable[Entry], others: Iterable[tuple[str, ...]], *, name: str, description: str) -> bytes:
    """Return a complete file, in which lines are folded at 75 octets and end with CR LF. Omit an empty description."""
    escaped = _Text(" ".join(name.split())).to_ical().decode("utf-8")
    described = _Text(description).to_ical().decode("utf-8")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//mou//Register of agreements//EN",
        f"NAME:{escaped}",  # RFC 7986
        f"X-WR-CALNAME:{escaped}",  # for programs older than RFC 7986
        *([f"DESCRIPTION:{described}", f"X-WR-CALDESC:{described}"] if description else []),
        *(line for entry in entries for line in entry.lines),
        *(line for block in others for line in block),
        "END:VCALENDAR",
    ]
    written: bytes = _Lines(map(Contentline, lines)).to_ical()
    return written


def read(previous: bytes | str) -> Earlier:
    """Read an earlier file."""
    entries: dict[str, Entry] = {}
    others: list[tuple[str, ...]] = []
    problems: list[Problem] = []
    for block in _blocks(_unfolded(previous)):
        values = {_name(line): line.partition(":")[2] for line in reversed(block)}
        if block[0] != "BEGIN:VEVENT" or _RECORD not in values:
            others.append(block)
            continue
        try:
            entry = Entry(
                uid=values["UID"],
                record=values[_RECORD],
                day=date.fromisoformat(values["DTSTART"]),
                sequence=int(values["SEQUENCE"]),
                lines=block,
                content=tuple(line for line in block[1:-1] if _name(line) not in _STAMPS),
            )
        except (KeyError, ValueError):
            found = f"an event of {shown(values[_RECORD])} without a usable UID, DTSTART or SEQUENCE"
            problems.append(Problem("/previous", found, "events as exported"))
            continue
        entries[entry.uid] = entry
    if problems:
        raise ValidationError(problems)
    return Earlier(entries=entries, others=tuple(others))


def _unfolded(previous: bytes | str) -> list[str]:
    """Return the lines between the first and the last line of a calendar."""
    if not isinstance(previous, bytes | str):
        raise ValidationError([Problem("/previous", shown(previous), "an earlier export, as bytes or text")])
    try:
        text = previous if isinstance(previous, str) else previous.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"byte {error.start}: {error.reason}"
        raise ValidationError([Problem("/previous", found, "an iCalendar file in UTF-8")]) from None
    lines = [str(line) for line in _Lines.from_ical(text.removeprefix("\ufeff")) if line]
    if len(lines) < 2 or (lines[0].upper(), lines[-1].upper()) != ("BEGIN:VCALENDAR", "END:VCALENDAR"):
        raise _no_calendar(lines[0] if lines else "")
    return lines[1:-1]


def _no_calendar(line: str) -> ValidationError:
    return ValidationError([Problem("/previous", shown(line), "one calendar, from BEGIN:VCALENDAR to END:VCALENDAR")])


def _blocks(lines: list[str]) -> Iterator[tuple[str, ...]]:
    """Return each component of a calendar, such as an event, as a tuple of its lines."""
    open_names: list[str] = []
    block: list[str] = []
    for line in lines:
        name, value = _name(line), line.partition(":")[2].upper()
        if name == "BEGIN":
            open_names.append(value)
        if open_names:
            block.append(line)
        if name == "END":
            if not open_names or open_names.pop() != value:
                raise _no_calendar(line)
            if not open_names:
                yield tuple(block)
                block = []
    if open_names:
        raise _no_calendar(block[0])


def _name(line: str) -> str:
    """Return the name of a line's property."""
    return line.partition(":")[0].partition(";")[0].upper()
