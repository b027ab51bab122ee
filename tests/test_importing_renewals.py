"""Words about renewals, notices and other ends in cells: each word is used, or reported, or the cell is a problem."""

import pytest

from mou.dates.formats import readings
from mou.dates.periods import Period
from mou.importing.lengths import length_at_start, lengths_in
from mou.importing.notices import notice_of
from mou.importing.renewal_words import RenewalMeaning, RenewalWords
from mou.importing.stated_renewals import has_number, renewal_meant
from mou.importing.validity import Unclear, validity_of
from mou.importing.words import INDEFINITE
from mou.model.durations import Indefinite

FORMATS = ("EDTF", "D/M/YYYY", "D.M.YYYY", "D MMM YYYY", "MMM YYYY", "MMM D, YYYY")


def read(text):
    return validity_of(text, lambda part: readings(part, FORMATS, 1970), unit=None, indefinite=INDEFINITE)


def stated(renewal):
    """The parts of a renewal as texts."""
    texts = [None if part is None else str(part) for part in (renewal.period, renewal.notice, renewal.times)]
    return [renewal.means.value, *texts, renewal.rest]


YEARLY = """automatically renewed annually|automatically renewed each year|auto-renews yearly|annual automatic renewal|
automatically renewed for another year|automatic renewal on a yearly basis|rolling, year-to-year|
automatically renewed once a year|
if not terminated automatically renewed each year|
si rinnova ogni anno tacitamente se non viene data disdetta|6 months notice annually automatic renewal|
tacite reconduction annuelle|reconduction tacite par périodes d\u2019un an|
renouvelé par tacite reconduction d'année en année|automatiquement renouvelé chaque année|
prórroga automática anual|se renueva automáticamente cada año|prórroga tácita por un año más|
renovação automática anual|prorrogação automática por mais um ano|
dann jährlich automatisch|automatische Verlängerung um jeweils ein weiteres Jahr|
verlängert sich stillschweigend von Jahr zu Jahr|rinnovo tacito annuale|si rinnova automaticamente ogni anno|
diperpanjang otomatis setiap tahun|自动续约\uff0c每年|自動更新 1年"""


