"""The operations of NumExpr's virtual machine, and what each is in the language of jx.

A signature has a letter for the result and one for each operand: b bool, i int32, l int64, f float32, d float64, c
complex128, s bytes, n a number that is part of the instruction (the axis of a reduction). In a form, {0}, {1} and {2}
stand for operands that have the dtypes of the signature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    _Forms = dict[tuple[str, str], dict[str, str]]

# What an operand is widened to, from left to right.
LADDER = "bilfdc"

DTYPES = {"b": "bool", "i": "int32", "l": "int64", "f": "float32", "d": "float64", "c": "complex128"}

# A negative exponent of integers gives 1/x, cut to an integer.
_POWER = "where({1} < 0, where({0} == 1, {0}, where({0} == -1, {0}, 0*{0})), {0}**maximum({1}, 0*{1}))"

# Name, signatures, form.
OPERATIONS = (
    ("add", "iii lll fff ddd ccc", "({0} + {1})"),
    ("sub", "iii lll fff ddd ccc", "({0} - {1})"),
    ("mul", "iii lll fff ddd ccc", "({0}*{1})"),
    ("div", "fff ddd ccc", "({0}/{1})"),
    ("div", "iii lll", "({0} - fmod({0}, {1}))//{1}"),
    ("floordiv", "iii lll fff ddd", "({0}//{1})"),
    ("mod", "iii lll fff ddd", "({0} % {1})"),
    ("pow", "fff ddd", "({0}**{1})"),
    ("pow", "iii lll", _POWER),
    ("lshift", "iii lll", "({0} << {1})"),
    ("rshift", "iii lll", "({0} >> {1})"),
    ("and", "bbb iii lll", "({0} & {1})"),
    ("or", "bbb iii lll", "({0} | {1})"),
    ("xor", "bbb iii lll", "({0} ^ {1})"),
    ("neg", "ii ll ff dd cc", "(-{0})"),
    ("invert", "bb ii ll", "(~{0})"),
    ("gt", "bii bll bff bdd bss", "({0} > {1})"),
    ("ge", "bii bll bff bdd bss", "({0} >= {1})"),
    ("eq", "bbb bii bll bff bdd bcc bss", "({0} == {1})"),
    ("ne", "bbb bii bll bff bdd bcc bss", "({0} != {1})"),
    ("where", "bbbb ibii lbll fbff dbdd cbcc", "where({0}, {1}, {2})"),
    ("contains", "bss", "contains({0}, {1})"),
    ("copy", "bb ii ll ff dd cc ss", "{0}"),
    ("ones_like", "ii ll ff dd cc", "ones_like({0})"),
    ("cast", "ib", "int32({0})"),
    ("cast", "li", "int64({0})"),
    ("cast", "fi fl", "float32({0})"),
    ("cast", "di dl df", "float64({0})"),
    ("cast", "ci cl cf cd", "complex128({0})"),
    ("real", "dc", "({0}).real"),
    ("imag", "dc", "({0}).imag"),
    ("complex", "cdd", "complex({0}, {1})"),
    ("sqrt", "ff dd", "sqrt({0})"),
)

# The same of what its machine calls functions.
FUNCTIONS = (
    *((name, "ff dd cc", name + "({0})") for name in "sin cos tan sinh cosh tanh exp expm1 log log1p log10 log2".split()),
    *((name, "ff dd cc", name + "({0})") for name in "arcsin arccos arctan arcsinh arccosh arctanh".split()),
    *((name, "ff dd", name + "({0})") for name in "ceil floor trunc".split()),
    *((name, "fff ddd", name + "({0}, {1})") for name in "arctan2 hypot fmod nextafter copysign maximum minimum".split()),
    *((name, "bf bd bc", name + "({0})") for name in "isnan isfinite isinf".split()),
    ("signbit", "bf bd", "signbit({0})"),
    ("sqrt", "cc", "sqrt({0})"),
    ("pow", "ccc", "({0}**{1})"),
    ("absolute", "ii ll ff dd", "abs({0})"),
    ("absolute", "cc", "complex128(abs({0}))"),
    ("conjugate", "ff dd cc", "conj({0})"),
    ("sign", "ii ll ff dd cc", "sign({0})"),
    ("round", "ii ll", "{0}"),
    ("round", "ff dd", "rint({0})"),
    ("round", "cc", "complex(rint(({0}).real), rint(({0}).imag))"),
)

# Reductions are in the dtype of what they fold; {1} is nothing or the axis.
REDUCTIONS = (
    *((name, "iin lln", "{2}(" + name + "({0}{1}))") for name in ("sum", "prod", "min", "max")),
    *((name, "ffn ddn", name + "({0}{1})") for name in ("sum", "prod", "min", "max")),
    *((name, "ccn", name + "({0}{1})") for name in ("sum", "prod")),
)
REDUCING = {"sum", "prod", "min", "max"}


def _table(rows: Iterable[tuple[str, str, str]]) -> _Forms:
    """{(name, result): {operands: form}}"""
    table: _Forms = {}
    for name, signatures, form in rows:
        for s in signatures.split():
            table.setdefault((name, s[0]), {})[s[1:]] = form
    return table


TABLE = _table((*OPERATIONS, *REDUCTIONS))
FUNCTION_TABLE = _table(FUNCTIONS)

_named = sorted(f"{name}_{result}{taken}" for (name, result), forms in TABLE.items() for taken in forms)
_called = sorted({f"func_{result}{taken}n" for (_, result), forms in FUNCTION_TABLE.items() for taken in forms})
opcodes = {name.encode(): number for number, name in enumerate(["noop", *_named, *_called])}
funccodes = {
    name.encode(): number
    for number, name in enumerate(
        sorted(f"{name}_{result}{taken}" for (name, result), forms in FUNCTION_TABLE.items() for taken in forms)
    )
}


def widened(have: str, want: str) -> bool:
    """Whether operands of one signature can be widened to another."""
    return len(have) == len(want) and all(
        h == w or (h in LADDER and w in LADDER and LADDER.index(h) < LADDER.index(w)) for h, w in zip(have, want)
    )


def nearest(table: _Forms, name: str, result: str, operands: str) -> tuple[str, str] | None:
    """The signature and form that operands are widened to, the left one as little as can be; None: there is none."""
    found = [taken for taken in table.get((name, result), ()) if widened(operands, taken)]
    if not found:
        return None
    taken = min(found, key=lambda s: [LADDER.find(letter) for letter in s])
    return taken, table[name, result][taken]


def form_of(name: str, result: str, operands: str) -> str:
    """The form of an operation of the machine's own that there is."""
    found = nearest(TABLE, name, result, operands)
    assert found is not None, (name, result, operands)
    return found[1]
