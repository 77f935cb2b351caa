"""What tests of the kernel cache run in processes of their own.

`python cache_worker.py WHAT` evaluates programs and prints what came of them as JSON:

    wrong   what differs from NumPy, as text
    bits    a digest of every result's dtype, shape and bytes
    stats   jxpr.stats() in the end
    llvm    whether the code generator, and LLVM with it, is in the process

WHAT is `fixed` (the programs of cases()), `random` (some of random_programs.py and random_reductions.py), `threads`
(fixed, in eight threads at once), or `fork` or `spawn` (some of fixed, in eight processes at once: a list of reports).
"""

import hashlib
import json
import multiprocessing
import pathlib
import random
import sys
import threading
import warnings

import numpy as np

import jxpr
import random_arrays
import random_programs
import random_reductions

WORKERS = 8


def whole(shape, dtype):
    """Small whole numbers: sums of them are exact in any order."""
    numbers = (np.arange(int(np.prod(shape))) * 7919 % 19 - 9).reshape(shape)
    return (np.abs(numbers) if np.dtype(dtype).kind == "u" else numbers).astype(dtype)


def cases_of(dtype):
    """(program, operands, expected values) with every kind of layout."""
    a, b, v = whole((24, 3, 32), dtype), whole((3, 1), dtype), whole(32, dtype)
    f, t = np.asfortranarray(a[:, 0]), a[:, 1].T
    s = whole((48, 64), dtype)[::2, ::-2]
    x, y = a.astype(np.float64), s.astype(np.float64)
    both = {"a": a, "b": b, "v": v}
    yield "a*b + v", both, a * b + v
    yield "where(a > v, a, b)", both, np.where(a > v, a, b)
    yield "a[:, None, 1]*v", both, a[:, None, 1] * v
    for axis in (None, 0, 1, 2, -1, (0, 2), (1, 2), (0, 1, 2)):
        yield f"sum(a, axis={axis})", both, np.sum(a, axis=axis)
        yield f"max(a, axis={axis}, keepdims=True)", both, np.max(a, axis=axis, keepdims=True)
        yield f"sum(float64(a)*b, axis={axis})", both, np.sum(x * b, axis=axis)
    yield "count_nonzero(a), any(a > 5, axis=0)", both, (np.count_nonzero(a), np.any(a > 5, axis=0))
    yield "f + 1", {"f": f}, f + 1
    yield "f*s, sum(f, axis=0), sum(f, axis=1)", {"f": f, "s": s}, (f * s, f.sum(0), f.sum(1))
    yield "f + t.T", {"f": f, "t": t}, f + t.T
    yield "s, s.T, max(s, axis=0), sum(s)", {"s": s}, (s, s.T, s.max(0), s.sum())
    yield "m = mean(s, axis=1); m", {"s": s}, y.mean(1).astype(s.dtype if s.dtype.kind == "f" else float)
    yield "w + v", {"w": np.broadcast_to(v[:1], (5, 32)), "v": v}, v[:1] + v + np.zeros((5, 1), dtype)
    yield "sum(a, axis=0), a*2.5", {"a": a[:0]}, (a[:0].sum(0), a[:0] * 2.5)
    yield "p*v", {"p": v[3], "v": v}, v[3] * v
    yield "p*2, p", {"p": v[3]}, (v[3] * 2, v[3])


def cases():
    """(program, operands, expected values; None where the language leaves the last bits open)"""
    for dtype in random_arrays.DTYPES:
        yield from cases_of(dtype)
    for n in (5, 1000, 0, np.int64(7), np.array(33)):
        yield "arange(n)", {"n": n}, np.arange(n)
        v = whole(32, float)
        yield "sum(arange(n)*x), v[:n]", {"n": n, "x": 2, "v": v}, ((np.arange(n) * 2).sum(), v[:n])
    for n in (3, 8):
        a = whole((8, n), float)
        yield "sum(a[:n]*k, axis=1)", {"a": a, "n": n, "k": 3}, (a[:n] * 3).sum(1)
    a, b = np.linspace(0.1, 3, 100), whole(100, np.float32)
    yield "sin(a)**2 + cos(a)**2 > 0.999", {"a": a}, np.ones(100, bool)
    yield "exp(a), log(b*b + 1)", {"a": a, "b": b}, None


# ---- Given results ------------------------------------------------------------------------------------------------


