"""The kernels on disk as users meet them: the environment, many processes at once, machines without the compiler."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor

import pytest

from jxc_cache import cache, filled  # noqa: F401
from jxc_command import FAILED, IO, JXC, OK, ROOT, jxc


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
    cache.is_unusable(says, **settings)
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

        assert run() == f"{os.geteuid()} 0 '{caches}/jx' 3 \n0 from disk\n"
        assert run() == f"{os.geteuid()} 0 '{caches}/jx' 3 \n1 from disk\n"
        kept = sorted((caches / "jx").iterdir())
        if os.geteuid() != 0:  # who cannot make a program run as somebody else
            return
        os.chown(program, 65534, 65534)
        program.chmod(0o4755)
        said = run()
        assert said.startswith("65534 1 '' 1 the kernel cache is off in this program\n")
        # It opens no other code generator than the one that is installed, if any.
        assert said.endswith("\n0 from disk\n") and (said.count("\n") == 2 or "code generator" in said)
        assert [p.name for p in caches.iterdir()] == ["jx"] and kept == sorted((caches / "jx").iterdir())
