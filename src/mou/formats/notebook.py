"""Small HTML tables that show objects in a notebook. The tables contain only text: no scripts, links or pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from mou.dates.words import plain, spoken
from mou.errors import DateRangeError
from mou.model.clause_words import condition_words, duration_words, renewal_words, withdrawal_words

if TYPE_CHECKING:
    from mou.answers.lifecycles import Lifecycle
    from mou.answers.milestones import Milestone
    from mou.answers.register import Register
    from mou.model.agreement import Agreement

_MOST = 20
"""The maximum number of rows shown."""
_LONGEST = 300
"""The maximum number of characters shown of a text."""
_LEFT = ' style="text-align: left; vertical-align: top"'


def agreement_html(agreement: Agreement) -> str:
    """Return an agreement as HTML: its facts, its clauses and its acts."""
    facts = [
        ("id", _text(agreement.id)),
        ("kind", _text("not known" if agreement.kind is None else agreement.kind.replace("_", " "))),
        ("binding", {True: "yes", False: "no", None: "not known"}[agreement.binding]),
        ("between", _lines([party.name for party in agreement.parties]) if agreement.parties else "not known"),
    ]
    term = agreement.term
    for name, words in (
        ("enters into force", condition_words(term)),
        ("duration", duration_words(term)),
        ("renewal", renewal_words(term)),
        ("withdrawal", withdrawal_words(term)),
    ):
        facts.append((name, _text(words)))
    facts += [("about", _lines(agreement.subjects))] if agreement.subjects else []
    acts = [
        (str(act.on), _text(act.kind.replace("_", " ")), _text(", ".join(act.by) or "the parties together"))
        for act in agreement.acts
    ]
    return _whole(agreement.title, _facts(facts), _rows(("on", "act", "by"), acts))


def lifecycle_html(life: Lifecycle) -> str:
    """Return a lifecycle as HTML: the entry into force, the end, the assumptions behind them, and the dated events.

    If the lifecycle has a day ``as_of``, the HTML also contains the notice deadline of the period that includes this
    day.
    """
    facts = [("entry", _text(life.entry.summary)), ("end", _text(life.end.summary))]
    assumed = [step.text for answer in (life.entry, life.end) for step in answer.assumptions]
    facts += [("assumed", _lines(assumed))] if assumed else []
    facts += [("as known on", spoken(life.as_of))] if life.as_of is not None else []
    try:
        facts += [("notice", _text(life.notice(life.as_of).summary))] if life.as_of is not None else []
        events = _rows(("on", "event", "what happens"), [_event(milestone) for milestone in life.milestones()])
    except DateRangeError as error:
        events = f"<p>{_text(str(error))}</p>"
    return _whole(life.agreement.title, _facts(facts), events)


def register_html(register: Register) -> str:
    """Return a register as HTML: the number of records of each kind, and the agreements."""
    parties = {party.id for party in register.parties} | {
        party_id for agreement in register.agreements for party_id in agreement.party_ids
    }
    counts = [("parties", str(len(parties)))]
    counts += [(name, str(len(getattr(register, name)))) for name in ("forums", "meetings", "agreements")]
    rows = [
        (
            _text(agreement.id),
            _text(agreement.title),
            _text(", ".join(agreement.party_ids) or "not known"),
            str(len(agreement.acts)),
        )
        for agreement in register.agreements
    ]
    return _whole("Register", _facts(counts), _rows(("id", "title", "parties", "acts"), rows))


def _event(stone: Milestone) -> tuple[str, str, str]:
    if stone.on is not None:
        day = str(stone.on)
    else:
        day = f"{stone.earliest} or later" if stone.latest is None else f"{stone.earliest} to {stone.latest}"
    return day, _text(stone.kind.replace("_", " ")), _text(stone.text)


def _text(text: str) -> str:
    """Escape a text and shorten it if it is long. Prevent a right-to-left text from reordering the text around it."""
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text):,} characters)"
    return f"<bdi>{escape(plain(short))}</bdi>"


def _lines(texts: Iterable[str]) -> str:
    every = list(texts)
    more = [f"and {len(every) - _MOST} more"] if len(every) > _MOST else []
    return "<br>".join([*map(_text, every[:_MOST]), *more])


def _facts(facts: list[tuple[str, str]]) -> str:
    rows = "".join(f"<tr><th{_LEFT}>{name}</th><td{_LEFT}>{value}</td></tr>" for name, value in facts)
    return f"<table>{rows}</table>"


def _rows(names: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th{_LEFT}>{name}</th>" for name in names)
    body = "".join("<tr>" + "".join(f"<td{_LEFT}>{cell}</td>" for cell in row) + "</tr>" for row in rows[:_MOST])
    more = f"<p>and {len(rows) - _MOST} more</p>" if len(rows) > _MOST else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _whole(title: str, *parts: str) -> str:
    return f"<div><strong>{_text(title)}</strong>{''.join(parts)}</div>"
