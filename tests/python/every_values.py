"""Operands of test_every_operation.py: dtypes, lengths, layouts, and the values of each dtype.

An operand is made as a plain array and then laid out in memory by one of LAYOUTS. What its values may be, an operation's
form says (every_forms.py): any; `sums`, whose sums are exact in any order; `signs`, whose products are; `casts`, that
every dtype holds if they are floats. Start at values().
"""

import itertools

import numpy as np

import random_arrays

LENGTHS = (0, 1, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 65)
BEYOND = (4097, 70_001)
NUMBERS = (*random_arrays.DTYPES, *map(np.dtype, ("f2", "c8", "c16")))
STRINGS = tuple(map(np.dtype, ("S1", "S5", "S37", "U1", "U4", "U17")))
TIMES = tuple(map(np.dtype, ("M8[D]", "M8[s]", "M8[ns]", "M8[M]", "m8[D]", "m8[s]", "m8[ns]", "m8[25s]", "m8[M]")))
DTYPES = (*NUMBERS, *STRINGS, *TIMES)
INTEGERS = tuple(d for d in NUMBERS if d.kind in "iu")

# ---- Layouts


def contiguous(a):
    return a


def strided(a):
    """Every other row, backwards."""
    big = np.zeros((2 * len(a), *a.shape[1:]), a.dtype)
    view = big[::-2]
    view[...] = a
    return view


def unaligned(a):
    raw = np.zeros(a.nbytes + 1, np.uint8)
    view = np.ndarray(a.shape, a.dtype, raw.data, 1)
    view[...] = a
    return view


def broadcast(a):
    return np.broadcast_to(a[:1], a.shape)


def scalar(a):
    return a[(0,) * a.ndim] if a.size else a


def swapped(a):
    """In the other byte order."""
    return a.astype(a.dtype.newbyteorder("S"))


LAYOUTS = (contiguous, strided, broadcast, scalar, unaligned, swapped)


def layouts(count):
    """Of so many operands: all of one layout, and one of them in another than the rest."""
    out = [(layout,) * count for layout in LAYOUTS]
    for place, layout in itertools.product(range(count), LAYOUTS[1:]) if count > 1 else ():
        out.append(tuple(layout if k == place else contiguous for k in range(count)))
    return out


# ---- Values

LETTERS = {"S": "aabbB c9", "U": "aabbBäß c9Σ\u0660"}


def strings(rng, dtype, n):
    """Of few letters, so that some are equal and some hold others; of all lengths."""
    width = dtype.itemsize // np.dtype(f"{dtype.kind}1").itemsize
    letters = np.array(list(LETTERS[dtype.kind]), f"{dtype.kind}1")
    picked = rng.choice(letters, (n, width))
    picked[np.arange(width) >= rng.integers(0, width + 1, n)[:, None]] = ""
    return np.ascontiguousarray(picked).reshape(n * width).view(dtype)[:n]


def times(rng, dtype, n):
    x = rng.integers(-400, 400, n)
    x[rng.random(n) < 0.1] = np.iinfo(np.int64).min
    return x.view(dtype)


def real(rng, dtype, n, tame):
    x = random_arrays.values(rng, dtype, n)
    if dtype.kind == "f":
        x[np.isnan(x)] = np.nan  # of signalling ones, C's fmin makes NaN
        if tame == "casts":
            x = np.where(np.isfinite(x), np.clip(np.abs(x), 0, 100), 1)
        elif tame:
            x = np.where(np.isfinite(x), np.clip(x, -50, 50), 1)
            x = np.round(x * 4) / 4 if tame == "sums" else np.where(np.abs(x) < 0.5, 1, np.sign(x))
    elif tame == "sums" and dtype.kind in "iu":  # NumPy's mean of large ones is not exact
        x = x % 100
    return x.astype(dtype)


def complex_numbers(rng, dtype, n, tame):
    """Their products do not overflow on the way, where NumPy's depend on the processor."""
    part = np.dtype(f"f{dtype.itemsize // 2}")
    if tame == "signs":
        return rng.choice(np.array([1, -1, 1j, -1j], dtype), n)
    x, y = (real(rng, part, n, tame or "sums") for _ in range(2))
    if not tame:
        x, y = (np.where(rng.random(n) < 0.3, v * part.type(10.0) ** rng.integers(-8, 8), v) for v in (x, y))
        x[rng.random(n) < 0.05] = np.inf
        y[rng.random(n) < 0.05] = np.nan
    z = np.empty(n, dtype)
    z.real, z.imag = x, y
    return z


def values(rng, dtype, n, tame=None):
    """`n` values of a dtype."""
    with np.errstate(all="ignore"):
        if dtype.kind in "SU":
            return strings(rng, dtype, n)
        if dtype.kind in "mM":
            return times(rng, dtype, n)
        return (complex_numbers if dtype.kind == "c" else real)(rng, dtype, n, tame)
