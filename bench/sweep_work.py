"""The workloads of sweep.py, as one table: kinds in which a peer was, or may be, faster than jx.

In: nothing. Out: WORKLOADS, a list of `Work`. Each row has what every program needs: arrays, jx's program, NumPy's
statement as its experts write it (into given arrays where there are any), NumExpr's expression, and the name of a
function of sweep_numba.py, which takes the arrays by name. Names are unique; a kind's neighbours in size and dtype are
rows too, made by loops. To add a workload, add a row to the function of its kind.
"""

import dataclasses
import itertools
import typing

import numpy as np
from sweep_middle import middle_values

F8, F4, I4, U1 = np.float64, np.float32, np.int32, np.uint8
SHORT = {F8: "f8", F4: "f4", I4: "i4", U1: "u1", np.int16: "i2", np.int64: "i8", np.complex128: "c16", bool: "bool"}


@dataclasses.dataclass
class Work:
    """One workload.

    kind      which of the kinds below, sweep.py's --kind
    make      () -> names: the operands; "out", if there is one, is the result's array
    jx        program
    numpy     a statement, or an expression where there is no "out"
    numexpr   an expression, or None: it cannot say this
    numba     the name of a function of sweep_numba.py that takes the names in their order, or None
    moved     bytes that have to move at least: None: each array once; 0: arithmetic decides, there is no floor
    tolerance by how much of the largest value the peers' values may differ; float32 sums of peers lose digits
    """

    name: str
    kind: str
    make: typing.Callable
    jx: str
    numpy: typing.Optional[str] = None
    numexpr: typing.Optional[str] = None
    numba: typing.Optional[str] = None
    moved: typing.Optional[int] = None
    tolerance: float = 5e-3


def random(dtype, *shape):
    rng = np.random.default_rng(sum(shape))
    if np.issubdtype(dtype, np.floating):
        return rng.random(shape, dtype=dtype)
    if dtype == bool:
        return rng.random(shape) < 0.5
    if np.issubdtype(dtype, np.complexfloating):
        return rng.random(shape) + 1j * rng.random(shape)
    return rng.integers(0, 100, shape).astype(dtype)


def arrays(dtype, **shapes):
    """make() for arrays of one dtype by name and shape."""
    return lambda: {
        k: np.empty(s, dtype) if k == "out" else random(dtype, *s) for k, s in shapes.items()
    }


