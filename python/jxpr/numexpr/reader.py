"""From the text of an expression to its tree. Start at `read()`.

Python's parser reads it; what its nodes say is done on the nodes of `expressions`. Nothing of the text is executed, so
that what is forbidden is forbidden for the message's sake: code that guards against NumExpr's eval() gets the errors it knows.
"""

from __future__ import annotations

import ast
import operator
import re
from typing import TYPE_CHECKING, Any, NoReturn

from . import expressions
from .expressions import NO_BOOLEANS, ConstantNode, ExpressionNode, RawNode, VariableNode, functions, type_to_kind

if TYPE_CHECKING:
    from collections.abc import Mapping

BINARY: dict[type[ast.operator], Any] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.LShift: operator.lshift,
    ast.RShift: operator.rshift,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
    ast.BitXor: operator.xor,
}
UNARY: dict[type[ast.unaryop], Any] = {ast.USub: operator.neg, ast.UAdd: operator.pos, ast.Invert: operator.invert}
COMPARE: dict[type[ast.cmpop], Any] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}

# Outside of quotes and without blanks: statements and subscripts, names with two underscores on both ends, attributes.
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_FORBIDDEN = re.compile(r"[;:\[]|(?<!\w)__\w+__(?!\w)|\.(?!(?:real|imag|j)\b|[eE][+-]?\d)(?=[^\W\d])")


def sanitized(text: str) -> None:
    bare = _QUOTED.sub("", re.sub(r"\s+", "", text))
    if _FORBIDDEN.search(bare):
        raise ValueError(f"Expression {text} has forbidden control characters.")


class _Reader:
    def __init__(self, types: Mapping[str, Any]) -> None:
        self.types = types

    def read(self, node: ast.AST) -> Any:
        method = getattr(self, type(node).__name__, None)
        if method is None:
            raise TypeError(f"unsupported expression type: {type(node).__name__}")
        return method(node)

    def Constant(self, node: ast.Constant) -> Any:
        return node.value

    def Name(self, node: ast.Name) -> Any:
        if node.id in functions:
            return functions[node.id]
        return VariableNode(node.id, type_to_kind[self.types.get(node.id, expressions.double)])

    def BinOp(self, node: ast.BinOp) -> Any:
        return BINARY[type(node.op)](self.value(node.left), self.value(node.right))

    def UnaryOp(self, node: ast.UnaryOp) -> Any:
        if isinstance(node.op, ast.Not):
            raise TypeError(NO_BOOLEANS)
        return UNARY[type(node.op)](self.value(node.operand))

    def Compare(self, node: ast.Compare) -> Any:
        if len(node.ops) > 1 or type(node.ops[0]) not in COMPARE:
            raise TypeError(NO_BOOLEANS)
        return COMPARE[type(node.ops[0])](self.value(node.left), self.value(node.comparators[0]))

    def BoolOp(self, node: ast.AST) -> NoReturn:
        raise TypeError(NO_BOOLEANS)

    IfExp = BoolOp

    def Tuple(self, node: ast.Tuple) -> NoReturn:
        raise TypeError(f"unsupported expression type: {tuple}")

    def List(self, node: ast.List) -> NoReturn:
        raise TypeError(f"unsupported expression type: {list}")

    def Attribute(self, node: ast.Attribute) -> Any:
        if node.attr not in ("real", "imag"):
            raise AttributeError(f"an expression has no attribute '{node.attr}'")
        return getattr(self.value(node.value), node.attr)

    def Call(self, node: ast.Call) -> Any:
        function = self.read(node.func)
        if isinstance(function, ExpressionNode) or not callable(function):
            raise TypeError(f"'{type(function).__name__}' object is not callable")
        keywords = {str(k.arg): self.read(k.value) for k in node.keywords}
        return function(*(self.read(a) for a in node.args), **keywords)

    def value(self, node: ast.AST) -> Any:
        value = self.read(node)
        if not isinstance(value, ExpressionNode) and not expressions.isConstant(value):
            raise TypeError(f"unsupported object type: {type(value)}")
        return value


def read(text: str, types: Mapping[str, Any], settings: dict[str, Any], sanitize: bool = True) -> ExpressionNode:
    """The tree of an expression.

    Parameters
    ----------
    text : str
    types : dict of str to type
        Of variables; those that are not named are double.
    settings : dict
        ``optimization`` and ``truediv``.
    sanitize : bool
    """
    if sanitize:
        sanitized(text)
    before = dict(expressions._context.get_current_context())
    try:
        expressions._context.set_new_context(settings)
        tree = _Reader(types).read(ast.parse(text.strip(), "<expr>", "eval").body)
    finally:
        expressions._context.get_current_context().clear()
        expressions._context.set_new_context(before)
    if expressions.isConstant(tree):
        return ConstantNode(tree)
    if not isinstance(tree, ExpressionNode):
        raise TypeError(f"unsupported expression type: {type(tree)}")
    return tree


def variables(tree: ExpressionNode) -> set[str]:
    """The names of all variables."""
    if tree.astType == "variable":
        return {tree.value}
    return set().union(*(variables(c) for c in tree.children if not isinstance(c, RawNode)))