@pytest.mark.parametrize("text", [text.strip() for text in YEARLY.split("|")])
def test_renewals_of_a_year(text):
    assert ["tacit", "P1Y"] == stated(renewal_meant(text))[:2]
    assert "" == renewal_meant(text).rest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("automatically renewed for successive one-year periods, 6 months notice", ["tacit", "P1Y", "P6M", None]),
        ("automatically renewed for 2 years, 6 months notice", ["tacit", "P2Y", "P6M", None]),
        ("automatically renewed unless 6 months notice", ["tacit", None, "P6M", None]),
        ("automatically renewed with 6 months notice for two years", ["tacit", "P2Y", "P6M", None]),
        ("auto renewal, notice of at least six (6) months", ["tacit", None, "P6M", None]),
        ("automatically renewed for 1 year unless terminated 90 days before expiry", ["tacit", "P1Y", "P90D", None]),
        ("if no notice is given, automatically renewed for 1 year", ["tacit", "P1Y", None, None]),
        ("automatically renewed, unless either party objects in writing", ["tacit", None, None, None]),
        ("tacite reconduction pour une durée de 3 ans, préavis 6 mois", ["tacit", "P3Y", "P6M", None]),
        ("reconduction tacite sauf dénonciation 3 mois avant l'échéance", ["tacit", None, "P3M", None]),
        (
            "prorrogable automáticamente salvo denuncia con 6 meses de antelación",
            ["tacit", None, "P6M", None],
        ),
        ("Verlängert sich automatisch um 1 Jahr, Kündigungsfrist 6 Monate", ["tacit", "P1Y", "P6M", None]),
        (
            "stillschweigende Verlängerung um 1 Jahr, sofern nicht mit einer Frist von 6 Monaten gekündigt wird",
            ["tacit", "P1Y", "P6M", None],
        ),
        (
            "verlängert sich stillschweigend um ein Jahr, wenn nicht 6 Monate vor Ablauf gekündigt wird",
            ["tacit", "P1Y", "P6M", None],
        ),
        ("automatically renewed once", ["tacit", None, None, "1"]),
        ("automatically renewed twice for 1 year", ["tacit", "P1Y", None, "2"]),
        ("automatic renewal for one additional 1-year term", ["tacit", "P1Y", None, "1"]),
        ("automatically renewed for up to two further periods of 3 years", ["tacit", "P3Y", None, "2"]),
        ("automatic renewal, 2 x 1 year", ["tacit", "P1Y", None, "2"]),
        ("auto-renew (max. 3x)", ["tacit", None, None, "3"]),
        ("automatically renewed for a single period of 2 years", ["tacit", "P2Y", None, "1"]),
        ("renouvelable une fois par tacite reconduction", ["tacit", None, None, "1"]),
        ("verlängert sich automatisch einmal um 2 Jahre", ["tacit", "P2Y", None, "1"]),
        ("automatically renewed for an indefinite period", ["tacit", "Indefinite()", None, None]),
        ("stillschweigende Verlängerung auf unbestimmte Zeit", ["tacit", "Indefinite()", None, None]),
        ("automatic renewal every six months", ["tacit", "P6M", None, None]),
        ("monthly rolling", ["tacit", "P1M", None, None]),
        ("renewable once by mutual agreement", ["express", None, None, "1"]),
        ("renewable for 2 years by mutual written consent of both parties", ["express", "P2Y", None, None]),
        ("No automatic renewal; renewable by mutual agreement", ["express", None, None, None]),
        ("No automatic renewal, renewal possible", ["not_known", None, None, None]),
        ("renewable for 2 years", ["not_known", "P2Y", None, None]),
    ],
)
def test_details_of_renewals(text, expected):
    assert expected == stated(renewal_meant(text))[:4]
    assert not has_number(renewal_meant(text).rest)


NONE = """automatically terminates|automatically expires|automatic termination|expires automatically|endet automatisch|
automatische Beendigung|prend fin automatiquement|termina automáticamente|terminación automática|
non renouvelable|ne se renouvelle pas|sans tacite reconduction|keine automatische Verlängerung|
wird nicht verlängert|verlängert sich nicht|no renovable|sin prórroga|não renovável|non rinnovabile|
No automatic renewal|does not renew automatically|auto-renewal: no|不自动续约"""


@pytest.mark.parametrize("text", [text.strip() for text in NONE.split("|")])
def test_no_renewal(text):
    assert RenewalMeaning.NONE is renewal_meant(text).means


@pytest.mark.parametrize(
    "text",
    [
        "automatically renewed by mutual consent",
        "automatically renewed with the agreement of the parties",
        "automatically converted",
        "not automatic",
        "renewal, but not automatic",
        "expires automatically unless renewed",
        "no details about renewal",
    ],
)
def test_a_renewal_that_is_not_known(text):
    assert RenewalMeaning.NOT_KNOWN is renewal_meant(text).means


@pytest.mark.parametrize(
    "text",
    [
        "automatically renewed for up to 10 years",
        "Automatic up to a maximum of 10 years",
        "automatically renewed to 10 years",
        "prorrogado automáticamente a 10 años",
        "automatically renewed for 1 year and 6 months notice",
        "automatically renewed, 6 months notice, 3 months notice",
        "automatically renewed for 1 year and for 2 years",
        "automatically renewed for five (4) years",
        "automatically renewed twice, three times",
        "automatically renewed once for an indefinite period",
        "automatically renewed, 6 months",
        "automatically renewed 3 times per year",
        "automatically terminates after 10 years",
        "not renewable, 6 months notice",
        "automatically renewed with 6 months notice given twice",
        "automatic renewal for 5000 years",
        "automatic renewal, 5000 years notice",
        "no more than 5 years renewal",
        "automatically renewed; either party may terminate with 6 months' notice",
        "automatische Verlängerung, jederzeit mit 6 Monaten Frist kündbar",
    ],
)
def test_numbers_that_are_not_used(text):
    assert has_number(renewal_meant(text).rest)
    assert "not understood" in read(f"5 years; {text}").why
    assert isinstance(read(text), Unclear)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("5 years, automatic renewal, subject to annual review", "subject to review"),
        ("5 years from entry into force", "from entry into force"),
        ("5 years, subject to termination", "subject to termination"),
        ("5 years, not renewable under Dutch law", "under dutch law"),
        ("5 years, renewable by consent of the dean", "dean"),
        ("auto renew, see file", "see file"),
        ("5 years, no fee automatic renewal", "no fee"),
    ],
)
def test_words_that_are_not_used(text, rest):
    assert rest == read(text).rest


