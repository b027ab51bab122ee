"""Classes whose objects are checked when they are made, and converters that are made of a type."""

import typing

import attrs
import pytest

import mou
from mou.dates.days import as_day
from mou.errors import Problem, ValidationError
from mou.values.checked import checked, rule_of, rules_of
from mou.values.converters import EnumOf, InstanceOf, TupleOf, optional, without_none
from mou.values.fields import as_count, as_text, refusal


@checked(kw_only=True)
class Named:
    name: str = attrs.field(converter=as_text)
    note: str | None = attrs.field(default=None, converter=optional(as_text))


@rule_of(Named)
def _not_its_note(named):
    return [Problem("/note", named.note, "another text")] if named.note == named.name else []


@checked
class Weighed(Named):
    weight: int = attrs.field(converter=as_count)


@checked(kw_only=True)
class Counted(Weighed):
    count: int = attrs.field(converter=as_count, kw_only=False)


@rule_of(Counted)
def _not_more_than_its_weight(counted):
    return [Problem("/count", str(counted.count), "less")] if counted.count > counted.weight else []


class TestChecked:
    def test_refused_fields_are_one_error(self):
        with pytest.raises(ValidationError) as caught:
            Counted(-1, 2, name="", note="")
        assert ["/count", "/name", "/note"] == [problem.pointer for problem in caught.value.problems]

    def test_rules_of_a_class_and_of_those_that_it_inherits_from(self):
        with pytest.raises(ValidationError) as caught:
            Counted(3, 2, name="a", note="a")
        assert ["/note", "/count"] == [problem.pointer for problem in caught.value.problems]
        assert [_not_its_note, _not_more_than_its_weight] == rules_of(Counted)
        assert [_not_its_note] == rules_of(Weighed)

    def test_a_class_without_rules(self):
        assert [] == rules_of(mou.Source)
        assert [] == rules_of(mou.NoRenewal)

    def test_a_plain_subclass_has_the_rules(self):
        assert rules_of(mou.Register)

    def test_inherited_fields_come_last(self):
        assert ["count", "weight", "name", "note"] == [field.name for field in attrs.fields(Counted)]

    def test_it_has_slots_and_does_not_change(self):
        named = Named(name="a")
        assert not hasattr(named, "__dict__")
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            named.name = "b"

    @pytest.mark.parametrize("cls", [mou.Act, mou.Agreement, mou.Meeting, mou.NthInstrument, mou.Register, mou.Term])
    def test_constructors_say_what_they_take(self, cls):
        hints = typing.get_type_hints(cls.__init__)
        assert {*hints} == {"return", *(field.name for field in attrs.fields(cls))}


class TestRepr:
    """The representation is the call that makes the object, without fields that have their default."""

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (mou.NoRenewal(), "NoRenewal()"),
            (mou.Term(), "Term()"),
            (mou.Term("P5Y", quote="for five years"), "Term(duration=Period.parse('P5Y'), quote='for five years')"),
            (
                mou.Term(renewal=mou.TacitRenewal("P1Y", notice="P0D"), anchor="signature"),
                (
                    "Term(anchor=<Anchor.SIGNATURE: 'signature'>, "
                    "renewal=TacitRenewal(period=Period.parse('P1Y'), notice=Period.parse('P0D')))"
                ),
            ),
            (
                mou.Term(ends_on=[mou.clauses.EndsOnEvent("joined")], anchor="entry_into_force"),
                "Term(ends_on=(EndsOnEvent(event='joined'),))",
            ),
            (
                mou.AllOf([mou.OnSignature(), mou.clauses.OnEvent("confirmed", delay="P30D")]),
                "AllOf(conditions=(OnSignature(), OnEvent(event='confirmed', delay=Period.parse('P30D'))))",
            ),
            (mou.WithdrawalOnNotice("P6M"), "WithdrawalOnNotice(notice=Period.parse('P6M'))"),
        ],
        ids=str,
    )
    def test_text(self, value, text):
        assert text == repr(value)

    def test_a_value_that_only_equals_the_default_is_shown(self):
        @checked(kw_only=True)
        class Rated:
            rate: object = attrs.field(default=0)

        assert ["Rated()", "Rated(rate=False)", "Rated(rate=0.0)"] == [
            repr(rated) for rated in (Rated(), Rated(rate=False), Rated(rate=0.0))
        ]


class TestConverters:
    def test_a_converter_is_the_same_each_time(self):
        assert EnumOf[mou.Role] is EnumOf[mou.Role]
        assert optional(as_day) is optional(as_day)

    def test_it_has_the_name_that_it_is_written_by(self):
        assert "optional(EnumOf[Role])" == optional(EnumOf[mou.Role]).__name__
        assert "TupleOf[Act]" == TupleOf[mou.Act].__name__
        assert "InstanceOf[NoRenewal | ExpressRenewal]" == InstanceOf[mou.NoRenewal | mou.ExpressRenewal].__name__

    def test_what_is_left_without_none(self):
        assert as_day is without_none(optional(as_day)) is without_none(as_day)

    @pytest.mark.parametrize(
        ("convert", "expected"),
        [
            (InstanceOf[mou.Term], "a Term"),
            (InstanceOf[mou.Agreement], "an Agreement"),
            (InstanceOf[mou.Survival | mou.NoSurvival], "Survival or NoSurvival"),
            (
                InstanceOf[mou.NoRenewal | mou.ExpressRenewal | mou.TacitRenewal],
                "NoRenewal, ExpressRenewal or TacitRenewal",
            ),
        ],
        ids=["one", "one with a vowel", "two", "three"],
    )
    def test_what_an_instance_is_expected_of(self, convert, expected):
        assert [expected] == [problem.expected for problem in refusal(convert(None))]

    def test_none_is_taken_where_it_may_be(self):
        assert None is optional(InstanceOf[mou.Term])(None)
        assert mou.Term() == optional(InstanceOf[mou.Term])(mou.Term())


class TestSubclasses:
    @pytest.mark.parametrize("base", [mou.Agreement, mou.Party, mou.Register, mou.Term, mou.clauses.OnSignature])
    def test_a_record_has_none(self, base):
        with pytest.raises(TypeError, match=rf"^mou\.{base.__name__} can't be subclassed; keep your own fields in"):
            type("Own", (base,), {"__module__": "user"})

    def test_own_checked_classes_can_have_them(self):
        assert type("Own", (Named,), {})(name="a").name == "a"
