"""Treaties and memoranda of understanding as data: typed, immutable, in and out of JSON, with their dates computed.

The names here are all that most users need. They are loaded when first used, so that ``import mou`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mou import examples as examples
    from mou import strategies as strategies
    from mou.act import Act as Act
    from mou.act import ActKind as ActKind
    from mou.act import Signatory as Signatory
    from mou.act import SignatureKind as SignatureKind
    from mou.agreement import (
        Agreement as Agreement,
    )
    from mou.agreement import (
        AgreementKind as AgreementKind,
    )
    from mou.agreement import (
        Registration as Registration,
    )
    from mou.agreement import (
        Relation as Relation,
    )
    from mou.agreement import (
        RelationKind as RelationKind,
    )
    from mou.codec import converter as converter
    from mou.codec import dumps as dumps
    from mou.codec import load as load
    from mou.codec import loads as loads
    from mou.codec import save as save
    from mou.conditions import (
        LastNotification as LastNotification,
    )
    from mou.conditions import (
        OnConsentOfAll as OnConsentOfAll,
    )
    from mou.conditions import (
        OnDate as OnDate,
    )
    from mou.conditions import (
        OnSignature as OnSignature,
    )
    from mou.dates import PartialDate as PartialDate
    from mou.delays import (
        DayAfter as DayAfter,
    )
    from mou.delays import (
        FirstOfKthMonth as FirstOfKthMonth,
    )
    from mou.delays import (
        FirstOfMonthAfter as FirstOfMonthAfter,
    )
    from mou.errors import (
        DateRangeError as DateRangeError,
    )
    from mou.errors import (
        MissingExtraError as MissingExtraError,
    )
    from mou.errors import (
        MouError as MouError,
    )
    from mou.errors import (
        NameNotResolvedError as NameNotResolvedError,
    )
    from mou.errors import (
        Problem as Problem,
    )
    from mou.errors import (
        ValidationError as ValidationError,
    )
    from mou.explanation import Answer as Answer
    from mou.explanation import Certainness as Certainness
    from mou.explanation import Explanation as Explanation
    from mou.explanation import Step as Step
    from mou.findings import Finding as Finding
    from mou.findings import Severity as Severity
    from mou.findings import check as check, check_meeting as check_meeting
    from mou.frozenmap import FrozenMap as FrozenMap
    from mou.lifecycles import (
        Lifecycle as Lifecycle,
    )
    from mou.lifecycles import (
        Standing as Standing,
    )
    from mou.lifecycles import (
        expiry_date as expiry_date,
    )
    from mou.lifecycles import (
        lifecycle as lifecycle,
    )
    from mou.meeting import (
        Delegate as Delegate,
    )
    from mou.meeting import (
        Forum as Forum,
    )
    from mou.meeting import (
        Meeting as Meeting,
    )
    from mou.meeting import (
        Membership as Membership,
    )
    from mou.meeting import (
        Participant as Participant,
    )
    from mou.meeting import (
        Role as Role,
    )
    from mou.milestones import Milestone as Milestone
    from mou.milestones import MilestoneKind as MilestoneKind
    from mou.party import Party as Party
    from mou.party import PartyKind as PartyKind
    from mou.periods import Counting as Counting
    from mou.periods import Period as Period
    from mou.register import Register as Register
    from mou.schedule import TermPeriod as TermPeriod
    from mou.source import Certainty as Certainty
    from mou.source import Source as Source
    from mou.status import Status as Status
    from mou.term import (
        Anchor as Anchor,
    )
    from mou.term import (
        ExitAt as ExitAt,
    )
    from mou.term import (
        ExpressRenewal as ExpressRenewal,
    )
    from mou.term import (
        Indefinite as Indefinite,
    )
    from mou.term import (
        NoRenewal as NoRenewal,
    )
    from mou.term import (
        NoSurvival as NoSurvival,
    )
    from mou.term import (
        NoWithdrawal as NoWithdrawal,
    )
    from mou.term import (
        Survival as Survival,
    )
    from mou.term import (
        TacitRenewal as TacitRenewal,
    )
    from mou.term import (
        Term as Term,
    )
    from mou.term import (
        Until as Until,
    )
    from mou.term import (
        WithdrawalOnNotice as WithdrawalOnNotice,
    )

__version__ = "0.1.0"

_HOME = {
    "Act": "act",
    "ActKind": "act",
    "Agreement": "agreement",
    "AgreementKind": "agreement",
    "Anchor": "term",
    "Answer": "explanation",
    "Certainness": "explanation",
    "Certainty": "source",
    "Counting": "periods",
    "DateRangeError": "errors",
    "DayAfter": "delays",
    "Delegate": "meeting",
    "ExitAt": "term",
    "Explanation": "explanation",
    "ExpressRenewal": "term",
    "Finding": "findings",
    "FirstOfKthMonth": "delays",
    "FirstOfMonthAfter": "delays",
    "Forum": "meeting",
    "FrozenMap": "frozenmap",
    "Indefinite": "term",
    "LastNotification": "conditions",
    "Lifecycle": "lifecycles",
    "Meeting": "meeting",
    "Membership": "meeting",
    "Milestone": "milestones",
    "MilestoneKind": "milestones",
    "MissingExtraError": "errors",
    "MouError": "errors",
    "NameNotResolvedError": "errors",
    "NoRenewal": "term",
    "NoSurvival": "term",
    "NoWithdrawal": "term",
    "OnConsentOfAll": "conditions",
    "OnDate": "conditions",
    "OnSignature": "conditions",
    "PartialDate": "dates",
    "Participant": "meeting",
    "Party": "party",
    "PartyKind": "party",
    "Period": "periods",
    "Problem": "errors",
    "Register": "register",
    "Registration": "agreement",
    "Relation": "agreement",
    "RelationKind": "agreement",
    "Role": "meeting",
    "Severity": "findings",
    "Signatory": "act",
    "SignatureKind": "act",
    "Source": "source",
    "Standing": "lifecycles",
    "Status": "status",
    "Step": "explanation",
    "Survival": "term",
    "TacitRenewal": "term",
    "Term": "term",
    "TermPeriod": "schedule",
    "Until": "term",
    "ValidationError": "errors",
    "WithdrawalOnNotice": "term",
    "check": "findings",
    "check_meeting": "findings",
    "converter": "codec",
    "dumps": "codec",
    "expiry_date": "lifecycles",
    "lifecycle": "lifecycles",
    "load": "codec",
    "loads": "codec",
    "save": "codec",
}

__all__ = [
    "Act",
    "ActKind",
    "Agreement",
    "AgreementKind",
    "Anchor",
    "Answer",
    "Certainness",
    "Certainty",
    "Counting",
    "DateRangeError",
    "DayAfter",
    "Delegate",
    "ExitAt",
    "Explanation",
    "ExpressRenewal",
    "Finding",
    "FirstOfKthMonth",
    "FirstOfMonthAfter",
    "Forum",
    "FrozenMap",
    "Indefinite",
    "LastNotification",
    "Lifecycle",
    "Meeting",
    "Membership",
    "Milestone",
    "MilestoneKind",
    "MissingExtraError",
    "MouError",
    "NameNotResolvedError",
    "NoRenewal",
    "NoSurvival",
    "NoWithdrawal",
    "OnConsentOfAll",
    "OnDate",
    "OnSignature",
    "PartialDate",
    "Participant",
    "Party",
    "PartyKind",
    "Period",
    "Problem",
    "Register",
    "Registration",
    "Relation",
    "RelationKind",
    "Role",
    "Severity",
    "Signatory",
    "SignatureKind",
    "Source",
    "Standing",
    "Status",
    "Step",
    "Survival",
    "TacitRenewal",
    "Term",
    "TermPeriod",
    "Until",
    "ValidationError",
    "WithdrawalOnNotice",
    "check",
    "check_meeting",
    "converter",
    "dumps",
    "examples",
    "expiry_date",
    "lifecycle",
    "load",
    "loads",
    "save",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        value = getattr(import_module(f"mou.{_HOME[name]}"), name)
    elif name in ("examples", "strategies"):
        value = import_module(f"mou.{name}")
    else:
        raise AttributeError(f"module 'mou' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
