"""+ - * / sqrt, comparisons and where give NumPy's bits: every dtype, rank 0 to 5, any strides.

Run as a script, it says how many cases it compared: one operation on one pair of random arrays each.
"""

import random
import sys

import numpy as np

import jxpr
import random_arrays

OPERATIONS = {
    "a + b": np.add,
    "a - b": np.subtract,
    "a * b": np.multiply,
    "a / b": np.true_divide,
    "a < b": np.less,
    "a <= b": np.less_equal,
    "a > b": np.greater,
    "a >= b": np.greater_equal,
    "a == b": np.equal,
    "a != b": np.not_equal,
    "sqrt(a)": lambda a, b: np.sqrt(a if a.dtype.kind == "f" else a.astype(np.float64)),
    "where(a, a, b)": lambda a, b: np.where(a, a, b),
    "where(a < b, a, b)": lambda a, b: np.where(a < b, a, b),
}


def compare(seed):
    """All operations on one pair of random arrays; how many, and what differs."""
    rnd = random.Random(seed)
    full = random_arrays.shape(rnd, rank=seed % 6)
    if seed % 40 == 0:
        full = (rnd.randint(200_000, 300_000),)
    arrays = {
        name: random_arrays.array(rnd, rnd.choice(random_arrays.DTYPES), shape)
        for name, shape in (
            ("a", full if rnd.random() < 0.5 else random_arrays.broadcastable(rnd, full)),
            ("b", random_arrays.broadcastable(rnd, full)),
        )
    }
    a, b = arrays["a"], arrays["b"]
    names = [n for n in OPERATIONS if n != "a - b" or not a.dtype == b.dtype == bool]
    got = jxpr.evaluate(", ".join(names), arrays)
    wrong = []
    with np.errstate(all="ignore"):
        for name, value in zip(names, got):
            difference = random_arrays.same(value, OPERATIONS[name](a, b))
            if difference:
                layouts = ", ".join(f"{n}: {v.dtype} {v.shape} {v.strides}" for n, v in arrays.items())
                wrong.append(f"seed {seed}: {name}: {difference} ({layouts})")
    return len(names), wrong


def run(seeds):
    cases, wrong = 0, []
    for seed in seeds:
        n, w = compare(seed)
        cases += n
        wrong += w
    return cases, wrong


def test_bits_equal_numpys(capsys):
    cases, wrong = run(range(600))
    with capsys.disabled():
        print(f"\n{cases} elementwise cases compared with NumPy bit for bit")
    assert not wrong, "\n".join(wrong[:20])
    assert cases >= 5000


if __name__ == "__main__":
    first = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 600
    total, bad = run(range(first, first + count))
    print("\n".join(bad) or "all equal")
    print(f"{total} cases, {len(bad)} wrong")
    sys.exit(bool(bad))
