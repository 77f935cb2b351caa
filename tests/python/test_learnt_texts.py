"""What evaluate() remembers of texts is bounded: few, and none that is long."""

import numpy as np
import pytest

from jxpr import _evaluate

import jxpr

pytestmark = pytest.mark.skipif(_evaluate._quick is _evaluate._slowly, reason="only the shim learns texts")


def test_they_are_few(monkeypatch):
    monkeypatch.setattr(_evaluate, "_MOST_LEARNT", len(_evaluate._learnt) + 3)
    a = np.arange(3.0)
    for i in range(9):
        assert jxpr.evaluate(f"a + {i}", {"a": a}).tolist() == [i, i + 1, i + 2]
        assert len(_evaluate._learnt) <= _evaluate._MOST_LEARNT
    assert jxpr.evaluate("a + 8", {"a": a}).tolist() == [8, 9, 10]


def test_they_are_short():
    a = np.arange(3.0)
    text = "a + 1 # " + "long " * 4000
    for _ in range(3):
        assert jxpr.evaluate(text, {"a": a}).tolist() == [1, 2, 3]
    assert text not in _evaluate._learnt
