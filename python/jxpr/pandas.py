"""``df.jx.eval("a*2 + b")``: programs over the columns of a DataFrame, or over a Series.

The accessor is there as soon as both packages have been imported, in any order; importing this module is not needed.
"""

from __future__ import annotations

import collections
import sys
from typing import Any

import pandas as pd

from ._errors import ProgramTypeError, refused
from ._evaluate import _let_go, _Variables, evaluate

__all__ = ["DataFrameAccessor", "SeriesAccessor"]


class _Columns:
    """A frame's columns by name, then its index, by its names or as ``index``."""

    def __init__(self, frame: Any) -> None:
        self.frame = frame

    def keys(self) -> Any:
        return self.frame.columns

    def __contains__(self, name: str) -> bool:
        index = self.frame.index
        return name in self.frame.columns or name in index.names or (name == "index" and index.nlevels == 1)

    def __getitem__(self, name: str) -> Any:
        if name in self.frame.columns:
            column = self.frame[name]
            if getattr(column, "ndim", 1) != 1:
                raise refused(ProgramTypeError, f"there are several columns '{name}'")
            return column
        index = self.frame.index
        level = 0 if name == "index" else index.names.index(name)
        return pd.Series(index.get_level_values(level), index=index, copy=False)


class DataFrameAccessor:
    """Programs over a frame's columns: ``df.jx``.

    Examples
    --------
    >>> import pandas as pd
    >>> import jxpr
    >>> df = pd.DataFrame({"a": [1, 2], "b": [0.5, 1.5]}, index=["x", "y"])
    >>> df.jx.eval("a*2 + b")
    x    2.5
    y    5.5
    dtype: float64
    >>> df.jx.eval("a > limit", limit=1).tolist()
    [False, True]
    >>> float(df.jx.eval("sum(a*b)"))
    3.5
    """

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def eval(self, program: str | bytes, /, *, wrap: bool = True, _frame_depth: int = 3, **options: Any) -> Any:
        """Evaluate a program whose names are columns, the index, or variables.

        Parameters
        ----------
        program : str or bytes
        wrap : bool, optional
            Whether results as long as the frame are Series with its index; else arrays.
        **options
            Of `jxpr.evaluate`, and values of further names, which come before the columns. What is no column is
            looked up among the caller's variables.

        Returns
        -------
        Series, scalar, ndarray, or tuple of them
        """
        caller = sys._getframe(_frame_depth - 2)
        try:
            variables = _Variables(collections.ChainMap(caller.f_locals, caller.f_globals))
            return evaluate(program, _Columns(self._frame), variables, wrap=wrap, **options)
        finally:
            del variables
            _let_go(caller, caller.f_locals)


class SeriesAccessor:
    """Programs over one Series, ``x``: ``s.jx``.

    Examples
    --------
    >>> import pandas as pd
    >>> import jxpr
    >>> pd.Series([0.0, 1.0], name="t").jx.eval("2*x + 1")
    0    1.0
    1    3.0
    Name: t, dtype: float64
    """

    def __init__(self, series: Any) -> None:
        self._series = series

    def eval(self, program: str | bytes, /, *, wrap: bool = True, **options: Any) -> Any:
        """Evaluate a program in which ``x`` is the Series; see `DataFrameAccessor.eval`."""
        return evaluate(program, {"x": self._series}, wrap=wrap, **options)


def _register() -> None:
    pd.api.extensions.register_dataframe_accessor("jx")(DataFrameAccessor)
    pd.api.extensions.register_series_accessor("jx")(SeriesAccessor)


if not isinstance(getattr(pd.DataFrame, "jx", None), type):
    _register()
