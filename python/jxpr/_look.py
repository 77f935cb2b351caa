"""Looking at programs and at what runs them: emit(), stats(), bandwidth()."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

from . import _library as c
from ._context import _finish, _idle, _own, _raise, _untold
from ._errors import ProgramValueError, refused
from ._evaluate import _Call, _take
from ._settings import _numbers

if TYPE_CHECKING:
    from ._context import _Context

_FORMS = {"ast": 1, "graph": 2, "plan": 3, "ir": 4, "asm": 5, "profile": 6}


def emit(program: str | bytes, operands: Any, form: str = "plan", precision: str | None = None) -> str:
    """A program's text in one of its forms on the way to machine code.

    Parameters
    ----------
    program : str or bytes
    operands : mapping of str to array_like
        As in `evaluate`; their elements are not read, but for the form ``'profile'``, which evaluates the program a
        few times.
    form : {'ast', 'graph', 'plan', 'ir', 'asm', 'profile'}
    precision : {'full', 'fast'}, optional
        As in `evaluate`.

    Returns
    -------
    str

    Raises
    ------
    Error
        As in `evaluate`.

    Examples
    --------
    >>> print(emit("1 + a", {"a": 2}, "ast"))
    %1 = int 1
    %2 = name a
    %3 = binary + %1 %2
    %4 = results %3
    <BLANKLINE>
    """
    context = _idle()
    try:
        context.busy = True
        return _emit(context, program, operands, form, precision)
    finally:
        context.busy = False


def _emit(context: _Context, program: str | bytes, operands: Any, form: str, precision: str | None) -> str:
    _take(context, *_numbers(None, precision))
    if form not in _FORMS:
        raise refused(ProgramValueError, f"form must be one of {', '.join(map(repr, _FORMS))}, not {form!r}")
    call = _Call(context, program, [operands])
    text = ctypes.c_char_p()
    status = context.run(
        c.lib.jx_emit,
        call.source,
        len(call.source),
        call.operands,
        len(call.operands),
        _FORMS[form],
        ctypes.byref(text),
    )
    if status or _untold:
        _finish(context, status)
    return (text.value or b"").decode()


def stats() -> dict[str, int]:
    """Counters of the shared kernels, and the times of this thread's last evaluation.

    Returns
    -------
    dict of str to int
        ``compiles``, ``memory_hits``, ``disk_hits``, ``misses``, ``evictions``, ``disk_read``, ``disk_written``
        (bytes), ``saved_ns``, ``calls``, ``kernels``; ``load_ns``, ``parse_ns``, ``plan_ns``, ``compile_ns``,
        ``run_ns``, ``run_cpu_ns``; ``bytes_read``, ``bytes_written``, ``elements``, ``threads``, ``stages``.

    Examples
    --------
    >>> sorted(stats())[:2]
    ['bytes_read', 'bytes_written']
    """
    s = c.Stats()
    c.lib.jx_context_stats(_own().pointer, ctypes.byref(s))
    return {name: getattr(s, name) for name, *_ in c.Stats._fields_}


def bandwidth() -> tuple[float, float]:
    """Measure how fast this machine moves memory now, on this thread's number of threads.

    Takes about a fifth of a second, and 128 to 256 MiB meanwhile.

    Returns
    -------
    read, copy : float
        Bytes per second, of reading an array larger than the caches, and of copying one (bytes read and written).

    Raises
    ------
    ProgramMemoryError
        Not enough memory.

    Examples
    --------
    >>> read, copy = bandwidth()
    >>> read > 1e8
    True
    """
    read, copy = ctypes.c_double(), ctypes.c_double()
    context = _own()
    if c.lib.jx_bandwidth(context.pointer, ctypes.byref(read), ctypes.byref(copy)):
        _raise(context)
    return read.value, copy.value
