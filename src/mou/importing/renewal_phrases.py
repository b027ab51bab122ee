"""The words about renewals, notices and ends, in the languages that the import reads.

All patterns match texts in lower case and without accents.
"""

from __future__ import annotations

import re

from mou.dates.month_names import LONG_MONTHS
from mou.importing.lengths import COUNTS

NO = r"\b(?:no|not|neither|non|nao|sin|sem|sans|senza|ohne|nicht|pas|never|kein\w*|tidak|tiada)\b|ไม่|不|非|غير"
NOTHING = (
    r"(?:no|none|nil|without|non|nein|nao|kein[es]?|ohne|aucune?|sans|ningun[oa]?|sin|nessun[oa]?|senza|nenhuma?|sem|"
    r"tidak ada|tidak|tanpa|geen)"
)
"""The words for "none"."""
AUTOMATIC = re.compile(
    r"\bauto(?![a-z])|auto(?=[- ]?(?:re?new|exten))|\bautoma\w*|\botomatis\w*|อัตโนมัติ|自动|自動|تلقائي\w*"
)
"""The words that mean a tacit renewal if the text is about a renewal."""
TACIT = re.compile(r"\btacit\w*|\btaci\b|\bstillschweigend\w*|\bstilzwijgend\w*|\bevergreen\b|\brolling\b")
"""The words that mean a tacit renewal by themselves."""
RENEWAL = re.compile(
    r"\b(?:re-?)?(?:re?new\w*|exten[ds]\w*|renov\w*|renuev\w*|renouv\w*|prorrog\w*|prorog\w*|prolong\w*|reconduc\w*|"
    r"reconduit\w*|verlanger\w*|verlaenger\w*|rinnov\w*|vernieuw\w*|verleng\w*|diperpanjang|perpanjangan|dilanjut\w*|"
    r"lanjutan|continu(?:e|es|ed|ation)|roll(?:s|ed)?[ -]?over)\b|\w*verlangerung\w*|การต่ออายุ|ต่ออายุ|ต่อสัญญา|续约|"
    r"續約|续签|續簽|续期|續|续|延长|延長|延期|更新|التجديد|تجديد|يتجدد|يجدد"
)
_END = (
    r"(?:terminat\w*|terminacion|terminaison|expir\w*|ceas\w*|cessation|lapse\w*|ends?|ending|cancel\w*|enden|endet|"
    r"beendet|beendigung|erlischt|auslauf\w*|lauft aus|prend fin|prendra fin|resili\w*|cess[ea]\w*|termina[nr]?|"
    r"vencen?|caduca\w*|finaliza\w*|extin\w*|encerra\w*|scad[eo]\w*|berakhir|tamat)"
)
_IN_SAME_CLAUSE = r"(?:(?!unless|except|if not|sauf|salvo|es sei denn|nicht|a menos|kecuali)[^.;])*"
ENDS_BY_ITSELF = re.compile(
    rf"(?:{AUTOMATIC.pattern})[\s-]*(?:(?:will|shall|is|to|zu|il|se|e)\s+)?{_END}\b|\b{_END}\s+(?:(?:the|contract|"
    rf"agreement|sich|de|maniere|forma|modo|in|di|plein|"
    rf"droit)\s+){{0,3}}(?:{AUTOMATIC.pattern})(?!{_IN_SAME_CLAUSE}(?:{RENEWAL.pattern}))"
)
"""An end that comes automatically, such as "automatically terminates"."""
NO_NOTICE = re.compile(
    rf"(?:{NO})\s+(?:\w+\s+){{0,4}}?(?:notice|notif\w*|terminat\w*|cancel\w*|object\w*|denounc\w*|denonc\w*|"
    rf"denunci\w*|"
    r"(?:ge)?kundig\w*|preavis|preaviso|aviso|opposition|oposicion|widersp\w*|disdetta|resili\w*|rescis\w*)"
)
"""Words such as "no notice is given": a condition of a tacit renewal, and not the lack of a renewal."""
_WORDS = rf"(?:(?!{RENEWAL.pattern}|{AUTOMATIC.pattern}|{TACIT.pattern})[^,.;()])*"
UNLESS = re.compile(
    rf"\b(?:(?:unless|except|sauf|salvo|excepto|es sei denn|a menos que|a moins|kecuali|tranne|a menos|"
    rf"tenzij)\b{_WORDS}|(?:if|provided|where|sofern|wenn|falls|soweit|si|se|"
    rf"jika)\b{_WORDS}?(?:{NO_NOTICE.pattern}){_WORDS})"
)
"""The condition of a tacit renewal, such as "unless terminated"."""
_SMALL_WORDS = (
    r"(?:be|been|to|is|are|will|shall|further|additional|any|an?|the|or|and|of|for|option|right|possibility|provision|"
    r"clause|wird|werden|sich|weitere[rns]?|und|oder|zur?|auf|sera|est|etre|peut|se|es|ser|puede|de|la|un|una|"
    r"sujet[oa]|subject|y|e|o|ou|di|dapat|akan)"
)
_GAP = rf"[\s-]*(?:(?:{AUTOMATIC.pattern}|{TACIT.pattern})[\s-]*|{_SMALL_WORDS}[\s-]+){{0,5}}?"
NOT_RENEWED = re.compile(
    rf"(?:{NO})(?![- ]?binding){_GAP}(?:{RENEWAL.pattern}|(?:{TACIT.pattern})(?:\s+(?:{RENEWAL.pattern}))?)|"
    rf"\bne\s+(?:se\s+)?(?:{RENEWAL.pattern})\s+pas\b|(?:{RENEWAL.pattern})\s+(?:sich\s+)?(?:automatisch\s+)?nicht\b|"
    rf"(?:{RENEWAL.pattern})\W{{1,3}}(?:no|none|nein|non|nao|keine)(?=\s*(?:[,;.)]|\Z))"
)
"""The lack of a renewal, such as "no automatic renewal"."""
NOT_AUTOMATIC = re.compile(rf"(?:{NO})[\s-]+(?:{_SMALL_WORDS}[\s-]+){{0,2}}?(?:{AUTOMATIC.pattern})")
CONSENT = re.compile(
    r"agreement|consent|mutual|written|einvernehm|acuerdo|acordo|accord|vereinbarung|accordo|kesepakatan|persetujuan|"
    r"\b(?:by|through|upon|via|par|per|durch|mediante|por|con)\s+(?:\w+\s+){0,2}(?:avenant|amendment|"
    r"addend|adend|aditivo|nachtrag)|扩展|协商|協議|合意|اتفاق"
)
"""The words that mean a renewal by consent, if the renewal is not tacit."""
AGREED = re.compile(
    r"\b(?:mutual\w*|consent\w*|approv\w*|agreed|agree|einvernehm\w*|zustimm\w*|gegenseitig\w*|commun|mutuo|comun|"
    r"comum|"
    r"comune|(?:by|upon|through|with|subject to|after|par|avec|por|durch|nach|mit|bei|per|con|com|mediante|previo)"
    r"(?:\s+\w+){0,2}\s+"
    r"(?:agreement|acuerdo|acordo|accord|vereinbarung|accordo|kesepakatan|persetujuan))\b"
)
"""The words that mean that the parties must agree to a renewal, although it is called automatic."""

