"""A function's tree as a jx program. Start at `translate()`.

The program's text is Python's own, so expressions stay syntax trees, in which names and calls are replaced, and Python
prints them. What a program has as literals alone (axes, dtypes, shapes) may stand in the function as a name: its value
when the program is made is part of the program, and is noted in `Facts`, so that another value makes another program.
"""

from __future__ import annotations

import ast
import inspect
import operator
import types
from typing import Any, Callable, NamedTuple, NoReturn, Optional, Union

import numpy as np

from . import _calls, _names
from ._errors import Place, fail
from ._source import Source

Value = Callable[[tuple[Any, ...]], Any]  # of the arguments of a call
Results = tuple[list[ast.expr], bool]  # and whether they are a tuple


class NotStatic(Exception):
    """An expression has a value only when the program runs."""


class Operand(NamedTuple):
    """A name of the program, and how a call gets what it stands for."""

    name: str
    value: Value
    at: int  # of the argument; -1: it is none


class Program(NamedTuple):
    text: str
    operands: list[Operand]
    is_tuple: bool
    facts: list[tuple[Value, Any]]
    places: list[Place]  # of each line


class Local:
    """What a name of a function stands for by now."""

    def __init__(
        self,
        text: str,
        static: Optional[Callable[[], Any]] = None,
        fresh: bool = False,
        index: int = -1,
        make: Optional[Callable[[], str]] = None,
    ):
        self.text = text  # what the program calls it
        self.make = make  # gives the text, once it is used
        self.static = static  # gives its value, or raises NotStatic
        self.fresh = fresh  # an array of its own: it may be added to
        self.index = index  # of the argument of a call


DYNAMIC = object()


def is_static(value: Any) -> bool:
    """Whether a value may stand in a program as a literal."""
    if isinstance(value, tuple):
        return all(is_static(one) for one in value)
    return value is None or isinstance(value, (bool, int, str, type, np.dtype, np.integer, np.bool_))


def fact(value: Any) -> Any:
    """What of a value a program depends on."""
    return (type(value), value) if is_static(value) else DYNAMIC


_WHY = {
    ast.For: "a loop over elements is no array expression: write it for whole arrays, or as a reduction",
    ast.While: "a loop is no array expression: write it for whole arrays",
    ast.With: "'with' has no meaning in a program",
    ast.Try: "'try' has no meaning in a program: nothing in it raises",
    ast.Raise: "a program cannot raise: check before the call",
    ast.Assert: "a program cannot check: assert before the call",
    ast.FunctionDef: "a function inside a function is not taken: write it beside, with @jit of its own",
    ast.ClassDef: "a class inside a function is not taken",
    ast.Global: "a program assigns no names outside of it",
    ast.Nonlocal: "a program assigns no names outside of it",
    ast.Delete: "'del' has no meaning in a program",
    ast.ListComp: "a comprehension is no array expression: write it for whole arrays",
    ast.SetComp: "a comprehension is no array expression: write it for whole arrays",
    ast.DictComp: "a comprehension is no array expression: write it for whole arrays",
    ast.GeneratorExp: "a generator is no array expression: write it for whole arrays",
    ast.Lambda: "a lambda inside a function is not taken: write it beside, with jit() of its own",
    ast.Dict: "a dict is no array",
    ast.Set: "a set is no array",
    ast.JoinedStr: "a formatted string is no array",
    ast.NamedExpr: "':=' is not taken: write the assignment before",
    ast.Await: "'await' has no meaning in a program",
    ast.Yield: "a program gives all results at once: write return",
    ast.YieldFrom: "a program gives all results at once: write return",
    ast.Starred: "'*' is not taken: name each",
}
_COMPUTED: dict[type, Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}
_VIEWS = {"transpose", "reshape", "ravel", "squeeze", "swapaxes", "flip", "broadcast_to", "real", "imag"}


