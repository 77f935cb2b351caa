"""The command jxc: options, exit statuses, messages, printing, and the interactive session on a pseudo-terminal."""

import os
import re
import signal
import stat
import subprocess
import sys
import time

import numpy as np
import pytest

import jxpr
from jxc_command import FAILED, IO, JXC, OK, ROOT, USAGE, Terminal, fails, jxc, prints


# Takes minutes.
ENDLESS = "sum(sum(sin(arange(1e6)[:,None] + arange(1e6)), axis=1))"

TRY = "try 'jxc --help'\n"

# ---- Programs and values --------------------------------------------------------------------------------------------


def test_programs_from_everywhere(tmp_path):
    (tmp_path / "p.jx").write_text("# a comment\ny = x + 1\ny*2  # and another\n")
    assert prints("-e", "(x+1)*2", "x=3") == "8\n"
    assert prints("--expr", "(x+1)*2", "x=3") == "8\n"
    assert prints("--expr=(x+1)*2", "x=3") == "8\n"
    assert prints("x=3", "-e(x+1)*2") == "8\n"
    assert prints(tmp_path / "p.jx", "x=3") == "8\n"
    assert prints("x=3", "--", tmp_path / "p.jx") == "8\n"
    assert prints("-", "x=3", input="(x+1)*2") == "8\n"
    assert prints("x=3", input="(x+1)*2\n") == "8\n"


def test_a_file_whose_name_looks_like_an_assignment(tmp_path):
    (tmp_path / "a=b.jx").write_text("1+1")
    assert prints("./a=b.jx", cwd=tmp_path) == "2\n"


def test_a_program_can_be_a_command(tmp_path):
    script = tmp_path / "double"
    script.write_text(f"#!{JXC.resolve()}\n2*x\n")
    script.chmod(0o755)
    assert subprocess.run([script, "x=21"], capture_output=True, text=True).stdout == "42\n"


def test_values(tmp_path):
    np.save(tmp_path / "f32.npy", np.array([1, 2], "f4"))
    assert prints("-e", "y, z", "x=3", "y=x*x", "z=y+x") == "9\n12\n"
    assert prints("-e", "x", "x=2e0") == "2.0\n"
    assert prints("-e", "x", "x=pi") == "3.141592653589793\n"
    assert prints("-e", "sum(x)", "x=arange(1,5)") == "10\n"
    assert prints("-e", "x==y", "x=1", "y=x==1") == "True\n"
    assert prints("-e", "unused", "unused=1", "other=2") == "1\n"
    # A number stays weak: float32 stays float32.
    prints("-e", "a*x", f"a={tmp_path}/f32.npy", "x=2.5", "-o", tmp_path / "r.npy")
    assert np.load(tmp_path / "r.npy").dtype == np.float32


def test_several_results_are_printed_in_order():
    assert prints("-e", "1, 2.5, arange(3), True") == "1\n2.5\n[0 1 2]\nTrue\n"


