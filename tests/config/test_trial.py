from __future__ import annotations

import hashlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final
from urllib.request import urlopen

import pytest

# What is started here has a database of its own, SQLite, whatever that of the tests is.
pytestmark = pytest.mark.sqlite
ROOT: Final = Path(__file__).parents[2]
DATABASE: Final = "lokkho.sqlite3"
OF_THE_WORKER: Final = {
    "django_tasks_database_dbtaskresult",
    "indicators_checkresult",
    "indicators_planslook",
    "indicators_standingalert",
    "ledger_seal",
    "sqlite_sequence",
}
"""Tables the worker writes into by the clock, sooner or later after a start."""


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    inherited = {name: os.environ[name] for name in ("PATH", "HOME")}
    return {
        **inherited,
        "LOKKHO_ENV_FILE": os.devnull,
        "LOKKHO_VAR_DIR": str(tmp_path),
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
    }


@contextmanager
def trial(variables: dict[str, str]) -> Iterator[list[str]]:
    """A running trial; gives what it printed until it was ready."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "config.trial", "--districts", "1"],
        cwd=ROOT,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    try:
        printed = []
        for line in process.stdout:
            printed.append(line.strip())
            if "Lokkho is ready" in line:
                break
        yield printed
    finally:
        process.send_signal(signal.SIGTERM)
        process.stdout.read()
        process.wait(timeout=20)
        process.stdout.close()


def test_first_start_makes_everything_and_second_changes_nothing(
    variables: dict[str, str], tmp_path: Path
) -> None:
    address = f"http://127.0.0.1:{variables['PORT']}/"
    with trial(variables) as printed:
        assert printed[-1] == f"Lokkho is ready: {address}"
        assert any("khulna" in line for line in printed)
        with urlopen(f"{address}sign-in/") as page:
            assert 'lang="bn"' in page.read().decode()
    before = contents(tmp_path)

    with trial(variables) as printed:
        assert printed[-1] == f"Lokkho is ready: {address}"
        assert not any(line.endswith("…") for line in printed)

    after = contents(tmp_path)
    assert {name for name in before | after if before.get(name) != after.get(name)} == set()


def contents(folder: Path) -> dict[str, object]:
    """What every file holds; of the database, what people put there, not what the worker notes."""
    files: dict[str, object] = {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(DATABASE)
    }
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = {name for (name,) in names} - OF_THE_WORKER
        files |= {
            table: database.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables
        }
    return files


def refusal(variables: dict[str, str]) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "config.trial"],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    return run.stderr


def test_port_in_use_is_named_with_another_to_choose(variables: dict[str, str]) -> None:
    port = int(variables["PORT"])
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()

        assert f"Port {port} cannot be used" in refusal(variables)
        assert f"make run PORT={port + 1}" in refusal(variables)


@pytest.mark.parametrize("port", ["http", "0", "70000"])
def test_port_that_is_none_is_refused(variables: dict[str, str], port: str) -> None:
    message = refusal({**variables, "PORT": port})

    assert f"PORT is '{port}'; expected a port from 1 to 65535." in message
    assert "Traceback" not in message


def test_port_of_the_env_file_is_the_one_that_is_used(
    variables: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "env"
    port = int(variables.pop("PORT"))
    file.write_text(f"PORT={port}\n")
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()

        assert f"Port {port} cannot be used" in refusal({**variables, "LOKKHO_ENV_FILE": str(file)})


def test_production_is_not_filled_with_demo_data(variables: dict[str, str]) -> None:
    production = {
        **variables,
        "LOKKHO_MODE": "production",
        "SECRET_KEY": "x7Qk-" * 10,
        "ALLOWED_HOSTS": "lokkho.example.gov.bd",
        "DATABASE_URL": "sqlite:////nonexistent/lokkho.sqlite3",
    }

    assert "docs/deploy.md" in refusal(production)


def test_unreachable_database_is_named(variables: dict[str, str]) -> None:
    url = "postgres://lokkho@127.0.0.1:1/lokkho"

    assert "DATABASE_URL cannot be reached" in refusal({**variables, "DATABASE_URL": url})


def test_configuration_mistake_is_one_sentence(variables: dict[str, str]) -> None:
    message = refusal({**variables, "LOKKHO_MOOD": "good"})

    assert "LOKKHO_MOOD is unknown; did you mean LOKKHO_MODE?" in message
    assert "Traceback" not in message
