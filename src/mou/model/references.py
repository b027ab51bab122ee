"""The references by id from one record of a register to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mou.model.agreement import Agreement
from mou.model.meeting import Forum, Meeting
from mou.model.party import Party
from mou.values.fields import pointer


def references(
    parties: Iterable[Party], forums: Iterable[Forum], meetings: Iterable[Meeting], agreements: Iterable[Agreement]
) -> Iterator[tuple[str, str, type[Party | Forum | Meeting]]]:
    """Yield three values for each reference: the JSON Pointer to an id, the id, and the class of the record."""
    for index, party in enumerate(parties):
        if party.acts_for is not None:
            yield pointer("parties", index, "acts_for"), party.acts_for, Party
    for index, forum in enumerate(forums):
        for place, member in enumerate(forum.memberships):
            yield pointer("forums", index, "memberships", place, "party"), member.party, Party
    for index, meeting in enumerate(meetings):
        if meeting.forum is not None:
            yield pointer("meetings", index, "forum"), meeting.forum, Forum
        if meeting.host is not None:
            yield pointer("meetings", index, "host"), meeting.host, Party
        for place, participant in enumerate(meeting.participants):
            yield pointer("meetings", index, "participants", place, "party"), participant.party, Party
    for index, agreement in enumerate(agreements):
        for party in agreement.parties:
            if party.acts_for is not None:
                place = agreement.parties.index(party)
                yield pointer("agreements", index, "parties", place, "acts_for"), party.acts_for, Party
        if agreement.signed_at:
            for place, reference in enumerate(agreement.signed_at):
                yield pointer("agreements", index, "signed_at", place), reference, Meeting
