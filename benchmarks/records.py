"""The records for the benchmarks. They are made with `mou`, so they are valid, and are the same in each run."""

from __future__ import annotations

import random
from datetime import date, timedelta

import mou

CODES = (
    "AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA "
    "BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG CRI CIV HRV CUB CYP CZE DNK DJI DMA DOM ECU EGY SLV GNQ ERI "
    "EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR "
    "ITA JAM JPN JOR KAZ KEN KIR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS "
    "MEX FSM MDA MCO MNG MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL "
    "POL PRT QAT KOR ROU RUS RWA KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF ESP LKA SDN "
    "SUR SWE CHE SYR TJK TZA THA TLS TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR USA URY UZB VUT VEN VNM YEM ZMB "
    "ZWE"
).split()
_FIELDS = "defence cooperation|trade|visa exemption|air services|higher education|fisheries|public health".split("|")
_CITIES = "Kuala Lumpur|Washington|Geneva|Vienna|Tokyo|Nairobi|Brasília|Jakarta|Canberra|Ha Noi|Doha|Oslo".split("|")
_GIVEN = "Amina Bashir Chen Dewi Elena Farid Grace Hiroshi Ingrid José Kavya Lars".split()
_FAMILY = "Abdullah Bernard Castillo Dlamini Eriksen Fujita Gómez Haddad Ivanova Jensen Kamau Lim".split()
_LAST = date(2024, 12, 31).toordinal()


def _day(draw: random.Random, first: int = 1960) -> date:
    return date.fromordinal(draw.randint(date(first, 1, 1).toordinal(), _LAST))


def _person(draw: random.Random, party: str) -> mou.Signatory:
    name = f"{draw.choice(_GIVEN)} {draw.choice(_FAMILY)}"
    return mou.Signatory(name, party=party, office="Minister of Foreign Affairs")


def _renewal(draw: random.Random) -> mou.TacitRenewal | mou.ExpressRenewal | mou.NoRenewal:
    length = draw.choice(["P1Y", "P2Y", "P5Y"])
    return draw.choice(
        [
            mou.TacitRenewal(length, notice=draw.choice(["P3M", "P6M", "P90D"])),
            mou.TacitRenewal(length, notice="P6M", times=draw.randint(1, 4)),
            mou.ExpressRenewal(length),
            mou.NoRenewal(),
        ]
    )


def bilateral(seed: int) -> mou.Agreement:
    """Return a bilateral agreement of about 1 kB, with signatures, notifications and clauses about time."""
    draw = random.Random(f"bilateral {seed}")
    codes = draw.sample(CODES, 2)
    parties = [mou.Party.state(code) for code in codes]
    field, signed = draw.choice(_FIELDS), _day(draw)
    notified = [signed + timedelta(days=draw.randint(30, 400)) for _ in codes]
    title = f"Agreement between {parties[0].name} and {parties[1].name} on {field}"
    partial = draw.random() < 0.1
    return mou.Agreement(
        f"{codes[0]}-{codes[1]}-{seed}".lower(),
        title=title,
        kind=draw.choice(["agreement", "mou", "treaty", "arrangement"]),
        binding=draw.choice([True, False]),
        parties=parties,
        acts=[
            mou.Act.signature(
                signed.isoformat()[:7] if partial else signed,
                by=codes,
                place=draw.choice(_CITIES),
                signatories=[_person(draw, code) for code in codes],
            ),
            *(mou.Act("notification", day, by=code) for code, day in zip(codes, notified, strict=True)),
        ],
        term=mou.Term(
            entry_into_force=mou.LastNotification(delay=draw.choice([None, "P30D", "P1M"]), article="Art. 9"),
            duration=draw.choice(["P3Y", "P5Y", "P10Y"]),
            renewal=_renewal(draw),
            withdrawal=mou.WithdrawalOnNotice(draw.choice(["P6M", "P1Y"]), article="Art. 10"),
        ),
        subjects=[field],
        registrations=[mou.TreatyRegistration("UNTS", number=f"I-{seed + 10_000}")],
    )


