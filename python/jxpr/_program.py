"""compile(): a program whose operands come in a fixed order, for many calls. Start at `compile()`."""

from __future__ import annotations

import ctypes
import sys
from typing import TYPE_CHECKING, Any

from . import _evaluate as e
from . import _library as c
from . import _shim, _text
from ._arrays import _describe, _Owner
from ._context import _finish, _idle, _untold
from ._errors import Error, ProgramNameError, ProgramSyntaxError, ProgramTypeError, ProgramValueError, refused
from ._look import emit
from ._settings import _numbers
from ._types import Example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ._arrays import Out
    from ._context import _Context


class _Handle:
    """A `jx_program`, where the shim has none."""

    pointer: Any = 0
    nresults: int = 0
    names: tuple[str, ...] = ()

    if TYPE_CHECKING:

        def _call(self, *arrays: Any, out: Out = None, **named: Any) -> Any: ...

    def _begin(
        self,
        pointer: int | None,
        names: tuple[str, ...],
        absent: tuple[str, ...],
        nresults: int,
        threads: int,
        precision: int,
    ) -> None:
        self.pointer, self.names, self.nresults = pointer, names, nresults

    def __call__(self, *arrays: Any, out: Out = None, **named: Any) -> Any:
        return self._call(*arrays, out=out, **named)

    def __del__(self, free: Any = c.lib.jx_program_free, ending: Callable[[], bool] = sys.is_finalizing) -> None:
        if self.pointer and not ending():
            free(self.pointer)


def _names_of(names: Iterable[str]) -> tuple[str, ...]:
    if isinstance(names, str):
        raise refused(ProgramTypeError, f"names must be a sequence of str, as ({names!r},), not one str")
    try:
        names = tuple(names)
    except TypeError:
        kind = type(names).__name__
        raise refused(ProgramTypeError, f"names must be a sequence of str, not of type {kind}") from None
    for name in names:
        if not isinstance(name, str):
            raise refused(ProgramTypeError, f"a name must be a str, not of type {type(name).__name__}")
    return names


if TYPE_CHECKING:
    _Base = _Handle
else:
    _Base = _shim.module.Program if _shim.module else _Handle


