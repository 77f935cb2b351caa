"""What may be an operand or a result: subclasses, foreign dtypes, objects that are no arrays, and what messages say."""

import decimal
import fractions
import math
import sys
import types

import numpy as np
import pytest

import jxpr

FOREIGN = ">" if sys.byteorder == "little" else "<"


class Sub(np.ndarray):
    pass


class Gives:
    """An object that is no array and makes one."""

    def __init__(self, array):
        self.array = array

    def __array__(self, dtype=None, copy=None):
        if isinstance(self.array, Exception):
            raise self.array
        return self.array


class Sparse:
    def toarray(self):
        raise AssertionError("not asked for")


def refuses(value, *words, cls=jxpr.ProgramTypeError, builtin=TypeError):
    for look in (jxpr.evaluate, jxpr.emit):
        with pytest.raises(cls) as e:
            look("x + 1", {"x": value})
        assert isinstance(e.value, jxpr.Error) and isinstance(e.value, builtin)
        assert str(e.value) == f"error: {e.value.message}\n" and "\n" not in e.value.message
        assert "operand 'x'" in e.value.message
        for word in words:
            assert word in e.value.message, (word, e.value.message)


# ---- Subclasses -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "m",
    [
        np.ma.array([1.0, 2.0, 3.0], mask=[0, 0, 1]),
        np.ma.array([1, 2, 3]),  # no mask at all
        np.ma.masked,
        np.ma.array(3.0, mask=True),
        np.ma.array([(1.0, 2)], dtype=[("x", "f8"), ("y", "i8")]),
        np.ma.array([1, None], dtype=object),
        np.ma.array([1.0], dtype=FOREIGN + "f8"),
        np.ma.MaskedArray([["a"]]),
        Gives(np.ma.array([1.0, 2.0], mask=[0, 1])),
    ],
    ids=range(9),
)
def test_masked_arrays(m):
    refuses(m, "masked array", "m.filled(", "where=")
    if not isinstance(m, Gives):
        refuses([m], "an element of", "masked array", "m.filled(")
        refuses(([1.0], (m, 2.0)), "an element of", "masked array", "m.filled(")


def test_what_the_message_says_of_masked_arrays_works():
    m = np.ma.array(np.arange(6.0).reshape(2, 3), mask=[[0, 0, 1], [1, 0, 0]])
    assert jxpr.evaluate("sum(m)", {"m": m.filled(0)}) == m.sum()
    got = jxpr.evaluate("mean(m, axis=1, where=counts)", {"m": m.data, "counts": ~m.mask})
    assert got.tolist() == m.mean(axis=1).tolist()
    assert jxpr.evaluate("1 + 1", {"m": m}) == 2, "not used"


@pytest.mark.filterwarnings("ignore:the matrix subclass")
def test_matrices():
    m = np.matrix([[1.0, 2.0], [3.0, 4.0]])
    refuses(m, "numpy.matrix", "numpy.asarray(m)")
    refuses([m], "an element of", "numpy.matrix")
    refuses(Gives(m), "numpy.matrix")
    assert jxpr.evaluate("m*m", {"m": np.asarray(m)}).tolist() == [[1, 4], [9, 16]]


def test_other_subclasses_are_arrays(tmp_path):
    plain = np.arange(6.0).reshape(2, 3)
    mapped = np.memmap(tmp_path / "m", dtype=float, mode="w+", shape=(2, 3))
    mapped[:] = plain
    record = np.rec.array([(float(i),) for i in range(6)], dtype=[("x", "f8")]).x.reshape(2, 3)
    for value in (plain.view(Sub), mapped, record, plain.view(np.recarray), Gives(plain), Gives(plain.view(Sub))):
        got = jxpr.evaluate("2*x", {"x": value})
        assert type(got) is np.ndarray and got.tolist() == (2 * plain).tolist()
    out = np.zeros((2, 3)).view(Sub)
    assert jxpr.evaluate("x + 1", {"x": plain}, out=out) is out and out.sum() == 21


