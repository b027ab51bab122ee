"""Treaties and memoranda of understanding as data: typed, immutable, in and out of JSON, with their dates computed.

The names here are all that most users need. They are loaded when first used, so that ``import mou`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module

from mou._html import DRAWN_BY

TYPE_CHECKING = False  # as in `typing`, which would take most of the time of an import
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from mou import examples, strategies as strategies, world
    from mou.act import Act, ActKind, Signatory, SignatureKind
    from mou.agenda import Agenda, MissedNotice
    from mou.agreement import Agreement, AgreementKind, Registration, Relation, RelationKind
    from mou.amendments import amendments_binding
    from mou.catalogue import Severity
    from mou.codec import converter, dumps, loads
    from mou.conditions import (
        AllNamed,
        AllOf,
        AllSignatories,
        AnyOf,
        Counted,
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
        Share,
    )
    from mou.dates import PartialDate
    from mou.delays import DayAfter, FirstOfKthMonth, FirstOfMonthAfter, OnDayOfYear
    from mou.differences import Change, ChangeKind, RecordChange, diff
    from mou.errors import (
        DateRangeError,
        FileChangedError,
        MissingExtraError,
        MouError,
        NameNotResolvedError,
        Problem,
        ValidationError,
    )
    from mou.explanation import Answer, Certainness, Explanation, Question, Step
    from mou.files import RegisterFile, load, load_any, save
    from mou.findings import Finding, check, check_meeting
    from mou.frozenmap import FrozenMap
    from mou.lifecycles import Lifecycle, Standing, expiry_date, lifecycle, participation, parties_bound
    from mou.meeting import Delegate, Forum, Meeting, Membership, Participant, Role
    from mou.milestones import Milestone, MilestoneKind
    from mou.ndjson import iter_ndjson, write_ndjson
    from mou.participations import Participation, PartySpell, Statement
    from mou.party import Party, PartyKind
    from mou.periods import Counting, Period
    from mou.positions import Position, position
    from mou.register import Register
    from mou.schedule import TermPeriod
    from mou.source import Certainty, Source
    from mou.status import Phase, Status
    from mou.term import (
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
    from mou.thresholds import Lack
    from mou.undetermined import MissingField, NotDetermined, missing_fields, not_determined
    from mou.upcoming import Upcoming

__version__ = "0.1.0"

_HOME = {
    "Act": "act",
    "ActKind": "act",
    "Agenda": "agenda",
    "Agreement": "agreement",
    "AgreementKind": "agreement",
    "AllNamed": "conditions",
    "AllOf": "conditions",
    "AllSignatories": "conditions",
    "Anchor": "term",
    "Answer": "explanation",
    "AnyOf": "conditions",
    "BeforeEntry": "term",
    "Certainness": "explanation",
    "Certainty": "source",
    "Change": "differences",
    "ChangeKind": "differences",
    "Counted": "conditions",
    "Counting": "periods",
    "DateRangeError": "errors",
    "DayAfter": "delays",
    "Delegate": "meeting",
    "ExchangeOfInstruments": "conditions",
    "ExitAt": "term",
    "Explanation": "explanation",
    "ExpressRenewal": "term",
    "FileChangedError": "errors",
    "Finding": "findings",
    "FirstOfKthMonth": "delays",
    "FirstOfMonthAfter": "delays",
    "Forum": "meeting",
    "FractionOfSignatories": "conditions",
    "FrozenMap": "frozenmap",
    "Indefinite": "term",
    "Lack": "thresholds",
    "LastNotification": "conditions",
    "LaterParties": "term",
    "Lifecycle": "lifecycles",
    "LockInFrom": "term",
    "Meeting": "meeting",
    "Membership": "meeting",
    "Milestone": "milestones",
    "MilestoneKind": "milestones",
    "MissedNotice": "agenda",
    "MissingExtraError": "errors",
    "MissingField": "undetermined",
    "MouError": "errors",
    "NameNotResolvedError": "errors",
    "NoRenewal": "term",
    "NoSurvival": "term",
    "NoWithdrawal": "term",
    "NotBefore": "conditions",
    "NotDetermined": "undetermined",
    "NthInstrument": "conditions",
    "OnConsentOfAll": "conditions",
    "OnDate": "conditions",
    "OnDateIf": "conditions",
    "OnDayOfYear": "delays",
    "OnSignature": "conditions",
    "OtherInForce": "conditions",
    "PartialDate": "dates",
    "Participant": "meeting",
    "Participation": "participations",
    "Party": "party",
    "PartyKind": "party",
    "PartySpell": "participations",
    "Period": "periods",
    "Phase": "status",
    "Position": "positions",
    "Problem": "errors",
    "Question": "explanation",
    "RecordChange": "differences",
    "Register": "register",
    "RegisterFile": "files",
    "Registration": "agreement",
    "Relation": "agreement",
    "RelationKind": "agreement",
    "Role": "meeting",
    "Severity": "catalogue",
    "Share": "conditions",
    "Signatory": "act",
    "SignatureKind": "act",
    "Source": "source",
    "Standing": "lifecycles",
    "Statement": "participations",
    "Status": "status",
    "Step": "explanation",
    "Survival": "term",
    "TacitRenewal": "term",
    "Term": "term",
    "TermPeriod": "schedule",
    "Until": "term",
    "Upcoming": "upcoming",
    "ValidationError": "errors",
    "WithdrawalOnNotice": "term",
    "amendments_binding": "amendments",
    "check": "findings",
    "check_meeting": "findings",
    "converter": "codec",
    "diff": "differences",
    "dumps": "codec",
    "expiry_date": "lifecycles",
    "iter_ndjson": "ndjson",
    "lifecycle": "lifecycles",
    "load": "files",
    "load_any": "files",
    "loads": "codec",
    "missing_fields": "undetermined",
    "not_determined": "undetermined",
    "participation": "lifecycles",
    "parties_bound": "lifecycles",
    "position": "positions",
    "save": "files",
    "write_ndjson": "ndjson",
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
    "AnyOf",
    "BeforeEntry",
    "Certainness",
    "Certainty",
    "Change",
    "ChangeKind",
    "Counted",
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
    "Lack",
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
    "Registration",
    "Relation",
    "RelationKind",
    "Role",
    "Severity",
    "Share",
    "Signatory",
    "SignatureKind",
    "Source",
    "Standing",
    "Statement",
    "Status",
    "Step",
    "Survival",
    "TacitRenewal",
    "Term",
    "TermPeriod",
    "Until",
    "Upcoming",
    "ValidationError",
    "WithdrawalOnNotice",
    "amendments_binding",
    "check",
    "check_meeting",
    "converter",
    "diff",
    "dumps",
    "examples",
    "expiry_date",
    "iter_ndjson",
    "lifecycle",
    "load",
    "load_any",
    "loads",
    "missing_fields",
    "not_determined",
    "participation",
    "parties_bound",
    "position",
    "save",
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
        drawn: str = getattr(import_module("mou._notebook"), name)(value)
        return drawn

    return draw


DRAWN_BY.update(
    Agreement=_drawn_by("agreement_html"), Lifecycle=_drawn_by("lifecycle_html"), Register=_drawn_by("register_html")
)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
