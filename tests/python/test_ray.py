"""jxpr.ray: what comes out of tasks has the bits of one call over whole arrays."""

import os

import numpy as np
import pytest

os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
import ray

import jxpr
import jxpr.ray as jxr

RNG = np.random.default_rng(5)
A = RNG.random((61, 5))
B = RNG.random(5)
V = RNG.standard_normal(300_001)
ARRAYS = {"a": A, "b": B, "v": V, "k": 3}


@pytest.fixture(scope="module", autouse=True)
def cluster():
    where = os.path.dirname(os.path.dirname(jxpr.__file__))
    path = os.pathsep.join([where, *filter(None, [os.environ.get("PYTHONPATH")])])
    ray.init(
        num_cpus=2,
        include_dashboard=False,
        logging_level="ERROR",
        log_to_driver=False,
        runtime_env={"env_vars": {"PYTHONPATH": path}},
        object_store_memory=2**28,
    )
    yield
    ray.shutdown()


PROGRAMS = [
    "2*a + b",
    "s = sin(a); s*s, s + b, sum(b)*k",
    "mean(v), std(v, ddof=1), argmax(v), any(v > 3)",
    "(v - mean(v))/std(v)",
    "m = mean(a, axis=0); (a - m)/std(a, axis=0), max(m)",
    "m = mean(v); sqrt(mean((v - m)**2))",
    "k + 1, b*2",
]


@pytest.mark.parametrize("program", PROGRAMS)
def test_bits_are_those_of_one_call(program):
    want = jxpr.evaluate(program, ARRAYS)
    for pieces in (None, 1, 5):
        got = jxr.evaluate(program, ARRAYS, pieces=pieces)
        assert isinstance(got, tuple) == isinstance(want, tuple)
        for have, expected in zip(*(one if isinstance(one, tuple) else (one,) for one in (got, want))):
            assert type(have) is type(expected) and have.dtype == expected.dtype
            assert np.array_equal(have, expected)


def test_blocks_in_the_store_are_taken_as_they_lie():
    whole, parts = ray.put(V), [ray.put(V[i : i + 100_000]) for i in range(0, len(V), 100_000)]
    want = jxpr.evaluate("(v - mean(v))/std(v)", {"v": V})
    assert np.array_equal(jxr.evaluate("(v - mean(v))/std(v)", v=whole), want)
    assert np.array_equal(jxr.evaluate("(v - mean(v))/std(v)", v=parts), want)
    assert np.array_equal(jxr.evaluate("v - w", v=parts, w=whole, pieces=7), np.zeros(len(V)))
    blocks = jxr.evaluate("2*v", v=parts, refs=True, pieces=1)
    assert [len(ray.get(one)) for one in blocks] == [100_000, 100_000, 100_000, 1]
    assert ray.get(jxr.evaluate("sum(v)", v=parts, refs=True)) == jxpr.evaluate("sum(v)", {"v": V})


def test_errors():
    with pytest.raises(TypeError, match="moves elements between pieces"):
        jxr.evaluate("v[::-1]", v=V)
    with pytest.raises(NameError, match="nothing"):
        jxr.evaluate("v + nothing", v=V)
    with pytest.raises(ValueError, match="blocks differ"):
        jxr.evaluate("2*v", v=[ray.put(V), ray.put(V.astype("f4"))])
    with pytest.raises(TypeError, match="must be a str"):
        jxr.evaluate(3)
