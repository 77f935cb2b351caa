"""Threads, and what NumExpr asks of Intel's vector math library, which jx needs not."""

from __future__ import annotations

import contextlib
import os

from .interpreter import MAX_THREADS, _get_num_threads, _set_num_threads
from .necompiler import CacheDict  # noqa: F401


def get_vml_version() -> None:
    """None: there is no vector math library.

    Examples
    --------
    >>> get_vml_version()
    """
    return None


def set_vml_accuracy_mode(mode: object) -> None:
    """Nothing; None. jxpr.set_precision() sets how exact functions are.

    Examples
    --------
    >>> set_vml_accuracy_mode("high")
    """
    return None


def set_vml_num_threads(nthreads: object) -> None:
    """Nothing; None.

    Examples
    --------
    >>> set_vml_num_threads(2)
    """
    return None


def get_vml_num_threads() -> None:
    """None: there is no vector math library.

    Examples
    --------
    >>> get_vml_num_threads()
    """
    return None


def set_num_threads(nthreads: int) -> int:
    """Set how many threads evaluations use; returns the number before.

    Examples
    --------
    >>> before = set_num_threads(1)
    >>> set_num_threads(before)
    1
    """
    return _set_num_threads(nthreads)


def get_num_threads() -> int:
    """How many threads evaluations use.

    Examples
    --------
    >>> get_num_threads() >= 1
    True
    """
    return _get_num_threads()


def detect_number_of_cores() -> int:
    """The number of processors of this machine.

    Examples
    --------
    >>> detect_number_of_cores() >= 1
    True
    """
    return os.cpu_count() or 1


def _asked(*names: str) -> int | None:
    """The number that the first of these environment variables holds."""
    for name in names:
        with contextlib.suppress(ValueError):
            return int(os.environ.get(name, ""))
    return None


def detect_number_of_threads() -> int:
    """The number of threads that the environment asks for, or that of processors.

    Examples
    --------
    >>> detect_number_of_threads() >= 1
    True
    """
    return min(_asked("NUMEXPR_NUM_THREADS", "OMP_NUM_THREADS") or detect_number_of_cores(), MAX_THREADS)


def _init_num_threads() -> int:
    """Sets the number of threads that the environment asks for."""
    asked = _asked("NUMEXPR_NUM_THREADS", "OMP_NUM_THREADS")
    limit = MAX_THREADS if _asked("NUMEXPR_MAX_THREADS") else min(detect_number_of_cores(), 16, MAX_THREADS)
    set_num_threads(asked or limit)
    return asked or limit
