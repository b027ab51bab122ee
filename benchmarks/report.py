"""Tables of the results, and the part of the README that shows the latest results."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs

import mou
from benchmarks.contenders import ALL, LABELS
from benchmarks.tasks import BY_LINE, PAUSED

HERE = Path(__file__).parent
README = HERE / "README.md"
NONE = "n/a"

Rows = Iterable[Iterable[str]]


def fingerprint() -> str:
    """Return a digest of the imported `mou`, which shows whether its code has changed since the measurement."""
    digest = sha256()
    home = Path(mou.__path__[0])
    for path in sorted(home.rglob("*.py")):
        digest.update(f"{path.relative_to(home).as_posix()}\n{path.read_text('utf-8')}\n".encode())
    return digest.hexdigest()[:16]


def table(head: Iterable[str], rows: Rows, left: tuple[int, ...] = (0,)) -> str:
    """Return a Markdown table. Columns are aligned to the right, except the columns in `left`."""
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]

    def row(cells: list[str]) -> str:
        padded = zip(cells, widths, strict=True)
        return f"| {' | '.join(c.ljust(w) if i in left else c.rjust(w) for i, (c, w) in enumerate(padded))} |"

    rule = f"|{'|'.join('-' * (width + 1) + '-:'[index not in left] for index, width in enumerate(widths))}|"
    return "\n".join([row(lines[0]), rule, *map(row, lines[1:])])


def _times(ratio: dict[str, float] | None) -> str:
    if ratio is None:
        return NONE
    return f"{ratio['median']:.2f} ({ratio['q1']:.2f} to {ratio['q3']:.2f})"


def _micro(taken: dict[str, Any]) -> str:
    value = taken["ns"]["median"] / 1000
    return f"{value:,.1f}" if value < 1000 else f"{value:,.0f}"


def _every(results: dict[str, Any]) -> list[str]:
    """Return the keys of the contenders that have results, in the order of `ALL`."""
    return [contender.key for contender in ALL if contender.key in results]


def _strictness(found: dict[str, Any]) -> str:
    rows = []
    for key, taken in found["accepted"].items():
        names = ", ".join(taken) if len(taken) <= 8 else ", ".join(taken[:8]) + f", and {len(taken) - 8} more"
        rows.append([LABELS[key], str(len(taken)), names or "-"])
    text = (
        f"All read the {found['good']} good documents and write them again, key by key in the same order. "
        f"Of {found['kinds']} kinds of broken ones, each accepts:\n\n"
    )
    text += table(["", "accepted", "which"], rows, left=(0, 2))
    for key, why in found["absent"].items():
        text += f"\n\n{LABELS[key]}: not measured, as {why}."
    return text


def _two_kinds(found: dict[str, Any]) -> str:
    two, many = found["bilateral"], found["multilateral"]
    floor = two.get("orjson", {}).get("ns")
    rows = [
        [
            LABELS[key],
            _micro(two[key]),
            _times(two[key]["ratio"]),
            NONE if floor is None else f"{floor['median'] / two[key]['ns']['median']:.2f}",
            _micro(many[key]),
            _times(many[key]["ratio"]),
        ]
        for key in _every(two)
    ]
    head = ["", "bilateral, µs", "× pydantic", "× orjson", "multilateral, µs", "× pydantic"]
    return table(head, rows)


def _ndjson(found: dict[str, Any]) -> str:
    keys = [key for one in ALL for key in (one.key, f"{one.key}, status") if key in found]
    rows = [
        [
            LABELS[key.partition(",")[0]] + (" and status on a day" if "," in key else ""),
            _micro(found[key]),
            f"{1e9 / found[key]['ns']['median']:,.0f}",
            _times(found[key]["ratio"]),
        ]
        for key in keys
    ]
    return table(["", "µs a line", "lines/s", "× pydantic"], rows)


def _label(key: str) -> str:
    name, comma, how = key.partition(",")
    return LABELS[name] + comma + how


def _kept(found: dict[str, Any]) -> str:
    contenders = found["contenders"]
    rows = []
    for key in [key for one in ALL for key in (one.key, one.key + BY_LINE, one.key + PAUSED) if key in contenders]:
        seconds, rss = contenders[key]["seconds"], contenders[key].get("rss")
        rows.append(
            [
                _label(key),
                f"{seconds['median']:.2f}",
                f"{seconds['median'] / found['count'] * 1e6:,.1f}",
                _times(seconds["ratio"]),
                NONE if rss is None else f"{rss['median']:,.0f}",
            ]
        )
    return table(["", f"s for {found['count']:,}", "µs each", "× pydantic", "bytes each (RSS)"], rows)


def _document(found: dict[str, Any]) -> str:
    contenders = found["contenders"]
    rows = [
        [LABELS[key], f"{contenders[key]['seconds']['median']:.2f}", _times(contenders[key]["seconds"]["ratio"])]
        for key in _every(contenders)
    ]
    return table(["", f"s for {found['count']:,}", "× pydantic"], rows)


def _memory(found: dict[str, Any]) -> str:
    contenders = found["contenders"]
    rows = [
        [
            LABELS[key],
            f"{contenders[key]['traced']['median']:,.0f}",
            "1"
            if key == "pydantic"
            else f"1/{contenders[key]['traced']['ratio']['median']:.2f}"
            if contenders[key]["traced"]["ratio"]
            else NONE,
        ]
        for key in _every(contenders)
    ]
    return table(["", "bytes a record", "of pydantic's"], rows)


def _lifecycle(found: dict[str, Any]) -> str:
    two, many = found["bilateral"], found["multilateral"]
    loads = [name for name in two if name.startswith("load")]

    def cells(kind: dict[str, Any], name: str) -> list[str]:
        taken = kind[name]["ns"]["median"]
        return [_micro(kind[name]), *(f"{taken / kind[load]['ns']['median']:.2f}" for load in loads)]

    head = ["", *(f"{kind}{what}" for kind in ("bilateral", "multilateral") for what in (", µs", *map(_of, loads)))]
    return table(head, [[name, *cells(two, name), *cells(many, name)] for name in two])


def _of(load: str) -> str:
    return f": × {load}"


def _days(found: dict[str, Any]) -> str:
    rows = [
        [name, f"{int(count):,}", _micro(one), _times(one["ratio"])]
        for count, taken in found["agreements"].items()
        for name, one in taken.items()
    ]
    head = [f"{found['days']} days", "agreements", "µs an agreement", "× one by one"]
    return table(head, rows)


def _arithmetic(found: dict[str, Any]) -> str:
    rows = [[name, f"{one['ns']['median']:,.0f}", _times(one["ratio"])] for name, one in found.items()]
    return table(["", "ns", "× relativedelta, prebuilt"], rows)


def _imports(found: dict[str, Any]) -> str:
    rows = [
        [name, f"{one['ns']['median'] / 1e6:.1f}", f"{one['ns']['min'] / 1e6:.1f}", f"{1 / one['ratio']['median']:.2f}"]
        for name, one in found.items()
    ]
    return table(["", "ms, median", "ms, least", "× attrs and cattrs"], rows)


TITLES: dict[str, tuple[str, Callable[[dict[str, Any]], str]]] = {
    "strictness": ("Before anything is timed: who accepts what", _strictness),
    "load": ("Load with full validation, each record dropped", _two_kinds),
    "write": ("Write, keys in the order of the class", _two_kinds),
    "ndjson": ("A file read line by line, each record dropped", _ndjson),
    "kept": ("Load a file and keep all, as each library's user would", _kept),
    "document": ("Load all from one document and keep them", _document),
    "memory": ("Memory that Python allocates for a bilateral record", _memory),
    "lifecycle": ("Lifecycle and status on a day, after loading", _lifecycle),
    "days": ("Status on many days, after loading", _days),
    "arithmetic": ("18 months added to a day", _arithmetic),
    "imports": ("Imports, in fresh interpreters", _imports),
}


def _at(found: dict[str, Any], *way: str) -> float | None:
    value: Any = found
    for key in way:
        if not isinstance(value, dict) or key not in value:
            return None
        value = value[key]
    return value


def _most_accepted(tasks: dict[str, Any]) -> float | None:
    accepted = tasks.get("strictness", {}).get("accepted", {})
    counts = [len(accepted[key]) for key in ("mou", "mou-fast") if key in accepted]
    return max(counts) if counts else None


def _importing(tasks: dict[str, Any]) -> float | None:
    ratio = _at(tasks, "imports", "mou", "ratio", "median")
    return None if ratio is None else 1 / ratio


def _ratio(*way: str) -> Callable[[dict[str, Any]], float | None]:
    return lambda tasks: _at(tasks, *way, "ratio", "median")


# For each goal: its description, the function that gets the measured figure, the goal, and whether more is better.
GOALS: tuple[tuple[str, Callable[[dict[str, Any]], float | None], float, bool], ...] = (
    ("load, bilateral, mou[fast]: × pydantic", _ratio("load", "bilateral", "mou-fast"), 1.5, True),
    ("load, multilateral, mou[fast]: × pydantic", _ratio("load", "multilateral", "mou-fast"), 2.4, True),
    ("load, bilateral, mou: × pydantic", _ratio("load", "bilateral", "mou"), 0.35, True),
    ("load, multilateral, mou: × pydantic", _ratio("load", "multilateral", "mou"), 0.35, True),
    ("load a file and keep all, mou[fast]: × pydantic", _ratio("kept", "contenders", "mou-fast", "seconds"), 5, True),
    ("write, bilateral, mou: × pydantic", _ratio("write", "bilateral", "mou"), 1.2, True),
    ("write, bilateral, mou[fast]: × pydantic", _ratio("write", "bilateral", "mou-fast"), 2, True),
    (
        "lifecycle and status: × load through mou[fast]",
        lambda tasks: _at(tasks, "lifecycle", "bilateral", "lifecycle and status", "of the fast load"),
        1,
        False,
    ),
    ("mou.dates.periods.add: × relativedelta, prebuilt", _ratio("arithmetic", "mou.dates.periods.add"), 5, True),
    ("import mou: × import attrs, cattrs", _importing, 1.3, False),
    ("memory, pydantic: × mou", _ratio("memory", "contenders", "mou", "traced"), 3, True),
    ("memory, pydantic: × mou[fast]", _ratio("memory", "contenders", "mou-fast", "traced"), 3, True),
    ("kinds of broken documents accepted, both doors", _most_accepted, 0, False),
)


def _goals(tasks: dict[str, Any]) -> str:
    rows = []
    for what, measure, goal, more in GOALS:
        found = measure(tasks)
        reached = NONE if found is None else "yes" if (found >= goal if more else found <= goal) else "no"
        rows.append([what, f"{'≥' if more else '≤'} {goal:g}", NONE if found is None else f"{found:.2f}", reached])
    return table(["", "goal", "measured", "reached"], rows)


def markdown(results: dict[str, Any], heading: str = "###") -> str:
    """Return all tables of one run as Markdown."""
    tasks = results["tasks"]
    libraries = ", ".join(f"{name} {number}" for name, number in results["libraries"].items())
    commit = results["commit"] or "unknown"
    changed = " with changes that are not committed" if results["changed"] else ""
    machine = results["machine"]
    where = f"{machine['python']} on {machine['system']}, {machine['cores']} cores"
    how = f"{results['size']} run, {where}, processor time, garbage collection on"
    blocks = [f"Measured on {results['date']} at commit `{commit}`{changed}: {how}. {libraries}."]
    for name, (title, render) in TITLES.items():
        if name in tasks:
            blocks.append(f"{heading} {title}\n\n{render(tasks[name])}")
    blocks.append(f"{heading} The project's goals\n\n{_goals(tasks)}")
    return "\n\n".join(blocks) + "\n"


@attrs.frozen
class Figures:
    """The figures of one script, which the README shows between two markers.

    Attributes:
        script: the script that measures the figures and writes them into the README.
        begin: the marker before the figures.
        end: the marker after the figures.
        latest_path: the file with the results that the README shows.
    """

    script: str
    begin: str
    end: str
    latest_path: Path

    @property
    def forgotten(self) -> str:
        """The text that replaces figures of an earlier version of the code."""
        return (
            "There are no figures here: the code has changed since they were last measured. Run\n"
            f"`python benchmarks/{self.script} --write` to measure again.\n"
        )

    def shown(self) -> str:
        """Return the text between the markers in the README."""
        _, _, rest = README.read_text("utf-8").partition(self.begin)
        return rest.partition(self.end)[0]

    def show(self, text: str) -> None:
        """Replace the text between the markers in the README."""
        before, mark, rest = README.read_text("utf-8").partition(self.begin)
        _, end, after = rest.partition(self.end)
        README.write_text(before + mark + text + end + after, "utf-8", newline="\n")

    def latest(self) -> dict[str, Any]:
        """Return the results that the README shows."""
        return json.loads(self.latest_path.read_text("utf-8"))


SPEED = Figures(
    "run.py",
    "<!-- results: written by run.py -->\n",
    "<!-- end of results -->",
    HERE / "results" / "latest.json",
)
GROWTH = Figures(
    "growth.py",
    "<!-- growth: written by growth.py -->\n",
    "<!-- end of growth -->",
    HERE / "results" / "growth.json",
)
