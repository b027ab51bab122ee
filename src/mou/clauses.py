"""The final clauses of agreements, as classes for the fields of `mou.Term`.

- `entry_into_force`: `OnSignature`, `OnDate`, `LastNotification`, `OnConsentOfAll`, `ExchangeOfInstruments`,
`NthInstrument`, `AllNamed`, `AllSignatories`, `FractionOfSignatories`, `WeightedShare`, `OtherInForce`; `AllOf`,
`AnyOf`, `NotBefore` and `OnDateIf` combine conditions. `CountedInstruments` states which instruments count. - The
`delay` of a condition: a period such as ``"P30D"``, `DayAfter`, `FirstOfMonthAfter`, `FirstOfKthMonth`, `OnDayOfYear`.
- `duration`: a period, `Until`, `Indefinite`; `counting`: `Counting`; `anchor`: `Anchor`, or a date. - `renewal`:
`NoRenewal`, `ExpressRenewal`, `TacitRenewal`. - `withdrawal`: `NoWithdrawal`, `WithdrawalOnNotice` with `ExitAt` and
`LockInFrom`. - `survival`: `NoSurvival`, `Survival`; `later_parties`: `LaterParties` with `BeforeEntry`.

>>> from mou import Term, clauses
>>> Term(entry_into_force=clauses.NthInstrument(60, delay=clauses.FirstOfMonthAfter("P60D"))).entry_into_force.number
60
"""

from mou.dates.delays import DayAfter, FirstOfKthMonth, FirstOfMonthAfter, OnDayOfYear
from mou.dates.periods import Counting
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
    OnConsentOfAll,
    OnDate,
    OnDateIf,
    OnSignature,
    OtherInForce,
    WeightedShare,
)
from mou.model.term import (
    Anchor,
    BeforeEntry,
    ExitAt,
    ExpressRenewal,
    Indefinite,
    LaterParties,
    LockInFrom,
    NoRenewal,
    NoSurvival,
    NoWithdrawal,
    Survival,
    TacitRenewal,
    Until,
    WithdrawalOnNotice,
)

__all__ = [
    "AllNamed",
    "AllOf",
    "AllSignatories",
    "Anchor",
    "AnyOf",
    "BeforeEntry",
    "CountedInstruments",
    "Counting",
    "DayAfter",
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
    "NoRenewal",
    "NoSurvival",
    "NoWithdrawal",
    "NotBefore",
    "NthInstrument",
    "OnConsentOfAll",
    "OnDate",
    "OnDateIf",
    "OnDayOfYear",
    "OnSignature",
    "OtherInForce",
    "Survival",
    "TacitRenewal",
    "Until",
    "WeightedShare",
    "WithdrawalOnNotice",
]
