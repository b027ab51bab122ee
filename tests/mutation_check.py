"""See whether the tests notice changes of the law: python tests/mutation_check.py --seed 1 --count 300

Each mutant changes one place of a module of rules in a copy of the tree, and the tests of the law run until one fails.
First all tests run once, to see which of them run which line; then each mutant is tried with the tests that run its
line, and what survives those, with all. docs/decisions/0024-mutation-check.md says what this is for.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

import attrs

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(Path(__file__).parent))

from mutants import Key, Mutant, mutants_of, sample  # noqa: E402 - a script imports what lies beside it

EQUIVALENT = Path(__file__).with_name("equivalent_mutants.toml")
PACKAGE = "src/mou"
MODULES = (
    "law/entry law/signatures law/thresholds law/act_of_each law/consent_of_all law/fixed_days "
    "law/combined_conditions law/other_in_force law/who_stayed law/schedule law/counting law/first_period "
    "law/prolongation law/shown_renewal law/term_schedule law/exits law/notice_effects law/late_notice "
    "law/end_of_period law/non_renewal law/withdrawal_clause law/silent_on_withdrawal law/revoked_or_suspended "
    "law/course law/ending law/minimum_parties law/supersession law/survival law/provisional law/suspension "
    "law/unrecorded_consent law/never_in_force law/lives law/facts law/readings law/spans law/standing law/extensions "
    "law/needed_consents law/terminations answers/bounds "
    "dates/periods dates/shifting dates/delays answers/accounts"
).split()
"""The modules of rules; those that do not exist are left out, each by its room."""
TESTS = (
    "lifecycle* schedule* entry* thresholds* exits* findings* participations* milestones* act* conformance* "
    "periods* delays* readings* facts* lives* course* standing* extensions* accounts* law* answers* no_wrong_date* "
    "deadlines* register_questions* lives_and_ends* consents_and_entry* notices_and_periods* amendments*"
).split()
"""The tests of the law, as patterns of names."""
NOT_COPIED = ".git .venv* venv node_modules build dist _build .hypothesis .*_cache *.egg-info".split()
KILLED, SURVIVED, TIMEOUT, LISTED = "killed", "survived", "timeout", "equivalent"
NO_TEST = "no test runs this line"


@attrs.define
class Verdict:
    """What became of a mutant, which has a number in the sample: which test failed, or why none did."""

    number: int
    mutant: Mutant
    outcome: str
    note: str = ""
    seconds: float = 0.0


@attrs.define
class Tree:
    """A copy of the tree, in which one mutant at a time is tried."""

    path: Path

    def run(self, command: list[str], timeout: float, *, compiles: bool = False) -> int | None:
        """Run a command; `None` where it took too long.

        Args:
            command: the command.
            timeout: the most seconds.
            compiles: whether compiled modules are kept for the runs to come.
        """
        settings = {
            "PYTHONPATH": str(self.path / "src"),
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "" if compiles else "1",
        }
        with subprocess.Popen(  # noqa: S603
            command,
            cwd=self.path,
            env={**os.environ, **settings},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            try:
                return process.wait(timeout)
            except subprocess.TimeoutExpired:
                if os.name == "posix":
                    os.killpg(process.pid, signal.SIGKILL)  # with what it started
                process.kill()
                return None

    def test(self, files: list[str], tests: list[str] | None, timeout: float, modules: Iterable[str] = ()) -> Any:
        """Run tests in the order given; the result that the worker wrote, or `None` where it wrote none in time."""
        task, result = self.path / "task.json", self.path / "result.json"
        result.unlink(missing_ok=True)
        wanted = {"files": files, "tests": tests, "modules": list(modules), "result": str(result)}
        task.write_text(json.dumps(wanted), "utf-8")
        worker = self.path / "tests" / "mutation_worker.py"
        command = [sys.executable, str(worker), str(task)]
        if self.run(command, timeout, compiles=tests is None) is None:
            return None
        return json.loads(result.read_text("utf-8")) if result.exists() else {"code": -1, "failed": None}

    def with_mutant(self, mutant: Mutant) -> Path:
        """Put a mutant into the tree."""
        path = self.path / PACKAGE / f"{mutant.module}.py"
        path.write_text(mutant.mutated, "utf-8", newline="\n")
        os.utime(path, (1, 1))  # so that no compiled module is taken for that of this text
        return path

    def without(self, mutant: Mutant) -> None:
        """Put the module back as it was."""
        original = ROOT / PACKAGE / f"{mutant.module}.py"
        path = self.path / PACKAGE / f"{mutant.module}.py"
        path.write_bytes(original.read_bytes())
        times = original.stat()
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


@attrs.define
class Checker:
    """Tries mutants.

    Attributes:
        files: the files of tests.
        command: a command that runs tests in place of these; it fails where a mutant is noticed.
        timeout: the least seconds after which a mutant is taken as one that never ends.
        lines: by module and line, the ids of the tests that run it.
        seconds: how long each test takes.
    """

    files: list[str]
    command: list[str]
    timeout: float
    lines: dict[str, dict[str, list[str]]] = attrs.field(factory=dict)
    seconds: dict[str, float] = attrs.field(factory=dict)

    def prepare(self, tree: Tree, modules: Iterable[str]) -> None:
        """Run all tests on the unchanged code: they must pass, and each line gets the tests that run it."""
        if self.command:
            begun = monotonic()
            if tree.run(self.command, 100 * self.timeout) != 0:
                raise SystemExit("the tests fail without any change")
            self.seconds = {"": monotonic() - begun}
            return
        paths = {module: str(tree.path / PACKAGE / f"{module}.py") for module in modules}
        result = tree.test(self.files, None, 100 * self.timeout, paths.values())
        if result is None or result["code"] != 0:
            raise SystemExit(f"the tests fail without any change: {result and result['failed']}")
        self.seconds = result["seconds"]
        self.lines = {module: result["lines"][path] for module, path in paths.items()}

    def stages(self, mutant: Mutant) -> list[list[str]]:
        """The tests in turns, the quickest first: of the module itself that run a mutant's lines, others, the rest."""
        first, last = mutant.lines
        of_lines = self.lines.get(mutant.module, {})
        names = {name for line in range(first, last + 1) for name in of_lines.get(str(line), ())}
        if "" in names:  # run on import, so by all
            names = set(self.seconds)
        own = f"test_{mutant.module.rpartition('/')[2].strip('_')}"
        stages: list[list[str]] = [[], [], []]
        for name in sorted(self.seconds, key=self.seconds.__getitem__):
            stages[2 if name not in names else 0 if own in name else 1].append(name)
        return stages

    def try_out(self, number: int, mutant: Mutant, tree: Tree) -> Verdict:
        """Run the tests against a mutant, until one fails."""
        begun = monotonic()
        tree.with_mutant(mutant)
        try:
            outcome, note = self._by_command(tree) if self.command else self._by_tests(mutant, tree)
        finally:
            tree.without(mutant)
        return Verdict(number, mutant, outcome, note, monotonic() - begun)

    def _by_command(self, tree: Tree) -> tuple[str, str]:
        code = tree.run(self.command, max(self.timeout, 5 * sum(self.seconds.values())))
        return (TIMEOUT, "") if code is None else (KILLED, f"exit code {code}") if code else (SURVIVED, "")

    def _by_tests(self, mutant: Mutant, tree: Tree) -> tuple[str, str]:
        *some, rest = self.stages(mutant)
        if not any(some):
            return SURVIVED, NO_TEST
        # The rest too: of what is kept for the next call, the map knows only the first test that asked for it.
        for tests in filter(None, (*some, rest)):
            files = sorted({name.partition("::")[0] for name in tests})
            expected = sum(self.seconds[name] for name in tests)
            result = tree.test(files, tests, max(self.timeout, 5 * expected))
            if result is None:
                return TIMEOUT, ""
            if result["code"] != 0:
                return KILLED, result["failed"] or "the tests could not be collected"
        return SURVIVED, ""


