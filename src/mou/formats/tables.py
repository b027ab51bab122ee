"""Tables of a register for data frames and for Parquet: agreements, party spells, milestones, and the records.

Three of them are computed: one row an agreement, one a spell for which a party is bound, one a milestone. The fourth
holds the records themselves, so that the register can be had back. The columns and their types are always the same,
whatever is in the register; what each means stands in its metadata, and in `COLUMNS`.

This needs the extra ``arrow``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from mou.answers.lifecycles import Lifecycle, lifecycle
from mou.answers.milestones import Milestone, MilestoneKind
from mou.answers.participations import Participation, PartySpell
from mou.answers.positions import Position, position
from mou.answers.register import Register
from mou.answers.undetermined import QUESTIONS, undetermined_positions
from mou.dates.days import exact_day
from mou.documents import codec
from mou.documents.disk import save_all
from mou.errors import DateRangeError, MissingExtraError, Problem, ValidationError
from mou.law.explanation import Answer, Certainness
from mou.law.facts import Others
from mou.model.agreement import Agreement
from mou.model.records import FIELDS, Record
from mou.values.fields import pointer, shown

if TYPE_CHECKING:
    import os

    import pyarrow as pa  # noqa: TC004  # attrs does not evaluate it

__all__ = ["COLUMNS", "Column", "Tables", "from_arrow", "read_parquet", "to_arrow", "write_parquet"]

_EXTRA = "arrow"
_KINDS: dict[str, type[Record]] = {cls.__name__.lower(): cls for cls in FIELDS}


@attrs.frozen
class Column:
    """A column of a table.

    Attributes:
        name: its name.
        type: ``text``, ``word`` (a text of a few values), ``texts`` (a list of them), ``day``, ``number``, ``flag``,
            ``parties`` or ``relations`` (lists of structures).
        meaning: what a cell says.
        required: whether no cell is empty.
    """

    name: str
    type: str
    meaning: str
    required: bool = False
    _value: Callable[[Any], object] = attrs.field(kw_only=True, repr=False, eq=False, alias="value")


@attrs.frozen(kw_only=True, eq=False)
class Tables:
    """A register as tables. Made by `to_arrow`; `COLUMNS` says what the columns mean.

    Attributes:
        agreements: one row an agreement, in the order of the register.
        spells: one row a spell for which a party is bound. Provisional application is none: see `milestones`.
        milestones: one row a dated event of an agreement.
        records: one row a record of the register, with its JSON document.
    """

    agreements: pa.Table
    spells: pa.Table
    milestones: pa.Table
    records: pa.Table


@attrs.frozen
class _Row:
    """An agreement with all that was computed of it."""

    agreement: Agreement
    document: Mapping[str, Any]
    on: date | None
    position: Position | None
    life: Lifecycle | None
    participations: tuple[Participation, ...]
    milestones: tuple[Milestone, ...]
    problem: str | None


@attrs.frozen
class _SpellRow:
    row: _Row
    participation: Participation
    spell: PartySpell
    number: int


@attrs.frozen
class _StoneRow:
    row: _Row
    stone: Milestone


def to_arrow(
    register: Register,
    on: date | str | None = None,
    *,
    through: date | str | None = None,
    as_of: date | str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Tables:
    """Return a register as tables for data frames and Parquet.

    An agreement of which a date would lie outside the calendar has a row like any other; what is lacking is said in
    its column ``problem``.

    Args:
        register: the register.
        on: a day, for the columns that tell where things stand on it; left out, these are empty.
        through: list renewals and notice deadlines to this day; see `Lifecycle.milestones`.
        as_of: count only what was known on this day.
        progress: told how many agreements are done, of how many.

    Raises:
        ValidationError: `on`, `through` or `as_of` is no day.
        MissingExtraError: the extra ``arrow`` is not installed.

    >>> from mou import examples
    >>> tables = to_arrow(examples.register(), "2026-11-25")
    >>> tables.agreements.select(["id", "word", "last_day"]).to_pylist()
    [{'id': 'mys-usa-defence-2025', 'word': 'in effect', 'last_day': datetime.date(2030, 10, 30)}]
    """
    _library()
    day, end, known = (None if one is None else exact_day(one) for one in (on, through, as_of))
    others, converter = Others.of(register.agreements), codec.converter()
    rows: list[_Row] = []
    for agreement in register.agreements:
        document = converter.unstructure(agreement)
        rows.append(_computed(agreement, document, others, on=day, through=end, as_of=known))
        if progress is not None:
            progress(len(rows), len(register.agreements))
    records = [(kind, record) for record in register for kind, cls in _KINDS.items() if type(record) is cls]
    documents = [(kind, record.id, codec.dumps(record, indent=None, converter=converter)) for kind, record in records]
    asked = json.dumps([str(one) for one in (day, end, known)])
    # All tables of one export carry the same mark, so that files of two are not taken for one.
    marks = {"mou.export": sha256(json.dumps([asked, documents]).encode()).hexdigest(), "mou.format": codec.FORMAT}
    marks |= {f"mou.{name}": str(one) for name, one in (("on", day), ("through", end), ("as_of", known)) if one}
    return Tables(
        agreements=_table("agreements", rows, marks),
        spells=_table("spells", list(_spell_rows(rows)), marks),
        milestones=_table("milestones", [_StoneRow(row, one) for row in rows for one in row.milestones], marks),
        records=_table("records", documents, marks),
    )


def from_arrow(tables: Tables | pa.Table) -> Register:
    """The register that was made into tables.

    Args:
        tables: the tables, or that of the records alone; a data frame's ``to_arrow()`` does as well.

    Raises:
        ValidationError: these are no such records; `problems` names everything that is wrong, by row and column.

    >>> from mou import examples
    >>> from_arrow(to_arrow(examples.register())) == examples.register()
    True
    """
    library = _library()
    table = tables.records if isinstance(tables, Tables) else tables
    problems: list[Problem] = []
    columns: dict[str, list[Any]] = {}
    for one in COLUMNS["records"]:
        if table.column_names.count(one.name) != 1:
            found = f"a table without the column {one.name}"
            problems.append(Problem(pointer("records"), found, "the records of a register"))
            continue
        try:
            columns[one.name] = table[one.name].cast(library.large_string()).to_pylist()
        except (library.ArrowException, UnicodeError):
            found = f"the column {one.name} of {table[one.name].type}"
            problems.append(Problem(pointer("records"), found, "a column of texts"))
    if problems:
        raise ValidationError(problems)
    parts: dict[str, list[Record]] = {name: [] for name in FIELDS.values()}
    for index, (kind, name, document) in enumerate(zip(*columns.values(), strict=True)):
        where = pointer("records", index)
        cls = _KINDS.get(kind)
        if cls is None:
            problems.append(Problem(f"{where}/kind", shown(kind), "one of: " + ", ".join(_KINDS)))
        elif document is None:
            problems.append(Problem(f"{where}/document", shown(document), "a JSON document"))
        else:
            try:
                record: Record = codec.loads(document, cls)
            except ValidationError as error:
                problems += [one.under(f"{where}/document") for one in error.problems]
                continue
            if record.id != name:
                problems.append(Problem(f"{where}/id", shown(name), f"{shown(record.id)}, the id in the document"))
            parts[FIELDS[cls]].append(record)
    if problems:
        raise ValidationError(problems)
    whole: dict[str, Any] = {name: tuple(some) for name, some in parts.items()}
    return Register(**whole)


def write_parquet(tables: Tables, folder: str | os.PathLike[str]) -> None:
    """Write the tables to a folder: ``agreements.parquet``, ``spells.parquet``, and so on.

    Each file holds its old table or the new one, whatever happens; none is replaced before all are written.

    Args:
        tables: the tables.
        folder: where; it is made where it is not there.

    Raises:
        OSError: the files can't be written.

    >>> from tempfile import TemporaryDirectory
    >>> from mou import examples
    >>> with TemporaryDirectory() as folder:
    ...     write_parquet(to_arrow(examples.register()), folder)
    ...     from_arrow(read_parquet(folder)) == examples.register()
    True
    """
    _library()
    from pyarrow import parquet

    files: dict[Path, bytes] = {}
    for name in COLUMNS:
        content = BytesIO()
        parquet.write_table(getattr(tables, name), content)
        files[Path(folder) / f"{name}.parquet"] = content.getvalue()
    Path(folder).mkdir(parents=True, exist_ok=True)
    save_all(files)


def read_parquet(folder: str | os.PathLike[str]) -> Tables:
    """The tables that `write_parquet` wrote to a folder.

    Raises:
        OSError: a file is not there, or can't be read.
        ValidationError: a file is no Parquet, has other columns, or is of another export than the rest.
    """
    arrow = _library()
    from pyarrow import parquet

    read: dict[str, pa.Table] = {}
    problems: list[Problem] = []
    for name in COLUMNS:
        path = Path(folder) / f"{name}.parquet"
        content = path.read_bytes()
        try:
            read[name] = parquet.read_table(BytesIO(content))
            read[name].validate(full=True)
        except (arrow.ArrowException, OSError, UnicodeError) as error:  # which depends on what is wrong
            why = next(iter(str(error).splitlines()), type(error).__name__)
            found = f"a file that can't be read ({why})"
            problems.append(Problem(pointer(path.name), found, "a Parquet file"))
            continue
        if not read[name].schema.equals(_schema(name)):
            problems.append(Problem(pointer(path.name), "a table with other columns", f"the columns of {name}"))
    marks = {name: (table.schema.metadata or {}).get(b"mou.export") for name, table in read.items()}
    if not problems and len(set(marks.values())) > 1:
        problems.append(Problem("", "files of different exports", "files that were written together"))
    if problems:
        raise ValidationError(problems)
    return Tables(**read)


def _library() -> Any:
    try:
        import pyarrow as pa
    except ModuleNotFoundError:
        raise MissingExtraError("a register as tables", _EXTRA) from None
    return pa


def _computed(
    agreement: Agreement,
    document: Mapping[str, Any],
    others: Others,
    *,
    on: date | None,
    through: date | None,
    as_of: date | None,
) -> _Row:
    where = None if on is None else position(agreement, on, as_of=as_of, others=others)
    life = None if where is None else where.lifecycle
    participations: tuple[Participation, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    problem = None if where is None or life is not None else where.reason
    try:
        life = life or lifecycle(agreement, as_of, others=others)
        participations = tuple(life.participation(one) for one in agreement.parties)
        milestones = life.milestones(through=through)
    except DateRangeError as error:
        problem = str(error)
    return _Row(agreement, document, on, where, life, participations, milestones, problem)


def _spell_rows(rows: list[_Row]) -> Iterator[_SpellRow]:
    for row in rows:
        for one in row.participations:
            for number, spell in enumerate(one.spells):
                yield _SpellRow(row, one, spell, number)


def _table(name: str, rows: list[Any], marks: Mapping[str, str]) -> pa.Table:
    schema = _schema(name).with_metadata({"mou.table": name, **marks})
    columns = {column.name: [column._value(row) for row in rows] for column in COLUMNS[name]}  # noqa: SLF001
    table: pa.Table = _library().table(columns, schema=schema)
    return table


def _schema(name: str) -> pa.Schema:
    arrow = _library()
    types = _types(arrow)
    schema: pa.Schema = arrow.schema(
        arrow.field(one.name, types[one.type], nullable=not one.required, metadata={"description": one.meaning})
        for one in COLUMNS[name]
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


def _parties(row: _Row) -> list[dict[str, object]]:
    own = {one.party.id: one for one in row.participations}

    def of(party_id: str) -> dict[str, object]:
        one = own.get(party_id)
        if one is None:
            return {"signed_on": None, "consented_on": None, "status": None}
        status = None if row.on is None else one.status(row.on).value
        return {"signed_on": one.signed_on, "consented_on": one.consented_on, "status": status}

    return [
        {"id": one.id, "name": one.name, "kind": one.kind.value, "acts_for": one.acts_for, **of(one.id)}
        for one in row.agreement.parties
    ]


def _clause(row: _Row, *keys: str) -> Any:
    """What stands in the agreement's document under its term."""
    found: Any = row.document.get("term", {})
    for key in keys:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _text_clause(*keys: str) -> Callable[[_Row], str | None]:
    def value(row: _Row) -> str | None:
        found = _clause(row, *keys)
        return found if isinstance(found, str) else None

    return value


