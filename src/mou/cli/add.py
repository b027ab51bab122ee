"""`mou add`: add an agreement.

The facts of the agreement come from options and, on a terminal, from answers to questions.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from typing import Any, TypeVar

import attrs
import click

from mou import world
from mou.answers.partners import common_parties, partners_in
from mou.answers.register import Register
from mou.cli.frame import day_of, refuse
from mou.cli.keep import change, kept, on_terminal
from mou.cli.options import DAY, PERIOD, TEXT
from mou.cli.record_values import AGREEMENT_KIND, DURATION, RENEWALS
from mou.dates.periods import Period
from mou.errors import NameNotResolvedError, ValidationError
from mou.importing.parties import stable_id
from mou.model.act import Act, ActKind
from mou.model.agreement import Agreement, AgreementKind
from mou.model.durations import Duration, Indefinite, Until
from mou.model.party import Party, PartyKind
from mou.model.renewals import ExpressRenewal, NoRenewal, Renewal, TacitRenewal
from mou.model.term import Term
from mou.model.withdrawals import WithdrawalOnNotice
from mou.values.fields import as_id, refusal

T = TypeVar("T")

_OPTIONS = {
    "/id": "--id",
    "/title": "--title",
    "/parties": "--party",
    "/duration": "--duration",
    "/last_day": "--until",
    "/stated_last_day": "--until",
    "/duration/last_day": "--until",
    "/renewal": "--renewal",
    "/period": "--renewal-period",
}
"""The option for each field of an agreement and of its term. Error messages name the option instead of the field."""


@attrs.frozen(kw_only=True)
class _Facts:
    """The facts of a new agreement, from the options and, on a terminal, from the answers to questions."""

    title: str | None
    parties: tuple[Party, ...]
    kind: AgreementKind | None
    signed: date | None
    entered: date | None
    duration: Period | Indefinite | None
    until: date | None
    renewal: str | None
    renewal_period: Period | Indefinite | None
    renewal_notice: Period | None
    notice: Period | None


def add(
    file: str,
    *,
    agreement_id: str | None,
    parties: tuple[str, ...],
    organisations: tuple[str, ...],
    own_columns: tuple[tuple[str, str], ...],
    dry_run: bool,
    today: date | None,
    **options: Any,  # noqa: ANN401  # the other fields of `_Facts`
) -> None:
    """Add an agreement to a register and print its status and dates."""
    register = kept(file, create=True)
    known = register.register
    listed = [*(_party(known, name) for name in parties), *(_organisation(known, name) for name in organisations)]
    facts = _Facts(parties=tuple(listed), **options)
    facts = _asked(facts, known) if on_terminal() else facts
    _check(facts)
    try:
        agreement = _agreement(facts, "new", dict(own_columns))
        proposal = _proposed_id(agreement, known, facts.signed or facts.entered)
        agreement = attrs.evolve(agreement, id=_id(agreement_id, proposal, known))
    except ValidationError as error:
        problems = [
            attrs.evolve(problem, pointer=_OPTIONS.get(problem.pointer.removeprefix("/term"), problem.pointer))
            for problem in error.problems
        ]
        refuse(file, str(ValidationError(problems)))

    def make(old: Register) -> Register:
        try:
            return _added(old, agreement, in_order=register.is_folder)
        except ValidationError as error:  # another program added a record with the same id
            refuse(file, str(error))

    change(
        register,
        make,
        changed=[agreement.id],
        always=agreement.id,
        today=day_of(today),
        dry_run=dry_run,
        headlines=[f"Party: {_described(party, known)}." for party in agreement.parties],
    )


def _added(register: Register, agreement: Agreement, *, in_order: bool) -> Register:
    """Return a register with one more agreement.

    The agreement comes last. With `in_order`, a register that is sorted by id stays sorted.
    """
    new = register.added(agreement)
    ids = [other.id for other in register.agreements]
    if not in_order or ids != sorted(ids):
        return new
    return attrs.evolve(new, agreements=tuple(sorted(new.agreements, key=lambda other: other.id)))


def _party(register: Register, name: str) -> Party:
    """Return the party with this name.

    The name can belong to a party of the register, a state or an international organisation. Raise an error if the name
    is ambiguous, or similar to the name of a state. Any other name belongs to a new organisation.
    """
    named = register.parties_named(name)
    if len(named) == 1:
        return named[0]
    if named:
        ids = ", ".join(party.id for party in named)
        raise click.BadParameter(f"several parties have the name {name}; write the id: {ids}", param_hint="--party")
    try:
        return _as_registered(register, world.party(name))
    except NameNotResolvedError as error:
        if error.candidates:
            hint = f'for an organisation of this name, use --organisation "{name}"'
            raise click.BadParameter(f"{error}; {hint}", param_hint="--party") from None
    return _organisation(register, name)


def _as_registered(register: Register, party: Party) -> Party:
    """Return the register's party with the id of `party`. If there is none, return `party` itself."""
    try:
        return register.party(party.id)
    except KeyError:
        return party


