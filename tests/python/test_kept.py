"""Values that are kept: programs of views upon views give what NumPy gives, in linear time."""

import random

import numpy as np
import pytest

import jxpr

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def in_python(program, operands):
    """The last statement's value, by NumPy: such programs mean the same there."""
    lines = program.split("; ")
    names = {**operands, "sum": np.sum, "min": np.min, "max": np.max, "where": np.where, "abs": np.abs}
    names |= {"transpose": np.transpose, "minimum": np.minimum, "maximum": np.maximum}
    for line in lines[:-1]:
        exec(line, names)
    return eval(lines[-1], names)


def same(program, operands):
    ours, theirs = jxpr.evaluate(program, operands), in_python(program, operands)
    if not isinstance(theirs, tuple):
        ours, theirs = (ours,), (theirs,)
    for x, y in zip(ours, theirs):
        y = np.asarray(y)
        assert x.shape == y.shape and x.dtype == y.dtype, program
        assert np.array_equal(x, y, equal_nan=y.dtype.kind == "f"), program


def kept(program, operands):
    return jxpr.emit(program, operands, "plan").count("kept value")


# ---- The kinds that grow --------------------------------------------------------------------------------------------

GROWING = {
    "halves": ("x = x[::2] + x[1::2]", 2**14),
    "products of halves": ("x = x[::2]*x[1::2]", 2**14),
    "halves of what is made for them": ("x = (x*1.5)[::2] - (x + 1)[1::2]", 2**14),
    "neighbours": ("x = x[1:]*0.5 + x[:-1]*0.25", 500),
    "ends": ("x = x[1:] + 0.5*x[::-1][1:]", 500),
    "itself and its reverse": ("x = 0.5*x + x[::-1]", 100),
    "three": ("x = x[2:] - 2*x[1:-1] + x[:-2]", 500),
    "where": ("x = where(x[1:] > x[:-1], x[1:], x[:-1] + 1)", 500),
    "elements": ("x = x + x[0] - x[1] + x[2]", 50),
    "one view after the other": ("x = (x + 0.5)[1:]", 500),
}


@pytest.mark.parametrize("name", GROWING)
@pytest.mark.parametrize("times", [4, 9, 14])
def test_growing(name, times):
    line, size = GROWING[name]
    x = np.random.default_rng(times).random(size)
    same("; ".join([line] * times + ["x"]), {"x": x})


@pytest.mark.parametrize("line", ["x = x + 0.5*x.T", "x = 0.5*x.T - x[::-1]", "x = x[1:,:-1] + 2*x.T[1:,1:]",
                                  "x = x[:, None, 0] + x[0]*0.5", "x = (x[..., None] - x[:, None])[:, :, 0]"])
def test_growing_matrices(line):
    x = np.random.default_rng(1).random((20, 20))
    same("; ".join([line] * 12 + ["x"]), {"x": x})


def test_permuted_axes():
    x = np.random.default_rng(1).random((3, 3, 3, 3))
    permutations = [(1, 0, 2, 3), (1, 2, 3, 0), (0, 1, 3, 2), (3, 2, 1, 0)]
    same("; ".join([f"x = 0.5*x + transpose(x, {p})" for p in permutations * 4] + ["x"]), {"x": x})


def test_linear():
    """As many nodes a step at the end as at the beginning."""
    sizes = {}
    for times in (10, 14, 200):
        lines = ["x = x[::2] + x[1::2]"] * times if times < 20 else ["x = x[1:] + x[:-1]"] * times
        x = np.arange(2.0**14)
        sizes[times] = jxpr.emit("; ".join(lines + ["x"]), {"x": x}, "graph").count("\n")
    assert sizes[14] < 300 and sizes[200] < 40 * 200


# ---- What stays fused -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("program", [
    "u = a*b; u[2:] - 2*u[1:-1] + u[:-2]",
    "u = sin(a)*exp(b) + a*b; v = u[1:] - u[:-1]; v[1:] + v[:-1]",
    "u = a + b; u = u[::2] + u[1::2]; u = u[::2] + u[1::2]; u[::2] + u[1::2]",
    "u = " + " + ".join(f"{i}*a*b" for i in range(60)) + "; u[1:] - u[:-1]",
    "u = (a + b)[::-1]; u[1:]*u[:-1]",
])
def test_fused(program):
    operands = {"a": np.arange(1000.0), "b": np.arange(1000.0)}
    assert kept(program, operands) == 0


# ---- Kept values in every place -------------------------------------------------------------------------------------

HALVES = "; ".join(["x = x[::2] + x[1::2]"] * 6)


@pytest.mark.parametrize("end", [
    "x[::2] + x[1::2]", "x[::2], x[1::2], x", "x[:4]*x[:, None][:4]", "max(x[1:] - x[:-1])", "x - x[::-1]",
    "x[3], x[-1]", "x - x[0]", "x[::2] + max(x)", "y = x[1:]*2; y[:15] - y[16:], max(y), y",
    "where(x[::2] > x[1::2], x[::2], 0)", "max(x[:, None]*x[None, ::2], axis=0)",
])
def test_users(end):
    """By elementwise stages and folds, beside the value itself, by scalars, in several spaces."""
    x = np.random.default_rng(3).random(2**11)
    assert kept(HALVES + "; " + end, {"x": x}) > 0
    same(HALVES + "; " + end, {"x": x})


