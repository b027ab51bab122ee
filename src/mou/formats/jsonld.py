"""Export a register as linked data: JSON-LD in the vocabularies of schema.org and of ELI.

ELI is the European Legislation Identifier. Agreements are `Legislation`, meetings are `Event`, and the forums to which
meetings belong are `EventSeries`. The export contains only facts that a record states, or that follow from a record
without an assumption. Anything unknown is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import quote

from mou.answers.lifecycles import Lifecycle, lifecycle
from mou.answers.register import Register
from mou.dates.days import Day, exact_day
from mou.errors import DateRangeError, Problem, ValidationError
from mou.law.explanation import AnswerKind
from mou.law.rules import CORRESPONDING_DATE
from mou.law.status import Status
from mou.model.act import Act, ActKind
from mou.model.agreement import Agreement, AgreementKind, RelationKind
from mou.model.meeting import Forum, Meeting
from mou.model.party import Party, PartyKind
from mou.model.source import Certainty, Source
from mou.model.states import listed_codes
from mou.values.fields import shown

__all__ = ["BASE", "CONTEXT", "to_jsonld", "to_text"]

Node = dict[str, Any]

BASE = "urn:mou:"
"""The default start of all ids. Ids with this start are only names, and can't be opened on the web."""

_IRIS = (
    "attendee eventAttendanceMode affiliation isBasedOn legislationAmends legislationChanges "
    "legislationEnsuresImplementationOf legislationJurisdiction legislationLegalForce legislationResponsible organizer "
    "parentOrganization sameAs superEvent url workFeatured"
)
_DATES = "datePublished endDate legislationDate legislationDateVersion startDate"

CONTEXT: Mapping[str, Any] = {
    "@vocab": "https://schema.org/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "eli:first_date_entry_in_force": {"@type": "xsd:date"},
    "eli:date_no_longer_in_force": {"@type": "xsd:date"},
    **{key: {"@type": "@id"} for key in _IRIS.split()},
    **{key: {"@type": "https://schema.org/Date"} for key in _DATES.split()},
}
"""The JSON-LD context. Every document includes it, so that programs can read the document without a network."""

