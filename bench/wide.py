#!/usr/bin/env python3
"""Runs many short programs on arrays of many shapes and dtypes, in jx and in NumPy, and prints where NumPy is faster.

Usage: bench/wide.py [--dtype DTYPE ...] [--only TEXT ...] [--ratio R] [--check] [--threads N]
       needs build/ (BUILD names another)

Each program is text that NumPy understands, too; jx's is compiled beforehand and gives fresh results. Prints a line where
jx takes R times NumPy's time or more (default 1.1): that ratio, dtype, shape, program, microseconds of jx and of NumPy, the
best of several turns that alternate. --only takes parts of programs; --check compares values and times nothing. What
sweep.py has beside better peers, this has in width: it finds kinds of programs that nobody thought of.
"""

import argparse
import os
import pathlib
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
os.environ.setdefault("JXPR_LIBRARY", str(BUILD / "libjx.so.0"))
sys.path.insert(0, str(ROOT / "python"))

import numpy as np  # noqa: E402

import jxpr  # noqa: E402

DTYPES = "f8", "f4", "i8", "i4", "i2", "u1", "b1", "c16"
TURNS, TURN = 7, 0.0005  # turns of each, and seconds that one takes at least
SLOW = 0.05  # seconds; what takes longer has two turns

LINES = (1000,), (30000,), (1000000,)
TABLES = (1000, 3), (300000, 3), (100000, 7), (50000, 16), (20000, 50), (3000, 300), (100, 10000), (7, 100000), (1000, 1000)
GRIDS = (100, 100, 3), (512, 512, 4), (64, 64, 64), (3, 400, 400), (30, 40, 1000)

# a, b and c have the shape, v its last extent and w its first one.
OF_LINES = """
a+b; 2*a+3*b; a*b-c; where(a>b, a, b); minimum(a, b); a/b; sum(a); mean(a); max(a); argmax(a); var(a); sum(a*b); prod(a)
cumsum(a); sum(abs(a-b)); max(abs(a-b)); count_nonzero(a>b); any(a>1000); all(a<1000); sum(where(a>b, a, 0)); a[::-1]+b
sum((a-b)**2); clip(a, b, c); diff(a); (a[2:]+a[:-2])/2-a[1:-1]; concatenate((a, b)); mean(a[a>b]); a[a>b]; a[::3]+1
"""
OF_TABLES = """
sum(a, axis=0); sum(a, axis=1); max(a, axis=0); max(a, axis=1); argmax(a, axis=0); argmax(a, axis=1); mean(a, axis=1); a*v
a-w; a+a[::-1]; a[:, ::-1]+1; a.T+1; a[:, :-1]+a[:, 1:]; a[:-1]+a[1:]; sum(a*v, axis=1); sum(a*w, axis=0); sum(a*b, axis=1)
cumsum(a, axis=0); cumsum(a, axis=1); any(a>1000, axis=1); a==w; a[::2]+1; a[:, ::2]+1; max(a, axis=1)-min(a, axis=1)
count_nonzero(a>50, axis=1); sum(a[:, 1:]*a[:, :-1], axis=1); roll(a, 1, axis=1); concatenate((a, b), axis=1); stack((a, b))
where(a>v, a, 0)
"""
OF_GRIDS = """
sum(a, axis=0); sum(a, axis=1); sum(a, axis=2); max(a, axis=1); sum(a, axis=(0, 1)); sum(a, axis=(1, 2)); a*v; argmax(a, axis=2)
transpose(a, (2, 0, 1))+1; transpose(a, (0, 2, 1))+1; transpose(a, (1, 0, 2))+1; sum(a*v, axis=2); a[::2, ::2]+1; a[:, :, ::-1]+1
a[1:-1, 1:-1]*4-a[:-2, 1:-1]-a[2:, 1:-1]-a[1:-1, :-2]-a[1:-1, 2:]; a[::2, ::2]+a[1::2, ::2]+a[::2, 1::2]+a[1::2, 1::2]
a[:, :, 0]*2+a[:, :, 1]*3+a[:, :, 2]
"""
# Of floating-point numbers alone.
REAL_LINES = """
sqrt(a*a+b*b); exp(-a); sin(a)*cos(b); log(a)+log(b); a**2.5; (a-mean(a))/std(a); tanh(a); exp(a-max(a))/sum(exp(a-max(a)))
hypot(a, b); arctan2(a, b); floor(a*10); sum(sin(a))
"""
REAL_TABLES = """
a-mean(a, axis=0); a-mean(a, axis=1, keepdims=True); a/sum(a, axis=1, keepdims=True); sqrt(sum(a*a, axis=1)); var(a, axis=1)
std(a, axis=0); (a-mean(a, axis=0))/std(a, axis=0); exp(a-max(a, axis=1, keepdims=True)); a@v
"""
REAL_GRIDS = "a-mean(a, axis=(0, 1)); a/sum(a, axis=2, keepdims=True); sqrt(sum(a*a, axis=2)); var(a, axis=(0, 1))"

