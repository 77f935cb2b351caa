"""Stages that run window by window along a spine: against NumPy, at every thread count, in place."""

import subprocess
import sys

import numpy as np
import pytest

import jxpr

SOFTMAX = "e = exp(x - max(x, axis={0}, keepdims=True))\ne/sum(e, axis={0}, keepdims=True)"
CENTRED = "x - mean(x, axis={0}, keepdims=True)"
STANDARDIZED = "m = x - mean(x, axis={0}, keepdims=True)\nm/sqrt(mean(m**2, axis={0}, keepdims=True))"
DISTANCES = "sqrt(sum((l[:,None,:] - r[None,:,:])**2, axis=2))"


def softmax(x, axis):
    e = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)


def centred(x, axis):
    return x - np.mean(x, axis=axis, keepdims=True)


def standardized(x, axis):
    m = centred(x, axis)
    return m / np.sqrt(np.mean(m**2, axis=axis, keepdims=True))


def distances(left, right):
    return np.sqrt(np.sum((left[:, None, :] - right[None, :, :]) ** 2, axis=2))


@pytest.fixture
def any_threads():
    """Runs a program on several thread counts; all give the same bits."""

    def run(program, operands):
        results = []
        for n in (1, 2, 3, 5, 8, 16):
            jxpr.set_threads(n)
            results.append(jxpr.evaluate(program, operands))
        first = results[0] if isinstance(results[0], tuple) else (results[0],)
        for other in results[1:]:
            other = other if isinstance(other, tuple) else (other,)
            for a, b in zip(first, other, strict=True):
                assert np.asarray(a).tobytes() == np.asarray(b).tobytes()
        return results[0]

    yield run
    jxpr.set_threads(0)


def laid_out(x, how):
    """The same numbers in other memory."""
    if how == "fortran":
        return np.asfortranarray(x)
    if how == "strided":
        wide = np.zeros(tuple(2 * n for n in x.shape), x.dtype)
        view = wide[tuple(slice(None, None, 2) for _ in x.shape)]
        view[...] = x
        return view
    if how == "reversed":
        return np.ascontiguousarray(x[::-1])[::-1]
    if how == "transposed":
        return np.ascontiguousarray(np.moveaxis(x, 0, -1)).transpose(-1, *range(x.ndim - 1))
    return x


def chained(program, **operands):
    return "\nchain 0:" in jxpr.emit(program, operands)


LAYOUTS = ["c", "fortran", "strided", "reversed", "transposed"]
PROGRAMS = [(SOFTMAX, softmax), (CENTRED, centred), (STANDARDIZED, standardized)]


@pytest.mark.parametrize("how", LAYOUTS)
@pytest.mark.parametrize("program, reference", PROGRAMS, ids=["softmax", "centred", "standardized"])
@pytest.mark.parametrize("shape", [(700, 401), (40, 60, 70), (30000, 7), (17, 20011), (3, 5), (1, 9), (300, 1, 200)])
def test_along_every_axis(program, reference, shape, how, any_threads):
    x = np.random.default_rng(1).normal(size=shape)
    for axis in range(-1, len(shape) - 1):
        y = laid_out(x, how)
        got = any_threads(program.format(axis), {"x": y})
        with np.errstate(invalid="ignore"):  # one element has no deviation
            np.testing.assert_allclose(got, reference(x, axis), rtol=1e-11, atol=1e-12)


def test_these_are_chains():
    x = np.zeros((700, 401))
    for program, _ in PROGRAMS:
        assert chained(program.format(1), x=x)
    assert chained("max(sum(abs(x), axis=1))", x=x)
    assert chained(f"min({DISTANCES}, axis=1)", l=x, r=x)
    assert not chained(CENTRED.format(0), x=x)
    assert not chained("(x - mean(x))/max(x)", x=x)


