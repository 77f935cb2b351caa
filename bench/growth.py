#!/usr/bin/env python3
"""Compile time and run time of programs that grow, beside the same work cut by hand.

Usage: bench/growth.py [--elements N] [--most N] [--plot FILE] [FAMILY ...]     default: all families, as long as each may be

Needs build/ (BUILD names another) and NumPy. A family is a kind of program of n terms; FAMILIES below is all there is to
add one. Compiling is everything from text to machine code, in CPU time, with nothing kept. Running is the kernel alone, on
one thread, the least of several. By hand is the same work as programs of PIECE terms, each of which adds to what the last
one left (of halvings, each by itself); results must have the same bits. Exits nonzero if they have not, or if a whole runs
more than 1.2 times as long as its pieces.

--plot writes the compile times as an SVG file, docs/growth.svg as a rule.
"""

import argparse
import os
import pathlib
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
os.environ.setdefault("JXPR_LIBRARY", str(BUILD / "libjx.so.0"))
os.environ["JX_CACHE"] = "off"
sys.path.insert(0, str(ROOT / "python"))

import numpy as np  # noqa: E402

import jxpr  # noqa: E402

SIZES = [10, 100, 1000, 10000, 40000]
HALVINGS = [4, 6, 8, 10, 12, 14]
PIECE = 96  # terms of a program that is cut by hand; of sums, whole stages, whose number of sums decides their rounding
REPEAT = 10


def evaluate(text, arrays, out):
    """The CPU time of the kernel; what is too short for that clock is timed by the wall's."""
    jxpr.evaluate(text, arrays, out=out)
    stats = jxpr.stats()
    return stats["run_cpu_ns"] or stats["run_ns"]


def compile_once(text, arrays, out):
    """CPU seconds of a first call, its run taken off."""
    start = time.process_time()
    evaluate(text, arrays, out)
    return time.process_time() - start - jxpr.stats()["run_cpu_ns"] * 1e-9


# ---- Families ----
#
# Each gives, for n terms, a program with its operands and results; the same by hand, as programs one after the other; and
# pairs of results that have the same bits.


def sum_of(write, arrays_of=lambda n, a, rng: {}):
    def make(n, a, rng):
        arrays, whole, hand = {"a": a} | arrays_of(n, a, rng), np.empty_like(a), np.empty_like(a)
        pieces = []
        for first in range(0, n, PIECE):
            terms = [write(i) for i in range(first, min(n, first + PIECE))]
            given = {name: arrays[name] for name in terms if name in arrays} | {"a": a, "r": hand}
            pieces.append(("+".join(["r"] * (first > 0) + terms), given, hand))
        return ("+".join(map(write, range(n))), arrays, whole), pieces, [(whole, hand)]

    return make


def several(write, result_of):
    def make(n, a, rng):
        whole, hand = (tuple(result_of(a) for _ in range(n)) for _ in range(2))
        cuts = [range(first, min(n, first + PIECE)) for first in range(0, n, PIECE)]
        pieces = [(", ".join(map(write, cut)), {"a": a}, tuple(hand[i] for i in cut)) for cut in cuts]
        return (", ".join(map(write, range(n))), {"a": a}, whole), pieces, list(zip(whole, hand))

    return make