TALL = [shape for shape in TABLES if shape[1] <= 1000]

KINDS = (
    (LINES, OF_LINES, REAL_LINES),
    (TABLES, OF_TABLES, REAL_TABLES),
    (TALL, "", "a.T@a"),
    (GRIDS, OF_GRIDS, REAL_GRIDS),
)


def data(rng, shape, dtype):
    kind = dtype[0]
    if kind == "b":
        return rng.random(shape) > 0.5
    if kind in "iu":
        return rng.integers(0, 100, shape).astype(dtype)
    real = rng.random(shape) + 0.1
    return (real + 1j * rng.random(shape) if kind == "c" else real).astype(dtype)


def programs(text):
    return [p.strip() for line in text.strip().split("\n") for p in line.split(";") if p.strip()]


def cases(dtypes, only):
    """Dtype, shape, program and its arrays, one after the other."""
    rng = np.random.default_rng(1)
    for shapes, common, real in KINDS:
        for dtype in dtypes:
            texts = programs(common) + (programs(real) if dtype[0] == "f" else [])
            for shape in shapes:
                arrays = {n: data(rng, shape, dtype) for n in "abc"}
                arrays["v"] = data(rng, shape[-1:], dtype)
                arrays["w"] = data(rng, shape[:1] + (1,) * (len(shape) - 1), dtype)
                for text in texts:
                    if any(t in text for t in only):
                        yield dtype, shape, text, arrays


def turn(run):
    best, start = float("inf"), time.perf_counter()
    end, now = start + TURN, start
    while now < end:
        before = now
        run()
        now = time.perf_counter()
        best = min(best, now - before)
    return best


def best_of(runs):
    best = [turn(run) for run in runs]
    for _ in range(1 if max(best) > SLOW else TURNS - 1):
        best = [min(t, turn(run)) for t, run in zip(best, runs)]
    return best


def differs(got, expected):
    """Whether two results are further apart than roundings in another order."""
    if got.dtype != expected.dtype or got.shape != expected.shape:
        return True
    if expected.dtype.kind in "biu":
        return not np.array_equal(got, expected)
    most = np.max(np.abs(expected), initial=0)
    return not np.allclose(got, expected, rtol=0, atol=most * np.finfo(expected.dtype).eps * 200, equal_nan=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--dtype", nargs="+", default=DTYPES, metavar="DTYPE", help=f"of {' '.join(DTYPES)}; default all")
    parser.add_argument("--only", nargs="+", default=[""], metavar="TEXT", help="programs that have this in them")
    parser.add_argument("--ratio", type=float, default=1.1, help="print what takes so many times NumPy's time")
    parser.add_argument("--check", action="store_true", help="compare values, time nothing")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    args = parser.parse_args()
    jxpr.set_threads(args.threads)
    scope = {name: getattr(np, name) for name in dir(np) if not name.startswith("_")}
    compared = refused = slower = wrong = 0
    np.seterr(all="ignore")
    for dtype, shape, text, arrays in cases(args.dtype, args.only):
        code = compile(text, text, "eval")
        try:
            expected = eval(code, scope, arrays)
        except TypeError:  # no such operation on this dtype
            continue
        used = {n: a for n, a in arrays.items() if n in code.co_names}
        kernel = jxpr.compile(text, list(used))
        try:
            got = kernel(**used)
        except jxpr.ProgramTypeError:  # complex numbers have no order here
            refused += 1
            continue
        compared += 1
        if args.check:
            wide = {n: a.astype("f8") if dtype == "f4" else a for n, a in arrays.items()}  # NumPy adds float32 one by one
            others = np.asarray(expected), np.asarray(eval(code, scope, wide)).astype(np.asarray(expected).dtype)
            if all(differs(np.asarray(got), other) for other in others):
                print(f"{dtype:4}{str(shape):16} {text}: another value")
                wrong += 1
            continue
        ours, theirs = best_of((lambda: kernel(**used), lambda: eval(code, scope, arrays)))
        slower += ours > 1.1 * theirs
        if ours >= args.ratio * theirs:
            times = f"{ours * 1e6:9.1f}{theirs * 1e6:9.1f}"
            print(f"{ours / theirs:6.2f} {dtype:4}{str(shape):16} {text:48.48}{times}", flush=True)
    result = f"{wrong} differ" if args.check else f"{slower} slower than NumPy by more than a tenth"
    print(f"{compared} compared, {refused} refused, {result}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
