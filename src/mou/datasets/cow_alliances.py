"""The Correlates of War project's formal alliances, version 4.1, by member: 1816 to 2012.

The file is ``alliance_v4.1_by_member.csv``, with one membership per row. Rows with the same ``version4id`` belong to
the same alliance. The file has no titles. The reader makes a title from the names in ``state_name``. An empty cell and
a negative number mean "not known".

How each column is read:

- ``version4id``: the alliance's id, such as ``cow-alliance:7``.
- ``ccode``: a party. The cell has the state's number on the day on which the membership began.
- ``all_st_day``, ``all_st_month``, ``all_st_year``: a declared entry into force. If ``left_censor`` is 1 in all rows of
  the alliance, the alliance began on this day or earlier. The record then has a date such as ``../1816-01-01``.
- ``all_end_day``, ``all_end_month``, ``all_end_year``: the last day in force. In the record, this day is a fixed last
  day, whatever the reason for the end. If there is no end, the alliance was in force on 31 December 2012, the last day
  that the file covers. The last day in force is then ``2012-12-31/..``, which means 31 December 2012 or later.
- ``mem_st_day``, ``mem_st_month``, ``mem_st_year``: an entry into force for the member, if the day differs from the day
  on which the alliance began.
- ``mem_end_day``, ``mem_end_month``, ``mem_end_year``: a withdrawal of the member, if the day differs from the end of
  the alliance. The certainty of this act is ``inferred``, because the file does not say how the member left.
- ``defense``, ``neutrality``, ``nonaggression``, ``entente``: the name of the column is a subject of the alliance if
  the value is 1 in any row of the alliance.
- All other columns, and cells that can't be read: kept in the extension ``cow_alliances``, a list with an object for
  each row.
"""

from __future__ import annotations

import os
from datetime import date

from mou.datasets.reading import Cells, Log, Parties, Reading, is_negative_or_empty, table_rows
from mou.dates.days import Day, PartialDate
from mou.errors import ValidationError
from mou.importing.tables import Progress, Refusal
from mou.model.act import Act, ActKind
from mou.model.agreement import Agreement
from mou.model.durations import Until
from mou.model.party import Party
from mou.model.source import Certainty, Source
from mou.model.term import Term

__all__ = ["OBSERVED_THROUGH", "read"]

OBSERVED_THROUGH = date(2012, 12, 31)
"""The last day that the data set covers. An alliance without an end was in force on that day."""

_ALLIANCE_FROM = ("all_st_year", "all_st_month", "all_st_day")
_ALLIANCE_TO = ("all_end_year", "all_end_month", "all_end_day")
_MEMBER_FROM = ("mem_st_year", "mem_st_month", "mem_st_day")
_MEMBER_TO = ("mem_end_year", "mem_end_month", "mem_end_day")
_PLEDGES = ("defense", "neutrality", "nonaggression", "entente")
_DATES = (*_ALLIANCE_FROM, *_ALLIANCE_TO, *_MEMBER_FROM, *_MEMBER_TO)
_NEEDED = ("version4id", "ccode", *_DATES, "left_censor")
_READ = frozenset({"version4id", *_DATES})
_DATASET = Source("Formal Alliances, version 4.1, by member", publisher="Correlates of War Project")


def read(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Reading:
    """Read the file as published: CSV in UTF-8. For the arguments and errors, see `mou.datasets.read`."""
    log, parties = Log("cow-alliances"), Parties("cow")
    alliances: dict[str, _Alliance] = {}
    for cells in table_rows(path, _NEEDED, log, progress):
        try:
            name = cells.needed("version4id", "no id")
            alliance = alliances.get(name) or _Alliance(cells)
            alliance.add(cells, parties)
            alliances[name] = alliance
        except Refusal as error:
            log.refuse(cells.number, error)
    agreements: list[Agreement] = []
    for name, alliance in alliances.items():
        try:
            agreements.append(alliance.agreement(name))
        except ValidationError as error:
            for cells in alliance.rows:
                log.refuse(cells.number, error)
    open_ended = sum(len(alliance.rows) for alliance in alliances.values() if alliance.ended is None)
    log.note(open_ended, f"of alliances without an end: in force on {OBSERVED_THROUGH}, not known afterwards")
    return log.reading(agreements)


class _Alliance:
    """The rows of one alliance."""

    def __init__(self, first: Cells) -> None:
        self.began = first.day_of_parts(*_ALLIANCE_FROM, is_negative_or_empty)
        self.ended = first.day_of_parts(*_ALLIANCE_TO, is_negative_or_empty)
        self.end_is_open = not first.kept and self.ended is None
        self._dates = _written(first)
        self.rows: list[Cells] = []
        self.parties: dict[str, Party] = {}
        self.acts: list[Act] = []

    def add(self, cells: Cells, parties: Parties) -> None:
        """Add a membership."""
        if _written(cells) != self._dates:
            raise Refusal(
                "all_st_year", cells["all_st_year"], "the dates of the alliance differ from those in an earlier row"
            )
        joined = cells.day_of_parts(*_MEMBER_FROM, is_negative_or_empty)
        left = cells.day_of_parts(*_MEMBER_TO, is_negative_or_empty)
        party = parties.cow("ccode", cells.needed("ccode", "no state number"), joined or self.began)
        again = party.id in self.parties
        self.parties[party.id] = party
        self.rows.append(cells)
        if joined is not None and (again or joined != self.began):
            self.acts.append(Act(ActKind.ENTRY_INTO_FORCE, joined, by=party.id))
        if left is not None and left != self.ended:
            note = "The data set gives the end of the membership but not how it ended."
            inferred = Certainty.INFERRED
            self.acts.append(
                Act(ActKind.WITHDRAWAL, left, by=party.id, effective_on=left, certainty=inferred, note=note)
            )

    def agreement(self, name: str) -> Agreement:
        """Return the agreement that all rows of the alliance describe."""
        began: Day | None = self.began
        if began is not None and all(cells["left_censor"] == "1" for cells in self.rows):
            began = PartialDate(f"../{began}")
        last = Until(f"{OBSERVED_THROUGH}/..") if self.end_is_open else None
        names = dict.fromkeys(cells["state_name"] or cells["ccode"] for cells in self.rows)
        return Agreement(
            f"cow-alliance:{name}",
            title=f"Alliance {name}: {', '.join(names)}",
            parties=tuple(self.parties.values()),
            acts=[*([] if began is None else [Act(ActKind.ENTRY_INTO_FORCE, began)]), *self.acts],
            term=Term(duration=last if self.ended is None else Until(self.ended)),
            subjects=[pledge for pledge in _PLEDGES if any(cells[pledge] == "1" for cells in self.rows)],
            sources=[_DATASET],
            extensions={"cow_alliances": [cells.rest(_READ) for cells in self.rows]},
        )


def _written(cells: Cells) -> tuple[str, ...]:
    return tuple(cells[column] for column in (*_ALLIANCE_FROM, *_ALLIANCE_TO))
