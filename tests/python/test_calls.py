"""Calls made again: evaluate, compiled programs and map, with the shim and without, give what NumPy gives.

The shim does what is simple and leaves the rest to Python. So a walk through values of all kinds, one after the other,
must show no difference between the two; nothing may leak, and nothing be kept that a caller has dropped.
JX_CALLS_ROUNDS sets how long the walks are (default 400).
"""

import gc
import itertools
import os
import pathlib
import subprocess
import sys
import sysconfig
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import jxpr
from jxpr import _evaluate, _library

ROUNDS = int(os.environ.get("JX_CALLS_ROUNDS", "400"))
SEED = int(os.environ.get("JX_CALLS_SEED", "15"))
SHIM = _evaluate._quick is not _evaluate._slowly


def test_there_is_a_shim():
    """Where Python's headers are, as scripts/setup installs them, or in an installed package; and it is not switched off,
    nor is Python free-threaded."""
    there = pathlib.Path(sysconfig.get_path("include"), "Python.h").exists()
    there = there or pathlib.Path(_library.folder) == pathlib.Path(jxpr.__file__).resolve().parent
    assert SHIM == (there and os.environ.get("JXPR_SHIM") != "off" and "t" not in sys.abiflags)


@pytest.fixture(params=["with", "without"] if SHIM else ["without"])
def shim(request, monkeypatch):
    """Whether calls go by the shim. Programs made meanwhile answer as they would without."""
    if request.param == "without":
        monkeypatch.setattr(_evaluate, "_quick", _evaluate._slowly)
        monkeypatch.setattr(jxpr.Program, "__call__", jxpr.Program._call)
    return request.param


def draw(rng):
    """A value of any kind that a call takes, few of each so that the same ones meet again."""
    n = int(rng.choice([4, 4, 4, 1, 0]))
    kind = rng.integers(12)
    if kind < 5:
        return np.arange(n) * rng.choice([0.5, 1.5])
    return [
        lambda: np.arange(n).astype(rng.choice(["i2", "u1", "f4", "c8", "?", ">f8"])),
        lambda: np.arange(12.0)[:: int(rng.choice([1, -1, 3]))][:n],
        lambda: 3,
        lambda: 2.5,
        lambda: np.float32(1.25),
        lambda: [1.0, 2.0, 3.0, 4.0][:n],
        lambda: True,
    ][kind - 5]()


def outcome(function):
    try:
        value = function()
    except (jxpr.Error, OverflowError) as error:
        return type(error), str(error)
    return type(value), value.dtype, value.shape, value.strides if value.size > 1 else None, value.tobytes()


def test_a_walk_is_the_same_with_and_without_the_shim(monkeypatch):
    rng = np.random.default_rng(SEED)
    print("seed", SEED)
    texts = ["2*a + b", "a*pi", "sum(a - b)", "a[::-1]", "where(a > b, a, b)", "a + 1", "c", "max(a)"]
    programs = {text: jxpr.compile(text, ["a", "b"]) for text in texts if text != "c"}
    operands = {"a": np.arange(4.0), "b": 2}
    text = texts[0]
    for _ in range(ROUNDS):
        if rng.random() < 0.4:
            text = texts[rng.integers(len(texts))]
        if rng.random() < 0.4:
            operands["a"] = draw(rng)
        if rng.random() < 0.4:
            operands["b"] = draw(rng)
        if rng.random() < 0.1:
            operands = dict(operands, pi=3) if "pi" not in operands else {k: operands[k] for k in "ab"}
        quick = outcome(lambda: jxpr.evaluate(text, operands))
        with monkeypatch.context() as m:
            m.setattr(_evaluate, "_quick", _evaluate._slowly)
            slow = outcome(lambda: jxpr.evaluate(text, operands))
        assert quick == slow, (text, operands)
        if text in programs and "pi" not in operands:
            program = programs[text]
            assert outcome(lambda: program(operands["a"], operands["b"])) == slow
            assert outcome(lambda: program._call(operands["a"], operands["b"])) == slow


