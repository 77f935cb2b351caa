"""Expressions of NumExpr's language as trees, which know their kinds: what `E` makes, and what a text is read as.

A kind is one of NumExpr's types: bool, int, long, float, double, complex, bytes. Operations widen to the highest kind of
their operands; text is read by Python's own parser and walked here, so nothing of it is ever executed.
"""

from __future__ import annotations

import operator
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

__all__ = ["E"]

_Make = Callable[..., Any]  # of operands, the node that an operation on them is

double = np.double
int_ = np.int32
long_ = np.int64
default_kind = "double"
allaxes = 255
max_int32, min_int32 = 2**31 - 1, -(2**31)

# Python's and NumPy's types that stand for kinds, as signatures name them.
type_to_kind: dict[Any, str] = {
    bool: "bool",
    int_: "int",
    long_: "long",
    float: "float",
    double: "double",
    complex: "complex",
    bytes: "bytes",
    str: "str",
}
kind_to_type = {kind: type_ for type_, kind in type_to_kind.items()}
kind_rank = ("bool", "int", "long", "float", "double", "complex", "none")
scalar_constant_types = (bool, int_, int, float, double, complex, bytes, str)

NO_BOOLEANS = (
    "You can't use Python's standard boolean operators in NumExpr expressions. You should use their bitwise "
    "counterparts instead: '&' instead of 'and', '|' instead of 'or', and '~' instead of 'not'."
)


class Context(threading.local):
    """The settings of the expression that this thread is reading."""

    def get(self, name: str, default: Any) -> Any:
        return self.__dict__.get(name, default)

    def get_current_context(self) -> dict[str, Any]:
        return self.__dict__

    def set_new_context(self, settings: dict[str, Any]) -> None:
        self.__dict__.update(settings)


_context = Context()


def get_optimization() -> Any:
    return _context.get("optimization", "none")


# ---- Kinds ----


def isConstant(x: object) -> bool:
    return isinstance(x, (*scalar_constant_types, np.number, np.bool_))


def bestConstantType(x: Any) -> Any:
    """The type that a constant counts as. Numbers of NumPy keep their width, Python's integers take the least."""
    if isinstance(x, (bytes, str)):
        return bytes
    if isinstance(x, (bool, np.bool_)):
        return bool
    for exact in (long_, double, np.float32):
        if isinstance(x, exact):
            return float if exact is np.float32 else exact
    if isinstance(x, (int, np.integer)):
        return int_ if min_int32 <= x <= max_int32 else long_
    return complex if isinstance(x, (complex, np.complexfloating)) else float


def getKind(x: Any) -> str:
    return type_to_kind[bestConstantType(x)]


def commonKind(nodes: Iterable[ExpressionNode]) -> str:
    kinds = [node.astKind for node in nodes]
    strings = sum(kind in ("bytes", "str") for kind in kinds)
    if 0 < strings < len(kinds):
        raise TypeError("strings can only be operated with strings")
    return "bytes" if strings else max(kinds, key=kind_rank.index)


# ---- Nodes ----

if TYPE_CHECKING:

    def _binary(self: ExpressionNode, other: Any, /) -> ExpressionNode: ...


class ExpressionNode:
    """A value: its kind, what it is, and its operands. Operators make further nodes."""

    astType = "generic"

    def __init__(self, value: Any = None, kind: str | None = None, children: Iterable[Any] = ()) -> None:
        self.value = value
        self.astKind = kind or "none"
        self.children = tuple(children or ())

    real = property(lambda self: _part(self, "real"))
    imag = property(lambda self: _part(self, "imag"))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.value}, {self.astKind}, {self.children})"

    def __bool__(self) -> NoReturn:
        raise TypeError(NO_BOOLEANS)

    def __neg__(self) -> ExpressionNode:
        return OpNode("neg", (self,))

    def __invert__(self) -> ExpressionNode:
        return OpNode("invert", (self,))

    def __pos__(self) -> ExpressionNode:
        return self

    __hash__ = object.__hash__

    if TYPE_CHECKING:  # what _install() makes
        __add__ = __sub__ = __mul__ = __truediv__ = __floordiv__ = __mod__ = __pow__ = __lshift__ = __rshift__ = _binary
        __radd__ = __rsub__ = __rmul__ = __rtruediv__ = __rfloordiv__ = __rmod__ = __rpow__ = _binary
        __rlshift__ = __rrshift__ = __and__ = __or__ = __xor__ = __rand__ = __ror__ = __rxor__ = _binary
        __lt__ = __le__ = __gt__ = __ge__ = _binary


