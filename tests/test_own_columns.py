"""Own columns: the texts of agreements by heading, conditions for them, and registers that keep their context."""

import attrs
import pytest
from hypothesis import given
from records import record, signed

import mou
from mou import strategies
from mou.answers.register import Register
from mou.errors import ValidationError
from mou.formats.tables import to_arrow
from mou.model.agreement import Relation
from mou.model.conditions import OtherInForce
from mou.model.own_columns import OwnColumns
from mou.model.renewals import NoRenewal


def agreement(name, **own):
    return attrs.evolve(record(signed("2020-01-01"), duration="P5Y", renewal=NoRenewal()), id=name, extensions=own)


def register(*agreements):
    return Register(agreements=agreements)


def ids(some):
    return [one.id for one in some.agreements]


JAPAN = agreement("japan", sheet={"Country": "Japan", "Coordinator": "Ana Lim", "A=B": "1"})
KOREA = agreement("korea", sheet={"Country": "Korea, Republic of", "Coordinator": " ana lim"}, archive={"Box": 7})
DIRECT = agreement("direct", Country="JAPAN ", Coordinator="")
OFFICE = register(JAPAN, KOREA, DIRECT, agreement("bare"))


class TestTexts:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("Japan", "Japan"),
            ("", ""),
            (None, ""),
            (True, "true"),
            (7, "7"),
            (2.5, "2.5"),
            (["a", {"b": None}], '["a", {"b": null}]'),
            ({"é": [1]}, '{"é": [1]}'),
        ],
    )
    def test_values_are_texts_or_json(self, value, text):
        one = agreement("a", sheet={"Column": value})
        assert text == register(one).own_columns.column("Column").text(one)

    def test_a_group_and_a_direct_value_are_the_same_column(self):
        columns = OFFICE.own_columns
        assert ("Country", "Coordinator", "A=B", "Box") == columns.names
        assert {"Country": "Korea, Republic of", "Coordinator": " ana lim", "Box": "7"} == columns.texts(KOREA)
        assert {"Country": "JAPAN "} == columns.texts(DIRECT)

    def test_a_heading_in_two_groups_of_an_agreement_is_qualified(self):
        both = agreement("both", sheet={"Country": "Japan"}, archive={"Country": "Nippon"}, Country="JP")
        columns = register(both, JAPAN).own_columns
        assert ("sheet/Country", "archive/Country", "extensions/Country", "Coordinator", "A=B") == columns.names
        assert ["Japan", "Nippon", "JP"] == [columns.column(name).text(both) for name in columns.names[:3]]
        with pytest.raises(ValidationError) as caught:
            columns.column("country")
        assert '/columns: found "country"; expected one of: sheet/Country, archive/Country, extensions/Country' == str(
            caught.value
        )

    def test_a_qualified_name_can_always_be_used(self):
        some = register(JAPAN, DIRECT)
        assert ["japan"] == ids(some.where("sheet/country=Japan"))
        assert ["direct"] == ids(some.where("extensions/Country=Japan"))
        alone = register(JAPAN).own_columns
        assert "Country" == alone.column("sheet/Country").name

    def test_a_column_with_a_reserved_name_is_qualified(self):
        columns = OwnColumns.of([JAPAN], ["country"])
        assert ("sheet/Country", "Coordinator", "A=B") == columns.names
        assert "sheet/Country" == columns.column("Country").name

    def test_headings_that_differ_in_case_are_two_columns(self):
        one = agreement("a", sheet={"Town": "1", "TOWN": "2"})
        columns = register(one).own_columns
        assert ["1", "2"] == [columns.column(name).text(one) for name in ("Town", "TOWN")]
        with pytest.raises(ValidationError, match="expected one of: Town, TOWN"):
            columns.column("town")

    def test_nothing_is_lost_if_qualified_names_are_alike(self):
        odd = agreement("odd", extensions={"X": "1"}, X="2")
        columns = register(odd).own_columns
        assert {"extensions/X": "1; 2"} == columns.texts(odd)
        unnamed = agreement("unnamed", **{"": {"X": "1"}}, X="2")
        assert {"extensions/X": "1; 2"} == register(unnamed).own_columns.texts(unnamed)

    @given(strategies.registers())
    def test_every_text_is_in_a_column(self, some):
        columns = some.own_columns
        for one in some.agreements:
            values = [
                part
                for value in one.extensions.values()
                for part in (value.values() if isinstance(value, mou.results.FrozenMap) else [value])
                if isinstance(part, str)
            ]
            texts = "\n".join(columns.texts(one).values())
            assert all(value in texts for value in values)


