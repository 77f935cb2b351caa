#!/usr/bin/env python3
"""Relative errors of jx's sum and mean beside NumPy's, against exact sums.

Usage: bench/sums.py [--elements N] [--seed S]        default 100 million; needs build/ (BUILD names another) and NumPy

The exact sum is one of integers, without any rounding: exact.c adds up mantissas by exponent, and Python's integers do
the rest. Errors are those of the value returned, in its own dtype, so a correctly rounded float32 may be off by 6e-8.
The condition number is sum(abs(x))/abs(sum(x)): by so much an error of the elements is enlarged. Of the sums along an
axis, the worst error and the mean error of all are compared, taken relative to sum(abs(x)), since some of them may be
next to 0.

Exits nonzero if jx is anywhere worse than NumPy by more than half a unit in the last place of the exact result.
"""

import argparse
import ctypes
import math
import os
import pathlib
import sys
from fractions import Fraction

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
os.environ.setdefault("JXPR_LIBRARY", str(BUILD / "libjx.so.0"))
sys.path.insert(0, str(ROOT / "python"))

import numpy as np  # noqa: E402

import jxpr  # noqa: E402

BINS, BIAS = 2047, 1075  # of exact.h
library = ctypes.CDLL(str(BUILD / "libjxfloors.so"))
library.exact_add64.restype = library.exact_add32.restype = ctypes.c_size_t


