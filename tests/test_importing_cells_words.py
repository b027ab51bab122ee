"""Words in cells: lengths, ends, ranges, renewals and statuses, in several languages."""

from datetime import date

import pytest

from mou.dates.days import PartialDate
from mou.dates.formats import readings
from mou.dates.periods import Period
from mou.importing.grid import Cell
from mou.importing.guess_words import proposed_statuses
from mou.importing.lengths import length_at_start
from mou.importing.row_status import meaning_of
from mou.importing.stated_renewals import renewal_meant
from mou.importing.status_words import status_meant
from mou.importing.validity import Unclear, Validity, validity_of
from mou.importing.words import INDEFINITE, duration_of
from mou.model.durations import Indefinite

BOTH = ("EDTF", "D/M/YYYY", "M/D/YYYY", "D.M.YYYY", "D MMM YYYY", "MMM YYYY")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 (five) years", "P5Y"),
        ("five(5)years", "P5Y"),
        ("5 year(s)", "P5Y"),
        ("2.5 years", "P30M"),
        ("2,5 años", "P30M"),
        ("5 años", "P5Y"),
        ("cinco años", "P5Y"),
        ("15 meses", "P15M"),
        ("quatro (4) anos", "P4Y"),
        ("5 ans", "P5Y"),
        ("cinq ans", "P5Y"),
        ("fünf Jahre", "P5Y"),
        ("5 anni", "P5Y"),
        ("lima (5) tahun", "P5Y"),
        ("6 bulan", "P6M"),
        ("๕ ปี", "P5Y"),
        ("ห้าปี", "P5Y"),
        ("3 ปี 6 เดือน", "P3Y6M"),
        ("五年", "P5Y"),
        ("5年間", "P5Y"),
        ("6個月", "P6M"),
        ("خمس سنوات", "P5Y"),
        ("\u0665 سنوات", "P5Y"),
        ("2 years 6 months", "P2Y6M"),
    ],
)
def test_lengths(text, expected):
    assert Period.parse(expected) == duration_of(text, None, INDEFINITE)


@pytest.mark.parametrize("text", ["five (6) years", "0.3 years", "5 years and 2.5 years", "2.5 days", "desk"])
def test_what_is_no_length(text):
    assert None is length_at_start(text)


@pytest.mark.parametrize(
    "word",
    [
        "Unlimited",
        "no expiry",
        "Until terminated",
        "INDEFINIDO",
        "prazo indeterminado",
        "durée indéterminée",
        "Unbefristet",
        "tidak terbatas",
        "ไม่มีกำหนด",
        "无限期",
        "غير محدد",
        "indeterminato",
    ],
)
def test_words_for_no_end(word):
    assert Indefinite() == duration_of(word, None, INDEFINITE)


def read(text, formats=("EDTF", "D/M/YYYY", "D.M.YYYY", "D MMM YYYY", "MMM YYYY")):
    return validity_of(text, lambda part: readings(part, formats, 1970), unit=None, indefinite=INDEFINITE)


