"""What a backup consists of, by which it is checked before anything is restored."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

NAME: Final = "manifest.json"
FORMAT: Final = 1
"""Raised when the folder is laid out anew; another number is refused."""


class Unusable(Exception):
    """The folder is no backup that can be restored; says why in a sentence."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of the backup: its SHA-256 in hexadecimal digits, and its size in bytes."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the backup holds.

    ``vendor`` is the database's; ``tables`` are the rows of each table, ``migrations`` those
    applied, as ``app.name``; ``files`` are by path within the folder.
    """

    made_at: str
    version: str
    vendor: str
    migrations: tuple[str, ...]
    tables: Mapping[str, int]
    files: Mapping[str, File]
    format: int = FORMAT


def describe(path: Path) -> File:
    """The file's hash and size, read piece by piece."""
    with path.open("rb") as file:
        return File(hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into the folder."""
    text = json.dumps(asdict(manifest), indent=1, sort_keys=True, ensure_ascii=False)
    (folder / NAME).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The folder's manifest, after every file has proved to be as it says.

    Raises ``Unusable``.
    """
    try:
        data = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise Unusable(f"{folder} is a backup of another kind ({data['format']}).")
        files = {name: File(**one) for name, one in data.pop("files").items()}
        migrations = tuple(data.pop("migrations"))
        manifest = Manifest(**data, files=files, migrations=migrations)
    except OSError as error:
        raise Unusable(f"{folder} holds no {NAME}: it is no backup, or it is incomplete.") from (
            error
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unusable(f"{folder / NAME} is damaged.") from error
    for name, expected in manifest.files.items():
        _check(folder, name, expected)
    return manifest


def _check(folder: Path, name: str, expected: File) -> None:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise Unusable(f"{NAME} names a file outside the backup: {name}.")
    if not path.is_file():
        raise Unusable(f"{path} is missing.")
    if describe(path) != expected:
        raise Unusable(f"{path} is not the file that was backed up: its SHA-256 differs.")
