"""Looking after the kernels on disk: `jxc cache`, and `:cache` in the session."""

import os
import pathlib
import pty
import pwd
import re
import shutil
import stat
import struct
import subprocess
import time
from fcntl import ioctl
from termios import TIOCSWINSZ

import pytest

from jxc_cache import WORDS, cache, filled  # noqa: F401
from jxc_command import FAILED, IO, JXC, OK, USAGE, Terminal, jxc


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


def test_directories_that_cannot_be_used(cache, tmp_path):
    (tmp_path / "file").write_text("")
    cache.is_unusable("Not a directory", JX_CACHE_DIR=str(tmp_path / "file"))
    cache.is_unusable("Not a directory", JX_CACHE_DIR=str(tmp_path / "file" / "below"))
    cache.is_unusable("is longer than", JX_CACHE_DIR="/" + "x" * 5000)
    cache.folder.mkdir(mode=0o700)
    cache.prints("-e", "1+1")
    cache.folder.chmod(0o770)
    cache.is_unusable("can be written by others (mode 0770)")
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


def test_a_directory_of_somebody_else(filled):
    if os.geteuid() != 0:  # who cannot give a directory away
        filled.is_unusable("belongs to user 0", JX_CACHE_DIR="/usr")
        return
    os.chown(filled.folder, 65534, 65534)
    filled.is_unusable("belongs to user 65534, not 0")
    os.chown(filled.folder, 0, 0)
    for path in filled.files():
        os.chown(path, 65534, 65534)
    assert filled.origin("2*a + 1", filled.of("a")) == "compiled"  # which replaces them, one by one
    assert "belongs to another user" in filled.run("cache", "verify").stdout
    assert {p.stat().st_uid for p in filled.files()} == {0}


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
