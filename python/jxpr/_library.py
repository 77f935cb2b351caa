"""The C library, as ctypes sees it: structures of jx.h, prototypes, and where libjx is found.

Nothing here knows NumPy. ``lib`` is loaded once, on import; ctypes releases the GIL around every call.
"""

from __future__ import annotations

import ctypes
import os
from ctypes import CFUNCTYPE, POINTER, Structure, c_bool, c_char, c_char_p, c_double, c_int, c_int32, c_int64, c_size_t
from ctypes import c_uint32, c_uint64, c_void_p, py_object

MAX_RANK = 32
ARRAY_WEAK = 1
ARRAY_LONG = 4
MAX_WORDS = 64
ARRAY_READONLY = 2
ARRAY_SWAPPED = 8
OK = 0
CANCELLED = 13
_NAME = "libjx.so.0"


class Array(Structure):
    """``jx_array``."""

    _fields_ = [
        ("data", c_void_p),
        ("dtype", c_int),
        ("rank", c_int32),
        ("flags", c_uint32),
        ("detail", c_uint32),
        ("owned", c_size_t),
        ("shape", c_int64 * MAX_RANK),
        ("strides", c_int64 * MAX_RANK),
    ]


class Operand(Structure):
    """``jx_operand``."""

    _fields_ = [("name", c_char_p), ("array", POINTER(Array))]


class Error(Structure):
    """``jx_error``."""

    _fields_ = [
        ("status", c_int),
        ("message", c_char_p),
        ("rendering", c_char_p),
        ("offset", c_size_t),
        ("length", c_size_t),
        ("line", c_size_t),
        ("column", c_size_t),
    ]


class Inspection(Structure):
    """``jx_inspection``."""

    _fields_ = [
        ("nresults", c_size_t),
        ("nfree", c_size_t),
        ("nassigned", c_size_t),
        ("free_names", POINTER(c_char_p)),
        ("assigned_names", POINTER(c_char_p)),
    ]


class Function(Structure):
    """``jx_function``."""

    _fields_ = [
        ("name", c_char * 32),
        ("names", c_char_p),
        ("spelling", c_char_p),
        ("keywords", c_char_p),
        ("help", c_char_p),
        ("kind", c_int),
        ("min_arguments", c_int32),
        ("max_arguments", c_int32),
        ("ulp", c_double),
        ("fast_ulp", c_double),
    ]


FUNCTION_KINDS = {1: "operator", 2: "elementwise", 3: "reduction", 4: "making", 5: "shape", 6: "running"}


class Stats(Structure):
    """``jx_stats``."""

    _fields_ = [
        (name, c_uint64)
        for name in (
            "compiles",
            "memory_hits",
            "disk_hits",
            "misses",
            "evictions",
            "disk_read",
            "disk_written",
            "saved_ns",
            "calls",
            "kernels",
            "load_ns",
            "parse_ns",
            "plan_ns",
            "compile_ns",
            "run_ns",
            "run_cpu_ns",
            "bytes_read",
            "bytes_written",
            "elements",
        )
    ] + [("threads", c_int32), ("stages", c_int32)]


# What is passed through as `user` is a Python object.
PROGRESS = CFUNCTYPE(c_int, py_object, c_double)
WARNING = CFUNCTYPE(None, py_object, c_char_p)


class Options(Structure):
    """``jx_options``."""

    _fields_ = [
        ("threads", c_int32),
        ("max_source", c_size_t),
        ("max_nodes", c_size_t),
        ("max_bytes", c_size_t),
        ("max_pool", c_size_t),
        ("allocator", c_void_p),
        ("cache", c_int),
        ("cache_dir", c_char_p),
        ("cache_size", c_size_t),
        ("warning", WARNING),
        ("warning_user", py_object),
        ("precision", c_int),
    ]


class CacheFile(Structure):
    """``jx_cache_file``."""

    _fields_ = [
        ("name", c_char_p),
        ("kind", c_int),
        ("bytes", c_uint64),
        ("used", c_int64),
        ("problem", c_char_p),
        ("damaged", c_bool),
        ("build", c_char_p),
        ("llvm", c_char_p),
        ("cpu", c_char_p),
        ("source", c_char_p),
        ("kernels", c_uint32),
        ("stages", c_uint32),
        ("code_bytes", c_uint64),
        ("compile_ns", c_uint64),
        ("fault", c_int),
    ]


class CacheSummary(Structure):
    """``jx_cache_summary``."""

    _fields_ = [
        ("path", c_char_p),
        ("mode", c_int),
        ("problem", c_char_p),
        ("limit", c_uint64),
        ("files", c_uint64),
        ("bytes", c_uint64),
    ]


PRECISIONS = ("full", "fast")
CACHE_MODES = {1: "off", 2: "read", 3: "on"}
CACHE_KINDS = {1: "kernel", 2: "source", 3: "temporary"}
CACHE_FAULTS = {0: "sound", 1: "other build", 2: "other cpu", 3: "writing", 4: "left", 5: "damaged"}
CACHE_NEXT, CACHE_STOP = 0, 2
CACHE_VISITOR = CFUNCTYPE(c_int, c_void_p, POINTER(CacheFile))


