"""jit(): functions give what NumPy gives of the same text, and say where they cannot."""

import builtins
import concurrent.futures
import copy
import linecache
import math
import multiprocessing
import pickle
import re
import textwrap
from math import hypot, pi, sqrt as root

import numpy as np
import numpy as xp
import pytest

import jxpr

K = 2.5
WEIGHTS = np.array([0.2126, 0.7152, 0.0722])
AXIS = 1


class Settings:
    scale = 3.0


@jxpr.jit
def standardised(x, axis=None, ddof=0):
    """Mean 0, deviation 1."""
    m = np.mean(x, axis=axis, keepdims=True)
    return (x - m)/x.std(axis=axis, ddof=ddof, keepdims=True)


@jxpr.jit
def polar(x, y):
    return np.hypot(x, y), np.arctan2(y, x)


# ---- Functions whose text runs under NumPy as well -----------------------------------------------


def constants(x, y):
    return x*np.pi + math.tau - xp.e*y + pi


def outside(x, y):
    return K*x + Settings.scale*y


def weights(x, y):
    return x @ WEIGHTS + np.sum(y*WEIGHTS, axis=-1)


def reassigned(x, y):
    x = x + 1
    z: float = x*y
    z -= 2
    z *= y
    x = x*z
    return x


def swapped(x, y):
    a, b = x + 1, y
    a, b = b, a
    (c, d) = a, b
    return a - b*c/(1 + d*d)


def pairs(x, y):
    q, r = np.divmod(x, y*y + 1)
    f, i = np.modf(x)
    m, e = np.frexp(y)
    s, t = divmod(x, 3)
    return q, r, f, i, m, e, s, t


def methods(x, y):
    return x.sum(), y.mean(axis=0), x.T.max(axis=1), x.astype(np.float32), x.clip(-1, 1), x.reshape(-1, 2).copy()


def shapes(x, y):
    h, w = x.shape
    return x.size + x.ndim + x.shape[0] + h*w + len(y) + y.shape[-1]


def indices(x, y):
    return x[::-1, 1:] - y[..., None, 0], x[np.newaxis].sum(axis=0), y[-1], x[x > 0].sum()


def logic(x, y):
    return np.where((x > 0) & (y < 0) | ~(x < y), x, -y), np.logical_and(x, y), 1 if AXIS is None else 2


def tables(x, y):
    k = np.array([1.0, 2.0, 3.0])
    t = np.asarray([[1], [2]], dtype=np.float32)
    return x*k, t*y[:2, :], np.stack([x, y]), np.concatenate((x, y), axis=AXIS), np.asarray(x)


def shaped(x, y):
    return np.zeros((2, 3)) + x[:2], np.full((1, 3), 7)*y, np.transpose(x, (1, 0)), np.moveaxis(x, 0, -1), y.transpose(1, 0)


def norms(x, y):
    return np.linalg.norm(x), np.linalg.norm(y, axis=1), np.linalg.norm(x, axis=0, keepdims=True)


def local_import(x, y):
    import math as m
    from numpy import cos as cosine

    pass
    return cosine(x)*m.pi + y


def named_e(x, y):
    e = x + 1
    inf = y*2
    return e*inf + math.e


def static_branches(x, y):
    if AXIS is None:
        z = x
    elif not (AXIS is None):
        z = y*2
    else:
        z = x/0
    if AXIS is not None and K is not None:
        return z + 1
    return z


def chained(x, y):
    a = b = x*2
    b = b + 1
    return a, b


def constant_only(x, y):
    return 1, x, 2.5


def of_bool(x, y):
    return np.any(x > 1), np.all(x > -99), builtins.abs(x), pow(x, 2), np.round(y, 1), x.real, x.imag


FUNCTIONS = [
    constants, outside, weights, reassigned, swapped, pairs, methods, shapes, indices, logic, tables, shaped, norms,
    local_import, named_e, static_branches, chained, constant_only, of_bool,
]  # fmt: skip


