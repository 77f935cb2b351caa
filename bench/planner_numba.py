"""The workloads of planner.py as a Numba expert writes them: explicit loops, parallel, fastmath, given results.

A matrix is in C order; of one in Fortran order its user gives the transpose. Numba is pip's, without Intel's SVML.
"""

import math

import numba
import numpy as np
from numba import prange

parallel = numba.njit(parallel=True, fastmath=True)
serial = numba.njit(fastmath=True)


@parallel
def dot(a, b):
    s = 0.0
    for i in prange(a.size):
        s += a[i] * b[i]
    return s


# ---- Sums along axes ----


@parallel
def row_sums(a, out):
    for i in prange(a.shape[0]):
        s = 0.0
        for j in range(a.shape[1]):
            s += a[i, j]
        out[i] = s


@parallel
def column_sums(a, out, threads):
    """Four rows at a time onto sums of the thread's own."""
    rows, cols = a.shape
    parts = np.zeros((threads, cols))
    for t in prange(threads):
        part = parts[t]
        end = (t + 1) * rows // threads
        i = t * rows // threads
        while i + 4 <= end:
            for j in range(cols):
                part[j] += a[i, j] + a[i + 1, j] + a[i + 2, j] + a[i + 3, j]
            i += 4
        while i < end:
            for j in range(cols):
                part[j] += a[i, j]
            i += 1
    for j in range(cols):
        s = 0.0
        for t in range(threads):
            s += parts[t, j]
        out[j] = s


def short_row_sums(cols):
    """A function for rows of `cols` elements, which the compiler then knows."""

    @parallel
    def sums(a, out):
        for i in prange(a.shape[0]):
            s = 0.0
            for j in range(cols):
                s += a[i, j]
            out[i] = s

    return sums


@parallel
def four_column_sums(a, out):
    s0 = s1 = s2 = s3 = 0.0
    for i in prange(a.shape[0]):
        s0 += a[i, 0]
        s1 += a[i, 1]
        s2 += a[i, 2]
        s3 += a[i, 3]
    out[0], out[1], out[2], out[3] = s0, s1, s2, s3


@parallel
def middle_sums(a, out):
    slabs, rows, cols = a.shape
    for s in prange(slabs):
        for j in range(cols):
            out[s, j] = 0.0
        i = 0
        while i + 4 <= rows:
            for j in range(cols):
                out[s, j] += a[s, i, j] + a[s, i + 1, j] + a[s, i + 2, j] + a[s, i + 3, j]
            i += 4
        while i < rows:
            for j in range(cols):
                out[s, j] += a[s, i, j]
            i += 1


# ---- Few passes ----


@parallel
def standardise(x, out):
    n = x.size
    s = 0.0
    for i in prange(n):
        s += x[i]
    mean = s / n
    q = 0.0
    for i in prange(n):
        d = x[i] - mean
        q += d * d
    scale = 1 / math.sqrt(q / n)
    for i in prange(n):
        out[i] = (x[i] - mean) * scale


@parallel
def softmax(x, out):
    rows, cols = x.shape
    for i in prange(rows):
        most = x[i, 0]
        for j in range(1, cols):
            most = max(most, x[i, j])
        s = 0.0
        for j in range(cols):
            e = math.exp(x[i, j] - most)
            out[i, j] = e
            s += e
        scale = 1 / s
        for j in range(cols):
            out[i, j] *= scale


# ---- Grids ----


@parallel
def add_transpose(a, out):
    """Tiles, so that the transposed operand's lines are used while they are in the cache."""
    n = a.shape[0]
    tile = 64
    tiles = (n + tile - 1) // tile
    for t in prange(tiles * tiles):
        i0, j0 = t // tiles * tile, t % tiles * tile
        for i in range(i0, min(i0 + tile, n)):
            for j in range(j0, min(j0 + tile, n)):
                out[i, j] = a[i, j] + a[j, i]


@parallel
def laplacian(a, out):
    for i in prange(1, a.shape[0] - 1):
        for j in range(1, a.shape[1] - 1):
            out[i - 1, j - 1] = 4 * a[i, j] - a[i - 1, j] - a[i + 1, j] - a[i, j - 1] - a[i, j + 1]


