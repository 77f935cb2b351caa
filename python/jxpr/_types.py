"""What `compile` is told of an input, and an array like those. Start at `Example`."""

from __future__ import annotations

import math
import re
from typing import Any, NoReturn

import numpy as np

from ._errors import ProgramTypeError, refused

_WEAK = {"int": 10, "float": 0.5, "complex": 0.5j, "bool": True}
_PYTHONS = {int: "int", float: "float", complex: "complex", bool: "bool"}
_TEXT = re.compile(r"\s*((?:[<>=]?[mM]8|datetime64|timedelta64)\[\w+\]|[\w<>=|.]+)\s*(?:\[(.*)\])?\s*", re.S)
_EXTENT = re.compile(r"(?:(?P<name>[^\W\d]\w*)(?:\s*(?P<sign>[-+])\s*(?P<more>\d+))?|(?P<number>\d+)|:)")
_FREE = (0, 1000, 200, 64, 32)  # how long axes are that may have any length, by how many there are
_MOST = 1 << 22  # elements of an array that has to have some


class Example:
    """The type of an input, as text, and an array of it.

    Parameters
    ----------
    given : str, dtype, tuple, array or number
        See `compile`.
    what : str
        Its name in messages.

    Attributes
    ----------
    text : str
    """

    def __init__(self, given: Any, what: str) -> None:
        self._what = what
        self.text = given if isinstance(given, str) else self._text_of(given)
        self._parse()

    def _text_of(self, given: Any) -> str:
        if isinstance(given, type) and given in _PYTHONS:
            return _PYTHONS[given]
        if type(given) in _PYTHONS:
            return _PYTHONS[type(given)]
        if isinstance(given, tuple) and len(given) == 2 and isinstance(given[1], int):
            dtype = self._dtype(given[0])
            return f"{dtype}[{', '.join(':' * given[1])}]" if 0 <= given[1] <= 32 else self._fail(given)
        if isinstance(given, (np.dtype, type)):
            return str(self._dtype(given))
        if hasattr(given, "dtype") and hasattr(given, "shape"):
            fortran = np.ndim(given) > 1 and np.asarray(given).flags.f_contiguous
            extents = ", ".join([*":" * np.ndim(given), *["order=F"] * fortran])
            return f"{self._dtype(given.dtype)}[{extents}]"
        return self._fail(given)

    def _fail(self, given: object) -> NoReturn:
        raise refused(
            ProgramTypeError, f"{self._what} must be one such as 'float64', 'float64[n, m]' or 'int', not {given!r:.80}"
        )

    def _dtype(self, given: Any) -> np.dtype[Any]:
        try:
            dtype: np.dtype[Any] = np.dtype(given)
        except TypeError:
            self._fail(given)
        return dtype

    def _parse(self) -> None:
        match = _TEXT.fullmatch(self.text)
        if not match:
            self._fail(self.text)
        self.weak = match[1] in _WEAK and match[2] is None
        self.dtype = self._dtype(match[1])
        extents = [":"] if match[2] is None else [part.strip() for part in match[2].split(",") if part.strip()]
        self.order = "C"
        if extents and extents[-1].replace(" ", "") in ("order=F", "order=C"):
            self.order = extents.pop()[-1]
        self._extents: list[re.Match[str]] = [_EXTENT.fullmatch(one) or self._fail(self.text) for one in extents]

    @property
    def is_small(self) -> bool:
        """Whether an array of it can be made at little cost."""
        return self.weak or math.prod(map(float, self._shape({}))) <= _MOST

    def _shape(self, sizes: dict[str, int]) -> tuple[int, ...]:
        free = _FREE[min(len(self._extents), len(_FREE) - 1)]
        shape = []
        for extent in self._extents:
            if extent["number"]:
                shape.append(int(extent["number"]))
            elif extent["name"]:
                more = int(extent["more"] or 0) * (-1 if extent["sign"] == "-" else 1)
                shape.append(max(sizes.setdefault(extent["name"], free) + more, 0))
            else:
                shape.append(free)
        return tuple(shape)

    def array(self, sizes: dict[str, int], elements: bool = False) -> Any:
        """An array of the type, or a number.

        Parameters
        ----------
        sizes : dict of str to int
            The sizes that names of extents stand for; those that are missing are chosen.
        elements : bool
            Whether there must be any: zeros.
        """
        if self.weak:
            return _WEAK[self.text.strip()]
        make: Any = np.zeros if elements else np.empty
        return make(self._shape(sizes), self.dtype, self.order)
