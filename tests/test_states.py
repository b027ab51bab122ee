"""From what people write to one state: names of the UN and of daily use, and everything that is refused."""

import csv
import os
import string
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import attrs
import iso3166
import pytest
from hypothesis import given, strategies as st

from mou.dates.days import PartialDate
from mou.errors import NameNotResolvedError, ValidationError
from mou.model.party import Party, PartyKind
from mou.model.state_table import holders_by_code, holders_by_name, name_key as key, table
from mou.model.states import (
    _SPORTS_CODES,
    cow_state,
    former_states,
    is_current_state,
    is_state_code,
    resolve_state,
    state_name,
    un_state,
)

DATA = Path(os.environ.get("MOU_DATA") or Path(__file__).parents[2] / "shared" / "data")
"""Real data: beside the project, or where MOU_DATA says."""

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
    named = country.alpha3 not in {"COG", "ESH"}  # whose names are another's too, or a territory's
    texts += [country.name, country.name.upper(), country.apolitical_name] if named else []
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
            if name in (None, "Congo", "Western Sahara") or not is_current_state(country.alpha_3):
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
    assert f'"{name}" is the name of several states: {", ".join(candidates)}; use the code of the one you mean' == str(
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
    with pytest.raises(
        NameNotResolvedError, match=" is not a known name or code of a state; close matches: "
    ) as caught:
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
    with pytest.raises(NameNotResolvedError, match="is not a known name or code of a state"):
        resolve_state(text)


@pytest.mark.parametrize("value", [458, 458.0, None, True, b"MYS", ["MYS"]])
def test_only_text_is_resolved(value):
    with pytest.raises(NameNotResolvedError, match=r"is not the name or code of a state$"):
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
    """193 members of the United Nations, 2 observers, and Cook Islands, Niue, Kosovo, Taiwan, Sahrawi Republic."""
    assert 193 + 2 + 5 == sum(is_current_state(country.alpha3) for country in iso3166.countries)


class TestCodesOfSports:
    """The codes of the Olympic Committee and of FIFA: suggested, never accepted."""

    @pytest.mark.parametrize(("code", "meant"), sorted(_SPORTS_CODES.items()))
    def test_the_error_suggests_the_state(self, code, meant):
        for text in (code, code.lower()):
            with pytest.raises(NameNotResolvedError) as caught:
                resolve_state(text)
            assert [meant] == [candidate[:3] for candidate in caught.value.candidates]
        assert meant == resolve_state(meant)


class TestNamesByDay:
    """A name that went from one state to another is that of the state which bore it on the day."""

    @pytest.mark.parametrize(
        ("name", "day", "code"),
        [
            ("Yugoslavia", "1950-06-01", "YUCS"),
            ("Yugoslavia", "1992-04-26", "YUCS"),
            ("Yugoslavia", "1992-04-27", "CSXX"),
            ("Yugoslavia", "2001-06-01", "CSXX"),
            ("Kingdom of Yugoslavia", "1930", "YUCS"),
            ("Federal Republic of Yugoslavia", "2000", "CSXX"),
            ("Serbia and Montenegro", "2005", "CSXX"),
            ("Serbia", "1900", "cow:345"),
            ("Serbia", "2010-01-01", "SRB"),
            ("Congo", "1960-07-01", "COD"),
            ("Congo", "1971-10-27", "COG"),
            ("Congo", "1997-05-16", "COG"),
            ("Zaire", "1980", "COD"),
            ("Republic of the Congo", "1960-07-01", "COD"),
            ("Republic of the Congo", "1970", "COG"),
            ("Congo, Democratic Republic of the", "1965", "COD"),
            ("Vietnam", "1950-01-01", "VDVN"),
            ("Viet Nam", "1976-07-02", "VNM"),
            ("South Vietnam", "1965", "cow:817"),
            ("Republic of Vietnam", "1965", "cow:817"),
            ("North Vietnam", "1965", "VDVN"),
            ("Yemen", "1950", "cow:678"),
            ("Yemen", "1995", "YEM"),
            ("Yemen (Aden)", "1969", "YDYE"),
            ("Germany", "1900", "DEU"),
            ("Germany", "1970-01-01", "DEU"),
            ("Germany", "2000", "DEU"),
            ("East Germany", "1970", "DDDE"),
            ("Prussia", "1860", "cow:255"),
            ("Russia", "1900", "cow:365"),
            ("Russia", "1920", "RUS"),
            ("Russia", "2000", "RUS"),
            ("USSR", "1970", "SUHH"),
            ("Soviet Union", "1991", "SUHH"),
            ("Ukrainian SSR", "1970", "UKR"),
            ("China", "1950", "CHN"),
            ("Republic of China", "1930", "CHN"),
            ("Sudan", "1960", "SDN"),
            ("Sudan", "2020", "SDN"),
            ("Burma", "1950", "MMR"),
            ("Burma", "2020", "MMR"),
            ("Upper Volta", "1970", "BFA"),
            ("Dahomey", "1970", "BEN"),
            ("Ceylon", "1960", "LKA"),
            ("Malaya", "1960", "MYS"),
            ("Turkey", "1910", "cow:640"),
            ("Turkey", "1923-07-24", "TUR"),
            ("Ottoman Empire", "1910", "cow:640"),
            ("Austria", "1880", "cow:300"),
            ("Austria", "1960", "AUT"),
            ("Korea", "1900", "cow:730"),
            ("Egypt", "1950", "EGY"),
            ("United Arab Republic", "1960", "cow:651"),
            ("United Arab Republic", "1965", "EGY"),
            ("Rhodesia", "1970", "RHZW"),
            ("Tanganyika", "1962", "cow:510"),
            ("Tanzania", "1970", "TZA"),
            ("Zanzibar", "1964-01-01", "cow:511"),
            ("Bavaria", "1850", "cow:245"),
            ("Sikkim", "1970", "SKIN"),
            ("YU", "1970", "YUCS"),
            ("YU", "2002", "CSXX"),
            ("CS", "1985", "CSHH"),
            ("CS", "2004", "CSXX"),
            ("SK", "1974-06-01", "SKIN"),
            ("SK", "2000", "SVK"),
            ("716", "1970", "RHZW"),
        ],
    )
    def test_the_state_of_the_day(self, name, day, code):
        assert code == resolve_state(name, day)

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("USSR", "SUHH"),
            ("U.S.S.R.", "SUHH"),
            ("SU", "SUHH"),
            ("SUN", "SUHH"),
            ("810", "SUHH"),
            ("SUHH", "SUHH"),
            ("Czechoslovakia", "CSHH"),
            ("CSK", "CSHH"),
            ("GDR", "DDDE"),
            ("German Democratic Republic", "DDDE"),
            ("Serbia and Montenegro", "CSXX"),
            ("SCG", "CSXX"),
            ("891", "CSXX"),
            ("890", "YUCS"),
            ("Democratic Yemen", "YDYE"),
            ("Yemen Arab Republic", "cow:678"),
            ("886", "cow:678"),
            ("South Vietnam", "cow:817"),
            ("Austria-Hungary", "cow:300"),
            ("Austria Hungary", "cow:300"),
            ("cow:300", "cow:300"),
            ("Kingdom of Bavaria", "cow:245"),
            ("Burma", "MMR"),
            ("BUR", "MMR"),
            ("ZAR", "COD"),
            ("ZRCD", "COD"),
            ("Zaire", "COD"),
            ("BYAA", "BLR"),
            ("736", "SDN"),
            ("280", "DEU"),
            ("Russia", "RUS"),
            ("Vietnam", "VNM"),
            ("SK", "SVK"),
            ("Sahrawi Arab Democratic Republic", "ESH"),
            ("CONGO, PEOPLES REPUBLIC OF", "COG"),
            ("BYELORUSSIA S S R", "BLR"),
            ("Lao Peoples Democratic Republic", "LAO"),
            ("Netherlands, the Kingdom of the", "NLD"),
        ],
    )
    def test_without_a_day_the_state_of_today_or_the_only_former_one(self, name, code):
        assert code == resolve_state(name)

    @pytest.mark.parametrize(
        ("name", "day", "codes"),
        [
            ("Yugoslavia", None, ["YUCS", "CSXX"]),
            ("YUG", None, ["CSXX", "YUCS"]),
            ("Yugoslavia", "1992", ["YUCS", "CSXX"]),
            ("United Arab Republic", None, ["cow:651", "EGY"]),
            ("Congo", "1965", ["COD", "COG"]),
            ("Congo", "2020", ["COD", "COG"]),
            ("Republic of the Congo", "1963", ["COD", "COG"]),
            ("Congo, Rep.", "1963", ["COD", "COG"]),
            ("Vietnam", "1965", ["VDVN", "cow:817"]),
            ("Yemen", "1975", ["cow:678", "YDYE"]),
            ("Korea", "1990", ["KOR", "PRK"]),
            ("Republic of China", "1960", ["CHN", "TWN"]),
        ],
    )
    def test_several_states_are_an_error_that_names_them(self, name, day, codes):
        with pytest.raises(NameNotResolvedError, match="is the name of several states") as caught:
            resolve_state(name, day)
        assert codes == [candidate.partition(" ")[0] for candidate in caught.value.candidates]

    @pytest.mark.parametrize(
        ("name", "day", "candidate"),
        [
            ("USSR", "2001-01-01", "SUHH (Union of Soviet Socialist Republics, 1922-12-30 to 1991-12-25)"),
            ("Czechoslovakia", "1993-01-01", "CSHH (Czechoslovakia, 1918-10-28 to 1992-12-31)"),
            ("Russia", "1970", "cow:365 (Russian Empire, 1721-11-02 to 1917-11-06)"),
            ("Slovakia", "1942", "SVK (Slovakia)"),
            ("Germany", "1947", "DEU (Germany)"),
            ("Austria", "1940", "AUT (Austria)"),
            ("Egypt", "1960", "EGY (Egypt)"),
            ("Serbia", "2001", "SRB (Serbia)"),
            ("Palestine", "1930", "PSE (Palestine)"),
            ("Korea", "1930", "KOR (Republic of Korea)"),
            ("Papal States", "1900", "cow:327 (Papal States, to 1870-09-19)"),
            ("Vietnam", "1900", "VNM (Viet Nam)"),
        ],
    )
    def test_a_day_on_which_no_state_bore_the_name_is_an_error(self, name, day, candidate):
        with pytest.raises(NameNotResolvedError, match=f'^"{name}" names no state on {day}; on other days') as it:
            resolve_state(name, day)
        assert candidate in it.value.candidates

    @pytest.mark.parametrize(
        ("name", "what"),
        [
            ("Bavaria", "a state of Germany"),
            ("W\u00fcrttemberg", "a part of Baden-W\u00fcrttemberg in Germany"),
            ("Zanzibar", "a part of Tanzania with a government of its own"),
            ("the Government of Zanzibar", "a part of Tanzania with a government of its own"),
            ("Republic of Vietnam", r"sometimes said of Viet Nam \(VNM\)"),
        ],
    )
    def test_what_is_something_else_today_needs_the_day(self, name, what):
        with pytest.raises(NameNotResolvedError, match=f"is {what} today; for the former state, give a day or write"):
            resolve_state(name)

    @pytest.mark.parametrize("name", ["Western Sahara", "western sahara", "Spanish Sahara"])
    @pytest.mark.parametrize("day", [None, "1990-01-01"])
    def test_western_sahara_is_a_territory_whose_state_has_a_name_of_its_own(self, name, day):
        with pytest.raises(NameNotResolvedError, match="is a territory, not a state") as caught:
            resolve_state(name, day)
        assert ("ESH (Sahrawi Arab Democratic Republic)",) == caught.value.candidates

    def test_a_territory_stays_one_whatever_the_day(self):
        with pytest.raises(NameNotResolvedError, match="is a territory in ISO 3166-1"):
            resolve_state("Greenland", "1990")

    @pytest.mark.parametrize("text", ["Austria, Hungary", "Austria/Hungary", "Austria\nHungary", "Iran;Iraq"])
    def test_a_list_of_two_states_is_no_name(self, text):
        with pytest.raises(NameNotResolvedError, match="is not a known name"):
            resolve_state(text)

    @pytest.mark.parametrize("day", [date(1970, 1, 1), PartialDate("1970"), "1970-01-01", "1970", "1970~", "1969/1971"])
    def test_the_day_may_be_imprecise(self, day):
        assert "YUCS" == resolve_state("Yugoslavia", day) == cow_state(345, day)

    @pytest.mark.parametrize("day", ["yesterday", "", "1970-02-30", 1970])
    @pytest.mark.parametrize("resolve", [resolve_state, un_state])
    def test_what_is_no_day_is_refused(self, resolve, day):
        with pytest.raises(ValidationError):
            resolve("Malaysia", day)


