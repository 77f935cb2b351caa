"""jx over xarray: arrays meet by the names of their dimensions, and keep coordinates and attributes.

>>> import numpy as np, xarray, jxpr.xarray
>>> lat = xarray.DataArray([0.0, 60.0], dims="lat", coords={"lat": [0.0, 60.0]})
>>> ds = xarray.Dataset({"v": (("time", "lat"), np.ones((3, 2)))}, coords={"lat": lat})
>>> jxpr.xarray.evaluate("cos(radians(lat))*v", ds).dims
('lat', 'time')
>>> ds.jx.eval("mean(v*cos(radians(lat)), dim='time')").values.round(3)
array([1. , 0.5])

Importing the module gives datasets and arrays the accessor `jx`.
"""

from __future__ import annotations

from typing import Any, Hashable, Mapping, Optional, Union

import numpy as np
import xarray

from . import _named
from ._errors import ProgramNameError, ProgramTypeError, refused
from ._evaluate import _inspect
from ._evaluate import evaluate as _evaluate

_CONSTANTS = ("pi", "e", "inf", "nan", "np", "math", "numpy")

Result = Union[xarray.DataArray, tuple[xarray.DataArray, ...]]


def evaluate(
    program: str,
    dataset: Union[xarray.Dataset, xarray.DataArray, Mapping[str, Any], None] = None,
    /,
    *,
    join: Optional[str] = None,
    keep_attrs: Union[bool, str, None] = None,
    precision: Optional[str] = None,
    **names: Any,
) -> Result:
    """Evaluate a program over arrays whose dimensions have names.

    Parameters
    ----------
    program : str
        As in `jxpr.evaluate`, of operators, elementwise functions and reductions. Reductions and running sums take
        ``dim='...'``, or a tuple of names, in the place of ``axis=``; without it they are of all dimensions.
    dataset : Dataset, DataArray or mapping, optional
        Where the program's names are looked up: variables and coordinates.
    join : {'inner', 'outer', 'left', 'right', 'exact', 'override'}, optional
        How indexes that differ are aligned. Default: xarray's option ``arithmetic_join``.
    keep_attrs : bool or str, optional
        As in `xarray.apply_ufunc`. Default: those that do not contradict each other, unless xarray's option
        ``keep_attrs`` is False.
    precision : {'full', 'fast'}, optional
        As in `jxpr.evaluate`.
    **names : DataArray or array_like
        What other names stand for; they come before the dataset's.

    Returns
    -------
    DataArray, or tuple of DataArray
        One for each result, in one pass. Its dimensions are those of its operands in the order of their first
        appearance, less those that were reduced. A result of Dask arrays is one; nothing is computed yet.

    Raises
    ------
    Error
        As in `jxpr.evaluate`; and where a dimension is not there, an axis is a number, or elements are moved.
    ValueError
        Indexes differ, and `join` is ``'exact'``.

    Examples
    --------
    >>> import xarray, jxpr.xarray
    >>> a = xarray.DataArray([1.0, 2.0], dims="x", attrs={"units": "m"})
    >>> b = xarray.DataArray([10.0, 20.0, 30.0], dims="y")
    >>> r = jxpr.xarray.evaluate("2*a + b", a=a, b=b)
    >>> r.dims, r.shape, r.attrs
    (('x', 'y'), (2, 3), {'units': 'm'})
    >>> jxpr.xarray.evaluate("sum(a*b, dim='x'), max(b)", a=a, b=b)[0].values
    array([30., 60., 90.])
    """
    if not isinstance(program, str):
        raise refused(ProgramTypeError, f"a program must be a str, not of type {type(program).__name__}")
    free, _ = _inspect(program.encode(errors="surrogatepass"))
    values = {name: _look_up(name, dataset, names) for name in free}
    values = {name: value for name, value in values.items() if value is not None}
    arrays = {name: value for name, value in values.items() if isinstance(value, xarray.DataArray)}
    others = {name: value for name, value in values.items() if name not in arrays}
    for name, value in others.items():
        if np.ndim(value):
            raise refused(ProgramTypeError, f"operand '{name}' has dimensions without names; make it a DataArray")
    order = tuple(dict.fromkeys(dim for array in arrays.values() for dim in array.dims))
    numbered = _named.number(program, {name: array.dims for name, array in arrays.items()}, order)
    if not arrays:
        made = _evaluate(program, others, precision=precision)
        results = made if isinstance(made, tuple) else (made,)
        return _named_results([xarray.DataArray(one) for one in results], numbered)
    return _apply(numbered, arrays, others, order, join, keep_attrs, precision)


