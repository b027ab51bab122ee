"""Acts: events such as a signature or a notice, each with its date and the parties that did it.

The acts of an agreement are its history. To record what happens, append new acts, and keep the earlier acts. A record
does not state whether the agreement is in force: `mou.answers.lifecycles` computes this from the acts and the term.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

import attrs

from mou.dates.days import Day, PartialDate, as_day, earliest, latest
from mou.dates.periods import Period
from mou.errors import Problem
from mou.model.durations import Indefinite, as_endless_length
from mou.model.extensions import Json, as_extensions
from mou.model.party import Party, as_party_id, as_party_ids
from mou.model.source import Certainty, Source
from mou.values.checked import checked, rule_of
from mou.values.converters import EnumOf, TupleOf, optional
from mou.values.fields import (
    as_id,
    as_text,
    everyday_words,
    shown,
    synonyms,
    words_of,
)
from mou.values.frozenmap import FrozenMap
from mou.values.hints import meant_by

__all__ = ["Act", "ActKind", "Signatory", "SignatureKind"]


class ActKind(StrEnum):
    """The kind of an act, in the terms of the Vienna Convention and the UN Treaty Handbook."""

    ADOPTION = "adoption"
    SIGNATURE = "signature"
    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    FORMAL_CONFIRMATION = "formal_confirmation"
    EXCHANGE_OF_INSTRUMENTS = "exchange_of_instruments"
    """Exchange of instruments of ratification between the parties (VCLT 16(a))."""
    NOTIFICATION = "notification"
    """Notification that the procedures required for entry into force are complete."""
    PROVISIONAL_APPLICATION = "provisional_application"
    RESERVATION = "reservation"
    DECLARATION = "declaration"
    OBJECTION = "objection"
    """Objection to the reservation in `Act.refers_to`."""
    STATEMENT_WITHDRAWAL = "statement_withdrawal"
    """Withdrawal of the reservation, declaration or objection in `Act.refers_to` (VCLT 22)."""
    EXTENSION = "extension"
    AMENDMENT = "amendment"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    NON_RENEWAL = "non_renewal"
    """Notice that the agreement will not be renewed."""
    WITHDRAWAL = "withdrawal"
    """Notice of withdrawal, denunciation or renunciation, or of termination by one party."""
    NOTICE_REVOCATION = "notice_revocation"
    """Revocation of a party's own notice before it takes effect (VCLT 68)."""
    NOTICE_SUSPENSION = "notice_suspension"
    """Suspension of a party's own notice. The notice period stops, and runs again from the day after `Act.until`."""
    TERMINATION = "termination"
    """Termination by consent of all parties (VCLT 54(b))."""
    CONDITION_MET = "condition_met"
    """Statement that the condition of entry into force was met on this day. It takes precedence over the recorded
    instruments."""
    EVENT = "event"
    """An event that a clause names, such as the completion of a project. `Act.id` is the name of the event in the
    clause."""
    ENTRY_INTO_FORCE = "entry_into_force"
    """Entry into force as declared by the parties or the depositary. The declared day takes precedence over the
    computed day."""


synonyms(
    ActKind,
    {
        "denunciation": ActKind.WITHDRAWAL,
        "renunciation": ActKind.WITHDRAWAL,
        "notice_of_termination": ActKind.WITHDRAWAL,
        "revocation": ActKind.NOTICE_REVOCATION,
        "withdrawn_statement": ActKind.STATEMENT_WITHDRAWAL,
    },
)
everyday_words(
    ActKind,
    {
        "renewal renewed prolongation prolonged extended": "extension",
        "notice": "withdrawal non_renewal notification",
        "terminated cancelled cancellation": "termination withdrawal",
        "denounced exit left leaving": "withdrawal",
        "entry entered start commencement effective in_force into_force": "entry_into_force",
        "deposit deposited instrument": "ratification acceptance accession",
        "expiry expired expiration end": "an expiry is not an act: it is computed from mou.Term.",
    },
)


class SignatureKind(StrEnum):
    """The legal effect of a signature (VCLT 12)."""

    DEFINITIVE = "definitive"
    """The signature expresses consent to be bound."""
    SUBJECT_TO_RATIFICATION = "subject_to_ratification"
    """The signature is subject to ratification, acceptance or approval."""
    AD_REFERENDUM = "ad_referendum"
    """The signature needs confirmation by the signing state."""


everyday_words(SignatureKind, {"final full simple": "definitive", "ratification": "subject_to_ratification"})