class TestCow:
    """The Correlates of War's numbers and letters."""

    @pytest.mark.parametrize(
        ("given", "code"),
        [
            (820, "MYS"),
            ("820", "MYS"),
            (" 820 ", "MYS"),
            ("002", "USA"),
            (2, "USA"),
            ("MAL", "MYS"),
            ("AUS", "AUT"),
            ("AUL", "AUS"),
            ("SWZ", "CHE"),
            ("CZE", "CSHH"),
            ("ROM ", "ROU"),
            (255, "DEU"),
            (260, "DEU"),
            (265, "DDDE"),
            (345, "SRB"),
            (365, "RUS"),
            (678, "cow:678"),
            (816, "VNM"),
        ],
        ids=repr,
    )
    def test_numbers_and_letters(self, given, code):
        assert code == cow_state(given)
        assert code == Party.cow(given).id

    @pytest.mark.parametrize(
        ("number", "day", "code"),
        [
            (255, "1850", "cow:255"),
            (255, "1900", "DEU"),
            (325, "1850", "cow:325"),
            (345, "1900", "cow:345"),
            (345, "1980", "YUCS"),
            (345, "2006-04-12", "CSXX"),
            (345, "2006-11-23", "SRB"),
            (365, "1900", "cow:365"),
            (365, "1980", "SUHH"),
            (365, "2000", "RUS"),
            (510, "1962", "cow:510"),
            (552, "1970", "RHZW"),
            (640, "1900", "cow:640"),
            (651, "1960", "cow:651"),
            (651, "1970", "EGY"),
            (816, "1960", "VDVN"),
            (816, "1980", "VNM"),
            (946, "1980", "KIR"),  # counted from 1999, independent since 1979
        ],
    )
    def test_a_number_that_stands_for_several_states_needs_the_day(self, number, day, code):
        assert code == cow_state(number, day)

    @pytest.mark.parametrize(
        "given", [0, 1, 3, 999, 1000, -1, "0", "-77", "", "mal", "XYZ", "GER", 2.0, True, None, b"2"], ids=repr
    )
    def test_anything_else_is_refused(self, given):
        with pytest.raises(
            NameNotResolvedError, match="is not the number or letters of a state in the Correlates of War"
        ):
            cow_state(given)

    def test_a_number_on_a_day_without_its_state_is_refused(self):
        with pytest.raises(NameNotResolvedError, match=r"^COW 315 names no state on 2000"):
            cow_state(315, "2000")
        with pytest.raises(NameNotResolvedError, match=r"^COW 345 is the name of several states on 2006"):
            cow_state("345", "2006")

    def test_the_whole_list(self):
        """The state system of 2016 has 217 numbers, each with letters of its own."""
        rows = table().raw["cow"]
        assert 217 == len({row["number"] for row in rows}) == len({row["letters"] for row in rows}) == len(rows)
        assert sorted(row["number"] for row in rows) == [row["number"] for row in rows]
        assert all(is_state_code(code) for row in rows for code in row["states"])

    def test_every_state_of_today_that_it_counts_has_one_number(self):
        counted = [code for row in table().raw["cow"] for code in row["states"]]
        twice = {code for code in counted if counted.count(code) > 1}
        assert {"DEU"} == twice  # 255 and 260
        uncounted = {c.alpha3 for c in iso3166.countries if is_current_state(c.alpha3)} - set(counted)
        assert {"COK", "NIU", "VAT", "PSE", "ESH"} == uncounted
        assert {"SKIN"} == set(former_states()) - set(counted)


