"""Running sums and products, and differences, against NumPy: dtypes, ranks, axes, strides, lengths around what vectors,
blocks and pieces hold, results given and on their operands, infinities and NaN; the same bits on any number of threads.

    python test_running.py FIRST COUNT    more seeds than the suite has
"""

import random
import sys
import warnings

import numpy as np
import pytest

import jxpr
import random_arrays

THREADS = (1, 2, 4)
LENGTHS = (0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 1000, 12_287, 40_000, 300_007)

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


@pytest.fixture(autouse=True)
def threads():
    """The number of threads comes back."""
    before = jxpr.set_threads(2)
    yield
    jxpr.set_threads(before)


def evaluated(text, arrays):
    """The result, and whether some number of threads gives other bits."""
    results = []
    for n in THREADS:
        jxpr.set_threads(n)
        results.append(jxpr.evaluate(text, arrays))
    return results[0], any(r.tobytes() != results[0].tobytes() for r in results)


def exact_sums(a, axis):
    """Running sums in long double: of multiples of two numbers, as integers."""
    largest = float(np.abs(a).max(initial=0)) or 1.0
    rest, unit, total = a.astype(np.longdouble), np.longdouble(2.0) ** (np.ceil(np.log2(largest)) - 30), 0
    for _ in range(2):
        count = np.rint(rest / unit)
        total = total + np.cumsum(count.astype(np.int64), axis=axis) * unit
        rest, unit = rest - count * unit, unit / 2**30
    return total


def far(got, a, expected, axis, product=False):
    """What is wrong with a running sum or product of `a`, or None.

    Integers are exact. A sum is as far from the exact one as a few additions of neighbours make it, however long it
    is; NumPy's error grows. A product rounds once at each element, as NumPy's.
    """
    if got.dtype != expected.dtype or got.shape != expected.shape:
        return f"{got.dtype} {got.shape}, not {expected.dtype} {expected.shape}"
    if got.dtype.kind != "f":
        return None if np.array_equal(got, expected) else f"at {np.argwhere(got != expected)[:3].tolist()}"
    if product or not np.isfinite(a).all():
        return random_arrays.same(got, expected, 0 if product and got.dtype == np.float64 else 4)
    exact = exact_sums(a, axis)
    largest = float(np.abs(a).max(initial=0))
    bound = 2 * np.finfo(got.dtype).eps * np.abs(exact) + 128 * np.finfo(np.float64).eps * largest
    bad = np.abs(got - exact) > bound
    return f"at {np.argwhere(bad)[:3].tolist()}: {got[bad][:3]}, not {exact[bad][:3]}" if bad.any() else None


def numbers(rng, dtype, shape):
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return rng.random(shape) < 0.5
    if dtype.kind == "f":
        return (rng.standard_normal(shape) * 10.0 ** rng.integers(-3, 4, shape)).astype(dtype)
    i = np.iinfo(dtype)
    return rng.integers(i.min, i.max, shape, dtype, endpoint=True)


def factors(rng, dtype, shape):
    """Their products neither vanish nor grow beyond all bounds."""
    dtype = np.dtype(dtype)
    if dtype.kind != "f":
        return numbers(rng, dtype, shape)
    return np.exp(rng.standard_normal(shape) * 0.05).astype(dtype)


def difference(seed):
    """What is wrong with one random call, or None."""
    rnd, rng = random.Random(seed), np.random.default_rng(seed)
    dtype = rnd.choice(random_arrays.DTYPES)
    shape = (rnd.choice(LENGTHS),) if rnd.random() < 0.4 else random_arrays.shape(rnd, rnd.randint(1, 4), 300_000)
    product = rnd.random() < 0.25
    a = random_arrays.strided(rnd, (factors if product else numbers)(rng, dtype, shape))
    axis = rnd.choice((None, *range(-a.ndim, a.ndim)))
    keyword = rnd.choice((None, None, "int8", "uint64", "float32", "float64", "bool"))
    if dtype.kind == "f" and keyword not in (None, "float32", "float64"):
        keyword = None
    name = "cumprod" if product else "cumsum"
    text = f"{name}(a, axis={axis}" + (f", dtype='{keyword}')" if keyword else ")")
    f = getattr(np, name)
    cast = a if keyword is None else a.astype(keyword)
    expected = f(a, axis=axis, dtype=keyword)
    if product and expected.dtype == np.float32:  # not rounded at every element
        expected = f(cast.astype(float), axis=axis).astype(np.float32)
    try:
        got, bits = evaluated(text, {"a": a})
        wrong = "other bits on other threads" if bits else far(got, cast, expected, axis, product)
        if not wrong:
            out = random_arrays.strided(rnd, np.zeros(expected.shape, expected.dtype))
            if out.flags.writeable:  # which of several loops runs in lanes may be another one then
                jxpr.evaluate(text, {"a": a}, out=out)
                wrong = far(out, cast, expected, axis, product)
    except jxpr.Error as e:
        wrong = str(e)
    return f"seed {seed}: {text}: {a.dtype} {a.shape} {a.strides}: {wrong}" if wrong else None


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_of_fixed_seeds(first):
    wrong = [w for seed in range(first, first + 50) if (w := difference(seed))]
    assert not wrong, "\n".join(wrong[:5])


