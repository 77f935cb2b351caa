#!/usr/bin/env python3
"""Times what the planner is for (reductions, layouts, fused passes) beside NumPy, NumExpr, Numba and C written by hand.

Usage: bench/planner.py [--only NAME ...] [--rounds N] [--threads N] [--peers PEER ...] [--points N] [--quick] [--check]
       needs build/ (BUILD names another), and .venv (scripts/setup) for NumExpr and Numba

All peers of a workload run in turn in one process, a pause between two of them so that no pool of threads still spins,
each round beginning with another one; the first turn, which compiles, does not count, and who takes seconds has three
turns. For each peer: the best and the median time, the multiple of the C loop's best, jx's best over the peer's (below
1, jx is faster), and where memory decides, bytes that have to move a second, also as a part of the bandwidth that a
plain read or copy by C reached in the same rounds. Below, what jx counted itself, and for the chamfer distance of two
clouds the memory it took beyond its operands. The table of the best times comes last.

--check compares the values of all peers instead; --quick takes small sizes. Exits nonzero if a value differs by more
than stated or a program fails. The workloads are in planner_work.py, Numba's code in planner_numba.py.
"""

import argparse
import contextlib
import ctypes
import os
import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
PEERS = "jx", "NumPy", "NumExpr", "Numba", "C"
PAUSE = 0.04  # seconds; OpenBLAS spins for some 25 ms after its work
SLOW = 2.0  # seconds; what takes longer has three turns
BANDWIDTH_ELEMENTS = 20_000_000


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these workloads alone")
    parser.add_argument("--rounds", type=int, default=7, help="turns of each peer; default 7")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--peers", nargs="+", choices=PEERS, default=PEERS)
    parser.add_argument("--points", type=int, help="points of each cloud; default 20000")
    parser.add_argument("--quick", action="store_true", help="small sizes")
    parser.add_argument("--check", action="store_true", help="compare values, time nothing")
    parser.add_argument("--memory-of", nargs=2, metavar=("FORM", "POINTS"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if min(args.rounds, args.threads, 1 if args.points is None else args.points) < 1:
        parser.error("--rounds, --threads and --points take numbers from 1")
    return parser, args


# ---- Memory ----


def resident(field):
    """A size of this process from /proc, in bytes."""
    for line in open("/proc/self/status"):
        if line.startswith(field + ":"):
            return int(line.split()[1]) * 1024
    raise KeyError(field)


def print_memory(work, jxpr, form, n):
    """Prints what an evaluation adds at most to this process, which has compiled and made the operands before."""
    l, r = work.points(n, 1), work.points(n, 2)
    jxpr.evaluate(work.CHAMFER[form], {"L": l[:64], "R": r[:64]})
    before = resident("VmRSS")
    with contextlib.suppress(PermissionError):  # then the peak is an earlier one, or this one: never too small
        pathlib.Path("/proc/self/clear_refs").write_text("5")
    jxpr.evaluate(work.CHAMFER[form], {"L": l, "R": r})
    print(resident("VmHWM") - before)


def memory_line(form, n, threads):
    command = [sys.executable, __file__, "--memory-of", form, str(n), "--threads", str(threads)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return "peak memory: not measured: " + (done.stderr.strip() or f"status {done.returncode}").split("\n")[-1]
    return f"peak memory over the inputs: {int(done.stdout) / 2**20:.1f} MiB"


# ---- Timing ----


def measure(runs, rounds):
    """The times of each run, interleaved; runs that cannot start are left out and returned as messages."""
    times, failed = {name: [] for name in runs}, {}
    for name in list(times):
        try:
            runs[name]()
        except Exception as e:  # of jx or a peer: the line says so, and the exit status
            failed[name] = str(e).split("\n")[0]
            del times[name]
    order = list(times)
    for turn in range(rounds):
        for name in order[turn % len(order) :] + order[: turn % len(order)]:
            if turn >= 3 and min(times[name]) > SLOW:
                continue
            time.sleep(PAUSE)
            start = time.perf_counter()
            runs[name]()
            times[name].append(time.perf_counter() - start)
    return times, failed


def report(case, times, failed):
    best = {name: min(t) for name, t in times.items()}
    floor = next((best[name] for name in best if name.split(",")[0] == "C"), None)
    jx = best.get("jx", min((best[name] for name in best if name.startswith("jx")), default=None))
    bandwidth = {"read": 8 * BANDWIDTH_ELEMENTS / best["read"], "copy": 16 * BANDWIDTH_ELEMENTS / best["copy"]}
    base = bandwidth[case.against]
    note = f"; a C {case.against} moves {base / 1e9:.1f} GB/s" if case.moved else ""
    print(f"\n{case.title}{note}")
    columns = f"  {'':30}{'best ms':>10}{'median ms':>11}{'x C':>8}{'jx/peer':>9}"
    print(columns + (f"{'GB/s':>8}{'part':>7}" if case.moved else ""))
    for name in case.runs:
        if name in failed:
            print(f"  {name:30}{failed[name]}")
            continue
        t = best[name]
        line = f"  {name:30}{t * 1e3:10.2f}{statistics.median(times[name]) * 1e3:11.2f}"
        line += f"{t / floor:8.2f}" if floor else f"{'':8}"
        line += f"{jx / t:9.3f}" if jx and not name.startswith("jx") else f"{'':9}"
        if case.moved:
            line += f"{case.moved / t / 1e9:8.1f}{case.moved / t / base:7.2f}"
        print(line.rstrip())


def print_table(rows):
    """The best times in ms, for each peer of its fastest way, as docs/performance.md has them."""
    print("\n| | " + " | ".join(PEERS) + " |\n|---" + "|---" * len(PEERS) + "|")
    for title, times in rows:
        cells = []
        for peer in PEERS:
            mine = [min(t) for name, t in times.items() if name.replace(",", "").split()[0] == peer]
            cells.append(f"{min(mine) * 1e3:.1f}" if mine else "")
        print(f"| {title} | " + " | ".join(cells) + " |")


def compare(case, np):
    """Compares every value with the first one; returns the number of those that differ too much."""
    wrong, worst, reference = 0, 0.0, None
    for name, run in case.runs.items():
        try:
            got = run()
        except Exception as e:  # as in measure()
            print(f"  {case.title}: {name}: {e}".split("\n")[0])
            wrong += 1
            continue
        got = [np.asarray(v) for v in (got if isinstance(got, tuple) else (got,))]
        if reference is None:
            reference = [v.copy() for v in got]  # peers may write into the same arrays
            continue
        for x, y in zip(got, reference, strict=True):
            if x.shape != y.shape:
                raise SystemExit(f"{case.title}: {name} gives shape {x.shape} instead of {y.shape}")
            difference = float(np.max(np.abs(x - y)) / np.max(np.abs(y)))
            worst = max(worst, difference)
            if not difference <= case.tolerance:
                print(f"  {case.title}: {name} differs by {difference:.2g} of the largest value")
                wrong += 1
    print(f"{case.title}: {len(case.runs)} values, difference {worst:.2g} (bound {case.tolerance:.2g})")
    return wrong


def main():
    # Threads of BLAS are fixed when NumPy is loaded, so that comes after the arguments.
    sys.path[:0] = [str(ROOT / "python"), str(ROOT / "bench")]
    parser, args = arguments()
    os.environ["OPENBLAS_NUM_THREADS"] = str(args.threads)
    os.environ.setdefault("JXPR_LIBRARY", str(BUILD / "libjx.so.0"))
    import numpy as np
    import planner_work as work

    import jxpr

    for name in args.only or ():
        if name not in work.WORKLOADS:
            parser.error(f"no workload {name}; there are {', '.join(work.WORKLOADS)}")
    jxpr.set_threads(args.threads)
    if args.memory_of:
        return print_memory(work, jxpr, args.memory_of[0], int(args.memory_of[1]))
    numexpr = numba_work = None
    if "NumExpr" in args.peers:
        import numexpr

        numexpr.set_num_threads(args.threads)
    if "Numba" in args.peers:
        import numba
        import planner_numba as numba_work

        numba.set_num_threads(args.threads)
    clusters = ctypes.CDLL(str(BUILD / "libjxclusters.so"))
    clusters.clusters_open.restype = ctypes.c_void_p
    clusters.clusters_close.restype = None
    floor = work.Floors(BUILD / "libjxfloors.so", args.threads)
    peers = work.Peers(jxpr.evaluate, jxpr.compile, numexpr, numba_work, floor, clusters, args.threads)

    failures, rows = 0, []
    plain, copied = work.random(BANDWIDTH_ELEMENTS), np.zeros(BANDWIDTH_ELEMENTS)
    if not args.check:
        print(f"{args.threads} threads, {args.rounds} rounds")
    for name in args.only or work.WORKLOADS:
        make, full, quick = work.WORKLOADS[name]
        sizes = quick if args.quick else full
        if name.startswith("chamfer") and args.points:
            sizes = (args.points,)
        case = make(peers, *sizes)
        case.runs = {peer: run for peer, run in case.runs.items() if peer.replace(",", "").split()[0] in args.peers}
        if args.check:
            failures += compare(case, np)
            continue
        bandwidth = {
            "read": lambda: floor("read", plain, BANDWIDTH_ELEMENTS),
            "copy": lambda: floor("copy", plain, copied, BANDWIDTH_ELEMENTS),
        }
        times, failed = measure(case.runs | bandwidth, args.rounds)
        report(case, times, failed)
        failures += len(failed)
        rows.append((case.title, times))
        if "jx" in times:
            case.runs["jx"]()
            s = jxpr.stats()
            moved = f"{s['bytes_read'] / 1e9:.3f} GB read, {s['bytes_written'] / 1e9:.3f} GB written"
            print(f"  jx: {s['stages']} stages, {moved}")
        if "jx hoisted" in times:
            print(f"  natural over hoisted: {min(times['jx']) / min(times['jx hoisted']):.3f}")
        if name.startswith("chamfer") and "jx" in times:
            print("  " + memory_line(name.removeprefix("chamfer-"), sizes[0], args.threads))
        sys.stdout.flush()
    if rows:
        print_table(rows)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
