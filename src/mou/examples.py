"""Examples bundled with the library.

The example is the memorandum of understanding on defence cooperation that Malaysia and the United States signed in
Kuala Lumpur on 30 October 2025. The register also contains the meetings alongside which the memorandum was signed, and
the forums that held these meetings. The record contains facts that its sources state. Inferred facts are marked as
inferred, and facts that are not public are left out.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from mou.answers.register import Register
from mou.documents.codec import loads
from mou.model.agreement import Agreement

__all__ = ["FIRST", "agreement", "register", "text"]

FIRST = "mys-usa-defence-2025"
"""The id of the memorandum."""


def text() -> str:
    """Return the JSON document of the bundled register."""
    return files("mou").joinpath("data", f"{FIRST}.json").read_text("utf-8")


@cache
def register() -> Register:
    """Return the bundled register.

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
    """Return the memorandum of Malaysia and the United States.

    >>> import mou
    >>> mou.expiry_date(agreement())
    datetime.date(2030, 10, 30)
    """
    return register().agreement(FIRST)