def _duration_kind(row: _Row) -> str | None:
    return "period" if isinstance(_clause(row, "duration"), str) else _text_clause("duration", "type")(row)


def _standing(name: str) -> Callable[[_Row], object]:
    """What the agreement's position on the day says; nothing where no day is asked about."""
    return lambda row: None if row.position is None else getattr(row.position, name)


def _computed_of(of: Callable[[Lifecycle], Any]) -> Callable[[_Row], Any]:
    return lambda row: None if row.life is None else of(row.life)


def _notice_certainness(row: _Row) -> str | None:
    if row.position is None:
        return None
    life = row.position.lifecycle
    return Certainness.UNKNOWN.value if life is None else life.notice(row.position.on).certainness.value


def _fields_missing(row: _Row) -> list[str] | None:
    if row.position is None:
        return None
    items = undetermined_positions([row.position], QUESTIONS)
    return list(dict.fromkeys(item.field for item in items if item.field is not None))


def _column(name: str, type_: str, meaning: str, value: Callable[[Any], object], *, required: bool = False) -> Column:
    return Column(name, type_, meaning, required, value=value)


def _bounds(prefix: str, what: str, of: Callable[[Any], Answer | None]) -> tuple[Column, ...]:
    """The columns of an answer beside its day."""

    def part(name: str) -> Callable[[Any], object]:
        def value(row: Any) -> object:
            answer = of(row)
            return None if answer is None else getattr(answer, name)

        return value

    return (
        _column(
            f"{prefix}_certainness",
            "word",
            f"whether {what} is certain, uncertain, none or unknown",
            lambda row: None if (answer := of(row)) is None else answer.certainness.value,
        ),
        _column(f"{prefix}_earliest", "day", f"the first day that {what} can be", part("earliest")),
        _column(
            f"{prefix}_latest",
            "day",
            f"the last day that {what} can be; empty where it may also be never",
            part("latest"),
        ),
    )


