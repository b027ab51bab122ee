"""The exceptions that the library raises.

All exceptions are subclasses of `MouError`, so ``except mou.MouError`` catches all of them. The attribute `problems` of
a `ValidationError` is a tuple of `Problem` objects. Each problem has a place (a JSON Pointer, RFC 6901), the value
found there, and a description of the expected values.
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
    "UnknownIdError",
    "ValidationError",
    "printable",
]


def printable(text: str) -> str:
    r"""Return a text with an escape for each character that is not printable.

    >>> printable("a\n")
    'a\\u000a'
    """
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


@attrs.frozen
class Problem:
    """A single problem with a value, and the place of the value.

    Attributes:
        pointer: the JSON Pointer (RFC 6901) to the place, relative to the validated value. ``""`` points to the
            validated value itself.
        found: the value found at this place, as short text.
        expected: a description of the values expected at this place.
        hint: a suggestion, if the likely intention is clear. Otherwise empty.
        part: the file or line with the problem, such as ``agreements/a.json`` or ``line 3``. Empty if there is only one
            document.

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
        # Pointers contain keys from documents. Escape anything that could control a terminal or can't be printed.
        return printable(line)

    def under(self, prefix: str) -> Problem:
        """Return a copy of the problem, with the JSON Pointer `prefix` put in front of its pointer."""
        return attrs.evolve(self, pointer=prefix + self.pointer)

    def within(self, part: str) -> Problem:
        """Return a copy of the problem with the name of the document as its `part`.

        >>> print(Problem("/title", "5", "text").within("line 3"))
        line 3: /title: found 5; expected text
        """
        return attrs.evolve(self, part=part)


class MouError(Exception):
    """The base class of all exceptions of this library."""


class ValidationError(MouError, ValueError):
    """Raised when a value is invalid. `problems` lists everything that is wrong with it.

    >>> import mou
    >>> try:
    ...     mou.Party("", name="", kind="organisation")
    ... except mou.ValidationError as error:
    ...     print(error)
    2 problems:
      /id: found ""; expected an id: a letter or digit, then letters, digits, '.', '_', ':' or '-' (at most 128)
      /name: found ""; expected non-empty text
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
    """Raised when a computed date is before the year 1 or past the year 9999."""


class NameNotResolvedError(MouError, LookupError):
    """Raised when a name is unknown or ambiguous.

    Attributes:
        text: the name that was passed.
        candidates: possible matches, best first, such as ``"KOR (Republic of Korea)"``. Empty if there are none.
    """

    def __init__(self, message: str, *, text: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.text = text
        self.candidates = candidates

    def __reduce__(self) -> tuple[Callable[..., NameNotResolvedError], tuple[str, str, tuple[str, ...]]]:
        return _name_not_resolved, (str(self), self.text, self.candidates)


def _name_not_resolved(message: str, text: str, candidates: tuple[str, ...]) -> NameNotResolvedError:
    return NameNotResolvedError(message, text=text, candidates=candidates)


class UnknownIdError(MouError, KeyError):
    """Raised when a requested id does not exist. The message lists similar ids.

    >>> from mou import examples
    >>> examples.register().agreement("mys-usa-defense-2025")
    Traceback (most recent call last):
    mou.errors.UnknownIdError: no agreement has the id "mys-usa-defense-2025"; did you mean "mys-usa-defence-2025"?
    """

    def __str__(self) -> str:
        return str(self.args[0])  # `KeyError` would put the message in quotes


class FileChangedError(MouError):
    """Raised when a file or folder has changed on disk since it was last loaded or saved. The file stays as it is.

    Attributes:
        path: the file or folder.
    """

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} has changed on disk since it was loaded (or was never loaded); reload it before saving"
        )
        self.path = path

    def __reduce__(self) -> tuple[type[FileChangedError], tuple[str]]:
        return FileChangedError, (self.path,)


class MissingExtraError(MouError, ImportError):
    """Raised when a feature needs an optional extra that is not installed.

    The message contains the command that installs the extra, such as ``pip install 'pymou[arrow]'``.
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} needs the extra {extra!r}: pip install 'pymou[{extra}]', or in a clone: pip install '.[{extra}]'"
        )
        self.what = what
        self.extra = extra

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        return MissingExtraError, (self.what, self.extra)
