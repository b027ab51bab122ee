"""The Defense Cooperation Agreement Dataset (DCAD), version 1.0: bilateral defence agreements, 1980 to 2010.

The file is the main one, ``DCAD-v1.0-main.csv``, with one agreement a row. Negative numbers in it are codes for
what is not known or does not apply; they are never taken for values.

What each column becomes:

- ``DCAid``: the agreement's id.
- ``ccode1``, ``ccode2``: its parties, by their numbers in the Correlates of War on the day of signature (or of
  entry into force, where that alone is known). ``cowName1`` and ``cowName2`` are in the title, which is made here,
  as the file has none.
- ``signDay``, ``signMonth``, ``signYear``: a signature by both, its effect not known. Without a day or month it is
  imprecise: ``1994``, ``1994-09``.
- ``EIFDay``, ``EIFMonth``, ``EIFYear``: a declared entry into force.
- ``span``: the duration, in years. Left out where the agreement is coded as ended (``terminated`` is 1) after
  another number of years (``durationActual``), as the first period then does not tell when.
- ``category1``, ``category2``, ``category3``: its subjects.
- ``UNTS``: a registration in the UNTS without a number: what the numbers in the column count is not said.
- ``source``: a source.
- all others, and cells that can't be read: the extension ``dcad``, as they came. Among them are ``renewType`` and
  ``renewYears``, as what their codes mean is not published with the file: whether and how an agreement is renewed
  is not known.
"""

from __future__ import annotations

import os

from mou.act import Act, ActKind
from mou.agreement import Agreement, AgreementKind, Registration
from mou.datasets._reading import Cells, Log, Parties, Progress, Reading, Refusal, number_of, table_rows
from mou.dates import Day, latest
from mou.errors import ValidationError
from mou.periods import Period
from mou.source import Source
from mou.term import Term

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
_LONGEST = 1000


def read(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Reading:
    """Read the file as it is published.

    Args:
        path: the file.
        progress: told how many rows are done, of how many.

    Raises:
        OSError: the file can't be read.
        ValidationError: it is no CSV table in UTF-8 with the columns of the data set.
    """
    log, parties = Log("dcad"), Parties("dcad")
    agreements: dict[str, Agreement] = {}
    ran_out = 0
    for cells in table_rows(path, _NEEDED, log, progress):
        try:
            made = _agreement(cells, parties)
            if made.id in agreements:
                raise Refusal("DCAid", made.id, "an id that stands in an earlier row")  # noqa: TRY301  # as any other
        except (Refusal, ValidationError) as error:
            log.refuse(cells.number, error)
            continue
        agreements[made.id] = made
        ran_out += cells["terminated"] == "0" and _ran_out(made)
    log.note(
        ran_out,
        f"the span ran out before {_LAST_YEAR}, and they are coded as not terminated: if that means that they were "
        "renewed, they had not expired",
    )
    return log.reading(agreements.values())


def _unknown(cell: str) -> bool:
    number = number_of(cell)
    return not cell or (number is not None and number < 0)


def _agreement(cells: Cells, parties: Parties) -> Agreement:
    signed = cells.day_of_parts(*_SIGNED, _unknown)
    entered = cells.day_of_parts(*_ENTERED, _unknown)
    on = signed or entered
    two = [parties.cow(column, cells.needed(column, "no number of a state"), on) for column in ("ccode1", "ccode2")]
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
        term=Term(duration=_duration(cells)),
        subjects=tuple(subjects),
        registrations=[Registration("UNTS")] if cells["UNTS"] else [],
        sources=[*([Source(cells["source"])] if cells["source"] else []), _DATASET],
        extensions={"dcad": cells.rest(_READ)},
    )


def _title(cells: Cells, on: Day | None) -> str:
    names = [cells[f"cowName{one}"] or cells[f"ccode{one}"] for one in (1, 2)]
    when = "" if on is None else f", {latest(on).year}"
    return f"Defense cooperation agreement, {names[0]} and {names[1]}{when}"


def _duration(cells: Cells) -> Period | None:
    span, lasted = cells["span"], number_of(cells["durationActual"])
    if _unknown(span):
        if span:
            cells.kept["span"] = span  # the code, as it came
        return None
    years = number_of(span)
    if years is None or not 0 < years <= _LONGEST:
        cells.not_understood("span", "no number of years")
        return None
    if cells["terminated"] == "1" and lasted is not None and 0 <= lasted != years:
        cells.kept["span"] = span
        return None
    return Period(years=years)


def _ran_out(made: Agreement) -> bool:
    """Whether the first period ended within the years that the data set covers."""
    starts = [latest(act.on).year for act in made.acts if act.kind is ActKind.ENTRY_INTO_FORCE]
    years = made.term.duration.years if isinstance(made.term.duration, Period) else None
    return bool(starts) and years is not None and starts[0] + years < _LAST_YEAR
