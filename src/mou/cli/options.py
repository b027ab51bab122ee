"""The options that several commands share, and the types of their values.

This module imports only click, so that help and completion start fast.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import click

if TYPE_CHECKING:
    from mou.dates.periods import Period

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])

STANDARD_OUTPUT = Path("-")
"""The path that means standard output."""
DATASET_NAMES = ("dcad", "mtdsg", "manytreaties", "cow-alliances", "atop", "uk-treaties")
"""The names of the data sets in `mou.datasets`."""
EXPORT_NAMES = ("json", "folder", "ndjson", "csv", "xlsx", "parquet", "ical", "ics", "jsonld")
"""The formats of `mou export`."""
PERIOD_FORMS = "a period, such as 6 months, 90d, 6m, 1 year or P6M (ISO 8601)"
"""The description of a period in error messages about options."""
STATUS_NAMES = (
    "negotiated",
    "signed",
    "provisional",
    "in_force",
    "suspended",
    "expired",
    "terminated",
    "unknown",
)
"""The values of `mou.Status`."""


class Parsed(click.ParamType[T], Generic[T]):
    """The type of an option whose value is parsed by a function."""

    def __init__(self, name: str, parse: Callable[[Any], T]) -> None:
        self.name, self._parse = name, parse

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> T:
        """Convert the value."""
        from mou.errors import ValidationError
        from mou.values.fields import refusal

        try:
            result = self._parse(value)
            problems = refusal(result)
        except UnicodeError:
            self.fail("found bytes that are not UTF-8; expected text in UTF-8", param, ctx)
        except ValidationError as error:
            self.fail(str(error.problems[0]).removeprefix("(whole): "), param, ctx)
        if problems:
            self.fail(str(problems[0]).removeprefix("(whole): "), param, ctx)
        return result


def _day(value: date | str) -> date:
    from mou.dates.days import exact_day

    return exact_day(value)


def _period(value: object) -> Period:
    from mou.dates.periods import Period
    from mou.dates.words import counts_of
    from mou.errors import Problem, ValidationError
    from mou.values.fields import shown

    text = str(value)
    counts = counts_of(text)
    if counts is None and text[:1] != "P":
        raise ValidationError([Problem("", shown(text), PERIOD_FORMS)])
    return Period.parse(text) if counts is None else Period(**counts)


def _periods(value: object) -> tuple[Period, ...]:
    return value if isinstance(value, tuple) else tuple(_period(part.strip()) for part in str(value).split(","))


def _text(value: str) -> str:
    r"""Return an argument as text, even if the system's encoding is not UTF-8.

    >>> _text("Z\udcc3\udcbcrich")
    'Zürich'
    """
    return value.encode("utf-8", "surrogateescape").decode("utf-8")


def check_order(agreement_id: str, file: str | None) -> None:
    """Raise an error if the arguments ID and FILE seem to be swapped."""
    if file not in {None, "-"} and not Path(file or "").exists() and Path(agreement_id).exists():
        raise click.UsageError(f"no file has the name {file}; the id comes before the file: {file} {agreement_id}")


def check_is_file(name: str) -> None:
    """Raise an error if an argument FILE seems to be an id: no file has this name, and the name has no suffix."""
    if name != "-" and not Path(name).exists() and not Path(name).suffix:
        raise click.UsageError(f"no file has the name {name}; if {name} is an id, pass a file after it: {name} FILE")


DAY = Parsed("date", _day)
PERIOD = Parsed("period", _period)
PERIODS = Parsed("periods", _periods)
TEXT = Parsed("text", _text)
file_argument = click.argument("file", required=False)
on_option = click.option("--on", type=DAY, metavar="DATE", help="Use this date (YYYY-MM-DD) instead of today.")


def format_of(*formats: str) -> Callable[[F], F]:
    """Return the option --format, whose default is the first of the given formats."""
    return click.option(
        "--format",
        "as_format",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="Choose the output format.",
    )


def output_to(text: str) -> Callable[[F], F]:
    """Return the option --output with its help text."""
    return click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help=text)


format_option = format_of("table", "json", "csv")
dataset_option = click.option(
    "--dataset", type=click.Choice(DATASET_NAMES), help="Read FILE as a file of this published data set."
)
output_option = output_to('Write to this path. The default, "-", is standard output.')
where_option = click.option(
    "--where",
    type=TEXT,
    metavar="COLUMN=TEXT",
    multiple=True,
    help="Select agreements by a column of your own, such as Country=Japan; != selects all others. Can be repeated.",
)
columns_option = click.option(
    "--columns",
    type=TEXT,
    metavar="COLUMN,...",
    multiple=True,
    help="Show these columns of your own too. Separate names by commas. Can be repeated.",
)


def selection_options(command: F) -> F:
    """Add the options --where and --columns."""
    return where_option(columns_option(command))


def within_option(
    default: str = "P6M", text: str = "Look this far ahead, such as 6 months, 90d or P6M."
) -> Callable[[F], F]:
    """Return the option --within, which sets how far to look ahead."""
    return click.option("--within", type=PERIOD, metavar="PERIOD", default=default, show_default=True, help=text)