def test_names_come_and_go(shim):
    a = np.arange(3.0)
    for _ in range(3):
        assert (jxpr.evaluate("a*e", {"a": a}) == a * np.e).all()
    for _ in range(3):
        assert (jxpr.evaluate("a*e", {"a": a, "e": 2, "np": np}) == a * 2).all()
    assert (jxpr.evaluate("a*e", {"a": a, "np": np}) == a * np.e).all()
    with pytest.raises(jxpr.ProgramNameError, match="'a'"):
        jxpr.evaluate("a*e", {"e": 2})


def test_out_of_any_dtype_that_the_casting_rule_allows(shim):
    """Within a kind or to a higher one, as NumPy's same_kind."""
    codes = "?bhilBHILefdFD"
    wanted = {}
    for source, target in itertools.product(codes, codes):
        a, out = np.ones(3, source), np.full(3, 7, target)
        for _ in range(2):
            if np.can_cast(a.dtype, out.dtype, "same_kind"):
                assert jxpr.evaluate("a", {"a": a}, out) is out
                assert (out == 1).all()
            else:
                with pytest.raises(jxpr.ProgramTypeError):
                    jxpr.evaluate("a", {"a": a}, out)
                wanted[source, target] = True
    assert len(wanted) > 50


def test_out_on_operands_and_refused(shim):
    double = jxpr.compile("2*a")
    for _ in range(4):
        a = np.arange(8.0)
        assert jxpr.evaluate("2*a", {"a": a}, a) is a and (a == 2 * np.arange(8)).all()
        assert double(a, out=a) is a and (a == 4 * np.arange(8)).all()
        b = np.arange(8.0)
        double(b[:-1], out=b[1:])
        assert b.tolist() == [0, 0, 2, 4, 6, 8, 10, 12]
        out = (np.empty(8), np.empty(()))
        assert jxpr.evaluate("2*a, sum(a)", {"a": a}, out) is out and out[1] == a.sum()
        a.flags.writeable = False
        with pytest.raises(jxpr.ProgramValueError, match="read-only"):
            double(a, out=a)
        with pytest.raises(jxpr.ProgramTypeError, match="out must hold"):
            double(a, out=[1])
        with pytest.raises(jxpr.ProgramValueError, match="expected"):
            double(a, out=np.empty(7))


def test_programs(shim):
    line = jxpr.compile("a*x + b + e", ["a", "x", "b"])
    assert line.names == ("a", "x", "b") and "a*x + b + e" in repr(line)
    for _ in range(3):
        assert (line(2, np.arange(3.0), 1) == 2 * np.arange(3.0) + 1 + np.e).all()
    assert jxpr.compile("y*x*pi + np.sin(y)").names == ("y", "x")
    with pytest.raises(jxpr.ProgramTypeError, match="takes 3 arrays, 1 given"):
        line(2)
    with pytest.raises(TypeError):
        line(1, 2, 3, o=3)
    with pytest.raises(jxpr.ProgramSyntaxError):
        jxpr.compile("2*")
    with pytest.raises(jxpr.ProgramValueError, match="given twice"):
        jxpr.compile("a", ["a", "a"])
    with pytest.raises(jxpr.ProgramTypeError, match="one str"):
        jxpr.compile("a", "a")
    assert jxpr.compile("exp(a)", precision="fast")(np.zeros(3)).tolist() == [1, 1, 1]


TEXTS = ["a == b", "a + b", "where(c, a, b)", "str_len(a)", "lower(a)", "count(a, b)"]


