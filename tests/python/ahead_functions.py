"""Builds functions that were compiled ahead of time, and calls them: jxc writes the object and the header, the C
compiler makes a shared library of them and of a wrapper that calls what the header declares. Shared by the tests of
test_ahead.py."""

import ctypes
import os
import re
import subprocess

import numpy as np

from jxc_command import JXC, prints

CC = os.environ.get("CC", "cc")
C_TYPES = {
    "int": ctypes.c_int,
    "double": ctypes.c_double,
    "float": ctypes.c_float,
} | {f"{sign}int{bits}_t": getattr(ctypes, f"c_{sign}int{bits}") for sign in ("", "u") for bits in (8, 16, 32, 64)}
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]


def emit(folder, name, source, types, options=()):
    """The object's path and the header's text, which is beside it as NAME.h."""
    values = [f"{key}={value}" for key, value in types.items()]
    for form, ending in (("object", "o"), ("header", "h")):
        path = folder / f"{name}.{ending}"
        assert prints("--emit", form, *options, "--name", name, "-o", path, "-e", source, *values) == ""
    return folder / f"{name}.o", (folder / f"{name}.h").read_text()


def run(*command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    return done.stdout


class Function:
    """What a header declares, to be called with Python's own numbers and arrays."""

    def __init__(self, folder, source, types, openmp=True, name="f", options=()):
        self.folder, self.name = folder, name
        self.object, self.header = emit(folder, name, source, types, options)
        parameters = self.parameters(f"{name}_threads")
        self.signature = [(t, pointer, n) for t, pointer, n in parameters]
        names = ", ".join(n for _, _, n in parameters)
        wrapper = f'#include "{name}.h"\nint call({self.prototype(f"{name}_threads")});\n'
        wrapper += f"int call({self.prototype(f'{name}_threads')}) {{ return {name}_threads({names}); }}\n"
        self.has_shapes = f"int {name}_shapes(" in self.header
        if self.has_shapes:
            names = ", ".join(re.findall(r"(\w+)(?:\[\d+\])?(?:,|$)", self.prototype(f"{name}_shapes")))
            wrapper += f"int shapes({self.prototype(f'{name}_shapes')});\n"
            wrapper += f"int shapes({self.prototype(f'{name}_shapes')}) {{ return {name}_shapes({names}); }}\n"
        (folder / f"{name}_wrapper.c").write_text(wrapper)
        library = folder / f"{name}.so"
        run(CC, "-std=c99", "-O1", "-shared", "-fPIC", *WARNINGS, *(["-fopenmp"] if openmp else []), "-o", library,
            folder / f"{name}_wrapper.c", self.object, "-lm")
        self.library = ctypes.CDLL(str(library))

    def prototype(self, function):
        return re.search(rf"^static inline int {function}\((.*)\) {{$", self.header, re.M)[1]

    def parameters(self, function):
        found = re.findall(r"(?:const )?(\w+) (\*?)(\w+)(?:, |$)", self.prototype(function))
        return [(C_TYPES[t], bool(pointer), name) for t, pointer, name in found]

    @staticmethod
    def address(array):
        return ctypes.c_void_p(array.ctypes.data if isinstance(array, np.ndarray) else array)

    def __call__(self, *values, threads=1):
        """The status. `values` are the sizes, operands and results, in the function's order."""
        values = [*values, threads]
        assert len(values) == len(self.signature), self.signature
        arguments = [
            self.address(value) if pointer else kind(value)
            for (kind, pointer, _), value in zip(self.signature, values)
        ]
        return self.library.call(*arguments)
