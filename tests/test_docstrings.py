"""Docstrings: their examples give the output that they show, and the reference has them all."""

import doctest
import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest

import mou

# Imported by name, so that the installed library is tested where there is no tree.
MODULES = ["mou", *(module.name for module in pkgutil.walk_packages(mou.__path__, "mou."))]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name):
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    report: list[str] = []
    for example in doctest.DocTestFinder().find(import_module(name)):
        runner.run(example, out=report.append)
    if report:
        pytest.fail("".join(report), pytrace=False)


def test_the_pages_of_modules_are_of_modules_that_exist():
    reference = Path(__file__).parents[1] / "docs" / "reference"
    text = "\n".join(page.read_text("utf-8") for page in reference.rglob("*.md"))
    named = re.findall(r"^\.\. automodule:: (.+)$", text, re.MULTILINE)
    assert len(named) == len(set(named))
    assert set(named) <= set(MODULES)
    assert {f"mou.{module}" for module in mou._MODULES.values()} <= set(named)
