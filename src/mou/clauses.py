"""The final clauses of agreements, as classes for the fields of `mou.Term`.

- `entry_into_force`: `OnSignature`, `OnDate`, `LastNotification`, `OnConsentOfAll`, `ExchangeOfInstruments`,
  `NthInstrument`, `AllNamed`, `AllSignatories`, `FractionOfSignatories`, `WeightedShare`, `OtherInForce`, `OnEvent`,
  `OnAgreedDate`. `AllOf`, `AnyOf`, `NotBefore` and `OnDateIf` combine conditions. For conditions that count
  instruments, `CountedInstruments` determines which instruments count.
- The `delay` of a condition: a period such as ``"P30D"``, `DayAfter`, `FirstOfMonthAfter`, `FirstOfKthMonth`,
  `OnDayOfYear`.
- `duration`: a period, `Until`, `UntilDayOfYear`, `UntilEvent`, `Indefinite`.
- `counting`: `Counting`.
- `anchor`: `Anchor`, or a date.
- `ends_on`: `EndsOnEvent`.
- `renewal`: `NoRenewal`, `ExpressRenewal`, `TacitRenewal`.
- `withdrawal`: `NoWithdrawal`, `WithdrawalOnNotice` with `ExitAt`, `LockInFrom`, `LockInOn`, `NoticeWindow`,
  `NotAllowed` and `CountedFrom`.
- `provisional`: `ProvisionalApplication`.
- `survival`: `NoSurvival`, `Survival`.
- `later_parties`: `LaterParties` with `BeforeEntry`.
- `other_readings`: `OtherReading`, for clauses that can be read in several ways.
- `riders`: `Rider` with `RiderKind`, for provisions from which no date is computed.

>>> from mou import Term, clauses
>>> Term(entry_into_force=clauses.NthInstrument(60, delay=clauses.FirstOfMonthAfter("P60D"))).entry_into_force.number
60
"""

from mou.dates.delays import DayAfter, FirstOfKthMonth, FirstOfMonthAfter, OnDayOfYear
from mou.dates.periods import Counting
from mou.model.clause import CountedFrom
from mou.model.conditions import (
    AllNamed,
    AllOf,
    AllSignatories,
    AnyOf,
    CountedInstruments,
    ExchangeOfInstruments,
    FractionOfSignatories,
    LastNotification,
    NotBefore,
    NthInstrument,
    OnAgreedDate,
    OnConsentOfAll,
    OnDate,
    OnDateIf,
    OnEvent,
    OnSignature,
    OtherInForce,
    WeightedShare,
)
from mou.model.durations import EndsOnEvent, Indefinite, Until, UntilDayOfYear, UntilEvent
from mou.model.renewals import ExpressRenewal, NoRenewal, TacitRenewal
from mou.model.term import (
    Anchor,
    BeforeEntry,
    LaterParties,
    NoSurvival,
    OtherReading,
    ProvisionalApplication,
    Rider,
    RiderKind,
    Survival,
)
from mou.model.withdrawals import (
    ExitAt,
    LockInFrom,
    LockInOn,
    NotAllowed,
    NoticeWindow,
    NoWithdrawal,
    WithdrawalOnNotice,
)

__all__ = [
    "AllNamed",
    "AllOf",
    "AllSignatories",
    "Anchor",
    "AnyOf",
    "BeforeEntry",
    "CountedFrom",
    "CountedInstruments",
    "Counting",
    "DayAfter",
    "EndsOnEvent",
    "ExchangeOfInstruments",
    "ExitAt",
    "ExpressRenewal",
    "FirstOfKthMonth",
    "FirstOfMonthAfter",
    "FractionOfSignatories",
    "Indefinite",
    "LastNotification",
    "LaterParties",
    "LockInFrom",
    "LockInOn",
    "NoRenewal",
    "NoSurvival",
    "NoWithdrawal",
    "NotAllowed",
    "NotBefore",
    "NoticeWindow",
    "NthInstrument",
    "OnAgreedDate",
    "OnConsentOfAll",
    "OnDate",
    "OnDateIf",
    "OnDayOfYear",
    "OnEvent",
    "OnSignature",
    "OtherInForce",
    "OtherReading",
    "ProvisionalApplication",
    "Rider",
    "RiderKind",
    "Survival",
    "TacitRenewal",
    "Until",
    "UntilDayOfYear",
    "UntilEvent",
    "WeightedShare",
    "WithdrawalOnNotice",
]