def _find() -> str:
    """What to open: ``JXPR_LIBRARY``, else the library beside the package, that of the source tree's build, or the
    system's, which the dynamic linker knows by its name."""
    named = os.environ.get("JXPR_LIBRARY")
    if named:
        return named
    here = os.path.dirname(os.path.realpath(__file__))
    for folder in (here, os.path.join(here, "..", "..", "build")):
        path = os.path.join(folder, _NAME)
        if os.path.exists(path):
            return path
    return _NAME


def _open() -> ctypes.CDLL:
    found = _find()
    try:
        return ctypes.CDLL(found)
    except OSError as error:
        if found != _NAME:
            raise ImportError(f"libjx cannot be loaded: {error}") from error
        raise ImportError("libjx was not found: build it, install it, or set JXPR_LIBRARY to its path") from error


class _Place(Structure):
    """``Dl_info`` of <dlfcn.h>."""

    _fields_ = [("file", c_char_p), ("base", c_void_p), ("symbol", c_char_p), ("address", c_void_p)]


def _folder(library: ctypes.CDLL) -> str:
    """Where the library lies that was opened, with what was built or installed with it."""
    place = _Place()
    ctypes.CDLL(None).dladdr(ctypes.cast(library.jx_version, c_void_p), ctypes.byref(place))
    return os.path.dirname(os.path.realpath(os.fsdecode(place.file)))


def _load() -> ctypes.CDLL:
    library = _open()
    context = c_void_p
    evaluation = context, c_char_p, c_size_t, POINTER(Operand), c_size_t, POINTER(Array), c_size_t
    for name, result, *arguments in (
        ("jx_context_new", context, POINTER(Options)),
        ("jx_context_share", context, context),
        ("jx_context_free", None, context),
        ("jx_context_set_threads", c_int, context, c_int32),
        ("jx_context_threads", c_int32, context),
        ("jx_context_set_precision", c_int, context, c_int),
        ("jx_context_precision", c_int, context),
        ("jx_context_set_progress", None, context, PROGRESS, py_object),
        ("jx_context_set_progress_interval", None, context, c_uint64),
        ("jx_cancel", None, context),
        ("jx_uncancel", c_bool, context),
        ("jx_context_error", POINTER(Error), context),
        ("jx_context_stats", None, context, POINTER(Stats)),
        ("jx_array_free", None, context, POINTER(Array)),
        ("jx_eval", c_int, *evaluation),
        ("jx_compile", c_int, context, c_char_p, c_size_t, POINTER(c_char_p), c_size_t, POINTER(c_void_p)),
        ("jx_run", c_int, context, c_void_p, c_void_p, c_size_t, POINTER(Array), c_size_t),
        ("jx_run_many", c_int, context, c_void_p, c_size_t, c_void_p, c_size_t, POINTER(Array), c_size_t, c_void_p),
        ("jx_run_stacked", c_int, context, c_void_p, c_size_t, c_void_p, c_size_t, POINTER(Array), c_size_t, c_void_p),
        ("jx_program_free", None, c_void_p),
        ("jx_state_create", c_int, context, c_void_p, c_void_p, c_size_t, POINTER(c_void_p)),
        ("jx_state_update", c_int, context, c_void_p, c_int64, c_void_p, c_size_t),
        ("jx_state_combine", c_int, context, c_void_p, c_void_p),
        ("jx_state_cut", c_int64, c_void_p, POINTER(c_bool)),
        ("jx_state_rows", c_int64, c_void_p, POINTER(c_int64)),
        ("jx_state_results", c_size_t, c_void_p),
        ("jx_state_save", c_int, context, c_void_p, c_char_p, c_size_t, POINTER(c_size_t)),
        ("jx_state_load", c_int, context, c_char_p, c_size_t, POINTER(c_void_p)),
        ("jx_state_finish", c_int, context, c_void_p, POINTER(Array), c_size_t),
        ("jx_state_free", None, c_void_p),
        ("jx_inspect", c_int, context, c_char_p, c_size_t, POINTER(Inspection)),
        ("jx_describe", c_int, *evaluation),
        ("jx_emit", c_int, context, c_char_p, c_size_t, POINTER(Operand), c_size_t, c_int, POINTER(c_char_p)),
        ("jx_function_named", c_bool, c_char_p, POINTER(Function)),
        ("jx_functions", c_size_t, POINTER(Function), c_size_t),
        ("jx_bandwidth", c_int, context, POINTER(c_double), POINTER(c_double)),
        ("jx_cache_info", c_int, context, POINTER(CacheSummary)),
        ("jx_cache_visit", c_int, context, CACHE_VISITOR, c_void_p),
        ("jx_cache_clear", c_int, context, POINTER(c_uint64)),
        ("jx_status_name", c_char_p, c_int),
        ("jx_dtype_named", c_int, c_char_p),
        ("jx_dtype_size", c_size_t, c_int),
        ("jx_dtype_name", c_char_p, c_int),
        ("jx_unit_named", c_uint32, c_char_p),
        ("jx_unit_text", c_size_t, c_uint32, c_char_p, c_size_t),
        ("jx_version", c_char_p),
    ):
        function = getattr(library, name)
        function.restype = result
        function.argtypes = arguments
    return library


lib = _load()
folder = _folder(lib)