def _look_up(name: str, dataset: Any, names: Mapping[str, Any]) -> Any:
    for place in (names, dataset):
        if place is None:
            continue
        if isinstance(place, xarray.DataArray):
            if name == place.name:
                return place
            place = place.coords
        if name in place:
            value = place[name]
            return value if not isinstance(value, xarray.Variable) else xarray.DataArray(value)
    if name in _CONSTANTS:
        return None
    raise ProgramNameError(
        "unknown name", f"unknown name '{name}'", f"error: unknown name '{name}'\n", 0, 0, 0, 0
    )


def _apply(
    numbered: _named.Numbered,
    arrays: dict[str, xarray.DataArray],
    others: dict[str, Any],
    order: tuple[Hashable, ...],
    join: Optional[str],
    keep_attrs: Union[bool, str, None],
    precision: Optional[str],
) -> Result:
    """xarray aligns, and finds coordinates and attributes; what all results have is what it loops over."""
    shared = [dim for dim in order if all(dim in dims for dims in numbered.results)]
    inner = [[dim for dim in array.dims if dim not in shared] for array in arrays.values()]
    outer = [[dim for dim in dims if dim not in shared] for dims in numbered.results]
    options = xarray.get_options()
    if keep_attrs is None:
        keep_attrs = False if options["keep_attrs"] is False else "drop_conflicts"

    how: Any = join or options["arithmetic_join"]

    def run(*data: Any) -> Any:
        operands = dict(others)
        for name, value, own in zip(arrays, data, inner):
            operands[name] = _placed(value, shared, own, order)
        results = _run(numbered.text, operands, precision)
        laid = [_taken(one, dims, order, shared) for one, dims in zip(results, numbered.results)]
        return tuple(laid) if len(laid) > 1 else laid[0]

    made = xarray.apply_ufunc(
        run,
        *arrays.values(),
        input_core_dims=inner,
        output_core_dims=outer,
        join=how,
        dask="allowed",
        keep_attrs=keep_attrs,
    )
    results = list(made) if isinstance(made, tuple) else [made]
    laid = [one.transpose(*dims) for one, dims in zip(results, numbered.results)]
    return _named_results(laid, numbered)


def _run(text: str, operands: dict[str, Any], precision: Optional[str]) -> tuple[Any, ...]:
    if any(hasattr(value, "dask") for value in operands.values()):
        from .dask import evaluate as evaluate_dask

        made = evaluate_dask(text, operands, precision=precision)
    else:
        made = _evaluate(text, operands, precision=precision)
    return made if isinstance(made, tuple) else (made,)


def _placed(value: Any, shared: list[Hashable], own: list[Hashable], order: tuple[Hashable, ...]) -> Any:
    """An operand as xarray lays it out, the last of `shared` and then its own dimensions, with all of `order`."""
    loops = value.ndim - len(own)
    dims = [*shared[len(shared) - loops :], *own]
    axes = [dims.index(dim) for dim in order if dim in dims]
    value = value.transpose(axes)
    return value[tuple(slice(None) if dim in dims else None for dim in order)]


def _taken(value: Any, dims: tuple[Hashable, ...], order: tuple[Hashable, ...], shared: list[Hashable]) -> Any:
    """A result without the dimensions that were reduced, those of `shared` first."""
    if value.ndim:
        value = value[tuple(slice(None) if dim in dims else 0 for dim in order)]
    wanted = [*shared, *(dim for dim in dims if dim not in shared)]
    if value.ndim:
        return value.transpose([dims.index(dim) for dim in wanted])
    return value if hasattr(value, "dask") else np.asarray(value)


def _named_results(results: list[xarray.DataArray], numbered: _named.Numbered) -> Result:
    for one, name in zip(results, numbered.names):
        one.name = name
    return tuple(results) if len(results) > 1 else results[0]


class _Accessor:
    """``.jx``: programs over this object's variables and coordinates."""

    def __init__(self, owner: Union[xarray.Dataset, xarray.DataArray]):
        self._owner = owner

    def eval(self, program: str, **names: Any) -> Result:
        """`jxpr.xarray.evaluate` with the names of this object; an array is also known by its own name.

        Parameters
        ----------
        program : str
        **names
            Further names, and keywords of `evaluate`.

        Returns
        -------
        DataArray, or tuple of DataArray

        Examples
        --------
        >>> import xarray, jxpr.xarray
        >>> a = xarray.DataArray([1.0, 2.0], dims="x", name="a")
        >>> a.jx.eval("a**2").values
        array([1., 4.])
        """
        return evaluate(program, self._owner, **names)


if not hasattr(xarray.Dataset, "jx"):
    xarray.register_dataset_accessor("jx")(_Accessor)
    xarray.register_dataarray_accessor("jx")(_Accessor)
