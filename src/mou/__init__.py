"""Treaties and memoranda of understanding as data: typed, immutable, in and out of JSON, with their dates computed.

The names here are all that most users need. They are loaded when first used, so that ``import mou`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module

from mou.values.registered import DESCRIBED_BY, DRAWN_BY
from mou.version import __version__ as __version__

TYPE_CHECKING = False  # as in `typing`, which would take most of the time of an import
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from mou import examples, strategies as strategies, world
    from mou.answers.agenda import Agenda, MissedNotice
    from mou.answers.amendments import amendments_binding
    from mou.answers.finding import Severity
    from mou.answers.findings import Finding, check
    from mou.answers.lifecycles import Lifecycle, Position, lifecycle
    from mou.answers.milestones import Milestone, MilestoneKind
    from mou.answers.participations import Participation, PartySpell, Statement
    from mou.answers.register import Register
    from mou.answers.shortcuts import expiry_date, participation, parties_bound, position
    from mou.answers.undetermined import MissingField, NotDetermined, missing_fields, not_determined
    from mou.answers.upcoming import Upcoming
    from mou.dates.days import PartialDate
    from mou.dates.delays import DayAfter, FirstOfKthMonth, FirstOfMonthAfter, OnDayOfYear
    from mou.dates.periods import Counting, Period
    from mou.documents.codec import converter, dumps, loads
    from mou.documents.differences import Change, ChangeKind, RecordChange, diff
    from mou.documents.files import RegisterFile, load, save
    from mou.documents.ndjson import iter_ndjson, write_ndjson
    from mou.documents.objects import from_dict, to_dict
    from mou.errors import (
        DateRangeError,
        FileChangedError,
        MissingExtraError,
        MouError,
        NameNotResolvedError,
        Problem,
        ValidationError,
    )
    from mou.law.explanation import Answer, AnswerKind, Explanation, Question, Step
    from mou.law.schedule import TermPeriod
    from mou.law.status import Phase, Status
    from mou.law.thresholds import Shortfall
    from mou.model.act import Act, ActKind, Signatory, SignatureKind
    from mou.model.agreement import Agreement, AgreementKind, Relation, RelationKind, TreatyRegistration
    from mou.model.conditions import (
        AllNamed,
        AllOf,
        AllSignatories,
        AnyOf,
        CountedInstruments,
        ExchangeOfInstruments,
        FractionOfSignatories,
        LastNotification,
        NotBefore,
        NthInstrument,
        OnConsentOfAll,
        OnDate,
        OnDateIf,
        OnSignature,
        OtherInForce,
        WeightedShare,
    )
    from mou.model.meeting import Delegate, Forum, Meeting, Membership, Participant, Role
    from mou.model.party import Party, PartyKind
    from mou.model.source import Certainty, Source
    from mou.model.term import (
        Anchor,
        BeforeEntry,
        ExitAt,
        ExpressRenewal,
        Indefinite,
        LaterParties,
        LockInFrom,
        NoRenewal,
        NoSurvival,
        NoWithdrawal,
        Survival,
        TacitRenewal,
        Term,
        Until,
        WithdrawalOnNotice,
    )
    from mou.values.frozenmap import FrozenMap

_HOME = {
    "Act": "model.act",
    "ActKind": "model.act",
    "Agenda": "answers.agenda",
    "Agreement": "model.agreement",
    "AgreementKind": "model.agreement",
    "AllNamed": "model.conditions.instruments",
    "AllOf": "model.conditions.combined",
    "AllSignatories": "model.conditions.instruments",
    "Anchor": "model.term",
    "Answer": "law.explanation",
    "AnyOf": "model.conditions.combined",
    "BeforeEntry": "model.term",
    "AnswerKind": "law.explanation",
    "Certainty": "model.source",
    "Change": "documents.differences",
    "ChangeKind": "documents.differences",
    "CountedInstruments": "model.conditions.instruments",
    "Counting": "dates.periods",
    "DateRangeError": "errors",
    "DayAfter": "dates.delays",
    "Delegate": "model.meeting",
    "ExchangeOfInstruments": "model.conditions.events",
    "ExitAt": "model.term",
    "Explanation": "law.explanation",
    "ExpressRenewal": "model.term",
    "FileChangedError": "errors",
    "Finding": "answers.findings",
    "FirstOfKthMonth": "dates.delays",
    "FirstOfMonthAfter": "dates.delays",
    "Forum": "model.meeting",
    "FractionOfSignatories": "model.conditions.instruments",
    "FrozenMap": "values.frozenmap",
    "Indefinite": "model.term",
    "Shortfall": "law.thresholds",
    "LastNotification": "model.conditions.events",
    "LaterParties": "model.term",
    "Lifecycle": "answers.lifecycles",
    "LockInFrom": "model.term",
    "Meeting": "model.meeting",
    "Membership": "model.meeting",
    "Milestone": "answers.milestones",
    "MilestoneKind": "answers.milestones",
    "MissedNotice": "answers.agenda",
    "MissingExtraError": "errors",
    "MissingField": "answers.undetermined",
    "MouError": "errors",
    "NameNotResolvedError": "errors",
    "NoRenewal": "model.term",
    "NoSurvival": "model.term",
    "NoWithdrawal": "model.term",
    "NotBefore": "model.conditions.combined",
    "NotDetermined": "answers.undetermined",
    "NthInstrument": "model.conditions.instruments",
    "OnConsentOfAll": "model.conditions.events",
    "OnDate": "model.conditions.events",
    "OnDateIf": "model.conditions.combined",
    "OnDayOfYear": "dates.delays",
    "OnSignature": "model.conditions.events",
    "OtherInForce": "model.conditions.events",
    "PartialDate": "dates.days",
    "Participant": "model.meeting",
    "Participation": "answers.participations",
    "Party": "model.party",
    "PartyKind": "model.party",
    "PartySpell": "answers.participations",
    "Period": "dates.periods",
    "Phase": "law.status",
    "Position": "answers.lifecycles",
    "Problem": "errors",
    "Question": "law.explanation",
    "RecordChange": "documents.differences",
    "Register": "answers.register",
    "RegisterFile": "documents.files",
    "TreatyRegistration": "model.agreement",
    "Relation": "model.agreement",
    "RelationKind": "model.agreement",
    "Role": "model.meeting",
    "Severity": "answers.finding",
    "WeightedShare": "model.conditions.instruments",
    "Signatory": "model.act",
    "SignatureKind": "model.act",
    "Source": "model.source",
    "Statement": "answers.participations",
    "Status": "law.status",
    "Step": "law.explanation",
    "Survival": "model.term",
    "TacitRenewal": "model.term",
    "Term": "model.term",
    "TermPeriod": "law.schedule",
    "Until": "model.term",
    "Upcoming": "answers.upcoming",
    "ValidationError": "errors",
    "WithdrawalOnNotice": "model.term",
    "amendments_binding": "answers.amendments",
    "check": "answers.findings",
    "converter": "documents.codec",
    "diff": "documents.differences",
    "dumps": "documents.codec",
    "expiry_date": "answers.shortcuts",
    "from_dict": "documents.objects",
    "iter_ndjson": "documents.ndjson",
    "lifecycle": "answers.lifecycles",
    "load": "documents.files",
    "loads": "documents.codec",
    "missing_fields": "answers.undetermined",
    "not_determined": "answers.undetermined",
    "participation": "answers.shortcuts",
    "parties_bound": "answers.shortcuts",
    "position": "answers.shortcuts",
    "save": "documents.files",
    "to_dict": "documents.objects",
    "write_ndjson": "documents.ndjson",
}

__all__ = [
    "Act",
    "ActKind",
    "Agenda",
    "Agreement",
    "AgreementKind",
    "AllNamed",
    "AllOf",
    "AllSignatories",
    "Anchor",
    "Answer",
    "AnswerKind",
    "AnyOf",
    "BeforeEntry",
    "Certainty",
    "Change",
    "ChangeKind",
    "CountedInstruments",
    "Counting",
    "DateRangeError",
    "DayAfter",
    "Delegate",
    "ExchangeOfInstruments",
    "ExitAt",
    "Explanation",
    "ExpressRenewal",
    "FileChangedError",
    "Finding",
    "FirstOfKthMonth",
    "FirstOfMonthAfter",
    "Forum",
    "FractionOfSignatories",
    "FrozenMap",
    "Indefinite",
    "LastNotification",
    "LaterParties",
    "Lifecycle",
    "LockInFrom",
    "Meeting",
    "Membership",
    "Milestone",
    "MilestoneKind",
    "MissedNotice",
    "MissingExtraError",
    "MissingField",
    "MouError",
    "NameNotResolvedError",
    "NoRenewal",
    "NoSurvival",
    "NoWithdrawal",
    "NotBefore",
    "NotDetermined",
    "NthInstrument",
    "OnConsentOfAll",
    "OnDate",
    "OnDateIf",
    "OnDayOfYear",
    "OnSignature",
    "OtherInForce",
    "PartialDate",
    "Participant",
    "Participation",
    "Party",
    "PartyKind",
    "PartySpell",
    "Period",
    "Phase",
    "Position",
    "Problem",
    "Question",
    "RecordChange",
    "Register",
    "RegisterFile",
    "Relation",
    "RelationKind",
    "Role",
    "Severity",
    "Shortfall",
    "Signatory",
    "SignatureKind",
    "Source",
    "Statement",
    "Status",
    "Step",
    "Survival",
    "TacitRenewal",
    "Term",
    "TermPeriod",
    "TreatyRegistration",
    "Until",
    "Upcoming",
    "ValidationError",
    "WeightedShare",
    "WithdrawalOnNotice",
    "amendments_binding",
    "check",
    "converter",
    "diff",
    "dumps",
    "examples",
    "expiry_date",
    "from_dict",
    "iter_ndjson",
    "lifecycle",
    "load",
    "loads",
    "missing_fields",
    "not_determined",
    "participation",
    "parties_bound",
    "position",
    "save",
    "to_dict",
    "world",
    "write_ndjson",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        value = getattr(import_module(f"mou.{_HOME[name]}"), name)
    elif name in ("examples", "strategies", "world"):
        value = import_module(f"mou.{name}")
    else:
        raise AttributeError(f"module 'mou' has no attribute {name!r}")
    globals()[name] = value
    return value


def _drawn_by(name: str) -> Callable[[Any], str]:
    def draw(value: Any) -> str:
        drawn: str = getattr(import_module("mou.formats.notebook"), name)(value)
        return drawn

    return draw


def _described(cls: type) -> dict[str, Any]:
    described: dict[str, Any] = import_module("mou.documents.pydantic").core_schema(cls)
    return described


DESCRIBED_BY.append(_described)
DRAWN_BY.update(
    Agreement=_drawn_by("agreement_html"), Lifecycle=_drawn_by("lifecycle_html"), Register=_drawn_by("register_html")
)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
