#!/usr/bin/env python3
"""Measures all figures of docs/math-speed.md and puts them there.

Usage: bench/math_figures.py [--print] [OPTION of math_speed.py ...]    needs build/ and .venv, and half an hour of a
       machine that does nothing else

What follows the document's line `<!-- figures -->` is replaced by what math_speed.py, formulas.py and
`compile functions` print, each under a heading. --print shows it instead.
"""

import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
DOCUMENT = ROOT / "docs" / "math-speed.md"
MARK = "<!-- figures -->\n"


def output(*command):
    print("running", *command, file=sys.stderr)
    return subprocess.run(list(map(str, command)), check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def main():
    printed = "--print" in sys.argv
    options = [argument for argument in sys.argv[1:] if argument != "--print"]
    bench = ROOT / "bench"
    quick = [option for option in options if option == "--quick"]
    sections = {
        "Functions": output(sys.executable, bench / "math_speed.py", "--markdown", *options),
        "Formulas": output(sys.executable, bench / "formulas.py", *quick),
        "Compiling": output(BUILD / "bench" / "compile", "functions"),
    }
    text = "\n" + "\n\n".join(f"## {title}\n\n{section}" for title, section in sections.items()) + "\n"
    if printed:
        print(text)
        return
    before, mark, _ = DOCUMENT.read_text().partition(MARK)
    if not mark:
        sys.exit(f"{DOCUMENT}: no line {MARK}")
    DOCUMENT.write_text(before + mark + text)


if __name__ == "__main__":
    main()
