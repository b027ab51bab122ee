"""The Arrow schema of each table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mou.answers.phase_tables import described, library
from mou.formats.columns import COLUMNS

if TYPE_CHECKING:
    import pyarrow as pa


def load_pyarrow() -> Any:
    """Return the module ``pyarrow``, which ``pip install 'pymou[arrow]'`` installs."""
    return library("a register as tables")


def schema_of(name: str, own: Iterable[str] = ()) -> pa.Schema:
    """Return the schema of a table: its columns with their types and meanings, followed by the user's own columns."""
    types, columns = _types(load_pyarrow()), COLUMNS[name]
    meanings = [(column.name, types[column.type], column.meaning) for column in columns]
    return described(
        [*meanings, *((heading, types["text"], "a column of your own") for heading in own)],
        required={column.name for column in columns if column.required},
    )


def _types(arrow: Any) -> dict[str, Any]:
    text, day = arrow.string(), arrow.date32()
    word = arrow.dictionary(arrow.int8(), text)

    def lists(part: Any) -> Any:
        return arrow.list_(arrow.field("element", part, nullable=False))  # the name of list items in Parquet

    def structure(**parts: tuple[Any, bool]) -> Any:
        return arrow.struct([arrow.field(name, part, nullable=null) for name, (part, null) in parts.items()])

    party = structure(
        id=(text, False),
        name=(text, False),
        kind=(word, False),
        acts_for=(text, True),
        signed_on=(day, True),
        consented_on=(day, True),
        status=(word, True),
    )
    return {
        "text": text,
        "word": word,
        "texts": lists(text),
        "day": day,
        "number": arrow.int32(),
        "flag": arrow.bool_(),
        "parties": lists(party),
        "relations": lists(structure(kind=(word, False), to=(text, False))),
    }
