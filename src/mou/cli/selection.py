"""The agreements and the user's own columns that the options --where and --columns select."""

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

    name: str  # the name of the file, followed by the conditions
    register: Register  # the agreements that meet the conditions
    columns: tuple[OwnColumn, ...]

    def cells(self, ids: Iterable[str]) -> OwnCells:
        """Return the chosen columns, with a row for each id. If no agreement has the id, the cells are empty."""
        agreements = {agreement.id: agreement for agreement in self.register.agreements}
        texts = [
            [column.text(agreements[agreement_id]) if agreement_id in agreements else "" for column in self.columns]
            for agreement_id in ids
        ]
        return OwnCells([column.name for column in self.columns], texts)


def selection(
    name: str, register: Register, where: Sequence[str], columns: Sequence[str] = (), reserved: Collection[str] = ()
) -> Selection:
    """Return the selection, or end the command with the reason why an option can't be used.

    Args:
        name: the name of the file.
        register: the register in the file.
        where: the conditions, such as ``Country=Japan``.
        columns: the names of the user's own columns. A text can contain several names, separated by commas.
        reserved: the names of the columns that the list has besides the user's own columns. If one of the user's own
            columns has such a name, that column gets a prefix, as in ``sheet/title``.
    """
    return result_or_exit(name, partial(_selection, name, register, where, columns, reserved))


def _selection(
    name: str, register: Register, where: Sequence[str], columns: Sequence[str], reserved: Collection[str]
) -> Selection:
    if not where and not columns:  # collecting the columns of a large register would take time
        return Selection(name, register, ())
    own = register.own_columns
    conditions = own.conditions(where, {})
    # A text that no agreement has is likely a mistake, and an empty list would hide the mistake.
    problems = [problem for condition in conditions for problem in condition.unmatched(register.agreements)]
    if problems:
        raise ValidationError(problems)
    qualified = OwnColumns.of(register.agreements, reserved)
    chosen = qualified.chosen([column for text in columns for column in _names(qualified, text)])
    if conditions:
        register = register.filtered(partial(matching, conditions))
    return Selection(", ".join([name, *where]), register, chosen)


def _names(columns: OwnColumns, text: str) -> list[str]:
    """Split a text at commas into names. If the whole text is the name of a column, don't split it."""
    return [text] if text in columns else [part for part in text.split(",") if part.strip()]


def missing_dependencies(register: Register) -> list[str]:
    """Return a line for each agreement whose dates depend on an agreement that --where left out."""
    others, ids = Others.of(register.context), {agreement.id for agreement in register.agreements}
    lines: list[str] = []
    for agreement in register.agreements:
        later = [successor.id for successor in others.superseding.get(agreement.id, ())]
        needed = [*others_named(agreement.term.entry_into_force), *later]
        if left_out := [name for name in dict.fromkeys(needed) if name in others.by_id and name not in ids]:
            lines.append(
                f"The dates of {agreement.id} can change: it depends on {listed(left_out)}, left out by --where."
            )
    return lines
