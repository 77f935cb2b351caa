"""`NumExpr` objects: compiled expressions that are called with arrays. What runs them is jx."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any

import numpy as np

import jxpr

from .expressions import allaxes  # noqa: F401
from .opcodes import DTYPES, funccodes, opcodes

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from .machine import Program

use_vml = False
maxdims = jxpr._library.MAX_RANK
MAX_THREADS = int(os.environ.get("NUMEXPR_MAX_THREADS") or 16)
__BLOCK_SIZE1__ = 1024

_CASTINGS = ("no", "equiv", "safe", "same_kind", "unsafe")
_threads = 0  # that all evaluations use; 0: as jx does by itself
_local = threading.local()  # threads: the number that this thread's evaluations have been given


def _get_num_threads() -> int:
    return _threads or min(len(os.sched_getaffinity(0)), MAX_THREADS)


def _set_num_threads(n: int) -> int:
    global _threads
    before, n = _get_num_threads(), int(n)
    if n > MAX_THREADS:
        raise ValueError(
            f'Error.  nthreads cannot be larger than environment variable "NUMEXPR_MAX_THREADS" ({MAX_THREADS})'
        )
    if n <= 0:
        raise ValueError("Error.  nthreads must be a positive integer")
    _threads = n
    return before


def _check_casting(i: int, have: np.dtype[Any], want: np.dtype[Any], casting: Any) -> None:
    if not np.can_cast(have, want, casting):
        raise TypeError(
            f"Iterator operand {i} dtype could not be cast from dtype('{have}') to dtype('{want}') "
            f"according to the rule '{casting}'"
        )


class NumExpr:
    """A compiled expression.

    Attributes
    ----------
    signature : str
        A letter for the type of each operand.
    input_names : tuple of str
    constants : tuple
    tempsig, fullsig : str
        The types of temporaries; of the result, operands, constants and temporaries.
    program : bytes
        Instructions, by number; `disassemble` shows them.
    jx_source : str
        What jx evaluates; operands are called x0, x1, ...
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self.signature = program.letters
        self.input_names = program.names
        self.constants = tuple(v.what for v in program.constants)
        self.tempsig = program.temporaries
        letters = "".join(v.letter for v in program.constants)
        self.fullsig = program.letter + program.letters + letters + program.temporaries
        self.jx_source = program.text
        self._names = tuple(f"x{i}" for i in range(len(program.names)))
        self._dtypes = tuple(np.dtype(DTYPES[x]) if x in DTYPES else None for x in program.letters)
        self._dtype = np.dtype(DTYPES[program.letter]) if program.letter in DTYPES else None

    @property
    def program(self) -> bytes:
        numbers = bytearray()
        for v in self._program.instructions:
            registers = [x.register if x.role != "raw" else x.what for x in (v, *v.operands)]
            row = [opcodes[v.opcode.encode()], *registers, *[255] * (3 - len(registers))]
            if len(row) > 4:
                row[4:4] = [opcodes[b"noop"]]
                row += [255] * (8 - len(row))
            numbers += bytes(n & 255 for n in row)
        return bytes(numbers)

    def run(
        self,
        *args: ArrayLike,
        out: NDArray[Any] | None = None,
        order: str = "K",
        casting: str = "safe",
        ex_uses_vml: bool = False,
    ) -> NDArray[Any]:
        """Evaluate with an array for each operand; see `evaluate`."""
        if len(args) != len(self.input_names):
            raise ValueError("number of inputs doesn't match program")
        if casting not in _CASTINGS:
            raise ValueError(f"casting must be one of {_CASTINGS}, not {casting!r}")
        if order not in ("C", "F", "A", "K"):
            raise ValueError(f"order must be one of 'C', 'F', 'A' and 'K', not {order!r}")
        arrays = [np.asarray(a) for a in args]
        for i, (a, dtype) in enumerate(zip(arrays, self._dtypes)):
            if dtype is not None and a.dtype != dtype:
                _check_casting(i + 1, a.dtype, dtype, casting)
        axis = self._program.axis
        if axis is not None and axis >= max((a.ndim for a in arrays), default=0):
            raise ValueError("reduction axis is out of bounds")
        operands = dict(zip(self._names, arrays))
        if out is None and order != "K":
            out = self._made(arrays, order)
        elif out is None and self.jx_source == "t0 = x0" and arrays[0].ndim == 0:
            out = np.empty_like(arrays[0])  # a string, whose NULs at the end a scalar of NumPy loses
        return self._given(operands, arrays, out, casting) if out is not None else self._fresh(operands)

    __call__ = run

    def _evaluate(self, text: str, operands: dict[str, NDArray[Any]], out: NDArray[Any] | None = None) -> Any:
        if getattr(_local, "threads", 0) != _threads:
            jxpr.set_threads(_threads)
            _local.threads = _threads
        with np.errstate(all="ignore"):
            return jxpr.evaluate(text, operands, out=out)

    def _fresh(self, operands: dict[str, NDArray[Any]]) -> NDArray[Any]:
        return np.asarray(self._evaluate(self.jx_source, operands))

    def _made(self, arrays: list[NDArray[Any]], order: Any) -> NDArray[Any] | None:
        """A result of that order; None where jx's own has it, as what is folded may."""
        if self._program.reduces or self._dtype is None:
            return None
        if order == "A":
            fortran = arrays and all(a.flags.f_contiguous and not a.flags.c_contiguous for a in arrays if a.ndim)
            order = "F" if fortran else "C"
        return np.empty(np.broadcast_shapes(*(a.shape for a in arrays)), self._dtype, order)

    def _given(
        self, operands: dict[str, NDArray[Any]], arrays: list[NDArray[Any]], out: NDArray[Any], casting: str
    ) -> NDArray[Any]:
        if not isinstance(out, np.ndarray):
            raise TypeError(f"out must be an array, not of type {type(out).__name__}")
        own = self._dtype
        if own is not None and own != out.dtype:
            _check_casting(0, own, out.dtype, casting)
        shape = None if self._program.reduces else np.broadcast_shapes(*(a.shape for a in arrays))
        text = self.jx_source
        if own is not None and own != out.dtype and out.dtype.kind in "biuf" and own.kind != "c":
            text += f"\nastype({self._last()}, '{out.dtype.name}')"
        elif own != out.dtype or shape != out.shape:  # what jx casts and broadcasts results to is less
            np.copyto(out, self._fresh(operands), casting="unsafe")
            return out
        if shape != out.shape:
            np.copyto(out, np.asarray(self._evaluate(text, operands)))
            return out
        self._evaluate(text, operands, out)
        return out

    def _last(self) -> str:
        return self.jx_source.rsplit("\n", 1)[-1].split(" = ", 1)[0]


__all__ = ["NumExpr", "funccodes", "opcodes"]
