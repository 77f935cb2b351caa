"""Every example of README.md and docs/*.md is run, and what it shows is compared with what comes out.

A fenced block is an example by its language:

    c         Beginning with a comment that is a path: a quotation; its lines stand in that file, in that order.
              With a main: compiled against an installed jx with the line that the documents give, and run; a `text`
              block that follows is its output. Without: compiled as the body of a function that has `ctx`.
    console   `$ command` lines, each with the output that follows; a `jx> ` session is typed at a terminal.
    sh        Run by the shell; must succeed.
    python    Doctests; one namespace for a whole document. Without `>>>` it is run.
    jx        Lines `expression  # => what jxc prints` (or `# => error: message`), after the block's assignments;
              without any `=>`, a program that must parse.

`...` in what is shown stands for anything, a number before a unit (ms, KiB, GB, GB/s) for any number, a date and time,
a processor's level (v4+4) and a cached file's name for any such, and a run of blanks for any other. Each block of
cache.md has a home directory of its own, which is shown as /home/ada. `<!-- not run: reason -->` above a block exempts
it. Commands run in a folder that holds the arrays and files the documents speak of; see `workplace`.
"""

import doctest
import os
import pathlib
import re
import shutil
import subprocess
import sys

import numpy as np
import pytest

import docs_tables
import jxpr
from jxc_command import JXC, ROOT, Terminal

BUILD = pathlib.Path(os.environ.get("BUILD", JXC.resolve().parent))
DOCUMENTS = [p for p in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))) if p.exists()]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.S | re.M)


class Block:
    def __init__(self, path, match, text):
        self.path, self.language, self.body = path, match[1], match[2]
        self.line = text.count("\n", 0, match.start()) + 2
        before = text[: match.start()].rstrip("\n").rpartition("\n")[2]
        self.exempt = before.startswith("<!-- not run: ")
        self.name = f"{path.name}:{self.line}"


def blocks_of(path):
    text = path.read_text()
    return [Block(path, match, text) for match in FENCE.finditer(text)]


BLOCKS = [block for path in DOCUMENTS for block in blocks_of(path)]


def examples(*languages):
    chosen = [b for b in BLOCKS if b.language in languages and not b.exempt]
    return pytest.mark.parametrize("block", chosen, ids=lambda b: b.name)


# ---- Comparing ------------------------------------------------------------------------------------------------------


# What may differ in what is shown, and what may stand for it.
ANYTHING = {
    r"\.\.\.": ".*",
    r"(?<![\w.])[-+]?\d[\d.]*(?:e[-+]?\d+)?(?= (?:s|ms|µs|ns|KiB|MiB|GB|GB/s)\b)": r"[-+\d.e]+",
    r"\b\d{4}-\d\d-\d\d \d\d:\d\d\b": r"\d{4}-\d\d-\d\d \d\d:\d\d",
    r"(?<![\w-])v[1-4](?:\+\d+)?(?![\w+])": r"v[1-4](?:\+\d+)?",
    r"\b[0-9a-f]{32}(?=\.(?:kernel|source)\b)": "[0-9a-f]{32}",
}
MAY_DIFFER = re.compile("|".join(f"({shown})" for shown in ANYTHING))


def same(shown, got):
    """Whether an output is the one shown."""
    shown, got = ("\n".join(" ".join(line.split()) for line in text.strip().splitlines()) for text in (shown, got))
    pattern, end = "", 0
    for match in MAY_DIFFER.finditer(shown):
        pattern += re.escape(shown[end : match.start()]) + list(ANYTHING.values())[match.lastindex - 1]
        end = match.end()
    return re.fullmatch(pattern + re.escape(shown[end:]), got, re.S)


def check(block, what, shown, got):
    assert same(shown, got), f"{block.name}: {what}\n--- shown\n{shown.strip()}\n--- got\n{got.strip()}"


def test_comparing():
    assert same("a  b\nc", "a b\nc\n") and same("x ... y", "x 1\n2 y") and same("run 1.5 ms", "run  20.25 ms")
    assert not same("a", "b") and not same("a", "ab") and not same("run 1.5 m", "run 2.5 m") and not same("", "a")
    assert same("uses s\nx", "uses s\nx") and not same("a s", "b s") and same("", "")
    assert same("8e-09 GB written, 56.7 GB/s", "1.2 GB written, 3e+01 GB/s")
    assert same("2026-11-21 17:03 v4+4 x", "1999-01-01 00:00 v3 x") and not same("x86-64-v4", "x86-64-v3")
    assert same("0123456789abcdef" * 2 + ".kernel", "f" * 32 + ".kernel") and not same("v4+4", "v4+")


# ---- Where examples run ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def prefix(tmp_path_factory):
    """An installed jx."""
    folder = tmp_path_factory.mktemp("prefix")
    done = subprocess.run(["cmake", "--install", BUILD, "--prefix", folder], capture_output=True, text=True)
    assert not done.returncode, f"jx cannot be installed from {BUILD}: {done.stderr.strip()}"
    return folder


