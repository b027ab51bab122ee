"""The types of option values that describe records: kinds, durations, and values for the user's own columns.

Like `mou.cli.options`, this module imports only click.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mou.cli.options import PERIOD, TEXT, Parsed

if TYPE_CHECKING:
    from mou.dates.periods import Period
    from mou.model.act import ActKind, SignatureKind
    from mou.model.agreement import AgreementKind
    from mou.model.durations import Indefinite

ACT_WORDS = {"entry": "entry_into_force"}
"""Short words for kinds of acts, in addition to the values of `ActKind`."""


def _word(value: object) -> str:
    """Return a word in the form that documents use: for "Non-renewal", return ``non_renewal``."""
    return re.sub(r"[\s-]+", "_", str(value).strip().lower())


def _act_kind(value: object) -> ActKind:
    from mou.model.act import ActKind
    from mou.values.fields import as_enum

    return as_enum(ActKind, ACT_WORDS.get(_word(value), _word(value)))


def _signature_kind(value: object) -> SignatureKind:
    from mou.model.act import SignatureKind
    from mou.values.fields import as_enum

    return as_enum(SignatureKind, _word(value))


def _agreement_kind(value: object) -> AgreementKind:
    from mou.importing.words import KINDS, key_of
    from mou.model.agreement import AgreementKind
    from mou.values.fields import as_enum

    return KINDS.get(key_of(str(value))) or as_enum(AgreementKind, _word(value))


def _duration(value: object) -> Period | Indefinite:
    from mou.importing.words import INDEFINITE, key_of
    from mou.model.durations import Indefinite

    return Indefinite() if key_of(str(value)) in INDEFINITE else PERIOD(value)


def _own_column(value: object) -> tuple[str, str]:
    from mou.errors import Problem, ValidationError
    from mou.values.fields import shown

    name, sign, text = TEXT(value).partition("=")
    if not name.strip() or not sign:
        raise ValidationError([Problem("", shown(value), "NAME=VALUE, such as Country=Japan")])
    return name.strip(), text.strip()


ACT_KIND = Parsed("kind", _act_kind)
AGREEMENT_KIND = Parsed("kind", _agreement_kind)
DURATION = Parsed("duration", _duration)
SIGNATURE_KIND = Parsed("kind", _signature_kind)
OWN_COLUMN = Parsed("column", _own_column)
RENEWALS = ("none", "express", "tacit")
"""The values of the option --renewal."""
