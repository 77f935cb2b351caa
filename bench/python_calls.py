#!/usr/bin/env python3
"""Times a call from Python on short arrays: 2*a + 3*b, beside NumPy, NumExpr and Numba.

Usage: bench/python_calls.py [--rounds N] [--elements N ...]
       needs build/ (JXPR_LIBRARY names another), and .venv (scripts/setup) for NumExpr and Numba

All take turns in one process, each turn some thousand calls, on one thread; the best turn counts. Microseconds a call,
with a result of its own and, where it says out, with one that is given. JXPR_SHIM=off shows what the shim saves. Numba's
function is a compiled loop that is given its result. Last, two threads of Python at once: calls a second beside one's.
"""

import argparse
import os
import pathlib
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "python"))
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("NUMEXPR_NUM_THREADS", "1")

import numpy as np  # noqa: E402

import jxpr  # noqa: E402

TURN = 2000  # calls


def linear(a, b):
    return 2 * a + 3 * b


def peers(n):
    a, b, out = np.linspace(0, 1, n), np.linspace(1, 2, n), np.empty(n)
    text, operands = "2*a + 3*b", {"a": a, "b": b}
    kernel = jxpr.compile(text, ["a", "b"])
    function = jxpr.jit(linear)
    calls = {
        "jx evaluate, a dict": lambda: jxpr.evaluate(text, operands),
        "jx evaluate, a dict, out": lambda: jxpr.evaluate(text, operands, out=out),
        "jx evaluate, keywords": lambda: jxpr.evaluate(text, a=a, b=b),
        "jx evaluate, variables": lambda: variables(a, b),
        "jx evaluate, 20 variables": lambda: many_variables(a, b),
        "jx evaluate, threads=1": lambda: jxpr.evaluate(text, operands, threads=1),
        "jx evaluate, locals()": lambda: local(a, b),
        "jx kernel": lambda: kernel(a, b),
        "jx kernel, by name": lambda: kernel(a=a, b=b),
        "jx kernel, out": lambda: kernel(a, b, out=out),
        "jx jit": lambda: function(a, b),
        "NumPy": lambda: 2 * a + 3 * b,
        "NumPy, out": lambda: np.add(np.multiply(2, a, out=out), 3 * b, out=out),
    }

    def variables(a, b):
        return jxpr.evaluate(text)

    def many_variables(a, b):
        c = d = e = f = g = h = i = j = k = l = m = n = o = p = q = r = s = t = 1  # noqa: E741, F841
        return jxpr.evaluate(text)

    def local(a, b):
        return jxpr.evaluate(text, locals())

    try:
        import numexpr

        numexpr.evaluate(text, operands)
        calls["NumExpr evaluate"] = lambda: numexpr.evaluate(text, operands)
        calls["NumExpr re_evaluate"] = lambda: numexpr.re_evaluate(operands)
        calls["NumExpr evaluate, variables"] = lambda: theirs(a, b)

        def theirs(a, b):
            return numexpr.evaluate(text)

    except ImportError:
        pass
    try:
        import numba

        @numba.njit
        def loop(a, b, out):
            for i in range(a.size):
                out[i] = 2 * a[i] + 3 * b[i]

        calls["Numba, out"] = lambda: loop(a, b, out)
    except ImportError:
        pass
    return calls


def turn(call):
    start = time.perf_counter()
    for _ in range(TURN):
        call()
    return (time.perf_counter() - start) / TURN * 1e6


def two_threads(call):
    """Calls a second of two threads over those of one: the GIL is held for part of a call."""
    one = min(turn(call) for _ in range(5))
    both = []
    for _ in range(5):
        threads = [threading.Thread(target=turn, args=(call,)) for _ in range(2)]
        start = time.perf_counter()
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        both.append((time.perf_counter() - start) / (2 * TURN) * 1e6)
    return one / min(both)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--elements", type=int, nargs="+", default=[1, 8, 100, 1000])
    options = parser.parse_args()
    jxpr.set_threads(1)
    rows = {}
    for n in options.elements:
        calls = peers(n)
        best = dict.fromkeys(calls, float("inf"))
        for _ in range(options.rounds):
            for name, call in calls.items():
                best[name] = min(best[name], turn(call))
        for name, took in best.items():
            rows.setdefault(name, []).append(took)
    print(f"{'us a call, elements':28}" + "".join(f"{n:>9}" for n in options.elements))
    for name, row in rows.items():
        print(f"{name:28}" + "".join(f"{took:9.2f}" for took in row))
    program, a = jxpr.compile("2*a + 3*b", ["a", "b"]), np.linspace(0, 1, 1000)
    print(f"two threads, 1000 elements: {two_threads(lambda: program(a, a)):.2f} times the calls of one")


if __name__ == "__main__":
    main()
