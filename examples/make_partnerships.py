"""Make partnerships.xlsx, a sheet of sixty memoranda of understanding such as a university's partnership office keeps.

The universities exist, the agreements are invented. The sheet has the usual mess: dates written in three ways, several
parties in one cell, "5 yrs", "renewable", blanks, a duplicated row, a reference used twice, a day that does not
exist, a date with the month first, a misspelt name, a formula, an error, and titles above the headings.

    python examples/make_partnerships.py              writes examples/partnerships.xlsx
    python examples/make_partnerships.py --fixed X    writes a corrected sheet to X
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

HERE = Path(__file__).parent
HEADER_ROW = 4
HEADINGS = (
    "Ref. No.",
    "Partner",
    "Country",
    "Type",
    "Date signed",
    "Effective from",
    "Duration",
    "Valid until",
    "Renewal",
    "Non-renewal notice",
    "Termination notice",
    "Areas of cooperation",
    "Scanned copy",
    "Contact",
    "Remarks",
)
WIDTHS = (14, 44, 16, 12, 16, 16, 16, 14, 22, 18, 18, 40, 22, 14, 44)
PARTNERS = (
    ("Kyoto University", "Japan"),
    ("University of Melbourne", "Australia"),
    ("Seoul National University", "South Korea"),
    ("University of Leeds", "United Kingdom"),
    ("Chulalongkorn University", "Thailand"),
    ("TU Delft", "Netherlands"),
    ("University of Auckland", "New Zealand"),
    ("Universitas Gadjah Mada", "Indonesia"),
    ("National University of Singapore", "Singapore"),
    ("Lund University", "Sweden"),
    ("University of Cape Town", "South Africa"),
    ("McGill University", "Canada"),
    ("Technical University of Munich", "Germany"),
    ("University of Nairobi", "Kenya"),
    ("Peking University", "China"),
    ("University of São Paulo", "Brazil"),
    ("Vietnam National University, Hanoi", "Viet Nam"),
    ("University of California, Davis", "United States"),
    ("Sorbonne University", "France"),
    ("University of Oslo", "Norway"),
    ("University of the Philippines Diliman", "Philippines"),
    ("Indian Institute of Technology Bombay", "India"),
    ("University of Warsaw", "Poland"),
    ("Politecnico di Milano", "Italy"),
    ("University of Helsinki", "Finland"),
    ("Hokkaido University", "Japan"),
    ("Monash University", "Australia"),
    ("Yonsei University", "South Korea"),
    ("University of Edinburgh", "United Kingdom"),
    ("Mahidol University", "Thailand"),
    ("Utrecht University", "Netherlands"),
    ("University of Otago", "New Zealand"),
    ("Universitas Indonesia", "Indonesia"),
    ("Nanyang Technological University", "Singapore"),
    ("Uppsala University", "Sweden"),
    ("Stellenbosch University", "South Africa"),
    ("University of British Columbia", "Canada"),
    ("Heidelberg University", "Germany"),
    ("Makerere University", "Uganda"),
    ("Fudan University", "China"),
    ("University of Campinas", "Brazil"),
    ("Can Tho University", "Viet Nam"),
    ("Arizona State University", "United States"),
    ("Grenoble Alpes University", "France"),
    ("Aarhus University", "Denmark"),
    ("Ateneo de Manila University", "Philippines"),
    ("University of Delhi", "India"),
    ("Charles University", "Czechia"),
    ("University of Bologna", "Italy"),
    ("University of Coimbra", "Portugal"),
    ("Tohoku University", "Japan"),
    ("University of Queensland", "Australia"),
    ("Korea University", "South Korea"),
    ("University of Sheffield", "United Kingdom"),
    ("Chiang Mai University", "Thailand"),
    ("University of Twente", "Netherlands"),
    ("Massey University", "New Zealand"),
    ("University of Iceland", "Iceland"),
    ("Universidad de Chile", "Chile"),
)
AREAS = (
    "student exchange; joint research",
    "staff exchange",
    "joint research; doctoral supervision",
    "student exchange",
    "research in tropical medicine",
    "summer schools; student exchange",
    "library cooperation",
)
CONTACTS = ("Aisyah", "Daniel", "Mei Ling", "Priya")
KINDS = ("MoU", "MOU", "Memorandum of Understanding", "MoU", "LOI", "MoA", "MoU")
FIVE = ("5 yrs", "5 years", 5, "five (5) years", "60 months")
THREE = ("3 years", "36 months", "3 yrs", 3)
RENEWALS = ("renewable", "", "auto-renew", "No", "by mutual agreement", "Automatic, same period", "Renewable", "n/a")

FIXES: dict[str, object] = {
    "B14": "University of Melbourne",
    "E20": "13/02/2022",
    "E27": "13/06/2024",
    "A36": "MOU-2022-031",
    "H42": None,
    "M47": "https://partnerships.example.edu/scans/MOU-2023-042.pdf",
    "G49": "5 years",
}
"""The corrections, cell by cell. The duplicated row stays, since it does no harm."""


def years_before(day: date, years: int) -> date:
    """Return the same day some years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def written(day: date, way: int) -> object:
    """Return a day in one of the formats that the office uses."""
    if way == 0:
        return day
    if way == 1:
        return f"{day.day:02}/{day.month:02}/{day.year}"
    return f"{day.day} {day:%B} {day.year}"


