"""matmul, @ and einsum against NumPy: values, dtypes, shapes and what is refused."""

import itertools

import numpy as np
import pytest

import jxpr

DTYPES = ("f8", "f4", "i4", "i8", "u1", "?", "c16", "c8", "i2")
SHAPES = (
    ((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 4)), ((5, 3), (3, 4)), ((2, 5, 3), (3, 4)), ((5, 3), (2, 3, 4)),
    ((2, 1, 5, 3), (4, 3, 7)), ((0, 3), (3, 4)), ((4, 0), (0, 5)), ((40, 33), (33, 50)), ((100, 64), (64, 17)),
    ((1, 1), (1, 1)), ((), (3,)), ((3, 2), (3, 2)), ((4, 1), (3, 2)), ((17,), (17, 40)),
)  # fmt: skip
SUBSCRIPTS = (
    "ij,jk->ik", "ij,jk", "ij->ji", "ij->", "ij->i", "ij->j", "i,i", "i,j->ij", "ij,ij->", "ijk,kl->ijl",
    "...i,...i->...", "...ij,...jk->...ik", "ij,jk,kl->il", "ba", "ij,kj->ik", "bij,bjk->bik", "a,b,i->iab", "ij...,jk->ik...",
)  # fmt: skip
EXTENTS = {"i": 4, "j": 4, "k": 5, "l": 6, "b": 4, "a": 3}


def array(rng, shape, dtype):
    a = rng.random(shape) < 0.5 if dtype == "?" else rng.integers(-4, 5, shape)
    a = np.asarray(a).astype(dtype)
    return (a + 1j * rng.integers(-3, 4, shape)).astype(dtype) if dtype[0] == "c" else a


def same(got, wanted):
    got, wanted = np.asarray(got), np.asarray(wanted)
    assert got.dtype == wanted.dtype and got.shape == wanted.shape
    np.testing.assert_allclose(got, wanted)


@pytest.mark.parametrize("shapes", SHAPES, ids=str)
def test_matmul(shapes):
    rng = np.random.default_rng(3)
    mixed = (("f4", "f8"), ("i4", "f4"), ("?", "i2"), ("u1", "i2"))
    for dtypes in [*((d, d) for d in DTYPES), *mixed]:
        a, b = (array(rng, s, d) for s, d in zip(shapes, dtypes))
        views = [(a, b)] if a.ndim == 0 else [(a, b), (a[..., ::-1], b[::-1] if b.ndim < 2 else b[..., ::-1, :]), (np.asfortranarray(a), np.asfortranarray(b))]
        for x, y in views:
            try:
                wanted = np.matmul(x, y)
            except ValueError:
                with pytest.raises(jxpr.Error):
                    jxpr.evaluate("x @ y", {"x": x, "y": y})
                continue
            same(jxpr.evaluate("x @ y", {"x": x, "y": y}), wanted)


@pytest.mark.parametrize("text", SUBSCRIPTS)
@pytest.mark.parametrize("dtype", ("f8", "i4", "c16", "?"))
def test_einsum(text, dtype):
    rng = np.random.default_rng(5)
    arrays = []
    for s in text.split("->")[0].split(","):
        own = tuple(EXTENTS[c] for c in s.replace("...", ""))
        rest = (2, 3) if s.startswith("...") else (2,) if "..." in s else ()
        arrays.append(array(rng, rest + own if s.startswith("...") else own + rest, dtype))
    names = dict(zip("pqrs", arrays))
    same(jxpr.evaluate(f"einsum('{text}', {', '.join(names)})", names), np.einsum(text, *arrays))


def test_precedence():
    a, b, c = (np.arange(4.0).reshape(2, 2) + k for k in range(3))
    for text in ("a*b @ c", "a @ b*c", "-a @ b", "a @ b ** 2", "a + b @ c", "a @ b @ c", "a @ -b"):
        same(jxpr.evaluate(text, {"a": a, "b": b, "c": c}), eval(text))


@pytest.mark.parametrize("dtype, off", (("f8", 1e-11), ("f4", 1e-4)))
def test_sizes(dtype, off):
    for n, m, k in itertools.product((1, 7, 8, 9, 100), (1, 8, 33), (1, 15, 16, 17, 300)):
        rng = np.random.default_rng(n * m * k)
        a, b = rng.normal(size=(n, k)).astype(dtype), rng.normal(size=(k, m)).astype(dtype)
        got = jxpr.evaluate("a @ b", {"a": a, "b": b})
        np.testing.assert_allclose(got, np.float64(a) @ np.float64(b), rtol=off, atol=off)