def test_sizes_from_values():
    assert prints("-e", "sum(arange(n))", "n=1000001") == "500000500000\n"


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["x=1", "x=2"], "'x' is given twice"),
        (["1x=1"], "'1x' is not a name"),
        (["a.b=1"], "'a.b' is not a name"),
        (["and=1"], "'and' is not a name"),
        (["True=1"], "'True' is not a name"),
        (["=1"], "'' is not a name"),
        (["x y=1"], "'x y' is not a name"),
        ([" x=1"], "' x' is not a name"),
        (["x="], "the value is missing"),
        (["x=1,2"], "one expression, not 2"),
        (["data.npy"], "give it a name: NAME=data.npy"),
        (["file.jx"], "neither an option nor NAME=VALUE"),
        (["-e", "2"], "-e is given twice"),
        (["-x"], "unknown option -x"),
        (["--tim"], "unknown option --tim"),
        (["--timer"], "unknown option --timer"),
        (["--time=1"], "--time takes no argument"),
        (["-t"], "option -t needs an argument"),
        (["--threads"], "option --threads needs an argument"),
        (["-o"], "option -o needs an argument"),
        (["-t", "0"], "from 1 to 4096, not '0'"),
        (["-t", "4097"], "from 1 to 4096"),
        (["-t", "-1"], "from 1 to 4096"),
        (["-t", "2x"], "from 1 to 4096"),
        (["-t", ""], "from 1 to 4096"),
        (["-t", "99999999999999999999"], "from 1 to 4096"),
        (["--emit", "tokens"], "not 'tokens'"),
        (["--emit", "ir", "--explain"], "only one of"),
        (["--profile", "--explain"], "only one of"),
        (["--profile", "-o", "x.npy"], "cannot be combined"),
        (["--explain", "-o", "x.npy"], "cannot be combined"),
        (["--explain", "--time"], "cannot be combined"),
    ],
)
def test_usage_errors(arguments, words):
    said = fails(USAGE, "-e", "1", *arguments)
    assert said.startswith("jxc: ") and words in said and said.endswith(TRY)
    assert said.count("\n") == 2


def test_two_programs():
    assert "two programs: 'a.jx' and 'b.jx'" in fails(USAGE, "a.jx", "b.jx")
    assert "needs an argument" in fails(USAGE, "-e")


# ---- Errors of programs ---------------------------------------------------------------------------------------------


def test_errors_are_shown_as_jx_renders_them():
    assert fails(FAILED, "-e", "sine(1)").startswith("error: unknown function 'sine'; did you mean 'sin'?\n")
    said = fails(FAILED, "-e", "a + b", "a=arange(3)[:,None] + arange(2)", "b=arange(3)")
    assert said == (
        "error: operands could not be broadcast together with shapes (3,2) and (3,)\n  a + b\n  ~~^~~\n"
    )
    for program in ["", "1 +", "(1", "1 2", "x", "1; 2", "# nothing", "\0", "'abc", "1 +\n\n"]:
        # No NUL fits in an argument, so from standard input
        said = fails(FAILED, "-", input=program)
        assert re.search("error: .+\n", said)


def test_errors_name_file_line_and_column(tmp_path):
    path = tmp_path / "p.jx"
    path.write_text("x = 1\ny = 2\n\nx + sine(y)\n")
    assert fails(FAILED, path).startswith(f"{path}:4:5: error: unknown function 'sine'")
    assert fails(FAILED, "-", input="x = 1\nx + sine(x)").startswith("<stdin>:2:5: error: unknown function")


def test_errors_in_values_name_the_argument():
    assert fails(FAILED, "-e", "x", "x=sine(1)").startswith("x=sine(1): error: unknown function 'sine'")
    assert fails(FAILED, "-e", "x", "x=y", "y=1").startswith("x=y: error: unknown name 'y'")


def test_files_that_cannot_be_read(tmp_path):
    assert "No such file" in fails(IO, tmp_path / "none.jx")
    assert "Is a directory" in fails(IO, tmp_path)
    assert "No such file" in fails(IO, "-e", "1", f"x={tmp_path}/none.npy")
    assert fails(FAILED, "/dev/zero").startswith("/dev/zero: error:")  # as much of it as any program may have


