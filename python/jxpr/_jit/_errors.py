"""What a function cannot be, and where."""

from __future__ import annotations

import ast
from typing import NoReturn

from .._errors import Error, ProgramSyntaxError


class JitError(ProgramSyntaxError):
    """A function is not one that `jit` takes. Both `Error` and `ValueError`.

    Attributes are those of `Error`; `line` and `column` are places in the function's file.

    Examples
    --------
    >>> import jxpr
    >>> @jxpr.jit
    ... def total(x):
    ...     for one in x:
    ...         pass
    >>> try:
    ...     total([1.0, 2.0])
    ... except jxpr.JitError as error:
    ...     print(error.message)
    a loop over elements is no array expression: write it for whole arrays, or as a reduction
    """

    __module__ = "jxpr"


class Place:
    """A line of a function: its file, its text, and the function's name."""

    def __init__(self, filename: str, line: int, name: str, text: str = "", column: int = 0, length: int = 1):
        self.filename, self.line, self.name = filename, line, name
        self.text, self.column, self.length = text, column, length

    def __str__(self) -> str:
        where = f'  File "{self.filename}", line {self.line}, in {self.name}\n'
        if not self.text:
            return where
        bare = self.text.strip()
        caret = max(self.column - (len(self.text) - len(self.text.lstrip())), 0)
        marks = "^" + "~" * min(self.length - 1, len(bare) - caret - 1)
        return f"{where}    {bare}\n    {' ' * caret}{marks}\n"


def fail(place: Place, reason: str) -> NoReturn:
    raise JitError("syntax error", reason, f"error: {reason}\n{place}", 0, 0, place.line, place.column + 1)


def located(error: Error, place: Place) -> Error:
    """An error of a program, as one of the function it was made of."""
    error.args = (f"{str(error).rstrip()}\n{place}",)
    return error


def span(node: ast.AST) -> tuple[int, int, int]:
    """A node's first line in its text, its column, and its length in that line; much, where it goes on below."""
    line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
    end_line, end = getattr(node, "end_lineno", line), getattr(node, "end_col_offset", column + 1)
    return line, column, end - column if end_line == line else 10_000
