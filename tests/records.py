"""Short records for the tests of what is computed from them."""

from datetime import date
from typing import NamedTuple

import mou
from mou.answers.register import Register
from mou.model.act import Act
from mou.model.agreement import Agreement
from mou.model.party import Party
from mou.model.term import Term


class Case(NamedTuple):
    """A record that has a finding, with its place and message, and a similar record that does not have it."""

    code: str
    record: Agreement | Register
    where: str
    message: str
    near: Agreement | Register
    on: str | None = None


def day(text):
    return date.fromisoformat(text)


def record(*acts, parties="MYS USA", kind="mou", binding=None, **term):
    """An agreement of parties, or of states given by their codes, with acts and clauses."""
    if isinstance(parties, str):
        parties = [Party.state(code) for code in parties.split()]
    return Agreement(
        "record",
        title="A record",
        kind=kind,
        binding=binding,
        parties=parties,
        acts=acts,
        term=Term(**term),
    )


def signed(on, by=(), kind=None):
    return Act.signature(on, by=by, kind=kind)


def declared(on):
    return Act("entry_into_force", on)


def codes(answer):
    """The rules that an answer rests on, by their codes, an assumption with a question mark."""
    return [step.rule.code + "?" * step.assumed for step in answer.steps if step.rule is not None]


PUBLIC = [
    *{getattr(home, name) for home in (mou, mou.clauses, mou.results) for name in home.__all__ if name[0].isupper()}
]
"""Every public class."""
ANSWERS = {
    mou.results.Rule,
    mou.results.PartyPosition,
    mou.Agenda,
    mou.Answer,
    mou.Change,
    mou.results.Digest,
    mou.results.DigestSection,
    mou.Explanation,
    mou.Finding,
    mou.Shortfall,
    mou.Lifecycle,
    mou.Milestone,
    mou.MissedNotice,
    mou.MissingField,
    mou.NotDetermined,
    mou.results.OwnColumn,
    mou.results.OwnColumns,
    mou.Participation,
    mou.PartySpell,
    mou.Phase,
    mou.Position,
    mou.Problem,
    mou.RecordChange,
    mou.results.Reminder,
    mou.Statement,
    mou.Step,
    mou.TermPeriod,
    mou.Upcoming,
}
"""The classes of what is computed, which is never written in a document to be read again."""
