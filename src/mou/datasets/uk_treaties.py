"""UK Treaties Online, published by the UK Foreign, Commonwealth and Development Office.

The file is JSON. The file can be the response of the office's search, which has the records under
``csw:GetRecordsResponse``, ``csw:SearchResults``, ``iStoreRecord``. The file can also be a plain list of these records.
Dates are written ``31/12/1999`` or as ISO 8601. Some published field names are misspelt
(``definative_eif_event_date``).

How each field is read:

- ``uuid``: the id, ``uk:`` followed by the uuid. Some treaties have several records with the same id. The reader keeps
  the first of them and refuses the others.
- ``title``, ``description``: title and description. ``subject``: the subject.
- ``country_name``: the names of the parties, separated by semicolons. A name means the state that had this name on the
  day of signature, or a known organisation. If a name is unknown, the party keeps this name, and the party's id is made
  from the name.
- ``signed_event_date``, ``signed_event_location``: a signature by all parties together, with the place as written. The
  legal effect of this signature is not known. If ``actions`` contains signatures, only the signatures from ``actions``
  are recorded.
- ``definative_eif_event_date``, ``definative_eif_event_effective_date``: a declared entry into force.
- ``provisional_eif_event_date``: provisional application. ``adopted_event_date``: adoption.
- ``terminated_event_date``, ``terminated_event_effective_date``: a termination, whatever the reason for the end.
- ``references``: sources, separated by semicolons.
- ``actions``: the table of the treaty's parties. The table is on the treaty's own page, and the search does not return
  it. You can add the table to the record under the name ``actions``, as a list of objects with ``party``,
  ``action_type``, ``action_on`` and ``effective_on``. Each object becomes an act of the party.
- All other fields, and values that can't be read: kept unchanged in the extension ``uk_treaties``. One of these fields
  is ``withdrawn_event_date``, because the file does not show which party withdrew.

The reader refuses records that have neither parties nor dates: they describe publications, not treaties.
"""

from __future__ import annotations

import json
import os
import re
from functools import partial
from typing import Any

from mou import world
from mou.datasets.reading import Cells, Log, Parties, Reading, read_text
from mou.dates.days import Day, as_date
from mou.errors import Problem, ValidationError
from mou.importing.tables import Progress, Refusal
from mou.model.act import Act, ActKind
from mou.model.agreement import Agreement
from mou.model.party import Party
from mou.model.source import Source
from mou.values.fields import refusal
from mou.values.progress import tracked

__all__ = ["read"]

_DATES = {
    "signed": "signed_event_date",
    "entered": "definative_eif_event_date",
    "entered_effective": "definative_eif_event_effective_date",
    "provisional": "provisional_eif_event_date",
    "adopted": "adopted_event_date",
    "terminated": "terminated_event_date",
    "terminated_effective": "terminated_event_effective_date",
}
_OTHERS = "uuid title description subject country_name signed_event_location references actions".split()
_READ = frozenset([*_DATES.values(), *_OTHERS])
_EMPTY = ("", None)
_WRITTEN = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})\Z", re.ASCII)
_SAME_WORD = (
    "signature ratification acceptance approval accession succession notification provisional_application reservation "
    "declaration withdrawal entry_into_force"
).split()
_ACTIONS = {word.replace("_", " "): ActKind(word) for word in _SAME_WORD} | {"denunciation": ActKind.WITHDRAWAL}
_DATASET = Source("UK Treaties Online", publisher="Foreign, Commonwealth and Development Office")


