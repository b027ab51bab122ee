"""Mutants of the modules of rules: small changes of the law, each of which some test should notice.

`mutation_check.py` runs the tests against a sample of them. A mutant replaces one expression or one statement in the
text of a module, so that all other lines keep their places.
"""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from difflib import unified_diff
from random import Random
from warnings import catch_warnings, simplefilter

import attrs

__all__ = ["Key", "Mutant", "mutants_of", "sample"]

Key = tuple[str, str, str, str, int]
"""The name of a mutant in the list of equivalents: module, function, before, after, and its number among the same."""


@attrs.frozen
class Mutant:
    """A change of one place in a module.

    Attributes:
        module: the path of the module below `src/mou`, without its ending: `law/exits`.
        function: the qualified name of the function or class around the place; `""` at the level of the module.
        operator: the kind of change.
        before: the code that is replaced, on one line.
        after: the code that replaces it, on one line.
        number: which one it is among the same changes in the same function, from 0.
        lines: the first and the last line of what has to be run for a test to notice it.
        span: the offsets of the replaced text, in characters.
        source: the text of the module.
    """

    module: str
    function: str
    operator: str
    before: str
    after: str
    number: int
    lines: tuple[int, int]
    span: tuple[int, int]
    source: str = attrs.field(repr=False)

    @property
    def key(self) -> Key:
        """What it is called in the list of equivalents: it stays the same when other code of the module changes."""
        name = self.module.rpartition("/")[2]  # without its room
        return name, self.function, self.before, self.after, self.number

    @property
    def mutated(self) -> str:
        """The text of the module with the change."""
        first, last = self.span
        return self.source[:first] + self.after + self.source[last:]

    @property
    def diff(self) -> str:
        """The change as a unified diff."""
        name = f"src/mou/{self.module}.py"
        lines = unified_diff(self.source.splitlines(), self.mutated.splitlines(), name, name, n=2, lineterm="")
        return "\n".join(lines)


Replacement = tuple[str, ast.AST, str]
"""The operator, the node that is replaced, and the code that replaces it."""

_BOUNDARY = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
_OPPOSITE = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_ATTRIBUTES = {
    "counts_on": "takes_effect_on",
    "takes_effect_on": "counts_on",
    "longest_days": "shortest_days",
    "shortest_days": "longest_days",
}
_NAMES = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "earliest": "latest",
    "latest": "earliest",
    "bisect_left": "bisect_right",
    "bisect_right": "bisect_left",
}
_NOTHING = frozenset({"refers_to", "effective_on", "until"})
"""Attributes that a mutant takes as not recorded."""
_OF_DAYS = frozenset({"next_day", "add", "subtract", "delayed", "notice_deadline", "last_day_of", "fromordinal"})
"""Functions from one day to another: a mutant leaves the day where it is, or moves it by a day."""
_OPTIONS = frozenset({"field", "internal", "frozen", "define", "TypeVar"})
"""Calls whose options say how a class is made."""


def mutants_of(module: str, source: str) -> list[Mutant]:
    """All mutants of a module, in the order of the text."""
    tree = ast.parse(source)
    starts = _starts(source)
    lines = source.splitlines(keepends=True)

    def offset(line: int, column: int) -> int:
        return starts[line - 1] + len(lines[line - 1].encode()[:column].decode())

    def span(node: ast.AST) -> tuple[int, int]:
        return offset(node.lineno, node.col_offset), offset(node.end_lineno, node.end_col_offset)

    numbers: Counter[tuple[str, str, str]] = Counter()
    mutants: list[Mutant] = []
    for top in tree.body:
        begins, ends = span(top)
        code = source[begins:ends]
        changes = [
            (span(old), function, operator, ast.unparse(old), new, _lines(statement))
            for function, statement, node in _places(top)
            for operator, old, new in _replacements(node, statement)
        ]
        for (first, last), function, operator, before, after, own in sorted(changes, key=lambda change: change[0]):
            if not _differs(code, code[: first - begins] + after + code[last - begins :]):
                continue
            name = function, before, after
            mutants.append(Mutant(module, function, operator, before, after, numbers[name], own, (first, last), source))
            numbers[name] += 1
    return mutants


def _differs(code: str, changed: str) -> bool:
    """Whether changed code can be run, and does not mean the same."""
    try:
        with catch_warnings():
            simplefilter("error", SyntaxWarning)  # such as a call of what is no function
            tree = ast.parse(changed)
            compile(tree, "mutant", "exec")
    except SyntaxError:
        return False
    return ast.dump(tree) != ast.dump(ast.parse(code))


