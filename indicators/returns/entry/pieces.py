"""Pieces of the entry page that follow from its figures, sent anew only where they changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from django.template.loader import render_to_string

from indicators.returns.page import ReturnPage
from indicators.returns.row_html import score, tier_bar, why

_SHARED: Final = {
    "totals": "indicators/returns/_totals.html",
    "checks": "indicators/returns/entry/_checks.html",
    "gains": "indicators/returns/entry/_gains.html",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """HTML and a digest of it, by which a page tells which wording it has."""

    html: str

    @property
    def digest(self) -> str:
        """Twelve characters that another wording would not have."""
        return blake2b(self.html.encode(), digest_size=6).hexdigest()


def shared_pieces(page: ReturnPage, *, may_write: bool) -> dict[str, Piece]:
    """What speaks of the whole return, by the id of the element that it fills."""
    return {
        name: Piece(render_to_string(template, {"page": page, "may_write": may_write}))
        for name, template in _SHARED.items()
    }


def other_than(pieces: Mapping[str, Piece], data: Mapping[str, str]) -> dict[str, Piece]:
    """Those of which the page does not say, as ``have-<id>``, that it has this very wording."""
    return {
        name: piece for name, piece in pieces.items() if data.get(f"have-{name}") != piece.digest
    }


def row_pieces(
    page: ReturnPage, changed: Collection[int], *, wrong: Collection[int]
) -> dict[str, str]:
    """What speaks of the rows of the indicators ``changed``, and the totals above them.

    Beside what could not be read, ``wrong``, stands nothing of what was there before.
    """
    pieces: dict[str, str] = {}
    for objective in page.objectives:
        touched = [row for row in objective.rows if row.indicator.pk in changed]
        if touched:
            pieces[f"objective-{objective.objective.pk}"] = render_to_string(
                "indicators/returns/_objective_total.html", {"objective": objective}
            )
        for row in touched:
            pieces |= {
                f"tier-bar-{row.pk}": tier_bar(row),
                f"achieved-{row.pk}": row.achieved,
                f"score-{row.pk}": score(row),
                f"why-{row.pk}": why(row),
            }
            if row.is_dated:
                pieces[f"cell-read-{row.pk}"] = "" if row.indicator.pk in wrong else row.read_as
    return pieces
