"""A register as a folder with one JSON file for each record.

A save first writes the changed files to the folder ``.mou-new``, and then renames this folder to ``.mou-commit`` in a
single step. After this step, the new register is saved, even if the process is killed. Readers use a file in
``.mou-commit`` instead of the file with the same name elsewhere. The next writer moves the files in ``.mou-commit`` to
their places. An empty file in ``.mou-commit`` means that the register has no file with this name.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import attrs
from cattrs import Converter

from mou.answers.register import Register
from mou.documents.codec import FORMAT, dumps, loads
from mou.documents.disk import new_file, sync_file, sync_folder
from mou.documents.text import LARGEST, too_large
from mou.errors import Problem, ValidationError
from mou.model.records import FIELDS, Record
from mou.values.checked import checked
from mou.values.fields import as_id, as_ids, pointer, refusal, refuse, shown

KINDS: dict[str, type[Record]] = {name: cls for cls, name in FIELDS.items()}
"""The names of the subfolders, with the class of the records in each."""
MARKER = "register.json"
LOCK = ".mou-lock"
_NEW = ".mou-new"
_COMMIT = ".mou-commit"
_TRIES = 100
_RESERVED = re.compile(
    r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|\Z)", re.IGNORECASE
)  # names that Windows reserves, with any extension

Stamp = tuple[int, ...]


def file_name(record_id: str) -> str:
    """Return the file name of a record. Different ids have different file names on every system.

    >>> file_name("mys-usa-2025"), file_name("cow:345"), file_name("aux.1")
    ('mys-usa-2025.json', 'cow=345.json', '_aux.1.json')

    The number after the plus sign encodes which letters are capitals, for systems that ignore case:

    >>> file_name("Kyiv"), file_name("KYIV"), file_name("kyiv")
    ('Kyiv+1.json', 'KYIV+f.json', 'kyiv.json')
    """
    capitals = sum(1 << place for place, letter in enumerate(record_id) if letter.isupper())
    reserved = "_" if _RESERVED.match(record_id) else ""
    return f"{reserved}{record_id.replace(':', '=')}{f'+{capitals:x}' if capitals else ''}.json"


def _is_named(name: str) -> bool:
    """Return whether a file name can belong to a record."""
    guess = name.removeprefix("_").removesuffix(".json").partition("+")[0].replace("=", ":")
    return not refusal(as_id(guess)) and file_name(guess) == name


def _layout(value: str) -> str:
    return value if value == "folder" else refuse(value, '"folder"')


def _format(value: str) -> str:
    return value if value == FORMAT else refuse(value, f'"{FORMAT}"')


@checked(kw_only=True)
class _Order:
    """The ids of each kind of record, in order. If the records of a kind are sorted by id, their ids are left out."""

    parties: tuple[str, ...] = attrs.field(default=(), converter=as_ids)
    forums: tuple[str, ...] = attrs.field(default=(), converter=as_ids)
    meetings: tuple[str, ...] = attrs.field(default=(), converter=as_ids)
    agreements: tuple[str, ...] = attrs.field(default=(), converter=as_ids)


@checked
class _Marker:
    format: str = attrs.field(converter=_format)
    layout: str = attrs.field(converter=_layout)
    order: _Order = _Order()


def files_of(register: Register, converter: Converter | None = None) -> dict[str, bytes]:
    """Return the content of each file of a register, by its path in the folder."""
    order: dict[str, list[str]] = {}
    files: dict[str, bytes] = {}
    for kind in KINDS:
        records: tuple[Record, ...] = getattr(register, kind)
        ids = [record.id for record in records]
        if ids != sorted(ids):
            order[kind] = ids
        for record in records:
            files[f"{kind}/{file_name(record.id)}"] = _text(record, converter)
    return {MARKER: _text(_Marker(FORMAT, "folder", _Order(**order))), **files}


def _text(value: object, converter: Converter | None = None) -> bytes:
    return (dumps(value, converter=converter) + "\n").encode("utf-8")


def register_of(files: dict[str, bytes], problems: Iterable[Problem], converter: Converter | None = None) -> Register:
    """Return the register in files, or raise `ValidationError` with all problems.

    The argument `problems` contains problems that were found earlier; they are part of the error.

    `Problem.part` is the file with the problem.
    """
    problems = list(problems)
    order = _Order()
    by_kind: dict[str, dict[str, tuple[str, Record]]] = {kind: {} for kind in KINDS}
    for name, text in files.items():
        kind, _, file = name.partition("/")
        try:
            if name == MARKER:
                order = loads(text, _Marker).order
                continue
            record = loads(text, KINDS[kind], converter=converter)
        except ValidationError as error:
            problems.extend(problem.within(name) for problem in error.problems)
            continue
        if file_name(record.id) != file:
            expected = f"the id in the name of the file; the file of this id is {file_name(record.id)}"
            problems.append(Problem("/id", shown(record.id), expected, part=name))
        by_kind[kind][record.id] = name, record
    for kind, by_id in by_kind.items():
        listed: tuple[str, ...] = getattr(order, kind)
        for place, record_id in enumerate(listed):
            if f"{kind}/{file_name(record_id)}" not in files:
                expected = f"the id of a record in {kind}"
                problems.append(Problem(pointer("order", kind, place), shown(record_id), expected, part=MARKER))
        place_of = {record_id: place for place, record_id in enumerate(listed)}
        by_kind[kind] = dict(sorted(by_id.items(), key=lambda item: (place_of.get(item[0], len(place_of)), item[0])))
    names = {kind: [name for name, _ in by_id.values()] for kind, by_id in by_kind.items()}
    records = {kind: [record for _, record in by_id.values()] for kind, by_id in by_kind.items()}
    return assembled(records, lambda kind, place: (names[kind][place], ""), problems)


def assembled(
    records: dict[str, list[Record]], whence: Callable[[str, int], tuple[str, str]], problems: list[Problem]
) -> Register:
    """Return a register of records that come from several documents. If `problems` is not empty, raise an error.

    `records` contains lists of records, by kind. `whence` is a function that takes the kind of a record and its index
    in the list. It returns the document that contains the record, and the pointer to the record in the document.
    """
    if problems:
        raise ValidationError(problems)
    fields: dict[str, Any] = {kind: tuple(members) for kind, members in records.items()}
    try:
        return Register(**fields)
    except ValidationError as error:
        placed: list[Problem] = []
        for problem in error.problems:
            _, kind, place, *rest = problem.pointer.split("/")
            part, where = whence(kind, int(place))
            placed.append(attrs.evolve(problem, pointer=where + "".join(f"/{key}" for key in rest), part=part))
        raise ValidationError(placed) from None


@attrs.frozen
class _Listing:
    """The files in a folder, each with a stamp. If a file changes, its stamp changes.

    A file in `committed` takes precedence over a file in `files` with the same name. `problems` are about links,
    folders and other things that are in the place of a record's file.
    """

    files: dict[str, Stamp]
    committed: dict[str, Stamp]
    problems: tuple[Problem, ...]


def _listed(folder: Path) -> _Listing:
    problems: list[Problem] = []
    committed = _scanned(folder / _COMMIT, f"{_COMMIT}/", problems) if _is_folder(folder, _COMMIT, problems) else {}
    return _Listing(_scanned(folder, "", problems), committed, tuple(problems))


def _scanned(base: Path, shown_base: str, problems: list[Problem]) -> dict[str, Stamp]:
    candidates = [MARKER]
    for kind in KINDS:
        if _is_folder(base, kind, problems):
            names = sorted(path.name for path in (base / kind).iterdir())
            # Names that start with a dot belong to other programs, even .x.json.
            candidates += [f"{kind}/{name}" for name in names if name.lower().endswith(".json") and name[0] != "."]
    stamps: dict[str, Stamp] = {}
    for name in candidates:
        try:
            status = (base / name).lstat()
        except FileNotFoundError:
            continue
        if not stat.S_ISREG(status.st_mode):
            problems.append(Problem("", _kind_of_file(status), "a file", part=shown_base + name))
        elif status.st_size > LARGEST:
            problems += [problem.within(shown_base + name) for problem in too_large(status.st_size).problems]
        else:
            stamps[name] = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return stamps


def _is_folder(base: Path, name: str, problems: list[Problem]) -> bool:
    try:
        status = (base / name).lstat()
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(status.st_mode):
        return True
    problems.append(Problem("", _kind_of_file(status), "a folder", part=name))
    return False


def _kind_of_file(status: os.stat_result) -> str:
    words = {stat.S_IFLNK: "a link", stat.S_IFDIR: "a folder", stat.S_IFREG: "a file"}
    return words.get(stat.S_IFMT(status.st_mode), "a device or pipe")


def read(folder: Path) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Return the files of a register, by path, and the problems with the content of the folder.

    If the folder changes while it is read, read it again. Therefore, all files are from the same moment.

    Raises:
        OSError: the folder can't be read, or kept changing while it was read.
    """
    for _ in range(_TRIES):
        try:
            listing = _listed(folder)
            files = {name: (folder / name).read_bytes() for name in listing.files}
            committed = {name: (folder / _COMMIT / name).read_bytes() for name in listing.committed}
            same = _listed(folder) == listing
        except FileNotFoundError:  # a file was deleted after the folder was listed
            continue
        if same:
            together = files | committed
            return {name: together[name] for name in sorted(together) if committed.get(name) != b""}, listing.problems
    raise OSError(errno.EAGAIN, "the folder kept changing while it was read", str(folder))


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files of a register to a folder. The caller must hold the lock of the folder.

    Raises:
        ValidationError: the folder contains a file that `mou` did not write, and that would be lost or be read as a
            record.
    """
    old, problems = read(folder)
    _check_ours(old, problems)
    _finish(folder)
    stage = folder / _NEW
    if os.path.lexists(stage):
        shutil.rmtree(stage)  # left by a process that was killed before the rename
    changed = {name: text for name, text in files.items() if old.get(name) != text}
    changed |= dict.fromkeys(sorted(old.keys() - files.keys()), b"")
    if not changed:
        return
    parents = sorted({(stage / name).parent for name in changed} | {stage})
    try:
        for parent in parents:
            parent.mkdir()
        for name, text in changed.items():
            with new_file(stage / name, like=folder / name) as file:
                file.write(text.decode("utf-8"))
        for name in changed:  # a separate loop, because most disks are faster with many files at once
            sync_file(stage / name)
        for parent in parents:
            sync_folder(parent)
        stage.rename(folder / _COMMIT)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    sync_folder(folder)
    _finish(folder)


def _check_ours(files: dict[str, bytes], problems: Iterable[Problem]) -> None:
    problems = list(problems)
    for name, text in files.items():
        if name == MARKER:
            try:
                loads(text, _Marker)
            except ValidationError as error:
                problems += [problem.within(name) for problem in error.problems]
        elif MARKER not in files:
            problems.append(Problem("", "a file in a folder without a register", "no file of this name", part=name))
        elif not _is_named(name.partition("/")[2]):
            expected = "the file of a record, with its id as the name"
            problems.append(Problem("", "a file with a different name", expected, part=name))
    if problems:
        raise ValidationError(problems)


def _finish(folder: Path) -> None:
    """Move the committed files to their places."""
    commit = folder / _COMMIT
    if not os.path.lexists(commit):
        return
    for name in _scanned(commit, "", []):
        source, target = commit / name, folder / name
        if source.stat().st_size:
            target.parent.mkdir(exist_ok=True)
            source.replace(target)
        else:
            target.unlink(missing_ok=True)
            source.unlink()
    for kind in KINDS:
        if (folder / kind).exists():
            sync_folder(folder / kind)
    sync_folder(folder)
    shutil.rmtree(commit)
