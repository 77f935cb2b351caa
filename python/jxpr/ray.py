"""jx over Ray: tasks that read rows where the object store has them, and reductions as states combined in a tree.

Values are those of one call of `jxpr.evaluate` over the whole arrays, to the bit; but where each row has sums of its own,
along other axes, their last bits may depend on how many rows a piece has.
"""

from __future__ import annotations

import bisect
from typing import Any, Mapping, NamedTuple, Optional, Sequence, Union

import numpy as np
import ray

from . import _pieces
from ._errors import ProgramTypeError, ProgramValueError, refused
from ._evaluate import _inspect

_FANIN = 8  # states that one task combines


class _Rows(NamedTuple):
    """An operand in the object store: blocks of rows, and the row that each begins at."""

    blocks: list[Any]
    starts: list[int]
    shape: tuple[int, ...]
    dtype: np.dtype[Any]

    @property
    def ndim(self) -> int:
        return len(self.shape)

    def part(self, start: int, stop: int) -> tuple[Any, int, int]:
        """The block that holds these rows, and which of its own they are."""
        at = bisect.bisect_right(self.starts, start) - 1
        return self.blocks[at], start - self.starts[at], stop - self.starts[at]


def evaluate(
    program: str,
    operands: Optional[Mapping[str, Any]] = None,
    /,
    *,
    pieces: Optional[int] = None,
    refs: bool = False,
    precision: Optional[str] = None,
    threads: int = 1,
    **names: Any,
) -> Any:
    """Evaluate a program in tasks of Ray.

    Parameters
    ----------
    program : str
        As in `jxpr.evaluate`. Rows, along the first axis of the operands of the highest rank, are cut into pieces: what
        moves elements between rows, as indexing does, takes operands without rows alone.
    operands : mapping of str to array_like, ObjectRef or list of ObjectRef, optional
        What the program's names stand for. A reference is to an array, a list of some to blocks of rows, in order.
        Arrays are put into the object store once, where tasks read them without copies.
    pieces : int, optional
        How many pieces rows are cut into, besides where operands have blocks. Default: one for each CPU of the cluster.
    refs : bool, optional
        Whether results stay in the object store.
    precision : {'full', 'fast'}, optional
        As in `jxpr.evaluate`.
    threads : int, optional
        Threads of each task.
    **names
        Further names, which come before those of `operands`.

    Returns
    -------
    ndarray, or tuple of ndarray
        One for each result. With `refs`, of a result with rows a list of ObjectRef, one for each piece; of others an
        ObjectRef.

    Raises
    ------
    Error
        As in `jxpr.evaluate`; and where elements move between rows.
    """
    if not isinstance(program, str):
        raise refused(ProgramTypeError, f"a program must be a str, not of type {type(program).__name__}")
    given = {**(operands or {}), **names}
    free, _ = _inspect(program.encode(errors="surrogatepass"))
    values = {name: _stored(name, given[name]) for name in free if name in given}
    run = _Run(program, values, pieces, _pieces.Settings(precision, threads))
    made = run.results()
    if not refs:
        made = [_whole(one) for one in made]
    return tuple(made) if len(made) > 1 else made[0]


def _stored(name: str, value: Any) -> Any:
    """Numbers as they are, arrays in the object store."""
    if isinstance(value, (bool, int, float, complex, np.generic)):
        return value
    if isinstance(value, (list, tuple)) and value and all(isinstance(one, ray.ObjectRef) for one in value):
        return _blocks(name, list(value))
    if isinstance(value, ray.ObjectRef):
        return _blocks(name, [value])
    array = np.asarray(value)
    return _Rows([ray.put(array)], [0], array.shape, array.dtype)


def _blocks(name: str, blocks: list[Any]) -> _Rows:
    kinds = ray.get([_described.remote(one) for one in blocks])
    shape, dtype = kinds[0]
    if len(blocks) > 1 and any(not one or one[1:] != shape[1:] or kind != dtype for one, kind in kinds):
        raise refused(ProgramValueError, f"operand '{name}': its blocks differ in more than their rows")
    counts = [one[0] if one else 1 for one, _ in kinds]
    starts = [0, *np.cumsum(counts).tolist()]
    return _Rows(blocks, starts[:-1], (starts[-1], *shape[1:]) if shape else (), dtype)


def _whole(made: Any) -> Any:
    if isinstance(made, list):
        parts = ray.get(made)
        return np.concatenate(parts) if len(parts) > 1 else parts[0]
    value = ray.get(made)
    return value[()] if value.ndim == 0 else value


