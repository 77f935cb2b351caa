"""Running sums beside NumPy, Numba and a copy: nanoseconds an element, and bytes that must move a nanosecond.

    bench/running.py [LARGEST]    elements of the largest arrays (default 10**8)

Results are given. Each figure is the best of several runs. Numba's loop is serial, as its prange has no scans.
"""

import sys
import time

import numpy as np

import jxpr

try:
    import numba
except ImportError:
    numba = None


def best(f, seconds=1.0):
    least, spent = float("inf"), 0.0
    while spent < seconds:
        start = time.perf_counter()
        f()
        taken = time.perf_counter() - start
        least, spent = min(least, taken), spent + taken
    return least


def serial():
    @numba.njit
    def run(a, out):
        total = 0.0
        for i in range(a.size):
            total += a[i]
            out[i] = total

    return run


def aligned(shape, dtype):
    """Not as NumPy's own large arrays, which begin 16 bytes behind a cache line."""
    count = int(np.prod(shape))
    raw = np.empty(count * np.dtype(dtype).itemsize + 64, np.uint8)
    start = -raw.ctypes.data % 64
    return raw[start : start + count * np.dtype(dtype).itemsize].view(dtype).reshape(shape)


def row(what, functions, elements, moved):
    print(f"{what:38}", end="")
    for f in functions:
        if f is None:
            print(f"{'':>18}", end="")
            continue
        t = best(f)
        print(f"{t / elements * 1e9:9.3f} {moved / t / 1e9:7.1f} ", end="")
    print(flush=True)


def main():
    largest = int(float(sys.argv[1])) if len(sys.argv) > 1 else 10**8
    run = serial() if numba else None
    print(f"{'':38}" + "".join(f"{name:>17} " for name in ("jx", "jx, 1 thread", "NumPy", "Numba", "copy")))
    print(f"{'':38}" + f"{'ns    GB/s':>17} " * 5)
    cases = [("cumsum(a)", (n,), "f8", None) for n in (1000, 10_000, 100_000, 10**6, 10**7, largest)]
    cases += [("cumsum(a)", (largest // 10,), d, None) for d in ("f4", "i8", "i4")]
    side = int((largest // 10) ** 0.5)
    cases += [("cumsum(a, axis=1)", (side, side), "f8", 1), ("cumsum(a, axis=0)", (side, side), "f8", 0)]
    cases += [("cumsum(a, axis=1)", (largest // 1000, 100), "f8", 1), ("cumsum(a, axis=0)", (largest // 1000, 100), "f8", 0)]
    for text, shape, dtype, axis in cases:
        a = aligned(shape, dtype)
        a[...] = np.random.default_rng(1).integers(-100, 100, shape)
        out_dtype = np.cumsum(a[:1]).dtype
        out = aligned(shape, out_dtype)
        out[...] = 0

        def jx(threads):
            def f():
                jxpr.evaluate(text, {"a": a}, out=out)

            def g():
                before = jxpr.set_threads(threads)
                f()
                jxpr.set_threads(before)

            return g

        loop = None
        if run and len(shape) == 1 and dtype == "f8":
            run(a, out)
            loop = lambda: run(a, out)  # noqa: E731
        same = out if a.dtype == out.dtype else np.zeros_like(a)
        functions = (jx(2), jx(1), lambda: np.cumsum(a, axis=axis, out=out), loop, lambda: np.copyto(same, a))
        row(f"{text} {'x'.join(map(str, shape))} {dtype}", functions, a.size, a.nbytes + out.nbytes)


if __name__ == "__main__":
    main()
