"""The folder of the evidence files, where they are kept in one."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages

from config.backup.files import FOLDER, copy_file, is_sound_name


def evidence_folder() -> Path | None:
    """Where the files are; ``None`` where another store keeps them, and its copies."""
    if FOLDER not in settings.STORAGES:
        return None
    storage = storages[FOLDER]
    return Path(storage.location) if isinstance(storage, FileSystemStorage) else None


def copy_folder(source: Path, target: Path) -> None:
    """Copy the folder's files, for their owner alone; those that are there already stay.

    Links and files with names that no piece of evidence has are passed over, and so is what is
    removed meanwhile. Files never change, but one that was still being written when it was
    copied is shorter than it is now, and copied anew.
    """
    target.mkdir(parents=True, mode=0o700, exist_ok=True)
    for path in sorted(source.rglob("*")):
        name = path.relative_to(source).as_posix()
        if path.is_symlink() or not is_sound_name(f"{FOLDER}/{name}"):
            continue
        place = target / name
        if path.is_dir():
            place.mkdir(mode=0o700, exist_ok=True)
            continue
        try:
            if not place.exists() or place.stat().st_size != path.stat().st_size:
                copy_file(path, place)
        except FileNotFoundError:
            continue
