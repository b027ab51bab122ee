r"""Import a table of agreements from a spreadsheet, with a mapping that gives the meaning of its columns.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> from mou import importing
>>> mapping = importing.Mapping.loads('''
... [columns]
... id = "Ref"
... parties = ["Party 1", "Party 2"]
... signed_on = "Signed"
... duration = "Term"
... [constants]
... title = "Memorandum of understanding, {Party 1} and {Party 2}"
... kind = "mou"
... [parties]
... written = "state"
... ''')
>>> with TemporaryDirectory() as folder:
...     sheet = Path(folder) / "agreements.csv"
...     _ = sheet.write_text(
...         "Ref,Party 1,Party 2,Signed,Term,Desk\n"
...         "12,Malaysia,United States,30 October 2025,5 yrs,Defence\n"
...         "13,Malaysia,Japan,03/04/2021,five years,Trade\n"
...     )
...     done = importing.read(sheet, mapping)
>>> for problem in done.problems:
...     print(f"row {problem.row}: {problem.column} {problem.value}: {problem.why}")
row 3: Signed 03/04/2021: 2021-03-04 or 2021-04-03; keep only the right format in the mapping
>>> done.rows, done.records, done.rows_refused, len(done.duplicates)
(2, 1, 1, 0)
>>> agreement = done.register.agreement("12")
>>> agreement.title, str(agreement.term.duration), dict(agreement.extensions["sheet"])
('Memorandum of understanding, Malaysia and United States', 'P5Y', {'Desk': 'Defence'})
"""

from __future__ import annotations

from mou.dates.calendars import Calendar
from mou.importing.columns import Columns, Constants, DateColumns
from mou.importing.guess import guess
from mou.importing.mapping import Mapping, TakesEffect, Unit
from mou.importing.party_names import PartiesWritten, PartyNames
from mou.importing.read import Import, Update, read
from mou.importing.renewal_words import RenewalMeaning, RenewalWords
from mou.importing.status_words import StatusMeaning

__all__ = [
    "Calendar",
    "Columns",
    "Constants",
    "DateColumns",
    "Import",
    "Mapping",
    "PartiesWritten",
    "PartyNames",
    "RenewalMeaning",
    "RenewalWords",
    "StatusMeaning",
    "TakesEffect",
    "Unit",
    "Update",
    "guess",
    "read",
]
