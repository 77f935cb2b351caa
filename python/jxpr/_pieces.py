"""What the tasks of a cluster run: programs over blocks of rows, and states that have folded some. Start at `plan()`."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Optional, Sequence

import numpy as np

from . import _rows
from ._errors import ProgramValueError, refused
from ._evaluate import evaluate
from ._settings import options


class Settings(NamedTuple):
    precision: Optional[str]
    threads: int


class Shape(NamedTuple):
    """Of an array that is nowhere as a whole."""

    shape: tuple[int, ...]
    dtype: np.dtype[Any]


class Plan(NamedTuple):
    """A program over rows, and what its folds and its results are like; of those with rows, one row's."""

    split: _rows.Split
    rows: int
    rowed: frozenset[str]
    whole: dict[str, Shape]  # operands that have rows
    folded: list[list[Shape]]
    results: list[Shape]


def _shape(value: Any) -> tuple[int, ...]:
    return tuple(getattr(value, "shape", ()))


def plan(program: str, values: Mapping[str, Any]) -> Plan:
    """Finds what has rows, and cuts the program. Elements are not read."""
    rank = max((len(_shape(value)) for value in values.values()), default=0)
    highest = [value.shape[0] for value in values.values() if len(_shape(value)) == rank] if rank else []
    counts = {count for count in highest if count != 1}
    if len(counts) > 1:
        first, second = sorted(counts)[:2]
        raise refused(ProgramValueError, f"operands have {first} and {second} rows")
    rows = counts.pop() if counts else 1
    rowed = frozenset(name for name, v in values.items() if rank and len(_shape(v)) == rank and v.shape[0] == rows)
    split = _rows.split(program, {name: _shape(value) for name, value in values.items()}, rowed)
    probes = {name: _probe(name in rowed, value) for name, value in values.items()}
    folded: list[list[Shape]] = []
    for fold in split.folds:
        made = [np.asarray(one) for one in results_of(evaluate(fold.text, probes))]
        folded.append([Shape(one.shape, one.dtype) for one in made])
        probes.update((name, _zeros(one.shape, one.dtype)) for name, one in zip(fold.names, made))
    kinds = {True: iter(_made(split.text, probes)), False: iter(_made(split.rest, probes))}
    results = [next(kinds[has]) for has in split.has_rows]
    whole = {name: Shape(tuple(values[name].shape), np.dtype(values[name].dtype)) for name in sorted(rowed)}
    return Plan(split, rows, rowed, whole, folded, results)


def _made(text: str, probes: Mapping[str, Any]) -> list[Shape]:
    made = [np.asarray(one) for one in results_of(evaluate(text, probes))] if text else []
    return [Shape(one.shape, one.dtype) for one in made]


def _zeros(shape: Sequence[int], dtype: Any) -> np.ndarray[Any, Any]:
    return np.broadcast_to(np.zeros((), dtype), tuple(shape))


def _probe(has_rows: bool, value: Any) -> Any:
    """An array of zeros that is like an operand, or like one row of it."""
    if not _shape(value):
        return value if not hasattr(value, "dask") else np.zeros((), value.dtype)
    return _zeros((1, *value.shape[1:]) if has_rows else value.shape, value.dtype)


def results_of(made: Any) -> tuple[Any, ...]:
    return made if isinstance(made, tuple) else (made,)


# ---- In tasks ------------------------------------------------------------------------------------


def run(text: str, names: Sequence[str], settings: Settings, *values: Any) -> tuple[np.ndarray[Any, Any], ...]:
    """A program's results, as arrays."""
    made = evaluate(text, dict(zip(names, values)), precision=settings.precision, threads=settings.threads)
    return tuple(np.asarray(one) for one in results_of(made))


def run_one(text: str, names: Sequence[str], settings: Settings, *values: Any) -> np.ndarray[Any, Any]:
    return run(text, names, settings, *values)[0]


def fold(
    text: str, whole: Mapping[str, Shape], others: Mapping[str, Any], settings: Settings, offset: int, *blocks: Any
) -> Any:
    """A state that has been given the rows from `offset` on: blocks of the operands of `whole`, in their order."""
    from ._state import State

    rows = next(iter(whole.values())).shape[0]
    pieces = {name: _zeros((0, *one.shape[1:]), one.dtype) for name, one in whole.items()}
    with options(threads=settings.threads):
        return State(text, rows, pieces, others, settings.precision).update(offset, **dict(zip(whole, blocks)))


def joined(settings: Settings, first: Any, *rest: Any) -> Any:
    with options(threads=settings.threads):
        whole = first.copy()  # a task's operands are not its own
        for one in rest:
            whole.combine(one)
    return whole


def finished(settings: Settings, state: Any) -> tuple[np.ndarray[Any, Any], ...]:
    with options(threads=settings.threads):
        return tuple(np.asarray(one) for one in results_of(state.result()))
