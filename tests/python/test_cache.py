"""Kernels on disk, as seen from Python: what the next process finds, what is warned of, looking and removing.

Every process here has a cache directory of its own test. `cold` runs compile, `warm` ones must not.
"""

import ctypes
import json
import os
import pathlib
import re
import subprocess
import sys

import pytest

import docs_tables
import jxpr
from jxpr import _library

HERE = pathlib.Path(__file__).resolve().parent


class Place:
    """A cache directory, and processes that use it."""

    def __init__(self, path):
        self.path = path

    def python(self, *arguments, **variables):
        """Runs Python on the directory; the finished process. It must succeed."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("JX_CACHE")}
        environment |= {"JX_CACHE_DIR": str(self.path), **variables}
        done = subprocess.run(
            [sys.executable, *arguments], env=environment, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, (done.returncode, done.stdout, done.stderr)
        return done

    def says(self, script, *arguments, **variables):
        """The JSON that a script prints, which sees jxpr, np and show()."""
        done = self.python(*arguments, "-c", PREAMBLE + script, **variables)
        assert not done.stderr, done.stderr
        return json.loads(done.stdout)

    def work(self, what, **variables):
        """A report, or several, of cache_worker.py."""
        done = self.python(HERE / "cache_worker.py", what, **variables)
        assert not done.stderr, done.stderr
        return json.loads(done.stdout)

    def names(self, kind="*"):
        return sorted(p.name for p in self.path.glob(f"*.{kind}")) if self.path.exists() else []


PREAMBLE = """
import json, os, threading, warnings
import numpy as np
import jxpr
a = np.arange(5.0)
def show(*values):
    print(json.dumps(values))
"""
ONCE = 'show(float(jxpr.evaluate("sum(a*a)", {"a": a})), jxpr.stats()["compiles"], jxpr.stats()["disk_hits"])'


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path / "kernels")


@pytest.fixture
def open_place(place):
    """A directory that others may write: it cannot be used."""
    place.path.mkdir()
    place.path.chmod(0o777)
    return place


# ---- The next process -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["fixed", "random", "threads"])
def test_the_next_process_compiles_nothing(place, what):
    cold, warm = place.work(what), place.work(what)
    assert not cold["wrong"] and not warm["wrong"], (cold["wrong"], warm["wrong"])
    assert cold["bits"] == warm["bits"]
    first, second = cold["stats"], warm["stats"]
    assert first["compiles"] == first["misses"] > 100 and first["disk_written"] > 0
    # Threads may make the same kernel at once for programs that share a plan.
    kernels = len(place.names("kernel"))
    assert kernels <= first["compiles"] if what == "threads" else kernels == first["compiles"]
    assert second["compiles"] == second["misses"] == second["evictions"] == 0
    # Some were on disk the first time: programs that share a plan.
    assert second["disk_hits"] == first["compiles"] + first["disk_hits"] == second["kernels"]
    assert second["disk_read"] > 0 and second["saved_ns"] > 1_000_000
    assert cold["llvm"] and not warm["llvm"]
    assert not place.names("tmp")


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_eight_processes_at_once(place, method):
    cold, warm = place.work(method), place.work(method)
    for report in (*cold, *warm):
        assert not report["wrong"] and report["bits"] == cold[0]["bits"]
    assert len(cold) == len(warm) == 8
    assert all(r["stats"]["compiles"] == 0 and not r["llvm"] for r in warm)
    assert any(r["llvm"] for r in cold) and not place.names("tmp")


def test_threads_find_what_a_process_left(place):
    place.work("fixed")
    warm = place.work("threads")
    assert not warm["wrong"] and warm["stats"]["compiles"] == 0 and not warm["llvm"]


def test_a_child_forked_by_a_process_with_kernels(place):
    script = """
