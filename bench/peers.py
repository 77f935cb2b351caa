#!/usr/bin/env python3
"""Times jx beside NumPy, NumExpr, Numba and the hand-written floors, in one process, in turn.

Usage: bench/peers.py [ELEMENTS]        default 20 million; needs .venv (scripts/setup) and build/

Each workload is written for each peer as its expert would: results into given arrays where the peer can, NumExpr on all
threads, Numba parallel with fastmath, compiled before. Prints the best of seven turns in milliseconds.
"""

import ctypes
import os
import pathlib
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "python"))

import numba  # noqa: E402
import numexpr  # noqa: E402
import numpy as np  # noqa: E402

import jxpr  # noqa: E402

TURNS = 7
THREADS = len(os.sched_getaffinity(0))
floors = ctypes.CDLL(str(ROOT / "build" / "libjxfloors.so"))
pointer, size = ctypes.c_void_p, ctypes.c_size_t
floors.floor_axpby.argtypes = pointer, pointer, pointer, size, ctypes.c_int
floors.floor_sincos2.argtypes = pointer, pointer, size, ctypes.c_int
floors.floor_sum_product.argtypes = pointer, pointer, size, ctypes.c_int
floors.floor_sum_product.restype = ctypes.c_double
floors.floor_trig_series.argtypes = size, ctypes.c_int
floors.floor_trig_series.restype = ctypes.c_double


@numba.njit(parallel=True, fastmath=True)
def numba_linear(a, b, out):
    for i in numba.prange(a.size):
        out[i] = 2 * a[i] + 3 * b[i]


@numba.njit(parallel=True, fastmath=True)
def numba_sincos(a, out):
    for i in numba.prange(a.size):
        x = 2 * np.pi * a[i]
        out[i] = np.sin(x) ** 2 + np.cos(x) ** 2


@numba.njit(parallel=True, fastmath=True)
def numba_dot(a, b):
    s = 0.0
    for i in numba.prange(a.size):
        s += a[i] * b[i]
    return s


@numba.njit(parallel=True, fastmath=True)
def numba_series(n):
    s = 0.0
    for i in numba.prange(1, n + 1):
        s += np.cos(float(i)) / i
    return s


def main():
    n = int(float(sys.argv[1])) if len(sys.argv) > 1 else 20_000_000
    a, b, out = np.random.rand(n), np.random.rand(n), np.empty(n)
    at, bt, ot = a.ctypes.data, b.ctypes.data, out.ctypes.data
    i = np.arange(1.0, n + 1)
    names = {"a": a, "b": b, "out": out, "n": n, "i": i, "pi": np.pi}
    linear, square = "2*a + 3*b", "sin(2*pi*a)**2 + cos(2*pi*a)**2"
    workloads = {
        linear: {
            "jx": lambda: jxpr.evaluate(linear, names, out),
            "NumPy": lambda: 2 * a + 3 * b,
            "NumExpr": lambda: numexpr.evaluate(linear, names, out=out),
            "Numba": lambda: numba_linear(a, b, out),
            "C": lambda: floors.floor_axpby(at, bt, ot, n, THREADS),
        },
        square: {
            "jx": lambda: jxpr.evaluate(square, names, out),
            "NumPy": lambda: np.sin(2 * np.pi * a) ** 2 + np.cos(2 * np.pi * a) ** 2,
            "NumExpr": lambda: numexpr.evaluate(square, names, out=out),
            "Numba": lambda: numba_sincos(a, out),
            "C": lambda: floors.floor_sincos2(at, ot, n, THREADS),
        },
        "sum(a*b)": {
            "jx": lambda: jxpr.evaluate("sum(a*b)", names),
            "NumPy": lambda: (a * b).sum(),
            "NumExpr": lambda: numexpr.evaluate("sum(a*b)", names),
            "Numba": lambda: numba_dot(a, b),
            "C": lambda: floors.floor_sum_product(at, bt, n, THREADS),
        },
        "sum(cos(i)/i)": {
            "jx": lambda: jxpr.evaluate("i = arange(1, n+1); sum(cos(i)/i)", names),
            "NumPy": lambda: (np.cos(i) / i).sum(),
            "NumExpr": lambda: numexpr.evaluate("sum(cos(i)/i)", names),
            "Numba": lambda: numba_series(n),
            "C": lambda: floors.floor_trig_series(n, THREADS),
        },
    }
    print(f"{n:,} elements, {THREADS} threads, ms, best of {TURNS} turns each, in turn\n")
    print("| | jx | NumPy | NumExpr | Numba | hand-written C |\n|---|---|---|---|---|---|")
    for name, peers in workloads.items():
        best = {peer: float("inf") for peer in peers}
        for turn in range(TURNS + 1):
            for peer, run in peers.items():
                start = time.perf_counter()
                run()
                if turn:  # the first one compiles
                    best[peer] = min(best[peer], time.perf_counter() - start)
        print(f"| `{name}` | " + " | ".join(f"{best[p] * 1e3:.1f}" for p in peers) + " |", flush=True)


if __name__ == "__main__":
    main()
