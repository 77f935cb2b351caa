"""Random arrays: every dtype that is compiled, any shape, any strides, and the values that break things.

All choices come from a `random.Random`, so that a seed is a test case and Hypothesis can drive it.
"""

import numpy as np

DTYPES = tuple(np.dtype(d) for d in "? i1 i2 i4 i8 u1 u2 u4 u8 f4 f8".split())

# Around the lanes of every vector length and unrolling; ranges of several of them.
EXTENTS = (0, 1, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 129)
LONG = (257, 511, 512, 513, 1025, 5000, 70_001, 300_007)


def special(dtype):
    """Values on the edges of a dtype."""
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return np.array([False, True])
    if dtype.kind in "iu":
        i = np.iinfo(dtype)
        bits = 8 * dtype.itemsize
        few = [0, 1, -1, 2, -2, 3, 7, 10, bits - 1, bits, bits + 1, -bits]
        few = [x for x in few if x >= i.min]
        return np.array([*few, i.min, i.max, i.min + 1, i.max - 1, i.max // 2], dtype)
    f = np.finfo(dtype)
    few = [0.0, 1.0, 0.5, 1.5, 2.5, 3.0, 1e-3, 4503599627370495.5, f.tiny, f.smallest_subnormal, f.max, f.eps, np.inf]
    return np.array([*few, *(-x for x in few), np.nan], dtype)


def values(rng, dtype, n):
    """`n` values: edges, small numbers, ordinary numbers and random bits, mixed."""
    dtype = np.dtype(dtype)
    edges = rng.choice(special(dtype), n)
    if dtype.kind == "b":
        return edges
    small = rng.integers(-9, 10, n).astype(dtype)
    bits = rng.integers(0, 256, n * dtype.itemsize, dtype=np.uint8).view(dtype)
    if dtype.kind == "f":
        ordinary = rng.normal(0, 1 if n % 2 else 100, n).astype(dtype)
        ordinary = np.where(rng.random(n) < 0.3, np.round(ordinary * 2) / 2, ordinary).astype(dtype)
    else:
        ordinary = rng.integers(-1000, 1000, n).astype(dtype)
    kind = rng.choice(4, n, p=(0.2, 0.2, 0.5, 0.1))
    return np.choose(kind, (edges, small, ordinary, bits)).astype(dtype)


def shape(rnd, rank=None, most=4000):
    """A shape of at most `most` elements."""
    rank = rnd.choice((0, 1, 1, 2, 2, 3, 4, 5)) if rank is None else rank
    out = []
    for _ in range(rank):
        fitting = [e for e in (LONG if rnd.random() < 0.15 else EXTENTS) if e <= most] or [1]
        if out or rank > 1:
            fitting = [e for e in fitting if e or rnd.random() < 0.15] or [1]
        extent = rnd.choice(fitting)
        most //= max(extent, 1)
        out.append(extent)
    rnd.shuffle(out)
    return tuple(out)


def broadcastable(rnd, full):
    """A shape that broadcasts to `full`."""
    out = [1 if rnd.random() < 0.2 else e for e in full]
    return tuple(out[rnd.randint(0, len(out)) :] if rnd.random() < 0.3 else out)


def strided(rnd, a):
    """`a`, lying in memory in some other way."""
    how = rnd.choice(("C", "C", "C", "F", "permuted", "sliced", "sliced", "broadcast", "unaligned"))
    if how == "C" or a.ndim == 0 and how != "unaligned":
        return np.ascontiguousarray(a) if a.ndim else a
    if how == "F":
        return np.asfortranarray(a)
    if how == "permuted":
        order = list(range(a.ndim))
        rnd.shuffle(order)
        return np.ascontiguousarray(a.transpose(order)).transpose(np.argsort(order))
    if how == "sliced":
        order = list(range(a.ndim))
        if rnd.random() < 0.4:
            rnd.shuffle(order)
        steps = [rnd.choice((1, 1, 2, 3, -1, -1, -2)) for _ in range(a.ndim)]
        margins = [rnd.choice((0, 0, 1, 3)) for _ in range(a.ndim)]
        big = np.zeros([e * abs(s) + m for e, s, m in zip(a.shape, steps, margins)], a.dtype)
        view = np.ascontiguousarray(big.transpose(order)).transpose(np.argsort(order))
        view = view[tuple(slice(m, None) for m in margins)]
        view = view[tuple(slice(None, None, s) for s in steps)]
        view = view[tuple(slice(0, e) for e in a.shape)]
        view[...] = a
        return view
    if how == "broadcast":
        axis = rnd.randrange(a.ndim)
        if a.shape[axis] == 0:
            return a
        return np.broadcast_to(a[(slice(None),) * axis + (slice(0, 1),)], a.shape)
    raw = np.zeros(a.nbytes + 16, np.uint8)
    offset = 1 + (-raw.ctypes.data) % 16
    view = np.ndarray(a.shape, a.dtype, raw.data, offset)
    view[...] = a
    return view


def array(rnd, dtype, shape):
    """An array of that dtype and shape, with random values and strides."""
    rng = np.random.default_rng(rnd.getrandbits(32))
    n = int(np.prod(shape))
    return strided(rnd, values(rng, dtype, n).reshape(shape))


def same(got, expected, ulps=0):
    """The first difference, or None: dtype, shape, then bits, where all NaNs are one. With `ulps`, floats may differ
    by as many units in the last place."""
    got, expected = np.asarray(got), np.asarray(expected)
    if got.shape == expected.shape == ():
        if expected.dtype.kind in "SU":
            expected = np.asarray(expected[()])  # A scalar of NumPy is as long as its text.
        got, expected = got.reshape(1), expected.reshape(1)
    if got.dtype != expected.dtype:
        return f"dtype {got.dtype}, not {expected.dtype}"
    if got.shape != expected.shape:
        return f"shape {got.shape}, not {expected.shape}"
    if got.size == 0:
        return None
    if got.dtype.kind != "f":
        bad = got != expected
        if got.dtype.kind in "mM":
            bad &= ~(np.isnat(got) & np.isnat(expected))
    else:
        integer = np.dtype(f"i{got.itemsize}")
        x, y = (np.ascontiguousarray(v).reshape(got.shape).view(integer) for v in (got, expected))
        bad = x != y
        if ulps:
            # Floats of one sign are ordered as their bits are.
            x, y = (np.where(v < 0, np.iinfo(integer).min - v, v) for v in (x, y))
            near = (got == expected) & (got != 0)
            with np.errstate(over="ignore"):
                near |= (np.abs(x - y) <= ulps) & (np.sign(got) == np.sign(expected))
            bad &= ~(near & np.isfinite(got) & np.isfinite(expected))
        bad &= ~(np.isnan(got) & np.isnan(expected))
    if not bad.any():
        return None
    where = tuple(int(i[0]) for i in np.nonzero(bad))
    count = np.count_nonzero(bad)
    return f"{count} of {got.size} differ, first at {where}: {got[where]!r}, not {expected[where]!r}"
