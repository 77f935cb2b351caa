"""Every function and operator with a wrong number of arguments, wrong kinds of them, and a keyword that it has not: an
error, which says the name that was written.
"""

import itertools

import numpy as np
import pytest

import jxpr

A = {"i": np.arange(6).reshape(2, 3), "f": np.arange(6.0).reshape(2, 3)}
CALLED = [pytest.param(f, name, id=name) for f in jxpr.functions() for name in f["names"]]
SECOND = {"astype": "float64", "shape": "0", "contains": "'1'"}


def refused(text, *names):
    """The error of a program, which must say one of the names, and where."""
    with pytest.raises(jxpr.Error) as e:
        jxpr.evaluate(text, A)
    assert any(n in e.value.message for n in names), f"{text}: {e.value.message}"
    assert e.value.length > 0, f"{text}: no place"


def good(f, name):
    """As few arguments as it takes, none of which is wrong."""
    first = "str(i)" if name == "contains" else "i"
    return [first, SECOND.get(name, "i"), "i"][: f["arguments"][0]]


@pytest.mark.parametrize("f, name", CALLED)
def test_wrong_counts(f, name):
    least, most = f["arguments"]
    most += f["kind"] == "reduction"  # the axis may stand without its keyword
    for n in (*range(least), *range(most + 1, most + 4), 400):
        refused(f"{name}({', '.join('i' * n)})", name)


@pytest.mark.parametrize("f, name", CALLED)
def test_a_keyword_that_it_has_not(f, name):
    refused(f"{name}({', '.join([*good(f, name), 'wrong=1'])})", name)


@pytest.mark.parametrize("f, name", CALLED)
def test_a_keyword_twice(f, name):
    for keyword in f["keywords"]:
        refused(f"{name}({', '.join([*good(f, name), *[f'{keyword}=None'] * 2])})", name, keyword)


@pytest.mark.parametrize("f, name", CALLED)
def test_what_is_no_value(f, name):
    """A slice, a tuple, an ellipsis, None, a function's name, a star: wherever it is no error, it has a meaning."""
    arguments = good(f, name)
    for place, what in itertools.product(range(len(arguments)), ("(i, i)", "...", "None", "sin", "np", "*i", "i:")):
        text = f"{name}({', '.join([*arguments[:place], what, *arguments[place + 1 :]])})"
        try:
            jxpr.evaluate(text, A)
        except jxpr.Error as e:
            assert e.length > 0 and e.message and e.status != "internal error", text