def given():
    """(program, operands, what is given for results, what must be in it then)"""
    a, b = whole((20, 30), float), whole((20, 30), np.float32)
    plain, narrow, turned = np.empty((20, 30)), np.empty((20, 30), np.float32), np.empty((30, 20)).T
    within = np.zeros((40, 60))[::2, ::-2]
    for out in (plain, narrow, turned, within):
        yield "a*3 - b", {"a": a, "b": b}, out, (a * 3 - b).astype(out.dtype)
    sums, most = np.empty(20), np.empty((), np.float64)
    yield "sum(a, axis=1), max(b)", {"a": a, "b": b}, (sums, most), (a.sum(1), np.float64(b.max()))
    own = a.copy()
    yield "x*2 + 1", {"x": own}, own, a * 2 + 1
    late = a.copy()
    yield "x[1:] - x[:-1]", {"x": late}, late[1:], a[1:] - a[:-1]


# ---- Running ------------------------------------------------------------------------------------------------------


def tuple_of(x):
    return x if isinstance(x, tuple) else (x,)


class Report:
    def __init__(self):
        self.wrong, self.digest = [], hashlib.sha256()

    def add(self, text, results, wrong):
        for r in map(np.asarray, tuple_of(results)):
            self.digest.update(f"{r.dtype}{r.shape}".encode() + r.tobytes())
        if wrong:
            self.wrong.append(f"{text}: {wrong}")

    def exactly(self, text, results, expected):
        pairs = zip(tuple_of(results), tuple_of(expected), strict=True)
        self.add(text, results, next(filter(None, (random_arrays.same(g, e) for g, e in pairs)), None))

    def done(self):
        return {
            "wrong": self.wrong,
            "bits": self.digest.hexdigest(),
            "stats": jxpr.stats(),
            "llvm": "libjx-codegen" in pathlib.Path("/proc/self/maps").read_text(),
        }


def fixed(every=1):
    report = Report()
    for text, operands, expected in list(cases())[::every]:
        got = jxpr.evaluate(text, operands)
        if expected is None:
            report.add(text, got, None)
        else:
            report.exactly(text, got, expected)
    for text, operands, out, expected in given():
        report.exactly(text, jxpr.evaluate(text, operands, out=out), expected)
    return report.done()


def some_random(programs=100, reductions=50):
    report = Report()
    warnings.simplefilter("ignore")  # NumPy's, of what the makers try
    made = [random_programs.Maker(random.Random(seed)).program() for seed in range(programs)]
    for text, operands, expected in made:
        got = jxpr.evaluate(text, operands)
        report.exactly(text, got, tuple(expected))
    shapes = [(7, 11, 20), (33,), (200, 30), (5, 1, 65), *random_reductions.SHAPES[-3:]]
    made = [
        random_reductions.Maker(random.Random(seed), full=shapes[seed % len(shapes)]).program()
        for seed in range(reductions)
    ]
    for text, operands, values in made:
        got = jxpr.evaluate(text, operands)
        wrong = (random_reductions.far(g, v) for g, v in zip(tuple_of(got), values, strict=True))
        report.add(text, got, next(filter(None, wrong), None))
    return report.done()


def threads():
    """All begin at once; a report whose bits are those of all."""
    barrier, reports = threading.Barrier(WORKERS), []

    def work():
        barrier.wait()
        reports.append(fixed())

    workers = [threading.Thread(target=work) for _ in range(WORKERS)]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    wrong = [w for r in reports for w in r["wrong"]]
    if len(reports) != WORKERS or len({r["bits"] for r in reports}) != 1:
        wrong.append(f"{len(reports)} threads with bits {[r['bits'] for r in reports]}")
    return {**reports[0], "wrong": wrong, "stats": jxpr.stats()}


def meet(barrier, queue):
    barrier.wait()
    queue.put(fixed(every=7))


def processes(method):
    """All begin at once; a list of their reports."""
    context = multiprocessing.get_context(method)
    barrier, queue = context.Barrier(WORKERS), context.Queue()
    workers = [context.Process(target=meet, args=(barrier, queue)) for _ in range(WORKERS)]
    for w in workers:
        w.start()
    reports = [queue.get(timeout=100) for _ in workers]
    for w in workers:
        w.join()
        assert w.exitcode == 0, w.exitcode
    return reports


if __name__ == "__main__":
    what = sys.argv[1]
    makers = {"fixed": fixed, "random": some_random, "threads": threads}
    print(json.dumps(makers[what]() if what in makers else processes(what)))
