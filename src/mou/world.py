"""International organisations, and forums with their members and meetings.

The data are in a register that is bundled with the library. The register contains ASEAN, the ASEAN Defence Ministers'
Meeting (ADMM) and the ADMM-Plus, with their members over time and all their meetings. It also contains international
organisations that are parties to treaties.

The `certainty` of a meeting is ``stated`` if a source states the day of the meeting. It is ``inferred`` if the day
follows from other meetings or was not checked again. The meeting's note gives the reason, and any source that
contradicts the day.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from mou.answers.register import Register
from mou.documents.codec import loads
from mou.errors import NameNotResolvedError
from mou.model.meeting import Forum, Meeting
from mou.model.organisations import organisation, party
from mou.model.state_table import name_key
from mou.values.fields import shown

__all__ = ["forum", "meetings", "organisation", "party", "register"]


@cache
def register() -> Register:
    """Return the bundled register of organisations, forums and meetings.

    >>> len(register().forums), len(register().meetings)
    (3, 31)
    """
    return loads(files("mou").joinpath("data", "world.json").read_text("utf-8"), Register)


def forum(name: str) -> Forum:
    """Return a forum by its id, name or abbreviation, ignoring case and punctuation.

    Raises:
        NameNotResolvedError: there is no such forum.

    >>> forum("ADMM-Plus").roster("2025-10-31", "dialogue_partner")
    ('USA', 'RUS', 'AUS', 'CHN', 'IND', 'JPN', 'KOR', 'NZL')
    >>> [forum("asean").count(day) for day in ("1967-08-08", "1999-04-30", "2025-10-31")]
    [5, 10, 11]
    """
    known_forum = _forums().get(_forum_key(name)) if type(name) is str else None
    if known_forum is None:
        known = ", ".join(f"{entry.id} ({entry.name})" for entry in register().forums)
        raise NameNotResolvedError(
            f"{shown(name)} is not a forum in the bundled register, which has: {known}", text=str(name)
        )
    return known_forum


def meetings(name: str) -> tuple[Meeting, ...]:
    """Return the meetings of a forum, earliest first. Pass the forum's id, name or abbreviation.

    Raises:
        NameNotResolvedError: there is no such forum.

    >>> [str(meeting.starts_on) for meeting in meetings("ADMM-Plus")][-3:]
    ['2023-11-16', '2024-11-21', '2025-11-01']
    """
    forum_id = forum(name).id
    return tuple(meeting for meeting in register().meetings if meeting.forum == forum_id)


def _forum_key(name: str) -> str:
    return name_key(name.replace("+", " plus"))


@cache
def _forums() -> dict[str, Forum]:
    return {_forum_key(name): entry for entry in register().forums for name in (entry.id, entry.name, *entry.aliases)}
