"""The folder of the evidence files, where they are kept in one."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages

FOLDER: Final = "evidence"
"""Its name within a backup."""


def evidence_folder() -> Path | None:
    """Where the files are; ``None`` where another store keeps them, and its copies."""
    if FOLDER not in settings.STORAGES:
        return None
    storage = storages[FOLDER]
    return Path(storage.location) if isinstance(storage, FileSystemStorage) else None


def copy_folder(source: Path, target: Path) -> None:
    """Copy the folder's files, for their owner alone; those that are there already stay.

    A file that is removed meanwhile is passed over. Files never change, but one that was still
    being written when it was copied is shorter than it is now, and copied anew.
    """
    target.mkdir(parents=True, mode=0o700, exist_ok=True)
    for path in sorted(source.rglob("*")):
        place = target / path.relative_to(source)
        if path.is_dir():
            place.mkdir(mode=0o700, exist_ok=True)
            continue
        try:
            if not place.exists() or place.stat().st_size != path.stat().st_size:
                shutil.copyfile(path, place)
                place.chmod(0o600)
        except FileNotFoundError:
            continue
