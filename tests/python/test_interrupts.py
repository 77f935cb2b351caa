"""Signals' handlers that raise stop an evaluation: Ctrl-C and its kin."""

import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

import jxpr

SOON, LONG = 0.1, 60.0  # seconds: until a signal, and what no interrupted call takes
LINE = np.linspace(0.0, 1.0, 1_000_000)
TABLE = np.broadcast_to(LINE, (3000, LINE.size))  # three thousand million sines, in no memory
SMALL = np.arange(5.0)


class Alarm(BaseException):
    pass


@pytest.fixture
def alarm(monkeypatch):
    """A function: SIGALRM calls a handler from now on, once, after so many seconds. What Python can only print and drop
    fails the test."""
    dropped = []
    monkeypatch.setattr(sys, "unraisablehook", lambda told: dropped.append(told.exc_value))
    before = signal.getsignal(signal.SIGALRM)

    def set_alarm(handler, seconds=SOON):
        signal.signal(signal.SIGALRM, lambda *_: handler())
        signal.setitimer(signal.ITIMER_REAL, seconds)

    yield set_alarm
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)
    assert not dropped


def throw(error):
    raise error


def expect_stopped(error, program, operands, **how):
    start = time.perf_counter()
    with pytest.raises(type(error)) as caught:
        jxpr.evaluate(program, operands, **how)
        signal.setitimer(signal.ITIMER_REAL, 0)  # it is late, and must not meet pytest
    assert caught.value is error and time.perf_counter() - start < LONG
    assert (jxpr.evaluate("2*a + 1", {"a": SMALL}) == 2 * SMALL + 1).all()


@pytest.mark.parametrize("error", [Alarm(), TimeoutError("late"), SystemExit(3), KeyboardInterrupt()], ids=repr)
@pytest.mark.parametrize("threads", [1, 2])
def test_a_handlers_exception_stops_what_runs(alarm, error, threads):
    before = jxpr.set_threads(threads)
    alarm(lambda: throw(error))
    expect_stopped(error, "sum(sin(a))", {"a": TABLE})
    assert jxpr.set_threads(before) == threads  # the context is the same


def test_ctrl_c_from_another_thread():
    timer = threading.Timer(SOON, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        jxpr.evaluate("sum(sin(a))", {"a": TABLE})
    timer.join()


def test_a_compilation_stops(alarm):
    compiles = jxpr.stats()["compiles"]
    error = Alarm()
    alarm(lambda: throw(error))
    many = " + ".join(f"sin({k}*a)" for k in range(10_000))
    expect_stopped(error, many, {"a": SMALL})
    assert jxpr.stats()["compiles"] <= compiles + 1  # 2*a + 1
    alarm(lambda: throw(error))
    with pytest.raises(Alarm):
        jxpr.emit(many, {"a": SMALL}, "profile")


def test_results_of_a_stopped_call(alarm):
    """One that is given holds anything, but outside of it nothing has changed."""
    room = np.full(LINE.size + 2, -7.0)
    out = room[1:-1]
    error = Alarm()
    alarm(lambda: throw(error))
    expect_stopped(error, "sum(sin(a), axis=0)", {"a": TABLE}, out=out)
    assert room[0] == room[-1] == -7
    assert jxpr.evaluate("2*a", {"a": LINE}, out=out) is out
    assert (out == 2 * LINE).all()


def test_a_handler_that_returns_stops_nothing(alarm):
    seen = []
    alarm(lambda: seen.append(1), 0.05)
    want = jxpr.evaluate("sum(a)", {"a": TABLE[:1000]})
    while not seen:
        assert jxpr.evaluate("sum(a)", {"a": TABLE[:1000]}) == want


def test_a_handler_may_evaluate(alarm):
    """In the middle of a call, on the same thread, with its settings, failing or not."""
    seen, error = [], Alarm()

    def handler():
        seen.append(jxpr.evaluate("sum(a) + 0*n", {"a": SMALL, "n": jxpr.set_threads(2)}))
        with pytest.raises(NameError, match="inner"):
            jxpr.evaluate("inner", {})
        raise error

    before = jxpr.set_threads(1)
    alarm(handler)
    expect_stopped(error, "sum(sin(a))", {"a": TABLE})
    assert seen == [10] and jxpr.set_threads(before) == 2


def test_calls_within_calls():
    """What evaluates while an operand is read, or a name looked up, does not disturb the call it is in."""

    class Names(dict):
        def __contains__(self, name):
            for k in range(3):
                with pytest.raises(NameError):
                    jxpr.evaluate(f"x{k} + y{k}", {})
            return super().__contains__(name)

    assert jxpr.evaluate("a + b", Names(a=1, b=2)) == 3
    with pytest.raises(NameError, match="'c'"):
        jxpr.evaluate("a + c", Names(a=1, b=2))


def test_no_signal_is_lost(alarm):
    """They come at any moment: before, in and after a call, and while another one's exception is on its way. The result
    is given, for what a handler raises in a finalizer, such as that of a fresh one, Python prints and drops."""
    rng, a, raised = np.random.default_rng(5), LINE[:200_000], 0
    out = np.empty(())

    def handler():
        nonlocal raised
        raised += 1
        if raised % 2:
            signal.setitimer(signal.ITIMER_REAL, rng.choice([1e-6, 2e-5, 1e-3]))
        raise Alarm

    want = jxpr.evaluate("sum(sin(a)*cos(a))", {"a": a})
    for first in range(0, 400, 2):
        try:
            try:
                alarm(handler, rng.uniform(1e-6, 0.01))
                while True:
                    assert jxpr.evaluate("sum(sin(a)*cos(a))", {"a": a}, out=out) == want
            except Alarm:
                while raised < first + 2:
                    time.sleep(1e-4)
        except Alarm:  # the second one, when the first was caught already
            pass
        assert raised == first + 2


def test_a_worker_goes_on(alarm):
    """Python runs handlers on the main thread, whose waiting they end."""
    results = []
    worker = threading.Thread(target=lambda: results.append(jxpr.evaluate("sum(a)", {"a": TABLE[:2000]})))
    alarm(lambda: throw(Alarm()), 0.05)
    with pytest.raises(Alarm):
        worker.start()
        time.sleep(LONG)
    worker.join()
    assert results[0] == pytest.approx(LINE.sum() * 2000)


FORKED = """
import os, signal, sys, threading
import numpy as np, jxpr
class Alarm(Exception): pass
def handler(*_): raise Alarm
def child():
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        jxpr.evaluate("sum(sin(a))", {"a": np.broadcast_to(np.ones(1000000), (3000, 1000000))})
    except Alarm:
        os._exit(0)
    os._exit(1)
def work():
    jxpr.evaluate("sum(sin(a))", {"a": np.ones(3)})
    if (pid := os.fork()) == 0:
        child()
    codes.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
signal.signal(signal.SIGALRM, handler)
codes = []
thread = threading.Thread(target=work)
thread.start()
thread.join()
sys.exit(codes != [0])
"""


def test_a_threads_forked_child_has_a_main_thread():
    assert subprocess.run([sys.executable, "-c", FORKED], timeout=LONG, check=False).returncode == 0
