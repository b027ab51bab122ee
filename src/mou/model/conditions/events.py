"""Conditions that are met by an event or on a date."""

from __future__ import annotations

import attrs

from mou.dates.days import Day, as_day
from mou.dates.delays import Delay, as_delay
from mou.model.clause import Clause, CountedFrom, DelayedClause
from mou.values.checked import checked
from mou.values.converters import EnumOf, optional
from mou.values.fields import as_id
from mou.values.tags import tagged


@checked(kw_only=True)
class _Event(DelayedClause):
    """A condition that is met by an event, with the fields of `DelayedClause`, including `delay`."""

    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay), kw_only=False)


@tagged("on_signature")
@checked(kw_only=True)
class OnSignature(_Event):
    """The condition is met when the last of the parties has signed (VCLT 12).

    Attributes:
        delay: the delay after the event.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """


@tagged("on_date")
@checked
class OnDate(Clause):
    """The agreement enters into force on a fixed date.

    Attributes:
        on: the date.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    on: Day = attrs.field(converter=as_day)


@tagged("last_notification")
@checked(kw_only=True)
class LastNotification(_Event):
    """The condition is met on receipt of the last party's notification that its procedures are complete.

    The day on which a notification is received is decisive, not the day on which it is sent (VCLT 78). The text of the
    agreement can say otherwise.

    Attributes:
        counted_from: whether the receipt or the date of a notification is decisive. The words "on the fifteenth day
            from the date on which the last notification was submitted" mean the date.
        delay: the delay after the event.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    counted_from: CountedFrom = attrs.field(default=CountedFrom.RECEIPT, converter=EnumOf[CountedFrom])


@tagged("consent_of_all")
@checked(kw_only=True)
class OnConsentOfAll(_Event):
    """The condition is met when all parties consent to be bound.

    This condition applies if the text has no condition of entry into force (VCLT 24(2)).

    Attributes:
        delay: the delay after the event.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """


@tagged("exchange_of_instruments")
@checked(kw_only=True)
class ExchangeOfInstruments(_Event):
    """The condition is met when the instruments of ratification are exchanged (VCLT 16(a)).

    Attributes:
        delay: the delay after the event.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """


@tagged("on_agreed_date")
@checked(kw_only=True)
class OnAgreedDate(Clause):
    """The agreement enters into force on a date that the parties will agree, such as a date in an exchange of notes.

    Record the agreed date as an act of kind ``entry_into_force``. Without this act, the agreement is not treated as in
    force (VCLT 24(1)).

    Attributes:
        article: the article that contains this clause.
        quote: the words of the agreement.
    """


@tagged("on_event")
@checked(kw_only=True)
class OnEvent(DelayedClause):
    """The condition is met when an event happens, such as confirmation by an assembly or the start of operations.

    When the event happens, record it as an act of kind ``event`` whose id is the name of the event.

    Attributes:
        event: the name of the event.
        delay: the delay after the event.
        article: the article that contains this clause.
        quote: the words of the agreement.

    >>> from mou import Act
    >>> OnEvent("confirmed", delay="P30D").event, Act("event", "2026-03-01", id="confirmed").id
    ('confirmed', 'confirmed')
    """

    event: str = attrs.field(converter=as_id, kw_only=False)
    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay), kw_only=False)


@tagged("other_in_force")
@checked(kw_only=True)
class OtherInForce(DelayedClause):
    """The condition is met when another agreement is in force, such as the convention to which a protocol belongs.

    Attributes:
        agreement: the id of the other agreement.
        delay: the delay after the event.
        article: the article that contains this clause.
        quote: the words of the agreement.
    """

    agreement: str = attrs.field(converter=as_id, kw_only=False)
    delay: Delay | None = attrs.field(default=None, converter=optional(as_delay), kw_only=False)
