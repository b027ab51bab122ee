"""Hypothesis strategies for the whole model, for tests of your own code.

The strategies are registered when Hypothesis is imported, so ``st.from_type(mou.Agreement)`` and ``@given(...)`` with
type hints work in your tests. The functions in this module give you more control over the values.

>>> import mou
>>> from hypothesis import find, given
>>> from mou.strategies import agreements
>>> @given(agreements())
... def test_what_is_written_is_read_again(agreement):
...     assert mou.loads(mou.dumps(agreement), mou.Agreement) == agreement
>>> test_what_is_written_is_read_again()

The strategies produce typical records as well as difficult cases: terms that begin on a leap day, notices on the
deadline and on the day after, and dates of which only the year is known. Hypothesis shrinks examples to short records
with days in January 2020:

>>> agreement = find(agreements(), lambda agreement: mou.lifecycle(agreement).entered_into_force_on is not None)
>>> [(act.kind.value, str(act.on)) for act in agreement.acts]
[('signature', '2020-01-01')]

If a function has the argument ``imprecise``, pass ``imprecise=False`` to generate only records with exact days.
"""

# The hook comes first: Hypothesis looks for it when the modules below import Hypothesis.
from mou.strategies.registration import _hypothesis_setup_hook as _hypothesis_setup_hook  # isort: split

from mou.strategies import by_class as by_class
from mou.strategies.act import acts, signatories
from mou.strategies.agreement import agreements, registrations, relations
from mou.strategies.dates import days, partial_dates
from mou.strategies.entry import conditions, counted
from mou.strategies.lengths import delays, periods
from mou.strategies.meeting import delegates, forums, meetings, memberships, participants
from mou.strategies.party import parties, sources
from mou.strategies.register import registers
from mou.strategies.term import durations, later_parties, renewals, survivals, terms, withdrawals
from mou.strategies.text import ids, json_objects, texts

__all__ = [
    "acts",
    "agreements",
    "conditions",
    "counted",
    "days",
    "delays",
    "delegates",
    "durations",
    "forums",
    "ids",
    "json_objects",
    "later_parties",
    "meetings",
    "memberships",
    "partial_dates",
    "participants",
    "parties",
    "periods",
    "registers",
    "registrations",
    "relations",
    "renewals",
    "signatories",
    "sources",
    "survivals",
    "terms",
    "texts",
    "withdrawals",
]
