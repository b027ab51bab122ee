"""Registers: what an office asks of many agreements."""

import json
from datetime import date

import attrs
import pytest
from records import day, declared
from told import told

import mou
from mou.answers.milestones import MilestoneKind
from mou.answers.register import Register
from mou.answers.upcoming import upcoming
from mou.errors import DateRangeError, ValidationError
from mou.law.status import Status
from mou.model.act import Act
from mou.model.agreement import Agreement, Relation
from mou.model.durations import Indefinite, Until
from mou.model.meeting import Forum, Meeting, Membership, Participant
from mou.model.party import Party
from mou.model.renewals import NoRenewal, TacitRenewal
from mou.model.term import Term

MYS, USA, JPN = (Party.state(code) for code in ("MYS", "USA", "JPN"))
MINDEF = Party("mindef", name="Ministry of Defence", kind="government_body", acts_for="MYS", aliases=["Kementah"])
NAVY = Party("navy", name="Royal Malaysian Navy", kind="government_body", acts_for="mindef")
UM = Party("um", name="Universiti Malaya", kind="organisation")
UT = Party("ut", name="University of Tokyo", kind="organisation", acts_for="JPN")
ADMM = Forum("admm", name="ADMM", memberships=[Membership("MYS", "member"), Membership("um", "observer")])
ADMM_19 = Meeting("admm-19", name="19th ADMM", forum="admm", host="navy", participants=[Participant("USA")])
OTHER = Meeting("other", name="Another meeting")


def agreement(key, parties, signed="2020-10-30", **rest):
    term = rest.pop("term", Term(duration="P5Y", renewal=NoRenewal()))
    acts = rest.pop("acts", [] if signed is None else [Act.signature(signed)])
    return Agreement(key, title=f"Title of {key}", kind="mou", parties=parties, acts=acts, term=term, **rest)


FIVE_YEARS = agreement("five", [MYS, USA], subjects=["Defence", "Training"], signed_at=["admm-19"])
TACIT = agreement(
    "tacit", [MINDEF, JPN], "2020-08-28", term=Term(duration="P5Y", renewal=TacitRenewal("P1Y", notice="P2M"))
)
UNIVERSITIES = agreement("universities", [UM, UT], "2022-01-01", subjects=["training"])
NAVIES = agreement("navies", [NAVY, USA], acts=[Act("adoption", "2024-01-01")])
NOT_KNOWN = agreement("not-known", [MYS, JPN], "2019-05", term=Term(duration="P5Y"))
FOR_EVER = agreement("for-ever", [MYS, MINDEF], term=Term(duration=Indefinite()))
REGISTER = Register(
    parties=[UM],
    forums=[ADMM],
    meetings=[ADMM_19, OTHER],
    agreements=[FIVE_YEARS, TACIT, UNIVERSITIES, NAVIES, NOT_KNOWN, FOR_EVER],
)
BEYOND = agreement("beyond", [MYS, USA], "9998-01-01")
ALONE = attrs.evolve(FIVE_YEARS, signed_at=[])


def ids(agreements):
    return [one.id for one in agreements]


