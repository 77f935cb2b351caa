#!/usr/bin/env python3
"""Kernels of narrow integers, float16, swapped bytes and times: the share of the memory's bandwidth they reach, beside NumPy.

Usage: bench/narrow.py [--elements N] [--threads N] [DTYPE...]    default 64 million on 1 thread, operands of any dtype;
needs build/ (BUILD names another)

Every line is the best of several turns, in which jx, NumPy, a copy and a read of float64 arrays, which are larger than the
caches, take turns. Bytes are those of operands and results, each counted once. The share is of the copy's bandwidth where an
array is written, and of the read's (the faster of max and sum of float64) else.
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

TURNS = 7


def ndvi(a, b):
    a, b = a.astype("float32"), b.astype("float32")
    with np.errstate(invalid="ignore"):
        return (a - b) / (a + b)


NDVI = "a = astype(a, 'float32'); b = astype(b, 'float32'); (a - b) / (a + b)"
FOLDS = {
    "sum(a)": np.sum,
    "max(a)": np.max,
    "mean(a)": np.mean,
    "count_nonzero(a > 100)": lambda a: np.count_nonzero(a > 100),
    "all(a < 127)": lambda a: np.all(a < 127),
}
ROWS = [  # program, dtypes of a and b, of the result (None: a scalar or a row), NumPy's
    ("astype(a, 'int32') - b", ("uint8", "uint8"), "int32", lambda a, b: a.astype("int32") - b),
    (NDVI, ("uint16", "uint16"), "float32", ndvi),
    ("minimum(maximum(a, 20), 100)", ("uint8",), "uint8", lambda a: np.minimum(np.maximum(a, 20), 100)),
    *((text, (dtype,), None, f) for dtype in ("uint8", "int16", "uint16", "int32") for text, f in FOLDS.items()),
    ("sum(a, axis=0)", ("uint8",), None, lambda a: a.sum(axis=0)),
    ("sum(a, axis=1)", ("uint8",), None, lambda a: a.sum(axis=1)),
    ("max(a, axis=0)", ("uint8",), None, lambda a: a.max(axis=0)),
    ("float32(a)", ("float16",), "float32", lambda a: a.astype("float32")),
    ("a*2 + b", ("float16", "float16"), "float16", lambda a, b: a * 2 + b),
    ("sum(a)", ("float16",), None, lambda a: a.sum(dtype="float32").astype("float16")),
    ("max(a)", ("float16",), None, np.max),
    ("a + b", (">f8", ">f8"), "float64", np.add),
    ("a + b", (">i2", ">i2"), "int16", np.add),
    ("max(a)", (">f4",), None, np.max),
    ("a - b", ("M8[s]", "M8[s]"), "m8[s]", np.subtract),
    ("a - b", ("M8[s]", "M8[ms]"), "m8[ms]", np.subtract),
    ("max(a - b)", ("M8[s]", "M8[s]"), None, lambda a, b: np.max(a - b)),
    ("count_nonzero(a < b)", ("M8[s]", "M8[s]"), None, lambda a, b: np.count_nonzero(a < b)),
]


def best(functions):
    """The least time of each, in turns."""
    times = [float("inf")] * len(functions)
    for _ in range(TURNS):
        for i, f in enumerate(functions):
            start = time.perf_counter()
            f()
            times[i] = min(times[i], time.perf_counter() - start)
    return times


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--elements", type=lambda s: int(float(s)), default=64_000_000)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("dtypes", nargs="*", metavar="DTYPE")
    options = parser.parse_args()
    jxpr.set_threads(options.threads)
    rng = np.random.default_rng(1)
    f = rng.random(16_000_000)
    to = np.empty_like(f)
    floors = [
        lambda: jxpr.evaluate("f + 1", {"f": f}, out=to),
        lambda: jxpr.evaluate("max(f)", {"f": f}),
        lambda: jxpr.evaluate("sum(f)", {"f": f}),
    ]
    print(f"{'program':32} {'dtype':7} {'jx':>9} {'GB/s':>6} {'share':>6} {'NumPy':>9}   ratio")
    for text, dtypes, result, reference in ROWS:
        if options.dtypes and not set(options.dtypes) & set(dtypes):
            continue
        side = int(options.elements**0.5)
        shape = (side, side) if "axis" in text else options.elements
        arrays = [rng.integers(0, 127, shape, "int8").astype(dtype) for dtype in dtypes]
        names = dict(zip("ab", arrays))
        out = np.empty(shape, result) if result else None
        got = jxpr.evaluate(text, names, out=out)
        expected = reference(*arrays)
        if not np.array_equal(got, expected, equal_nan=np.asarray(got).dtype.kind == "f"):
            sys.exit(f"{text}, {dtypes[0]}: not NumPy's values")
        jx, numpy, copy, *reads = best(
            [lambda: jxpr.evaluate(text, names, out=out), lambda: reference(*arrays), *floors]
        )
        size = sum(a.nbytes for a in arrays) + (out.nbytes if result else 0)
        floor = 2 * f.nbytes / copy if result else f.nbytes / min(reads)
        name = "NDVI" if text == NDVI else text
        print(
            f"{name:32} {dtypes[0]:7} {jx * 1e3:6.2f} ms {size / jx * 1e-9:6.1f} {size / jx / floor:6.0%}"
            f" {numpy * 1e3:6.1f} ms {numpy / jx:7.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
