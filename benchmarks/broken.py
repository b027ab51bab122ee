"""Broken documents, each with a single error that a strict reader refuses. Each kind of error has a name."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import mou
from benchmarks import records

Change = Callable[[dict[str, Any]], object]


def put(*path: Any, value: Any) -> Change:
    """Replace the value at a path."""

    def change(document: Any) -> None:
        *way, last = path
        for key in way:
            document = document[key]
        document[last]  # raises an error if the document does not have this path
        document[last] = value

    return change


def new(*path: Any, value: Any) -> Change:
    """Add a key with a value; the document must not have the key yet."""

    def change(document: Any) -> None:
        *way, last = path
        for key in way:
            document = document[key]
        if last in document:
            raise KeyError(last)
        document[last] = value

    return change


def drop(*path: Any) -> Change:
    """Remove the value at a path."""

    def change(document: Any) -> None:
        *way, last = path
        for key in way:
            document = document[key]
        del document[last]

    return change


def twice(*path: Any) -> Change:
    """Repeat the first item of a list at its end."""

    def change(document: Any) -> None:
        for key in path:
            document = document[key]
        document.append(copy.deepcopy(document[0]))

    return change


def act(of: str, name: str, value: Any) -> Change:
    """Set a key of the first act of a kind."""

    def change(document: Any) -> None:
        next(one for one in document["acts"] if one["kind"] == of)[name] = value

    return change


def without(of: str, name: str) -> Change:
    """Remove a key from the first act of a kind."""

    def change(document: Any) -> None:
        del next(one for one in document["acts"] if one["kind"] == of)[name]

    return change


def both(*changes: Change) -> Change:
    """Combine several changes that make a single error."""

    def change(document: Any) -> None:
        for one in changes:
            one(document)

    return change


def _nested(depth: int) -> Any:
    value: Any = {}
    for _ in range(depth):
        value = {"in": value}
    return value


def _alone(document: Any) -> None:
    document.pop("depositary", None)
    del document["parties"][1:]
    document["acts"] = []


ENTRY, RENEWAL, OUT = ("term", "entry_into_force"), ("term", "renewal"), ("term", "withdrawal")
_INDEFINITE = {"type": "indefinite"}

# Each change is made to every document that has the path which it changes.
CHANGES: dict[str, Change] = {
    "title: number": put("title", value=5),
    "title: null": put("title", value=None),
    "title: empty": put("title", value=""),
    "title: spaces": put("title", value="  "),
    "title: list": put("title", value=["Agreement"]),
    "title: control character": put("title", value="Agree\u0007ment"),
    "title: missing": drop("title"),
    "id: missing": drop("id"),
    "id: with line end": put("id", value="agreement-1\n"),
    "id: with space": put("id", value="agreement 1"),
    "id: too long": put("id", value="a" * 129),
    "id: number": put("id", value=1),
    "kind: unknown": put("kind", value="pact"),
    "kind: wrong case": put("kind", value="Agreement"),
    "kind: number": put("kind", value=1),
    "binding: number": put("binding", value=1),
    "binding: text": put("binding", value="true"),
    "party: unknown country code": put("parties", 0, "id", value="ABC"),
    "party: country code in lower case": put("parties", 0, "id", value="mys"),
    "party: alone": _alone,
    "party: twice": twice("parties"),
    "party: unknown kind": put("parties", 0, "kind", value="country"),
    "party: acts for itself": lambda document: document["parties"][0].update(acts_for=document["parties"][0]["id"]),
    "party: without name": drop("parties", 0, "name"),
    "party: number among identifiers": put("parties", 2, "identifiers", value={"example": 17}),
    "party: list of identifiers": put("parties", 2, "identifiers", value=[["example", "17"]]),
    "party: alias twice": twice("parties", 2, "aliases"),
    "party: null in place of aliases": put("parties", 2, "aliases", value=None),
    "parties: object": put("parties", value={"MYS": "Malaysia"}),
    "parties: text": put("parties", value="MYS, JPN"),
    "parties: texts": put("parties", value=["MYS", "JPN"]),
    "parties: null": put("parties", value=None),
    "subjects: text": put("subjects", value="trade"),
    "subjects: numbers": put("subjects", value=[1, 2]),
    "subjects: twice the same": twice("subjects"),
    "subjects: object": put("subjects", value={"trade": "free"}),
    "act: of somebody else": put("acts", 1, "by", 0, value="FRA"),
    "act: by the same twice": twice("acts", 0, "by"),
    "act: by in text": put("acts", 0, "by", value="MYS"),
    "act: notification by nobody": without("notification", "by"),
    "act: without day": drop("acts", 0, "on"),
    "act: without kind": drop("acts", 0, "kind"),
    "act: unknown kind": put("acts", 0, "kind", value="signing"),
    "act: received before it was sent": act("notification", "received_on", "1901-01-01"),
    "act: id twice": both(new("acts", 1, "id", value="a"), new("acts", 2, "id", value="a")),
    "act: refers to nothing": act("notice_revocation", "refers_to", "notice-2"),
    "act: refers to itself": both(
        act("notice_revocation", "id", "notice-2"), act("notice_revocation", "refers_to", "notice-2")
    ),
    "act: notification refers to another": act("notification", "refers_to", "notice-1"),
    "act: suspension ends before it begins": act("suspension", "until", "2001-01-01"),
    "act: extension by nothing": act("extension", "period", "P0D"),
    "act: extension by period and to day": act("extension", "until", "2007-01-01"),
    "act: extension to 9999-12-31": both(act("extension", "until", "9999-12-31"), without("extension", "period")),
    "act: notification for a period": act("notification", "period", "P1Y"),
    "act: notification until": act("notification", "until", "2050-01-01"),
    "act: notification as a kind of signature": act("notification", "signature_kind", "definitive"),
    "act: notification signed": act("notification", "signatories", [{"name": "A. Lim", "party": "MYS"}]),
    "act: adoption with a day of effect": lambda document: document["acts"].append(
        {"kind": "adoption", "on": "1974-09-04", "effective_on": "1974-09-05"}
    ),
    "act: unknown certainty": act("signature", "certainty", "sure"),
    "signatory: of nobody who signs": put("acts", 0, "signatories", 0, "party", value="FRA"),
    "signatory: text": put("acts", 0, "signatories", 0, value="Amina Lim"),
    "date: no day of the calendar": put("acts", 0, "on", value="2023-02-30"),
    "date: basic": put("acts", 0, "on", value="19740904"),
    "date: week": put("acts", 0, "on", value="1974-W36-3"),
    "date: number": put("acts", 0, "on", value=1974),
    "date: seconds": put("acts", 0, "on", value=147484800),
    "date: null": put("acts", 0, "on", value=None),
    "date: with time": put("acts", 0, "on", value="1974-09-04T00:00:00"),
    "date: with space": put("acts", 0, "on", value=" 1974-09-04"),
    "date: with line end": put("acts", 0, "on", value="1974-09-04\n"),
    "date: other digits": put("acts", 0, "on", value="\u0661\u0669\u0667\u0664-09-04"),
    "date: slashes": put("acts", 0, "on", value="1974/09/04"),
    "date: thirteenth month": put("acts", 0, "on", value="1974-13"),
    "date: year 0": put("acts", 0, "on", value="0000-01-01"),
    "date: interval backwards": put("acts", 0, "on", value="1974-09/1973-09"),
    "date: interval without ends": put("acts", 0, "on", value="../.."),
    "duration: negative": put("term", "duration", value="P-1Y"),
    "duration: number": put("term", "duration", value=5),
    "duration: lower case": put("term", "duration", value="p5y"),
    "duration: empty": put("term", "duration", value="P"),
    "duration: hours": put("term", "duration", value="PT5H"),
    "duration: fraction": put("term", "duration", value="P1.5Y"),
    "duration: leading zero": put("term", "duration", value="P05Y"),
    "duration: with a nothing": put("term", "duration", value="P1Y0M"),
    "duration: units in disorder": put("term", "duration", value="P6M1Y"),
    "duration: of nothing": put("term", "duration", value="P0D"),
    "duration: over 1,000 years": put("term", "duration", value="P1001Y"),
    "duration: with line end": put("term", "duration", value="P5Y\n"),
    "duration: without end, renewed": both(
        put(*RENEWAL, value={"type": "express"}),
        put("term", "duration", value=_INDEFINITE),
        lambda document: document["term"].pop("stated_last_day", None),
    ),
    "duration: without end, with last day": both(
        put("term", "duration", value=_INDEFINITE), drop(*RENEWAL), put("term", "stated_last_day", value="2006-05-01")
    ),
    "duration: until 9999-12-31": put("term", "duration", value={"type": "until", "last_day": "9999-12-31"}),
    "duration: ends before it starts": both(
        put(*ENTRY, value={"type": "on_date", "on": "2001-01-01"}),
        put("term", "duration", value={"type": "until", "last_day": "2000-01-01"}),
        lambda document: document["term"].pop("stated_last_day", None),
    ),
    "tag: unknown": put(*OUT, "type", value="on_demand"),
    "tag: missing": drop(*OUT, "type"),
    "tag: null": put(*OUT, "type", value=None),
    "tag: number": put(*OUT, "type", value=1),
    "tag: of another union": put(*OUT, "type", value="express"),
    "tag: of an entry alone": put(*ENTRY, value={"type": "tacit"}),
    "clause: text": put(*OUT, value="on_notice"),
    "clause: list": put(*OUT, value=["on_notice", "P6M"]),
    "clause: without its notice": drop(*OUT, "notice"),
    "renewal: period of nothing": put(*RENEWAL, "period", value="P0D"),
    "renewal: without end, a limit": both(put(*RENEWAL, "period", value=_INDEFINITE), put(*RENEWAL, "times", value=2)),
    "times: 0": put(*RENEWAL, "times", value=0),
    "times: text": put(*RENEWAL, "times", value="2"),
    "times: 2.0": put(*RENEWAL, "times", value=2.0),
    "times: true": put(*RENEWAL, "times", value=True),
    "months: 0": put("term", "later_parties", "delay", "months", value=0),
    "months: 121": put("term", "later_parties", "delay", "months", value=121),
    "months: text": put("term", "later_parties", "delay", "months", value="2"),
    "months: 2.0": put("term", "later_parties", "delay", "months", value=2.0),
    "months: true": put("term", "later_parties", "delay", "months", value=True),
    "instruments: more than are named": put(*ENTRY, "number", value=3),
    "instruments: acts of no consent": put(*ENTRY, "counted", "kinds", value=["withdrawal"]),
    "instruments: of no kind": put(*ENTRY, "counted", "kinds", value=[]),
    "instruments: counted after leaving, as number": put(*ENTRY, "counted", "after_leaving", value=1),
    "minimum of parties: 0": put("term", "minimum_parties", value=0),
    "survival: of nothing": put("term", "survival", value={"type": "survival", "period": "P0D"}),
    "anchor: unknown word": put("term", "anchor", value="ratification"),
    "anchor: imprecise": put("term", "anchor", value="2001-05"),
    "stated last day: imprecise": put("term", "stated_last_day", value="2006"),
    "stated last day: 9999-12-31": put("term", "stated_last_day", value="9999-12-31"),
    "term: null": put("term", value=None),
    "term: list": put("term", value=[]),
    "key unknown: agreement": new("titel", value="Agreement"),
    "key unknown: party": new("parties", 0, "country", value="Malaysia"),
    "key unknown: act": new("acts", 0, "date", value="2001-05-02"),
    "key unknown: term": new("term", "length", value="P5Y"),
    "key unknown: clause": new(*OUT, "period", value="P1Y"),
    "key unknown: delay": new("term", "later_parties", "delay", "period", value="P1Y"),
    "url: ftp": put("sources", 0, "url", value="ftp://example.org/report"),
    "url: with space": put("sources", 0, "url", value="https://example.org/a report"),
    "url: with line end": put("sources", 0, "url", value="https://example.org/report\n"),
    "relation: to itself": put("relations", 0, "to", value="rich-1"),
    "relation: unknown kind": put("relations", 0, "kind", value="replaces"),
    "registration: without register": drop("registrations", 0, "register"),
    "extensions: list": put("extensions", value=[1]),
    "extensions: nested too deep": put("extensions", value=_nested(33)),
    "extensions: control character in a key": put("extensions", value={"a\u0001": 1}),
}


def _replace(old: str, new_: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new_, 1)


_TITLE, _KIND = '"title": ', '"kind": "state"'
# Errors in the text itself. For example, many readers keep the last of two equal keys without an error.
TEXTS: dict[str, Callable[[str], str | bytes]] = {
    "text: key twice": _replace(_TITLE, '"title": "Another", "title": '),
    "text: key twice in a party": _replace(_KIND, '"kind": "organisation", "kind": "state"'),
    "text: cut off": lambda text: text[:-2],
    "text: more after it": lambda text: text + "{}",
    "text: comma too many": lambda text: text[:-1] + ",}",
    "text: NaN": lambda text: text[:-1] + ', "extensions": {"a": NaN}}',
    "text: number past all bounds": lambda text: text[:-1] + ', "extensions": {"a": 1e999}}',
    "text: lone surrogate": _replace(_TITLE + '"', _TITLE + '"\\ud800'),
    "text: line end in a string": _replace(_TITLE + '"', _TITLE + '"\n'),
    "text: single quotes": lambda text: text.replace('"', "'"),
    "text: comment": lambda text: text + "// end",
    "text: no UTF-8": lambda text: text.encode().replace(b'"title": "', b'"title": "\xff', 1),
    "text: empty": lambda _: "",
    "text: null": lambda _: "null",
    "text: list of one": lambda text: f"[{text}]",
    "text: text in text": json.dumps,
}


def documents(also: int = 3) -> Iterator[tuple[str, bytes]]:
    """Yield pairs of a kind of error and a broken document, made from the rich record and `also` bilateral records."""
    sound = [records.rich(), *(records.bilateral(seed) for seed in range(also))]
    for agreement in sound:
        text = mou.dumps(agreement, indent=None)
        for name, change in CHANGES.items():
            document = json.loads(text)
            try:
                change(document)
            except (KeyError, IndexError, StopIteration):
                continue
            yield name, json.dumps(document, ensure_ascii=False).encode()
        bare = json.loads(text)
        bare.pop("extensions", None)
        text = json.dumps(bare, ensure_ascii=False)
        for name, make in TEXTS.items():
            made = make(text)
            yield name, made if isinstance(made, bytes) else made.encode("utf-8")


KINDS = (*CHANGES, *TEXTS)


def accepted(load: Callable[[bytes], object], also: int = 3) -> list[str]:
    """Return the kinds of error for which a reader accepts at least one broken document."""
    taken: dict[str, None] = {}
    for name, text in documents(also):
        try:
            load(text)
        except Exception:  # noqa: BLE001, S112 - each library raises other exceptions
            continue
        taken[name] = None
    return list(taken)
