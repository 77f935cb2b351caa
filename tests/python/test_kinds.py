"""Every function and operator with operands of every kind, in all places and most mixtures: a result or an error that says
what is wrong, never one of jx's own. In a process of its own, which a failing assertion ends.
"""

import itertools
import random
import subprocess
import sys

import numpy as np

import jxpr

OPERANDS = {
    "s": np.array(["ab", "c"]),
    "b": np.array([b"ab", b"c"]),
    "z": np.array([1 + 2j, 3j]),
    "h": np.array([1, 2], "f2"),
    "f": np.array([1.5, 2.5]),
    "i": np.array([0, 1]),
    "u": np.array([1, 2], "u8"),
    "m": np.array([True, False]),
}
ARGUMENTS = [*OPERANDS, "'x'", "b'y'", "2j", "3", "1.5", "True", "None", "(s, i)", "(z, f)", "s[m]", "f[m]", "z[i]", "(2, 1)", "arange(2)", "0"]
OPERATORS = "+ - * / // % ** & | ^ << >> == != < <= > >= and or in".split()


def programs(rnd, most):
    for name in (name for f in jxpr.functions() for name in f["names"]):
        yield from (f"{name}({a})" for a in ARGUMENTS)
        for _ in range(most):
            yield f"{name}({', '.join(rnd.choice(ARGUMENTS) for _ in range(rnd.choice((2, 2, 3))))})"
    pairs = list(itertools.product(ARGUMENTS, ARGUMENTS))
    for form in (*(f"{{}} {operator} {{}}" for operator in OPERATORS), "{}[{}]", "{} if m else {}", "{} in ({}, 1)"):
        yield from (form.format(a, b) for a, b in rnd.sample(pairs, min(most * 8, len(pairs))))


def run(seed, most):
    """Prints each program before it is tried, and what is wrong with it."""
    for text in programs(random.Random(seed), most):
        print(text, file=sys.stderr)
        try:
            jxpr.evaluate(text, OPERANDS)
        except (jxpr.Error, OverflowError) as e:
            if getattr(e, "status", "") in ("internal error", "code generation failed"):
                print(text, e)


def test_no_mixture_is_beyond_jx():
    done = subprocess.run([sys.executable, "-W", "ignore", __file__, "1", "12"], capture_output=True, text=True)
    assert done.returncode == 0, f"{done.returncode}: {done.stderr[-200:]}"
    assert not done.stdout, done.stdout


if __name__ == "__main__":
    run(int(sys.argv[1]), int(sys.argv[2]))
