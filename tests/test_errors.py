"""Errors: one base, and what was wrong as data."""

import copy
import pickle

import pytest

from mou.errors import (
    DateRangeError,
    FileChangedError,
    MissingExtraError,
    MouError,
    NameNotResolvedError,
    Problem,
    ValidationError,
)

PROBLEM = Problem("/term/duration", '"5 years"', "an ISO 8601 period such as P5Y")

ERRORS = [
    ValidationError([PROBLEM]),
    ValidationError([PROBLEM, Problem("", "nothing", "something")]),
    DateRangeError("too late"),
    NameNotResolvedError("which?", text="Korea", candidates=("KOR (Republic of Korea)",)),
    NameNotResolvedError("who?", text="Atlantis"),
    MissingExtraError("The command line", "cli"),
    FileChangedError("r.json"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__ + str(error)[:8])
def test_errors_survive_copying_and_pickling(error):
    """A worker process hands its errors to its parent by pickling them."""
    for copied in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):  # noqa: S301
        assert type(error) is type(copied)
        assert (str(error), vars(error)) == (str(copied), vars(copied))


@pytest.mark.parametrize(
    ("cls", "builtin"),
    [
        (ValidationError, ValueError),
        (DateRangeError, ValueError),
        (NameNotResolvedError, LookupError),
        (MissingExtraError, ImportError),
    ],
)
def test_one_except_catches_all_and_so_does_the_builtin(cls, builtin):
    assert issubclass(cls, MouError)
    assert issubclass(cls, builtin)


def test_one_problem_is_one_line():
    assert '/term/duration: found "5 years"; expected an ISO 8601 period such as P5Y' == str(ERRORS[0])


def test_a_problem_shows_nothing_that_steers_a_terminal():
    problem = Problem("/\x1b[2J/\ud800/é", "nothing", "something\nelse")
    assert "/\\u001b[2J/\\ud800/é: found nothing; expected something\\u000aelse" == str(problem)
    assert "/\x1b[2J/\ud800/é" == problem.pointer


def test_several_problems_are_a_list():
    assert (
        '2 problems:\n  /term/duration: found "5 years"; expected an ISO 8601 period such as P5Y\n'
        "  (whole): found nothing; expected something"
    ) == str(ERRORS[1])


def test_a_problem_seen_from_outside():
    assert "/agreements/3/term/duration" == PROBLEM.under("/agreements/3").pointer
    assert "/term/duration" == PROBLEM.pointer
    assert PROBLEM == PROBLEM.under("")


def test_the_missing_extra_is_named():
    advice = "The command line needs the extra 'cli': pip install 'pymou[cli]', or in a clone: pip install '.[cli]'"
    assert advice == str(ERRORS[5])
