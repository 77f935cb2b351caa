"""Functions whose results are exact or correctly rounded: bits and dtypes against NumPy's.

Operands of every dtype and of several lengths and layouts, with the edges of each; then what has keywords or Python's
numbers. Random programs have some of these functions too.
"""

import itertools

import numpy as np
import pytest

import jxpr
import random_arrays

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

DTYPES = random_arrays.DTYPES
FLOATS = (np.dtype("f4"), np.dtype("f8"))
LENGTHS = (0, 1, 31, 33, 1000)
ONE = "trunc fix square reciprocal sign signbit isinf isfinite degrees rad2deg bitwise_count spacing nan_to_num".split()
TWO = "copysign fmax fmin heaviside fmod float_power isclose nextafter".split()
ULPS = {"float_power": 1}


def arrays(dtype, seed, quiet=False):
    """Every length, and one of them strided."""
    rng = np.random.default_rng(seed)
    found = [random_arrays.values(rng, dtype, n) for n in LENGTHS]
    found.append(random_arrays.values(rng, dtype, 3000)[::-3])
    edges = random_arrays.special(dtype)
    found.append(np.resize(np.repeat(edges, 30) if seed % 2 else edges, 900))  # each beside each
    if quiet:  # fmax takes a signaling NaN for one or for none
        for a in found:
            if a.dtype.kind == "f":
                a[np.isnan(a)] = np.nan
    return found


def floated(name, a):
    """NumPy's functions of narrow integers are of float16 and float32; ours of float64."""
    to_float = name in ("signbit", "degrees", "rad2deg", "spacing", "copysign", "heaviside", "nextafter", "ldexp")
    return a.astype(np.float64) if to_float and a.dtype.kind != "f" else a


def check(text, operands, expected, ulps=0):
    wrong = random_arrays.same(jxpr.evaluate(text, operands), expected, ulps)
    assert not wrong, f"{text}: {wrong}"


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
@pytest.mark.parametrize("name", ONE)
def test_of_one(name, dtype):
    if name == "sign" and dtype.kind == "b" or name == "bitwise_count" and dtype.kind == "f":
        with pytest.raises(jxpr.ProgramTypeError, match="is not defined"):
            jxpr.evaluate(f"{name}(a)", {"a": np.ones(3, dtype)})
        return
    for seed in (0, 1):
        for a in arrays(dtype, seed):
            check(f"{name}(a)", {"a": a}, getattr(np, name)(floated(name, a)))


@pytest.mark.parametrize("pair", list(itertools.product(DTYPES, repeat=2)), ids=lambda p: f"{p[0]}-{p[1]}")
def test_of_two(pair):
    # One program of all, so that it is compiled once.
    quiet = [arrays(d, seed, quiet=True) for seed, d in enumerate(pair)]
    float_result = np.result_type(*pair).kind == "f"
    for a, b in zip(*quiet):
        results = jxpr.evaluate(", ".join(f"{n}(a, b)" for n in TWO), {"a": a, "b": b})
        for name, got in zip(TWO, results):
            x, y = floated(name, a), floated(name, b)
            if x.dtype.kind == "f" and float_result and a.dtype.kind == b.dtype.kind == "f":
                x, y = a, b
            elif name in ("copysign", "heaviside", "nextafter"):
                common = np.result_type(*pair) if float_result else np.float64
                x, y = a.astype(common), b.astype(common)
            expected = getattr(np, name)(x, y)
            if name in ("fmax", "fmin"):  # either zero
                got, expected = got + 0, expected + 0
            wrong = random_arrays.same(got, expected, ULPS.get(name, 0))
            assert not wrong, f"{name}: {wrong}"


@pytest.mark.parametrize("dtype", FLOATS, ids=str)
@pytest.mark.parametrize("exponent", [d for d in DTYPES if d != np.uint64], ids=str)
def test_ldexp(dtype, exponent):
    if exponent.kind == "f":
        with pytest.raises(jxpr.ProgramTypeError, match="the exponent must be an integer"):
            jxpr.evaluate("ldexp(a, k)", {"a": np.ones(3, dtype), "k": np.ones(3, exponent)})
        return
    for a, k in zip(arrays(dtype, 0), arrays(exponent, 1)):
        check("ldexp(a, k)", {"a": a, "k": k}, np.ldexp(a, k))
    rng = np.random.default_rng(2)
    a = rng.integers(0, 256, 20_000 * dtype.itemsize, dtype=np.uint8).view(dtype)
    k = rng.integers(-2300, 2300, 20_000) if exponent.itemsize > 1 else rng.integers(-128, 128, 20_000)
    check("ldexp(a, k)", {"a": a, "k": k.astype(exponent)}, np.ldexp(a, k.astype(exponent)))


