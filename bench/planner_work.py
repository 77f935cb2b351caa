"""The workloads of planner.py: each as jx's user types it, and as the best users of its peers write it.

In: sizes, and the modules at hand. Out: a `Case` a workload. Results of the size of the operands go into given arrays
wherever a peer can. NumPy's sums are also taken by BLAS ("NumPy @"), which is often faster and never pairwise. Start at
`WORKLOADS`; a function there makes the arrays and names who runs what.
"""

import ctypes
import dataclasses
import itertools
import typing
import weakref

import numpy as np

CHAMFER = {
    "product": "d = sqrt(sum(L[:,None,:] * R[None,:,:], axis=2))",
    "distance": "d = sqrt(sum((L[:,None,:] - R[None,:,:])**2, axis=2))",
}
CHAMFER = {form: d + "\nmaximum(mean(min(d, axis=1)), mean(min(d, axis=0)))" for form, d in CHAMFER.items()}

VELOCITY = """\
vx = -sin(radians(lon))*vlon - sin(radians(lat))*cos(radians(lon))*vlat + cos(radians(lat))*cos(radians(lon))*vrad
vy =  cos(radians(lon))*vlon - sin(radians(lat))*sin(radians(lon))*vlat + cos(radians(lat))*sin(radians(lon))*vrad
vz =  cos(radians(lat))*vlat + sin(radians(lat))*vrad
vx, vy, vz"""

VELOCITY_HOISTED = """\
sa = sin(radians(lat)); ca = cos(radians(lat)); so = sin(radians(lon)); co = cos(radians(lon))
vx = -so*vlon - sa*co*vlat + ca*co*vrad
vy =  co*vlon - sa*so*vlat + ca*so*vrad
vz =  ca*vlat + sa*vrad
vx, vy, vz"""


@dataclasses.dataclass
class Case:
    """One workload.

    runs       peer (its first word chooses it) -> a function that computes the value and returns it
    moved      bytes that have to move at least; 0 where arithmetic decides
    against    what `moved` is held against: "read" or "copy" bandwidth
    tolerance  by how much of the largest value the peers' values may differ
    """

    title: str
    runs: dict
    moved: int = 0
    against: str = "read"
    tolerance: float = 1e-12


def argument(value):
    """An array's address, or a size, as a C function takes it."""
    return ctypes.c_void_p(value.ctypes.data) if isinstance(value, np.ndarray) else ctypes.c_size_t(value)


class Floors:
    """The C library of floors.c, whose functions all take the number of threads last."""

    SUMS = "read", "sum_product", "chamfer"  # return their value
    FALLIBLE = "sum_axis0", "standardise", "softmax", "velocity"  # return a status

    def __init__(self, path, threads):
        self._library = ctypes.CDLL(str(path))
        self._threads = ctypes.c_int(threads)

    def __call__(self, name, *arguments):
        """Calls floor_<name>: arrays are given by address, integers as sizes."""
        function = getattr(self._library, "floor_" + name)
        function.restype = ctypes.c_double if name in self.SUMS else ctypes.c_int if name in self.FALLIBLE else None
        value = function(*map(argument, arguments), self._threads)
        if name in self.FALLIBLE and value:
            raise MemoryError("floor_" + name)
        return value


@dataclasses.dataclass
class Peers:
    """What the workloads call: modules (None where not wanted), the C floors, and the number of threads."""

    jx: typing.Any  # jxpr.evaluate
    compile: typing.Any  # jxpr.compile
    numexpr: typing.Any
    numba: typing.Any  # planner_numba
    floor: Floors
    clusters: typing.Any  # the library of clusters.c
    threads: int


def random(*shape):
    return np.random.default_rng(sum(shape)).random(shape)


# ---- Sums ----


def dot(p, n):
    a, b = random(n), random(n + 1)[1:]
    names = {"a": a, "b": b}
    return Case(
        f"sum(a*b), {n:,} elements",
        {
            "jx": lambda: p.jx("sum(a*b)", names),
            "NumPy": lambda: np.sum(a * b),
            "NumPy @": lambda: a @ b,
            "NumExpr": lambda: p.numexpr.evaluate("sum(a*b)", names),
            "Numba": lambda: p.numba.dot(a, b),
            "C": lambda: p.floor("sum_product", a, b, n),
        },
        16 * n,
    )


