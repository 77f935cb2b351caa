"""State: a program's results when rows of its operands come in pieces. Start at `State`."""

from __future__ import annotations

import ctypes
import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _evaluate as e
from . import _library as c
from ._arrays import _describe, _Owner
from ._context import _finish, _idle, _untold
from ._errors import ProgramTypeError, refused
from ._settings import _numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Concatenate, ParamSpec, TypeVar

    from numpy.typing import NDArray

    from ._arrays import Out
    from ._context import _Context

    P = ParamSpec("P")
    R = TypeVar("R")


def _calls(function: Callable[Concatenate[Any, _Context, P], R]) -> Callable[Concatenate[Any, P], R]:
    """A method that calls C, with a context of its own that is busy meanwhile."""

    def method(self: Any, /, *arguments: P.args, **named: P.kwargs) -> R:
        context = _idle()
        try:
            context.busy = True
            return function(self, context, *arguments, **named)
        finally:
            context.busy = False

    method.__name__, method.__doc__ = function.__name__, function.__doc__
    method.__qualname__ = function.__qualname__
    return method


def _run(context: _Context, function: Any, *arguments: Any) -> None:
    status = context.run(function, *arguments)
    if status or _untold:
        _finish(context, status)


def _piece(value: Any) -> NDArray[Any]:
    """An array of no rows that has the dtype and the other axes of one that comes in pieces."""
    if isinstance(value, np.ndarray):
        return np.empty((0, *value.shape[1:]), value.dtype)
    return np.empty(0, np.dtype(value))  # ("f8", (3,)) has axes of its own


