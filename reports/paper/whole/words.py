"""The words of the whole agreement, as the guideline's form has them."""

from __future__ import annotations

from typing import Final

from numerals import Message

BETWEEN: Final = Message(bn="এর মধ্যে স্বাক্ষরিত", en="agreed between")
BETWEEN_AND: Final = Message(bn="এবং", en="and")
FISCAL_YEAR: Final = Message(bn="অর্থবছর {year}", en="Fiscal year {year}")
VERSION: Final = Message(bn="সংস্করণ {version}", en="Version {version}")
AMENDED_VERSION: Final = Message(bn="সংশোধিত, সংস্করণ {version}", en="As amended, version {version}")
AGREED_ON: Final = Message(bn="স্বাক্ষরের তারিখ {day}", en="Agreed on {day}")
DRAFT: Final = Message(bn="খসড়া: এখনো স্বাক্ষরিত হয়নি", en="Draft: not agreed yet")
DRAFT_MARK: Final = Message(bn="খসড়া", en="DRAFT")
CONTENTS: Final = Message(bn="সূচিপত্র", en="Contents")
TABLE: Final = Message(
    bn="সেকশন ৩: উদ্দেশ্য, কার্যক্রম, কর্মসম্পাদন সূচক এবং লক্ষ্যমাত্রাসমূহ",
    en="Section 3: Objectives, activities, performance indicators and targets",
)
NOT_WRITTEN: Final = Message(bn="লেখা হয়নি", en="Not written yet")
SIGNATURES: Final = Message(bn="স্বাক্ষর", en="Signatures")
LET_STAND: Final = Message(
    bn="যেসব ত্রুটি কারণসহ বহাল রাখা হয়েছে", en="Errors that were let stand, with the reasons"
)
LET_STAND_COLUMNS: Final = (
    Message(bn="সারি", en="Row"),
    Message(bn="ত্রুটি", en="Error"),
    Message(bn="কারণ", en="Reason"),
    Message(bn="কে, কবে", en="By, on"),
)
LET_STAND_SHARES: Final = (10, 40, 32, 18)
PLEDGE_OF_OFFICE: Final = Message(
    bn="আমি, {office}-এর পক্ষে, {superior}-এর নিকট অঙ্গীকার করছি যে এই চুক্তিতে "
    "বর্ণিত ফলাফল অর্জনে সচেষ্ট থাকব।",
    en="On behalf of {office} I pledge to {superior} to strive for the results that this agreement "
    "names.",
)
PLEDGE_OF_SUPERIOR: Final = Message(
    bn="আমি, {superior}-এর পক্ষে, {office}-এর নিকট অঙ্গীকার করছি যে এই চুক্তিতে "
    "বর্ণিত ফলাফল অর্জনে প্রয়োজনীয় সহযোগিতা প্রদান করব।",
    en="On behalf of {superior} I pledge to {office} to give the support that the results named in "
    "this agreement need.",
)
OFFICE: Final = Message(bn="কার্যালয়", en="Office")
SIGNED: Final = Message(bn="স্বাক্ষরিত", en="Signed")
DATE: Final = Message(bn="তারিখ", en="Date")