@pytest.mark.filterwarnings("ignore:the matrix subclass")
def test_given_results():
    a = np.arange(3.0)
    for out, words in (
        (np.ma.zeros(3), ("'out' is a masked array", "m.data")),
        (np.matrix([0.0, 0, 0]), ("'out' is a numpy.matrix", "numpy.asarray(m)")),
        ([np.zeros(3)], ("NumPy arrays, one or a tuple of them, not a value of type list",)),
        ("text", ("not a value of type str",)),
        (np.zeros(3, "U2"), ("cannot write float64 into a result of str",)),
    ):
        with pytest.raises(jxpr.ProgramTypeError) as e:
            jxpr.evaluate("a + 1", {"a": a}, out=out)
        assert isinstance(e.value, TypeError)
        for word in words:
            assert word in e.value.message
    with pytest.raises(jxpr.ProgramValueError, match="the program has 1 results, out has 2"):
        jxpr.evaluate("a + 1", {"a": a}, out=(a, a))
    m = np.ma.array(np.zeros(3), mask=[0, 1, 0])
    jxpr.evaluate("a + 1", {"a": a}, out=m.data)
    assert m.data.tolist() == [1, 2, 3] and m.tolist() == [1, None, 3]


def test_results_that_interleave():
    """They share no byte, whatever the strides; those that do are refused."""
    a = np.arange(6.0)
    o = np.zeros(12)
    jxpr.evaluate("a, -a", {"a": a}, out=(o[0::2], o[1::2]))
    assert o.tolist() == np.stack([a, -a], 1).ravel().tolist()
    for columns in (6, 7):
        o = np.zeros((5, columns))
        parts = [o[i::2, j::2] for i in (0, 1) for j in (0, 1)]
        operands = {f"p{k}": np.full(part.shape, k + 1.0) for k, part in enumerate(parts)}
        jxpr.evaluate("p0, p1, p2, p3", operands, out=tuple(parts))
        assert o.tolist() == [[1 + 2 * (i % 2) + j % 2 for j in range(columns)] for i in range(5)]
    for columns in (6, 7):  # with 7, rows begin at any place modulo the columns' stride
        o = np.zeros((5, columns))
        even, odd = o[:, ::2], o[:, 1::2]
        jxpr.evaluate("x, y", {"x": np.full(even.shape, 1.0), "y": np.full(odd.shape, 2.0)}, out=(even, odd))
        assert o.tolist() == [[1 + j % 2 for j in range(columns)]] * 5
    o = np.zeros(24)
    jxpr.evaluate("a, -a", {"a": a[:3]}, out=(o[0::4][:3], o[3::6][:3]))
    assert o.tolist() == [0, 0, 0, 0, 1, 0, 0, 0, 2, -1, 0, 0, 0, 0, 0, -2] + [0] * 8
    for parts in ((o[0:6], o[5:11]), (o[0::2][:6], o[0::3][:6]), (o[0:6], o[0:6])):
        with pytest.raises(jxpr.ProgramValueError, match="results 1 and 2 overlap"):
            jxpr.evaluate("a, -a", {"a": a}, out=parts)


# ---- Dtypes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value, words",
    [
        (np.array(["a"], np.dtypes.StringDType()), ["strings of any length", "a.astype('U')"]),
        (np.zeros(2, [("lon", "f8"), ("lat", "f8")]), ["fields", "a['lon']"]),
        (np.zeros(2, "V3"), ["|V3"]),
        (np.zeros(2, object), ["dtype object", "astype(float)"]),
        ([1, None], ["dtype object"]),
        ([2**70, 1], ["dtype object"]),
        (None, ["is None"]),
        ({}, ["of type dict"]),
        ({1, 2}, ["of type set"]),
        (object(), ["of type object"]),
        ((i for i in range(3)), ["of type generator"]),
        (np.sin, ["of type ufunc", "call it"]),
        (lambda: 1, ["of type function", "call it"]),
        (decimal.Decimal("0.5"), ["of type Decimal", "float(x)"]),
        (fractions.Fraction(1, 2), ["of type Fraction", "float(x)"]),
        (Sparse(), ["sparse (Sparse)", "toarray()"]),
        (Gives(TypeError("not on this device")), ["of type Gives", "not on this device"]),
        (Gives(RuntimeError("requires grad")), ["of type Gives", "requires grad"]),
    ],
    ids=lambda v: repr(v)[:30],
)
def test_refused(value, words):
    refuses(value, *words)