# ---- Streams --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["-e", "1+1"], ["--help"], ["--version"], ["-e", "1", "--emit", "ast"]])
def test_output_that_cannot_be_written(arguments):
    with open("/dev/full", "w") as full:
        done = jxc(*arguments, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == IO
    assert done.stderr == "jxc: cannot write to standard output: No space left on device\n"


def test_closed_streams(tmp_path):
    def shell(command):
        return subprocess.run(["bash", "-c", command.replace("jxc", str(JXC))], cwd=tmp_path, capture_output=True, text=True)

    done = shell("jxc -e 1+1 >&-")
    assert (done.returncode, done.stdout) == (IO, "")
    assert "cannot write to standard output" in done.stderr
    # The file must not become standard output because its number was free.
    done = shell("jxc -e '1+1' -o x.npy >&- 2>&-")
    assert done.returncode == OK
    assert np.load(tmp_path / "x.npy") == 2
    assert shell("jxc -e 1+1 <&-").stdout == "2\n"
    assert "standard input" in shell("jxc <&-").stderr
    assert shell("jxc -e '1+' 2>&-").returncode == FAILED


def test_a_reader_that_leaves():
    """As any filter: ended by SIGPIPE, without a word."""
    command = f"{JXC} -e '{', '.join(['arange(1000)'] * 40)}' | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert done.stdout.strip() in (str(128 + signal.SIGPIPE), "0")
    assert done.stderr == ""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_stop_an_evaluation(number):
    default = lambda: signal.signal(number, signal.SIG_DFL)  # a job in the background has inherited that it is ignored
    command = [JXC, "-e", ENDLESS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=default) as process:
        time.sleep(1)
        process.send_signal(number)
        try:
            out, err = process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    assert (process.returncode, out, err) == (-number, b"", b"")


def test_an_ignored_signal_stays_ignored():
    """As for a job that a shell starts in the background."""
    ignore = lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)
    with subprocess.Popen([JXC, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=ignore) as process:
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(b"1+1", timeout=20)
    assert (process.returncode, out) == (OK, b"2\n")


# ---- Options --------------------------------------------------------------------------------------------------------


def test_help_and_version():
    said = prints("--help")
    assert prints("-h") == said
    assert all(len(line) <= 100 for line in said.split("\n"))
    for option in "-e --expr -o --output -t --threads --time --explain --profile --emit -h --help -V --version".split():
        assert re.search(rf"(^|\s){option}\b", said)
    assert "Exit status" in said
    assert re.fullmatch(r"jxc \d+\.\d+\.\d+ \(libjx \d+\.\d+\.\d+\)\n", prints("-V"))
    assert prints("--version") == prints("-V")
    assert prints("-Vh") == said  # help wins
    assert prints("--help", "no=such", "x.jx", "-t3") == said


def test_combined_short_options():
    assert prints("-t2", "-e", "1+1") == "2\n"
    assert prints("-t2", "-e1+1") == "2\n"
    assert "unknown option -z" in fails(USAGE, "-hz")


def test_threads_do_not_change_results():
    program = "sum(sin(x)), sum(float32(x))"
    one = prints("-e", program, "x=arange(1000000.0)/7", "-t", "1")
    for n in [2, 3, 8]:
        assert prints("-e", program, "x=arange(1000000.0)/7", "-t", n) == one


def test_time():
    done = jxc("--time", "-e", "2*a + 1", "a=arange(1000000.0)", "-t2")
    assert done.returncode == OK
    assert done.stdout == prints("-e", "2*a + 1", "a=arange(1000000.0)")
    lines = done.stderr.splitlines()
    assert [line.split()[0] for line in lines[:6]] == ["kernel", "load", "parse", "plan", "compile", "run"]
    assert lines[0].split()[1] == "compiled"
    assert re.search(r"CPU on \d+ thread", lines[5])
    elements, read, written = re.search(r"(\d+) elements, (\S+) GB read, (\S+) GB written, \S+ GB/s", lines[6]).groups()
    assert int(elements) == 1000000
    assert float(read) == pytest.approx(0.008, rel=0.1)
    assert float(written) == pytest.approx(0.008, rel=0.1)


def test_forms(tmp_path):
    a = ["-e", "sum(2*a + 1)", "a=arange(1000.0)"]
    forms = {form: prints("--emit", form, *a) for form in ["ast", "graph", "plan", "ir", "asm"]}
    assert len(set(forms.values())) == 5
    assert all(forms.values())
    assert prints("--explain", *a) == forms["plan"]
    assert "define" in forms["ir"]
    assert prints("--emit=ast", "-", input="1+1\n")
    path = tmp_path / "p.jx"
    path.write_text("1 +")
    assert fails(FAILED, "--explain", path).startswith(f"{path}:1:")


def test_profile():
    a = ["-e", "x - max(x, axis=1, keepdims=True)", "x=arange(1000.0)[:,None] + arange(500)", "-t2"]
    said = prints("--profile", *a)
    plan = prints("--explain", *a)
    assert said.startswith(plan)
    head, *units = said[len(plan) :].splitlines()
    number = r"[-+.e\d]+"
    assert re.fullmatch(
        rf"best of \d runs: {number} ms; this machine reads {number} GB/s, copies {number} GB/s", head
    )
    for unit in units:
        assert re.match(
            rf"  stages? \d.*: {number} ms, {number} GB/s, \d+% of (reading|copying), .*operations/s", unit
        )
    assert units
    assert "negative integer powers" in fails(FAILED, "--profile", "-e", "a**-a", "a=arange(5)+1")


# ---- Printing -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["?", "i4", "i8", "f4", "f8"])
def test_arrays_print_as_numpys(tmp_path, dtype):
    rng = np.random.default_rng(5)
    for shape in [(), (0,), (1,), (7,), (40,), (3, 4), (2, 3, 4), (1001,), (30, 40), (3, 0)]:
        for scale in [1, 1000, 1e-6]:
            a = (rng.standard_normal(shape) * scale * 10).astype(dtype)
            np.save(tmp_path / "a.npy", a)
            assert prints("-e", "a", f"a={tmp_path}/a.npy") == str(a) + "\n"


@pytest.mark.parametrize(
    "program, text",
    [
        ("1/3", "0.3333333333333333"),
        ("0.1+0.2", "0.30000000000000004"),
        ("1e16", "1e+16"),
        ("1e-5", "1e-05"),
        ("-0.0", "-0.0"),
        ("nan", "nan"),
        ("-inf", "-inf"),
        ("float32(0.1)", "0.1"),
        ("1 < 2", "True"),
        ("2**62", "4611686018427387904"),
        ("arange(2)[:,None]*2.0 + arange(2)", "[[0. 1.]\n [2. 3.]]"),
        ("arange(4)/3", "[0.         0.33333333 0.66666667 1.        ]"),
        ("arange(0)", "[]"),
    ],
)
def test_numbers(program, text):
    assert prints("-e", program) == text + "\n"


# ---- Examples -------------------------------------------------------------------------------------------------------


def example(name, *arguments):
    """What an example prints."""
    done = jxc(ROOT / "examples" / f"{name}.jx", *arguments)
    assert (done.returncode, done.stderr) == (OK, "")
    return done.stdout


def numbers(text):
    return [float(x) for x in re.findall(r"[-+]?\d+\.?\d*(?:e[-+]\d+)?", text)]


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.jx")), ids=lambda path: path.stem)
def test_examples_run_as_their_comments_say(path):
    comments = [line[1:] for line in path.read_text().splitlines() if line.startswith("#")]
    commands = re.findall(r"^   (jxc (?:.*\\\n)*.*)$", "\n".join(comments), re.M)
    assert commands
    for command in commands:
        if ".npy" in command:
            continue  # needs files
        done = subprocess.run(
            ["bash", "-c", command.replace("jxc", str(JXC), 1)], cwd=path.parent, capture_output=True, text=True
        )
        assert done.returncode == OK, done.stderr
        assert done.stdout


def test_kempner():
    i = np.arange(1, 100001)
    kept = np.array(["9" not in str(k) for k in i])
    assert float(example("kempner", "n=100000")) == pytest.approx(np.sum(1 / i[kept]), rel=1e-14)


def test_cosine_series():
    total, limit = numbers(example("cosine_series", "n=1000000"))
    assert total == pytest.approx(limit, abs=2e-6)


def test_velocity(tmp_path):
    nlat, nr, nlon = 5, 3, 8
    rng = np.random.default_rng(0)
    lat, lon = np.linspace(-90, 90, nlat)[:, None, None], np.linspace(0, 360, nlon)
    v = {name: rng.standard_normal((nlat, nr, nlon)) for name in ["vlat", "vlon", "vrad"]}
    for name, a in {"lat": lat, "lon": lon, **v}.items():
        np.save(tmp_path / f"{name}.npy", a)
    outputs = [x for n in "xyz" for x in ("-o", tmp_path / f"v{n}.npy")]
    example("velocity", *(f"{n}={tmp_path}/{n}.npy" for n in ["lat", "lon", *v]), *outputs)
    p, l = np.radians(lat), np.radians(lon)
    out = np.cos(p) * v["vrad"] - np.sin(p) * v["vlat"]
    expected = {
        "x": np.cos(l) * out - np.sin(l) * v["vlon"],
        "y": np.sin(l) * out + np.cos(l) * v["vlon"],
        "z": np.cos(p) * v["vlat"] + np.sin(p) * v["vrad"],
    }
    for n, e in expected.items():
        np.testing.assert_allclose(np.load(tmp_path / f"v{n}.npy"), e, rtol=1e-12, atol=1e-14)


def test_chamfer(tmp_path):
    rng = np.random.default_rng(0)
    left, right = rng.standard_normal((20, 3)), rng.standard_normal((30, 3))
    np.save(tmp_path / "L.npy", left)
    np.save(tmp_path / "R.npy", right)
    d = np.sqrt(((left[:, None] - right[None]) ** 2).sum(2))
    said = example("chamfer", f"L={tmp_path}/L.npy", f"R={tmp_path}/R.npy")
    assert float(said) == pytest.approx(max(d.min(1).mean(), d.min(0).mean()), rel=1e-13)


def test_softmax():
    x = np.arange(3)[:, None] * np.arange(4)
    e = np.exp(x - x.max(-1, keepdims=True))
    assert example("softmax", "x=arange(3)[:,None] * arange(4)") == f"{e / e.sum(-1, keepdims=True)}\n"


def test_laplacian():
    u = np.sin(np.linspace(0, 3, 6)[:, None]) * np.linspace(0, 1, 6)
    e = u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:] - 4 * u[1:-1, 1:-1]
    said = example("laplacian", "u=sin(linspace(0,3,6)[:,None]) * linspace(0,1,6)")
    np.testing.assert_allclose(numbers(said), e.ravel(), atol=1e-8)


