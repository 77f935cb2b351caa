"""The kernels on disk as users meet them: `jxc cache`, `:cache`, the environment, and what other processes do."""

import os
import pathlib
import pty
import pwd
import re
import shutil
import stat
import struct
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from fcntl import ioctl
from termios import TIOCSWINSZ

import numpy as np
import pytest

from jxc_command import FAILED, IO, JXC, OK, ROOT, USAGE, Terminal, jxc

WORDS = ["path", "list", "stats", "clear", "verify"]
SETTINGS = ("JX_CACHE", "JX_CACHE_DIR", "JX_CACHE_SIZE", "JX_CPU", "XDG_CACHE_HOME")
ROW = re.compile(
    r"(kernel|source|temp  )  +(\d[\d.]* (?:[KMGT]i)?B)  (\d{4}-\d\d-\d\d \d\d:\d\d)  +([\d.]+ ms)? +(\d*)"
    r"  (v\d(?:\+\d+)?)? +(\S.*)"
)


class Cache:
    """jxc with a directory of its own, in an environment that says nothing else of caches."""

    def __init__(self, folder, **settings):
        self.folder = folder
        self.environment = {k: v for k, v in os.environ.items() if k not in SETTINGS}
        self.environment |= {"JX_CACHE_DIR": str(folder), "LC_ALL": "C.UTF-8"} | settings
        np.save(folder.with_name("number.npy"), 2.5)
        np.save(folder.with_name("hundred.npy"), np.arange(100))

    def of(self, name, array="number"):
        """An argument that is no expression: that would be a program with a kernel of its own."""
        return f"{name}={self.folder.with_name(array)}.npy"

    def run(self, *arguments, input=None, without=(), **settings):
        environment = {k: v for k, v in (self.environment | settings).items() if k not in without}
        given = {"input": input} if input is not None else {}
        return jxc(*arguments, env=environment, **given)

    def prints(self, *arguments, **settings):
        done = self.run(*arguments, **settings)
        assert (done.returncode, done.stderr) == (OK, "")
        return done.stdout

    def fails(self, status, *arguments, **settings):
        done = self.run(*arguments, **settings)
        assert done.returncode == status, (done.returncode, done.stderr)
        assert re.fullmatch(r"jxc: .+\n(try 'jxc --help'\n)?", done.stderr)
        return done.stderr

    def warns(self, *arguments, **settings):
        """A run that succeeds, with one warning, which is returned."""
        done = self.run(*arguments, **settings)
        assert done.returncode == OK and re.fullmatch(r"jxc: warning: .+\n", done.stderr), done.stderr
        assert done.stdout == self.prints(*arguments, JX_CACHE="off")
        return done.stderr

    def origin(self, program, *arguments, **settings):
        """Where the kernel of a program came from: compiled, disk or memory."""
        done = self.run("--time", "-e", program, *arguments, **settings)
        assert done.returncode == OK, done.stderr
        return re.match(r"kernel +(\w+)\n", done.stderr)[1]

    def rows(self, **settings):
        """The lines of the list: kind, size, last use, time of compiling, parts, cpu, program or file."""
        header, *lines = self.prints("cache", "list", **settings).splitlines()
        assert header.split() == "kind size last use compiled parts cpu program or file".split()
        matches = [ROW.fullmatch(line) for line in lines]
        assert all(matches), lines
        return [m.groups() for m in matches]

    def stats(self, *arguments, **settings):
        """The lines of the statistics, by their first words."""
        lines = self.prints(*(arguments or ("cache", "stats")), **settings).splitlines()
        return dict(re.fullmatch(r"(\w+) +(.*)", line).groups() for line in lines)

    def files(self, end=""):
        ours = (p for p in self.folder.iterdir() if p.suffix in (".kernel", ".source", ".tmp"))
        return sorted(p for p in ours if p.name.endswith(end))


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "cache")


@pytest.fixture
def filled(cache):
    """Two programs with a kernel each, and a third that shares the first's."""
    for program in ("2*a + 1", "sum(a)", "2*a  + 1"):
        cache.prints("-e", program, cache.of("a"))
    assert len(cache.files(".kernel")) == 2 and len(cache.files(".source")) == 3
    return cache


# ---- The command line -----------------------------------------------------------------------------------------------


