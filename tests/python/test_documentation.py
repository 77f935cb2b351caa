"""Every example in the package's docstrings runs."""

import doctest
import importlib
import pkgutil

import jxpr


def test_examples():
    attempted = 0
    for module in [jxpr, *(importlib.import_module(f"jxpr.{m.name}") for m in pkgutil.iter_modules(jxpr.__path__))]:
        failed, n = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
        assert not failed
        attempted += n
    assert attempted > 5


def test_everything_public_is_documented():
    for name in jxpr.__all__:
        assert getattr(jxpr, name).__doc__, name
