#!/usr/bin/env python3
"""Whether threads end together: work that is dear in one half of an array alone, and a neighbour that keeps a processor busy.

Usage: bench/balance.py [--elements N] [--threads N]        default 4 million; needs build/ (BUILD names another)

For each program: milliseconds on one thread and on all of them, and how many times as fast that is, with what is dear spread
over the array and with all of it in its first half. If pieces are shared well, both are alike. Then the same calls while
another process computes on one of the processors. The best of several turns, which alternate; beside a neighbour the median,
which is what a user has to wait.
"""

import argparse
import multiprocessing
import os
import pathlib
import statistics
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
os.environ.setdefault("JXPR_LIBRARY", str(BUILD / "libjx.so.0"))
sys.path.insert(0, str(ROOT / "python"))

import numpy as np  # noqa: E402

import jxpr  # noqa: E402

TURNS = 9


def programs(n):
    """Name, program, and its operand where half of the elements are dear: together, in the first half."""
    half = np.arange(n) < n // 2
    yield "sines of huge numbers", "sin(x)", np.where(half, 1e300, 1.0)
    yield "powers that overflow", "where(x > 0, x**1.7, x)", np.where(half, 1e200, -1.0)
    yield "strings of digits", "contains(str(i), '77')", np.where(half, 10**17, 7)
    yield "an even program", "exp(x)", np.ones(n)


def spread(operand):
    return np.ascontiguousarray(operand.reshape(2, -1).T).reshape(-1)


def times(runs):
    for run in runs:
        run()
    taken = [[] for _ in runs]
    for _ in range(TURNS):
        for run, t in zip(runs, taken):
            start = time.perf_counter()
            run()
            t.append(time.perf_counter() - start)
    return taken


def calls(program, operand, most):
    """On one thread, and on as many as there may be."""
    name = "i" if operand.dtype.kind == "i" else "x"
    out = np.empty(operand.shape, bool if program.startswith("contains") else float)

    def on(threads):
        jxpr.set_threads(threads)
        jxpr.evaluate(program, {name: operand}, out=out)

    return [lambda: on(1), lambda: on(most)]


def keep_busy(processor):
    os.sched_setaffinity(0, {processor})
    while True:
        pass


def compare(n, most, pick):
    for name, program, together in programs(n):
        runs = calls(program, spread(together), most) + calls(program, together, most)
        taken = [pick(t) * 1e3 for t in times(runs)]
        ratios = taken[0] / taken[1], taken[2] / taken[3]
        print(f"{name:24}{taken[0]:9.2f}{taken[1]:9.2f}{ratios[0]:7.2f}{taken[2]:9.2f}{taken[3]:9.2f}{ratios[1]:7.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--elements", type=int, default=4_000_000)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    args = parser.parse_args()
    n = max(2, args.elements // 2 * 2)
    columns = f"{'one ms':>9}{'all ms':>9}{'times':>7}"
    print(f"{n} elements, {args.threads} threads\n{'':24}{'spread':>25}{'together':>25}\n{'':24}{columns}{columns}")
    compare(n, args.threads, min)
    processor = max(os.sched_getaffinity(0))
    busy = multiprocessing.get_context("fork").Process(target=keep_busy, args=(processor,), daemon=True)
    busy.start()
    print(f"beside a process that computes on processor {processor}, medians")
    compare(n, args.threads, statistics.median)
    busy.terminate()
    return 0


if __name__ == "__main__":
    sys.exit(main())