ADJECTIVES = re.compile(
    r"\b(?:another(?!\s+(?:year|month)\b)|further|additional|more|extra|new|successive|consecutive|subsequent|equal|"
    r"same|like|identical|full|calendar|weitere[snrm]?|zusatzliche[snrm]?|volle[snrm]?|jeweils|supplementaires?|"
    r"additionnel\w*|nouvel\w*|successives?|successifs?|autres?|adicional(?:es)?|adicionais|mas|mais|otr[oa]s?|"
    r"outr[oa]s?|sucesiv[oa]s?|sucessiv[oa]s?|iguale?s?|iguais|ugual[ei]|ulterior[ei]|altr[oie]|successiv[oie])\b"
)
"""The words that can stand between a number and a unit, such as "further"."""
_REVIEWS = (
    r"(?:review|report|evaluat|assess|meeting|work|plan|fee|budget|contribut|activit|program|uberpruf|bericht|treffen|"
    r"revision|revis|rapport|bilan|evaluac|informe|reunion|relatorio|relazione|audit)\w*"
)
_YEARLY = (
    r"annual(?:ly)?|yearly|year[- ](?:to|on|by|after|in)[- ]year|once (?:a|per|every|each|in a) year|jahrlich\w*|"
    r"jaehrlich\w*|(?:jedes|pro|je|jedem) jahr|jahr (?:fur|um) jahr|von jahr zu jahr|annuel(?:le)?s?(?:ment)?|"
    r"annuellement|chaque annee|chaque an|tous les ans|d'annee en annee|par an|anual(?:es|mente)?|anuais|cada ano|"
    r"todos (?:los|os) anos|todo ano|(?:de )?ano (?:en|a|em) ano|por ano|ao ano|annual[ei]|annualmente|ogni anno|"
    r"(?:di )?anno in anno|all'anno|tahunan|(?:setiap|tiap|per) tahun|jaarlijks\w*|elk jaar|ieder jaar|(?:an|a|"
    r"another|each|every|per) year"
)
_MONTHLY = (
    r"monthly|month[- ](?:to|by)[- ]month|monatlich\w*|(?:jeden|pro) monat|mensuel(?:le)?s?(?:ment)?|chaque mois|"
    r"tous les mois|mensual(?:es|mente)?|cada mes|mensal(?:mente)?|mensais|mensil[ei]|mensilmente|ogni mese|bulanan|"
    r"(?:setiap|tiap|per) bulan|(?:a|another|each|every|per) month"
)
_HALF_YEARLY = r"(?:half|semi)[- ]?(?:annual(?:ly)?|yearly)|halbjahrlich\w*|semestriel(?:le)?s?|semestral(?:es|mente)?"
_QUARTERLY = r"quarterly|vierteljahrlich\w*|trimestriel(?:le)?s?|trimestral(?:es|mente)?"
_NOT_COUNTED = "".join(f"(?<!{word} )" for word in "times twice mal zweimal fois veces vezes volte kali".split())
_WORD = rf"{_NOT_COUNTED}(?<![\w-])(?:{{}})(?![\w-])(?!\s+{_REVIEWS})"
REVIEWS = re.compile(
    rf"\b{_REVIEWS}\s+(?:{_YEARLY}|{_MONTHLY}|{_HALF_YEARLY}|{_QUARTERLY})\b|(?<![\w-])(?:{_YEARLY}|{_MONTHLY}|"
    rf"{_HALF_YEARLY}|{_QUARTERLY})\s+{_REVIEWS}"
)
"""A yearly event that is no renewal, such as "annual review"."""
CYCLES = tuple(
    (re.compile(pattern), length)
    for pattern, length in (
        (_WORD.format(_HALF_YEARLY), " 6 months "),
        (_WORD.format(_QUARTERLY), " 3 months "),
        (_WORD.format(_YEARLY) + r"|每年|逐年|毎年|每一年|ทุกปี|รายปี|سنويا|كل سنة|كل عام", " 1 year "),
        (_WORD.format(_MONTHLY) + r"|每月|毎月|ทุกเดือน|شهريا", " 1 month "),
        (_WORD.format(r"biennial(?:ly)?|bienal(?:es)?|biennale?"), " 2 years "),
    )
)
"""The words for regular renewals, each with the length of a renewal."""

