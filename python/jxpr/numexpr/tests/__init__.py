"""A short test of an installed `jxpr.numexpr`: `jxpr.numexpr.test()`."""

from __future__ import annotations

import platform
import sys
import unittest
from typing import Any

import numpy as np

import jxpr.numexpr as ne



class Formulas(unittest.TestCase):
    """What NumExpr's own documentation shows."""

    def setUp(self) -> None:
        self.a, self.b = np.arange(1e6), np.arange(1e6) / 7

    def check(self, text: str, expected: Any) -> None:
        np.testing.assert_allclose(ne.evaluate(text, {"a": self.a, "b": self.b}), expected)

    def test_arithmetic(self) -> None:
        self.check("2*a + 3*b", 2 * self.a + 3 * self.b)

    def test_functions(self) -> None:
        self.check("sin(a)**2 + cos(b)**2", np.sin(self.a) ** 2 + np.cos(self.b) ** 2)

    def test_reductions(self) -> None:
        self.check("sum(a*b)", np.sum(self.a * self.b))

    def test_strings(self) -> None:
        words = np.array([b"abba", b"abbb", b"abbcdef"])
        self.assertEqual(ne.evaluate("words == 'abba'", {"words": words}).tolist(), [True, False, False])

    def test_expressions(self) -> None:
        f = ne.NumExpr(2 * ne.E.a + 3 * ne.E.b)
        np.testing.assert_allclose(f(self.a, self.b), 2 * self.a + 3 * self.b)


def suite() -> unittest.TestSuite:
    return unittest.defaultTestLoader.loadTestsFromTestCase(Formulas)


def test(verbosity: int = 1) -> unittest.TestResult:
    print_versions()
    return unittest.TextTestRunner(verbosity=verbosity).run(suite())


test.__test__ = False  # type: ignore[attr-defined]  # for pytest


def print_versions() -> None:
    print("-=" * 38)
    print(f"NumExpr interface: {ne.__version__}")
    print(f"NumPy version:     {np.__version__}")
    print(f"Python version:    {sys.version}")
    print(f"Platform:          {sys.platform}-{platform.machine()}-{platform.release()}")
    print(f"Threads:           {ne.get_num_threads()} of {ne.ncores} processors")
    print("-=" * 38)