# Successors that were there before: they took the state in, or had broken away from it.
THERE_BEFORE = {
    ("DDDE", "DEU"),
    ("cow:300", "CSHH"),
    ("cow:327", "ITA"),
    *((f"cow:{number}", "cow:255") for number in (240, 269, 273, 275, 280)),
    *((f"cow:{number}", "cow:325") for number in (329, 332, 335, 337)),
}


class TestFormerStates:
    @pytest.mark.parametrize("state", former_states().values(), ids=lambda state: state.id)
    def test_it_resolves_by_its_id_and_its_names(self, state):
        assert state.id == resolve_state(state.id)
        assert state.name == state_name(state.id)
        assert is_state_code(state.id)
        assert not is_current_state(state.id)
        for name in (state.name, *state.names):
            assert state.id == resolve_state(name, state.until)

    @pytest.mark.parametrize("state", former_states().values(), ids=lambda state: state.id)
    def test_its_years_fit(self, state):
        assert state.since is None or state.since < state.until
        assert state.sources
        assert state.successors
        assert sorted(state.successors) == list(state.successors)
        assert state.continued_by in {None, *state.successors}

    @pytest.mark.parametrize(
        ("state", "successor"),
        [(state, successor) for state in former_states().values() for successor in state.successors],
        ids=lambda value: getattr(value, "id", value),
    )
    def test_a_successor_starts_where_it_ends(self, state, successor):
        """On the day after, unless it was there before, or, as Hungary in 1918, some days later."""
        assert is_current_state(successor) or successor in former_states()
        after = state.until + timedelta(days=1)
        spans = table().spans.get(successor)
        if spans is None:
            assert is_current_state(successor)  # whose first day the table does not need
        elif (state.id, successor) == ("cow:300", "HUN"):
            assert date(1918, 11, 16) == spans[0][0]
        else:
            assert any(since <= after <= until for since, until in spans)
            began = after in {since for since, _ in spans}
            assert ((state.id, successor) in THERE_BEFORE) is not began

    @pytest.mark.parametrize("row", table().raw["held"], ids=lambda row: row["name"])
    def test_a_name_is_held_only_by_a_state_that_is_there(self, row):
        for holder in holders_by_name()[row_key(row)]:
            allowed = table().spans.get(holder.code)
            for since, until in holder.spans:
                assert since < until
                if allowed is not None:
                    assert any(first <= since and until <= last for first, last in allowed), holder

    def test_who_holds_a_name_of_several_is_written_out(self):
        """No name comes to several states by accident of the tables."""
        written = {row_key(row) for row in table().raw["held"]}
        assert [] == [
            key
            for key, holders in holders_by_name().items()
            if len({h.code for h in holders}) > 1 and key not in written
        ]

    def test_every_row_has_its_sources(self):
        raw = table().raw
        used = [
            key
            for part in ("former", "today", "held", "names", "codes", "styles", "territory_names", "un")
            for row in raw[part]
            for key in row["sources"]
        ]
        assert set(raw["sources"]) == {*used}

    def test_names_add_to_iso_3166_and_repeat_nothing(self):
        """No row of the table says what the package says already, nor the same twice."""
        iso = {}
        for country in iso3166.countries:
            for name in (country.name, country.apolitical_name):
                iso[key(name)] = country.alpha3
        rows = [(key(name), row["id"]) for row in table().raw["names"] for name in row["names"]]
        assert [] == [row for row in rows if iso.get(row[0]) == row[1]]
        assert len(rows) == len(set(rows))

    def test_pycountry_lists_the_same_codes(self):
        """ISO 3166-3 as Debian's iso-codes have it: every former state's codes lead to the state they were given to."""
        pycountry = pytest.importorskip("pycountry")
        states = {"BUMM", "BYAA", "CSHH", "CSXX", "DDDE", "DYBJ", "HVBF", "RHZW", "SKIN", "SUHH", "TPTL", "VDVN"}
        states |= {"YDYE", "YUCS", "ZRCD"}
        assert states == {code for code in holders_by_code() if len(code) == 4 and code.isupper()}
        for old in pycountry.historic_countries:
            if old.alpha_4 not in states:
                continue
            expected = resolve_state(old.alpha_4)
            for text in (old.alpha_2, old.alpha_3, getattr(old, "numeric", old.alpha_4)):
                assert expected in {holder.code for holder in holders_by_code()[text]} or text == "891", (old, text)