_COUNT = rf"(?P<count>[0-9]{{1,2}}|{'|'.join(sorted(COUNTS, key=len, reverse=True))})"
_AT_MOST = (
    r"(?:(?:up to|at most|no more than|not more than|only|(?:a )?max(?:imum)?\.?(?: of)?|hochstens|maximal|bis zu|nur|"
    r"au plus|au maximum|jusqu'a|maximum|hasta|como maximo|maximo(?: de)?|solo|ate|no maximo|al massimo|fino a|"
    r"maksimal|for)\s+)*"
)
_ROUNDS = (
    r"(?:renewals?|extensions?|periods?|terms?|times|verlangerungen|perioden|zeitraume|mal|renouvellements?|"
    r"reconductions?|periodes|fois|renovaciones|prorrogas|periodos|veces|renovacoes|prorrogacoes|vezes|rinnovi|"
    r"proroghe|periodi|volte|kali)"
)
_AGAIN = (
    r"(?!\s+(?:an?|per|each|every|pro|par|al|por|all'|im|in)\s*"
    r"(?:year|month|week|an|annee|mois|semaine|ano|mes|semana|anno|mese|jahr|monat|woche)\b)"
)
TIMES = tuple(
    (re.compile(rf"\b{_AT_MOST}{pattern}{_AGAIN}"), count)
    for pattern, count in (
        (
            (
                r"(?:once|one time|(?:a |one )?single (?:renewal|extension|period|term)|einmal(?:ig\w*)?|(?:une|1) "
                r"(?:seule )?fois|(?:una|1|por) (?:sola |unica )?vez|"
                r"uma (?:unica )?vez|una (?:sola )?volta|sekali)\b(?: only| nur| seulement| solamente)?"
            ),
            1,
        ),
        (r"(?:twice|zweimal|deux fois|dos veces|duas vezes|due volte|dua kali)\b(?: only)?", 2),
        (r"(?:thrice|dreimal)\b", 3),
        (rf"{_COUNT}\s+(?:automatic\w*\s+|tacit\w*\s+)?{_ROUNDS}\b(?: only)?", 0),
        (rf"{_COUNT}\s*[x\u00d7]?\s+(?=[0-9]{{1,3}}\s*-?\s*[a-z])", 0),
        (rf"{_COUNT}\s*[x\u00d7](?=\s*(?:[0-9),;.]|\Z))", 0),
    )
)
"""The words for the number of renewals. With the number 0, the text itself contains the number."""