@pytest.mark.parametrize("dtype", ["float64", "float32", "int64"])
@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
def test_means_what_it_means_under_numpy(function, dtype):
    rng = np.random.default_rng(7)
    x, y = (rng.integers(-5, 6, (4, 3)).astype(dtype) for _ in range(2))
    if dtype != "int64":
        x, y = x + np.asarray(0.25, dtype), y + np.asarray(0.5, dtype)
    expected, got = function(x, y), jxpr.jit(function)(x, y)
    assert isinstance(expected, tuple) == isinstance(got, tuple)
    pairs = zip(expected, got) if isinstance(expected, tuple) else [(expected, got)]
    for want, have in pairs:
        assert np.shape(want) == np.shape(have)
        if function is not shapes and np.asarray(want).dtype.itemsize == 8:
            assert np.asarray(want).dtype == np.asarray(have).dtype
        np.testing.assert_allclose(have, want, rtol=1e-5 if dtype == "float32" else 1e-13)


@pytest.mark.parametrize("x, y", [(3.0, -4.5), (2, 7), (0, 0)])
def test_scalars(x, y):
    @jxpr.jit
    def both(x, y):
        return max(x, y, 1), min(x, y), root(abs(x)) + math.log(x*x + 2, 2), hypot(x, y), int(x), float(y), x < y < 9

    expected = max(x, y, 1), min(x, y), root(abs(x)) + math.log(x*x + 2, 2), hypot(x, y), int(x), float(y), x < y < 9
    np.testing.assert_allclose(both(x, y), expected, rtol=1e-15)


def test_literals_make_a_program_for_each_value():
    x = np.arange(12.0).reshape(3, 4)**2
    for axis in (None, 0, 1, -1, (0, 1), np.int64(1), 0):
        m = x.mean(axis=None if axis is None else axis, keepdims=True)
        want = (x - m)/x.std(axis=axis, ddof=1, keepdims=True)
        np.testing.assert_allclose(standardised(x, axis, 1), want, rtol=1e-14)
        np.testing.assert_allclose(standardised(x, ddof=1, axis=axis), want, rtol=1e-14)
    made = len(standardised._made)
    standardised(x, 0, 1)
    assert len(standardised._made) == made


def test_dtypes_and_axes_pass_through_functions():
    @jxpr.jit
    def total(x, axis=None, dtype=np.float64):
        return np.sum(x, axis, dtype=dtype)

    @jxpr.jit
    def both(x, axis):
        return total(x, axis=axis), total(x), total(x, axis, np.float32)

    x = np.arange(6, dtype=np.float32).reshape(2, 3)
    a, b, c = both(x, 1)
    assert (a.tolist(), a.dtype, b, b.dtype, c.dtype) == ([3, 12], np.float64, 15, np.float64, np.float32)
    assert both(x, 0)[0].tolist() == [3, 5, 7]


def test_functions_call_functions():
    @jxpr.jit
    def scaled(x, by=WEIGHTS):
        x = x*by
        return x

    @jxpr.jit
    def all_of_it(x, y):
        r, phi = polar(x, y)
        x = scaled(x)
        return scaled(scaled(x, by=y), 2) + r + phi

    x, y = np.arange(3.0), np.arange(1.0, 4.0)
    want = x*WEIGHTS*y*2 + np.hypot(x, y) + np.arctan2(y, x)
    np.testing.assert_allclose(all_of_it(x, y), want, rtol=1e-14)


def test_names_outside_are_looked_up_at_each_call(monkeypatch):
    factor = 2

    @jxpr.jit
    def f(x):
        return x*factor + K

    assert f(np.ones(2)).tolist() == [4.5, 4.5]
    factor = np.array([1.0, 3.0])
    monkeypatch.setitem(globals(), "K", 0)
    assert f(np.ones(2)).tolist() == [1, 3]


def test_literals_outside_are_looked_up_at_each_call(monkeypatch):
    @jxpr.jit
    def f(x):
        return np.sum(x, axis=AXIS)

    x = np.arange(6).reshape(2, 3)
    assert f(x).tolist() == [3, 12]
    monkeypatch.setitem(globals(), "AXIS", 0)
    assert f(x).tolist() == [3, 5, 7]
    monkeypatch.setitem(globals(), "AXIS", None)
    assert f(x) == 15


