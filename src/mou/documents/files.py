"""Load and save records on disk, in any layout.

The path determines the layout of the files:

- an existing folder, a name that ends in ``/``, or a new name without a suffix: a register, as a folder with one JSON
  file for each record;
- ``.ndjson`` or ``.jsonl``: a register, with one record on each line;
- ``.yaml`` or ``.yml``: a single YAML document, which `mou` reads but does not write;
- anything else: a single JSON document.

A register is the same in every layout. If the name belongs to another format (``.xlsx``, ``.csv``, ``.json.gz``, ...),
the functions raise an error that names the function to use.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import IO, Any, TypeVar, overload

from cattrs import Converter

from mou.answers.register import FORMAT, Register
from mou.documents import folder as _folder
from mou.documents.codec import check_class, check_record, class_of, dumps, loads, structured, untagged_members
from mou.documents.collector import catch_up, paused_collector
from mou.documents.disk import followed, is_stream, lock_of, locked, replacing, write_into
from mou.documents.fields import LINE_KEYS, is_record
from mou.documents.ndjson import lines_of, numbered
from mou.documents.text import LARGEST, parsed, too_large
from mou.documents.yaml import parsed_yaml
from mou.errors import FileChangedError, Problem, ValidationError
from mou.model.agreement import Agreement
from mou.model.records import FIELDS, Record
from mou.values.fields import check_is, check_path, pointer, shown
from mou.values.hints import did_you_mean

__all__ = ["RegisterFile", "load", "save"]

T = TypeVar("T")
Files = dict[str, bytes]
_WHOLE = ""  # the name of the file in a layout with a single file
_OFTEN = 256  # how many lines to read between two calls of `catch_up`


class _Layout(Enum):
    DOCUMENT = "a JSON document"
    FOLDER = "a folder"
    LINES = "NDJSON"
    YAML = "YAML"


_BY_ENDING = {".ndjson": _Layout.LINES, ".jsonl": _Layout.LINES, ".yaml": _Layout.YAML, ".yml": _Layout.YAML}
_OTHER_FORMATS = {  # by suffix: the functions that read and write the format
    ".csv": ("mou.importing.read or `mou import`", "mou.formats.sheets.write_csv or `mou export --to csv`"),
    ".xlsx": ("mou.importing.read or `mou import`", "mou.formats.sheets.write_xlsx or `mou export --to xlsx`"),
    ".parquet": ("mou.formats.tables.read_parquet", "mou.formats.tables.write_parquet or `mou export --to parquet`"),
    ".ics": ("", "mou.formats.calendar.to_ical or `mou export --to ical`"),
    ".jsonld": ("", "mou.formats.jsonld.to_jsonld or `mou export --to jsonld`"),
    ".html": ("", "mou.formats.page.page or `mou page`"),
    ".htm": ("", "mou.formats.page.page or `mou page`"),
}
_COMPRESSED = {".gz", ".bz2", ".xz", ".zst", ".zip", ".7z"}


def _layout_of(path: str | os.PathLike[str]) -> _Layout:
    text = os.fspath(path)
    name = Path(text)
    if text.endswith(("/", os.sep)) or name.is_dir():
        return _Layout.FOLDER
    if not name.suffix and not name.exists() and not is_stream(path):
        return _Layout.FOLDER  # `Path("treaties/")` drops the slash
    return _BY_ENDING.get(name.suffix.lower(), _Layout.DOCUMENT)


def _check_format(path: str | os.PathLike[str], *, writing: bool) -> None:
    """Raise an error for the name of a file in another format. The error names the function to use instead."""
    suffix = Path(path).suffix.lower()
    is_missing = not os.fspath(path)
    if not is_missing and (Path(path).is_dir() or os.fspath(path).endswith(("/", os.sep))):
        return
    if is_missing or (writing and os.fspath(path) == "-"):
        expected = "the name of a file or folder; print mou.dumps(record) for standard output"
    elif suffix in _COMPRESSED:
        expected = "a name without this suffix; compress the file afterwards" if writing else "an uncompressed file"
    elif suffix in _OTHER_FORMATS:
        ways = _OTHER_FORMATS[suffix][writing]
        expected = "a name that ends in .json, .ndjson or /" + (f"; for {suffix} use {ways}" if ways else "")
    else:
        return
    raise ValidationError([Problem("", shown(Path(path).name), expected)])


@overload
def load(path: str | os.PathLike[str], cls: None = None, *, converter: Converter | None = None) -> Register | Any: ...
@overload
def load(path: str | os.PathLike[str], cls: type[T], *, converter: Converter | None = None) -> T: ...
def load(path: str | os.PathLike[str], cls: type[Any] | None = None, *, converter: Converter | None = None) -> Any:
    """Read a register in any layout, or another record from a JSON or YAML document.

    Without a class, the document can be a register or an agreement, and type checkers take the result for a register.
    If the declared type were a union of both, all code that reads registers would need an `isinstance` check. Pass a
    class to get the exact type, and an error for any other document.

    If another program saves at the same time, you get either the old register or the new one, never a mixture.

    Args:
        path: the file or folder. Its name determines the layout. ``"-"`` reads JSON or NDJSON from the standard input.
        cls: the class of the record. If you leave it out, the document must be a register or an agreement.
        converter: a converter that you have extended; see `mou.converter`.

    Raises:
        OSError: the file can't be read, or the folder contains no register.
        ValidationError: the document is invalid, or the name of the file belongs to another format. If a register has
            several files or lines, `Problem.part` is the file or line with the problem.
        MissingExtraError: the extra ``yaml`` (``pip install 'pymou[yaml]'``) is not installed, and the document is in
            YAML.
    """
    _check_path(path)
    check_class(cls, converter)
    is_register = cls in {None, Register} or Register in untagged_members(cls)
    if path == "-":
        if sys.stdin is None:
            raise OSError(errno.EBADF, "Standard input is closed")
        text = sys.stdin.buffer.read()
        if is_register and _is_ndjson(text):
            return _register_of_lines(io.BytesIO(text), converter)
        return loads(text, cls, converter=converter)
    _check_format(path, writing=False)
    layout = _layout_of(path)
    if not os.path.lexists(path):
        raise _not_found(Path(path))
    if layout is _Layout.LINES and is_register:
        return _register_of_lines(path, converter)
    if layout is _Layout.FOLDER and is_register:
        return _register_of_folder(Path(path), *_folder.read(Path(path)), converter)
    return _record_of(_bytes_of(Path(path)), layout, cls, converter)


def _check_path(path: object, *, saving: bool = False) -> None:
    hint = "the record comes first: mou.save(record, path)" if saving and is_record(type(path)) else ""
    if isinstance(path, str) and path.lstrip().startswith("{"):
        raise ValidationError([Problem("", shown(path), "the name of a file or folder", hint="use mou.loads for JSON")])
    check_path(path, hint=hint)


def _not_found(path: Path) -> FileNotFoundError:
    """Return the error for a file or folder that does not exist. It suggests similar names in the same folder."""
    names = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    hint = did_you_mean(path.name, names)
    return FileNotFoundError(errno.ENOENT, "; ".join(filter(None, (os.strerror(errno.ENOENT), hint))), os.fspath(path))


def save(value: object, path: str | os.PathLike[str], *, converter: Converter | None = None) -> None:
    """Write a register in any layout except YAML, or another record as a JSON document.

    If the save is interrupted, the old version stays intact, even if it has many files. In a folder, `save` deletes the
    files of removed records, and does not change files that it did not write.

    If others have saved changes since you loaded the file, `save` overwrites these changes. `RegisterFile` prevents
    this.

    Args:
        value: the record. For computed values, such as a lifecycle, use `mou.dumps`.
        path: the file or folder. Its name determines the layout. If the path is a device or a pipe, `save` writes to it
            and does not replace it.
        converter: a converter that you have extended; see `mou.converter`.

    Raises:
        OSError: the file can't be written.
        ValidationError: the layout can't contain the value; the name of the file belongs to another format; the folder
            contains an invalid file in a place where `save` would write a record.
    """
    _check_path(path, saving=True)
    layout = _layout_of(path)
    files = _files_of(value, path, layout, converter)
    if is_stream(path):
        write_into(path, files[_WHOLE])
        return
    with _writing(path, layout) as target:
        _replace(target, layout, files)


class RegisterFile:
    """A register on disk that several programs use. No program overwrites changes that it has not loaded.

    `save` raises an error if the register on disk is not the version that this object last loaded or saved. It compares
    the contents of the files, not their times. While a program saves the register, other programs that want to save it
    wait, even those that call `mou.save`.

    Args:
        path: the file or folder, in any layout except YAML. Its name determines the layout.
        converter: a converter that you have extended; see `mou.converter`.

    >>> import mou, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     mine, theirs = RegisterFile(folder + "/register.json"), RegisterFile(folder + "/register.json")
    ...     mine.save(mou.examples.register())
    ...     theirs.save(mou.Register())  # it has not loaded the register saved above
    Traceback (most recent call last):
    mou.errors.FileChangedError: ...register.json has changed on disk since it was loaded (or was never loaded); ...
    """

    __slots__ = ("_converter", "_seen", "path")

    def __init__(self, path: str | os.PathLike[str], *, converter: Converter | None = None) -> None:
        _check_path(path)
        self.path = path
        self._converter = converter
        self._seen = {_digest({})}

    def load(self) -> Register:
        """Load the register that is on disk now, and return it.

        Raises:
            OSError: the file can't be read, or does not exist.
            ValidationError: the document is not a valid register.
        """
        _check_format(self.path, writing=False)
        layout = _layout_of(self.path)
        if layout is _Layout.FOLDER:
            files, problems = _folder.read(Path(self.path))
            register = _register_of_folder(Path(self.path), files, problems, self._converter)
        else:
            files = {_WHOLE: _bytes_of(Path(self.path))}
            if layout is _Layout.LINES:
                register = _register_of_lines(io.BytesIO(files[_WHOLE]), self._converter)
            else:
                register = _record_of(files[_WHOLE], layout, Register, self._converter)
        self._seen = {_digest(files)}
        return register

    def has_layout_of(self, register: Register) -> bool:
        """Return whether `save` would write a register byte for byte as it was last loaded or saved.

        If the result is `False`, saving an unchanged register changes spaces, line ends or the order of keys in the
        file.
        """
        return _digest(_files_of(register, self.path, _layout_of(self.path), self._converter)) in self._seen

    def save(self, register: Register) -> None:
        """Write the register, unless the file on disk has changed since it was last loaded or saved.

        Raises:
            FileChangedError: the file has changed or was deleted since it was last loaded or saved. `save` writes
                nothing.
            OSError: the file can't be written, or is a device or a pipe.
            ValidationError: for the same reasons as in `mou.save`.
        """
        if is_stream(self.path):
            raise OSError(errno.EINVAL, "Not a regular file", os.fspath(self.path))
        check_is(register, Register)
        layout = _layout_of(self.path)
        files = _files_of(register, self.path, layout, self._converter)
        with _writing(self.path, layout) as target:
            if _digest(_on_disk(target, layout)) not in self._seen:
                raise FileChangedError(os.fspath(self.path))
            self._seen.add(_digest(files))  # if writing fails after this line, the new version can be on disk
            _replace(target, layout, files)
        self._seen = {_digest(files)}


def _bytes_of(path: Path) -> bytes:
    size = path.stat().st_size
    if size > LARGEST:
        raise too_large(size)
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)  # a pipe or device has no size
    if len(content) > LARGEST:
        raise too_large(len(content))
    return content


def _record_of(text: bytes, layout: _Layout, cls: type[Any] | None, converter: Converter | None) -> Any:
    if layout is not _Layout.YAML:
        return loads(text, cls, converter=converter)
    with paused_collector():
        document, problems = parsed_yaml(text)
        return structured(document, problems, cls or class_of(document), converter)


def _register_of_folder(
    folder: Path, files: Files, problems: tuple[Problem, ...], converter: Converter | None
) -> Register:
    if _folder.MARKER not in files and not problems:
        documents = sorted(path.name for path in folder.glob("*.json")) if folder.is_dir() else []
        hint = f"; load one document, such as {documents[0]}" if documents else ""
        raise FileNotFoundError(errno.ENOENT, f"No register in this folder{hint}", os.fspath(folder / _folder.MARKER))
    with paused_collector():
        return _folder.register_of(files, problems, converter)


def _register_of_lines(source: str | os.PathLike[str] | IO[bytes], converter: Converter | None) -> Register:
    problems: list[Problem] = []
    records: dict[str, list[Record]] = {tag: [] for tag in LINE_KEYS}
    lines: dict[str, list[int]] = {tag: [] for tag in LINE_KEYS}
    with paused_collector():
        for number, tag, record in numbered(source, lambda error: problems.extend(error.problems), converter):
            records[tag].append(record)
            lines[tag].append(number)
            if not number % _OFTEN:
                catch_up()
        tags = {FIELDS[cls]: tag for tag, cls in LINE_KEYS.items()}

        def whence(kind: str, place: int) -> tuple[str, str]:
            return f"line {lines[tags[kind]][place]}", pointer(tags[kind])

        return _folder.assembled({kind: records[tag] for kind, tag in tags.items()}, whence, problems)


def _is_ndjson(text: bytes) -> bool:
    """Return whether the first line is a complete JSON object and further lines follow."""
    first, _, rest = text.partition(b"\n")
    try:
        return bool(rest.strip()) and isinstance(parsed(first)[0], dict)
    except ValidationError:
        return False


def _files_of(value: object, path: str | os.PathLike[str], layout: _Layout, converter: Converter | None) -> Files:
    _check_format(path, writing=True)
    if converter is None:
        check_record(value)
    if layout is _Layout.YAML:
        expected = "a name that ends in .json, .ndjson or /, because YAML can be read but not written"
        raise ValidationError([Problem("", shown(Path(path).name), expected)])
    if layout is _Layout.DOCUMENT:
        text = dumps(value, converter=converter)
        if isinstance(value, Agreement) and converter is None:
            text = text.replace("{\n", f'{{\n  "format": "{FORMAT}",\n', 1)
        return {_WHOLE: (text + "\n").encode("utf-8")}
    if not isinstance(value, Register):
        expected = f"a Register, because no other record can be {layout.value}"
        if layout is _Layout.FOLDER:
            expected += "; end the name in .json for a document"
        raise ValidationError([Problem("", shown(value), expected)])
    if layout is _Layout.LINES:
        return {_WHOLE: "".join(lines_of(value, converter)).encode("utf-8")}
    return _folder.files_of(value, converter)


@contextmanager
def _writing(path: str | os.PathLike[str], layout: _Layout) -> Generator[Path]:
    """Yield the path to write to, after following links. Lock this path while the block runs."""
    target = followed(path)
    if layout is _Layout.FOLDER:
        target.mkdir(exist_ok=True)
    with locked(target / _folder.LOCK if layout is _Layout.FOLDER else lock_of(target)):
        yield target


def _on_disk(target: Path, layout: _Layout) -> Files:
    """Return the files at a path. Empty if there are none."""
    if layout is _Layout.FOLDER:
        return _folder.read(target)[0]
    try:
        return {_WHOLE: target.read_bytes()}
    except FileNotFoundError:
        return {}


def _replace(target: Path, layout: _Layout, files: Files) -> None:
    if layout is _Layout.FOLDER:
        _folder.write(target, files)
        return
    with replacing(target) as file:
        file.write(files[_WHOLE].decode("utf-8"))


def _digest(files: Files) -> str:
    """Return a hash of the files' names and contents."""
    import hashlib

    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(hashlib.sha256(name.encode()).digest() + hashlib.sha256(files[name]).digest())
    return whole.hexdigest()
