import re
import unicodedata
from collections import Counter

from config.demo.characters import Ending, characters, chosen_districts
from config.demo.districts import DISTRICTS, REGIONS
from config.demo.seed import Lot


def test_all_64_districts_are_there_once() -> None:
    assert len(DISTRICTS) == 64
    for names in zip(*((one.code, one.bn, one.en) for one in DISTRICTS), strict=True):
        assert len(set(names)) == 64


def test_codes_are_the_english_names_in_lower_case() -> None:
    for district in DISTRICTS:
        assert district.code == re.sub(r"[^a-z]+", "-", district.en.lower().replace("'", ""))


def test_bengali_names_are_in_the_stored_form() -> None:
    for name in (*(one.bn for one in DISTRICTS), *(one.bn for one in REGIONS)):
        assert name == unicodedata.normalize("NFC", name)


def test_every_region_oversees_its_own_divisions() -> None:
    assert Counter(one.region for one in DISTRICTS) == {
        "dhaka-region": 13 + 4,
        "chattogram-region": 11 + 4,
        "rajshahi-region": 8 + 8,
        "khulna-region": 10 + 6,
    }
    assert {one.code for one in REGIONS} == {one.region for one in DISTRICTS}


def test_a_limit_keeps_the_real_district_and_the_characters_of_the_others() -> None:
    assert [one.code for one in chosen_districts(2)] == ["khulna", "bagerhat"]
    assert chosen_districts(None) == DISTRICTS
    assert len(characters(Lot())) == 64


def test_the_newest_month_ends_in_every_way() -> None:
    assert Counter(one.ending for one in characters(Lot()).values()) == {
        Ending.ACCEPTED: 36,
        Ending.SUBMITTED: 9,
        Ending.RETURNED: 5,
        Ending.OPEN: 7,
        Ending.MISSING: 5,
        Ending.MISSING_TWO: 2,
    }
