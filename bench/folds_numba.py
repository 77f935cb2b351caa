"""Numba's code for folds.py: loops as an expert writes them, on all threads, sums in the order the compiler likes."""

import math

import numba as nb
import numpy as np

FAST = {"parallel": True, "fastmath": True}
SURE = {"parallel": True, "fastmath": {"reassoc", "nsz", "contract", "arcp"}}


@nb.njit(**FAST)
def invert(t):
    out = np.empty_like(t)
    for i in nb.prange(t.size):
        out[i] = not t[i]
    return out


@nb.njit(**FAST)
def and_not(t, u):
    out = np.empty_like(t)
    for i in nb.prange(t.size):
        out[i] = t[i] & (not u[i])
    return out


@nb.njit(**FAST)
def count(t):
    n = 0
    for i in nb.prange(t.size):
        n += t[i]
    return n


@nb.njit
def any_(t):
    for x in t:
        if x:
            return True
    return False


@nb.njit
def all_(t):
    for x in t:
        if not x:
            return False
    return True


@nb.njit
def any_above(a):
    for x in a:
        if x > 50:
            return True
    return False


@nb.njit(**FAST)
def count_above(a):
    n = 0
    for i in nb.prange(a.size):
        n += a[i] > 0
    return n


def blocks(f):
    """argmax by threads, each a block."""

    @nb.njit(parallel=True)
    def run(a):
        k = nb.get_num_threads()
        at = np.zeros(k, np.int64)
        for j in nb.prange(k):
            begin, end = a.size * j // k, a.size * (j + 1) // k
            at[j] = begin + f(a[begin:end])
        best = at[0]
        for j in range(1, k):
            if a[at[j]] > a[best]:
                best = at[j]
        return best

    return run


@nb.njit
def argmax_one(a):
    m = a[0]
    for x in a:
        m = max(m, x)
    for i in range(a.size):
        if a[i] == m:
            return i
    return 0


def over_rows(kind, axis):
    @nb.njit(**SURE)
    def rows(x):
        out = np.empty(x.shape[0])
        for i in nb.prange(x.shape[0]):
            acc = x[i, 0]
            for j in range(1, x.shape[1]):
                acc = acc + x[i, j] if kind == 0 else max(acc, x[i, j])
            out[i] = acc
        return out

    @nb.njit(**SURE)
    def columns(x):
        n, m = x.shape
        out = np.empty(m)
        block = 2048
        for k in nb.prange((m + block - 1) // block):
            begin, end = k * block, min(m, k * block + block)
            out[begin:end] = x[0, begin:end]
            for i in range(1, n):
                for j in range(begin, end):
                    out[j] = out[j] + x[i, j] if kind == 0 else max(out[j], x[i, j])
        return out

    return columns if axis == 0 else rows


@nb.njit(**FAST)
def norm(x):
    s = 0.0
    for i in nb.prange(x.size):
        s += x[i] * x[i]
    return math.sqrt(s)


@nb.njit(**SURE)
def distance(a, b):
    m = a[0] - a[0]
    for i in nb.prange(a.size):
        m = max(m, abs(a[i] - b[i]))
    return m


@nb.njit(**SURE)
def span(x):
    low, high = x[0], x[0]
    for i in nb.prange(x.size):
        low = min(low, x[i])
        high = max(high, x[i])
    return high - low


@nb.njit(**FAST)
def squares1(A):
    out = np.empty(A.shape[0])
    for i in nb.prange(A.shape[0]):
        s = 0.0
        for j in range(A.shape[1]):
            s += A[i, j] * A[i, j]
        out[i] = s
    return out


@nb.njit(**FAST)
def times1(A, v):
    out = np.empty(A.shape[0])
    for i in nb.prange(A.shape[0]):
        s = 0.0
        for j in range(A.shape[1]):
            s += A[i, j] * v[j]
        out[i] = s
    return out


@nb.njit(**FAST)
def correlation(a, b):
    sa = 0.0
    sb = 0.0
    for i in nb.prange(a.size):
        sa += a[i]
        sb += b[i]
    ma, mb = sa / a.size, sb / a.size
    xy = 0.0
    xx = 0.0
    yy = 0.0
    for i in nb.prange(a.size):
        x, y = a[i] - ma, b[i] - mb
        xy += x * y
        xx += x * x
        yy += y * y
    return xy / math.sqrt(xx * yy)


@nb.njit(**FAST)
def batch(x):
    n, m = x.shape
    k = nb.get_num_threads()
    sums, squares = np.zeros((k, m)), np.zeros((k, m))
    for t in nb.prange(k):
        for i in range(n * t // k, n * (t + 1) // k):
            for j in range(m):
                sums[t, j] += x[i, j]
    mean = sums.sum(axis=0) / n
    for t in nb.prange(k):
        for i in range(n * t // k, n * (t + 1) // k):
            for j in range(m):
                squares[t, j] += (x[i, j] - mean[j]) ** 2
    scale = 1 / np.sqrt(squares.sum(axis=0) / n + 1e-5)
    out = np.empty_like(x)
    for i in nb.prange(n):
        for j in range(m):
            out[i, j] = (x[i, j] - mean[j]) * scale[j]
    return out


@nb.njit(**FAST)
def layer(x):
    n, m = x.shape
    out = np.empty_like(x)
    for i in nb.prange(n):
        s = 0.0
        for j in range(m):
            s += x[i, j]
        mean, s = s / m, 0.0
        for j in range(m):
            s += (x[i, j] - mean) ** 2
        scale = 1 / math.sqrt(s / m + 1e-5)
        for j in range(m):
            out[i, j] = (x[i, j] - mean) * scale
    return out


FUNCTIONS = {
    "invert": invert,
    "and_not": and_not,
    "count": count,
    "any": any_,
    "all": all_,
    "any_above": any_above,
    "count_above": count_above,
    "argmax": blocks(argmax_one),
    "rows_sum0": over_rows(0, 0),
    "rows_sum1": over_rows(0, 1),
    "rows_max0": over_rows(1, 0),
    "rows_max1": over_rows(1, 1),
    "norm": norm,
    "distance": distance,
    "range": span,
    "squares1": squares1,
    "times1": times1,
    "correlation": correlation,
    "batch": batch,
    "layer": layer,
}
