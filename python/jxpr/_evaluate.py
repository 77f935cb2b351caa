"""evaluate(): a program, NumPy arrays in, NumPy arrays out, nothing copied. Start at `_evaluate()`.

A result that libjx allocated is given back when the last NumPy array that views it goes, but not when the interpreter
ends (`_context`).
"""

from __future__ import annotations

import atexit
import ctypes
import functools
import sys
from typing import TYPE_CHECKING, Any, Union

import numpy as np

from . import _library as c
from . import _shim
from ._context import _finish, _idle, _own, _precision_number, _raise, _untold
from ._errors import ProgramTypeError, ProgramValueError, refused
from ._operands import plain, unknown_dtype

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from ._context import _Context

    # Where results go: as many arrays as there are results.
    _Out = Union[NDArray[Any], tuple[NDArray[Any], ...], None]

_DTYPES = {}  # NumPy's dtype -> jx's number, and back
for _number in range(1, 64):
    _name = c.lib.jx_dtype_name(_number)
    if _name and c.lib.jx_dtype_size(_number):
        _DTYPES[np.dtype(_name.decode())] = _number
_NUMPY = {number: dtype for dtype, number in _DTYPES.items()}
_STRINGS = {"S": c.lib.jx_dtype_named(b"bytes"), "U": c.lib.jx_dtype_named(b"str")}  # by NumPy's kind
_TIMES = {kind: _DTYPES[np.dtype(kind + "8")] for kind in "Mm"}  # NumPy's kind -> jx's number, of what has a unit

_FORMS = {"ast": 1, "graph": 2, "plan": 3, "ir": 4, "asm": 5, "profile": 6}


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


_Module = type(sys)  # the np of np.sin(a) is no operand, though locals() has it


def _source(program: object) -> bytes:
    """A program's bytes. What is no UTF-8, such as half of a surrogate pair, is C's to refuse."""
    if isinstance(program, str):
        return program.encode(errors="surrogatepass")
    if isinstance(program, bytes):
        return program
    raise refused(ProgramTypeError, f"a program must be a str, or bytes of UTF-8, not of type {type(program).__name__}")


class _Call:
    """The C side of one call: source, operands and what they point to."""

    def __init__(self, context: _Context, program: object, operands: Mapping[str, Any]) -> None:
        self.source = _source(program)
        self.info = c.Inspection()
        if c.lib.jx_inspect(context.pointer, self.source, len(self.source), ctypes.byref(self.info)):
            _raise(context)
        self.nresults = self.info.nresults
        free = [self.info.free_names[i].decode() for i in range(self.info.nfree)]
        self.free = free
        if not hasattr(operands, "keys"):
            kind = type(operands).__name__
            raise refused(ProgramTypeError, f"operands must be a mapping of names to arrays, not of type {kind}")
        values = {name: operands[name] for name in free if name in operands}
        values = {name: value for name, value in values.items() if not isinstance(value, _Module)}
        self.names = tuple(values)
        self.arrays = (c.Array * len(values))()
        self.operands = (c.Operand * len(values))()
        self.keep = []
        for i, (name, value) in enumerate(values.items()):
            array = self.arrays[i]
            self.keep.append(_describe(array, value, f"operand '{name}'"))
            self.operands[i] = c.Operand(name.encode(), ctypes.pointer(array))


def evaluate(
    program: str | bytes, operands: Mapping[str, Any], out: _Out = None, precision: str | None = None
) -> Any:
    """Evaluate a program over NumPy arrays.

    Parameters
    ----------
    program : str or bytes
        One or more statements; see the language guide. The last line holds the results. Bytes are UTF-8.
    operands : mapping of str to array_like
        What the program's names stand for, any shapes that broadcast. Arrays are read where they are. Python's own
        numbers are weak, as in NumPy 2: they take the other side's dtype within its kind. Names the program does not
        use are ignored, and so are modules. Masked arrays and `numpy.matrix` are refused; other subclasses are read as
        plain arrays.
    out : ndarray or tuple of ndarray, optional
        Where to put the results: one array for each, with the shape of its expression and a dtype that the expression
        casts to within the same kind. May be among the operands.
    precision : {'full', 'fast'}, optional
        How exact functions are whose results are approximations: at most 1 ULP off, or, of float64 and where the
        function then is faster, up to 4; `functions` says which those are. Default: what `set_precision` has set.

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

    Examples
    --------
    >>> import numpy as np
    >>> import jxpr
    >>> a = np.arange(3.0)
    >>> jxpr.evaluate("2*a + 1", {"a": a})
    array([1., 3., 5.])
    >>> jxpr.evaluate("m = mean(a); sum((a - m)**2), m", {"a": a})
    (np.float64(2.0), np.float64(1.0))
    """
    if precision is None:
        value = _quick(program, operands, out)
        if value is not NotImplemented:
            return value
    context = _idle()
    try:
        context.busy = True
        return _evaluate(context, program, operands, out, precision)
    finally:
        context.busy = False


