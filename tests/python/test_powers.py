"""Powers with a constant exponent or base against the general power: C's special values, at most 1 ULP, all lengths."""

import numpy as np
import pytest

import jxpr
import random_arrays
from test_vector_math import WIDER, ulps

EXPONENTS = [-64, -63, -10, -7, -3.5, -3, -2.5, -2, -1.5, -0.5, 1.5, 2.5, 3, 3.5, 4, 5, 7, 8, 10, 31.5, 63, 64]
GENERAL = [-65, -0.25, 1.25, 64.5, 65, 1e300]
BASES = [2, 10, 0.5, 3, 1]


def special(dtype):
    """Zeros, infinities, NaN, the ends of the range, and what is near 1."""
    info = np.finfo(dtype)
    near = [1, np.nextafter(dtype(1), dtype(0)), np.nextafter(dtype(1), dtype(2)), 2, 10, 1e-3, 3, 1e5]
    ends = [info.max, info.tiny, info.smallest_subnormal, 5 * info.smallest_subnormal, info.tiny / 2, info.max / 3]
    x = np.array([0, np.inf, np.nan, *near, *ends], dtype)
    return np.concatenate([x, -x])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_special_values(dtype):
    x = special(dtype)
    for p in EXPONENTS + GENERAL:
        wide = WIDER[x.dtype.name]  # an array of exponents: NumPy's own short forms are for numbers
        with np.errstate(all="ignore"):
            expected = np.power(x.astype(wide), np.full(x.shape, p, wide)).astype(dtype)
        assert not random_arrays.same(jxpr.evaluate(f"x**{p!r}", {"x": x}), expected, ulps=1), p


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_within_one_ulp(dtype):
    info, rng = np.finfo(dtype), np.random.default_rng(3)
    for p in EXPONENTS:
        with np.errstate(all="ignore"):
            edges = np.array([info.max, info.tiny, info.smallest_subnormal], WIDER[np.dtype(dtype).name]) ** (1 / p)
            x = np.concatenate([np.abs(e) * (1 + rng.normal(0, 1e-3, 200)) for e in edges] + [rng.uniform(0, 10, 400)])
            x = np.concatenate([x, -x]).astype(dtype)
            exact = x.astype(WIDER[x.dtype.name]) ** np.array(p, WIDER[x.dtype.name])
        assert ulps(jxpr.evaluate(f"x**{p!r}", {"x": x}), exact).max() <= 1, p


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("n", [1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 65])
def test_lengths(n, dtype):
    x = np.resize(special(dtype), 97)[:n]
    whole = jxpr.evaluate("x**3, x**-2, x**1.5, x**-0.5, 2**x, 10**x", {"x": np.resize(special(dtype), 97)})
    for got, expected in zip(jxpr.evaluate("x**3, x**-2, x**1.5, x**-0.5, 2**x, 10**x", {"x": x}), whole):
        assert not random_arrays.same(got, expected[:n])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_constant_bases(dtype):
    x = np.concatenate([special(dtype), np.arange(-1080, 1030), np.linspace(-330, 330, 1000)]).astype(dtype)
    wide = WIDER[x.dtype.name]
    for base in BASES:
        with np.errstate(all="ignore"):
            exact = wide(base) ** x.astype(wide)
        assert ulps(jxpr.evaluate(f"{base}**x", {"x": x}), exact).max() <= 1, base


def test_whole_powers_of_ten_are_exact():
    whole = np.arange(-1.0, 23.0)
    assert jxpr.evaluate("10**x", {"x": whole}).tolist() == [float(f"1e{int(n)}") for n in whole]
    assert jxpr.evaluate("2**x", {"x": np.arange(-1074.0, 1024)}).tolist() == [2.0**n for n in range(-1074, 1024)]


@pytest.mark.parametrize("dtype", "int8 uint8 int16 int32 uint32 int64 uint64".split())
def test_integers_wrap(dtype):
    info, rng = np.iinfo(dtype), np.random.default_rng(4)
    x = np.concatenate([rng.integers(info.min, info.max, 97, dtype, endpoint=True), np.arange(3, dtype=dtype)])
    for p in [*range(12), 31, 63, 64, 65, 100]:
        with np.errstate(all="ignore"):
            expected = np.power(x, np.array(p, dtype))
        assert jxpr.evaluate(f"x**{p}", {"x": x}).tolist() == expected.tolist(), p


@pytest.mark.parametrize("name", [f["name"] for f in jxpr.functions() if f["ulp"]])
def test_functions_of_constants_have_the_kernels_bits(name):
    """A literal as an argument gives what an operand of that value gives, beside others of the kernel."""
    (two,) = [f["arguments"] == (2, 2) for f in jxpr.functions() if f["name"] == name]
    for x in [0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 10.0, 0.1, 0.7, 27.0, 1000.0]:
        for y in [0.25, 2.5, 3.0, 10.0, -1.0, 0.3] if two else [0]:
            x_, y_ = np.full(40, x), np.full(40, y)
            call = f"{name}({x!r}, {y!r})" if two else f"{name}({x!r})"
            kernel = jxpr.evaluate(f"{name}(x, {y!r})" if two else f"{name}(x)", {"x": x_, "y": y_})
            constant = jxpr.evaluate(f"{call} + 0*x", {"x": x_})
            assert not random_arrays.same(constant, kernel), call
