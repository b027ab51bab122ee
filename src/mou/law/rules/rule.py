"""The classes `Rule` and `Case`: a rule of law, and a worked case of a rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

_TWO = ({"id": "MYS", "name": "Malaysia", "kind": "state"}, {"id": "JPN", "name": "Japan", "kind": "state"})


def _listed(values: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    return tuple(values)


@attrs.frozen(kw_only=True)
class Case:
    """A worked case of a rule: a record, a question about it, and the answer.

    Attributes:
        text: the case in words.
        acts: the recorded acts, in the form of JSON documents.
        term: the clauses, in the form of JSON documents.
        asked: the question, one of ``entry``, ``last day``, ``status on DAY``, ``notice by, on DAY`` and ``PARTY bound
            from``.
        answer: the answer, as text.
        source: the publisher of the answer; empty if the case is invented.
        kind: the kind of agreement.
        parties: the parties; defaults to Malaysia and Japan.
        depositary: the depositary.
        names: whether the explanation of the answer names the rule.
    """

    text: str = attrs.field(kw_only=False)
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
        code: the short, stable code.
        text: the rule in plain words.
        source: the source: an article, a case or a published practice.
        cases: worked cases; each is computed by a test.
    """

    code: str
    text: str
    source: str
    cases: tuple[Case, ...] = attrs.field(default=(), eq=False, repr=False)


def rule(code: str, text: str, source: str, *cases: Case) -> Rule:
    """Return a rule with its worked cases."""
    return Rule(code, text, source, cases)