before = jxpr.evaluate("2*a", {"a": a}), jxpr.evaluate("sum(a)", {"a": a})
reading, writing = os.pipe()
pid = os.fork()
if not pid:
    got = jxpr.evaluate("2*a", {"a": a}).tolist(), float(jxpr.evaluate("3*a[1]", {"a": a}))
    os.write(writing, json.dumps([got, jxpr.stats()["compiles"]]).encode())
    os._exit(0)
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
show(status, json.loads(os.read(reading, 10000)), jxpr.stats()["compiles"])
"""
    got = [[0.0, 2.0, 4.0, 6.0, 8.0], 3.0]
    assert place.says(script) == [0, [got, 3], 2]
    assert place.says(script) == [0, [got, 0], 0]


def test_names_and_order_do_not_matter(place):
    script = 'show(jxpr.evaluate("{}", {{"{}": a, "{}": a*10}}).tolist(), jxpr.stats()["compiles"])'
    assert place.says(script.format("x + 2*y", "x", "y")) == [[0.0, 21.0, 42.0, 63.0, 84.0], 1]
    assert place.says(script.format("u  + 2*v # the same", "u", "v")) == [[0.0, 21.0, 42.0, 63.0, 84.0], 0]
    assert place.says(script.format("b + 2*a", "a", "b")) == [[0.0, 12.0, 24.0, 36.0, 48.0], 0]
    assert len(place.names("kernel")) == 1 and len(place.names("source")) == 3


def test_a_damaged_file_is_compiled_again(place):
    assert place.says(ONCE) == [30.0, 1, 0]
    for kind in ("kernel", "source"):
        (name,) = place.names(kind)
        path = place.path / name
        whole = path.read_bytes()
        for bad in (whole[:-1], whole[:200], whole[:-70] + b"?" + whole[-69:], whole + b"?", b""):
            path.write_bytes(bad)
            value, compiles, hits = place.says(ONCE)
            # A source that cannot be read costs a look at the plan.
            assert value == 30.0 and [compiles, hits] == ([1, 0] if kind == "kernel" else [0, 1]), (kind, len(bad))
            assert place.says(ONCE) == [30.0, 0, 1]


# ---- Settings -------------------------------------------------------------------------------------------------------


def test_off(place):
    for _ in range(2):
        assert place.says(ONCE, JX_CACHE="off") == [30.0, 1, 0]
    assert not place.path.exists()
    place.says(ONCE)
    assert place.says(ONCE, JX_CACHE="off") == [30.0, 1, 0]


def test_read(place):
    assert place.says(ONCE, JX_CACHE="read") == [30.0, 1, 0]
    assert not place.path.exists()
    place.says(ONCE)
    before = {p.name: (p.stat().st_mtime_ns, p.stat().st_size) for p in place.path.iterdir()}
    assert place.says(ONCE, JX_CACHE="read") == [30.0, 0, 1]
    assert place.says(ONCE.replace("a*a", "a*a*a"), JX_CACHE="read") == [100.0, 1, 0]
    assert before == {p.name: (p.stat().st_mtime_ns, p.stat().st_size) for p in place.path.iterdir()}


def test_a_bound_is_kept(place):
    script = """
for k in range(60):
    assert jxpr.evaluate(f"a + {k}", {"a": a})[0] == k
info = jxpr.cache_info()
show(info["limit"], info["bytes"], jxpr.stats()["evictions"])
"""
    limit, held, evictions = place.says(script, JX_CACHE_SIZE="200K")
    assert limit == 200 * 1024 and 0 < held <= limit + 2 * 4096 and evictions > 0


@pytest.mark.parametrize("name, value", [("JX_CACHE", "maybe"), ("JX_CACHE_SIZE", "much")])
def test_settings_that_make_no_sense(place, name, value):
    script = """
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    values = [float(jxpr.evaluate("sum(a*a)", {"a": a})), float(jxpr.evaluate("sum(a)", {"a": a}))]
show(values, [str(w.message) for w in caught], jxpr.cache_info()["problem"])
"""
    values, (message,), problem = place.says(script, **{name: value})
    assert values == [30.0, 10.0] and f"{name} is '{value}'; it must be" in message
    assert f"{name} is '{value}'; it must be" in problem
    assert not place.path.exists()


# ---- Warnings -------------------------------------------------------------------------------------------------------


def test_one_warning(open_place):
    script = """
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    values = [jxpr.evaluate(f"a*{k}", {"a": a}).tolist() for k in range(3)]
    try:
        jxpr.evaluate("a + b", {"a": a, "b": np.zeros(2)})
    except jxpr.ProgramValueError:
        pass
