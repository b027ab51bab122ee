"""Differences: what changed between two registers."""

import attrs
import pytest

import mou
from mou.answers.register import Register
from mou.documents.differences import Change, diff
from mou.model.act import Act
from mou.model.agreement import Agreement, Relation
from mou.model.meeting import Forum, Meeting, Membership
from mou.model.party import Party
from mou.model.term import Term

MYS, USA, JPN = (Party.state(code) for code in ("MYS", "USA", "JPN"))
SIGNED, WITHDRAWN = Act.signature("2020-10-30"), Act("termination", "2024-01-31", note="By letter")
OLD = Agreement(
    "a",
    title="A",
    kind="mou",
    parties=[MYS, USA],
    acts=[SIGNED, WITHDRAWN],
    term=Term(duration="P5Y"),
    subjects=["defence"],
    extensions={"file": {"no": 5, "of": ["a", "b"]}, "old": None},
)


def changes(**fields):
    """What changed in the agreement, as text."""
    (found,) = diff(Register(agreements=[OLD]), Register(agreements=[attrs.evolve(OLD, **fields)]))
    assert ("changed", "agreement", "a", fields.get("title", "A")) == (found.kind, found.record, found.id, found.name)
    return [str(change) for change in (*found.changes, *found.consequences)], found.corrects_history


class TestWithinARecord:
    @pytest.mark.parametrize(
        ("fields", "shown"),
        [
            ({"title": "B"}, ['/title: "A" -> "B"']),
            ({"binding": False}, ["/binding: added false"]),
            ({"description": "D\nE"}, [r'/description: added "D\nE"']),
            ({"subjects": ["defence", "training"]}, ['/subjects/1: added "training"']),
            ({"subjects": []}, ['/subjects/0: removed "defence"']),
            ({"subjects": ["training"]}, ['/subjects/0: "defence" -> "training"']),
            (
                {"relations": [Relation("renews", "b")]},
                ['/relations/0: added {"kind": "renews", "to": "b"}'],
            ),
            (
                {"extensions": {"file": {"no": 6, "of": ["a", "c", "b"]}, "new": True}},
                [
                    "/extensions/file/no: 5 -> 6",
                    '/extensions/file/of/1: added "c"',
                    "/extensions/old: removed null",
                    "/extensions/new: added true",
                ],
            ),
            ({"extensions": {"file": {"no": 5, "of": ["a", "b"]}}}, ["/extensions/old: removed null"]),
            ({"term": Term(duration="P5Y", anchor="signature")}, ['/term/anchor: "entry_into_force" -> "signature"']),
            ({"parties": [MYS, JPN]}, ["/parties/1/id", "/parties/1/name"]),
        ],
        ids=str,
    )
    def test_what_is_shown(self, fields, shown):
        found, corrects = changes(**fields)
        assert [line[: len(start)] for line, start in zip(found, shown, strict=True)] == shown
        assert not corrects

    def test_an_act_more_is_no_correction(self):
        found, corrects = changes(acts=[SIGNED, Act("ratification", "2021", by="MYS"), WITHDRAWN])
        assert '/acts/1: added {"kind": "ratification", "on": "2021", "by": ["MYS"]}' == found[0]
        assert not corrects

    def test_an_act_that_is_another_now(self):
        found, corrects = changes(acts=[SIGNED, attrs.evolve(WITHDRAWN, on="2024-02-29")])
        assert ['/acts/1/on: "2024-01-31" -> "2024-02-29"', "last_day: 2024-01-30 -> 2024-02-28"] == found
        assert corrects

    def test_an_act_that_is_gone(self):
        found, corrects = changes(acts=[WITHDRAWN])
        assert '/acts/0: removed {"kind": "signature", "on": "2020-10-30"}' == found[0]
        assert corrects
        assert any(line.startswith("entered_into_force_on: removed 2020-10-30") for line in found)

    def test_a_clause_that_is_not_known_any_more(self):
        found, _ = changes(term=Term())
        assert '/term/duration: removed "P5Y"' == found[0]


class TestRecords:
    def test_new_and_gone(self):
        old = Register(parties=[MYS], forums=[Forum("f", name="F")])
        new = Register(parties=[MYS], meetings=[Meeting("m", name="M")], agreements=[OLD])
        assert [("removed", "forum", "f", "F"), ("added", "meeting", "m", "M"), ("added", "agreement", "a", "A")] == [
            (one.kind, one.record, one.id, one.name) for one in diff(old, new)
        ]

    def test_nothing(self):
        register = mou.examples.register()
        assert () == diff(register, register)
        assert () == diff(
            Register(agreements=[OLD, attrs.evolve(OLD, id="b")]), Register(agreements=[attrs.evolve(OLD, id="b"), OLD])
        )

    def test_a_membership(self):
        old = Forum("f", name="F", memberships=[Membership("MYS", "member", since="1967")])
        new = attrs.evolve(old, memberships=[Membership("MYS", "member", since="1967-08-08")])
        (found,) = diff(Register(forums=[old]), Register(forums=[new]))
        assert (Change(kind="changed", pointer="/memberships/0/since", before='"1967"', after='"1967-08-08"'),) == (
            found.changes
        )
        assert not found.corrects_history

    def test_a_consequence_of_another_record(self):
        """A protocol that waits for its parent is not changed itself when the parent gets its date."""
        parent = Agreement("parent", title="Parent", parties=[MYS, USA], acts=[])
        protocol = Agreement(
            "protocol",
            title="Protocol",
            parties=[MYS, USA],
            acts=[Act.signature("2019-01-01", kind="definitive")],
            term=Term(entry_into_force=mou.OtherInForce("parent")),
        )
        old = Register(agreements=[parent, protocol])
        new = old.add_act("parent", Act("entry_into_force", "2020-01-01"))
        assert [("parent", 1), ("protocol", 0)] == [(one.id, len(one.changes)) for one in diff(old, new)]
        assert ["entered_into_force_on: added 2020-01-01"] == [str(one) for one in diff(old, new)[1].consequences]

    def test_a_date_outside_the_calendar(self):
        beyond = attrs.evolve(OLD, acts=[Act.signature("9998-01-01")])
        (found,) = diff(Register(agreements=[OLD]), Register(agreements=[beyond]))
        assert ["entered_into_force_on: removed 2020-10-30", "last_day: removed"] == [
            str(one)[: len(start)]
            for one, start in zip(
                found.consequences, ["entered_into_force_on: removed 2020-10-30", "last_day: removed"], strict=True
            )
        ]
