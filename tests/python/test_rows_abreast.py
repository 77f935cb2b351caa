"""Functions of what each row has one of: rows that go side by side compute them as lanes of one vector, rows that are
left over by themselves. Both give what the same function gives along an array, to the bit.

Run as a program with a number, it tries as many random ones: test_rows_abreast.py 2000 [SEED].
"""

import random
import sys

import numpy as np
import pytest

import jxpr

FUNCTIONS = [
    "exp({b})",
    "sin({b})",
    "cos({b})*{c}",
    "tan({b})",
    "log({b})",
    "sqrt({b})",
    "{b}**-1.5",
    "{b}**2.7",
    "{b}**{c}",
    "tanh({b})",
    "arctan2({b}, {c})",
    "hypot({b}, {c})",
    "erf({b})",
    "gamma({b})",
    "log1p(exp({b}))",
    "fmod({b}, {c})",
    "{b} % {c}",
    "logaddexp({b}, {c})",
    "arcsin({b})",
    "cbrt({b})",
]
SPECIAL = [0.0, -0.0, np.inf, -np.inf, np.nan, 1e300, -1e22, 5e-324, 1e-40, 1.0, -1.0]


def numbers(rng, rnd, n, dtype):
    x = rng.standard_normal(n) * 10.0 ** rnd.choice([-3, 0, 0, 1, 6])
    if rnd.random() < 0.5:
        x[rng.random(n) < 0.3] = rnd.choice(SPECIAL)
    with np.errstate(over="ignore"):
        return x.astype(dtype)


def attempt(seed):
    rnd = random.Random(seed)
    rng = np.random.default_rng(seed)
    rows, columns = rnd.choice([1, 2, 7, 8, 9, 15, 16, 17, 23, 50]), rnd.choice([1, 8, 40, 41, 64, 100, 257])
    dtype, other = rnd.choice(["float64", "float64", "float32"]), rnd.choice(["float64", "float32"])
    b, c = numbers(rng, rnd, rows, dtype), numbers(rng, rnd, rows, other)
    v = (rng.random(columns) + 0.5).astype(dtype)
    function = rnd.choice(FUNCTIONS)
    inside = function.format(b="b[:,None]", c="c[:,None]")
    names = {"b": b, "v": v} | ({"c": c} if "{c}" in function else {})
    one = jxpr.evaluate(function.format(b="b", c="c"), {name: names[name] for name in names if name != "v"})
    with np.errstate(all="ignore"):
        products = v[None, :] * one[:, None]
    for fold, expected in [("max", products.max(axis=1)), ("min", products.min(axis=1))]:
        got = jxpr.evaluate(f"{fold}(v[None,:]*({inside}), axis=1)", names)
        same = (got == expected) & (np.signbit(got) == np.signbit(expected)) | np.isnan(got) & np.isnan(expected)
        assert got.dtype == expected.dtype and same.all(), (seed, function, fold, rows, columns, dtype, other)


@pytest.mark.parametrize("seed", range(60))
def test_rows_have_the_bits_of_an_array(seed):
    attempt(seed)


def test_bodies_that_attract():
    rng = np.random.default_rng(0)
    for dtype, bound in [("float64", 1e-12), ("float32", 2e-5)]:
        for n in (1, 7, 8, 9, 30):
            p, m = rng.random((n, 3)).astype(dtype), rng.random(n).astype(dtype)
            got = jxpr.evaluate(
                "d = p[None,:,:] - p[:,None,:]; r = sum(d**2, axis=2) + 0.01\nsum(d*(m*r**-1.5)[:,:,None], axis=1)",
                {"p": p, "m": m},
            )
            p, m = p.astype("float64"), m.astype("float64")
            d = p[None] - p[:, None]
            expected = (d * (m * ((d**2).sum(axis=2) + 0.01) ** -1.5)[:, :, None]).sum(axis=1)
            assert got.dtype == dtype and np.allclose(got, expected, rtol=bound, atol=bound * 100)


if __name__ == "__main__":
    count, first = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 30)
    print("seeds from", first)
    for number in range(count):
        attempt(first + number)
    print(count, "programs, none wrong")
