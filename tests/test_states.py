"""From what people write to one state: names of the UN and of daily use, and everything that is refused."""

import iso3166
import pytest

from mou.errors import NameNotResolvedError
from mou.states import is_current_state, is_state_code, resolve_state, state_name

# Names as the United Nations, the World Bank and the titles of agreements write them, and as people do.
NAMES = {
    "ARE": ["UAE", "U.A.E.", "United Arab Emirates", "the uae"],
    "ATG": ["Antigua & Barbuda", "Antigua and Barbuda"],
    "AUS": ["Commonwealth of Australia", "Government of Australia"],
    "BHS": ["The Bahamas", "Bahamas, The", "Bahamas (the)", "Commonwealth of The Bahamas"],
    "BIH": ["Bosnia", "Bosnia & Herzegovina", "Republic of Bosnia and Herzegovina"],
    "BOL": ["Bolivia", "Bolivia (Plurinational State of)", "Plurinational State of Bolivia"],
    "BRN": ["Brunei", "Brunei Darussalam", "Nation of Brunei, the Abode of Peace"],
    "CHN": ["China", "PRC", "People's Republic of China", "People\u2019s Republic of China"],
    "CIV": [
        "C\u00f4te d'Ivoire",
        "Cote d\u2019Ivoire",
        "COTE D'IVOIRE",
        "Ivory Coast",
        "Republic of C\u00f4te d'Ivoire",
    ],
    "COD": [
        "DRC",
        "DR Congo",
        "D.R. Congo",
        "Congo (Kinshasa)",
        "Congo, Dem. Rep.",
        "Congo, The Democratic Republic of the",
        "Democratic Republic of the Congo",
    ],
    "COG": ["Republic of the Congo", "Congo, Rep.", "Congo, Republic of the", "Congo (Brazzaville)"],
    "CPV": ["Cabo Verde", "Cape Verde", "Republic of Cape Verde"],
    "CZE": ["Czechia", "Czech Republic", "the Czech Republic"],
    "DEU": ["Germany", "Federal Republic of Germany", "Germany, Federal Republic of"],
    "DMA": ["Dominica", "Commonwealth of Dominica"],
    "DOM": ["Dominican Republic", "the Dominican Republic"],
    "EGY": ["Egypt", "Egypt, Arab Rep.", "Arab Republic of Egypt"],
    "FSM": ["Micronesia (Federated States of)", "Micronesia, Fed. Sts.", "Federated States of Micronesia"],
    "GBR": [
        "UK",
        "U.K.",
        "uk",
        "the UK",
        "Great Britain",
        "United Kingdom",
        "United Kingdom (UK)",
        "United Kingdom of Great Britain and Northern Ireland",
        "Government of the United Kingdom of Great Britain and Northern Ireland",
    ],
    "GIN": ["Guinea", "Republic of Guinea"],
    "GMB": ["Gambia", "The Gambia", "Gambia, The", "Gambia (Republic of The)"],
    "GNB": ["Guinea-Bissau", "Guinea Bissau"],
    "GNQ": ["Equatorial Guinea", "Guinea, Equatorial"],
    "IDN": ["Indonesia", "Republic of Indonesia", "Government of the Republic of Indonesia"],
    "IRL": ["Ireland", "Republic of Ireland"],
    "IRN": ["Iran", "Iran (Islamic Republic of)", "Iran, Islamic Rep.", "Islamic Republic of Iran"],
    "KHM": ["Cambodia", "Kingdom of Cambodia", "Royal Government of Cambodia"],
    "KNA": ["Saint Kitts and Nevis", "St. Kitts & Nevis", "St Kitts and Nevis"],
    "KOR": ["South Korea", "Republic of Korea", "Korea, Republic of", "Korea (the Republic of)", "Korea, Rep.", "ROK"],
    "LAO": ["Laos", "Lao PDR", "Lao P.D.R.", "Lao People's Democratic Republic"],
    "MDA": ["Moldova", "Republic of Moldova", "Moldova, Republic of", "Moldova (Republic of)"],
    "MKD": ["North Macedonia", "FYROM", "The former Yugoslav Republic of Macedonia", "Republic of North Macedonia"],
    "MMR": ["Myanmar", "Burma", "Myanmar (Burma)", "Burma (Myanmar)", "Republic of the Union of Myanmar"],
    "MYS": [
        "Malaysia",
        "malaysia",
        "MALAYSIA",
        "Government of Malaysia",
        "the Government of Malaysia",
        "Govt. of Malaysia",
    ],
    "NLD": ["Netherlands", "The Netherlands", "Netherlands (Kingdom of the)", "Kingdom of the Netherlands"],
    "NRU": ["Nauru", "Naoero", "Republic of Nauru", "Republic of Naoero"],
    "NZL": ["New Zealand"],
    "PRK": ["North Korea", "DPRK", "Democratic People's Republic of Korea", "Korea, Dem. People's Rep."],
    "PSE": ["Palestine", "State of Palestine", "Palestine, State of"],
    "RUS": ["Russia", "Russian Federation", "the Russian Federation"],
    "STP": ["S\u00e3o Tom\u00e9 and Pr\u00edncipe", "Sao Tome & Principe"],
    "SWZ": ["Eswatini", "eSwatini", "Swaziland", "Kingdom of Eswatini", "Kingdom of Swaziland"],
    "SYR": ["Syria", "Syrian Arab Republic"],
    "THA": ["Thailand", "Kingdom of Thailand"],
    "TLS": ["Timor-Leste", "Timor Leste", "East Timor", "Democratic Republic of Timor-Leste"],
    "TUR": ["T\u00fcrkiye", "Tu\u0308rkiye", "Turkiye", "Turkey", "Republic of T\u00fcrkiye", "Republic of Turkey"],
    "TZA": ["Tanzania", "Tanzania, United Republic of", "United Republic of Tanzania"],
    "USA": [
        "US",
        "the US",
        "The US",
        "THE US",
        "U.S.",
        "u.s.",
        "the U.S.",
        "USA",
        "the USA",
        "U.S.A.",
        "United States",
        "the United States of America",
        "United States of America (USA)",
    ],
    "VAT": ["Holy See", "The Holy See", "Holy See (Vatican City State)", "Vatican City"],
    "VEN": ["Venezuela", "Venezuela (Bolivarian Republic of)", "Bolivarian Republic of Venezuela"],
    "VNM": ["Viet Nam", "Vietnam", "Viet\u00a0Nam", "Socialist Republic of Vietnam", "Socialist Republic of Viet Nam"],
    "XKX": ["Kosovo", "Republic of Kosovo"],
}


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, names in NAMES.items() for name in names])
def test_a_usual_name_is_resolved(code, name):
    assert code == resolve_state(name)


