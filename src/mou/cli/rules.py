"""`mou rules` and `mou findings`: the rules behind the dates, and the kinds of findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeVar

import attrs
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from mou.answers.catalogue import CATALOGUE, FAMILIES as KINDS
from mou.answers.finding import Kind
from mou.cli.frame import console, refuse
from mou.cli.rows import print_rows
from mou.dates.words import plain
from mou.documents import codec
from mou.law.rules import FAMILIES, RULES, Case, Rule

E = TypeVar("E", Rule, Kind)


@attrs.frozen
class _Row:
    """The fields of a rule in JSON and CSV."""

    family: str
    code: str
    text: str
    source: str


@attrs.frozen
class _WorkedCase:
    """The fields of a worked case in JSON and CSV."""

    rule: str
    text: str
    asked: str
    answer: str
    source: str
    record: dict[str, object] | str


@attrs.frozen
class _KindRow:
    """The fields of a kind of finding in JSON and CSV."""

    family: str
    code: str
    severity: str
    meaning: str


def rules(code: str | None, as_format: str) -> None:
    """Print all rules, or a rule with its worked cases."""
    if code is None:
        rows = [
            _Row(family, rule.code, rule.text, rule.source) for family, members in FAMILIES.items() for rule in members
        ]
        print_rows(rows, _Row, as_format, Group(*_by_family(FAMILIES, _rule)), "")
        return
    rule = of_code(code, RULES, "rule", "rules")
    if as_format == "table":
        console().print(Group(*_whole(rule)))
    else:
        print_rows([_worked(rule, case, as_format) for case in rule.cases], _WorkedCase, as_format, "", "")


def findings(code: str | None, as_format: str) -> None:
    """Print all kinds of findings, or a single kind."""
    wanted = CATALOGUE if code is None else (of_code(code, CATALOGUE, "kind of finding", "findings"),)
    rows = [
        _KindRow(family, kind.code, kind.severity, kind.meaning)
        for family, kinds in KINDS.items()
        for kind in kinds
        if kind in wanted
    ]
    rendering = Group(*(_by_family(KINDS, _kind) if code is None else _kind(*wanted)))
    print_rows(rows, _KindRow, as_format, rendering, "")


def of_code(code: str, entries: Sequence[E], what: str, command: str) -> E:
    """Return the rule or kind of finding with a code. If there is none, end the command with a hint."""
    by_code = {entry.code: entry for entry in entries}
    if code not in by_code:
        near = get_close_matches(code, by_code, n=3)
        hint = f"did you mean {', '.join(near)}?" if near else f"mou {command} lists them"
        refuse("CODE", f"no {what} has the code {code}; {hint}")
    return by_code[code]


def _worked(rule: Rule, case: Case, as_format: str) -> _WorkedCase:
    record = case.document if as_format == "json" else codec.dumps(case.document, indent=None)  # a CSV cell is text
    return _WorkedCase(rule.code, case.text, case.asked, case.answer, case.source, record)


def _by_family(
    families: Mapping[str, Sequence[E]], shown: Callable[[E], Iterator[RenderableType]]
) -> Iterator[RenderableType]:
    for number, (family, entries) in enumerate(families.items()):
        if number:
            yield ""
        yield Text(family, style="bold underline")
        for entry in entries:
            yield from shown(entry)


def _rule(rule: Rule) -> Iterator[RenderableType]:
    yield Text(rule.code, style="bold")
    yield _indented(rule.text)
    yield _indented(f"Source: {rule.source}", "dim")


def _kind(kind: Kind) -> Iterator[RenderableType]:
    yield Text(kind.code, style="bold")
    yield _indented(kind.meaning)
    yield _indented(f"Severity: {kind.severity}", "dim")


def _whole(rule: Rule) -> Iterator[RenderableType]:
    yield from _rule(rule)
    for case in rule.cases:
        yield ""
        yield _indented(case.text)
        yield _indented(f"{case.asked}: {case.answer}", "green")
        if case.source:
            yield _indented(f"Source: {case.source}", "dim")


def _indented(text: str, style: str = "") -> RenderableType:
    return Padding(Text(plain(text), style=style), (0, 0, 0, 2), expand=False)