class TestPositions:
    def test_one_line_for_each_agreement(self):
        """The day counts to its end: signed 30 October 2020 for five years, it runs on 30 October 2025."""
        found = {one.id: one for one in REGISTER.positions("2025-10-30")}
        assert list(found) == ids(REGISTER.agreements)
        five = found["five"]
        assert (Status.IN_FORCE, "in force", day("2025-10-30"), "2025-10-30", day("2025-10-30"), 0) == (
            five.status,
            five.word,
            five.last_day,
            five.end,
            five.period_last_day,
            five.renewal,
        )
        assert Status.EXPIRED is REGISTER.positions("2025-10-31")[0].status
        assert ("negotiated", None, "none") == (found["navies"].status, found["navies"].entered_on, found["navies"].end)

    def test_a_period_that_renews_and_its_notice(self):
        """GLPI's contract of 60 and 12 months, notice 2: renewed to 28 August 2026, notice by 28 June 2026."""
        where = REGISTER.positions("2025-12-31")[1]
        assert (None, "none", day("2026-08-28"), 1, day("2026-06-28")) == (
            where.last_day,
            where.end,
            where.period_last_day,
            where.renewal,
            where.notice_deadline,
        )

    def test_an_imprecise_date_and_a_renewal_that_is_not_known(self):
        where = REGISTER.positions("2024-01-01")[4]
        assert ("2024-05-01 to 2024-05-31, if not renewed", True, None) == (
            where.end,
            where.if_not_renewed,
            where.last_day,
        )
        assert "the term is not renewed, because the renewal clause is not known" in where.assumptions

    def test_an_interval_with_no_end(self):
        open_end = agreement("open", [MYS, USA], "2019", term=Term(duration="P5Y"), acts=[declared("2019/..")])
        assert "2024-01-01 or later, if not renewed" == mou.position(open_end, "2020-01-01").end

    def test_the_explanation(self):
        where = REGISTER.positions("2025-01-01")[0]
        assert where.lifecycle == REGISTER.lifecycle("five")
        assert str(REGISTER.lifecycle("five").explain()) == where.explanation

    def test_as_it_stood(self):
        ended = REGISTER.add_act("five", Act("termination", "2023-01-01", effective_on="2023-02-01"))
        assert [Status.TERMINATED, Status.IN_FORCE] == [
            ended.positions("2024-01-01", as_of=seen)[0].status for seen in (None, "2022-12-31")
        ]

    def test_a_date_outside_the_calendar_does_not_lose_the_rest(self):
        register = Register(agreements=[BEYOND, ALONE])
        beyond, five = register.positions("2025-01-01")
        assert (Status.UNKNOWN, None, "not known", Status.IN_FORCE) == (
            beyond.status,
            beyond.lifecycle,
            beyond.end,
            five.status,
        )
        assert "9999" in beyond.reason == beyond.explanation
        assert ["five"] == ids(register.in_force("2025-01-01"))
        assert {"five": ("MYS", "USA")} == register.parties_bound("2025-01-01")
        assert [] == [one.agreement for one in register.expiring("P99Y", "2026-01-01")]
        assert () == upcoming(BEYOND, day("2026-01-01"), day("2125-01-01"), ["last_day"])
        assert mou.position(BEYOND, "2025-01-01") == beyond

    def test_it_tells_how_far_it_is(self):
        told_of = []
        REGISTER.positions("2025-01-01", progress=lambda done, total: told_of.append((done, total)))
        REGISTER.upcoming("P1Y", "2025-01-01", progress=lambda done, total: told_of.append((done, total)))
        assert [(number, 6) for number in range(1, 7)] * 2 == told_of

    @pytest.mark.parametrize("words", [("in effect", False), ("in force", True), ("in force", None)])
    def test_the_words_for_one_that_does_not_bind(self, words):
        assert words[0] == mou.position(attrs.evolve(FIVE_YEARS, binding=words[1]), "2024-01-01").word

    def test_no_day(self):
        assert [
            '(whole): found "2025"; expected a valid date, YYYY-MM-DD; pass an exact day, such as "2025-01-01"'
        ] == told(REGISTER.positions, "2025")


class TestWhatStands:
    def test_in_force(self):
        assert ["five", "tacit", "universities", "for-ever"] == ids(REGISTER.in_force("2024-06-01"))

    def test_other_statuses(self):
        assert ["navies"] == ids(REGISTER.with_status("2024-06-01", Status.NEGOTIATED, Status.SUSPENDED))
        assert ["not-known"] == ids(REGISTER.with_status("2024-05-15", Status.UNKNOWN))
        assert [] == ids(REGISTER.with_status("2024-05-15"))

    def test_who_is_bound(self):
        bound = REGISTER.parties_bound("2025-10-30")
        assert {"five": ("MYS", "USA"), "tacit": ("mindef", "JPN")} == {key: bound[key] for key in ("five", "tacit")}
        assert "navies" not in bound


