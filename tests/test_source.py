"""Sources: where a fact can be checked."""

import pickle
from datetime import date

import pytest

from mou.dates.days import PartialDate
from mou.errors import ValidationError
from mou.model.source import Certainty, Source
from mou.values.converters import EnumOf, TupleOf


def test_dates_may_be_imprecise():
    source = Source("Report", published_on="2025-10", accessed_on="2025-11-02")
    assert (PartialDate("2025-10"), date(2025, 11, 2)) == (source.published_on, source.accessed_on)


def test_everything_but_the_title_may_be_unknown():
    source = Source("KUALA LUMPUR, Oct 30")
    assert [None] * 5 == [source.publisher, source.published_on, source.url, source.accessed_on, source.note]
    assert source == pickle.loads(pickle.dumps(source))  # noqa: S301
    assert 1 == len({source, Source("KUALA LUMPUR, Oct 30")})


@pytest.mark.parametrize(
    "url",
    ["https://treaties.un.org/", "http://example.org", "HTTPS://EXAMPLE.ORG/a?b=c#d", "https://example.org/\u00e9"],
)
def test_an_address_of_the_web(url):
    assert url == Source("Report", url=url).url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "https://",
        "https:///path",
        "https:/example.org",
        "https://example.org/a b",
        "https://example.org\n",
        " https://example.org",
        5,
    ],
)
def test_anything_else_is_refused(url):
    with pytest.raises(ValidationError, match=r"^/url: "):
        Source("Report", url=url)


def test_every_field_is_told_at_once():
    with pytest.raises(ValidationError) as caught:
        Source("", publisher=5, published_on="30 October", url=" ", accessed_on=2025, note="")
    assert ["/title", "/publisher", "/published_on", "/url", "/accessed_on", "/note"] == [
        problem.pointer for problem in caught.value.problems
    ]


@pytest.mark.parametrize("certainty", list(Certainty))
def test_certainty_is_taken_as_a_word(certainty):
    assert certainty is EnumOf[Certainty](certainty.value) is EnumOf[Certainty](certainty)


@pytest.mark.parametrize("value", ["sure", "STATED", None, True, 1])
def test_no_other_certainty(value):
    assert ["one of: stated, inferred, disputed"] == [problem.expected for problem in EnumOf[Certainty](value).problems]


def test_sources_are_a_tuple():
    source = Source("Report")
    assert (source,) == TupleOf[Source]([source]) == TupleOf[Source](iter([source]))


@pytest.mark.parametrize(("value", "pointer"), [(["Report"], "/0"), ("Report", ""), (None, ""), ([None], "/0")])
def test_sources_are_sources(value, pointer):
    assert [pointer] == [problem.pointer for problem in TupleOf[Source](value).problems]
