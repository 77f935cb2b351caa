"""What is done when another package has been imported, whoever imports it. Start at `after_import()`.

So `df.jx` is there whether pandas was imported before this package or after it, and costs nothing without pandas.
"""

import importlib.util
import sys


class _Loader:
    """A module's own loader, and then something more."""

    def __init__(self, loader, finder):
        self._loader, self._finder = loader, finder

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = module.__loader__ = self._loader  # as if nothing had been in between
        self._loader.exec_module(module)
        self._finder.do()


class _Finder:
    """Waits for one module, then goes."""

    def __init__(self, name, do):
        self._name, self.do = name, do

    def find_spec(self, fullname, path=None, target=None):
        if fullname != self._name or self not in sys.meta_path:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(fullname)
        if spec is not None and hasattr(spec.loader, "exec_module"):
            spec.loader = _Loader(spec.loader, self)
        elif spec is None:
            sys.meta_path.insert(0, self)  # it may be there later
        return spec


def after_import(name, do):
    """Calls `do()` once a module has been imported; at once, when it is.

    Parameters
    ----------
    name : str
    do : callable
    """
    module = sys.modules.get(name)
    spec = getattr(module, "__spec__", None)
    if module is not None and not getattr(spec, "_initializing", False):
        do()
    elif module is None:
        sys.meta_path.insert(0, _Finder(name, do))
