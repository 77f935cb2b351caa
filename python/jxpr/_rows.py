"""Programs over arrays whose rows lie in pieces: what can be done piece by piece, and what has to be folded before.

A row is what one index of the first axis selects, of the operands of the highest rank. Every value of a program has rows
at some axis, or none; what folds them is taken out of the program as a program of its own, whose results are names in what
is left. So a program is a list of folds, each with the results of those before among its operands, and a text that goes
over the rows once more. Start at `split()`.

The program is read as Python, whose syntax it has.
"""

from __future__ import annotations

import ast
import math
from typing import Any, Callable, Mapping, NamedTuple, NoReturn, Optional

from ._errors import ProgramTypeError, ProgramValueError, refused
from ._functions import functions

_CASTS = "int float bool complex str astype".split()
_ELEMENTWISE = {"zeros_like", "ones_like", "full_like"}


class Fold(NamedTuple):
    text: str
    names: list[str]  # of its results


class Split(NamedTuple):
    elementwise: bool  # every element of a result is made of those at its place alone
    reads: list[set[str]]  # of each result, the operands
    texts: list[str]  # of each result, a program
    folds: list[Fold]
    text: str  # of the results that have rows
    rest: str  # of those that have none
    has_rows: list[bool]  # of each result


class Value(NamedTuple):
    """What is known of an expression."""

    rank: int
    rows: Optional[int]  # the axis that they are, from the right, from 1


def split(program: str, shapes: Mapping[str, tuple[int, ...]], rowed: frozenset[str]) -> Split:
    """`shapes` of all operands, and the names of those that have rows, all at their first axis."""
    try:
        tree = ast.parse(program)
    except (SyntaxError, ValueError):
        from ._evaluate import _inspect

        _inspect(program.encode(errors="surrogatepass"))  # says it better
        raise refused(ProgramValueError, "the program cannot be cut into pieces") from None
    known = {name: Value(len(shape), len(shape) if name in rowed else None) for name, shape in shapes.items()}
    return _Splitter(known, shapes).split(tree)


class _Once(ast.NodeTransformer):
    """Gives a name that is assigned again another one, so that lines can be left out."""

    def __init__(self, names: set[str]):
        self.names, self.now = names, dict[str, str]()

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self.now.get(node.id, node.id), node.ctx)

    def visit_Call(self, node: ast.Call) -> ast.Call:
        node.args = [self.visit(one) for one in node.args]
        node.keywords = [self.visit(one) for one in node.keywords]
        return node  # functions are no values

    def visit_Assign(self, node: ast.Assign) -> ast.Assign:
        node.value = self.visit(node.value)
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.now[target.id] = target.id = _new(target.id, self.names)
        return node


def _new(wanted: str, names: set[str]) -> str:
    name, n = wanted, 1
    while name in names:
        n += 1
        name = f"{wanted}_{n}"
    names.add(name)
    return name


class _Line(NamedTuple):
    name: str
    text: str
    reads: set[str]


