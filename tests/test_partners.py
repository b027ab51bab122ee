"""The partners in agreements, without the parties that take part in nearly all of them."""

import pytest

import mou
from mou.answers.partners import common_parties, partners


def agreements(*parties):
    """Agreements between parties, each given by letters."""
    return [
        mou.Agreement(
            f"a{number}",
            title="A",
            parties=[mou.Party(letter, name=letter.upper(), kind="organisation") for letter in letters],
        )
        for number, letters in enumerate(parties)
    ]


OTHERS = "abcdefghi"


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        ([], ""),
        (["", ""], ""),
        (["ux", "uy"], "u"),
        (["ux", "uy", ""], "u"),
        (["ux", "uy", "yx"], ""),
        (["uvx", "uvy"], "uv"),
        # nine in ten, from ten agreements
        ([f"u{other}" for other in OTHERS[:8]] + ["xy"], ""),
        ([f"u{other}" for other in OTHERS] + ["xy"], "u"),
        ([f"u{other}" for other in OTHERS] + ["xy", "yz"], ""),
        ([f"u{other}" for other in OTHERS * 2] + ["xy", "yz"], "u"),
        # most agreements would have no partner
        (["ux"], ""),
        (["ux", "ux", "uxy"], ""),
        (["uv", "uvx", "uvy"], "uv"),
    ],
)
def test_common_parties(parties, expected):
    assert common_parties(agreements(*parties)) == set(expected)


def test_an_agreement_without_another_party_keeps_all():
    names = partners(agreements("uv", "uvx", "uvy", ""))
    assert names == {"a0": ("U", "V"), "a1": ("X",), "a2": ("Y",), "a3": ()}


def test_the_rarest_partner_comes_first():
    assert partners(agreements("uxy", "ux", "uz"))["a0"] == ("Y", "X")


def test_one_agreement_with_another_body_changes_nothing():
    names = partners(agreements(*(f"u{other}" for other in OTHERS), "vx"))
    assert names["a0"] == ("A",)
    assert names["a9"] == ("V", "X")
