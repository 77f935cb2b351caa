"""Every operation of the table, with every dtype that it takes, in every layout and at the lengths where loops turn,
against NumPy: dtypes exactly, values to the last bit where they are exact, else within what both may be off.

The table of functions says what there is; NumPy says what it takes and gives. A layout is one of those in `LAYOUTS` for
each operand; a length is 0, 1, around the lanes of a vector, or beyond what a piece takes. Fixed seeds here are a part of all
combinations; `python test_every_operation.py` runs them all, and counts.
"""

import itertools
import math
import random
import sys
import warnings

import numpy as np
import pytest

import jxpr
import random_arrays
from test_dtype_rules import DEVIATIONS

LENGTHS = (0, 1, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 65)
BEYOND = (4097, 70_001)
DTYPES = random_arrays.DTYPES

# Not called with arrays of numbers alone.
OTHER = "astype str contains arange linspace size ndim shape transpose".split()


def by_elements(function, special=None):
    """A function of Python's math module over arrays of float64."""

    def one(x):
        try:
            return function(x)
        except (ValueError, OverflowError):
            return special(x) if special else math.nan

    def all_of(x):
        dtype = x.dtype if np.asarray(x).dtype.kind == "f" else np.float64
        return np.array([one(float(v)) for v in np.ravel(x)], np.float64).reshape(np.shape(x)).astype(dtype)

    return all_of


def gamma_beyond(x):
    if abs(x) < 1:
        return math.copysign(math.inf, x)
    return math.inf if x > 0 else math.nan  # too large; a whole number


def sinc(x):
    """NumPy's rounds pi x, which is all that is left of it near whole numbers."""
    x = np.asarray(x, None if np.asarray(x).dtype.kind == "f" else np.float64)
    wide = np.asarray(x, np.float64)
    turn = np.fmod(wide, 2)
    whole = np.rint(turn)
    sine = np.sin(np.pi * (turn - whole)) * np.where(whole % 2 == 0, 1, -1)
    return np.where(wide == 0, 1, sine / (np.pi * wide)).astype(x.dtype)


LACKING = {
    "erf": by_elements(math.erf),
    "erfc": by_elements(math.erfc),
    "gamma": by_elements(math.gamma, gamma_beyond),
    "lgamma": by_elements(math.lgamma, lambda x: math.inf),
    "modf_fraction": lambda x: np.modf(x)[0],
    "frexp_mantissa": lambda x: np.frexp(x)[0],
    "frexp_exponent": lambda x: np.frexp(x)[1],
    "sinc": sinc,
    "round": np.round,
    "around": np.round,
}
# How far NumPy, or the C library below Python, may be off besides: in ULP.
LOOSE = {"lgamma": 40, "gamma": 12, "sinc": 60, "logaddexp": 99, "logaddexp2": 99, "std": 8, "var": 8, "nanstd": 8, "nanvar": 8}
# The sign of a zero, or of a NaN, is open.
OPEN_ZEROS = {"minimum", "maximum", "fmin", "fmax", "clip", "min", "max", "amin", "amax", "nanmin", "nanmax", "prod", "nanprod"}


def contiguous(rnd, a):
    return a


def strided(rnd, a):
    """Every other element, backwards."""
    big = np.zeros((2 * len(a),), a.dtype)
    view = big[::-2]
    view[...] = a
    return view


def unaligned(rnd, a):
    raw = np.zeros(a.nbytes + 1, np.uint8)
    view = np.ndarray(a.shape, a.dtype, raw.data, 1)
    view[...] = a
    return view


def broadcast(rnd, a):
    return np.broadcast_to(a[:1], a.shape)


def scalar(rnd, a):
    return a[0] if len(a) else a


LAYOUTS = (contiguous, strided, broadcast, scalar, unaligned)


def operations():
    """(name, arguments)"""
    for f in jxpr.functions():
        for name in f["names"]:
            least, most = f["arguments"]
            if f["kind"] in ("operator", "elementwise", "reduction") and name not in OTHER and 0 < least <= 3:
                yield f, name, 3 if name == "clip" else least


def reference(name):
    return LACKING.get(name) or getattr(np, name, None)


def floats(name, arrays):
    """Integers and bool as float64, where NumPy would compute in float16 or float32. Exponents stay what they are."""
    exponents = arrays[1:] if name == "ldexp" else []
    return [np.asarray(a, np.float64) for a in arrays[: len(arrays) - len(exponents)]] + exponents


def expected(f, name, arrays, dtypes):
    """NumPy's result, or None for what it refuses."""
    function = reference(name)
    try:
        result = np.asarray(function(*arrays))
        probe = np.asarray(function(*(np.ones(1, d) for d in dtypes)))
    except TypeError:
        return None
    ours = next((d for differs, d in DEVIATIONS if differs(name, dtypes, probe.dtype)), None)
    if ours is None:
        return result
    if ours.kind == "b":
        return np.asarray(result, ours)
    return np.asarray(function(*floats(name, arrays)), np.float64)


