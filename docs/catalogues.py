"""Write the pages of the reference that list what the code holds: python docs/catalogues.py."""

from collections.abc import Callable
from pathlib import Path

from mou.answers.catalogue import FAMILIES as FINDINGS
from mou.answers.finding import Kind
from mou.formats.columns import COLUMNS, Column
from mou.law.rules import FAMILIES as RULES, Case, Rule

DOCS = Path(__file__).parent
EXAMPLES = DOCS / "finding_examples"
RULES_HEAD = """# Catalogue of rules

The rules that computed dates rest on, each with its source and with worked cases. A step of an explanation names its
rule as `step.rule`, with this `code`, `text` and `source`. `mou rules` prints them, and `mou rules late-notice` prints
one with its cases. [How we count](../explanation/how-we-count.md) explains them with real treaties.

A test computes every case below. This page is written from `src/mou/law/rules/` by `python docs/catalogues.py`.
"""
TABLES_HEAD = """# mou.formats.tables

```{eval-rst}
.. automodule:: mou.formats.tables
   :members:
   :exclude-members: COLUMNS, Column
```

The columns as values are on [a page of their own](columns.md).

The types of columns in Arrow:

| type | in Arrow |
|---|---|
| text | `string` |
| word | `dictionary<int8, string>`: a category in pandas and polars |
| texts | `list<string>` |
| day | `date32` |
| number | `int32` |
| flag | `bool` |
| parties | `list<struct>` of `id`, `name`, `kind`, `acts_for`, `signed_on`, `consented_on`, `status` |
| relations | `list<struct>` of `kind`, `to` |

An uncertain day is empty; the columns with its bounds give the earliest and the latest date.
"""


def rules_page() -> str:
    """Return the catalogue of rules."""
    parts = [RULES_HEAD]
    for family, rules in RULES.items():
        parts.append(f"## {family}\n")
        parts += map(rule_section, rules)
    return "\n".join(parts)


def rule_section(rule: Rule) -> str:
    """Return what the page has of a rule."""
    lines = [f"### {rule.code}\n", f"{rule.text}\n", f"*Source:* {rule.source}.\n"]
    if rule.cases:
        lines += ["| case | question | answer |", "|---|---|---|", *map(case_row, rule.cases), ""]
    return "\n".join(lines)


def case_row(case: Case) -> str:
    """Return the line of a case."""
    source = f" *({case.source})*" if case.source else ""
    return f"| {case.text}{source} | {case.asked} | {case.answer} |"


def findings_page() -> str:
    """Return the catalogue of findings, each with its example."""
    parts = [example("_head")]
    for family, kinds in FINDINGS.items():
        parts.append(f"## {family}\n")
        parts += map(kind_section, kinds)
    return "\n".join(parts)


def kind_section(kind: Kind) -> str:
    """Return what the page has of a kind of finding."""
    return f"### {kind.code}\n\n*{kind.severity}.* {kind.meaning}\n\n{example(kind.code)}"


def example(name: str) -> str:
    """Return a text of `docs/finding_examples/`."""
    return (EXAMPLES / f"{name}.md").read_text(encoding="utf-8")


def tables_page() -> str:
    """Return the page of the columns of tables."""
    parts = [TABLES_HEAD]
    for table, columns in COLUMNS.items():
        parts += [f"## {table}\n", "| column | type | meaning |\n|---|---|---|", *map(column_row, columns), ""]
    return "\n".join(parts)


def column_row(column: Column) -> str:
    """Return the line of a column."""
    never_empty = ", never empty" if column.required else ""
    return f"| `{column.name}` | {column.type}{never_empty} | {column.meaning} |"


PAGES: dict[Path, Callable[[], str]] = {
    DOCS / "reference" / "rules-catalogue.md": rules_page,
    DOCS / "reference" / "findings-catalogue.md": findings_page,
    DOCS / "reference" / "formats" / "tables.md": tables_page,
}

if __name__ == "__main__":
    for path, page in PAGES.items():
        path.write_text(page(), encoding="utf-8")
