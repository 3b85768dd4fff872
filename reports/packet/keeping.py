"""Packets are kept for some days, then asked for anew."""

from __future__ import annotations

import shutil
import time
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone

from reports.packet.models import Packet, packet_storage

KEPT: Final = timedelta(days=7)
ABANDONED: Final = 24 * 60 * 60
"""Seconds after which a folder or a file that belongs to nothing is a killed job's."""


def purge_packets() -> None:
    """Remove packets that were asked for long ago, and what killed jobs left behind."""
    old = Packet.objects.filter(requested_at__lt=timezone.now() - KEPT)
    storage = packet_storage()
    for packet in old:
        if packet.file:
            storage.delete(packet.file.name or "")
    old.delete()
    _remove_strays()


def _remove_strays() -> None:
    horizon = time.time() - ABANDONED
    for folder in settings.WORK_DIR.glob("packet-*"):
        if folder.stat().st_mtime < horizon:
            shutil.rmtree(folder, ignore_errors=True)
    storage = packet_storage()
    try:
        _, names = storage.listdir("")
    except FileNotFoundError:
        return
    known = set(Packet.objects.exclude(file="").values_list("file", flat=True))
    for name in names:
        if name not in known and storage.get_modified_time(name).timestamp() < horizon:
            storage.delete(name)
