"""The workloads of sweep_middle.py as a Numba expert writes them; see sweep_numba.py."""

import math

import numba
import numpy as np
from numba import prange

parallel = numba.njit(parallel=True, fastmath=True)


@parallel
def total_wide(a):
    s = 0
    for i in prange(a.size):
        s += a[i]
    return s


@parallel
def mean_wide(a):
    return total_wide(a) / a.size


@parallel
def most(a):
    s = a[0]
    for i in prange(a.size):
        s = max(s, a[i])
    return s


@parallel
def var(a):
    s = a.dtype.type(0)
    for i in prange(a.size):
        s += a[i]
    mean = s / a.dtype.type(a.size)
    q = a.dtype.type(0)
    for i in prange(a.size):
        d = a[i] - mean
        q += d * d
    return q / a.dtype.type(a.size)


@parallel
def deviation(a):
    return math.sqrt(var(a))


@parallel
def count_above(a):
    s, half = 0, a.dtype.type(0.5)
    for i in prange(a.size):
        s += a[i] > half
    return s


@parallel
def less(a, b, out):
    for i in prange(a.size):
        out[i] = a[i] < b[i]


@parallel
def larger(a, b, out):
    for i in prange(a.size):
        out[i] = a[i] if a[i] > b[i] else b[i]


@parallel
def clipped(a, out):
    low, high = a.dtype.type(0.25), a.dtype.type(0.75)
    for i in prange(a.size):
        out[i] = min(max(a[i], low), high)


@parallel
def product(a, b, out):
    for i in prange(a.size):
        out[i] = a[i] * b[i]


@parallel
def plus(a, b, out):
    for i in prange(a.size):
        out[i] = a[i] + b[i]


@parallel
def weighted_mean(a, b):
    s, t = a.dtype.type(0), a.dtype.type(0)
    for i in prange(a.size):
        s += a[i] * b[i]
        t += b[i]
    return s / t


@parallel
def squares_apart(a, b):
    s = a.dtype.type(0)
    for i in prange(a.size):
        d = a[i] - b[i]
        s += d * d
    return s / a.dtype.type(a.size)


@parallel
def sizes_added(a):
    s = a.dtype.type(0)
    for i in prange(a.size):
        s += abs(a[i])
    return s


@parallel
def as_float(a, out):
    for i in prange(a.size):
        out[i] = a[i] * np.float32(0.5)
