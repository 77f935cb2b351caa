"""Kernels: calls by position and name, equality, pickles, copies, what they tell, and use by threads and processes."""

import concurrent.futures
import copy
import itertools
import multiprocessing
import pickle
import threading

import numpy as np
import pytest

import jxpr
from jxpr import _evaluate

SHIM = _evaluate._quick is not _evaluate._slowly
A = np.arange(4.0)


@pytest.fixture(params=["with", "without"] if SHIM else ["without"])
def shim(request, monkeypatch):
    if request.param == "without":
        monkeypatch.setattr(_evaluate, "_quick", _evaluate._slowly)
        monkeypatch.setattr(jxpr.Kernel, "__call__", jxpr.Kernel._call)
    return request.param


def test_calls_by_position_and_name(shim):
    line = jxpr.compile("a*x + b", ["a", "x", "b"])
    want = (2 * A + 1).tolist()
    for _ in range(2):
        assert line(2, A, 1).tolist() == line(2, A, b=1).tolist() == line(b=1, x=A, a=2).tolist() == want
        out = np.empty(4)
        assert line(2, x=A, b=1, out=out) is out and line(2, A, 1, out=out) is out and out.tolist() == want
    for arguments, names, words in (
        ((1, 2), {}, "takes 3 arrays, 2 given"),
        ((1, 2), {"a": 1}, "'a' is given twice"),
        ((1, 2), {"c": 1}, "no input 'c': a, x, b"),
        ((1, 2, 3, 4), {}, "takes 3 arrays, 4 given"),
        ((1,), {"b": 2}, "'x' is missing"),
        ((1, 2, 3), {"o": 3}, "no input 'o'"),
    ):
        with pytest.raises(jxpr.ProgramTypeError, match=words):
            line(*arguments, **names)
    named = jxpr.compile("out + 1", ["out"])
    assert named(3) == 4


def test_what_it_tells():
    k = jxpr.compile("m = mean(a)\nm, sum((a - m)**2), where(a > b, 'x, y', \"#\")  # , c")
    assert k.inputs == k.names == ("a", "b")
    assert k.outputs == ("m", "sum((a - m)**2)", "where(a > b, 'x, y', \"#\")")
    assert jxpr.compile("s = a[1:, :]; d = s == 3").outputs == ("d",)
    assert jxpr.compile("a == b").outputs == ("a == b",)
    assert "mean(a)" in repr(k) and "a, b" in repr(k)
    assert isinstance(k, jxpr.Program)


def test_forms():
    k = jxpr.compile("2*a + b", a="float32[n, m]", b="float")
    assert k.inputs == ("a", "b") and k.types == {"a": "float32[n, m]", "b": "float"}
    assert "float32" in k.explain() and "a.shape[1]" in k.explain()
    assert "define" in k.ir and "ret" in k.asm
    assert "float64" in k.explain(np.ones(3), 2.0) and "float64" in k.explain(b=1.0, a=np.ones(3))
    assert "best of" in k.profile(np.ones(100)) and "best of" in k.profile()
    plain = jxpr.compile("2*a + b")
    assert "float64" in plain.explain() and "define" in plain.ir and "ret" in plain.asm
    with pytest.raises(jxpr.ProgramTypeError, match="takes 2 arrays, 3 given"):
        k.explain(1, 2, 3)


@pytest.mark.parametrize(
    "given, dtype, rank",
    [
        ("float64", "f8", 1),
        ("f4[:, :]", "f4", 2),
        (np.int16, "i2", 1),
        (np.dtype("c16"), "c16", 1),
        ("float32[n, 3, m]", "f4", 3),
        (("u1", 2), "u1", 2),
        (np.ones((2, 3), "i4", order="F"), "i4", 2),
        (float, "f8", 0),
        ("datetime64[D]", "M8[D]", 1),
        ("m8[15m][:, :]", "m8[15m]", 2),
    ],
    ids=str,
)
def test_types(given, dtype, rank):
    k = jxpr.compile("a == a", a=given)
    before = jxpr.stats()["compiles"]
    order = "F" if isinstance(given, np.ndarray) else "C"
    value = 2.5 if rank == 0 else np.ones((40, 3, 41)[:rank] if rank == 3 else (40,) * rank, dtype, order)
    k(value)
    assert jxpr.stats()["compiles"] == before, "the first call finds it"


def test_types_that_are_none():
    for wrong in ("floaty", "float64[", "float64[a b]", 3.5j + 1 and object(), ("f8", -1), "", None):
        with pytest.raises(jxpr.ProgramTypeError, match="the type of 'a' must be one such as"):
            jxpr.compile("a + 1", a=wrong)
    with pytest.raises(jxpr.ProgramTypeError, match="a type for 'b', which the program does not use"):
        jxpr.compile("a + 1", a="float64", b="float64")
    with pytest.raises(jxpr.ProgramTypeError):
        jxpr.compile("a & 1.5", a="float64")
    assert jxpr.compile("b - a", a="float64", b="float64").inputs == ("a", "b")
    assert jxpr.compile("b - a", a="float64").inputs == ("a", "b")
    assert jxpr.compile("a[7]", a="float64[3]")(np.arange(9)) == 7, "sizes are told by calls"


