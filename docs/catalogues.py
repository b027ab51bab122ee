"""Write the pages of the reference that are generated from the code: python docs/catalogues.py."""

import inspect
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs

import mou
from mou.answers.catalogue import FAMILIES as FINDINGS
from mou.answers.finding import Kind
from mou.formats.columns import COLUMNS, Column
from mou.law.rules import FAMILIES as RULES, Case, Rule

DOCS = Path(__file__).parent
REFERENCE = DOCS / "reference"
EXAMPLES = DOCS / "finding_examples"
RULES_HEAD = """# Catalogue of rules

This page lists the rules from which dates are computed. Each rule has a code, a source and worked cases. In an
explanation, a step refers to its rule as `step.rule`, which has the attributes `code`, `text` and `source`. `mou rules`
prints all rules, and `mou rules late-notice` prints a single rule with its cases.
[How we count](../explanation/how-we-count.md) explains the rules with real treaties.

A test computes every case on this page. `python docs/catalogues.py` writes the page from `src/mou/law/rules/`.
"""
TABLES_HEAD = """# mou.formats.tables

```{eval-rst}
.. automodule:: mou.formats.tables
   :members:
   :exclude-members: COLUMNS, Column
```

[mou.formats.columns](columns.md) contains the columns as Python values.

The tables below name the types of columns as follows:

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

If a day is uncertain, its column is empty, and two further columns contain the earliest and the latest possible day.
"""
INDEX_HEAD = """# Reference

This page lists every public name, grouped by use. The most common names are in `mou` itself, the classes of clauses in
`mou.clauses`, and the classes of answers in `mou.results`. `import mou` is quick: it loads each name when you first
use it.

File formats, findings, rules and data sets have pages of their own:

```{toctree}
:maxdepth: 1

json-format
mapping-file
findings-catalogue
rules-catalogue
datasets/index
states-table
```
"""
TABLE_HEAD = "| name | meaning |\n|---|---|"


def rules_page() -> str:
    """Return the page of all rules."""
    parts = [RULES_HEAD]
    for family, rules in RULES.items():
        parts.append(f"## {family}\n")
        parts += map(rule_section, rules)
    return "\n".join(parts)


def rule_section(rule: Rule) -> str:
    """Return the section of a rule."""
    lines = [f"### {rule.code}\n", f"{rule.text}\n", f"*Source:* {rule.source}.\n"]
    if rule.cases:
        lines += ["| case | question | answer |", "|---|---|---|", *map(case_row, rule.cases), ""]
    return "\n".join(lines)


def case_row(case: Case) -> str:
    """Return the table row of a case."""
    source = f" *({case.source})*" if case.source else ""
    return f"| {case.text}{source} | {case.asked} | {case.answer} |"


def findings_page() -> str:
    """Return the page of all findings, each with its example."""
    parts = [example("_head")]
    for family, kinds in FINDINGS.items():
        parts.append(f"## {family}\n")
        parts += map(kind_section, kinds)
    return "\n".join(parts)


def kind_section(kind: Kind) -> str:
    """Return the section of a kind of finding."""
    return f"### {kind.code}\n\n*{kind.severity}.* {kind.meaning}\n\n{example(kind.code)}"


def example(name: str) -> str:
    """Return a text from `docs/finding_examples/`.

    Raises:
        FileNotFoundError: there is no such text.
    """
    path = EXAMPLES / f"{name}.md"
    if not path.exists():
        raise FileNotFoundError(f"write docs/finding_examples/{name}.md")
    return path.read_text(encoding="utf-8")


def tables_page() -> str:
    """Return the page of `mou.formats.tables`, with the columns of each table."""
    parts = [TABLES_HEAD]
    for table, columns in COLUMNS.items():
        parts += [f"## {table}\n", "| column | type | meaning |\n|---|---|---|", *map(column_row, columns), ""]
    return "\n".join(parts)


def column_row(column: Column) -> str:
    """Return the table row of a column."""
    never_empty = ", never empty" if column.required else ""
    return f"| `{column.name}` | {column.type}{never_empty} | {column.meaning} |"


@attrs.frozen(kw_only=True)
class Group:
    """A group of public names with the same purpose. Each name is documented on the page of its group.

    Attributes:
        page: the path of the page, without its suffix.
        text: the purpose of the names.
        sections: the names in each section of the page, without ``mou.``.
        modules: the modules of the group, each with its page.
        further: other pages to list below the page of the group.
    """

    page: str
    text: str
    sections: dict[str, str] = attrs.field(factory=dict)
    modules: dict[str, str] = attrs.field(factory=dict)
    further: str = ""

    def names(self) -> list[str]:
        """Return the names of all sections."""
        return " ".join(self.sections.values()).split()


