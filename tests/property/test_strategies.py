"""The strategies that are shipped: what they reach, to what they shrink, how they are registered."""

import subprocess
import sys
import typing
from collections import Counter
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, seed, settings, strategies as st
from records import ANSWERS, PUBLIC

import mou
from mou import strategies
from mou.answers.findings import CATALOGUE
from mou.answers.milestones import MilestoneKind
from mou.dates.days import PartialDate
from mou.law.status import Status

reaching = settings(database=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
least = settings(max_examples=20_000, derandomize=True, database=None, phases=[Phase.generate, Phase.shrink])


def reached(strategy, told, examples, wanted=()):
    """How often each thing that is told of a value was told of so many of them.

    Where something wanted was not among them, others are drawn, a hundred times at most: what Hypothesis draws for a
    seed differs from one release to the next.
    """
    seen = Counter()
    for number in range(100):

        @seed(number)
        @settings(reaching, max_examples=examples)
        @given(strategy)
        def look(value):
            seen.update(set(told(value)))

        look()
        if all(seen[one] for one in wanted):
            break
    return seen


AMONG_RECORDS = set(
    "roster-differs not-on-roster count-differs ordinal-out-of-sequence relation-outside protocol-before-parent "
    "superseded-for-some expired-followed".split()
)  # only a register can have these findings
NEVER = {"out-of-the-calendar", "name-of-another"}
"""All dates lie far from the ends of the calendar, and states have their own names."""


@pytest.mark.thorough
def test_agreements_reach_every_status_milestone_certainty_and_finding():
    """Each status, kind of milestone, way of knowing or not knowing a date, and finding about one agreement."""

    def told(agreement):
        life = mou.lifecycle(agreement)
        yield from (("entry", life.entry.kind), ("end", life.end.kind))
        for milestone in life.milestones():
            yield milestone.kind
            yield life.status(milestone.earliest)
        yield from (finding.code for finding in mou.check(agreement, on="2035-01-01"))

    ways = [(what, how) for what in ("entry", "end") for how in mou.AnswerKind]
    codes = [kind.code for kind in CATALOGUE if kind.code not in AMONG_RECORDS | NEVER]
    wanted = [*Status, *MilestoneKind, *ways, *codes]
    seen = reached(strategies.agreements(), told, 200, wanted)
    assert [one for one in wanted if not seen[one]] == [], "add a finding that only a register has to AMONG_RECORDS"


@pytest.mark.thorough
def test_registers_reach_every_finding_among_records():
    """Those that compare a meeting with its forum, meetings with each other, an agreement with the register."""

    def told(register):
        return [finding.code for finding in mou.check(register, on="2035-01-01")]

    seen = reached(strategies.registers(), told, 150, AMONG_RECORDS)
    assert [code for code in AMONG_RECORDS if not seen[code]] == []


@pytest.mark.parametrize(
    ("strategy", "union"),
    [
        (strategies.delays, mou.dates.delays.Delay),
        (strategies.conditions, mou.model.conditions.EntryIntoForce),
        (strategies.durations, mou.model.durations.Duration),
        (strategies.renewals, mou.model.renewals.Renewal),
        (strategies.withdrawals, mou.model.withdrawals.Withdrawal),
        (strategies.survivals, mou.Survival | mou.NoSurvival),
    ],
)
def test_each_class_of_a_clause_is_drawn(strategy, union):
    classes = typing.get_args(union)
    seen = reached(strategy(), lambda value: [type(value)], 200, classes)
    missing = [cls.__name__ for cls in classes if not seen[cls]]
    assert missing == [], f"let strategies.{strategy.__name__}() draw it, in lengths.py, entry.py or term.py"


@pytest.mark.thorough
def test_acts_are_of_every_kind_with_all_that_belongs_to_it():
    """Every field of an act is given somewhere, and left out somewhere."""

    def told(act):
        yield act.kind
        yield from ((field.name, bool(getattr(act, field.name))) for field in attrs.fields(mou.Act))

    seen = reached(strategies.acts(), told, 3000)
    optional = [field.name for field in attrs.fields(mou.Act) if field.name not in {"kind", "on", "certainty"}]
    wanted = [*mou.ActKind, *((name, given) for name in optional for given in (True, False))]
    assert [one for one in wanted if not seen[one]] == []


def days_in(record):
    """All days of a record, whatever holds them."""
    if attrs.has(type(record)) and not isinstance(record, PartialDate):
        yield from (day for field in attrs.fields(type(record)) for day in days_in(getattr(record, field.name)))
    elif isinstance(record, tuple):
        yield from (day for part in record for day in days_in(part))
    elif isinstance(record, PartialDate):
        yield record


EXACT = [
    strategies.days(imprecise=False),
    strategies.conditions(imprecise=False),
    strategies.durations(imprecise=False),
    strategies.terms(imprecise=False),
    strategies.acts(imprecise=False).map(lambda act: attrs.evolve(act, sources=())),
    strategies.agreements(imprecise=False).map(
        lambda one: (one.term, tuple(attrs.evolve(act, sources=()) for act in one.acts))
    ),
    strategies.forums(imprecise=False).map(lambda forum: forum.memberships),
    strategies.meetings(imprecise=False).map(lambda meeting: (meeting.starts_on, meeting.ends_on)),
    strategies.registers(imprecise=False).map(lambda register: tuple(forum.memberships for forum in register.forums)),
]


@pytest.mark.parametrize("strategy", EXACT, ids=str)
@given(st.data())
def test_exact_records_have_exact_days(strategy, data):
    """With `imprecise=False` every day about the record itself is exact; when its sources were printed may not be."""
    assert list(days_in(data.draw(strategy))) == []


@given(st.lists(strategies.parties(), min_size=2, max_size=3, unique_by=lambda party: party.id), st.data())
def test_agreements_are_between_the_parties_asked_for(parties, data):
    """Who names the parties gets agreements between these, in this order."""
    assert data.draw(strategies.agreements(parties=parties)).parties == tuple(parties)


def test_examples_hold_no_constants_of_the_modules_loaded_by_then(tmp_path, monkeypatch, request):
    """They would differ with the tests that ran before, and with every change of the source."""
    if request.config.getoption("--hypothesis-profile") == "explore":
        pytest.skip("it draws them as well")
    constants = range(1_000_003, 1_003_003, 3)
    (tmp_path / "full_of_constants.py").write_text(f"CONSTANTS = {list(constants)}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    __import__("full_of_constants")
    drawn = reached(st.integers(), lambda number: [number], 500)
    assert not [number for number in drawn if number in constants]


def test_the_empty_period_can_be_left_out():
    """`periods()` gives P0D, too; `periods(empty=False)` does not."""
    assert reached(strategies.periods(), lambda period: [bool(period)], 100).keys() == {True, False}
    assert reached(strategies.periods(empty=False), lambda period: [bool(period)], 100).keys() == {True}


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("status", "most"),
    [
        (Status.EXPIRED, 2),
        (Status.SUSPENDED, 5),
    ],
)
def test_agreements_shrink_to_the_acts_that_matter(status, most):
    """What fails a test is shrunk to few acts about the beginning of 2020, and nothing besides."""
    found = find(strategies.agreements(), lambda one: mou.lifecycle(one).status("2030-01-01") is status, settings=least)
    assert len(found.acts) <= most
    assert len(found.parties) <= 2
    assert found == attrs.evolve(
        found, title="0", subjects=(), registrations=(), relations=(), sources=(), extensions={}
    )
    assert [act for act in found.acts if mou.dates.days.earliest(act.on).year not in {2019, 2020}] == []


@pytest.mark.parametrize("name", strategies.__all__)
@settings(max_examples=10)
@given(st.data())
def test_every_strategy_has_an_example_and_gives_values(name, data):
    """What is exported works as it is called first: without arguments."""
    strategy = getattr(strategies, name)
    assert ">>> " in strategy.__doc__
    assert data.draw(strategy()) is not None


MODEL = [cls for cls in PUBLIC if attrs.has(cls)]


def test_every_class_of_the_model_is_registered():
    """What is computed has no strategy: it is computed from what has one."""
    registered = strategies.registration.BY_CLASS.keys()
    missing = sorted(cls.__name__ for cls in set(MODEL) - ANSWERS - registered)
    assert missing == [], (
        "register it in strategies/by_class.py; if it is computed, add it to ANSWERS in tests/records.py"
    )
    assert sorted(cls.__name__ for cls in registered - (set(MODEL) - ANSWERS)) == []


@given(st.data())
def test_types_of_fields_are_resolved(data):
    """Also unions and tuples of the classes, as they stand in type hints."""
    for hint in (
        mou.dates.days.Day,
        mou.model.durations.Duration,
        mou.model.renewals.Renewal,
        mou.dates.delays.Delay,
        mou.model.conditions.EntryIntoForce,
    ):
        assert isinstance(data.draw(st.from_type(hint)), typing.get_args(hint))
    assert isinstance(data.draw(st.from_type(tuple[mou.Party, ...])), tuple)


@pytest.mark.parametrize(
    "first", ["import hypothesis", "import mou.strategies", "from mou import strategies", "import mou; mou.strategies"]
)
def test_hypothesis_registers_the_strategies_when_it_is_imported(first, tmp_path):
    """By the entry point of an installed library, whichever of the two is imported first, and without a warning."""
    info = tmp_path / "elsewhere-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: elsewhere\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[hypothesis]\n_ = mou.strategies:_hypothesis_setup_hook\n")
    source = Path(mou.__file__).parents[1]
    program = f"""
import sys
sys.path[:0] = [{str(tmp_path)!r}, {str(source)!r}]
{first}
from hypothesis import strategies as st
import mou
assert "mou.strategies" in sys.modules
assert repr(st.from_type(mou.Party)) == repr(mou.strategies.parties()), st.from_type(mou.Party)
"""
    assert run("-W", "error", "-c", program) == (0, "")


def run(*arguments):
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)  # noqa: S603
    return done.returncode, done.stderr


def test_nothing_else_imports_hypothesis():
    """Hypothesis is a tool for tests: all of the library but its strategies works without it."""
    program = """
import sys
sys.modules["hypothesis"] = None
import mou
for name in mou.__all__:
    getattr(mou, name)
assert "mou.strategies" not in sys.modules
"""
    source = Path(mou.__file__).parents[1]
    assert run("-c", f"import sys; sys.path.insert(0, {str(source)!r})\n{program}") == (0, "")
