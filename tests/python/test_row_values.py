"""What is the same along short rows and dear, as mean and deviation of up to 8 elements, beside NumPy: all layouts, bits on
any number of threads."""

import numpy as np
import pytest

import jxpr

MEAN = "m = mean(a, axis=-1, keepdims=True); "
PROGRAMS = (
    MEAN + "v = var(a, axis=-1, keepdims=True); (a - m)/sqrt(v + 1e-5)*g + g",
    MEAN + "s = std(a, axis=-1, keepdims=True); stack(((a - m)/s, (a - m)*s))",
    MEAN + "(a - mean(a, axis=0))*m/std(a, axis=-1, keepdims=True) + m",
    "a/sqrt(sum(a*a, axis=-1, keepdims=True))",
    "l = min(a, axis=-1, keepdims=True); (a - l)/(max(a, axis=-1, keepdims=True) - l + 1)",
)
SHAPES = (70, 2), (1000, 3), (64, 7), (63, 8), (3, 1, 400, 6), (0, 3)


def numpy_value(text, operands):
    names = {n: getattr(np, n) for n in "mean var sqrt sum std stack min max".split()}
    *before, last = text.split("; ")
    for statement in before:
        exec(statement, names, operands)
    return np.asarray(eval(last, names, operands))


@pytest.mark.parametrize("text", PROGRAMS)
@pytest.mark.parametrize("dtype", ("f4", "f8"))
@pytest.mark.filterwarnings("ignore")
def test_beside_numpy(text, dtype):
    rng = np.random.default_rng(len(text))
    for shape in SHAPES:
        whole, g = (rng.random(shape) * 10).astype(dtype), rng.random(shape[-1:]).astype(dtype)
        for a in (whole, whole[..., ::-1], np.asfortranarray(whole))[: 3 if shape == (64, 7) else 1]:
            operands = {"a": a, "g": g} if "g" in text.split("; ")[-1] else {"a": a}
            expected, got = numpy_value(text, dict(operands)), []
            for n in (1, 2, 3):
                with jxpr.options(threads=n):
                    got.append(np.asarray(jxpr.evaluate(text, operands)))
            assert all(x.tobytes() == got[0].tobytes() for x in got), (shape, a.strides)
            bound = 1e-4 if got[0].dtype == np.float32 else 1e-9
            assert got[0].dtype == expected.dtype and np.allclose(got[0], expected, bound, bound, equal_nan=True), (shape, a.strides)
