"""What all other models share: words, periods, days and the rules between fields, in plain and quick Python.

Nothing here but the words comes from `mou`, so that the others get neither faster nor slower with it. All that is wrong
raises ValueError, which every library tells as its own error.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Collection
from datetime import date
from functools import lru_cache
from math import isfinite
from typing import Any

import iso3166

from mou import ActKind, PartyKind

STATES = frozenset(iso3166.countries_by_alpha3)
CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
# Without anchors, as each library has its own: `$` of Python's `re` lets a line end through.
ID = r"[A-Za-z0-9][A-Za-z0-9._:-]{0,127}"
TEXT = rf"[^{CONTROL}]*[^{CONTROL}\s][^{CONTROL}]*"
URL = r"[hH][tT][tT][pP][sS]?://[^\s/]+\S*"
PERIOD = (
    r"P(?:0D|(?=[0-9])(?:([1-9][0-9]{0,2}|1000)Y)?"
    r"(?:([1-9][0-9]{0,5})M)?(?:([1-9][0-9]{0,5})W)?(?:([1-9][0-9]{0,5})D)?)"
)

_ID = re.compile(ID + r"\Z", re.ASCII)
_TEXT = re.compile(TEXT + r"\Z")
_URL = re.compile(URL + r"\Z")
_PERIOD = re.compile(PERIOD + r"\Z", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", re.ASCII)
_EDTF = re.compile(r"([0-9]{2}(?:[0-9]{2}|[0-9]X|XX))(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?[?~%]?\Z", re.ASCII)
_STATE_ELSEWHERE = re.compile(r"X[A-Z]{2}\Z|[a-z][a-z0-9]*:[A-Za-z0-9._-]+\Z", re.ASCII)


class Period:
    """A length of time in calendar units; no dataclass, which some libraries would write as an object."""

    __slots__ = ("days", "months", "weeks", "years")

    def __init__(self, years: int, months: int, weeks: int, days: int) -> None:
        self.years, self.months, self.weeks, self.days = years, months, weeks, days

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Period) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def __str__(self) -> str:
        parts = ((self.years, "Y"), (self.months, "M"), (self.weeks, "W"), (self.days, "D"))
        return "P" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0D")

    def __bool__(self) -> bool:
        return bool(self.years or self.months or self.weeks or self.days)

    def shortest_days(self) -> int:
        return self.years * 365 + self.months * 28 + self.weeks * 7 + self.days


class PartialDate:
    """An imprecise date, with the first and the last day that it can mean."""

    __slots__ = ("earliest", "latest", "text")

    def __init__(self, text: str, earliest: date, latest: date) -> None:
        self.text, self.earliest, self.latest = text, earliest, latest

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __str__(self) -> str:
        return self.text


def text(value: Any) -> str:
    if type(value) is not str or not ((value.isprintable() and value.strip()) or _TEXT.match(value)):
        raise ValueError("no text")
    return value


def identifier(value: Any) -> str:
    if type(value) is not str or not _ID.match(value):
        raise ValueError("no id")
    return value


def url(value: Any) -> str:
    if type(value) is not str or not _URL.match(value):
        raise ValueError("no address")
    return value


def flag(value: Any) -> bool:
    if type(value) is not bool:
        raise ValueError("neither true nor false")
    return value


def count(value: Any) -> int:
    if type(value) is not int or value < 1:
        raise ValueError("no number from 1")
    return value


def months(value: Any) -> int:
    if type(value) is not int or not 1 <= value <= 120:
        raise ValueError("no number from 1 to 120")
    return value


def period(value: Any) -> Period:
    if type(value) is Period:
        return value
    if type(value) is not str:
        raise ValueError("no period")
    return _period(value)


@lru_cache(1024)  # records have few different ones
def _period(value: str) -> Period:
    match = _PERIOD.match(value)
    if match is None:
        raise ValueError("no period")
    years, months, weeks, days = match.groups("0")
    made = Period(int(years), int(months), int(weeks), int(days))
    if len(value) > 5 and made.shortest_days() > 365_243:
        raise ValueError("a period of more than 1,000 years")
    return made


def exact(value: Any) -> date:
    if type(value) is date:
        return value
    if type(value) is not str or not _DAY.match(value):
        raise ValueError("no day")
    return date.fromisoformat(value)


def partial(value: Any) -> PartialDate:
    if type(value) is PartialDate:
        return value
    if type(value) is not str or _DAY.match(value):
        raise ValueError("no imprecise day")
    first, slash, last = value.partition("/")
    if not slash:
        return PartialDate(value, *_bounds(value))
    if first == last == "..":
        raise ValueError("no interval")
    start = (date.min, date.min) if first == ".." else _bounds(first)
    end = (date.max, date.max) if last == ".." else _bounds(last)
    if start[0] > end[0] or start[1] > end[1]:
        raise ValueError("an interval that ends before it starts")
    return PartialDate(value, start[0], end[1])


def _bounds(value: str) -> tuple[date, date]:
    match = _EDTF.match(value)
    if match is None or ("X" in match[1] and match[2]):
        raise ValueError("no imprecise day")
    year, month, day = match.groups()
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    low, high = (1, 12) if month in {None, "XX"} else (int(month), int(month))
    if day in {None, "XX"}:
        return date(max(first, 1), low, 1), date(last, high, monthrange(last, high)[1] if 1 <= high <= 12 else 32)
    return date(first, low, int(day)), date(last, high, int(day))


def day(value: Any) -> date | PartialDate:
    if type(value) is str:
        return date.fromisoformat(value) if _DAY.match(value) else partial(value)
    return value if type(value) is PartialDate else exact(value)


def last_day(value: date | PartialDate) -> None:
    if latest(value) == date.max and not str(value).endswith("/.."):
        raise ValueError("31 December 9999 is no end")


def earliest(value: date | PartialDate) -> date:
    return value.earliest if type(value) is PartialDate else value  # type: ignore[return-value]


def latest(value: date | PartialDate) -> date:
    return value.latest if type(value) is PartialDate else value  # type: ignore[return-value]


def once(values: Collection[str]) -> None:
    if len(set(values)) < len(values):
        raise ValueError("twice the same")


def extensions(value: Any, depth: int = 32) -> None:
    if type(value) is dict:
        if not depth:
            raise ValueError("nested too deep")
        for key, part in value.items():
            if any(c < " " and c not in "\t\n\r" for c in key):
                raise ValueError("no text")
            extensions(part, depth - 1)
    elif type(value) is list:
        if not depth:
            raise ValueError("nested too deep")
        for part in value:
            extensions(part, depth - 1)
    elif type(value) is float and not isfinite(value):
        raise ValueError("no finite number")


_OF_ONE_PARTY = frozenset(
    ActKind(kind)
    for kind in (
        "ratification acceptance approval accession succession formal_confirmation notification reservation objection "
        "statement_withdrawal non_renewal withdrawal notice_revocation notice_suspension"
    ).split()
)
_WITH_UNTIL = frozenset(
    ActKind(kind) for kind in ("extension", "suspension", "provisional_application", "notice_suspension")
)
_WITHOUT_EFFECT_DATE = frozenset((ActKind.ADOPTION, ActKind.CONDITION_MET))
_OF_ANOTHER = frozenset(
    ActKind(kind) for kind in ("objection", "statement_withdrawal", "notice_revocation", "notice_suspension")
)
CONSENT = tuple(
    ActKind(kind)
    for kind in "ratification acceptance approval accession succession formal_confirmation signature".split()
)
_CONSENT = frozenset(CONSENT)


def party_rules(party: Any) -> None:
    if party.kind is PartyKind.STATE and party.id not in STATES and not _STATE_ELSEWHERE.match(party.id):
        raise ValueError("no state's code")
    if party.acts_for == party.id:
        raise ValueError("acts for itself")
    if party.aliases:
        once(party.aliases)


def act_rules(act: Any) -> None:
    kind, by = act.kind, act.by
    if not by and kind in _OF_ONE_PARTY:
        raise ValueError("nobody whose act it is")
    if len(by) > 1:
        once(by)
    if kind is not ActKind.SIGNATURE and (act.signature_kind is not None or act.signatories):
        raise ValueError("no signature")
    if act.refers_to is not None and kind not in _OF_ANOTHER:
        raise ValueError("refers to no other act")
    if act.effective_on is not None and kind in _WITHOUT_EFFECT_DATE:
        raise ValueError("an effective date for a kind of act that has none")
    if act.period is not None and (kind is not ActKind.EXTENSION or act.until is not None or not act.period):
        raise ValueError("a period does not belong here")
    if act.until is not None:
        if kind not in _WITH_UNTIL or latest(act.until) < earliest(act.effective_on or act.on):
            raise ValueError("a last day does not belong here")
        if kind is ActKind.EXTENSION and latest(act.until) == date.max:
            raise ValueError("31 December 9999 is no end")
    if act.received_on is not None and latest(act.received_on) < earliest(act.on):
        raise ValueError("received before it was sent")
    if by:
        for signatory in act.signatories:
            if signatory.party not in by:
                raise ValueError("signs for who does not sign")


def counted_rules(counted: Any) -> None:
    if not counted.kinds or not _CONSENT.issuperset(counted.kinds):
        raise ValueError("no acts of consent")
    if counted.except_parties:
        once(counted.except_parties)


def nth_rules(condition: Any) -> None:
    if condition.among:
        once(condition.among)
        if condition.number > len(condition.among):
            raise ValueError("more than are named")


def some_time(value: Any) -> None:
    if value.period is not None and not value.period:
        raise ValueError("a period of nothing")


def term_rules(until: type, indefinite: type, express: type, tacit: type) -> Callable[[Any], None]:
    """The rules between the clauses of a term, for a library's own classes."""

    def renewal_rules(renewal: Any) -> None:
        if isinstance(renewal.period, indefinite):
            if renewal.times is not None or renewal.until is not None:
                raise ValueError("a limit of what has no end")
        elif not renewal.period:
            raise ValueError("a period of nothing")

    def rules(term: Any) -> None:
        duration, renewal = term.duration, term.renewal
        if isinstance(renewal, tacit):
            renewal_rules(renewal)
        elif isinstance(renewal, express):
            some_time(renewal)
        if term.stated_last_day == date.max:
            raise ValueError("31 December 9999 is no end")
        if isinstance(duration, Period):
            if not duration:
                raise ValueError("a period of nothing")
        elif isinstance(duration, until):
            last_day(duration.last_day)
            if isinstance(term.anchor, date) and latest(duration.last_day) < term.anchor:
                raise ValueError("ends before it starts")
        elif isinstance(duration, indefinite) and (
            isinstance(renewal, tacit | express) or term.stated_last_day is not None
        ):
            raise ValueError("has no end")

    return rules


