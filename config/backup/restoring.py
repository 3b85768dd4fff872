"""A backup takes the place of what there is, after it has proved sound."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from config.backup.databases import FILES, load, rows
from config.backup.evidence import evidence_folder
from config.backup.files import FOLDER, copy_file
from config.backup.manifest import Foreign, Manifest, Unusable, describe, read_manifest
from indicators.audit.guards import missing_guards
from ledger.services import seal_history

_FILLED_BY_MIGRATE: Final = frozenset(
    ("django_migrations", "django_content_type", "auth_permission")
)


class DatabaseNotEmpty(Exception):
    """The database holds rows; ``tables`` says how many by table."""

    def __init__(self, tables: Mapping[str, int]) -> None:
        super().__init__(", ".join(f"{name}: {count}" for name, count in tables.items()))
        self.tables = tables


def restore_backup(folder: Path, *, force: bool = False, is_foreign: bool = False) -> Manifest:
    """Restore database and evidence from the folder.

    Everything is checked before anything is changed, the rows by the manifest's counts too. The
    database changes in one transaction; files that were there are kept beside the restored ones.
    Raises ``Unusable``, ``Foreign`` for another installation's backup unless it is said to be
    one, and ``DatabaseNotEmpty`` unless forced. A backup of this version without the guards on what
    only grows is ``Unusable``, too, and told of when it has been restored.
    """
    vendor = connection.vendor
    try:
        manifest = read_manifest(folder, vendor=vendor, database=FILES[vendor])
        is_own = True
    except Foreign:
        if not is_foreign:
            raise
        manifest = read_manifest(folder, vendor=vendor, database=FILES[vendor], is_foreign=True)
        is_own = False
    _refuse_newer(manifest)
    filled = {
        name: count
        for name, count in rows(connection).items()
        if count and name not in _FILLED_BY_MIGRATE
    }
    if filled and not force:
        raise DatabaseNotEmpty(filled)
    staged = _stage_evidence(folder, manifest)
    try:
        load(connection, folder / FILES[vendor], tables=manifest.tables)
    except BaseException:
        if staged:
            shutil.rmtree(staged, ignore_errors=True)
        raise
    if staged:
        _put_in_place(staged)
    ContentType.objects.clear_cache()
    if not unapplied(manifest):
        _require_guards()
        if not is_own:
            # Nobody here can say what signed its history; from now on this installation does.
            seal_history(takes_over=True)
    return manifest


def unapplied(manifest: Manifest) -> list[str]:
    """The migrations that this version has and the backup had not."""
    return sorted(_known() - set(manifest.migrations))


def _known() -> set[str]:
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}


def _require_guards() -> None:
    if missing := sorted({table for table, _ in missing_guards(connection)}):
        raise Unusable(
            f"Restored, but the guards are missing on {', '.join(missing)}: its history may have "
            "been altered. Compare it with an older backup."
        )


def _refuse_newer(manifest: Manifest) -> None:
    unknown = sorted(set(manifest.migrations) - _known())
    if unknown:
        raise Unusable(
            f"The backup was made by another version of Lokkho ({manifest.version}); this one "
            f"does not know {', '.join(unknown)}."
        )


def _stage_evidence(folder: Path, manifest: Manifest) -> Path | None:
    """Copy the files beside their place, so that what can fail fails before the database."""
    place = evidence_folder()
    if place is None:
        if any(name.startswith(f"{FOLDER}/") for name in manifest.files):
            raise Unusable("The backup holds evidence files, but they are kept elsewhere here.")
        return None
    staged = place.with_name(f"{place.name}.restoring")
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True, mode=0o700)
    for name, expected in manifest.files.items():
        if not name.startswith(f"{FOLDER}/"):
            continue
        copy = staged / name.removeprefix(f"{FOLDER}/")
        copy.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
        copy_file(folder / name, copy)
        if describe(copy) != expected:
            shutil.rmtree(staged, ignore_errors=True)
            raise Unusable(f"{folder / name} changed while it was read.")
    return staged


def _put_in_place(staged: Path) -> None:
    place = staged.with_suffix("")
    if place.exists():
        place.rename(place.with_name(f"{place.name}.before-{timezone.now():%Y%m%dT%H%M%S%f}"))
    staged.rename(place)
