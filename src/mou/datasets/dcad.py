"""The Defense Cooperation Agreement Dataset (DCAD), version 1.0: bilateral defence agreements, 1980 to 2010.

The reader reads the main file, ``DCAD-v1.0-main.csv``, with one agreement per row. Negative numbers in it are codes for
"not known" or "does not apply"; they are never read as values.

How each column is read:

- ``DCAid``: the agreement's id.
- ``ccode1``, ``ccode2``: its parties, by their numbers in the Correlates of War on the day of signature (or of entry
  into force, if only that is known). The file has no titles, so the title is built from ``cowName1`` and
  ``cowName2``.
- ``signDay``, ``signMonth``, ``signYear``: a signature by both parties, whose effect is not known. If the day or the
  month is missing, the date is imprecise: ``1994-09``, ``1994``.
- ``EIFDay``, ``EIFMonth``, ``EIFYear``: a declared entry into force.
- ``span``: the duration, in years. In two cases other codes contradict the span: the agreement is coded as ended
  (``terminated`` is 1) after a different number of years (``durationActual``), or it is coded as not ended
  (``terminated`` is 0) although its span was over by the end of 2010. In these cases the end of the agreement is not
  known: the duration is left out, and the span is kept in the extension.
- ``category1``, ``category2``, ``category3``: its subjects.
- ``UNTS``: a registration in the UNTS without a number, because the meaning of the column's numbers is not
  documented.
- ``source``: a source.
- all others, and cells that can't be read: kept unchanged in the extension ``dcad``. Among them are ``renewType`` and
  ``renewYears``, because the meaning of their codes is not published with the file: the renewal clause of the record
  is not known.
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
    """Return whether an agreement is coded as not terminated although its span ended within the data set's years.

    In force from 1991-03-20 for five years, not terminated: the span was over on 1996-03-20.
    """
    years = number_of(cells["span"])
    if cells["terminated"] != "0" or entered is None or years is None or not 0 < years <= _LONGEST:
        return False
    return latest(entered).year + years <= _LAST_YEAR
