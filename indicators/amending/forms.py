"""What the page of an amendment sends: reasons, verdicts and notes by the keys of rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from numerals import parse_whole
from plans.amending.models import Verdict
from plans.amending.values import AskedRow, Decision
from presentation.lines import lines_typed

LONGEST = 2_000
"""Characters of a reason or a note."""

_DIGITS = 9


def reasons_typed(post: Mapping[str, str], rows: Iterable[AskedRow]) -> dict[int, str]:
    """The reason typed at each row of the page."""
    return {
        one.key: lines_typed(post, name, longest=LONGEST)
        for one in rows
        if (name := f"reason-{one.key}") in post
    }


def keys_typed(post: Mapping[str, str]) -> tuple[int, ...]:
    """The rows that an error to let stand comes of, by their keys."""
    found = (parse_whole(one, most_digits=_DIGITS) for one in post.get("rows", "").split())
    return tuple(one for one in found if one is not None)


def decisions_typed(
    post: Mapping[str, str], rows: Iterable[AskedRow], *, agrees_to_all: bool = False
) -> dict[int, Decision]:
    """The decision at each row; a row without one is left out."""
    found = {}
    for one in rows:
        verdict = Verdict.AGREED if agrees_to_all else post.get(f"verdict-{one.key}", "")
        if verdict in (Verdict.AGREED, Verdict.RETURNED):
            note = lines_typed(post, f"note-{one.key}", longest=LONGEST)
            found[one.key] = Decision(verdict == Verdict.AGREED, note)
    return found
