#!/usr/bin/env python3
"""Times many small workloads, in which a peer may be faster than jx, beside NumPy, NumExpr and Numba; or two jx.

Usage: bench/sweep.py [--only TEXT ...] [--kind TEXT ...] [--before LIBRARY] [--peers PEER ...] [--rounds N]
                      [--threads N] [--slower R] [--check] [--list]
       needs build/ (BUILD names another), and .venv (scripts/setup) for NumExpr and Numba

Prints a line for each workload: jx's best time in milliseconds, with --before also that of another libjx, which runs in
a process of its own and takes turns, too; the best peer's time and name; the floor, which is the time that C takes to copy (or, where little is
written, to read) as many bytes as have to move; and jx over peer, jx over floor, after over before. All take turns, a
pause between two of them so that no pool of threads still spins; a turn repeats what takes less than two milliseconds,
and the best time counts. Below: how many are slower than the best peer by more than a tenth, and which.

--only and --kind take parts of names; --slower R prints only workloads whose jx takes R times the best peer's time or
more; --check compares values and times nothing. The workloads are in sweep_work.py, Numba's code in sweep_numba.py.
"""

import argparse
import ctypes
import importlib
import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
PEERS = "NumPy", "NumExpr", "Numba"
PAUSE = 0.03  # seconds; OpenBLAS spins for some 25 ms after its work
TURN = 0.002  # seconds that a turn takes at least
SLOW = 1.0  # seconds; what takes longer has two turns


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", nargs="+", metavar="TEXT", default=[""], help="workloads whose name has this in it")
    parser.add_argument("--kind", nargs="+", metavar="TEXT", default=[""], help="kinds whose name has this in it")
    parser.add_argument("--before", metavar="LIBRARY", help="another libjx, to compare with")
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=PEERS)
    parser.add_argument("--rounds", type=int, default=5, help="turns of each; default 5")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--slower", type=float, default=0, metavar="R", help="print those that take R times a peer's")
    parser.add_argument("--check", action="store_true", help="compare values, time nothing")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)  # the other libjx's process
    parser.add_argument("--list", action="store_true", help="print the names of the workloads alone")
    args = parser.parse_args()
    if min(args.rounds, args.threads) < 1:
        parser.error("--rounds and --threads take numbers from 1")
    return args


# ---- Who runs ----


def load_jx(library, threads):
    """The package jxpr with this library, that of the tree it was built in."""
    os.environ["JXPR_LIBRARY"] = str(library)
    tree = pathlib.Path(library).resolve().parents[1] / "python"
    if tree.exists():
        sys.path.insert(0, str(tree))
    jx = importlib.import_module("jxpr")
    jx.set_threads(threads)
    return jx


def run_jx(jx, work, names):
    operands = {k: v for k, v in names.items() if k != "out"}
    if "out" in names:
        return lambda: jx.evaluate(work.jx, operands, names["out"])
    return lambda: jx.evaluate(work.jx, operands)


def run_numpy(work, names, np):
    """A function with NumPy's statements: its value is the array given, or the last statement's."""
    *before, last = work.numpy.split("; ")
    value = f"return {last}" if "out" not in names else f"{last}; return out"
    body = "\n    ".join([*before, *value.split("; ")])
    scope = {"np": np}
    exec(f"def run({', '.join(names)}):\n    {body}", scope)
    return lambda: scope["run"](**names)


def run_numexpr(numexpr, work, names):
    options = {"out": names["out"]} if "out" in names else {}
    return lambda: numexpr.evaluate(work.numexpr, names, {}, **options)


def run_numba(functions, work, names):
    function, given = getattr(functions, work.numba), tuple(names.values())
    return lambda: function(*given) if "out" not in names else (function(*given), names["out"])[1]