def row_key(row):
    return key(row["name"])


class TestRealSources:
    """Every name and number of the real data, where it lies beside the project."""

    def test_every_participant_of_the_tables_of_the_united_nations(self):
        found = [path for path in (DATA / "mtdsg").glob("*.csv") if path.name != "index.csv"]
        if not found:
            pytest.skip(f"no participants tables in {DATA / 'mtdsg'}")
        names = set()
        for path in found:
            with path.open(encoding="utf-8-sig", newline="") as file:
                names |= {row["Participant"] for row in csv.DictReader(file)}
        refused = set()
        for name in names:
            try:
                assert is_current_state(un_state(name))
            except NameNotResolvedError:
                refused.add(name)
        assert {"European Union"} == refused

    def test_every_number_of_the_defence_agreements(self):
        path = DATA / "dcad-v1.0.csv"
        if not path.exists():
            pytest.skip(f"no {path}")
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        pairs = {(int(row[f"ccode{side}"]), row[f"cowName{side}"].strip()) for row in rows for side in "12"}
        # Letters beside a number that are not its own: a slip of the data set, whose numbers count.
        slips = {(number, letters) for number, letters in pairs if cow_state(number) != own_letters(letters)}
        assert {(255, "GER"), (732, "KOR")} == slips


def own_letters(letters):
    try:
        return cow_state(letters)
    except NameNotResolvedError:
        return None


