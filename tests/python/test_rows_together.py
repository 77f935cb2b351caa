"""Folds along short rows, several of which end together: every fold, dtype, length and layout beside NumPy.

`python tests/python/test_rows_together.py SECONDS [SEED]` goes on for that long; a seed is a test case.
"""

import random
import sys
import time

import numpy as np
import pytest

import jxpr
import random_arrays

DTYPES = "? i1 u1 i2 u2 i4 u4 i8 u8 f4 f8".split()
ROWS = (0, 1, 7, 8, 9, 23, 24, 25, 31, 32, 33, 127, 128, 129, 136, 300, 1000)
COLUMNS = (8, 9, 12, 13, 15, 16, 17, 23, 24, 30, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 255, 256, 257, 511, 512, 513)
FOLDS = "sum max min prod any all mean count_nonzero argmin argmax".split()
INSIDE = ("a", "a*v", "a*a", "a - v", "abs(a)", "a*w[:,None]", "a + 1", "maximum(a, v)", "a*b - v", "sqrt(abs(float64(a)))")
BEHIND = ("{0}", "{0}", "{0} + w", "{0}*2", "sqrt(abs(float64({0})))", "where({0} > w, {0}, w)", "{0} - a[:,0]")


def operands(rnd, dtype, rows, columns):
    rng = np.random.default_rng(rnd.getrandbits(32))

    def tame(*shape):
        x = random_arrays.values(rng, dtype, int(np.prod(shape))).reshape(shape)
        if x.dtype.kind == "f":
            return np.where(np.isfinite(x) & (abs(x) < 1e3) & (abs(x) > 1e-3), x, 1).astype(dtype)
        return x % 50 if x.dtype.itemsize > 1 else x

    made = {"a": tame(rows, columns), "b": tame(rows, columns), "v": tame(columns), "w": tame(rows)}
    return {n: random_arrays.strided(rnd, x) if rnd.random() < 0.3 else x for n, x in made.items()}


def numpy_value(text, names):
    space = {n: getattr(np, n) for n in "sum max min prod any all mean count_nonzero argmin argmax abs maximum sqrt where float64".split()}
    with np.errstate(all="ignore"):
        return np.asarray(eval(text, space, names))


def close(got, expected, about, short_digits=False):
    assert got.dtype == expected.dtype and got.shape == expected.shape, about
    if expected.dtype.kind != "f":
        np.testing.assert_array_equal(got, expected, err_msg=about)
    elif short_digits or expected.dtype == np.float32:
        np.testing.assert_allclose(got, expected, rtol=2e-4, atol=5e-2, err_msg=about)
    else:
        np.testing.assert_allclose(got, expected, rtol=1e-10, atol=1e-7, err_msg=about)


def results(text, names):
    """On one, two and three threads, which change no bit."""
    made = [np.asarray(jxpr.evaluate(text, names, threads=n)) for n in (1, 2, 3)]
    assert made[0].tobytes() == made[1].tobytes() == made[2].tobytes(), text
    return made[0]


def check(seed):
    rnd = random.Random(seed)
    dtype, rows, columns = rnd.choice(DTYPES), rnd.choice(ROWS), rnd.choice(COLUMNS)
    if rnd.random() < 0.2:
        columns = rnd.randint(2, 530)
    names = operands(rnd, dtype, rows, columns)
    folds = rnd.sample(FOLDS, rnd.choice((1, 1, 1, 2, 3)))
    text = " + ".join(rnd.choice(BEHIND).format(f"{f}({rnd.choice(INSIDE)}, axis=1)") for f in folds)
    used = {n: x for n, x in names.items() if n in text.replace("abs", "").replace("max", "").replace("min", "")}
    about = f"seed {seed}: {text} of {[(n, x.dtype.str, x.shape, x.strides) for n, x in used.items()]}"
    if "prod" in text and dtype[0] == "f":  # which overflows sooner or later, in another order
        used = {n: np.sign(x) for n, x in used.items()}
    try:
        expected = numpy_value(text, used)
    except (TypeError, ValueError):  # max of nothing, - of bool
        with pytest.raises(jxpr.Error):
            jxpr.evaluate(text, used)
        return
    close(results(text, used), expected, about, dtype == "f4")


@pytest.mark.parametrize("block", range(8))
def test_random_folds(block):
    for seed in range(block * 40, block * 40 + 40):
        check(seed)