# A window of a (n, 20) float64 array is 196608/168 = 1170 points or, where rows are few, an even share.
@pytest.mark.parametrize("rows", [0, 1, 2, 3119, 3120, 3121, 20479, 20480, 20481, 74880, 75520, 75521, 149760, 600001])
def test_folds_over_the_spine(rows, any_threads):
    a = np.random.default_rng(rows).normal(size=(rows, 20))
    inner = np.sum(np.abs(a), axis=1)
    got = any_threads("sum(sum(abs(a), axis=1)), mean(sum(a, axis=1)), sum(abs(a), axis=1)", {"a": a})
    np.testing.assert_allclose(got[0], np.sum(inner), rtol=1e-13)
    np.testing.assert_allclose(got[1], np.sum(a) / rows if rows else np.nan, rtol=1e-9)
    np.testing.assert_allclose(got[2], inner, rtol=1e-13)
    if rows:
        assert any_threads("max(sum(abs(a), axis=1))", {"a": a}) == np.max(got[2])
        assert any_threads("min(sum(abs(a), axis=1))", {"a": a}) == np.min(got[2])


def test_nan_and_infinity_reach_the_result(any_threads):
    a = np.random.default_rng(3).normal(size=(100_000, 8))
    a[77_777, 3] = np.nan
    assert np.isnan(any_threads("max(sum(a, axis=1))", {"a": a}))
    a[77_777, 3] = np.inf
    assert any_threads("max(sum(a, axis=1))", {"a": a}) == np.inf
    assert any_threads("min(sum(a, axis=1))", {"a": a}) < 0


@pytest.mark.parametrize("dtype", [np.float32, np.int32, np.bool_])
def test_other_dtypes(dtype, any_threads):
    a = (np.random.default_rng(5).normal(size=(60_000, 12)) * 3).astype(dtype)
    got = any_threads("max(sum(a, axis=1)), sum(max(a, axis=1)), any(all(a, axis=1))", {"a": a})
    sums = np.sum(a, axis=1, dtype=np.float64 if dtype == np.float32 else None)
    np.testing.assert_allclose(got[0], np.max(sums), rtol=1e-6)
    np.testing.assert_allclose(got[1], np.sum(np.max(a, axis=1), dtype=np.float64), rtol=1e-6)
    assert got[2] == np.any(np.all(a, axis=1))


def test_a_fold_over_the_spine_that_keeps_other_axes(any_threads):
    rng = np.random.default_rng(7)
    left, right = rng.normal(size=(500, 16)), rng.normal(size=(700, 16))
    d = distances(left, right)
    got = any_threads(f"d = {DISTANCES}\nmin(d, axis=1), min(d, axis=0), max(min(d, axis=1)), sum(d, axis=0), d[3]",
                      {"l": left, "r": right})
    np.testing.assert_allclose(got[0], d.min(1), rtol=1e-12)
    np.testing.assert_allclose(got[1], d.min(0), rtol=1e-12)
    np.testing.assert_allclose(got[2], d.min(1).max(), rtol=1e-12)
    np.testing.assert_allclose(got[3], d.sum(0), rtol=1e-12)
    np.testing.assert_allclose(got[4], d[3], rtol=1e-12)


def test_chains_beside_chains_and_other_stages(any_threads):
    rng = np.random.default_rng(9)
    x, y = rng.normal(size=(3000, 90)), rng.normal(size=(2000, 3, 50))
    got = any_threads(
        "s = x/sum(x**2, axis=1, keepdims=True)\nt = y - max(y, axis=2, keepdims=True)\n"
        "s, t, sum(s), max(sum(t, axis=2)), x.T + 1",
        {"x": x, "y": y},
    )
    s, t = x / np.sum(x**2, axis=1, keepdims=True), y - np.max(y, axis=2, keepdims=True)
    for a, b in zip(got, [s, t, np.sum(s), np.max(np.sum(t, axis=2)), x.T + 1], strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-11, atol=1e-13)


