"""evaluate(): a program, NumPy arrays in, NumPy arrays out, nothing copied. Start at `evaluate()`.

What is simple goes by `_quick()`, the shim's, as soon as a text has been evaluated once; all else by `_evaluate()`.
"""

from __future__ import annotations

import atexit
import ctypes
import functools
import inspect
import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _library as c
from . import _results, _shim
from ._arrays import _NUMPY, _describe, _numpy_dtype, _Owner
from ._context import _finish, _idle, _own, _raise, _stopped, _untold
from ._errors import Error, ProgramTypeError, ProgramValueError, refused
from ._settings import _numbers, _options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from types import FrameType
    from typing import Protocol, TypeVar, Union

    from numpy.typing import NDArray

    from ._arrays import Out
    from ._context import _Context

    class Keyed(Protocol):
        """A mapping, a DataFrame, a Dataset."""

        def keys(self) -> Iterable[Any]: ...

        def __getitem__(self, name: str, /) -> Any: ...

    class Table(Protocol):
        """An Arrow table."""

        @property
        def column_names(self) -> Sequence[str]: ...

        def __getitem__(self, name: str, /) -> Any: ...

    Names = Union[Keyed, Table, None]
    F = TypeVar("F", bound=Callable[..., Any])

_Module = type(sys)  # the np of np.sin(a) is no operand, though locals() has it
_CONSTANTS = ("pi", "e", "inf", "nan", "np")  # names that are no operands unless somebody says so


def _source(program: object) -> bytes:
    """A program's bytes. What is no UTF-8, such as half of a surrogate pair, is C's to refuse."""
    if isinstance(program, str):
        return program.encode(errors="surrogatepass")
    if isinstance(program, bytes):
        return program
    raise refused(ProgramTypeError, f"a program must be a str, or bytes of UTF-8, not of type {type(program).__name__}")


# ---- Names ----


class _Variables:
    """A caller's variables. Those called as a constant is are meant when they could be operands, and, where the call
    has names of its own, not at all."""

    def __init__(self, mapping: Mapping[str, Any], constants: bool = True) -> None:
        self.mapping, self.constants = mapping, constants

    def keys(self) -> Iterable[str]:
        return self.mapping.keys()

    def __contains__(self, name: str) -> bool:
        if name not in self.mapping:
            return False
        if name not in _CONSTANTS:
            return True
        value = self.mapping[name]
        number = isinstance(value, (bool, int, float, complex))
        return self.constants and (number or hasattr(type(value), "__array__"))

    def __getitem__(self, name: str) -> Any:
        return self.mapping[name]


def _mapping(operands: Any, what: str = "operands") -> Any:
    if hasattr(operands, "keys"):
        return operands
    if hasattr(operands, "column_names"):  # an Arrow table
        return {name: operands[name] for name in operands.column_names}
    kind = type(operands).__name__
    raise refused(ProgramTypeError, f"{what} must be a mapping of names to arrays, not of type {kind}")


def _places(local_dict: Any, global_dict: Any, names: dict[str, Any], frame: FrameType | None) -> list[Any]:
    """Where names are looked up, one after the other."""
    places: list[Any] = [names] if names else []
    if local_dict is not None:
        places.append(_mapping(local_dict))
    elif frame is not None:
        places.append(_Variables(frame.f_locals, not names))
    if global_dict is not None:
        places.append(_mapping(global_dict, "global_dict"))
    elif local_dict is None and frame is not None:
        places.append(_Variables(frame.f_globals, not names))
    return places


def _find(name: str, places: Iterable[Any]) -> list[Any]:
    """The value of a name, in a list of one; an empty one when there is none."""
    for place in places:
        try:
            if name in place and not issubclass(type(value := place[name]), _Module):
                return [value]
        except KeyError:  # a mapping that is not of one mind
            continue
    return []


def _let_go(frame: FrameType, variables: Any, known: int = 3) -> None:
    """Empties the dict that was made of a function's variables to be looked at: else it keeps what they held. One that
    `locals()` has given to somebody has more references than those that are known, and is left as it is."""
    if (
        type(variables) is dict
        and frame.f_code.co_flags & inspect.CO_OPTIMIZED
        and sys.getrefcount(variables) <= known
    ):
        variables.clear()


