"""NumExpr's `evaluate`, `re_evaluate`, `validate`, `NumExpr` and `disassemble`."""

from __future__ import annotations

import __future__

import contextvars
import inspect
import os
import sys
import threading
import weakref
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Optional

import numpy as np

from . import expressions, interpreter, machine
from .expressions import double, int_, long_  # noqa: F401
from .reader import read, variables

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    _Names = Optional[Mapping[str, ArrayLike]]

_SETTINGS = {"optimization": (("none", "moderate", "aggressive"), "aggressive"), "truediv": ((False, True, "auto"), "auto")}


class CacheDict(dict[Any, Any]):
    """A dictionary that forgets a tenth of its entries, the oldest ones, when it has too many."""

    def __init__(self, maxentries: int) -> None:
        self.maxentries = maxentries
        super().__init__()

    def __setitem__(self, key: Any, value: Any) -> None:
        if len(self) > self.maxentries:
            for old in list(self)[: self.maxentries // 10]:
                self.pop(old, None)
        super().__setitem__(key, value)


_caches = threading.local()
_last: contextvars.ContextVar[_Last | None] = contextvars.ContextVar("jxpr.numexpr.last", default=None)


def _cache(name: str) -> CacheDict:
    found = getattr(_caches, name, None)
    if found is None:
        found = CacheDict(256)
        setattr(_caches, name, found)
    return found


# ---- Settings and types ----


def getContext(kwargs: dict[str, Any], _frame_depth: int = 1) -> dict[str, Any]:
    """The settings among keyword arguments; ValueError for others."""
    unknown = [name for name in kwargs if name not in _SETTINGS]
    settings = {}
    for name, (allowed, default) in _SETTINGS.items():
        settings[name] = kwargs.get(name, default)
        if settings[name] not in allowed:
            raise ValueError(f"'{name}' must be one of {allowed}")
    if unknown:
        raise ValueError(f"Unknown keyword argument '{unknown[-1]}'")
    if settings["truediv"] == "auto":
        caller = sys._getframe(_frame_depth + 1).f_globals
        settings["truediv"] = caller.get("division") == __future__.division
    return settings


def getType(a: NDArray[Any]) -> Any:
    """The type that an array's elements count as in signatures."""
    kind, size = a.dtype.kind, a.dtype.itemsize
    if kind == "U":
        raise ValueError("NumExpr 2 does not support Unicode as a dtype.")
    if kind in "iu":
        return long_ if size > 4 or (kind == "u" and size == 4) else int_
    if kind == "f":
        return double if size > 4 else float
    found = {"b": bool, "c": complex, "S": bytes}.get(kind)
    if found is None:
        raise ValueError(f"unknown type {a.dtype.name}")
    return found


def getExprNames(text: str, context: dict[str, Any], sanitize: bool | None = True) -> tuple[list[str], bool]:
    """The names of an expression's variables in order, and whether a vector math library would be used: it is not."""
    return sorted(variables(read(text, {}, context, _sanitizes(sanitize)))), interpreter.use_vml


def _sanitizes(sanitize: bool | None) -> bool:
    if sanitize is None:
        return bool(int(os.environ.get("NUMEXPR_SANITIZE") or 1))
    return sanitize


def getArguments(
    names: Sequence[str], local_dict: _Names = None, global_dict: _Names = None, _frame_depth: int = 2
) -> list[NDArray[Any]]:
    """An array for each name, from the dictionaries or the caller's variables."""
    frame = sys._getframe(_frame_depth)
    local = frame.f_locals if local_dict is None else local_dict
    outer = frame.f_globals if global_dict is None else global_dict
    try:
        return [np.asarray(local[name] if name in local else outer[name]) for name in names]
    finally:
        # The frame of a function keeps the dictionary that was made for this, and all that the variables hold.
        if local_dict is None and frame.f_code.co_flags & inspect.CO_OPTIMIZED and type(local) is dict:
            local.clear()


# ---- Trees, for those who look at them, as PyTables does for its indices ----

typecode_to_kind = dict(machine.KINDS)


def stringToExpression(
    s: str, types: Mapping[str, Any], context: dict[str, Any], sanitize: bool = True
) -> expressions.ExpressionNode:
    """The tree of an expression, whose variables have these types; those that are not named are double."""
    return read(s, types, context, sanitize)


def expressionToAST(ex: expressions.ExpressionNode) -> expressions.ExpressionNode:
    """The same: there is one kind of tree."""
    return ex


def typeCompileAst(ast: expressions.ExpressionNode) -> expressions.ExpressionNode:
    """The same, or a NotImplementedError where an operation is not defined of its types."""
    kinds = {node.value: node.astKind for node in _nodes_of(ast) if node.astType == "variable"}
    names = sorted(kinds)
    machine.Program(ast, names, "".join(machine.LETTERS[kinds[name]] for name in names))
    return ast


def _nodes_of(tree: Any) -> list[Any]:
    return [tree, *(node for child in tree.children for node in _nodes_of(child))]


# ---- Compiling ----


def NumExpr(ex: Any, signature: Sequence[tuple[str, Any]] = (), sanitize: bool = True, **kwargs: Any) -> interpreter.NumExpr:
    """Compile an expression.

    Parameters
    ----------
    ex : str or ExpressionNode
        A text, or what is made of `E`.
    signature : sequence of (str, type)
        The variables in order, and their types: bool, int32, int64, float (float32), double, complex, bytes. Without
        it they are all double, in the order of their names.
    sanitize : bool
    **kwargs
        ``optimization`` and ``truediv``.

    Returns
    -------
    interpreter.NumExpr

    Examples
    --------
    >>> f = NumExpr("2*a + b", [("a", np.int32), ("b", np.double)])
    >>> f(np.arange(3, dtype="i4"), 0.5)
    array([0.5, 2.5, 4.5])
    """
    types = dict(signature)
    settings = getContext(kwargs, _frame_depth=1)
    tree = read(ex, types, settings, sanitize) if isinstance(ex, str) else ex
    if expressions.isConstant(tree):
        tree = expressions.ConstantNode(tree)
    found, names = variables(tree), [name for name, _ in signature]
    if names and set(names) != found:
        raise ValueError(f"input names ({names}) don't match those found in expression ({found})")
    names = names or sorted(found)
    letters = "".join(machine.TYPES[types.get(name, double)] for name in names)
    return interpreter.NumExpr(machine.Program(tree, names, letters))


def disassemble(nex: interpreter.NumExpr) -> list[list[bytes | int | None]]:
    """The instructions of a compiled expression, as rows of names and registers.

    Examples
    --------
    >>> for row in disassemble(NumExpr("2*a + b")):
    ...     print(row)
    [b'mul_ddd', b'r0', b'c3[2.0]', b'r1[a]']
    [b'add_ddd', b'r0', b'r0', b'r2[b]']
    """
    return nex._program.disassembled()


# ---- Evaluating ----


class _Last:
    """What `re_evaluate` does again."""

    def __init__(self, compiled: interpreter.NumExpr, names: Sequence[str], out: Any, options: dict[str, Any]) -> None:
        self.compiled, self.names, self.options = compiled, names, options
        self.out = None if out is None else weakref.ref(out)


def _found(
    ex: object, settings: dict[str, Any], sanitize: bool | None, local_dict: _Names, global_dict: _Names, depth: int
) -> tuple[tuple[str, ...], list[NDArray[Any]], interpreter.NumExpr]:
    """An expression's names, arguments, and what is compiled for their types."""
    if not isinstance(ex, str):
        raise ValueError("must specify expression as a string")
    names_cache, programs = _cache("names"), _cache("programs")
    key = (ex, settings["optimization"], settings["truediv"])
    names = names_cache.get(key)
    if names is None:
        names_cache[key] = names = tuple(getExprNames(ex, settings, sanitize)[0])
    arguments = getArguments(names, local_dict, global_dict, depth + 1)
    signature = tuple((name, getType(a)) for name, a in zip(names, arguments))
    compiled = programs.get((key, signature))
    if compiled is None:
        compiled = NumExpr(ex, signature, sanitize=False, **settings)
        programs[key, signature] = compiled
    return names, arguments, compiled


def validate(
    ex: str,
    local_dict: _Names = None,
    global_dict: _Names = None,
    out: NDArray[Any] | None = None,
    order: str = "K",
    casting: str = "safe",
    _frame_depth: int = 2,
    sanitize: bool | None = None,
    **kwargs: Any,
) -> Exception | None:
    """Compile an expression for the arrays at hand, for `re_evaluate`.

    Parameters
    ----------
    ex, local_dict, global_dict, out, order, casting, sanitize, **kwargs
        As in `evaluate`.

    Returns
    -------
    None or Exception
        What `evaluate` would raise.

    Examples
    --------
    >>> a = np.arange(3.0)
    >>> validate("2*a")
    >>> validate("2*b", {})
    KeyError('b')
    """
    try:
        settings = getContext(kwargs)
        names, _, compiled = _found(ex, settings, sanitize, local_dict, global_dict, _frame_depth)
        _last.set(_Last(compiled, names, out, {"order": order, "casting": casting}))
    except Exception as error:
        return error
    return None


def evaluate(
    ex: str,
    local_dict: _Names = None,
    global_dict: _Names = None,
    out: NDArray[Any] | None = None,
    order: str = "K",
    casting: str = "same_kind",
    sanitize: bool | None = None,
    _frame_depth: int = 3,
    disable_cache: bool = False,
    **kwargs: Any,
) -> NDArray[Any]:
    """Evaluate an expression by NumExpr's rules, with jx.

    Parameters
    ----------
    ex : str
        Its variables are those of the caller, unless dictionaries are given.
    local_dict, global_dict : mapping of str to array_like, optional
        Where variables are looked up instead, one after the other.
    out : ndarray, optional
        Where to put the result, to whose shape it is broadcast and to whose dtype it is cast.
    order : {'K', 'C', 'F', 'A'}
        How a result that is made lies in memory.
    casting : {'no', 'equiv', 'safe', 'same_kind', 'unsafe'}
        The casts that are allowed: of operands to what expressions compute with, and of the result to `out`.
    sanitize : bool, optional
        Whether statements, subscripts, attributes and names with underscores are a ValueError before anything else.
        Default: as the environment variable NUMEXPR_SANITIZE says, else yes.
    disable_cache : bool
        Compile, and keep nothing.
    **kwargs
        ``optimization``: 'none', 'moderate' or 'aggressive' (default), how far powers with constant exponents become
        products. ``truediv``: without effect, as / is the true division.

    Returns
    -------
    ndarray
        0-d where there is one value.

    Raises
    ------
    KeyError, NotImplementedError, SyntaxError, TypeError, ValueError
        As NumExpr's: for a name that is not found, for operations that a type has not, and so on.

    Examples
    --------
    >>> a = np.arange(3, dtype="f4")
    >>> evaluate("2*a + 1")
    array([1., 3., 5.], dtype=float32)
    """
    options: dict[str, Any] = {"order": order, "casting": casting}
    if disable_cache:
        settings = getContext(kwargs)
        variables_, _ = getExprNames(ex, settings, sanitize)
        arguments = getArguments(variables_, local_dict, global_dict, _frame_depth - 1)
        signature = [(name, getType(a)) for name, a in zip(variables_, arguments)]
        return NumExpr(ex, signature, sanitize=False, **settings)(*arguments, out=out, **options)
    settings = getContext(kwargs)
    names, arguments, compiled = _found(ex, settings, sanitize, local_dict, global_dict, _frame_depth - 1)
    _last.set(_Last(compiled, names, out, options))
    return compiled(*arguments, out=out, **options)


def re_evaluate(local_dict: _Names = None, global_dict: _Names = None, _frame_depth: int = 2) -> NDArray[Any]:
    """Evaluate the last expression of this thread again, without asking for types and shapes.

    Parameters
    ----------
    local_dict, global_dict : mapping of str to array_like, optional
        As in `evaluate`.

    Returns
    -------
    ndarray

    Raises
    ------
    RuntimeError
        There is none.

    Examples
    --------
    >>> a = np.arange(3.0)
    >>> _ = evaluate("2*a")
    >>> a = np.ones(2)
    >>> re_evaluate()
    array([2., 2.])
    """
    last = _last.get()
    if last is None:
        raise RuntimeError(
            "A previous evaluate() execution was not found, please call `validate` or `evaluate` once before `re_evaluate`"
        )
    arguments = getArguments(last.names, local_dict, global_dict, _frame_depth)
    return last.compiled(*arguments, out=last.out() if last.out else None, **last.options)
