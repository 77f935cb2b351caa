"""The workloads of sweep_work.py as a Numba expert writes them: explicit loops, parallel, fastmath, given results.

Functions take the arrays of their workload in the order of its names, "out" last, and return a value only where there
is no "out". All are compiled at their first call.
"""

import math

import numba
import numpy as np
from numba import prange
from sweep_middle_numba import *  # noqa: F403: looked up by name, too

parallel = numba.njit(parallel=True, fastmath=True)
serial = numba.njit(fastmath=True)

# ---- Short axes ----


@parallel
def normalise(a, m, s, out):
    for i in prange(a.shape[0]):
        for j in range(a.shape[1]):
            for k in range(a.shape[2]):
                out[i, j, k] = (a[i, j, k] - m[k]) / s[k]


@parallel
def scale_rows(a, s, out):
    for i in prange(a.shape[0]):
        for j in range(a.shape[1]):
            out[i, j] = a[i, j] * s[i]


@parallel
def scale_columns(a, s, out):
    for i in prange(a.shape[0]):
        for j in range(a.shape[1]):
            out[i, j] = a[i, j] * s[j]


@parallel
def outer(u, v, out):
    for i in prange(u.size):
        for j in range(v.size):
            out[i, j] = u[i] * v[j]


@parallel
def rotate(p, r, out):
    for i in prange(p.shape[0]):
        x, y, z = p[i, 0], p[i, 1], p[i, 2]
        for j in range(3):
            out[i, j] = x * r[j, 0] + y * r[j, 1] + z * r[j, 2]


@parallel
def blend(a, b, out):
    one = a.dtype.type(1)
    for i in prange(a.shape[0]):
        for j in range(a.shape[1]):
            t = a[i, j, 3]
            for k in range(4):
                out[i, j, k] = a[i, j, k] * t + b[i, j, k] * (one - t)


@parallel
def sum_rows(a):
    out = np.empty(a.shape[0], a.dtype)
    for i in prange(a.shape[0]):
        s = a.dtype.type(0)
        for j in range(a.shape[1]):
            s += a[i, j]
        out[i] = s
    return out


