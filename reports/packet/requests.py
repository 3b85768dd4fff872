"""Asking for a packet, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from indicators.returns.evidence.selectors import evidence_of_plan
from numerals import Language
from offices.models import User
from plans.models import Plan
from reports.packet.index import contents_of
from reports.packet.jobs import build_packet
from reports.packet.models import Packet
from reports.packet.quarter import Quarter


class PacketStage(StrEnum):
    """How far a packet is."""

    WAITING = "waiting"
    BUILDING = "building"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PacketProgress:
    """A packet and how far it is; ``interrupted`` if it failed because its workers died."""

    packet: Packet
    stage: PacketStage
    interrupted: bool = False

    @property
    def is_under_way(self) -> bool:
        """Whether it is worth looking again in a moment."""
        return self.stage in (PacketStage.WAITING, PacketStage.BUILDING)

    @property
    def is_ready(self) -> bool:
        """Whether the file is there."""
        return self.stage is PacketStage.READY

    @property
    def has_failed(self) -> bool:
        """Whether nothing more will come of it."""
        return self.stage is PacketStage.FAILED


def latest_packet(plan: Plan, quarter: Quarter, *, language: Language) -> PacketProgress | None:
    """The packet last asked for, and how far it is: two queries at most."""
    found = Packet.objects.filter(plan=plan, quarter=quarter.number, language=language)
    packet = found.order_by("-requested_at").first()
    return None if packet is None else progress_of(packet)


def progress_of(packet: Packet) -> PacketProgress:
    """How far the packet is. A file that is gone from its store is as good as none."""
    if packet.file:
        is_there = packet.file.storage.exists(packet.file.name or "")
        return PacketProgress(packet, PacketStage.READY if is_there else PacketStage.FAILED)
    job = DBTaskResult.objects.filter(pk=packet.job).first()
    if job is None or job.status in (TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL):
        interrupted = job is not None and job.exception_class_path.endswith(".WorkerLost")
        return PacketProgress(packet, PacketStage.FAILED, interrupted)
    # A job that waits for its second attempt stays where the first one left it.
    return PacketProgress(packet, PacketStage.BUILDING if packet.attempt else PacketStage.WAITING)


def contents_now(plan: Plan, quarter: Quarter, *, language: Language) -> str:
    """A digest of what a packet made now would hold: one query."""
    files = evidence_of_plan(plan, quarter.months)
    return contents_of(plan, quarter, files=files, language=language)


@transaction.atomic
def request_packet(plan: Plan, quarter: Quarter, *, language: Language, by: User) -> Packet:
    """Queue a packet; the one that is there or on its way, if it holds the same."""
    Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    contents = contents_now(plan, quarter, language=language)
    known = latest_packet(plan, quarter, language=language)
    if known and known.packet.contents == contents and not known.has_failed:
        return known.packet
    packet = Packet(
        plan=plan,
        quarter=quarter.number,
        language=language,
        contents=contents,
        requested_by=by,
    )
    packet.job = UUID(build_packet.enqueue(str(packet.pk)).id)
    packet.save(force_insert=True)
    return packet