_AGREEMENTS = (
    _column("id", "text", "the agreement's id", lambda row: row.agreement.id, required=True),
    _column("title", "text", "its title", lambda row: row.agreement.title, required=True),
    _column(
        "kind",
        "word",
        "what it calls itself; empty where that is not known",
        lambda row: None if row.agreement.kind is None else row.agreement.kind.value,
    ),
    _column(
        "binding", "flag", "whether it binds in law; empty where that is not known", lambda row: row.agreement.binding
    ),
    _column(
        "parties",
        "parties",
        "its parties; of each the days of its first signature and consent, where certain, "
        "and where the agreement stands for it on the day that is asked about",
        _parties,
        required=True,
    ),
    _column("subjects", "texts", "what it is about", lambda row: row.agreement.subjects, required=True),
    _column(
        "signed_at",
        "texts",
        "the ids of the meetings at which it was signed",
        lambda row: row.agreement.signed_at,
        required=True,
    ),
    _column(
        "relations",
        "relations",
        "to other agreements",
        lambda row: [{"kind": one.kind.value, "to": one.to} for one in row.agreement.relations],
        required=True,
    ),
    _column("depositary", "text", "who keeps the original", lambda row: row.agreement.depositary),
    _column(
        "duration_kind",
        "word",
        "for how long: period, until (a fixed last day) or indefinite; empty where that is not known",
        _duration_kind,
    ),
    _column("duration", "text", "the period, as an ISO 8601 duration", _text_clause("duration")),
    _column(
        "renewal_kind",
        "word",
        "its renewal: none, express or tacit; empty where that is not known",
        _text_clause("renewal", "type"),
    ),
    _column(
        "renewal_period",
        "text",
        "by how long a tacit renewal goes on, as an ISO 8601 duration",
        _text_clause("renewal", "period"),
    ),
    _column(
        "renewal_notice",
        "text",
        "how long before a period's end notice of non-renewal must come, as an ISO 8601 duration",
        _text_clause("renewal", "notice"),
    ),
    _column(
        "signed_on",
        "day",
        "the day on which the last of its parties signed, where it is certain",
        _computed_of(lambda life: life.signed_on),
    ),
    _column(
        "entered_on", "day", "its first day in force, where it is certain", _computed_of(lambda life: life.entry.day)
    ),
    *_bounds("entry", "its first day in force", _computed_of(lambda life: life.entry)),
    _column("last_day", "day", "its last day in force, where it is certain", _computed_of(lambda life: life.end.day)),
    _column(
        "ceases_on", "day", "the day after it: the first no longer in force", _computed_of(lambda life: life.ceases_on)
    ),
    *_bounds("end", "its last day in force", _computed_of(lambda life: life.end)),
    _column(
        "if_not_renewed",
        "flag",
        "whether the last day holds only if it was not renewed, which is not known",
        _computed_of(lambda life: life.if_not_renewed),
    ),
    _column(
        "survival_ends_on",
        "day",
        "the last day of what survives its end",
        _computed_of(lambda life: life.survival_ends_on),
    ),
    _column(
        "on",
        "day",
        "the day that is asked about; where it is empty, so are the columns from here to not_determined",
        lambda row: row.on,
    ),
    _column(
        "status",
        "word",
        "where it stands on the day",
        lambda row: None if row.position is None else row.position.status.value,
    ),
    _column(
        "word", "text", "the same in words; of an agreement that is not binding, those for such", _standing("word")
    ),
    _column("reason", "text", "why, in a sentence", _standing("reason")),
    _column(
        "period_last_day",
        "day",
        "the last day of the period of the term that runs on the day",
        _standing("period_last_day"),
    ),
    _column("renewal", "number", "which renewal that period is, 0 for the first period", _standing("renewal")),
    _column(
        "notice_deadline",
        "day",
        "the last day on which notice still counts for that period",
        _standing("notice_deadline"),
    ),
    _column(
        "notice_certainness",
        "word",
        "whether that deadline is certain, uncertain, none or unknown",
        _notice_certainness,
    ),
    _column(
        "not_determined",
        "texts",
        "the fields that would settle what the record leaves open on the day (its status, its end, that deadline), as "
        "JSON Pointers; no field where all are determined",
        _fields_missing,
    ),
    _column(
        "entry_assumptions",
        "texts",
        "what had to be assumed for its first day",
        _computed_of(lambda life: [step.text for step in life.entry.assumptions]),
    ),
    _column(
        "end_assumptions",
        "texts",
        "what had to be assumed for its last day",
        _computed_of(lambda life: [step.text for step in life.end.assumptions]),
    ),
    _column("explanation", "text", "the steps behind these two days", _computed_of(lambda life: str(life.explain()))),
    _column(
        "problem",
        "text",
        "why days are lacking: a date would lie outside the calendar; empty for nearly all",
        lambda row: row.problem,
    ),
)