@parallel
def sum_columns(a):
    threads = numba.get_num_threads()
    rows, cols = a.shape
    parts = np.zeros((threads, cols), a.dtype)
    for t in prange(threads):
        part = parts[t]
        for i in range(t * rows // threads, (t + 1) * rows // threads):
            for j in range(cols):
                part[j] += a[i, j]
    return parts.sum(axis=0)


@parallel
def max_rows(a):
    out = np.empty(a.shape[0], a.dtype)
    for i in prange(a.shape[0]):
        s = a[i, 0]
        for j in range(a.shape[1]):
            s = max(s, a[i, j])
        out[i] = s
    return out


@parallel
def max_columns(a):
    rows, cols = a.shape
    out = np.empty(cols, a.dtype)
    for b in prange((cols + 1023) // 1024):
        first, last = b * 1024, min(cols, b * 1024 + 1024)
        for j in range(first, last):
            out[j] = a[0, j]
        for i in range(1, rows):
            for j in range(first, last):
                out[j] = max(out[j], a[i, j])
    return out


@parallel
def argmin_rows(a):
    out = np.empty(a.shape[0], np.int64)
    for i in prange(a.shape[0]):
        least, at = a[i, 0], 0
        for j in range(1, a.shape[1]):
            if a[i, j] < least:
                least, at = a[i, j], j
        out[i] = at
    return out


@parallel
def norm_rows(a):
    out = np.empty(a.shape[0], a.dtype)
    for i in prange(a.shape[0]):
        s = a.dtype.type(0)
        for j in range(a.shape[1]):
            s += a[i, j] * a[i, j]
        out[i] = math.sqrt(s)
    return out


@parallel
def far_rows(a, v):
    out = np.empty(a.shape[0], a.dtype)
    for i in prange(a.shape[0]):
        s = a.dtype.type(0)
        for j in range(a.shape[1]):
            d = a[i, j] - v[j]
            s += d * d
        out[i] = math.sqrt(s)
    return out


@parallel
def softmax(a, out):
    for i in prange(a.shape[0]):
        most = a[i, 0]
        for j in range(1, a.shape[1]):
            most = max(most, a[i, j])
        s = a.dtype.type(0)
        for j in range(a.shape[1]):
            e = math.exp(a[i, j] - most)
            out[i, j] = e
            s += e
        scale = 1 / s
        for j in range(a.shape[1]):
            out[i, j] *= scale


@parallel
def nbody(p, m):
    n = p.shape[0]
    out = np.empty((n, 3), p.dtype)
    x, y, z = p[:, 0].copy(), p[:, 1].copy(), p[:, 2].copy()
    soft = p.dtype.type(0.01)
    for i in prange(n):
        fx = fy = fz = p.dtype.type(0)
        for j in range(n):
            dx, dy, dz = x[j] - x[i], y[j] - y[i], z[j] - z[i]
            r = dx * dx + dy * dy + dz * dz + soft
            w = m[j] / (r * math.sqrt(r))
            fx += dx * w
            fy += dy * w
            fz += dz * w
        out[i, 0], out[i, 1], out[i, 2] = fx, fy, fz
    return out


# ---- Contractions ----


@parallel
def pairs(a, b):
    out = np.empty((a.shape[0], b.shape[0]), a.dtype)
    for i in prange(a.shape[0]):
        for j in range(b.shape[0]):
            s = a.dtype.type(0)
            for k in range(a.shape[1]):
                d = a[i, k] - b[j, k]
                s += d * d
            out[i, j] = math.sqrt(s)
    return out


@parallel
def assign(a, b):
    out = np.empty(a.shape[0], np.int64)
    for i in prange(a.shape[0]):
        least, at = np.inf, 0
        for j in range(b.shape[0]):
            s = a.dtype.type(0)
            for k in range(a.shape[1]):
                d = a[i, k] - b[j, k]
                s += d * d
            if s < least:
                least, at = s, j
        out[i] = at
    return out


@parallel
def max_plus(a, b):
    n, m = a.shape[0], b.shape[1]
    out = np.full((n, m), -np.inf, a.dtype)
    for i in prange(n):
        for k in range(a.shape[1]):
            x = a[i, k]
            for j in range(m):
                out[i, j] = max(out[i, j], x + b[k, j])
    return out


@parallel
def matvec(a, v):
    out = np.empty(a.shape[0], a.dtype)
    for i in prange(a.shape[0]):
        s = a.dtype.type(0)
        for j in range(a.shape[1]):
            s += a[i, j] * v[j]
        out[i] = s
    return out


# ---- Middle sizes ----


@parallel
def linear(a, b, out):
    two, three = a.dtype.type(2), a.dtype.type(3)
    for i in prange(a.size):
        out[i] = two * a[i] + three * b[i]


@parallel
def linear_fresh(a, b):
    two, three, out = a.dtype.type(2), a.dtype.type(3), np.empty_like(a)
    for i in prange(a.size):
        out[i] = two * a[i] + three * b[i]
    return out


@parallel
def total(a):
    s = a.dtype.type(0)
    for i in prange(a.size):
        s += a[i]
    return s


@parallel
def dot(a, b):
    s = a.dtype.type(0)
    for i in prange(a.size):
        s += a[i] * b[i]
    return s


@parallel
def polynomial(a, out):
    for i in prange(a.size):
        x = a[i]
        s = a.dtype.type(0.5)
        for k in range(19):
            s = s * x + a.dtype.type(1) / a.dtype.type(k + 2)
        out[i] = s


# ---- bool ----


@parallel
def invert(t, out):
    for i in prange(t.size):
        out[i] = not t[i]


@parallel
def both(t, u, out):
    for i in prange(t.size):
        out[i] = t[i] & u[i]


@parallel
def count(t):
    s = 0
    for i in prange(t.size):
        s += t[i]
    return s


@serial
def any_true(t):
    for i in range(t.size):
        if t[i]:
            return True
    return False


@serial
def any_above(a):
    for i in range(a.size):
        if a[i] > 0:
            return True
    return False


@parallel
def any_above_two(a):
    s = 0
    for i in prange(a.size):
        s += a[i] > 2
    return s > 0


# ---- Rows of values ----


@parallel
def norm(a):
    s = a.dtype.type(0)
    for i in prange(a.size):
        s += a[i] * a[i]
    return math.sqrt(s)


@parallel
def most_apart(a, b):
    s = a.dtype.type(0)
    for i in prange(a.size):
        s = max(s, abs(a[i] - b[i]))
    return s


@parallel
def correlation(a, b):
    zero = a.dtype.type(0)
    s, t = zero, zero
    for i in prange(a.size):
        s += a[i]
        t += b[i]
    s, t = s / a.dtype.type(a.size), t / a.dtype.type(a.size)
    xx, yy, xy = zero, zero, zero
    for i in prange(a.size):
        x, y = a[i] - s, b[i] - t
        xx += x * x
        yy += y * y
        xy += x * y
    return xy / math.sqrt(xx * yy)


@parallel
def layer_norm(a, g, b, out):
    n = a.dtype.type(a.shape[1])
    for i in prange(a.shape[0]):
        s = a.dtype.type(0)
        for j in range(a.shape[1]):
            s += a[i, j]
        mean = s / n
        q = a.dtype.type(0)
        for j in range(a.shape[1]):
            d = a[i, j] - mean
            q += d * d
        scale = a.dtype.type(1) / a.dtype.type(math.sqrt(q / n + a.dtype.type(1e-5)))
        for j in range(a.shape[1]):
            out[i, j] = (a[i, j] - mean) * scale * g[j] + b[j]


@parallel
def argmax(a):
    blocks = 64
    best, at = np.empty(blocks, a.dtype), np.empty(blocks, np.int64)
    for t in prange(blocks):
        first, last = t * a.size // blocks, (t + 1) * a.size // blocks
        most = a[first]
        for i in range(first, last):
            most = max(most, a[i])
        i = first
        while a[i] != most:
            i += 1
        best[t], at[t] = most, i
    return at[np.argmax(best)]


# ---- Stencils ----


@parallel
def seven(a, out):
    six = a.dtype.type(6)
    for i in prange(1, a.shape[0] - 1):
        for j in range(1, a.shape[1] - 1):
            for k in range(1, a.shape[2] - 1):
                s = a[i - 1, j, k] + a[i + 1, j, k] + a[i, j - 1, k] + a[i, j + 1, k] + a[i, j, k - 1] + a[i, j, k + 1]
                out[i - 1, j - 1, k - 1] = s - six * a[i, j, k]


@parallel
def five(a, out):
    four = a.dtype.type(4)
    for i in prange(1, a.shape[0] - 1):
        for j in range(1, a.shape[1] - 1):
            out[i - 1, j - 1] = a[i - 1, j] + a[i + 1, j] + a[i, j - 1] + a[i, j + 1] - four * a[i, j]


@parallel
def gradient(a, out):
    half = a.dtype.type(0.5)
    for i in prange(1, a.shape[0] - 1):
        for j in range(1, a.shape[1] - 1):
            y, x = a[i + 1, j] - a[i - 1, j], a[i, j + 1] - a[i, j - 1]
            out[i - 1, j - 1] = half * math.sqrt(y * y + x * x)


@parallel
def blur(a, out):
    two, four, scale = a.dtype.type(2), a.dtype.type(4), a.dtype.type(1 / 16)
    for i in prange(1, a.shape[0] - 1):
        for j in range(1, a.shape[1] - 1):
            corners = a[i - 1, j - 1] + a[i - 1, j + 1] + a[i + 1, j - 1] + a[i + 1, j + 1]
            sides = a[i - 1, j] + a[i + 1, j] + a[i, j - 1] + a[i, j + 1]
            out[i - 1, j - 1] = (corners + two * sides + four * a[i, j]) * scale


@parallel
def box(a, out):
    scale = a.dtype.type(1 / 9)
    for i in prange(1, a.shape[0] - 1):
        for j in range(1, a.shape[1] - 1):
            s = a[i - 1, j - 1] + a[i - 1, j] + a[i - 1, j + 1] + a[i, j - 1] + a[i, j] + a[i, j + 1]
            out[i - 1, j - 1] = (s + a[i + 1, j - 1] + a[i + 1, j] + a[i + 1, j + 1]) * scale


@parallel
def box_five(a, out):
    scale = a.dtype.type(0.04)
    for i in prange(out.shape[0]):
        for j in range(out.shape[1]):
            s = a.dtype.type(0)
            for y in range(5):
                for x in range(5):
                    s += a[i + y, j + x]
            out[i, j] = s * scale


@parallel
def taps(a, out):
    w = (np.arange(9) / 20 + 0.1).astype(a.dtype)
    for i in prange(out.size):
        s = a[i] * w[0]
        for t in range(1, 9):
            s += a[i + t] * w[t]
        out[i] = s


@parallel
def box_colours(a, out):
    scale = a.dtype.type(1 / 9)
    for i in prange(1, a.shape[0] - 1):
        for j in range(1, a.shape[1] - 1):
            for c in range(a.shape[2]):
                s = a[i - 1, j - 1, c] + a[i - 1, j, c] + a[i - 1, j + 1, c]
                s += a[i, j - 1, c] + a[i, j, c] + a[i, j + 1, c]
                out[i - 1, j - 1, c] = (s + a[i + 1, j - 1, c] + a[i + 1, j, c] + a[i + 1, j + 1, c]) * scale


@parallel
def dilation(a, out):
    for i in prange(1, a.shape[0] - 1):
        for j in range(1, a.shape[1] - 1):
            top = max(max(a[i - 1, j - 1], a[i - 1, j]), a[i - 1, j + 1])
            middle = max(max(a[i, j - 1], a[i, j]), a[i, j + 1])
            bottom = max(max(a[i + 1, j - 1], a[i + 1, j]), a[i + 1, j + 1])
            out[i - 1, j - 1] = max(max(top, middle), bottom)


@parallel
def mean_pool(a, out):
    scale = a.dtype.type(0.25)
    for i in prange(out.shape[0]):
        for j in range(out.shape[1]):
            s = a[2 * i, 2 * j] + a[2 * i, 2 * j + 1] + a[2 * i + 1, 2 * j] + a[2 * i + 1, 2 * j + 1]
            out[i, j] = s * scale


@parallel
def mean_pool_three(a, out):
    scale = a.dtype.type(0.1)
    for i in prange(out.shape[0]):
        for j in range(out.shape[1]):
            s = a.dtype.type(0)
            for y in range(3):
                for x in range(3):
                    s += a[3 * i + y, 3 * j + x]
            out[i, j] = s * scale


@parallel
def mean_pool_fresh(a):
    out, scale = np.empty((a.shape[0] // 2, a.shape[1] // 2), a.dtype), a.dtype.type(0.25)
    for i in prange(out.shape[0]):
        for j in range(out.shape[1]):
            s = a[2 * i, 2 * j] + a[2 * i, 2 * j + 1] + a[2 * i + 1, 2 * j] + a[2 * i + 1, 2 * j + 1]
            out[i, j] = s * scale
    return out


@parallel
def mean_pool_cubes(a, out):
    scale = a.dtype.type(1 / 8)
    for i in prange(out.shape[0]):
        for j in range(out.shape[1]):
            for k in range(out.shape[2]):
                s = a.dtype.type(0)
                for z in range(2):
                    for y in range(2):
                        for x in range(2):
                            s += a[2 * i + z, 2 * j + y, 2 * k + x]
                out[i, j, k] = s * scale


@parallel
def box_cubes(a, out):
    scale = a.dtype.type(1 / 27)
    for i in prange(out.shape[0]):
        for j in range(out.shape[1]):
            for k in range(out.shape[2]):
                s = a.dtype.type(0)
                for z in range(3):
                    for y in range(3):
                        for x in range(3):
                            s += a[i + z, j + y, k + x]
                out[i, j, k] = s * scale


@parallel
def max_pool(a, out):
    for i in prange(out.shape[0]):
        for j in range(out.shape[1]):
            x = max(a[2 * i, 2 * j], a[2 * i, 2 * j + 1])
            out[i, j] = max(x, max(a[2 * i + 1, 2 * j], a[2 * i + 1, 2 * j + 1]))


# ---- Moves ----

TILE = 32


@parallel
def transpose10(a, out):
    rows, cols = a.shape
    tiles = (cols + TILE - 1) // TILE
    for t in prange((rows + TILE - 1) // TILE * tiles):
        i0, j0 = t // tiles * TILE, t % tiles * TILE
        for j in range(j0, min(j0 + TILE, cols)):
            for i in range(i0, min(i0 + TILE, rows)):
                out[j, i] = a[i, j]


@parallel
def transpose021(a, out):
    n, rows, cols = a.shape
    tiles = (rows + TILE - 1) // TILE
    for t in prange(n * tiles):
        x, i0 = t // tiles, t % tiles * TILE
        for j0 in range(0, cols, TILE):
            for j in range(j0, min(j0 + TILE, cols)):
                for i in range(i0, min(i0 + TILE, rows)):
                    out[x, j, i] = a[x, i, j]


@parallel
def transpose102(a, out):
    for t in prange(a.shape[0] * a.shape[1]):
        i, j = t // a.shape[1], t % a.shape[1]
        for k in range(a.shape[2]):
            out[j, i, k] = a[i, j, k]


@parallel
def transpose120(a, out):
    n, rows, cols = a.shape
    for j in prange(rows):
        for k0 in range(0, cols, TILE):
            for i0 in range(0, n, TILE):
                for k in range(k0, min(k0 + TILE, cols)):
                    for i in range(i0, min(i0 + TILE, n)):
                        out[j, k, i] = a[i, j, k]


@parallel
def transpose201(a, out):
    n, rows, cols = a.shape
    for i in prange(n):
        for k0 in range(0, cols, TILE):
            for j0 in range(0, rows, TILE):
                for k in range(k0, min(k0 + TILE, cols)):
                    for j in range(j0, min(j0 + TILE, rows)):
                        out[k, i, j] = a[i, j, k]


@parallel
def transpose210(a, out):
    n, rows, cols = a.shape
    for j in prange(rows):
        for k0 in range(0, cols, TILE):
            for i0 in range(0, n, TILE):
                for k in range(k0, min(k0 + TILE, cols)):
                    for i in range(i0, min(i0 + TILE, n)):
                        out[k, j, i] = a[i, j, k]


@parallel
def nhwc(a, out):
    n, c, h, w = a.shape
    for t in prange(n * h):
        x, i = t // h, t % h
        for j0 in range(0, w, TILE):
            for j in range(j0, min(j0 + TILE, w)):
                for k in range(c):
                    out[x, i, j, k] = a[x, k, i, j]


@parallel
def nchw(a, out):
    n, h, w, c = a.shape
    for t in prange(n * h):
        x, i = t // h, t % h
        for k in range(c):
            for j in range(w):
                out[x, k, i, j] = a[x, i, j, k]


@parallel
def channels_reversed(a, out):
    h, w, c = a.shape
    for i in prange(h):
        for j in range(w):
            for k in range(c):
                out[i, j, k] = a[i, j, c - 1 - k]


@parallel
def pixels_reversed(a, out):
    h, w, c = a.shape
    for i in prange(h):
        for j in range(w):
            for k in range(c):
                out[i, j, k] = a[i, w - 1 - j, k]


@parallel
def broadcast_last(a, b, out):
    for t in prange(a.shape[0] * a.shape[1]):
        i, j = t // a.shape[1], t % a.shape[1]
        x = b[i, j, 0]
        for k in range(a.shape[2]):
            out[i, j, k] = a[i, j, k] * x


@parallel
def spread_last(b, out):
    for t in prange(b.shape[0] * b.shape[1]):
        i, j = t // b.shape[1], t % b.shape[1]
        x = b[i, j, 0]
        for k in range(out.shape[2]):
            out[i, j, k] = x


@parallel
def grid(out):
    n = out.shape[0]
    for i in prange(n):
        for j in range(n):
            out[i, j] = i * n + j


@parallel
def radius(out):
    n = out.shape[0]
    for i in prange(n):
        y = -1 + i * (2 / (n - 1))
        for j in range(n):
            x = -2 + j * (3 / (n - 1))
            out[i, j] = x * x + y * y


@parallel
def outer_less(u, v):
    out = np.empty((u.size, v.size), np.bool_)
    for i in prange(u.size):
        for j in range(v.size):
            out[i, j] = u[i] < v[j]
    return out


@parallel
def even_columns(a, out):
    for i in prange(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = a[i, 2 * j]


@parallel
def even_doubled(a, out):
    two = a.dtype.type(2)
    for i in prange(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = two * a[i, 2 * j]


@parallel
def reversed_columns(a, out):
    n = a.shape[1]
    for i in prange(out.shape[0]):
        for j in range(n):
            out[i, j] = a[i, n - 1 - j]


@parallel
def reversed_plus(a, out):
    n = a.shape[1]
    for i in prange(out.shape[0]):
        for j in range(n):
            out[i, j] = a[i, n - 1 - j] + 1


@parallel
def even_plus(a, out):
    for i in prange(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = a[i, 2 * j] + 1


@parallel
def side_by_side(a, b, out):
    n = a.shape[1]
    for i in prange(out.shape[0]):
        for j in range(n):
            out[i, j] = a[i, j]
            out[i, n + j] = b[i, j]


def one_hot(classes):
    @parallel
    def compare(l):
        out = np.empty((l.size, classes), np.bool_)
        for i in prange(l.size):
            for j in range(classes):
                out[i, j] = l[i] == j
        return out

    return compare


one_hot_10, one_hot_33, one_hot_64 = map(one_hot, (10, 33, 64))
one_hot_100, one_hot_257, one_hot_1000 = map(one_hot, (100, 257, 1000))


@parallel
def add_transpose(a, out):
    """Tiles, so that the transposed operand's lines are used while they are in the cache."""
    n, tile = a.shape[0], 64
    tiles = (n + tile - 1) // tile
    for t in prange(tiles * tiles):
        i0, j0 = t // tiles * tile, t % tiles * tile
        for i in range(i0, min(i0 + tile, n)):
            for j in range(j0, min(j0 + tile, n)):
                out[i, j] = a[i, j] + a[j, i]


# ---- Many operands, the slow series ----


def added(count):
    """In groups of ten through a block that stays in cache."""

    @parallel
    def ten(v, first, out):
        a, b, c, d, e, f, g, h, i, j = v
        for t in prange((out.size + 4095) // 4096):
            for x in range(t * 4096, min(out.size, t * 4096 + 4096)):
                s = a[x] + b[x] + c[x] + d[x] + e[x] + f[x] + g[x] + h[x] + i[x] + j[x]
                out[x] = s if first else out[x] + s

    def run(*arrays):
        *v, out = arrays
        for k in range(0, count, 10):
            ten(tuple(v[k : k + 10]), k == 0, out)

    return run


added_20, added_50, added_100 = map(added, (20, 50, 100))


@parallel
def without_nine(n):
    s = 0.0
    for i in prange(1, n + 1):
        x = i
        while x > 0 and x % 10 != 9:
            x //= 10
        if x == 0:
            s += 1.0 / i
    return s
