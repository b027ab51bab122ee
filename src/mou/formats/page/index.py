"""Lookups in a register that the sections of a page share."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from mou.answers.register import Register
from mou.model.agreement import Agreement


@attrs.frozen(kw_only=True)
class Related:
    """A related agreement."""

    how: str  # the kind of the relation, with the suffix ".back" if the related agreement's record states it
    number: int | None  # the place of the related agreement in the register; `None` if it is not in the register
    id: str


@attrs.frozen(kw_only=True)
class Index:
    """The place of each agreement in a register, and the other agreements whose relations refer to it."""

    register: Register
    numbers: dict[str, int]
    back: dict[str, list[Related]]

    @classmethod
    def of(cls, register: Register) -> Index:
        """Index a register."""
        back: dict[str, list[Related]] = {}
        for number, agreement in enumerate(register.agreements):
            for relation in agreement.relations:
                related = Related(how=f"{relation.kind}.back", number=number, id=agreement.id)
                back.setdefault(relation.to, []).append(related)
        numbers = {agreement.id: number for number, agreement in enumerate(register.agreements)}
        return cls(register=register, numbers=numbers, back=back)

    def name(self, party_id: str) -> str:
        """Return the name of a party."""
        return self.register.party(party_id).name

    def related(self, agreement: Agreement) -> Iterator[Related]:
        """List the agreements that an agreement relates to, then the agreements that relate to it."""
        for relation in agreement.relations:
            yield Related(how=relation.kind, number=self.numbers.get(relation.to), id=relation.to)
        yield from self.back.get(agreement.id, ())
