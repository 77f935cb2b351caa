"""A short test of an installed `jxpr.numexpr`: `jxpr.numexpr.test()`."""

import platform
import sys
import unittest

import numpy as np

import jxpr.numexpr as ne


class Formulas(unittest.TestCase):
    """What NumExpr's own documentation shows."""

    def setUp(self):
        self.a, self.b = np.arange(1e6), np.arange(1e6) / 7

    def check(self, text, expected):
        np.testing.assert_allclose(ne.evaluate(text, {"a": self.a, "b": self.b}), expected)

    def test_arithmetic(self):
        self.check("2*a + 3*b", 2 * self.a + 3 * self.b)

    def test_functions(self):
        self.check("sin(a)**2 + cos(b)**2", np.sin(self.a) ** 2 + np.cos(self.b) ** 2)

    def test_reductions(self):
        self.check("sum(a*b)", np.sum(self.a * self.b))

    def test_strings(self):
        words = np.array([b"abba", b"abbb", b"abbcdef"])
        self.assertEqual(ne.evaluate("words == 'abba'", {"words": words}).tolist(), [True, False, False])

    def test_expressions(self):
        f = ne.NumExpr(2 * ne.E.a + 3 * ne.E.b)
        np.testing.assert_allclose(f(self.a, self.b), 2 * self.a + 3 * self.b)


def suite():
    return unittest.defaultTestLoader.loadTestsFromTestCase(Formulas)


def test(verbosity=1):
    print_versions()
    return unittest.TextTestRunner(verbosity=verbosity).run(suite())


test.__test__ = False


def print_versions():
    print("-=" * 38)
    print(f"NumExpr interface: {ne.__version__}")
    print(f"NumPy version:     {np.__version__}")
    print(f"Python version:    {sys.version}")
    print(f"Platform:          {sys.platform}-{platform.machine()}-{platform.release()}")
    print(f"Threads:           {ne.get_num_threads()} of {ne.ncores} processors")
    print("-=" * 38)
