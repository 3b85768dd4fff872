"""The 64 districts of Bangladesh, with the regional office that each belongs to in the demo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class DemoRegion:
    """A regional office's seat, and the divisions whose districts it oversees."""

    code: str
    bn: str
    en: str


@dataclass(frozen=True, slots=True)
class District:
    """A district by its official English spelling, with its regional office.

    ``size`` is what its targets are of Khulna's, in percent; ``has_salt`` says that it has
    mills that iodise salt.
    """

    code: str
    bn: str
    en: str
    region: str
    size: int
    has_salt: bool = False


REGIONS: Final = (
    DemoRegion("dhaka-region", "ঢাকা", "Dhaka"),
    DemoRegion("chattogram-region", "চট্টগ্রাম", "Chattogram"),
    DemoRegion("rajshahi-region", "রাজশাহী", "Rajshahi"),
    DemoRegion("khulna-region", "খুলনা", "Khulna"),
)

_LARGE, _MEDIUM, _SMALL = 160, 100, 60
_WITH_SALT: Final = frozenset(
    {
        "chandpur",
        "chattogram",
        "coxs-bazar",
        "dhaka",
        "jhalokathi",
        "khulna",
        "narayanganj",
        "patuakhali",
    }
)
_DISTRICTS: Final = {
    # Khulna and Barishal divisions. Khulna comes first: it is the one with real figures.
    "khulna-region": (
        ("khulna", "খুলনা", "Khulna", _MEDIUM),
        ("bagerhat", "বাগেরহাট", "Bagerhat", _SMALL),
        ("satkhira", "সাতক্ষীরা", "Satkhira", _MEDIUM),
        ("jashore", "যশোর", "Jashore", _LARGE),
        ("jhenaidah", "ঝিনাইদহ", "Jhenaidah", _MEDIUM),
        ("magura", "মাগুরা", "Magura", _SMALL),
        ("narail", "নড়াইল", "Narail", _SMALL),
        ("kushtia", "কুষ্টিয়া", "Kushtia", _LARGE),
        ("chuadanga", "চুয়াডাঙ্গা", "Chuadanga", _SMALL),
        ("meherpur", "মেহেরপুর", "Meherpur", _SMALL),
        ("barishal", "বরিশাল", "Barishal", _MEDIUM),
        ("bhola", "ভোলা", "Bhola", _SMALL),
        ("patuakhali", "পটুয়াখালী", "Patuakhali", _SMALL),
        ("barguna", "বরগুনা", "Barguna", _SMALL),
        ("jhalokathi", "ঝালকাঠি", "Jhalokathi", _SMALL),
        ("pirojpur", "পিরোজপুর", "Pirojpur", _MEDIUM),
    ),
    # Dhaka and Mymensingh divisions.
    "dhaka-region": (
        ("dhaka", "ঢাকা", "Dhaka", _LARGE),
        ("gazipur", "গাজীপুর", "Gazipur", _LARGE),
        ("narayanganj", "নারায়ণগঞ্জ", "Narayanganj", _LARGE),
        ("narsingdi", "নরসিংদী", "Narsingdi", _LARGE),
        ("munshiganj", "মুন্সিগঞ্জ", "Munshiganj", _MEDIUM),
        ("manikganj", "মানিকগঞ্জ", "Manikganj", _SMALL),
        ("tangail", "টাঙ্গাইল", "Tangail", _LARGE),
        ("kishoreganj", "কিশোরগঞ্জ", "Kishoreganj", _MEDIUM),
        ("faridpur", "ফরিদপুর", "Faridpur", _MEDIUM),
        ("gopalganj", "গোপালগঞ্জ", "Gopalganj", _SMALL),
        ("madaripur", "মাদারীপুর", "Madaripur", _SMALL),
        ("shariatpur", "শরীয়তপুর", "Shariatpur", _SMALL),
        ("rajbari", "রাজবাড়ী", "Rajbari", _SMALL),
        ("mymensingh", "ময়মনসিংহ", "Mymensingh", _LARGE),
        ("jamalpur", "জামালপুর", "Jamalpur", _MEDIUM),
        ("netrokona", "নেত্রকোনা", "Netrokona", _SMALL),
        ("sherpur", "শেরপুর", "Sherpur", _SMALL),
    ),
    # Chattogram and Sylhet divisions.
    "chattogram-region": (
        ("chattogram", "চট্টগ্রাম", "Chattogram", _LARGE),
        ("coxs-bazar", "কক্সবাজার", "Cox's Bazar", _MEDIUM),
        ("cumilla", "কুমিল্লা", "Cumilla", _LARGE),
        ("brahmanbaria", "ব্রাহ্মণবাড়িয়া", "Brahmanbaria", _MEDIUM),
        ("chandpur", "চাঁদপুর", "Chandpur", _MEDIUM),
        ("feni", "ফেনী", "Feni", _MEDIUM),
        ("lakshmipur", "লক্ষ্মীপুর", "Lakshmipur", _SMALL),
        ("noakhali", "নোয়াখালী", "Noakhali", _MEDIUM),
        ("rangamati", "রাঙ্গামাটি", "Rangamati", _SMALL),
        ("khagrachhari", "খাগড়াছড়ি", "Khagrachhari", _SMALL),
        ("bandarban", "বান্দরবান", "Bandarban", _SMALL),
        ("sylhet", "সিলেট", "Sylhet", _LARGE),
        ("moulvibazar", "মৌলভীবাজার", "Moulvibazar", _MEDIUM),
        ("habiganj", "হবিগঞ্জ", "Habiganj", _MEDIUM),
        ("sunamganj", "সুনামগঞ্জ", "Sunamganj", _SMALL),
    ),
    # Rajshahi and Rangpur divisions.
    "rajshahi-region": (
        ("rajshahi", "রাজশাহী", "Rajshahi", _LARGE),
        ("chapainawabganj", "চাঁপাইনবাবগঞ্জ", "Chapainawabganj", _MEDIUM),
        ("naogaon", "নওগাঁ", "Naogaon", _MEDIUM),
        ("natore", "নাটোর", "Natore", _SMALL),
        ("pabna", "পাবনা", "Pabna", _LARGE),
        ("sirajganj", "সিরাজগঞ্জ", "Sirajganj", _MEDIUM),
        ("bogura", "বগুড়া", "Bogura", _LARGE),
        ("joypurhat", "জয়পুরহাট", "Joypurhat", _SMALL),
        ("rangpur", "রংপুর", "Rangpur", _LARGE),
        ("dinajpur", "দিনাজপুর", "Dinajpur", _MEDIUM),
        ("thakurgaon", "ঠাকুরগাঁও", "Thakurgaon", _SMALL),
        ("panchagarh", "পঞ্চগড়", "Panchagarh", _SMALL),
        ("nilphamari", "নীলফামারী", "Nilphamari", _MEDIUM),
        ("lalmonirhat", "লালমনিরহাট", "Lalmonirhat", _SMALL),
        ("kurigram", "কুড়িগ্রাম", "Kurigram", _SMALL),
        ("gaibandha", "গাইবান্ধা", "Gaibandha", _SMALL),
    ),
}

DISTRICTS: Final = tuple(
    District(code, bn, en, region, size, has_salt=code in _WITH_SALT)
    for region, districts in _DISTRICTS.items()
    for code, bn, en, size in districts
)
"""All 64, Khulna first."""
