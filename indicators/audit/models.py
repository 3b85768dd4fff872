"""The integrity checks that run every night, and what the last ones said."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from io import StringIO
from typing import Final

from django.core.management import call_command
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT: Final = 90
"""Results of each check: a quarter of nights."""

MOST_FINDINGS: Final = 200
"""Lines that are kept of one result; the command itself names all."""


class Check(models.TextChoices):
    """The commands that compare what is stored with what was told of it."""

    HISTORY = "check_history", _("Figures against their history")
    EVIDENCE = "check_evidence", _("Files of evidence against their hashes")


class CheckResult(models.Model):
    """What one check said on one night: its findings, line by line, and its last line."""

    check_name = models.CharField(max_length=16, choices=Check)
    at = models.DateTimeField(default=timezone.now)
    seconds = models.FloatField()
    found = models.PositiveIntegerField()
    findings = models.TextField(blank=True)
    summary = models.TextField()

    class Meta:
        app_label = "indicators"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.check_name} {self.at:%Y-%m-%d}: {self.found}"

    @property
    def lines(self) -> list[str]:
        """The findings that are kept, one by one."""
        return self.findings.splitlines()


def run_checks_of(day: date) -> None:
    """Run every check over everything, but for those that have run on that day already."""
    for check in Check:
        if not CheckResult.objects.filter(check_name=check, at__date=day).exists():
            run_check(check)


def run_check(check: Check) -> CheckResult:
    """Run one check and keep what it says."""
    began, said = timezone.now(), StringIO()
    # The commands end so where they found something.
    with suppress(SystemExit):
        call_command(check.value, stdout=said)
    *findings, summary = said.getvalue().splitlines()
    result = CheckResult.objects.create(
        check_name=check,
        at=began,
        seconds=_seconds_since(began),
        found=len(findings),
        findings="\n".join(findings[:MOST_FINDINGS]),
        summary=summary,
    )
    older = CheckResult.objects.filter(check_name=check).values_list("pk", flat=True)[KEPT:]
    CheckResult.objects.filter(pk__in=list(older)).delete()
    return result


def _seconds_since(began: datetime) -> float:
    return (timezone.now() - began).total_seconds()
