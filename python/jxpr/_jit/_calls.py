"""Calls in a function: of NumPy's, math's and Python's functions, of methods, of other functions. Start at `call()`."""

from __future__ import annotations

import ast
import builtins
import cmath
import inspect
import math
from typing import TYPE_CHECKING, Any, Callable, NoReturn, Optional, Union

import numpy as np

from . import _names
from ._source import Sourced

if TYPE_CHECKING:
    from ._translate import Frame, Operand, Results


def named(name: str, arguments: list[ast.expr], keywords: Optional[list[ast.keyword]] = None) -> ast.expr:
    return ast.Call(ast.Name(name, ast.Load()), arguments, keywords or [])


def _callee(frame: Frame, node: ast.Call) -> Any:
    """What is called; None when it is a method of an array."""
    if isinstance(node.func, ast.Name) and node.func.id in frame.locals:
        frame.fail(node.func, f"'{node.func.id}' is an array here, and no function")
    found = frame.outside(node.func, frame.locals)
    if found is None and not isinstance(node.func, ast.Attribute):
        frame.fail(node.func, "only names can be called")
    return None if found is None or _is_array(found[0], node) else found[0]


def _is_array(thing: Any, node: ast.Call) -> bool:
    """Whether the call is of a method of an array outside of the function."""
    return isinstance(getattr(thing, "__self__", None), np.ndarray)


def several(frame: Frame, node: ast.Call) -> Optional[Results]:
    """The values of a call of another function's program, or of one that gives a tuple; None for all else."""
    thing = _callee(frame, node)
    if isinstance(thing, Sourced):
        if thing.function in frame.body.running:
            frame.fail(node, f"{thing.function.__name__} calls itself, which a program cannot")
        return frame.inline(thing.source, _bound(frame, thing, node), node)
    maker = _SEVERAL.get(thing) if callable(thing) and _hashable(thing) else None
    if maker is None:
        return None
    return maker(*_plain(frame, node)), True


def _hashable(thing: Any) -> bool:
    try:
        hash(thing)
    except TypeError:
        return False
    return True


def _bound(frame: Frame, callee: Sourced, node: ast.Call) -> dict[str, Union[ast.expr, Operand]]:
    """Of each parameter the argument, or its default."""
    from ._translate import Operand

    _refuse_stars(frame, node)
    try:
        bound = callee.signature.bind(*node.args, **{str(one.arg): one.value for one in node.keywords})
    except TypeError as error:
        frame.fail(node, f"{callee.function.__name__}: {error}")
    arguments: dict[str, Union[ast.expr, Operand]] = {}
    for name, parameter in callee.signature.parameters.items():
        if name in bound.arguments:
            arguments[name] = bound.arguments[name]
        else:
            key: Any = ("default", id(callee.function), name)
            arguments[name] = Operand(key, _always(parameter.default), -1)
    return arguments


def _always(value: Any) -> Callable[[tuple[Any, ...]], Any]:
    return lambda _: value


def _refuse_stars(frame: Frame, node: ast.Call) -> None:
    for one in node.args:
        if isinstance(one, ast.Starred):
            frame.fail(one, "'*' is not taken: write each argument")
    for keyword in node.keywords:
        if keyword.arg is None:
            frame.fail(keyword.value, "'**' is not taken: write each argument")


def _plain(frame: Frame, node: ast.Call) -> list[ast.expr]:
    """Arguments of a function that has no keywords here."""
    _refuse_stars(frame, node)
    for keyword in node.keywords:
        frame.fail(keyword.value, f"{ast.unparse(node.func)}() has no '{keyword.arg}=' here")
    return [frame.value(one) for one in node.args]


def call(frame: Frame, node: ast.Call) -> ast.expr:
    thing = _callee(frame, node)
    if thing is None:
        assert isinstance(node.func, ast.Attribute)
        return _method(frame, node, node.func)
    special = _SPECIAL.get(thing) if _hashable(thing) else None
    if special is not None:
        made = special(frame, node)
        if made is not None:
            return made
    dtype = _names.dtype_name(thing)
    if dtype is not None and isinstance(thing, type):
        return named(dtype, _plain(frame, node))
    space, name = _names.function_name(thing)
    if name is None:
        _unknown(frame, node, space, thing)
    return _general(frame, node, name, node.args)


def _unknown(frame: Frame, node: ast.Call, space: Any, thing: Any) -> NoReturn:
    text = ast.unparse(node.func)
    if space is None and inspect.isfunction(thing):
        frame.fail(node, f"'{text}' is a function that was not made by jit(): put @jit before it")
    if space is np and not isinstance(thing, type):
        reason = _hint(thing.__name__)
        if reason:
            frame.fail(node, reason)
    frame.fail(node, f"a program has no function '{text}': call it outside, and pass what it gives")


def _hint(name: str) -> str:
    """What jx itself says of a function that it does not have."""
    from .._errors import Error
    from .._look import emit

    try:
        emit(f"{name}(x)", {"x": 1.0}, "graph")
    except Error as error:
        return str(error.message)
    return ""


def _general(frame: Frame, node: ast.Call, name: str, arguments: list[ast.expr]) -> ast.expr:
    """A call of one of jx's own functions, under its name."""
    _refuse_stars(frame, node)
    literal = _names.kinds()[name] in ("reduction", "running", "shape") or name in _names.LITERALS
    made = [_argument(frame, one, literal and i > 0) for i, one in enumerate(arguments)]
    keywords = []
    for keyword in node.keywords:
        if keyword.arg in ("out", "casting", "order", "subok", "copy", "like"):
            if keyword.arg == "out":
                frame.fail(keyword.value, "a program does not write to arrays: give out= to the call of the function")
            if keyword.arg != "order" or name not in ("reshape", "ravel"):
                continue
        keywords.append(ast.keyword(keyword.arg, _argument(frame, keyword.value, keyword.arg not in _names.VALUES)))
    return named(name, made, keywords)


