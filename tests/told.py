"""What an error tells, as sentences: shared by the tests of the model and of its documents."""

from collections.abc import Callable
from typing import Any

import pytest

from mou.errors import ValidationError


def told(make: Callable[..., Any], *args: Any, **kwargs: Any) -> list[str]:
    """All that is wrong, one sentence each, with a value that `make` must refuse."""
    with pytest.raises(ValidationError) as caught:
        make(*args, **kwargs)
    return [str(problem) for problem in caught.value.problems]


def places(make: Callable[..., Any], *args: Any, **kwargs: Any) -> list[str]:
    """The JSON Pointers alone of what is wrong."""
    return [sentence.partition(":")[0] for sentence in told(make, *args, **kwargs)]