@pytest.mark.parametrize(
    "text",
    [
        "6 months notice",
        "6 Monate Kündigungsfrist",
        "5 years minimum",
        "mindestens 5 Jahre",
        "at least 5 years",
        "approx. 5 years",
        "1 year after project end",
        "5 years or until completion",
        "5 years, then 3 years",
        "5 years and a half",
        "5 years then terminated",
        "5 years then for 3 years or an indefinite period",
        "5 years from entry into force or until completion",
        "5 years from the date of approval",
        "5 years, 6 months notice",
        "5 years, 6 months automatic renewal",
        "5 years, renewed to 10 years",
        "5 years, automatically renewed until the project ends",
        "5 years from approval, renewable",
        "5 years from approval renewable",
        "5 years (minimum), automatically renewed",
    ],
)
def test_words_that_change_the_end(text):
    assert isinstance(read(text), Unclear)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("4 años prorrogables por otros 4", "P4Y"),
        ("5 años prorrogables por otros 4 mediante acuerdo", "P4Y"),
        ("5 years, automatically renewed for another 3", "P3Y"),
        ("36 months renewable for further 12", "P12M"),
    ],
)
def test_a_number_of_the_same_unit(text, period):
    assert period == str(read(text).renewal.period)


@pytest.mark.parametrize("text", ["5 years and 6 months, renewable for another 4", "4 years, renewable for 4"])
def test_a_number_without_a_unit(text):
    assert isinstance(read(text), Unclear)


@pytest.mark.parametrize(
    "text",
    [
        "5 years from the date of last signature, automatically renewed",
        "5 years from signature and automatically renewed",
        "5 Jahre ab dem Datum der letzten Unterschrift, automatisch verlängert",
        "5 ans à compter de la date de signature, renouvelable par tacite reconduction",
        "5 años contados a partir de la fecha de su firma, prórroga automática",
        "5 anni dalla data di sottoscrizione, rinnovo tacito",
    ],
)
def test_from_signature(text):
    validity = read(text)
    assert (True, RenewalMeaning.TACIT, "") == (validity.from_signature, validity.renewal.means, validity.rest)


def test_numbers_after_the_signature_are_used():
    assert "P2Y" == str(read("5 years from signature then automatically renewed for 2 years").renewal.period)
    assert "P1Y" == str(read("5 years and thereafter automatically renewed each year").renewal.period)
    assert isinstance(read("5 years from signature or 31/12/2026"), Unclear)


@pytest.mark.parametrize(
    ("text", "length"), [("5 years, rolling over", Period(years=5)), ("until terminated", None), ("rolling over", None)]
)
def test_words_of_the_mapping_keep_the_length(text, length):
    words = [RenewalWords(words=text, means="tacit", notice="P6M")]
    validity = validity_of(text, lambda _: set(), unit=None, indefinite=INDEFINITE, renewals=words)
    assert (length, "P6M", "") == (validity.length, str(validity.renewal.notice), validity.rest)


