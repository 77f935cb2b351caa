"""Programs of very many reductions and results: several stages, each of a bounded size."""

import re

import numpy as np
import pytest

import jxpr

RNG = np.random.default_rng(8)
A = RNG.integers(-9, 9, (30, 40))
F = RNG.random((30, 40))


def counted(program, operands):
    """Of each stage, how many arrays it stores point by point, and how many folds it has."""
    stages = re.split(r"^stage \d+:", jxpr.emit(program, operands, "plan"), flags=re.MULTILINE)[1:]
    main = [s.split("finish:")[0] for s in stages]
    return [(len(re.findall("^ *store ", m, re.MULTILINE)), len(re.findall("^ *fold ", m, re.MULTILINE))) for m in main]


def bounded(program, operands):
    for stores, folds in counted(program, operands):
        assert stores <= 9 and folds <= 32, program


def same(program, operands, expected, exact=True):
    bounded(program, operands)
    for ours, theirs in zip(jxpr.evaluate(program, operands), expected, strict=True):
        theirs = np.asarray(theirs)
        assert ours.shape == theirs.shape and ours.dtype == theirs.dtype
        if exact:
            assert np.array_equal(ours, theirs)
        else:
            np.testing.assert_allclose(ours, theirs, rtol=1e-13)


@pytest.mark.parametrize("axis", [None, 0, 1])
@pytest.mark.parametrize("n", [16, 17, 33, 100])
def test_sums(axis, n):
    program = ", ".join(f"sum(a*{i}, axis={axis})" for i in range(1, n + 1))
    same(program, {"a": A}, [np.sum(A * i, axis=axis) for i in range(1, n + 1)])
    program = ", ".join(f"sum(a*{i}, axis={axis})" for i in range(1, n + 1))
    same(program, {"a": F}, [np.sum(F * i, axis=axis) for i in range(1, n + 1)], exact=False)


def test_sums_over_both_axes():
    parts = [(f"sum(a*{i}, axis={i % 2})", np.sum(A * i, axis=i % 2)) for i in range(1, 81)]
    same(", ".join(p for p, _ in parts), {"a": A}, [x for _, x in parts])


@pytest.mark.parametrize("n", [8, 9, 50])
def test_results(n):
    same(", ".join(f"a + {i}" for i in range(n)), {"a": A}, [A + i for i in range(n)])
    same(", ".join(f"a + b.T[:, :30].T*{i}" for i in range(n)), {"a": A, "b": A},
         [A + A.T[:, :30].T * i for i in range(n)])


def test_results_beside_sums():
    n = 40
    program = ", ".join([f"a*{i}" for i in range(n)] + [f"sum(a*{i}, axis=1)" for i in range(n)])
    same(program, {"a": A}, [A * i for i in range(n)] + [np.sum(A * i, axis=1) for i in range(n)])


def test_what_follows_sums():
    """Many values of one fold, and one value of many folds."""
    same("s = sum(a, axis=1); " + ", ".join(f"s + {i}" for i in range(100)), {"a": A},
         [np.sum(A, axis=1) + i for i in range(100)])
    total = " + ".join(f"sum(a*{i})" for i in range(200))
    program = f"{total}, max(a)"
    same(program, {"a": A}, [sum(np.sum(A * i) for i in range(200)), np.max(A)])


def test_dear_values_are_computed_once():
    operands = {"a": F}
    program = "e = exp(a); " + ", ".join(f"e*{i}" for i in range(40))
    assert jxpr.emit(program, operands, "plan").count("exp(") == 1
    same(program, operands, [jxpr.evaluate("exp(a)", operands) * i for i in range(40)])
    program = "e = exp(a)/(1 + exp(a)); " + ", ".join(f"sum(e*{i}, axis=1)" for i in range(1, 100))
    assert jxpr.emit(program, operands, "plan").count("exp(") == 1
    e = np.exp(F) / (1 + np.exp(F))
    same(program, operands, [np.sum(e * i, axis=1) for i in range(1, 100)], exact=False)


def test_cheap_values_are_computed_again():
    program = "e = a + 1; " + ", ".join(f"e*{i}" for i in range(40))
    assert "kept value" not in jxpr.emit(program, {"a": F}, "plan")
    same(program, {"a": F}, [(F + 1) * i for i in range(40)])


def test_one_result_upon_another():
    """Each is made of the one before, which another stage may hold."""
    lines, values, x = ["x0 = a"], [], F
    for i in range(1, 41):
        lines.append(f"x{i} = sqrt(x{i - 1} + {i})")
        x = np.sqrt(x + i)
        values.append(x)
    same("; ".join(lines + [", ".join(f"x{i}" for i in range(1, 41))]), {"a": F}, values)


def test_statistics():
    names = ["mean", "var", "std", "min", "max", "sum"]
    program = ", ".join(f"{f}(a*{i}, axis=1)" for i in range(1, 9) for f in names)
    expected = [getattr(np, f)(F * i, axis=1) for i in range(1, 9) for f in names]
    same(program, {"a": F}, expected, exact=False)


def test_given_results_on_operands():
    """A later stage still reads what an earlier one's result would lie on."""
    n = 30
    for place in (0, 9, n - 1):
        a = F.copy()
        out = [np.empty_like(a) for _ in range(n)]
        out[place] = a
        jxpr.evaluate(", ".join(f"a + {i}" for i in range(n)), {"a": a}, out=tuple(out))
        for i in range(n):
            assert np.array_equal(out[i], F + i)


def test_threads():
    a = RNG.random(300_000)
    program = "e = exp(a); " + ", ".join([f"sum(e*{i})" for i in range(1, 40)] + [f"e + {i}" for i in range(12)])
    alone = None
    for n in (1, 2, 4):
        jxpr.set_threads(n)
        found = [r.tobytes() for r in jxpr.evaluate(program, {"a": a})]
        alone = alone or found
        assert found == alone
    jxpr.set_threads(0)
