"""Separate the rows of agreements from other rows: titles of sections, repeated headings, totals and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import attrs

from mou.dates.formats import ascii_digits
from mou.importing.grid import BLANK, Cell, Line
from mou.importing.headings import pattern_of
from mou.importing.tables import Remark
from mou.importing.words import key_of

SECTION = "Section"
"""The heading of the column with the titles of sections."""
_LEAST_WIDTH = 3
_NUMBER = re.compile(r"[0-9][0-9.,' ]*%?")


@attrs.frozen
class Body:
    """The rows below the headings: the rows of agreements, the section of each such row, and all other rows."""

    lines: tuple[Line, ...]
    sections: tuple[str, ...]
    skipped: tuple[Remark, ...]


def body_of(lines: Iterable[Line], headings: Sequence[Sequence[str]], width: int) -> Body:
    """Return the rows of agreements among the rows below the headings.

    Args:
        lines: the rows that are not blank.
        headings: the texts of the heading rows.
        width: the number of columns.
    """
    rows = list(lines)
    fullest = max((line.filled for line in rows), default=0)
    is_table = width >= _LEAST_WIDTH and fullest >= _LEAST_WIDTH
    last = max((index for index, line in enumerate(rows) if line.filled > 1), default=-1)
    first_of_words = _is_of_words(rows)
    known = [[key_of(text) for text in row] for row in headings]
    kept: list[Line] = []
    sections: list[str] = []
    skipped: list[Remark] = []
    section = ""
    for index, line in enumerate(rows):
        texts = [(place, cell.text) for place, cell in enumerate(line.cells) if cell.text]
        why = ""
        if _repeats(texts, known):
            why = "repeats the headings"
        elif is_table and not kept and _counts_columns(texts, rows[index + 1 : index + 2]):
            why = "numbers the columns"
        elif is_table and _is_total([text for _, text in texts], width):
            why = "a total"
        elif is_table and len(texts) == 1:
            after_gap = index > last and line.number > rows[index - 1].number + 1
            why = _single(line, texts[0], is_last=index > last, after_gap=after_gap, of_words=first_of_words)
            if why == _A_SECTION:
                section = texts[0][1]
        if why:
            skipped.append(Remark(line.number, "", ", ".join(text for _, text in texts), f"not an agreement: {why}"))
        else:
            kept.append(line)
            sections.append(section)
    return Body(tuple(kept), tuple(sections), tuple(skipped))


_A_SECTION = "the title of a section, kept in the column Section of the rows below it"


def with_sections(body: Body, width: int) -> tuple[Line, ...]:
    """Return the rows, each with the title of its section in an additional column."""
    lines: list[Line] = []
    for line, section in zip(body.lines, body.sections, strict=True):
        cells = (*line.cells, *[BLANK] * (width - len(line.cells)), Cell(section) if section else BLANK)
        lines.append(attrs.evolve(line, cells=cells))
    return tuple(lines)


def _is_of_words(rows: Sequence[Line]) -> bool:
    """Return whether most rows have words in the first column. A row with one filled cell can then be an agreement."""
    firsts = [line.cells[0].text for line in rows if line.filled > 1 and line.cells[0].text]
    return sum(not re.search("[0-9]", text) for text in firsts) * 2 > len(firsts)


def _repeats(texts: Sequence[tuple[int, str]], headings: Sequence[Sequence[str]]) -> bool:
    for row in headings:
        named = sum(bool(text) for text in row)
        if len(texts) * 2 >= named > 1 and len(texts) > 1:
            same = sum(place < len(row) and key_of(" ".join(text.split())) == row[place] for place, text in texts)
            if same == len(texts):
                return True
    return False


def _counts_columns(texts: Sequence[tuple[int, str]], following: Sequence[Line]) -> bool:
    """Return whether a row only numbers the columns: (1), (2), (3), ... or, above a row of words, 1, 2, 3, ..."""
    numbers = [re.fullmatch(r"(\(?)([0-9]{1,2})[).]?", text) for _, text in texts]
    counted = [match[2] for match in numbers if match] == [str(number) for number in range(1, len(texts) + 1)]
    if len(texts) < _LEAST_WIDTH or not counted:
        return False
    words = [cell.text for line in following for cell in line.cells if re.search(r"[^\W\d_]{2}", cell.text)]
    return all(match is not None and match[1] for match in numbers) or len(words) > 1


def _is_total(texts: Sequence[str], width: int) -> bool:
    """Return whether a row is a total: it begins with a word such as "Subtotal", and few cells or only numbers follow.

    A word such as "Number" can also be part of an agreement. It marks a total only if at least one number follows, and
    nothing else.
    """
    numbers = all(_NUMBER.fullmatch(ascii_digits(text)) for text in texts[1:])
    if pattern_of("rows", "total").match(texts[0]):
        return numbers or len(texts) * 2 <= max(4, width)
    word, _, number = ascii_digits(texts[0]).partition(":")
    counted = len(texts) > 1 or _NUMBER.fullmatch(number.strip())
    return bool(numbers and counted and pattern_of("rows", "count").fullmatch(word.strip()))


def _single(line: Line, cell: tuple[int, str], *, is_last: bool, after_gap: bool, of_words: bool) -> str:
    """Return why a row with one filled cell is not an agreement, or an empty text if it can be an agreement."""
    place, text = cell
    spans = any(other.fault for other in line.cells)  # the cells beside it are merged with it
    if re.fullmatch(r"[0-9]{1,5}[.)]?", text) and place == 0:
        return "a number without anything else"
    if is_last and (after_gap or pattern_of("rows", "note").match(text) or len(text) > 60 or spans):
        return "a note below the table"
    if not re.search(r"[^\W\d_]", text):
        return ""
    if spans or (place == 0 and not of_words):
        return "a note below the table" if is_last else _A_SECTION
    return ""
