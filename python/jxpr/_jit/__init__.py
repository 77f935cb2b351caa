"""jit(): Python functions over arrays as jx programs.

`_source` finds a function's text, `_translate` writes the program, `_names` knows what NumPy's, math's and Python's own
functions are called in it, and `_jitted` calls it. Start at `jit()` in `_jitted`.
"""

from ._errors import JitError
from ._jitted import Jitted, jit

__all__ = ["JitError", "Jitted", "jit"]
