"""The own columns of agreements: simple values of ``extensions``, such as the other cells of an imported sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from mou.errors import Problem, ValidationError
from mou.formats.page.text import safe
from mou.model.agreement import Agreement
from mou.values.fields import shown
from mou.values.hints import did_you_mean


def own_columns(agreement: Agreement) -> Mapping[str, str]:
    """Return the own columns of an agreement: the simple values of ``extensions`` and of the objects in it.

    >>> import mou
    >>> agreement = mou.Agreement("a", title="A", extensions={"sheet": {"Country": "Japan", "Staff": 3}, "tags": []})
    >>> own_columns(agreement)
    {'Country': 'Japan', 'Staff': '3'}
    """
    values: dict[str, str] = {}
    for key, value in agreement.extensions.items():
        for name, cell in value.items() if isinstance(value, Mapping) else [(key, value)]:
            if isinstance(cell, bool):
                values[name] = "yes" if cell else "no"
            elif isinstance(cell, str | int | float):
                values[name] = str(cell)
    return values


def chosen_columns(agreements: Iterable[Agreement], names: Iterable[str]) -> tuple[dict[str, list[str]], int]:
    """Return the chosen own columns of agreements, each with a cell for each agreement, and the number left out.

    Raises:
        ValidationError: no agreement has a column of that name.
    """
    rows = [own_columns(agreement) for agreement in agreements]
    known = Counter(name for row in rows for name in row)
    chosen = dict.fromkeys(names)
    problems = [
        Problem(
            f"/columns/{index}", shown(name), "the name of a column under extensions", hint=did_you_mean(name, known)
        )
        for index, name in enumerate(chosen)
        if name not in known
    ]
    if problems:
        raise ValidationError(problems)
    return {name: [safe(row.get(name, "")) for row in rows] for name in chosen}, len(known.keys() - chosen.keys())
