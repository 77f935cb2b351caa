"""The command jxc with a directory of kernels of its own. Shared by test_cache_command.py and test_cache_settings.py."""

import os
import re

import numpy as np
import pytest

from jxc_command import IO, OK, jxc

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
        assert (done.returncode, done.stderr) == (OK, ""), (done.returncode, done.stderr)
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

    def is_unusable(self, says, **settings):
        """The commands fail with the reason, evaluating warns of it."""
        for word in WORDS:
            done = self.run("cache", word, **settings)
            assert done.returncode == IO, (word, done)
            assert re.fullmatch(f"jxc: .*{re.escape(says)}.*\n", done.stderr), done.stderr
        assert says in self.warns("-e", "1+1", **settings)

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