def matrix_sums(axis, order):
    def make(p, side):
        a = np.asarray(random(side, side), order=order)
        out, ones = np.empty(side), np.ones(side)
        rows = (axis == 1) == (order == "C")  # of the memory's matrix
        memory = a if order == "C" else a.T
        numba = p.numba and (
            (lambda: p.numba.row_sums(memory, out)) if rows else (lambda: p.numba.column_sums(memory, out, p.threads))
        )
        program = f"sum(a, axis={axis})"
        return Case(
            f"{program}, {side}x{side} in {order} order",
            {
                "jx": lambda: p.jx(program, {"a": a}, out),
                "NumPy": lambda: a.sum(axis=axis, out=out),
                "NumPy @": lambda: np.matmul(*((a, ones) if axis else (ones, a)), out=out),
                "NumExpr": lambda: p.numexpr.evaluate(program, {"a": a}),
                "Numba": lambda: (numba(), out)[1],
                "C": lambda: (p.floor("sum_axis1" if rows else "sum_axis0", memory, side, side, out), out)[1],
            },
            8 * side * side,
        )

    return make


def short_rows(cols):
    def make(p, rows):
        a, out, ones = random(rows, cols), np.empty(rows), np.ones(cols)
        numba = p.numba and p.numba.short_row_sums(cols)
        return Case(
            f"sum(a, axis=1) of ({rows:,}, {cols})",
            {
                "jx": lambda: p.jx("sum(a, axis=1)", {"a": a}, out),
                "NumPy": lambda: a.sum(axis=1, out=out),
                "NumPy @": lambda: np.matmul(a, ones, out=out),
                "NumExpr": lambda: p.numexpr.evaluate("sum(a, axis=1)", {"a": a}),
                "Numba": lambda: (numba(a, out), out)[1],
                "C": lambda: (p.floor("sum_axis1", a, rows, cols, out), out)[1],
            },
            8 * rows * (cols + 1),
        )

    return make


def tall(p, rows):
    a, out, ones = random(rows, 4), np.empty(4), np.ones(rows)
    return Case(
        f"sum(a, axis=0) of ({rows:,}, 4)",
        {
            "jx": lambda: p.jx("sum(a, axis=0)", {"a": a}, out),
            "NumPy": lambda: a.sum(axis=0, out=out),
            "NumPy @": lambda: np.matmul(ones, a, out=out),
            "NumExpr": lambda: p.numexpr.evaluate("sum(a, axis=0)", {"a": a}),
            "Numba": lambda: (p.numba.four_column_sums(a, out), out)[1],
            "C": lambda: (p.floor("sum_axis0", a, rows, 4, out), out)[1],
        },
        32 * rows,
    )


def middle(p, slabs, rows, cols):
    a, out, ones = random(slabs, rows, cols), np.empty((slabs, cols)), np.ones(rows)
    return Case(
        f"sum(a, axis=1) of ({slabs}, {rows}, {cols})",
        {
            "jx": lambda: p.jx("sum(a, axis=1)", {"a": a}, out),
            "NumPy": lambda: a.sum(axis=1, out=out),
            "NumPy @": lambda: np.matmul(ones, a, out=out),
            "NumExpr": lambda: p.numexpr.evaluate("sum(a, axis=1)", {"a": a}),
            "Numba": lambda: (p.numba.middle_sums(a, out), out)[1],
            "C": lambda: (p.floor("sum_middle", a, slabs, rows, cols, out), out)[1],
        },
        8 * (a.size + out.size),
    )


# ---- Few passes ----