NOTICE = (
    r"(?:notices?|notification|notis|kundigungsfrist|kundigung|frist|preavis|denonciation|preaviso|aviso|antelacion|"
    r"anticipacion|antecedencia|preavviso|disdetta|pemberitahuan|opzegtermijn|opzegging|通知|予告|แจ้ง\w*|اشعار)"
)
_BEFORE = (
    r"(?:before|prior|in advance|ahead|beforehand|vor|zum|vorher|voraus|avant|d'avance|a l'avance|antes|prima|"
    r"di anticipo|sebelum\w*|vooraf|之前|以前|前)"
)
_EDGES = (
    r"(?:ends?|close|start|beginning|ende|schluss|beginn|anfang|fin|finales|final|fim|fine|debut|inicio|inizio|"
    r"cierre|cloture|cessation|akhir|awal|einde|begin)"
)
_SMALL = (
    r"(?:the|an?|any|each|every|of|de[rsmn]?|eine[sr]?|jede[sn]?|laufenden|jeweiligen|current|respective|following|"
    r"du|d'|l'|la|le|les|el|cada|chaque|una?|une|del|d[oa]|dell'|ogni|setiap|tiap|het|elk|van|zum|zu|am|in)"
)
_CALENDAR = (
    r"(?:calendar|academic|fiscal|financial|school|university|contract|contractual|teaching|studien|akademischen|"
    r"civile?|scolaire|universitaire|academique|natural|calendario|academico|fiscal|escolar|solare|accademico)"
)
_FIXED_UNITS = (
    rf"(?:{_CALENDAR}\s+(?:years?|terms?|months?|quarters?)|years?|quarters?|months?|half[- ]years?|"
    r"\w*jahre?s?|quartals?|monats?|annees?|exercice|trimestr[ei]s?|mois|anos?|mes|anno|mese|tahun|bulan|jaar|kalenderjaar|"
    r"kwartaal|maand|se?mest(?:er|re|ral)s?|trimester)"
)
FIXED_DAY = re.compile(
    rf"\b(?:{_EDGES}[\s-]+(?:{_SMALL}(?:\s+|(?<='))){{0,5}}{_FIXED_UNITS}|{_FIXED_UNITS}[- ]?(?:end|close)|"
    rf"(?:{_BEFORE}|to|per|au|al|pour|para|ao)\s+(?:{_SMALL}\s+){{0,5}}(?:semest(?:er|re)s?|quartals?(?:ende)?|quarters?|"
    rf"trimestr[ei]s?|{_CALENDAR}\s+years?|kalenderjahr\w*|studienjahr\w*)|"
    r"\w*(?:jahre?s?|semester|quartals?|trimester|monats|halbjahres?)(?:ende|schluss|ultimo|beginn)\w*|jaareinde|"
    rf"(?:{_BEFORE}|to|by|per|au|al|pour|para|ao)\s+(?:{_SMALL}\s+){{0,5}}(?:{LONG_MONTHS}))\b|"
    r"สิ้นปี|สิ้นภาค|สิ้นเดือน|年底|年末|年度末|学期|學期|学年|學年|季度|月底|月末|نهاية (?:السنة|العام|الفصل|الشهر)"
)
"""A fixed day of the calendar, such as "zum Jahresende", to which a notice is given.

Such a notice is not a length of time before the end of the period. Signed 2019-03-12, five years, notice "3 Monate zum
Jahresende": the notice is due on 30 September, and not on 12 December.
"""
_CYCLE = rf"\b(?:{_YEARLY}|{_MONTHLY})\b"
_STOP = rf"(?:(?!{RENEWAL.pattern}|{AUTOMATIC.pattern}|{TACIT.pattern}|{_CYCLE})[^,;.()0-9])*"
NOTICE_AFTER = re.compile(
    r"'?s?(?:[\s']+(?:prior|or more|written|advance|formal|vorherige[rnsm]?|schriftliche[rnsm]?|ecrit|previ[ao]|"
    r"por escrito|"
    rf"de|d|of)\b){{0,4}}[\s'-]*(?:{NOTICE}|{_BEFORE})(?![a-z]){_STOP}"
)
"""The words after the length of a notice, such as "6 months' written notice"."""
NOTICE_BEFORE = re.compile(
    rf"\b{NOTICE}(?:\s+|[:=(]|-|'|(?:period|time|frist|of|de|d|di|von|is|ist|betragt|at least|not less than|"
    rf"no less than|"
    r"mindestens|au moins|al menos|con|minim\w*|min\.?|least|in writing|written|given|to be given|por escrito|"
    r"ecrit)(?![a-z]))*\Z"
)
"""The words before the length of a notice, such as "notice of at least"."""
NOTICE_CLOSES = re.compile(
    r"(?:\s*\b(?:gekundigt|wird|wurde|werden|ist|is|given|received|required|terminated|denunciado|denunciada|denonce|"
    r"est)\b)*"
)
"""The words after the length of a notice that belong to the notice."""
WITHDRAWAL = re.compile(
    r"\b(?:may|can|could|kann|konnen|peut|peuvent|puede\w*|pode\w*|puo|possono|dapat)\b[^.;]*\b(?:terminat|denounc|"
    r"cancel|withdraw|(?:ge)?kundig|denonc|resili|denunci|rescind|reced|diakhiri|dibatalkan)\w*|\b(?:at any time|"
    r"jederzeit|a tout moment|en cualquier momento|a qualquer (?:tempo|momento)|in qualsiasi momento|sewaktu-waktu|"
    r"kundbar|terminable|resiliable|denonciable|denunciable)\b"
)
"""The words that show that a notice can end the agreement also within a period."""
NOTICE_OPENS = re.compile(
    r"(?:\b(?:with|upon|unless|subject to|at least|not less than|no less than|minimum(?: of)?|min|mit|bei|mindestens|"
    r"avec|sauf|moyennant|au moins|con|salvo|al menos|un|une|una|a|of|by|giving|given|einer|eine|dengan|e|and|und|y|"
    r"et|terminated|cancelled|denounced|denonciation|denunciado|gekundigt|notified|notice|notification|is|written|"
    r"if not|either party|gives|party|wenn nicht|sofern nicht|es sei denn|in writing)\b[\s.]*)+\Z"
)
"""The words before "6 months notice" that belong to the notice."""

