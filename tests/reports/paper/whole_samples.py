"""A whole agreement to print: the Khulna agreement with text round its table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from numerals import Language
from plans.document.parts.kinds import Part
from plans.document.parts.proposed import completed
from plans.document.parts.values import NOTHING_SAID, AgreementText, canonical_rows
from reports.paper import PaperForm
from reports.paper.whole import LetStand, PaperParty, WholeRequest
from tests.reports.paper.samples import APA, KHULNA, document_of, request_of

TEXT: Final = NOTHING_SAID.with_parts(
    {
        Part.ACHIEVEMENTS: "৪৫০ জন উদ্যোক্তাকে প্রশিক্ষণ দেওয়া হয়েছে।\n\nরূপকল্প\nনতুন ৩০টি শিল্প ইউনিট।",
        Part.CHALLENGES: "জনবলের স্বল্পতা।",
        Part.AHEAD: "প্লট সম্প্রসারণ।",
        Part.EXPECTED: "২৩টি নকশা বিতরণ।",
        Part.PREAMBLE: "উভয় পক্ষ নিম্নলিখিত বিষয়ে সম্মত হলেন:",
        Part.VISION: "শিল্পসমৃদ্ধ বাংলাদেশ।",
        Part.MISSION: "ক্ষুদ্র শিল্পের বিকাশ।",
        Part.FUNCTIONS: "১. ঋণ বিতরণ;\n২. প্রশিক্ষণ;",
        Part.OUTCOMES: canonical_rows(
            Part.OUTCOMES,
            [
                [
                    "কর্মসংস্থান",
                    "নতুন কাজ",
                    "জন",
                    "৪৫০",
                    "৫০০",
                    "৫৫০",
                    "৬০০",
                    "৬৫০",
                    "শিল্প মন্ত্রণালয়",
                    "প্রতিবেদন",
                ]
            ],
        ),
        Part.ACRONYMS: canonical_rows(
            Part.ACRONYMS,
            [["এপিএ", "বার্ষিক কর্মসম্পাদন চুক্তি\nদ্বিতীয় লাইন"], ["APA", "<b>file:///etc/passwd</b>"]],
        ),
        Part.DEPENDENCE: canonical_rows(
            Part.DEPENDENCE, [["জেলা প্রশাসন", "[১.১.১]", "জমি", "প্লট দরকার", "দেরি হবে"]]
        ),
    }
)
SIGNED: Final = date(2023, 6, 24)


def whole_request(
    language: Language = "bn", *, text: AgreementText = TEXT, agreed: bool = True, **changes: Any
) -> WholeRequest:
    """The whole agreement in that language, signed by both or a draft."""
    document = document_of(KHULNA)
    request = WholeRequest(
        table=request_of(document, PaperForm.AGREEMENT, language=language),
        text=completed(text, document, language=language),
        scheme=APA,
        office=PaperParty(
            "জেলা কার্যালয়, খুলনা", "মোঃ করিম", "উপমহাব্যবস্থাপক", "ভারপ্রাপ্ত", SIGNED if agreed else None
        ),
        superior=PaperParty("আঞ্চলিক কার্যালয়, খুলনা"),
        agreed_on=SIGNED if agreed else None,
        let_stand=(
            LetStand("1.3.1", "একই লক্ষ্যমাত্রা", "পরের বছর ঠিক হবে", "পরিকল্পনা কর্মকর্তা", "২০-০৬-২০২৩"),
        )
        if agreed
        else (),
    )
    return replace(request, **changes)
