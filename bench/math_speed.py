#!/usr/bin/env python3
"""Nanoseconds an element of every mathematical function, beside Intel's SVML, libmvec, SLEEF, NumPy and Numba.

Usage: bench/math_speed.py [FUNCTION ...] [--levels v4 v3] [--places cache memory threads hard] [--peers PEER ...]
                           [--rounds N] [--between LOW HIGH] [--markdown] [--quick] [--check]
       needs build/ (BUILD names another), and .venv (scripts/setup) for Numba and SVML

A table for each kind of code and each place:

  v4, v3   code for x86-64-v4 (AVX-512) and x86-64-v3 (AVX2), of all peers
  cache    one core, 16384 elements, which are in the second-level cache
  memory   one core, arrays of 128 MiB, beside a plain copy (of two arguments: two reads and a write)
  threads  two threads, the same
  hard     as cache, arguments that are rare: 1e10, 1e20, one in 1000 of 1e20, subnormal numbers

A cell has float64's and float32's. jx runs as its user runs it: a compiled program by jx_run(), given results. SVML,
libmvec and SLEEF are called from a plain C loop of vectors; the number behind their names is the bound of their errors
in ULP. NumPy is given its results, and has one thread. Numba compiles a loop (fastmath; parallel for threads). All take
turns in one process, each round beginning with another one, and the least time of each counts.

--markdown prints tables for a document; --check compares the values of all peers instead of their times; --quick takes
few rounds and small arrays; --between takes all arguments from there. The peers are in math_peers.py.
"""

import argparse
import ctypes
import os
import pathlib
import platform
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
sys.path.insert(0, str(ROOT / "bench"))

import math_peers as peers  # noqa: E402
import numpy as np  # noqa: E402

PLACES = {
    "cache": "one core, in cache",
    "memory": "one core, out of cache",
    "threads": "two threads, out of cache",
    "hard": "one core, in cache, rare arguments",
}
IN_CACHE = "cache", "hard"
NEEDS = {"v4": {"avx512dq", "avx512vl"}, "v3": {"avx2", "fma"}}  # of the processor's flags
CACHED = 16384  # elements
SIZE, QUICK_SIZE = 128 << 20, 1 << 20  # bytes of an array out of cache
PASSES = 3
CHUNK = 150e-6  # seconds that a sample should take
SLOW = 5  # what takes so many times as long as the fastest has two turns
PAUSE = 0.02  # seconds, so that no pool of threads still spins
DTYPES = "float64", "float32"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("functions", nargs="*", metavar="FUNCTION", help="default: all of codegen/math/table.h")
    parser.add_argument("--levels", nargs="+", choices=peers.LEVELS, default=peers.LEVELS)
    parser.add_argument("--places", nargs="+", choices=PLACES, default=list(PLACES))
    parser.add_argument("--peers", nargs="+", choices=peers.ORIGINS, default=peers.ORIGINS)
    parser.add_argument("--rounds", type=int, help="turns of each; default 4, three times, in cache, else 5")
    parser.add_argument("--between", nargs=2, type=float, metavar=("LOW", "HIGH"), help="where arguments are from")
    parser.add_argument("--markdown", action="store_true", help="tables for a document")
    parser.add_argument("--quick", action="store_true", help="few rounds and small arrays")
    parser.add_argument("--check", action="store_true", help="compare values, time nothing")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)  # one level, one place, in this process
    args = parser.parse_args()
    known = {row.name for row in peers.functions()}
    if unknown := set(args.functions) - known:
        parser.error(f"no function {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}")
    return args


# ---- Processes ----


def environment(level):
    """In which jx, NumPy and Numba make or choose code for `level`."""
    if level == "v4":
        return dict(os.environ)
    better = [f for f in np._core._multiarray_umath.__cpu_dispatch__ if f.startswith("AVX512") or f == "X86_V4"]
    here = [f for f in better if np._core._multiarray_umath.__cpu_features__.get(f)]
    return {
        **os.environ,
        "JX_CPU": "x86-64-v3",
        "NPY_DISABLE_CPU_FEATURES": " ".join(here),
        "NUMBA_CPU_NAME": "haswell",
        "NUMBA_CPU_FEATURES": "+sse4.2,+popcnt,+avx,+f16c,+fma,+avx2,+bmi,+bmi2,+lzcnt,+movbe",
    }