def test_keywords_defaults_out_and_names():
    @jxpr.jit
    def f(a, /, b=2, *, c=3):
        return a + 10*b + 100*c

    assert [f(1), f(1, 1), f(1, c=1), f(1, b=1, c=1)] == [321, 311, 121, 111]
    out = np.empty(2)
    assert f(np.arange(2), out=out) is out and out.tolist() == [320, 321]

    @jxpr.jit
    def g(x, out):
        return x - out

    assert g(3, out=1) == 2
    assert (standardised.__name__, standardised.__doc__) == ("standardised", "Mean 0, deviation 1.")
    for wrong in (lambda: f(), lambda: f(a=1), lambda: f(1, d=2), lambda: f(1, 2, 3)):
        with pytest.raises(TypeError, match=r"f\(\) "):
            wrong()


def test_lambdas_and_tuples_of_one():
    double, triple = jxpr.jit(lambda x: 2*x), jxpr.jit(lambda x: 3*x)
    assert (double(4), triple(4)) == (8, 12)
    made = jxpr.jit(
        lambda x, y=1:
            x*2 +
            y
    )  # fmt: skip
    assert made(3) == 7

    @jxpr.jit
    def one(x):
        return (x + 1,)

    assert one(1) == (2,)


def test_precision_is_passed_on():
    @jxpr.jit(precision="fast")
    def f(x):
        return np.tan(x)

    x = np.linspace(-1, 1, 1000)
    assert (f(x) == jxpr.evaluate("tan(x)", {"x": x}, precision="fast")).all()
    with pytest.raises(ValueError, match="precision"):
        jxpr.jit(precision="exact")


def test_names_that_are_not_ascii():
    @jxpr.jit
    def f(größe, π):
        ε = größe*π
        return ε + 1

    assert f(2, np.arange(2)).tolist() == [1, 3]


def test_pickle_copy_and_processes():
    assert pickle.loads(pickle.dumps(polar)) is polar
    assert copy.copy(polar) is polar and copy.deepcopy([polar])[0] is polar and hash(polar)
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert list(pool.map(polar, [3.0, 6.0], [4.0, 8.0]))[1][0] == 10


def test_many_threads():
    @jxpr.jit
    def f(x, axis):
        return np.sum(x*2, axis=axis)

    x = np.ones((3, 5))
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda i: f(x, (None, 0, 1)[i % 3]), range(300)))
    assert all(np.all(r == (30, 6, 10)[i % 3]) for i, r in enumerate(results))
    assert len(f._made) == 3


# ---- What cannot be ------------------------------------------------------------------------------

