"""Why a file is not taken: what was found, and what to send instead."""

from __future__ import annotations

from typing import Final

from numerals import Message

EMPTY: Final = Message(
    bn="ফাইলটি ফাঁকা। পূর্ণ ফাইলটি আবার বাছাই করুন।", en="The file is empty. Choose the complete file again."
)
TOO_LARGE: Final = Message(
    bn="ফাইলটি ৫ মেগাবাইটের বেশি। ছোট করে, অথবা কয়েক ভাগে আপলোড করুন।",
    en="The file is larger than 5 MB. Make it smaller, or send it in parts.",
)
OTHER: Final = Message(
    bn="ফাইলটি PDF, JPEG, PNG, DOCX বা XLSX নয়; নামে যা-ই লেখা থাকুক, ভেতরে কী আছে তা-ই দেখা হয়। "
    "এর কোনো একটি ধরনে সংরক্ষণ করে আবার আপলোড করুন।",
    en="The file is not a PDF, JPEG, PNG, DOCX or XLSX; its content decides, not its name. "
    "Save it as one of these.",
)
HEIC: Final = Message(
    bn="এটি HEIC ছবি, যা অনেক কম্পিউটারে খোলে না। "
    "ফোনের ক্যামেরার সেটিংসে JPEG (“Most Compatible”) বেছে নিন, অথবা ছবিটি JPEG করে আপলোড করুন।",
    en="This is a HEIC photo, which many computers cannot open. Choose JPEG (“Most Compatible”) "
    "in the phone's camera settings, or send the photo as JPEG.",
)
OLD_OFFICE: Final = Message(
    bn="এটি পুরোনো Word বা Excel ফাইল (DOC, XLS), অথবা পাসওয়ার্ড দিয়ে বন্ধ। "
    "পাসওয়ার্ড ছাড়া DOCX বা XLSX হিসেবে সংরক্ষণ করে আবার আপলোড করুন।",
    en="This is an old Word or Excel file (DOC, XLS), or one locked by a password. "
    "Save it as DOCX or XLSX without a password.",
)
BROKEN_PDF: Final = Message(
    bn="PDF ফাইলটি নষ্ট বা অসম্পূর্ণ, অথবা তার শেষে অন্য কিছু জোড়া আছে। PDF হিসেবে সংরক্ষণ করে আবার আপলোড করুন।",
    en="The PDF is damaged or incomplete, or something else is attached to its end. "
    "Save it as PDF again.",
)
LOCKED_PDF: Final = Message(
    bn="PDF ফাইলটি পাসওয়ার্ড ছাড়া খোলে না। পাসওয়ার্ড ছাড়া PDF হিসেবে সংরক্ষণ করে আবার আপলোড করুন।",
    en="The PDF opens only with a password. Save it as PDF again, without a password.",
)
ACTING_PDF: Final = Message(
    bn="PDF ফাইলটির ভেতরে চালানোর মতো কোড, অন্য ফাইল, বা ওয়েব পাতা ছাড়া অন্য কোথাও যাওয়ার লিংক আছে। "
    "“Print to PDF” দিয়ে নতুন PDF তৈরি করে আপলোড করুন।",
    en="The PDF holds a program, another file, or a link to something that is not a web page. "
    "Print it to a new PDF and send that.",
)
TOO_INTRICATE: Final = Message(
    bn="ফাইলটির ভেতরের গঠন এত জটিল যে তা যাচাই করা গেল না। "
    "“Print to PDF” দিয়ে নতুন PDF তৈরি করে আপলোড করুন।",
    en="The file is too complicated to check. Print it to a new PDF and send that.",
)
BROKEN_PICTURE: Final = Message(
    bn="ছবিটি নষ্ট বা অসম্পূর্ণ, তাই পড়া গেল না। আবার তুলে বা সংরক্ষণ করে আবার আপলোড করুন।",
    en="The picture is damaged or incomplete and could not be read. Take or save it again.",
)
TOO_MANY_PIXELS: Final = Message(
    bn="ছবিটি মাপে অনেক বড়। ৫ কোটি পিক্সেলের "
    "(PNG বা প্রগ্রেসিভ JPEG হলে ১ কোটি ৬০ লাখের) মধ্যে এনে আপলোড করুন।",
    en="The picture has too many pixels. Make it smaller than 50 megapixels "
    "(PNG or progressive JPEG: 16).",
)
BROKEN_OFFICE: Final = Message(
    bn="ফাইলটি শুদ্ধ DOCX বা XLSX নয়। Word বা Excel-এ খুলে আবার সংরক্ষণ করে আবার আপলোড করুন।",
    en="The file is not a proper DOCX or XLSX. Open it in Word or Excel and save it again.",
)
REACHES_OUT: Final = Message(
    bn="ফাইলটির ভেতরে অন্য ফাইল বা প্রোগ্রাম আছে, অথবা খুললে অন্য জায়গা থেকে কিছু আনে। "
    "লেখাটুকু নতুন DOCX বা XLSX ফাইলে নিয়ে, অথবা PDF করে আপলোড করুন।",
    en="The file holds another file or a program, or fetches something from elsewhere when it is "
    "opened. Copy its content to a new DOCX or XLSX, or send it as PDF.",
)
UNPACKS_TOO_LARGE: Final = Message(
    bn="ফাইলটির ভেতরে অস্বাভাবিক বড় অংশ আছে। অপ্রয়োজনীয় ছবি বা পাতা বাদ দিয়ে আবার সংরক্ষণ করে আবার আপলোড করুন।",
    en="The file unpacks to an unusual size. Remove needless pictures or sheets and save it again.",
)
MACROS: Final = Message(
    bn="ফাইলটিতে ম্যাক্রো (চালানোর মতো কোড) আছে। ম্যাক্রো ছাড়া DOCX বা XLSX হিসেবে সংরক্ষণ করে আবার আপলোড করুন।",
    en="The file holds macros. Save it as DOCX or XLSX without macros.",
)
TOO_MANY: Final = Message(
    bn="এক ঘরে সর্বোচ্চ ১০টি ফাইল রাখা যায়। অপ্রয়োজনীয় একটি সরিয়ে আবার দিন।",
    en="A cell holds at most 10 files. Remove one that is not needed, then try again.",
)
TOO_MANY_AT_ONCE: Final = Message(
    bn="একবারে সর্বোচ্চ ৫টি ফাইল নেওয়া হয়। বাকিগুলো এরপর আপলোড করুন।",
    en="At most 5 files are taken at once. Choose the others again.",
)
