"""Recognise the kind of an agreement from its title, in the languages of the headings."""

from __future__ import annotations

import re
from functools import cache

from mou.importing.headings import names_of, pattern_of
from mou.model.agreement import AgreementKind


def kind_in(title: str) -> AgreementKind | None:
    """Return the kind that a title names first. If it names no kind, return `None`.

    >>> kind_in("MOU with Kyoto University"), kind_in("Convenio marco de cooperación"), kind_in("Kyoto")
    (<AgreementKind.MOU: 'mou'>, <AgreementKind.AGREEMENT: 'agreement'>, None)
    """
    places = [(match.start(), kind) for kind, pattern in _patterns() if (match := pattern.search(title))]
    return min(places, key=lambda place: place[0])[1] if places else None


@cache
def _patterns() -> tuple[tuple[AgreementKind, re.Pattern[str]], ...]:
    return tuple((AgreementKind(name), pattern_of("kinds", name)) for name in names_of("kinds"))