@pytest.mark.parametrize("dtype", FLOATS, ids=str)
def test_ldexp_rounds_once(dtype):
    """Products around the smallest numbers: by all powers on the way there."""
    rng = np.random.default_rng(3)
    a = rng.normal(0, 1, 400).astype(dtype)
    for base in (np.finfo(dtype).max / 2, dtype.type(1), np.finfo(dtype).tiny):
        k = np.arange(-2200, 100)[:, None]
        check("ldexp(a, k)", {"a": a * base, "k": k}, np.ldexp(a * base, k))


CLIPPED = [(d, d, d) for d in DTYPES] + [("i1", "u1", "i2"), ("i2", "u2", "f4"), ("i4", "i8", "f4"), ("?", "i1", "u4")]
CLIPPED += [("u8", "i8", "f4"), ("f4", "f8", "i2"), ("u1", "f4", "u2"), ("i4", "u4", "i8"), ("f4", "i2", "u2")]


@pytest.mark.parametrize("dtypes", CLIPPED, ids=lambda d: "-".join(map(str, d)))
def test_clip(dtypes):
    for a, low, high in zip(*(arrays(d, seed) for seed, d in enumerate(dtypes))):
        operands, zero = {"a": a, "l": low, "h": high}, np.zeros(1, np.result_type(a, low, high))
        if a.size:
            operands |= {"p": low[0], "q": high[-1]}
            check("clip(a, p, q) + z", operands | {"z": zero}, np.clip(a, low[0], high[-1]) + zero)
        expected = np.clip(a, low, high)
        for text in ("clip(a, l, h)", "clip(a, min=l, max=h)", "clip(a, a_max=h, a_min=l)", "clip(a, l, max=h)"):
            check(f"{text} + z", operands | {"z": zero}, expected + zero)
        check("clip(a, None, h) + z", operands | {"z": zero}, np.minimum(a, high) + zero)


@pytest.mark.parametrize("dtype", [d for d in DTYPES if d.kind in "iu"], ids=str)
def test_clip_by_pythons_integers(dtype):
    """One that lies beyond the dtype bounds nothing, whether it is a literal or an operand."""
    a, i = random_arrays.special(dtype), np.iinfo(dtype)
    below, above = (i.min, i.min - 1, i.min - 10**30, 0, 1), (i.max, i.max + 1, 10**30, 100, 2)
    for low, high in itertools.product(below, above):
        expected = np.clip(a, low, high)
        check(f"clip(a, {low}, {high})", {"a": a}, expected)
        check("clip(a, l, h)", {"a": a, "l": low, "h": high}, expected)
    for text, operands in ((f"clip(a, {i.max + 1}, None)", {}), ("clip(a, None, h)", {"h": i.min - 1})):
        with pytest.raises(jxpr.ProgramValueError, match="out of bounds"):
            jxpr.evaluate(text, {"a": a, **operands})


def test_clip_refuses():
    a = np.arange(3)
    for text in ("clip(a, 1, min=2)", "clip(a, a_min=1, min=2)", "clip(a, max=1, a_max=2)"):
        with pytest.raises(jxpr.ProgramTypeError, match="twice"):
            jxpr.evaluate(text, {"a": a})


@pytest.mark.parametrize("dtype", FLOATS, ids=str)
def test_keywords(dtype):
    for a, b in zip(arrays(dtype, 0), arrays(dtype, 1)):
        operands = {"a": a, "b": b}
        check("nan_to_num(a, nan=1.5, posinf=7)", operands, np.nan_to_num(a, nan=1.5, posinf=7))
        check("nan_to_num(a, neginf=-0.1, posinf=None)", operands, np.nan_to_num(a, neginf=-0.1))
        check("isclose(a, b, equal_nan=True)", operands, np.isclose(a, b, equal_nan=True))
        check("isclose(a, b, 0.5, atol=2)", operands, np.isclose(a, b, 0.5, atol=2))
        check("isclose(a, b, 0, 1, True)", operands, np.isclose(a, b, 0, 1, True))
        check("isclose(a, 1)", operands, np.isclose(a, 1))
        check("isclose(2.5, b)", operands, np.isclose(2.5, b))


