"""Contexts of calls: one for each thread, all on the same kernels; who is asked whether to stop; errors and warnings.

Nothing is given back when the interpreter ends: daemon threads may still be in a call, and the interpreter drops what is
theirs. Start at `_idle()`.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import threading
import types
import warnings
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, NoReturn

from . import _library as c
from . import _shim
from ._errors import Error, ProgramTypeError, ProgramValueError, class_of, refused

# What jx has warned of and no call has told yet. jx warns in the middle of a call, where an exception would be lost, so
# the message waits here until some call has returned. It is put here by C code alone: no Python runs meanwhile, and no
# signal's handler. A forked child leaves the telling to its parent.
_untold: list[bytes] = []
_hear = c.WARNING(list.append)
ctypes.pythonapi.Py_IncRef(ctypes.py_object(_hear))  # threads may be in a call when the interpreter clears its modules
ctypes.pythonapi.Py_IncRef(ctypes.py_object(_untold))
os.register_at_fork(after_in_child=_untold.clear)


class _Root:
    """The context that owns the kernels; never used to evaluate."""

    precision = threads = 0
    pointer: Any

    def __init__(self) -> None:
        options = c.Options(warning=_hear, warning_user=_untold)
        self.pointer = c.lib.jx_context_new(ctypes.byref(options))
        if not self.pointer:
            raise MemoryError("jx_context_new")


_root = _Root()


def _asking() -> Generator[int, None, None]:
    """Of which C asks from time to time, on the main thread, whether to stop: the next value is nonzero then.

    Python runs signals' handlers as it resumes a function, and prints and drops what leaves a callback. This one is
    resumed where what a handler raises is caught. Resumed after that, it raises it.
    """
    try:
        while True:
            yield 0
    except GeneratorExit:  # nobody is going to ask
        raise
    except BaseException:
        yield 1
        raise


def _stopped(asking: Any) -> None:
    """Raises what stopped a call when it was a handler; else another thread did."""
    if asking is not None and next(asking):  # the handler of one that came just now
        next(asking)


def _telling(report: Callable[[float], object]) -> Generator[int, float, None]:
    """The same, which tells besides how much of a call is done."""
    try:
        done = yield 0
        while True:
            report(done)
            done = yield 0
    except GeneratorExit:
        raise
    except BaseException:
        yield 1
        raise


_ask = c.PROGRESS(types.GeneratorType.send)  # C code alone, as above: nothing of Python's runs but what is resumed
ctypes.pythonapi.Py_IncRef(ctypes.py_object(_ask))
_ASK_NS = 25_000_000  # it takes the GIL; what is compiled in one go takes up to 25 ms more
_others = c.PROGRESS(_shim.module.others()) if _shim.module else None
_OTHERS_NS = 5_000_000


class _State:
    """What a context has, where the shim does not read it."""

    pointer: Any = 0
    precision: int
    threads: int
    busy = False  # in a call
    heard = False  # C has somebody to ask, or there is nobody to be asked
    asking: Any = None  # the generator that C asks; None: none that can be resumed
    held = held_threads = -1  # the precision and the threads that C has; -1: it may have any


if TYPE_CHECKING:
    _Base = _State
else:
    _Base = _shim.module.Context if _shim.module else _State


class _Context(_Base):
    """A context for one call at a time, with the settings of another."""

    def __init__(self, origin: _Root | _Context = _root) -> None:
        self.held = self.held_threads = -1
        self.precision, self.threads = origin.precision, origin.threads  # of calls that ask for none
        self.pointer = c.lib.jx_context_share(origin.pointer) or 0
        if not self.pointer:
            raise MemoryError("jx_context_share")

    def _listen(self) -> Generator[int, None, None] | None:
        """A generator that C asks from now on; None on all threads but the one that runs signals' handlers."""
        if threading.get_ident() != threading.main_thread().ident:
            if _others:  # the shim's, which keeps the GIL in calls that were brief
                c.lib.jx_context_set_progress(self.pointer, _others, self)
                c.lib.jx_context_set_progress_interval(self.pointer, _OTHERS_NS)
            return None
        asking = _asking()
        next(asking)
        c.lib.jx_context_set_progress(self.pointer, _ask, asking)
        c.lib.jx_context_set_progress_interval(self.pointer, _ASK_NS)
        return asking

    def take(self, threads: int = -1, precision: int = -1) -> None:
        """The call at hand has these settings, or those of the context where they are -1."""
        threads = self.threads if threads < 0 else threads
        precision = self.precision if precision < 0 else precision
        if precision != self.held:
            self.held = -1
            c.lib.jx_context_set_precision(self.pointer, precision)
            self.held = precision
        if threads != self.held_threads:
            self.held_threads = -1
            c.lib.jx_context_set_threads(self.pointer, threads)
            self.held_threads = threads

    def run(self, function: Any, *arguments: Any) -> int:
        """The status of a function of C; or raises what a signal's handler raised meanwhile.

        Wherever an exception leaves this, by a second signal between two lines perhaps, the generator is not put back:
        it may not be one to be resumed.
        """
        asking: Any
        asking, self.asking, self.heard = self.asking or self._listen(), None, False
        status: int = function(self.pointer, *arguments)
        if status == c.CANCELLED:
            _stopped(asking)
        self.asking, self.heard = asking, True
        return status

    @contextlib.contextmanager
    def reporting(self, report: Callable[[float], object], interval: int = _ASK_NS) -> Generator[None, None, None]:
        """Of calls meanwhile C tells `report` how far they are, on any thread; what it raises stops them."""
        asking = _telling(report)
        next(asking)
        c.lib.jx_context_set_progress(self.pointer, _ask, asking)
        c.lib.jx_context_set_progress_interval(self.pointer, interval)
        self.asking, self.heard = asking, True
        try:
            yield
        finally:
            c.lib.jx_context_set_progress(self.pointer, c.PROGRESS(), asking)
            self.asking, self.heard = None, False

    def __del__(self, free: Any = c.lib.jx_context_free, ending: Callable[[], bool] = sys.is_finalizing) -> None:
        if self.pointer and not ending():
            free(self.pointer)


