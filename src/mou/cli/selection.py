"""The agreements and the columns of your own that --where and --columns select."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import partial

import attrs

from mou.answers.register import Register
from mou.cli.frame import result_or_exit
from mou.cli.rows import OwnCells
from mou.dates.words import listed
from mou.errors import ValidationError
from mou.law.facts import Others, others_named
from mou.model.own_columns import OwnColumn, OwnColumns, matching


@attrs.frozen
class Selection:
    """The result of --where and --columns."""

    name: str  # of the file, with the conditions
    register: Register  # the agreements that meet the conditions
    columns: tuple[OwnColumn, ...]

    def cells(self, ids: Iterable[str]) -> OwnCells:
        """Return the columns of a list whose rows are about records with some ids; only agreements have texts."""
        agreements = {agreement.id: agreement for agreement in self.register.agreements}
        texts = [
            [column.text(agreements[agreement_id]) if agreement_id in agreements else "" for column in self.columns]
            for agreement_id in ids
        ]
        return OwnCells([column.name for column in self.columns], texts)


def selection(
    name: str, register: Register, where: Sequence[str], columns: Sequence[str] = (), reserved: Collection[str] = ()
) -> Selection:
    """Return what is selected, or end the command with the reason why an option can't be used.

    Args:
        name: the name of the file.
        register: its register.
        where: the conditions.
        columns: the names of columns, or several names with commas between them.
        reserved: the names of other columns of the list; a column of the same name is qualified.
    """
    return result_or_exit(name, partial(_selection, name, register, where, columns, reserved))


def _selection(
    name: str, register: Register, where: Sequence[str], columns: Sequence[str], reserved: Collection[str]
) -> Selection:
    if not where and not columns:  # to find the own columns of a large register takes time
        return Selection(name, register, ())
    own = register.own_columns
    conditions = own.conditions(where, {})
    # A text that no agreement has is likely a mistake, and an empty list would hide it.
    problems = [problem for condition in conditions for problem in condition.unmatched(register.agreements)]
    if problems:
        raise ValidationError(problems)
    qualified = OwnColumns.of(register.agreements, reserved)
    chosen = qualified.chosen([column for text in columns for column in _names(qualified, text)])
    if conditions:
        register = register.filtered(partial(matching, conditions))
    return Selection(", ".join([name, *where]), register, chosen)


def _names(columns: OwnColumns, text: str) -> list[str]:
    """Return the names in a text with commas; a heading can contain a comma itself."""
    return [text] if text in columns else [part for part in text.split(",") if part.strip()]


def missing_dependencies(register: Register) -> list[str]:
    """Return a line for each agreement that depends on agreements which --where left out."""
    others, ids = Others.of(register.context), {agreement.id for agreement in register.agreements}
    lines: list[str] = []
    for agreement in register.agreements:
        later = [successor.id for successor in others.superseding.get(agreement.id, ())]
        needed = [*others_named(agreement.term.entry_into_force), *later]
        if left_out := [name for name in dict.fromkeys(needed) if name in others.by_id and name not in ids]:
            lines.append(f"{agreement.id} depends on {listed(left_out)}, left out by --where: its dates can change.")
    return lines
