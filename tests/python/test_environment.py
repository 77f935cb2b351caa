"""Python in another floating-point environment: flush-to-zero set by some library that was linked with -ffast-math,
another rounding, divisions by zero that kill. Results are those of the default one, and the environment stays. C's
tests have all environments and every entry (tests/unit/test_environments.c); here are the inputs that users met."""

import contextlib
import ctypes
import ctypes.util
import os
import platform
import struct
import subprocess
import sys

import numpy as np
import pytest

import jxpr

pytestmark = pytest.mark.skipif(
    platform.machine() not in ("x86_64", "AMD64") or platform.libc_ver()[0] != "glibc",
    reason="takes glibc's fenv_t on x86-64 apart",
)

LIBM = ctypes.CDLL(ctypes.util.find_library("m") or "libm.so.6")
FENV_SIZE, MXCSR_AT = 32, 28
# Bits of MXCSR: flush to zero 0x8000, subnormals are zero 0x0040, rounding up 0x4000, down 0x2000; a mask that is
# cleared, 0x0200, lets divisions by zero kill.
ENVIRONMENTS = {
    "flush": (0x8000, 0),
    "zero": (0x0040, 0),
    "fast math": (0x8040, 0),
    "up": (0x4000, 0),
    "down": (0x2000, 0),
    "toward zero": (0x6000, 0),
    "divisions kill": (0, 0x0200),
}


def mxcsr():
    buffer = ctypes.create_string_buffer(FENV_SIZE)
    LIBM.fegetenv(buffer)
    return struct.unpack_from("I", buffer, MXCSR_AT)[0] & ~0x3F


@contextlib.contextmanager
def environment(name):
    """Python's own floats run in it too, so as little as can be is done in there."""
    before, changed = ctypes.create_string_buffer(FENV_SIZE), ctypes.create_string_buffer(FENV_SIZE)
    LIBM.fegetenv(before)
    bits = struct.unpack_from("I", before, MXCSR_AT)[0]
    on, off = ENVIRONMENTS[name]
    changed.raw = before.raw
    struct.pack_into("I", changed, MXCSR_AT, (bits | on) & ~off)
    LIBM.fesetenv(changed)
    try:
        yield
    finally:
        LIBM.fesetenv(before)


def in_environment(name, call):
    """What the call gives, and that it leaves the environment."""
    with environment(name):
        before = mxcsr()
        result = call()
        after = mxcsr()
    assert before == after
    return result


S = np.arange(1, 100_001) * 5e-324
X = np.linspace(0.1, 70, 100_000)
B = np.arange(100_000.0) % 3 - 1


@pytest.fixture
def threads():
    before = jxpr.set_threads(1)
    yield
    jxpr.set_threads(before)


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_results_are_numpys(name, threads):
    a = np.ones(1)
    with np.errstate(divide="ignore"):
        expected = {
            "s == 0": S == 0,
            "sqrt(s)": np.sqrt(S),
            "x/3": X / 3,
            "x/b": X / B,
            "s*0.1 + x": S * 0.1 + X,
            "a*(1e-310*1e300)": a * (1e-310 * 1e300),
            "a*(1/3)": a * (1 / 3),
            "float32(x)": X.astype("float32"),
        }
    # 5e-324 times n(n+1)/2, exactly: all are subnormal.
    total = 100_000 * 100_001 // 2 * 5e-324
    arrays = {"s": S, "x": X, "b": B, "a": a}
    for n in (1, 2, 4):
        jxpr.set_threads(n)
        for text, want in expected.items():
            got = in_environment(name, lambda: jxpr.evaluate(text, arrays))
            assert got.tobytes() == want.tobytes(), (text, n)
        assert float(in_environment(name, lambda: jxpr.evaluate("sum(s)", arrays))) == total


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_errors_leave_it(name):
    for text in ("x +", "x + nowhere", "x + x[:3]", "sin(x, x)"):
        with pytest.raises(jxpr.Error):
            with environment(name):
                before = mxcsr()
                try:
                    jxpr.evaluate(text, {"x": X})
                finally:
                    after = mxcsr()
        assert before == after


PROCESS = """
import sys
sys.path.insert(0, sys.argv[1])
import numpy as np
import jxpr
import test_environment as t
a = np.ones(3)
text = lambda: [float(jxpr.evaluate(e, {"a": a})[0]) for e in ("a*(1e-310*1e300)", "a*(1/3)", "a*0.1", "a*5e-324 > 0")]
values = t.in_environment(sys.argv[2], text) if sys.argv[2] else text()
print(*[v.hex() for v in values], jxpr.stats()["compiles"])
"""


def process(folder, name):
    done = subprocess.run(
        [sys.executable, "-c", PROCESS, os.path.dirname(__file__), name],
        env={**os.environ, "JX_CACHE": "on", "JX_CACHE_DIR": str(folder)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    *values, compiles = done.stdout.split()
    return values, int(compiles)


@pytest.mark.parametrize("first, then", [("fast math", ""), ("up", ""), ("", "fast math"), ("down", "up")])
def test_processes_share_kernels(first, then, tmp_path):
    expected = [(1e-310 * 1e300).hex(), (1 / 3).hex(), (0.1).hex(), (1.0).hex()]
    assert process(tmp_path / "cache", first) == (expected, 4)
    assert process(tmp_path / "cache", then) == (expected, 0)
