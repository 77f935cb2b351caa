"""What Python passes, as a plain NumPy array; or what it should be turned into, in words.

Nothing here knows the C library. Start at `plain()` and `unknown_dtype()`.
"""

from __future__ import annotations

import datetime
import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from ._errors import Error, ProgramTypeError, ProgramValueError, refused
from ._foreign import foreign

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

# A subclass whose meaning would be lost: `*` would not be a product of matrices.
_MATRIX = np.matrix


def _is_masked(array: object) -> bool:
    """Of another such subclass: masked elements would count. There is none before NumPy has loaded numpy.ma, which it
    does when it is asked for."""
    return isinstance(array, getattr(sys.modules.get("numpy.ma"), "MaskedArray", ()))


def _check_subclass(array: object, what: str) -> None:
    if _is_masked(array):
        instead = "m.filled(...), or m.data and, as another operand, ~m.mask for where= of a reduction"
        if what == "'out'":
            instead = "m.data, and see to its mask"
        raise refused(ProgramTypeError, f"{what} is a masked array, and jx does not know masks: pass {instead}")
    if isinstance(array, _MATRIX):
        raise refused(
            ProgramTypeError,
            f"{what} is a numpy.matrix, and jx knows arrays only, whose * and ** go element by element: "
            "pass numpy.asarray(m)",
        )


def _check_elements(elements: Iterable[object], what: str, depth: int = 0) -> None:
    """Of lists and tuples in each other: NumPy would make plain elements of what they hold. It refuses deeper ones."""
    for element in elements:
        if isinstance(element, np.ndarray):
            _check_subclass(element, f"an element of {what}")
        elif isinstance(element, (list, tuple)) and depth < 64:
            _check_elements(element, what, depth + 1)


def _made(value: Any, what: str) -> NDArray[Any]:
    """What NumPy makes of it, or another library: what has `__array__` may give a masked array."""
    if isinstance(value, (list, tuple)):
        _check_elements(value, what)
    if isinstance(value, datetime.date):  # datetime.datetime is one
        return np.asarray(np.datetime64(value))
    if isinstance(value, datetime.timedelta):
        return np.asarray(np.timedelta64(value))
    array = foreign(value, what)
    return np.asanyarray(value) if array is None else array


def plain(value: Any, what: str) -> NDArray[Any]:
    """`value` as an array of no subclass, not copied where it is one.

    Parameters
    ----------
    value : array_like
    what : str
        Its name in a message, such as ``"operand 'x'"``.
    """
    if type(value) is np.ndarray:
        return value
    try:
        array = _made(value, what)
    except (MemoryError, Error):
        raise
    except Exception as error:  # whatever the object's own code raises, as a weak reference to nothing does
        kind = type(value).__name__
        cls = ProgramValueError if isinstance(error, ValueError) else ProgramTypeError
        raise refused(cls, f"{what} is of type {kind}, of which NumPy makes no array: {error}") from error
    if type(array) is not np.ndarray:
        _check_subclass(array, what)
        array = np.asarray(array)
    return array


def _has(value: object, name: str) -> bool:
    try:
        return hasattr(value, name)
    except Exception:  # whatever its own code raises
        return False


def _of_objects(value: object, array: NDArray[Any], what: str) -> str:
    kind = type(value).__name__
    if value is None:
        return f"{what} is None, not an array or a number"
    if _has(value, "toarray"):  # scipy.sparse and its like
        return f"{what} is sparse ({kind}), which jx does not read: pass its toarray()"
    if array.ndim == 0 and not isinstance(value, (np.ndarray, np.generic)):
        if _has(value, "__float__"):
            return f"{what} is of type {kind}, which no dtype holds: pass float(x)"
        call = ": call it, and pass the result" if callable(value) else ""
        return f"{what} is of type {kind}, not an array or a number{call}"
    return f"{what} has dtype object, elements of any type: pass an array of numbers, as x.astype(float)"


def unknown_dtype(value: object, array: NDArray[Any], what: str) -> Error:
    """The exception for an array whose dtype jx has not.

    Parameters
    ----------
    value : array_like
        As the caller passed it.
    array : ndarray
        Made of it by `plain()`.
    what : str
    """
    dtype, kind = array.dtype, array.dtype.kind
    if kind == "O":
        message = _of_objects(value, array, what)
    elif kind == "T":
        message = f"{what} has strings of any length (dtype {dtype}), which jx does not read: pass a.astype('U')"
    elif dtype.names:
        message = f"{what} has fields (dtype {dtype}): pass them one by one, as a[{dtype.names[0]!r}]"
    elif kind in "fc":
        nearest = "float64" if kind == "f" else "complex128"
        message = f"{what} has dtype {dtype}, which jx does not know: pass a.astype('{nearest}')"
    else:
        message = f"{what} has dtype {dtype}, which jx does not know: pass an array of numbers, as a.astype('float64')"
    return refused(ProgramTypeError, message)
