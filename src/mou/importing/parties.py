"""Read the parties named in cells. All known names of a party give the same `Party` object."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import sha256

from mou import world
from mou.answers.register import Register
from mou.dates.days import Day
from mou.errors import NameNotResolvedError, ValidationError
from mou.importing.grid import Line
from mou.importing.near_names import NearNames
from mou.importing.party_names import PartiesWritten, PartyNames, is_organisation_name
from mou.importing.tables import Refusal, Remark
from mou.importing.words import key_of
from mou.model.party import Party
from mou.values.slugs import slug_of


class PartyReader:
    """A reader of cells that name parties. `notes` lists parties that differ between the register and the mapping."""

    def __init__(self, names: PartyNames, register: Register) -> None:
        self._names, self._register = names, register
        self._by_id: dict[str, Party] = {}
        self._parties_by_name: dict[tuple[str, Day | None], Party] = {}
        self._new_parties: dict[str, tuple[Party, Line, str]] = {}
        self.notes: list[str] = []
        self._known = {
            key_of(name): self._shared(party)
            for party in names.known
            for name in (party.id, party.name, *party.aliases)
        }
        self.always = [
            self._by_id.get(identifier) or self._shared(Party.state(identifier)) for identifier in names.always
        ]
        spelled = {name for party in names.known for name in (party.name, *party.aliases)}
        self._divider = _divider(names.separators, spelled)

    def read(self, line: Line, column: str, text: str, on: Day | None) -> list[Party]:
        """Return the parties that a cell names. An unknown name raises `Refusal`."""
        if key_of(text) in self._known:
            return [self._known[key_of(text)]]
        names = list(filter(None, self._divided(text)))
        if len(names) > 1 and self._names.written in {PartiesWritten.STATE, PartiesWritten.ANY}:
            try:
                return [self._shared(Party.state(text, on))]  # a name with a separator, such as Trinidad and Tobago
            except NameNotResolvedError:
                pass
        return [self._party(line, column, name, on) for name in names]

    def near(self) -> Iterator[Remark]:
        """List new parties whose name is probably a different spelling of another party's name."""
        names = NearNames()
        for party in self._names.known:
            for name in (party.name, *party.aliases):
                names.add(name, party.id, f"{name} in the mapping")
        for new_party, line, column in self._new_parties.values():
            where = names.near(new_party.name, new_party.id)
            if where is not None:
                why = f"similar to {where}; imported as a different party"
                yield Remark(line.number, column, new_party.name, why, line.sheet)
            names.add(new_party.name, new_party.id, f"{new_party.name} in {line.place}")

    def _party(self, line: Line, column: str, name: str, on: Day | None) -> Party:
        known = self._known.get(key_of(name))
        if known is not None:
            return known
        if (name, on) not in self._parties_by_name:
            try:
                party = self._resolved(name, on)
            except NameNotResolvedError as error:
                if self._names.written is not PartiesWritten.ANY or error.candidates:
                    raise Refusal(column, name, str(error)) from None
                party = None
            try:
                self._parties_by_name[name, on] = (
                    self._named(line, column, name) if party is None else self._shared(party)
                )
            except ValidationError as error:  # the name has control characters
                raise Refusal(column, name, f"expected {error.problems[0].expected}") from None
        return self._parties_by_name[name, on]

    def _resolved(self, name: str, on: Day | None) -> Party | None:
        written = self._names.written
        if written is PartiesWritten.STATE:
            return Party.state(name, on)
        if written is PartiesWritten.COW:
            return Party.cow(name, on)
        return world.party(name, on) if written is PartiesWritten.ANY and not is_organisation_name(name) else None

    def _named(self, line: Line, column: str, name: str) -> Party:
        one_line = " ".join(name.split())
        party = self._shared(Party(stable_id(one_line), name=one_line, kind=self._names.kind))
        self._new_parties.setdefault(party.id, (party, line, column))
        return party

    def _shared(self, party: Party) -> Party:
        """Return the register's version of the party. If there is none, return the version that was read first."""
        if party.id not in self._by_id:
            self._by_id[party.id] = party
            try:
                theirs = self._register.party(party.id)
            except KeyError:
                return party
            self._by_id[party.id] = theirs
            if theirs != party and party in self._names.known:
                self.notes.append(
                    f"party {party.id} differs between the register and the mapping; the register's version is kept"
                )
        return self._by_id[party.id]

    def _divided(self, text: str) -> Iterator[str]:
        part = ""
        for match in self._divider.finditer(text):
            if match.lastgroup == "between":
                yield part.strip()
                part = ""
            else:
                part += match[0]
        yield part.strip()


def _divider(separators: Iterable[str], known: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that matches a whole known name, a separator or a single character."""
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    between = "|".join(re.escape(separator) for separator in sorted(separators, key=len, reverse=True))
    parts = [rf"(?P<known>(?<!\w)(?:{names})(?!\w))"] if names else []
    parts += [f"(?P<between>{between})"] if between else []
    return re.compile("|".join([*parts, "(?P<other>.)"]), re.DOTALL | re.IGNORECASE)


def stable_id(text: str) -> str:
    """Return an id for a text. The same text always gives the same id.

    Texts that differ only in case, accents, spaces or punctuation also give the same id. If a letter has no equivalent
    in ASCII, or the id would be too long, the id includes a hash of the text.

    >>> stable_id("University of Malaya"), stable_id("MOU/2021/07")
    ('university-of-malaya', 'mou-2021-07')
    """
    slug = slug_of(text, longest=100)
    folded = unicodedata.normalize("NFKD", text)
    lost = any(char.isalnum() and not char.isascii() for char in folded)
    if slug and not lost and len(slug_of(text, longest=len(folded))) <= 100:
        return slug
    digest = sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{slug}-{digest}" if slug else f"x-{digest}"
