#!/usr/bin/env python3
"""Folds: bools, early ends, and rows and columns of values, beside NumPy, NumExpr and Numba.

Usage: bench/folds.py [--only TEXT ...] [--rounds N] [--threads N] [--before LIBJX] [--peers PEER ...] [--check]
       needs build/ (BUILD names another), and .venv (scripts/setup) for NumExpr and Numba

One line a workload: the best time of jx in microseconds; of the library named by --before, in the same process; of each
peer; jx's over the best peer's (below 1, jx is faster); and over the floor, the time in which the bytes that must be read
and written can be moved, from a read and a copy at the start. All take turns, in another order in each round, and no turn
is shorter than a few milliseconds. Early ends have no floor. --check compares the values.
"""

import argparse
import importlib.util
import os
import pathlib
import random
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
PAUSE, TURN = 0.03, 0.004  # seconds: between peers, whose threads still spin, and the least of a turn
N, FEW = 10_000_000, 500_000  # elements; to check


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", nargs="+", default=[""], metavar="TEXT", help="workloads whose title has one of these")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--before", metavar="LIBJX", help="an older libjx.so to compare with")
    parser.add_argument("--peers", nargs="*", default=["NumPy", "NumExpr", "Numba"])
    parser.add_argument("--check", action="store_true", help="compare values, time nothing")
    return parser.parse_args()