def multilateral(seed: int, parties: int = 150) -> mou.Agreement:
    """Return a convention in which each party signs and ratifies; with 150 parties, about 37 kB."""
    draw = random.Random(f"multilateral {seed}")
    codes = sorted(draw.sample(CODES, parties))
    opened = _day(draw)
    acts = [
        mou.Act.signature(
            opened + timedelta(days=draw.randint(0, 365)),
            by=code,
            kind="subject_to_ratification",
            place=draw.choice(_CITIES),
        )
        for code in codes
    ]
    acts += [mou.Act("ratification", opened + timedelta(days=draw.randint(366, 4000)), by=code) for code in codes]
    return mou.Agreement(
        f"convention-{seed}",
        title=f"Convention on {draw.choice(_FIELDS)}",
        kind="convention",
        binding=True,
        parties=[mou.Party.state(code) for code in codes],
        acts=sorted(acts, key=lambda act: str(act.on)),
        term=mou.Term(
            entry_into_force=mou.NthInstrument(60, delay=mou.FirstOfMonthAfter("P60D"), article="Art. 20(1)"),
            duration=mou.Indefinite(),
            later_parties=mou.LaterParties(mou.FirstOfMonthAfter("P60D"), article="Art. 20(2)"),
            withdrawal=mou.WithdrawalOnNotice("P1Y", article="Art. 23"),
        ),
        depositary="Secretary-General of the United Nations",
        subjects=[draw.choice(_FIELDS)],
    )


def rich() -> mou.Agreement:
    """Return an agreement with every field of the models, from which broken documents are made."""
    source = mou.Source(
        "Report on the signing",
        publisher="News agency",
        published_on="2001-05-03?",
        url="https://example.org/report",
        accessed_on="2024-02-03",
        note="in English",
    )
    return mou.Agreement(
        "rich-1",
        title="Agreement on everything",
        kind="agreement",
        binding=True,
        parties=[
            mou.Party.state("MYS"),
            mou.Party.state("JPN"),
            mou.Party(
                "mys-mod",
                name="Ministry of Defence",
                kind="government_body",
                acts_for="MYS",
                identifiers={"example": "17"},
                aliases=["MINDEF", "Defence"],
            ),
        ],
        acts=[
            mou.Act.signature(
                "2001-05-02",
                by=["MYS", "JPN"],
                kind="definitive",
                place="Tokyo",
                signatories=[mou.Signatory("Amina Lim", party="MYS", office="Minister")],
                certainty="inferred",
                sources=[source],
                note="in two languages",
            ),
            mou.Act("notification", "2001-06-01", by="MYS", received_on="2001-06-04"),
            mou.Act("notification", "2001-06-01", by="JPN"),
            mou.Act("suspension", "2003-01-01", until="2003-06-30", effective_on="2003-02-01"),
            mou.Act("extension", "2006-01-01", period="P1Y"),
            mou.Act("withdrawal", "2010-03-04", by="JPN", id="notice-1"),
            mou.Act("notice_revocation", "2010-04-04", by="JPN", refers_to="notice-1"),
        ],
        term=mou.Term(
            entry_into_force=mou.NthInstrument(
                2,
                among=["MYS", "JPN"],
                counted=mou.CountedInstruments(
                    kinds=["ratification", "accession"], except_parties=["eu"], after_leaving=True
                ),
                delay=mou.DayAfter("P30D"),
                article="Art. 1",
            ),
            duration="P5Y",
            counting="from_start_of_day",
            anchor="signature",
            later_parties=mou.LaterParties(mou.FirstOfKthMonth(2), before_entry="general", article="Art. 2"),
            renewal=mou.TacitRenewal("P1Y", notice="P3M", times=12, until="2030-12-31", article="Art. 3"),
            withdrawal=mou.WithdrawalOnNotice(
                "P1Y",
                lock_in="P3Y",
                lock_in_from="general_entry",
                at="end_of_period",
                delayed_by_conflict=True,
                article="Art. 4",
            ),
            minimum_parties=2,
            survival=mou.Survival("P2Y"),
            stated_last_day="2006-05-01",
        ),
        subjects=["defence cooperation", "trade"],
        description="A record made up for this purpose.",
        signed_at=["meeting-1"],
        relations=[mou.Relation("supersedes", to="other-1")],
        depositary="JPN",
        registrations=[mou.TreatyRegistration("UNTS", number="I-1", on="2002")],
        sources=[source],
        extensions={"file": {"shelf": [1, 2.5, None, True]}},
    )


def document(kind: str, seed: int) -> bytes:
    """Return a JSON document (`bilateral` or `multilateral`) on one line. It is the same in each run."""
    make = {"bilateral": bilateral, "multilateral": multilateral}[kind]
    return mou.dumps(make(seed), indent=None).encode()


def documents(kind: str, count: int) -> list[bytes]:
    """Return `count` documents of a kind."""
    return [document(kind, seed) for seed in range(count)]
