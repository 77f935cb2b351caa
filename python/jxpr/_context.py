"""Contexts of calls: one for each thread, all on the same kernels; who is asked whether to stop; errors and warnings.

Nothing is given back when the interpreter ends: daemon threads may still be in a call, and the interpreter drops what is
theirs. Start at `_idle()`.
"""

import contextlib
import ctypes
import os
import sys
import threading
import types
import warnings

from . import _library as c
from . import _shim
from ._errors import ProgramTypeError, ProgramValueError, class_of, refused

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

    precision = threads = 0

    def __init__(self):
        options = c.Options(warning=_hear, warning_user=_untold)
        self.pointer = c.lib.jx_context_new(ctypes.byref(options))
        if not self.pointer:
            raise MemoryError("jx_context_new")


_root = _Root()


def _asking():
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


def _stopped(asking):
    """Raises what stopped a call when it was a handler; else another thread did."""
    if asking is not None and next(asking):  # the handler of one that came just now
        next(asking)


def _telling(report):
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
_ASK_NS = 50_000_000  # it takes the GIL


class _State:
    """What a context has, where the shim does not read it."""

    pointer = 0
    busy = False  # in a call
    heard = False  # C has somebody to ask, or there is nobody to be asked
    asking = None  # the generator that C asks; None: none that can be resumed
    held = held_threads = -1  # the precision and the threads that C has; -1: it may have any


class _Context(_shim.module.Context if _shim.module else _State):
    """A context for one call at a time, with the settings of another."""

    def __init__(self, origin=_root):
        self.held = self.held_threads = -1
        self.precision, self.threads = origin.precision, origin.threads  # of calls that ask for none
        self.pointer = c.lib.jx_context_share(origin.pointer) or 0
        if not self.pointer:
            raise MemoryError("jx_context_share")

    def _listen(self):
        """A generator that C asks from now on; None on all threads but the one that runs signals' handlers."""
        if threading.get_ident() != threading.main_thread().ident:
            return None
        asking = _asking()
        next(asking)
        c.lib.jx_context_set_progress(self.pointer, _ask, asking)
        c.lib.jx_context_set_progress_interval(self.pointer, _ASK_NS)
        return asking

    def take(self, threads=-1, precision=-1):
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

    def run(self, function, *arguments):
        """The status of a function of C; or raises what a signal's handler raised meanwhile.

        Wherever an exception leaves this, by a second signal between two lines perhaps, the generator is not put back:
        it may not be one to be resumed.
        """
        asking, self.asking, self.heard = self.asking or self._listen(), None, False
        status = function(self.pointer, *arguments)
        if status == c.CANCELLED:
            _stopped(asking)
        self.asking, self.heard = asking, True
        return status

    @contextlib.contextmanager
    def reporting(self, report, interval=_ASK_NS):
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

    def __del__(self, free=c.lib.jx_context_free, ending=sys.is_finalizing):
        if self.pointer and not ending():
            free(self.pointer)


def _precision_number(precision):
    """A precision as C has it."""
    if isinstance(precision, str) and precision in c.PRECISIONS:
        return c.PRECISIONS.index(precision)
    given = repr(precision) if isinstance(precision, str) else f"a value of type {type(precision).__name__}"
    error = ProgramValueError if isinstance(precision, str) else ProgramTypeError
    raise refused(error, f"precision must be 'full' or 'fast', not {given}")


_local = threading.local()


def _own():
    """This thread's context."""
    try:
        return _local.context
    except AttributeError:
        _local.context = _Context()
        if _shim.module:
            _shim.module.adopt(_local.context)
        return _local.context


def _forget_listening():
    """In a forked child the thread that goes on is the main one, whichever it was."""
    context = getattr(_local, "context", None)
    if context:
        context.heard = False


os.register_at_fork(after_in_child=_forget_listening)


def _idle():
    """A context for a call: this thread's own, or another one when that is in a call already, which this code runs in
    the middle of, as signals' handlers and operands' `__array__` do."""
    own = _own()
    return _Context(own) if own.busy else own


def _text(message):
    """A message, which may name a path of any bytes."""
    return message.decode(errors="backslashreplace")


def _error(context):
    e = c.lib.jx_context_error(context.pointer).contents
    status, message = c.lib.jx_status_name(e.status).decode(), _text(e.message)
    return class_of(status, message)(status, message, _text(e.rendering), e.offset, e.length, e.line, e.column)


def _raise(context):
    raise _error(context)


def _finish(context, status):
    """Ends a public function's call: tells what jx warned of, then raises what went wrong. Where warnings are errors, a
    failure is still the one that is raised."""
    try:
        message = _untold.pop()
    except IndexError:  # another thread tells it
        message = None
    try:
        if message is not None:
            warnings.warn(_text(message), RuntimeWarning, stacklevel=4)
    finally:
        if status:
            _raise(context)
