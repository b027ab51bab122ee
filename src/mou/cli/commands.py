"""The names, arguments and help of the commands. Each command imports the modules that it needs when it runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from mou.cli.keep_commands import COMMANDS
from mou.cli.options import (
    DAY,
    EXPORT_NAMES,
    PERIOD,
    PERIODS,
    STATUS_NAMES,
    TEXT,
    check_order,
    dataset_option,
    file_argument,
    format_of,
    format_option,
    on_option,
    output_option,
    output_to,
    selection_options,
    where_option,
    within_option,
)
from mou.cli.output import emit, writing

SECTIONS = {
    "Query agreements": ("show", "status", "expiring", "notices", "due", "timeline", "explain"),
    "Keep a register": ("add", "record", "edit", "remove"),
    "Check records": ("check", "conform", "diff"),
    "Import and export": ("import", "export", "page"),
    "Look things up": ("rules", "findings", "schema", "completion"),
}
"""The headings of the help, each with its commands."""


class _Commands(click.Group):
    """The group of all commands, with headings in its help."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Parse the arguments and, with --help, print the help."""
        with writing():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        with writing():
            return super().invoke(ctx)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command. `mou --help` lists each command with the first paragraph of the command's help."""
        cmd.short_help = re.sub(r"\s+", " ", (cmd.help or "").partition("\n\n")[0])
        super().add_command(cmd, name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the commands under their headings."""
        for heading, names in SECTIONS.items():
            with formatter.section(heading):
                formatter.write_dl([(name, self.commands[name].get_short_help_str()) for name in names])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pymou", prog_name="mou")
def command() -> None:
    """Query treaties and memoranda of understanding: what is in force, until when, and why."""


for _command in COMMANDS:
    command.add_command(_command)


@command.command()
@click.argument("names", nargs=-1, metavar="[ID] [FILE]")
@on_option
@click.option("--id", "agreement_id", type=TEXT, help="Show only the agreement with this id, as the argument ID does.")
@format_option
def show(names: tuple[str, ...], agreement_id: str | None, **options: Any) -> None:
    """Show agreements: parties, acts, status, last day and reasons.

    FILE is a register (a JSON or YAML document, NDJSON, or a folder) or a single agreement. If FILE is "-", the command
    reads standard input. ID is the id of the agreement to show. A single argument is always FILE.

    Without FILE, the command shows the bundled example: the Malaysia-United States memorandum of understanding on
    defence cooperation.

    --format json prints the record itself. --format csv prints a row for each agreement, with its status.
    """
    from mou.cli.show import show as run

    if len(names) > 2 or (len(names) == 2 and agreement_id is not None):
        raise click.UsageError("pass at most one id and one file: mou show ID FILE")
    if len(names) == 2:
        check_order(*names)
        agreement_id = TEXT(names[0])
    run(names[-1] if names else None, agreement_id=agreement_id, **options)


@command.command()
@file_argument
@dataset_option
@on_option
@click.option("--party", type=TEXT, help="List only the agreements of this party, each with its status for this party.")
@click.option(
    "--status",
    "statuses",
    type=click.Choice(STATUS_NAMES),
    multiple=True,
    help="List only the agreements with this status. Can be repeated.",
)
@click.option(
    "--by",
    type=TEXT,
    metavar="COLUMN",
    help="Count by a column instead of listing the agreements: a column of your own, party, subject, kind, status, "
    "signed_on, entered_on, last_day or notice_deadline. Days are counted by year.",
)
@selection_options
@format_option
def status(**options: Any) -> None:
    """Count agreements by status on a day, and list them or count them by a column.

    FILE is a register or a single agreement. If FILE is "-", the command reads standard input. With --dataset, FILE is
    a file of a published data set, and the command also reports the rows that it can't read.
    """
    from mou.cli.status import status as run

    run(**options)


@command.command()
@file_argument
@on_option
@within_option()
@selection_options
@format_option
def expiring(**options: Any) -> None:
    """List agreements with an upcoming last day, earliest first.

    An agreement that renews automatically has no last day until a party gives notice. For these agreements, see
    "mou notices". The command also lists the parties that leave an agreement that continues without them.
    """
    from mou.cli.upcoming import upcoming as run

    run("last_day", **options)


@command.command()
@file_argument
@on_option
@within_option()
@selection_options
@format_option
def notices(**options: Any) -> None:
    """List upcoming deadlines for notice of non-renewal, earliest first.

    The command also lists recent deadlines that passed without notice. With --within 6m, the deadlines lie in the six
    months after the date of --on, and the missed deadlines in the six months before this date.
    """
    from mou.cli.upcoming import upcoming as run

    run("notice_deadline", **options)


@command.command()
@file_argument
@on_option
@within_option("90d", "Without --lead, look this far ahead, such as 6 months, 90d or P6M.")
@click.option(
    "--lead",
    "leads",
    type=PERIODS,
    metavar="PERIOD,...",
    default=(),
    help="List a deadline only when it is exactly one of these periods away, such as 90d,30d,7d.",
)
@click.option(
    "--since",
    type=DAY,
    metavar="DATE",
    help="Set the date of the last run. With --lead, the reminders since then are listed. The default: the day before.",
)
@click.option("--by", type=TEXT, metavar="COLUMN", help="Group by this column of your own, such as Coordinator.")
@selection_options
@format_of("text", "html", "json")
def due(**options: Any) -> None:
    """Write reminders of last days, notice deadlines, renewals and exits of parties, to send by mail.

    With --lead, run the command every day. For example, with --lead 90d,30d, the command lists each deadline on two
    days: 90 days before it and 30 days before it. With --lead, the text or HTML is empty on a day without deadlines to
    list.
    """
    from mou.cli.due import due as run

    run(**options)


@command.command()
@file_argument
@on_option
@click.option("--id", "agreement_ids", type=TEXT, multiple=True, help="Show only this agreement. Can be repeated.")
@click.option("--since", type=DAY, metavar="DATE", help="Leave out everything before this date (YYYY-MM-DD).")
@click.option("--years", type=click.IntRange(0, 200), default=5, show_default=True, help="Look this many years ahead.")
@where_option
@format_option
def timeline(**options: Any) -> None:
    """Draw when each agreement was, is and will be in force.

    With --format json or --format csv, the command lists the dated events of the agreements instead.
    """
    from mou.cli.timeline import timeline as run

    run(**options)


@command.command()
@click.argument("agreement_id", metavar="ID", type=TEXT)
@file_argument
@on_option
@format_option
def explain(**options: Any) -> None:
    """Explain an agreement's status, entry into force, end and notice deadline.

    Each answer lists the acts, clauses, rules and assumptions behind it. The status is given for the date of --on, and
    the notice deadline for the period that includes this date. If FILE has one agreement, you can leave out ID.
    """
    from mou.cli.explain import explain as run

    check_order(options["agreement_id"], options["file"])
    run(**options)


@command.command()
@file_argument
@on_option
@click.option(
    "--severity",
    type=click.Choice(["error", "warning", "info"]),
    default="info",
    show_default=True,
    help="List findings of this severity or worse.",
)
@click.option(
    "--code",
    "codes",
    type=TEXT,
    multiple=True,
    help='List only findings with this code. "mou findings" lists the codes. Can be repeated.',
)
@click.option("--since", type=DAY, metavar="DATE", help="Leave out agreements that ended before this date.")
@selection_options
@format_option
def check(**options: Any) -> None:
    """List questionable records, most serious first.

    A finding is an error, a warning or a piece of information about a record. The exit status is 1 if one of the listed
    findings is an error. If a record is invalid, the command reports the invalid values instead, with status 2.
    """
    from mou.cli.checks import check as run

    run(**options)


@command.command()
@file_argument
@click.option("--mtdsg", type=click.Path(path_type=Path), help="Read the participants tables (CSV) in this folder.")
@click.option("--explain", is_flag=True, help="Also print the steps behind each computed date.")
@format_option
def conform(**options: Any) -> None:
    """Compare computed dates with published dates.

    FILE is a register or a single agreement. Without FILE, the command compares some fifty treaties that are bundled
    with the library. The exit status is 1 if a computed date differs without a recorded reason.

    With --mtdsg, the command reads tables of the participants in UN treaties. The command computes each entry into
    force from the ratifications and other instruments in the table. It leaves out records that name no table. The
    tables omit states that no longer exist, so some dates differ. The exit status is 2 if the folder can't be read or
    contains no table that a record names.
    """
    from mou.cli.conform import conform as run

    run(**options)


@command.command()
@click.argument("old")
@click.argument("new")
@format_option
def diff(**options: Any) -> None:
    """List what changed from register OLD to register NEW.

    The command lists the changes by record. After the changes to an agreement, the command lists the computed dates
    that changed as a result.
    """
    from mou.cli.differences import diff as run

    run(**options)


@command.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--map", "map_file", type=click.Path(path_type=Path), help="Read the meaning of each column from this TOML file."
)
@click.option("--guess", is_flag=True, help="Write a proposed mapping, which you can review and correct.")
@click.option(
    "--sheet",
    type=TEXT,
    multiple=True,
    help="Read this sheet of the workbook. Can be repeated for sheets with the same headings.",
)
@click.option(
    "--on",
    type=DAY,
    metavar="DATE",
    help="Read the statuses in the sheet as the statuses on this date (YYYY-MM-DD) instead of today.",
)
@click.option("--us", type=TEXT, metavar="NAME", help="Set the name of your organisation, a party to all agreements.")
@output_to('Write the register or the proposed mapping to this path; "-" is standard output.')
@click.option("--dry-run", is_flag=True, help="Report what would happen to each row, and write nothing.")
@format_option
def import_(**options: Any) -> None:
    """Import agreements from a spreadsheet (CSV, XLSX, XLS or ODS) into a register.

    A mapping gives the meaning of each column. First generate a mapping with "mou import FILE --guess -o map.toml", and
    correct the mapping. Then run "mou import FILE --map map.toml -o register.json". If the register exists, the command
    updates it. The command reports each row that it can't import, with the reason. The exit status is 1 if a row can't
    be imported.
    """
    from mou.cli.imports import import_ as run

    run(**options)


@command.command()
@file_argument
@dataset_option
@click.option(
    "--to", type=click.Choice(EXPORT_NAMES), help="Write this format. The default follows from the suffix of PATH."
)
@output_option
@on_option
@within_option("P2Y", "With ical and xlsx, look this far ahead, such as 6 months, 90d or P6M.")
@click.option(
    "--alarm",
    "alarms",
    type=PERIOD,
    metavar="PERIOD",
    multiple=True,
    help="With ical, add a reminder this long before each event. Can be repeated.",
)
@click.option("--base", type=TEXT, help="With jsonld, begin the IRIs of the records with this text.")
@selection_options
def export(**options: Any) -> None:
    """Write a register in another format.

    The formats json, folder and ndjson contain the records, and mou can read them again. The formats csv, xlsx and
    parquet contain computed results, such as the status of each agreement on the date of --on. The format ical (or ics)
    is a calendar of upcoming events. If PATH is an earlier calendar, the command updates its events. The format jsonld
    is linked data.
    """
    from mou.cli.exports import export as run

    run(**options)


@command.command()
@file_argument
@output_option
@click.option("--title", type=TEXT, help="Set the title of the page.")
@click.option(
    "--language",
    type=TEXT,
    help="Set the language of the titles and names in the register, such as fr. The default is English. The page's own "
    "words are in the same language if it is de, en, es, fr, id, ms or pt.",
)
@on_option
@within_option()
@selection_options
def page(**options: Any) -> None:
    """Write a register as an HTML page.

    The page shows upcoming dates and findings, a table of the agreements, a timeline, and the reason for every date.
    The page is a single file that works without a network. To include columns of your own, name them with --columns.
    """
    from mou.cli.exports import page as run

    run(**options)


@command.command()
@click.argument("code", required=False, type=TEXT)
@format_option
def rules(**options: Any) -> None:
    """List the rules behind the dates, with their sources.

    With CODE, print only the rule with this code, and worked cases that apply it.
    """
    from mou.cli.rules import rules as run

    run(**options)


@command.command()
@click.argument("code", required=False, type=TEXT)
@format_option
def findings(**options: Any) -> None:
    """List the kinds of findings that "mou check" reports.

    With CODE, print only the kind of finding with this code.
    """
    from mou.cli.rules import findings as run

    run(**options)


@command.command()
@click.argument("kind", required=False, default="Register", type=TEXT)
@output_option
def schema(**options: Any) -> None:
    """Print the JSON Schema (2020-12) of a kind of document.

    KIND is the name of a class, such as Agreement. The default is Register.
    """
    from mou.cli.exports import schema as run

    run(**options)


@command.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print a completion script for your shell.

    To turn on completion in the current bash session, run: eval "$(mou completion bash)"
    """
    from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

    scripts: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}
    emit(scripts[shell](command, {}, "mou", "_MOU_COMPLETE").source() + "\n")