# ---- The session ----------------------------------------------------------------------------------------------------


@pytest.fixture
def terminal(tmp_path):
    with Terminal(home=tmp_path) as t:
        assert "jx " in t.read("jx> ")
        yield t


def test_values_and_assignments(terminal):
    assert terminal.ask("1+1") == "2\n"
    assert terminal.ask("x = 3") == ""
    assert terminal.ask("y = x+1; z = y*2") == ""
    assert terminal.ask("x, y, z") == "3\n4\n8\n"
    assert terminal.ask("w = z+1; w*2, w*3") == "18\n27\n"
    assert terminal.ask("w") == "9\n"
    assert terminal.ask("v = w + 1; v,") == "10\n"
    assert terminal.ask("s = 1; 2 # not '#' a string") == "2\n"
    assert terminal.ask("t = 4 # four") == ""
    assert terminal.ask("t;") == "4\n"
    assert terminal.ask("x = x + 1") == ""
    assert terminal.ask("x") == "4\n"
    assert terminal.ask("x = x * 2; x = x + 1; x") == "9\n"
    assert terminal.ask("x") == "9\n"
    assert terminal.ask("pi = 3") == ""
    assert terminal.ask("pi*2") == "6\n"
    assert terminal.ask("") == ""
    assert terminal.ask("# nothing") == ""


