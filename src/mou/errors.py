"""Every error that the library raises on purpose.

All of them are `MouError`, so that one ``except`` catches what comes from here. What was wrong with a
value is told as data: a tuple of `Problem`, each with where (JSON Pointer, RFC 6901), what was found and
what was expected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

__all__ = [
    "DateRangeError",
    "FileChangedError",
    "MissingExtraError",
    "MouError",
    "NameNotResolvedError",
    "Problem",
    "ValidationError",
]


@attrs.frozen
class Problem:
    """One thing that is wrong with a value, and where.

    Attributes:
        pointer: JSON Pointer (RFC 6901) from the value that was being made or read; ``""`` is the value itself.
        found: what stands there, as short text.
        expected: what should stand there, as short text.
        hint: what was probably meant; empty if that is not clear.
        part: which of several documents it is in: a file of a folder, such as ``agreements/a.json``, or a line, such as
            ``line 3``; empty where there is but one document.

    >>> print(Problem("/term/duration", '"5 years"', "an ISO 8601 period", hint='use "P5Y"'))
    /term/duration: found "5 years"; expected an ISO 8601 period; use "P5Y"
    """

    pointer: str
    found: str
    expected: str
    hint: str = attrs.field(default="", kw_only=True)
    part: str = attrs.field(default="", kw_only=True)

    def __str__(self) -> str:
        within = f"{self.part}: " if self.part else ""
        hint = f"; {self.hint}" if self.hint else ""
        line = f"{within}{self.pointer or '(whole)'}: found {self.found}; expected {self.expected}{hint}"
        # A document's keys stand in pointers: nothing of them may steer a terminal, or be more than it can show.
        return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in line)

    def under(self, prefix: str) -> Problem:
        """The same problem, seen from a value that holds this one at `prefix` (a JSON Pointer)."""
        return attrs.evolve(self, pointer=prefix + self.pointer)

    def within(self, part: str) -> Problem:
        """The same problem, in one of several documents.

        >>> print(Problem("/title", "5", "text").within("line 3"))
        line 3: /title: found 5; expected text
        """
        return attrs.evolve(self, part=part)


class MouError(Exception):
    """The base of all errors that this library raises on purpose."""


class ValidationError(MouError, ValueError):
    """A value that can't be true was refused; `problems` names everything that is wrong with it.

    >>> import mou
    >>> try:
    ...     mou.Party("", name="", kind="organisation")
    ... except mou.ValidationError as error:
    ...     print(error)
    2 problems:
      /id: found ""; expected an id: a letter or digit, then letters, digits, '.', '_', ':' or '-' (at most 128)
      /name: found ""; expected text that is not empty
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        if len(self.problems) == 1:
            return str(self.problems[0])
        lines = "".join(f"\n  {problem}" for problem in self.problems)
        return f"{len(self.problems)} problems:{lines}"


class DateRangeError(MouError, ValueError):
    """A computed day would lie outside the calendar of years 1 to 9999."""


class NameNotResolvedError(MouError, LookupError):
    """A name that can't be resolved to one state without guessing.

    Attributes:
        text: the name as it was given.
        candidates: what it may have meant, best first, as ``"KOR (Republic of Korea)"``; empty where nothing is near.
    """

    def __init__(self, message: str, *, text: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.text = text
        self.candidates = candidates

    def __reduce__(self) -> tuple[Callable[..., NameNotResolvedError], tuple[str, str, tuple[str, ...]]]:
        return _name_not_resolved, (str(self), self.text, self.candidates)


def _name_not_resolved(message: str, text: str, candidates: tuple[str, ...]) -> NameNotResolvedError:
    return NameNotResolvedError(message, text=text, candidates=candidates)


class FileChangedError(MouError):
    """What lies on disk is not what was last loaded or saved, so that nothing was written over it.

    Attributes:
        path: the file or folder.
    """

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} was changed by somebody else, or was never loaded; load it before it is saved")
        self.path = path

    def __reduce__(self) -> tuple[type[FileChangedError], tuple[str]]:
        return FileChangedError, (self.path,)


class MissingExtraError(MouError, ImportError):
    """A part of the library was used whose extra is not installed; the message names the extra."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} needs the extra {extra!r}: pip install 'pymou[{extra}]', or in a clone: pip install '.[{extra}]'"
        )
        self.what = what
        self.extra = extra

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        return MissingExtraError, (self.what, self.extra)