_SPELLS = (
    _column("agreement", "text", "the agreement's id", lambda one: one.row.agreement.id, required=True),
    _column("party", "text", "the party's id", lambda one: one.participation.party.id, required=True),
    _column("name", "text", "its name", lambda one: one.participation.party.name, required=True),
    _column(
        "number", "number", "which of its spells under the agreement, from 0", lambda one: one.number, required=True
    ),
    _column(
        "first_day", "day", "the first day on which it is bound, where it is certain", lambda one: one.spell.first_day
    ),
    *_bounds("begin", "that day", lambda one: one.spell.begins),
    _column(
        "last_day",
        "day",
        "the last day on which it is bound, where there is one and it is certain",
        lambda one: one.spell.last_day,
    ),
    _column(
        "ceases_on",
        "day",
        "the day after it: the first on which it is no longer bound",
        lambda one: one.spell.ceases_on,
    ),
    *_bounds("end", "its last day", lambda one: one.spell.ends),
    _column("survival_ends_on", "day", "the last day of what survives its end", lambda one: one.spell.survival_ends_on),
)
_MILESTONES = (
    _column("agreement", "text", "the agreement's id", lambda one: one.row.agreement.id, required=True),
    _column("kind", "word", "what happens", lambda one: one.stone.kind.value, required=True),
    _column("on", "day", "the day, where it is certain", lambda one: one.stone.on),
    _column(
        "earliest",
        "day",
        "the day; the first it can be, where the record's dates are imprecise",
        lambda one: one.stone.earliest,
        required=True,
    ),
    _column(
        "latest", "day", "the last day it can be; empty where it may also never come", lambda one: one.stone.latest
    ),
    _column(
        "if_not_renewed",
        "flag",
        "whether it holds only if the agreement was not renewed, which is not known",
        lambda one: one.stone.kind is MilestoneKind.LAST_DAY and one.row.life.if_not_renewed,
        required=True,
    ),
    _column("text", "text", "what happens, in words", lambda one: one.stone.text, required=True),
    _column(
        "pointer",
        "text",
        "JSON Pointer, in the agreement, to the act that it is or follows from",
        lambda one: one.stone.pointer,
    ),
    _column(
        "party", "text", "the id of the party that it is about, where it is not about all", lambda one: one.stone.party
    ),
    _column(
        "number",
        "number",
        "of renewals and notice deadlines, which period, from 0; of a later entry for a party, which spell",
        lambda one: one.stone.number,
    ),
)
_RECORDS = (
    _column("kind", "word", "what it is: party, forum, meeting or agreement", lambda one: one[0], required=True),
    _column("id", "text", "the record's id", lambda one: one[1], required=True),
    _column("document", "text", "the record as JSON, as `mou.dumps` writes it", lambda one: one[2], required=True),
)
COLUMNS: dict[str, tuple[Column, ...]] = {
    "agreements": _AGREEMENTS,
    "spells": _SPELLS,
    "milestones": _MILESTONES,
    "records": _RECORDS,
}
"""The columns of each table, in order.

:meta hide-value:
"""
