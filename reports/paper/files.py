"""The files that paper is made of, and the only ones that a form may load."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path
from typing import Final

from weasyprint.urls import URLFetcher, URLFetcherResponse

FOLDER: Final = Path(__file__).parent
STYLESHEET: Final = FOLDER / "paper.css"
FONTS: Final = {weight: FOLDER / "fonts" / f"{weight}.ttf" for weight in ("regular", "semibold")}

_SCHEME: Final = "paper:"
_SERVED: Final = {f"{_SCHEME}{file.name}": file for file in FONTS.values()}


class OwnFilesOnly(URLFetcher):
    """Gives our two fonts and refuses everything else.

    Remarks are typed by people: whatever address they hold (a file, this machine, the network)
    is never asked for, not even if it found its way into the HTML.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)

    def fetch(
        self, url: str, headers: EmailMessage | dict[str, str] | None = None
    ) -> URLFetcherResponse:
        """The font that ``url`` names. Raises ``ValueError`` for any other address."""
        file = _SERVED.get(url)
        if file is None:
            raise ValueError(f"A paper form may not load {url}")
        return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": "font/ttf"})
