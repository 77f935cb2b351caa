"""Exceptions: what a failure in C becomes, and failures that are found before C is asked."""

from __future__ import annotations


class Error(Exception):
    """A program failed.

    Attributes
    ----------
    status : str
        The kind of failure, such as ``"shape error"``.
    message : str
        One line.
    offset, length : int
        The span in the program, in bytes; length 0 when there is none.
    line, column : int
        Where the span starts, from 1; 0 when there is none.

    Examples
    --------
    >>> import jxpr
    >>> try:
    ...     jxpr.evaluate("1 + sine(2)", {})
    ... except jxpr.Error as error:
    ...     print(error.status, error.line, error.column)
    unknown name 1 5
    """

    def __init__(
        self, status: str, message: str, rendering: str, offset: int, length: int, line: int, column: int
    ) -> None:
        super().__init__(rendering)
        self.status, self.message = status, message
        self.offset, self.length, self.line, self.column = offset, length, line, column

    def __reduce__(self) -> tuple[type[Error], tuple[object, ...]]:
        # As all of __init__'s arguments, so that a pool's worker can send it.
        where = self.offset, self.length, self.line, self.column
        return type(self), (self.status, self.message, str(self), *where)


Error.__module__ = "jxpr"


class ProgramSyntaxError(Error, ValueError):
    """A text that is no program: an `Error` and a `ValueError`.

    Examples
    --------
    >>> import jxpr
    >>> try:
    ...     jxpr.evaluate("2*", {})
    ... except jxpr.ProgramSyntaxError as error:
    ...     print(error.message)
    expected an expression after '*'
    """

    __module__ = "jxpr"


class ProgramNameError(Error, NameError):
    """A name that nothing has: an `Error` and a `NameError`.

    Examples
    --------
    >>> import jxpr
    >>> try:
    ...     jxpr.evaluate("sine(1)", {})
    ... except jxpr.ProgramNameError as error:
    ...     print(error.message)
    unknown function 'sine'; did you mean 'sin'?
    """

    __module__ = "jxpr"


class ProgramTypeError(Error, TypeError):
    """What has not the type it needs: an `Error` and a `TypeError`.

    Examples
    --------
    >>> import jxpr
    >>> try:
    ...     jxpr.evaluate("x + 1", {"x": None})
    ... except jxpr.ProgramTypeError as error:
    ...     print(error.message)
    operand 'x' is None, not an array or a number
    """

    __module__ = "jxpr"


class ProgramValueError(Error, ValueError):
    """Shapes, values and limits that do not do: an `Error` and a `ValueError`.

    Examples
    --------
    >>> import jxpr
    >>> try:
    ...     jxpr.evaluate("arange(3) + arange(2)", {})
    ... except jxpr.ProgramValueError as error:
    ...     print(error.message)
    operands could not be broadcast together with shapes (3,) and (2,)
    """

    __module__ = "jxpr"


class ProgramIndexError(ProgramValueError, IndexError):
    """An index or an axis that is not there: a `ProgramValueError` and an `IndexError`.

    Examples
    --------
    >>> import jxpr
    >>> try:
    ...     jxpr.evaluate("sum(arange(3), axis=1)", {})
    ... except jxpr.ProgramIndexError as error:
    ...     print(error.message)
    axis 1 is out of bounds for an array of rank 1
    """

    __module__ = "jxpr"


class ProgramOverflowError(ProgramValueError, OverflowError):
    """A Python integer that the dtype it meets has not: a `ProgramValueError` and an `OverflowError`.

    Examples
    --------
    >>> import numpy as np
    >>> import jxpr
    >>> try:
    ...     jxpr.evaluate("x + 300", {"x": np.int8(1)})
    ... except jxpr.ProgramOverflowError as error:
    ...     print(error.message)
    300 is out of bounds for int8
    """

    __module__ = "jxpr"


class ProgramMemoryError(Error, MemoryError):
    """There is not enough memory: an `Error` and a `MemoryError`.

    Examples
    --------
    >>> import jxpr
    >>> issubclass(jxpr.ProgramMemoryError, MemoryError)
    True
    """

    __module__ = "jxpr"


class ProgramCancelled(Error, RuntimeError):
    """Another thread stopped the evaluation: an `Error` and a `RuntimeError`.

    Examples
    --------
    >>> import jxpr
    >>> jxpr.context().cancel()
    >>> try:
    ...     jxpr.evaluate("1 + 1", {})
    ... except jxpr.ProgramCancelled as error:
    ...     print(error.message)
    stopped by jx_cancel()
    """

    __module__ = "jxpr"


class CacheError(Error, OSError):
    """Kernels on disk cannot be looked at or removed: an `Error` and an `OSError`.

    Examples
    --------
    >>> import jxpr
    >>> try:
    ...     _ = jxpr.cache_clear()
    ... except jxpr.CacheError as error:
    ...     print(error.message)
    """

    __module__ = "jxpr"


_CLASSES: dict[str, type[Error]] = {
    "invalid argument": ProgramValueError,
    "syntax error": ProgramSyntaxError,
    "incomplete input": ProgramSyntaxError,
    "unknown name": ProgramNameError,
    "type error": ProgramTypeError,
    "shape error": ProgramValueError,
    "value error": ProgramValueError,
    "limit exceeded": ProgramValueError,
    "out of memory": ProgramMemoryError,
    "input/output error": CacheError,
    "cancelled": ProgramCancelled,
}

# How messages begin for which NumPy raises an IndexError: indices, and axes (its AxisError is both).
_INDEX = ("index ", "too many indices", "axis ", "boolean index ")


# What is said of a Python integer that does not fit the dtype it meets: there NumPy raises an OverflowError.
_TOO_LARGE = " is out of bounds for "


def class_of(status: str, message: str) -> type[Error]:
    """The class of what C reports."""
    if status == "shape error" and message.startswith(_INDEX):
        return ProgramIndexError
    if status == "value error" and _TOO_LARGE in message:
        return ProgramOverflowError
    return _CLASSES.get(status, Error)


def refused(cls: type[Error], message: str) -> Error:
    """The exception for an argument that C never sees: it has no place in the program."""
    status = {ProgramTypeError: "type error", ProgramValueError: "value error"}[cls]
    return cls(status, message, f"error: {message}\n", 0, 0, 0, 0)
