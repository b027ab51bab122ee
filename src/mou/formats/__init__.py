"""Export a register for other programs. Each format is a module, which is loaded on first use."""

from importlib import import_module
from types import ModuleType

_FORMATS = ("calendar", "digest", "jsonld", "page", "plot", "sheets", "tables")


def __getattr__(name: str) -> ModuleType:
    if name not in _FORMATS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.{name}")


def __dir__() -> list[str]:
    return list(_FORMATS)
