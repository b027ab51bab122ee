"""Read one row of a sheet as an agreement, or list everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from mou.dates.days import Day, PartialDate
from mou.dates.periods import Period
from mou.errors import ValidationError
from mou.importing.columns import DateColumns, filled, headings_in
from mou.importing.dates import readings
from mou.importing.grid import BLANK, Cell, Line
from mou.importing.kind_words import kind_in
from mou.importing.mapping import Mapping
from mou.importing.parties import PartyReader, stable_id
from mou.importing.renewal_words import BUILT_IN_RENEWALS, RenewalMeaning, RenewalWords
from mou.importing.tables import Refusal, Remark, day_of_parts, how_imprecise
from mou.importing.words import ALL_KINDS, duration_of, flag_of, key_of
from mou.model.act import Act, ActKind
from mou.model.agreement import Agreement, AgreementKind, TreatyRegistration
from mou.model.conditions import OnSignature
from mou.model.party import Party
from mou.model.source import Source
from mou.model.term import ExpressRenewal, Indefinite, NoRenewal, Renewal, TacitRenewal, Term, Until, WithdrawalOnNotice
from mou.values.fields import as_id, pointer, refusal, shown

T = TypeVar("T")

_URL = re.compile(r"https?://[^\s/]\S*\Z", re.IGNORECASE)
_DATES = ("signed_on", "entered_into_force_on", "last_day", "terminated_on")
# The field behind each place in an agreement, for problems that the model reports; the longest prefix counts.
_SAME_NAMES = "id title kind parties subjects description depositary registrations sources".split()
_PLACES = {f"/{name}": name for name in _SAME_NAMES} | {
    "/acts": "signed_on",
    "/term/duration": "duration",
    "/term/duration/last_day": "last_day",
    "/term/stated_last_day": "last_day",
    "/term/renewal": "renewal",
    "/term/renewal/notice": "renewal_notice",
}


def act_id(mapping: Mapping, field: str) -> str:
    """Return the id of an act that comes from a sheet; the next import finds the act by it."""
    return f"{mapping.name}-{field.removesuffix('_on').replace('_', '-')}"


class RowReader:
    """Reads one row; `problems` are the reasons why it can't be imported, `remarks` are doubts about it."""

    def __init__(
        self, mapping: Mapping, headings: Iterable[str], line: Line, parties: PartyReader, unknown: frozenset[str]
    ) -> None:
        self._mapping, self._line, self._parties, self._unknown = mapping, line, parties, unknown
        names = tuple(headings)
        self._cells = dict(zip(names, [*line.cells, *[BLANK] * (len(names) - len(line.cells))], strict=False))
        self._kept: dict[str, Any] = {}
        self._used: set[str] = set()
        self._reported: set[str] = set()
        self.problems: list[Remark] = []
        self.remarks: list[Remark] = []
        if line.hidden:
            self.remark("", "", "a hidden row, imported like the others")
        self._days = {field: self._tried(self._day, field) for field in _DATES}
        self.id = self._tried(self._id)

    def agreement(self) -> Agreement | None:
        """Return the agreement; `None` if there are problems."""
        mapping = self._mapping
        on = self._days["signed_on"] or self._days["entered_into_force_on"]
        parties = self._party_list(on)
        title = self._tried(self._title)
        fields: dict[str, Any] = {
            "kind": self._tried(self._kind),
            "binding": self._tried(self._flag),
            "subjects": self._subjects(),
            "description": "\n".join(self._texts("description")) or None,
            "depositary": self._text("depositary"),
            "registrations": self._registrations(),
            "sources": [*self._sources(), *mapping.sources],
        }
        term = self._term()
        acts = self._acts(parties)
        rest = self._rest()
        if self.problems or self.id is None or title is None or term is None:
            return None
        fields |= {"title": title, "parties": parties, "acts": acts, "term": term, "extensions": {mapping.name: rest}}
        return self._valid("", Agreement, self.id, **fields)

    def remark(self, column: str, value: str, why: str) -> None:
        """Add a remark about the row or one of its cells."""
        self.remarks.append(Remark(self._line.number, column, value, why))

    def refuse(self, column: str, value: str, why: str) -> None:
        """Add a reason why the row can't be imported."""
        self.problems.append(Remark(self._line.number, column, value, why))

    def refuse_model(self, error: ValidationError, prefix: str = "") -> None:
        """Add the problems that the model reports, with the columns that they come from."""
        for problem in (problem.under(prefix) for problem in error.problems):
            headings = self._headings_of(problem.pointer)
            self.refuse(", ".join(headings), ", ".join(self._cells[heading].text for heading in headings), str(problem))

    def column(self, field: str) -> str:
        """Return the headings of a field's columns, for messages."""
        return ", ".join(self._mapping.columns.of(field))

    def _headings_of(self, where: str) -> tuple[str, ...]:
        """Return the headings of the columns that a place in the agreement comes from."""
        kept = f"/extensions/{self._mapping.name}"
        headings = tuple(heading for heading in self._cells if where == kept + pointer(heading))
        prefixes = [place for place in _PLACES if where == place or where.startswith(f"{place}/")]
        return headings or (self._mapping.columns.of(_PLACES[max(prefixes, key=len)]) if prefixes else ())

    def _tried(self, read: Callable[..., T], *arguments: Any) -> T | None:  # noqa: ANN401  # whatever `read` takes
        try:
            return read(*arguments)
        except Refusal as refused:
            self.refuse(refused.column, refused.value, refused.why)
            return None

    def _valid(self, prefix: str, make: Callable[..., T], *arguments: Any, **named: Any) -> T | None:  # noqa: ANN401
        try:
            return make(*arguments, **named)
        except ValidationError as error:
            self.refuse_model(error, prefix)
            return None

    def _cell(self, heading: str, *, keep: bool = False) -> Cell:
        """Return a cell that the mapping names; if it can't be read, report that once and return a blank cell.

        With `keep`, the cell is also kept unchanged under ``extensions``.
        """
        cell = self._cells[heading]
        if not keep:
            self._used.add(heading)
        if key_of(cell.text) in self._unknown and not (cell.fault and cell.value is None):
            self._kept[heading] = cell  # the word or code for "not known"; an empty cell is left out later
            return BLANK
        if cell.fault:
            if heading not in self._reported:
                self._reported.add(heading)
                self.refuse(heading, cell.text, cell.fault)
            return BLANK
        if cell.remark and heading not in self._reported:
            self._reported.add(heading)
            self.remark(heading, cell.text, cell.remark)
        return cell

    def _texts(self, field: str) -> list[str]:
        """Return the texts of a field, from its columns or constants."""
        constants = self._mapping.constants.of(field)
        texts = [filled(text, self._for_template) for text in constants]
        texts += [self._cell(heading).text for heading in self._mapping.columns.of(field)]
        return [text for text in texts if text]

    def _text(self, field: str) -> str | None:
        return next(iter(self._texts(field)), None)

    def _for_template(self, heading: str) -> str:
        """Return the text for a heading in braces: the day as ISO 8601 for a date's column, or the cell's text."""
        text = self._cell(heading, keep=True).text
        for field in _DATES:
            if self._mapping.columns.of(field) == (heading,):
                return str(self._days[field] or text)
        return text

    def _id(self) -> str:
        text = self._text("id") or self._built_id()
        return stable_id(text) if refusal(as_id(text)) else text

    def _built_id(self) -> str:
        """Return a text for the id of a row without an own id: its title or parties, and its first day."""
        texts = [text for field in ("title", "parties") for text in self._texts(field)][:1]
        if not texts:
            raise Refusal(self.column("id"), "", "nothing to make an id from")
        days = [
            str(day) for day in (self._days["signed_on"] or self._days["entered_into_force_on"],) if day is not None
        ]
        if self._mapping.columns.of("id"):
            self.remark(self.column("id"), "", "empty; the id is made from the title or the parties, and the date")
        return " ".join([*texts, *days])

    def _title(self) -> str:
        text = self._text("title")
        if text is None:
            named = " and ".join(self._texts("parties"))
            if not named:
                raise Refusal(self.column("title"), "", "no title")
            text = f"Agreement with {named}"
            self.remark(self.column("title"), "", f"no title; it is called {shown(text)}")
        return text

    def _kind(self) -> AgreementKind | None:
        text = self._text("kind")
        if text is None:
            return None
        words = ALL_KINDS | {key_of(word): AgreementKind(kind) for word, kind in self._mapping.kinds.items()}
        kind = words.get(key_of(text)) or words.get(key_of(text.replace("_", " "))) or kind_in(text)
        if kind is None and not headings_in(self._mapping.constants.kind or ""):
            raise Refusal(
                self.column("kind"), text, "not a known kind of agreement; you can add it to kinds in the mapping"
            )
        return kind

    def _flag(self) -> bool | None:
        text = self._text("binding")
        flag = None if text is None else flag_of(text)
        if text is not None and flag is None:
            raise Refusal(self.column("binding"), text, "neither yes nor no")
        return flag

    def _day(self, field: str) -> Day | None:
        columns = getattr(self._mapping.columns, field)
        if isinstance(columns, DateColumns):
            return self._day_of_columns(field, columns)
        if columns is None:
            return None
        cell = self._cell(columns)
        if field == "entered_into_force_on" and self._says_on_signature(cell):
            return None
        if isinstance(cell.value, bool):
            raise Refusal(columns, cell.text, "not a date")
        if isinstance(cell.value, date):
            return cell.value
        return self._day_of_text(columns, cell.text) if cell.text else None

    def _day_of_text(self, column: str, text: str) -> Day:
        days = readings(text, self._mapping.date_formats, self._mapping.first_year)
        if not days:
            expected = ", ".join(self._mapping.date_formats)
            raise Refusal(column, text, f"not a valid date in any of the mapping's formats: {expected}")
        if len(days) > 1:
            readable = " or ".join(sorted(map(str, days)))
            raise Refusal(column, text, f"{readable}; keep only the right format in the mapping")
        day = days.pop()
        if isinstance(day, PartialDate):
            self.remark(column, text, f"kept as {day}: {how_imprecise(day)}")
        return day

    def _day_of_columns(self, field: str, columns: DateColumns) -> Day | None:
        named = (columns.year, columns.month, columns.day)
        texts = ["" if heading is None else self._cell(heading).text for heading in named]
        if not any(texts):
            return None
        day = day_of_parts(texts, lambda text: not text)
        if isinstance(day, str):
            raise Refusal(self.column(field), " ".join(text or "-" for text in texts), day)
        if isinstance(day, PartialDate):
            self.remark(columns.year, str(day), f"kept as {day}: {how_imprecise(day)}")
        return day

    def _party_list(self, on: Day | None) -> list[Party]:
        parties = {party.id: party for party in self._parties.always}
        for heading in self._mapping.columns.of("parties"):
            text = self._cell(heading).text
            for party in self._tried(self._parties.read, self._line.number, heading, text, on) or []:
                parties.setdefault(party.id, party)
        if len(parties) == 1:  # an agreement has at least two, or they are not known
            (party,) = parties.values()
            named = [heading for heading in self._mapping.columns.of("parties") if self._cells[heading].text]
            why = "the row names no other party" if party in self._parties.always else "the row names only this party"
            how = (
                "" if self._parties.always else "; add your own side with --us or in the mapping, under parties.always"
            )
            self.remark(
                ", ".join(named) or self.column("parties"), party.name, f"{why}, so its parties are not known{how}"
            )
            for heading in named:
                self._kept[heading] = self._cells[heading]
            return []
        return list(parties.values())

    def _subjects(self) -> list[str]:
        parts = [part.strip() for text in self._texts("subjects") for part in re.split(r"[;\n]", text)]
        return [part for part in dict.fromkeys(parts) if part and key_of(part) not in self._unknown]

    def _registrations(self) -> list[TreatyRegistration]:
        registrations: list[TreatyRegistration | None] = []
        for register, heading in self._mapping.columns.registrations.items():
            number = self._cell(heading).text
            if number:
                registrations.append(self._valid("/registrations", TreatyRegistration, register, number=number))
        return [registration for registration in registrations if registration is not None]

    def _sources(self) -> list[Source]:
        sources: list[Source | None] = []
        for heading in self._mapping.columns.of("sources"):
            cell = self._cell(heading)
            if cell.text:
                url = cell.link if cell.link and _URL.match(cell.link) else cell.text if _URL.match(cell.text) else None
                sources.append(self._valid("/sources", Source, cell.text, url=url))
        return [source for source in sources if source is not None]

    def _length(self) -> Period | Indefinite | None:
        text = self._text("duration")
        if text is None:
            return None
        length = duration_of(text, self._mapping.duration_unit, self._mapping.indefinite)
        if isinstance(length, str):
            raise Refusal(self.column("duration"), text, length)
        return length

    def _notice(self, field: str) -> Period | None:
        text = self._text(field)
        length = None if text is None else duration_of(text, self._mapping.notice_unit, ())
        if isinstance(length, str):
            raise Refusal(self.column(field), text or "", length)
        return length if isinstance(length, Period) else None

    def _term(self) -> Term | None:
        mapping = self._mapping
        length = self._tried(self._length)
        last = self._days["last_day"]
        stated: date | None = None
        if last is not None and length is None:
            duration: Period | Indefinite | Until | None = self._valid("/term/duration", Until, last)
        else:
            duration = length
            stated = last if isinstance(last, date) else None
            if isinstance(last, PartialDate):
                self._keep("last_day", "an imprecise end beside a duration: kept, but not used")
        clauses: dict[str, Any] = {"counting": mapping.counting, "anchor": mapping.anchor}
        clauses = {name: value for name, value in clauses.items() if value is not None}
        notice = self._tried(self._notice, "withdrawal_notice")
        renewal = self._tried(self._renewal, length)
        if self._takes_effect_on_signature():
            clauses["entry_into_force"] = OnSignature()
        return self._valid(
            "/term",
            Term,
            duration=duration,
            stated_last_day=stated,
            renewal=renewal,
            withdrawal=None if notice is None else WithdrawalOnNotice(notice=notice),
            **clauses,
        )

    def _takes_effect_on_signature(self) -> bool:
        column = self._mapping.columns.entered_into_force_on
        return isinstance(column, str) and self._says_on_signature(self._cell(column))

    def _says_on_signature(self, cell: Cell) -> bool:
        return key_of(cell.text) in map(key_of, self._mapping.on_signature)

    def _renewal(self, length: Period | Indefinite | None) -> Renewal | None:
        notice = self._notice("renewal_notice")
        text = self._text("renewal")
        if text is None:
            meant = None
        else:
            words = (*self._mapping.renewals, *BUILT_IN_RENEWALS)
            meant = next((meaning for meaning in words if key_of(text) in map(key_of, meaning.words)), None)
            if meant is None:
                raise Refusal(
                    self.column("renewal"), text, "not a known renewal; you can add it to renewals in the mapping"
                )
        if meant is not None and meant.means is RenewalMeaning.TACIT:
            return self._tacit(text or "", meant, length, notice)
        if notice is not None:
            self._keep("renewal_notice", "a notice, but no tacit renewal that it could prevent: kept, but not used")
        if meant is None or meant.means is RenewalMeaning.NOT_KNOWN:
            if meant is not None:
                self._keep("renewal", "it does not say how: the renewal clause stays unknown")
            return None
        return NoRenewal() if meant.means is RenewalMeaning.NONE else ExpressRenewal(meant.period)

    def _tacit(
        self, text: str, meant: RenewalWords, length: Period | Indefinite | None, notice: Period | None
    ) -> TacitRenewal | None:
        period = meant.period or (length if isinstance(length, Period) else None)
        if period is None:
            why = "a tacit renewal without a length: neither the mapping nor a duration gives one"
            raise Refusal(self.column("renewal"), text, why)
        own = meant.notice if notice is None else notice
        return self._valid("/term/renewal", TacitRenewal, period, notice=own, times=meant.times)

    def _keep(self, field: str, why: str) -> None:
        """Keep the cells of a field unchanged, with a remark; constants need no remark."""
        for heading in self._mapping.columns.of(field):
            self._kept[heading] = self._cells[heading]
            self.remark(heading, self._cells[heading].text, why)

    def _acts(self, parties: Iterable[Party]) -> list[Act]:
        ids = [party.id for party in parties]
        place = self._text("place")
        signed = self._days["signed_on"]
        acts: list[Act | None] = []
        if signed is not None:
            name = act_id(self._mapping, "signed_on")
            acts.append(self._valid("/acts", Act, ActKind.SIGNATURE, signed, by=ids, place=place, id=name))
        elif place is not None:
            self._keep("place", "a place without a day of signature: kept, but not used")
        later = ((ActKind.ENTRY_INTO_FORCE, "entered_into_force_on"), (ActKind.TERMINATION, "terminated_on"))
        for kind, field in later:
            day = self._days[field]
            if day is not None:
                acts.append(Act(kind, day, id=act_id(self._mapping, field)))
        return [act for act in acts if act is not None]

    def _rest(self) -> dict[str, Any]:
        """Return the cells for which the model has no field, unchanged."""
        kept = {heading: cell for heading, cell in self._cells.items() if heading not in self._used}
        for heading, cell in kept.items():
            if cell.fault:
                self.remark(heading, cell.text, f"{cell.fault}; kept as displayed")
        return {
            heading: str(cell.value) if isinstance(cell.value, date) else cell.value
            for heading, cell in {**kept, **self._kept}.items()
            if cell.text
        }
