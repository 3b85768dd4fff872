"""What a value that is kept was made by: it is of no use to another program."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).parents[1]
_KINDS: Final = frozenset({".py", ".css", ".ttf", ".html"})


@cache
def digest_of(*folders: str, others: Iterable[str] = ()) -> str:
    """A digest of our code, style, fonts and templates below these folders of the checkout.

    ``others`` is what else decides, such as the release of a library.
    """
    digest = sha256("\n".join(others).encode())
    found = (file for folder in folders for file in (_ROOT / folder).rglob("*"))
    for file in sorted(file for file in found if file.suffix in _KINDS):
        digest.update(file.read_bytes())
    return digest.hexdigest()
