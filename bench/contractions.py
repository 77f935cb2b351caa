#!/usr/bin/env python3
"""Contractions of jx beside their peers: what a fold over an axis that two operands share costs.

Usage: bench/contractions.py [--seconds S] [--threads N] [WORD]...

WORDs choose the rows whose name has one of them. Peers are NumPy, by BLAS where there is a form of it (written as one
would: norms and a product for distances), or as the very expression; NumExpr has no such form that does not make the
whole array, and Numba is three loops with fastmath and parallel rows. All of a row take turns in one process, and the
fastest of each counts. BUILD names another build directory than build/.
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
    import numba
except ImportError:
    numba = None


def loops(kind):
    """Numba's three loops for a kind of element."""
    if not numba:
        return None
    element = {
        "product": lambda x, y: x * y,
        "square": lambda x, y: (x - y) * (x - y),
        "absolute": lambda x, y: abs(x - y),
        "greatest": lambda x, y: abs(x - y),
    }[kind]
    element = numba.njit(element, inline="always", fastmath=True)
    largest = kind == "greatest"

    @numba.njit(parallel=True, fastmath=True)
    def run(a, b, out):
        for i in numba.prange(a.shape[0]):
            for j in range(b.shape[0]):
                s = out.dtype.type(0)
                for k in range(a.shape[1]):
                    x = element(a[i, k], b[j, k])
                    s = max(s, x) if largest else s + x
                out[i, j] = s

    return run


def distances(p, c):
    n, m = np.einsum("ij,ij->i", p, p), np.einsum("ij,ij->i", c, c)
    return np.maximum(n[:, None] + m - 2 * (p @ c.T), 0)


def cosine(p, c):
    return p @ c.T / (np.linalg.norm(p, axis=1)[:, None] * np.linalg.norm(c, axis=1))


def rows(dtype):
    """Name, program, operands, BLAS or NumPy, kind for Numba, operations."""
    rng = np.random.default_rng(1)
    r = lambda *shape: rng.standard_normal(shape).astype(dtype)  # noqa: E731
    a, b, p, q, c = r(1000, 1000), r(1000, 1000), r(1000, 64), r(10000, 64), r(50, 64)
    pp, qc = {"p": p, "c": p}, {"p": q, "c": c}
    d = "(p[:,None,:] - c[None,:,:])**2"
    yield "product", "sum(a[:,:,None]*b[None,:,:], axis=1)", {"a": a, "b": b}, lambda: a @ b, None, 2e9
    yield "product, b.T", "sum(a[:,None,:]*b[None,:,:], axis=2)", {"a": a, "b": b}, lambda: a @ b.T, "product", 2e9
    yield "a.T @ a", "sum(a[:,:,None]*a[:,None,:], axis=0)", {"a": a}, lambda: a.T @ a, None, 2e9
    yield "pair distances", f"sqrt(sum({d}, axis=2))", pp, lambda: np.sqrt(distances(p, p)), "square", 192e6
    yield "k-means", f"argmin(sum({d}, axis=2), axis=1)", qc, lambda: distances(q, c).argmin(1), "square", 96e6
    text = "n = sqrt(sum(p*p, axis=1)); m = sqrt(sum(c*c, axis=1))\n"
    text += "sum(p[:,None,:]*c[None,:,:], axis=2)/(n[:,None]*m)"
    yield "cosine similarity", text, pp, lambda: cosine(p, p), "product", 128e6
    d = "abs(p[:,None,:] - c[None,:,:])"
    yield "city distances", f"sum({d}, axis=2)", pp, None, "absolute", 192e6
    yield "greatest distances", f"max({d}, axis=2)", pp, None, "greatest", 192e6
    g = f"sum(exp(-sum((p[:,None,:] - c[None,:,:])**2, axis=2)/64), axis=1)"  # noqa: F541
    yield "kernel density", g, pp, lambda: np.exp(-distances(p, p) / 64).sum(1), None, 192e6
    v = r(1000)
    yield "matrix by vector", "sum(a*v, axis=1)", {"a": a, "v": v}, lambda: a @ v, None, 2e6


def turns(functions, seconds):
    best = [9e9] * len(functions)
    for f in functions:
        f()
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        for i, f in enumerate(functions):
            start = time.perf_counter()
            f()
            best[i] = min(best[i], time.perf_counter() - start)
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("words", nargs="*")
    o = parser.parse_args()
    if o.threads:
        jxpr.set_threads(o.threads)
    print(f"{'':28} {'jx':>9} {'GFLOP/s':>8} {'NumPy':>9} {'Numba':>9}   jx/best peer")
    for dtype in ("float64", "float32"):
        for name, text, names, blas, kind, work in rows(dtype):
            if o.words and not any(w in name for w in o.words):
                continue
            functions = [lambda: jxpr.evaluate(text, names)]  # noqa: B023
            if blas:
                functions.append(blas)
            run = loops(kind) if kind else None
            if run:
                x, y = names.get("p", names.get("a")), names.get("c", names.get("b"))
                out = np.empty((x.shape[0], y.shape[0]), dtype)
                functions.append(lambda: run(x, y, out))  # noqa: B023
            times = turns(functions, o.seconds)
            rest = [f"{t * 1e3:9.2f}" for t in times[1:]]
            if not blas:
                rest.insert(0, f"{'':9}")
            if not run:
                rest.append(f"{'':9}")
            ratio = f"{times[0] / min(times[1:]):8.2f}" if times[1:] else ""
            line = f"{dtype + ' ' + name:28} {times[0] * 1e3:9.2f} {work / times[0] / 1e9:8.1f}"
            print(f"{line} {rest[0]} {rest[1]} {ratio}")


if __name__ == "__main__":
    main()
