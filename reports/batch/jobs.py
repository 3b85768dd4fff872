"""Batches are made by a worker: begun any number of times, finished once, dropped at any paper."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils import timezone, translation
from django_tasks import task

from reports.batch.joining import write_batch
from reports.batch.models import Batch, BatchFormat
from reports.batch.parts import plans_of
from reports.packet.jobs import BuiltFile
from reports.selectors.standing import printed_by


class Dropped(Exception):
    """Somebody cancelled it, or another worker has taken it up."""


@task(priority=5)
def build_batch(pk: str) -> None:
    """Make the papers, and put the file in its store at once and whole.

    What an attempt that was killed had made is in the store of papers, and is not made again.
    """
    batch = _begun(UUID(pk))
    if batch is None:
        return
    _tidy(batch.pk)
    settings.WORK_DIR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"batch-{batch.pk}-", dir=settings.WORK_DIR) as name:
        path = Path(name) / "batch"
        try:
            _change(batch, total=plans_of(batch).count())
            with path.open("wb") as target, translation.override(batch.language):
                skipped = write_batch(
                    batch,
                    target,
                    printed=printed_by(batch.requested_by),
                    told=lambda done: _change(batch, done=done),
                )
            _keep(batch, path, skipped=skipped)
        except Dropped:
            return


def _begun(pk: UUID) -> Batch | None:
    waiting = Batch.objects.filter(pk=pk, file="", cancelled_at=None)
    waiting.update(attempt=F("attempt") + 1, done=0)
    return waiting.select_related("office", "fiscal_year", "requested_by").first()


def _tidy(pk: UUID) -> None:
    for folder in settings.WORK_DIR.glob(f"batch-{pk}-*"):
        shutil.rmtree(folder, ignore_errors=True)


def _keep(batch: Batch, path: Path, *, skipped: int) -> None:
    storage = Batch.file.field.storage
    ending = BatchFormat(batch.made_as).ending
    with path.open("rb") as file:
        name = storage.save(
            f"batch-{batch.pk}-{batch.attempt}.{ending}", BuiltFile(file, name=str(path))
        )
    try:
        _change(batch, file=name, finished_at=timezone.now(), skipped=skipped, done=batch.total)
    except BaseException:
        storage.delete(name)
        raise


def _change(batch: Batch, **fields: object) -> None:
    """Write to the batch's row, as long as this attempt is the last one and wanted."""
    mine = Batch.objects.filter(pk=batch.pk, attempt=batch.attempt, file="", cancelled_at=None)
    if not mine.update(**fields):
        raise Dropped
    for name, value in fields.items():
        if name == "total":
            batch.total = int(str(value))
