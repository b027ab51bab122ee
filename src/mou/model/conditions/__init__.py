"""Conditions of entry into force, and the rules for counting instruments.

An agreement enters into force on the day on which its condition is met. If the condition has a delay, the agreement
enters into force at the end of the delay. `AllOf`, `AnyOf`, `NotBefore` and `OnDateIf` combine conditions.
"""

from mou.model.conditions.combined import (
    AllOf,
    AnyOf,
    EntryIntoForce,
    NotBefore,
    OnDateIf,
    as_condition,
    as_conditions,
    is_open,
    parts,
    placed_conditions,
)
from mou.model.conditions.events import (
    ExchangeOfInstruments,
    LastNotification,
    OnAgreedDate,
    OnConsentOfAll,
    OnDate,
    OnEvent,
    OnSignature,
    OtherInForce,
)
from mou.model.conditions.instruments import (
    CONSENT,
    DECIMAL,
    FRACTION,
    AllNamed,
    AllSignatories,
    CountedInstruments,
    FractionOfSignatories,
    NthInstrument,
    WeightedShare,
    as_consents,
    as_decimal,
    as_percent,
    as_some_party_ids,
    as_total,
    as_weights,
)
from mou.model.conditions.words import condition_text, percent_text

__all__ = [
    "CONSENT",
    "DECIMAL",
    "FRACTION",
    "AllNamed",
    "AllOf",
    "AllSignatories",
    "AnyOf",
    "CountedInstruments",
    "EntryIntoForce",
    "ExchangeOfInstruments",
    "FractionOfSignatories",
    "LastNotification",
    "NotBefore",
    "NthInstrument",
    "OnAgreedDate",
    "OnConsentOfAll",
    "OnDate",
    "OnDateIf",
    "OnEvent",
    "OnSignature",
    "OtherInForce",
    "WeightedShare",
    "as_condition",
    "as_conditions",
    "as_consents",
    "as_decimal",
    "as_percent",
    "as_some_party_ids",
    "as_total",
    "as_weights",
    "condition_text",
    "is_open",
    "parts",
    "percent_text",
    "placed_conditions",
]
