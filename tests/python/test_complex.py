"""Complex numbers against NumPy: arithmetic, reductions, casts, layouts; functions and their special values are in
test_complex_functions.py.

    JX_COMPLEX_SEED=7 JX_COMPLEX_ROUNDS=2000 pytest tests/python/test_complex.py    # the long run
"""

import os

import numpy as np
import pytest

import jxpr

SEED = int(os.environ.get("JX_COMPLEX_SEED", "20"))
ROUNDS = int(os.environ.get("JX_COMPLEX_ROUNDS", "60"))
COMPLEX = (np.complex64, np.complex128)
LENGTHS = (0, 1, 7, 8, 9, 15, 17, 33, 1000, 20011)


def numbers(rng, shape, dtype):
    """Of all dtypes, mostly small."""
    kind = np.dtype(dtype).kind
    if kind == "b":
        return rng.random(shape) < 0.5
    if kind in "iu":
        return rng.integers(0, 5, shape).astype(dtype)
    x = rng.standard_normal(shape)
    if kind == "c":
        x = x + 1j * rng.standard_normal(shape)
    return np.asarray(x).astype(dtype)


def layouts(rng, n, dtype):
    """An array of n elements as each layout has it."""
    yield numbers(rng, n, dtype)
    yield numbers(rng, 2 * n, dtype)[::2]
    yield numbers(rng, n, dtype)[::-1]
    yield numbers(rng, (n, 3), dtype)[:, 1]
    yield np.broadcast_to(numbers(rng, (), dtype), (n,))
    yield np.frombuffer(b"\0" + numbers(rng, n, dtype).tobytes() + b"\0" * 8, np.uint8)[1 : 1 + n * np.dtype(dtype).itemsize].view(
        dtype
    )


def same(found, wanted, ulp=4, where="", terms=0):
    """Dtypes and shapes are equal, and values to a few ULP of their size, or of that of the terms they are of."""
    wanted = np.asarray(wanted)
    found = np.asarray(found)
    assert found.dtype == wanted.dtype, f"{where}: {found.dtype}, not {wanted.dtype}"
    assert found.shape == wanted.shape, f"{where}: {found.shape}, not {wanted.shape}"
    if wanted.dtype.kind not in "fc":
        assert np.array_equal(found, wanted), f"{where}: {found} {wanted}"
        return
    parts = [(found.real, wanted.real), (found.imag, wanted.imag)] if wanted.dtype.kind == "c" else [(found, wanted)]
    size = np.abs(wanted) + terms
    with np.errstate(all="ignore"):
        bound = ulp * np.finfo(wanted.dtype).eps * size
        for f, w in parts:
            good = (f == w) | (np.isnan(f) & np.isnan(w)) | (np.abs(f - w) <= bound)
            assert np.all(good), f"{where}: {f[~good]} {w[~good]}"


def several(programs, operands, ulp, terms):
    """Programs as results of one."""
    with np.errstate(all="ignore"):
        found = jxpr.evaluate(", ".join(programs), operands)
        for program, x in zip(programs, found, strict=True):
            wanted = eval(program, {"np": np, "__builtins__": {}, **NAMES}, dict(operands))
            shapes = [(k, getattr(v, "dtype", v), np.shape(v)) for k, v in operands.items()]
            same(x, wanted, ulp, f"{program} of {shapes}", terms)


def both(program, operands, ulp=4):
    with np.errstate(all="ignore"):
        wanted = eval(program, {"np": np, "__builtins__": {}, **NAMES}, dict(operands))
        found = jxpr.evaluate(program, operands)
    terms = 8 if "+" in program or "sum" in program or "mean" in program or "var" in program or "std" in program else 0
    same(found, wanted, ulp, f"{program} of {[(k, getattr(v, 'dtype', v)) for k, v in operands.items()]}", terms)


NAMES = {
    name: getattr(np, name)
    for name in "conj conjugate real imag abs angle square reciprocal isnan isinf isfinite where sum prod mean var std any all "
    "count_nonzero astype sign nansum nanprod nanmean nanvar nanstd vecdot round".split()
}
NAMES["complex"] = lambda re, im: np.asarray(re) + 1j * np.asarray(im)

PROGRAMS = (
    "a + b",
    "a - b",
    "a*b",
    "a/b",
    "-a",
    "+a",
    "a*b + c",
    "a.real + b.imag",
    "a.real",
    "a.imag",
    "real(a)*imag(b)",
    "abs(a)",
    "angle(a)",
    "conj(a)*b",
    "a == b",
    "a != b",
    "square(a)",
    "reciprocal(a)",
    "sign(a)",
    "a*2j",
    "a*2",
    "a*2.5",
    "1j - a",
    "1/a",
    "where(a == b, a, b)",
    "where(a.real > 0, a, 1)",
    "isnan(a)",
    "isinf(a)",
    "isfinite(a)",
    "round(a)",
    "a*r",
    "r*1j + a",
    "i + a",
    "a/i",
    "sum(a)",
    "mean(a)",
    "any(a)",
    "all(a)",
    "count_nonzero(a)",
    "sum(a*conj(a))",
    "vecdot(a, b)",
)