show(values, [[w.category.__name__, str(w.message), w.filename, w.lineno] for w in caught])
"""
    values, warned = open_place.says(script)
    assert values == [[0.0] * 5, [0.0, 1.0, 2.0, 3.0, 4.0], [0.0, 2.0, 4.0, 6.0, 8.0]]
    message = f"kernels are not kept on disk: {open_place.path} can be written by others (mode 0777)"
    line = (PREAMBLE + script).splitlines().index(script.splitlines()[3]) + 1
    assert warned == [["RuntimeWarning", message, "<string>", line]]
    assert not list(open_place.path.iterdir())


def test_it_is_shown_by_default(open_place):
    done = open_place.python("-c", PREAMBLE + ONCE)
    assert json.loads(done.stdout) == [30.0, 1, 0]
    assert re.fullmatch(r"<string>:\d+: RuntimeWarning: kernels are not kept on disk: .*\n", done.stderr)


def test_warnings_as_errors(open_place):
    script = """
caught = []
out = np.zeros(5)
for k in range(2, 5):
    try:
        jxpr.evaluate("a*k", {"a": a, "k": k}, out=out)
    except RuntimeWarning as e:
        caught.append(str(e))
    caught.append(out.tolist())
show(caught, jxpr.evaluate("sum(a*a)", {"a": a}).item(), jxpr.stats()["compiles"])
"""
    (message, *results), value, compiles = open_place.says(script, "-W", "error")
    assert message.startswith("kernels are not kept on disk: ") and (value, compiles) == (30.0, 2)
    assert results == [[0.0, k, 2.0 * k, 3.0 * k, 4.0 * k] for k in (2, 3, 4)]


def test_a_failure_is_raised_before_a_warning(open_place):
    script = """
try:
    jxpr.evaluate("a + b", {"a": a, "b": np.zeros(2)})
except jxpr.ProgramValueError as e:
    show(e.message, type(e.__context__).__name__, jxpr.evaluate("sum(a*a)", {"a": a}).item())
"""
    message, context, value = open_place.says(script, "-W", "error")
    assert message.startswith("operands could not be broadcast") and (context, value) == ("RuntimeWarning", 30.0)


def test_a_profile_warns_too(open_place):
    script = """
try:
    jxpr.emit("a + 1", {"a": a}, "profile")
except RuntimeWarning as e:
    show(str(e), "elementwise" in jxpr.emit("a + 1", {"a": a}, "profile"))
"""
    message, works = open_place.says(script, "-W", "error")
    assert message.startswith("kernels are not kept on disk: ") and works


def test_what_handles_a_warning_may_evaluate(open_place):
    script = """
seen = []
def handle(message, *rest):
    seen.append([str(message), jxpr.evaluate("sum(a)", {"a": a}).item()])
    try:
        jxpr.evaluate("sine(a)", {"a": a})
    except jxpr.ProgramNameError:
        pass
warnings.showwarning = handle
try:
    jxpr.evaluate("a + b", {"a": a, "b": np.zeros(2)})
except jxpr.ProgramValueError as e:
    show(seen, e.message)
"""
    ((message, value),), error = open_place.says(script)
    assert message.startswith("kernels are not kept on disk: ") and value == 10.0
    assert error.startswith("operands could not be broadcast")


def test_threads_warn_once(open_place):
    script = """
barrier, values = threading.Barrier(8), []
def work(k):
    barrier.wait()
    values.append([k, jxpr.evaluate(f"sum(a*{k})", {"a": a}).item()])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    workers = [threading.Thread(target=work, args=(k,)) for k in range(8)]
    for w in workers: w.start()
    for w in workers: w.join()