@parallel
def velocity(lat, lon, vlat, vlon, vrad, vx, vy, vz):
    """Sines and cosines taken out by hand."""
    nlat, nr, nlon = vx.shape
    so, co = np.sin(np.radians(lon)), np.cos(np.radians(lon))
    for row in prange(nlat * nr):
        i, r = row // nr, row % nr
        sa, ca = math.sin(math.radians(lat[i, 0, 0])), math.cos(math.radians(lat[i, 0, 0]))
        for k in range(nlon):
            a, o, v = vlat[i, r, k], vlon[i, r, k], vrad[i, r, k]
            vx[i, r, k] = -so[k] * o - sa * co[k] * a + ca * co[k] * v
            vy[i, r, k] = co[k] * o - sa * so[k] * a + ca * so[k] * v
            vz[i, r, k] = ca * a + sa * v


# ---- Chamfer distance ----


def chamfer(squared):
    """The distance three ways: natural, expert's (parallel), and expert's for small clusters (serial).

    A user has one form or the other; `squared` is a constant to the compiler.
    """

    @numba.njit(fastmath=True, inline="always")
    def term(lx, ly, lz, rx, ry, rz):
        if squared:
            return (lx - rx) ** 2 + (ly - ry) ** 2 + (lz - rz) ** 2
        return lx * rx + ly * ry + lz * rz

    @parallel
    def natural(l, r):
        to_r = to_l = 0.0
        for i in prange(len(l)):
            least = np.inf
            for j in range(len(r)):
                least = min(least, math.sqrt(term(l[i, 0], l[i, 1], l[i, 2], r[j, 0], r[j, 1], r[j, 2])))
            to_r += least
        for j in prange(len(r)):
            least = np.inf
            for i in range(len(l)):
                least = min(least, math.sqrt(term(l[i, 0], l[i, 1], l[i, 2], r[j, 0], r[j, 1], r[j, 2])))
            to_l += least
        return max(to_r / len(l), to_l / len(r))

    @serial
    def rows(l, x, y, z, first, last, column):
        """The nearest sums of rows first...last-1 after the root, added; lowers `column`. Four rows at a time."""
        total = 0.0
        i = first
        while i + 4 <= last:
            x0, y0, z0 = l[i, 0], l[i, 1], l[i, 2]
            x1, y1, z1 = l[i + 1, 0], l[i + 1, 1], l[i + 1, 2]
            x2, y2, z2 = l[i + 2, 0], l[i + 2, 1], l[i + 2, 2]
            x3, y3, z3 = l[i + 3, 0], l[i + 3, 1], l[i + 3, 2]
            m0 = m1 = m2 = m3 = np.inf
            for j in range(x.size):
                d0 = term(x0, y0, z0, x[j], y[j], z[j])
                d1 = term(x1, y1, z1, x[j], y[j], z[j])
                d2 = term(x2, y2, z2, x[j], y[j], z[j])
                d3 = term(x3, y3, z3, x[j], y[j], z[j])
                m0, m1, m2, m3 = min(m0, d0), min(m1, d1), min(m2, d2), min(m3, d3)
                column[j] = min(column[j], min(min(d0, d1), min(d2, d3)))
            total += math.sqrt(m0) + math.sqrt(m1) + math.sqrt(m2) + math.sqrt(m3)
            i += 4
        while i < last:
            m0 = np.inf
            for j in range(x.size):
                d0 = term(l[i, 0], l[i, 1], l[i, 2], x[j], y[j], z[j])
                m0 = min(m0, d0)
                column[j] = min(column[j], d0)
            total += math.sqrt(m0)
            i += 1
        return total

    @parallel
    def expert(l, r, threads):
        x, y, z = r[:, 0].copy(), r[:, 1].copy(), r[:, 2].copy()
        columns = np.full((threads, len(r)), np.inf)
        total = 0.0
        for t in prange(threads):
            total += rows(l, x, y, z, t * len(l) // threads, (t + 1) * len(l) // threads, columns[t])
        other = 0.0
        for j in range(len(r)):
            least = np.inf
            for t in range(threads):
                least = min(least, columns[t, j])
            other += math.sqrt(least)
        return max(total / len(l), other / len(r))

    @serial
    def small(l, r):
        x, y, z = r[:, 0].copy(), r[:, 1].copy(), r[:, 2].copy()
        column = np.full(len(r), np.inf)
        total = rows(l, x, y, z, 0, len(l), column)
        other = 0.0
        for j in range(len(r)):
            other += math.sqrt(column[j])
        return max(total / len(l), other / len(r))

    @parallel
    def pairs(l, l_start, r, r_start, out):
        nl, nr = out.shape
        for p in prange(nl * nr):
            i, j = p // nr, p % nr
            out[i, j] = small(l[l_start[i] : l_start[i + 1]], r[r_start[j] : r_start[j + 1]])

    return natural, expert, small, pairs
