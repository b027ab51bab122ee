"""The bundled treaties, with their published clauses and days of entry into force."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from mou.answers.register import Register
from mou.documents.codec import loads
from mou.model.agreement import Agreement


@cache
def records() -> Register:
    """Return the bundled records: about fifty treaties with their published days.

    >>> records().agreement("cartagena").title
    'Cartagena Protocol on Biosafety to the Convention on Biological Diversity'
    """
    return loads(files("mou").joinpath("data", "conformance.json").read_text("utf-8"), Register)


def table_of(agreement: Agreement) -> str | None:
    """Return the name of an agreement's participants table, from its extension ``mtdsg``, or `None`.

    >>> table_of(records().agreement("cartagena")), table_of(records().agreement("cptpp"))
    ('27-8-a', None)
    """
    name = agreement.extensions.get("mtdsg")
    return name if isinstance(name, str) and name else None


def treaty_of_table(name: str) -> Agreement | None:
    """Return the bundled treaty of a participants table, or `None` if there is none.

    Args:
        name: the chapter and number, as in file names: ``27-8-a`` or ``27-8.a``.

    >>> treaty_of_table("27-8.a").id
    'cartagena'
    """
    table_name = name.replace(".", "-")
    return next((treaty for treaty in records().agreements if table_of(treaty) == table_name), None)