show(sorted(values), len(caught))
"""
    for _ in range(3):
        assert open_place.says(script) == [[[k, 10.0 * k] for k in range(8)], 1]


def test_forked_children_and_warnings(open_place):
    """A child warns of what its parent had not found yet, and not again of what it had."""
    script = """
def child():
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            value = jxpr.evaluate("sum(a*a)", {"a": a}).item()
        os.write(writing, json.dumps([value, len(caught)]).encode())
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    return json.loads(os.read(reading, 10000))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    show(child(), jxpr.evaluate("sum(a)", {"a": a}).item(), len(caught), child())
"""
    assert open_place.says(script) == [[30.0, 1], 10.0, 1, [30.0, 0]]


def test_what_is_not_told_yet_is_told_by_the_parent(place):
    """A process may be forked between a warning's arrival and the end of the call."""
    script = """
from jxpr import _evaluate
def told():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for _ in range(2):
            jxpr.evaluate("sum(a)", {"a": a})
    return [str(w.message) for w in caught]
_evaluate._untold.append(b"at \\xff")
pid = os.fork()
if not pid:
    os._exit(len(told()))
show(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), told(), told())
"""
    assert place.says(script) == [0, [r"at \xff"], []]


def test_the_interpreter_ends_while_threads_evaluate(open_place):
    script = """
import time
warnings.simplefilter("ignore")
begun = threading.Semaphore(0)
def work(me):
    k = 0
    while True:
        k += 1
        jxpr.evaluate(f"a*{k} + {me}", {"a": a})
        begun.release()
for me in range(4):
    threading.Thread(target=work, args=(me,), daemon=True).start()
for _ in range(8):
    begun.acquire()
time.sleep(DELAY)
show()
"""
    for delay in (0, 0.0005, 0.002, 0.02, 0.1):
        assert open_place.says(script.replace("DELAY", str(delay))) == []


def test_a_full_disk_warns_once(place):
    """Files may have no more than 1 KiB here; the code generator's own are not written by it."""
    script = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    values = [jxpr.evaluate(f"sum(a*{k})", {"a": a}).item() for k in range(3)]
show(values, [str(w.message) for w in caught])
"""
    values, (message,) = place.says(script)
    assert values == [0.0, 10.0, 20.0] and message.startswith("new kernels are not kept on disk: ")
    assert not place.names("kernel") and not place.names("tmp")


# ---- Looking and removing -------------------------------------------------------------------------------------------


def test_info(place):
    empty = place.says("show(jxpr.cache_info())", JX_CACHE="read", JX_CACHE_SIZE="3M")
    assert empty == [
        {"path": str(place.path), "mode": "read", "problem": "", "limit": 3 << 20, "files": 0, "bytes": 0}
    ]
    assert not place.path.exists()
    info, files = place.says('jxpr.evaluate("2*a", {"a": a}); show(jxpr.cache_info(), jxpr.cache_files())')
    assert (info["mode"], info["limit"], info["files"]) == ("on", 256 << 20, 2)
    assert info["bytes"] == sum(-(-f["bytes"] // 4096) * 4096 for f in files)
    place.path.chmod(0o777)
    assert "can be written by others" in place.says('show(jxpr.cache_info()["problem"])')[0]


def test_files(place):
    script = """
import time
for text in ("a + 1", "sum(a - mean(a))", "b + 1"):
    jxpr.evaluate(text, {"a": a, "b": a})
