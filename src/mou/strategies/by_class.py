"""A strategy for each class of the model, registered with Hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from mou.answers.register import Register
from mou.dates.days import PartialDate
from mou.dates.delays import DayAfter, FirstOfKthMonth, FirstOfMonthAfter, OnDayOfYear
from mou.dates.periods import Period
from mou.model.act import Act, Signatory
from mou.model.agreement import Agreement, Relation, TreatyRegistration
from mou.model.conditions import CountedInstruments
from mou.model.durations import EndsOnEvent, Indefinite, Until, UntilDayOfYear, UntilEvent
from mou.model.meeting import Delegate, Forum, Meeting, Membership, Participant
from mou.model.party import Party
from mou.model.renewals import ExpressRenewal, NoRenewal, TacitRenewal
from mou.model.source import Source
from mou.model.status import StatedStatus
from mou.model.term import LaterParties, NoSurvival, OtherReading, ProvisionalApplication, Rider, Survival, Term
from mou.model.withdrawals import NoticeWindow, NoWithdrawal, WithdrawalOnNotice
from mou.strategies.act import acts, signatories
from mou.strategies.agreement import STATED_STATUSES, agreements, registrations, relations
from mou.strategies.dates import days, partial_dates
from mou.strategies.entry import COMBINED, SIMPLE, conditions_of, counted
from mou.strategies.lengths import KTH_MONTHS, NOTICES, YEARLY, periods
from mou.strategies.meeting import delegates, forums, meetings, memberships, participants
from mou.strategies.party import parties, sources
from mou.strategies.register import registers
from mou.strategies.registration import BY_CLASS, _hypothesis_setup_hook
from mou.strategies.term import (
    ENDS_ON_EVENTS,
    EXPRESS,
    NOTICE_WINDOWS,
    ON_NOTICE,
    OTHER_READINGS,
    PROVISIONAL,
    RIDERS,
    TACIT,
    UNTIL_DAYS_OF_YEAR,
    UNTIL_EVENTS,
    later_parties,
    terms,
)

BY_CLASS.update((cls, conditions_of(cls)) for cls in (*SIMPLE, *COMBINED))
BY_CLASS.update(
    {
        Act: acts(),
        Agreement: agreements(),
        CountedInstruments: counted(),
        DayAfter: st.builds(DayAfter, NOTICES),
        Delegate: delegates(),
        EndsOnEvent: ENDS_ON_EVENTS,
        ExpressRenewal: EXPRESS,
        FirstOfKthMonth: KTH_MONTHS,
        FirstOfMonthAfter: st.builds(FirstOfMonthAfter, NOTICES),
        Forum: forums(),
        Indefinite: st.builds(Indefinite),
        LaterParties: later_parties(),
        Meeting: meetings(),
        Membership: memberships(),
        NoRenewal: st.builds(NoRenewal),
        NoSurvival: st.builds(NoSurvival),
        NoWithdrawal: st.builds(NoWithdrawal),
        NoticeWindow: NOTICE_WINDOWS,
        OnDayOfYear: YEARLY,
        OtherReading: OTHER_READINGS,
        PartialDate: partial_dates(),
        Participant: participants(),
        Party: parties(),
        ProvisionalApplication: PROVISIONAL,
        Period: periods(),
        Register: registers(),
        TreatyRegistration: registrations(),
        Relation: relations(),
        Rider: RIDERS,
        Signatory: signatories(),
        Source: sources(),
        StatedStatus: STATED_STATUSES,
        Survival: st.builds(Survival, st.none() | periods(empty=False)),
        TacitRenewal: TACIT,
        Term: terms(),
        Until: st.builds(Until, days()),
        UntilDayOfYear: UNTIL_DAYS_OF_YEAR,
        UntilEvent: UNTIL_EVENTS,
        WithdrawalOnNotice: ON_NOTICE,
    }
)
_hypothesis_setup_hook()
