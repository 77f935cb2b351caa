"""What must not compile again, and what stats() counts."""

import gc

import numpy as np
import pytest

import jxpr


def compiles():
    return jxpr.stats()["compiles"]


@pytest.mark.parametrize(
    "text", ["2*a + b", "sum(a*b)", "a - mean(a)", "(a[1:] + b[:-1])[::2]", "max(a[:,None]*b, axis=0)"]
)
def test_new_sizes_addresses_and_threads_compile_nothing(text):
    rng = np.random.default_rng(1)
    jxpr.evaluate(text, {"a": rng.random(100), "b": rng.random(100)})
    before = compiles()
    hits = jxpr.stats()["memory_hits"]
    for n in (20, 33, 50, 101, 700):
        jxpr.evaluate(text, {"a": rng.random(n), "b": rng.random(n)})
    old = jxpr.set_threads(1)
    jxpr.evaluate(text, {"a": rng.random(300), "b": rng.random(300)})
    jxpr.set_threads(3)
    jxpr.evaluate(text, {"a": rng.random(300), "b": rng.random(300)})
    jxpr.set_threads(old)
    assert compiles() == before
    assert jxpr.stats()["memory_hits"] == hits + 7


def test_new_values_of_scalars_compile_nothing():
    a = np.arange(50.0)
    jxpr.evaluate("a[n:m]*s + n", {"a": a, "n": 2, "m": 10, "s": 1.5})
    before = compiles()
    for n, m in ((3, 20), (4, 49), (-10, 50), (0, -1)):
        got = jxpr.evaluate("a[n:m]*s + n", {"a": a, "n": n, "m": m, "s": n / 2})
        assert got.tolist() == (a[n:m] * (n / 2) + n).tolist()
    assert compiles() == before


def test_new_strides_of_one_kind_compile_nothing():
    a = np.arange(1000.0)
    jxpr.evaluate("sqrt(a) + 17", {"a": a[::2]})
    before = compiles()
    for step in (3, 5, 7):
        assert jxpr.evaluate("sqrt(a) + 17", {"a": a[::step]}).tolist() == (np.sqrt(a[::step]) + 17).tolist()
    assert compiles() == before


def test_another_dtype_compiles():
    jxpr.evaluate("a*12345", {"a": np.zeros(3)})
    before = compiles()
    jxpr.evaluate("a*12345", {"a": np.zeros(3, np.float32)})
    assert compiles() == before + 1


def test_hundreds_of_programs_keep_working():
    for k in range(400):
        assert jxpr.evaluate(f"a + {k}", {"a": np.zeros(2)}).tolist() == [k, k]
    before = compiles()
    assert jxpr.evaluate("a + 399", {"a": np.zeros(2)}).tolist() == [399, 399]
    assert compiles() == before


def test_counts_of_a_call():
    a = np.ones(1_000_000)
    jxpr.evaluate("a + 1", {"a": a})
    jxpr.evaluate("a + 1", {"a": a})
    s = jxpr.stats()
    assert s["elements"] == 1_000_000 and s["stages"] == 1
    assert s["bytes_read"] == s["bytes_written"] == 8_000_000
    assert s["parse_ns"] == s["plan_ns"] == s["compile_ns"] == 0 < s["run_ns"]
    assert 1 <= s["threads"] <= jxpr.set_threads(0)


def test_memory_comes_back():
    """Results are freed: three hundred of 8 MB fit where one did."""
    with open("/proc/self/statm") as f:
        before = int(f.read().split()[1])
    for _ in range(300):
        jxpr.evaluate("a + 1", {"a": np.broadcast_to(np.zeros(1), (1_000_000,))})
    gc.collect()
    with open("/proc/self/statm") as f:
        pages = int(f.read().split()[1]) - before
    assert pages * 4096 < 200_000_000
