"""Every operator on every pair of dtypes, and on every dtype beside Python's numbers: NumPy's dtypes and values.

Both fail, or both give the same. Left out are what the language says it does otherwise (docs/language.md): bool beside
integers beyond int64, and the square of bool.
"""

import operator

import numpy as np
import pytest

import jxpr
import random_arrays

OPERATORS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
    "<<": operator.lshift,
    ">>": operator.rshift,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
DTYPES = random_arrays.DTYPES
LIMITS = [x for bits in (7, 8, 15, 16, 31, 32, 63, 64) for x in (2**bits - 1, 2**bits, -(2**bits), -(2**bits) - 1)]
NUMBERS = [0, 1, 2, 3, -1, -2, 7, 100, *LIMITS, True, False, 0.5, 1.0, -3.25, 1e300]


def sample(dtype, n=37):
    values = random_arrays.special(dtype)
    return np.resize(values if dtype.kind != "f" else np.append(values, [2.0, 3.0, 7.0, 100.0, -1e30]), n).astype(dtype)


def outcome(function):
    try:
        with np.errstate(all="ignore"):
            return np.asarray(function())
    except (TypeError, ValueError, OverflowError) as error:
        return error


def differ(got, want, approximately):
    wrong = random_arrays.same(got, want)
    if not wrong or not approximately or got.dtype.kind != "f" or got.dtype != want.dtype:
        return wrong
    close = np.isclose(got, want, rtol=1e-5 if got.dtype == np.float32 else 1e-13, atol=0, equal_nan=True)
    return None if close.all() else wrong


def check(operands, cases):
    """Cases are texts and functions. All that NumPy does is one program, whatever it refuses a program each."""
    wanted = {text: outcome(function) for text, function in cases.items()}
    given = [text for text, want in wanted.items() if not isinstance(want, Exception)]
    results = jxpr.evaluate(", ".join(given), operands)
    results = results if len(given) > 1 else (results,)
    for text, got in zip(given, results):
        wrong = differ(np.asarray(got), wanted[text], "**" in text)
        assert not wrong, (text, {k: getattr(v, "dtype", v) for k, v in operands.items()}, wrong)
    for text, want in wanted.items():
        if isinstance(want, Exception):
            with pytest.raises(jxpr.Error):
                jxpr.evaluate(text, operands)


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_pairs(dtype):
    a = sample(dtype)
    for other in DTYPES:
        b = sample(other)[::-1]
        plain = {symbol: f for symbol, f in OPERATORS.items() if symbol not in ("**", "<<", ">>")}
        cases = {f"a {symbol} b": lambda f=f: f(a, b) for symbol, f in plain.items()}
        cases["minimum(a, b) + 0"] = lambda: np.minimum(a, b) + 0
        cases["where(a > b, b, a)"] = lambda: np.where(a > b, b, a)
        check({"a": a, "b": b}, cases)
        n = np.abs(b) % other.type(7) if other.kind in "iu" else b
        cases = {f"a {symbol} n": lambda f=OPERATORS[symbol]: f(a, n) for symbol in ("**", "<<", ">>")}
        check({"a": a, "n": n}, cases)


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_beside_pythons_numbers(dtype):
    a = sample(dtype)
    for x in NUMBERS:
        integer = type(x) is int
        if dtype.kind == "b" and integer and abs(x) >= 2**63:
            continue
        cases = {}
        for symbol, f in OPERATORS.items():
            special = symbol in ("**", "<<", ">>")
            if special and integer and not 0 <= x <= 100 or dtype.kind == "b" and symbol == "**" and x == 2:
                continue
            cases[f"a {symbol} x"] = cases[f"a {symbol} ({x!r})"] = lambda f=f: f(a, x)
            if not special:
                cases[f"x {symbol} a"] = lambda f=f: f(x, a)
        check({"a": a, "x": x}, cases)


def as_numpy(a, to):
    """NumPy's cast. What is out of range of uint32 depends, there, on whether the loop is a vector's."""
    with np.errstate(all="ignore"):
        if a.dtype.kind == "f" and to == np.uint32:
            return a.astype(np.int64).astype(to)
        return a.astype(to)


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_casts(dtype):
    a = sample(dtype)
    for to in DTYPES:
        for text in (f"{to}(a)", f"astype(a, '{to}')"):
            wrong = random_arrays.same(jxpr.evaluate(text, {"a": a}), as_numpy(a, to))
            assert not wrong, (text, dtype, wrong)


@pytest.mark.parametrize("dtype", [d for d in DTYPES if d.kind in "iu"], ids=str)
def test_reductions_of_integers(dtype):
    """Their dtypes, wrapping, and the limits as results."""
    rng = np.random.default_rng(1)
    i = np.iinfo(dtype)
    for shape in ((1,), (7,), (65,), (5000,), (300, 37), (37, 300), (2, 3, 129)):
        a = rng.integers(i.min, i.max, shape, dtype=dtype, endpoint=True)
        for axis in (None, 0, -1):
            names = ("sum", "prod", "min", "max", "any", "all", "count_nonzero", "argmin", "argmax")
            text = ", ".join(f"{name}(a, axis={axis})" for name in names)
            for name, got in zip(names, jxpr.evaluate(text, {"a": a})):
                wrong = random_arrays.same(got, np.asarray(getattr(np, name)(a, axis=axis)))
                assert not wrong, (name, dtype, shape, axis, wrong)
        full = np.full(shape, i.max, dtype)
        assert int(jxpr.evaluate("min(a)", {"a": full})) == i.max
        assert int(jxpr.evaluate("max(a)", {"a": np.full(shape, i.min, dtype)})) == i.min
