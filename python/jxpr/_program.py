"""compile(): a program whose operands come in a fixed order, for many calls. Start at `compile()`."""

from __future__ import annotations

import ctypes
import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _evaluate as e
from . import _library as c
from . import _shim
from ._context import _finish, _idle, _precision_number, _untold
from ._errors import ProgramTypeError, ProgramValueError, refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ._context import _Context

_CONSTANTS = ("pi", "e", "inf", "nan", "np")  # names that are no operands unless somebody says so


class _Handle:
    """A `jx_program`, where the shim has none."""

    pointer: Any = 0
    nresults: int = 0
    names: tuple[str, ...] = ()

    if TYPE_CHECKING:

        def _call(self, *arrays: Any, out: e._Out = None) -> Any: ...

    def _begin(self, pointer: int, names: tuple[str, ...], absent: tuple[str, ...], nresults: int, precision: int) -> None:
        self.pointer, self.names, self.nresults = pointer, names, nresults

    def __call__(self, *arrays: Any, out: e._Out = None) -> Any:
        return self._call(*arrays, out=out)

    def __del__(self, free: Any = c.lib.jx_program_free, ending: Callable[[], bool] = sys.is_finalizing) -> None:
        if self.pointer and not ending():
            free(self.pointer)


if TYPE_CHECKING:
    _Base = _Handle
else:
    _Base = _shim.module.Program if _shim.module else _Handle