def tolerance(f, name):
    if name in LOOSE:
        return LOOSE[name] + f["ulp"]
    if f["kind"] == "reduction":
        return 4 if name in ("sum", "mean", "nansum", "nanmean", "vecdot", "prod", "nanprod") else 0
    return 4 + f["ulp"] if f["ulp"] else 0


def values(rnd, name, dtype, n):
    """Any; of reductions such that their order is not what is tested."""
    rng = np.random.default_rng(rnd.getrandbits(32))
    f = random_arrays.values(rng, dtype, n)
    if dtype.kind == "f":
        f[np.isnan(f)] = np.nan  # of signalling ones, C's fmin makes NaN
    if name.endswith(("var", "std")) and dtype.kind in "iu":  # NumPy's mean of large ones is not exact
        f = f % 100
    if name in ("sum", "nansum", "mean", "nanmean", "var", "std", "nanvar", "nanstd", "vecdot", "prod", "nanprod", "ptp"):
        if dtype.kind == "f":
            with np.errstate(all="ignore"):
                f = np.where(np.isfinite(f), np.clip(f, -50, 50), 1).astype(dtype)
            f = np.round(f * 4) / 4 if name not in ("prod", "nanprod") else np.where(np.abs(f) < 0.5, 1, np.sign(f)).astype(dtype)
    return f.astype(dtype)


def one(rnd, f, name, dtypes, layouts, n):
    """One evaluation: None where NumPy refuses and so do we, a text where something is wrong, else True."""
    arrays = [layout(rnd, values(rnd, name, d, n)) for layout, d in zip(layouts, dtypes)]
    operands = dict(zip("abc", arrays))
    text = f"{name}({', '.join(operands)})"
    try:
        wanted = expected(f, name, arrays, dtypes)
    except ValueError:  # of nothing; a negative power
        wanted = None
    try:
        got = jxpr.evaluate(text, operands)
    except jxpr.Error as e:
        return None if wanted is None else f"{text}: {e.message}"
    if wanted is None:
        return f"{text}: not refused"
    got, wanted = np.asarray(got), np.asarray(wanted)
    if name in OPEN_ZEROS and wanted.dtype.kind == "f":
        got, wanted = got + wanted.dtype.type(0), wanted + wanted.dtype.type(0)
    if wanted.dtype.kind == "f" and f["ulp"]:  # NumPy's exp2 underflows early; C's lgamma is vague next to 0
        least = np.finfo(wanted.dtype).smallest_subnormal if name != "lgamma" else np.finfo(wanted.dtype).eps * 8
        near = np.abs(got - wanted) <= least
        got = np.where(near, wanted, got)
    return random_arrays.same(got, wanted, tolerance(f, name)) or True


def combinations(name, arguments):
    for dtypes in itertools.product(DTYPES, repeat=arguments):
        if arguments == 3 and dtypes[1] != dtypes[2]:
            continue
        for layouts in itertools.product(LAYOUTS, repeat=arguments):
            if arguments == 3 and layouts[1] is not layouts[2]:
                continue
            for n in LENGTHS if layouts[0] is not contiguous else LENGTHS + BEYOND:
                yield dtypes, layouts, n


def run(rnd, f, name, arguments, share):
    """Some of all combinations: how many were compared, how many refused, and what is wrong."""
    compared, refused, wrong = 0, 0, []
    everything = list(combinations(name, arguments))
    for dtypes, layouts, n in everything if share >= len(everything) else rnd.sample(everything, share):
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            answer = one(rnd, f, name, dtypes, layouts, n)
        if answer is None:
            refused += 1
        elif answer is True:
            compared += 1
        else:
            what = ", ".join(f"{d.name} {layout.__name__}" for d, layout in zip(dtypes, layouts))
            wrong.append(f"{name} of {what}, {n} elements: {answer}")
    return compared, refused, wrong


def test_a_part(capsys):
    rnd, compared, refused, wrong = random.Random(5), 0, 0, []
    for f, name, arguments in operations():
        if reference(name) is None:
            continue
        c, r, w = run(rnd, f, name, arguments, 40)
        compared, refused, wrong = compared + c, refused + r, wrong + w
    with capsys.disabled():
        print(f"\n{compared} operations compared with NumPy, {refused} refused by both")
    assert not wrong, "\n".join(wrong[:20])


if __name__ == "__main__":
    share = int(sys.argv[1]) if len(sys.argv) > 1 else 10**9
    total = [0, 0, 0]
    for f, name, arguments in operations():
        if reference(name) is None:
            print(f"{name}: no reference")
            continue
        c, r, w = run(random.Random(name), f, name, arguments, share)
        print(f"{name:16} {c:8} compared {r:8} refused {len(w):6} wrong", *w[:3], sep="\n    ", flush=True)
        total = [total[0] + c, total[1] + r, total[2] + len(w)]
    print("{} compared, {} refused by both, {} wrong".format(*total))
    sys.exit(bool(total[2]))
