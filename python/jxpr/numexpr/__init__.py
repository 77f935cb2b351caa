"""NumExpr's interface over jx: `import jxpr.numexpr as numexpr`, and programs written for NumExpr run on jx.

The rules are NumExpr's, not NumPy's: integers are int32 unless they need more, float32 with integers stays float32,
Python's floats are double, bool adds as `or`. `install()` makes `import numexpr` give this package, to whoever imports
it later, as pandas and PyTables do.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from . import expressions, interpreter, necompiler, utils, version
from .expressions import E
from .interpreter import MAX_THREADS, __BLOCK_SIZE1__, use_vml
from .necompiler import NumExpr, disassemble, evaluate, re_evaluate, validate
from .utils import (
    _init_num_threads,
    detect_number_of_cores,
    detect_number_of_threads,
    get_num_threads,
    get_vml_version,
    set_num_threads,
    set_vml_accuracy_mode,
    set_vml_num_threads,
)

if TYPE_CHECKING:
    import unittest

__all__ = [
    "E",
    "NumExpr",
    "detect_number_of_cores",
    "detect_number_of_threads",
    "disassemble",
    "evaluate",
    "get_num_threads",
    "get_vml_version",
    "install",
    "print_versions",
    "re_evaluate",
    "set_num_threads",
    "set_vml_accuracy_mode",
    "set_vml_num_threads",
    "test",
    "use_vml",
    "validate",
]

__version__ = version.version
is_cpu_amd_intel = False
ncores = detect_number_of_cores()
nthreads = _init_num_threads()


def install() -> None:
    """Make ``import numexpr`` give this package, wherever it has not been imported yet.

    Examples
    --------
    >>> install()
    >>> import numexpr
    >>> numexpr.__name__
    'jxpr.numexpr'
    """
    parts = {"expressions": expressions, "interpreter": interpreter, "necompiler": necompiler, "utils": utils}
    sys.modules["numexpr"] = sys.modules[__name__]
    for name, module in {**parts, "version": version}.items():
        sys.modules[f"numexpr.{name}"] = module


def print_versions() -> None:
    """Print the versions of what evaluates.

    Examples
    --------
    >>> print_versions()  # doctest: +ELLIPSIS
    -=-...
    NumExpr interface: 2...
    """
    from . import tests

    tests.print_versions()


def test(verbosity: int = 1) -> unittest.TestResult:
    """Run a short test of this package; returns a `unittest.TestResult`.

    Examples
    --------
    >>> import contextlib, io
    >>> with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    ...     result = test(verbosity=0)
    >>> result.wasSuccessful()
    True
    """
    from . import tests

    return tests.test(verbosity)
