#!/usr/bin/env python3
"""Times jx on arrays of middle size, on many operands and on the digits of consecutive numbers, beside its peers.

Usage: bench/middle.py [--old LIBRARY] [--only TEXT ...] [--turns N] [--threads N]
       needs build/ (BUILD names another) and .venv (scripts/setup)

--old names the libjx.so of another build, which then takes turns with this one. All runs of a workload are interleaved
in one process, in batches of some milliseconds; the best batch of each counts. Results go into given arrays where the
workload does not say that they are fresh. Every peer is written as its expert would. Prints microseconds a call, the
time of the old library and of each peer over jx's (above 1, jx is faster), and whether all values agree.
"""

import argparse
import ctypes
import os
import pathlib
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
BATCH = 0.004  # seconds


class Library:
    """A libjx, called through ctypes with arguments that are made once: what Python's package adds is not measured."""

    def __init__(self, c, describe, path, threads):
        self.c, self.describe, self.lib = c, describe, ctypes.CDLL(str(path))
        for name in ("jx_context_new", "jx_eval", "jx_array_free", "jx_context_error"):
            ours, theirs = getattr(self.lib, name), getattr(c.lib, name)
            ours.restype, ours.argtypes = theirs.restype, theirs.argtypes
        self.context = self.lib.jx_context_new(ctypes.byref(c.Options(threads=threads)))

    def call(self, program, names, out):
        """A function that evaluates and returns `out` or a scalar."""
        c, text, kept = self.c, program.encode(), []
        arrays, operands = (c.Array * max(1, len(names)))(), (c.Operand * max(1, len(names)))()
        for i, (name, value) in enumerate(names.items()):
            kept.append(self.describe(arrays[i], value, name))
            operands[i].name, operands[i].array = name.encode(), ctypes.pointer(arrays[i])
        result, given = c.Array(), c.Array()
        if out is not None:
            kept.append(self.describe(given, out, "out"))
        evaluate, free, context, n = self.lib.jx_eval, self.lib.jx_array_free, self.context, len(names)
        at, fresh = ctypes.byref(given), ctypes.byref(result)

        def into():
            if evaluate(context, text, len(text), operands, n, at, 1):
                raise RuntimeError(self.lib.jx_context_error(context).contents.message.decode())
            return kept[-1]

        def new(kept=kept):
            result.data = None
            if evaluate(context, text, len(text), operands, n, fresh, 1):
                raise RuntimeError(self.lib.jx_context_error(context).contents.message.decode())
            value = ctypes.c_double.from_address(result.data).value if result.rank == 0 else None
            free(context, fresh)
            return value

        return new if out is None else into


# ---- Workloads ----

LINEAR = "2*a + 3*b"
HORNER = [2.0] + [round(0.1 * (20 - i), 1) for i in range(1, 20)]
POLYNOMIAL = str(HORNER[-1])
for _c in HORNER[-2::-1]:
    POLYNOMIAL = f"({POLYNOMIAL})*a + {_c}"
STENCIL = (
    "a[1:-1,1:-1,1:-1]*0.5 + (a[:-2,1:-1,1:-1] + a[2:,1:-1,1:-1] + a[1:-1,:-2,1:-1] + a[1:-1,2:,1:-1]"
    " + a[1:-1,1:-1,:-2] + a[1:-1,1:-1,2:])*0.25"
)
SERIES = "i = arange(1, n+1); sum(where(contains(str(i), '9'), 0, 1/i))"


