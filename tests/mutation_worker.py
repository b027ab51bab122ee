"""Run tests in a copy of the tree, for `mutation_check.py`: python tests/mutation_worker.py TASK

TASK is a file of JSON with the files of tests, the ids of the tests to run in that order (`null`: all), the modules to
map (`[]`: none), and the file for the result.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

MEMORY = 6 * 2**30
"""Bytes that a mutant can take before it fails: one that never ends must not fill the machine's memory."""


class Selection:
    """Runs chosen tests in a given order, and remembers how long each took and which one failed first."""

    def __init__(self, wanted: list[str] | None) -> None:
        self.wanted = wanted
        self.seconds: dict[str, float] = {}
        self.failed: str | None = None

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.wanted is not None:
            by_id = {item.nodeid: item for item in items}
            items[:] = [by_id[name] for name in self.wanted if name in by_id]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration
        if report.failed and self.failed is None:
            self.failed = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and self.failed is None:
            self.failed = report.nodeid


class Lines:
    """Maps each line of some modules to the tests that run it; to "" where it is run by no test, but on import."""

    def __init__(self, modules: list[str]) -> None:
        from coverage import Coverage

        self.modules = modules
        self.coverage = Coverage(data_file=None, config_file=False, include=modules)
        self.coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        self.coverage.switch_context(item.nodeid)
        result = yield
        self.coverage.switch_context("")
        return result

    def found(self) -> dict[str, dict[int, list[str]]]:
        self.coverage.stop()
        data = self.coverage.get_data()
        return {module: data.contexts_by_lineno(module) for module in self.modules}


def main(task: dict[str, Any]) -> None:
    """Do a task and write its result."""
    try:
        import resource
    except ImportError:  # there is none on Windows
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    selection = Selection(task["tests"])
    plugins: list[object] = [selection]
    lines = None
    if task["modules"]:
        lines = Lines(task["modules"])
        plugins.append(lines)
    options = [] if lines else ["-x"]
    code = pytest.main([*options, "-q", "--tb=no", "-p", "no:cacheprovider", "-n0", *task["files"]], plugins=plugins)
    result = {
        "code": int(code),
        "failed": selection.failed,
        "seconds": selection.seconds,
        "lines": lines.found() if lines else {},
    }
    Path(task["result"]).write_text(json.dumps(result), "utf-8")


if __name__ == "__main__":
    os.environ["COVERAGE_CORE"] = "ctrace"  # the other cores know no contexts
    main(json.loads(Path(sys.argv[1]).read_text("utf-8")))