def test_strings_are_kept(terminal):
    assert terminal.ask("x = 1; s = '1'; contains(str(arange(3)), s)") == "[False  True False]\n"
    assert terminal.ask("x, s + 'a'") == "1\n1a\n"


def test_numbers_kept_are_weak(terminal, tmp_path):
    np.save(tmp_path / "a.npy", np.array([1, 2], "f4"))
    terminal.ask(f":load a {tmp_path}/a.npy")
    terminal.ask("k = 2.5; b = a*k")
    assert re.search(r"^b +float32 +\(2,\)$", terminal.ask(":vars"), re.M)


def test_errors_leave_the_session_alive(terminal):
    assert terminal.ask("x = 3") == ""
    assert terminal.ask("sine(x)").startswith("error: unknown function 'sine'; did you mean 'sin'?\n  sine(x)\n  ^")
    assert "^" in terminal.ask("1 2")
    # In an assignment, the error shows what was typed and nothing else.
    said = terminal.ask("a = arange(3); b = a + arange(4); b*2")
    assert "(3,) and (4,)" in said
    assert "  a = arange(3); b = a + arange(4); b*2\n" in said
    assert "unknown name 'a'" in terminal.ask("a")
    assert terminal.ask("x") == "3\n"


def test_more_lines(terminal):
    assert terminal.ask("y = (1 +", "... ") == ""
    assert terminal.ask("2", "... ") == ""
    assert terminal.ask(")", "jx> ") == ""
    assert terminal.ask("y") == "3\n"
    assert terminal.ask("(1 +", "... ") == ""
    terminal.type("\x03")
    assert "^C" in terminal.read("jx> ")
    assert terminal.ask("y") == "3\n"


