"""What functions, methods and constants of Python, math, NumPy and SciPy are called in a program."""

from __future__ import annotations

import builtins
import cmath
import functools
import math
import sys
from typing import Any, Optional

import numpy as np

from .._functions import functions

DTYPES = ("bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128").split()

# Of Python's own functions and math's, what the program's function of the same name does not mean, and what does.
# Those with a translation of their own are in `_translate.SPECIAL`.
_RENAMED = {
    (builtins, "pow"): "power",
    (builtins, "len"): "shape",
    (math, "pow"): "float_power",
    (math, "fsum"): "sum",
    (math, "sumprod"): "vecdot",
    ("scipy.special", "gammaln"): "lgamma",
}
_OTHER_MEANING = {(math, "isclose"), (math, "remainder"), (math, "dist"), (cmath, "isclose"), (builtins, "range")}

METHODS = frozenset(
    "sum prod min max mean var std any all argmin argmax ptp round clip conj conjugate astype reshape transpose ravel "
    "squeeze swapaxes cumsum cumprod take compress nonzero".split()
)

# Arguments by keyword that are elements. All others decide what is compiled, so a program has them as literals.
VALUES = frozenset("where initial a_min a_max min max rtol atol nan posinf neginf start end prepend append fill_value".split())

# Functions, beside those of axes and shapes, whose arguments after the first are literals.
LITERALS = frozenset("round around astype angle".split())


@functools.lru_cache(maxsize=None)
def kinds() -> dict[str, str]:
    """Of each name of a function its kind."""
    known = {name: function["kind"] for function in functions() for name in function["names"]}
    known.update((name, "elementwise") for name in (*DTYPES, "int", "float", "complex", "str"))
    return known


def _spaces() -> list[Any]:
    spaces = [np, math, cmath, builtins, np.char, getattr(np, "strings", None), sys.modules.get("scipy.special")]
    return [space for space in spaces if space is not None]


def function_name(thing: Any) -> tuple[Any, Optional[str]]:
    """The module that `thing` is a function of, and what a program calls it; None, where it does not know it."""
    name = getattr(thing, "__name__", "")
    for space in _spaces():
        if name and getattr(space, name, None) is thing:
            key = space if space in (builtins, math, cmath) else space.__name__
            if (key, name) in _OTHER_MEANING:
                return space, None
            name = _RENAMED.get((key, name), name)
            return space, name if name in kinds() else None
    return None, None


def dtype_name(thing: Any) -> Optional[str]:
    """What a program calls a dtype, or the class of its scalars."""
    if not isinstance(thing, (np.dtype, type)):
        return None
    try:
        dtype = np.dtype(thing)
    except TypeError:
        return None
    name: str = dtype.name
    if name in DTYPES:
        return name
    return repr(dtype.str) if dtype.kind in "SUMm" and dtype.itemsize else None


def is_constant_space(thing: Any) -> bool:
    """Whether names of this module never change, so that their values may stand in the program."""
    return thing in (np, math, cmath)
