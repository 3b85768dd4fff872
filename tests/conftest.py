"""What all tests share: no test is skipped, and each runs on the database that it speaks of."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path
from shutil import rmtree
from typing import Final, TypeVar

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.core.files.storage import storages
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from tests.cast import Cast, make_cast
from tests.database.shared import OwnCopy
from tests.entered_at_once import entered_before_agreed
from tests.templates import note_each_template_once, refuse_names_without_value

TESTS: Final = Path(__file__).parent
FOLDER_MARKS: Final = {"benchmarks": "benchmark", "browser": "browser", "office": "office"}
LONGEST: Final = frozenset(
    {
        "test_access.py",
        "test_every_address.py",
        "test_every_column.py",
        "test_killed_job.py",
        "test_load_demo.py",
        "test_role_matrix.py",
    }
)
"""Files with tests of many seconds each."""
DATABASE: Final = frozenset({"db", "transactional_db", "live_server"})
ReportT = TypeVar("ReportT", pytest.TestReport, pytest.CollectReport)

hypothesis_settings.register_profile(
    # A slow machine is no bug, and what continuous integration finds must be found again.
    "lokkho",
    deadline=None,
    derandomize="CI" in os.environ,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("lokkho")


# Half a million objects come with the tests, and stay: to go through them again and again for
# what may be let go is a third of the collecting and a fifth of the tests' own time.
gc.disable()


def pytest_collection_finish() -> None:
    """What there is now is passed over; what the tests leave behind is let go as ever."""
    gc.freeze()
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        for folder, mark in FOLDER_MARKS.items():
            if item.path.is_relative_to(TESTS / folder):
                item.add_marker(mark)
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        if item.get_closest_marker("once") and item.get_closest_marker("postgresql"):
            raise pytest.UsageError(f"{item.nodeid} would run nowhere: once is on SQLite")
        (left_out if _is_left_out(item) else kept).append(item)
    # What takes longest begins first, so that no process waits for another's at the end.
    kept.sort(key=lambda item: item.path.name not in LONGEST)
    config.hook.pytest_deselected(items=left_out)
    items[:] = kept


def _is_left_out(item: pytest.Item) -> bool:
    """Whether the test speaks of another database, or says on PostgreSQL what it says on SQLite."""
    if "postgresql" not in settings.DATABASES["default"]["ENGINE"]:
        return bool(item.get_closest_marker("postgresql"))
    fixtures = DATABASE.intersection(getattr(item, "fixturenames", ()))
    asks_it = fixtures or any(map(item.get_closest_marker, ("django_db", "postgresql")))
    return not asks_it or any(map(item.get_closest_marker, ("sqlite", "once")))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    return _refuse_skip(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    return _refuse_skip(report)


def _refuse_skip(report: ReportT) -> ReportT:
    if report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Nothing is skipped here, but this was: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """A database of this process: pytest-django would migrate one in each."""
    folder = tmp_path_factory.getbasetemp()
    process = os.environ.get("PYTEST_XDIST_WORKER")
    copy = OwnCopy(folder.parent if process else folder, process or "alone")
    with django_db_blocker.unblock():
        copy.take()
    yield
    with django_db_blocker.unblock():
        copy.give_back()


@pytest.fixture(autouse=True)
def default_language() -> None:
    """A page leaves its reader's language behind in the thread."""
    translation.deactivate()


@pytest.fixture
def entered_at_once() -> Iterator[None]:
    """New rules of a year let months be entered before the plan is agreed, as they may."""
    with entered_before_agreed():
        yield


@pytest.fixture(autouse=True)
def names_have_values(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page shows a blank for a name that its template misspelt or its view forgot."""
    refuse_names_without_value(monkeypatch)


@pytest.fixture(autouse=True)
def templates_are_noted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No answer holds what each of its hundred pieces was filled with."""
    note_each_template_once(monkeypatch)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """What one test's pages remembered is not another's."""
    cache.clear()
    caches["rankings"].clear()


@pytest.fixture
def empty_store() -> None:
    """No file that another test left in the store of evidence."""
    rmtree(storages["evidence"].path(""), ignore_errors=True)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()