_SCHEMA = "https://schema.org/"
_KINDS = {
    PartyKind.STATE: ["Country", "Organization"],  # in schema.org, a Country is a place and can't sign
    PartyKind.INTERNATIONAL_ORGANISATION: "Organization",
    PartyKind.GOVERNMENT_BODY: "GovernmentOrganization",
    PartyKind.SUBNATIONAL_GOVERNMENT: "GovernmentOrganization",
    PartyKind.ORGANISATION: "Organization",
}
_RELATIONS = {
    RelationKind.AMENDS: "legislationAmends",
    RelationKind.SUPERSEDES: "legislationChanges",
    RelationKind.IMPLEMENTS: "legislationEnsuresImplementationOf",
    RelationKind.RENEWS: "isBasedOn",
    RelationKind.PROTOCOL_TO: "isBasedOn",
}
# A suspended agreement is in force but not applied, so it has neither value.
_FORCE = {
    Status.NEGOTIATED: "NotInForce",
    Status.SIGNED: "NotInForce",
    Status.PROVISIONAL: "NotInForce",
    Status.IN_FORCE: "InForce",
    Status.EXPIRED: "NotInForce",
    Status.TERMINATED: "NotInForce",
}
_SAME_AS = {
    "wikidata": (re.compile(r"Q[1-9][0-9]*\Z"), "http://www.wikidata.org/entity/"),
    "ror": (re.compile(r"0[0-9a-z]{8}\Z"), "https://ror.org/"),
}
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]*\Z")
_NO_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`]")
_REDUCED = re.compile(r"[0-9]{4}(?:-[0-9]{2})?\Z")


def to_jsonld(record: Register | Agreement, *, base: str = BASE, on: date | str | None = None) -> dict[str, Any]:
    """Return a register or an agreement as JSON-LD, including its context.

    If you pass `on`, each agreement has a value that states whether the agreement is in force on that day. The value is
    left out if the agreement is non-binding, or if the answer depends on an assumption or is not known.

    Args:
        record: the register, or a single agreement. For an agreement that depends on others, pass its register.
        base: the start of all ids, an IRI such as ``https://example.org/treaties/``.
        on: the day for which to state whether an agreement is in force. By default, the document does not state this.

    Returns:
        A dict of plain JSON values with the keys ``@context`` and ``@graph``. `to_text` writes the dict as text.

    Raises:
        ValidationError: `base` is not an absolute IRI, `on` is not a day, or `record` is of another type.

    >>> import mou
    >>> graph = to_jsonld(mou.examples.register(), base="https://example.org/")["@graph"]
    >>> [(node["@type"], node["name"]) for node in graph if node["@type"] == "EventSeries"]
    [('EventSeries', "ASEAN Defence Ministers' Meeting"), ('EventSeries', "ASEAN Defence Ministers' Meeting-Plus")]
    >>> [node["@id"] for node in graph if node["@type"] == "Legislation"]
    ['https://example.org/agreements/mys-usa-defence-2025']
    """
    if not isinstance(record, Register | Agreement):
        raise ValidationError([Problem("", shown(record), "a Register or an Agreement")])
    if not isinstance(base, str) or not _ABSOLUTE.match(base):
        raise ValidationError([Problem("/base", shown(base), "an absolute IRI, such as https://example.org/")])
    day = None if on is None else exact_day(on)
    iri = partial(_iri, base)
    if isinstance(record, Register):
        nodes = [*_register(record, iri, day)]
    else:
        nodes = [_agreement(record, partial(lifecycle, record), iri, day)]
        nodes += [_party(party, iri) for party in record.parties]
    return {"@context": deepcopy(dict(CONTEXT)), "@graph": [_filled(node) for node in nodes]}


def to_text(document: Mapping[str, Any], *, indent: int | None = 2) -> str:
    r"""Return a JSON-LD document as text, safe to embed in a web page's ``<script type="application/ld+json">``.

    Because ``<``, ``>`` and ``&`` are written as escapes, no text in the document can end the script or start a
    comment.

    >>> print(to_text({"name": "</script>"}, indent=None))
    {"name": "\u003c/script\u003e"}
    """
    text = json.dumps(document, indent=indent, ensure_ascii=False, allow_nan=False)
    return re.sub("[<>&\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text)


Iri = Callable[[str, str], str]


def _iri(base: str, kind: str, name: str) -> str:
    return f"{base}{kind}/{quote(name, safe='')}"


def _register(register: Register, iri: Iri, on: date | None) -> Iterator[Node]:
    for agreement in register.agreements:
        yield _agreement(agreement, partial(register.lifecycle, agreement), iri, on)
    for meeting in register.meetings:
        yield _meeting(meeting, (agreement.id for agreement in register.signed_at(meeting)), iri)
    for forum in register.forums:
        yield _forum(forum, iri)
    for party in dict.fromkeys(_parties_of(register)):
        yield _party(register.party(party), iri)


def _parties_of(register: Register) -> Iterator[str]:
    """Return the ids of all parties that other nodes refer to, including states without a record in the register."""
    listed = [party for agreement in register.agreements for party in agreement.parties]
    for party in (*listed, *register.parties):
        yield from [party.id] if party.acts_for is None else [party.id, party.acts_for]
    for meeting in register.meetings:
        yield from (participant.party for participant in meeting.participants)
        yield from [] if meeting.host is None else [meeting.host]


def _agreement(agreement: Agreement, life: Callable[[], Lifecycle], iri: Iri, on: date | None) -> Node:
    states = [party.id for party in agreement.parties if party.kind is PartyKind.STATE]
    others = [party.id for party in agreement.parties if party.kind is not PartyKind.STATE]
    adoption = _adoption_acts(agreement)
    days, places = {act.on for act in adoption}, {act.place for act in adoption}
    related: dict[str, list[str]] = {}
    for relation in agreement.relations:
        related.setdefault(_RELATIONS[relation.kind], []).append(iri("agreements", relation.to))
    return {
        "@id": iri("agreements", agreement.id),
        "@type": "Legislation",
        "name": agreement.title,
        "legislationIdentifier": agreement.id,
        "identifier": [
            _value(registration.register, registration.number)
            for registration in agreement.registrations
            if registration.number
        ],
        "legislationType": _kind(agreement.kind),
        "legislationDate": _date(days.pop()) if len(days) == 1 else None,
        "locationCreated": _place(places.pop()) if len(places) == 1 else None,
        "legislationJurisdiction": [iri("parties", party_id) for party_id in states],
        "legislationResponsible": [iri("parties", party_id) for party_id in others],
        "description": agreement.description,
        "about": [{"@type": "Thing", "name": subject} for subject in agreement.subjects],
        **related,
        **_computed(agreement, life, on),
        "subjectOf": [_source(source) for source in agreement.sources],
    }


def _kind(kind: AgreementKind | None) -> str | None:
    if kind in {None, AgreementKind.OTHER}:
        return None
    return "memorandum of understanding" if kind is AgreementKind.MOU else str(kind).replace("_", " ")


def _adoption_acts(agreement: Agreement) -> list[Act]:
    """Return the adoption of the text. If no adoption is recorded, return the signatures."""
    for kind in (ActKind.ADOPTION, ActKind.SIGNATURE):
        acts = [act for act in agreement.acts if act.kind is kind and act.certainty is not Certainty.DISPUTED]
        if acts:
            return acts
    return []


def _computed(agreement: Agreement, life: Callable[[], Lifecycle], on: date | None) -> Node:
    """Return the facts that follow from the record without an assumption.

    The text can leave open whether the first day is a part of the period. For a period that runs from an event, a rule
    of law decides this (CETS 076 arts 3 and 4), and the last day is exported. For a period that runs from a date in the
    text, the last day depends on an assumption, and is not exported.
    """
    try:
        computed_life = life()
        entry, end = computed_life.entry, computed_life.end
        status = None if on is None else computed_life.status(on)
    except DateRangeError:  # a date past the year 9999 can't be written
        return {}
    if entry.assumptions:
        return {}
    assumed = any(step.rule is not CORRESPONDING_DATE for step in end.assumptions)
    first = None if entry.day is None else entry.day.isoformat()
    last = None if end.day is None or assumed else end.day.isoformat()
    endless = end.kind is AnswerKind.NONE and not assumed
    binds = agreement.binding is not False
    force = _FORCE.get(status) if binds and not assumed and status is not None else None
    return {
        "temporalCoverage": f"{first}/{last or '..'}" if first and (last or endless) else None,
        "eli:first_date_entry_in_force": first if binds else None,
        "eli:date_no_longer_in_force": last if binds else None,
        "legislationLegalForce": force and _SCHEMA + force,
        "legislationDateVersion": on.isoformat() if force and on else None,
    }


def _meeting(meeting: Meeting, signed: Iterable[str], iri: Iri) -> Node:
    attending: list[str | Node] = [iri("parties", participant.party) for participant in meeting.participants]
    for participant in meeting.participants:
        party = iri("parties", participant.party)
        attending += (
            _filled({"@type": "Person", "name": delegate.name, "jobTitle": delegate.office, "affiliation": party})
            for delegate in participant.delegates
        )
    return {
        "@id": iri("meetings", meeting.id),
        "@type": "Event",
        "name": meeting.name,
        "identifier": meeting.id,
        "superEvent": meeting.forum and iri("forums", meeting.forum),
        "startDate": meeting.starts_on and _date(meeting.starts_on),
        "endDate": meeting.ends_on and _date(meeting.ends_on),
        # The place of an online meeting is only the place from which it was chaired.
        "location": None if meeting.online else _place(meeting.place),
        "eventAttendanceMode": f"{_SCHEMA}OnlineEventAttendanceMode" if meeting.online else None,
        "organizer": meeting.host and iri("parties", meeting.host),
        "attendee": attending,
        "workFeatured": [iri("agreements", agreement_id) for agreement_id in signed],
        "subjectOf": [_source(source) for source in meeting.sources],
        "description": meeting.note,
    }


def _forum(forum: Forum, iri: Iri) -> Node:
    return {
        "@id": iri("forums", forum.id),
        "@type": "EventSeries",
        "name": forum.name,
        "alternateName": [*forum.aliases],
        "identifier": forum.id,
        "subjectOf": [_source(source) for source in forum.sources],
        "description": forum.note,
    }


def _party(party: Party, iri: Iri) -> Node:
    known = [(scheme, value) for scheme, value in party.identifiers.items() if scheme != "lei"]
    same = [
        _SAME_AS[scheme][1] + value
        for scheme, value in known
        if scheme in _SAME_AS and _SAME_AS[scheme][0].match(value)
    ]
    iso = "ISO 3166-1 alpha-3" if len(party.id) == 3 else "ISO 3166-3"
    listed = [(iso, party.id)] if party.kind is PartyKind.STATE and party.id in listed_codes() else []
    parent = party.acts_for if party.kind is PartyKind.GOVERNMENT_BODY else None
    return {
        "@id": iri("parties", party.id),
        "@type": _KINDS[party.kind],
        "name": party.name,
        "alternateName": [*party.aliases],
        "identifier": [_value(scheme, value) for scheme, value in (*listed, *known)],
        "leiCode": party.identifiers.get("lei"),
        "sameAs": same,
        "parentOrganization": parent and iri("parties", parent),
    }


def _source(source: Source) -> Node:
    return _filled(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "publisher": source.publisher and {"name": source.publisher},
            "datePublished": source.published_on and _date(source.published_on),
            "url": source.url and _NO_IRI.sub(lambda match: quote(match[0]), source.url),
            "description": source.note,
        }
    )


def _value(scheme: str, value: str) -> Node:
    return {"@type": "PropertyValue", "propertyID": scheme, "value": value}


def _place(name: str | None) -> Node | None:
    return None if name is None else {"@type": "Place", "name": name}


def _date(day: Day) -> str | None:
    """Write a day, month or year as schema.org does. For any other imprecise date, return `None`."""
    text = str(day)
    return text if isinstance(day, date) or _REDUCED.match(text) else None


def _filled(node: Node) -> Node:
    """Return a node without its unknown values. If a list has a single item, replace the list with the item."""
    kept: Node = {}
    for key, value in node.items():
        held = value[0] if isinstance(value, list) and len(value) == 1 else value
        if held is not None and held != []:
            kept[key] = held
    return kept
