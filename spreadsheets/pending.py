"""An uploaded file between its preview and its confirmation."""

from __future__ import annotations

import re
import time
import uuid
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from import_export.tmp_storages import BaseStorage

_NAME: Final = re.compile(r"[0-9a-f]{32}")
_KEPT_SECONDS: Final = 24 * 60 * 60


class PendingUpload(BaseStorage):
    """A file below ``var/``, named by chance; those never confirmed go after a day."""

    def save(self, data: bytes) -> None:
        folder = _folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _remove_stale(folder)
        self.name = uuid.uuid4().hex
        try:
            (folder / self.name).write_bytes(data)
        except BaseException:
            # Of a disk that is full the beginning stays.
            self.remove()
            raise

    def read(self) -> bytes:
        return self._path().read_bytes()

    def remove(self) -> None:
        self._path().unlink(missing_ok=True)

    @property
    def exists(self) -> bool:
        """Whether the file is still here."""
        return bool(_NAME.fullmatch(self.name or "")) and self._path().is_file()

    def _path(self) -> Path:
        name: Any = self.name
        if not _NAME.fullmatch(name):
            raise ValueError(name)
        return _folder() / name


def _folder() -> Path:
    folder: Path = settings.VAR_DIR / "imports"
    return folder


def _remove_stale(folder: Path) -> None:
    before = time.time() - _KEPT_SECONDS
    for path in folder.iterdir():
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