class Before:
    """Another libjx. A process has one, so it has its own, which waits asleep for what it is told: a line of standard
    input, answered by a line, of seconds or of what went wrong."""

    def __init__(self, library, threads):
        command = [sys.executable, __file__, "--serve", "--threads", str(threads)]
        env = {**os.environ, "JXPR_LIBRARY": str(library)}
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)

    def _ask(self, line):
        print(line, file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline().strip()
        try:
            return float(answer)
        except ValueError:
            raise RuntimeError(answer or "the other jx's process has ended") from None

    def run(self, work):
        def run():
            self._ask(work.name)

        run.turn = lambda: self._ask("turn")
        return run


def serve(jx, workloads):
    """The other side of Before."""
    run, by_name = None, {w.name: w for w in workloads}
    for line in map(str.strip, sys.stdin):
        try:
            if line != "turn":
                work = by_name[line]
                run = run_jx(jx, work, work.make())
                run()
            print(turn_of(run) if line == "turn" else 0.0, flush=True)
        except Exception as e:
            print(f"{type(e).__name__}: {e}".split("\n")[0], flush=True)
    return 0


class Floor:
    """Loops by C that do nothing but move as many bytes, over as much memory."""

    def __init__(self, np, threads):
        self._np, self._threads = np, ctypes.c_int(threads)
        self._library = ctypes.CDLL(str(BUILD / "libjxfloors.so"))
        self._library.floor_read.restype = ctypes.c_double

    def run(self, read, written):
        at, size = (lambda a: ctypes.c_void_p(a.ctypes.data)), ctypes.c_size_t
        if written * 4 < read:
            a = self._np.ones(max(1, (read + written) // 8))
            return lambda: self._library.floor_read(at(a), size(a.size), self._threads)
        a = self._np.ones(max(1, (read + written) // 16))
        b = self._np.zeros(a.size)
        return lambda: self._library.floor_copy(at(a), at(b), size(a.size), self._threads)


def runs_of(work, names, peers, jx, before, floor, np):
    """Everybody who can do this, by name."""
    runs = {"jx": run_jx(jx, work, names)}
    if before:
        runs["before"] = before.run(work)
    if work.numpy and "NumPy" in peers:
        runs["NumPy"] = run_numpy(work, names, np)
    if work.numexpr and "NumExpr" in peers:
        runs["NumExpr"] = run_numexpr(peers["NumExpr"], work, names)
    if work.numba and "Numba" in peers:
        runs["Numba"] = run_numba(peers["Numba"], work, names)
    if work.moved != 0:
        sizes = {k: v.nbytes for k, v in names.items() if hasattr(v, "nbytes")}
        written = sizes.get("out", 0)
        read = sum(sizes.values()) - written
        if work.moved:
            written = max(written, work.moved - read, 0)
            read = work.moved - written
        runs["floor"] = floor.run(read, written)
    return runs


# ---- Measuring ----


def turn_of(run):
    """The best time of calls that take TURN together, or of one."""
    if hasattr(run, "turn"):
        return run.turn()
    best, end = float("inf"), time.perf_counter() + TURN
    while True:
        start = time.perf_counter()
        run()
        now = time.perf_counter()
        best = min(best, now - start)
        if now > end:
            return best


def measure(runs, rounds):
    """The best time of each, interleaved; the first turn of each compiles and does not count."""
    best, failed = {}, {}
    for name, run in runs.items():
        try:
            run()
            best[name] = float("inf")
        except Exception as e:  # of jx or a peer: it is told, and the exit status
            failed[name] = str(e).split("\n")[0]
    order = list(best)
    for turn in range(rounds):
        for name in order[turn % len(order) :] + order[: turn % len(order)]:
            if turn >= 2 and best[name] > SLOW:
                continue
            time.sleep(PAUSE)
            best[name] = min(best[name], turn_of(runs[name]))
    return best, failed


def compare(work, runs, np):
    """Compares all values with jx's; returns how many differ too much."""
    wrong, reference = 0, None
    for name, run in runs.items():
        if name == "floor":
            continue
        try:
            got = np.asarray(run()).copy()
        except Exception as e:
            print(f"{work.name}: {name}: {e}".split("\n")[0])
            wrong += 1
            continue
        if reference is None:
            reference = got
            continue
        if name == "NumExpr" and got.shape != reference.shape or work.name.startswith("norms") and name == "NumExpr":
            continue
        number = float if not np.iscomplexobj(got) else complex
        x, y = got.astype(number), reference.astype(number)
        difference = float(np.max(np.abs(x - y)) / max(np.max(np.abs(y)), 1e-300)) if x.shape == y.shape else np.inf
        if not difference <= work.tolerance:
            print(f"{work.name}: {name} differs by {difference:.2g} of the largest value")
            wrong += 1
    return wrong


# ---- The table ----


def head(before):
    columns = f"{'':44}{'jx ms':>9}" + (f"{'before':>9}{'/before':>9}" if before else "")
    return columns + f"{'peer ms':>9}{'':9}{'floor':>8}{'/peer':>7}{'/floor':>7}"


def line(work, best):
    def ms(t):
        return f"{t * 1e3:9.3f}" if t else f"{'':9}"

    jx, before, floor = best.get("jx"), best.get("before"), best.get("floor")
    peers = {k: v for k, v in best.items() if k in PEERS}
    peer = min(peers, key=peers.get) if peers else ""
    text = f"{work.name:44}{ms(jx)}"
    if before:
        text += ms(before) + f"{jx / before:9.2f}"
    text += ms(peers.get(peer)) + f" {peer:8}" + (f"{floor * 1e3:8.3f}" if floor else f"{'':8}")
    text += f"{jx / peers[peer]:7.2f}" if peer else f"{'':7}"
    return (text + (f"{jx / floor:7.2f}" if floor else "")).rstrip(), jx / peers[peer] if peer else 0


def main():
    args = arguments()
    sys.path[:0] = [str(ROOT / "python"), str(ROOT / "bench")]
    os.environ["OPENBLAS_NUM_THREADS"] = str(args.threads)
    library = os.environ.get("JXPR_LIBRARY", str(BUILD / "libjx.so.0"))
    import numpy as np
    import sweep_work

    chosen = [
        w
        for w in sweep_work.WORKLOADS
        if any(t in w.name for t in args.only) and any(t in w.kind for t in args.kind)
    ]
    if args.list:
        print("\n".join(f"{w.kind:16}{w.name}" for w in chosen))
        return 0
    jx = load_jx(library, args.threads)
    if args.serve:
        return serve(jx, sweep_work.WORKLOADS)
    before = Before(args.before, args.threads) if args.before and not args.check else None
    peers = dict.fromkeys(args.peers)
    if "NumExpr" in peers:
        peers["NumExpr"] = importlib.import_module("numexpr")
        peers["NumExpr"].set_num_threads(args.threads)
    if "Numba" in peers:
        peers["Numba"] = importlib.import_module("sweep_numba")
        peers["Numba"].numba.set_num_threads(args.threads)
    floor, failures, slower, kind = Floor(np, args.threads), 0, [], None
    if not args.check:
        print(f"{args.threads} threads, {args.rounds} rounds, best times\n{head(args.before)}")
    for work in chosen:
        names = work.make()
        runs = runs_of(work, names, peers, jx, before, floor, np)
        if args.check:
            failures += compare(work, runs, np)
            continue
        best, failed = measure(runs, args.rounds)
        for name, message in failed.items():
            print(f"{work.name}: {name}: {message}")
        failures += len(failed)
        if "jx" not in best:
            continue
        text, ratio = line(work, best)
        if ratio > 1.1:
            slower.append((ratio, work.name))
        if ratio >= args.slower:
            if work.kind != kind:
                print(f"-- {work.kind}")
            kind = work.kind
            print(text, flush=True)
    if args.check:
        print(f"{len(chosen)} workloads compared, {failures} differ")
    else:
        print(f"\n{len(chosen)} workloads, {len(slower)} slower than the best peer by more than a tenth")
        for ratio, name in sorted(slower, reverse=True):
            print(f"  {ratio:7.2f}  {name}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
