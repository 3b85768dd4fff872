"""Uploads are bounded while they arrive: a huge one fills neither memory nor disk."""

from __future__ import annotations

from typing import IO, Any, Final

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from indicators.returns.evidence.kinds import LARGEST_FILE

MOST_AT_ONCE: Final = 5
"""Files of one request; docs/deploy.md lets the proxy take as much."""

_ENVELOPE: Final = 64 * 1024


class BoundedUpload(FileUploadHandler):
    """Passes small files on and drops the others as they come in, by name in ``refused``."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.refused: list[str] = []
        self._is_too_much = False
        self._left = LARGEST_FILE

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: N803  # as Django names it
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        self._is_too_much = content_length > MOST_AT_ONCE * LARGEST_FILE + _ENVELOPE

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._left = LARGEST_FILE
        if self._is_too_much:
            self._drop()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._left -= len(raw_data)
        if self._left < 0:
            self._drop()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Whoever comes after makes the file."""

    def _drop(self) -> None:
        self.refused.append(self.file_name or "")
        raise SkipFile
