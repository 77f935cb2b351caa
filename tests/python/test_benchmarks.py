"""What the benchmarks compare computes the same values, and errors are measured as they say."""

import pathlib
import re
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(script, *arguments):
    done = subprocess.run(
        [sys.executable, ROOT / "bench" / script, *arguments], capture_output=True, text=True, timeout=120
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def bench(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "bench"))


def test_peers_of_the_planner_agree(bench):
    import planner_work

    status, text = run("planner.py", "--quick", "--check", "--peers", "jx", "NumPy", "C")
    assert status == 0, text
    assert text.count("(bound ") == len(planner_work.WORKLOADS), text


def test_folds_agree_with_numpy():
    status, text = run("folds.py", "--check", "--peers", "NumPy", "--only", "any", "argmax", "~t", "of 12 rows", "norm")
    assert status == 0 and text.count(" same") > 30 and "DIFFERS" not in text, text


def test_a_differing_value_is_found(bench):
    import planner
    import planner_work

    case = planner_work.Case("pairs", {"one": lambda: np.array([1.0, 2.0]), "other": lambda: np.array([1.0, 2.1])})
    assert planner.compare(case, np) == 1
    case.tolerance = 0.1
    assert planner.compare(case, np) == 0
    case.runs["other"] = lambda: np.array([1.0, np.nan])
    assert planner.compare(case, np) == 1


def test_exact_sums_are_exact(bench):
    import sums

    rng = np.random.default_rng(5)
    a = np.ldexp(rng.standard_normal(3000), rng.integers(-1080, 900, 3000))
    a[:4] = 5e-324, -5e-324, np.finfo(float).max, -0.0
    with np.errstate(over="ignore", under="ignore"):
        single = a.astype(np.float32)
    for x in (a, a[::-3], np.ldexp(rng.random(9), -1070), np.zeros(0), single[np.isfinite(single)]):
        assert sums.exact_sum(x) == sum(map(Fraction, x.tolist()))
    with pytest.raises(ValueError, match="finite"):
        sums.exact_sum(np.array([1.0, np.inf]))


def test_first_calls_compile_once(bench):
    status, text = run("first_call.py", "--rounds", "1")
    assert status == 0, text
    import first_call

    assert all(text.count(f"\n{program} ") == 1 for program in first_call.PROGRAMS)


def test_peers_of_functions_agree():
    options = "--places", "cache", "hard", "--quick", "--check", "--peers", "jx", "SVML", "SLEEF", "NumPy"
    status, text = run("math_speed.py", "exp", "sin", "pow", "erf", *options)
    assert status == 0, text
    assert "differs" not in text and "pow, float32: " in text and "sin of subnormals, float64: " in text, text


@pytest.mark.parametrize("place", ["cache", "memory", "threads"])
def test_functions_are_timed(place):
    options = "--places", place, "--levels", "v3", "--quick", "--markdown", "--peers", "jx", "NumPy"
    status, text = run("math_speed.py", "exp", "hypot", *options)
    assert status == 0, text
    assert re.search(r"^\| exp \| [0-9.]+ / [0-9.]+ \|", text, re.M) and "\n| hypot | " in text, text


def test_peers_of_formulas_agree(bench):
    import formulas

    status, text = run("formulas.py", "--quick", "--check")
    assert status == 0, text
    assert text.count("(bound ") + text.count("left out: this jx") == len(formulas.FORMULAS), text


def test_peers_of_the_sweep_agree(bench):
    import sweep_work

    names = [w.name for w in sweep_work.WORKLOADS]
    assert len(names) == len(set(names))
    parts = "of 1000 f", "(300,200,3)", "7 points 64", "pooling 512", "42 in numbers"
    status, text = run("sweep.py", "--check", "--peers", "NumPy", "--only", *parts)
    chosen = sum(any(p in name for p in parts) for name in names)
    assert status == 0 and f"{chosen} workloads compared, 0 differ" in text, text
