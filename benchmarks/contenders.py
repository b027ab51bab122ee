"""The contenders: the libraries that are compared. All read the same documents and write them again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import attrs

import mou
from mou.documents import codec

EXAMPLE = b'{"id": "a", "title": "Agreement"}'
_LOADED = f"import sys, mou; mou.loads({EXAMPLE!r}, mou.Agreement); print('msgspec' in sys.modules)"


class Absent(Exception):  # noqa: N818 - not an error
    """Raised if a contender can't be measured here; the message gives the reason."""


@cache
def has_fast_door() -> bool:
    """Return whether `mou.loads` uses msgspec, the library of the extra `fast`. A new interpreter reads a document."""
    return python("-c", _LOADED).strip() == "True"


def python(*arguments: str) -> str:
    """Return the output of a new interpreter that has the same import path."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    run = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if run.returncode:
        raise RuntimeError(f"{' '.join(arguments)}:\n{run.stderr}")
    return run.stdout


class _Mou:
    """`mou`, through its public functions."""

    def load(self, text: bytes) -> mou.Agreement:
        return mou.loads(text, mou.Agreement)

    def load_many(self, text: bytes) -> mou.Register:
        return mou.loads(b'{"format": "mou/1", "agreements": ' + text + b"}")

    def load_file(self, path: Path) -> mou.Register:
        return mou.load(path)

    def dump(self, value: object) -> str:
        return mou.dumps(value, indent=None)


def _fast() -> _Mou:
    if not has_fast_door():
        raise Absent("mou.loads loads no msgspec here")
    return _Mou()


class _Without(_Mou):
    """`mou` without the extra `fast`, which `use_extra` turns off for each call."""

    def load(self, text: bytes) -> mou.Agreement:
        with _no_extra():
            return super().load(text)

    def load_many(self, text: bytes) -> mou.Register:
        with _no_extra():
            return super().load_many(text)

    def load_file(self, path: Path) -> mou.Register:
        with _no_extra():
            return super().load_file(path)

    def dump(self, value: object) -> str:
        with _no_extra():
            return super().dump(value)


class _no_extra:  # noqa: N801 - named like contextlib's own, which would be too slow here
    def __enter__(self) -> None:
        codec.use_extra = False

    def __exit__(self, *_: object) -> None:
        codec.use_extra = True


def _thorough() -> _Mou:
    return _Without() if has_fast_door() else _Mou()


class _Floor:
    """Convert JSON to dictionaries and back, without any check."""

    def __init__(self) -> None:
        orjson = import_module("orjson")
        self.load = self.load_many = orjson.loads
        self.dump = orjson.dumps


def _model(module: str, cls: str) -> Callable[[], Any]:
    def make() -> Any:
        made = getattr(import_module(f"benchmarks.models.{module}"), cls)
        return made()

    return make


@attrs.frozen
class Contender:
    """A library that is measured.

    Attributes:
        key: the name on the command line and in results.
        label: the name in tables.
        make: a function that returns an object with the methods `load`, `load_many` and `dump`. If the library reads
            files with one record in each line, the object also has the method `load_file`.
        checks: whether the library checks the documents that it reads.
    """

    key: str
    label: str
    make: Callable[[], Any]
    checks: bool = True


ALL = (
    Contender("mou-fast", "mou[fast]", _fast),
    Contender("mou", "mou", _thorough),
    Contender("pydantic", "pydantic v2 strict, BaseModel", _model("pydantic_models", "BaseModels")),
    Contender("pydantic-dataclass", "pydantic v2 strict, slotted dataclass", _model("pydantic_models", "Dataclasses")),
    Contender("msgspec", "msgspec Struct", _model("msgspec_structs", "Structs")),
    Contender("mashumaro", "mashumaro", _model("mashumaro_dataclasses", "Mixins")),
    Contender("cattrs", "cattrs + attrs validators, as first written", _model("cattrs_plain", "Plain")),
    Contender("marshmallow", "marshmallow", _model("marshmallow_schemas", "Schemas")),
    Contender("orjson", "orjson alone: nothing checked", _Floor, checks=False),
)
BY_KEY = {contender.key: contender for contender in ALL}
LABELS = {contender.key: contender.label for contender in ALL}
REFERENCE = "pydantic"


def present(keys: list[str] | None = None) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the contenders that can be measured here, and for all others the reason why they can't."""
    ready: dict[str, Any] = {}
    absent: dict[str, str] = {}
    for contender in ALL:
        if keys is None or contender.key in keys:
            try:
                ready[contender.key] = contender.make()
            except Absent as why:
                absent[contender.key] = str(why)
            except ImportError as error:
                absent[contender.key] = f"{error.name} is not installed"
    return ready, absent


LIBRARIES = (
    "attrs cattrs python-dateutil iso3166 msgspec orjson pydantic pydantic-core mashumaro marshmallow pendulum whenever"
).split()


def versions() -> dict[str, str]:
    """Return the versions of the installed libraries."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def same(one: str | bytes, other: str | bytes) -> bool:
    """Return whether two documents have the same keys and values in the same order."""
    return json.dumps(json.loads(one)) == json.dumps(json.loads(other))