def halvings(n, a, rng):
    x = [rng.random(1 << 20)]
    for _ in range(n):
        x.append(np.empty(len(x[-1]) // 2))
    step, whole = "x[::2] + x[1::2]", np.empty_like(x[-1])
    pieces = [(step, {"x": x[i]}, x[i + 1]) for i in range(n)]
    return ("; ".join([f"x = {step}"] * n), {"x": x[0]}, whole), pieces, [(whole, x[-1])]


def operands(n, a, rng):
    return {f"x{i}": rng.random(len(a)) for i in range(n)}


# A family and the largest n that makes sense. Of those with an array for each term, arrays are as long as fits MOST_ELEMENTS.
ARRAYS = ("operands", "results")
MOST_ELEMENTS = 1 << 24
FAMILIES = {
    "sines": (sum_of(lambda i: f"sin({i}*a)"), 10000),
    "polynomial": (sum_of(lambda i: f"{(7 * i + 3) / 5 + 1}*a**{i % 3 + 1}"), 10000),
    "plain": (sum_of(lambda i: "a"), 40000),
    "terms": (sum_of(lambda i: f"{1 / (i + 1)!r}*a"), 10000),
    "operands": (sum_of(lambda i: f"x{i}", operands), 10000),
    "sums": (several(lambda i: f"sum({i}*a)", lambda a: np.empty(())), 10000),
    "results": (several(lambda i: f"a + {i}", np.empty_like), 10000),
    "halvings": (halvings, HALVINGS[-1]),
}


def both(whole, pieces, pieces_first):
    """The times of the whole and of all pieces; who is second finds the caches filled and the vector units awake."""
    if pieces_first:
        by_hand = sum(evaluate(*piece) for piece in pieces)
        return evaluate(*whole), by_hand
    return evaluate(*whole), sum(evaluate(*piece) for piece in pieces)


def measure(family, n, elements, rng):
    """Compile seconds, run seconds of the whole and of the pieces."""
    if family in ARRAYS:
        elements = min(elements, MOST_ELEMENTS // n)
    whole, pieces, pairs = FAMILIES[family][0](n, rng.random(elements), rng)
    seconds = compile_once(*whole)
    for piece in pieces:
        evaluate(*piece)
    times = [both(whole, pieces, turn % 2) for turn in range(REPEAT)]
    if not all(np.array_equal(x, y) for x, y in pairs):
        sys.exit(f"{family}, {n}: not the same bits as by hand")
    return seconds, min(w for w, _ in times) * 1e-9, min(p for _, p in times) * 1e-9


# ---- The plot ----

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 640, 400, 70, 20, 120, 45
COLOURS = ["#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#8c564b", "#17becf", "#7f7f7f"]


def plot(rows, path):
    """Compile seconds over n, both logarithmic: what is linear rises by one decade in a decade."""
    decades_x, decades_y = (0, 5), (-3, 2)

    def x(n):
        return LEFT + (np.log10(n) - decades_x[0]) / (decades_x[1] - decades_x[0]) * (WIDTH - LEFT - RIGHT)

    def y(s):
        return HEIGHT - BOTTOM - (np.log10(s) - decades_y[0]) / (decades_y[1] - decades_y[0]) * (HEIGHT - TOP - BOTTOM)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for d in range(decades_x[0], decades_x[1] + 1):
        out.append(f'<path d="M{x(10**d):.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        out.append(f'<text x="{x(10**d):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{10**d}</text>')
    for d in range(decades_y[0], decades_y[1] + 1):
        out.append(f'<path d="M{LEFT} {y(10.0**d):.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y(10.0**d) + 4:.1f}" text-anchor="end">{10.0**d:g} s</text>')
    out.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">terms</text>')
    for colour, family in zip(COLOURS, dict.fromkeys(row[0] for row in rows)):
        points = [(x(n), y(seconds)) for name, n, seconds in rows if name == family]
        line = " ".join(f"{px:.1f},{py:.1f}" for px, py in points)
        out.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out.append(f'<text x="{points[-1][0] + 6:.1f}" y="{points[-1][1] + 4:.1f}" fill="{colour}">{family}</text>')
    pathlib.Path(path).write_text("\n".join([*out, "</svg>", ""]))


def sizes(family, most):
    return [n for n in (HALVINGS if family == "halvings" else SIZES) if n <= min(most, FAMILIES[family][1])]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("families", nargs="*", metavar="FAMILY", help=", ".join(FAMILIES))
    parser.add_argument("--elements", type=int, default=16384)
    parser.add_argument("--most", type=int, default=40000)
    parser.add_argument("--plot")
    options = parser.parse_args()
    jxpr.set_threads(1)
    rng, rows, slow = np.random.default_rng(1), [], []
    evaluate("a+1", {"a": np.zeros(1)}, np.zeros(1))  # loads the code generator
    print(f"{'program':12} {'terms':>6}   compile   per term       run   by hand   ratio")
    for family in options.families or FAMILIES:
        for n in sizes(family, options.most):
            seconds, run, hand = measure(family, n, options.elements, rng)
            rows.append((family, n, seconds))
            if run > 1.2 * hand:
                slow.append(f"{family}, {n}: {run / hand:.2f} times as long as by hand")
            print(
                f"{family:12} {n:6} {seconds:7.3f} s {seconds / n * 1e6:7.0f} us {run * 1e3:6.2f} ms {hand * 1e3:6.2f} ms"
                f" {run / hand:7.2f}",
                flush=True,
            )
    if options.plot:
        plot(rows, options.plot)
    if slow:
        sys.exit("\n".join(slow))


if __name__ == "__main__":
    main()
