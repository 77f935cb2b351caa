"""The forms of a call: dictionaries, keywords and the caller's variables; casting, order, threads, options, progress,
validate. With the shim and without.
"""

import gc
import io
import itertools
import sys
import threading
import time
import warnings
import weakref

import numpy as np
import pytest

import jxpr
from jxpr import _evaluate, _results

A = np.arange(4.0)
SHIM = _evaluate._quick is not _evaluate._slowly
outer = 100.0
hidden = object()


@pytest.fixture(params=["with", "without"] if SHIM else ["without"], autouse=True)
def shim(request, monkeypatch):
    if request.param == "without":
        monkeypatch.setattr(_evaluate, "_quick", _evaluate._slowly)
        monkeypatch.setattr(jxpr.Kernel, "__call__", jxpr.Kernel._call)
    return request.param


# ---- Names ----------------------------------------------------------------------------------------------------------


def test_a_callers_variables(shim):
    a, b = np.arange(3.0), 2
    for _ in range(3):
        assert jxpr.evaluate("a*b + outer").tolist() == [100, 102, 104]
    for b in range(3):
        assert jxpr.evaluate("a*b + outer").tolist() == (a * b + outer).tolist()
    del b
    with pytest.raises(jxpr.ProgramNameError, match="'b'"):
        jxpr.evaluate("a*b + outer")
    b = np.float32(2)
    assert jxpr.evaluate("a*b + outer").tolist() == [100, 102, 104]


def test_variables_of_closures_modules_classes_and_generators(shim):
    kept = np.arange(3.0)

    def inner():
        return jxpr.evaluate("kept + 1") if kept is not None else None

    names = {"jxpr": jxpr, "x": np.ones(2)}
    for _ in range(2):
        assert inner().tolist() == [1, 2, 3]
        exec("y = jxpr.evaluate('x + 1')\nclass K:\n    z = 3\n    w = jxpr.evaluate('z + x')", names)
        assert names["y"].tolist() == [2, 2] and names["K"].w.tolist() == [4, 4] and names["K"].z == 3

    def several():
        for k in range(3):
            yield jxpr.evaluate("kept*k") if kept is not None else None

    assert [v.tolist() for v in several()] == [[0, 0, 0], [0, 1, 2], [0, 2, 4]]
    assert [jxpr.evaluate("v + 1", v=v) for v in range(3)] == [1, 2, 3]


def wrapper(program, depth):
    a = np.zeros(3)  # noqa: F841
    return jxpr.evaluate(program, _frame_depth=depth)


def test_frames_further_out(shim):
    a = np.ones(3)
    for _ in range(2):
        assert wrapper("a + 1", 3).tolist() == [1, 1, 1] and wrapper("a + 1", 4).tolist() == [2, 2, 2]
    assert a.sum() == 3


def test_constants_and_variables_called_so(shim):
    a = np.ones(2)
    for _ in range(2):
        assert jxpr.evaluate("a*pi").tolist() == [np.pi] * 2
    pi = 3
    for _ in range(2):
        assert jxpr.evaluate("a*pi").tolist() == [3.0] * 2
        assert jxpr.evaluate("a*pi", a=a).tolist() == [np.pi] * 2, "keywords: constants are no variables"
    pi = np  # noqa: F841
    try:
        raise ValueError
    except ValueError as e:
        assert jxpr.evaluate("a*pi*e").tolist() == [np.pi * np.e] * 2 and e is not None


def test_keywords_and_dictionaries(shim):
    a, b = np.arange(3.0), 5.0
    for _ in range(2):
        assert jxpr.evaluate("a + b", a=a, b=1).tolist() == [1, 2, 3]
        assert jxpr.evaluate("a + b", {"a": a, "b": 7}, b=1).tolist() == [1, 2, 3]
        assert jxpr.evaluate("a + b", {"a": a}, {"a": 0, "b": 2}).tolist() == [2, 3, 4]
        assert jxpr.evaluate("a + b", {"b": 2}, {"a": a}).tolist() == [2, 3, 4]
        assert jxpr.evaluate("a + b", b=1).tolist() == [1, 2, 3], "a is a variable"
        assert jxpr.evaluate("a + outer", global_dict={"outer": 1}).tolist() == [1, 2, 3]
        with pytest.raises(jxpr.ProgramNameError, match="'b'"):
            jxpr.evaluate("a + b", {"a": a})
        with pytest.raises(jxpr.ProgramTypeError, match="a name 'ordr', which the program does not use"):
            jxpr.evaluate("a + b", a=a, b=b, ordr="C")
    assert jxpr.evaluate("program + out_", program=1, out_=2) == 3, "the program itself has no name"
    with pytest.raises(jxpr.ProgramTypeError, match="global_dict must be a mapping"):
        jxpr.evaluate("a", {"a": a}, 3)


def test_what_was_written_before(shim):
    out = np.empty(4)
    assert jxpr.evaluate("2*a", {"a": A}, out) is out and out.tolist() == [0, 2, 4, 6]
    both = np.empty(4), np.empty(4)
    assert jxpr.evaluate("a, -a", {"a": A}, both) == both and both[1].tolist() == (-A).tolist()


