"""Debian's Chromium, as tests and measurements start it."""

from __future__ import annotations

import os
from shutil import which
from typing import Final

CHROMIUM: Final = which("chromium-headless-shell") or "/usr/bin/chromium"
"""The same engine without a window of its own, which costs a second for each visitor."""
FLAGS: Final = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
)
