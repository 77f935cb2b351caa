#!/usr/bin/env python3
"""Draws what build/tests/age prints: resident memory of a process that compiles distinct programs without end.

Usage: JX_MODULE_DIR=build build/tests/age --programs 1000000 --every 1000 | bench/age_plot.py FILE.svg
       docs/age.svg as a rule

Also prints the resident memory after each tenth: the most in it, and the kernels held at its end.
"""

import pathlib
import sys

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 300, 64, 16, 16, 44
MOST_POINTS = 500  # of the line: it is a file to look at


def ticks(most):
    """Some four to ten round numbers up to `most`."""
    step = 1
    while most / step > 10:
        step *= 2 if str(step)[0] in "15" else 2.5
        step = int(step)
    return range(0, int(most) + 1, step)


def plot(rows, path):
    """MiB over programs, both from 0, so that what is flat looks flat."""
    most_x, most_y = rows[-1][0], max(mib for _, mib, _ in rows) * 1.15

    def x(programs):
        return LEFT + programs / most_x * (WIDTH - LEFT - RIGHT)

    def y(mib):
        return HEIGHT - BOTTOM - mib / most_y * (HEIGHT - TOP - BOTTOM)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for programs in ticks(most_x):
        out.append(f'<path d="M{x(programs):.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        out.append(f'<text x="{x(programs):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{programs}</text>')
    for mib in ticks(most_y):
        out.append(f'<path d="M{LEFT} {y(mib):.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y(mib) + 4:.1f}" text-anchor="end">{mib} MiB</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    out.append(f'<text x="{middle}" y="{HEIGHT - 8}" text-anchor="middle">distinct programs</text>')
    step = max(1, len(rows) // MOST_POINTS)
    line = " ".join(f"{x(programs):.1f},{y(mib):.1f}" for programs, mib, _ in rows[::step])
    out.append(f'<polyline points="{line}" fill="none" stroke="#1f77b4" stroke-width="1.5"/>')
    pathlib.Path(path).write_text("\n".join([*out, "</svg>", ""]))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    rows = []
    for line in sys.stdin:
        programs, kib, kernels, _ = line.split()
        rows.append((int(programs), int(kib) / 1024, int(kernels)))
    if not rows:
        sys.exit("age_plot: nothing to draw")
    for i in range(10):
        part = rows[i * len(rows) // 10 : (i + 1) * len(rows) // 10]
        if part:
            print(f"{part[-1][0]:9} programs: at most {max(r[1] for r in part):6.1f} MiB, {part[-1][2]} kernels")
    plot(rows, sys.argv[1])


if __name__ == "__main__":
    main()
