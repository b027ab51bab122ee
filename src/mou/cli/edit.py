"""`mou edit`: edit a record in the user's editor."""

from __future__ import annotations

import json
import os
import re
import tempfile
from datetime import date
from typing import Any

import attrs
import click
from rich.text import Text

from mou.answers.register import Register
from mou.answers.register_changes import with_record
from mou.cli.frame import console, day_of, readable, refuse, result_or_exit
from mou.cli.keep import change, kept, on_terminal
from mou.dates.words import plain
from mou.documents import codec
from mou.documents.differences import record_changes
from mou.documents.yaml import parsed_yaml
from mou.errors import Problem, ValidationError
from mou.model.agreement import Agreement
from mou.model.party import Party
from mou.model.records import Record
from mou.values.fields import pointer, shown

_PROBLEM = "#! "
"""The start of a comment line that describes a problem."""


def edit(record_id: str, file: str, *, dry_run: bool, today: date | None) -> None:
    """Open a record in the editor until it is valid, then save it and print the effects.

    If the user gives up, keep the edited text in a temporary file and end the command.
    """
    register = kept(file)
    record = result_or_exit(file, lambda: register.register[record_id])
    draft = _Draft.of(record)
    edited = None
    while edited is None:
        text = click.edit(draft.text, extension=draft.suffix, require_save=False)
        draft = attrs.evolve(draft, text=bytes(text or b""))
        try:
            edited = _valid(draft.read(record), register.register)
        except ValidationError as error:
            draft = draft.with_problems(error)
            click.echo("\n".join(map(plain, str(error).split("\n"))), err=True)
            if not _again():
                refuse(file, f"unchanged; your text is kept in {draft.kept()}")
    if edited == record:
        console().print(Text(plain(f"No change: {readable(file)} is as it was.")))
        return
    changes = [str(difference) for difference in record_changes(record, edited)]

    def make(old: Register) -> Register:
        current = result_or_exit(file, lambda: old[record_id])
        if current != record:
            refuse(file, f"another program changed {record_id} in the meantime; your text is kept in {draft.kept()}")
        return result_or_exit(file, lambda: with_record(old, edited))

    listing = [agreement.id for agreement in register.register.agreements if record_id in agreement.party_ids]
    is_agreement = isinstance(record, Agreement)
    change(
        register,
        make,
        changed=[record_id] if is_agreement else listing if isinstance(record, Party) else [],
        always=record_id if is_agreement else None,
        today=day_of(today),
        dry_run=dry_run,
        headlines=changes,
    )


def _again() -> bool:
    """Ask whether to open the editor again. Without a terminal, return `False`."""
    try:
        return on_terminal() and click.confirm("Open it again?", default=True, err=True)
    except click.Abort:
        return False


def _valid(record: Record, register: Register) -> Record:
    """Return the record, or raise an error if it is invalid or changes a party that other records contain."""
    problems: list[Problem] = []
    others = [other for agreement in register.agreements if agreement.id != record.id for other in agreement.parties]
    elsewhere = {other.id: other for other in (*others, *register.parties)}
    for index, party in enumerate(record.parties if isinstance(record, Agreement) else ()):
        if elsewhere.get(party.id, party) != party:
            expected = f"the same content as {party.id} elsewhere in the register"
            hint = f'edit the party to change it everywhere: "mou edit {party.id} FILE"'
            problems.append(Problem(pointer("parties", index), "a different party", expected, hint=hint))
    if problems:
        raise ValidationError(problems)
    with_record(register, record)
    return record


@attrs.frozen
class _Draft:
    """The text in the editor: YAML with comments, or JSON if the extra ``yaml`` is not installed."""

    text: bytes
    is_yaml: bool

    @classmethod
    def of(cls, record: Record) -> _Draft:
        """Return the text of a record."""
        text = codec.dumps(record)
        as_yaml = _yaml_of(json.loads(text))
        if as_yaml is None:
            return cls(f"{text}\n".encode(), is_yaml=False)
        keys = ", ".join(field.name for field in attrs.fields(type(record)))
        comments = [
            "Save the file and close the editor. Lines that begin with # are left out.",
            f"Keys: {keys}.",
        ]
        return cls("".join(f"# {line}\n" for line in comments).encode() + as_yaml, is_yaml=True)

    @property
    def suffix(self) -> str:
        """The suffix of the file in the editor."""
        return ".yaml" if self.is_yaml else ".json"

    def read(self, record: Record) -> Record:
        """Return the edited record, or raise an error with all its problems."""
        cls: type[Record] = type(record)
        edited = codec.structured(*parsed_yaml(self.text), cls) if self.is_yaml else codec.loads(self.text, cls)
        if edited.id != record.id:
            hint = "an id never changes; to use another id, add a new record"
            raise ValidationError([Problem("/id", shown(edited.id), shown(record.id), hint=hint)])
        return edited

    def with_problems(self, error: ValidationError) -> _Draft:
        """Return a YAML draft with the problems as comments, in place of the problems of an earlier attempt."""
        if not self.is_yaml:
            return self
        lines = [line for line in self.text.splitlines(keepends=True) if not line.startswith(_PROBLEM.encode())]
        comments = "".join(f"{_PROBLEM}{line}\n" for line in str(error).split("\n"))
        return attrs.evolve(self, text=comments.encode() + b"".join(lines))

    def kept(self) -> str:
        """Write the text to a temporary file, which stays after the command ends, and return the path of the file."""
        descriptor, path = tempfile.mkstemp(prefix="mou-edit-", suffix=self.suffix)
        with os.fdopen(descriptor, "wb") as file:
            file.write(self.text)
        return path


def _yaml_of(document: Any) -> bytes | None:  # noqa: ANN401  # any JSON value
    """Return a document as YAML.

    Return `None` if the extra ``yaml`` is not installed, or if reading the YAML would give another document.
    """
    try:
        import yaml
    except ImportError:
        return None

    class Writer(yaml.SafeDumper):
        """A writer that leaves dates and words such as "on" unquoted: in YAML 1.2, they are text."""

    Writer.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag not in _OF_YAML_1_1]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }
    Writer.add_implicit_resolver(_BOOL, re.compile("true|false", re.IGNORECASE), list("tTfF"))
    Writer.add_representer(
        str, lambda writer, text: writer.represent_scalar(_TEXT, text, style="|" if "\n" in text else None)
    )
    text = yaml.dump(document, Dumper=Writer, sort_keys=False, allow_unicode=True, width=100).encode()
    try:
        return text if parsed_yaml(text) == (document, []) else None
    except ValidationError:
        return None


_BOOL, _TEXT = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:str"
_OF_YAML_1_1 = {_BOOL, "tag:yaml.org,2002:timestamp"}
