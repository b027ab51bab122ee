"""A register as a page: one HTML file that can be read, searched, printed and sent, without a network."""

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
from mou.values.fields import refusal, shown
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
    """One HTML page of a register as it stands on a day.

    What needs attention comes first: last days and notices that come up, and findings. Then a table of all agreements
    that can be searched and sorted, a timeline, and a part for each agreement with the reasons for its days, and the
    meetings. The page loads nothing, and a policy in it lets no script run but its own; texts of records are shown as
    they are, without characters that steer the direction of what stands around them.

    Args:
        register: the register.
        on: the day, which the page names.
        within: how far to look for what comes up, such as ``P6M``.
        title: the page's title; left out: "Agreements".
        language: the language of titles and names, as a BCP 47 tag such as ``ms``, where it is not English: what reads
            the page aloud then reads them in it.
        progress: told how much is done, of how much; each agreement counts twice: to be computed, and to be explained.

    Raises:
        ValidationError: `on` is no day, `within` no period, or `language` no tag.
        DateRangeError: what comes up would be looked for past the year 9999.
        MissingExtraError: the extra `page` is not installed.

    >>> from mou import examples
    >>> html = page(examples.register(), "2026-11-25", title="Defence cooperation")
    >>> "<title>Defence cooperation, 25 November 2026</title>" in html
    True
    """
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
    """The hash by which a policy knows an inline style or script (CSP level 2)."""
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