# Look these up once, because looking up an enum member takes as long as checking a rule.
_SIGNATURE, _EXTENSION, _EVENT = ActKind.SIGNATURE, ActKind.EXTENSION, ActKind.EVENT
OF_ONE_PARTY = frozenset(
    {
        ActKind.RATIFICATION,
        ActKind.ACCEPTANCE,
        ActKind.APPROVAL,
        ActKind.ACCESSION,
        ActKind.SUCCESSION,
        ActKind.FORMAL_CONFIRMATION,
        ActKind.NOTIFICATION,
        ActKind.RESERVATION,
        ActKind.OBJECTION,
        ActKind.STATEMENT_WITHDRAWAL,
        ActKind.NON_RENEWAL,
        ActKind.WITHDRAWAL,
        ActKind.NOTICE_REVOCATION,
        ActKind.NOTICE_SUSPENSION,
    }
)
"""The kinds of acts that a party does on its own. They require `Act.by`."""
_WITH_UNTIL = frozenset(
    {
        ActKind.EXTENSION,
        ActKind.SUSPENSION,
        ActKind.PROVISIONAL_APPLICATION,
        ActKind.NOTICE_SUSPENSION,
        ActKind.EVENT,
    }
)
WITHOUT_EFFECT_DATE = {
    ActKind.ADOPTION: "no value: the adoption of a text has no legal effect of its own",
    ActKind.CONDITION_MET: 'no value: record the day of entry into force as an act of kind "entry_into_force"',
}
"""The error message for each kind of act that can't have `Act.effective_on`."""
_OF_ANOTHER_ACT = frozenset(
    {ActKind.OBJECTION, ActKind.STATEMENT_WITHDRAWAL, ActKind.NOTICE_REVOCATION, ActKind.NOTICE_SUSPENSION}
)


@checked(kw_only=True)
class Signatory:
    """A person who signed for a party.

    Attributes:
        name: the person's name.
        party: the id of the party for which the person signed. In Python you can also pass a `Party`.
        office: the person's office at the time.
    """

    name: str = attrs.field(converter=as_text, kw_only=False)
    party: str = attrs.field(converter=as_party_id)
    office: str | None = attrs.field(default=None, converter=optional(as_text))


@checked(kw_only=True)
class Act:
    """A single event under an agreement, such as a signature, a ratification or a notice.

    Attributes:
        kind: the kind of the act.
        on: the day of the act. For a declared entry into force, the declared day.
        by: the ids of the parties that did the act. In Python you can also pass `Party` objects. If empty, all parties
            did the act together.
        received_on: the day on which the act was received, if it differs from `on`. For a notice, the day of receipt is
            decisive (VCLT 78).
        effective_on: the day on which the act takes effect, as the act or a source states it. For a withdrawal, this is
            the first day on which the party is no longer bound. For a termination, it is the first day on which the
            agreement is no longer in force. Not allowed for acts of the kinds ``adoption`` and ``condition_met``.
        place: the place of the act.
        signature_kind: the legal effect of a signature. `None` if not known.
        signatories: the persons who signed.
        until: for an extension, the new last day of the agreement. For a suspension, provisional application or event,
            its last day.
        period: the length of an extension. It is counted from the last day that the agreement would have without the
            extension. `Indefinite` means an extension without an end.
        id: the id of the act within its agreement, needed if another act or a clause refers to the act. Required for an
            event.
        refers_to: the id of the act that this act concerns. For example, a revocation refers to the revoked notice, and
            an objection refers to a reservation.
        certainty: how certain the act is according to its sources.
        sources: the sources of the act.
        note: a note about the act.
        extensions: your own fields, stored unchanged.

    Raises:
        ValidationError: a value is invalid; `by` is empty, but an act of this kind needs a party; a field is not
            allowed for this kind of act; `received_on` is before `on`.

    >>> act = Act.signature("2025-10-30", by=["MYS", "USA"], place="Kuala Lumpur")
    >>> act.on, act.by
    (datetime.date(2025, 10, 30), ('MYS', 'USA'))
    >>> Act("withdrawal", "2012-01-24", by="VEN").kind
    <ActKind.WITHDRAWAL: 'withdrawal'>
    """

    kind: ActKind = attrs.field(converter=EnumOf[ActKind], kw_only=False)
    on: Day = attrs.field(converter=as_day, kw_only=False)
    by: tuple[str, ...] = attrs.field(default=(), converter=as_party_ids)
    received_on: Day | None = attrs.field(default=None, converter=optional(as_day))
    effective_on: Day | None = attrs.field(default=None, converter=optional(as_day))
    place: str | None = attrs.field(default=None, converter=optional(as_text))
    signature_kind: SignatureKind | None = attrs.field(default=None, converter=optional(EnumOf[SignatureKind]))
    signatories: tuple[Signatory, ...] = attrs.field(default=(), converter=TupleOf[Signatory])
    until: Day | None = attrs.field(default=None, converter=optional(as_day))
    period: Period | Indefinite | None = attrs.field(default=None, converter=optional(as_endless_length))
    id: str | None = attrs.field(default=None, converter=optional(as_id))
    refers_to: str | None = attrs.field(default=None, converter=optional(as_id))
    certainty: Certainty = attrs.field(default=Certainty.STATED, converter=EnumOf[Certainty])
    sources: tuple[Source, ...] = attrs.field(default=(), converter=TupleOf[Source])
    note: str | None = attrs.field(default=None, converter=optional(as_text))
    extensions: FrozenMap[Json] = attrs.field(default=FrozenMap[Json](), converter=as_extensions)

    @classmethod
    def signature(
        cls,
        on: Day | str,
        *,
        by: Iterable[str | Party] | str | Party = (),
        kind: SignatureKind | str | None = None,
        place: str | None = None,
        signatories: Iterable[Signatory] = (),
        received_on: Day | str | None = None,
        effective_on: Day | str | None = None,
        certainty: Certainty | str = Certainty.STATED,
        sources: Iterable[Source] = (),
        note: str | None = None,
    ) -> Act:
        """Return a signature. `kind` is the legal effect of the signature. Leave `kind` out if the effect is not known.

        >>> Act.signature("1998-12-07", by="EGY", kind="subject_to_ratification").signature_kind
        <SignatureKind.SUBJECT_TO_RATIFICATION: 'subject_to_ratification'>
        """
        return cls(
            ActKind.SIGNATURE,
            on,
            by=by,
            signature_kind=kind,
            place=place,
            signatories=signatories,
            received_on=received_on,
            effective_on=effective_on,
            certainty=certainty,
            sources=sources,
            note=note,
        )