def short_axes():
    k = "short axes"
    for dtype in (F4, F8):
        d = SHORT[dtype]
        for h, w, c in ((1000, 1000, 3), (1000, 1000, 4), (300, 200, 3)):
            image = (h, w, c)
            make = arrays(dtype, a=image, m=(c,), s=(c,), out=image)
            numpy = "np.subtract(a, m, out=out); np.divide(out, s, out=out)"
            yield Work(f"normalise ({h},{w},{c}) {d}", k, make, "(a - m)/s", numpy, "(a - m)/s", "normalise")
        for c in (2, 3, 5, 12):
            shape = (1_000_000 * 3 // c, c)
            make = arrays(dtype, a=shape, s=(shape[0],), out=shape)
            numpy = "np.multiply(a, s[:, None], out=out)"
            yield Work(f"rows of {c} scaled {d}", k, make, "a*s[:,None]", numpy, None, "scale_rows")
            make = arrays(dtype, a=shape, s=(c,), out=shape)
            yield Work(
                f"columns of {c} scaled {d}", k, make, "a*s", "np.multiply(a, s, out=out)", "a*s", "scale_columns"
            )
        make = arrays(dtype, u=(1_000_000,), v=(3,), out=(1_000_000, 3))
        yield Work(
            f"outer product with 3 {d}", k, make, "u[:,None]*v", "np.multiply(u[:, None], v, out=out)", None, "outer"
        )
        make = arrays(dtype, p=(1_000_000, 3), r=(3, 3), out=(1_000_000, 3))
        program = "sum(p[:,None,:]*r, axis=2)"
        yield Work(f"rotate points {d}", k, make, program, "np.matmul(p, r.T, out=out)", None, "rotate")
        make = arrays(dtype, a=(1000, 1000, 4), b=(1000, 1000, 4), out=(1000, 1000, 4))
        program = "t = a[:,:,3:]; a*t + b*(1 - t)"
        yield Work(
            f"alpha blending {d}", k, make, program, "t = a[:, :, 3:]; out[...] = a*t + b*(1 - t)", None, "blend"
        )
        image, points, twelve, twenty = (1000, 1000, 3), (1_000_000, 3), (250_000, 12), (150_000, 20)
        for shape, axis in (*itertools.product((image, points, twelve, twenty), (0, 1)), (image, 2)):
            text = f"sum(a, axis={axis})"
            numba = "sum_rows" if len(shape) == 2 and axis == 1 else "sum_columns" if len(shape) == 2 else None
            name = f"sum {','.join(map(str, shape))} axis {axis} {d}"
            yield Work(name, k, arrays(dtype, a=shape), text, f"np.sum(a, axis={axis})", text, numba)
        for c in (3, 10, 30, 100):
            shape = (3_000_000 // c, c)
            make = arrays(dtype, a=shape)
            yield Work(
                f"argmin of rows of {c} {d}", k, make, "argmin(a, axis=1)", "np.argmin(a, axis=1)", None, "argmin_rows"
            )
            program, numpy = "sqrt(sum(a**2, axis=1))", "np.sqrt(np.einsum('ij,ij->i', a, a))"
            yield Work(f"norms of rows of {c} {d}", k, make, program, numpy, "sum(a**2, axis=1)", "norm_rows")
        for c in (3, 5, 10):
            shape = (1_000_000, c)
            make = arrays(dtype, a=shape, out=shape)
            program = "e = exp(a - max(a, axis=1, keepdims=True)); e/sum(e, axis=1, keepdims=True)"
            numpy = "np.exp(a - a.max(axis=1, keepdims=True), out=out); out /= out.sum(axis=1, keepdims=True)"
            yield Work(f"softmax of rows of {c} {d}", k, make, program, numpy, None, "softmax")
        n = 1000
        program = "d = p[None,:,:] - p[:,None,:]; r = sum(d**2, axis=2) + 0.01\nsum(d*(m*r**-1.5)[:,:,None], axis=1)"
        numpy = "d = p - p[:, None]; r = (d**2).sum(axis=2) + 0.01; w = m*r**-1.5; (d*w[:, :, None]).sum(axis=1)"
        yield Work(f"n-body, interleaved {d}", k, arrays(dtype, p=(n, 3), m=(n,)), program, numpy, None, "nbody", 0)
        program = "sum(w[:,:,None]*p[None,:,:], axis=1)"
        make = arrays(dtype, w=(n, n), p=(n, 3))
        yield Work(f"weighted points {d}", k, make, program, "w @ p", None, None)
        make = arrays(dtype, x=(300_000, 3), t=(300_000,))
        program, numpy = "sum(x*exp(-t)[:,None], axis=0)", "np.exp(-t) @ x"
        yield Work(f"points weighted by exp {d}", k, make, program, numpy, None, None)


def contractions():
    k = "contractions"
    for dtype in (F8, F4):
        d = SHORT[dtype]
        n, m, c = 1000, 1000, 64
        make = arrays(dtype, a=(n, c), b=(m, c))
        program = "sqrt(sum((a[:,None,:] - b[None,:,:])**2, axis=2))"
        numpy = "np.sqrt(np.maximum((a*a).sum(1)[:, None] + (b*b).sum(1) - 2*(a @ b.T), 0))"
        yield Work(f"pair distances in 64 {d}", k, make, program, numpy, None, "pairs", 0, 1e-3)
        make = arrays(dtype, a=(20_000, c), b=(64, c))
        program = "argmin(sum((a[:,None,:] - b[None,:,:])**2, axis=2), axis=1)"
        numpy = "np.argmin((b*b).sum(1) - 2*(a @ b.T), axis=1)"
        yield Work(f"k-means assignment in 64 {d}", k, make, program, numpy, None, "assign", 0, 2)
        make = arrays(dtype, a=(n, c), b=(m, c))
        program = "sum(a[:,None,:]*b, axis=2)/sqrt(sum(a**2, axis=1)[:,None]*sum(b**2, axis=1))"
        numpy = "(a @ b.T)/np.sqrt((a*a).sum(1)[:, None]*(b*b).sum(1))"
        yield Work(f"cosine similarity {d}", k, make, program, numpy, None, None, 0)
        for n in (100, 300, 1000):
            make = arrays(dtype, a=(n, n), b=(n, n))
            program = "sum(a[:,:,None]*b, axis=1)"
            yield Work(f"matrix product {n} {d}", k, make, program, "a @ b", None, None, 0)
            yield Work(
                f"maximum-plus product {n} {d}", k, make, "max(a[:,:,None] + b, axis=1)", None, None, "max_plus", 0
            )
        yield Work(
            f"A.T A {d}", k, arrays(dtype, a=(20_000, 100)), "sum(a[:,:,None]*a[:,None,:], axis=0)", "a.T @ a", None,
            None, 0
        )
        for shape in ((200, 100), (20_000, 50), (3000, 300)):
            name = f"A.T A of {shape[0]}x{shape[1]} {d}"
            yield Work(name, k, arrays(dtype, a=shape), "a.T@a", "a.T @ a", None, None, 0)
        yield Work(
            f"matrix times vector {d}", k, arrays(dtype, a=(4000, 4000), v=(4000,)), "sum(a*v, axis=1)", "a @ v", None,
            "matvec"
        )


def columns():
    """Long axes of few columns, and several axes at once."""
    k = "columns"
    for dtype, (n, c) in itertools.product((F8, F4, U1), ((1000, 3), (300_000, 3), (100_000, 7), (50_000, 16))):
        d, a = f"{n}x{c} {SHORT[dtype]}", arrays(dtype, a=(n, c))
        yield Work(f"argmax of columns {d}", k, a, "argmax(a, axis=0)", "a.argmax(axis=0)")
        yield Work(f"running sum of columns {d}", k, a, "cumsum(a, axis=0)", "a.cumsum(axis=0)")
        if dtype != U1:
            yield Work(f"sum of columns {d}", k, a, "sum(a, axis=0)", "a.sum(axis=0)")
            yield Work(f"weighted columns {d}", k, arrays(dtype, a=(n, c), w=(n,)), "w@a", "w @ a")
            yield Work(f"columns times columns {d}", k, a, "a.T@a", "a.T @ a", None, None, 0)
    for dtype, shape in itertools.product((F8, F4, np.complex128, bool), ((512, 512, 4), (100, 100, 3))):
        d, a = "x".join(map(str, shape)) + f" {SHORT[dtype]}", arrays(dtype, a=shape)
        for axes in ((1, 2), (0, 1)):
            yield Work(f"sum over axes {axes[0]} and {axes[1]} {d}", k, a, f"sum(a, axis={axes})", f"a.sum(axis={axes})")
    for dtype, (n, c) in itertools.product((F8, F4), ((100_000, 3), (50_000, 4), (10_000, 8))):
        d, two = f"{n} of {c}x{c} {SHORT[dtype]}", arrays(dtype, a=(n, c, c), b=(n, c, c))
        yield Work(f"small matrix products, {d}", k, two, "a@b", "a @ b")


def middle_sizes():
    k = "middle sizes"
    polynomial = "0.5"
    for i in range(19):
        polynomial = f"({polynomial})*a + {1 / (i + 2)!r}"
    for dtype in (F8, F4):
        d = SHORT[dtype]
        for n in (1000, 10_000, 100_000, 300_000, 1_000_000, 3_000_000):
            two = arrays(dtype, a=(n,), b=(n,))
            given = arrays(dtype, a=(n,), b=(n,), out=(n,))
            yield Work(
                f"2a + 3b of {n} {d}", k, given, "2*a + 3*b", "np.multiply(a, 2, out=out); out += 3*b", "2*a + 3*b",
                "linear"
            )
            yield Work(
                f"2a + 3b of {n}, fresh {d}", k, two, "2*a + 3*b", "2*a + 3*b", "2*a + 3*b", "linear_fresh",
                3 * n * dtype().itemsize
            )
            yield Work(f"sum of {n} {d}", k, arrays(dtype, a=(n,)), "sum(a)", "np.sum(a)", "sum(a)", "total")
            yield Work(f"dot of {n} {d}", k, two, "sum(a*b)", "a @ b", "sum(a*b)", "dot")
            yield Work(f"var of {n} {d}", k, arrays(dtype, a=(n,)), "var(a)", "np.var(a)", None, "var")
            if n in (10_000, 100_000, 1_000_000):
                yield Work(
                    f"20 terms of {n} {d}", k, arrays(dtype, a=(n,), out=(n,)), polynomial, None, polynomial,
                    "polynomial"
                )


def truths():
    k = "bool"
    for n in (100_000, 10_000_000):
        none = lambda n=n: {"t": np.zeros(n, bool)}
        first = lambda n=n: {"t": np.arange(n) == 0}
        half = arrays(bool, t=(n,))
        yield Work(f"~t of {n}", k, arrays(bool, t=(n,), out=(n,)), "~t", "np.logical_not(t, out=out)", None, "invert")
        yield Work(
            f"t & u of {n}", k, arrays(bool, t=(n,), u=(n,), out=(n,)), "t & u", "np.logical_and(t, u, out=out)", None,
            "both"
        )
        yield Work(f"count_nonzero of {n}", k, half, "count_nonzero(t)", "np.count_nonzero(t)", None, "count")
        yield Work(f"any of {n}, none", k, none, "any(t)", "np.any(t)", None, "any_true")
        yield Work(f"any of {n}, the first", k, first, "any(t)", "np.any(t)", None, "any_true", 0)
        yield Work(f"argmax of {n} bool, none", k, none, "argmax(t)", "np.argmax(t)")
        yield Work(f"argmax of {n} bool, the first", k, first, "argmax(t)", "np.argmax(t)", moved=0)
        yield Work(
            f"any(a > 0) of {n}, the first", k, arrays(F8, a=(n,)), "any(a > 0)", "np.any(a > 0)", None, "any_above", 0
        )
        yield Work(
            f"any(a > 2) of {n}, none", k, arrays(F8, a=(n,)), "any(a > 2)", "np.any(a > 2)", None, "any_above_two"
        )


def rows_of_values():
    k = "rows of values"
    for dtype in (F8, F4):
        d = SHORT[dtype]
        of_four = (0, 1, 2, 3, (1, 3), (0, 2))
        for shape, axes in (((12, 1_000_000), (0, 1)), ((60,) * 4, of_four), ((2000, 5000), (0, 1))):
            for axis in axes:
                for f in ("max", "sum"):
                    text, a = f"{f}(a, axis={axis})", ",".join(map(str, shape))
                    numba = f"{f}_{'rows' if axis else 'columns'}" if len(shape) == 2 else None
                    yield Work(
                        f"{f} ({a}) axis {axis} {d}", k, arrays(dtype, a=shape), text, f"np.{f}(a, axis={axis})", None,
                        numba
                    )
        yield Work(f"norm {d}", k, arrays(dtype, a=(10_000_000,)), "sqrt(sum(a**2))", "np.sqrt(a @ a)", None, "norm")
        yield Work(
            f"max|a - b| {d}", k, arrays(dtype, a=(5_000_000,), b=(5_000_000,)), "max(abs(a - b))",
            "np.max(np.abs(a - b))", None, "most_apart"
        )
        program = "x = a - mean(a); y = b - mean(b); sum(x*y)/sqrt(sum(x*x)*sum(y*y))"
        numpy = "x = a - a.mean(); y = b - b.mean(); (x @ y)/np.sqrt((x @ x)*(y @ y))"
        yield Work(
            f"correlation {d}", k, arrays(dtype, a=(5_000_000,), b=(5_000_000,)), program, numpy, None, "correlation",
            4 * 5_000_000 * dtype().itemsize
        )
        for c in (10, 30, 64, 128):
            shape = (4_000_000 // c, c)
            yield Work(
                f"weighted rows of {c} {d}", k, arrays(dtype, a=shape, v=(c,)), "sum(a*v, axis=1)", "a @ v", None,
                "matvec"
            )
        shape = (4000, 1000)
        program = "m = mean(a, axis=1, keepdims=True); v = var(a, axis=1, keepdims=True); (a - m)/sqrt(v + 1e-5)*g + b"
        numpy = "m = a.mean(axis=1, keepdims=True); np.subtract(a, m, out=out); v = np.einsum('ij,ij->i', out, out)"
        numpy += "/a.shape[1]; out /= np.sqrt(v + 1e-5)[:, None]; out *= g; out += b"
        yield Work(
            f"layer norm {d}", k, arrays(dtype, a=shape, g=(1000,), b=(1000,), out=shape), program, numpy, None,
            "layer_norm"
        )
        program = program.replace("axis=1", "axis=0")
        numpy = "m = a.mean(axis=0); np.subtract(a, m, out=out); v = np.einsum('ij,ij->j', out, out)/a.shape[0]"
        numpy += "; out /= np.sqrt(v + 1e-5); out *= g; out += b"
        yield Work(
            f"batch norm over columns {d}", k, arrays(dtype, a=shape, g=(1000,), b=(1000,), out=shape), program, numpy,
            None, None
        )
    for dtype, c in itertools.product((F8, F4), (3, 7, 40)):
        shape, d = (1_500_000 // c, c), SHORT[dtype]
        program = "m = mean(a, axis=1, keepdims=True); v = var(a, axis=1, keepdims=True); (a - m)/sqrt(v + 1e-5)*g + b"
        numpy = "m = a.mean(axis=1, keepdims=True); np.subtract(a, m, out=out); v = np.einsum('ij,ij->i', out, out)"
        numpy += "/a.shape[1]; out /= np.sqrt(v + 1e-5)[:, None]; out *= g; out += b"
        yield Work(
            f"layer norm of rows of {c} {d}", k, arrays(dtype, a=shape, g=(c,), b=(c,), out=shape), program, numpy,
            None, "layer_norm"
        )
    for dtype, c in itertools.product((F8, F4, I4, U1), (9, 16, 24, 48, 200, 400)):
        d, make = SHORT[dtype], arrays(dtype, a=(3_000_000 // c, c))
        for f in ("max",) if dtype == U1 else ("max", "sum"):
            text = f"{f}(a, axis=1)"
            yield Work(f"{f} of rows of {c} {d}", k, make, text, f"np.{text}", None, f"{f}_rows")
        if dtype in (F8, F4):
            text = "sqrt(sum((a - v)**2, axis=1))"
            make = arrays(dtype, a=(3_000_000 // c, c), v=(c,))
            numpy = "np.sqrt(np.sum((a - v)**2, axis=1))"
            yield Work(f"distances of rows of {c} {d}", k, make, text, numpy, None, "far_rows")
    for dtype in (F8, F4, I4, np.int64):
        d = SHORT[dtype]
        yield Work(
            f"argmax of 10^7 {d}", k, arrays(dtype, a=(10_000_000,)), "argmax(a)", "np.argmax(a)", None, "argmax"
        )
        yield Work(
            f"argmin (100,200,300) axis 2 {d}", k, arrays(dtype, a=(100, 200, 300)), "argmin(a, axis=2)",
            "np.argmin(a, axis=2)"
        )


def stencils():
    k = "stencils"
    seven = "a[:-2,1:-1,1:-1] + a[2:,1:-1,1:-1] + a[1:-1,:-2,1:-1] + a[1:-1,2:,1:-1]"
    seven += " + a[1:-1,1:-1,:-2] + a[1:-1,1:-1,2:] - 6*a[1:-1,1:-1,1:-1]"
    five = "a[:-2,1:-1] + a[2:,1:-1] + a[1:-1,:-2] + a[1:-1,2:] - 4*a[1:-1,1:-1]"
    names = (":-2", "1:-1", "2:")
    nine = [(i, j, f"a[{names[i]},{names[j]}]") for i in range(3) for j in range(3)]
    blur = "(" + " + ".join(f"{(1, 2, 1)[i] * (1, 2, 1)[j]}*{a}" for i, j, a in nine) + ")/16"
    box = "(" + " + ".join(a for _, _, a in nine) + ")/9"
    gradient = "sqrt((a[2:,1:-1] - a[:-2,1:-1])**2 + (a[1:-1,2:] - a[1:-1,:-2])**2)/2"
    for dtype in (F8, F4):
        d = SHORT[dtype]
        for n in (64, 200, 300):
            make = arrays(dtype, a=(n, n, n), out=(n - 2,) * 3)
            yield Work(f"7 points {n} {d}", k, make, seven, f"out[...] = {seven}", None, "seven")
        for n in (512, 4000):
            make = arrays(dtype, a=(n, n), out=(n - 2, n - 2))
            numpy = "np." + gradient.replace("/2", "")
            yield Work(f"5 points {n} {d}", k, make, five, f"out[...] = {five}", None, "five")
            yield Work(
                f"gradient magnitude {n} {d}", k, make, gradient, f"np.divide({numpy}, 2, out=out)", None, "gradient"
            )
            yield Work(f"3x3 blur {n} {d}", k, make, blur, f"out[...] = {blur}", None, "blur")
            yield Work(f"3x3 box {n} {d}", k, make, box, f"out[...] = {box}", None, "box")
            pool = arrays(dtype, a=(n, n), out=(n // 2, n // 2))
            text = "(a[::2,::2] + a[1::2,::2] + a[::2,1::2] + a[1::2,1::2])/4"
            yield Work(f"2x2 mean pooling {n} {d}", k, pool, text, f"out[...] = {text}", None, "mean_pool")
            program = "maximum(maximum(a[::2,::2], a[1::2,::2]), maximum(a[::2,1::2], a[1::2,1::2]))"
            numpy = program.replace("maximum", "np.maximum")
            yield Work(f"2x2 max pooling {n} {d}", k, pool, program, f"out[...] = {numpy}", None, "max_pool")
        pool = arrays(dtype, a=(600, 1200), out=(200, 400))
        text = "(" + " + ".join(f"a[{i}::3,{j}::3]" for i in range(3) for j in range(3)) + ")*0.1"
        yield Work(f"3x3 mean pooling 600,1200 {d}", k, pool, text, f"out[...] = {text}", None, "mean_pool_three")
        for n in (60, 150):
            cube = [f"a[{z}::2,{y}::2,{x}::2]" for z, y, x in itertools.product((0, 1), repeat=3)]
            text, pool = f"({' + '.join(cube)})/8", arrays(dtype, a=(n, n, n), out=(n // 2,) * 3)
            yield Work(f"2x2x2 mean pooling {n} {d}", k, pool, text, f"out[...] = {text}", None, "mean_pool_cubes")
            cube = [f"a[{z},{y},{x}]" for z, y, x in itertools.product(names, repeat=3)]
            text, make = f"({' + '.join(cube)})/27", arrays(dtype, a=(n, n, n), out=(n - 2,) * 3)
            yield Work(f"27 points {n} {d}", k, make, text, f"out[...] = {text}", None, "box_cubes")
        text = "mean(reshape(a, (750, 2, 500, 2)), axis=(1, 3))"
        yield Work(
            f"2x2 mean pooling, reshaped {d}", k, arrays(dtype, a=(1500, 1000)), text,
            "a.reshape(750, 2, 500, 2).mean(axis=(1, 3))", None, "mean_pool_fresh"
        )
        make = arrays(dtype, a=(720, 1000), out=(718, 998))
        yield Work(f"5 points 720,1000 {d}", k, make, five, f"out[...] = {five}", None, "five")
        yield Work(f"3x3 blur 720,1000 {d}", k, make, blur, f"out[...] = {blur}", None, "blur")
        make = arrays(dtype, a=(600, 900), out=(596, 896))
        rows = [f"(a[{i}:{i - 4 or ''},{j}:{j - 4 or ''}])" for i in range(5) for j in range(5)]
        text = "(" + " + ".join(rows) + ")*0.04"
        yield Work(f"5x5 box 600,900 {d}", k, make, text, f"out[...] = {text}", None, "box_five")
        make = arrays(dtype, a=(1_000_000,), out=(1_000_000 - 8,))
        text = " + ".join(f"{0.1 + i / 20:.2f}*a[{i}:{i - 8 or ''}]" for i in range(9))
        yield Work(f"filter of 9 taps {d}", k, make, text, f"out[...] = {text}", None, "taps")
        make = arrays(dtype, a=(480, 640, 3), out=(478, 638, 3))
        image = box.replace("]", ",:]")
        yield Work(f"3x3 box 480,640,3 {d}", k, make, image, f"out[...] = {image}", None, "box_colours")
        pool = arrays(dtype, a=(600, 1000, 3), out=(300, 500, 3))
        text = "(a[::2,::2,:] + a[1::2,::2,:] + a[::2,1::2,:] + a[1::2,1::2,:])/4"
        yield Work(f"2x2 mean pooling 600,1000,3 {d}", k, pool, text, f"out[...] = {text}", None, None)
        pool = arrays(dtype, a=(8, 4, 128, 128), out=(8, 4, 64, 64))
        text = "(a[:,:,::2,::2] + a[:,:,1::2,::2] + a[:,:,::2,1::2] + a[:,:,1::2,1::2])/4"
        yield Work(f"2x2 mean pooling 8,4,128,128 {d}", k, pool, text, f"out[...] = {text}", None, None)

    def grey():
        return {"a": random(U1, 720, 1280), "out": np.empty((718, 1278), F4)}

    text = "(" + " + ".join(f"float32({a})" for _, _, a in nine) + ")/9"
    numpy = "out[...] = sum(" + ", ".join(f"{a}.astype(np.float32)" for _, _, a in nine).join(("(", ")")) + ")/9"
    yield Work("3x3 box 720,1280 u1 to f4", k, grey, text, numpy, None, None)
    make = arrays(U1, a=(720, 1280), out=(718, 1278))
    text = nine[0][2]
    for _, _, a in nine[1:]:
        text = f"maximum({text}, {a})"
    numpy = "out[...] = " + text.replace("maximum", "np.maximum")
    yield Work("3x3 dilation 720,1280 u1", k, make, text, numpy, None, "dilation")


def moves():
    k = "moves"

    def transposed(shape, order, dtype, numba=None):
        text = f"({','.join(map(str, order))})"
        name = f"transpose ({','.join(map(str, shape))}) {text} {SHORT[dtype]}"
        out = tuple(shape[i] for i in order)
        return Work(
            name, k, arrays(dtype, a=shape, out=out), f"transpose(a, {text})", f"out[...] = a.transpose{text}", None,
            numba
        )

    for order in itertools.permutations(range(3)):
        if order != (0, 1, 2):
            yield transposed((200, 300, 400), order, F8, "transpose" + "".join(map(str, order)))
    for dtype in (F4, U1, np.int16, np.complex128):
        for order in ((2, 1, 0), (0, 2, 1), (1, 0, 2)):
            yield transposed((200, 300, 400), order, dtype, "transpose" + "".join(map(str, order)))
    for dtype in (F4, U1, F8):
        yield transposed((8, 3, 512, 512), (0, 2, 3, 1), dtype, "nhwc")
        yield transposed((8, 512, 512, 3), (0, 3, 1, 2), dtype, "nchw")
        yield transposed((4000, 4000), (1, 0), dtype, "transpose10")
        yield transposed((16, 64, 56, 56), (0, 2, 3, 1), dtype, "nhwc")
        yield transposed((8, 512, 512, 4), (0, 3, 1, 2), dtype, "nchw")
        yield transposed((100_000, 3, 3), (0, 2, 1), dtype, "transpose021")
        yield transposed((10_000, 16, 16), (0, 2, 1), dtype, "transpose021")
        for text, numba in (("a[:,:,::-1]", "channels_reversed"), ("a[:,::-1]", "pixels_reversed")):
            make = arrays(dtype, a=(1000, 1000, 3), out=(1000, 1000, 3))
            yield Work(f"{text} of (1000,1000,3) {SHORT[dtype]}", k, make, text, f"out[...] = {text}", None, numba)
    yield transposed((2,) * 20, tuple(range(20))[::-1], F8)
    yield transposed((2,) * 20, tuple(np.random.default_rng(3).permutation(20)), F8)
    yield transposed((2,) * 20, tuple(range(1, 20, 2)) + tuple(range(0, 20, 2)), F4)
    yield transposed((3, 4, 5) * 4, tuple(range(12))[::-1], F8)
    for dtype in (F8, F4):
        d = SHORT[dtype]
        make = arrays(dtype, a=(200, 300, 400), b=(200, 300, 1), out=(200, 300, 400))
        yield Work(
            f"broadcast along the last of three {d}", k, make, "a*b", "np.multiply(a, b, out=out)", "a*b",
            "broadcast_last"
        )
        make = arrays(dtype, b=(200, 300, 1), out=(200, 300, 400))
        yield Work(
            f"broadcast_to along the last of three {d}", k, make, "broadcast_to(b, (200, 300, 400))", "out[...] = b",
            None, "spread_last"
        )
        n = 3000
        make = arrays(dtype, out=(n, n))
        program = f"x = arange({n})[:,None]; y = arange({n}); {'float32' if dtype == F4 else 'float64'}(x*{n} + y)"
        yield Work(
            f"grid of two ranges {d}", k, make, program, f"x = np.arange({n}); out[...] = x[:, None]*{n} + x", None,
            "grid"
        )
        program = "x = linspace(-2, 1, 3000); y = linspace(-1, 1, 3000)[:,None]; x*x + y*y"
        if dtype == F8:
            yield Work(
                f"radius over two linspaces {d}", k, make, program,
                "x = np.linspace(-2, 1, 3000); y = np.linspace(-1, 1, 3000)[:, None]; out[...] = x*x + y*y", None,
                "radius"
            )
        make = arrays(dtype, u=(3000,), v=(3000,))
        yield Work(f"outer comparison {d}", k, make, "u[:,None] < v", "u[:, None] < v", None, "outer_less", 9_000_000)
        make = arrays(dtype, a=(4000, 4000), out=(4000, 2000))
        yield Work(f"even columns {d}", k, make, "a[:,::2]", "out[...] = a[:, ::2]", None, "even_columns")
        yield Work(
            f"even columns doubled {d}", k, make, "2*a[:,::2]", "np.multiply(a[:, ::2], 2, out=out)", None,
            "even_doubled"
        )
        make = arrays(dtype, a=(4000, 4000), out=(4000, 2000))
        yield Work(
            f"first half of columns {d}", k, make, "a[:,:2000]", "out[...] = a[:, :2000]", None, None,
            2 * 4000 * 2000 * dtype().itemsize
        )
        make = arrays(dtype, a=(4000, 4000), out=(4000, 4000))
        yield Work(f"columns reversed {d}", k, make, "a[:,::-1]", "out[...] = a[:, ::-1]", None, "reversed_columns")
    for dtype in (F8, F4, U1):
        for rows, columns in ((100, 100_000), (100_000, 100), (30_000, 70)):
            d = f"{rows}x{columns} {SHORT[dtype]}"
            make = arrays(dtype, u=(rows,), v=(columns,))
            yield Work(
                f"outer comparison {d}", k, make, "u[:,None] < v", "u[:, None] < v", None, "outer_less", rows * columns
            )
            make = arrays(dtype, u=(rows,), v=(columns,), out=(rows, columns))
            yield Work(
                f"outer product {d}", k, make, "u[:,None]*v", "np.multiply(u[:, None], v, out=out)", None, "outer"
            )
    for c in (10, 33, 64, 100, 257, 1000):
        make = lambda c=c: {"l": random(I4, 10_000_000 // c) % c}
        yield Work(
            f"one-hot of {c}", k, make, f"l[:,None] == arange({c})", f"l[:, None] == np.arange({c})", None,
            f"one_hot_{c}", 10_000_000
        )
    for dtype in (F8, F4):
        for n in (1000, 4000, 8192):
            make = arrays(dtype, a=(n, n), out=(n, n))
            yield Work(
                f"a + a.T of {n} {SHORT[dtype]}", "a + a.T", make, "a + a.T", "np.add(a, a.T, out=out)", None,
                "add_transpose"
            )


def many_operands():
    k = "many operands"
    for count, n in ((20, 10_000), (50, 10_000), (20, 1_000_000), (50, 1_000_000), (100, 100_000), (100, 1_000_000)):
        names = [f"v{i}" for i in range(count)]
        make = lambda names=names, n=n: {v: random(F8, n) for v in names} | {"out": np.empty(n)}
        program = " + ".join(names)
        numpy = f"np.add(v0, v1, out=out)" + "".join(f"; np.add(out, {v}, out=out)" for v in names[2:])
        yield Work(f"{count} arrays of {n} added", k, make, program, numpy, None, f"added_{count}")


def slow_series():
    k = "slow series"
    program = "i = arange(1, n+1); sum(where(contains(str(i), '9'), 0, 1/i))"
    yield Work("series without 9 to 10^7", k, lambda: {"n": 10_000_000}, program, None, None, "without_nine", 0)
    program = "count_nonzero(contains(str(arange(n)), '42'))"
    yield Work("42 in numbers to 10^7", k, lambda: {"n": 10_000_000}, program, None, None, None, 0)


def short_views():
    k = "short views"
    for dtype in (U1, np.int16, F4, F8):
        d = SHORT[dtype]
        for rows, columns in ((300_000, 3), (100_000, 7), (50_000, 16), (20_000, 50)):
            size, half = f"{rows}x{columns} {d}", (columns + 1) // 2
            make = arrays(dtype, a=(rows, columns), out=(rows, columns))
            yield Work(
                f"short rows reversed {size}", k, make, "a[:,::-1] + 1", "np.add(a[:, ::-1], 1, out=out)", None,
                "reversed_plus"
            )
            make = arrays(dtype, a=(rows, columns), out=(rows, half))
            yield Work(
                f"even columns of short rows {size}", k, make, "a[:,::2] + 1", "np.add(a[:, ::2], 1, out=out)", None,
                "even_plus", rows * (columns + half) * dtype().itemsize
            )
            make = arrays(dtype, a=(rows, columns), b=(rows, columns), out=(rows, 2 * columns))
            yield Work(
                f"short rows side by side {size}", k, make, "concatenate((a, b), axis=1)",
                "np.concatenate((a, b), axis=1, out=out)", None, "side_by_side"
            )
        make = arrays(dtype, a=(1080, 1920, 4), out=(1080, 1920, 3))
        yield Work(
            f"image without alpha {d}", k, make, "a[:,:,:3] + 1", "np.add(a[:, :, :3], 1, out=out)", None, None
        )
        make = arrays(dtype, a=(1080, 1920, 3), out=(540, 960, 3))
        yield Work(
            f"every other pixel {d}", k, make, "a[::2,::2] + 1", "np.add(a[::2, ::2], 1, out=out)", None, None,
            3 * 540 * 1920 * 2 * dtype().itemsize
        )


KINDS = (
    short_axes, columns, contractions, middle_sizes, truths, rows_of_values, stencils, moves, short_views, many_operands,
    slow_series
)
WORKLOADS = [work for kind in KINDS for work in kind()] + list(middle_values(Work, arrays, SHORT))