def test_usage(cache):
    for arguments, status in (["cache"], USAGE), (["cache", "--help"], OK), (["cache", "-h"], OK):
        done = cache.run(*arguments)
        said, other = (done.stderr, done.stdout) if status else (done.stdout, done.stderr)
        assert done.returncode == status and not other and said.startswith("Usage: jxc cache COMMAND\n")
        assert all(re.search(rf"^  {word} +\w", said, re.M) for word in WORDS)
    for word in ("lst", "", "cache", "x=3", "--time"):
        assert f"cache takes path, list, stats, clear or verify, not '{word}'" in cache.fails(USAGE, "cache", word)
    for word in WORDS:
        assert f"cache {word} takes no argument, not 'all'" in cache.fails(USAGE, "cache", word, "all")
    assert not cache.folder.exists()
    help = cache.prints("--help")
    assert all(name in help for name in ("jxc cache", "JX_CACHE ", "JX_CACHE_DIR", "JX_CACHE_SIZE", "JX_CPU"))


def test_a_program_named_cache(cache, tmp_path):
    (tmp_path / "cache.jx").write_text("1+1")
    (tmp_path / "cache").write_text("x+1")
    done = jxc("./cache", "x=3", cwd=tmp_path, env=cache.environment | {"JX_CACHE": "off"})
    assert (done.returncode, done.stdout, done.stderr) == (OK, "4\n", "")
    done = jxc("x=3", "cache", cwd=tmp_path, env=cache.environment | {"JX_CACHE": "off"})
    assert (done.returncode, done.stdout, done.stderr) == (OK, "4\n", "")


