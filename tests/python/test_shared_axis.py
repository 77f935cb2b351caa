"""Sums over a short axis that operands share, beside exact ones: their products are not rounded, and elements too large
for any of them are found before they are added.

A longer run: SHARED_AXIS_ROUNDS=500.
"""

import itertools
import math
import os

import jxpr
import numpy as np
import pytest

ROUNDS = int(os.environ.get("SHARED_AXIS_ROUNDS", "12"))
FORMS = {
    "product": ("L[:,None,:] * R[None,:,:]", lambda x, y: x * y),
    "distance": ("(L[:,None,:] - R[None,:,:])**2", lambda x, y: (x - y) ** 2),
    "weighted": ("2*L[:,None,:]*R[None,:,:] - R[None,:,:]", lambda x, y: 2 * x * y - y),
}


def exact_sum(terms):
    """The exact sum rounded once, of floats of any size; what is not finite as IEEE 754 adds it."""
    if not all(math.isfinite(t) for t in terms):
        return sum(terms)
    whole = sum(int(math.ldexp(m, 53)) << e + 1100 for m, e in map(math.frexp, terms) if m)
    try:
        return whole / (1 << 1153)
    except OverflowError:
        return math.copysign(math.inf, whole)


def exact(form, left, right):
    term = FORMS[form][1]
    with np.errstate(all="ignore"):
        return np.array([[exact_sum(term(x, y).tolist()) for y in right] for x in left])


def check(form, left, right, note):
    wanted = exact(form, left, right)
    for fold in ("{}", "min({}, axis=0)", "min({}, axis=1)", "max({}, axis=1)", "mean({}, axis=0)"):
        program = "d = sum(" + FORMS[form][0] + ", axis=2)\n" + fold.format("d")
        found = jxpr.evaluate(program, {"L": left, "R": right})
        with np.errstate(all="ignore"):
            expected = eval(fold.format("d"), {"min": np.min, "max": np.max, "mean": np.mean, "d": wanted})
            scale = eval(fold.format("d"), {"min": np.max, "max": np.max, "mean": np.mean, "d": size(form, left, right)})
            where = f"{form}, {fold}, {note}"
            if fold.startswith("mean") and not np.all(np.isfinite(expected)):
                continue  # NumPy's overflows on the way
            np.testing.assert_array_equal(np.isnan(found), np.isnan(expected), err_msg=where)
            fine = np.isfinite(expected)
            np.testing.assert_array_equal(np.where(fine, 0, found), np.where(fine, 0, expected), err_msg=where)
            off = np.abs(np.where(fine, found, 0) - np.where(fine, expected, 0))
        assert np.all(off[fine] <= 2e-15 * scale[fine] + 1e-320), where


def size(form, left, right):
    with np.errstate(all="ignore"):
        return np.sum(np.abs(FORMS[form][1](left[:, None, :], right[None, :, :])), axis=2)


@pytest.mark.parametrize("form", FORMS)
def test_sums_of_any_few_terms_beside_exact_ones(form):
    seed = int(os.environ.get("SHARED_AXIS_SEED", np.random.default_rng().integers(1 << 32)))
    print(f"SHARED_AXIS_SEED={seed}")
    rng = np.random.default_rng(seed)
    for _ in range(ROUNDS):
        terms, rows, columns = rng.integers(1, 9), rng.integers(1, 40), rng.integers(1, 40)
        left, right = (rng.standard_normal((n, terms)) for n in (rows, columns))
        layout = rng.integers(4)
        if layout == 1:
            left, right = np.asfortranarray(left), right[::-1]
        elif layout == 2:
            left, right = np.repeat(left, 2, axis=1)[:, ::2], np.asfortranarray(right)
        elif layout == 3:
            right = np.ascontiguousarray(right.T).T[:, ::-1]
        check(form, left, right, f"{rows} x {columns} x {terms}, layout {layout}")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("large", [1e140, 1e152, 1e153, 1.2e154, 1e200, np.inf, -np.inf, np.nan])
def test_elements_that_are_too_large_are_found(form, large):
    for side, at in itertools.product((0, 1), (0, 7, 18)):
        both = [np.linspace(-1, 1, 57).reshape(19, 3), np.linspace(2, 1, 57).reshape(19, 3)]
        both[side][at, at % 3] = large
        check(form, *both, f"{large} in {'LR'[side]} at {at}")


def test_sums_that_overflow_on_the_way_are_finite():
    left = np.array([[1.5e154, 1.1e154, -1.2e154], [1, 2, 3]] * 9)
    right = np.array([[1.1e154, 1e154, 1e154], [1e154, 1e154, 1.2e154]] * 9)
    check("product", left, right, "products near the largest float")


def test_points_at_right_angles():
    """What is exact stays exact: small integers, whose products are."""
    left = np.array([[1.0, 2, 3], [3, 0, -1], [0, 5, 0]] * 7)
    right = np.array([[3.0, 0, -1], [1, 2, 3], [0, 0, 4]] * 5)
    np.testing.assert_array_equal(
        jxpr.evaluate("sum(L[:,None,:] * R[None,:,:], axis=2)", {"L": left, "R": right}), left @ right.T
    )