class TestWhatComesUp:
    def test_expiring(self):
        """Both ends of the window count: six months from 30 April 2025 are to 30 October 2025."""
        found = REGISTER.expiring("P6M", "2025-04-30")
        assert [("five", day("2025-10-30"), MilestoneKind.LAST_DAY)] == [(x.agreement, x.on, x.kind) for x in found]
        assert ("Title of five", "last day in force", False) == (found[0].title, found[0].text, found[0].if_not_renewed)
        assert () == REGISTER.expiring("P6M", "2025-04-29")
        assert ["five"] == [one.agreement for one in REGISTER.expiring("P0D", "2025-10-30")]
        assert [] == [one.agreement for one in REGISTER.expiring("P6M", "2025-10-31")]

    def test_the_next_first(self):
        found = REGISTER.expiring("P10Y", "2024-01-01")
        assert ["not-known", "five", "universities"] == [one.agreement for one in found]

    def test_an_imprecise_end_counts_from_its_first_to_its_last_day(self):
        for first in ("2024-04-01", "2024-05-15", "2024-05-31"):
            (found,) = REGISTER.expiring("P1M", first)
            assert (day("2024-05-01"), day("2024-05-31"), None, True) == (
                found.earliest,
                found.latest,
                found.on,
                found.if_not_renewed,
            )
        assert () == REGISTER.expiring("P1M", "2024-06-01")

    def test_an_end_that_may_never_come_counts_by_its_first_day(self):
        open_end = agreement("open", [MYS, USA], acts=[declared("2019/..")])
        (found,) = Register(agreements=[open_end]).expiring("P1M", "2023-12-15")
        assert (day("2024-01-01"), None, None) == (found.earliest, found.latest, found.on)
        assert () == Register(agreements=[open_end]).expiring("P1M", "2024-01-02")

    def test_notices_due(self):
        """GLPI's contract again: notice by 28 June, each year."""
        found = REGISTER.notices_due("P2Y", "2026-01-01")
        assert [("tacit", date(2026, 6, 28)), ("tacit", date(2027, 6, 28))] == [
            (one.agreement, one.on) for one in found
        ]
        assert "last day for notice before 28 August 2026" == found[0].text
        assert ["2026-06-28"] == [str(one.on) for one in REGISTER.notices_due("P0D", "2026-06-28")]
        assert () == REGISTER.notices_due("P1M", "2026-06-29")

    def test_all_events(self):
        found = REGISTER.upcoming("P1Y", "2025-09-01")
        assert [
            ("five", "last_day", "2025-10-30"),
            ("five", "ceases", "2025-10-31"),
            ("tacit", "notice_deadline", "2026-06-28"),
            ("tacit", "renewal", "2026-08-29"),
        ] == [(one.agreement, one.kind, str(one.on)) for one in found]

    def test_an_event_is_a_milestone_of_its_agreement(self):
        (event, *_) = REGISTER.upcoming("P1Y", "2025-09-01")
        (stone,) = [one for one in REGISTER.lifecycle("five").milestones() if one.kind is event.kind]
        assert attrs.asdict(stone).items() <= attrs.asdict(event).items()
        assert ["agreement", "title", "kind", "earliest", "latest", "text", "if_not_renewed"] == list(
            json.loads(mou.dumps(event))
        )

    def test_a_fixed_last_day_is_not_in_doubt(self):
        until = agreement("until", [MYS, USA], term=Term(duration=Until("2025-12-31")))
        (found,) = Register(agreements=[until]).expiring("P1Y", "2025-06-01")
        assert (day("2025-12-31"), False) == (found.on, found.if_not_renewed)

    def test_what_is_no_period(self):
        with pytest.raises(ValidationError, match='found "six months"'):
            REGISTER.expiring("six months", "2025-01-01")
        with pytest.raises(ValidationError, match='found "soon"'):
            REGISTER.notices_due("P6M", "soon")
        with pytest.raises(DateRangeError, match="9999"):
            REGISTER.expiring("P6M", "9999-12-01")


class TestParties:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("MYS", ["MYS"]),
            ("Malaysia", ["MYS"]),
            ("malaysia ", ["MYS"]),
            ("the US", ["USA"]),
            ("kementah", ["mindef"]),
            ("UM", ["um"]),
            ("universiti malaya", ["um"]),
            ("France", []),
            ("nobody", []),
            ("Korea", []),
        ],
    )
    def test_named(self, text, found):
        """By id, name, alias, or as a state that the register knows."""
        assert found == [one.id for one in REGISTER.parties_named(text)]

    def test_two_of_one_name(self):
        again = Party("um-2", name="Universiti Malaya", kind="organisation")
        assert ["um-2", "um"] == [one.id for one in Register(parties=[again, UM]).parties_named("Universiti Malaya")]

    def test_agreements_of_a_party_and_of_the_bodies_that_act_for_it(self):
        assert ["five", "tacit", "navies", "not-known", "for-ever"] == ids(REGISTER.of_party("Malaysia"))
        assert ["five", "not-known", "for-ever"] == ids(REGISTER.of_party(MYS, through_bodies=False))
        assert ["tacit", "navies", "for-ever"] == ids(REGISTER.of_party("mindef"))
        assert ["navies"] == ids(REGISTER.of_party(NAVY))
        assert [] == ids(REGISTER.of_party("Brazil"))

    def test_bodies_that_act_for_each_other(self):
        one = Party("one", name="One", kind="government_body", acts_for="two")
        two = Party("two", name="Two", kind="government_body", acts_for="one")
        register = Register(parties=[one, two], agreements=[agreement("a", [one, USA])])
        assert ["a"] == ids(register.of_party("two")) == ids(register.of_party("one"))

    def test_between_two(self):
        assert ["five", "navies"] == ids(REGISTER.between("Malaysia", "USA"))
        assert ["five"] == ids(REGISTER.between(USA, MYS, through_bodies=False))
        assert ["tacit", "not-known"] == ids(REGISTER.between("JPN", "MYS"))
        assert ["universities"] == ids(REGISTER.between("um", "Japan"))

    def test_a_state_and_its_own_ministry_are_two(self):
        assert ["for-ever"] == ids(REGISTER.between("MYS", "mindef"))
        assert ["for-ever"] == ids(REGISTER.between("MYS", "MYS"))

    @pytest.mark.parametrize("other", ["USA", "us", "United States", USA])
    def test_between_a_party_and_itself(self, other):
        with pytest.raises(mou.ValidationError, match=r'found "USA" twice; expected two different parties$'):
            REGISTER.between("USA", other)