def test_of_reductions():
    """What is kept may be computed by the stage of a reduction, from its results."""
    m = np.random.default_rng(3).integers(0, 100, (2048, 30))
    lines = ["x = max(m, axis=1)*3 - 1"] + ["x = x[::2] + x[1::2]"] * 9
    same("; ".join(lines + ["x"]), {"m": m})
    same("; ".join(lines + ["x[1:] + x[:-1], sum(x), sum(x[1:])"]), {"m": m})
    same("; ".join(lines[:1] + ["x = (x*2 + 1)[1:]"] * 70 + ["x - x[0], max(x)"]), {"m": m})


def test_limits_and_results():
    """Kept values count for max_bytes; results may be given, also the operand itself."""
    x = np.random.default_rng(4).random(2**14)
    program = "; ".join(["x = x[::2] + x[1::2]"] * 12 + ["x"])
    out = np.empty(4)
    assert jxpr.evaluate(program, {"x": x}, out=out) is out
    assert np.array_equal(out, in_python(program, {"x": x}))
    program = "; ".join(["x = 0.5*x[::-1] + x"] * 12 + ["x"])
    expected = in_python(program, {"x": x})
    assert np.array_equal(jxpr.evaluate(program, {"x": x}, out=x), expected)
    assert np.array_equal(x, expected)


def test_threads():
    x = np.random.default_rng(5).random(2**20)
    program = "; ".join(["x = x[::2] + x[1::2]"] * 10 + ["x, sum(x)"])
    alone = None
    for n in (1, 2, 4):
        jxpr.set_threads(n)
        both = [r.tobytes() for r in jxpr.evaluate(program, {"x": x})]
        alone = alone or both
        assert both == alone
    jxpr.set_threads(0)


# ---- At random ------------------------------------------------------------------------------------------------------


def random_view(rng, name, shape):
    """A view of a value, and its shape."""
    text, out = [], []
    for n in shape:
        kind = rng.randrange(6)
        if kind == 0 and n > 1:
            step = rng.choice([2, 2, 3])
            start = rng.randrange(2)
            text.append(f"{start}::{step}")
            out.append(len(range(start, n, step)))
        elif kind == 1:
            text.append("::-1")
            out.append(n)
        elif kind == 2 and n > 2:
            text.append("1:")
            out.append(n - 1)
        elif kind == 3 and n > 2:
            text.append(":-1")
            out.append(n - 1)
        else:
            text.append(":")
            out.append(n)
    view = f"{name}[{', '.join(text)}]"
    if rng.random() < 0.2:
        view, out = view + ".T", out[::-1]
    return view, out


def cropped(view, shape, to):
    return f"{view}[{', '.join(f':{n}' for n in to)}]" if shape != to else view


def random_program(rng):
    rank = rng.choice([1, 1, 2, 2, 3])
    shape = [rng.choice([40, 64, 7])] if rank == 1 else [rng.choice([1, 5, 12, 16]) for _ in range(rank)]
    lines, values = [], {"x": shape}
    for i in range(rng.randrange(3, 16)):
        name = rng.choice([list(values)[-1]] * 4 + list(values))
        views = [random_view(rng, name, values[name]) for _ in range(rng.choice([2, 2, 3]))]
        same_shape = [min(n) for n in zip(*(s for _, s in views))]
        if 0 in same_shape:
            continue
        parts = [cropped(v, s, same_shape) for v, s in views]
        scale = rng.choice(["", "", "2*", "-"])
        if rng.random() < 0.2:
            made = f"where({parts[0]} > {parts[1]}, {parts[0]}, {scale}{parts[-1]})"
        else:
            made = f" {rng.choice('+-')} ".join([scale + parts[0]] + parts[1:])
            made = f"({made})[..., None][..., 0]" if rng.random() < 0.2 else made
        new = rng.choice(["x", f"v{i}"])
        lines.append(f"{new} = {made}")
        values.pop(new, None)
        values[new] = same_shape
    last = list(values)[-1]
    ends = [last, f"max({last})", f"min({last}, axis=0)", f"sum({last})", f"max({last}[::-1], axis=-1)"]
    results = rng.sample(ends, rng.randrange(1, 4))
    return "; ".join(lines + [", ".join(results)]), shape


@pytest.mark.parametrize("seed", range(12))
def test_random(seed):
    """Integers, so that sums are exact in any order and wrap alike."""
    rng = random.Random(seed)
    for _ in range(25):
        program, shape = random_program(rng)
        x = np.random.default_rng(rng.randrange(2**30)).integers(-9, 9, shape)
        same(program, {"x": np.asfortranarray(x) if rng.random() < 0.2 else x})


def test_chains_of_reductions_grow_with_their_length():
    """Each mean needs all that came before it; a stage for each does not compute all of that."""
    a = np.random.default_rng(3).normal(size=1000)
    for step in ("b = b - mean(b)", "b = b*k + max(b)", "b = (b - mean(b))/std(b)"):
        lines = {}
        for n in (40, 80):
            text = "\n".join(["b = a", *[step] * n, "b"])
            operands = {"a": a, "k": np.float64(0.5)}
            lines[n] = len(jxpr.emit(text, operands, "plan").splitlines())
            b, k = a, 0.5
            for _ in range(n):
                b = eval(step[4:], {"b": b, "k": k, "mean": np.mean, "std": np.std, "max": np.max})
            np.testing.assert_allclose(jxpr.evaluate(text, operands), b, rtol=1e-9, atol=1e-9)
        assert lines[80] < 2.2 * lines[40], (step, lines)
