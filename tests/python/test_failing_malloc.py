"""Memory that runs out where it is taken from malloc() and mmap() themselves: in the command, in the shim that Python calls
through, and below the default allocator. tests/stress/fail_malloc.c is preloaded and lets the n-th allocation of the named
libraries fail, for n = 1, 2, ... until a call no longer gets so far; tests/stress/allocations.c does the same
with an allocator of its own for every kind of call from C.

JX_TEST_EVERY_ALLOCATION=1 tries every n instead of some, and prints how many there were.
"""

import os
import pathlib
import subprocess
import sys

import numpy as np
import pytest

from jxc_command import JXC, ROOT

EVERY = bool(os.environ.get("JX_TEST_EVERY_ALLOCATION"))
PRELOAD = JXC.parent / "libfail_malloc.so"

pytestmark = pytest.mark.skipif(not PRELOAD.exists(), reason="no libfail_malloc.so in a build with sanitizers")


def environment(**settings):
    return os.environ | {"LD_PRELOAD": str(PRELOAD), "OMP_NUM_THREADS": "1"} | settings


# ---- The command ----------------------------------------------------------------------------------------------------

COMMANDS = {
    "value": (["-e", "sum(a*a)", "a=a.npy"], None, "140.0\n"),
    "results": (["-e", "a[a > 5], size(a)", "a=a.npy"], None, "[6. 7.]\n8\n"),
    "written": (["-e", "a + 1", "a=a.npy", "-o", "out.npy"], None, ""),
    "piped": ([], "x = 1 + 1\nx*3\n", "6\n"),
    "object": (["--emit", "object", "-o", "f.o", "-e", "a + 1", "a=float64[n]"], None, ""),
    "plan": (["--emit", "plan", "-e", "a + 1", "a=a.npy"], None, None),
}


def run(folder, name, n):
    """What came of it with the n-th allocation failing: whether there were so many, and whether it was told."""
    arguments, given, expected = COMMANDS[name]
    reached = folder / "reached"
    reached.unlink(missing_ok=True)
    settings = environment(FAIL_MALLOC_IN="jxc,libjx.so", FAIL_MALLOC_AT=str(n), FAIL_MALLOC_REACHED=str(reached))
    got = subprocess.run(
        [JXC, "-t", "1", *arguments], cwd=folder, input=given, env=settings, capture_output=True, text=True, timeout=60
    )
    told = "out of memory" in got.stderr or "Cannot allocate memory" in got.stderr
    assert got.returncode >= 0, f"{name}, n = {n}: signal {-got.returncode}: {got.stderr}"
    if not told:
        assert got.returncode == 0, f"{name}, n = {n}: {got.stderr}"
        assert expected is None or got.stdout == expected, f"{name}, n = {n}"
    return reached.exists(), told


@pytest.mark.parametrize("name", COMMANDS)
def test_the_command(tmp_path, name):
    np.save(tmp_path / "a.npy", np.arange(8.0))
    tried = failures = 0
    n = 1
    while True:
        there, told = run(tmp_path, name, n)
        if not there:
            break
        tried, failures = tried + 1, failures + told
        n += 1 if EVERY or n < 6 else 5
    assert tried > 5 and failures > 3
    print(f"jxc, {name}: {tried} tried, {failures} told")


# ---- Python ---------------------------------------------------------------------------------------------------------

SUBJECT = """
import ctypes, os, sys
import numpy as np
import jxpr

at = ctypes.CDLL(os.environ["LD_PRELOAD"]).fail_malloc_at
at.argtypes, at.restype = [ctypes.c_size_t], ctypes.c_size_t
step = int(sys.argv[1])
a, m = np.arange(8.0), np.arange(12.0).reshape(3, 4)
out = np.empty(8)
program = jxpr.compile("a + b", ["a", "b"])
program(a, a)

# Each text is new, so that it is compiled; k is its number.
kinds = {
    "evaluate": (lambda k: jxpr.evaluate(f"2*a + {k}", {"a": a}), lambda k: 2 * a + k),
    "evaluate out": (lambda k: jxpr.evaluate(f"3*a + {k}", {"a": a}, out), lambda k: 3 * a + k),
    "evaluate several": (lambda k: jxpr.evaluate(f"a + {k}, sum(m)", {"a": a, "m": m})[0], lambda k: a + k),
    "again": (lambda k: jxpr.evaluate("4*a", {"a": a}), lambda k: 4 * a),
    "program": (lambda k: program(a, m[:, :1]), lambda k: a + m[:, :1]),
    "compile": (lambda k: jxpr.compile(f"a - {k}", ["a"])(a), lambda k: a - k),
    "map": (lambda k: program.map([(a, a), (m, m), (a[:3], a[:3])])[1], lambda k: m + m),
    "stack": (lambda k: program.map([(a, a)] * 5, stack=True)[4], lambda k: a + a),
}
for name, (call, expected) in kinds.items():
    tried = failures = 0
    n = 1
    while True:
        got = None
        at(n)
        try:
            got = call(n)
        except MemoryError:
            failures += 1
        there = at(0) >= n
        if got is not None:
            assert np.array_equal(got, expected(n)), (name, n)
        assert there or got is not None, (name, n)
        if not there:
            break
        assert np.array_equal(call(n + 100000), expected(n + 100000)), (name, n)
        tried += 1
        n += 1 if n < 8 else step
    print(f"Python, {name}: {tried} tried, {failures} told")
print("right")
"""


@pytest.mark.parametrize("shim", ["on", "off"])
def test_python(shim):
    settings = environment(FAIL_MALLOC_IN="libjx.so,_jxshim", JXPR_SHIM=shim, PYTHONPATH=str(ROOT / "python"))
    settings["JXPR_LIBRARY"] = os.environ.get("JXPR_LIBRARY", str(JXC.parent / "libjx.so"))
    got = subprocess.run(
        [sys.executable, "-c", SUBJECT, "1" if EVERY else "13"],
        env=settings, capture_output=True, text=True, timeout=600,
    )
    assert got.returncode == 0, got.stderr
    assert got.stdout.endswith("right\n")
    print(got.stdout)