@pytest.mark.parametrize("dtype", random_arrays.DTYPES)
def test_lengths(dtype):
    rng = np.random.default_rng(3)
    for n in LENGTHS:
        a = numbers(rng, dtype, n)
        got, bits = evaluated("cumsum(a)", {"a": a})
        assert not bits and not far(got, a, np.cumsum(a), 0), n
        got, bits = evaluated("cumsum(a[::-1])[::-1]", {"a": a})
        assert not bits and not far(got[::-1], a[::-1], np.cumsum(a[::-1]), 0), n


@pytest.mark.parametrize("dtype", ["float64", "float32", "int32"])
@pytest.mark.parametrize("shape", [(2, 200_000), (200_000, 2), (5, 60_000), (60_000, 17), (3000, 300), (40, 60, 70)])
def test_many_pieces(dtype, shape):
    """Of one or several rows, along the vector loop and across it; on the operand, too."""
    rng = np.random.default_rng(4)
    for order in "CF":
        a = np.asarray(numbers(rng, dtype, shape), order=order)
        for axis in (None, *range(len(shape))):
            text = f"cumsum(a, axis={axis})"
            got, bits = evaluated(text, {"a": a})
            assert not bits and not (wrong := far(got, a, np.cumsum(a, axis=axis), axis)), (order, axis, wrong)
            if axis is not None and got.dtype == a.dtype:
                b = a.copy(order=order)
                jxpr.evaluate("cumsum(b, axis=%d)" % axis, {"b": b}, out=b)
                assert b.tobytes() == got.tobytes(), (order, axis)


EXPRESSIONS = {
    "cumsum(a*b)": lambda a, b: np.cumsum(a * b),
    "cumsum(a, axis=1)/arange(1, 61)": lambda a, b: np.cumsum(a, axis=1) / np.arange(1, 61),
    "cumsum(a*b + 1, axis=0)*a - b": lambda a, b: np.cumsum(a * b + 1, axis=0) * a - b,
    "sum(cumsum(a))": lambda a, b: np.cumsum(a).sum(),
    "max(cumsum(a, axis=1), axis=1)": lambda a, b: np.cumsum(a, axis=1).max(axis=1),
    "max(cumsum(a, axis=0), axis=1)": lambda a, b: np.cumsum(a, axis=0).max(axis=1),
    "diff(cumsum(a, axis=-1))": lambda a, b: np.diff(np.cumsum(a, axis=-1)),
    "cumsum(cumsum(a, axis=0), axis=1)": lambda a, b: np.cumsum(np.cumsum(a, axis=0), axis=1),
    "cumsum(a, axis=1)/sum(a*a, axis=1)[:, None]": lambda a, b: np.cumsum(a, axis=1) / (a * a).sum(axis=1)[:, None],
    "cumsum(a - mean(a, axis=1, keepdims=True), axis=1)": lambda a, b: np.cumsum(
        a - a.mean(axis=1, keepdims=True), axis=1
    ),
    "cumsum(a, axis=1) + cumsum(a, axis=0)": lambda a, b: np.cumsum(a, axis=1) + np.cumsum(a, axis=0),
    "cumsum(a, axis=1) - cumsum(b, axis=1)*2": lambda a, b: np.cumsum(a, axis=1) - np.cumsum(b, axis=1) * 2,
    "cumsum(a, axis=0)[::-1, 3:] + b[:, 3:]": lambda a, b: np.cumsum(a, axis=0)[::-1, 3:] + b[:, 3:],
    "cumsum(a)[7::13]": lambda a, b: np.cumsum(a)[7::13],
    "cumsum(a.T)*2": lambda a, b: np.cumsum(a.T) * 2,
    "cumsum(a[:, :1] + b[:1], axis=0)": lambda a, b: np.cumsum(a[:, :1] + b[:1], axis=0),
    "cumsum(where(True, 0.5, a), axis=1)": lambda a, b: np.cumsum(np.full(a.shape, 0.5), axis=1),
    "cumsum(arange(1000.0))": lambda a, b: np.cumsum(np.arange(1000.0)),
    "cumsum(a > 0, axis=1)": lambda a, b: np.cumsum(a > 0, axis=1),
    "where(a > 0, cumprod(exp(b/9), axis=1), 0)": lambda a, b: np.where(a > 0, np.cumprod(np.exp(b / 9), axis=1), 0),
    "s = cumsum(a, axis=1); (s[:, 5:] - s[:, :-5])/5": lambda a, b: (lambda s: (s[:, 5:] - s[:, :-5]) / 5)(
        np.cumsum(a, axis=1)
    ),
}


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_in_expressions(text):
    rng = np.random.default_rng(5)
    for order in "CF":
        a, b = (np.asarray(rng.standard_normal((50, 60)), order=order) for _ in range(2))
        got, bits = evaluated(text, {"a": a, "b": b})
        expected = EXPRESSIONS[text](a, b)
        assert not bits and got.dtype == expected.dtype and got.shape == expected.shape
        np.testing.assert_allclose(got, expected, rtol=1e-11, atol=1e-11)