ENDLESS = re.compile(
    r"\b(?:for|fur|pour|por|per|auf|a|an|une?|una|um|zu|untuk)?\s*(?:an? )?(?:(?:indefinite|unlimited|indeterminate|"
    r"undetermined) (?:period|time|term|duration)\w*|unbestimmte (?:zeit|dauer)|duree (?:indeterminee|illimitee)|"
    r"(?:tiempo|plazo|periodo) (?:indefinido|indeterminado|ilimitado)|(?:prazo|tempo|periodo) (?:indeterminado|"
    r"ilimitado)|(?:durata|tempo) (?:indeterminat[ao]|illimitat[ao])|waktu (?:yang )?tidak (?:terbatas|ditentukan))\b"
)
"""A renewal for a time without an end."""
_THEN = (
    r"(?:then|thereafter|afterwards?|subsequently|after that|after which|followed by|danach|dann|anschliessend|darauf|"
    r"im anschluss|puis|ensuite|par la suite|luego|despues|posteriormente|a continuacion|depois|poi|successivamente|"
    r"dopo|kemudian|setelahnya|daarna)"
)
THEN = re.compile(rf"\b{_THEN}\b")
"""The words that open a second period."""
THEN_ENDLESS = re.compile(
    rf"[\s,;(+-]*(?:and |und |et |y |e |dan |en )?{_THEN}[\s,:]*(?:(?:automatically|automatisch|automatiquement|"
    r"automaticamente|becomes?|is|runs?|continues?|goes|extended|renewed|for|on|an?|auf|fur|pour|une|por|un|a|per|um|"
    r"zu|est|sera|gilt|lauft|sera|se|vuelve|of)\s+)*(?P<endless>.*?)[\s).;,]*"
)
"""The words after a duration that make the agreement indefinite, such as "then indefinite"."""

