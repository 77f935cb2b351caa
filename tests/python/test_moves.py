"""Arrays copied across the grain, byte for byte as NumPy copies them: any permutation of up to 20 axes, elements of all
sizes, parts of arrays on both sides. MOVES_CASES says how many random cases; MOVES_SEED where they begin."""

import os

import numpy as np
import pytest

import jxpr

CASES = int(os.environ.get("MOVES_CASES", 150))
SEED = int(os.environ.get("MOVES_SEED", 1))
DTYPES = ["?", "i1", "u2", "f2", "i4", "f4", "i8", "f8", "c8", "c16", "S1", "S3", "S7", "S40", "S100", "U1", "U5"]
DTYPES += [">i4", ">f8"]


def filled(rng, shape, dtype):
    """Any bytes, so that a wrong element shows; NaNs and truths are those that jx keeps."""
    dtype = np.dtype(dtype)
    if dtype.kind in "iu":
        return rng.integers(0, 2**8 if dtype.itemsize == 1 else 2**15, shape).astype(dtype)
    if dtype.kind in "SU":
        return rng.integers(0, 10**6, shape).astype(dtype)
    if dtype.kind == "c":
        return (rng.normal(size=shape) + 1j * rng.normal(size=shape)).astype(dtype)
    return (rng.normal(size=shape) * 100).astype(dtype)


def extents(rng, rank, most):
    """Of random axes, some of them 1, not more than `most` elements together."""
    shape = rng.integers(1, {2: 400, 3: 60, 4: 25, 5: 12}.get(rank, 4), rank)
    while np.prod(shape, dtype=float) > most:
        shape[rng.integers(rank)] = 1 + rng.integers(2)
    return tuple(int(n) for n in shape)


def slices(rng, rank):
    """For each axis all, a part, every other element, or all backwards, as text."""
    return ", ".join(rng.choice([":", ":", ":", "1:", "::2", "::-1"], rank))


def part_of_larger(rng, shape, dtype):
    """An array of this shape with gaps in it, its axes in any order."""
    order = rng.permutation(len(shape))
    base = np.zeros([shape[i] + rng.integers(2) for i in order], dtype)
    return base[tuple(slice(0, shape[i]) for i in order)].transpose(np.argsort(order))


@pytest.mark.parametrize("seed", range(SEED, SEED + CASES))
def test_transposes(seed):
    rng = np.random.default_rng(seed)
    rank = int(rng.choice([2, 2, 3, 3, 3, 4, 4, 5, 8, 12, 20]))
    dtype = rng.choice(DTYPES)
    a = filled(rng, extents(rng, rank, 60_000), dtype)
    if rng.random() < 0.3:
        a = np.asfortranarray(a)
    index, order = slices(rng, rank), tuple(int(x) for x in rng.permutation(rank))
    expected = eval(f"a[{index}].transpose({order})")
    program = f"transpose(a[{index}], {order})"
    fresh = jxpr.evaluate(program, {"a": a})
    native = expected.astype(expected.dtype.newbyteorder("="))
    assert fresh.dtype == native.dtype and fresh.tobytes() == native.tobytes(), (seed, program, a.shape, dtype)
    out = part_of_larger(rng, expected.shape, native.dtype)
    jxpr.evaluate(program, {"a": a}, out=out)
    assert out.tobytes() == native.tobytes(), (seed, program, a.shape, dtype)
    whole = out
    while whole.base is not None:
        whole = whole.base
    assert np.count_nonzero(whole) == np.count_nonzero(out), (seed, "written beside the result")


LARGE = [
    ((300, 200, 41), (2, 1, 0)), ((2, 3, 700, 300), (0, 2, 3, 1)), ((2, 700, 300, 3), (0, 3, 1, 2)),
    ((1500, 1100), (1, 0)), ((2,) * 20, tuple(range(20))[::-1]), ((3, 4, 5) * 3 + (16,), tuple(range(10))[::-1]),
    ((1024, 1024), (1, 0)), ((70, 3, 5000), (2, 0, 1)), ((1000, 7, 150), (1, 2, 0)),
]


@pytest.mark.parametrize("dtype", ["u1", "i2", "f4", "f8", "c16", "S3", "S24"])
@pytest.mark.parametrize("shape, order", LARGE, ids=str)
def test_large_ones_on_threads(shape, order, dtype):
    """Past the cache, at addresses that are no multiples of a cache line, too."""
    a = filled(np.random.default_rng(5), shape, dtype)
    expected = np.ascontiguousarray(a.transpose(order))
    block = np.zeros(expected.nbytes + 128, np.uint8)
    for shift in (0, 16 if dtype == "c16" else np.dtype(dtype).itemsize):
        out = block[shift : shift + expected.nbytes].view(dtype).reshape(expected.shape)
        jxpr.evaluate(f"transpose(a, {order})", {"a": a}, out=out)
        assert np.array_equal(out, expected)
        assert not block[:shift].any() and not block[shift + expected.nbytes :].any()
        block[:] = 0