def test_pickles_copies_and_keys(shim):
    k = jxpr.compile("a*tan(b)", precision="fast", threads=1, a="float64[n]")
    for other in (pickle.loads(pickle.dumps(k)), copy.copy(k), copy.deepcopy(k), copy.deepcopy([k])[0]):
        assert other == k and hash(other) == hash(k) and other.names == k.names and other.types == k.types
        assert (other(A, A) == k(A, A)).all()
        assert other.explain() == k.explain()
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(k, protocol)) == k
    different = [
        jxpr.compile("a*tan(b)"),
        jxpr.compile("a*tan(b)", threads=1),
        jxpr.compile("a*tan(b)", ["b", "a"]),
        jxpr.compile("a*tan(b) "),
    ]
    assert len({k, *different, jxpr.compile("a*tan(b)", None, "fast", 1)}) == 5
    assert k != "a*tan(b)" and {k: 1}[pickle.loads(pickle.dumps(k))] == 1


def test_eight_threads_and_one_kernel(shim):
    kernel = jxpr.compile("a*k + sum(a)")
    start = threading.Barrier(8)

    def work(me):
        start.wait()
        for i in range(200):
            a = np.arange(float(me + i % 3))
            assert (kernel(a, k=me) == a * me + a.sum()).all()
            assert (jxpr.evaluate("a*me + sum(a)") == a * me + a.sum()).all()
        return [x.tolist() for x in kernel.map([(A, 1), (A, me)])]

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        got = list(pool.map(work, range(8)))
    assert got == [[(A + 6).tolist(), (A * i + 6).tolist()] for i in range(8)]


def apply(kernel, *arrays):
    return kernel(*arrays)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes(method):
    kernel = jxpr.compile("sqrt(a**2 + k)", ["a", "k"])
    kernel(A, 1)
    context = multiprocessing.get_context(method)
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as pool:
        got = list(pool.map(apply, [kernel] * 6, [A + i for i in range(6)], range(6)))
        for i, one in enumerate(got):
            assert one.tolist() == kernel(A + i, i).tolist()
        with pytest.raises(jxpr.ProgramTypeError, match="takes 2 arrays"):
            pool.submit(apply, kernel, A).result()
        assert pool.submit(jxpr.hypot, A, 3).result().tolist() == jxpr.hypot(A, 3).tolist()


def test_map_by_the_way(shim):
    kernel = jxpr.compile("a + b")
    sets = list(itertools.product([A, A + 1], [1, 2.5]))
    assert [x.tolist() for x in kernel.map(sets)] == [(a + b).tolist() for a, b in sets]


# ---- Functions ------------------------------------------------------------------------------------------------------


def test_functions_as_objects():
    assert jxpr.sin(A).tolist() == jxpr.evaluate("sin(a)", a=A).tolist()
    assert jxpr.sum(np.ones((2, 3)), axis=0, keepdims=True).tolist() == [[2, 2, 2]]
    assert jxpr.sum(np.ones((2, 3)), axis=(0, 1)) == 6 and jxpr.max(A, axis=None) == 3
    assert jxpr.sum(A, where=A > 1) == 5 and jxpr.sum(A, dtype=np.float32).dtype == np.float32
    assert jxpr.astype(A, "int16").dtype == np.int16
    assert jxpr.where(A > 1, A, 0).tolist() == [0, 0, 2, 3]
    assert jxpr.contains(np.array(["abc", "d"]), "b").tolist() == [True, False]
    out = np.empty(4)
    assert jxpr.arctan2(A, 1, out=out) is out
    with pytest.raises(jxpr.ProgramTypeError, match="sin.. has no keyword 'axis': it has none"):
        jxpr.sin(A, axis=0)
    with pytest.raises(jxpr.ProgramTypeError, match="has no keyword 'x.; 1 #'"):
        jxpr.sum(A, **{"x); 1 #": 0})
    with pytest.raises(jxpr.Error):
        jxpr.sin()
    with pytest.raises(AttributeError, match="'sine'"):
        jxpr.sine  # noqa: B018


def test_every_function_is_there_and_documented():
    for f in jxpr.functions():
        for name in f["names"]:
            function = getattr(jxpr, name)
            assert isinstance(function, jxpr.Function) and function.__name__ == name and name in dir(jxpr)
            assert f["help"][1:] in function.__doc__ and repr(function).startswith(f"<jxpr.{name}: ")
            assert pickle.loads(pickle.dumps(function)) is function
            assert all(word in function.__doc__ for word in f["keywords"])
    assert "out=None" in str(jxpr.sum.__signature__) and "axis=None" in str(jxpr.sum.__signature__)


def test_the_cache_as_an_object():
    assert jxpr.cache.info().keys() == jxpr.cache_info().keys() and jxpr.cache.path in repr(jxpr.cache)
    assert jxpr.cache.mode == "off" and jxpr.cache
