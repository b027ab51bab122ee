"""`mou rules`: the rules that dates rest on, with their sources and worked cases."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

import attrs
import click
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from mou.cli.frame import console, format_option, refuse
from mou.cli.rows import print_rows
from mou.dates.words import plain
from mou.documents import codec
from mou.law.rules import FAMILIES, RULES, Case, Rule


@attrs.frozen
class _Row:
    """A rule for other programs."""

    family: str
    code: str
    text: str
    source: str


@attrs.frozen
class _WorkedCase:
    """A case for other programs."""

    rule: str
    text: str
    asked: str
    answer: str
    source: str
    record: dict[str, object] | str


@click.command(name="rules")
@click.argument("code", required=False)
@format_option
def rules_command(code: str | None, as_format: str) -> None:
    """List the rules that dates rest on, with their sources; with CODE, one rule and its worked cases."""
    if code is None:
        rows = [_Row(family, rule.code, rule.text, rule.source) for family, rules in FAMILIES.items() for rule in rules]
        print_rows(rows, _Row, as_format, Group(*_families()), "")
        return
    rule = next((rule for rule in RULES if rule.code == code), None)
    if rule is None:
        codes = [rule.code for rule in RULES]
        near = get_close_matches(code, codes, n=3)
        hint = f"did you mean {', '.join(near)}?" if near else "mou rules lists them"
        refuse("CODE", f"no rule has the code {code}; {hint}")
    if as_format == "table":
        console().print(Group(*_whole(rule)))
    else:
        print_rows([_worked(rule, case, as_format) for case in rule.cases], _WorkedCase, as_format, "", "")


def _worked(rule: Rule, case: Case, as_format: str) -> _WorkedCase:
    record = case.document if as_format == "json" else codec.dumps(case.document, indent=None)  # a cell holds text
    return _WorkedCase(rule.code, case.text, case.asked, case.answer, case.source, record)


def _families() -> Iterator[RenderableType]:
    for number, (family, rules) in enumerate(FAMILIES.items()):
        if number:
            yield ""
        yield Text(family, style="bold underline")
        for rule in rules:
            yield Text(rule.code, style="bold")
            yield from _body(rule)


def _body(rule: Rule) -> Iterator[RenderableType]:
    yield _indented(rule.text)
    yield _indented(f"Source: {rule.source}", "dim")


def _whole(rule: Rule) -> Iterator[RenderableType]:
    yield Text(rule.code, style="bold")
    yield from _body(rule)
    for case in rule.cases:
        yield ""
        yield _indented(case.text)
        yield _indented(f"{case.asked}: {case.answer}", "green")
        if case.source:
            yield _indented(f"Source: {case.source}", "dim")


def _indented(text: str, style: str = "") -> RenderableType:
    return Padding(Text(plain(text), style=style), (0, 0, 0, 2), expand=False)
