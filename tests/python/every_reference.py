"""What NumPy makes of the programs of test_every_operation.py: a namespace in which their text is Python, and for what
NumPy has not, functions written here. Start at expected().
"""

import math
import warnings

import numpy as np

import numpy_differences
import random_arrays
from numpy_differences import REFUSED, TAKEN

# ---- What NumPy lacks


def by_elements(function, special=None):
    """A function of Python's math module over arrays of float64."""

    def one(x):
        try:
            return function(x)
        except (ValueError, OverflowError):
            return special(x) if special else math.nan

    def all_of(x):
        x = np.asarray(x)
        np.sqrt(x)  # what this refuses
        if x.dtype.kind == "c":
            raise TypeError("a function of real numbers")
        dtype = x.dtype if x.dtype.kind == "f" else np.float64
        return np.array([one(float(v)) for v in np.ravel(x)], np.float64).reshape(np.shape(x)).astype(dtype)

    return all_of


def gamma_beyond(x):
    if abs(x) < 1:
        return math.copysign(math.inf, x)
    return math.inf if x > 0 else math.nan  # too large; a whole number


def sinc(x):
    """NumPy's rounds pi x, which is all that is left of it near whole numbers."""
    x = np.asarray(x)
    if x.dtype.kind in "cSUmM":
        return np.sinc(x)
    x = x if x.dtype.kind == "f" else x.astype(np.float64)
    wide = np.asarray(x, np.float64)
    turn = np.fmod(wide, 2)
    whole = np.rint(turn)
    sine = np.sin(np.pi * (turn - whole)) * np.where(whole % 2 == 0, 1, -1)
    return np.where(wide == 0, 1, sine / (np.pi * wide)).astype(x.dtype)


def complex_of(re, im=None):
    if {np.asarray(x).dtype.kind for x in (re, 0 if im is None else im)} & set("cSUmM"):
        raise TypeError("parts are real")
    given = [np.asarray(x).dtype for x in (re, im) if x is not None]
    parts = np.result_type(*given)
    parts = parts if parts.kind == "f" else np.dtype(float)
    out = np.empty(np.broadcast_shapes(np.shape(re), np.shape(im)), np.result_type(parts, np.complex64))
    out.real, out.imag = re, 0 if im is None else im
    return out


def contains(a, b, start=0, end=None):
    return np.strings.find(a, b, start, end) >= 0


def multiplied(a, n):
    a = np.asarray(a)
    return (np.strings.multiply(a, n) if a.size else a).astype(f"{a.dtype.kind}{n * a.dtype.itemsize // np.dtype(a.dtype.kind + '1').itemsize}")


def text_of(a):
    a = np.asarray(a)
    if a.dtype.kind not in "biu":
        raise TypeError("of integers and bool")
    return a.astype("U")


STRINGS = (
    "find rfind count startswith endswith str_len lower upper strip lstrip rstrip isalpha isdigit isspace isalnum islower "
    "isupper istitle isdecimal isnumeric"
).split()
OURS = {
    "erf": by_elements(math.erf),
    "erfc": by_elements(math.erfc),
    "gamma": by_elements(math.gamma, gamma_beyond),
    "lgamma": by_elements(math.lgamma, lambda x: math.inf),
    "modf_fraction": lambda x: np.modf(x)[0],
    "frexp_mantissa": lambda x: np.frexp(x)[0],
    "frexp_exponent": lambda x: np.frexp(x)[1],
    "sinc": sinc,
    "complex": complex_of,
    "contains": contains,
    "str": text_of,
    "multiplied": multiplied,
    "shape": lambda a, axis: np.shape(a)[axis],
    "bool": np.bool,
    "int": np.int64,
    "float": np.float64,
    "abs": np.abs,
    "round": np.round,
    "min": np.min,
    "max": np.max,
    "sum": np.sum,
    "all": np.all,
    "any": np.any,
    "pow": np.power,
    "astype": lambda a, dtype: np.asarray(a).astype(dtype),
}
NAMES = {name: getattr(np, name) for name in dir(np) if not name.startswith("_")}
NAMES |= {name: getattr(np.strings, name) for name in STRINGS} | OURS

# How far NumPy, or the C library below Python, may be off besides: in ULP.
LOOSE = {"lgamma": 40, "gamma": 12, "sinc": 60, "logaddexp": 99, "logaddexp2": 99, "std": 8, "var": 8, "nanstd": 8, "nanvar": 8}
SUMS = "sum mean nansum nanmean vecdot matmul einsum prod nanprod".split()
POWERS = ("power", "pow", "float_power")
VAGUE = ("lgamma", "logaddexp", "logaddexp2")  # next to 0, C's and NumPy's
# The sign of a zero, or of a NaN, is open.
OPEN_ZEROS = {"minimum", "maximum", "fmin", "fmax", "clip", "min", "max", "amin", "amax", "nanmin", "nanmax", "prod", "nanprod"}


def tolerance(f, name):
    if name in LOOSE:
        return LOOSE[name] + f["ulp"]
    if name in SUMS:
        return 4
    return 4 + f["ulp"] if f["ulp"] else 0


# ---- NumPy's answer


def native(x):
    """In the machine's byte order."""
    return x.astype(x.dtype.newbyteorder("=")) if isinstance(x, np.ndarray) and not x.dtype.isnative else x


class Refused(Exception):
    """NumPy has no answer, or the language has none on purpose."""