class _Run:
    """The tasks of one program."""

    def __init__(self, program: str, values: dict[str, Any], pieces: Optional[int], settings: _pieces.Settings):
        self.values, self.settings = values, settings
        self.plan = _pieces.plan(program, values)
        self.cuts = self.cut(pieces or int(ray.cluster_resources().get("CPU", 1)))

    def cut(self, pieces: int) -> list[tuple[int, int]]:
        """Evenly, and wherever an operand's block ends."""
        rows = self.plan.rows
        ends = {rows * i // pieces for i in range(pieces + 1)}
        for name in self.plan.rowed:
            ends.update(self.values[name].starts)
        ordered = sorted(ends)
        return list(zip(ordered, ordered[1:])) or [(0, rows)]

    def results(self) -> list[Any]:
        plan, split = self.plan, self.plan.split
        known = {name: value for name, value in self.values.items() if name not in plan.rowed}
        for fold in split.folds:
            state = self.folded(fold.text, known)
            folded: Any = _finished.options(num_returns=len(fold.names)).remote(self.settings, state)
            known.update(zip(fold.names, folded if len(fold.names) > 1 else [folded]))
        with_rows = iter(self.with_rows(known) if split.text else [])
        rest = self.run(split.rest, known, []) if split.rest else []
        without = iter(rest)
        return [next(with_rows if has else without) for has in split.has_rows]

    def names_of(self, text: str, known: Mapping[str, Any]) -> tuple[list[str], dict[str, Any], int]:
        """Which operands with rows a program takes, which others, and how many results it has."""
        free, count = _inspect(text.encode())
        rowed = [name for name in self.plan.whole if name in free]
        return rowed, {name: _sent(value) for name, value in known.items() if name in free}, count

    def folded(self, text: str, known: Mapping[str, Any]) -> Any:
        rowed, others, _ = self.names_of(text, known)
        whole = {name: self.plan.whole[name] for name in rowed}
        states = []
        for start, stop in self.cuts:
            parts = [part for name in rowed for part in self.values[name].part(start, stop)]
            states.append(
                _fold.remote(text, whole, list(others), self.settings, start, len(others), *others.values(), *parts)
            )
        while len(states) > 1:
            groups = [states[i : i + _FANIN] for i in range(0, len(states), _FANIN)]
            states = [_joined.remote(self.settings, *group) if len(group) > 1 else group[0] for group in groups]
        return states[0]

    def with_rows(self, known: Mapping[str, Any]) -> list[list[Any]]:
        """Of each result its pieces."""
        columns = [self.run(self.plan.split.text, known, [cut]) for cut in self.cuts]
        return [list(one) for one in zip(*columns)]

    def run(self, text: str, known: Mapping[str, Any], cuts: Sequence[tuple[int, int]]) -> list[Any]:
        rowed, others, count = self.names_of(text, known)
        names = [*others, *(rowed if cuts else [])]
        parts = [part for cut in cuts for name in rowed for part in self.values[name].part(*cut)]
        task = _run.options(num_returns=count)
        made = task.remote(text, names, self.settings, len(others), *others.values(), *parts)
        return list(made) if count > 1 else [made]


def _sent(value: Any) -> Any:
    """What a task gets: blocks that are one array are that."""
    if not isinstance(value, _Rows):
        return value
    return value.blocks[0] if len(value.blocks) == 1 else _concatenated.remote(*value.blocks)


def _taken(parts: Sequence[Any]) -> list[Any]:
    """Rows of blocks: array, start, stop, array, ..."""
    return [parts[i][parts[i + 1] : parts[i + 2]] for i in range(0, len(parts), 3)]


@ray.remote
def _described(array: Any) -> tuple[tuple[int, ...], np.dtype[Any]]:
    return np.shape(array), np.asarray(array).dtype


@ray.remote
def _concatenated(*blocks: Any) -> Any:
    return np.concatenate(blocks)


@ray.remote
def _fold(
    text: str,
    whole: Mapping[str, _pieces.Shape],
    names: Sequence[str],
    settings: _pieces.Settings,
    start: int,
    nothers: int,
    *values: Any,
) -> Any:
    others = dict(zip(names, values[:nothers]))
    return _pieces.fold(text, whole, others, settings, start, *_taken(values[nothers:]))


@ray.remote
def _joined(settings: _pieces.Settings, *states: Any) -> Any:
    return _pieces.joined(settings, *states)


@ray.remote
def _finished(settings: _pieces.Settings, state: Any) -> Union[Any, tuple[Any, ...]]:
    made = _pieces.finished(settings, state)
    return made if len(made) > 1 else made[0]


@ray.remote
def _run(text: str, names: Sequence[str], settings: _pieces.Settings, nothers: int, *values: Any) -> Any:
    made = _pieces.run(text, names, settings, *values[:nothers], *_taken(values[nothers:]))
    return made if len(made) > 1 else made[0]
