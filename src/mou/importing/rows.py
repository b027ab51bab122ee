"""Read one row of a sheet as an agreement, or list everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from mou.dates.days import Day, PartialDate, earliest, latest
from mou.dates.periods import Counting, Period
from mou.importing.act_ids import act_id, assumed_id, status_act_id
from mou.importing.columns import headings_in
from mou.importing.grid import Line
from mou.importing.kind_words import kind_in
from mou.importing.mapping import Mapping, TakesEffect
from mou.importing.parties import PartyReader, stable_id
from mou.importing.row_renewals import RowRenewals
from mou.importing.row_status import Statement, days_between, entry_before, meaning_of, with_status
from mou.importing.status_dates import date_in_status
from mou.importing.status_words import StatusMeaning, leaves_open
from mou.importing.tables import Refusal
from mou.importing.words import ALL_KINDS, flag_of, key_of
from mou.model.act import Act, ActKind
from mou.model.agreement import Agreement, AgreementKind, TreatyRegistration
from mou.model.conditions import OnSignature
from mou.model.durations import Indefinite, Until
from mou.model.party import Party
from mou.model.renewals import ExpressRenewal, TacitRenewal
from mou.model.source import Source
from mou.model.term import Anchor, Term
from mou.model.withdrawals import WithdrawalOnNotice
from mou.values.fields import as_id, refusal, shown

_URL = re.compile(r"https?://[^\s/]\S*\Z", re.IGNORECASE)
_ANSWERS = frozenset({StatusMeaning.IN_FORCE, StatusMeaning.EXPIRED, StatusMeaning.TERMINATED})
"""The statuses that show that an agreement has entered into force."""
_DATED: dict[str, frozenset[StatusMeaning | None]] = {
    "last_day": frozenset({StatusMeaning.IN_FORCE, StatusMeaning.EXPIRED, StatusMeaning.NOT_KNOWN, None}),
    "terminated_on": frozenset({StatusMeaning.TERMINATED}),
    "renewed_until": frozenset({StatusMeaning.RENEWED}),
}
"""The fields whose value can be a date in the status, with the meanings of this status."""
_IN_WORDS = {
    "last_day": "the last day",
    "terminated_on": "the day of the termination",
    "renewed_until": "the last day of an extension",
}
_LATER_ACTS = ((ActKind.ENTRY_INTO_FORCE, "entered_into_force_on"), (ActKind.TERMINATION, "terminated_on"))


class RowReader(RowRenewals):
    """A reader of one row. `problems` has the reasons not to import the row, and `remarks` has doubts about the row."""

    def __init__(
        self,
        mapping: Mapping,
        headings: Iterable[str],
        line: Line,
        parties: PartyReader,
        unknown: frozenset[str],
        *,
        on: date | None = None,
    ) -> None:
        super().__init__(mapping, headings, line, unknown, on)
        self._parties = parties
        if line.hidden:
            self.remark("", "", "a hidden row, imported like the others")
        self.id = self._tried(self._id)
        self._from_status: set[str] = set()
        self._meaning = self._tried(self._status)
        self._date_in_status()

    def agreement(self) -> Agreement | None:
        """Return the agreement. If the row has problems, return `None`."""
        mapping = self._mapping
        status = self._meaning
        if status is StatusMeaning.NEGOTIATED:
            self._not_signed()
        self._refuse_days_before_start()
        parties = self._party_list(self.starts_on)
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
        agreement = self._valid("", Agreement, self.id, **fields)
        if agreement is None or status is None or status is StatusMeaning.NOT_KNOWN or self._on is None:
            return agreement
        return with_status(agreement, self._statement(status, self._on))

    def _id(self) -> str:
        text = self._text("id") or self._built_id()
        return stable_id(text) if refusal(as_id(text)) else text

    def _built_id(self) -> str:
        """Return a text to make an id from, for a row without an id: the title or a party, and the first day."""
        texts = [text for field in ("title", "parties") for text in self._texts(field)][:1]
        if not texts:
            raise Refusal(self.column("id"), "", "nothing to make an id from")
        days = [str(day) for day in (self.starts_on,) if day is not None]
        if self._mapping.columns.of("id"):
            self.remark(self.column("id"), "", "empty; the id is made from the title or the parties, and the date")
        return " ".join([*texts, *days])

    def _title(self) -> str:
        text = self._text("title")
        if text is None:
            named = " and ".join(self._texts("parties"))
            if not named:
                template = ", ".join(headings_in(self._mapping.constants.title or ""))
                why = "empty, and the row names no party from which a title can be built"
                raise Refusal(
                    template or self.column("title"), "", "empty, and the title is built from it" if template else why
                )
            text = f"Agreement with {named}"
            self.remark(self.column("title"), "", f"no title; it is called {shown(text)}")
        return text

    def _kind(self) -> AgreementKind | None:
        text = self._text("kind")
        if text is None:
            return None
        if key_of(text.replace("_", " ")) not in ALL_KINDS:
            self._keep_as_written("kind")  # "Student exchange" says more than a kind such as "other"
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

    def _party_list(self, on: Day | None) -> list[Party]:
        parties = {party.id: party for party in self._parties.always}
        for heading in self._mapping.columns.of("parties"):
            text = self._cell(heading).text
            for party in self._tried(self._parties.read, self._line, heading, text, on) or []:
                parties.setdefault(party.id, party)
        if len(parties) == 1:  # an agreement has at least two parties, so the others are not known
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

    def _term(self) -> Term | None:
        mapping, validity = self._mapping, self.validity
        last, length = self._days["last_day"], validity.length
        stated: date | None = None
        if last is not None and length is None:
            duration: Period | Indefinite | Until | None = self._valid("/term/duration", Until, last)
        else:
            duration = length
            stated = last if isinstance(last, date) else None
            if isinstance(last, PartialDate):
                self._keep("last_day", "an imprecise end beside a duration: kept, but not used")
        clauses: dict[str, Any] = {"counting": mapping.counting, "anchor": mapping.anchor}
        if validity.from_signature:
            clauses["anchor"] = self._anchor()
        start = self.counted_from
        if isinstance(start, date):
            clauses |= {"anchor": start, "counting": None}
        elif start is not None:
            clauses["counting"] = Counting.FROM_START_OF_DAY  # as from a written calendar date
        notice = self._tried(self._notice, "withdrawal_notice")
        renewal = self._tried(self._renewal, length)
        if isinstance(length, Indefinite) and isinstance(renewal, TacitRenewal | ExpressRenewal):
            self._keep(self._renewal_field(), "a renewal of an agreement without an end: kept, but not used")
            renewal = None
        if not (isinstance(length, Period) or isinstance(renewal, TacitRenewal | ExpressRenewal)):
            del clauses["counting"]  # there is no length to count
        clauses = {name: value for name, value in clauses.items() if value is not None}
        if self._says_it_starts_on_signature() or self.assumed_effect is TakesEffect.ON_SIGNATURE:
            clauses["entry_into_force"] = OnSignature()
        return self._valid(
            "/term",
            Term,
            duration=duration,
            stated_last_day=stated,
            renewal=renewal,
            withdrawal=None if notice is None or notice.period is None else WithdrawalOnNotice(notice=notice.period),
            **clauses,
        )

    def _anchor(self) -> Anchor | None:
        """Return the anchor of a term (the event from which the duration runs), for a row that names the signature.

        If the mapping names another event, or the day of signature is not known, the words of the row are kept, but no
        date is computed from them.
        """
        anchor, signed = self._mapping.anchor, self._days["signed_on"]
        if anchor is None and signed is not None:
            return Anchor.SIGNATURE
        if anchor is not Anchor.SIGNATURE:
            why = "the mapping has another anchor" if anchor is not None else "the day of signature is not known"
            for field, said in self.stated.items():
                if said.from_signature:
                    self._keep(field, f"it counts from the signature, but {why}: the words are kept, but not used")
        return anchor

    @property
    def _has_no_entry(self) -> bool:
        """Whether the sheet has a column for the entry into force, but the row has no day in this column."""
        return bool(self._mapping.columns.of("entered_into_force_on")) and not self._days["entered_into_force_on"]

    def _says_it_starts_on_signature(self) -> bool:
        column = self._mapping.columns.entered_into_force_on
        return isinstance(column, str) and self._says_on_signature(self._cell(column))

    @property
    def assumed_effect(self) -> TakesEffect | None:
        """When the agreement takes effect according to the mapping. `None` if the row itself states this."""
        assumed, signed, last = self._mapping.takes_effect, self._days["signed_on"], self._days["last_day"]
        if assumed is None or self._days["entered_into_force_on"] is not None or self._meaning is StatusMeaning.SIGNED:
            return None
        if assumed is TakesEffect.ON_SIGNATURE:
            return None if signed is None else assumed
        if assumed is TakesEffect.NOT_KNOWN:
            said = self._meaning in _ANSWERS or self._says_it_starts_on_signature()
            return None if signed is None or said else assumed
        runs = (
            isinstance(self.validity.length, Indefinite) if last is None else earliest(last) >= (self._on or date.max)
        )
        return assumed if runs and self._meaning is None and self.starts_on is None else None

    def _acts(self, parties: Iterable[Party]) -> list[Act]:
        ids = [party.id for party in parties]
        place = self._text("place")
        signed = self._days["signed_on"]
        acts: list[Act | None] = []
        if signed is not None:
            name = act_id(self._mapping.name, "signed_on")
            acts.append(self._valid("/acts", Act, ActKind.SIGNATURE, signed, by=ids, place=place, id=name))
        elif place is not None:
            self._keep("place", "a place without a day of signature: kept, but not used")
        for kind, field in _LATER_ACTS:
            day = self._days[field]
            if day is not None:
                acts.append(Act(kind, day, id=self._act_id(field)))
        acts.append(self._assumed_entry())
        acts.append(self._extension())
        return [act for act in acts if act is not None]

    def _assumed_entry(self) -> Act | None:
        """Return an entry into force on an unknown day, if the mapping assumes an entry into force."""
        if self.assumed_effect is TakesEffect.BEFORE_IMPORT and self._on is not None:
            return entry_before(None, self._on, assumed_id(self._mapping.name))
        signed = self._days["signed_on"]
        if self.assumed_effect is not TakesEffect.NOT_KNOWN or signed is None:
            return None
        self.remark(
            self.column("entered_into_force_on"), "", "empty: it is not known whether the agreement is in force"
        )
        day = PartialDate(f"{earliest(signed)}/..")
        return Act(ActKind.ENTRY_INTO_FORCE, day, id=assumed_id(self._mapping.name))

    def _act_id(self, field: str) -> str:
        if field in self._from_status:
            return status_act_id(self._mapping.name, field)
        return act_id(self._mapping.name, field)

    def _extension(self) -> Act | None:
        """Return the extension that the row states. The row gives a new last day, the day of the extension, or both."""
        until, on, last = self._days["renewed_until"], self._days["extended_on"], self._days["last_day"]
        if until is None:
            return None if on is None else Act(ActKind.EXTENSION, on, id=act_id(self._mapping.name, "renewed_until"))
        if last is not None and latest(until) <= earliest(last):
            self._keep("renewed_until", "not after the last day: kept, but not used")
            return None
        if on is None:
            on = days_between(self.starts_on, latest(last or until))
            why = f"read as an extension to {until}; the day on which it was agreed is not known"
            field = self._status_in if "renewed_until" in self._from_status else "renewed_until"
            self.remark(self.column(field), str(until), why)
        name = self._act_id("renewed_until")
        return self._valid("/acts", Act, ActKind.EXTENSION, on, until=until, id=name)

    def _statement(self, meaning: StatusMeaning, on: date) -> Statement:
        column, words = self.column(self._status_in), self._text(self._status_in) or ""
        return Statement(
            meaning=meaning,
            words=words,
            on=on,
            start=self.starts_on,
            name=self._mapping.name,
            remark=lambda why: self.remark(column, words, why),
        )

    def _status(self) -> StatusMeaning | None:
        """Return the status that the row states. "In process" means a draft if the row has no signature or start."""
        if self._text("status") is not None:
            self._status_in = "status"
        text, column = self._text(self._status_in), self.column(self._status_in)
        if text is None:
            return None
        self._keep_as_written(self._status_in)
        meaning = meaning_of(text, column, self._mapping)
        if meaning is StatusMeaning.IN_PROCESS:
            meaning = StatusMeaning.NEGOTIATED if self.starts_on is None else StatusMeaning.NOT_KNOWN
        if meaning is StatusMeaning.EXPIRED and self._has_no_entry and leaves_open(text):
            meaning = StatusMeaning.NOT_KNOWN
        if meaning is None or meaning is StatusMeaning.NOT_KNOWN:
            self.remark(column, text, "it does not say whether the agreement is in force: kept as written")
        return meaning

    def _date_in_status(self) -> None:
        """Use the date in the status if the words give it one meaning. Otherwise, add a remark."""
        text = self._text(self._status_in)
        dated = None if text is None else date_in_status(text, self.days_in_status)
        if text is None or dated is None or (dated.field is None and self._meaning in {None, StatusMeaning.NOT_KNOWN}):
            return  # if the meaning of the words is not known, a remark already reports the whole cell
        field = dated.field
        if not dated.days:
            why: str | None = "it is not a date in the mapping's formats"
        elif field is None or self._meaning not in _DATED[field]:
            why = "it is not clear what it means"
        else:
            why = self._why_not_used(field, dated.days)
        if why is None and field is not None:
            (self._days[field],) = dated.days
            self._from_status.add(field)
            how = f"the date in the cell is read as {_IN_WORDS[field]}, {self._days[field]}"
        else:
            how = f"the date in the cell is not used: {why}"
        self.remark(self.column(self._status_in), text, how)

    def _why_not_used(self, field: str, days: frozenset[Day]) -> str | None:
        """Return the reason why the date in a status can't be the value of a field, or `None` if there is none."""
        if len(days) > 1:
            return f"{' or '.join(sorted(map(str, days)))}; keep only the right format in the mapping"
        (day,) = days
        try:
            self._plausible("", "", day)
        except Refusal as refused:
            return refused.why
        other, last = self._days[field], self._days["last_day"]
        start = self.begins_on if field == "last_day" else self.starts_on
        if other is not None:
            return f"another cell gives {_IN_WORDS[field]}, {other}"
        if start is not None and latest(day) < earliest(start):
            return f"it is before the start of the row, {start}"
        if field == "renewed_until" and last is not None and latest(day) <= earliest(last):
            return f"it is not after the last day, {last}"
        length = self.validity.length
        if field == "last_day" and isinstance(length, Indefinite):
            return "another cell says that the agreement has no end"
        if field == "last_day" and length is not None and isinstance(day, PartialDate):
            return "an imprecise end beside a duration"
        return None

    def _not_signed(self) -> None:
        """Leave out the dates of a draft. The cells are kept as written."""
        why = "the status says that it is not signed: the date is kept as written, but not used"
        for field, day in self._days.items():
            if day is not None and self._mapping.columns.of(field):
                self._keep(field, why)
            self._days[field] = None
