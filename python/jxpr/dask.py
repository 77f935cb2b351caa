"""jx over Dask: one kernel a block, and reductions as states that are combined in a tree.

>>> import dask.array as da, jxpr.dask
>>> x = da.arange(1_000_000, chunks=100_000, dtype="float64")
>>> z = jxpr.dask.evaluate("(x - mean(x))/std(x)", {"x": x})
>>> z.chunks == x.chunks, z.dtype
(True, dtype('float64'))
>>> float(jxpr.dask.evaluate("sqrt(mean(z*z))", {"z": z}).compute().round(9))
1.0

Values are those of one call of `jxpr.evaluate` over the whole arrays, to the bit; but where each row has sums of its own,
along other axes, their last bits may depend on how many rows a block has. Kernels travel as text, and are compiled
where they run; workers of one machine find each other's on disk.
"""

from __future__ import annotations

import math
from typing import Any, Mapping, Optional, Union

import dask
import dask.array as da
import numpy as np
from dask.base import tokenize
from dask.delayed import Delayed, delayed

from . import _pieces, _rows
from ._errors import ProgramTypeError, refused
from ._evaluate import _inspect

Result = Union[da.Array, tuple[da.Array, ...]]


def evaluate(
    program: str,
    operands: Optional[Mapping[str, Any]] = None,
    /,
    *,
    precision: Optional[str] = None,
    threads: Optional[int] = None,
    **names: Any,
) -> Result:
    """Evaluate a program over Dask arrays, lazily.

    Parameters
    ----------
    program : str
        As in `jxpr.evaluate`. Rows, along the first axis of the operands of the highest rank, are cut into blocks: what
        moves elements between rows, as indexing does, takes operands without rows alone.
    operands : mapping of str to Array or array_like, optional
        What the program's names stand for. Dask arrays are cut along their first axis: where other axes are cut as
        well and the program reduces, they are put together. What is no Dask array is part of the tasks.
    precision : {'full', 'fast'}, optional
        As in `jxpr.evaluate`.
    threads : int, optional
        Threads of each task. Default: one, since a worker runs several tasks at once; the configuration value
        ``jxpr.threads`` is another default.
    **names : Array or array_like
        Further names, which come before those of `operands`.

    Returns
    -------
    Array, or tuple of Array
        One for each result. The names of the tasks depend on the program and the operands' names alone.

    Raises
    ------
    Error
        As in `jxpr.evaluate`; and where elements move between rows.

    Examples
    --------
    >>> import dask.array as da, jxpr.dask
    >>> a = da.ones((6, 4), chunks=(2, 4))
    >>> total, doubled = jxpr.dask.evaluate("sum(a, axis=0), 2*a", a=a)
    >>> total.compute()
    array([6., 6., 6., 6.])
    >>> doubled.chunks
    ((2, 2, 2), (4,))
    """
    if not isinstance(program, str):
        raise refused(ProgramTypeError, f"a program must be a str, not of type {type(program).__name__}")
    given = {**(operands or {}), **names}
    free, _ = _inspect(program.encode(errors="surrogatepass"))
    values = {name: given[name] for name in free if name in given}
    for name, value in values.items():
        if isinstance(value, da.Array) and any(math.isnan(extent) for extent in value.shape):
            raise refused(ProgramTypeError, f"operand '{name}' has chunks of unknown sizes: call compute_chunk_sizes()")
    if threads is None:
        threads = int(dask.config.get("jxpr.threads", 1))
    return _Graph(program, values, _pieces.Settings(precision, threads)).results()


