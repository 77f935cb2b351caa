"""How every operation is called: its programs, for test_every_operation.py.

A form is a text over operands that letters name: `a b c` are arrays of n elements, `A B` of shape (n, 3), `R` (3, n), `Q`
(1, n, 1), `s t u` scalars: all of any dtype in any layout. `i j m M` are indices and masks for them, `n` is the length. The
text is Python for NumPy too, if no other is given. What FORMS has nothing for is called with as many of `a b c` as it
takes; reductions in the ways that their keywords allow. Start at forms().
"""

import dataclasses
import re

import jxpr
from every_values import NUMBERS, TIMES

SWEPT = "abcABRQstu"


@dataclasses.dataclass(frozen=True)
class Form:
    name: str
    text: str
    reference: str
    kind: str
    tame: str | None

    @property
    def letters(self):
        return [w for w in dict.fromkeys(re.findall(r"\b[a-zA-Z]\b", re.sub("'.*?'", "", self.text))) if w in SWEPT + "ijmMn"]

    @property
    def swept(self):
        return [w for w in self.letters if w in SWEPT]


FIND = "(a, b)|(a, b, 1)|(a, b, -3, 4)|(a, b, end=2)"
STRIP = "(a)|(a, b)"
TARGETS = [*(d.name for d in NUMBERS), *(d.str[1:] for d in TIMES)]

# name: the arguments of each form, between bars; a whole text has an `@` for the name.
FORMS = {
    "clip": "(a, b, c)|(a, b, None)|(a, max=b)",
    "round": "(a)|(a, 2)|(a, -1)",
    "around": "(a)|(a, decimals=1)",
    "complex": "(a)|(a, b)",
    "angle": "(a)|(a, deg=True)",
    "isclose": "(a, b)|(a, b, rtol=0.01, atol=0, equal_nan=True)",
    "nan_to_num": "(a)|(a, nan=1.0, posinf=2.0, neginf=3.0)",
    **dict.fromkeys("contains startswith endswith find rfind count".split(), FIND),
    **dict.fromkeys("strip lstrip rstrip".split(), STRIP),
    "astype": "|".join(f"(a, '{d}')" for d in TARGETS) + "|" + "|".join(f"{d.name}(a)" for d in NUMBERS),
    "arange": "(s)|(s, t)|(s, t, u)|(n)|(0, n)|(n, -n, -3)|(s, dtype=float32)",
    "linspace": "(s, t)|(s, t, n)|(s, t, n, endpoint=False)|(0, 1, n)|(s, t, num=5, dtype=float32)",
    "size": "(a)|(R)|(R, 1)|(A, axis=0)",
    "ndim": "(a)|(A)|(s)",
    "shape": "(a, 0)|(R, -1)",
    "take": "(a, i)|(A, i, axis=0)|(R, i, axis=-1)|(a, i, mode='wrap')|(a, i, mode='clip')|(A, 0)",
    "take_along_axis": "(a, i)|(R, j, axis=1)",
    **dict.fromkeys(("transpose", "permute_dims"), "(a)|(A)|(R, (1, 0))|(Q, (2, 0, 1))"),
    "expand_dims": "(a, 0)|(A, (0, 2))|(s, 0)",
    "squeeze": "(Q)|(Q, 0)|(a)",
    "broadcast_to": "(a, (3, n))|(Q, (2, n, 5))|(s, (n, 2))",
    "flip": "(a)|(A)|(A, 1)|(R, axis=0)",
    "flipud": "(a)|(A)",
    "fliplr": "(A)",
    "rot90": "(A)|(A, 2)|(R, -1)|(Q, 1, (1, 2))",
    "moveaxis": "(A, 0, 1)|(Q, 1, -1)",
    "swapaxes": "(A, 0, 1)|(Q, 0, 1)",
    "matrix_transpose": "(A)|(Q)",
    **dict.fromkeys("atleast_1d atleast_2d atleast_3d".split(), "(a)|(A)|(s)"),
    "reshape": "(A, (3, n))|(R, (3*n,))|(A, (3, n), order='F')|(a, (1, n))",
    "ravel": "(A)|(R)|(R, 'F')|(s)",
    **dict.fromkeys(("concatenate", "concat"), "((a, b))|((A, B), 1)|((a, b, a))|((A, B), axis=None)"),
    "stack": "((a, b))|((A, B), 1)|((a, b), axis=-1)",
    **dict.fromkeys("hstack vstack dstack".split(), "((a, b))|((A, B))"),
    "column_stack": "((a, b))",
    "roll": "(a, 1)|(a, -70)|(A, 2)|(A, 1, 0)|(R, (1, -1), (0, 1))",
    **dict.fromkeys(("zeros", "ones"), "(n)|((3, n), 'int8')|((n, 2), dtype=complex64)"),
    "full": "(n, s)|((n, 3), s)|(n, s, dtype=float32)",
    **dict.fromkeys(("zeros_like", "ones_like"), "(a)|(A)|(R, dtype=int16)|(a, shape=(2, n))"),
    "full_like": "(a, s)|(R, s)|(a, s, shape=(n, 2))",
    "eye": "(7)|(n % 99, 5, k=-1)|(5, n % 99, 2, dtype=int16)",
    "identity": "(n % 99)|(3, dtype=float32)",
    "vecdot": "(a, b)|(A, B)|(R, R)|(A, B, axis=0)",
    **dict.fromkeys("cumsum cumprod nancumsum nancumprod".split(), "(a)|(A)|(A, axis=0)|(R, axis=1)"),
    **dict.fromkeys(("cumulative_sum", "cumulative_prod"), "(a)|(A, axis=0)|(R, axis=-1)"),
    "nonzero": "(a)[0]|(R)[1]",
    "flatnonzero": "(a)|(R)",
    "argwhere": "(a)|(R)",
    "compress": "(m, a)",
    "extract": "(m, a)|(M, A)",
    "einsum": "('i->', a)|('i,i->i', a, b)|('ij->j', A)|('ij,ij->i', A, B)",
    "diff": "(a)|(A, axis=0)|(R)|(a, n=2)",
    # What is no function.
    "a[i]": "@|R[:, i]|A[i]|A[i, 1]|a[i[::-1]]",
    "a[m]": "@|A[m]|A[M]|sum(a[m] == a[m])|count_nonzero(A[M])",
    "a[::-2]": "@|a[1:-1]|A[:, ::-1]|R.T|A[None, 1:, ..., -1]|Q[0]",
    "x if m else y": "a if m else b",
    "x in (y,)": "a in (s, t)|a not in (s,)",
    "a*3": "@",
    "x.real": "a.real|R.real",
    "x.imag": "a.imag|A.imag",
}
OTHER_TEXTS = {
    "a if m else b": "where(m, a, b)",
    "a in (s, t)": "equal(a, s) | equal(a, t)",
    "a not in (s,)": "not_equal(a, s)",
    "a*3": "a*3 if a.dtype.kind not in 'SU' else multiplied(a, 3)",
    "sum(a[m] == a[m])": "sum(equal(a[m], a[m]))",
}
# Of reductions: each needs the keyword before the colon.
REDUCTIONS = (
    (None, "(a)"),
    ("axis", "(A, axis=0)"),
    ("axis", "(R, 1, keepdims=True)"),
    ("axis", "(Q)"),
    ("where", "(a, where=m)"),
    ("initial", "(a, where=m, initial=s)"),
    ("dtype", "(a, dtype=float64)"),
    ("ddof", "(A, axis=0, ddof=1)"),
)
SUMS = "sum mean var std vecdot matmul einsum ptp nansum nanmean nanvar nanstd cumsum cumulative_sum nancumsum".split()
SIGNS = "prod nanprod cumprod cumulative_prod nancumprod".split()
TAME = dict.fromkeys(SUMS, "sums") | dict.fromkeys(SIGNS, "signs") | {"arange": "sums", "linspace": "sums"}
TAME |= dict.fromkeys(("power", "pow", "float_power"), "sums")


