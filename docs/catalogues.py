"""Write the catalogue of rules from the rules themselves: python docs/catalogues.py."""

from pathlib import Path

from mou.law.rules import FAMILIES, Case, Rule

PAGE = Path(__file__).parent / "reference" / "rules-catalogue.md"
HEAD = """# Catalogue of rules

The rules that computed dates rest on, each with its source and with worked cases. A step of an explanation names its
rule as `step.rule`, with this `code`, `text` and `source`. `mou rules` prints them, and `mou rules late-notice` prints
one with its cases. [How we count](../explanation/how-we-count.md) explains them with real treaties.

A test computes every case below. This page is written from `src/mou/law/rules/` by `python docs/catalogues.py`.
"""


def catalogue() -> str:
    """Return the page."""
    parts = [HEAD]
    for family, rules in FAMILIES.items():
        parts.append(f"## {family}\n")
        parts += map(section, rules)
    return "\n".join(parts)


def section(rule: Rule) -> str:
    """Return what the page has of a rule."""
    lines = [f"### {rule.code}\n", f"{rule.text}\n", f"*Source:* {rule.source}.\n"]
    if rule.cases:
        lines += ["| case | question | answer |", "|---|---|---|", *map(row, rule.cases), ""]
    return "\n".join(lines)


def row(case: Case) -> str:
    """Return the line of a case."""
    source = f" *({case.source})*" if case.source else ""
    return f"| {case.text}{source} | {case.asked} | {case.answer} |"


if __name__ == "__main__":
    PAGE.write_text(catalogue(), encoding="utf-8")
