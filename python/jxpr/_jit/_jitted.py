"""The function that jit() gives. Start at `jit()`."""

from __future__ import annotations

import functools
import inspect
import threading
import types
from typing import Any, Callable, Optional, Union, overload

from .. import _program
from .._context import _precision_number
from .._errors import Error, ProgramTypeError, refused
from ._errors import JitError, located
from ._source import Sourced
from ._translate import Program, fact, translate


class _Made:
    """A program made for some values of the arguments that programs have as literals."""

    def __init__(self, program: Program, precision: Optional[str], count: int):
        self.facts, self.places, self.text = program.facts, program.places, program.text
        self.operands, self.is_tuple = program.operands, program.is_tuple
        try:
            self.run = _program.compile(program.text, [one.name for one in program.operands], precision=precision)
        except Error as error:
            raise self.located(error)
        # All arguments, in order, and nothing else: they are passed on as they come.
        self.direct = [one.at for one in self.operands] == list(range(count)) and not self.is_tuple

    def located(self, error: Error) -> Error:
        return located(error, self.places[min(max(error.line, 1), len(self.places)) - 1])

    def fits(self, arguments: tuple[Any, ...]) -> bool:
        return all(fact(value(arguments)) == wanted for value, wanted in self.facts)


class Jitted(Sourced):
    """A function that `jit` made: called as the function is, with arrays.

    Any number of threads may call it at once. It is pickled as functions are, by its name.

    Attributes
    ----------
    function : function
        What was decorated.
    jx_source : str
        The program that the last new kind of call was translated to.

    Examples
    --------
    >>> import jxpr
    >>> @jxpr.jit
    ... def area(radius):
    ...     return 3*radius**2
    >>> area
    <jxpr.jit area(radius)>
    >>> area.jx_source
    '3 * radius ** 2'
    """

    __module__ = "jxpr"
    __name__: str

    def __init__(self, function: types.FunctionType, precision: Optional[str] = None):
        super().__init__(function)
        functools.update_wrapper(self, function)
        self._precision = precision
        self._made: list[_Made] = []
        self._only: Optional[_Made] = None  # the one program there will be, of all arguments as they come
        self._lock = threading.Lock()
        self._count = len(self.signature.parameters)
        self._simple = all(
            one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD) for one in self.signature.parameters.values()
        )
        self._takes_out = "out" not in self.signature.parameters

    def __repr__(self) -> str:
        return f"<jxpr.jit {self.function.__qualname__}{self.signature}>"

    def __reduce__(self) -> str:
        return self.function.__qualname__

    def __copy__(self) -> Jitted:
        return self

    def __deepcopy__(self, _: Any) -> Jitted:
        return self

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        if self._only is not None and not keywords and len(arguments) == self._count:
            try:
                return self._only.run(*arguments)
            except Error as error:
                raise self._only.located(error) from None
        out = keywords.pop("out", None) if keywords and self._takes_out else None
        if keywords or not self._simple or len(arguments) != self._count:
            arguments = self._bind(arguments, keywords)
        made = self._find(arguments)
        try:
            if made.direct:
                return made.run(*arguments, out=out) if out is not None else made.run(*arguments)
            values = [arguments[one.at] if one.at >= 0 else one.value(arguments) for one in made.operands]
            result = made.run(*values, out=out)
        except Error as error:
            raise made.located(error) from None
        return (result,) if made.is_tuple and not isinstance(result, tuple) else result

    def _bind(self, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> tuple[Any, ...]:
        """One argument for each parameter; a TypeError as Python's own where they do not fit."""
        try:
            bound = self.signature.bind(*arguments, **keywords)
        except TypeError as error:
            raise TypeError(f"{self.function.__name__}() {error}") from None
        bound.apply_defaults()
        return tuple(bound.arguments[name] for name in self.signature.parameters)

    def _find(self, arguments: tuple[Any, ...]) -> _Made:
        for made in self._made:
            if not made.facts or made.fits(arguments):
                return made
        with self._lock:
            for made in self._made:
                if made.fits(arguments):
                    return made
            made = self._translated(arguments)
            if len(self._made) >= 256:  # of so many values of literals the first is the least likely to come again
                self._made.pop(0)
            self._made.append(made)
            if self._simple and made.direct and not made.facts:
                self._only = made
            return made

    def _translated(self, arguments: tuple[Any, ...]) -> _Made:
        try:
            return _Made(translate(self.source, self.signature, arguments), self._precision, self._count)
        except JitError as error:
            raise error.with_traceback(None) from None  # how it was found out tells nobody anything

    @property
    def jx_source(self) -> str:
        if self._made:
            return self._made[-1].text
        empty = inspect.Parameter.empty
        defaults = (one.default for one in self.signature.parameters.values())
        arguments = tuple(0.0 if default is empty else default for default in defaults)
        return translate(self.source, self.signature, arguments).text


@overload
def jit(function: Callable[..., Any], /) -> Jitted: ...


@overload
def jit(*, precision: Optional[str] = None) -> Callable[[Callable[..., Any]], Jitted]: ...


def jit(
    function: Optional[Callable[..., Any]] = None, /, *, precision: Optional[str] = None
) -> Union[Jitted, Callable[[Callable[..., Any]], Jitted]]:
    """Make a Python function over arrays one program of jx.

    The function's text is read, not run: assignments, conditional expressions and what it returns become a program,
    which is compiled at the first call for the dtypes and layouts at hand, and kept on disk as every other.

    Parameters
    ----------
    function : function
        Of assignments, ``x if c else y`` and one ``return`` of an expression or a tuple of some. It calls functions of
        ``numpy``, ``math`` and Python itself that the language has, methods of arrays that are such functions, and
        other functions that `jit` made. Names outside of it are looked up at each call, as Python does.
    precision : {'full', 'fast'}, optional
        As in `evaluate`.

    Returns
    -------
    Jitted
        To be called as the function, with arrays or numbers of any shapes and dtypes, and with ``out=`` as in
        `evaluate` where the function has no such parameter.

    Raises
    ------
    JitError
        At the first call: the function has what no array expression is, such as a loop; the message tells file, line
        and reason.
    Error
        At a call, as in `evaluate`; the message tells the line of the function.

    Notes
    -----
    Arguments that a program has as literals (axes, shapes, dtypes) and what ``is None`` asks for make a program for
    each of their values. ``if`` statements are taken when they depend on such values alone.

    Examples
    --------
    >>> import numpy as np
    >>> import jxpr
    >>> @jxpr.jit
    ... def standardised(x, axis=None):
    ...     m = np.mean(x, axis=axis, keepdims=True)
    ...     return (x - m)/x.std(axis=axis, keepdims=True)
    >>> standardised(np.array([[1.0, 3.0], [2.0, 6.0]]), axis=1)
    array([[-1.,  1.],
           [-1.,  1.]])
    >>> print(standardised.jx_source)
    m = mean(x, axis=1, keepdims=True)
    (x - m) / std(x, axis=1, keepdims=True)
    """
    if precision is not None:
        _precision_number(precision)
    if function is None:
        return lambda one: jit_function(one, precision)
    return jit_function(function, precision)


def jit_function(function: Any, precision: Optional[str]) -> Jitted:
    if isinstance(function, Jitted):
        return Jitted(function.function, precision)
    if isinstance(function, (staticmethod, classmethod)) or not isinstance(function, types.FunctionType):
        raise refused(ProgramTypeError, f"jit takes a Python function, not a value of type {type(function).__name__}")
    for name, one in inspect.signature(function).parameters.items():
        if one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD):
            raise refused(ProgramTypeError, f"{function.__name__}: jit takes no '*{name}': name each parameter")
    return Jitted(function, precision)


__all__ = ["JitError", "Jitted", "jit"]
