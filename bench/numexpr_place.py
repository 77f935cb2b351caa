#!/usr/bin/env python3
"""jxpr.numexpr beside NumExpr on the examples of NumExpr's README and user guide: values, dtypes and times.

    numexpr_place.py [--elements N] [--rounds K]

Each expression is evaluated by both, in turns; the least of the rounds, into fresh results, in milliseconds. `re` is
re_evaluate() on 100 elements, in microseconds.
"""

import argparse
import pathlib
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "python"))

import numexpr  # noqa: E402
import numpy as np  # noqa: E402

import jxpr.numexpr  # noqa: E402

EXAMPLES = [
    "a + 1",
    "a*b - 4.1*a > 2.5*b",
    "sin(a) + arcsinh(a/b)",
    "s == b'abba'",
    "2*a + 3*b",
    "2*a + b**10",
    "a**2 + b**2 + 2*a*b",
    "tan((a + b)*1.5)*0.2",
    "where(a > b, a, b*2)",
    "a*(b + 1) + (a - 3)*7",
    "i**3 + 2*i",
    "(i & 3) | (i << 2)",
    "f*2.5 + f32",
    "sum(a*b)",
    "prod(f*0 + 1)",
    "sqrt(a**2 + c.real**2)",
    "c*2 + 1j",
    "contains(s, b'bb')",
    "log1p(a)/expm1(b)",
]


def operands(n):
    rng = np.random.default_rng(0)
    return {
        "a": rng.random(n),
        "b": rng.random(n) + 0.1,
        "c": rng.random(n) + 1j*rng.random(n),
        "f": rng.random(n).astype(np.float32),
        "f32": np.float32(0.5),
        "i": rng.integers(0, 100, n),
        "s": np.array([b"abba", b"abbb", b"abbcdef"])[rng.integers(0, 3, n)],
    }


def least(rounds, repeats, *ways):
    times = [float("inf")] * len(ways)
    for _ in range(rounds):
        for at, way in enumerate(ways):
            start = time.perf_counter()
            for _ in range(repeats):
                way()
            times[at] = min(times[at], (time.perf_counter() - start)/repeats)
    return times


def main(elements, rounds):
    large, small = operands(elements), operands(100)
    print(f"{'':26s} {'jx ms':>8s} {'NumExpr':>8s} {'':>6s} {'re, us':>7s} {'NumExpr':>8s}")
    for text in EXAMPLES:
        if ".real" in text:
            large["r"], small["r"], text = large["c"].real, small["c"].real, text.replace("c.real", "r")
        got, want = jxpr.numexpr.evaluate(text, large), numexpr.evaluate(text, large)
        assert got.dtype == want.dtype and got.shape == want.shape, text
        assert np.array_equal(got, want) if want.dtype.kind in "biS" else np.allclose(got, want, rtol=1e-5), text
        ours, theirs = least(
            rounds, 1, lambda: jxpr.numexpr.evaluate(text, large), lambda: numexpr.evaluate(text, large)
        )
        row = f"{text:26s} {1e3*ours:8.2f} {1e3*theirs:8.2f} {theirs/ours:5.1f}x"
        jxpr.numexpr.evaluate(text, small)
        ours = least(rounds, 1000, lambda: jxpr.numexpr.re_evaluate(small))[0]
        numexpr.evaluate(text, small)
        theirs = least(rounds, 1000, lambda: numexpr.re_evaluate(small))[0]
        print(f"{row} {1e6*ours:7.2f} {1e6*theirs:8.2f}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--elements", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    main(arguments.elements, arguments.rounds)
