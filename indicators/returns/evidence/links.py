"""Where a link in a file may lead."""

from __future__ import annotations

from typing import Final

_SCHEMES: Final = ("http://", "https://", "mailto:")


def leads_to_a_page(target: str) -> bool:
    """Whether it is the address of a web page or of a person; both open only when clicked."""
    return target.strip().lower().startswith(_SCHEMES)
