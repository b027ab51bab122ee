"""The classes of the results that `mou` computes, for type annotations and ``isinstance``.

`FrozenMap` is the class of the immutable mappings in records, such as `extensions`.

>>> import mou
>>> isinstance(mou.lifecycle(mou.examples.agreement()).end, mou.results.Answer)
True
"""

from mou.answers.agenda import Agenda, MissedNotice
from mou.answers.finding import Finding, Severity
from mou.answers.lifecycles import Lifecycle, Position
from mou.answers.milestones import Milestone, MilestoneKind
from mou.answers.participations import Participation, PartySpell, Statement
from mou.answers.party_positions import PartyPosition
from mou.answers.reminders import Digest, DigestSection, Reminder, ReminderKind
from mou.answers.undetermined import MissingField, NotDetermined
from mou.answers.upcoming import Upcoming
from mou.documents.differences import Change, ChangeKind, RecordChange
from mou.law.explanation import Answer, AnswerKind, Explanation, Question, Step
from mou.law.rules import Rule
from mou.law.schedule import TermPeriod
from mou.law.status import Phase, Status
from mou.law.thresholds import Shortfall
from mou.model.own_columns import OwnColumn, OwnColumns
from mou.values.frozenmap import FrozenMap
from mou.values.registered import writable_by_pydantic

__all__ = [
    "Agenda",
    "Answer",
    "AnswerKind",
    "Change",
    "ChangeKind",
    "Digest",
    "DigestSection",
    "Explanation",
    "Finding",
    "FrozenMap",
    "Lifecycle",
    "Milestone",
    "MilestoneKind",
    "MissedNotice",
    "MissingField",
    "NotDetermined",
    "OwnColumn",
    "OwnColumns",
    "Participation",
    "PartyPosition",
    "PartySpell",
    "Phase",
    "Position",
    "Question",
    "RecordChange",
    "Reminder",
    "ReminderKind",
    "Rule",
    "Severity",
    "Shortfall",
    "Statement",
    "Status",
    "Step",
    "TermPeriod",
    "Upcoming",
]

for _name in __all__:
    writable_by_pydantic(globals()[_name])