show(jxpr.cache_files(), time.time())
"""
    files, now = place.says(script)
    (place.path / ("0" * 16 + ".tmp")).write_bytes(b"?")
    damaged = place.path / place.names("kernel")[0]
    damaged.write_bytes(damaged.read_bytes()[:-64])
    (place.path / "letters").write_text("not ours")
    sources = [f for f in files if f["kind"] == "source"]
    kernels = [f for f in files if f["kind"] == "kernel"]
    assert len(kernels) == 2 and len(files) == 5
    assert sorted(f["source"] for f in sources) == ["a + 1", "b + 1", "sum(a - mean(a))"]
    for f in files:
        assert f["name"] in place.names() and f["problem"] == "" and f["fault"] == "sound" and not f["damaged"]
        assert abs(f["used"] - now) < 100 and f["bytes"] > 100
        assert f["build"] and f["cpu"].startswith("x86-64")
    assert all(f["kernels"] == 1 and f["stages"] == f["code_bytes"] == f["compile_ns"] == 0 for f in sources)
    assert sorted(f["stages"] for f in kernels)[0] >= 1 and all(f["llvm"] and not f["source"] for f in kernels)
    assert all(f["code_bytes"] > 50 and f["compile_ns"] > 100_000 for f in kernels)
    assert [f["used"] for f in files] == sorted((f["used"] for f in files), reverse=True)
    (later,) = place.says("show(jxpr.cache_files())")
    assert len(later) == 6
    assert [(f["name"], f["fault"]) for f in later if f["damaged"]] == [(damaged.name, "damaged")]
    (left,) = (f for f in later if f["kind"] == "temporary")
    assert left["problem"] and left["bytes"] == 1 and left["fault"] == "writing" and not left["damaged"]
    script = 'show(*[[f["problem"], f["fault"]] for f in jxpr.cache_files() if f["kind"] == "source"])'
    assert place.says(script, JX_CPU="x86-64") == [["is for another processor", "other cpu"]] * 3


def test_a_program_is_shown_whole(place):
    text = "# größer\\n" + " + ".join(["a"] * 2000)
    script = f"""
jxpr.evaluate("{text}", {{"a": a}})
show([f["source"] for f in jxpr.cache_files() if f["kind"] == "source"])
"""
    assert place.says(script) == [[text.replace("\\n", "\n")]]


def test_what_goes_wrong_in_a_visit_is_raised(place):
    script = """
from jxpr import _cache
jxpr.evaluate("2*a", {"a": a})
fine, calls = _cache._describe, []
def interrupted(file):
    calls.append(fine(file)["name"])
    raise KeyboardInterrupt("now")
_cache._describe = interrupted
try:
    jxpr.cache_files()
except KeyboardInterrupt as e:
    caught = str(e)
_cache._describe = lambda file: [fine(file), jxpr.evaluate("3*a", {"a": a})][0]
show(caught, len(calls), len(jxpr.cache_files()), jxpr.stats()["compiles"])
"""
    caught, calls, files, compiles = place.says(script)
    assert (caught, calls, compiles) == ("now", 1, 2) and files >= 2


def test_clear(place):
    script = """
assert jxpr.cache_clear() == 0
jxpr.evaluate("2*a", {"a": a}), jxpr.evaluate("3*a", {"a": a})
removed, left = jxpr.cache_clear(), jxpr.cache_files()
value = jxpr.evaluate("2*a", {"a": a}).tolist()
show(removed, left, value, jxpr.stats()["compiles"])
"""
    place.path.mkdir(0o700)
    (place.path / "letters").write_text("not ours")
    assert place.says(script) == [4, [], [0.0, 2.0, 4.0, 6.0, 8.0], 2]
    assert [p.name for p in place.path.iterdir()] == ["letters"]


@pytest.mark.parametrize("mode, message", [("off", "off"), ("read", "only read")])
def test_what_may_not_be_changed_is_not_cleared(place, mode, message):
    place.says(ONCE)
    script = """
try:
    jxpr.cache_clear()
except jxpr.CacheError as e:
    import pickle
    same = str(pickle.loads(pickle.dumps(e))) == str(e)
    show(same, isinstance(e, OSError), isinstance(e, jxpr.Error), e.status, e.message)
"""
    message = f"nothing is removed from a kernel cache that is {message}"
    assert place.says(script, JX_CACHE=mode) == [True, True, True, "input/output error", message]
    assert len(place.names("kernel")) == 1


def test_a_directory_that_cannot_be_used(open_place):
    script = """
messages = []
for call in (jxpr.cache_files, jxpr.cache_clear):
    try:
        call()
    except jxpr.CacheError as e:
        messages.append(e.message)