def load_jxpr(library, name):
    """The package as a module of this name, with a library of its own."""
    os.environ["JXPR_LIBRARY"] = str(library)
    place = ROOT / "python" / "jxpr" / "__init__.py"
    spec = importlib.util.spec_from_file_location(name, place, submodule_search_locations=[str(place.parent)])
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def workloads(np, N):
    """(title, program, operands, NumPy's function, NumExpr's text, Numba's key or None, bytes written, has a floor)"""
    r = np.random.default_rng(7)
    t = r.random(N) < 0.3
    none, first, late = np.zeros(N, bool), np.zeros(N, bool), np.zeros(N, bool)
    first[0] = late[N // 2] = True
    a, b = r.standard_normal(N), r.standard_normal(N)
    hit = a.copy()
    hit[3] = 100.0
    f, i = a.astype("float32"), r.integers(-(10**9), 10**9, N, dtype="int32")
    side = int(N**0.25) - 1
    wide, tall, cube = a[: 12 * (N // 12)].reshape(12, -1), a.reshape(-1, 5000), a[: side**4].reshape((side,) * 4)
    rows = {k: r.standard_normal((k, N // k)) for k in (8, 12, 15, 16)}
    v, w = r.standard_normal(5000), r.standard_normal(N // 5000)
    three = a.reshape(-1, 1000, 100)
    names = np.array(["some text", "other one", "nothing", "word"] * (N // 40))
    named = names.copy()
    named[10] = "needle"

    def case(title, program, operands, numpy, numexpr=None, numba=None, written=0, floor=True):
        return title, program, operands, numpy, numexpr, numba, written, floor

    yield case("~t", "~t", {"t": t}, lambda t: ~t, "~t", "invert", N)
    yield case("t & ~u", "t & ~u", {"t": t, "u": first}, lambda t, u: t & ~u, "t & ~u", "and_not", N)
    yield case("count_nonzero(t)", "count_nonzero(t)", {"t": t}, np.count_nonzero, None, "count")
    yield case("sum(t)", "sum(t)", {"t": t}, np.sum, None, "count")
    yield case("mean(t)", "mean(t)", {"t": t}, np.mean, None, None)
    yield case("any(t), none", "any(t)", {"t": none}, np.any, None, "any")
    yield case("any(t), the first", "any(t)", {"t": first}, np.any, None, "any", 0, False)
    yield case("any(t), half way", "any(t)", {"t": late}, np.any, None, "any", 0, False)
    yield case("all(t), the first", "all(t)", {"t": t}, np.all, None, "all", 0, False)
    yield case("argmax(t), the first", "argmax(t)", {"t": first}, np.argmax, None, None, 0, False)
    yield case("argmax(t), half way", "argmax(t)", {"t": late}, np.argmax, None, None, 0, False)
    yield case("argmax(t), none", "argmax(t)", {"t": none}, np.argmax, None, None)
    yield case("any(a > 50), none", "any(a > 50)", {"a": a}, lambda a: np.any(a > 50), None, "any_above")
    yield case("any(a > 50), fourth", "any(a > 50)", {"a": hit}, lambda a: np.any(a > 50), None, "any_above", 0, False)
    yield case("count a > 0", "count_nonzero(a > 0)", {"a": a}, lambda a: np.count_nonzero(a > 0), None, "count_above")
    yield case("count f > 0", "count_nonzero(f > 0)", {"f": f}, lambda f: np.count_nonzero(f > 0), None, "count_above")
    yield case("any contains", "any(contains(s, 'needle'))", {"s": named}, lambda s: np.any(np.char.find(s, "needle") >= 0), None, None, 0, False)
    t2 = t.reshape(-1, 5000)
    yield case("any(t, axis=1)", "any(t, axis=1)", {"t": t2}, lambda t: t.any(axis=1), None, None, 0, False)
    yield case("count(t, axis=1)", "count_nonzero(t, axis=1)", {"t": t2}, lambda t: np.count_nonzero(t, axis=1))
    yield case("count(t, axis=0)", "count_nonzero(t, axis=0)", {"t": t2}, lambda t: np.count_nonzero(t, axis=0))
    yield case("any(t, axis=0)", "any(t, axis=0)", {"t": t2}, lambda t: t.any(axis=0))
    for n in (10_000, 100_000, 1_000_000):
        yield case(f"count_nonzero(t[{n}])", "count_nonzero(t)", {"t": t[:n].copy()}, np.count_nonzero, None, "count")
        yield case(f"~t[{n}]", "~t", {"t": t[:n].copy()}, lambda t: ~t, "~t", "invert", n)
    for title, x in (("of 12 rows", wide), ("2000x5000", tall), ("55^4", cube)):
        for axis in range(x.ndim):
            for name in ("sum", "max", "argmin"):
                fun = getattr(np, name)
                yield case(f"{name} {title} axis {axis}", f"{name}(x, axis={axis})", {"x": x}, lambda x, fun=fun, axis=axis: fun(x, axis=axis),
                           f"{name}(x, axis={axis})" if name != "argmin" else None, f"rows_{name}{axis}" if x.ndim == 2 else None)
    for k, x in rows.items():
        yield case(f"sum of {k} rows", "sum(x, axis=0)", {"x": x}, lambda x: x.sum(axis=0), "sum(x, axis=0)", "rows_sum0")
    yield case("argmax f64", "argmax(x)", {"x": a}, np.argmax, None, "argmax")
    yield case("argmax f32", "argmax(x)", {"x": f}, np.argmax, None, "argmax")
    yield case("argmax i32", "argmax(x)", {"x": i}, np.argmax, None, "argmax")
    yield case("argmax i16", "argmax(x)", {"x": (i >> 16).astype("int16")}, np.argmax, None, "argmax")
    yield case("argmax u8", "argmax(x)", {"x": (i >> 24).astype("uint8")}, np.argmax, None, "argmax")
    yield case("argmax f32[1e5]", "argmax(x)", {"x": f[:100_000].copy()}, np.argmax, None, "argmax")
    yield case("argmax f32 axis 0", "argmax(x, axis=0)", {"x": f.reshape(-1, 5000)}, lambda x: np.argmax(x, axis=0))
    yield case("argmax f32 axis 1", "argmax(x, axis=1)", {"x": f.reshape(-1, 5000)}, lambda x: np.argmax(x, axis=1))
    yield case("argmin last of 3", "argmin(x, axis=2)", {"x": three}, lambda x: np.argmin(x, axis=2))
    yield case("norm", "sqrt(sum(x*x))", {"x": a}, lambda x: np.sqrt(x @ x), "sum(x*x)", "norm")
    yield case("norm f32", "sqrt(sum(x*x))", {"x": f}, lambda x: np.sqrt(x @ x), "sum(x*x)", "norm")
    yield case("max|a-b|", "max(abs(a-b))", {"a": a, "b": b}, lambda a, b: np.max(np.abs(a - b)), "max(abs(a-b))", "distance")
    yield case("max|a-b| f32", "max(abs(a-b))", {"a": f, "b": f[::-1].copy()}, lambda a, b: np.max(np.abs(a - b)), "max(abs(a-b))", "distance")
    yield case("max-min", "max(x)-min(x)", {"x": a}, lambda x: x.max() - x.min(), None, "range")
    yield case("sum(A*A, 1)", "sum(A*A, axis=1)", {"A": tall}, lambda A: np.einsum("ij,ij->i", A, A), "sum(A*A, axis=1)", "squares1")
    yield case("sum(A*v, 1)", "sum(A*v, axis=1)", {"A": tall, "v": v}, lambda A, v: A @ v, "sum(A*v, axis=1)", "times1")
    yield case("sum(A*w, 0)", "sum(A*w[:,None], axis=0)", {"A": tall, "w": w}, lambda A, w: w @ A, None, None)
    yield case("max(A-v, 1)", "max(A-v, axis=1)", {"A": tall, "v": v}, lambda A, v: np.max(A - v, axis=1), "max(A-v, axis=1)", None)
    yield case("axes 1,2 of 4", "sum(x, axis=(1,2))", {"x": cube}, lambda x: x.sum(axis=(1, 2)))
    yield case("axes 0,2 of 4", "sum(x, axis=(0,2))", {"x": cube}, lambda x: x.sum(axis=(0, 2)))
    yield case("axes 2,3 of 4", "sum(x, axis=(2,3))", {"x": cube}, lambda x: x.sum(axis=(2, 3)))
    yield case("axes 0,3 of 4", "sum(x, axis=(0,3))", {"x": cube}, lambda x: x.sum(axis=(0, 3)))
    corr = "x=a-mean(a); y=b-mean(b); sum(x*y)/sqrt(sum(x*x)*sum(y*y))"
    yield case("correlation", corr, {"a": a, "b": b}, lambda a, b: np.corrcoef(a, b)[0, 1], None, "correlation")
    yield case("correlation 1e6", corr, {"a": a[: N // 10].copy(), "b": b[: N // 10].copy()}, lambda a, b: np.corrcoef(a, b)[0, 1], None, "correlation")
    batch = a.reshape(-1, 250)
    text = "(x-mean(x,axis={0},keepdims=True))/sqrt(var(x,axis={0},keepdims=True)+1e-5)"
    norm = lambda axis: lambda x: (x - x.mean(axis=axis, keepdims=True)) / np.sqrt(x.var(axis=axis, keepdims=True) + 1e-5)
    yield case("batch norm", text.format(0), {"x": batch}, norm(0), None, "batch", batch.nbytes)
    yield case("layer norm", text.format(1), {"x": batch}, norm(1), None, "layer", batch.nbytes)
    small = batch[: N // 2500].copy()
    yield case("batch norm 4000", text.format(0), {"x": small}, norm(0), None, "batch", small.nbytes)
    yield case("layer norm 4000", text.format(1), {"x": small}, norm(1), None, "layer", small.nbytes)


def numba_functions(threads):
    import numba

    import folds_numba

    numba.set_num_threads(threads)
    return folds_numba.FUNCTIONS


def bandwidths(np, jxpr):
    """Seconds a byte of a read and of a copy by jx, of arrays that fit no cache."""
    big = np.ones(20_000_000)
    into = np.zeros_like(big)
    reads = min(timed(lambda: jxpr.evaluate("max(x)", {"x": big}), 1) for _ in range(5)) / big.nbytes
    copies = min(timed(lambda: jxpr.evaluate("-x", {"x": big}, out=into), 1) for _ in range(5)) / big.nbytes / 2
    return reads, copies


def main():
    args = arguments()
    os.environ.setdefault("OMP_NUM_THREADS", str(args.threads))
    os.environ.setdefault("OPENBLAS_NUM_THREADS", str(args.threads))
    sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "python")]
    old = load_jxpr(args.before, "jxpr_before") if args.before else None
    jxpr = load_jxpr(BUILD / "libjx.so", "jxpr")
    import numpy as np

    for module in filter(None, (old, jxpr)):
        module.set_threads(args.threads)
    numexpr = None
    if "NumExpr" in args.peers:
        import numexpr

        numexpr.set_num_threads(args.threads)
    numba = numba_functions(args.threads) if "Numba" in args.peers else {}
    if not args.check:
        reads, copies = bandwidths(np, jxpr)
        print(f"read {1e-9 / reads:.1f} GB/s, copy {1e-9 / copies:.1f} GB/s")
        print(f"{'':24}{'jx us':>10}{'before':>10}" + "".join(f"{p:>10}" for p in args.peers) + "  x peer x floor")
    for title, program, operands, plain, text, key, written, floor in workloads(np, FEW if args.check else N):
        if not any(o in title for o in args.only):
            continue
        runs = {"jx": lambda: jxpr.evaluate(program, operands)}
        if old:
            runs["before"] = lambda: old.evaluate(program, operands)
        if "NumPy" in args.peers:
            runs["NumPy"] = lambda: plain(*operands.values())
        if text and numexpr:
            runs["NumExpr"] = lambda: numexpr.evaluate(text, local_dict=operands)
        if key in numba:
            runs["Numba"] = lambda: numba[key](*operands.values())
        if args.check:
            check(np, title, runs)
            continue
        times = measure(runs, args.rounds)
        least = (sum(x.nbytes for x in operands.values()) + written) * (copies if written else reads)
        line = f"{title:24}{times['jx'] * 1e6:10.1f}{times.get('before', np.nan) * 1e6:10.1f}"
        line += "".join(f"{times.get(p, np.nan) * 1e6:10.1f}" for p in args.peers)
        best = min((times[p] for p in args.peers if p in times), default=np.nan)
        print(line + f"{times['jx'] / best:8.2f}" + (f"{times['jx'] / least:8.2f}" if floor else ""), flush=True)


def timed(run, n):
    start = time.perf_counter()
    for _ in range(n):
        run()
    return (time.perf_counter() - start) / n


def measure(runs, rounds):
    """The best time of each."""
    for run in runs.values():
        run()
    turns = {name: max(1, int(TURN / (timed(run, 1) + 1e-7))) for name, run in runs.items()}
    best, order = dict.fromkeys(runs, float("inf")), list(runs)
    for _ in range(rounds):
        random.shuffle(order)
        for name in order:
            time.sleep(PAUSE if len(order) > 2 else 0.002)
            best[name] = min(best[name], timed(runs[name], turns[name]))
    return best


def check(np, title, runs):
    values = {name: np.asarray(run()) for name, run in runs.items()}
    for name, value in values.items():
        same = value.shape == values["jx"].shape and np.allclose(value, values["jx"], rtol=1e-5, atol=1e-5)
        print(f"{title:24}{name:10}{'same' if same else 'DIFFERS'}")


if __name__ == "__main__":
    main()
