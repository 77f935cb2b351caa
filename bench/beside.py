#!/usr/bin/env python3
"""Times calls that are shared among threads while something else wants the processors too.

Usage: bench/beside.py [--old LIBRARY] [--only TEXT ...] [--sizes N ...] [--seconds S] [--threads N]
       needs build/ (BUILD names another) and .venv (scripts/setup) for Numba

alone      nothing else
neighbour  another process is busy on one processor
thread     a thread of this process is
Numba      a parallel function of Numba's runs before each call, and its threads spin afterwards
every      two busy processes for each processor

--old names the libjx.so of another build, which then takes turns with this one. Prints the median, the
99th of 100 calls and the mean in microseconds.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
PAUSE, TURN = 0.03, 0.1  # seconds
BUSY = [sys.executable, "-c", "while True: pass"]
WORKLOADS = {"2*a+3*b": "2*a + 3*b", "sum(a)": "sum(a)"}


class Processes:
    """So many busy processes, while it lasts."""

    def __init__(self, n):
        self.n = n

    def __enter__(self):
        self.all = [subprocess.Popen(BUSY) for _ in range(self.n)]
        time.sleep(0.1)

    def __exit__(self, *_):
        for process in self.all:
            process.kill()
            process.wait()


class Thread:
    """A busy thread that does not hold Python's lock."""

    def __init__(self, spin, np):
        self.spin, self.stop = spin, np.zeros(1, np.int64)

    def __enter__(self):
        self.stop[0] = 0
        self.thread = threading.Thread(target=self.spin, args=(self.stop,))
        self.thread.start()
        time.sleep(0.05)

    def __exit__(self, *_):
        self.stop[0] = 1
        self.thread.join()


def numba_functions(threads):
    import numba

    numba.set_num_threads(threads)

    @numba.njit(parallel=True)
    def parallel(a):
        for i in numba.prange(a.size):
            a[i] += 1.0

    @numba.njit(nogil=True)
    def spin(stop):
        n = 0
        while stop[0] == 0:
            for _ in range(1000):
                n += stop[0] + 1
        return n

    return parallel, spin


def measure(runs, before, seconds, np):
    """Microseconds of each call, in turns long enough that what the other's threads spin afterwards is little of them."""
    times = {name: [] for name in runs}
    end = time.perf_counter() + seconds
    order = list(runs)
    while time.perf_counter() < end:
        order.reverse()
        for name in order:
            run, spent = runs[name], times[name]
            time.sleep(PAUSE)
            for _ in range(4):
                before()
                run()
            stop = time.perf_counter() + TURN
            while time.perf_counter() < stop:
                before()
                start = time.perf_counter()
                run()
                spent.append(time.perf_counter() - start)
    return {name: np.array(spent) * 1e6 for name, spent in times.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--old", help="libjx.so of another build")
    parser.add_argument("--only", nargs="+", metavar="TEXT", default=[""], help="surroundings whose names have one of these")
    parser.add_argument("--sizes", nargs="+", type=int, default=[10**4, 10**5, 10**6, 10**7])
    parser.add_argument("--seconds", type=float, default=1.0, help="a line")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    args = parser.parse_args()
    import numpy as np

    sys.path[:0] = [str(ROOT / "python"), str(ROOT / "bench")]
    os.environ["JXPR_LIBRARY"] = str(BUILD / "libjx.so.0")
    import jxpr._evaluate
    import jxpr._library as c
    from middle import Library

    paths = {"jx": BUILD / "libjx.so.0"} | ({"old": pathlib.Path(args.old).resolve()} if args.old else {})
    libraries = {label: Library(c, jxpr._evaluate._describe, path, args.threads) for label, path in paths.items()}
    parallel, spin = numba_functions(args.threads)
    small = np.zeros(100_000)
    nothing = lambda: None
    surroundings = {
        "alone": (Processes(0), nothing),
        "neighbour": (Processes(1), nothing),
        "thread": (Thread(spin, np), nothing),
        "Numba": (Processes(0), lambda: parallel(small)),
        "every": (Processes(2 * args.threads), nothing),
    }
    parallel(small)
    head = "".join(f"{label + ' median':>13}{'99th':>9}{'mean':>9}" for label in libraries)
    print(f"{args.threads} threads; microseconds{'':16}{head}")
    for name, (surrounding, before) in surroundings.items():
        if not any(text in name for text in args.only):
            continue
        for title, program in WORKLOADS.items():
            for n in args.sizes:
                operands = {"a": np.ones(n)} | ({"b": np.ones(n)} if "b" in program else {})
                out = np.empty(n) if "b" in program else None
                runs = {label: library.call(program, operands, out) for label, library in libraries.items()}
                with surrounding:
                    times = measure(runs, before, args.seconds, np)
                line = f"{name:12}{title:10}{n:>12}      "
                for spent in times.values():
                    line += f"{np.median(spent):13.1f}{np.percentile(spent, 99):9.1f}{spent.mean():9.1f}"
                print(line, flush=True)


if __name__ == "__main__":
    main()
