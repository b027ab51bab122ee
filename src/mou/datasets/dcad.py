"""The Defense Cooperation Agreement Dataset (DCAD), version 1.0: bilateral defence agreements, 1980 to 2010.

The reader reads the main file, ``DCAD-v1.0-main.csv``, with one agreement per row. A negative number in a cell is a
code for "not known" or "does not apply". The reader never uses such a number as a value.

How each column is read:

- ``DCAid``: the agreement's id.
- ``ccode1``, ``ccode2``: the parties. Each cell contains the number that a state had in the Correlates of War on the
  day of signature. If the day of signature is not known, the day of entry into force is used instead.
- ``cowName1``, ``cowName2``: the names of the states. The file has no titles, so the reader makes a title from these
  names.
- ``signDay``, ``signMonth``, ``signYear``: a signature by both parties. Its legal effect is not known. If the day or
  the month is missing, the date is imprecise, such as ``1994-09`` or ``1994``.
- ``EIFDay``, ``EIFMonth``, ``EIFYear``: a declared entry into force.
- ``span``: the duration, in years. Other columns can contradict the span in two ways. First, ``terminated`` is 1, but
  ``durationActual`` is a different number of years. Second, ``terminated`` is 0, but the span was over by the end of
  2010. In both cases the end of the agreement is not known. The record then has no duration, and the extension keeps
  the span.
- ``category1``, ``category2``, ``category3``: the subjects.
- ``UNTS``: a registration in the United Nations Treaty Series (UNTS). The record leaves out the number, because the
  publisher does not document its meaning.
- ``source``: a source.
- All other columns, and cells that can't be read: kept unchanged in the extension ``dcad``. These columns include
  ``renewType`` and ``renewYears``, because the meaning of their codes is not published with the file. In the record,
  the renewal clause is not known.
"""

from __future__ import annotations

import os

from mou.datasets.reading import Cells, Log, Parties, Reading, agreements_of, is_negative_or_empty, table_rows
from mou.dates.days import Day, latest
from mou.dates.periods import Period
from mou.importing.tables import Progress, Refusal, number_of
from mou.model.act import Act, ActKind
from mou.model.agreement import Agreement, AgreementKind, TreatyRegistration
from mou.model.source import Source
from mou.model.term import Term

__all__ = ["read"]

_SIGNED = ("signYear", "signMonth", "signDay")
_ENTERED = ("EIFYear", "EIFMonth", "EIFDay")
_CATEGORIES = ("category1", "category2", "category3")
_READ = frozenset({"DCAid", "ccode1", "ccode2", *_SIGNED, *_ENTERED, *_CATEGORIES, "span", "source"})
_NEEDED = (
    "ccode1 cowName1 ccode2 cowName2 signDay signMonth signYear EIFDay EIFMonth EIFYear span terminated durationActual "
    "DCAid"
).split()
_DATASET = Source("Defense Cooperation Agreement Dataset, version 1.0", publisher="Brandon J. Kinne")
_LAST_YEAR = 2010
"""The last year that the data set covers."""
_LONGEST = 1000


def read(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Reading:
    """Read the file as published: CSV in UTF-8. For the arguments and errors, see `mou.datasets.read`."""
    log, parties = Log("dcad"), Parties("dcad")
    over: dict[str, bool] = {}

    def agreement_of(cells: Cells) -> Agreement:
        agreement = _agreement(cells, parties)
        entered = next((act.on for act in agreement.acts if act.kind is ActKind.ENTRY_INTO_FORCE), None)
        over.setdefault(agreement.id, _span_is_over(cells, entered))
        return agreement

    rows = table_rows(path, _NEEDED, log, progress)
    agreements = agreements_of(rows, log, agreement_of, id_column="DCAid")
    log.note(
        sum(over.values()),
        f"coded as not terminated although the span was over by the end of {_LAST_YEAR}: it is not known whether they "
        "were renewed or had expired, so the duration is left out and the span is kept in the extension dcad",
    )
    return log.reading(agreements)


def _agreement(cells: Cells, parties: Parties) -> Agreement:
    signed = cells.day_of_parts(*_SIGNED, is_negative_or_empty)
    entered = cells.day_of_parts(*_ENTERED, is_negative_or_empty)
    on = signed or entered
    two = [parties.cow(column, cells.needed(column, "no state number"), on) for column in ("ccode1", "ccode2")]
    if two[0] is two[1]:
        raise Refusal("ccode2", cells["ccode2"], "the same state twice")
    acts: list[Act] = []
    if signed is not None:
        acts.append(Act.signature(signed, by=[party.id for party in two]))
    if entered is not None:
        acts.append(Act(ActKind.ENTRY_INTO_FORCE, entered))
    subjects = dict.fromkeys(cells[column] for column in _CATEGORIES if cells[column])
    return Agreement(
        cells.needed("DCAid", "no id"),
        title=_title(cells, on),
        kind=AgreementKind.AGREEMENT,
        parties=two,
        acts=acts,
        term=Term(duration=_duration(cells, entered)),
        subjects=tuple(subjects),
        registrations=[TreatyRegistration("UNTS")] if cells["UNTS"] else [],
        sources=[*([Source(cells["source"])] if cells["source"] else []), _DATASET],
        extensions={"dcad": cells.rest(_READ)},
    )


def _title(cells: Cells, on: Day | None) -> str:
    names = [cells[f"cowName{number}"] or cells[f"ccode{number}"] for number in (1, 2)]
    when = "" if on is None else f", {latest(on).year}"
    return f"Defense cooperation agreement, {names[0]} and {names[1]}{when}"


def _duration(cells: Cells, entered: Day | None) -> Period | None:
    span, lasted = cells["span"], number_of(cells["durationActual"])
    if is_negative_or_empty(span):
        if span:
            cells.kept["span"] = span  # the code, unchanged
        return None
    years = number_of(span)
    if years is None or not 0 < years <= _LONGEST:
        cells.not_understood("span", "not a number of years")
        return None
    other_length = cells["terminated"] == "1" and lasted is not None and 0 <= lasted != years
    if other_length or _span_is_over(cells, entered):
        cells.kept["span"] = span
        return None
    return Period(years=years)


def _span_is_over(cells: Cells, entered: Day | None) -> bool:
    """Return whether an agreement is coded as not terminated, but its span ended within the years of the data set.

    Worked case: an agreement is in force from 1991-03-20, its span is five years, and it is coded as not terminated.
    The span ended in 1996, before the end of 2010.
    """
    years = number_of(cells["span"])
    if cells["terminated"] != "0" or entered is None or years is None or not 0 < years <= _LONGEST:
        return False
    return latest(entered).year + years <= _LAST_YEAR
