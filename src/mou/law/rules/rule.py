"""What a rule is, and a worked case of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

__all__ = ["Case", "Rule"]

_TWO = ({"id": "MYS", "name": "Malaysia", "kind": "state"}, {"id": "JPN", "name": "Japan", "kind": "state"})


def _listed(values: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    return tuple(values)


@attrs.frozen(kw_only=True)
class Case:
    """A worked case of a rule: a record, a question about it, and the answer.

    Attributes:
        text: the case in words.
        acts: what is on record, in the form of JSON documents.
        term: the clauses, in the same form.
        asked: the question: ``entry``, ``last day``, ``status on DAY``, ``notice by, on DAY`` or ``PARTY bound from``.
        answer: the answer, as text.
        source: who published it; empty where the case is made up.
        kind: the kind of agreement.
        parties: the parties; left out: those that act, or Malaysia and Japan.
        depositary: the depositary.
        names: whether the explanation of the answer names the rule.
    """

    text: str
    acts: tuple[Mapping[str, Any], ...] = attrs.field(converter=_listed)
    term: Mapping[str, Any]
    asked: str
    answer: str
    source: str = ""
    kind: str = "mou"
    parties: tuple[Mapping[str, Any], ...] = attrs.field(default=_TWO, converter=_listed)
    depositary: str | None = None
    names: bool = True

    @property
    def document(self) -> dict[str, Any]:
        """The record as the JSON document of an agreement."""
        return {
            "id": "case",
            "title": self.text,
            "kind": self.kind,
            "parties": list(self.parties),
            "acts": list(self.acts),
            "term": dict(self.term),
            **({} if self.depositary is None else {"depositary": self.depositary}),
        }


@attrs.frozen
class Rule:
    """A rule of the law of treaties or of the calculation of time.

    Attributes:
        code: short and stable.
        text: what it says, in plain words.
        source: where it can be read: an article, a case, a published practice.
        cases: worked cases; a test computes each.
    """

    code: str
    text: str
    source: str
    cases: tuple[Case, ...] = attrs.field(default=(), eq=False, repr=False)
