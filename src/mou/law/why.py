"""The explanation of a computed day; its steps are written on demand.

Writing the steps takes far longer than computing the day. A computed day therefore stores the functions that return its
steps, and the arguments of these functions. Each function is defined next to the rule that it explains.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any, TypeVarTuple

from mou.law.explanation import Step

Ts = TypeVarTuple("Ts")


class Why:
    """The explanation of a computed day: an earlier explanation, if any, followed by the steps that a function returns.

    The earlier explanation is linked, not copied, and `steps` follows the links in a loop. A chain of 10,000 extensions
    therefore needs linear time and no deep recursion. A `Why` never changes, so several days can share it.

    Attributes:
        explain: a module-level function that returns a step or several steps.
        arguments: the arguments of that function.
        before: the explanation that comes first.

    >>> def signed(year: int) -> Step:
    ...     return Step(f"signed in {year}")
    >>> def in_force() -> Step:
    ...     return Step("in force on signature")
    >>> why = Why(signed, 2020).then(in_force)
    >>> [step.text for step in why.steps]
    ['signed in 2020', 'in force on signature']
    """

    __slots__ = ("arguments", "before", "explain")

    explain: Callable[..., Step | Iterable[Step]]
    arguments: tuple[Any, ...]
    before: Why | None

    def __init__(self, explain: Callable[[*Ts], Step | Iterable[Step]], *arguments: *Ts) -> None:
        self.explain = explain
        self.arguments = arguments
        self.before = None

    def then(self, explain: Callable[[*Ts], Step | Iterable[Step]], *arguments: *Ts) -> Why:
        """Return this explanation, followed by the steps of another function."""
        why: Why = Why.__new__(Why)  # without a call of __init__, because a lifecycle creates several of them
        why.explain, why.arguments, why.before = explain, arguments, self
        return why

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps, computed on each access."""
        parts: list[Iterable[Step]] = []
        link: Why | None = self
        while link is not None:
            part = link.explain(*link.arguments)
            parts.append((part,) if isinstance(part, Step) else part)
            link = link.before
        return tuple(chain.from_iterable(reversed(parts)))

    # Two explanations are equal if their steps are equal, because a reader sees only the steps. The function is an
    # internal detail, and the arguments can contain the whole record. For the same reason a pickle contains only the
    # steps.
    def __eq__(self, other: object) -> bool:
        return self.steps == other.steps if isinstance(other, Why) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.steps)

    def __reduce__(self) -> tuple[type[Why], tuple[object, ...]]:
        return Why, (ready_steps, *self.steps)


def ready_steps(*steps: Step) -> tuple[Step, ...]:
    """Return steps that already exist."""
    return steps


NO_STEPS = Why(ready_steps)
"""The empty explanation, for a day that needs no steps."""
