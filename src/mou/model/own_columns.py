"""Your own columns: the texts stored under `extensions` in agreements, by heading.

A mapping need not use all columns of a sheet. An import stores the unused columns as a group under the name of the
mapping: ``{"sheet": {"Country": "Japan"}}``. A record written by hand can contain such a group, or the text without a
group: ``{"Country": "Japan"}``. Both forms belong to the column Country.

If an agreement has the heading Country in two groups, sheet and archive, there are two columns with qualified names:
``sheet/Country`` and ``archive/Country``. You can always use a qualified name.

If a value is not a text, the column contains the value as JSON. Comparisons of names and texts ignore case and
surrounding spaces.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from re import finditer
from unicodedata import normalize

import attrs

from mou.errors import Problem, ValidationError
from mou.model.agreement import Agreement, Json
from mou.values.fields import pointer, shown
from mou.values.frozenmap import FrozenMap
from mou.values.hints import did_you_mean

__all__ = ["Condition", "OwnColumn", "OwnColumns", "folded", "matching"]

Path = tuple[str, str]
"""The group and the heading of a value. The group is empty for a value directly under `extensions`."""

_MOST_TEXTS = 10
"""The largest number of texts of a column that an error lists."""


def folded(text: str) -> str:
    """Convert a text to a form for comparisons: in lower case, without surrounding spaces.

    >>> folded(" Japan ") == folded("JAPAN")
    True
    """
    return normalize("NFC", text).strip().casefold()


@attrs.frozen
class OwnColumn:
    """One of your own columns.

    Attributes:
        name: the heading, qualified by the group if necessary.
    """

    name: str
    _paths: tuple[Path, ...] = attrs.field(alias="paths")

    def text(self, agreement: Agreement) -> str:
        """Return the text of an agreement in this column, or ``""`` if there is none."""
        texts = (text for path in self._paths for text in _texts_at(path, agreement) if text)
        return "; ".join(texts)

    def is_headed(self, heading: str) -> bool:
        """Return whether some values of the column have this heading, in any group."""
        return any(folded(path[1]) == folded(heading) for path in self._paths)

    def within(self, qualified: str) -> OwnColumn | None:
        """Return the part of the column with a qualified name such as ``sheet/Country``, or `None`."""
        paths = tuple(path for path in self._paths if folded(_qualified(path)) == folded(qualified))
        return None if not paths else self if paths == self._paths else OwnColumn(_qualified(paths[0]), paths)


@attrs.frozen
class OwnColumns:
    """Your own columns, in the order in which the headings first appear. Returned by `Register.own_columns`.

    >>> import mou
    >>> parties = [mou.Party.state("Malaysia"), mou.Party.state("Japan")]
    >>> agreement = mou.Agreement(
    ...     "a", title="MOU", parties=parties, extensions={"sheet": {"Country": "Japan", "No": 7}}
    ... )
    >>> columns = mou.Register(agreements=[agreement]).own_columns
    >>> columns.names, columns.texts(agreement), columns.column("country").text(agreement)
    (('Country', 'No'), {'Country': 'Japan', 'No': '7'}, 'Japan')
    """

    _columns: tuple[OwnColumn, ...]

    @classmethod
    def of(cls, agreements: Iterable[Agreement], reserved: Collection[str] = ()) -> OwnColumns:
        """Return your own columns in agreements.

        Args:
            agreements: the agreements.
            reserved: names that have another meaning. A column with one of these headings gets a qualified name.
        """
        taken = {folded(name) for name in reserved}
        ambiguous: set[str] = set()
        paths: dict[Path, None] = {}
        for agreement in agreements:
            own = _paths_in(agreement)
            paths |= dict.fromkeys(own)
            ambiguous |= {heading for heading, count in Counter(heading for _, heading in own).items() if count > 1}
        ambiguous |= {heading for _, heading in paths if folded(heading) in taken}
        by_name: dict[str, list[Path]] = {}
        for path in paths:
            by_name.setdefault(_qualified(path) if path[1] in ambiguous else path[1], []).append(path)
        return cls(tuple(OwnColumn(name, tuple(places)) for name, places in by_name.items()))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all columns."""
        return tuple(column.name for column in self._columns)

    def __contains__(self, name: object) -> bool:
        """Return whether there is a column with a name. The name is its heading, alone or qualified by the group."""
        return isinstance(name, str) and self._named(name) is not None

    def texts(self, agreement: Agreement) -> dict[str, str]:
        """Return a mapping from column names to the texts of an agreement. Leave out columns without a text."""
        texts = {column.name: column.text(agreement) for column in self._columns}
        return {name: text for name, text in texts.items() if text}

    def column(self, name: str) -> OwnColumn:
        """Return the column with a name. The name is its heading, alone or qualified by the group.

        Raises:
            ValidationError: no agreement has the column, or the heading occurs in several groups. The error suggests
                names.
        """
        (column,) = self.chosen([name])
        return column

    def chosen(self, names: Iterable[str] | None) -> tuple[OwnColumn, ...]:
        """Return the columns with the given names, without duplicates. For `None`, return all columns.

        Raises:
            ValidationError: there is no column with one of the names. `problems` lists all such names.
        """
        if names is None:
            return self._columns
        columns = {name: self._named(name) for name in names}
        problems = [self._unknown(name) for name, column in columns.items() if column is None]
        if problems:
            raise ValidationError(problems)
        return tuple(dict.fromkeys(column for column in columns.values() if column is not None))

    def conditions(self, texts: Iterable[str], more: Mapping[str, str | Iterable[str]]) -> tuple[Condition, ...]:
        """Return the conditions for texts such as ``Country=Japan`` and for keywords; see `Register.where`.

        Raises:
            ValidationError: a text is not such a condition, or its column does not exist. `problems` lists all such
                texts.
        """
        problems: list[Problem] = []
        wanted: dict[tuple[OwnColumn, bool], list[str]] = {}

        def add(name: str, value: str, *, equal: bool) -> None:
            column = self._named(name)
            if column is None:
                problems.append(self._unknown(name, "/where"))
            else:
                wanted.setdefault((column, equal), []).append(value)

        for text in texts:
            # The first equals sign can be a part of the heading.
            signs = list(finditer("!?=", text))
            if not signs:
                problems.append(Problem("/where", shown(text), "COLUMN=TEXT or COLUMN!=TEXT"))
                continue
            sign = next((sign for sign in signs if self._named(text[: sign.start()])), signs[0])
            add(text[: sign.start()], text[sign.end() :], equal=sign[0] == "=")
        for name, values in more.items():
            for value in [values] if isinstance(values, str) else values:
                add(name, value, equal=True)
        if problems:
            raise ValidationError(problems)
        return tuple(
            Condition(column=column, texts=tuple(values), equal=equal) for (column, equal), values in wanted.items()
        )

    def _named(self, name: str) -> OwnColumn | None:
        """Return the only column with a name, or `None`.

        Look for the exact name first, then ignore case, then look for a qualified name, then for a heading.
        """
        candidates = (
            [column for column in self._columns if column.name == name],
            [column for column in self._columns if folded(column.name) == folded(name)],
            [part for column in self._columns if (part := column.within(name)) is not None],
            [column for column in self._columns if column.is_headed(name)],
        )
        return next((columns[0] for columns in candidates if len(columns) == 1), None)

    def _unknown(self, name: str, where: str = "/columns") -> Problem:
        several = [column.name for column in self._columns if column.is_headed(name)]
        expected, hint = f"one of the own columns: {_some(self.names)}", did_you_mean(name, self.names)
        if several:
            expected, hint = f"one of: {_some(several)}", ""
        elif not self._columns:
            expected = "no name, as no agreement has own columns"
        return Problem(where, shown(name), expected, hint=hint)


