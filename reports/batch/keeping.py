"""Files of many papers are kept for some days, then asked for anew."""

from __future__ import annotations

import shutil
import time
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone

from reports.batch.models import Batch
from reports.packet.keeping import ABANDONED

KEPT: Final = timedelta(days=7)


def purge_batches() -> None:
    """Remove what was asked for long ago or cancelled, and what killed jobs left behind."""
    old = Batch.objects.filter(requested_at__lt=timezone.now() - KEPT)
    for batch in old:
        if batch.file:
            batch.file.storage.delete(batch.file.name or "")
    old.delete()
    for folder in settings.WORK_DIR.glob("batch-*"):
        if folder.stat().st_mtime < time.time() - ABANDONED:
            shutil.rmtree(folder, ignore_errors=True)