def test_nothing_of_a_caller_is_kept(shim):
    class Array(np.ndarray):
        pass

    def work(program):
        a = np.arange(3.0).view(Array) if program == "a + 1" else np.arange(3.0)
        for _ in range(3):
            jxpr.evaluate(program)
        gone = weakref.ref(a)
        del a
        gc.collect()
        return gone() is None

    assert work("a + 1") and work("a + 2") and work("a + 3")


def test_what_locals_has_given_is_left_alone(shim):
    def work():
        a = np.arange(3.0)
        mine = locals()
        for _ in range(3):
            jxpr.evaluate("a + 4")
        return a is not None and "a" in mine

    assert work() and work()


def test_programs_that_take_nothing(shim):
    for _ in range(2):
        assert jxpr.evaluate("1 + 1") == 2 and jxpr.evaluate("sum(arange(4))", {}) == 6


# ---- casting and order ----------------------------------------------------------------------------------------------


def test_casting_is_numpys(shim):
    codes = "?bhiqBHIQefdFD"
    for rule, source, target in itertools.product(("no", "equiv", "safe", "same_kind", "unsafe"), codes, codes):
        a, out = np.ones(3, source), np.full(3, 7, target)
        if np.can_cast(a.dtype, out.dtype, rule):
            with np.errstate(all="ignore"), warnings.catch_warnings():
                warnings.simplefilter("ignore", np.exceptions.ComplexWarning)
                assert jxpr.evaluate("a", a=a, out=out, casting=rule) is out and (out == 1).all()
        else:
            with pytest.raises(TypeError, match="cannot write"):
                jxpr.evaluate("a", a=a, out=out, casting=rule)
            assert (out == np.full(3, 7, target)).all()
            error = jxpr.validate("a", a=a, out=out, casting=rule)
            assert isinstance(error, jxpr.ProgramTypeError)


def test_casting_of_several_and_of_operands(shim):
    a = np.array([1.7, -2.2, 3.5])
    outs = np.zeros(3, "i4"), np.zeros(3, "f4")
    assert jxpr.evaluate("a*2, a", {"a": a}, out=outs, casting="unsafe") == outs
    assert outs[0].tolist() == [3, -4, 7] and outs[1].tolist() == np.float32(a).tolist()
    jxpr.evaluate("a[::-1]", {"a": a}, out=a, casting="safe")
    assert a.tolist() == [3.5, -2.2, 1.7]
    with pytest.raises(ValueError, match=r"shape \(4,\), expected \(3,\)"):
        jxpr.evaluate("a", {"a": a}, out=np.zeros(4, "i8"), casting="unsafe")
    for word in ("any", None, 3, ["safe"]):
        with pytest.raises(jxpr.ProgramValueError, match="casting must be one of 'no', "):
            jxpr.evaluate("a", {"a": a}, casting=word)
        with pytest.raises(jxpr.ProgramValueError, match="order must be one of 'K', "):
            jxpr.evaluate("a", {"a": a}, order=word)


LAYOUTS = {
    "C": lambda: np.arange(24.0).reshape(2, 3, 4),
    "F": lambda: np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)),
    "mixed": lambda: np.arange(24.0).reshape(3, 2, 4).transpose(1, 0, 2),
    "strided": lambda: np.arange(192.0).reshape(4, 6, 8)[::2, ::2, ::2],
    "vector": lambda: np.arange(4.0),
}


@pytest.mark.parametrize("order", "KCFA")
def test_order_is_numpys(shim, order):
    for one, other in itertools.product(LAYOUTS, LAYOUTS):
        a, b = LAYOUTS[one](), LAYOUTS[other]()
        got, want = jxpr.evaluate("a + b", a=a, b=b, order=order), np.add(a, b, order=order)
        assert (got == want).all()
        assert got.strides == want.strides, (order, one, other)
        flipped, least = jxpr.evaluate("(a + b).T, min(a)", a=a, b=b, order=order)
        assert (flipped == want.T).all() and type(least) is np.float64
        if order in "CF":
            assert flipped.flags[f"{order}_CONTIGUOUS"]
    a = LAYOUTS["F"]()
    chosen = jxpr.evaluate("a[a[:, 0, 0] > 5]", a=a, order=order)
    assert (chosen == a[a[:, 0, 0] > 5]).all()


# ---- threads, precision, options ------------------------------------------------------------------------------------

BIG = np.broadcast_to(np.linspace(0, 1, 1 << 20), (4, 1 << 20))


def used():
    return jxpr.stats()["threads"]


