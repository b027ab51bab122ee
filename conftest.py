"""What all tests share: how hard Hypothesis tries, and that examples in the documentation are run."""

import gc
import os
from contextlib import ExitStack, chdir
from doctest import ELLIPSIS
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser

# The same examples every time, in every clone, so that CI passes or fails because of the change under test.
# `quick` is for `pytest`, `thorough` for `pytest --thorough`, and `thousands` for the laws that hold of
# every record, in tests/property/test_{accounts,one_answer,deadlines}.py: CI runs those with it.
# `explore` and `fuzz` draw new examples; `nox -s fuzz` runs the laws with `fuzz`.
_always = settings(
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("quick", _always, max_examples=20)
settings.register_profile("thorough", _always, max_examples=100)
settings.register_profile("thousands", _always, max_examples=1000)
settings.register_profile("explore", deadline=None)
settings.register_profile("fuzz", _always, max_examples=2000, derandomize=False)
settings.load_profile("quick")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that runs every test."""
    parser.addoption("--thorough", action="store_true", help="run every test, with many examples for each property")


def pytest_configure(config: pytest.Config) -> None:
    """Try as many examples as were asked for."""
    config.addinivalue_line("markers", "thorough: takes long, so it runs with --thorough only")
    profile = config.getoption("--hypothesis-profile")
    if config.getoption("--thorough") and not profile:
        settings.load_profile("thorough")
    if profile != "explore":
        # Hypothesis also draws constants from the source of the modules loaded so far. Examples would then differ with
        # the tests that ran before, with every change of the source, and between the tree and the installed wheel.
        providers._get_local_constants = providers.Constants  # noqa: SLF001


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes long, unless asked for, and put tests of properties last."""
    items.sort(key=lambda item: item.path.parent.name == "property")
    if config.getoption("--thorough"):
        return
    left_out = [item for item in items if item.get_closest_marker("thorough")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("thorough")]
        config.stash[_LEFT_OUT] = len(left_out)


def pytest_collection_finish() -> None:
    """Keep the modules and the collected tests out of garbage collection, which would go through them each time."""
    gc.collect()
    gc.freeze()


_LEFT_OUT = pytest.StashKey[int]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was left out."""
    left_out = config.stash.get(_LEFT_OUT, 0)
    if left_out:
        terminalreporter.line(f"{left_out} tests that take long were left out: pytest --thorough runs them as well.")


# No window opens where there is a screen.
os.environ.setdefault("MPLBACKEND", "agg")

_FOLDER = "_folder"


def _into_a_folder(namespace: dict[str, Any]) -> None:
    """Run a document's examples in a folder of their own, so that they can write files, beside what is in examples/."""
    with ExitStack() as stack:
        room = stack.enter_context(TemporaryDirectory())
        copytree(Path(__file__).parent / "examples", Path(room) / "examples")
        stack.enter_context(chdir(room))
        namespace[_FOLDER] = stack.pop_all()


def _out_of_it(namespace: dict[str, Any]) -> None:
    namespace[_FOLDER].close()


# Every ```python block of README.md and docs/ is run; where it holds >>> examples, their output is compared.
pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), SkipParser()],
    patterns=["*.md"],
    excludes=["docs/finding_examples/*"],  # they are run on the page that docs/catalogues.py makes of them
    setup=_into_a_folder,
    teardown=_out_of_it,
).pytest()