show(messages)
"""
    assert open_place.says(script) == [[f"{open_place.path} can be written by others (mode 0777)"] * 2]


def test_a_path_of_any_bytes(tmp_path):
    """A directory's name need not be UTF-8."""
    place = Place(pathlib.Path(os.fsdecode(bytes(tmp_path) + b"/k\xff\xc3")))
    script = """
print(json.dumps([os.fsencode(jxpr.cache_info()["path"]).hex(), jxpr.evaluate("sum(a*a)", {"a": a}).item()]))
"""
    done = place.python("-c", PREAMBLE + script)
    assert json.loads(done.stdout) == [bytes(place.path).hex(), 30.0] and not done.stderr
    place.path.chmod(0o777)
    done = place.python("-c", PREAMBLE + script)
    assert "RuntimeWarning" in done.stderr and "/k?? can be written by others" in done.stderr


# ---- What ctypes must know ------------------------------------------------------------------------------------------


STRUCTURES = {
    "jx_array": _library.Array,
    "jx_operand": _library.Operand,
    "jx_error": _library.Error,
    "jx_inspection": _library.Inspection,
    "jx_options": _library.Options,
    "jx_stats": _library.Stats,
    "jx_function": _library.Function,
    "jx_cache_file": _library.CacheFile,
    "jx_cache_summary": _library.CacheSummary,
}


def fields_in_header(name):
    """The names of a structure's fields, in order."""
    text = re.sub(r"/\*.*?\*/", "", docs_tables.source("include/jx.h"), flags=re.S)
    body = re.search(rf"typedef struct {name} \{{(.*?)\}} {name};", text, re.S)[1]
    declared = [d.strip() for part in body.split(";") for d in part.split(",")]
    return [re.search(r"(\w+)(?:\[\w+\])?$", d)[1] for d in declared if d]


def test_structures_are_those_of_the_header(tmp_path):
    """Every field lies where the C compiler has it."""
    lines, expected = [], []
    for name, structure in STRUCTURES.items():
        fields = fields_in_header(name)
        assert [field for field, _ in structure._fields_] == fields
        lines.append(f'printf("{name} %zu\\n", sizeof({name}));')
        expected.append(f"{name} {ctypes.sizeof(structure)}")
        for field in fields:
            lines.append(f'printf("{field} %zu %zu\\n", offsetof({name}, {field}), sizeof((({name} *)0)->{field}));')
            at = getattr(structure, field)
            expected.append(f"{field} {at.offset} {at.size}")
    source, program = tmp_path / "layout.c", tmp_path / "layout"
    source.write_text("\n".join(["#include <stdio.h>", "#include <jx.h>", "int main(void) {", *lines, "}"]))
    subprocess.run(["cc", f"-I{HERE.parents[1] / 'include'}", source, "-o", program], check=True)
    assert subprocess.run([program], capture_output=True, text=True, check=True).stdout.splitlines() == expected


def test_numbers_are_those_of_the_header():
    header = docs_tables.source("include/jx.h")
    modes = {"DEFAULT": 0, **{text.upper(): number for number, text in _library.CACHE_MODES.items()}}
    kinds = {text.upper(): number for number, text in _library.CACHE_KINDS.items()}
    faults = {text.upper().replace(" ", "_"): number for number, text in _library.CACHE_FAULTS.items()}
    verdicts = {"NEXT": _library.CACHE_NEXT, "REMOVE": 1, "STOP": _library.CACHE_STOP}
    for numbers in (modes, kinds, faults, verdicts):
        for name, number in numbers.items():
            assert re.search(rf"\bJX_CACHE_{name} = {number},", header), name
    known = set(re.findall(r"\bJX_CACHE_(\w+) = \d", header))
    assert known == {*modes, *kinds, *faults, *verdicts}


def test_kinds_of_functions_are_those_of_the_header():
    kinds = re.findall(r"\bJX_FUNCTION_(\w+) = (\d)", docs_tables.source("include/jx.h"))
    assert {int(number): name.lower() for name, number in kinds} == _library.FUNCTION_KINDS


def test_statistics_are_documented():
    for name in jxpr.stats():
        assert f"``{name}``" in jxpr.stats.__doc__