def test_ctrl_c_abandons_the_line(terminal):
    terminal.type("1+")
    time.sleep(0.2)
    terminal.type("\x03")
    assert "^C" in terminal.read("jx> ")
    assert terminal.ask("1+1") == "2\n"
    for _ in range(5):
        terminal.type("\x03")
        terminal.read("jx> ")
    assert terminal.ask("1+1") == "2\n"


def test_ctrl_c_stops_an_evaluation(terminal):
    assert terminal.ask("x = 3") == ""
    terminal.type(f"x = {ENDLESS}\r")
    time.sleep(1)
    terminal.type("\x03")
    assert "interrupted" in terminal.read("jx> ")
    assert terminal.ask("x") == "3\n"


def test_ctrl_d_and_quit(tmp_path):
    for farewell in ["\x04", ":quit\r"]:
        with Terminal(home=tmp_path) as t:
            t.read("jx> ")
            t.type(farewell)
            assert t.wait() == OK


def test_a_terminal_that_goes_away(tmp_path):
    with Terminal(home=tmp_path) as t:
        t.read("jx> ")
        t.ask("1+1")
        os.kill(t.pid, signal.SIGHUP)
        assert t.wait() == -signal.SIGHUP
    assert "1+1" in (tmp_path / ".local/state/jx/history").read_text()


def test_commands(terminal, tmp_path):
    assert terminal.ask("x = arange(6)/2") == ""
    assert terminal.ask(f":save x {tmp_path}/with space.npy") == ""
    np.testing.assert_array_equal(np.load(tmp_path / "with space.npy"), np.arange(6) / 2)
    assert terminal.ask(f":load y {tmp_path}/with space.npy") == ""
    assert terminal.ask("sum(y)") == "7.5\n"
    said = terminal.ask(":vars")
    assert re.search(r"^x +float64 +\(6,\)$", said, re.M)
    assert re.search(r"^y +float64 +\(6,\) mapped$", said, re.M)
    assert terminal.ask("y = y + 1; sum(y)") == "13.5\n"  # the mapping is gone, the value is not
    assert terminal.ask(":drop x") == ""
    assert "unknown name 'x'" in terminal.ask("x")
    assert terminal.ask(":threads 2") == ""
    assert terminal.ask(":threads") == "2\n"
    assert terminal.ask(":precision") == "full\n"
    assert terminal.ask(":precision fast") == ""
    assert terminal.ask(":precision") == "fast\n"
    assert "fast tan" in terminal.ask(":explain tan(y)")
    assert "usage: :precision [full|fast]" in terminal.ask(":precision exact")
    assert terminal.ask(":precision full") == ""
    assert terminal.ask(":time on") == ""
    said = terminal.ask("1+1")
    assert said.startswith("2\n") and "compile" in said and "GB/s" in said
    assert terminal.ask(":time off") == ""
    assert terminal.ask("1+1") == "2\n"
    assert terminal.ask(":explain sum(y)") == prints("--explain", "-t2", "-e", "sum(y)", "y=arange(6)/2")
    assert terminal.ask(":emit ast 1+x") == prints("--emit", "ast", "-e", "1+x")
    for command in [":load", ":save", ":drop", ":vars", ":time", ":explain", ":profile", ":threads", ":precision", ":help"]:
        assert command in terminal.ask(":help")