def test_refused_by_their_size():
    value = {"cls": jxpr.ProgramValueError, "builtin": ValueError}
    refuses([[1.0], [1.0, 2.0]], "of type list", "inhomogeneous", **value)
    refuses(np.zeros((1,) * 33), "rank 33, not 0 to 32", **value)


def test_long_doubles():
    if np.dtype("longdouble") == np.dtype("float64"):
        assert jxpr.evaluate("x + 1", {"x": np.longdouble(2)}) == 3
        return
    refuses(np.longdouble(2), str(np.dtype("longdouble")), "astype('float64')")
    refuses(np.zeros(2, "clongdouble"), "astype('complex128')")


def test_what_the_advice_gives():
    fields = np.array([(1.0, 2.0)], [("lon", "f8"), ("lat", "f8")])
    assert jxpr.evaluate("x + 1", {"x": fields["lat"]}).tolist() == [3]
    packed = np.zeros(4, [("c", "i1"), ("x", "f8")])
    packed["x"] = range(4)
    assert jxpr.evaluate("x + 1", {"x": packed["x"]}).tolist() == [1, 2, 3, 4]
    assert jxpr.evaluate("x + 1", {"x": float(decimal.Decimal("0.5"))}) == 1.5


def test_a_list_that_holds_itself():
    value = [1.0]
    value.append(value)
    refuses(value, "of type list", cls=jxpr.Error, builtin=Exception)


# ---- Programs and names ---------------------------------------------------------------------------------------------


def test_programs_as_bytes():
    a = np.arange(3.0)
    assert jxpr.evaluate(b"a + 1", {"a": a}).tolist() == [1, 2, 3]
    assert jxpr.evaluate("# α\na + 1".encode(), {"a": a}).tolist() == [1, 2, 3]
    assert jxpr.emit(b"2*a", {"a": a}, "ast") == jxpr.emit("2*a", {"a": a}, "ast")
    for text in (b"a + \xff", "a + \udcff", "a + \ud800"):
        with pytest.raises(jxpr.ProgramSyntaxError) as e:
            jxpr.evaluate(text, {"a": a})
        assert e.value.message == "the program is not valid UTF-8" and e.value.offset == 4
    for text in (3, None, ["a"], bytearray(b"a"), a):
        with pytest.raises(jxpr.ProgramTypeError, match="must be a str, or bytes"):
            jxpr.evaluate(text, {"a": a})


def test_operands_are_a_mapping():
    for operands in ([], "ab", 3, b""):
        with pytest.raises(jxpr.ProgramTypeError, match="must be a mapping"):
            jxpr.evaluate("a", operands)

    class Counted(dict):
        asked = 0

        def __getitem__(self, name):
            self.asked += 1
            return super().__getitem__(name)

    lazy = Counted(a=np.arange(3.0), b=1)
    assert jxpr.evaluate("a + a + pi*0", lazy).tolist() == [0, 2, 4] and lazy.asked == 1
    proxy = types.MappingProxyType({"a": 2})
    assert jxpr.evaluate("a + 1", proxy) == 3


def test_modules_are_no_operands():
    a = np.arange(3.0)
    assert jxpr.evaluate("a + pi", {"a": a, "pi": math}).tolist() == (a + np.pi).tolist()
    with pytest.raises(jxpr.ProgramNameError, match="unknown name 'np'"):
        jxpr.evaluate("np + a", {"a": a, "np": np})


# ---- Indices --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["a[9]", "a[-4]", "a[k]", "a[0, 0]", "sum(a, axis=1)", "(a + 1)[3]"])
def test_index_errors(text):
    """NumPy raises an IndexError for each; its AxisError is a ValueError besides."""
    operands = {"a": np.arange(3.0), "k": 7}
    for _ in range(2):
        with pytest.raises(IndexError) as e:
            jxpr.evaluate(text, operands)
        assert type(e.value) is jxpr.ProgramIndexError
        assert isinstance(e.value, jxpr.ProgramValueError) and isinstance(e.value, ValueError)
        assert e.value.status == "shape error" and e.value.length > 0
    with pytest.raises(jxpr.ProgramValueError) as e:
        jxpr.evaluate("a + b", {"a": np.arange(3.0), "b": np.arange(2.0)})
    assert not isinstance(e.value, IndexError)
