"""What all tests share: how hard Hypothesis tries, and that examples in the documentation are run."""

import os
from contextlib import ExitStack, chdir
from doctest import ELLIPSIS
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser

# Choose another with --hypothesis-profile. Those that run by themselves try the same examples every time, so that a
# clone's tests tell the same everywhere; `explore` and `nightly` draw new ones. `thousands` is for the tests that try
# few examples by default (`cheaply` in tests/histories.py): CI runs those with it.
settings.register_profile("dev", deadline=None, derandomize=True, database=None)
settings.register_profile("explore", deadline=None)
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thousands", settings.get_profile("ci"), max_examples=1000)
settings.register_profile("nightly", deadline=None, max_examples=10_000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") else "dev")

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
    setup=_into_a_folder,
    teardown=_out_of_it,
).pytest()
