#!/usr/bin/env python3
"""Prints the polynomials and tables of codegen/math/ and runtime/run/near_zero.c.

Each line of output names the largest error that remains, as a power of two; approximation.py says how polynomials are
found.

Usage: scripts/minimax.py [name ...]     without names: everything
"""
import sys

from approximation import evaluate, fitted, hexfloat, minimax, round_to, rows, show, solve_lawson, solve_remez, table
from mpmath import mp, mpf


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
    show("c^(-1/3), relative", *minimax(lambda c: c**-third, lambda c: c**third, range(7), mpf(0.9007), mpf(1.1063)))
    show("(1 - e)^(-1/3) = 1 + e C(e), for float32", *minimax(
        lambda e: ((1 - e) ** -third - 1) / e if e else third, lambda e: e, range(3), mpf(-0.106), mpf(0.106), bits=24))


def roots():
    low, high = mpf(0.9324), mpf(1.0692)  # what the start's constant leaves of x y^2
    show("c^(-1/2), relative", *minimax(lambda c: c ** mpf(-0.5), mp.sqrt, range(6), low, high))


# ---- error function ----


def slope(f, derivative, c, least=mpf(10) ** -20):
    """(f(c + d) - f(c)) / d as a function of d."""
    return lambda d: (f(c + d) - f(c)) / d if abs(d) > least else derivative(c)


