"""precision="fast": which functions change, by how much, and that no kernel is taken for one of the other precision."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import jxpr
import random_arrays
from ahead_functions import Function
from jxc_cache import cache  # noqa: F401
from jxc_command import USAGE, fails, prints

FAST = [f["name"] for f in jxpr.functions() if f["fast_ulp"]]
APPROXIMATED = [f["name"] for f in jxpr.functions() if f["ulp"] and f["arguments"] == (1, 1)]


def called(name, operands=("x", "y")):
    """A call of a function with as many operands as it takes."""
    count = next(f["arguments"][1] for f in jxpr.functions() if f["name"] == name)
    return f"{name}({', '.join(operands[:count])})"


def points():
    """Arguments of every magnitude, and special ones."""
    rng = np.random.default_rng(5)
    x = np.concatenate([rng.uniform(-1, 1, 4000), rng.uniform(-30, 30, 4000), np.exp2(rng.uniform(-1074, 1023, 4000))])
    special = [0.0, -0.0, 1.0, -1.0, np.inf, -np.inf, np.nan, 5e-324, -5e-324, 1.7e308, -1.7e308]
    x = np.concatenate([special, x])
    return x, np.concatenate([special[::-1], rng.permutation(x[len(special) :])])


def both(program, operands):
    return [jxpr.evaluate(program, operands, precision=word) for word in ("full", "fast")]


def distance(a, b):
    """How many floats lie between, where both are numbers."""
    bits = [np.where(v.view(np.int64) < 0, np.int64(-(2**63)) - v.view(np.int64), v.view(np.int64)) for v in (a, b)]
    return np.abs(bits[0] - bits[1])


# ---- What changes ---------------------------------------------------------------------------------------------------


def test_the_list_says_which():
    assert FAST
    for f in jxpr.functions():
        assert f["fast_ulp"] == 0 or f["ulp"] < f["fast_ulp"] <= 4, f


@pytest.mark.parametrize("name", FAST)
def test_fast_forms_are_near_and_special_values_the_same(name):
    x, y = points()
    full, fast = both(called(name), {"x": x, "y": y})
    plain = np.isfinite(full) & (full != 0)
    assert not random_arrays.same(fast[~plain], full[~plain])
    bound = 1 + next(f["fast_ulp"] for f in jxpr.functions() if f["name"] == name)
    assert distance(full[plain], fast[plain]).max() <= bound
    assert np.any(full[plain] != fast[plain])  # there is a point in it


@pytest.mark.parametrize("name", FAST)
def test_float32_has_no_fast_form(name):
    with np.errstate(over="ignore"):
        x, y = (v.astype(np.float32) for v in points())
    full, fast = both(called(name), {"x": x, "y": y})
    assert not random_arrays.same(fast, full)


@pytest.mark.parametrize("name", [name for name in APPROXIMATED if name not in FAST])
def test_all_else_has_the_same_bits(name):
    full, fast = both(f"{name}(x)", {"x": points()[0]})
    assert not random_arrays.same(fast, full)


def test_in_parts_folds_and_tables():
    """Where functions are emitted by other ways: out of line, as elements of a sum, in a table."""
    x = np.linspace(-1, 1, 300)
    program = " + ".join(f"tan(x + {i})" for i in range(40))
    assert jxpr.emit(program, {"x": x}, precision="fast").count("fast tan") == 40
    full, fast = both(program, {"x": x})
    np.testing.assert_allclose(fast, full, rtol=1e-13)
    for program in ("sum(tan(x))", "x[:, None]*tan(x)*x[:, None]", "max(tan(x + y[:, None]), axis=0)"):
        full, fast = both(program, {"x": x, "y": x[:7]})
        np.testing.assert_allclose(fast, full, rtol=1e-13, atol=1e-13)


# ---- Settings -------------------------------------------------------------------------------------------------------


def test_calls_and_threads_have_their_own():
    x = np.linspace(-1, 1, 1000)
    full, fast = both("tan(x)", {"x": x})
    given = lambda **options: jxpr.evaluate("tan(x)", {"x": x}, **options)
    assert not random_arrays.same(given(), full)
    assert jxpr.set_precision("fast") == "full"
    try:
        assert not random_arrays.same(given(), fast)
        assert not random_arrays.same(given(precision="full"), full)
        assert not random_arrays.same(given(), fast)
        with ThreadPoolExecutor(1) as pool:
            assert not random_arrays.same(pool.submit(given).result(), full)
        assert "fast tan" in jxpr.emit("tan(x)", {"x": x})
        assert "fast tan" not in jxpr.emit("tan(x)", {"x": x}, precision="full")
    finally:
        assert jxpr.set_precision("full") == "fast"
    assert not random_arrays.same(given(), full)


def test_a_call_within_a_call():
    """An operand that evaluates while it is asked for its array has the thread's setting, not the call's."""
    x = np.linspace(-1, 1, 100)
    full, fast = both("tan(x)", {"x": x})
    seen = []

    class Asks:
        def __array__(self, dtype=None, copy=None):
            seen.append(jxpr.evaluate("tan(x)", {"x": x}))
            return x

    assert not random_arrays.same(jxpr.evaluate("tan(a)", {"a": Asks()}, precision="fast"), fast)
    assert not random_arrays.same(seen[0], full)


@pytest.mark.parametrize("bad", ["exact", "FAST", "", "1"])
def test_other_words(bad):
    message = f"precision must be 'full' or 'fast', not {bad!r}"
    for attempt in (
        lambda: jxpr.evaluate("1", {}, precision=bad),
        lambda: jxpr.emit("1", {}, precision=bad),
        lambda: jxpr.set_precision(bad),
    ):
        with pytest.raises(jxpr.ProgramValueError) as raised:
            attempt()
        assert raised.value.message == message
    assert jxpr.evaluate("1 + 1", {}) == 2
    assert f"--precision takes full or fast, not '{bad}'" in fails(USAGE, "--precision", bad, "-e", "1")


@pytest.mark.parametrize("bad", [1, True, b"fast", ["fast"]])
def test_what_is_no_word(bad):
    with pytest.raises(jxpr.ProgramTypeError, match="not a value of type " + type(bad).__name__):
        jxpr.evaluate("1", {}, precision=bad)


def test_threads_at_once():
    """Half of the threads fast, half full, and all compile the same program at the same time."""
    x = np.linspace(-1, 1, 500)
    expected = both("tan(x) + 0", {"x": x})
    barrier = threading.Barrier(8)

    def work(i):
        word = ("full", "fast")[i % 2]
        for k in range(12):
            barrier.wait()
            got = jxpr.evaluate(f"tan(x) + 0*{k}.0", {"x": x}, precision=word if k % 3 else ("fast", "full")[i % 2])
            wrong = random_arrays.same(got, expected[i % 2 if k % 3 else 1 - i % 2])
            if wrong:
                return k, wrong

    with ThreadPoolExecutor(8) as pool:
        assert [f.result() for f in [pool.submit(work, i) for i in range(8)]] == [None] * 8


# ---- The command, the disk, ahead of time ---------------------------------------------------------------------------

HARD = "x=8.3176434141673319"  # a tangent of which the two forms differ


def test_the_command():
    full, fast = prints("-e", "tan(x)", HARD), prints("--precision", "fast", "-e", "tan(x)", HARD)
    assert full != fast and abs(float(full) - float(fast)) < 1e-14
    assert prints("--precision=full", "-e", "tan(x)", HARD) == full
    assert "fast tan" in prints("--precision", "fast", "--explain", "-e", "tan(x)", "x=1.0")
    ir, other = (prints("--precision", word, "--emit", "ir", "-e", "tan(x)", "x=1.0") for word in ("full", "fast"))
    assert ir != other


def test_kernels_on_disk(cache):
    asked = lambda program, *more: cache.origin(program, cache.of("a", "hundred"), *more)
    assert asked("tan(a)") == "compiled"
    assert asked("tan(a)", "--precision", "fast") == "compiled"
    assert asked("tan(a)") == asked("tan(a)", "--precision", "fast") == "disk"
    assert asked("sqrt(a) + a") == "compiled"
    assert asked("sqrt(a) + a", "--precision", "fast") == "disk"
    assert len(cache.files(".kernel")) == 3 and len(cache.files(".source")) == 4


def test_ahead_of_time(tmp_path):
    x = np.linspace(-1, 1, 100)
    values = ["-e", "tan(x)", "x=float64[n]"]
    for word in ("full", "fast"):
        f = Function(tmp_path, "tan(x)", {"x": "float64[n]"}, name=word, options=["--precision", word])
        out = np.empty_like(x)
        assert f(len(x), x, out) == 0
        assert not random_arrays.same(out, jxpr.evaluate("tan(x)", {"x": x}, precision=word))
    mixed = tmp_path / "mixed.h"
    prints("--precision", "fast", "--emit", "header", "--name", "full", "-o", mixed, *values)
    assert mixed.read_text() != (tmp_path / "full.h").read_text()  # so that object and header do not link