class State:
    """Reductions over rows that come in pieces: from files, workers or a stream.

    A row is what has one index along the first axis. A state is given pieces of rows, in any order; is added to others
    that have been given other pieces; and gives the program's results when no row is missing. It can be pickled, so
    workers can send theirs.

    Results depend neither on where pieces begin nor on the order in which states are updated and added: they are those
    of `evaluate` on whole arrays in C order, to the bit where `exact` says so.

    Parameters
    ----------
    program : str or bytes
        As in `evaluate`. Its results are functions of reductions over the rows. What would need a second pass over them,
        as ``x - mean(x)``, is refused.
    rows : int
        How many there are in all.
    pieces : mapping of str to ndarray or dtype_like
        What comes in pieces: an array with the dtype and all axes but the first, however many rows it has; or a dtype,
        such as ``"float64"``, or ``("float64", (3,))`` for rows of three.
    operands : mapping of str to array_like, optional
        What the program's other names stand for, as a whole; they are copied.
    precision : {'full', 'fast'}, optional
        As in `evaluate`.

    Attributes
    ----------
    rows : int
    given : int
        How many rows it has been given.
    cut : int
        Pieces that begin and end at multiples of this are the best: no rows have to be kept until others come.
    exact : bool
        Whether results are those of `evaluate` to the bit. They are not where that would not cut the rows, because there
        are so many result elements; sums are as accurate then.

    Raises
    ------
    Error
        As in `evaluate`; or the program cannot be done in pieces, and why.

    Examples
    --------
    >>> import numpy as np
    >>> import jxpr
    >>> x = np.arange(10.0)
    >>> left = jxpr.State("mean(x), argmax(x)", 10, {"x": "float64"})
    >>> right = jxpr.State("mean(x), argmax(x)", 10, {"x": "float64"})
    >>> _ = left.update(0, x=x[:4]).update(4, x=x[4:6])
    >>> _ = right.update(6, x=x[6:])
    >>> (left + right).result()
    (np.float64(4.5), np.int64(9))
    """

    _pointer: int | None = 0
    _names: tuple[str, ...]
    _pieced: tuple[str, ...]

    def __init__(
        self,
        program: str | bytes,
        rows: int,
        pieces: Mapping[str, Any],
        operands: Mapping[str, Any] | None = None,
        precision: str | None = None,
    ) -> None:
        self._create(program, rows, pieces, {} if operands is None else operands, precision)

    @_calls
    def _create(
        self,
        context: _Context,
        program: str | bytes,
        rows: int,
        pieces: Mapping[str, Any],
        operands: Mapping[str, Any],
        precision: str | None,
    ) -> None:
        e._take(context, *_numbers(None, precision))
        source = e._source(program)
        free, _ = e._inspect(source)
        names = [n for n in free if n in pieces or n in operands or n not in e._CONSTANTS]
        arrays, keep = [c.Array() for _ in names], []
        for name, array in zip(names, arrays):
            if name in pieces:
                example = _piece(pieces[name])
                keep.append(_describe(array, example, f"operand '{name}'"))
                array.data, array.shape[0] = None, rows
            elif name in operands:
                keep.append(_describe(array, operands[name], f"operand '{name}'"))
            else:  # C says what it says of an unknown name
                names = [n for n in names if n in pieces or n in operands]
        arrays = [a for a in arrays if a.dtype]
        compiled = e._compile(source, names)
        state = ctypes.c_void_p()
        try:
            _run(
                context, c.lib.jx_state_create, compiled, self._pointers(arrays), len(arrays), ctypes.byref(state)
            )
        finally:
            c.lib.jx_program_free(compiled)
        self._begin(state.value, names, [name for name in names if name in pieces])
        del keep

    def _begin(self, pointer: int | None, names: Iterable[str], pieced: Iterable[str]) -> None:
        self._pointer, self._names, self._pieced = pointer, tuple(names), tuple(pieced)

    @staticmethod
    def _pointers(arrays: Sequence[c.Array | None]) -> ctypes.Array[ctypes.c_void_p]:
        addresses = (ctypes.addressof(array) if array is not None else None for array in arrays)
        return (ctypes.c_void_p * (len(arrays) + 1))(*addresses)

    @_calls
    def update(self, context: _Context, offset: int | None = None, /, **arrays: Any) -> State:
        """Give it rows.

        Parameters
        ----------
        offset : int, optional
            The number of the first row. Default: as many as it has been given, which is right where pieces come in
            order.
        **arrays
            Of each name that comes in pieces as many rows.

        Returns
        -------
        State
            Itself.

        Raises
        ------
        Error
            For rows that have been given already, or are not there; and for arrays that are not as the state was told.
        """
        if set(arrays) != set(self._pieced):
            wanted, got = ", ".join(self._pieced), ", ".join(arrays)
            raise refused(ProgramTypeError, f"an update takes arrays for {wanted}, not for {got or 'nothing'}")
        described = {name: c.Array() for name in arrays}
        keep = [_describe(described[name], arrays[name], f"operand '{name}'") for name in arrays]
        pointers = self._pointers([described.get(name) for name in self._names])
        if offset is None:
            offset = self.given
        _run(context, c.lib.jx_state_update, self._pointer, offset, pointers, len(self._names))
        del keep
        return self

    @_calls
    def combine(self, context: _Context, other: State, /) -> State:
        """Give it what another state has been given, which stays as it is; returns itself."""
        if not isinstance(other, State):
            raise refused(ProgramTypeError, f"a state is combined with a State, not with a {type(other).__name__}")
        _run(context, c.lib.jx_state_combine, self._pointer, other._pointer)
        return self

    def copy(self) -> State:
        """Another state that has been given the same."""
        return State.from_bytes(self.to_bytes())

    def __add__(self, other: State) -> State:
        return self.copy().combine(other) if isinstance(other, State) else NotImplemented

    @_calls
    def result(self, context: _Context, out: Out = None) -> Any:
        """The program's results, as `evaluate` gives them; the state stays as it is.

        Raises
        ------
        Error
            Rows are missing; and what `evaluate` raises.
        """
        given, results = e._given(out, c.lib.jx_state_results(self._pointer))
        owners = () if given else [_Owner(array) for array in results]
        _run(context, c.lib.jx_state_finish, self._pointer, results, len(results))
        values = given or tuple(owner.view() for owner in owners)
        return values[0] if len(values) == 1 else values

    @_calls
    def to_bytes(self, context: _Context) -> bytes:
        """The state as bytes, for `from_bytes` in another process or on another machine of the same kind."""
        size = ctypes.c_size_t()
        _run(context, c.lib.jx_state_save, self._pointer, None, 0, ctypes.byref(size))
        room = ctypes.create_string_buffer(size.value)
        _run(context, c.lib.jx_state_save, self._pointer, room, len(room), ctypes.byref(size))
        names = "\0".join((*self._names, "", *self._pieced)).encode()
        return len(names).to_bytes(8, "little") + names + room.raw

    @classmethod
    def from_bytes(cls, data: bytes) -> State:
        """A state from the bytes of one.

        Raises
        ------
        Error
            The bytes are none of a state, are damaged, or are from another version of jx or another kind of processor.
        """
        self = cls.__new__(cls)
        self._load(data)
        return self

    @_calls
    def _load(self, context: _Context, data: bytes) -> None:
        length = int.from_bytes(data[:8], "little")
        names, _, pieced = data[8 : 8 + length].decode(errors="replace").partition("\0\0")
        rest = data[8 + length :]
        state = ctypes.c_void_p()
        _run(context, c.lib.jx_state_load, rest, len(rest), ctypes.byref(state))
        self._begin(state.value, names.split("\0"), pieced.split("\0"))

    def __reduce__(self) -> tuple[Callable[[bytes], State], tuple[bytes]]:
        return State.from_bytes, (self.to_bytes(),)

    def _rows(self) -> tuple[int, int]:
        given = ctypes.c_int64()
        return c.lib.jx_state_rows(self._pointer, ctypes.byref(given)), given.value

    def _cut(self) -> tuple[int, bool]:
        same = ctypes.c_bool()
        return c.lib.jx_state_cut(self._pointer, ctypes.byref(same)), same.value

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return self._rows()[0]

    @property
    def given(self) -> int:
        """How many rows it has been given."""
        return self._rows()[1]

    @property
    def cut(self) -> int:
        """Pieces best begin and end at multiples of this."""
        return self._cut()[0]

    @property
    def exact(self) -> bool:
        """Whether results are those of `evaluate` to the bit."""
        return self._cut()[1]

    def __repr__(self) -> str:
        return f"<jxpr.State of {', '.join(self._pieced)}: {self.given} of {self.rows} rows>"

    def __del__(self, free: Any = c.lib.jx_state_free, ending: Callable[[], bool] = sys.is_finalizing) -> None:
        if self._pointer and not ending():
            free(self._pointer)
