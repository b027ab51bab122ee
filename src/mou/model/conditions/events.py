"""Conditions that are met by an event or on a date."""

from __future__ import annotations

import attrs

from mou.dates.days import Day, as_day
from mou.dates.delays import Delay, as_delay
from mou.model.clause import Clause, DelayedClause
from mou.values.checked import checked
from mou.values.converters import optional
from mou.values.fields import as_id
from mou.values.tags import tagged

__all__ = ["ExchangeOfInstruments", "LastNotification", "OnConsentOfAll", "OnDate", "OnSignature", "OtherInForce"]


@checked(kw_only=True)
class _Event(DelayedClause):
    """An event with no fields except the delay and the article."""

    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay), kw_only=False)


@tagged("on_signature")
@checked(kw_only=True)
class OnSignature(_Event):
    """Met when the last of the parties has signed (VCLT 12).

    Attributes:
        delay: the delay after the event.
        article: the article that contains this clause.
    """


@tagged("on_date")
@checked
class OnDate(Clause):
    """Entry into force on a fixed date.

    Attributes:
        on: the date.
        article: the article that contains this clause.
    """

    on: Day = attrs.field(converter=as_day)


@tagged("last_notification")
@checked(kw_only=True)
class LastNotification(_Event):
    """Met when the last party's notification that its procedures are complete is received.

    A notification counts from receipt, not from sending (VCLT 78).

    Attributes:
        delay: the delay after the event.
        article: the article that contains this clause.
    """


@tagged("consent_of_all")
@checked(kw_only=True)
class OnConsentOfAll(_Event):
    """Met when all parties have consented to be bound. This is also the rule if the text is silent (VCLT 24(2)).

    Attributes:
        delay: the delay after the event.
        article: the article that contains this clause.
    """


@tagged("exchange_of_instruments")
@checked(kw_only=True)
class ExchangeOfInstruments(_Event):
    """Met when the instruments of ratification are exchanged (VCLT 16(a)).

    Attributes:
        delay: the delay after the event.
        article: the article that contains this clause.
    """


@tagged("other_in_force")
@checked(kw_only=True)
class OtherInForce(DelayedClause):
    """Met when another agreement is in force, such as the convention that a protocol belongs to.

    Attributes:
        agreement: the id of the other agreement.
        delay: the delay after the event.
        article: the article that contains this clause.
    """

    agreement: str = attrs.field(converter=as_id, kw_only=False)