class _Call:
    """The C side of one call: source, operands and what they point to."""

    def __init__(self, context: _Context, program: str | bytes, places: Iterable[Any]) -> None:
        self.context, self.source = context, _source(program)
        self.info = c.Inspection()
        if c.lib.jx_inspect(context.pointer, self.source, len(self.source), ctypes.byref(self.info)):
            _raise(context)
        self.nresults: int = self.info.nresults
        self.free: list[str] = [self.info.free_names[i].decode() for i in range(self.info.nfree)]
        places = [_mapping(place) for place in places]
        found = {name: _find(name, places) for name in self.free}
        self.values = {name: one[0] for name, one in found.items() if one}
        self.names = tuple(self.values)
        self.arrays = (c.Array * len(self.values))()
        self.operands = (c.Operand * len(self.values))()
        self.keep: list[NDArray[Any]] = []
        for i, (name, value) in enumerate(self.values.items()):
            array = self.arrays[i]
            self.keep.append(_describe(array, value, f"operand '{name}'"))
            self.operands[i] = c.Operand(name.encode(), ctypes.pointer(array))

    def run(self, function: Any, results: ctypes.Array[c.Array]) -> int:
        """The status of `jx_eval` or the like."""
        return self.context.run(
            function, self.source, len(self.source), self.operands, len(self.operands), results, len(results)
        )

    def describe(self) -> ctypes.Array[c.Array]:
        """What the results will be, as `jx_array`s without data."""
        results = (c.Array * self.nresults)()
        status = self.run(c.lib.jx_describe, results)
        if status:
            _finish(self.context, status)
        return results


# ---- evaluate ----


def _call(
    program: str | bytes,
    /,
    local_dict: Names = None,
    global_dict: Names | Out = None,
    *,
    out: Out = None,
    casting: str = "same_kind",
    order: str = "K",
    threads: int | None = None,
    precision: str | None = None,
    progress: Callable[[float], object] | bool | None = None,
    wrap: bool = False,
    _frame_depth: int = 3,
    **names: Any,
) -> Any:
    """`evaluate` with all of its arguments, which has them in a dict because that takes less time."""
    if global_dict is not None and out is None and type(global_dict) in (np.ndarray, tuple):
        out, global_dict = global_dict, None  # type: ignore[assignment]  # it is no mapping
    frame = sys._getframe(_frame_depth - 1) if local_dict is None else None
    numbers = (-1, -1) if threads is None is precision else _numbers(threads, precision)
    value = NotImplemented
    if casting == "same_kind" and order == "K" and progress is None and not wrap:
        if not names and frame is None:
            value = _quick(program, local_dict, global_dict, False, out, *numbers)
        elif frame is not None and not names:
            value = _of_variables(program, global_dict, frame, out, *numbers)
        elif local_dict is None is global_dict:
            value = _quick(program, names, None, True, out, *numbers)
    if value is not NotImplemented:
        return value
    how = {"casting": casting, "order": order, "progress": progress, "wrap": wrap}
    return _slow(program, (local_dict, global_dict, names, frame), out, numbers, how)


_WORDS = frozenset(_call.__kwdefaults__ or ())


def _called_as(stated: F) -> Callable[[Callable[..., Any]], F]:
    """Of a function that takes its arguments as a dict: they are those of another, as help() and mypy see it."""

    def mark(function: Any) -> F:
        signature = inspect.signature(stated)
        shown = [p for p in signature.parameters.values() if p.name != "_frame_depth"]
        function.__signature__ = signature.replace(parameters=shown)
        made: F = function
        return made

    return mark