@pytest.mark.parametrize("dtype", COMPLEX)
def test_arithmetic_of_any_layout_is_numpys(dtype):
    """All programs in one, whose results share loads and stages; and each by itself."""
    rng = np.random.default_rng(SEED)
    for n in LENGTHS:
        for k, (a, b) in enumerate(zip(layouts(rng, n, dtype), layouts(rng, n, dtype), strict=True)):
            r = numbers(rng, n, np.float32 if dtype == np.complex64 else np.float64)
            i = numbers(rng, n, np.int16) + np.int16(1)
            operands = {"a": a, "b": b, "c": b[::-1], "r": r, "i": i}
            programs = [p for p in PROGRAMS if n or p != "mean(a)"]
            several(programs, operands, 40, 1000 * n + 8)
            if n == 17 and k < 2:
                for program in programs:
                    both(program, operands)


@pytest.mark.parametrize("dtype", COMPLEX)
def test_operands_of_every_dtype_promote_as_numpys(dtype):
    rng = np.random.default_rng(SEED)
    dtypes = "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 complex64 complex128".split()
    for other in dtypes:
        z, x = numbers(rng, 33, dtype), numbers(rng, 33, other)
        programs = ["z + x", "x - z", "x*z", "z/x", "z == x", "x != z", "where(x == 0, z, x)", "x*1j", "x + 2j"]
        several(programs, {"z": z, "x": x}, 4, 8)
    for number in (2, 2.5, True, 1 + 2j):
        for program in ("z*p", "p - z", "p/z", "p*2j", "z.real*p"):
            both(program, {"z": numbers(rng, 9, dtype), "p": number})


@pytest.mark.parametrize("dtype", COMPLEX)
def test_reductions_over_axes_are_numpys(dtype):
    rng = np.random.default_rng(SEED)
    for shape in ((3, 4), (1, 5), (9, 17), (200, 33), (33, 200), (4, 30, 5)):
        a = numbers(rng, shape, dtype)
        for array in (a, a[::-1, ::2], np.asfortranarray(a), a.T):
            for axis in (None, 0, -1, (0, 1)):
                names = "sum mean var std any all count_nonzero nansum nanmean nanvar nanstd".split()
                several([f"{name}(a, axis={axis})" for name in names], {"a": array}, 60, a.size)
                small = array / (np.abs(array) + 0.5) * np.asarray(1.3, array.real.dtype)
                both(f"prod(a, axis={axis})", {"a": small.astype(dtype)}, 4000)
        holes = a.copy()
        holes[0] = np.nan
        names = "nansum nanmean nanvar nanstd nanprod".split()
        several([f"{name}(a, axis=-1)" for name in names], {"a": holes}, 4000, a.size)
        mask = rng.random(shape) < 0.5
        both("sum(a, where=m)", {"a": a, "m": mask}, 60)
        both("prod(a, where=m, axis=0)", {"a": a, "m": mask}, 4000)


def test_long_products_and_sums_are_cut_and_combined():
    rng = np.random.default_rng(SEED)
    n = 300_007
    angle = rng.standard_normal(n)
    z = np.exp(1j * angle)
    assert abs(jxpr.evaluate("prod(z)", {"z": z}) - np.exp(1j * np.sum(angle))) < 1e-10
    once = jxpr.evaluate("prod(z), sum(z), var(z)", {"z": z})
    for threads in (1, 2, 3):
        jxpr.set_threads(threads) if hasattr(jxpr, "set_threads") else None
        assert [complex(x) for x in jxpr.evaluate("prod(z), sum(z), var(z)", {"z": z})] == [complex(x) for x in once]


@pytest.mark.parametrize("dtype", COMPLEX)
def test_results_given_take_what_fits_and_may_overlap(dtype):
    rng = np.random.default_rng(SEED)
    a, b = numbers(rng, 1000, dtype), numbers(rng, 1000, dtype)
    for out in (np.empty(1000, dtype), np.empty(2000, dtype)[::2], np.empty(1000, dtype)[::-1], np.empty(1000, np.complex128)):
        jxpr.evaluate("a*b + 1j", {"a": a, "b": b}, out=out)
        same(out.astype(dtype), a * b + 1j, terms=8)
    x = a.copy()
    jxpr.evaluate("x*x", {"x": x}, out=x)
    same(x, a * a, terms=8)
    y = a.copy()
    jxpr.evaluate("y[:-1] + y[1:]", {"y": y}, out=y[1:])
    same(y[1:], a[:-1] + a[1:], terms=8)
    out = np.empty(1000, dtype)
    jxpr.evaluate("r", {"r": a.real.copy()}, out=out)
    same(out, a.real.astype(dtype))
    with pytest.raises(TypeError, match="cannot write complex"):
        jxpr.evaluate("a*2", {"a": a}, out=np.empty(1000, a.real.dtype))


