"""More workloads of middle size for sweep.py: what is folded or computed in cache, of many dtypes.

In: what makes a workload, since sweep_work.py, which lists these among its own, imports this. Out: middle_values().
"""

import numpy as np

SIZES = 1000, 30_000, 100_000, 1_000_000
FLOATS = np.float64, np.float32
INTEGERS = np.int8, np.uint8, np.int16, np.int32, np.int64

# Of an array `a`, or of `a` and `b`, to one value: jx's program, NumPy's expression, Numba's function.
FOLDS = (
    ("mean", "a", "mean(a)", "np.mean(a)", "mean_wide"),
    ("max", "a", "max(a)", "np.max(a)", "most"),
    ("std", "a", "std(a)", "np.std(a)", "deviation"),
    ("norm", "a", "sqrt(sum(a**2))", "np.sqrt(a @ a)", "norm"),
    ("sum of sizes", "a", "sum(abs(a))", "np.sum(np.abs(a))", "sizes_added"),
    ("argmax", "a", "argmax(a)", "np.argmax(a)", "argmax"),
    ("count of a > 0.5", "a", "count_nonzero(a > 0.5)", "np.count_nonzero(a > 0.5)", "count_above"),
    ("largest difference", "ab", "max(abs(a - b))", "np.max(np.abs(a - b))", "most_apart"),
    ("mean square difference", "ab", "mean((a - b)**2)", "np.mean((a - b)**2)", "squares_apart"),
    ("weighted mean", "ab", "sum(a*b)/sum(b)", "(a @ b)/b.sum()", "weighted_mean"),
    (
        "correlation", "ab", "x = a - mean(a); y = b - mean(b); sum(x*y)/sqrt(sum(x*x)*sum(y*y))",
        "x = a - a.mean(); y = b - b.mean(); (x @ y)/np.sqrt((x @ x)*(y @ y))", "correlation"
    ),
)
# Of the same to an array, which is given: of bool where the value is.
MAPS = (
    ("a < b", "ab", "a < b", "np.less(a, b, out=out)", "less"),
    ("where(a > b, a, b)", "ab", "where(a > b, a, b)", "np.copyto(out, b); np.copyto(out, a, where=a > b)", "larger"),
    ("clip", "a", "clip(a, 0.25, 0.75)", "np.clip(a, 0.25, 0.75, out=out)", "clipped"),
    ("a*b", "ab", "a*b", "np.multiply(a, b, out=out)", "product"),
)


def narrowed(arrays, wide, dtype, n, names="abo"):
    """make() for arrays of a dtype of which there are no random numbers; "o" is the result's."""

    def make():
        made = {x: arrays(wide, a=(n,))()["a"].astype(dtype) for x in names if x != "o"}
        return made | {"out": np.empty(n, dtype)} if "o" in names else made

    return make


def middle_values(work, arrays, short):
    """`work` makes a workload, `arrays` its operands, `short` names dtypes."""
    k = "middle values"

    def name_of(text, n, dtype):
        return f"{text}, {n} {short.get(dtype) or np.dtype(dtype).name}"

    for n in SIZES:
        for dtype in FLOATS:
            for text, names, program, numpy, numba in FOLDS:
                make = arrays(dtype, **{x: (n,) for x in names})
                yield work(name_of(text, n, dtype), k, make, program, numpy, None, numba)
            for text, names, program, numpy, numba in MAPS:

                def make(dtype=dtype, names=names, n=n, kind=bool if "<" in text else dtype):
                    return arrays(dtype, **{x: (n,) for x in names})() | {"out": np.empty(n, kind)}

                yield work(name_of(text, n, dtype), k, make, program, numpy, None, numba)
        for dtype in INTEGERS:
            make = arrays(dtype, a=(n,))
            yield work(name_of("sum", n, dtype), k, make, "sum(a)", "np.sum(a)", None, "total_wide")
            yield work(name_of("mean", n, dtype), k, make, "mean(a)", "np.mean(a)", None, "mean_wide")
            yield work(name_of("max", n, dtype), k, make, "max(a)", "np.max(a)", None, "most")
            yield work(name_of("argmax", n, dtype), k, make, "argmax(a)", "np.argmax(a)", None, "argmax")
            make = arrays(dtype, a=(n,), b=(n,), out=(n,))
            yield work(name_of("a + b", n, dtype), k, make, "a + b", "np.add(a, b, out=out)", None, "plus")
            make = lambda dtype=dtype, n=n: {"a": arrays(dtype, a=(n,))()["a"], "out": np.empty(n, np.float32)}
            program = "float32(a)*float32(0.5)"
            numpy = "np.multiply(a.astype(np.float32), np.float32(0.5), out=out)"
            yield work(name_of("halves as float32", n, dtype), k, make, program, numpy, None, "as_float")
        make = narrowed(arrays, np.float32, np.float16, n)
        yield work(name_of("a + b", n, np.float16), k, make, "a + b", "np.add(a, b, out=out)", None, None)
        make = narrowed(arrays, np.float32, np.float16, n, "a")
        yield work(name_of("sum", n, np.float16), k, make, "sum(a)", "np.sum(a)", None, None, tolerance=1e-2)
        yield work(name_of("max", n, np.float16), k, make, "max(a)", "np.max(a)", None, None)
        make = narrowed(arrays, np.complex128, np.complex64, n)
        yield work(name_of("a*b", n, np.complex64), k, make, "a*b", "np.multiply(a, b, out=out)", None, "product")
        yield work(name_of("a + b", n, np.complex64), k, make, "a + b", "np.add(a, b, out=out)", None, "plus")
        make = narrowed(arrays, np.complex128, np.complex64, n, "a")
        yield work(name_of("sum", n, np.complex64), k, make, "sum(a)", "np.sum(a)", None, "total")
