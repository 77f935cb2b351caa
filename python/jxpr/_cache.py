"""The kernels on disk: where they are, what they are, how to be rid of them.

They are files in one directory, which any number of processes use at once; docs/cache.md tells all of it. What is said
here of the directory may have changed when it is read.
"""

from __future__ import annotations

import ctypes
import os
from typing import TYPE_CHECKING, Any

from . import _library as c
from ._context import _Context, _raise, _text

if TYPE_CHECKING:
    from collections.abc import Iterator


def cache_info() -> dict[str, Any]:
    """Where kernels are kept on disk, and how much is there.

    Settings are those of the environment when the package was imported.

    Returns
    -------
    dict
        ``path`` : str
            The directory, whether it exists or not.
        ``mode`` : {'on', 'read', 'off'}
            What was asked for with ``JX_CACHE``.
        ``problem`` : str
            Why it cannot be used; empty when it can.
        ``limit``, ``files``, ``bytes`` : int
            Bytes that the files may take together; how many there are, and what they take.

    Raises
    ------
    ProgramMemoryError
        Not enough memory.

    Examples
    --------
    >>> info = cache_info()
    >>> info["mode"], info["limit"], info["problem"]
    ('on', 268435456, '')
    """
    summary = c.CacheSummary()
    context = _Context()
    if c.lib.jx_cache_info(context.pointer, ctypes.byref(summary)):
        _raise(context)
    return {
        "path": os.fsdecode(summary.path),
        "mode": c.CACHE_MODES[summary.mode],
        "problem": _text(summary.problem),
        "limit": summary.limit,
        "files": summary.files,
        "bytes": summary.bytes,
    }


def cache_files() -> list[dict[str, Any]]:
    """Read and check every file of the kernel cache.

    Returns
    -------
    list of dict
        One for each file, the one used last first. What is not known of a file is 0 or empty.

        ``name`` : str
            Within the directory.
        ``kind`` : {'kernel', 'source', 'temporary'}
            Code; a program's text and the kernels for it; what is being written, or was left by a process that was
            killed.
        ``bytes``, ``used`` : int
            Its size, and when it was last used, in seconds since 1970, to ten minutes.
        ``problem`` : str
            Why this process would not use it; empty when it would.
        ``fault`` : {'sound', 'other build', 'other cpu', 'writing', 'left', 'damaged'}
            What kind of problem that is: made by another build of jx or for another processor; a temporary that is
            being written, or was left behind; not what jx wrote, or not the user's own.
        ``damaged`` : bool
            Whether no process would, now or later: it may be removed.
        ``build``, ``llvm``, ``cpu`` : str
            What made it, and the instruction sets it may use.
        ``source``, ``kernels`` : str, int
            Of a source: the program, and how many kernels are for it.
        ``stages``, ``code_bytes``, ``compile_ns`` : int
            Of a kernel: loop nests, machine code with its constants, and what making it took in nanoseconds.

    Raises
    ------
    CacheError
        The directory cannot be used.
    ProgramMemoryError
        Not enough memory.

    Examples
    --------
    >>> import jxpr
    >>> _ = jxpr.evaluate("3*a - 7", {"a": 5})
    >>> [file["kernels"] for file in cache_files() if file["source"] == "3*a - 7"]
    [1]
    >>> spent = sum(file["compile_ns"] for file in cache_files())
    """
    files: list[dict[str, Any]] = []
    failures: list[BaseException] = []

    def visit(_: int, file: Any) -> int:
        try:
            files.append(_describe(file.contents))
        except BaseException as error:  # C code would lose it
            failures.append(error)
            return c.CACHE_STOP
        return c.CACHE_NEXT

    # Of its own: Python code that runs between two files may evaluate.
    context = _Context()
    status = c.lib.jx_cache_visit(context.pointer, c.CACHE_VISITOR(visit), None)
    if failures:
        raise failures[0]
    if status:
        _raise(context)
    return files


def _describe(file: c.CacheFile) -> dict[str, Any]:
    values = {name: getattr(file, name) for name, *_ in c.CacheFile._fields_}
    values |= {"kind": c.CACHE_KINDS[file.kind], "fault": c.CACHE_FAULTS[file.fault]}
    return {name: _text(value) if isinstance(value, bytes) else value for name, value in values.items()}


def cache_clear() -> int:
    """Remove all files of the kernel cache, and nothing else.

    Kernels in memory stay, here and in other processes.

    Returns
    -------
    int
        How many files were removed.

    Raises
    ------
    CacheError
        ``JX_CACHE`` is ``off`` or ``read``, the directory cannot be used, or a file not removed.
    ProgramMemoryError
        Not enough memory.

    Examples
    --------
    >>> _ = cache_clear()
    >>> cache_clear()
    0
    """
    removed = ctypes.c_uint64()
    context = _Context()
    if c.lib.jx_cache_clear(context.pointer, ctypes.byref(removed)):
        _raise(context)
    return removed.value


class _Cache:
    """The kernels on disk, as an object: `jxpr.cache`.

    Iterating gives what `cache_files` does, ``len`` how many files there are.

    Examples
    --------
    >>> import jxpr
    >>> jxpr.cache.mode in ("on", "read", "off")
    True
    """

    info = staticmethod(cache_info)
    files = staticmethod(cache_files)
    clear = staticmethod(cache_clear)

    @property
    def path(self) -> str:
        """The directory."""
        return str(cache_info()["path"])

    @property
    def mode(self) -> str:
        """``'on'``, ``'read'`` or ``'off'``."""
        return str(cache_info()["mode"])

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(cache_files())

    def __len__(self) -> int:
        return int(cache_info()["files"])

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        found = cache_info()
        return f"<jxpr.cache in {found['path']}, {found['mode']}: {found['files']} files, {found['bytes']} bytes>"


cache = _Cache()
