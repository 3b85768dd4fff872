"""Pages of higher rooms that lower ones lead to, by the name of the place, not of the page.

``config`` knows all rooms and hands the places down when the application begins.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.urls import reverse

_PAGES: Final[dict[str, str]] = {}


def hand_down(pages: Mapping[str, str]) -> None:
    """Tell the names of the pages, such as ``reports:office``, by their places."""
    _PAGES.update(pages)


def way_to(place: str, *args: object) -> str:
    """The address of the page of that place. ``KeyError`` for a place that nobody handed down."""
    return reverse(_PAGES[place], args=args)
