"""evaluate(): a program, NumPy arrays in, NumPy arrays out, nothing copied.

Each thread has a context of its own; all share the same kernels. A result that libjx allocated is given back when the
last NumPy array that views it goes. Nothing is given back when the interpreter ends: daemon threads may still be in a
call, and the interpreter drops what is theirs.
"""

import ctypes
import os
import sys
import threading
import warnings

import numpy as np

from . import _library as c

_DTYPES = {}  # NumPy's dtype -> jx's number, and back
for _number in range(1, 64):
    _name = c.lib.jx_dtype_name(_number)
    if _name:
        _DTYPES[np.dtype(_name.decode())] = _number
_NUMPY = {number: dtype for dtype, number in _DTYPES.items()}

_FORMS = {"ast": 1, "graph": 2, "plan": 3, "ir": 4, "asm": 5, "profile": 6}


class Error(Exception):
    """A program failed.

    Attributes
    ----------
    status : str
        The kind of failure, such as ``"shape error"``.
    message : str
        One line.
    offset, length : int
        The span in the program, in bytes; length 0 when there is none.
    line, column : int
        Where the span starts, from 1; 0 when there is none.
    """

    def __init__(self, status, message, rendering, offset, length, line, column):
        super().__init__(rendering)
        self.status, self.message = status, message
        self.offset, self.length, self.line, self.column = offset, length, line, column

    def __reduce__(self):  # as all of __init__'s arguments, so that a pool's worker can send it
        where = self.offset, self.length, self.line, self.column
        return type(self), (self.status, self.message, str(self), *where)


Error.__module__ = "jxpr"


def _error_class(name, *bases):
    return type(name, bases, {"__doc__": f"Both `Error` and `{bases[-1].__name__}`.", "__module__": "jxpr"})


ProgramSyntaxError = _error_class("ProgramSyntaxError", Error, ValueError)
ProgramNameError = _error_class("ProgramNameError", Error, NameError)
ProgramTypeError = _error_class("ProgramTypeError", Error, TypeError)
ProgramValueError = _error_class("ProgramValueError", Error, ValueError)
ProgramMemoryError = _error_class("ProgramMemoryError", Error, MemoryError)
CacheError = _error_class("CacheError", Error, OSError)

_ERRORS = {
    "invalid argument": ProgramValueError,
    "syntax error": ProgramSyntaxError,
    "incomplete input": ProgramSyntaxError,
    "unknown name": ProgramNameError,
    "type error": ProgramTypeError,
    "shape error": ProgramValueError,
    "value error": ProgramValueError,
    "limit exceeded": ProgramValueError,
    "out of memory": ProgramMemoryError,
    "input/output error": CacheError,
}

# What jx has warned of and no call has told yet. jx warns in the middle of a call, where an exception would be lost, so
# the message waits here until some call has returned. It is put here by C code alone: no Python runs meanwhile, and no
# signal's handler. A forked child leaves the telling to its parent.
_untold = []
_hear = c.WARNING(list.append)
ctypes.pythonapi.Py_IncRef(ctypes.py_object(_hear))  # threads may be in a call when the interpreter clears its modules
ctypes.pythonapi.Py_IncRef(ctypes.py_object(_untold))
os.register_at_fork(after_in_child=_untold.clear)


class _Root:
    """The context that owns the kernels; never used to evaluate."""

    def __init__(self):
        options = c.Options(warning=_hear, warning_user=_untold)
        self.pointer = c.lib.jx_context_new(ctypes.byref(options))
        if not self.pointer:
            raise MemoryError("jx_context_new")


_root = _Root()


class _Context:
    """A thread's own context."""

    def __init__(self):
        self.pointer = c.lib.jx_context_share(_root.pointer)
        if not self.pointer:
            raise MemoryError("jx_context_share")

    def __del__(self, free=c.lib.jx_context_free, ending=sys.is_finalizing):
        if getattr(self, "pointer", None) and not ending():
            free(self.pointer)


_local = threading.local()


def _context():
    try:
        return _local.context.pointer
    except AttributeError:
        _local.context = _Context()
        return _local.context.pointer


def _text(message):
    """A message, which may name a path of any bytes."""
    return message.decode(errors="backslashreplace")


def _error(context):
    e = c.lib.jx_context_error(context).contents
    status = c.lib.jx_status_name(e.status).decode()
    cls = _ERRORS.get(status, Error)
    return cls(status, _text(e.message), _text(e.rendering), e.offset, e.length, e.line, e.column)


def _raise(context):
    raise _error(context)


def _finish(context, status):
    """Ends a public function's call: tells what jx warned of, then raises what went wrong. Where warnings are errors, a
    failure is still the one that is raised."""
    error = _error(context) if status else None
    try:
        message = _untold.pop()
    except IndexError:  # another thread tells it
        message = None
    try:
        if message is not None:
            warnings.warn(_text(message), RuntimeWarning, stacklevel=3)
    finally:
        if error:
            raise error


class _Owner:
    """Memory that libjx allocated, for as long as a NumPy array views it."""

    def __init__(self, array):
        dtype = _NUMPY[array.dtype]
        shape = tuple(array.shape[: array.rank])
        self.array = array
        self.__array_interface__ = {
            "version": 3,
            "typestr": dtype.str,
            "shape": shape,
            "strides": tuple(array.strides[: array.rank]),
            "data": (array.data or 0, False),
        }

    def __del__(self, free=c.lib.jx_array_free, context=_context, byref=ctypes.byref, ending=sys.is_finalizing):
        # By the context of the thread that happens to be here: one context serves one thread at a time.
        if not ending():
            free(context(), byref(self.array))


