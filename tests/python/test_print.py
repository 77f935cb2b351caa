"""How jxc prints arrays: character for character as NumPy's str() does.

repl/print.c and repl/number.c are compiled into a library of their own and called directly, so that every dtype and many
arrays can be tried; test_cli.py sees to it that jxc prints through them.
"""

import ctypes
import itertools
import pathlib
import shutil
import subprocess

import numpy as np
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CC = shutil.which("cc")
DTYPES = (
    "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128".split()
)
# From NumPy 2.3 on, float16 and float32 take to exponents earlier.
OLD_NUMPY = np.lib.NumpyVersion(np.__version__) < "2.3.0"

assert CC, "no C compiler"

# What print.c needs of libjx.
STUB = """
#include "jx.h"
#define X(name, number, text, size, kind) case name: return size;
size_t jx_dtype_size(jx_dtype d) { switch (d) { JX_DTYPE_TABLE(X) default: return 0; } }
#undef X
#define X(name, number, text, size, kind) case name: return kind;
char jx_dtype_kind(jx_dtype d) { switch (d) { JX_DTYPE_TABLE(X) default: return 0; } }
int64_t jx_array_size(const jx_array *a) {
  int64_t n = 1;
  for (int i = 0; i < a->rank; i++) n *= a->shape[i];
  return n;
}
"""


class Array(ctypes.Structure):
    """jx_array"""

    _fields_ = [
        ("data", ctypes.c_void_p),
        ("dtype", ctypes.c_int),
        ("rank", ctypes.c_int32),
        ("flags", ctypes.c_uint32),
        ("detail", ctypes.c_uint32),
        ("owned", ctypes.c_size_t),
        ("shape", ctypes.c_int64 * 32),
        ("strides", ctypes.c_int64 * 32),
    ]


@pytest.fixture(scope="module")
def show(tmp_path_factory):
    """A function from an array to what jxc prints of it."""
    folder = tmp_path_factory.mktemp("print")
    (folder / "stub.c").write_text(STUB)
    sources = [folder / "stub.c", ROOT / "repl" / "print.c", ROOT / "repl" / "number.c", ROOT / "repl" / "print_text.c", ROOT / "base" / "time_unit.c"]
    command = [CC, "-std=c17", "-D_GNU_SOURCE", "-O1", "-shared", "-fPIC", f"-I{ROOT}/include", f"-I{ROOT}"]
    subprocess.run([*command, *sources, "-o", folder / "print.so", "-lm"], check=True)
    library, libc = ctypes.CDLL(folder / "print.so"), ctypes.CDLL(None)
    library.print_array.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    libc.open_memstream.restype = ctypes.c_void_p
    libc.fclose.argtypes = [ctypes.c_void_p]

    def run(a):
        array = Array(data=a.ctypes.data, dtype=DTYPES.index(a.dtype.name) + 1, rank=a.ndim)
        array.shape[: a.ndim], array.strides[: a.ndim] = a.shape, a.strides
        text, size = ctypes.c_char_p(), ctypes.c_size_t()
        stream = libc.open_memstream(ctypes.byref(text), ctypes.byref(size))
        library.print_array(stream, ctypes.byref(array))
        libc.fclose(stream)
        said = text.value.decode()
        libc.free(text)
        assert said.endswith("\n")
        return said[:-1]

    return run


def reals(rng, dtype, shape):
    """Floats of many kinds: common ones, powers of two and ten, any bits, with specials strewn in."""
    kinds = [
        lambda: rng.standard_normal(shape),
        lambda: rng.integers(-100, 100, shape) / rng.choice([1, 2, 4, 8, 10]),
        lambda: np.round(rng.uniform(0, 1000, shape), rng.integers(0, 4)),
        lambda: np.exp(rng.uniform(-700, 700, shape)),
        lambda: np.ldexp(1.0, rng.integers(-1074, 1023, shape).astype("i4")),
        lambda: np.ldexp(1.0, rng.integers(-30, 30, shape).astype("i4")),
        lambda: 10.0 ** rng.integers(-9, 9, shape),
        lambda: np.asarray(rng.integers(0, 2**63, shape)).view("f8"),
        lambda: rng.uniform(-5e-4, 5e-4, shape),
    ]
    with np.errstate(all="ignore"):
        x = np.asarray(kinds[rng.integers(len(kinds))](), dtype=dtype).copy()
    special = [np.nan, np.inf, -np.inf, -0.0, 0.0]
    if x.size and rng.integers(3) == 0:
        for _ in range(rng.integers(1, 4)):
            x.flat[rng.integers(x.size)] = rng.choice(special)
    if rng.integers(30) == 0:
        x[...] = rng.choice(special)
    if OLD_NUMPY and dtype != "f8":
        x[~(abs(x) < (1e3 if dtype == "f2" else 1e6))] = 1
    return x


