"""What nobody should pass: random bytes and programs as text, random objects as operands, results and names, objects that
lie or fail. Every one is a Python exception of the right class, never a crash. JX_HOSTILE_EXAMPLES sets how many of each
Hypothesis draws (default 150).
"""

import array
import os
import weakref

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import jxpr

EXAMPLES = int(os.environ.get("JX_HOSTILE_EXAMPLES", "150"))
A = np.arange(6.0)
short = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


def tried(function):
    """Its value, or the error of jx's that it raised; any other exception is a failure."""
    try:
        return function()
    except jxpr.Error as error:
        assert error.message and str(error).startswith("error: ") and error.status != "internal error", str(error)
        return error


# ---- Text -----------------------------------------------------------------------------------------------------------

WORDS = [f["names"][0] for f in jxpr.functions()] + "a b x pi 1 2.5 0x1f 1e9 2j True None 'ab' b'c' float32 int8".split()
MARKS = list("+-*/%()[]{},:;=<>&|^~@.#\n\\'\"") + ["**", "//", "<<", "==", "!=", " if ", " else ", " and ", "not ", "..."]
TEXTS = st.lists(st.sampled_from(WORDS + MARKS), max_size=14).map("".join)


@short
@given(st.binary(max_size=60))
def test_bytes_as_a_program(program):
    tried(lambda: jxpr.evaluate(program, {"a": A, "b": 2, "x": A > 2}))
    tried(lambda: jxpr.compile(program).explain())
    assert isinstance(jxpr.validate(program, {"a": A}), (jxpr.Error, type(None)))


@short
@given(st.text(max_size=40))
def test_text_as_a_program(program):
    tried(lambda: jxpr.evaluate(program, {"a": A}))
    tried(lambda: jxpr.evaluate(program))
    tried(lambda: jxpr.compile(program).outputs)


@short
@given(TEXTS)
def test_words_as_a_program(program):
    tried(lambda: jxpr.evaluate(program, {"a": A, "b": 2, "x": A > 2}))
    kernel = tried(lambda: jxpr.compile(program))
    if isinstance(kernel, jxpr.Kernel):
        assert len(kernel.outputs) == kernel.nresults, program


# ---- Objects --------------------------------------------------------------------------------------------------------

NUMBERS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.complex_numbers(), st.text(max_size=5), st.binary(max_size=5)
)
OBJECTS = st.recursive(
    NUMBERS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(inner, inner),
        st.dictionaries(st.text(max_size=3), inner, max_size=3),
        st.sets(st.integers(), max_size=3),
        st.lists(inner, max_size=3).map(lambda x: array.array("b", b"abc") if len(x) > 2 else bytearray(b"xy")),
    ),
    max_leaves=12,
)


@short
@given(OBJECTS, OBJECTS)
def test_objects_as_operands(one, other):
    for text in ("a + b", "a", "sum(a)", "where(a, b, 1)"):
        tried(lambda: jxpr.evaluate(text, {"a": one, "b": other}))
    tried(lambda: jxpr.evaluate("a + b", a=one, b=other, wrap=True))
    tried(lambda: jxpr.compile("a + b")(one, b=other))
    tried(lambda: jxpr.hypot(one, other))


@short
@given(OBJECTS)
def test_objects_as_anything_else(thing):
    for call in (
        lambda: jxpr.evaluate("a", {"a": A}, out=thing),
        lambda: jxpr.evaluate(thing, {"a": A}),
        lambda: jxpr.evaluate("a", thing),
        lambda: jxpr.evaluate("a", {"a": A}, thing),
        lambda: jxpr.evaluate("a", {"a": A}, casting=thing),
        lambda: jxpr.evaluate("a", {"a": A}, order=thing),
        lambda: jxpr.evaluate("a", {"a": A}, threads=thing) if not type(thing) is int or thing > 64 else None,
        lambda: jxpr.evaluate("a", {"a": A}, precision=thing),
        lambda: jxpr.evaluate("a", {"a": A}, progress=thing) if thing is not True else None,
        lambda: jxpr.compile("a", thing),
        lambda: jxpr.compile("a", a=thing),
        lambda: jxpr.compile("a")(A, out=thing),
        lambda: jxpr.compile("a").map(thing) if isinstance(thing, (list, tuple)) else None,
        lambda: jxpr.options(precision=thing),
    ):
        tried(call)


# ---- One by one -----------------------------------------------------------------------------------------------------


