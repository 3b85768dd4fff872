"""Large lists as files."""

from __future__ import annotations

import time
import tracemalloc
from typing import Any

import pytest

from config.demo.loading import load_demo
from indicators.admin.plan_table import IndicatorResource
from indicators.audit.table import HistoryTable, file_rows
from indicators.returns.models import Achievement
from indicators.returns.resources.achievements import AchievementResource
from ledger.models import Change
from offices.models import Office, User
from offices.resources.offices import OfficeResource
from offices.resources.people import PersonResource
from plans.models import Indicator
from spreadsheets.columns import file_columns, sheet_of
from spreadsheets.downloads import download
from spreadsheets.exchange.formats import Csv, Xlsx
from tests.benchmarks.timing import say
from tests.days import LATE_IN_JULY

pytestmark = pytest.mark.benchmark


def test_bench_exports(transactional_db: None) -> None:
    """All of the demo: 23,000 achievements are to take three seconds at most.

    .venv/bin/python -m pytest -s -m benchmark tests/benchmarks/test_bench_exports.py
    """
    load_demo(today=LATE_IN_JULY)
    tables: list[tuple[Any, Any]] = [
        (AchievementResource, Achievement.objects.all()),
        (
            AchievementResource,
            Achievement.objects.filter(
                pk__in=Achievement.objects.order_by("pk").values("pk")[:23_000]
            ),
        ),
        (IndicatorResource, Indicator.objects.all()),
        (OfficeResource, Office.objects.all()),
        (PersonResource, User.objects.all()),
    ]
    for resource, rows in tables:
        for file_format in (Xlsx(), Csv()):
            start, worked = time.perf_counter(), time.process_time()
            size = len(file_format.export_data(resource().export(queryset=rows.all())))
            took, worked = time.perf_counter() - start, time.process_time() - worked
            say(
                f"{resource.__name__} {file_format.get_title()}: {rows.count()} rows, "
                f"{took:.2f} s, {worked:.2f} s of a processor, {size // 1024} KiB"
            )


def test_bench_history_file(transactional_db: None) -> None:
    """The history of everything, whatever its length."""
    load_demo(today=LATE_IN_JULY)
    changes = Change.objects.select_related(
        "plan__office", "plan__fiscal_year", "monthly_return", "by"
    )
    tracemalloc.start()
    start = time.perf_counter()
    content = sheet_of("History", file_columns(HistoryTable), file_rows(changes.order_by("-id")))
    download(content, name="history", file_format="xlsx").close()
    took = time.perf_counter() - start
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    say(f"history XLSX: {changes.count()} rows, {took:.1f} s (traced), {peak // 2**20} MiB at most")
