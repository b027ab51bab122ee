"""Registers for pages: a small office's, and one whose texts try to break out."""

import json
import re
from datetime import date, timedelta
from html.parser import HTMLParser

import attrs

import mou
from mou import examples

ON = "2026-11-25"
HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("https://evil.example","x")',
    "first\r\nsecond\nthird",
    "\u202egnp.exe \u2067\u200fdone",
    "\U0001f469\u200d\U0001f692 \U0001f1f2\U0001f1fe treaty",
    "</style></title></textarea><!--",
    "{{ 7 * 7 }}{% raw %}",
    "' onmouseover='alert(1)",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "&lt;b&gt;&amp;amp;",
    "اتفاقية التعاون",
    "x" * 5000,
    "long " * 1000,
)


def university(key, name):
    return mou.Party(key, name=name, kind="organisation")


UM = university("um", "Universiti Malaya")
KYOTO = university("kyoto", "Kyoto University")
ZURICH = university("eth", "ETH Zürich")
TACIT = mou.TacitRenewal("P1Y", notice="P3M", article="Art. 9")


def agreement(key, title, signed, other=KYOTO, *, acts=(), binding=False, **term):
    first = () if signed is None else (mou.Act.signature(signed, by=[UM, other]),)
    return mou.Agreement(
        key, title=title, kind="mou", binding=binding, parties=[UM, other], acts=[*first, *acts], term=mou.Term(**term)
    )


def office():
    """Agreements in every state that the timeline draws, beside the bundled example."""
    return examples.register().added(
        agreement("ends-soon", "Joint laboratory", "2022-03-02", duration="P5Y", renewal=mou.NoRenewal()),
        agreement("renews", "Student exchange", "2021-01-31", ZURICH, duration="P5Y", renewal=TACIT),
        agreement("renews-soon", "Staff mobility", "2023-04-01", ZURICH, duration="P3Y", renewal=TACIT),
        agreement("expired", "Double degree", "2018-01-28", duration="P5Y"),
        agreement("notice", "Archives", "2019-05-01", duration="P5Y", renewal=TACIT, acts=[left("2026-10-01")]),
        agreement("imprecise", "Marine science", "2022-06", duration="P5Y", renewal=mou.NoRenewal()),
        agreement("unknown", "Public health", "2024-01-15", ZURICH),
        agreement("unsigned", "Batteries", None),
        agreement(
            "provisional",
            "Summer school",
            "2026-01-10",
            acts=[mou.Act("provisional_application", "2026-02-01")],
            entry_into_force=mou.OnDate("2027-06-01"),
            duration="P20Y",
        ),
        agreement(
            "suspended",
            "Field station",
            "2024-05-05",
            acts=[mou.Act("suspension", "2026-06-01", until="2027-05-31")],
            binding=True,
            duration=mou.Indefinite(),
        ),
        attrs.evolve(
            agreement("follows", "Double degree, renewed", "2026-02-01", duration="P5Y", survival=mou.Survival("P2Y")),
            relations=[mou.Relation("renews", "expired"), mou.Relation("amends", "not-here")],
        ),
    )


def left(day):
    return mou.Act("non_renewal", day, by=UM)


def hostile():
    """A register of which every text tries to break out."""
    records = []
    for number, text in enumerate(HOSTILE):
        parties = [
            mou.Party(f"p{number}{side}", name=f"{text}{side}", kind="organisation", aliases=[text]) for side in "ab"
        ]
        source = mou.Source(text, publisher=text, url="https://example.org/?a=%22%3E&b='", note=text)
        signed = mou.Act.signature(
            "2022-03-02",
            place=text,
            note=text,
            sources=[source],
            signatories=[mou.Signatory(text, party=parties[0].id, office=text)],
        )
        there = [mou.Participant(one) for one in parties]
        meeting = mou.Meeting(
            f"m{number}", name=text, place=text, note=text, starts_on="2022-03-01", participants=there
        )
        records += [
            *parties,
            meeting,
            mou.Agreement(
                f"a{number}",
                title=text,
                parties=parties,
                acts=[signed],
                description=text,
                subjects=[text],
                depositary=text,
                registrations=[mou.TreatyRegistration(text, number=text)],
                sources=[source],
                signed_at=[meeting.id],
                extensions={"sheet": {"Remarks": text}},
                term=mou.Term(
                    duration="P5Y", renewal=mou.TacitRenewal("P1Y", notice="P3M", article=text), stated_last_day=None
                ),
            ),
        ]
    return mou.Register().added(*records)


class Parsed(HTMLParser):
    """A page: its elements, ids, links and text; every element must be closed where it was opened."""

    VOID = frozenset({"meta", "br", "input"})
    BLOCKS = frozenset({"dd", "div", "dt", "li", "p", "td", "th"})

    def __init__(self, html):
        super().__init__()
        self.open, self.elements, self.texts = [], [], []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        assert len(names) == len(set(names)), (tag, names)
        self.elements.append((tag, dict(attributes)))
        self.texts += [" "] if tag in self.BLOCKS else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "script"):
            self.texts.append(data)

    @property
    def text(self):
        return "".join(self.texts)

    @property
    def ids(self):
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def links(self):
        return [attributes["href"] for _, attributes in self.elements if "href" in attributes]

    def of(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


class Data:
    """The data of a page, with its numbers read as texts and days."""

    def __init__(self, html):
        self.json = json.loads(html.split('<script type="application/json" id="data">')[1].split("</script>")[0])
        self.rows = self.json["rows"]

    def text(self, number):
        return self.json["texts"][number]

    def day(self, number):
        return date(1970, 1, 1) + timedelta(days=number)

    def number(self, key):
        return self.rows["id"].index(key)

    def row(self, key):
        return {column: values[self.number(key)] for column, values in self.rows.items()}

    def details(self, key):
        return self.json["details"][self.number(key)]

    def filled(self, pattern, days, agreement):
        rest = [f"{day.day} {day:%B} {day.year}" for day in map(self.day, days)]
        parties = [] if agreement is None else self.rows["parties"][agreement]
        marks = "[\x01\x0e-\x1f]"
        return re.sub(
            marks,
            lambda mark: rest.pop(0) if mark[0] == "\x01" else self.text(parties[ord(mark[0]) - 14]),
            self.text(pattern),
        )

    def sentence(self, packed, agreement=None):
        pattern, *days = packed if isinstance(packed, list) else [packed]
        return self.filled(pattern, days, agreement)

    def reasons(self, key):
        """The summaries of the answers about an agreement, each followed by its steps."""
        number, lines = self.number(key), []
        for summary, *steps in self.details(key).get("answers", ()):
            lines.append(self.sentence(summary, number))
            for packed in steps:
                step, *days = packed if isinstance(packed, list) else [packed]
                pattern, source, assumed = self.json["steps"][step]
                line = self.filled(pattern, days, number) + (f" ({self.text(source)})" if source else "")
                lines.append(f"assumed: {line}" if assumed else line)
        return lines

    def clauses(self, key):
        return {label: self.sentence(value) for label, value in self.details(key)["clauses"]}

    def findings(self):
        """Each message with the id of its agreement or meeting."""
        for findings in self.json["findings"]:
            for packed, subject, *_ in findings:
                known = isinstance(subject, int)
                yield (
                    (self.rows["id"][subject] if known else subject),
                    self.sentence(packed, subject if known else None),
                )