@pytest.mark.parametrize("country", iso3166.countries, ids=lambda country: country.alpha3)
def test_every_entry_of_iso_3166_is_one_state_or_a_territory(country):
    """Each code and each name of a state gives that state; those of a territory are refused as one."""
    texts = [country.alpha2, country.alpha3, country.numeric]
    texts += [] if country.alpha3 == "COG" else [country.name, country.name.upper(), country.apolitical_name]
    for text in texts:
        if is_current_state(country.alpha3):
            assert country.alpha3 == resolve_state(text)
        else:
            with pytest.raises(NameNotResolvedError, match=rf"is a territory .* Party\('{country.alpha3}'"):
                resolve_state(text)


@pytest.mark.parametrize("code", [country.alpha3 for country in iso3166.countries if is_current_state(country.alpha3)])
def test_the_name_that_a_state_is_given_is_its_own(code):
    name = state_name(code)
    for text in (name, name.lower(), name.upper(), f"the Government of the {name}", f" {name} "):
        assert code == resolve_state(text)
    assert ", " not in name


def test_every_name_of_pycountry_is_the_same_states():
    """The names, official names and common names of Debian's iso-codes, which were collected by others."""
    pycountry = pytest.importorskip("pycountry")
    wrong = []
    for country in pycountry.countries:
        for kind in ("name", "official_name", "common_name"):
            name = getattr(country, kind, None)
            if name is None or name == "Congo" or not is_current_state(country.alpha_3):
                continue
            found = resolve_state(name)
            if found != country.alpha_3:
                wrong.append((country.alpha_3, name, found))
    assert [] == wrong


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("Korea", ("KOR (Republic of Korea)", "PRK (Democratic People's Republic of Korea)")),
        ("KOREA", ("KOR (Republic of Korea)", "PRK (Democratic People's Republic of Korea)")),
        ("Congo", ("COD (Democratic Republic of the Congo)", "COG (Republic of the Congo)")),
        ("the Congo", ("COD (Democratic Republic of the Congo)", "COG (Republic of the Congo)")),
        ("Congo (the)", ("COD (Democratic Republic of the Congo)", "COG (Republic of the Congo)")),
        ("Republic of China", ("CHN (China)", "TWN (Taiwan)")),
        ("China, Republic of", ("CHN (China)", "TWN (Taiwan)")),
    ],
)
def test_a_name_of_several_states_is_refused_with_all_of_them(name, candidates):
    with pytest.raises(NameNotResolvedError) as caught:
        resolve_state(name)
    assert (name, candidates) == (caught.value.text, caught.value.candidates)
    assert f'"{name}" is the name of several states: {", ".join(candidates)}; write the one that is meant' == str(
        caught.value
    )