def _given(out: Any, nresults: int) -> tuple[tuple[Any, ...], Any]:
    """Arrays that were given for results, none or all of them, and what C sees of them."""
    given = () if out is None else out if isinstance(out, tuple) else (out,)
    if given and len(given) != nresults:
        raise refused(ProgramValueError, f"the program has {nresults} results, out has {len(given)}")
    results = (c.Array * nresults)()
    for array, o in zip(results, given):
        if not isinstance(o, np.ndarray):
            kind = type(o).__name__
            raise refused(
                ProgramTypeError, f"out must hold NumPy arrays, one or a tuple of them, not a value of type {kind}"
            )
        _describe(array, o, "'out'")
    return given, results


def _evaluate(context: _Context, program: object, operands: Any, out: Any, precision: str | None) -> Any:
    context.take(precision)
    call = _Call(context, program, operands)
    given, results = _given(out, call.nresults)
    owners = () if given else [_Owner(array) for array in results]
    status = context.run(
        c.lib.jx_eval, call.source, len(call.source), call.operands, len(call.operands), results, len(results)
    )
    values = () if status else given or tuple(owner.view() for owner in owners)
    if status or _untold:
        _finish(context, status)
    if _quick is not _slowly and type(program) is str:
        _learn(program, call, operands)
    return values[0] if len(values) == 1 else values


def _failed(context: _Context, asking: Any, status: int) -> None:
    """What is left of a call that the shim made, when something went wrong or is to be told."""
    if status == c.CANCELLED:
        next(asking)
    context.asking, context.heard = asking, True
    _finish(context, status)


def _slowly(program: object, operands: object, out: object) -> Any:
    return NotImplemented


def _start() -> Callable[..., Any]:
    dtypes = [_NUMPY.get(number) for number in range(64)]
    dtypes = [None if dtype is None or dtype.kind in "Mm" else dtype for dtype in dtypes]

    def dtype_of(number: int, detail: int) -> np.dtype[Any]:
        return _numpy_dtype(c.Array(dtype=number, detail=detail))

    if not _shim.start(dtypes, dtype_of, _own, _failed, _untold):
        return _slowly
    atexit.register(_shim.module.end)
    evaluate: Callable[..., Any] = _shim.module.evaluate
    return evaluate


_quick = _start()
_learnt: dict[str, tuple[str, ...]] = {}  # texts that the shim knows, and the names it takes for operands


def _learn(text: str, call: _Call, operands: object) -> None:
    """Tells the shim of a text that was evaluated: which names it takes, and which must not be there."""
    if type(operands) is not dict or _learnt.get(text) == call.names:
        return
    if len(_learnt) >= 1024:
        _learnt.clear()
    program = _shim.module.Program()
    absent = tuple(name for name in call.free if name not in call.names)
    program._begin(_compile(text.encode(), call.names), call.names, absent, call.nresults, -1)
    _shim.module.remember(text, program)
    _learnt[text] = call.names


def _inspect(source: bytes) -> tuple[list[str], int]:
    """A program's free names, and how many results it has."""
    context, info = _idle(), c.Inspection()
    if c.lib.jx_inspect(context.pointer, source, len(source), ctypes.byref(info)):
        _raise(context)
    return [info.free_names[i].decode() for i in range(info.nfree)], info.nresults


def _map(program: object, sets: list[tuple[Any, ...]], stack: bool, out: Any) -> Any:
    """NotImplemented where Python has to do it."""
    return NotImplemented if _quick is _slowly else _shim.module.map(program, sets, stack, out)


def _compile(source: bytes, names: tuple[str, ...]) -> int:
    """The address of a `jx_program`, which is the caller's to free."""
    context = _idle()
    pointer: Any = ctypes.c_void_p()
    pointers = (ctypes.c_char_p * (len(names) + 1))(*(name.encode() for name in names))
    if c.lib.jx_compile(context.pointer, source, len(source), pointers, len(names), ctypes.byref(pointer)):
        _raise(context)
    address: int = pointer.value
    return address


