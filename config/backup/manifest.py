"""What a backup consists of, by which it is checked before anything is restored.

The manifest is signed with a key made of ``SECRET_KEY``: who does not have it makes no backup that
this installation takes for its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from config.backup.files import is_sound_name, open_plain
from ledger.signatures import is_signed, signature

NAME: Final = "manifest.json"
FORMAT: Final = 2
"""Raised when the folder is laid out anew; another number is refused. 1 had no signature."""

_UNSIGNED: Final = 1
_PURPOSE: Final = "lokkho.backup"
_LARGEST: Final = 100_000_000
"""Bytes of a manifest: some 500,000 files."""


class Unusable(Exception):
    """The folder is no backup that can be restored; says why in a sentence."""


class Foreign(Unusable):
    """The backup is not signed by this installation."""


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
    with open_plain(path) as file:
        return File(
            hashlib.file_digest(file, "sha256").hexdigest(), os.fstat(file.fileno()).st_size
        )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into the folder, signed."""
    data = asdict(manifest)
    signed = {**data, "signature": signature(_PURPOSE, _canonical(data))}
    text = json.dumps(signed, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / NAME).write_text(text + "\n", encoding="utf-8")


def _canonical(data: Mapping[str, Any]) -> str:
    return json.dumps(data, sort_keys=True, separators=(",", ":"))


def read_manifest(
    folder: Path, *, vendor: str, database: str, is_foreign: bool = False
) -> Manifest:
    """The folder's manifest, after the folder has proved to hold what it lists and nothing else.

    ``database`` is the file that a backup of the ``vendor``'s database must have. Raises
    ``Unusable``, and ``Foreign`` for a signature that is not this installation's, unless the
    caller knows that ``is_foreign``.
    """
    manifest, is_own = _parsed(folder)
    if not is_own and not is_foreign:
        raise Foreign(f"{folder} was not made by this installation, or its {NAME} was changed.")
    if manifest.vendor != vendor:
        raise Unusable(f"The backup is of {manifest.vendor}, this database is {vendor}.")
    if database not in manifest.files:
        raise Unusable(f"{NAME} names no {database}: the backup is without its database.")
    for name in manifest.files:
        if name != database and not is_sound_name(name):
            raise Unusable(f"{NAME} names a file outside the backup, or oddly: {name!r}.")
    _require_nothing_else(folder, manifest)
    for name, expected in manifest.files.items():
        if describe(folder / name) != expected:
            raise Unusable(f"{folder / name} is not what was backed up: its SHA-256 differs.")
    return manifest


def _parsed(folder: Path) -> tuple[Manifest, bool]:
    """What the manifest says, and whether this installation signed it."""
    try:
        with open_plain(folder / NAME) as file:
            data = json.loads(file.read(_LARGEST))
        if data["format"] not in (FORMAT, _UNSIGNED):
            raise Unusable(f"{folder} is a backup of another kind ({data['format']}).")
        signed = data.pop("signature", "")
        is_own = data["format"] == FORMAT and is_signed(_PURPOSE, _canonical(data), signed)
        return _read(data), is_own
    except OSError as error:
        raise Unusable(f"{folder} holds no {NAME}: it is no backup, or it is incomplete.") from (
            error
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Unusable(f"{folder / NAME} is damaged.") from error


def _read(data: dict[str, Any]) -> Manifest:
    """Raises ``ValueError``, ``TypeError`` or ``KeyError`` for what is no manifest."""
    files = {name: File(**one) for name, one in data.pop("files").items()}
    migrations = tuple(data.pop("migrations"))
    manifest = Manifest(**data, files=files, migrations=migrations)
    texts = (*migrations, manifest.made_at, manifest.version, manifest.vendor)
    texts += tuple(file.sha256 for file in files.values())
    numbers = (*manifest.tables.values(), *(file.bytes for file in files.values()))
    if not all(isinstance(one, str) for one in texts):
        raise TypeError("a text is expected")
    if not all(type(one) is int and one >= 0 for one in numbers):
        raise TypeError("a number is expected")
    return manifest


def _require_nothing_else(folder: Path, manifest: Manifest) -> None:
    """Raise ``Unusable`` for a file too many, missing, linked, special or of another size."""
    expected = {name: file.bytes for name, file in manifest.files.items()}
    folders = {str(parent) for name in expected for parent in Path(name).parents}
    found = set()
    for path in _entries(folder):
        name, told = path.relative_to(folder).as_posix(), path.lstat()
        if stat.S_ISDIR(told.st_mode):
            if name not in folders:
                raise Unusable(f"{path} is not in {NAME}.")
            continue
        if name == NAME:
            continue
        if not stat.S_ISREG(told.st_mode) or told.st_nlink > 1:
            raise Unusable(f"{path} is a link, or no plain file.")
        if name not in expected:
            raise Unusable(f"{path} is not in {NAME}.")
        if told.st_size != expected[name]:
            raise Unusable(f"{path} has another size than was backed up.")
        found.add(name)
    if missing := sorted(expected.keys() - found):
        raise Unusable(f"{folder / missing[0]} is missing.")


def _entries(folder: Path) -> Iterator[Path]:
    """All that lies in the folder; links are not followed."""
    for root, folders, files in os.walk(folder):
        for name in (*folders, *files):
            yield Path(root) / name
