"""datetime64 and timedelta64 against NumPy: values, NaT, units, what is refused.

Random arrays of every unit, all pairs. JX_TIMES_ROUNDS: how often, JX_TIMES_SEED: of which seed on.
"""

import datetime
import os
import random
import sys
import warnings

import numpy as np
import pytest

import ahead_functions
import jxc_command
import jxpr
import random_arrays

UNITS = ("Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "25s", "15m", "7D", "3M", "2Y")
NAT = -(2**63)
FOREIGN = ">" if sys.byteorder == "little" else "<"
NAMES = {name: getattr(np, name) for name in dir(np) if not name.startswith("_")}


def times(rng, kind, unit, n, small=False):
    """Dates within some 200 years of 1970; spans of some hundred units."""
    year = {"Y": 1, "M": 12, "W": 52, "D": 365, "h": 8766, "m": 525960}
    count, base = np.datetime_data(f"M8[{unit}]")[::-1]
    per = year.get(base) or 31557600 * {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}[base]
    most = max(200 * per // count, 3) if kind == "M" and not small else 400
    x = rng.integers(-most, most, n)
    x[rng.random(n) < 0.1] = NAT
    x[rng.random(n) < 0.1] = 0
    return x.view(f"{kind}8[{unit}]")


def same(got, expected):
    got, expected = np.asarray(got), np.asarray(expected)
    assert got.dtype == expected.dtype and got.shape == expected.shape, (got.dtype, expected.dtype)
    if got.dtype.kind in "Mm":
        got, expected = got.view("i8"), expected.view("i8")
    wrong = np.atleast_1d((got != expected) & ~((got != got) & (expected != expected)))
    assert not wrong.any(), (np.atleast_1d(got)[wrong][:5], np.atleast_1d(expected)[wrong][:5])


def numpys(text, names):
    """None for what NumPy refuses."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return eval(text, NAMES | names)
        except (TypeError, OverflowError, ValueError):
            return None


def check(text, names):
    expected = numpys(text, names)
    if expected is None:
        with pytest.raises(jxpr.Error) as error:
            jxpr.evaluate(text, names)
        assert error.value.status == "type error" or "too far apart" in error.value.message, error.value
    else:
        same(jxpr.evaluate(text, names), expected)


def seeds(rounds):
    first = int(os.environ.get("JX_TIMES_SEED", 6400))
    for seed in range(first, first + int(os.environ.get("JX_TIMES_ROUNDS", rounds))):
        print("seed", seed)
        yield seed


PAIRS = """a - b|a + b|a < b|a <= b|a == b|a != b|a > b|a >= b|minimum(a, b)|maximum(a, b)|fmin(a, b)|fmax(a, b)|
a / b|a // b|a % b|a * b|where(a != a, b, a)|clip(a, b, b)|a & b|a ** b|hypot(a, b)"""


@pytest.mark.parametrize("kinds", ("MM", "Mm", "mM", "mm"))
def test_pairs(kinds):
    """All pairs of units in turn: some for each operation, drawn anew in each round."""
    for seed in seeds(1):
        rnd = random.Random(f"{kinds} {seed}")
        rng = np.random.default_rng(rnd.getrandbits(32))
        for text in PAIRS.replace("\n", "").split("|"):
            if kinds in ("Mm", "mM") and text.startswith(("a == b", "a != b", "where")):
                continue  # NumPy says that they differ, or takes spans for dates; here it is an error
            for _ in range(3):
                units = [rnd.choice(UNITS) for _ in "ab"]
                a, b = (times(rng, k, u, 200, small=True) for k, u in zip(kinds, units))
                print(text, a.dtype, b.dtype)
                check(text, {"a": a, "b": b})


NUMBERS = """a + 5|a - 5|5 + a|5 - a|a + i|i - a|a + u|a + h|a * 3|3 * a|a * i|a * 2.5|f * a|a * g|a / 2|a / i|a / 2.5|a / f|
a // 3|a // i|a // 2.5|a // f|2 / a|a / 0|a // 0|a / 0.0|a * inf|a * nan|a * 1e30|a + 2.5|a * True|a + True|a % 2|a == 5|
a < 7|a >= i|minimum(a, 7)|where(a < a, a, 7)|a * u|a / u|
a < u|u >= a|minimum(a, u)|fmax(u, a)|where(a < a, a, u)"""


@pytest.mark.parametrize("kind", "Mm")
def test_numbers(kind):
    for seed in seeds(1):
        rng = np.random.default_rng(seed)
        for text in NUMBERS.replace("\n", "").split("|"):
            if kind == "M" and text in ("a == 5",):
                continue  # False in NumPy
            names = {"a": times(rng, kind, rng.choice(UNITS), 300), "i": rng.integers(-3, 4, 300)}
            names |= {"h": rng.integers(-3, 4, 300, "i1"), "u": rng.integers(0, 4, 300, "u8")}
            names |= {"f": rng.normal(0, 5, 300), "g": rng.normal(0, 5, 300).astype("f4")}
            print(text, names["a"].dtype)
            check(text, names)


ONE = """-a|+a|abs(a)|sign(a)|isnat(a)|isnan(a)|isinf(a)|isfinite(a)|astype(a, 'i8')|int64(a)|astype(a, 'f8')|astype(a, '?')|
a|a.T|a[::-1]|a[3]|square(a)|sqrt(a)|floor(a)|exp(a)|logical_and(a, True)|sum(a)|mean(a)|min(a)|max(a)|ptp(a)|argmin(a)|
argmax(a)|any(a)|all(a)|count_nonzero(a)|std(a)|var(a)|prod(a)|nanmin(a)|nanmax(a)|nansum(a)|sum(a[:0])|mean(a[:0])|
min(a, axis=-1)|max(a, axis=0)|sum(a, axis=0, keepdims=True)|mean(a, axis=-1)|sum(a, where=b)|mean(a, where=b)|
cumsum(a)|cumsum(a, axis=0)|cumsum(a, axis=-1)|diff(a)|cumprod(a)|max(a, where=b, initial=a[0, 0])|min(a, where=b, initial=a[1, 1])|sum(a, initial=a[0, 0])|isclose(a, a)|
any(a, axis=0)|argmax(a, axis=1)|a.T - a[0, 0]"""


@pytest.mark.parametrize("kind", "Mm")
def test_one(kind):
    def cast(x, to):
        return x.astype(to)

    for seed in seeds(1):
        rng = np.random.default_rng(seed)
        for text in ONE.replace("\n", "").split("|"):
            for shape in ((1, 7), (33, 40)):
                a = times(rng, kind, rng.choice(UNITS), int(np.prod(shape))).reshape(shape)
                if rng.random() < 0.5:
                    a[np.isnat(a)] = np.array(3).astype(a.dtype)
                names = {"a": random_arrays.strided(random.Random(seed), a), "b": rng.random(shape) < 0.7}
                if "a[3]" in text or "a[1, 1]" in text:
                    names["a"] = a = a.T.copy() if shape[0] == 1 else a
                    names["b"] = names["b"].T.copy() if shape[0] == 1 else names["b"]
                    if "a[1, 1]" in text and 1 in a.shape:
                        continue
                print(text, a.dtype, a.shape)
                expected = numpys(text, names | {"astype": cast})
                if expected is None:
                    with pytest.raises(jxpr.Error, match="is not defined|no float64 here"):
                        jxpr.evaluate(text, names)
                else:
                    same(jxpr.evaluate(text, names), expected)


@pytest.mark.parametrize("kind", "Mm")
def test_units_convert_as_astype(kind):
    """From each to each: floor, and the calendar between months and days."""
    rng = np.random.default_rng(5)
    for source in UNITS:
        a = times(rng, kind, source, 400)
        a = np.concatenate([a, np.arange(-40, 40).astype(a.dtype)])
        texts = [f"astype(a, '{kind}8[{to}]')" for to in UNITS]
        for to, got in zip(UNITS, jxpr.evaluate(", ".join(texts), {"a": a})):
            if kind == "m" and to == "ns" and source in ("3M", "2Y"):
                continue  # NumPy's factor wraps
            expected = a.astype(f"{kind}8[{to}]")
            try:
                same(got, expected)
            except AssertionError as error:
                raise AssertionError(f"{source} -> {to}") from error
    same(jxpr.evaluate("timedelta64(datetime64(a))", {"a": a.view("M8[s]")}), a.view("m8[s]")) if kind == "M" else None


def test_every_day_of_eight_centuries():
    days = np.arange(-146097, 146097 + 10).astype("M8[D]")
    for unit in ("M", "Y", "3M", "W", "2Y"):
        same(jxpr.evaluate(f"astype(d, 'M8[{unit}]')", {"d": days}), days.astype(f"M8[{unit}]"))
    months = np.arange(-9600, 9600).astype("M8[M]")
    for unit in ("D", "W", "h", "Y", "5D"):
        same(jxpr.evaluate(f"astype(d, 'M8[{unit}]')", {"d": months}), months.astype(f"M8[{unit}]"))


LITERALS = """2020|2020-02|2020-02-29|1969-12-31T23|2020-02-29T12:30|2020-02-29T12:30:15|2020-02-29 12:30:15.5|
1900-01-01T00:00:00.123456|2020-02-29T12:30:15.123456789|-0044-03-15|12345-01-01|NaT|nat||20200101|0000-01-01|
1970-01-01T00:00:00.000000000001|2262-04-11T23:47:16.854775807|2020-02-29T12:30Z|2020-02-29T12:30+02:30|2020-02-29T12-03"""


@pytest.mark.parametrize("text", LITERALS.replace("\n", "").split("|"))
def test_dates(text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = np.datetime64(text)
    same(jxpr.evaluate(f"datetime64('{text}')", {}), expected)
    if np.datetime_data(expected.dtype)[0] == "ps":
        return  # too fine for days in NumPy
    same(jxpr.evaluate(f"np.datetime64('{text}') - x", {"x": expected}), expected - expected)
    days = np.arange(5).astype("M8[D]") + 18320
    same(jxpr.evaluate(f"d >= '{text}', '{text}' != d", {"d": days})[0], days >= expected)
    if expected.dtype != np.dtype("M8"):
        for unit in ("D", "s", "M"):
            same(jxpr.evaluate(f"datetime64('{text}', '{unit}')", {}), expected.astype(f"M8[{unit}]"))


@pytest.mark.parametrize("text", ["2020-13", "2020-02-30", "2020-1-1", "x", "2020-01-01T24", "2020-01-01T12:60", "2020-01-01T1"])
def test_no_dates(text):
    with pytest.raises(ValueError):
        np.datetime64(text)
    with pytest.raises(jxpr.ProgramValueError, match="is no date"):
        jxpr.evaluate(f"datetime64('{text}')", {})


def test_spans():
    i = np.arange(5)
    same(jxpr.evaluate("timedelta64(5, 'D')", {}), np.timedelta64(5, "D"))
    same(jxpr.evaluate("timedelta64(5)", {}), np.timedelta64(5))
    same(jxpr.evaluate("timedelta64('NaT', 's')", {}), np.timedelta64("NaT", "s"))
    same(jxpr.evaluate("timedelta64('-7', 'h')", {}), np.timedelta64(-7, "h"))
    same(jxpr.evaluate("timedelta64(i, '25s')", {"i": i}), i.astype("m8[25s]"))
    same(jxpr.evaluate("datetime64(i, 'D')", {"i": i}), i.astype("M8[D]"))
    same(jxpr.evaluate("astype(i, 'm8[ms]'), astype(i/2, 'm8[ms]')", {"i": i})[1], (i / 2).astype("m8[ms]"))
    same(jxpr.evaluate("timedelta64(5) + x, x == timedelta64(5)", {"x": i.astype("m8[s]")})[1], i == 5)
    for wrong in ("timedelta64(2.5, 's')", "datetime64(5)", "timedelta64(5, 'x')", "timedelta64(5, 3)", "timedelta64()"):
        with pytest.raises(jxpr.ProgramTypeError):
            jxpr.evaluate(wrong, {})


def test_scalars_of_python_and_numpy():
    t = np.arange(3).astype("M8[ns]")
    at, by = datetime.datetime(2020, 1, 2, 3), datetime.timedelta(hours=5)
    same(jxpr.evaluate("t - at, t + by, at", {"t": t, "at": at, "by": by})[0], t - np.datetime64(at))
    same(jxpr.evaluate("t + by", {"t": t, "by": by}), t.astype("M8[ns]") + np.timedelta64(by))
    same(jxpr.evaluate("d - x", {"d": datetime.date(2020, 1, 2), "x": np.datetime64("2020-01-01")}), np.timedelta64(1, "D"))
    assert jxpr.evaluate("t[1] - x", {"t": t, "x": t[0]}) == np.timedelta64(1, "ns")


def test_given_results_and_byte_order():
    rng = np.random.default_rng(1)
    a, b = times(rng, "M", "s", 500), times(rng, "M", "ms", 500)
    for dtype in ("m8[ms]", "m8[us]", "m8[s]", FOREIGN + "m8[ms]"):
        out = np.zeros(1000, dtype)[::2]
        assert jxpr.evaluate("a - b", {"a": a, "b": b}, out=out) is out
        same(out.astype(out.dtype.newbyteorder("=")), (a - b).astype(out.dtype.newbyteorder("=")))
    swapped = a.astype(FOREIGN + "M8[s]")
    same(jxpr.evaluate("a - b", {"a": swapped, "b": b}), a - b)
    same(jxpr.evaluate("a + 1", {"a": a}, out=a.copy()), a + 1)
    out = np.zeros(500, "m8[D]")
    jxpr.evaluate("i", {"i": np.arange(500)}, out=out)
    same(out, np.arange(500).astype("m8[D]"))
    for wrong in (np.zeros(500, "i8"), np.zeros(500, "M8[s]"), np.zeros(500)):
        with pytest.raises(jxpr.ProgramTypeError, match="cannot write timedelta64"):
            jxpr.evaluate("a - b", {"a": a, "b": b}, out=wrong)


def test_a_unit_is_another_kernel():
    for unit in ("s", "ms", "D", "s"):
        a = np.arange(100).astype(f"M8[{unit}]")
        same(jxpr.evaluate("a - datetime64('1970-01-01')", {"a": a}), a - np.datetime64("1970-01-01"))


@pytest.mark.parametrize("dtype", ["M8[D]", "m8[25s]"])
def test_shapes_of_no_times_keep_the_unit(dtype):
    a = np.zeros((0, 3), dtype)
    same(jxpr.evaluate("diff(a, axis=0)", {"a": a}), np.diff(a, axis=0))
    for text in ("reshape(a, (3, 0))", "ravel(a)", "reshape(a, (3, 0), order='F')", "concatenate((a, a))", "roll(a, 1)"):
        same(jxpr.evaluate(text, {"a": a}), eval(text, NAMES | {"a": a}))


def test_whole_programs():
    """Views of kept values, several results, statements, reductions within."""
    rng = np.random.default_rng(2)
    t = np.sort(times(rng, "M", "s", 5000))
    t[np.isnat(t)] = np.datetime64("2000-01-01")
    text = "d = t[1:] - t[:-1]; m = mean(d); count_nonzero(d > 2*m), max(d), sum(where(d > m, d - m, m - d))"
    got = jxpr.evaluate(text, {"t": t})
    d = t[1:] - t[:-1]
    m = d.mean()
    for x, y in zip(got, (np.count_nonzero(d > 2 * m), d.max(), np.where(d > m, d - m, m - d).sum())):
        same(x, y)
    x, y = t, t
    for _ in range(8):
        x = x[2:] - (x[1:-1] - x[:-2])
    text = "x = t; " + "x = x[2:] - (x[1:-1] - x[:-2]); " * 8 + "x"
    same(jxpr.evaluate(text, {"t": t}), x)
    same(jxpr.evaluate("t if t > '2000-01-01' else datetime64('2000-01-01')", {"t": t}),
         np.where(t > np.datetime64("2000-01-01"), t, np.datetime64("2000-01-01")))


REFUSED = {
    "a + a": "\\+ of datetime64\\[s\\] and datetime64\\[s\\] is not defined",
    "sum(a)": "sum of datetime64\\[s\\] is not defined",
    "a*2": "a timedelta64 is multiplied by a number",
    "(a - a)/(a == a)": "/ of timedelta64\\[s\\] and bool is not defined",
    "sin(a - a)": "sin of timedelta64\\[s\\] is not defined",
    "b[a[0]:]": "must be an integer, not datetime64",
    "sqrt(a - a)": "is not defined",
    "radians(a - a)": "int64\\(x\\) is the number of its unit",
    "arange(a[0])": "",
    "isnat(b)": "isnat of float64 is not defined; it takes datetime64 and timedelta64",
    "linspace(a[0], a[1], 3)": "",
    "a == b": "== of datetime64\\[s\\] and float64 is not defined",
    "astype(a, 'M8[x]')": "is not a dtype",
    "timedelta64(1, 'M') + timedelta64(1, 'D')": "have no common unit",
    "sum(a - a, dtype=int64)": "take no dtype",
    "round(a - a)": "is not defined",
    "sum(b, dtype=timedelta64)": "is no dtype here",
    "arange(3, dtype=datetime64)": "is no dtype here",
    "sum(b, initial=a[0])": "is no float64 here",
    "max(b, initial=a[0])": "is no float64 here",
    "nan_to_num(b, nan=a[0])": "is no float64 here",
    "var(b, ddof=a[0] - a[0])": "",
    "clip(b, a, a)": "",
    "where(a, b, a)": "where of float64 and datetime64\\[s\\] is not defined",
    "isclose(b, b, rtol=a)": "is not defined",
    "ldexp(b, a - a)": "is not defined",
    "b ** (a - a)": "is not defined",
    "arange(a[0] - a[0])": "",
    "vecdot(a - a, b)": "",
    "round(b, a[0])": "",
    "str(a)": "",
    "contains(str(a), '1')": "",
    "linspace(0, a[1], 3)": "is not defined",
    "b[a > '2020-13']": "no date",
    "a < 'x'": "no date",
    "a[0] if a else a": None,
}


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text):
    names = {"a": np.arange(3).astype("M8[s]"), "b": np.arange(3.0)}
    if REFUSED[text] is None:
        jxpr.evaluate(text, names)
        return
    with pytest.raises(jxpr.Error, match=REFUSED[text]) as error:
        jxpr.evaluate(text, names)
    assert error.value.length > 0


def test_files(tmp_path):
    t = np.array(["2020-01-01T12:00:00", "NaT", "1969-12-31T23:59:59"], "M8[s]")
    np.save(tmp_path / "t.npy", t)
    np.save(tmp_path / "u.npy", (t - t[2]).astype(FOREIGN + "m8[s]"))
    printed = jxc_command.prints("-e", "t, t - t[2], t[0], u[0]/2, isnat(t)", "t=t.npy", "u=u.npy", cwd=tmp_path)
    d = t - t[2]
    assert printed == f"{t}\n{d}\n{t[0]}\n{d[0] / 2}\n{np.isnat(t)}\n"
    jxc_command.prints("-e", "t + u", "t=t.npy", "u=u.npy", "-o", "out.npy", cwd=tmp_path)
    same(np.load(tmp_path / "out.npy"), t + (t - t[2]))


def test_ahead_of_time(tmp_path):
    """int64 in a unit that the header names; float16 by its bits."""
    rng = np.random.default_rng(3)
    a, b = times(rng, "M", "s", 300), times(rng, "M", "ms", 300)
    h = rng.normal(0, 5, 300).astype("f2")
    types = {"a": "datetime64[s][n]", "b": "datetime64[ms][n]", "h": "float16[n]", "k": "float16", "d": "timedelta64[25s]"}
    f = ahead_functions.Function(tmp_path, "a - b + d, h*k", types)
    assert "result1      out, timedelta64[ms][n]" in f.header and "const int64_t *a" in f.header
    d, x = np.zeros(300, "m8[ms]"), np.zeros(300, "f2")
    assert f(300, a, b, h, int(np.float16(3).view("u2")), 2, d, x) == 0
    same(d, a - b + np.timedelta64(50, "s"))
    same(x, h * np.float16(3))
    for wrong in ("datetime64[n]", "datetime64", "timedelta64[x][n]"):
        message = jxc_command.fails(jxc_command.FAILED, "--emit", "header", "-e", "a", f"a={wrong}")
        assert "a unit such as [ns] must follow" in message
    np.save(tmp_path / "t.npy", a)
    header = jxc_command.prints("--emit", "header", "--name", "f", "-e", "t - t[0]", f"t={tmp_path / 't.npy'}")
    assert "in, datetime64[s][n" in header
