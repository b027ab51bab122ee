"""Cite clauses: add the article and the quotation of a clause to the steps that are based on the clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from mou.law.explanation import Step
from mou.model.clause import Clause
from mou.model.term import Term


def cited(steps: Iterable[Step], term: Term) -> tuple[Step, ...]:
    """Return the steps, each with the article and the quotation of its clause.

    >>> from mou import TacitRenewal
    >>> term = Term("P5Y", renewal=TacitRenewal("P5Y", article="Art. 9", quote="renewed automatically"))
    >>> (step,) = cited([Step("renewed", pointer="/term/renewal/notice")], term)
    >>> print(step)
    renewed [Art. 9: “renewed automatically”; /term/renewal/notice]
    """
    return tuple(_cited(step, term) for step in steps)


def _cited(step: Step, term: Term) -> Step:
    _, root, *keys = [*(step.pointer or "").split("/"), "", ""]
    if root != "term":
        return step
    for clause in reversed(list(_clauses(term, keys))):
        if clause.article is not None or clause.quote is not None:
            return attrs.evolve(step, article=clause.article, quote=clause.quote)
    return step


_OF_THE_DURATION = frozenset({"duration", "anchor", "counting", "stated_last_day"})
"""The fields of a term that have no article of their own. The `article` and `quote` of the term belong to them."""


def _clauses(term: Term, keys: list[str]) -> Iterator[Clause]:
    """Yield the clauses that contain a field of a term, outermost first."""
    if keys[0] in _OF_THE_DURATION:
        yield term
    place: object = term
    for key in keys:
        place = place[int(key)] if isinstance(place, tuple) else getattr(place, key, None)
        if isinstance(place, Clause):
            yield place