@pytest.mark.parametrize("kind", ["U", "S"])
@pytest.mark.parametrize("text", TEXTS)
def test_strings(text, kind, monkeypatch):
    """Of every length, layout and byte order, and Python's own: the same with the shim and without, and by the shim
    wherever no byte has to be swapped."""
    words = np.array(["One", "", "two words", "x"]).astype(kind)
    letter = "x" if kind == "U" else b"x"
    swapped = words.astype(words.dtype.newbyteorder())
    lefts = [words, words[::-1], words[::2].reshape(2, 1), words.astype(kind + "40"), np.zeros(4, kind), words[:0]]
    lefts.append(swapped)
    for a, b in itertools.product(lefts, [words, words[0], letter, letter * 0, np.array(letter)]):
        operands = {"a": a, "b": b, "c": np.array(True)}
        first, again = (outcome(lambda: jxpr.evaluate(text, operands)) for _ in range(2))
        with monkeypatch.context() as m:
            m.setattr(_evaluate, "_quick", _evaluate._slowly)
            slow = outcome(lambda: jxpr.evaluate(text, operands))
        assert first == again == slow, (text, operands)
        if SHIM and not issubclass(slow[0], Exception):
            value = _evaluate._quick(text, operands, None, False, None, -1, -1)
            assert (value is NotImplemented) == (a is swapped and kind == "U")


def test_strings_that_are_given(shim):
    a, out = np.array(["b", "aaa"]), np.zeros(2, "U3")
    for _ in range(2):
        assert jxpr.evaluate("a", {"a": a}, out=out) is out and out.tolist() == ["b", "aaa"]
    with pytest.raises(jxpr.ProgramTypeError):
        jxpr.evaluate("a", {"a": a}, out=np.zeros(2))
    assert jxpr.compile("a == b").map([(a, "b"), (a, "aaa")], stack=True).tolist() == [[True, False], [False, True]]


def test_map(shim):
    rng = np.random.default_rng(SEED)
    lefts = [rng.random((n, 3)) for n in rng.integers(1, 30, 20)]
    rights = [rng.random((n, 3)) for n in rng.integers(1, 30, 30)]
    nearest = jxpr.compile("min(sum((L[:,None,:] - R[None,:,:])**2, axis=2)), R[0]", ["L", "R"])
    pairs = list(itertools.product(lefts, rights))
    loop = [nearest(*pair) for pair in pairs]
    for got, want in zip(nearest.map(pairs), loop):
        assert got[0] == want[0] and (got[1] == want[1]).all()
    least, first = nearest.map(iter(pairs), stack=True)
    assert least.tolist() == [x for x, _ in loop] and (first == [y for _, y in loop]).all()
    out = np.empty((len(pairs), 2))[:, 0], np.empty((len(pairs), 3), np.float32)
    assert nearest.map(pairs, out=out, stack=True) == out
    assert (out[0] == least).all() and (out[1] == first.astype(np.float32)).all()
    double = jxpr.compile("2*a")
    assert [x.tolist() for x in double.map([np.arange(2), [1.5], 3])] == [[0, 2], [3.0], 6]
    assert double.map([]) == []


def test_map_says_which_set_is_wrong(shim):
    add = jxpr.compile("a + b")
    sets = [(np.ones(3), np.ones(3))] * 5 + [(np.ones(3), np.ones(4))] * 2
    for _ in range(10):
        with pytest.raises(jxpr.ProgramValueError, match=r"sets\[5\]: operands could not be broadcast"):
            add.map(sets)
    with pytest.raises(jxpr.ProgramTypeError, match=r"sets\[1\] is a tuple of 1"):
        add.map([(1, 2), (1,)])
    with pytest.raises(jxpr.ProgramTypeError, match=r"sets\[0\] is of type int"):
        add.map([1])
    with pytest.raises(jxpr.ProgramTypeError, match="None"):
        add.map([(1, 2), (1, None)])
    with pytest.raises(jxpr.ProgramValueError, match="stack=True"):
        add.map(sets, out=np.empty(7))
    with pytest.raises(jxpr.ProgramValueError, match="first axis is theirs"):
        add.map(sets[:5], out=np.empty((4, 3)), stack=True)
    with pytest.raises(jxpr.ProgramValueError, match="no set"):
        add.map([], stack=True)