def read(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Reading:
    """Read a JSON file as published.

    For the arguments and errors, see `mou.datasets.read`.
    """
    log, parties = Log("uk-treaties"), Parties("uk")
    agreements: dict[str, Agreement] = {}
    for number, record in enumerate(tracked(_records(read_text(path)), progress), 1):
        log.rows += 1
        try:
            agreement = _agreement(log, number, record, parties)
            if agreement.id in agreements:
                uuid = agreement.id.removeprefix("uk:")
                raise Refusal("uuid", uuid, "an earlier record has the same treaty")  # noqa: TRY301  # as any
        except (Refusal, ValidationError) as error:
            log.refuse(number, error)
            continue
        agreements[agreement.id] = agreement
    log.notes.extend(f"unknown party name, used as written: {name}" for name in parties.unresolved)
    return log.reading(agreements.values())


def _records(text: str) -> list[Any]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValidationError([Problem("", f"invalid JSON ({error})", "a JSON document")]) from None
    for key in ("csw:GetRecordsResponse", "csw:SearchResults", "iStoreRecord"):
        if isinstance(document, dict):
            document = document.get(key)
    if isinstance(document, list):
        return document
    raise ValidationError(
        [Problem("", "a JSON document without records", "a list of records, or the response of the search")]
    )


def _agreement(log: Log, number: int, record: Any, parties: Parties) -> Agreement:  # noqa: ANN401  # as it is in JSON
    if not isinstance(record, dict):
        raise Refusal("", json.dumps(record), "not a record")
    cells = Cells(log, number, record)
    days = {name: _day(cells, column) for name, column in _DATES.items()}
    if not cells["country_name"] and not any(cells[column] for column in _DATES.values()):
        raise Refusal("country_name", cells["title"], "a publication, not a treaty: it has neither parties nor dates")
    signed = days["signed"]
    on = signed or next((day for day in days.values() if day is not None), None)
    names = dict.fromkeys(name.strip() for name in cells["country_name"].split(";") if name.strip())
    listed = {party.id: party for party in (_party(parties, "country_name", name, on) for name in names)}
    actions = _actions(cells, record.get("actions"), parties, listed, on)
    acts = _acts(cells, days, signatures=any(act.kind is ActKind.SIGNATURE for act in actions))
    subject, description = cells["subject"], cells["description"]
    return Agreement(
        f"uk:{cells.needed('uuid', 'no uuid')}",
        title=cells.needed("title", "no title"),
        parties=tuple(listed.values()),
        acts=[*acts, *actions],
        subjects=[subject] if subject else [],
        description=description or None,
        sources=[
            *(Source(reference.strip()) for reference in cells["references"].split(";") if reference.strip()),
            _DATASET,
        ],
        extensions={"uk_treaties": cells.rest(_READ, _EMPTY)},
    )


def _party(parties: Parties, column: str, name: str, on: Day | None) -> Party:
    return parties.named(column, name, partial(world.party, name, on), on)


def _day(cells: Cells, column: str) -> Day | None:
    if not cells[column]:
        return None
    day = _day_of(cells[column])
    if day is None:
        cells.not_understood(column, "not a day such as 31/12/1999")
    return day


def _day_of(text: str) -> Day | None:
    match = _WRITTEN.match(text)
    day = as_date("-".join(reversed(match.groups())) if match else text)
    return None if refusal(day) else day


def _acts(cells: Cells, days: dict[str, Day | None], *, signatures: bool) -> list[Act]:
    acts: list[Act] = []
    if days["adopted"] is not None:
        acts.append(Act(ActKind.ADOPTION, days["adopted"]))
    if days["signed"] is not None:
        if signatures:
            cells.kept.update({name: cells[name] for name in ("signed_event_date", "signed_event_location")})
        else:
            acts.append(Act.signature(days["signed"], place=cells["signed_event_location"] or None))
    elif cells["signed_event_location"]:
        cells.kept["signed_event_location"] = cells["signed_event_location"]
    if days["provisional"] is not None:
        acts.append(Act(ActKind.PROVISIONAL_APPLICATION, days["provisional"]))
    for kind, name in ((ActKind.ENTRY_INTO_FORCE, "entered"), (ActKind.TERMINATION, "terminated")):
        done, effective = days[name], days[f"{name}_effective"]
        if effective is None and cells[_DATES[f"{name}_effective"]]:
            # The act took effect on a day that can't be read.
            cells.kept.update({_DATES[name]: cells[_DATES[name]]} if done is not None else {})
        elif done is not None or effective is not None:
            acts.append(Act(kind, done or effective or "", effective_on=effective))
    return acts


def _actions(cells: Cells, value: object, parties: Parties, listed: dict[str, Party], on: Day | None) -> list[Act]:
    """Read the acts in the table of the treaty's parties. Rows that can't be read are kept in the extension."""
    acts: list[Act] = []
    kept: list[Any] = []
    rows = value if isinstance(value, list) else [] if value in _EMPTY else [value]
    for row in rows:
        act = _action(row, parties, listed, on)
        if isinstance(act, Act):
            acts.append(act)
        else:
            kept.append(row)
            cells.remark("actions", json.dumps(row, ensure_ascii=False), act)
    if kept:
        cells.kept["actions"] = kept
    return acts


def _action(row: object, parties: Parties, listed: dict[str, Party], on: Day | None) -> Act | str:
    if not isinstance(row, dict):
        return "not an action of a party"
    text = {name: str(row.get(name) or "").strip() for name in ("party", "action_type", "action_on", "effective_on")}
    kind = _ACTIONS.get(text["action_type"].casefold())
    if kind is None:
        return "an unknown type of action"
    done, effective = _day_of(text["action_on"]), _day_of(text["effective_on"])
    first = done or effective
    if first is None or (text["effective_on"] and effective is None) or (text["action_on"] and done is None):
        return "not a day such as 31/12/1999"
    try:
        party = _party(parties, "actions", text["party"], on)
    except Refusal as error:
        return error.why
    listed.setdefault(party.id, party)
    return Act(kind, first, by=party.id, effective_on=effective)
