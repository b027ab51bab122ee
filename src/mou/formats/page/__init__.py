"""Export a register as a page: a single HTML file to read, search, print and send, which needs no network."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from mou.answers.register import Register
from mou.dates.days import exact_day
from mou.dates.periods import Period, as_period
from mou.dates.words import spoken, spoken_day
from mou.errors import MissingExtraError, Problem, ValidationError
from mou.formats.page.text import finalized, link
from mou.formats.page.view import view
from mou.values.fields import check_is, refusal, shown
from mou.version import __version__

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["page"]

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z", re.ASCII)


def page(
    register: Register,
    on: date | str,
    *,
    within: Period | str = "P6M",
    title: str | None = None,
    language: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> str:
    """Return a register on a given day as a single HTML page.

    The page begins with what needs attention: upcoming last days and notice deadlines, and findings. Then come a table
    of all agreements to search and sort, a timeline, a section for each agreement with the reasons for its dates, and
    the meetings. The page loads nothing from elsewhere, and its content security policy allows only its own script.
    Texts of records are shown unchanged, except that control characters are removed, as they could hide or reorder the
    text around them.

    Args:
        register: the register.
        on: the day, which the page shows.
        within: how far ahead to look for upcoming days, such as ``P6M``.
        title: the page's title; defaults to "Agreements".
        language: the language of titles and names, if it is not English, as a BCP 47 tag such as ``ms``. Screen readers
            use it.
        progress: called with the number of steps done and the total: two for each agreement, one to compute
            it and one to explain it.

    Raises:
        ValidationError: `on` is not a day, `within` is not a period, or `language` is not a tag.
        DateRangeError: the last upcoming day would lie past the year 9999.
        MissingExtraError: the extra `page` is not installed.

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
    style, script = _text("page.css"), _text("page.js")
    return template.render(
        view=view(register, day, length, progress),
        title=title or "Agreements",
        language=language,
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        version=__version__,
    )


def _text(name: str) -> str:
    return files("mou.formats.page").joinpath("templates", name).read_text("utf-8")


def _spaced(word: str, mark: str = "_") -> str:
    return word.replace(mark, " ")


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
        as_it_is=Markup,  # for the page's own style and script
        link=link,
        spaced=_spaced,
        spoken=spoken,
        spoken_day=spoken_day,
    )
    return environment.get_template("page.html.jinja")