def _describe(array, value, name):
    """Fills a `jx_array` with a view of `value`; returns the NumPy array to be kept alive."""
    weak = type(value) in (int, float)
    if type(value) is int and not -(2**63) <= value < 2**63:
        raise OverflowError(f"operand '{name}' does not fit int64")
    a = np.asarray(value, dtype=np.int64 if type(value) is int else None)
    number = _DTYPES.get(a.dtype)
    if number is None:
        raise TypeError(f"operand '{name}' has dtype {a.dtype}, which jx does not know")
    if a.ndim > c.MAX_RANK:
        raise ValueError(f"operand '{name}' has rank {a.ndim}, not 0 to {c.MAX_RANK}")
    array.data = a.ctypes.data
    array.dtype = number
    array.rank = a.ndim
    array.flags = (c.ARRAY_WEAK if weak else 0) | (0 if a.flags.writeable else c.ARRAY_READONLY)
    array.shape[: a.ndim] = a.shape
    array.strides[: a.ndim] = a.strides
    return a


class _Call:
    """The C side of one call: source, operands and what they point to."""

    def __init__(self, program, operands):
        self.context = _context()
        self.source = program.encode()
        self.info = c.Inspection()
        if c.lib.jx_inspect(self.context, self.source, len(self.source), ctypes.byref(self.info)):
            _raise(self.context)
        self.nresults = self.info.nresults
        free = [self.info.free_names[i] for i in range(self.info.nfree)]
        names = [n for n in free if n.decode() in operands]
        self.arrays = (c.Array * len(names))()
        self.operands = (c.Operand * len(names))()
        self.keep = []
        for i, name in enumerate(names):
            text = name.decode()
            self.keep.append(_describe(self.arrays[i], operands[text], text))
            self.operands[i] = c.Operand(name, ctypes.pointer(self.arrays[i]))


def evaluate(program, operands, out=None):
    """Evaluate a program over NumPy arrays.

    Parameters
    ----------
    program : str
        One or more statements; see the language guide. The last line holds the results.
    operands : mapping of str to array_like
        What the program's names stand for, any shapes that broadcast. Arrays are read where they are. Python's own
        numbers are weak, as in NumPy 2: they take the other side's dtype within its kind. Names the program does not
        use are ignored.
    out : ndarray or tuple of ndarray, optional
        Where to put the results: one array for each, with the shape of its expression and a dtype that the expression
        casts to within the same kind. May be among the operands.

    Returns
    -------
    ndarray, scalar, or tuple of them
        One value for one expression on the last line, a tuple for several. 0-d results are NumPy scalars unless given
        in `out`.

    Raises
    ------
    Error
        The program is wrong, or wrong for these operands. The error is also a `ValueError`, `TypeError`, `NameError` or
        `MemoryError`, whichever fits, and shows the line with a caret.

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
    call = _Call(program, operands)
    given = () if out is None else out if isinstance(out, tuple) else (out,)
    if given and len(given) != call.nresults:
        raise ValueError(f"the program has {call.nresults} results, out has {len(given)}")
    results = (c.Array * call.nresults)()
    for array, o in zip(results, given):
        if not isinstance(o, np.ndarray):
            raise TypeError("out must hold NumPy arrays")
        _describe(array, o, "out")
    status = c.lib.jx_eval(
        call.context, call.source, len(call.source), call.operands, len(call.operands), results, len(results)
    )
    values = () if status else given or tuple(_take(r) for r in results)
    if status or _untold:
        _finish(call.context, status)
    return values[0] if len(values) == 1 else values


def _take(result):
    """A result as a NumPy array or scalar; takes over its memory."""
    array = c.Array.from_buffer_copy(result)
    value = np.asarray(_Owner(array))
    return value[()] if array.rank == 0 else value


def emit(program, operands, form="plan"):
    """A program's text in one of its forms on the way to machine code.

    Parameters
    ----------
    program : str
    operands : mapping of str to array_like
        As in `evaluate`; their elements are not read, but for the form ``'profile'``, which evaluates the program a
        few times.
    form : {'ast', 'graph', 'plan', 'ir', 'asm', 'profile'}

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
    call = _Call(program, operands)
    text = ctypes.c_char_p()
    status = c.lib.jx_emit(
        call.context,
        call.source,
        len(call.source),
        call.operands,
        len(call.operands),
        _FORMS[form],
        ctypes.byref(text),
    )
    shown = text.value  # a copy: what handles a warning may call jx
    if status or _untold:
        _finish(call.context, status)
    return shown.decode()


def stats():
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
    c.lib.jx_context_stats(_context(), ctypes.byref(s))
    return {name: getattr(s, name) for name, _ in c.Stats._fields_}


def bandwidth():
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
    context = _context()
    if c.lib.jx_bandwidth(context, ctypes.byref(read), ctypes.byref(copy)):
        _raise(context)
    return read.value, copy.value


def set_threads(n):
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
    context = _context()
    before = c.lib.jx_context_threads(context)
    if c.lib.jx_context_set_threads(context, n):
        _raise(context)
    return before
