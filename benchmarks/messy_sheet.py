"""Write a large workbook of agreements with ten kinds of mess, and time the command on it.

The kinds are: title rows above the headings, two heading rows, section rows, repeated headings, merged partners,
hidden and struck-through rows, dates as texts in several formats, ends and durations in words, blank and repeated
numbers, and totals and notes below the table. The same seed always gives the same workbook.

Run it with::

    python benchmarks/messy_sheet.py --rows 5000 --columns 60 --seed 1 messy.xlsx
    python benchmarks/messy_sheet.py --time messy.xlsx
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

COLUMNS = (
    "MoU No",
    "Partner",
    "Country",
    "Type",
    "Date signed",
    "Validity",
    "",
    "Duration",
    "Renewal",
    "Status",
    "Coordinator",
)
SECOND = ("", "", "", "", "", "From", "To", "", "", "", "")
COUNTRIES = ("Japan", "Peru", "Kenya", "Germany", "Thailand", "Brazil", "Norway")
REGIONS = ("Asia", "Latin America", "Africa", "Europe", "Oceania")
KINDS = ("MOU", "MoU", "Memorandum of Understanding", "Agreement", "Letter of Intent", "MoA")
ENDS = ("unlimited", "auto renew", "until terminated", "no expiry")
RENEWALS = ("Automatic", "renewable", "no", "", "by mutual agreement")


def workbook(rows: int, columns: int, seed: int) -> Workbook:
    """Return a workbook of this size."""
    draw = random.Random(seed)  # the same seed gives the same workbook
    book = Workbook()
    sheet = book.active
    extra = [f"Note {number}" for number in range(len(COLUMNS) + 1, columns + 1)]
    sheet.append(["Register of agreements"])
    sheet.append([f"Updated in 2026, seed {seed}"])
    sheet.append([])
    sheet.append([*COLUMNS, *extra])
    sheet.append([*SECOND, *[""] * len(extra)])
    sheet.merge_cells("F4:G4")
    for letter in "ABCDEHIJK":
        sheet.merge_cells(f"{letter}4:{letter}5")
    for number in range(1, rows + 1):
        if number % 700 == 1:
            sheet.append([REGIONS[number // 700 % len(REGIONS)]])
        if number % 900 == 0:
            sheet.append([*COLUMNS, *extra])
        signed = date(1995, 1, 1) + timedelta(days=draw.randrange(11_300))
        years = draw.choice((3, 5, 5, 5, 10))
        end = date(signed.year + years, signed.month, min(signed.day, 28))
        row = [
            "" if number % 97 == 0 else f"M-{number // 2 if number % 89 == 0 else number:05}",
            f"University of {draw.choice('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}{draw.randrange(3000)} {draw.choice(COUNTRIES)}",
            draw.choice(COUNTRIES),
            draw.choice(KINDS),
            draw.choice(
                (signed, f"{signed:%d/%m/%Y}", f"{signed.day} {signed:%B} {signed.year}", f"{signed:%Y-%m-%d}")
            ),
            signed,
            draw.choice(ENDS) if number % 13 == 0 else draw.choice((end, f"{end:%d/%m/%Y}")),
            draw.choice((f"{years} years", f"{years} yrs", years, "")),
            draw.choice(RENEWALS),
            draw.choice(("Active", "Expired", "")),
            f"Coordinator {draw.randrange(40)}",
            *[draw.choice(("", "x", "see file", draw.randrange(1000))) for _ in extra],
        ]
        sheet.append(row)
        if number % 83 == 0:
            sheet.row_dimensions[sheet.max_row].hidden = True
        if number % 101 == 0:
            for cell in sheet[sheet.max_row]:
                cell.font = Font(strike=True)
        if number % 211 == 0:
            sheet.merge_cells(f"B{sheet.max_row - 1}:B{sheet.max_row}")
    sheet.append([f"Total: {rows}"])
    sheet.append([])
    sheet.append(["Note: * dates to be confirmed"])
    return book


def timed(sheet: Path) -> dict[str, tuple[float, float]]:
    """Return the elapsed seconds and the processor seconds of each command."""
    seconds: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        mapping, register, page = (Path(folder) / name for name in ("map.toml", "register.json", "page.html"))
        commands = {
            "guess": ["import", sheet, "--guess", "-o", mapping],
            "import": ["import", sheet, "--map", mapping, "-o", register],
            "status": ["status", register],
            "check": ["check", register],
            "expiring": ["expiring", register],
            "page": ["page", register, "--columns", "Country,Coordinator", "-o", page],
        }
        for name, command in commands.items():
            start, used = time.perf_counter(), _children()
            result = subprocess.run(  # noqa: S603  # our own command
                [sys.executable, "-m", "mou", *map(str, command)], capture_output=True, text=True, check=False
            )
            seconds[name] = time.perf_counter() - start, _children() - used
            if result.returncode > 1:
                raise SystemExit(result.stderr)
            print("{:10} {:6.2f} s, processor {:6.2f} s".format(name, *seconds[name]))
        print(f"size of the page: {page.stat().st_size / 1e6:.1f} MB")
    return seconds


def _children() -> float:
    """Return the processor seconds of all commands that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def main() -> None:
    """Write the workbook, or time the command on it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--columns", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--time", action="store_true")
    options = parser.parse_args()
    if options.time:
        timed(options.path)
    else:
        workbook(options.rows, options.columns, options.seed).save(options.path)


if __name__ == "__main__":
    main()
