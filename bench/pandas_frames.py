#!/usr/bin/env python3
"""pandas on frames of 10^7 rows: eval, query, masks and arithmetic with jx, with NumExpr and with neither.

    pandas_frames.py [--rows N] [--rounds K]

Each of the three runs in a process of its own, since pandas looks for its engine once: with jx in NumExpr's place
(`jxpr.numexpr.install()`), with NumExpr, and with NumPy alone. A last column says which of the operations were run by
jx. Results of the three are compared.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
OPERATIONS = {
    "df.eval('a*b + c/d')": lambda df, pd: df.eval("a*b + c/d"),
    "df.eval('sin(a)**2 + exp(b)')": lambda df, pd: df.eval("sin(a)**2 + exp(b)"),
    "df.eval('x = a + b; y = x*c')": lambda df, pd: df.eval("x = a + b\ny = x*c")["y"],
    "df.query('a > 0.5 and b < 0.1')": lambda df, pd: df.query("a > 0.5 and b < 0.1")["a"],
    "df.query('i % 3 == 0 & c > d')": lambda df, pd: df.query("(i % 3 == 0) & (c > d)")["a"],
    "df[df.a > df.b].c": lambda df, pd: df[df.a > df.b].c,
    "(df.a > 0.5) & (df.b < 0.1)": lambda df, pd: (df.a > 0.5) & (df.b < 0.1),
    "df.a + df.b*df.c": lambda df, pd: df.a + df.b*df.c,
    "df[['a','b']] * df[['c','d']]": lambda df, pd: (df[["a", "b"]]*df[["c", "d"]].set_axis(["a", "b"], axis=1))["b"],
    "pd.eval('df.a / df.d - 1')": lambda df, pd: pd.eval("df.a / df.d - 1", local_dict={"df": df}),
}


def child(engine, rows, rounds):
    sys.path.insert(0, str(ROOT / "python"))
    calls = None
    if engine == "jx":
        import jxpr
        import jxpr.numexpr

        jxpr.numexpr.install()
        calls = lambda: jxpr.stats()["calls"]  # noqa: E731
    elif engine == "neither":
        sys.modules["numexpr"] = None
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(0)
    df = pd.DataFrame({name: rng.random(rows) + 0.01 for name in "abcd"})
    df["i"] = rng.integers(0, 1000, rows)
    made = {}
    for name, operation in OPERATIONS.items():
        best, before = float("inf"), calls() if calls else 0
        value = operation(df, pd)
        ours = calls() > before if calls else False
        for _ in range(rounds):
            start = time.perf_counter()
            operation(df, pd)
            best = min(best, time.perf_counter() - start)
        numbers = value.to_numpy().astype(float)
        made[name] = best, ours, float(numbers.sum()), len(numbers)
    print(json.dumps(made))


def main(rows, rounds):
    made = {}
    for engine in ("jx", "numexpr", "neither"):
        command = [sys.executable, __file__, "--engine", engine, "--rows", str(rows), "--rounds", str(rounds)]
        made[engine] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    print(f"{'ms, ' + str(rows) + ' rows':34s} {'jx':>8s} {'NumExpr':>8s} {'neither':>8s}  run by jx")
    for name in OPERATIONS:
        row = [made[engine][name] for engine in made]
        for one in row[1:]:
            assert one[3] == row[0][3] and abs(one[2] - row[0][2]) <= 1e-9*abs(one[2]), f"{name} differs"
        cells = " ".join(f"{1e3*one[0]:8.1f}" for one in row)
        print(f"{name:34s} {cells}  {'yes' if row[0][1] else 'no'}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine", choices=["jx", "numexpr", "neither"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.engine:
        child(arguments.engine, arguments.rows, arguments.rounds)
    else:
        main(arguments.rows, arguments.rounds)