class _Body:
    """Of all functions of a program: its lines, its names, its operands."""

    def __init__(self, arguments: tuple[Any, ...]):
        self.arguments = arguments
        self.lines: list[tuple[str, Place]] = []
        self.names: set[str] = {"pi", "e", "inf", "nan", "np", "numpy", "math"}
        self.operands: dict[Any, Operand] = {}
        self.facts: dict[Any, tuple[Value, Any]] = {}
        self.running: list[types.FunctionType] = []

    def new_name(self, wanted: str) -> str:
        base = wanted if wanted.isascii() else wanted.encode("ascii", "backslashreplace").decode().replace("\\", "_")
        name, n = base, 1
        while name in self.names:
            n += 1
            name = f"{base}_{n}"
        self.names.add(name)
        return name

    def operand(self, key: Any, name: str, value: Value, index: int = -1) -> ast.expr:
        if key not in self.operands:
            self.operands[key] = Operand(name if index >= 0 else self.new_name(name), value, index)
        return ast.Name(self.operands[key].name, ast.Load())

    def static(self, key: Any, value: Value) -> Any:
        """The value that the name stands for in this call: from now on the program depends on it."""
        now = value(self.arguments)
        self.facts.setdefault(key, (value, fact(now)))
        if not is_static(now):
            raise NotStatic
        return now


def translate(source: Source, signature: inspect.Signature, arguments: tuple[Any, ...]) -> Program:
    """The program of a function for a call with these arguments, one for each parameter."""
    body = _Body(arguments)
    names = list(signature.parameters)
    taken = {name: Local(body.new_name(name), index=i) for i, name in enumerate(names)}
    for i, local in enumerate(taken.values()):
        local.static = _argument(body, i)
    frame = Frame(body, source, taken)
    results, is_tuple = frame.run()
    last = ", ".join(ast.unparse(result) for result in results)
    lines = [*body.lines, (last, source.place(frame.ending))]
    text = "\n".join(line for line, _ in lines)
    operands = sorted(body.operands.values(), key=lambda one: one.at if one.at >= 0 else len(names))
    return Program(text, operands, is_tuple, list(body.facts.values()), [place for _, place in lines])


def _argument(body: _Body, index: int) -> Callable[[], Any]:
    return lambda: body.static(index, lambda arguments: arguments[index])


