"""Stopping evaluations from other threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _library as c
from ._context import _own

if TYPE_CHECKING:
    from ._context import _Context


class Context:
    """What a thread evaluates in: `context` gives it, for other threads to stop what it does.

    Examples
    --------
    >>> import jxpr
    >>> mine = jxpr.context()  # to be handed to another thread
    >>> mine.cancel()
    >>> mine.uncancel()
    True
    """

    __slots__ = ("_own",)

    def __init__(self, own: _Context) -> None:
        self._own = own

    def cancel(self) -> None:
        """Stop the evaluation that runs there, which then raises `ProgramCancelled`; where none runs, the next one.

        From any thread.
        """
        c.lib.jx_cancel(self._own.pointer)

    def uncancel(self) -> bool:
        """Take back a `cancel` that no evaluation has met, on the thread whose context this is.

        Returns
        -------
        bool
            Whether there was one.
        """
        met: bool = c.lib.jx_uncancel(self._own.pointer)
        return met


Context.__module__ = "jxpr"


def context() -> Context:
    """The calling thread's context.

    Returns
    -------
    Context

    Examples
    --------
    >>> import jxpr
    >>> jxpr.context().cancel()  # as another thread would, a moment too early
    >>> jxpr.evaluate("1 + 1", {})
    Traceback (most recent call last):
    jxpr.ProgramCancelled: error: stopped by jx_cancel()
    >>> int(jxpr.evaluate("1 + 1", {}))
    2
    """
    return Context(_own())
