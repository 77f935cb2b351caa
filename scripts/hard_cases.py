#!/usr/bin/env python3
"""Prints the table of tests/accuracy/hard.c: float64 arguments whose results are hard to round.

A result is hard to round when it lies next to a float64 or next to the middle between two. Over a short run of arguments
x0 + i*u a function is all but a line, so that where it comes next to a whole number of half units in the last place is a
question about the lattice of (i, a + b*i mod 1), which a reduced basis answers at once: V. Lefevre, J.-M. Muller, A.
Tisserand, Toward correctly rounded transcendentals, IEEE Transactions on Computers, 1998, in two dimensions. Each range
is searched at random places; what is printed is the hardest argument found in it, and the logarithm of how near the
result is to the float64 or the middle, in units in the last place.

Usage: scripts/hard_cases.py [name ...]     without names: everything; needs mpmath, takes minutes
"""
import math
import random
import sys

from mpmath import mp, mpf

mp.prec = 150
RUN = 1 << 16  # arguments that are taken for a line
TURNS = 400  # places tried in each range


def ulp(x):
    return math.ldexp(1.0, max(math.frexp(x)[1], -1021) - 53)


def nearest(a, b, run):
    """The i below run at which a + b*i is nearest to a whole number, all but: a point near (-a, run/2) of the lattice of
    (b, 1) and (1, 0), whose second coordinate counts 1/run^2."""
    weight = 1.0 / run**2
    u, v = [1.0, 0.0, 0], [b - math.floor(b), weight, 1]
    norm = lambda p: p[0] * p[0] + p[1] * p[1]
    while True:
        if norm(u) < norm(v):
            u, v = v, u
        if norm(v) == 0:
            break
        q = round((u[0] * v[0] + u[1] * v[1]) / norm(v))
        if q == 0:
            break
        u = [u[k] - q * v[k] for k in range(3)]
    target = [-a, run / 2 * weight]
    area = u[0] * v[1] - u[1] * v[0]
    if area == 0:
        return []
    s = round((target[0] * v[1] - target[1] * v[0]) / area)
    t = round((u[0] * target[1] - u[1] * target[0]) / area)
    found = [(s + i) * u[2] + (t + j) * v[2] for i in (-1, 0, 1) for j in (-1, 0, 1)]
    return [i for i in found if 0 <= i < run]


def distance(f, x):
    """How far f(x) is from a float64 or a middle of two, in units in the last place."""
    value = f(mpf(x))
    scaled = value / (mpf(ulp(float(value))) / 2)
    return float(abs(scaled - mp.nint(scaled)) / 2)