def _reads(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


class _Splitter:
    def __init__(self, known: dict[str, Value], shapes: Mapping[str, tuple[int, ...]]):
        self.known, self.shapes, self.operands = known, shapes, set(known)
        self.is_elementwise = True
        self.lines: list[_Line] = []  # assignments that stay
        self.folds: list[Fold] = []
        self.kinds = {name: one["kind"] for one in functions() for name in one["names"]}
        self.taken: dict[str, str] = {}  # the text of what was folded, and its name
        self.used = set(known)

    def fail(self, node: ast.AST, reason: str) -> NoReturn:
        raise refused(ProgramTypeError, f"{reason}: {ast.unparse(node)}")

    def split(self, tree: ast.Module) -> Split:
        tree = _Once(self.used).visit(tree)
        self.used |= _reads(tree)
        *before, last = tree.body
        for statement in before:
            self.assign(statement)
        if isinstance(last, ast.Assign):
            self.assign(last)
            parts: list[ast.expr] = [last.targets[0]]
        elif isinstance(last, ast.Expr):
            parts = list(last.value.elts) if isinstance(last.value, ast.Tuple) else [last.value]
        else:
            self.fail(last, "no expression")
        kept = [self.take(one) for one in parts]
        has_rows = []
        for node, value in kept:
            has_rows.append(value.rows is not None)
            if value.rows is not None and value.rows != value.rank:
                self.fail(node, "the rows of a result must be its first axis")

        with_rows = [node for (node, _), rows in zip(kept, has_rows) if rows]
        without = [node for (node, _), rows in zip(kept, has_rows) if not rows]
        texts = [self.program([node]) for node, _ in kept]
        reads = [_reads(ast.parse(text)) & self.operands for text in texts]
        rows, rest = self.program(with_rows), self.program(without)
        return Split(self.is_elementwise, reads, texts, self.folds, rows, rest, has_rows)

    def program(self, results: list[ast.expr]) -> str:
        """These results, and the lines that they need."""
        wanted = set().union(*map(_reads, results))
        needed: list[str] = []
        for line in reversed(self.lines):
            if line.name in wanted:
                wanted |= line.reads
                needed.insert(0, line.text)
        return "\n".join([*needed, ", ".join(map(ast.unparse, results))]) if results else ""

    def assign(self, node: ast.stmt) -> None:
        if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(node.targets[0], ast.Name):
            self.fail(node, "only the last statement gives results, and others assign to a name")
        made, value = self.take(node.value)
        name = node.targets[0].id
        self.known[name] = value
        self.lines.append(_Line(name, f"{name} = {ast.unparse(made)}", _reads(made)))

    def take(self, node: ast.expr) -> tuple[ast.expr, Value]:
        """The expression without what folds rows, and what is known of it."""
        if isinstance(node, ast.Constant):
            return node, Value(0, None)
        if isinstance(node, ast.Name):
            return node, self.known.get(node.id, Value(0, None))
        if isinstance(node, ast.Call):
            return self.call(node)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("np", "math"):
            return node, Value(0, None)
        if isinstance(node, ast.Attribute) and node.attr in ("real", "imag"):
            made, value = self.take(node.value)
            return ast.Attribute(made, node.attr, ast.Load()), value
        if isinstance(node, (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp)):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
                return self.unmoved(node)
            return self.elementwise(node)
        return self.unmoved(node)

    def unmoved(self, node: ast.expr) -> tuple[ast.expr, Value]:
        """What moves elements: only of values without rows, whose rank is then asked for."""
        for one in ast.walk(node):
            if isinstance(one, ast.Name) and self.known.get(one.id, Value(0, None)).rows is not None:
                self.fail(node, "this moves elements between pieces")
            if isinstance(one, ast.Name) and self.known.get(one.id, Value(0, None)).rank:
                self.is_elementwise = False
        return node, Value(self.rank(node), None)

    def rank(self, node: ast.expr) -> int:
        """Of an expression without rows, from a call whose operands have the extent 1 everywhere."""
        from ._evaluate import evaluate

        import numpy as np

        operands = {name: np.ones((1,) * value.rank) for name, value in self.known.items()}
        return int(np.ndim(evaluate(self.program([node]), operands)))

    def elementwise(self, node: ast.expr) -> tuple[ast.expr, Value]:
        values: list[Value] = []
        for field, part in ast.iter_fields(node):
            if isinstance(part, list):
                made = [self.take(one) if isinstance(one, ast.expr) else (one, None) for one in part]
                setattr(node, field, [one for one, _ in made])
                values += [value for _, value in made if value is not None]
            elif isinstance(part, ast.expr):
                one, value = self.take(part)
                setattr(node, field, one)
                values.append(value)
        return node, self.met(node, values)

    def met(self, node: ast.AST, values: list[Value]) -> Value:
        """What is made of several values, element by element."""
        rank = max((value.rank for value in values), default=0)
        rows = {value.rows for value in values if value.rows is not None}
        if len(rows) > 1:
            self.fail(node, "rows meet another axis")
        return Value(rank, rows.pop() if rows else None)

    def call(self, node: ast.Call) -> tuple[ast.expr, Value]:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        kind = self.kinds.get(name, "elementwise")
        if name in ("size", "shape", "ndim") and node.args and isinstance(node.args[0], ast.Name):
            if node.args[0].id in self.shapes:
                return self.extent(node, name, self.shapes[node.args[0].id]), Value(0, None)
        if kind == "reduction":
            return self.reduction(node)
        if kind in ("elementwise", "operator") and name != "matmul" or name in _ELEMENTWISE:
            made = [self.take(one) for one in node.args]
            node.args = [one for one, _ in made]
            values = [value for _, value in made]
            for keyword in node.keywords:
                keyword.value, value = self.take(keyword.value)
                values.append(value)
            return node, self.met(node, values)
        return self.unmoved(node)

    def extent(self, node: ast.Call, name: str, shape: tuple[int, ...]) -> ast.expr:
        """Of an operand as a whole."""
        if name == "ndim":
            return ast.Constant(len(shape))
        asked = [*node.args[1:], *(one.value for one in node.keywords)]
        if not asked or getattr(asked[0], "value", 0) is None:
            return ast.Constant(math.prod(shape))
        axes = self.axes(node, asked[0], len(shape), name)
        return ast.Constant(math.prod(shape[len(shape) - axis] for axis in axes))

    def reduction(self, node: ast.Call) -> tuple[ast.expr, Value]:
        self.is_elementwise = False
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        operands = 2 if name == "vecdot" else 1
        arguments = {str(one.arg): one.value for one in node.keywords}
        values = []
        for i, one in enumerate(node.args[:operands]):
            node.args[i], value = self.take(one)
            values.append(value)
        for keyword in node.keywords:
            if keyword.arg in ("where", "initial"):
                keyword.value, value = self.take(keyword.value)
                values.append(value)
        inner = self.met(node, values)
        asked = arguments.get("axis", node.args[operands] if len(node.args) > operands else None)
        axes = self.axes(node, asked, inner.rank, name)
        keeps = ast.unparse(arguments["keepdims"]) == "True" if "keepdims" in arguments else False
        rank = inner.rank if keeps else inner.rank - len(axes)
        if inner.rows is None or inner.rows not in axes:
            gone = 0 if keeps or inner.rows is None else sum(1 for axis in axes if axis < inner.rows)
            return node, Value(rank, None if inner.rows is None else inner.rows - gone)
        text = ast.unparse(node)
        if text not in self.taken:
            self.taken[text] = self.fold(node)
        self.known[self.taken[text]] = Value(rank, None)
        return ast.Name(self.taken[text], ast.Load()), Value(rank, None)

    def fold(self, node: ast.Call) -> str:
        """Takes a reduction of rows out. Folds that do not wait for the last one join it, and read the rows with it."""
        name = _new("fold", self.used)
        program = ast.parse(self.program([node]))
        reads = _reads(program)
        if self.folds and not reads.intersection(self.folds[-1].names):
            last = self.folds.pop()
            results = self.results_of(last.text)
            self.folds.append(Fold(self.program([*results, node]), [*last.names, name]))
        else:
            self.folds.append(Fold(self.program([node]), [name]))
        return name

    def results_of(self, text: str) -> list[ast.expr]:
        last = ast.parse(text).body[-1]
        assert isinstance(last, ast.Expr)
        return list(last.value.elts) if isinstance(last.value, ast.Tuple) else [last.value]

    def axes(self, node: ast.Call, asked: Optional[ast.expr], rank: int, name: str) -> set[int]:
        """Axes from the right, from 1."""
        if asked is None:
            return {1} if name == "vecdot" else set(range(1, rank + 1))
        try:
            axes: Any = ast.literal_eval(asked)
        except ValueError:
            self.fail(node, "an axis must be an integer literal")
        if axes is None:
            return set(range(1, rank + 1))
        axes = axes if isinstance(axes, tuple) else (axes,)
        for axis in axes:
            if not isinstance(axis, int) or not -rank <= axis < rank:
                self.fail(node, f"axis {axis} is out of bounds for an array of rank {rank}")
        return {rank - axis % rank for axis in axes}
