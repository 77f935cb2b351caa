"""Indexing beside NumPy, Numba and the memory: gathers, what a condition selects, folded and as a result.

    PYTHONPATH=python .venv/bin/python bench/indexing.py [elements, 10**8] [seconds a figure, 1.0]

Numba's loops run on all threads; its a[mask] counts, then copies, in chunks of its own. "of memory" is the least that
must be read and written, as bytes a second, of what a copy of the same array takes (read and written once).
"""

import sys
import time

import numba
import numpy as np

import jxpr

N = int(float(sys.argv[1])) if len(sys.argv) > 1 else 10**8
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 1.0


@numba.njit(parallel=True)
def gather(t, i, out):
    for k in numba.prange(len(i)):
        out[k] = t[i[k]]


@numba.njit(parallel=True)
def sum_positive(a):
    s = 0.0
    for k in numba.prange(len(a)):
        if a[k] > 0:
            s += a[k]
    return s


@numba.njit(parallel=True)
def positive(a):
    pieces = 256
    counts = np.zeros(pieces + 1, np.int64)
    for p in numba.prange(pieces):
        n = 0
        for k in range(p * len(a) // pieces, (p + 1) * len(a) // pieces):
            n += a[k] > 0
        counts[p + 1] = n
    at = np.cumsum(counts)
    out = np.empty(at[-1])
    for p in numba.prange(pieces):
        n = at[p]
        for k in range(p * len(a) // pieces, (p + 1) * len(a) // pieces):
            if a[k] > 0:
                out[n] = a[k]
                n += 1
    return out


def best(call):
    call()
    least, end = np.inf, time.perf_counter() + SECONDS
    while True:
        start = time.perf_counter()
        call()
        now = time.perf_counter()
        least = min(least, now - start)
        if now > end:
            return least


def report(name, moved, bandwidth, jx, numpy, numba_):
    print(
        f"{name:34} {jx * 1e3:9.2f} ms  NumPy {numpy / jx:6.2f}x  Numba {numba_ / jx:5.2f}x  "
        f"{100 * moved / jx / bandwidth:4.0f}% of memory",
        flush=True,
    )


def main():
    rng = np.random.default_rng(0)
    a = rng.standard_normal(N)
    bandwidth = 16 * N / best(lambda: jxpr.evaluate("-a", {"a": a}))
    print(f"{N} elements; a copy moves {bandwidth / 1e9:.1f} GB/s")
    for size in (256, 10**6):
        t = rng.standard_normal(size)
        for dtype in (np.int64, np.int32):
            i = rng.integers(0, size, N).astype(dtype)
            out = np.empty(N)
            operands = {"t": t, "i": i}
            report(
                f"t[i], {size} float64, {np.dtype(dtype).name}",
                (8 + i.itemsize) * N,
                bandwidth,
                best(lambda: jxpr.evaluate("t[i]", operands)),
                best(lambda: t[i]),
                best(lambda: gather(t, i, out)),
            )
    operands = {"a": a}
    report(
        "sum(a[a > 0])",
        8 * N,
        bandwidth,
        best(lambda: jxpr.evaluate("sum(a[a > 0])", operands)),
        best(lambda: a[a > 0].sum()),
        best(lambda: sum_positive(a)),
    )
    report(
        "a[a > 0]",
        8 * N + 4 * N,
        bandwidth,
        best(lambda: jxpr.evaluate("a[a > 0]", operands)),
        best(lambda: a[a > 0]),
        best(lambda: positive(a)),
    )
    report(
        "a[a > 0]*2 + 1",
        8 * N + 4 * N,
        bandwidth,
        best(lambda: jxpr.evaluate("a[a > 0]*2 + 1", operands)),
        best(lambda: a[a > 0] * 2 + 1),
        best(lambda: positive(a) * 2 + 1),
    )


if __name__ == "__main__":
    main()