@meant_by(Act)
def _meant(value: object) -> str:
    day = as_day(value) if isinstance(value, date | str) else None
    if isinstance(day, date | PartialDate):
        return f'mou.Act.signature("{day}")'
    return f"mou.Act({shown(value)}, ...)" if isinstance(value, str) and value in words_of(ActKind) else ""


@rule_of(Act)
def _act_rules(act: Act) -> list[Problem]:
    if (
        act.by
        and act.until is None
        and act.effective_on is None
        and act.period is None
        and act.refers_to is None
        and act.received_on is None
        and not act.signatories
        and (act.signature_kind is None or act.kind is _SIGNATURE)
        and (act.id is not None or act.kind is not _EVENT)
    ):
        return []  # a short cut: most acts have none of the fields that the rules check
    problems: list[Problem] = []
    kind, by, signatories, until, period = act.kind, act.by, act.signatories, act.until, act.period
    if kind is _EVENT and act.id is None:
        problems.append(Problem("/id", "nothing", "the name of the event in the clause (required for event)"))
    if not by and kind in OF_ONE_PARTY:
        problems.append(Problem("/by", "no party", f"at least one party (required for {kind})", hint="pass by=..."))
    if kind is not _SIGNATURE:
        if act.signature_kind is not None:
            signature_kind = shown(act.signature_kind.value)
            problems.append(
                Problem("/signature_kind", signature_kind, f"no value: an act of kind {kind} is not a signature")
            )
        if signatories:
            problems.append(Problem("/signatories", "a list", f"no value: an act of kind {kind} is not a signature"))
    if act.effective_on is not None and kind in WITHOUT_EFFECT_DATE:
        problems.append(Problem("/effective_on", f'"{act.effective_on}"', WITHOUT_EFFECT_DATE[kind]))
    if until is not None and kind not in _WITH_UNTIL:
        problems.append(Problem("/until", f'"{until}"', f"no value for {kind}"))
    if period is not None and kind is not _EXTENSION:
        problems.append(Problem("/period", str(period), f"no value for {kind}"))
    if act.refers_to is not None and kind not in _OF_ANOTHER_ACT:
        problems.append(Problem("/refers_to", shown(act.refers_to), f"no value for {kind}"))
    if until is not None:
        if period is not None:
            problems.append(Problem("/period", str(period), "either a period or a last day, not both"))
        begins = act.effective_on or act.on
        if kind is _EXTENSION and latest(until) == date.max:
            hint = "use `period=mou.Indefinite()` for an extension without an end"
            problems.append(Problem("/until", f'"{until}"', "a real last day, before 9999-12-31", hint=hint))
        if latest(until) < earliest(begins):
            problems.append(Problem("/until", f'"{until}"', f"a day on or after its first day, {begins}"))
    if act.received_on is not None and latest(act.received_on) < earliest(act.on):
        problems.append(
            Problem("/received_on", f'"{act.received_on}"', f"a day on or after the day it was sent, {act.on}")
        )
    if by and signatories:
        for index, signatory in enumerate(signatories):
            if signatory.party not in by:
                where, expected = f"/signatories/{index}/party", "one of the signing parties: " + ", ".join(by)
                problems.append(Problem(where, shown(signatory.party), expected))
    return problems


def dates_of(acts: Iterable[Act], *fields: str) -> Iterator[tuple[Act, Day, str]]:
    """Yield the dates that acts have in the given fields. Each comes with its act and its JSON Pointer."""
    for index, act in enumerate(acts):
        for field in fields:
            day: Day | None = getattr(act, field)
            if day is not None:
                yield act, day, f"/acts/{index}/{field}"