def erf_():
    def bell(x):
        return 2 / mp.sqrt(mp.pi) * mp.exp(-x * x)

    def pieces(step, count, near, n, bits):
        """What erf(c + d) is beyond x where x is small, else beyond erf(c) rounded: a constant, then the rest over d."""
        lines = []
        for j in range(count):
            c, half = step * j, step / 2
            if j == 0:  # odd
                odd = fitted(lambda z: mp.erf(mp.sqrt(z)) / mp.sqrt(z) - 1, lambda z: 1, mpf(10) ** -12, half**2, (n + 1) // 2, bits)
                line = [mpf(0), mpf(0)] + [odd[k // 2] if k % 2 == 0 else mpf(0) for k in range(n)]
            else:
                near_x, first = c < near, round_to(mp.erf(c), bits)
                q = fitted(slope(lambda x: mp.erf(x) - near_x * x, lambda x: bell(x) - near_x, c), abs, -half, half, n, bits)
                line = [mpf(0), mp.erf(c) - c] + q if near_x else [first, mp.erf(c) - first] + q
            lines.append(line)
        return lines

    rows("erf(13/32 j + d): pieces", pieces(mpf(13) / 32, 16, mpf(1) / 2, 13, 53))
    rows("the same for float32: erf(j/8 + d)", pieces(mpf(1) / 8, 32, mpf(1) / 2 + mpf(1) / 16, 5, 24))

    def scaled(x):
        return mp.exp(x * x) * mp.erfc(x)

    def scaled_slope(x):
        return 2 * x * scaled(x) - 2 / mp.sqrt(mp.pi)

    for n, use in (14, "float64"), (7, "float32"):
        lines = []
        for j in range(16):
            j += 3  # from 7/4 to 28 in fours of each octave; the last one goes on to where erfc is 0
            low, width = (4 + j % 4) * mpf(2) ** (j // 4 - 2), mpf(2) ** (j // 4 - 2)
            c, end = low + width / 2 - mpf(7) / 4, width / 2 if j < 18 else mpf("27.3") - 26 + mpf(7) / 4
            first = round_to(scaled(c), 53)
            q = fitted(slope(scaled, scaled_slope, c), lambda d: abs(d) / scaled(c + d), -width / 2, end, n)
            lines.append([first, scaled(c) - first] + q)
        lines.append(lines.pop(0))  # as the bits of x + 7/4 number them
        if use == "float32":
            lines = [[line[0]] + line[2:] for line in lines]
        rows("exp(x^2) erfc(x): pieces for " + use, lines)

    lines = [None] * 32
    for j in range(3, 35):  # from 11/16 to 11 in eights of each octave, as the bits of x + 11/16 number them
        low, half = (8 + j % 8) * mpf(2) ** (j // 8 - 4), mpf(2) ** (j // 8 - 5)
        c = low + half - mpf(11) / 16
        first = round_to(scaled(c), 24)
        q = fitted(slope(scaled, scaled_slope, c), lambda d: abs(d) / scaled(c + d), -half, half, 5, 24)
        lines[(j + 16) % 32] = [first, round_to(scaled(c) - first, 24)] + q
    rows("exp(x^2) erfc(x): pieces for float32 in float32", lines)


# ---- hyperbolic tangent ----


def tanh_(n=15):
    """Pieces by fours of octaves of x + 5/4 from there to 20, the last one longer; a middle, first, rest, the slope's."""
    lines, worst = [], 0
    for j in range(16):
        octave, quarter = (j + 1) // 4, (j + 1) % 4
        width = mpf(2) ** (octave - 2)
        low = (4 + quarter) * width - mpf(5) / 4
        near = j < 2  # tanh is beyond x there
        c, begin, end = low + width / 2, -width / 2, width / 2 if j < 15 else 20 - low - width / 2
        first = mpf(0) if near else round_to(mp.tanh(c), 53)
        if j == 0:  # odd, from 0 on
            c, begin, end = mpf(0), mpf(0), width
            odd = fitted(lambda z: mp.tanh(mp.sqrt(z)) / mp.sqrt(z) - 1, lambda z: 1, mpf(10) ** -12, end**2, (n + 1) // 2)
            q = [odd[k // 2] if k % 2 == 0 else mpf(0) for k in range(n)]
        else:
            q = fitted(slope(lambda x: mp.tanh(x) - near * x, lambda x: mp.sech(x) ** 2 - near, c), abs, begin, end, n)
        lines.append([c, first, mp.tanh(c) - (c if near else first)] + q)
        for i in range(1, 200):
            d = begin + (end - begin) * i / 200
            exact = mp.tanh(c + d) - near * (c + d) - first
            worst = max(worst, abs(d * evaluate(q, range(n), d) + lines[-1][2] - exact) / mp.tanh(c + d))
    rows("tanh: pieces, error 2^%.1f" % mp.log(worst, 2), lines[3:] + lines[:3])  # as bits of x + 5/4 number them


def tanh32_(n=5):
    """Pieces by eighths of octaves of x + 5/8 from there to 10. Up to 3/8 (tanh x)/x - 1 by powers of x; then the slope
    from a c close to the piece's start, which is such that tanh c is a float32 but for 2^-32 of it."""
    lines, worst = [], 0
    for j in range(32):
        octave, eighth = (j + 2) // 8 - 1, (j + 2) % 8
        width = mpf(2) ** (octave - 3)
        low = (8 + eighth) * width - mpf(5) / 8
        if j < 6:
            q = fitted(lambda x: mp.tanh(x) / x - 1, lambda x: 1, low, low + width, n, 24)
            c, first, line = mpf(0), mpf(0), [mpf(0), mpf(1)] + q
        else:
            first = round_to(mp.tanh(low), 24)
            while abs(mp.tanh(c := round_to(mp.atanh(first), 24)) / first - 1) > mpf(2) ** -32:
                first -= mpf(2) ** -24 if first > mpf(1) / 2 else mpf(2) ** -25
            q = fitted(slope(mp.tanh, lambda x: mp.sech(x) ** 2, c), abs, low - c, low - c + width, n, 24)
            line = [c, first] + q
        lines.append(line)
        for i in range(1, 200):
            d = low - c + width * i / 200
            found = first + d * ((j < 6) + evaluate(q, range(n), d))
            worst = max(worst, abs(found / mp.tanh(c + d) - 1))
    rows("tanh of float32: pieces, error 2^%.1f" % mp.log(worst, 2), lines[14:] + lines[:14])  # as bits number them


# ---- gamma function ----


def gamma_():
    half_log = mp.log(2 * mp.pi) / 2

    def stirling(v):
        """What log(gamma(z + 1/2)) has beyond z log z - z + log(2 pi)/2, times z; v is 1/z^2."""
        z = 1 / mp.sqrt(v)
        return (mp.loggamma(z + mpf(1) / 2) - (half_log + z * mp.log(z) - z)) * z

    low, high = mpf(10) ** -7, 1 / mpf("2.5") ** 2
    c, worst = solve_remez(lambda v: (stirling(v) + mpf(1) / 24) / v, lambda v: v * mp.sqrt(v), list(range(14)), low, high)
    show("(z S(1/z^2) + 1/24) z^2 for z >= 5/2, absolute", c, worst)

    def zeros(s):
        return mp.loggamma(s + mpf(3) / 2) / ((s + mpf(1) / 2) * (s - mpf(1) / 2))

    table("log(gamma(x)) / ((x - 1) (x - 2)) at 3/2", [zeros(mpf(0))])
    show("the same, less that, in x - 3/2",
         *solve_lawson(lambda s: zeros(s) - zeros(mpf(0)), lambda s: 1 / zeros(s), list(range(1, 21)),
                       mpf("-0.505"), mpf("0.505")))


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

    for n, end, use in (5, mp.log(2) / 2 * (1 + mpf(2) ** -20), "float64"), (1, edge, "float32"):
        show("sinh(r) = r + r^3 * S(r^2), relative to r, for " + use,
             *minimax(sinh, lambda z: z, range(n), mpf(10) ** -9, end**2))
        show("cosh(r) = 1 + r^2 * C(r^2), for " + use,
             *minimax(cosh, lambda z: z, range(n), mpf(10) ** -9, end**2))
    table("2^(j/16), rounded to float64, and what that leaves", [mpf(2) ** (mpf(j) / 16) for j in range(16)])
    ln2 = round_to(mp.log(2), 32)
    print("LN2_HI", hexfloat(ln2), "LN2_LO", hexfloat(mp.log(2) - ln2), "LOG2E", hexfloat(1 / mp.log(2)))
    log2 = round_to(mp.log10(2), 32)
    print("LOG10_2_HI", hexfloat(log2), "LOG10_2_LO", hexfloat(mp.log10(2) - log2), "LOG10_2", hexfloat(mp.log10(2)),
          "LOG2_10", hexfloat(mp.log(10, 2)), "LN10", hexfloat(mp.log(10)))


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

    def quotient(z):
        s = mp.sqrt(z)
        return (2 * mp.atanh(s) / s - 2) / z

    end = (mp.sqrt(2) - 1) / (mp.sqrt(2) + 1)
    show("2 atanh(s) = 2s + s^3 Q(s^2), relative", *minimax(quotient, lambda z: z / 2, range(7), mpf(10) ** -9, end**2))
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


# ---- float32: polynomials and tables rounded to 24 bits ----


def exp32_():
    edge = mp.log(2) / 2 * (1 + mpf(2) ** -18)
    small = mpf(10) ** -15

    def e(r, base=mpf(1)):
        return base**2 / 2 + base**3 * r / 6 if abs(r) < small else (mp.exp(base * r) - 1 - base * r) / r**2

    for n, use in (5, "exp"), (6, "expm1"):
        show("exp(r) = 1 + r + r^2 * E(r), relative, for float32's " + use,
             *minimax(e, lambda r: r**2 / mp.exp(r), range(n), -edge, edge, bits=24))
    half, ln2 = (1 + mpf(2) ** -18) / 2, mp.log(2)
    show("2^r = 1 + r ln 2 + r^2 * E(r), relative",
         *minimax(lambda r: e(r, ln2), lambda r: r**2 / mp.exp(r * ln2), range(5), -half, half, bits=24))
    decade, ln10 = mp.log10(2) / 2 * (1 + mpf(2) ** -18), mp.log(10)
    show("10^r = 1 + r ln 10 + r^2 * E(r), relative",
         *minimax(lambda r: e(r, ln10), lambda r: r**2 / mp.exp(r * ln10), range(5), -decade, decade, bits=24))
    for name, f in ("sinh(r) = r + r^3 * S(r^2), relative to r", lambda z: (mp.sinh(mp.sqrt(z)) / mp.sqrt(z) - 1) / z), (
            "cosh(r) = 1 + r^2 * C(r^2)", lambda z: (mp.cosh(mp.sqrt(z)) - 1) / z):
        show(name, *minimax(f, lambda z: z, range(3), mpf(10) ** -9, edge**2, bits=24))
    show("sinh(r) = r + r^3 * S(r^2), absolute",
         *minimax(lambda z: (mp.sinh(mp.sqrt(z)) / mp.sqrt(z) - 1) / z, lambda z: z * mp.sqrt(z), range(2), mpf(10) ** -9,
                  edge**2, bits=24))
    high = round_to(ln2, 16)
    print("LN2_HI", hexfloat(high), "LN2_LO", hexfloat(round_to(ln2 - high, 24)), "LN2", hexfloat(round_to(ln2, 24)),
          "LOG2_E", hexfloat(round_to(1 / ln2, 24)))
    log2 = round_to(mp.log10(2), 16)
    print("LOG10_2_HI", hexfloat(log2), "LOG10_2_LO", hexfloat(round_to(mp.log10(2) - log2, 24)),
          "LN10", hexfloat(round_to(ln10, 24)), hexfloat(round_to(ln10 - round_to(ln10, 24), 24)),
          "LOG2_10", hexfloat(round_to(mp.log(10, 2), 24)))


def log32_table(parts, unit):
    """For each interval a c close to 1/m, a multiple of 1/unit that is 1 beside 1 and 1/2 beside 2, and -log c to 16
    bits after the point, and the rest. Gives the largest |m c - 1| below and above 0."""
    cs, below, above = [], 0, 0
    for low, high in parts:
        c = min((mpf(i) / unit for i in range(unit // 2, 2 * unit)), key=lambda c: max(abs(low * c - 1), abs(high * c - 1)))
        c = mpf(1) if low == 1 else mpf(1) / 2 if high == 2 else c
        cs.append(c)
        below, above = max(below, 1 - low * c), max(above, high * c - 1)
    highs = [mp.nint(-mp.log(c) * 2**16) / mpf(2) ** 16 for c in cs]
    for name, values in ("c", cs), ("-log(c)", highs), (
            "the rest", [round_to(-mp.log(c) - h, 24) if c != 1 else mpf(0) for c, h in zip(cs, highs)]):
        print("/* %s */\n" % name + ",\n".join("    " + hexfloat(v) for v in values))
    return below, above


def log32_():
    small = mpf(10) ** -12

    def f(r):
        return -mpf(1) / 2 + r / 3 if abs(r) < small else (mp.log(1 + r) - r) / r**2

    def weight(r):
        return abs(r) if abs(r) < small else r**2 / max(abs(mp.log(1 + r)), small)

    for parts, unit, n in ([(1 + mpf(j) / 32, 1 + mpf(j + 1) / 32) for j in range(32)], 64, 4), (intervals(8), 32, 5):
        below, above = log32_table(parts, unit)
        if n == 5:
            below = above = max(below, above)
        show("log(1 + r) = r + r^2 * L(r), relative", *minimax(f, weight, range(n), -below, above, bits=24))
    def p(r):
        return mpf(1) / 3 - r / 4 if abs(r) < small else (mp.log(1 + r) - r + r**2 / 2) / r**3

    for n, low, high in (4, mpf(-3) / 128, mpf(1) / 32), (5, mpf(-1) / 16, mpf(1) / 16):
        show("log(1 + r) = r - r^2/2 + r^3 * P(r), relative to r, for float32's pow",
             *minimax(p, lambda r: r**2, range(n), low, high, bits=24))
    for name, x in ("LOG2_E", 1 / mp.log(2)), ("LOG10_E", 1 / mp.log(10)):
        print(name, hexfloat(round_to(x, 24)), hexfloat(round_to(x - round_to(x, 24), 24)))


def turns(step=32, top=51, lasts=(2, 56, 110)):
    """2^(step j) / (2 pi), without what is a multiple of 2^top, in parts: multiples of 2^-last, and the rest."""
    mp.prec = 1400
    rows = []
    for j in range(32 if step == 32 else 16):
        rest = mp.fmod(mpf(2) ** (step * j) / (2 * mp.pi), mpf(2) ** top)
        rows.append([])
        for last in lasts:
            rows[-1].append(mp.nint(mp.ldexp(rest, last)) / mpf(2) ** last)
            rest -= rows[-1][-1]
        rows[-1].append(rest)
        assert all(mpf(float(part)) == part for part in rows[-1][:-1]) and abs(rows[-1][1]) > mpf(2) ** -20
    for part, column in enumerate(zip(*rows)):
        print("/* part %d */" % part)
        print(",\n".join("    " + hexfloat(v) for v in column))


def turns32():
    """For float32, whose products with parts of 29 bits are exact in float64."""
    turns(8, 22, (7, 36))


# ---- float32 in float32 arithmetic ----


def single():
    """Coefficients of 24 bits: sine, cosine and tangent, arc tangent, arc sine."""
    low, quarter = mpf(10) ** -9, mp.pi / 4 * (1 + mpf(2) ** -7)
    for name, f, terms in ("sin", mp.sin, 3), ("2 tan(r/2) for tan", lambda r: 2 * mp.tan(r / 2), 4), ("atan", mp.atan, 5), ("asin", mp.asin, 5):

        def p(z):
            return (f(mp.sqrt(z)) / mp.sqrt(z) - 1) / z

        def weight(z):
            return z * mp.sqrt(z) / f(mp.sqrt(z))

        end = {"atan": mpf(1) / 2, "asin": mpf(1) / 2}.get(name, quarter)
        show("%s: r + r^3 * P(r^2), |r| <= %s, relative" % (name, mp.nstr(end, 5)),
             *minimax(p, weight, range(terms), low, end**2, 24))
    show("cos(r) = 1 - r^2/2 + r^4 * C(r^2), relative",
         *minimax(lambda z: (mp.cos(mp.sqrt(z)) - 1 + z / 2) / z**2, lambda z: z**2 / mp.cos(mp.sqrt(z)), range(3), low,
                  quarter**2, 24))
    for name, x in ("pi/2", mp.pi / 2), ("pi", mp.pi), ("2/pi", 2 / mp.pi):
        parts = []
        for _ in range(3):
            parts.append(round_to(x - sum(parts), 24))
        print(name, *map(hexfloat, parts))
    short = round_to(mp.pi / 2, 22)
    print("pi/2 of 22 bits", hexfloat(short), hexfloat(round_to(mp.pi / 2 - short, 24)))


def near_zero():
    """The numbers of runtime/run/near_zero.c: ln 2 to 192 bits, and a quarter of the coefficients of 1/gamma(1 + x) to 128
    bits, as signed integers."""
    mp.prec = 400
    print("/* ln 2 */\n" + ", ".join("0x%016x" % (int(mp.log(2) * 2**192) >> 64 * i & 2**64 - 1) for i in (2, 1, 0)))
    print("/* 1/gamma(1 + x) */")
    for c in mp.taylor(mp.rgamma, 1, 38):
        bits = int(mp.nint(c * 2**126)) & 2**128 - 1
        print("    {0x%016x, 0x%016x}," % (bits >> 64, bits & 2**64 - 1))


PARTS = {
    "sin_cos": sin_cos,
    "atan": atan_,
    "asin": asin_,
    "cbrt": cbrt_,
    "roots": roots,
    "erf": erf_,
    "tanh": tanh_,
    "tanh32": tanh32_,
    "gamma": gamma_,
    "exp": exp_,
    "log": log_,
    "pow": pow_,
    "exp32": exp32_,
    "log32": log32_,
    "turns": turns,
    "turns32": turns32,
    "single": single,
    "near_zero": near_zero,
}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
