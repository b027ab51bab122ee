"""Rows with totals: they are listed as skipped, and no agreement with a similar name is."""

from datetime import date

import pytest

from mou.importing import guess, read

ON = date(2026, 11, 29)
HEADINGS = "Nr;Partner;Land;Unterzeichnet am;Laufzeit"
ROWS = "1;Kyoto;Japan;12.03.2019;5 Jahre\n2;Lund;Schweden;13.04.2020;5 Jahre"
TOTALS = """;Zwischensumme;40;;|;Teilsumme;40;;|Insgesamt;40;;;|;Sous-total;12;;|;Nombre total;12;;|;Suma;12;;|
;Suma total;12;;|Anzahl;12;;;|Anzahl der Abkommen;12;;;|Número de convenios;12;;;|Numero;12;;;|
Number of agreements;12;;;|Number of agreements: 12;;;;|;Total;40;30;20|Somma;12;;;|Soma;12;;;|Quantidade;12;;;|
Nombre d'accords;12;;;|小計;12;;;|总数;12;;;|Banyaknya;12;;;|จำนวนทั้งหมด;12;;;|الإجمالي;12;;;|Gesamtzahl;1.234;;;"""


def imported(tmp_path, row):
    path = tmp_path / "table.csv"
    path.write_text(f"{HEADINGS}\n{ROWS}\n{row}\n", encoding="utf-8")
    return read(path, guess(path, us="U", on=ON), on=ON)


@pytest.mark.parametrize("row", [row.strip() for row in TOTALS.split("|")])
def test_a_total(tmp_path, row):
    done = imported(tmp_path, row)
    assert ["not an agreement: a total"] == [remark.why for remark in done.skipped]
    assert 2 == done.rows


@pytest.mark.parametrize(
    "row",
    [
        "3;Suma;Peru;12.03.2019;5",
        ";Number Ten College;12;;",
        ";Gesamthochschule Kassel;12;;",
        ";Anzahl;Japan;12.03.2019;",
        "3;Numero;;12.03.2019;",
        ";Suma;;;",
    ],
)
def test_an_agreement_with_a_similar_name(tmp_path, row):
    done = imported(tmp_path, row)
    assert ((), 3) == (done.skipped, done.rows)
