"""Export a register as a page: a single HTML file that you can read, search, print and send."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from mou.answers.register import Register
from mou.dates.days import exact_day
from mou.dates.periods import Period, as_period
from mou.errors import MissingExtraError, Problem, ValidationError
from mou.formats.page.attention import FIRST, missing_clause, plain_days
from mou.formats.page.text import finalized
from mou.formats.page.view import view
from mou.formats.page.words import ENGLISH, page_language, words_of
from mou.values.fields import check_is, refusal, shown
from mou.version import __version__

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["page"]

_SCRIPTS = ("data.js", "elements.js", "table.js", "timeline.js", "details.js", "attention.js", "page.js")
"""The parts of the page's script. Each part uses only the parts before it."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z", re.ASCII)


def page(
    register: Register,
    on: date | str,
    *,
    within: Period | str = "P6M",
    title: str | None = None,
    language: str | None = None,
    columns: Iterable[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> str:
    """Return a register on a given day as a single HTML page.

    The page begins with upcoming last days, notice deadlines and findings. A table of all agreements follows, which you
    can search, filter and sort. The last parts are a timeline and the meetings. A click on an agreement opens its
    details, with the reasons for its dates. The page loads no other files, and its content security policy allows only
    its own script. Control characters are removed from the texts of records, because they could hide or reorder the
    text around them.

    Args:
        register: the register.
        on: the day for which the page is computed.
        within: how far ahead to look for last days and notice deadlines, such as ``P6M``.
        title: the page's title; defaults to "Agreements" in the language of the page.
        language: the language of titles and names as a BCP 47 tag, such as ``ms``; defaults to English. The page's own
            words are available in English, French, German, Indonesian, Malay, Portuguese and Spanish. For any other
            language, the words are in English. The reasons for dates are always in English.
        columns: the names of your own columns (texts stored in ``extensions``) to show; see `Register.own_columns`.
            Readers can filter the table by each of these columns. The page does not contain the rest of ``extensions``.
        progress: a function to call with the number of steps done and the total. Each agreement takes two steps: one to
            compute its dates and one to explain them.

    Raises:
        ValidationError: `on` is not a day, `within` is not a period, `language` is not a tag, or a column in `columns`
            does not exist.
        DateRangeError: the period `within` would end past the year 9999.
        MissingExtraError: the extra ``page`` is not installed.

    >>> from mou import examples
    >>> html = page(examples.register(), "2026-11-25", title="Defence cooperation")
    >>> "<title>Defence cooperation, 25 November 2026</title>" in html
    True
    """
    check_is(register, Register)
    day, length = exact_day(on), as_period(within)
    problems = [problem.under("/within") for problem in refusal(length)]
    if language is not None and not _LANGUAGE.match(language):
        problems.append(Problem("/language", shown(language), "a BCP 47 language tag, such as ms or zh-Hans"))
    if problems:
        raise ValidationError(problems)
    template = _template()
    words = words_of(page_language(language))
    titles_in = None if (language or ENGLISH).lower() == words.language else language
    style, script = _text("page.css"), "\n".join(map(_text, _SCRIPTS))
    return template.render(
        view=view(register, day, length, columns=columns, words=words, titles_in=titles_in, progress=progress),
        words=words,
        first=FIRST,
        title=title or words("agreements"),
        titles_in=titles_in,
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        version=__version__,
    )


def _text(name: str) -> str:
    return files("mou.formats.page").joinpath("templates", name).read_text("utf-8")


def _hash(text: str) -> str:
    """Return the hash by which a content security policy (CSP level 2) allows an inline style or script."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _template() -> Template:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
        from markupsafe import Markup
    except ModuleNotFoundError:
        raise MissingExtraError("a page", "page") from None
    environment = Environment(
        loader=PackageLoader("mou.formats.page"),
        autoescape=True,
        finalize=finalized,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    cast("dict[str, Callable[..., Any]]", environment.filters).update(
        as_it_is=Markup,  # marks the page's own style, script and data, which need no escaping
        missing_clause=missing_clause,
        plain_days=plain_days,
    )
    return environment.get_template("page.html.jinja")