class _Graph:
    """The tasks of one program."""

    def __init__(self, program: str, values: dict[str, Any], settings: _pieces.Settings):
        self.values = {name: _array(value) for name, value in values.items()}
        self.settings = settings
        self.plan = _pieces.plan(program, self.values)
        self.token = tokenize("jxpr", program, sorted(self.values.items()), settings)

    def results(self) -> Result:
        split = self.plan.split
        made = self.elementwise() if split.elementwise and self.values else self.by_rows()
        return tuple(made) if len(made) > 1 else made[0]

    def name(self, *parts: Any) -> str:
        return "-".join(["jx", *map(str, parts), self.token])

    # ---- Elementwise: whatever the blocks ----

    def elementwise(self) -> list[da.Array]:
        """Results that read the same operands come from one task a block."""
        split = self.plan.split
        groups: dict[frozenset[str], list[int]] = {}
        for i, names in enumerate(split.reads):
            groups.setdefault(frozenset(names), []).append(i)
        made: dict[int, da.Array] = {}
        for n, (reads, members) in enumerate(groups.items()):
            texts = [split.texts[i] for i in members]
            text = split.text if len(members) == len(split.texts) and split.text else None
            arrays = {name: self.values[name] for name in sorted(reads)}
            rank = max((value.ndim for value in arrays.values() if isinstance(value, da.Array)), default=0)
            if len(members) == 1 or text is None:
                for i, one in zip(members, texts):
                    made[i] = self.block(one, arrays, rank, self.plan.results[i].dtype, self.name(n, i))
            else:
                packed = self.block(text, arrays, rank, None, self.name(n))
                for at, i in enumerate(members):
                    made[i] = _part(packed, at, tuple(range(rank)), {}, self.plan.results[i].dtype, self.name(n, at))
        return [made[i] for i in range(len(split.texts))]

    def block(self, text: str, arrays: dict[str, Any], rank: int, dtype: Any, name: str) -> da.Array:
        """A task for each block: of one result, or, without a dtype, of the tuple of all."""
        if rank == 0 and not any(isinstance(value, da.Array) for value in arrays.values()):
            made = delayed(_pieces.run_one)(text, tuple(arrays), self.settings, *arrays.values(), dask_key_name=name)
            one: da.Array = da.from_delayed(made, (), dtype)
            return one
        arguments: list[Any] = []
        for value in arrays.values():
            is_array = isinstance(value, da.Array)
            arguments += [value, tuple(range(rank - value.ndim, rank)) if is_array else None]
        blocks: da.Array = da.blockwise(
            _pieces.run if dtype is None else _pieces.run_one,
            tuple(range(rank)),
            *(text, None, tuple(arrays), None, self.settings, None),
            *arguments,
            dtype=object if dtype is None else dtype,
            meta=np.empty((0,) * rank, object if dtype is None else dtype),
            name=name,
        )
        return blocks

    # ---- By rows: folds first ----

    def by_rows(self) -> list[da.Array]:
        plan, split = self.plan, self.plan.split
        blocks = self.cut()
        known = {name: value for name, value in self.values.items() if name not in plan.rowed}
        for level, (fold, shapes) in enumerate(zip(split.folds, plan.folded)):
            state = self.folded(level, fold.text, blocks, known)
            made = delayed(_pieces.finished)(self.settings, state, dask_key_name=self.name("folded", level))
            for i, (name, shape) in enumerate(zip(fold.names, shapes)):
                one = delayed(_item)(made, i, dask_key_name=self.name("fold", level, i))
                known[name] = da.from_delayed(one, shape.shape, shape.dtype)
        with_rows = iter(self.with_rows(blocks, known) if split.text else [])
        without = iter(self.without(known) if split.rest else [])
        return [next(with_rows if has else without) for has in split.has_rows]

    def cut(self) -> dict[str, da.Array]:
        """Operands with rows, cut along them alone, all at the same places."""
        rowed = {name: self.values[name] for name in self.plan.whole}
        arrays = {
            name: value.rechunk({axis: -1 for axis in range(1, value.ndim)})
            if isinstance(value, da.Array)
            else da.from_array(value, chunks=(-1,) * value.ndim)
            for name, value in rowed.items()
        }
        if not arrays:
            return {}
        labels = [(value, _labels(i, value.ndim, rows=True)) for i, value in enumerate(arrays.values())]
        _, unified = da.core.unify_chunks(*(part for pair in labels for part in pair))
        return dict(zip(arrays, unified))

    def folded(self, level: int, text: str, blocks: dict[str, da.Array], known: dict[str, Any]) -> Delayed:
        """The state that has been given all rows: of each block one, and then of each eight neighbours one."""
        plan = self.plan
        free, _ = _inspect(text.encode())
        others = {name: _one(value) for name, value in known.items() if name in free}
        used = {name: value for name, value in blocks.items() if name in free}
        whole = {name: plan.whole[name] for name in used}
        columns = [value.to_delayed(optimize_graph=False).ravel() for value in used.values()]
        counts = next(iter(used.values())).chunks[0]
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(int).tolist()
        states: list[Delayed] = [
            delayed(_pieces.fold)(
                text, whole, others, self.settings, start, *parts, dask_key_name=self.name("piece", level, i)
            )
            for i, (start, *parts) in enumerate(zip(starts, *columns))
        ]
        step = 0
        while len(states) > 1:
            step += 1
            states = [
                delayed(_pieces.joined)(
                    self.settings, *states[i : i + 8], dask_key_name=self.name("joined", level, step, i // 8)
                )
                for i in range(0, len(states), 8)
            ]
        return states[0]

    def with_rows(self, blocks: dict[str, da.Array], known: dict[str, Any]) -> list[da.Array]:
        split = self.plan.split
        free, count = _inspect(split.text.encode())
        arguments: list[Any] = []
        names = []
        for i, (name, value) in enumerate([*blocks.items(), *known.items()]):
            if name not in free:
                continue
            names.append(name)
            if not isinstance(value, da.Array):
                arguments += [value, None]
            elif name in blocks:
                arguments += [value, _labels(i, value.ndim, rows=True)]
            else:
                arguments += [value.rechunk(-1), _labels(i, value.ndim, rows=False)]
        packed = da.blockwise(
            _pieces.run,
            (_ROWS,),
            *(split.text, None, tuple(names), None, self.settings, None),
            *arguments,
            concatenate=True,
            dtype=object,
            meta=np.empty((0,), object),
            name=self.name("rows"),
        )
        shapes = [one for one, has in zip(self.plan.results, split.has_rows) if has]
        made = []
        for at in range(count):
            axes = {axis: extent for axis, extent in enumerate(shapes[at].shape[1:], start=_ROWS + 1)}
            made.append(_part(packed, at, (_ROWS, *axes), axes, shapes[at].dtype, self.name("result", at)))
        return made

    def without(self, known: dict[str, Any]) -> list[da.Array]:
        split = self.plan.split
        free, count = _inspect(split.rest.encode())
        used = {name: _one(value) for name, value in known.items() if name in free}
        made = delayed(_pieces.run)(
            split.rest, tuple(used), self.settings, *used.values(), dask_key_name=self.name("rest")
        )
        shapes = [one for one, has in zip(self.plan.results, split.has_rows) if not has]
        items = [delayed(_item)(made, i, dask_key_name=self.name("rest", i)) for i in range(count)]
        return [da.from_delayed(item, one.shape, one.dtype) for item, one in zip(items, shapes)]


_ROWS = 0  # the label of rows


def _labels(i: int, rank: int, rows: bool) -> tuple[int, ...]:
    """Of the axes of operand i: its own, but for rows, which all share."""
    own = range(64*(i + 1), 64*(i + 1) + rank)
    return (_ROWS, *own[1:]) if rows else tuple(own)


def _array(value: Any) -> Any:
    """Dask arrays and numbers as they are, all else as a NumPy array."""
    return value if isinstance(value, (da.Array, bool, int, float, complex, np.generic)) else np.asarray(value)


def _one(value: Any) -> Any:
    """An array as one block."""
    return value.rechunk(-1).to_delayed(optimize_graph=False).item() if isinstance(value, da.Array) else value


def _item(values: Any, i: int) -> Any:
    return values[i]


def _part(packed: da.Array, at: int, labels: Any, new: Any, dtype: Any, name: str) -> da.Array:
    """One of the results that each block of `packed` has."""
    part: da.Array = da.blockwise(
        _item,
        labels,
        *(packed, labels[: packed.ndim], at, None),
        new_axes=new,
        dtype=dtype,
        meta=np.empty((0,) * len(labels), dtype),
        name=name,
    )
    return part
