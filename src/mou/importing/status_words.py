"""The meaning of words in a column of statuses, in several languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from mou.importing.words import plain_key_of, yes_or_no


class StatusMeaning(StrEnum):
    """The meaning of a word in a column of statuses."""

    NEGOTIATED = "negotiated"
    """Not signed yet: a draft, a proposal."""
    SIGNED = "signed"
    """Signed, and not yet in force: ratification or the entry into force is pending."""
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    """No longer in force, at the end of its term or in a way that is not stated."""
    TERMINATED = "terminated"
    """Ended before the end of its term by notice, by consent or in another way: replaced, void, no longer in force."""
    RENEWED = "renewed"
    """Renewed or extended. If the last day in the row has passed, the new last day is not known."""
    IN_PROCESS = "in_process"
    """Without a signature in the row: not signed yet. With a signature, the word does not show what is in process."""
    NOT_KNOWN = "not_known"
    """The word does not show whether the agreement is in force. The word is kept."""


_RENEWING = re.compile(
    r"(under|in|being|pending|for|to be|process|progress|due|awaiting|en|em|dalam|proses|aguardando)\b.*"
    r"(renew|extend|extension|renov|prorrog|perpanjang|verlanger|rinnov)|"
    r"(renewal|extension|renovacion|renovacao|perpanjangan|verlangerung)\b.*(process|progress|pending|proceso|proses)|"
    "อยู่ระหว่าง.*ต่ออายุ|续签中|更新中"
)
_CANCEL = "(terminat|cancel|discontinu|rescis|rescind|revo[ck]|dissol|supersed|replace|annul|repeal|withdraw)"
_ENDING = re.compile(
    r"\b((?<!deemed )(?<!considered )to be|will be|shall be|should be|being|about to be|due to be) (\w+ )?"
    rf"{_CANCEL}|\b(under|for|pending|awaiting|process of) {_CANCEL}\w*(ion|al)\b|"
    rf"\b{_CANCEL}\w*(ion|al) (\w+ )?(pending|process|progress|planned|proposed|requested)|"
    r"\b(sera|seront|en cours de|en voie de) (resili|denonc|abrog|termin)|"
    r"\b(a|da|por) (resilier|denoncer|abroger|terminer|terminar|terminare|rescindir|cancelar|encerrar)\b|"
    r"\b(zu kundigen|zu beenden)\b|\b(soll|wird) (\w+ )?(gekundigt|beendet|aufgehoben|aufgelost)|"
    r"\bakan (dihentikan|diakhiri|ditamatkan|dibatalkan|dicabut)"
)
"""Words for an agreement that is going to end, on a day that the words do not give."""
_RUNNING = (
    "(active|in force|in effect|current|valid|on-?going|live|operative|operational|running|effective|vigente|activ[oa]|"
    "ativ[oa]|en vigor|em vigor|en vigueur|actif|valide|valable|in kraft|aktiv|gultig|laufend|attiv[oa]|valid[oa]|"
    "in vigore|vigor|aktif|lauft(?! (?:aus|ab|(?:noch )?nicht)\\b)|masih berlaku|berlaku|berjalan)"
)
_ENDED = (
    "(expired|terminated|ended|lapsed|cancell?ed|vencid[oa]|caducad[oa]|expirad[oa]|finalizad[oa]|terminad[oa]|"
    "encerrad[oa]|expiree?|echue?|terminee?|abgelaufen|beendet|gekundigt|scadut[oa]|terminat[oa]|berakhir|tamat|habis)"
)
_RENEWED = (
    "(renewed|extended|renovad[oa]|prorrogad[oa]|renouvelee?|prolongee?|verlangert|rinnovat[oa]|prorogat[oa]|diperpanjang|"
    "dilanjutkan|diperbaharui)"
)
_ENTRY = (
    r"(ratif\w*|entry into force|enter into force|entrada en vigor|entrada em vigor|entree en vigueur|inkrafttreten|"
    "entrata in vigore)"
)
_NOT = "(not|no|nao|non|nicht|tidak|pas|plus|ceased|never|bukan)"
_NOT_YET = (
    "(not yet|yet to|still not|aun no|todavia no|ainda nao|pas encore|noch nicht|non (e )?ancora|ancora non|belum)"
)
# The first pattern that matches decides, so negations and words such as "expired" come before words such as "active".
_WORDS = tuple(
    (meaning, re.compile(pattern))
    for meaning, pattern in (
        (
            StatusMeaning.IN_FORCE,  # such as "not expired"
            (
                rf"\b(unexpired|({_NOT}|{_NOT_YET}) {_ENDED}|(nearly|almost|soon|akan|hampir|segera) {_ENDED})\b|"
                "ยังไม่หมดอายุ|ใกล้หมดอายุ|未到期|未过期|未過期|即将到期|即將到期|لم تنته"
            ),
        ),
        (
            StatusMeaning.SIGNED,
            (
                rf"\b({_NOT_YET} (\w+ ){{0,3}}({_RUNNING}|{_ENTRY})|"
                rf"{_NOT} (\w+ ){{0,2}}{_RUNNING} (aun|todavia|ainda|yet)|"
                "(pending|awaiting|awaits|subject to|pendiente|pendente|en attente|en cours|in attesa|menunggu|"
                rf"aguardando) (\w+ ){{0,2}}{_ENTRY}|"
                rf"{_ENTRY} (\w+ ){{0,2}}(pending|awaited|outstanding|pendiente|pendente|en attente|en cours|"
                "ausstehend|in attesa)|"
                rf"{_NOT} (yet )?(ratified|ratificad[oa]|ratificat[oa]|ratifiee?|ratifiziert)|unratified)\b|"
                "ยังไม่มีผล|尚未生效|未生效|待生效|未発効|لم يدخل|لم تدخل"
            ),
        ),
        (
            StatusMeaning.NEGOTIATED,
            (
                r"\b(draft\w*|propos\w*|negotiat\w*|under discussion|in preparation|to be signed|not (yet )?signed|"
                "unsigned|"
                r"awaiting signature|em negociacao|en negociacion|en negociation|en discussion|borrador|minuta|"
                r"en preparacion|en preparation|em elaboracao|por "
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
                "superseded|replaced|void|annulled|abrogated|repealed|resuelt[oa]|anulad[oa]|derogad[oa]|sin efecto|"
                "sem efeito|reemplazad[oa]|sustituid[oa]|substituid[oa]|extint[oa]|revogad[oa]|abrogee?|remplacee?|"
                "caduc|caduque|erloschen|au(ss|ß)er kraft|ersetzt|decadut[oa]|abrogat[oa]|sostituit[oa]|dicabut|"
                rf"(no longer|nicht mehr|plus|non piu|ya no|tidak lagi|sudah tidak) (\w+ ){{0,2}}{_RUNNING}|"
                "(lauft|gilt|besteht) nicht mehr|"
                "rescindid[oa]|"
                "cancelad[oa]|"
                r"denunciad[oa]|resiliee?|denoncee?|annulee?|gekundigt|aufgelost|aufgehoben|risolt[oa]|annullat[oa]|recesso|"
                "dihentikan|"
                r"dibatalkan|diakhiri|ditamatkan)\b|ยกเลิก|终止|終止|取消|解除|ملغى|ملغاة"
            ),
        ),
        (
            StatusMeaning.EXPIRED,
            (
                r"\b(expired|lapsed|ended|finished|closed|inactive|de-?activated|past|former|nonaktif|selesai|"
                rf"{_NOT} (\w+ ){{0,2}}{_RUNNING}|{_NOT} {_RENEWED}|vencid[oa]|caducad[oa]|"
                "expirad[oa]|"
                r"inactiv[oa]|inativ[oa]|finalizad[oa]|terminad[oa]|encerrad[oa]|"
                r"(?<!will )(?<!to )expire(?! (le|en|fin|on|in)\b)|"
                "expiree|echue?|finalisee?|cloturee?|achevee?|"
                "inactif|inattiv[oa]|"
                r"termine(?! (le|en)\b)|terminee|abgelaufen|beendet|inaktiv|ausgelaufen|scadut[oa]|terminat[oa]|"
                "cessat[oa]|kadaluarsa|kedaluwarsa|"
                r"(berakhir|habis|tamat|luput)(?! .*[0-9]))\b|หมดอายุ|สิ้นสุด|ไม่มีผล|过期|過期|到期|失效|期限切れ|終了|"
                "غير (نشط|ساري|نافذ|فعال)|منتهي|"
                "منتهية|انتهى"
            ),
        ),
        (
            StatusMeaning.SUSPENDED,
            r"\b(suspend\w*|suspenso|en suspens|ausgesetzt|ruht|ruhend|sospes[oa]|ditangguhkan)\b|ระงับ|暂停|中止|معلق",
        ),
        (
            StatusMeaning.IN_FORCE,
            (
                rf"\b{_RUNNING}\b|"
                "มีผล|ใช้งาน|有效|生效|执行中|"
                "有効|ساري|سارية|نشط|نافذ"
            ),
        ),
        (
            StatusMeaning.RENEWED,
            rf"\b{_RENEWED}\b|ต่ออายุแล้ว|已续签|已续约|更新済",
        ),
    )
)
_NOT_JOINED = re.compile(rf"\b(non|not)-?(?=({_RUNNING}|{_ENDED}|{_RENEWED}|signed)\b)")
"""A negation that is joined to the word for a status, as in "non-active"."""
_SAYS_IN_FORCE = re.compile(
    r"\b(active|in force|in effect|current|valid|vigente|vigor|activ[oa]|ativ[oa]|aktif|berlaku|aktiv|gultig|"
    r"actif)\b\??"
)
_SIGNED = re.compile(
    r"(signed|firmad[oa]|suscrit[oa]|assinad[oa]|signee?|unterzeichnet|firmat[oa]|sottoscritt[oa]|ditandatangani)\Z|"
    "(ลงนามแล้ว|已签署|已签|已簽署|署名済み|موقعة?)\\Z"
)
_NEVER_OR_ENDED = re.compile(rf"\b{_NOT} (\w+ ){{0,2}}{_RUNNING}\b")
_NOTICE_GIVEN = re.compile(r"withdrawn|denounced|denunciad[oa]|denonc|gekundigt|recesso|caduc")
_RAN_OUT = "(ausgelaufen|cessat[oa]|luput|kadaluarsa|kedaluwarsa|หมดอายุ|สิ้นสุด|过期|過期|到期|期限切れ|終了)"
_SAYS_ENDED = re.compile(r"\bceased\b")
_LAW = re.compile("in force|en vigor|em vigor|en vigueur|in kraft|in vigore|berkuat kuasa|生效|発効|มีผลบังคับ|نافذ")


def status_meant(text: str, heading: str = "") -> StatusMeaning | None:
    """Return the status that a word means. If it means no status, return `None`.

    The meaning of "yes" and "no" depends on the heading of the column.

    >>> status_meant("Vencido").value, status_meant("Under renewal").value, status_meant("NO", "Vigente").value
    ('expired', 'not_known', 'expired')
    """
    plain = _NOT_JOINED.sub(r"\1 ", plain_key_of(text))
    flag = yes_or_no(plain)
    if flag is not None and _SAYS_IN_FORCE.search(plain_key_of(heading)):
        return StatusMeaning.IN_FORCE if flag else StatusMeaning.EXPIRED
    if _RENEWING.search(plain) or _ENDING.search(plain):
        return StatusMeaning.NOT_KNOWN
    return next((meaning for meaning, pattern in _WORDS if pattern.search(plain)), None)


def status_alone(text: str) -> StatusMeaning | None:
    """Return the status that a text means, if the text has no other words.

    >>> status_alone("Terminated").value, status_alone("Terminated by the notice of"), status_alone("Not active").value
    ('terminated', None, 'expired')
    """
    plain = plain_key_of(text)
    meaning = status_meant(plain)
    whole = any(known is meaning and pattern.fullmatch(plain) for known, pattern in _WORDS)
    return meaning if whole else None


def has_day_of_effect(text: str) -> bool:
    """Return whether the date after a word for a termination is the day on which the agreement ended.

    After words such as "denounced" and "gekündigt", it can also be the day of the notice.

    >>> has_day_of_effect("Terminated"), has_day_of_effect("gekündigt"), has_day_of_effect("no longer active")
    (True, False, False)
    """
    plain = plain_key_of(text)
    return not re.search(rf"\b{_RUNNING}\b", plain) and not _NOTICE_GIVEN.search(plain)


def has_end(text: str) -> bool:
    """Return whether the date after a word is the last day of an agreement.

    >>> has_end("Expired"), has_end("Inactive")
    (True, False)
    """
    return bool(re.fullmatch(rf"{_ENDED}|{_RAN_OUT}", plain_key_of(text)))


def leaves_open(text: str) -> bool:
    """Return whether a text leaves open whether an agreement has ended or has never entered into force.

    >>> leaves_open("Not in force"), leaves_open("Ceased to be in force"), leaves_open("Expired")
    (True, False, False)
    """
    plain = plain_key_of(text)
    return bool(_NEVER_OR_ENDED.search(plain)) and not _SAYS_ENDED.search(plain)


def signed_only(text: str, others: Iterable[str]) -> bool:
    """Return whether a word is "signed" and means "not in force".

    "Signed" has this meaning if other words in its column are legal terms such as "in force".

    >>> signed_only("Signed", ["In force"]), signed_only("Signed", ["Active"])
    (True, False)
    """
    return bool(_SIGNED.match(plain_key_of(text))) and any(_LAW.search(plain_key_of(other)) for other in others)