def test_threads_of_a_call_a_block_and_a_thread(shim):
    before = jxpr.set_threads(2)
    kernel, single = jxpr.compile("sum(b)"), jxpr.compile("sum(b)", threads=1)
    try:
        for _ in range(2):
            jxpr.evaluate("sum(b)", b=BIG)
            assert used() == 2
            jxpr.evaluate("sum(b)", b=BIG, threads=1)
            assert used() == 1
            with jxpr.options(threads=1):
                assert kernel(BIG) == jxpr.evaluate("sum(b)", b=BIG) and used() == 1
                jxpr.evaluate("sum(b)", b=BIG, threads=2)
                assert used() == 2
                with jxpr.options(precision="fast"):
                    jxpr.evaluate("sum(b)", b=BIG)
                    assert used() == 1
                with jxpr.options(threads=2):
                    kernel(BIG)
                    assert used() == 2
                kernel(BIG)
                assert used() == 1
            kernel(BIG)
            assert used() == 2
            single(BIG)
            assert used() == 1
        assert jxpr.set_threads(2) == 2
    finally:
        jxpr.set_threads(before)


def test_options_hold_in_their_thread_alone(shim):
    seen = []

    def work():
        jxpr.set_threads(2)
        jxpr.evaluate("sum(b)", b=BIG)
        seen.append(used())

    with jxpr.options(threads=1):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert seen == [2]


@jxpr.options(threads=1)
def decorated():
    jxpr.evaluate("sum(b)", b=BIG)
    return used()


def test_options_as_a_decorator_and_precision(shim):
    x = np.linspace(-1, 1, 1000)
    assert [decorated(), decorated()] == [1, 1]
    fast, full = (jxpr.evaluate("tan(x)", x=x, precision=p) for p in ("fast", "full"))
    assert (fast != full).any()
    with jxpr.options(precision="fast"):
        for _ in range(2):
            assert (jxpr.evaluate("tan(x)") == fast).all()
            assert (jxpr.evaluate("tan(x)", precision="full") == full).all()
    for _ in range(2):
        assert (jxpr.evaluate("tan(x)") == full).all()


@pytest.mark.parametrize("threads, kind", [(-1, ValueError), (5000, ValueError), ("two", TypeError), (1.5, TypeError)])
def test_numbers_of_threads_that_are_none(shim, threads, kind):
    for call in (
        lambda: jxpr.evaluate("1", threads=threads),
        lambda: jxpr.options(threads=threads),
        lambda: jxpr.compile("1", threads=threads),
    ):
        with pytest.raises(kind) as e:
            call()
        assert isinstance(e.value, jxpr.Error)


# ---- progress -------------------------------------------------------------------------------------------------------


def slow(progress, threads=None):
    return jxpr.evaluate("sum(sin(b))", b=np.broadcast_to(BIG[0], (400, 1 << 20)), progress=progress, threads=threads)


def test_progress_is_told(shim):
    told = []
    slow(told.append)
    assert told and told == sorted(told) and all(0 <= x <= 1 for x in told)
    inside = []
    thread = threading.Thread(target=lambda: slow(inside.append))
    thread.start()
    thread.join()
    assert inside, "on any thread"
    count = len(told)
    slow(None)
    assert len(told) == count
    with pytest.raises(jxpr.ProgramTypeError, match="progress must be callable"):
        slow(3)


def test_what_progress_raises_stops_it(shim):
    def stop(done):
        raise RuntimeError(f"enough of {done < 2}")

    for _ in range(2):
        with pytest.raises(RuntimeError, match="enough of True"):
            slow(stop)
        assert jxpr.evaluate("1 + 1") == 2
    assert slow(None) > 0


@pytest.mark.parametrize("bar", ["tqdm", "a line"])
def test_a_bar_after_a_while(shim, bar, monkeypatch):
    monkeypatch.setattr(_results, "_PATIENCE", 0)
    if bar == "a line":
        monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)
    slow(True)
    assert "100" in said.getvalue() and "jx" in said.getvalue()
    monkeypatch.setattr(_results, "_PATIENCE", 1e9)
    said.truncate(0)
    slow(True)
    assert not said.getvalue().strip("\0"), "it did not last"


def test_progress_is_not_asked_much(shim):
    told = []
    start = time.monotonic()
    slow(told.append)
    assert len(told) <= 2 + (time.monotonic() - start) / 0.02


# ---- validate -------------------------------------------------------------------------------------------------------


def test_validate(shim):
    a, b = np.ones(3), np.ones(4)
    assert jxpr.validate("2*a") is None and jxpr.validate("a + x", x=1) is None
    cases = {
        "a + b": ValueError,
        "2*": SyntaxError,
        "missing + 1": NameError,
        "sine(a)": NameError,
        "sum(a, axis=3)": IndexError,
        "a & 1.5": TypeError,
        "hidden + a": TypeError,
    }
    for text, kind in cases.items():
        error = jxpr.validate(text)
        assert isinstance(error, jxpr.Error), text
        assert kind is SyntaxError or isinstance(error, kind), text
        with pytest.raises(type(error)) as e:
            jxpr.evaluate(text)
        assert str(e.value) == str(error)
    assert jxpr.validate("a", out=np.zeros(3)) is None
    assert isinstance(jxpr.validate("a", out=b), ValueError)
    assert isinstance(jxpr.validate("a", out=[1]), TypeError)
    assert isinstance(jxpr.validate("a", order="Z"), ValueError)
    calls = jxpr.stats()["calls"]
    jxpr.validate("a*17")
    assert jxpr.stats()["calls"] == calls
