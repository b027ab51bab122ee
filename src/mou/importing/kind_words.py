"""The kind that an agreement gives itself in its title, in the languages of the headings."""

from __future__ import annotations

import re
from functools import cache

from mou.model.agreement import AgreementKind

_WORDS = {
    AgreementKind.MOU: (
        r"\bm\.?o\.?u\b|\bmemorand(?:um|a)\b(?! of (?:agreement|association))|memorando? de entend\w+|memor[aá]ndum de entend\w+|"
        r"m[eé]morandum d.entente|protocollo d.intesa|memorandum d.intesa|nota kesepahaman|memorandum persefahaman|memorandum saling pengertian|"
        "บันทึกความเข้าใจ|谅解备忘录|諒解備忘錄|覚書|مذكرة تفاهم|양해각서"
    ),
    AgreementKind.LETTER_OF_INTENT: (
        r"letters? of intent|\bloi\b|carta de intenci[oó]n(?:es)?|carta de inten[cç][oõã]\w*|lettre d.intention|lettera d.intenti|absichtserkl[aä]rung|"
        "surat niat|หนังสือแสดงเจตจำนง|意向书|خطاب نوايا"
    ),
    AgreementKind.EXCHANGE_OF_NOTES: (
        r"exchange of (?:notes|letters)|canje de notas|intercambio de notas|troca de notas|[eé]change de (?:notes|lettres)|notenwechsel|"
        "scambio di (?:note|lettere)|交換公文|换文"
    ),
    AgreementKind.AMENDMENT: r"amendment|addendum|adenda|enmienda|otros[ií]|termo aditivo|avenant|nachtrag",
    AgreementKind.PROTOCOL: "protocol|protocolo|protocole|protokoll|protocollo|protokol|พิธีสาร|议定书|議定書|بروتوكول",
    AgreementKind.TREATY: r"\btreaty|tratado|trait[eé]\b|trattato|สนธิสัญญา|条约|條約|条約|معاهدة|조약",
    AgreementKind.CONVENTION: r"\bconvention\b|convenci[oó]n|conven[cç][aã]o|[uü]bereinkommen|convenzione|อนุสัญญา|公约|公約",
    AgreementKind.DECLARATION: "declaration|declaraci[oó]n|declara[cç][aã]o|d[eé]claration|erkl[aä]rung|dichiarazione|ปฏิญญา|宣言|声明",
    AgreementKind.ARRANGEMENT: "arrangement",
    AgreementKind.AGREEMENT: (
        r"agreement|\bmoa\b|acuerdo|convenio|acordo|conv[eê]nio|\baccord\b|accordo|abkommen|vereinbarung|vertrag|contract|contrato|contrat\b|contratto|"
        "perjanjian|ข้อตกลง|ความตกลง|สัญญา|协议|協議|协定|合同|協定|契約|اتفاق|عقد|협정|협약"
    ),
}
"""The kinds by their words, narrow kinds first: at the same place in a title, the first kind counts."""


def kind_in(title: str) -> AgreementKind | None:
    """Return the kind that a title begins with or names first; `None` if it names no kind.

    >>> kind_in("MOU with Kyoto University"), kind_in("Convenio marco de cooperación"), kind_in("Kyoto")
    (<AgreementKind.MOU: 'mou'>, <AgreementKind.AGREEMENT: 'agreement'>, None)
    """
    places = [(match.start(), kind) for kind, pattern in _patterns() if (match := pattern.search(title))]
    return min(places, key=lambda place: place[0])[1] if places else None


@cache
def _patterns() -> tuple[tuple[AgreementKind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _WORDS.items())
