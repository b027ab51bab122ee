"""A register: a collection of records, with methods that answer questions about all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from os import PathLike
from typing import TYPE_CHECKING, Self

import attrs

from mou.answers.agenda import Agenda, MissedNotice, agenda
from mou.answers.lifecycles import Lifecycle, Position, lifecycle
from mou.answers.milestones import MilestoneKind
from mou.answers.party_positions import party_position
from mou.answers.phase_tables import days_asked, phases, statuses
from mou.answers.shortcuts import position
from mou.answers.undetermined import QUESTIONS, NotDetermined, as_questions, not_determined
from mou.answers.upcoming import Upcoming, upcoming, window
from mou.dates.days import exact_day
from mou.dates.periods import Period
from mou.errors import ValidationError
from mou.law.explanation import Question
from mou.law.facts import Others
from mou.law.status import Status
from mou.model.agreement import Agreement
from mou.model.own_columns import OwnColumns, matching
from mou.model.party import Party
from mou.model.records import Record, Records
from mou.values.fields import as_enum, id_of, is_list, refusal
from mou.values.hints import expression_of, meant_by, unknown_id
from mou.values.progress import tracked
from mou.values.tags import tagged

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["FORMAT", "Register"]

FORMAT = "mou/1"
"""The value of ``"format"`` in a register document."""


@tagged(FORMAT, key="format")
@attrs.frozen(kw_only=True, repr=False)  # `Records` has a short `repr`
class Register(Records):
    """A validated collection of records that refer to each other by id.

    A party must be listed in the register or in one of its agreements. Present-day states need not be listed, because
    their codes identify them. Relations can refer to agreements that are not in the register.

    Attributes:
        parties: parties that no agreement lists, such as participants in meetings and depositaries.
        forums: the forums.
        meetings: the meetings.
        agreements: the agreements.

    Raises:
        ValidationError: a value has the wrong type; two records of the same type share an id; different parties have
            the same id; an id does not refer to any record.

    >>> from mou import Forum
    >>> register = Register(forums=[Forum("admm", name="ASEAN Defence Ministers' Meeting")])
    >>> register.forum("admm").name
    "ASEAN Defence Ministers' Meeting"
    >>> len(register)
    1
    """

    def __getitem__(self, identifier: str) -> Record:
        """Return the agreement, meeting, forum or party with an id.

        If several records have the id, an agreement takes precedence over a meeting, a meeting over a forum, and a
        forum over a party.

        Raises:
            UnknownIdError: no record of the register has this id.

        >>> from mou import examples
        >>> examples.register()["admm-plus-12"].place
        'Kuala Lumpur'
        """
        for by_id in self._by_id:
            if identifier in by_id:
                return by_id[identifier]
        raise unknown_id("record", identifier, [known for by_id in self._by_id for known in by_id])

    def __contains__(self, record: object) -> bool:
        """Return whether the register contains a record. Pass the record or its id."""
        if isinstance(record, str):
            return any(record in by_id for by_id in self._by_id)
        return isinstance(record, Record) and any(by_id.get(record.id) == record for by_id in self._by_id)

    @property
    def _by_id(self) -> tuple[Mapping[str, Record], ...]:
        return self._agreements_by_id, self._meetings_by_id, self._forums_by_id, self._parties_by_id

    def lifecycle(self, agreement: Agreement | str, as_of: date | str | None = None) -> Lifecycle:
        """Return the lifecycle of an agreement.

        Other agreements in the register can affect the lifecycle; see `mou.lifecycle`.

        Args:
            agreement: the agreement, or its id.
            as_of: ignore acts after this day. By default, no act is ignored.

        Raises:
            UnknownIdError: there is no such agreement.
        """
        return lifecycle(self.agreement(id_of(agreement, Agreement)), as_of, others=self._others)

    def where(self, *conditions: str, **texts: str | Iterable[str]) -> Self:
        """Return a register with the agreements that meet the given conditions; see `filtered`.

        The conditions are about your own columns: the values under `extensions`. Comparisons ignore case and
        surrounding spaces. An agreement must meet all conditions. If you pass several texts for the same column, the
        agreement must have one of them.

        Args:
            *conditions: ``Country=Japan`` selects the agreements with the text "Japan" in your column "Country".
                ``Country!=Japan`` selects the agreements with another text or no text in this column. ``Country=``
                selects the agreements with no text in this column.
            **texts: the text to look for, by column. If you pass several texts, one of them must match.

        Raises:
            ValidationError: no agreement has such a column, or a condition has another form.

        >>> import mou
        >>> pair = [mou.Party.state("Malaysia"), mou.Party.state("Japan")]
        >>> agreement = mou.Agreement("a", title="MOU", parties=pair, extensions={"sheet": {"Country": "Japan"}})
        >>> register = mou.Register(agreements=[agreement])
        >>> (
        ...     len(register.where(Country=["Japan", "Viet Nam"]).agreements),
        ...     len(register.where("Country!=japan").agreements),
        ... )
        (1, 0)
        """
        chosen = self.own_columns.conditions(conditions, texts)
        return self.filtered(lambda agreement: matching(chosen, agreement))

    @cached_property
    def own_columns(self) -> OwnColumns:
        """Your own columns: the values that the agreements have under `extensions`, by heading."""
        return OwnColumns.of(self.context)

    def positions(
        self,
        on: date | str,
        *,
        party: Party | str | None = None,
        as_of: date | str | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> tuple[Position, ...]:
        """Return the position of each agreement (its status and dates) on a day, in the order of the register.

        Args:
            on: the day.
            party: list only the agreements of this party, as in `of_party`, with the status and the dates for the party
                (`mou.results.PartyPosition`). By default, list all agreements, each with its own status and dates.
            as_of: ignore acts after this day. By default, no act is ignored.
            progress: a function to call after each agreement, with the number of agreements done and the total.

        Raises:
            UnknownIdError: `party` is neither a party of the register nor a state.
            ValidationError: `on` or `as_of` is not a day.

        >>> from mou import examples
        >>> [(position.word, position.end) for position in examples.register().positions("2026-11-25")]
        [('in effect', '2030-10-30, if not renewed')]
        """
        day, known = exact_day(on), None if as_of is None else exact_day(as_of)
        ids = frozenset[str]() if party is None else self.ids_of(party)
        agreements = self.agreements if party is None else self.of_party(party)
        positions = [
            position(agreement, day, as_of=known, others=self._others) for agreement in tracked(agreements, progress)
        ]
        return tuple(positions if party is None else (party_position(where, ids) for where in positions))

    def statuses(
        self,
        on: date | str | Iterable[date | str],
        *,
        as_of: date | str | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> pa.Table:
        """Return the status of each agreement on one or more days, as an Arrow table; see `mou.bulk.statuses`.

        For repeated queries, call `mou.bulk.phases` once, and pass its table to `mou.bulk.statuses`.

        Args:
            on: the day or the days of the statuses.
            as_of: ignore acts after this day. By default, no act is ignored.
            progress: a function to call after each agreement, with the number of agreements done and the total.

        Returns:
            A table with one row for each agreement and day, and the columns ``id``, ``on`` and ``status``.

        Raises:
            ValidationError: `on` or `as_of` is not a day, or `on` is empty.
            MissingExtraError: the extra ``arrow`` is not installed (``pip install 'pymou[arrow]'``).

        >>> from mou import examples
        >>> examples.register().statuses(["2025-10-29", "2025-10-30"])["status"].to_pylist()
        ['negotiated', 'in_force']
        """
        days = days_asked(on)  # check first: the phases of a large register take long
        return statuses(phases(self, as_of=as_of, progress=progress), days)

    def with_status(
        self, on: date | str, *statuses: Status | str, party: Party | str | None = None
    ) -> tuple[Agreement, ...]:
        """Return the agreements that have one of the given statuses on a day: with `party`, its status for this party.

        Raises:
            UnknownIdError: `party` is neither a party of the register nor a state.
            ValidationError: `on` is not a day, or a value is not a status.
        """
        problems = [problem for status in statuses for problem in refusal(as_enum(Status, status))]
        if problems:
            raise ValidationError(problems)
        return tuple(where.agreement for where in self.positions(on, party=party) if where.status in statuses)

    def in_force(self, on: date | str, *, party: Party | str | None = None) -> tuple[Agreement, ...]:
        """Return the agreements that are certainly in force on a day: with `party`, those in force for this party.

        The list leaves out agreements that are suspended or applied provisionally. The list also leaves out agreements
        with an unknown status; see `not_determined`.

        Raises:
            UnknownIdError: `party` is neither a party of the register nor a state.
            ValidationError: `on` is not a day.

        >>> from mou import examples
        >>> [agreement.id for agreement in examples.register().in_force("2026-11-25")]
        ['mys-usa-defence-2025']
        """
        return self.with_status(on, Status.IN_FORCE, party=party)

    def upcoming(
        self,
        within: Period | str,
        on: date | str,
        *,
        kinds: Collection[MilestoneKind] = tuple(MilestoneKind),
        progress: Callable[[int, int], None] | None = None,
    ) -> tuple[Upcoming, ...]:
        """Return the events in a period that starts with a given day, earliest first.

        Args:
            within: the length of the period, such as ``P6M``.
            on: the first day of the period.
            kinds: the kinds of events to list.
            progress: a function to call after each agreement, with the number of agreements done and the total.

        Raises:
            ValidationError: `within` is not a period, or `on` is not a day.
            DateRangeError: the period would end past the year 9999.
        """
        first, last = window(on, within)
        events: list[Upcoming] = []
        for agreement in tracked(self.agreements, progress):
            events += upcoming(agreement, first, last, kinds, others=self._others)
        return tuple(sorted(events, key=lambda event: event.earliest))

    def agenda(
        self,
        within: Period | str,
        on: date | str,
        *,
        kinds: Collection[MilestoneKind] = tuple(MilestoneKind),
        progress: Callable[[int, int], None] | None = None,
    ) -> Agenda:
        """Return the open questions, and the deadlines that need attention in a period from a given day.

        The agenda has three lists:

        - the events in the period, as in `upcoming`;
        - the missed notice deadlines (no party gave notice in time) in a period of the same length before the day;
        - the open questions. If a question about an agreement is open, some of its events can be missing from the first
          list.

        Args:
            within: the length of the period, such as ``P6M``.
            on: the first day of the period.
            kinds: the kinds of events to list; without ``notice_deadline``, no missed deadlines are listed.
            progress: a function to call after each agreement, with the number of agreements done and the total.

        Raises:
            ValidationError: `within` is not a period, or `on` is not a day.
            DateRangeError: the period would end past the year 9999.

        >>> from mou import examples
        >>> agenda = examples.register().agenda("P1Y", on="2030-01-01")
        >>> [(event.on, event.text) for event in agenda.events][0]
        (datetime.date(2030, 10, 30), 'last day in effect')
        >>> [(item.question.value, item.field, item.clause) for item in agenda.not_determined]
        [('notice_deadline', '/term/renewal', 'the renewal clause')]
        """
        return agenda(tracked(self.agreements, progress), within, on, kinds=kinds, others=self._others)

    def not_determined(
        self,
        on: date | str,
        questions: Iterable[Question | str] = QUESTIONS,
        *,
        through: date | str | None = None,
        as_of: date | str | None = None,
    ) -> tuple[NotDetermined, ...]:
        """Return the questions about agreements that the records leave open on a day; see `mou.not_determined`.

        `in_force` leaves out agreements whose status is unknown. `expiring` leaves out agreements whose end is unknown.
        `notices_due` leaves out agreements whose notice deadline is unknown.

        Args:
            on: the day.
            questions: the questions to check.
            through: the last day of interest. If an agreement enters into force after `on` and by this last day, its
                notice deadline is checked on its first day in force.
            as_of: ignore acts after this day. By default, no act is ignored.

        Raises:
            ValidationError: `on`, `through` or `as_of` is not a day, or a question is unknown.

        >>> from mou import examples
        >>> examples.register().not_determined("2026-11-25", ["status", "end"])
        ()
        """
        valid_questions, day = as_questions(questions), exact_day(on)
        last, known = (None if value is None else exact_day(value) for value in (through, as_of))
        return tuple(
            item
            for agreement in self.agreements
            for item in not_determined(agreement, day, valid_questions, through=last, as_of=known, others=self._others)
        )

    def notices_missed(self, within: Period | str, on: date | str) -> tuple[MissedNotice, ...]:
        """Return the missed notice deadlines (no party gave notice in time) in a period before a day, latest first.

        The list contains the latest missed deadline of each agreement that is in force on the day. Because no party
        gave notice in time, the agreement was or will be renewed. `MissedNotice.runs_to` is the last day of the
        renewal.

        Args:
            within: the length of the period before the day, such as ``P6M``.
            on: the day.

        Raises:
            ValidationError: `within` is not a period, or `on` is not a day.
            DateRangeError: a period of this length from the day would end past the year 9999.

        >>> import mou
        >>> agreement = mou.Agreement(
        ...     id="example",
        ...     title="Memorandum of Understanding",
        ...     kind="mou",
        ...     parties=[mou.Party.state("Malaysia"), mou.Party.state("Japan")],
        ...     acts=[mou.Act.signature("2020-08-28")],
        ...     term=mou.Term(duration="P5Y", renewal=mou.TacitRenewal("P1Y", notice="P2M")),
        ... )
        >>> (missed,) = Register(agreements=[agreement]).notices_missed("P6M", on="2026-07-01")
        >>> missed.text
        'the notice deadline passed on 28 June 2026; it now runs to 28 August 2027'
        """
        return self.agenda(within, on, kinds=[MilestoneKind.NOTICE_DEADLINE]).missed

    def expiring(self, within: Period | str, on: date | str) -> tuple[Upcoming, ...]:
        """Return the agreements whose last day in force lies in a period from a given day, earliest first.

        An agreement that renews tacitly has no last day until a party gives notice; see `notices_due`. The list leaves
        out parties that leave an agreement that continues; see `upcoming` with ``kinds=["exit"]``. The list also leaves
        out agreements whose end is unknown; see `not_determined` or `agenda`.

        Args:
            within: the length of the period, such as ``P6M``.
            on: the first day of the period.

        Raises:
            ValidationError: `within` is not a period, or `on` is not a day.
            DateRangeError: the period would end past the year 9999.

        >>> from mou import examples
        >>> for event in examples.register().expiring("P1Y", on="2030-01-01"):
        ...     print(event.on, event.title)
        2030-10-30 Memorandum of Understanding on Defence Cooperation
        """
        return self.upcoming(within, on, kinds=[MilestoneKind.LAST_DAY])

    def notices_due(self, within: Period | str, on: date | str) -> tuple[Upcoming, ...]:
        """Return the deadlines for notice of non-renewal in a period from a given day, earliest first.

        The list leaves out agreements whose notice deadline is unknown; see `not_determined` or `agenda`. For deadlines
        before the given day, see `notices_missed`.

        Args:
            within: the length of the period, such as ``P6M``.
            on: the first day of the period.

        Raises:
            ValidationError: `within` is not a period, or `on` is not a day.
            DateRangeError: the period would end past the year 9999.
        """
        return self.upcoming(within, on, kinds=[MilestoneKind.NOTICE_DEADLINE])

    def parties_bound(self, on: date | str) -> dict[str, tuple[str, ...]]:
        """Return a dict from the id of each agreement to the ids of the parties that are certainly bound on a day.

        The result leaves out agreements for which no party is certainly bound.

        Raises:
            ValidationError: `on` is not a day.

        >>> from mou import examples
        >>> examples.register().parties_bound("2026-11-25")
        {'mys-usa-defence-2025': ('MYS', 'USA')}
        """
        bound = {
            where.id: where.lifecycle.parties_bound(where.on)
            for where in self.positions(on)
            if where.lifecycle is not None
        }
        return {key: parties for key, parties in bound.items() if parties}

    @cached_property
    def _others(self) -> Others:
        return Others.of(self.context)


@meant_by(Records)
@meant_by(Register)
def _meant(value: object) -> str:
    if isinstance(value, Agreement):
        return "mou.Register(agreements=[agreement])"
    if isinstance(value, str | PathLike):
        return f"mou.load({expression_of(str(value))})"
    return "mou.Register(agreements=...)" if is_list(value) else ""
