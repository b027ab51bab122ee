"""Nothing recorded is ignored in silence: every act is named in an explanation, or a finding says why it has no effect.

What is reported as without effect has none: without that act, every answer is the same.
"""

from histories import days_of, histories, pointers_in, rarely, without_act
from hypothesis import given

import mou

WITHOUT_EFFECT = {"act-without-effect", "notice-without-effect", "extension-without-all"}
"""The findings that say that an act changes no answer."""


def index_of(pointer):
    """The place of the act that a pointer leads to or into; `None` where it leads elsewhere."""
    parts = (pointer or "").split("/")
    return int(parts[2]) if len(parts) > 2 and parts[1] == "acts" else None


def named(agreement):
    """The places of the acts that some explanation names."""
    life = mou.lifecycle(agreement)
    own = [life.participation(party) for party in agreement.party_ids]
    days = days_of(life, most=45)
    pointers = pointers_in(life, own, [participation.explain() for participation in own])
    pointers |= pointers_in([life.explain_status(day) for day in days], [life.notice(day) for day in days])
    pointers |= {statement.pointer for participation in own for statement in participation.statements}
    return {index_of(pointer) for pointer in pointers} - {None}


def certain(answer):
    """What an answer says, without the way to it."""
    return answer.kind, answer.day, answer.earliest, answer.latest


def said(life, days):
    """Every answer about an agreement: on its own, on each day, and of each party."""
    own = {party: life.participation(party) for party in life.agreement.party_ids}
    return {
        "entry": certain(life.entry),
        "end": certain(life.end),
        "survival": life.survival_ends_on,
        "phases": life.phases,
        "spells": {
            party: [(certain(spell.begins), certain(spell.ends)) for spell in one.spells] for party, one in own.items()
        },
        "days": {
            day: (
                life.status(day),
                set(life.position(day).possible),
                life.period(day),
                certain(life.notice(day)),
                life.notice_deadline(day),
                life.parties_bound(day),
                {party: (one.status(day), one.is_bound(day)) for party, one in own.items()},
            )
            for day in days
        },
    }


def differing(one, other):
    """The questions to which there are two answers."""
    return [key for key in one if one[key] != other[key]]


def is_accounted_for(agreement, findings):
    """Every act is named in an explanation, or has a finding."""
    accounted = named(agreement) | {index_of(finding.pointer) for finding in findings}
    silent = [f"/acts/{place} {act}" for place, act in enumerate(agreement.acts) if place not in accounted]
    assert silent == []


def is_without_effect(agreement, findings):
    """Without an act that is reported as without effect, every answer is the same."""
    before = mou.lifecycle(agreement)
    for place in {index_of(finding.pointer) for finding in findings if finding.code in WITHOUT_EFFECT} - {None}:
        less = without_act(agreement, place)
        if less is not None:
            after = mou.lifecycle(less)
            days = days_of(before, after)
            one, other = said(before, days), said(after, days)
            assert differing(one, other) == [], f"without /acts/{place} {agreement.acts[place]}"


def is_said_once(agreement, findings):
    """No finding is repeated."""
    assert len({(one.code, one.pointer, one.message) for one in findings}) == len(findings)
    assert all(index_of(one.pointer) is None or index_of(one.pointer) < len(agreement.acts) for one in findings)


ACCOUNTS = (is_accounted_for, is_without_effect, is_said_once)


@given(histories())
def test_every_act_is_accounted_for(agreement):
    findings = mou.check(agreement)
    for account in ACCOUNTS:
        account(agreement, findings)


@rarely
@given(histories(imprecise=True))
def test_every_act_of_an_imprecise_record_is_accounted_for(agreement):
    findings = mou.check(agreement)
    for account in ACCOUNTS:
        account(agreement, findings)
