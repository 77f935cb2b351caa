"""Who computes the mathematical functions that math_speed.py times, and on what arguments.

In: the rows of codegen/math/table.h, so that a new function is here at once, and the libraries of this machine. Out:
for a row, a dtype and a number of threads, a `run(calls)` for every peer that has the function; and in words, which
peers are missing. Start at `Peers.runs`.

jx, SVML, libmvec and SLEEF are called from C (math_calls.c), NumPy and Numba from Python, all with given results.
"""

import ctypes
import dataclasses
import pathlib
import re
import sys
import typing

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[1]
PEERS = "jx", "jx 4", "SVML 1", "SVML 4", "libmvec 4", "SLEEF 1", "SLEEF 3.5", "NumPy", "Numba"  # and bounds in ULP
ORIGINS = tuple(dict.fromkeys(peer.split()[0] for peer in PEERS))
LEVELS = "v4", "v3"  # of x86-64

# ---- Functions and arguments ----

# What each domain's functions are commonly called with; those of a domain of the table that is not here get OTHERWISE.
RANGES = {
    "EXPONENT": (-10, 10),
    "EXPONENT2": (-10, 10),
    "EXPONENT10": (-10, 10),
    "HYPERBOLIC": (-5, 5),
    "SATURATING": (-3, 3),
    "POSITIVE": (0.1, 10),
    "ABOVE_MINUS_ONE": (-0.9, 5),
    "ANGLE": (-10, 10),
    "SIZE": (-10, 10),
    "FROM_ONE": (1, 10),
    "WITHIN_ONE": (-1, 1),
    "TURNS": (-5, 5),
    "ANY": (-10, 10),
    "UNIT": (-1, 1),
    "RATIO": (-5, 5),
    "SPREAD": (-3, 3),
    "GAMMA": (0.1, 10),
    "LOGARITHMS": (-10, 10),
    "POINT": (-10, 10),
    "SIDES": (-10, 10),
    "POWER": (0.1, 10),
}
OTHERWISE = 0.1, 10
DIFFERENT = 1 << 18  # arguments; larger arrays, of a multiple of so many elements, repeat them
PROGRAMS = {"exp10": "10**a"}  # of functions without a name
IN_C = {"loggamma": "lgamma"}  # where the table has another name
SECOND = {"POWER": (-3, 3)}  # of the second argument, where it is another one


@dataclasses.dataclass
class Row:
    """A function and arguments for it: `arguments(rng, n)` gives one array or two of float64."""

    title: str
    name: str  # in jx and NumPy
    c: str  # in C
    nargs: int
    between: str  # what the arguments are, in words
    arguments: typing.Callable


def uniform(*ranges):
    return lambda rng, n: tuple(rng.uniform(low, high, n) for low, high in ranges)


def fast_names():
    """The functions that have a faster form for float64."""
    table = (ROOT / "graph/ops.h").read_text().partition("#define FAST_TABLE(X)")[2].partition("\n\n")[0]
    return {name.lower() for name in re.findall(r"X\((\w+),", table)}


def functions(between=None):
    """A row for every function of the table; `between` takes the place of all ranges."""
    table = (ROOT / "codegen" / "math" / "table.h").read_text()
    found = []
    for name, nargs, c, domain in re.findall(r"^ +X\((\w+), *([12]), *\w+, *\w+, *(\w+), *(\w+),", table, re.M):
        first = tuple(between or RANGES.get(domain, OTHERWISE))
        ranges = (first, first if between else SECOND.get(domain, first))[: int(nargs)]
        words = " and ".join(f"{low} to {high}" for low, high in dict.fromkeys(ranges))
        c = IN_C.get(c, c)
        found.append(Row(name.lower(), name.lower(), c, int(nargs), words, uniform(*ranges)))
    return found


