"""What the next tier takes, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from indicators.scoring.explanations.amounts import amount, percent, points
from indicators.scoring.outlook import Outlook, WayToTier
from numerals import Message, format_number

_SENTENCES: Final[Mapping[WayToTier, Message]] = MappingProxyType(
    {
        WayToTier.MORE: Message(
            bn="আরও {figure} হলে {tier}: +{gain} নম্বর।",
            en="{figure} more for {tier}: +{gain} points.",
        ),
        WayToTier.TOTAL: Message(
            bn="পরের প্রতিবেদনে মোট {figure} হলে {tier}: +{gain} নম্বর।",
            en="A total of {figure} in the next report for {tier}: +{gain} points.",
        ),
        WayToTier.NEXT: Message(
            bn="পরের প্রতিবেদনে {bound} {figure} হলে {tier}: +{gain} নম্বর।",
            en="{bound} {figure} in the next report for {tier}: +{gain} points.",
        ),
        WayToTier.EACH: Message(
            bn="বাকি {left}টি প্রতিবেদনের প্রতিটিতে {bound} {figure} হলে {tier}: +{gain} নম্বর।",
            en="{bound} {figure} in each of the {left} reports left for {tier}: +{gain} points.",
        ),
        WayToTier.DAY: Message(
            bn="{figure} তারিখের মধ্যে হলে {tier}: +{gain} নম্বর।",
            en="By {figure} for {tier}: +{gain} points.",
        ),
        WayToTier.STILL: Message(
            bn="{figure} তারিখের মধ্যে হলে এখনো +{gain} নম্বর।",
            en="By {figure} it still gives +{gain} points.",
        ),
        WayToTier.LINKED: Message(
            bn="সংযুক্ত কর্মপরিকল্পনা এগোলে আরও {gain} নম্বর পর্যন্ত পাওয়া যায়।",
            en="Progress of the linked plan can add up to {gain} points.",
        ),
        WayToTier.GONE: Message(
            bn="এ বছর {tier} আর পাওয়া যাবে না।",
            en="This year cannot reach {tier} any more.",
        ),
    }
)
_TIER: Final = Message(bn="{percent} ধাপ", en="the {percent} tier")
_FULL: Final = Message(bn="পূর্ণ মান", en="the full weight")
_LEAST: Final = Message(bn="অন্তত", en="At least")
_MOST: Final = Message(bn="সর্বোচ্চ", en="At most")


def next_step(outlook: Outlook | None, *, unit: str, language: str) -> str:
    """What the next tier takes and adds; empty where there is nothing to say."""
    if outlook is None:
        return ""
    tier = _FULL if outlook.is_full else _TIER
    return _SENTENCES[outlook.way][language].format(
        figure=_figure(outlook, unit, language),
        tier=tier[language].format(percent=percent(outlook.tier, language)),
        gain=points(outlook.gain, language),
        left=format_number(Decimal(outlook.left), language=language),
        bound=(_MOST if outlook.is_limit else _LEAST)[language],
    )


def _figure(outlook: Outlook, unit: str, language: str) -> str:
    """The figure with its unit; nothing where the way has none."""
    if outlook.figure is None:
        return ""
    return amount(outlook.figure, unit, language)
