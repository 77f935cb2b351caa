#!/usr/bin/env python3
"""Prints the polynomials and tables of codegen/math/.

Polynomials are minimax approximations found by the Remez exchange algorithm (E. Ya. Remez, 1934) in 60 digits of
mpmath, with coefficients rounded to float64 one after the other, lowest first: after each rounding the others are fitted
again, so that they take up its error (the idea of Brisebarre and Chevillard's fpminimax, 2007). Each line of output
names the largest error that remains, as a power of two.

Usage: scripts/minimax.py [name ...]     without names: everything
"""
import re
import sys

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


def hexfloat(x):
    return re.sub(r"\.?0*p", "p", float(x).hex())


def show(name, c, worst):
    print("/* %s: error 2^%.1f */" % (name, mp.log(worst, 2)))
    print(",\n".join("    " + hexfloat(x) for x in c))


# ---- sine and cosine ----


def sin_cos():
    quarter = mp.pi / 4 * (1 + mpf(2) ** -20)

    def s(z):
        r = mp.sqrt(z)
        return (mp.sin(r) / r - 1) / z

    def c(z):
        return (mp.cos(mp.sqrt(z)) - 1 + z / 2) / z**2

    low = mpf(10) ** -9
    show("sin(r) = r + r^3 * S(r^2), relative",
         *minimax(s, lambda z: z / (mp.sin(mp.sqrt(z)) / mp.sqrt(z)), range(6), low, quarter**2))
    show("cos(r) = 1 - r^2/2 + r^4 * C(r^2), relative",
         *minimax(c, lambda z: z**2 / mp.cos(mp.sqrt(z)), range(6), low, quarter**2))

    def t(z):
        r = mp.sqrt(z)
        return (mp.tan(r) / r - 1) / z

    small = mp.pi / 64 * (1 + mpf(2) ** -16)
    show("tan(r) = r + r^3 * T(r^2), |r| < pi/64, relative",
         *minimax(t, lambda z: z / (mp.tan(mp.sqrt(z)) / mp.sqrt(z)), range(4), low, small**2))
    table("tan(j pi/32), j = 0 .. 7, -8 .. -1", [mp.tan(mp.pi * j / 32) for j in [*range(8), *range(-8, 0)]])
    edge = mp.pi / 32 * (1 + mpf(2) ** -16)
    show("sin(r) = r + r^3 * S(r^2), |r| < pi/32, relative",
         *minimax(s, lambda z: z / (mp.sin(mp.sqrt(z)) / mp.sqrt(z)), range(4), low, edge**2))
    show("cos(r) = 1 - r^2/2 + r^4 * C(r^2), |r| < pi/32, relative",
         *minimax(c, lambda z: z**2 / mp.cos(mp.sqrt(z)), range(3), low, edge**2))
    table("sin(j pi/16), j = 0 .. 15", [mp.sin(mp.pi * j / 16) for j in range(16)])
    table("cos(j pi/16), j = 0 .. 15", [mp.cos(mp.pi * j / 16) if j != 8 else mpf(0) for j in range(16)])
    show("sin and cos as above for float32: sin", *minimax(
        s, lambda z: z / (mp.sin(mp.sqrt(z)) / mp.sqrt(z)), range(3), low, quarter**2))
    show("the same for float32: cos", *minimax(
        c, lambda z: z**2 / mp.cos(mp.sqrt(z)), range(3), low, quarter**2))

    def sinc(z):
        return mp.sin(mp.pi * mp.sqrt(z)) / (mp.pi * mp.sqrt(z))

    show("sin(pi r) = pi r P(r^2) for float32's sinc, |r| <= 1/2, relative",
         *minimax(sinc, lambda z: 1 / sinc(z), range(6), low, mpf(1) / 4))

    def split(x, *bits):
        """x in parts of so many bits each, the last one rounded."""
        parts = []
        for b in bits:
            parts.append(round_to(x, b))
            x -= parts[-1]
        return parts

    p1 = round_to(mp.pi / 2, 53)
    rest = mp.pi / 2 - p1
    print("/* pi/2 = P1 + P2 + P3, of 53, 27 and 53 bits; P1 = P1A + P1B + P1C, of 22, 22 and 9 */")
    print("P1", hexfloat(p1), "P1A P1B P1C", *map(hexfloat, split(p1, 22, 22, 9)))
    p2 = round_to(rest, 27)
    print("P2", hexfloat(p2), "P3", hexfloat(rest - p2), "2/pi", hexfloat(2 / mp.pi))


# ---- arc tangent ----


