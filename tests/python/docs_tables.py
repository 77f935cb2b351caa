"""The tables of documents that follow from the library and its sources: operators, functions, dtypes; NumPy's names.

    .venv/bin/python tests/python/docs_tables.py            says whether the documents are up to date
    .venv/bin/python tests/python/docs_tables.py --update   brings them up to date

Each stands between `<!-- NAME: generated -->` and `<!-- end -->`. test_docs.py checks them.
"""

import pathlib
import re
import sys

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
LANGUAGE = ROOT / "docs" / "language.md"
FROM_NUMPY = ROOT / "docs" / "from-numpy.md"

sys.path.append(str(ROOT / "python"))
import jxpr
import numpy_differences

STRING = r'"((?:[^"\\]|\\.)*)"'


def source(path):
    """A C file without its line continuations."""
    return (ROOT / path).read_text().replace("\\\n", "\n")


def dtypes():
    """The names of all dtypes."""
    return re.findall(r'X\(JX_\w+, \d+, "(\w+)", \d+, \'\w\'\)', source("include/jx.h"))


def cell(text):
    return text.replace("|", "\\|")


def code(words):
    return ", ".join(f"`{cell(w)}`" for w in words)


def error(ulp):
    return f"{ulp:g} ULP" if ulp else ""


def operator_table():
    lines = ["| operator | function | meaning |", "|---|---|---|"]
    for f in jxpr.functions():
        operator = f["spelling"]
        if operator:
            one = f["arguments"][1] == 1
            shown = f"{operator}{'x' if operator[0] in '-+~' else ' x'}" if one else f"x {operator} y"
            lines.append(f"| {code([shown])} | {code(f['names'])} | {cell(f['help'])} |")
    return lines


def function_table():
    lines = ["| function | arguments | meaning | error | fast |", "|---|---|---|---|---|"]
    for f in jxpr.functions():
        if f["kind"] in ("reduction", "operator", "running"):
            continue
        least, most = f["arguments"]
        arguments = str(least) if least == most else f"{least} to {most}"
        errors = f"{error(f['ulp'])} | {error(f['fast_ulp'])}"
        lines.append(f"| {code(f['names'])} | {arguments} | {cell(f['help'])} | {errors} |")
    return lines


def reduction_table():
    lines = ["| reduction | meaning |", "|---|---|"]
    for f in jxpr.functions():
        if f["kind"] == "reduction":
            lines.append(f"| {code(f['names'])} | {cell(f['help'])} |")
    return lines


def running_table():
    lines = ["| function | meaning |", "|---|---|"]
    for f in jxpr.functions():
        if f["kind"] == "running":
            lines.append(f"| {code(f['names'])} | {cell(f['help'])} |")
    return lines


def wrapped(words, width=118):
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return lines


def foreign(place):
    """(word, what is written here) of parser/foreign.h."""
    return re.findall(rf"X\({place}, {STRING}, {STRING}\)", source("parser/foreign.h"))


def numpys(name):
    """NumPy's own spelling of a name that NumPy has, or None."""
    return f"np.{name}" if name in dir(np) else f"x.{name}" if name in dir(np.ndarray) else None


def same_names():
    """Functions with NumPy's name and meaning."""
    names = {name for f in jxpr.functions() for name in f["names"] if numpys(name)}
    return wrapped([f"`{name}`" for name in sorted(names)])


def other_names():
    """What NumPy's other functions are here."""
    rows = sorted((numpys(word), write) for word, write in foreign("CALL") if numpys(word))
    return ["| NumPy | here |", "|---|---|", *(f"| `{word}` | `{cell(write)}` |" for word, write in rows)]


def difference_table():
    """Operations and dtypes that are on purpose not NumPy's."""
    lines = ["| | of | NumPy | here |", "|---|---|---|---|"]
    return lines + [f"| {r.operations} | {r.dtypes} | {cell(r.numpys)} | {cell(r.ours)} |" for r in numpy_differences.ROWS]


TABLES = {
    LANGUAGE: {
        "operators": operator_table,
        "functions": function_table,
        "reductions": reduction_table,
        "running": running_table,
        "dtypes": lambda: [code(dtypes())],
    },
    FROM_NUMPY: {"same names": same_names, "other names": other_names, "differences": difference_table},
}


def regenerated(path):
    """A document with every table as the sources have it."""
    text = path.read_text()
    for name, lines in TABLES[path].items():
        begin = f"<!-- {name}: generated -->\n"
        pattern = re.compile(re.escape(begin) + r".*?(?=<!-- end -->)", re.S)
        assert len(pattern.findall(text)) == 1, f"{path.name} has no table '{name}', or several"
        text = pattern.sub(lambda _: begin + "\n" + "\n".join(lines()) + "\n\n", text)
    return text


def main():
    for path in TABLES:
        text, new = path.read_text(), regenerated(path)
        if new == text:
            print(f"{path.relative_to(ROOT)} is up to date")
        elif "--update" in sys.argv[1:]:
            path.write_text(new)
            print(f"{path.relative_to(ROOT)} updated")
        else:
            sys.exit(f"{path.relative_to(ROOT)} is out of date; run {sys.argv[0]} --update")


if __name__ == "__main__":
    main()