def sample(mutants: Iterable[Mutant], count: int, seed: int) -> list[Mutant]:
    """A sample in which every operator has as many mutants as any other, as far as there are some."""
    draw = Random(seed)  # noqa: S311 - guards no secret
    by_operator: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        by_operator[mutant.operator].append(mutant)
    for some in by_operator.values():
        draw.shuffle(some)
    drawn: list[Mutant] = []
    while len(drawn) < count and any(by_operator.values()):
        drawn += [by_operator[operator].pop() for operator in sorted(by_operator) if by_operator[operator]]
    return sorted(drawn[:count], key=lambda mutant: (mutant.module, mutant.span, mutant.after))


def _starts(source: str) -> list[int]:
    """The offset at which each line begins."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def _lines(statement: ast.stmt) -> tuple[int, int]:
    """The lines of a statement; of one with a body, those of its head."""
    body = getattr(statement, "body", None)
    last = body[0].lineno - 1 if body else statement.end_lineno or statement.lineno
    return statement.lineno, max(last, statement.lineno)


def _places(top: ast.stmt) -> Iterator[tuple[str, ast.stmt, ast.AST]]:
    """Each node whose change can change what the module does, with the function and the statement around it."""

    def of_block(block: list[ast.stmt], function: str, names: set[str]) -> Iterator[tuple[str, ast.stmt, ast.AST]]:
        for statement in block:
            yield from of_statement(statement, function, names)

    def of_statement(statement: ast.stmt, function: str, names: set[str]) -> Iterator[tuple[str, ast.stmt, ast.AST]]:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            inner = f"{function}.{statement.name}" if function else statement.name
            if isinstance(statement, ast.FunctionDef):
                for default in (*statement.args.defaults, *statement.args.kw_defaults):
                    if default is not None:
                        yield from of_expression(default, statement, inner)
            known = set() if isinstance(statement, ast.ClassDef) else _arguments(statement)
            for part in statement.body:
                if isinstance(part, ast.Return) and part.value is not None:  # without it there is no answer at all
                    yield from of_expression(part.value, part, inner)
                else:
                    yield from of_statement(part, inner, known)
            return
        if isinstance(statement, ast.Import | ast.ImportFrom):
            return
        if isinstance(statement, ast.If) and ast.unparse(statement.test) == "TYPE_CHECKING":
            return
        if function and _can_be_dropped(statement, names):
            yield function, statement, statement
        for field, value in ast.iter_fields(statement):
            if field == "annotation" or (field == "value" and _is_type(statement)):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.stmt):
                    yield from of_statement(child, function, names)
                elif isinstance(child, ast.expr):
                    yield from of_expression(child, statement, function)
                elif isinstance(child, ast.ExceptHandler):
                    yield from of_block(child.body, function, names)
        names |= {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and _is_stored(node)}

    def of_expression(node: ast.AST, statement: ast.stmt, function: str) -> Iterator[tuple[str, ast.stmt, ast.AST]]:
        if isinstance(node, ast.JoinedStr):  # texts for people, whose places Python 3.11 does not know
            return
        if isinstance(node, ast.Call) and _name(node.func) in _OPTIONS:
            return
        yield function, statement, node
        for child in ast.iter_child_nodes(node):
            yield from of_expression(child, statement, function)

    yield from of_statement(top, "", set())


def _arguments(function: ast.FunctionDef) -> set[str]:
    args = function.args
    return {arg.arg for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs)}


def _is_stored(name: ast.Name) -> bool:
    return isinstance(name.ctx, ast.Store)


def _is_type(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.AnnAssign) and ast.unparse(statement.annotation) == "TypeAlias"


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _is_for_type_checkers(node: ast.expr) -> bool:
    """Whether it is `assert_never(value)`, which no test can reach."""
    return isinstance(node, ast.Call) and _name(node.func) == "assert_never"


def _can_be_dropped(statement: ast.stmt, names: set[str]) -> bool:
    """Whether a function still runs without a statement, so that a test has to see what it does."""
    if isinstance(statement, ast.AugAssign | ast.Return | ast.Continue | ast.Break | ast.Delete | ast.Raise):
        return True
    if isinstance(statement, ast.Expr):
        return not isinstance(statement.value, ast.Constant) and not _is_for_type_checkers(statement.value)
    if isinstance(statement, ast.Assign):
        return all(not isinstance(target, ast.Name) or target.id in names for target in statement.targets)
    return False


def _replacements(node: ast.AST, statement: ast.stmt) -> Iterator[Replacement]:
    if isinstance(node, ast.stmt):
        yield "drop a statement", node, "pass"
        return
    for operator, change in _CHANGES:
        for new in change(node):
            yield operator, node, new
    for test in _tests(node):
        yield "negate a condition", test, f"(not ({ast.unparse(test)}))"
    if isinstance(statement, ast.If | ast.While) and node is statement.test and _is_plain(node):
        yield "negate a condition", node, f"not ({ast.unparse(node)})"


def _is_plain(node: ast.AST) -> bool:
    """Whether no other operator negates it."""
    return not isinstance(node, ast.Compare | ast.BoolOp | ast.UnaryOp)


def _tests(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp) and _is_plain(node.test):
        yield node.test
    if isinstance(node, ast.comprehension):
        yield from filter(_is_plain, node.ifs)


def _copy(node: ast.expr, **fields: object) -> str:
    """The code of an expression of which some fields differ."""
    values = {name: getattr(node, name) for name in node._fields}
    return ast.unparse(ast.fix_missing_locations(type(node)(**{**values, **fields})))


def _comparisons(node: ast.AST, other: dict[type, type]) -> Iterator[str]:
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            if type(operator) in other:
                ops = [other[type(operator)]() if place == index else old for index, old in enumerate(node.ops)]
                yield _copy(node, ops=ops)


def _numbers(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield from (str(node.value + 1), f"({node.value} - 1)")


def _truths(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and type(node.value) is bool:
        yield str(not node.value)


def _days(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and node.args and not isinstance(node.args[0], ast.Starred):
        name = _name(node.func)
        if name == "fromordinal":
            first, *others = node.args
            for by in (ast.Add(), ast.Sub()):
                yield _copy(node, args=[ast.BinOp(first, by, ast.Constant(1)), *others])
        elif name in _OF_DAYS and isinstance(node.func, ast.Name):
            yield f"({ast.unparse(node.args[0])})"
    if isinstance(node, ast.Call) and _name(node.func) == "toordinal":
        yield from (f"({ast.unparse(node)} + 1)", f"({ast.unparse(node)} - 1)")


def _and_or(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield f"({_copy(node, op=other)})"


def _terms(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.BoolOp):
        for place in range(len(node.values)):
            rest = [value for index, value in enumerate(node.values) if index != place]
            yield f"({ast.unparse(rest[0]) if len(rest) == 1 else _copy(node, values=rest)})"
    if isinstance(node, ast.IfExp):
        yield from (f"({ast.unparse(node.body)})", f"({ast.unparse(node.orelse)})")
    if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
        for place, loop in enumerate(node.generators):
            for number in range(len(loop.ifs)):
                ifs = [test for index, test in enumerate(loop.ifs) if index != number]
                plain = ast.comprehension(loop.target, loop.iter, ifs, loop.is_async)
                yield _copy(
                    node, generators=[plain if place == index else old for index, old in enumerate(node.generators)]
                )


def _nots(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield f"({ast.unparse(node.operand)})"


def _other_names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name) and node.id in _NAMES and not _is_stored(node):
        yield _NAMES[node.id]


def _attributes(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and node.attr in _ATTRIBUTES:
        yield _copy(node, attr=_ATTRIBUTES[node.attr])


def _nothing(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and node.attr in _NOTHING:
        yield "None"


def _sums(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        yield f"({_copy(node, op=ast.Sub() if isinstance(node.op, ast.Add) else ast.Add())})"


_CHANGES: tuple[tuple[str, Callable[[ast.AST], Iterator[str]]], ...] = (
    ("move a boundary", lambda node: _comparisons(node, _BOUNDARY)),
    ("turn a comparison round", lambda node: _comparisons(node, _OPPOSITE)),
    ("change a number by one", _numbers),
    ("turn a truth value round", _truths),
    ("move a day", _days),
    ("swap and with or", _and_or),
    ("drop a term", _terms),
    ("drop a not", _nots),
    ("swap min with max, any with all", _other_names),
    ("swap counts_on with takes_effect_on", _attributes),
    ("take as not recorded", _nothing),
    ("swap plus with minus", _sums),
)
