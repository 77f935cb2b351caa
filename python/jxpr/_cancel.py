"""Stopping evaluations from other threads."""

from . import _library as c
from ._context import _own


class Context:
    """What a thread evaluates in: `context` gives it, for other threads to stop what it does."""

    __slots__ = ("_own",)

    def __init__(self, own):
        self._own = own

    def cancel(self):
        """Stop the evaluation that runs there, which then raises `ProgramCancelled`; where none runs, the next one.

        From any thread.
        """
        c.lib.jx_cancel(self._own.pointer)

    def uncancel(self):
        """Take back a `cancel` that no evaluation has met, on the thread whose context this is.

        Returns
        -------
        bool
            Whether there was one.
        """
        return c.lib.jx_uncancel(self._own.pointer)


Context.__module__ = "jxpr"


def context():
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
