"""The names, arguments and help of the commands that change a register."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from mou.cli.options import DAY, PERIOD, TEXT, check_order
from mou.cli.record_values import ACT_KIND, AGREEMENT_KIND, DURATION, OWN_COLUMN, RENEWALS, SIGNATURE_KIND

F = TypeVar("F", bound=Callable[..., Any])

_FILE = click.argument("file")
_ID = click.argument("record_id", metavar="ID", type=TEXT)


def _day_option(name: str, text: str, *, required: bool = False) -> Callable[[F], F]:
    return click.option(name, type=DAY, metavar="DATE", required=required, help=f"{text} (YYYY-MM-DD).")


def _saving(function: F) -> F:
    """Add the options of all commands that change a register."""
    dry_run = click.option("--dry-run", is_flag=True, help="Print the effects without writing anything.")
    return dry_run(_day_option("--today", "Print the status on this date instead of today")(function))


@click.command()
@_FILE
@click.option(
    "--id",
    "agreement_id",
    type=TEXT,
    help="Set the id, which never changes. By default, the id is made from the partners and the year.",
)
@click.option("--title", type=TEXT, help="Set the title.")
@click.option(
    "--party",
    "parties",
    type=TEXT,
    multiple=True,
    help="Add a party: a state (name or ISO 3166 code), a party of the register (name, alias or id) or an "
    "international organisation. Any other name adds a new organisation. Can be repeated.",
)
@click.option(
    "--organisation",
    "organisations",
    type=TEXT,
    multiple=True,
    help="Add a new organisation as a party, even if its name is also a name of a state. Can be repeated.",
)
@click.option("--kind", type=AGREEMENT_KIND, help='Set the kind, such as mou, agreement or "letter of intent".')
@_day_option("--signed", "Record the signature by all parties")
@_day_option("--entered", "Record a declared entry into force on this date")
@click.option("--duration", type=DURATION, metavar="PERIOD", help="Set the duration: 5 years, 18m, P5Y or indefinite.")
@_day_option("--until", "Set the last day in force; with --duration, the last day of the first period as stated")
@click.option(
    "--renewal",
    type=click.Choice(RENEWALS),
    help="Set the renewal: none, express (only by an extension) or tacit (automatic unless a party gives notice).",
)
@click.option("--renewal-period", type=DURATION, metavar="PERIOD", help="Set the length of each renewal.")
@click.option(
    "--renewal-notice",
    type=PERIOD,
    metavar="PERIOD",
    help="With a tacit renewal, set the length of notice for non-renewal.",
)
@click.option(
    "--notice",
    "--withdrawal-notice",
    "notice",
    type=PERIOD,
    metavar="PERIOD",
    help="Set the length of notice for withdrawal.",
)
@click.option(
    "--set",
    "own_columns",
    type=OWN_COLUMN,
    metavar="NAME=VALUE",
    multiple=True,
    help="Set a column of your own, such as Country=Japan. Can be repeated.",
)
@_saving
def add(**options: Any) -> None:
    """Add an agreement to a register.

    FILE is a JSON document, NDJSON or a folder. If it does not exist, the command creates it. On a terminal, the
    command asks for each fact that you have not passed as an option. Press Enter if you don't know the fact. Without a
    terminal, --title and --party are required.
    """
    from mou.cli.add import add as run

    run(**options)


@click.command()
@_ID
@_FILE
@click.argument("kind", metavar="KIND", type=ACT_KIND)
@_day_option("--on", "Set the date of the act", required=True)
@_day_option("--until", "Set the new last day of an extension, or the last day of a suspension")
@click.option(
    "--period", type=PERIOD, metavar="PERIOD", help="Set the length of an extension, counted from the current last day."
)
@click.option(
    "--by",
    type=TEXT,
    multiple=True,
    metavar="PARTY",
    help="Set the party that performs the act (name, alias or id). Can be repeated. The default: all parties together.",
)
@_day_option("--received", "Set the date on which the act was received, from which a notice counts")
@_day_option(
    "--effective",
    "Set the date on which the act takes effect; for a withdrawal, the first day on which the party is no longer bound",
)
@click.option("--place", type=TEXT, help="Set the place of the act.")
@click.option(
    "--signature-kind",
    type=SIGNATURE_KIND,
    help="Set the effect of a signature: definitive, subject-to-ratification or ad-referendum.",
)
@click.option("--act-id", type=TEXT, help="Set an id for the act, so that a later act can refer to it.")
@click.option("--refers-to", type=TEXT, help="Set the id of the act that this act revokes, suspends or objects to.")
@click.option("--note", type=TEXT, help="Add a note.")
@_saving
def record(**options: Any) -> None:
    """Record an act, such as a signature, an extension or a withdrawal.

    ID is the id of the agreement, and FILE is the register. KIND is the kind of the act: adoption, signature,
    ratification, acceptance, approval, accession, succession, formal-confirmation, exchange-of-instruments,
    notification, provisional-application, reservation, declaration, objection, statement-withdrawal, extension,
    amendment, suspension, resumption, non-renewal, withdrawal (or denunciation), notice-revocation, notice-suspension,
    termination, condition-met, event or entry (into force). If KIND is event, set --act-id to the name that the clause
    uses for the event.

    The command does not change earlier acts. To correct an earlier act, use "mou edit".
    """
    from mou.cli.record import record as run

    check_order(options["record_id"], options["file"])
    run(**options)


@click.command()
@_ID
@_FILE
@_saving
def edit(**options: Any) -> None:
    """Edit a record in your editor.

    ID is the id of an agreement, a party, a meeting or a forum. The record opens in $VISUAL or $EDITOR. When you save
    the record and close the editor, the command checks the record. If the record is invalid, the command prints its
    problems, and you can open it again. If you edit a party, the party changes in all agreements that list it.
    """
    from mou.cli.edit import edit as run

    check_order(options["record_id"], options["file"])
    run(**options)


@click.command()
@_ID
@_FILE
@click.option("--yes", is_flag=True, help="Don't ask for confirmation.")
@_saving
def remove(**options: Any) -> None:
    """Remove a record, unless other records refer to it.

    ID is the id of an agreement, a party, a meeting or a forum. The command asks for confirmation. Without a terminal,
    pass --yes. Don't remove an agreement that has ended: record its end with "mou record".
    """
    from mou.cli.remove import remove as run

    check_order(options["record_id"], options["file"])
    run(**options)


COMMANDS = (add, record, edit, remove)