def exact_sum(a):
    """The sum of a one-dimensional array as a fraction."""
    bins = np.zeros((BINS, 2), np.uint64)  # 128 bits each, the low half first
    add = library.exact_add64 if a.dtype == np.float64 else library.exact_add32
    stride = ctypes.c_ssize_t(a.strides[0] // a.itemsize)
    if add(ctypes.c_void_p(a.ctypes.data), ctypes.c_size_t(a.size), stride, ctypes.c_void_p(bins.ctypes.data)):
        raise ValueError("elements must be finite")
    total = 0
    for exponent in np.flatnonzero(bins.any(axis=1)).tolist():
        mantissa = int.from_bytes(bins[exponent].tobytes(), "little", signed=True)
        total += mantissa << exponent
    return Fraction(total, 1 << BIAS)


# ---- Data ----


def cancelling(rng, n, condition):
    """Numbers of wide range and their negatives in another order, and a little added to a thousand of them."""
    half = rng.lognormal(0, 2, n // 2)
    x = np.concatenate((half, -rng.permutation(half), np.zeros(n % 2)))
    few = min(1000, n)
    x[rng.choice(n, few, replace=False)] += np.abs(x).sum() / condition / few
    return x


def signs(n):
    return np.where(np.arange(n) % 2, -1.0, 1.0)


DATA = {
    "uniform in [0, 1)": lambda rng, n: rng.random(n),
    "normal + 1000": lambda rng, n: rng.standard_normal(n) + 1000,
    "lognormal, sigma 2": lambda rng, n: rng.lognormal(0, 2, n),
    "all 0.1": lambda rng, n: np.full(n, 0.1),
    "lognormal, ascending": lambda rng, n: np.sort(rng.lognormal(0, 2, n)),
    "lognormal, descending": lambda rng, n: np.sort(rng.lognormal(0, 2, n))[::-1].copy(),
    "1/k, alternating signs": lambda rng, n: signs(n) / np.arange(1.0, n + 1),
    "1 + uniform, alternating signs": lambda rng, n: signs(n) * (1 + rng.random(n)),
    "normal": lambda rng, n: rng.standard_normal(n),
    "cancelling, 1e8": lambda rng, n: cancelling(rng, n, 1e8),
    "cancelling, 1e12": lambda rng, n: cancelling(rng, n, 1e12),
    "cancelling, 1e15": lambda rng, n: cancelling(rng, n, 1e15),
}
OF_AXES = "uniform in [0, 1)", "lognormal, sigma 2", "normal"


# ---- Comparing ----


def half_unit(exact, dtype):
    """Half a unit in the last place of `exact` in its dtype, relative to it."""
    exact = abs(float(exact))
    return float(np.spacing(dtype.type(exact))) / 2 / exact if exact else 0.0


def relative(value, exact, scale):
    if not math.isfinite(value):
        return math.inf
    error = abs(Fraction(float(value)) - exact)
    return float(error / scale) if scale else math.inf if error else 0.0


def verdict(ours, theirs, allowed):
    return "" if ours <= theirs + allowed else "  WORSE"


def whole(name, x):
    """Prints a line for sum and mean of all elements; returns how often jx is worse."""
    exact, magnitude = exact_sum(x), exact_sum(np.abs(x))
    condition = f"{float(magnitude / abs(exact)):.1e}" if exact else "inf"
    line, worse = f"{name:32}{x.dtype.name:9}{condition:>9}", ""
    for function, expected in (("sum", exact), ("mean", exact / x.size)):
        jx = relative(jxpr.evaluate(f"{function}(x)", {"x": x}), expected, abs(expected))
        numpy = relative(getattr(np, function)(x), expected, abs(expected))
        line += f"{jx:12.1e}{numpy:10.1e}"
        worse = worse or verdict(jx, numpy, half_unit(expected, x.dtype))
    print(line + worse, flush=True)
    return bool(worse)


def along(name, a, axis):
    """The same for sums along an axis: the worst and the mean error."""
    lines = a if axis == 1 else a.T
    exact = [exact_sum(v) for v in lines]
    scale = [exact_sum(np.abs(v)) for v in lines]
    order = "C" if a.flags.c_contiguous else "F"
    text, worse = f"{name}, axis {axis} of {order}", ""
    line = f"{text:32}{a.dtype.name:9}{'':9}"
    values = jxpr.evaluate(f"sum(a, axis={axis})", {"a": a}), a.sum(axis=axis)
    errors = [[relative(v, e, s) for v, e, s in zip(got.tolist(), exact, scale)] for got in values]
    allowed = max(half_unit(e, a.dtype) * float(abs(e) / s) for e, s in zip(exact, scale))
    for summary in (max, lambda e: math.fsum(e) / len(e)):
        jx, numpy = map(summary, errors)
        line += f"{jx:12.1e}{numpy:10.1e}"
        worse = worse or verdict(jx, numpy, allowed)
    print(line + worse, flush=True)
    return bool(worse)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--elements", type=float, default=1e8)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    n, worse = int(args.elements), 0
    if n < 1:
        parser.error("--elements takes a number from 1")
    print(f"Relative errors; {n:,} elements\n")
    print(f"{'':32}{'':9}{'':>9}{'sum':>12}{'':10}{'mean':>12}")
    print(f"{'data':32}{'dtype':9}{'condition':>9}{'jx':>12}{'NumPy':>10}{'jx':>12}{'NumPy':>10}")
    for name, make in DATA.items():
        x = make(np.random.default_rng(args.seed), n)
        worse += whole(name, x)
        worse += whole(name, x.astype(np.float32))
    short = max(1, math.isqrt(n // 25))  # results; each of 25 times as many elements
    print(f"\nSums along an axis, {short} of {n // short} elements each, relative to sum(abs(x))\n")
    print(f"{'':32}{'':9}{'':>9}{'worst':>12}{'':10}{'mean':>12}")
    print(f"{'data':32}{'dtype':9}{'':>9}{'jx':>12}{'NumPy':>10}{'jx':>12}{'NumPy':>10}")
    for name in OF_AXES:
        x = DATA[name](np.random.default_rng(args.seed), short * (n // short))
        for dtype in (np.float64, np.float32):
            for axis, shape in ((1, (short, -1)), (0, (-1, short))):
                c_order = x.astype(dtype).reshape(shape)
                worse += along(name, c_order, axis)
                worse += along(name, np.asfortranarray(c_order), axis)
    print(f"\njx is worse in {worse} lines" if worse else "\njx is nowhere worse")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