def _precision_number(precision: object) -> int:
    """A precision as C has it."""
    if isinstance(precision, str) and precision in c.PRECISIONS:
        return c.PRECISIONS.index(precision)
    given = repr(precision) if isinstance(precision, str) else f"a value of type {type(precision).__name__}"
    error = ProgramValueError if isinstance(precision, str) else ProgramTypeError
    raise refused(error, f"precision must be 'full' or 'fast', not {given}")


class _Local(threading.local):
    context: _Context


_local = _Local()


def _own() -> _Context:
    """This thread's context."""
    try:
        return _local.context
    except AttributeError:
        _local.context = _Context()
        if _shim.module:
            _shim.module.adopt(_local.context)
        return _local.context


def _forget_listening() -> None:
    """In a forked child the thread that goes on is the main one, whichever it was."""
    context = getattr(_local, "context", None)
    if context:
        context.heard = False


os.register_at_fork(after_in_child=_forget_listening)


def _idle() -> _Context:
    """A context for a call: this thread's own, or another one when that is in a call already, which this code runs in
    the middle of, as signals' handlers and operands' `__array__` do."""
    own = _own()
    return _Context(own) if own.busy else own


def _text(message: bytes) -> str:
    """A message, which may name a path of any bytes."""
    return message.decode(errors="backslashreplace")


def _error(context: _Context) -> Error:
    e = c.lib.jx_context_error(context.pointer).contents
    status, message = c.lib.jx_status_name(e.status).decode(), _text(e.message)
    return class_of(status, message)(status, message, _text(e.rendering), e.offset, e.length, e.line, e.column)


def _raise(context: _Context) -> NoReturn:
    raise _error(context)


def _frames_of_package() -> int:
    """How many calls away from `_finish` the user's own is."""
    frame, level = sys._getframe(1), 1
    folder = os.path.dirname(__file__)
    while frame.f_back is not None and frame.f_code.co_filename.startswith(folder):
        frame, level = frame.f_back, level + 1
    return level


def _finish(context: _Context, status: int) -> None:
    """Ends a public function's call: tells what jx warned of, then raises what went wrong. Where warnings are errors, a
    failure is still the one that is raised."""
    try:
        message = _untold.pop()
    except IndexError:  # another thread tells it
        message = None
    try:
        if message is not None:
            warnings.warn(_text(message), RuntimeWarning, stacklevel=_frames_of_package())
    finally:
        if status:
            _raise(context)