def test_a_chain_waits_for_what_its_last_stage_reads(any_threads):
    a, b = np.random.default_rng(10).normal(size=(2, 500, 300))
    # The first stage of the chain stands before the sum of b, its second one after.
    got = any_threads("max(a, axis=0) + 1, (sum(b) + a[0])*max(a, axis=0)", {"a": a, "b": b})
    np.testing.assert_allclose(got[0], np.max(a, axis=0) + 1, rtol=1e-13)
    np.testing.assert_allclose(got[1], (np.sum(b) + a[0]) * np.max(a, axis=0), rtol=1e-11)


def test_three_levels_of_folds(any_threads):
    a = np.random.default_rng(11).normal(size=(300, 40, 30))
    got = any_threads("max(sum(min(a, axis=2), axis=1)), sum(max(a, axis=(0, 2)))", {"a": a})
    np.testing.assert_allclose(got[0], np.max(np.sum(np.min(a, axis=2), axis=1)), rtol=1e-12)
    np.testing.assert_allclose(got[1], np.sum(np.max(a, axis=(0, 2))), rtol=1e-12)


# ---- Dear values that a fold computes and a later stage needs again ----


def shared(program, **operands):
    return "shared value" in jxpr.emit(program, operands)


def test_what_is_shared():
    x = np.zeros((700, 401))
    assert shared(SOFTMAX.format(-1), x=x)
    assert shared(SOFTMAX.format(-1), x=x.reshape(100, 7, 401))
    assert shared(SOFTMAX.format((1, 2)), x=x.reshape(100, 7, 401))
    assert shared("exp(x)*sum(exp(x), axis=1, keepdims=True)", x=x)
    assert not shared(CENTRED.format(1), x=x)  # cheap
    assert not shared(SOFTMAX.format(0), x=x)  # no chain: it would be an array of the operand's size
    assert not shared(SOFTMAX.format(0), x=x[0])
    assert not shared(SOFTMAX.format(-1), x=np.asfortranarray(x))
    assert not shared(SOFTMAX.format(-1), x=np.zeros((4, 50_000)))  # long rows
    y = x[:401]
    assert not shared("exp(x)*x.T/sum(exp(x), axis=1, keepdims=True)", x=y)  # in tiles


def test_long_rows_get_a_kernel_that_shares_nothing():
    rng = np.random.default_rng(29)
    for shape in [(40, 200), (40, 32_768), (3, 131_072), (3, 131_073), (2, 500_000), (40, 200)]:
        x = rng.normal(size=shape)
        got = jxpr.evaluate(SOFTMAX.format(-1), {"x": x})
        np.testing.assert_allclose(got, softmax(x, -1), rtol=1e-11)