def run(text, names):
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return np.asarray(eval(text, NAMES, names))
        except (TypeError, ValueError, IndexError, OverflowError, AttributeError, RuntimeError) as error:
            raise Refused from error


WIDE = {"f2": "f8", "c8": "c16"}
LONG = dict.fromkeys("b1 i1 i2 i4 i8 u1 u2 u4 u8 f4 f8".split(), np.longdouble) | dict.fromkeys(("c8", "c16"), np.clongdouble)
FLOATS = dict.fromkeys("b1 i1 i2 i4 i8 u1 u2 u4 u8".split(), "f8")


def converted(names, letters, to):
    """Some operands in other dtypes."""
    return {k: v.astype(to.get(v.dtype.str[1:], v.dtype)) if k in letters else v for k, v in names.items()}


def expected(form, names):
    """What the program gives, as NumPy and numpy_differences.py have it: arrays, any of which is right."""
    dtypes = [names[k].dtype for k in form.swept]
    try:
        result = run(form.reference, names)
    except Refused:
        row = numpy_differences.difference(form.name, dtypes, None)
        if row is None or row.what is not TAKEN:
            raise
        return [row.reference(**names)]
    row = numpy_differences.difference(form.name, dtypes, result.dtype)
    if row and row.what is REFUSED:
        raise Refused
    if row and row.what.kind == "b":
        return [result.astype(bool)]
    if row and form.kind != "reduction":
        return [run(form.reference, converted(names, form.swept[: 1 if form.name == "ldexp" else None], FLOATS)).astype(row.what)]
    folds = form.kind in ("reduction", "running") or form.name in ("einsum", "matmul")
    if folds and np.dtype("f2") in dtypes:  # rounded once
        with np.errstate(all="ignore"):
            return [run(form.reference, converted(names, form.swept, WIDE)).astype(result.dtype)]
    if form.name in LOOSE and folds and result.dtype.kind == "f":  # NumPy's own error grows with the length
        return [run(form.reference, converted(names, form.swept, LONG)).astype(result.dtype)]
    if np.dtype("f2") in dtypes and form.name in ("round", "around", "linspace"):  # in several steps: rounded once
        return [result, run(form.reference, converted(names, form.swept, WIDE)).astype(result.dtype)]
    if np.dtype("c8") in dtypes and result.dtype.kind in "cf":  # computed in float64
        with np.errstate(all="ignore"):
            return [result, run(form.reference, converted(names, form.swept, WIDE)).astype(result.dtype)]
    return [result]


# ---- Comparing


def parts(z):
    return (z.real, z.imag) if z.dtype.kind == "c" else (z,)


def near(form, got, wanted, ulps):
    """Where complex numbers, or what is real of them, are equal: to units in the last place of the absolute value."""
    with np.errstate(all="ignore"):
        size, eps, good = np.abs(wanted), np.finfo(wanted.dtype).eps, np.ones(wanted.shape, bool)
        if form.name in POWERS:  # as far off as the logarithm is, in NumPy too
            ulps = ulps + 4 * np.abs(np.log(np.where((size > 0) & np.isfinite(size), size, 1)))
        for g, w in zip(parts(got), parts(wanted)):
            least = eps if form.name in LOOSE else 0  # of numbers near 1, whose mean is not exact
            close = np.abs(g - w) <= ulps * eps * np.where(np.isfinite(size), size, np.abs(w)) + least
            good &= close | (g == w) | np.isnan(g) & np.isnan(w)
    return good


def complex_difference(form, got, wanted, ulps):
    first = wanted[0]
    if got.dtype != first.dtype or got.shape != first.shape:
        return f"{got.dtype} {got.shape}, not {first.dtype} {first.shape}"
    bad = ~np.logical_or.reduce([near(form, got, w, ulps) for w in wanted])
    if not bad.any():
        return None
    where = tuple(int(i[0]) for i in np.nonzero(np.atleast_1d(bad)))[: bad.ndim]
    return f"{np.count_nonzero(bad)} of {bad.size} differ, first at {where}: {got[where]!r}, not {first[where]!r}"


def difference(form, f, got, wanted, dtypes):
    """What is wrong with a result of operands of these dtypes, or None."""
    got, ulps = np.asarray(got), tolerance(f, form.name)
    if wanted[0].dtype.kind in "cf" and any(d.kind == "c" for d in (*dtypes, wanted[0].dtype)):
        least = 64 if form.name == "linspace" else 16 if f["ulp"] else 4  # it goes from the larger end to the smaller
        return complex_difference(form, got, wanted, max(least, ulps))
    wrong = [real_difference(form, f, got, w, ulps) for w in wanted]
    return wrong[0] if all(wrong) else None


def real_difference(form, f, got, wanted, ulps):
    if form.name in OPEN_ZEROS and wanted.dtype.kind == got.dtype.kind == "f":
        got, wanted = (x + x.dtype.type(0) for x in (got, wanted))
    if wanted.dtype == np.float16 and ulps:
        ulps = 1
    elif wanted.dtype.kind == got.dtype.kind == "f" and f["ulp"]:  # NumPy's exp2 underflows early
        least = np.finfo(wanted.dtype).eps * 8 if form.name in VAGUE else np.finfo(wanted.dtype).smallest_subnormal
        with np.errstate(all="ignore"):
            got = np.where(np.abs(got - wanted) <= least, wanted, got)
    return random_arrays.same(got, wanted, ulps)
