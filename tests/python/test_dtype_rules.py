"""The dtype that every function gives of every dtype, and what is refused, against NumPy's own loops.

Functions of one argument of each dtype, functions of two of each pair. Values are test_promotion.py's and others'.
"""

import itertools

import numpy as np
import pytest

import jxpr
import random_arrays
from numpy_differences import half, rounded_bool

DTYPES = random_arrays.DTYPES
# Functions that NumPy lacks, and what has the dtypes that they have.
LACKING = {
    "erf": np.exp,
    "erfc": np.exp,
    "gamma": np.exp,
    "lgamma": np.exp,
    "modf_fraction": lambda x: np.modf(x)[0],
    "frexp_mantissa": lambda x: np.frexp(x)[0],
    "frexp_exponent": lambda x: np.frexp(x)[1],
    "complex": lambda x: (x if x.dtype.kind == "f" else x.astype(float)) + 0j,
}


# Where NumPy's dtype is another one, and ours there. The first that holds counts.
DEVIATIONS = ((rounded_bool, np.dtype(bool)), (half, np.dtype(np.float64)))


def cases():
    for f in jxpr.functions():
        arguments = f["arguments"][0]
        if f["kind"] in ("operator", "elementwise", "reduction", "running") and arguments <= 2:
            for name in f["names"]:
                # Those that take names of dtypes, or text; and test_exact_functions.py's, which NumPy has with three.
                if name not in ("astype", "str", "clip") and (name in LACKING or name in dir(np)):
                    yield name, arguments


def wanted(name, dtypes):
    """The result's dtype, or None for what is refused."""
    try:
        with np.errstate(all="ignore"):
            function = LACKING.get(name) or getattr(np, name)
            result = np.asarray(function(*(np.ones(2, d) for d in dtypes))).dtype
    except TypeError:
        return None
    return next((ours for differs, ours in DEVIATIONS if differs(name, dtypes, result)), result)


@pytest.mark.parametrize("name, arguments", list(cases()))
def test_as_numpys_loops(name, arguments):
    operands = {f"a{k}": np.ones(2, d) for k, d in enumerate(DTYPES)}
    expected = {}
    for places in itertools.product(range(len(DTYPES)), repeat=arguments):
        text = f"{name}({', '.join(f'a{k}' for k in places)})"
        dtype = wanted(name, [DTYPES[k] for k in places])
        if dtype is not None:
            expected[text] = dtype
            continue
        with pytest.raises(jxpr.Error, match="is not defined"):
            jxpr.evaluate(text, operands)
    results = jxpr.evaluate(", ".join(expected), operands) if expected else ()  # isnat takes no numbers
    assert {text: np.asarray(r).dtype for text, r in zip(expected, results)} == expected