def test_several_values_shared(any_threads):
    x = np.random.default_rng(31).uniform(0.1, 2, size=(900, 300))
    got = any_threads(
        "s = sum(exp(x) + sqrt(log(x)**2 + 1), axis=1, keepdims=True)\n"
        "exp(x)/s + log(x), cos(x)*mean(cos(x), axis=1, keepdims=True), x - s", {"x": x})
    s = np.sum(np.exp(x) + np.sqrt(np.log(x) ** 2 + 1), axis=1, keepdims=True)
    c = np.cos(x) * np.mean(np.cos(x), axis=1, keepdims=True)
    for a, b in zip(got, [np.exp(x) / s + np.log(x), c, x - s], strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("dtype", [np.float32, np.int32])
def test_shared_values_of_other_dtypes(dtype, any_threads):
    x = (np.random.default_rng(37).normal(size=(800, 333)) * 3).astype(dtype)
    got = any_threads(SOFTMAX.format(-1), {"x": x})
    np.testing.assert_allclose(got, softmax(x.astype(np.float64), -1), rtol=2e-5 if dtype == np.float32 else 1e-11)
    masked = any_threads("e = exp(x/4)\nwhere(x > 0, e, -e)/sum(e, axis=1, keepdims=True)", {"x": x})
    e = np.exp(x / x.dtype.type(4) if dtype == np.float32 else x / 4)
    np.testing.assert_allclose(masked, np.where(x > 0, e, -e) / e.sum(1, keepdims=True, dtype=np.float64), rtol=2e-5)


# ---- Results on operands ----


def views(shape):
    """Pairs of overlapping arrays of a shape in one block."""
    n = int(np.prod(shape))
    row = n // shape[0]

    def pair(operand, result):
        block = np.random.default_rng(n).normal(size=n + 2 * row)
        return block[operand : operand + n].reshape(shape), block[result : result + n].reshape(shape)

    yield pair(0, 0)
    yield pair(0, row)
    yield pair(row, 0)
    yield pair(0, 1)
    yield pair(1, 0)
    x, _ = pair(0, 0)
    yield x, x[::-1]
    yield x[::-1], x[::-1]
    yield x, x[:, ::-1]


@pytest.mark.parametrize("program", [p.format(1) for p, _ in PROGRAMS] + [
    "x - x[::-1]*max(x, axis=1, keepdims=True)",
    "max(x, axis=1, keepdims=True) + x[:1]",
    "x/sum(x, axis=1, keepdims=True) + max(sum(x, axis=1))",
])
@pytest.mark.parametrize("shape", [(2500, 70), (150, 700), (4, 6)])  # rows longer than are taken across lanes
def test_results_on_operands(program, shape):
    for x, out in views(shape):
        expected = jxpr.evaluate(program, {"x": x.copy()})
        jxpr.evaluate(program, {"x": x}, out=out)
        assert out.tobytes() == expected.tobytes()


def test_square_matrix_into_its_transpose():
    x = np.random.default_rng(13).normal(size=(400, 400))
    expected = jxpr.evaluate(CENTRED.format(1), {"x": x.copy()})
    jxpr.evaluate(CENTRED.format(1), {"x": x}, out=x.T)
    assert np.array_equal(x.T, expected)


def test_two_results_one_on_the_operand():
    x = np.random.default_rng(17).normal(size=(3000, 50))
    before = x.copy()
    program = "x - mean(x, axis=1, keepdims=True), x*2, sum(max(x, axis=1))"
    expected = jxpr.evaluate(program, {"x": before})
    other, total = np.empty_like(x), np.empty(())
    jxpr.evaluate(program, {"x": x}, out=(x, other, total))
    for a, b in zip((x, other, total), expected, strict=True):
        assert np.asarray(a).tobytes() == np.asarray(b).tobytes()


# ---- Memory ----


def test_softmax_reads_and_writes_memory_once():
    x = np.random.default_rng(19).normal(size=(2048, 1024))
    jxpr.evaluate(SOFTMAX.format(-1), {"x": x})
    moved = jxpr.stats()
    assert moved["bytes_read"] == moved["bytes_written"] == x.nbytes
    jxpr.evaluate(SOFTMAX.format(-1), {"x": x[:8]})  # small: one stage after the other
    assert jxpr.stats()["bytes_read"] > 2 * x[:8].nbytes


PEAK = """
import numpy as np, resource, jxpr
rng = np.random.default_rng(1)
l, r = rng.normal(size=(4000, 17)), rng.normal(size=(4001, 17))
small = {"l": l[:300], "r": r[:300]}
for program in PROGRAMS:
    jxpr.evaluate(program, small)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for program in PROGRAMS:
    jxpr.evaluate(program, {"l": l, "r": r})
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_distances_of_all_pairs_are_never_in_memory():
    programs = [f"d = {DISTANCES}\n{last}" for last in (
        "min(d, axis=1)", "max(min(d, axis=1))", "min(d, axis=1), min(d, axis=0)",
        "maximum(mean(min(d, axis=1)), mean(min(d, axis=0)))")]
    code = f"PROGRAMS = {programs!r}" + PEAK
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(run.stdout) < 40 * 1024  # KiB; the (4000, 4001) array takes 122 MiB