def modules_of(names: Iterable[str], root: Path | None = None) -> list[str]:
    """The modules with these names, wherever they lie below the package."""
    package = (root or ROOT) / PACKAGE
    paths = sorted(path for name in names for path in package.rglob(f"{name}.py"))
    return [path.relative_to(package).with_suffix("").as_posix() for path in paths]


def every(modules: Iterable[str]) -> list[Mutant]:
    """All mutants of some modules."""
    return [
        mutant
        for module in modules
        for mutant in mutants_of(module, (ROOT / PACKAGE / f"{module}.py").read_text("utf-8"))
    ]


def equivalents(path: Path | None = None) -> dict[Key, str]:
    """The mutants that change nothing, each with the reason."""
    path = path or EQUIVALENT
    entries = tomllib.loads(path.read_text("utf-8")).get("mutant", []) if path.exists() else []
    return {
        (one["module"], one["function"], one["before"], one["after"], one.get("number", 0)): one["reason"]
        for one in entries
    }


def entry(mutant: Mutant) -> str:
    """What the list of equivalents says of a mutant, but for the reason."""
    module, function, before, after, number = mutant.key
    texts = {"module": module, "function": function, "before": before, "after": after}
    lines = [f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in texts.items()]
    return "\n".join(["[[mutant]]", *lines, *([f"number = {number}"] if number else []), 'reason = ""'])


