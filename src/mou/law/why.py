"""Why a day is what it is, as a value: functions that tell the steps to it, each with its arguments.

To tell a step takes far longer than to compute its day, so that steps are told when somebody asks. Each function stands
beside the rule that it tells of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import TypeVarTuple

from mou.law.explanation import Step

__all__ = ["NO_STEPS", "Why", "these"]

Ts = TypeVarTuple("Ts")


class Why:
    """Why a day is what it is: what another day rests on, where it does, and then what a function tells.

    The part before is linked, not copied, and the links are followed in a loop, so that ten thousand extensions that
    build on one another stay quick. Links never change, and can be shared.

    Attributes:
        tell: tells a step, or several; a function of a module.
        arguments: what it tells them from.
        before: what comes before.

    >>> from datetime import date
    >>> def signed(day: date) -> Step:
    ...     return Step(f"signed in {day.year}", day=day)
    >>> why = Why(signed, date(2020, 3, 1)).then(these, Step("in force at once"))
    >>> [step.text for step in why.steps]
    ['signed in 2020', 'in force at once']
    """

    __slots__ = ("arguments", "before", "tell")

    def __init__(
        self, tell: Callable[[*Ts], Step | Iterable[Step]], *arguments: *Ts, before: Why | None = None
    ) -> None:
        self.tell: Callable[..., Step | Iterable[Step]] = tell
        self.arguments = arguments
        self.before = before

    def then(self, tell: Callable[[*Ts], Step | Iterable[Step]], *arguments: *Ts) -> Why:
        """The same, and then what another function tells."""
        return Why(tell, *arguments, before=self)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps, told anew each time."""
        parts: list[Iterable[Step]] = []
        link: Why | None = self
        while link is not None:
            told = link.tell(*link.arguments)
            parts.append((told,) if isinstance(told, Step) else told)
            link = link.before
        return tuple(chain.from_iterable(reversed(parts)))

    # By what is told, not by function and arguments: that is all a reader gets to see, and what a pickle keeps. The
    # arguments can hold the whole record, and which function tells a step is nobody's concern outside this room.
    def __eq__(self, other: object) -> bool:
        return self.steps == other.steps if isinstance(other, Why) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.steps)

    def __reduce__(self) -> tuple[type[Why], tuple[object, ...]]:
        return Why, (these, *self.steps)


def these(*steps: Step) -> tuple[Step, ...]:
    """Tell steps that are there already."""
    return steps


NO_STEPS = Why(these)
"""Of a day that needs no explanation."""
