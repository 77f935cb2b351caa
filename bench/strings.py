#!/usr/bin/env python3
"""Operations on strings: the share of the memory's bandwidth that they reach, beside NumPy and NumExpr.

Usage: bench/strings.py [--elements N] [--threads N]    default 10 million on 2 threads; needs build/ (BUILD names another)

Every line is the best of several turns, of jx, NumPy and a read of memory. Bytes are those of operands and results, each
counted once; the share is of the bandwidth that jxpr.bandwidth() measures between the turns. NumExpr compares bytes, and
looks for a text in them, on as many threads.
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

try:
    import numexpr
except ImportError:
    numexpr = None

TURNS = 5
S = np.strings

ROWS = [  # program, dtype of a, NumPy's, NumExpr's
    ("a == b'thequickbrownfox'", "S16", lambda a: a == b"thequickbrownfox", "a == b'thequickbrownfox'"),
    ("a == a[::-1]", "S16", lambda a: a == a[::-1], None),
    ("a < b'm'", "S16", lambda a: a < b"m", "a < b'm'"),
    ("contains(a, b'fox')", "S16", lambda a: S.find(a, b"fox") >= 0, "contains(a, b'fox')"),
    ("sum(contains(a, b'fox'))", "S16", lambda a: np.count_nonzero(S.find(a, b"fox") >= 0), None),
    ("find(a, b'fox')", "S16", lambda a: S.find(a, b"fox"), None),
    ("startswith(a, b'fox')", "S16", lambda a: S.startswith(a, b"fox"), None),
    ("str_len(a)", "S16", S.str_len, None),
    ("a == 'fox'", "U4", lambda a: a == "fox", None),
    ("contains(a, 'fox')", "U8", lambda a: S.find(a, "fox") >= 0, None),
    ("contains(a, b'fox')", "S10", lambda a: S.find(a, b"fox") >= 0, "contains(a, b'fox')"),
    ("a + b'!'", "S16", lambda a: S.add(a, b"!"), None),
    ("upper(a)", "S16", None, None),
    ("where(a < b'm', a, b'')", "S16", lambda a: np.where(a < b"m", a, b""), None),
]


def strings(dtype, n):
    """Of random letters, and some of them shorter."""
    rng = np.random.default_rng(1)
    dtype = np.dtype(dtype)
    width = dtype.itemsize // (4 if dtype.kind == "U" else 1)
    letters = rng.integers(97, 123, (n, width), dtype="u1")
    letters[np.arange(width) >= rng.integers(width // 2, width + 1, (n, 1))] = 0
    return letters.astype("u4" if dtype.kind == "U" else "u1").view(dtype).reshape(-1)


def best(f):
    least = float("inf")
    for _ in range(TURNS if f else 0):
        start = time.perf_counter()
        f()
        least = min(least, time.perf_counter() - start)
    return least


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--elements", type=int, default=10_000_000)
    options.add_argument("--threads", type=int, default=2)
    asked = options.parse_args()
    jxpr.set_threads(asked.threads)
    if numexpr:
        numexpr.set_num_threads(asked.threads)
    print(f"{'program':28} {'a':4} {'ms':>8} {'GB/s':>6} {'share':>6} {'NumPy':>7} {'NumExpr':>8}")
    for program, dtype, theirs, other in ROWS:
        a = strings(dtype, asked.elements)
        result = jxpr.evaluate(program, {"a": a})
        if theirs:
            assert np.array_equal(result, theirs(a)), program
        ours = best(lambda p=program, x=a: jxpr.evaluate(p, {"a": x}))
        moved = (a.nbytes + result.nbytes) / ours
        numpy = best((lambda f=theirs, x=a: f(x)) if theirs else None)
        third = best((lambda p=other, x=a: numexpr.evaluate(p, {"a": x})) if other and numexpr else None)
        read, copy = jxpr.bandwidth()
        share = moved / (copy if result.nbytes > a.nbytes // 2 else read)
        ratios = [f"{t / ours:.1f}" if t != float("inf") else "-" for t in (numpy, third)]
        print(
            f"{program:28} {dtype:4} {1e3 * ours:8.2f} {moved / 1e9:6.1f} {100 * share:5.0f}% {ratios[0]:>7} {ratios[1]:>8}",
            flush=True,
        )


if __name__ == "__main__":
    main()
