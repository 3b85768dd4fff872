"""``python -m config.trial``: prepare a local run and serve it. ``make run`` calls this.

Everything is looked up before it is done, so that a second start changes nothing. With
``--districts NUMBER`` a new demo has only so many of the 64 districts and is there sooner.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import QuerySet

from config.earlier import SENTENCE, is_of_before, put_aside


class NotStarted(Exception):
    """The trial cannot start; the message says why and what to do."""


def main() -> None:
    """Prepare what is missing, start the worker, then become the server."""
    parser = argparse.ArgumentParser(prog="python -m config.trial")
    parser.add_argument("--districts", type=int, metavar="NUMBER")
    districts = parser.parse_args().districts
    try:
        setup()
        require_free_port(settings.PORT)
        migrate()
        load_demo(districts)
        collect_static()
        show_sign_ins()
    except NotStarted as reason:
        sys.exit(f"{reason}")
    connection.close()
    sys.stdout.flush()
    start_worker()
    arguments = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py"]
    os.execv(sys.executable, [*arguments, "config.wsgi"])  # noqa: S606


def start_worker() -> None:
    """Let a second process do the jobs; it goes when the server does, however that ends."""
    # Our own number: we become the server. It may be gone before the worker asks for its parent.
    worker = [sys.executable, "manage.py", "work", "--with-parent", str(os.getpid())]
    subprocess.Popen(worker)  # noqa: S603


def setup() -> None:
    """Load the settings. Raises ``NotStarted`` where they are for production."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as problem:
        raise NotStarted(f"{problem}") from problem
    if settings.PRODUCTION:
        raise NotStarted(
            "make run is for trying Lokkho out and fills the database with demo data; "
            "docs/deploy.md says how to serve it in production."
        )


def require_free_port(port: int) -> None:
    """Raises ``NotStarted`` when something else listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise NotStarted(
                f"Port {port} cannot be used ({error.strerror}). "
                f"Choose another: make run PORT={port % 65535 + 1}"
            ) from error


def migrate() -> None:
    """Bring the database's tables up to date. Raises ``NotStarted`` when it is out of reach."""
    try:
        if is_of_before(connection):
            put_aside_what_was_before()
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        raise NotStarted(f"The database at DATABASE_URL cannot be reached: {error}") from error
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Making the tables …")
        call_command("migrate", verbosity=0)


def put_aside_what_was_before() -> None:
    """Keep an earlier version's file under another name. Raises ``NotStarted`` if it is none."""
    try:
        aside = put_aside(connection)
    except ValueError as error:
        raise NotStarted(SENTENCE) from error
    say(f"An earlier version made the database; it is kept as {aside}.")


def load_demo(districts: int | None) -> None:
    """Load the demo, all of it or ``districts``, into an empty database; leave others alone."""
    if not offices().exists():
        say("Loading the demo data …")
        call_command("load_demo", districts=districts)


def show_sign_ins() -> None:
    """Name the demo's people, where the demo is loaded."""
    if offices().filter(is_demo=True).exists():
        call_command("load_demo", sign_ins=True)


def offices() -> QuerySet[Any]:
    """All offices; looked up late, because models exist only after ``setup``."""
    return apps.get_model("offices", "Office")._default_manager.all()


def collect_static() -> None:
    """Fingerprint and compress the static files when one of them has changed."""
    stamp = settings.STATIC_ROOT / ".sources"
    sources = static_sources()
    if not stamp.is_file() or stamp.read_text() != sources:
        say("Collecting the static files …")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(sources)


def static_sources() -> str:
    """A fingerprint of the names, sizes and times of all static files."""
    lines = []
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            lines.append(f"{name}\0{status.st_size}\0{status.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def say(text: str) -> None:
    """Tell the person at the terminal what takes a moment."""
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