@pytest.mark.parametrize("dtype", COMPLEX)
def test_casts_are_numpys(dtype):
    rng = np.random.default_rng(SEED)
    z = (numbers(rng, 65, dtype) * 50).astype(dtype)
    with np.errstate(all="ignore"), pytest.warns(np.exceptions.ComplexWarning):
        for to in "bool int8 int32 int64 float32 float64 complex64 complex128".split():
            same(jxpr.evaluate(f"astype(z, '{to}')", {"z": z}), z.astype(to), 1, to)
            same(jxpr.evaluate(f"{to}(z)", {"z": z}), z.astype(to), 1, to)
    for code in "F D c8 c16".split():
        same(jxpr.evaluate(f"astype(z, '{code}')", {"z": z}), z.astype(code), 1, code)


def test_views_of_numbers_and_of_expressions():
    rng = np.random.default_rng(SEED)
    a, b = numbers(rng, (6, 7), np.complex128), numbers(rng, (7, 6), np.complex64)
    for program in (
        "a.T + b",
        "(a*a)[::-1, 1::2]",
        "a[2] + b[:, 1]",
        "(a + b.T)[:, None, ::-1].imag",
        "sum(a.T*b, axis=0)[1:]",
        "a[3, 4]*2j",
        "(a - mean(a, axis=0))[1:].real",
    ):
        both(program, {"a": a, "b": b}, 40)


def test_python_numbers_are_weak_and_results_are_numpys_scalars():
    z = jxpr.evaluate("x*p", {"x": np.float32(2), "p": 2j})
    assert type(z) is np.complex64 and z == 4j
    assert type(jxpr.evaluate("2j*3", {})) is np.complex128
    assert jxpr.evaluate("abs(3 + 4j)", {}) == 5.0


def of_python(f):
    """A function of Python's numbers alone gives one, as the language has it; NumPy's gives a scalar of its own."""

    def call(*args):
        result = f(*args)
        return result if any(isinstance(x, (np.ndarray, np.generic)) for x in args) else result.item()

    return call


def size_of_terms(rng, depth):
    """A random expression."""
    if depth == 0:
        return str(rng.choice(["a", "b", "r", "2j", "1.5", "(1-3j)", "s", "a[::-1]"]))
    x, y = size_of_terms(rng, depth - 1), size_of_terms(rng, depth - 1)
    return str(
        rng.choice(
            [
                f"({x} + {y})",
                f"({x} - {y})",
                f"({x}*{y})",
                f"conj({x})",
                f"where(abs({x}) > 1, {x}, {y})",
                f"({x}).real",
                f"({x}).imag*1j",
                f"-{x}",
                f"({x})/(abs({y}) + 1)",
            ]
        )
    )


def test_random_expressions():
    rng = np.random.default_rng(SEED)
    for round_ in range(ROUNDS):
        n = int(rng.choice(LENGTHS[1:-2]))
        dtype = COMPLEX[int(rng.integers(2))]
        other = COMPLEX[int(rng.integers(2))]
        program = size_of_terms(rng, int(rng.integers(1, 5)))
        operands = {
            "a": numbers(rng, n, dtype),
            "b": numbers(rng, (2, n), other),
            "r": numbers(rng, n, np.float32 if np.complex64 in (dtype, other) else np.float64),
            "s": numbers(rng, (1,), np.complex128),  # np.float64 is one of Python's floats to complex
        }
        with np.errstate(all="ignore"):
            wanted = np.asarray(eval(program, {k: of_python(f) for k, f in NAMES.items()}, dict(operands)))
            size = np.max(np.abs(wanted), initial=1)
        found = np.asarray(jxpr.evaluate(program, operands))
        assert found.dtype == wanted.dtype, (SEED, round_, program)
        assert found.shape == wanted.shape, (SEED, round_, program)
        eps = np.finfo(np.float32 if np.complex64 in (dtype, other) else np.float64).eps
        close = np.abs(found - wanted) <= 1000 * eps * (np.abs(wanted) + size)
        assert np.all(close), (SEED, round_, program, found[~close], wanted[~close])


def test_parts_are_rounded_alone():
    z = np.array([np.inf + 1j, complex(np.nan, -0.126), 1.256 - 3.344j, 55 + 45j])
    for decimals in (2, 1, 0, -1):
        np.testing.assert_array_equal(jxpr.evaluate(f"round(z, {decimals})", {"z": z}), np.round(z, decimals))