def test_several_results_of_one_pass():
    rng = np.random.default_rng(6)
    a, b = rng.standard_normal((2, 100_001))
    got = jxpr.evaluate("cumsum(a), cumsum(b), cumsum(a)*b, a + b", {"a": a, "b": b})
    for g, e in zip(got, (np.cumsum(a), np.cumsum(b), np.cumsum(a) * b, a + b)):
        np.testing.assert_allclose(g, e, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("shape, axis", [((300_000,), 0), ((40_000, 9), 0), ((3, 50_000), 1), ((100,), 0)])
def test_infinities_and_nan(dtype, shape, axis):
    """What is infinite stays so, until it is NaN, which stays."""
    rng = np.random.default_rng(7)
    for special in ([np.inf], [-np.inf, -np.inf], [np.inf, -np.inf], [np.nan], [np.inf, np.nan]):
        a = rng.integers(-9, 9, shape).astype(dtype)
        places = np.sort(rng.choice(a.size, len(special), replace=False))
        a.ravel()[places] = special
        got, bits = evaluated(f"cumsum(a, axis={axis})", {"a": a})
        assert not bits and not random_arrays.same(got, np.cumsum(a, axis=axis)), special


def test_overflow_on_the_way_of_one_register():
    """Where NumPy's sums are finite, none of ours overflows, whichever elements are added first."""
    h = 1.5e308
    for a in ([-h, h, h], [h, -h, -h, h], [0, -h] + [h, -h] * 50, [-h] + [0] * 30 + [h, h] + [0] * 30 + [-h]):
        a = np.array(a, float)
        np.testing.assert_array_equal(jxpr.evaluate("cumsum(a)", {"a": a}), np.cumsum(a))
    h = np.array([1e-200, 1e-200, 1e200, 1e200, 1e200, 1e200])
    np.testing.assert_array_equal(jxpr.evaluate("cumprod(a)", {"a": h}), np.cumprod(h))


def test_zeros_keep_their_sign():
    for n in (1, 5, 100, 300_001):
        assert np.signbit(jxpr.evaluate("cumsum(a)", {"a": np.full(n, -0.0)})).all(), n
    a = np.full((40_000, 9), -0.0)
    assert np.signbit(jxpr.evaluate("cumsum(a, axis=0)", {"a": a})).all()
    a = np.array([-0.0, 0.0, -0.0, 1, -1, -0.0])
    assert not random_arrays.same(jxpr.evaluate("cumsum(a)", {"a": a}), np.cumsum(a))


def test_errors_do_not_grow():
    """NumPy's sum of a hundred thousand tenths is off in its eleventh digit."""
    for dtype in ("float64", "float32"):
        a = np.full(1_000_000, 0.1, dtype)
        exact = np.arange(1, a.size + 1) * a[0].astype(np.longdouble)
        for text in ("cumsum(a)", "cumsum(a[:, None], axis=0)[:, 0]"):
            got = jxpr.evaluate(text, {"a": a})
            assert (np.abs(got - exact) <= exact * np.finfo(dtype).eps).all()


@pytest.mark.parametrize("name", ["nancumsum", "nancumprod"])
def test_without_nan(name):
    rng = np.random.default_rng(8)
    a = np.exp(rng.standard_normal((30, 40)) * 0.1)
    a[rng.random(a.shape) < 0.2] = np.nan
    for axis in (None, 0, 1):
        got = jxpr.evaluate(f"{name}(a, axis={axis})", {"a": a})
        np.testing.assert_allclose(got, getattr(np, name)(a, axis=axis), rtol=1e-12)
    i = rng.integers(1, 3, 20)
    np.testing.assert_array_equal(jxpr.evaluate(f"{name}(i)", {"i": i}), getattr(np, name)(i))


def test_cumulative():
    a = np.arange(24.0).reshape(4, 6)
    np.testing.assert_array_equal(jxpr.evaluate("cumulative_sum(a, axis=1)", {"a": a}), np.cumsum(a, axis=1))
    np.testing.assert_array_equal(jxpr.evaluate("cumulative_prod(a[1], dtype='float32')", {"a": a}),
                                  np.cumprod(a[1], dtype="float32"))
    with pytest.raises(jxpr.Error, match="needs axis="):
        jxpr.evaluate("cumulative_sum(a)", {"a": a})


@pytest.mark.parametrize("dtype", random_arrays.DTYPES)
def test_diff(dtype):
    rng = np.random.default_rng(9)
    for shape in ((0,), (1,), (2,), (50,), (3, 0), (4, 17), (1, 5, 6)):
        a = numbers(rng, dtype, shape)
        for axis in range(-a.ndim, a.ndim):
            for n in (0, 1, 2, 5):
                got = jxpr.evaluate(f"diff(a, {n}, axis={axis})", {"a": a})
                assert not random_arrays.same(got, np.diff(a, n, axis=axis)), (shape, axis, n)


BESIDE = {
    "prepend=b": {"prepend": "b"},
    "append=b": {"append": "b"},
    "prepend=b, append=2*c": {"prepend": "b", "append": "c"},
    "prepend=1.5": {"prepend": 1.5},
    "append=one": {"append": "one"},
}


@pytest.mark.parametrize("dtype", ("f8", "f4", "i2", "u8", "?", "c8"))
@pytest.mark.parametrize("text", BESIDE)
def test_diff_beside(dtype, text):
    rng = np.random.default_rng(5)
    dtypes = [dtype, *rng.choice(np.array(random_arrays.DTYPES, object), 2)]
    for shape in ((0,), (50,), (4, 17)):
        a = numbers(rng, "f4" if np.dtype(dtype).kind == "c" else dtype, shape).astype(dtype)
        for axis in range(a.ndim):
            for n in (1, 3):
                lengths = [list(shape) for _ in range(2)]
                lengths[0][axis], lengths[1][axis] = 2, 3
                b, c = (numbers(rng, d, s) for d, s in zip(dtypes[1:], lengths))
                values = {"b": b, "c": 2 * c, "one": np.int16(3)}
                keywords = {k: values.get(v, v) for k, v in BESIDE[text].items()}
                try:
                    expected = np.diff(a, n, axis=axis, **keywords)
                except TypeError:  # "-" of bool, once promoted
                    continue
                got = jxpr.evaluate(f"diff(a, {n}, axis={axis}, {text})", {"a": a, "b": b, "c": c, "one": np.int16(3)})
                assert not random_arrays.same(got, expected), (dtypes, shape, axis, n)


@pytest.mark.parametrize("dtype", random_arrays.DTYPES)
def test_include_initial(dtype):
    rng = np.random.default_rng(6)
    for shape in ((0,), (40_000,), (4, 17)):
        a = numbers(rng, dtype, shape)
        for axis in range(a.ndim):
            for name in ("cumulative_sum", "cumulative_prod"):
                plain = jxpr.evaluate(f"{name}(a, axis={axis})", {"a": a})
                got = jxpr.evaluate(f"{name}(a, axis={axis}, include_initial=True)", {"a": a})
                want = getattr(np, name)(a, axis=axis, include_initial=True)
                assert (got.dtype, got.shape) == (want.dtype, want.shape)
                first = np.take(want, [0], axis=axis)
                assert np.concatenate((first, plain), axis=axis).tobytes() == got.tobytes()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    first, count = (int(x) for x in sys.argv[1:3])
    wrong = 0
    for seed in range(first, first + count):
        if found := difference(seed):
            wrong += 1
            print(found, flush=True)
    print(f"{count} calls on {', '.join(map(str, THREADS))} threads: {wrong} wrong")