def refused(value, kind=TypeError):
    for call in (
        lambda: jxpr.evaluate("a + 1", {"a": value}),
        lambda: jxpr.evaluate("a + 1", a=value),
        lambda: jxpr.compile("a + 1")(value),
        lambda: jxpr.exp(value),
    ):
        with pytest.raises(jxpr.Error) as e:
            call()
        assert isinstance(e.value, kind), e.value


class Raises:
    def __init__(self, error):
        self.error = error

    def __array__(self, *args, **kwargs):
        raise self.error


class Lies:
    """Says one shape, and gives another."""

    shape, ndim, size, dtype = (10**12,), 1, 10**12, np.dtype("f8")

    def __init__(self, array):
        self._array = array

    def __len__(self):
        return 10**12

    def __array__(self, *args, **kwargs):
        return self._array


class Sulks:
    def __getattr__(self, name):
        raise KeyError(name)


class Wide(np.ndarray):
    shape = property(lambda self: (10**9,))
    strides = property(lambda self: (8,))
    ndim = property(lambda self: 40)
    dtype = property(lambda self: np.dtype("c16"))


def test_arrays_that_are_none():
    for error in (ZeroDivisionError("x"), ReferenceError("x"), OSError("x"), RecursionError("x"), AttributeError("x")):
        refused(Raises(error))
    refused(Raises(ValueError("x")), ValueError)
    refused(np.array([1, "x"], dtype=object))
    refused(np.array([A, None], dtype=object))
    refused([[1.0], [1.0, 2.0]], ValueError)
    refused(Sulks())
    endless = [1.0]
    endless.append(endless)
    refused(endless, jxpr.Error)
    for value in (None, {}, set(), object(), type, print, lambda: 1, iter([]), Ellipsis, slice(3)):
        refused(value)


def test_shapes_that_lie():
    assert jxpr.evaluate("sum(a)", a=Lies(A)) == 15 and jxpr.compile("a + 1")(Lies(A)).shape == (6,)
    assert jxpr.evaluate("sum(a)", a=A.view(Wide)) == 15
    refused(Lies(3), ValueError)
    out = A.copy().view(Wide)
    assert jxpr.evaluate("2*a", a=A, out=out) is out and np.asarray(out).tolist() == (2 * A).tolist()


def test_weak_references_to_nothing():
    class Array(np.ndarray):
        pass

    kept = A.view(Array)
    alive = weakref.proxy(kept)
    assert jxpr.evaluate("sum(a)", a=alive) == 15
    del kept
    refused(alive)
    refused(weakref.ref(A.view(Array)))
    with pytest.raises(jxpr.ProgramTypeError):
        jxpr.evaluate("a", a=A, out=alive)


def test_mappings_that_lie():
    class Has(dict):
        def __contains__(self, name):
            return True

    class Fails(dict):
        def __contains__(self, name):
            raise OSError("no disk")

    with pytest.raises(NameError):
        jxpr.evaluate("a + 1", Has())
    with pytest.raises(OSError, match="no disk"):
        jxpr.evaluate("a + 1", Fails())
    assert jxpr.evaluate("a + 1", {1: 2, None: 3, "a": 4, "not a name": 5}) == 5


def test_results_that_cannot_be_written():
    for out in ([1.0], "text", 3, None.__class__, np.float64(1), (np.zeros(6), np.zeros(6)), [np.zeros(6)], (3,), ([],)):
        for call in (lambda: jxpr.evaluate("a", a=A, out=out), lambda: jxpr.compile("a")(A, out=out)):
            with pytest.raises(jxpr.Error) as e:
                call()
            assert isinstance(e.value, (TypeError, ValueError))
    locked = np.zeros(6)
    locked.flags.writeable = False
    for casting in ("same_kind", "unsafe", "no"):
        with pytest.raises(ValueError, match="read-only"):
            jxpr.evaluate("a", a=A, out=locked, casting=casting)


def test_a_value_that_evaluates_and_one_that_exits():
    class Deep:
        def __array__(self, *args, **kwargs):
            return jxpr.evaluate("b*2", b=A)

    class Exits:
        def __array__(self, *args, **kwargs):
            raise SystemExit(3)

    assert jxpr.evaluate("a + 1", a=Deep()).tolist() == (2 * A + 1).tolist()
    with pytest.raises(SystemExit):
        jxpr.evaluate("a + 1", a=Exits())
    assert jxpr.evaluate("a + 1", a=A).tolist() == (A + 1).tolist()