class LeafNode(ExpressionNode):
    leafNode = True


class VariableNode(LeafNode):
    astType = "variable"


class RawNode:
    """A number that is a part of its instruction: an axis."""

    astType, astKind, children = "raw", "none", ()

    def __init__(self, value: int) -> None:
        self.value = value

    def __repr__(self) -> str:
        return f"RawNode({self.value})"


class ConstantNode(LeafNode):
    astType = "constant"

    def __init__(self, value: Any = None, children: object = None) -> None:
        kind = getKind(value)
        # A float of Python is a double.
        super().__init__(value, "double" if kind == "float" and isinstance(value, float) else kind)

    def __neg__(self) -> ConstantNode:
        return ConstantNode(-self.value)

    def __invert__(self) -> ConstantNode:
        return ConstantNode(~self.value)


class OpNode(ExpressionNode):
    astType = "op"

    def __init__(self, opcode: str | None = None, args: Any = None, kind: str | None = None) -> None:
        kind = kind or commonKind(args)
        if kind == "bool":  # sums and products of truths are truths
            opcode = {"mul": "and", "add": "or"}.get(str(opcode), opcode)
        super().__init__(opcode, kind, args)


class FuncNode(OpNode):
    def __init__(self, opcode: str | None = None, args: Any = None, kind: str | None = None) -> None:
        if opcode in ("isnan", "isfinite", "isinf", "signbit"):
            kind = "bool"
        super().__init__(opcode, args, kind)


def _part(node: ExpressionNode, which: str) -> ExpressionNode:
    if node.astType == "constant":
        return ConstantNode(getattr(complex(node.value), which))
    return OpNode(which, (node,), "double")


def _nodes(args: Iterable[Any]) -> list[ExpressionNode]:
    """Constants as nodes, too."""
    nodes = [ConstantNode(x) if isConstant(x) else x for x in args]
    for x in nodes:
        if not isinstance(x, ExpressionNode):
            raise TypeError(f"unsupported object type: {type(x)}")
    return nodes


def allConstantNodes(args: Iterable[Any]) -> bool:
    return all(isinstance(x, ConstantNode) for x in args)


# ---- Operators ----


def _operator(name: str, kind: str | None = None, fold: Any = None) -> _Make:
    fold = fold or getattr(operator, f"__{name}__")

    def apply(*args: Any) -> ExpressionNode:
        nodes = _nodes(args)
        if allConstantNodes(nodes):
            return ConstantNode(fold(*(x.value for x in nodes)))
        return OpNode(name, nodes, kind)

    return apply


def _turned(f: _Make) -> _Make:
    return lambda self, other: f(other, self)


def truediv_op(a: Any, b: Any) -> ExpressionNode:
    a, b = _nodes((a, b))
    if allConstantNodes((a, b)):
        return ConstantNode(a.value / b.value)
    floats = a.astKind == b.astKind and a.astKind in ("float", "double", "complex")
    if isinstance(b, ConstantNode) and floats and get_optimization() != "none" and b.value != 0:
        return OpNode("mul", (a, ConstantNode(type(b.value)(1) / b.value)))
    kind = commonKind((a, b))
    return OpNode("div", (a, b), "double" if kind in ("bool", "int", "long") else kind)


def _product(a: ExpressionNode, n: int) -> ExpressionNode | None:
    """a**n by squaring; None of 0."""
    result, power = None, a
    while n:
        if n & 1:
            result = power if result is None else OpNode("mul", (result, power))
        n >>= 1
        if n:
            power = OpNode("mul", (power, power))
    return result


def _root(a: ExpressionNode) -> ExpressionNode:
    return OpNode("sqrt", (a,), "double" if a.astKind in ("int", "long") else a.astKind)


def _constant_power(a: ExpressionNode, x: Any) -> ExpressionNode | None:
    """a**x as products and a root, where that is asked for and pays; else None."""
    if get_optimization() == "none" or isinstance(x, complex) or not np.isfinite(x):
        return None
    aggressive = get_optimization() == "aggressive" and abs(x) <= 50 and 2 * x == int(2 * x)
    if not aggressive and x not in (-1, 0, 0.5, 1, 2):
        return None
    result = _product(a, int(abs(x)))
    if 2 * x % 2:
        result = _root(a) if result is None else OpNode("mul", (result, _root(a)))
    if result is None:
        return OpNode("ones_like", (a,))
    return truediv_op(ConstantNode(1), result) if x < 0 else result


