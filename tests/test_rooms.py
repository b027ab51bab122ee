"""The house: which room may import which, and that no file of it is too long to read."""

import ast
from pathlib import Path

import pytest

import mou

HOUSE = Path(mou.__file__).parent
ROOMS = (
    "version errors values dates model clauses law answers documents results examples world importing bulk strategies "
    "datasets conformance formats cli"
).split()
"""From the ground up: each imports only itself and what stands before it; the package's face imports them all."""
FILES = {
    ".".join(["mou", *path.relative_to(HOUSE).with_suffix("").parts]).removesuffix(".__init__"): path
    for path in sorted(HOUSE.rglob("*.py"))
}


TYPES_FROM_ABOVE = {"mou.model.agreement": {"mou.answers.lifecycles"}}
"""Where a method of a record returns an answer, the class of the answer is imported for type checkers alone."""


def is_for_types(node):
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def imported(name):
    """The modules of the house that a module imports, wherever in it, also for type checkers alone."""
    tree = ast.parse(FILES[name].read_text("utf-8"))
    allowed = TYPES_FROM_ABOVE.get(name, set())
    tree.body = [node for node in tree.body if not (is_for_types(node) and modules_in(node) == allowed)]
    return modules_in(tree) - {name}


def modules_in(tree):
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            below = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (below & set(FILES)) or {node.module}
    return {module for module in found if module.split(".")[0] == "mou"}


def room_of(module):
    return module.split(".")[1] if "." in module else "mou"


MODULES = [name for name in FILES if name not in {"mou", "mou.__main__"}]


def test_every_file_is_in_a_room():
    assert {room_of(name) for name in MODULES} == set(ROOMS)


@pytest.mark.parametrize("name", MODULES)
def test_imports_run_downwards(name):
    floor = ROOMS.index(room_of(name))
    upwards = {module for module in imported(name) if room_of(module) not in ROOMS[: floor + 1]}
    assert upwards == set()


def test_no_modules_import_each_other_in_a_circle():
    left = {name: imported(name) & set(MODULES) for name in MODULES}
    while ground := {name for name, needed in left.items() if not needed & left.keys()}:
        left = {name: needed for name, needed in left.items() if name not in ground}
    assert sorted(left) == []


@pytest.mark.parametrize(("name", "types"), TYPES_FROM_ABOVE.items())
def test_types_from_above_are_for_type_checkers_alone(name, types):
    tree = ast.parse(FILES[name].read_text("utf-8"))
    assert [modules_in(node) for node in tree.body if is_for_types(node)] == [types]
    assert not types & imported(name)


def test_rooms_have_no_hidden_modules():
    assert [name for name in MODULES if "._" in name] == []


@pytest.mark.parametrize("name", sorted(set(MODULES) - {"mou.formats"}))
def test_modules_are_imported_by_statements(name):
    """So that these tests see every import: only the package, and that of the formats, load modules by their names."""
    names = []
    for node in ast.walk(ast.parse(FILES[name].read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {"import_module", "__import__"}:
            names += [argument.value if isinstance(argument, ast.Constant) else "mou" for argument in node.args]
    assert [module for module in names if module.split(".")[0] in {"", "mou"}] == []


def test_every_file_can_be_read_in_one_sitting():
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in FILES.items()}
    assert {name: length for name, length in lengths.items() if length > 450} == {}
