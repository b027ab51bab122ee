"""The words in documents that stand for classes: they never change, as documents written long ago have them."""

import mou
from mou.documents.fields import classes
from mou.values.tags import TAGS

FROZEN = {
    mou.Register: ("format", "mou/1"),
    # conditions of entry into force
    mou.OnSignature: ("type", "on_signature"),
    mou.OnDate: ("type", "on_date"),
    mou.LastNotification: ("type", "last_notification"),
    mou.OnConsentOfAll: ("type", "consent_of_all"),
    mou.ExchangeOfInstruments: ("type", "exchange_of_instruments"),
    mou.NthInstrument: ("type", "nth_instrument"),
    mou.AllNamed: ("type", "all_named"),
    mou.AllSignatories: ("type", "all_signatories"),
    mou.FractionOfSignatories: ("type", "fraction_of_signatories"),
    mou.WeightedShare: ("type", "share"),
    mou.OtherInForce: ("type", "other_in_force"),
    mou.clauses.OnEvent: ("type", "on_event"),
    mou.clauses.OnAgreedDate: ("type", "on_agreed_date"),
    mou.AllOf: ("type", "all_of"),
    mou.AnyOf: ("type", "any_of"),
    mou.NotBefore: ("type", "not_before"),
    mou.OnDateIf: ("type", "on_date_if"),
    # delays
    mou.DayAfter: ("type", "day_after"),
    mou.FirstOfMonthAfter: ("type", "first_of_month_after"),
    mou.FirstOfKthMonth: ("type", "first_of_kth_month"),
    mou.OnDayOfYear: ("type", "on_day_of_year"),
    # other clauses of a term
    mou.Until: ("type", "until"),
    mou.clauses.UntilDayOfYear: ("type", "until_day_of_year"),
    mou.clauses.UntilEvent: ("type", "until_event"),
    mou.Indefinite: ("type", "indefinite"),
    mou.NoRenewal: ("type", "none"),
    mou.ExpressRenewal: ("type", "express"),
    mou.TacitRenewal: ("type", "tacit"),
    mou.NoWithdrawal: ("type", "none"),
    mou.WithdrawalOnNotice: ("type", "on_notice"),
    mou.NoSurvival: ("type", "none"),
    mou.Survival: ("type", "survival"),
}


def test_tags_are_those_of_the_format():
    new = {cls.__name__: tag for cls, tag in TAGS.items() if cls not in FROZEN}
    assert new == {}, "add the tag to FROZEN; never change one"
    changed = {cls.__name__: TAGS.get(cls) for cls, tag in FROZEN.items() if TAGS.get(cls) != tag}
    assert changed == {}, "never change a tag: documents written long ago contain it"


def test_every_tagged_class_can_be_in_a_register():
    missing = [cls.__name__ for cls in FROZEN if cls not in classes()]
    assert missing == [], "add the class to a field of a record, or to the union of its kind"
