"""What is done when another package has been imported, whoever imports it. Start at `after_import()`.

So `df.jx` is there whether pandas was imported before this package or after it, and costs nothing without pandas.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType


class _Loader:
    """A module's own loader, and then something more."""

    def __init__(self, loader: Any, finder: _Finder) -> None:
        self._loader, self._finder = loader, finder

    def create_module(self, spec: ModuleSpec) -> Any:
        return self._loader.create_module(spec)

    def exec_module(self, module: Any) -> None:
        module.__spec__.loader = module.__loader__ = self._loader  # as if nothing had been in between
        self._loader.exec_module(module)
        self._finder.do()


class _Finder:
    """Waits for one module, then goes."""

    def __init__(self, name: str, do: Callable[[], object]) -> None:
        self._name, self.do = name, do

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self._name or self not in sys.meta_path:
            return None
        import importlib.util  # only now: it takes time

        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(fullname)
        if spec is not None and hasattr(spec.loader, "exec_module"):
            loader: Any = _Loader(spec.loader, self)
            spec.loader = loader
        elif spec is None:
            sys.meta_path.insert(0, self)  # it may be there later
        return spec


def after_import(name: str, do: Callable[[], object]) -> None:
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
