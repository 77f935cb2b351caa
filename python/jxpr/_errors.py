"""Exceptions: what a failure in C becomes, and failures that are found before C is asked."""


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
    """

    def __init__(self, status, message, rendering, offset, length, line, column):
        super().__init__(rendering)
        self.status, self.message = status, message
        self.offset, self.length, self.line, self.column = offset, length, line, column

    def __reduce__(self):  # as all of __init__'s arguments, so that a pool's worker can send it
        where = self.offset, self.length, self.line, self.column
        return type(self), (self.status, self.message, str(self), *where)


Error.__module__ = "jxpr"


def _error_class(name, *bases):
    return type(name, bases, {"__doc__": f"Both `Error` and `{bases[-1].__name__}`.", "__module__": "jxpr"})


ProgramSyntaxError = _error_class("ProgramSyntaxError", Error, ValueError)
ProgramNameError = _error_class("ProgramNameError", Error, NameError)
ProgramTypeError = _error_class("ProgramTypeError", Error, TypeError)
ProgramValueError = _error_class("ProgramValueError", Error, ValueError)
ProgramIndexError = _error_class("ProgramIndexError", ProgramValueError, IndexError)
ProgramOverflowError = _error_class("ProgramOverflowError", ProgramValueError, OverflowError)
ProgramMemoryError = _error_class("ProgramMemoryError", Error, MemoryError)
ProgramCancelled = _error_class("ProgramCancelled", Error, RuntimeError)
CacheError = _error_class("CacheError", Error, OSError)

_CLASSES = {
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


def class_of(status, message):
    """The class of what C reports."""
    if status == "shape error" and message.startswith(_INDEX):
        return ProgramIndexError
    if status == "value error" and _TOO_LARGE in message:
        return ProgramOverflowError
    return _CLASSES.get(status, Error)


def refused(cls, message):
    """The exception for an argument that C never sees: it has no place in the program."""
    status = {ProgramTypeError: "type error", ProgramValueError: "value error"}[cls]
    return cls(status, message, f"error: {message}\n", 0, 0, 0, 0)
