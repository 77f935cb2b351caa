"""float16: worked in float32 through a whole expression, rounded where it is cast and where it is stored.

Single operations give NumPy's bits, as NumPy computes each of them in float32 and rounds. Whole programs give what the
same program gives of float32 operands, rounded once. JX_FLOAT16_PROGRAMS: how many random ones, JX_FLOAT16_SEED: of
which seed on.
"""

import os
import random

import numpy as np
import pytest

import jxpr
import random_arrays
import test_dtype_rules

ALL = np.arange(65536, dtype=np.uint16).view(np.float16)
HALF = np.dtype("f2")


def same(got, expected):
    got, expected = np.asarray(got), np.asarray(expected)
    assert got.dtype == expected.dtype and got.shape == expected.shape, (got.dtype, expected.dtype)
    wrong = np.atleast_1d((got != expected) & ~((got != got) & (expected != expected)))
    assert not wrong.any(), (np.atleast_1d(got)[wrong][:5], np.atleast_1d(expected)[wrong][:5])
    if got.dtype.kind == "f":
        assert (np.signbit(got) == np.signbit(expected))[~np.isnan(expected)].all()


def midpoints():
    """Where rounding to float16 turns over, and the numbers beside."""
    h = np.unique(ALL[np.isfinite(ALL)].astype("f8"))
    m = (h[1:] + h[:-1]) / 2
    some = [65519.99, 65520, 65521, 1e300, np.inf, np.nan, 1e-300, 5e-324, 2.0**-25, 2.0**-25 * (1 + 2.0**-52)]
    return np.concatenate([h, m, np.nextafter(m, np.inf), np.nextafter(m, -np.inf), some, np.negative(some)])


def test_every_one_is_read_and_written():
    same(jxpr.evaluate("float32(h)", {"h": ALL}), ALL.astype("f4"))
    same(jxpr.evaluate("float64(h)", {"h": ALL[::-3]}), ALL[::-3].astype("f8"))
    same(jxpr.evaluate("h", {"h": ALL}), ALL)
    same(jxpr.evaluate("h", {"h": ALL.reshape(256, 256).T}), ALL.reshape(256, 256).T)


@pytest.mark.parametrize("dtype", random_arrays.DTYPES, ids=str)
def test_casts(dtype):
    rng = np.random.default_rng(16)
    x = random_arrays.values(rng, dtype, 20_000)
    if dtype.kind == "f":
        x = np.concatenate([x, midpoints().astype(dtype)])
    with np.errstate(all="ignore"):
        same(jxpr.evaluate("float16(x)", {"x": x}), x.astype(HALF))
        if dtype.kind == "f":
            same(jxpr.evaluate(f"astype(h, '{dtype.name}')", {"h": ALL}), ALL.astype(dtype))
        else:  # what is beyond an integer, C leaves open
            low, high = (-np.inf, np.inf) if dtype.kind == "b" else (np.iinfo(dtype).min, np.iinfo(dtype).max)
            h = ALL[(np.trunc(ALL.astype("f8")) >= low) & (np.trunc(ALL.astype("f8")) <= high)]
            h = h if dtype.kind == "b" else h[np.isfinite(h)]
            same(jxpr.evaluate(f"astype(h, '{dtype.name}')", {"h": h}), h.astype(dtype))


EXACT = """a + b|a - b|a * b|a / b|a // b|a % b|minimum(a, b)|maximum(a, b)|fmin(a, b)|fmax(a, b)|fmod(a, b)|nextafter(a, b)|
copysign(a, b)|a < b|a <= b|a == b|a != b|-a|abs(a)|sqrt(a)|sign(a)|floor(a)|ceil(a)|trunc(a)|rint(a)|a * 2|a + 0.1|
a * 70000|a < 70000|2.5 / a|a**2|a**0.5|a**-1|isnan(a)|isinf(a)|isfinite(a)|nan_to_num(a)|signbit(a)|radians(a)|degrees(a)|
reciprocal(a)|square(a)|clip(a, -1, 1)|where(a > 0, a, 1)|where(a > 0, a, b)|heaviside(a, b)|ldexp(a, 3)|spacing(a)|
logical_and(a, b)|a + True|a * i|i - a|a + s|f - a|a * d|round(a)|nan_to_num(a, posinf=1e9)"""


