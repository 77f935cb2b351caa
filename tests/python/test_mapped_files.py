"""Files that are mapped and larger than the memory there is, as JX_MEMORY says: the same bits, in a bounded part of it.

Each case runs in a process of its own, because how much memory a process has had at most is asked for. MAPPED_MIB makes
the files larger.
"""

import json
import os
import pathlib
import subprocess
import sys
import time

import numpy as np
import pytest
import jxpr
from jxc_command import JXC, jxc

MIB = int(os.environ.get("MAPPED_MIB", "48"))
PYTHON = str(pathlib.Path(jxpr.__file__).resolve().parents[1])

CHILD = r"""
import json, sys, numpy as np
import jxpr
job = json.loads(sys.argv[1])
shape, dtype = tuple(job["shape"]), job["dtype"]
x = np.memmap(job["x"], dtype, job["mode"], shape=shape)
views = {"c": x, "reversed": x[::-1], "strided": x[::3], "transposed": x.T, "offset": x[5:]}
x = views[job["view"]]
y = np.memmap(job["y"], dtype, "r+", shape=shape) if job["y"] else None
out = None
if job["out"]:
    out = x if job["out"] == "in place" else np.memmap(job["out"], job["out_dtype"], "w+", shape=x.shape)
operands = {"x": x} if y is None else {"x": x, "y": y}
def status(name):
    with open("/proc/self/status") as f:
        return next(int(line.split()[1]) for line in f if line.startswith(name))
import threading, time
if out is None and x.ndim == 1:  # so that nothing is compiled when memory is looked at
    small = {name: np.ones(100_000, dtype)[:: job["step"] if name == "x" else 1] for name in operands}
    jxpr.evaluate(job["program"], small)
going, most = True, 0
def look():
    global most
    while going:
        most = max(most, status("RssFile"))
        time.sleep(0.002)
thread = threading.Thread(target=look)
before = status("RssFile")
thread.start()
value = jxpr.evaluate(job["program"], operands, out=out)
most = max(most, status("RssFile"))  # it may have been too quick to be looked at
going = False
thread.join()
if out is not None:
    out.flush()
    value = ()
np.savez(job["results"], *[np.asarray(v) for v in (value if isinstance(value, tuple) else (value,))])
print(json.dumps({"peak": (most - before) / 1024}))
"""