@_called_as(_call)
def evaluate(program: Any, /, local_dict: Any = None, global_dict: Any = None, **keywords: Any) -> Any:
    """Evaluate a program over arrays.

    Parameters
    ----------
    program : str or bytes
        One or more statements; see the language guide. The last line holds the results. Bytes are UTF-8.
    local_dict : mapping of str to array_like, optional
        What the program's names stand for, any shapes that broadcast; a DataFrame or an Arrow table is one of its
        columns. Arrays are read where they are. Python's own numbers are weak, as in NumPy 2: they take the other
        side's dtype within its kind. Names the program does not use are ignored, and so are modules. Default: the
        caller's local variables.
    global_dict : mapping of str to array_like, optional
        Where names are looked up that `local_dict` has not. Default: the caller's global variables, when `local_dict`
        is not given either.
    out : ndarray or tuple of ndarray, optional
        Where to put the results: one array for each, with the shape of its expression. May be among the operands.
    casting : {'same_kind', 'no', 'equiv', 'safe', 'unsafe'}, optional
        Which casts `out` allows, from the dtype of its expression.
    order : {'K', 'C', 'F', 'A'}, optional
        How results that are made lie in memory: as the operands do, row by row, column by column, or, with ``'A'``,
        column by column if all operands do. Without effect on `out`.
    threads : int, optional
        How many threads to run on, 0 for the processors this process may use. Default: what `options` or `set_threads`
        have set.
    precision : {'full', 'fast'}, optional
        How exact functions are whose results are approximations: at most 1 ULP off, or, of float64 and where the
        function then is faster, up to 4; `functions` says which those are. Default: what `options` or `set_precision`
        have set.
    progress : callable or True, optional
        Called some twenty times a second with the share that is done, 0 to 1; what it raises stops the evaluation. With
        True, a bar of tqdm is shown after half a second or, where there is no tqdm, a line on standard error.
    wrap : bool, optional
        Whether results are of the kind of the operands: Series and DataFrames with their index, DataArrays with their
        coordinates. Indices of several operands must be equal.
    **names : array_like
        Names that come before those of the dictionaries. Each must be one of the program's. Where there is no
        dictionary, the rest are the caller's variables, but for the constants.

    Returns
    -------
    ndarray, scalar, or tuple of them
        One value for one expression on the last line, a tuple for several. 0-d results are NumPy scalars unless given
        in `out`.

    Raises
    ------
    Error
        The program is wrong, or wrong for these operands. The error is also a `ValueError`, `TypeError`, `NameError`,
        `IndexError` or `MemoryError`, whichever fits, and shows the line with a caret.
    KeyboardInterrupt
        Or whatever else a signal's handler raised on the main thread. Results given in `out` hold anything.

    Warns
    -----
    RuntimeWarning
        Once in a process, when kernels cannot be kept on disk. The values are right, the next process compiles again.
        Where warnings are errors, results given in `out` are filled all the same.

    Notes
    -----
    A frame further out than the caller's is that of ``_frame_depth=4`` and so on, as NumExpr counts.

    Examples
    --------
    >>> import numpy as np
    >>> import jxpr
    >>> a = np.arange(3.0)
    >>> jxpr.evaluate("2*a + 1")
    array([1., 3., 5.])
    >>> jxpr.evaluate("2*a + b", {"a": np.ones(2)}, b=3)
    array([5., 5.])
    >>> jxpr.evaluate("m = mean(a); sum((a - m)**2), m", {"a": a})
    (np.float64(2.0), np.float64(1.0))
    """
    if not keywords:
        if local_dict is not None:
            value = _quick(program, local_dict, global_dict, False, None, -1, -1)
        else:
            value = _of_variables(program, global_dict, sys._getframe(1))
        if value is not NotImplemented:
            return value
    elif local_dict is None is global_dict:  # as many names as the program has: there is no option among them
        value = _quick(program, keywords, None, True, None, -1, -1)
        if value is not NotImplemented:
            return value
    return _call(program, local_dict, global_dict, **keywords)


def _of_variables(
    program: object, global_dict: Any, frame: FrameType, out: Any = None, threads: int = -1, precision: int = -1
) -> Any:
    """A call that the shim makes of a caller's variables."""
    variables = frame.f_locals
    outer = frame.f_globals if global_dict is None else global_dict
    try:
        return _quick(program, variables, outer, False, out, threads, precision)
    finally:
        if variables is not outer:
            _let_go(frame, variables, 4)


def _slow(
    program: str | bytes,
    where: tuple[Any, Any, dict[str, Any], FrameType | None],
    out: Any,
    numbers: tuple[int, int],
    how: dict[str, Any],
) -> Any:
    """A call that the shim leaves to Python."""
    _results.check(how["casting"], how["order"])
    _, _, names, frame = where
    context = _idle()
    try:
        context.busy = True
        with _results.reported(context, how["progress"]):
            return _evaluate(context, program, _places(*where), out, numbers, names, how)
    finally:
        context.busy = False
        if frame is not None:
            _let_go(frame, frame.f_locals)


def _given(out: Any, nresults: int) -> tuple[tuple[NDArray[Any], ...], ctypes.Array[c.Array]]:
    """Arrays that were given for results, none or all of them, and what C sees of them."""
    given = () if out is None else out if issubclass(type(out), tuple) else (out,)
    if given and len(given) != nresults:
        raise refused(ProgramValueError, f"the program has {nresults} results, out has {len(given)}")
    results = (c.Array * nresults)()
    for array, o in zip(results, given):
        if not issubclass(type(o), np.ndarray):  # a weak reference says that it is one
            kind = type(o).__name__
            raise refused(
                ProgramTypeError, f"out must hold NumPy arrays, one or a tuple of them, not a value of type {kind}"
            )
        _describe(array, o, "'out'")
    return given, results


def _check_used(call: _Call, names: Iterable[str]) -> None:
    """A name among keywords that the program has not is a misspelled argument."""
    for name in names:
        if name not in call.free:
            raise refused(ProgramTypeError, f"evaluate() got a name '{name}', which the program does not use")


def _take(context: _Context, threads: int, precision: int) -> None:
    said = _options.get()
    context.take(threads if threads >= 0 else said[0], precision if precision >= 0 else said[1])


