"""The text of a function, as a syntax tree. Start at `find()`."""

from __future__ import annotations

import ast
import inspect
import linecache
import textwrap
import types
from typing import Optional, Union

from ._errors import Place, fail, span

Definition = Union[ast.FunctionDef, ast.Lambda]


class Source:
    """A function, its tree, and where its lines are."""

    def __init__(self, function: types.FunctionType, tree: Definition, first: int, indent: int):
        self.function, self.tree = function, tree
        self.filename, self.name = function.__code__.co_filename, function.__name__
        self._first, self._indent = first, indent  # of the text that the tree was made of

    def place(self, node: ast.AST) -> Place:
        line, column, length = span(node)
        at = self._first + line - 1
        text = linecache.getline(self.filename, at)
        return Place(self.filename, at, self.name, text, column + self._indent, length)

    @property
    def body(self) -> list[ast.stmt]:
        if isinstance(self.tree, ast.Lambda):
            return [ast.copy_location(ast.Return(self.tree.body), self.tree.body)]
        return self.tree.body


class Sourced:
    """A function whose text may be part of a program."""

    def __init__(self, function: types.FunctionType):
        self.function = function
        self.signature = inspect.signature(function)
        self._found: Optional[Source] = None

    @property
    def source(self) -> Source:
        if self._found is None:
            self._found = find(self.function)
        return self._found


def find(function: types.FunctionType) -> Source:
    """Reads the text of `function`; a `JitError` where there is none, or it is not what runs."""
    code = function.__code__
    place = Place(code.co_filename, code.co_firstlineno, function.__name__)
    linecache.checkcache(code.co_filename)
    try:
        lines, first = _lines(function)
        text = textwrap.dedent("".join(lines))
        tree = ast.parse(text)
    except (OSError, TypeError, SyntaxError):
        fail(
            place,
            f"{function.__name__} has no source: it was defined by exec or typed at a prompt; define it in a file or a "
            "notebook, or give the program as text to jxpr.compile",
        )
    indent = len(lines[0].rstrip("\n")) - len(text.split("\n", 1)[0])
    kind = ast.Lambda if function.__name__ == "<lambda>" else ast.FunctionDef
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.Lambda)) and isinstance(node, kind) and _same(node, code):
            if kind is ast.FunctionDef or node.lineno == code.co_firstlineno:
                return Source(function, node, first, indent)
    fail(place, f"the source of {function.__name__} is no longer what was run: it has changed since")


def _lines(function: types.FunctionType) -> tuple[list[str], int]:
    """Whole lines that hold the function, and the number of the first: of a lambda, which may stand anywhere, all."""
    if function.__name__ != "<lambda>":
        lines, first = inspect.getsourcelines(function)
        return lines, max(first, 1)
    lines = linecache.getlines(function.__code__.co_filename, function.__globals__)
    if not lines:
        raise OSError
    return lines, 1


def _same(tree: Definition, code: types.CodeType) -> bool:
    """Whether the tree, compiled, is the function that runs. Names of the function around it are made known."""
    node: ast.stmt
    if isinstance(tree, ast.Lambda):
        node = ast.Expr(tree)
    else:
        node = ast.FunctionDef("jit function", tree.args, tree.body, [], None)  # no name that it may call
        node = ast.copy_location(node, tree)
        for name in ("type_comment", "type_params"):
            if name in getattr(tree, "_fields", ()):
                setattr(node, name, [] if name == "type_params" else None)
    names = "".join(f" {name} = 0;" for name in code.co_freevars) or " pass"
    around = ast.parse(f"def around():\n{names}\n")
    outer = around.body[0]
    assert isinstance(outer, ast.FunctionDef)
    outer.body.append(node)
    try:
        compiled = compile(ast.fix_missing_locations(around), "<jit>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return any(_alike(one, code) for one in _codes(compiled) if one.co_name in ("jit function", "<lambda>"))


def _codes(code: types.CodeType) -> list[types.CodeType]:
    found = [code]
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            found += _codes(constant)
    return found


def _alike(a: types.CodeType, b: types.CodeType) -> bool:
    def facts(code: types.CodeType) -> tuple[object, ...]:
        constants = [repr(c) for c in code.co_consts if not isinstance(c, types.CodeType)]
        return code.co_varnames, code.co_names, sorted(code.co_freevars), constants

    return facts(a) == facts(b)