def rows() -> list[list[object]]:
    """Return the rows below the headings."""
    made: list[list[object]] = []
    for index, (partner, country) in enumerate(PARTNERS):
        years = 3 if index % 6 == 4 else 5
        last = date(2026, 7, 6) + timedelta(days=15 * index)
        signed = years_before(last, years)
        renewal = RENEWALS[index % len(RENEWALS)]
        tacit = renewal in {"auto-renew", "Automatic, same period"}
        made.append(
            [
                f"MOU-{signed.year}-{index + 1:03}",
                partner,
                country,
                KINDS[index % len(KINDS)],
                written(signed, index % 3),
                "upon signature" if index % 5 == 1 else None,
                (THREE if years == 3 else FIVE)[index // 2 % (4 if years == 3 else 5)],
                written(last, (index + 1) % 3) if index % 4 == 2 else None,
                renewal or None,
                ("6 months" if index % 16 == 13 else "90 days") if tacit else None,
                "3 months" if index % 3 == 0 else None,
                AREAS[index % len(AREAS)],
                None,
                CONTACTS[index % len(CONTACTS)],
                None,
            ]
        )
    reference, partner, country, signed, effective, duration, until, renewal_words, notice = 0, 1, 2, 4, 5, 6, 7, 8, 9
    scan, remarks = 12, 14
    made[2][partner] = "Seoul National University "
    made[6][partner] = "\xa0University of Auckland"
    made[7][partner] = "Universitas Gadjah Mada; Universitas Airlangga"
    made[9][partner] = "Univeristy of Melbourne"
    made[9][country] = "Australia"
    made[9][remarks] = "Second agreement, Faculty of Engineering"
    made[11][partner] = "McGill University / Université de Montréal"
    made[15][signed] = "31/02/2022"
    made[18][until] = date(2027, 4, 1)
    made[18][remarks] = "Signed by the vice-chancellors in Paris"
    made[22][signed] = "06/13/2024"
    made[22][remarks] = "Dated by the partner"
    made[25][partner] = "Hokkaido University and Tohoku University"
    made[26][until] = "31/07/2028"
    made[27][duration] = "indefinite"
    made[27][until] = None
    made[29][signed] = "03/04/2022"
    made[31][reference] = made[30][reference] = "MOU-2022-032"
    made[33][effective] = date(2022, 12, 1)
    made[36][until] = "#REF!"
    made[40][remarks] = "Under review by the legal office;\nsee minutes of 3 June"
    made[41][scan] = '=HYPERLINK("https://partnerships.example.edu/scans/MOU-2023-042.pdf","scan")'
    made[43][duration] = "as per Annex A"
    made[45][duration] = made[45][renewal_words] = made[45][notice] = None
    made[45][until] = None
    made[45][remarks] = "Copy not found"
    made[48][scan] = "https://partnerships.example.edu/scans/MOU-2023-049.pdf"
    made.insert(24, list(made[12]))
    return made


def workbook(fixes: dict[str, object] | None = None) -> Workbook:
    """Return the workbook, with the cells in `fixes` changed."""
    book = Workbook()
    sheet = book.active
    sheet.title = "MOUs"
    sheet["A1"] = "Register of memoranda of understanding, Office of International Partnerships"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADINGS))
    sheet["A2"] = "An example: the universities exist, but every agreement in this sheet is invented."
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=len(HEADINGS))
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True), 1):
        cell = sheet.cell(HEADER_ROW, column, heading)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")
        sheet.column_dimensions[cell.column_letter].width = width
    for number, row in enumerate(rows(), HEADER_ROW + 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, date):
                cell.number_format = "dd-mmm-yyyy"
            if isinstance(value, str) and "\n" in value:
                cell.alignment = Alignment(wrap_text=True)
    sheet.row_dimensions[21].hidden = True
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    for place, value in (fixes or {}).items():
        sheet[place] = value
    return book


def save(book: Workbook, path: Path) -> None:
    """Write the workbook so that every run produces the same file."""
    content = io.BytesIO()
    book.properties.created = datetime(2026, 11, 25)  # noqa: DTZ001  # workbooks have no time zones
    book.save(content)
    with zipfile.ZipFile(content) as archive, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for part in archive.namelist():
            text = archive.read(part)
            if part == "docProps/core.xml":
                text = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-11-25T00:00:00Z", text)
            made.writestr(zipfile.ZipInfo(part, (2026, 11, 25, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


def main(arguments: list[str]) -> None:
    """Write the example, or write the corrected sheet to the path after ``--fixed``."""
    if arguments[:1] == ["--fixed"]:
        save(workbook(FIXES), Path(arguments[1]))
    else:
        save(workbook(), HERE / "partnerships.xlsx")


if __name__ == "__main__":
    main(sys.argv[1:])