FIVE = Period.parse("P5Y")
FIRST, LAST = date(2021, 5, 3), date(2026, 5, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", "a number without a unit; you can set the unit in the mapping"),
        ("Initially 5 years", Validity(length=FIVE)),
        ("For a period of five (5) years", Validity(length=FIVE)),
        ("5-year project", Validity(length=FIVE)),
        ("5 years from date of signing", Validity(length=FIVE, from_signature=True)),
        ("5 años a partir de la firma", Validity(length=FIVE, from_signature=True)),
        ("5 tahun sejak ditandatangani", Validity(length=FIVE, from_signature=True)),
        ("5 years subject to review", Validity(length=FIVE, rest="subject to review")),
        ("3 Yrs (2020-2023)", Validity(length=Period.parse("P3Y"))),
        ("3 Yrs (2020-2024)", "not a recognised duration: the words after 3 years are not understood"),
        ("Till terminated by either party", Validity(length=Indefinite())),
        ("Hasta su denuncia por una de las partes", Validity(length=Indefinite())),
        ("Valid until terminated with 6 months notice", Validity(length=Indefinite(), rest=" with 6 months notice")),
        ("Until terminated, or 31 December 2026", "not a recognised duration"),
        ("5 years, i.e. until 02/05/2026", Validity(length=FIVE, last_day=LAST)),
        ("5 years from 3 May 2021", Validity(length=FIVE, first_day=FIRST)),
        ("5 years w.e.f. 3 May 2021", Validity(length=FIVE, first_day=FIRST)),
        ("5 years from the date of last signature", Validity(length=FIVE, from_signature=True)),
        ("Till 02.05.2026", Validity(last_day=LAST)),
        ("Hasta el 02/05/2026", Validity(last_day=LAST)),
        ("valid until: 2 May 2026", Validity(last_day=LAST)),
        ("03/05/2021 - 02/05/2026", Validity(first_day=FIRST, last_day=LAST)),
        ("03/05/2021-02/05/2026", Validity(first_day=FIRST, last_day=LAST)),
        ("03.05.2021 bis 02.05.2026", Validity(first_day=FIRST, last_day=LAST)),
        ("from 3 May 2021 until 2 May 2026", Validity(first_day=FIRST, last_day=LAST)),
        ("del 03/05/2021 al 02/05/2026", Validity(first_day=FIRST, last_day=LAST)),
        ("2021-05-03/2026-05-02", Validity(first_day=FIRST, last_day=LAST)),
        ("2022-2027", Validity(first_day=PartialDate("2022"), last_day=PartialDate("2027"))),
        ("2027-2022", "the last day is before the first"),
        ("5 years notice 6 months", "not a recognised duration: the words after 5 years are not understood"),
        ("3-5 years", "not a recognised duration"),
        ("renewable every 5 years", "not a recognised duration"),
        ("9999 years from signature", "not a valid duration: expected a period of at most 1000 years"),
    ],
)
def test_validity(text, expected):
    validity = read(text)
    assert expected == (validity.why if isinstance(validity, Unclear) else validity)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("until 03/04/2021", "2021-03-04 or 2021-04-03; keep only the right format in the mapping"),
        (
            "5 years until 03/04/2021",
            "a date that can be read in several ways; keep only the right format in the mapping",
        ),
        (
            "03/04/2021 - 25/12/2026",
            "2021-03-04 to 2026-12-25 or 2021-04-03 to 2026-12-25; keep only the right format in the mapping",
        ),
    ],
)
def test_validity_with_ambiguous_dates(text, why):
    assert Unclear(why) == read(text, BOTH)


@pytest.mark.parametrize(
    ("text", "length", "means", "period"),
    [
        ("5 years (renewable)", "P5Y", "not_known", None),
        ("5 years, automatically renewed", "P5Y", "tacit", None),
        ("5 Jahre, verlängert sich automatisch um 1 Jahr", "P5Y", "tacit", "P1Y"),
        ("5年自动续约", "P5Y", "tacit", None),
        ("36 months renewable by mutual agreement", "P36M", "express", None),
        ("auto renew", None, "tacit", None),
        ("Auto-renewal (5 years)", None, "tacit", "P5Y"),
    ],
)
def test_renewals_in_a_validity(text, length, means, period):
    validity = read(text)
    assert (length, means, period) == (
        validity.length and str(validity.length),
        validity.renewal.means,
        validity.renewal.period and str(validity.renewal.period),
    )


@pytest.mark.parametrize(
    ("text", "means", "period"),
    [
        ("Automatic renewal for 5 years", "tacit", "P5Y"),
        ("Automatic (1 year)", "tacit", "P1Y"),
        ("Automatically renewed for successive periods of one (1) year", "tacit", "P1Y"),
        ("renovación automática por 5 años", "tacit", "P5Y"),
        ("Renouvelable par tacite reconduction", "tacit", None),
        ("Diperpanjang otomatis", "tacit", None),
        ("ต่ออายุอัตโนมัติ", "tacit", None),
        ("auto renew unless 6 months notice", "tacit", None),
        ("automatic renewal for 5000 years", "not_known", None),
        ("No automatic renewal", "none", None),
        ("not renewable", "none", None),
        ("keine Verlängerung", "none", None),
        ("prorrogable por acuerdo", "express", None),
        ("Renewable", "not_known", None),
    ],
)
def test_renewals(text, means, period):
    meant = renewal_meant(text)
    assert (means, period) == (meant.means, meant.period and str(meant.period))


@pytest.mark.parametrize("text", ["University of Leeds", "autonomous", ""])
def test_what_says_nothing_about_renewal(text):
    assert None is renewal_meant(text)


