"""Imports: agreements written as rows are read back, and no cell whatever makes a row vanish or the import fail."""

import csv
import io
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings, strategies as st
from openpyxl import Workbook

import mou
from mou import importing
from mou.errors import ValidationError
from mou.importing.grid import ERRORS, Cell
from mou.importing.toml import toml_text
from mou.importing.words import UNKNOWN, key_of
from mou.strategies import days, periods

# A state is looked up as on the day of signature: these have their codes on every day.
STATES = ("MYS", "JPN", "USA", "TTO")
EXACT = importing.Mapping(
    unknown=[],
    date_formats=["EDTF"],
    columns=importing.Columns(
        id="id",
        title="title",
        kind="kind",
        binding="binding",
        parties=["one", "other"],
        signed_on="signed",
        entered_into_force_on="entered",
        duration="duration",
        withdrawal_notice="notice",
        description="description",
        subjects="subjects",
        depositary="depositary",
        registrations={"UNTS": "UNTS"},
        sources="source",
    ),
    parties=importing.PartyNames(written="state", separators=[";"]),
)
LOOSE = importing.Mapping(
    first_year=1970,
    date_formats=["D/M/YY", "EXCEL", *importing.Mapping(columns=importing.Columns(id="a", title="b")).date_formats],
    duration_unit="years",
    notice_unit="days",
    on_signature=["signature"],
    columns=importing.Columns(
        id="id",
        title="title",
        kind="kind",
        binding="binding",
        parties=["one", "other"],
        signed_on="signed",
        place="place",
        entered_into_force_on="entered",
        duration="duration",
        last_day="last",
        renewal="renewal",
        renewal_notice="renewal notice",
        withdrawal_notice="notice",
        terminated_on="ended",
        subjects="subjects",
        description="description",
        registrations={"UNTS": "UNTS"},
        sources="source",
    ),
    parties=importing.PartyNames(written="any", separators=[";", " and "], always=["MYS"]),
    renewals=[importing.RenewalWords(words=["auto"], means="tacit", notice="P3M")],
)


def plain(text):
    """Whether a text stands in a cell as it is."""
    return text == Cell(text).text != "" and text not in ERRORS and ";" not in text


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=40).filter(plain)
ids = st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9._:-]{0,20}\Z")


@st.composite
def rows(draw):
    """An agreement, and the row that says it."""
    one, other = draw(st.permutations(STATES))[:2]
    maybe = {
        "kind": draw(st.none() | st.sampled_from(mou.AgreementKind)),
        "binding": draw(st.none() | st.booleans()),
        "description": draw(st.none() | texts),
        "depositary": draw(st.none() | texts),
    }
    signed, entered = draw(st.none() | days()), draw(st.none() | days())
    duration, notice = draw(st.none() | periods(empty=False)), draw(st.none() | periods())
    subjects = draw(st.lists(texts, unique=True, max_size=2))
    number, source = draw(st.none() | texts), draw(st.none() | texts.filter(lambda text: "://" not in text))
    acts = []
    if signed is not None:
        acts.append(mou.Act(mou.ActKind.SIGNATURE, signed, by=[one, other], id="sheet-signed"))
    if entered is not None:
        acts.append(mou.Act(mou.ActKind.ENTRY_INTO_FORCE, entered, id="sheet-entered-into-force"))
    agreement = mou.Agreement(
        draw(ids),
        title=draw(texts),
        parties=[mou.Party.state(one), mou.Party.state(other)],
        acts=acts,
        term=mou.Term(duration=duration, withdrawal=None if notice is None else mou.WithdrawalOnNotice(notice=notice)),
        subjects=subjects,
        registrations=[] if number is None else [mou.TreatyRegistration("UNTS", number=number)],
        sources=[] if source is None else [mou.Source(source)],
        extensions={"sheet": {}},
        **maybe,
    )
    cells = {
        "id": agreement.id,
        "title": agreement.title,
        **{
            name: "" if value is None else str(value).lower() if name == "binding" else value
            for name, value in maybe.items()
        },
        "one": one,
        "other": other,
        "signed": signed or "",
        "entered": entered or "",
        "duration": duration or "",
        "notice": "" if notice is None else notice,
        "subjects": ";".join(subjects),
        "UNTS": number or "",
        "source": source or "",
    }
    return agreement, {name: str(cell) for name, cell in cells.items()}


