"""Every example in the package's docstrings runs, as it would for a user: in a process that keeps kernels on disk."""

import doctest
import importlib
import os
import pkgutil
import subprocess
import sys

import pytest

import jxpr


def modules():
    found = [m.name for m in pkgutil.walk_packages(jxpr.__path__, "jxpr.")]
    return [jxpr, *(importlib.import_module(name) for name in found if ".libjx" not in name)]  # it is no module


def run_examples():
    """Runs them all, and shows those that fail. Returns how many do, and how many there are."""
    done = [doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE) for module in modules()]
    return sum(d.failed for d in done), sum(d.attempted for d in done)


def test_examples(tmp_path):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("JX_CACHE")}
    done = subprocess.run(
        [sys.executable, __file__],
        env={**environment, "JX_CACHE_DIR": str(tmp_path / "kernels")},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0 and not done.stderr, done.stdout + done.stderr
    assert int(done.stdout) > 15


@pytest.mark.parametrize("package", ["jxpr", "jxpr.numexpr"])
def test_everything_public_is_documented(package):
    """With an example each. What is no function and no class is told of by its class, or is a number."""
    module = importlib.import_module(package)
    for name in module.__all__:
        thing = getattr(module, name)
        text = thing.__doc__ if callable(thing) else type(thing).__doc__
        assert text and (">>> " in text or isinstance(thing, (bool, int))), f"{package}.{name}"


if __name__ == "__main__":
    failed, attempted = run_examples()
    print(attempted)
    sys.exit(failed > 0)