def atan_():
    low = mpf(10) ** -9

    def a(z):
        t = mp.sqrt(z)
        return (mp.atan(t) / t - 1) / z

    def weight(z):
        return z * mp.sqrt(z) / mp.atan(mp.sqrt(z))

    edge = mpf(1) / 30
    show("atan(t) = t + t^3 * A(t^2), |t| <= 1/30, relative", *minimax(a, weight, range(4), low, edge**2))
    table("atan(j/16)", [mp.atan(mpf(j) / 16) for j in range(16)])
    show("the same for float32, t <= 1", *minimax(a, weight, range(9), low, mpf(1)))
    show("the same for the fast form, t <= 1", *solve_remez(a, weight, list(range(19)), low, mpf(1)))
    print("pi/2", hexfloat(mp.pi / 2), hexfloat(mp.pi / 2 - mpf(float(mp.pi / 2))))
    show("atan(t) = t + t^3 * A(t^2), |t| <= 1/9, relative", *minimax(a, weight, range(6), low, mpf(1) / 81))
    middles = [(1 + mpf(h) / 4) * mpf(2) ** k for k in range(-4, 4) for h in (1, 3)]
    table("atan(c), first 0, last pi/2", [mpf(0), *map(mp.atan, middles[1:-1]), mp.pi / 2])


# ---- inverse sine ----


def asin_():
    def p(z):
        s = mp.sqrt(z)
        return (mp.asin(s) / s - 1) / z

    def weight(z):
        return z * mp.sqrt(z) / mp.asin(mp.sqrt(z))

    for n in 12, 5:
        show("asin(s) = s + s^3 * P(s^2), s <= 1/2, relative", *minimax(p, weight, range(n), mpf(10) ** -9, mpf(1) / 4))


# ---- cube root ----


def cbrt_():
    third = mpf(1) / 3
    show("m^(-1/3), relative", *minimax(lambda m: m**-third, lambda m: m**third, range(4), mpf(3) / 4, mpf(3) / 2))
    half = mpf(2) ** -third, mpf(2) ** third
    print("2^(-r/3) = 1 + r (a + b r): a", hexfloat((half[0] - half[1]) / 2), "b", hexfloat((half[0] + half[1]) / 2 - 1))


# ---- error function ----


def erf_():
    end = mpf(1) / 2
    middle = mpf(3) / 2

    def small(z):
        x = mp.sqrt(z)
        return mp.erf(x) / x - 1

    for n in 10, 5:
        show("erf(x) = x + x * P(x^2), x <= 1/2, relative",
             *minimax(small, lambda z: mp.sqrt(z) / mp.erf(mp.sqrt(z)), range(n), mpf(10) ** -9, end**2))

    def h(t):
        x = middle * (1 + t) / (1 - t)
        return (x + middle) * mp.erfc(x) * mp.exp(x * x)

    for n, last in (26, mpf("27.3")), (11, mpf("10.1")):
        c, worst = solve_remez(h, lambda t: 1 / h(t), list(range(n)), (end - middle) / (end + middle),
                               (last - middle) / (last + middle))
        if n > 20:
            c[0], c[1] = c[0] - 1, c[1] + mpf(1) / 2
        show("erfc(x) (x + 3/2) exp(x^2), less 1 - t/2 for float64, in t = (x - 3/2) / (x + 3/2), x >= 1/2, relative",
             c, worst)


# ---- exponential ----


def exp_():
    edge = mp.log(2) / 32 * (1 + mpf(2) ** -20)
    small = mpf(10) ** -15

    def e(r):
        return mpf(1) / 2 + r / 6 if abs(r) < small else (mp.exp(r) - 1 - r) / r**2

    show("exp(r) = 1 + r + r^2 * E(r), absolute", *minimax(e, lambda r: r**2, range(6), -edge, edge))
    show("the same for float32", *minimax(e, lambda r: r**2, range(2), -edge, edge))
    show("the same for float32's expm1, relative to exp(r) - 1",
         *minimax(e, lambda r: r**2 / mp.expm1(r) if abs(r) > small else r, range(3), -edge, edge))

    def sinh(z):
        return (mp.sinh(mp.sqrt(z)) / mp.sqrt(z) - 1) / z

    def cosh(z):
        return (mp.cosh(mp.sqrt(z)) - 1) / z

    for n, use in (3, "float64"), (1, "float32"):
        show("sinh(r) = r + r^3 * S(r^2), relative to r, for " + use,
             *minimax(sinh, lambda z: z, range(n), mpf(10) ** -9, edge**2))
        show("cosh(r) = 1 + r^2 * C(r^2), for " + use,
             *minimax(cosh, lambda z: z, range(n), mpf(10) ** -9, edge**2))
    table("2^(j/16), rounded to float64, and what that leaves", [mpf(2) ** (mpf(j) / 16) for j in range(16)])
    ln2 = round_to(mp.log(2), 32)
    print("LN2_HI", hexfloat(ln2), "LN2_LO", hexfloat(mp.log(2) - ln2), "LOG2E", hexfloat(1 / mp.log(2)))


# ---- logarithm ----