def workloads(np, numexpr, work):
    """Name -> (program, operands, result or None, {peer: function})."""
    rng = np.random.default_rng(1)
    rows = {}

    def random(*shape, dtype=np.float64):
        return rng.standard_normal(shape).astype(dtype)

    def add(name, program, operands, out, **peers):
        rows[name] = program, operands, out, peers

    for dtype, kind in ((np.float64, "f8"), (np.float32, "f4")):
        for n in (1000, 10_000, 50_000, 100_000, 300_000, 1_000_000):
            a, b, out = random(n, dtype=dtype), random(n, dtype=dtype), np.empty(n, dtype)
            two, three = dtype(2), dtype(3)

            def numpy_linear(a=a, b=b, out=out, t=np.empty(n, dtype), two=two, three=three):
                np.multiply(a, two, out=out)
                np.multiply(b, three, out=t)
                return np.add(out, t, out=out)

            names = {"a": a, "b": b}
            add(
                f"2*a+3*b {kind} {n}", LINEAR, names, out, NumPy=numpy_linear,
                NumExpr=lambda names=names, out=out: numexpr.evaluate(LINEAR, names, out=out),
                Numba=lambda a=a, b=b, out=out, two=two, three=three: work.linear(a, b, out, two, three),
            )
    for n in (300_000, 525_000, 800_000, 1_000_000, 1_100_000, 1_500_000, 4_000_000):
        a, b = random(n), random(n)
        names = {"a": a, "b": b}
        add(
            f"fresh 2*a+3*b {n}", LINEAR, names, None, NumPy=lambda a=a, b=b: 2 * a + 3 * b,
            NumExpr=lambda names=names: numexpr.evaluate(LINEAR, names),
            Numba=lambda a=a, b=b: work.linear_fresh(a, b),
        )
    for n in (1_000_000, 2_000_000, 5_000_000):
        a, b, out = random(n), random(n), np.empty(n)
        names = {"a": a, "b": b}
        add(
            f"given 2*a+3*b {n}", LINEAR, names, out, NumPy=lambda a=a, b=b, out=out: np.add(2 * a, 3 * b, out=out),
            NumExpr=lambda names=names, out=out: numexpr.evaluate(LINEAR, names, out=out),
            Numba=lambda a=a, b=b, out=out: work.linear(a, b, out, 2.0, 3.0),
        )
    for n in (1000, 10_000, 100_000, 300_000, 1_000_000, 3_000_000, 20_000_000):
        a = random(n)
        add(
            f"sum(a) {n}", "sum(a)", {"a": a}, None, NumPy=lambda a=a: a.sum(),
            Numba=lambda a=a: work.total(a) if a.size >= 30000 else work.total_serial(a),
        )
    for n in (100_000, 1_000_000):
        a, b = random(n), random(n)
        add(
            f"sum(a*b) {n}", "sum(a*b)", {"a": a, "b": b}, None, NumPy=lambda a=a, b=b: a @ b,
            Numba=lambda a=a, b=b: work.dot(a, b),
        )
        f = random(n, dtype=np.float32)
        add(
            f"sum(a) f4 {n}", "sum(a)", {"a": f}, None, NumPy=lambda f=f: f.sum(),
            Numba=lambda f=f: work.total(f),
        )
        add(f"mean(a) {n}", "mean(a)", {"a": a}, None, NumPy=lambda a=a: a.mean(), Numba=lambda a=a: work.total(a) / a.size)
        add(f"var(a) {n}", "var(a)", {"a": a}, None, NumPy=lambda a=a: a.var(), Numba=lambda a=a: work.variance(a))
        add(f"max(a) {n}", "max(a)", {"a": a}, None, NumPy=lambda a=a: a.max(), Numba=lambda a=a: work.largest(a))
    for n in (10_000, 100_000, 1_000_000):
        a, out = rng.random(n), np.empty(n)
        add(
            f"polynomial of 20 terms {n}", POLYNOMIAL, {"a": a}, out,
            NumPy=lambda a=a: np.polynomial.polynomial.polyval(a, HORNER),
            Numba=lambda a=a, out=out: work.polynomial(a, np.array(HORNER), out),
        )
    for side in (32, 64, 128):
        a, out = random(side, side, side), np.empty((side - 2,) * 3)
        names = {"a": a}
        add(
            f"stencil of {side}**3", STENCIL, names, out, NumPy=lambda a=a, out=out: work.stencil_numpy(a, out),
            Numba=lambda a=a, out=out: work.stencil(a, out),
        )
    for n in (10_000, 100_000, 1_000_000):
        many = {f"x{i}": random(n) for i in range(100 if n < 1_000_000 else 60)}
        out = np.empty(n)
        text = " + ".join(many)
        add(
            f"{len(many)} operands added {n}", text, many, out,
            NumPy=lambda many=tuple(many.values()), out=out: work.add_numpy(many, out),
            NumExpr=(lambda many=many, out=out, text=text: numexpr.evaluate(text, many, out=out)) if len(many) < 1 else None,
            Numba=lambda many=tuple(many.values()), out=out: work.add_many(many, out),
        )
    for n in (1_000_000, 100_000_000):
        add(f"series without 9 {n}", SERIES, {"n": n}, None, C=lambda n=n: work.blocks(n))
    for text in ("contains(str(arange(n)*3), '42')", "contains(str(arange(n)), '12345')", "contains(str(-arange(n)), '-1')",
                 "contains(str(arange(n)), '7')", "contains(str(arange(n)*2 + 1), '7')"):
        n = 1_000_000
        add(f"{text} {n}", text, {"n": n}, np.empty(n, bool))
    return rows