def _argument(frame: Frame, node: ast.expr, literal: bool) -> ast.expr:
    from ._translate import NotStatic

    if literal:
        try:
            return frame.constant(frame.literal(node), node)
        except NotStatic:
            pass
    if isinstance(node, (ast.Tuple, ast.List)):
        return ast.Tuple([_argument(frame, one, literal) for one in node.elts], ast.Load())
    return frame.value(node)


# ---- Methods -------------------------------------------------------------------------------------


def _method(frame: Frame, node: ast.Call, function: ast.Attribute) -> ast.expr:
    name, owner = function.attr, function.value
    if name == "copy":
        return frame.value(owner)
    if name == "flatten":
        name = "ravel"
    if name not in _names.METHODS:
        frame.fail(node, f"a program has no method '{name}' of arrays")
    arguments = list(node.args)
    if name in ("transpose", "reshape") and len(arguments) > 1:
        arguments = [ast.copy_location(ast.Tuple(arguments, ast.Load()), node)]
    return _general(frame, node, name, [owner, *arguments])


# ---- Functions with a translation of their own ---------------------------------------------------


def _least(name: str, pair: str) -> Callable[[Frame, ast.Call], Optional[ast.expr]]:
    """Python's min() and max(): of two and more values, or along an array."""

    def make(frame: Frame, node: ast.Call) -> Optional[ast.expr]:
        made = _plain(frame, node)
        if len(made) == 1:
            return named(name, made)
        result = made[0]
        for one in made[1:]:
            result = named(pair, [result, one])
        return result

    return make


def _total(frame: Frame, node: ast.Call) -> ast.expr:
    made = _plain(frame, node)
    total = named("sum", made[:1], [ast.keyword("axis", ast.Constant(0))])
    return ast.BinOp(made[1], ast.Add(), total) if len(made) > 1 else total


def _length(frame: Frame, node: ast.Call) -> ast.expr:
    return named("shape", [*_plain(frame, node), ast.Constant(0)])


def _log(frame: Frame, node: ast.Call) -> Optional[ast.expr]:
    made = _plain(frame, node)
    if len(made) != 2:
        return None
    return ast.BinOp(named("log", made[:1]), ast.Div(), named("log", made[1:]))


def _norm(frame: Frame, node: ast.Call) -> ast.expr:
    names = ("x", "ord", "axis", "keepdims")
    given = dict(zip(names, node.args), **{str(one.arg): one.value for one in node.keywords})
    order = given.get("ord")
    if order is not None and not (isinstance(order, ast.Constant) and order.value in (None, 2)):
        frame.fail(node, "of np.linalg.norm() a program has the square norm alone")
    if order is not None and "axis" not in given and getattr(order, "value", None) == 2:
        frame.fail(node, "np.linalg.norm(x, 2) of matrices is none that a program has: leave out the 2, or give an axis")
    square = ast.BinOp(named("abs", [frame.value(given["x"])]), ast.Pow(), ast.Constant(2))
    keywords = [ast.keyword(name, _argument(frame, given[name], True)) for name in names[2:] if name in given]
    return named("sqrt", [named("sum", [square], keywords)])


def _array(frame: Frame, node: ast.Call) -> ast.expr:
    """np.array() and np.asarray(): of a list of numbers, or of an array."""
    if len(node.args) != 1:
        frame.fail(node, "one argument is taken here")
    dtype = next((one.value for one in node.keywords if one.arg == "dtype"), None)
    if isinstance(node.args[0], (ast.List, ast.Tuple)):
        try:
            numbers = np.array(ast.literal_eval(node.args[0]))
        except ValueError:
            frame.fail(node, "an array of elements that are computed is not taken: write np.stack of them")
        made = frame.body.operand(("array", ast.dump(node)), "list", lambda _: numbers)
    else:
        made = frame.value(node.args[0])
    return made if dtype is None else named("astype", [made, _argument(frame, dtype, True)])


_SPECIAL: dict[Any, Callable[[Frame, ast.Call], Optional[ast.expr]]] = {
    builtins.min: _least("min", "minimum"),
    builtins.max: _least("max", "maximum"),
    builtins.sum: _total,
    builtins.len: _length,
    math.log: _log,
    cmath.log: _log,
    np.linalg.norm: _norm,
    np.array: _array,
    np.asarray: _array,
}


def _divided(x: ast.expr, y: ast.expr) -> list[ast.expr]:
    return [ast.BinOp(x, ast.FloorDiv(), y), ast.BinOp(x, ast.Mod(), y)]


def _parts(x: ast.expr) -> list[ast.expr]:
    whole = ast.BinOp(named("trunc", [x]), ast.Div(), ast.Constant(1))  # a float, of an integer too
    return [named("modf_fraction", [x]), whole]


def _mantissa(x: ast.expr) -> list[ast.expr]:
    return [named("frexp_mantissa", [x]), named("frexp_exponent", [x])]


_SEVERAL: dict[Any, Callable[..., list[ast.expr]]] = {
    builtins.divmod: _divided,
    np.divmod: _divided,
    np.modf: _parts,
    math.modf: _parts,
    np.frexp: _mantissa,
    math.frexp: _mantissa,
}