@pytest.fixture(scope="module")
def workplace(tmp_path_factory, prefix):
    """A folder with the files that examples name, and the environment of someone who has installed jx."""
    folder = tmp_path_factory.mktemp("examples")
    shutil.copytree(ROOT / "examples", folder / "examples")
    for program in (ROOT / "examples").iterdir():
        if program.is_file():
            shutil.copy(program, folder)
    (folder / "broken.jx").write_text("# A program with a mistake.\nx = 1\ny = 2*x\nx + sine(y)\n")
    rng = np.random.default_rng(1)
    grid = (5, 3, 8)
    arrays = {
        "a": np.linspace(0, 1, 5),
        "b": np.linspace(1, 2, 5),
        "x": np.array([3.0, 5.0, 8.0]),
        "y": np.array([4.0, 12.0, 15.0]),
        "lat": np.linspace(-90, 90, 5).reshape(5, 1, 1),
        "lon": np.linspace(0, 315, 8),
        **{name: rng.standard_normal(grid) for name in ("vlat", "vlon", "vrad")},
    }
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
    libdir = next(prefix.rglob("libjx.so")).parent
    environment = {
        **os.environ,
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "JX_CACHE": "on",
        "JX_CACHE_DIR": str(folder / "cache"),
        "LD_LIBRARY_PATH": str(libdir),
        "PKG_CONFIG_PATH": str(libdir / "pkgconfig"),
        "PYTHONPATH": str(ROOT / "python"),
        "JXPR_LIBRARY": str(libdir / "libjx.so.0"),
        "PATH": os.pathsep.join([str(prefix / "bin"), str(pathlib.Path(sys.executable).parent), os.environ["PATH"]]),
    }
    environment.pop("JX_MODULE_DIR", None)
    return folder, environment


def run(workplace, command, text=None):
    """The exit status of a shell's command, and what it says on both streams."""
    folder, environment = workplace
    done = subprocess.run(
        command,
        shell=isinstance(command, str),
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL if text is None else None,
        input=text,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )
    return done.returncode, done.stdout


# ---- C --------------------------------------------------------------------------------------------------------------


def output_of(block):
    """The `text` block right after it, if there is one."""
    following = BLOCKS[BLOCKS.index(block) + 1 :][:1]
    return following[0] if following and following[0].language == "text" and following[0].path == block.path else None


QUOTED = re.compile(r"/\* ([\w/.]+) \*/\n")


def check_quotation(block):
    """That the file still says so; `...` lines stand for anything."""
    path, *_ = QUOTED.match(block.body).groups()
    text, at = " ".join(docs_tables.source(path).split()), 0
    for part in re.split(r"^\s*\.\.\.\n", block.body[block.body.index("\n") + 1 :], flags=re.M):
        part = " ".join(part.split())
        found = text.find(part, at)
        assert found >= 0, f"{block.name}: {path} does not say: {part}"
        at = found + len(part)


INCLUDES = "".join(f"#include <{h}.h>\n" for h in ("math", "pthread", "stdio", "stdlib", "string", "jx"))
WARNINGS = "-std=c17 -D_GNU_SOURCE -Wall -Wextra -Werror"


@examples("c")
def test_c(block, workplace):
    if QUOTED.match(block.body):
        return check_quotation(block)
    name = f"example_{BLOCKS.index(block)}"
    source = workplace[0] / f"{name}.c"
    if not re.search(r"^int main\(", block.body, re.M):
        begin = "void example(jx_context *ctx);\nvoid example(jx_context *ctx) {\n"
        source.write_text(f"{INCLUDES}{begin}{block.body}}}\n")
        command = f"cc {WARNINGS} -Wno-unused -fsyntax-only {source.name} $(pkg-config --cflags jx)"
        status, said = run(workplace, command)
        assert status == 0, f"{block.name}: does not compile\n{said}"
        return
    source.write_text(block.body)
    status, said = run(workplace, f"cc {WARNINGS} {source.name} $(pkg-config --cflags --libs jx) -lm -o {name}")
    assert status == 0, f"{block.name}: does not compile\n{said}"
    status, said = run(workplace, [f"./{name}"])
    assert status == 0, f"{block.name}: exit status {status}\n{said}"
    shown = output_of(block)
    if shown:
        check(shown, "output of the program above", shown.body, said)


# ---- Shell ----------------------------------------------------------------------------------------------------------


@examples("sh")
def test_sh(block, workplace):
    status, said = run(workplace, f"set -e\n{block.body}")
    assert status == 0, f"{block.name}: exit status {status}\n{said}"


HOME = "/home/ada"  # as documents have it


