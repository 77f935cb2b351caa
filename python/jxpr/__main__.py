"""``python -m jxpr`` is ``jxc``: the program beside libjx, or installed with it, with the same arguments."""

from __future__ import annotations

import os
import sys

from ._library import folder


def _find() -> str | None:
    """The path of jxc; None where there is none."""
    for up in ((), ("..", "bin"), ("..", "..", "bin")):  # in a package or a build tree; of lib/, of lib/TRIPLE/
        path = os.path.join(folder, *up, "jxc")
        if os.access(path, os.X_OK):
            return path
    return None


def main() -> None:
    """Become jxc: does not return.

    Raises
    ------
    SystemExit
        There is no jxc for this libjx, or the system does not run it.
    """
    path = _find()
    if path is None:
        sys.exit(f"jxpr: there is no jxc for the libjx in {folder}")
    sys.stdout.flush()
    try:
        os.execv(path, ["jxc", *sys.argv[1:]])
    except OSError as error:
        sys.exit(f"jxpr: {path}: {error.strerror}")


if __name__ == "__main__":
    main()