def intervals(steps):
    """The parts of [0.729, 1.459) that log and pow tell apart, in order. Seen as bits of float64 they are equally long;
    an offset of 2/3 of one makes the one around 1 symmetric."""
    def at(t):
        return 1 + t if t >= 0 else 1 + t / 2

    third = mpf(2) / 3
    return [(at((j - third) / steps), at((j + 1 - third) / steps)) for j in range(-steps // 2, steps // 2)]


def log_():
    """c is about 1/m and has six bits after the point, so that m*c - 1 is (nearly) exact."""
    cs, largest = [], 0
    for low, high in intervals(16):
        c = min((mpf(i) / 64 for i in range(40, 90)), key=lambda c: max(abs(low * c - 1), abs(high * c - 1)))
        cs.append(c)
        largest = max(largest, abs(low * c - 1), abs(high * c - 1))
    print("/* largest |r|: %s */" % mp.nstr(largest, 6))
    print("/* c */\n" + ",\n".join("    " + hexfloat(c) for c in cs))
    high = [mp.nint(-mp.log(c) * mpf(2) ** 42) / mpf(2) ** 42 for c in cs]
    print("/* -log(c), to 42 bits after the point, and the rest */\n" + ",\n".join("    " + hexfloat(h) for h in high))
    print("/* lower parts */\n" + ",\n".join("    " + hexfloat(-mp.log(c) - h) for c, h in zip(cs, high)))

    small = mpf(10) ** -12

    def f(r):
        return -mpf(1) / 2 + r / 3 if abs(r) < small else (mp.log(1 + r) - r) / r**2

    def least_result(r):
        """The smallest |log x| that goes with r."""
        if abs(r) <= mpf(1) / 48:
            return max(abs(r), small)
        return mpf(1) / 48 if -0.0271 < r < 0 else mpf("0.068")

    for base in 2, 10:
        print("/* -log(c) to base %d */\n" % base + ",\n".join("    " + hexfloat(-mp.log(c, base)) for c in cs))
    print("LOG10_2", hexfloat(mp.log(2, 10)))
    table("1/ln 2, 1/ln 10", [1 / mp.log(2), 1 / mp.log(10)])
    for n, use in (8, "float64"), (4, "float32"), (5, "float32's pow"):
        show("log(1 + r) = r + r^2 * L(r), relative to the result, for " + use,
             *minimax(f, lambda r: r**2 / least_result(r), range(n), -largest, largest))


def accurate_inverse(near):
    """A float64 c close to `near`, and -log(c), which is a multiple of 2^-42 but for 2^-69 of itself: S. Gal's accurate
    tables, 1986. Tries one multiple after the other, in integers of 140 bits after the point."""
    if near == 1:
        return mpf(1), mpf(0)
    unit = mpf(2) ** 140
    high = int(mp.nint(-mp.log(near) * mpf(2) ** 42))
    c, step = int(mp.exp(-high / mpf(2) ** 42) * unit), int(mp.exp(mpf(2) ** -42) * unit)
    last = 1 << (140 - 52 if near > 1 else 140 - 53)  # the last bit of a float64
    limit = int(abs(mp.log(near)) * near * unit) >> 69
    while min(c % last, last - c % last) > limit:
        c, high = c * step >> 140, high - 1
    return round_to(c / unit, 53), high / mpf(2) ** 42


def pow_():
    """Tables and polynomial of the logarithm in pow(), of 32 intervals."""
    cs, logs, largest = [], [], 0
    for low, high in intervals(32):
        c, log = accurate_inverse(1 if low < 1 < high else 2 / (low + high))
        cs.append(c)
        logs.append(log)
        largest = max(largest, abs(low * c - 1), abs(high * c - 1))
    print("/* largest |r|: %s */" % mp.nstr(largest, 6))
    print("/* c */\n" + ",\n".join("    " + hexfloat(c) for c in cs))
    print("/* -log(c) */\n" + ",\n".join("    " + hexfloat(h) for h in logs))

    small = mpf(10) ** -10

    def f(r):
        """(log(1 + r) - r + r^2/2) / (-r^3/2)"""
        if abs(r) < small:
            return -mpf(2) / 3 + r / 2
        return (mp.log(1 + r) - r + r**2 / 2) / (-(r**3) / 2)

    def weight(r):
        return r**3 / 2 / min(max(abs(r), small), mpf(1) / 96)

    show("log(1 + r) = r - r^2/2 - r^3/2 * P(r), relative to the result",
         *minimax(f, weight, range(8), -largest, largest))


def table(name, values):
    print("/* %s */" % name)
    print(",\n".join("    " + hexfloat(v) for v in values))
    print("/* lower parts */")
    rests = [v - mpf(float(v)) for v in values]
    print(",\n".join("    " + hexfloat(r if abs(r) > mpf(2) ** -150 else 0) for r in rests))


def two_over_pi():
    """The bits of 2/pi for runtime/run/helpers.c: 64 zeros, then 1344 bits, in words of 64."""
    mp.prec = 1600
    bits = int(mp.floor(2 / mp.pi * mpf(2) ** 1344))
    words = [0] + [(bits >> (64 * i)) & (2**64 - 1) for i in reversed(range(21))]
    print(",\n".join("    0x%016x" % w for w in words))


PARTS = {"sin_cos": sin_cos, "atan": atan_, "asin": asin_, "cbrt": cbrt_, "erf": erf_, "exp": exp_, "log": log_,
         "pow": pow_, "two_over_pi": two_over_pi}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