def _organisation(register: Register, name: str) -> Party:
    """Return an organisation with an id made from its name. Raise an error if another party has this id."""
    one_line = " ".join(name.split())
    try:
        party = Party(stable_id(one_line), one_line, PartyKind.ORGANISATION)
    except ValidationError as error:
        raise click.BadParameter(str(error), param_hint="--party") from None
    same = _as_registered(register, party)
    if one_line not in {same.name, *same.aliases}:
        text = f"the party {same.id} has the name {same.name}; to add this party, pass {same.id}"
        raise click.BadParameter(text, param_hint="--party")
    return same


def _described(party: Party, register: Register) -> str:
    """Return the name, kind and id of a party. For a new party, add a similar name from the register, if any."""
    new = "new " if party.kind is PartyKind.ORGANISATION and party not in _parties(register) else ""
    similar = _similar(party, register)
    near = f', similar to "{similar}"' if similar else ""
    return f"{party.name} ({new}{party.kind.replace('_', ' ')} {party.id}{near})"


def _similar(party: Party, register: Register) -> str:
    """Return a name in the register that is similar to the name of a new party. If there is none, return ``""``."""
    known = _parties(register)
    names = [] if party in known else [other.name for other in known]
    return next(iter(get_close_matches(party.name, names, n=1, cutoff=0.85)), "")


def _parties(register: Register) -> set[Party]:
    return {party for agreement in register.agreements for party in agreement.parties} | {*register.parties}


def _asked(facts: _Facts, register: Register) -> _Facts:
    """Ask for each fact that no option gives. If the user only presses Enter, the fact is not known."""
    answers: dict[str, Any] = {}
    if facts.title is None:
        answers["title"] = click.prompt("Title", value_proc=TEXT, err=True)
    if len(facts.parties) < 2:
        answers["parties"] = _asked_parties(facts.parties, register)
    if facts.kind is None:
        answers["kind"] = _asked_for("Kind (mou, agreement, letter of intent, ...)", AGREEMENT_KIND)
    if facts.signed is None:
        answers["signed"] = _asked_for("Signed on (YYYY-MM-DD)", DAY)
    if facts.duration is None and facts.until is None:
        end = _asked_for("Duration or last day (5 years, 2030-12-31, indefinite)", _duration_or_day)
        answers["until" if isinstance(end, date) else "duration"] = end
    facts = attrs.evolve(facts, **answers)
    if facts.renewal is None and not isinstance(facts.duration, Indefinite):
        facts = attrs.evolve(facts, renewal=_asked_for(f"Renewal ({', '.join(RENEWALS)})", click.Choice(RENEWALS)))
    answers = {}
    if facts.renewal == "tacit":
        if facts.renewal_period is None:
            answers["renewal_period"] = click.prompt("Length of each renewal", value_proc=DURATION, err=True)
        if facts.renewal_notice is None:
            answers["renewal_notice"] = _asked_for("Notice of non-renewal (6 months, 90d)", PERIOD)
    if facts.notice is None:
        answers["notice"] = _asked_for("Notice of withdrawal (6 months, 90d)", PERIOD)
    return attrs.evolve(facts, **answers)


def _asked_for(text: str, parse: Callable[[str], T]) -> T | None:
    """Ask until the answer can be parsed. If the user only presses Enter, return `None`."""
    answer: T | None = click.prompt(
        f"{text}; Enter if not known",
        default="",
        show_default=False,
        value_proc=lambda value: parse(value) if value.strip() else None,
        err=True,
    )
    return answer


def _duration_or_day(text: str) -> Period | Indefinite | date:
    return DAY(text.strip()) if text.strip()[4:5] == "-" else DURATION(text)


