"""Propose the formats of dates, the calendar, and the century of years with two digits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import attrs

from mou.dates.calendars import Calendar, is_buddhist, is_lunar
from mou.dates.days import Day, earliest, latest, next_day
from mou.dates.formats import YEAR_SPANS, ascii_digits, has_two_digit_year, is_year_span, plain_date, readings
from mou.dates.month_names import is_english_month, month_number, without_accents
from mou.importing.column_notes import swapped
from mou.importing.grid import Cell
from mou.importing.proposal import Proposal, counted
from mou.importing.validity import Unclear, Validity, range_of, validity_of
from mou.importing.words import INDEFINITE

FIRST_YEAR = 1970
"""The earliest year that two digits can mean while formats are tried. The proposed mapping has its own value."""
_DAY_FIRST = ("D/M/YYYY", "D.M.YYYY", "D-M-YYYY", "D/M/YY", "D.M.YY", "D-M-YY")
_MONTH_FIRST = ("M/D/YYYY", "M.D.YYYY", "M-D-YYYY", "M/D/YY", "M.D.YY", "M-D-YY")
_IN_WORDS = ("D MMM YYYY", "MMM D, YYYY", "MMM YYYY", "YYYY MMM D", "D MMM YY", "MMM YY")
_OTHERS = ("M/YYYY", "YYYY/M/D", "YYYY.M.D", "YYYY-M-D")
FORMATS = ("EDTF", *_DAY_FIRST[:3], *_MONTH_FIRST[:3], *_IN_WORDS, *_OTHERS, *_DAY_FIRST[3:], *_MONTH_FIRST[3:])
"""The formats that are tried."""
_STARTS = ("signed_on", "entered_into_force_on")
_VALIDITY = ("last_day", "duration", "period")
"""The fields whose cells can contain something other than a date, such as "5 years"."""
_YEARS_PAST, _YEARS_PAST_OF_STARTS, _YEARS_PAST_OF_ENDS = 99, 94, 50
_YEARS_OF_THAI_SHEETS = 30
_DAY_FIRST_WORDS = re.compile(
    r"\b(fecha|firma|vigencia|inicio|convenio|institucion|pais|universidad|data|assinatura|vencimento|instituicao|inicio|"
    r"datum|laufzeit|beginn|unterzeichn\w*|hochschule|tanggal|mulai|berakhir|mitra|negara|tarikh|tempoh|debut|"
    r"etablissement|scadenza|universita|durata|duree|duracion|duracao)\b|[\u0e01-\u0e5b]"
)
_SIGNATURE = re.compile(
    r"\bsign|unterzeichn|unterschrift|\bfirma|assinatura|suscripcion|sottoscrizione|tandatangan|ลงนาม|签署|签字|簽署|署名|調印|توقيع"
)
_UNSIGNED = re.compile(
    r"\b(?:not|unsigned|await\w*|pending|before|without|nicht|vor|ohne|fehlt|no|sin|antes|falta|sans|avant|non|senza|"
    r"prima|sem|belum|tidak)\b"
)
_IN_NUMBERS = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_SHORT = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2}\Z")
_YEAR_FIRST = ("YY-M-D", "YY/M/D", "YY.M.D")
_YEARS_OF_SIGNATURES = 75
"""Nearly all signatures of a sheet are at most this number of years before the proposal."""
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}\Z")


def is_serial(text: str) -> bool:
    """Return whether a text looks like a day number of Excel."""
    return bool(re.fullmatch("[2-6][0-9]{4}", text))


def is_validity(text: str) -> bool:
    """Return whether a text that is not a date can be read as an end, a length or a range."""
    validity = validity_of(text, _any_reading, unit="years", indefinite=INDEFINITE)
    return is_year_span(text) or not isinstance(validity, Unclear)


def _any_reading(text: str) -> set[Day]:
    """Return a set with one of the days that a text can mean. It is empty if the text is not a date."""
    return set(sorted(readings(text, FORMATS, FIRST_YEAR))[:1])


def date_texts(field: str, cells: Iterable[Cell]) -> Iterator[str]:
    """Yield the texts of a column that are dates, including those in ranges and after words such as "until"."""
    for cell in cells:
        if isinstance(cell.value, date):
            continue
        text = cell.text
        if readings(text, FORMATS, FIRST_YEAR) or is_serial(text):
            if field != "duration" or re.search(r"\d\D+\d", text):
                yield text
            continue
        parts = list(_parts(field, text))
        if parts:
            yield from parts
        elif field not in _VALIDITY or (field == "last_day" and not is_validity(text)):
            yield text


def _parts(field: str, text: str) -> Iterator[str]:
    dates: list[str] = []

    def noted(part: str) -> set[Day]:
        dates.append(part)
        return _any_reading(part)

    span = range_of(ascii_digits(text), noted)
    if isinstance(span, tuple):
        yield from dates[-2:]
    elif field in _VALIDITY:
        validity = validity_of(text, noted, unit="years", indefinite=INDEFINITE)
        if isinstance(validity, Validity) and (validity.first_day or validity.last_day):
            yield dates[-1]


@attrs.frozen(kw_only=True)
class DatesOfSheet:
    """The dates of a sheet, and other facts that help to read the dates.

    Attributes:
        cells: the cells of each field with dates.
        terms: for each row, the cell with the beginning and a cell with the end or the duration.
        headings: the headings of the sheet.
        on: the day of the proposal. No signature can be after this day.
        from_1904: whether the workbook counts days from 1904.
    """

    cells: Mapping[str, list[Cell]]
    terms: Sequence[tuple[Cell, Cell]]
    headings: Sequence[str]
    on: date
    from_1904: bool


def proposed_dates(sheet: DatesOfSheet) -> Proposal:
    """Propose how the dates of a sheet are read."""
    cells = sheet.cells
    texts = Counter(text for field, column in cells.items() for text in date_texts(field, column))
    proposal = Proposal()
    lines: list[str] = []
    calendar = _calendar(texts, cells, proposal, lines)
    spans = _year_spans(cells, texts)
    tried = [form for form in FORMATS if form != "EDTF"] if spans else [*FORMATS]
    reads = {text: [form for form in tried if readings(text, [form], FIRST_YEAR, calendar)] for text in texts}
    if spans:
        for text, formats in reads.items():
            if is_year_span(text):
                formats[:] = [YEAR_SPANS]
            elif readings(text, ["EDTF"], FIRST_YEAR):
                formats.append("EDTF")
    used = _chosen(texts, reads, calendar, lines)
    _doubtful_short_years(sheet, reads, used, calendar, lines)
    if not set(_MONTH_FIRST).isdisjoint(used) and not set(_DAY_FIRST).isdisjoint(used):
        _order_otherwise(sheet, texts, used, calendar, lines)
    if all("EDTF" in formats for formats in reads.values() if "YYYY-M-D" in formats):
        used -= {"YYYY-M-D"}  # EDTF reads all dates that this format reads
    if spans:
        lines.append(
            f"Years such as {spans[0]} are read as two years, not as a month: the date lies in one of them. Is that "
            "right?"
        )
    serials = [text for text in texts if is_serial(text)]
    if serials:
        used.add("EXCEL1904" if sheet.from_1904 else "EXCEL")
        lines.append(f"Dates written as Excel's day numbers: {len(serials)}, such as {serials[0]}.")
    lines.extend(
        f"Days and months are probably swapped in date cells: all have a day up to 12, beside texts such as {example}."
        for column in cells.values()
        if (example := swapped(column)) is not None
    )
    if used:
        order = (*FORMATS, YEAR_SPANS, "EXCEL", "EXCEL1904")
        proposal.settings["date_formats"] = [form for form in order if form in used]
    if any(map(has_two_digit_year, used)):
        _first_year(cells, reads, sheet.on, proposal)
    starts = set(date_texts("entered_into_force_on", cells.get("entered_into_force_on", ())))
    signed = [text for text in texts if text in starts and not reads[text] and _is_on_signature(text)]
    if signed:
        proposal.settings["on_signature"] = signed
    lost = Counter({text: texts[text] for text in texts if not reads[text] and text not in {*serials, *signed}})
    if lost:
        lines.append(f"Not read as dates: {counted(lost)}.")
    proposal.comments["/date_formats"] = "\n".join(lines)
    return proposal


def _is_on_signature(text: str) -> bool:
    plain = without_accents(text)
    return bool(_SIGNATURE.search(plain)) and not _UNSIGNED.search(plain)


def _chosen(texts: Iterable[str], reads: dict[str, list[str]], calendar: Calendar | None, lines: list[str]) -> set[str]:
    """Return the formats of the dates, and add a line about the order of days and months to `lines`."""
    used = {form for formats in reads.values() for form in formats}
    day_first = [text for text, formats in reads.items() if _only(formats, _DAY_FIRST, _MONTH_FIRST)]
    month_first = [text for text, formats in reads.items() if _only(formats, _MONTH_FIRST, _DAY_FIRST)]
    either = [text for text in texts if len(readings(text, used, FIRST_YEAR, calendar)) > 1]
    if day_first and not month_first:
        used -= set(_MONTH_FIRST)
        lines.append(_order("days", day_first, either))
    elif month_first and not day_first:
        used -= set(_DAY_FIRST)
        lines.append(_order("months", month_first, either))
    elif either:
        lines.append(
            f"Do days or months come first? The cells don't show it. Ambiguous dates: {len(either)}, such as "
            f"{either[0]}. Delete the formats that are wrong; until then these dates are problems."
        )
    if day_first and month_first:
        lines.append(f"Some dates must have the day first ({day_first[0]}), others the month ({month_first[0]}).")
    return used


def _order_otherwise(
    sheet: DatesOfSheet, texts: Iterable[str], used: set[str], calendar: Calendar | None, lines: list[str]
) -> None:
    """Choose whether the day or the month comes first if the dates don't show it.

    If terms last whole years under only one of the two orders, choose this order. Otherwise, choose the day first if
    that is usual in the language of the sheet.
    """
    if any("Some dates must" in line for line in lines):
        return
    terms = [term for cells in sheet.terms for term in _term(*cells)]
    fits = {
        order: sum(_whole_years(term, formats, calendar) for term in terms)
        for order, formats in (("days", _DAY_FIRST), ("months", _MONTH_FIRST))
    }
    order = max(fits, key=lambda name: fits[name])
    if fits[order] * 2 >= len(terms) > 0 == min(fits.values()):
        count = "1 term lasts" if fits[order] == 1 else f"{fits[order]} terms last"
        why = f"because only then {count} whole years. Is that right?"
    elif _is_day_first_language(sheet.headings, texts, calendar):
        order, why = "days", "as usual in the language of the sheet. Is that right?"
    else:
        return
    used -= set(_MONTH_FIRST if order == "days" else _DAY_FIRST)
    lines[:] = [line for line in lines if not line.startswith("Do days or months")]
    lines.append(f"{order.capitalize()} come first, {why}")


def _term(start: Cell, end: Cell) -> Iterator[tuple[date | str, date | str]]:
    """Yield the beginning and the end of a row if at least one of them is a text such as 03/04/2021."""
    first: date | str = start.value if isinstance(start.value, date) else start.text
    last: list[date | str] = [end.value] if isinstance(end.value, date) else [*_parts("last_day", end.text)]
    if not last and isinstance(end.value, str) and readings(end.text, FORMATS, FIRST_YEAR):
        last = [end.text]
    term = (*last[:2],) if len(last) > 1 else (first, *last)
    if len(term) == 2 and any(isinstance(part, str) and _IN_NUMBERS.match(part) for part in term):
        yield term


def _whole_years(term: tuple[date | str, date | str], formats: Iterable[str], calendar: Calendar | None) -> bool:
    """Return whether a term lasts whole years if its dates are read in these formats.

    A term of whole years that begins on 3 May ends on 2 May or on 3 May.
    """
    days = [{part} if isinstance(part, date) else readings(part, formats, FIRST_YEAR, calendar) for part in term]
    if not all(len(possible) == 1 for possible in days):
        return False
    first, last = (next(iter(possible)) for possible in days)
    if not isinstance(first, date) or not isinstance(last, date) or last <= first or last == date.max:
        return False
    return any((day.month, day.day) == (first.month, first.day) for day in (last, next_day(last)))


def _is_day_first_language(headings: Iterable[str], texts: Iterable[str], calendar: Calendar | None) -> bool:
    """Return whether a sheet is in a language that writes the day first, such as Spanish but not English."""
    if calendar is Calendar.BUDDHIST or any(_DAY_FIRST_WORDS.search(without_accents(heading)) for heading in headings):
        return True
    words = {word for text in texts for word in re.findall(r"[^\W\d_]{3,}", text)}
    return any(month_number(word) is not None and not is_english_month(word) for word in words)


def _doubtful_short_years(
    sheet: DatesOfSheet,
    reads: dict[str, list[str]],
    used: set[str],
    calendar: Calendar | None,
    lines: list[str],
) -> None:
    """Leave out formats with two-digit years if the years are probably Thai, or if their place in the date is unclear.

    The year 64 can be 2564 of the Thai calendar, which is 2021. The date 21-03-12 can be in 2021 (year first) or in
    2012 (year last).
    """
    short = [form for form in used if has_two_digit_year(form)]
    signed = [text for field in _STARTS for text in date_texts(field, sheet.cells.get(field, ()))]
    years = [
        earliest(day).year
        for text in signed
        for day in readings(text, [form for form in reads.get(text, ()) if form in short], sheet.on.year - _YEARS_PAST)
    ]
    first_or_last = _year_can_come_first(signed, years, sheet.on)
    if first_or_last is not None:
        used.difference_update(short)
        lines.append(
            f"Which number of dates such as {first_or_last} is the year? Add the format, such as YY-M-D or D-M-YY, and "
            f"first_year = {sheet.on.year - _YEARS_PAST}; until then these dates are problems."
        )
        return
    latest_year = (sheet.on.year + 543) % 100
    thai = calendar is None and years and all((latest_year - year) % 100 <= _YEARS_OF_THAI_SHEETS for year in years)
    if thai and all(year < sheet.on.year - _YEARS_OF_THAI_SHEETS for year in years):
        used.difference_update(short)
        lines.append(
            f"Years such as {signed[0]} have two digits. Are they years of the Thai calendar? Then set calendar = "
            f'"buddhist", first_year = {sheet.on.year - _YEARS_PAST} and add {", ".join(sorted(short))}; until then '
            "these dates are problems."
        )


def _year_can_come_first(signed: Iterable[str], years: Iterable[int], on: date) -> str | None:
    """Return an example if all dates with two-digit years can begin with the year.

    This is possible only if no date would then be in the future or very early. Dates with hyphens are written in both
    orders. Dates with other separators seldom begin with the year. Therefore, if no date has hyphens, return an example
    only if one of the dates would be very early with the year last.
    """
    texts = [text for text in map(plain_date, signed) if _SHORT.match(text)]
    first = [readings(text, _YEAR_FIRST, on.year - _YEARS_PAST) for text in texts]
    early = on.year - _YEARS_OF_SIGNATURES
    if (
        not texts
        or not all(first)
        or any(latest(day) > on or latest(day).year < early for days in first for day in days)
    ):
        return None
    usual = all("-" not in text for text in texts) and min(years, default=on.year) > early
    return None if usual else texts[0]


def _only(formats: list[str], these: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return not set(these).isdisjoint(formats) and set(others).isdisjoint(formats)


def _order(what: str, sure: list[str], either: list[str]) -> str:
    line = f"{what.capitalize()} come first. Dates that can only be read this way: {len(sure)}, such as {sure[0]}."
    if not either:
        return line
    return f"{line} Ambiguous dates, read in the same way: {len(either)}, such as {either[0]}."


def _year_spans(cells: Mapping[str, list[Cell]], texts: Iterable[str]) -> list[str]:
    """Return the texts that mean two consecutive years, such as 2016-17, and not a year and a month.

    If a column contains 2016-17, all texts of this form in the column mean years, because 17 can't be a month. In
    2010-11 and 2011-12, the second number can be a month. But if the second number is the following year in every text
    of this form in a column, the texts mean years.
    """
    spans: list[str] = []
    for field, column in cells.items():
        plain = [plain_date(cell.text) for cell in column if not isinstance(cell.value, date)]
        consecutive = [text for text in plain if is_year_span(text)]
        months = [text for text in plain if _MONTH.match(text)]
        surely = [text for text in consecutive if not _MONTH.match(text) or int(text[5:]) > 12]
        if consecutive and (surely or all(map(is_year_span, months))) and field not in {"duration", "period"}:
            spans += consecutive
    known = set(map(plain_date, texts))
    return [text for text in dict.fromkeys(spans) if text in known]


def _calendar(
    texts: Iterable[str], cells: Mapping[str, list[Cell]], proposal: Proposal, lines: list[str]
) -> Calendar | None:
    """Propose the Buddhist calendar if years belong to it. Ask about years of the Islamic and Persian calendars."""
    years = [int(year) for text in texts for year in re.findall(r"\b[0-9]{4}\b", ascii_digits(text))]
    years += [cell.value.year for column in cells.values() for cell in column if isinstance(cell.value, date)]
    ahead = [year for year in years if is_buddhist(year)]
    lunar = [year for year in years if is_lunar(year)]
    if ahead:
        proposal.settings["calendar"] = Calendar.BUDDHIST
        proposal.comments["/calendar"] = (
            f"Years such as {ahead[0]} are read as years of the Thai calendar: {ahead[0]} is {ahead[0] - 543}. Is that "
            "right?"
        )
        return Calendar.BUDDHIST
    if lunar:
        lines.append(
            f"Years such as {lunar[0]} are of the Islamic or the Persian calendar. Which one? Write these dates in the "
            "Gregorian calendar in the sheet; until then they are problems."
        )
    return None


def _first_year(cells: Mapping[str, list[Cell]], reads: dict[str, list[str]], on: date, proposal: Proposal) -> None:
    """Propose the earliest year that two digits can mean. A signature can't be in the future, but an end can."""

    def short(field: str) -> bool:
        texts = date_texts(field, cells.get(field, ()))
        return any(has_two_digit_year(form) for text in texts for form in reads.get(text, ()))

    past = _YEARS_PAST if short("signed_on") else _YEARS_PAST_OF_STARTS if short(_STARTS[1]) else _YEARS_PAST_OF_ENDS
    proposal.settings["first_year"] = on.year - past
    proposal.comments["/first_year"] = (
        "Some years have two digits. Is this the earliest year that they can mean? An end is in the year of the row's "
        "start or later, whatever this year is."
    )
