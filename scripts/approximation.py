"""Polynomials close to functions, in 60 digits of mpmath, and how scripts/minimax.py prints them and tables.

Minimax approximations are found by the Remez exchange algorithm (E. Ya. Remez, 1934), with coefficients rounded one after
the other, lowest first: after each rounding the others are fitted again, so that they take up its error (the idea of
Brisebarre and Chevillard's fpminimax, 2007).
"""
import re

from mpmath import mp, mpf

mp.dps = 60


def solve_remez(f, weight, powers, a, b, rounds=12):
    """Coefficients of sum c_i x^powers[i] that minimise max |weight * (sum - f)| over [a, b]."""
    n = len(powers) + 1
    points = [(a + b) / 2 - (b - a) / 2 * mp.cos(mp.pi * (2 * i + 1) / (2 * n)) for i in range(n)]
    c = []
    for _ in range(rounds):
        m = mp.matrix(n, n)
        rhs = mp.matrix(n, 1)
        for i, x in enumerate(points):
            for j, p in enumerate(powers):
                m[i, j] = x**p
            m[i, n - 1] = (-1) ** i / weight(x)
            rhs[i] = f(x)
        solution = mp.lu_solve(m, rhs)
        c, level = [solution[i] for i in range(n - 1)], abs(solution[n - 1])
        points, worst = extrema(lambda x: weight(x) * (evaluate(c, powers, x) - f(x)), a, b, n)
        if worst <= level * (1 + mpf(10) ** -4):
            break
    return c, worst


def solve_lawson(f, weight, powers, a, b, rounds=40):
    """The same where the error need not alternate (0 within [a, b] and no constant term): C. L. Lawson's reweighted least
    squares, 1961."""
    n, count = len(powers), 12 * len(powers) + 40
    points = [(a + b) / 2 - (b - a) / 2 * mp.cos(mp.pi * (2 * i + 1) / (2 * count)) for i in range(count)]
    rows = [[weight(x) * x**p for p in powers] for x in points]
    wanted = [weight(x) * f(x) for x in points]
    share = [mpf(1) / count] * count
    best = None
    for _ in range(rounds):
        m = mp.matrix(n, n)
        rhs = mp.matrix(n, 1)
        for i in range(n):
            for j in range(n):
                m[i, j] = mp.fsum(s * row[i] * row[j] for s, row in zip(share, rows))
            rhs[i] = mp.fsum(s * row[i] * w for s, row, w in zip(share, rows, wanted))
        c = list(mp.lu_solve(m, rhs))
        errors = [abs(mp.fsum(ci * r for ci, r in zip(c, row)) - w) for row, w in zip(rows, wanted)]
        if best is None or max(errors) < best[1]:
            best = (c, max(errors))
        share = [s * e for s, e in zip(share, errors)]
        total = mp.fsum(share)
        share = [s / total for s in share]
    return best


def evaluate(c, powers, x):
    return mp.fsum(ci * x**p for ci, p in zip(c, powers))


def extrema(error, a, b, n):
    """n alternating extrema of `error`, and the largest magnitude."""
    grid = [(a + b) / 2 - (b - a) / 2 * mp.cos(mp.pi * i / (24 * n)) for i in range(24 * n + 1)]
    values = [error(x) for x in grid]
    found = []
    for i, v in enumerate(values):
        left = abs(values[i - 1]) if i and values[i - 1] * v > 0 else 0
        right = abs(values[i + 1]) if i + 1 < len(values) and values[i + 1] * v > 0 else 0
        if abs(v) >= left and abs(v) >= right and v != 0:
            x = grid[i]
            if 0 < i < len(values) - 1:  # a parabola through three points
                x0, x2, v0, v2 = grid[i - 1], grid[i + 1], values[i - 1], values[i + 1]
                d1, d2 = (v - v0) / (x - x0), (v2 - v) / (x2 - x)
                if d2 != d1:
                    peak = (x0 + x) / 2 - d1 * (x2 - x0) / (2 * (d2 - d1))
                    if x0 < peak < x2 and abs(error(peak)) > abs(v):
                        x, v = peak, error(peak)
            if found and (found[-1][1] > 0) == (v > 0):
                if abs(v) > abs(found[-1][1]):
                    found[-1] = (x, v)
            else:
                found.append((x, v))
    worst = max(abs(v) for _, v in found)
    while len(found) > n:  # drop the smaller end
        found.pop(0 if abs(found[0][1]) < abs(found[-1][1]) else -1)
    if len(found) < n:
        raise ValueError("too few extrema: %d of %d" % (len(found), n))
    return [x for x, _ in found], worst


def round_to(x, bits):
    """x with a significand of `bits` bits."""
    if x == 0:
        return mpf(0)
    exponent = mp.floor(mp.log(abs(x), 2)) + 1 - bits
    return mp.nint(x / mpf(2) ** exponent) * mpf(2) ** exponent


def minimax(f, weight, powers, a, b, bits=53):
    """Coefficients representable in `bits` bits, and the largest error left."""
    a, b = mpf(a), mpf(b)
    fixed = []
    for i in range(len(powers)):
        rest, done = powers[i:], list(fixed)
        solve = solve_lawson if a < 0 < b else solve_remez
        c, _ = solve(lambda x: f(x) - evaluate(done, powers, x), weight, rest, a, b)
        fixed.append(round_to(c[0], bits))
    grid = [a + (b - a) * i / 4000 for i in range(4001)]
    worst = max(abs(weight(x) * (evaluate(fixed, powers, x) - f(x))) for x in grid)
    return fixed, worst


def fitted(f, weight, a, b, n, bits=53):
    """n coefficients of a polynomial close to f in the least squares of weighted errors at Chebyshev points: nearly the
    best one, and quick. Rounded one after the other, as minimax() does."""
    count = 3 * n
    points = [(a + b) / 2 + (b - a) / 2 * mp.cos(mp.pi * (2 * i + 1) / (2 * count)) for i in range(count)]
    wanted, weights, c = [f(x) for x in points], [weight(x) for x in points], []
    for first in range(n):
        m = mp.matrix(count, n - first)
        for i, x in enumerate(points):
            for k in range(first, n):
                m[i, k - first] = weights[i] * x**k
        rest = mp.matrix([w * (y - evaluate(c, range(first), x)) for w, y, x in zip(weights, wanted, points)])
        c.append(round_to(mp.qr_solve(m, rest)[0][0], bits))
    return c


def rows(name, lines):
    """A table of pieces: a line of numbers for each."""
    print("/* %s */" % name)
    print(",\n".join("    " + ", ".join(hexfloat(x) for x in line) for line in lines))


def hexfloat(x):
    return re.sub(r"\.?0*p", "p", float(x).hex())


def show(name, c, worst):
    print("/* %s: error 2^%.1f */" % (name, mp.log(worst, 2)))
    print(",\n".join("    " + hexfloat(x) for x in c))


def table(name, values):
    print("/* %s */" % name)
    print(",\n".join("    " + hexfloat(v) for v in values))
    print("/* lower parts */")
    rests = [v - mpf(float(v)) for v in values]
    print(",\n".join("    " + hexfloat(r if abs(r) > mpf(2) ** -150 else 0) for r in rests))
