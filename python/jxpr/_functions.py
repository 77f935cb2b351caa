"""The functions of the language, as libjx lists them."""

from __future__ import annotations

from typing import Any

from . import _library as c


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