@pytest.mark.parametrize(
    ("text", "candidate"),
    [
        ("us", "USA (United States of America)"),
        ("Us", "USA (United States of America)"),
        ("the us", "USA (United States of America)"),
        ("in", "IND (India)"),
        ("it", "ITA (Italy)"),
        ("no", "NOR (Norway)"),
        ("No", "NOR (Norway)"),
        ("my", "MYS (Malaysia)"),
        ("can", "CAN (Canada)"),
        ("per", "PER (Peru)"),
        ("mys", "MYS (Malaysia)"),
        ("Malaisie", "MYS (Malaysia)"),
        ("Malayasia", "MYS (Malaysia)"),
        ("Phillipines", "PHL (Philippines)"),
        ("Koreaa", "KOR (Republic of Korea)"),
    ],
)
def test_what_is_only_near_is_offered_not_taken(text, candidate):
    with pytest.raises(NameNotResolvedError, match=" is no known name or code of a state; near it: ") as caught:
        resolve_state(text)
    assert candidate in caught.value.candidates


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ".",
        "the",
        "of",
        "Government of",
        "4",
        "4580",
        "\u0664\u0665\u0668",
        "ZZ",
        "UN",
        "EU",
        "European Union",
        "England",
        "Scotland",
        "Northern Ireland",
        "Ireland, Northern",
        "America",
        "Guinea, Conakry",
        "Georgia (USA)",
        "Virgin Islands",
        "China, Taiwan",
        "Democratic Republic of Vietnam",
        "Democratic Republic of Germany",
        "People's Republic of Korea",
        "Republic of America",
        "Malaysia and Singapore",
        "Malaysia, Indonesia, Thailand",
        "University of Malaya",
        "Ministry of Defence of Malaysia",
        "\u4e2d\u56fd",
        "\ud800",
        "x" * 100_000,
        "a," + " " * 50_000 + ",",
        "(" * 50_000,
    ],
    ids=lambda text: ascii(text)[:40],
)
def test_what_is_no_state_of_today_is_refused(text):
    """Bodies, regions, former states (whose names come with their dates), lists and nonsense."""
    with pytest.raises(NameNotResolvedError, match="is no known name or code of a state"):
        resolve_state(text)


@pytest.mark.parametrize("value", [458, 458.0, None, True, b"MYS", ["MYS"]])
def test_only_text_is_resolved(value):
    with pytest.raises(NameNotResolvedError, match=r"is no name or code of a state$"):
        resolve_state(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hong Kong", "HKG"),
        ("HK", "HKG"),
        ("Macau", "MAC"),
        ("Macao", "MAC"),
        ("Greenland", "GRL"),
        ("Faroe Islands", "FRO"),
        ("Puerto Rico", "PRI"),
        ("American Samoa", "ASM"),
        ("U.S. Virgin Islands", "VIR"),
        ("Virgin Islands (U.S.)", "VIR"),
        ("Virgin Islands, British", "VGB"),
        ("Cura\u00e7ao", "CUW"),
        ("Sint Maarten", "SXM"),
        ("Jersey", "JEY"),
        ("Falkland Islands (Malvinas)", "FLK"),
        ("630", "PRI"),
    ],
)
def test_a_territory_is_told_as_one(text, code):
    with pytest.raises(NameNotResolvedError, match="is a territory in ISO 3166-1, not a state") as caught:
        resolve_state(text)
    assert f"Party('{code}'," in str(caught.value)
    assert () == caught.value.candidates


def test_territories_are_not_offered():
    """England is near Greenland in letters alone."""
    with pytest.raises(NameNotResolvedError) as caught:
        resolve_state("Grenland")
    assert not any("GRL" in candidate for candidate in caught.value.candidates)


@pytest.mark.parametrize("code", ["MYS", "USA", "XKX", "TWN", "PSE", "VAT", "COK", "NIU"])
def test_states_of_today(code):
    assert is_current_state(code)
    assert is_state_code(code)


@pytest.mark.parametrize(
    "code",
    # ISO 3166-3's codes of former states; codes left to users by ISO 3166-1; a code of another scheme
    [
        "SUHH",
        "YUCS",
        "CSHH",
        "CSXX",
        "DDDE",
        "YDYE",
        "VDVN",
        "RHZW",
        "ZRCD",
        "XAA",
        "XZZ",
        "QMA",
        "AAA",
        "ZZZ",
        "cow:300",
    ],
)
def test_codes_of_other_states(code):
    assert is_state_code(code)
    assert not is_current_state(code)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "MY",
        "mys",
        "458",
        "HKG",
        "GRL",
        "ABC",
        "QAA",
        "ANHH",
        "NTHH",
        "cow:",
        "COW:300",
        "cow",
        "EUE",
        "MYSX",
        "xaa",
    ],
)
def test_codes_of_no_state(code):
    """ANHH is the Netherlands Antilles and NTHH the Neutral Zone: never states; QAA is reserved for no one."""
    assert not is_state_code(code)


def test_about_two_hundred_states():
    """193 members of the United Nations, 2 observers, and Cook Islands, Niue, Kosovo, Taiwan and the Sahrawi Republic."""
    assert 193 + 2 + 5 == sum(is_current_state(country.alpha3) for country in iso3166.countries)
