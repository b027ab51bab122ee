"""What notebooks show: tables of text, in which nothing of a record is markup."""

import subprocess
import sys
from html.parser import HTMLParser

import attrs
import pytest
from hostile_texts import REGISTER as HOSTILE, TEXTS, held
from hypothesis import given
from records import declared, record, signed

from mou import examples, strategies
from mou.answers.lifecycles import lifecycle
from mou.answers.register import Register
from mou.model.act import Act
from mou.model.durations import Until
from mou.model.party import Party
from mou.model.renewals import NoRenewal, TacitRenewal

TAGS = {"div", "strong", "table", "thead", "tbody", "tr", "th", "td", "bdi", "br", "p"}


class Read(HTMLParser):
    """The texts of a page; it must have no tags but ours, each closed."""

    def __init__(self, page):
        super().__init__()
        self.open, self.texts, self.cells = [], [], []
        self.feed(page)
        self.close()
        assert [] == self.open

    def handle_starttag(self, tag, attributes):
        assert tag in TAGS
        assert {name for name, _ in attributes} <= {"style"}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert tag == self.open.pop()

    def handle_data(self, data):
        self.texts.append(data)

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def shown(record):
    return Read(record._repr_html_()).texts


def test_an_agreement():
    texts = shown(examples.agreement())
    assert "Memorandum of Understanding on Defence Cooperation" == texts[0]
    for text in ("mou", "no", "Malaysia", "United States of America", "2025-10-30", "signature", "MYS, USA"):
        assert text in texts


def test_what_is_not_known_of_an_agreement():
    texts = shown(record(signed("2020"), parties=[], kind=None))
    assert 7 == texts.count("not known")
    assert "the parties together" in texts
    assert "2020" in texts
    assert "act" not in shown(record())


@pytest.mark.parametrize(("binding", "word"), [(True, "yes"), (False, "no"), (None, "not known")])
def test_whether_it_binds(binding, word):
    texts = shown(record(binding=binding))
    assert word == texts[texts.index("binding") + 1]


def test_a_lifecycle():
    """Malaysia and the United States, 30 October 2025, for five years: last day 30 October 2030."""
    texts = shown(examples.register().lifecycle("mys-usa-defence-2025", as_of="2025-12-31"))
    for text in (
        "In effect from 30 October 2025",
        "Last day in effect: 30 October 2030; expired from 31 October 2030",
        "the term is not renewed, because the renewal clause is not known",
        "31 December 2025",
        "2030-10-31",
    ):
        assert text in texts


def test_uncertain_days_of_a_lifecycle():
    texts = shown(lifecycle(record(declared("2019-05"), duration="P5Y", renewal=NoRenewal())))
    assert "2024-05-01 to 2024-05-31" in texts
    assert "2022-12-31 or later" in shown(
        lifecycle(record(declared("2019-05-01"), duration=Until("2022-12-31/.."), renewal=NoRenewal()))
    )


def test_a_lifecycle_whose_events_lie_outside_the_calendar():
    acts = signed("2020-01-01"), Act("declaration", "9950-01-01", by=["MYS"])
    life = lifecycle(record(*acts, duration="P100Y", renewal=TacitRenewal("P100Y", notice="P1M")))
    assert "outside the calendar" in shown(life)[-1]


def test_a_register():
    texts = shown(examples.register())
    for text in ("parties", "forums", "meetings", "agreements", "mys-usa-defence-2025", "MYS, USA"):
        assert text in texts
    assert ["Register", "parties", "2", "forums", "2", "meetings", "3", "agreements", "1"] == texts[:9]
    assert ["Register", "parties", "0", "forums", "0", "meetings", "0", "agreements", "0"] == shown(Register())


def test_only_the_first_rows_are_shown():
    agreements = [attrs.evolve(record(parties=[]), id=f"a{number}") for number in range(23)]
    texts = shown(Register(agreements=agreements))
    assert ("and 3 more", True, False) == (texts[-1], "a19" in texts, "a20" in texts)
    parties = [Party(f"p{number}", name=f"House {number}", kind="organisation") for number in range(21)]
    assert "and 1 more" in shown(record(parties=parties))


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_of_a_record_is_markup(text):
    agreement = held(text)
    for one in (agreement, lifecycle(agreement), Register(agreements=[agreement])):
        page = one._repr_html_()
        Read(page)
        assert not {"\u202e", "\u2066", "\x85", "\r"} & {*page}
    if len(text) > 300:
        assert "x" * 300 + "… (5,000 characters)" in shown(agreement)


def test_all_of_them_together():
    assert len(HOSTILE.agreements) == len(TEXTS) > 20
    assert "and 4 more" == shown(HOSTILE)[-1]


@given(strategies.registers())
def test_any_record_is_shown(register):
    Read(register._repr_html_())
    for agreement in register.agreements:
        Read(agreement._repr_html_())
        Read(register.lifecycle(agreement)._repr_html_())


def test_showing_needs_no_extra():
    code = (
        "import sys, mou; register = mou.examples.register(); register._repr_html_();"
        "register.agreements[0]._repr_html_(); mou.lifecycle(register.agreements[0])._repr_html_();"
        "print([m for m in 'pyarrow matplotlib xlsxwriter pandas polars numpy IPython'.split() if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    assert "[]" == done.stdout.strip()


def test_a_lifecycle_as_of_a_day_has_its_notice_deadline():
    """Two months before the period that runs on the day ends, as `Lifecycle.notice` says."""
    agreement = record(signed("2020-08-28"), duration="P5Y", renewal=TacitRenewal("P1Y", notice="P2M"))
    assert "Last day for notice of non-renewal: 28 June 2026" in shown(lifecycle(agreement, as_of="2025-12-31"))
    assert not any("Last day for notice of" in text for text in shown(lifecycle(agreement)))
