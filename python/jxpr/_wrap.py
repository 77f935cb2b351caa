"""wrap=True: results of the kind of the operands, with their index, names and coordinates. Start at `wrapped()`.

Nothing is imported: who has a Series has imported pandas.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from ._errors import ProgramValueError, refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


def _module(name: str) -> Any:
    """A module that somebody has imported, or None."""
    return sys.modules.get(name)


def _of(operands: Mapping[str, Any], kinds: Any) -> dict[str, Any]:
    return {name: value for name, value in operands.items() if isinstance(value, kinds)}


def _same(values: dict[str, Any], of: Callable[[Any], Any], what: str) -> Any:
    """What all have in common; an error where two differ."""
    (first, value), *others = values.items()
    for name, other in others:
        if not of(value).equals(of(other)):
            raise refused(
                ProgramValueError,
                f"operands '{first}' and '{name}' have different {what}: align them first, "
                f"as {name}.reindex_like({first})",
            )
    return of(value)


def _name(values: Iterable[Any]) -> Any:
    """The name that all of some Series have, or None."""
    names = [value.name for value in values]
    return names[0] if names and all(n is names[0] or n == names[0] for n in names) else None


def _as_pandas(pandas: Any, values: tuple[Any, ...], operands: Mapping[str, Any]) -> tuple[Any, ...]:
    frames, series = _of(operands, pandas.DataFrame), _of(operands, (pandas.Series, pandas.Index))
    both = {**frames, **series}
    index = _same(both, lambda v: v if isinstance(v, pandas.Index) else v.index, "indices")
    columns = _same(frames, lambda v: v.columns, "columns") if frames else None
    name = _name(series.values())

    def wrap(value: Any) -> Any:
        if columns is not None and np.shape(value) == (len(index), len(columns)):
            return pandas.DataFrame(value, index=index, columns=columns, copy=False)
        if np.shape(value) == (len(index),):
            return pandas.Series(value, index=index, name=name, copy=False)
        return value

    return tuple(map(wrap, values))


def _as_xarray(xarray: Any, values: tuple[Any, ...], operands: Mapping[str, Any]) -> tuple[Any, ...]:
    (first, like), *others = _of(operands, xarray.DataArray).items()
    for name, other in others:
        if other.dims != like.dims or any(
            not other.indexes[d].equals(like.indexes[d]) for d in like.dims if d in like.indexes and d in other.indexes
        ):
            raise refused(
                ProgramValueError,
                f"operands '{first}' and '{name}' have different dimensions or coordinates: align them first, "
                f"as xarray.align({first}, {name})",
            )

    def wrap(value: Any) -> Any:
        return like.copy(data=value) if np.shape(value) == like.shape else value

    return tuple(map(wrap, values))


def wrapped(values: tuple[Any, ...], operands: Mapping[str, Any]) -> tuple[Any, ...]:
    """Results as what the operands are.

    Parameters
    ----------
    values : tuple of ndarray
    operands : dict
        Names to what the caller passed.

    Returns
    -------
    tuple
        Results whose shape is no longer that of the operands are arrays, as they were.
    """
    pandas, xarray = _module("pandas"), _module("xarray")
    if pandas and _of(operands, (pandas.DataFrame, pandas.Series, pandas.Index)):
        return _as_pandas(pandas, values, operands)
    if xarray and _of(operands, xarray.DataArray):
        return _as_xarray(xarray, values, operands)
    return values