# Names of different states that one letter keeps apart; every other slip of one letter is no name at all.
ONE_LETTER = {
    ("drc", "prc"),
    ("gambia", "zambia"),
    ("iceland", "ireland"),
    ("iran", "iraq"),
    ("prussia", "russia"),
    ("republic gambia", "republic zambia"),
    ("republic iceland", "republic ireland"),
    ("u a e", "u a r"),
    ("u k", "u s"),
    ("uae", "uar"),
}


def slips(name):
    """Every text that one letter left out, added, changed or swapped with the next makes of a name."""
    letters = string.ascii_lowercase + " "
    for place in range(len(name) + 1):
        before, after = name[:place], name[place:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in letters:
            yield before + letter + after
            yield before + letter + after[1:]


def codes_of(name):
    return {holder.code for holder in holders_by_name()[name]}


def test_the_names_that_one_letter_keeps_apart_are_known():
    names = holders_by_name()
    found = {
        tuple(sorted((name, slip)))
        for name in names
        for slip in slips(name)
        if slip in names and not codes_of(slip) & codes_of(name)
    }
    assert ONE_LETTER == found


def test_words_in_another_order_are_never_another_state():
    names = holders_by_name()
    for name in names:
        words = name.split()
        if len(words) <= 5:
            for order in permutations(words):
                other = " ".join(order)
                assert other not in names or codes_of(other) & codes_of(name), (name, other)


@given(name=st.sampled_from(sorted(holders_by_name())), data=st.data())
def test_a_fuzzed_name_never_silently_becomes_another_state(name, data):
    """Letters changed, left out or added, words left out, doubled or swapped: the same state, or an error.

    Unless what comes out is, letter by letter, the name of another state, as "Iraq" is one letter from "Iran".
    """
    words = name.split()
    for _ in range(data.draw(st.integers(1, 3))):
        how = data.draw(st.sampled_from(["slip", "swap", "drop", "double", "turn"]))
        at = data.draw(st.integers(0, max(len(words) - 1, 0)))
        if how == "slip" and words:
            words[at] = data.draw(st.sampled_from(sorted(set(slips(words[at])))))
        elif how == "swap":
            words = data.draw(st.permutations(words))
        elif how == "drop":
            del words[at : at + 1]
        elif how == "double":
            words[at:at] = words[at : at + 1]
        else:
            words = [*words[at:], ",", *words[:at]]
    text = " ".join(words)
    day = data.draw(st.none() | st.dates(date(1800, 1, 1), date(2100, 1, 1)))
    try:
        found = resolve_state(text, day)
    except NameNotResolvedError:
        return
    main, comma, rest = text.partition(",")
    exact = {key(text), key(f"{rest} {main}")} if comma else {key(text)}
    assert found in codes_of(name) or any(found in codes_of(one) for one in exact & set(holders_by_name()))


@given(text=st.text(), day=st.none() | st.dates())
def test_any_text_is_a_state_or_an_error_that_says_so(text, day):
    try:
        code = resolve_state(text, day)
    except NameNotResolvedError:
        pass
    else:
        assert is_state_code(code)
        assert Party(code, name=state_name(code), kind=PartyKind.STATE) == Party.state(text, day)


@given(
    code=st.sampled_from([*former_states(), *(c.alpha3 for c in iso3166.countries if is_current_state(c.alpha3))]),
    day=st.none() | st.dates(),
)
def test_an_id_is_itself_whenever_its_state_is_there(code, day):
    try:
        assert code == resolve_state(code, day)
    except NameNotResolvedError:
        spans = table().spans[code]
        assert not any(since <= day <= until for since, until in spans)


def test_former_states_are_values():
    assert attrs.evolve(former_states()["CSHH"]) == former_states()["CSHH"]
    assert len({*former_states().values()}) == len(former_states())
    with pytest.raises(TypeError):
        former_states()["X"] = None


class TestTheDocumentation:
    """The page that shows the table shows what is in it."""

    page = (Path(__file__).parents[1] / "docs" / "reference" / "states-table.md").read_text("utf-8")
    raw = table().raw

    def shown(self, heading):
        part = self.page.split(f"\n## {heading}\n")[1].split("\n## ")[0]
        return [
            [cell.strip() for cell in line.strip("|").split(" | ")] for line in part.splitlines() if line[:1] == "|"
        ][2:]

    def test_former_states(self):
        def day(state, value):
            return "" if value is None else str(value) if state.rechecked else f"*{value}*"

        expected = [
            [
                f"`{state.id}`",
                state.name,
                day(state, state.since),
                day(state, state.until),
                ", ".join(f"{one} (continues it)" if one == state.continued_by else one for one in state.successors),
                ", ".join(row["sources"]),
            ]
            for state, row in zip(former_states().values(), self.raw["former"], strict=True)
        ]
        assert expected == self.shown("Former states")

    def test_states_that_were_not_always_there(self):
        expected = [
            [
                f"`{row['id']}`",
                "; ".join(f"{since or '...'} to {until or 'today'}" for since, until in row["spans"]),
                ", ".join(row["sources"]),
            ]
            for row in self.raw["today"]
        ]
        assert expected == self.shown("Present-day states that did not always exist")

    def test_names_of_several(self):
        expected = [
            [
                row["name"],
                "; ".join(f"`{code}` {since or '...'} to {until or 'today'}" for code, since, until in row["holders"]),
                row.get("also", ""),
                ", ".join(row["sources"]),
            ]
            for row in self.raw["held"]
        ]
        heading = "Names of several states, and names that mean something else today"
        assert expected == self.shown(heading)

    def test_other_names(self):
        expected = [[f"`{row['id']}`", "; ".join(row["names"]), ", ".join(row["sources"])] for row in self.raw["names"]]
        assert expected == self.shown("Other names")

    def test_numbers_of_several(self):
        expected = [
            [str(row["number"]), row["letters"], ", ".join(f"`{code}`" for code in row["states"])]
            for row in self.raw["cow"]
            if len(row["states"]) > 1
        ]
        assert expected == self.shown("Numbers and letters of the Correlates of War")

    def test_sources(self):
        assert [*self.raw["sources"]] == [row[0] for row in self.shown("Sources")]