def test_one_program_in_many_threads(shim):
    program = jxpr.compile("a*k + sum(a)")
    start = threading.Barrier(8)

    def work(me):
        start.wait()
        for i in range(300):
            a = np.arange(float(me + i % 3))
            assert (program(a, me) == a * me + a.sum()).all()
            assert (jxpr.evaluate("a*k + sum(a)", {"a": a, "k": me}) == a * me + a.sum()).all()

    with ThreadPoolExecutor(8) as pool:
        for f in [pool.submit(work, i) for i in range(8)]:
            f.result()


def test_nothing_is_kept(shim):
    class Array(np.ndarray):
        pass

    program, a = jxpr.compile("2*a"), np.arange(5.0)
    counted = [a, (out := np.empty(5)), (scalar := np.float64(3)), (short := np.empty(4)), np.dtype(float)]
    told = []
    for round in range(3):
        for _ in range(200):
            jxpr.evaluate("2*a", {"a": a})
            jxpr.evaluate("2*a", {"a": a}, out)
            jxpr.evaluate("2*a, a", {"a": scalar})
            program(a)
            program.map([(a,), (a,)], stack=True)
            program.map([(a,), (scalar,)])
            with pytest.raises(jxpr.Error):
                program("text", out=out)
            with pytest.raises(jxpr.Error):
                jxpr.evaluate("2*a", {"a": a}, short)
        gc.collect()
        told.append([sys.getrefcount(x) for x in counted])
    assert told[1] == told[2]
    gone = weakref.ref(np.arange(3.0).view(Array))
    value = np.arange(3.0)
    seen, result = weakref.ref(value), jxpr.evaluate("a[1:]", {"a": value})
    del value
    assert gone() is None and seen() is None and result.tolist() == [1, 2]


def test_memory_stays_flat():
    """Of calls with results of their own, of errors and of maps."""
    code = """if True:
        import resource, numpy as np, jxpr
        a, program = np.arange(1000.0), jxpr.compile("2*a")
        def run(n):
            for i in range(n):
                jxpr.evaluate("2*a", {"a": a}); program(a)
                try: jxpr.evaluate("2*a", {"a": a}, np.empty(3))
                except jxpr.Error: pass
                if i % 50 == 0: program.map([(a,)] * 100)
        run(2000)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        run(10000)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"""
    for how in "on", "off":
        done = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "JXPR_SHIM": how}, capture_output=True, text=True, check=True
        )
        assert int(done.stdout) < 4096, how  # KiB


def test_a_child_listens_to_signals(shim):
    """Forked from another thread than the main one."""
    code = """if True:
        import os, signal, threading, numpy as np, jxpr
        table = np.broadcast_to(np.linspace(0, 1, 1000000), (3000, 1000000))
        def work():
            for _ in range(3): jxpr.evaluate("sum(a)", {"a": table[:1]})
            pid = os.fork()
            if pid == 0:
                signal.signal(signal.SIGALRM, lambda *_: os._exit(7))
                signal.setitimer(signal.ITIMER_REAL, 0.2)
                jxpr.evaluate("sum(a)", {"a": table[:1]})
                while True: jxpr.evaluate("sum(sin(a))", {"a": table})
            print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        thread = threading.Thread(target=work); thread.start(); thread.join()"""
    how = "on" if shim == "with" else "off"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "JXPR_SHIM": how}, capture_output=True, text=True, timeout=120
    )
    assert done.stdout == "7\n", done


@pytest.mark.parametrize("count", (16, 17, 40, 512, 513))
def test_many_operands(shim, count):
    """More than the shim describes on its stack, and than it takes at all."""
    arrays = {f"v{i}": np.arange(5.0) + i for i in range(count - 1)} | {"x": 0.5}
    text, expected, references = " + ".join(arrays), sum(arrays.values()), []
    program = jxpr.compile(text, arrays)
    for out in (None, np.empty(5)):
        for _ in range(3):
            assert np.array_equal(jxpr.evaluate(text, arrays, out), expected)
            assert np.array_equal(program(**arrays, out=out), expected)
            references.append(sys.getrefcount(arrays["v0"]))
    assert len(set(references)) == 1
    with pytest.raises(jxpr.Error):
        jxpr.evaluate(text, {**arrays, "v7": np.ones(4)})