def agreement_rules(until: type, on_date: type) -> Callable[[Any], None]:
    """The rules between the fields of an agreement, for a library's own classes."""

    def rules(agreement: Any) -> None:
        parties = [party.id for party in agreement.parties]
        known = set(parties)
        if len(known) < len(parties):
            raise ValueError("a party twice")
        if len(parties) == 1 and agreement.depositary is None:
            raise ValueError("a party alone")
        starts, named, referred = [], [], []
        for act in agreement.acts:
            for one in act.by:
                if one not in known:
                    raise ValueError("an act of somebody else")
            if not act.by:
                for signatory in act.signatories:
                    if signatory.party not in known:
                        raise ValueError("signs for somebody else")
                if act.kind is ActKind.ENTRY_INTO_FORCE:
                    starts.append(act.effective_on or act.on)
            if act.id is not None:
                named.append(act.id)
            if act.refers_to is not None:
                referred.append((act.refers_to, act.id))
        if named:
            once(named)
        for target, own in referred:
            if target == own or target not in named:
                raise ValueError("refers to nothing")
        for relation in agreement.relations:
            if relation.to == agreement.id:
                raise ValueError("relates to itself")
        if len(agreement.subjects) > 1:
            once(agreement.subjects)
        if agreement.signed_at:
            once(agreement.signed_at)
        if agreement.extensions:
            extensions(agreement.extensions)
        term = agreement.term
        if term is None:
            return
        if not starts and isinstance(term.entry_into_force, on_date):
            starts = [term.entry_into_force.on]
        if starts:
            start = min(map(earliest, starts))
            ends = [term.duration.last_day] if isinstance(term.duration, until) else []
            if term.stated_last_day is not None:
                ends.append(term.stated_last_day)
            if any(latest(end) < start for end in ends):
                raise ValueError("ends before it starts")

    return rules