PHRASES = re.compile(
    r"\b(?:to be|in (?:periods|intervals|terms|increments)|at a time|at the end(?: of (?:the|each) (?:term|period))?|"
    r"am ende|en (?:forma|manera|periodos)|is foreseen|(?:ist )?vorgesehen|est prevue?|previst[oa]|"
    r"of the same (?:length|duration)|for the same (?:period|term|length)|(?:einen|um den)? ?gleichen zeitraum|"
    r"denselben zeitraum|de meme duree|por el mismo periodo|por igual periodo)\b"
)
"""Phrases that don't change the meaning of a renewal, although their words can do so."""
TO_A_TOTAL = re.compile(r"\ba\s+(?=[^\W_]+\s*(?:anos?|ans?|anni|anno|mes(?:es)?|mois|mes[ei])\b)")
"""The word "a" before a length in a Romance language: the total length, and not the length of a renewal."""
CONSENT_FILLERS = frozenset(
    """
    mutual mutually agreement consent written writing both parties the upon subject if agreed in between
    mutuo comun acuerdo partes entre previo ambas escrito
    commun accord parties des ecrit deux mutuel
    gegenseitige gegenseitiger gegenseitigem beiderseitigem vereinbarung einvernehmlich zustimmung beider parteien
    schriftliche schriftlicher nach durch
    accordo parti comune acordo comum mutuo
    im gegenseitigen einvernehmen nachtrag avenant avenants amendment addendum adenda mediante aditivo por termo
    kesepakatan persetujuan bersama para pihak kedua belah atas dengan
    """.split()
)
"""The words about consent that don't change the meaning of a renewal by consent."""
FILLERS = frozenset(
    """
    the it its is are be being been will shall can may this that these agreement mou contract memorandum term terms
    period
    periods for by of each every on at as basis a an and then thereafter afterwards yes with also clause provision
    provided
    interval intervals initial original length duration years's cycle cycles
    sich um die der das den dem des ein eine einen einem einer eines wird werden ist vertrag vertrags vereinbarung
    laufzeit dann danach anschliessend jeweils fur zeitraum zeitraume dauer periode perioden mit und von zu im bei ja
    es je
    par de d du la le les l un une pour duree periode periodes an et puis ensuite est se accord convention cette cet
    meme
    memes oui convention
    por del el los las una unos periodo periodos plazo plazos vigencia y luego despues convenio acuerdo con forma manera
    si modo mismo misma tiempo acordo contrato
    do da o os as um uma prazo e depois sim nos ao mesmo
    per di il lo i gli della dello durata periodi poi accordo contratto stesso
    cada chaque ogni alle setiap tiap todos tous todas toutes
    selama untuk akan secara jangka waktu masa dan ya berikutnya satu perjanjian
    voor met het een
    到期 期满 约 約 签 簽 期 合同 协议 協議 可 的 为 為 次 每次 后 後 เป็น โดย ครั้งละ ได้ แบบ مدة لمدة بشكل
    """.split()
)
"""The words that don't change the meaning of a renewal."""

