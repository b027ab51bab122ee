"""Words of other languages for the start, the renewal and the length."""

from datetime import date

import pytest

from mou.importing import guess, read
from mou.importing.stated_renewals import renewal_meant
from mou.model.conditions import OnSignature
from mou.model.renewals import ExpressRenewal

ON = date(2026, 11, 29)


@pytest.fixture
def imported(tmp_path):
    def run(start="2021-05-03", term="5 years", renewal="no"):
        path = tmp_path / "table.csv"
        rows = [
            "No;Partner;Signed;Entry into force;Term;Renewal",
            f"1;A;2021-05-03;{start};{term};{renewal}",
            "2;B;2022-05-03;2022-06-03;3 years;no",
        ]
        path.write_text("\n".join(rows), encoding="utf-8")
        mapping = guess(path, us="U", on=ON)
        return mapping, read(path, mapping, on=ON)

    return run


STARTS = "mit Unterzeichnung|bei Unterschrift|a la firma|à la signature|na assinatura|upon signature|alla firma|签署"


@pytest.mark.parametrize("start", STARTS.split("|"))
def test_on_signature(imported, start):
    mapping, done = imported(start=start)
    assert ((start,), ()) == (mapping.on_signature, done.problems)
    assert OnSignature() == done.register.agreement("1").term.entry_into_force


@pytest.mark.parametrize("start", ["not yet signed", "vor Unterzeichnung", "awaiting signature"])
def test_not_signed(imported, start):
    mapping, done = imported(start=start)
    assert ((), ["Entry into force"]) == (mapping.on_signature, [problem.column for problem in done.problems])


RENEWALS = """im gegenseitigen Einvernehmen|de común acuerdo|par avenant|d'un commun accord|di comune accordo|
de comum acordo|Verlängerung im gegenseitigen Einvernehmen|prorrogable mediante adenda|renouvelable par avenant"""


@pytest.mark.parametrize("renewal", [text.strip() for text in RENEWALS.split("|")])
def test_a_renewal_by_consent(imported, renewal):
    _, done = imported(renewal=renewal)
    assert isinstance(done.register.agreement("1").term.renewal, ExpressRenewal)


def test_a_reference_is_not_consent():
    assert "not_known" == renewal_meant("renewable, see addendum").means.value


@pytest.mark.parametrize(
    ("term", "expected"), [("5 J.", "P5Y"), ("5 J. ab Unterzeichnung", "P5Y"), ("5J", "P5Y"), ("6 Mon.", "P6M")]
)
def test_lengths(imported, term, expected):
    _, done = imported(term=term)
    assert expected == str(done.register.agreement("1").term.duration)
