#!/usr/bin/env python3
"""Programs over files four times as large as the memory that the process may fill: peak memory, and time beside dd.

Usage: bench/larger_than_memory.py [--limit MIB] [--times N] [--folder FOLDER] [--threads N]

default 512 MiB, files 4 times as large, in the system's temporary folder; needs build/ (BUILD names another), and as root
a control group with that limit, of version 1 or 2. Where there can be none it says so, tells jx the limit by JX_MEMORY, and
only the process' own figures bound anything. Before each run the page cache is dropped, where that is permitted.

Each program runs in a process of its own, twice: with windows, and without (JX_MEMORY is larger than all files), which is
what the system does alone. dd reads the same file, and writes one, in the same group. `peak` is the most pages of files and
others that the process had mapped at once (RssFile + RssAnon, looked at 100 times a second); `group` the most that the group
was charged with, page cache included. `killed`: it took more memory than there is.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
PROGRAMS = {  # name: program, passes over x, whether it writes a file
    "sum": ("sum(x)", 1, False),
    "mean and std": ("mean(x), std(x), max(x)", 1, False),
    "elementwise": ("2*x + 1", 1, True),
    "standardise": ("(x - mean(x))/std(x)", 2, True),
    "reversed": ("x[::-1] + 1", 1, True),
}


def rss():
    with open("/proc/self/status") as status:
        return sum(int(line.split()[1]) for line in status if line.startswith(("RssAnon", "RssFile"))) / 1024


def child(program, path, out, threads):
    """Runs a program and prints seconds, the peak above what the process had before, and a check."""
    os.environ.setdefault("JXPR_LIBRARY", str(BUILD / "libjx.so.0"))
    sys.path.insert(0, str(ROOT / "python"))
    sys.path = [p for p in sys.path if pathlib.Path(p or ".").resolve() != ROOT / "bench"]
    import numpy as np

    import jxpr

    if threads:
        jxpr.set_threads(threads)
    small = np.arange(100_000.0)  # what is compiled is the same kernel
    jxpr.evaluate(program, {"x": small}, out=np.empty_like(small) if out else None)
    x = np.lib.format.open_memmap(path, mode="r")
    y = np.lib.format.open_memmap(out, mode="w+", dtype="f8", shape=x.shape) if out else None
    first, most, going = rss(), [0.0], [True]

    def look():
        while going[0]:
            most[0] = max(most[0], rss())
            time.sleep(0.01)

    watcher = threading.Thread(target=look)
    watcher.start()
    start = time.perf_counter()
    value = jxpr.evaluate(program, {"x": x}, out=y)
    seconds = time.perf_counter() - start
    going[0] = False
    watcher.join()
    ends = value[[0, -1]].tolist() if out else np.asarray(value).ravel()[:1].tolist()
    print(seconds, most[0] - first, first, *ends)


class Group:
    """A control group with a limit; or none."""

    def __init__(self, limit):
        self.folder, self.why = None, ""
        for base, name in (("/sys/fs/cgroup/memory", "memory.limit_in_bytes"), ("/sys/fs/cgroup", "memory.max")):
            folder = pathlib.Path(base, f"jx-bench-{os.getpid()}")
            try:
                folder.mkdir()
                (folder / name).write_text(str(limit))
                self.folder, self.one = folder, name.startswith("memory.limit")
                return
            except OSError as error:
                self.why = str(error)
                if folder.exists():
                    folder.rmdir()

    def enter(self):
        if self.folder:
            (self.folder / "cgroup.procs").write_text(str(os.getpid()))

    def most(self, start=False):
        """MiB that it was charged with at most since the last start."""
        if not self.folder:
            return float("nan")
        peak = self.folder / ("memory.max_usage_in_bytes" if self.one else "memory.peak")
        try:
            if start and self.one:
                peak.write_text("0")
            return int(peak.read_text()) / 2**20
        except OSError:
            return float("nan")

    def remove(self):
        if self.folder:
            self.folder.rmdir()


def drop():
    os.sync()
    try:
        pathlib.Path("/proc/sys/vm/drop_caches").write_text("3")
        return True
    except OSError:
        return False


def run(group, command, **environment):
    """Seconds, the group's peak, and what it printed; None when it was killed."""
    drop()
    group.most(start=True)
    start = time.perf_counter()
    done = subprocess.run(
        command, capture_output=True, text=True, preexec_fn=group.enter, env={**os.environ, **environment}
    )
    seconds, most = time.perf_counter() - start, group.most()
    return (seconds, most, done.stdout.split()) if done.returncode == 0 else (None, most, done.stderr.splitlines()[-1:])


def make(path, n):
    import numpy as np

    x = np.lib.format.open_memmap(path, mode="w+", dtype="f8", shape=(n,))
    step = 1 << 22
    for i in range(0, n, step):
        x[i : i + step] = np.random.default_rng(i).standard_normal(min(step, n - i))
    x.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=512)
    parser.add_argument("--times", type=float, default=4)
    parser.add_argument("--folder", default=tempfile.gettempdir())
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--only", help="one of the programs")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        return child(*options.child, options.threads)
    limit = options.limit << 20
    size = int(limit * options.times)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        x, y = os.path.join(folder, "x.npy"), os.path.join(folder, "y.npy")
        make(x, size // 8)
        group = Group(limit)
        if not group.folder:
            print(f"no control group ({group.why}): JX_MEMORY alone")
        if not drop():
            print("the page cache cannot be dropped: files may be in it")
        print(f"files of {size >> 20} MiB, a limit of {options.limit} MiB")
        print("                          seconds    MB/s     of dd   peak MiB  group MiB")
        read, most, _ = run(group, ["dd", f"if={x}", "of=/dev/null", "bs=1M"])
        print(f"dd reads                 {read:8.2f} {size / read / 1e6:7.0f} {'':20} {most:10.0f}")
        write, most, _ = run(group, ["dd", f"if={x}", f"of={y}", "bs=1M", "conv=fdatasync"])
        print(f"dd copies, to the disk   {write:8.2f} {2 * size / write / 1e6:7.0f} {'':20} {most:10.0f}")
        for name, (program, passes, writes) in PROGRAMS.items():
            if options.only and name != options.only:
                continue
            floor = (passes - 1) * read + write if writes else passes * read
            for what, memory in (("", "" if group.folder else str(limit)), (", no windows", "1000T")):
                if writes and os.path.exists(y):
                    os.remove(y)
                command = [sys.executable, __file__, "--threads", str(options.threads), "--child", program, x]
                seconds, most, told = run(group, [*command, y if writes else ""], JX_MEMORY=memory)
                if seconds is None:
                    print(f"{name + what:25}  killed {'':29} {most:10.0f}  {' '.join(told)}")
                    continue
                took, peak, first = (float(number) for number in told[:3])
                moved = size * (passes + writes)
                print(
                    f"{name + what:25}{took:8.2f} {moved / took / 1e6:7.0f} {floor / took:9.2f} {peak:10.0f} {most:10.0f}"
                )
        group.remove()


if __name__ == "__main__":
    main()
