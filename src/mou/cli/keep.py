"""The steps of all commands that change a register: load it, change it, save it and print the effects."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import attrs
from rich.text import Text

from mou.answers.register import Register
from mou.cli.effects import shown_effects
from mou.cli.frame import console, readable, refuse, result_or_exit
from mou.dates.words import plain
from mou.documents import files
from mou.documents.disk import is_stream
from mou.errors import FileChangedError, MouError, ValidationError
from mou.model.agreement import Agreement

_YAML = {".yaml", ".yml"}


@attrs.frozen
class Kept:
    """A register on disk. If the file does not exist yet, the register is empty.

    Attributes:
        file: the name of the file or folder, as the user wrote it.
        target: the file or folder.
        register: the register that was loaded.
        is_new: whether the file does not exist yet.
    """

    file: str
    target: files.RegisterFile
    register: Register
    is_new: bool = False

    @property
    def is_folder(self) -> bool:
        """Whether the register is in a folder instead of a single file."""
        return not Path(self.file).suffix or Path(self.file).is_dir()


def kept(file: str, *, create: bool = False) -> Kept:
    """Load a register to change and save. If this is not possible, end the command with the reason."""
    if file == "-" or is_stream(file):
        refuse(file, "not a file or a folder; the command saves the changed register in place")
    if Path(file).suffix.lower() in _YAML and not Path(file).is_dir():
        refuse(
            file,
            "YAML can be read but not written, because comments and layout would be lost; "
            f"make a JSON register of it first: mou export {file} -o {Path(file).with_suffix('.json')}",
        )
    target = files.RegisterFile(file)
    try:
        return Kept(file, target, target.load())
    except FileNotFoundError as error:
        if create:
            return Kept(file, target, Register(), is_new=True)
        refuse(file, error.strerror or str(error))
    except ValidationError as error:
        with suppress(MouError, OSError):
            if isinstance(files.load(file), Agreement):
                refuse(
                    file,
                    "a single agreement, not a register; make a register of it first: "
                    f"mou export {file} -o register.json",
                )
        refuse(file, str(error))
    except OSError as error:
        refuse(file, error.strerror or str(error))


def change(
    register: Kept,
    make: Callable[[Register], Register],
    *,
    changed: Iterable[str],
    always: str | None,
    today: date,
    dry_run: bool,
    headlines: Sequence[str] = (),
) -> None:
    """Apply a change to a register on disk and print its effects. With `dry_run`, write nothing.

    If another program saves the register in the meantime, load the new content and apply the change to it.

    Args:
        register: the register.
        make: a function that returns the changed register. If the change is not possible, the function ends the
            command.
        changed: the ids of the agreements that the change concerns.
        always: the id of the agreement whose status and dates are printed even if they stay the same.
        today: the day of the statuses.
        dry_run: whether to write nothing.
        headlines: lines to print first.
    """
    rewritten = not register.is_new and not register.target.has_layout_of(register.register)
    if dry_run:
        old, new = register.register, make(register.register)
    else:
        old, new = _saved(register, make)
    for line in headlines:
        console().print(Text(plain(line)))
    console().print(shown_effects(old, new, today, changed=changed, always=always))
    console().print(Text(plain(_outcome(register, dry_run=dry_run)), style="bold"))
    if rewritten:
        rewrite = "would be" if dry_run else "was"
        text = (
            f"The spaces, line ends or order of keys {rewrite} rewritten as mou writes them; the content is the same."
        )
        console().print(Text(text, style="yellow"))


def _saved(register: Kept, make: Callable[[Register], Register]) -> tuple[Register, Register]:
    """Apply a change and save the result. Return the register before and after the change."""
    old = register.register
    while True:
        new = make(old)
        try:
            register.target.save(new)
        except FileChangedError:
            old = result_or_exit(register.file, register.target.load)
        except MouError as error:
            refuse(register.file, str(error))
        except OSError as error:
            refuse(register.file, error.strerror or str(error))
        else:
            return old, new


def _outcome(register: Kept, *, dry_run: bool) -> str:
    name = readable(register.file)
    if dry_run:
        return f"Dry run: {name} {'was not created' if register.is_new else 'is unchanged'}."
    return f"{'Created' if register.is_new else 'Saved'} {name}."


def on_terminal() -> bool:
    """Return whether standard input is a terminal, on which the command can ask questions."""
    return sys.stdin is not None and sys.stdin.isatty()
