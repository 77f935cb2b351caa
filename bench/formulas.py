#!/usr/bin/env python3
"""Formulas full of mathematical functions, beside NumPy, NumExpr, Numba and a plain copy of the same bytes.

Usage: bench/formulas.py [FORMULA ...] [--elements N] [--rounds N] [--threads N] [--quick] [--check]
       needs build/ (BUILD names another), and .venv (scripts/setup) for NumExpr and Numba

Ten million elements each of float64: Black-Scholes (call and put), haversine, a logistic function, a Gaussian and a
softplus. All peers write into given arrays and take turns, on all threads but for NumPy, which has one and works in
blocks that stay in the cache. The copy, by C, reads and writes as many bytes as the formula has operands and results
together.

NumPy and NumExpr have no erf. Their Black-Scholes takes the formula 7.1.26 of Abramowitz and Stegun, Handbook of
Mathematical Functions, 1964, whose error is 1.5e-7; jx's and Numba's erf are accurate to the last digits.

Prints best times in milliseconds and the ratios of jx's to the others', as a table for a document. --check compares
values instead. Exits nonzero if a value differs by more than stated or a peer fails. Numba's code is in
formulas_numba.py.
"""

import argparse
import os
import pathlib
import sys
from math import pi, sqrt

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
os.environ.setdefault("JXPR_LIBRARY", str(BUILD / "libjx.so.0"))
sys.path[:0] = [str(ROOT / "python"), str(ROOT / "bench")]

import numpy as np  # noqa: E402
import planner  # noqa: E402
from planner_work import Case, Floors  # noqa: E402

import jxpr  # noqa: E402

PEERS = "jx", "NumPy", "NumExpr", "Numba", "copy"
BLOCK = 16384  # elements that NumPy takes at once
RATE, VOLATILITY = 0.03, 0.25
MEAN, SIGMA = 0.5, 1.5

BLACK_SCHOLES = """\
d1 = (log(s/k) + (r + v**2/2)*t) / (v*sqrt(t))
d2 = d1 - v*sqrt(t)
n1 = 0.5 + 0.5*erf(d1*sqrt(0.5)); n2 = 0.5 + 0.5*erf(d2*sqrt(0.5))
call = s*n1 - k*exp(-r*t)*n2
put = call - s + k*exp(-r*t)
call, put"""
HAVERSINE = "2*6371*arcsin(sqrt(sin((lat2-lat1)/2)**2 + cos(lat1)*cos(lat2)*sin((lon2-lon1)/2)**2))"
LOGISTIC = "1/(1 + exp(-x))"
GAUSSIAN = "exp(-((x-mean)/sigma)**2/2) / (sigma*sqrt(2*pi))"
SOFTPLUS = "log1p(exp(x))"
LOGADDEXP = "logaddexp(0, x)"  # NumExpr has not got it, and takes SOFTPLUS


def in_blocks(function, inputs, results):
    """Calls function(*inputs, *results) on one block of them after the other; returns the results."""
    for start in range(0, inputs[0].size, BLOCK):
        function(*(a[start : start + BLOCK] for a in (*inputs, *results)))
    return results if len(results) > 1 else results[0]


def normal(x):
    """The normal distribution in NumPy, by Abramowitz and Stegun's 7.1.26."""
    w = 1 / (1 + 0.3275911 * sqrt(0.5) * np.abs(x))
    tail = w * (0.254829592 + w * (-0.284496736 + w * (1.421413741 + w * (-1.453152027 + w * 1.061405429))))
    return 0.5 + np.copysign(0.5 - 0.5 * np.exp(-x * x / 2) * tail, x)


def normal_text(x):
    """The same of the expression `x` for NumExpr, which computes once what occurs twice."""
    w = f"(1/(1 + 0.3275911*{sqrt(0.5)}*abs({x})))"
    tail = f"{w}*(0.254829592 + {w}*(-0.284496736 + {w}*(1.421413741 + {w}*(-1.453152027 + {w}*1.061405429))))"
    half = f"(0.5 - 0.5*exp(-{x}*{x}/2)*{tail})"
    return f"where({x} < 0, 0.5 - {half}, 0.5 + {half})"