def shifted(a, shift):
    """The array in an array of bytes, which begins so far behind a cache line."""
    block = np.zeros(a.nbytes + 192, np.uint8)
    at = -block.ctypes.data % 64 + shift
    part = block[at : at + a.nbytes].view(a.dtype).reshape(a.shape)
    part[...] = a
    return block, at, part


@pytest.mark.parametrize("dtype", ["u1", "i2", "f4", "f8", "c16", "S3", "S24"])
@pytest.mark.parametrize("channels", [1, 2, 3, 4, 5, 7, 8, 9, 17])
def test_channels_and_small_matrices(channels, dtype):
    """A few points of an axis beside many of another: woven, taken apart, turned and reversed, in and beyond caches."""
    rng = np.random.default_rng(channels)
    for points in (700, 4099, 300_001 if channels in (3, 8) and dtype in ("u1", "f4") else 5000):
        flat = filled(rng, points * channels, dtype)
        programs = ["a.T", "a[:,::-1]", "a[::-1]", "a[::-1,::-1].T", "a[:,::-1].T"]
        for text, a in [(t, flat.reshape(s)) for t in programs for s in ((points, channels), (channels, points))]:
            check_given(text, a, rng)
        for side in (3, 6):
            a = flat[: flat.size // (side * channels) * side * channels].reshape(-1, side, channels)
            for text in ("transpose(a, (0,2,1))", "transpose(a[:,::-1], (0,2,1))", "a[:,:,::-1]", "a[:,::-1]"):
                check_given(text, a, rng)


def check_given(text, a, rng):
    expected = np.ascontiguousarray(eval(text, {"a": a, "transpose": np.transpose}))
    block, at, out = shifted(np.zeros_like(expected), int(rng.integers(4)) * 16)
    jxpr.evaluate(text, {"a": a}, out=out)
    assert np.array_equal(out, expected), (text, a.shape, a.dtype)
    assert not block[:at].any() and not block[at + out.nbytes :].any(), (text, a.shape, a.dtype)


def test_of_any_dtype_and_in_place():
    a = np.arange(300 * 300, dtype=np.int32).reshape(300, 300)
    expected = a.T.copy()
    jxpr.evaluate("a.T", {"a": a}, out=a)
    assert np.array_equal(a, expected)
    truths = np.random.default_rng(1).integers(0, 3, (300, 500)).astype(np.uint8)
    assert np.array_equal(jxpr.evaluate("transpose(t)", {"t": truths.view(bool)}).view(np.uint8), (truths != 0).T)


@pytest.mark.parametrize("dtype", ["?", "i1", "u2", "f2", "i4", "f4", "i8", "f8", "c8", "c16", "S3", ">i4", ">f8"])
def test_every_other_element(dtype):
    """Rows of all lengths around a vector, forwards and backwards, on their own, computed with, and folded."""
    rng = np.random.default_rng(7)
    for n in (*range(1, 40), 63, 64, 65, 127, 128, 129, 200, 1000):
        a = filled(rng, (5, n), dtype)
        for index in (":, ::2", ":, 1::2", ":, ::-1", ":, ::-2", "::-1, -2::-2", "::2, 1::2"):
            expected = eval(f"a[{index}]").astype(np.dtype(dtype).newbyteorder("="))
            assert np.array_equal(jxpr.evaluate(f"a[{index}]", {"a": a}), expected), (n, index)
            if dtype not in ("?", "S3", "f2", "c8", "c16"):
                got = jxpr.evaluate(f"x = a[{index}]; x + x*x", {"a": a})
                assert np.array_equal(got, expected + expected * expected), (n, index)
            if dtype == "f8" and expected.size:
                assert np.array_equal(jxpr.evaluate(f"max(a[{index}], axis=1)", {"a": a}), expected.max(axis=1))


@pytest.mark.parametrize("dtype", ["u1", "f4", "f8"])
def test_stencils_and_pooling(dtype):
    rng = np.random.default_rng(11)
    for shape in ((2, 2), (3, 5), (16, 34), (65, 130), (200, 301), (700, 900)):
        a = filled(rng, shape, dtype)
        even = a[: shape[0] // 2 * 2, : shape[1] // 2 * 2]
        pool = "maximum(maximum(a[::2,::2], a[1::2,::2]), maximum(a[::2,1::2], a[1::2,1::2]))"
        expected = even.reshape(shape[0] // 2, 2, shape[1] // 2, 2).max(axis=(1, 3))
        assert np.array_equal(jxpr.evaluate(pool, {"a": even}), expected)
        five = "a[:-2,1:-1] + a[2:,1:-1] + a[1:-1,:-2] + a[1:-1,2:] - 4*a[1:-1,1:-1]"
        if min(shape) > 2:
            assert np.array_equal(jxpr.evaluate(five, {"a": a}), eval(five))
