"""Extremes of short sums along both axes of all pairs of two sets of points, where some are NaN, infinite, or overflow on
the way: what rows that go side by side find out together must be what each would find out by itself.

The truth is the sum in NumPy's longdouble, which does not overflow, rounded once.
"""

import os

import numpy as np
import pytest

import jxpr

SEEDS = range(int(os.environ.get("JX_TEST_SEEDS", "60")))
SPECIAL = [np.nan, np.inf, -np.inf, 1e308, -1e308, 1.7e308, 0.0, -0.0, 5e-324]

SUMS = {
    "sum(a[:,None,:]*b[None,:,:], axis=2)": lambda a, b: a[:, None, :] * b[None, :, :],
    "sum((a[:,None,:] - b[None,:,:])**2, axis=2)": lambda a, b: (a[:, None, :] - b[None, :, :]) ** 2,
    "sum(a[:,None,:] + b[None,:,:], axis=2)": lambda a, b: a[:, None, :] + b[None, :, :],
}
FOLDS = ["min", "max"]


def points(rng, n, k, specials):
    p = np.round(rng.standard_normal((n, k)), 3)
    for _ in range(specials):
        p[rng.integers(n), rng.integers(k)] = rng.choice(SPECIAL)
    return p


@pytest.mark.parametrize("seed", SEEDS)
def test_against_longdouble(seed):
    rng = np.random.default_rng(seed)
    n, m = rng.integers(1, 70, 2)
    k = int(rng.integers(2, 6))
    a, b = points(rng, n, k, rng.integers(0, 4)), points(rng, m, k, rng.integers(0, 4))
    for text, terms in SUMS.items():
        fold = FOLDS[seed % 2]
        with np.errstate(all="ignore"):
            all_terms = terms(a, b).astype(np.longdouble)
            sums = all_terms.sum(axis=2).astype(np.float64)
            scale = np.abs(all_terms).sum(axis=2)
            slack = 4e-16 * np.where(np.isfinite(scale), scale, 0).max().astype(np.float64)
            expected = [getattr(sums, fold)(axis=axis) for axis in (1, 0)]
        got = jxpr.evaluate(f"d = {text}\n{fold}(d, axis=1), {fold}(d, axis=0)", {"a": a, "b": b})
        for g, e in zip(got, expected):
            what = f"seed {seed}: {text}, {fold}"
            assert np.array_equal(np.isnan(g), np.isnan(e)), what
            finite = np.isfinite(e) & np.isfinite(g)
            assert np.array_equal(g[~finite & ~np.isnan(e)], e[~finite & ~np.isnan(e)]), what
            with np.errstate(all="ignore"):
                assert np.all(np.abs(g[finite] - e[finite]) <= min(slack, 1e305)), what
