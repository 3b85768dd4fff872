"""A backup is made, while people work."""

from __future__ import annotations

import os
import secrets
import shutil
import tomllib
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from config.backup.databases import FILES, save
from config.backup.evidence import copy_folder, evidence_folder
from config.backup.files import FOLDER
from config.backup.manifest import Manifest, Unusable, describe, write_manifest


def make_backup(folder: Path) -> Manifest:
    """Write database, evidence and manifest to a new folder, readable by its owner alone.

    It appears under its name when it is complete, not before. Raises ``Unusable`` for a
    folder that holds something already, and when the database cannot be written out.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Unusable(f"{folder} holds something already; a backup needs a folder of its own.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    before = os.umask(0o077)
    try:
        draft.mkdir()
        manifest = _fill(draft)
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    finally:
        os.umask(before)
    return manifest


def _fill(folder: Path) -> Manifest:
    # Before the database, for the files that are removed while it is written; and after it, for
    # those that came meanwhile: files are written before the rows that name them.
    _copy_evidence(folder)
    tables = save(connection, folder / FILES[connection.vendor])
    _copy_evidence(folder)
    manifest = Manifest(
        made_at=timezone.localtime().isoformat(timespec="seconds"),
        version=app_version(),
        vendor=connection.vendor,
        migrations=applied_migrations(),
        tables=tables,
        files={
            path.relative_to(folder).as_posix(): describe(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        },
    )
    write_manifest(folder, manifest)
    return manifest


def _copy_evidence(folder: Path) -> None:
    evidence = evidence_folder()
    if evidence and evidence.is_dir():
        copy_folder(evidence, folder / FOLDER)


def app_version() -> str:
    """Lokkho's version."""
    data = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return str(data["project"]["version"])


def applied_migrations() -> tuple[str, ...]:
    """The migrations of the database, as ``app.name``."""
    applied = MigrationRecorder(connection).applied_migrations()
    return tuple(sorted(f"{app}.{name}" for app, name in applied))
