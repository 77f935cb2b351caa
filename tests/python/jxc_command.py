"""Finds and runs the command jxc: $JXC, else build/jxc. Shared by test_cli.py, test_npy.py and test_print.py."""

import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
JXC = pathlib.Path(os.environ.get("JXC", ROOT / "build" / "jxc"))

OK, FAILED, USAGE, IO = 0, 1, 2, 3

assert JXC.exists(), f"{JXC} is not built"


def jxc(*arguments, **options):
    """Runs jxc and returns the finished process; stdin is empty unless `input` is given."""
    if "input" not in options and "stdin" not in options:
        options["stdin"] = subprocess.DEVNULL
    options.setdefault("capture_output", "stdout" not in options)
    options.setdefault("text", True)
    options.setdefault("timeout", 120)
    return subprocess.run([JXC, *map(str, arguments)], **options)


def prints(*arguments, **options):
    """What a run that must succeed prints."""
    done = jxc(*arguments, **options)
    assert (done.returncode, done.stderr) == (OK, "")
    return done.stdout


def fails(status, *arguments, **options):
    """What a run that must fail with `status` says; it prints nothing on standard output."""
    done = jxc(*arguments, **options)
    assert done.returncode == status, (done.returncode, done.stderr)
    assert not done.stdout
    return done.stderr


class Terminal:
    """jxc on a pseudo-terminal. Prompts end what it says: read() returns the text up to the next one."""

    PROMPTS = ("jx> ", "... ")

    def __init__(self, *arguments, home, **environment):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            env = {**os.environ, "HOME": str(home), "TERM": "dumb", "LC_ALL": "C.UTF-8", **environment}
            for name in ("XDG_STATE_HOME", "EDITRC"):
                if name not in environment:
                    env.pop(name, None)
            try:
                os.execve(JXC, [str(JXC), *map(str, arguments)], env)
            finally:
                os._exit(127)
        self.status = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)

    def read(self, prompt=None, timeout=30):
        """The text before the next prompt (either one, or the one asked for), or before the end."""
        text, end = "", time.monotonic() + timeout
        wanted = (prompt,) if prompt else self.PROMPTS
        while True:
            ready, _, _ = select.select([self.fd], [], [], max(0, end - time.monotonic()))
            assert ready, f"no prompt after {text!r}"
            try:
                chunk = os.read(self.fd, 4096)
            except OSError:  # Linux: the other side is closed
                chunk = b""
            if not chunk:
                return self.clean(text)
            text += chunk.decode()
            for p in wanted:
                if self.clean(text).endswith(p):
                    return self.clean(text)[: -len(p)]

    @staticmethod
    def clean(text):
        text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text).replace("\r\n", "\n").replace("\r", "")
        return re.sub(r"[^\n]\x08", "", text)

    def type(self, text):
        os.write(self.fd, text.encode())

    def ask(self, line, prompt=None):
        """Types a line; returns what is printed between its echo and the next prompt."""
        self.type(line + "\r")
        said = self.read(prompt)
        return said.split("\n", 1)[1] if "\n" in said else said

    def wait(self, timeout=30):
        """The exit status once the process ends by itself; negative: by that signal."""
        end = time.monotonic() + timeout
        while self.status is None:
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self.status = os.waitstatus_to_exitcode(status)
            assert time.monotonic() < end, "still running"
            ready, _, _ = select.select([self.fd], [], [], 0.01)
            if ready:
                try:
                    os.read(self.fd, 4096)
                except OSError:
                    pass
        return self.status