def imported(path, mapping, into=None):
    done = importing.read(path, mapping, into=into)
    assert done.rows == done.records + done.rows_refused + len(done.duplicates)
    assert mou.loads(mou.dumps(done.register)) == done.register
    return done


@settings(max_examples=60)
@given(st.lists(rows(), max_size=5, unique_by=lambda one: one[0].id), st.sampled_from(",;\t"))
def test_agreements_written_as_rows_are_read_back(made, delimiter):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(EXACT.known_columns()), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(cells for _, cells in made)
    with TemporaryDirectory() as folder:
        path = Path(folder, "table.csv")
        path.write_text(out.getvalue(), "utf-8", newline="")
        done = imported(path, EXACT)
        assert () == done.problems
        assert [agreement for agreement, _ in made] == list(done.register.agreements)
        again = imported(path, EXACT, done.register)
        assert (len(made), done.register) == (len(again.unchanged), again.register)


WORDS = [
    "03/04/2021",
    "31/02/2021",
    "2021",
    "44197",
    "9999-12-31",
    "../2021-01-01",
    "5",
    "5 yrs",
    "P0D",
    "indefinite",
    "auto",
    "renewable",
    "no",
    "signature",
    "Malaysia",
    "Korea",
    "Kyoto University",
    "A and B; C",
    "=1+1",
    "#REF!",
    "http://x y",
    "\x07",
    "mou",
    "\u202e",
    "{id}",
    *UNKNOWN,
]
junk = st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
# XML can't have the others.
written = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=12)
known = st.sampled_from([word for word in WORDS if "\x07" not in word])
values = (
    known
    | written
    | st.none()
    | st.booleans()
    | st.integers(-100, 10**6)
    | st.floats(-1e6, 1e6)
    | st.dates()
    | st.times()
)


@settings(max_examples=60)
@given(st.lists(st.dictionaries(st.sampled_from(list(LOOSE.known_columns())), junk), max_size=6))
def test_no_cell_of_a_csv_file_makes_a_row_vanish(made):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(LOOSE.known_columns()))
    writer.writeheader()
    writer.writerows(made)
    with TemporaryDirectory() as folder:
        path = Path(folder, "table.csv")
        path.write_text(out.getvalue(), "utf-8", newline="")
        first = imported(path, LOOSE)
        again = imported(path, LOOSE, first.register)
        assert first.register == again.register
        assert () == again.added == again.updated
        try:
            guessed = importing.guess(path)
        except ValidationError:
            return
        assert guessed == importing.Mapping.loads(guessed.to_toml())


@settings(max_examples=30)
@given(st.lists(st.lists(values, max_size=20), max_size=4))
def test_no_cell_of_a_workbook_makes_a_row_vanish(made):
    book = Workbook()
    book.active.append(list(LOOSE.known_columns()))
    for number, row in enumerate(made, 2):
        for column, value in enumerate(row, 1):
            book.active.cell(number, column, value)
    with TemporaryDirectory() as folder:
        path = Path(folder, "table.xlsx")
        book.save(path)
        done = imported(path, LOOSE)
        assert done.rows <= len(made)


SMALL = io.BytesIO()
small = Workbook()
small.active.append(["id", "title"])
small.save(SMALL)


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, len(SMALL.getvalue()) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_broken_workbook_is_refused_or_read(changes):
    content = bytearray(SMALL.getvalue())
    for place, byte in changes:
        content[place] = byte
    with TemporaryDirectory() as folder:
        path = Path(folder, "table.xlsx")
        path.write_bytes(content)
        try:
            importing.read(path, importing.Mapping(columns=importing.Columns(id="id", title="title")))
        except ValidationError:
            return


@given(st.text(max_size=30))
def test_words_are_compared_by_one_key(text):
    assert key_of(text) == key_of(f" {text}\n") == key_of(key_of(text))


tables = st.recursive(
    st.dictionaries(st.text(max_size=6), st.booleans() | st.integers(-5, 5) | st.text(max_size=8), max_size=3),
    lambda inner: st.dictionaries(st.text(max_size=6), inner | st.lists(st.text(max_size=4), max_size=3), max_size=3),
    max_leaves=6,
)


@given(tables)
def test_what_is_written_as_toml_is_read_by_the_standard_library(document):
    assert document == tomllib.loads(toml_text(document, {}))