def standardise(p, n):
    x, out = random(n), np.empty(n)

    def in_numpy():
        mean, std = x.mean(), x.std()
        np.subtract(x, mean, out=out)
        return np.divide(out, std, out=out)

    def in_numexpr():
        mean = p.numexpr.evaluate("sum(x)", {"x": x}) / n
        var = p.numexpr.evaluate("sum((x - mean)**2)", {"x": x, "mean": mean}) / n
        return p.numexpr.evaluate("(x - mean)/std", {"x": x, "mean": mean, "std": np.sqrt(var)}, out=out)

    return Case(
        f"(x - mean(x))/std(x), {n:,} elements",
        {
            "jx": lambda: p.jx("(x-mean(x))/std(x)", {"x": x}, out),
            "NumPy": in_numpy,
            "NumExpr": in_numexpr,
            "Numba": lambda: (p.numba.standardise(x, out), out)[1],
            "C": lambda: (p.floor("standardise", x, out, n), out)[1],
        },
        24 * n,
        "copy",
    )


def softmax(p, side):
    x, out = 10 * random(side, side), np.empty((side, side))

    def in_numpy():
        np.subtract(x, x.max(axis=1, keepdims=True), out=out)
        np.exp(out, out=out)
        return np.divide(out, out.sum(axis=1, keepdims=True), out=out)

    def in_numexpr():
        most = p.numexpr.evaluate("max(x, axis=1)", {"x": x})[:, None]
        p.numexpr.evaluate("exp(x - most)", {"x": x, "most": most}, out=out)
        total = p.numexpr.evaluate("sum(e, axis=1)", {"e": out})[:, None]
        return p.numexpr.evaluate("e/total", {"e": out, "total": total}, out=out)

    return Case(
        f"softmax of the rows of {side}x{side}",
        {
            "jx": lambda: p.jx(
                "e = exp(x - max(x, axis=-1, keepdims=True)); e/sum(e, axis=-1, keepdims=True)", {"x": x}, out
            ),
            "NumPy": in_numpy,
            "NumExpr": in_numexpr,
            "Numba": lambda: (p.numba.softmax(x, out), out)[1],
            "C": lambda: (p.floor("softmax", x, out, side, side), out)[1],
        },
        16 * side * side,
        "copy",
    )


# ---- Grids ----


def transpose(p, side):
    a, out = random(side, side), np.empty((side, side))
    return Case(
        f"a + a.T, {side}x{side}",
        {
            "jx": lambda: p.jx("a + a.T", {"a": a}, out),
            "NumPy": lambda: np.add(a, a.T, out=out),
            "NumExpr": lambda: p.numexpr.evaluate("a + t", {"a": a, "t": a.T}, out=out),
            "Numba": lambda: (p.numba.add_transpose(a, out), out)[1],
            "C": lambda: (p.floor("add_transpose", a, out, side), out)[1],
        },
        16 * side * side,
        "copy",
        0,
    )


def laplacian(p, side):
    a, out, negated = random(side, side), np.empty((side - 2, side - 2)), np.empty((side - 2, side - 2))
    m, u, d, l, r = a[1:-1, 1:-1], a[:-2, 1:-1], a[2:, 1:-1], a[1:-1, :-2], a[1:-1, 2:]

    def in_numpy():
        np.multiply(m, 4, out=out)
        for side in (u, d, l, r):
            np.subtract(out, side, out=out)
        return out

    def in_c():
        """The floor has the other sign and the same operations; its result is compared as -negated."""
        p.floor("laplacian", a, negated, side, side)
        return Negative(negated)

    return Case(
        f"five-point Laplacian by slices, {side}x{side}",
        {
            "jx": lambda: p.jx("4*a[1:-1,1:-1]-a[:-2,1:-1]-a[2:,1:-1]-a[1:-1,:-2]-a[1:-1,2:]", {"a": a}, out),
            "NumPy": in_numpy,
            "NumExpr": lambda: p.numexpr.evaluate("4*m-u-d-l-r", {"m": m, "u": u, "d": d, "l": l, "r": r}, out=out),
            "Numba": lambda: (p.numba.laplacian(a, out), out)[1],
            "C": in_c,
        },
        16 * side * side,
        "copy",
        1e-15,
    )


class Negative:
    """An array that stands for its negative, so that nobody has to pay for the sign."""

    def __init__(self, array):
        self.array = array

    def __array__(self, dtype=None, copy=None):
        return -self.array


