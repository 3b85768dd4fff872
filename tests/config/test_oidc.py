from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the checkout, with no variable of OIDC or of Django but these."""
    clean = {
        name: text for name, text in os.environ.items() if not name.startswith(("OIDC_", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**clean, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_sign_in_by_a_provider_works_where_it_is_on() -> None:
    own = ("-n", "0", "-q", "-p", "no:cacheprovider")

    tests = run("-m", "pytest", "--ds=tests.settings_oidc", "tests/oidc", *own)

    assert tests.returncode == 0, tests.stdout[-4000:]
    assert " passed" in tests.stdout


@pytest.mark.sqlite
def test_deployment_with_it_is_in_order(tmp_path: Path) -> None:
    settings = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LOKKHO_ENV_FILE": os.devnull,
        "LOKKHO_MODE": "production",
        "LOKKHO_VAR_DIR": str(tmp_path),
        "SECRET_KEY": "x7Qk-" * 12,
        "ALLOWED_HOSTS": "lokkho.example.gov.bd",
        "DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3",
        "DEBUG": "0",
        "OIDC_ISSUER": "https://id.example.gov.bd",
        "OIDC_CLIENT_ID": "lokkho",
        "OIDC_CLIENT_SECRET": "secret",
    }

    for command in (
        ("check", "--deploy", "--fail-level", "WARNING"),
        ("migrate", "--verbosity", "0"),
        ("makemigrations", "--check", "--dry-run"),
    ):
        done = run("-Werror", "manage.py", *command, **settings)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.sqlite
def test_the_library_is_not_loaded_where_it_is_off() -> None:
    code = "import sys, django; django.setup(); from django.urls import get_resolver as r; "
    code += "r().url_patterns; print([name for name in sys.modules if 'allauth' in name])"

    loaded = run("-c", code, DJANGO_SETTINGS_MODULE="tests.settings")

    assert loaded.stdout.strip() == "[]", loaded.stderr
