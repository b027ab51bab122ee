"""A clause or an id that is reported as without effect can be removed: no answer changes (issue 13, property (b))."""

import attrs
from hypothesis import given

from mou import strategies as mst
from mou.answers.clause_findings import CLAUSE_WITHOUT_EFFECT
from mou.answers.findings import check
from mou.answers.lifecycles import lifecycle
from mou.errors import DateRangeError
from mou.model.term import Term

DEFAULTS = {
    "/term/anchor": "entry_into_force",
    "/term/counting": attrs.fields(Term).counting.default,
    "/term/withdrawal/at": "any_time",
    "/term/withdrawal/lock_in_from": "own_entry",
    "/term/withdrawal/lock_in_on": "notice",
    "/term/withdrawal/ends_for_all": False,
    "/term/renewal/ends_for_all": False,
    "/term/minimum_parties": None,
    "/term/later_parties": None,
    "/term/later_parties/before_entry": "general",
}


def replaced(value, path, new):
    """A value with a new value at the end of a path of fields and places."""
    if not path:
        return new
    first, *rest = path
    if isinstance(value, tuple):
        place = int(first)
        if new is None and not rest:
            return value[:place] + value[place + 1 :]
        return (*value[:place], replaced(value[place], rest, new), *value[place + 1 :])
    return attrs.evolve(value, **{first: replaced(getattr(value, first), rest, new)})


def without(agreement, finding):
    """The agreement without the clause or id of a finding; `None` for a renewal, which also governs withdrawal."""
    if finding.pointer == "/term/renewal":
        return None
    return replaced(agreement, finding.pointer.split("/")[1:], DEFAULTS.get(finding.pointer))


def answers(agreement):
    """The days of an agreement, its phases and the spells of its parties; that they lie outside the calendar."""
    try:
        life = lifecycle(agreement)
        lives = [life.participation(party) for party in agreement.party_ids]
    except DateRangeError as error:
        return str(error)
    spells = [[(spell.first_day, spell.ceases_on) for spell in one.spells] for one in lives]
    return life.entered_into_force_on, life.last_day, life.ceases_on, life.phases, spells


@given(mst.agreements())
def test_removing_it_changes_no_answer(agreement):
    for finding in check(agreement):
        bare = without(agreement, finding) if finding.kind is CLAUSE_WITHOUT_EFFECT else None
        assert bare is None or answers(bare) == answers(agreement), finding
