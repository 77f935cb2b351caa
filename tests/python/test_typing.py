"""The package's annotations: mypy --strict takes the package, and a user's code as it should (typed_user.py)."""

import importlib.util
import os
import pathlib
import re
import subprocess
import sys

import pytest

import jxpr

pytest.importorskip("mypy")

PACKAGE = pathlib.Path(jxpr.__file__).resolve().parent
USER = pathlib.Path(__file__).resolve().parent / "typed_user.py"
CONFIGURATION = USER.parents[2] / "pyproject.toml"  # which says whose annotations there are none of
# Modules for packages that are not here: mypy would know nothing of what they are built on.
ABSENT = [f"{name}.py" for name in ("dask", "ray", "xarray") if importlib.util.find_spec(name) is None]
WRONG = re.compile(r"^(.*?)  # wrong: ([\w-]+)$")


@pytest.fixture(scope="module")
def complaints(tmp_path_factory):
    """What mypy says of both, by file and line; once, because it reads all of NumPy's annotations first."""
    folder = tmp_path_factory.mktemp("mypy")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--no-color-output"]
    done = subprocess.run(
        [*command, "--config-file", CONFIGURATION, "--cache-dir", folder, PACKAGE, USER],
        cwd=PACKAGE.parent,
        env={**os.environ, "MYPYPATH": str(PACKAGE.parent)},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode in (0, 1) and not done.stderr, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if ": error: " in line]


def test_package(complaints):
    assert (PACKAGE / "py.typed").exists()
    files = [pathlib.Path(line.partition(":")[0]).name for line in complaints]
    assert not [line for line, file in zip(complaints, files) if file not in (USER.name, *ABSENT)]


def test_user(complaints):
    got = {(int(m[1]), m[2]) for m in (re.search(r"typed_user\.py:(\d+): error: .*\[([\w-]+)\]$", x) for x in complaints) if m}
    lines = USER.read_text().splitlines()
    assert got == {(i, m[2]) for i, m in ((i, WRONG.match(line)) for i, line in enumerate(lines, 1)) if m}
