"""From a tree to a program: typed instructions, as NumExpr's virtual machine has them, and the text that jx evaluates.

A `Value` is an instruction, a variable, a constant or an axis, with the letter of its type. Equal ones are one. The
instructions are what `disassemble()` shows; the text is made of the same values, so both say the same. Start at `Program`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .expressions import allaxes, int_, kind_to_type, long_
from .opcodes import DTYPES, FUNCTION_TABLE, REDUCING, TABLE, form_of, funccodes, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .expressions import ExpressionNode

LETTERS = {
    "bool": "b",
    "int": "i",
    "long": "l",
    "float": "f",
    "double": "d",
    "complex": "c",
    "bytes": "s",
    "str": "s",
    "none": "n",
}
KINDS = {letter: kind for kind, letter in LETTERS.items() if kind != "str"}
TYPES = {int_: "i", long_: "l", **{kind_to_type[kind]: letter for kind, letter in LETTERS.items() if kind in kind_to_type}}


class Value:
    """One value of a program."""

    def __init__(
        self,
        role: str,
        letter: str,
        what: Any,
        operands: tuple[Value, ...] = (),
        form: str = "",
        opcode: str = "",
    ) -> None:
        self.role = role  # 'variable', 'constant', 'raw' or 'op'
        self.letter = letter
        self.what = what
        self.operands = operands
        self.form = form
        self.opcode = opcode
        self.register: Any = None


def constant_as(x: Any, letter: str) -> Any:
    """A constant as one of its type, as NumExpr's programs hold it."""
    if letter == "s":
        return x.encode("ascii") if isinstance(x, str) else x
    if letter == "f":
        return np.float32(x)
    return kind_to_type[KINDS[letter]](x)


def _key(x: object) -> str:
    """What equal constants have in common: NaNs are equal, zeros of two signs are not."""
    return repr(x)


class Builder:
    def __init__(self) -> None:
        self.values: dict[tuple[object, ...], Value] = {}  # key -> Value, in the order in which they are needed

    def add(self, key: tuple[object, ...], *fields: Any) -> Value:
        if key not in self.values:
            self.values[key] = Value(*fields)
        return self.values[key]

    def leaf(self, node: ExpressionNode, letter: str) -> Value:
        if node.astType == "variable":
            return self.add(("variable", node.value), "variable", letter, node.value)
        if node.astType == "raw":
            return self.add(("raw", node.value), "raw", "n", node.value)
        x = constant_as(node.value, letter)
        return self.add(("constant", letter, _key(x)), "constant", letter, x)

    def instruction(self, opcode: str, letter: str, operands: tuple[Value, ...], form: str) -> Value:
        return self.add((opcode, *map(id, operands)), "op", letter, None, operands, form, opcode)

    def widened(self, node: ExpressionNode, letter: str) -> Value:
        """A node's value in a type at least its own."""
        own = LETTERS[node.astKind]
        if node.astType == "constant":
            return self.leaf(node, letter)
        value = self.value(node)
        if own == letter:
            return value
        return self.instruction(f"cast_{letter}{own}", letter, (value,), form_of("cast", letter, own))

    def value(self, node: ExpressionNode) -> Value:
        letter = LETTERS[node.astKind]
        if node.astType != "op":
            return self.leaf(node, letter)
        have = "".join(LETTERS[c.astKind] for c in node.children)
        found, called = nearest(TABLE, node.value, letter, have), None
        if not found:
            found = nearest(FUNCTION_TABLE, node.value, letter, have)
            called = found and f"{node.value}_{letter}{found[0]}"
        if not found:
            raise NotImplementedError(f"couldn't find matching opcode for '{node.value}_{letter}{have}'")
        taken, form = found
        operands = tuple(self.leaf(c, "n") if w == "n" else self.widened(c, w) for c, w in zip(node.children, taken))
        if not called:
            return self.instruction(f"{node.value}_{letter}{taken}", letter, operands, form)
        code = self.add(("raw", called), "raw", "n", funccodes[called.encode()])
        value = self.instruction(f"func_{letter}{taken}n {called}", letter, (*operands, code), form)
        value.opcode = f"func_{letter}{taken}n"
        return value


# ---- Registers ----


def _last_uses(program: list[Value]) -> dict[int, int]:
    uses: dict[int, int] = {}
    for i, value in enumerate(program):
        for x in value.operands:
            uses[id(x)] = i
    return uses