@pytest.mark.parametrize(
    "text",
    [
        "5 years then indefinite",
        "5 years then indefinite, unless terminated",
        "5 years, thereafter for an indefinite period",
        "5 years and thereafter until terminated",
        "5 Jahre, danach unbefristet",
        "5 ans puis durée indéterminée",
        "5 años, luego indefinido",
        "5 anos, depois por prazo indeterminado",
        "5 anni, poi a tempo indeterminato",
    ],
)
def test_indefinite_after_the_first_period(text):
    validity = read(text)
    assert (Period(years=5), RenewalMeaning.TACIT, Indefinite(), "") == (
        validity.length,
        validity.renewal.means,
        validity.renewal.period,
        validity.rest,
    )


@pytest.mark.parametrize(
    "text",
    [
        "5 years beginning on 1 April 2021",
        "5 years from 1 April 2021",
        "5 years starting 1 April 2021",
        "5 years with effect from April 1, 2021",
        "5 Jahre ab 01.04.2021",
        "5 Jahre ab dem 1. April 2021",
        "5 Jahre, beginnend am 01.04.2021",
        "5 ans à compter du 1er avril 2021",
        "5 ans à partir du 01/04/2021",
        "5 años a partir del 1 de abril de 2021",
        "5 años desde el 01/04/2021",
        "5 anos a partir de 1 de abril de 2021",
        "5 anni a decorrere dal 1 aprile 2021",
        "5 tahun terhitung sejak tanggal 1 April 2021",
        "5 years from April 1, 2021, automatically renewed annually",
        "5 years from 1 April 2021 and renewable",
    ],
)
def test_the_first_day_of_a_duration(text):
    assert "2021-04-01" == str(read(text).first_day)


@pytest.mark.parametrize(
    ("text", "period", "rest"),
    [
        ("6 months before expiry", "P6M", "before expiry"),
        ("90 days written notice", "P90D", "written notice"),
        ("three months prior to the end", "P3M", "prior to the end"),
        ("6 Monate zum Ende der Laufzeit", "P6M", "zum ende der laufzeit"),
        ("3 mois avant l\u2019échéance", "P3M", "avant l'echeance"),
        ("3 meses de antelación", "P3M", "de antelacion"),
        ("half a year", "P6M", ""),
        ("ein halbes Jahr vor Ablauf", "P6M", "vor ablauf"),
        ("at least 6 months", "P6M", ""),
        ("Préavis de 3 mois", "P3M", ""),
        ("six (6) months' prior written notice", "P6M", "prior written notice"),
    ],
)
def test_notices(text, period, rest):
    notice = notice_of(text, None)
    assert (period, rest) == (str(notice.period), notice.rest)


@pytest.mark.parametrize("text", ["none", "no notice required", "keine", "ninguno", "not required"])
def test_no_notice(text):
    assert None is notice_of(text, None).period


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("6", "a number without a unit; you can set the unit in the mapping"),
        ("soon", "not a recognised duration"),
        ("30 working days", "not a recognised duration"),
        ("6 months or 1 year", "not a recognised duration: the words after 6 months are not understood"),
        ("6 months maximum", "not a recognised duration: the words after 6 months are not understood"),
        ("1001 years before the end", "not a valid duration: expected a period of at most 1000 years"),
    ],
)
def test_notices_that_are_not_understood(text, why):
    assert why == notice_of(text, None)


def test_a_comma_separates_lengths():
    assert [{"years": 2}, {"months": 6}] == [length.parts for length in lengths_in("for 2 years, 6 months")]
    assert [{"years": 1, "months": 6}, None] == [
        length.parts for length in lengths_in("1 year and 6 months, 1 year 2 years")
    ]
    assert ({"years": 2, "months": 6}, "") == length_at_start("2 years, 6 months")


@pytest.mark.parametrize("text", ["5 years, automatically renewed " + "x" * 1000, "auto renew" + " " * 1000 + "."])
def test_long_cells_are_not_read(text):
    assert (None, "not a recognised duration") == (renewal_meant(text), read(text).why)
    assert "not a recognised duration" == notice_of("6 months notice " + "x" * 1000, None)