def in_processes(args):
    """Every level and place in a process of its own; returns an exit status."""
    status = 0
    options = [*args.functions, "--peers", *args.peers]
    options += ["--rounds", str(args.rounds)] if args.rounds else []
    options += ["--between", *map(str, args.between)] if args.between else []
    options += ["--" + name for name in ("markdown", "quick", "check") if getattr(args, name)]
    for place in args.places:
        for level in args.levels:
            if not NEEDS[level] <= set(cpuinfo("flags").split()):
                print(f"\nx86-64-{level}, {PLACES[place]}: left out, for this processor cannot run it", flush=True)
                continue
            command = [sys.executable, __file__, *options, "--here", "--levels", level, "--places", place]
            status |= subprocess.run(command, env=environment(level)).returncode != 0
    return int(status)


def cpuinfo(field):
    try:
        lines = open("/proc/cpuinfo").read().split("\n")
    except OSError:
        return ""
    return next((line.split(": ", 1)[1] for line in lines if line.startswith(field) and ": " in line), "")


# ---- Timing ----


def measure(runs, rounds, samples, pause):
    """The least seconds of one call of each."""
    calls, least = {}, {}
    for name, run in runs.items():
        start = time.perf_counter()
        run(1)
        least[name] = time.perf_counter() - start
        calls[name] = max(1, int(CHUNK / least[name]))
    order = list(runs)
    for turn in range(rounds):
        shift = turn % len(order)
        for name in order[shift:] + order[:shift]:
            if turn >= 2 and least[name] > SLOW * min(least.values()):
                continue
            if pause:
                time.sleep(pause)
            for _ in range(samples):
                start = time.perf_counter()
                runs[name](calls[name])
                least[name] = min(least[name], (time.perf_counter() - start) / calls[name])
    return least


