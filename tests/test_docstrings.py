"""Docstrings: their examples give the output that they show, and the reference has them all."""

import doctest
import pkgutil
from importlib import import_module
from pathlib import Path
from types import ModuleType

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


def test_the_reference_has_a_page_for_the_module_of_every_public_name():
    reference = Path(__file__).parents[1] / "docs" / "reference"
    pages = [page for page in reference.rglob("*.md") if "automodule" in page.read_text("utf-8")]
    named = {"mou." + ".".join(page.relative_to(reference).with_suffix("").parts) for page in pages}
    assert named <= set(MODULES)
    public = [getattr(mou, name) for name in mou.__all__]
    assert {one.__name__ if isinstance(one, ModuleType) else one.__module__ for one in public} <= named
