"""NumPy's arrays as libjx sees them, and its results as NumPy's. Start at `_describe()` and `_Owner`.

A result that libjx allocated is given back when the last NumPy array that views it goes, but not when the interpreter
ends (`_context`).
"""

from __future__ import annotations

import ctypes
import functools
import sys
from typing import TYPE_CHECKING, Any, Union

import numpy as np

from . import _library as c
from ._context import _own
from ._errors import ProgramValueError, refused
from ._operands import plain, unknown_dtype

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ._context import _Context

    # Where results go: as many arrays as there are results.
    Out = Union[NDArray[Any], tuple[NDArray[Any], ...], None]

_DTYPES = {}  # NumPy's dtype -> jx's number, and back
for _number in range(1, 64):
    _name = c.lib.jx_dtype_name(_number)
    if _name and c.lib.jx_dtype_size(_number):
        _DTYPES[np.dtype(_name.decode())] = _number
_NUMPY = {number: dtype for dtype, number in _DTYPES.items()}
_STRINGS = {"S": c.lib.jx_dtype_named(b"bytes"), "U": c.lib.jx_dtype_named(b"str")}  # by NumPy's kind
_TIMES = {kind: _DTYPES[np.dtype(kind + "8")] for kind in "Mm"}  # NumPy's kind -> jx's number, of what has a unit


@functools.cache
def _unit(dtype: np.dtype[Any]) -> int:
    """That of a dtype of times as a jx_array has it."""
    unit, count = np.datetime_data(dtype)
    number: int = c.lib.jx_unit_named(f"{count}{unit}".encode())
    return number


def _numpy_dtype(array: c.Array) -> np.dtype[Any]:
    """Of a `jx_array`."""
    dtype = _NUMPY.get(array.dtype)
    if dtype is None:  # a string, as long as the array says
        dtype = np.dtype((np.str_, array.detail // 4) if array.dtype == _STRINGS["U"] else (np.bytes_, array.detail))
    elif dtype.kind in "Mm":
        text = ctypes.create_string_buffer(32)
        c.lib.jx_unit_text(array.detail, text, len(text))
        dtype = np.dtype(f"{dtype.kind}8[{text.value.decode()}]")
    return dtype


class _Owner:
    """Memory that libjx allocates for a result, for as long as a NumPy array views it. There is an owner before there is
    the memory, so that no exception in between, such as a signal's, leaves it to nobody."""

    def __init__(self, array: c.Array) -> None:
        self.array = array

    def view(self) -> Any:
        """The result as a NumPy array or scalar."""
        array = self.array
        self.__array_interface__ = {
            "version": 3,
            "typestr": _numpy_dtype(array).str,
            "shape": tuple(array.shape[: array.rank]),
            "strides": tuple(array.strides[: array.rank]),
            "data": (array.data or 0, False),
        }
        value = np.asarray(self)
        return value[()] if array.rank == 0 else value

    def __del__(
        self,
        free: Any = c.lib.jx_array_free,
        own: Callable[[], _Context] = _own,
        byref: Any = ctypes.byref,
        ending: Callable[[], bool] = sys.is_finalizing,
    ) -> None:
        # By the context of the thread that happens to be here: one context serves one thread at a time.
        if not ending():
            free(own().pointer, byref(self.array))


def _words(value: int, what: str) -> NDArray[np.int64]:
    """An int of any size as jx takes it: words of 64 bits, least first."""
    n = value.bit_length() // 64 + 1
    if n > c.MAX_WORDS:
        raise OverflowError(f"{what} has {value.bit_length()} bits, more than {64 * c.MAX_WORDS}")
    return np.frombuffer(value.to_bytes(8 * n, "little", signed=True), dtype="<i8")


def _describe(array: c.Array, value: Any, what: str) -> NDArray[Any]:
    """Fills a `jx_array` with a view of `value`, which messages call `what`; returns the NumPy array to be kept
    alive."""
    flags = c.ARRAY_WEAK if type(value) in (bool, int, float, complex) else 0
    if type(value) is int and not -(2**63) <= value < 2**63:
        a, flags = _words(value, what), flags | c.ARRAY_LONG
    else:
        a = np.asarray(value, dtype=np.int64) if type(value) is int else plain(value, what)
    number = _DTYPES.get(a.dtype)
    array.detail = 0
    if number is None and a.dtype.kind in _STRINGS:
        number, array.detail = _STRINGS[a.dtype.kind], a.dtype.itemsize
        flags |= 0 if a.dtype.isnative else c.ARRAY_SWAPPED
    elif number is None and a.dtype.kind in _TIMES:
        number, array.detail = _TIMES[a.dtype.kind], _unit(a.dtype)
        flags |= 0 if a.dtype.isnative else c.ARRAY_SWAPPED
    elif number is None and a.dtype.kind in "iufc":  # it may be of the other byte order
        number, flags = _DTYPES.get(a.dtype.newbyteorder("=")), flags | c.ARRAY_SWAPPED
    if number is None:
        raise unknown_dtype(value, a, what)
    if a.ndim > c.MAX_RANK:
        raise refused(ProgramValueError, f"{what} has rank {a.ndim}, not 0 to {c.MAX_RANK}")
    array.data = a.ctypes.data
    array.dtype = number
    array.rank = a.ndim
    array.flags = flags | (0 if a.flags.writeable else c.ARRAY_READONLY)
    array.shape[: a.ndim] = a.shape
    array.strides[: a.ndim] = a.strides
    return a