def at_home(block, workplace):
    """The same workplace with kernels of the document's own, for a block of cache.md in a home of its own."""
    folder, environment = workplace
    if block.path.name != "cache.md":
        return folder, {**environment, "JX_CACHE_DIR": str(folder / "kernels" / block.path.stem)}
    home = folder / f"home-{block.line}"
    home.mkdir(exist_ok=True)
    return folder, {**environment, "HOME": str(home), "JX_CACHE_DIR": "", "XDG_CACHE_HOME": ""}


def session(block, workplace, arguments, shown):
    """Types what stands behind prompts, and compares what is said in between."""
    folder, environment = workplace
    home = environment["HOME"]
    settings = {name: value for name, value in environment.items() if name.startswith(("JX_", "XDG_CACHE_"))}
    parts = re.split(r"^(jx> |\.\.\. ?)", shown, flags=re.M) if shown else ["..."]
    here = pathlib.Path.cwd()
    os.chdir(folder)
    try:
        with Terminal(*arguments, **settings, home=home) as terminal:
            check(block, "greeting", parts[0], terminal.read())
            for typed in parts[2::2]:
                line, _, answer = typed.partition("\n")
                check(block, line, answer, terminal.ask(line).replace(home, HOME))
    finally:
        os.chdir(here)


@examples("console")
def test_console(block, workplace):
    parts = re.split(r"^\$ (.*(?:\\\n.*)*)\n", block.body, flags=re.M)
    assert len(parts) > 1 and not parts[0], f"{block.name}: no '$ command'"
    workplace = at_home(block, workplace)
    for command, shown in zip(parts[1::2], parts[2::2]):
        words = command.split()
        if command == "jxc" or "jx> " in shown:
            session(block, workplace, words[1:], shown)
            continue
        status, said = run(workplace, command)
        said = said.replace(workplace[1]["HOME"], HOME)
        if shown or status:
            check(block, command, shown, said)
        failing = "error: " in shown
        assert failing == (status != 0), f"{block.name}: {command}: exit status {status}\n{said}"


# ---- Python ---------------------------------------------------------------------------------------------------------


WITH_PYTHON = [p for p in DOCUMENTS if any(b.path == p and b.language == "python" for b in BLOCKS)]


@pytest.mark.parametrize("path", WITH_PYTHON, ids=lambda p: p.name)
def test_python(path, workplace, monkeypatch):
    blocks = [b for b in BLOCKS if b.path == path and b.language == "python" and not b.exempt]
    monkeypatch.chdir(workplace[0])
    names, said = {"__name__": "__main__"}, []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    for block in blocks:
        if ">>>" not in block.body:
            exec(compile(block.body, block.name, "exec"), names)
            continue
        test = doctest.DocTestParser().get_doctest(block.body, names, block.name, str(path), block.line - 1)
        runner.run(test, out=said.append, clear_globs=False)
        names = test.globs
    assert not said, "".join(said)


# ---- jx -------------------------------------------------------------------------------------------------------------

SHOWN = re.compile(r"^(.*?)\s*# => (.*)$")


@examples("jx")
def test_jx(block, workplace):
    if "# => " not in block.body:
        status, said = run(workplace, ["jxc", "--emit", "ast", "-"], block.body)
        assert status == 0, f"{block.name}: does not parse\n{said}"
        return
    assigned, wrong = "", []
    for line in block.body.splitlines():
        match = SHOWN.match(line)
        if not match:
            assigned += line + "\n"
            continue
        status, said = run(workplace, ["jxc", "-e", assigned + match[1]])
        if status:
            said = said.splitlines()[0]
        if not same(match[2], " ".join(said.split())):
            wrong.append(f"{match[1].strip()}\n  shown  {match[2]}\n  got    {' '.join(said.split())}")
    assert not wrong, f"{block.name}\n" + "\n".join(wrong)


# ---- What follows from the sources ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", docs_tables.TABLES, ids=lambda p: p.name)
def test_tables_are_up_to_date(path):
    assert docs_tables.regenerated(path) == path.read_text(), "run: .venv/bin/python tests/python/docs_tables.py --update"


def test_tables_hold_every_name():
    names = {name for f in jxpr.functions() for name in f["names"]}
    shown = docs_tables.LANGUAGE.read_text()
    rows = set(re.findall(r"`(\w+)`", "\n".join(line for line in shown.splitlines() if line.startswith("| `"))))
    assert names <= rows
    known = names | set(docs_tables.dtypes())
    called = set(re.findall(r"`(\w+)\(", shown))
    assert called <= known | {"int", "float", "f"}, f"no such function: {called - known}"


LINK = re.compile(r"\[[^\]]*\]\(([^)#:]+)(?:#([^)]*))?\)")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_links_lead_somewhere(path):
    for target, _ in LINK.findall(path.read_text()):
        assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_marks_give_reasons():
    for path in DOCUMENTS:
        for reason in re.findall(r"<!-- not run: ?(.*?) ?-->", path.read_text()):
            assert reason, f"{path.name}: a block is exempt without a reason"
