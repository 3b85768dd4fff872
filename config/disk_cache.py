"""Django's cache of files, for a machine on which anything may go wrong.

What cannot be read counts as never kept, what cannot be written is not kept, and what was not asked
for longest makes room. All processes of the machine share what one of them kept.
"""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

logger = logging.getLogger(__name__)

_NOTHING: Final = object()


class DiskCache(FileBasedCache):
    """At most ``MAX_ENTRIES`` files of a folder that may be emptied at any time."""

    if TYPE_CHECKING:  # which django-stubs do not know
        _max_entries: int

        def _key_to_file(self, key: str, version: int | None = None) -> str: ...
        def _list_cache_files(self) -> list[str]: ...
        def _delete(self, file: str) -> bool: ...

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """What was kept; ``default`` also where a file is damaged or of another program."""
        try:
            found = super().get(key, _NOTHING, version)
        except Exception as problem:  # a damaged file may raise anything
            logger.warning("What was kept cannot be read, and is made anew: %r", problem)
            with suppress(OSError):
                self.delete(key, version)
            return default
        if found is _NOTHING:
            return default
        with suppress(OSError):
            os.utime(self._key_to_file(key, version))
        return found

    def set(
        self,
        key: str,
        value: Any,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Keep it, where there is room: a full disk costs the next reader time, and nobody more."""
        try:
            super().set(key, value, timeout, version)
        except OSError as problem:
            logger.warning("Nothing can be kept: %s", problem)

    def has_key(self, key: str, version: int | None = None) -> bool:
        """Whether it can be read."""
        return self.get(key, _NOTHING, version) is not _NOTHING

    def _createdir(self) -> None:
        with suppress(OSError):
            super()._createdir()  # type: ignore[misc]

    def _cull(self) -> None:
        """Make room for one more: the files that were not read for longest go."""
        files = self._list_cache_files()
        if len(files) < self._max_entries:
            return
        used: list[tuple[float, str]] = []
        for file in files:
            with suppress(FileNotFoundError):
                used.append((Path(file).stat().st_mtime, file))
        used.sort()
        for _, file in used[: max(len(used) - self._max_entries + 1, 0)]:
            self._delete(file)
