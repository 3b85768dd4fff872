"""How gunicorn serves Lokkho: sync workers, meant to stand behind a buffering proxy."""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

from django.conf import settings

from config import busy
from config.environment import UnusableEnvironment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
try:
    bind = f"127.0.0.1:{settings.PORT}"
except UnusableEnvironment as problem:
    sys.exit(f"{problem}")
worker_class = "sync"
forwarded_allow_ips = ",".join(settings.TRUSTED_PROXIES)
workers = settings.WEB_WORKERS or 2 * (os.cpu_count() or 1) + 1
timeout = 60
graceful_timeout = 30
# A worker that has answered this often is replaced, so that no leak grows for months; not all
# of them at the same moment.
max_requests = 2000
max_requests_jitter = 400
# Loaded once and shared by the workers: the start is quicker and the memory is used once.
preload_app = True
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112
# Its path would be the same for every gunicorn of a user; the service manager rules the workers.
control_socket_disable = True
loglevel = "warning"


def on_starting(_server: Any) -> None:
    """Load what the workers will share, before anybody can ask for anything."""
    # Models can be imported only once the application is loaded.
    from config.warming import warm  # noqa: PLC0415

    warm()


def post_fork(server: Any, worker: Any) -> None:
    """Let the worker see how many wait, for it to turn views away in time."""
    busy.watch([listener.sock for listener in worker.sockets], workers=server.cfg.workers)


def when_ready(_server: Any) -> None:
    """Say where to go, and keep the collector from touching (and so copying) shared pages.

    A page makes tens of thousands of objects that live as long as it does: looked through every
    700 they take 2 ms of each request, every 10,000 half a millisecond.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)
    print(f"Lokkho is ready: http://{bind}/", flush=True)  # noqa: T201
