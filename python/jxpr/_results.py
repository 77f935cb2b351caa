"""What `evaluate` does about results beside computing them: casts, orders, kinds, and telling how far it is.

Start at `Plan`.
"""

from __future__ import annotations

import contextlib
import sys
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _wrap
from ._arrays import _numpy_dtype
from ._errors import ProgramTypeError, ProgramValueError, refused

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from . import _library as c
    from ._arrays import Out
    from ._context import _Context
    from ._evaluate import _Call

_CASTINGS = ("no", "equiv", "safe", "same_kind", "unsafe")
_ORDERS = ("K", "C", "F", "A")


def check(casting: object, order: object) -> None:
    """Raises for a word that is none of these."""
    for what, word, words in (("casting", casting, _CASTINGS), ("order", order, _ORDERS)):
        if not isinstance(word, str) or word not in words:
            raise refused(ProgramValueError, f"{what} must be one of {', '.join(map(repr, words))}, not {word!r}")


def _shape(array: c.Array) -> tuple[int, ...]:
    return tuple(array.shape[: array.rank])


def check_given(call: _Call, told: Iterable[c.Array], given: tuple[Any, ...], casting: Any) -> None:
    """Raises where a result cannot be written to what is given."""
    for array, o in zip(told, given):
        dtype, shape = _numpy_dtype(array), _shape(array)
        if not np.can_cast(dtype, o.dtype, casting):
            raise refused(
                ProgramTypeError, f"cannot write {dtype} into a result of {o.dtype} according to the rule '{casting}'"
            )
        if -1 not in shape and shape != o.shape:
            which = f"result {call.nresults > 1 and list(given).index(o) + 1}" if call.nresults > 1 else "result"
            raise refused(ProgramValueError, f"{which} has shape {o.shape}, expected {shape}")
        if not o.flags.writeable:
            raise refused(ProgramValueError, "a result is read-only")


def _is_fortran(arrays: list[Any]) -> bool:
    return all(a.flags.f_contiguous for a in arrays) and not all(a.flags.c_contiguous for a in arrays)


def _lies_so(array: c.Array, order: str) -> bool:
    """Whether a result that libjx makes lies so by itself: by its shape and strides."""
    step = _numpy_dtype(array).itemsize
    for x in range(array.rank) if order == "F" else reversed(range(array.rank)):
        if array.shape[x] > 1 and array.strides[x] != step:
            return False
        step *= max(array.shape[x], 1)
    return True


class Plan:
    """Where the results of a call go, and what is left to be done with them.

    Attributes
    ----------
    given : None or tuple of ndarray
        What libjx is to fill.
    """

    def __init__(self, call: _Call, out: Out, how: dict[str, Any]) -> None:
        self.call, self.out, self.how = call, out, how
        self.given: Out = out
        self.copied = self.made = False
        if out is not None and how["casting"] != "same_kind":
            self._cast()
        elif out is None and how["order"] != "K":
            self._order()

    def _outs(self) -> tuple[Any, ...]:
        out: Any = self.out
        return out if issubclass(type(out), tuple) else (out,)

    def _cast(self) -> None:
        given = self._outs()
        if not all(issubclass(type(o), np.ndarray) for o in given) or len(given) != self.call.nresults:
            return  # which is refused anyway
        told = self.call.describe()
        check_given(self.call, told, given, self.how["casting"])
        # Casts that libjx does not do by itself, as from float to int, are NumPy's.
        self.copied = not all(np.can_cast(_numpy_dtype(t), o.dtype, "same_kind") for t, o in zip(told, given))
        if self.copied:
            self.given = None

    def _order(self) -> None:
        order, told = self.how["order"], self.call.describe()
        if order == "A":
            order = "F" if _is_fortran(self.call.keep) else "C"
        self.order = order
        if all(t.rank < 2 or (-1 not in _shape(t) and _lies_so(t, order)) for t in told):
            return
        self.made = True
        if all(-1 not in _shape(t) for t in told):
            self.given = tuple(np.empty(_shape(t), _numpy_dtype(t), order) for t in told)

    def finished(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        """The values of the call."""
        if self.copied:
            given = self._outs()
            for o, value in zip(given, values):
                np.copyto(o, value, casting="unsafe")
            values = given
        if self.made:
            values = tuple(np.asarray(value, order=self.order)[() if value.ndim == 0 else ...] for value in values)
        if self.how["wrap"] and self.out is None:
            values = _wrap.wrapped(values, self.call.values)
        return values


# ---- Progress ----

_PATIENCE = 0.5  # seconds before a bar is shown


class _Bar:
    """A bar of tqdm, or a line where there is none."""

    def __init__(self) -> None:
        self.start, self.shown = time.monotonic(), False
        self.bar: Any = None

    def __call__(self, done: float) -> None:
        if not self.shown and time.monotonic() - self.start < _PATIENCE:
            return
        if not self.shown:
            self._open()
        if self.bar is not None:
            self.bar.update(round(100 * done, 1) - self.bar.n)
        else:
            print(f"\rjx: {100 * done:3.0f} %", end="", file=sys.stderr, flush=True)

    def _open(self) -> None:
        self.shown = True
        try:
            from tqdm.auto import tqdm
        except ImportError:
            return
        self.bar = tqdm(total=100, desc="jx", unit="%", bar_format="{l_bar}{bar}| {elapsed}<{remaining}")

    def close(self, complete: bool) -> None:
        if self.bar is not None:
            if complete:
                self.bar.update(100 - self.bar.n)
            self.bar.close()
        elif self.shown:
            print("\rjx: 100 %" if complete else "", file=sys.stderr)


@contextlib.contextmanager
def reported(context: _Context, progress: Any) -> Generator[None, None, None]:
    """Tells `progress` of the calls of a context meanwhile."""
    if progress is None or progress is False:
        yield
        return
    if progress is not True and not callable(progress):
        kind = type(progress).__name__
        raise refused(ProgramTypeError, f"progress must be callable, or True, not of type {kind}")
    bar = _Bar() if progress is True else None
    with context.reporting(bar or progress):
        complete = False
        try:
            yield
            complete = True
        finally:
            if bar:
                bar.close(complete)


__all__ = ["Plan", "check", "check_given", "reported"]