GROUPS = {
    "Record": Group(
        page="record",
        text="Agreements, their parties and acts, and the meetings at which they were signed.",
        sections={
            "Agreements": "Agreement AgreementKind Relation RelationKind TreatyRegistration StatedStatus",
            "Parties": "Party PartyKind",
            "Acts": "Act ActKind Signatory SignatureKind",
            "Sources": "Source Certainty",
            "Meetings and forums": "Meeting Participant Delegate Forum Membership Role",
            "Dates and other values": "PartialDate Period results.FrozenMap",
        },
        modules={"world": "world"},
    ),
    "Clauses": Group(
        page="clauses",
        text="The final clauses of an agreement: the fields of its `mou.Term`.",
        sections={
            "The term": "Term",
            "Entry into force": "clauses.OnSignature clauses.OnDate clauses.LastNotification clauses.OnConsentOfAll "
            "clauses.ExchangeOfInstruments clauses.NthInstrument clauses.AllNamed clauses.AllSignatories "
            "clauses.FractionOfSignatories clauses.WeightedShare clauses.OtherInForce clauses.OnEvent "
            "clauses.OnAgreedDate clauses.CountedInstruments",
            "Combined conditions": "clauses.AllOf clauses.AnyOf clauses.NotBefore clauses.OnDateIf",
            "Delays": "clauses.DayAfter clauses.FirstOfMonthAfter clauses.FirstOfKthMonth clauses.OnDayOfYear",
            "Duration": "Until clauses.UntilDayOfYear clauses.UntilEvent Indefinite clauses.EndsOnEvent clauses.Anchor "
            "clauses.Counting",
            "Renewal": "NoRenewal ExpressRenewal TacitRenewal",
            "Withdrawal": "NoWithdrawal WithdrawalOnNotice clauses.NoticeWindow clauses.ExitAt clauses.LockInFrom "
            "clauses.LockInOn clauses.NotAllowed clauses.CountedFrom",
            "Survival": "NoSurvival Survival",
            "Provisional application": "clauses.ProvisionalApplication",
            "Later parties": "clauses.LaterParties clauses.BeforeEntry",
            "Clauses with two readings, or without a date": "clauses.OtherReading clauses.Rider clauses.RiderKind",
        },
        modules={"clauses": "clauses"},
    ),
    "Ask": Group(
        page="ask",
        text=(
            "Get the status, dates and deadlines of a single agreement, of a party, or of all agreements in a register."
        ),
        sections={
            "A single agreement": "lifecycle Lifecycle position expiry_date amendments_binding",
            "A party of an agreement": "participation parties_bound",
            "A register": "Register",
        },
        further="dates law/index",
    ),
    "Answers": Group(
        page="results",
        text=(
            "The classes of computed results. Functions and methods of `mou` return objects of these classes; you do "
            "not create them."
        ),
        sections={
            "Status": "Position results.PartyPosition Status results.Phase",
            "Dates": "Milestone MilestoneKind results.TermPeriod results.Shortfall",
            "Parties": "Participation results.PartySpell results.Statement",
            "Explanations": "results.Answer results.AnswerKind results.Question results.Explanation results.Step "
            "results.Rule",
            "Deadlines of a register": "results.Agenda results.Upcoming results.MissedNotice results.Digest "
            "results.DigestSection results.Reminder results.ReminderKind",
            "Own columns": "results.OwnColumns results.OwnColumn",
        },
        modules={"results": "results"},
    ),
    "Check": Group(
        page="check",
        text="Find questionable data and missing facts, and compare computed dates with published dates.",
        sections={
            "Findings": "check Finding Severity",
            "Open questions": "not_determined results.NotDetermined missing_fields results.MissingField",
        },
        modules={"conformance": "conformance"},
    ),
    "Store": Group(
        page="store",
        text="Read and write files and JSON documents, and compare two registers.",
        sections={
            "Files": "load save RegisterFile",
            "NDJSON": "iter_ndjson write_ndjson",
            "Documents": "loads dumps from_dict to_dict converter",
            "Differences": "diff results.RecordChange results.Change results.ChangeKind",
        },
        modules={"schema": "documents/schema"},
    ),
    "Import and export": Group(
        page="import-export",
        text="Convert spreadsheets and data sets to registers, and registers to calendars, spreadsheets, tables, pages "
        "and plots.",
        modules={
            "importing": "importing",
            "datasets": "datasets",
            "formats": "formats",
            "plot": "formats/plot",
            "bulk": "bulk",
        },
        further="cli",
    ),
    "Errors": Group(
        page="errors",
        text="All exceptions that `mou` defines, and the problems that they list.",
        sections={
            "Exceptions": "MouError ValidationError NameNotResolvedError UnknownIdError DateRangeError "
            "FileChangedError MissingExtraError",
            "Problems": "Problem",
        },
        modules={"errors": "errors"},
    ),
    "Test": Group(
        page="test",
        text="Get random or bundled records to test your own code.",
        modules={"strategies": "strategies", "examples": "examples"},
    ),
}
"""The groups of the reference. Each public name is in exactly one of them."""
INTRODUCED_BY = {
    "Acts": "model.act",
    "The term": "model.term",
    "A party of an agreement": "answers.participations",
    "Open questions": "answers.undetermined",
    "Files": "documents.files",
    "NDJSON": "documents.ndjson",
}
"""Maps the title of a section to the module whose docstring introduces the section."""
WITH_INHERITED = {"Register", "results.Upcoming"}  # classes with public methods of an undocumented base class
NESTED = {"formats/plot"}  # pages that the page of another module lists