def plain_copy(nargs, size, threads):
    """run(calls) of a copy of `size` bytes, or of two reads and a write of as many each."""
    floors = ctypes.CDLL(str(BUILD / "libjxfloors.so"))
    arrays = [peers.aligned(size // 8, np.float64) for _ in range(nargs + 1)]
    name = floors.floor_axpby if nargs == 2 else floors.floor_copy
    given = *(ctypes.c_void_p(a.ctypes.data) for a in arrays), ctypes.c_size_t(size // 8), ctypes.c_int(threads)

    def run(calls, kept=arrays):
        for _ in range(calls):
            name(*given)

    return run


def prepare(row, dtype, place, mine, args):
    """What takes turns for a function, and how many elements a call has."""
    itemsize = np.dtype(dtype).itemsize
    if place in IN_CACHE:
        return mine.runs(row, peers.operands(row, CACHED, dtype), 1), CACHED
    size, threads = QUICK_SIZE if args.quick else SIZE, 2 if place == "threads" else 1
    runs = mine.runs(row, peers.operands(row, size // itemsize, dtype), threads)
    return {**runs, "copy": plain_copy(row.nargs, size, threads)}, size // itemsize


def times_of(rows, place, mine, args):
    """For each row the nanoseconds an element of both dtypes by peer, and by "copy" out of cache."""
    found = [[{}, {}] for _ in rows]
    if place in IN_CACHE:
        # All functions several times over: this machine's clock may be slow for seconds.
        ready = [[prepare(row, dtype, place, mine, args) for dtype in DTYPES] for row in rows]
        for _ in range(1 if args.quick else PASSES):
            for both, prepared in zip(found, ready):
                for times, (runs, n) in zip(both, prepared):
                    lower(times, measure(runs, args.rounds or 4, 1 if args.quick else 8, 0), n)
        return found
    pause = PAUSE if place == "threads" else 0
    for both, row in zip(found, rows):
        for times, dtype in zip(both, DTYPES):
            runs, n = prepare(row, dtype, place, mine, args)
            lower(times, measure(runs, args.rounds or (2 if args.quick else 5), 1, pause), n)
    return found


def lower(times, seconds, n):
    for name, t in seconds.items():
        times[name] = min(times.get(name, float("inf")), t / n * 1e9)


# ---- Tables ----


def number(t):
    if t is None:
        return "-"
    return f"{t:.{3 if t < 1 else 2 if t < 10 else 1 if t < 100 else 0}f}"


def pair(values):
    return " / ".join(map(number, values))


def ours(times, name):
    """Our time to compare with a peer's: of the fast form, if there is one, with those that may be 4 ULP off."""
    return times.get("jx 4", times.get("jx")) if name == "SVML 4" else times.get("jx")


def ratio(times, name):
    if not ours(times, name) or name not in times:
        return "-"
    return f"{ours(times, name) / times[name]:.2f}"


def print_table(header, lines, markdown):
    if markdown:
        print("\n| " + " | ".join(header) + " |\n|---" + "|---" * (len(header) - 1) + "|")
        for line in lines:
            print("| " + " | ".join("" if "-" in cell.split(" / ") == ["-", "-"] else cell for cell in line) + " |")
        return
    widths = [max(map(len, column)) for column in zip(header, *lines)]
    for line in (header, *lines):
        print("  ".join(c.ljust(w) if not i else c.rjust(w) for i, (c, w) in enumerate(zip(line, widths))).rstrip())


def print_places(found, against, columns, args):
    """`found`: for each row, the times of both dtypes."""
    header = ["", *columns, *(f"jx over {name}" for name in against)]
    lines = []
    for row, both in found:
        cells = [pair([times.get(name) for times in both]) for name in columns]
        lines.append([row.title, *cells, *(" / ".join(ratio(times, name) for times in both) for name in against)])
    print_table(header, lines, args.markdown)


def print_verdicts(found, against, markdown):
    """Where jx is not faster, or how often it takes so many times a copy."""
    for name in against:
        for at, dtype in enumerate(DTYPES):
            paired = [(row.title, both[at]) for row, both in found if {"jx", name} <= set(both[at])]
            ratios = {title: ours(times, name) / times[name] for title, times in paired}
            bound = 1.0 if name != "copy" else 1.3
            slower = [f"{title} {r:.2f}" for title, r in ratios.items() if r > bound]
            what = "slower than" if name != "copy" else "more than 1.3 times"
            if ratios:
                verdict = f"{dtype}: {len(slower)} of {len(ratios)} {what} {name}: {', '.join(slower) or 'none'}"
                print("- " * markdown + verdict)


def print_holes(found, mine, markdown):
    """Which peers are missing, and where: in a document empty cells tell the latter."""
    for peer, why in mine.missing.items():
        print("- " * markdown + f"{peer} left out: {why}".split("\n")[0])
    for peer in () if markdown else mine.wanted:
        holes = [row.title for row, both in found if peer not in both[0] and peer not in mine.missing]
        if holes and len(holes) == len(found):
            print(f"{peer} left out: it has none of these functions")
        elif holes:
            print(f"{peer} has no {', '.join(holes)}")


def between(args):
    """What the functions are called with: ranges, each with its functions."""
    names = {}
    for row in chosen(peers.functions(args.between), args):
        names.setdefault(row.between, []).append(row.title)
    return "; ".join(f"{words}: {' '.join(titles)}" for words, titles in names.items())


# ---- Checking ----


def check(rows, mine):
    """Compares the values of all peers with jx's; returns the number of those that are not the same function's."""
    wrong = 0
    for row in rows:
        for dtype in DTYPES:
            arrays = peers.operands(row, 1024, dtype)
            values = {}
            for name, run in mine.runs(row, arrays, 1).items():
                arrays[-1][:] = np.nan
                run(1)
                values[name] = arrays[-1].copy()
            scale = np.max(np.abs(values["jx"])) * np.finfo(dtype).eps
            worst = {name: float(np.max(np.abs(v - values["jx"])) / scale) for name, v in values.items()}
            for name, units in worst.items():
                if not units <= 8:
                    print(f"{row.title}, {dtype}: {name} differs by {units:.3g} units")
                    wrong += 1
            print(f"{row.title}, {dtype}: {len(values)} peers")
    return wrong


def chosen(rows, args):
    return [row for row in rows if not args.functions or row.name in args.functions]


def here(args):
    """Measures or checks one level and one place in this process; returns 0 if all is well."""
    level, place = args.levels[0], args.places[0]
    rows = peers.HARD if place == "hard" else peers.functions(args.between)
    rows = chosen(rows, args)
    mine = peers.Peers(BUILD, level, args.peers)
    if args.check:
        return check(rows, mine)
    if not rows:
        return 0
    found = list(zip(rows, times_of(rows, place, mine, args)))
    columns = [p for p in mine.wanted if any(p in times for _, both in found for times in both)]
    columns += [] if place in IN_CACHE else ["copy"]
    against = [p for p in ("SVML 1", "SVML 4") if p in columns] if place in IN_CACHE else ["copy"]
    title = f"x86-64-{level}, {PLACES[place]}, ns an element, float64 / float32"
    print(f"\n{'#### ' * args.markdown}{title}")
    print_places(found, against, columns, args)
    print()
    print_verdicts(found, against, args.markdown)
    print_holes(found, mine, args.markdown)
    return 0


def main():
    args = arguments()
    if args.here:
        return 1 if here(args) else 0
    print(f"{cpuinfo('model name') or platform.machine()}, NumPy {np.__version__}")
    if not args.check:
        print("\nArguments, uniformly from: " + between(args) + ".")
    sys.stdout.flush()
    return in_processes(args)


if __name__ == "__main__":
    sys.exit(main())