class Kernel(_Base):
    """A program that `compile` made: called with arrays, by position or by name.

    Any number of threads may call it at once. It can be pickled, copied, compared and hashed: kernels of one program,
    one order of names and one setting are equal.

    Attributes
    ----------
    names, inputs : tuple of str
        What the arrays stand for, in order.
    source : bytes
        The program.
    types : dict of str
        What `compile` was told of inputs.

    Examples
    --------
    >>> import numpy as np
    >>> import jxpr
    >>> line = jxpr.compile("m*x + b")
    >>> line.inputs, line.outputs
    (('m', 'x', 'b'), ('m*x + b',))
    >>> line(2, np.arange(3.0), b=1)
    array([1., 3., 5.])
    """

    def __init__(
        self,
        program: str | bytes,
        names: Iterable[str] | None = None,
        precision: str | None = None,
        threads: int | None = None,
        types: Mapping[str, Any] | None = None,
    ) -> None:
        self.source = e._source(program)
        self._how = precision, threads
        self._numbers = _numbers(threads, precision)
        self.types: dict[str, Any] = dict(types or {})
        free, nresults = e._inspect(self.source)
        if names is None:
            told = [name for name in self.types if name in free]
            names = (*told, *(name for name in free if name not in e._CONSTANTS and name not in told))
        names = _names_of(names)
        for name in self.types:
            if name not in names:
                raise refused(ProgramTypeError, f"compile() got a type for '{name}', which the program does not use")
        self._begin(e._compile(self.source, names), names, (), nresults, *self._numbers)
        self._examples = {name: Example(text, f"the type of '{name}'") for name, text in self.types.items()}

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.names

    @property
    def outputs(self) -> tuple[str, ...]:
        """What the results are called: a name, or the text of an expression, for each."""
        return _text.results(self.source.decode())

    def __repr__(self) -> str:
        return f"<jxpr.Kernel {self.source.decode(errors='replace')!r} of {', '.join(self.names)}>"

    def _key(self) -> tuple[object, ...]:
        return self.source, self.names, self._numbers

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Kernel) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key())

    def __reduce__(self) -> tuple[Callable[..., Kernel], tuple[Any, ...]]:
        return _again, (self.source, self.names, *self._how, {name: x.text for name, x in self._examples.items()})

    def __copy__(self) -> Kernel:
        return self  # nothing of it can change

    def __deepcopy__(self, memo: object) -> Kernel:
        return self

    # ---- Looking ----

    def _operands(self, arrays: tuple[Any, ...], named: dict[str, Any], elements: bool = False) -> dict[str, Any]:
        """What to look at: the arrays that are given, and for others what `compile` was told of them."""
        if len(arrays) > len(self.names):
            raise refused(ProgramTypeError, f"the program takes {len(self.names)} arrays, {len(arrays)} given")
        given = {**dict(zip(self.names, arrays)), **named}
        sizes: dict[str, int] = {}
        for name in self.names:
            if name not in given:
                given[name] = self._examples.get(name, Example("float64", "")).array(sizes, elements)
        return given

    def explain(self, *arrays: Any, **named: Any) -> str:
        """What a call of the kernel does: its plan, the bytes that it moves and the operations that it takes.

        Parameters
        ----------
        *arrays, **named : array_like, optional
            As in a call. For those that are left out: an array of the type that `compile` was told, else of float64 in
            one dimension, of some size.

        Returns
        -------
        str

        Examples
        --------
        >>> import jxpr
        >>> print(jxpr.compile("2*a", a="float32[1000]").explain().splitlines()[0])
        1 stage, 1 result, 0 temporaries
        """
        return self._emit("plan", self._operands(arrays, named))

    def profile(self, *arrays: Any, **named: Any) -> str:
        """The same, and what each stage took when the kernel was run a few times.

        Parameters
        ----------
        *arrays, **named : array_like, optional
            As in `explain`.

        Returns
        -------
        str
        """
        return self._emit("profile", self._operands(arrays, named, elements=True))

    def _emit(self, form: str, operands: dict[str, Any]) -> str:
        return emit(self.source, operands, form, self._how[0])

    @property
    def ir(self) -> str:
        """LLVM's IR, for inputs of the types that `compile` was told, else of float64 in one dimension."""
        return self._emit("ir", self._operands((), {}))

    @property
    def asm(self) -> str:
        """The assembly of this processor, for the same."""
        return self._emit("asm", self._operands((), {}))

    def _warm(self) -> None:
        """Has kernels made for the types that were told. What is wrong with sizes, calls tell."""
        try:
            if not all(x.is_small for x in self._examples.values()):
                self._emit("graph", self._operands((), {}))
            else:
                self(**self._operands((), {}, elements=True))
        except (ProgramNameError, ProgramSyntaxError, ProgramTypeError):
            raise
        except Error:
            pass

    # ---- Calls ----

    def _bound(self, arrays: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        """An array for each name."""
        n = len(arrays)
        if n + len(named) != len(self.names) or any(name not in named for name in self.names[n:]):
            for name in named:
                if name not in self.names:
                    raise refused(ProgramTypeError, f"the program has no input '{name}': {', '.join(self.names)}")
                if name in self.names[:n]:
                    raise refused(ProgramTypeError, f"input '{name}' is given twice, by position and by name")
            missing = [name for name in self.names[n:] if name not in named]
            said = f": '{missing[0]}' is missing" if missing and named else ""
            raise refused(ProgramTypeError, f"the program takes {len(self.names)} arrays, {n + len(named)} given{said}")
        return (*arrays, *(named[name] for name in self.names[n:]))

    def _call(self, *arrays: Any, out: Out = None, **named: Any) -> Any:
        """A call without the shim, or one that the shim leaves to Python."""
        arrays = self._bound(arrays, named)
        context = _idle()
        try:
            context.busy = True
            return self._run(context, arrays, out)
        finally:
            context.busy = False

    def _run(self, context: _Context, values: tuple[Any, ...], out: Out) -> Any:
        e._take(context, *self._numbers)
        described = [c.Array() for _ in values]
        keep = [
            _describe(array, value, f"operand '{name}'")
            for array, value, name in zip(described, values, self.names)
        ]
        pointers = (ctypes.c_void_p * (len(values) + 1))(*(ctypes.addressof(array) for array in described))
        given, results = e._given(out, self.nresults)
        owners = () if given else [_Owner(array) for array in results]
        status = context.run(c.lib.jx_run, self.pointer, pointers, len(values), results, len(results))
        values = () if status else given or tuple(owner.view() for owner in owners)
        if status or _untold:
            _finish(context, status)
        del keep
        return values[0] if len(values) == 1 else values

    def map(self, sets: Iterable[Any], out: Out = None, stack: bool = False) -> Any:
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
        if out is not None and not stack:
            raise refused(ProgramValueError, "out is for results that are stacked: pass stack=True")
        given: Any = None if out is None else out if issubclass(type(out), tuple) else (out,)
        if given and len(given) != self.nresults:
            raise refused(ProgramValueError, f"the program has {self.nresults} results, out has {len(given)}")
        values = e._map(self, sets, bool(stack), given)
        if values is NotImplemented:
            self._check_sets(sets)
            values = self._map(sets, stack, given)
        if stack:
            return values[0] if len(values) == 1 else tuple(values)
        n = self.nresults
        return values if n == 1 else [tuple(values[i : i + n]) for i in range(0, len(values), n)]

    def _check_sets(self, sets: list[Any]) -> None:
        for i, one in enumerate(sets):
            if type(one) is not tuple or len(one) != len(self.names):
                what = f"a tuple of {len(one)}" if type(one) is tuple else f"of type {type(one).__name__}"
                raise refused(ProgramTypeError, f"sets[{i}] is {what}, not a tuple of {len(self.names)} arrays")

    def _map(self, sets: list[tuple[Any, ...]], stack: bool, given: Any) -> Any:
        context = _idle()
        try:
            context.busy = True
            return self._run_sets(context, sets, stack, given)
        finally:
            context.busy = False

    def _run_sets(self, context: _Context, sets: list[tuple[Any, ...]], stack: bool, given: Any) -> Any:
        e._take(context, *self._numbers)
        known: dict[int, c.Array] = {}
        keep = []
        pointers = (ctypes.c_void_p * (len(sets) * len(self.names) + 1))()
        at = 0
        for i, one in enumerate(sets):
            for value, name in zip(one, self.names):
                array = known.get(id(value))
                if array is None:
                    array = known[id(value)] = c.Array()
                    keep.append(_describe(array, value, f"sets[{i}]: operand '{name}'"))
                pointers[at] = ctypes.addressof(array)
                at += 1
        count = self.nresults if stack else self.nresults * len(sets)
        given, results = e._given(given, count)
        owners = () if given else [_Owner(array) for array in results]
        function = c.lib.jx_run_stacked if stack else c.lib.jx_run_many
        status = context.run(
            function, self.pointer, len(sets), pointers, len(self.names), results, self.nresults, None
        )
        values = [] if status else given or [owner.view() for owner in owners]
        if status or _untold:
            _finish(context, status)
        return values


def _again(
    source: bytes, names: tuple[str, ...], precision: str | None, threads: int | None, types: dict[str, Any]
) -> Kernel:
    """A kernel that was pickled."""
    return Kernel(source, names, precision, threads, types)


Program = Kernel  # its name before


def compile(
    program: str | bytes,
    names: Iterable[str] | None = None,
    precision: str | None = None,
    threads: int | None = None,
    **types: Any,
) -> Kernel:
    """Make a kernel of a program, for many calls: the order of its operands is fixed, and no names are looked up.

    Parameters
    ----------
    program : str or bytes
        As in `evaluate`.
    names : sequence of str, optional
        What the arrays of a call stand for, in order. Default: first the names in `types`, then the others that the
        program takes, in order of appearance, but for the constants ``pi``, ``e``, ``inf`` and ``nan``.
    precision : {'full', 'fast'}, optional
    threads : int, optional
        As in `evaluate`.
    **types : str, dtype, tuple, array or number
        What inputs are going to be, so that code is made now, not at the first call: a dtype, ``"float64"``; with
        extents, ``"float64[n, m]"``, ``"float32[:, 3]"``, ``"int64[n, m, order=F]"``, where a name stands for one size
        and a number for itself; ``"float"``, ``"int"`` or ``"complex"`` for a number of Python's; a pair of a dtype and
        a number of dimensions; or an array like those that come. A call may have others: the kernel is made for those,
        too, then.

    Returns
    -------
    Kernel
        To be called with arrays by position or name, and `out` as in `evaluate`.

    Raises
    ------
    Error
        The text is no program, a name is given twice, or the program is wrong for the types. What else is wrong for the
        arrays, a call tells.

    Examples
    --------
    >>> import numpy as np
    >>> import jxpr
    >>> line = jxpr.compile("a*x + b", ["a", "x", "b"])
    >>> line(2, np.arange(3.0), 1)
    array([1., 3., 5.])
    >>> line(2, b=1, x=np.arange(3.0))
    array([1., 3., 5.])
    >>> norm = jxpr.compile("sqrt(sum(v**2, axis=1))", v="float32[n, 3]")
    >>> norm(np.array([[3, 0, 4]], dtype="f4"))
    array([5.], dtype=float32)
    """
    kernel = Kernel(program, names, precision, threads, types)
    if types:
        kernel._warm()
    return kernel
