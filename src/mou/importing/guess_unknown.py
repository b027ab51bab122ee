"""Recognise words for "not known" in the cells of a sheet, such as "to be determined" or "see addendum"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from mou.importing.grid import Cell
from mou.importing.guess_words import states_renewal
from mou.importing.notices import notice_of
from mou.importing.status_words import status_meant
from mou.importing.words import plain_key_of

_WORDS = frozenset(
    (
        "tba|to be announced|to be advised|to be determined|to be decided|to be confirmed|to be defined|to be agreed|"
        "to be completed|not specified|unspecified|not stated|not given|not provided|not available|not applicable|"
        "none|nil|null|pending|no data|no info|no information|missing|undated|no date|not dated|date unknown|"
        "offen|noch offen|unbekannt|nicht bekannt|keine angabe|keine angaben|k.a|k. a|undatiert|ohne datum|o.d|"
        "zu bestimmen|nicht angegeben|"
        "por definir|por determinar|por confirmar|desconocido|desconocida|sin datos|sin dato|sin fecha|"
        "sin informacion|no disponible|no especificado|no especificada|no consta|no indicado|pendiente|n/d|nd|n.d|"
        "s/d|s/f|s.f|s.d|"
        "inconnu|inconnue|non precise|non precisee|non specifie|non specifiee|non renseigne|a definir|a determiner|"
        "a confirmer|sans date|non date|en attente|"
        "desconhecido|desconhecida|nao informado|nao informada|nao definido|nao consta|sem data|sem informacao|"
        "a confirmar|a determinar|pendente|"
        "da definire|da determinare|da confermare|sconosciuto|sconosciuta|non specificato|non indicato|senza data|"
        "belum ditentukan|belum diketahui|tidak diketahui|tidak dinyatakan|tidak ada data|tiada maklumat|tanpa tanggal|"
        "onbekend|nog te bepalen|"
        "ไม่ทราบ|ไม่ระบุ|ไม่มีข้อมูล|未定|未知|待定|不明|不详|不詳|未詳|未記載|미정|미상|غير معروف|غير معلوم|غير محدد بعد"
    ).split("|")
)
_ELSEWHERE = re.compile(
    r"(?:see|cf|refer to|as per|as in|according to|siehe|vgl|gemass|laut|voir|selon|vease|ver|segun|vide|conforme|"
    r"vedi|secondo|lihat|sesuai|zie)\.?\s+(?:the |la |le |el |l'|o |a |il |lo |den |die |das |dem |de[rnm] )?"
    r"(?:addend\w*|amend\w*|annex\w*|appendi\w*|agreement|contract|protocol\w*|text\w*|notes?|remarks?|comments?|"
    r"below|above|avenant\w*|accord\w*|convention|protocole|remarques?|observa\w*|anexos?|adenda\w*|convenio|acuerdo|"
    r"contrato|texto|nota|notas|anhang|anlage|vertrag\w*|vereinbarung\w*|nachtrag\w*|zusatz\w*|bemerkung\w*|"
    r"allegat\w*|atto|aditivo|acordo|termo|lampiran|adendum|perjanjian|catatan|bijlage)"
    r"(?:\s+(?:no\.? ?)?[a-z0-9]{1,3})?"
)
_READ = (
    "kind binding parties signed_on entered_into_force_on last_day duration period renewal_period terminated_on "
    "extended_on renewed_until renewal_notice withdrawal_notice"
).split()
"""The fields whose cells are searched for the words. In the other fields, any word can be text."""


def is_word_for_unknown(text: str) -> bool:
    """Return whether a text only says that something is not known, or where it is written.

    >>> [is_word_for_unknown(text) for text in ("TBA", "unbekannt", "voir avenant 2", "5 years, see annex")]
    [True, True, True, False]
    """
    plain = plain_key_of(text.strip(" ()[]")).replace("\u2019", "'")
    return plain in _WORDS or _ELSEWHERE.fullmatch(plain) is not None


def words_for_unknown(cells: Mapping[str, Sequence[Cell]]) -> Counter[str]:
    """Count the words for "not known" in the cells of each field.

    A word is left out if it has another meaning in another column of the sheet. For example, "none" in a column of
    renewals means that there is no renewal.
    """
    words = Counter(cell.text for field in _READ for cell in cells[field] if is_word_for_unknown(cell.text))
    notices = (cell.text for field in ("renewal_notice", "withdrawal_notice") for cell in cells[field])
    meant = {text for text in notices if not isinstance(notice_of(text, None), str)}
    meant |= {cell.text for cell in cells["status"] if status_meant(cell.text) is not None}
    meant |= {cell.text for cell in cells["renewal"] if states_renewal(cell.text)}
    keys = set(map(plain_key_of, meant))
    return Counter({word: count for word, count in words.items() if plain_key_of(word) not in keys})