class TestConditions:
    @pytest.mark.parametrize(
        ("conditions", "expected"),
        [
            (["Country=Japan"], ["japan", "direct"]),
            (["country = japan "], ["japan", "direct"]),
            (["Country!=Japan"], ["korea", "bare"]),
            (["Country=Japan", "Country=Korea, Republic of"], ["japan", "korea", "direct"]),
            (["Country=Japan", "Coordinator=Ana Lim"], ["japan"]),
            (["Country!=Japan", "Country!="], ["korea"]),
            (["Coordinator="], ["direct", "bare"]),
            (["A=B=1"], ["japan"]),
            (["A=B!=1"], ["korea", "direct", "bare"]),
            (["Country=Atlantis"], []),
            ([], ["japan", "korea", "direct", "bare"]),
        ],
    )
    def test_select_agreements(self, conditions, expected):
        assert expected == ids(OFFICE.where(*conditions))

    def test_keywords(self):
        assert ["japan", "direct"] == ids(OFFICE.where(Country="japan"))
        assert ["japan", "korea"] == ids(OFFICE.where(Coordinator=["ANA LIM", "Ben"]))
        assert ["japan"] == ids(OFFICE.where("Country=Japan", **{"A=B": "1"}))

    def test_all_that_is_wrong_is_reported(self):
        with pytest.raises(ValidationError) as caught:
            OFFICE.where("Contry=Japan", "Country", Box_No="7")
        assert (
            "3 problems:\n"
            '  /where: found "Contry"; expected one of the own columns: Country, Coordinator, A=B, Box; '
            'did you mean "Country"?\n'
            '  /where: found "Country"; expected COLUMN=TEXT or COLUMN!=TEXT\n'
            '  /where: found "Box_No"; expected one of the own columns: Country, Coordinator, A=B, Box'
        ) == str(caught.value)

    def test_no_columns(self):
        with pytest.raises(
            ValidationError, match='/where: found "X"; expected no name, as no agreement has own columns'
        ):
            register(agreement("bare")).where(X="1")

    def test_a_long_list_of_columns_is_cut(self):
        many = agreement("many", sheet={f"C{number}": "" for number in range(12)})
        with pytest.raises(ValidationError, match="C8, C9 and 2 more"):
            register(many).own_columns.column("Z")


LATER = attrs.evolve(
    agreement("later", Faculty="Law"), acts=[signed("2022-01-01")], relations=[Relation("supersedes", "japan")]
)
PROTOCOL = attrs.evolve(
    agreement("protocol", Faculty="Law"),
    term=mou.Term(entry_into_force=OtherInForce("japan"), duration="P5Y"),
    relations=[Relation("protocol_to", "japan")],
)
WITH_SUCCESSOR = register(JAPAN, LATER, PROTOCOL)


class TestContext:
    """An agreement that is left out still counts for the dates of the others."""

    def test_the_answers_are_those_of_the_whole_register(self):
        whole = {where.id: where for where in WITH_SUCCESSOR.positions("2023-01-01")}
        for some in (WITH_SUCCESSOR.where(Country="Japan"), WITH_SUCCESSOR.where(Faculty="Law")):
            for where in some.positions("2023-01-01"):
                assert whole[where.id] == where
        assert (
            "terminated since 1 January 2022" == WITH_SUCCESSOR.where(Country="Japan").positions("2023-01-01")[0].reason
        )
        alone = mou.loads(mou.dumps(WITH_SUCCESSOR.where(Country="Japan")))
        assert mou.Status.IN_FORCE is alone.positions("2023-01-01")[0].status

    def test_so_are_phases_tables_and_findings(self):
        some = WITH_SUCCESSOR.where(Country="Japan")
        assert ["terminated"] == some.statuses("2023-01-01")["status"].to_pylist()
        assert ["terminated"] == to_arrow(some, "2023-01-01").agreements["status"].to_pylist()
        codes = [finding.code for finding in mou.check(WITH_SUCCESSOR.where(Faculty="Law"), on="2023-01-01")]
        assert "relation-outside" not in codes
        followed = mou.check(WITH_SUCCESSOR.where(Country="Japan"), on="2026-01-01")
        assert "expired-silently" not in [finding.code for finding in followed]

    def test_a_smaller_register_knows_all_columns_and_can_be_filtered_again(self):
        some = WITH_SUCCESSOR.where(Country="Japan")
        assert WITH_SUCCESSOR.own_columns == some.own_columns
        assert WITH_SUCCESSOR.agreements == some.filtered(lambda _: True).context
        assert [] == ids(some.where(Faculty="Law"))
        assert some == register(JAPAN)
