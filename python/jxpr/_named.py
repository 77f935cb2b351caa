"""Programs over arrays whose dimensions have names: what each result's are, and the program that numbers them.

The program is read as Python, whose syntax it has. Every operand gets all dimensions, in one order, those it lacks with
the extent 1; reductions keep theirs. So values meet by name, and a result's dimensions are those no reduction took.
Start at `number()`.
"""

from __future__ import annotations

import ast
from typing import Any, Hashable, Mapping, NamedTuple, NoReturn, Optional

from ._errors import ProgramTypeError, ProgramValueError, refused
from ._functions import functions

Dims = frozenset[Hashable]
NONE: Dims = frozenset()

_LIKE = {"zeros_like", "ones_like", "full_like"}
_VALUES = {"where", "initial", "a_min", "a_max", "min", "max", "rtol", "atol", "nan", "posinf", "neginf", "fill_value"}


class Numbered(NamedTuple):
    """A program over operands that all have the dimensions of `order`."""

    text: str
    results: list[tuple[Hashable, ...]]  # of each its dimensions, in that order
    names: list[Optional[str]]  # what the program calls it


def number(program: str, dims: Mapping[str, tuple[Hashable, ...]], order: tuple[Hashable, ...]) -> Numbered:
    """Dimensions of the operands by name, and of all the order in which they are to be."""
    try:
        tree = ast.parse(program)
    except (SyntaxError, ValueError):
        from ._evaluate import _inspect

        _inspect(program.encode(errors="surrogatepass"))  # says it better
        raise refused(ProgramValueError, "the program cannot be read by the names of dimensions") from None
    reader = _Reader({name: frozenset(own) for name, own in dims.items()}, order)
    *before, last = tree.body
    for statement in before:
        reader.assigned(statement)
    values, names = reader.results(last)
    kept = [tuple(one for one in order if one in value) for value in values]
    ast.fix_missing_locations(tree)
    return Numbered("\n".join(map(_text, tree.body)), kept, names)


def _text(statement: ast.stmt) -> str:
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Tuple):
        return ", ".join(map(ast.unparse, statement.value.elts))  # a tuple in brackets is none of a program's
    return ast.unparse(statement)


class _Reader:
    def __init__(self, dims: dict[str, Dims], order: tuple[Hashable, ...]):
        self.dims, self.order = dims, order
        self.kinds = {name: one["kind"] for one in functions() for name in one["names"]}

    def fail(self, node: ast.AST, reason: str) -> NoReturn:
        raise refused(ProgramTypeError, f"{reason}: {ast.unparse(node)}")

    def assigned(self, node: ast.stmt) -> None:
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name) or len(node.targets) > 1:
            self.fail(node, "only the last statement gives results, and others assign to a name")
        self.dims[node.targets[0].id] = self.read(node.value)

    def results(self, node: ast.stmt) -> tuple[list[Dims], list[Optional[str]]]:
        if isinstance(node, ast.Assign):
            self.assigned(node)
            assert isinstance(node.targets[0], ast.Name)
            return [self.dims[node.targets[0].id]], [node.targets[0].id]
        if not isinstance(node, ast.Expr):
            self.fail(node, "no expression")
        parts = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
        return [self.read(one) for one in parts], [one.id if isinstance(one, ast.Name) else None for one in parts]

    def read(self, node: ast.expr) -> Dims:
        if isinstance(node, ast.Constant):
            return NONE
        if isinstance(node, ast.Name):
            return self.dims.get(node.id, NONE)
        if isinstance(node, ast.Call):
            return self.call(node)
        if isinstance(node, ast.Attribute) and node.attr in ("real", "imag"):
            return self.read(node.value)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("np", "math"):
            return NONE
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
            self.fail(node, "this moves dimensions that have names")
        if isinstance(node, (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp)):
            parts = [one for one in ast.iter_child_nodes(node) if isinstance(one, ast.expr)]
            return NONE.union(*(self.read(one) for one in parts))
        if isinstance(node, ast.Subscript):
            self.fail(node, "elements are selected by their place, not by name; select before, as with isel()")
        self.fail(node, "this moves dimensions that have names")

    def call(self, node: ast.Call) -> Dims:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        kind = self.kinds.get(name, "elementwise")
        if kind in ("reduction", "running"):
            return self.along(node, name, kind == "reduction")
        if name == "size" and len(node.args) == 1 and not node.keywords:
            self.read(node.args[0])
            return NONE
        if kind in ("making", "shape") and name not in _LIKE:
            self.fail(node, f"{name}() does not know the names of dimensions; call it outside")
        values = [*node.args, *(one.value for one in node.keywords if one.arg in _VALUES)]
        return NONE.union(*(self.read(one) for one in values))

    def along(self, node: ast.Call, name: str, reduces: bool) -> Dims:
        """A reduction, or what runs along a dimension: `dim=` becomes `axis=`."""
        operands = 2 if name == "vecdot" else 1
        own = NONE.union(*(self.read(one) for one in node.args[:operands]))
        own = own.union(*(self.read(one.value) for one in node.keywords if one.arg in _VALUES))
        given = {str(one.arg): one for one in node.keywords}
        if len(node.args) > operands or "axis" in given:
            self.fail(node, "dimensions have names: write dim='...' instead of an axis")
        taken = self.asked(node, given["dim"].value, own) if "dim" in given else tuple(own)
        if not reduces and len(taken) != 1:
            self.fail(node, f"{name}() runs along one dimension: write dim='...'")
        if not taken:  # a number
            node.keywords = [one for one in node.keywords if one.arg != "dim"]
            return own
        axes: list[Any] = [ast.Constant(self.order.index(one)) for one in sorted(taken, key=self.order.index)]
        axis = axes[0] if len(axes) == 1 else ast.Tuple(axes, ast.Load())
        node.keywords = [one for one in node.keywords if one.arg not in ("dim", "keepdims")]
        node.keywords.append(ast.keyword("axis", axis))
        if not reduces:
            return own
        node.keywords.append(ast.keyword("keepdims", ast.Constant(True)))
        kept = "keepdims" in given and getattr(given["keepdims"].value, "value", False)
        if kept:
            self.fail(node, "keepdims= has no meaning for dimensions that have names")
        return own.difference(taken)

    def asked(self, node: ast.Call, value: ast.expr, own: Dims) -> tuple[Hashable, ...]:
        try:
            wanted = ast.literal_eval(value)
        except ValueError:
            self.fail(node, "dim= must be a name, or a tuple of names")
        if wanted is None or wanted is Ellipsis:
            return tuple(own)
        names = wanted if isinstance(wanted, (tuple, list)) else (wanted,)
        for one in names:
            if one not in own:
                known = ", ".join(repr(name) for name in self.order if name in own)
                raise refused(ProgramValueError, f"there is no dimension {one!r} in {ast.unparse(node)}; there are {known}")
        return tuple(dict.fromkeys(names))
