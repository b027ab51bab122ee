"""The meaning of words in a column of statuses, in the languages of the sheets that are read."""

from __future__ import annotations

import re
from enum import StrEnum

from mou.importing.words import flag_of, plain_key_of


class StatusMeaning(StrEnum):
    """The meaning of a word in a column of statuses."""

    NEGOTIATED = "negotiated"
    """Not signed yet: a draft, a proposal."""
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    """No longer in force, at the end of its term or in a way that is not stated."""
    TERMINATED = "terminated"
    """Ended by notice or by consent."""
    IN_PROCESS = "in_process"
    """Not signed yet if the row has no signature; otherwise the word does not say what is in process."""
    NOT_KNOWN = "not_known"
    """The word does not say whether the agreement is in force; the word is kept."""


_RENEWING = re.compile(
    r"(under|in|being|pending|for|to be|process|progress|due|awaiting|en|em|dalam|proses|aguardando)\b.*"
    r"(renew|extend|extension|renov|prorrog|perpanjang|verlanger|rinnov)|"
    r"(renewal|extension|renovacion|renovacao|perpanjangan|verlangerung)\b.*(process|progress|pending|proceso|proses)|"
    "อยู่ระหว่าง.*ต่ออายุ|续签中|更新中"
)
# The first pattern that matches decides, so negations and the words for an end come before those for being in force.
_WORDS = tuple(
    (meaning, re.compile(pattern))
    for meaning, pattern in (
        (
            StatusMeaning.NEGOTIATED,
            (
                r"\b(draft\w*|propos\w*|negotiat\w*|under discussion|in preparation|to be signed|not (yet )?signed|"
                "unsigned|"
                r"awaiting signature|em negociacao|en negociacion|borrador|minuta|en preparacion|em elaboracao|por "
                "firmar|"
                r"entwurf|in verhandlung|in vorbereitung|brouillon|projet|en cours de (signature|negociation)|bozza|"
                r"in corso di firma|draf|usulan|dalam pembahasan|belum ditandatangani)\b|"
                "ร่าง|รอลงนาม|草案|草稿|待签|拟签|洽谈|調整中|交渉中|مسودة"
            ),
        ),
        (
            StatusMeaning.IN_PROCESS,
            (
                r"\b(in process|in progress|pending|under review|on hold|en proceso|en tramite|em tramitacao|em "
                "processo|"
                r"em andamento|in bearbeitung|en cours|dalam proses)\b|อยู่ระหว่าง|قيد"
            ),
        ),
        (
            StatusMeaning.TERMINATED,
            (
                r"\b((?<!until )(?<!unless )terminated|cancell?ed|discontinued|withdrawn|rescinded|revoked|dissolved|"
                "rescindid[oa]|"
                "cancelad[oa]|"
                r"denunciad[oa]|resilie|denonce|annule|gekundigt|aufgelost|aufgehoben|risolto|annullato|recesso|"
                "dihentikan|"
                r"dibatalkan|diakhiri|ditamatkan)\b|ยกเลิก|终止|終止|取消|解除|ملغى|ملغاة"
            ),
        ),
        (
            StatusMeaning.EXPIRED,
            (
                r"\b(expired|lapsed|ended|finished|closed|inactive|past|former|no longer in force|"
                r"(not|no|nao|non|nicht|tidak|pas) (mehr )?(active|in force|in effect|valid|vigente|activ[oa]|ativ[oa]|"
                r"vigor|valide|aktiv|gultig|in kraft|attivo|aktif|berlaku)|not renewed|vencid[oa]|caducad[oa]|"
                "expirad[oa]|"
                r"inactiv[oa]|inativ[oa]|finalizad[oa]|terminad[oa]|encerrad[oa]|extint[oa]|(?<!will )(?<!to )expire|"
                "echu|"
                "inactif|"
                r"termine|abgelaufen|beendet|inaktiv|ausgelaufen|scadut[oa]|terminat[oa]|cessat[oa]|kadaluarsa|"
                "kedaluwarsa|"
                r"berakhir|habis|tamat|luput)\b|หมดอายุ|สิ้นสุด|ไม่มีผล|过期|過期|到期|失效|期限切れ|終了|منتهي|"
                "منتهية|انتهى"
            ),
        ),
        (StatusMeaning.SUSPENDED, r"\b(suspend\w*|suspenso|ausgesetzt|sospes[oa]|ditangguhkan)\b|ระงับ|暂停|中止|معلق"),
        (
            StatusMeaning.IN_FORCE,
            (
                r"\b(active|in force|in effect|current|valid|on-?going|live|operative|operational|running|effective|"
                "vigente|"
                r"activ[oa]|ativ[oa]|en vigor|em vigor|en vigueur|actif|valide|in kraft|aktiv|gultig|laufend|attiv[oa]|"
                r"in vigore|vigor|aktif|berlaku|masih berlaku|berjalan)\b|มีผล|ใช้งาน|ยังไม่หมดอายุ|有效|生效|执行中|"
                "有効|ساري|سارية|نشط|نافذ"
            ),
        ),
    )
)
_SAYS_IN_FORCE = re.compile(
    r"\b(active|in force|in effect|current|valid|vigente|vigor|activ[oa]|ativ[oa]|aktif|berlaku|aktiv|gultig|"
    r"actif)\b\??"
)
_YES_OR_NO = {
    "si": True,
    "sim": True,
    "oui": True,
    "ja": True,
    "ya": True,
    "nao": False,
    "non": False,
    "nein": False,
    "tidak": False,
}


def status_meant(text: str, heading: str = "") -> StatusMeaning | None:
    """Return what a word says about the status; yes and no are read with the heading. `None` if it says nothing.

    >>> status_meant("Vencido").value, status_meant("Under renewal").value, status_meant("NO", "Vigente").value
    ('expired', 'not_known', 'expired')
    """
    plain = plain_key_of(text)
    flag = _YES_OR_NO.get(plain, flag_of(plain))
    if flag is not None and _SAYS_IN_FORCE.search(plain_key_of(heading)):
        return StatusMeaning.IN_FORCE if flag else StatusMeaning.EXPIRED
    if _RENEWING.search(plain):
        return StatusMeaning.NOT_KNOWN
    return next((meaning for meaning, pattern in _WORDS if pattern.search(plain)), None)