def hardest(f, low, high):
    best = (1.0, None)
    for _ in range(TURNS):
        x = math.exp(random.uniform(math.log(low), math.log(high))) if low > 0 else random.uniform(low, high)
        u = ulp(x)
        end = x + RUN * u
        if ulp(end) != u or not float(f(mpf(x))):
            continue
        unit = mpf(ulp(float(f(mpf(x))))) / 2
        a, middle, last = (f(mpf(x) + k * RUN // 2 * u) / unit for k in range(3))
        bend = 2 * (a - 2 * middle + last) / RUN**2
        run = 2 + int(min(RUN - 2, (1 / max(float(abs(bend)), 1e-18)) ** (1 / 3)))  # within it, less than 1/run
        b = (last - a) / RUN - bend * (RUN - run)
        for i in nearest(float(a - mp.floor(a)), float(b - mp.floor(b)), run):
            d = distance(f, x + i * u)
            if 0 < d < best[0]:
                best = (d, x + i * u)
    return best


def pieces(low, high, count=8):
    """Ranges of equal ratio, or of equal length where low is not above 0."""
    if low > 0:
        start, step = math.log(low), (math.log(high) - math.log(low)) / count
        return [(math.exp(start + k * step), math.exp(start + (k + 1) * step)) for k in range(count)]
    return [(low + (high - low) * k / count, low + (high - low) * (k + 1) / count) for k in range(count)]


# A name of MATH_TABLE, what it computes, and the ranges that are searched.
FUNCTIONS = [
    ("EXP", mp.exp, pieces(-745, 709) + pieces(2**-30, 1)),
    ("EXP2", lambda x: mpf(2) ** x, pieces(-1074, 1023) + pieces(2**-30, 1)),
    ("EXPM1", mp.expm1, pieces(-37, 709) + pieces(2**-30, 1)),
    ("LOG", mp.log, pieces(2.0**-1022, 2.0**1022) + pieces(0.5, 2)),
    ("LOG2", lambda x: mp.log(x) / mp.log(2), pieces(2.0**-1022, 2.0**1022) + pieces(0.5, 2)),
    ("LOG10", mp.log10, pieces(2.0**-1022, 2.0**1022) + pieces(0.5, 2)),
    ("LOG1P", mp.log1p, pieces(-0.99, 1) + pieces(2**-30, 2.0**1000)),
    ("SIN", mp.sin, pieces(2**-20, 2**20, 16)),
    ("COS", mp.cos, pieces(2**-20, 2**20, 16)),
    ("TAN", mp.tan, pieces(2**-20, 2**20, 16)),
    ("SINC", mp.sincpi, pieces(2**-20, 2**20, 16)),
    ("SINH", mp.sinh, pieces(2**-20, 710, 16)),
    ("COSH", mp.cosh, pieces(2**-20, 710, 16)),
    ("TANH", mp.tanh, pieces(2**-20, 19, 16)),
    ("ARCSINH", mp.asinh, pieces(2**-20, 2.0**1000, 8) + pieces(0.1, 100, 8)),
    ("ARCCOSH", mp.acosh, pieces(1.0001, 2.0**1000, 8) + pieces(1.001, 100, 8)),
    ("ARCTANH", mp.atanh, pieces(2**-20, 0.999, 16)),
    ("CBRT", mp.cbrt, pieces(2.0**-1000, 2.0**1000, 8) + pieces(1, 8, 8)),
    ("ARCSIN", mp.asin, pieces(2**-20, 0.999, 16)),
    ("ARCCOS", mp.acos, pieces(-0.999, 0.999, 16)),
    ("ARCTAN", mp.atan, pieces(2**-20, 2**20, 16)),
    ("ERF", mp.erf, pieces(2**-20, 5.8, 16)),
    ("ERFC", mp.erfc, pieces(-5, 26.5, 16)),
]


def line(name, x, y, d):
    print(f"    {{REF_{name}, {x.hex()}, {y.hex() if y else 0}}}, /* 2^{math.log2(d):.0f} */", flush=True)


def one_argument(name, f, ranges):
    for low, high in ranges:
        d, x = hardest(f, low, high)
        if x is not None:
            line(name, x, 0, d)


def two_arguments(name, f, draws):
    """The same with a second argument that is held."""
    for low, high, y in draws():
        d, x = hardest(lambda x: f(x, mpf(y)), low, high)
        if x is not None:
            line(name, x, y, d)


def ratio_draws():
    """Ratios of 2^-8 to 2^8."""
    for k in range(-8, 8):
        y = 1 + random.random()
        yield y * 2.0**k, y * 2.0 ** (k + 1), y


def pow_draws():
    some = [-3.5, -1.5, 0.25, 1.25, 2.5, 3.0, 7.0, 13.0, 0.1, -0.1, 21.0, 33.0]
    for k in range(24):
        y = random.uniform(-30, 30) if k % 2 else random.choice(some)
        yield (0.9, 1.1, y * 100) if k % 3 == 0 else (2.0**-20, 2.0**20, y)


PAIRS = [
    ("ARCTAN2", mp.atan2, ratio_draws),
    ("HYPOT", mp.hypot, ratio_draws),
    ("POW", lambda x, y: x**y, pow_draws),
]


def main():
    wanted = sys.argv[1:]
    for table, search in (FUNCTIONS, one_argument), (PAIRS, two_arguments):
        for name, f, where in table:
            random.seed(name)
            if not wanted or name in wanted:
                search(name, f, where)


if __name__ == "__main__":
    main()
