"""Every operation and dtype for which the answer is another one than NumPy's, on purpose: one table for the tests and for
docs/from-numpy.md, whose table follows from it (docs_tables.py).

A row says of which operations and dtypes it holds, and what is different: that they are refused here, that they are taken
here, or the dtype of the result. The first row that holds counts. Values are the same up to what the document says.
"""

import dataclasses
from collections.abc import Callable

import numpy as np

REFUSED, TAKEN = "refused", "taken"


@dataclasses.dataclass(frozen=True)
class Difference:
    operations: str  # for the document
    dtypes: str
    numpys: str
    ours: str
    holds: Callable  # of a name, the operands' dtypes, and the dtype of NumPy's result or None for what it refuses
    what: object  # REFUSED, TAKEN, or a dtype
    reference: Callable | None = None  # of what is taken here: its value


def kinds(dtypes):
    return {d.kind for d in dtypes}


def of(names, some, others=""):
    """Holds of these operations where some dtype is of one of these kinds, and one of those, if any are given."""
    names = set(names.split())

    def holds(name, dtypes, result):
        found = kinds(dtypes)
        return name in names and bool(found & set(some)) and (not others or bool(found & set(others)))

    return holds


def no_value(a):
    return ~np.asarray(a).astype(bool)


def rounded_bool(name, dtypes, result):
    return name in ("round", "around") and dtypes[0].kind == "b"


def half(name, dtypes, result):
    casts = "astype full full_like identity eye zeros_like ones_like arange linspace".split()
    return name not in casts and result is not None and result.kind == "f" and kinds(dtypes) <= set("biu")


ORDER = (
    "less less_equal greater greater_equal maximum minimum fmax fmin clip min max amin amax argmin argmax nanmin nanmax ptp"
)
JOINS = "concatenate concat stack hstack vstack dstack column_stack"


def mixture(name, dtypes, result):
    """Strings with something else, or with those of the other kind."""
    found = kinds(dtypes[1:] if name == "where" else dtypes)
    names = f"{JOINS} where equal not_equal".split()
    return (name in names or " if " in name or " in " in name) and bool(found & set("SU")) and len(found) > 1


def filled(name, dtypes, result):
    """Strings as something else, or times as numbers."""
    if name not in ("full", "full_like") or result is None:
        return False
    kind = dtypes[-1].kind
    return kind in "SU" and result.kind not in "SU" or kind in "mM" and result.kind not in "SUmM"


def clipped_number(name, dtypes, result):
    return name == "clip" and dtypes[0].kind in "biuf" and "m" in kinds(dtypes)


def date_or_span(name, dtypes, result):
    return (name == "where" or " if " in name) and set("mM") <= kinds(dtypes[-2:])


def parts(name, dtypes, result):
    return name in ("real", "imag", "x.imag") and bool(kinds(dtypes) & set("SUmM"))


def other_text(name, dtypes, result):
    if name != "full_like" or dtypes[0].kind not in "SU":
        return False
    return dtypes[-1].kind not in ("biuU" if dtypes[0].kind == "U" else "S")


def text_cast(name, dtypes, result):
    return name == "astype" and dtypes[0].kind in "SU" and (result is None or result.kind != "b")


def other_unit(name, dtypes, result):
    """A date as a span of another unit, or a span as a date."""
    if name not in ("astype", "full_like") or result is None or {dtypes[-1].kind, result.kind} != set("mM"):
        return False
    return dtypes[-1].str[2:] != result.str[2:]


def code(names):
    return " ".join(f"`{name}`" for name in names.split())


def refused(names, some, of_what, numpys, others="", ours="an error"):
    return Difference(code(names), of_what, numpys, ours, of(names, some, others), REFUSED)


def taken(names, some, of_what, numpys, ours, reference):
    holds = of(names, some)
    return Difference(code(names), of_what, numpys, ours, lambda n, d, r: r is None and holds(n, d, r), TAKEN, reference)


ROWS = (
    refused(ORDER, "c", "complex numbers", "the real parts decide first", ours="an error: they have no order"),
    Difference(f"`where` `==` `!=` {code(JOINS)}", "strings and others", "others as text", "an error", mixture, REFUSED),
    Difference("`where`", "datetime64 and timedelta64", "spans as dates", "an error", date_or_span, REFUSED),
    Difference("`real` `imag`", "strings, times", "themselves; zeros", "an error", parts, REFUSED),
    refused("argmin argmax", "SU", "strings", "a place"),
    Difference("`astype`", "strings, but to bool", "numbers of texts", "an error", text_cast, REFUSED),
    Difference("`astype` `full_like`", "datetime64 to timedelta64, and back", "in any unit", "in their own alone", other_unit, REFUSED),
    Difference("`full_like`", "bytes with what is none; str with floats, bytes and times", "converted", "an error", other_text, REFUSED),
    refused("arange", "bcmM", "bool, complex numbers, times", "a range of them"),
    refused(JOINS, "mM", "times and integers", "times", "biuf"),
    refused("isclose", "m", "timedelta64 and numbers", "compared", "biuf"),
    refused("nanmean", "m", "timedelta64", "as `mean`"),
    refused("cumprod cumulative_prod nancumprod", "c", "complex numbers", "their running product"),
    Difference("`full` `full_like`", "strings, times as numbers", "converted", "an error", filled, REFUSED),
    Difference("`clip`", "numbers, by times", "times", "an error", clipped_number, REFUSED),
    taken("logical_not", "mMSU", "times, strings", "an error", "whether 0 or empty", no_value),
    taken("str", "U", "str", "has no such function", "itself", lambda a: a),
    taken("round around", "b", "bool, to decimals", "an error", "itself", lambda a: a),
    Difference("`round` `around`", "bool", "float16", "bool, as `floor`", rounded_bool, np.dtype(bool)),
    Difference("functions of floats", "bool, integers", "float16, float32 of narrow ones", "float64", half, np.dtype(float)),
)


def difference(name, dtypes, result):
    """The row for a name, its operands' dtypes and NumPy's dtype, or None."""
    return next((r for r in ROWS if r.holds(name, dtypes, result)), None)
