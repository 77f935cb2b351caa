"""Operands of all kinds: the interfaces that NumPy knows, pandas and Arrow. What can be read where it lies is not copied."""

import array
import ctypes
import mmap

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import jxpr
from jxpr import _library as c
from jxpr._arrays import _describe

A = np.arange(6.0)


def address(value):
    """Where jx would read it; the object that keeps it alive is dropped."""
    seen = c.Array()
    _describe(seen, value, "operand 'x'")
    return seen.data


def of(array):
    return array.__array_interface__["data"][0]


def double(value):
    return jxpr.evaluate("x + x", {"x": value})


def with_interface(array, name):
    """An object with one interface alone, which is looked up in its type."""

    def give(self, *args, **kwargs):
        return getattr(array, name)(*args, **kwargs)

    if name in ("__array_interface__", "__array_struct__"):
        body = {name: property(lambda self: getattr(array, name))}
    else:
        body = {name: give}
    if name == "__dlpack__":
        body["__dlpack_device__"] = lambda self: array.__dlpack_device__()
    return type("Has", (), body)()


# ---- Without a copy -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["__array__", "__array_interface__", "__array_struct__", "__dlpack__"])
@pytest.mark.parametrize("view", [A, A[::-2], A.reshape(2, 3).T, A[:0], np.arange(3, dtype="i2")], ids=range(5))
def test_interfaces(name, view):
    value = with_interface(view, name)
    assert double(value).tolist() == (view + view).tolist()
    assert view.size == 0 or address(value) == of(view)


def test_buffers(tmp_path):
    numbers = array.array("d", [1.5, 2.5])
    assert double(numbers).tolist() == [3, 5] and address(numbers) == numbers.buffer_info()[0]
    text = bytearray(b"abc")
    assert jxpr.evaluate("x + 1", x=text).tolist() == [98, 99, 100]
    assert address(text) == of(np.frombuffer(text, "u1"))
    view = memoryview(A.reshape(2, 3))[::1]
    assert double(view).tolist() == (2 * A).reshape(2, 3).tolist() and address(view) == of(A)
    block = (ctypes.c_int32 * 3)(1, 2, 3)
    assert double(block).tolist() == [2, 4, 6] and address(block) == ctypes.addressof(block)
    path = tmp_path / "numbers"
    A.tofile(path)
    mapped = np.memmap(path, dtype="f8", mode="r")
    assert double(mapped).tolist() == (2 * A).tolist() and address(mapped) == of(mapped)
    with open(path, "rb") as f, mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ) as m:
        assert jxpr.evaluate("sum(x)", x=m) == np.fromfile(path, "u1").sum()
    assert jxpr.evaluate("x + 'b'", x="a") == "ab" and jxpr.evaluate("x == b'ab'", x=b"ab"), "scalars, as NumPy's"


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("code", ["?", "i1", "u2", "i4", "u8", "f2", "f4", "f8", "c8", "c16", "M8[D]", "m8[s]", "S3", "U2"])
def test_every_dtype_and_stride(code, order):
    dtype = np.dtype(code).newbyteorder(order)
    base = (np.arange(24) % 2 if code == "?" else np.arange(24)).reshape(4, 6)
    base = base.astype("i8").astype(dtype) if code[0] in "Mm" else base.astype(dtype)
    for view in (base, base.T, base[::-1, ::2], base[1:1], np.broadcast_to(base[0], (3, 6)), base[2, 3]):
        got = jxpr.evaluate("x == y", x=view, y=view.copy())
        assert np.all(got) and got.shape == np.shape(view)
        assert jxpr.evaluate("x[...]", x=view).tolist() == view.tolist()


def test_devices():
    value = with_interface(A, "__dlpack__")
    type(value).__dlpack_device__ = lambda self: (2, 0)
    with pytest.raises(jxpr.ProgramTypeError, match="operand 'x' is not in the memory of the CPU .DLPack device 2"):
        double(value)
    type(value).__dlpack_device__ = lambda self: (1, 0)
    type(value).__dlpack__ = lambda self, **_: 3
    with pytest.raises(jxpr.ProgramTypeError, match="NumPy makes no array"):
        double(value)


# ---- pandas ---------------------------------------------------------------------------------------------------------


def test_series_are_read_where_they_lie():
    numbers = A.copy()
    series = pd.Series(numbers, copy=False)
    assert address(series) == of(series.to_numpy()) and address(series[::-2]) == of(series.to_numpy()[::-2])
    assert address(pd.Index(numbers)) and double(pd.Index([1, 2])).tolist() == [2, 4]
    nullable = pd.Series([1, 2, 3], dtype="Int64")
    assert address(nullable) == of(nullable.to_numpy(dtype="i8", copy=False))
    frame = pd.DataFrame(np.arange(6.0).reshape(2, 3))
    assert address(frame) == of(frame.to_numpy()) and double(frame).tolist() == [[0, 2, 4], [6, 8, 10]]


