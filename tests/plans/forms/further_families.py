"""Layouts that offices use beside those of ``families.py``, each figure planted once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from tests.plans.forms.families import OFFICE, PERCENTS, TIERS, tall
from tests.plans.forms.writers import Merged, Sheet

Json = dict[str, Any]
WHAT: Final = ("কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "সূচকের মান")
_APA: Final = "বার্ষিক কর্মসম্পাদন চুক্তি ২০২২-২৩"
_FAIR: Final = ("১.১ মেলা", "১.১.১ মেলা আয়োজিত", "সংখ্যা", "১০০")
_MONTHS: Final = (
    *("জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর"),
    *("জানুয়ারি", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন"),
)


@dataclass(frozen=True)
class Family:
    """A layout and what is in it: each indicator's figures by what they are."""

    sheet: Sheet
    said: tuple[Json, ...]
    left_out: frozenset[str] = field(default_factory=frozenset)


def tiers(*targets: str | None) -> Json:
    padded = (*targets, *(None,) * (len(TIERS) - len(targets)))
    return dict(zip(("100", "90", "80", "70", "60"), padded, strict=True))


def quarters(first: int) -> Json:
    return {f"2022-23-Q{number}": str(first + number) for number in range(1, 5)}


FURTHER: Final = {
    "areas of performance in English": Family(
        Sheet(
            ("Office of Trials, Rangpur", "Annual Performance Agreement (APA) 2022-2023"),
            (
                (
                    *tall(2, "Sl. No.", "Area of Performance", "Weight of the Area", "Activity"),
                    *tall(2, "Performance Indicator", "Calculation Method", "Unit of Measurement"),
                    *tall(2, "Weight of Indicator"),
                    Merged("Actual Achievement", across=2),
                    Merged("Target 2022-2023", across=5),
                    Merged("Projection", across=2),
                    *tall(2, "Achievement up to 31 December 2022", "Rate of Achievement (%)"),
                ),
                (
                    *("FY 2020-21", "FY 2021-22", "Excellent (100%)", "Very Good (90%)"),
                    *("Good (80%)", "Fair (70%)", "Poor (60%)", "FY 2023-24", "FY 2024-25"),
                ),
                (
                    *("1", "[1] Trade", "100", "[1.1] Fairs", "[1.1.1] Fairs held", "Sum"),
                    *("Number", "100", "701", "702", "710", "670", "630", "590", "550"),
                    *("720", "730", "355", "50%"),
                ),
            ),
        ),
        (
            {
                "baselines": {"2020-21": "701", "2021-22": "702"},
                "targets": tiers("710", "670", "630", "590", "550"),
                "projections": {"2023-24": "720", "2024-25": "730"},
                "reported": {"cumulative": "355", "rate": "50"},
            },
        ),
    ),
    "sections in both languages": Family(
        Sheet(
            (OFFICE, f"{_APA} (Annual Performance Agreement)"),
            (
                (
                    *("কৌশলগত উদ্দেশ্য (Strategic Objective)", "কৌশলগত উদ্দেশ্যের মান (Weight)"),
                    *("কার্যক্রম (Activities)", "কর্মসম্পাদন সূচক (Indicator)", "একক (Unit)"),
                    *("কর্মসম্পাদন সূচকের মান (Weight of PI)", "লক্ষ্যমাত্রা ২০২২-২৩ (Target)"),
                ),
                (Merged("কৌশলগত উদ্দেশ্যসমূহ (Strategic Objectives) (মোট মান-৭০)", across=7),),
                ("[১] সেবা", "৭০", "[১.১] মেলা", "[১.১.১] মেলা আয়োজিত", "সংখ্যা", "৭০", "৫১০"),
                (Merged("সুশাসনের ক্ষেত্রসমূহ (Governance and reform) (মোট মান-৩০)", across=7),),
                ("[২] শুনানি", "৩০", "[২.১] শুনানি", "[২.১.১] গণশুনানি", "সংখ্যা", "৩০", "২১৪"),
            ),
        ),
        ({"targets": tiers("510")}, {"targets": tiers("214")}),
    ),
    "quarters by their ordinals alone": Family(
        Sheet(
            (OFFICE, "ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২২-২৩"),
            (
                (
                    *tall(2, *WHAT, "বার্ষিক লক্ষ্যমাত্রা ২০২২-২৩"),
                    Merged("ত্রৈমাসিক লক্ষ্যমাত্রা", across=4),
                    Merged("ত্রৈমাসিক অর্জন", across=5),
                ),
                ("১ম", "২য়", "৩য়", "৪র্থ") * 2 + ("মোট",),
                (
                    *("১.১ সেবা", "১.১.১ ডিজিটাইজকৃত সেবা", "সংখ্যা", "৫০", "৪১০"),
                    *("১০১", "১০২", "১০৩", "১০৪", "২০১", "২০২", "২০৩", "২০৪", "৮১০"),
                ),
            ),
        ),
        ({"targets_by_period": quarters(100), "achieved": quarters(200)},),
    ),
    "column numbers with how they are worked out": Family(
        Sheet(
            (OFFICE, f"{_APA} এর মাসিক প্রতিবেদন"),
            (
                (
                    *tall(2, "কর্মসম্পাদন ক্ষেত্র", "কর্মসম্পাদন ক্ষেত্রের মান", "কার্যক্রম"),
                    *tall(2, "কর্মসম্পাদন সূচক", "গণনা পদ্ধতি", "একক", "কর্মসম্পাদন সূচকের মান"),
                    Merged("লক্ষ্যমাত্রা ২০২২-২৩", across=5),
                    Merged("অর্জন", across=4),
                    *tall(2, "অর্জনের হার"),
                ),
                (
                    *(f"{name} ({one})" for name, one in zip(TIERS, PERCENTS, strict=True)),
                    *("এপ্রিল, ২০২৩", "মে, ২০২৩", "জুন, ২০২৩", "ক্রমপুঞ্জিভূত অর্জন"),
                ),
                (
                    *("১", "২", "৩", "৪", "৫", "৬", "৭", "৮", "৯", "১০", "১১", "১২", "১৩", "১৪"),
                    *("১৫", "১৬=(১৩+১৪+১৫)", "১৭=(১৬/৮)×১০০"),
                ),
                (
                    *("[১] সেবা", "১০০", "[১.১] মেলা", "[১.১.১] মেলা আয়োজিত", "সমষ্টি", "সংখ্যা"),
                    *("১০০", "৫১০", "৪৭০", "৪৩০", "৩৯০", "৩৫০", "১১", "১২", "১৩", "৩৬", "৭%"),
                ),
            ),
        ),
        (
            {
                "targets": tiers("510", "470", "430", "390", "350"),
                "achieved": {"2023-04": "11", "2023-05": "12", "2023-06": "13"},
                "reported": {"cumulative": "36", "rate": "7"},
            },
        ),
    ),
    "a column of codes": Family(
        Sheet(
            (OFFICE, "তথ্য অধিকার বিষয়ে কর্মপরিকল্পনা ২০২২-২৩"),
            (
                (
                    *("কর্মসম্পাদন ক্ষেত্র", "ক্ষেত্রের মান", "কার্যক্রম", "সূচক নম্বর"),
                    *("কর্মসম্পাদন সূচক", "একক", "সূচকের মান", "লক্ষ্যমাত্রা ২০২২-২৩"),
                ),
                ("[১] তথ্য", "২৫", "[১.১] আবেদন", "১.১.১", "তথ্য প্রদান", "%", "১৬", "৯১"),
                ("", "", "[১.২] প্রকাশ", "১.২.১", "হালনাগাদকৃত তথ্য", "সংখ্যা", "৯", "৫৬২"),
            ),
        ),
        (
            {"code": "1.1.1", "weight": "16", "targets": tiers("91")},
            {"code": "1.2.1", "weight": "9", "targets": tiers("562")},
        ),
    ),
    "serial numbers at each level": Family(
        Sheet(
            (OFFICE, _APA),
            (
                (
                    *("ক্রমিক নং", "কৌশলগত উদ্দেশ্য", "উদ্দেশ্যের মান", "ক্রমিক নং", "কার্যক্রম"),
                    *("ক্রমিক নং", "কর্মসম্পাদন সূচক", "একক", "সূচকের মান", "অসাধারণ ১০০%"),
                    "অতিউত্তম ৯০%",
                ),
                (
                    *("১", "প্রাণিসম্পদ", "১০০", "১.১", "টিকা প্রদান", "১.১.১", "টিকা প্রদানকৃত"),
                    *("সংখ্যা", "৬০", "৪৫১", "৪৪১"),
                ),
                (
                    *("", "", "", "১.২", "কৃত্রিম প্রজনন", "১.২.১", "প্রজননকৃত পশু", "সংখ্যা"),
                    *("৪০", "৩৫১", "৩৪১"),
                ),
            ),
        ),
        (
            {"code": "1.1.1", "targets": tiers("451", "441")},
            {"code": "1.2.1", "targets": tiers("351", "341")},
        ),
    ),
    "sections in a column": Family(
        Sheet(
            (OFFICE, _APA),
            (
                (
                    *("অংশ", "কৌশলগত উদ্দেশ্য", "কৌশলগত উদ্দেশ্যের মান", *WHAT),
                    *("লক্ষ্যমাত্রা (অসাধারণ)", "প্রক্ষেপণ ২০২৩-২৪"),
                ),
                (
                    Merged("কৌশলগত উদ্দেশ্যসমূহ", down=2),
                    *("[১] উৎপাদন", "৭০", "[১.১] বীজ", "[১.১.১] প্রদর্শনী", "সংখ্যা", "৪০"),
                    *("৬১১", "৬২১"),
                ),
                ("", "", "[১.২] সার", "[১.২.১] সরবরাহ", "টন", "৩০", "৬১২", "৬২২"),
                (
                    *("সুশাসন ও সংস্কারমূলক কৌশলগত উদ্দেশ্যসমূহ", "[২] সুশাসন", "৩০", "[২.১] সভা"),
                    *("[২.১.১] সভা আয়োজিত", "সংখ্যা", "৩০", "৬১৩", "৬২৩"),
                ),
            ),
        ),
        (
            {"targets": tiers("611"), "projections": {"2023-24": "621"}},
            {"targets": tiers("612"), "projections": {"2023-24": "622"}},
            {"targets": tiers("613"), "projections": {"2023-24": "623"}},
        ),
    ),
    "sections with their weight in its column": Family(
        Sheet(
            (OFFICE, _APA),
            (
                ("কৌশলগত উদ্দেশ্য", "উদ্দেশ্যের মান", *WHAT, "লক্ষ্যমাত্রা ২০২২-২৩"),
                ("কৌশলগত উদ্দেশ্যসমূহ", "৭০", "", "", "", "", ""),
                ("[১] সেবা", "৭০", "[১.১] মেলা", "[১.১.১] মেলা", "সংখ্যা", "৭০", "৫১০"),
                ("সুশাসন ও সংস্কারমূলক ক্ষেত্রসমূহ", "৩০", "", "", "", "", ""),
                ("[২] দক্ষতা", "৩০", "[২.১] সভা", "[২.১.১] সভা", "সংখ্যা", "৩০", "৪১০"),
                ("মোট", "১০০", "", "", "", "১০০", ""),
            ),
        ),
        ({"targets": tiers("510")}, {"targets": tiers("410")}),
    ),
    "percents alone over the tiers, weights called so": Family(
        Sheet(
            (OFFICE, "এপিএ ২০২২-২৩"),
            (
                (
                    *tall(2, "উদ্দেশ্য", "ওজন", "কার্যক্রম", "সূচক", "পরিমাপক (একক)", "সূচকের ওজন"),
                    Merged("২০২২-২৩ সালের লক্ষ্যমাত্রা", across=5),
                    *tall(2, "বাজেট (লক্ষ টাকা)", "সহায়ক দপ্তর"),
                ),
                ("১০০", "৯০", "৮০", "৭০", "৬০"),
                (
                    *("১. সেবা", "১০০", *_FAIR, "৬১০", "৫৭০", "৫৩০", "৪৯০", "৪৫০"),
                    *("৭৭১", "জেলা প্রশাসন"),
                ),
            ),
        ),
        ({"weight": "100", "targets": tiers("610", "570", "530", "490", "450")},),
        frozenset({"বাজেট (লক্ষ টাকা)", "সহায়ক দপ্তর"}),
    ),
    "twelve months under one heading": Family(
        Sheet(
            (OFFICE, f"{_APA}: অগ্রগতি"),
            (
                (
                    *tall(2, *WHAT, "লক্ষ্যমাত্রা"),
                    Merged("মাসভিত্তিক অর্জন", across=12),
                    *tall(2, "সর্বমোট", "শতকরা হার"),
                ),
                _MONTHS,
                (*_FAIR, "৯৯৯", *map(str, range(11, 23)), "১৯৮", "১৯.৮"),
            ),
        ),
        (
            {
                "achieved": {
                    **{f"2022-{month:02}": str(month + 4) for month in range(7, 13)},
                    **{f"2023-{month:02}": str(month + 16) for month in range(1, 7)},
                },
                "reported": {"cumulative": "198", "rate": "19.8"},
            },
        ),
    ),
    "reasons beside a total since July": Family(
        Sheet(
            (OFFICE, f"{_APA} এর অগ্রগতি"),
            (
                (
                    *(*WHAT, "লক্ষ্যমাত্রা ২০২২-২৩", "প্রকৃত অর্জন (জুলাই ২০২২ – মার্চ ২০২৩)"),
                    *("% অর্জন", "লক্ষ্যমাত্রা অর্জিত না হলে তার কারণ"),
                ),
                (*_FAIR, "৫১০", "৩৮২", "৭৪.৯", "বন্যা"),
            ),
        ),
        (
            {
                "targets": tiers("510"),
                "reported": {"cumulative": "382", "rate": "74.9"},
                "remarks": "বন্যা",
            },
        ),
    ),
    "a rate of each month": Family(
        Sheet(
            (OFFICE, f"{_APA} মাসিক প্রতিবেদন"),
            (
                (
                    *tall(2, *WHAT, "লক্ষ্যমাত্রা ২০২২-২৩"),
                    Merged("জুলাই ২০২২", across=3),
                    Merged("আগস্ট ২০২২", across=3),
                ),
                ("লক্ষ্যমাত্রা", "অর্জন", "হার (%)") * 2,
                (*_FAIR, "৫১০", "৪১", "৪২", "১০২", "৫১", "৫২", "১০৩"),
            ),
        ),
        (
            {
                "targets_by_period": {"2022-07": "41", "2022-08": "51"},
                "achieved": {"2022-07": "42", "2022-08": "52"},
                "reported": {"cumulative": None, "rate": None},
            },
        ),
        frozenset({"জুলাই ২০২২ হার (%)", "আগস্ট ২০২২ হার (%)"}),
    ),
    "letters count the columns": Family(
        Sheet(
            (OFFICE, _APA),
            (
                (*WHAT, "লক্ষ্যমাত্রা ২০২২-২৩", "মোট অর্জন"),
                ("ক", "খ", "গ", "ঘ", "ঙ", "চ"),
                (*_FAIR, "৫১০", "২৫৫"),
            ),
        ),
        ({"targets": tiers("510"), "reported": {"cumulative": "255", "rate": None}},),
    ),
    "blank columns between the others": Family(
        Sheet(
            (OFFICE, _APA),
            (
                ("", *WHAT, "", "লক্ষ্যমাত্রা ২০২২-২৩", "", "মন্তব্য"),
                ("১", *_FAIR, "", "৫১০", "", "ক"),
                ("২", "", "১.১.২ অতিথি", "জন", "৫", "", "৪১০", "", "খ"),
            ),
        ),
        ({"targets": tiers("510"), "remarks": "ক"}, {"targets": tiers("410"), "remarks": "খ"}),
        frozenset({""}),
    ),
    "indicators by their short name": Family(
        Sheet(
            ("Office of Trials", "APA 2022-23"),
            (
                (
                    *("Activity", "KPI", "Unit", "KPI weight", "Yearly Target"),
                    *("Achieved upto June 2023", "Achievement (%)", "Status"),
                ),
                ("1.1 Fairs", "1.1.1 Fairs held", "No.", "100", "510", "505", "99.02", "Ongoing"),
            ),
        ),
        (
            {
                "targets": tiers("510"),
                "achieved": {"2022-23": "505"},
                "reported": {"cumulative": None, "rate": "99.02"},
            },
        ),
        frozenset({"Status"}),
    ),
    "the target beside goals of others": Family(
        Sheet(
            (OFFICE, _APA),
            (
                (*WHAT, "লক্ষ্যমাত্রা ২০২২-২৩", "৮ম পঞ্চবার্ষিক পরিকল্পনার লক্ষ্য", "এসডিজি লক্ষ্য"),
                (*_FAIR, "৫১০", "৭৭১", "৭৭২"),
            ),
        ),
        ({"targets": tiers("510")},),
        frozenset({"৮ম পঞ্চবার্ষিক পরিকল্পনার লক্ষ্য", "এসডিজি লক্ষ্য"}),
    ),
}

SECTIONS: Final = {
    "sections in both languages": ["strategic", "governance"],
    "sections in a column": ["strategic", "governance"],
    "sections with their weight in its column": ["strategic", "governance"],
}