class Program(_Base):
    """A program that `compile` made: called with arrays, one for each of its names.

    Any number of threads may call it at once.

    Attributes
    ----------
    names : tuple of str
        What the arrays stand for, in order.

    Examples
    --------
    >>> import numpy as np
    >>> import jxpr
    >>> line = jxpr.compile("m*x + b")
    >>> line.names
    ('m', 'x', 'b')
    >>> line(2, np.arange(3.0), 1)
    array([1., 3., 5.])
    """

    def __init__(self, program: str | bytes, names: Iterable[str] | None, precision: str | None) -> None:
        self.source = e._source(program)
        self._precision = precision
        number = -1 if precision is None else _precision_number(precision)
        inspected = e._inspect(self.source)
        if names is None:
            names = tuple(name for name in inspected[0] if name not in _CONSTANTS)
        elif isinstance(names, str):
            raise refused(ProgramTypeError, f"names must be a sequence of str, as ({names!r},), not one str")
        else:
            names = tuple(names)
        for name in names:
            if not isinstance(name, str):
                raise refused(ProgramTypeError, f"a name must be a str, not of type {type(name).__name__}")
        self._begin(e._compile(self.source, names), names, (), inspected[1], number)

    def __repr__(self) -> str:
        return f"<jxpr.Program {self.source.decode(errors='replace')!r} of {', '.join(self.names)}>"

    def _call(self, *arrays: Any, out: e._Out = None) -> Any:
        """A call without the shim, or one that the shim leaves to Python."""
        if len(arrays) != len(self.names):
            raise refused(ProgramTypeError, f"the program takes {len(self.names)} arrays, {len(arrays)} given")
        context = _idle()
        try:
            context.busy = True
            return self._run(context, arrays, out)
        finally:
            context.busy = False

    def _run(self, context: _Context, values: tuple[Any, ...], out: e._Out) -> Any:
        context.take(self._precision)
        described = [c.Array() for _ in values]
        keep = [
            e._describe(array, value, f"operand '{name}'")
            for array, value, name in zip(described, values, self.names)
        ]
        pointers = (ctypes.c_void_p * (len(values) + 1))(*(ctypes.addressof(array) for array in described))
        given, results = e._given(out, self.nresults)
        owners = () if given else [e._Owner(array) for array in results]
        status = context.run(c.lib.jx_run, self.pointer, pointers, len(values), results, len(results))
        values = () if status else given or tuple(owner.view() for owner in owners)
        if status or _untold:
            _finish(context, status)
        del keep
        return values[0] if len(values) == 1 else values

    def map(self, sets: Iterable[Any], out: e._Out = None, stack: bool = False) -> Any:
        """Call the program with each of many sets of arrays, on all threads, in one call of libjx.

        Gives what a loop would, without the time that a call of Python and of libjx takes: for many small arrays. Sets
        may differ in shapes and dtypes; arrays that stand in several sets are looked at once.

        Parameters
        ----------
        sets : iterable of tuple
            Of each set one array for each name, such as ``itertools.product(lefts, rights)``; or, where the program has
            one name, the arrays themselves.
        out : ndarray or tuple of ndarray, optional
            With `stack`: where to put the results, one array for each, whose first axis is that of the sets.
        stack : bool, optional
            Whether all sets' results have one shape and are to lie in one array, along a first axis.

        Returns
        -------
        list, or ndarray or tuple of ndarray
            Of each set what a call gives; with `stack` one array for each result.

        Raises
        ------
        Error
            Of the first set that fails; the message begins with it, as ``sets[3]:``.

        Examples
        --------
        >>> import numpy as np
        >>> import jxpr
        >>> dot = jxpr.compile("sum(a*b)", ["a", "b"])
        >>> dot.map([(np.ones(3), np.arange(3.0)), (np.ones(2), np.ones(2))], stack=True)
        array([3., 2.])
        >>> jxpr.compile("2*a").map([np.arange(2), np.arange(3)])
        [array([0, 2]), array([0, 2, 4])]
        """
        sets = list(sets)
        if len(self.names) == 1:
            sets = [one if type(one) is tuple else (one,) for one in sets]
        for i, one in enumerate(sets):
            if type(one) is not tuple or len(one) != len(self.names):
                what = f"a tuple of {len(one)}" if type(one) is tuple else f"of type {type(one).__name__}"
                raise refused(ProgramTypeError, f"sets[{i}] is {what}, not a tuple of {len(self.names)} arrays")
        if out is not None and not stack:
            raise refused(ProgramValueError, "out is for results that are stacked: pass stack=True")
        given = None if out is None else out if isinstance(out, tuple) else (out,)
        if given and len(given) != self.nresults:
            raise refused(ProgramValueError, f"the program has {self.nresults} results, out has {len(given)}")
        values = e._map(self, sets, bool(stack), given)
        if values is NotImplemented:
            values = self._map(sets, stack, given)
        if stack:
            return values[0] if len(values) == 1 else tuple(values)
        n = self.nresults
        return values if n == 1 else [tuple(values[i : i + n]) for i in range(0, len(values), n)]

    def _map(self, sets: list[tuple[Any, ...]], stack: bool, given: Any) -> Any:
        context = _idle()
        try:
            context.busy = True
            return self._run_sets(context, sets, stack, given)
        finally:
            context.busy = False

    def _run_sets(self, context: _Context, sets: list[tuple[Any, ...]], stack: bool, given: Any) -> Any:
        context.take(self._precision)
        known: dict[int, c.Array] = {}
        keep = []
        pointers = (ctypes.c_void_p * (len(sets) * len(self.names) + 1))()
        at = 0
        for i, one in enumerate(sets):
            for value, name in zip(one, self.names):
                array = known.get(id(value))
                if array is None:
                    array = known[id(value)] = c.Array()
                    keep.append(e._describe(array, value, f"sets[{i}]: operand '{name}'"))
                pointers[at] = ctypes.addressof(array)
                at += 1
        count = self.nresults if stack else self.nresults * len(sets)
        given, results = e._given(given, count)
        owners = () if given else [e._Owner(array) for array in results]
        function = c.lib.jx_run_stacked if stack else c.lib.jx_run_many
        status = context.run(
            function, self.pointer, len(sets), pointers, len(self.names), results, self.nresults, None
        )
        values = [] if status else given or [owner.view() for owner in owners]
        if status or _untold:
            _finish(context, status)
        return values


def compile(program: str | bytes, names: Iterable[str] | None = None, precision: str | None = None) -> Program:
    """Fix the order of a program's operands, for many calls.

    Parameters
    ----------
    program : str or bytes
        As in `evaluate`.
    names : sequence of str, optional
        What the arrays of a call stand for, in order. Default: the names the program takes, in order of appearance, but
        for the constants ``pi``, ``e``, ``inf`` and ``nan``.
    precision : {'full', 'fast'}, optional
        As in `evaluate`.

    Returns
    -------
    Program
        To be called with arrays, and `out` as in `evaluate`.

    Raises
    ------
    Error
        The text is no program, or a name none or given twice. What is wrong for the arrays, a call tells.

    Examples
    --------
    >>> import numpy as np
    >>> import jxpr
    >>> line = jxpr.compile("a*x + b", ["a", "x", "b"])
    >>> line(2, np.arange(3.0), 1)
    array([1., 3., 5.])
    """
    return Program(program, names, precision)
