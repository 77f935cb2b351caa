"""Random programs over everything that the language has, against NumPy: dtypes, shapes and bits.

Hypothesis finds and shrinks; a loop over fixed seeds covers more. `python test_wide_programs.py FIRST COUNT` runs other seeds,
makes what fails smaller, and says how many were equal.
"""

import random
import sys
import warnings

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wide_programs
from smaller import smaller
from test_programs import difference

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore::numpy.exceptions.ComplexWarning")
MAKER = wide_programs.WideMaker


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_found_by_hypothesis(rnd):
    assert (wrong := difference(rnd, MAKER, most=200)) is None, wrong


@pytest.mark.parametrize(
    "first, count, limits",
    [(0, 700, {}), (10_000, 150, {"most": 100_000, "size": 6}), (20_000, 150, {"most": 3, "size": 4})],
    ids=["ordinary", "large", "tiny"],
)
def test_of_fixed_seeds(first, count, limits):
    seeds = range(first, first + count)
    wrong = [f"seed {s}: {w}" for s in seeds if (w := difference(random.Random(s), MAKER, **limits))]
    assert not wrong, "\n\n".join(wrong[:5])


def fault(seed):
    """What is wrong with the program of a seed, small and large ones in turn, and with a smaller one that is as wrong."""
    most = random.Random(seed).choice((3, 200, 4000, 4000, 4000, 100_000))
    if difference(random.Random(seed), MAKER, most=most) is None:
        return None
    return smaller(lambda rnd: difference(rnd, MAKER, most=most), seed)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    begin, number = int(sys.argv[1]), int(sys.argv[2])
    wrong = 0
    for seed in range(begin, begin + number):
        if found := fault(seed):
            wrong += 1
            print(f"seed {seed}: {found}\n", flush=True)
    print(f"seeds {begin} to {begin + number - 1}: {number - wrong} equal, {wrong} wrong")
    sys.exit(bool(wrong))
