"""Evaluations that another thread stops: which, how soon, and what is left."""

import threading
import time

import numpy as np
import pytest

import jxpr

LINE = np.linspace(0.0, 1.0, 1_000_000)
TABLE = np.broadcast_to(LINE, (3000, LINE.size))  # three thousand million sines, in no memory
SMALL = np.arange(5.0)


def goes_on():
    assert (jxpr.evaluate("2*a + 1", {"a": SMALL}) == 2 * SMALL + 1).all()


@pytest.mark.parametrize("main", [True, False])
@pytest.mark.parametrize(
    "program", ["sum(sin(a))", "sum(sin(a), axis=0)", "cumsum(a[:50] + n)", "a[:50][a[:50] > 0.5]"]
)
def test_another_thread_stops_what_runs(program, main):
    ended = []

    def work():
        owner.append(jxpr.context())
        ready.set()
        try:
            while True:
                jxpr.evaluate(program, {"a": TABLE, "n": 1})
        except jxpr.ProgramCancelled as error:
            ended.append(time.perf_counter())
            assert error.status == "cancelled" and error.message == "stopped by jx_cancel()"
            goes_on()
            ended.append(None)

    owner, ready, begun = [], threading.Event(), []

    def stop():
        ready.wait()
        time.sleep(0.1)
        begun.append(time.perf_counter())
        owner[0].cancel()

    other = threading.Thread(target=stop if main else work)
    other.start()
    (work if main else stop)()
    other.join()
    assert len(ended) == 2 and ended[0] - begun[0] < 10  # machines are busy; tests/stress/cancels.c measures


def test_one_that_comes_early_is_for_the_next_call_alone():
    jxpr.context().cancel()
    with pytest.raises(jxpr.ProgramCancelled):
        goes_on()
    goes_on()


def test_one_that_came_late_is_taken_back():
    context = jxpr.context()
    assert not context.uncancel()
    context.cancel()
    assert context.uncancel()
    goes_on()


def test_a_compilation_stops():
    many = " + ".join(f"sin({k}*a)" for k in range(10_000))
    threading.Timer(0.2, jxpr.context().cancel).start()
    with pytest.raises(jxpr.ProgramCancelled):
        jxpr.evaluate(many, {"a": SMALL})
    goes_on()


def test_sets_stop():
    program = jxpr.compile("sum(sin(a))", ["a"])
    threading.Timer(0.1, jxpr.context().cancel).start()
    with pytest.raises(jxpr.ProgramCancelled):
        program.map([TABLE[:30]] * 1000)
    assert program(SMALL) == pytest.approx(np.sin(SMALL).sum())


def test_a_context_outlives_its_thread():
    contexts = []
    thread = threading.Thread(target=lambda: (goes_on(), contexts.append(jxpr.context())))
    thread.start()
    thread.join()
    contexts[0].cancel()
    goes_on()