def run(tmp_path, program, shape, dtype="f8", view="c", mode="r", out=None, out_dtype="f8", y=False, memory=MIB // 4):
    n = int(np.prod(shape))
    paths = {name: str(tmp_path / f"{name}.bin") for name in "xy"}
    g = np.random.default_rng(1)
    for path in paths.values():
        (g.standard_normal(n) * 9).astype(dtype).tofile(path)
    results = {}
    for name, limit in (("windows", f"{memory}M"), ("whole", "1000T")):
        target = str(tmp_path / f"{name}.out") if out == "file" else out
        if out == "in place":
            (np.random.default_rng(3).standard_normal(n) * 9).astype(dtype).tofile(paths["x"])
        job = dict(program=program, shape=shape, dtype=dtype, view=view, mode=mode, x=paths["x"])
        job["step"] = {"reversed": -1, "strided": 3}.get(view, 1)
        job.update(y=paths["y"] if y else "", out=target, out_dtype=out_dtype, results=str(tmp_path / f"{name}.npz"))
        done = subprocess.run(
            [sys.executable, "-c", CHILD, json.dumps(job)],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": PYTHON, "JX_MEMORY": limit},
        )
        assert done.returncode == 0, done.stderr
        values = [v.tobytes() for v in np.load(job["results"]).values()]
        if target:
            values.append(pathlib.Path(paths["x"] if out == "in place" else target).read_bytes())
        results[name] = json.loads(done.stdout)["peak"], values
    assert results["windows"][1] == results["whole"][1], program
    return results["windows"][0], results["whole"][0]


N = MIB * 2**20 // 8


@pytest.mark.parametrize("view", ["c", "reversed", "strided", "offset"])
@pytest.mark.parametrize("program", ["sum(x)", "mean(x), std(x), argmax(x)", "sum(x*y[:size(x)])"])
def test_reductions(tmp_path, program, view):
    peak, whole = run(tmp_path, program, (N,), view=view, y="y" in program)
    assert whole > 0.9 * MIB
    assert peak < 0.6 * MIB


@pytest.mark.parametrize("program", ["2*x + 1", "(x - mean(x))/std(x)", "x[::-1] + x"])
@pytest.mark.parametrize("mode", ["r", "r+", "c"])
def test_results_in_files(tmp_path, program, mode):
    run(tmp_path, program, (N,), out="file", mode=mode)


def test_in_place(tmp_path):
    run(tmp_path, "sqrt(abs(x)) + 1", (N,), out="in place", mode="r+")


def test_other_dtypes(tmp_path):
    run(tmp_path, "x > 3", (2 * N,), "f4", out="file", out_dtype="?")
    run(tmp_path, "sum(x), max(x)", (N,), "i8")


@pytest.mark.parametrize("view", ["c", "transposed"])
@pytest.mark.parametrize(
    "program",
    ["sum(x, axis=0)", "sum(x, axis=1)", "max(sqrt(sum(x**2, axis=1)))", "sum(x), sum(x, axis=0)", "x - mean(x, axis=0)"],
)
def test_matrices(tmp_path, program, view):
    run(tmp_path, program, (N // 64, 64), view=view, out="file" if program.startswith("x") else None)


def test_running_results(tmp_path):
    run(tmp_path, "cumsum(x)", (N,), out="file")
    run(tmp_path, "cumsum(x, axis=0)", (N // 8, 8), out="file")


def test_what_is_private_stays(tmp_path):
    """Pages of a copy-on-write mapping that have been changed are in no file."""
    path = str(tmp_path / "x.bin")
    np.zeros(N).tofile(path)
    code = (
        "import numpy as np, jxpr, sys\n"
        f"x = np.memmap({path!r}, 'f8', 'c')\n"
        "x[:] = 1\n"
        "assert jxpr.evaluate('sum(x)', {'x': x}) == x.size\n"
        "assert jxpr.evaluate('sum(x)', {'x': x}) == x.size and x[::512].sum() == x[::512].size\n"
    )
    env = {**os.environ, "PYTHONPATH": PYTHON, "JX_MEMORY": "4M"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert done.returncode == 0, done.stderr


# ---- jxc ------------------------------------------------------------------------------------------------------------


def command(tmp_path, *arguments, memory="4M"):
    return jxc(*arguments, env={**os.environ, "JX_MEMORY": memory})


def test_results_of_jxc_are_files(tmp_path):
    x = np.random.default_rng(4).standard_normal((N // 16, 16))
    np.save(tmp_path / "x.npy", x)
    np.save(tmp_path / "f.npy", np.asfortranarray(x))
    (tmp_path / "y.npy").write_bytes(b"old")
    (tmp_path / "y.npy").chmod(0o640)
    for name in "xf":
        outputs = "-o", tmp_path / "y.npy", "-o", tmp_path / "mean.npy"
        done = command(tmp_path, "-e", "2*x + 1, mean(x)", f"x={tmp_path}/{name}.npy", *outputs)
        assert (done.returncode, done.stderr) == (0, "")
        y = np.load(tmp_path / "y.npy")
        np.testing.assert_array_equal(y, 2 * x + 1)
        assert y.flags.f_contiguous == (name == "f")
        assert (tmp_path / "y.npy").stat().st_size == x.nbytes + 128
        assert (tmp_path / "y.npy").stat().st_mode & 0o777 == 0o640
        assert np.load(tmp_path / "mean.npy") == pytest.approx(x.mean())
    assert sorted(p.name for p in tmp_path.iterdir()) == ["f.npy", "mean.npy", "x.npy", "y.npy"]


def test_jxc_writes_in_place_of_its_operand(tmp_path):
    np.save(tmp_path / "x.npy", np.arange(N, dtype="f4"))
    done = command(tmp_path, "-e", "x[::-1] + 1", f"x={tmp_path}/x.npy", "-o", tmp_path / "x.npy")
    assert (done.returncode, done.stderr) == (0, "")
    np.testing.assert_array_equal(np.load(tmp_path / "x.npy"), np.arange(N, dtype="f4")[::-1] + 1)


def test_no_room_for_a_result_of_jxc(tmp_path):
    np.save(tmp_path / "x.npy", np.ones(N))
    (tmp_path / "y.npy").write_bytes(b"old")
    limit = f"ulimit -f {N // 1024}; exec \"$0\" \"$@\""
    done = subprocess.run(
        ["sh", "-c", limit, JXC, "-e", "2*x", f"x={tmp_path}/x.npy", "-o", str(tmp_path / "y.npy")],
        capture_output=True,
        text=True,
        env={**os.environ, "JX_MEMORY": "4M"},
    )
    assert done.returncode == 3 and "File too large" in done.stderr, done
    assert (tmp_path / "y.npy").read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["x.npy", "y.npy"]
    done = command(tmp_path, "-e", "2*x", f"x={tmp_path}/x.npy", "-o", "/dev/full")
    assert done.returncode == 3 and "No space left" in done.stderr


def test_a_session_outlives_a_file_that_is_cut(tmp_path):
    """Nothing that comes of it is kept, and the process goes on."""
    path = tmp_path / "x.npy"
    np.save(path, np.ones(1 << 20))
    with subprocess.Popen(
        [JXC, "-", f"x={path}", "-o", str(tmp_path / "y.npy")],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "JX_MEMORY": "4M"},
    ) as process:
        time.sleep(0.3)  # the file is mapped, the program still to come
        os.truncate(path, 4096)
        _, err = process.communicate("2*x", timeout=60)
    assert process.returncode == 3 and "cut short" in err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["x.npy"]
