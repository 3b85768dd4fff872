"""Many files at once: few are read within the request, many by a worker with its progress."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from numerals import Message
from offices.models import User
from plans.forms.bundles import files_in, is_bundle
from plans.forms.limits import DAMAGED, MOST_BYTES
from plans.workshop.models import Bringing, BroughtFile, DraftState
from plans.workshop.services.beginning import (
    TOO_BIG,
    Brought,
    RefusedFile,
    bring_files,
    read_brought,
    store_file,
)

logger = logging.getLogger(__name__)

READ_AT_ONCE: Final = 8
"""Files that are read while the person waits."""

KEPT: Final = timedelta(days=30)
"""How long a file is kept of which nothing was made."""


@dataclass(frozen=True, slots=True)
class Underway:
    """Files that a worker reads; what could not even be begun with is refused already."""

    bringing: Bringing
    refusals: tuple[RefusedFile, ...]


def bring(
    files: Iterable[tuple[str, bytes]], *, by: User, bijoy: bool = False
) -> Brought | Underway:
    """Bring files and ZIPs of files: at once, or, where they are many, by a worker."""
    refusals: list[RefusedFile] = []
    unpacked = list(_unpacked(files, refusals))
    if len(unpacked) <= READ_AT_ONCE:
        brought = bring_files(unpacked, by=by, bijoy=bijoy)
        return replace(brought, refusals=(*refusals, *brought.refusals))
    return _underway(unpacked, refusals, by=by, bijoy=bijoy)


@task()
def read_bringing(pk: str) -> None:
    """Read the files that wait, each by itself; begun anew, it goes on where it was."""
    bringing = Bringing.objects.select_related("by").get(pk=UUID(pk))
    for file in list(bringing.files.filter(is_read=False).order_by("pk").values_list("pk")):
        _read(file[0], by=bringing.by)
    Bringing.objects.filter(pk=bringing.pk, finished_at=None).update(finished_at=timezone.now())


def purge_brought() -> None:
    """Throw away files that nothing was made of, and what was underway, after a month."""
    before = timezone.now() - KEPT
    old = BroughtFile.objects.filter(brought_at__lt=before, drafts=None, is_read=True)
    # What refers to a file is asked for before it goes; its content need not be read for that.
    old.only("pk").delete()
    Bringing.objects.filter(at__lt=before).exclude(finished_at=None).delete()


def _unpacked(
    files: Iterable[tuple[str, bytes]], refusals: list[RefusedFile]
) -> Iterator[tuple[str, bytes]]:
    for name, content in files:
        if not is_bundle(content):
            yield name, content
            continue
        inside = files_in(content)
        if isinstance(inside, Message):
            refusals.append(RefusedFile(name, inside))
        else:
            yield from inside


@transaction.atomic
def _underway(
    files: list[tuple[str, bytes]], refusals: list[RefusedFile], *, by: User, bijoy: bool
) -> Underway:
    bringing = Bringing.objects.create(by=by)
    for name, content in files:
        if len(content) > MOST_BYTES:
            refusals.append(RefusedFile(name, TOO_BIG))
            continue
        file = store_file(name, content, by=by)
        made = file.drafts.exclude(state=DraftState.DISCARDED).exists()
        file.bringing, file.is_read = bringing, made
        file.bijoy = file.bijoy or bijoy
        file.save(update_fields=["bringing", "is_read", "bijoy"])
    read_bringing.enqueue(str(bringing.pk))
    return Underway(bringing, tuple(refusals))


def _read(pk: int, *, by: User) -> None:
    try:
        with transaction.atomic():
            file = BroughtFile.objects.select_for_update().get(pk=pk)
            if not file.is_read:
                read_brought(file, bytes(file.content), by=by, bijoy=file.bijoy)
    except Exception:
        # One file that nobody foresaw must not stop the others.
        logger.exception("The brought file %s could not be read", pk)
        BroughtFile.objects.filter(pk=pk).update(is_read=True, refusal=[DAMAGED.bn, DAMAGED.en])