@pytest.mark.parametrize(
    ("meaning", "words"),
    [
        (
            "in_force",
            (
                "active until terminated|not expired|belum berakhir|nicht abgelaufen|akan berakhir|ยังไม่หมดอายุ|未到期|"
                "in force|Ongoing|Active|VIGENTE|"
                "ativo|en vigueur|in Kraft|gültig|in vigore|Masih Berlaku|มีผล|有效|ساري"
            ),
        ),
        (
            "expired",
            (
                "Expired|not active|vencido|No vigente|expirado|échu|abgelaufen|scaduto|kadaluarsa|tidak berlaku|"
                "หมดอายุ|已过期|currently not in force|No está en vigor|غير سارية|nonaktif|Não renovado|not renewed"
            ),
        ),
        (
            "terminated",
            (
                "no longer active|N'est plus en vigueur|non più attivo|sudah tidak berlaku|Replaced by a new MoU|void|"
                "erloschen|außer Kraft|extinto|anulado|abrogé|dicabut|Terminated|cancelled|rescindido|résilié|"
                "gekündigt|"
                "dibatalkan|ยกเลิก|终止"
            ),
        ),
        ("negotiated", "Draft|Proposed|to be signed|borrador|Entwurf|brouillon|bozza|usulan|ร่าง|草案"),
        (
            "signed",
            (
                "Not yet in force|Aún no vigente|No vigente aún|Pas encore en vigueur|noch nicht in Kraft|"
                "Non ancora in vigore|ainda não em vigor|belum berlaku|ยังไม่มีผลบังคับใช้|尚未生效|Pending ratification|"
                "Signed, not ratified|Awaiting entry into force|Ratificación pendiente|En cours de ratification|"
                "Signed; entry into force pending"
            ),
        ),
        ("in_process", "In process|Pending|en trámite|dalam proses"),
        ("not_known", "Under renewal|renewal in process|in process of renewal|dalam perpanjangan"),
        (
            "not_known",
            (
                "To be terminated|will be cancelled|being terminated|termination in progress|for termination|"
                "in process of termination|withdrawal pending|active, to be replaced|à résilier|"
                "en cours de résiliation|"
                "por terminar|da terminare|soll gekündigt werden|zu kündigen|akan diakhiri"
            ),
        ),
        ("expired", "non-active|Nonactive|not active|inactive|non-valide|Deactivated|Expirée|échue|Terminée|inattivo"),
        (
            "terminated",
            "Résiliée|Dénoncée|Annulée|Abrogée|Remplacée|läuft nicht mehr|gilt nicht mehr|deemed to be terminated",
        ),
        ("in_force", "läuft|läuft noch|non-expired|non-binding, active|not terminated"),
        ("negotiated", "En négociation|en discussion"),
        ("suspended", "Suspended|ausgesetzt|ditangguhkan|ruht|en suspens"),
        ("renewed", "Renewed|Extended|Prorrogado|verlängert|diperpanjang|已续签"),
        (None, "läuft aus|läuft noch nicht"),
        (
            None,
            "Spring|yes|Completed|Signed|will expire|Expire le 3 mai 2027|Berakhir 31-12-2027",
        ),
    ],
)
def test_statuses(meaning, words):
    assert dict.fromkeys(words.split("|"), meaning) == {word: status_meant(word) for word in words.split("|")}


def test_a_proposal_lists_the_statuses_that_are_not_understood():
    words = ["Active", "Spring", "Spring", "Under renewal"]
    comment = proposed_statuses([Cell(word) for word in words], "Status").comments["/statuses"]
    assert comment.endswith("Not understood: Spring (2), Under renewal (1).")
    assert "Not understood" not in proposed_statuses([Cell("Active")], "Status").comments["/statuses"]


def test_yes_and_no_under_a_heading_about_the_status():
    assert ["in_force", "expired", "in_force"] == [
        status_meant(word, heading) for word, heading in (("SÍ", "Vigente"), ("No", "Active?"), ("ya", "Masih berlaku"))
    ]


@pytest.mark.parametrize(
    ("words", "meaning"),
    [(["Signed", "In force"], "signed"), (["Firmado", "En vigor"], "signed"), (["Signed", "Active"], "not_known")],
)
def test_signed_is_not_in_force_beside_in_force(words, meaning):
    proposal = proposed_statuses([Cell(word) for word in words], "Status")
    assert meaning == proposal.settings["statuses"][words[0]]


def test_the_mapping_takes_precedence():
    from mou.importing import Columns, Constants, Mapping

    mapping = Mapping(columns=Columns(id="a"), constants=Constants(title="x"), statuses={"Active": "suspended"})
    assert ("suspended", "expired", None) == tuple(meaning_of(word, "", mapping) for word in ("active", "Expired", "x"))