# ---- Formulas ----


def uniform(n, low, high, seed=1):
    return np.random.default_rng(seed).uniform(low, high, n)


def black_scholes(n, numexpr, loops):
    s, k, t = uniform(n, 10, 50, 1), uniform(n, 10, 50, 2), uniform(n, 0.2, 2, 3)
    call, put = np.empty(n), np.empty(n)
    names = {"s": s, "k": k, "t": t, "r": RATE, "v": VOLATILITY}

    def in_numpy(s, k, t, call, put):
        spread = VOLATILITY * np.sqrt(t)
        d1 = (np.log(s / k) + (RATE + VOLATILITY**2 / 2) * t) / spread
        strike = k * np.exp(-RATE * t)
        np.subtract(s * normal(d1), strike * normal(d1 - spread), out=call)
        np.add(call - s, strike, out=put)

    def in_numexpr():
        """Two passes, since an expression has one result."""
        d1 = "((log(s/k) + (r + v*v/2)*t) / (v*sqrt(t)))"
        n1, n2 = (normal_text(d) for d in (d1, f"({d1} - v*sqrt(t))"))
        numexpr.evaluate(f"s*{n1} - k*exp(-r*t)*{n2}", names, out=call)
        numexpr.evaluate("call - s + k*exp(-r*t)", {**names, "call": call}, out=put)
        return call, put

    return Case(
        "Black-Scholes, call and put",
        {
            "jx": lambda: jxpr.evaluate(BLACK_SCHOLES, names, (call, put)),
            "NumPy": lambda: in_blocks(in_numpy, (s, k, t), (call, put)),
            "NumExpr": in_numexpr,
            "Numba": lambda: (loops.black_scholes(s, k, t, RATE, VOLATILITY, call, put), (call, put))[1],
        },
        40 * n,
        "copy",
        1e-6,
    )


def haversine(n, numexpr, loops):
    places = [uniform(n, -high, high, seed) for seed, high in enumerate((pi / 2, pi, pi / 2, pi))]
    names, out = dict(zip(("lat1", "lon1", "lat2", "lon2"), places)), np.empty(n)

    def in_numpy(lat1, lon1, lat2, lon2, out):
        a = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
        np.multiply(2 * 6371, np.arcsin(np.sqrt(a)), out=out)

    return Case(
        "haversine",
        {
            "jx": lambda: jxpr.evaluate(HAVERSINE, names, out),
            "NumPy": lambda: in_blocks(in_numpy, places, (out,)),
            "NumExpr": lambda: numexpr.evaluate(HAVERSINE, names, out=out),
            "Numba": lambda: (loops.haversine(*places, out), out)[1],
        },
        40 * n,
        "copy",
    )


def of_one_array(title, program, ours, in_numpy, low, high, constants=()):
    """A formula of `x` and constants; `in_numpy(x, *constants, out)`, and `ours` names Numba's loop."""

    def make(n, numexpr, loops):
        x, out, constant = uniform(n, low, high), np.empty(n), dict(constants)
        names = {"x": x, **constant}
        for_numexpr = SOFTPLUS if program == LOGADDEXP else program
        return Case(
            title,
            {
                "jx": lambda: jxpr.evaluate(program, names, out),
                "NumPy": lambda: in_blocks(lambda x, out: in_numpy(x, *constant.values(), out), (x,), (out,)),
                "NumExpr": lambda: numexpr.evaluate(for_numexpr, {**names, "pi": pi}, out=out),
                "Numba": lambda: (getattr(loops, ours)(x, *constant.values(), out), out)[1],
            },
            16 * n,
            "copy",
        )

    return make


def numpy_logistic(x, out):
    np.exp(-x, out=out)
    np.divide(1, 1 + out, out=out)


def numpy_gaussian(x, mean, sigma, out):
    z = (x - mean) / sigma
    np.exp(-z * z / 2, out=out)
    np.divide(out, sigma * sqrt(2 * pi), out=out)


