"""The Alliance Treaty Obligations and Provisions data (ATOP), version 4, by alliance: 1815 to 2016.

The reader reads the alliance-level file, with one alliance per row. The file has no titles. The reader makes a title
from the names of the states. In columns of dates, ``0``, an empty cell and a negative number mean "not known".

How each column is read:

- ``atopid``: the alliance's id, such as ``atop:1005``.
- ``mem1`` to ``mem59``: the parties. Each cell has the number that a state had in the Correlates of War on the day on
  which the alliance began. The days on which members joined or left later are in another file.
- ``begyr``, ``begmo``, ``begday``: a declared entry into force.
- ``endyr``, ``endmo``, ``endday``: the last day in force. In the record, this day is a fixed last day, whatever the
  reason for the end.
- ``ineffect``: 1 means that the alliance was in effect on 31 December 2016, the last day that the file covers. If the
  value is 1 and the row has no end, the last day in force is ``2016-12-31/..``, which means 31 December 2016 or later.
- ``length``: the duration in months. The duration is used if the row has no end and ``ineffect`` is not 1.
- ``defense``, ``offense``, ``neutral``, ``nonagg``, ``consul``: the name of the column is a subject of the alliance if
  the value is 1.
- All other columns, and cells that can't be read: kept unchanged in the extension ``atop``. The extension also keeps
  the column ``length``. The other columns include ``proren`` and ``renewlgt``, which are about the renewal. In the
  record, the renewal clause is not known.
"""

from __future__ import annotations

import os
from datetime import date

from mou.datasets.reading import Cells, Log, Parties, Reading, agreements_of, table_rows
from mou.dates.periods import Period
from mou.importing.tables import Progress, number_of
from mou.model.act import Act, ActKind
from mou.model.agreement import Agreement
from mou.model.durations import Duration, Until
from mou.model.source import Source
from mou.model.term import Term

__all__ = ["OBSERVED_THROUGH", "read"]

OBSERVED_THROUGH = date(2016, 12, 31)
"""The last day that version 4 covers. If an alliance has no end and is coded as in effect, it was in effect on that
day."""

_BEGAN = ("begyr", "begmo", "begday")
_ENDED = ("endyr", "endmo", "endday")
_MEMBERS = tuple(f"mem{number}" for number in range(1, 60))
_OBLIGATIONS = ("defense", "offense", "neutral", "nonagg", "consul")
_NEEDED = ("atopid", *_BEGAN, *_ENDED, "ineffect", "length", "mem1", "mem2")
_READ = frozenset({"atopid", *_BEGAN, *_ENDED, "ineffect", *_OBLIGATIONS})
_DATASET = Source("Alliance Treaty Obligations and Provisions, version 4, alliance level", publisher="Rice University")
_LONGEST = 12_000


def read(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Reading:
    """Read the file as published: CSV in UTF-8. For the arguments and errors, see `mou.datasets.read`."""
    log, parties = Log("atop"), Parties("atop")
    rows = table_rows(path, _NEEDED, log, progress)
    return log.reading(agreements_of(rows, log, lambda cells: _agreement(cells, parties), id_column="atopid"))


def _unknown(cell: str) -> bool:
    number = number_of(cell)
    return not cell or (number is not None and number <= 0)


def _agreement(cells: Cells, parties: Parties) -> Agreement:
    name = cells.needed("atopid", "no id")
    began = cells.day_of_parts(*_BEGAN, _unknown)
    members = [parties.cow(column, cells[column], began) for column in _MEMBERS if not _unknown(cells[column])]
    return Agreement(
        f"atop:{name}",
        title=f"Alliance {name}: {', '.join(party.name for party in members)}",
        parties=members,
        acts=[] if began is None else [Act(ActKind.ENTRY_INTO_FORCE, began)],
        term=Term(duration=_duration(cells)),
        subjects=[obligation for obligation in _OBLIGATIONS if cells[obligation] == "1"],
        sources=[_DATASET],
        extensions={"atop": cells.rest(_READ.union(_MEMBERS))},
    )


def _duration(cells: Cells) -> Duration | None:
    before = len(cells.kept)
    ended = cells.day_of_parts(*_ENDED, _unknown)
    if ended is not None:
        return Until(ended)
    if len(cells.kept) > before:
        return None  # the row has an end that can't be read
    if cells["ineffect"] == "1":
        return Until(f"{OBSERVED_THROUGH}/..")
    if _unknown(cells["length"]):
        return None
    months = number_of(cells["length"])
    if months is None or months > _LONGEST:
        cells.not_understood("length", "not a number of months")
        return None
    return Period(months=months)
