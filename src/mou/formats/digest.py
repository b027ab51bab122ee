"""Export reminders of deadlines as plain text or HTML, to send by mail.

`digest` returns a digest: the reminders of a register on a day. `to_text` and `to_html` write a digest as text or HTML.
Each reminder names the partners and gives the deadline in a sentence. `mou.dumps` writes a digest as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from textwrap import wrap

from mou.answers.answer import between
from mou.answers.reminders import Digest, DigestSection, Reminder, digest, in_days
from mou.dates.words import counted, listed, plain, spoken

__all__ = ["digest", "to_html", "to_text"]

_WIDTH = 78
_MOST = 20
"""The maximum number of agreements with missing facts in a section."""
_TABLE = 'border="1" cellspacing="0" cellpadding="6" style="border-collapse: collapse"'


def to_text(digest: Digest) -> str:
    """Return a digest as plain text in lines of at most 78 characters. A line with a longer word can be longer.

    If you chose lead times (`leads`) and no deadline is due, the text is empty, so a scheduled command sends no mail.

    >>> from mou import examples
    >>> print(to_text(digest(examples.register(), "2030-09-30", leads=["P30D"])), end="")
    Reminders on 30 September 2030 (30 days before a deadline)
    <BLANKLINE>
    Malaysia and United States of America
      The MOU with Malaysia and United States of America ends on 30 October 2030
      (in 30 days), if it is not renewed.
      Memorandum of Understanding on Defence Cooperation (mys-usa-defence-2025)
    <BLANKLINE>
    This list can be incomplete: the end or the notice deadline of 1 agreement is
    not known, because facts are missing.
    """
    if _is_silent(digest):
        return ""
    lines = wrap(heading(digest), _WIDTH)
    for section in digest.sections:
        name = _person(digest, section)
        if name:
            underlined = wrap(name, _WIDTH)
            lines += ["", *underlined, "-" * max(map(len, underlined))]
        for reminder in section.reminders:
            lines += ["", *wrap(_partners(reminder), _WIDTH), *_indented(reminder.text)]
            lines += _indented(_titled(reminder.title, reminder.agreement))
            for column, text in reminder.columns.items():
                lines += _indented(f"{column}: {text}") if text else []
        missing = [] if digest.leads else list(_missing(section))
        if section.not_determined:
            lines += ["", *wrap(_missing_heading(digest, section), _WIDTH)]
            lines += [line for text in missing for line in _indented(text)]
    if not any(section.reminders for section in digest.sections):
        lines += ["", "No deadline is due."]
    return "".join(f"{line}\n" for line in lines)


def to_html(digest: Digest) -> str:
    """Return a digest as an HTML page of simple tables, which mail programs can show. The page loads no other files.

    If you chose lead times (`leads`) and no deadline is due, the text is empty, so a scheduled command sends no mail.

    >>> from mou import examples
    >>> html = to_html(digest(examples.register(), "2030-09-30", leads=["P30D"]))
    >>> "<h1" in html, "ends on 30 October 2030 (in 30 days)" in html
    (True, True)
    """
    if _is_silent(digest):
        return ""
    title = escape(heading(digest))
    lines = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{title}</title>",
        "</head>",
        '<body style="font-family: sans-serif">',
        f'<h1 style="font-size: 1.3em">{title}</h1>',
    ]
    for section in digest.sections:
        name = _person(digest, section)
        lines += [f'<h2 dir="auto" style="font-size: 1.1em">{escape(name)}</h2>'] if name else []
        if section.reminders:
            lines += [f"<table {_TABLE}>", _row("th", [["Partner"], ["Date"], ["Deadline"]])]
            lines += [_row("td", _cells(reminder)) for reminder in section.reminders]
            lines.append("</table>")
        missing = [] if digest.leads else list(_missing(section))
        if section.not_determined:
            lines.append(f"<p>{escape(_missing_heading(digest, section))}</p>")
        if missing:
            lines += ["<ul>", *(f'<li dir="auto">{escape(text)}</li>' for text in missing), "</ul>"]
    if not any(section.reminders for section in digest.sections):
        lines.append("<p>No deadline is due.</p>")
    return "\n".join([*lines, "</body>", "</html>", ""])


def heading(digest: Digest) -> str:
    """Return the heading of a digest, which you can also use as the subject of a mail."""
    if not digest.leads:
        return f"Deadlines from {spoken(digest.on)} to {spoken(digest.until)}"
    before = listed([lead.in_words for lead in digest.leads])
    since = "" if digest.since is None or (digest.on - digest.since).days == 1 else f", since {spoken(digest.since)}"
    return f"Reminders on {spoken(digest.on)}{since} ({before} before a deadline)"


def _is_silent(digest: Digest) -> bool:
    return bool(digest.leads) and not digest.sections


def _person(digest: Digest, section: DigestSection) -> str:
    return "" if digest.by is None else plain(section.person or f"No {digest.by}")


def _partners(reminder: Reminder) -> str:
    return plain(listed(reminder.partners, most=3) or reminder.title)


def _titled(title: str, agreement_id: str) -> str:
    return plain(f"{title} ({agreement_id})")


def _missing_heading(digest: Digest, section: DigestSection) -> str:
    count = counted((len({item.agreement for item in section.not_determined}), "agreement"))
    text = f"This list can be incomplete: the end or the notice deadline of {count} is not known, because"
    return f"{text} facts are missing." if digest.leads else f"{text} these facts are missing:"


def _missing(section: DigestSection) -> Iterator[str]:
    """Yield a line for each agreement with missing facts."""
    facts: dict[str, dict[str, None]] = {}
    for item in section.not_determined:
        facts.setdefault(_titled(item.title, item.agreement), {})[item.clause or item.why] = None
    for name, missing in list(facts.items())[:_MOST]:
        yield f"{name}: {plain(listed(list(missing)))}"
    if len(facts) > _MOST:
        yield f"and {len(facts) - _MOST} more"


def _indented(text: str) -> list[str]:
    return wrap(plain(text), _WIDTH, initial_indent="  ", subsequent_indent="  ", break_long_words=False)


def _cells(reminder: Reminder) -> list[list[str]]:
    """For each cell of a reminder's row, return the paragraphs of the cell."""
    day, when = between(reminder.earliest, reminder.latest), ""
    if reminder.earliest == reminder.latest:
        day, when = spoken(reminder.earliest), in_days(reminder.days)
    own = [f"{column}: {text}" for column, text in reminder.columns.items() if text]
    about = [reminder.text, _titled(reminder.title, reminder.agreement), *own]
    return [[_partners(reminder)], [day, when], about]


def _row(tag: str, cells: Iterable[Iterable[str]]) -> str:
    row = "<tr>"
    for cell in cells:
        paragraphs = (f'<div dir="auto">{escape(plain(text))}</div>' for text in cell if text)
        row += f'<{tag} align="left" valign="top">{"".join(paragraphs)}</{tag}>'
    return f"{row}</tr>"