def _evaluate(
    context: _Context,
    program: str | bytes,
    places: list[Any],
    out: Any,
    numbers: tuple[int, int],
    names: dict[str, Any],
    how: dict[str, Any],
) -> Any:
    _take(context, *numbers)
    call = _Call(context, program, places)
    _check_used(call, names)
    plan = _results.Plan(call, out, how)
    given, results = _given(plan.given, call.nresults)
    owners = [_Owner(array) for array in results if not array.data] if not given else ()
    status = call.run(c.lib.jx_eval, results)
    values: tuple[Any, ...] = () if status else given or tuple(owner.view() for owner in owners)
    if status or _untold:
        _finish(context, status)
    if _quick is not _slowly and type(program) is str:
        _learn(program, call)
    values = plan.finished(values)
    return values[0] if len(values) == 1 else values


def _failed(context: _Context, asking: Any, status: int) -> None:
    """What is left of a call that the shim made, when something went wrong or is to be told."""
    if status == c.CANCELLED:
        _stopped(asking)
    context.asking, context.heard = asking, True
    _finish(context, status)


def _slowly(*_: object) -> Any:
    return NotImplemented


def _start() -> Any:
    dtypes = [_NUMPY.get(number) for number in range(64)]
    dtypes = [None if dtype is None or dtype.kind in "Mm" else dtype for dtype in dtypes]

    @functools.lru_cache(maxsize=256)
    def dtype_of(number: int, detail: int) -> np.dtype[Any]:
        return _numpy_dtype(c.Array(dtype=number, detail=detail))

    if not _shim.start(dtypes, dtype_of, _own, _failed, _untold):
        return _slowly
    atexit.register(_shim.module.end)
    return _shim.module.evaluate


_quick = _start()
# Texts that the shim knows, and the names it takes for operands: so many of so many characters.
_learnt: dict[str, tuple[str, ...]] = {}
_MOST_LEARNT, _LONGEST_LEARNT = 1024, 16384


def _learn(text: str, call: _Call) -> None:
    """Tells the shim of a text that was evaluated: which names it takes, and which must not be there."""
    if len(text) > _LONGEST_LEARNT or _learnt.get(text) == call.names or not _WORDS.isdisjoint(call.names):
        return
    if len(_learnt) >= _MOST_LEARNT:
        _learnt.clear()
    program = _shim.module.Program()
    absent = tuple(name for name in call.free if name not in call.names)
    program._begin(_compile(text.encode(), call.names), call.names, absent, call.nresults, -1, -1)
    _shim.module.remember(text, program)
    _learnt[text] = call.names


def _inspect(source: bytes) -> tuple[list[str], int]:
    """A program's free names, and how many results it has."""
    context, info = _idle(), c.Inspection()
    if c.lib.jx_inspect(context.pointer, source, len(source), ctypes.byref(info)):
        _raise(context)
    return [info.free_names[i].decode() for i in range(info.nfree)], info.nresults


def _map(program: Any, sets: list[tuple[Any, ...]], stack: bool, out: tuple[Any, ...] | None) -> Any:
    """NotImplemented where Python has to do it."""
    return NotImplemented if _quick is _slowly else _shim.module.map(program, sets, stack, out)


def _compile(source: bytes, names: Sequence[str]) -> int | None:
    """The address of a `jx_program`, which is the caller's to free."""
    context = _idle()
    pointer = ctypes.c_void_p()
    pointers = (ctypes.c_char_p * (len(names) + 1))(*(name.encode() for name in names))
    if c.lib.jx_compile(context.pointer, source, len(source), pointers, len(names), ctypes.byref(pointer)):
        _raise(context)
    return pointer.value


def validate(
    program: str | bytes,
    /,
    local_dict: Names = None,
    global_dict: Names = None,
    *,
    out: Out = None,
    casting: str = "same_kind",
    order: str = "K",
    _frame_depth: int = 3,
    **names: Any,
) -> Exception | None:
    """Tell what is wrong with a program and its operands, without evaluating.

    Parameters
    ----------
    program, local_dict, global_dict, out, casting, order, **names
        As in `evaluate`. Elements are not read.

    Returns
    -------
    None or Exception
        What `evaluate` would raise, but for what elements make wrong.

    Examples
    --------
    >>> import numpy as np
    >>> import jxpr
    >>> a = np.arange(3.0)
    >>> jxpr.validate("2*a")
    >>> print(jxpr.validate("2*a + b", {"a": a}))
    error: unknown name 'b'
      2*a + b
            ^
    <BLANKLINE>
    """
    frame = sys._getframe(_frame_depth - 2) if local_dict is None else None
    try:
        _results.check(casting, order)
        context = _idle()
        try:
            context.busy = True
            call = _Call(context, program, _places(local_dict, global_dict, names, frame))
            _check_used(call, names)
            _results.check_given(call, call.describe(), _given(out, call.nresults)[0], casting)
        finally:
            context.busy = False
            if frame is not None:
                _let_go(frame, frame.f_locals)
    except Error as error:
        return error
    return None
