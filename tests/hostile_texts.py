"""Texts that a record can hold, and that harm what shows them without care."""

from mou.answers.register import Register
from mou.model.act import Act
from mou.model.agreement import Agreement
from mou.model.party import Party
from mou.model.renewals import TacitRenewal
from mou.model.term import Term

TEXTS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "&amp; & ]]>",
    '=HYPERLINK("http://example.org","here")',
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "  =1",
    "\t=1",
    "=cmd|' /C calc'!A0",
    "\uff1d1+1",
    "http://example.org",
    "12345",
    "a\r\n=1+1\rb\nc",
    "\u202egnp.exe",
    "\u200f\u2066\x85\u2028",
    "\ufffe\uffff",
    "_x0041_",
    "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "$x^2$ $",
    r"$\frac{ \input{x} \$",
    "x" * 5000,
    "%s {0} {{}}",
]


def held(text, number=0):
    """An agreement that has the text wherever it can."""
    house = Party(f"house-{number}", name=text, kind="organisation", aliases=[text])
    return Agreement(
        f"a{number}",
        title=text,
        kind="mou",
        parties=[house, Party.state("MYS")],
        acts=[Act.signature("2024-08-28", kind="definitive", note=text, place=text)],
        term=Term(duration="P12M", renewal=TacitRenewal("P12M", notice="P2M")),
        subjects=[text],
        description=text,
        depositary=text,
        extensions={text: text},
    )


REGISTER = Register(agreements=[held(text, number) for number, text in enumerate(TEXTS)])