class Work:
    """The peers' code."""

    def __init__(self, np, numba, threads):
        floors = ctypes.CDLL(str(BUILD / "libjxfloors.so"))
        series = floors.floor_slow_series_blocks
        series.argtypes, series.restype = (ctypes.c_size_t, ctypes.c_int, ctypes.c_int), ctypes.c_double
        self.blocks = lambda n: series(n, 9, threads)
        self.np = np
        fast = numba.njit(fastmath=True)
        parallel = numba.njit(parallel=True, fastmath=True)

        @parallel
        def linear(a, b, out, two, three):
            for i in numba.prange(a.size):
                out[i] = two * a[i] + three * b[i]

        @parallel
        def linear_fresh(a, b):
            out = np.empty_like(a)
            for i in numba.prange(a.size):
                out[i] = 2.0 * a[i] + 3.0 * b[i]
            return out

        @fast
        def total_serial(a):
            s = 0.0
            for i in range(a.size):
                s += a[i]
            return s

        @parallel
        def total(a):
            s = 0.0
            for i in numba.prange(a.size):
                s += a[i]
            return s

        @parallel
        def dot(a, b):
            s = 0.0
            for i in numba.prange(a.size):
                s += a[i] * b[i]
            return s

        @parallel
        def variance(a):
            s = 0.0
            for i in numba.prange(a.size):
                s += a[i]
            m = s / a.size
            v = 0.0
            for i in numba.prange(a.size):
                v += (a[i] - m) ** 2
            return v / a.size

        @parallel
        def largest(a):
            m = a[0]
            for i in numba.prange(a.size):
                m = max(m, a[i])
            return m

        @parallel
        def polynomial(a, c, out):
            for i in numba.prange(a.size):
                x = a[i]
                y = c[19]
                for j in range(18, -1, -1):
                    y = y * x + c[j]
                out[i] = y

        @parallel
        def stencil(a, out):
            for i in numba.prange(1, a.shape[0] - 1):
                for j in range(1, a.shape[1] - 1):
                    for k in range(1, a.shape[2] - 1):
                        s = a[i - 1, j, k] + a[i + 1, j, k] + a[i, j - 1, k] + a[i, j + 1, k]
                        out[i - 1, j - 1, k - 1] = 0.5 * a[i, j, k] + 0.25 * (s + a[i, j, k - 1] + a[i, j, k + 1])

        @parallel
        def add_blocks(many, out):
            step = 2048
            for b in numba.prange((out.size + step - 1) // step):
                first = b * step
                last = min(first + step, out.size)
                for i in range(first, last):
                    out[i] = many[0][i]
                for m in many[1:]:
                    for i in range(first, last):
                        out[i] += m[i]

        self.linear, self.linear_fresh, self.total, self.dot = linear, linear_fresh, total, dot
        self.total_serial, self.variance, self.largest = total_serial, variance, largest
        self.polynomial, self.stencil, self.add_blocks = polynomial, stencil, add_blocks

    def add_many(self, many, out):
        self.add_blocks(many, out)
        return out

    def add_numpy(self, many, out):
        """In blocks that stay in cache."""
        step = 4096
        for i in range(0, out.size, step):
            part = out[i : i + step]
            self.np.add(many[0][i : i + step], many[1][i : i + step], out=part)
            for m in many[2:]:
                part += m[i : i + step]
        return out

    def stencil_numpy(self, a, out):
        c = slice(1, -1)
        t = a[:-2, c, c] + a[2:, c, c]
        t += a[c, :-2, c]
        t += a[c, 2:, c]
        t += a[c, c, :-2]
        t += a[c, c, 2:]
        t *= 0.25
        self.np.multiply(a[c, c, c], 0.5, out=out)
        out += t
        return out


# ---- Timing ----


def measure(runs, turns):
    """Seconds a call, the best batch of each, interleaved."""
    counts, best = {}, {}
    for name, run in runs.items():
        run()
        start = time.perf_counter()
        run()
        counts[name] = max(1, int(BATCH / (time.perf_counter() - start + 1e-9)))
        best[name] = float("inf")
    order = list(runs)
    for turn in range(turns):
        for name in order[turn % len(order) :] + order[: turn % len(order)]:
            run, count = runs[name], counts[name]
            time.sleep(0.001)
            run()
            start = time.perf_counter()
            for _ in range(count):
                run()
            best[name] = min(best[name], (time.perf_counter() - start) / count)
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--old", help="libjx.so of another build")
    parser.add_argument("--only", nargs="+", metavar="TEXT", help="workloads whose names have one of these")
    parser.add_argument("--turns", type=int, default=9)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    args = parser.parse_args()
    import numba
    import numexpr
    import numpy as np

    sys.path.insert(0, str(ROOT / "python"))
    os.environ["JXPR_LIBRARY"] = str(BUILD / "libjx.so.0")
    import jxpr._evaluate
    import jxpr._library as c

    paths = {"jx": BUILD / "libjx.so.0"} | ({"old": pathlib.Path(args.old).resolve()} if args.old else {})
    libraries = {label: Library(c, jxpr._evaluate._describe, path, args.threads) for label, path in paths.items()}
    numexpr.set_num_threads(args.threads)
    numba.set_num_threads(args.threads)
    print(f"{args.threads} threads; {'':28}jx us" + "".join(f"{p:>9}" for p in ("old", "NumPy", "NumExpr", "Numba", "C")))
    for name, (program, names, out, peers) in workloads(np, numexpr, Work(np, numba, args.threads)).items():
        if args.only and not any(text in name for text in args.only):
            continue
        runs, values = {}, []
        for label, library in libraries.items():
            runs[label] = library.call(program, names, out)
            value = runs[label]()
            if value is not None:
                values.append(np.array(value))
        for label, run in peers.items():
            if run is None:
                continue
            runs[label] = run
            value = run()
            if out is not None or np.ndim(value) == 0:
                values.append(np.array(out if value is None else value))
        agree = all(np.allclose(v, values[0], rtol=1e-4 if v.dtype == np.float32 else 1e-9, atol=1e-5) for v in values[1:])
        best = measure(runs, args.turns)
        line = f"{name:40}{best['jx'] * 1e6:9.1f}"
        for peer in ("old", "NumPy", "NumExpr", "Numba", "C"):
            line += f"{best[peer] / best['jx']:9.2f}" if peer in best else f"{'':9}"
        print(line + ("" if agree else "  VALUES DIFFER"), flush=True)


if __name__ == "__main__":
    main()
