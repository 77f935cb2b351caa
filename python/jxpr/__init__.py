"""Array expressions, compiled: ``jxpr.evaluate("2*a + 3*b", {"a": a, "b": b})``.

A program is a string; arrays are NumPy's. It is compiled once for the dtypes and layouts at hand, for the processor it
runs on, kept on disk for the next process, and evaluated on every core without temporaries. Values and dtypes are
NumPy 2's.
"""

from ._cache import cache_clear, cache_files, cache_info
from ._cancel import Context, context
from ._errors import (
    CacheError,
    Error,
    ProgramCancelled,
    ProgramIndexError,
    ProgramMemoryError,
    ProgramNameError,
    ProgramOverflowError,
    ProgramSyntaxError,
    ProgramTypeError,
    ProgramValueError,
)
from ._evaluate import bandwidth, emit, evaluate, set_precision, set_threads, stats
from ._functions import functions
from ._library import lib as _lib
from ._program import Program, compile
from ._jit import JitError, Jitted, jit
from ._state import State

__all__ = [
    "CacheError",
    "Context",
    "Error",
    "JitError",
    "Jitted",
    "Program",
    "ProgramCancelled",
    "ProgramIndexError",
    "ProgramMemoryError",
    "ProgramNameError",
    "ProgramOverflowError",
    "ProgramSyntaxError",
    "ProgramTypeError",
    "ProgramValueError",
    "State",
    "bandwidth",
    "cache_clear",
    "cache_files",
    "cache_info",
    "compile",
    "context",
    "emit",
    "evaluate",
    "functions",
    "jit",
    "set_precision",
    "set_threads",
    "stats",
]
__version__ = _lib.jx_version().decode()