def _number(program: list[Value], inputs: list[Value], constants: list[Value]) -> str:
    """Registers: 0 is the result's, then come inputs, constants and temporaries. Returns the letters of the last."""
    for i, value in enumerate((*inputs, *constants)):
        value.register = 1 + i
    uses = _last_uses(program)
    free: list[int] = []
    kinds: list[str] = []
    root = program[-1]
    shared = root.opcode.split("_")[0] not in REDUCING  # the result's register may hold others before
    slots: dict[int, Any] = {}
    for i, value in enumerate(program):
        for x in value.operands:
            if x.role == "op" and uses[id(x)] == i and slots[id(x)] not in free:
                free.append(slots[id(x)])
        if value is root and not shared:
            slots[id(value)] = None
            continue
        slot = next((s for s in free if kinds[s] == value.letter), None)
        if slot is None:
            slot = len(kinds)
            kinds.append(value.letter)
        else:
            free.remove(slot)
        slots[id(value)] = slot
    result = slots[id(root)]
    order = [s for s in range(len(kinds)) if s != result]
    numbers = {slot: 1 + len(inputs) + len(constants) + i for i, slot in enumerate(order)}
    for value in program:
        value.register = 0 if slots[id(value)] == result else numbers[slots[id(value)]]
    return "".join(kinds[s] for s in order)


# ---- The text ----


def _literal(x: Any, letter: str) -> str:
    if letter == "b":
        return "True" if x else "False"
    if letter == "s":
        return repr(bytes(x))
    if letter == "c":
        return f"complex({_literal(x.real, 'd')}, {_literal(x.imag, 'd')})"
    return f"{DTYPES[letter]}({int(x) if letter in 'il' else float(x)!r})"


def _reduction(value: Value, operand: str) -> str:
    axis = value.operands[1].what
    dtype = DTYPES[value.letter]
    return value.form.format(operand, "" if axis == allaxes else f", axis={axis}", dtype)


def text_of(program: list[Value], inputs: list[Value], root: Value) -> str:
    """A program of jx: a line for each instruction. Inputs are called x0, x1, ..."""
    names: dict[int, str] = {}
    lines: list[str] = []
    for i, value in enumerate(inputs):
        names[id(value)] = f"{DTYPES[value.letter]}(x{i})" if value.letter in DTYPES else f"x{i}"
    for value in program:
        words = [
            names[id(x)] if id(x) in names else _literal(x.what, x.letter) if x.role == "constant" else str(x.what)
            for x in value.operands
        ]
        reduces = value.opcode.split("_")[0] in REDUCING
        expression = _reduction(value, words[0]) if reduces else value.form.format(*words)
        names[id(value)] = f"t{len(lines)}"
        lines.append(f"t{len(lines)} = {expression}")
    return "\n".join(lines)


class Program:
    """What is known of an expression for the types of its variables."""

    def __init__(self, tree: ExpressionNode, names: Sequence[str], letters: str) -> None:
        builder = Builder()
        root = builder.value(tree)
        if root.role != "op":  # a variable or a constant is copied
            form = form_of("copy", root.letter, root.letter)
            root = builder.instruction(f"copy_{root.letter}{root.letter}", root.letter, (root,), form)
        values = builder.values
        self.inputs = [values["variable", name] for name in names]
        self.constants = sorted(
            (v for v in values.values() if v.role == "constant"), key=lambda v: (v.letter, _key(v.what))
        )
        self.instructions = [v for v in values.values() if v.role == "op"]
        self.names, self.letters, self.letter = tuple(names), letters, root.letter
        self.reduces = root.opcode.split("_")[0] in REDUCING
        axis = root.operands[1].what if self.reduces else allaxes
        self.axis = None if axis == allaxes else axis
        self.temporaries = _number(self.instructions, self.inputs, self.constants)
        self.text = text_of(self.instructions, self.inputs, root)

    def _operand(self, x: Value) -> bytes | int | None:
        if x.role == "raw":
            return None if x.what == allaxes else x.what
        if x.role == "variable":
            return f"r{x.register}[{x.what}]".encode()
        if x.role == "constant":
            return f"c{x.register}[{x.what}]".encode()
        return b"r0" if x.register == 0 else f"t{x.register}".encode()

    def disassembled(self) -> list[list[bytes | int | None]]:
        """Instructions as rows of four: what is done, where to, and of what; further operands stand in no-ops."""
        rows = []
        for v in self.instructions:
            row = [v.opcode.encode(), self._operand(v), *map(self._operand, v.operands)]
            rows.append([*row, *[None] * (4 - len(row))])
            if len(row) > 4:
                rows.append([b"noop", None, None, None])
        return rows