def check(checker: Checker, mutants: dict[int, Mutant], processes: int, modules: Iterable[str]) -> Iterator[Verdict]:
    """Try all mutants, several at once."""
    with TemporaryDirectory() as folder:
        first = Path(folder) / "tree-0"
        copytree(ROOT, first, ignore=ignore_patterns(*NOT_COPIED))
        print("running the tests once without any change ...", file=sys.stderr, flush=True)
        checker.prepare(Tree(first), modules)
        trees: SimpleQueue[Tree] = SimpleQueue()
        trees.put(Tree(first))
        for number in range(1, processes):
            trees.put(Tree(Path(copytree(first, Path(folder) / f"tree-{number}"))))

        def verdict(number: int) -> Verdict:
            tree = trees.get()
            try:
                return checker.try_out(number, mutants[number], tree)
            finally:
                trees.put(tree)

        with ThreadPoolExecutor(processes) as pool:
            try:
                for one in pool.map(verdict, mutants):
                    where = f"{one.mutant.module}:{one.mutant.lines[0]}"
                    line = f"{one.number} {where} {one.mutant.operator}: {one.outcome} in {one.seconds:.1f} s"
                    print(f"{line} {one.note}".rstrip(), file=sys.stderr, flush=True)
                    yield one
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)  # those that run end by themselves
                raise


def report(verdicts: list[Verdict]) -> str:
    """The survivors, each with its diff, and the figure."""
    counts = {
        outcome: sum(one.outcome == outcome for one in verdicts) for outcome in (KILLED, TIMEOUT, LISTED, SURVIVED)
    }
    parts = [
        f"Survivor {one.number}: {one.mutant.module}, {one.mutant.function or 'module'}: {one.mutant.operator}"
        f"{f' ({one.note})' if one.note else ''}\n\n{one.mutant.diff}\n\n{entry(one.mutant)}"
        for one in verdicts
        if one.outcome == SURVIVED
    ]
    parts.append(
        f"{len(verdicts)} mutants, {counts[KILLED] + counts[TIMEOUT]} killed ({counts[TIMEOUT]} by time), "
        f"{counts[LISTED]} equivalent (listed), {counts[SURVIVED]} survivors"
    )
    return "\n\n".join(parts)


def as_json(verdicts: list[Verdict], options: argparse.Namespace) -> dict[str, Any]:
    """The verdicts as values of JSON."""
    return {
        "seed": options.seed,
        "count": options.count,
        "mutants": [
            {
                "number": one.number,
                "module": one.mutant.module,
                "function": one.mutant.function,
                "line": one.mutant.lines[0],
                "operator": one.mutant.operator,
                "before": one.mutant.before,
                "after": one.mutant.after,
                "outcome": one.outcome,
                "note": one.note,
                "seconds": round(one.seconds, 2),
            }
            for one in verdicts
        ],
    }


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="See whether the tests notice changes of the law.")
    parser.add_argument("--seed", type=int, default=1, help="which sample to draw (default: 1)")
    parser.add_argument("--count", type=int, default=300, help="how many mutants (default: 300); 0 for all there are")
    parser.add_argument("--modules", nargs="+", default=MODULES, metavar="NAME", help=f"default: {' '.join(MODULES)}")
    parser.add_argument("--tests", nargs="+", metavar="GLOB", help="files of tests; default: those of the law")
    parser.add_argument("--command", help="run this command for each mutant in place of chosen tests")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many at once")
    parser.add_argument("--timeout", type=float, default=30, help="the least seconds for a mutant (default: 30)")
    parser.add_argument("--recheck", action="store_true", help="also try the mutants that are listed as equivalent")
    parser.add_argument("--only", type=int, nargs="+", metavar="N", help="try only these mutants of the sample")
    parser.add_argument("--show", type=int, metavar="N", help="print mutant N of the sample, and run nothing")
    parser.add_argument("--output", type=Path, metavar="FILE", help="where the JSON goes")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line asks for; 1 where a mutant survived."""
    options = _options(arguments)
    modules = modules_of(options.modules)
    if not modules:
        raise SystemExit(f"no module of that name: {' '.join(options.modules)}")
    known = every(modules)
    mutants = dict(enumerate(sample(known, options.count or len(known), options.seed)))
    if options.show is not None:
        mutant = mutants[options.show]
        print(f"{mutant.operator}\n\n{mutant.diff}\n\n{entry(mutant)}")
        return 0
    if options.only:
        mutants = {number: mutants[number] for number in options.only}
    patterns = options.tests or [f"tests/{folder}test_{name}.py" for name in TESTS for folder in ("", "property/")]
    files = sorted({path.relative_to(ROOT).as_posix() for pattern in patterns for path in ROOT.glob(pattern)})
    if not files:
        raise SystemExit(f"no file of tests: {' '.join(patterns)}")
    listed = {} if options.recheck else equivalents()
    checker = Checker(files, shlex.split(options.command or ""), options.timeout)
    to_try = {number: mutant for number, mutant in mutants.items() if mutant.key not in listed}
    verdicts = [
        Verdict(number, mutant, LISTED, listed[mutant.key])
        for number, mutant in mutants.items()
        if mutant.key in listed
    ]
    verdicts += check(checker, to_try, options.processes, modules)
    print(report(verdicts))
    if options.output:
        options.output.write_text(json.dumps(as_json(verdicts, options), indent=1) + "\n", "utf-8", newline="\n")
    return int(any(one.outcome == SURVIVED for one in verdicts))


if __name__ == "__main__":
    sys.exit(main())
