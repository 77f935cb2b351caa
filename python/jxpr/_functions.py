"""The functions of the language, as libjx lists them: `functions()`, and each as an object, ``jxpr.sin``."""

from __future__ import annotations

import ctypes
import inspect
from typing import TYPE_CHECKING, Any

from . import _library as c
from ._errors import ProgramTypeError, refused

if TYPE_CHECKING:
    from ._arrays import Out
    from ._program import Kernel


def functions() -> list[dict[str, Any]]:
    """List the functions and operators of the language.

    Returns
    -------
    list of dict
        One for each; a function that has an operator is listed once.

        ``name`` : str
            The name that messages use.
        ``names`` : tuple of str
            All names, that one first.
        ``spelling`` : str
            The operator that does the same; empty when there is none.
        ``kind`` : {'operator', 'elementwise', 'reduction', 'making', 'shape', 'running'}
            A function of elements that has an operator, or none; one that folds axes; one that makes elements, as
            ``arange`` does; one that asks for extents or moves axes; one that runs along an axis, as ``cumsum`` does.
        ``arguments`` : tuple of int
            The least and the largest number of arguments that are written without keywords.
        ``keywords`` : tuple of str
            The names of arguments that have one.
        ``ulp`` : float
            The largest error of float32 and float64 results, in units of the exact one's last place; 0 where results
            are exact, correctly rounded, or those of NumPy's own arithmetic.
        ``fast_ulp`` : float
            That of float64 results with ``precision="fast"``, where the function is then another one, and faster; 0
            where it is the same.
        ``help`` : str
            A line.

    Examples
    --------
    >>> import jxpr
    >>> arctan2 = next(f for f in jxpr.functions() if "atan2" in f["names"])
    >>> arctan2["name"], arctan2["arguments"], arctan2["ulp"]
    ('arctan2', (2, 2), 1.0)
    >>> [f["name"] for f in jxpr.functions() if f["kind"] == "making"]
    ['arange', 'linspace']
    """
    count = c.lib.jx_functions(None, 0)
    rows = (c.Function * count)()
    c.lib.jx_functions(rows, count)
    return [_describe(row) for row in rows]


def _describe(row: c.Function) -> dict[str, Any]:
    return {
        "name": row.name.decode(),
        "names": tuple(row.names.decode().split()),
        "spelling": row.spelling.decode(),
        "kind": c.FUNCTION_KINDS[row.kind],
        "arguments": (row.min_arguments, row.max_arguments),
        "keywords": tuple(row.keywords.decode().split()),
        "ulp": row.ulp,
        "fast_ulp": row.fast_ulp,
        "help": row.help.decode(),
    }


# ---- Functions as objects ----

_KINDS = {
    "operator": "Element by element.",
    "elementwise": "Element by element.",
    "reduction": "Over all elements, or along an axis.",
    "making": "Makes elements.",
    "shape": "Asks for extents, or moves axes.",
    "running": "Along an axis, of the elements up to each.",
}


def _error(ulp: float, fast: float) -> str:
    if not ulp:
        return "exact, correctly rounded, or that of NumPy's own arithmetic"
    faster = f", {fast:g} with precision='fast'" if fast else ""
    return f"at most {ulp:g} ULP{faster}"


def _doc(row: dict[str, Any]) -> str:
    least, most = row["arguments"]
    takes = f"{least}" if least == most else f"{least} to {most}"
    lines = [row["help"][:1].upper() + row["help"][1:] + ".", "", _KINDS[row["kind"]], "", "Parameters", "----------"]
    lines += ["*arguments : array_like", f"    {takes}; words, such as those of dtypes, as str."]
    lines += [f"{word} : optional" for word in row["keywords"]]
    lines += ["out : ndarray, optional", "    Where to put the result.", "", "Notes", "-----"]
    lines += [f"Error of float32 and float64 results: {_error(row['ulp'], row['fast_ulp'])}."]
    if row["spelling"]:
        lines += [f"In programs also as an operator, ``{row['spelling']}``."]
    if len(row["names"]) > 1:
        lines += [f"Names: {', '.join(row['names'])}."]
    return "\n".join(lines) + "\n"


def _literal(value: Any) -> str | None:
    """A keyword's value as a program has it; None when it is none of those that can be written."""
    if value is None or isinstance(value, (bool, int, str)):
        return repr(value)
    if isinstance(value, tuple) and all(type(v) is int for v in value):
        return repr(value)
    if isinstance(value, type) or hasattr(value, "kind") and hasattr(value, "itemsize"):  # a dtype
        import numpy

        return repr(numpy.dtype(value).name)
    return None


class Function:
    """A function of the language, to be called with arrays: ``jxpr.sin(x)`` is ``evaluate("sin(x)")``.

    Attributes
    ----------
    names, kind, arguments, keywords, ulp, fast_ulp
        As `functions` tells them.

    Examples
    --------
    >>> import numpy as np
    >>> import jxpr
    >>> jxpr.hypot(np.array([3.0, 5.0]), 4)
    array([5.        , 6.40312424])
    >>> jxpr.sum(np.ones((2, 3)), axis=0)
    array([2., 2., 2.])
    """

    def __init__(self, name: str, row: dict[str, Any]) -> None:
        self.__name__ = self.__qualname__ = name
        self.__module__ = "jxpr"
        self.__doc__ = _doc(row)
        self.names, self.kind, self.arguments = row["names"], row["kind"], row["arguments"]
        self.keywords, self.ulp, self.fast_ulp = row["keywords"], row["ulp"], row["fast_ulp"]
        self._kernels: dict[str, Kernel] = {}

    @property
    def __signature__(self) -> inspect.Signature:
        P = inspect.Parameter
        words = [P(word, P.KEYWORD_ONLY, default=None) for word in (*self.keywords, "out")]
        return inspect.Signature([P("arguments", P.VAR_POSITIONAL), *words])

    def __repr__(self) -> str:
        return f"<jxpr.{self.__name__}: {str(self.__doc__).splitlines()[0][:-1]}>"

    def __reduce__(self) -> str:
        return self.__name__

    def _kernel(self, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> tuple[Kernel, list[Any]]:
        """The program of a call, and which values it takes."""
        from ._program import Kernel

        texts: list[str] = []
        values: list[Any] = []
        for word, value in (*((None, a) for a in arguments), *keywords.items()):
            text = repr(value) if type(value) is str else _literal(value) if word else None
            if text is None:
                text = f"x{len(values)}"
                values.append(value)
            texts.append(f"{word}={text}" if word else text)
        text = f"{self.__name__}({', '.join(texts)})"
        if text not in self._kernels:
            if len(self._kernels) >= 256:
                self._kernels.clear()
            self._kernels[text] = Kernel(text, [f"x{i}" for i in range(len(values))])
        return self._kernels[text], values

    def __call__(self, *arguments: Any, out: Out = None, **keywords: Any) -> Any:
        for word in keywords:
            if not word.isidentifier() or word not in self.keywords:
                has = f"it has {', '.join(self.keywords)}" if self.keywords else "it has none"
                raise refused(ProgramTypeError, f"{self.__name__}() has no keyword '{word}': {has}")
        kernel, values = self._kernel(arguments, keywords)
        return kernel(*values, out=out)


def function_named(name: str) -> Function | None:
    """The function of a name, None when there is none."""
    row = c.Function()
    if not name.isidentifier() or not c.lib.jx_function_named(name.encode(), ctypes.byref(row)):
        return None
    return Function(name, _describe(row))


def function_names() -> list[str]:
    """All names of functions."""
    return [name for row in functions() for name in row["names"]]
