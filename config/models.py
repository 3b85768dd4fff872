"""What the machine remembers of itself."""

from __future__ import annotations

from django.db import models


class Lease(models.Model):
    """A worker's sign of life for the job that it is at, renewed until the job is over.

    A job that is marked as running and has no fresh lease lost its worker. Who does
    nothing writes nothing.
    """

    job = models.UUIDField(primary_key=True)
    worker = models.CharField(max_length=64)
    renewed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.job} · {self.worker}"