@pytest.mark.parametrize(
    "name, said",
    [
        ("cbrt", "cbrt (1 argument): cube root\n  error: at most 1 ULP\n"),
        (
            "atan2",
            "arctan2, atan2 (2 arguments): angle of the point (x2, x1) in radians\n"
            "  error: at most 1 ULP\n  fast: at most 2 ULP, of float64\n",
        ),
        ("sqrt", "sqrt (1 argument): square root\n"),
        ("+", "add, x + y (2 arguments): sum\n"),
        ("negative", "negative, -x (1 argument): negation\n"),
        ("not", "logical_not, not x (1 argument): true where zero\n"),
        ("any", "any (1 to 2 arguments): true if any is nonzero\n  keywords: axis=, keepdims=, where=\n"),
        ("float32", "float32: a dtype of 4 bytes, and the conversion to it\n"),
        ("bool", "bool: a dtype of 1 byte, and the conversion to it\n"),
        ("sine", "jxc: unknown function 'sine'; did you mean 'sin'?\n"),
        ("++", "jxc: there is no function '++'\n"),
        ("sin cos", "jxc: there is no function 'sin cos'\n"),
    ],
)
def test_help_for_a_name(terminal, name, said):
    assert terminal.ask(f":help {name}") == said


def test_help_for_every_function(terminal):
    for f in jxpr.functions():
        said = terminal.ask(f":help {f['name']}")
        assert said.startswith(", ".join(f["names"])) and f["help"] in said
        assert all(f"{keyword}=" in said for keyword in f["keywords"])


@pytest.mark.parametrize(
    "typed, becomes",
    [
        ("1 + copys\t(1, -2.0)", "0.0"),
        ("count_n\t(arange(2))", "1"),
        ("sum(arange(3), keep\tTrue)", "[3]"),
        ("floa\t32(2)", "2.0"),
        ("leng\t + 1", "4"),
        ("bitwise_a\t(6, 3)", "2"),
    ],
)
def test_tab_completes(terminal, typed, becomes):
    assert terminal.ask("length = 3") == ""
    assert terminal.ask(typed) == becomes + "\n"


def test_tab_shows_what_there_is(terminal):
    terminal.type("nan\t")
    said = terminal.read("nan")
    while "nanvar" not in said:
        said += terminal.read("nan")
    assert {f["name"] for f in jxpr.functions() if f["name"].startswith("nan")} == set(said.split()) - {"jx>", "nan"}
    assert terminal.ask("sum(arange(3))") == "3\n"
    terminal.type(":he\t")
    assert terminal.ask(" sqrt") == "sqrt (1 argument): square root\n"
    terminal.type("zzz\t")
    assert "unknown name 'zzz'" in terminal.ask("")
    assert terminal.ask("\t1 +\t1") == "2\n"


