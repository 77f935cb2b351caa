"""The shim: a C module that takes Python out of a call, when there is one for this libjx.

It lies beside libjx, or beside the package, and is left aside when ``JXPR_SHIM`` is ``off``, when it was built with
another version of jx, and when NumPy's arrays do not look as it reads them. Nothing depends on it but time.
"""

from __future__ import annotations

import ctypes
import os
import sys
from importlib.machinery import ExtensionFileLoader, ModuleSpec
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _library as c

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FUNCTIONS = (
    "jx_run",
    "jx_run_many",
    "jx_run_stacked",
    "jx_context_set_precision",
    "jx_context_set_threads",
    "jx_array_free",
    "jx_program_free",
)


def _load() -> Any:
    if "t" in sys.abiflags:  # free-threaded: objects look otherwise there than the stable ABI says
        return None
    for folder in (c.folder, os.path.dirname(os.path.realpath(__file__)), os.path.join(c.folder, "jx")):
        path = os.path.join(folder, "_jxshim.abi3.so")
        if os.path.exists(path):
            loader = ExtensionFileLoader("jxpr._jxshim", path)
            module = loader.create_module(ModuleSpec("jxpr._jxshim", loader, origin=path))
            loader.exec_module(module)
            return module
    return None


def _capsule() -> object:
    core = getattr(np, "_core", None) or np.core  # of NumPy 1
    table: object = core._multiarray_umath._ARRAY_API
    return table


def _reads(module: Any, array: NDArray[Any]) -> bool:
    flags = 0x0400 if array.flags.writeable else 0
    data, rank, seen, dtype, kind, byteorder, shape, strides = module.look(array)
    return (
        (data, rank, seen & 0x0400) == (array.ctypes.data, array.ndim, flags)
        and dtype is array.dtype
        and (kind, byteorder) == (dtype.kind, dtype.byteorder)
        and (shape, strides) == (array.shape, array.strides)
    )


def _find() -> Any:
    """The module, not told anything yet; or None."""
    if os.environ.get("JXPR_SHIM") == "off":
        return None
    try:
        module = _load()
    except (ImportError, AttributeError, OSError):
        return None
    return module if module and module.version == c.lib.jx_version().decode() else None


def _variables() -> type[Any]:
    """The type of a function's variables, where that is no dict."""
    kind = type(sys._getframe().f_locals)
    return type(None) if kind is dict else kind


module = _find()
optioned = False  # whether the shim asks for what `options` has set


def start(*facts: object) -> bool:
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
    strings = np.zeros(2, "U3"), np.zeros(2, "S3"), np.zeros(2, np.dtype("U3").newbyteorder())
    return all(_reads(module, array) for array in (*arrays, *strings))
