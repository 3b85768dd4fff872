"""The code before a title: ``[১.১.১]``, ``১.১.১``, ``১)``, ``১.`` or none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from numerals import parse_whole, to_latin_digits

_MOST_DIGITS: Final = 3
_DOTTED: Final = r"[0-9]{1,3}(?:\s?\.\s?[0-9]{1,3}){0,4}"
# A letter may lead a code in brackets, as in [এম.১.১].
_BRACKETED: Final = re.compile(
    rf"\[\s*((?:[^\d\s\[\].]{{1,6}}\s?\.\s?)?{_DOTTED})\s*\.?\s*(?:\]|(?=\s))"
)
_CLOSED: Final = re.compile(r"\(?([0-9]{1,3}(?:\.[0-9]{1,3}){0,4})\)")
_POINTED: Final = re.compile(r"([0-9]{1,2})(?:[.।](?=\s)|।(?=\S)|\.(?=[^\W\d_]))")
_BARE: Final = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3}){1,4})(?:[.:।]|(?![0-9.%]))")


@dataclass(frozen=True, slots=True)
class Coded:
    """A cell's text as its code (Latin digits, no brackets) and its title.

    ``printed`` is the code as it stands there; ``spaced`` is whether a blank follows it.
    """

    code: str | None
    title: str
    printed: str = ""
    spaced: bool = True

    @property
    def depth(self) -> int:
        """How many numbers the code has: 0 for none."""
        return depth_of(self.code)


def comes_next(number: str, following: str) -> bool:
    """Whether two cells count on: ``1`` and ``2``, as columns and rows are numbered."""
    first = parse_whole(number, most_digits=_MOST_DIGITS)
    return first is not None and following == str(first + 1)


def depth_of(code: str | None) -> int:
    """How many numbers ``code`` has: 0 for no code, 2 for ``1.1``."""
    return len([part for part in (code or "").split(".") if part.isdigit()])


def closed_codes(text: str) -> list[tuple[int, str]]:
    """The codes in brackets that stand anywhere in ``text``, each behind where it begins."""
    return [
        (match.start(), "".join(match[1].split()))
        for match in _BRACKETED.finditer(to_latin_digits(text))
        if match[0].endswith("]")
    ]


def split_code(text: str, *, bare_depths: frozenset[int] = frozenset({2, 3})) -> Coded:
    """``text`` as code and title.

    A number without brackets may begin a title (১.৫ কোটি টাকা …): it is taken for a code only
    with as many parts as ``bare_depths`` allow.
    """
    latin = to_latin_digits(text)
    match = _BRACKETED.match(latin) or _CLOSED.match(latin) or _POINTED.match(latin)
    if match is None:
        match = _BARE.match(latin)
        if match is None or match[1].count(".") + 1 not in bare_depths:
            return Coded(None, text)
    rest = text[match.end() :]
    return Coded(
        code="".join(match[1].split()),
        title=rest.strip(),
        printed=text[: match.end()].strip(),
        spaced=not rest or rest[0].isspace(),
    )
