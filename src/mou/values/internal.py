"""The decorator of classes that only the package itself makes, by the dozen for each question.

Nobody may change such a value, and type checkers see to it. At runtime nothing more does: to make an object that
refuses changes takes twice as long. What a caller gets to see (`Lifecycle`, `TermPeriod`, ...) is `attrs.frozen`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attrs import frozen as internal
else:
    from functools import partial

    import attrs

    internal = partial(attrs.define, unsafe_hash=True)

__all__ = ["internal"]