class Frame:
    """One function on its way into a program: the one that is called, or one that it calls."""

    def __init__(self, body: _Body, source: Source, taken: dict[str, Local], prefix: str = ""):
        self.body, self.source, self.locals, self.prefix = body, source, taken, prefix
        self.function = source.function
        self.assigned = set(self.function.__code__.co_varnames) | set(self.function.__code__.co_cellvars)
        self.modules: dict[str, Any] = {}  # imported by the function itself
        self.ending: ast.AST = source.tree

    def fail(self, node: ast.AST, reason: str) -> NoReturn:
        fail(self.source.place(node), reason)

    def run(self) -> Results:
        around = self.body.running
        self.body.running = [*around, self.function]
        found = self.block(self.source.body)
        self.body.running = around
        if found is None:
            self.fail(self.source.tree, f"{self.function.__name__} returns nothing")
        return found

    # ---- Statements ------------------------------------------------------------------------------

    def block(self, statements: list[ast.stmt]) -> Optional[Results]:
        """Results, when it comes to a return."""
        for statement in statements:
            found = self.statement(statement)
            if found is not None:
                return found
        return None

    def statement(self, node: ast.stmt) -> Optional[Results]:
        if isinstance(node, ast.Return):
            self.ending = node
            return self.returned(node)
        if isinstance(node, ast.If):
            chosen = self.decided(node.test)
            if chosen is None:
                self.fail(node, "an 'if' that depends on elements is not taken: write x if c else y, or np.where(c, x, y)")
            return self.block(node.body if chosen else node.orelse)
        if isinstance(node, ast.Assign):
            for target in node.targets:
                self.assign(target, node.value, node)
        elif isinstance(node, ast.AnnAssign):
            if node.value is not None:
                self.assign(node.target, node.value, node)
        elif isinstance(node, ast.AugAssign):
            self.augment(node)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            self.imported(node)
        elif isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant):
            reason = _WHY.get(type(node.value), "the value of this statement is not used")
            self.fail(node, reason)
        elif not isinstance(node, (ast.Pass, ast.Expr)):
            self.fail(node, _WHY.get(type(node), f"a statement of type {type(node).__name__} is not taken"))
        return None

    def returned(self, node: ast.Return) -> Results:
        if node.value is None:
            self.fail(node, "a program has a result: return an expression")
        if isinstance(node.value, ast.Tuple):
            if not node.value.elts:
                self.fail(node, "a program has a result: return an expression")
            return [self.value(one) for one in node.value.elts], True
        return self.several(node.value) or ([self.value(node.value)], False)

    def imported(self, node: Union[ast.Import, ast.ImportFrom]) -> None:
        scope: dict[str, Any] = {}
        module = ast.Module([node], [])
        try:
            exec(compile(module, self.source.filename, "exec"), dict(self.function.__globals__), scope)
        except ImportError as error:
            self.fail(node, str(error))
        self.modules.update(scope)

    def assign(self, target: ast.expr, value: ast.expr, node: ast.stmt) -> None:
        if isinstance(target, ast.Name):
            snapshot, frame = dict(self.locals), self
            fresh = self.is_fresh(value) and len(getattr(node, "targets", "1")) == 1
            self.store(target.id, self.value(value), node, lambda: frame.literal(value, snapshot), fresh)
        elif isinstance(target, (ast.Tuple, ast.List)):
            self.unpack(target, value, node)
        elif isinstance(target, ast.Starred):
            self.fail(target, _WHY[ast.Starred])
        elif isinstance(target, ast.Subscript):
            self.fail(target, "a program does not assign to elements: write np.where(c, x, y), or concatenate")
        else:
            self.fail(target, "a program does not assign to attributes: return the value")

    def unpack(self, target: Union[ast.Tuple, ast.List], value: ast.expr, node: ast.stmt) -> None:
        values, is_tuple = self.several(value) or ([], False)
        if isinstance(value, (ast.Tuple, ast.List)):
            values, is_tuple = [self.value(one) for one in value.elts], True
        elif isinstance(value, ast.Attribute) and value.attr == "shape":
            values, is_tuple = [self.extent(value, ast.Constant(i)) for i in range(len(target.elts))], True
        if not is_tuple:
            self.fail(node, "only tuples, shapes, and calls that give several values can be taken apart")
        if len(values) != len(target.elts):
            self.fail(node, f"{len(target.elts)} names for {len(values)} values")
        for one in target.elts:
            if not isinstance(one, ast.Name):
                self.fail(one, "only names can be assigned here")
        names = [one.id for one in target.elts if isinstance(one, ast.Name)]
        texts = [self.emit(name, one, node) for name, one in zip(names, values)]  # all, before a name changes
        self.locals.update(zip(names, map(Local, texts)))

    def store(self, name: str, value: ast.expr, node: ast.stmt, static: Optional[Callable[[], Any]], fresh: bool) -> None:
        self.locals[name] = Local(self.emit(name, value, node), static, fresh)

    def emit(self, name: str, value: ast.expr, node: ast.AST, prefix: Optional[str] = None) -> str:
        """A line of the program; the name it has there."""
        text = self.body.new_name((self.prefix if prefix is None else prefix) + name)
        self.body.lines.append((f"{text} = {ast.unparse(value)}", self.source.place(node)))
        return text

    def augment(self, node: ast.AugAssign) -> None:
        if not isinstance(node.target, ast.Name):
            self.fail(node, "a program does not assign to elements or attributes: return the value")
        name = node.target.id
        local = self.locals.get(name)
        if local is not None and not local.fresh:
            op = ast.unparse(node).replace(f"{name} ", "", 1).split("=", 1)[0]
            self.fail(node, f"this would change an array that is not the function's own: write {name} = {name} {op} ...")
        read = ast.copy_location(ast.Name(name, ast.Load()), node)
        value = ast.copy_location(ast.BinOp(read, node.op, node.value), node)
        self.store(name, self.value(value), node, None, True)

    def is_fresh(self, value: ast.expr) -> bool:
        if isinstance(value, ast.Call):
            name = value.func.attr if isinstance(value.func, ast.Attribute) else getattr(value.func, "id", "")
            return name not in _VIEWS
        return isinstance(value, (ast.BinOp, ast.UnaryOp, ast.Compare, ast.Constant, ast.BoolOp))

    # ---- Values that are known when the program is made ------------------------------------------

    def literal(self, node: ast.expr, scope: Optional[dict[str, Local]] = None) -> Any:
        """The value of an expression of literals and of names that stand for some; NotStatic for any other."""
        scope = self.locals if scope is None else scope
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, (ast.Tuple, ast.List)):
            return tuple(self.literal(one, scope) for one in node.elts)
        if isinstance(node, (ast.UnaryOp, ast.BinOp)):
            return self.computed(node, scope)
        if isinstance(node, ast.Name) and node.id in scope:
            local = scope[node.id]
            if local.static is None:
                raise NotStatic
            return local.static()
        found = self.outside(node, scope)
        if found is None:
            raise NotStatic
        thing, key, value, fixed = found
        if fixed and is_static(thing):
            return thing
        return self.body.static(key, value)

    def computed(self, node: Union[ast.UnaryOp, ast.BinOp], scope: dict[str, Local]) -> Any:
        parts = [node.operand] if isinstance(node, ast.UnaryOp) else [node.left, node.right]
        values = [self.literal(part, scope) for part in parts]
        operation = _COMPUTED.get(type(node.op))
        if operation is None or not all(isinstance(one, (int, np.integer, tuple)) for one in values):
            raise NotStatic
        try:
            return operation(*values)
        except (TypeError, ValueError, ArithmeticError):
            raise NotStatic from None

    def decided(self, test: ast.expr) -> Optional[bool]:
        """What a condition is that does not depend on elements; None where it does."""
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            inner = self.decided(test.operand)
            return None if inner is None else not inner
        if isinstance(test, ast.BoolOp):
            parts = [self.decided(one) for one in test.values]
            if None in parts:
                return None
            return all(parts) if isinstance(test.op, ast.And) else any(parts)
        if isinstance(test, ast.Compare) and len(test.ops) == 1:
            return self.compared(test)
        try:
            value = self.literal(test)
        except NotStatic:
            return None
        return bool(value) if value is None or isinstance(value, (bool, str, tuple)) else None

    def compared(self, test: ast.Compare) -> Optional[bool]:
        """Of ``x is None``, and of what is compared with a text or a dtype."""
        right, op = test.comparators[0], test.ops[0]
        wanted = right.value if isinstance(right, ast.Constant) else DYNAMIC
        if isinstance(op, (ast.Is, ast.IsNot)) and wanted in (None, True, False):
            try:
                return (self.literal(test.left) is wanted) == isinstance(op, ast.Is)
            except NotStatic:
                return isinstance(op, ast.IsNot)
        if isinstance(op, (ast.Eq, ast.NotEq)) and isinstance(wanted, str):
            try:
                return bool(self.literal(test.left) == wanted) == isinstance(op, ast.Eq)
            except NotStatic:
                return None
        return None

    def constant(self, value: Any, node: ast.AST) -> ast.expr:
        """A value as a literal of the program."""
        name = _names.dtype_name(value)
        if name is not None:
            return ast.Name(name, ast.Load())
        if isinstance(value, tuple):
            return ast.Tuple([self.constant(one, node) for one in value], ast.Load())
        if isinstance(value, (np.integer, np.bool_)):
            value = value.item()
        if isinstance(value, float) and value != value:
            return ast.Name("nan", ast.Load())
        if isinstance(value, (type, np.dtype)):
            self.fail(node, f"{value!r} is no dtype that jx knows")
        if isinstance(value, int) and value < 0:
            return ast.UnaryOp(ast.USub(), ast.Constant(-value))
        return ast.Constant(value)

    # ---- Names outside of the function -----------------------------------------------------------

    def outside(self, node: ast.expr, scope: dict[str, Local]) -> Optional[tuple[Any, Any, Value, bool]]:
        """What a dotted name outside of the function is now, a key for it, how a call finds it, and whether it stays."""
        path: list[str] = []
        while isinstance(node, ast.Attribute):
            path.insert(0, node.attr)
            node = node.value
        if not isinstance(node, ast.Name) or node.id in scope or node.id in self.assigned - set(self.modules):
            return None
        root, value = self.root(node)
        thing, fixed = root, isinstance(root, types.ModuleType) or node.id in self.modules
        for i, name in enumerate(path):
            fixed = _names.is_constant_space(thing)
            try:
                thing = getattr(thing, name)
            except AttributeError:
                self.fail(node, f"'{'.'.join([node.id, *path[:i]])}' has no attribute '{name}'")
        key = (id(self.function.__globals__), self.function.__code__ if node.id in self.free else None, node.id, *path)

        def find_now(_: tuple[Any, ...]) -> Any:
            now = value()
            for name in path:
                now = getattr(now, name)
            return now

        return thing, key, find_now, fixed

    @property
    def free(self) -> tuple[str, ...]:
        return self.function.__code__.co_freevars

    def root(self, node: ast.Name) -> tuple[Any, Callable[[], Any]]:
        """What a name outside of the function is, and how to find it later."""
        name, function = node.id, self.function
        if name in self.modules:
            thing = self.modules[name]
            return thing, lambda: thing
        if name in self.free:
            cell = (function.__closure__ or ())[self.free.index(name)]
            try:
                return cell.cell_contents, lambda: cell.cell_contents
            except ValueError:
                self.fail(node, f"name '{name}' has no value yet")
        space = function.__globals__
        known = space.get("__builtins__", {})
        inner = known if isinstance(known, dict) else vars(known)
        if name not in space and name not in inner:
            self.fail(node, f"unknown name '{name}'")
        return (space[name] if name in space else inner[name]), lambda: space[name] if name in space else inner[name]

    # ---- Expressions -----------------------------------------------------------------------------

    def value(self, node: ast.expr) -> ast.expr:
        """The expression of the program."""
        handler = getattr(self, f"on_{type(node).__name__}", None)
        if handler is None:
            self.fail(node, _WHY.get(type(node), f"an expression of type {type(node).__name__} is not taken"))
        made: ast.expr = handler(node)
        return made

    def on_Constant(self, node: ast.Constant) -> ast.expr:
        return ast.Constant(node.value)

    def on_BinOp(self, node: ast.BinOp) -> ast.expr:
        return ast.BinOp(self.value(node.left), node.op, self.value(node.right))

    def on_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        return ast.UnaryOp(node.op, self.value(node.operand))

    def on_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        return ast.BoolOp(node.op, [self.value(one) for one in node.values])

    def on_Compare(self, node: ast.Compare) -> ast.expr:
        if any(isinstance(op, (ast.Is, ast.IsNot)) for op in node.ops):
            self.fail(node, "'is' of arrays is no array expression")
        return ast.Compare(self.value(node.left), node.ops, [self.value(one) for one in node.comparators])

    def on_IfExp(self, node: ast.IfExp) -> ast.expr:
        chosen = self.decided(node.test)
        if chosen is not None:
            return self.value(node.body if chosen else node.orelse)
        return ast.IfExp(self.value(node.test), self.value(node.body), self.value(node.orelse))

    def on_Tuple(self, node: Union[ast.Tuple, ast.List]) -> ast.expr:
        self.fail(node, "a tuple is no value here: only arguments and results may be tuples")

    on_List = on_Tuple

    def on_Subscript(self, node: ast.Subscript) -> ast.expr:
        if isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
            return self.extent(node.value, node.slice)
        return ast.Subscript(self.value(node.value), self.index(node.slice), ast.Load())

    def index(self, node: ast.expr) -> ast.expr:
        if isinstance(node, ast.Tuple):
            return ast.Tuple([self.index(one) for one in node.elts], ast.Load())
        if isinstance(node, ast.Slice):
            parts = [None if one is None else self.value(one) for one in (node.lower, node.upper, node.step)]
            return ast.Slice(*parts)
        return self.value(node)

    def extent(self, node: ast.Attribute, axis: ast.expr) -> ast.expr:
        """x.shape[axis]"""
        try:
            which = self.literal(axis)
        except NotStatic:
            self.fail(axis, "an axis must be an integer that is known when the program is made")
        return _calls.named("shape", [self.value(node.value), self.constant(which, axis)])

    def on_Name(self, node: ast.Name) -> ast.expr:
        local = self.locals.get(node.id)
        if local is None:
            return self.on_Attribute(node)
        if local.index >= 0:
            index = local.index
            return self.body.operand(index, local.text, lambda arguments: arguments[index], index)
        if local.make is not None:
            local.text, local.make = local.make(), None
        return ast.Name(local.text, ast.Load())

    def on_Attribute(self, node: Union[ast.Attribute, ast.Name]) -> ast.expr:
        found = self.outside(node, self.locals)
        if found is None:
            if isinstance(node, ast.Name):
                self.fail(node, f"name '{node.id}' is used before it is assigned")
            return self.attribute(node)
        thing, key, value, fixed = found
        if thing is None or (fixed and isinstance(thing, (float, complex, int, type(Ellipsis)))):
            return self.constant(thing, node)
        if _names.dtype_name(thing) is not None:
            return self.constant(thing, node)
        if callable(thing) and not hasattr(thing, "__array__"):
            self.fail(node, f"'{ast.unparse(node)}' is a function: call it")
        if isinstance(thing, types.ModuleType):
            self.fail(node, f"'{ast.unparse(node)}' is a module")
        name = node.id if isinstance(node, ast.Name) else ast.unparse(node).replace(".", "_")
        return self.body.operand(key, name, value)

    def attribute(self, node: ast.Attribute) -> ast.expr:
        if node.attr in ("T", "real", "imag"):
            return ast.Attribute(self.value(node.value), node.attr, ast.Load())
        if node.attr in ("size", "ndim"):
            return _calls.named(node.attr, [self.value(node.value)])
        if node.attr == "shape":
            self.fail(node, "a shape is no value: write x.shape[0], or zeros_like(x) for zeros(x.shape)")
        self.fail(node, f"attribute '{node.attr}' of an array is not taken; there are T, real, imag, shape, size and ndim")

    def on_Call(self, node: ast.Call) -> ast.expr:
        found = self.several(node)
        if found is None:
            return _calls.call(self, node)
        results, is_tuple = found
        if is_tuple:
            self.fail(node, f"this call gives a tuple of {len(results)}: assign it to as many names")
        return results[0]

    def several(self, node: ast.expr) -> Optional[Results]:
        """The values of a call that gives a tuple, or of another function's program; None of all else."""
        return _calls.several(self, node) if isinstance(node, ast.Call) else None

    def inline(self, source: Source, bound: dict[str, Union[ast.expr, Operand]], node: ast.Call) -> Results:
        """Another function's lines, its parameters assigned first; its results."""
        called = source.function.__name__
        prefix = f"{called}_" if called.isidentifier() else "f_"
        taken: dict[str, Local] = {}
        for name, argument in bound.items():
            if isinstance(argument, Operand):
                taken[name] = Local("", _default(argument), make=self.default_maker(name, argument))
            else:
                taken[name] = Local("", self.later(argument), make=self.argument_maker(prefix + name, argument, node))
        return Frame(self.body, source, taken, prefix).run()

    def default_maker(self, name: str, default: Operand) -> Callable[[], str]:
        def make() -> str:
            made = self.body.operand(default.name, name, default.value)
            assert isinstance(made, ast.Name)
            return made.id

        return make

    def argument_maker(self, name: str, argument: ast.expr, node: ast.Call) -> Callable[[], str]:
        """Of an argument, which may be a literal that only literals are made of: its value where it is used as one."""

        running = self.body.running

        def make() -> str:
            self.body.running, inner = running, self.body.running
            made = self.value(argument)
            self.body.running = inner
            return made.id if isinstance(made, ast.Name) else self.emit(name, made, node, "")

        return make

    def later(self, node: ast.expr) -> Callable[[], Any]:
        snapshot = dict(self.locals)
        return lambda: self.literal(node, snapshot)


def _default(operand: Operand) -> Callable[[], Any]:
    def static() -> Any:
        value = operand.value(())
        if not is_static(value):
            raise NotStatic
        return value

    return static