def test_output_that_cannot_be_written(filled):
    with open("/dev/full", "w") as full:
        done = jxc("cache", "list", env=filled.environment, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == IO and "cannot write to standard output" in done.stderr


# ---- Where it is ----------------------------------------------------------------------------------------------------


def test_path(cache, tmp_path):
    def path(**settings):
        said = cache.prints("cache", "path", **settings)
        assert said.count("\n") == 1 and said.endswith("\n")
        return said[:-1]

    home, xdg = tmp_path / "home", tmp_path / "caches"
    home.mkdir()
    places = {"HOME": str(home), "XDG_CACHE_HOME": str(xdg)}
    assert path() == path(**places) == str(cache.folder)
    assert path(**places, without=["JX_CACHE_DIR"]) == path(**places, JX_CACHE_DIR="") == f"{xdg}/jx"
    assert path(HOME=str(home), without=["JX_CACHE_DIR"]) == f"{home}/.cache/jx"
    # The XDG base directory specification has relative paths ignored.
    assert path(HOME=str(home), XDG_CACHE_HOME="caches", without=["JX_CACHE_DIR"]) == f"{home}/.cache/jx"
    # The system knows the home directory of who has no HOME; that of some accounts is missing.
    known = next((p.pw_dir for p in pwd.getpwall() if p.pw_uid == os.geteuid()), "")
    if os.path.isdir(known):
        assert path(without=["HOME", "JX_CACHE_DIR"]) == f"{known}/.cache/jx"
    else:
        assert known in cache.fails(IO, "cache", "path", without=["HOME", "JX_CACHE_DIR"])
    assert path(JX_CACHE_DIR="relative") == f"{pathlib.Path.cwd()}/relative"
    for mode in ("on", "read", "off", ""):
        assert path(JX_CACHE=mode) == str(cache.folder)
    assert not cache.folder.exists() and not xdg.exists() and not any(home.iterdir())
    assert cache.prints("-e", "1+1", **places, without=["JX_CACHE_DIR"]) == "2\n"
    assert len(list((xdg / "jx").glob("*.kernel"))) == 1 and not any(home.iterdir())
    assert stat.S_IMODE((xdg / "jx").stat().st_mode) == stat.S_IMODE(xdg.stat().st_mode) == 0o700


def test_a_home_that_does_not_exist(cache, tmp_path):
    settings = {"HOME": str(tmp_path / "nobody"), "without": ["JX_CACHE_DIR"]}
    assert str(tmp_path / "nobody") in cache.warns("-e", "1+1", **settings)
    for word in WORDS:
        done = cache.run("cache", word, **settings)
        assert done.returncode == IO and f"home directory {tmp_path}/nobody is missing" in done.stderr
        assert not done.stdout or word == "list" or word == "stats"
    assert cache.prints("-e", "1+1", JX_CACHE="off", **settings) == "2\n"
    assert not (tmp_path / "nobody").exists()


def assert_unusable(cache, says, **settings):
    """The commands fail with the reason, evaluating warns of it."""
    for word in WORDS:
        done = cache.run("cache", word, **settings)
        assert done.returncode == IO, (word, done)
        assert re.fullmatch(f"jxc: .*{re.escape(says)}.*\n", done.stderr), done.stderr
    assert says in cache.warns("-e", "1+1", **settings)


def test_directories_that_cannot_be_used(cache, tmp_path):
    (tmp_path / "file").write_text("")
    assert_unusable(cache, "Not a directory", JX_CACHE_DIR=str(tmp_path / "file"))
    assert_unusable(cache, "Not a directory", JX_CACHE_DIR=str(tmp_path / "file" / "below"))
    assert_unusable(cache, "is longer than", JX_CACHE_DIR="/" + "x" * 5000)
    cache.folder.mkdir(mode=0o700)
    cache.prints("-e", "1+1")
    cache.folder.chmod(0o770)
    assert_unusable(cache, "can be written by others (mode 0770)")
    assert cache.prints("cache", "path", JX_CACHE_DIR=str(tmp_path / "none")) == f"{tmp_path}/none\n"
    done = cache.run("cache", "path")
    assert done.stdout == f"{cache.folder}\n"  # to look at what is wrong with it
    cache.folder.chmod(0o700)
    assert cache.origin("1+1") == "disk"


def test_directories_that_cannot_be_made(cache):
    """Nobody makes a directory in /proc, root included. It is missing, so there is nothing to complain of but when
    something is to be kept."""
    assert "cannot create /proc/jx" in cache.warns("-e", "1+1", JX_CACHE_DIR="/proc/jx")
    assert cache.rows(JX_CACHE_DIR="/proc/jx") == []
    assert cache.stats("cache", "stats", JX_CACHE_DIR="/proc/jx")["used"] == "never"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a directory away")
def test_a_directory_of_somebody_else(filled):
    os.chown(filled.folder, 65534, 65534)
    assert_unusable(filled, "belongs to user 65534, not 0")
    os.chown(filled.folder, 0, 0)
    for path in filled.files():
        os.chown(path, 65534, 65534)
    assert filled.origin("2*a + 1", filled.of("a")) == "compiled"  # which replaces them, one by one
    assert "belongs to another user" in filled.run("cache", "verify").stdout
    assert {p.stat().st_uid for p in filled.files()} == {0}


# ---- Settings -------------------------------------------------------------------------------------------------------


def test_modes(cache):
    assert cache.prints("-e", "1+1", JX_CACHE="off") == cache.prints("-e", "1+1", JX_CACHE="read") == "2\n"
    assert not cache.folder.exists()
    assert cache.prints("-e", "1+1") == "2\n"
    before = [(p, p.stat().st_mtime_ns) for p in cache.files()]
    assert cache.origin("1+1", JX_CACHE="off") == "compiled"
    assert cache.origin("1+1", JX_CACHE="read") == "disk"
    assert cache.origin("1-1", JX_CACHE="read") == "compiled"
    assert before == [(p, p.stat().st_mtime_ns) for p in cache.files()]
    for mode, word in ("off", "off"), ("read", "only read"):
        assert cache.stats(JX_CACHE=mode)["mode"] == mode
        assert cache.rows(JX_CACHE=mode) == cache.rows()
        said = cache.fails(IO, "cache", "clear", JX_CACHE=mode)
        assert f"nothing is removed from a kernel cache that is {word}" in said
    assert before == [(p, p.stat().st_mtime_ns) for p in cache.files()]


@pytest.mark.parametrize(
    "settings, says",
    [
        ({"JX_CACHE": "On"}, "JX_CACHE is 'On'; it must be off, read or on"),
        ({"JX_CACHE": "1"}, "JX_CACHE is '1'"),
        ({"JX_CACHE_SIZE": "lots"}, "JX_CACHE_SIZE is 'lots'; it must be a number of bytes"),
        ({"JX_CACHE_SIZE": "-1"}, "JX_CACHE_SIZE is '-1'"),
        ({"JX_CACHE_SIZE": "1.5G"}, "JX_CACHE_SIZE is '1.5G'"),
        ({"JX_CACHE_SIZE": "64 M"}, "JX_CACHE_SIZE is '64 M'"),
        ({"JX_CACHE_SIZE": "64MB"}, "JX_CACHE_SIZE is '64MB'"),
        ({"JX_CACHE_SIZE": "99999999999999999999"}, "JX_CACHE_SIZE is"),
    ],
)
def test_settings_that_make_no_sense(cache, settings, says):
    assert_unusable(cache, says, **settings)
    assert not cache.folder.exists()


def test_sizes(cache):
    for given, shown in ("1000", "1000 B"), ("3K", "3 KiB"), ("64M", "64 MiB"), ("2G", "2 GiB"), ("1500K", "1.5 MiB"):
        assert cache.stats(JX_CACHE_SIZE=given)["full"] == f"0 B of {shown}, 0.0 %"
    assert cache.stats(JX_CACHE_SIZE="0")["full"] == "0 B of 0 B, 0.0 %"
    assert cache.stats()["full"] == "0 B of 256 MiB, 0.0 %"
    for tiny in ("0", "1", "16K"):  # a file may take a quarter
        assert cache.prints("-e", "1+1", JX_CACHE_SIZE=tiny) == "2\n"
        assert cache.files() == [] or tiny == "16K"


def test_processors(cache):
    """Each level has its files, all in one directory, and a process uses those of its own level alone."""
    values, origins = {}, []
    program = "sum(sqrt(x)*y), sum(x*y)", "x=arange(1000.0)", "y=arange(1000.0)[::-1]"
    known = ["native", "x86-64", "x86-64-v2", "x86-64-v3", "x86-64-v4"]
    for level in known:
        done = cache.run("--time", "-e", *program, JX_CPU=level)
        if "this processor is" in done.stderr:
            assert done.returncode == FAILED and level != "x86-64" and level != "native"
            continue
        assert done.returncode == OK
        values[level] = [float(line) for line in done.stdout.split()]
        origins.append(done.stderr.split()[1])
    # Nobody finds another level's; this machine may be exactly of one.
    assert origins[0] == "compiled" and origins.count("disk") <= 1
    assert list(values)[:2] == ["native", "x86-64"]
    assert all(value == pytest.approx(values["native"], rel=1e-14) for value in values.values())
    for level in values:
        assert cache.origin(*program, JX_CPU=level) == "disk"
        rows = cache.rows(JX_CPU=level)
        usable = [row for row in rows if "is for another processor" not in row[6]]
        assert 0 < len(usable) < len(rows)
        assert len({row[5] for row in usable}) == 1 and usable[0][5].startswith(level[-2:] if "-v" in level else "v")
    last = list(values)[-1]
    count = len(cache.files(".kernel"))
    assert cache.prints("cache", "clear", JX_CPU=last) and cache.files() == []
    assert cache.origin(*program, JX_CPU=last) == "compiled"
    assert cache.origin(*program, JX_CPU=last) == "disk"
    assert cache.origin(*program, JX_CPU="x86-64") == "compiled"
    assert 0 < len(cache.files(".kernel")) <= count
    assert re.fullmatch(r"\d+ for another processor", cache.stats(JX_CPU=last)["unusable"])


def test_a_wrong_processor_is_an_error(filled):
    for word in ("list", "stats", "verify"):
        done = filled.run("cache", word, JX_CPU="z80")
        assert done.returncode == FAILED and "jxc: JX_CPU is 'z80'" in done.stderr
    assert filled.run("-e", "1+1", JX_CPU="z80").returncode == FAILED
    assert filled.prints("cache", "path", JX_CPU="z80")
    assert "5 files removed" in filled.prints("cache", "clear", JX_CPU="z80")


# ---- Looking at it --------------------------------------------------------------------------------------------------


def test_nothing_there(cache):
    for made in (False, True):
        assert cache.rows() == []
        stats = cache.stats()
        assert (stats["path"], stats["mode"], stats["used"]) == (str(cache.folder), "on", "never")
        assert stats["unusable"] == "none" and stats["kernels"] == "0 files, 0 B; compiling them took 0.0 ms"
        assert cache.prints("cache", "clear") == "0 files removed, 0 B\n"
        assert cache.prints("cache", "verify").splitlines()[0] == "checked     0 files"
        assert cache.folder.exists() == made
        cache.folder.mkdir(mode=0o700, exist_ok=True)


def test_list(filled):
    rows = filled.rows()
    assert sorted(row[6] for row in rows if row[0] == "source") == ["2*a  + 1", "2*a + 1", "sum(a)"]
    assert sorted(row[6] for row in rows if row[0] == "kernel") == [p.name for p in filled.files(".kernel")]
    assert all(row[4] == "1" and bool(row[3]) == (row[0] == "kernel") and row[5] for row in rows)
    now = time.time()
    for row in rows:
        assert now - 120 < time.mktime(time.strptime(row[2], "%Y-%m-%d %H:%M")) <= now
    # Newest first. A file of some other name is no file of the cache.
    for i, path in enumerate(filled.files()):
        os.utime(path, (now - 86400 * i, now - 86400 * i))
    (filled.folder / "notes.txt").write_text("mine")
    (filled.folder / ("0" * 32 + ".kernel")).mkdir()
    rows = filled.rows()
    assert len(rows) == 5 and [row[2] for row in rows] == sorted((row[2] for row in rows), reverse=True)
    assert [row[0] for row in rows] == [p.suffix[1:] for p in filled.files() if p.is_file()]


def test_list_of_foreign_text(cache):
    """Whatever a program's text holds, a file is one line, and no control character reaches the terminal."""
    programs = {
        "\n\n  # a title\nx = 1\nx": "# a title ...",
        "1+1 # \x1b[31m\x07\x7f\ttab\x9b": r"1+1 # \x1b[31m\x07\x7f tab\xc2\x9b",
        "1+1 # h\u00e9 \u6f22 \u202e e\u0301": r"1+1 # hé 漢 \xe2\x80\xae e\xcc\x81",
        "1 +\\\r\n 1": "1 +\\ ...",
        "2 # " + "x" * 500: "2 # " + "x" * 500,
    }
    for program in programs:
        assert cache.run("-", input=program).returncode == OK, program
    assert sorted(row[6] for row in cache.rows() if row[0] == "source") == sorted(programs.values())
    assert r"1+1 # h\xc3\xa9 \xe6" in cache.prints("cache", "list", LC_ALL="C")


def on_terminal(cache, columns, *arguments):
    """What jxc writes to a terminal that is so wide."""
    pid, fd = pty.fork()
    if pid == 0:
        time.sleep(0.2)  # until the width is set
        os.execve(JXC, [str(JXC), *arguments], cache.environment)
    ioctl(fd, TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    said = b""
    try:
        while chunk := os.read(fd, 4096):
            said += chunk
    except OSError:  # Linux: the other side is closed
        pass
    os.close(fd)
    assert os.waitpid(pid, 0)[1] == 0
    return said.decode().replace("\r\n", "\n").splitlines()


def test_list_on_a_terminal(cache):
    for program in ("1 # " + "x" * 200, "1 # " + "漢" * 100, "1 # short"):
        cache.prints("-e", program)
    for columns in (80, 81, 100, 132):
        lines = on_terminal(cache, columns, "cache", "list")
        widths = [len(line) + line.count("漢") for line in lines]
        assert len(lines) == 5 and max(widths) == columns and min(w for w in widths[1:]) < columns
        assert sum(line.endswith("...") for line in lines) >= 2 and any(line.endswith("# short") for line in lines)
        assert all(columns - 1 <= w for w, line in zip(widths, lines) if line.endswith("..."))
    assert len(on_terminal(cache, 20, "cache", "list")) == 5
    assert any(line.endswith("x" * 200) for line in on_terminal(cache, 0, "cache", "list"))


def test_stats(filled):
    stats = filled.stats()
    kernels, sources = filled.files(".kernel"), filled.files(".source")

    def size(text):
        number, unit = text.split()
        return float(number) * {"B": 1, "KiB": 1024, "MiB": 1 << 20}[unit]

    count, bytes = re.fullmatch(r"(\d+) files, (.*); compiling them took (?!0\.0)[\d.]+ ms", stats["kernels"]).groups()
    assert int(count) == 2 and size(bytes) == pytest.approx(sum(p.stat().st_size for p in kernels), rel=0.02)
    count, bytes = re.fullmatch(r"(\d+) files, (.*)", stats["sources"]).groups()
    assert int(count) == 3 and size(bytes) == pytest.approx(sum(p.stat().st_size for p in sources), rel=0.02)
    assert stats["temporaries"] == "0 files, 0 B" and stats["unusable"] == "none"
    blocks = sum(-(-p.stat().st_size // 4096) * 4 for p in filled.files())
    assert stats["full"] == f"{blocks} KiB of 256 MiB, 0.0 %"
    assert filled.stats(JX_CACHE_SIZE=f"{2 * blocks}K")["full"].endswith(" 50.0 %")
    os.utime(kernels[0], (1e9, 1e9))
    day = time.strftime("%Y-%m-%d", time.localtime(1e9))
    assert re.fullmatch(rf"{day} \d\d:\d\d to {time.strftime('%Y')}-.*", filled.stats()["used"])


# ---- Bad files ------------------------------------------------------------------------------------------------------


def flip(path, at=100):
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def replace_by(make):
    def change(path):
        path.unlink()
        make(path)

    return change


DAMAGES = [
    (flip, "is damaged"),
    (lambda path: flip(path, 50), "is damaged"),
    (lambda path: flip(path, 0), "is damaged"),
    (lambda path: os.truncate(path, path.stat().st_size - 1), "is damaged"),
    (lambda path: os.truncate(path, 20), "is damaged"),
    (lambda path: os.truncate(path, 0), "empty"),
    (lambda path: os.truncate(path, 1 << 40), "larger than any file of ours"),
    (lambda path: path.write_bytes(path.read_bytes() + b"\0"), "is damaged"),
    (lambda path: path.write_bytes(os.urandom(5000)), "is damaged"),
    (lambda path: path.chmod(0o620), "can be written by others"),
    (lambda path: path.chmod(0o602), "can be written by others"),
    (replace_by(os.mkfifo), "not a regular file"),
    (replace_by(lambda path: path.symlink_to("/etc/passwd")), "not a regular file"),
    (replace_by(lambda path: path.symlink_to(path)), "not a regular file"),
]


@pytest.mark.parametrize("end", [".kernel", ".source"])
@pytest.mark.parametrize("damage, says", DAMAGES, ids=range(len(DAMAGES)))
def test_damaged_files(cache, end, damage, says):
    cache.prints("-e", "2*a + 1", cache.of("a"))
    (path,) = cache.files(end)
    damage(path)
    other = ".source" if end == ".kernel" else ".kernel"
    kept = [p.stat().st_mtime_ns for p in cache.files(other)]
    # Read only: told, and left as it is.
    assert cache.run("-e", "2*a + 1", cache.of("a"), JX_CACHE="read").stdout == "6.0\n"
    assert any(f"{says}: {path.name}" == row[6] for row in cache.rows())
    assert cache.stats()["unusable"] == "1 damaged"
    done = cache.run("cache", "verify", JX_CACHE="read")
    assert done.returncode == FAILED and os.path.lexists(path) and not done.stderr
    assert f"{path.name}: {says}\n" in done.stdout and "removed     0, since JX_CACHE is read\n" in done.stdout
    done = cache.run("cache", "verify")
    assert done.returncode == FAILED and not done.stderr
    assert done.stdout.splitlines() == [
        f"{path.name}: {says}",
        "checked     2 files",
        "usable      1",
        "unusable    1 damaged",
        "removed     1",
    ]
    assert not os.path.lexists(path) and [p.stat().st_mtime_ns for p in cache.files(other)] == kept
    assert "unusable    none" in cache.prints("cache", "verify")
    assert cache.origin("2*a + 1", cache.of("a")) == ("compiled" if end == ".kernel" else "disk")
    assert len(cache.files()) == 2 and "usable      2\n" in cache.prints("cache", "verify")


def test_damaged_files_are_replaced_by_the_next_run(cache):
    for damage, _ in DAMAGES:
        assert cache.prints("-e", "2*a + 1", cache.of("a")) == "6.0\n"
        for path in cache.files():
            damage(path)
        assert cache.run("-e", "2*a + 1", cache.of("a")).stdout == "6.0\n"
        assert "usable      2\n" in cache.prints("cache", "verify")
        cache.prints("cache", "clear")


def test_files_under_wrong_names(filled):
    first, second = filled.files(".kernel")
    content = first.read_bytes()
    shutil.copy(second, first)
    second.write_bytes(content)
    assert filled.prints("-e", "2*a + 1", filled.of("a")) == "6.0\n"
    assert filled.prints("-e", "sum(a)", filled.of("a")) == "2.5\n"
    assert filled.stats()["unusable"] == "none"  # mended
    shutil.copy(filled.files(".source")[0], filled.folder / ("0" * 32 + ".source"))
    assert "0.source: is not what its name says\n" in filled.run("cache", "verify").stdout


def test_temporaries(filled):
    young, old, future = (filled.folder / f"{i:016x}.tmp" for i in range(3))
    for path in (young, old, future):
        path.write_bytes(b"x" * 100)
    now = time.time()
    os.utime(old, (now - 130, now - 130))
    os.utime(future, (now + 3600, now + 3600))
    assert filled.stats()["temporaries"] == "3 files, 300 B"
    assert filled.stats()["unusable"] == "2 left behind, 1 being written"
    assert f"was left behind: {old.name}" in [row[6] for row in filled.rows()]
    done = filled.run("cache", "verify", JX_CACHE="off")
    assert done.returncode == OK and old.exists() and "removed     0, since JX_CACHE is off\n" in done.stdout
    assert "removed     2\n" in filled.prints("cache", "verify")
    assert young.exists() and not old.exists() and not future.exists()
    assert filled.prints("cache", "clear").startswith("6 files removed, ") and not young.exists()


def test_clear(filled):
    mine = filled.folder / "notes.txt"
    mine.write_text("mine")
    (filled.folder / ("1" * 32 + ".kernel")).mkdir()
    blocks = sum(-(-p.stat().st_size // 4096) * 4 for p in filled.files() if p.is_file())
    assert filled.prints("cache", "clear") == f"5 files removed, {blocks} KiB\n"
    assert sorted(p.name for p in filled.folder.iterdir()) == ["1" * 32 + ".kernel", "notes.txt"]
    assert mine.read_text() == "mine"
    assert filled.origin("sum(a)", filled.of("a")) == "compiled"


# ---- Many -----------------------------------------------------------------------------------------------------------


def test_the_bound_is_kept(cache):
    """What was not used for long goes; what is needed is there."""
    cache.environment["JX_CACHE_SIZE"] = "200K"
    most = 0
    for i in range(60):
        assert cache.prints("-e", f"a*{i} + 1", cache.of("a")) == f"{2.5 * i + 1}\n"
        most = max(most, sum(-(-p.stat().st_size // 4096) * 4096 for p in cache.files()))
    assert 100 << 10 < most <= 200 << 10
    stats = cache.stats()
    assert float(re.search(r"([\d.]+) %", stats["full"])[1]) <= 100 and stats["unusable"] == "none"
    shown = [row[6] for row in cache.rows() if row[0] == "source"]
    assert shown == [f"a*{i} + 1" for i in range(59, 59 - len(shown), -1)] and 10 <= len(shown) <= 25
    assert cache.origin("a*59 + 1", cache.of("a")) == "disk"
    assert cache.origin("a*0 + 1", cache.of("a")) == "compiled"


def test_processes_at_once(cache):
    """16 processes make the same kernels at once, in a directory that none of them finds."""
    programs = [f"sum(a*{i} + b)" for i in range(3)]
    arrays = cache.of("a", "hundred"), cache.of("b", "hundred")

    def run(number):
        return [cache.run("-e", p, *arrays).stdout for p in programs]

    with ThreadPoolExecutor(16) as pool:
        said = list(pool.map(run, range(16)))
    assert said == [[f"{4950 * (i + 1)}\n" for i in range(3)]] * 16
    assert cache.prints("cache", "verify").splitlines()[-1] == "removed     0"
    assert len(cache.files(".kernel")) == len(cache.files(".source")) == 3 and not cache.files(".tmp")
    assert all(cache.origin(p, *arrays) == "disk" for p in programs)


# ---- Without the compiler -------------------------------------------------------------------------------------------


def loaded(cache, log, *arguments):
    """The libraries that a run loads."""
    done = cache.run(*arguments, LD_DEBUG="files", LD_DEBUG_OUTPUT=str(log))
    assert done.returncode == OK
    (path,) = log.parent.glob(log.name + ".*")
    names = set(re.findall(r"calling init: (\S+)", path.read_text()))
    path.unlink()
    assert any("libjx.so" in name for name in names)
    return {os.path.basename(name) for name in names}


def test_a_warm_process_loads_no_llvm(cache, tmp_path):
    run = ["-e", "sum(a*a)", "a=arange(5.0)"]
    cold = loaded(cache, tmp_path / "log", *run)
    assert any("LLVM" in name for name in cold) and any("codegen" in name for name in cold)
    warm = loaded(cache, tmp_path / "log", *run)
    assert not [name for name in warm if "LLVM" in name or "codegen" in name]
    by_plan = loaded(cache, tmp_path / "log", "-e", "sum(x*x)", "x=arange(5.0)")
    assert not [name for name in by_plan if "LLVM" in name or "codegen" in name]


def libjx():
    said = subprocess.run(["ldd", JXC], capture_output=True, text=True).stdout
    return pathlib.Path(re.search(r"libjx\.so\S* => (\S+)", said)[1])


def test_kernels_run_where_there_is_no_code_generator(filled, tmp_path):
    """A copy of the command and its library, without the module: what is on disk runs, and no more."""
    place = tmp_path / "copy"
    place.mkdir()
    shutil.copy(JXC, place / "jxc")
    shutil.copy(libjx(), place / libjx().name)

    def run(*arguments):
        environment = filled.environment | {"LD_LIBRARY_PATH": str(place), "JX_MODULE_DIR": str(place)}
        done = subprocess.run([place / "jxc", *arguments], env=environment, capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    assert run("-e", "2*a + 1", filled.of("a")) == (OK, "6.0\n", "")
    assert run("-e", "2*x + 1", filled.of("x")) == (OK, "6.0\n", "")
    status, said, error = run("-e", "3*a + 1", filled.of("a"))
    assert status == FAILED and not said and "code generator" in error


SECURE = r"""
#include <jx.h>
#include <stdio.h>
#include <sys/auxv.h>
#include <unistd.h>
int main(void) {
  jx_context *ctx = jx_context_new(NULL);
  jx_cache_summary s;
  jx_array r = {0};
  if (!ctx || jx_cache_info(ctx, &s) != JX_OK) return 1;
  printf("%d %d '%s' %d %s\n", (int)geteuid(), getauxval(AT_SECURE) != 0, s.path, (int)s.mode, s.problem);
  jx_stats stats;
  if (jx_eval(ctx, "1 + 1", JX_NTS, NULL, 0, &r, 1) != JX_OK) puts(jx_context_error(ctx)->message);
  jx_context_stats(ctx, &stats);
  printf("%d from disk\n", (int)stats.disk_hits);
  jx_array_free(ctx, &r);
  jx_context_free(ctx);
  return 0;
}
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a program run as somebody else")
def test_a_program_with_raised_rights_keeps_nothing(cache, tmp_path):
    module = next(p for p in (libjx().parent, *(libjx().parent.glob("jx"))) if list(p.glob("libjx-codegen.so")))
    with tempfile.TemporaryDirectory(prefix="jx-raised-", dir="/var/tmp") as place:
        place = pathlib.Path(place)
        place.chmod(0o755)
        shutil.copy(libjx(), place / "libjx.so.0")
        (place / "libjx.so").symlink_to("libjx.so.0")
        (place / "jx").mkdir()
        for folder in (place, place / "jx"):
            shutil.copy(module / "libjx-codegen.so", folder)
        (place / "raised.c").write_text(SECURE)
        program = place / "raised"
        flags = [f"-I{ROOT}/include", "raised.c", "-L.", "-ljx", f"-Wl,-rpath,{place}", "-o", program]
        subprocess.run(["cc", "-std=c17", *flags], cwd=place, check=True)
        caches = place / "caches"
        caches.mkdir()
        caches.chmod(0o777)
        settings = {"JX_CACHE_DIR": str(caches / "jx"), "HOME": str(caches), "JX_CACHE": "on"}
        environment = {k: v for k, v in cache.environment.items() if k != "JX_MODULE_DIR"} | settings

        def run():
            done = subprocess.run([program], env=environment, capture_output=True, text=True)
            assert (done.returncode, done.stderr) == (0, "")
            return done.stdout

        assert run() == f"0 0 '{caches}/jx' 3 \n0 from disk\n"
        assert run() == f"0 0 '{caches}/jx' 3 \n1 from disk\n"
        kept = sorted((caches / "jx").iterdir())
        os.chown(program, 65534, 65534)
        program.chmod(0o4755)
        said = run()
        assert said.startswith("65534 1 '' 1 the kernel cache is off in this program\n")
        # It opens no other code generator than the one that is installed, if any.
        assert said.endswith("\n0 from disk\n") and (said.count("\n") == 2 or "code generator" in said)
        assert [p.name for p in caches.iterdir()] == ["jx"] and kept == sorted((caches / "jx").iterdir())


# ---- The session ----------------------------------------------------------------------------------------------------


def test_the_session_tells(cache, tmp_path):
    with Terminal(home=tmp_path, **cache.environment | {"JX_CACHE": "on"}) as t:
        t.read("jx> ")
        assert f"path        {cache.folder}\n" in t.ask(":cache")
        t.ask(":time on")
        assert re.search(r"^kernel +compiled$", t.ask("1+1"), re.M)
        assert re.search(r"^kernel +memory$", t.ask("1+1"), re.M)
        said = t.ask(":cache")
        assert re.search(r"^session     1 memory hit, 0 disk hits, 1 miss, 1 compiled$", said, re.M)
        assert re.search(r"^            0 B read, [\d.]+ (KiB|B) written, 0 evictions, 0\.0 ms saved$", said, re.M)
        assert re.search(r"^kernels     1 file, ", said, re.M)
        assert "usage: :cache" in t.ask(":cache now")
        assert ":cache" in t.ask(":help")
    with Terminal(home=tmp_path, **cache.environment | {"JX_CACHE": "on"}) as t:
        t.read("jx> ")
        t.ask(":time on")
        assert re.search(r"^kernel +disk$", t.ask("1+1"), re.M)
        said = t.ask(":cache")
        assert re.search(r"^session     0 memory hits, 1 disk hit, 0 misses, 0 compiled$", said, re.M)
        assert re.search(r"^            [\d.]+ KiB read, 0 B written, 0 evictions, (?!0\.0)[\d.]+ ms saved", said, re.M)
    with Terminal(home=tmp_path, **cache.environment | {"JX_CACHE": "maybe"}) as t:
        t.read("jx> ")
        said = t.ask(":cache")
        assert "jxc: JX_CACHE is 'maybe'" in said and "session     0 memory hits" in said
        assert "jxc: warning: kernels are not kept on disk: JX_CACHE is 'maybe'" in t.ask("1+1")
        assert t.ask("1+2") == "3\n"
