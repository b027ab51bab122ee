"""Random registers like that of a large office: agreements in every status, with the columns of an imported sheet."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import mou

ON = "2026-11-25"
COUNTRIES = "Japan France Brazil Indonesia Germany Thailand Spain Portugal Malaysia Chile Kenya Canada Korea".split()
CITIES = "Kyoto Lyon Recife Bandung Leipzig Chiang-Mai Granada Coimbra Penang Valdivia Nakuru Halifax Busan".split()
FIELDS = "batteries fisheries archives nursing robotics forestry linguistics hydrology logistics ceramics".split()
PEOPLE = [
    f"{first} {last}" for first in ("Aina", "Ben", "Chen", "Dara") for last in ("Rahman", "Silva", "Okafor", "Lim")
]
UM = mou.Party("universiti-malaya", name="Universiti Malaya", kind="organisation")


def office(count: int, columns: int = 60) -> mou.Register:
    """Return a register of a university with `count` agreements and some hundreds of partners."""
    draw = random.Random(16)
    return mou.Register(agreements=[_agreement(draw, number, columns) for number in range(count)])


def _agreement(draw: random.Random, number: int, columns: int) -> mou.Agreement:
    place = draw.randrange(len(COUNTRIES))
    name = f"{draw.choice(['University of', 'Institute of Technology,', 'City of', 'Polytechnic of'])} {CITIES[place]}"
    name += f" {draw.randrange(1, 40)}"
    other = mou.Party(f"partner-{name.lower().replace(' ', '-').replace(',', '')}", name=name, kind="organisation")
    signed = date(2012, 1, 1) + timedelta(days=draw.randrange(5400))
    term = draw.choice(
        [
            mou.Term(duration="P5Y", renewal=mou.TacitRenewal("P1Y", notice="P3M")),
            mou.Term(duration="P3Y", renewal=mou.TacitRenewal("P3Y", notice="P6M", article="Art. 9")),
            mou.Term(duration="P5Y", renewal=mou.NoRenewal()),
            mou.Term(duration=f"P{draw.randrange(1, 8)}Y"),
            mou.Term(duration=mou.Indefinite(), withdrawal=mou.WithdrawalOnNotice("P6M")),
            mou.Term(duration=mou.Until(signed + timedelta(days=draw.randrange(300, 2500)))),
            mou.Term(),
        ]
    )
    acts = [mou.Act.signature(signed, by=[UM, other], place=CITIES[place])]
    if number % 17 == 0:
        acts.append(
            mou.Act("extension", signed + timedelta(days=200), by=[UM, other], until=signed + timedelta(days=4000))
        )
    if number % 23 == 0:
        acts.append(mou.Act("withdrawal", signed + timedelta(days=900), by=other))
    source = mou.Source(f"partnerships.xlsx, sheet Agreements, row {number + 2}")
    return mou.Agreement(
        f"agreement-{number:05}",
        title=f"Memorandum of Understanding on {draw.choice(FIELDS)} and {draw.choice(FIELDS)} with {name}",
        kind=draw.choice(["mou", "mou", "agreement", None]),
        binding=draw.choice([False, False, True, None]),
        parties=[UM, other],
        acts=acts,
        term=term,
        subjects=[draw.choice(FIELDS)],
        sources=[source],
        extensions={"sheet": _cells(draw, number, place, columns)},
    )


def _cells(draw: random.Random, number: int, place: int, columns: int) -> dict[str, Any]:
    """Return cells for which `mou` has no field, such as a coordinator; an import keeps them in `extensions`."""
    cells = {
        "Country": COUNTRIES[place],
        "Coordinator": draw.choice(PEOPLE),
        "Faculty": draw.choice(FIELDS).title(),
        "File": f"UM/{number:05}",
        "Remarks": draw.choice(["", "renewal under discussion", "original in the archive, copy with the dean"]),
    }
    more = {f"Column {place}": f"{draw.choice(FIELDS)} {draw.randrange(1000)}" for place in range(len(cells), columns)}
    return cells | more