@pytest.mark.parametrize("dtype", "f4 f8".split())
@pytest.mark.parametrize("columns", (9, 13, 30, 64, 100, 200, 500))
def test_nan_and_infinity_stay_in_their_rows(dtype, columns):
    a = np.random.default_rng(columns).standard_normal((203, columns)).astype(dtype)
    a[5, -1] = a[8, 0] = a[202, columns // 2] = np.nan
    a[6, 3], a[7, -1], a[200, 0], a[200, -1] = np.inf, -np.inf, np.inf, -np.inf
    for text in ("sum(a, axis=1)", "max(a, axis=1)", "min(a, axis=1)", "sum(a*a, axis=1)", "max(a, axis=1) - min(a, axis=1)"):
        close(results(text, {"a": a}), numpy_value(text, {"a": a}), text)
    for text in ("argmin(a, axis=1)", "argmax(a, axis=1)*2"):
        close(results(text, {"a": a}), numpy_value(text, {"a": a}), text)


@pytest.mark.parametrize("dtype", ["f4", "f8"])
@pytest.mark.parametrize("columns", [9, 12, 15, 17, 24, 31, 33, 100])
def test_extremes_of_what_they_start_from(dtype, columns):
    """Lanes past the end are what an extreme starts from: rows of nothing else, and of NaN, are as they are."""
    rng = np.random.default_rng(columns)
    a = rng.normal(size=(41, columns)).astype(dtype)
    a[0], a[1], a[2], a[3, :-1], a[4, -1], a[5, 0] = -np.inf, np.inf, np.nan, -np.inf, np.nan, np.nan
    a[6], a[7] = np.finfo(dtype).min, np.finfo(dtype).max
    b = -a[:, ::-1].copy()
    texts = "max(a, axis=1)", "min(a, axis=1)", "max(a, axis=1) - min(a, axis=1)", "max(a, axis=1) + max(b, axis=1)", "max(a, axis=1)*a[:,0]"
    space = {"a": a, "b": b, "max": np.max, "min": np.min}
    for text in texts:
        with np.errstate(all="ignore"):
            np.testing.assert_array_equal(results(text, {"a": a, "b": b}), eval(text, space), err_msg=text)


@pytest.mark.parametrize("dtype", DTYPES[1:])
@pytest.mark.parametrize("columns", (9, 10, 17, 31, 32, 33, 64, 127, 128, 129))
def test_the_first_of_equals_is_the_place(dtype, columns):
    a = np.random.default_rng(columns).integers(0, 4, (203, columns)).astype(dtype)
    a[3] = 0
    if dtype[0] == "f":
        a[4], a[5], a[6, 1:] = np.inf, -np.inf, np.nan
    for text in ("argmin(a, axis=1)", "argmax(a, axis=1)", "argmin(a, axis=1) - argmax(a, axis=1)"):
        close(results(text, {"a": a}), numpy_value(text, {"a": a}), text)


@pytest.mark.parametrize("dtype", "f4 f8 i4 u1".split())
def test_two_axes_that_lie_without_a_gap(dtype):
    whole = (np.random.default_rng(5).standard_normal((70, 6, 5, 6)) * 50).astype(dtype)
    for a in (whole, whole[:, :, ::2], whole[:, ::-1], whole[:, 1:4], whole[:, :, :, :4], whole.transpose(1, 0, 2, 3)):
        for text in ("max(a, axis=(2, 3))", "sum(a, axis=(2, 3))", "max(a, axis=(1, 2, 3))", "min(a, axis=(1, 3))"):
            close(results(text, {"a": a}), numpy_value(text, {"a": a}), f"{text} of {a.shape} {a.strides}")


def test_a_row_has_the_same_bits_wherever_it_lies():
    rng = np.random.default_rng(3)
    for dtype in ("f4", "f8"):
        for columns in (13, 30, 100, 300):
            row = rng.standard_normal(columns).astype(dtype)
            a = rng.standard_normal((301, columns)).astype(dtype)
            a[[0, 7, 8, 100, 127, 128, 299, 300]] = row
            got = results("sum(a*a, axis=1)", {"a": a})[[0, 7, 8, 100, 127, 128, 299, 300]]
            assert len(set(got.tolist())) == 1, (dtype, columns)


def test_sums_of_doubles_are_as_exact_as_numpys():
    rng = np.random.default_rng(4)
    for columns in (9, 16, 30, 32, 33, 64, 128, 500):
        a = rng.lognormal(0, 3, (2000, columns)) * rng.choice((-1, 1), (2000, columns))
        exact = a.astype(np.longdouble).sum(axis=1)
        scale = np.abs(a).sum(axis=1)
        ours = np.abs(jxpr.evaluate("sum(a, axis=1)", {"a": a}) - exact) / scale
        theirs = np.abs(a.sum(axis=1) - exact) / scale
        assert ours.max() <= theirs.max() + 1.2e-16 and ours.mean() <= theirs.mean() + 2e-17, columns


def test_results_over_operands():
    for columns in (13, 30, 100):
        a = np.random.default_rng(columns).standard_normal((500, columns))
        whole = a.copy()
        jxpr.evaluate("sum(a, axis=1)", {"a": a}, out=a[:, 0])
        close(a[:, 0], whole.sum(axis=1), "in its first column")
        np.testing.assert_array_equal(a[:, 1:], whole[:, 1:])


def test_overflow_on_the_way_to_a_sum():
    a = np.ones((100, 30))
    a[50, :4] = 1e308, 1e308, -1e308, -1e308
    a[51, :2] = 1e308, 1e308
    got = results("sum(a, axis=1)", {"a": a})
    assert np.isfinite(got[50]) and got[51] == np.inf and (np.delete(got, (50, 51)) == 30).all()


if __name__ == "__main__":
    end, seed = time.time() + float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    while time.time() < end:
        check(seed)
        seed += 1
    print(f"{seed} is next")
