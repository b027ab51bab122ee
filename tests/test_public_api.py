"""The names that users import, what importing costs, and what all classes have in common."""

import ast
import copy
import pickle
import subprocess
import sys
from enum import StrEnum
from importlib import import_module
from pathlib import Path

import attrs
import jedi
import pytest
from records import PUBLIC

import mou

HEAVY = "attr attrs cattrs dateutil hypothesis iso3166 click rich json tempfile".split()
RECORDS = sorted((cls for cls in PUBLIC if attrs.has(cls)), key=lambda cls: cls.__name__)
MODULES = sorted(set(mou._MODULES) - {"strategies"})
# The few that take a third argument by place; the library itself makes them.
BY_PLACE = {mou.Party: 3, mou.Problem: 3, mou.results.TermPeriod: 3, mou.results.Rule: 4}


def run(code):
    """What a new interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout.strip()


class TestNames:
    @pytest.mark.parametrize("name", mou.__all__)
    def test_every_name_resolves(self, name):
        value = getattr(mou, name)
        assert value is not None
        if name not in {"examples", "world"}:
            assert name == value.__name__
            assert value is getattr(import_module(f"mou.{mou._HOME[name]}"), name)
            assert name in import_module(f"mou.{mou._HOME[name]}").__all__

    def test_the_names_are_those_that_type_checkers_see(self):
        tree = ast.parse(Path(mou.__file__).read_text("utf-8"))
        (block,) = (node for node in tree.body if isinstance(node, ast.If))
        own = [
            node
            for node in ast.walk(block)
            if isinstance(node, ast.ImportFrom) and node.module.partition(".")[0] == "mou"
        ]
        seen = [alias.asname or alias.name for node in own for alias in node.names]
        assert sorted({*mou.__all__, *mou._MODULES}) == sorted(seen)
        assert sorted([*mou._HOME, "examples", "world"]) == sorted(mou.__all__)

    def test_there_are_few_enough_to_find_one(self):
        assert len(mou.__all__) < 75

    @pytest.mark.parametrize("name", MODULES)
    def test_modules_can_be_used_after_import_mou(self, name):
        assert f"mou.{mou._MODULES[name]}" == run(f"import mou; print(mou.{name}.__name__)")

    @pytest.mark.parametrize("name", ["calendar", "digest", "jsonld", "page", "plot", "sheets", "tables"])
    def test_so_can_each_format(self, name):
        assert f"mou.formats.{name}" == run(f"import mou; print(mou.formats.{name}.__name__)")
        assert name in dir(mou.formats)

    def test_another_format(self):
        with pytest.raises(AttributeError, match=r"^module 'mou.formats' has no attribute 'docx'$"):
            _ = mou.formats.docx

    @pytest.mark.parametrize("home", [mou.clauses, mou.results])
    def test_the_names_of_clauses_and_results_also_lead_from_the_package(self, home):
        for name in home.__all__:
            assert getattr(mou, name) is getattr(home, name)

    def test_the_docstring_of_clauses_names_each_class(self):
        missing = [name for name in mou.clauses.__all__ if f"`{name}`" not in mou.clauses.__doc__]
        assert missing == [], "add the name to the docstring of mou/clauses.py"

    def test_strategies_are_there_for_who_has_hypothesis(self):
        """They are no part of a star import, which would need Hypothesis."""
        assert import_module("mou.strategies") is mou.strategies
        assert "strategies" not in mou.__all__

    def test_dir_lists_them(self):
        assert sorted({*mou.__all__, *mou._MODULES, "__version__"}) == dir(mou)

    def test_editors_complete_them(self):
        """With static analysis alone, as Jedi does in an editor."""
        completions = {entry.name for entry in jedi.Script("import mou\nmou.").complete(2, 4)}
        assert {*mou.__all__, *mou._MODULES} <= completions

    def test_star_imports_them(self):
        names: dict = {}
        exec("from mou import *", names)  # noqa: S102
        assert set(mou.__all__) <= names.keys()

    @pytest.mark.parametrize("name", ["Agreements", "agreement_", "__path", "lifecycle_", ""])
    def test_another_name_is_an_attribute_error(self, name):
        with pytest.raises(AttributeError, match=f"^module 'mou' has no attribute '{name}'$"):
            getattr(mou, name)
        assert not hasattr(mou, name)

    def test_the_version(self):
        from importlib.metadata import PackageNotFoundError, version

        try:
            installed = version("pymou")
        except PackageNotFoundError:
            installed = mou.__version__
        assert installed == mou.__version__

    def test_lifecycle_is_the_function_in_whatever_order_modules_are_imported(self):
        """No module bears the name of a function, or importing it would hide the function."""
        modules = [
            "mou.answers.lifecycles",
            "mou.answers.findings",
            "mou.documents.codec",
            "mou.answers.register",
            "mou.examples",
        ]
        for order in (modules, modules[::-1], modules[2:] + modules[:2]):
            assert "function function function" == run(
                f"import mou, {', '.join(order)}; kind = lambda x: type(x).__name__;"
                "print(kind(mou.lifecycle), kind(mou.check), kind(mou.loads))"
            )
        package = Path(mou.__file__).parent
        assert not {path.stem for path in package.iterdir()} & (set(mou.__all__) - {"examples", "world"})


class TestImporting:
    def test_it_loads_nothing_heavy(self):
        """What is heavy is loaded when it is first used."""
        code = (
            "import sys; before = set(sys.modules); import mou;"
            f"print([name for name in {HEAVY} if name in set(sys.modules) - before])"
        )
        assert "[]" == run(code)
        names = run("import sys, mou; print(*[m for m in sys.modules if m.split('.')[0] == 'mou'])").split()
        assert {"mou", "mou.values", "mou.values.registered", "mou.version"} == set(names)

    def test_reading_and_computing_loads_neither_dateutil_nor_extras(self):
        code = (
            "import sys, mou; mou.dumps(mou.lifecycle(mou.loads(mou.examples.text()).agreements[0]).end);"
            "extras = 'dateutil hypothesis click rich whenever isodate pyarrow xlsxwriter matplotlib'.split();"
            "print([m for m in extras if m in sys.modules])"
        )
        assert "[]" == run(code)


@pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
class TestRecords:
    def test_they_are_immutable_slotted_and_hashable(self, cls):
        assert cls.__setattr__ is not object.__setattr__
        assert "__dict__" not in dir(cls)
        assert cls.__hash__ is not None
        assert "__eq__" in vars(cls)

    def test_beyond_the_first_one_or_two_arguments_are_named(self, cls):
        by_place = [field.name for field in attrs.fields(cls) if field.init and not field.kw_only]
        assert len(by_place) <= BY_PLACE.get(cls, 2)

    def test_each_field_is_told_of(self, cls):
        """Where a class has several fields of its own, its docstring has a line for each."""
        told = [field.name for field in attrs.fields(cls) if not field.name.startswith("_") and not field.inherited]
        if len(told) > 1:
            assert [] == [name for name in told if f"    {name}: " not in (cls.__doc__ or "")]


@pytest.mark.parametrize(
    "cls",
    sorted((cls for cls in PUBLIC if issubclass(cls, StrEnum)), key=lambda cls: cls.__name__),
    ids=lambda cls: cls.__name__,
)
def test_enums_are_lower_case_words(cls):
    for member in cls:
        assert member == member.value == member.name.lower() == str(member)
        assert member is copy.deepcopy(member)
        assert member is pickle.loads(pickle.dumps(member))  # noqa: S301


def test_whatever_the_example_holds_or_gives_can_be_copied_and_sent():
    """To another process, say; a lifecycle with all that was computed."""
    life = mou.lifecycle(mou.examples.agreement())
    for value in (
        mou.examples.register(),
        life,
        life.position("2026-01-01"),
        life.milestones(),
        life.explain(),
        mou.check(mou.examples.register(), on="2031-01-01"),
    ):
        assert value == copy.deepcopy(value) == pickle.loads(pickle.dumps(value))  # noqa: S301
        assert isinstance(hash(value), int)
