"""Treaties and memoranda of understanding as typed, immutable records, which you can save as JSON and load again.

This package exports the names for everyday use. `mou.clauses` contains the classes of all final clauses. `mou.results`
contains the classes of computed results. Each name and module is loaded on first use, so ``import mou`` is quick.
"""

from __future__ import annotations

from importlib import import_module

from mou.values.registered import COMPUTED_BY, DESCRIBED_BY, DRAWN_BY, PUBLIC, READ_BY, writable_by_pydantic
from mou.version import __version__ as __version__

# This is not imported from `typing`, because that import would take longer than the rest of this module. The value is
# not written as `False`, because Jedi does not complete names in a block that begins with `if False`.
TYPE_CHECKING = bool()  # noqa: UP018
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from mou import (
        bulk as bulk,
        clauses as clauses,
        conformance as conformance,
        datasets as datasets,
        errors as errors,
        examples,
        formats as formats,
        importing as importing,
        results as results,
        strategies as strategies,
        world,
    )
    from mou.answers.amendments import amendments_binding
    from mou.answers.finding import Severity
    from mou.answers.findings import Finding, check
    from mou.answers.lifecycles import Lifecycle, Position, lifecycle
    from mou.answers.milestones import Milestone, MilestoneKind
    from mou.answers.participations import Participation
    from mou.answers.register import Register
    from mou.answers.shortcuts import expiry_date, participation, parties_bound, position
    from mou.answers.undetermined import missing_fields, not_determined
    from mou.dates.days import PartialDate
    from mou.dates.periods import Period
    from mou.documents import schema as schema
    from mou.documents.codec import converter, dumps, loads
    from mou.documents.differences import diff
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
        UnknownIdError,
        ValidationError,
    )
    from mou.formats import plot as plot
    from mou.model.act import Act, ActKind, Signatory, SignatureKind
    from mou.model.agreement import Agreement, AgreementKind, Relation, RelationKind, TreatyRegistration
    from mou.model.durations import Indefinite, Until
    from mou.model.meeting import Delegate, Forum, Meeting, Membership, Participant, Role
    from mou.model.party import Party, PartyKind
    from mou.model.renewals import ExpressRenewal, NoRenewal, TacitRenewal
    from mou.model.source import Certainty, Source
    from mou.model.status import StatedStatus, Status
    from mou.model.term import NoSurvival, Survival, Term
    from mou.model.withdrawals import NoWithdrawal, WithdrawalOnNotice

_HOME = {
    "Act": "model.act",
    "ActKind": "model.act",
    "Agreement": "model.agreement",
    "AgreementKind": "model.agreement",
    "Certainty": "model.source",
    "DateRangeError": "errors",
    "Delegate": "model.meeting",
    "ExpressRenewal": "model.renewals",
    "FileChangedError": "errors",
    "Finding": "answers.findings",
    "Forum": "model.meeting",
    "Indefinite": "model.durations",
    "Lifecycle": "answers.lifecycles",
    "Meeting": "model.meeting",
    "Membership": "model.meeting",
    "Milestone": "answers.milestones",
    "MilestoneKind": "answers.milestones",
    "MissingExtraError": "errors",
    "MouError": "errors",
    "NameNotResolvedError": "errors",
    "NoRenewal": "model.renewals",
    "NoSurvival": "model.term",
    "NoWithdrawal": "model.withdrawals",
    "PartialDate": "dates.days",
    "Participant": "model.meeting",
    "Participation": "answers.participations",
    "Party": "model.party",
    "PartyKind": "model.party",
    "Period": "dates.periods",
    "Position": "answers.lifecycles",
    "Problem": "errors",
    "Register": "answers.register",
    "RegisterFile": "documents.files",
    "Relation": "model.agreement",
    "RelationKind": "model.agreement",
    "Role": "model.meeting",
    "Severity": "answers.finding",
    "Signatory": "model.act",
    "SignatureKind": "model.act",
    "Source": "model.source",
    "StatedStatus": "model.status",
    "Status": "model.status",
    "Survival": "model.term",
    "TacitRenewal": "model.renewals",
    "Term": "model.term",
    "TreatyRegistration": "model.agreement",
    "UnknownIdError": "errors",
    "Until": "model.durations",
    "ValidationError": "errors",
    "WithdrawalOnNotice": "model.withdrawals",
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
"""The module that defines each name, relative to `mou`."""
_MODULES = {
    "bulk": "bulk",
    "clauses": "clauses",
    "conformance": "conformance",
    "datasets": "datasets",
    "errors": "errors",
    "examples": "examples",
    "formats": "formats",
    "importing": "importing",
    "plot": "formats.plot",
    "results": "results",
    "schema": "documents.schema",
    "strategies": "strategies",
    "world": "world",
}
"""The modules that you can use after ``import mou`` without an import of their own."""

__all__ = [
    "Act",
    "ActKind",
    "Agreement",
    "AgreementKind",
    "Certainty",
    "DateRangeError",
    "Delegate",
    "ExpressRenewal",
    "FileChangedError",
    "Finding",
    "Forum",
    "Indefinite",
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
    "PartialDate",
    "Participant",
    "Participation",
    "Party",
    "PartyKind",
    "Period",
    "Position",
    "Problem",
    "Register",
    "RegisterFile",
    "Relation",
    "RelationKind",
    "Role",
    "Severity",
    "Signatory",
    "SignatureKind",
    "Source",
    "StatedStatus",
    "Status",
    "Survival",
    "TacitRenewal",
    "Term",
    "TreatyRegistration",
    "UnknownIdError",
    "Until",
    "ValidationError",
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
        if _HOME[name].startswith("answers."):
            writable_by_pydantic(value)
    elif name in _MODULES:
        value = import_module(f"mou.{_MODULES[name]}")
    else:
        value = _moved(name)
    globals()[name] = value
    return value


def _moved(name: str) -> Any:
    """Return a class that was once a name in `mou` and is now in `mou.clauses` or `mou.results`."""
    for module in ("mou.clauses", "mou.results") if name[:1].isupper() else ():
        home = import_module(module)
        if name in home.__all__:
            return getattr(home, name)
    raise AttributeError(f"module 'mou' has no attribute {name!r}", name=name, obj=import_module("mou"))


def _drawn_by(name: str) -> Callable[[Any], str]:
    def draw(value: Any) -> str:
        drawn: str = getattr(import_module("mou.formats.notebook"), name)(value)
        return drawn

    return draw


def _described(cls: type) -> dict[str, Any]:
    described: dict[str, Any] = import_module("mou.documents.pydantic").core_schema(cls)
    return described


def _read(text: str) -> Iterable[str]:
    days: Iterable[str] = import_module("mou.dates.formats").days_meant(text)
    return days


def _computed(agreement: Any, as_of: Any) -> Any:
    return import_module("mou.answers.lifecycles").lifecycle(agreement, as_of)


PUBLIC.update(__all__)
READ_BY.append(_read)
COMPUTED_BY.append(_computed)
DESCRIBED_BY.append(_described)
DRAWN_BY.update(
    Agreement=_drawn_by("agreement_html"), Lifecycle=_drawn_by("lifecycle_html"), Register=_drawn_by("register_html")
)


def __dir__() -> list[str]:
    return sorted({*__all__, *_MODULES, "__version__"})
