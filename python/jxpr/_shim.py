"""The shim: a C module that takes Python out of a call, when there is one for this libjx.

It lies beside libjx, or beside the package, and is left aside when ``JXPR_SHIM`` is ``off``, when it was built with
another version of jx, and when NumPy's arrays do not look as it reads them. Nothing depends on it but time.
"""

import ctypes
import importlib.machinery
import importlib.util
import os
import pathlib
import sys

import numpy as np

from . import _library as c

_FUNCTIONS = (
    "jx_run",
    "jx_run_many",
    "jx_run_stacked",
    "jx_context_set_precision",
    "jx_context_set_threads",
    "jx_array_free",
    "jx_program_free",
)


def _load():
    places = [pathlib.Path(c.path).resolve().parent, pathlib.Path(__file__).resolve().parent]
    for place in (*places, places[0] / "jx"):
        path = place / "_jxshim.abi3.so"
        if path.exists():
            loader = importlib.machinery.ExtensionFileLoader("jxpr._jxshim", str(path))
            module = importlib.util.module_from_spec(importlib.util.spec_from_loader("jxpr._jxshim", loader))
            loader.exec_module(module)
            return module
    return None


def _capsule():
    try:
        from numpy._core._multiarray_umath import _ARRAY_API
    except ImportError:
        from numpy.core._multiarray_umath import _ARRAY_API
    return _ARRAY_API


def _reads(module, array):
    flags = 0x0400 if array.flags.writeable else 0
    data, rank, seen, dtype, shape, strides = module.look(array)
    return (
        (data, rank, seen & 0x0400) == (array.ctypes.data, array.ndim, flags)
        and dtype is array.dtype
        and (shape, strides) == (array.shape, array.strides)
    )


def _find():
    """The module, not told anything yet; or None."""
    if os.environ.get("JXPR_SHIM") == "off":
        return None
    try:
        module = _load()
    except (ImportError, AttributeError, OSError):
        return None
    return module if module and module.version == c.lib.jx_version().decode() else None


def _variables():
    """The type of a function's variables, where that is no dict."""
    kind = type(sys._getframe().f_locals)
    return type(None) if kind is dict else kind


module = _find()
optioned = False  # whether the shim asks for what `options` has set


def start(*facts):
    """Tells the shim what it asks of Python (``setup()`` in shim.c). False: it cannot be used."""
    if module is None:
        return False
    addresses = tuple(ctypes.cast(getattr(c.lib, name), ctypes.c_void_p).value for name in _FUNCTIONS)
    try:
        module.setup(addresses, _capsule(), np.ndarray, np.generic, np.asarray, *facts, _variables())
    except ImportError:
        return False
    locked = np.arange(24.0).reshape(2, 3, 4)[::-1, :, 1::2]
    locked.flags.writeable = False
    arrays = np.zeros(()), np.arange(5, dtype=np.int16), locked, locked.T, np.ones((0, 3))
    return all(_reads(module, array) for array in arrays)
