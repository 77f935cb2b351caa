"""jxpr.dask: what comes out of blocks has the bits of one call over whole arrays, and keeps Dask's ways."""

import doctest
import pickle

import dask
import dask.array as da
import distributed
import numpy as np
import pytest

import jxpr
import jxpr.dask as jxd

RNG = np.random.default_rng(11)
A = RNG.random((61, 5))
B = RNG.random(5)
C = RNG.integers(-9, 9, (61, 1)).astype(np.int16)
F = RNG.random((61, 5)).astype(np.float32)
V = RNG.standard_normal(300_001)
ARRAYS = {"a": A, "b": B, "c": C, "f": F, "v": V, "k": 3}


def chunked(rows=17, columns=2):
    return {
        "a": da.from_array(A, chunks=(rows, columns)),
        "b": da.from_array(B, chunks=3),
        "c": da.from_array(C, chunks=(rows + 2, 1)),
        "f": da.from_array(F, chunks=(rows, 5)),
        "v": da.from_array(V, chunks=rows*999),
        "k": 3,
    }


PROGRAMS = [
    "2*a + b",
    "a*b + c*f - k",
    "s = sin(a); s*s, s + b",
    "a + b, b*2, k + 1",
    "where(a > b, a, -f)",
    "sum(a, axis=1)",
    "a/sum(a, axis=1, keepdims=True)",
    "max(a, axis=1) + k, argmax(f, axis=-1)",
    "sum(v)",
    "mean(v), std(v, ddof=1), min(v), max(v), argmax(v), any(v > 3), count_nonzero(v > 0)",
    "(v - mean(v))/std(v)",
    "sum(a, axis=0)",
    "mean(a*b, axis=0) + b",
    "m = mean(a, axis=0); (a - m)/std(a, axis=0), max(m)",
    "m = mean(f); sqrt(mean((f - m)**2))",
    "sum(a*f), sum(c), prod(c > 0), mean(f, axis=0)",
    "a = a*2; x = sum(a); a = a + 1; x + sum(a), a*x",
    "sum(a, axis=(0, 1), keepdims=True) + a",
    "vecdot(a, f)",
    "b[::-1] @ b + a",
    "sum(v)/size(v)",
    "a*shape(a, 0) + size(a, axis=1) + ndim(b)",
]


@pytest.mark.parametrize("rows", [1, 17, 61])
@pytest.mark.parametrize("program", PROGRAMS)
def test_bits_are_those_of_one_call(program, rows):
    want = jxpr.evaluate(program, ARRAYS)
    lazy = jxd.evaluate(program, chunked(rows) if rows > 1 or "v" not in program else chunked(40))
    assert isinstance(lazy, tuple) == isinstance(want, tuple)
    lazy, want = (one if isinstance(one, tuple) else (one,) for one in (lazy, want))
    got = dask.compute(*lazy, scheduler="threads")
    for laid, have, expected in zip(lazy, got, want):
        assert isinstance(laid, da.Array)
        assert laid.shape == np.shape(expected) == np.shape(have)
        assert laid.dtype == np.asarray(expected).dtype == np.asarray(have).dtype
        if "sum(a, axis=1" in program:  # sums of rows: their last bits depend on how many rows a block has
            np.testing.assert_allclose(have, expected, rtol=1e-15)
        else:
            assert np.array_equal(have, expected)


def test_chunks_stay_where_nothing_is_reduced():
    a = da.ones((20, 30), chunks=(7, 11))
    assert jxd.evaluate("2*a", a=a).chunks == a.chunks
    assert jxd.evaluate("a - mean(a)", a=a).chunks == ((7, 7, 6), (30,))


def test_one_task_a_block_and_names_that_depend_on_the_program_alone():
    arrays = chunked()
    one, two = (jxd.evaluate("2*a + b - sin(f)", arrays) for _ in range(2))
    assert one.name == two.name != jxd.evaluate("2*a + b - cos(f)", arrays).name
    again = [jxd.evaluate("(v - mean(v))/std(v)", arrays) for _ in range(2)]
    assert dict(again[0].dask).keys() == dict(again[1].dask).keys()
    x = da.ones((20, 30), chunks=(10, 30))
    (optimized,) = dask.optimize(jxd.evaluate("2*x + 1", x=x))
    assert len(dict(optimized.dask)) <= 2*2


def test_graphs_are_pickled_and_numpy_arrays_are_cut_too():
    lazy = pickle.loads(pickle.dumps(jxd.evaluate("v - mean(v)", v=chunked()["v"])))
    assert np.array_equal(lazy.compute(), jxpr.evaluate("v - mean(v)", {"v": V}))
    both = jxd.evaluate("sum(v*w)", v=chunked()["v"], w=V)
    assert both.compute() == jxpr.evaluate("sum(v*v)", {"v": V})
    assert jxd.evaluate("2*x", x=np.arange(3)).compute().tolist() == [0, 2, 4]
    assert jxd.evaluate("1 + 1", {}).compute() == 2


def test_empty_arrays():
    x = da.zeros((0, 3), chunks=(5, 3))
    assert jxd.evaluate("2*x", x=x).compute().shape == (0, 3)
    assert jxd.evaluate("sum(x, axis=0)", x=x).compute().tolist() == [0, 0, 0]


def test_precision_and_threads():
    x = da.linspace(-1, 1, 1000, chunks=300)
    want = jxpr.evaluate("tan(x)", {"x": x.compute()}, precision="fast")
    assert np.array_equal(jxd.evaluate("tan(x)", x=x, precision="fast").compute(), want)
    with dask.config.set({"jxpr.threads": 2}):
        assert jxd.evaluate("sum(x)", x=x).compute() == jxpr.evaluate("sum(x)", {"x": x.compute()})


@pytest.mark.parametrize(
    "program, kind, reason",
    [
        ("a[0]", TypeError, "moves elements between pieces"),
        ("cumsum(v)", TypeError, "moves elements between pieces"),
        ("sum(a, axis=1) + a", TypeError, "rows meet another axis"),
        ("a.T", TypeError, "moves elements between pieces"),
        ("sum(a, axis=k)", TypeError, "an axis must be an integer literal"),
        ("sum(a, axis=2)", TypeError, "axis 2 is out of bounds"),
        ("a + nothing", NameError, "nothing"),
        ("a +", ValueError, "expected an expression"),
        ("a + x", ValueError, "61 rows"),
        (3, TypeError, "must be a str"),
    ],
)
def test_errors(program, kind, reason):
    with pytest.raises(kind, match=reason):
        jxd.evaluate(program, {**chunked(), "x": np.ones((7, 5))})


def test_unknown_chunks():
    x = da.from_array(V, chunks=1000)
    with pytest.raises(TypeError, match="compute_chunk_sizes"):
        jxd.evaluate("2*x", x=x[x > 0])


def test_two_processes(monkeypatch):
    # It sets OMP_NUM_THREADS and the like for its workers, in this process too: for the tests that follow, as before.
    for name, value in dask.config.get("distributed.nanny.pre-spawn-environ").items():
        monkeypatch.setenv(name, str(value))
    with distributed.LocalCluster(2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        with distributed.Client(cluster) as client:
            lazy = jxd.evaluate("(v - mean(v))/std(v), mean(v), std(v)", v=chunked()["v"])
            got = client.gather(client.compute(list(lazy)))
    for have, want in zip(got, jxpr.evaluate("(v - mean(v))/std(v), mean(v), std(v)", {"v": V})):
        assert np.array_equal(have, want)


def test_examples():
    assert doctest.testmod(jxd, optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0