def velocity(p, nlat, nr, nlon):
    lat = np.linspace(-89.9, 89.9, nlat)[:, None, None]
    r = np.linspace(3485, 6371, nr)[:, None]
    lon = np.arange(nlon) * 360 / nlon
    shape = nlat, nr, nlon
    vlat, vlon, vrad, vx, vy, vz = (np.empty(shape) for _ in range(6))
    s, t, u = lat / 90, lon / 180 - 1, (r - 4928) / 1443
    vlat[:], vlon[:], vrad[:] = (5 * s**3 - 3 * s) / 2, (3 * t**2 - 1) / 2, (5 * u**3 - 3 * u) / 2
    names = {"lat": lat, "lon": lon, "vlat": vlat, "vlon": vlon, "vrad": vrad}
    out = vx, vy, vz

    def in_numpy():
        """By latitudes, whose arrays stay in the cache; products of angles are taken once a latitude."""
        so, co = np.sin(np.radians(lon)), np.cos(np.radians(lon))
        for i in range(nlat):
            sa, ca = np.sin(np.radians(lat[i, 0, 0])), np.cos(np.radians(lat[i, 0, 0]))
            a, o, v = vlat[i], vlon[i], vrad[i]
            vx[i] = -so * o - (sa * co) * a + (ca * co) * v
            vy[i] = co * o - (sa * so) * a + (ca * so) * v
            vz[i] = ca * a + sa * v
        return out

    def in_numexpr():
        """Sines and cosines taken out by hand."""
        la, lo = np.radians(lat), np.radians(lon)
        scope = {"sa": np.sin(la), "ca": np.cos(la), "so": np.sin(lo), "co": np.cos(lo)} | names
        p.numexpr.evaluate("-so*vlon - sa*co*vlat + ca*co*vrad", scope, out=vx)
        p.numexpr.evaluate("co*vlon - sa*so*vlat + ca*so*vrad", scope, out=vy)
        p.numexpr.evaluate("ca*vlat + sa*vrad", scope, out=vz)
        return out

    return Case(
        f"velocity on a {nlat}x{nr}x{nlon} grid",
        {
            "jx": lambda: p.jx(VELOCITY, names, out),
            "jx hoisted": lambda: p.jx(VELOCITY_HOISTED, names, out),
            "NumPy": in_numpy,
            "NumExpr": in_numexpr,
            "Numba": lambda: (p.numba.velocity(lat, lon, vlat, vlon, vrad, vx, vy, vz), out)[1],
            "C": lambda: (p.floor("velocity", lat, lon, vlat, vlon, vrad, vx, vy, vz, *shape), out)[1],
        },
        48 * nlat * nr * nlon,
        "copy",
        1e-15,
    )


# ---- Chamfer distance ----


def points(n, seed):
    return np.random.default_rng(seed).random((n, 3))


def numpy_chamfer(form, l, r, block=8):
    """Blocks of rows in the cache against all columns, roots after the minima; BLAS takes the product form."""
    nearest_l, nearest_r = np.empty(len(l)), np.full(len(r), np.inf)
    planes = np.ascontiguousarray(r.T)
    for i in range(0, len(l), block):
        rows = l[i : i + block]
        if form == "product":
            d = rows @ planes
        else:
            d = np.square(rows[:, 0, None] - planes[0])
            for axis in (1, 2):
                d += np.square(rows[:, axis, None] - planes[axis])
        np.min(d, axis=1, out=nearest_l[i : i + block])
        np.minimum(nearest_r, d.min(axis=0), out=nearest_r)
    return max(np.sqrt(nearest_l).mean(), np.sqrt(nearest_r).mean())


def chamfer(form):
    def make(p, n):
        l, r = points(n, 1), points(n, 2)
        squared = int(form == "distance")
        natural, expert, _, _ = p.numba.chamfer(squared) if p.numba else [None] * 4
        return Case(
            f"chamfer, {form} form, {n:,} x {n:,} points",
            {
                "jx": lambda: p.jx(CHAMFER[form], {"L": l, "R": r}),
                "NumPy": lambda: numpy_chamfer(form, l, r),
                "Numba natural": lambda: natural(l, r),
                "Numba expert": lambda: expert(l, r, p.threads),
                "C": lambda: p.floor("chamfer", l, r, n, n, squared),
            },
        )

    return make