def numpy_softplus(x, out):
    np.log1p(np.exp(x, out=out), out=out)


def numpy_logaddexp(x, out):
    np.logaddexp(0, x, out=out)


FORMULAS = {
    "black-scholes": black_scholes,
    "haversine": haversine,
    "logistic": of_one_array("logistic", LOGISTIC, "logistic", numpy_logistic, -10, 10),
    "gaussian": of_one_array(
        "Gaussian", GAUSSIAN, "gaussian", numpy_gaussian, -5, 5, (("mean", MEAN), ("sigma", SIGMA))
    ),
    "softplus": of_one_array("softplus", SOFTPLUS, "softplus", numpy_softplus, -10, 10),
    "logaddexp": of_one_array("softplus by logaddexp(0, x)", LOGADDEXP, "softplus", numpy_logaddexp, -10, 10),
}


# ---- The table ----


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("formulas", nargs="*", metavar="FORMULA", help=f"of {', '.join(FORMULAS)}; default all")
    parser.add_argument("--elements", type=lambda s: int(float(s)), default=10_000_000)
    parser.add_argument("--rounds", type=int, default=7, help="turns of each; default 7")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--quick", action="store_true", help="few turns and few elements")
    parser.add_argument("--check", action="store_true", help="compare values, time nothing")
    args = parser.parse_args()
    if unknown := set(args.formulas) - set(FORMULAS):
        parser.error(f"no formula {', '.join(sorted(unknown))}; there are {', '.join(FORMULAS)}")
    if args.quick:
        args.rounds, args.elements = 2, min(args.elements, 100_003)
    return args


def load(name, threads):
    """NumExpr, or Numba's loops, on so many threads; None and a line if it is not there."""
    try:
        if name == "NumExpr":
            import numexpr

            numexpr.set_num_threads(threads)
            return numexpr
        import formulas_numba
        import numba

        numba.set_num_threads(threads)
        return formulas_numba
    except ImportError as e:
        print(f"{name} left out: {e}")
        return None


def print_line(title, times):
    best = {name: min(t) for name, t in times.items()}
    cells = [f"{best[peer] * 1e3:.1f}" if peer in best else "" for peer in PEERS]
    cells += [f"{best['jx'] / best[peer]:.2f}" if {peer, "jx"} <= set(best) else "" for peer in PEERS[1:]]
    print("| " + " | ".join([title, *cells]) + " |", flush=True)


def main():
    args = arguments()
    jxpr.set_threads(args.threads)
    numexpr, loops = (load(name, args.threads) for name in ("NumExpr", "Numba"))
    floor = Floors(BUILD / "libjxfloors.so", args.threads)
    failures, left_out = 0, ""
    if not args.check:
        print(f"{args.elements:,} elements, {args.threads} threads, ms, and ratios of jx's times\n")
        header = ["", *PEERS, *(f"jx over {peer}" for peer in PEERS[1:])]
        print("| " + " | ".join(header) + " |\n|---" + "|---" * (len(header) - 1) + "|")
    known = {name for function in jxpr.functions() for name in function["names"]}
    for name in args.formulas or FORMULAS:
        if name == "logaddexp" and name not in known:
            left_out = "softplus by logaddexp left out: this jx has no such function"
            continue
        case = FORMULAS[name](args.elements, numexpr, loops)
        missing = {"NumExpr": numexpr is None, "Numba": loops is None}
        case.runs = {peer: run for peer, run in case.runs.items() if not missing.get(peer)}
        if args.check:
            failures += planner.compare(case, np)
            continue
        words = case.moved // 16
        source, target = uniform(words, 0, 1), np.zeros(words)
        runs = case.runs | {"copy": lambda: floor("copy", source, target, words)}
        times, failed = planner.measure(runs, args.rounds)
        print_line(case.title, times)
        for peer, why in failed.items():
            print(f"{peer} failed: {why}")
        failures += len(failed)
    if left_out:
        print("\n" + left_out)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
