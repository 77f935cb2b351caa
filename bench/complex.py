#!/usr/bin/env python3
"""Kernels of complex numbers: the share of the memory's bandwidth that they reach, beside NumPy, NumExpr and Numba.

Usage: bench/complex.py [--elements N] [--threads N]    default 10 million on 1 thread; needs build/ (BUILD names another)

Every line is the best of several turns, in which jx, the others and a copy of float64 arrays as large take turns. Bytes are
those of operands and results, each counted once; the share is of the copy's bandwidth. NumExpr computes complex128 alone,
and Numba's loops are compiled with fastmath off and parallel where there is more than one thread.
"""

import argparse
import os
import pathlib
import re
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
os.environ.setdefault("JXPR_LIBRARY", str(BUILD / "libjx.so.0"))
sys.path.insert(0, str(ROOT / "python"))
sys.path = [p for p in sys.path if pathlib.Path(p or ".").resolve() != ROOT / "bench"]  # this file is no module

import numpy as np  # noqa: E402

import jxpr  # noqa: E402

TURNS = 7
ROWS = {  # program: whether the result is real
    "z*c": False,
    "z**2 + c": False,
    "z/c": False,
    "conj(z)*c": False,
    "abs(z)": True,
    "abs(z)**2": True,
    "z.real**2 + z.imag**2": True,
    "exp(z)": False,
    "sqrt(z)": False,
    "log(z)": False,
    "sin(z)": False,
}


def numba_of(program, parallel):
    import numba

    space = {f: getattr(np, f) for f in "abs exp sqrt log sin conj".split()}
    space["prange"] = numba.prange
    body = re.sub(r"\b[zc]\b", r"\g<0>[i]", program)
    exec(f"def loop(z, c, out):\n    for i in prange(len(out)):\n        out[i] = {body}\n", space)
    return numba.njit(parallel=parallel)(space["loop"])


def best(functions):
    """The least time of each, in turns."""
    times = [float("inf")] * len(functions)
    for _ in range(TURNS):
        for i, f in enumerate(functions):
            start = time.perf_counter()
            f()
            times[i] = min(times[i], time.perf_counter() - start)
    return times


def others(program, names, out, threads):
    """What computes the program besides jx, by name."""
    space = {f: getattr(np, f) for f in "abs exp sqrt log sin conj".split()}
    found = {"NumPy": lambda: eval(program, space, names)}
    try:
        import numexpr

        numexpr.set_num_threads(threads)
        text = program.replace("z.real", "real(z)").replace("z.imag", "imag(z)")
        if out.dtype.itemsize in (8, 16) and names["z"].dtype == np.complex128:
            found["NumExpr"] = lambda: numexpr.evaluate(text, names, out=out)
    except ImportError:
        pass
    try:
        import numba

        numba.set_num_threads(threads)
        loop = numba_of(program, threads > 1)
        found["Numba"] = lambda: loop(names["z"], names["c"], out)
    except ImportError:
        pass
    for name in list(found):
        try:
            found[name]()
        except Exception:  # abs() of complex numbers into a real result, say
            del found[name]
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--elements", type=lambda s: int(float(s)), default=10_000_000)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    jxpr.set_threads(options.threads)
    rng = np.random.default_rng(1)
    n = options.elements
    f = rng.random(2 * n)
    to = np.empty_like(f)
    print(f"{'program':22} {'dtype':10} {'jx':>10} {'GB/s':>6} {'share':>6}   ratio of the others' times to jx's")
    for dtype in (np.complex128, np.complex64):
        names = {x: (rng.standard_normal(n) + 1j * rng.standard_normal(n)).astype(dtype) for x in "zc"}
        for program, real in ROWS.items():
            out = np.empty(n, names["z"].real.dtype if real else dtype)
            jxpr.evaluate(program, names, out=out)
            peers = others(program, names, out.copy(), options.threads)
            with np.errstate(all="ignore"):
                wanted = peers["NumPy"]()
            if not np.allclose(out, wanted, rtol=1e-4 if dtype == np.complex64 else 1e-12):
                sys.exit(f"{program}, {dtype.__name__}: not NumPy's values")
            runs = [lambda: jxpr.evaluate(program, names, out=out), lambda: jxpr.evaluate("f + 1", {"f": f}, out=to)]
            jx, copy, *times = best(runs + list(peers.values()))
            size = names["z"].nbytes * (2 if "c" in program.replace("conj", "") else 1) + out.nbytes
            share = size / jx / (2 * f.nbytes / copy)
            ratios = "  ".join(f"{name} {t / jx:.1f}" for name, t in zip(peers, times, strict=True))
            print(f"{program:22} {dtype.__name__:10} {jx * 1e3:7.2f} ms {size / jx * 1e-9:6.1f} {share:6.0%}   {ratios}", flush=True)


if __name__ == "__main__":
    main()
