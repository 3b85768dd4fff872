"""How people write one day, and what nobody can read as a day for sure."""

from typing import Final

END_OF_JUNE_2024: Final = (
    "30-6-2024",
    "৩০/০৬/২০২৪",
    "30.6.2024",
    "30 - 06 - 2024",
    "30-6- 2024",
    "৩০–৬–২০২৪",
    "2024-6-30",
    "2024/06/30",
    "২০২৪-০৬-৩০",
    "2024-06-30 00:00:00",
    "৩০ জুন ২০২৪",
    "৩০ জুন, ২০২৪ খ্রি.",
    "৩০ জুন ২০২৪ খ্রিঃ",
    "৩০শে জুন, ২০২৪ খ্রিস্টাব্দ",
    "৩০-০৬-২০২৪ ইং",
    "৩০/৬/২০২৪ খ্রি: তারিখ",
    "৩০-জুন-২০২৪",
    "জুন ৩০, ২০২৪",
    "30-Jun-2024",
    "30/JUN/2024",
    "30.Jun.2024",
    "30Jun2024",
    "30 June 2024",
    "30th June, 2024",
    "30th of June 2024",
    "June 30, 2024",
    "২০২৪ সালের ৩০ জুন",
    "২০২৪ খ্রিস্টাব্দের ৩০শে জুন",
    "Jun. 30 2024",
    "\u00a030\u00a0June\u00a02024\u200b",
)

SHAPE: Final = "day-month-year with a four-digit year"
CALENDAR: Final = "that the calendar has"
HIDDEN: Final = "without invisible characters"

NO_DAY: Final = {
    "": SHAPE,
    "30-6-24": SHAPE,
    "30-Jun-24": SHAPE,
    "৩০ জুন": SHAPE,
    "জুন ২০২৪": SHAPE,
    "30-6/2024": SHAPE,
    "30 6 2024": SHAPE,
    "30-6-20245": SHAPE,
    "২০-৩০ জুন ২০২৪": SHAPE,
    "৩০ জুন ২০২৪, ৩১ জুলাই ২০২৪": SHAPE,
    "৩০ জুন ২০২৪ এর মধ্যে": SHAPE,
    "৩০ ফাল্গুন ১৪৩০": SHAPE,
    "৩১০-০৬-২০২০": SHAPE,
    "07/02/202 0": SHAPE,
    "0030-06-2024": SHAPE,
    "30-6-0024": CALENDAR,
    "2200-01-01": CALENDAR,
    "1899-12-31": CALENDAR,
    "6/30/2024": CALENDAR,
    "30\u200b-6-2024": HIDDEN,
    "31 June 2024": CALENDAR,
    "29 Feb 2023": CALENDAR,
    "30-6-1430": CALENDAR,
    "1" * 1000: SHAPE,
}