REFUSED = {
    "for v in x:\n    pass\nreturn x": (1, "a loop over elements"),
    "while x:\n    pass\nreturn x": (1, "a loop"),
    "y = [v for v in x]\nreturn y": (1, "a comprehension"),
    "x.k = 3\nreturn x": (1, "does not assign to attributes"),
    "x[0] = 3\nreturn x": (1, "does not assign to elements"),
    "x[0] += 3\nreturn x": (1, "does not assign to elements"),
    "x += 1\nreturn x": (1, "not the function's own: write x = x + ..."),
    "y = x.T\ny += 1\nreturn y": (2, "not the function's own"),
    "y = z = x*2\ny += 1\nreturn y": (2, "not the function's own"),
    "if x > 0:\n    return 1\nreturn 2": (1, "an 'if' that depends on elements"),
    "y = 1": (0, "returns nothing"),
    "return": (1, "a program has a result"),
    "return ()": (1, "a program has a result"),
    "print(x)\nreturn x": (1, "the value of this statement is not used"),
    "z = y\ny = x\nreturn z": (1, "name 'y' is used before it is assigned"),
    "return nothing_of_this_name": (1, "unknown name 'nothing_of_this_name'"),
    "return np.nothing": (1, "'np' has no attribute 'nothing'"),
    "return np.median(x)": (1, "unknown function 'median'"),
    "return np.dot(x, x)": (1, "x @ y"),
    "return helper(x)": (1, "put @jit before it"),
    "return np": (1, "'np' is a module"),
    "return np.sin": (1, "'np.sin' is a function"),
    "return x(1)": (1, "'x' is an array here"),
    "return x.tolist()": (1, "no method 'tolist'"),
    "return x.flags": (1, "attribute 'flags'"),
    "return x.shape": (1, "a shape is no value"),
    "return np.sin(x, out=x)": (1, "give out= to the call"),
    "return np.sin(*x)": (1, "'*' is not taken"),
    "return np.sin(**x)": (1, "'**' is not taken"),
    "return lambda: x": (1, "a lambda"),
    "def g():\n    pass\nreturn x": (1, "a function inside a function"),
    "a, b, c = x, x\nreturn a": (1, "3 names for 2 values"),
    "a, b = x\nreturn a": (1, "can be taken apart"),
    "a, *b = x, x\nreturn a": (1, "only names can be assigned"),
    "global K\nK = 1\nreturn x": (1, "assigns no names outside"),
    "assert x is None\nreturn x": (1, "cannot check"),
    "raise ValueError": (1, "cannot raise"),
    "return f'{x}'": (1, "a formatted string"),
    "return {'a': x}": (1, "a dict"),
    "return (y := x)": (1, "':=' is not taken"),
    "return x, (x, x)": (1, "a tuple is no value"),
    "return polar(x, x) + 1": (1, "a tuple of 2"),
    "return polar(x)": (1, "missing a required argument: 'y'"),
    "return x is x": (1, "'is' of arrays"),
    "return math.isclose(x, 1)": (1, "no function 'math.isclose'"),
    "return np.array([x, x])": (1, "np.stack"),
    "import nothing_of_this_name\nreturn x": (1, "No module named"),
    "yield x": (1, "a program gives all results at once"),
    "return itself(x)": (1, "calls itself"),
    "x = x.astype(object)\nreturn x": (1, "no dtype that jx knows"),
}


def helper(x):
    return x


def from_text(body, name="itself"):
    text = f"def {name}(x):\n" + textwrap.indent(body, "    ") + "\n"
    filename = f"<cell {abs(hash(body))}>"
    linecache.cache[filename] = len(text), None, text.splitlines(True), filename
    space = {"np": np, "math": math, "helper": helper, "polar": polar}
    exec(compile(text, filename, "exec"), space)
    space[name] = jxpr.jit(space[name])
    return space[name], filename


@pytest.mark.parametrize("body", REFUSED)
def test_what_cannot_be_says_where_and_why(body):
    f, filename = from_text(body)
    line, reason = REFUSED[body]
    with pytest.raises(jxpr.JitError, match=re.escape(reason)) as caught:
        f(np.ones(3))
    assert f'File "{filename}", line {line + 1}, in itself' in str(caught.value)
    assert caught.value.line == line + 1 and isinstance(caught.value, ValueError)
    assert pickle.loads(pickle.dumps(caught.value)).line == line + 1


def test_errors_of_calls_tell_the_line():
    f, filename = from_text("y = x + 1\nz = y + np.ones(3)\nreturn z")
    assert f(np.ones(3)).tolist() == [3, 3, 3]
    with pytest.raises(jxpr.ProgramValueError, match="could not be broadcast") as caught:
        f(np.ones(2))
    assert f'File "{filename}", line 3, in itself' in str(caught.value)
    with pytest.raises(TypeError, match="operand 'x' has dtype object"):
        f([None])


def test_without_source():
    f = jxpr.jit(eval("lambda x: x + 1"))
    with pytest.raises(jxpr.JitError, match="no source"):
        f(1)
    space = {}
    exec("def g(x):\n    return x", space)
    with pytest.raises(jxpr.JitError, match="g has no source"):
        jxpr.jit(space["g"])(1)


def test_a_source_that_has_changed():
    f, filename = from_text("return x + 1")
    text = linecache.cache[filename][2]
    linecache.cache[filename] = 1, None, [text[0], "    return x + 2\n"], filename
    with pytest.raises(jxpr.JitError, match="changed since"):
        f(1)


def test_what_is_no_function():
    for wrong in (3, np.sin, "x", len, type):
        with pytest.raises(TypeError, match="jit takes a Python function"):
            jxpr.jit(wrong)
    with pytest.raises(TypeError, match=r"no '\*rest'"):
        jxpr.jit(lambda *rest: 1)
