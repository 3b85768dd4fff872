"""What a file of a backup may be: plain, and plainly named."""

from __future__ import annotations

import os
import re
import shutil
from io import BufferedReader
from pathlib import Path
from typing import Final

FOLDER: Final = "evidence"
"""The name of the evidence folder within a backup."""

_PART: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}")
_DEEPEST: Final = 6


def is_sound_name(name: str) -> bool:
    """Whether it names a file of the evidence folder: plain ASCII, no way out of it."""
    parts = name.split("/")
    return 1 < len(parts) <= _DEEPEST and parts[0] == FOLDER and all(map(_PART.fullmatch, parts))


def open_plain(path: Path) -> BufferedReader:
    """The file, opened to be read; never what a link leads to."""
    return os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb")


def copy_file(source: Path, target: Path) -> None:
    """Copy one plain file, for its owner alone."""
    with open_plain(source) as file, target.open("wb") as copy:
        target.chmod(0o600)
        shutil.copyfileobj(file, copy)