@pytest.mark.parametrize("dtype", ["Int8", "Int64", "UInt16", "Float32", "Float64", "boolean"])
def test_nullable(dtype):
    full, holed = pd.Series([1, 0, 1], dtype=dtype), pd.Series([1, None, 1], dtype=dtype, name="count")
    got = jxpr.evaluate("x == 1", x=full)
    assert got.tolist() == [True, False, True]
    assert jxpr.evaluate("x[...]", x=full).dtype == full.dtype.numpy_dtype
    if dtype.startswith("Float"):
        assert np.isnan(jxpr.evaluate("x[...]", x=holed)[1])
        return
    with pytest.raises(jxpr.ProgramValueError, match=f"operand 'x' .column 'count'. has 1 missing value .*{dtype}.*fillna"):
        double(holed)
    with pytest.raises(jxpr.ProgramValueError, match="operand 'count' has 1 missing value"):
        jxpr.evaluate("count + 1", pd.DataFrame({"count": holed}))


@pytest.mark.parametrize("dtype", ["str", "string", "string[python]", "string[pyarrow]", "category", pd.ArrowDtype(pa.string())])
def test_text(dtype):
    series = pd.Series(["b", "abc", "b"], dtype=dtype)
    assert jxpr.evaluate("x == 'b'", x=series).tolist() == [True, False, True]
    assert jxpr.evaluate("x", x=series[:0]).shape == (0,)
    with pytest.raises(jxpr.ProgramValueError, match="missing value|null"):
        jxpr.evaluate("x == 'b'", x=pd.Series(["b", None], dtype=dtype))


def test_other_columns():
    assert jxpr.evaluate("x + 1", x=pd.Series([3, 5, 3], dtype="category")).tolist() == [4, 6, 4]
    assert np.isnan(jxpr.evaluate("x + 1", x=pd.Series([3.0, None], dtype="category"))[1])
    with pytest.raises(jxpr.ProgramValueError, match="missing"):
        double(pd.Series(pd.Categorical.from_codes([0, -1], [1, 2])))
    days = pd.Series(pd.date_range("2020-01-01", periods=3))
    assert jxpr.evaluate("x - x[0]", x=days).tolist() == (days - days[0]).to_numpy().tolist()
    assert address(days) == of(days.to_numpy())
    assert jxpr.evaluate("x[...]", x=pd.Series([1, 0], dtype="Sparse[int]")).tolist() == [1, 0]
    for value, words in (
        (days.dt.tz_localize("UTC"), "time zone"),
        (days.dt.to_period("D"), "dtype period"),
        (pd.Series([1, "x"], dtype=object), "dtype object"),
        (pd.interval_range(0, 2), "dtype interval"),
        (pd.MultiIndex.from_tuples([(1, 2)]), "dtype object"),
        (pd.NA, "missing"),
    ):
        with pytest.raises(jxpr.Error, match=words):
            double(value)
    mixed = pd.DataFrame({"a": pd.array([1, 2], dtype="Int64"), "b": [0.5, 1.5]})
    assert double(mixed).tolist() == [[2, 1], [4, 3]]


def test_frames_are_mappings():
    frame = pd.DataFrame({"a": [1, 2], "b": [0.5, 1.5], "odd name": 3})
    assert jxpr.evaluate("a + b", frame).tolist() == [1.5, 3.5]
    assert jxpr.evaluate("a + k", frame, k=1).tolist() == [2, 3]
    with pytest.raises(jxpr.ProgramNameError):
        jxpr.evaluate("a + missing", frame)


# ---- Arrow ----------------------------------------------------------------------------------------------------------


def test_arrow():
    for kind in (pa.int8(), pa.uint32(), pa.int64(), pa.float32(), pa.float64(), pa.timestamp("us"), pa.duration("ms")):
        value = pa.array([1, 2, 3], kind)
        assert address(value) == value.buffers()[1].address
        assert address(value[1:]) == value.buffers()[1].address + kind.bit_width // 8
        assert jxpr.evaluate("x[...]", x=value).tolist() == value.to_numpy().tolist()
        one = pa.chunked_array([value])
        assert address(one) == value.buffers()[1].address
    assert double(pa.chunked_array([[1, 2], [], [3]])).tolist() == [2, 4, 6]
    assert double(pa.chunked_array([], pa.float64())).tolist() == []
    assert jxpr.evaluate("not x", x=pa.array([True, False] * 9)).tolist() == [False, True] * 9
    assert jxpr.evaluate("x + '!'", x=pa.array(["a", "bc"])).tolist() == ["a!", "bc!"]
    assert jxpr.evaluate("x + '!'", x=pa.array(["a", "bc", "a"]).dictionary_encode()).tolist() == ["a!", "bc!", "a!"]
    assert jxpr.evaluate("a + b", pa.table({"a": [1, 2], "b": [0.5, 1.5]})).tolist() == [1.5, 3.5]
    assert jxpr.evaluate("x + 1", x=pa.scalar(3)) == 4
    for value in (pa.array([1, None]), pa.array([1.0, None]), pa.chunked_array([[1], [None]]), pa.array(["a", None])):
        with pytest.raises(jxpr.ProgramValueError, match="operand 'x' is an Arrow array with 1 null: fill"):
            double(value)
    for value in (pa.array([[1], [2]]), pa.array([{"a": 1}])):
        with pytest.raises(jxpr.ProgramTypeError, match="Arrow array of"):
            double(value)


