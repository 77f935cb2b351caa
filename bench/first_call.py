#!/usr/bin/env python3
"""What the first evaluate() of a Python process takes: with an empty kernel cache, and with the kernel on disk.

Usage: bench/first_call.py [--rounds N]        default 15 rounds; needs build/ (BUILD names another) and NumPy

For each program, fresh processes run in turn: one on an empty directory, one that finds what it left, and one that
only imports. Times are of evaluate() on 1000 elements and of whole processes, in milliseconds: the least, and the
median in parentheses. Exits nonzero if a process compiled that should not have, or did not that should have.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))

PROGRAMS = ["sum(a*a)", "2*a + 3*b", "sin(a)**2 + cos(b)**2", "(a - mean(a))/std(a), max(b)"]

SCRIPT = """
import json, sys, time
import numpy as np
import jxpr
operands = {"a": np.linspace(0, 1, 1000), "b": np.linspace(1, 2, 1000)}
times = []
for _ in range(2 if sys.argv[1] else 0):
    start = time.perf_counter()
    jxpr.evaluate(sys.argv[1], operands)
    times.append(1e3 * (time.perf_counter() - start))
print(json.dumps({"first": times[0] if times else 0, "second": times[-1] if times else 0, **jxpr.stats()}))
"""


def process(directory, program):
    """A fresh process's report, and what it took in all."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("JX_CACHE")}
    environment |= {
        "JX_CACHE_DIR": directory,
        "JXPR_LIBRARY": str(BUILD / "libjx.so.0"),
        "PYTHONPATH": str(ROOT / "python"),
    }
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", SCRIPT, program], env=environment, capture_output=True, check=True)
    return {**json.loads(done.stdout), "process": 1e3 * (time.perf_counter() - start)}


def shown(reports, what):
    times = [r[what] for r in reports]
    return f"{min(times):7.2f} ({statistics.median(times):.2f})"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    runs = {(kind, text): [] for text in PROGRAMS for kind in ("cold", "warm", "import")}
    for _ in range(rounds):
        for text in PROGRAMS:
            with tempfile.TemporaryDirectory() as directory:
                runs["cold", text].append(process(directory, text))
                runs["warm", text].append(process(directory, text))
                runs["import", text].append(process(directory, ""))
    print(f"{'program':<30}{'first, cold':>18}{'first, warm':>18}{'second':>18}  process: cold, warm, import alone")
    for text in PROGRAMS:
        cold, warm, alone = (runs[kind, text] for kind in ("cold", "warm", "import"))
        calls = "".join(f"{shown(*r):>18}" for r in ((cold, "first"), (warm, "first"), (warm, "second")))
        print(f"{text:<30}{calls}  {', '.join(shown(r, 'process') for r in (cold, warm, alone))}")
    wrong = [text for (kind, text), reports in runs.items() if any(r["compiles"] != (kind == "cold") for r in reports)]
    if wrong:
        sys.exit(f"not compiled once, and never again: {wrong}")


if __name__ == "__main__":
    main()