WEAK = [0, 1, -1, 2, -3, 7, 255, -(2**31), 2**31, 0.0, -0.0, 1.5, -2.5, float("inf"), -float("inf"), float("nan")]


@pytest.mark.parametrize("name", [n for n in ONE if n != "spacing"])
def test_of_pythons_numbers(name):
    """Literals, which are folded, and operands: both give what NumPy's function gives."""
    for x in WEAK:
        if name == "bitwise_count" and isinstance(x, float):
            continue
        expected = getattr(np, name)(x)
        literal = f"{name}({x!r})"
        for got in (jxpr.evaluate(literal, {}), jxpr.evaluate(f"{name}(x)", {"x": x})):
            wrong = random_arrays.same(got, expected)
            assert not wrong, f"{literal}: {wrong}"


@pytest.mark.parametrize("name", TWO)
def test_of_two_numbers(name):
    for x, y in itertools.product(WEAK, WEAK):
        expected = getattr(np, name)(x, y)
        literal = f"{name}({x!r}, {y!r})"
        for got in (jxpr.evaluate(literal, {}), jxpr.evaluate(f"{name}(x, y)", {"x": x, "y": y})):
            if name in ("fmax", "fmin"):
                got, expected = got + 0, expected + 0
            wrong = random_arrays.same(got, expected, ULPS.get(name, 0))
            assert not wrong, f"{literal}: {wrong}"


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_with_literals(dtype):
    a = arrays(dtype, 1)[-1]
    real = floated("copysign", a)
    cases = {
        "copysign(a, -1)": np.copysign(real, -1.0),
        "heaviside(a, 0.5)": np.heaviside(real, 0.5),
        "fmin(a, 3)": np.fmin(a, 3),
        "fmod(a, 3)": np.fmod(a, 3),
        "nextafter(a, 1)": np.nextafter(real, 1.0),
        "ldexp(a, -3)": np.ldexp(real, -3),
        "float_power(a, 2)": np.float_power(a, 2),
        "float_power(a, 0.5)": np.float_power(a, 0.5),
    }
    for text, expected in cases.items():
        check(text, {"a": a}, expected, ULPS.get(text.split("(")[0], 0))


HALVES = {
    "frexp_mantissa": lambda a: np.frexp(a)[0],
    "frexp_exponent": lambda a: np.frexp(a)[1],
    "modf_fraction": lambda a: np.modf(a)[0],
}


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
@pytest.mark.parametrize("name", HALVES)
def test_halves(name, dtype):
    for seed in (0, 1):
        for a in arrays(dtype, seed):
            check(f"{name}(a)", {"a": a}, HALVES[name](a if dtype.kind == "f" else a.astype(np.float64)))


@pytest.mark.parametrize("name", ["gcd", "lcm"])
def test_divisors(name):
    integers = [d for d in DTYPES if d.kind in "iu"]
    for seed, (first, second) in enumerate(itertools.product(integers, integers)):
        if np.result_type(first, second).kind == "f":
            with pytest.raises(jxpr.ProgramTypeError, match="no integer dtype holds both"):
                jxpr.evaluate(f"{name}(a, b)", {"a": np.ones(3, first), "b": np.ones(3, second)})
            continue
        for a, b in zip(arrays(first, seed), arrays(second, seed + 1)):
            check(f"{name}(a, b)", {"a": a, "b": b}, getattr(np, name)(a, b))
        rng = np.random.default_rng(seed)  # with factors in common
        a, b, c = (rng.integers(1, 12, 1000) for _ in range(3))
        a, b = (a * c).astype(first), (b * c).astype(second)
        check(f"{name}(a, b)", {"a": a, "b": b}, getattr(np, name)(a, b))
    assert jxpr.evaluate(f"{name}(12, 18)", {}) == getattr(np, name)(12, 18)
    with pytest.raises(jxpr.ProgramTypeError, match="it takes integers"):
        jxpr.evaluate(f"{name}(a, b)", {"a": np.ones(3), "b": 2})
    with pytest.raises(jxpr.ProgramTypeError, match="it takes integers"):
        jxpr.evaluate(f"{name}(a, a)", {"a": np.ones(3, bool)})
