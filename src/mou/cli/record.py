"""`mou record`: record an act under an agreement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from mou.answers.register import Register
from mou.cli.frame import day_of, known_agreement, refuse
from mou.cli.keep import change, kept
from mou.errors import Problem, ValidationError
from mou.model.act import Act, ActKind
from mou.model.agreement import Agreement
from mou.values.hints import did_you_mean

_OPTIONS = {
    "by": "--by",
    "until": "--until",
    "period": "--period",
    "received_on": "--received",
    "effective_on": "--effective",
    "signature_kind": "--signature-kind",
    "place": "--place",
    "id": "--act-id",
    "refers_to": "--refers-to",
    "note": "--note",
}
"""The option for each field of an act."""


def record(
    record_id: str,
    file: str,
    kind: ActKind,
    *,
    on: date,
    by: tuple[str, ...],
    dry_run: bool,
    today: date | None,
    **values: Any,  # noqa: ANN401  # the options in `_OPTIONS`
) -> None:
    """Add an act to an agreement and print the effects."""
    register = kept(file)
    agreement = known_agreement(register.register, record_id, file)

    def make(old: Register) -> Register:
        current = known_agreement(old, record_id, file)
        parties = [_party(current, old, name, file) for name in by]
        fields = {field: values[option[2:].replace("-", "_")] for field, option in _OPTIONS.items() if field != "by"}
        try:
            act = Act(kind, on, by=parties, **fields)
            if act in current.acts:
                refuse(file, f"{record_id} has this act already (/acts/{current.acts.index(act)})")
            return old.add_act(current, act)
        except ValidationError as error:
            refuse(file, str(ValidationError(_by_option(error.problems, current))))

    headline = f"{kind.replace('non_', 'non-').replace('_', ' ')} on {on}: {'would be ' if dry_run else ''}recorded"
    change(
        register,
        make,
        changed=[agreement.id],
        always=agreement.id,
        today=day_of(today),
        dry_run=dry_run,
        headlines=[headline[0].upper() + headline[1:] + "."],
    )


def _party(agreement: Agreement, register: Register, name: str, file: str) -> str:
    """Return the id of a party to an agreement. `name` is the name, an alias or the id of the party."""
    ids = [party.id for party in register.parties_named(name) if party.id in agreement.party_ids]
    if len(ids) != 1:
        hint = did_you_mean(name, [text for party in agreement.parties for text in (party.id, party.name)])
        what = "several parties have" if ids else "no party has"
        refuse(file, f"--by: {what} the name {name}; {hint or _parties(agreement)}")
    return ids[0]


def _parties(agreement: Agreement) -> str:
    names = ", ".join(f"{party.id} ({party.name})" for party in agreement.parties)
    return f"the parties are: {names}" if names else "the agreement lists no parties"


def _by_option(problems: Iterable[Problem], agreement: Agreement) -> list[Problem]:
    """Return the problems of an act. Each problem names an option instead of a field."""
    placed: list[Problem] = []
    for problem in problems:
        field = re.sub(r"\A/acts/[0-9]+|/[0-9]+\Z", "", problem.pointer).removeprefix("/")
        hint = _parties(agreement) if field == "by" else problem.hint
        placed.append(attrs.evolve(problem, pointer=_OPTIONS.get(field, problem.pointer), hint=hint))
    return placed
