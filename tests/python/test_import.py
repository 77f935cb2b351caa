"""What `import jxpr` loads and finds: little beyond NumPy, and libjx where it is told to look, wherever it runs."""

import os
import shutil
import subprocess
import sys

import pytest

import jxpr
from jxpr import _library

PACKAGE = os.path.dirname(os.path.realpath(jxpr.__file__))


def run(code, *arguments, cwd=None, **environment):
    environment = {**os.environ, "PYTHONPATH": os.path.dirname(PACKAGE), **environment}
    environment = {name: value for name, value in environment.items() if value is not None}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, env=environment, cwd=cwd, capture_output=True, text=True, timeout=120)


def prints(code, *arguments, **options):
    done = run(code, *arguments, **options)
    assert not done.returncode, done.stderr
    return done.stdout.strip()


def test_little_is_imported():
    """Each of the others takes a millisecond or more, and NumPy's masked arrays seven."""
    code = "import sys, numpy; before = set(sys.modules); import jxpr; print(*sorted(set(sys.modules) - before))"
    added = {name for name in prints(code).split() if not name.startswith("jxpr")}
    added -= {name for name in added if name.startswith("_") or name.partition(".")[0] == "numpy" and ".ma" not in name}
    little = {"atexit", "cmath", "collections.abc", "importlib.machinery", "inspect", "threading", "typing", "weakref"}
    assert added <= little


def test_masked_arrays_are_known_when_they_come_late():
    code = """
import numpy, jxpr
jxpr.evaluate("x + 1", {"x": [1]})
try:
    jxpr.evaluate("x + 1", {"x": numpy.ma.array([1], mask=[True])})
except TypeError as error:
    print(error)
"""
    assert "masked array" in prints(code)


def test_library_by_name(tmp_path):
    """As the dynamic linker finds an installed one; what lies in the working directory is not taken for a part of it."""
    package, library = tmp_path / "python" / "jxpr", tmp_path / "lib"
    library.mkdir()
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("*.so*"))
    for name in ("libjx.so.0", "libjx-codegen.so"):
        os.symlink(os.path.join(_library.folder, name), library / name)
    (tmp_path / "_jxshim.abi3.so").write_text("no library")
    code = "import jxpr; print(jxpr._library.folder); print(jxpr.evaluate('1 + x', {'x': 1}))"
    found = {"PYTHONPATH": str(tmp_path / "python"), "JXPR_LIBRARY": None, "JX_CACHE": "off"}
    said = prints(code, cwd=tmp_path, LD_LIBRARY_PATH=str(library), **found)
    assert said.split() == [_library.folder, "2"]


@pytest.mark.parametrize("path", ["/no/such/libjx.so", __file__])
def test_library_that_is_none(path):
    done = run("import jxpr", JXPR_LIBRARY=path)
    assert done.returncode == 1 and f"ImportError: libjx cannot be loaded: {path}" in done.stderr
