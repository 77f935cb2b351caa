"""Arrays of other libraries: pandas' Series and columns, Arrow's arrays, and what only speaks DLPack.

Nothing is imported: who has such an object has imported its library. Start at `foreign()`.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from ._errors import ProgramTypeError, ProgramValueError, refused

if TYPE_CHECKING:
    from numpy.typing import NDArray


def _called(value: object, what: str) -> str:
    """What a message calls a Series: by its name, too, when it has one that is another."""
    name = getattr(value, "name", None)
    return what if name is None or f"'{name}'" in what else f"{what} (column {name!r})"


def _text(elements: NDArray[Any], what: str) -> NDArray[Any]:
    """Objects of which each is a str, or bytes, as NumPy's strings of a fixed length."""
    if not elements.size:
        return np.zeros(elements.shape, "U1")
    kinds = {type(x) for x in elements.ravel()}
    if kinds not in ({str}, {bytes}):
        odd = next(kind.__name__ for kind in kinds if kind is not str)
        raise refused(ProgramTypeError, f"{what} has elements of type {odd} among strings")
    return elements.astype("U" if kinds == {str} else "S")


# ---- pandas ----


def _missing(value: Any, what: str) -> NoReturn:
    count = int(value.isna().sum())
    raise refused(
        ProgramValueError,
        f"{what} has {count} missing value{'s' * (count > 1)} (NA), which {value.dtype} has and jx does not know: "
        "fill them, as x.fillna(0), or drop them, as x.dropna()",
    )


def _nullable(value: Any, what: str) -> NDArray[Any]:
    """Of Int64, Float64, boolean and the like."""
    dtype = value.dtype.numpy_dtype
    if not value.isna().any():
        array: NDArray[Any] = value.to_numpy(dtype=dtype, copy=False)
    elif dtype.kind == "f":
        array = value.to_numpy(dtype=dtype, na_value=np.nan)
    else:
        _missing(value, what)
    return array


def _strings(value: Any, what: str) -> NDArray[Any]:
    if value.isna().any():
        _missing(value, what)
    return _text(value.to_numpy(dtype=object), what)


def _category(value: Any, what: str) -> NDArray[Any]:
    """The categories, as they stand in the rows."""
    categories = value.dtype.categories
    if value.isna().any() and categories.dtype.kind not in "f":
        _missing(value, what)
    taken = np.asarray(value.astype(categories.dtype))
    return _text(taken, what) if taken.dtype == object else taken


def _series(pandas: Any, value: Any, what: str) -> NDArray[Any]:
    what, dtype = _called(value, what), value.dtype
    if isinstance(dtype, np.dtype):
        return np.asarray(value)
    if isinstance(dtype, pandas.CategoricalDtype):
        return _category(value, what)
    if isinstance(dtype, pandas.StringDtype):
        return _strings(value, what)
    arrow = getattr(pandas, "ArrowDtype", None)
    if arrow and isinstance(dtype, arrow):
        return _arrow(value.array.__arrow_array__(), what, floats=dtype.kind == "f")
    if isinstance(dtype, pandas.DatetimeTZDtype):
        raise refused(
            ProgramTypeError,
            f"{what} has times of a time zone ({dtype}): pass x.dt.tz_convert('UTC').dt.tz_localize(None)",
        )
    if hasattr(dtype, "numpy_dtype"):
        return _nullable(value, what)
    if isinstance(dtype, pandas.SparseDtype):
        return np.asarray(value)
    raise refused(ProgramTypeError, f"{what} has dtype {dtype}, which jx does not know: pass an array of numbers")


def _frame(pandas: Any, value: Any, what: str) -> NDArray[Any]:
    """All columns as one array of two dimensions."""
    if all(isinstance(dtype, np.dtype) for dtype in value.dtypes):
        array: NDArray[Any] = value.to_numpy()
        return array
    columns = [_series(pandas, value.iloc[:, i], what) for i in range(value.shape[1])]
    return np.stack(columns, axis=1)


# ---- Arrow ----


def _arrow(value: Any, what: str, floats: bool = False) -> NDArray[Any]:
    """An Array or ChunkedArray; with `floats` a null is NaN."""
    if hasattr(value, "chunks"):
        value = value.chunk(0) if value.num_chunks == 1 else value.combine_chunks()
        if hasattr(value, "chunks"):  # as older versions give it
            value = value.chunk(0) if value.num_chunks else None
    if hasattr(value, "dictionary_decode"):
        value = value.dictionary_decode()
    if value.null_count and not floats:
        raise refused(
            ProgramValueError,
            f"{what} is an Arrow array with {value.null_count} null{'s' * (value.null_count > 1)}: "
            "fill them, as x.fill_null(0), or drop them, as x.drop_null()",
        )
    array: NDArray[Any] = value.to_numpy(zero_copy_only=False)
    if value.null_count:
        return array
    kind = str(value.type)
    if array.dtype == object and ("string" in kind or "utf8" in kind or "binary" in kind):
        return _text(array, what)
    if array.dtype == object:
        raise refused(
            ProgramTypeError, f"{what} is an Arrow array of {kind}, which jx does not know: cast it, as x.cast('double')"
        )
    return array


# ---- DLPack ----


def _dlpack(value: Any, what: str) -> NDArray[Any]:
    device = int(value.__dlpack_device__()[0]) if hasattr(value, "__dlpack_device__") else 1
    if device != 1:
        raise refused(
            ProgramTypeError, f"{what} is not in the memory of the CPU (DLPack device {device}): copy it there"
        )
    try:
        return np.from_dlpack(value)
    except Exception as error:
        kind = type(value).__name__
        raise refused(ProgramTypeError, f"{what} is of type {kind}, of which NumPy makes no array: {error}") from error


def _speaks_dlpack_alone(value: object) -> bool:
    kind = type(value)
    return hasattr(kind, "__dlpack__") and not (
        hasattr(kind, "__array__") or hasattr(kind, "__array_interface__") or hasattr(kind, "__array_struct__")
    )


def foreign(value: Any, what: str) -> NDArray[Any] | None:
    """A value of another library as an array, not copied where that can be; None when it is none.

    Parameters
    ----------
    value : object
    what : str
        Its name in a message, such as ``"operand 'x'"``.
    """
    pandas, arrow = sys.modules.get("pandas"), sys.modules.get("pyarrow")
    if pandas is not None and hasattr(pandas, "DataFrame"):
        if isinstance(value, (pandas.Series, pandas.Index)):
            return _series(pandas, value, what)
        if isinstance(value, pandas.api.extensions.ExtensionArray):
            return _series(pandas, pandas.Series(value, copy=False), what)
        if isinstance(value, pandas.DataFrame):
            return _frame(pandas, value, what)
        if value is pandas.NA:
            raise refused(ProgramValueError, f"{what} is missing (NA)")
    if arrow is not None and isinstance(value, (arrow.Array, arrow.ChunkedArray)):
        return _arrow(value, what)
    if arrow is not None and isinstance(value, arrow.Scalar):
        return np.asarray(value.as_py())
    return _dlpack(value, what) if _speaks_dlpack_alone(value) else None
