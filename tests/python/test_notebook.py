"""examples/guide.ipynb runs from the first cell to the last, without an error, in a kernel of its own."""

import os
import sys

import jupyter_client
import nbclient
import nbformat

import jxpr
from jxc_command import ROOT

NOTEBOOK = ROOT / "examples" / "guide.ipynb"


def test_runs(tmp_path, monkeypatch):
    """With this interpreter, whatever kernels the user has."""
    for name in ("IPYTHONDIR", "MPLCONFIGDIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", os.path.dirname(os.path.dirname(jxpr.__file__)))
    monkeypatch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    manager = jupyter_client.AsyncKernelManager(kernel_name="python3", transport="ipc", ip=str(tmp_path / "kernel"))
    manager.kernel_spec.argv[0] = sys.executable
    client = nbclient.NotebookClient(
        notebook, km=manager, timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}}
    )
    client.execute(env=dict(os.environ))
    shown = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert sum("image/png" in output.get("data", {}) for output in shown) == 1
    assert any("unclosed '('" in output.get("text", "") for output in shown)