@pytest.mark.parametrize("text", EXACT.replace("\n", "").split("|"))
def test_one_operation_gives_numpys_bits(text):
    rng = np.random.default_rng(len(text))
    names = {"a": rng.choice(ALL, 5000), "b": rng.choice(ALL, 5000), "i": rng.integers(-128, 128, 5000, "i1")}
    names |= {"s": rng.integers(-(2**15), 2**15, 5000, "i2"), "f": rng.normal(0, 9, 5000).astype("f4")}
    names["d"] = rng.normal(0, 9, 5000)
    numpy = {name: getattr(np, name) for name in dir(np) if not name.startswith("_")}
    with np.errstate(all="ignore"):
        same(jxpr.evaluate(text, names), eval(text, numpy | names))


@pytest.mark.parametrize("name", "exp exp2 log sin cos tan arctan tanh cbrt log1p expm1 arcsinh log10".split())
def test_functions_are_half_a_unit_off(name):
    with np.errstate(all="ignore"):
        exact = getattr(np, name)(ALL.astype("f8"))
        expected = exact.astype(HALF)
    got = jxpr.evaluate(f"{name}(h)", {"h": ALL})
    assert got.dtype == HALF
    assert ((got == expected) | np.isnan(expected) & np.isnan(got)).mean() > 0.999
    with np.errstate(all="ignore"):
        unit = np.abs(np.spacing(np.abs(expected))).astype("f8")
        finite = np.isfinite(expected) & np.isfinite(unit)
    assert (np.abs(got.astype("f8") - exact) <= 0.51 * unit)[finite].all()
    assert (got[~finite] == expected[~finite])[~np.isnan(expected[~finite])].all()


REDUCTIONS = "sum prod mean var std min max ptp argmin argmax nansum nanprod nanmean nanvar nanstd nanmin nanmax any all"


@pytest.mark.parametrize("name", REDUCTIONS.split())
@pytest.mark.parametrize("axis", ["", "axis=0", "axis=1"])
def test_reductions(name, axis):
    rng = np.random.default_rng(7)
    c = (1 + rng.normal(0, 0.05, (41, 63))).astype(HALF)
    text = f"{name}(c{', ' if axis else ''}{axis})"
    got, wide = jxpr.evaluate(text, {"c": c}), jxpr.evaluate(text, {"c": c.astype("f8")})
    expected = eval("np." + text)
    assert np.asarray(got).dtype == np.asarray(expected).dtype
    same(got, np.asarray(wide).astype(got.dtype))  # rounded once
    np.testing.assert_allclose(np.float64(got), np.float64(expected), rtol=4e-3)


def test_sums_do_not_overflow_on_the_way():
    h = np.full(1000, 200, HALF)
    assert jxpr.evaluate("mean(h), std(h + 0)", {"h": h}) == (200, 0)
    assert jxpr.evaluate("sum(h)", {"h": h}) == np.float16(np.inf)
    assert jxpr.evaluate("sum(h)/size(h)", {"h": h}) == 200
    assert jxpr.evaluate("sum(h, dtype=float32)", {"h": h}) == 200_000


def test_only_casts_and_results_round():
    a, b = np.float16(300), np.float16(1e-4)
    assert jxpr.evaluate("a*a/a", {"a": a}) == 300
    assert jxpr.evaluate("float16(a*a)/a", {"a": a}) == np.inf
    assert jxpr.evaluate("float32(a*a)", {"a": a}) == np.float32(90000)
    assert jxpr.evaluate("float32(astype(a*a, 'float16'))", {"a": a}) == np.inf
    assert jxpr.evaluate("(1 + b) - 1", {"b": b}) != 0
    assert jxpr.evaluate("float16(1 + b) - 1", {"b": b}) == 0
    assert jxpr.evaluate("astype(x, 'half'), astype(x, 'f2'), half(x)", {"x": 0.1}) == (np.float16(0.1),) * 3


def test_results_given_and_laid_out_anyhow():
    rng = np.random.default_rng(3)
    a = rng.choice(ALL[np.isfinite(ALL)], (37, 65))
    big = np.zeros((74, 131), HALF)
    raw = np.zeros(2 * a.size + 1, np.uint8)
    odd = np.ndarray(a.shape, HALF, raw.data, 1)
    for out in (big[::2, 1::2], big[::-2, 130:0:-2], np.zeros((65, 37), HALF).T, odd):
        jxpr.evaluate("a + 1", {"a": a}, out=out)
        same(out, a + np.float16(1))
    for dtype in ("f4", "f8"):
        out = np.zeros(a.shape, dtype)
        jxpr.evaluate("a + 1", {"a": a}, out=out)
        same(out, (a.astype("f4") + 1).astype(dtype))
    out = np.zeros(a.shape, HALF)
    jxpr.evaluate("x*3", {"x": a.astype("f8") / 3}, out=out)
    same(out, (a.astype("f8") / 3 * 3).astype(HALF))
    expected = a[:, ::-1] + a
    same(jxpr.evaluate("a[:, ::-1] + a", {"a": a}, out=a), expected)


