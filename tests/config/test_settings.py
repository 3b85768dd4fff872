from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from offices.accounts.models import Session
from offices.rooms import RoomsConfig


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("busy_timeout", 20000), ("foreign_keys", 1)],
)
def test_sqlite_connection_is_safe_and_patient(pragma: str, value: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone() == (value,)


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_sqlite_writers_that_read_first_wait_for_each_other() -> None:
    now = timezone.now()
    Session.objects.create(session_key="count", session_data="0", expire_date=now, seen_at=now)
    writers, rounds = 4, 5
    together = threading.Barrier(writers)

    def count(_writer: int) -> None:
        together.wait()
        try:
            for _ in range(rounds):
                with transaction.atomic():
                    session = Session.objects.get(session_key="count")
                    session.session_data = str(int(session.session_data) + 1)
                    session.save()
        finally:
            connection.close()

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(count, range(writers)))

    assert Session.objects.get(session_key="count").session_data == str(writers * rounds)


@pytest.mark.postgresql
@pytest.mark.django_db
def test_postgresql_connections_are_kept_and_checked() -> None:
    assert connection.vendor == "postgresql"
    assert connection.settings_dict["CONN_MAX_AGE"] == 60
    assert connection.settings_dict["CONN_HEALTH_CHECKS"]


def test_psycopg_3_is_not_installed_beside_psycopg2() -> None:
    assert importlib.util.find_spec("psycopg2")
    assert not importlib.util.find_spec("psycopg")


@pytest.mark.parametrize(
    "command",
    [
        ("manage.py", "check"),
        ("manage.py", "work", "--once"),
        ("-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"),
    ],
)
def test_production_without_values_does_not_start_and_says_why_in_sentences_alone(
    command: tuple[str, ...],
) -> None:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LOKKHO_VAR_DIR")}
    run = subprocess.run(
        [sys.executable, *command],
        env={**kept, "LOKKHO_ENV_FILE": os.devnull, "LOKKHO_MODE": "production"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert run.returncode == 1
    assert run.stderr.splitlines() == [
        "The configuration cannot be used (see .env.example):",
        "SECRET_KEY is missing; production needs it.",
        "ALLOWED_HOSTS is missing; production needs it.",
        "DATABASE_URL is missing; production needs it.",
    ]


def test_cookies_of_production_are_bound_to_the_host() -> None:
    names = "settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME"
    run = subprocess.run(
        [sys.executable, "-c", f"from django.conf import settings; print({names})"],
        env={
            **{name: os.environ[name] for name in ("PATH", "HOME", "LOKKHO_VAR_DIR")},
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "LOKKHO_ENV_FILE": os.devnull,
            "LOKKHO_MODE": "production",
            "SECRET_KEY": "of-the-tests-only-but-long-enough-for-django-to-be-content-with-it",
            "ALLOWED_HOSTS": "lokkho.example.gov.bd",
            "DATABASE_URL": "sqlite:////nonexistent/lokkho.sqlite3",
        },
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert run.stdout.split() == ["__Host-sessionid", "__Host-csrftoken"]


@pytest.mark.parametrize("app", ["offices", "plans", "indicators", "reports"])
def test_app_with_rooms_is_configured_by_its_own_class(app: str) -> None:
    config = apps.get_app_config(app)

    assert isinstance(config, RoomsConfig)
    assert type(config) is not RoomsConfig
