"""Many Python threads at once: same kernels, own contexts, right results."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import jxpr
import random_arrays


def test_sixteen_threads():
    """All threads meet at each program, so that they compile the same things at the same time."""
    n_threads, rounds = 16, 40
    barrier = threading.Barrier(n_threads)

    def work(me):
        rng = np.random.default_rng(me)
        for k in range(rounds):
            barrier.wait()
            a = rng.integers(-99, 99, (int(rng.integers(1, 80)), 33)).astype(float)
            got = jxpr.evaluate(f"x = a*{k} + {me % 3}; x, sum(x), max(x, axis=0)", {"a": a})
            x = a * k + me % 3
            for g, e in zip(got, (x, x.sum(), x.max(0))):
                assert not random_arrays.same(g, e)
        return jxpr.stats()["calls"]

    with ThreadPoolExecutor(n_threads) as pool:
        assert len([f.result() for f in [pool.submit(work, i) for i in range(n_threads)]]) == n_threads


def test_large_calls_from_several_threads():
    def work(me):
        a = np.full(2_000_000, float(me))
        for _ in range(5):
            assert jxpr.evaluate("sum(a)", {"a": a}) == me * 2_000_000
            assert (jxpr.evaluate("a + 1", {"a": a}) == me + 1).all()

    with ThreadPoolExecutor(4) as pool:
        for f in [pool.submit(work, i) for i in range(4)]:
            f.result()


def test_errors_stay_in_their_thread():
    def work(me):
        for _ in range(100):
            if me % 2:
                with pytest.raises(jxpr.ProgramNameError, match=f"x{me}"):
                    jxpr.evaluate(f"x{me} + 1", {})
            else:
                assert jxpr.evaluate("1 + a", {"a": me}) == me + 1

    with ThreadPoolExecutor(8) as pool:
        for f in [pool.submit(work, i) for i in range(8)]:
            f.result()


def test_results_outlive_the_thread_that_made_them():
    results = []
    for k in range(5):
        thread = threading.Thread(
            target=lambda k=k: results.append(jxpr.evaluate("a + n", {"a": np.zeros(1000), "n": k}))
        )
        thread.start()
        thread.join()
    for k, r in enumerate(results):
        assert (r == k).all()


def test_a_forked_child_works():
    a = np.ones(3_000_000)
    assert jxpr.evaluate("sum(a)", {"a": a}) == 3_000_000
    pid = os.fork()
    if pid == 0:
        try:
            fine = jxpr.evaluate("sum(a)", {"a": a}) == 3_000_000 and jxpr.evaluate("sum(a*3)", {"a": a}) == 9_000_000
        except BaseException:
            fine = False
        os._exit(0 if fine else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_the_interpreter_ends_while_threads_evaluate():
    """It drops what belongs to daemon threads, which go on in C code, and the process ends while they compile."""
    script = """
import sys, threading, time
import jxpr
begun = threading.Semaphore(0)
def work(me):
    k = 0
    while True:
        k += 1
        jxpr.evaluate(f"{k}*a + {me}", {"a": 2.5})
        begun.release()
for me in range(4):
    threading.Thread(target=work, args=(me,), daemon=True).start()
for _ in range(8):
    begun.acquire()
time.sleep(float(sys.argv[1]))
print("done")
"""
    for delay in (0, 0.001, 0.02, 0.1):
        done = subprocess.run([sys.executable, "-c", script, str(delay)], capture_output=True, text=True, timeout=60)
        assert (done.returncode, done.stdout, done.stderr) == (0, "done\n", "")