def tamed(name, text):
    """What values may be. Floats beyond an integer, or below an unsigned one, are C's to convert."""
    return "casts" if name == "astype" and re.search("int|[mM]8", text) else TAME.get(name)


def fits(form, dtypes, ways):
    """Whether a case is one to compare: the others are NumPy's alone, or decided by what no dtype says."""
    kinds = {d.kind for d in dtypes}
    if "scalar" in ways and (set("ARQ") & set(form.letters) or form.name.startswith("cumulative")):
        return False  # it has no axes
    if "scalar" in ways and (form.text.startswith("a[") or form.name == "argwhere"):
        return False  # NumPy's are strings of Python, and lists of characters; places without axes
    if form.name == "isclose" and "rtol" in form.text and "m" in kinds:
        return False  # NumPy's is in numbers of units
    if form.text.endswith(", -1)") and dtypes[0].kind == "b":
        return False  # rounded to tens it is a number, and NumPy's is refused
    if form.name == "full_like" and dtypes[0].kind == "b" and dtypes[1].kind in "mM":
        return False  # NumPy's are refused
    if form.name in ("arange", "linspace") or "initial=" in form.text:  # NumPy's differences of narrow scalars overflow
        return len(set(dtypes)) < 2 and kinds <= set("iuf" if form.name == "arange" else "biufc")
    if "dtype=" in form.text and form.kind == "reduction" or form.name == "complex":
        return kinds <= set("biuf")
    return True


def arguments(f, name):
    """The forms' arguments or texts."""
    if name in FORMS:
        return FORMS[name].split("|")
    if f["kind"] == "reduction":
        needs = [text for keyword, text in REDUCTIONS if keyword is None or keyword in f["keywords"]]
        without = {"(a, where=m)"} if "in" in name[-3:] or "ax" in name or name == "count_nonzero" else set()  # NumPy's have none
        return [t for t in needs if t not in without | ({"(a, dtype=float64)"} if name in SIGNS else set())]
    return [f"({', '.join('abc'[: max(f['arguments'][0], 1)])})"]


def spelled(f):
    """The operator."""
    x = f["spelling"]
    word = " " if x.isalpha() else ""
    return f"{x}{word}a" if f["arguments"][1] == 1 else f"a {x} b"


def forms():
    """(function, form, whether another name of it came before)"""
    for f in jxpr.functions():
        for name in f["names"]:
            for argument in arguments(f, name):
                text = name + argument if argument[0] == "(" else argument
                yield f, Form(name, text, OTHER_TEXTS.get(text, text), f["kind"], tamed(name, text)), name != f["names"][0]
        if f["spelling"]:
            text, name = spelled(f), f["names"][0]
            function = f"{name}({', '.join('ab'[: f['arguments'][1]])})"  # Python's operators do more, as == does
            yield f, Form(name, text, function, f["kind"], TAME.get(name)), False
    nothing = {"ulp": 0}
    for name, texts in FORMS.items():
        if not name.isidentifier():
            for text in texts.replace("@", name).split("|"):
                yield nothing, Form(name, text, OTHER_TEXTS.get(text, text), "expression", None), False