def pow_op(a: Any, b: Any) -> ExpressionNode:
    a, b = _nodes((a, b))
    integers = a.astKind in ("int", "long") and b.astKind in ("int", "long")
    if isinstance(b, ConstantNode) and integers and b.value < 0:
        raise ValueError("Integers to negative integer powers are not allowed.")
    if allConstantNodes((a, b)):
        return ConstantNode(a.value**b.value)
    short = _constant_power(a, b.value) if isinstance(b, ConstantNode) and b.astKind != "bytes" else None
    return short if short is not None else OpNode("pow", (a, b))


def _install() -> None:
    both = {name: _operator(name) for name in ("add", "sub", "mul", "floordiv", "mod", "lshift", "rshift")}
    both |= {name: _operator(name) for name in ("and", "or", "xor")}
    both |= {"truediv": truediv_op, "pow": pow_op}
    for name, f in both.items():
        setattr(ExpressionNode, f"__{name}__", f)
        setattr(ExpressionNode, f"__r{name}__", _turned(f))
    for name in ("gt", "ge", "eq", "ne"):
        setattr(ExpressionNode, f"__{name}__", _operator(name, "bool"))
    # There is no less: the other way round it is greater.
    for name, turned in (("lt", "gt"), ("le", "ge")):
        setattr(ExpressionNode, f"__{name}__", _turned(_operator(turned, "bool")))


_install()


# ---- Functions ----


def _function(compute: Any, least: str | None = None, most: str | None = None) -> _Make:
    """A function of its arguments' kind, widened to `least` and narrowed to `most`."""
    name = compute.__name__
    keeps = name in ("copy", "ones_like", "round", "sign")

    def apply(*args: Any) -> ExpressionNode:
        nodes = _nodes(args)
        if allConstantNodes(nodes):
            with np.errstate(all="ignore"):
                return ConstantNode(compute(*(x.value for x in nodes)))
        kind = commonKind(nodes)
        if kind in ("int", "long"):
            return FuncNode(name, nodes, kind if keeps else "double")
        if kind in kind_rank:
            if least and kind_rank.index(least) > kind_rank.index(kind):
                kind = least
            if most and kind_rank.index(most) < kind_rank.index(kind):
                kind = most
        return FuncNode(name, nodes, kind)

    apply.__name__ = name
    return apply


def _where(a: Any, b: Any, c: Any) -> ExpressionNode:
    a, b, c = _nodes((a, b, c))
    if isinstance(a, ConstantNode):
        taken: ExpressionNode = b if a.value else c
        return taken
    return FuncNode("where", (a, b, c))


def _contains(a: Any, b: Any) -> ExpressionNode:
    return FuncNode("contains", _nodes((a, b)), "bool")


def _axis(axis: Any) -> RawNode:
    axis = axis.value if isinstance(axis, ConstantNode) else axis
    if axis is None:
        return RawNode(allaxes)
    if axis < 0:
        raise ValueError("negative axis are not supported")
    if axis > 254:
        raise ValueError("cannot encode axis")
    return RawNode(axis)


def _reduction(name: str) -> _Make:
    def apply(a: Any, axis: Any = None) -> ExpressionNode:
        (node,) = _nodes((a,))
        raw = _axis(axis)
        return node if isinstance(node, ConstantNode) else FuncNode(name, (node, raw), node.astKind)

    apply.__name__ = name
    return apply


functions: dict[str, _Make] = {
    **{f.__name__: _function(f) for f in (np.copy, np.ones_like)},
    **{
        name: _function(getattr(np, name), "float")
        for name in (
            "sqrt sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh fmod arctan2 "
            "log log1p log10 log2 exp expm1 abs"
        ).split()
    },
    **{
        name: _function(getattr(np, name), "double")
        for name in (
            "hypot nextafter copysign maximum minimum round trunc sign isnan isfinite isinf signbit"
        ).split()
    },
    **{name: _function(getattr(np, name), "float", "double") for name in ("ceil", "floor")},
    **{name: _function(getattr(np, name), "double", "double") for name in ("real", "imag")},
    "complex": _function(complex, "complex"),
    "conj": _function(np.conj, "complex"),
    "where": _where,
    "contains": _contains,
    **{name: _reduction(name) for name in ("sum", "prod", "min", "max")},
}


class Expression:
    """`E.a` is the variable a, of kind double.

    Examples
    --------
    >>> 2*E.a
    OpNode(mul, double, (ConstantNode(2, int, ()), VariableNode(a, double, ())))
    """

    def __getattr__(self, name: str) -> VariableNode:
        if name.startswith("_"):
            raise AttributeError(name)
        return VariableNode(name, default_kind)


E = Expression()
