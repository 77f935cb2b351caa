"""Array expressions, compiled: ``jxpr.evaluate("2*a + 3*b", {"a": a, "b": b})``.

A program is a string; arrays are NumPy's. It is compiled once for the dtypes and layouts at hand, for the processor it
runs on, kept on disk for the next process, and evaluated on every core without temporaries. Values and dtypes are
NumPy 2's.
"""

from __future__ import annotations as _annotations

from importlib import import_module as _import_module
from typing import TYPE_CHECKING as _CHECKING
from typing import Any as _Any

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
from ._evaluate import evaluate, validate
from ._functions import Function, functions
from ._functions import function_named as _function_named
from ._functions import function_names as _function_names
from ._late import after_import as _after_import
from ._library import lib as _lib
from ._settings import options, set_precision, set_threads

if _CHECKING:
    from ._cache import cache, cache_clear, cache_files, cache_info
    from ._cancel import Context, context
    from ._jit import JitError, Jitted, jit
    from ._look import bandwidth, emit, stats
    from ._program import Kernel, Program, compile
    from ._state import State

__all__ = [
    "CacheError",
    "Context",
    "Error",
    "Function",
    "JitError",
    "Jitted",
    "Kernel",
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
    "cache",
    "cache_clear",
    "cache_files",
    "cache_info",
    "compile",
    "context",
    "emit",
    "evaluate",
    "functions",
    "jit",
    "options",
    "set_precision",
    "set_threads",
    "stats",
    "validate",
]
_after_import("pandas", lambda: _import_module("jxpr.pandas"))
__version__: str = _lib.jx_version().decode()

_LATER = {  # what an `evaluate` does not need is imported when it is asked for
    "_cache": "cache cache_clear cache_files cache_info",
    "_cancel": "Context context",
    "_jit": "JitError Jitted jit",
    "_look": "bandwidth emit stats",
    "_program": "Kernel Program compile",
    "_state": "State",
}
_MODULE_OF = {_name: _module for _module, _names in _LATER.items() for _name in _names.split()}


def __getattr__(name: str) -> _Any:
    """Names that are imported later; and the functions of the language: ``jxpr.sin``."""
    if name in _MODULE_OF:
        globals()[name] = found = getattr(_import_module(f"jxpr.{_MODULE_OF[name]}"), name)
        return found
    function = _function_named(name)
    if function is None:
        raise AttributeError(f"module 'jxpr' has no attribute '{name}'")
    globals()[name] = function
    return function


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULE_OF, *_function_names()})