def emit(
    program: str | bytes, operands: Mapping[str, Any], form: str = "plan", precision: str | None = None
) -> str:
    """A program's text in one of its forms on the way to machine code.

    Parameters
    ----------
    program : str or bytes
    operands : mapping of str to array_like
        As in `evaluate`; their elements are not read, but for the form ``'profile'``, which evaluates the program a
        few times.
    form : {'ast', 'graph', 'plan', 'ir', 'asm', 'profile'}
    precision : {'full', 'fast'}, optional
        As in `evaluate`.

    Returns
    -------
    str

    Raises
    ------
    Error
        As in `evaluate`.

    Examples
    --------
    >>> print(emit("1 + a", {"a": 2}, "ast"))
    %1 = int 1
    %2 = name a
    %3 = binary + %1 %2
    %4 = results %3
    <BLANKLINE>
    """
    context = _idle()
    try:
        context.busy = True
        return _emit(context, program, operands, form, precision)
    finally:
        context.busy = False


def _emit(context: _Context, program: object, operands: Any, form: str, precision: str | None) -> str:
    context.take(precision)
    call = _Call(context, program, operands)
    text: Any = ctypes.c_char_p()
    status = context.run(
        c.lib.jx_emit,
        call.source,
        len(call.source),
        call.operands,
        len(call.operands),
        _FORMS[form],
        ctypes.byref(text),
    )
    if status or _untold:
        _finish(context, status)
    shown: str = text.value.decode()
    return shown


def stats() -> dict[str, int]:
    """Counters of the shared kernels, and the times of this thread's last evaluation.

    Returns
    -------
    dict of str to int
        ``compiles``, ``memory_hits``, ``disk_hits``, ``misses``, ``evictions``, ``disk_read``, ``disk_written``
        (bytes), ``saved_ns``, ``calls``, ``kernels``; ``load_ns``, ``parse_ns``, ``plan_ns``, ``compile_ns``,
        ``run_ns``, ``run_cpu_ns``; ``bytes_read``, ``bytes_written``, ``elements``, ``threads``, ``stages``.

    Examples
    --------
    >>> sorted(stats())[:2]
    ['bytes_read', 'bytes_written']
    """
    s = c.Stats()
    c.lib.jx_context_stats(_own().pointer, ctypes.byref(s))
    return {name: getattr(s, name) for name, *_ in c.Stats._fields_}


def bandwidth() -> tuple[float, float]:
    """Measure how fast this machine moves memory now, on this thread's number of threads.

    Takes about a fifth of a second, and 128 to 256 MiB meanwhile.

    Returns
    -------
    read, copy : float
        Bytes per second, of reading an array larger than the caches, and of copying one (bytes read and written).

    Raises
    ------
    ProgramMemoryError
        Not enough memory.

    Examples
    --------
    >>> read, copy = bandwidth()
    >>> read > 1e8
    True
    """
    read, copy = ctypes.c_double(), ctypes.c_double()
    context = _own()
    if c.lib.jx_bandwidth(context.pointer, ctypes.byref(read), ctypes.byref(copy)):
        _raise(context)
    return read.value, copy.value


def set_threads(n: int) -> int:
    """Set how many threads this thread's evaluations use.

    Parameters
    ----------
    n : int
        1 to 4096, or 0 for the processors this process may use. Results do not depend on it.

    Returns
    -------
    int
        The number before.

    Examples
    --------
    >>> before = set_threads(1)
    >>> _ = set_threads(before)
    """
    context = _own()
    before: int = c.lib.jx_context_threads(context.pointer)
    if c.lib.jx_context_set_threads(context.pointer, n):
        _raise(context)
    return before


def set_precision(precision: str) -> str:
    """Set how exact this thread's evaluations are that do not say it themselves.

    Parameters
    ----------
    precision : {'full', 'fast'}
        As in `evaluate`; ``'full'`` is what every thread begins with.

    Returns
    -------
    str
        The one before.

    Examples
    --------
    >>> before = set_precision("fast")
    >>> set_precision(before)
    'fast'
    """
    context = _own()
    before = context.precision
    context.precision = _precision_number(precision)
    return c.PRECISIONS[before]
