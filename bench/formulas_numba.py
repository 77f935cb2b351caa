"""The workloads of formulas.py as a Numba expert writes them: explicit loops, parallel, fastmath, given results."""

import math

import numba
from numba import prange

parallel = numba.njit(parallel=True, fastmath=True)


@parallel
def black_scholes(s, k, t, r, v, call, put):
    for i in prange(s.size):
        spread = v * math.sqrt(t[i])
        d1 = (math.log(s[i] / k[i]) + (r + v * v / 2) * t[i]) / spread
        d2 = d1 - spread
        n1 = 0.5 + 0.5 * math.erf(d1 * math.sqrt(0.5))
        n2 = 0.5 + 0.5 * math.erf(d2 * math.sqrt(0.5))
        strike = k[i] * math.exp(-r * t[i])
        call[i] = s[i] * n1 - strike * n2
        put[i] = call[i] - s[i] + strike


@parallel
def haversine(lat1, lon1, lat2, lon2, out):
    for i in prange(out.size):
        p = math.sin((lat2[i] - lat1[i]) / 2)
        l = math.sin((lon2[i] - lon1[i]) / 2)
        out[i] = 2 * 6371 * math.asin(math.sqrt(p * p + math.cos(lat1[i]) * math.cos(lat2[i]) * l * l))


@parallel
def logistic(x, out):
    for i in prange(x.size):
        out[i] = 1 / (1 + math.exp(-x[i]))


@parallel
def gaussian(x, mean, sigma, out):
    for i in prange(x.size):
        z = (x[i] - mean) / sigma
        out[i] = math.exp(-z * z / 2) / (sigma * math.sqrt(2 * math.pi))


@parallel
def softplus(x, out):
    for i in prange(x.size):
        out[i] = math.log1p(math.exp(x[i]))
