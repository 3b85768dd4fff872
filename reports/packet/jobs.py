"""Packets are built by a worker: begun any number of times, finished once."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from indicators.returns.evidence.selectors import evidence_of_plan
from numerals import FiscalYearSpan, language_of
from reports.packet.index import contents_of
from reports.packet.joining import write_packet
from reports.packet.models import Packet
from reports.packet.quarter import Quarter


class Superseded(Exception):
    """Another worker has taken the packet up meanwhile, or nobody wants it any more."""


class BuiltFile(File):
    """A file that a store in the same folder tree takes by its name: whole or not at all."""

    def temporary_file_path(self) -> str:
        """Where the file is; FileSystemStorage moves it instead of copying."""
        return str(self.name)


@task(priority=10)
def build_packet(pk: str) -> None:
    """Join the packet's files, and put the result in its store at once and whole.

    What an attempt that was killed left behind goes first.
    """
    packet = _begun(UUID(pk))
    if packet is None:
        return
    _tidy(packet.pk)
    settings.WORK_DIR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"packet-{packet.pk}-", dir=settings.WORK_DIR) as name:
        path = Path(name) / "packet.pdf"
        _write(packet, path)
        _keep(packet, path)


def _begun(pk: UUID) -> Packet | None:
    """The packet with this attempt counted; ``None`` if there is nothing left to do."""
    waiting = Packet.objects.filter(pk=pk, file="")
    waiting.update(attempt=F("attempt") + 1, done=0, total=0)
    return waiting.select_related("plan__office", "plan__fiscal_year").first()


def _tidy(pk: UUID) -> None:
    for folder in settings.WORK_DIR.glob(f"packet-{pk}-*"):
        shutil.rmtree(folder, ignore_errors=True)


def _write(packet: Packet, path: Path) -> None:
    quarter = Quarter(FiscalYearSpan(packet.plan.span.start), packet.quarter)
    language = language_of(packet.language)
    # Taken first: should a file come or go meanwhile, the packet counts as outdated.
    files = evidence_of_plan(packet.plan, quarter.months)
    contents = contents_of(packet.plan, quarter, files=files, language=language)
    _change(packet, contents=contents, total=len(files))
    with path.open("wb") as output:
        write_packet(
            packet.plan,
            quarter,
            output=output,
            language=language,
            folder=path.parent,
            told=lambda done: _change(packet, done=done),
        )


def _keep(packet: Packet, path: Path) -> None:
    storage = Packet.file.field.storage
    with path.open("rb") as file:
        name = storage.save(f"{packet.pk}-{packet.attempt}.pdf", BuiltFile(file, name=str(path)))
    try:
        _change(packet, file=name, finished_at=timezone.now())
    except BaseException:
        storage.delete(name)
        raise


def _change(packet: Packet, **fields: object) -> None:
    """Write to the packet's row, as long as this attempt is the last one."""
    mine = Packet.objects.filter(pk=packet.pk, attempt=packet.attempt, file="")
    if not mine.update(**fields):
        raise Superseded(f"attempt {packet.attempt} of {packet.pk}")
