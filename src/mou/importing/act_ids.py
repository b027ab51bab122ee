"""The ids of acts that come from a sheet. The next import finds the acts by these ids."""

from __future__ import annotations

_FROM_STATUS = ("terminated_on", "renewed_until", "entered_into_force_on")


def act_id(name: str, field: str) -> str:
    """Return the id of an act from a column. `name` is the name of the mapping.

    >>> act_id("office", "terminated_on"), status_act_id("office", "terminated_on"), assumed_id("office")
    ('office-terminated', 'office-status-terminated', 'office-assumed-entered-into-force')
    """
    return f"{name}-{field.removesuffix('_on').replace('_', '-')}"


def status_act_id(name: str, field: str) -> str:
    """Return the id of an act that follows from the words in the column of statuses."""
    return act_id(f"{name}-status", field)


def assumed_id(name: str) -> str:
    """Return the id of an entry into force that the mapping assumes."""
    return act_id(f"{name}-assumed", "entered_into_force_on")


def derived_ids(name: str) -> frozenset[str]:
    """Return the ids of all acts that follow from words in the column of statuses or from an assumption.

    The next import removes these acts if they no longer follow from the row.
    """
    return frozenset({assumed_id(name), *(status_act_id(name, field) for field in _FROM_STATUS)})