def test_arrow_columns_of_pandas():
    column = pd.Series([1, 2, 3], dtype="int64[pyarrow]")
    assert double(column).tolist() == [2, 4, 6]
    assert np.isnan(double(pd.Series([1.0, None], dtype="double[pyarrow]"))[1])
    with pytest.raises(jxpr.ProgramValueError, match="null"):
        double(pd.Series([1, None], dtype="int64[pyarrow]"))


# ---- wrap and df.jx -------------------------------------------------------------------------------------------------


def test_wrap():
    index = pd.Index(["x", "y", "z"], name="k")
    s, t = pd.Series([1, 2, 3], index, name="s"), pd.Series([0.5, 1.5, 2.5], index, name="t")
    pd.testing.assert_series_equal(jxpr.evaluate("s*2", wrap=True), s * 2)
    pd.testing.assert_series_equal(jxpr.evaluate("s + t", wrap=True), s + t)
    doubled, total, two = jxpr.evaluate("2*s, sum(t), s[:2]", wrap=True)
    pd.testing.assert_series_equal(doubled, s * 2, check_names=False)
    assert total == 4.5 and type(total) is np.float64 and type(two) is np.ndarray
    frame = pd.DataFrame({"s": s, "t": t})
    pd.testing.assert_frame_equal(jxpr.evaluate("f*2", f=frame, wrap=True), frame * 2.0)
    pd.testing.assert_series_equal(jxpr.evaluate("s*t", frame, wrap=True), s * t)
    assert type(jxpr.evaluate("s*2", s=s)) is np.ndarray and type(jxpr.evaluate("a*2", a=A, wrap=True)) is np.ndarray
    with pytest.raises(jxpr.ProgramValueError, match="'s' and 'u' have different indices: align them first"):
        jxpr.evaluate("s + u", s=s, u=t.iloc[::-1], wrap=True)
    e = t.iloc[::-1]  # no constant, as it is an array
    with pytest.raises(jxpr.ProgramValueError, match="different indices"):
        jxpr.evaluate("s + e", wrap=True)
    assert e is not None
    with pytest.raises(jxpr.ProgramValueError, match="different columns"):
        jxpr.evaluate("f + g", f=frame, g=frame.rename(columns={"s": "q"}), wrap=True)


def test_the_accessor():
    frame = pd.DataFrame({"a": [1, 2], "b": [0.5, 1.5]}, index=pd.Index([10, 20], name="key"))
    limit, pi = 1, 3  # noqa: F841
    for _ in range(2):
        pd.testing.assert_series_equal(frame.jx.eval("a*2 + b"), frame.a * 2 + frame.b, check_names=False)
        assert frame.jx.eval("a > limit").tolist() == [False, True]
        assert frame.jx.eval("a + limit", limit=5).tolist() == [6, 7]
        assert frame.jx.eval("key + index").tolist() == [20, 40] and frame.jx.eval("sum(a*b)") == 3.5
    assert type(frame.jx.eval("a", wrap=False)) is np.ndarray
    assert frame.a.jx.eval("2*x").tolist() == [2, 4] and frame.a.jx.eval("2*x").name == "a"
    with pytest.raises(jxpr.ProgramNameError):
        frame.jx.eval("a + nothing")
    with pytest.raises(jxpr.ProgramTypeError, match="several columns 'a'"):
        pd.concat([frame, frame], axis=1).jx.eval("a + 1")


@pytest.mark.parametrize("first, then", [("pandas as pd", "jxpr"), ("jxpr", "pandas as pd")])
def test_the_accessor_is_there_in_any_order(first, then):
    import subprocess
    import sys

    code = f"import {first}\nimport {then}\nprint(pd.DataFrame({{'a': [1, 2]}}).jx.eval('a + 1').tolist())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "[2, 3]\n", done.stderr
    assert "pandas" not in subprocess.run(
        [sys.executable, "-c", "import jxpr, sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    ).stdout.replace("jxpr.pandas", "").split()
