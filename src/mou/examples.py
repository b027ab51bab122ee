"""Examples bundled with the library.

The first example is the memorandum of understanding on defence cooperation that Malaysia and the United States signed
in Kuala Lumpur on 30 October 2025. It comes with the meetings alongside which it was signed, and the forums that held
these meetings. The record contains what its sources state, marks inferred facts, and leaves out facts that are not
public.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from mou.answers.register import Register
from mou.documents.codec import loads
from mou.model.agreement import Agreement

__all__ = ["FIRST", "agreement", "register", "text"]

FIRST = "mys-usa-defence-2025"
"""The id of the first agreement."""


def text() -> str:
    """The JSON document of the bundled register."""
    return files("mou").joinpath("data", f"{FIRST}.json").read_text("utf-8")


@cache
def register() -> Register:
    """The bundled register.

    >>> [meeting.id for meeting in register().meetings]
    ['mys-usa-2025-10-30', 'admm-19', 'admm-plus-12']
    >>> admm_plus = register().forum("admm-plus")
    >>> [
    ...     (admm_plus.count(day, "member"), admm_plus.count(day, "dialogue_partner"))
    ...     for day in ("2025-10-01", "2025-10-31")
    ... ]
    [(10, 8), (11, 8)]
    """
    return loads(text(), Register)


def agreement() -> Agreement:
    """The first agreement.

    >>> import mou
    >>> mou.expiry_date(agreement())
    datetime.date(2030, 10, 30)
    """
    return register().agreement(FIRST)