@attrs.frozen(kw_only=True)
class Condition:
    """A condition on a column: the text in it equals one of the given texts, or differs from all of them."""

    column: OwnColumn
    texts: tuple[str, ...]
    equal: bool

    def is_met(self, agreement: Agreement) -> bool:
        """Return whether an agreement meets the condition."""
        return (folded(self.column.text(agreement)) in set(map(folded, self.texts))) is self.equal

    def unmatched(self, agreements: Iterable[Agreement]) -> list[Problem]:
        """Return a problem for each text that no agreement has. The empty text is never a problem."""
        texts = Counter(self.column.text(agreement) for agreement in agreements)
        known, every = set(map(folded, texts)), [text for text, _ in texts.most_common() if text]
        return [
            Problem(
                pointer("where", self.column.name),
                shown(text),
                "a text of this column: " + _some([shown(text) for text in every]),
                hint=did_you_mean(text, every),
            )
            for text in self.texts
            if text.strip() and folded(text) not in known
        ]


def matching(conditions: Sequence[Condition], agreement: Agreement) -> bool:
    """Return whether an agreement meets all conditions."""
    return all(condition.is_met(agreement) for condition in conditions)


def _paths_in(agreement: Agreement) -> list[Path]:
    """Return the group and heading of each value that an agreement has under `extensions`."""
    paths: list[Path] = []
    for key, value in agreement.extensions.items():
        paths += [(key, heading) for heading in value] if isinstance(value, FrozenMap) else [("", key)]
    return paths


def _texts_at(path: Path, agreement: Agreement) -> Iterator[str]:
    """Yield the texts that an agreement has under a group and heading.

    There can be several texts if a group has an empty name.
    """
    group, heading = path
    values, direct = agreement.extensions.get(group), agreement.extensions.get(heading)
    if isinstance(values, FrozenMap):
        yield _text(values.get(heading))
    if not group and not isinstance(direct, FrozenMap):
        yield _text(direct)


def _text(value: Json) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False, default=dict)


def _qualified(path: Path) -> str:
    group, heading = path
    return f"{group or 'extensions'}/{heading}"


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_TEXTS
    return ", ".join(names[:_MOST_TEXTS]) + (f" and {more} more" if more > 0 else "")