@pytest.mark.parametrize(
    "line, words",
    [
        (":nothing", "unknown command ':nothing'"),
        (":", "unknown command ':'"),
        (":load", "usage: :load NAME FILE"),
        (":load x", "usage: :load NAME FILE"),
        (":load 1x /dev/null", "'1x' is not a name"),
        (":load x /none.npy", "/none.npy: No such file"),
        (":save x /tmp/x.npy", "there is no variable 'x'"),
        (":drop x", "there is no variable 'x'"),
        (":drop", "usage: :drop NAME"),
        (":time", "usage: :time on|off"),
        (":time maybe", "usage: :time on|off"),
        (":threads 0", "usage: :threads [N]"),
        (":threads 5000", "usage: :threads [N]"),
        (":explain", "usage: :explain PROGRAM"),
        (":explain 1+", "error: "),
        (":profile", "usage: :profile PROGRAM"),
        (":profile 1+", "error: "),
        (":emit tokens 1", "usage: :emit FORM PROGRAM"),
    ],
)
def test_commands_refused(terminal, line, words):
    assert words in terminal.ask(line)
    assert terminal.ask("1+1") == "2\n"


def test_arguments_are_variables(tmp_path):
    np.save(tmp_path / "a.npy", np.arange(4))
    with Terminal(f"a={tmp_path}/a.npy", "n=3", "-t1", home=tmp_path) as t:
        t.read("jx> ")
        assert t.ask("a*n") == "[0 3 6 9]\n"
        assert t.ask(":threads") == "1\n"


def test_options_that_need_a_program(tmp_path):
    for arguments in [["-o", "x.npy"], ["--explain"], ["--profile"]]:
        with Terminal(*arguments, home=tmp_path) as t:
            assert "need a program" in t.read()
            assert t.wait() == USAGE


def test_history(tmp_path):
    state = tmp_path / "state"
    for environment, path in [
        ({}, tmp_path / ".local/state/jx/history"),
        ({"XDG_STATE_HOME": str(state)}, state / "jx/history"),
    ]:
        with Terminal(home=tmp_path, **environment) as t:
            t.read("jx> ")
            t.type(":quit\r")
            assert t.wait() == OK
        with Terminal(home=tmp_path, **environment) as t:
            t.read("jx> ")
            t.ask("40+2")
            t.type("\x04")
            assert t.wait() == OK
        assert "40+2" in path.read_text()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert [p.name for p in path.parent.iterdir()] == ["history"]
        with Terminal(home=tmp_path, **environment) as t:
            t.read("jx> ")
            t.type(":quit\r")  # to be skipped on the way up: it is in the history, too
            t.wait()
        with Terminal(home=tmp_path, **environment) as t:
            t.read("jx> ")
            t.type("\x1b[A\x1b[A")  # up, up
            time.sleep(0.2)
            assert t.ask("").endswith("42\n")


@pytest.mark.parametrize("length", [1023, 1024, 1025, 2048, 3072])
def test_history_of_long_lines(tmp_path, length):
    """libedit keeps lines in blocks of 1024 bytes, and forgets the NUL of one that fills them."""
    path = tmp_path / ".local/state/jx/history"
    path.parent.mkdir(parents=True)
    path.write_text("_HiStOrY_V2_\n" + "1+" * (length // 2 - 1) + "1" * (2 + length % 2) + "\n")
    saved = path.read_text()
    with Terminal(home=tmp_path) as t:
        t.read("jx> ")
        t.type("\x1b[A\r")  # up
        assert f"{int('1' * (2 + length % 2)) + length // 2 - 1}\n" in t.read("jx> ")
        t.type("\x04")
        assert t.wait() == OK
    assert path.read_text() == saved


def test_without_a_home(tmp_path):
    for home in ["", "/dev/null", tmp_path / "missing" / "home"]:
        with Terminal(home=home) as t:
            t.read("jx> ")
            assert t.ask("1+1") == "2\n"
            t.type("\x04")
            assert t.wait() == OK


def test_many_lines_typed_at_once(terminal):
    terminal.type("a = 1\rb = 2\ra + b\r")
    terminal.read("3\njx> ")
    assert terminal.ask("a") == "1\n"


if __name__ == "__main__":
    sys.exit(pytest.main([__file__, "-q"]))
