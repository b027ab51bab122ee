"""Leave out the marks of footnotes after dates, lengths of time and names in cells."""

from __future__ import annotations

import re

import attrs

from mou.importing.grid import Cell

MARKED_FIELDS = frozenset(
    "parties signed_on entered_into_force_on last_day duration period renewal_period renewal_notice withdrawal_notice "
    "terminated_on extended_on renewed_until".split()
)
"""The fields from whose cells the marks are left out. In the other fields, a mark can belong to the text."""
_MARK = "*\u2020\u2021\u00b9\u00b2\u00b3\u2070\u2074-\u2079"
_MARKS = re.compile(rf"(?<=[^\s{_MARK}])\s*(?:[{_MARK}]+|\([{_MARK}]+\))(?=\s*(?:\Z|[;\n]))")


def without_marks(cell: Cell) -> Cell:
    """Return a cell without the marks of footnotes: asterisks, daggers and superscript digits at the end of a name.

    >>> without_marks(Cell("12.03.2019*")).text, without_marks(Cell("Kyoto\u00b9; Lund (\u2020)")).text
    ('12.03.2019', 'Kyoto; Lund')
    """
    text = _MARKS.sub("", cell.text) if isinstance(cell.value, str) else cell.text
    return cell if text == cell.text else attrs.evolve(cell, value=text)