def some_large(rng, n):
    """One in a thousand is of size 1e20."""
    a = rng.uniform(-10, 10, n)
    at = rng.choice(n, max(1, n // 1000), replace=False)
    a[at] = rng.uniform(0.5e20, 1.5e20, at.size)
    return (a,)


# Arguments that are rare, and dear for many.
HARD = [
    *(
        Row(f"{name} of {title}", name, name, 1, words, arguments)
        for name in ("sin", "cos", "tan")
        for title, words, arguments in (
            ("1e10", "0.5e10 to 1.5e10", uniform((0.5e10, 1.5e10))),
            ("1e20", "0.5e20 to 1.5e20", uniform((0.5e20, 1.5e20))),
            ("0.1 % 1e20", "one in 1000 of 0.5e20 to 1.5e20, the others -10 to 10", some_large),
        )
    ),
    Row("sin of subnormals", "sin", "sin", 1, "positive subnormal numbers", None),
]


def subnormals(rng, n, dtype):
    return ((rng.random(n) * np.finfo(dtype).smallest_normal).astype(dtype),)


def aligned(n, dtype):
    """An array that begins at a cache line, whose pages are there."""
    dtype = np.dtype(dtype)
    memory = np.zeros(n * dtype.itemsize + 64, np.uint8)
    start = -memory.ctypes.data % 64
    array = memory[start : start + n * dtype.itemsize].view(dtype)
    array[:] = 1
    return array


def operands(row, n, dtype):
    """The arguments and the result of `n` elements of `dtype`."""
    rng, some = np.random.default_rng(1), min(n, DIFFERENT)
    values = row.arguments(rng, some) if row.arguments else subnormals(rng, some, dtype)
    arrays = [aligned(n, dtype) for _ in (*values, None)]
    for array, value in zip(arrays, values):
        array.reshape(-1, some)[:] = value
    return arrays


# ---- Libraries ----


def load_svml():
    """Intel's, as pip's intel-cmplr-lib-rt puts it into an environment; what it needs is not on the loader's path."""
    folder = pathlib.Path(sys.prefix) / "lib"
    ctypes.CDLL(str(folder / "libintlc.so.5"), ctypes.RTLD_GLOBAL)
    return ctypes.CDLL(str(folder / "libsvml.so"))


def svml(c, single, level, accurate):
    """What a compiler calls, which chooses by the processor; for v3 its choice on one that has AVX2 alone, first."""
    lanes = {"v4": ("8", "f16"), "v3": ("4", "f8")}[level][single]
    name = f"__svml_{c}{lanes}{'_ha' * accurate}"
    return [name] if level == "v4" else [name + "_l9", name]


def libmvec(c, single, level, nargs):
    prefix = {"v4": ("_ZGVeN8", "_ZGVeN16"), "v3": ("_ZGVdN4", "_ZGVdN8")}[level][single]
    return f"{prefix}{'v' * nargs}_{c}{'f' * single}"


def sleef(c, single, level, bound):
    lanes = {"v4": ("d8", "f16"), "v3": ("d4", "f8")}[level][single]
    return f"Sleef_{c}{lanes}_u{bound}{'avx512f' if level == 'v4' else 'avx2'}"


def load_mvec():
    return ctypes.CDLL("libmvec.so.1")


def load_sleef():
    return ctypes.CDLL("libsleef.so.3")


# Peer: how it is loaded, where it comes from, and names that a function may have there, the first one first.
LIBRARIES = {
    "SVML 1": (load_svml, "pip's intel-cmplr-lib-rt", lambda c, s, v, n: svml(c, s, v, True)),
    "SVML 4": (load_svml, "pip's intel-cmplr-lib-rt", lambda c, s, v, n: svml(c, s, v, False)),
    "libmvec 4": (load_mvec, "glibc's", lambda c, s, v, n: [libmvec(c, s, v, n)]),
    "SLEEF 1": (load_sleef, "Debian's libsleef3", lambda c, s, v, n: [sleef(c, s, v, u) for u in ("05", "10", "15")]),
    "SLEEF 3.5": (load_sleef, "Debian's libsleef3", lambda c, s, v, n: [sleef(c, s, v, "35")]),
}
FORMS = {("v4", 8): 0, ("v4", 4): 1, ("v3", 8): 2, ("v3", 4): 3}  # vector_form, by level and element size


def numba_loop(numba, function, nargs, parallel):
    """A loop as Numba's user writes it. Compiled at its first call, which fails if Numba has not the function."""
    decorate = numba.njit(fastmath=True, error_model="numpy", parallel=parallel)
    if nargs == 1:

        @decorate
        def run(a, out):
            for i in numba.prange(a.size):
                out[i] = function(a[i])

    else:

        @decorate
        def run(a, b, out):
            for i in numba.prange(a.size):
                out[i] = function(a[i], b[i])

    return run


class Peers:
    """The peers of this process, whose code is for `level`. `missing` says of those that are not there why."""

    def __init__(self, build, level, origins=ORIGINS):
        self.level, self.wanted = level, [peer for peer in PEERS if peer.split()[0] in origins]
        self.missing, self.libraries = {}, {}
        self._calls = ctypes.CDLL(str(build / "libjxmathcalls.so"))
        self._calls.formula_open.restype = ctypes.c_void_p
        self._calls.formula_close.restype = self._calls.vector_run.restype = None
        for peer in self.wanted:
            if peer in LIBRARIES:
                self._load(peer, *LIBRARIES[peer][:2])
        self.numba = self._import_numba() if "Numba" in self.wanted else None

    def _load(self, peer, load, origin):
        try:
            self.libraries[peer] = load()
        except OSError as e:
            self.missing[peer] = f"{origin} is not there: {e}"
            return
        if not self._calls.vector_can(FORMS[self.level, 8]):
            self.missing[peer] = f"this processor cannot run code for x86-64-{self.level}"
            del self.libraries[peer]

    def _import_numba(self):
        try:
            import numba
        except ImportError as e:
            self.missing["Numba"] = f"it is not there: {e}"
            return None
        return numba

    def runs(self, row, arrays, threads):
        """For each peer that has the function: run(calls), after a first call."""
        makers = {"jx": self._jx, "jx 4": self._jx_fast, "NumPy": self._numpy, "Numba": self._numba}
        runs = {}
        for peer in self.wanted:
            run = makers[peer](row, arrays, threads) if peer in makers else self._vector(peer, row, arrays, threads)
            if run:
                run(1)
                runs[peer] = run
        return runs

    def _jx_fast(self, row, arrays, threads):
        """As asked for by JX_PRECISION_FAST, where that is another form."""
        if arrays[0].dtype != np.float64 or row.name not in fast_names():
            return None
        return self._jx(row, arrays, threads, fast=True)

    def _jx(self, row, arrays, threads, fast=False):
        program = PROGRAMS.get(row.name, f"{row.name}({'a, b' if row.nargs == 2 else 'a'})")
        formula = self._calls.formula_open(program.encode(), arrays[0].dtype.name.encode(), row.nargs, threads, fast)
        if not formula:
            raise RuntimeError(f"{program} does not compile")
        return Formula(self._calls, formula, arrays)

    def _vector(self, peer, row, arrays, threads):
        library = self.libraries.get(peer)
        names = LIBRARIES[peer][2](row.c, arrays[0].dtype.itemsize == 4, self.level, row.nargs)
        function = next((getattr(library, name) for name in names if hasattr(library, name)), None)
        if not function:
            return None
        address = ctypes.cast(function, ctypes.c_void_p)
        form = FORMS[self.level, arrays[0].dtype.itemsize]
        given = Addresses(arrays), ctypes.c_int(threads)
        return lambda calls: self._calls.vector_run(address, form, *given[0], given[1], calls)

    def _numpy(self, row, arrays, threads):
        function = getattr(np, row.name, None)
        if function is None or isinstance(function, np.ufunc):
            return function and (lambda calls: repeat(calls, function, arrays))
        *given, out = arrays  # sinc, made of many ufuncs, takes no result
        return lambda calls: repeat(calls, lambda: np.copyto(out, function(*given)), ())

    def _numba(self, row, arrays, threads):
        import math

        for module, name in ((np, row.name), (math, row.c), (math, row.name)):
            if not self.numba or not hasattr(module, name):
                continue
            loop = numba_loop(self.numba, getattr(module, name), row.nargs, threads > 1)
            try:
                loop(*(a[:16] for a in arrays))
            except self.numba.core.errors.NumbaError:
                continue
            return lambda calls: repeat(calls, loop, arrays)
        return None


class Formula:
    """A compiled program of jx on given arrays."""

    def __init__(self, library, formula, arrays):
        self._library, self._formula, self._given = library, ctypes.c_void_p(formula), Addresses(arrays)

    def __call__(self, calls):
        if self._library.formula_run(self._formula, *self._given, calls):
            raise RuntimeError("formula_run")

    def __del__(self):
        self._library.formula_close(self._formula)


class Addresses(tuple):
    """Arrays as C takes them: a, b (or NULL), the result, and the number of elements. Keeps them alive."""

    def __new__(cls, arrays):
        a, *b, out = (ctypes.c_void_p(array.ctypes.data) for array in arrays)
        self = super().__new__(cls, (a, b[0] if b else None, out, ctypes.c_size_t(arrays[0].size)))
        self._arrays = arrays
        return self


def repeat(calls, function, arrays):
    for _ in range(calls):
        function(*arrays)
