"""Records with long histories of several shapes, and questions about them. `growth.py` measures the time of answers."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from importlib.util import find_spec
from itertools import cycle
from multiprocessing.connection import Connection
from time import process_time
from typing import Any

import attrs

import mou
from benchmarks.records import CODES

__all__ = ["QUESTIONS", "SHAPES", "History", "Shape", "serve"]

FIRST, LAST = date(1950, 1, 1).toordinal(), date(2024, 12, 31).toordinal()
ON = date(2020, 6, 1)
"""The day to which the questions refer."""


@attrs.frozen(kw_only=True)
class History:
    """A record with a long history.

    Attributes:
        agreement: the agreement to which the questions refer.
        others: the agreements on which it depends.
    """

    agreement: mou.Agreement
    others: tuple[mou.Agreement, ...] = ()


@attrs.frozen(kw_only=True)
class Shape:
    """A shape of history, such as "each party ratifies", from which histories of any size are made.

    Attributes:
        axis: the unit of the size: `acts`, `parties` or `agreements`.
        history: a function that returns a history of the given size.
    """

    axis: str
    history: Callable[[int], History]


# --- Parts of a record ----------------------------------------------------------------------------------------------


def _parties(count: int) -> list[mou.Party]:
    """Return a number of parties: states first and, if there are too few states, international organisations."""
    states = [mou.Party.state(code) for code in CODES[:count]]
    organisations = [
        mou.Party(f"organisation-{number}", name=f"Organisation {number}", kind="international_organisation")
        for number in range(count - len(states))
    ]
    return states + organisations


def _days(count: int, first: date | None = None) -> Iterator[date]:
    """Return a number of days in order, evenly spread until the end of 2024. If there are too few, days repeat."""
    start = FIRST if first is None else first.toordinal()
    return (date.fromordinal(start + (LAST - start) * number // max(count, 1)) for number in range(count))


def _in_turn(words: Sequence[str], days: Iterable[date]) -> Iterator[tuple[str, date]]:
    """Return each day with a word, such as the id of a party. After the last word, the first follows again."""
    return zip(cycle(words), days, strict=False)


def _month(day: date) -> str:
    return day.isoformat()[:7]


TACIT = mou.Term(
    duration="P5Y",
    renewal=mou.TacitRenewal("P1Y", notice="P3M"),
    withdrawal=mou.WithdrawalOnNotice("P6M"),
)
"""A term of five years, renewed year by year unless a party gives notice."""


def _open(count: int) -> mou.Term:
    """Return the term of a convention that enters into force after a number of instruments."""
    return mou.Term(
        entry_into_force=mou.NthInstrument(count, delay="P90D"),
        duration=mou.Indefinite(),
        later_parties=mou.LaterParties("P90D"),
        withdrawal=mou.WithdrawalOnNotice("P1Y"),
    )


def _convention(parties: int, acts: Sequence[mou.Act], term: mou.Term) -> History:
    agreement = mou.Agreement(
        "convention",
        title="Convention",
        kind="convention",
        binding=True,
        parties=_parties(parties),
        acts=acts,
        term=term,
        depositary="Secretary-General of the United Nations",
    )
    return History(agreement=agreement)


def _memorandum(acts: Sequence[mou.Act], term: mou.Term = TACIT) -> History:
    """Return a memorandum between two states, signed on the first day of the history."""
    signature = mou.Act.signature(date.fromordinal(FIRST), by=["MYS", "JPN"])
    agreement = mou.Agreement(
        "memorandum",
        title="Memorandum of Understanding",
        kind="mou",
        parties=[mou.Party.state("MYS"), mou.Party.state("JPN")],
        acts=[signature, *acts],
        term=term,
    )
    return History(agreement=agreement)


AFTER_ENTRY = date(1951, 1, 1)
"""The first day of acts after the entry into force."""

# --- Consents, withdrawals, returns ---------------------------------------------------------------------------------


def _consents(parties: int) -> History:
    """Each party signs and ratifies. The treaty enters into force when half of the parties have ratified."""
    ids = [party.id for party in _parties(parties)]
    acts = [
        mou.Act.signature(day, by=one, kind="subject_to_ratification") for one, day in _in_turn(ids, _days(parties))
    ]
    acts += [mou.Act("ratification", day + timedelta(days=400), by=one) for one, day in _in_turn(ids, _days(parties))]
    return _convention(parties, acts, _open(max(parties // 2, 1)))


def _consents_of_all(parties: int) -> History:
    """The treaty needs the consent of all parties. They ratify one after another."""
    ids = [party.id for party in _parties(parties)]
    acts = [mou.Act("ratification", day, by=one) for one, day in _in_turn(ids, _days(parties))]
    return _convention(parties, acts, mou.Term(entry_into_force=mou.OnConsentOfAll(), duration="P50Y"))


def _shares(parties: int) -> History:
    """Each party has an equal share. Every third party withdraws its consent before 60 per cent have consented."""
    ids = [party.id for party in _parties(parties)]
    acts = [mou.Act("ratification", day, by=one) for one, day in _in_turn(ids, _days(parties))]
    acts += [
        mou.Act("withdrawal", day + timedelta(days=100), by=one, effective_on=day + timedelta(days=100))
        for number, (one, day) in enumerate(_in_turn(ids, _days(parties)))
        if number % 3 == 2
    ]
    weights = dict.fromkeys(ids, "1")
    share = mou.WeightedShare(60, weights=weights, total=str(parties))
    return _convention(parties, acts, mou.Term(entry_into_force=share, duration=mou.Indefinite()))


def _same_day(acts: int) -> History:
    """All parties accede again and withdraw on the same day."""
    ids = [party.id for party in _parties(max(acts // 3, 2))]
    day = date(2000, 1, 1)
    made = [mou.Act("accession", date(1990, 1, 1), by=one) for one in ids]
    made += [mou.Act(kind, day, by=one) for kind in ("accession", "withdrawal") for one in ids]
    return _convention(len(ids), made, _open(2))


def _comings_and_goings(acts: int, parties: int) -> History:
    """Each party accedes and withdraws again and again."""
    ids = [party.id for party in _parties(parties)]
    made: list[mou.Act] = []
    left = dict.fromkeys(ids, True)
    for one, day in _in_turn(ids, _days(acts)):
        if left[one]:
            made.append(mou.Act("accession", day, by=one))
        else:
            made.append(mou.Act("withdrawal", day, by=one, effective_on=day))
        left[one] = not left[one]
    return _convention(parties, made, _open(1))


def _returns(parties: int) -> History:
    """Each party accedes, withdraws and accedes again."""
    ids = [party.id for party in _parties(parties)]
    days = list(_days(parties))
    acts = [mou.Act("accession", day, by=one) for one, day in _in_turn(ids, days)]
    acts += [mou.Act("withdrawal", day + timedelta(days=500), by=one) for one, day in _in_turn(ids, days)]
    acts += [mou.Act("accession", day + timedelta(days=1500), by=one) for one, day in _in_turn(ids, days)]
    return _convention(parties, acts, _open(2))


def _revocations(acts: int, parties: int) -> History:
    """Parties give notice of withdrawal and revoke it. Each revocation refers to its notice."""
    ids = [party.id for party in _parties(parties)]
    made = [mou.Act("accession", date.fromordinal(FIRST), by=one) for one in ids]
    for number, (one, day) in enumerate(_in_turn(ids, _days(acts // 2, AFTER_ENTRY))):
        made.append(mou.Act("withdrawal", day, by=one, id=f"notice-{number}"))
        made.append(mou.Act("notice_revocation", day + timedelta(days=2), by=one, refers_to=f"notice-{number}"))
    return _convention(parties, made, _open(2))


def _pauses(acts: int) -> History:
    """The only notice of withdrawal is suspended for a day, again and again."""
    made = [mou.Act("accession", date.fromordinal(FIRST), by=one.id) for one in _parties(3)]
    made.append(mou.Act("withdrawal", AFTER_ENTRY, by=CODES[0]))
    days = (AFTER_ENTRY + timedelta(days=2 * number) for number in range(1, acts + 1))
    made += [mou.Act("notice_suspension", day, by=CODES[0], until=day) for day in days]
    return _convention(3, made, _open(2))


def _declared_entries(acts: int) -> History:
    """An entry into force is declared for one party after another."""
    ids = [party.id for party in _parties(20)]
    made = [mou.Act("accession", date.fromordinal(FIRST), by=one) for one in ids]
    made += [mou.Act("entry_into_force", day, by=one) for one, day in _in_turn(ids, _days(acts, AFTER_ENTRY))]
    return _convention(20, made, _open(2))


# --- Acts under an agreement in force -------------------------------------------------------------------------------


def _suspensions(acts: int) -> History:
    """Both parties together suspend and resume the memorandum again and again."""
    kinds = ["suspension", "resumption"]
    return _memorandum([mou.Act(kind, day) for kind, day in _in_turn(kinds, _days(acts, AFTER_ENTRY))])


def _suspensions_of_parties(parties: int) -> History:
    """Each party suspends the convention and resumes it after 1,000 days."""
    ids = [party.id for party in _parties(parties)]
    acts = [mou.Act("accession", date.fromordinal(FIRST), by=one) for one in ids]
    acts += [mou.Act("suspension", day, by=one) for one, day in _in_turn(ids, _days(parties, AFTER_ENTRY))]
    acts += [
        mou.Act("resumption", day + timedelta(days=1000), by=one)
        for one, day in _in_turn(ids, _days(parties, AFTER_ENTRY))
    ]
    return _convention(parties, acts, _open(2))


def _provisional(acts: int) -> History:
    """Twenty parties apply the convention provisionally, each time for a month. It never enters into force."""
    ids = [party.id for party in _parties(20)]
    made = [
        mou.Act("provisional_application", day, by=one, until=day + timedelta(days=30))
        for one, day in _in_turn(ids, _days(acts))
    ]
    return _convention(20, made, _open(20))


def _provisional_of_parties(parties: int) -> History:
    """Each party applies the convention provisionally, and half of the parties end this application by notice."""
    ids = [party.id for party in _parties(parties)]
    acts = [mou.Act("provisional_application", day, by=one) for one, day in _in_turn(ids, _days(parties))]
    acts += [
        mou.Act("withdrawal", day + timedelta(days=800), by=one) for one, day in _in_turn(ids[::2], _days(parties // 2))
    ]
    return _convention(parties, acts, _open(parties))


EXPRESS = mou.Term(duration="P1Y", renewal=mou.ExpressRenewal("P1D"))


def _extensions(acts: int) -> History:
    """All parties extend the memorandum by a day, again and again."""
    return _memorandum([mou.Act("extension", day, period="P1D") for day in _days(acts)], EXPRESS)


def _extensions_to_days(acts: int) -> History:
    """All parties extend the memorandum to a later day, again and again."""
    days = _days(acts)
    return _memorandum([mou.Act("extension", day, until=day + timedelta(days=900)) for day in days], EXPRESS)


def _extensions_by_one(acts: int) -> History:
    """The parties take turns: each act is the consent of one party to an extension."""
    by = ["MYS", "JPN"]
    made = [mou.Act("extension", day, by=one, period="P1D") for one, day in _in_turn(by, _days(acts))]
    return _memorandum(made, EXPRESS)


def _non_renewals(acts: int) -> History:
    """The parties take turns to give notice of non-renewal, and revoke every notice."""
    made: list[mou.Act] = []
    for one, day in _in_turn(["MYS", "JPN"], _days(acts // 2, AFTER_ENTRY)):
        made.append(mou.Act("non_renewal", day, by=one))
        made.append(mou.Act("notice_revocation", day, by=one))
    return _memorandum(made)


def _non_renewals_of_parties(parties: int) -> History:
    """Each party gives notice of non-renewal."""
    ids = [party.id for party in _parties(parties)]
    acts = [mou.Act("accession", date.fromordinal(FIRST), by=one) for one in ids]
    acts += [mou.Act("non_renewal", day, by=one) for one, day in _in_turn(ids, _days(parties, AFTER_ENTRY))]
    term = attrs.evolve(TACIT, entry_into_force=mou.NthInstrument(2))
    return _convention(parties, acts, term)


def _statements(acts: int, parties: int) -> History:
    """Parties make reservations, declarations and objections, and withdraw half of them."""
    ids = [party.id for party in _parties(parties)]
    made = [mou.Act("accession", date.fromordinal(FIRST), by=one) for one in ids]
    kinds = cycle(["reservation", "declaration", "objection"])
    for number, (kind, one, day) in enumerate(zip(kinds, cycle(ids), _days(acts * 2 // 3, AFTER_ENTRY))):
        made.append(mou.Act(kind, day, by=one, id=f"statement-{number}"))
        if number % 2:
            made.append(mou.Act("statement_withdrawal", day, by=one, refers_to=f"statement-{number}"))
    return _convention(parties, made, _open(2))


def _terminations(acts: int) -> History:
    """The memorandum is terminated by consent, again and again."""
    return _memorandum([mou.Act("termination", day) for day in _days(acts, AFTER_ENTRY)])


def _amendments(acts: int) -> History:
    """The memorandum is amended again and again, and is renewed tacitly."""
    return _memorandum([mou.Act("amendment", day) for day in _days(acts, AFTER_ENTRY)])


# --- Imprecise dates ------------------------------------------------------------------------------------------------


def _imprecise_consents(parties: int) -> History:
    """Only the month of each consent is known."""
    ids = [party.id for party in _parties(parties)]
    acts = [mou.Act("ratification", _month(day), by=one) for one, day in _in_turn(ids, _days(parties))]
    return _convention(parties, acts, _open(max(parties // 2, 1)))


def _imprecise_notices(acts: int) -> History:
    """Parties give notices and revoke them. Only the month of every tenth notice and revocation is known."""
    ids = [party.id for party in _parties(20)]
    made = [mou.Act("accession", date.fromordinal(FIRST), by=one) for one in ids]
    for number, (one, day) in enumerate(_in_turn(ids, _days(acts // 2, AFTER_ENTRY))):
        on = _month(day) if number % 10 == 0 else day
        made.append(mou.Act("withdrawal", on, by=one, id=f"notice-{number}"))
        made.append(mou.Act("notice_revocation", on, by=one, refers_to=f"notice-{number}"))
    return _convention(20, made, _open(2))


def _few_imprecise(acts: int) -> History:
    """Many acts have exact days. Of a notice, its revocation, a suspension and a resumption only the month is known."""
    made = [mou.Act("amendment", day) for day in _days(acts, AFTER_ENTRY)]
    made += [
        mou.Act("non_renewal", "1990-03", by="MYS", id="notice"),
        mou.Act("notice_revocation", "1990-05", by="MYS", refers_to="notice"),
        mou.Act("suspension", "2000-03"),
        mou.Act("resumption", "2001-05"),
    ]
    return _memorandum(made)


# --- Everything -----------------------------------------------------------------------------------------------------


def _everything(acts: int, parties: int) -> History:
    """Acts of every kind in random order, after the consents of the parties."""
    draw = random.Random(f"everything {acts} {parties}")
    ids = [party.id for party in _parties(parties)]
    made = [mou.Act("accession", date.fromordinal(FIRST), by=one) for one in ids[: max(acts // 2, 2)]]
    for number, day in enumerate(_days(max(acts - len(made), 0), AFTER_ENTRY)):
        kind = draw.choice(
            "accession withdrawal notice_revocation reservation declaration statement_withdrawal suspension resumption "
            "amendment extension provisional_application notice_suspension".split()
        )
        fields: dict[str, Any] = {"by": draw.choice(ids)}
        if kind in {"amendment", "extension"}:
            fields = {"period": "P1Y"} if kind == "extension" else {}
        if kind == "notice_suspension":
            fields["until"] = day + timedelta(days=5)
        made.append(mou.Act(kind, day, id=f"act-{number}", **fields))
    return _convention(parties, made, _open(2))


def _waiting(agreements: int) -> History:
    """Each agreement enters into force when the two agreements before it are in force."""
    signature = mou.Act.signature("1990-01-01")
    chain = [attrs.evolve(_memorandum([]).agreement, id="agreement-0"), _memorandum([]).agreement]
    for number in range(2, agreements):
        conditions = [mou.OtherInForce(one.id) for one in chain[-2:]]
        term = mou.Term(entry_into_force=mou.AllOf(conditions), duration=mou.Indefinite())
        chain.append(attrs.evolve(chain[0], id=f"agreement-{number}", acts=[signature], term=term))
    return History(agreement=chain[-1], others=tuple(chain))


def _superseding(agreements: int) -> History:
    """Each agreement supersedes all agreements before it."""
    first = _memorandum([]).agreement
    chain = [attrs.evolve(first, id="agreement-0")]
    for number in range(1, agreements):
        relations = [mou.Relation("supersedes", to=one.id) for one in chain]
        chain.append(attrs.evolve(first, id=f"agreement-{number}", relations=relations))
    return History(agreement=chain[0], others=tuple(chain))


SHAPES: dict[str, Shape] = {
    "consents, half of which bring it into force": Shape(axis="parties", history=_consents),
    "consents of all": Shape(axis="parties", history=_consents_of_all),
    "consents by share, some withdrawn": Shape(axis="parties", history=_shares),
    "withdrawals and accessions on one day": Shape(axis="acts", history=_same_day),
    "accessions and withdrawals of one party": Shape(axis="acts", history=lambda acts: _comings_and_goings(acts, 1)),
    "accessions and withdrawals of 20 parties": Shape(axis="acts", history=lambda acts: _comings_and_goings(acts, 20)),
    "withdrawal and return of each party": Shape(axis="parties", history=_returns),
    "withdrawals of one party, revoked": Shape(axis="acts", history=lambda acts: _revocations(acts, 2)),
    "withdrawals of 100 parties, revoked": Shape(axis="acts", history=lambda acts: _revocations(acts, 100)),
    "suspensions of one notice": Shape(axis="acts", history=_pauses),
    "entries into force declared for parties": Shape(axis="acts", history=_declared_entries),
    "suspensions and resumptions by all": Shape(axis="acts", history=_suspensions),
    "suspension and resumption by each party": Shape(axis="parties", history=_suspensions_of_parties),
    "provisional applications": Shape(axis="acts", history=_provisional),
    "provisional application by each party": Shape(axis="parties", history=_provisional_of_parties),
    "extensions by a period": Shape(axis="acts", history=_extensions),
    "extensions to a day": Shape(axis="acts", history=_extensions_to_days),
    "extensions by one party at a time": Shape(axis="acts", history=_extensions_by_one),
    "notices of non-renewal, revoked": Shape(axis="acts", history=_non_renewals),
    "notice of non-renewal by each party": Shape(axis="parties", history=_non_renewals_of_parties),
    "statements of one party": Shape(axis="acts", history=lambda acts: _statements(acts, 1)),
    "statements of 100 parties": Shape(axis="acts", history=lambda acts: _statements(acts, 100)),
    "terminations": Shape(axis="acts", history=_terminations),
    "amendments": Shape(axis="acts", history=_amendments),
    "imprecise consents": Shape(axis="parties", history=_imprecise_consents),
    "notices and revocations, some imprecise": Shape(axis="acts", history=_imprecise_notices),
    "four imprecise acts among many": Shape(axis="acts", history=_few_imprecise),
    "acts of every kind by 100 parties": Shape(axis="acts", history=lambda acts: _everything(acts, 100)),
    "acts of every kind, three by each party": Shape(axis="parties", history=lambda some: _everything(some * 3, some)),
    "agreements that wait for one another": Shape(axis="agreements", history=_waiting),
    "agreements that supersede one another": Shape(axis="agreements", history=_superseding),
}

# --- Questions ------------------------------------------------------------------------------------------------------


def _lifecycle(history: History) -> mou.Lifecycle:
    return mou.lifecycle(history.agreement, others=history.others)


def _register(history: History) -> mou.Register:
    return mou.Register(agreements=history.others or (history.agreement,))


def _party(history: History) -> mou.Party:
    return history.agreement.parties[len(history.agreement.parties) // 2]


def _make(history: History) -> object:
    return attrs.evolve(history.agreement, title="Another title")


def _answers(history: History) -> object:
    life = _lifecycle(history)
    return life.entry, life.end, life.position(ON)


def _participation(history: History) -> object:
    own = mou.participation(history.agreement, _party(history), others=history.others)
    return own.spells, own.statements, own.status(ON), own.is_bound(ON)


def _participations(history: History) -> object:
    life = _lifecycle(history)
    return [life.participation(party).spells for party in history.agreement.parties]


def _calendar(history: History) -> object:
    from datetime import UTC, datetime

    from mou.formats.calendar import to_ical

    stamp = datetime(2020, 6, 1, tzinfo=UTC)
    return to_ical(_register(history), on=date(1950, 1, 1), through="2030-01-01", stamp=stamp)


def _page(history: History) -> object:
    from mou.formats.page import page

    return page(_register(history), on=ON)


def _tables(history: History) -> object:
    from mou.formats.tables import to_arrow

    return to_arrow(_register(history), on=ON)


QUESTIONS: dict[str, Callable[[History], object]] = {
    "make": _make,
    "load": lambda history: mou.loads(mou.dumps(history.agreement), mou.Agreement),
    "lifecycle": _answers,
    "explain": lambda history: str(_lifecycle(history).explain()),
    "participation": _participation,
    "participations": _participations,
    "parties_bound": lambda history: mou.parties_bound(history.agreement, ON, others=history.others),
    "phases": lambda history: _lifecycle(history).phases,
    "milestones": lambda history: _lifecycle(history).milestones(through="2030-01-01"),
    "position": lambda history: mou.position(history.agreement, ON, others=history.others),
    "check": lambda history: mou.check(_register(history), on=ON),
    "calendar": _calendar,
    "page": _page,
    "tables": _tables,
}
_EXTRAS = {"calendar": "icalendar", "page": "jinja2", "tables": "pyarrow"}


def answerable() -> list[str]:
    """Return the names of the questions that can be measured with the installed libraries."""
    return [name for name in QUESTIONS if name not in _EXTRAS or find_spec(_EXTRAS[name])]


def seconds(question: Callable[[History], object], history: History, enough: float) -> float:
    """Return the shortest time that a question takes in seconds, if it is repeated for `enough` seconds."""
    if enough:
        gc.collect()
    taken: list[float] = []
    while not taken or sum(taken) < enough:
        start = process_time()
        question(history)
        taken.append(process_time() - start)
        if not taken[-1]:  # too short for the clock, so repeating does not help
            break
    return min(taken)


def serve(connection: Connection) -> None:
    """Answer requests for a shape, a size, a question and the seconds for repeating it.

    Each answer is the time of the question in seconds, or the name of the error that it raised.
    """
    made: tuple[str, int] | None = None
    history: History | None = None
    while True:
        try:
            shape, size, question, enough = connection.recv()
        except EOFError:
            return
        try:
            if history is None or made != (shape, size):
                history, made = SHAPES[shape].history(size), (shape, size)
            connection.send("ready")
            connection.send(seconds(QUESTIONS[question], history, enough))
        except Exception as error:  # noqa: BLE001 - the table shows the name of any error
            connection.send(type(error).__name__)