class TestNamingAParty:
    """Every question takes the same texts for a party, and refuses the same."""

    @staticmethod
    def ask(question, party):
        return {
            "of_party": lambda: REGISTER.of_party(party),
            "between": lambda: REGISTER.between(party, "MYS"),
            "participation": lambda: mou.lifecycle(FIVE_YEARS).participation(party).party,
            "mou.participation": lambda: mou.participation(FIVE_YEARS, party).party,
            "amendments": lambda: mou.amendments_binding(REGISTER, FIVE_YEARS, party, "2021-01-01"),
        }[question]()

    QUESTIONS = ("of_party", "between", "participation", "mou.participation", "amendments")

    @pytest.mark.parametrize("question", QUESTIONS)
    @pytest.mark.parametrize("text", ["usa", "US", "us", " United States of America ", "the United States", "U.S.A."])
    def test_a_party_in_many_ways(self, question, text):
        assert self.ask(question, "USA") == self.ask(question, text)

    @pytest.mark.parametrize("question", QUESTIONS)
    @pytest.mark.parametrize("text", ["Atlantis", "", "nobody"])
    def test_an_unknown_party(self, question, text):
        with pytest.raises(mou.UnknownIdError, match=r'^no party .*has the id or name "'):
            self.ask(question, text)

    def test_a_close_name(self):
        with pytest.raises(mou.UnknownIdError, match=r'did you mean "Malaysia"\?$'):
            REGISTER.of_party("Malaisia")

    def test_a_name_of_several_parties(self):
        twins = [Party.organisation("Twin", id="twin-1"), Party.organisation("Twin", id="twin-2")]
        register = Register(agreements=[agreement("a", twins)])
        assert ["a"] == ids(register.of_party("Twin"))
        with pytest.raises(mou.UnknownIdError, match=r'^"twin" is the name of several parties: twin-1, twin-2$'):
            register.lifecycle("a").participation("twin")

    def test_a_party_of_another_agreement(self):
        with pytest.raises(mou.UnknownIdError, match='no party of the agreement has the id or name "JPN"; known: '):
            mou.participation(FIVE_YEARS, Party.state("Japan"))


class TestOtherQuestions:
    def test_subjects(self):
        assert ["five", "universities"] == ids(REGISTER.about(" training"))
        assert [] == ids(REGISTER.about("train"))

    def test_signed_at(self):
        assert ["five"] == ids(REGISTER.signed_at("admm-19"))

    def test_a_chain(self):
        first, second, third, fourth = (
            agreement(key, [MYS, USA], relations=relations)
            for key, relations in (
                ("1", []),
                ("2", [Relation("renews", "1"), Relation("amends", "a"), Relation("supersedes", "gone")]),
                ("3", [Relation("supersedes", "2")]),
                ("4", [Relation("renews", "3")]),
            )
        )
        amended = agreement("a", [MYS, USA])
        register = Register(agreements=[fourth, third, amended, second, first])
        for one in ("1", "2", "3", "4", third):
            assert ["1", "2", "3", "4"] == ids(register.chain(one))
        assert ["a"] == ids(register.chain("a"))
        with pytest.raises(KeyError, match="gone"):
            register.chain("gone")

    def test_a_chain_in_a_circle(self):
        one = agreement("1", [MYS, USA], relations=[Relation("renews", "2")])
        two = agreement("2", [MYS, USA], relations=[Relation("renews", "1")])
        assert ["2", "1"] == ids(Register(agreements=[one, two]).chain("1"))


