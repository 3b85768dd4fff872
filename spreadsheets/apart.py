"""Somebody's file is worked on by a process of its own, which may take only so much.

Whatever the file does to the libraries that read it, it ends with that process: after seconds of
work or too much memory it is stopped. The process knows neither the database nor the settings.
A module that works so is run as ``python -m MODULE ARGUMENTS < FILE``; it begins with
``take_no_more`` and writes what it found.
"""

from __future__ import annotations

import logging
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Final

logger = logging.getLogger(__name__)

SECONDS_OF_WORK: Final = 2
"""The largest that is read, a photo of 48 million points, takes 0.4."""

PATIENCE: Final = 20
"""Seconds until it is stopped on a machine that has no time for it."""

MOST_MEMORY: Final = 256 * 1024 * 1024
"""Of addresses; the largest that is read, a picture of 16 million points, takes 201 MB of them."""

_ROOT: Final = Path(__file__).resolve().parents[1]


def worked_apart(module: str, data: bytes, *arguments: str) -> bytes | None:
    """What ``module`` writes of ``data``; ``None`` where it took too much, or could not go on."""
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-s", "-m", module, *arguments],
            input=data,
            capture_output=True,
            cwd=_ROOT,
            env={"PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=PATIENCE,
            check=True,
        )
    except subprocess.TimeoutExpired:
        logger.warning("A file of %d bytes was not looked through in time", len(data))
        return None
    except subprocess.CalledProcessError as error:
        last = error.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        logger.warning("A file of %d bytes ended its process: %s %s", len(data), error, last)
        return None
    return done.stdout


def take_no_more() -> None:
    """Bound this process: its work, its memory; it writes no file."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_OF_WORK, SECONDS_OF_WORK))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    logging.disable()
