"""How calls run that do not say it themselves: set_threads(), set_precision(), and options() for a block of code."""

from __future__ import annotations

import contextlib
import contextvars
import operator
from typing import Any

from . import _library as c
from . import _shim
from ._context import _own, _precision_number, _raise, _root
from ._errors import ProgramTypeError, ProgramValueError, refused

_options: contextvars.ContextVar[tuple[int, int]]
_options = contextvars.ContextVar("jxpr.options", default=(-1, -1))  # threads and precision; -1: not said
_MOST_THREADS = 4096


def _threads_number(threads: Any) -> int:
    """A number of threads as C has it."""
    try:
        number = operator.index(threads)
    except TypeError:
        kind = type(threads).__name__
        raise refused(ProgramTypeError, f"threads must be an int, not of type {kind}") from None
    if not 0 <= number <= _MOST_THREADS:
        raise refused(ProgramValueError, f"{number} threads: not 0 to {_MOST_THREADS}")
    return number


def _numbers(threads: int | None, precision: str | None) -> tuple[int, int]:
    """What a call says, as C has it."""
    return (
        -1 if threads is None else _threads_number(threads),
        -1 if precision is None else _precision_number(precision),
    )


class options(contextlib.ContextDecorator):  # noqa: N801 - it is used as a function
    """Set how evaluations run inside of a ``with`` block, or of a function that is decorated with it.

    It holds for what the block calls, in its thread and, with asyncio, its task. Blocks may be nested: what the inner
    one does not say, the outer one does. What a call says itself comes first, and after the block what `set_threads` and
    `set_precision` have set.

    Parameters
    ----------
    threads : int, optional
        How many threads evaluations use, 0 for the processors this process may use.
    precision : {'full', 'fast'}, optional
        As in `evaluate`.

    Examples
    --------
    >>> import numpy as np
    >>> import jxpr
    >>> a = np.arange(3.0)
    >>> with jxpr.options(threads=1, precision="fast"):
    ...     jxpr.evaluate("2*a")
    array([0., 2., 4.])
    """

    def __init__(self, *, threads: int | None = None, precision: str | None = None) -> None:
        self._said = _numbers(threads, precision)
        self._tokens: list[contextvars.Token[tuple[int, int]]] = []

    def __enter__(self) -> options:
        if _shim.module and not _shim.optioned:
            _shim.module.use_options(_options.get)
            _shim.optioned = True
        outer = _options.get()
        threads, precision = (mine if mine >= 0 else theirs for mine, theirs in zip(self._said, outer))
        self._tokens.append(_options.set((threads, precision)))
        return self

    def __exit__(self, *_: object) -> None:
        _options.reset(self._tokens.pop())

    def _recreate_cm(self) -> options:
        copy = options()
        copy._said = self._said
        return copy


def set_threads(n: int) -> int:
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
    context = _own()
    before: int = context.threads or c.lib.jx_context_threads(_root.pointer)
    context.held_threads = -1
    if c.lib.jx_context_set_threads(context.pointer, n):
        _raise(context)
    context.threads = context.held_threads = n
    return before


def set_precision(precision: str) -> str:
    """Set how exact this thread's evaluations are that do not say it themselves.

    Parameters
    ----------
    precision : {'full', 'fast'}
        As in `evaluate`; ``'full'`` is what every thread begins with.

    Returns
    -------
    str
        The one before.

    Examples
    --------
    >>> before = set_precision("fast")
    >>> set_precision(before)
    'fast'
    """
    context = _own()
    before = context.precision
    context.precision = _precision_number(precision)
    return c.PRECISIONS[before]