def test_dtypes_of_every_function():
    dtypes = (*random_arrays.DTYPES, HALF)
    operands = {f"a{k}": np.ones(2, d) for k, d in enumerate(dtypes)}
    last = len(dtypes) - 1
    for name, arguments in test_dtype_rules.cases():
        expected = {}
        places = [(last,)] if arguments == 1 else [p for k in range(last + 1) for p in ((k, last), (last, k))]
        for place in places:
            text = f"{name}({', '.join(f'a{k}' for k in place)})"
            dtype = test_dtype_rules.wanted(name, [dtypes[k] for k in place])
            if dtype is not None:
                expected[text] = dtype
                continue
            with pytest.raises(jxpr.Error, match="is not defined"):
                jxpr.evaluate(text, operands)
        if expected:
            results = jxpr.evaluate(", ".join(expected), operands)
            results = results if len(expected) > 1 else (results,)
            assert {text: np.asarray(r).dtype for text, r in zip(expected, results)} == expected


# ---- Programs

LITERALS = ("0.5", "2", "1", "3", "0.25", "100", "-4")
ONE = ("-{0}", "abs({0})", "sqrt(abs({0}))", "exp(minimum({0}, 3))", "floor({0})", "square({0})", "1/(1 + abs({0}))")
TWO = ("{0} + {1}", "{0} - {1}", "{0} * {1}", "{0} / (abs({1}) + 1)", "minimum({0}, {1})", "where({0} > {1}, {0}, {1})")
FOLDS = ("sum({0}, axis=-1, keepdims=True)", "max({0}, axis=0)", "min({0}, axis=1, keepdims=True)", "sum({0})", "max({0})")
VIEWS = ("{0}[::-1]", "{0}[:, ::-1]", "{0}[:1]", "{0}[:, 3:4]")


def expression(rnd, depth):
    if depth == 0 or rnd.random() < 0.15:
        return rnd.choice(LITERALS) if rnd.random() < 0.2 else rnd.choice("abc")
    kind = rnd.random()
    if kind < 0.55:
        x, y = expression(rnd, depth - 1), expression(rnd, depth - 1)
        x = "b" if x in LITERALS and y in LITERALS else x
        return "(" + rnd.choice(TWO).format(x, y) + ")"
    x = f"({expression(rnd, depth - 1)} + a)"  # literals alone would be rounded to float16
    if kind < 0.8:
        return "(" + rnd.choice(ONE).format(x) + ")"
    return rnd.choice(FOLDS if kind < 0.93 else VIEWS).format(x)


def test_programs_round_once():
    first = int(os.environ.get("JX_FLOAT16_SEED", 1600))
    for seed in range(first, first + int(os.environ.get("JX_FLOAT16_PROGRAMS", 60))):
        print("seed", seed)
        rnd = random.Random(seed)
        shape = rnd.choice(((3, 4), (17, 33), (64, 129), (5, 1000)))
        names = {n: random_arrays.array(rnd, HALF, shape) for n in "abc"}
        text = f"{expression(rnd, 4)} + a"
        with np.errstate(all="ignore"):
            wide = {n: a.astype("f4") for n, a in names.items()}
            same(jxpr.evaluate(text, names), np.asarray(jxpr.evaluate(text, wide)).astype(HALF))


def test_exponents_beyond_its_infinity():
    a = np.array([0, 1, -0.0, 1e-7, np.inf, np.nan], "f2")
    for dtype in ("i1", "u1", "i2", "u2", "i4", "u4", "i8"):
        for k in (np.iinfo(dtype).max, np.iinfo(dtype).min, 5):
            k = np.full(len(a), k, dtype)
            np.testing.assert_array_equal(jxpr.evaluate("ldexp(a, k)", {"a": a, "k": k}), np.ldexp(a.astype("f8"), np.clip(k, -999, 999)).astype("f2"))


def test_neighbours():
    """Of equal numbers the first, which may be the other zero; of constants, too."""
    x = np.array([-6e-8, 6e-8, 0, -0.0, 1, np.inf, -np.inf], "f2")
    for y in (np.zeros(7, "f2"), -np.zeros(7, "f2"), np.full(7, np.inf, "f2"), x):
        got = jxpr.evaluate("nextafter(x, y)", {"x": x, "y": y})
        np.testing.assert_array_equal(got.view("u2"), np.nextafter(x, y).view("u2"))
    assert jxpr.evaluate("nextafter(float16(1), float16(2))", {}) == np.nextafter(np.float16(1), np.float16(2))