def public_names() -> Iterator[str]:
    """Yield all public names without ``mou.``: first those of `mou`, then those of `mou.clauses` and `mou.results`."""
    modules = set(mou._MODULES)  # noqa: SLF001  # the package's own list
    at_package = [name for name in mou.__all__ if name not in modules]
    yield from at_package
    for module in (mou.clauses, mou.results):
        for name in sorted(set(module.__all__) - set(at_package)):
            yield f"{module.__name__.removeprefix('mou.')}.{name}"


def value_of(name: str) -> Any:  # noqa: ANN401  # a class or a function
    """Return the class or function with a public name."""
    module, _, last = f"mou.{name}".rpartition(".")
    return getattr(import_module(module), last)


def name_row(name: str) -> str:
    """Return the table row of a name."""
    return f"| `mou.{name}` | {summary(value_of(name))} |"


def module_row(module: str, page: str) -> str:
    """Return the table row of a module, with a link to its page."""
    return f"| [`mou.{module}`]({page}.md) | {summary(getattr(mou, module))} |"


def summary(value: object) -> str:
    """Return the first line of a docstring."""
    return str(inspect.getdoc(value)).partition("\n")[0].replace("|", "\\|")


def index_page() -> str:
    """Return the page that lists all public names by group."""
    parts = [INDEX_HEAD]
    for title, group in GROUPS.items():
        rows = [*map(name_row, group.names()), *(module_row(*module) for module in group.modules.items())]
        parts += [f"## [{title}]({group.page}.md)\n", f"{group.text}\n", TABLE_HEAD, *rows, ""]
    return "\n".join([*parts, toctree([group.page for group in GROUPS.values()])])


def group_page(title: str) -> str:
    """Return the page of a group."""
    group = GROUPS[title]
    pages = {module: page for module, page in group.modules.items() if page != group.page}
    own = len(pages) < len(group.modules)
    parts = [f"# {title}\n", eval_rst(introduction(group.page)) if own else f"{group.text}\n"]
    for section, names in group.sections.items():
        lines = introduction(INTRODUCED_BY[section]) if section in INTRODUCED_BY else []
        lines += [line for name in names.split() for line in directive(name)]
        parts += [f"## {section}\n", eval_rst(lines)]
    if pages:
        parts += ["## Modules\n", TABLE_HEAD, *(module_row(*module) for module in pages.items()), ""]
    further = [*(page for page in pages.values() if page not in NESTED), *group.further.split()]
    return "\n".join([*parts, *([toctree(further)] if further else [])])


def introduction(module: str) -> list[str]:
    """Return the lines that show the docstring of a module."""
    return [f".. automodule:: mou.{module}", "   :no-members:", ""]


def directive(name: str) -> list[str]:
    """Return the lines that document a name."""
    value = value_of(name)
    if not isinstance(value, type):
        return [f".. autofunction:: mou.{name}", ""]
    kind = "autoexception" if issubclass(value, Exception) else "autoclass"
    inherited = ["   :inherited-members:"] if name in WITH_INHERITED else []
    return [f".. {kind}:: mou.{name}", "   :members:", *inherited, ""]


def eval_rst(lines: list[str]) -> str:
    """Return a block of reStructuredText."""
    return "\n".join(["```{eval-rst}", *lines[:-1], "```", ""])


def toctree(pages: list[str]) -> str:
    """Return a hidden table of contents, which puts pages below the current page."""
    return "\n".join(["```{toctree}", ":hidden:", "", *pages, "```", ""])


PAGES: dict[Path, Callable[[], str]] = {
    REFERENCE / "rules-catalogue.md": rules_page,
    REFERENCE / "findings-catalogue.md": findings_page,
    REFERENCE / "formats" / "tables.md": tables_page,
    REFERENCE / "index.md": index_page,
    **{REFERENCE / f"{group.page}.md": partial(group_page, title) for title, group in GROUPS.items()},
}

if __name__ == "__main__":
    for path, page in PAGES.items():
        path.write_text(page(), encoding="utf-8")