UNREAD_COUNTS = re.compile(
    r"[0-9½¼¾]|\b(?:once|twice|thrice|einmal|zweimal|dreimal|bi-?annual\w*|fois|vez|veces|vezes|volta|volte|kali|"
    r"sekali|single|half|double|halb\w*)\b"
)
"""The words that count something, besides lengths of time."""

CHANGES = re.compile(
    rf"\b(?:{NOTICE}|min|mini|minimum|minimal\w*|max|maxi|maximum|maximal\w*|at least|at most|(?:no|not) (?:less|"
    rf"more)|"
    r"up to|or|oder|ou|whichever|earlier|later|mindestens|hochstens|mindest\w*|au moins|au plus|al menos|como minimo|"
    r"minimo|maximo|a lo sumo|pelo menos|almeno|massimo|sekurang\w*|maksim\w*|after|before|prior|following|upon|until|"
    r"till|from|since|starting|beginning|commencing|nach|vor|ab|seit|bis|apres|avant|depuis|jusqu\w*|a compter|"
    r"a partir|des (?:la|le|l'|son|sa)|despues|antes|desde|hasta|apos|ate|dopo|prima|dalla|dal|fino|"
    rf"setelah|sebelum|sejak|sampai|hingga|{_THEN}|half|demi\w*|medio|media|mezz[oa]|meio|halb\w*|"
    r"indefini\w*|indetermin\w*|unlimited|ilimitad\w*|illimit\w*|unbegrenzt|unbefristet|permanent|perpetual|"
    r"terminated|suspended|cancelled|gekundigt|resilie|rescindid[oa]|denunciad[oa])\b|^\s*\+|以上|以下|以内|至少|最多"
)
"""The words after a duration that change its end."""
FROM_ENTRY = re.compile(
    r"\b(?:(?:from|since|after|of|upon|on|ab|nach|seit|a compter|a partir|des|depuis|desde|despues|dalla|dal|"
    r"sejak)(?:\s+(?:the|its|l'|la|da|dem|der|de|del|du|date|day|of|fecha|data|tanggal|jour)\b|\s+l'|"
    r"\s+d')*\s*(?:entry into (?:force|effect)|entering into force|coming into force|commencement|effective date|"
    r"effective|start|inkrafttreten\w*|entree en vigueur|entrada (?:en|em) vigor|entrata in vigore|vertragsbeginn|"
    r"beginn))\b"
)
"""The words of the usual beginning of a duration, such as "from its entry into force"."""
EXCEPTIONS = re.compile(
    r"\b(?:unless|except|subject to|sauf|salvo|sofern|wenn|es sei denn|a menos|a moins|kecuali|tranne|sous reserve|"
    r"vorbehaltlich)\b.*"
)
"""The conditions under which an agreement ends earlier than its duration, such as "unless terminated"."""
