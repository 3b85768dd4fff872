"""An officer with a file before them."""

from __future__ import annotations

import re
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from offices.models import User
from tests.cast import FIXTURES, client_of

FORM: Final = (FIXTURES / "apa-progress-khulna-2024-q4.txt").read_text(encoding="utf-8")
ENTRY: Final = "/plans/khulna/2023-24/apa/2024-06/"
BRING: Final = f"{ENTRY}bring/"
THIS_MONTH: Final = 14


class Desk:
    """An officer with a file before them."""

    def __init__(self, user: User, address: str = BRING) -> None:
        self.client: Client = client_of(user)
        self.address = address
        self.page = ""
        self.status = 0

    def upload(self, content: bytes | str, name: str = "june.txt") -> str:
        data = content.encode() if isinstance(content, str) else content
        return self._post({"file": SimpleUploadedFile(name, data)})

    def paste(self, text: str) -> str:
        return self._post({"text": text})

    def press(self, button: str, *, untick: tuple[int, ...] = (), **changed: str) -> str:
        """Press a button of the preview as it stands, some of its boxes unticked."""
        form = {**self.fields, button: "1", **changed}
        for pk in untick:
            form.pop(f"take-{pk}", None)
        return self._post(form)

    @property
    def fields(self) -> dict[str, str]:
        hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', self.page)
        boxes = re.findall(r'name="(take-\d+|remarks)"\s+value="1" checked', self.page)
        chosen = re.search(r'<option value="([^"]*)" selected', self.page)
        return {
            **{name: value for name, value in hidden if name != "csrfmiddlewaretoken"},
            **dict.fromkeys(boxes, "1"),
            "column": chosen[1] if chosen else "",
        }

    def _post(self, data: dict[str, Any]) -> str:
        answer = self.client.post(self.address, data)
        self.status, self.page = answer.status_code, answer.content.decode()
        return self.page


def form_with(cells: dict[str, str], *, column: int = THIS_MONTH, without: str = "") -> str:
    """Khulna's form with other figures in a column, by code."""
    lines = []
    for line in FORM.splitlines():
        parts = line.split("\t")
        code = parts[3].partition("]")[0].lstrip("[") if len(parts) > column else ""
        if without and code == without:
            continue
        if code in cells:
            parts[column] = cells[code]
        lines.append("\t".join(parts))
    return "\n".join(lines)