def clusters(form):
    """Every pair of two sets of clusters. Who calls once a pair and who loops inside is in the name."""

    def make(p, nl, nr, most):
        rng = np.random.default_rng(3)
        starts = [np.concatenate(([0], np.cumsum(rng.integers(1, most + 1, n)))).astype(np.uintp) for n in (nl, nr)]
        (l_start, r_start), (l, r) = starts, [points(int(s[-1]), 4 + i) for i, s in enumerate(starts)]
        ls, rs = ([x[i:j] for i, j in zip(s[:-1].tolist(), s[1:].tolist())] for x, s in ((l, l_start), (r, r_start)))
        out, squared = np.empty((nl, nr)), int(form == "distance")
        _, _, small, pairs = p.numba.chamfer(squared) if p.numba else [None] * 4
        # Signed integers spare Numba a conversion at every slice.
        l_signed, r_signed = l_start.astype(np.int64), r_start.astype(np.int64)
        opened = p.clusters.clusters_open(CHAMFER[form].encode())
        if not opened:
            raise RuntimeError("clusters_open")
        weakref.finalize(out, p.clusters.clusters_close, ctypes.c_void_p(opened))

        def each(one):
            for i, x in enumerate(ls):
                for j, y in enumerate(rs):
                    out[i, j] = one(x, y)
            return out

        program = p.compile(CHAMFER[form], ["L", "R"])

        def jx_from_python():
            program.map(itertools.product(ls, rs), out=out.reshape(-1), stack=True)
            return out

        def jx_from_c():
            given = map(argument, (l, l_start, nl, r, r_start, nr, out))
            if p.clusters.clusters_run(ctypes.c_void_p(opened), *given, ctypes.c_int(p.threads)):
                raise RuntimeError("clusters_run")
            return out

        return Case(
            f"chamfer, {form} form, {nl} x {nr} clusters of up to {most} points",
            {
                "jx, a call a pair from Python": lambda: each(lambda x, y: p.jx(CHAMFER[form], {"L": x, "R": y})),
                "jx, one call from Python": jx_from_python,
                "jx, a call a pair from C": jx_from_c,
                "NumPy, a call a pair": lambda: each(lambda x, y: numpy_chamfer(form, x, y, most)),
                "Numba, a call a pair": lambda: each(small),
                "Numba, loop inside": lambda: (pairs(l, l_signed, r, r_signed, out), out)[1],
                "C, loop inside": lambda: (
                    p.floor("chamfer_pairs", l, l_start, nl, r, r_start, nr, squared, out),
                    out,
                )[1],
            },
        )

    return make


# Name, function, sizes, and sizes for a quick look (odd ones, so that rests are compared too).
WORKLOADS = {
    "dot": (dot, (20_000_000,), (20_003,)),
    "rows-c": (matrix_sums(1, "C"), (8192,), (515,)),
    "columns-c": (matrix_sums(0, "C"), (8192,), (515,)),
    "rows-f": (matrix_sums(1, "F"), (8192,), (515,)),
    "columns-f": (matrix_sums(0, "F"), (8192,), (515,)),
    "short-4": (short_rows(4), (5_000_000,), (50_003,)),
    "short-12": (short_rows(12), (2_000_000,), (20_003,)),
    "short-32": (short_rows(32), (1_000_000,), (10_003,)),
    "tall-4": (tall, (5_000_000,), (50_003,)),
    "middle": (middle, (300, 400, 500), (30, 41, 53)),
    "transpose": (transpose, (8192,), (515,)),
    "standardise": (standardise, (50_000_000,), (50_003,)),
    "softmax": (softmax, (4096,), (515,)),
    "laplacian": (laplacian, (8192,), (515,)),
    "velocity": (velocity, (500, 300, 800), (7, 11, 803)),
    "chamfer-product": (chamfer("product"), (20_000,), (501,)),
    "chamfer-distance": (chamfer("distance"), (20_000,), (501,)),
    "clusters-product": (clusters("product"), (400, 200, 200), (9, 7, 50)),
    "clusters-distance": (clusters("distance"), (400, 200, 200), (9, 7, 50)),
}