class TestFiltering:
    def test_what_an_agreement_speaks_of_comes_along(self):
        """The meeting it was signed at, its forum, their parties, and whom those act for."""
        some = REGISTER.filtered(lambda one: one.id == "five")
        assert Register(parties=[UM, NAVY, MINDEF], forums=[ADMM], meetings=[ADMM_19], agreements=[FIVE_YEARS]) == (
            attrs.evolve(some, parties=sorted(some.parties, key=lambda one: ["um", "navy", "mindef"].index(one.id)))
        )

    def test_what_nothing_speaks_of_does_not(self):
        assert Register(agreements=[UNIVERSITIES]) == REGISTER.filtered(lambda one: one.id == "universities")
        known = attrs.evolve(JPN, aliases=["Nippon"])
        more = Register(parties=[known], agreements=[UNIVERSITIES])
        assert more == more.filtered(lambda _: True)
        assert Register() == REGISTER.filtered(lambda _: False)


class TestNewRegisters:
    def test_merged(self):
        one, other = (
            Register(agreements=[FIVE_YEARS], meetings=[ADMM_19, OTHER], forums=[ADMM], parties=[UM, NAVY, MINDEF]),
            Register(agreements=[TACIT]),
        )
        both = one.merged(other)
        assert ["five", "tacit"] == ids(both.agreements)
        assert both == both.merged(one) == both.merged(other) == both.merged(both)

    def test_a_conflict_is_told_and_nothing_is_lost(self):
        mine = Register(agreements=[UNIVERSITIES, FOR_EVER])
        theirs = Register(
            forums=[Forum("f", name="F")],
            agreements=[attrs.evolve(FOR_EVER, title="Another", subjects=["x"]), attrs.evolve(UNIVERSITIES, kind=None)],
        )
        same = "expected the same content as"
        assert [
            f"/agreements/0: found for-ever with a different title, subjects; {same} for-ever in the register",
            f"/agreements/1: found universities with a different kind; {same} universities in the register",
        ] == told(mine.merged, theirs)

    def test_parties_that_contradict_each_other(self):
        other = agreement("other", [attrs.evolve(UM, name="University of Michigan"), MYS])
        expected = "the same content as um elsewhere in the register"
        assert [f"/agreements/1/parties/0: found um with a different name; expected {expected}"] == told(
            Register(agreements=[UNIVERSITIES]).merged, Register(agreements=[other])
        )

    def test_added(self):
        new = Register().added(FIVE_YEARS, ADMM_19, ADMM, UM, NAVY, MINDEF)
        assert ((UM, NAVY, MINDEF), (ADMM,), (ADMM_19,), (FIVE_YEARS,)) == (
            new.parties,
            new.forums,
            new.meetings,
            new.agreements,
        )
        assert new == new.added(FIVE_YEARS) == new.added()
        expected = "expected the same content as five in the register"
        assert [f"/1: found five with a different kind; {expected}"] == told(
            new.added, UM, attrs.evolve(FIVE_YEARS, kind="treaty")
        )

    def test_replaced(self):
        corrected = attrs.evolve(TACIT, title="Corrected")
        new = REGISTER.replaced(corrected)
        assert (corrected, ids(REGISTER.agreements)) == (new.agreement("tacit"), ids(new.agreements))
        assert TACIT == REGISTER.agreement("tacit")
        with pytest.raises(KeyError, match="gone"):
            REGISTER.replaced(Forum("gone", name="Gone"))
        assert ["/agreements/0/signed_at/0"] == [
            sentence.partition(":")[0]
            for sentence in told(REGISTER.replaced, attrs.evolve(FIVE_YEARS, signed_at=["x"]))
        ]

    def test_an_act_more(self):
        act = Act("extension", "2025-01-15", period="P5Y")
        new = REGISTER.add_act(FIVE_YEARS, act)
        assert (*FIVE_YEARS.acts, act) == new.agreement("five").acts
        assert (day("2030-10-30"), day("2025-10-30")) == (
            new.lifecycle("five").last_day,
            REGISTER.lifecycle("five").last_day,
        )
        with pytest.raises(KeyError, match="gone"):
            REGISTER.add_act("gone", act)
        assert ["/acts/1/by/0"] == [
            sentence.partition(":")[0]
            for sentence in told(REGISTER.add_act, "five", Act("withdrawal", "2025", by="JPN"))
        ]