def _asked_parties(parties: tuple[Party, ...], register: Register) -> tuple[Party, ...]:
    """Ask for at least two parties. If the user names none, the parties are not known."""
    listed = list(parties)
    while True:
        more = "Enter if not known" if not listed else "Enter to end"
        party = click.prompt(
            f"Party {len(listed) + 1} (country, organisation or id); {more}",
            default="",
            show_default=False,
            value_proc=lambda value: _party(register, TEXT(value) or "") if value.strip() else None,
            err=True,
        )
        if party is None and len(listed) != 1:
            return tuple(listed)
        if party is None:
            click.echo("An agreement has at least two parties.", err=True)
        elif party not in listed:
            click.echo(f"  {_described(party, register)}", err=True)
            if not _similar(party, register) or click.confirm("Add this new organisation?", default=True, err=True):
                listed.append(party)


def _check(facts: _Facts) -> None:
    """Raise an error if options are missing or can't be combined. The error names the options."""
    needed: dict[str, object] = {"--title": facts.title, "--party (at least twice)": facts.parties or on_terminal()}
    if facts.renewal == "tacit":
        needed["--renewal-period"] = facts.renewal_period
    missing = [option for option, value in needed.items() if not value]
    if missing:
        raise click.UsageError(
            f"not on a terminal, so the command can't ask for missing facts; pass {' and '.join(missing)}"
        )
    if len(facts.parties) == 1:
        raise click.UsageError("pass --party for each party; an agreement has at least two")
    if facts.renewal_notice is not None and facts.renewal != "tacit":
        raise click.UsageError("--renewal-notice needs --renewal tacit; for the notice of withdrawal, pass --notice")
    if facts.renewal_period is not None and facts.renewal not in {"tacit", "express"}:
        raise click.UsageError("--renewal-period needs --renewal tacit or --renewal express")


def _agreement(facts: _Facts, agreement_id: str, own_columns: dict[str, str]) -> Agreement:
    duration: Duration | None = facts.duration
    stated = facts.until
    if duration is None and stated is not None:
        duration, stated = Until(stated), None
    acts: list[Act] = []
    if facts.signed is not None:
        acts.append(Act.signature(facts.signed, by=facts.parties))
    if facts.entered is not None:
        acts.append(Act(ActKind.ENTRY_INTO_FORCE, facts.entered))
    return Agreement(
        agreement_id,
        title=facts.title or "",
        kind=facts.kind,
        parties=facts.parties,
        acts=acts,
        term=Term(
            duration=duration,
            stated_last_day=stated,
            renewal=_renewal(facts),
            withdrawal=None if facts.notice is None else WithdrawalOnNotice(facts.notice),
        ),
        extensions=own_columns,
    )


def _renewal(facts: _Facts) -> Renewal | None:
    if facts.renewal == "tacit" and facts.renewal_period is not None:
        return TacitRenewal(facts.renewal_period, notice=facts.renewal_notice)
    if facts.renewal == "express":
        # `ExpressRenewal` raises an error if the period is indefinite.
        return ExpressRenewal(facts.renewal_period)  # type: ignore[arg-type]
    return None if facts.renewal is None else NoRenewal()


def _proposed_id(agreement: Agreement, register: Register, on: date | None) -> str:
    """Return an unused id, made from the ids of the partners and the year. Without partners, use the title."""
    common = common_parties([*register.context, agreement])
    partners = [party.id.lower() for party in partners_in(agreement, common)][:2]
    base = "-".join([*(partners or [stable_id(agreement.title)[:60]]), *([] if on is None else [str(on.year)])])[:100]
    used = {other.id for other in register.agreements}
    number = 1
    while (proposal := base if number == 1 else f"{base}-{number}") in used:
        number += 1
    return proposal


def _id(agreement_id: str | None, proposal: str, register: Register) -> str:
    """Return `agreement_id`. If no id was given, ask for one or, without a terminal, return the proposed id."""

    def unused(text: str) -> str:
        problems = refusal(as_id(text))
        if problems:
            raise click.BadParameter(f"found {problems[0].found}; expected {problems[0].expected}", param_hint="--id")
        titles = {other.id: other.title for other in register.agreements}
        if text in titles:
            message = f"{text} is the id of another agreement ({titles[text]}); {proposal} is not used yet"
            raise click.BadParameter(message, param_hint="--id")
        return text

    if agreement_id is None and on_terminal():
        answer: str = click.prompt("Id", default=proposal, value_proc=lambda value: unused(TEXT(value) or ""), err=True)
        return answer
    return proposal if agreement_id is None else unused(agreement_id)
