"""The pure enumerations as choices of columns and fields, named in the reader's language.

Functions, so that migrations do not name the choices: a new one needs none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from django.utils.functional import Promise

from numerals import FiscalYearSpan
from plans.document.bilingual import Word
from plans.document.defaults import Interpolation, Kind, Mode, rules_label
from plans.document.frequencies import Frequency
from plans.document.methods import Method
from plans.document.rolling_up import RollUp
from presentation.figures import digits, sentence, sentence_later

Choices: TypeAlias = list[tuple[str, str | Promise]]


def methods() -> Choices:
    """The calculation methods."""
    return named(Method)


def frequencies() -> Choices:
    """How often an indicator can be reported."""
    return named(Frequency)


def kinds() -> Choices:
    """The kinds of plan."""
    return named(Kind)


def years(starts: Iterable[int]) -> list[tuple[int, str]]:
    """Fiscal years by their first calendar year, the newest first."""
    newest_first = sorted(set(starts), reverse=True)
    return [(start, digits(str(FiscalYearSpan(start)))) for start in newest_first]


def rules_words(name: str) -> str:
    """A version of the rules, ``2023-24/apa/1``, as the reader calls it."""
    return sentence(rules_label(name))


def rules_number(name: str) -> str:
    """The number alone of a version of the rules, ``2023-24/apa/1``."""
    return digits(name.rpartition("/")[2])


def interpolations() -> Choices:
    """What counts between two tiers."""
    return named(Interpolation)


def modes() -> Choices:
    """How a section's indicators score."""
    return named(Mode)


def roll_ups() -> Choices:
    """How offices' achievements make one."""
    return named(RollUp)


def name_of(words: type[Word] | type[Method], stored: str) -> str:
    """The name of a stored word, nothing for none; Django's own way makes all choices anew."""
    return sentence(words(stored).label) if stored else ""


def named(words: Iterable[Word | Method | Kind]) -> Choices:
    """The stored words with their names."""
    return [(one.value, sentence_later(one.label)) for one in words]
