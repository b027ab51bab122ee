"""The agreements of manytreaties, coded by hand (HUGGO): environmental agreements, with some on trade and health.

The file is ``HUGGO_clean.csv``, with one agreement per row. The dates are in EDTF, in the notation of the R package
messydates. ``NA`` and an empty cell mean "not known". The file has no column for the parties.

How each column is read:

- ``Title``: the title, as written.
- ``Begin``: a part of the agreement's id. The other part of the id is made from the title. If several agreements would
  have the same id, all but the first get an id that ends in ``-2``, ``-3`` and so on. If ``Begin`` differs from
  ``Signature``, the extension keeps ``Begin``.
- ``Signature``: a signature by all parties together. The legal effect of this signature is not known.
- ``Force``: a declared entry into force.
- ``End`` and ``Term``: the last day in force. The record has this day as a fixed last day. The file rarely gives the
  reason for the end, and rarely shows whether the agreement was still in force on the last day. If the two columns
  differ, the record uses ``Term``, and the extension keeps both. ``9999-12-31`` in ``End`` means that the agreement is
  known to be in force. If ``Term`` is empty, the record has no end.
- ``TypeAgree``: the kind. If the library does not have the kind, the record has ``other``.
- ``TypeDomain``, ``TypeSubject``: the subjects.
- ``Depository``: the depositary, as written.
- ``Published``, ``TextURL``, ``Source``: sources.
- All other columns, and cells that can't be read: kept unchanged in the extension ``manytreaties``. A range such as
  ``1981-09..1981-10`` is not in EDTF's own notation. The record has the range as ``1981-09/1981-10``, and the extension
  keeps the range as written.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from datetime import date

from mou.datasets.reading import Cells, Log, Reading, agreements_of, table_rows
from mou.dates.days import Day
from mou.importing.tables import Progress
from mou.model.act import Act, ActKind
from mou.model.agreement import Agreement, AgreementKind
from mou.model.durations import Duration, Indefinite, Until
from mou.model.source import Source
from mou.model.term import Term
from mou.values.slugs import slug_of

__all__ = ["read"]

_NEEDED = "Title Begin End Signature Force Term TypeAgree".split()
_READ = frozenset([*_NEEDED, *"TypeDomain TypeSubject Depository Published TextURL Source".split()])
_EMPTY = ("", "NA")
_IN_FORCE = "9999-12-31"
_KINDS = {
    "Agreement": AgreementKind.AGREEMENT,
    "Amendment": AgreementKind.AMENDMENT,
    "Protocol": AgreementKind.PROTOCOL,
    "MOU": AgreementKind.MOU,
}
_URL = re.compile(r"https?://\S+\Z", re.IGNORECASE)
_DATASET = Source("manytreaties, agreements (HUGGO)", url="https://github.com/globalgov/manytreaties")


def read(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Reading:
    """Read the file as published: CSV in UTF-8. For the arguments and errors, see `mou.datasets.read`."""
    log = Log("manytreaties")
    ids: Counter[str] = Counter()
    rows = table_rows(path, _NEEDED, log, progress)
    agreements = agreements_of(rows, log, lambda cells: _agreement(cells, ids), id_column="Title")
    in_force = [agreement for agreement in agreements if isinstance(agreement.term.duration, Indefinite)]
    since = sum(any(act.kind is ActKind.ENTRY_INTO_FORCE for act in agreement.acts) for agreement in in_force)
    log.note(len(in_force), f"End is {_IN_FORCE}: known to be in force when coded, so read as having no end")
    log.note(len(in_force) - since, "known to be in force, but not since when")
    return log.reading(agreements)


def _agreement(cells: Cells, ids: Counter[str]) -> Agreement:
    title = cells.needed("Title", "no title")
    signed, entered = _day(cells, "Signature"), _day(cells, "Force")
    acts: list[Act] = []
    if signed is not None:
        acts.append(Act.signature(signed))
    if entered is not None:
        acts.append(Act(ActKind.ENTRY_INTO_FORCE, entered))
    if cells["Begin"] != cells["Signature"] and cells["Begin"] not in _EMPTY:
        cells.kept["Begin"] = cells["Begin"]
    duration = _duration(cells)
    kind = cells["TypeAgree"]
    if kind not in _EMPTY and kind not in _KINDS:
        cells.kept["TypeAgree"] = kind
    subjects = dict.fromkeys(cells[name] for name in ("TypeDomain", "TypeSubject") if cells[name] not in _EMPTY)
    sources = [_source(cells[name]) for name in ("Published", "TextURL", "Source") if cells[name] not in _EMPTY]
    depositary = cells["Depository"]
    return Agreement(
        _id(cells, title, ids),
        title=title,
        kind=None if kind in _EMPTY else _KINDS.get(kind, AgreementKind.OTHER),
        acts=acts,
        term=Term(duration=duration),
        subjects=tuple(subjects),
        depositary=None if depositary in _EMPTY else depositary,
        sources=[*sources, _DATASET],
        extensions={"manytreaties": cells.rest(_READ, _EMPTY)},
    )


def _day(cells: Cells, column: str) -> Day | None:
    if cells[column] in _EMPTY:
        return None
    if cells[column] == _IN_FORCE:
        cells.not_understood(column, "the end of the calendar, which can't be the day of a beginning")
        return None
    return cells.day_of_text(column)


def _duration(cells: Cells) -> Duration | None:
    if cells["End"] == _IN_FORCE and cells["Term"] in _EMPTY:
        return Indefinite()
    filled = [name for name in ("Term", "End") if cells[name] not in _EMPTY]
    if len(filled) == 2:
        if cells["Term"] == cells["End"]:
            filled.remove("Term")
        else:
            cells.kept.update({name: cells[name] for name in filled})
    days = [day for name in filled if (day := _last_day(cells, name)) is not None]
    return Until(days[0]) if days else None


def _last_day(cells: Cells, column: str) -> Day | None:
    if cells[column] == _IN_FORCE:
        return None
    day = cells.day_of_text(column)
    if isinstance(day, date) or day is None or day.latest < date.max or day.has_no_latest:
        return day
    cells.not_understood(column, "not a day before the end of the calendar")
    return None


def _source(text: str) -> Source:
    return Source(text, url=text) if _URL.match(text) else Source(text)


def _id(cells: Cells, title: str, ids: Counter[str]) -> str:
    begin = "" if cells["Begin"] in _EMPTY else re.sub(r"[^0-9A-Z]+", "-", cells["Begin"]).strip("-")
    identifier = ":".join(part for part in ("manytreaties", begin[:30], slug_of(title, 48)) if part)
    ids[identifier] += 1
    return identifier if ids[identifier] == 1 else f"{identifier}-{ids[identifier]}"