def values(rng, dtype, shape):
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return rng.integers(0, 2, shape).astype(bool)
    if dtype.kind in "iu":
        info, digits = np.iinfo(dtype), rng.integers(5)
        low, high = max(info.min, -(10**digits)), min(info.max, 10**digits)
        if digits == 0:
            low, high = info.min, info.max
        return rng.integers(low, high, shape, dtype=dtype, endpoint=True)
    if dtype.kind == "f":
        return reals(rng, dtype.str[1:], shape)
    x = np.empty(shape, dtype)
    part = f"f{dtype.itemsize // 2}"
    x.real, x.imag = reals(rng, part, shape), reals(rng, part, shape)
    return x


@pytest.mark.parametrize("rank", range(7))
@pytest.mark.parametrize("dtype", DTYPES)
def test_random_arrays(show, dtype, rank):
    rng = np.random.default_rng([DTYPES.index(dtype), rank])
    small, large = [1, 40, 12, 6, 4, 3, 2][rank], [1, 3000, 80, 14, 9, 7, 7][rank]
    for i in range(60):
        shape = tuple(rng.integers(0, small + 1, rank)) if i % 6 else tuple(rng.integers(1, large + 1, rank))
        a = np.asarray(values(rng, dtype, shape), dtype)
        if i % 3 == 0:
            a = a.T
        if rank and i % 4 == 0:
            a = a[::-1]
        assert show(a) == str(a), (a.dtype, a.shape, a.ravel()[:10].tolist())


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_every_power_of_two(show, dtype):
    """Where the neighbours lie at unequal distances, shortest digits are not always the nearest ones."""
    info = np.finfo(dtype)
    for e in range(info.minexp - info.nmant, info.maxexp):
        x = np.ldexp(np.array(1, dtype), e)
        if OLD_NUMPY and x >= 1e3:
            break
        with np.errstate(over="ignore"):
            for a in [np.asarray(x), np.array([x, info.tiny], dtype), np.array([x, x * dtype_of(dtype, 3), 1], dtype)]:
                assert show(a) == str(a)


def dtype_of(dtype, value):
    return np.dtype(dtype).type(value)


def test_extremes(show):
    for dtype in DTYPES:
        kind = np.dtype(dtype).kind
        if kind == "b":
            continue
        info = np.iinfo(dtype) if kind in "iu" else np.finfo(dtype)
        for chosen in itertools.product([info.min, info.max, 0, 1], repeat=2):
            if OLD_NUMPY and kind in "fc":
                continue
            a = np.array(chosen, dtype)
            assert show(a) == str(a)
            assert show(a[0, ...]) == str(a[0, ...])


@pytest.mark.parametrize("shape", [(1000,), (1001,), (1, 1001), (1001, 1), (6, 167), (7, 143), (7, 7, 7, 7), (2, 2, 300)])
def test_summaries(show, shape):
    for a in [np.arange(np.prod(shape)).reshape(shape), np.arange(np.prod(shape)).reshape(shape) / 7]:
        assert show(a) == str(a)


def test_elements_left_out_do_not_count(show):
    """The widths of columns come from what is shown."""
    a = np.arange(2000.0)
    a[1000] = 1e300
    assert show(a) == str(a)
    assert "..." in show(a)


def test_lines_of_75_characters(show):
    for rank in range(1, 8):
        for width in range(1, 30):
            a = np.full((1,) * (rank - 1) + (40,), 10 ** (width - 1) if width < 19 else 1, np.int64)
            assert show(a) == str(a)
