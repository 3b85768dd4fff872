"""Words and pieces of sentences in both languages, each with its own digits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, Self

from numerals import Message, Value, format_value, round_half_up


class Word(StrEnum):
    """A word that is stored, with its name for people: the choices of a column."""

    _value_: str
    label: Message

    def __new__(cls, value: str, label: Message | None = None) -> Self:
        """The stored word with its name; the word alone finds the member again."""
        if label is None:
            raise TypeError(f"{cls.__name__} {value!r} needs a name")
        member = str.__new__(cls, value)
        member._value_, member.label = value, label
        return member


class RuledWord(StrEnum):
    """A word that is stored, or stands in addresses, with its rule: all that is known of it."""

    _value_: str
    rule: Any

    def __new__(cls, value: str, rule: object = None) -> Self:
        """The word with its rule; the word alone finds the member again."""
        if rule is None:
            raise TypeError(f"{cls.__name__} {value!r} needs its rule")
        member = str.__new__(cls, value)
        member._value_, member.rule = value, rule
        return member


_OR: Final = Message(bn="বা", en="or")
_AND: Final = Message(bn="ও", en="and")


def in_both(sentence: Callable[[str], str]) -> Message:
    """What ``sentence`` gives for each language; for pieces without words of their own."""
    return Message(bn=sentence("bn"), en=sentence("en"))


def shown(value: Value, *, decimals: int | None = None) -> Message:
    """A value in the digits of both languages."""
    return in_both(lambda language: format_value(value, language=language, decimals=decimals))


def days_long(days: Decimal | int) -> Message:
    """``1 day``, ``12 days``: whole days, halves rounded up."""
    count = round_half_up(Decimal(days), decimals=0)
    said = shown(count)
    return Message(bn=f"{said.bn} দিন", en=f"{said.en} {'day' if count == 1 else 'days'}")


def added(values: Iterable[Decimal]) -> Message:
    """``0 + 44 + 15``."""
    terms = [shown(value) for value in values]
    return Message(bn=" + ".join(t.bn for t in terms), en=" + ".join(t.en for t in terms))


def any_of(names: Iterable[Message]) -> Message:
    """``sum, average or date``."""
    return _listed(list(names), _OR)


def all_of(names: Iterable[Message]) -> Message:
    """``sum, average and date``."""
    return _listed(list(names), _AND)


def _listed(names: Sequence[Message], last: Message) -> Message:
    def in_one(language: str) -> str:
        *first, end = (name[language] for name in names)
        return f"{', '.join(first)} {last[language]} {end}" if first else end

    return in_both(in_one)
