"""Findings: questionable values in a record. Each finding has a kind, and each kind has a stable code."""

from __future__ import annotations

from enum import StrEnum

import attrs

__all__ = ["Finding", "Kind", "Severity"]


class Severity(StrEnum):
    """The severity of a finding."""

    ERROR = "error"
    """A date or a fact in the record is very probably wrong."""
    WARNING = "warning"
    """Somebody should check the value."""
    INFO = "info"
    """The value is often right, but you should know about it."""


@attrs.frozen
class Kind:
    """A kind of finding.

    Attributes:
        code: the short, stable code.
        severity: the severity of findings of this kind.
        meaning: an explanation of the finding, and what to do about it.
    """

    code: str
    severity: Severity
    meaning: str


@attrs.frozen(kw_only=True)
class Finding:
    """A questionable value in a record.

    Attributes:
        kind: the kind of the finding.
        pointer: a JSON Pointer to the value, relative to the record that was checked.
        message: what is questionable about the value, with the relevant dates.
    """

    kind: Kind
    pointer: str
    message: str

    @property
    def code(self) -> str:
        """The stable code of the kind of finding."""
        return self.kind.code

    @property
    def severity(self) -> Severity:
        """The severity of the finding."""
        return self.kind.severity

    def __str__(self) -> str:
        return f"{self.severity} {self.code} {self.pointer or '(whole)'}: {self.message}"
