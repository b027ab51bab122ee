"""The Arrow schema of each table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mou.errors import MissingExtraError
from mou.formats.columns import COLUMNS

if TYPE_CHECKING:
    import pyarrow as pa


def load_pyarrow() -> Any:
    """Return the library of the extra ``arrow``."""
    try:
        import pyarrow as pa
    except ModuleNotFoundError:
        raise MissingExtraError("a register as tables", "arrow") from None
    return pa


def schema_of(name: str) -> pa.Schema:
    """Return the schema of a table: the types of its columns, and what they mean."""
    arrow = load_pyarrow()
    types = _types(arrow)
    schema: pa.Schema = arrow.schema(
        arrow.field(
            column.name, types[column.type], nullable=not column.required, metadata={"description": column.meaning}
        )
        for column in COLUMNS[name]
    )
    return schema


def _types(arrow: Any) -> dict[str, Any]:
    text, day = arrow.string(), arrow.date32()
    word = arrow.dictionary(arrow.int8(), text)

    def lists(part: Any) -> Any:
        return arrow.list_(arrow.field("element", part, nullable=False))  # its name in Parquet

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
