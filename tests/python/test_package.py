"""Python's package as it lies when it is installed: what CMake puts beside the modules serves them, from any folder, with
nothing in the environment. `scripts/wheel` makes the whole of it, and takes minutes; here it is put together by hand."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

import jxpr
from jxc_command import JXC, ROOT

BUILD = pathlib.Path(os.environ.get("BUILD", JXC.resolve().parent))
SETTINGS = ("PYTHONPATH", "JXPR_LIBRARY", "JXPR_SHIM", "JX_MODULE_DIR", "LD_LIBRARY_PATH")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder that has the package as site-packages would."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "python" / "jxpr", folder / "jxpr", ignore=shutil.ignore_patterns("__pycache__"))
    done = subprocess.run(
        ["cmake", "--install", BUILD, "--component", "wheel", "--prefix", folder], capture_output=True, text=True
    )
    assert not done.returncode, f"the package cannot be installed from {BUILD}: {done.stderr.strip()}"
    return folder


def python(site, *arguments, **options):
    environment = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    environment = {**environment, "PYTHONPATH": str(site), "JX_CACHE": "off"}
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, env=environment, cwd=site, capture_output=True, text=True, timeout=120, **options)


def test_everything_is_there(site):
    names = {path.name for path in (site / "jxpr").iterdir()}
    assert {"libjx.so.0", "libjx-codegen.so", "jxc", "py.typed"} <= names
    assert not [path for path in (site / "jxpr").iterdir() if path.is_symlink()]


def test_evaluates(site):
    code = """
import os, jxpr, numpy as np
print(jxpr.evaluate("2*a", {"a": np.arange(3.0)}), jxpr._library.folder == os.path.dirname(jxpr.__file__))
print(jxpr._shim.module is None)
"""
    done = python(site, "-c", code)
    here = not (BUILD / "_jxshim.abi3.so").exists() or "t" in sys.abiflags
    assert done.stdout.splitlines() == ["[0. 2. 4.] True", str(here)], done.stderr


@pytest.mark.parametrize("command", [["-m", "jxpr"], ["bin/jxc"]], ids=["module", "script"])
def test_command(site, command):
    """Arguments, input, what is printed, and exit status."""
    (site / "bin").mkdir(exist_ok=True)
    shutil.copy(ROOT / "python" / "jxc", site / "bin")
    for arguments, text in (["-e", "sum(arange(5))"], ""), (["-"], "1 +\n"), (["--no-such"], ""), (["-e", "a", "a=x"], ""):
        got = python(site, *command, *arguments, input=text)
        expected = subprocess.run([JXC, *arguments], input=text, capture_output=True, text=True, timeout=120)
        assert (got.returncode, got.stdout, got.stderr) == (expected.returncode, expected.stdout, expected.stderr)


def test_no_command(site, tmp_path):
    """A libjx without jxc says so."""
    shutil.copytree(site / "jxpr", tmp_path / "jxpr", ignore=shutil.ignore_patterns("jxc"))
    done = python(tmp_path, "-m", "jxpr", "-e", "1")
    assert (done.returncode, done.stdout) == (1, "") and "there is no jxc" in done.stderr


def test_one_version():
    """That of the public header, which pyproject.toml reads, too."""
    pattern = re.search(r"^regex = '(.*)'$", (ROOT / "pyproject.toml").read_text(), re.M)[1]
    assert re.search(pattern, (ROOT / "include" / "jx.h").read_text())["value"] == jxpr.__version__
