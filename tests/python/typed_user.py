"""A user's code with annotations, for test_typing.py: mypy --strict must take all of it, and complain where it says so."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

import jxpr
import jxpr.numexpr as ne

a: NDArray[np.float64] = np.arange(4.0)
total: float = jxpr.evaluate("sum(a)", {"a": a})
b: NDArray[np.float64] = jxpr.evaluate(b"2*a", {"a": [1, 2, 3]}, out=np.empty(3), precision="fast")
first, second = jxpr.evaluate("a, 2*a", {"a": a}, out=(np.empty(4), np.empty(4)))

line: jxpr.Kernel = jxpr.compile("m*x + b", ["m", "x", "b"])
names: tuple[str, ...] = line.names
y: NDArray[Any] = line(2, a, 1.5)
z: NDArray[Any] = line(2, b=1.5, x=a, out=np.empty(4))
same: bool = line == jxpr.compile("m*x + b", m="float64", x="float64[n]")
texts: list[str] = [line.ir, line.asm, line.explain(), *line.outputs]
many = line.map([(1, a, 2), (2, a, 3)], stack=True)


def explain(error: jxpr.Error) -> str:
    if isinstance(error, jxpr.ProgramNameError):
        return error.status
    return f"{error.line}:{error.column} {error.message}"


try:
    jxpr.evaluate("a +", {"a": a})
except jxpr.ProgramSyntaxError as error:
    text: str = explain(error)

before: int = jxpr.set_threads(1)
precision: str = jxpr.set_precision("full")
counts: dict[str, int] = jxpr.stats()
read, copy = jxpr.bandwidth()
speed: float = read + copy
plan: str = jxpr.emit("2*a", {"a": a})
version: str = jxpr.__version__
helps: list[str] = [f["help"] for f in jxpr.functions()]

with jxpr.options(threads=1, precision="fast"):
    wrong: Exception | None = jxpr.validate("2*a", {"a": a}, out=np.empty(4))

state = jxpr.State("mean(x)", 10, {"x": "float64"})
mean: float = (state.update(0, x=a) + state.copy()).result()
rows: int = state.rows - state.given


@jxpr.jit
def rooted(x: NDArray[Any]) -> NDArray[Any]:
    return np.where(x > 0, x, -x)


d: NDArray[Any] = rooted(a)
source: str = rooted.jx_source
sine: NDArray[Any] = jxpr.sin(a)
place: str = jxpr.cache.path
jxpr.context().cancel()

c: NDArray[Any] = ne.evaluate("2*a + 1", {"a": a}, casting="safe")
problem: Exception | None = ne.validate("2*a", {"a": a})

jxpr.evaluate(3, {"a": a})  # wrong: arg-type
jxpr.evaluate("a", {"a": a}, out=[np.empty(4)])  # wrong: arg-type
jxpr.evaluate("a", 3)  # wrong: arg-type
jxpr.State("mean(x)", "10", {})  # wrong: arg-type
jxpr.set_threads("two")  # wrong: arg-type
jxpr.compile("a", "a").nams  # wrong: attr-defined
ne.set_num_threads(None)  # wrong: arg-type
